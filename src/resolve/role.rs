//! Offices and who held them: “President Biden” in 2010 is nobody, “the German chancellor” is
//! whoever was it on the day.

use std::cell::OnceCell;

use jiff::civil;
use smallvec::SmallVec;

use crate::extraction::EntityKind;
use crate::gazetteer::{EntityId, Gazetteer, NameId, Rank, Tenure};
use crate::mention::RoleUse;
use crate::text::fold::fold;
use crate::text::{Document, Lexicon, WordId};

/// The roles that a name of a role can mean.
pub fn roles_of(gazetteer: &Gazetteer, name: NameId) -> impl Iterator<Item = EntityId> + '_ {
    gazetteer
        .aliases(name)
        .iter()
        .map(|a| a.entity)
        .filter(|&e| gazetteer.entity(e).kind == EntityKind::Role)
}

/// Whether `person` is or was, by the gazetteer, what `role` says; `on` is the document's date.
/// A former office counts where the text says so.
pub fn holds(
    document: &Document,
    lexicon: &Lexicon,
    gazetteer: &Gazetteer,
    person: EntityId,
    role: &RoleUse,
    on: Option<civil::Date>,
) -> bool {
    let tenures = gazetteer.entity(person).tenures();
    if tenures.is_empty() {
        return false;
    }
    let meant: SmallVec<[EntityId; 4]> =
        role.name.map(|n| roles_of(gazetteer, n).collect()).unwrap_or_default();
    let words = document.slice(role.tokens);
    let folded = OnceCell::new();
    tenures.iter().any(|tenure| {
        let same_role = || {
            tenure.role.is_some_and(|r| meant.contains(&r) || shares_title(gazetteer, r, &meant))
        };
        let same_title = || fold(&tenure.title) == *folded.get_or_init(|| fold(words));
        let in_time = role.former || on.is_none_or(|day| tenure.covers(day));
        in_time && (same_role() || same_title())
    }) && !lexicon.is_empty()
}

/// Whether an office bears a title that one of `roles` bears as well.
fn shares_title(gazetteer: &Gazetteer, office: EntityId, roles: &[EntityId]) -> bool {
    let Some(office) = gazetteer.entity(office).role() else { return false };
    roles.iter().any(|&r| {
        gazetteer.entity(r).role().is_some_and(|role| {
            role.title_words.iter().any(|title| office.title_words.contains(title))
        })
    })
}

/// Who held, on that day, the office that `role` names with its place or organization.
/// Nobody if the words fit several offices with several holders.
pub fn holder(gazetteer: &Gazetteer, role: &RoleUse, on: Option<civil::Date>) -> Option<EntityId> {
    let day = on?;
    let name = role.name?;
    if role.former {
        return None;
    }
    let mut holders: SmallVec<[EntityId; 2]> = SmallVec::new();
    // “the US president”: a title of one office only.
    let only = roles_of(gazetteer, name).count() == 1;
    for office in roles_of(gazetteer, name) {
        let Some(details) = gazetteer.entity(office).role() else { continue };
        let Some(of) = details.of else { continue };
        let named = gazetteer.aliases(name).iter().any(|a| {
            a.entity == office
                && matches!(
                    a.via,
                    crate::gazetteer::AliasKind::Description | crate::gazetteer::AliasKind::Name
                )
        });
        let fits = match role.of {
            Some(body) => {
                body == of
                    || gazetteer.country_of(body) == Some(of)
                        && gazetteer.entity(body).kind == EntityKind::Place
            }
            None => named || only,
        };
        if !fits {
            continue;
        }
        for holder in gazetteer.holders(office, day) {
            if !holders.contains(&holder) {
                holders.push(holder);
            }
        }
    }
    match holders.as_slice() {
        [one] => Some(*one),
        _ => None,
    }
}

/// How likely news mean somebody by the bare surname: by the highest office that the person holds,
/// held or will hold, and by how long ago that is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Prominence {
    /// Whether an office is held on the day, within a few years of it, or at another time.
    pub when: When,
    /// Whether it is that of a head of state or government.
    pub head: bool,
}

/// How near the day an office is held.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum When {
    /// No high office at all.
    #[default]
    Never,
    /// At another time.
    Once,
    /// A few years before or after: a candidate and a former president are as well known.
    Near,
    /// On the very day.
    Now,
}

/// How prominent `person` is on a day. Without a day an office that lasts is held, every other is
/// near.
pub fn prominence(gazetteer: &Gazetteer, person: EntityId, on: Option<civil::Date>) -> Prominence {
    let each = high_offices(gazetteer, person).map(|(tenure, rank)| {
        let near = |day: civil::Date| {
            (-YEARS_KNOWN..=YEARS_KNOWN).any(|years| {
                let moved = day.checked_add(jiff::Span::new().years(years));
                moved.is_ok_and(|day| tenure.covers(day))
            })
        };
        let when = match on {
            Some(day) if tenure.covers(day) => When::Now,
            Some(day) if !near(day) => When::Once,
            None if tenure.to.is_none() => When::Now,
            _ => When::Near,
        };
        Prominence { when, head: rank != Rank::Minister }
    });
    each.max().unwrap_or_default()
}

/// The day on which `person` left the last high office before `on`; a former president of whom
/// a text speaks is the last of that name.
pub fn left_office(
    gazetteer: &Gazetteer,
    person: EntityId,
    on: Option<civil::Date>,
) -> Option<civil::Date> {
    high_offices(gazetteer, person)
        .filter_map(|(tenure, _)| tenure.to.map(|to| to.last_day()))
        .filter(|&day| on.is_none_or(|on| day <= on))
        .max()
}

/// Whether `person` takes an office with these words for a title within a year of the day.
pub fn will_hold(
    gazetteer: &Gazetteer,
    person: EntityId,
    title: &[WordId],
    on: Option<civil::Date>,
) -> bool {
    let Some(day) = on else { return false };
    let soon = day.checked_add(jiff::Span::new().years(1)).unwrap_or(day);
    gazetteer.entity(person).tenures().iter().any(|tenure| {
        let begins =
            tenure.from.is_some_and(|from| from.first_day() > day && from.first_day() < soon);
        let role = tenure.role.and_then(|r| gazetteer.entity(r).role());
        begins && role.is_some_and(|r| r.title_words.iter().any(|words| words.ends_with(title)))
    })
}

/// Who held the high office of `person` directly before or after.
pub fn beside(
    gazetteer: &Gazetteer,
    person: EntityId,
    on: Option<civil::Date>,
    earlier: bool,
) -> Option<EntityId> {
    let day = on?;
    let begun = |tenure: &&Tenure| tenure.from.is_some_and(|from| from.first_day() <= day);
    let (own, _) = high_offices(gazetteer, person).filter(|(tenure, _)| begun(tenure)).max_by_key(
        |(tenure, rank)| {
            let head = *rank != Rank::Minister;
            (tenure.covers(day), head, tenure.from.map(|from| from.first_day()))
        },
    )?;
    let others = gazetteer.tenures_of(own.role?).filter(|&(holder, _)| holder != person);
    if earlier {
        let from = own.from?.last_day();
        let ended = others.filter_map(|(holder, t)| Some((t.to?.first_day(), holder)));
        ended.filter(|&(to, _)| to <= from).max().map(|(_, holder)| holder)
    } else {
        let to = own.to?.first_day();
        let begun = others.filter_map(|(holder, t)| Some((t.from?.last_day(), holder)));
        begun.filter(|&(from, _)| from >= to).min().map(|(_, holder)| holder)
    }
}

/// How long before and after an office its holder goes by the bare surname, in years.
const YEARS_KNOWN: i64 = 4;

fn high_offices(gazetteer: &Gazetteer, person: EntityId) -> impl Iterator<Item = (&Tenure, Rank)> {
    gazetteer.entity(person).tenures().iter().filter_map(move |tenure| {
        let rank = gazetteer.entity(tenure.role?).role()?.rank?;
        matches!(rank, Rank::HeadOfState | Rank::HeadOfGovernment | Rank::Minister)
            .then_some((tenure, rank))
    })
}

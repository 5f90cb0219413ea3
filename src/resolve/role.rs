//! Offices and who held them: “President Biden” in 2010 is nobody, “the German chancellor” is
//! whoever was it on the day.

use jiff::civil;
use smallvec::SmallVec;

use crate::extraction::EntityKind;
use crate::gazetteer::{EntityId, Gazetteer, NameId, Rank, Tenure};
use crate::mention::RoleUse;
use crate::text::{Document, Lexicon};

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
    let meant: SmallVec<[EntityId; 4]> =
        role.name.map(|n| roles_of(gazetteer, n).collect()).unwrap_or_default();
    gazetteer.entity(person).tenures().iter().any(|tenure| {
        let same_role = tenure
            .role
            .is_some_and(|r| meant.contains(&r) || { shares_title(gazetteer, r, &meant) });
        let same_title = || {
            let words = document.slice(role.tokens);
            crate::text::fold::fold(&tenure.title) == crate::text::fold::fold(words)
        };
        let in_time = role.former || on.is_none_or(|day| tenure.covers(day));
        in_time && (same_role || same_title())
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
            None => named,
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

/// Whether `person` was somebody whom news call by the bare surname on that day: a head of state
/// or government, a minister, a well-known official.
pub fn is_prominent(gazetteer: &Gazetteer, person: EntityId, on: Option<civil::Date>) -> bool {
    high_offices(gazetteer, person).any(|tenure| on.is_some_and(|day| tenure.covers(day)))
}

/// Whether `person` held such an office at most so many years before or after that day; a
/// candidate and a former president are as well known. Without a day, whether they ever did.
pub fn is_well_known(gazetteer: &Gazetteer, person: EntityId, on: Option<civil::Date>) -> bool {
    high_offices(gazetteer, person).any(|tenure| {
        let Some(day) = on else { return true };
        (-YEARS_KNOWN..=YEARS_KNOWN).any(|years| {
            day.checked_add(jiff::Span::new().years(years)).is_ok_and(|day| tenure.covers(day))
        })
    })
}

/// How long before and after an office its holder goes by the bare surname, in years.
const YEARS_KNOWN: i64 = 4;

fn high_offices(gazetteer: &Gazetteer, person: EntityId) -> impl Iterator<Item = &Tenure> {
    let high = |rank: Option<Rank>| {
        matches!(rank, Some(Rank::HeadOfState | Rank::HeadOfGovernment | Rank::Minister))
    };
    gazetteer.entity(person).tenures().iter().filter(move |tenure| {
        high(tenure.role.and_then(|r| gazetteer.entity(r).role()).and_then(|r| r.rank))
    })
}

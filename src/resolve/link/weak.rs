//! Short forms and weak names, in the order of the text: whose surname, given name or acronym it is.

use jiff::civil;
use smallvec::SmallVec;

use crate::extraction::EntityKind;
use crate::gazetteer::{AliasKind, EntityId, NameId, Tenure};
use crate::mention::unknown::key;
use crate::mention::{Mention, MentionId, RoleUse};
use crate::resolve::Reason;
use crate::resolve::link::Linker;
use crate::resolve::role::{self, When};
use crate::resolve::short_name::Part;
use crate::text::{Classes, word};

/// How far the clause that withholds a name is looked through, in tokens.
const CLAUSE: usize = 10;

/// How many words that speak for an entry weigh as much as the next better ground.
const BASE: i32 = 4;

impl Linker<'_> {
    pub(super) fn short_name(&mut self, id: MentionId) {
        if self.chains.links[id].referent.is_some() {
            return;
        }
        let mention = &self.mentions.names[id];
        key(self.document, mention.tokens, &mut self.scratch);
        let part = std::mem::take(&mut self.scratch);
        let found = self.short.best(&part, mention.gender, |r| self.last_seen(r, id));
        self.scratch = part;
        if let Some((sort, referent)) = found
            && self.may_be_short(mention, sort)
        {
            if sort == Part::Surname
                && let Some(bearer) = self.foremost_bearer(id, referent)
            {
                self.attach_bearer(id, bearer, Reason::Office);
                return;
            }
            let reason = if sort == Part::Acronym { Reason::Acronym } else { Reason::FullName };
            self.attach(id, referent, SmallVec::from_iter([reason]), 0.95);
            return;
        }
        self.weak_name(id);
    }

    /// Whether a name that could be a place or a word is rather a short form of a person's name.
    fn may_be_short(&self, mention: &Mention, sort: Part) -> bool {
        let competes =
            mention.candidates.iter().any(|c| self.kind_of(c.entity) != EntityKind::Person);
        match sort {
            Part::Acronym | Part::Surname if !competes => true,
            Part::Acronym => true,
            Part::Surname => mention.extent != mention.tokens || !self.stands_in_place(mention),
            Part::Given => !competes && !self.is_introduced(mention),
        }
    }

    /// “Anna, who would not give her full name,”: nobody who was named in full before.
    fn is_introduced(&self, mention: &Mention) -> bool {
        let tokens = self.document.tokens.as_slice();
        let from = mention.tokens.end as usize;
        let word = |at: usize| tokens.get(at).map(|t| t.word);
        word(from) == Some(word::COMMA)
            && word(from + 1) == Some(word::WHO)
            && (from + 2..from + 2 + CLAUSE).any(|at| {
                word(at).is_some_and(|w| matches!(self.lexicon.text(w), "name" | "surname"))
            })
    }

    /// Whether a name stands where places stand: “in Washington”, “the king of Jordan”, and “to
    /// Washington” if anything but a person goes by it.
    pub(super) fn stands_in_place(&self, mention: &Mention) -> bool {
        let Some(at) = mention.tokens.start.checked_sub(1) else { return false };
        let before = self.document.tokens.as_slice()[at as usize].word;
        match self.lexicon.text(before) {
            "in" | "near" | "outside" | "into" => true,
            "of" => {
                let before = self.mentions.roles.partition_point(|role| role.tokens.start < at);
                let office = before.checked_sub(1).map(|last| &self.mentions.roles[last]);
                office.is_some_and(|role| role.tokens.end >= at)
            }
            "at" | "from" | "to" => {
                mention.candidates.iter().any(|c| self.kind_of(c.entity) != EntityKind::Person)
            }
            _ => false,
        }
    }

    /// “in Lincoln”, whoever else bears that name; but not “in Spring”, which is a word.
    fn stands_inside(&self, mention: &Mention) -> bool {
        let tokens = self.document.tokens.as_slice();
        let Some(before) = mention.tokens.start.checked_sub(1) else { return false };
        let word = Classes::ANY_NOUN | Classes::ADJECTIVE | Classes::ANY_VERB | Classes::COMMON;
        matches!(
            self.lexicon.text(tokens[before as usize].word),
            "in" | "near" | "outside" | "into"
        ) && !tokens[mention.tokens.start as usize].classes.intersects(word)
    }

    /// A surname, acronym or weak name whose bearer the document does not name in full.
    fn weak_name(&mut self, id: MentionId) {
        let mention = &self.mentions.names[id];
        let titled = mention.extent != mention.tokens || !mention.roles.is_empty();
        let mut candidates: SmallVec<[EntityId; 4]> =
            mention.candidates.iter().map(|c| c.entity).collect();
        if titled && mention.kind == EntityKind::Person {
            candidates.retain(|e| self.gazetteer.entity(*e).kind == EntityKind::Person);
        }
        if let Some(gender) = mention.gender {
            candidates.retain(|e| self.gazetteer.entity(*e).gender.is_none_or(|g| g == gender));
        }
        // Whoever the document names in full elsewhere needs no further support.
        let known = candidates.iter().filter_map(|e| self.by_entity.get(e)).max_by_key(|&&r| {
            let seen = self.last_seen(r, id);
            (seen.times, seen.last_seen, std::cmp::Reverse(r))
        });
        if let Some(&known) = known.filter(|_| !titled) {
            self.attach(id, known, SmallVec::from_iter([Reason::FullName]), 0.9);
            return;
        }
        let supported: SmallVec<[_; 4]> = candidates
            .iter()
            .map(|&e| (self.weak_support(mention, e), e))
            .filter(|(support, _)| *support > 0)
            .map(|(support, e)| {
                let prominence = role::prominence(self.gazetteer, e, self.on);
                let shown = titled
                    || prominence.head && prominence.when >= When::Near && self.is_spoken_of(e);
                // A former president of whom a text speaks is the last of that name.
                let left = role::left_office(self.gazetteer, e, self.on).filter(|_| titled);
                ((support, shown.then_some(prominence), left), e)
            })
            .collect();
        let best = supported.iter().map(|s| s.0).max();
        let winners: SmallVec<[EntityId; 4]> =
            supported.iter().filter(|s| Some(s.0) == best).map(|s| s.1).collect();
        if let [one] = winners.as_slice() {
            self.attach_bearer(id, *one, if titled { Reason::Title } else { Reason::Office });
            return;
        }
        let person = mention.kind == EntityKind::Person;
        if mention.candidates.is_empty() || person && titled {
            self.discover(id);
        } else {
            self.leave_open(id);
        }
    }

    /// What speaks for a candidate that goes by a weak name.
    fn weak_support(&self, mention: &Mention, entity: EntityId) -> i32 {
        let entry = self.gazetteer.entity(entity);
        let alias = mention.candidates.iter().find(|c| c.entity == entity).map(|c| c.alias);
        let context = self.context(&entry.context).min(3) as i32;
        match alias {
            Some(AliasKind::Exact) if entry.kind == EntityKind::Place => 2 * BASE + context,
            Some(AliasKind::Exact) => context + i32::from(self.is_at_home(entity)),
            Some(AliasKind::Weak | AliasKind::Name | AliasKind::Alias)
                if entry.kind == EntityKind::Place && self.stands_inside(mention) =>
            {
                2 * BASE + context
            }
            Some(AliasKind::Metonym) => 0,
            Some(AliasKind::Surname | AliasKind::Weak) if entry.kind == EntityKind::Person => {
                let held = mention.roles.iter().any(|role| {
                    role::holds(self.document, self.lexicon, self.gazetteer, entity, role, self.on)
                });
                if held {
                    return 6 * BASE + context;
                }
                // “President Keller” stays that after the office.
                let once = mention.roles.iter().any(|role| {
                    let ever = RoleUse { former: true, ..*role };
                    role::holds(self.document, self.lexicon, self.gazetteer, entity, &ever, self.on)
                });
                if once {
                    return 4 * BASE + context;
                }
                let prominence = role::prominence(self.gazetteer, entity, self.on);
                if self.stands_in_place(mention) {
                    return 0;
                }
                let contradicted =
                    mention.roles.iter().any(|r| r.name.is_some_and(|n| !self.is_honorific(n)));
                if contradicted {
                    return 0;
                }
                // “Cook said”: many words are somebody's surname; a title tells a name from a word.
                let titled = !mention.roles.is_empty() && prominence.when == When::Now;
                let common = !titled
                    && self
                        .document
                        .tokens
                        .as_slice()
                        .get(mention.tokens.start as usize)
                        .is_some_and(|t| {
                            self.lexicon.classes(t.word).contains(Classes::SURNAME_WEAK)
                        });
                let weak = alias == Some(AliasKind::Weak);
                let home = self.is_spoken_of(entity);
                let head = prominence.head && home && (self.on.is_some() || !common);
                match prominence.when {
                    When::Now if home && (!common || prominence.head) => 3 * BASE + context,
                    When::Near if !common && home || head => 2 * BASE + context,
                    // Of all ministers of the world, only those of a country that is spoken of.
                    When::Now | When::Near if !common && prominence.head => BASE + context,
                    _ if weak => BASE + context,
                    // “Mr Keller”, “Keller” in the country of the only Keller there is.
                    _ if home && !common && self.is_only_bearer(mention, entity) => BASE + context,
                    When::Now => context,
                    _ if common => 0,
                    _ => context,
                }
            }
            _ => context,
        }
    }

    /// Whether a mention could be nobody else's, and has a title or its bearer an office that day.
    fn is_only_bearer(&self, mention: &Mention, entity: EntityId) -> bool {
        let titled = !mention.roles.is_empty();
        let in_office = |day: civil::Date| self.gazetteer.tenures_on(entity, day).next().is_some();
        mention.candidates.len() == 1 && (titled || self.on.is_some_and(in_office))
    }

    /// Whether the document speaks of the country that an entry belongs to.
    pub(super) fn is_at_home(&self, entity: EntityId) -> bool {
        self.home_of(entity)
            .is_some_and(|home| self.by_entity.contains_key(&home) || self.peoples.contains(&home))
    }

    /// The country that an entry belongs to, or the one that its first office is of.
    pub(super) fn home_of(&self, entity: EntityId) -> Option<EntityId> {
        let office = |tenure: &Tenure| {
            let of = tenure.of.or_else(|| self.gazetteer.entity(tenure.role?).role()?.of);
            of.and_then(|of| self.gazetteer.country_of(of))
        };
        let home = self.gazetteer.country_of(entity);
        home.or_else(|| self.gazetteer.entity(entity).tenures().iter().find_map(office))
    }

    pub(super) fn is_honorific(&self, name: NameId) -> bool {
        role::roles_of(self.gazetteer, name)
            .all(|r| self.gazetteer.entity(r).role().is_some_and(|r| r.honorific))
    }
}

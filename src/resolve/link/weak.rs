//! Short forms and weak names, in the order of the text: whose surname, given name or acronym it is.

use smallvec::SmallVec;

use crate::extraction::EntityKind;
use crate::gazetteer::{AliasKind, EntityId, NameId};
use crate::mention::unknown::key;
use crate::mention::{Mention, MentionId, RoleUse};
use crate::resolve::link::Linker;
use crate::resolve::short_name::Part;
use crate::resolve::{Reason, role};
use crate::text::Classes;

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
            Part::Given => !competes,
        }
    }

    /// Whether a name stands where places stand: “in Washington”.
    pub(super) fn stands_in_place(&self, mention: &Mention) -> bool {
        let Some(before) = mention.tokens.start.checked_sub(1) else { return false };
        let before = self.document.tokens.as_slice()[before as usize].word;
        matches!(
            self.lexicon.text(before),
            "in" | "at" | "from" | "to" | "near" | "outside" | "into"
        )
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
        if let Some(&known) =
            candidates.iter().find_map(|e| self.by_entity.get(e)).filter(|_| !titled)
        {
            self.attach(id, known, SmallVec::from_iter([Reason::FullName]), 0.9);
            return;
        }
        let supported: SmallVec<[(i32, EntityId); 4]> = candidates
            .iter()
            .map(|&e| (self.weak_support(mention, e), e))
            .filter(|(support, _)| *support > 0)
            .collect();
        let best = supported.iter().map(|s| s.0).max();
        let winners: SmallVec<[EntityId; 4]> =
            supported.iter().filter(|s| Some(s.0) == best).map(|s| s.1).collect();
        if let [one] = winners.as_slice() {
            let referent = self.referent_of(*one);
            let reason = if titled { Reason::Title } else { Reason::Office };
            self.attach(id, referent, SmallVec::from_iter([reason]), 0.85);
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
            Some(AliasKind::Exact) if entry.kind == EntityKind::Place => 2 + context,
            Some(AliasKind::Exact) => context + i32::from(self.is_at_home(entity)),
            Some(AliasKind::Metonym) => 0,
            Some(AliasKind::Surname | AliasKind::Weak) if entry.kind == EntityKind::Person => {
                let held = mention.roles.iter().any(|role| {
                    role::holds(self.document, self.lexicon, self.gazetteer, entity, role, self.on)
                });
                if held {
                    return 6 + context;
                }
                // “President Keller” stays that after the office.
                let once = mention.roles.iter().any(|role| {
                    let ever = RoleUse { former: true, ..*role };
                    role::holds(self.document, self.lexicon, self.gazetteer, entity, &ever, self.on)
                });
                if once {
                    return 4 + context;
                }
                let office = role::is_prominent(self.gazetteer, entity, self.on);
                if self.stands_in_place(mention) {
                    return 0;
                }
                let contradicted =
                    mention.roles.iter().any(|r| r.name.is_some_and(|n| !self.is_honorific(n)));
                if contradicted {
                    return 0;
                }
                let common =
                    self.document.tokens.as_slice().get(mention.tokens.start as usize).is_some_and(
                        |t| self.lexicon.classes(t.word).contains(Classes::SURNAME_WEAK),
                    );
                let weak = alias == Some(AliasKind::Weak);
                match (office, weak, common) {
                    (true, _, false) => 3 + context,
                    (_, true, false) => 1 + context,
                    (false, false, false)
                        if role::is_well_known(self.gazetteer, entity, self.on) =>
                    {
                        2 + context
                    }
                    (true, _, true) | (false, false, false) => context,
                    _ => 0,
                }
            }
            _ => context,
        }
    }

    /// Whether the document speaks of the country that an entry belongs to.
    fn is_at_home(&self, entity: EntityId) -> bool {
        self.gazetteer.country_of(entity).is_some_and(|home| self.by_entity.contains_key(&home))
    }

    fn is_honorific(&self, name: NameId) -> bool {
        role::roles_of(self.gazetteer, name)
            .all(|r| self.gazetteer.entity(r).role().is_some_and(|r| r.honorific))
    }
}

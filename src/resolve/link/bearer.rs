//! Whose surname it is where the document does not say it in full, or says it of a relative only:
//! news call the holder of an office by the bare surname, and everybody else of that name in full
//! first.

use smallvec::SmallVec;

use crate::extraction::EntityKind;
use crate::gazetteer::{EntityId, Tenure};
use crate::mention::unknown::key;
use crate::mention::{Candidate, Form, Mention, MentionId, RoleUse};
use crate::resolve::link::Linker;
use crate::resolve::role::{Prominence, When};
use crate::resolve::short_name::Part;
use crate::resolve::{Reason, ReferentId, role};
use crate::text::{BlockKind, Classes, word};

/// What stands after a head of government's surname that is used like an adjective: “the Keller
/// administration”.
const POWERS: [&str; 5] = ["administration", "government", "presidency", "cabinet", "era"];

impl Linker<'_> {
    /// “President Keller”, whoever else of that name the document names in full: who holds that
    /// office on the day.
    pub(super) fn titled_name(&mut self, id: MentionId) {
        let mention = &self.mentions.names[id];
        if self.chains.links[id].referent.is_some() || mention.form == Form::Name {
            return;
        }
        let offices = |role: &&RoleUse| role.name.is_some_and(|n| !self.is_honorific(n));
        let Some(office) = mention.roles.iter().find(offices) else { return };
        let fits = |e: EntityId| {
            self.kind_of(e) == EntityKind::Person
                && mention
                    .gender
                    .is_none_or(|g| self.gazetteer.entity(e).gender.is_none_or(|h| g == h))
                && role::holds(self.document, self.lexicon, self.gazetteer, e, office, self.on)
        };
        let holders: SmallVec<[EntityId; 2]> =
            mention.candidates.iter().map(|c| c.entity).filter(|&e| fits(e)).collect();
        let &[holder] = holders.as_slice() else { return };
        key(self.document, mention.tokens, &mut self.scratch);
        let namesake = self.short.get(&self.scratch).iter().any(|&(_, r)| {
            let known = &self.chains.referents[r];
            known.entity.is_none() && known.roles.iter().any(|role| role.name == office.name)
        });
        if !namesake {
            self.attach_bearer(id, holder, Reason::Title);
        }
    }

    /// Links a mention by surname to an entry, who goes by that surname from then on.
    pub(super) fn attach_bearer(&mut self, id: MentionId, entity: EntityId, reason: Reason) {
        let referent = self.referent_of(entity);
        self.attach(id, referent, SmallVec::from_iter([reason]), 0.85);
        if self.kind_of(entity) == EntityKind::Person {
            key(self.document, self.mentions.names[id].tokens, &mut self.scratch);
            self.short.add(&self.scratch, Part::Surname, referent);
        }
    }

    /// Who is meant by a bare surname before, or rather than, `known`, whom the document names in
    /// full: the head of state or government of that name, if the document speaks of the country.
    pub(super) fn foremost_bearer(&self, id: MentionId, known: ReferentId) -> Option<EntityId> {
        let mention = &self.mentions.names[id];
        if mention.candidates.len() < 2 || mention.roles.iter().any(|r| r.name.is_some()) {
            return None;
        }
        let power = self.is_power(mention);
        let introduced = self.last_seen(known, id).last_seen.is_some();
        if introduced && !power || self.is_headline(mention) {
            return None;
        }
        let least = if power { When::Near } else { When::Now };
        let prominence = |e: EntityId| role::prominence(self.gazetteer, e, self.on);
        let bearer = self.foremost(mention, |p| p.head && p.when >= least)?;
        let other = self.chains.referents[known].entity;
        let lesser = other.is_none_or(|e| e != bearer && prominence(e) < prominence(bearer));
        (lesser && self.is_spoken_of(bearer)).then_some(bearer)
    }

    /// The most prominent bearer of a name, if there is one.
    fn foremost(&self, mention: &Mention, enough: impl Fn(Prominence) -> bool) -> Option<EntityId> {
        let mut best: Option<(Prominence, EntityId)> = None;
        let mut shared = false;
        for candidate in &mention.candidates {
            let entity = candidate.entity;
            let gender = self.gazetteer.entity(entity).gender;
            let other = mention.gender.is_some_and(|g| gender.is_some_and(|h| g != h));
            if other || self.kind_of(entity) != EntityKind::Person {
                continue;
            }
            let prominence = role::prominence(self.gazetteer, entity, self.on);
            shared = best.is_some_and(|(p, _)| p == prominence)
                || shared && best.is_some_and(|(p, _)| p > prominence);
            if best.is_none_or(|(p, _)| prominence > p) {
                best = Some((prominence, entity));
            }
        }
        best.filter(|&(p, _)| !shared && enough(p)).map(|(_, entity)| entity)
    }

    /// Whether the document has a word or the country of somebody.
    pub(super) fn is_spoken_of(&self, entity: EntityId) -> bool {
        let context = &self.gazetteer.entity(entity).context;
        self.by_entity.contains_key(&entity) || self.is_at_home(entity) || self.context(context) > 0
    }

    /// Whether a name of two everyday words, in a document that has nothing of the country whose
    /// minister goes by it, is rather that of somebody else. Who held several offices or goes by
    /// several names is known beyond the country.
    pub(super) fn is_namesake(&self, mention: &Mention, entity: EntityId) -> bool {
        let entry = self.gazetteer.entity(entity);
        let prominence = role::prominence(self.gazetteer, entity, self.on);
        let well_known = prominence.head || entry.tenures().len() > 1 || !entry.aliases.is_empty();
        if entry.kind != EntityKind::Person
            || entry.layer > 0
            || well_known
            || prominence.when == When::Never
        {
            return false;
        }
        let tokens = self.document.tokens.as_slice();
        let classes = |at: u32| tokens.get(at as usize).map_or(Classes::empty(), |t| t.classes);
        let everyday = classes(mention.tokens.start).intersects(Classes::GIVEN)
            && classes(mention.tokens.end - 1).contains(Classes::SURNAME);
        let Some(home) = self.home_of(entity).filter(|_| everyday) else { return false };
        let office =
            |tenure: &Tenure| tenure.of.or_else(|| self.gazetteer.entity(tenure.role?).role()?.of);
        let of_home = |c: &Candidate| {
            c.entity != entity
                && (self.gazetteer.country_of(c.entity) == Some(home)
                    || entry.tenures().iter().any(|tenure| office(tenure) == Some(c.entity)))
        };
        let held = |role: &RoleUse| {
            role::holds(self.document, self.lexicon, self.gazetteer, entity, role, self.on)
        };
        !self.peoples.contains(&home)
            && !mention.roles.iter().any(held)
            && !self.mentions.names.iter().any(|name| name.candidates.iter().any(of_home))
    }

    /// “the Keller administration”, “pro-Keller”
    fn is_power(&self, mention: &Mention) -> bool {
        let tokens = self.document.tokens.as_slice();
        let text = |at: u32| tokens.get(at as usize).map_or("", |t| self.lexicon.text(t.word));
        let side = mention.tokens.start.checked_sub(2).is_some_and(|at| {
            matches!(text(at), "pro" | "anti") && tokens[at as usize + 1].word == word::HYPHEN
        });
        side || POWERS.contains(&text(mention.tokens.end))
    }

    fn is_headline(&self, mention: &Mention) -> bool {
        let block = self.document.block_of(mention.tokens.start);
        block.is_some_and(|b| self.document.blocks[b].kind == BlockKind::Heading)
    }
}

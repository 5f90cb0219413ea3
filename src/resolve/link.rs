//! Names to referents: full names first, wherever they stand, then short forms in the order of the
//! text.

mod bearer;
mod choose;
mod discover;
mod shared;
mod variant;
mod weak;

pub use discover::slug;

use std::cell::OnceCell;

use jiff::civil;

use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;

use crate::base::{Id, IndexVec, TokenSpan};
use crate::extraction::EntityKind;
use crate::gazetteer::{AliasKind, EntityId, Gazetteer};
use crate::mention::unknown::key;
use crate::mention::{Candidate, Form, Mention, MentionId, Mentions, title};
use crate::resolve::short_name::{Part, Seen, ShortNames};
use crate::resolve::{Chains, Link, Reason, Referent, ReferentId};
use crate::text::{Classes, Document, Lexicon, Shape, WordId, word};

/// Links every name of the document. `on` is the day on which the document was written, for
/// offices.
pub fn link(
    document: &Document,
    lexicon: &Lexicon,
    gazetteer: &Gazetteer,
    mentions: &Mentions,
    on: Option<civil::Date>,
) -> Chains {
    let mut linker = Linker {
        document,
        lexicon,
        gazetteer,
        mentions,
        on,
        peoples: mentions.demonyms.iter().map(|&(_, place)| place).collect(),
        words: OnceCell::new(),
        chains: Chains {
            referents: IndexVec::new(),
            links: mentions.names.iter().map(|_| Link::default()).collect(),
        },
        by_entity: FxHashMap::default(),
        by_name: FxHashMap::default(),
        short: ShortNames::default(),
        bodies: FxHashMap::default(),
        scratch: String::new(),
    };
    let ids: Vec<MentionId> = mentions.names.ids().collect();
    // Names of several words first: they tell which single words are parts of people's names.
    for &id in ids.iter().filter(|&&id| mentions.names[id].tokens.len() > 1) {
        linker.full_name(id);
    }
    linker.acronyms();
    linker.note_bodies();
    for &id in ids.iter().filter(|&&id| mentions.names[id].tokens.len() == 1) {
        linker.full_name(id);
    }
    linker.note_countries();
    for &id in &ids {
        linker.shares_surname(id);
    }
    for &id in &ids {
        linker.titled_name(id);
    }
    for &id in &ids {
        linker.short_name(id);
    }
    linker.chains
}

struct Linker<'a> {
    document: &'a Document,
    lexicon: &'a Lexicon,
    gazetteer: &'a Gazetteer,
    mentions: &'a Mentions,
    on: Option<civil::Date>,
    /// The countries of whose people, places and bodies the document speaks.
    peoples: FxHashSet<EntityId>,
    /// By word of the lexicon: whether the document has it, as bits; asked for rarely.
    words: OnceCell<Vec<u64>>,
    chains: Chains,
    by_entity: FxHashMap<EntityId, ReferentId>,
    by_name: FxHashMap<String, ReferentId>,
    short: ShortNames,
    /// By the folded first word of the full names of bodies: whose it is, if it is but one's.
    bodies: FxHashMap<String, Option<ReferentId>>,
    scratch: String,
}

/// The candidate that was chosen, and why.
type Choice = (EntityId, SmallVec<[Reason; 2]>);

impl Linker<'_> {
    fn full_name(&mut self, id: MentionId) {
        let mention = &self.mentions.names[id];
        if mention.form != Form::Name {
            return;
        }
        let single = mention.tokens.len() == 1;
        let titled = mention.extent != mention.tokens;
        // “President Ford” names no company.
        if mention.kind == EntityKind::Person && single && titled {
            let person = |c: &Candidate| self.kind_of(c.entity) == EntityKind::Person;
            if !mention.candidates.iter().any(person) {
                return;
            }
        }
        if single && let Some(referent) = self.introduced_as(mention) {
            self.attach(id, referent, SmallVec::from_iter([Reason::Acronym]), 0.95);
            return;
        }
        if mention.candidates.is_empty() {
            match self.variant(mention) {
                Some((entity, reasons)) => {
                    let referent = self.referent_of(entity);
                    self.attach(id, referent, reasons, mention.confidence);
                }
                None => self.discover(id),
            }
            return;
        }
        if single && self.is_surname_of_somebody(mention) {
            return;
        }
        match self.choose(mention) {
            Some((entity, _)) if self.is_namesake(mention, entity) => self.discover(id),
            Some((entity, reasons)) => {
                let referent = self.referent_of(entity);
                self.attach(id, referent, reasons, mention.confidence);
            }
            None => self.leave_open(id),
        }
    }

    /// Whose acronym the document said that a name is: its own word goes before any gazetteer's.
    fn introduced_as(&mut self, mention: &Mention) -> Option<ReferentId> {
        key(self.document, mention.tokens, &mut self.scratch);
        let all = self.short.get(&self.scratch);
        all.iter().find(|(sort, _)| *sort == Part::Acronym).map(|&(_, referent)| referent)
    }

    /// Whether a place's name is rather the surname of somebody whom the document names in full.
    fn is_surname_of_somebody(&mut self, mention: &Mention) -> bool {
        let mut kinds = mention.candidates.iter().map(|c| self.kind_of(c.entity));
        if !kinds.any(|kind| kind == EntityKind::Place) || self.stands_in_place(mention) {
            return false;
        }
        key(self.document, mention.tokens, &mut self.scratch);
        self.short.get(&self.scratch).iter().any(|&(sort, r)| {
            sort == Part::Surname && self.chains.referents[r].kind == EntityKind::Person
        })
    }

    /// How many of an entry's `context:` words the document has.
    fn context(&self, context: &[WordId]) -> usize {
        if context.is_empty() {
            return 0;
        }
        let words = self.words.get_or_init(|| {
            let mut bits = vec![0u64; self.lexicon.len() / 64 + 1];
            for token in self.document.tokens.iter() {
                let number = token.word.index();
                bits[number / 64] |= 1 << (number % 64);
            }
            bits
        });
        let is_there = |word: &&WordId| words[word.index() / 64] >> (word.index() % 64) & 1 == 1;
        context.iter().filter(is_there).count()
    }

    fn kind_of(&self, entity: EntityId) -> EntityKind {
        self.gazetteer.entity(entity).kind
    }

    fn leave_open(&mut self, id: MentionId) {
        let mention = &self.mentions.names[id];
        let link = &mut self.chains.links[id];
        link.open = mention.candidates.iter().map(|c| c.entity).collect();
        link.confidence = 0.0;
    }

    fn attach(
        &mut self,
        id: MentionId,
        referent: ReferentId,
        reasons: SmallVec<[Reason; 2]>,
        confidence: f32,
    ) {
        let mention = &self.mentions.names[id];
        self.chains.links[id] =
            Link { referent: Some(referent), open: SmallVec::new(), reasons, confidence };
        let r = &mut self.chains.referents[referent];
        // In order at any time, so that the last one before another is found at once.
        r.mentions.insert(r.mentions.partition_point(|&known| known < id), id);
        r.gender = r.gender.or(mention.gender);
        for role in &mention.roles {
            if !r.roles.contains(role) {
                r.roles.push(*role);
            }
        }
        if r.kind == EntityKind::Person && mention.tokens.len() > 1 {
            self.note_parts(id, referent);
        }
    }

    fn note_parts(&mut self, id: MentionId, referent: ReferentId) {
        let name = self.mentions.names[id].tokens;
        let parts = title::name_parts(self.document, self.lexicon, name);
        let end = parts.first().map_or(name.end, |surname| surname.end);
        let family_first = self.is_family_first(name, referent);
        for part in parts {
            key(self.document, part, &mut self.scratch);
            let first = family_first && part.start == name.start;
            let sort = if part.end == end || first { Part::Surname } else { Part::Given };
            let part = std::mem::take(&mut self.scratch);
            self.short.add(&part, sort, referent);
            self.scratch = part;
        }
    }

    /// Whether a name begins with the family name: an entry goes by its first word, or a family name
    /// stands before two syllables of which the second is small, as in “Chen Rui-lin”.
    fn is_family_first(&self, name: TokenSpan, referent: ReferentId) -> bool {
        let tokens = &self.document.tokens.as_slice()[name.range()];
        match self.chains.referents[referent].entity {
            Some(entity) => {
                let names = self.gazetteer.names_of(&[tokens[0].word]);
                let mut aliases = names.flat_map(|name| self.gazetteer.aliases(name));
                aliases.any(|alias| alias.entity == entity && alias.via == AliasKind::Weak)
            }
            None => match tokens {
                [family, _, hyphen, syllable] => {
                    family.classes.contains(Classes::SURNAME)
                        && hyphen.word == word::HYPHEN
                        && !syllable.is_capitalised()
                }
                _ => false,
            },
        }
    }

    /// The referent of a gazetteer's entry.
    pub fn referent_of(&mut self, entity: EntityId) -> ReferentId {
        if let Some(&known) = self.by_entity.get(&entity) {
            return known;
        }
        let referent = self.chains.referents.push(referent_of_entry(self.gazetteer, entity));
        self.by_entity.insert(entity, referent);
        referent
    }

    /// Remembers the countries of the places and bodies that the document names.
    fn note_countries(&mut self) {
        let bodies = self.chains.referents.iter().filter(|r| r.kind != EntityKind::Person);
        let countries = bodies.filter_map(|r| self.gazetteer.country_of(r.entity?));
        self.peoples.extend(countries);
    }

    /// Remembers by their first words the bodies that the document names in full.
    fn note_bodies(&mut self) {
        let all = self.chains.referents.iter_enumerated();
        for (id, referent) in all.filter(|(_, r)| r.kind == EntityKind::Organization) {
            let folded = crate::text::fold::fold(&referent.name);
            if let Some((first, _)) = folded.split_once(' ') {
                let of = |known: &mut Option<ReferentId>| *known = None;
                self.bodies.entry(first.to_owned()).and_modify(of).or_insert(Some(id));
            }
        }
    }

    /// “the African Union (AU)”
    fn acronyms(&mut self) {
        let tokens = self.document.tokens.as_slice();
        for (id, mention) in self.mentions.names.iter_enumerated() {
            let Some(referent) = self.chains.of(id) else { continue };
            let at = mention.tokens.end as usize;
            let [open, acronym, close] = match tokens.get(at..at + 3) {
                Some([a, b, c]) => [a, b, c],
                _ => continue,
            };
            if open.word == word::OPEN_BRACKET
                && close.word == word::CLOSE_BRACKET
                && acronym.shape.contains(Shape::ALL_CAPS)
                && mention.kind != EntityKind::Person
            {
                let at = at as u32 + 1;
                key(self.document, crate::base::TokenSpan::new(at, at + 1), &mut self.scratch);
                self.short.add(&self.scratch, Part::Acronym, referent);
            }
        }
    }

    fn last_seen(&self, referent: ReferentId, before: MentionId) -> Seen {
        let r = &self.chains.referents[referent];
        let count = r.mentions.partition_point(|&m| m < before);
        let last = r.mentions[..count].last().map(|&m| self.mentions.names[m].tokens.start);
        Seen::new(r, last, count)
    }
}

/// The referent that a gazetteer's entry makes before anything is said of it.
pub fn referent_of_entry(gazetteer: &Gazetteer, entity: EntityId) -> Referent {
    let entry = gazetteer.entity(entity);
    Referent {
        key: entry.key.clone(),
        name: entry.name.clone(),
        kind: entry.kind,
        entity: Some(entity),
        gender: entry.gender.filter(|_| entry.kind == EntityKind::Person),
        mentions: Vec::new(),
        roles: Vec::new(),
    }
}

#[cfg(test)]
mod tests;

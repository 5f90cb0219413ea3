//! Names to referents: full names first, wherever they stand, then short forms in the order of the
//! text.

use jiff::civil;
use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;

use crate::base::IndexVec;
use crate::extraction::EntityKind;
use crate::gazetteer::{AliasKind, EntityId, Gazetteer, Gender};
use crate::mention::detect::given_gender;
use crate::mention::unknown::key;
use crate::mention::{Candidate, Form, Mention, MentionId, Mentions, title};
use crate::resolve::role;
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
        words: document.tokens.iter().map(|t| t.word).collect(),
        chains: Chains {
            referents: IndexVec::new(),
            links: mentions.names.iter().map(|_| Link::default()).collect(),
        },
        by_entity: FxHashMap::default(),
        by_name: FxHashMap::default(),
        short: ShortNames::default(),
        scratch: String::new(),
    };
    let ids: Vec<MentionId> = mentions.names.ids().collect();
    // Names of several words first: they tell which single words are parts of people's names.
    for &id in ids.iter().filter(|&&id| mentions.names[id].tokens.len() > 1) {
        linker.full_name(id);
    }
    for &id in ids.iter().filter(|&&id| mentions.names[id].tokens.len() == 1) {
        linker.full_name(id);
    }
    linker.acronyms();
    for &id in &ids {
        linker.short_name(id);
    }
    let mut chains = linker.chains;
    for referent in chains.referents.ids().collect::<Vec<_>>() {
        chains.referents[referent].mentions.sort_unstable();
    }
    chains
}

struct Linker<'a> {
    document: &'a Document,
    lexicon: &'a Lexicon,
    gazetteer: &'a Gazetteer,
    mentions: &'a Mentions,
    on: Option<civil::Date>,
    /// Every word of the document, for `context:` words.
    words: FxHashSet<WordId>,
    chains: Chains,
    by_entity: FxHashMap<EntityId, ReferentId>,
    by_name: FxHashMap<String, ReferentId>,
    short: ShortNames,
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
        if mention.candidates.is_empty() {
            self.discover(id);
            return;
        }
        if single && self.is_surname_of_somebody(mention) {
            return;
        }
        match self.choose(mention) {
            Some((entity, reasons)) => {
                let referent = self.referent_of(entity);
                self.attach(id, referent, reasons, mention.confidence);
            }
            None => self.leave_open(id),
        }
    }

    /// Whether a place's name is rather the surname of somebody whom the document names in full.
    fn is_surname_of_somebody(&mut self, mention: &Mention) -> bool {
        if mention.kind != EntityKind::Place || self.stands_in_place(mention) {
            return false;
        }
        key(self.document, mention.tokens, &mut self.scratch);
        self.short.get(&self.scratch).iter().any(|&(sort, r)| {
            sort == Part::Surname && self.chains.referents[r].kind == EntityKind::Person
        })
    }

    fn kind_of(&self, entity: EntityId) -> EntityKind {
        self.gazetteer.entity(entity).kind
    }

    /// Chooses between the entries that go by a strong name.
    fn choose(&self, mention: &Mention) -> Option<Choice> {
        let strong = |c: &&Candidate| {
            !matches!(c.alias, AliasKind::Surname | AliasKind::Weak | AliasKind::Metonym)
        };
        let mut candidates: SmallVec<[EntityId; 4]> =
            mention.candidates.iter().filter(strong).map(|c| c.entity).collect();
        if mention.kind == EntityKind::Person && mention.extent != mention.tokens {
            candidates.retain(|e| self.gazetteer.entity(*e).kind == EntityKind::Person);
        }
        self.decide(mention, &candidates)
    }

    /// The one of `candidates` that the document speaks for.
    fn decide(&self, mention: &Mention, candidates: &[EntityId]) -> Option<Choice> {
        let reasons = |r: Reason| SmallVec::from_iter([r]);
        match candidates {
            [] => return None,
            [one] => return Some((*one, reasons(Reason::OnlyReading))),
            _ => {}
        }
        let layer = candidates.iter().map(|&e| self.gazetteer.entity(e).layer).max()?;
        let own: SmallVec<[EntityId; 4]> = candidates
            .iter()
            .copied()
            .filter(|&e| self.gazetteer.entity(e).layer == layer)
            .collect();
        if let [one] = own.as_slice() {
            return Some((*one, reasons(Reason::UserGazetteer)));
        }
        let scored: SmallVec<[(i32, EntityId); 4]> =
            own.iter().map(|&e| (self.support(mention, e), e)).collect();
        let best = scored.iter().map(|s| s.0).max()?;
        let winners: SmallVec<[EntityId; 4]> =
            scored.iter().filter(|s| s.0 == best).map(|s| s.1).collect();
        if let [one] = winners.as_slice()
            && best > 0
        {
            return Some((*one, reasons(Reason::Context)));
        }
        self.largest(&winners).map(|e| (e, reasons(Reason::Largest)))
    }

    /// How much of the document speaks for an entry.
    fn support(&self, mention: &Mention, entity: EntityId) -> i32 {
        let entry = self.gazetteer.entity(entity);
        let context = entry.context.iter().filter(|w| self.words.contains(w)).count().min(4) as i32;
        let mut support = context;
        if let Some(country) = self.gazetteer.country_of(entity)
            && country != entity
            && self.by_entity.contains_key(&country)
        {
            support += 1;
        }
        for role in &mention.roles {
            if role::holds(self.document, self.lexicon, self.gazetteer, entity, role, self.on) {
                support += 4;
            }
        }
        if role::is_prominent(self.gazetteer, entity, self.on) {
            support += 1;
        }
        support
    }

    /// Of places, the one that is far larger than the others; a country before any city.
    fn largest(&self, candidates: &[EntityId]) -> Option<EntityId> {
        let mut sized: SmallVec<[(u64, EntityId); 4]> = SmallVec::new();
        for &entity in candidates {
            let place = self.gazetteer.entity(entity).place()?;
            sized.push((place.population.unwrap_or(0), entity));
        }
        sized.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        match sized.as_slice() {
            [(big, entity), (next, _), ..] if *big > next.saturating_mul(8) && *next > 0 => {
                Some(*entity)
            }
            _ => None,
        }
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
        r.mentions.push(id);
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
        for part in parts {
            key(self.document, part, &mut self.scratch);
            let sort = if part.end == end { Part::Surname } else { Part::Given };
            let part = std::mem::take(&mut self.scratch);
            self.short.add(&part, sort, referent);
            self.scratch = part;
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

    /// A name that no gazetteer holds: a new referent, or one that the document named before.
    fn discover(&mut self, id: MentionId) {
        let mention = &self.mentions.names[id];
        key(self.document, mention.tokens, &mut self.scratch);
        let reasons = SmallVec::from_iter([Reason::Discovered]);
        if let Some(&known) = self.by_name.get(self.scratch.as_str()) {
            self.attach(id, known, reasons, mention.confidence);
            return;
        }
        let folded = self.scratch.clone();
        if mention.kind == EntityKind::Person
            && let Some(same) = self.same_person(&folded)
        {
            self.by_name.insert(folded, same);
            let longer = self.document.slice(mention.tokens);
            let known = &mut self.chains.referents[same];
            if known.entity.is_none() && longer.len() > known.name.len() {
                known.name = clean_name(longer);
            }
            self.attach(id, same, reasons, mention.confidence);
            return;
        }
        // Never the id of an entry: whoever that is, it was not recognised here.
        let mut id_of_name = slug(&folded);
        if self.gazetteer.by_key(&id_of_name).is_some() {
            id_of_name.push_str("-unlisted");
        }
        let gender = given_gender(self.document, mention.tokens)
            .filter(|_| mention.kind == EntityKind::Person);
        let referent = self.chains.referents.push(Referent {
            key: id_of_name,
            name: clean_name(self.document.slice(mention.tokens)),
            kind: mention.kind,
            entity: None,
            gender: mention.gender.or(gender),
            mentions: Vec::new(),
            roles: Vec::new(),
        });
        self.by_name.insert(folded, referent);
        self.attach(id, referent, reasons, mention.confidence);
    }

    /// A person whom the document already named in a form compatible with `folded`: same surname,
    /// and given names of which one begins or abbreviates the other.
    fn same_person(&self, folded: &str) -> Option<ReferentId> {
        let words: Vec<&str> = folded.split(' ').collect();
        let (last, given) = words.split_last()?;
        let first = given.first()?;
        self.short.get(last).iter().map(|&(_, r)| r).find(|&r| {
            let name = crate::text::fold::fold(&self.chains.referents[r].name.replace('-', " "));
            let other: Vec<&str> = name.split(' ').collect();
            let Some((other_last, other_given)) = other.split_last() else { return false };
            let Some(other_first) = other_given.first() else { return false };
            let initial = first.len() == 1 && other_first.starts_with(first)
                || other_first.len() == 1 && first.starts_with(other_first);
            other_last == last && (first == other_first || initial)
        })
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
        let last = r
            .mentions
            .iter()
            .filter(|&&m| m < before)
            .map(|&m| self.mentions.names[m].tokens.start)
            .max();
        Seen::new(r, last)
    }

    fn short_name(&mut self, id: MentionId) {
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
    fn stands_in_place(&self, mention: &Mention) -> bool {
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
        let context = entry.context.iter().filter(|w| self.words.contains(w)).count().min(3) as i32;
        match alias {
            Some(AliasKind::Exact) => 2 + context,
            Some(AliasKind::Metonym) => 0,
            Some(AliasKind::Surname | AliasKind::Weak) if entry.kind == EntityKind::Person => {
                let held = mention.roles.iter().any(|role| {
                    role::holds(self.document, self.lexicon, self.gazetteer, entity, role, self.on)
                });
                if held {
                    return 6 + context;
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
                let common = self
                    .document
                    .tokens
                    .as_slice()
                    .get(mention.tokens.start as usize)
                    .is_some_and(|t| t.classes.contains(Classes::SURNAME_WEAK));
                let weak = alias == Some(AliasKind::Weak);
                match (office, weak, common) {
                    (true, _, false) => 3 + context,
                    (_, true, false) => 1 + context,
                    (true, _, true) | (false, false, false) => context,
                    _ => 0,
                }
            }
            _ => context,
        }
    }

    fn is_honorific(&self, name: crate::gazetteer::NameId) -> bool {
        role::roles_of(self.gazetteer, name)
            .all(|r| self.gazetteer.entity(r).role().is_some_and(|r| r.honorific))
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

/// A name as it is shown: inner white space is one space.
fn clean_name(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// An id made of a folded name: letters, digits and hyphens.
pub fn slug(folded: &str) -> String {
    let mut out = String::with_capacity(folded.len());
    for c in folded.chars() {
        if c.is_alphanumeric() {
            out.push(c);
        } else if !out.ends_with('-') && !out.is_empty() {
            out.push('-');
        }
    }
    out.truncate(out.trim_end_matches('-').len());
    if out.is_empty() { "x".to_owned() } else { out }
}

/// The gender of a referent, as pronouns see it.
pub fn gender_of(chains: &Chains, referent: ReferentId) -> Option<Gender> {
    chains.referents[referent].gender
}

/// The position of the first mention of a referent in the text.
pub fn first_mention(chains: &Chains, mentions: &Mentions, referent: ReferentId) -> u32 {
    let of = |m: &MentionId| mentions.names.get(*m).map(|m| m.tokens.start);
    chains.referents[referent].mentions.first().and_then(of).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_made_of_letters_digits_and_hyphens() {
        for (name, id) in [
            ("anna keller", "anna-keller"),
            ("o'brien, jr", "o-brien-jr"),
            ("chen rui", "chen-rui"),
            ("…", "x"),
        ] {
            assert_eq!(slug(name), id, "{name}");
        }
    }
}

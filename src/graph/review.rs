//! What a person should look at: names that no gazetteer holds and names that could be several
//! entries', with how much of the documents hangs on each.

use std::collections::{BTreeMap, BTreeSet};

use super::gather::shortened;
use crate::extraction::{Entity, EntityKind, Extraction, HeldRole, Origin, Range};

/// Sentences kept of each name: those of the first documents by id.
const MOST_EVIDENCE: usize = 3;

/// Characters of a sentence that are shown.
const SENTENCE: usize = 160;

/// A name to look at.
#[derive(Clone, Debug, Default)]
pub struct Suggestion {
    /// How often it is mentioned.
    pub mentions: u32,
    /// In how many documents.
    pub documents: u32,
    /// In how many meetings and statements it takes part.
    pub events: u32,
    /// Documents with the sentence of the first mention.
    pub evidence: BTreeMap<String, String>,
    /// How often it is written how.
    pub names: BTreeMap<String, u32>,
    /// How often it is taken for what.
    pub kinds: BTreeMap<EntityKind, u32>,
    /// The genders that the documents tell.
    pub genders: BTreeSet<String>,
    /// How often the documents give it which office or role.
    pub roles: BTreeMap<HeldRole, u32>,
}

impl Suggestion {
    /// How much hangs on it: what it takes part in first, then how often and how widely it is
    /// mentioned.
    fn weight(&self) -> (u32, u32, u32) {
        (self.events, self.mentions, self.documents)
    }

    /// The name that most mentions use; of two, the longer.
    pub fn name(&self) -> &str {
        let best = self.names.iter().max_by_key(|(name, n)| (**n, name.len(), *name));
        best.map_or("", |(name, _)| name)
    }

    /// What most documents take it for.
    pub fn kind(&self) -> EntityKind {
        let best = self.kinds.iter().max_by_key(|(kind, n)| (**n, std::cmp::Reverse(**kind)));
        best.map_or(EntityKind::Person, |(kind, _)| *kind)
    }

    fn tell(&mut self, document: &str, sentence: Option<String>) {
        self.documents += 1;
        let Some(sentence) = sentence else { return };
        self.evidence.insert(document.to_owned(), sentence);
        if self.evidence.len() > MOST_EVIDENCE {
            self.evidence.pop_last();
        }
    }
}

/// Collects, document by document; their order does not matter.
#[derive(Debug, Default)]
pub struct Review {
    discovered: BTreeMap<String, Suggestion>,
    ambiguous: BTreeMap<(String, Vec<String>), Suggestion>,
}

impl Review {
    /// Adds what was found in one document with this text.
    pub fn add(&mut self, extraction: &Extraction, text: &str) {
        let discovered = |e: &&Entity| e.origin == Origin::Discovered && e.kind != EntityKind::Role;
        for entity in extraction.entities.iter().filter(discovered) {
            let mut told = extraction
                .mentions
                .iter()
                .filter(|m| m.entity.as_deref() == Some(entity.id.as_str()));
            let first = told.clone().next().and_then(|m| m.sentence);
            let mentions = told.by_ref().count() as u32;
            let suggestion = self.discovered.entry(entity.id.clone()).or_default();
            suggestion.mentions += mentions;
            suggestion.events += events(extraction, &entity.id);
            *suggestion.names.entry(entity.name.clone()).or_default() += mentions;
            *suggestion.kinds.entry(entity.kind).or_default() += 1;
            suggestion.genders.extend(entity.gender.clone());
            for role in &entity.roles {
                *suggestion.roles.entry(role.clone()).or_default() += 1;
            }
            suggestion.tell(&extraction.id, sentence(extraction, text, first));
        }
        let mut here: BTreeMap<(String, Vec<String>), (u32, Option<u32>)> = BTreeMap::new();
        for mention in &extraction.mentions {
            if mention.entity.is_none() && mention.candidates.len() > 1 {
                let key = (mention.text.clone(), mention.candidates.clone());
                here.entry(key).or_insert((0, mention.sentence)).0 += 1;
            }
        }
        for ((name, candidates), (mentions, first)) in here {
            let suggestion = self.ambiguous.entry((name, candidates)).or_default();
            suggestion.mentions += mentions;
            suggestion.tell(&extraction.id, sentence(extraction, text, first));
        }
    }

    /// Names that no gazetteer holds, by id, the weightiest first.
    pub fn discovered(&self) -> Vec<(&str, &Suggestion)> {
        ranked(self.discovered.iter().map(|(id, suggestion)| (id.as_str(), suggestion)))
    }

    /// Names that could be several entries', with the ids of those, the weightiest first.
    pub fn ambiguous(&self) -> Vec<((&str, &[String]), &Suggestion)> {
        let all = self.ambiguous.iter();
        ranked(all.map(|((name, ids), suggestion)| ((name.as_str(), ids.as_slice()), suggestion)))
    }
}

fn ranked<'a, K: Ord + Copy>(
    all: impl Iterator<Item = (K, &'a Suggestion)>,
) -> Vec<(K, &'a Suggestion)> {
    let mut all: Vec<_> = all.collect();
    all.sort_by(|(a, x), (b, y)| y.weight().cmp(&x.weight()).then(a.cmp(b)));
    all
}

/// In how many meetings and statements of the document an entity takes part.
fn events(extraction: &Extraction, id: &str) -> u32 {
    let is_it = |entity: &Option<String>| entity.as_deref() == Some(id);
    let met =
        extraction.meetings.iter().filter(|m| m.participants.iter().any(|p| is_it(&p.entity)));
    let said = extraction
        .statements
        .iter()
        .filter(|s| is_it(&s.speaker.entity) || s.co_speakers.iter().any(|p| is_it(&p.entity)));
    (met.count() + said.count()) as u32
}

/// The words of a sentence, on one line and not too many of them.
fn sentence(extraction: &Extraction, text: &str, number: Option<u32>) -> Option<String> {
    let Range { start, end } = *extraction.sentences.get(number? as usize)?;
    let words: String =
        text.chars().skip(start as usize).take(end.saturating_sub(start) as usize).collect();
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    Some(shortened(&line, SENTENCE))
}

//! Who answers to a name: every entry with the name that makes it answer, its layer and its file.

use std::path::PathBuf;

use crate::base::{Date, Diagnostics, Id};
use crate::extraction::EntityKind;
use crate::gazetteer::check::words;
use crate::gazetteer::entity::EntityId;
use crate::gazetteer::load::{LoadError, Sources, read};
use crate::gazetteer::names::{AliasKind, Strength};
use crate::gazetteer::{compile, layer};
use crate::text::Lexicon;

/// An entry that answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// Its id.
    pub key: String,
    /// Its canonical name.
    pub name: String,
    /// Person, role, place or organization.
    pub kind: EntityKind,
    /// What sort of name it answers to; none if it was asked for by its id.
    pub via: Option<AliasKind>,
    /// Whether that name is enough on its own.
    pub strength: Strength,
    /// For a former name: when it went out of use.
    pub until: Option<Date>,
    /// Its layer: 0 is the first.
    pub layer: u8,
    /// Its file.
    pub path: PathBuf,
}

/// What a search gives.
#[derive(Clone, Debug, Default)]
pub struct Answers {
    /// Who answers to the name, or has it as id or Wikidata item.
    pub exact: Vec<Answer>,
    /// Some whose longer names contain it.
    pub longer: Vec<Answer>,
    /// What is wrong with the files.
    pub diagnostics: Diagnostics,
}

/// So many longer names are shown.
const MOST_LONGER: usize = 20;

/// Everything in the gazetteers of `sources` that answers to `text`.
///
/// # Errors
/// As [`load()`](crate::gazetteer::load()).
pub fn find(lexicon: &mut Lexicon, sources: &Sources, text: &str) -> Result<Answers, LoadError> {
    let mut diagnostics = Diagnostics::default();
    let layers = layer::merge(read(sources, &mut diagnostics)?, &mut diagnostics);
    let gazetteer = compile::compile(&layers, lexicon, &mut diagnostics);
    let answer = |id: EntityId, via, strength, until| {
        let entity = gazetteer.entity(id);
        Answer {
            key: entity.key.clone(),
            name: entity.name.clone(),
            kind: entity.kind,
            via,
            strength,
            until,
            layer: entity.layer,
            path: layers.entries[id.index()].source.path.clone(),
        }
    };
    let wanted = words(text, lexicon);
    let mut answers = Answers { diagnostics, ..Answers::default() };
    for (id, entity) in gazetteer.entities.iter_enumerated() {
        if entity.key == text || entity.wikidata.as_deref() == Some(text) {
            answers.exact.push(answer(id, None, Strength::Strong, None));
        }
    }
    for name in gazetteer.names_of(&wanted) {
        for alias in gazetteer.aliases(name) {
            let found = answer(alias.entity, Some(alias.via), alias.strength, alias.until);
            if !answers.exact.contains(&found) {
                answers.exact.push(found);
            }
        }
    }
    let known: Vec<String> = answers.exact.iter().map(|answer| answer.key.clone()).collect();
    let holds = |all: &[_]| {
        !wanted.is_empty()
            && all.len() > wanted.len()
            && all.windows(wanted.len()).any(|w| w == wanted)
    };
    for (_, name) in gazetteer.matcher.all().filter(|(all, _)| holds(all)) {
        for alias in gazetteer.aliases(name).iter().filter(|alias| alias.via != AliasKind::Not) {
            let found = answer(alias.entity, Some(alias.via), alias.strength, alias.until);
            if !known.contains(&found.key) {
                answers.longer.push(found);
            }
        }
    }
    answers.longer.sort_by(|a, b| (a.kind, &a.key, a.via).cmp(&(b.kind, &b.key, b.via)));
    answers.longer.dedup_by(|a, b| a.key == b.key);
    answers.longer.truncate(MOST_LONGER);
    answers.diagnostics.0.retain(|d| d.labels.first().is_none_or(|l| !l.file.text.is_empty()));
    Ok(answers)
}

//! Names that no gazetteer holds: what kind of thing a capitalised word is, judged by all its
//! occurrences in the document together.

use rustc_hash::FxHashMap;

use crate::base::TokenSpan;
use crate::extraction::EntityKind;
use crate::mention::evidence;
use crate::text::fold::fold_into;
use crate::text::{Document, Lexicon, word};

/// What speaks for each reading of a name.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Scores {
    /// For a person.
    pub person: f32,
    /// For an organization.
    pub organization: f32,
    /// For a place.
    pub place: f32,
}

impl Scores {
    fn add(&mut self, other: Scores) {
        self.person += other.person;
        self.organization += other.organization;
        self.place += other.place;
    }

    /// The best reading and how sure it is, from 0 to 1; none if nothing speaks loudly enough.
    pub fn verdict(self) -> Option<(EntityKind, f32)> {
        let mut readings = [
            (self.person, EntityKind::Person),
            (self.organization, EntityKind::Organization),
            (self.place, EntityKind::Place),
        ];
        readings.sort_by(|a, b| b.0.total_cmp(&a.0));
        let [(best, kind), (second, _), _] = readings;
        let enough = if kind == EntityKind::Person { PERSON_THRESHOLD } else { THRESHOLD };
        let sure = best >= enough && best - second >= MARGIN;
        sure.then(|| (kind, (0.5 + best / 12.0).min(0.95)))
    }
}

/// What must speak for a place or an organization.
const THRESHOLD: f32 = 1.5;
/// What must speak for a person: a wrong one costs a graph more than a missing one.
const PERSON_THRESHOLD: f32 = 2.0;
/// By how much the best reading must beat the second.
const MARGIN: f32 = 0.4;

/// What storms are called before the given names that they bear.
const STORMS: [&str; 6] = ["hurricane", "hurricanes", "typhoon", "typhoons", "cyclone", "storm"];

/// What the document says about its unknown names, by their folded words.
#[derive(Debug, Default)]
pub struct Unknowns {
    scores: FxHashMap<String, Scores>,
    scratch: String,
}

/// What stands around an occurrence of an unknown name.
#[derive(Clone, Copy, Debug, Default)]
pub struct Neighbours {
    /// A title or an office that stands before names precedes it.
    pub title: bool,
    /// An honorific such as Mr precedes it.
    pub honorific: bool,
    /// It stands in a headline or a line of capitals.
    pub headline: bool,
    /// It begins a sentence.
    pub starts_sentence: bool,
    /// Its first word is a place that a gazetteer holds.
    pub place_first: bool,
    /// Its last word is a place that a gazetteer holds, and nobody: “Bold Tavra”.
    pub place_last: bool,
    /// A comma and a known place follow: “Tavra, Maine”.
    pub place_after: bool,
    /// Its last word says where people are from: “Native Aldorian”.
    pub demonym_last: bool,
}

impl Unknowns {
    /// Notes an occurrence.
    pub fn note(
        &mut self,
        document: &Document,
        lexicon: &Lexicon,
        tokens: TokenSpan,
        neighbours: Neighbours,
    ) {
        let mut scores = evidence::score(document, lexicon, tokens, neighbours);
        if neighbours.headline {
            scores = Scores {
                person: scores.person * 0.4,
                organization: scores.organization * 0.4,
                place: scores.place * 0.4,
            };
        }
        self.add(document, tokens, scores);
        // “Hurricane Marta” is nobody, nor is “Marta” later on.
        let nobody = Scores { person: -8.0, ..Scores::default() };
        let storm = |at: u32| {
            let token = document.tokens.as_slice().get(at as usize);
            token.is_some_and(|t| STORMS.contains(&lexicon.text(t.word)))
        };
        if tokens.len() == 2 && storm(tokens.start) {
            self.add(document, tokens, nobody);
            self.add(document, TokenSpan::new(tokens.start + 1, tokens.end), nobody);
        } else if [1, 3].into_iter().any(|back| tokens.start.checked_sub(back).is_some_and(storm)) {
            // “hurricanes Marta and Igor”
            self.add(document, tokens, nobody);
        }
    }

    /// Adds `scores` to what the document says of the name `tokens`.
    pub fn add(&mut self, document: &Document, tokens: TokenSpan, scores: Scores) {
        key(document, tokens, &mut self.scratch);
        match self.scores.get_mut(self.scratch.as_str()) {
            Some(known) => known.add(scores),
            None => {
                self.scores.insert(self.scratch.clone(), scores);
            }
        }
    }

    /// What the name `tokens` is, by all that the document says about it.
    pub fn verdict(&mut self, document: &Document, tokens: TokenSpan) -> Option<(EntityKind, f32)> {
        key(document, tokens, &mut self.scratch);
        self.verdict_of(&self.scratch)
    }

    /// The same for its folded words, as [`key`] gives them.
    pub fn verdict_of(&self, key: &str) -> Option<(EntityKind, f32)> {
        self.scores.get(key).and_then(|s| s.verdict())
    }
}

/// The folded words of a name with single spaces.
pub fn key(document: &Document, tokens: TokenSpan, out: &mut String) {
    out.clear();
    for token in &document.tokens.as_slice()[tokens.range()] {
        if token.word == word::HYPHEN {
            continue;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        fold_into(token.span.of(document.text()), out);
    }
}

//! Which words announce events, and which variants of which rules wait for each.

use smallvec::SmallVec;

use crate::base::Id;
use crate::rule::known_words::KnownWords;
use crate::rule::pattern::program::Words;
use crate::rule::pattern::step::admits;
use crate::rule::unit::Unit;
use crate::rule::vocabulary::{EntryId, EntryKind, Found, Vocabulary};
use crate::text::{Classes, Token, WordId};

/// All triggers, by the entries of the vocabulary that can be one.
#[derive(Clone, Debug, Default)]
pub(crate) struct Triggers {
    words: KnownWords,
    uses: Vec<Use>,
    /// By entry: the numbers of the uses whose list holds it.
    by_entry: Vec<SmallVec<[u32; 2]>>,
}

/// Words in a use that is the trigger of some variants.
#[derive(Clone, Debug)]
struct Use {
    words: Words,
    /// Those with the same left side together: whether that may match is asked once for all.
    variants: Vec<Box<[u32]>>,
}

impl Triggers {
    /// Whether `word` begins a trigger.
    pub fn contains(&self, word: WordId) -> bool {
        self.words.contains(word)
    }

    /// Whether a trigger may begin with token `at`, before anything but its words is known.
    /// `verbal` tells whether that token may be used as a verb.
    pub fn may_begin(
        &self,
        vocabulary: &Vocabulary,
        tokens: &[Token],
        at: usize,
        verbal: bool,
    ) -> bool {
        let word = tokens[at].word;
        let is_trigger =
            |entry: EntryId| self.by_entry.get(entry.index()).is_some_and(|uses| !uses.is_empty());
        tokens[at].classes.contains(Classes::TRIGGER)
            && self.contains(word)
            && (vocabulary.headed_by(word).iter().any(|&entry| is_trigger(entry))
                || vocabulary.spelled_at(tokens, at).any(|entry| {
                    let verb = vocabulary.entry(entry).kind == EntryKind::Verb;
                    is_trigger(entry) && (verbal || !verb)
                }))
    }

    /// Makes `words` the trigger of `variants`, those with the same left side together.
    pub fn add(&mut self, words: Words, variants: Vec<Box<[u32]>>, vocabulary: &Vocabulary) {
        let number = self.uses.len() as u32;
        for entry in vocabulary.entries_of(words.list) {
            if self.by_entry.len() <= entry.index() {
                self.by_entry.resize(entry.index() + 1, SmallVec::new());
            }
            self.by_entry[entry.index()].push(number);
        }
        self.uses.push(Use { words, variants });
    }

    /// Makes `word` one for which a period is worth reading.
    pub fn announce(&mut self, word: WordId) {
        self.words.insert(word);
    }

    /// Calls `each` for every trigger that begins with unit `at`, with the variants that wait for it:
    /// those with the same left side together.
    pub fn waiting(
        &self,
        vocabulary: &Vocabulary,
        units: &[Unit],
        at: usize,
        mut each: impl FnMut(&[Box<[u32]>], Found),
    ) {
        let Some(unit) = units.get(at) else { return };
        vocabulary.find_all(units, at, |found| {
            let kind = vocabulary.entry(found.entry).kind;
            let uses = self.by_entry.get(found.entry.index());
            for &number in uses.map(SmallVec::as_slice).unwrap_or_default() {
                let Use { words, variants } = &self.uses[number as usize];
                if admits(*words, kind, unit.verb) {
                    each(variants, found);
                }
            }
        });
    }
}

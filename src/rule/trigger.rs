//! Which words announce events, and which variants of which rules wait for each.

use smallvec::SmallVec;

use crate::base::Id;
use crate::rule::known_words::KnownWords;
use crate::rule::pattern::front::{Front, Stock};
use crate::rule::pattern::program::Words;
use crate::rule::pattern::step::admits;
use crate::rule::unit::Unit;
use crate::rule::vocabulary::{EntryId, EntryKind, Found, Vocabulary};
use crate::rule::word_map::WordMap;
use crate::text::{Classes, Token, WordId};

/// All triggers, by the entries of the vocabulary that can be one.
#[derive(Clone, Debug, Default)]
pub(crate) struct Triggers {
    words: KnownWords,
    /// By word: which triggers it begins.
    begun: WordMap<Begun>,
    uses: Vec<Use>,
    /// By entry: the numbers of the uses whose list holds it.
    by_entry: Vec<SmallVec<[u32; 2]>>,
}

/// What is known of a word's triggers before the words behind it are looked at.
#[derive(Clone, Copy, Debug, Default)]
struct Begun {
    /// It is a trigger by itself, as a noun or phrase.
    alone: bool,
    /// It is one by itself, as a verb.
    as_verb: bool,
    /// It is one together with other words.
    with_others: bool,
}

/// Words in a use that is the trigger of some variants.
#[derive(Clone, Debug)]
struct Use {
    words: Words,
    variants: Vec<Alike>,
}

/// Variants with the same left side: whether that may match is asked once for all. What is asked lies
/// where it is asked, at every trigger and in this order.
#[derive(Clone, Debug)]
pub(crate) struct Alike {
    /// What is asked of their left side.
    pub left: Asks,
    /// The variants.
    pub variants: Box<[Waiting]>,
}

/// A variant that waits for its trigger.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Waiting {
    /// Its number.
    pub variant: u32,
    /// What is asked of its right side.
    pub right: Asks,
}

/// What is asked of a side before it is run.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Asks {
    /// What it cannot do without.
    pub wanted: Stock,
    /// What it can begin with.
    pub front: Front,
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
        if !tokens[at].classes.contains(Classes::TRIGGER) {
            return false;
        }
        let Some(begun) = self.begun.get(tokens[at].word) else { return false };
        begun.alone
            || begun.as_verb && verbal
            || begun.with_others
                && vocabulary
                    .spelled_at(tokens, at)
                    .any(|entry| self.is_trigger(entry) && (verbal || !is_verb(vocabulary, entry)))
    }

    fn is_trigger(&self, entry: EntryId) -> bool {
        self.by_entry.get(entry.index()).is_some_and(|uses| !uses.is_empty())
    }

    /// Notes which triggers each word begins, when all of them are there.
    pub fn finish(&mut self, vocabulary: &Vocabulary) {
        let mut begun = WordMap::<Begun>::default();
        for word in self.words.iter() {
            let mut known = Begun {
                alone: vocabulary.headed_by(word).iter().any(|&entry| self.is_trigger(entry)),
                ..Begun::default()
            };
            for (entry, words) in vocabulary.begun_with(word) {
                match words.len() {
                    _ if !self.is_trigger(entry) => {}
                    1 if is_verb(vocabulary, entry) => known.as_verb = true,
                    1 => known.alone = true,
                    _ => known.with_others = true,
                }
            }
            *begun.entry(word) = known;
        }
        self.begun = begun;
    }

    /// Makes `words` the trigger of `variants`, those with the same left side together.
    pub fn add(&mut self, words: Words, variants: Vec<Alike>, vocabulary: &Vocabulary) {
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
        mut each: impl FnMut(&[Alike], Found),
    ) {
        let Some(unit) = units.get(at) else { return };
        vocabulary.find_all(units, at, |found| {
            let kind = vocabulary.kind_of(found.entry);
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

fn is_verb(vocabulary: &Vocabulary, entry: EntryId) -> bool {
    vocabulary.kind_of(entry) == EntryKind::Verb
}

//! Factuality: whether an event is affirmed, in which mood, and on whose word, read from the words
//! around its trigger.
//!
//! Cues are words and phrases (“refused to”, “is due to”, “no plans for”), and they are data:
//! `rules/_shared/modality.yaml`. Here is how they are looked up; `walk` says which of them belong
//! to a verb or noun, `factuality` what they say together.

mod compile;
mod factuality;
mod walk;

pub use factuality::Factuality;
pub use walk::{Places, Walk};

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use crate::extraction::{EvidenceKind, Modality, Polarity};
use crate::rule::known_words::KnownWords;
use crate::rule::unit::{Unit, UnitKind};
use crate::rule::vocabulary::is_word;
use crate::text::{WordId, word};

/// All cues, by the word that a search begins with.
#[derive(Clone, Debug, Default)]
pub struct Cues {
    cues: Vec<Cue>,
    /// By their last word; longest first.
    helping: Index,
    before_noun: Index,
    openers: Index,
    /// By their first word; longest first.
    after_noun: Index,
    adverbs: KnownWords,
    /// What stands inside cues of several words; sorted.
    inner: Vec<WordId>,
}

/// Cues by the word that a search begins with and what stands before that: dozens of them end with
/// “to”.
#[derive(Clone, Debug, Default)]
struct Index {
    known: KnownWords,
    cues: FxHashMap<(WordId, Before), SmallVec<[u32; 2]>>,
}

/// What stands before the last word of a cue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Before {
    /// Nothing: the cue is one word, or is looked for forwards.
    Nothing,
    Word(WordId),
    Party,
}

impl Index {
    fn get(&self, word: WordId, before: Before) -> &[u32] {
        self.cues.get(&(word, before)).map(SmallVec::as_slice).unwrap_or_default()
    }

    fn add(&mut self, word: WordId, before: Before, cue: u32) {
        self.known.insert(word);
        self.cues.entry((word, before)).or_default().push(cue);
    }
}

#[derive(Clone, Debug)]
struct Cue {
    items: Box<[Item]>,
    sets: Sets,
    inverted: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Sets {
    polarity: Option<Polarity>,
    modality: Option<Modality>,
    evidence: Option<EvidenceKind>,
}

#[derive(Clone, Debug)]
enum Item {
    Word(WordId),
    /// Any form of a verb; sorted.
    Forms(Box<[WordId]>),
    /// One party between the words of a cue: urged *Keller* to.
    Party,
}

impl Cues {
    /// The words of cues of several words, sorted: “plans”, “invitation”.
    pub fn inner_words(&self) -> &[WordId] {
        &self.inner
    }

    /// The longest cue of `index` that ends before unit `end`: its number, its first unit, and for
    /// a cue around a party the first unit after that.
    fn longest(
        &self,
        index: &Index,
        units: &[Unit],
        end: usize,
    ) -> Option<(u32, usize, Option<usize>)> {
        let last = end.checked_sub(1).and_then(|last| units.get(last))?;
        if !index.known.contains(last.word) {
            return None;
        }
        // The longest, and of equally long ones the first of the file.
        let rank = |cue: u32| (self.cues[cue as usize].items.len(), std::cmp::Reverse(cue));
        let mut best: Option<(u32, usize, Option<usize>)> = None;
        let mut look = |before: Before| {
            let candidates = index.get(last.word, before).iter();
            let found = candidates.filter_map(|&cue| self.ending(cue, units, end)).next();
            if let Some(found) = found
                && best.is_none_or(|(known, ..)| rank(found.0) > rank(known))
            {
                best = Some(found);
            }
        };
        look(Before::Nothing);
        for unit in units[..end - 1].iter().rev() {
            look(Before::Word(unit.word));
            if matches!(unit.kind, UnitKind::Party | UnitKind::List) {
                look(Before::Party);
            }
            if !self.is_adverb(unit) {
                break;
            }
        }
        best
    }

    /// The cue `cue` where it ends before unit `end`, as [`Cues::longest`] gives it.
    fn ending(&self, cue: u32, units: &[Unit], end: usize) -> Option<(u32, usize, Option<usize>)> {
        let mut at = end;
        let mut subject = None;
        let mut elsewhere = false;
        for (i, item) in self.cues[cue as usize].items.iter().rev().enumerate() {
            while i > 0 && at > 0 && !item.is(&units[at - 1]) && self.is_adverb(&units[at - 1]) {
                elsewhere |= units[at - 1].kind == UnitKind::Place;
                at -= 1;
            }
            if at == 0 || !item.is(&units[at - 1]) {
                return None;
            }
            // “was *at the airport* to greet Marten”: who was there for it has done it.
            let alone = self.cues[cue as usize].items.len() == 2;
            if elsewhere && alone && matches!(units[at - 1].word, word::WAS | word::WERE) {
                return None;
            }
            if matches!(item, Item::Party) {
                subject = Some(at);
            }
            at -= 1;
        }
        Some((cue, at, subject))
    }

    /// The cue that is this one word.
    fn single(&self, word: WordId) -> Option<u32> {
        let candidates = self.helping.get(word, Before::Nothing).iter().copied();
        let mut words =
            candidates.filter(|&cue| matches!(*self.cues[cue as usize].items, [Item::Word(_)]));
        words.next()
    }

    /// Whether `unit` may stand between the words of a cue.
    fn is_adverb(&self, unit: &Unit) -> bool {
        unit.kind.is_adjunct() || (unit.kind == UnitKind::Word && self.adverbs.contains(unit.word))
    }
}

impl Item {
    fn is(&self, unit: &Unit) -> bool {
        match self {
            Item::Word(word) => is_word(unit, *word),
            Item::Forms(forms) => {
                unit.kind == UnitKind::Word && forms.binary_search(&unit.word).is_ok()
            }
            Item::Party => matches!(unit.kind, UnitKind::Party | UnitKind::List),
        }
    }
}

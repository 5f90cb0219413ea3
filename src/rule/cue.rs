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
use crate::rule::unit::{Unit, UnitKind};
use crate::rule::vocabulary::is_word;
use crate::rule::word_set::WordSet;
use crate::text::WordId;

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
    adverbs: Vec<WordId>,
    /// What stands inside cues of several words; sorted.
    inner: Vec<WordId>,
}

#[derive(Clone, Debug, Default)]
struct Index {
    known: WordSet,
    cues: FxHashMap<WordId, SmallVec<[u32; 2]>>,
}

impl Index {
    fn get(&self, word: WordId) -> Option<&SmallVec<[u32; 2]>> {
        if self.known.contains(word) { self.cues.get(&word) } else { None }
    }

    fn add(&mut self, word: WordId, cue: u32) {
        self.known.insert(word);
        self.cues.entry(word).or_default().push(cue);
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
        let candidates = index.get(last.word)?;
        candidates.iter().find_map(|&cue| {
            let mut at = end;
            let mut subject = None;
            let items = &self.cues[cue as usize].items;
            for (i, item) in items.iter().rev().enumerate() {
                while i > 0 && at > 0 && self.is_adverb(&units[at - 1]) && !item.is(&units[at - 1])
                {
                    at -= 1;
                }
                if at == 0 || !item.is(&units[at - 1]) {
                    return None;
                }
                if matches!(item, Item::Party) {
                    subject = Some(at);
                }
                at -= 1;
            }
            Some((cue, at, subject))
        })
    }

    /// The cue that is this one word.
    fn single(&self, word: WordId) -> Option<u32> {
        let candidates = self.helping.get(word)?;
        candidates
            .iter()
            .copied()
            .find(|&cue| matches!(*self.cues[cue as usize].items, [Item::Word(_)]))
    }

    /// Whether `unit` may stand between the words of a cue.
    fn is_adverb(&self, unit: &Unit) -> bool {
        unit.kind.is_adjunct()
            || (unit.kind == UnitKind::Word && self.adverbs.binary_search(&unit.word).is_ok())
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

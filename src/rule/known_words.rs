//! The words that something knows, one bit each: most words of a text are none of them, and are
//! asked for most often. Such a set grows while rules are loaded; a [`WordSet`](crate::text::WordSet)
//! holds words of the engine itself.

use crate::text::WordId;

/// A set of words that answers in one load.
#[derive(Clone, Debug, Default)]
pub struct KnownWords {
    bits: Vec<u64>,
}

impl KnownWords {
    /// Puts `word` in.
    pub fn insert(&mut self, word: WordId) {
        let at = word.0 as usize / 64;
        if self.bits.len() <= at {
            self.bits.resize(at + 1, 0);
        }
        self.bits[at] |= 1 << (word.0 % 64);
    }

    /// Whether `word` is in it.
    #[inline]
    pub fn contains(&self, word: WordId) -> bool {
        self.bits.get(word.0 as usize / 64).is_some_and(|bits| bits & 1 << (word.0 % 64) != 0)
    }

    /// All of them, by number.
    pub fn iter(&self) -> impl Iterator<Item = WordId> {
        (0..64 * self.bits.len() as u32).map(WordId).filter(|&word| self.contains(word))
    }
}

impl Extend<WordId> for KnownWords {
    fn extend<T: IntoIterator<Item = WordId>>(&mut self, words: T) {
        words.into_iter().for_each(|word| self.insert(word));
    }
}

impl FromIterator<WordId> for KnownWords {
    fn from_iter<T: IntoIterator<Item = WordId>>(words: T) -> Self {
        let mut set = KnownWords::default();
        set.extend(words);
        set
    }
}

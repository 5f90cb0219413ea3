//! Which words may be at an end of some list's entries: a few bits for each word, so that nearly all
//! questions are answered without a look at the entries.

use crate::text::WordId;

/// A set of words that may say yes for a word that it does not hold, and never no for one it does.
#[derive(Clone, Debug, Default)]
pub struct WordFilter {
    /// None until words are known: it may hold any.
    bits: Box<[u64]>,
}

impl WordFilter {
    /// The filter of `words`.
    pub fn of(words: impl Iterator<Item = WordId> + Clone) -> Self {
        const BITS_PER_WORD: usize = 16;
        let size = (words.clone().count() * BITS_PER_WORD / 64 + 1).next_power_of_two();
        let mut filter = WordFilter { bits: vec![0; size].into() };
        for word in words {
            let (at, bit) = filter.place(word);
            filter.bits[at] |= bit;
        }
        filter
    }

    /// Whether it may hold `word`.
    #[inline]
    pub fn may_hold(&self, word: WordId) -> bool {
        let (at, bit) = self.place(word);
        self.bits.get(at).is_none_or(|bits| bits & bit != 0)
    }

    /// One of 64 bits for `word`: what [`WordFilter::summary`] knows it by.
    #[inline]
    pub fn bit(word: WordId) -> u64 {
        1 << (hash(word) >> 26)
    }

    /// The bits of all words that it may hold.
    pub fn summary(&self) -> u64 {
        let bits = self.bits.iter().fold(0, |all, bits| all | bits);
        if self.bits.is_empty() { u64::MAX } else { bits }
    }

    fn place(&self, word: WordId) -> (usize, u64) {
        let last = self.bits.len().wrapping_sub(1);
        ((hash(word) >> 6) as usize & last, WordFilter::bit(word))
    }
}

fn hash(word: WordId) -> u32 {
    word.0.wrapping_mul(0x9E37_79B9)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_loses_no_word_and_turns_most_others_away() {
        let held = |at: &u32| at.is_multiple_of(7);
        let filter = WordFilter::of((0..7000).filter(held).map(WordId));
        assert!((0..7000).filter(held).all(|at| filter.may_hold(WordId(at))));
        let wrong = (0..7000).filter(|at| !held(at) && filter.may_hold(WordId(*at))).count();
        assert!(wrong < 1000, "{wrong}");
    }

    #[test]
    fn a_filter_that_nobody_made_turns_nothing_away() {
        assert!(WordFilter::default().may_hold(WordId(5)));
        assert!(!WordFilter::of(std::iter::empty()).may_hold(WordId(5)));
    }
}

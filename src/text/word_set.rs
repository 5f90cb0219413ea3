//! A set of words that the engine itself speaks of, asked in one load: [`word`](crate::text::word)
//! numbers them from 1 on, so that a few bits hold them all.

use crate::text::{WordId, word};

/// Some of the fixed words.
#[derive(Clone, Copy, Debug)]
pub struct WordSet([u64; LIMBS]);

const LIMBS: usize = word::FIXED.len() / 64 + 1;

impl WordSet {
    /// The set of `words`.
    ///
    /// # Panics
    /// When one of them is none of the fixed words, while the program is compiled.
    pub const fn of(words: &[WordId]) -> WordSet {
        let mut bits = [0; LIMBS];
        let mut at = 0;
        while at < words.len() {
            let number = words[at].0 as usize;
            bits[number / 64] |= 1 << (number % 64);
            at += 1;
        }
        WordSet(bits)
    }

    /// Whether `word` is one of them.
    #[inline]
    pub fn contains(&self, word: WordId) -> bool {
        let number = word.0 as usize;
        self.0.get(number / 64).is_some_and(|bits| bits >> (number % 64) & 1 == 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_holds_its_words_and_no_others() {
        const SET: WordSet = WordSet::of(&[word::COMMA, word::YESTERDAY]);
        let last = WordId(word::FIXED.len() as u32 + 70);
        for (word, is_in) in [
            (word::COMMA, true),
            (word::YESTERDAY, true),
            (word::FULL_STOP, false),
            (WordId::UNKNOWN, false),
            (last, false),
        ] {
            assert_eq!(SET.contains(word), is_in, "{word:?}");
        }
    }
}

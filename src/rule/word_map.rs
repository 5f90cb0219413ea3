//! What something knows of words, found in a few loads and without a hash: what is asked for at nearly
//! every word of a text.

use crate::rule::known_words::KnownWords;
use crate::text::WordId;

/// A map from words to values.
#[derive(Clone, Debug, Default)]
pub struct WordMap<T> {
    /// The words that have one. Most that are asked for have none, and the numbers of all words are too
    /// many to stay near the processor.
    known: KnownWords,
    /// By word: one more than the number of its value; 0 if it has none.
    numbers: Vec<u32>,
    values: Vec<T>,
}

impl<T: Default> WordMap<T> {
    /// The value of `word`.
    #[inline]
    pub fn get(&self, word: WordId) -> Option<&T> {
        if !self.known.contains(word) {
            return None;
        }
        let number = *self.numbers.get(word.0 as usize)? as usize;
        self.values.get(number.wrapping_sub(1))
    }

    /// The value of `word`; an empty one if it had none.
    pub fn entry(&mut self, word: WordId) -> &mut T {
        let at = word.0 as usize;
        if self.numbers.len() <= at {
            self.numbers.resize(at + 1, 0);
        }
        if self.numbers[at] == 0 {
            self.known.insert(word);
            self.values.push(T::default());
            self.numbers[at] = self.values.len() as u32;
        }
        &mut self.values[self.numbers[at] as usize - 1]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_word_has_its_own_value_or_none() {
        let mut map = WordMap::<Vec<u32>>::default();
        for at in [7, 3, 7, 900] {
            map.entry(WordId(at)).push(at);
        }
        assert_eq!(map.get(WordId(7)), Some(&vec![7, 7]));
        assert_eq!(map.get(WordId(3)), Some(&vec![3]));
        assert_eq!(map.get(WordId(900)), Some(&vec![900]));
        for absent in [0, 4, 901] {
            assert_eq!(map.get(WordId(absent)), None);
        }
    }
}

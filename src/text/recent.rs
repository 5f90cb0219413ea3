//! Words looked up in a lexicon, with those that were looked up lately at hand.
//!
//! Most words of a text are a few thousand different ones, but the lexicon is far larger than the
//! processor's caches, and a look-up has to fold the word first. A small table by the letters as
//! they are written answers nearly all look-ups.

use std::ops::Range;

use crate::base::IndexVec;
use crate::text::{Classes, Lexicon, Token, TokenId, WordId};

/// Looks words up; kept from document to document.
#[derive(Clone, Debug)]
pub struct RecentWords<'a> {
    lexicon: &'a Lexicon,
    /// Every word has one set to be in, where it takes the place of the one not asked for longest.
    sets: Vec<Set>,
    scratch: String,
}

/// Four words, the one asked for last in front. Two share a cache line, so that the second costs
/// nothing more; the other line is looked at for one word in ten. Frequent words with one place do
/// not drive each other out.
#[derive(Clone, Copy, Debug)]
#[repr(align(128))]
struct Set([Slot; 4]);

#[derive(Clone, Copy, Debug)]
struct Slot {
    /// The letters as a number; 0 if there is no word yet.
    letters: u128,
    found: Found,
}

/// A word with what it can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// The word, or [`WordId::UNKNOWN`].
    pub word: WordId,
    /// Its classes.
    pub classes: Classes,
}

impl Found {
    /// No known word.
    pub const NOTHING: Found = Found { word: WordId::UNKNOWN, classes: Classes::empty() };
}

/// A token whose word is still to be looked up.
#[derive(Clone, Copy, Debug)]
pub struct Waiting {
    /// Its bytes as a number, the first the lowest.
    pub letters: u128,
    /// Which token.
    pub token: TokenId,
}

/// How many words are best looked up together: enough to wait for none alone, and few enough that what
/// is known of them stays near.
pub const AT_ONCE: usize = 32;

/// A power of two: a megabyte, of which the frequent words keep the part that they need in the
/// second-level cache.
const SETS: usize = 1 << 13;

impl<'a> RecentWords<'a> {
    /// Nothing is at hand yet.
    pub fn new(lexicon: &'a Lexicon) -> Self {
        RecentWords { lexicon, sets: vec![Set([EMPTY; 4]); SETS], scratch: String::new() }
    }

    /// Nothing ever is: for a text too short to pay for the table.
    pub fn without_memory(lexicon: &'a Lexicon) -> Self {
        RecentWords { lexicon, sets: Vec::new(), scratch: String::new() }
    }

    /// Where the words come from.
    pub fn lexicon(&self) -> &'a Lexicon {
        self.lexicon
    }

    /// The word that the bytes `start..end` of `text` fold to, as [`Lexicon::get`] gives it.
    pub fn get(&mut self, text: &str, start: usize, end: usize) -> Found {
        match letters(text.as_bytes(), start, end) {
            Some(letters) => self.get_letters(letters, text, start, end),
            None => look_up(self.lexicon, &text[start..end], &mut self.scratch),
        }
    }

    /// Gives each of `waiting` its word. The table is far away: the front of every set is looked at
    /// before anything depends on what stands there, so that the processor waits for all together.
    pub fn fill(&mut self, text: &str, waiting: &[Waiting], tokens: &mut IndexVec<TokenId, Token>) {
        let mut in_front = [false; AT_ONCE];
        for waiting in waiting.chunks(AT_ONCE) {
            for (in_front, &Waiting { letters, .. }) in in_front.iter_mut().zip(waiting) {
                let set = self.sets.get(place(letters));
                *in_front = set.is_some_and(|Set(slots)| slots[0].letters == letters);
            }
            for (in_front, &Waiting { letters, token }) in in_front.iter().zip(waiting) {
                let token = &mut tokens[token];
                let found = match self.sets.get(place(letters)) {
                    // An earlier one of these may have driven it out.
                    Some(Set(slots)) if *in_front && slots[0].letters == letters => slots[0].found,
                    _ => {
                        let Range { start, end } = token.span.range();
                        self.get_letters(letters, text, start, end)
                    }
                };
                (token.word, token.classes) = (found.word, found.classes);
            }
        }
    }

    /// The word of the bytes `start..end`, for somebody who has them as a number: `letters` as
    /// little-endian bytes.
    fn get_letters(&mut self, letters: u128, text: &str, start: usize, end: usize) -> Found {
        let set = self.sets.get_mut(place(letters));
        let Some(Set(slots)) = set else {
            return look_up(self.lexicon, &text[start..end], &mut self.scratch);
        };
        if slots[0].letters != letters {
            match slots.iter().position(|slot| slot.letters == letters) {
                Some(at) => slots.swap(0, at),
                None => {
                    let found = look_up(self.lexicon, &text[start..end], &mut self.scratch);
                    slots.copy_within(..3, 1);
                    slots[0] = Slot { letters, found };
                }
            }
        }
        slots[0].found
    }
}

const EMPTY: Slot = Slot { letters: 0, found: Found::NOTHING };

/// Asks the lexicon itself.
#[cold]
fn look_up(lexicon: &Lexicon, text: &str, scratch: &mut String) -> Found {
    let word = lexicon.get(text, scratch);
    Found { word, classes: lexicon.classes(word) }
}

/// Up to sixteen bytes as a number that is different for different words: none of them is 0.
fn letters(text: &[u8], start: usize, end: usize) -> Option<u128> {
    const BYTES: usize = size_of::<u128>();
    let length = end - start;
    if length == 0 || length > BYTES {
        return None;
    }
    if let Some(whole) = text.get(start..).and_then(<[u8]>::first_chunk::<BYTES>) {
        // What follows the word is masked away, which is faster than to copy so many bytes.
        let unused = 8 * (BYTES - length) as u32;
        let letters = u128::from_le_bytes(*whole) << unused >> unused;
        return Some(letters).filter(|&letters| letters != 0);
    }
    let letters = text[start..end].iter().rev().fold(0, |all, &byte| all << 8 | u128::from(byte));
    Some(letters).filter(|&letters| letters != 0)
}

/// The only set where a word can be.
fn place(letters: u128) -> usize {
    const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;
    let mixed = (letters as u64 ^ ((letters >> 64) as u64).rotate_left(29)).wrapping_mul(FACTOR);
    (mixed >> (64 - SETS.trailing_zeros())) as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Classes;

    #[test]
    fn a_word_is_the_same_whether_it_is_at_hand_or_not() {
        let mut lexicon = Lexicon::new();
        for at in 0..5 * SETS {
            lexicon.add(&format!("w{at}"), Classes::empty());
        }
        lexicon.add("internationalization", Classes::empty());
        let mut text = String::from("The the U.S. Müller internationalization unknown ");
        (0..5 * SETS).for_each(|at| text.push_str(&format!("W{at} ")));
        let mut recent = RecentWords::new(&lexicon);
        let mut bare = RecentWords::without_memory(&lexicon);
        for _ in 0..2 {
            for word in text.split_whitespace() {
                let start = word.as_ptr() as usize - text.as_ptr() as usize;
                let expected = look_up(&lexicon, word, &mut String::new());
                assert_eq!(recent.get(&text, start, start + word.len()), expected, "{word}");
                assert_eq!(bare.get(&text, start, start + word.len()), expected, "{word}");
            }
        }
    }

    #[test]
    fn a_word_and_its_beginning_differ() {
        for (text, length) in [("meeting", 4), ("meeting of the two ministers", 7)] {
            let short = letters(text.as_bytes(), 0, length);
            assert_ne!(short, letters(text.as_bytes(), 0, length - 1));
            assert_eq!(short, letters(&text.as_bytes()[..length], 0, length));
        }
    }
}

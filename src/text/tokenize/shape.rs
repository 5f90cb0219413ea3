//! How a word is written: its capitals and digits.

use super::class::{CLASS, LOWER, UPPER};
use super::{Run, Tokenizer};
use crate::text::Shape;

impl Tokenizer<'_, '_> {
    pub(super) fn shape(&self, start: usize, run: Run) -> Shape {
        if run.ascii && run.seen == LOWER {
            return Shape::empty();
        }
        let letters = &self.bytes[start..run.end];
        // “Keller”: nearly all words that are not small throughout.
        if run.ascii
            && run.seen == LOWER | UPPER
            && letters[1..].iter().all(|&byte| CLASS[usize::from(byte)] == LOWER)
        {
            return Shape::CAPITAL;
        }
        let mut shape = Shape::empty();
        let (mut uppers, mut lowers) = (0, 0);
        for (at, c) in self.text[start..run.end].char_indices() {
            if c.is_uppercase() {
                uppers += 1;
                if at == 0 {
                    shape |= Shape::CAPITAL;
                }
                if lowers > 0 {
                    shape |= Shape::MIXED;
                }
            } else if c.is_lowercase() {
                lowers += 1;
            } else if c.is_ascii_digit() {
                shape |= Shape::DIGIT;
            }
        }
        if uppers >= 2 && lowers == 0 {
            shape |= Shape::ALL_CAPS;
        } else if uppers == 1 && lowers == 0 && run.end - start == 1 {
            shape |= Shape::INITIAL;
        }
        shape
    }
}

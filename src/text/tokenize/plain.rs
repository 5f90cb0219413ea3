//! Words of small letters behind perhaps one capital, and nothing that needs a thought behind them:
//! nearly all words of a text. Sixteen bytes are looked at together.

use super::Tokenizer;
use super::class::{CLASS, MARK, SPACE, UPPER};
use crate::text::{Shape, TokenKind};

const ONES: u128 = u128::MAX / 255;
const HIGHS: u128 = ONES << 7;
const BYTES: usize = size_of::<u128>();

impl Tokenizer<'_, '_> {
    /// The word at `start`, if it is plain, with the space behind it; where the next token may begin.
    pub(super) fn plain_word(&mut self, start: usize) -> Option<usize> {
        let bytes = u128::from_le_bytes(*self.bytes.get(start..)?.first_chunk::<BYTES>()?);
        let capital = CLASS[usize::from(bytes as u8)] == UPPER;
        let length = small_letters(bytes | u128::from(capital) << 5);
        let next = (length < BYTES).then(|| (bytes >> (8 * length)) as u8)?;
        // A full stop, an apostrophe, a sign of an address: they may belong to the word.
        let ends = match CLASS[usize::from(next)] {
            SPACE => true,
            MARK => !matches!(next, b'.' | b'\'' | b'@' | b'_' | b':'),
            _ => false,
        };
        // A capital letter alone may be an initial.
        if !ends || length < 2 && capital {
            return None;
        }
        let unused = 8 * (BYTES - length) as u32;
        let end = start + length;
        let found = self.words.get_letters(bytes << unused >> unused, self.text, start, end);
        let shape = if capital { Shape::CAPITAL } else { Shape::empty() };
        self.push(start, end, TokenKind::Word, shape, found);
        if next != b' ' {
            return Some(end);
        }
        self.before = Shape::empty();
        Some(end + 1)
    }
}

/// How many small letters `bytes` begins with. No sum below carries into the next byte.
fn small_letters(bytes: u128) -> usize {
    let low = bytes & !HIGHS;
    let from_a = low + ONES * u128::from(0x80 - b'a');
    let behind_z = low + ONES * u128::from(0x7f - b'z');
    let small = from_a & !behind_z & !bytes & HIGHS;
    ((small ^ HIGHS).trailing_zeros() / 8) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_is_a_small_letter_or_is_not() {
        for byte in 0..=u8::MAX {
            for at in 0..BYTES {
                let mut bytes = [b'm'; BYTES];
                bytes[at] = byte;
                let expected = if byte.is_ascii_lowercase() { BYTES } else { at };
                assert_eq!(small_letters(u128::from_le_bytes(bytes)), expected, "{byte} at {at}");
            }
        }
    }
}

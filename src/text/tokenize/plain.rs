//! Words of small letters behind perhaps one capital, and nothing that needs a thought behind them:
//! nearly all words of a text. Eight bytes are looked at together, and the next eight if need be.

use super::Tokenizer;
use super::class::{CLASS, MARK, SPACE, UPPER};
use crate::text::recent::{AT_ONCE, Found, Waiting};
use crate::text::{Shape, TokenId, TokenKind};

const ONES: u64 = u64::MAX / 255;
const HIGHS: u64 = ONES << 7;
const BYTES: usize = size_of::<u64>();

impl Tokenizer<'_, '_> {
    /// The word at `start`, if it is plain, with the space behind it; where the next token may begin.
    pub(super) fn plain_word(&mut self, start: usize) -> Option<usize> {
        let bytes = self.bytes.get(start..)?.first_chunk::<{ 2 * BYTES }>()?;
        let ([first, second], _) = bytes.as_chunks::<BYTES>() else { return None };
        let (first, second) = (u64::from_le_bytes(*first), u64::from_le_bytes(*second));
        let capital = CLASS[usize::from(bytes[0])] == UPPER;
        let length = match small_letters(first | u64::from(capital) << 5) {
            BYTES => BYTES + small_letters(second),
            length => length,
        };
        let next = *bytes.get(length)?;
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
        let letters = if length < BYTES {
            u128::from(beginning(first, length))
        } else {
            u128::from(beginning(second, length - BYTES)) << u64::BITS | u128::from(first)
        };
        let end = start + length;
        let shape = if capital { Shape::CAPITAL } else { Shape::empty() };
        self.waiting.push(Waiting { letters, token: TokenId(self.out.len() as u32) });
        self.push(start, end, TokenKind::Word, shape, Found::NOTHING);
        if self.waiting.len() == AT_ONCE {
            self.look_up_waiting();
        }
        if next != b' ' {
            return Some(end);
        }
        self.before = Shape::empty();
        Some(end + 1)
    }
}

impl Tokenizer<'_, '_> {
    /// Looks up the plain words whose tokens have none yet. What is cut next may depend on the marks
    /// and the shapes before it, but on no plain word.
    pub(super) fn look_up_waiting(&mut self) {
        self.words.fill(self.text, &self.waiting, self.out);
        self.waiting.clear();
    }
}

/// The first `length` of eight bytes; it must be fewer.
fn beginning(bytes: u64, length: usize) -> u64 {
    bytes & ((1 << (8 * length)) - 1)
}

/// How many small letters `bytes` begins with. No sum below carries into the next byte.
fn small_letters(bytes: u64) -> usize {
    let low = bytes & !HIGHS;
    let from_a = low + ONES * u64::from(0x80 - b'a');
    let behind_z = low + ONES * u64::from(0x7f - b'z');
    let small = from_a & !behind_z & !bytes & HIGHS;
    ((small ^ HIGHS).trailing_zeros() / 8) as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::IndexVec;
    use crate::text::tokenize::tokens_of;
    use crate::text::{Classes, Lexicon, RecentWords};

    #[test]
    fn words_of_any_length_are_whole() {
        let mut lexicon = Lexicon::new();
        let words: Vec<String> = (1..40).map(|length| "salt".repeat(10)[..length].into()).collect();
        for word in &words {
            lexicon.add(word, Classes::empty());
        }
        let text = format!("{} and two more words", words.join(" "));
        let mut found = IndexVec::new();
        tokens_of(&text, &mut RecentWords::new(&lexicon), &mut found);
        for (word, token) in words.iter().zip(found.iter()) {
            assert_eq!(token.span.of(&text), word);
            assert_eq!(lexicon.text(token.word), word);
        }
    }

    #[test]
    fn every_byte_is_a_small_letter_or_is_not() {
        for byte in 0..=u8::MAX {
            for at in 0..BYTES {
                let mut bytes = [b'm'; BYTES];
                bytes[at] = byte;
                let expected = if byte.is_ascii_lowercase() { BYTES } else { at };
                assert_eq!(small_letters(u64::from_le_bytes(bytes)), expected, "{byte} at {at}");
            }
        }
    }
}

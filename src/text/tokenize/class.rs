//! What single bytes and characters are to the tokenizer.

use unicode_normalization::char::is_combining_mark;

use crate::text::{Classes, WordId, word};

pub(super) const SPACE: u8 = 0;
pub(super) const LOWER: u8 = 1;
pub(super) const UPPER: u8 = 1 << 1;
pub(super) const DIGIT: u8 = 1 << 2;
pub(super) const MARK: u8 = 1 << 3;
pub(super) const HIGH: u8 = 1 << 4;
pub(super) const LETTER: u8 = LOWER | UPPER;

pub(super) const CLASS: [u8; 256] = {
    let mut table = [MARK; 256];
    let mut byte = 0;
    while byte < 256 {
        let b = byte as u8;
        table[byte] = match b {
            b'\t'..=b'\r' | b' ' => SPACE,
            b'a'..=b'z' => LOWER,
            b'A'..=b'Z' => UPPER,
            b'0'..=b'9' => DIGIT,
            0x80.. => HIGH,
            _ => MARK,
        };
        byte += 1;
    }
    table
};

/// Characters that print as nothing.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘')
}

pub(super) fn is_contraction(letters: &str) -> bool {
    let bytes = letters.as_bytes();
    match bytes.len() {
        1 => matches!(bytes[0] | 0x20, b's' | b'd' | b'm'),
        2 => ["re", "ve", "ll"].iter().any(|piece| letters.eq_ignore_ascii_case(piece)),
        _ => false,
    }
}

/// What a single hyphen is: between spaces it stands for a dash (“the deal - which he praised - is”).
pub(super) fn hyphen(bytes: &[u8], at: usize) -> WordId {
    let space = |at: Option<usize>| at.and_then(|at| bytes.get(at)) == Some(&b' ');
    let dash = space(at.checked_sub(1)) && space(Some(at + 1));
    if dash { word::EN_DASH } else { word::HYPHEN }
}

pub(super) fn continues_word(c: char) -> bool {
    match c {
        '\u{2000}'..='\u{200b}' | '\u{2010}'..='\u{205f}' => false,
        // Joiners and soft hyphens stand inside words and are folded away.
        '\u{ad}' | '\u{200c}' | '\u{200d}' | '\u{2060}' => true,
        _ => c.is_alphanumeric() || is_combining_mark(c),
    }
}

/// Classes that a word has without being an abbreviation.
pub(super) const ORDINARY: Classes = Classes::ANY_NOUN
    .union(Classes::ANY_VERB)
    .union(Classes::ADJECTIVE)
    .union(Classes::ADVERB)
    .union(Classes::DETERMINER)
    .union(Classes::NEGATION);

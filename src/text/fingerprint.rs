//! A fingerprint of a document's wording: MinHash values of its shingles, so that agency copy
//! printed by many papers is known again though headline, byline or last paragraph differ.
//!
//! One hash of each shingle serves all values (one-permutation hashing: its low bits choose which
//! value it may lower), so the cost is that of reading the letters once.

use std::ops::Range;

use crate::text::{Document, TokenKind};

/// Words in a shingle.
const SHINGLE: usize = 4;

/// Values in a fingerprint: as many share of two documents as their shingles do, give or take a
/// tenth.
pub const VALUES: usize = 32;

/// A document of fewer words has no wording of its own to be known by.
const FEWEST_WORDS: usize = 40;

/// Values stay below this power of two, so that every reader of JSON keeps them exactly.
const BITS: u32 = 53;

/// The fingerprint of a document, the same on every machine; empty for a short one.
pub fn fingerprint(document: &Document) -> Vec<u64> {
    let text = document.article.text.as_bytes();
    let mut words = Vec::with_capacity(document.tokens.len());
    for token in document.tokens.iter() {
        if matches!(token.kind, TokenKind::Word | TokenKind::Number) {
            words.push(letters(text, token.span.range()));
        }
    }
    if words.len() < FEWEST_WORDS {
        return Vec::new();
    }
    let mut lowest = [u64::MAX; VALUES];
    for shingle in words.windows(SHINGLE) {
        let hash = shingle.iter().fold(0, |hash, &word| mixed(hash ^ word));
        let value = &mut lowest[hash as usize % VALUES];
        *value = (*value).min(hash >> (u64::BITS - BITS));
    }
    filled(&lowest)
}

/// An empty value takes that of its next neighbour, so that short documents can be compared too.
fn filled(lowest: &[u64; VALUES]) -> Vec<u64> {
    let next = |at: usize| (1..VALUES).map(move |step| (at + step) % VALUES);
    (0..VALUES)
        .map(|at| match lowest[at] {
            u64::MAX => next(at).map(|i| lowest[i]).find(|&v| v != u64::MAX).unwrap_or_default(),
            value => value,
        })
        .collect()
}

/// What the digits of a word's number stand for, the last but seven first.
const POWERS: [u64; 8] = {
    const BASE: u64 = 0xf135_7aea_2e62_a9c5;
    let mut powers = [BASE; 8];
    let mut at = 7;
    while at > 0 {
        powers[at - 1] = powers[at].wrapping_mul(BASE);
        at -= 1;
    }
    powers
};

/// A word without its case: its letters as the digits of a number, eight at a time.
fn letters(text: &[u8], word: Range<usize>) -> u64 {
    let mut hash = 0u64;
    // The first few, so that eights remain.
    let mut end = word.start + word.len().saturating_sub(1) % 8 + 1;
    let mut few = end - word.start;
    while end <= word.end {
        hash = hash.wrapping_mul(POWERS[0]).wrapping_add(digits(few_before(text, end, few)));
        (end, few) = (end + 8, 8);
    }
    mixed(hash.rotate_left(26))
}

/// The `few` bytes before `end` as the last of eight, behind zeros.
fn few_before(text: &[u8], end: usize, few: usize) -> u64 {
    let unused = 8 * (8 - few as u32);
    let eight = text[..end].last_chunk::<8>().map(|bytes| u64::from_le_bytes(*bytes));
    let eight = eight.unwrap_or_else(|| {
        text[..end].iter().rev().fold(0, |all, &byte| all << 8 | u64::from(byte)) << (64 - 8 * end)
    });
    eight >> unused << unused
}

/// Eight letters, capitals of ASCII as small ones, as the digits of a number. A zero counts nothing.
fn digits(letters: u64) -> u64 {
    let small = small(letters).to_le_bytes();
    small
        .iter()
        .zip(POWERS)
        .fold(0, |sum, (&digit, power)| sum.wrapping_add(u64::from(digit).wrapping_mul(power)))
}

/// Eight bytes with capital letters of ASCII as small ones. No sum below carries into the next byte.
fn small(bytes: u64) -> u64 {
    const ONES: u64 = u64::MAX / 255;
    const HIGHS: u64 = ONES << 7;
    let low = bytes & !HIGHS;
    let from_a = low + ONES * u64::from(0x80 - b'A');
    let behind_z = low + ONES * u64::from(0x7f - b'Z');
    let capital = from_a & !behind_z & !bytes & HIGHS;
    bytes | capital >> 2
}

/// Spreads every bit over all others (the finaliser of MurmurHash3).
const fn mixed(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    let hash = (hash ^ (hash >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    hash ^ (hash >> 33)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Article, Lexicon};

    fn of(text: &str) -> Vec<u64> {
        let article = Article { text: text.to_owned(), ..Article::default() };
        fingerprint(&Document::segment(article, &Lexicon::new()))
    }

    const HARBOUR: [&str; 7] =
        ["salt", "harbour", "ferry", "keeper", "winter", "barrel", "lantern"];
    const COURT: [&str; 7] = ["judge", "clerk", "appeal", "witness", "verdict", "docket", "robe"];

    fn story(words: [&str; 7], from: usize, to: usize) -> String {
        let sentence = |i: usize| {
            let word = |k: usize| words[(i * k + i / 7 + k) % words.len()];
            format!("The {} of the {} {i} saw a {} leave.", word(1), word(2), word(3))
        };
        (from..to).map(sentence).collect::<Vec<_>>().join(" ")
    }

    fn shared(a: &[u64], b: &[u64]) -> usize {
        a.iter().zip(b).filter(|(a, b)| a == b).count()
    }

    #[test]
    fn a_reprint_keeps_the_fingerprint_and_another_story_does_not() {
        let original = of(&story(HARBOUR, 0, 60));
        assert_eq!(original.len(), VALUES);
        assert!(original.iter().all(|&v| v < 1 << BITS));
        let reprint =
            of(&format!("From our desk. {} Read more.", story(HARBOUR, 0, 60).to_uppercase()));
        assert!(shared(&original, &reprint) >= 28, "{}", shared(&original, &reprint));
        let other = of(&story(COURT, 0, 60));
        assert!(shared(&original, &other) <= 4, "{}", shared(&original, &other));
    }

    #[test]
    fn a_word_has_one_hash_whatever_its_case() {
        let by_letter = |word: &str| {
            let digit = |hash: u64, byte: u8| {
                let small = u64::from(byte.to_ascii_lowercase());
                hash.wrapping_add(small).wrapping_mul(0xf135_7aea_2e62_a9c5)
            };
            mixed(word.bytes().fold(0, digit).rotate_left(26))
        };
        let long = "Harbour".repeat(9);
        let words = ["a", "At", "KELLER", "Łódź", "keepers", "harbours", "harbourmaster", "[@Z`{7"];
        for word in words.into_iter().chain([long.as_str()]) {
            let text = format!("At {word} and");
            assert_eq!(letters(text.as_bytes(), 3..3 + word.len()), by_letter(word), "{word}");
            assert_eq!(letters(word.as_bytes(), 0..word.len()), by_letter(word), "{word}");
            let small = word.to_ascii_lowercase();
            assert_eq!(letters(small.as_bytes(), 0..small.len()), by_letter(word), "{word}");
        }
    }

    #[test]
    fn a_short_text_has_none() {
        assert!(of("Keller met Marten.").is_empty());
    }
}

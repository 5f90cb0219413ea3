//! A fingerprint of a document's wording: MinHash values of its shingles, so that agency copy
//! printed by many papers is known again though headline, byline or last paragraph differ.
//!
//! One hash of each shingle serves all values (one-permutation hashing: its low bits choose which
//! value it may lower), so the cost is that of reading the letters once.

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
            words.push(letters(&text[token.span.range()]));
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

/// A word without its case: its letters as the digits of a number, two at a time.
fn letters(word: &[u8]) -> u64 {
    const BASE: u64 = 0xf135_7aea_2e62_a9c5;
    const SQUARE: u64 = BASE.wrapping_mul(BASE);
    let small = |byte: u8| u64::from(SMALL[usize::from(byte)]);
    let (pairs, rest) = word.as_chunks::<2>();
    let pair = |hash: u64, [first, second]: &[u8; 2]| {
        let before = hash.wrapping_add(small(*first)).wrapping_mul(SQUARE);
        before.wrapping_add(small(*second).wrapping_mul(BASE))
    };
    let hash = pairs.iter().fold(0, pair);
    let one = |hash: u64, byte: &u8| hash.wrapping_add(small(*byte)).wrapping_mul(BASE);
    mixed(rest.iter().fold(hash, one).rotate_left(26))
}

/// Every byte, capital letters of ASCII as small ones.
const SMALL: [u8; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < table.len() {
        table[byte] = (byte as u8).to_ascii_lowercase();
        byte += 1;
    }
    table
};

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
        for word in ["a", "At", "KELLER", "Łódź", "harbourmaster", "7th"] {
            assert_eq!(letters(word.as_bytes()), by_letter(word), "{word}");
            assert_eq!(letters(word.as_bytes()), letters(word.to_ascii_lowercase().as_bytes()));
        }
    }

    #[test]
    fn a_short_text_has_none() {
        assert!(of("Keller met Marten.").is_empty());
    }
}

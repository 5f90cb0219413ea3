//! Which tokens may be the first of a time expression that tells anything: every expression is
//! looked for from there. Nearly all numbers and half of the nouns of time tell nothing, and are
//! turned away here by a look at one or two tokens.

use super::clock::is_half_day;
use super::cursor::Cursor;
use crate::text::{Classes, Token, TokenKind, WordSet, word};

/// Every time expression has a word of one of these classes, or a number.
pub(super) const TELLING: Classes = Classes::WEEKDAY
    .union(Classes::MONTH)
    .union(Classes::TIME_NOUN)
    .union(Classes::NUMERAL)
    .union(Classes::DEICTIC);

/// Whether `token`, which stands at `at`, may tell a time; one that does is never turned away.
#[inline]
pub(super) fn may_tell(cursor: &Cursor<'_>, at: u32, token: &Token) -> bool {
    match token.kind {
        TokenKind::Word => token.classes.intersects(TELLING) && word_may_tell(cursor, at, token),
        TokenKind::Number => number_may_tell(cursor, at),
        TokenKind::Mark | TokenKind::Link => false,
    }
}

/// “may” and “march” are no months, and of nouns the grammar speaks of a few only.
fn word_may_tell(cursor: &Cursor<'_>, at: u32, token: &Token) -> bool {
    let classes = token.classes;
    classes.intersects(Classes::WEEKDAY | Classes::MONTH) && token.is_capitalised()
        || classes.intersects(Classes::TIME_NOUN | Classes::DEICTIC) && token.word.is_fixed()
        || classes.contains(Classes::NUMERAL) && is_counted(cursor, at + 1)
}

fn number_may_tell(cursor: &Cursor<'_>, at: u32) -> bool {
    match cursor.raw(at).as_bytes() {
        // “23,000”
        [_, b',', ..] | [_, _, b',', ..] | [_, _, _, b',', ..] => false,
        digits if digits.len() <= 3 && digits.iter().all(u8::is_ascii_digit) => {
            is_counted(cursor, at + 1)
        }
        // A year, or a time or date in one piece.
        _ => true,
    }
}

/// Whether a number before `at` may count days, or be the number of a day or an hour.
fn is_counted(cursor: &Cursor<'_>, at: u32) -> bool {
    /// Parts of days and seasons, and what stands between a day and its month, or two days.
    const COUNTED: WordSet = WordSet::of(&[
        word::SECONDS,
        word::MORNING,
        word::AFTERNOON,
        word::EVENING,
        word::NIGHT,
        word::MIDDAY,
        word::LUNCHTIME,
        word::MIDNIGHT,
        word::NOON,
        word::SPRING,
        word::SUMMER,
        word::AUTUMN,
        word::FALL,
        word::WINTER,
        word::OF,
        word::AND,
        word::TO,
        word::HYPHEN,
        word::EN_DASH,
        word::EM_DASH,
        word::SLASH,
    ]);
    let dated = Classes::TIME_NOUN | Classes::MONTH | Classes::WEEKDAY;
    if cursor.classes(at).intersects(dated) || COUNTED.contains(cursor.word(at)) {
        return true;
    }
    let raw = cursor.raw(at);
    is_half_day(raw) || raw.starts_with(['o', 'O']) && cursor.text(at) == "o'clock"
}

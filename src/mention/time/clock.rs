//! Times of day: “9:35 a.m.”, “14:00 GMT”, “noon”.

use super::cursor::Cursor;
use crate::text::{TokenKind, word};

/// “9:35 a.m.”, “10 p.m. local time”, “noon”, “14:00 GMT”, “five o’clock”: the first token after.
pub(super) fn clock(cursor: &Cursor<'_>, at: u32) -> Option<u32> {
    let at_before = at > 0
        && cursor.is(
            at - 1,
            &[word::AT, word::AROUND, word::ABOUT, word::BY, word::UNTIL, word::FROM, word::SINCE],
        );
    if cursor.is(
        at,
        &[
            word::NOON,
            word::MIDNIGHT,
            word::DAWN,
            word::DUSK,
            word::MIDDAY,
            word::LUNCHTIME,
            word::NIGHT,
        ],
    ) {
        return (at > 0
            && cursor
                .is(at - 1, &[word::AT, word::AROUND, word::UNTIL, word::BEFORE, word::AFTER]))
        .then_some(at + 1);
    }
    let raw = cursor.raw(at);
    if cursor.amount(at).is_none() && cursor.token(at)?.kind != TokenKind::Number {
        return None;
    }
    let mut end = at + 1;
    let digits = raw.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let timely =
        digits.len() <= 5 && digits.bytes().all(|b| b.is_ascii_digit() || b":.".contains(&b));
    let suffix = raw.get(digits.len()..).unwrap_or("");
    if timely && (suffix.eq_ignore_ascii_case("am") || suffix.eq_ignore_ascii_case("pm")) {
        return Some(with_zone(cursor, end));
    }
    if !timely && cursor.amount(at).is_none() {
        return None;
    }
    if timely && suffix.is_empty() && is_half_day(cursor.raw(end)) {
        return Some(with_zone(cursor, end + 1));
    }
    if cursor.text(end) == "o'clock" {
        return Some(end + 1);
    }
    let zone = with_zone(cursor, end);
    let colon = digits.bytes().filter(|&b| b == b':').count() == 1 && digits.len() >= 4;
    let full = digits.len() == 4 && cursor.year(at).is_none_or(|_| zone > end);
    if suffix.is_empty() && timely && ((zone > end && (colon || full)) || (colon && at_before)) {
        end = zone;
        return Some(end);
    }
    None
}

/// “a.m.”, “pm”
pub(super) fn is_half_day(raw: &str) -> bool {
    raw.len() <= 4
        && ["a.m.", "p.m.", "am", "pm", "a.m", "p.m"]
            .iter()
            .any(|word| raw.eq_ignore_ascii_case(word))
}

fn with_zone(cursor: &Cursor<'_>, at: u32) -> u32 {
    const ZONES: [&str; 14] = [
        "GMT", "UTC", "EST", "EDT", "ET", "PT", "PST", "PDT", "BST", "CET", "CEST", "IST", "CT",
        "CST",
    ];
    let open = u32::from(cursor.is(at, &[word::OPEN_BRACKET]));
    if ZONES.contains(&cursor.raw(at + open)) {
        return at + open + 1 + u32::from(open == 1 && cursor.is(at + 2, &[word::CLOSE_BRACKET]));
    }
    if cursor.is(at, &[word::LOCAL, word::EASTERN]) && cursor.is(at + 1, &[word::TIME]) {
        at + 2
    } else {
        at
    }
}

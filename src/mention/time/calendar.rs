//! How a date of the calendar is written: month first, day first, or all in numbers.

use jiff::civil;

use super::Calendar;
use super::cursor::Cursor;
use crate::text::word;

/// A date with its month: “3 May 2024”, “May 3rd, 2024”, “October 2023”, or all in numbers.
pub(super) fn calendar(cursor: &Cursor<'_>, at: u32) -> Option<(Calendar, u32)> {
    numeric(cursor, at).or_else(|| month_first(cursor, at)).or_else(|| day_first(cursor, at))
}

/// “May 3, 2024”, “Jan. 6”, “October 2023”, “March of 2019”
pub(super) fn month_first(cursor: &Cursor<'_>, at: u32) -> Option<(Calendar, u32)> {
    let month = cursor.month(at)?;
    let the = u32::from(cursor.is(at + 1, &[word::THE]) && cursor.ordinal(at + 2).is_some());
    // In “in May 20 people were killed” the number belongs to the people.
    let in_month = at > 0 && cursor.is(at - 1, &[word::IN]);
    let free = |day: u32| !in_month || year_behind(cursor, day + 1).is_some();
    if let Some(day) = cursor.day(at + 1 + the).filter(|_| is_day_number(cursor, at + 1 + the)) {
        let behind = at + 2 + the;
        if free(at + 1 + the) {
            let (year, end) =
                year_behind(cursor, behind).map_or((None, behind), |(y, end)| (Some(y), end));
            return Some((
                Calendar { year, month: Some(month), day: Some(day), ..Calendar::default() },
                end,
            ));
        }
    }
    let of = at + 1 + u32::from(cursor.is(at + 1, &[word::OF, word::COMMA]));
    let year = cursor.year(of)?;
    Some((Calendar { year: Some(year), month: Some(month), ..Calendar::default() }, of + 1))
}

/// Whether the number is not one of something else: “May 3 %”, “March 8.5”, “June second half”.
fn is_day_number(cursor: &Cursor<'_>, at: u32) -> bool {
    let spelled = cursor.raw(at).starts_with(|c: char| c.is_ascii_alphabetic());
    let hyphened = cursor.is(at + 1, &[word::HYPHEN])
        && cursor.is_glued(at + 1)
        && cursor.day(at + 2).is_none();
    let noun = spelled && cursor.begins_noun(at + 1);
    !(cursor.is(at + 1, &[word::PERCENT]) || hyphened || noun)
}

pub(super) fn year_behind(cursor: &Cursor<'_>, at: u32) -> Option<(i16, u32)> {
    let at = at + u32::from(cursor.is(at, &[word::COMMA, word::OF]));
    cursor.year(at).map(|year| (year, at + 1))
}

/// “3 May 2024”, “the 14th of September”
fn day_first(cursor: &Cursor<'_>, at: u32) -> Option<(Calendar, u32)> {
    let at = at + u32::from(cursor.is(at, &[word::THE]));
    let day = cursor.day(at)?;
    let money = at > 0
        && cursor.is_glued(at)
        && !cursor.is(
            at - 1,
            &[word::OPEN_BRACKET, word::HYPHEN, word::EN_DASH, word::EM_DASH, word::SLASH],
        )
        && cursor.text(at - 1) != "\"";
    let of = u32::from(cursor.is(at + 1, &[word::OF]) && cursor.ordinal(at).is_some());
    let month = cursor.month(at + 1 + of).filter(|_| !money)?;
    // “one of May’s ministers” counts no days.
    if cursor.is_genitive(at + 2 + of) && !cursor.is_plain_month(at + 1 + of) {
        return None;
    }
    let behind = at + 2 + of;
    let (year, end) = year_behind(cursor, behind).map_or((None, behind), |(y, end)| (Some(y), end));
    Some((Calendar { year, month: Some(month), day: Some(day), ..Calendar::default() }, end))
}

/// “2024-05-03”, “13/05/2024”, “13.05.2024”. Day and month that could change places are refused,
/// but with full stops the day always comes first.
fn numeric(cursor: &Cursor<'_>, at: u32) -> Option<(Calendar, u32)> {
    let raw = cursor.raw(at);
    if !raw.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let date = |year: &str, month: &str, day: &str| {
        let digits = |text: &str, longest: usize| {
            text.len() <= longest && text.bytes().all(|b| b.is_ascii_digit())
        };
        if year.len() != 4 || !digits(year, 4) || !digits(month, 2) || !digits(day, 2) {
            return None;
        }
        let (year, month, day) = (year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
        civil::Date::new(year, month, day).ok().filter(|_| (1500..=2100).contains(&year))?;
        Some(Calendar {
            year: Some(year),
            month: Some(month),
            day: Some(day),
            ..Calendar::default()
        })
    };
    let mut dotted = raw.split('.');
    if let (Some(day), Some(month), Some(year), None) =
        (dotted.next(), dotted.next(), dotted.next(), dotted.next())
    {
        return date(year, month, day).map(|date| (date, at + 1));
    }
    let separator = cursor.word(at + 1);
    let glued = (at + 1..at + 5).all(|at| cursor.is_glued(at));
    if !glued
        || !matches!(separator, word::HYPHEN | word::SLASH)
        || cursor.word(at + 3) != separator
    {
        return None;
    }
    let (middle, last) = (cursor.raw(at + 2), cursor.raw(at + 4));
    if raw.len() == 4 {
        // `2024-05-03T09:35` has its time of day behind.
        let day = last.get(..2).filter(|_| last.get(2..3) == Some("T")).unwrap_or(last);
        return date(raw, middle, day).map(|date| (date, at + 5));
    }
    match (date(last, middle, raw), date(last, raw, middle)) {
        (Some(one), Some(other)) if one != other => None,
        (one, other) => one.or(other).map(|date| (date, at + 5)),
    }
}

//! How time expressions are worded: prepositions, ranges, days with their parts and clock times.
//! Single dates and the words relative to them are left to `point`.
//!
//! Every parser takes the token it begins at and gives what it found with the first token after.

use super::cursor::Cursor;
use super::point::{amount, calendar, is_for_planned, point};
use super::{Calendar, From, Part, Point, Relation, TimeExpression, TimeMention, Unit};
use crate::base::TokenSpan;
use crate::text::TokenKind;

/// The time expression that the telling token at `at` belongs to, if it belongs to one.
pub(super) fn mention(cursor: &Cursor<'_>, at: u32) -> Option<TimeMention> {
    let mut start = at;
    while at - start < LONGEST_LEAD && start > cursor.span().start && is_lead(cursor, start - 1) {
        start -= 1;
    }
    (start..=at).find_map(|start| {
        let (expression, end) = expression(cursor, start).filter(|&(_, end)| end > at)?;
        let core = TokenSpan::new(start, end);
        let (tokens, relation) = governed(cursor, core, expression);
        Some(TimeMention { tokens, core, relation, expression })
    })
}

/// No expression has more words before the first telling one.
const LONGEST_LEAD: u32 = 5;

/// Words that a time expression may begin with although they tell no time by themselves.
fn is_lead(cursor: &Cursor<'_>, at: u32) -> bool {
    const LEADS: &[&str] = &[
        "the",
        "a",
        "an",
        "this",
        "that",
        "same",
        "last",
        "next",
        "past",
        "coming",
        "following",
        "previous",
        "preceding",
        "every",
        "each",
        "early",
        "late",
        "earlier",
        "later",
        "mid",
        "-",
        "end",
        "beginning",
        "start",
        "middle",
        "turn",
        "of",
        "in",
        "on",
        "several",
        "few",
        "many",
        "couple",
        "some",
        "recent",
        "about",
        "around",
        "nearly",
        "almost",
        "more",
        "than",
        "over",
        "less",
        "at",
        "least",
        "just",
        "only",
        "(",
        "hours",
        "upcoming",
        "most",
        "much",
        "all",
    ];
    cursor.is(at, LEADS)
}

/// Takes the preposition before `core` if it governs it.
fn governed(
    cursor: &Cursor<'_>,
    core: TokenSpan,
    expression: TimeExpression,
) -> (TokenSpan, Relation) {
    let alone = (core, Relation::At);
    // In “at Tuesday’s meeting” the preposition governs the meeting.
    if cursor.is_genitive(core.end) || core.start <= cursor.span().start {
        return alone;
    }
    let at = core.start - 1;
    let relation = match cursor.text(at) {
        "since" | "from" => Relation::Since,
        "until" | "till" | "by" => Relation::Until,
        "before" => Relation::Before,
        "after" => Relation::After,
        "in" if is_day(expression) => return alone,
        "on" | "in" | "at" | "during" | "over" | "throughout" | "for" | "within" | "around"
        | "between" | "through" | "about" | "across" => Relation::At,
        _ => return alone,
    };
    let relation = match expression {
        TimeExpression::Range(..) if relation == Relation::Since => Relation::At,
        TimeExpression::Clock | TimeExpression::Duration | TimeExpression::Frequency => {
            Relation::At
        }
        _ => relation,
    };
    (TokenSpan::new(at, core.end), relation)
}

/// Whether it is one day, so that no “in” governs it.
fn is_day(expression: TimeExpression) -> bool {
    match expression {
        TimeExpression::At(point) => is_day_point(point),
        TimeExpression::Frequency => true,
        _ => false,
    }
}

fn is_day_point(point: Point) -> bool {
    match point {
        Point::Calendar(calendar) => calendar.day.is_some(),
        Point::Weekday(..) | Point::WeekdayOf(..) => true,
        Point::Shift { unit, .. } => unit == Unit::Day,
        _ => false,
    }
}

/// The expression that begins at `at`, without its preposition.
fn expression(cursor: &Cursor<'_>, at: u32) -> Option<(TimeExpression, u32)> {
    if let Some(found) = frequency(cursor, at) {
        return Some(found);
    }
    if let Some(end) = clock(cursor, at) {
        return Some(dated_clock(cursor, end).unwrap_or((TimeExpression::Clock, end)));
    }
    let before = if at > 0 { cursor.text(at - 1) } else { "" };
    if let Some(found) = days_of_month(cursor, at, before) {
        return Some(found);
    }
    if let Some((point, end)) = point(cursor, at) {
        let end = with_time_of_day(cursor, point, end);
        if let Some((to, end)) = range_end(cursor, before, point, end) {
            return Some((TimeExpression::Range(point, to), end));
        }
        if let Point::Stretch(..) = point
            && before == "for"
        {
            return Some((TimeExpression::Duration, end));
        }
        return Some((TimeExpression::At(point), end));
    }
    years(cursor, at, before)
        .or_else(|| uncounted(cursor, at))
        .or_else(|| measured(cursor, at, before))
}

/// “several months ago”, “days later”
fn uncounted(cursor: &Cursor<'_>, at: u32) -> Option<(TimeExpression, u32)> {
    let noun = match amount(cursor, at) {
        Some((None, noun)) => noun,
        Some(_) => return None,
        None => at,
    };
    let plural = cursor.unit(noun).is_some() && cursor.text(noun).ends_with('s');
    let told = cursor.is(noun + 1, &["ago", "earlier", "later"]);
    (plural && told).then_some((TimeExpression::Vague, noun + 2))
}

/// “every Monday”, “each year”, “Mondays”
fn frequency(cursor: &Cursor<'_>, at: u32) -> Option<(TimeExpression, u32)> {
    if cursor.is_weekdays(at) {
        return Some((TimeExpression::Frequency, at + 1));
    }
    if !cursor.is(at, &["every", "each"]) {
        return None;
    }
    let mut end = at + 1;
    if cursor.is(end, &["other", "single", "few"]) || cursor.amount(end).is_some() {
        end += 1;
    }
    let timely = cursor.weekday(end).is_some()
        || cursor.unit(end).is_some()
        || cursor.is_day_part(end)
        || cursor.season(end).is_some()
        || cursor.month(end).is_some();
    if !timely {
        return None;
    }
    end += 1;
    if cursor.is_day_part(end) {
        end += 1;
    }
    Some((TimeExpression::Frequency, end))
}

/// “9:35 a.m.”, “10 p.m. local time”, “noon”, “14:00 GMT”, “five o’clock”: the first token after.
fn clock(cursor: &Cursor<'_>, at: u32) -> Option<u32> {
    let at_before =
        at > 0 && cursor.is(at - 1, &["at", "around", "about", "by", "until", "from", "since"]);
    if cursor.is(at, &["noon", "midnight", "dawn", "dusk", "midday", "lunchtime", "night"]) {
        return (at > 0 && cursor.is(at - 1, &["at", "around", "until", "before", "after"]))
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
    if cursor.is(end, &["o'clock"]) {
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

fn is_half_day(raw: &str) -> bool {
    ["a.m.", "p.m.", "am", "pm", "a.m", "p.m"].iter().any(|word| raw.eq_ignore_ascii_case(word))
}

fn with_zone(cursor: &Cursor<'_>, at: u32) -> u32 {
    const ZONES: [&str; 14] = [
        "GMT", "UTC", "EST", "EDT", "ET", "PT", "PST", "PDT", "BST", "CET", "CEST", "IST", "CT",
        "CST",
    ];
    let open = u32::from(cursor.is(at, &["("]));
    if ZONES.contains(&cursor.raw(at + open)) {
        return at + open + 1 + u32::from(open == 1 && cursor.is(at + 2, &[")"]));
    }
    if cursor.is(at, &["local", "eastern"]) && cursor.is(at + 1, &["time"]) { at + 2 } else { at }
}

/// The date behind a clock time that ends before `at`: “9 a.m. *on Tuesday*”.
fn dated_clock(cursor: &Cursor<'_>, at: u32) -> Option<(TimeExpression, u32)> {
    let start = at + u32::from(cursor.is(at, &[","]));
    let start = start + u32::from(cursor.is(start, &["on"]));
    let (point, end) = point(cursor, start).filter(|&(point, _)| is_day_point(point))?;
    Some((TimeExpression::At(point), end))
}

/// A day takes the clock time behind it: “Tuesday at 9 a.m.”, “January 10, 2024, 9:35 AM”.
fn with_time_of_day(cursor: &Cursor<'_>, point: Point, end: u32) -> u32 {
    if !is_day_point(point) {
        return end;
    }
    let at = end + u32::from(cursor.is(end, &[",", "at", "around"]));
    clock(cursor, at).unwrap_or(end)
}

/// The second end of a range whose first ends before `at`.
fn range_end(cursor: &Cursor<'_>, before: &str, first: Point, at: u32) -> Option<(Point, u32)> {
    let joined = match cursor.text(at) {
        "and" => before == "between" || (before == "on" && cursor.weekday(at + 1).is_some()),
        "to" | "until" | "till" | "through" => true,
        "-" | "–" | "—" => cursor.is_glued(at) == cursor.is_glued(at + 1),
        _ => false,
    };
    if !joined {
        return None;
    }
    // “January 9-11”
    if let Point::Calendar(date) = first
        && date.day.is_some()
        && let Some(day) = cursor.day(at + 1).filter(|_| cursor.month(at + 2).is_none())
        && (cursor.is_dash(at) || matches!(before, "between" | "from"))
    {
        let (year, end) = match year_behind(cursor, at + 2) {
            Some((year, end)) => (Some(year), end),
            None => (date.year, at + 2),
        };
        return Some((
            Point::Calendar(Calendar { day: Some(day), year, weekday: None, ..date }),
            end,
        ));
    }
    let dashed = cursor.is_dash(at);
    let (to, end) = match calendar_year(cursor, at + 1).filter(|_| is_year(first)) {
        Some(found) => found,
        None => point(cursor, at + 1)?,
    };
    // “Monday – Keller said” must not swallow a date behind a dash that is not like the first.
    let alike = std::mem::discriminant(&first) == std::mem::discriminant(&to);
    if cursor.is_genitive(end)
        || (dashed && !alike)
        || (cursor.is(at, &["to", "and"]) && !alike && before.is_empty())
    {
        return None;
    }
    Some((to, end))
}

fn year_behind(cursor: &Cursor<'_>, at: u32) -> Option<(i16, u32)> {
    let at = at + u32::from(cursor.is(at, &[","]));
    cursor.year(at).map(|year| (year, at + 1))
}

fn is_year(point: Point) -> bool {
    matches!(point, Point::Calendar(Calendar { year: Some(_), month: None, .. }))
}

fn calendar_year(cursor: &Cursor<'_>, at: u32) -> Option<(Point, u32)> {
    let year = cursor.year(at)?;
    Some((Point::Calendar(Calendar { year: Some(year), ..Calendar::default() }), at + 1))
}

/// “3 and 5 May”, “3-5 May 2024”
fn days_of_month(cursor: &Cursor<'_>, at: u32, before: &str) -> Option<(TimeExpression, u32)> {
    let first = cursor.day(at)?;
    let joined = match cursor.text(at + 1) {
        "and" => matches!(before, "between" | "on"),
        "to" => true,
        _ => cursor.is_dash(at + 1),
    };
    cursor.day(at + 2).filter(|_| joined && cursor.month(at + 3).is_some())?;
    let (last, end) = calendar(cursor, at + 2)?;
    let first = Calendar { day: Some(first), weekday: None, ..last };
    Some((TimeExpression::Range(Point::Calendar(first), Point::Calendar(last)), end))
}

/// A year alone, which only a preposition before it shows to be one.
fn years(cursor: &Cursor<'_>, at: u32, before: &str) -> Option<(TimeExpression, u32)> {
    const BEFORE_YEARS: [&str; 14] = [
        "in",
        "since",
        "until",
        "till",
        "by",
        "from",
        "during",
        "before",
        "after",
        "between",
        "throughout",
        "around",
        "through",
        "circa",
    ];
    if !BEFORE_YEARS.contains(&before) || cursor.begins_noun(at + 1) {
        return None;
    }
    let (first, end) = calendar_year(cursor, at)?;
    Some(match range_end(cursor, before, first, end) {
        Some((last, end)) => (TimeExpression::Range(first, last), end),
        None => (TimeExpression::At(first), end),
    })
}

/// “three hours” after “for”, “two weeks” after “in”, “recent days”.
fn measured(cursor: &Cursor<'_>, at: u32, before: &str) -> Option<(TimeExpression, u32)> {
    let the = at + u32::from(cursor.is(at, &["the"]));
    if matches!(before, "in" | "over" | "during" | "within" | "for" | "on" | "until")
        && cursor.is(
            the,
            &["recent", "coming", "past", "last", "next", "following", "previous", "upcoming"],
        )
    {
        let noun = the + 1 + u32::from(cursor.is(the + 1, &["few", "several", "couple"]));
        let noun = noun + u32::from(cursor.is(noun, &["of"]));
        return cursor.unit(noun).map(|_| (TimeExpression::Vague, noun + 1));
    }
    if !matches!(before, "for" | "within" | "in" | "during" | "over" | "throughout") {
        return None;
    }
    let plural = |at: u32| cursor.unit(at).is_some() && cursor.text(at).ends_with('s');
    let (count, (unit, size), end) = match amount(cursor, at) {
        Some((count, noun)) => (count, cursor.unit(noun)?, noun + 1),
        None if plural(at) && before == "for" => return Some((TimeExpression::Duration, at + 1)),
        None => return None,
    };
    if before == "in" && !cursor.is(end, &["of"]) && is_for_planned(unit, size) {
        return Some(match count {
            Some(count) => {
                (TimeExpression::At(Point::Hence(count.saturating_mul(size), unit)), end)
            }
            None => (TimeExpression::Vague, end),
        });
    }
    Some((TimeExpression::Duration, end))
}

/// Days counted from publication, or from the story’s last date.
pub(super) const fn days(amount: i32, from: From) -> Point {
    Point::Shift { amount, unit: Unit::Day, from, part: Part::Whole }
}

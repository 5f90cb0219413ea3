//! How time expressions are worded: prepositions, ranges, days with their parts and clock times.
//! Single dates and the words relative to them are left to `point`.
//!
//! Every parser takes the token it begins at and gives what it found with the first token after.

use super::calendar::{calendar, year_behind};
use super::clock::clock;
use super::cursor::Cursor;
use super::point::{amount, is_for_planned, point};
use super::{Calendar, From, Part, Point, Relation, TimeExpression, TimeMention, Unit};
use crate::base::TokenSpan;
use crate::text::{TokenKind, WordId, WordSet, word};

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
    const LEADS: WordSet = WordSet::of(&[
        word::THE,
        word::A,
        word::AN,
        word::THIS,
        word::THAT,
        word::SAME,
        word::LAST,
        word::NEXT,
        word::PAST,
        word::COMING,
        word::FOLLOWING,
        word::PREVIOUS,
        word::PRECEDING,
        word::EVERY,
        word::EACH,
        word::EARLY,
        word::LATE,
        word::EARLIER,
        word::LATER,
        word::MID,
        word::HYPHEN,
        word::END,
        word::BEGINNING,
        word::START,
        word::MIDDLE,
        word::TURN,
        word::OF,
        word::IN,
        word::ON,
        word::SEVERAL,
        word::FEW,
        word::MANY,
        word::COUPLE,
        word::SOME,
        word::RECENT,
        word::ABOUT,
        word::AROUND,
        word::NEARLY,
        word::ALMOST,
        word::MORE,
        word::THAN,
        word::OVER,
        word::LESS,
        word::AT,
        word::LEAST,
        word::JUST,
        word::ONLY,
        word::OPEN_BRACKET,
        word::HOURS,
        word::UPCOMING,
        word::MOST,
        word::MUCH,
        word::ALL,
    ]);
    LEADS.contains(cursor.word(at))
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
    let relation = match cursor.word(at) {
        word::SINCE | word::FROM => Relation::Since,
        word::UNTIL | word::TILL | word::BY => Relation::Until,
        word::BEFORE => Relation::Before,
        word::AFTER => Relation::After,
        word::IN if is_day(expression) => return alone,
        word::ON
        | word::IN
        | word::AT
        | word::DURING
        | word::OVER
        | word::THROUGHOUT
        | word::FOR
        | word::WITHIN
        | word::AROUND
        | word::BETWEEN
        | word::THROUGH
        | word::ABOUT
        | word::ACROSS => Relation::At,
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
    let before = if at > 0 { cursor.word(at - 1) } else { WordId::UNKNOWN };
    if let Some(found) = days_of_month(cursor, at, before) {
        return Some(found);
    }
    if let Some((point, end)) = point(cursor, at) {
        let end = with_time_of_day(cursor, point, end);
        if let Some((to, end)) = range_end(cursor, before, point, end) {
            return Some((TimeExpression::Range(point, to), end));
        }
        if let Point::Stretch(..) = point
            && before == word::FOR
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
    let told = cursor.is(noun + 1, &[word::AGO, word::EARLIER, word::LATER]);
    (plural && told).then_some((TimeExpression::Vague, noun + 2))
}

/// “every Monday”, “each year”, “Mondays”
fn frequency(cursor: &Cursor<'_>, at: u32) -> Option<(TimeExpression, u32)> {
    if cursor.is_weekdays(at) {
        return Some((TimeExpression::Frequency, at + 1));
    }
    if !cursor.is(at, &[word::EVERY, word::EACH]) {
        return None;
    }
    let mut end = at + 1;
    if cursor.is(end, &[word::OTHER, word::SINGLE, word::FEW]) || cursor.amount(end).is_some() {
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

/// The date behind a clock time that ends before `at`: “9 a.m. *on Tuesday*”.
fn dated_clock(cursor: &Cursor<'_>, at: u32) -> Option<(TimeExpression, u32)> {
    let start = at + u32::from(cursor.is(at, &[word::COMMA]));
    let start = start + u32::from(cursor.is(start, &[word::ON]));
    let (point, end) = point(cursor, start).filter(|&(point, _)| is_day_point(point))?;
    Some((TimeExpression::At(point), end))
}

/// A day takes the clock time behind it: “Tuesday at 9 a.m.”, “March 12, 2031, 7:20 AM”.
fn with_time_of_day(cursor: &Cursor<'_>, point: Point, end: u32) -> u32 {
    if !is_day_point(point) {
        return end;
    }
    let at = end + u32::from(cursor.is(end, &[word::COMMA, word::AT, word::AROUND]));
    clock(cursor, at).unwrap_or(end)
}

/// The second end of a range whose first ends before `at`.
fn range_end(cursor: &Cursor<'_>, before: WordId, first: Point, at: u32) -> Option<(Point, u32)> {
    let joined = match cursor.word(at) {
        word::AND => {
            before == word::BETWEEN
                || (before == word::ON && cursor.weekday(at + 1).is_some())
                || (before == word::IN && !is_year(first) && cursor.month(at + 1).is_some())
        }
        word::TO | word::UNTIL | word::TILL | word::THROUGH => true,
        word::HYPHEN | word::EN_DASH | word::EM_DASH => {
            cursor.is_glued(at) == cursor.is_glued(at + 1)
        }
        _ => false,
    };
    if !joined {
        return None;
    }
    // “January 9-11”
    if let Point::Calendar(date) = first
        && date.day.is_some()
        && let Some(day) = cursor.day(at + 1).filter(|_| cursor.month(at + 2).is_none())
        && (cursor.is_dash(at) || matches!(before, word::BETWEEN | word::FROM))
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
        || (cursor.is(at, &[word::TO, word::AND]) && !alike && !before.is_known())
    {
        return None;
    }
    Some((to, end))
}

fn is_year(point: Point) -> bool {
    matches!(point, Point::Calendar(Calendar { year: Some(_), month: None, .. }))
}

fn calendar_year(cursor: &Cursor<'_>, at: u32) -> Option<(Point, u32)> {
    let year = cursor.year(at)?;
    Some((Point::Calendar(Calendar { year: Some(year), ..Calendar::default() }), at + 1))
}

/// “3 and 5 May”, “3-5 May 2024”
fn days_of_month(cursor: &Cursor<'_>, at: u32, before: WordId) -> Option<(TimeExpression, u32)> {
    let first = cursor.day(at)?;
    let joined = match cursor.word(at + 1) {
        word::AND => matches!(before, word::BETWEEN | word::ON),
        word::TO => true,
        _ => cursor.is_dash(at + 1),
    };
    cursor.day(at + 2).filter(|_| joined && cursor.month(at + 3).is_some())?;
    let (last, end) = calendar(cursor, at + 2)?;
    let first = Calendar { day: Some(first), weekday: None, ..last };
    Some((TimeExpression::Range(Point::Calendar(first), Point::Calendar(last)), end))
}

/// A year alone, which only a preposition before it shows to be one.
fn years(cursor: &Cursor<'_>, at: u32, before: WordId) -> Option<(TimeExpression, u32)> {
    const BEFORE_YEARS: [WordId; 14] = [
        word::IN,
        word::SINCE,
        word::UNTIL,
        word::TILL,
        word::BY,
        word::FROM,
        word::DURING,
        word::BEFORE,
        word::AFTER,
        word::BETWEEN,
        word::THROUGHOUT,
        word::AROUND,
        word::THROUGH,
        word::CIRCA,
    ];
    if !BEFORE_YEARS.contains(&before) || cursor.begins_noun(at + 1) {
        return None;
    }
    let (first, end) = calendar_year(cursor, at)?;
    match range_end(cursor, before, first, end) {
        Some((last, end)) => Some((TimeExpression::Range(first, last), end)),
        // “from 1500 to 10,000” counts something.
        None if cursor.token(end + 1).is_some_and(|token| token.kind == TokenKind::Number)
            && cursor.is(end, &[word::TO, word::AND, word::HYPHEN, word::EN_DASH]) =>
        {
            None
        }
        None => Some((TimeExpression::At(first), end)),
    }
}

/// “three hours” after “for”, “two weeks” after “in”, “recent days”.
fn measured(cursor: &Cursor<'_>, at: u32, before: WordId) -> Option<(TimeExpression, u32)> {
    let the = at + u32::from(cursor.is(at, &[word::THE]));
    if matches!(
        before,
        word::IN | word::OVER | word::DURING | word::WITHIN | word::FOR | word::ON | word::UNTIL
    ) && cursor.is(
        the,
        &[
            word::RECENT,
            word::COMING,
            word::PAST,
            word::LAST,
            word::NEXT,
            word::FOLLOWING,
            word::PREVIOUS,
            word::UPCOMING,
        ],
    ) {
        let noun =
            the + 1 + u32::from(cursor.is(the + 1, &[word::FEW, word::SEVERAL, word::COUPLE]));
        let noun = noun + u32::from(cursor.is(noun, &[word::OF]));
        return cursor.unit(noun).map(|_| (TimeExpression::Vague, noun + 1));
    }
    if !matches!(
        before,
        word::FOR | word::WITHIN | word::IN | word::DURING | word::OVER | word::THROUGHOUT
    ) {
        return None;
    }
    let plural = |at: u32| cursor.unit(at).is_some() && cursor.text(at).ends_with('s');
    let (count, (unit, size), end) = match amount(cursor, at) {
        Some((count, noun)) => (count, cursor.unit(noun)?, noun + 1),
        None if plural(at) && before == word::FOR => {
            return Some((TimeExpression::Duration, at + 1));
        }
        None => return None,
    };
    if before == word::IN && !cursor.is(end, &[word::OF]) && is_for_planned(unit, size) {
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

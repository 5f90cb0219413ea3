//! How one day, week, month … is worded: calendar dates in every usual order, days of the week,
//! and what is counted from another day (“two days ago”, “the following week”).

use jiff::civil;

use super::cursor::Cursor;
use super::grammar::days;
use super::{Calendar, From, Order, Part, Point, Unit};

/// The point in time that begins at `at`, without preposition.
pub(super) fn point(cursor: &Cursor<'_>, at: u32) -> Option<(Point, u32)> {
    match cursor.text(at) {
        "early" | "late" | "mid" | "earlier" | "later" => parted(cursor, at),
        "the" => in_part(cursor, at + 1).or_else(|| plain(cursor, at)),
        _ => plain(cursor, at),
    }
}

/// “early March”, “mid-2019”, “earlier this week”, “late on Thursday”, “earlier in the day”
fn parted(cursor: &Cursor<'_>, at: u32) -> Option<(Point, u32)> {
    let part = match cursor.text(at) {
        "early" => Part::Early,
        "late" => Part::Late,
        "mid" => Part::Mid,
        "earlier" => Part::Earlier,
        _ => Part::Later,
    };
    let comparative = matches!(part, Part::Earlier | Part::Later);
    let mut next = at + 1;
    if cursor.is_dash(next) && part == Part::Mid {
        next += 1;
    }
    if cursor.is(next, &["on", "in"]) && part != Part::Mid {
        let in_the = cursor.is(next, &["in"]) && cursor.is(next + 1, &["the"]);
        next += 1;
        if let Some((unit, 1)) = cursor.unit(next + 1).filter(|_| in_the) {
            let from = if unit == Unit::Day { From::Reference } else { From::Published };
            return Some((Point::Shift { amount: 0, unit, from, part }, next + 2));
        }
    }
    if let Some(year) = cursor.year(next).filter(|_| !comparative) {
        return Some((
            Point::Calendar(Calendar { year: Some(year), part, ..Calendar::default() }),
            next + 1,
        ));
    }
    if let Some(month) = month_alone(cursor, next).filter(|_| !comparative) {
        return Some((with_part(month.0, part), month.1));
    }
    let (point, end) = plain(cursor, next)?;
    Some((with_part(point, part), end))
}

fn with_part(point: Point, part: Part) -> Point {
    match point {
        Point::Calendar(calendar) if calendar.day.is_none() => {
            Point::Calendar(Calendar { part, ..calendar })
        }
        Point::Shift { amount, unit, from, .. } => Point::Shift { amount, unit, from, part },
        other => other,
    }
}

/// After “the”: “end of March”, “morning of 14 September”, “early hours of Tuesday”.
fn in_part(cursor: &Cursor<'_>, at: u32) -> Option<(Point, u32)> {
    let hours = cursor.is(at, &["early", "late"]) && cursor.is(at + 1, &["hours"]);
    let of = at + if hours { 2 } else { 1 };
    if !cursor.is(of, &["of", "on"]) {
        return None;
    }
    if hours || cursor.is_day_part(at) {
        return plain(cursor, of + 1).filter(|&(point, _)| {
            matches!(
                point,
                Point::Weekday(..) | Point::WeekdayOf(..) | Point::Shift { unit: Unit::Day, .. }
            ) || matches!(point, Point::Calendar(calendar) if calendar.day.is_some())
        });
    }
    let part = match cursor.text(at) {
        "end" => Part::Late,
        "beginning" | "start" => Part::Early,
        "middle" => Part::Mid,
        _ => return None,
    };
    let inner = of + 1;
    if let Some((unit, 1)) = cursor.unit(inner + 1).filter(|_| cursor.is(inner, &["the"])) {
        return (unit != Unit::Day && !cursor.is_genitive(inner + 2))
            .then_some((Point::Shift { amount: 0, unit, from: From::Published, part }, inner + 2));
    }
    if let Some(year) = cursor.year(inner) {
        return Some((
            Point::Calendar(Calendar { year: Some(year), part, ..Calendar::default() }),
            inner + 1,
        ));
    }
    let (point, end) = month_alone(cursor, inner).or_else(|| plain(cursor, inner))?;
    Some((with_part(point, part), end))
}

fn plain(cursor: &Cursor<'_>, at: u32) -> Option<(Point, u32)> {
    deictic(cursor, at)
        .or_else(|| weekday(cursor, at))
        .or_else(|| calendar(cursor, at).map(|(date, end)| (Point::Calendar(date), end)))
        .or_else(|| governed_month(cursor, at))
        .or_else(|| ordered(cursor, at))
        .or_else(|| counted(cursor, at))
        .or_else(|| season(cursor, at))
        .or_else(|| decade(cursor, at))
}

/// “yesterday”, “tomorrow morning”, “the day before yesterday”
fn deictic(cursor: &Cursor<'_>, at: u32) -> Option<(Point, u32)> {
    if cursor.is(at, &["the"]) && cursor.is(at + 1, &["day"]) {
        let amount = match (cursor.text(at + 2), cursor.text(at + 3)) {
            ("before", "yesterday") => -2,
            ("after", "tomorrow") => 2,
            _ => return None,
        };
        return Some((days(amount, From::Published), at + 4));
    }
    let amount = match cursor.text(at) {
        "yesterday" => -1,
        "today" | "tonight" | "overnight" => 0,
        "tomorrow" => 1,
        _ => return None,
    };
    // “USA Today” is a paper, “Russia Today” a station.
    let named = at > 0 && cursor.is_capitalised(at) && cursor.is_capitalised(at - 1);
    (!named).then_some((days(amount, From::Published), with_day_part(cursor, at + 1)))
}

fn with_day_part(cursor: &Cursor<'_>, at: u32) -> u32 {
    let early = at + u32::from(cursor.is(at, &["early", "late"]));
    if cursor.is_day_part(early) && !cursor.is_glued(early) { early + 1 } else { at }
}

/// “Tuesday”, “Monday morning”, “Tuesday, January 9”, “Friday of last week”
fn weekday(cursor: &Cursor<'_>, at: u32) -> Option<(Point, u32)> {
    let weekday = cursor.weekday(at)?;
    let mut date = at + 1;
    let bracket = cursor.is(date, &["("]);
    if bracket || cursor.is(date, &[","]) {
        date += 1;
    }
    date += u32::from(cursor.is(date, &["the"]));
    if let Some((calendar, end)) =
        calendar(cursor, date).filter(|(calendar, _)| calendar.day.is_some())
    {
        let end = end + u32::from(bracket && cursor.is(end, &[")"]));
        return Some((Point::Calendar(Calendar { weekday: Some(weekday), ..calendar }), end));
    }
    if is_name_of_day(cursor, at) {
        return None;
    }
    let end = with_day_part(cursor, at + 1);
    let of = end + u32::from(cursor.is(end, &["of", "in"]));
    let the = of + u32::from(cursor.is(of, &["the"]));
    if cursor.is(the + 1, &["week"]) {
        let weeks = match cursor.text(the) {
            "last" | "past" | "previous" => Some(-1),
            "this" => Some(0),
            "next" | "following" | "coming" => Some(1),
            _ => None,
        };
        if let Some(weeks) = weeks {
            return Some((Point::WeekdayOf(weekday, weeks), the + 2));
        }
    }
    Some((Point::Weekday(weekday, Order::Nearest), end))
}

/// “Good Friday” and “the Sunday Times” are no plain days of the week.
fn is_name_of_day(cursor: &Cursor<'_>, at: u32) -> bool {
    const FEASTS: [&str; 17] = [
        "good", "black", "ash", "holy", "palm", "easter", "super", "bloody", "cyber", "maundy",
        "shrove", "giving", "whit", "spy", "clean", "blue", "fat",
    ];
    let Some(before) = at.checked_sub(1) else { return false };
    let feast = cursor.is_capitalised(before) && cursor.is(before, &FEASTS);
    let paper = cursor.is(before, &["the"])
        && cursor.is_capitalised(at + 1)
        && cursor.month(at + 1).is_none();
    feast || paper
}

/// A date with its month: “3 May 2024”, “May 3rd, 2024”, “October 2023”, or all in numbers.
pub(super) fn calendar(cursor: &Cursor<'_>, at: u32) -> Option<(Calendar, u32)> {
    numeric(cursor, at).or_else(|| month_first(cursor, at)).or_else(|| day_first(cursor, at))
}

/// “May 3, 2024”, “Jan. 6”, “October 2023”, “March of 2019”
fn month_first(cursor: &Cursor<'_>, at: u32) -> Option<(Calendar, u32)> {
    let month = cursor.month(at)?;
    let the = u32::from(cursor.is(at + 1, &["the"]) && cursor.ordinal(at + 2).is_some());
    // In “in May 20 people were killed” the number belongs to the people.
    let in_month = at > 0 && cursor.is(at - 1, &["in"]);
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
    let of = at + 1 + u32::from(cursor.is(at + 1, &["of", ","]));
    let year = cursor.year(of)?;
    Some((Calendar { year: Some(year), month: Some(month), ..Calendar::default() }, of + 1))
}

/// Whether the number is not one of something else: “May 3 %”, “March 8.5”, “June second half”.
fn is_day_number(cursor: &Cursor<'_>, at: u32) -> bool {
    let spelled = cursor.raw(at).starts_with(|c: char| c.is_ascii_alphabetic());
    let hyphened =
        cursor.is(at + 1, &["-"]) && cursor.is_glued(at + 1) && cursor.day(at + 2).is_none();
    !cursor.is(at + 1, &["%"]) && !hyphened && !(spelled && cursor.begins_noun(at + 1))
}

fn year_behind(cursor: &Cursor<'_>, at: u32) -> Option<(i16, u32)> {
    let at = at + u32::from(cursor.is(at, &[",", "of"]));
    cursor.year(at).map(|year| (year, at + 1))
}

/// “3 May 2024”, “the 14th of September”
fn day_first(cursor: &Cursor<'_>, at: u32) -> Option<(Calendar, u32)> {
    let at = at + u32::from(cursor.is(at, &["the"]));
    let day = cursor.day(at)?;
    let money =
        at > 0 && cursor.is_glued(at) && !cursor.is(at - 1, &["(", "-", "–", "—", "/", "\"", "“"]);
    let of = u32::from(cursor.is(at + 1, &["of"]) && cursor.ordinal(at).is_some());
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
    let separator = cursor.text(at + 1);
    let glued = (at + 1..at + 5).all(|at| cursor.is_glued(at));
    if !glued || !matches!(separator, "-" | "/") || cursor.text(at + 3) != separator {
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

/// A month alone behind a word that shows that it is one: “in May”, “last October”.
fn governed_month(cursor: &Cursor<'_>, at: u32) -> Option<(Point, u32)> {
    let before = if at > 0 { cursor.text(at - 1) } else { "" };
    let plain = cursor.is_plain_month(at);
    let shown = match before {
        "in" | "since" | "until" | "during" | "throughout" | "till" => true,
        "by" | "from" | "between" | "to" | "through" | "before" | "after" | "for" | "and"
        | "of" | "-" | "–" => plain,
        _ => plain && cursor.is_genitive(at + 1),
    };
    month_alone(cursor, at).filter(|_| shown && (plain || !cursor.is_genitive(at + 1)))
}

fn month_alone(cursor: &Cursor<'_>, at: u32) -> Option<(Point, u32)> {
    if let Some((date, end)) = month_first(cursor, at) {
        return Some((Point::Calendar(date), end));
    }
    let month =
        cursor.month(at).filter(|_| cursor.is_whole_month(at) || cursor.is_abbreviation(at))?;
    Some((Point::Calendar(Calendar { month: Some(month), ..Calendar::default() }), at + 1))
}

/// “last week”, “next Tuesday”, “this morning”, “the following day”, “the past two weeks”
fn ordered(cursor: &Cursor<'_>, at: u32) -> Option<(Point, u32)> {
    let the = cursor.is(at, &["the"]);
    let word = at + u32::from(the);
    let (order, amount) = match cursor.text(word) {
        "last" | "past" => (Order::Last, -1),
        "this" => (Order::This, 0),
        "next" | "coming" => (Order::Next, 1),
        "previous" | "preceding" => (Order::Last, -1),
        "following" => (Order::Next, 1),
        "same" | "that" => (Order::This, 0),
        "weekend" | "weekends" if the && !cursor.begins_noun(word + 1) => {
            return Some((shift(0, Unit::Weekend, From::Published), word + 1));
        }
        "day" | "week" | "month" | "year" | "night" | "evening" | "morning" if the => {
            return beside(cursor, word);
        }
        _ => return None,
    };
    let told =
        matches!(cursor.text(word), "previous" | "preceding" | "following" | "same" | "that");
    let from =
        if told || (the && order == Order::Next) { From::Reference } else { From::Published };
    let mut noun = word + 1;
    noun += u32::from(cursor.is(noun, &["coming", "past"]));
    if let Some(count) = cursor.amount(noun).filter(|_| order != Order::This) {
        // “the last two weeks”, “the next three days”
        let (unit, size) = cursor.unit(noun + 1)?;
        return (!told)
            .then_some((Point::Stretch((amount * count).saturating_mul(size), unit), noun + 2));
    }
    if let Some((unit, size)) = cursor.unit(noun) {
        if cursor.text(noun).ends_with('s')
            || size == 0
            || (cursor.is(noun + 1, &["-"]) && cursor.is_glued(noun + 1))
        {
            return None;
        }
        let end = noun + 1;
        // “the past week” reaches up to now; “last week” is over.
        if cursor.is(word, &["past"]) || (the && order == Order::Last && !told) {
            return Some((Point::Stretch(-size, unit), end));
        }
        return Some((shift(amount * size, unit, from), with_day_part_of_day(cursor, unit, end)));
    }
    if cursor.is_day_part(noun) {
        // “last night” is the night before; “this morning” that of the day.
        let amount = if order == Order::Last { -1 } else { amount };
        return Some((days(amount, from), noun + 1));
    }
    if let Some(weekday) = cursor.weekday(noun) {
        return Some((Point::Weekday(weekday, order), with_day_part(cursor, noun + 1)));
    }
    if let Some(season) = cursor.season(noun) {
        return Some((Point::Season(season, None, order), noun + 1));
    }
    let (Point::Calendar(calendar), end) = month_alone(cursor, noun)? else { return None };
    let order = if the { Order::Nearest } else { order };
    Some((Point::Calendar(Calendar { order, ..calendar }), end))
}

fn with_day_part_of_day(cursor: &Cursor<'_>, unit: Unit, at: u32) -> u32 {
    if unit == Unit::Day { with_day_part(cursor, at) } else { at }
}

/// After “the”: “day before”, “week after”, “night before”.
fn beside(cursor: &Cursor<'_>, noun: u32) -> Option<(Point, u32)> {
    let amount = match cursor.text(noun + 1) {
        "before" => -1,
        "after" => 1,
        _ => return None,
    };
    let (unit, size) = cursor.unit(noun).unwrap_or((Unit::Day, 1));
    ends_clause(cursor, noun + 2).then_some((shift(amount * size, unit, From::Reference), noun + 2))
}

/// Whether nothing follows that “before” or “after” could govern.
fn ends_clause(cursor: &Cursor<'_>, at: u32) -> bool {
    const ENDS: [&str; 16] =
        [".", ",", ";", ":", "!", "?", ")", "and", "but", "-", "–", "—", "in", "at", "to", "”"];
    cursor.token(at).is_none()
        || cursor.is(at, &ENDS)
        || cursor.is(at, &["\"", "that", "with", "by", "when", "for"])
}

/// “two days ago”, “a week earlier”, “several months later”
fn counted(cursor: &Cursor<'_>, at: u32) -> Option<(Point, u32)> {
    let (count, noun) = amount(cursor, at)?;
    let (unit, size) = cursor.unit(noun)?;
    let (sign, from, end) = match cursor.text(noun + 1) {
        "ago" => (-1, From::Published, noun + 2),
        "earlier" | "before" | "previously" | "prior" => (-1, From::Reference, noun + 2),
        "later" | "after" | "afterwards" => (1, From::Reference, noun + 2),
        "from" if cursor.is(noun + 2, &["now", "today"]) => (1, From::Published, noun + 3),
        _ => return None,
    };
    let governs = cursor.is(noun + 1, &["before", "after", "prior"]) && !ends_clause(cursor, end);
    if governs {
        return None;
    }
    // “several weeks ago” lies somewhere in what two to eight would give.
    let count = count.filter(|_| unit != Unit::Weekend)?;
    Some((shift(sign * count.saturating_mul(size), unit, from), end))
}

/// “two”, “a”, “a couple of”, “more than three”, “several”, with the token after. How many, if
/// the words tell.
pub(super) fn amount(cursor: &Cursor<'_>, at: u32) -> Option<(Option<i32>, u32)> {
    let mut at = at;
    while cursor.is(
        at,
        &[
            "about", "around", "nearly", "almost", "just", "only", "more", "less", "than", "over",
            "at", "least", "up", "to", "some",
        ],
    ) {
        at += 1;
    }
    if let Some(amount) = cursor.amount(at) {
        return Some((Some(amount), at + 1));
    }
    match cursor.text(at) {
        "a" | "an" if cursor.is(at + 1, &["couple"]) => {
            Some((Some(2), at + 2 + u32::from(cursor.is(at + 2, &["of"]))))
        }
        "a" if cursor.is(at + 1, &["few"]) => Some((None, at + 2)),
        "a" | "an" => Some((Some(1), at + 1)),
        "several" | "many" | "few" => Some((None, at + 1)),
        _ => None,
    }
}

/// Whether “in two weeks” tells when rather than how fast: never of hours and minutes.
pub(super) fn is_for_planned(unit: Unit, size: i32) -> bool {
    size > 0 && unit != Unit::Weekend
}

/// “the spring of 2019”, “summer 2021”, “in the winter”
fn season(cursor: &Cursor<'_>, at: u32) -> Option<(Point, u32)> {
    let the = u32::from(cursor.is(at, &["the"]));
    let noun = at + the;
    let season = cursor.season(noun)?;
    if let Some((year, end)) = year_behind(cursor, noun + 1) {
        return Some((Point::Season(season, Some(year), Order::Nearest), end));
    }
    let before = if at > 0 { cursor.text(at - 1) } else { "" };
    let shown =
        matches!(before, "in" | "during" | "over" | "since" | "until" | "by" | "throughout");
    let verb = cursor.is(noun, &["fall"]) && (the == 0 || before != "in");
    let governs = cursor.is(noun + 1, &["of", "-"])
        || cursor.begins_noun(noun + 1)
        || cursor.is_capitalised(noun);
    (shown && !verb && !governs).then_some((Point::Season(season, None, Order::Nearest), noun + 1))
}

/// “the 1990s”
fn decade(cursor: &Cursor<'_>, at: u32) -> Option<(Point, u32)> {
    let number = at + u32::from(cursor.is(at, &["the"]));
    let number = number + if cursor.is(number, &["early", "late", "mid"]) { 1 } else { 0 };
    let number = number + u32::from(cursor.is_dash(number));
    cursor.decade(number).map(|first| (Point::Decade(first), number + 1))
}

const fn shift(amount: i32, unit: Unit, from: From) -> Point {
    Point::Shift { amount, unit, from, part: Part::Whole }
}

//! How one day, week, month … is worded: days of the week, months, seasons, and what is counted
//! from another day (“two days ago”, “the following week”).

use super::calendar::{calendar, month_first, year_behind};
use super::cursor::Cursor;
use super::grammar::days;
use super::{Calendar, From, Order, Part, Point, Unit};
use crate::text::{WordId, word};

/// The point in time that begins at `at`, without preposition.
pub(super) fn point(cursor: &Cursor<'_>, at: u32) -> Option<(Point, u32)> {
    match cursor.word(at) {
        word::EARLY | word::LATE | word::MID | word::EARLIER | word::LATER => parted(cursor, at),
        word::THE => in_part(cursor, at + 1).or_else(|| plain(cursor, at)),
        _ => plain(cursor, at),
    }
}

/// “early March”, “mid-2019”, “earlier this week”, “late on Thursday”, “earlier in the day”
fn parted(cursor: &Cursor<'_>, at: u32) -> Option<(Point, u32)> {
    let part = match cursor.word(at) {
        word::EARLY => Part::Early,
        word::LATE => Part::Late,
        word::MID => Part::Mid,
        word::EARLIER => Part::Earlier,
        _ => Part::Later,
    };
    let comparative = matches!(part, Part::Earlier | Part::Later);
    let mut next = at + 1;
    if cursor.is_dash(next) && part == Part::Mid {
        next += 1;
    }
    if cursor.is(next, &[word::ON, word::IN]) && part != Part::Mid {
        let in_the = cursor.is(next, &[word::IN]) && cursor.is(next + 1, &[word::THE]);
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
    let hours = cursor.is(at, &[word::EARLY, word::LATE]) && cursor.is(at + 1, &[word::HOURS]);
    let of = at + if hours { 2 } else { 1 };
    if !cursor.is(of, &[word::OF, word::ON]) {
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
    let part = match cursor.word(at) {
        word::END => Part::Late,
        word::BEGINNING | word::START => Part::Early,
        word::MIDDLE => Part::Mid,
        _ => return None,
    };
    let inner = of + 1;
    if let Some((unit, 1)) = cursor.unit(inner + 1).filter(|_| cursor.is(inner, &[word::THE])) {
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
    if cursor.is(at, &[word::THE]) && cursor.is(at + 1, &[word::DAY]) {
        let amount = match (cursor.word(at + 2), cursor.word(at + 3)) {
            (word::BEFORE, word::YESTERDAY) => -2,
            (word::AFTER, word::TOMORROW) => 2,
            _ => return None,
        };
        return Some((days(amount, From::Published), at + 4));
    }
    let amount = match cursor.word(at) {
        word::YESTERDAY => -1,
        word::TODAY | word::TONIGHT | word::OVERNIGHT => 0,
        word::TOMORROW => 1,
        _ => return None,
    };
    // “USA Today” is a paper, “Russia Today” a station.
    let named = at > 0 && cursor.is_capitalised(at) && cursor.is_capitalised(at - 1);
    (!named).then_some((days(amount, From::Published), with_day_part(cursor, at + 1)))
}

fn with_day_part(cursor: &Cursor<'_>, at: u32) -> u32 {
    let early = at + u32::from(cursor.is(at, &[word::EARLY, word::LATE]));
    if cursor.is_day_part(early) && !cursor.is_glued(early) { early + 1 } else { at }
}

/// “Tuesday”, “Monday morning”, “Tuesday, January 9”, “Friday of last week”
fn weekday(cursor: &Cursor<'_>, at: u32) -> Option<(Point, u32)> {
    let weekday = cursor.weekday(at)?;
    let mut date = at + 1;
    let bracket = cursor.is(date, &[word::OPEN_BRACKET]);
    if bracket || cursor.is(date, &[word::COMMA]) {
        date += 1;
    }
    date += u32::from(cursor.is(date, &[word::THE]));
    if let Some((calendar, end)) =
        calendar(cursor, date).filter(|(calendar, _)| calendar.day.is_some())
    {
        let end = end + u32::from(bracket && cursor.is(end, &[word::CLOSE_BRACKET]));
        return Some((Point::Calendar(Calendar { weekday: Some(weekday), ..calendar }), end));
    }
    if is_name_of_day(cursor, at) {
        return None;
    }
    let end = with_day_part(cursor, at + 1);
    let of = end + u32::from(cursor.is(end, &[word::OF, word::IN]));
    let the = of + u32::from(cursor.is(of, &[word::THE]));
    if cursor.is(the + 1, &[word::WEEK]) {
        let weeks = match cursor.word(the) {
            word::LAST | word::PAST | word::PREVIOUS => Some(-1),
            word::THIS => Some(0),
            word::NEXT | word::FOLLOWING | word::COMING => Some(1),
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
    let feast = cursor.is_capitalised(before) && FEASTS.contains(&cursor.text(before));
    let paper = cursor.is(before, &[word::THE])
        && cursor.is_capitalised(at + 1)
        && cursor.month(at + 1).is_none();
    let show = cursor.is_day_part(at + 1) && cursor.is_capitalised(at + 1);
    feast || paper || show
}

/// A month alone behind a word that shows that it is one: “in May”, “last October”.
fn governed_month(cursor: &Cursor<'_>, at: u32) -> Option<(Point, u32)> {
    let before = if at > 0 { cursor.word(at - 1) } else { WordId::UNKNOWN };
    // June and August are given names, May and March words, but not beside another month.
    let beside_month = cursor.is(
        at + 1,
        &[word::TO, word::AND, word::UNTIL, word::THROUGH, word::HYPHEN, word::EN_DASH],
    ) && cursor.month(at + 2).is_some()
        || at > 1
            && cursor.is(at - 1, &[word::TO, word::AND, word::HYPHEN, word::EN_DASH])
            && cursor.month(at - 2).is_some();
    let plain = cursor.is_plain_month(at) || beside_month;
    let shown = match before {
        word::IN | word::SINCE | word::UNTIL | word::DURING | word::THROUGHOUT | word::TILL => true,
        word::BY
        | word::FROM
        | word::BETWEEN
        | word::TO
        | word::THROUGH
        | word::BEFORE
        | word::AFTER
        | word::FOR
        | word::AND
        | word::OF
        | word::HYPHEN
        | word::EN_DASH => plain,
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
    let the = cursor.is(at, &[word::THE]);
    let word = at + u32::from(the);
    let (order, amount) = match cursor.word(word) {
        word::LAST | word::PAST => (Order::Last, -1),
        word::THIS => (Order::This, 0),
        word::NEXT | word::COMING => (Order::Next, 1),
        word::PREVIOUS | word::PRECEDING => (Order::Last, -1),
        word::FOLLOWING => (Order::Next, 1),
        word::SAME | word::THAT => (Order::This, 0),
        word::WEEKEND | word::WEEKENDS if the && !cursor.begins_noun(word + 1) => {
            return Some((shift(0, Unit::Weekend, From::Published), word + 1));
        }
        word::DAY
        | word::WEEK
        | word::MONTH
        | word::YEAR
        | word::NIGHT
        | word::EVENING
        | word::MORNING
            if the =>
        {
            return beside(cursor, word);
        }
        _ => return None,
    };
    let told = matches!(
        cursor.word(word),
        word::PREVIOUS | word::PRECEDING | word::FOLLOWING | word::SAME | word::THAT
    );
    let from =
        if told || (the && order == Order::Next) { From::Reference } else { From::Published };
    let mut noun = word + 1;
    noun += u32::from(cursor.is(noun, &[word::COMING, word::PAST]));
    if let Some(count) = cursor.amount(noun).filter(|_| order != Order::This) {
        // “the last two weeks”, “the next three days”
        let (unit, size) = cursor.unit(noun + 1)?;
        return (!told)
            .then_some((Point::Stretch((amount * count).saturating_mul(size), unit), noun + 2));
    }
    if let Some((unit, size)) = cursor.unit(noun) {
        if cursor.text(noun).ends_with('s')
            || size == 0
            || (cursor.is(noun + 1, &[word::HYPHEN]) && cursor.is_glued(noun + 1))
        {
            return None;
        }
        let end = noun + 1;
        // “the past week” reaches up to now; “last week” is over.
        if cursor.is(word, &[word::PAST]) || (the && order == Order::Last && !told) {
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
    let amount = match cursor.word(noun + 1) {
        word::BEFORE => -1,
        word::AFTER => 1,
        _ => return None,
    };
    let (unit, size) = cursor.unit(noun).unwrap_or((Unit::Day, 1));
    ends_clause(cursor, noun + 2).then_some((shift(amount * size, unit, From::Reference), noun + 2))
}

/// Whether nothing follows that “before” or “after” could govern.
fn ends_clause(cursor: &Cursor<'_>, at: u32) -> bool {
    const ENDS: [WordId; 20] = [
        word::FULL_STOP,
        word::COMMA,
        word::SEMICOLON,
        word::COLON,
        word::EXCLAMATION,
        word::QUESTION,
        word::CLOSE_BRACKET,
        word::AND,
        word::BUT,
        word::HYPHEN,
        word::EN_DASH,
        word::EM_DASH,
        word::IN,
        word::AT,
        word::TO,
        word::THAT,
        word::WITH,
        word::BY,
        word::WHEN,
        word::FOR,
    ];
    cursor.token(at).is_none() || cursor.is(at, &ENDS) || cursor.text(at) == "\""
}

/// “two days ago”, “a week earlier”, “several months later”
fn counted(cursor: &Cursor<'_>, at: u32) -> Option<(Point, u32)> {
    let (count, noun) = amount(cursor, at)?;
    let (unit, size) = cursor.unit(noun)?;
    let (sign, from, end) = match cursor.word(noun + 1) {
        word::AGO => (-1, From::Published, noun + 2),
        word::EARLIER | word::BEFORE | word::PREVIOUSLY | word::PRIOR => {
            (-1, From::Reference, noun + 2)
        }
        word::LATER | word::AFTER | word::AFTERWARDS => (1, From::Reference, noun + 2),
        word::FROM if cursor.is(noun + 2, &[word::NOW, word::TODAY]) => {
            (1, From::Published, noun + 3)
        }
        _ => return None,
    };
    let governs =
        cursor.is(noun + 1, &[word::BEFORE, word::AFTER, word::PRIOR]) && !ends_clause(cursor, end);
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
            word::ABOUT,
            word::AROUND,
            word::NEARLY,
            word::ALMOST,
            word::JUST,
            word::ONLY,
            word::MORE,
            word::LESS,
            word::THAN,
            word::OVER,
            word::AT,
            word::LEAST,
            word::UP,
            word::TO,
            word::SOME,
        ],
    ) {
        at += 1;
    }
    if let Some(amount) = cursor.amount(at) {
        return Some((Some(amount), at + 1));
    }
    match cursor.word(at) {
        word::A | word::AN if cursor.is(at + 1, &[word::COUPLE]) => {
            Some((Some(2), at + 2 + u32::from(cursor.is(at + 2, &[word::OF]))))
        }
        word::A if cursor.is(at + 1, &[word::FEW]) => Some((None, at + 2)),
        word::A | word::AN => Some((Some(1), at + 1)),
        word::SEVERAL | word::MANY | word::FEW => Some((None, at + 1)),
        _ => None,
    }
}

/// Whether “in two weeks” tells when rather than how fast: never of hours and minutes.
pub(super) fn is_for_planned(unit: Unit, size: i32) -> bool {
    size > 0 && unit != Unit::Weekend
}

/// “the spring of 2019”, “summer 2021”, “in the winter”
fn season(cursor: &Cursor<'_>, at: u32) -> Option<(Point, u32)> {
    let the = u32::from(cursor.is(at, &[word::THE]));
    let noun = at + the;
    let season = cursor.season(noun)?;
    if let Some((year, end)) = year_behind(cursor, noun + 1) {
        return Some((Point::Season(season, Some(year), Order::Nearest), end));
    }
    let before = if at > 0 { cursor.word(at - 1) } else { WordId::UNKNOWN };
    let shown = matches!(
        before,
        word::IN
            | word::DURING
            | word::OVER
            | word::SINCE
            | word::UNTIL
            | word::BY
            | word::THROUGHOUT
    );
    let verb = cursor.is(noun, &[word::FALL]) && (the == 0 || before != word::IN);
    let governs = cursor.is(noun + 1, &[word::OF, word::HYPHEN])
        || cursor.begins_noun(noun + 1)
        || cursor.is_capitalised(noun);
    (shown && !verb && !governs).then_some((Point::Season(season, None, Order::Nearest), noun + 1))
}

/// “the 1990s”
fn decade(cursor: &Cursor<'_>, at: u32) -> Option<(Point, u32)> {
    let number = at + u32::from(cursor.is(at, &[word::THE]));
    let number =
        number + if cursor.is(number, &[word::EARLY, word::LATE, word::MID]) { 1 } else { 0 };
    let number = number + u32::from(cursor.is_dash(number));
    cursor.decade(number).map(|first| (Point::Decade(first), number + 1))
}

const fn shift(amount: i32, unit: Unit, from: From) -> Point {
    Point::Shift { amount, unit, from, part: Part::Whole }
}

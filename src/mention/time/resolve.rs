//! From the meaning of a time expression to days of the calendar, counted from the day of
//! publication and the tense of what is told.

use jiff::Span;
use jiff::civil::{Date, Weekday};

use super::{Anchor, Calendar, From, Order, Part, Point, Season, Tense, TimeExpression, Unit};
use crate::base::DateRange;

/// The days that `expression` means. Nothing for what is no date, and for what the anchor’s days
/// do not suffice for.
pub fn resolve(expression: &TimeExpression, anchor: Anchor, tense: Tense) -> Option<DateRange> {
    match *expression {
        TimeExpression::At(point) => at(point, anchor, tense),
        TimeExpression::Range(first, last) => range(first, last, anchor, tense),
        TimeExpression::Clock
        | TimeExpression::Duration
        | TimeExpression::Frequency
        | TimeExpression::Vague => None,
    }
}

/// The end that says more, or lies nearer to publication, is counted first; the other from it.
fn range(first: Point, last: Point, anchor: Anchor, tense: Tense) -> Option<DateRange> {
    let (from, to) = if is_absolute(last) || (tense == Tense::Past && !is_absolute(first)) {
        let to = at(last, anchor, tense)?.to;
        (at(first, Anchor { published: Some(to), ..anchor }, Tense::Past)?.from, to)
    } else {
        let from = at(first, anchor, tense)?.from;
        (from, at(last, Anchor { published: Some(from), ..anchor }, Tense::Future)?.to)
    };
    (from <= to).then_some(DateRange { from, to })
}

fn is_absolute(point: Point) -> bool {
    match point {
        Point::Calendar(calendar) => calendar.year.is_some(),
        Point::Season(_, year, _) => year.is_some(),
        Point::Decade(_) => true,
        _ => false,
    }
}

fn at(point: Point, anchor: Anchor, tense: Tense) -> Option<DateRange> {
    match point {
        Point::Calendar(calendar) => date(calendar, anchor.published, tense),
        Point::Weekday(weekday, order) => {
            day_of_week(weekday, order, anchor.published?, tense).map(DateRange::day)
        }
        Point::WeekdayOf(weekday, weeks) => {
            let monday = plus_days(monday(anchor.published?)?, i64::from(weeks) * 7)?;
            plus_days(monday, i64::from(weekday.to_monday_zero_offset())).map(DateRange::day)
        }
        Point::Season(season, Some(year), _) => season_of(season, year),
        Point::Season(season, None, order) => {
            nearest(anchor.published?, order, tense, |year| season_of(season, year))
        }
        Point::Decade(first) => {
            let from = Date::new(first, 1, 1).ok()?;
            Some(DateRange { from, to: Date::new(first.checked_add(9)?, 12, 31).ok()? })
        }
        Point::Shift { amount, unit, from, part } => {
            let published = anchor.published.filter(|_| unit == Unit::Day && amount == 0);
            let base = match from {
                From::Published => anchor.published?,
                From::Reference => anchor.reference.or(published)?,
            };
            shifted(base, amount, unit, part, tense)
        }
        Point::Hence(amount, unit) => match tense {
            Tense::Past => None,
            Tense::Future => shifted(anchor.published?, amount, unit, Part::Whole, tense),
        },
        Point::Stretch(amount, unit) => {
            let base = anchor.published?;
            let other = plus(base, amount, unit)?;
            Some(DateRange { from: base.min(other), to: base.max(other) })
        }
    }
}

fn date(calendar: Calendar, published: Option<Date>, tense: Tense) -> Option<DateRange> {
    let of = |year: i16| -> Option<DateRange> {
        let day = |day: i8| Date::new(year, calendar.month?, day).ok();
        match (calendar.month, calendar.day) {
            (Some(_), Some(number)) => Some(DateRange::day(day(number)?)),
            (Some(_), None) => Some(part_of_month(day(1)?, calendar.part)),
            (None, _) => part_of_year(Date::new(year, 1, 1).ok()?, calendar.part),
        }
    };
    if let Some(year) = calendar.year {
        return of(year);
    }
    calendar.month?;
    let published = published?;
    let found = nearest(published, calendar.order, tense, of)?;
    // Where the day of the week fits only in the other direction, it outweighs the tense.
    let fits = |range: DateRange| calendar.weekday.is_none_or(|day| range.from.weekday() == day);
    if fits(found) {
        return Some(found);
    }
    let other = match tense {
        Tense::Past => Tense::Future,
        Tense::Future => Tense::Past,
    };
    nearest(published, calendar.order, other, of).filter(|&range| fits(range)).or(Some(found))
}

/// Of the ranges that come once a year, the one that order and tense ask for.
fn nearest(
    published: Date,
    order: Order,
    tense: Tense,
    of: impl Fn(i16) -> Option<DateRange>,
) -> Option<DateRange> {
    // February 29 comes every four years, and skips most full centuries.
    let mut back = (0..=8).filter_map(|years| of(published.year() - years));
    let mut ahead = (-1..=8).filter_map(|years| of(published.year() + years));
    match (order, tense) {
        (Order::Last, _) => back.find(|range| range.to < published),
        (Order::Next, _) => ahead.find(|range| range.from > published),
        (Order::This, _) => {
            back.find(|range| range.contains(published)).or_else(|| of(published.year()))
        }
        (Order::Nearest, Tense::Past) => back.find(|range| range.from <= published),
        (Order::Nearest, Tense::Future) => ahead.find(|range| range.to >= published),
    }
}

/// “next Tuesday” is that of next week, “last Tuesday” the latest that is over.
fn day_of_week(weekday: Weekday, order: Order, published: Date, tense: Tense) -> Option<Date> {
    let back = i64::from(weekday.until(published.weekday()));
    let ahead = i64::from(published.weekday().until(weekday));
    let days = match (order, tense) {
        (Order::Last, _) if back == 0 => -7,
        (Order::Last, _) | (Order::Nearest | Order::This, Tense::Past) => -back,
        (Order::Nearest | Order::This, Tense::Future) => ahead,
        (Order::Next, _) => {
            let next_monday = plus_days(monday(published)?, 7)?;
            return plus_days(next_monday, i64::from(weekday.to_monday_zero_offset()));
        }
    };
    plus_days(published, days)
}

fn shifted(base: Date, amount: i32, unit: Unit, part: Part, tense: Tense) -> Option<DateRange> {
    let range = match unit {
        Unit::Day => DateRange::day(plus(base, amount, unit)?),
        Unit::Week => {
            let from = plus(monday(base)?, amount, unit)?;
            let (first, last) = match part {
                Part::Early => (0, 2),
                Part::Mid => (1, 3),
                Part::Late => (3, 6),
                Part::Whole | Part::Earlier | Part::Later => (0, 6),
            };
            DateRange { from: plus_days(from, first)?, to: plus_days(from, last)? }
        }
        Unit::Weekend => weekend(base, amount, tense)?,
        Unit::Month => part_of_month(plus(base.first_of_month(), amount, unit)?, part),
        Unit::Year => part_of_year(plus(base.first_of_year(), amount, unit)?, part)?,
    };
    Some(match part {
        Part::Earlier if range.contains(base) => DateRange { from: range.from, to: base },
        Part::Later if range.contains(base) => DateRange { from: base, to: range.to },
        _ => range,
    })
}

/// “last weekend” is over; “the weekend” may last still; “next weekend” is that of next week.
fn weekend(base: Date, amount: i32, tense: Tense) -> Option<DateRange> {
    let monday = monday(base)?;
    let over = base.weekday() == Weekday::Saturday || base.weekday() == Weekday::Sunday;
    let saturday = match (amount, tense) {
        (0, Tense::Past) if !over => -2,
        (amount, _) => i64::from(amount) * 7 + 5,
    };
    let from = plus_days(monday, saturday)?;
    Some(DateRange { from, to: plus_days(from, 1)? })
}

fn part_of_month(first: Date, part: Part) -> DateRange {
    let last = first.last_of_month();
    let day = |day: i8| Date::new(first.year(), first.month(), day).unwrap_or(last);
    match part {
        Part::Early => DateRange { from: first, to: day(10) },
        Part::Mid => DateRange { from: day(11), to: day(20) },
        Part::Late => DateRange { from: day(21), to: last },
        Part::Whole | Part::Earlier | Part::Later => DateRange { from: first, to: last },
    }
}

/// A third of the year, or all of it.
fn part_of_year(first: Date, part: Part) -> Option<DateRange> {
    let (from, to) = match part {
        Part::Early => (1, 4),
        Part::Mid => (5, 8),
        Part::Late => (9, 12),
        Part::Whole | Part::Earlier | Part::Later => (1, 12),
    };
    let from = Date::new(first.year(), from, 1).ok()?;
    Some(DateRange { from, to: Date::new(first.year(), to, 1).ok()?.last_of_month() })
}

fn season_of(season: Season, year: i16) -> Option<DateRange> {
    let first = match season {
        Season::Spring => 3,
        Season::Summer => 6,
        Season::Autumn => 9,
        Season::Winter => 12,
    };
    let from = Date::new(year, first, 1).ok()?;
    Some(DateRange { from, to: plus(from, 2, Unit::Month)?.last_of_month() })
}

fn monday(day: Date) -> Option<Date> {
    plus_days(day, -i64::from(day.weekday().to_monday_zero_offset()))
}

fn plus(day: Date, amount: i32, unit: Unit) -> Option<Date> {
    let amount = i64::from(amount);
    let span = match unit {
        Unit::Day => Span::new().try_days(amount),
        Unit::Week | Unit::Weekend => Span::new().try_weeks(amount),
        Unit::Month => Span::new().try_months(amount),
        Unit::Year => Span::new().try_years(amount),
    };
    day.checked_add(span.ok()?).ok()
}

fn plus_days(day: Date, days: i64) -> Option<Date> {
    day.checked_add(Span::new().try_days(days).ok()?).ok()
}

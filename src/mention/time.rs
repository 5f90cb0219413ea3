//! Dates and times as the text words them: “on Tuesday”, “3 May 2024”, “two days later”.
//!
//! [`times`] finds the expressions in a stretch of tokens and says what their words mean, without
//! knowing when they were written; [`resolve`] counts from the day of publication, and
//! [`publication_date`] finds that day for texts whose source does not tell it.

use jiff::civil::{self, Weekday};

use crate::base::TokenSpan;
use crate::text::{Document, Lexicon};

mod calendar;
mod clock;
mod cursor;
mod grammar;
mod point;
mod publication;
mod resolve;
mod telling;

pub use publication::publication_date;
pub use resolve::resolve;

use cursor::Cursor;

/// An expression of date or time in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeMention {
    /// Its tokens with the preposition, if one governs it: “on Tuesday”.
    pub tokens: TokenSpan,
    /// Its tokens without the preposition.
    pub core: TokenSpan,
    /// How the time of what is told relates to it.
    pub relation: Relation,
    /// What the words mean.
    pub expression: TimeExpression,
}

/// How the time of what is told relates to a time expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Relation {
    /// It lies there: “on Tuesday”, “Tuesday”.
    At,
    /// It begins there: “since 2021”, “from Monday”.
    Since,
    /// It ends there: “until Friday”, “by Friday”.
    Until,
    /// It lies earlier: “before Tuesday”.
    Before,
    /// It lies later: “after Tuesday”.
    After,
}

/// The meaning of a time expression, not yet counted from any day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeExpression {
    /// One day, week, month …
    At(Point),
    /// From one day, week, month … to another: “from Monday to Wednesday”.
    Range(Point, Point),
    /// A time of day without its day: “at noon”. Never a date.
    Clock,
    /// How long: “for three hours”. Never a date.
    Duration,
    /// How often: “every Monday”. Never a date.
    Frequency,
    /// A time that no calendar tells: “in recent weeks”. Never a date.
    Vague,
}

/// A day, week, month … as the words tell it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Point {
    /// A date of the calendar, as far as it is written.
    Calendar(Calendar),
    /// A day of the week: “Tuesday”, “last Tuesday”.
    Weekday(Weekday, Order),
    /// A day of a week counted from that of publication: “Tuesday of last week” is -1.
    WeekdayOf(Weekday, i32),
    /// A season, perhaps with its year: “the spring of 2019”.
    Season(Season, Option<i16>, Order),
    /// Ten years, named by the first: “the 1990s”.
    Decade(i16),
    /// Whole units before (negative) or after a known day: “two days ago”, “next week”.
    Shift {
        /// How many units; 0 is the unit that holds the day.
        amount: i32,
        /// What is counted.
        unit: Unit,
        /// From which day.
        from: From,
        /// Which part of the unit.
        part: Part,
    },
    /// So many units from publication on, if what is told lies ahead: “in two weeks”.
    Hence(i32, Unit),
    /// The units up to publication (negative) or from it on: “the past two weeks”.
    Stretch(i32, Unit),
}

/// A date of the calendar, as far as the text gives it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Calendar {
    /// The year.
    pub year: Option<i16>,
    /// The month, 1 to 12.
    pub month: Option<i8>,
    /// The day of the month, 1 to 31.
    pub day: Option<i8>,
    /// The day of the week beside it: “Tuesday, January 9”.
    pub weekday: Option<Weekday>,
    /// “last October”, “next May”.
    pub order: Order,
    /// “early March”.
    pub part: Part,
}

/// Which of the days, months or seasons of one name is meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Order {
    /// The nearest one in the direction that the tense tells.
    #[default]
    Nearest,
    /// “last”: one that is over.
    Last,
    /// “this”.
    This,
    /// “next”: one that has not begun.
    Next,
}

/// Which part of a month, week or year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// All of it.
    #[default]
    Whole,
    /// “early”: of a month, days 1 to 10.
    Early,
    /// “mid-”: of a month, days 11 to 20.
    Mid,
    /// “late”: of a month, day 21 to its end.
    Late,
    /// “earlier this week”: what is over of it.
    Earlier,
    /// “later this week”: what is left of it.
    Later,
}

/// What relative expressions count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    /// Days.
    Day,
    /// Weeks from Monday to Sunday.
    Week,
    /// Saturday and Sunday.
    Weekend,
    /// Calendar months.
    Month,
    /// Calendar years.
    Year,
}

/// A season of the north.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Season {
    /// March to May.
    Spring,
    /// June to August.
    Summer,
    /// September to November.
    Autumn,
    /// December to February; of the year it begins in.
    Winter,
}

/// The day that a relative expression counts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum From {
    /// The day of publication: “yesterday”.
    Published,
    /// The day that the story spoke of last: “the following day”.
    Reference,
}

/// The known days that expressions are resolved against.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Anchor {
    /// The day of publication.
    pub published: Option<civil::Date>,
    /// The last day that the story mentioned before.
    pub reference: Option<civil::Date>,
}

/// Whether what is told has happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tense {
    /// It has: undated days and months lie before publication.
    Past,
    /// It is planned: they lie ahead.
    Future,
}

/// Appends the time expressions of `span` to `out`, in order; they do not overlap.
pub fn times(document: &Document, lexicon: &Lexicon, span: TokenSpan, out: &mut Vec<TimeMention>) {
    let end = span.end.min(document.tokens.len() as u32);
    let mut cursor = Cursor::new(document, lexicon, TokenSpan::new(span.start, end));
    let tokens = document.tokens.as_slice().get(..end as usize).unwrap_or_default();
    let mut at = span.start;
    while let Some(token) = tokens.get(at as usize) {
        let here = at;
        at += 1;
        if telling::may_tell(&cursor, here, token)
            && let Some(mention) = grammar::mention(&cursor, here)
        {
            at = mention.tokens.end;
            cursor.begin_at(at);
            out.push(mention);
        }
    }
}

#[cfg(test)]
mod tests;

//! Calendar days and ranges of them, as precisely as a text gives them: a year, a month or a day.

use std::fmt;
use std::str::FromStr;

use jiff::civil;

use crate::base::Stored;

/// How much of a [`Date`] is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// Only the year.
    Year,
    /// The year and the month.
    Month,
    /// The very day.
    Day,
}

/// A date known to the year, the month or the day: `2005`, `2005-11`, `2005-11-22`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    first: civil::Date,
    precision: Precision,
}

impl Date {
    /// A calendar day.
    pub const fn day(day: civil::Date) -> Self {
        Date { first: day, precision: Precision::Day }
    }

    /// The date of that year, month and day; a month or day of `None` is unknown.
    /// Nothing for a day that no calendar has.
    pub fn from_parts(year: i16, month: Option<i8>, day: Option<i8>) -> Option<Self> {
        let precision = match (month, day) {
            (None, None) => Precision::Year,
            (Some(_), None) => Precision::Month,
            (Some(_), Some(_)) => Precision::Day,
            (None, Some(_)) => return None,
        };
        let first = civil::Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).ok()?;
        Some(Date { first, precision })
    }

    /// The first day it can mean.
    pub const fn first_day(self) -> civil::Date {
        self.first
    }

    /// The last day it can mean.
    pub fn last_day(self) -> civil::Date {
        match self.precision {
            Precision::Day => self.first,
            Precision::Month => self.first.last_of_month(),
            Precision::Year => self.first.last_of_year(),
        }
    }

    /// How much of it is known.
    pub const fn precision(self) -> Precision {
        self.precision
    }

    /// The range of days it can mean.
    pub fn range(self) -> DateRange {
        DateRange { from: self.first, to: self.last_day() }
    }
}

impl Stored for Date {
    fn write(&self, out: &mut Vec<u8>) {
        let known = |is_known: bool, part: i8| if is_known { part } else { 0 };
        self.first.year().write(out);
        known(self.precision > Precision::Year, self.first.month()).write(out);
        known(self.precision == Precision::Day, self.first.day()).write(out);
    }
    fn read(bytes: &mut &[u8]) -> Self {
        let (year, month, day) = <(i16, i8, i8)>::read(bytes);
        let part = |part: i8| (part != 0).then_some(part);
        Date::from_parts(year, part(month), part(day)).expect("a date was written")
    }
}

/// What is wrong with a date that does not parse.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is no date; write 2005, 2005-11 or 2005-11-22")]
pub struct DateError(pub String);

impl FromStr for Date {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let error = || DateError(text.to_owned());
        let mut parts = text.trim().split('-');
        let mut number = |width: usize| -> Result<Option<i16>, DateError> {
            let Some(part) = parts.next() else { return Ok(None) };
            if part.len() != width || !part.bytes().all(|b| b.is_ascii_digit()) {
                return Err(error());
            }
            part.parse().map(Some).map_err(|_| error())
        };
        let year = number(4)?.ok_or_else(error)?;
        let month = number(2)?.and_then(|m| i8::try_from(m).ok());
        let day = number(2)?.and_then(|d| i8::try_from(d).ok());
        if parts.next().is_some() {
            return Err(error());
        }
        Date::from_parts(year, month, day).ok_or_else(error)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (y, m, d) = (self.first.year(), self.first.month(), self.first.day());
        match self.precision {
            Precision::Year => write!(f, "{y:04}"),
            Precision::Month => write!(f, "{y:04}-{m:02}"),
            Precision::Day => write!(f, "{y:04}-{m:02}-{d:02}"),
        }
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A range of calendar days, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DateRange {
    /// The first day.
    pub from: civil::Date,
    /// The last day.
    pub to: civil::Date,
}

impl DateRange {
    /// One single day.
    pub const fn day(day: civil::Date) -> Self {
        DateRange { from: day, to: day }
    }

    /// Whether `day` lies inside.
    pub fn contains(self, day: civil::Date) -> bool {
        self.from <= day && day <= self.to
    }

    /// Whether the two ranges share a day.
    pub fn overlaps(self, other: Self) -> bool {
        self.from <= other.to && other.from <= self.to
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_parse_to_the_precision_they_are_written_in() {
        for (text, first, last) in [
            ("2005", "2005-01-01", "2005-12-31"),
            ("2024-02", "2024-02-01", "2024-02-29"),
            ("2005-11-22", "2005-11-22", "2005-11-22"),
        ] {
            let date: Date = text.parse().expect(text);
            assert_eq!(date.to_string(), text);
            assert_eq!(date.first_day().to_string(), first);
            assert_eq!(date.last_day().to_string(), last);
        }
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in ["", "05", "2005-13", "2005-02-30", "2005-11-22-01", "2005-1-2", "20 05"] {
            assert!(text.parse::<Date>().is_err(), "{text:?}");
        }
    }
}

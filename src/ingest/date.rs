//! The day of publication, in the many forms in which files give it. The day is taken as it is
//! written, in its own time zone; what can be read in two ways is not read at all.

use crate::base::Date;

/// The date that `text` gives: ISO, RFC 3339 and RFC 2822, `20240110`, `January 10, 2024`,
/// `10/01/2024` where only one order makes a date, seconds or milliseconds since 1970.
pub fn date(text: &str) -> Option<Date> {
    let text = text.trim();
    if let Ok(date) = text.parse() {
        return Some(date);
    }
    if !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()) {
        return compact(text);
    }
    leading_year(text).or_else(|| named_month(text)).or_else(|| numbers(text))
}

/// `20240110`, or a time since 1970.
fn compact(digits: &str) -> Option<Date> {
    let number: i64 = digits.parse().ok()?;
    match digits.len() {
        8 => day(number / 10_000, number / 100 % 100, number % 100),
        10 => of_seconds(number),
        13 => of_seconds(number / 1000),
        _ => None,
    }
}

fn of_seconds(seconds: i64) -> Option<Date> {
    let since = jiff::SignedDuration::from_hours(seconds.div_euclid(86_400) * 24);
    let epoch = jiff::civil::date(1970, 1, 1);
    epoch.checked_add(since).ok().map(Date::day)
}

/// `2024-01-10T08:00:00Z`, `2024-1-10 8:00`, `2024/01/10`, `20240110T080000Z`.
fn leading_year(text: &str) -> Option<Date> {
    let end = text.find(|c: char| c == 'T' || c.is_whitespace()).unwrap_or(text.len());
    let written = text.get(..end)?;
    if written.len() == 8 && written.bytes().all(|b| b.is_ascii_digit()) {
        return compact(written);
    }
    let mut parts = written.split(['-', '/', '.']);
    let year = parts.next().filter(|year| year.len() == 4)?;
    let (month, of_month) = (parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    day(year.parse().ok()?, month.parse().ok()?, of_month.parse().ok()?)
}

/// `January 10, 2024`, `10 Jan. 2024`, `Wed, 10 Jan 2024 08:00:00 +0000`, `January 2024`.
fn named_month(text: &str) -> Option<Date> {
    let words: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let (at, month) = words.iter().enumerate().find_map(|(i, word)| Some((i, month(word)?)))?;
    let of_month = |word: &&str| -> Option<i64> {
        let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let number = digits.parse().ok()?;
        (digits.len() <= 2 && (1..=31).contains(&number)).then_some(number)
    };
    let year = |word: &&str| -> Option<i64> {
        (word.len() == 4).then(|| word.parse().ok())?.filter(|year| *year >= 1000)
    };
    let before = at.checked_sub(1).and_then(|i| words.get(i)).and_then(of_month);
    let after = words.get(at + 1).and_then(of_month);
    let year = words.iter().skip(at + 1).take(3).find_map(year)?;
    match before.or(after) {
        Some(of_month) => day(year, month, of_month),
        None => Date::from_parts(year.try_into().ok()?, Some(month.try_into().ok()?), None),
    }
}

/// The month that an English word names, in full or by its first three or four letters.
fn month(word: &str) -> Option<i64> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let word = word.to_ascii_lowercase();
    if !word.is_ascii() || !(word.len() == 3 || word == "sept" || MONTHS.contains(&word.as_str())) {
        return None;
    }
    let found = MONTHS.iter().position(|month| month.starts_with(&word))?;
    i64::try_from(found + 1).ok()
}

/// `25/12/2024`, `12/25/2024`; with points the day always comes first.
fn numbers(text: &str) -> Option<Date> {
    let written = text.split_whitespace().next()?.trim_end_matches(',');
    let mut parts = written.split(['/', '-', '.']);
    let (first, second) = (parts.next()?, parts.next()?);
    let year = parts.next().filter(|year| year.len() == 4)?.parse().ok()?;
    if parts.next().is_some() {
        return None;
    }
    let (first, second): (i64, i64) = (first.parse().ok()?, second.parse().ok()?);
    if written.contains('.') || first > 12 || first == second {
        return day(year, second, first);
    }
    if second > 12 { day(year, first, second) } else { None }
}

fn day(year: i64, month: i64, of_month: i64) -> Option<Date> {
    let (month, of_month) = (month.try_into().ok()?, of_month.try_into().ok()?);
    Date::from_parts(year.try_into().ok()?, Some(month), Some(of_month))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_in_the_forms_that_files_give_them() {
        for (text, wanted) in [
            ("2024-01-10", Some("2024-01-10")),
            (" 2024-01 ", Some("2024-01")),
            ("2024", Some("2024")),
            ("2024-01-10T23:59:59-08:00", Some("2024-01-10")),
            ("2024-01-10 08:00:00", Some("2024-01-10")),
            ("2024/1/9", Some("2024-01-09")),
            ("20240110", Some("2024-01-10")),
            ("20240110T080000Z", Some("2024-01-10")),
            ("Wed, 10 Jan 2024 08:00:00 +0000", Some("2024-01-10")),
            ("January 10, 2024", Some("2024-01-10")),
            ("Jan. 10th, 2024 at 5:30 p.m.", Some("2024-01-10")),
            ("10 Sept 2024", Some("2024-09-10")),
            ("January 2024", Some("2024-01")),
            ("10/01/2024", None),
            ("25/12/2024", Some("2024-12-25")),
            ("12/25/2024 10:00", Some("2024-12-25")),
            ("05/05/2024", Some("2024-05-05")),
            ("10.01.2024", Some("2024-01-10")),
            ("1704844800", Some("2024-01-10")),
            ("1704844800000", Some("2024-01-10")),
            ("2024-13-40", None),
            ("31 February 2024", None),
            ("yesterday", None),
            ("march of the penguins", None),
            ("", None),
            ("99999999999999999999999", None),
        ] {
            assert_eq!(date(text).map(|d| d.to_string()).as_deref(), wanted, "{text:?}");
        }
    }
}

//! Ids made of content, and days as numbers. Nothing here depends on order, machine or run.

use jiff::civil;

use crate::base::Date;
use crate::text::fold::fold_into;

/// A short id made of `parts`: the prefix and sixteen hexadecimal digits.
/// Two lists of parts that differ in where one part ends give different ids.
pub fn content_id<'a>(prefix: &str, parts: impl IntoIterator<Item = &'a str>) -> String {
    format!("{prefix}{:016x}", content_hash(parts))
}

/// FNV-1a over the parts and their lengths, with a last stir so that short texts fill all bits.
pub fn content_hash<'a>(parts: impl IntoIterator<Item = &'a str>) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut eat = |bytes: &[u8]| {
        for &byte in bytes {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    };
    for part in parts {
        eat(part.as_bytes());
        eat(&(part.len() as u64).to_le_bytes());
    }
    hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

/// The words of `text`, folded, with hyphens between: `Prime Minister` gives `prime-minister`.
pub fn slug(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(text, &mut folded);
    let mut out = String::with_capacity(folded.len());
    for c in folded.chars() {
        if c.is_alphanumeric() {
            out.push(c);
        } else if c != '\'' && !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    out.truncate(out.trim_end_matches('-').len());
    out
}

/// The text as it is compared with what somebody types: folded, one space between words.
pub fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        fold_into(word, &mut out);
    }
    out
}

/// The first and the last day that `text` can mean, counted from 1 January 1970.
/// A time of day behind the date is passed over; what is no date gives nothing.
pub fn days(text: &str) -> Option<(i32, i32)> {
    let date: Date = text.get(..10).unwrap_or(text).parse().ok()?;
    Some((number(date.first_day()), number(date.last_day())))
}

/// The day `text` as a number, if it is known to the day.
pub fn day(text: &str) -> Option<i32> {
    days(text).filter(|(first, last)| first == last).map(|(first, _)| first)
}

/// The day with that number, as `2024-01-09`.
pub fn day_text(day: i32) -> Option<String> {
    let span = jiff::Span::new().try_days(day).ok()?;
    EPOCH.checked_add(span).ok().map(|date| date.to_string())
}

/// The date as people read it: `9 January 2024`, `January 2024`, `2024`; other text as it is.
pub fn spoken_date(text: &str) -> String {
    let mut parts = text.split('-');
    let (year, month, day) = (parts.next(), parts.next(), parts.next());
    let month =
        month.and_then(|m| m.parse::<usize>().ok()).and_then(|m| MONTHS.get(m.wrapping_sub(1)));
    let day = day.and_then(|d| d.parse::<u8>().ok());
    match (year, month, day) {
        (Some(year), Some(month), Some(day)) => format!("{day} {month} {year}"),
        (Some(year), Some(month), None) => format!("{month} {year}"),
        _ => text.to_owned(),
    }
}

/// The range as people read it: `9 January 2024`, `8–14 January 2024`, `30 April – 6 May 2024`.
pub fn spoken_range(from: &str, to: Option<&str>) -> String {
    let Some(to) = to.filter(|to| *to != from) else { return spoken_date(from) };
    let (Some((from_month, from_day)), Some((to_month, _))) =
        (from.rsplit_once('-'), to.rsplit_once('-'))
    else {
        return format!("{} – {}", spoken_date(from), spoken_date(to));
    };
    let first = spoken_date(from);
    let last = spoken_date(to);
    if from_month == to_month {
        if from_day == "01" && days(from_month).map(|(_, last)| last) == day(to) {
            return spoken_date(from_month);
        }
        return format!("{}–{last}", from_day.trim_start_matches('0'));
    }
    match (from.get(..4), to.get(..4)) {
        (Some(a), Some(b)) if a == b => {
            if from.ends_with("01-01") && to.ends_with("12-31") {
                return a.to_owned();
            }
            format!("{} – {last}", first.trim_end_matches(a).trim_end())
        }
        _ => format!("{first} – {last}"),
    }
}

const EPOCH: civil::Date = civil::date(1970, 1, 1);

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn number(date: civil::Date) -> i32 {
    date.since(EPOCH).map_or(0, |span| span.get_days())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_depend_on_where_parts_end() {
        assert_ne!(content_id("m:", ["ab", "c"]), content_id("m:", ["a", "bc"]));
        assert_eq!(content_id("m:", ["ab", "c"]), content_id("m:", ["ab", "c"]));
    }

    #[test]
    fn slugs_hold_letters_figures_and_hyphens() {
        for (text, expected) in [
            ("Prime Minister", "prime-minister"),
            ("  Chargé d’affaires (acting) ", "charge-daffaires-acting"),
            ("<&\">", ""),
        ] {
            assert_eq!(slug(text), expected);
        }
    }

    #[test]
    fn days_come_back_as_they_went_in() {
        for text in ["1969-12-31", "1970-01-01", "2024-02-29", "2031-05-06"] {
            assert_eq!(day(text).and_then(day_text).as_deref(), Some(text));
        }
        assert_eq!(day("2024-02"), None);
        assert_eq!(days("2024-01-09T10:00:00Z"), days("2024-01-09"));
        assert_eq!(days("soon"), None);
    }

    #[test]
    fn ranges_read_as_people_write_them() {
        for (from, to, expected) in [
            ("2024-01-09", None, "9 January 2024"),
            ("2024-01-09", Some("2024-01-09"), "9 January 2024"),
            ("2024-01-08", Some("2024-01-14"), "8–14 January 2024"),
            ("2024-04-30", Some("2024-05-06"), "30 April – 6 May 2024"),
            ("2023-12-30", Some("2024-01-02"), "30 December 2023 – 2 January 2024"),
            ("2024-02-01", Some("2024-02-29"), "February 2024"),
            ("2024-01-01", Some("2024-12-31"), "2024"),
            ("soon", None, "soon"),
        ] {
            assert_eq!(spoken_range(from, to), expected);
        }
    }
}

//! Records as YAML that reads back as it was, whatever the names hold: everything but plain words
//! stands in double quotes with escapes.

use std::fmt::Write;

use super::record::Record;
use super::world::World;
use crate::gazetteer::schema::{Gender, Kind};

/// The lines of an entry, with the blank line before it.
pub fn entry(id: &str, kind: Kind, record: &Record, world: &World<'_>) -> String {
    let mut out = format!("\n  - id: {}\n", scalar(id));
    let mut pair = |key: &str, value: String| {
        let _ = writeln!(out, "    {key}: {value}");
    };
    pair("name", scalar(&record.name));
    if let Some(item) = record.wikidata.as_deref().filter(|item| is_item(item)) {
        pair("wikidata", scalar(item));
    }
    for (key, names) in [("aliases", &record.aliases), ("weak", &record.weak)] {
        if !names.is_empty() {
            pair(key, list(names));
        }
    }
    if !record.former.is_empty() {
        let former = record.former.iter().map(|(name, until)| match until {
            Some(until) => format!("{{name: {}, until: {}}}", scalar(name), scalar(until)),
            None => format!("{{name: {}}}", scalar(name)),
        });
        pair("former-names", format!("[{}]", former.collect::<Vec<_>>().join(", ")));
    }
    let country = record.countries.first().and_then(|code| world.country_id(code));
    match kind {
        Kind::Person => {
            if let Some(gender) = record.gender {
                let gender = if gender == Gender::Female { "female" } else { "male" };
                pair("gender", gender.to_owned());
            }
            if let Some(country) = country {
                pair("nationality", scalar(country));
            }
        }
        Kind::Place => {
            if let Some(sort) = &record.sort {
                pair("type", scalar(sort));
            }
            if record.is_country {
                if let Some(code) = record.countries.first() {
                    pair("iso", scalar(code));
                }
            } else if let Some(country) = country {
                pair("within", scalar(country));
            }
            if !record.demonyms.is_empty() {
                pair("demonyms", list(&record.demonyms));
            }
            if let Some(population) = record.population {
                pair("population", population.to_string());
            }
        }
        Kind::Organization => {
            if let Some(sort) = &record.sort {
                pair("type", scalar(sort));
            }
            if let Some(country) = country {
                pair("within", scalar(country));
            }
        }
        Kind::Role => {
            if let Some(country) = country {
                pair("of", scalar(country));
            }
            if !record.titles.is_empty() {
                pair("titles", list(&record.titles));
            }
        }
        Kind::GivenName | Kind::Surname => {}
    }
    if kind == Kind::Person && !record.tenures.is_empty() {
        out.push_str("    roles:\n");
        for tenure in &record.tenures {
            let _ = writeln!(out, "      - title: {}", scalar(&tenure.title));
            for (key, value) in [("of", &tenure.of), ("from", &tenure.from), ("to", &tenure.to)] {
                if let Some(value) = value {
                    let _ = writeln!(out, "        {key}: {}", scalar(value));
                }
            }
        }
    }
    out
}

/// Whether it is a `Q` and a number.
pub fn is_item(item: &str) -> bool {
    let digits = item.strip_prefix('Q').unwrap_or_default();
    !digits.is_empty() && !digits.starts_with('0') && digits.bytes().all(|b| b.is_ascii_digit())
}

fn list(texts: &[String]) -> String {
    let texts: Vec<String> = texts.iter().map(|text| scalar(text)).collect();
    format!("[{}]", texts.join(", "))
}

/// `text` as a YAML scalar of any reader: plain if no reader could take it for anything else.
pub fn scalar(text: &str) -> String {
    if is_plain(text) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if must_be_escaped(c) && c as u32 <= 0xFFFF => {
                let _ = write!(out, "\\u{:04X}", c as u32);
            }
            c if must_be_escaped(c) => {
                let _ = write!(out, "\\U{:08X}", c as u32);
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Words that some readers of YAML take for truth values, nothing or numbers.
const RESERVED: &[&str] =
    &["y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf", "infinity"];

/// Letters and digits with single blanks, hyphens, full stops and apostrophes between, which begin
/// with a letter and are no word that YAML knows.
fn is_plain(text: &str) -> bool {
    let begins = text.chars().next().is_some_and(char::is_alphabetic);
    let ends = text.chars().last().is_some_and(char::is_alphanumeric);
    let inner = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '.' | '\'' | '’');
    begins
        && ends
        && text.chars().all(inner)
        && !text.contains("  ")
        && !RESERVED.iter().any(|word| text.eq_ignore_ascii_case(word))
        // 1e5 and its like begin with digits, but dates and numbers with letters do not.
        && text.chars().any(|c| c.is_alphabetic())
}

/// Whether YAML does not allow the character, or breaks lines at it, or drops it at the beginning.
fn must_be_escaped(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{85}' | '\u{A0}' | '\u{2028}' | '\u{2029}' | '\u{FEFF}')
        || matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{FFF0}'..='\u{FFFF}')
        || c as u32 > 0xEFFFF
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[derive(serde::Deserialize)]
    struct Read {
        text: String,
        list: Vec<String>,
    }

    fn read_back(text: &str) -> (String, Vec<String>) {
        let yaml = format!("text: {0}\nlist: [{0}, {0}]\n", scalar(text));
        let read: Read = serde_yaml::from_str(&yaml).unwrap_or_else(|e| panic!("{yaml:?}: {e}"));
        (read.text, read.list)
    }

    #[test]
    fn words_that_yaml_knows_stay_words() {
        for text in [
            "NO",
            "on",
            "1984",
            "y",
            "~",
            "null",
            "1e5",
            "0x1F",
            "-",
            "?",
            "a: b",
            "# c",
            "[x]",
            "{x}",
            "a, b",
            "\"x\"",
            "it's",
            "'x'",
            "line\nbreak",
            "\t",
            " x",
            "x ",
            "\u{0}",
            "\u{7}",
            "\u{85}",
            "\u{2028}",
            "\u{FEFF}x",
            "*a",
            "&a",
            "!a",
            "%a",
            "@a",
            "`a",
            "|",
            ">",
            "a\\b",
            "12:30",
            "2005-11-22",
            "x  y",
            "",
            "=",
            "<<",
            ".inf",
            "Q42",
            "ö ü",
            "陈瑞",
            "🙂",
            "\u{10FFFF}",
        ] {
            assert_eq!(read_back(text), (text.to_owned(), vec![text.to_owned(); 2]), "{text:?}");
        }
        assert_eq!(scalar("Anna-Maria O'Keller Jr"), "Anna-Maria O'Keller Jr");
        assert_eq!(scalar("No"), "\"No\"");
    }

    proptest! {
        #[test]
        fn every_text_reads_back(text in any::<String>()) {
            prop_assert_eq!(read_back(&text), (text.clone(), vec![text; 2]));
        }
    }
}

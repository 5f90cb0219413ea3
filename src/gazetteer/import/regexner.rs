//! Mappings of CoreNLP's RegexNER: tokens, type, types it may replace, priority, between tabs. Each
//! token is a regular expression; those that spell one word, or a choice of words, are names.

use super::label::{kind_of, sort_of};
use super::record::Record;
use super::{Format, Import, ImportError};

pub const FORMAT: Format = Format {
    name: "regexner",
    description: "CoreNLP RegexNER mapping: tokens, type, replaced types, priority between tabs",
    source: None,
    licence: None,
    needs_kind: false,
    read,
};

/// The most names that the choices of one line are spelt out to.
const MOST_NAMES: usize = 32;

fn read(import: &mut Import<'_>) -> Result<(), ImportError> {
    let mut lines = import.lines()?;
    while let Some(line) = lines.next()? {
        let made = line.text.map_err(str::to_owned).and_then(|text| {
            let mut cells = text.split('\t');
            let pattern = cells.next().unwrap_or_default().trim();
            let label = cells.next().map(str::trim).filter(|label| !label.is_empty());
            let label = label.ok_or("no type after a tab")?;
            let kind = kind_of(label, &import.options.labels)
                .or(import.options.kinds.first().copied())
                .ok_or_else(|| {
                    format!("the type “{label}” is no kind; say what it means with --label")
                })?;
            let mut names = names(pattern)?;
            let mut record = Record::new(Some(kind), names.remove(0));
            record.aliases = names;
            record.sort = sort_of(label).map(str::to_owned);
            Ok(record)
        });
        match made {
            Ok(record) => import.take(record, line.number)?,
            Err(why) => import.bad(line.number, why),
        }
    }
    Ok(())
}

/// Every name that a line stands for.
fn names(pattern: &str) -> Result<Vec<String>, String> {
    let mut names = vec![String::new()];
    for token in pattern.split_whitespace() {
        let words = words(token).ok_or_else(|| format!("“{token}” is a pattern, not a word"))?;
        if names.len() * words.len() > MOST_NAMES {
            return Err(format!("the choices of the line make more than {MOST_NAMES} names"));
        }
        let longer = names.iter().flat_map(|name| {
            words.iter().map(move |word| match (name.as_str(), word.as_str()) {
                ("", word) => word.to_owned(),
                (name, "") => name.to_owned(),
                (name, word) => format!("{name} {word}"),
            })
        });
        names = longer.collect();
    }
    names.retain(|name| !name.is_empty());
    names.dedup();
    if names.is_empty() { Err("the line names nobody".to_owned()) } else { Ok(names) }
}

/// The words that a token can be: itself, without its escapes; `(a|b)`; `x?` for none or one.
fn words(token: &str) -> Option<Vec<String>> {
    let (token, is_optional) = match token.strip_suffix('?') {
        Some(bare) if bare.ends_with(')') => (bare, true),
        _ => (token, false),
    };
    let inner = token.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    let choices =
        inner.unwrap_or(token).split('|').filter(|_| inner.is_some() || !token.contains('|'));
    let mut words: Vec<String> = choices.map(literal).collect::<Option<_>>()?;
    if is_optional {
        words.push(String::new());
    }
    (!words.is_empty()).then_some(words)
}

/// The text that a regular expression without operators matches.
fn literal(pattern: &str) -> Option<String> {
    let mut text = String::new();
    let mut chars = pattern.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => text.push(chars.next().filter(|c| !c.is_alphanumeric())?),
            '*' | '+' | '?' | '[' | ']' | '{' | '}' | '(' | ')' | '|' | '^' | '$' | '/' => {
                return None;
            }
            // A full stop matches any character, and a name that writes one means itself.
            c => text.push(c),
        }
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn choices_are_spelt_out_and_patterns_refused() {
        for (pattern, expected) in [
            ("Lake Veyra", Some(vec!["Lake Veyra"])),
            (r"Veyra Bank \(North\)", Some(vec!["Veyra Bank (North)"])),
            ("(Port|Harbour) Salis", Some(vec!["Port Salis", "Harbour Salis"])),
            ("Salis (City)?", Some(vec!["Salis City", "Salis"])),
            ("Veyr.*", None),
            (r"\d+ Days", None),
            ("[Vv]eyra", None),
        ] {
            let found = names(pattern).ok();
            let expected = expected.map(|names| names.into_iter().map(str::to_owned).collect());
            assert_eq!(found, expected, "{pattern}");
        }
    }
}

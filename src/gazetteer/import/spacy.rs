//! Patterns of spaCy's EntityRuler, one JSON object a line: label, pattern (a text, or tokens with
//! `TEXT`, `ORTH` or `LOWER`), and perhaps an id that several patterns share.

use serde::Deserialize;
use serde_json::{Map, Value};

use super::join::Join;
use super::label::{kind_of, sort_of};
use super::record::Record;
use super::{Format, Import, ImportError, yaml};

pub const FORMAT: Format = Format {
    name: "spacy",
    description: "spaCy EntityRuler patterns, one JSON object a line",
    source: None,
    licence: None,
    needs_kind: false,
    read,
};

#[derive(Deserialize)]
struct Line {
    label: String,
    pattern: Pattern,
    #[serde(default)]
    id: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Pattern {
    Text(String),
    Tokens(Vec<Map<String, Value>>),
}

fn read(import: &mut Import<'_>) -> Result<(), ImportError> {
    let mut lines = import.lines()?;
    let mut join = Join::new();
    while let Some(line) = lines.next()? {
        let number = line.number;
        let read = line.text.map_err(str::to_owned).and_then(|text| {
            serde_json::from_str::<Line>(&text).map_err(|error| format!("no pattern: {error}"))
        });
        let part = read.and_then(|line| {
            let kind = kind_of(&line.label, &import.options.labels)
                .or(import.options.kinds.first().copied())
                .ok_or_else(|| {
                    format!("the label “{}” is no kind; say what it means with --label", line.label)
                })?;
            let name = match &line.pattern {
                Pattern::Text(text) => text.clone(),
                Pattern::Tokens(tokens) => name_of(tokens)?,
            };
            let mut record = Record::new(Some(kind), name);
            record.sort = sort_of(&line.label).map(str::to_owned);
            record.id = line.id.unwrap_or_default();
            record.wikidata = Some(record.id.clone()).filter(|id| yaml::is_item(id));
            Ok(record)
        });
        match part {
            // Patterns without an id are each their own.
            Ok(record) if record.id.is_empty() => import.take(record, number)?,
            Ok(record) => join.put(&record.id.clone(), number, record)?,
            Err(why) => import.bad(number, why),
        }
    }
    join.finish(import, |_| Ok(()))
}

/// The name that a pattern of tokens spells, if it spells one.
fn name_of(tokens: &[Map<String, Value>]) -> Result<String, String> {
    let mut name = String::new();
    let mut is_open = true;
    for token in tokens {
        let mut keys = token.iter();
        let (Some((key, Value::String(text))), None) = (keys.next(), keys.next()) else {
            return Err("the pattern is no plain name but a rule for tokens".to_owned());
        };
        let word = match key.to_ascii_uppercase().as_str() {
            "TEXT" | "ORTH" => text.clone(),
            "LOWER" => capitalized(text),
            _ => return Err(format!("the pattern is no plain name: it asks for {key}")),
        };
        let is_joint = matches!(word.as_str(), "-" | "'" | "’" | "." | ",");
        if !is_open && !is_joint && !word.starts_with('\'') {
            name.push(' ');
        }
        name.push_str(&word);
        is_open = matches!(word.as_str(), "-" | "'" | "’");
    }
    Ok(name)
}

/// The word with a capital: patterns in lower case find names in any.
fn capitalized(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}

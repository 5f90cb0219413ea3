//! What tells the events of an example from the events found, and how to show it to whoever wrote
//! the example: expected, found, and carets under the words in question.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::event::example::{Finding, Value};

/// What an example says of one event.
pub type Expected = BTreeMap<String, Vec<String>>;

/// One thing that is not as the example says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// No event found comes near this one, counted over those of the example.
    NoSuchEvent(usize),
    /// The example knows nothing of this event, counted over those found.
    UnexpectedEvent(usize),
    /// A value of the example that was not found: of which argument, which text.
    Missing(String, String),
    /// A value found that the example does not list.
    Unexpected(String, Value),
}

/// Everything in which `found` differs from `expected`.
///
/// Each event of the example is paired with the one found that differs from it least, provided
/// that the two share a value.
pub fn between(expected: &[Expected], found: &[Finding]) -> Vec<Difference> {
    let mut pairs: Vec<(usize, usize, usize)> = Vec::new();
    for (e, wanted) in expected.iter().enumerate() {
        for (f, finding) in found.iter().enumerate() {
            let cost = compare(wanted, finding).len();
            let shares = wanted.values().map(Vec::len).sum::<usize>() > missing(wanted, finding);
            if shares {
                pairs.push((cost, e, f));
            }
        }
    }
    pairs.sort_unstable();
    let mut partner = vec![None; expected.len()];
    let mut taken = vec![false; found.len()];
    for (_, e, f) in pairs {
        if partner[e].is_none() && !taken[f] {
            partner[e] = Some(f);
            taken[f] = true;
        }
    }
    let mut differences = Vec::new();
    for (e, wanted) in expected.iter().enumerate() {
        match partner[e] {
            Some(f) => differences.extend(compare(wanted, &found[f])),
            None => differences.push(Difference::NoSuchEvent(e)),
        }
    }
    let extra = taken.iter().enumerate().filter(|(_, taken)| !**taken);
    differences.extend(extra.map(|(f, _)| Difference::UnexpectedEvent(f)));
    differences
}

fn missing(wanted: &Expected, found: &Finding) -> usize {
    let differences = compare(wanted, found);
    differences.iter().filter(|d| matches!(d, Difference::Missing(..))).count()
}

fn compare(wanted: &Expected, found: &Finding) -> Vec<Difference> {
    let mut differences = Vec::new();
    for (key, texts) in wanted {
        let none = Vec::new();
        let values = match (found.values.get(key), found.optional.get(key)) {
            (Some(values), _) | (None, Some(values)) => values,
            (None, None) => &none,
        };
        let mut taken = vec![false; values.len()];
        for text in texts.iter().filter(|text| !is_default(key, text)) {
            let mut hit = false;
            for (at, value) in values.iter().enumerate() {
                if taken[at] {
                    continue;
                }
                // One group of words can stand for several people.
                let by_words = same_words(&value.text, text);
                if by_words || (!hit && value.names.iter().any(|name| same_words(name, text))) {
                    taken[at] = true;
                    hit = true;
                    if !by_words {
                        break;
                    }
                }
            }
            if !hit {
                differences.push(Difference::Missing(key.clone(), text.clone()));
            }
        }
        let is_optional = !found.values.contains_key(key);
        for (value, _) in values.iter().zip(&taken).filter(|(_, t)| !**t && !is_optional) {
            differences.push(Difference::Unexpected(key.clone(), value.clone()));
        }
    }
    for (key, values) in found.values.iter().filter(|(key, _)| !wanted.contains_key(*key)) {
        let unexpected = |value: &Value| Difference::Unexpected(key.clone(), value.clone());
        differences.extend(values.iter().map(unexpected));
    }
    differences
}

/// What holds of an event that says nothing else.
fn is_default(key: &str, text: &str) -> bool {
    matches!(
        (key, text),
        ("polarity", "positive") | ("modality", "asserted") | ("mode", "in-person")
    )
}

/// Whether two stretches of text are the same but for an article and a final mark.
fn same_words(found: &str, wanted: &str) -> bool {
    let bare = |text: &str| {
        let text = text.trim().trim_end_matches([',', '.']);
        let article = ["the ", "The ", "a ", "A ", "an ", "An "].iter();
        let text = article.fold(text, |text, article| text.strip_prefix(article).unwrap_or(text));
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    bare(found) == bare(wanted)
}

/// A few lines: what was expected, what was found, and the text with carets.
pub fn show(
    text: &str,
    expected: &[Expected],
    found: &[Finding],
    differences: &[Difference],
) -> String {
    let mut out = String::new();
    let mut rows = |label: &str, lines: Vec<String>| {
        let lines = if lines.is_empty() { vec!["nothing".to_owned()] } else { lines };
        for (at, line) in lines.iter().enumerate() {
            let label = if at == 0 { label } else { "" };
            let _ = writeln!(out, "  {label:<9} {line}");
        }
    };
    rows("expected", expected.iter().map(expected_line).collect());
    rows("found", found.iter().map(found_line).collect());
    let _ = writeln!(out);
    out.push_str(&carets(text, found, differences));
    out.truncate(out.trim_end().len());
    out
}

fn expected_line(event: &Expected) -> String {
    let part = |(key, texts): (&String, &Vec<String>)| format!("{key}: {}", texts.join(" + "));
    event.iter().map(part).collect::<Vec<_>>().join("; ")
}

fn found_line(finding: &Finding) -> String {
    let part = |(key, values): (&String, &Vec<Value>)| {
        let texts: Vec<&str> = values.iter().map(|v| v.text.as_str()).collect();
        format!("{key}: {}", texts.join(" + "))
    };
    let parts: Vec<String> = finding.values.iter().map(part).collect();
    format!("{}   ({})", parts.join("; "), finding.rule)
}

/// The text, and under it a line of carets with a remark for each difference.
fn carets(text: &str, found: &[Finding], differences: &[Difference]) -> String {
    let mut marks: Vec<((u32, u32), String)> = Vec::new();
    let mut remarks: Vec<String> = Vec::new();
    let mut mark = |range: Option<(u32, u32)>, remark: String| match range {
        Some(range) => marks.push((range, remark)),
        None => remarks.push(remark),
    };
    for difference in differences {
        match difference {
            Difference::NoSuchEvent(number) => {
                mark(None, format!("event {} of the example is not found", number + 1));
            }
            Difference::UnexpectedEvent(number) => {
                mark(Some(found[*number].trigger), "an event that is not expected".to_owned());
            }
            Difference::Missing(key, value) => {
                mark(range_of(text, value), format!("{key}: {value} is missing"));
            }
            Difference::Unexpected(key, value) => {
                let range = value.range.or_else(|| range_of(text, &value.text));
                mark(range, format!("{key}: {} is not expected", value.text));
            }
        }
    }
    marks.sort();
    let mut out = String::new();
    let mut start = 0;
    for line in text.split('\n') {
        let end = start + line.chars().count() as u32;
        let _ = writeln!(out, "  {line}");
        for ((from, to), remark) in &marks {
            if *from >= start && *from <= end {
                let indent = (from - start) as usize;
                let length = (to.min(&end) - from).max(1) as usize;
                let _ = writeln!(out, "  {:indent$}{} {remark}", "", "^".repeat(length));
            }
        }
        start = end + 1;
    }
    for remark in remarks {
        let _ = writeln!(out, "  {remark}");
    }
    out
}

/// The code points of the first place where `words` stand in `text`.
fn range_of(text: &str, words: &str) -> Option<(u32, u32)> {
    let at = text.find(words)?;
    let start = text.get(..at)?.chars().count() as u32;
    Some((start, start + words.chars().count() as u32))
}

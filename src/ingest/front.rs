//! The front matter of Markdown: a few `key: value` lines between two lines of dashes, read
//! leniently, since a slip in it must not cost the article.

use super::record::{Columns, Field, Record};

/// Splits off the front matter, if there is any: its fields, and the text behind it.
pub fn front_matter(text: &str) -> (Record, &str) {
    let mut record = Record::default();
    let trimmed = text.trim_start_matches(['\u{feff}', '\n', '\r']);
    let Some((head, rest)) = split(trimmed) else { return (record, text) };
    let columns = Columns::default();
    for line in head.lines() {
        let Some((key, value)) = line.split_once(':') else { continue };
        let is_top_level = !key.starts_with([' ', '\t', '-', '#']);
        let Some((field, rank)) = columns.find(key.trim_matches(['"', '\''])) else { continue };
        if is_top_level && field != Field::Text {
            record.offer(field, rank, unquoted(value).to_owned());
        }
    }
    (record, rest)
}

/// The lines between the dashes, and what follows; nothing if the dashes are a line of the text.
fn split(text: &str) -> Option<(&str, &str)> {
    let begin = text.strip_prefix("---")?;
    let begin = begin.trim_start_matches([' ', '\t', '\r']).strip_prefix('\n')?;
    let mut at = 0;
    for line in begin.split_inclusive('\n') {
        if matches!(line.trim_end(), "---" | "...") {
            return Some((begin.get(..at)?, begin.get(at + line.len()..)?));
        }
        let content = line.trim();
        let is_data = content.is_empty()
            || content.starts_with(['#', '-', '[', ']', '{', '}'])
            || line.starts_with([' ', '\t'])
            || content.split_once(':').is_some_and(|(key, _)| !key.contains(['.', ',']));
        if !is_data {
            return None;
        }
        at += line.len();
    }
    None
}

/// A YAML scalar without its quotation marks and without a comment behind it.
fn unquoted(value: &str) -> &str {
    let value = value.trim();
    for mark in ['"', '\''] {
        if let Some((inside, _)) = value.strip_prefix(mark).and_then(|rest| rest.rsplit_once(mark))
        {
            return inside;
        }
    }
    let plain = value.split_once(" #").map_or(value, |(plain, _)| plain.trim_end());
    if matches!(plain, "null" | "~" | "|" | ">") { "" } else { plain }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_is_split_off_and_anything_else_is_text() {
        for (text, title, rest) in [
            (
                "---\ntitle: \"Talks: day two\"\ntags:\n  - salt\n---\nKeller.",
                Some("Talks: day two"),
                "Keller.",
            ),
            ("---\r\ntitle: Talks # draft\r\n---\r\nKeller.", Some("Talks"), "Keller."),
            ("---\nheadline: 'Talks'\nbroken [ yaml: {\n---\nKeller.", Some("Talks"), "Keller."),
            (
                "---\ntitle: Talks\nKeller met Marten.\n---\n",
                None,
                "---\ntitle: Talks\nKeller met Marten.\n---\n",
            ),
            ("---\ntitle: Talks\n", None, "---\ntitle: Talks\n"),
            ("Keller.\n\n---\n\ntitle: no\n---\n", None, "Keller.\n\n---\n\ntitle: no\n---\n"),
        ] {
            let (mut record, found) = front_matter(text);
            assert_eq!(record.take(Field::Title).as_deref(), title, "{text:?}");
            assert_eq!(found, rest, "{text:?}");
        }
    }
}

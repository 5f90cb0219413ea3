//! One record of a file of many, or the front matter of a file of one: which of its fields say
//! what, and the article they make.

use super::date::date;
use super::{Place, ReadError, Reason};
use crate::text::Article;

/// What a field of a record says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The article's id.
    Id,
    /// Its text.
    Text,
    /// Its headline.
    Title,
    /// Its day of publication.
    Published,
    /// Where it comes from.
    Source,
}

const FIELDS: [(Field, &str, &[&str]); 5] = [
    (Field::Id, "id", &["id", "url", "story_id"]),
    (Field::Text, "text", &["text", "body", "content", "event_text"]),
    (Field::Title, "title", &["title", "headline"]),
    (
        Field::Published,
        "published",
        &["published", "date", "pub_date", "publishedat", "published_at", "date_published"],
    ),
    (Field::Source, "source", &["source", "publisher", "site", "site_name"]),
];

/// Under which names the fields of a record go. Names are compared without regard to case; where
/// a record has several, the first in the list that says something counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Columns {
    /// By the number of the field.
    names: [Vec<String>; 5],
    is_mapped: [bool; 5],
}

impl Default for Columns {
    fn default() -> Self {
        let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        Columns { names: FIELDS.map(|(_, _, names)| owned(names)), is_mapped: [false; 5] }
    }
}

/// What is wrong with a `--map`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "“{0}” does not name a field and a column; write text=COLUMN (or id=, title=, published=, source=)"
)]
pub struct MapError(pub String);

impl Columns {
    /// Names another column: `text=story`. The first for a field takes the place of the usual
    /// names, further ones stand behind it.
    pub fn map(&mut self, mapping: &str) -> Result<(), MapError> {
        let wrong = || MapError(mapping.to_owned());
        let (field, column) = mapping.split_once('=').ok_or_else(wrong)?;
        let column = column.trim().to_lowercase();
        let number = FIELDS.iter().position(|(_, name, _)| *name == field.trim());
        let (Some(number), false) = (number, column.is_empty()) else { return Err(wrong()) };
        let slots = (self.names.get_mut(number), self.is_mapped.get_mut(number));
        let (Some(names), Some(is_mapped)) = slots else { return Err(wrong()) };
        if !std::mem::replace(is_mapped, true) {
            names.clear();
        }
        names.push(column);
        Ok(())
    }

    /// What the column of that name says, and its rank among the names of the field.
    pub fn find(&self, name: &str) -> Option<(Field, usize)> {
        let name = name.trim().trim_start_matches('\u{feff}');
        let is_same = |wanted: &String| {
            wanted.eq_ignore_ascii_case(name)
                || (!name.is_ascii() && *wanted == name.to_lowercase())
        };
        FIELDS
            .iter()
            .zip(&self.names)
            .find_map(|((field, _, _), names)| Some((*field, names.iter().position(is_same)?)))
    }
}

/// The fields of one record.
#[derive(Debug, Default)]
pub struct Record {
    values: [Option<(usize, String)>; 5],
}

impl Record {
    /// Takes a value, unless it is empty or one of a better name is there.
    pub fn offer(&mut self, field: Field, rank: usize, value: String) {
        let Some(slot) = self.values.get_mut(field as usize) else { return };
        let is_better = slot.as_ref().is_none_or(|(taken, _)| rank < *taken);
        if is_better && !value.trim().is_empty() {
            *slot = Some((rank, value));
        }
    }

    /// What a field says, without white space around it.
    pub fn take(&mut self, field: Field) -> Option<String> {
        let (_, value) = self.values.get_mut(field as usize)?.take()?;
        let trimmed = value.trim();
        Some(if trimmed.len() == value.len() { value } else { trimmed.to_owned() })
    }

    /// The article of the record that begins on `line`.
    pub fn into_article(mut self, place: &Place, line: u64) -> Result<Article, ReadError> {
        let text = self.values.get_mut(Field::Text as usize).and_then(Option::take);
        let Some((_, text)) = text else { return Err(place.error(Some(line), Reason::NoText)) };
        let published = self.take(Field::Published).and_then(|text| date(&text));
        Ok(Article {
            id: self.take(Field::Id).unwrap_or_else(|| format!("{}#{line}", place.id)),
            title: self.take(Field::Title),
            published,
            source: self.take(Field::Source).or_else(|| place.source()),
            text,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_answer_to_the_usual_names_in_any_case() {
        let columns = Columns::default();
        for (name, wanted) in [
            ("id", Some((Field::Id, 0))),
            ("Headline", Some((Field::Title, 1))),
            ("publishedAt", Some((Field::Published, 3))),
            (" EVENT_TEXT ", Some((Field::Text, 3))),
            ("\u{feff}url", Some((Field::Id, 1))),
            ("author", None),
        ] {
            assert_eq!(columns.find(name), wanted, "{name:?}");
        }
    }

    #[test]
    fn a_mapping_takes_the_place_of_the_usual_names() {
        let mut columns = Columns::default();
        assert_eq!(columns.map("text=Story Text"), Ok(()));
        assert_eq!(columns.map("text=lead"), Ok(()));
        assert_eq!(columns.find("story text"), Some((Field::Text, 0)));
        assert_eq!(columns.find("lead"), Some((Field::Text, 1)));
        assert_eq!(columns.find("body"), None);
        for wrong in ["text", "words=x", "text=", ""] {
            assert_eq!(columns.map(wrong), Err(MapError(wrong.to_owned())));
        }
    }

    #[test]
    fn the_better_name_counts_unless_it_says_nothing() {
        let mut record = Record::default();
        record.offer(Field::Id, 1, "northwind.org/1".to_owned());
        record.offer(Field::Id, 0, "17".to_owned());
        record.offer(Field::Title, 0, "  ".to_owned());
        record.offer(Field::Title, 1, " Talks ".to_owned());
        assert_eq!(record.take(Field::Id).as_deref(), Some("17"));
        assert_eq!(record.take(Field::Title).as_deref(), Some("Talks"));
    }
}

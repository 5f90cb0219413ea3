//! Popolo as EveryPolitician publishes it: one JSON object with lists of persons, organizations, areas,
//! events and memberships, which refer to each other by id.

use std::cell::Cell;
use std::fmt;
use std::io::{self, BufRead, Read};

use rustc_hash::FxHashMap;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use super::join::Join;
use super::record::{Record, Tenure, date, gender};
use super::{Format, Import, ImportError, input, yaml};
use crate::gazetteer::schema::Kind;

pub const FORMAT: Format = Format {
    name: "popolo",
    description: "Popolo JSON: EveryPolitician ep-popolo-v1.0.json",
    source: None,
    licence: None,
    needs_kind: false,
    read,
};

fn read(import: &mut Import<'_>) -> Result<(), ImportError> {
    // Organizations and periods are few, and memberships may stand before them.
    let mut names: FxHashMap<String, String> = FxHashMap::default();
    let mut periods: FxHashMap<String, (Option<String>, Option<String>)> = FxHashMap::default();
    let mut join = Join::new();
    each(import, &mut |import, section, value, line| {
        let id = text(value, "id").unwrap_or_default();
        match section {
            "organizations" => {
                names.insert(id.clone(), text(value, "name").unwrap_or_default());
                join.put(&format!("organization {id}"), line, organization(value))?;
            }
            "posts" => {
                names.insert(id, text(value, "label").or(text(value, "role")).unwrap_or_default());
            }
            "events" => {
                periods.insert(id, (day(value, "start_date"), day(value, "end_date")));
            }
            "persons" if id.is_empty() => import.bad(line, "a person without id"),
            "persons" => join.put(&id, line, person(value))?,
            _ => {}
        }
        Ok(())
    })?;
    each(import, &mut |import, section, value, line| {
        if section != "memberships" {
            return Ok(());
        }
        let Some(person) = text(value, "person_id") else {
            import.bad(line, "a membership without person_id");
            return Ok(());
        };
        let name = |key: &str| text(value, key).and_then(|id| names.get(&id)).cloned();
        let period = text(value, "legislative_period_id").and_then(|id| periods.get(&id));
        let (first, last) = period.cloned().unwrap_or_default();
        let from = day(value, "start_date").or(first);
        let to = day(value, "end_date").or(last);
        let role = name("post_id").or(text(value, "role")).unwrap_or_else(|| "member".to_owned());
        let of = name("organization_id").or(text(value, "organization_id"));
        let main = Tenure { title: role, of, from, to, ..Tenure::default() };
        let party = name("on_behalf_of_id").map(|party| Tenure {
            title: "member".to_owned(),
            of: Some(party),
            ..main.clone()
        });
        let tenures = std::iter::once(main).chain(party).collect();
        join.put(&person, line, Record { tenures, ..Record::default() })
    })?;
    join.finish(import, |record| match record.kind {
        Some(_) => Ok(()),
        None => Err("a membership of somebody whom the file does not hold"),
    })
}

fn person(value: &Value) -> Record {
    let mut record = Record::new(Some(Kind::Person), text(value, "name").unwrap_or_default());
    record.id = text(value, "id").unwrap_or_default();
    record.gender = text(value, "gender").as_deref().and_then(gender);
    for other in list(value, "other_names") {
        let is_english = text(other, "lang").is_none_or(|lang| lang.starts_with("en"));
        let is_full = text(other, "note").is_none_or(|note| !note.contains("birth"));
        if is_english && is_full {
            record.aliases.extend(text(other, "name"));
        }
    }
    let item =
        list(value, "identifiers").find(|i| text(i, "scheme").as_deref() == Some("wikidata"));
    record.wikidata = item.and_then(|i| text(i, "identifier")).filter(|item| yaml::is_item(item));
    record
}

fn organization(value: &Value) -> Record {
    let name = text(value, "name").unwrap_or_default();
    let mut record = Record::new(Some(Kind::Organization), name);
    record.id = text(value, "id").unwrap_or_default();
    record.sort = match text(value, "classification").as_deref() {
        Some("party") => Some("party".to_owned()),
        Some("legislature" | "chamber") => Some("parliament".to_owned()),
        _ => None,
    };
    let item =
        list(value, "identifiers").find(|i| text(i, "scheme").as_deref() == Some("wikidata"));
    record.wikidata = item.and_then(|i| text(i, "identifier")).filter(|item| yaml::is_item(item));
    record
}

fn text(value: &Value, key: &str) -> Option<String> {
    value.get(key)?.as_str().map(str::to_owned).filter(|text| !text.is_empty())
}

fn day(value: &Value, key: &str) -> Option<String> {
    text(value, key).as_deref().and_then(date)
}

fn list<'a>(value: &'a Value, key: &str) -> impl Iterator<Item = &'a Value> {
    value.get(key).and_then(Value::as_array).into_iter().flatten()
}

type Take<'t, 'i> =
    &'t mut dyn FnMut(&mut Import<'i>, &str, &Value, u64) -> Result<(), ImportError>;

/// Hands every element of every list at the top of the file to `take`, with the list's name and the
/// line on which the element ends; no more than one element is in memory.
fn each<'i>(import: &mut Import<'i>, take: Take<'_, 'i>) -> Result<(), ImportError> {
    let line = Cell::new(1);
    let bytes = Counted { bytes: input::open(import.path)?, line: &line };
    let mut reader = serde_json::Deserializer::from_reader(bytes);
    let mut failure = None;
    let sections = Sections { import: &mut *import, take, line: &line, failure: &mut failure };
    let read = sections.deserialize(&mut reader);
    match (failure, read) {
        (Some(failure), _) => Err(failure),
        (None, Ok(())) => Ok(()),
        (None, Err(error)) if error.is_io() => {
            let path = import.path.to_owned();
            Err(ImportError::Read { path, source: error.into() })
        }
        (None, Err(error)) => Err(import.not_of_format(format!("{error}"))),
    }
}

/// Counts the lines of what is read.
struct Counted<'a> {
    bytes: Box<dyn BufRead>,
    line: &'a Cell<u64>,
}

impl Read for Counted<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.bytes.read(buffer)?;
        let breaks = memchr::memchr_iter(b'\n', &buffer[..count]).count();
        self.line.set(self.line.get() + breaks as u64);
        Ok(count)
    }
}

struct Sections<'a, 'i, 't> {
    import: &'a mut Import<'i>,
    take: Take<'t, 'i>,
    line: &'a Cell<u64>,
    failure: &'a mut Option<ImportError>,
}

impl<'de> DeserializeSeed<'de> for Sections<'_, '_, '_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Sections<'_, '_, '_> {
    type Value = ();
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with lists of persons, organizations and memberships")
    }
    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
        const KNOWN: &[&str] = &["persons", "organizations", "posts", "events", "memberships"];
        while let Some(section) = map.next_key::<String>()? {
            if KNOWN.contains(&section.as_str()) {
                map.next_value_seed(Elements { section: &section, of: &mut self })?;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(())
    }
}

struct Elements<'s, 'a, 'i, 't> {
    section: &'s str,
    of: &'s mut Sections<'a, 'i, 't>,
}

impl<'de> DeserializeSeed<'de> for Elements<'_, '_, '_, '_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Elements<'_, '_, '_, '_> {
    type Value = ();
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a list of {}", self.section)
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        while let Some(value) = seq.next_element::<Value>()? {
            let Sections { import, take, line, failure } = &mut *self.of;
            if let Err(error) = take(import, self.section, &value, line.get()) {
                **failure = Some(error);
                return Err(serde::de::Error::custom("stopped"));
            }
        }
        Ok(())
    }
}

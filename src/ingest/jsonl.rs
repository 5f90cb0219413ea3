//! JSON Lines, one article to a line, and JSON arrays of articles: read record by record, however
//! long the file. A broken record costs itself alone.

use std::borrow::Cow;
use std::fmt;
use std::io::{self, BufRead};
use std::sync::Arc;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::record::{Columns, Field, Record};
use super::{Input, Place, ReadError, ReadOptions, Reader, Reason, Records, encoding, one};
use crate::text::Article;

/// Reads JSON Lines and JSON arrays.
pub struct JsonLines;

impl Reader for JsonLines {
    fn name(&self) -> &'static str {
        "JSON Lines"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["jsonl", "ndjson", "json"]
    }

    fn recognizes(&self, beginning: &str) -> bool {
        let inside = beginning.strip_prefix('[').map(str::trim_start).unwrap_or(beginning);
        inside.strip_prefix('{').is_some_and(|rest| rest.trim_start().starts_with(['"', '}']))
    }

    fn read(&self, input: Input) -> Records {
        let Input { bytes, place, options } = input;
        match encoding::to_utf_8(bytes) {
            Err(error) => one(Err(place.io_error(None, error))),
            Ok(Err(what)) => one(Err(place.error(None, Reason::Binary(what)))),
            Ok(Ok(bytes)) => {
                let is_lines = matches!(place.ending().as_deref(), Some("jsonl" | "ndjson"));
                let shape = if is_lines { Some(Shape::Lines) } else { None };
                let pieces =
                    Pieces { bytes, shape, line: 1, limit: options.limit, piece: Vec::new() };
                Box::new(Articles { pieces, place, options, is_over: false })
            }
        }
    }
}

struct Articles {
    pieces: Pieces,
    place: Place,
    options: Arc<ReadOptions>,
    is_over: bool,
}

impl Iterator for Articles {
    type Item = Result<Article, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.is_over {
            let line = match self.pieces.next() {
                Ok(Some(Cut::Whole(line))) => line,
                Ok(Some(Cut::TooLong(line))) => {
                    let reason = Reason::TooLong(self.pieces.limit);
                    return Some(Err(self.place.error(Some(line), reason)));
                }
                Ok(None) => return None,
                Err(error) => {
                    self.is_over = true;
                    return Some(Err(self.place.io_error(Some(self.pieces.line), error)));
                }
            };
            let text = encoding::record_text(&self.pieces.piece);
            let text = text.trim();
            if text.is_empty() {
                continue;
            }
            return Some(match record(text, &self.options.columns) {
                Ok(record) => record.into_article(&self.place, line),
                Err(Reason::Json(error)) => {
                    let line = line + (error.line() as u64).saturating_sub(1);
                    Err(self.place.error(Some(line), Reason::Json(error)))
                }
                Err(reason) => Err(self.place.error(Some(line), reason)),
            });
        }
        None
    }
}

/// How records are told apart.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// Each line is one.
    Lines,
    /// Each value is one, inside an array or one after the other, over as many lines as it likes.
    Values,
}

/// A record cut out of the stream.
enum Cut {
    /// It lies in `Pieces::piece` and begins on this line.
    Whole(u64),
    /// It was passed over.
    TooLong(u64),
}

/// Cuts a stream into records without holding more than one.
struct Pieces {
    bytes: Box<dyn BufRead + Send>,
    /// None until the beginning has been looked at.
    shape: Option<Shape>,
    line: u64,
    limit: usize,
    piece: Vec<u8>,
}

impl Pieces {
    fn next(&mut self) -> io::Result<Option<Cut>> {
        let shape = match self.shape {
            Some(shape) => shape,
            None => *self.shape.insert(shape(self.bytes.fill_buf()?)),
        };
        self.piece.clear();
        match shape {
            Shape::Lines => self.next_line(),
            Shape::Values => self.next_value(),
        }
    }

    fn next_line(&mut self) -> io::Result<Option<Cut>> {
        let line = self.line;
        let mut is_too_long = false;
        let mut has_any = false;
        loop {
            let buffer = self.bytes.fill_buf()?;
            let end = memchr::memchr(b'\n', buffer);
            let now = buffer.get(..end.unwrap_or(buffer.len())).unwrap_or_default();
            has_any |= !buffer.is_empty();
            is_too_long |= self.piece.len() + now.len() > self.limit;
            if is_too_long {
                self.piece = Vec::new();
            } else {
                self.piece.extend_from_slice(now);
            }
            let is_end = buffer.is_empty();
            let used = now.len() + usize::from(end.is_some());
            self.bytes.consume(used);
            if end.is_some() {
                self.line += 1;
            } else if !is_end {
                continue;
            }
            return Ok(has_any.then_some(match is_too_long {
                true => Cut::TooLong(line),
                false => Cut::Whole(line),
            }));
        }
    }

    /// The next object, or whatever else stands between two commas or white spaces of the file.
    fn next_value(&mut self) -> io::Result<Option<Cut>> {
        let mut begins: Option<u64> = None;
        let mut scan = Scan::default();
        let mut is_too_long = false;
        loop {
            let buffer = self.bytes.fill_buf()?;
            let is_end = buffer.is_empty();
            let mut used = 0;
            let mut is_done = is_end;
            for &byte in buffer {
                let is_inside = begins.is_some();
                if !is_inside && is_between(byte) {
                    used += 1;
                    self.line += u64::from(byte == b'\n');
                    continue;
                }
                if is_inside && scan.is_loose() && is_between(byte) {
                    is_done = true;
                    break;
                }
                begins.get_or_insert(self.line);
                used += 1;
                self.line += u64::from(byte == b'\n');
                is_too_long |= self.piece.len() >= self.limit;
                if !is_too_long {
                    self.piece.push(byte);
                }
                if scan.closes(byte) {
                    is_done = true;
                    break;
                }
            }
            self.bytes.consume(used);
            if is_done {
                return Ok(begins.map(|line| match is_too_long {
                    true => Cut::TooLong(line),
                    false => Cut::Whole(line),
                }));
            }
        }
    }
}

/// What stands between the records of a file.
fn is_between(byte: u8) -> bool {
    byte.is_ascii_whitespace() || matches!(byte, b'[' | b']' | b',')
}

/// A first line that is an object, or the beginning of one that is longer than was looked at.
fn shape(beginning: &[u8]) -> Shape {
    let line = beginning.trim_ascii_start().split(|b| *b == b'\n').next().unwrap_or_default();
    match line.trim_ascii_end() {
        [b'{', .., b'}'] => Shape::Lines,
        _ => Shape::Values,
    }
}

/// How deep in a JSON value a scan is.
#[derive(Default)]
struct Scan {
    depth: u32,
    is_string: bool,
    is_escaped: bool,
}

impl Scan {
    /// Outside of every object and string.
    fn is_loose(&self) -> bool {
        self.depth == 0 && !self.is_string
    }

    /// Takes one byte and tells whether it closes the outermost object.
    fn closes(&mut self, byte: u8) -> bool {
        if self.is_string {
            let is_escaped = std::mem::replace(&mut self.is_escaped, false);
            match byte {
                b'\\' if !is_escaped => self.is_escaped = true,
                b'"' if !is_escaped => self.is_string = false,
                _ => {}
            }
            return false;
        }
        match byte {
            b'"' => self.is_string = true,
            b'{' | b'[' => self.depth += 1,
            b'}' | b']' => {
                self.depth = self.depth.saturating_sub(1);
                return self.depth == 0;
            }
            _ => {}
        }
        false
    }
}

/// The fields of one JSON object.
fn record(text: &str, columns: &Columns) -> Result<Record, Reason> {
    match object(text, columns) {
        Ok(record) => Ok(record),
        Err(_) if !text.starts_with('{') => match serde_json::from_str::<IgnoredAny>(text) {
            Ok(_) => Err(Reason::NotAnObject),
            Err(error) => Err(Reason::Json(error)),
        },
        Err(error) => match without_lone_surrogates(text) {
            Some(mended) => object(&mended, columns).map_err(Reason::Json),
            None => Err(Reason::Json(error)),
        },
    }
}

fn object(text: &str, columns: &Columns) -> Result<Record, serde_json::Error> {
    let mut json = serde_json::Deserializer::from_str(text);
    let record = json.deserialize_map(Object { columns })?;
    json.end()?;
    Ok(record)
}

/// The text with each `\uD800` that is half of nothing replaced: other languages write them.
fn without_lone_surrogates(text: &str) -> Option<String> {
    let unit = |at: usize| -> Option<u32> {
        let digits = text.get(at..)?.strip_prefix("\\u")?.get(..4)?;
        u32::from_str_radix(digits, 16).ok()
    };
    let mut mended = String::new();
    let (mut at, mut copied) = (0, 0);
    while let Some(found) = memchr::memchr(b'\\', text.as_bytes().get(at..)?) {
        let here = at + found;
        at = match unit(here) {
            Some(0xd800..=0xdbff) if matches!(unit(here + 6), Some(0xdc00..=0xdfff)) => here + 12,
            Some(0xd800..=0xdfff) => {
                mended.push_str(text.get(copied..here)?);
                mended.push('\u{fffd}');
                copied = here + 6;
                copied
            }
            _ => here + 2,
        };
    }
    (copied > 0).then(|| mended + text.get(copied..).unwrap_or_default())
}

/// Reads the fields of an object and passes over the rest.
struct Object<'a> {
    columns: &'a Columns,
}

impl<'de> Visitor<'de> for Object<'_> {
    type Value = Record;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Record, A::Error> {
        let mut record = Record::default();
        while let Some(found) = map.next_key_seed(Key { columns: self.columns })? {
            match found {
                None => {
                    map.next_value::<IgnoredAny>()?;
                }
                Some((field, rank)) => {
                    if let Some(value) = map.next_value_seed(Value)? {
                        record.offer(field, rank, value);
                    }
                }
            }
        }
        Ok(record)
    }
}

struct Key<'a> {
    columns: &'a Columns,
}

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = Option<(Field, usize)>;

    fn deserialize<D: Deserializer<'de>>(self, key: D) -> Result<Self::Value, D::Error> {
        key.deserialize_str(self)
    }
}

impl Visitor<'_> for Key<'_> {
    type Value = Option<(Field, usize)>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a field name")
    }

    fn visit_str<E>(self, name: &str) -> Result<Self::Value, E> {
        Ok(self.columns.find(name))
    }
}

/// What a value says as text: strings, numbers, lists of paragraphs, and objects by their name.
struct Value;

impl<'de> DeserializeSeed<'de> for Value {
    type Value = Option<String>;

    fn deserialize<D: Deserializer<'de>>(self, value: D) -> Result<Self::Value, D::Error> {
        value.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Value {
    type Value = Option<String>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text")
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Some(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Self::Value, E> {
        Ok(Some(text))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Self::Value, E> {
        Ok(Some(number.to_string()))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Self::Value, E> {
        Ok(Some(number.to_string()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Self::Value, E> {
        Ok(Some(number.to_string()))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
        let mut paragraphs: Vec<String> = Vec::new();
        while let Some(item) = items.next_element_seed(Value)? {
            paragraphs.extend(item);
        }
        Ok(Some(paragraphs.join("\n\n")))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut name = None;
        while let Some(key) = map.next_key::<Cow<'de, str>>()? {
            if key == "name" {
                name = map.next_value_seed(Value)?;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lone_surrogates_are_replaced_and_pairs_are_kept() {
        for (text, wanted) in [
            (r#"{"text": "a \ud83d b"}"#, Some("a \u{fffd} b")),
            (r#"{"text": "\udc00\ud800\ud83d\ude42"}"#, Some("\u{fffd}\u{fffd}🙂")),
            (r#"{"text": "\\ud83d \ud83d"}"#, Some("\\ud83d \u{fffd}")),
            (r#"{"text": "\ud83d"#, None),
        ] {
            let record = record(text, &Columns::default());
            assert_eq!(
                record.ok().and_then(|mut r| r.take(Field::Text)).as_deref(),
                wanted,
                "{text}"
            );
        }
    }

    #[test]
    fn values_of_every_kind_say_what_they_can() {
        for (value, wanted) in [
            ("\"a\"", Some("a")),
            ("17", Some("17")),
            ("-17", Some("-17")),
            ("1.5", Some("1.5")),
            ("null", None),
            ("true", None),
            ("[\"One.\", null, \"Two.\"]", Some("One.\n\nTwo.")),
            ("[]", None),
            (
                "{\"id\": null, \"name\": \"The Salt Gazette\", \"x\": [{}]}",
                Some("The Salt Gazette"),
            ),
            ("{}", None),
        ] {
            let text = format!("{{\"other\": {{\"text\": 1}}, \"title\": {value}}}");
            let mut record = record(&text, &Columns::default()).expect(value);
            assert_eq!(record.take(Field::Title).as_deref(), wanted, "{value}");
        }
    }
}

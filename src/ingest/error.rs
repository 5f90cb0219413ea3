//! Why an input, or one record of it, gave no article: the place, the reason and what to do.

use std::fmt;
use std::io;
use std::path::PathBuf;

/// An input, or a record of it, that gave no article. Everything else is still read.
#[derive(Debug)]
pub struct ReadError {
    /// The file or folder as the user named it; `-` is standard input.
    pub path: PathBuf,
    /// The line on which the record begins, counted from 1; none if the whole input is meant.
    pub line: Option<u64>,
    /// What is wrong.
    pub reason: Reason,
}

/// What is wrong with an input.
#[derive(Debug, thiserror::Error)]
pub enum Reason {
    /// There is no such file.
    #[error("there is no such file or folder")]
    Missing,
    /// The system refuses to read it.
    #[error("cannot be read: {0}")]
    Io(io::Error),
    /// It ends too early, or is damaged, inside its compression.
    #[error("the compressed data is damaged: {0}")]
    Compression(io::Error),
    /// It is no text.
    #[error("this is {0}, not text")]
    Binary(&'static str),
    /// A file in a folder with an ending that no reader knows.
    #[error("no reader knows this file name ending")]
    UnknownEnding,
    /// A folder without a single file that can be read.
    #[error("nothing in this folder can be read")]
    NothingReadable,
    /// A record, or a file that is one article, of more bytes than are kept in memory.
    #[error("longer than {} and therefore not read", Size(*.0))]
    TooLong(usize),
    /// A record that is no JSON.
    #[error("this is no JSON: {}", Fault(.0))]
    Json(serde_json::Error),
    /// A record that is JSON, but no object.
    #[error("a record must be a JSON object")]
    NotAnObject,
    /// A record without text.
    #[error("this record has no text")]
    NoText,
    /// A table without a column of texts.
    #[error("no column of this table holds the text")]
    NoTextColumn,
}

/// What the JSON parser says. The line it counts is that of the record, so only its column is told.
struct Fault<'a>(&'a serde_json::Error);

impl fmt::Display for Fault<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let message = self.0.to_string();
        let what = message.split(" at line ").next().unwrap_or_default();
        write!(f, "{what} (column {})", self.0.column())
    }
}

/// A number of bytes, for people.
struct Size(usize);

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bytes = self.0;
        for (shift, unit) in [(30, "GiB"), (20, "MiB"), (10, "KiB")] {
            if bytes >= 1 << shift && bytes.trailing_zeros() >= shift {
                return write!(f, "{} {unit}", bytes >> shift);
            }
        }
        write!(f, "{bytes} bytes")
    }
}

impl ReadError {
    /// Whether this was left out on purpose: a picture between the articles of a folder is no
    /// failure.
    pub fn is_skip(&self) -> bool {
        matches!(self.reason, Reason::UnknownEnding)
    }

    /// Whether the input as a whole could not be opened, so that nothing was done for it.
    pub fn is_unopened(&self) -> bool {
        matches!(self.reason, Reason::Missing | Reason::Io(_) | Reason::NothingReadable)
            && self.line.is_none()
    }

    /// What to do about it.
    pub fn help(&self) -> Option<&'static str> {
        match self.reason {
            Reason::Missing => Some("check the spelling of the path"),
            Reason::Io(_) => None,
            Reason::Compression(_) => Some("fetch or compress the file anew"),
            Reason::Binary(_) => Some("save its text as .txt, .md or .html and read that"),
            Reason::UnknownEnding => Some("to read it as text, name the file itself as an input"),
            Reason::NothingReadable => {
                Some("articles end in .txt, .md, .html, .jsonl or .csv, each also with .gz or .zst")
            }
            Reason::TooLong(_) => Some("split it into its articles, one to a file or a line"),
            Reason::Json(_) => Some("write one JSON object to a line"),
            Reason::NotAnObject => Some("write it as {\"id\": …, \"text\": …}"),
            Reason::NoText | Reason::NoTextColumn => Some(
                "the text is looked for under text, body, content and event_text; \
                 name another field with --map text=NAME",
            ),
        }
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.path.as_os_str() == "-" {
            write!(f, "standard input")?;
        } else {
            write!(f, "{}", self.path.display())?;
        }
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        write!(f, ": {}", self.reason)
    }
}

impl std::error::Error for ReadError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_names_the_file_the_line_and_the_reason() {
        let error = |path: &str, line, reason| ReadError { path: path.into(), line, reason };
        for (error, wanted) in [
            (error("a.jsonl", Some(7), Reason::NoText), "a.jsonl:7: this record has no text"),
            (
                error("-", None, Reason::Binary("a picture")),
                "standard input: this is a picture, not text",
            ),
            (
                error("a", None, Reason::TooLong(64 << 20)),
                "a: longer than 64 MiB and therefore not read",
            ),
            (
                error("a", None, Reason::TooLong(1500)),
                "a: longer than 1500 bytes and therefore not read",
            ),
        ] {
            assert_eq!(error.to_string(), wanted);
        }
    }
}

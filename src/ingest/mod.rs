//! From files, folders and standard input to articles, one after the other: a stream that holds
//! one record in memory. What cannot be read is an item of the stream that says why, and the
//! stream goes on. Each format is a file of its own and a line in [`READERS`].

mod csv;
mod date;
mod encoding;
mod error;
mod files;
mod front;
mod html;
mod jsonl;
mod markdown;
mod open;
mod plain;
mod record;

use std::io::{BufRead, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::text::Article;

pub use error::{ReadError, Reason};
pub use files::Articles;
pub use record::{Columns, MapError};

/// The most bytes of one record, or of a file that is one article, that are kept in memory.
pub const DEFAULT_LIMIT: usize = 64 << 20;

/// Reads one format.
pub trait Reader: Sync {
    /// What people call the format.
    fn name(&self) -> &'static str;
    /// File name endings, without the dot, in lower case.
    fn extensions(&self) -> &'static [&'static str];
    /// Whether a text that begins like this, without white space before it, is of this format.
    fn recognizes(&self, beginning: &str) -> bool;
    /// The articles in `input`, read as they are asked for.
    fn read(&self, input: Input) -> Records;
}

/// The formats; the first that recognises a beginning reads it, so the one that takes any text
/// comes last.
pub const READERS: &[&dyn Reader] =
    &[&jsonl::JsonLines, &html::Html, &markdown::Markdown, &csv::Csv, &plain::Plain];

/// The articles of one input.
pub type Records = Box<dyn Iterator<Item = Result<Article, ReadError>> + Send>;

/// How to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadOptions {
    /// Under which names the fields of a record go.
    pub columns: Columns,
    /// The most bytes of a record; [`DEFAULT_LIMIT`] unless set.
    pub limit: usize,
}

impl Default for ReadOptions {
    fn default() -> Self {
        ReadOptions { columns: Columns::default(), limit: DEFAULT_LIMIT }
    }
}

/// The articles in `inputs`: files, folders with all that lies in them in sorted order, and `-`
/// for standard input.
///
/// ```no_run
/// for article in whomet::ingest::read(&["news".into()], Default::default()) {
///     match article {
///         Ok(article) => println!("{}: {} bytes", article.id, article.text.len()),
///         Err(error) => eprintln!("{error}"),
///     }
/// }
/// ```
pub fn read(inputs: &[PathBuf], options: ReadOptions) -> Articles {
    Articles::new(inputs, options)
}

/// One opened file: its bytes, decompressed, and what it is called.
pub struct Input {
    /// The bytes.
    pub bytes: Box<dyn BufRead + Send>,
    /// What it is called.
    pub place: Place,
    /// How to read it.
    pub options: Arc<ReadOptions>,
}

/// What an input is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The path as the user gave it; `-` is standard input.
    pub path: PathBuf,
    /// The id of its article, or the beginning of the ids of its records.
    pub id: String,
    /// Whether the bytes come out of a decompressor, whose errors say so.
    pub is_compressed: bool,
}

impl Place {
    /// An error at the record that begins on `line`.
    pub fn error(&self, line: Option<u64>, reason: Reason) -> ReadError {
        ReadError { path: self.path.clone(), line, reason }
    }

    /// An error of reading the bytes.
    pub fn io_error(&self, line: Option<u64>, error: std::io::Error) -> ReadError {
        let reason =
            if self.is_compressed { Reason::Compression(error) } else { Reason::Io(error) };
        self.error(line, reason)
    }

    /// Where an article comes from if it does not say so itself.
    pub fn source(&self) -> Option<String> {
        let is_named = self.path != Path::new("-");
        is_named.then(|| self.path.to_string_lossy().replace('\\', "/"))
    }

    /// The file name ending that tells the format, in lower case: that before `.gz` or `.zst`.
    pub fn ending(&self) -> Option<String> {
        let name = self.path.file_name()?.to_string_lossy();
        let (_, ending) = open::without_compression(&name).rsplit_once('.')?;
        Some(ending.to_ascii_lowercase())
    }
}

impl Input {
    /// The whole input as one text; `declared` finds what it says of its own encoding.
    fn into_text(
        self,
        declared: fn(&[u8]) -> Option<&'static encoding_rs::Encoding>,
    ) -> Result<(Place, String), ReadError> {
        let Input { bytes, place, options } = self;
        let mut whole = Vec::new();
        let most = options.limit as u64;
        bytes
            .take(most.saturating_add(1))
            .read_to_end(&mut whole)
            .map_err(|error| place.io_error(None, error))?;
        if whole.len() > options.limit {
            return Err(place.error(None, Reason::TooLong(options.limit)));
        }
        let declared = declared(&whole);
        let text = encoding::decode(whole, declared)
            .map_err(|what| place.error(None, Reason::Binary(what)))?;
        Ok((place, text))
    }
}

/// The stream of an input that is one article.
fn one(article: Result<Article, ReadError>) -> Records {
    Box::new(std::iter::once(article))
}

#[cfg(test)]
mod tests;

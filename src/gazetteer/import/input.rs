//! Opens a file, also inside its compression, and reads its lines with their numbers.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use super::ImportError;

/// The longest line that is read, in bytes: entities of Wikidata have a few million.
const MOST_BYTES: usize = 64 << 20;

/// How much is read at once.
const BUFFER: usize = 256 << 10;

/// The bytes of a file, decompressed; gzip and Zstandard are known by their first bytes.
pub fn open(path: &Path) -> Result<Box<dyn BufRead>, ImportError> {
    let failed = |source| ImportError::Read { path: path.to_owned(), source };
    let mut raw = BufReader::with_capacity(BUFFER, File::open(path).map_err(failed)?);
    let first = raw.fill_buf().map_err(failed)?;
    if first.starts_with(&[0x1f, 0x8b]) {
        let gz = flate2::bufread::MultiGzDecoder::new(raw);
        return Ok(Box::new(BufReader::with_capacity(BUFFER, gz)));
    }
    if first.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]) {
        let zst = zstd::stream::read::Decoder::with_buffer(raw).map_err(failed)?;
        return Ok(Box::new(BufReader::with_capacity(BUFFER, zst)));
    }
    Ok(Box::new(raw))
}

/// A line of a file.
pub struct Line {
    /// From 1.
    pub number: u64,
    /// Without its line break; the reason if it cannot be read as text.
    pub text: Result<String, &'static str>,
}

/// The lines of a file, one at a time.
pub struct Lines {
    path: PathBuf,
    bytes: Box<dyn BufRead>,
    number: u64,
}

impl Lines {
    /// Opens `path`.
    pub fn open(path: &Path) -> Result<Self, ImportError> {
        Ok(Lines { path: path.to_owned(), bytes: open(path)?, number: 0 })
    }

    /// The next line that is not empty; none at the end.
    pub fn next(&mut self) -> Result<Option<Line>, ImportError> {
        loop {
            let Some(line) = self.line()? else { return Ok(None) };
            if line.text.as_ref().is_ok_and(|text| text.trim().is_empty()) {
                continue;
            }
            return Ok(Some(line));
        }
    }

    fn line(&mut self) -> Result<Option<Line>, ImportError> {
        let failed = |source| ImportError::Read { path: self.path.clone(), source };
        let mut bytes = Vec::new();
        let limit = MOST_BYTES as u64 + 1;
        let mut some = self.bytes.by_ref().take(limit);
        let count = some.read_until(b'\n', &mut bytes).map_err(failed)?;
        if count == 0 {
            return Ok(None);
        }
        self.number += 1;
        let number = self.number;
        if bytes.len() > MOST_BYTES && bytes.last() != Some(&b'\n') {
            skip_line(&mut self.bytes).map_err(failed)?;
            return Ok(Some(Line { number, text: Err("the line is longer than 64 MB") }));
        }
        while matches!(bytes.last(), Some(b'\n' | b'\r')) {
            bytes.pop();
        }
        if number == 1 && bytes.starts_with("\u{FEFF}".as_bytes()) {
            bytes.drain(..3);
        }
        let text = String::from_utf8(bytes).map_err(|_| "the line is not UTF-8 text");
        Ok(Some(Line { number, text }))
    }
}

/// Reads on to the end of the line without keeping it.
fn skip_line(bytes: &mut dyn BufRead) -> io::Result<()> {
    loop {
        let some = bytes.fill_buf()?;
        if some.is_empty() {
            return Ok(());
        }
        let (count, is_end) = match memchr::memchr(b'\n', some) {
            Some(at) => (at + 1, true),
            None => (some.len(), false),
        };
        bytes.consume(count);
        if is_end {
            return Ok(());
        }
    }
}

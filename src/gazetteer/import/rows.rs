//! Rows of a table with a line of column names, separated by commas, semicolons or tabs.

use std::io::BufRead;
use std::path::{Path, PathBuf};

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use super::{ImportError, input};

/// The longest row, in bytes: a quotation mark that is never closed would take the whole file.
const MOST_BYTES: usize = 4 << 20;
/// The most cells of a row.
const MOST_CELLS: usize = 4096;

/// The rows of a file, one at a time.
pub struct Rows {
    path: PathBuf,
    bytes: Box<dyn BufRead>,
    core: Reader,
    line: u64,
    columns: Vec<String>,
}

/// A row.
pub struct Row {
    /// The line on which it begins, from 1.
    pub line: u64,
    /// Its cells; the reason if it cannot be read.
    pub cells: Result<Vec<String>, &'static str>,
}

impl Rows {
    /// Opens `path` and reads the names of its columns.
    pub fn open(path: &Path) -> Result<Self, ImportError> {
        let mut bytes = input::open(path)?;
        let failed = |source| ImportError::Read { path: path.to_owned(), source };
        let beginning = bytes.fill_buf().map_err(failed)?;
        let core = ReaderBuilder::new().delimiter(separator(beginning)).build();
        let columns = Vec::new();
        let mut rows = Rows { path: path.to_owned(), bytes, core, line: 1, columns };
        if let Some(Row { cells: Ok(names), .. }) = rows.next()? {
            let name = |name: &String| name.trim_start_matches('\u{FEFF}').trim().to_owned();
            rows.columns = names.iter().map(name).collect();
        }
        Ok(rows)
    }

    /// The position of the column with that name, whatever its case; a `?` before it, which some
    /// SPARQL clients leave there, makes no difference.
    pub fn column(&self, name: &str) -> Option<usize> {
        let is_it = |column: &String| column.trim_start_matches('?').eq_ignore_ascii_case(name);
        self.columns.iter().position(is_it)
    }

    /// The names of the columns.
    pub fn columns(&self) -> &[String] {
        &self.columns
    }

    /// The next row.
    pub fn next(&mut self) -> Result<Option<Row>, ImportError> {
        let line = self.line;
        let (mut cells, mut ends) = (vec![0; 1024], vec![0; 64]);
        let (mut cell_at, mut end_at) = (0, 0);
        loop {
            let path = &self.path;
            let failed = |source| ImportError::Read { path: path.clone(), source };
            let some = self.bytes.fill_buf().map_err(failed)?;
            let (result, read, wrote, ended) =
                self.core.read_record(some, &mut cells[cell_at..], &mut ends[end_at..]);
            self.line += memchr::memchr_iter(b'\n', &some[..read]).count() as u64;
            self.bytes.consume(read);
            cell_at += wrote;
            end_at += ended;
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull if cells.len() < MOST_BYTES => {
                    cells.resize(cells.len() * 2, 0);
                }
                ReadRecordResult::OutputEndsFull if ends.len() < MOST_CELLS => {
                    ends.resize(ends.len() * 2, 0);
                }
                ReadRecordResult::OutputFull | ReadRecordResult::OutputEndsFull => {
                    (cell_at, end_at) = (0, 0);
                    // What is left of the row is read and forgotten.
                    if self.skip_row()? {
                        let cells = Err("the row is longer than 4 MB; is a quotation mark open?");
                        return Ok(Some(Row { line, cells }));
                    }
                }
                ReadRecordResult::Record => {
                    ends.truncate(end_at);
                    let starts = std::iter::once(0).chain(ends.iter().copied());
                    let texts = starts
                        .zip(&ends)
                        .map(|(start, &end)| String::from_utf8(cells[start..end].to_vec()));
                    let cells: Result<Vec<_>, _> = texts.collect();
                    let cells = cells.map_err(|_| "the row is not UTF-8 text");
                    return Ok(Some(Row { line, cells }));
                }
                ReadRecordResult::End => return Ok(None),
            }
        }
    }

    /// Reads the rest of a row without keeping it.
    fn skip_row(&mut self) -> Result<bool, ImportError> {
        let (mut cells, mut ends) = (vec![0; 1 << 16], vec![0; MOST_CELLS]);
        loop {
            let path = &self.path;
            let failed = |source| ImportError::Read { path: path.clone(), source };
            let some = self.bytes.fill_buf().map_err(failed)?;
            let (result, read, _, _) = self.core.read_record(some, &mut cells, &mut ends);
            self.line += memchr::memchr_iter(b'\n', &some[..read]).count() as u64;
            self.bytes.consume(read);
            if matches!(result, ReadRecordResult::Record | ReadRecordResult::End) {
                return Ok(true);
            }
        }
    }
}

/// What separates the cells: whichever of the three the first line has most of.
fn separator(beginning: &[u8]) -> u8 {
    let line = beginning.split(|b| *b == b'\n').next().unwrap_or_default();
    let count = |separator: u8| memchr::memchr_iter(separator, line).count();
    let mut best = b',';
    for other in [b';', b'\t'] {
        if count(other) > count(best) {
            best = other;
        }
    }
    best
}

//! Tables with a line of column names, separated by commas, semicolons or tabs: read row by row,
//! however long the file, with line breaks and doubled quotation marks inside quoted cells.

use std::io::{self, BufRead};
use std::sync::Arc;

use csv_core::{ReadRecordResult, ReaderBuilder};

use super::record::{Columns, Field, Record};
use super::{Input, Place, ReadError, ReadOptions, Reader, Reason, Records, encoding, one};
use crate::text::Article;

/// The most cells of a row.
const MOST_CELLS: usize = 1 << 16;

/// Reads tables.
pub struct Csv;

impl Reader for Csv {
    fn name(&self) -> &'static str {
        "CSV"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["csv", "tsv"]
    }

    fn recognizes(&self, beginning: &str) -> bool {
        let line = beginning.lines().next().unwrap_or_default();
        let columns = Columns::default();
        let names = line.split(char::from(separator(line.as_bytes())));
        let known: Vec<Field> =
            names.filter_map(|name| Some(columns.find(name.trim().trim_matches('"'))?.0)).collect();
        known.len() > 1 && known.contains(&Field::Text)
    }

    fn read(&self, input: Input) -> Records {
        let Input { bytes, place, options } = input;
        let mut bytes = match encoding::to_utf_8(bytes) {
            Err(error) => return one(Err(place.io_error(None, error))),
            Ok(Err(what)) => return one(Err(place.error(None, Reason::Binary(what)))),
            Ok(Ok(bytes)) => bytes,
        };
        let separator = match bytes.fill_buf() {
            Ok(beginning) => separator(beginning),
            Err(error) => return one(Err(place.io_error(None, error))),
        };
        let core = ReaderBuilder::new().delimiter(separator).build();
        let rows = Rows {
            bytes,
            core,
            line: 1,
            limit: options.limit,
            cells: Vec::new(),
            ends: Vec::new(),
        };
        Box::new(Articles { rows, columns: None, place, options, is_over: false })
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

struct Articles {
    rows: Rows,
    /// What each column says; none before the first line is read.
    columns: Option<Vec<Option<(Field, usize)>>>,
    place: Place,
    options: Arc<ReadOptions>,
    is_over: bool,
}

impl Iterator for Articles {
    type Item = Result<Article, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.is_over {
            return None;
        }
        let item = self.row().transpose();
        // Without its columns, or after a failure to read, a table has nothing more to give.
        self.is_over = match &item {
            Some(Err(error)) => {
                !matches!(error.reason, Reason::NoText | Reason::TooLong(_))
                    || self.columns.is_none()
            }
            other => other.is_none(),
        };
        item
    }
}

impl Articles {
    fn row(&mut self) -> Result<Option<Article>, ReadError> {
        let place = &self.place;
        if self.columns.is_none() {
            let Some(line) = self.rows.next(place)? else { return Ok(None) };
            let find = |name: &[u8]| self.options.columns.find(&encoding::record_text(name));
            let columns: Vec<_> = self.rows.cells().map(find).collect();
            if !columns.iter().flatten().any(|(field, _)| *field == Field::Text) {
                return Err(place.error(Some(line), Reason::NoTextColumn));
            }
            self.columns = Some(columns);
        }
        let columns = self.columns.as_deref().unwrap_or_default();
        let Some(line) = self.rows.next(place)? else { return Ok(None) };
        let mut record = Record::default();
        for (column, cell) in columns.iter().zip(self.rows.cells()) {
            if let Some((field, rank)) = column {
                record.offer(*field, *rank, encoding::record_text(cell).into_owned());
            }
        }
        record.into_article(place, line).map(Some)
    }
}

/// The rows of a table, one at a time.
struct Rows {
    bytes: Box<dyn BufRead + Send>,
    core: csv_core::Reader,
    line: u64,
    limit: usize,
    /// The cells of the row, one after the other.
    cells: Vec<u8>,
    /// Where each cell ends.
    ends: Vec<usize>,
}

impl Rows {
    /// Reads a row and tells on which line it begins.
    fn next(&mut self, place: &Place) -> Result<Option<u64>, ReadError> {
        self.skip_empty_lines().map_err(|error| place.io_error(Some(self.line), error))?;
        let line = self.line;
        match self.fill() {
            Ok(Filled::Row) => Ok(Some(line)),
            Ok(Filled::TooLong) => Err(place.error(Some(line), Reason::TooLong(self.limit))),
            Ok(Filled::Nothing) => Ok(None),
            Err(error) => Err(place.io_error(Some(line), error)),
        }
    }

    fn skip_empty_lines(&mut self) -> io::Result<()> {
        loop {
            let buffer = self.bytes.fill_buf()?;
            let empty = buffer.iter().take_while(|b| matches!(b, b'\n' | b'\r'));
            let (mut count, mut lines) = (0, 0);
            for byte in empty {
                count += 1;
                lines += u64::from(*byte == b'\n');
            }
            self.line += lines;
            let is_over = count < buffer.len() || buffer.is_empty();
            self.bytes.consume(count);
            if is_over {
                return Ok(());
            }
        }
    }

    fn fill(&mut self) -> io::Result<Filled> {
        self.cells.resize(self.cells.capacity().clamp(1024, self.limit.max(1024)), 0);
        self.ends.resize(self.ends.capacity().max(32), 0);
        let (mut written, mut ended, mut is_too_long) = (0, 0, false);
        loop {
            let buffer = self.bytes.fill_buf()?;
            let (cells, ends) = (self.cells.get_mut(written..), self.ends.get_mut(ended..));
            let (result, read, wrote, marked) =
                self.core.read_record(buffer, cells.unwrap_or_default(), ends.unwrap_or_default());
            let lines = memchr::memchr_iter(b'\n', buffer.get(..read).unwrap_or_default()).count();
            self.line += lines as u64;
            self.bytes.consume(read);
            written += wrote;
            ended += marked;
            match result {
                ReadRecordResult::InputEmpty => {}
                // What is refused is read on into the same room, until the row ends.
                ReadRecordResult::OutputFull if is_too_long || self.cells.len() >= self.limit => {
                    (written, is_too_long) = (0, true);
                }
                ReadRecordResult::OutputFull => {
                    self.cells.resize((self.cells.len() * 2).min(self.limit), 0);
                }
                ReadRecordResult::OutputEndsFull if self.ends.len() >= MOST_CELLS => {
                    (ended, is_too_long) = (0, true);
                }
                ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
                ReadRecordResult::Record if is_too_long => return Ok(Filled::TooLong),
                ReadRecordResult::Record => {
                    self.ends.truncate(ended);
                    return Ok(Filled::Row);
                }
                ReadRecordResult::End => return Ok(Filled::Nothing),
            }
        }
    }

    /// The cells of the row that was read last.
    fn cells(&self) -> impl Iterator<Item = &[u8]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, end)| self.cells.get(start..*end).unwrap_or_default())
    }
}

enum Filled {
    Row,
    TooLong,
    Nothing,
}

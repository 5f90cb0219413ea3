//! Lists that others keep become gazetteer files: one reader a format, one row in [`FORMATS`].
//!
//! A reader turns each record of its file into a `Record` and hands it on; filters, ids, the YAML
//! and the lock file are the same for all. Input is read as it comes and output written as it goes,
//! so a file may be larger than memory; a record that cannot be read is named by its line, and the
//! rest goes on. Files appear under their names only once they are whole.

mod csv;
mod followthemoney;
mod gate;
mod geonames;
mod input;
mod join;
mod label;
mod list;
mod lock;
mod petrarch;
mod popolo;
mod record;
mod regexner;
mod rows;
mod sink;
mod skos;
mod spacy;
mod wikidata;
mod wikidata_csv;
mod world;
mod yaml;

use std::io;
use std::path::{Path, PathBuf};

pub use label::kind_named;
use record::Record;
use sink::Sink;
use world::World;

use crate::gazetteer::Gazetteer;
use crate::gazetteer::schema::Kind;
use crate::text::Lexicon;

/// A format that can be imported.
#[derive(Clone, Copy, Debug)]
pub struct Format {
    /// What `--from` calls it.
    pub name: &'static str,
    /// What the files are, for the help.
    pub description: &'static str,
    /// Who publishes such files, if it is always the same.
    pub source: Option<&'static str>,
    /// Under which licence, if it is always the same.
    pub licence: Option<&'static str>,
    /// Whether `kind` must be said, because the records do not say what they are.
    pub needs_kind: bool,
    read: fn(&mut Import<'_>) -> Result<(), ImportError>,
}

/// Every format, by name.
pub const FORMATS: &[Format] = &[
    csv::FORMAT,
    followthemoney::FORMAT,
    gate::FORMAT,
    geonames::CITIES,
    geonames::COUNTRIES,
    geonames::REGIONS,
    list::FORMAT,
    petrarch::FORMAT,
    popolo::FORMAT,
    regexner::FORMAT,
    skos::FORMAT,
    spacy::FORMAT,
    wikidata::FORMAT,
    wikidata_csv::FORMAT,
];

/// What to take of a file, and what to know about it.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Only records of these kinds; all if none is given. Records that do not say what they are
    /// are taken for the first.
    pub kinds: Vec<Kind>,
    /// Only what belongs to these countries, as two-letter codes.
    pub countries: Vec<String>,
    /// Only places of at least so many inhabitants.
    pub min_population: Option<u64>,
    /// Other names of columns: field, column.
    pub columns: Vec<(String, String)>,
    /// What the labels of the file mean: label, kind.
    pub labels: Vec<(String, Kind)>,
    /// The language of the names, as a two-letter code.
    pub language: String,
    /// Whether names in all languages are taken as weak ones, where the format mixes them.
    pub alternate_names: bool,
    /// Who publishes the file, where the format does not tell.
    pub source: Option<String>,
    /// The licence of the file, where the format does not tell.
    pub licence: Option<String>,
}

/// What came of an import.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The files that were written, and how many entries each holds.
    pub files: Vec<(PathBuf, u64)>,
    /// How many records the filters left out.
    pub filtered: u64,
    /// How many records repeat one that was taken.
    pub repeated: u64,
    /// The first records that could not be read: file, line (from 1; 0 where lines mean nothing),
    /// reason.
    pub problems: Vec<Problem>,
    /// How many records could not be read.
    pub problem_count: u64,
}

/// A record that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Its file.
    pub path: PathBuf,
    /// Its line, from 1.
    pub line: u64,
    /// What is wrong with it.
    pub reason: String,
}

/// So many problems are told one by one; the others are counted.
const MOST_PROBLEMS: usize = 20;

/// Why an import came to nothing.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The input cannot be read.
    #[error("cannot read {}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The output cannot be written.
    #[error("cannot write {}", path.display())]
    Write {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The file is not what the format says.
    #[error("{} is no {format} file: {reason}", path.display())]
    NotOfFormat {
        /// The file.
        path: PathBuf,
        /// The format.
        format: &'static str,
        /// What is missing.
        reason: String,
    },
    /// Records do not say what they are, and nobody else does.
    #[error("the records of {format} do not say what they are")]
    NeedsKind {
        /// The format.
        format: &'static str,
    },
    /// Nothing was found in the file.
    #[error("nothing in {} could be taken; nothing was written", path.display())]
    Nothing {
        /// The file.
        path: PathBuf,
        /// What was found instead.
        report: Report,
    },
}

/// Imports `path` into the folder `out`.
///
/// Countries, and entries that have an id in `known`, are referred to by the ids they have there;
/// `lexicon` tells which names are common words, which become weak ones.
///
/// # Errors
/// When the input cannot be read, is of another format, or holds nothing that could be taken, and
/// when the output cannot be written.
pub fn import(
    format: &'static Format,
    path: &Path,
    out: &Path,
    options: &Options,
    known: &Gazetteer,
    lexicon: &Lexicon,
) -> Result<Report, ImportError> {
    if format.needs_kind && options.kinds.is_empty() {
        return Err(ImportError::NeedsKind { format: format.name });
    }
    let source = options.source.as_deref().or(format.source).unwrap_or("not stated");
    let licence = options.licence.as_deref().or(format.licence).unwrap_or("not stated");
    let sink = Sink::new(format.name, path, out, source, licence)?;
    let world = World::new(known, lexicon);
    let report = Report::default();
    let mut import = Import { format, path, options, world: &world, sink, report };
    (format.read)(&mut import)?;
    let Import { sink, mut report, .. } = import;
    report.problems.sort_by_key(|problem| problem.line);
    if sink.is_empty() {
        return Err(ImportError::Nothing { path: path.to_owned(), report });
    }
    let lock = lock::Entry::new(format, path, source, licence, options)?;
    report.files = sink.finish(lock)?;
    Ok(report)
}

/// An import under way: what readers see.
struct Import<'a> {
    format: &'static Format,
    path: &'a Path,
    options: &'a Options,
    world: &'a World<'a>,
    sink: Sink,
    report: Report,
}

impl Import<'_> {
    /// The lines of the file.
    fn lines(&self) -> Result<input::Lines, ImportError> {
        input::Lines::open(self.path)
    }

    /// Takes a record, unless a filter leaves it out.
    fn take(&mut self, mut record: Record, line: u64) -> Result<(), ImportError> {
        if record.kind.is_none() {
            record.kind = self.options.kinds.first().copied();
        }
        let Some(kind) = record.kind else {
            self.bad(line, "the record does not say what it is; say so with --kind");
            return Ok(());
        };
        record.clean(self.world);
        if record.name.is_empty() {
            self.bad(line, "the record has no name");
            return Ok(());
        }
        if !self.options.wants(kind, &record) {
            self.report.filtered += 1;
            return Ok(());
        }
        if !self.sink.put(kind, &record, self.world)? {
            self.report.repeated += 1;
        }
        Ok(())
    }

    /// Notes a record that cannot be read.
    fn bad(&mut self, line: u64, reason: impl Into<String>) {
        let path = self.path.to_owned();
        self.bad_in(path, line, reason);
    }

    fn bad_in(&mut self, path: PathBuf, line: u64, reason: impl Into<String>) {
        self.report.problem_count += 1;
        if self.report.problems.len() < MOST_PROBLEMS {
            self.report.problems.push(Problem { path, line, reason: reason.into() });
        }
    }

    fn not_of_format(&self, reason: impl Into<String>) -> ImportError {
        let path = self.path.to_owned();
        ImportError::NotOfFormat { path, format: self.format.name, reason: reason.into() }
    }
}

impl Options {
    fn wants(&self, kind: Kind, record: &Record) -> bool {
        let is_here =
            |country: &str| self.countries.iter().any(|c| c.eq_ignore_ascii_case(country));
        let peopled = |least: u64| kind != Kind::Place || record.population.unwrap_or(0) >= least;
        (self.kinds.is_empty() || self.kinds.contains(&kind))
            && (self.countries.is_empty() || record.countries.iter().any(|c| is_here(c)))
            && self.min_population.is_none_or(peopled)
    }
}

//! Parts of one record that stand far apart in a file, brought together in bounded memory.
//!
//! Parts are kept until they become too many; then they go to temporary files, each the parts of
//! some ids, so that one file after the other can be joined in memory. Offices are few and stay in
//! memory by their ids.

use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Seek, SeekFrom, Write};

use rustc_hash::FxHashMap;

use super::record::Record;
use super::{Import, ImportError};
use crate::base::table::hash_bytes;

/// So many parts stay in memory.
const MOST_PARTS: usize = 50_000;
/// Into so many files go those beyond.
const FILES: usize = 64;

/// Parts of records by the id of what they belong to.
pub struct Join {
    parts: Vec<(String, u64, Record)>,
    files: Vec<BufWriter<File>>,
    /// What the offices are called, by their ids.
    pub posts: FxHashMap<String, Post>,
}

/// An office.
#[derive(Clone, Debug, Default)]
pub struct Post {
    /// What it is called.
    pub title: String,
    /// The name of the place or organization it belongs to.
    pub of: Option<String>,
    /// Two-letter code of its country.
    pub country: Option<String>,
}

impl Join {
    /// Without any part.
    pub fn new() -> Self {
        Join { parts: Vec::new(), files: Vec::new(), posts: FxHashMap::default() }
    }

    /// Adds a part of the record `id`, from that line.
    pub fn put(&mut self, id: &str, line: u64, part: Record) -> Result<(), ImportError> {
        self.parts.push((id.to_owned(), line, part));
        if self.parts.len() >= MOST_PARTS { self.spill().map_err(failed) } else { Ok(()) }
    }

    /// Hands every joined record on; `finish` completes it, or tells why it is none.
    pub fn finish(
        mut self,
        import: &mut Import<'_>,
        complete: impl Fn(&mut Record) -> Result<(), &'static str>,
    ) -> Result<(), ImportError> {
        if self.files.is_empty() {
            let parts = std::mem::take(&mut self.parts);
            return self.hand_on(parts, import, &complete);
        }
        self.spill().map_err(failed)?;
        for file in std::mem::take(&mut self.files) {
            let mut file = file.into_inner().map_err(|error| failed(error.into_error()))?;
            file.seek(SeekFrom::Start(0)).map_err(failed)?;
            let mut parts = Vec::new();
            for line in BufReader::new(file).lines() {
                let part = serde_json::from_str(&line.map_err(failed)?);
                parts.push(part.map_err(|error| failed(error.into()))?);
            }
            self.hand_on(parts, import, &complete)?;
        }
        Ok(())
    }

    fn hand_on(
        &self,
        parts: Vec<(String, u64, Record)>,
        import: &mut Import<'_>,
        complete: &impl Fn(&mut Record) -> Result<(), &'static str>,
    ) -> Result<(), ImportError> {
        let mut at: FxHashMap<String, usize> = FxHashMap::default();
        let mut joined: Vec<(u64, Record)> = Vec::new();
        for (id, line, part) in parts {
            match at.get(&id) {
                Some(&at) => joined[at].1.join(part),
                None => {
                    at.insert(id, joined.len());
                    joined.push((line, part));
                }
            }
        }
        for (line, mut record) in joined {
            self.name_offices(&mut record);
            match complete(&mut record) {
                Ok(()) => import.take(record, line)?,
                Err(why) => import.bad(line, why),
            }
        }
        Ok(())
    }

    fn name_offices(&self, record: &mut Record) {
        for tenure in &mut record.tenures {
            let Some(post) = self.posts.get(&tenure.post) else { continue };
            if tenure.title.is_empty() {
                tenure.title = post.title.clone();
            }
            if tenure.of.is_none() {
                tenure.of = post.of.clone();
            }
            record.countries.extend(post.country.clone());
        }
    }

    fn spill(&mut self) -> std::io::Result<()> {
        if self.files.is_empty() {
            for _ in 0..FILES {
                self.files.push(BufWriter::new(tempfile::tempfile()?));
            }
        }
        for part in self.parts.drain(..) {
            let at = hash_bytes(part.0.as_bytes()) as usize % FILES;
            serde_json::to_writer(&mut self.files[at], &part)?;
            self.files[at].write_all(b"\n")?;
        }
        Ok(())
    }
}

/// Temporary files are refused.
fn failed(source: std::io::Error) -> ImportError {
    ImportError::Write { path: std::env::temp_dir(), source }
}

//! Entries on their way to files: one for each kind, under temporary names until all is written.

use std::collections::BTreeMap;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use rustc_hash::FxHashSet;
use tempfile::NamedTempFile;

use super::record::Record;
use super::world::World;
use super::{ImportError, lock, yaml};
use crate::base::table::hash_bytes;
use crate::gazetteer::everybody_may_read;
use crate::gazetteer::schema::Kind;
use crate::text::fold::fold;

/// Writes entries.
pub struct Sink {
    format: &'static str,
    folder: PathBuf,
    /// What the files are called before their kinds.
    stem: String,
    header: String,
    files: BTreeMap<Kind, Output>,
    /// Hashes of the ids of records without an id of their own, to tell those that are listed twice.
    ids: FxHashSet<u64>,
}

struct Output {
    file: BufWriter<NamedTempFile>,
    count: u64,
}

impl Sink {
    /// For files in `folder`, which is made if need be.
    pub fn new(
        format: &'static str,
        input: &Path,
        folder: &Path,
        source: &str,
        licence: &str,
    ) -> Result<Self, ImportError> {
        let failed = |source| ImportError::Write { path: folder.to_owned(), source };
        std::fs::create_dir_all(folder).map_err(failed)?;
        let name = input.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let header = format!(
            "# Made by `whomet gazetteer import --from {format}`; import again rather than edit.\n\
             # Corrections: an entry of the same id in a later layer.\n\
             imported: {}\nsource: {}\n",
            yaml::scalar(format),
            yaml::scalar(&format!("{source} ({licence})")),
        );
        let (files, ids) = (BTreeMap::new(), FxHashSet::default());
        Ok(Sink { format, folder: folder.to_owned(), stem: stem(&name), header, files, ids })
    }

    /// Whether nothing was put into it.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// Writes the entry of a record; false if it is there already.
    pub fn put(
        &mut self,
        kind: Kind,
        record: &Record,
        world: &World<'_>,
    ) -> Result<bool, ImportError> {
        let id = self.id(kind, record);
        if record.id.is_empty() {
            let bytes = id.as_bytes();
            let reversed: Vec<u8> = bytes.iter().rev().copied().collect();
            let hash = u64::from(hash_bytes(bytes)) << 32 | u64::from(hash_bytes(&reversed));
            if !self.ids.insert(hash) {
                return Ok(false);
            }
        }
        let path = self.folder.clone();
        let failed = |source| ImportError::Write { path: path.clone(), source };
        let output = match self.files.entry(kind) {
            std::collections::btree_map::Entry::Occupied(entry) => entry.into_mut(),
            std::collections::btree_map::Entry::Vacant(entry) => {
                let file = NamedTempFile::new_in(&self.folder).map_err(failed)?;
                let mut file = BufWriter::with_capacity(256 << 10, file);
                let start = format!("{}kind: {}\nentries:\n", self.header, name_of(kind));
                file.write_all(start.as_bytes()).map_err(failed)?;
                entry.insert(Output { file, count: 0 })
            }
        };
        let entry = yaml::entry(&id, kind, record, world);
        output.file.write_all(entry.as_bytes()).map_err(failed)?;
        output.count += 1;
        Ok(true)
    }

    /// Gives the files their names and notes them in the lock file.
    pub fn finish(self, lock: lock::Entry) -> Result<Vec<(PathBuf, u64)>, ImportError> {
        let mut files = Vec::new();
        let mut ready = Vec::new();
        for (kind, output) in self.files {
            let path = self.folder.join(format!("{}-{}.yaml", self.stem, plural_of(kind)));
            let failed = |source| ImportError::Write { path: path.clone(), source };
            let file = output.file.into_inner().map_err(|error| failed(error.into_error()))?;
            everybody_may_read(&file).map_err(failed)?;
            ready.push((file, path.clone()));
            files.push((path, output.count));
        }
        for (file, path) in ready {
            file.persist(&path).map_err(|e| ImportError::Write { path, source: e.error })?;
        }
        lock.write(&self.folder, &files)?;
        Ok(files)
    }

    /// An id that tells the reader of a diff who is meant, and that no other record of the file has.
    fn id(&self, kind: Kind, record: &Record) -> String {
        let mut id = slug(&record.name);
        if id.is_empty() {
            id = name_of(kind).to_owned();
        }
        if record.id.is_empty() {
            if slug(&record.name).is_empty() {
                id = format!("{id}-{:08x}", hash_bytes(record.name.as_bytes()));
            }
            return format!("{id}-{}", self.format);
        }
        let own = record.id.to_ascii_lowercase();
        let is_short = own.len() <= 12 && own.bytes().all(|b| b.is_ascii_alphanumeric());
        let is_same = own == record.id || record.id.starts_with('Q');
        let own = match is_short && is_same {
            true => own,
            false => format!("{:08x}", hash_bytes(record.id.as_bytes())),
        };
        format!("{id}-{own}")
    }
}

/// Lower-case words with hyphens; empty for names in other scripts.
pub fn slug(name: &str) -> String {
    let mut slug = String::new();
    for c in fold(name).chars().take(60) {
        if c.is_ascii_alphanumeric() {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') && c.is_ascii() {
            slug.push('-');
        }
    }
    slug.trim_end_matches('-').to_owned()
}

/// The name of a file without its endings, in the letters of ids.
fn stem(name: &str) -> String {
    let bare = name.strip_suffix(".gz").or(name.strip_suffix(".zst")).unwrap_or(name);
    let bare = bare.rsplit_once('.').map_or(bare, |(stem, _)| stem);
    let slug = slug(bare);
    if slug.is_empty() { "import".to_owned() } else { slug }
}

fn name_of(kind: Kind) -> &'static str {
    crate::gazetteer::compile::name_of(kind)
}

fn plural_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "people",
        Kind::Organization => "organizations",
        Kind::Place => "places",
        Kind::Role => "roles",
        Kind::GivenName => "given-names",
        Kind::Surname => "surnames",
    }
}

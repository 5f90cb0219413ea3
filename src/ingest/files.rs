//! The stream of articles over all inputs: walks folders in sorted order, opens one file at a
//! time, and sees to it that ids tell files apart.

use std::collections::HashSet;
use std::fs;
use std::hash::{BuildHasher, BuildHasherDefault};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustc_hash::FxHasher;

use super::open::{open, reader_of, without_compression};
use super::{Place, ReadError, ReadOptions, Reason, Records};
use crate::text::Article;

/// The articles of all inputs, in order. An item that is an error ends nothing but itself.
pub struct Articles {
    /// What is still to be read; the last comes first.
    pending: Vec<Step>,
    options: Arc<ReadOptions>,
    current: Option<Records>,
    /// Hashes of the ids that files have got.
    ids: HashSet<u64, BuildHasherDefault<FxHasher>>,
    /// Whether the folder that is being read held a file that a reader takes.
    has_read: bool,
}

enum Step {
    /// An input as the user named it.
    Input(PathBuf),
    /// Something inside the input folder `root`.
    Inside { root: Arc<Path>, path: PathBuf },
    /// All of an input folder is done.
    End(PathBuf),
}

impl Articles {
    pub(super) fn new(inputs: &[PathBuf], options: ReadOptions) -> Self {
        Articles {
            pending: inputs.iter().rev().cloned().map(Step::Input).collect(),
            options: Arc::new(options),
            current: None,
            ids: HashSet::default(),
            has_read: false,
        }
    }

    fn step(&mut self, step: Step) -> Result<(), ReadError> {
        match step {
            Step::Input(path) if path == Path::new("-") => self.open(&path, "stdin"),
            Step::Input(path) if path.is_dir() => {
                self.has_read = false;
                self.pending.push(Step::End(path.clone()));
                self.descend(&Arc::from(path.as_path()), &path)
            }
            Step::Input(path) => {
                let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
                self.open(&path, &stem(&name.unwrap_or_default()))
            }
            Step::Inside { root, path } => self.inside(&root, &path),
            Step::End(path) if self.has_read => {
                drop(path);
                Ok(())
            }
            Step::End(path) => Err(error(&path, Reason::NothingReadable)),
        }
    }

    fn inside(&mut self, root: &Arc<Path>, path: &Path) -> Result<(), ReadError> {
        let is_link = path.is_symlink();
        if path.is_dir() {
            // A link to a folder can lead back to where it lies.
            return if is_link { Ok(()) } else { self.descend(root, path) };
        }
        if !path.is_file() {
            // A pipe or socket would wait for a writer; a dangling link leads nowhere.
            return Ok(());
        }
        let place = Place { path: path.to_owned(), id: String::new(), is_compressed: false };
        let is_known = match place.ending() {
            Some(ending) => reader_of(&ending).is_some(),
            None => true,
        };
        if !is_known {
            return Err(error(path, Reason::UnknownEnding));
        }
        let relative = path.strip_prefix(root).unwrap_or(path).to_string_lossy();
        self.open(path, &stem(&relative.replace('\\', "/")))
    }

    /// Puts what lies in a folder on the list.
    fn descend(&mut self, root: &Arc<Path>, folder: &Path) -> Result<(), ReadError> {
        let failed = |cause| error(folder, Reason::Io(cause));
        let mut entries = Vec::new();
        for entry in fs::read_dir(folder).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            if !entry.file_name().to_string_lossy().starts_with('.') {
                entries.push(entry.path());
            }
        }
        entries.sort_unstable_by(|a, b| b.cmp(a));
        let inside = |path| Step::Inside { root: Arc::clone(root), path };
        self.pending.extend(entries.into_iter().map(inside));
        Ok(())
    }

    fn open(&mut self, path: &Path, id: &str) -> Result<(), ReadError> {
        let id = self.unique(path, id);
        let (reader, input) = open(path, &id, &self.options)?;
        self.has_read = true;
        self.current = Some(reader.read(input));
        Ok(())
    }

    /// `id`, or what tells the file from an earlier one of that id: its whole path, then a number.
    fn unique(&mut self, path: &Path, id: &str) -> String {
        let whole = path.to_string_lossy().replace('\\', "/");
        let numbered = (2..).map(|number: u64| format!("{whole}~{number}"));
        let mut names = [id.to_owned(), stem(&whole), whole.clone()].into_iter().chain(numbered);
        let is_free = |name: &String| self.ids.insert(self.ids.hasher().hash_one(name));
        names.find(is_free).unwrap_or(whole)
    }
}

impl Iterator for Articles {
    type Item = Result<Article, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(mut item) = self.current.as_mut().and_then(Iterator::next) {
                if let Ok(article) = &mut item
                    && memchr::memchr(0, article.text.as_bytes()).is_some()
                {
                    article.text.retain(|c| c != '\0');
                }
                return Some(item);
            }
            self.current = None;
            let step = self.pending.pop()?;
            if let Err(error) = self.step(step) {
                return Some(Err(error));
            }
        }
    }
}

fn error(path: &Path, reason: Reason) -> ReadError {
    ReadError { path: path.to_owned(), line: None, reason }
}

/// A path without the endings of format and compression: `week/talks.txt.gz` is `week/talks`.
fn stem(path: &str) -> String {
    let unpacked = without_compression(path);
    match unpacked.rsplit_once('.') {
        Some((stem, ending))
            if !ending.contains('/') && !stem.is_empty() && !stem.ends_with('/') =>
        {
            stem.to_owned()
        }
        _ => unpacked.to_owned(),
    }
}

//! Big lists, compiled once: the words and the gazetteers of some folders as bytes, in a hidden file of
//! the last folder, which counts as long as the content of the files is what it was.

use std::fs;
use std::path::{Path, PathBuf};

use twox_hash::XxHash3_128;

use crate::base::{Diagnostic, Diagnostics, Stored};
use crate::gazetteer::entity::Gazetteer;
use crate::gazetteer::load::{LoadError, Sources, collect, compiled, read_folders};
use crate::gazetteer::{builtin, write_whole};
use crate::text::Lexicon;

/// What the file is called.
const NAME: &str = ".whomet-compiled";

/// The first bytes of the file.
const MAGIC: &[u8; 16] = b"whomet compiled\n";

/// What a look for the compiled form of some folders gives.
pub(super) enum Found {
    /// There is none.
    Nothing,
    /// There is one of other contents.
    Stale(PathBuf),
    /// Here it is; the lexicon holds its words.
    Gazetteer(Box<Gazetteer>),
}

/// What [`compile`] did.
#[derive(Debug)]
pub struct Compiled {
    /// The file that was written; none if there were errors.
    pub path: Option<PathBuf>,
    /// Its size in bytes.
    pub bytes: usize,
    /// How many entities it holds.
    pub entities: usize,
    /// How many names.
    pub names: usize,
    /// What is wrong with the files.
    pub diagnostics: Diagnostics,
}

/// Why lists could not be compiled.
#[derive(Debug, thiserror::Error)]
pub enum CompileError {
    /// They cannot be read.
    #[error(transparent)]
    Load(#[from] LoadError),
    /// No folder is named, so there is nothing to compile.
    #[error("no folder of gazetteers to compile")]
    NoFolder,
    /// The file cannot be written.
    #[error("cannot write {}", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
}

/// Compiles the folders of `sources` and writes the outcome into the last of them, from which
/// [`load()`](crate::gazetteer::load()) takes it for the same folders in the same order.
///
/// # Errors
/// When a folder cannot be read or the file cannot be written. With errors in the lists nothing is
/// written.
pub fn compile(sources: &Sources) -> Result<Compiled, CompileError> {
    let path = path_of(sources).ok_or(CompileError::NoFolder)?;
    let mut diagnostics = Diagnostics::default();
    let mut lexicon = Lexicon::english();
    let files = read_folders(sources, &mut diagnostics)?;
    let key = key_of(sources)?;
    let gazetteer = compiled(files, sources, &mut lexicon, &mut diagnostics);
    diagnostics.0.retain(|d| d.labels.first().is_none_or(|l| !l.file.text.is_empty()));
    diagnostics.sort();
    let (entities, names) = (gazetteer.len(), gazetteer.matcher.all().count());
    if diagnostics.has_errors() {
        return Ok(Compiled { path: None, bytes: 0, entities, names, diagnostics });
    }
    let mut payload = Vec::new();
    lexicon.write(&lexicon, &mut payload);
    gazetteer.write(&mut payload);
    let mut bytes = head(key, XxHash3_128::oneshot(&payload));
    bytes.append(&mut payload);
    let failed = |source| CompileError::Write { path: path.clone(), source };
    write_whole(&path, &bytes).map_err(failed)?;
    let bytes = bytes.len();
    Ok(Compiled { path: Some(path), bytes, entities, names, diagnostics })
}

/// Looks for the compiled form of the folders of `sources`. The words that the caller has in
/// `lexicon` must be those of English alone, as they were when the form was compiled.
pub(super) fn find(lexicon: &mut Lexicon, sources: &Sources) -> Result<Found, LoadError> {
    let Some(path) = path_of(sources).filter(|path| path.is_file()) else {
        return Ok(Found::Nothing);
    };
    if !lexicon.is_untouched() {
        return Ok(Found::Nothing);
    }
    let failed = |source| LoadError::Read { path: path.clone(), source };
    let key = key_of(sources)?;
    let bytes = fs::read(&path).map_err(failed)?;
    let start = head(key, 0);
    let same = start.len() - 16;
    let Some((own, payload)) = bytes.split_at_checked(start.len()) else {
        return Ok(Found::Stale(path));
    };
    let is_whole = || own[same..] == XxHash3_128::oneshot(payload).to_le_bytes();
    if own[..same] != start[..same] || !is_whole() {
        return Ok(Found::Stale(path));
    }
    let mut rest = payload;
    *lexicon = Lexicon::read(&mut rest);
    Ok(Found::Gazetteer(Box::new(Gazetteer::read(&mut rest))))
}

/// G021.
pub(super) fn stale(path: &Path) -> Diagnostic {
    let message = format!("{} is of other lists than these, and is not used", path.display());
    Diagnostic::warning("G021", message).help("`whomet gazetteer compile` makes it anew")
}

/// The first bytes of the file: what it is, whose, of which lists, and of which content.
fn head(key: u128, payload: u128) -> Vec<u8> {
    [&MAGIC[..], builtin::STORE_ID, &key.to_le_bytes(), &payload.to_le_bytes()].concat()
}

/// Where the compiled form is: in the last folder, or beside the last file.
fn path_of(sources: &Sources) -> Option<PathBuf> {
    let last = sources.folders.last()?;
    if last.is_dir() {
        return Some(last.join(NAME));
    }
    let name = last.file_name()?.to_string_lossy();
    Some(last.with_file_name(format!("{NAME}-{name}")))
}

/// What the lists are, by their contents and their order.
fn key_of(sources: &Sources) -> Result<u128, LoadError> {
    let mut hasher = XxHash3_128::new();
    hasher.write(&[u8::from(sources.builtin)]);
    for folder in &sources.folders {
        let mut paths = Vec::new();
        collect(folder, &mut paths)?;
        paths.sort();
        hasher.write(&(paths.len() as u64).to_le_bytes());
        for path in paths {
            let failed = |source| LoadError::Read { path: path.clone(), source };
            let bytes = fs::read(&path).map_err(failed)?;
            hasher.write(&(bytes.len() as u64).to_le_bytes());
            hasher.write(&bytes);
        }
    }
    Ok(hasher.finish_128())
}

//! Reads the built-in gazetteers and the user's folders: every mistake of every file is collected,
//! nothing stops at the first. What the entries mean is worked out by `layer` and `compile`.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{fs, io};

use crate::base::diagnostic::SourceFile;
use crate::base::{ByteSpan, Diagnostic, Diagnostics, yaml};
use crate::gazetteer::entity::Gazetteer;
use crate::gazetteer::layer::LoadedFile;
use crate::gazetteer::{builtin, cache, compile, format, layer, schema};
use crate::text::Lexicon;

/// Where gazetteers come from, the least important first.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// Whether the gazetteers inside the program are the first layer.
    pub builtin: bool,
    /// Folders, or single files, each a layer of its own: later ones override earlier ones.
    pub folders: Vec<PathBuf>,
}

/// Why a gazetteer could not be read at all.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The file system refused.
    #[error("cannot read {}", path.display())]
    Read {
        /// The file or folder.
        path: PathBuf,
        /// What it said.
        source: io::Error,
    },
}

/// The largest file that is read, in bytes.
const MAX_BYTES: u64 = 1 << 30;

/// Loads the gazetteers of `sources` and interns their words; the words of the language should be
/// in `lexicon` already, so that given names that are common words are told apart.
///
/// Built-in files raise no diagnostics here.
///
/// # Errors
/// When a folder or file cannot be read. Mistakes inside files are in the diagnostics; entries with
/// mistakes are left out or loaded as far as they go.
pub fn load(
    lexicon: &mut Lexicon,
    sources: &Sources,
) -> Result<(Gazetteer, Diagnostics), LoadError> {
    let mut diagnostics = Diagnostics::default();
    let found = cache::find(lexicon, sources)?;
    if let cache::Found::Gazetteer(gazetteer) = found {
        gazetteer.matcher.begin();
        return Ok((*gazetteer, diagnostics));
    }
    if let cache::Found::Stale(path) = found {
        diagnostics.push(cache::stale(&path));
    }
    let files = read_folders(sources, &mut diagnostics)?;
    let gazetteer = compiled(files, sources, lexicon, &mut diagnostics);
    gazetteer.matcher.begin();
    diagnostics.0.retain(|d| d.labels.first().is_none_or(|l| !l.file.text.is_empty()));
    diagnostics.sort();
    Ok((gazetteer, diagnostics))
}

/// Lays the user's files over the built-in gazetteers; the compiled ones are used as they are but
/// for the entries that the files touch.
pub(super) fn compiled(
    files: Vec<LoadedFile>,
    sources: &Sources,
    lexicon: &mut Lexicon,
    diagnostics: &mut Diagnostics,
) -> Gazetteer {
    let prepared = if sources.builtin { builtin::prepared(lexicon) } else { None };
    if let Some(base) = prepared {
        if files.is_empty() {
            return base;
        }
        if let Some(touched) = layer::touched(&files, &base) {
            let touched = builtin::entries(&touched);
            let layers = layer::merge_onto(touched, files, diagnostics);
            return compile::compile_onto(base, &layers, lexicon, diagnostics);
        }
    }
    let mut all = if sources.builtin { builtin::files() } else { Vec::new() };
    all.extend(files);
    let layers = layer::merge(all, diagnostics);
    compile::compile(&layers, lexicon, diagnostics)
}

/// Loads gazetteers from memory, all files as one layer.
pub fn load_texts(lexicon: &mut Lexicon, files: &[Arc<SourceFile>]) -> (Gazetteer, Diagnostics) {
    let mut diagnostics = Diagnostics::default();
    let mut loaded = Vec::new();
    for source in files {
        if let Some(file) = parse(source, &mut diagnostics) {
            loaded.push(LoadedFile { source: Arc::clone(source), layer: 0, builtin: false, file });
        }
    }
    let layers = layer::merge(loaded, &mut diagnostics);
    let gazetteer = compile::compile(&layers, lexicon, &mut diagnostics);
    diagnostics.sort();
    (gazetteer, diagnostics)
}

/// Reads all files of all layers, in order; those with mistakes are left out.
///
/// # Errors
/// As [`load`].
pub(super) fn read(
    sources: &Sources,
    diagnostics: &mut Diagnostics,
) -> Result<Vec<LoadedFile>, LoadError> {
    let mut files = if sources.builtin { builtin::files() } else { Vec::new() };
    files.extend(read_folders(sources, diagnostics)?);
    Ok(files)
}

/// Reads the files of the user's layers.
pub(super) fn read_folders(
    sources: &Sources,
    diagnostics: &mut Diagnostics,
) -> Result<Vec<LoadedFile>, LoadError> {
    let mut files = Vec::new();
    let first = u8::from(sources.builtin);
    for (at, folder) in sources.folders.iter().enumerate() {
        let layer = first.saturating_add(u8::try_from(at).unwrap_or(u8::MAX));
        let mut paths = Vec::new();
        collect(folder, &mut paths)?;
        paths.sort();
        if paths.is_empty() {
            let message = format!("there is no .yaml file in {}", folder.display());
            let help = "`whomet gazetteer import` makes such files of other formats";
            diagnostics.push(Diagnostic::warning("G010", message).help(help));
        }
        for path in paths {
            if let Some(loaded) = read_file(path, layer, diagnostics)? {
                files.push(loaded);
            }
        }
    }
    Ok(files)
}

/// Adds the YAML files at or below `path`.
pub(super) fn collect(path: &Path, paths: &mut Vec<PathBuf>) -> Result<(), LoadError> {
    let failed = |source| LoadError::Read { path: path.to_owned(), source };
    if path.is_file() {
        paths.push(path.to_owned());
        return Ok(());
    }
    for entry in fs::read_dir(path).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let path = entry.path();
        let is_hidden = entry.file_name().to_string_lossy().starts_with('.');
        if is_hidden {
            continue;
        }
        // A link to a folder is not followed: it may lead in circles.
        if entry.file_type().map_err(failed)?.is_dir() {
            collect(&path, paths)?;
        } else if path.extension().is_some_and(|e| e == "yaml" || e == "yml") {
            paths.push(path);
        }
    }
    Ok(())
}

fn read_file(
    path: PathBuf,
    layer: u8,
    diagnostics: &mut Diagnostics,
) -> Result<Option<LoadedFile>, LoadError> {
    let failed = |source| LoadError::Read { path: path.clone(), source };
    if fs::metadata(&path).map_err(failed)?.len() > MAX_BYTES {
        return Err(failed(io::ErrorKind::FileTooLarge.into()));
    }
    let bytes = fs::read(&path).map_err(failed)?;
    let (text, broken) = match String::from_utf8(bytes) {
        Ok(text) => (text, None),
        Err(error) => {
            let at = u32::try_from(error.utf8_error().valid_up_to()).unwrap_or(u32::MAX);
            (String::from_utf8_lossy(error.as_bytes()).into_owned(), Some(at))
        }
    };
    let source = Arc::new(SourceFile { path, text });
    if let Some(at) = broken {
        diagnostics.push(
            Diagnostic::error("G010", "the file is not UTF-8 text")
                .at(&source, ByteSpan::new(at, at.saturating_add(1)), "")
                .help("save it as UTF-8"),
        );
        return Ok(None);
    }
    Ok(parse(&source, diagnostics).map(|file| LoadedFile { source, layer, builtin: false, file }))
}

/// Reads one file. If it is wrong, its entries are read one by one, so that each can report its
/// own mistake.
pub(super) fn parse(
    source: &Arc<SourceFile>,
    diagnostics: &mut Diagnostics,
) -> Option<schema::File> {
    let text = source.text.as_str();
    let whole = match schema::parse(text) {
        Ok(file) => return Some(file),
        Err(error) => error,
    };
    let is_limit = matches!(whole.without_snippet(), serde_yaml::Error::Budget { .. });
    let mut found = 0;
    if let Some(layout) = format::layout(text).filter(|_| !is_limit && !text.contains(": &")) {
        const HEAD: &str = "entries:\n";
        for block in &layout.blocks {
            let alone = format!("{HEAD}{}", &text[block.clone()]);
            if let Err(error) = schema::parse(&alone) {
                found += 1;
                let shift = block.start as i64 - HEAD.len() as i64;
                diagnostics.push(yaml::mistake("G010", source, &error, &alone, shift));
            }
        }
    }
    if found == 0 {
        diagnostics.push(yaml::mistake("G010", source, &whole, text, 0));
    }
    None
}

//! Reads the built-in gazetteers and the user's folders: every mistake of every file is collected,
//! nothing stops at the first. What the entries mean is worked out by `layer` and `compile`.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{fs, io};

use serde_yaml::Location;

use crate::base::diagnostic::SourceFile;
use crate::base::{ByteSpan, Diagnostic, Diagnostics, Severity};
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
            let at = error.utf8_error().valid_up_to();
            (String::from_utf8_lossy(error.as_bytes()).into_owned(), Some(at))
        }
    };
    let source = Arc::new(SourceFile { path, text });
    if let Some(at) = broken {
        diagnostics.push(
            Diagnostic::error("G010", "the file is not UTF-8 text")
                .at(&source, byte_span(at, 1), "")
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
                diagnostics.push(mistake(source, &error, &alone, shift));
            }
        }
    }
    if found == 0 {
        diagnostics.push(mistake(source, &whole, text, 0));
    }
    None
}

/// What the YAML reader objects to in `read`, which stands `shift` bytes further on in the file.
fn mistake(
    source: &Arc<SourceFile>,
    error: &serde_yaml::Error,
    read: &str,
    shift: i64,
) -> Diagnostic {
    let error = error.without_snippet();
    let text = source.text.as_str();
    let place = error.location().map(|at| bytes_of(at).unwrap_or_else(|| (byte_of(at, read), 1)));
    let span = place.map_or_else(ByteSpan::default, |(start, len)| {
        let start = usize::try_from(start as i64 + shift).unwrap_or(0).min(text.len());
        let rest = text.len() - start;
        byte_span(start, len.clamp(1, 120).min(rest))
    });
    let message = message_of(error);
    let diagnostic = Diagnostic {
        code: "G010",
        severity: Severity::Error,
        message,
        labels: Vec::new(),
        help: None,
    };
    let diagnostic = diagnostic.at(source, on_boundaries(text, span), "");
    match friendly(text, span.start as usize) {
        Some(help) => diagnostic.help(help),
        None => diagnostic,
    }
}

/// The parser's message without the place, which the report shows anyway.
fn message_of(error: &serde_yaml::Error) -> String {
    if let serde_yaml::Error::Budget { .. } = error {
        return format!("the file is nested or repeats itself beyond all measure ({error})");
    }
    let text = error.to_string();
    let text = text.lines().next().unwrap_or_default();
    let text = text.strip_prefix("error: ").unwrap_or(text);
    let cut = text.find(" at line ").or_else(|| text.find(" (line ")).unwrap_or(text.len());
    let (head, tail) = text.split_at(cut);
    let rest = tail.split_once(": ").map_or("", |(_, rest)| rest);
    let head = match text.strip_prefix("line ") {
        Some(after) => after.split_once(": ").map_or(head, |(_, message)| message),
        None => head,
    };
    if rest.is_empty() { head.to_owned() } else { format!("{head}: {rest}") }
}

/// Advice for the mistakes that people who write prose make in YAML.
fn friendly(text: &str, at: usize) -> Option<&'static str> {
    let start = text[..boundary_before(text, at)].rfind('\n').map_or(0, |at| at + 1);
    // The parser often notices only on the next line.
    let before = text[..start.saturating_sub(1)].rfind('\n').map_or(0, |at| at + 1);
    let end = text[start..].find('\n').map_or(text.len(), |n| start + n);
    let next = text[end..].lines().nth(1).unwrap_or_default();
    let (line, last) = (&text[start..end], &text[before..start.max(before)]);
    let is_tabbed = |line: &str| line.trim_start_matches(' ').starts_with('\t');
    if [last, line, next].into_iter().any(is_tabbed) {
        return Some("YAML is indented with spaces; replace the tab");
    }
    for line in [line, last] {
        let line = line.trim_end();
        let bare = line.trim_start().trim_start_matches("- ");
        // “- {title: Mayor, from: 2030}” means its colons.
        if bare.starts_with(['[', '{']) {
            continue;
        }
        let value = bare.split_once(": ").map_or(bare, |(_, value)| value.trim_start());
        for quote in ['"', '\''] {
            let Some(rest) = value.strip_prefix(quote) else { continue };
            let closes = rest.find(quote).map(|at| &rest[at + 1..]);
            if closes.is_none_or(|after| !after.trim().is_empty() && !after.contains('#')) {
                return Some(
                    "the text begins with a quotation mark, which YAML takes for its own; \
                     put the text on its own line after `|`",
                );
            }
        }
        if !value.starts_with(['[', '{', '"', '\'', '|', '>', '#']) && value.contains(": ") {
            return Some(
                "the text contains a colon and a space, which YAML takes for a key; \
                 put the text on its own line after `|`",
            );
        }
    }
    None
}

fn bytes_of(location: Location) -> Option<(usize, usize)> {
    let span = location.span();
    let start = usize::try_from(span.byte_offset()?).ok()?;
    let len = span.byte_len().and_then(|len| usize::try_from(len).ok()).unwrap_or(0);
    Some((start, len))
}

/// The byte of a place of which only line and column are known.
fn byte_of(location: Location, text: &str) -> usize {
    let count = |n: u64| usize::try_from(n).unwrap_or(usize::MAX).saturating_sub(1);
    let mut lines = text.split_inclusive('\n');
    let start: usize = lines.by_ref().take(count(location.line())).map(str::len).sum();
    let line = lines.next().unwrap_or_default();
    start + line.char_indices().nth(count(location.column())).map_or(line.len(), |(at, _)| at)
}

fn byte_span(start: usize, len: usize) -> ByteSpan {
    let at = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    ByteSpan::new(at(start), at(start.saturating_add(len)))
}

/// `span` widened until it begins and ends between characters of `text`.
fn on_boundaries(text: &str, span: ByteSpan) -> ByteSpan {
    let start = boundary_before(text, span.start as usize);
    let mut end = (span.end as usize).min(text.len());
    while !text.is_char_boundary(end) {
        end += 1;
    }
    byte_span(start, end.saturating_sub(start))
}

/// The last place between two characters at or before byte `at`.
pub(super) fn boundary_before(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

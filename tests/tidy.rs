//! The floor plan and the house rules that a program can check.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The rooms by floor, the lowest first. A room imports only rooms on lower floors; those on one
/// floor do not see each other.
///
/// `extraction` is the narrow waist between language and graph and holds nothing but plain data. It
/// stands beside `text` because it imports nothing of the program at all, so that every room above
/// can speak of kinds, statuses and modes in the words of the public records.
const FLOORS: &[&[&str]] = &[
    &["base"],
    &["text", "extraction"],
    &["ingest", "gazetteer"],
    &["mention"],
    &["resolve", "rule"],
    &["event"],
    &["pipeline", "graph"],
    &["export"],
    &["serve"],
    &["cli"],
];

/// The most lines of a file, without its tests.
const MOST_LINES: usize = 500;

#[test]
fn rooms_import_only_lower_floors() {
    let floor = |room: &str| FLOORS.iter().position(|rooms| rooms.contains(&room));
    let mut faults = Vec::new();
    for file in sources() {
        let Some(own) = room(&file.path) else { continue };
        let Some(here) = floor(&own) else {
            faults.push(format!("{}: the room {own} has no floor", file.name()));
            continue;
        };
        for (number, line) in file.code() {
            for other in imports(line) {
                let is_above = floor(&other).is_some_and(|there| there >= here);
                if is_above && other != own {
                    faults.push(format!("{}:{number}: {own} sees {other}", file.name()));
                }
            }
        }
    }
    none(&faults);
}

#[test]
fn the_narrow_waist_imports_nothing_of_the_program() {
    let mut faults = Vec::new();
    for file in sources().iter().filter(|file| file.name() == "src/extraction.rs") {
        let lines = file.code().filter(|(_, line)| line.contains("crate::"));
        faults.extend(lines.map(|(number, line)| format!("{number}: {}", line.trim())));
    }
    none(&faults);
}

#[test]
fn files_are_short() {
    let faults: Vec<String> = sources()
        .iter()
        .map(|file| (file, file.code().count()))
        .filter(|(_, lines)| *lines > MOST_LINES)
        .map(|(file, lines)| format!("{}: {lines} lines without tests", file.name()))
        .collect();
    none(&faults);
}

#[test]
fn every_module_says_what_it_is() {
    let faults: Vec<String> = sources()
        .iter()
        .filter(|file| !file.is_test() && !file.text.starts_with("//!"))
        .map(|file| file.name())
        .collect();
    none(&faults);
}

#[test]
fn only_the_command_line_prints() {
    const PRINTS: &[&str] = &["println!", "print!", "eprint!", "dbg!"];
    let mut faults = Vec::new();
    for file in sources() {
        if room(&file.path).is_none_or(|room| room == "cli") {
            continue;
        }
        for (number, line) in file.code() {
            let is_comment = line.trim_start().starts_with("//");
            if !is_comment && PRINTS.iter().any(|print| line.contains(print)) {
                faults.push(format!("{}:{number}: {}", file.name(), line.trim()));
            }
        }
    }
    none(&faults);
}

#[test]
fn nothing_is_left_to_do() {
    // Put together here, so that this file does not hold the words itself.
    let words = [["TO", "DO"].concat(), ["FIX", "ME"].concat(), ["XX", "X"].concat()];
    let mut faults = Vec::new();
    for file in all_texts() {
        for (number, line) in file.lines() {
            let mut tokens = line.split(|c: char| !c.is_alphanumeric() && c != '_');
            if tokens.any(|token| words.iter().any(|word| word == token)) {
                faults.push(format!("{}:{number}: {}", file.name(), line.trim()));
            }
        }
    }
    none(&faults);
}

#[test]
fn no_path_of_a_machine() {
    // Put together here, so that this file does not hold them itself.
    let folders = ["home", "work", "Users", "root"].map(|name| format!("/{name}/"));
    let mut faults = Vec::new();
    for file in all_texts() {
        for (number, line) in file.lines() {
            let begins = |at: usize| {
                let before = line[..at].chars().next_back();
                before.is_none_or(|c| {
                    !c.is_alphanumeric() && !matches!(c, '.' | '/' | '}' | '-' | '_')
                })
            };
            if folders.iter().any(|f| line.match_indices(f.as_str()).any(|(at, _)| begins(at))) {
                faults.push(format!("{}:{number}: {}", file.name(), line.trim()));
            }
        }
    }
    none(&faults);
}

#[test]
fn every_format_is_in_its_table() {
    // Files of these rooms that serve the formats and are none themselves.
    const EXPORT: &[&str] = &[
        "flat", "formats", "label", "layout", "loss", "mod", "rdf", "route", "style", "tables",
        "text", "view",
    ];
    const INGEST: &[&str] =
        &["date", "encoding", "error", "files", "front", "mod", "open", "record", "tests"];
    let mut faults = Vec::new();
    for (folder, registry, table, row, others) in [
        ("export", "formats.rs", "const FORMATS", "(", EXPORT),
        ("ingest", "mod.rs", "const READERS", "&", INGEST),
    ] {
        let folder = root().join("src").join(folder);
        let registry = fs::read_to_string(folder.join(registry)).expect("exists");
        let start = registry.find(table).expect("the table is there");
        let entries = &registry[start..start + registry[start..].find("];").expect("it ends")];
        for file in sources() {
            let inside = file.path.strip_prefix(&folder).ok();
            let Some(inside) = inside.filter(|p| p.components().count() == 1) else { continue };
            let stem = inside.with_extension("").to_string_lossy().into_owned();
            let is_format = !others.contains(&stem.as_str());
            if is_format && !entries.contains(&format!("{row}{stem}::")) {
                faults.push(format!("{}: not in {table}, nor anything else", file.name()));
            }
        }
    }
    none(&faults);
}

#[test]
fn every_dependency_has_a_reason() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).expect("exists");
    let mut inside = false;
    let mut reason = false;
    let mut faults = Vec::new();
    for line in manifest.lines() {
        if line.starts_with('[') {
            inside = line.contains("dependencies");
            reason = false;
        } else if line.starts_with('#') {
            reason = true;
        } else if inside && line.contains('=') && !line.contains('#') && !reason {
            faults.push(line.to_owned());
        }
    }
    none(&faults);
}

/// A file of the project.
struct File {
    path: PathBuf,
    text: String,
}

impl File {
    /// Its path within the project.
    fn name(&self) -> String {
        self.path.strip_prefix(root()).unwrap_or(&self.path).to_string_lossy().replace('\\', "/")
    }

    fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text.lines().enumerate().map(|(number, line)| (number + 1, line))
    }

    /// Whether it is a test module in a file of its own.
    fn is_test(&self) -> bool {
        self.name().contains("/tests/") || self.name().ends_with("/tests.rs")
    }

    /// Its lines up to its test module.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let end = self.text.find("#[cfg(test)]\nmod tests {").unwrap_or(self.text.len());
        let end = if self.is_test() { 0 } else { end };
        self.text[..end].lines().enumerate().map(|(number, line)| (number + 1, line))
    }
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The Rust files of the library and its command line.
fn sources() -> Vec<File> {
    let mut files = read(&root().join("src"), &["rs"]);
    files.retain(|file| file.name() != "src/lib.rs" && file.name() != "src/main.rs");
    files
}

/// Every text of the project that people write.
fn all_texts() -> Vec<File> {
    let mut files = Vec::new();
    for folder in ["src", "tests", "benches", "rules", "docs", "examples", ".ci"] {
        let folder = root().join(folder);
        if folder.is_dir() {
            files.extend(read(&folder, &["rs", "yaml", "md", "toml", "py", "sh", ""]));
        }
    }
    let top: BTreeMap<_, _> = fs::read_dir(root())
        .expect("the project's folder")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|e| e == "md" || e == "rs" || e == "toml"))
        .filter_map(|path| Some((path.clone(), fs::read_to_string(path).ok()?)))
        .collect();
    files.extend(top.into_iter().map(|(path, text)| File { path, text }));
    files
}

fn read(folder: &Path, extensions: &[&str]) -> Vec<File> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder of the project") {
            let path = entry.expect("an entry of it").path();
            let extension = path.extension().unwrap_or_default().to_string_lossy().into_owned();
            if path.is_dir() {
                folders.push(path);
            } else if extensions.contains(&extension.as_str())
                && let Ok(text) = fs::read_to_string(&path)
            {
                files.push(File { path, text });
            }
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

/// The room that a file below `src` belongs to.
fn room(path: &Path) -> Option<String> {
    let inside = path.strip_prefix(root().join("src")).ok()?;
    let first = inside.components().next()?.as_os_str().to_string_lossy().into_owned();
    Some(first.trim_end_matches(".rs").to_owned())
}

/// The rooms that a line of code names.
fn imports(line: &str) -> Vec<String> {
    if line.trim_start().starts_with("//") {
        return Vec::new();
    }
    let name = |rest: &str| {
        rest.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect::<String>()
    };
    let mut found: Vec<String> =
        line.match_indices("crate::").map(|(at, cut)| name(&line[at + cut.len()..])).collect();
    // use crate::{a, b::C};
    if let Some((_, list)) = line.split_once("crate::{") {
        found.extend(list.split(',').map(|item| name(item.trim())));
    }
    found
}

#[track_caller]
fn none(faults: &[String]) {
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

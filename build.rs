//! Puts the shipped gazetteers and rules into the program, so that it runs from any folder.
//!
//! Gazetteers are turned into one compact file, because parsing their YAML takes longer than a
//! program may need to start; rule files are few and are embedded as they stand.

#[path = "src/base/mod.rs"]
#[allow(dead_code, unused_imports, missing_docs)]
mod base;
#[path = "src/extraction.rs"]
#[allow(dead_code)]
mod extraction;
#[path = "src/gazetteer"]
#[allow(dead_code, unused_imports)]
mod gazetteer {
    pub mod change;
    pub mod compile;
    pub mod entity;
    pub mod layer;
    pub mod matcher;
    pub mod names;
    pub mod schema;
}
#[path = "src/rule"]
#[allow(dead_code)]
mod rule {
    pub mod schema;
}
#[path = "src/text"]
#[allow(dead_code, unused_imports)]
mod text {
    pub mod article;
    pub mod document;
    mod english;
    pub mod fold;
    mod function_words;
    pub mod lexicon;
    mod recent;
    pub mod token;
    pub mod tokenize;
    pub use article::Article;
    pub use document::{Block, BlockId, BlockKind, Document, Quote, QuoteId, Sentence, SentenceId};
    pub use lexicon::{Classes, Lexicon, WordId, word};
    pub use recent::RecentWords;
    pub use token::{Shape, Token, TokenId, TokenKind};
}

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

use base::{Diagnostics, Stored};
use gazetteer::layer::LoadedFile;
use gazetteer::{compile, layer, schema};
use rule::schema::{self as rules, FileKind};
use serde::Serialize;
use serde::de::DeserializeOwned;
use text::Lexicon;

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?);
    let out = PathBuf::from(env::var("OUT_DIR").map_err(io::Error::other)?);
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=gazetteers");
    println!("cargo::rerun-if-changed=lexicon");
    println!("cargo::rerun-if-changed=rules");
    let files = gazetteers(&root)?;
    write_files(&files, &out)?;
    prepare(files, &out)?;
    rule_files(&root, &out.join("rules.rs"))
}

/// The content of every gazetteer file.
fn gazetteers(root: &Path) -> io::Result<Vec<(PathBuf, schema::File)>> {
    let mut files = Vec::new();
    let mut mistakes = Vec::new();
    for (name, path) in yaml_files(root, "gazetteers")? {
        match schema::parse(&fs::read_to_string(&path)?) {
            Ok(file) => files.push((PathBuf::from(name), file)),
            Err(error) => mistakes.push(format!("{name}: {error}")),
        }
    }
    if mistakes.is_empty() { Ok(files) } else { Err(io::Error::other(mistakes.join("\n"))) }
}

/// Writes the files without their entries, and the entries one by one, so that those of them that
/// somebody overrides can be read alone: all of one file after those of the file before.
fn write_files(files: &[(PathBuf, schema::File)], out: &Path) -> io::Result<()> {
    let (mut heads, mut entries, mut ends) = (Vec::new(), Vec::new(), Vec::new());
    for (path, file) in files {
        for entry in &file.entries {
            serde_json::to_writer(&mut entries, entry)?;
            ends.push(entries.len() as u32);
        }
        let head = schema::File { entries: Vec::new(), ..file.clone() };
        heads.push((path, head, file.entries.len()));
    }
    fs::write(out.join("files.json"), serde_json::to_vec(&heads)?)?;
    fs::write(out.join("entries.json"), &entries)?;
    let mut bytes = Vec::new();
    ends.write(&mut bytes);
    fs::write(out.join("entry-ends.bin"), &bytes)
}

/// Writes the lexicon with the words of all names, and the compiled gazetteers.
fn prepare(files: Vec<(PathBuf, schema::File)>, out: &Path) -> io::Result<()> {
    let english = Lexicon::from_lists();
    let mut lexicon = english.clone();
    let files = files.into_iter().map(|(path, file)| LoadedFile::builtin(path, file)).collect();
    // What is wrong with the content of the files is the matter of tests/gazetteers.rs.
    let mut diagnostics = Diagnostics::default();
    let layers = layer::merge(files, &mut diagnostics);
    let gazetteer = compile::compile(&layers, &mut lexicon, &mut diagnostics);
    let mut bytes = Vec::new();
    english.write(&lexicon, &mut bytes);
    fs::write(out.join("lexicon.bin"), &bytes)?;
    bytes.clear();
    for classes in lexicon.all_classes() {
        classes.write(&mut bytes);
    }
    fs::write(out.join("classes.bin"), &bytes)?;
    bytes.clear();
    gazetteer.write(&mut bytes);
    fs::write(out.join("gazetteers.bin"), &bytes)?;
    // Entities are known by the numbers of their entries.
    let is_same = layers.entries.len() == gazetteer.len() && layers.renamed.is_empty();
    if !is_same {
        return Err(io::Error::other("two built-in entries have one id"));
    }
    write_id(&bytes, &out.join("store-id.bin"))
}

/// Writes what tells this program's stored gazetteers from those of any other: a hash of the
/// built-in ones and of the code that stores.
fn write_id(gazetteers: &[u8], out: &Path) -> io::Result<()> {
    const CODE: &[&str] = &[
        include_str!("src/base/date.rs"),
        include_str!("src/base/stored.rs"),
        include_str!("src/base/table.rs"),
        include_str!("src/extraction.rs"),
        include_str!("src/gazetteer/entity.rs"),
        include_str!("src/gazetteer/matcher.rs"),
        include_str!("src/gazetteer/matcher/patterns.rs"),
        include_str!("src/gazetteer/names.rs"),
        include_str!("src/gazetteer/schema.rs"),
        include_str!("src/text/fold.rs"),
        include_str!("src/text/lexicon.rs"),
        include_str!("src/text/tokenize.rs"),
    ];
    let hashes = CODE.iter().map(|code| base::table::hash_bytes(code.as_bytes()));
    let code = base::table::hash_numbers(hashes);
    fs::write(out, [code.to_le_bytes(), base::table::hash_bytes(gazetteers).to_le_bytes()].concat())
}

/// Writes two tables of the name and text of every rule file: as it stands, and as JSON.
fn rule_files(root: &Path, out: &Path) -> io::Result<()> {
    let mut builtin = String::from("const BUILTIN: &[(&str, &str)] = &[\n");
    let mut prepared = String::from("const PREPARED: &[(&str, &str)] = &[\n");
    for (name, path) in yaml_files(root, "rules")? {
        let text = fs::read_to_string(path)?;
        // What does not fit is told by the program itself, with its place.
        let json = match FileKind::of(Path::new(&name)) {
            FileKind::Cast => as_json::<rules::Cast>(&text),
            FileKind::Verbs => as_json::<rules::Verbs>(&text),
            FileKind::Modality => as_json::<rules::Modality>(&text),
            FileKind::Shared => as_json::<rules::Shared>(&text),
            FileKind::Event => as_json::<rules::Event>(&text),
            FileKind::Rule => as_json::<rules::Rule>(&text),
        };
        // The text itself: a path would go stale when the folder moves and the build is kept.
        let _ = writeln!(builtin, "    ({name:?}, {text:?}),");
        let _ = writeln!(prepared, "    ({name:?}, {:?}),", json.as_ref().unwrap_or(&text));
    }
    fs::write(out, builtin + "];\n" + &prepared + "];\n")
}

/// The content of a rule file as JSON; none if it is not what it should be.
fn as_json<T: Serialize + DeserializeOwned>(text: &str) -> Option<String> {
    let content: T = serde_yaml::from_str(text).ok()?;
    serde_json::to_string(&content).ok()
}

/// The YAML files below `folder` with their names relative to `root`, sorted.
fn yaml_files(root: &Path, folder: &str) -> io::Result<Vec<(String, PathBuf)>> {
    let mut files = Vec::new();
    let mut folders = vec![root.join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "yaml" || e == "yml") {
                let name = path.strip_prefix(root).map_err(io::Error::other)?;
                files.push((name.to_string_lossy().replace('\\', "/"), path));
            }
        }
    }
    files.sort();
    Ok(files)
}

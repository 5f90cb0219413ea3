//! Puts the shipped gazetteers and rules into the program, so that it runs from any folder.
//!
//! Gazetteers are turned into one compact file, because parsing their YAML takes longer than a
//! program may need to start; rule files are few and are embedded as they stand.

#[path = "src/gazetteer/schema.rs"]
#[allow(dead_code)]
mod schema;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?);
    let out = PathBuf::from(env::var("OUT_DIR").map_err(io::Error::other)?);
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=src/gazetteer/schema.rs");
    println!("cargo::rerun-if-changed=gazetteers");
    println!("cargo::rerun-if-changed=rules");
    gazetteers(&root, &out.join("gazetteers.json"))?;
    rules(&root, &out.join("rules.rs"))
}

/// Writes the parsed content of every gazetteer file.
fn gazetteers(root: &Path, out: &Path) -> io::Result<()> {
    let mut files = Vec::new();
    let mut mistakes = Vec::new();
    for (name, path) in yaml_files(root, "gazetteers")? {
        match schema::parse(&fs::read_to_string(&path)?) {
            Ok(file) => files.push((name, file)),
            Err(error) => mistakes.push(format!("{name}: {error}")),
        }
    }
    if !mistakes.is_empty() {
        return Err(io::Error::other(mistakes.join("\n")));
    }
    fs::write(out, serde_json::to_vec(&files)?)
}

/// Writes a table of the name and text of every rule file.
fn rules(root: &Path, out: &Path) -> io::Result<()> {
    let mut table = String::from("const BUILTIN: &[(&str, &str)] = &[\n");
    for (name, path) in yaml_files(root, "rules")? {
        let _ = writeln!(table, "    ({name:?}, include_str!({:?})),", path.display().to_string());
    }
    table.push_str("];\n");
    fs::write(out, table)
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

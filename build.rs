//! Reads every gazetteer file and writes one compact file that the program embeds: parsing YAML
//! takes longer than a program may need to start.

#[path = "src/gazetteer/schema.rs"]
#[allow(dead_code)]
mod schema;

use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?);
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=src/gazetteer/schema.rs");
    println!("cargo::rerun-if-changed=gazetteers");

    let mut paths = Vec::new();
    collect(&root.join("gazetteers"), &mut paths)?;
    let mut files = Vec::new();
    let mut mistakes = Vec::new();
    for path in paths {
        let name = path.strip_prefix(&root).map_err(io::Error::other)?;
        let name = name.to_string_lossy().replace('\\', "/");
        match schema::parse(&fs::read_to_string(&path)?) {
            Ok(file) => files.push((name, file)),
            Err(error) => mistakes.push(format!("{name}: {error}")),
        }
    }
    files.sort_by(|a, b| a.0.cmp(&b.0));
    if !mistakes.is_empty() {
        return Err(io::Error::other(mistakes.join("\n")));
    }
    let out = PathBuf::from(env::var("OUT_DIR").map_err(io::Error::other)?);
    fs::write(out.join("gazetteers.json"), serde_json::to_vec(&files)?)
}

/// Adds the YAML files below `folder`, if it exists.
fn collect(folder: &Path, paths: &mut Vec<PathBuf>) -> io::Result<()> {
    if !folder.is_dir() {
        return Ok(());
    }
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, paths)?;
        } else if path.extension().is_some_and(|e| e == "yaml" || e == "yml") {
            paths.push(path);
        }
    }
    Ok(())
}

//! The shown output is real: the sample graph in `output/sample` and the picture of the README are
//! what the program writes today. `UPDATE=1 cargo test --test output` rewrites them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

#[test]
fn the_sample_of_every_format_is_what_the_program_writes() {
    let folder = build(&["samples/tavra-02-trieste.txt"], "dot,svg,mermaid");
    let mut names: Vec<_> = fs::read_dir(folder.path())
        .expect("the folder was written")
        .map(|entry| entry.expect("it can be listed").file_name())
        .collect();
    names.sort();
    assert!(names.len() >= 5, "{names:?}");
    for name in names {
        same(&folder.path().join(&name), &root().join("output/sample").join(&name));
    }
}

#[test]
fn the_picture_of_the_readme_is_what_the_program_draws() {
    let folder = build(&["samples"], "svg");
    same(&folder.path().join("graph.svg"), &root().join("docs/who-met-whom.svg"));
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// A folder in which the program wrote the graph of `inputs`.
fn build(inputs: &[&str], formats: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let done = Command::new(env!("CARGO_BIN_EXE_whomet"))
        .current_dir(root())
        .arg("build")
        .args(inputs)
        .arg("-o")
        .arg(folder.path())
        .args(["--format", formats, "--layout", "builtin"])
        .output()
        .expect("the program runs");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    folder
}

/// Holds `shown` to `written`, or rewrites it.
fn same(written: &Path, shown: &Path) {
    let now = fs::read(written).expect("the program wrote it");
    if std::env::var_os("UPDATE").is_some() {
        fs::create_dir_all(shown.parent().expect("a file in a folder")).expect("a folder");
        fs::write(shown, now).expect("it can be written");
        return;
    }
    let then = fs::read(shown).unwrap_or_default();
    let (now, then) = (String::from_utf8_lossy(&now), String::from_utf8_lossy(&then));
    assert!(
        now.replace("\r\n", "\n") == then.replace("\r\n", "\n"),
        "{} is no longer what the program writes; look at the change, then UPDATE=1",
        shown.display()
    );
}

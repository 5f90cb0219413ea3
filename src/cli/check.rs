//! `whomet check`: mistakes in gazetteers and rules, all of them at once, with their places.

use std::path::{Path, PathBuf};

use super::args::Check;
use super::exit::{Exit, Failure};
use super::extract::counted;
use super::findings;
use crate::pipeline::{Checked, Options, Pipeline};

/// Runs it.
pub fn run(command: &Check) -> Result<Exit, Failure> {
    let mut gazetteers = Vec::new();
    let mut rules = Vec::new();
    for folder in &command.folders {
        sort_out(folder, &mut gazetteers, &mut rules);
    }
    if command.findings.write {
        findings::rewrite(&gazetteers)?;
    }
    let options = Options { gazetteers, rules, ..Options::default() };
    let Checked { mut diagnostics, entities, rule_files, examples } = Pipeline::check(&options)?;
    if !command.folders.is_empty() {
        let is_mine = |path: &Path| command.folders.iter().any(|folder| path.starts_with(folder));
        diagnostics.0.retain(|diagnostic| {
            diagnostic.labels.is_empty()
                || diagnostic.labels.iter().any(|label| is_mine(&label.file.path))
        });
    }
    findings::tell(&diagnostics, &[], command.findings.format, || {
        let entities = counted(entities, "entity").replace("entitys", "entities");
        let (files, examples) = (counted(rule_files, "rule file"), counted(examples, "example"));
        format!("{entities}, {files}, {examples}: {}\n", findings::count(&diagnostics))
    })?;
    Ok(if diagnostics.0.is_empty() { Exit::Fine } else { Exit::Partial })
}

/// Tells folders of rules from folders of gazetteers: by the folders inside, else by what their
/// files begin with.
fn sort_out(folder: &Path, gazetteers: &mut Vec<PathBuf>, rules: &mut Vec<PathBuf>) {
    let (inner_gazetteers, inner_rules) = (folder.join("gazetteers"), folder.join("rules"));
    if inner_gazetteers.is_dir() || inner_rules.is_dir() {
        gazetteers.extend(inner_gazetteers.is_dir().then_some(inner_gazetteers));
        rules.extend(inner_rules.is_dir().then_some(inner_rules));
    } else if holds_rules(folder) {
        rules.push(folder.to_owned());
    } else {
        gazetteers.push(folder.to_owned());
    }
}

/// Whether a file in the folder, or in one inside it, has the keys of a rule or kind of event.
fn holds_rules(folder: &Path) -> bool {
    let inside = |folder: &Path| -> Vec<PathBuf> {
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
        entries.map(|entry| entry.path()).collect()
    };
    let is_rule = |path: &PathBuf| {
        let is_yaml = path.extension().is_some_and(|ending| ending == "yaml" || ending == "yml");
        is_yaml
            && std::fs::read_to_string(path).is_ok_and(|text| {
                text.lines().any(|line| line.starts_with("rule:") || line.starts_with("event:"))
            })
    };
    let files = inside(folder);
    files.iter().any(is_rule) || files.iter().any(|path| inside(path).iter().any(is_rule))
}

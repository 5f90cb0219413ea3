//! `whomet check`: mistakes in gazetteers and rules, all of them at once, with their places.

use std::path::{Path, PathBuf};

use super::args::Check;
use super::exit::{Exit, Failure};
use super::extract::counted;
use super::output::Output;
use super::render;
use crate::pipeline::{Checked, Options, Pipeline};

/// Runs it.
pub fn run(command: &Check) -> Result<Exit, Failure> {
    let mut gazetteers = Vec::new();
    let mut rules = Vec::new();
    for folder in &command.folders {
        sort_out(folder, &mut gazetteers, &mut rules);
    }
    let options = Options { gazetteers, rules, ..Options::default() };
    let Checked { diagnostics, entities, rule_files, examples } = Pipeline::check(&options)?;
    render::diagnostics(&diagnostics);
    let findings = match diagnostics.0.len() {
        0 => "no mistakes".to_owned(),
        count => counted(count, "finding"),
    };
    let mut output = Output::new();
    let entities = counted(entities, "entity").replace("entitys", "entities");
    let (files, examples) = (counted(rule_files, "rule file"), counted(examples, "example"));
    let line = format!("{entities}, {files}, {examples}: {findings}\n");
    output.write(line.as_bytes())?;
    output.flush()?;
    Ok(if diagnostics.0.is_empty() { Exit::Fine } else { Exit::Partial })
}

/// Tells folders of rules from folders of gazetteers: by the folders inside, else by their names.
fn sort_out(folder: &Path, gazetteers: &mut Vec<PathBuf>, rules: &mut Vec<PathBuf>) {
    let (inner_gazetteers, inner_rules) = (folder.join("gazetteers"), folder.join("rules"));
    if inner_gazetteers.is_dir() || inner_rules.is_dir() {
        gazetteers.extend(inner_gazetteers.is_dir().then_some(inner_gazetteers));
        rules.extend(inner_rules.is_dir().then_some(inner_rules));
        return;
    }
    let is_rules = |name: &std::ffi::OsStr| name.to_string_lossy().contains("rule");
    if folder.iter().any(is_rules) || folder.join("event.yaml").is_file() {
        rules.push(folder.to_owned());
    } else {
        gazetteers.push(folder.to_owned());
    }
}

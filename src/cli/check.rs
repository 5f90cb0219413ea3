//! `whomet check`: mistakes in gazetteers and rules, all of them at once, with their places.

use std::path::{Path, PathBuf};

use super::args::Check;
use super::exit::{Exit, Failure};
use super::extract::counted;
use super::output::Output;
use super::render;
use crate::gazetteer::{self, Sources};
use crate::pipeline::LoadError;
use crate::rule::{self, RuleSet};
use crate::text::Lexicon;

/// Runs it.
pub fn run(command: &Check) -> Result<Exit, Failure> {
    let mut gazetteers = Vec::new();
    let mut rules = Vec::new();
    for folder in &command.folders {
        sort_out(folder, &mut gazetteers, &mut rules);
    }
    let mut lexicon = Lexicon::english();
    let sources = Sources { builtin: true, folders: gazetteers };
    let (gazetteer, mut diagnostics) =
        gazetteer::check(&mut lexicon, &sources).map_err(LoadError::from)?;
    let mut files = rule::builtin();
    for folder in &rules {
        files.extend(rule::folder(folder).map_err(LoadError::from)?);
    }
    let (_, found) = RuleSet::load(&files, &mut lexicon);
    diagnostics.0.extend(found.0);
    diagnostics.sort();
    render::diagnostics(&diagnostics);
    let findings = match diagnostics.0.len() {
        0 => "no mistakes".to_owned(),
        count => counted(count, "finding"),
    };
    let mut output = Output::new();
    let entries = counted(gazetteer.len(), "entity").replace("entitys", "entities");
    let line = format!("{entries}, {}: {findings}\n", counted(files.len(), "rule file"));
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

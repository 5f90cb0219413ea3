//! `whomet gazetteer check`: mistakes in lists, what texts say about their names, what layers change.

use super::args;
use super::{layer_name, sources};
use crate::base::Diagnostics;
use crate::cli::exit::{Exit, Failure};
use crate::cli::extract::counted;
use crate::cli::{findings, render, table};
use crate::gazetteer::change::{Change, What};
use crate::gazetteer::check::Usage;
use crate::gazetteer::{Sources, check_all};
use crate::ingest::{self, ReadOptions};
use crate::pipeline::LoadError;
use crate::text::{Document, Lexicon};

/// So many changes of a layer are told one by one.
const MOST_CHANGES: usize = 20;

/// Runs it.
pub fn run(command: &args::Check) -> Result<Exit, Failure> {
    let sources = sources(&command.layers);
    if command.findings.write {
        findings::rewrite(&sources.folders)?;
    }
    let mut lexicon = Lexicon::english();
    let checked = check_all(&mut lexicon, &sources).map_err(LoadError::from)?;
    let mut diagnostics = checked.diagnostics.clone();
    let mut is_unread = false;
    if !command.corpus.is_empty() {
        let mut usage = checked.usage(&lexicon);
        is_unread = read(command, &lexicon, &mut usage);
        diagnostics.0.extend(usage.findings().0);
        diagnostics.sort();
    }
    let changes = checked.changes();
    findings::tell(&diagnostics, changes, command.findings.format, || {
        summary(&diagnostics, changes, &sources, checked.gazetteer.len())
    })?;
    let is_fine = diagnostics.0.is_empty() && !is_unread;
    Ok(if is_fine { Exit::Fine } else { Exit::Partial })
}

/// Counts the names in the corpus; whether some of it could not be read.
fn read(command: &args::Check, lexicon: &Lexicon, usage: &mut Usage) -> bool {
    let mut is_unread = false;
    for article in ingest::read(&command.corpus, ReadOptions::default()) {
        match article {
            Ok(article) => usage.read(&Document::segment(article, lexicon)),
            Err(error) => {
                is_unread |= !error.is_skip();
                render::unreadable(&error);
            }
        }
    }
    is_unread
}

fn summary(
    diagnostics: &Diagnostics,
    changes: &[Change],
    sources: &Sources,
    entities: usize,
) -> String {
    let mut out = String::new();
    let mut rest = changes;
    while let Some(first) = rest.first() {
        let end = rest.iter().position(|c| c.layer != first.layer).unwrap_or(rest.len());
        let (layer, others) = rest.split_at(end);
        rest = others;
        let counts = [What::Added, What::Replaced, What::Joined, What::Removed].map(|what| {
            let count = layer.iter().filter(|change| change.what == what).count();
            (count > 0).then(|| format!("{count} {}", word(what)))
        });
        let counts: Vec<String> = counts.into_iter().flatten().collect();
        out += &format!("{}: {}\n", layer_name(sources, first.layer), counts.join(", "));
        let told = layer.iter().filter(|change| change.what != What::Added);
        let count = told.clone().count();
        told.take(MOST_CHANGES).for_each(|change| out += &line(change));
        if count > MOST_CHANGES {
            out += &format!("  … and {} more\n", count - MOST_CHANGES);
        }
    }
    let entities = counted(entities, "entity").replace("entitys", "entities");
    out + &format!("{entities}: {}\n", findings::count(diagnostics))
}

pub fn word(what: What) -> &'static str {
    match what {
        What::Added => "added",
        What::Replaced => "replaced",
        What::Joined => "joined",
        What::Removed => "removed",
    }
}

fn line(change: &Change) -> String {
    let path = change.path.to_string_lossy().replace('\\', "/");
    let mut line = format!("  {} {} (of {path})", word(change.what), change.id);
    for (at, (key, old, new)) in change.keys.iter().enumerate() {
        line += if at == 0 { ": " } else { "; " };
        let shown = |value: &String| table::shortened(value, 40);
        line += &match (old.as_ref().map(shown), new.as_ref().map(shown)) {
            (Some(old), Some(new)) => format!("{key} {old} → {new}"),
            (None, Some(new)) => format!("{key} {new} is new"),
            (Some(old), None) => format!("{key} {old} is gone"),
            (None, None) => key.clone(),
        };
    }
    line + "\n"
}

//! `whomet gazetteer find`: who answers to a name.

use super::args;
use super::layer_name;
use crate::cli::exit::{Exit, Failure};
use crate::cli::output::Output;
use crate::cli::{render, table};
use crate::extraction::EntityKind;
use crate::gazetteer::find::{Answer, find};
use crate::gazetteer::{AliasKind, Sources, Strength};
use crate::pipeline::LoadError;
use crate::text::Lexicon;

/// Runs it.
pub fn run(command: &args::Find) -> Result<Exit, Failure> {
    let folders = command.gazetteers.clone();
    let sources = Sources { builtin: !command.no_builtin_gazetteers, folders };
    let name = &command.name;
    let answers = find(&mut Lexicon::english(), &sources, name).map_err(LoadError::from)?;
    render::diagnostics(&answers.diagnostics);
    let mut output = Output::new();
    let mut tell = |heading: &str, answers: &[Answer]| {
        let rows: Vec<Vec<String>> = answers.iter().map(|a| row(a, &sources)).collect();
        let lines = table::lines(&rows, &[44, 44, 12, 28, 24, 60], &[false; 6]);
        output.write(format!("{heading}\n  {}\n", lines.join("\n  ")).as_bytes())
    };
    if !answers.exact.is_empty() {
        tell(&format!("“{name}” can be"), &answers.exact)?;
    }
    if !answers.longer.is_empty() {
        tell(&format!("“{name}” is part of names of"), &answers.longer)?;
    }
    if answers.exact.is_empty() && answers.longer.is_empty() {
        output.write(format!("nobody answers to “{name}”\n").as_bytes())?;
    }
    output.flush()?;
    Ok(if answers.exact.is_empty() { Exit::Partial } else { Exit::Fine })
}

fn row(answer: &Answer, sources: &Sources) -> Vec<String> {
    let kind = match answer.kind {
        EntityKind::Person => "person",
        EntityKind::Organization => "organization",
        EntityKind::Place => "place",
        EntityKind::Role => "role",
    };
    let via = answer.via.map_or("id", |via| match via {
        AliasKind::Name => "name",
        AliasKind::Alias => "alias",
        AliasKind::Weak => "weak name",
        AliasKind::Exact => "exact name",
        AliasKind::Surname => "surname",
        AliasKind::Former => "former name",
        AliasKind::Demonym => "demonym",
        AliasKind::Metonym => "metonym",
        AliasKind::Title => "title",
        AliasKind::Plural => "plural of a title",
        AliasKind::Description => "description",
        AliasKind::Not => "not a name",
    });
    let support = match (answer.via, answer.strength) {
        (Some(AliasKind::Not) | None, _) | (_, Strength::Strong) => "",
        (_, Strength::Weak) => ", needs support",
    };
    let until = answer.until.map(|until| format!(" until {until}")).unwrap_or_default();
    vec![
        answer.key.clone(),
        answer.name.clone(),
        kind.to_owned(),
        format!("{via}{until}{support}"),
        layer_name(sources, answer.layer),
        answer.path.to_string_lossy().replace('\\', "/"),
    ]
}

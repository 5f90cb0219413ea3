//! `whomet gazetteer stats`: how much there is.

use super::args::Layers;
use super::sources;
use crate::cli::exit::{Exit, Failure};
use crate::cli::output::Output;
use crate::cli::{render, table};
use crate::extraction::EntityKind;
use crate::gazetteer::load;
use crate::gazetteer::stats::{Count, stats};
use crate::pipeline::LoadError;
use crate::text::Lexicon;

/// Runs it.
pub fn run(command: &Layers) -> Result<Exit, Failure> {
    let (gazetteer, diagnostics) =
        load(&mut Lexicon::english(), &sources(command)).map_err(LoadError::from)?;
    render::diagnostics(&diagnostics);
    let heads = ["kind", "sort", "entries", "wikidata", "strong", "weak", "tenures"];
    let mut rows = vec![heads.map(str::to_owned).to_vec()];
    let mut total = Count::default();
    for ((kind, sort), count) in stats(&gazetteer) {
        let kind = match kind {
            EntityKind::Person => "person",
            EntityKind::Organization => "organization",
            EntityKind::Place => "place",
            EntityKind::Role => "role",
        };
        rows.push(row(kind, &sort, &count));
        total.entries += count.entries;
        total.items += count.items;
        total.strong += count.strong;
        total.weak += count.weak;
        total.tenures += count.tenures;
    }
    rows.push(row("all", "", &total));
    let is_number = [false, false, true, true, true, true, true];
    let mut output = Output::new();
    for line in table::lines(&rows, &[14, 20, 10, 10, 10, 10, 10], &is_number) {
        output.write(format!("{line}\n").as_bytes())?;
    }
    output.flush()?;
    Ok(if diagnostics.has_errors() { Exit::Partial } else { Exit::Fine })
}

fn row(kind: &str, sort: &str, count: &Count) -> Vec<String> {
    let numbers = [count.entries, count.items, count.strong, count.weak, count.tenures];
    let numbers = numbers.iter().map(u64::to_string);
    [kind.to_owned(), sort.to_owned()].into_iter().chain(numbers).collect()
}

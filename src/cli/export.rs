//! `whomet export`: a graph in another format.

use super::args::Export;
use super::exit::{Exit, Failure};
use super::met::graph_file;
use super::output::Output;
use crate::export::{self, ExportOptions};
use crate::graph::store;

/// Runs it.
pub fn run(command: &Export) -> Result<Exit, Failure> {
    let graph = store::load(&graph_file(&command.graph))?;
    let options = ExportOptions {
        view: command.view.map(|view| view.view()),
        most_nodes: command.most_nodes,
        title: command.title.clone(),
        ..ExportOptions::default()
    };
    // The arguments let only names of formats through.
    let Some(format) = export::format(&command.to) else { return Ok(Exit::Failed) };
    match &command.output {
        Some(path) => store::whole_file(path, |out| format.write(&graph, &options, out))
            .map_err(|source| Failure::Write { place: Some(path.clone()), source })?,
        None => {
            let mut text = Vec::new();
            let written = format.write(&graph, &options, &mut text);
            written.map_err(|source| Failure::Write { place: None, source })?;
            let mut output = Output::new();
            output.write(&text)?;
            output.flush()?;
        }
    }
    Ok(Exit::Fine)
}

//! `whomet export`: a graph in another format, and what that format cannot carry.

use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::Path;

use serde::Serialize;

use super::args::{Export, Layout};
use super::exit::{Exit, Failure};
use super::filter;
use super::met::graph_file;
use super::output::Output;
use super::picture::by_graphviz;
use super::render::message;
use crate::export::{ExportOptions, Format, LossReport, Writer};
use crate::graph::{KnowledgeGraph, store};

/// Runs it.
pub fn run(command: &Export) -> Result<Exit, Failure> {
    let path = graph_file(&command.graph);
    let graph = filter::chosen(store::load(&path)?, &command.choice, &path)?;
    let options = ExportOptions {
        view: command.view.map(|view| view.view()),
        most_nodes: command.most_nodes,
        title: command.title.clone(),
    };
    // The arguments let only names of formats through.
    let Some(format) = Format::named(&command.to) else { return Ok(Exit::Failed) };
    match &command.output {
        Some(path) => write(format, &graph, &options, command.layout, path)?,
        None if !format.parts().is_empty() => {
            return Err(Failure::SeveralFiles { format: format.name });
        }
        None if format.is_binary && io::stdout().is_terminal() => {
            return Err(Failure::Binary { format: format.name });
        }
        None => {
            let mut out = Unbroken(Output::new());
            match by_graphviz(format.name, &graph, &options, command.layout)? {
                Some(picture) => out.write_all(&picture),
                None => format.write(&graph, &options, &mut out),
            }
            .map_err(|source| Failure::Write { place: None, source })?;
            out.0.flush()?;
        }
    }
    let report = LossReport::of(format, &graph);
    for line in report.lines() {
        message(&line);
    }
    if let Some(path) = &command.loss_report {
        write_report(&report, path)?;
    }
    Ok(Exit::Fine)
}

/// Writes the graph to a file; a format of several to a folder, which is made if need be.
pub fn write(
    format: &Format,
    graph: &KnowledgeGraph,
    options: &ExportOptions,
    layout: Layout,
    path: &Path,
) -> Result<(), Failure> {
    let Writer::Folder(parts, write) = format.writer else {
        let drawn = by_graphviz(format.name, graph, options, layout)?;
        return store::whole_file(path, |out| match &drawn {
            Some(picture) => out.write_all(picture),
            None => format.write(graph, options, out),
        })
        .map_err(|source| write_failure(path, source));
    };
    let chosen = format.selection(graph, options).map_err(|source| write_failure(path, source))?;
    fs::create_dir_all(path).map_err(|source| write_failure(path, source))?;
    for part in parts {
        let path = path.join(part);
        store::whole_file(&path, |out| write(part, &chosen, out))
            .map_err(|source| write_failure(&path, source))?;
    }
    Ok(())
}

/// Writes what formats cannot carry, as JSON.
pub fn write_report(report: &impl Serialize, path: &Path) -> Result<(), Failure> {
    store::whole_file(path, |out| {
        serde_json::to_writer_pretty(&mut *out, report)?;
        out.write_all(b"\n")
    })
    .map_err(|source| write_failure(path, source))
}

fn write_failure(path: &Path, source: io::Error) -> Failure {
    Failure::Write { place: Some(path.to_owned()), source }
}

/// Standard output for exporters, which write in small pieces.
struct Unbroken(Output);

impl Write for Unbroken {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes).map_err(into_io)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush().map_err(into_io)
    }
}

fn into_io(failure: Failure) -> io::Error {
    match failure {
        Failure::Write { source, .. } => source,
        other => io::Error::other(other.to_string()),
    }
}

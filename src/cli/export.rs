//! `whomet export`: a graph in another format, and what that format cannot carry.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use super::args::Export;
use super::exit::{Exit, Failure};
use super::met::graph_file;
use super::output::Output;
use super::render::message;
use crate::export::{self, ExportOptions, Exporter, LossReport};
use crate::graph::{KnowledgeGraph, store};

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
        Some(path) if format.parts().is_empty() => {
            store::whole_file(path, |out| format.write(&graph, &options, out))
                .map_err(|source| write_failure(path, source))?;
        }
        Some(folder) => {
            parts(format, &graph, &options, folder)?;
        }
        None if format.parts().is_empty() => {
            let mut out = Unbroken(Output::new());
            let written = format.write(&graph, &options, &mut out);
            written.map_err(|source| Failure::Write { place: None, source })?;
            out.0.flush()?;
        }
        None => return Err(Failure::SeveralFiles { format: format.name() }),
    }
    let report = LossReport::of(format, &graph);
    for line in report.lines() {
        message(&line);
    }
    if let Some(path) = &command.loss_report {
        store::whole_file(path, |out| {
            serde_json::to_writer_pretty(&mut *out, &report)?;
            out.write_all(b"\n")
        })
        .map_err(|source| write_failure(path, source))?;
    }
    Ok(Exit::Fine)
}

/// Writes the files of a format of several to a folder, which is made if need be; gives their
/// names.
pub fn parts(
    format: &dyn Exporter,
    graph: &KnowledgeGraph,
    options: &ExportOptions,
    folder: &Path,
) -> Result<Vec<String>, Failure> {
    fs::create_dir_all(folder).map_err(|source| write_failure(folder, source))?;
    for part in format.parts() {
        let path = folder.join(part);
        store::whole_file(&path, |out| format.write_part(part, graph, options, out))
            .map_err(|source| write_failure(&path, source))?;
    }
    Ok(format.parts().iter().map(|part| (*part).to_owned()).collect())
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

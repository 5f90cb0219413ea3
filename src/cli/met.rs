//! `whomet met`: whom somebody met, when, where, and the sentences that say so.

use std::path::{Path, PathBuf};

use super::args::{Met, StatusName};
use super::build::{status, when};
use super::exit::{Exit, Failure};
use super::extract::counted;
use super::output::Output;
use super::table::shortened;
use crate::extraction::Status;
use crate::graph::{Encounter, Filter, Found, KnowledgeGraph, Node, store};

/// Runs it.
pub fn run(command: &Met) -> Result<Exit, Failure> {
    let path = graph_file(&command.graph);
    let graph = store::load(&path)?;
    let node = entity(&graph, &command.name, &path)?;
    let filter = Filter {
        from: command.from.map(|date| date.to_string()),
        to: command.to.map(|date| date.to_string()),
        statuses: command.status.iter().map(|status| status.status()).collect(),
        ..Filter::default()
    };
    let encounters = graph.met(node.id(), &filter);
    let mut text = match encounters.len() {
        0 => format!("{}: no meetings\n", node.name()),
        count => format!("{}: {}\n", node.name(), counted(count, "encounter")),
    };
    for encounter in &encounters {
        text.push_str(&paragraph(encounter));
    }
    let mut output = Output::new();
    output.write(text.as_bytes())?;
    output.flush()?;
    Ok(Exit::Fine)
}

/// The graph's file, where a folder is given that `whomet build` wrote.
pub fn graph_file(path: &Path) -> PathBuf {
    if path.is_dir() { path.join("graph.json") } else { path.to_owned() }
}

/// Whom the name means in the graph, or why that cannot be told.
pub fn entity<'a>(graph: &'a KnowledgeGraph, name: &str, path: &Path) -> Result<&'a Node, Failure> {
    match graph.find(name) {
        Found::One(node) => Ok(node),
        Found::Several(nodes) => {
            let among = nodes.iter().map(|n| (n.name().to_owned(), n.id().to_owned())).collect();
            Err(Failure::Several { name: name.to_owned(), among })
        }
        Found::Nobody => Err(Failure::Nobody { name: name.to_owned(), graph: path.to_owned() }),
    }
}

/// One meeting with one person.
fn paragraph(encounter: &Encounter<'_>) -> String {
    let meeting = encounter.meeting;
    let mut head = vec![shortened(encounter.other.name(), 60)];
    let day = when(meeting.date.as_deref(), meeting.date_to.as_deref());
    head.push(if day.is_empty() { "undated".to_owned() } else { day });
    head.extend(meeting.place_name.as_deref().map(|place| format!("in {}", shortened(place, 40))));
    head.push(status(meeting.status, meeting.mode));
    let mut text = format!("\n{}\n", head.join(" · "));
    for quotation in &encounter.quotations {
        let sentence = quotation.sentence.map(|sentence| shortened(sentence, 600));
        let published = quotation.published.map(|day| format!(", {day}")).unwrap_or_default();
        let place = format!("[{}{published}]", quotation.document);
        match sentence {
            Some(sentence) => text.push_str(&format!("  {sentence} {place}\n")),
            None => text.push_str(&format!("  {place}\n")),
        }
    }
    text
}

impl StatusName {
    /// The records' own name for it.
    pub fn status(self) -> Status {
        match self {
            StatusName::Occurred => Status::Occurred,
            StatusName::Planned => Status::Planned,
            StatusName::Denied => Status::Denied,
            StatusName::Hypothetical => Status::Hypothetical,
        }
    }
}

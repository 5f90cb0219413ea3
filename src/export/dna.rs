//! Statements as a table with the variables of Discourse Network Analyzer: person, organization,
//! concept, agreement. What somebody did not say is left out.

use std::io::{self, Write};

use super::csv::{Reader, Row};
use super::flat::Selection;
use super::neo4j::day;
use crate::extraction::Status;
use crate::graph::{KnowledgeGraph, Node, Relation, StatementNode};

/// Writes statements as a table for Discourse Network Analyzer. Whatever is no statement, and what was
/// not said in fact, is lost.
pub fn write(chosen: &Selection<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut row = Row::new(out, b',', Reader::Spreadsheet);
    for name in [
        "statement_id",
        "time",
        "document_id",
        "start",
        "stop",
        "document_title",
        "document_author",
        "document_source",
        "document_section",
        "document_type",
        "text",
        "person",
        "organization",
        "concept",
        "agreement",
    ] {
        row.cell(name)?;
    }
    row.end()?;
    let graph = chosen.graph;
    let mut number = 0_u64;
    for node in &chosen.nodes {
        let Node::Statement(n) = node else { continue };
        if n.status != Status::Occurred {
            continue;
        }
        let mut speakers: Vec<_> = graph.speakers_of(n).into_iter().map(Some).collect();
        // Somebody unknown has a row as well.
        if speakers.is_empty() {
            speakers.push(None);
        }
        for speaker in speakers {
            for concept in concepts(graph, n) {
                number += 1;
                statement(graph, n, speaker, concept, number, &mut row)?;
            }
        }
    }
    Ok(())
}

fn statement(
    graph: &KnowledgeGraph,
    n: &StatementNode,
    speaker: Option<&Node>,
    concept: &str,
    number: u64,
    row: &mut Row<'_>,
) -> io::Result<()> {
    let told = n.evidence.first();
    let document = told.and_then(|told| graph.documents.get(&told.document));
    let when = n.date.as_deref().or(document.and_then(|row| row.published.as_deref()));
    let time = match day(when) {
        day if day.is_empty() => day,
        day => format!("{day} 00:00:00"),
    };
    let title = document.and_then(|row| row.title.as_deref()).unwrap_or("");
    let source = document.and_then(|row| row.source.as_deref()).unwrap_or("");
    let (person, organization) = match speaker {
        Some(Node::Organization(body)) => ("", Some(body.name.as_str())),
        Some(Node::Person(person)) => {
            let of = person.roles.iter().filter_map(|role| role.of.as_deref());
            let organization = of.filter_map(|id| graph.node(id)).find_map(|node| match node {
                Node::Organization(organization) => Some(organization.name.as_str()),
                _ => None,
            });
            (person.name.as_str(), organization)
        }
        Some(other) => (other.name(), None),
        None => (n.speaker_text.as_str(), None),
    };
    for text in [
        number.to_string().as_str(),
        &time,
        told.map_or("", |told| &told.document),
        &told.map_or(String::new(), |told| told.start.to_string()),
        &told.map_or(String::new(), |told| told.end.to_string()),
        title,
        "",
        source,
        "",
        n.class.as_deref().unwrap_or(""),
        &n.content,
        person,
        organization.unwrap_or(""),
        concept,
        // Whether the speaker agrees is for the reader to code; 1 is the program's own default.
        "1",
    ] {
        row.cell(text)?;
    }
    row.end()
}

/// What it is about; one empty name if that is not known, so that no statement is missing.
fn concepts<'a>(graph: &'a KnowledgeGraph, n: &StatementNode) -> Vec<&'a str> {
    let about = graph.neighbours(&n.id).into_iter();
    let mut names: Vec<&str> = about
        .filter(|(edge, _)| edge.relation == Relation::About)
        .map(|(_, node)| node.name())
        .collect();
    if names.is_empty() {
        names.push("");
    }
    names
}

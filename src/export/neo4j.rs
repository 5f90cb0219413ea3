//! Tables for `neo4j-admin database import`, with the script that runs it: a file for each kind of
//! node and two of relationships. Planned and denied meetings have relationship types of their
//! own, so that a question for `MET` is never answered by them.

use std::borrow::Cow;
use std::io::{self, Write};

use super::csv::{Reader, Row};
use super::flat::{EDGE_COLUMNS, NODE_COLUMNS, Selection, Type, Value, edge_fields, node_fields};
use super::gexf::interval;
use crate::extraction::Status;
use crate::graph::{Edge, Node, NodeKind, Relation};

const KINDS: [(NodeKind, &str, &str); 7] = [
    (NodeKind::Person, "persons.csv", "Person"),
    (NodeKind::Role, "roles.csv", "Role"),
    (NodeKind::Place, "places.csv", "Place"),
    (NodeKind::Organization, "organizations.csv", "Organization"),
    (NodeKind::Meeting, "meetings.csv", "Meeting"),
    (NodeKind::Statement, "statements.csv", "Statement"),
    (NodeKind::Event, "events.csv", "Event"),
];

/// Its files.
pub const PARTS: &[&str] = &[
    "persons.csv",
    "roles.csv",
    "places.csv",
    "organizations.csv",
    "meetings.csv",
    "statements.csv",
    "events.csv",
    "documents.csv",
    "relationships.csv",
    "evidenced_by.csv",
    "import.sh",
];

const SCRIPT: &str = r#"#!/bin/sh
# Loads the tables beside this file into an empty Neo4j 5 database, which must be stopped.
# Usage: import.sh [DATABASE]
set -eu
cd "$(dirname "$0")"
neo4j-admin database import full "${1:-neo4j}" --overwrite-destination \
  --array-delimiter=U+001F --multiline-fields=true \
  --nodes=persons.csv --nodes=roles.csv --nodes=places.csv --nodes=organizations.csv \
  --nodes=meetings.csv --nodes=statements.csv --nodes=events.csv --nodes=documents.csv \
  --relationships=relationships.csv --relationships=evidenced_by.csv
"#;

/// Stands between the elements of a list; no text has it, for control characters are replaced.
const BETWEEN: &str = "\u{1f}";

/// Writes the file named `part` of those that `neo4j-admin database import` takes: [`PARTS`] has them
/// all. Months and years become their first day; rules, sentences, judgements and pairs are lost.
pub fn write(part: &str, chosen: &Selection<'_>, out: &mut dyn Write) -> io::Result<()> {
    if part == "import.sh" {
        return out.write_all(SCRIPT.as_bytes());
    }
    let mut row = Row::new(out, b',', Reader::Program);
    match part {
        "documents.csv" => {
            for head in
                ["id:ID(Document)", ":LABEL", "title:string", "published:date", "source:string"]
            {
                row.cell(head)?;
            }
            row.end()?;
            for (id, document) in &chosen.graph.documents {
                row.cell(id)?;
                row.cell("Document")?;
                row.cell(document.title.as_deref().unwrap_or(""))?;
                row.cell(&day(document.published.as_deref()))?;
                row.cell(document.source.as_deref().unwrap_or(""))?;
                row.end()?;
            }
        }
        "relationships.csv" => relationships(chosen, &mut row)?,
        "evidenced_by.csv" => {
            for head in [":START_ID(Node)", ":END_ID(Document)", ":TYPE", "start:long", "end:long"]
            {
                row.cell(head)?;
            }
            row.end()?;
            for node in &chosen.nodes {
                for (document, start, end) in places_of_evidence(node) {
                    if !chosen.graph.documents.contains_key(document) {
                        continue;
                    }
                    for text in
                        [node.id(), document, "EVIDENCED_BY", &start.to_string(), &end.to_string()]
                    {
                        row.cell(text)?;
                    }
                    row.end()?;
                }
            }
        }
        _ => {
            let kind = KINDS.iter().find(|(_, file, _)| *file == part);
            let Some((kind, _, _)) = kind else { return Ok(()) };
            row.cell("id:ID(Node)")?;
            row.cell(":LABEL")?;
            for (name, of) in NODE_COLUMNS {
                row.cell(&format!("{name}:{}", neo4j_type(*of)))?;
            }
            row.end()?;
            for node in chosen.nodes.iter().filter(|node| node.kind() == *kind) {
                row.cell(node.id())?;
                // Labels are a list, too.
                row.cell_as_is(&format!("Whomet{BETWEEN}{}", label(*kind)))?;
                cells(&mut row, NODE_COLUMNS, &node_fields(node))?;
                row.end()?;
            }
        }
    }
    Ok(())
}

fn relationships(chosen: &Selection<'_>, row: &mut Row<'_>) -> io::Result<()> {
    for head in [":START_ID(Node)", ":END_ID(Node)", ":TYPE", "key:string"] {
        row.cell(head)?;
    }
    for (name, of) in EDGE_COLUMNS {
        row.cell(&format!("{name}:{}", neo4j_type(*of)))?;
    }
    row.end()?;
    for edge in &chosen.edges {
        let kind = relationship(edge.edge);
        for text in [edge.source.id(), edge.target.id(), &kind, &edge.id] {
            row.cell(text)?;
        }
        cells(row, EDGE_COLUMNS, &edge_fields(edge.edge))?;
        row.end()?;
    }
    Ok(())
}

const fn neo4j_type(of: Type) -> &'static str {
    match of {
        Type::Text => "string",
        Type::Date => "date",
        Type::Count => "long",
        Type::Number => "double",
        Type::List => "string[]",
    }
}

fn cells(
    row: &mut Row<'_>,
    columns: &[(&str, Type)],
    fields: &[(&str, Value<'_>)],
) -> io::Result<()> {
    for (column, of) in columns {
        let value = fields.iter().find(|(name, _)| name == column).map(|(_, value)| value);
        match (value, of) {
            (Some(Value::List(texts)), _) => row.cell_as_is(&texts.join(BETWEEN))?,
            (Some(value), Type::Date) => row.cell(&day(Some(&value.joined())))?,
            (Some(value), _) => row.cell(&value.joined())?,
            (None, _) => row.cell("")?,
        }
    }
    Ok(())
}

/// The first day that the date can mean, for a type that knows whole days only.
pub fn day(date: Option<&str>) -> String {
    interval(date, None).map_or_else(String::new, |(first, _)| first)
}

/// The label of nodes of the kind.
pub fn label(kind: NodeKind) -> &'static str {
    KINDS.iter().find(|(one, _, _)| *one == kind).map_or(kind.name(), |(_, _, label)| label)
}

/// The type of the edge's relationship: `MET` says that they did.
pub fn relationship(edge: &Edge) -> Cow<'static, str> {
    let known = match (edge.relation, edge.status) {
        (Relation::Met, None | Some(Status::Occurred)) => "MET",
        (Relation::Met, Some(Status::Planned)) => "PLANNED_TO_MEET",
        (Relation::Met, Some(Status::Denied)) => "DID_NOT_MEET",
        (Relation::Met, Some(Status::Hypothetical)) => "MAY_MEET",
        (Relation::TookPartIn, Some(Status::Planned | Status::Hypothetical)) => {
            "IS_TO_TAKE_PART_IN"
        }
        (Relation::TookPartIn, Some(Status::Denied)) => "DID_NOT_TAKE_PART_IN",
        (relation, _) => return Cow::Owned(relation.name().to_ascii_uppercase()),
    };
    Cow::Borrowed(known)
}

/// Document and range of each piece of the node's evidence.
pub fn places_of_evidence(node: &Node) -> Vec<(&str, u32, u32)> {
    let mut places: Vec<(&str, u32, u32)> = match node {
        Node::Person(n) | Node::Role(n) | Node::Place(n) | Node::Organization(n) => {
            n.evidence.iter().map(|e| (e.document.as_str(), e.start, e.end)).collect()
        }
        Node::Meeting(n) => {
            n.evidence.iter().map(|e| (e.document.as_str(), e.start, e.end)).collect()
        }
        Node::Statement(n) => {
            n.evidence.iter().map(|e| (e.document.as_str(), e.start, e.end)).collect()
        }
        Node::Event(n) => {
            n.evidence.iter().map(|e| (e.document.as_str(), e.start, e.end)).collect()
        }
    };
    places.sort_unstable();
    places.dedup();
    places
}

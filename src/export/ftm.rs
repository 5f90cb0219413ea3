//! FollowTheMoney entities, a JSON object on each line: Aleph, OpenSanctions and their tools read
//! them. The model has no planned events and no quotations, so only what took place is written.

use std::borrow::Cow;
use std::io::{self, Write};

use serde::Serialize;

use super::flat::Selection;
use super::gexf::interval;
use super::neo4j::places_of_evidence;
use super::text::clean;
use crate::extraction::Status;
use crate::graph::{EntityNode, KnowledgeGraph, MeetingNode, Node, Relation, key};

#[derive(Serialize)]
struct Entity<'a> {
    id: String,
    schema: &'static str,
    properties: Properties<'a>,
}

#[derive(Default)]
struct Properties<'a>(Vec<(&'static str, Vec<Cow<'a, str>>)>);

impl Serialize for Properties<'_> {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map(self.0.iter().map(|(name, values)| (name, values)))
    }
}

impl<'a> Properties<'a> {
    fn all(&mut self, name: &'static str, values: impl IntoIterator<Item = &'a str>) {
        let values: Vec<_> = values.into_iter().map(on_one_line).collect();
        if !values.is_empty() {
            self.0.push((name, values));
        }
    }

    fn ids(&mut self, name: &'static str, ids: Vec<String>) {
        if !ids.is_empty() {
            self.0.push((name, ids.into_iter().map(Into::into).collect()));
        }
    }
}

/// Writes FollowTheMoney entities, a line each, for Aleph and the tools of OpenSanctions. What did not
/// take place, what was said, and who is named together are lost.
pub fn write(chosen: &Selection<'_>, out: &mut dyn Write) -> io::Result<()> {
    for node in &chosen.nodes {
        let entity = match node {
            Node::Person(n) => entity(n, "Person", "wikidataId"),
            Node::Organization(n) => entity(n, "Organization", "wikidataId"),
            Node::Role(n) => entity(n, "Position", "wikidataId"),
            Node::Place(n) => {
                let mut place = entity(n, "Address", "wikidataId");
                place.properties.all("full", [n.name.as_str()]);
                place
            }
            Node::Meeting(n) if n.status == Status::Occurred => meeting(chosen.graph, n, node),
            Node::Meeting(_) | Node::Statement(_) | Node::Event(_) => continue,
        };
        line(out, &entity)?;
    }
    for chosen in chosen.edges.iter().filter(|e| e.edge.relation == Relation::HoldsRole) {
        let mut properties = Properties::default();
        properties.ids("holder", vec![id_of(chosen.source.id())]);
        properties.ids("post", vec![id_of(chosen.target.id())]);
        properties.all("startDate", chosen.edge.first.as_deref());
        properties.all("endDate", chosen.edge.last.as_deref());
        let id = key::content_id("tenure-", [&*chosen.id]);
        line(out, &Entity { id, schema: "Occupancy", properties })?;
    }
    for (id, row) in &chosen.graph.documents {
        let mut properties = Properties::default();
        properties.all("title", [row.title.as_deref().unwrap_or(id)]);
        properties.all("publishedAt", row.published.as_deref());
        let is_url =
            |source: &&str| source.starts_with("http://") || source.starts_with("https://");
        properties.all("sourceUrl", row.source.as_deref().filter(is_url));
        properties.all("fileName", row.source.as_deref().filter(|source| !is_url(source)));
        line(out, &Entity { id: document_id(id), schema: "Article", properties })?;
    }
    Ok(())
}

fn line(out: &mut dyn Write, entity: &Entity<'_>) -> io::Result<()> {
    serde_json::to_writer(&mut *out, entity)?;
    out.write_all(b"\n")
}

fn entity<'a>(n: &'a EntityNode, schema: &'static str, item: &'static str) -> Entity<'a> {
    let mut properties = Properties::default();
    properties.all("name", [n.name.as_str()]);
    properties.all("alias", n.aliases.iter().map(String::as_str));
    properties.all(item, n.wikidata.as_deref());
    if schema == "Person" {
        properties.all("gender", n.gender.as_deref());
    }
    Entity { id: id_of(&n.id), schema, properties }
}

fn meeting<'a>(graph: &'a KnowledgeGraph, n: &'a MeetingNode, node: &'a Node) -> Entity<'a> {
    let mut properties = Properties::default();
    properties.all("name", [n.name.as_str()]);
    let days = interval(n.date.as_deref(), n.date_to.as_deref());
    if let Some((first, last)) = days {
        if first == last {
            properties.ids("date", vec![first]);
        } else {
            properties.ids("startDate", vec![first]);
            properties.ids("endDate", vec![last]);
        }
    }
    properties.all("location", n.place_name.as_deref());
    properties.ids("addressEntity", n.place.iter().map(|id| id_of(id)).collect());
    // Only people and organizations can take part there.
    let is_party =
        |id: &&String| matches!(graph.node(id), Some(Node::Person(_) | Node::Organization(_)));
    properties
        .ids("involved", n.participants.iter().filter(is_party).map(|id| id_of(id)).collect());
    let mut proofs: Vec<String> = places_of_evidence(node)
        .into_iter()
        .filter(|(document, _, _)| graph.documents.contains_key(*document))
        .map(|(document, _, _)| document_id(document))
        .collect();
    proofs.dedup();
    properties.ids("proof", proofs);
    Entity { id: id_of(&n.id), schema: "Event", properties }
}

/// The text with one space for each run of spaces and line ends, as the model itself would have it.
fn on_one_line(text: &str) -> Cow<'_, str> {
    let text = clean(text);
    if text.contains(['\n', '\r', '\t']) || text.contains("  ") || text.trim() != text {
        Cow::Owned(text.split_whitespace().collect::<Vec<_>>().join(" "))
    } else {
        text
    }
}

fn document_id(id: &str) -> String {
    key::content_id("document-", [id])
}

/// An id of letters, digits, dots and hyphens only, as the model asks for.
fn id_of(id: &str) -> String {
    let is_plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.');
    let has_ends = !id.starts_with(['-', '.']) && !id.ends_with(['-', '.']);
    if !id.is_empty() && has_ends && id.bytes().all(is_plain) {
        format!("whomet-{id}")
    } else {
        key::content_id("whomet-x-", [id])
    }
}

//! The graph as RDF: what there is to say of each resource, in order, for the three syntaxes.
//!
//! What took place is told in the words of others (SEM events, schema.org); what was planned,
//! denied or may be is told in whomet's own words only, with its status, so that a question in the
//! words of others is never answered by it. Evidence is PROV-O derivation from NIF offsets.

use std::fmt::Write as _;
use std::io;

use super::View;
use super::flat::{Selection, mode_name, widened};
use super::neo4j::places_of_evidence;
use super::text::clean;
use crate::extraction::Status;
use crate::graph::model::status_name;
use crate::graph::{KnowledgeGraph, Node, Relation};

/// The prefixes, with the namespaces they stand for.
pub const PREFIXES: &[(&str, &str)] = &[
    ("itsrdf", "http://www.w3.org/2005/11/its/rdf#"),
    ("nif", "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"),
    ("org", "http://www.w3.org/ns/org#"),
    ("owl", "http://www.w3.org/2002/07/owl#"),
    ("prov", "http://www.w3.org/ns/prov#"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("schema", "https://schema.org/"),
    ("sem", "http://semanticweb.cs.vu.nl/2009/11/sem/"),
    ("wd", "http://www.wikidata.org/entity/"),
    ("whomet", "urn:whomet:vocabulary:"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

/// What a property points at.
#[derive(Clone, Debug, PartialEq)]
pub enum Object {
    /// A class or other term with a prefix: `sem:Event`.
    Term(&'static str),
    /// A resource.
    Iri(String),
    /// Text.
    Text(String),
    /// A value with the prefixed name of its type.
    Typed(String, &'static str),
}

/// A resource and what is said of it; the classes come first, under `rdf:type`.
#[derive(Clone, Debug, PartialEq)]
pub struct Resource {
    /// Its IRI.
    pub iri: String,
    /// Prefixed properties with their values; the same properties stand together.
    pub properties: Vec<(&'static str, Object)>,
}

impl Resource {
    fn new(iri: String) -> Self {
        Resource { iri, properties: Vec::new() }
    }

    fn is_a(&mut self, class: &'static str) {
        self.properties.push(("rdf:type", Object::Term(class)));
    }

    fn text(&mut self, property: &'static str, text: &str) {
        self.properties.push((property, Object::Text(clean(text).into_owned())));
    }

    fn maybe(&mut self, property: &'static str, text: Option<&str>) {
        if let Some(text) = text {
            self.text(property, text);
        }
    }

    fn iri(&mut self, property: &'static str, iri: String) {
        self.properties.push((property, Object::Iri(iri)));
    }

    fn count(&mut self, property: &'static str, count: u32) {
        self.properties.push((property, Object::Typed(count.to_string(), "xsd:integer")));
    }

    fn number(&mut self, property: &'static str, number: f64) {
        self.properties.push((property, Object::Typed(number.to_string(), "xsd:decimal")));
    }

    fn date(&mut self, property: &'static str, date: Option<&str>) {
        if let Some(date) = date {
            let typed = match date.len() {
                4 => "xsd:gYear",
                7 => "xsd:gYearMonth",
                _ => "xsd:date",
            };
            // A time of day may follow; a day is all that is asked for.
            let day = date.get(..10).unwrap_or(date);
            let is_date = day.parse::<crate::base::Date>().is_ok();
            let object = match is_date {
                true => Object::Typed(day.to_owned(), typed),
                false => Object::Text(clean(date).into_owned()),
            };
            self.properties.push((property, object));
        }
    }

    fn finish(mut self) -> Self {
        // `rdf:type` before all others; sorting is stable, so values keep their order.
        self.properties.sort_by_key(|(property, _)| (*property != "rdf:type", *property));
        self.properties.dedup();
        self
    }
}

/// Hands every resource of the graph to `take`, one after another.
pub fn resources(
    chosen: &Selection<'_>,
    mut take: impl FnMut(&Resource) -> io::Result<()>,
) -> io::Result<()> {
    let graph = chosen.graph;
    let mut edges = chosen.edges.as_slice();
    for node in &chosen.nodes {
        let mut resource = of_node(graph, node);
        // Nodes and edges are sorted by the same ids.
        let skipped = edges.iter().take_while(|edge| edge.source.id() < node.id()).count();
        edges = edges.get(skipped..).unwrap_or_default();
        let own = edges.iter().take_while(|edge| edge.source.id() == node.id()).count();
        let (of_node, rest) = edges.split_at(own);
        edges = rest;
        let mut offices = Vec::new();
        for chosen in of_node {
            let target = node_iri(chosen.target.id());
            let occurred = matches!(chosen.edge.status, None | Some(Status::Occurred));
            match chosen.edge.relation {
                Relation::Met if occurred => resource.iri("whomet:met", target),
                Relation::CoOccurs => resource.iri("whomet:coOccursWith", target),
                Relation::About => resource.iri("whomet:about", target),
                Relation::AddressedTo => resource.iri("whomet:addressedTo", target),
                Relation::Of => resource.iri("whomet:of", target),
                Relation::HoldsRole => {
                    resource.iri("whomet:holdsRole", target.clone());
                    let mut office =
                        Resource::new(format!("urn:whomet:tenure:{}", encoded(&chosen.id)));
                    office.is_a("org:Membership");
                    office.iri("org:member", node_iri(node.id()));
                    office.iri("org:role", target);
                    office.maybe("rdfs:label", chosen.edge.part.as_deref());
                    office.date("schema:startDate", chosen.edge.first.as_deref());
                    office.date("schema:endDate", chosen.edge.last.as_deref());
                    offices.push(office.finish());
                }
                // Told by the event itself.
                Relation::Met | Relation::TookPartIn | Relation::HeldAt | Relation::Made => {}
            }
        }
        take(&resource.finish())?;
        for office in &offices {
            take(office)?;
        }
    }
    if chosen.view != View::Full {
        return Ok(());
    }
    documents(graph, &mut take)
}

fn documents(
    graph: &KnowledgeGraph,
    take: &mut impl FnMut(&Resource) -> io::Result<()>,
) -> io::Result<()> {
    for (id, row) in &graph.documents {
        let mut document = Resource::new(document_iri(id));
        document.is_a("schema:NewsArticle");
        document.is_a("prov:Entity");
        document.is_a("nif:Context");
        document.text("schema:identifier", id);
        document.maybe("schema:headline", row.title.as_deref());
        document.maybe("schema:isBasedOn", row.source.as_deref());
        document.date("schema:datePublished", row.published.as_deref());
        take(&document.finish())?;
        for piece in &row.sentences {
            let mut span = Resource::new(span_iri(id, piece.start, piece.end));
            span.is_a("nif:OffsetBasedString");
            span.is_a("prov:Entity");
            span.iri("nif:referenceContext", document_iri(id));
            let offset = |at: u32| Object::Typed(at.to_string(), "xsd:nonNegativeInteger");
            span.properties.push(("nif:beginIndex", offset(piece.start)));
            span.properties.push(("nif:endIndex", offset(piece.end)));
            span.text("nif:anchorOf", &piece.text);
            take(&span.finish())?;
        }
    }
    Ok(())
}

fn of_node(graph: &KnowledgeGraph, node: &Node) -> Resource {
    let mut r = Resource::new(node_iri(node.id()));
    r.text("rdfs:label", node.name());
    r.text("whomet:kind", node.kind().name());
    if let Some(status) = node.status() {
        r.text("whomet:status", status_name(status));
    }
    let is_fact = node.status() == Some(Status::Occurred);
    match node {
        Node::Person(n) | Node::Role(n) | Node::Place(n) | Node::Organization(n) => {
            for class in match node {
                Node::Person(_) => ["schema:Person", "sem:Actor"],
                Node::Place(_) => ["schema:Place", "sem:Place"],
                Node::Organization(_) => ["schema:Organization", "sem:Actor"],
                _ => ["org:Role", "whomet:Role"],
            } {
                r.is_a(class);
            }
            r.text("schema:name", &n.name);
            for alias in &n.aliases {
                r.text("schema:alternateName", alias);
            }
            if let Some(item) = n.wikidata.as_deref().filter(|item| is_item(item)) {
                r.iri("owl:sameAs", format!("http://www.wikidata.org/entity/{item}"));
            }
            r.maybe("schema:gender", n.gender.as_deref());
            r.count("whomet:mentions", n.mentions);
        }
        Node::Meeting(n) => {
            r.is_a("whomet:Meeting");
            for id in &n.participants {
                r.iri("whomet:participant", node_iri(id));
            }
            for text in &n.others {
                r.text("whomet:unnamedParticipant", text);
            }
            r.text("whomet:mode", mode_name(n.mode));
            r.count("whomet:independentSources", n.independent_sources);
            r.number("whomet:confidence", widened(n.confidence));
            happening(&mut r, is_fact, [&n.date, &n.date_to], &n.place, &n.place_name);
            if is_fact {
                r.properties.push(("sem:eventType", Object::Term("whomet:Meeting")));
                for id in &n.participants {
                    r.iri("sem:hasActor", node_iri(id));
                    r.iri("schema:attendee", node_iri(id));
                }
            }
        }
        Node::Event(n) => {
            r.is_a("whomet:Event");
            r.text("whomet:event", &n.event);
            r.number("whomet:confidence", widened(n.confidence));
            happening(&mut r, is_fact, [&n.date, &n.date_to], &n.place, &n.place_name);
            for party in n.arguments.iter().flat_map(|(_, parties)| parties) {
                match party.entity.as_deref() {
                    Some(id) => {
                        r.iri("whomet:participant", node_iri(id));
                        if is_fact {
                            r.iri("sem:hasActor", node_iri(id));
                        }
                    }
                    None => r.text("whomet:unnamedParticipant", &party.text),
                }
            }
        }
        Node::Statement(n) => {
            r.is_a("whomet:Statement");
            for speaker in graph.speakers_of(n) {
                r.iri("whomet:speaker", node_iri(speaker.id()));
                if is_fact {
                    r.iri("schema:creator", node_iri(speaker.id()));
                }
            }
            if is_fact {
                r.is_a("schema:Quotation");
            }
            r.text("whomet:speakerText", &n.speaker_text);
            r.text("whomet:cue", &n.cue);
            r.text("schema:text", &n.content);
            r.date("schema:dateCreated", n.date.as_deref());
            r.number("whomet:confidence", widened(n.confidence));
        }
    }
    for (document, start, end) in places_of_evidence(node) {
        if graph.documents.contains_key(document) {
            r.iri("prov:wasDerivedFrom", span_iri(document, start, end));
        }
    }
    r
}

/// When and where; in the words of others if it took place.
fn happening(
    r: &mut Resource,
    is_fact: bool,
    [from, to]: [&Option<String>; 2],
    place: &Option<String>,
    place_name: &Option<String>,
) {
    let (from, to) = (from.as_deref(), to.as_deref().or(from.as_deref()));
    r.date("whomet:firstDay", from);
    r.date("whomet:lastDay", to);
    r.maybe("whomet:placeName", place_name.as_deref());
    if let Some(place) = place {
        r.iri("whomet:place", node_iri(place));
    }
    if !is_fact {
        return;
    }
    r.is_a("sem:Event");
    r.is_a("schema:Event");
    r.date("sem:hasBeginTimeStamp", from);
    r.date("sem:hasEndTimeStamp", to);
    r.date("schema:startDate", from);
    r.date("schema:endDate", to);
    if let Some(place) = place {
        r.iri("sem:hasPlace", node_iri(place));
        r.iri("schema:location", node_iri(place));
    }
}

fn is_item(item: &str) -> bool {
    item.strip_prefix('Q').is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
}

/// The IRI of a node.
pub fn node_iri(id: &str) -> String {
    format!("urn:whomet:node:{}", encoded(id))
}

fn document_iri(id: &str) -> String {
    format!("urn:whomet:document:{}", encoded(id))
}

fn span_iri(document: &str, start: u32, end: u32) -> String {
    format!("{}#char={start},{end}", document_iri(document))
}

/// The text with every byte that is no letter, digit, `-`, `.`, `_`, `~` or `:` as `%XX`.
fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~:".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing to a string does not fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

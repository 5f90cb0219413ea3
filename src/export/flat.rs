//! The graph for formats that know nodes, edges and simple attributes: which of them are wanted,
//! and their attributes as texts, numbers and lists of texts, under the same names in every format.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::text::clean;
use super::{ExportOptions, View};
use crate::extraction::{Mode, Origin, StatementKind};
use crate::graph::model::status_name;
use crate::graph::{Edge, EntityNode, Evidence, KnowledgeGraph, Node};

/// The nodes and edges to write.
#[derive(Debug)]
pub struct Selection<'a> {
    /// Of which graph.
    pub graph: &'a KnowledgeGraph,
    /// Which relations.
    pub view: View,
    /// The nodes, in order of their ids.
    pub nodes: Vec<&'a Node>,
    /// The edges, in order of source, target and key.
    pub edges: Vec<Chosen<'a>>,
}

/// An edge to write.
#[derive(Debug)]
pub struct Chosen<'a> {
    /// Unique among all edges: its key, with a number where keys repeat.
    pub id: Cow<'a, str>,
    /// Where it begins.
    pub source: &'a Node,
    /// Where it leads.
    pub target: &'a Node,
    /// The edge.
    pub edge: &'a Edge,
}

/// An attribute's value.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'a> {
    /// Text.
    Text(Cow<'a, str>),
    /// A whole number.
    Count(u32),
    /// A number.
    Number(f64),
    /// Texts.
    List(Vec<Cow<'a, str>>),
}

/// What an attribute's values are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    /// Text.
    Text,
    /// Day, month or year, as text.
    Date,
    /// A whole number.
    Count,
    /// A number.
    Number,
    /// Texts.
    List,
}

/// The attributes of nodes beside id.
pub const NODE_COLUMNS: &[(&str, Type)] = &[
    ("name", Type::Text),
    ("kind", Type::Text),
    ("status", Type::Text),
    ("date", Type::Date),
    ("date_to", Type::Date),
    ("place", Type::Text),
    ("place_name", Type::Text),
    ("mode", Type::Text),
    ("participants", Type::List),
    ("others", Type::List),
    ("speaker", Type::Text),
    ("speaker_text", Type::Text),
    ("cue", Type::Text),
    ("class", Type::Text),
    ("speech", Type::Text),
    ("content", Type::Text),
    ("event", Type::Text),
    ("aliases", Type::List),
    ("wikidata", Type::Text),
    ("origin", Type::Text),
    ("gender", Type::Text),
    ("roles", Type::List),
    ("mentions", Type::Count),
    ("documents", Type::Count),
    ("reports", Type::Count),
    ("sources", Type::Count),
    ("confidence", Type::Number),
    ("evidence", Type::List),
];

/// The attributes of edges beside id, source and target.
pub const EDGE_COLUMNS: &[(&str, Type)] = &[
    ("relation", Type::Text),
    ("status", Type::Text),
    ("first", Type::Date),
    ("last", Type::Date),
    ("count", Type::Count),
    ("weight", Type::Number),
    ("part", Type::Text),
    ("meetings", Type::List),
    ("evidence", Type::List),
];

impl<'a> Selection<'a> {
    /// What the options ask for; everything unless they say otherwise.
    pub fn of(graph: &'a KnowledgeGraph, options: &ExportOptions) -> Self {
        let view = options.view.unwrap_or(View::Full);
        let mut keys: BTreeMap<&str, u32> = BTreeMap::new();
        let mut edges: Vec<Chosen<'a>> = Vec::new();
        for (source, target, edge) in graph.edges() {
            if !view.has(edge.relation) {
                continue;
            }
            let seen = keys.entry(&edge.key).or_default();
            *seen += 1;
            let id = match *seen {
                1 => Cow::Borrowed(edge.key.as_str()),
                n => Cow::Owned(format!("{}~{n}", edge.key)),
            };
            edges.push(Chosen { id, source, target, edge });
        }
        let ends: BTreeSet<&str> =
            edges.iter().flat_map(|e| [e.source.id(), e.target.id()]).collect();
        let mut nodes: Vec<&Node> =
            graph.nodes().filter(|node| ends.contains(node.id()) || view == View::Full).collect();
        if let Some(most) = options.most_nodes.filter(|&most| most < nodes.len()) {
            let mut weights: BTreeMap<&str, f64> = BTreeMap::new();
            for chosen in &edges {
                for end in [chosen.source.id(), chosen.target.id()] {
                    *weights.entry(end).or_default() += chosen.edge.weight;
                }
            }
            let weight = |node: &Node| weights.get(node.id()).copied().unwrap_or_default();
            nodes.sort_by(|a, b| weight(b).total_cmp(&weight(a)).then(a.id().cmp(b.id())));
            nodes.truncate(most);
            nodes.sort_by(|a, b| a.id().cmp(b.id()));
            let kept: BTreeSet<&str> = nodes.iter().map(|node| node.id()).collect();
            edges.retain(|e| kept.contains(e.source.id()) && kept.contains(e.target.id()));
        }
        Selection { graph, view, nodes, edges }
    }
}

/// The node's attributes, in the order of [`NODE_COLUMNS`]; those without a value are missing.
pub fn node_fields(node: &Node) -> Vec<(&'static str, Value<'_>)> {
    let mut fields = Fields(Vec::with_capacity(16));
    fields.text("name", node.name());
    fields.text("kind", node.kind().name());
    fields.maybe("status", node.status().map(status_name));
    match node {
        Node::Person(n) | Node::Role(n) | Node::Place(n) | Node::Organization(n) => {
            fields.entity(n);
        }
        Node::Meeting(n) => {
            fields.maybe("date", n.date.as_deref());
            fields.maybe("date_to", n.date_to.as_deref());
            fields.maybe("place", n.place.as_deref());
            fields.maybe("place_name", n.place_name.as_deref());
            fields.text("mode", mode_name(n.mode));
            fields.list("participants", n.participants.iter().map(|id| clean(id)));
            fields.list("others", n.others.iter().map(|text| clean(text)));
            fields.count("documents", n.documents);
            fields.count("reports", n.reports);
            fields.count("sources", n.independent_sources);
            fields.number("confidence", n.confidence);
            let told = n.evidence.iter().map(|r| pointer(&r.document, r.start, r.end));
            fields.list("evidence", told);
        }
        Node::Statement(n) => {
            fields.maybe("date", n.date.as_deref());
            fields.maybe("date_to", n.date_to.as_deref());
            fields.maybe("speaker", n.speaker.as_deref());
            fields.text("speaker_text", &n.speaker_text);
            fields.text("cue", &n.cue);
            fields.maybe("class", n.class.as_deref());
            fields.text("speech", speech_name(n.speech));
            fields.text("content", &n.content);
            fields.count("documents", n.documents);
            fields.number("confidence", n.confidence);
            fields.list("evidence", n.evidence.iter().map(evidence));
        }
        Node::Event(n) => {
            fields.maybe("date", n.date.as_deref());
            fields.maybe("date_to", n.date_to.as_deref());
            fields.maybe("place", n.place.as_deref());
            fields.maybe("place_name", n.place_name.as_deref());
            let parties = n.arguments.iter().flat_map(|(_, parties)| parties);
            let parties = parties.map(|party| party.entity.as_deref().unwrap_or(&party.text));
            fields.list("participants", parties.map(clean));
            fields.text("event", &n.event);
            fields.count("documents", n.documents);
            fields.number("confidence", n.confidence);
            fields.list("evidence", n.evidence.iter().map(evidence));
        }
    }
    fields.0
}

/// The edge's attributes, in the order of [`EDGE_COLUMNS`]; those without a value are missing.
pub fn edge_fields(edge: &Edge) -> Vec<(&'static str, Value<'_>)> {
    let mut fields = Fields(Vec::with_capacity(EDGE_COLUMNS.len()));
    fields.text("relation", edge.relation.name());
    fields.maybe("status", edge.status.map(status_name));
    fields.maybe("first", edge.first.as_deref());
    fields.maybe("last", edge.last.as_deref());
    fields.count("count", edge.count);
    fields.0.push(("weight", Value::Number(edge.weight)));
    fields.maybe("part", edge.part.as_deref());
    fields.list("meetings", edge.meetings.iter().map(|id| clean(id)));
    fields.list("evidence", edge.evidence.iter().map(evidence));
    fields.0
}

struct Fields<'a>(Vec<(&'static str, Value<'a>)>);

impl<'a> Fields<'a> {
    fn text(&mut self, name: &'static str, text: &'a str) {
        self.0.push((name, Value::Text(clean(text))));
    }

    fn maybe(&mut self, name: &'static str, text: Option<&'a str>) {
        if let Some(text) = text {
            self.text(name, text);
        }
    }

    fn count(&mut self, name: &'static str, count: u32) {
        self.0.push((name, Value::Count(count)));
    }

    fn number(&mut self, name: &'static str, number: f32) {
        self.0.push((name, Value::Number(widened(number))));
    }

    fn list(&mut self, name: &'static str, texts: impl Iterator<Item = Cow<'a, str>>) {
        let texts: Vec<_> = texts.collect();
        if !texts.is_empty() {
            self.0.push((name, Value::List(texts)));
        }
    }

    fn entity(&mut self, n: &'a EntityNode) {
        self.list("aliases", n.aliases.iter().map(|alias| clean(alias)));
        self.maybe("wikidata", n.wikidata.as_deref());
        self.text("origin", origin_name(n.origin));
        self.maybe("gender", n.gender.as_deref());
        self.list("roles", n.roles.iter().map(|role| clean(&role.role)));
        self.count("mentions", n.mentions);
        self.count("documents", n.documents);
        self.list("evidence", n.evidence.iter().map(evidence));
    }
}

impl Value<'_> {
    /// The value as one text; lists with ` | ` between.
    pub fn joined(&self) -> Cow<'_, str> {
        match self {
            Value::Text(text) => Cow::Borrowed(text),
            Value::Count(count) => Cow::Owned(count.to_string()),
            Value::Number(number) => Cow::Owned(number.to_string()),
            Value::List(texts) => Cow::Owned(texts.join(" | ")),
        }
    }
}

/// The same number to as many digits as it is given in.
pub fn widened(number: f32) -> f64 {
    number.to_string().parse().unwrap_or_else(|_| f64::from(number))
}

fn evidence(evidence: &Evidence) -> Cow<'_, str> {
    pointer(&evidence.document, evidence.start, evidence.end)
}

/// Where a sentence stands: document and code points, as RFC 5147 writes them.
fn pointer(document: &str, start: u32, end: u32) -> Cow<'_, str> {
    Cow::Owned(format!("{}#char={start},{end}", clean(document)))
}

/// What graph files call the way to meet.
pub const fn mode_name(mode: Mode) -> &'static str {
    match mode {
        Mode::InPerson => "in-person",
        Mode::Call => "call",
        Mode::Video => "video",
    }
}

/// What graph files call the origin.
pub const fn origin_name(origin: Origin) -> &'static str {
    match origin {
        Origin::Gazetteer => "gazetteer",
        Origin::Discovered => "discovered",
    }
}

/// What graph files call the kind of speech.
pub const fn speech_name(speech: StatementKind) -> &'static str {
    match speech {
        StatementKind::Direct => "direct",
        StatementKind::Indirect => "indirect",
        StatementKind::Mixed => "mixed",
    }
}

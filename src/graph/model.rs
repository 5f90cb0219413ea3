//! The graph: entities, meetings and statements as nodes, how they hang together as edges, and
//! the documents behind both. Built by [`super::build`], asked by [`super::query`].

use std::collections::BTreeMap;

use petgraph::stable_graph::{EdgeIndex, NodeIndex, StableDiGraph};
use petgraph::visit::{EdgeRef, IntoEdgeReferences};
use serde::{Deserialize, Serialize};

pub use super::edge::{Edge, Relation};
use super::merge::Judgement;
use super::report::{Report, Step};
use crate::extraction::{EntityKind, HeldRole, Mode, Origin, Party, Piece, Status};

/// The schema that graph files of this version follow.
pub const SCHEMA: &str = "whomet/graph@1";

/// Who met whom and who said what, by which documents.
#[derive(Clone, Debug)]
pub struct KnowledgeGraph {
    pub(super) graph: StableDiGraph<Node, Edge>,
    pub(super) index: BTreeMap<String, NodeIndex>,
    /// The documents, by id.
    pub documents: BTreeMap<String, DocumentRow>,
    /// Why reports were taken for one meeting, or not; sorted.
    pub judgements: Vec<Judgement>,
    /// The program that made it: `whomet 0.1.0`.
    pub generator: String,
}

/// One document of the graph.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentRow {
    /// Its headline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Its day of publication.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
    /// Where it comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// MinHash values of its wording, as hexadecimal digits, sixteen for each.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub fingerprint: String,
    /// The sentences that are evidence, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sentences: Vec<Piece>,
}

/// What a node of the graph stands for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Node {
    /// A human being.
    Person(EntityNode),
    /// An office or occupation.
    Role(EntityNode),
    /// A place.
    Place(EntityNode),
    /// An organization.
    Organization(EntityNode),
    /// People met, will meet, or did not.
    Meeting(MeetingNode),
    /// Somebody said something.
    Statement(StatementNode),
    /// An event of a kind that only YAML knows.
    Event(EventNode),
}

/// The kinds of node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NodeKind {
    /// A human being.
    Person,
    /// An office or occupation.
    Role,
    /// A place.
    Place,
    /// An organization.
    Organization,
    /// People met, will meet, or did not.
    Meeting,
    /// Somebody said something.
    Statement,
    /// Another event.
    Event,
}

impl NodeKind {
    /// All of them, in the order in which exports list them.
    pub const ALL: [NodeKind; 7] = [
        NodeKind::Person,
        NodeKind::Role,
        NodeKind::Place,
        NodeKind::Organization,
        NodeKind::Meeting,
        NodeKind::Statement,
        NodeKind::Event,
    ];

    /// Its name in files.
    pub const fn name(self) -> &'static str {
        match self {
            NodeKind::Person => "person",
            NodeKind::Role => "role",
            NodeKind::Place => "place",
            NodeKind::Organization => "organization",
            NodeKind::Meeting => "meeting",
            NodeKind::Statement => "statement",
            NodeKind::Event => "event",
        }
    }
}

/// The document and the range of its text that says so.
#[derive(Clone, Debug, PartialEq, PartialOrd, Serialize, Deserialize)]
pub struct Evidence {
    /// The document's id.
    pub document: String,
    /// First code point.
    pub start: u32,
    /// First code point after it.
    pub end: u32,
    /// The rule that found it, if one did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    /// From 0 to 1.
    pub confidence: f32,
}

/// A person, role, place or organization.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EntityNode {
    /// The gazetteer's id, or one made of the name.
    pub id: String,
    /// The canonical full name.
    pub name: String,
    /// Other full names, sorted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// The Wikidata item.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wikidata: Option<String>,
    /// Where the knowledge comes from.
    pub origin: Origin,
    /// `female` or `male`, where the documents agree.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gender: Option<String>,
    /// Offices, sorted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<HeldRole>,
    /// How often it is mentioned.
    pub mentions: u32,
    /// In how many documents.
    pub documents: u32,
    /// Its first mention in each of the first documents by id.
    pub evidence: Vec<Evidence>,
}

/// A meeting, as all its reports together tell it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MeetingNode {
    /// `m:` and a hash of participants, mode, date and place.
    pub id: String,
    /// `Anna Keller – Boris Marten, 6 May 2031`.
    pub name: String,
    /// The status that its reports support best.
    pub status: Status,
    /// First day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// Last day, where it is another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date_to: Option<String>,
    /// Where: an entity id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// Where, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place_name: Option<String>,
    /// How they met.
    pub mode: Mode,
    /// What kind of meeting it was: `visit`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<String>,
    /// What coders of political events call it: the codes of the accounts that its status follows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub codes: Option<crate::extraction::Codes>,
    /// Entity ids, sorted.
    pub participants: Vec<String>,
    /// Unnamed parties as the texts have them, sorted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub others: Vec<String>,
    /// Who met whom, sorted.
    pub pairs: Vec<(String, String)>,
    /// From 0 to 1: that of its best report.
    pub confidence: f32,
    /// How many sentences tell of it.
    pub reports: u32,
    /// In how many documents.
    pub documents: u32,
    /// How many of them do not repeat another's wording; the contract's name for it.
    pub sources: u32,
    /// The same number.
    pub independent_sources: u32,
    /// What became of it, in the order of publication.
    pub history: Vec<Step>,
    /// The reports, sorted by document and position.
    pub evidence: Vec<Report>,
}

/// Somebody said something.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StatementNode {
    /// `s:` and a hash of speaker and content.
    pub id: String,
    /// The speaker and the beginning of the content.
    pub name: String,
    /// Who said it: an entity id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speaker: Option<String>,
    /// Who said it, as the text has it.
    pub speaker_text: String,
    /// The word that announces it.
    pub cue: String,
    /// What kind of speech act the cue is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<String>,
    /// What coders of political events call it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub codes: Option<crate::extraction::Codes>,
    /// `direct`, `indirect` or `mixed`.
    pub speech: crate::extraction::StatementKind,
    /// Whether it was said at all.
    pub status: Status,
    /// What was said, its pieces joined by ` … `.
    pub content: String,
    /// First day, if the text tells when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// Last day, where it is another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date_to: Option<String>,
    /// From 0 to 1: that of its best report.
    pub confidence: f32,
    /// In how many documents.
    pub documents: u32,
    /// The sentences that have it.
    pub evidence: Vec<Evidence>,
}

/// An event of a kind that only YAML knows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EventNode {
    /// `e:` and a hash of kind, arguments, status, date and place.
    pub id: String,
    /// The kind and who took part.
    pub name: String,
    /// The kind's name, as its `event.yaml` gives it.
    pub event: String,
    /// Whether it took place.
    pub status: Status,
    /// First day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// Last day, where it is another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date_to: Option<String>,
    /// Where: an entity id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// Where, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place_name: Option<String>,
    /// Who and what took part, by argument, as the first document has it.
    pub arguments: Vec<(String, Vec<Party>)>,
    /// From 0 to 1: that of its best report.
    pub confidence: f32,
    /// In how many documents.
    pub documents: u32,
    /// The sentences that tell of it.
    pub evidence: Vec<Evidence>,
}

impl Node {
    /// The node of an entity.
    pub fn entity(kind: EntityKind, entity: EntityNode) -> Self {
        match kind {
            EntityKind::Person => Node::Person(entity),
            EntityKind::Role => Node::Role(entity),
            EntityKind::Place => Node::Place(entity),
            EntityKind::Organization => Node::Organization(entity),
        }
    }

    /// Its id.
    pub fn id(&self) -> &str {
        match self {
            Node::Person(n) | Node::Role(n) | Node::Place(n) | Node::Organization(n) => &n.id,
            Node::Meeting(n) => &n.id,
            Node::Statement(n) => &n.id,
            Node::Event(n) => &n.id,
        }
    }

    /// Its name, for people to read.
    pub fn name(&self) -> &str {
        match self {
            Node::Person(n) | Node::Role(n) | Node::Place(n) | Node::Organization(n) => &n.name,
            Node::Meeting(n) => &n.name,
            Node::Statement(n) => &n.name,
            Node::Event(n) => &n.name,
        }
    }

    /// Its kind.
    pub const fn kind(&self) -> NodeKind {
        match self {
            Node::Person(_) => NodeKind::Person,
            Node::Role(_) => NodeKind::Role,
            Node::Place(_) => NodeKind::Place,
            Node::Organization(_) => NodeKind::Organization,
            Node::Meeting(_) => NodeKind::Meeting,
            Node::Statement(_) => NodeKind::Statement,
            Node::Event(_) => NodeKind::Event,
        }
    }

    /// Person, role, place or organization, if it is one.
    pub const fn as_entity(&self) -> Option<&EntityNode> {
        match self {
            Node::Person(n) | Node::Role(n) | Node::Place(n) | Node::Organization(n) => Some(n),
            Node::Meeting(_) | Node::Statement(_) | Node::Event(_) => None,
        }
    }

    /// The status, if it is an event.
    pub const fn status(&self) -> Option<Status> {
        match self {
            Node::Meeting(n) => Some(n.status),
            Node::Statement(n) => Some(n.status),
            Node::Event(n) => Some(n.status),
            Node::Person(_) | Node::Role(_) | Node::Place(_) | Node::Organization(_) => None,
        }
    }
}

impl KnowledgeGraph {
    /// A graph of nothing.
    pub fn new(generator: impl Into<String>) -> Self {
        KnowledgeGraph {
            graph: StableDiGraph::new(),
            index: BTreeMap::new(),
            documents: BTreeMap::new(),
            judgements: Vec::new(),
            generator: generator.into(),
        }
    }

    /// The petgraph inside, for algorithms of that crate.
    pub const fn petgraph(&self) -> &StableDiGraph<Node, Edge> {
        &self.graph
    }

    /// The node with that id.
    pub fn node(&self, id: &str) -> Option<&Node> {
        self.index.get(id).and_then(|&i| self.graph.node_weight(i))
    }

    /// The petgraph index of that id.
    pub fn node_index(&self, id: &str) -> Option<NodeIndex> {
        self.index.get(id).copied()
    }

    /// The nodes, in order of their ids.
    pub fn nodes(&self) -> impl Iterator<Item = &Node> {
        self.index.values().filter_map(|&i| self.graph.node_weight(i))
    }

    /// The meetings, in order of their ids.
    pub fn meetings(&self) -> impl Iterator<Item = &MeetingNode> {
        self.nodes().filter_map(|node| match node {
            Node::Meeting(meeting) => Some(meeting),
            _ => None,
        })
    }

    /// The statements, in order of their ids.
    pub fn statements(&self) -> impl Iterator<Item = &StatementNode> {
        self.nodes().filter_map(|node| match node {
            Node::Statement(statement) => Some(statement),
            _ => None,
        })
    }

    /// The edges with the nodes they lead from and to, in order of source id, target id and key.
    pub fn edges(&self) -> Vec<(&Node, &Node, &Edge)> {
        let mut edges: Vec<_> = self
            .graph
            .edge_references()
            .map(|edge| (&self.graph[edge.source()], &self.graph[edge.target()], edge.weight()))
            .collect();
        edges.sort_by(|a, b| (a.0.id(), a.1.id(), &a.2.key).cmp(&(b.0.id(), b.1.id(), &b.2.key)));
        edges
    }

    /// The text of the sentence that the evidence points at, where the graph keeps it.
    pub fn sentence(&self, document: &str, start: u32) -> Option<&str> {
        let sentences = &self.documents.get(document)?.sentences;
        let at = sentences.binary_search_by_key(&start, |piece| piece.start).ok()?;
        sentences.get(at).map(|piece| piece.text.as_str())
    }

    /// The name of the node with that id, or the id itself.
    pub fn name_of<'a>(&'a self, id: &'a str) -> &'a str {
        self.node(id).map_or(id, Node::name)
    }

    /// Adds a node; one with the same id is replaced.
    pub fn add_node(&mut self, node: Node) -> NodeIndex {
        if let Some(&index) = self.index.get(node.id())
            && let Some(weight) = self.graph.node_weight_mut(index)
        {
            *weight = node;
            return index;
        }
        let id = node.id().to_owned();
        let index = self.graph.add_node(node);
        self.index.insert(id, index);
        index
    }

    /// Adds an edge between two ids; nothing if one of them is no node.
    pub fn add_edge(&mut self, source: &str, target: &str, edge: Edge) -> Option<EdgeIndex> {
        let (source, target) = (*self.index.get(source)?, *self.index.get(target)?);
        Some(self.graph.add_edge(source, target, edge))
    }
}

/// The status's name in files.
pub const fn status_name(status: Status) -> &'static str {
    match status {
        Status::Occurred => "occurred",
        Status::Planned => "planned",
        Status::Denied => "denied",
        Status::Hypothetical => "hypothetical",
    }
}

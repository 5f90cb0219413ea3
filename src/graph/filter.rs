//! A part of the graph: the events of some days, statuses, kinds, certainty and sources, and the
//! surroundings of somebody. What is left is a graph again, so that whoever draws, writes or asks
//! it need not know of filters.

use std::collections::BTreeSet;

use petgraph::Direction;
use petgraph::stable_graph::NodeIndex;
use petgraph::visit::EdgeRef;

use super::key;
use super::merge::{Subject, judged_name};
use super::model::{Edge, Evidence, KnowledgeGraph, MeetingNode, Node, NodeKind, Relation};
use crate::extraction::Status;

/// Which events and entities count. The default lets everything through.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    /// Not before this day, month or year. Undated events do not pass, but undated statements count
    /// as made when they were published.
    pub from: Option<String>,
    /// Not after it; likewise.
    pub to: Option<String>,
    /// Only these statuses; all if empty.
    pub statuses: Vec<Status>,
    /// Only nodes of these kinds: kinds of event leave entities alone and the other way round. All
    /// if empty.
    pub kinds: Vec<NodeKind>,
    /// At least this confidence, from 0 to 1.
    pub confidence: f32,
    /// At least so many independent sources; documents, of what counts no sources.
    pub sources: u32,
    /// Only what lies around an entity.
    pub ego: Option<Ego>,
}

/// The surroundings of an entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ego {
    /// The entity's id.
    pub id: String,
    /// In how many steps: at one, the events it has a part in and whoever else does; at two, the
    /// events of those people and organizations as well.
    pub depth: usize,
}

impl Filter {
    /// Whether everything passes.
    pub fn is_empty(&self) -> bool {
        *self == Filter::default()
    }

    /// Whether the meeting counts.
    pub fn passes(&self, meeting: &MeetingNode) -> bool {
        self.passes_kind(NodeKind::Meeting)
            && meeting.confidence >= self.confidence
            && meeting.independent_sources >= self.sources
            && self.passes_status(Some(meeting.status))
            && self.passes_dates(meeting.date.as_deref(), meeting.date_to.as_deref())
    }

    /// Whether an event of that status counts.
    pub fn passes_status(&self, status: Option<Status>) -> bool {
        self.statuses.is_empty() || status.is_some_and(|status| self.statuses.contains(&status))
    }

    /// Whether an event of those days counts; a range counts if any of its days does.
    pub fn passes_dates(&self, first: Option<&str>, last: Option<&str>) -> bool {
        if self.from.is_none() && self.to.is_none() {
            return true;
        }
        let Some((begins, ends)) = first.and_then(key::days) else { return false };
        let ends = last.and_then(key::days).map_or(ends, |(_, ends)| ends);
        let is_late_enough =
            self.from.as_deref().and_then(key::days).is_none_or(|(from, _)| ends >= from);
        let is_early_enough =
            self.to.as_deref().and_then(key::days).is_none_or(|(_, to)| begins <= to);
        is_late_enough && is_early_enough
    }

    fn passes_kind(&self, kind: NodeKind) -> bool {
        let alike = |other: &&NodeKind| is_event(**other) == is_event(kind);
        self.kinds.iter().find(alike).is_none() || self.kinds.contains(&kind)
    }

    /// Whether it says which events count, so that entities without any are of no interest.
    fn chooses_events(&self) -> bool {
        let entities_alone = Filter {
            kinds: self.kinds.iter().copied().filter(|&kind| is_event(kind)).collect(),
            ego: None,
            ..self.clone()
        };
        !entities_alone.is_empty()
    }
}

const fn is_event(kind: NodeKind) -> bool {
    matches!(kind, NodeKind::Meeting | NodeKind::Statement | NodeKind::Event)
}

/// Whether the relation joins an entity with an event it has a part in.
const fn joins_event(relation: Relation) -> bool {
    matches!(
        relation,
        Relation::TookPartIn
            | Relation::HeldAt
            | Relation::Made
            | Relation::AddressedTo
            | Relation::About
    )
}

impl KnowledgeGraph {
    /// What of the graph the filter lets through: events, whoever has a part in them, their offices
    /// and what these are of. `met` is derived anew from the meetings that are left; documents and
    /// judgements go that tell of nothing left.
    pub fn filtered(mut self, filter: &Filter) -> Self {
        if filter.is_empty() {
            return self;
        }
        self.drop_co_occurrences(filter);
        let kept = self.kept_nodes(filter);
        self.graph.retain_nodes(|_, node| kept.contains(&node));
        self.index.retain(|_, node| kept.contains(node));
        self.graph.retain_edges(|graph, edge| graph[edge].relation != Relation::Met);
        self.add_met();
        self.drop_documents();
        self
    }

    /// Whether the node counts by itself; entities do unless their kind does not.
    fn passes(&self, filter: &Filter, node: &Node) -> bool {
        let enough = |confidence: f32, documents: u32, status| {
            confidence >= filter.confidence
                && documents >= filter.sources
                && filter.passes_status(Some(status))
        };
        filter.passes_kind(node.kind())
            && match node {
                Node::Meeting(n) => filter.passes(n),
                Node::Statement(n) => {
                    let is_in_time = match n.date.as_deref() {
                        Some(date) => filter.passes_dates(Some(date), n.date_to.as_deref()),
                        None => n.evidence.iter().any(|told| self.is_published(filter, told)),
                    };
                    enough(n.confidence, n.documents, n.status) && is_in_time
                }
                Node::Event(n) => {
                    enough(n.confidence, n.documents, n.status)
                        && filter.passes_dates(n.date.as_deref(), n.date_to.as_deref())
                }
                Node::Person(_) | Node::Role(_) | Node::Place(_) | Node::Organization(_) => true,
            }
    }

    /// Whether the document was published in time.
    fn is_published(&self, filter: &Filter, told: &Evidence) -> bool {
        let row = self.documents.get(&told.document);
        filter.passes_dates(row.and_then(|row| row.published.as_deref()), None)
    }

    fn kept_nodes(&self, filter: &Filter) -> BTreeSet<NodeIndex> {
        let passes = |index: NodeIndex| self.passes(filter, &self.graph[index]);
        let mut kept: BTreeSet<NodeIndex> = match &filter.ego {
            Some(ego) => self.around(ego, &passes),
            None if filter.chooses_events() => {
                let events = self
                    .graph
                    .node_indices()
                    .filter(|&i| is_event(self.graph[i].kind()) && passes(i));
                let events: BTreeSet<NodeIndex> = events.collect();
                let parties =
                    events.iter().flat_map(|&event| self.graph.neighbors_undirected(event));
                let together = self.graph.edge_indices().filter_map(|edge| {
                    let ends = self.graph.edge_endpoints(edge)?;
                    (self.graph[edge].relation == Relation::CoOccurs).then_some([ends.0, ends.1])
                });
                let entities: BTreeSet<NodeIndex> =
                    parties.chain(together.flatten()).filter(|&i| passes(i)).collect();
                events.into_iter().chain(entities).collect()
            }
            None => self.graph.node_indices().filter(|&i| passes(i)).collect(),
        };
        // Offices, and what they are of.
        for relation in [Relation::HoldsRole, Relation::Of] {
            let more: Vec<NodeIndex> = kept
                .iter()
                .flat_map(|&node| self.graph.edges_directed(node, Direction::Outgoing))
                .filter(|edge| edge.weight().relation == relation)
                .map(|edge| edge.target())
                .filter(|&node| passes(node))
                .collect();
            kept.extend(more);
        }
        kept
    }

    /// The entity, the events it has a part in, whoever else does, and so on.
    fn around(&self, ego: &Ego, passes: &impl Fn(NodeIndex) -> bool) -> BTreeSet<NodeIndex> {
        let Some(start) = self.node_index(&ego.id) else { return BTreeSet::new() };
        let mut kept = BTreeSet::from([start]);
        let mut reached = vec![start];
        for _ in 0..ego.depth {
            let mut next = Vec::new();
            for entity in std::mem::take(&mut reached) {
                for (edge, other) in self.edges_at(entity) {
                    if edge.relation == Relation::CoOccurs {
                        next.extend(Some(other).filter(|&i| passes(i) && kept.insert(i)));
                    } else if joins_event(edge.relation) && passes(other) && kept.insert(other) {
                        let parties = self.edges_at(other).filter(|(e, _)| joins_event(e.relation));
                        let parties = parties.map(|(_, party)| party);
                        next.extend(parties.filter(|&i| passes(i) && kept.insert(i)));
                    }
                }
            }
            // A city is no acquaintance: it would join everybody who ever met there.
            let is_acquaintance = |node: &NodeIndex| {
                matches!(self.graph[*node].kind(), NodeKind::Person | NodeKind::Organization)
            };
            reached = next.into_iter().filter(is_acquaintance).collect();
        }
        kept
    }

    /// The edges at the node with what lies at their other ends.
    fn edges_at(&self, node: NodeIndex) -> impl Iterator<Item = (&Edge, NodeIndex)> {
        let out = self.graph.edges_directed(node, Direction::Outgoing);
        let into = self.graph.edges_directed(node, Direction::Incoming);
        let out = out.map(|edge| (edge.weight(), edge.target()));
        out.chain(into.map(|edge| (edge.weight(), edge.source())))
    }

    /// Standing in one sentence counts as something that occurred when the document was published.
    fn drop_co_occurrences(&mut self, filter: &Filter) {
        let is_wanted = filter.passes_status(Some(Status::Occurred))
            && !filter.kinds.iter().any(|&kind| is_event(kind));
        let documents = &self.documents;
        let is_told = |told: &Evidence| {
            let published = documents.get(&told.document).and_then(|row| row.published.as_deref());
            told.confidence >= filter.confidence && filter.passes_dates(published, None)
        };
        for edge in self.graph.edge_weights_mut().filter(|e| e.relation == Relation::CoOccurs) {
            // Edges of many sentences keep the first as evidence; the count of those stays.
            let is_complete = edge.evidence.len() == edge.count as usize;
            edge.evidence.retain(is_told);
            if is_complete {
                edge.count = edge.evidence.len() as u32;
                edge.weight = f64::from(edge.count);
            }
        }
        self.graph.retain_edges(|graph, edge| {
            let edge = &graph[edge];
            let sources = || edge.evidence.iter().map(|told| told.document.as_str());
            edge.relation != Relation::CoOccurs
                || is_wanted
                    && !edge.evidence.is_empty()
                    && sources().collect::<BTreeSet<_>>().len() >= filter.sources as usize
        });
    }

    /// Drops documents that are evidence of nothing, and judgements on reports that are gone.
    fn drop_documents(&mut self) {
        let mut told: BTreeSet<String> = BTreeSet::new();
        let mut tell = |evidence: &[Evidence]| {
            told.extend(evidence.iter().map(|one| one.document.clone()));
        };
        for node in self.graph.node_weights() {
            match node {
                Node::Statement(n) => tell(&n.evidence),
                Node::Event(n) => tell(&n.evidence),
                Node::Person(n) | Node::Role(n) | Node::Place(n) | Node::Organization(n) => {
                    tell(&n.evidence);
                }
                Node::Meeting(_) => {}
            }
        }
        for edge in self.graph.edge_weights() {
            tell(&edge.evidence);
        }
        told.extend(self.meetings().flat_map(|m| &m.evidence).map(|r| r.document.clone()));
        self.documents.retain(|id, _| told.contains(id));
        let reports: BTreeSet<String> =
            self.meetings().flat_map(|meeting| &meeting.evidence).map(judged_name).collect();
        let index = &self.index;
        self.judgements.retain(|judgement| {
            let ids = [&judgement.a, &judgement.b];
            match judgement.about {
                // One of the two is the other's id now.
                Subject::Entities => ids.into_iter().any(|id| index.contains_key(id)),
                _ => ids.into_iter().all(|id| reports.contains(id)),
            }
        });
    }
}

//! Questions to a graph: who is meant by a name, whom they met, when, where and by which
//! sentences; which pairs met most; who stands next to whom.

use std::collections::{BTreeMap, BTreeSet};

use petgraph::Direction;
use petgraph::visit::EdgeRef;

use super::filter::Filter;
use super::key;
use super::meeting::rank;
use super::model::{Edge, KnowledgeGraph, MeetingNode, Node, NodeKind, Relation, StatementNode};
use crate::extraction::Status;

/// Whom a name means.
#[derive(Clone, Debug, PartialEq)]
pub enum Found<'a> {
    /// One entity.
    One(&'a Node),
    /// Several; the best known first.
    Several(Vec<&'a Node>),
    /// Nobody.
    Nobody,
}

/// One meeting of somebody with somebody.
#[derive(Clone, Debug, PartialEq)]
pub struct Encounter<'a> {
    /// The other one.
    pub other: &'a Node,
    /// Their meeting.
    pub meeting: &'a MeetingNode,
    /// What says so.
    pub quotations: Vec<Quotation<'a>>,
}

/// A sentence of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation<'a> {
    /// The document's id.
    pub document: &'a str,
    /// Its headline.
    pub title: Option<&'a str>,
    /// Its day of publication.
    pub published: Option<&'a str>,
    /// First code point of the sentence.
    pub start: u32,
    /// The sentence, if the graph keeps it.
    pub sentence: Option<&'a str>,
}

impl KnowledgeGraph {
    /// Whom `text` means: an id; a name or alias, as written or folded; the last words of a name
    /// (a surname); the first words of one. The first of these that finds anybody decides, and
    /// people come before everything else.
    pub fn find(&self, text: &str) -> Found<'_> {
        if let Some(node) = self.node(text).filter(|node| node.as_entity().is_some()) {
            return Found::One(node);
        }
        let wanted = key::folded(text);
        if wanted.is_empty() {
            return Found::Nobody;
        }
        let mut best: Option<u8> = None;
        let mut found: Vec<&Node> = Vec::new();
        for node in self.nodes() {
            let Some(entity) = node.as_entity() else { continue };
            let names = std::iter::once(&entity.name).chain(&entity.aliases);
            let Some(closeness) = names.filter_map(|name| closeness(name, text, &wanted)).min()
            else {
                continue;
            };
            let grade = 2 * closeness + u8::from(node.kind() != NodeKind::Person);
            match best {
                Some(have) if have < grade => {}
                Some(have) if have == grade => found.push(node),
                _ => {
                    best = Some(grade);
                    found = vec![node];
                }
            }
        }
        found.sort_by_key(|node| {
            (std::cmp::Reverse(node.as_entity().map_or(0, |entity| entity.mentions)), node.id())
        });
        match found.as_slice() {
            [] => Found::Nobody,
            [one] => Found::One(one),
            _ => Found::Several(found),
        }
    }

    /// Whom the entity met, is to meet or did not meet: in order of date, undated last.
    pub fn met(&self, id: &str, filter: &Filter) -> Vec<Encounter<'_>> {
        let mut encounters = Vec::new();
        for meeting in self.meetings_of(id).into_iter().filter(|m| filter.passes(m)) {
            let others: BTreeSet<&str> = meeting
                .pairs
                .iter()
                .filter_map(|(a, b)| match (a == id, b == id) {
                    (true, _) => Some(b.as_str()),
                    (_, true) => Some(a.as_str()),
                    _ => None,
                })
                .collect();
            for other in others.into_iter().filter_map(|other| self.node(other)) {
                let quotations = self.quotations(meeting);
                encounters.push(Encounter { other, meeting, quotations });
            }
        }
        encounters.sort_by(|a, b| {
            let when = |e: &Encounter<'_>| (e.meeting.date.is_none(), e.meeting.date.clone());
            (when(a), a.other.name(), &a.meeting.id).cmp(&(when(b), b.other.name(), &b.meeting.id))
        });
        encounters
    }

    /// The meetings in which the entity took part, by id.
    pub fn meetings_of(&self, id: &str) -> Vec<&MeetingNode> {
        let Some(index) = self.node_index(id) else { return Vec::new() };
        let mut meetings: Vec<&MeetingNode> = self
            .graph
            .edges_directed(index, Direction::Outgoing)
            .filter(|edge| edge.weight().relation == Relation::TookPartIn)
            .filter_map(|edge| match self.graph.node_weight(edge.target()) {
                Some(Node::Meeting(meeting)) => Some(meeting),
                _ => None,
            })
            .collect();
        meetings.sort_by(|a, b| a.id.cmp(&b.id));
        meetings
    }

    /// The sentences that tell of the meeting, in order of publication.
    pub fn quotations<'a>(&'a self, meeting: &'a MeetingNode) -> Vec<Quotation<'a>> {
        let mut quotations: Vec<Quotation<'a>> = meeting
            .evidence
            .iter()
            .map(|report| {
                let row = self.documents.get(&report.document);
                Quotation {
                    document: &report.document,
                    title: row.and_then(|row| row.title.as_deref()),
                    published: row.and_then(|row| row.published.as_deref()),
                    start: report.start,
                    sentence: self.sentence(&report.document, report.start),
                }
            })
            .collect();
        quotations.sort_by(|a, b| {
            (a.published, a.document, a.start).cmp(&(b.published, b.document, b.start))
        });
        quotations.dedup();
        quotations
    }

    /// The pairs of people who have most meetings of the best status between them: meetings that
    /// took place before plans, plans before denials.
    pub fn top_pairs(&self, most: usize) -> Vec<(&Node, &Node, &Edge)> {
        let mut pairs: Vec<_> =
            self.edges().into_iter().filter(|(_, _, e)| e.relation == Relation::Met).collect();
        pairs.sort_by_key(|(a, b, edge)| {
            let status = edge.status.map_or(u8::MAX, rank);
            (status, std::cmp::Reverse((edge.count, edge.evidence.len())), a.id(), b.id())
        });
        pairs.truncate(most);
        pairs
    }

    /// The nodes one edge away, with the edges between, by relation and id.
    pub fn neighbours(&self, id: &str) -> Vec<(&Edge, &Node)> {
        let Some(index) = self.node_index(id) else { return Vec::new() };
        let out = self.graph.edges_directed(index, Direction::Outgoing);
        let out = out.map(|edge| (edge.weight(), edge.target()));
        let into = self.graph.edges_directed(index, Direction::Incoming);
        let into = into.map(|edge| (edge.weight(), edge.source()));
        let mut neighbours: Vec<(&Edge, &Node)> = out
            .chain(into)
            .filter_map(|(edge, other)| Some((edge, self.graph.node_weight(other)?)))
            .collect();
        neighbours.sort_by(|a, b| {
            (a.0.relation, a.1.id(), &a.0.key).cmp(&(b.0.relation, b.1.id(), &b.0.key))
        });
        neighbours
    }

    /// Those who made the statement: whom it names first, then who said so too, by id. Nobody if
    /// none of them is known.
    pub fn speakers_of(&self, statement: &StatementNode) -> Vec<&Node> {
        let made = self.neighbours(&statement.id).into_iter();
        let mut speakers: Vec<&Node> = made
            .filter(|(edge, _)| edge.relation == Relation::Made)
            .map(|(_, speaker)| speaker)
            .collect();
        speakers.sort_by_key(|node| (Some(node.id()) != statement.speaker.as_deref(), node.id()));
        speakers
    }

    /// How many statements each speaker made, most first.
    pub fn speakers(&self) -> Vec<(&Node, u32)> {
        let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
        for statement in self.statements().filter(|s| s.status != Status::Denied) {
            for speaker in self.speakers_of(statement) {
                *counts.entry(speaker.id()).or_default() += 1;
            }
        }
        let mut speakers: Vec<(&Node, u32)> =
            counts.into_iter().filter_map(|(id, count)| Some((self.node(id)?, count))).collect();
        speakers.sort_by_key(|(node, count)| (std::cmp::Reverse(*count), node.id()));
        speakers
    }
}

/// How well the name answers to what is wanted; less is better.
fn closeness(name: &str, text: &str, wanted: &str) -> Option<u8> {
    if name == text {
        return Some(0);
    }
    let folded = key::folded(name);
    if folded == wanted {
        return Some(1);
    }
    let is_last = folded.strip_suffix(wanted).is_some_and(|rest| rest.ends_with([' ', '-']));
    if is_last {
        return Some(2);
    }
    if folded.strip_prefix(wanted).is_some_and(|rest| rest.starts_with([' ', '-'])) {
        return Some(3);
    }
    let is_begun =
        folded.starts_with(wanted) || folded.split([' ', '-']).any(|word| word.starts_with(wanted));
    (is_begun && wanted.chars().count() >= 2).then_some(4)
}

//! What a format cannot carry, counted on the graph at hand: each format names its losses, and
//! those that the graph has nothing of are not reported.

use serde::Serialize;

use super::text::unprintable;
use super::{Format, csv};
use crate::extraction::Status;
use crate::graph::{KnowledgeGraph, Node, Relation};

/// Something of a graph that a format may leave out or change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Loss {
    /// Document and place of every fact.
    Evidence,
    /// Which rule found it, and how sure.
    EvidenceRules,
    /// The documents' titles, dates and sources.
    Documents,
    /// The sentences that are evidence.
    Sentences,
    /// Why reports were joined or not, and the reports themselves.
    Judgements,
    /// What became of a meeting, step by step.
    History,
    /// What each report of a meeting says by itself.
    Reports,
    /// Lists become text with ` | ` between.
    Lists,
    /// When an office was held.
    Tenures,
    /// Dates known to the month or the year become its first day.
    DatePrecision,
    /// `met` and `co_occurs` have no direction; here they have one.
    Undirected,
    /// Planned, denied and hypothetical events are left out.
    NotFacts,
    /// Denied and hypothetical events are left out.
    DeniedOrHypothetical,
    /// Meetings and statements for which the scheme has no code are left out; it has none for what
    /// somebody is going to say.
    Uncoded,
    /// Statements are left out.
    Statements,
    /// Meetings are left out.
    Meetings,
    /// Meetings without pairs are left out.
    PairlessMeetings,
    /// Statements whose speaker is unknown are left out.
    UnknownSpeakers,
    /// Events of other kinds are left out.
    Events,
    /// Unnamed parties of meetings.
    Others,
    /// Who stands in one sentence with whom.
    CoOccurrence,
    /// How often two stand in one sentence.
    Weights,
    /// Who of a meeting of three and more met whom.
    Pairs,
    /// Entities are named where they act, without other names and identifiers.
    Entities,
    /// All attributes but name, kind and status.
    Attributes,
    /// Control characters, which other programs refuse, become U+FFFD.
    Controls,
    /// Line ends and tabs become spaces.
    LineEnds,
    /// Cells that a spreadsheet would compute get an apostrophe in front.
    Formulas,
}

/// One line of a loss report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Lost {
    /// What.
    pub what: Loss,
    /// How many of them the graph has, before any view or filter.
    pub count: usize,
    /// For people to read.
    pub note: &'static str,
}

/// What a format does not carry of a graph.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LossReport {
    /// The format's name.
    pub format: &'static str,
    /// What is lost; nothing if empty.
    pub lost: Vec<Lost>,
}

impl LossReport {
    /// What `format` does not carry of `graph`.
    pub fn of(format: &Format, graph: &KnowledgeGraph) -> Self {
        let lost = format.losses().filter_map(|what| {
            let count = what.count(graph);
            (count > 0).then(|| Lost { what, count, note: what.note() })
        });
        LossReport { format: format.name, lost: lost.collect() }
    }

    /// The report in lines, for people to read.
    pub fn lines(&self) -> Vec<String> {
        let line = |lost: &Lost| format!("{}: {} ({})", self.format, lost.note, lost.count);
        self.lost.iter().map(line).collect()
    }
}

impl Loss {
    /// What happens to it, in words.
    pub const fn note(self) -> &'static str {
        match self {
            Loss::Evidence => "evidence is left out",
            Loss::EvidenceRules => "rule and confidence of each piece of evidence are left out",
            Loss::Documents => "titles, dates and sources of documents are left out",
            Loss::Sentences => "the sentences that are evidence are left out",
            Loss::Judgements => "why reports were joined or not is left out",
            Loss::History => "the steps of each meeting's history are left out",
            Loss::Reports => "pairs, date, place and mood of single reports are left out",
            Loss::Lists => "lists become text with | between",
            Loss::Tenures => "first and last day of offices are left out",
            Loss::DatePrecision => "dates known to the month or year become its first day",
            Loss::Undirected => "met and co_occurs get a direction, which means nothing",
            Loss::NotFacts => "planned, denied and hypothetical events are left out",
            Loss::DeniedOrHypothetical => "denied and hypothetical events are left out",
            Loss::Uncoded => "meetings and statements without a code are left out",
            Loss::Statements => "statements are left out",
            Loss::Meetings => "meetings are left out",
            Loss::PairlessMeetings => "meetings that tell of no pair are left out",
            Loss::UnknownSpeakers => "statements of unknown speakers are left out",
            Loss::Events => "events of other kinds are left out",
            Loss::Others => "unnamed parties of meetings are left out",
            Loss::CoOccurrence => "who stands in one sentence with whom is left out",
            Loss::Weights => "how often two stand in one sentence is left out",
            Loss::Pairs => "who of a meeting of many met whom is left out",
            Loss::Entities => "entities have only their names",
            Loss::Attributes => "nodes and edges have only names, kind, date and status",
            Loss::Controls => "texts with control characters get U+FFFD in their place",
            Loss::LineEnds => "line ends and tabs become spaces",
            Loss::Formulas => "cells that a spreadsheet would compute get an apostrophe in front",
        }
    }

    /// How much of it the graph has.
    fn count(self, graph: &KnowledgeGraph) -> usize {
        let nodes = |is: &dyn Fn(&Node) -> bool| graph.nodes().filter(|node| is(node)).count();
        let edges = |relations: &[Relation]| {
            let weights = graph.petgraph().edge_weights();
            weights.filter(|edge| relations.contains(&edge.relation)).count()
        };
        let of_status = |statuses: &[Status]| {
            nodes(&|node| node.status().is_some_and(|status| statuses.contains(&status)))
        };
        let texts = |is: &dyn Fn(&str) -> bool| {
            let names = nodes(&|node| is(node.name()) || is(node.id()));
            let aliases = graph.nodes().filter_map(Node::as_entity).flat_map(|e| &e.aliases);
            let contents = graph.statements().filter(|s| is(&s.content)).count();
            names + aliases.filter(|alias| is(alias)).count() + contents
        };
        match self {
            Loss::Evidence | Loss::EvidenceRules => {
                let of_edges: usize =
                    graph.petgraph().edge_weights().map(|edge| edge.evidence.len()).sum();
                let of_nodes: usize = graph.nodes().map(evidence_count).sum();
                of_edges + of_nodes
            }
            Loss::Documents => graph.documents.len(),
            Loss::Sentences => graph.documents.values().map(|row| row.sentences.len()).sum(),
            Loss::Judgements => graph.judgements.len(),
            Loss::History => graph.meetings().map(|meeting| meeting.history.len()).sum(),
            Loss::Reports => graph.meetings().map(|meeting| meeting.evidence.len()).sum(),
            Loss::Lists => nodes(&|node| match node {
                Node::Meeting(n) => n.participants.len() + n.others.len() > 1,
                node => node.as_entity().is_some_and(|n| n.aliases.len() + n.roles.len() > 1),
            }),
            Loss::Tenures => {
                let roles = graph.nodes().filter_map(Node::as_entity).flat_map(|n| &n.roles);
                roles.filter(|role| role.from.is_some() || role.to.is_some()).count()
            }
            Loss::DatePrecision => {
                let days = graph.petgraph().edge_weights().flat_map(|e| [&e.first, &e.last]);
                days.flatten().filter(|date| is_vague(date)).count()
                    + graph
                        .documents
                        .values()
                        .filter_map(|row| row.published.as_deref())
                        .filter(|d| is_vague(d))
                        .count()
            }
            Loss::Undirected => edges(&[Relation::Met, Relation::CoOccurs]),
            Loss::NotFacts => of_status(&[Status::Planned, Status::Denied, Status::Hypothetical]),
            Loss::DeniedOrHypothetical => of_status(&[Status::Denied, Status::Hypothetical]),
            Loss::Uncoded => {
                // What is denied or merely possible is counted by itself.
                let meetings = graph.meetings().filter(|m| match m.status {
                    Status::Occurred | Status::Planned => m.codes.is_none(),
                    Status::Denied | Status::Hypothetical => false,
                });
                let statements = graph.statements().filter(|s| match s.status {
                    Status::Occurred => s.codes.is_none(),
                    Status::Planned => true,
                    Status::Denied | Status::Hypothetical => false,
                });
                meetings.count() + statements.count()
            }
            Loss::Statements => graph.statements().count(),
            Loss::Meetings => graph.meetings().count(),
            Loss::PairlessMeetings => graph.meetings().filter(|m| m.pairs.is_empty()).count(),
            Loss::UnknownSpeakers => graph.statements().filter(|s| s.speaker.is_none()).count(),
            Loss::Events => nodes(&|node| matches!(node, Node::Event(_))),
            Loss::Others => graph.meetings().map(|meeting| meeting.others.len()).sum(),
            Loss::CoOccurrence | Loss::Weights => edges(&[Relation::CoOccurs]),
            Loss::Pairs => graph.meetings().filter(|m| m.participants.len() > 2).count(),
            Loss::Entities => nodes(&|node| node.as_entity().is_some()),
            Loss::Attributes => graph.petgraph().node_count() + graph.petgraph().edge_count(),
            Loss::Controls => texts(&|text| text.contains(unprintable)),
            Loss::LineEnds => texts(&|text| text.contains(['\n', '\r', '\t'])),
            Loss::Formulas => texts(&csv::is_formula),
        }
    }
}

/// Whether the date is a month or a year.
const fn is_vague(date: &str) -> bool {
    date.len() < "2031-05-06".len()
}

fn evidence_count(node: &Node) -> usize {
    match node {
        Node::Person(n) | Node::Role(n) | Node::Place(n) | Node::Organization(n) => {
            n.evidence.len()
        }
        Node::Meeting(n) => n.evidence.len(),
        Node::Statement(n) => n.evidence.len(),
        Node::Event(n) => n.evidence.len(),
    }
}

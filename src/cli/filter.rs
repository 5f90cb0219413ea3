//! What is asked for of a graph, in arguments: days, statuses, kinds, certainty, sources, and the
//! surroundings of somebody.

use std::path::Path;

use super::args::{Choice, KindName};
use super::exit::Failure;
use super::met::entity;
use crate::graph::{Ego, Filter, KnowledgeGraph, NodeKind};

/// The part of the graph that is asked for; `path` names the graph in messages.
pub fn chosen(
    graph: KnowledgeGraph,
    choice: &Choice,
    path: &Path,
) -> Result<KnowledgeGraph, Failure> {
    let ego = match &choice.ego {
        Some(name) => {
            let id = entity(&graph, name, path)?.id().to_owned();
            Some(Ego { id, depth: choice.depth })
        }
        None => None,
    };
    let filter = Filter {
        from: choice.since.map(|date| date.to_string()),
        to: choice.until.map(|date| date.to_string()),
        statuses: choice.status.iter().map(|status| status.status()).collect(),
        kinds: choice.kind.iter().map(|kind| kind.kind()).collect(),
        confidence: choice.min_confidence.unwrap_or_default(),
        sources: choice.min_sources.unwrap_or_default(),
        ego,
    };
    Ok(graph.filtered(&filter))
}

impl KindName {
    /// The graph's own name for it.
    const fn kind(self) -> NodeKind {
        match self {
            KindName::Person => NodeKind::Person,
            KindName::Role => NodeKind::Role,
            KindName::Place => NodeKind::Place,
            KindName::Organization => NodeKind::Organization,
            KindName::Meeting => NodeKind::Meeting,
            KindName::Statement => NodeKind::Statement,
            KindName::Event => NodeKind::Event,
        }
    }
}

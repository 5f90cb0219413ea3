//! What joins two nodes of the graph.

use serde::{Deserialize, Serialize};

use super::model::Evidence;
use crate::extraction::Status;

/// What an edge says of its two nodes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// Person – person, derived from their meetings. The direction means nothing.
    Met,
    /// Entity → meeting or other event.
    TookPartIn,
    /// Meeting or other event → place.
    HeldAt,
    /// Speaker → statement.
    Made,
    /// Statement → entity.
    AddressedTo,
    /// Statement → entity.
    About,
    /// Person → role.
    HoldsRole,
    /// Role → place or organization.
    Of,
    /// Entity – entity in one sentence. The direction means nothing.
    CoOccurs,
}

impl Relation {
    /// Its name in files.
    pub const fn name(self) -> &'static str {
        match self {
            Relation::Met => "met",
            Relation::TookPartIn => "took_part_in",
            Relation::HeldAt => "held_at",
            Relation::Made => "made",
            Relation::AddressedTo => "addressed_to",
            Relation::About => "about",
            Relation::HoldsRole => "holds_role",
            Relation::Of => "of",
            Relation::CoOccurs => "co_occurs",
        }
    }
}

/// An edge of the graph.
#[derive(Clone, Debug, PartialEq)]
pub struct Edge {
    /// What it says.
    pub relation: Relation,
    /// Unique among the edges between the same two nodes.
    pub key: String,
    /// Whether it took place; of `met`, the best status among the pair's meetings.
    pub status: Option<Status>,
    /// First day.
    pub first: Option<String>,
    /// Last day.
    pub last: Option<String>,
    /// How many meetings (of that status), sentences or reports it stands for.
    pub count: u32,
    /// The same as a number that drawing programs understand.
    pub weight: f64,
    /// The part played in an event (`host`), or the office of a tenure.
    pub part: Option<String>,
    /// Of `met`, all meetings of the pair, sorted.
    pub meetings: Vec<String>,
    /// What says so.
    pub evidence: Vec<Evidence>,
}

impl Edge {
    /// An edge that stands for one thing and has nothing but its relation.
    pub fn new(relation: Relation, key_parts: &[&str]) -> Self {
        let key = super::key::content_hash(key_parts.iter().copied());
        Edge {
            relation,
            key: format!("{}:{key:016x}", relation.name()),
            status: None,
            first: None,
            last: None,
            count: 1,
            weight: 1.0,
            part: None,
            meetings: Vec::new(),
            evidence: Vec::new(),
        }
    }
}

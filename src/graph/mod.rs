//! From the extractions of many documents to one graph of who met whom and who said what.
//!
//! Events are nodes: the same meeting told by several documents is one node with several pieces of
//! evidence, and what was joined can be taken apart again. Reading and writing files is left to
//! [`store`], pictures and other formats to the export room.

pub mod build;
pub mod edge;
mod field;
pub mod filter;
mod gather;
mod identity;
pub mod judgements;
pub mod key;
pub mod meeting;
pub mod merge;
pub mod model;
pub mod query;
pub mod report;
mod review;
pub mod store;
pub mod summary;
mod told;

pub use build::{GraphBuilder, Options};
pub use filter::{Ego, Filter};
pub use gather::shortened;
pub use judgements::JudgementsError;
pub use merge::{Judgement, Subject, Verdict};
pub use model::{
    DocumentRow, Edge, EntityNode, EventNode, Evidence, KnowledgeGraph, MeetingNode, Node,
    NodeKind, Relation, StatementNode,
};
pub use query::{Encounter, Found};
pub use report::{Report, State};
pub use review::{Review, Suggestion};
pub use store::StoreError;
pub use summary::Summary;

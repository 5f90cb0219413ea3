//! The graph in the formats of other programs, and as a picture. Each format is a file of its own
//! and a row in [`FORMATS`]; all of them see the graph through a [`View`], and nothing else.

pub mod csv;
pub mod cypher;
pub mod dna;
pub mod dot;
pub mod flat;
pub mod formats;
pub mod ftm;
pub mod gexf;
pub mod graphml;
pub mod json;
pub mod label;
pub mod ladybug;
pub mod layout;
pub mod loss;
pub mod mermaid;
pub mod neo4j;
pub mod node_link;
#[cfg(feature = "parquet")]
pub mod parquet;
pub mod plover;
#[cfg(feature = "png")]
pub mod png;
pub mod rdf;
mod route;
#[cfg(feature = "sqlite")]
pub mod sqlite;
pub mod style;
pub mod svg;
#[cfg(any(feature = "sqlite", feature = "parquet"))]
pub mod tables;
pub mod text;
pub mod turtle;
pub mod view;

pub use formats::{FORMATS, Format, Writer};
pub use loss::{Loss, LossReport, Lost};
pub use view::{Picture, View};

/// What of the graph is exported; see [`crate::graph::KnowledgeGraph::filtered`] for a part of it.
#[derive(Clone, Debug, Default)]
pub struct ExportOptions {
    /// Which nodes and edges; none for the format's own choice.
    pub view: Option<View>,
    /// At most so many nodes, the strongest; none for the format's own choice.
    pub most_nodes: Option<usize>,
    /// A heading for pictures; none for one with the figures alone.
    pub title: Option<String>,
}

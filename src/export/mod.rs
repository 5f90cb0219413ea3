//! The graph in the formats of other programs, and as a picture. Each format is a file of its own
//! and a line in [`FORMATS`]; all of them see the graph through a [`View`], and nothing else.

pub mod csv;
pub mod cypher;
pub mod dna;
pub mod dot;
pub mod flat;
pub mod ftm;
pub mod gexf;
pub mod graphml;
pub mod json;
pub mod label;
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

use std::io::{self, Write};

use crate::graph::KnowledgeGraph;
pub use loss::{Loss, LossReport, Lost};
pub use view::{Picture, View};

/// Writes graphs in one format.
pub trait Exporter: Sync {
    /// What the user calls the format.
    fn name(&self) -> &'static str;
    /// File name endings, without the dot; the first is the usual one.
    fn extensions(&self) -> &'static [&'static str];
    /// One line for the list of formats.
    fn description(&self) -> &'static str;
    /// What of a graph it cannot carry.
    fn losses(&self) -> &'static [Loss];
    /// The names of its files, of a format of several; none of a format of one.
    fn parts(&self) -> &'static [&'static str] {
        &[]
    }
    /// Whether it is no text.
    fn is_binary(&self) -> bool {
        false
    }
    /// Whether it is a picture of a part of the graph rather than its data.
    fn is_picture(&self) -> bool {
        false
    }
    /// Writes the graph; a format of several files writes one after another, which is of use to
    /// people who want to look at it only.
    fn write(
        &self,
        graph: &KnowledgeGraph,
        options: &ExportOptions,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        for part in self.parts() {
            self.write_part(part, graph, options, out)?;
        }
        Ok(())
    }
    /// Writes one of its files, named by [`Exporter::parts`].
    fn write_part(
        &self,
        _part: &str,
        graph: &KnowledgeGraph,
        options: &ExportOptions,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        self.write(graph, options, out)
    }
}

/// The formats.
pub const FORMATS: &[&dyn Exporter] = &[
    &json::Json,
    &dot::Dot,
    &mermaid::Mermaid,
    &svg::Svg,
    #[cfg(feature = "png")]
    &png::Png,
    &node_link::FlatJson,
    &graphml::GraphMl,
    &gexf::Gexf,
    &node_link::Cytoscape,
    &node_link::Graphology,
    &csv::Csv,
    &csv::GephiCsv,
    #[cfg(feature = "sqlite")]
    &sqlite::Sqlite,
    #[cfg(feature = "parquet")]
    &parquet::Parquet,
    &neo4j::Neo4jAdmin,
    &cypher::Cypher,
    &turtle::Turtle,
    &turtle::NTriples,
    &turtle::JsonLd,
    &ftm::Ftm,
    &plover::PloverJson,
    &plover::PloverTsv,
    &dna::Dna,
];

/// What formats lose whose attributes are texts and numbers.
const FLAT_LOSSES: &[Loss] = &[
    Loss::EvidenceRules,
    Loss::Documents,
    Loss::Sentences,
    Loss::Judgements,
    Loss::History,
    Loss::Tenures,
    Loss::Pairs,
    Loss::Lists,
    Loss::Undirected,
    Loss::Controls,
];

/// What tables of a database lose.
#[cfg(any(feature = "sqlite", feature = "parquet"))]
const TABLE_LOSSES: &[Loss] =
    &[Loss::Judgements, Loss::History, Loss::Reports, Loss::Undirected, Loss::Controls];

/// What pictures lose.
const PICTURE_LOSSES: &[Loss] = &[
    Loss::Evidence,
    Loss::Documents,
    Loss::Sentences,
    Loss::Judgements,
    Loss::History,
    Loss::Attributes,
    Loss::Controls,
];

/// What of the graph is exported; see [`KnowledgeGraph::filtered`] for a part of it.
#[derive(Clone, Debug, Default)]
pub struct ExportOptions {
    /// Which nodes and edges; none for the format's own choice.
    pub view: Option<View>,
    /// At most so many nodes, the strongest; none for the format's own choice.
    pub most_nodes: Option<usize>,
    /// A heading for pictures; none for one with the figures alone.
    pub title: Option<String>,
}

/// The format of that name or file name ending.
pub fn format(name: &str) -> Option<&'static dyn Exporter> {
    let wanted = name.to_ascii_lowercase();
    let by_name = FORMATS.iter().find(|format| format.name() == wanted);
    by_name
        .or_else(|| FORMATS.iter().find(|format| format.extensions().contains(&wanted.as_str())))
        .copied()
}

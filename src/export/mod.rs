//! The graph in the formats of other programs, and as a picture. Each format is a file of its own
//! and a line in [`FORMATS`]; all of them see the graph through a [`View`], and nothing else.

pub mod dot;
pub mod json;
pub mod label;
pub mod layout;
pub mod mermaid;
mod route;
pub mod style;
pub mod svg;
pub mod view;

use std::io::{self, Write};

use crate::graph::{Filter, KnowledgeGraph};
pub use view::{Picture, View};

/// Writes graphs in one format.
pub trait Exporter: Sync {
    /// What the user calls the format.
    fn name(&self) -> &'static str;
    /// File name endings, without the dot; the first is the usual one.
    fn extensions(&self) -> &'static [&'static str];
    /// One line for the list of formats.
    fn description(&self) -> &'static str;
    /// Writes the graph.
    fn write(
        &self,
        graph: &KnowledgeGraph,
        options: &ExportOptions,
        out: &mut dyn Write,
    ) -> io::Result<()>;
}

/// The formats.
pub const FORMATS: &[&dyn Exporter] = &[&json::Json, &dot::Dot, &mermaid::Mermaid, &svg::Svg];

/// What of the graph is exported. The JSON format is the graph itself and pays no heed to it.
#[derive(Clone, Debug, Default)]
pub struct ExportOptions {
    /// Which nodes and edges; none for the format's own choice.
    pub view: Option<View>,
    /// Which events.
    pub filter: Filter,
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

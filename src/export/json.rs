//! Node-link JSON: the graph's own file, which networkx reads too.

use std::io::{self, Write};

use super::flat::Selection;
use super::{ExportOptions, Exporter};
use crate::graph::{KnowledgeGraph, store};

/// The format.
#[derive(Debug)]
pub struct Json;

impl Exporter for Json {
    fn name(&self) -> &'static str {
        "json"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["json"]
    }

    fn description(&self) -> &'static str {
        "node-link JSON with all evidence: whomet's own file, read by networkx and D3"
    }

    fn losses(&self) -> &'static [super::Loss] {
        &[]
    }

    fn write(
        &self,
        graph: &KnowledgeGraph,
        options: &ExportOptions,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let chosen = Selection::of(graph, options);
        let edges = chosen.edges.iter().map(|e| (e.source, e.target, e.edge));
        store::write_some(graph, chosen.nodes.iter().copied(), edges, out)
    }
}

//! Node-link JSON: the graph's own file, which networkx reads too.

use std::io::{self, Write};

use super::ExportOptions;
use super::flat::Selection;
use crate::graph::{KnowledgeGraph, store};

/// The format.
pub fn write(
    graph: &KnowledgeGraph,
    options: &ExportOptions,
    out: &mut dyn Write,
) -> io::Result<()> {
    let chosen = Selection::of(graph, options);
    let edges = chosen.edges.iter().map(|e| (e.source, e.target, e.edge));
    store::write_some(graph, chosen.nodes.iter().copied(), edges, out)
}

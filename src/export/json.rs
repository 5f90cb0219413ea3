//! Node-link JSON: the graph's own file, which networkx reads too.

use std::io::{self, Write};

use super::flat::Selection;
use crate::graph::store;

/// Writes node-link JSON for networkx, D3 and whomet itself. Nothing is lost.
pub fn write(chosen: &Selection<'_>, out: &mut dyn Write) -> io::Result<()> {
    let edges = chosen.edges.iter().map(|e| (e.source, e.target, e.edge));
    store::write_some(chosen.graph, chosen.nodes.iter().copied(), edges, out)
}

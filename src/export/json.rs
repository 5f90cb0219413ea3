//! Node-link JSON: the graph's own file, which networkx reads too.

use std::io::{self, Write};

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
        _: &ExportOptions,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        store::write(graph, out)
    }
}

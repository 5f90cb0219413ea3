//! Who draws a picture: Graphviz where it is installed and wanted, or else the program itself.

use super::args::Layout;
use super::exit::Failure;
use super::graphviz;
use crate::export::{ExportOptions, Format};
use crate::graph::KnowledgeGraph;

/// The picture by Graphviz, if the format is one that it draws, and it is to draw it and can.
pub fn by_graphviz(
    format: &str,
    graph: &KnowledgeGraph,
    options: &ExportOptions,
    layout: Layout,
) -> Result<Option<Vec<u8>>, Failure> {
    if layout == Layout::Builtin || !graphviz::FORMATS.contains(&format) {
        return Ok(None);
    }
    let Some(dot) = Format::named("dot") else { return Ok(None) };
    let mut text = Vec::new();
    dot.write(graph, options, &mut text).map_err(Failure::Graphviz)?;
    match graphviz::picture(&String::from_utf8_lossy(&text), format) {
        Ok(picture) => Ok(Some(picture)),
        Err(error) if layout == Layout::Dot => Err(Failure::Graphviz(error)),
        Err(_) => Ok(None),
    }
}

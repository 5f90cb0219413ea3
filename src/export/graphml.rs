//! GraphML, which Gephi, yEd, Cytoscape, igraph and networkx read.

use std::io::{self, Write};

use super::flat::{EDGE_COLUMNS, NODE_COLUMNS, Selection, Type, Value, edge_fields, node_fields};
use super::text::xml;

/// Writes GraphML for Gephi, yEd, igraph and networkx. Attributes are texts and numbers: lists become
/// text; documents, sentences, pairs and dates of offices are lost.
pub fn write(chosen: &Selection<'_>, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(
        b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
          <graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n",
    )?;
    for (scope, columns) in [("node", NODE_COLUMNS), ("edge", EDGE_COLUMNS)] {
        for (name, kind) in columns {
            let kind = match kind {
                Type::Text | Type::Date | Type::List => "string",
                Type::Count => "int",
                Type::Number => "double",
            };
            writeln!(
                out,
                "  <key id=\"{scope}-{name}\" for=\"{scope}\" attr.name=\"{name}\" \
                 attr.type=\"{kind}\"/>"
            )?;
        }
    }
    // Gephi shows the attribute of this name beside the node.
    writeln!(
        out,
        "  <key id=\"node-label\" for=\"node\" attr.name=\"label\" attr.type=\"string\"/>"
    )?;
    writeln!(out, "  <graph id=\"whomet\" edgedefault=\"directed\">")?;
    for node in &chosen.nodes {
        out.write_all(b"    <node id=\"")?;
        xml(out, node.id())?;
        out.write_all(b"\"><data key=\"node-label\">")?;
        xml(out, node.name())?;
        out.write_all(b"</data>")?;
        data(out, "node", &node_fields(node))?;
        out.write_all(b"</node>\n")?;
    }
    for edge in &chosen.edges {
        out.write_all(b"    <edge id=\"")?;
        xml(out, &edge.id)?;
        out.write_all(b"\" source=\"")?;
        xml(out, edge.source.id())?;
        out.write_all(b"\" target=\"")?;
        xml(out, edge.target.id())?;
        out.write_all(b"\">")?;
        data(out, "edge", &edge_fields(edge.edge))?;
        out.write_all(b"</edge>\n")?;
    }
    out.write_all(b"  </graph>\n</graphml>\n")
}

fn data(out: &mut dyn Write, scope: &str, fields: &[(&str, Value<'_>)]) -> io::Result<()> {
    for (name, value) in fields {
        write!(out, "<data key=\"{scope}-{name}\">")?;
        xml(out, &value.joined())?;
        out.write_all(b"</data>")?;
    }
    Ok(())
}

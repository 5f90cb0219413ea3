//! JSON for drawing libraries and networkx: nodes and edges with simple attributes, in the shapes
//! of node-link, Cytoscape.js and graphology.

use std::io::{self, Write};

use super::flat::{Chosen, Selection, Value, edge_fields, node_fields};
use super::text::json;
use crate::graph::Relation;

/// Writes node-link JSON whose attributes are texts and numbers only, so that networkx can write it on
/// as GraphML or GEXF. Lists become text; documents, sentences and pairs are lost.
pub fn flat(chosen: &Selection<'_>, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"{\"directed\":true,\"multigraph\":true,\"graph\":{\"generator\":")?;
    json(out, &chosen.graph.generator)?;
    out.write_all(b"},\n\"nodes\":[")?;
    for (i, node) in chosen.nodes.iter().enumerate() {
        begin(out, i, b"{\"id\":", node.id())?;
        attributes(out, &node_fields(node), false, false)?;
        out.write_all(b"}")?;
    }
    out.write_all(b"],\n\"edges\":[")?;
    for (i, edge) in chosen.edges.iter().enumerate() {
        begin(out, i, b"{\"key\":", &edge.id)?;
        ends(out, edge)?;
        attributes(out, &edge_fields(edge.edge), false, false)?;
        out.write_all(b"}")?;
    }
    out.write_all(b"]}\n")
}

/// Writes the elements of Cytoscape.js, which Cytoscape reads as well. Documents, sentences and pairs
/// are lost.
pub fn cytoscape(chosen: &Selection<'_>, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"{\"data\":{\"name\":\"whomet\",\"generator\":")?;
    json(out, &chosen.graph.generator)?;
    out.write_all(b"},\n\"elements\":{\"nodes\":[")?;
    for (i, node) in chosen.nodes.iter().enumerate() {
        begin(out, i, b"{\"data\":{\"id\":", node.id())?;
        attributes(out, &node_fields(node), true, false)?;
        out.write_all(b"}}")?;
    }
    out.write_all(b"],\n\"edges\":[")?;
    for (i, edge) in chosen.edges.iter().enumerate() {
        // Nodes and edges share one space of ids there.
        begin(out, i, b"{\"data\":{\"id\":", &format!("edge:{}", edge.id))?;
        ends(out, edge)?;
        attributes(out, &edge_fields(edge.edge), true, false)?;
        out.write_all(b"}}")?;
    }
    out.write_all(b"]}}\n")
}

/// Writes the serialised graph of graphology, which Sigma.js draws. Documents, sentences and pairs are
/// lost.
pub fn graphology(chosen: &Selection<'_>, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(
        b"{\"options\":{\"type\":\"mixed\",\"multi\":true,\"allowSelfLoops\":true},\
          \"attributes\":{\"generator\":",
    )?;
    json(out, &chosen.graph.generator)?;
    out.write_all(b"},\n\"nodes\":[")?;
    for (i, node) in chosen.nodes.iter().enumerate() {
        begin(out, i, b"{\"key\":", node.id())?;
        out.write_all(b",\"attributes\":{\"label\":")?;
        json(out, node.name())?;
        attributes(out, &node_fields(node), true, false)?;
        out.write_all(b"}}")?;
    }
    out.write_all(b"],\n\"edges\":[")?;
    for (i, edge) in chosen.edges.iter().enumerate() {
        begin(out, i, b"{\"key\":", &edge.id)?;
        ends(out, edge)?;
        if matches!(edge.edge.relation, Relation::Met | Relation::CoOccurs) {
            out.write_all(b",\"undirected\":true")?;
        }
        out.write_all(b",\"attributes\":{")?;
        attributes(out, &edge_fields(edge.edge), true, true)?;
        out.write_all(b"}}")?;
    }
    out.write_all(b"]}\n")
}

/// A line between two rows, the beginning of the row and its id.
fn begin(out: &mut dyn Write, number: usize, head: &[u8], id: &str) -> io::Result<()> {
    out.write_all(if number == 0 { b"\n" } else { b",\n" })?;
    out.write_all(head)?;
    json(out, id)
}

fn ends(out: &mut dyn Write, edge: &Chosen<'_>) -> io::Result<()> {
    out.write_all(b",\"source\":")?;
    json(out, edge.source.id())?;
    out.write_all(b",\"target\":")?;
    json(out, edge.target.id())
}

/// The attributes, each after a comma; the first without one where nothing stands before it.
fn attributes(
    out: &mut dyn Write,
    fields: &[(&str, Value<'_>)],
    has_lists: bool,
    is_first: bool,
) -> io::Result<()> {
    for (i, (name, value)) in fields.iter().enumerate() {
        if i > 0 || !is_first {
            out.write_all(b",")?;
        }
        write!(out, "\"{name}\":")?;
        match value {
            Value::Count(count) => write!(out, "{count}")?,
            Value::Number(number) => serde_json::to_writer(&mut *out, number)?,
            Value::List(texts) if has_lists => serde_json::to_writer(&mut *out, texts)?,
            Value::Text(_) | Value::List(_) => json(out, &value.joined())?,
        }
    }
    Ok(())
}

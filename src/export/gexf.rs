//! GEXF 1.3 with time: Gephi's own format. A pair who met on several days is one edge with a spell
//! for each day.

use std::io::{self, Write};

use super::flat::{EDGE_COLUMNS, NODE_COLUMNS, Selection, Type, Value, edge_fields, node_fields};
use super::style;
use super::text::xml;
use crate::graph::{Edge, KnowledgeGraph, Node, key};

/// Writes GEXF for Gephi and Gephi Lite, with a span of time for each event and each day of a pair.
/// Attributes are texts and numbers: lists become text; documents, sentences, pairs and dates of
/// offices are lost.
pub fn write(chosen: &Selection<'_>, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(
        b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
          <gexf xmlns=\"http://gexf.net/1.3\" xmlns:viz=\"http://gexf.net/1.3/viz\" version=\"1.3\">\n\
          <graph defaultedgetype=\"directed\" mode=\"dynamic\" timeformat=\"date\" \
          timerepresentation=\"interval\" idtype=\"string\">\n",
    )?;
    for (scope, columns) in [("node", NODE_COLUMNS), ("edge", EDGE_COLUMNS)] {
        writeln!(out, "<attributes class=\"{scope}\" mode=\"static\">")?;
        for (name, kind) in columns.iter().filter(|(name, _)| *name != "weight") {
            let kind = match kind {
                Type::Text | Type::Date | Type::List => "string",
                Type::Count => "integer",
                Type::Number => "double",
            };
            writeln!(out, "  <attribute id=\"{name}\" title=\"{name}\" type=\"{kind}\"/>")?;
        }
        writeln!(out, "</attributes>")?;
    }
    out.write_all(b"<nodes>\n")?;
    for node in &chosen.nodes {
        out.write_all(b"<node id=\"")?;
        xml(out, node.id())?;
        out.write_all(b"\" label=\"")?;
        xml(out, node.name())?;
        out.write_all(b"\">")?;
        values(out, &node_fields(node))?;
        spells(out, &node_days(node))?;
        let (r, g, b) = rgb(style::of_node(node.kind()).stroke);
        writeln!(out, "<viz:color r=\"{r}\" g=\"{g}\" b=\"{b}\"/></node>")?;
    }
    out.write_all(b"</nodes>\n<edges>\n")?;
    for one in &chosen.edges {
        let edge = one.edge;
        out.write_all(b"<edge id=\"")?;
        xml(out, &one.id)?;
        out.write_all(b"\" source=\"")?;
        xml(out, one.source.id())?;
        out.write_all(b"\" target=\"")?;
        xml(out, one.target.id())?;
        // Readers keep several edges of a pair apart by their kind only; others pass over the
        // kind, so the relation is an attribute as well.
        let relation = edge.relation.name();
        write!(out, "\" weight=\"{}\" kind=\"{relation}\" label=\"{relation}\">", edge.weight)?;
        let mut fields = edge_fields(edge);
        fields.retain(|(name, _)| *name != "weight");
        values(out, &fields)?;
        spells(out, &edge_days(chosen.graph, edge))?;
        out.write_all(b"</edge>\n")?;
    }
    out.write_all(b"</edges>\n</graph>\n</gexf>\n")
}

fn values(out: &mut dyn Write, fields: &[(&str, Value<'_>)]) -> io::Result<()> {
    out.write_all(b"<attvalues>")?;
    for (name, value) in fields {
        write!(out, "<attvalue for=\"{name}\" value=\"")?;
        xml(out, &value.joined())?;
        out.write_all(b"\"/>")?;
    }
    out.write_all(b"</attvalues>")
}

fn spells(out: &mut dyn Write, days: &[(String, String)]) -> io::Result<()> {
    if days.is_empty() {
        return Ok(());
    }
    out.write_all(b"<spells>")?;
    for (start, end) in days {
        write!(out, "<spell start=\"{start}\" end=\"{end}\"/>")?;
    }
    out.write_all(b"</spells>")
}

fn node_days(node: &Node) -> Vec<(String, String)> {
    let (first, last) = match node {
        Node::Meeting(n) => (&n.date, &n.date_to),
        Node::Statement(n) => (&n.date, &n.date_to),
        Node::Event(n) => (&n.date, &n.date_to),
        Node::Person(_) | Node::Role(_) | Node::Place(_) | Node::Organization(_) => {
            return Vec::new();
        }
    };
    interval(first.as_deref(), last.as_deref()).into_iter().collect()
}

/// The days of the pair's meetings that have the edge's status, or else the edge's own.
fn edge_days(graph: &KnowledgeGraph, edge: &Edge) -> Vec<(String, String)> {
    let meetings = edge.meetings.iter().filter_map(|id| match graph.node(id) {
        Some(Node::Meeting(meeting)) if Some(meeting.status) == edge.status => Some(meeting),
        _ => None,
    });
    let mut days: Vec<_> =
        meetings.filter_map(|m| interval(m.date.as_deref(), m.date_to.as_deref())).collect();
    if days.is_empty() {
        days.extend(interval(edge.first.as_deref(), edge.last.as_deref()));
    }
    days.sort();
    days.dedup();
    days
}

/// First and last day as whole days; closed at both ends.
pub fn interval(first: Option<&str>, last: Option<&str>) -> Option<(String, String)> {
    let (from, to) = key::days(first.or(last)?)?;
    let to = last.and_then(key::days).map_or(to, |(_, to)| to).max(from);
    Some((key::day_text(from)?, key::day_text(to)?))
}

/// The parts of `#0072b2`.
fn rgb(colour: &str) -> (u8, u8, u8) {
    let part = |at: usize| {
        colour.get(at..at + 2).and_then(|hex| u8::from_str_radix(hex, 16).ok()).unwrap_or_default()
    };
    (part(1), part(3), part(5))
}

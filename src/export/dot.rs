//! DOT for Graphviz. The syntax tree and the printer are those of `graphviz-rust`, which neither
//! quotes nor escapes: every id and value passes through [`quoted`] first.

use std::io::{self, Write};

use graphviz_rust::dot_structures::{
    Attribute, Edge, EdgeTy, Graph, GraphAttributes, Id, Node, NodeId, Stmt, Vertex,
};
use graphviz_rust::printer::{DotPrinter, PrinterContext};

use super::ExportOptions;
use super::label::wrapped;
use super::style;
use super::view::{Picture, PictureLine, PictureNode, View};
use crate::extraction::Status;
use crate::graph::model::status_name;
use crate::graph::{KnowledgeGraph, NodeKind};

/// Writes DOT for Graphviz and whoever reads its language. It is a picture: evidence, documents and most
/// attributes are lost.
pub fn write(
    graph: &KnowledgeGraph,
    options: &ExportOptions,
    out: &mut dyn Write,
) -> io::Result<()> {
    let view = options.view.unwrap_or(View::Meetings);
    let picture = Picture::of(graph, view, options.most_nodes);
    out.write_all(text(&picture, options.title.as_deref()).as_bytes())
}

/// The picture as DOT.
pub fn text(picture: &Picture<'_>, title: Option<&str>) -> String {
    let heading = match title {
        Some(title) => format!("{title}\n{}", picture.caption),
        None => picture.caption.clone(),
    };
    let mut stmts = vec![
        Stmt::GAttribute(GraphAttributes::Graph(attributes([
            ("label", quoted(&heading)),
            ("labelloc", quoted("t")),
            ("fontname", quoted(FONT)),
            ("fontsize", quoted("16")),
            // Ranks are read best, but take too long for more.
            ("layout", quoted(if picture.nodes.len() > MOST_RANKED { "sfdp" } else { "dot" })),
            ("rankdir", quoted("LR")),
            ("nodesep", quoted("0.3")),
            ("ranksep", quoted("0.7")),
            ("overlap", quoted("prism")),
            ("splines", quoted("true")),
            ("outputorder", quoted("edgesfirst")),
            ("pad", quoted("0.3")),
        ]))),
        Stmt::GAttribute(GraphAttributes::Node(attributes([
            ("fontname", quoted(FONT)),
            ("fontsize", quoted("11")),
            ("style", quoted("filled")),
            ("penwidth", quoted("1")),
            ("margin", quoted("0.10,0.05")),
            ("height", quoted("0.3")),
        ]))),
        Stmt::GAttribute(GraphAttributes::Edge(attributes([
            ("fontname", quoted(FONT)),
            ("fontsize", quoted("9")),
            ("fontcolor", quoted("#444444")),
            ("arrowsize", quoted("0.6")),
        ]))),
    ];
    stmts.extend(picture.nodes.iter().map(|n| Stmt::Node(Node::new(node_id(n.id), node(n)))));
    for line in &picture.lines {
        if let (Some(a), Some(b)) = (picture.nodes.get(line.source), picture.nodes.get(line.target))
        {
            stmts.push(Stmt::Edge(edge(node_id(a.id), node_id(b.id), line_attributes(line))));
        }
    }
    stmts.extend(legend(picture).map(Stmt::Node));
    let graph = Graph::DiGraph { id: Id::Plain("whomet".to_owned()), strict: false, stmts };
    let mut printed = graph.print(&mut PrinterContext::default());
    printed.push('\n');
    printed
}

/// The text between quotation marks, so that DOT reads it back as it is. NUL, which ends a text
/// for Graphviz, and other control characters become spaces.
pub fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

const FONT: &str = "Helvetica,Arial,sans-serif";

/// Nodes up to which Graphviz ranks a labelled graph in seconds.
const MOST_RANKED: usize = 300;

fn node_id(id: &str) -> NodeId {
    NodeId(Id::Escaped(quoted(id)), None)
}

fn attributes<const N: usize>(pairs: [(&str, String); N]) -> Vec<Attribute> {
    let plain = |name: &str| Id::Plain(name.to_owned());
    pairs.into_iter().map(|(name, value)| Attribute(plain(name), Id::Escaped(value))).collect()
}

fn edge(a: NodeId, b: NodeId, attributes: Vec<Attribute>) -> Edge {
    Edge { ty: EdgeTy::Pair(Vertex::N(a), Vertex::N(b)), attributes }
}

fn node(node: &PictureNode<'_>) -> Vec<Attribute> {
    let look = style::of_node(node.kind);
    let label =
        node.label.split('\n').flat_map(|line| wrapped(line, 26, 3)).collect::<Vec<_>>().join("\n");
    let outline = match node.status {
        Some(status) if status != Status::Occurred => style::of_status(status).stroke,
        _ => look.stroke,
    };
    let pen = match node.status {
        Some(Status::Planned) => "filled,dashed",
        Some(Status::Denied) => "filled,dotted",
        Some(Status::Hypothetical) => "filled,dashed",
        Some(Status::Occurred) | None => "filled",
    };
    let rounded = if node.kind == NodeKind::Person { "rounded," } else { "" };
    let mut out = attributes([
        ("label", quoted(&label)),
        ("tooltip", quoted(&node.tooltip)),
        ("shape", quoted(look.dot_shape)),
        ("style", quoted(&format!("{rounded}{pen}"))),
        ("fillcolor", quoted(look.fill)),
        ("color", quoted(outline)),
        ("fontcolor", quoted(look.text)),
        ("kind", quoted(node.kind.name())),
    ]);
    if let Some(status) = node.status {
        out.extend(attributes([("status", quoted(status_name(status)))]));
    }
    out
}

fn line_attributes(line: &PictureLine) -> Vec<Attribute> {
    let look = style::of_line(line.relation, line.status);
    let mut out = attributes([
        ("relation", quoted(line.relation.name())),
        ("color", quoted(look.stroke)),
        ("style", quoted(look.dot_style)),
        ("penwidth", quoted(&format!("{:.1}", style::pen_width(line)))),
        ("weight", quoted(&format!("{}", line.weight.clamp(1.0, 100.0).round()))),
        ("dir", quoted(if line.is_directed() { "forward" } else { "none" })),
    ]);
    if !line.label.is_empty() {
        out.extend(attributes([("label", quoted(&line.label))]));
    }
    if let Some(status) = line.status {
        out.extend(attributes([("status", quoted(status_name(status)))]));
    }
    out
}

/// What the picture holds, in one box that no layout can tear apart.
fn legend(picture: &Picture<'_>) -> Option<Node> {
    let (kinds, lines) = style::legend(picture);
    let kinds = kinds.into_iter().map(|kind| match kind {
        NodeKind::Person => "person: blue, rounded",
        NodeKind::Role => "role: yellow, slanted",
        NodeKind::Place => "place: green hexagon",
        NodeKind::Organization => "organization: orange box",
        NodeKind::Meeting => "meeting: ellipse",
        NodeKind::Statement => "statement: pink note",
        NodeKind::Event => "other event: red octagon",
    });
    let lines = lines.into_iter().map(|(name, relation, status)| {
        let look = style::of_line(relation, status);
        let sample = match look.dot_style {
            "dashed" => "╌╌╌",
            "dotted" => "┈┈┈",
            _ => "───",
        };
        // Graphviz has no third kind of dash: the colour tells the two apart.
        let colour = match status {
            Some(Status::Planned) => " (blue)",
            Some(Status::Hypothetical) => " (grey)",
            Some(Status::Occurred | Status::Denied) | None => "",
        };
        format!("{sample} {name}{colour}")
    });
    let rows: Vec<String> = kinds.map(str::to_owned).chain(lines).collect();
    if rows.is_empty() {
        return None;
    }
    // The only marks of markup here are our own: bars between the rows of a record.
    let label = format!("Legend|{}", rows.join("|"));
    let look = attributes([
        ("label", quoted(&label)),
        ("shape", quoted("record")),
        ("style", quoted("solid")),
        ("color", quoted("#aaaaaa")),
        ("fontcolor", quoted("#333333")),
        ("fontsize", quoted("9")),
    ]);
    Some(Node::new(node_id("whomet:legend"), look))
}

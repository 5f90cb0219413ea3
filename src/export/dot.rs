//! DOT for Graphviz. The syntax tree and the printer are those of `graphviz-rust`, which neither
//! quotes nor escapes: every id and value passes through [`quoted`] first.

use std::io::{self, Write};

use graphviz_rust::dot_structures::{
    Attribute, Edge, EdgeTy, Graph, GraphAttributes, Id, Node, NodeId, Stmt, Subgraph, Vertex,
};
use graphviz_rust::printer::{DotPrinter, PrinterContext};

use super::label::wrapped;
use super::style;
use super::view::{Picture, PictureLine, PictureNode, View};
use super::{ExportOptions, Exporter};
use crate::extraction::Status;
use crate::graph::model::status_name;
use crate::graph::{KnowledgeGraph, NodeKind, Relation};

/// The format.
#[derive(Debug)]
pub struct Dot;

impl Exporter for Dot {
    fn name(&self) -> &'static str {
        "dot"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["dot", "gv"]
    }

    fn description(&self) -> &'static str {
        "DOT for Graphviz, with shapes, colours and a legend"
    }

    fn write(
        &self,
        graph: &KnowledgeGraph,
        options: &ExportOptions,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let view = options.view.unwrap_or(View::Meetings);
        let picture = Picture::of(graph, view, &options.filter, options.most_nodes);
        out.write_all(text(&picture, options.title.as_deref()).as_bytes())
    }
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
            ("layout", quoted(if picture.nodes.len() > 300 { "sfdp" } else { "neato" })),
            ("overlap", quoted("prism")),
            ("splines", quoted("true")),
            ("sep", quoted("+14")),
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
            ("len", quoted("1.8")),
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
    stmts.push(Stmt::Subgraph(legend(picture)));
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

const FONT: &str = "Helvetica";

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
    let label = node
        .label
        .split('\n')
        .flat_map(|line| wrapped(line, 26, 3))
        .collect::<Vec<_>>()
        .join("\n");
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
        ("color", quoted(look.stroke)),
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

/// Samples of what the picture holds, in a box of their own.
fn legend(picture: &Picture<'_>) -> Subgraph {
    let (kinds, lines) = style::legend(picture);
    let mut stmts = vec![
        Stmt::Attribute(Attribute(Id::Plain("label".to_owned()), Id::Escaped(quoted("Legend")))),
        Stmt::Attribute(Attribute(Id::Plain("color".to_owned()), Id::Escaped(quoted("#bbbbbb")))),
    ];
    for kind in kinds {
        let look = style::of_node(kind);
        let style = if kind == NodeKind::Person { "rounded,filled" } else { "filled" };
        let id = format!("legend {}", kind.name());
        let sample = attributes([
            ("label", quoted(kind.name())),
            ("shape", quoted(look.dot_shape)),
            ("style", quoted(style)),
            ("fillcolor", quoted(look.fill)),
            ("color", quoted(look.stroke)),
            ("fontcolor", quoted(look.text)),
        ]);
        stmts.push(Stmt::Node(Node::new(node_id(&id), sample)));
    }
    for (name, relation, status) in lines {
        let look = style::of_line(relation, status);
        let from = format!("legend {name} from");
        let to = format!("legend {name} to");
        for id in [&from, &to] {
            let point = attributes([("shape", quoted("point")), ("width", quoted("0.05"))]);
            stmts.push(Stmt::Node(Node::new(node_id(id), point)));
        }
        let sample = attributes([
            ("label", quoted(name)),
            ("color", quoted(look.stroke)),
            ("style", quoted(look.dot_style)),
            ("penwidth", quoted("2")),
            ("dir", quoted(if relation == Relation::Met { "none" } else { "forward" })),
        ]);
        stmts.push(Stmt::Edge(edge(node_id(&from), node_id(&to), sample)));
    }
    Subgraph { id: Id::Plain("cluster_legend".to_owned()), stmts }
}

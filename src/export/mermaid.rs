//! Mermaid flow charts, which forges and wikis draw inside a page.

use std::io::{self, Write};

use super::ExportOptions;
use super::view::{Picture, View};
use crate::extraction::Status;
use crate::graph::{KnowledgeGraph, NodeKind};

/// Nodes above which a chart is more than its readers draw (they stop at 500 edges).
const MOST_NODES: usize = 200;

/// Edges that they draw.
const MOST_LINES: usize = 500;

/// Writes a flow chart for forges and wikis, which draw no more than some hundred lines: the strongest
/// are kept. It is a picture: evidence, documents and most attributes are lost.
pub fn write(
    graph: &KnowledgeGraph,
    options: &ExportOptions,
    out: &mut dyn Write,
) -> io::Result<()> {
    let view = options.view.unwrap_or(View::Met);
    let most = options.most_nodes.unwrap_or(MOST_NODES);
    let picture = Picture::of(graph, view, Some(most));
    writeln!(out, "flowchart LR")?;
    writeln!(out, "  %% {}", picture.caption)?;
    for (i, node) in picture.nodes.iter().enumerate() {
        let label = escaped(&node.label);
        let (open, close) = match node.kind {
            NodeKind::Person => ("([", "])"),
            NodeKind::Organization | NodeKind::Role => ("[", "]"),
            NodeKind::Place => ("{{", "}}"),
            NodeKind::Meeting | NodeKind::Event => ("((", "))"),
            NodeKind::Statement => (">", "]"),
        };
        writeln!(out, "  n{i}{open}\"{label}\"{close}")?;
    }
    for line in picture.lines.iter().take(MOST_LINES) {
        let arrow = match (line.status, line.is_directed()) {
            (Some(Status::Occurred) | None, false) => "---",
            (Some(Status::Occurred) | None, true) => "-->",
            (_, false) => "-.-",
            (_, true) => "-.->",
        };
        let status = match line.status {
            Some(Status::Planned) => "planned",
            Some(Status::Denied) => "denied",
            Some(Status::Hypothetical) => "hypothetical",
            Some(Status::Occurred) | None => "",
        };
        let parts: Vec<&str> =
            [status, &line.label].into_iter().filter(|part| !part.is_empty()).collect();
        let label = escaped(&parts.join("\n"));
        let label = if label.is_empty() { label } else { format!("|\"{label}\"|") };
        writeln!(out, "  n{} {arrow}{label} n{}", line.source, line.target)?;
    }
    Ok(())
}

/// Text that stands between quotation marks: marks that would end it or begin markup become
/// Mermaid's entities, which are written with a number sign.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '"' => out.push_str("#quot;"),
            '#' => out.push_str("#35;"),
            '<' => out.push_str("#lt;"),
            '>' => out.push_str("#gt;"),
            '&' => out.push_str("#amp;"),
            '`' => out.push_str("#96;"),
            '\n' => out.push_str("<br>"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

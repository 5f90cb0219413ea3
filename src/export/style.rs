//! How things look, the same in every picture: a shape and a colour for each kind of node, a
//! stroke for each status. The colours are those of Okabe and Ito, tinted for fills, which readers
//! with colour-blindness tell apart; no two kinds differ by colour alone.

use super::view::{Picture, PictureLine};
use crate::extraction::Status;
use crate::graph::{NodeKind, Relation};

/// The look of a kind of node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NodeStyle {
    /// Graphviz's name of the shape.
    pub dot_shape: &'static str,
    /// Colour inside.
    pub fill: &'static str,
    /// Colour of the outline.
    pub stroke: &'static str,
    /// Colour of the label.
    pub text: &'static str,
}

/// The look of a line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LineStyle {
    /// Its colour.
    pub stroke: &'static str,
    /// Graphviz's name of the stroke.
    pub dot_style: &'static str,
    /// SVG's dashes for a line of width one; empty for a solid line.
    pub dashes: &'static [f64],
}

/// The look of that kind.
pub const fn of_node(kind: NodeKind) -> NodeStyle {
    let (dot_shape, fill, stroke) = match kind {
        NodeKind::Person => ("box", "#d9ebf7", "#0072b2"),
        NodeKind::Role => ("parallelogram", "#faf6c9", "#8a7f00"),
        NodeKind::Place => ("hexagon", "#d0ede3", "#007a59"),
        NodeKind::Organization => ("box", "#fce9c4", "#b37400"),
        NodeKind::Meeting => ("ellipse", "#ffffff", "#333333"),
        NodeKind::Statement => ("note", "#f6e0ec", "#a6527f"),
        NodeKind::Event => ("octagon", "#fbdfcc", "#d55e00"),
    };
    NodeStyle { dot_shape, fill, stroke, text: "#111111" }
}

/// The look of a line of that relation and status.
pub const fn of_line(relation: Relation, status: Option<Status>) -> LineStyle {
    match (relation, status) {
        (
            Relation::Met | Relation::TookPartIn | Relation::HeldAt | Relation::Made,
            Some(status),
        ) => of_status(status),
        (Relation::CoOccurs, _) => LineStyle { stroke: "#aaaaaa", dot_style: "solid", dashes: &[] },
        _ => LineStyle { stroke: "#777777", dot_style: "solid", dashes: &[] },
    }
}

/// The look of an event's outline or line.
pub const fn of_status(status: Status) -> LineStyle {
    match status {
        Status::Occurred => LineStyle { stroke: "#333333", dot_style: "solid", dashes: &[] },
        Status::Planned => {
            LineStyle { stroke: "#0072b2", dot_style: "dashed", dashes: &[4.5, 3.0] }
        }
        Status::Denied => LineStyle { stroke: "#d55e00", dot_style: "dotted", dashes: &[0.1, 2.6] },
        Status::Hypothetical => LineStyle {
            stroke: "#6b6b6b",
            // Graphviz has no dash-dot; the colour tells it from a plan.
            dot_style: "dashed",
            dashes: &[5.0, 2.6, 0.1, 2.6],
        },
    }
}

/// How thick a line is drawn, in points: by the number it stands for, slower and slower.
pub fn pen_width(line: &PictureLine) -> f64 {
    let least = if line.relation == Relation::Met { 1.6 } else { 1.1 };
    least + 1.1 * line.weight.max(1.0).log2().min(4.0)
}

/// A kind of line that a legend explains: its name, and what it is drawn like.
pub type LineSample = (&'static str, Relation, Option<Status>);

/// What a legend has to explain of the picture: its kinds of node and its kinds of line.
pub fn legend(picture: &Picture<'_>) -> (Vec<NodeKind>, Vec<LineSample>) {
    let kinds: std::collections::BTreeSet<NodeKind> =
        picture.nodes.iter().map(|node| node.kind).collect();
    let statuses = [
        ("took place", Status::Occurred),
        ("planned", Status::Planned),
        ("denied or called off", Status::Denied),
        ("possible", Status::Hypothetical),
    ];
    let mut lines = Vec::new();
    for (name, status) in statuses {
        let is_drawn = picture.lines.iter().any(|line| {
            line.status == Some(status)
                && of_line(line.relation, line.status) == of_status(status)
                && line.relation != Relation::Made
        });
        if is_drawn {
            lines.push((name, Relation::Met, Some(status)));
        }
    }
    let others = [
        ("said", Relation::Made),
        ("named together", Relation::CoOccurs),
        ("holds office", Relation::HoldsRole),
    ];
    for (name, relation) in others {
        if picture.lines.iter().any(|line| line.relation == relation) {
            let status = (relation == Relation::Made).then_some(Status::Occurred);
            lines.push((name, relation, status));
        }
    }
    (kinds.into_iter().collect(), lines)
}

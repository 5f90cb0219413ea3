//! The picture, drawn without Graphviz: people, organizations, places, meetings and statements
//! told apart by shape and colour, the status by the stroke, with a heading and a legend.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::ExportOptions;
use super::label::{width, wrapped};
use super::layout::{Course, Layout, Link, Point, Rect, layout};
use super::style::{self, LineStyle};
use super::view::{Picture, PictureLine, PictureNode, View};
use crate::extraction::Status;
use crate::graph::{KnowledgeGraph, NodeKind, shortened};

/// Nodes that a page holds without becoming a carpet.
pub const MOST_NODES: usize = 60;

/// Nodes above which the drawing takes longer than anybody waits.
const MOST_DRAWN: usize = 1000;

const MARGIN: f64 = 32.0;
const LABEL_SIZE: f64 = 10.5;
const LEGEND_SIZE: f64 = 12.0;

/// Writes a picture for people, drawn without any other program. Evidence, documents and most
/// attributes are lost.
pub fn write(
    graph: &KnowledgeGraph,
    options: &ExportOptions,
    out: &mut dyn Write,
) -> io::Result<()> {
    let view = options.view.unwrap_or(View::Met);
    let most = options.most_nodes.unwrap_or(MOST_NODES).min(MOST_DRAWN);
    let picture = Picture::of(graph, view, Some(most));
    let title = options.title.as_deref().unwrap_or(match view {
        View::Met => "Who met whom",
        View::Meetings => "Meetings",
        View::Statements => "Who said what",
        View::CoOccurrence => "Who is named together",
        View::Full => "People, meetings and statements",
    });
    out.write_all(draw(&picture, title).as_bytes())
}

/// The picture as SVG.
pub fn draw(picture: &Picture<'_>, title: &str) -> String {
    let boxes: Vec<NodeBox<'_>> = picture.nodes.iter().map(NodeBox::of).collect();
    let sizes: Vec<(f64, f64)> = boxes.iter().map(NodeBox::size).collect();
    let links: Vec<Link> = picture
        .lines
        .iter()
        .map(|line| Link { source: line.source, target: line.target, label: label_size(line) })
        .collect();
    let layout = layout(&sizes, &links);

    let legend = Legend::of(picture);
    let heading = shortened(title, 90);
    let inner = layout.width.max(width(&heading, 22.0) * 1.08).max(width(&picture.caption, 12.0));
    let inner = inner.max(380.0);
    let (legend_items, legend_height) = legend.arranged(inner);
    let head = 62.0;
    let page = (
        inner + 2.0 * MARGIN,
        head + layout.height.max(40.0) + legend_height + 2.0 * MARGIN + 12.0,
    );
    let origin = Point { x: MARGIN + (inner - layout.width) / 2.0, y: MARGIN + head };

    let mut svg = Drawing { text: String::new() };
    svg.open(page, &heading, &picture.caption);
    if picture.nodes.is_empty() {
        let at = Point { x: MARGIN, y: origin.y + 24.0 };
        svg.text(at, "start", 13.0, "#555555", "", "Nothing to show.");
    }
    svg.push(&format!("<g transform=\"translate({:.1} {:.1})\">\n", origin.x, origin.y));
    svg.lines(picture, &layout);
    svg.label_grounds(&links, &layout);
    for (one, rect) in boxes.iter().zip(&layout.boxes) {
        svg.node(one, rect);
    }
    svg.labels(picture, &layout);
    svg.push("</g>\n");
    svg.legend(&legend_items, Point { x: MARGIN, y: page.1 - MARGIN - legend_height });
    svg.push("</svg>\n");
    svg.text
}

/// A node with its label broken into lines.
struct NodeBox<'a> {
    node: &'a PictureNode<'a>,
    lines: Vec<String>,
    font: f64,
}

impl<'a> NodeBox<'a> {
    fn of(node: &'a PictureNode<'a>) -> Self {
        let (most, lines) = match node.kind {
            NodeKind::Person => (20, 2),
            NodeKind::Statement => (26, 3),
            NodeKind::Meeting => (18, 2),
            NodeKind::Role | NodeKind::Place | NodeKind::Organization | NodeKind::Event => (20, 3),
        };
        let font = match node.kind {
            // Who met many stands out.
            NodeKind::Person => 12.0 + 0.9 * node.weight.max(1.0).log2().min(4.0),
            NodeKind::Meeting | NodeKind::Statement | NodeKind::Event => 10.5,
            NodeKind::Role | NodeKind::Place | NodeKind::Organization => 11.5,
        };
        let pieces = node.label.split('\n').collect::<Vec<_>>();
        let each = if pieces.len() > 1 { 1 } else { lines };
        let lines = pieces.into_iter().flat_map(|piece| wrapped(piece, most, each)).collect();
        NodeBox { node, lines, font }
    }

    fn size(&self) -> (f64, f64) {
        let text = self.lines.iter().map(|line| width(line, self.font)).fold(0.0, f64::max);
        // Bold names run a little wider.
        let text = if self.node.kind == NodeKind::Person { text * 1.07 } else { text };
        let high = self.lines.len() as f64 * self.font * 1.2;
        match self.node.kind {
            NodeKind::Person => (text + 26.0, high + 14.0),
            NodeKind::Place | NodeKind::Event => (text + 34.0, high + 12.0),
            NodeKind::Role => (text + 36.0, high + 12.0),
            NodeKind::Meeting => (text * 1.22 + 18.0, high * 1.25 + 14.0),
            NodeKind::Organization | NodeKind::Statement => (text + 22.0, high + 12.0),
        }
    }
}

fn label_size(line: &PictureLine) -> (f64, f64) {
    let lines = line.label.split('\n').filter(|text| !text.is_empty());
    let (wide, count) =
        lines.fold((0.0_f64, 0.0), |(w, n), text| (w.max(width(text, LABEL_SIZE)), n + 1.0));
    if count == 0.0 { (0.0, 0.0) } else { (wide + 6.0, count * LABEL_SIZE * 1.2 + 2.0) }
}

/// The samples at the foot.
struct Legend {
    items: Vec<LegendItem>,
}

enum LegendItem {
    Node(NodeKind),
    Line(&'static str, LineStyle),
}

impl LegendItem {
    fn name(&self) -> &'static str {
        match self {
            LegendItem::Node(kind) => kind.name(),
            LegendItem::Line(name, _) => name,
        }
    }
}

impl Legend {
    fn of(picture: &Picture<'_>) -> Self {
        let (kinds, lines) = style::legend(picture);
        let lines = lines.into_iter().map(|(name, relation, status)| {
            LegendItem::Line(name, style::of_line(relation, status))
        });
        Legend { items: kinds.into_iter().map(LegendItem::Node).chain(lines).collect() }
    }

    /// The items with their places in rows of that width, and the height of all.
    fn arranged(self, inner: f64) -> (Vec<(LegendItem, Point)>, f64) {
        let (mut x, mut y) = (0.0, 14.0);
        let mut out = Vec::with_capacity(self.items.len());
        for item in self.items {
            let wide = 38.0 + width(item.name(), LEGEND_SIZE) + 22.0;
            if x > 0.0 && x + wide > inner {
                (x, y) = (0.0, y + 22.0);
            }
            out.push((item, Point { x, y }));
            x += wide;
        }
        let height = if out.is_empty() { 0.0 } else { y + 12.0 };
        (out, height)
    }
}

struct Drawing {
    text: String,
}

impl Drawing {
    fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    fn open(&mut self, page: (f64, f64), title: &str, caption: &str) {
        let (wide, high) = page;
        let _ = write!(
            self.text,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{wide:.0}\" height=\"{high:.0}\" \
             viewBox=\"0 0 {wide:.0} {high:.0}\" role=\"img\" \
             font-family=\"Helvetica, Arial, 'Liberation Sans', sans-serif\">\n\
             <title>{}</title>\n<desc>{}</desc>\n\
             <rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n",
            escaped(title),
            escaped(caption)
        );
        let at = |y: f64| Point { x: MARGIN, y };
        self.text(at(MARGIN + 18.0), "start", 22.0, "#111111", " font-weight=\"bold\"", title);
        self.text(at(MARGIN + 38.0), "start", 12.0, "#555555", "", caption);
    }

    fn text(&mut self, at: Point, anchor: &str, size: f64, fill: &str, more: &str, text: &str) {
        let _ = writeln!(
            self.text,
            "<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"{anchor}\" font-size=\"{size:.1}\" \
             fill=\"{fill}\"{more}>{}</text>",
            at.x,
            at.y,
            escaped(text)
        );
    }

    fn lines(&mut self, picture: &Picture<'_>, layout: &Layout) {
        for (line, course) in picture.lines.iter().zip(&layout.courses) {
            let look = style::of_line(line.relation, line.status);
            let pen = style::pen_width(line);
            let course = match layout.boxes.get(line.target) {
                Some(rect) if line.is_directed() => {
                    Course { to: rect.rim(course.bend, 3.0), ..*course }
                }
                _ => *course,
            };
            let Course { from, bend, to } = course;
            let mut path = format!("M{:.1} {:.1}", from.x, from.y);
            if course.is_bent() {
                let _ = write!(path, "Q{:.1} {:.1} {:.1} {:.1}", bend.x, bend.y, to.x, to.y);
            } else {
                let _ = write!(path, "L{:.1} {:.1}", to.x, to.y);
            }
            let _ = writeln!(
                self.text,
                "<path d=\"{path}\" fill=\"none\" stroke=\"{}\" stroke-width=\"{pen:.1}\"{}/>",
                look.stroke,
                dashes(&look, pen)
            );
            if line.is_directed() {
                self.arrow(bend, to, look.stroke);
            }
        }
    }

    fn arrow(&mut self, from: Point, to: Point, fill: &str) {
        let (dx, dy) = (to.x - from.x, to.y - from.y);
        let length = dx.hypot(dy).max(1e-6);
        let (ux, uy) = (dx / length, dy / length);
        let (back_x, back_y) = (to.x - 8.0 * ux, to.y - 8.0 * uy);
        let _ = writeln!(
            self.text,
            "<path d=\"M{:.1} {:.1}L{:.1} {:.1}L{:.1} {:.1}Z\" fill=\"{fill}\"/>",
            to.x,
            to.y,
            back_x - 3.2 * uy,
            back_y + 3.2 * ux,
            back_x + 3.2 * uy,
            back_y - 3.2 * ux
        );
    }

    fn node(&mut self, one: &NodeBox<'_>, rect: &Rect) {
        self.push("<g>");
        let _ = write!(self.text, "<title>{}</title>", escaped(&one.node.tooltip));
        let pen = if one.node.kind == NodeKind::Person { 1.6 } else { 1.3 };
        // What took place keeps the outline of its kind.
        let status = one.node.status.filter(|status| *status != Status::Occurred);
        let line = status.map(style::of_status);
        self.shape(one.node.kind, rect, pen, line.as_ref());
        self.push("\n");
        let count = one.lines.len() as f64;
        for (i, line) in one.lines.iter().enumerate() {
            let up = (count - 1.0) / 2.0 - i as f64;
            let y = rect.centre.y - up * one.font * 1.2 + one.font * 0.35;
            let at = Point { x: rect.centre.x, y };
            let weight =
                if one.node.kind == NodeKind::Person { " font-weight=\"bold\"" } else { "" };
            let weight = if one.node.kind == NodeKind::Statement {
                " font-style=\"italic\""
            } else {
                weight
            };
            self.text(at, "middle", one.font, style::of_node(one.node.kind).text, weight, line);
        }
        self.push("</g>\n");
    }

    fn shape(&mut self, kind: NodeKind, rect: &Rect, pen: f64, line: Option<&LineStyle>) {
        let look = style::of_node(kind);
        let (l, r) = (rect.centre.x - rect.width / 2.0, rect.centre.x + rect.width / 2.0);
        let (t, b) = (rect.centre.y - rect.height / 2.0, rect.centre.y + rect.height / 2.0);
        let middle = rect.centre.y;
        let stroke = line.map_or(look.stroke, |line| line.stroke);
        let paint = format!(
            "fill=\"{}\" stroke=\"{stroke}\" stroke-width=\"{pen}\"{}",
            look.fill,
            line.map(|line| dashes(line, pen)).unwrap_or_default()
        );
        let polygon = |points: &[(f64, f64)]| {
            let points: Vec<String> =
                points.iter().map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
            format!("<polygon points=\"{}\" {paint}/>", points.join(" "))
        };
        let shape = match kind {
            NodeKind::Person | NodeKind::Organization => format!(
                "<rect x=\"{l:.1}\" y=\"{t:.1}\" width=\"{:.1}\" height=\"{:.1}\" rx=\"{:.1}\" \
                 {paint}/>",
                rect.width,
                rect.height,
                if kind == NodeKind::Person { rect.height.min(36.0) / 2.0 } else { 0.0 }
            ),
            NodeKind::Meeting => format!(
                "<ellipse cx=\"{:.1}\" cy=\"{middle:.1}\" rx=\"{:.1}\" ry=\"{:.1}\" {paint}/>",
                rect.centre.x,
                rect.width / 2.0,
                rect.height / 2.0
            ),
            NodeKind::Place => polygon(&[
                (l, middle),
                (l + 12.0, t),
                (r - 12.0, t),
                (r, middle),
                (r - 12.0, b),
                (l + 12.0, b),
            ]),
            NodeKind::Role => polygon(&[(l + 12.0, t), (r, t), (r - 12.0, b), (l, b)]),
            NodeKind::Statement => polygon(&[(l, t), (r - 8.0, t), (r, t + 8.0), (r, b), (l, b)]),
            NodeKind::Event => polygon(&[
                (l + 9.0, t),
                (r - 9.0, t),
                (r, t + 9.0),
                (r, b - 9.0),
                (r - 9.0, b),
                (l + 9.0, b),
                (l, b - 9.0),
                (l, t + 9.0),
            ]),
        };
        self.push(&shape);
    }

    /// Blank paper under the labels, so that no line strikes them out. It lies under the nodes.
    fn label_grounds(&mut self, links: &[Link], layout: &Layout) {
        for (link, at) in links.iter().zip(&layout.labels) {
            let Some(at) = at else { continue };
            let (wide, high) = link.label;
            let _ = writeln!(
                self.text,
                "<rect x=\"{:.1}\" y=\"{:.1}\" width=\"{wide:.1}\" height=\"{high:.1}\" rx=\"3\" \
                 fill=\"#ffffff\" fill-opacity=\"0.92\"/>",
                at.x - wide / 2.0,
                at.y - high / 2.0,
            );
        }
    }

    fn labels(&mut self, picture: &Picture<'_>, layout: &Layout) {
        for (line, at) in picture.lines.iter().zip(&layout.labels) {
            let Some(at) = at else { continue };
            let lines: Vec<&str> = line.label.split('\n').filter(|text| !text.is_empty()).collect();
            for (i, text) in lines.iter().enumerate() {
                let up = (lines.len() as f64 - 1.0) / 2.0 - i as f64;
                let y = at.y - up * LABEL_SIZE * 1.2 + LABEL_SIZE * 0.35;
                self.text(Point { x: at.x, y }, "middle", LABEL_SIZE, "#333333", "", text);
            }
        }
    }

    fn legend(&mut self, items: &[(LegendItem, Point)], at: Point) {
        if items.is_empty() {
            return;
        }
        for (item, spot) in items {
            let (x, y) = (at.x + spot.x, at.y + spot.y);
            match item {
                LegendItem::Node(kind) => {
                    let centre = Point { x: x + 15.0, y };
                    self.shape(*kind, &Rect { centre, width: 30.0, height: 14.0 }, 1.3, None);
                    self.push("\n");
                }
                LegendItem::Line(_, look) => {
                    let _ = writeln!(
                        self.text,
                        "<path d=\"M{x:.1} {y:.1}H{:.1}\" stroke=\"{}\" stroke-width=\"2\"{}/>",
                        x + 30.0,
                        look.stroke,
                        dashes(look, 2.0)
                    );
                }
            }
            let at = Point { x: x + 38.0, y: y + LEGEND_SIZE * 0.35 };
            self.text(at, "start", LEGEND_SIZE, "#333333", "", item.name());
        }
    }
}

fn dashes(look: &LineStyle, pen: f64) -> String {
    if look.dashes.is_empty() {
        return String::new();
    }
    let lengths: Vec<String> =
        look.dashes.iter().map(|dash| format!("{:.1}", (dash * pen).max(0.1))).collect();
    format!(" stroke-dasharray=\"{}\" stroke-linecap=\"round\"", lengths.join(" "))
}

/// Text that XML reads back as it is. Characters that no XML may hold become the replacement
/// character.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(' '),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

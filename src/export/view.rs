//! What of the graph a picture shows: a choice of nodes and lines between them with their labels,
//! the strongest first where there is room for some only.

use std::collections::{BTreeMap, BTreeSet};

use crate::extraction::Status;
use crate::graph::key;
use crate::graph::{KnowledgeGraph, MeetingNode, Node, NodeKind, Relation, shortened};

/// A way to look at the graph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum View {
    /// People and who met whom; meetings of four and more people as nodes.
    Met,
    /// People, meetings and places.
    Meetings,
    /// Speakers, statements, and what they are about.
    Statements,
    /// Who is named in one sentence with whom.
    CoOccurrence,
    /// Every node and every edge.
    Full,
}

impl View {
    /// All views.
    pub const ALL: [View; 5] =
        [View::Met, View::Meetings, View::Statements, View::CoOccurrence, View::Full];

    /// What the user calls it.
    pub const fn name(self) -> &'static str {
        match self {
            View::Met => "met",
            View::Meetings => "meetings",
            View::Statements => "statements",
            View::CoOccurrence => "co-occurrence",
            View::Full => "full",
        }
    }

    /// Whether it has edges of that relation.
    pub const fn has(self, relation: Relation) -> bool {
        match self {
            View::Full => true,
            View::Met => matches!(relation, Relation::Met),
            View::Meetings => matches!(relation, Relation::TookPartIn | Relation::HeldAt),
            View::Statements => {
                matches!(relation, Relation::Made | Relation::AddressedTo | Relation::About)
            }
            View::CoOccurrence => matches!(relation, Relation::CoOccurs),
        }
    }

    /// The view of that name.
    pub fn from_name(name: &str) -> Option<View> {
        View::ALL.into_iter().find(|view| view.name() == name)
    }
}

/// Nodes and lines to draw or write.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture<'a> {
    /// The nodes, by id.
    pub nodes: Vec<PictureNode<'a>>,
    /// The lines, by the ids of their ends.
    pub lines: Vec<PictureLine>,
    /// Nodes that the view has, of which [`Picture::nodes`] are the strongest.
    pub total_nodes: usize,
    /// Lines that the view has.
    pub total_lines: usize,
    /// The graph in a line of figures.
    pub caption: String,
}

/// A node of a picture.
#[derive(Clone, Debug, PartialEq)]
pub struct PictureNode<'a> {
    /// The node's id in the graph.
    pub id: &'a str,
    /// What it is.
    pub kind: NodeKind,
    /// What stands in it or beside it.
    pub label: String,
    /// More about it, for a tooltip.
    pub tooltip: String,
    /// Whether it took place, if it is an event.
    pub status: Option<Status>,
    /// The sum of its lines' weights.
    pub weight: f64,
}

/// A line of a picture.
#[derive(Clone, Debug, PartialEq)]
pub struct PictureLine {
    /// Where it begins: a place in [`Picture::nodes`].
    pub source: usize,
    /// Where it ends.
    pub target: usize,
    /// What it says.
    pub relation: Relation,
    /// Whether it took place.
    pub status: Option<Status>,
    /// What stands beside it; may be empty.
    pub label: String,
    /// How many meetings, sentences or reports it stands for.
    pub weight: f64,
}

impl PictureLine {
    /// Whether it leads from one to the other and not back.
    pub const fn is_directed(&self) -> bool {
        !matches!(self.relation, Relation::Met | Relation::CoOccurs | Relation::TookPartIn)
    }
}

/// From this number of people on, a meeting is drawn as a node and not as a line for each pair.
const MANY_PEOPLE: usize = 4;

/// Up to so many people, there is room for their organizations.
const FEW_PEOPLE: usize = 30;

/// A line between two ids.
struct Line<'a> {
    source: &'a str,
    target: &'a str,
    relation: Relation,
    status: Option<Status>,
    label: String,
    weight: f64,
}

impl<'a> Picture<'a> {
    /// What `view` shows of the graph, on at most `most` nodes.
    pub fn of(graph: &'a KnowledgeGraph, view: View, most: Option<usize>) -> Self {
        let mut lines = match view {
            View::Met => met_lines(graph),
            view => edge_lines(graph, view),
        };
        lines.sort_by(|a, b| {
            let strength = |line: &Line<'_>| {
                (line.relation != Relation::Met, status_rank(line.status), -line.weight)
            };
            let (x, y) = (strength(a), strength(b));
            (x.0, x.1).cmp(&(y.0, y.1)).then(x.2.total_cmp(&y.2)).then_with(|| {
                (a.source, a.target, a.relation).cmp(&(b.source, b.target, b.relation))
            })
        });

        let mut all: BTreeSet<&str> = lines.iter().flat_map(|l| [l.source, l.target]).collect();
        if view == View::Full {
            all.extend(graph.nodes().map(Node::id));
        }
        let (total_nodes, total_lines) = (all.len(), lines.len());
        let chosen = match most {
            Some(most) if all.len() > most => strongest(&lines, most),
            _ => all,
        };
        let number: BTreeMap<&str, usize> =
            chosen.iter().enumerate().map(|(i, &id)| (id, i)).collect();
        let mut nodes: Vec<PictureNode<'a>> =
            chosen.iter().filter_map(|id| graph.node(id)).map(|n| node_of(graph, n)).collect();
        let mut drawn: Vec<PictureLine> = lines
            .into_iter()
            .filter_map(|line| {
                let (source, target) = (*number.get(line.source)?, *number.get(line.target)?);
                let Line { relation, status, label, weight, .. } = line;
                Some(PictureLine { source, target, relation, status, label, weight })
            })
            .collect();
        drawn.sort_by(|a, b| {
            (a.source, a.target, a.relation, status_rank(a.status), &a.label).cmp(&(
                b.source,
                b.target,
                b.relation,
                status_rank(b.status),
                &b.label,
            ))
        });
        for line in &drawn {
            for end in [line.source, line.target] {
                if let Some(node) = nodes.get_mut(end) {
                    node.weight += line.weight;
                }
            }
        }
        let caption = caption(graph, nodes.len(), total_nodes);
        Picture { nodes, lines: drawn, total_nodes, total_lines, caption }
    }
}

/// The ends of the strongest lines, as many as there is room for.
fn strongest<'a>(lines: &[Line<'a>], most: usize) -> BTreeSet<&'a str> {
    let mut chosen = BTreeSet::new();
    for line in lines {
        let new = [line.source, line.target].iter().filter(|id| !chosen.contains(*id)).count();
        if chosen.len() + new <= most {
            chosen.extend([line.source, line.target]);
        }
    }
    chosen
}

fn edge_lines(graph: &KnowledgeGraph, view: View) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    for (source, target, edge) in graph.edges() {
        if !view.has(edge.relation) {
            continue;
        }
        let label = match edge.relation {
            Relation::Met => {
                met_label(edge.first.as_deref(), edge.last.as_deref(), edge.count, None)
            }
            Relation::TookPartIn => edge.part.clone().unwrap_or_default(),
            Relation::HoldsRole | Relation::HeldAt | Relation::Made | Relation::CoOccurs => {
                String::new()
            }
            Relation::AddressedTo => "to".to_owned(),
            Relation::About => "about".to_owned(),
            Relation::Of => "of".to_owned(),
        };
        lines.push(Line {
            source: source.id(),
            target: target.id(),
            relation: edge.relation,
            status: edge.status,
            label,
            weight: edge.weight,
        });
    }
    lines
}

/// One line for each pair of people; a meeting of many is a node with a line to each.
fn met_lines(graph: &KnowledgeGraph) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut pairs: BTreeMap<(&str, &str), Vec<&MeetingNode>> = BTreeMap::new();
    for meeting in graph.meetings() {
        let people = meeting.participants.len();
        if people >= MANY_PEOPLE && meeting.pairs.len() > people {
            for id in &meeting.participants {
                if graph.node(id).is_some() {
                    lines.push(Line {
                        source: id,
                        target: &meeting.id,
                        relation: Relation::TookPartIn,
                        status: Some(meeting.status),
                        label: String::new(),
                        weight: 1.0,
                    });
                }
            }
            continue;
        }
        for (a, b) in &meeting.pairs {
            pairs.entry((a, b)).or_default().push(meeting);
        }
    }
    for ((source, target), meetings) in pairs {
        if graph.node(source).is_none() || graph.node(target).is_none() {
            continue;
        }
        let Some(status) = meetings.iter().map(|m| m.status).min_by_key(|&s| status_rank(Some(s)))
        else {
            continue;
        };
        // Somebody's denial is news beside a meeting; a plan or a guess is not.
        let is_denied = meetings.iter().any(|m| m.status == Status::Denied);
        let also = (is_denied && status != Status::Denied).then_some(Status::Denied);
        for status in [Some(status), also].into_iter().flatten() {
            lines.push(met_line((source, target), status, &meetings));
        }
    }
    add_offices(graph, &mut lines);
    lines
}

/// What the meetings of that status say of the two.
fn met_line<'a>(
    (source, target): (&'a str, &'a str),
    status: Status,
    meetings: &[&MeetingNode],
) -> Line<'a> {
    let such: Vec<&&MeetingNode> = meetings.iter().filter(|m| m.status == status).collect();
    let first = such.iter().filter_map(|m| m.date.as_deref()).min();
    let last = such.iter().filter_map(|m| m.date_to.as_deref().or(m.date.as_deref())).max();
    let places: BTreeSet<&str> = such.iter().filter_map(|m| m.place_name.as_deref()).collect();
    let place = places.first().filter(|_| places.len() == 1).copied();
    Line {
        source,
        target,
        relation: Relation::Met,
        status: Some(status),
        label: met_label(first, last, such.len() as u32, place),
        weight: such.len() as f64,
    }
}

/// The organizations that the people drawn hold office in, while there is room for them.
fn add_offices<'a>(graph: &'a KnowledgeGraph, lines: &mut Vec<Line<'a>>) {
    let drawn: BTreeSet<&str> = lines.iter().flat_map(|line| [line.source, line.target]).collect();
    if drawn.len() > FEW_PEOPLE {
        return;
    }
    for node in drawn.into_iter().filter_map(|id| graph.node(id)) {
        let Node::Person(person) = node else { continue };
        let mut seen = BTreeSet::new();
        for of in person.roles.iter().filter_map(|held| held.of.as_deref()) {
            if let Some(Node::Organization(organization)) = graph.node(of)
                && seen.insert(of)
            {
                lines.push(Line {
                    source: &person.id,
                    target: &organization.id,
                    relation: Relation::HoldsRole,
                    status: None,
                    label: String::new(),
                    weight: 1.0,
                });
            }
        }
    }
}

/// When, and where: `9 Jan 2024` and `Port Salis` on two lines; `3 ×, 9 Jan – 3 March 2024`.
fn met_label(first: Option<&str>, last: Option<&str>, count: u32, place: Option<&str>) -> String {
    let when = first.map(|first| abbreviated(&key::spoken_range(first, last)));
    let mut label = match (count, when) {
        (0 | 1, when) => when.unwrap_or_default(),
        (_, Some(when)) => format!("{count} ×, {when}"),
        (_, None) => format!("{count} meetings"),
    };
    if let Some(place) = place {
        if !label.is_empty() {
            label.push('\n');
        }
        label.push_str(&shortened(place, 24));
    }
    label
}

/// The months in three letters, as maps and tables have them.
fn abbreviated(date: &str) -> String {
    let words = date.split(' ').map(|word| match word {
        "January" | "February" | "August" | "September" | "October" | "November" | "December" => {
            word.get(..3).unwrap_or(word)
        }
        _ => word,
    });
    words.collect::<Vec<_>>().join(" ")
}

fn node_of<'a>(graph: &KnowledgeGraph, node: &'a Node) -> PictureNode<'a> {
    let (label, tooltip) = match node {
        Node::Person(n) | Node::Role(n) | Node::Place(n) | Node::Organization(n) => {
            let plural = if n.mentions == 1 { "" } else { "s" };
            (n.name.clone(), format!("{} · {} mention{plural}", n.name, n.mentions))
        }
        Node::Meeting(n) => {
            let when = n
                .date
                .as_deref()
                .map(|date| abbreviated(&key::spoken_range(date, n.date_to.as_deref())));
            let parts: Vec<String> =
                when.into_iter().chain(n.place_name.as_deref().map(|p| shortened(p, 24))).collect();
            let label = if parts.is_empty() { "meeting".to_owned() } else { parts.join("\n") };
            (label, n.name.clone())
        }
        Node::Statement(n) => (
            format!("“{}”", shortened(&n.content, 48)),
            n.evidence
                .first()
                .and_then(|e| graph.sentence(&e.document, e.start))
                .unwrap_or(&n.content)
                .to_owned(),
        ),
        Node::Event(n) => (shortened(&n.name, 48), n.name.clone()),
    };
    let (id, kind, status) = (node.id(), node.kind(), node.status());
    PictureNode { id, kind, label, tooltip, status, weight: 0.0 }
}

fn caption(graph: &KnowledgeGraph, shown: usize, total: usize) -> String {
    let meetings = graph.meetings().count();
    let people = graph.nodes().filter(|node| node.kind() == NodeKind::Person).count();
    let mut caption = [
        counted(graph.documents.len(), "document", "documents"),
        counted(people, "person", "people"),
        counted(meetings, "meeting", "meetings"),
        counted(graph.statements().count(), "statement", "statements"),
    ]
    .join(" · ");
    if shown < total {
        caption.push_str(&format!(" · showing {shown} of {total} nodes, the strongest"));
    }
    caption
}

fn counted(count: usize, one: &str, many: &str) -> String {
    let digits = count.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    format!("{out} {}", if count == 1 { one } else { many })
}

const fn status_rank(status: Option<Status>) -> u8 {
    match status {
        Some(Status::Occurred) => 0,
        Some(Status::Planned) => 1,
        Some(Status::Denied) => 2,
        Some(Status::Hypothetical) => 3,
        None => 4,
    }
}

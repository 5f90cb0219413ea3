//! The graph as tables with keys, for databases and data frames: the rows of each, one after
//! another.

mod schema;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::io;

use super::flat::{Selection, mode_name, origin_name, speech_name, widened};
use super::text::clean;
use crate::graph::model::status_name;
use crate::graph::{Evidence, KnowledgeGraph, Node, Relation};
pub use schema::{Column, Kind, TABLES, Table};

/// The value of one cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell<'a> {
    /// Nothing.
    Empty,
    /// Text.
    Text(Cow<'a, str>),
    /// A whole number.
    Count(u32),
    /// A number.
    Number(f64),
}

/// Takes a table's rows.
pub type Take<'t> = &'t mut dyn FnMut(&[Cell<'_>]) -> io::Result<()>;

/// Whatever of a graph is to be written.
#[derive(Debug)]
pub struct Source<'a> {
    graph: &'a KnowledgeGraph,
    chosen: &'a Selection<'a>,
    ids: BTreeSet<&'a str>,
}

impl<'a> Source<'a> {
    /// The chosen nodes and edges of the graph, and its documents.
    pub fn new(chosen: &'a Selection<'a>) -> Self {
        let ids = chosen.nodes.iter().map(|node| node.id()).collect();
        Source { graph: chosen.graph, chosen, ids }
    }

    /// Hands the rows of the table of that name to `take`, in an order of the graph alone.
    pub fn rows(&self, table: &str, take: Take<'_>) -> io::Result<()> {
        match table {
            "documents" => self.documents(take),
            "sentences" => self.sentences(take),
            "entities" | "aliases" | "offices" | "mentions" => self.entities(table, take),
            "events" => self.nodes(take, event),
            "participants" => self.participants(take),
            "pairs" => self.pairs(take),
            "evidence" => self.nodes(take, evidence),
            "relations" => self.relations(take),
            _ => self.relation_evidence(take),
        }
    }

    fn documents(&self, take: Take<'_>) -> io::Result<()> {
        for (id, row) in &self.graph.documents {
            take(&[text(id), maybe(&row.title), maybe(&row.published), maybe(&row.source)])?;
        }
        Ok(())
    }

    fn sentences(&self, take: Take<'_>) -> io::Result<()> {
        for (id, row) in &self.graph.documents {
            for piece in &row.sentences {
                let (start, end) = (Cell::Count(piece.start), Cell::Count(piece.end));
                take(&[text(id), start, end, text(&piece.text)])?;
            }
        }
        Ok(())
    }

    fn nodes(
        &self,
        take: Take<'_>,
        rows: impl Fn(&Self, &Node, Take<'_>) -> io::Result<()>,
    ) -> io::Result<()> {
        self.chosen.nodes.iter().try_for_each(|node| rows(self, node, take))
    }

    fn entities(&self, table: &str, take: Take<'_>) -> io::Result<()> {
        for node in &self.chosen.nodes {
            let Some(n) = node.as_entity() else { continue };
            match table {
                "aliases" => {
                    n.aliases.iter().try_for_each(|alias| take(&[text(&n.id), text(alias)]))?;
                }
                "offices" => {
                    for held in &n.roles {
                        let (role, of) = (self.known(&held.id), self.known(&held.of));
                        let (first, last) = (maybe(&held.from), maybe(&held.to));
                        take(&[text(&n.id), text(&held.role), role, of, first, last])?;
                    }
                }
                "mentions" => {
                    for told in &n.evidence {
                        let [document, start, end, _, confidence] = place(told);
                        take(&[text(&n.id), document, start, end, confidence])?;
                    }
                }
                _ => take(&[
                    text(&n.id),
                    text(node.kind().name()),
                    text(&n.name),
                    maybe(&n.wikidata),
                    text(origin_name(n.origin)),
                    maybe(&n.gender),
                    Cell::Count(n.mentions),
                    Cell::Count(n.documents),
                ])?,
            }
        }
        Ok(())
    }

    fn participants(&self, take: Take<'_>) -> io::Result<()> {
        for chosen in &self.chosen.edges {
            let (source, target) = (text(chosen.source.id()), text(chosen.target.id()));
            let part = chosen.edge.part.as_deref();
            let row = match chosen.edge.relation {
                Relation::TookPartIn => {
                    [target, source, Cell::Empty, text(part.unwrap_or("participant"))]
                }
                Relation::Made => [target, source, Cell::Empty, text("speaker")],
                Relation::AddressedTo => [source, target, Cell::Empty, text("addressee")],
                Relation::About => [source, target, Cell::Empty, text("about")],
                _ => continue,
            };
            take(&row)?;
        }
        self.nodes(take, |_, node, take| {
            let unnamed: Vec<(&str, &str)> = match node {
                Node::Meeting(n) => n.others.iter().map(|who| (who.as_str(), "unnamed")).collect(),
                Node::Event(n) => {
                    let all = n.arguments.iter().flat_map(|(argument, parties)| {
                        parties.iter().map(move |party| (party, argument.as_str()))
                    });
                    let unnamed = all.filter(|(party, _)| party.entity.is_none());
                    unnamed.map(|(party, argument)| (party.text.as_str(), argument)).collect()
                }
                _ => Vec::new(),
            };
            let id = node.id();
            unnamed
                .into_iter()
                .try_for_each(|(who, part)| take(&[text(id), Cell::Empty, text(who), text(part)]))
        })
    }

    fn pairs(&self, take: Take<'_>) -> io::Result<()> {
        self.nodes(take, |source, node, take| {
            let Node::Meeting(n) = node else { return Ok(()) };
            let is_known = |id: &String| source.ids.contains(id.as_str());
            let pairs = n.pairs.iter().filter(|(a, b)| is_known(a) && is_known(b));
            pairs.into_iter().try_for_each(|(a, b)| take(&[text(&n.id), text(a), text(b)]))
        })
    }

    fn relations(&self, take: Take<'_>) -> io::Result<()> {
        for chosen in &self.chosen.edges {
            let edge = chosen.edge;
            take(&[
                text(&chosen.id),
                text(chosen.source.id()),
                text(chosen.target.id()),
                text(edge.relation.name()),
                edge.status.map_or(Cell::Empty, |status| text(status_name(status))),
                maybe(&edge.first),
                maybe(&edge.last),
                Cell::Count(edge.count),
                Cell::Number(edge.weight),
                maybe(&edge.part),
            ])?;
        }
        Ok(())
    }

    fn relation_evidence(&self, take: Take<'_>) -> io::Result<()> {
        for chosen in &self.chosen.edges {
            for told in &chosen.edge.evidence {
                let [document, start, end, rule, confidence] = place(told);
                take(&[text(&chosen.id), document, start, end, rule, confidence])?;
            }
        }
        Ok(())
    }

    /// The id, if it is one of the entities written.
    fn known<'i>(&self, id: &'i Option<String>) -> Cell<'i> {
        id.as_deref().filter(|id| self.ids.contains(id)).map_or(Cell::Empty, text)
    }
}

fn event(source: &Source<'_>, node: &Node, take: Take<'_>) -> io::Result<()> {
    const NONE: &Option<String> = &None;
    let Some(status) = node.status() else { return Ok(()) };
    let (mut event, mut place, mut place_name) = (Cell::Empty, NONE, NONE);
    let (mut mode, mut reports, mut sources) = (Cell::Empty, Cell::Empty, Cell::Empty);
    let mut said: [Cell<'_>; 6] = [const { Cell::Empty }; 6];
    let (date, date_to, confidence, documents);
    match node {
        Node::Meeting(n) => {
            (date, date_to, place, place_name) = (&n.date, &n.date_to, &n.place, &n.place_name);
            (confidence, documents) = (n.confidence, n.documents);
            mode = text(mode_name(n.mode));
            (reports, sources) = (Cell::Count(n.reports), Cell::Count(n.independent_sources));
        }
        Node::Statement(n) => {
            (date, date_to) = (&n.date, &n.date_to);
            (confidence, documents) = (n.confidence, n.documents);
            said = [
                source.known(&n.speaker),
                text(&n.speaker_text),
                text(&n.cue),
                maybe(&n.class),
                text(speech_name(n.speech)),
                text(&n.content),
            ];
        }
        Node::Event(n) => {
            (date, date_to, place, place_name) = (&n.date, &n.date_to, &n.place, &n.place_name);
            (confidence, documents) = (n.confidence, n.documents);
            event = text(&n.event);
        }
        Node::Person(_) | Node::Role(_) | Node::Place(_) | Node::Organization(_) => return Ok(()),
    }
    let [speaker, speaker_text, cue, class, speech, content] = said;
    take(&[
        text(node.id()),
        text(node.kind().name()),
        event,
        text(node.name()),
        text(status_name(status)),
        maybe(date),
        maybe(date_to),
        source.known(place),
        maybe(place_name),
        mode,
        speaker,
        speaker_text,
        cue,
        class,
        speech,
        content,
        Cell::Number(widened(confidence)),
        Cell::Count(documents),
        reports,
        sources,
    ])
}

fn evidence(_: &Source<'_>, node: &Node, take: Take<'_>) -> io::Result<()> {
    let told = match node {
        Node::Meeting(n) => {
            return n.evidence.iter().try_for_each(|report| {
                take(&[
                    text(&n.id),
                    text(&report.document),
                    Cell::Count(report.start),
                    Cell::Count(report.end),
                    text(&report.rule),
                    Cell::Number(widened(report.confidence)),
                    text(status_name(report.status)),
                    text(&report.trigger),
                ])
            });
        }
        Node::Statement(n) => &n.evidence,
        Node::Event(n) => &n.evidence,
        Node::Person(_) | Node::Role(_) | Node::Place(_) | Node::Organization(_) => return Ok(()),
    };
    told.iter().try_for_each(|one| {
        let [document, start, end, rule, confidence] = place(one);
        take(&[text(node.id()), document, start, end, rule, confidence, Cell::Empty, Cell::Empty])
    })
}

fn place(told: &Evidence) -> [Cell<'_>; 5] {
    let confidence = Cell::Number(widened(told.confidence));
    let (start, end) = (Cell::Count(told.start), Cell::Count(told.end));
    [text(&told.document), start, end, maybe(&told.rule), confidence]
}

fn text(text: &str) -> Cell<'_> {
    Cell::Text(clean(text))
}

fn maybe(text: &Option<String>) -> Cell<'_> {
    text.as_deref().map_or(Cell::Empty, |text| Cell::Text(clean(text)))
}

//! Coded events as political scientists exchange them: who did what to whom, with the codes of
//! CAMEO and the types of its successor PLOVER, a row for each pair. Neither scheme can say that a
//! meeting was denied or merely possible, so only what took place and what was announced is coded.

use std::borrow::Cow;
use std::io::{self, Write};

use serde::Serialize;

use super::View;
use super::csv::{Reader, Row};
use super::flat::{Selection, widened};
use super::gexf::interval;
use super::neo4j::places_of_evidence;
use super::text::clean;
use crate::extraction::Status;
use crate::graph::model::status_name;
use crate::graph::{Node, Relation};

/// A coded event.
#[derive(Serialize)]
struct Coded<'a> {
    id: String,
    event: Cow<'a, str>,
    status: &'static str,
    date: Option<String>,
    date_to: Option<String>,
    cameo: Cow<'a, str>,
    event_type: Cow<'a, str>,
    mode: Option<Cow<'a, str>>,
    source: Cow<'a, str>,
    source_name: Cow<'a, str>,
    target: Option<Cow<'a, str>>,
    target_name: Option<Cow<'a, str>>,
    place: Option<Cow<'a, str>>,
    text: Option<Cow<'a, str>>,
    confidence: f64,
    documents: Vec<Cow<'a, str>>,
}

/// Writes events as JSON lines, with PLOVER types and CAMEO codes for event data projects. Denied and
/// possible events, and what has no code, are lost.
pub fn json_lines(chosen: &Selection<'_>, out: &mut dyn Write) -> io::Result<()> {
    events(chosen, |event| {
        serde_json::to_writer(&mut *out, event)?;
        out.write_all(b"\n")
    })
}

/// Writes the same events as a table with tabs between columns, for R and spreadsheets. The same is
/// lost.
pub fn table(chosen: &Selection<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut row = Row::new(out, b'\t', Reader::Program);
    for name in [
        "id",
        "event",
        "status",
        "date",
        "date_to",
        "cameo",
        "event_type",
        "mode",
        "source",
        "source_name",
        "target",
        "target_name",
        "place",
        "text",
        "confidence",
        "documents",
    ] {
        row.cell(name)?;
    }
    row.end()?;
    events(chosen, |event| {
        for text in [
            event.id.as_str(),
            &event.event,
            event.status,
            event.date.as_deref().unwrap_or(""),
            event.date_to.as_deref().unwrap_or(""),
            &event.cameo,
            &event.event_type,
            event.mode.as_deref().unwrap_or(""),
            &event.source,
            &event.source_name,
            event.target.as_deref().unwrap_or(""),
            event.target_name.as_deref().unwrap_or(""),
            event.place.as_deref().unwrap_or(""),
            event.text.as_deref().unwrap_or(""),
            &event.confidence.to_string(),
            &event.documents.join(" | "),
        ] {
            row.cell(text)?;
        }
        row.end()
    })
}

fn events<'a>(
    chosen: &Selection<'a>,
    mut take: impl FnMut(&Coded<'a>) -> io::Result<()>,
) -> io::Result<()> {
    let (graph, view) = (chosen.graph, chosen.view);
    let has_meetings = matches!(view, View::Full | View::Met | View::Meetings);
    let has_statements = matches!(view, View::Full | View::Statements);
    for node in graph.nodes() {
        match node {
            Node::Meeting(meeting) if has_meetings => {
                let Some(codes) = &meeting.codes else { continue };
                for (i, (a, b)) in meeting.pairs.iter().enumerate() {
                    take(&Coded {
                        id: format!("{}#{}", clean(&meeting.id), i + 1),
                        event: clean(&meeting.id),
                        status: status_name(meeting.status),
                        date: first(meeting.date.as_deref(), meeting.date_to.as_deref()),
                        date_to: last(meeting.date.as_deref(), meeting.date_to.as_deref()),
                        cameo: clean(&codes.cameo),
                        event_type: clean(&codes.plover),
                        mode: codes.mode.as_deref().map(clean),
                        source: clean(a),
                        source_name: clean(graph.name_of(a)),
                        target: Some(clean(b)),
                        target_name: Some(clean(graph.name_of(b))),
                        place: meeting.place_name.as_deref().map(clean),
                        text: None,
                        confidence: widened(meeting.confidence),
                        documents: documents(node),
                    })?;
                }
            }
            Node::Statement(n) if has_statements && n.status == Status::Occurred => {
                let Some(codes) = &n.codes else { continue };
                let addressee = graph
                    .neighbours(&n.id)
                    .into_iter()
                    .find(|(edge, _)| edge.relation == Relation::AddressedTo)
                    .map(|(_, node)| node);
                for (i, speaker) in graph.speakers_of(n).into_iter().enumerate() {
                    take(&Coded {
                        id: if i == 0 {
                            clean(&n.id).into_owned()
                        } else {
                            format!("{}#{}", clean(&n.id), i + 1)
                        },
                        event: clean(&n.id),
                        status: status_name(n.status),
                        date: first(n.date.as_deref(), n.date_to.as_deref()),
                        date_to: last(n.date.as_deref(), n.date_to.as_deref()),
                        cameo: clean(&codes.cameo),
                        event_type: clean(&codes.plover),
                        mode: codes.mode.as_deref().map(clean),
                        source: clean(speaker.id()),
                        source_name: clean(speaker.name()),
                        target: addressee.map(|node| clean(node.id())),
                        target_name: addressee.map(|node| clean(node.name())),
                        place: None,
                        text: Some(clean(&n.content)),
                        confidence: widened(n.confidence),
                        documents: documents(node),
                    })?;
                }
            }
            _ => {}
        }
    }
    Ok(())
}

fn first(from: Option<&str>, to: Option<&str>) -> Option<String> {
    interval(from, to).map(|(first, _)| first)
}

fn last(from: Option<&str>, to: Option<&str>) -> Option<String> {
    interval(from, to).map(|(_, last)| last)
}

fn documents(node: &Node) -> Vec<Cow<'_, str>> {
    let mut ids: Vec<&str> =
        places_of_evidence(node).into_iter().map(|(document, _, _)| document).collect();
    ids.dedup();
    ids.into_iter().map(clean).collect()
}

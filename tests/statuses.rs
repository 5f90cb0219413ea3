//! Whether a meeting took place, where and when: invented sentences with what a reader would say. Each
//! is read by itself, published on Thursday 8 May 2031, and must be found as its row says.

use std::sync::LazyLock;

use serde::Deserialize;
use whomet::extraction::{Extraction, Meeting};
use whomet::pipeline::{Options, Pipeline};
use whomet::text::Article;

static PIPELINE: LazyLock<Pipeline> =
    LazyLock::new(|| Pipeline::load(&Options::default()).expect("built in").0);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    text: String,
    status: String,
    /// Words of the place's name; empty where none may be told.
    place: Option<String>,
    /// A day, or its first and last: `2031-05-01..2031-05-31`.
    date: Option<String>,
}

fn extracted(text: &str) -> Extraction {
    let published = whomet::base::Date::from_parts(2031, Some(5), Some(8));
    PIPELINE.extract(Article { text: text.to_owned(), published, ..Article::default() })
}

fn place_of<'a>(extraction: &'a Extraction, meeting: &'a Meeting) -> Option<&'a str> {
    let place = meeting.place.as_ref()?;
    let known = extraction.entities.iter().find(|entity| Some(&entity.id) == place.entity.as_ref());
    Some(known.map_or(place.text.as_str(), |entity| entity.name.as_str()))
}

fn is_as_told(row: &Row, extraction: &Extraction, meeting: &Meeting) -> bool {
    let status = serde_json::to_value(meeting.status).expect("a word");
    let date = meeting.date.as_ref().map(|date| match date.from == date.to {
        true => date.from.clone(),
        false => format!("{}..{}", date.from, date.to),
    });
    let place = place_of(extraction, meeting);
    let placed = row.place.as_ref().is_none_or(|wanted| match place {
        Some(place) => !wanted.is_empty() && place.contains(wanted.as_str()),
        None => wanted.is_empty(),
    });
    status == row.status.as_str() && placed && (row.date.is_none() || row.date == date)
}

#[track_caller]
fn assert_told(rows: &str) {
    let rows: Vec<Row> = serde_yaml::from_str(rows).expect("it is YAML");
    let wrong: Vec<String> = rows
        .iter()
        .filter_map(|row| {
            let extraction = extracted(&row.text);
            let found = |meeting: &Meeting| is_as_told(row, &extraction, meeting);
            let told = |m: &Meeting| format!("{:?} {:?} {:?}", m.status, m.place, m.date);
            let instead: Vec<String> = extraction.meetings.iter().map(told).collect();
            (!extraction.meetings.iter().any(found))
                .then(|| format!("{}\n  instead {}", row.text, instead.join("; ")))
        })
        .collect();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), rows.len(), wrong.join("\n"));
}

#[test]
fn whether_a_meeting_took_place() {
    assert_told(include_str!("data/statuses.yaml"));
}

#[test]
fn where_and_when_it_took_place() {
    assert_told(include_str!("data/settings.yaml"));
}

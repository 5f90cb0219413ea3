//! Political events in wire style: meetings over the wordings of consultation are found with both
//! their parties, and events of other kinds give none. The sentences are invented, and so are most
//! countries in them: no gazetteer holds them.

use std::sync::LazyLock;

use serde::Deserialize;
use whomet::extraction::{Extraction, Meeting};
use whomet::pipeline::{Options, Pipeline};
use whomet::text::Article;

static PIPELINE: LazyLock<Pipeline> =
    LazyLock::new(|| Pipeline::load(&Options::default()).expect("built in").0);

/// How many of the meetings must be found with their parties, status and mode, of a hundred.
const FOUND: f64 = 0.95;

#[derive(Deserialize)]
struct Consultation {
    text: String,
    parties: Vec<String>,
    status: Option<String>,
    mode: Option<String>,
    /// Whether one of the parties stands for both.
    #[serde(default)]
    one: bool,
}

fn extracted(text: &str) -> Extraction {
    let published = whomet::base::Date::from_parts(2031, Some(5), Some(8));
    PIPELINE.extract(Article { text: text.to_owned(), published, ..Article::default() })
}

fn word<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_string(value).expect("it is a word").trim_matches('"').to_owned()
}

fn tells(wanted: &Consultation, meeting: &Meeting) -> bool {
    let parties = &meeting.participants;
    let named = |text: &String| parties.iter().any(|party| party.text.contains(text));
    let mode = wanted.mode.as_ref().is_none_or(|mode| {
        *mode == word(&meeting.mode) || meeting.form.as_ref().is_some_and(|form| form == mode)
    });
    wanted.parties.iter().all(named)
        && (wanted.one || parties.len() >= 2)
        && word(&meeting.status) == wanted.status.as_deref().unwrap_or("occurred")
        && mode
}

fn assert_found(sentences: &str, share: f64) {
    let sentences: Vec<Consultation> = serde_yaml::from_str(sentences).expect("it is YAML");
    let missed: Vec<&str> = sentences
        .iter()
        .filter(|s| !extracted(&s.text).meetings.iter().any(|m| tells(s, m)))
        .map(|s| s.text.as_str())
        .collect();
    let found = sentences.len() - missed.len();
    assert!(
        found as f64 >= share * sentences.len() as f64,
        "{found} of {}; missed:\n{}",
        sentences.len(),
        missed.join("\n")
    );
}

/// How many of those that were written before the program was run on them.
const FOUND_UNSEEN: f64 = 0.8;

/// Likewise, of the third batch.
const FOUND_THIRD: f64 = 0.9;

/// Likewise, of the fourth batch.
const FOUND_FOURTH: f64 = 0.88;

/// How many of the other events of the third batch may be taken for meetings.
const FALSE_THIRD: usize = 1;

#[test]
fn meetings_are_found_with_both_parties() {
    let seen = include_str!("data/consultations.yaml");
    assert_found(seen, FOUND);
    let unseen = include_str!("data/consultations-unseen.yaml");
    assert_found(unseen, FOUND_UNSEEN);
    assert_found(include_str!("data/consultations-third.yaml"), FOUND_THIRD);
    assert_found(include_str!("data/consultations-fourth.yaml"), FOUND_FOURTH);
}

fn assert_none(sentences: &[String], but: usize) {
    let wrong: Vec<&str> = sentences
        .iter()
        .filter(|text| !extracted(text).meetings.is_empty())
        .map(String::as_str)
        .collect();
    assert!(wrong.len() <= but, "{}", wrong.join("\n"));
}

#[test]
fn other_events_are_no_meetings() {
    let mut sentences: Vec<String> =
        serde_yaml::from_str(include_str!("data/other-events.yaml")).expect("it is YAML");
    let unseen: Vec<String> =
        serde_yaml::from_str(include_str!("data/other-events-unseen.yaml")).expect("it is YAML");
    sentences.extend(unseen);
    assert!(sentences.len() >= 350);
    assert_none(&sentences, 0);
    let third: Vec<String> =
        serde_yaml::from_str(include_str!("data/other-events-third.yaml")).expect("it is YAML");
    assert_none(&third, FALSE_THIRD);
    let fourth: Vec<String> =
        serde_yaml::from_str(include_str!("data/other-events-fourth.yaml")).expect("it is YAML");
    assert_none(&fourth, 0);
}

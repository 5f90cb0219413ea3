//! What may stand between a helping word and its verb without hiding that two people met, what looks like
//! it, and lists of those who met. All sentences are invented.

use std::sync::LazyLock;

use whomet::extraction::{Extraction, Status};
use whomet::pipeline::{Options, Pipeline};
use whomet::text::Article;

static PIPELINE: LazyLock<Pipeline> =
    LazyLock::new(|| Pipeline::load(&Options::default()).expect("built in").0);

fn extracted(text: &str) -> Extraction {
    PIPELINE.extract(Article { text: text.to_owned(), ..Article::default() })
}

#[test]
fn what_comments_on_a_verb_does_not_hide_it() {
    let between = [
        "have met",
        "have in truth met",
        "have in truth long met",
        "have by now met",
        "have by then met twice",
        "have of course already met",
        "have, after all, met",
        "have, in the view of some, met",
        "have, by the way, met",
        "have in the past often met",
        "have over the years met often",
        "have during the campaign met twice",
        "have for years met every week",
        "have at long last met",
        "have (so far) met twice",
        "have met, of course",
        "had on several occasions met",
        "had so far met once",
        "had long since met",
        "had not so far met",
        "had, as always, met at noon",
        "will, of course, meet on Friday",
        "may by now have met",
    ];
    let missed: Vec<&str> = between
        .into_iter()
        .filter(|words| {
            let text = format!("Anna Keller and Boris Marten {words}.");
            !extracted(&text).meetings.iter().any(|m| m.participants.len() == 2)
        })
        .collect();
    assert!(missed.is_empty(), "{missed:?}");
}

#[test]
fn what_is_met_without_meeting_anybody_stays_so() {
    let sentences = [
        "The needs Anna Keller and Boris Marten have are met.",
        "The goals that Anna Keller and Boris Marten had were met.",
        "Anna Keller and Boris Marten have a rule, and it is met.",
        "Anna Keller and Boris Marten have, say, ten demands met by nobody.",
        "Anna Keller and Boris Marten had the costs met by Northwind.",
        "Anna Keller has, of course, no talks with Boris Marten.",
    ];
    let occurred = |text: &&str| {
        extracted(text).meetings.iter().any(|meeting| meeting.status == Status::Occurred)
    };
    let wrong: Vec<&str> = sentences.into_iter().filter(occurred).collect();
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn lists_keep_their_members() {
    for (text, members) in [
        ("Ada Keller met Haddad, Chairman Boris Marten, A-Sal. and Chen Rui on Tuesday.", 4),
        (
            "Ada Keller met senators Mia Okwu and Boris Marten, and councillors Chen Rui and Lin Haddad.",
            5,
        ),
        (
            "Just before it was read, Lin Haddad and Mia Okwu received a phone call from Boris Marten.",
            3,
        ),
        ("Ada Keller dined with Boris Marten, who runs the port; Chen Rui; and Mia Okwu.", 4),
    ] {
        let found = extracted(text);
        let participants: Vec<&str> =
            found.meetings.iter().flat_map(|m| &m.participants).map(|p| p.text.as_ref()).collect();
        assert_eq!(participants.len(), members, "{text}: {participants:?}");
    }
}

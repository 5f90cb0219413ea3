//! Several reports of one summit, from their words to the graph: one node for each real meeting,
//! with the evidence of every report, in whatever order they come.

use std::path::Path;

use whomet::extraction::Status;
use whomet::graph::{GraphBuilder, KnowledgeGraph, MeetingNode, Options};
use whomet::pipeline::Pipeline;
use whomet::rule;
use whomet::text::Article;

const REPORTS: [(&str, i8, &str); 3] = [
    (
        "wire",
        7,
        "PORT SALIS, Aldoria — Chancellor Anna Keller met Foreign Minister Boris Marten at Lake \
         Veyra on Wednesday. Anna Keller will meet Chen Rui on Friday.",
    ),
    (
        "daily",
        8,
        "The border will reopen in June. Anna Keller and Boris Marten held talks at Lake Veyra on \
         Wednesday, officials said. Chen Rui is due to meet Anna Keller on Friday.",
    ),
    (
        "chancellery",
        7,
        "Boris Marten was received on Wednesday at Lake Veyra by Anna Keller. On Tuesday Boris \
         Marten had spoken by phone with Dalia Haddad.",
    ),
];

fn graph(order: [usize; 3]) -> KnowledgeGraph {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
    let files = rule::folder(&folder).expect("rules/ can be read");
    let (pipeline, _) = Pipeline::with_cast(&files);
    let mut builder = GraphBuilder::new(Options::default());
    for (id, day, text) in order.map(|at| REPORTS[at]) {
        let article = Article {
            id: id.to_owned(),
            text: text.to_owned(),
            published: whomet::base::Date::from_parts(2031, Some(5), Some(day)),
            ..Article::default()
        };
        builder.add(&pipeline.extract(article), Some(text));
    }
    builder.finish()
}

fn told(meeting: &MeetingNode) -> (Vec<&str>, Status, Option<&str>, u32, u32) {
    let who = meeting.participants.iter().map(String::as_str).collect();
    (who, meeting.status, meeting.date.as_deref(), meeting.reports, meeting.documents)
}

#[test]
fn every_meeting_of_a_summit_is_one_node() {
    for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0]] {
        let graph = graph(order);
        let mut found: Vec<_> = graph.meetings().map(told).collect();
        found.sort();
        let (anna, boris, chen, dalia) =
            ("anna-keller", "boris-marten", "chen-rui", "dalia-haddad");
        assert_eq!(
            found,
            [
                (vec![anna, boris], Status::Occurred, Some("2031-05-07"), 3, 3),
                (vec![anna, chen], Status::Planned, Some("2031-05-09"), 2, 2),
                (vec![boris, dalia], Status::Occurred, Some("2031-05-06"), 1, 1),
            ],
            "{order:?}"
        );
    }
}

#[test]
fn what_is_planned_is_no_fact() {
    let graph = graph([0, 1, 2]);
    let planned = graph.meetings().find(|m| m.status == Status::Planned).expect("there is one");
    assert!(planned.codes.as_ref().is_some_and(|codes| codes.cameo == "036"));
    let held = graph.meetings().find(|m| m.reports == 3).expect("there is one");
    assert!(held.codes.as_ref().is_some_and(|codes| codes.plover == "CONSULT"));
}

#[test]
fn where_the_story_is_a_meeting_is_held_less_surely() {
    let rows = [
        ("Anna Keller touched down in Port Salis on Tuesday. She met Boris Marten.", Some(0.5)),
        ("Anna Keller flew to Port Salis and met Boris Marten.", Some(0.5)),
        ("Anna Keller met Boris Marten in Port Salis.", Some(1.0)),
        ("Anna Keller will fly to Port Salis. She met Boris Marten.", None),
        ("Anna Keller flew to Port Salis. She will meet Boris Marten.", None),
    ];
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
    let files = rule::folder(&folder).expect("rules/ can be read");
    let (pipeline, _) = Pipeline::with_cast(&files);
    for (text, confidence) in rows {
        let article = Article { text: text.to_owned(), ..Article::default() };
        let found = pipeline.extract(article).meetings;
        let place = found[0].place.as_ref().map(|place| place.confidence);
        assert_eq!(place, confidence, "{text}");
    }
}

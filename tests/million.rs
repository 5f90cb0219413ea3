//! A million edges through every format that writes the whole graph, and the memory that takes
//! beside the graph itself. Run it as
//!
//! ```text
//! cargo test --release --test million -- --ignored --nocapture
//! ```

// Its figures are for whoever asked for them.
#![allow(clippy::print_stdout)]

use std::fs;
use std::io::{self, Write};
use std::time::Instant;

use whomet::export::{ExportOptions, FORMATS};
use whomet::extraction::{Codes, Mode, Origin, Status};
use whomet::graph::{
    DocumentRow, Edge, EntityNode, Evidence, KnowledgeGraph, MeetingNode, Node, Relation,
};

const PEOPLE: usize = 100_000;
const PLACES: usize = 1_000;
const MEETINGS: usize = 200_000;

/// Megabytes beside the graph that no format may take more of. The most that was measured is 127,
/// for an index of the edges; the text of the output would take from 32 to 738.
const MOST: u64 = 200;

#[test]
#[ignore = "takes minutes and a gigabyte"]
fn a_million_edges_in_bounded_memory() {
    let graph = graph();
    let edges = graph.petgraph().edge_count();
    assert_eq!(edges, 1_000_000);
    println!("{edges} edges, {} nodes; the graph takes {} MB", graph.nodes().count(), peak());
    println!("| format | written | seconds | memory beside the graph |\n| --- | --- | --- | --- |");
    for format in FORMATS.iter().filter(|format| !format.is_picture()) {
        let before = fresh_peak();
        let (mut out, started) = (Counter::default(), Instant::now());
        format.write(&graph, &ExportOptions::default(), &mut out).expect("a counter takes all");
        let taken = peak().saturating_sub(before);
        let (written, seconds) = (out.bytes / 1_000_000, started.elapsed().as_secs_f64());
        println!("| `{}` | {written} MB | {seconds:.1} | {taken} MB |", format.name);
        assert!(out.bytes > 0, "{}", format.name);
        assert!(taken < MOST, "{}: {taken} MB", format.name);
    }
}

/// Counts what is written and forgets it.
#[derive(Default)]
struct Counter {
    bytes: u64,
}

impl Write for Counter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.bytes += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Meetings of three, each at a place, and a pair of each.
fn graph() -> KnowledgeGraph {
    let mut graph = KnowledgeGraph::new("whomet test");
    let told = vec![Evidence {
        document: "one".to_owned(),
        start: 0,
        end: 40,
        rule: Some("meeting.met".to_owned()),
        confidence: 0.9,
    }];
    let row = DocumentRow { title: Some("One".to_owned()), ..DocumentRow::default() };
    graph.documents.insert("one".to_owned(), row);
    let codes = Codes { cameo: "040".to_owned(), plover: "CONSULT".to_owned(), mode: None };
    let entity = |id: String, name: String| EntityNode {
        id,
        name,
        aliases: Vec::new(),
        wikidata: None,
        origin: Origin::Discovered,
        gender: None,
        roles: Vec::new(),
        mentions: 3,
        documents: 1,
        evidence: told.clone(),
    };
    let (person, place) = (|i: usize| format!("person-{i}"), |i: usize| format!("place-{i}"));
    for i in 0..PEOPLE {
        graph.add_node(Node::Person(entity(person(i), format!("Anna {i} Keller"))));
    }
    for i in 0..PLACES {
        graph.add_node(Node::Place(entity(place(i), format!("Port {i}"))));
    }
    for i in 0..MEETINGS {
        let id = format!("m:{i:016x}");
        let mut people =
            [i % PEOPLE, (i * 7 + 1) % PEOPLE, (i * 13 + 2) % PEOPLE].map(person).to_vec();
        people.sort();
        let date = format!("2031-{:02}-{:02}", i % 12 + 1, i % 28 + 1);
        let pair = (people[0].clone(), people[1].clone());
        let at = place(i % PLACES);
        graph.add_node(Node::Meeting(MeetingNode {
            id: id.clone(),
            name: format!("A meeting of three, {date}"),
            status: Status::Occurred,
            date: Some(date.clone()),
            date_to: None,
            place: Some(at.clone()),
            place_name: Some(format!("Port {}", i % PLACES)),
            mode: Mode::InPerson,
            form: None,
            codes: Some(codes.clone()),
            participants: people.clone(),
            others: Vec::new(),
            pairs: vec![pair.clone()],
            confidence: 0.9,
            reports: 1,
            documents: 1,
            sources: 1,
            independent_sources: 1,
            history: Vec::new(),
            evidence: Vec::new(),
        }));
        let number = i.to_string();
        let mut add = |source: &str, target: &str, relation: Relation| {
            let mut edge = Edge::new(relation, &[source, target, &number]);
            edge.status = Some(Status::Occurred);
            edge.first = Some(date.clone());
            edge.last = Some(date.clone());
            edge.evidence = told.clone();
            graph.add_edge(source, target, edge);
        };
        for one in &people {
            add(one, &id, Relation::TookPartIn);
        }
        add(&id, &at, Relation::HeldAt);
        add(&pair.0, &pair.1, Relation::Met);
    }
    graph
}

/// The most memory that the process has taken since [`fresh_peak`], in megabytes; where the system
/// does not tell, none.
fn peak() -> u64 {
    status("VmHWM:")
}

/// Forgets the peak so far; gives what is taken now.
fn fresh_peak() -> u64 {
    // Elsewhere than on Linux there is no such file, and nothing is measured.
    let _ = fs::write("/proc/self/clear_refs", "5");
    status("VmRSS:")
}

fn status(field: &str) -> u64 {
    let text = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix(field));
    let number = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
    number.unwrap_or_default() / 1000
}

//! The formats that are no text, read back: the tables of SQLite and Parquet hold what the graph
//! holds, and a picture is a picture.
#![cfg(all(feature = "sqlite", feature = "parquet", feature = "png"))]

use std::fs;

use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::RowAccessor;
use rusqlite::Connection;
use whomet::export::{ExportOptions, Format, Writer};
use whomet::graph::{KnowledgeGraph, Node, store};

/// Names that break what does not escape; the last has what databases refuse.
const NAMES: [&str; 8] = [
    "Anna \"the Fox\" Keller",
    "Boris\nMarten'; DROP TABLE entities; --",
    "<Chen> & Rui",
    "Dalia\\Haddad\\",
    "=cmd|'/C calc'!A0",
    "دالية حداد \u{202e}",
    "🦀 Rui 🇦🇶",
    "Anna\0Keller",
];

const STATUSES: [&str; 4] = ["occurred", "planned", "denied", "hypothetical"];

/// Each name meets the next, each meeting with another status.
fn hostile() -> KnowledgeGraph {
    let mut nodes = Vec::new();
    let id = |i: usize| format!("p{i} {}", NAMES[i % NAMES.len()]);
    for (i, name) in NAMES.iter().enumerate() {
        nodes.push(serde_json::json!({
            "kind": "person", "id": id(i), "name": name, "aliases": [name], "origin": "discovered",
            "mentions": 1, "documents": 1, "evidence": [
                {"document": "d", "start": 0, "end": 9, "confidence": 0.9}],
        }));
        let other = id((i + 1) % NAMES.len());
        nodes.push(serde_json::json!({
            "kind": "meeting", "id": format!("m:{i}"), "name": name, "status": STATUSES[i % 4],
            "date": "2031-05-06", "mode": "call", "participants": [id(i), other],
            "others": [name], "pairs": [[id(i), other]], "confidence": 0.9, "reports": 1,
            "documents": 1, "sources": 1, "independent_sources": 1, "history": [], "evidence": [],
        }));
    }
    let file = serde_json::json!({
        "graph": {"schema": "whomet/graph@1", "documents": 1, "generator": "test",
                  "judgements": [], "document_table": [{"id": "d", "title": NAMES[1]}]},
        "nodes": nodes, "edges": [],
    });
    store::read(file.to_string().as_bytes(), "hostile.json".as_ref()).expect("a graph")
}

fn cleaned(name: &str) -> String {
    name.replace('\0', "\u{fffd}")
}

#[test]
fn sqlite_keeps_names_keys_and_statuses() {
    let graph = hostile();
    let mut out = Vec::new();
    let sqlite = Format::named("sqlite").expect("a format");
    sqlite.write(&graph, &ExportOptions::default(), &mut out).expect("memory");
    let file = tempfile::NamedTempFile::new().expect("a file");
    fs::write(file.path(), &out).expect("written");
    let database = Connection::open(file.path()).expect("a database");
    let texts = |query: &str| -> Vec<String> {
        let mut statement = database.prepare(query).expect(query);
        let rows = statement.query_map([], |row| row.get(0)).expect(query);
        rows.collect::<Result<_, _>>().expect(query)
    };
    let mut names: Vec<String> = NAMES.iter().map(|name| cleaned(name)).collect();
    assert_eq!(texts("SELECT name FROM entities ORDER BY id"), names);
    assert_eq!(texts("SELECT name FROM aliases ORDER BY entity"), names);
    assert_eq!(texts("SELECT text FROM participants WHERE part = 'unnamed' ORDER BY event"), names);
    names = names.into_iter().step_by(4).collect();
    names.sort();
    assert_eq!(texts("SELECT one FROM who_met_whom ORDER BY one"), names, "only what took place");
    assert_eq!(texts("SELECT DISTINCT status FROM who_is_to_meet_whom"), ["planned"]);
    assert_eq!(texts("PRAGMA integrity_check"), ["ok"]);
    assert_eq!(texts("PRAGMA foreign_key_check"), Vec::<String>::new());
}

#[test]
fn parquet_keeps_names_and_statuses() {
    let graph = hostile();
    let parquet = Format::named("parquet").expect("a format");
    let Writer::Folder(parts, write) = parquet.writer else { panic!("it is a folder") };
    let chosen = parquet.selection(&graph, &ExportOptions::default()).expect("ids of their own");
    let read = |part: &str, column: usize| -> Vec<String> {
        let mut file = tempfile::tempfile().expect("a file");
        write(part, &chosen, &mut file).expect(part);
        let reader = SerializedFileReader::new(file).expect(part);
        let rows = reader.get_row_iter(None).expect(part);
        rows.map(|row| row.expect(part).get_string(column).expect(part).clone()).collect()
    };
    let names: Vec<String> = NAMES.iter().map(|name| cleaned(name)).collect();
    assert_eq!(read("entities.parquet", 2), names);
    assert_eq!(read("events.parquet", 3), names);
    let statuses: Vec<&str> =
        graph.nodes().filter_map(Node::status).map(whomet::graph::model::status_name).collect();
    assert_eq!(read("events.parquet", 4), statuses);
    for part in parts {
        let mut out = Vec::new();
        write(part, &chosen, &mut out).expect(part);
        assert!(out.starts_with(b"PAR1") && out.ends_with(b"PAR1"), "{part}");
    }
}

#[test]
fn a_picture_is_as_large_as_the_drawing_twice() {
    let graph = hostile();
    let write = |name: &str| {
        let mut out = Vec::new();
        let format = Format::named(name).expect(name);
        format.write(&graph, &ExportOptions::default(), &mut out).expect(name);
        out
    };
    let svg = String::from_utf8(write("svg")).expect("UTF-8");
    let size = |name: &str| -> u32 {
        let (_, rest) = svg.split_once(&format!(" {name}=\"")).expect("an attribute");
        rest.split('"').next().and_then(|number| number.parse().ok()).expect("a number")
    };
    let png = write("png");
    assert!(png.starts_with(b"\x89PNG\r\n\x1a\n"));
    let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().expect("four bytes"));
    assert_eq!((number(16), number(20)), (2 * size("width"), 2 * size("height")));
    assert_eq!(png, write("png"));
}

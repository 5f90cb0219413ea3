//! Every format on a graph of hostile names: nothing panics, nothing breaks out of its quotes, and
//! what parses back says what the graph says.

use serde_json::Value;
use whomet::export::{ExportOptions, FORMATS, Format, Loss, LossReport, Writer};
use whomet::extraction::Status;
use whomet::graph::{Filter, KnowledgeGraph, Node, Relation, store};

/// Names that break formats which do not escape.
const NAMES: [&str; 10] = [
    "Anna \"the Fox\" Keller",
    "Boris\nMarten",
    "<Chen> & Rui",
    "Dalia\\Haddad\\",
    "Keller; Marten, Rui",
    "=cmd|'/C calc'!A0",
    "دالية حداد",
    "🦀 Rui 🇦🇶",
    "Anna\0Keller\u{1}",
    "it's 'quoted' ]]> --> ${x} `y`\t\r",
];

const STATUSES: [&str; 4] = ["occurred", "planned", "denied", "hypothetical"];

/// A ring of meetings between the names, each with another status, and a statement of each.
fn hostile() -> KnowledgeGraph {
    let evidence = serde_json::json!([
        {"document": "doc \"1\"", "start": 0, "end": 9, "rule": "a.b", "confidence": 0.9}
    ]);
    let mut nodes = Vec::new();
    let mut edges = Vec::new();
    let id = |i: usize| format!("p{i} {}", NAMES[i]);
    for (i, name) in NAMES.iter().enumerate() {
        nodes.push(serde_json::json!({
            "kind": "person", "id": id(i), "name": name, "aliases": [name, "x | y; z"],
            "wikidata": format!("Q{}", i + 1), "origin": "discovered", "mentions": 1,
            "documents": 1, "evidence": evidence,
        }));
        let other = id((i + 1) % NAMES.len());
        let (meeting, statement) = (format!("m:{i}"), format!("s:{i}"));
        let (status, date) = (STATUSES[i % 4], format!("2024-01-{:02}", i + 1));
        let codes = match status {
            "occurred" => Some(serde_json::json!({"cameo": "040", "plover": "CONSULT"})),
            "planned" => Some(serde_json::json!({"cameo": "036", "plover": "AGREE"})),
            _ => None,
        };
        nodes.push(serde_json::json!({
            "kind": "meeting", "id": meeting, "codes": codes, "name": format!("{name} – other"), "status": status,
            "date": date, "mode": "in-person", "participants": [id(i), other], "others": [name],
            "pairs": [[id(i), other]], "confidence": 0.9, "reports": 1, "documents": 1,
            "sources": 1, "independent_sources": 1, "history": [], "evidence": [],
        }));
        nodes.push(serde_json::json!({
            "kind": "statement", "id": statement, "name": name, "speaker": id(i),
            "speaker_text": name, "cue": "said", "speech": "direct", "status": status,
            "content": name, "date": date, "confidence": 0.9, "documents": 1, "evidence": evidence,
        }));
        let mut edge = |source: &str, target: &str, relation: &str| {
            edges.push(serde_json::json!({
                "source": source, "target": target, "key": format!("{relation}:{name}"),
                "relation": relation, "status": status, "first": date, "last": date, "count": 1,
                "weight": 1.0, "part": name, "evidence": evidence,
            }));
        };
        edge(&id(i), &other, "met");
        edge(&id(i), &meeting, "took_part_in");
        edge(&other, &meeting, "took_part_in");
        edge(&id(i), &statement, "made");
        edge(&statement, &other, "about");
    }
    let file = serde_json::json!({
        "directed": true, "multigraph": true,
        "graph": {"schema": "whomet/graph@1", "documents": 1, "generator": "test",
                  "judgements": [], "document_table": [
            {"id": "doc \"1\"", "title": NAMES[2], "published": "2024-01-20", "source": NAMES[5],
             "sentences": [{"start": 0, "end": 9, "text": NAMES[9]}]}]},
        "nodes": nodes, "edges": edges,
    });
    let text = file.to_string();
    store::read(text.as_bytes(), "hostile.json".as_ref()).expect("a graph")
}

fn written(format: &Format, part: Option<&str>, graph: &KnowledgeGraph) -> String {
    String::from_utf8(bytes(format, part, graph)).expect("UTF-8")
}

fn bytes(format: &Format, part: Option<&str>, graph: &KnowledgeGraph) -> Vec<u8> {
    let (mut out, options) = (Vec::new(), ExportOptions::default());
    match (part, format.writer) {
        (Some(part), Writer::Folder(_, write)) => {
            let chosen = format.selection(graph, &options).expect("ids of their own");
            write(part, &chosen, &mut out)
        }
        (Some(part), _) => panic!("{} has no {part}", format.name),
        (None, _) => format.write(graph, &options, &mut out),
    }
    .expect("memory takes everything");
    out
}

/// The name as formats have it that no program refuses.
fn cleaned(name: &str) -> String {
    name.replace(['\0', '\u{1}'], "\u{fffd}")
}

#[test]
fn no_format_lets_control_characters_through_or_breaks_its_lines() {
    let graph = hostile();
    for format in FORMATS {
        let data = bytes(format, None, &graph);
        assert!(!data.is_empty(), "{}", format.name);
        assert_eq!(data, bytes(format, None, &graph), "{} twice", format.name);
        if format.is_binary {
            continue;
        }
        let text = String::from_utf8(data).expect("UTF-8");
        assert!(!text.contains('\0'), "{}", format.name);
    }
}

#[test]
fn json_formats_parse_and_keep_names_dates_and_statuses() {
    let graph = hostile();
    for (name, nodes, edges, inside) in [
        ("flat-json", "/nodes", "/edges", ""),
        ("cytoscape", "/elements/nodes", "/elements/edges", "/data"),
        ("graphology", "/nodes", "/edges", "/attributes"),
    ] {
        let text = written(Format::named(name).expect(name), None, &graph);
        let value: Value = serde_json::from_str(&text).expect(name);
        let list = |at: &str| value.pointer(at).and_then(Value::as_array).expect(name).clone();
        let (nodes, edges) = (list(nodes), list(edges));
        assert_eq!(nodes.len(), graph.nodes().count(), "{name}");
        assert_eq!(edges.len(), graph.edges().len(), "{name}");
        let text_of = |row: &Value, field: &str| {
            row.pointer(&format!("{inside}/{field}")).and_then(Value::as_str).map(str::to_owned)
        };
        for (row, node) in nodes.iter().zip(graph.nodes()) {
            assert_eq!(text_of(row, "name"), Some(cleaned(node.name())), "{name}");
            if let Node::Meeting(meeting) = node {
                assert_eq!(text_of(row, "date"), meeting.date, "{name}");
                assert!(text_of(row, "status").is_some(), "{name}");
            }
        }
        for (row, (_, _, edge)) in edges.iter().zip(graph.edges()) {
            assert_eq!(text_of(row, "relation").as_deref(), Some(edge.relation.name()), "{name}");
            assert_eq!(text_of(row, "first"), edge.first, "{name}");
            assert!(text_of(row, "status").is_some(), "{name}");
        }
    }
}

/// The rows of a table, by a plain reading of RFC 4180.
fn table(text: &str, separator: char) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
    let (mut is_quoted, mut chars) = (false, text.chars().peekable());
    while let Some(c) = chars.next() {
        match c {
            '"' if is_quoted && chars.peek() == Some(&'"') => {
                chars.next();
                cell.push('"');
            }
            '"' => is_quoted = !is_quoted,
            c if c == separator && !is_quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !is_quoted => {}
            '\n' if !is_quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            c => cell.push(c),
        }
    }
    rows
}

#[test]
fn tables_have_the_same_cells_in_every_row() {
    let graph = hostile();
    for name in ["csv", "gephi-csv", "neo4j-admin", "plover-tsv", "dna"] {
        let format = Format::named(name).expect(name);
        let parts: Vec<Option<&str>> = match format.parts() {
            [] => vec![None],
            parts => parts.iter().filter(|p| p.ends_with(".csv")).map(|p| Some(*p)).collect(),
        };
        for part in parts {
            let separator = if name == "plover-tsv" { '\t' } else { ',' };
            let rows = table(&written(format, part, &graph), separator);
            let width = rows.first().map_or(0, Vec::len);
            assert!(rows.iter().all(|row| row.len() == width), "{name} {part:?}");
        }
    }
    let rows = table(&written(Format::named("csv").expect("csv"), Some("nodes.csv"), &graph), ',');
    assert_eq!(rows.len(), graph.nodes().count() + 1);
    for name in NAMES {
        let name = cleaned(name);
        let expected = if name.starts_with('=') { format!("'{name}") } else { name };
        assert!(rows.iter().any(|row| row[1] == expected), "{expected}");
    }
    let rows = table(&written(Format::named("csv").expect("csv"), Some("edges.csv"), &graph), ',');
    assert_eq!(rows.len(), graph.edges().len() + 1);
}

#[test]
fn what_did_not_happen_is_no_fact_in_any_format() {
    let graph = hostile();
    let of = |status: &str| (0..NAMES.len()).filter(|i| STATUSES[i % 4] == status).count();
    let triples = written(Format::named("ntriples").expect("a format"), None, &graph);
    let lines = |text: &str, part: &str| text.lines().filter(|l| l.contains(part)).count();
    assert_eq!(lines(&triples, "<urn:whomet:vocabulary:met>"), of("occurred"));
    assert_eq!(lines(&triples, "/2009/11/sem/Event>"), of("occurred"));
    assert_eq!(lines(&triples, "schema.org/Quotation>"), of("occurred"));
    let ftm = written(Format::named("ftm").expect("a format"), None, &graph);
    assert_eq!(lines(&ftm, "\"schema\":\"Event\""), of("occurred"));
    let plover = written(Format::named("plover").expect("a format"), None, &graph);
    assert_eq!(lines(&plover, "\"cameo\":\"040\""), of("occurred"));
    assert_eq!(lines(&plover, "\"cameo\":\"036\""), of("planned"));
    assert_eq!(lines(&plover, "\"status\":\"denied\""), 0);
    let neo4j = Format::named("neo4j-admin").expect("a format");
    let rows = table(&written(neo4j, Some("relationships.csv"), &graph), ',');
    let typed = |name: &str| rows.iter().filter(|row| row[2] == name).count();
    assert_eq!(typed("MET"), of("occurred"));
    assert_eq!(typed("DID_NOT_MEET"), of("denied"));
}

#[test]
fn loss_reports_count_what_the_graph_has() {
    let graph = hostile();
    let met = graph.edges().iter().filter(|(_, _, e)| e.relation == Relation::Met).count();
    let count = |name: &str, loss: Loss| {
        let report = LossReport::of(Format::named(name).expect(name), &graph);
        report.lost.iter().find(|lost| lost.what == loss).map_or(0, |lost| lost.count)
    };
    assert_eq!(count("json", Loss::Evidence), 0);
    assert_eq!(count("graphml", Loss::Undirected), met);
    assert_eq!(count("graphml", Loss::Sentences), 1);
    assert_eq!(count("ftm", Loss::Statements), NAMES.len());
    assert!(count("csv", Loss::Formulas) > 0);
    // No statement here has a code; those that are denied or merely possible count as such.
    let uncoded = (0..NAMES.len()).filter(|i| i % 4 < 2).count();
    assert_eq!(count("plover", Loss::Uncoded), uncoded);
    assert!(count("cypher", Loss::Controls) > 0);
    assert_eq!(count("cytoscape", Loss::Tenures), 0, "the graph has none");
}

#[test]
fn ladybug_declares_every_table_before_it_is_filled() {
    let text = written(Format::named("ladybug").expect("a format"), None, &hostile());
    let statements: Vec<&str> = text.split(";\n").filter(|one| !one.is_empty()).collect();
    let declared = |name: &str, before: usize| {
        let table = format!(" TABLE IF NOT EXISTS {name}(");
        statements[..before].iter().any(|one| one.starts_with("CREATE") && one.contains(&table))
    };
    let mut filled = 0;
    for (at, statement) in statements.iter().enumerate() {
        let Some((rows, what)) = statement.split_once("] AS row") else {
            assert!(
                statement.starts_with("CREATE ") || statement.starts_with("ALTER "),
                "{statement}"
            );
            continue;
        };
        let merged = &what[what.find("MERGE").expect("something is merged")..];
        let label = merged.split(':').nth(1).expect("it has a label");
        let label: String = label.chars().take_while(|c| *c == '_' || c.is_alphabetic()).collect();
        assert!(declared(&label, at), "{label}");
        assert!(!rows.contains(";"), "a semicolon would end the statement");
        filled += 1;
    }
    assert!(filled >= 7, "documents, people, meetings, statements and edges between: {filled}");
    assert!(text.contains(":DID_NOT_MEET {") && text.contains(":PLANNED_TO_MEET {"));
}

#[test]
fn ids_that_would_become_one_are_refused() {
    let person = |id: &str| {
        serde_json::json!({"kind": "person", "id": id, "name": id, "origin": "discovered",
                           "mentions": 1, "documents": 1, "evidence": []})
    };
    let graph = |ids: [&str; 2]| {
        let file = serde_json::json!({
            "directed": true, "multigraph": true,
            "graph": {"schema": "whomet/graph@1", "documents": 0, "generator": "test",
                      "judgements": [], "document_table": []},
            "nodes": ids.map(person), "edges": [],
        });
        store::read(file.to_string().as_bytes(), "ids.json".as_ref()).expect("a graph")
    };
    let (apart, equal) = (graph(["a", "a\0"]), graph(["a\0", "a\u{1}"]));
    let replaced = graph(["a\0", "a\u{fffd}"]);
    for format in FORMATS {
        let is_written = |graph| {
            let mut out = Vec::new();
            format.write(graph, &ExportOptions::default(), &mut out).is_ok()
        };
        assert!(is_written(&apart), "{}", format.name);
        for equal in [&equal, &replaced] {
            assert_eq!(is_written(equal), format.name == "json", "{}", format.name);
        }
    }
}

#[test]
fn no_format_writes_what_the_filter_drops() {
    let filter = Filter { statuses: vec![Status::Planned], ..Filter::default() };
    let graph = hostile().filtered(&filter);
    let is_planned = |i: &usize| STATUSES[i % 4] == "planned";
    let planned = (0..NAMES.len()).filter(is_planned).count();
    assert_eq!(graph.meetings().count(), planned);
    assert_eq!(graph.statements().count(), planned);
    for format in FORMATS.iter().filter(|format| !format.is_binary) {
        let text = written(format, None, &graph);
        for dropped in (0..NAMES.len()).filter(|i| !is_planned(i)) {
            // Ids as a whole: `s:1` and not `s:10`.
            for id in [format!("m:{dropped}"), format!("s:{dropped}")] {
                let mut rest = text.as_str();
                while let Some(at) = rest.find(&id) {
                    rest = &rest[at + id.len()..];
                    assert!(
                        rest.starts_with(|c: char| c.is_ascii_alphanumeric()),
                        "{}: {id}",
                        format.name
                    );
                }
            }
        }
    }
}

#[test]
fn a_denial_is_drawn_beside_the_meeting() {
    let meeting = |id: &str, status: &str, date: &str| {
        serde_json::json!({
            "kind": "meeting", "id": id, "name": "talks", "status": status, "date": date,
            "mode": "in-person", "participants": ["anna", "boris"], "others": [],
            "pairs": [["anna", "boris"]], "confidence": 0.9, "reports": 1, "documents": 1,
            "sources": 1, "independent_sources": 1, "history": [], "evidence": [],
        })
    };
    let person = |id: &str, name: &str| {
        serde_json::json!({
            "kind": "person", "id": id, "name": name, "aliases": [], "origin": "discovered",
            "mentions": 1, "documents": 1, "evidence": [],
        })
    };
    let file = serde_json::json!({
        "graph": {"schema": "whomet/graph@1", "documents": 1, "generator": "test",
                  "judgements": [], "document_table": []},
        "nodes": [
            person("anna", "Anna Keller"), person("boris", "Boris Marten"),
            meeting("m:1", "occurred", "2031-05-06"), meeting("m:2", "denied", "2031-06-01"),
            meeting("m:3", "planned", "2031-07-01"),
        ],
        "edges": [],
    });
    let graph = store::read(file.to_string().as_bytes(), "graph.json".as_ref()).expect("a graph");
    let drawn = written(Format::named("mermaid").expect("a format"), None, &graph);
    assert_eq!(drawn.matches("n0 ---|\"6 May 2031\"| n1").count(), 1, "{drawn}");
    assert_eq!(drawn.matches("n0 -.-|\"denied<br>1 June 2031\"| n1").count(), 1, "{drawn}");
    assert!(!drawn.contains("July"), "a plan beside a meeting is no news: {drawn}");
}

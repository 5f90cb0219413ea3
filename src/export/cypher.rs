//! A Cypher script for Neo4j, Memgraph and their like: constraints first, then nodes and
//! relationships in batches, all by `MERGE`, so that it can be run again.

use std::borrow::Cow;
use std::io::{self, Write};

use super::flat::{Selection, Value, edge_fields, node_fields};
use super::neo4j::{day, label, places_of_evidence, relationship};
use super::text::clean;
use crate::graph::NodeKind;

/// Rows of one statement: enough to be fast, few enough for any transaction.
const BATCH: usize = 500;

/// Writes the script, for `cypher-shell`. Months and years become their first day; rules, sentences,
/// judgements and pairs are lost.
pub fn write(chosen: &Selection<'_>, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(
        b"CREATE CONSTRAINT whomet_node IF NOT EXISTS FOR (n:Whomet) REQUIRE n.id IS UNIQUE;\n\
          CREATE CONSTRAINT whomet_document IF NOT EXISTS FOR (d:Document) REQUIRE d.id IS UNIQUE;\n",
    )?;
    let documents: Vec<_> = chosen.graph.documents.iter().collect();
    for batch in documents.chunks(BATCH) {
        rows(out, batch, |out, (id, document)| {
            out.write_all(b"{id:")?;
            string(out, id)?;
            out.write_all(b",props:{")?;
            let texts = [("title", &document.title), ("source", &document.source)];
            let mut is_first = true;
            for (name, text) in texts {
                if let Some(text) = text {
                    write!(out, "{}{name}:", if is_first { "" } else { "," })?;
                    string(out, text)?;
                    is_first = false;
                }
            }
            let published = day(document.published.as_deref());
            if !published.is_empty() {
                write!(out, "{}published:", if is_first { "" } else { "," })?;
                write!(out, "date('{published}')")?;
            }
            out.write_all(b"}}")
        })?;
        out.write_all(b" AS row MERGE (d:Document {id: row.id}) SET d += row.props;\n")?;
    }
    for kind in NodeKind::ALL {
        let nodes: Vec<_> = chosen.nodes.iter().filter(|n| n.kind() == kind).collect();
        for batch in nodes.chunks(BATCH) {
            rows(out, batch, |out, node| {
                out.write_all(b"{id:")?;
                string(out, node.id())?;
                out.write_all(b",props:")?;
                map(out, &node_fields(node))?;
                out.write_all(b"}")
            })?;
            writeln!(
                out,
                " AS row MERGE (n:Whomet {{id: row.id}}) SET n:{}, n += row.props;",
                label(kind)
            )?;
        }
    }
    let mut edges: Vec<_> = chosen.edges.iter().map(|e| (relationship(e.edge), e)).collect();
    edges.sort_by(|a, b| a.0.cmp(&b.0));
    for of_type in edges.chunk_by(|a, b| a.0 == b.0) {
        for batch in of_type.chunks(BATCH) {
            rows(out, batch, |out, (_, edge)| {
                out.write_all(b"{a:")?;
                string(out, edge.source.id())?;
                out.write_all(b",b:")?;
                string(out, edge.target.id())?;
                out.write_all(b",key:")?;
                string(out, &edge.id)?;
                out.write_all(b",props:")?;
                map(out, &edge_fields(edge.edge))?;
                out.write_all(b"}")
            })?;
            let kind = batch.first().map_or("", |(kind, _)| kind);
            writeln!(
                out,
                " AS row MATCH (a:Whomet {{id: row.a}}), (b:Whomet {{id: row.b}}) \
                 MERGE (a)-[r:{kind} {{key: row.key}}]->(b) SET r += row.props;"
            )?;
        }
    }
    for batch in chosen.nodes.chunks(BATCH) {
        let places = batch
            .iter()
            .flat_map(|node| places_of_evidence(node).into_iter().map(|place| (node.id(), place)));
        let places: Vec<_> = places.collect();
        if places.is_empty() {
            continue;
        }
        rows(out, &places, |out, (id, (document, start, end))| {
            out.write_all(b"{a:")?;
            string(out, id)?;
            out.write_all(b",b:")?;
            string(out, document)?;
            write!(out, ",start:{start},end:{end}}}")
        })?;
        out.write_all(
            b" AS row MATCH (a:Whomet {id: row.a}), (d:Document {id: row.b}) \
              MERGE (a)-[:EVIDENCED_BY {start: row.start, end: row.end}]->(d);\n",
        )?;
    }
    Ok(())
}

/// `UNWIND [ … ]` with a row for each item.
pub fn rows<T>(
    out: &mut dyn Write,
    items: &[T],
    write: impl Fn(&mut dyn Write, &T) -> io::Result<()>,
) -> io::Result<()> {
    out.write_all(b"UNWIND [")?;
    for (i, item) in items.iter().enumerate() {
        out.write_all(if i == 0 { b"\n" } else { b",\n" })?;
        write(out, item)?;
    }
    out.write_all(b"]")
}

fn map(out: &mut dyn Write, fields: &[(&str, Value<'_>)]) -> io::Result<()> {
    out.write_all(b"{")?;
    for (i, (name, value)) in fields.iter().enumerate() {
        write!(out, "{}{name}:", if i == 0 { "" } else { "," })?;
        match value {
            Value::Count(count) => write!(out, "{count}")?,
            Value::Number(number) => write!(out, "{number:?}")?,
            Value::Text(text) if matches!(*name, "date" | "date_to" | "first" | "last") => {
                let day = day(Some(text));
                if day.is_empty() {
                    out.write_all(b"null")?;
                } else {
                    write!(out, "date('{day}')")?;
                }
            }
            Value::Text(text) => string(out, text)?,
            Value::List(texts) => list(out, texts)?,
        }
    }
    out.write_all(b"}")
}

/// A list of such strings.
pub fn list(out: &mut dyn Write, texts: &[Cow<'_, str>]) -> io::Result<()> {
    out.write_all(b"[")?;
    for (i, text) in texts.iter().enumerate() {
        if i > 0 {
            out.write_all(b",")?;
        }
        string(out, text)?;
    }
    out.write_all(b"]")
}

/// A string in single quotes. A semicolon is written as its number, since some shells split
/// scripts at it wherever it stands.
pub fn string(out: &mut dyn Write, text: &str) -> io::Result<()> {
    let mut escaped = String::with_capacity(text.len() + 2);
    escaped.push('\'');
    for c in clean(text).chars() {
        match c {
            '\'' => escaped.push_str("\\'"),
            '\\' => escaped.push_str("\\\\"),
            '\n' => escaped.push_str("\\n"),
            '\r' => escaped.push_str("\\r"),
            '\t' => escaped.push_str("\\t"),
            ';' => escaped.push_str("\\u003B"),
            c => escaped.push(c),
        }
    }
    escaped.push('\'');
    out.write_all(escaped.as_bytes())
}

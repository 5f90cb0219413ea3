//! A Cypher script for LadybugDB, which wants tables declared before there
//! is anything in them. Labels and relationship types are those of the script for Neo4j, so that
//! the same questions can be asked; all is merged, so that it can be run again.

use std::borrow::Cow;
use std::io::{self, Write};

use super::cypher::{list, rows, string};
use super::flat::{
    Chosen, EDGE_COLUMNS, NODE_COLUMNS, Selection, Type, Value, edge_fields, node_fields,
};
use super::neo4j::{label, places_of_evidence, relationship};
use crate::graph::NodeKind;

/// Rows of one statement: fewer take the database longer, more want memory.
const BATCH: usize = 500;

const DOCUMENT: &[(&str, Type)] =
    &[("title", Type::Text), ("published", Type::Date), ("source", Type::Text)];

/// A row's columns that have a value, with the id in front of nodes, the ends in front of edges.
type Fields<'a> = Vec<(&'static str, Value<'a>)>;

/// Writes the script: tables of nodes and of relationships, then their rows. Dates are texts, so
/// that a month stays a month. Lost are rules, sentences, judgements, history, dates of offices and
/// pairs.
pub fn write(chosen: &Selection<'_>, out: &mut dyn Write) -> io::Result<()> {
    table(out, "Document", DOCUMENT)?;
    for kind in NodeKind::ALL {
        table(out, label(kind), NODE_COLUMNS)?;
    }
    let documents: Vec<_> = chosen.graph.documents.iter().collect();
    for batch in documents.chunks(BATCH) {
        let rows = batch.iter().map(|(id, document)| {
            let texts = [&document.title, &document.published, &document.source];
            let present = DOCUMENT.iter().zip(texts).filter_map(|((name, _), text)| {
                Some((*name, Value::Text(Cow::Borrowed(text.as_deref()?))))
            });
            keyed([("id", id.as_str())], present)
        });
        nodes(out, "Document", DOCUMENT, &rows.collect::<Vec<_>>())?;
    }
    for kind in NodeKind::ALL {
        let of_kind: Vec<_> = chosen.nodes.iter().filter(|node| node.kind() == kind).collect();
        for batch in of_kind.chunks(BATCH) {
            let rows = batch.iter().map(|node| keyed([("id", node.id())], node_fields(node)));
            nodes(out, label(kind), NODE_COLUMNS, &rows.collect::<Vec<_>>())?;
        }
    }
    relationships(chosen, out)?;
    places(chosen, out)
}

fn relationships(chosen: &Selection<'_>, out: &mut dyn Write) -> io::Result<()> {
    let ends = |edge: &Chosen<'_>| [edge.source.kind(), edge.target.kind()].map(label);
    let mut edges: Vec<_> =
        chosen.edges.iter().map(|edge| (relationship(edge.edge), ends(edge), edge)).collect();
    edges.sort_by(|a, b| (&a.0, a.1).cmp(&(&b.0, b.1)));
    for of_table in edges.chunk_by(|a, b| (&a.0, a.1) == (&b.0, b.1)) {
        let Some((kind, [from, to], _)) = of_table.first() else { continue };
        declare(out, kind, [from, to], &[&[("key", Type::Text)], EDGE_COLUMNS])?;
        for batch in of_table.chunks(BATCH) {
            let rows: Vec<_> = batch
                .iter()
                .map(|(_, _, edge)| {
                    let known =
                        [("a", edge.source.id()), ("b", edge.target.id()), ("key", &*edge.id)];
                    keyed(known, edge_fields(edge.edge))
                })
                .collect();
            let used = used(EDGE_COLUMNS, &rows);
            unwind(
                out,
                &rows,
                &[("a", Type::Text), ("b", Type::Text), ("key", Type::Text)],
                &used,
            )?;
            write!(
                out,
                " MATCH (a:{from} {{id: row.a}}), (b:{to} {{id: row.b}}) \
                 MERGE (a)-[r:{kind} {{key: row.key}}]->(b)"
            )?;
            set(out, "r", &used)?;
        }
    }
    Ok(())
}

/// Which ranges of which documents tell of a node.
fn places(chosen: &Selection<'_>, out: &mut dyn Write) -> io::Result<()> {
    let range = [("start", Type::Count), ("end", Type::Count)];
    for kind in NodeKind::ALL {
        let mut is_declared = false;
        let of_kind: Vec<_> = chosen.nodes.iter().filter(|node| node.kind() == kind).collect();
        for batch in of_kind.chunks(BATCH) {
            let places = batch.iter().flat_map(|node| {
                let known = places_of_evidence(node).into_iter();
                let known =
                    known.filter(|(document, ..)| chosen.graph.documents.contains_key(*document));
                known.map(|(document, start, end)| {
                    let range = [("start", Value::Count(start)), ("end", Value::Count(end))];
                    keyed([("a", node.id()), ("b", document)], range)
                })
            });
            let places: Vec<_> = places.collect();
            if places.is_empty() {
                continue;
            }
            if !is_declared {
                declare(out, "EVIDENCED_BY", [label(kind), "Document"], &[&range])?;
                is_declared = true;
            }
            for batch in places.chunks(BATCH) {
                unwind(out, batch, &[("a", Type::Text), ("b", Type::Text)], &range)?;
                writeln!(
                    out,
                    " MATCH (a:{} {{id: row.a}}), (d:Document {{id: row.b}}) \
                     MERGE (a)-[:EVIDENCED_BY {{`start`: row.`start`, `end`: row.`end`}}]->(d);",
                    label(kind)
                )?;
            }
        }
    }
    Ok(())
}

/// Declares a table of nodes.
fn table(out: &mut dyn Write, name: &str, columns: &[(&str, Type)]) -> io::Result<()> {
    write!(out, "CREATE NODE TABLE IF NOT EXISTS {name}(id STRING PRIMARY KEY")?;
    declarations(out, columns)?;
    out.write_all(b");\n")
}

/// Declares a table of relationships, or that an old one leads from and to these nodes as well.
fn declare(
    out: &mut dyn Write,
    name: &str,
    [from, to]: [&str; 2],
    columns: &[&[(&str, Type)]],
) -> io::Result<()> {
    write!(out, "CREATE REL TABLE IF NOT EXISTS {name}(FROM {from} TO {to}")?;
    columns.iter().try_for_each(|some| declarations(out, some))?;
    writeln!(out, ");\nALTER TABLE {name} ADD IF NOT EXISTS FROM {from} TO {to};")
}

fn declarations(out: &mut dyn Write, columns: &[(&str, Type)]) -> io::Result<()> {
    columns.iter().try_for_each(|(name, of)| write!(out, ", `{name}` {}", type_name(*of)))
}

const fn type_name(of: Type) -> &'static str {
    match of {
        Type::Text | Type::Date => "STRING",
        Type::Count => "INT64",
        Type::Number => "DOUBLE",
        Type::List => "STRING[]",
    }
}

fn nodes(
    out: &mut dyn Write,
    label: &str,
    columns: &[(&'static str, Type)],
    rows: &[Fields<'_>],
) -> io::Result<()> {
    let used = used(columns, rows);
    unwind(out, rows, &[("id", Type::Text)], &used)?;
    write!(out, " MERGE (n:{label} {{id: row.id}})")?;
    set(out, "n", &used)
}

/// The columns in which any of the rows has a value.
fn used(columns: &[(&'static str, Type)], rows: &[Fields<'_>]) -> Vec<(&'static str, Type)> {
    let is_used = |name: &str| rows.iter().flatten().any(|(field, _)| *field == name);
    columns.iter().copied().filter(|(name, _)| is_used(name)).collect()
}

fn keyed<'a, const N: usize>(
    keys: [(&'static str, &'a str); N],
    fields: impl IntoIterator<Item = (&'static str, Value<'a>)>,
) -> Fields<'a> {
    let keys = keys.into_iter().map(|(name, id)| (name, Value::Text(Cow::Borrowed(id))));
    keys.chain(fields).collect()
}

/// All rows have the same columns of the same types, as the database demands.
fn unwind(
    out: &mut dyn Write,
    of: &[Fields<'_>],
    keys: &[(&'static str, Type)],
    columns: &[(&'static str, Type)],
) -> io::Result<()> {
    rows(out, of, |out, fields| {
        for (i, (name, of)) in keys.iter().chain(columns).enumerate() {
            write!(out, "{}`{name}`:", if i == 0 { "{" } else { "," })?;
            match fields.iter().find(|(field, _)| field == name) {
                Some((_, value)) => literal(out, value)?,
                None => write!(out, "CAST(NULL AS {})", type_name(*of))?,
            }
        }
        out.write_all(b"}")
    })?;
    out.write_all(b" AS row")
}

fn set(out: &mut dyn Write, variable: &str, columns: &[(&str, Type)]) -> io::Result<()> {
    for (i, (name, _)) in columns.iter().enumerate() {
        let before = if i == 0 { " SET " } else { ", " };
        write!(out, "{before}{variable}.`{name}` = row.`{name}`")?;
    }
    out.write_all(b";\n")
}

fn literal(out: &mut dyn Write, value: &Value<'_>) -> io::Result<()> {
    match value {
        Value::Text(text) => string(out, text),
        Value::Count(count) => write!(out, "{count}"),
        Value::Number(number) => write!(out, "{number:?}"),
        Value::List(texts) => list(out, texts),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_of_a_statement_have_the_same_columns() {
        let text = |text| Value::Text(Cow::Borrowed(text));
        let anna = keyed([("id", "anna")], [("name", text("Anna")), ("mentions", Value::Count(3))]);
        let talks = keyed([("id", "talks")], [("name", text("talks")), ("date", text("2031-05"))]);
        let mut out = Vec::new();
        nodes(&mut out, "Event", NODE_COLUMNS, &[anna, talks]).expect("memory takes everything");
        assert_eq!(
            String::from_utf8(out).expect("UTF-8"),
            "UNWIND [\n\
             {`id`:'anna',`name`:'Anna',`date`:CAST(NULL AS STRING),`mentions`:3},\n\
             {`id`:'talks',`name`:'talks',`date`:'2031-05',`mentions`:CAST(NULL AS INT64)}] AS row \
             MERGE (n:Event {id: row.id}) \
             SET n.`name` = row.`name`, n.`date` = row.`date`, n.`mentions` = row.`mentions`;\n"
        );
    }
}

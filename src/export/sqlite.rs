//! SQLite: one file with the tables of [`super::tables`], their keys and indices, and views that
//! answer the common questions. What did not take place is in the tables with its status, and in
//! no view that tells of facts.

use std::io::{self, Write};

use rusqlite::types::ToSqlOutput;
use rusqlite::{Connection, ToSql, params_from_iter};

use super::flat::Selection;
use super::tables::{Cell, Kind, Source, TABLES, Table};
use crate::graph::store;

/// Writes a database with keys and views such as `who_met_whom`, for SQLite and all that reads it.
/// Judgements, history and the several reports of a meeting are lost.
pub fn write(chosen: &Selection<'_>, out: &mut dyn Write) -> io::Result<()> {
    let source = Source::new(chosen);
    store::through_file(out, |path| {
        let database = Connection::open(path).map_err(io::Error::other)?;
        fill(&database, &source)?;
        database.close().map_err(|(_, error)| io::Error::other(error))
    })
}

/// What people ask most.
const VIEWS: &str = "
CREATE VIEW meetings_of_pairs AS
  SELECT a.name AS one, b.name AS other, e.status, e.date, e.date_to, e.place_name AS place, e.mode,
         e.sources, e.confidence, e.id AS event, a.id AS one_id, b.id AS other_id
  FROM pairs p JOIN events e ON e.id = p.event
  JOIN entities a ON a.id = p.a JOIN entities b ON b.id = p.b;
CREATE VIEW who_met_whom AS SELECT * FROM meetings_of_pairs WHERE status = 'occurred';
CREATE VIEW who_is_to_meet_whom AS SELECT * FROM meetings_of_pairs WHERE status = 'planned';
CREATE VIEW who_said_what AS
  SELECT coalesce(s.name, e.speaker_text) AS speaker, e.cue, e.content, e.speech, e.date,
         e.documents, e.confidence, e.id AS event, s.id AS speaker_id
  FROM events e LEFT JOIN participants p ON p.event = e.id AND p.part = 'speaker'
  LEFT JOIN entities s ON s.id = p.entity
  WHERE e.kind = 'statement' AND e.status = 'occurred';
CREATE VIEW told_by AS
  SELECT v.event, d.title, d.published, d.source, s.text AS sentence, v.rule, v.confidence,
         v.document, v.start_char, v.end_char
  FROM evidence v LEFT JOIN documents d ON d.id = v.document
  LEFT JOIN sentences s ON s.document = v.document AND s.start_char = v.start_char;
";

fn fill(database: &Connection, source: &Source<'_>) -> io::Result<()> {
    let failed = io::Error::other;
    // The file is thrown away if anything goes wrong, so there is nothing to journal.
    database
        .execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN;")
        .map_err(failed)?;
    for table in TABLES {
        database.execute_batch(&created(table)).map_err(failed)?;
        let places = vec!["?"; table.columns.len()].join(", ");
        let insert = format!("INSERT INTO {} VALUES ({places})", table.name);
        let mut insert = database.prepare(&insert).map_err(failed)?;
        source.rows(table.name, &mut |row| {
            insert.execute(params_from_iter(row)).map(drop).map_err(failed)
        })?;
    }
    for table in TABLES {
        for column in table.columns.iter().filter(|column| column.refers_to.is_some()) {
            let (table, column) = (table.name, column.name);
            let index = format!("CREATE INDEX {table}_{column} ON {table} (\"{column}\")");
            database.execute_batch(&index).map_err(failed)?;
        }
    }
    database.execute_batch(VIEWS).map_err(failed)?;
    database.execute_batch("PRAGMA user_version = 1; COMMIT;").map_err(failed)
}

/// `CREATE TABLE` with types and keys.
fn created(table: &Table) -> String {
    let columns = table.columns.iter().enumerate().map(|(i, column)| {
        let kind = match column.kind {
            Kind::Text => "TEXT",
            Kind::Count => "INTEGER",
            Kind::Number => "REAL",
        };
        let key = if i == 0 && table.has_key { " PRIMARY KEY" } else { "" };
        let null = if column.is_optional { "" } else { " NOT NULL" };
        let refers = column.refers_to.map(|other| format!(" REFERENCES {other} (id)"));
        format!("\"{}\" {kind}{null}{key}{}", column.name, refers.unwrap_or_default())
    });
    format!("CREATE TABLE {} ({}) STRICT", table.name, columns.collect::<Vec<_>>().join(", "))
}

impl ToSql for Cell<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        match self {
            Cell::Empty => Ok(ToSqlOutput::from(rusqlite::types::Null)),
            Cell::Text(text) => Ok(ToSqlOutput::from(&**text)),
            Cell::Count(count) => Ok(ToSqlOutput::from(*count)),
            Cell::Number(number) => Ok(ToSqlOutput::from(*number)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_refer_only_to_tables_before_them_or_themselves() {
        for (i, table) in TABLES.iter().enumerate() {
            for other in table.columns.iter().filter_map(|column| column.refers_to) {
                let at = TABLES.iter().position(|t| t.name == other);
                assert!(at.is_some_and(|at| at <= i && TABLES[at].has_key), "{}", table.name);
            }
        }
    }
}

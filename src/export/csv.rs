//! Tables of nodes and edges as RFC 4180 has them: one pair of files for spreadsheets and data
//! frames, one with the headers that Gephi's importer knows.

use std::borrow::Cow;
use std::io::{self, Write};

use super::flat::{EDGE_COLUMNS, NODE_COLUMNS, Selection, Value, edge_fields, node_fields};
use super::gexf::interval;
use super::text::clean;
use crate::graph::{Node, Relation};

/// The files of [`plain`].
pub const PARTS: &[&str] = &["nodes.csv", "edges.csv"];
/// The files of [`gephi`].
pub const GEPHI_PARTS: &[&str] = &["gephi-nodes.csv", "gephi-edges.csv"];

/// Writes the table named `part`, of [`PARTS`], for spreadsheets, pandas and R. Cells that would be
/// computed get an apostrophe; lists become text; documents, sentences and pairs are lost.
pub fn plain(part: &str, chosen: &Selection<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut row = Row::new(out, b',', Reader::Spreadsheet);
    if part == "nodes.csv" {
        row.cell("id")?;
        for (name, _) in NODE_COLUMNS {
            row.cell(name)?;
        }
        row.end()?;
        for node in &chosen.nodes {
            row.cell(node.id())?;
            row.fields(NODE_COLUMNS.iter().map(|(name, _)| *name), &node_fields(node))?;
            row.end()?;
        }
        return Ok(());
    }
    for name in ["id", "source", "target", "source_name", "target_name"] {
        row.cell(name)?;
    }
    for (name, _) in EDGE_COLUMNS {
        row.cell(name)?;
    }
    row.end()?;
    for edge in &chosen.edges {
        let (source, target) = (edge.source, edge.target);
        for text in [&*edge.id, source.id(), target.id(), source.name(), target.name()] {
            row.cell(text)?;
        }
        row.fields(EDGE_COLUMNS.iter().map(|(name, _)| *name), &edge_fields(edge.edge))?;
        row.end()?;
    }
    Ok(())
}

/// Writes the table named `part`, of [`GEPHI_PARTS`], with the headers of Gephi's spreadsheet import.
/// Lists become text; documents, sentences and pairs are lost.
pub fn gephi(part: &str, chosen: &Selection<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut row = Row::new(out, b',', Reader::Gephi);
    if part == "gephi-nodes.csv" {
        for name in ["Id", "Label", "Timeset"] {
            row.cell(name)?;
        }
        for (name, _) in NODE_COLUMNS {
            row.cell(name)?;
        }
        row.end()?;
        for node in &chosen.nodes {
            row.cell(node.id())?;
            row.cell(node.name())?;
            let (from, to) = match node {
                Node::Meeting(n) => (n.date.as_deref(), n.date_to.as_deref()),
                Node::Statement(n) => (n.date.as_deref(), n.date_to.as_deref()),
                Node::Event(n) => (n.date.as_deref(), n.date_to.as_deref()),
                _ => (None, None),
            };
            row.cell(&timeset(from, to))?;
            row.fields(NODE_COLUMNS.iter().map(|(name, _)| *name), &node_fields(node))?;
            row.end()?;
        }
        return Ok(());
    }
    for name in ["Source", "Target", "Type", "Id", "Label", "Timeset", "Weight", "Kind"] {
        row.cell(name)?;
    }
    let columns = || EDGE_COLUMNS.iter().map(|(name, _)| *name).filter(|n| *n != "weight");
    for name in columns() {
        row.cell(name)?;
    }
    row.end()?;
    for edge in &chosen.edges {
        let relation = edge.edge.relation;
        let way = match relation {
            Relation::Met | Relation::CoOccurs => "Undirected",
            _ => "Directed",
        };
        let days = timeset(edge.edge.first.as_deref(), edge.edge.last.as_deref());
        let weight = edge.edge.weight.to_string();
        for text in [edge.source.id(), edge.target.id(), way, &*edge.id, relation.name()] {
            row.cell(text)?;
        }
        for text in [days.as_str(), &weight, relation.name()] {
            row.cell(text)?;
        }
        row.fields(columns(), &edge_fields(edge.edge))?;
        row.end()?;
    }
    Ok(())
}

fn timeset(from: Option<&str>, to: Option<&str>) -> String {
    interval(from, to).map_or_else(String::new, |(from, to)| format!("<[{from}, {to}]>"))
}

/// Whether a spreadsheet would take the text for something to compute.
pub fn is_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// Who reads a table, and what they do with cells beyond RFC 4180.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// Programs that take cells as they are.
    Program,
    /// Spreadsheets: what looks like a formula gets an apostrophe in front.
    Spreadsheet,
    /// Gephi, which takes a backslash for the beginning of an escape: it is doubled.
    Gephi,
}

/// Writes rows of cells.
pub struct Row<'w> {
    out: &'w mut dyn Write,
    separator: u8,
    reader: Reader,
    is_begun: bool,
}

impl<'w> Row<'w> {
    /// Rows with that separator.
    pub fn new(out: &'w mut dyn Write, separator: u8, reader: Reader) -> Self {
        Row { out, separator, reader, is_begun: false }
    }

    /// Writes a cell.
    pub fn cell(&mut self, text: &str) -> io::Result<()> {
        if self.is_begun {
            self.out.write_all(&[self.separator])?;
        }
        self.is_begun = true;
        self.put(clean(text))
    }

    /// Writes a cell of text that is clean but for separators of its own.
    pub fn cell_as_is(&mut self, text: &str) -> io::Result<()> {
        if self.is_begun {
            self.out.write_all(&[self.separator])?;
        }
        self.is_begun = true;
        self.put(Cow::Borrowed(text))
    }

    fn put(&mut self, mut text: Cow<'_, str>) -> io::Result<()> {
        match self.reader {
            Reader::Spreadsheet if is_formula(&text) => text = Cow::Owned(format!("'{text}")),
            Reader::Gephi if text.contains('\\') => {
                text = Cow::Owned(text.replace('\\', "\\\\"));
            }
            _ => {}
        }
        let is_special = |b: &u8| matches!(b, b'"' | b'\n' | b'\r' | b',' | b';' | b'\t' | b'\'');
        let has_edge = text.starts_with(' ') || text.ends_with(' ');
        if has_edge || text.as_bytes().iter().any(|b| is_special(b) || *b == self.separator) {
            self.out.write_all(b"\"")?;
            self.out.write_all(text.replace('"', "\"\"").as_bytes())?;
            self.out.write_all(b"\"")
        } else {
            self.out.write_all(text.as_bytes())
        }
    }

    /// Writes the fields in the order of the columns, empty cells where there is none.
    pub fn fields<'n>(
        &mut self,
        columns: impl Iterator<Item = &'n str>,
        fields: &[(&str, Value<'_>)],
    ) -> io::Result<()> {
        for column in columns {
            match fields.iter().find(|(name, _)| *name == column) {
                Some((_, value)) => self.cell(&value.joined())?,
                None => self.cell("")?,
            }
        }
        Ok(())
    }

    /// Ends the row.
    pub fn end(&mut self) -> io::Result<()> {
        self.is_begun = false;
        self.out.write_all(b"\r\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_where_they_must_be() {
        use Reader::{Gephi, Program, Spreadsheet};
        for (text, reader, expected) in [
            ("Anna Keller", Spreadsheet, "Anna Keller"),
            ("Keller, Anna", Spreadsheet, "\"Keller, Anna\""),
            ("say \"hm\"", Program, "\"say \"\"hm\"\"\""),
            ("=cmd()", Spreadsheet, "\"'=cmd()\""),
            ("=cmd()", Program, "=cmd()"),
            ("a\nb", Program, "\"a\nb\""),
            ("a\0b", Program, "a\u{fffd}b"),
            ("", Spreadsheet, ""),
            ("a\\b", Program, "a\\b"),
            ("a\\b", Gephi, "a\\\\b"),
        ] {
            let mut out = Vec::new();
            Row::new(&mut out, b',', reader).cell(text).expect("memory");
            assert_eq!(String::from_utf8(out).expect("UTF-8"), expected);
        }
    }
}

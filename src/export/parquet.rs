//! Parquet: a file for each of the tables of [`super::tables`], dictionary-encoded and compressed,
//! written in row groups so that no table is ever held as a whole.

use std::fs::File;
use std::io::{self, Write};
use std::sync::Arc;

use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical, ZstdLevel};
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::{Type, TypePtr};

use super::flat::Selection;
use super::tables::{Cell, Column, Kind, Source, TABLES, Table};
use crate::graph::store;

/// Its files.
pub const PARTS: &[&str] = &[
    "documents.parquet",
    "sentences.parquet",
    "entities.parquet",
    "aliases.parquet",
    "offices.parquet",
    "mentions.parquet",
    "events.parquet",
    "participants.parquet",
    "pairs.parquet",
    "evidence.parquet",
    "relations.parquet",
    "relation_evidence.parquet",
];

/// Rows that are held before they are written.
const ROW_GROUP: usize = 64 << 10;

/// Writes the table named `part`, of [`PARTS`], for DuckDB, pandas, Polars and Spark. Judgements, history
/// and the several reports of a meeting are lost.
pub fn write(part: &str, chosen: &Selection<'_>, out: &mut dyn Write) -> io::Result<()> {
    let is_wanted = |table: &&Table| part.strip_suffix(".parquet") == Some(table.name);
    let Some(table) = TABLES.iter().find(is_wanted) else { return Ok(()) };
    let source = Source::new(chosen);
    store::through_file(out, |path| {
        let mut writer = Writer::new(table, File::create(path)?).map_err(io::Error::other)?;
        source.rows(table.name, &mut |row| {
            writer.push(row);
            if writer.is_full() { writer.flush().map_err(io::Error::other) } else { Ok(()) }
        })?;
        writer.finish().map_err(io::Error::other)
    })
}

/// A table on its way into a file.
struct Writer {
    out: SerializedFileWriter<File>,
    columns: Vec<Buffer>,
    rows: usize,
}

/// The values of a column, with one level for each row where it may be empty.
struct Buffer {
    values: Values,
    levels: Option<Vec<i16>>,
}

enum Values {
    Texts(Vec<ByteArray>),
    Counts(Vec<i64>),
    Numbers(Vec<f64>),
}

impl Writer {
    fn new(table: &Table, file: File) -> Result<Self, ParquetError> {
        let fields = table.columns.iter().map(field).collect::<Result<Vec<_>, _>>()?;
        let schema = Type::group_type_builder(table.name).with_fields(fields).build()?;
        let properties = WriterProperties::builder()
            .set_compression(Compression::ZSTD(ZstdLevel::default()))
            .set_created_by("whomet".to_owned())
            .build();
        let out = SerializedFileWriter::new(file, Arc::new(schema), Arc::new(properties))?;
        Ok(Writer { out, columns: table.columns.iter().map(Buffer::of).collect(), rows: 0 })
    }

    fn push(&mut self, row: &[Cell<'_>]) {
        for (buffer, cell) in self.columns.iter_mut().zip(row) {
            if let Some(levels) = &mut buffer.levels {
                levels.push(i16::from(*cell != Cell::Empty));
            }
            match (&mut buffer.values, cell) {
                (Values::Texts(values), Cell::Text(text)) => values.push(ByteArray::from(&**text)),
                (Values::Counts(values), Cell::Count(count)) => values.push(i64::from(*count)),
                (Values::Numbers(values), Cell::Number(number)) => values.push(*number),
                // Nothing, which the level tells; other kinds do not occur.
                _ => {}
            }
        }
        self.rows += 1;
    }

    fn is_full(&self) -> bool {
        self.rows >= ROW_GROUP
    }

    fn flush(&mut self) -> Result<(), ParquetError> {
        let mut group = self.out.next_row_group()?;
        for buffer in &mut self.columns {
            let Some(mut column) = group.next_column()? else { break };
            let levels = buffer.levels.as_deref();
            match &buffer.values {
                Values::Texts(v) => column.typed::<ByteArrayType>().write_batch(v, levels, None)?,
                Values::Counts(v) => column.typed::<Int64Type>().write_batch(v, levels, None)?,
                Values::Numbers(v) => column.typed::<DoubleType>().write_batch(v, levels, None)?,
            };
            column.close()?;
            buffer.clear();
        }
        group.close()?;
        self.rows = 0;
        Ok(())
    }

    fn finish(mut self) -> Result<(), ParquetError> {
        self.flush()?;
        self.out.close().map(drop)
    }
}

impl Buffer {
    fn of(column: &Column) -> Self {
        let values = match column.kind {
            Kind::Text => Values::Texts(Vec::new()),
            Kind::Count => Values::Counts(Vec::new()),
            Kind::Number => Values::Numbers(Vec::new()),
        };
        Buffer { values, levels: column.is_optional.then(Vec::new) }
    }

    fn clear(&mut self) {
        match &mut self.values {
            Values::Texts(values) => values.clear(),
            Values::Counts(values) => values.clear(),
            Values::Numbers(values) => values.clear(),
        }
        if let Some(levels) = &mut self.levels {
            levels.clear();
        }
    }
}

fn field(column: &Column) -> Result<TypePtr, ParquetError> {
    let (physical, logical) = match column.kind {
        Kind::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        Kind::Count => (Physical::INT64, None),
        Kind::Number => (Physical::DOUBLE, None),
    };
    let repetition = if column.is_optional { Repetition::OPTIONAL } else { Repetition::REQUIRED };
    let field = Type::primitive_type_builder(column.name, physical);
    Ok(Arc::new(field.with_logical_type(logical).with_repetition(repetition).build()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_a_file_for_each_table() {
        let names: Vec<String> = TABLES.iter().map(|t| format!("{}.parquet", t.name)).collect();
        assert_eq!(PARTS, names);
    }
}

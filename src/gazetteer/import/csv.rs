//! Tables with a line of column names, which may be any: `--map name=COLUMN` says which is which.

use super::label::kind_of;
use super::record::{Record, Tenure, date, gender};
use super::rows::Rows;
use super::{Format, Import, ImportError};

pub const FORMAT: Format = Format {
    name: "csv",
    description: "a table with column names: name, aliases, weak, id, wikidata, kind, type, gender, \
                  country, population, title, of, from, to, or others with --map",
    source: None,
    licence: None,
    needs_kind: false,
    read,
};

const FIELDS: &[&str] = &[
    "name",
    "aliases",
    "weak",
    "id",
    "wikidata",
    "kind",
    "type",
    "gender",
    "country",
    "population",
    "title",
    "of",
    "from",
    "to",
];

fn read(import: &mut Import<'_>) -> Result<(), ImportError> {
    let mut rows = Rows::open(import.path)?;
    let options = import.options;
    if let Some((field, _)) = options.columns.iter().find(|(f, _)| !FIELDS.contains(&f.as_str())) {
        let fields = FIELDS.join(", ");
        return Err(
            import.not_of_format(format!("no field is called “{field}”; there are {fields}"))
        );
    }
    let column = |field: &str| {
        let own = options.columns.iter().find(|(own, _)| own == field);
        rows.column(own.map_or(field, |(_, column)| column))
    };
    let columns: Vec<Option<usize>> = FIELDS.iter().map(|field| column(field)).collect();
    for (field, name) in &options.columns {
        if rows.column(name).is_none() {
            let names = rows.columns().join(", ");
            let reason = format!("no column “{name}” for {field}; there are {names}");
            return Err(import.not_of_format(reason));
        }
    }
    if columns[0].is_none() {
        let names = rows.columns().join(", ");
        return Err(
            import.not_of_format(format!("no column “name”, only {names}; use --map name=…"))
        );
    }
    while let Some(row) = rows.next()? {
        let cells = match row.cells {
            Ok(cells) => cells,
            Err(why) => {
                import.bad(row.line, why);
                continue;
            }
        };
        let cell = |field: &str| {
            let at = FIELDS.iter().position(|f| *f == field).and_then(|at| columns[at]);
            at.and_then(|at| cells.get(at)).map(|cell| cell.trim()).unwrap_or_default()
        };
        let several = |field: &str| -> Vec<String> {
            cell(field).split([';', '|']).map(|name| name.trim().to_owned()).collect()
        };
        let some = |field: &str| Some(cell(field).to_owned()).filter(|text| !text.is_empty());
        let mut record = Record::new(kind_of(cell("kind"), &options.labels), cell("name"));
        if record.kind.is_none() && !cell("kind").is_empty() {
            let label = cell("kind");
            import.bad(row.line, format!("“{label}” is no kind; say what it means with --label"));
            continue;
        }
        record.id = cell("id").to_owned();
        record.aliases = several("aliases");
        record.weak = several("weak");
        record.wikidata = some("wikidata");
        record.sort = some("type");
        record.gender = gender(cell("gender"));
        record.countries = some("country").into_iter().collect();
        record.population = cell("population").replace([' ', ','], "").parse().ok();
        if let Some(title) = some("title") {
            let (of, from, to) = (some("of"), date(cell("from")), date(cell("to")));
            record.tenures.push(Tenure { title, of, from, to, ..Tenure::default() });
        }
        import.take(record, row.line)?;
    }
    Ok(())
}

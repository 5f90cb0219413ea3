//! Answers of the Wikidata query service as CSV, one row for each item, other name and office:
//! `?item ?itemLabel ?altLabel ?office ?officeLabel ?start ?end`, and further columns if asked for.

use super::join::Join;
use super::record::{Record, Tenure, date, gender};
use super::rows::Rows;
use super::{Format, Import, ImportError, kind_named, yaml};
use crate::gazetteer::schema::Kind;

pub const FORMAT: Format = Format {
    name: "wikidata-csv",
    description: "Wikidata query results as CSV: item, itemLabel, altLabel or itemAltLabel, office, \
                  officeLabel, ofLabel, start, end, genderLabel, countryCode, population, kind",
    source: Some("Wikidata, wikidata.org"),
    licence: Some("CC0 1.0"),
    needs_kind: false,
    read,
};

fn read(import: &mut Import<'_>) -> Result<(), ImportError> {
    let mut rows = Rows::open(import.path)?;
    let columns = rows.columns().join(", ");
    let (Some(item_at), Some(label_at)) = (rows.column("item"), rows.column("itemLabel")) else {
        return Err(import.not_of_format(format!("no columns item and itemLabel, only {columns}")));
    };
    let at = |name: &str| rows.column(name);
    let (alt, alts, office) = (at("altLabel"), at("itemAltLabel"), at("officeLabel"));
    let (of, start, end) = (at("ofLabel"), at("start"), at("end"));
    let (sex, code, people, kind_at) =
        (at("genderLabel"), at("countryCode"), at("population"), at("kind"));
    let mut join = Join::new();
    while let Some(row) = rows.next()? {
        let cells = match row.cells {
            Ok(cells) => cells,
            Err(why) => {
                import.bad(row.line, why);
                continue;
            }
        };
        let cell = |at: Option<usize>| {
            at.and_then(|at| cells.get(at)).map(|cell| cell.trim()).filter(|cell| !cell.is_empty())
        };
        let item = cell(Some(item_at)).unwrap_or_default();
        let item = item.rsplit('/').next().unwrap_or_default();
        if !yaml::is_item(item) {
            import.bad(row.line, format!("“{item}” is no Wikidata item"));
            continue;
        }
        let mut kind = cell(kind_at).and_then(kind_named).or(import.options.kinds.first().copied());
        if office.is_some() {
            kind = kind.or(Some(Kind::Person));
        }
        // An item without a label in the language is shown by its number.
        let label = cell(Some(label_at)).filter(|label| !yaml::is_item(label)).unwrap_or_default();
        let mut part = Record::new(kind, label);
        part.id = item.to_owned();
        part.wikidata = Some(item.to_owned());
        part.aliases.extend(cell(alt).map(str::to_owned));
        let several = cell(alts).into_iter().flat_map(|names| names.split(", "));
        part.aliases.extend(several.map(str::to_owned));
        part.gender = cell(sex).and_then(gender);
        part.countries.extend(cell(code).map(str::to_owned));
        part.population = cell(people).and_then(|count| count.parse().ok());
        if let Some(title) = cell(office).filter(|title| !yaml::is_item(title)) {
            part.tenures.push(Tenure {
                title: title.to_owned(),
                of: cell(of).map(str::to_owned),
                from: cell(start).and_then(date),
                to: cell(end).and_then(date),
                ..Tenure::default()
            });
        }
        join.put(item, row.line, part)?;
    }
    join.finish(import, |record| match record.name.is_empty() {
        true => Err("the item has no label in the language of the query"),
        false => Ok(()),
    })
}

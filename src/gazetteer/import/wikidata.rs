//! The JSON dump of Wikidata: an array with one item a line, gzipped as it is published or not, or
//! any selection of its lines. Offices are items of their own anywhere in the file, so a file with
//! offices is read twice.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use rustc_hash::FxHashSet;
use serde::de::value::MapAccessDeserializer;
use serde::de::{IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use super::join::{Join, Post};
use super::record::{Record, Tenure, date};
use super::{Format, Import, ImportError, kind_named};
use crate::gazetteer::schema::{Gender, Kind};

pub const FORMAT: Format = Format {
    name: "wikidata",
    description: "Wikidata JSON dump, or some of its lines",
    source: Some("Wikidata, wikidata.org"),
    licence: Some("CC0 1.0"),
    needs_kind: false,
    read,
};

/// Which classes are taken, as what: item, kind, sort or `-`, and the class's name.
const CLASSES: &str = include_str!("wikidata-classes.txt");

#[derive(Deserialize)]
struct Item {
    id: String,
    #[serde(default, deserialize_with = "or_empty")]
    labels: BTreeMap<String, Label>,
    #[serde(default, deserialize_with = "or_empty")]
    aliases: BTreeMap<String, Vec<Label>>,
    #[serde(default, deserialize_with = "or_empty")]
    claims: Claims,
}

#[derive(Deserialize)]
struct Label {
    value: String,
}

/// The properties that are read.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Claims {
    #[serde(rename = "P31")]
    instance_of: Vec<Statement>,
    #[serde(rename = "P27")]
    citizenship: Vec<Statement>,
    #[serde(rename = "P17")]
    country: Vec<Statement>,
    #[serde(rename = "P1001")]
    jurisdiction: Vec<Statement>,
    #[serde(rename = "P21")]
    gender: Vec<Statement>,
    #[serde(rename = "P39")]
    office: Vec<Statement>,
    #[serde(rename = "P1082")]
    population: Vec<Statement>,
}

#[derive(Deserialize)]
struct Statement {
    mainsnak: Snak,
    #[serde(default)]
    rank: String,
    #[serde(default, deserialize_with = "or_empty")]
    qualifiers: Qualifiers,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Qualifiers {
    #[serde(rename = "P580")]
    start: Vec<Snak>,
    #[serde(rename = "P582")]
    end: Vec<Snak>,
}

#[derive(Deserialize)]
struct Snak {
    #[serde(default)]
    datavalue: Option<DataValue>,
}

#[derive(Deserialize)]
struct DataValue {
    value: Value,
}

impl Snak {
    fn item(&self) -> Option<&str> {
        self.datavalue.as_ref()?.value.get("id")?.as_str()
    }

    fn date(&self) -> Option<String> {
        let value = &self.datavalue.as_ref()?.value;
        let time = value.get("time")?.as_str()?;
        let precision = value.get("precision").and_then(Value::as_u64).unwrap_or(11);
        let day = date(time)?;
        match precision {
            11.. => Some(day),
            10 => Some(day.get(..7).unwrap_or(&day).to_owned()),
            9 => Some(day.get(..4).unwrap_or(&day).to_owned()),
            _ => None,
        }
    }
}

/// What statements say that are not deprecated, the preferred ones first.
fn valid(statements: &[Statement]) -> Vec<&Statement> {
    let mut valid: Vec<_> = statements.iter().filter(|s| s.rank != "deprecated").collect();
    valid.sort_by_key(|statement| statement.rank != "preferred");
    valid
}

fn items(statements: &[Statement]) -> Vec<&str> {
    valid(statements).into_iter().filter_map(|statement| statement.mainsnak.item()).collect()
}

fn read(import: &mut Import<'_>) -> Result<(), ImportError> {
    let classes = classes(import);
    let mut join = Join::new();
    let mut offices: FxHashSet<String> = FxHashSet::default();
    each(import, |import, line, number| {
        let item: Item = match serde_json::from_str(line) {
            Ok(item) => item,
            Err(error) => {
                import.bad(number, format!("no item: {error}"));
                return Ok(());
            }
        };
        let Some(record) = record(&item, &classes, import) else { return Ok(()) };
        offices.extend(record.tenures.iter().map(|tenure| tenure.post.clone()));
        join.put(&item.id, number, record)
    })?;
    if !offices.is_empty() {
        each(import, |import, line, _| {
            let is_office = id_of(line).is_some_and(|id| offices.contains(id));
            if let Some(item) = is_office.then(|| serde_json::from_str::<Item>(line).ok()).flatten()
                && let Some(title) = name(&item, &import.options.language)
            {
                let places = [&item.claims.jurisdiction, &item.claims.country];
                let mut items = places.into_iter().flat_map(|claims| items(claims));
                let country = items.find_map(|item| import.world.code_of_item(item));
                let of = country.and_then(|code| import.world.country_id(code));
                let (of, country) = (of.map(str::to_owned), country.map(str::to_owned));
                join.posts.insert(item.id.clone(), Post { title: title.to_owned(), of, country });
            }
            Ok(())
        })?;
    }
    join.finish(import, |_| Ok(()))
}

/// Hands on every line with an item, without the array around them.
fn each<'i>(
    import: &mut Import<'i>,
    mut take: impl FnMut(&mut Import<'i>, &str, u64) -> Result<(), ImportError>,
) -> Result<(), ImportError> {
    let mut lines = import.lines()?;
    while let Some(line) = lines.next()? {
        let text = match &line.text {
            Ok(text) => text.trim().trim_end_matches(','),
            Err(why) => {
                import.bad(line.number, *why);
                continue;
            }
        };
        if !matches!(text, "[" | "]" | "") {
            take(import, text, line.number)?;
        }
    }
    Ok(())
}

/// The id at the beginning of a line of the dump, without reading the rest.
fn id_of(line: &str) -> Option<&str> {
    let start = line.find("\"id\":")? + 5;
    line[start..].trim_start().strip_prefix('"')?.split('"').next()
}

fn name<'a>(item: &'a Item, language: &str) -> Option<&'a str> {
    // Names that are the same in all languages of a script stand under `mul`.
    let label = item.labels.get(language).or_else(|| item.labels.get("mul"))?;
    Some(&label.value)
}

fn record(item: &Item, classes: &Classes<'_>, import: &Import<'_>) -> Option<Record> {
    let (kind, sort) =
        items(&item.claims.instance_of).into_iter().find_map(|c| classes.get(c).copied())?;
    let language = import.options.language.as_str();
    let mut record = Record::new(Some(kind), name(item, language)?);
    record.id.clone_from(&item.id);
    record.wikidata = Some(item.id.clone());
    record.sort = sort.map(str::to_owned);
    for language in [language, "mul"] {
        let others = item.aliases.get(language).into_iter().flatten();
        record.aliases.extend(others.map(|label| label.value.clone()));
    }
    record.gender = items(&item.claims.gender).into_iter().find_map(|gender| match gender {
        "Q6581072" => Some(Gender::Female),
        "Q6581097" => Some(Gender::Male),
        _ => None,
    });
    let countries =
        [&item.claims.citizenship, &item.claims.country].into_iter().flat_map(|c| items(c));
    record.countries =
        countries.filter_map(|item| import.world.code_of_item(item)).map(str::to_owned).collect();
    if sort == Some("country") {
        record.is_country = true;
        let own = import.world.code_of_item(&item.id);
        record.countries = own.into_iter().map(str::to_owned).collect();
    }
    record.population = valid(&item.claims.population).into_iter().find_map(|statement| {
        let amount = statement.mainsnak.datavalue.as_ref()?.value.get("amount")?.as_str()?;
        amount.trim_start_matches('+').parse().ok()
    });
    if kind == Kind::Person {
        record.tenures = valid(&item.claims.office).into_iter().filter_map(tenure).collect();
    }
    Some(record)
}

fn tenure(statement: &Statement) -> Option<Tenure> {
    Some(Tenure {
        post: statement.mainsnak.item()?.to_owned(),
        from: statement.qualifiers.start.iter().find_map(Snak::date),
        to: statement.qualifiers.end.iter().find_map(Snak::date),
        ..Tenure::default()
    })
}

type Classes<'a> = BTreeMap<&'a str, (Kind, Option<&'static str>)>;

/// The classes that are taken: those of the list, and those that `--label` names.
fn classes<'a>(import: &Import<'a>) -> Classes<'a> {
    let listed = CLASSES.lines().filter_map(|line| {
        let mut cells = line.split('\t');
        let (item, kind, sort) = (cells.next()?, kind_named(cells.next()?)?, cells.next()?);
        Some((item, (kind, Some(sort).filter(|sort| *sort != "-"))))
    });
    let own = import.options.labels.iter().map(|(item, kind)| (item.as_str(), (*kind, None)));
    listed.chain(own).collect()
}

/// What has no members is written as an empty list, where an object belongs.
fn or_empty<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de> + Default,
{
    struct OrEmpty<T>(PhantomData<T>);
    impl<'de, T: Deserialize<'de> + Default> Visitor<'de> for OrEmpty<T> {
        type Value = T;
        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object, or an empty list")
        }
        fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
            T::deserialize(MapAccessDeserializer::new(map))
        }
        fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<T, A::Error> {
            while seq.next_element::<IgnoredAny>()?.is_some() {}
            Ok(T::default())
        }
    }
    deserializer.deserialize_any(OrEmpty(PhantomData))
}

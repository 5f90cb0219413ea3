//! FollowTheMoney entities as OpenSanctions publishes them, one JSON object a line. A person's offices
//! stand apart: an `Occupancy` names the holder and the `Position`, all three anywhere in the file.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::join::{Join, Post};
use super::record::{Record, Tenure, date, gender};
use super::{Format, Import, ImportError, yaml};
use crate::gazetteer::schema::Kind;

pub const FORMAT: Format = Format {
    name: "followthemoney",
    description: "OpenSanctions entities.ftm.json and other FollowTheMoney JSON lines",
    source: Some("OpenSanctions, opensanctions.org, unless the file is another's"),
    licence: Some("CC BY-NC 4.0, unless the file is another's"),
    needs_kind: false,
    read,
};

#[derive(Deserialize)]
struct Entity {
    id: String,
    schema: String,
    #[serde(default)]
    caption: String,
    #[serde(default)]
    properties: BTreeMap<String, Vec<serde_json::Value>>,
}

impl Entity {
    fn all(&self, property: &str) -> impl Iterator<Item = &str> {
        self.properties.get(property).into_iter().flatten().filter_map(|value| value.as_str())
    }

    fn first(&self, property: &str) -> Option<&str> {
        self.all(property).next()
    }
}

fn read(import: &mut Import<'_>) -> Result<(), ImportError> {
    let mut join = Join::new();
    let mut lines = import.lines()?;
    while let Some(line) = lines.next()? {
        let number = line.number;
        let read = line.text.map_err(str::to_owned).and_then(|text| {
            serde_json::from_str::<Entity>(&text).map_err(|error| format!("no entity: {error}"))
        });
        let entity = match read {
            Ok(entity) => entity,
            Err(why) => {
                import.bad(number, why);
                continue;
            }
        };
        match entity.schema.as_str() {
            "Occupancy" => match (entity.first("holder"), entity.first("post")) {
                (Some(holder), Some(post)) => {
                    let part = Record { tenures: vec![tenure(&entity, post)], ..Record::default() };
                    join.put(holder, number, part)?;
                }
                _ => import.bad(number, "an occupancy without holder or post"),
            },
            "Position" => {
                let country = entity.first("country").map(str::to_ascii_uppercase);
                let of = country.as_deref().and_then(|code| import.world.country_id(code));
                let title = entity.first("name").unwrap_or(&entity.caption).to_owned();
                let post = Post { title, of: of.map(str::to_owned), country };
                join.posts.insert(entity.id, post);
            }
            schema => {
                if let Some((kind, sort)) = kind_of(schema) {
                    let part = record(&entity, kind, sort, import.options.alternate_names);
                    join.put(&entity.id, number, part)?;
                }
            }
        }
    }
    join.finish(import, |record| match record.kind {
        Some(_) => Ok(()),
        None => Err("an occupancy of somebody whom the file does not hold"),
    })
}

fn kind_of(schema: &str) -> Option<(Kind, Option<&'static str>)> {
    Some(match schema {
        "Person" => (Kind::Person, None),
        "Company" => (Kind::Organization, Some("company")),
        "PublicBody" => (Kind::Organization, Some("government")),
        "Organization" | "LegalEntity" => (Kind::Organization, None),
        _ => return None,
    })
}

fn tenure(entity: &Entity, post: &str) -> Tenure {
    Tenure {
        post: post.to_owned(),
        from: entity.first("startDate").and_then(date),
        to: entity.first("endDate").and_then(date),
        ..Tenure::default()
    }
}

fn record(entity: &Entity, kind: Kind, sort: Option<&str>, any_script: bool) -> Record {
    let is_readable = |name: &&str| any_script || is_latin(name);
    let caption = Some(entity.caption.as_str()).filter(|name| !name.is_empty() && is_latin(name));
    let name = caption.or(entity.all("name").find(is_readable)).unwrap_or_default();
    let mut record = Record::new(Some(kind), name);
    record.id = entity.id.clone();
    let item = entity.all("wikidataId").find(|item| yaml::is_item(item));
    let item = item.or(Some(entity.id.as_str()).filter(|id| yaml::is_item(id)));
    record.wikidata = item.map(str::to_owned);
    let others = entity.all("name").chain(entity.all("alias")).filter(is_readable);
    record.aliases = others.map(str::to_owned).collect();
    record.weak = entity.all("weakAlias").filter(is_readable).map(str::to_owned).collect();
    let former = entity.all("previousName").filter(is_readable);
    record.former = former.map(|name| (name.to_owned(), None)).collect();
    record.gender = entity.first("gender").and_then(gender);
    record.sort = sort.map(str::to_owned);
    let countries = ["citizenship", "nationality", "country", "jurisdiction"];
    let codes = countries.into_iter().flat_map(|property| entity.all(property));
    record.countries = codes.filter(|code| code.len() == 2).map(str::to_ascii_uppercase).collect();
    if let Some(plain) = entity.first("position").filter(|_| kind == Kind::Person) {
        record.tenures.push(Tenure { title: plain.to_owned(), ..Tenure::default() });
    }
    record
}

/// Whether a reader of English could write the name.
fn is_latin(name: &str) -> bool {
    name.chars()
        .all(|c| !c.is_alphabetic() || c < '\u{250}' || ('\u{1E00}'..'\u{1F00}').contains(&c))
}

//! The cast of the examples as a gazetteer: rule examples and stories in tests are read with these
//! invented names alone, so that they never break when the shipped gazetteers change.

use std::path::PathBuf;
use std::sync::Arc;

use serde_json::{Value, json};

use crate::base::diagnostic::SourceFile;
use crate::gazetteer::{self, Gazetteer};
use crate::resolve::link::slug;
use crate::rule::Cast;
use crate::text::Lexicon;
use crate::text::fold::fold;

/// The gazetteer that holds the cast and nothing else. Surnames are enough to name a person.
pub fn gazetteer(cast: &Cast, lexicon: &mut Lexicon) -> Gazetteer {
    let files = [
        ("places", "place", places(cast)),
        ("organizations", "organization", organizations(cast)),
        ("roles", "role", roles(cast)),
        ("people", "person", people(cast)),
    ];
    let sources: Vec<Arc<SourceFile>> = files
        .into_iter()
        .map(|(name, kind, entries)| {
            let path = PathBuf::from(format!("cast/{name}.yaml"));
            // JSON is YAML too, and names need no thought about quoting.
            let text = json!({ "kind": kind, "entries": entries }).to_string();
            Arc::new(SourceFile { path, text })
        })
        .collect();
    gazetteer::load_texts(lexicon, &sources).0
}

/// The id of a member of the cast: `anna-keller`, `salt-ministry`.
pub fn id(name: &str) -> String {
    slug(&fold(without_article(name)))
}

fn without_article(name: &str) -> &str {
    name.strip_prefix("the ").unwrap_or(name)
}

fn places(cast: &Cast) -> Vec<Value> {
    let place = |name: &String| {
        let demonyms = cast.demonyms.get(name).cloned().unwrap_or_default();
        let sort = if !demonyms.is_empty() {
            "country"
        } else if name.starts_with("Lake ") {
            "water"
        } else {
            "city"
        };
        let mut entry = json!({ "id": id(name), "name": name, "type": sort });
        if !demonyms.is_empty() {
            entry["demonyms"] = json!(demonyms);
        }
        if let Some(around) = cast.within.get(name) {
            entry["within"] = json!(id(around));
        }
        entry
    };
    cast.places.iter().map(place).collect()
}

fn organizations(cast: &Cast) -> Vec<Value> {
    let organization = |name: &String| {
        let folded = fold(name);
        let sorts = ["ministry", "parliament", "party", "university"];
        let sort = sorts.into_iter().find(|sort| folded.ends_with(sort)).unwrap_or("company");
        json!({ "id": id(name), "name": without_article(name), "type": sort })
    };
    cast.organizations.iter().map(organization).collect()
}

/// An office of the cast as its words: the title, and what it belongs to.
fn office(role: &str) -> (&str, Option<&str>) {
    match role.split_once(" of ") {
        Some((title, of)) => (title, Some(of)),
        None => (role, None),
    }
}

fn roles(cast: &Cast) -> Vec<Value> {
    const HONORIFICS: &[(&str, Option<&str>)] =
        &[("Mr", Some("male")), ("Ms", Some("female")), ("Mrs", Some("female")), ("Dr", None)];
    let mut roles: Vec<Value> = cast
        .titles
        .iter()
        .map(|title| {
            let honorific = HONORIFICS.iter().find(|(word, _)| word == title);
            let mut entry = json!({ "id": id(title), "name": title, "titles": [title] });
            match honorific {
                Some((_, gender)) => {
                    entry["honorific"] = json!(true);
                    entry["rank"] = json!("honorific");
                    if let Some(gender) = gender {
                        entry["gender"] = json!(gender);
                    }
                }
                None => entry["attaches-to"] = json!(["country", "organization"]),
            }
            entry
        })
        .collect();
    for role in cast.roles.values() {
        let (title, of) = office(role);
        if let Some(of) = of {
            roles.push(json!({
                "id": id(role), "name": role, "titles": [title], "of": id(of), "seats": 1
            }));
        } else if !cast.titles.iter().any(|known| known == title) {
            roles.push(json!({ "id": id(role), "name": role, "titles": [title] }));
        }
    }
    roles
}

fn people(cast: &Cast) -> Vec<Value> {
    let person = |name: &String| {
        let mut entry = json!({ "id": id(name), "name": name });
        if let Some(surname) = cast.surnames.get(name) {
            entry["aliases"] = json!([surname]);
        }
        if let Some(gender) = cast.genders.get(name) {
            entry["gender"] = json!(gender);
        }
        if let Some(role) = cast.roles.get(name) {
            entry["roles"] = json!([{ "role": id(role), "from": "2020" }]);
        }
        entry
    };
    cast.people.iter().map(person).collect()
}

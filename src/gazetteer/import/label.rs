//! What the labels of other tools mean here.

use crate::gazetteer::schema::Kind;

/// The kind with that name: `person`, `organization`, `place` or `role`.
pub fn kind_named(name: &str) -> Option<Kind> {
    match name.to_ascii_lowercase().as_str() {
        "person" => Some(Kind::Person),
        "organization" => Some(Kind::Organization),
        "place" => Some(Kind::Place),
        "role" => Some(Kind::Role),
        _ => None,
    }
}

/// The kind that a label of spaCy, CoreNLP, GATE or OntoNotes names.
pub fn kind_of(label: &str, own: &[(String, Kind)]) -> Option<Kind> {
    if let Some((_, kind)) = own.iter().find(|(own, _)| own.eq_ignore_ascii_case(label)) {
        return Some(*kind);
    }
    let label = label.to_ascii_lowercase().replace('-', "_");
    let begins = |words: &[&str]| words.iter().any(|word| label.starts_with(word));
    // What these lists hold are parts of names, not names.
    if begins(&["person_first", "person_ending", "surname", "org_key", "org_base", "loc_key"]) {
        return None;
    }
    match label.as_str() {
        "per" => Some(Kind::Person),
        "gpe" | "fac" | "norp" => Some(Kind::Place),
        "government" => Some(Kind::Organization),
        _ if begins(&["person"]) => Some(Kind::Person),
        _ if begins(&["org", "company", "party", "team", "news", "university"]) => {
            Some(Kind::Organization)
        }
        _ if begins(&["loc", "place", "city", "country", "state", "region", "province"]) => {
            Some(Kind::Place)
        }
        _ if begins(&["title", "jobtitle", "job_title", "role", "position"]) => Some(Kind::Role),
        _ => kind_named(&label),
    }
}

/// The sort of place that a label names.
pub fn sort_of(label: &str) -> Option<&'static str> {
    let label = label.to_ascii_lowercase();
    ["country", "city", "region", "state", "continent"]
        .into_iter()
        .find(|sort| label.starts_with(sort))
}

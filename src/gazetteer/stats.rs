//! How much gazetteers hold, counted by kind and sort.

use std::collections::BTreeMap;

use crate::extraction::EntityKind;
use crate::gazetteer::entity::{Details, Gazetteer};
use crate::gazetteer::names::{AliasKind, Strength};

/// What there is of one sort.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Entries.
    pub entries: u64,
    /// Entries with a Wikidata item.
    pub items: u64,
    /// Names that are enough on their own.
    pub strong: u64,
    /// Names that need support.
    pub weak: u64,
    /// Tenures of persons.
    pub tenures: u64,
}

/// Everything in `gazetteer`, by kind and by sort: `city`, `party`, `office` …
pub fn stats(gazetteer: &Gazetteer) -> BTreeMap<(EntityKind, String), Count> {
    let sorts: Vec<(EntityKind, String)> =
        gazetteer.entities.iter().map(|entity| (entity.kind, sort_of(&entity.details))).collect();
    let mut counts: BTreeMap<(EntityKind, String), Count> = BTreeMap::new();
    for (entity, sort) in gazetteer.entities.iter().zip(&sorts) {
        let count = counts.entry(sort.clone()).or_default();
        count.entries += 1;
        count.items += u64::from(entity.wikidata.is_some());
        count.tenures += entity.tenures().len() as u64;
    }
    for (_, name) in gazetteer.matcher.all() {
        let named = gazetteer.aliases(name).iter().filter(|alias| alias.via != AliasKind::Not);
        for alias in named {
            use crate::base::Id;
            let count = counts.entry(sorts[alias.entity.index()].clone()).or_default();
            match alias.strength {
                Strength::Strong => count.strong += 1,
                Strength::Weak => count.weak += 1,
            }
        }
    }
    counts
}

/// The sort of an entity, in the words of the files.
fn sort_of(details: &Details) -> String {
    let word = |value: Option<serde_json::Value>| {
        let text = value.as_ref().and_then(|value| value.as_str());
        text.unwrap_or("other").to_owned()
    };
    match details {
        Details::Person(person) if person.tenures.is_empty() => "without office".to_owned(),
        Details::Person(_) => "with office".to_owned(),
        Details::Role(role) if role.honorific => "honorific".to_owned(),
        Details::Role(role) if role.of.is_some() => "office".to_owned(),
        Details::Role(_) => "title".to_owned(),
        Details::Place(place) => word(place.place_type.and_then(|t| serde_json::to_value(t).ok())),
        Details::Organization(organization) => {
            word(organization.org_type.and_then(|t| serde_json::to_value(t).ok()))
        }
    }
}

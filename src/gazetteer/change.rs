//! What a layer changes in the layers below it, entry by entry.

use std::path::PathBuf;

use serde_json::Value;

use crate::gazetteer::layer::Layered;
use crate::gazetteer::schema::Entry;

/// One change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The layer that makes it, from 0.
    pub layer: u8,
    /// What it does.
    pub what: What,
    /// The id of the entry, in the layer that makes the change.
    pub id: String,
    /// The file of the entry that was there before; of an added one its own.
    pub path: PathBuf,
    /// Which keys of the entry are others than before: key, value before, value after.
    pub keys: Vec<(String, Option<String>, Option<String>)>,
}

/// What a layer does to an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// It is new.
    Added,
    /// It stands in place of the one with the same id.
    Replaced,
    /// It stands for the one with the same name or Wikidata item, and inherits what it does not say.
    Joined,
    /// It is taken away.
    Removed,
}

impl Change {
    pub(super) fn added(new: &Layered) -> Self {
        Change::of(What::Added, new.layer, new, Vec::new())
    }

    pub(super) fn replaced(old: &Layered, new: &Layered) -> Self {
        let keys = differences(&old.entry, &new.entry);
        let path = old.source.path.clone();
        Change { path, ..Change::of(What::Replaced, new.layer, new, keys) }
    }

    pub(super) fn joined(old: &Layered, new: &Layered) -> Self {
        let keys = differences(&old.entry, &new.entry);
        let path = old.source.path.clone();
        Change { path, ..Change::of(What::Joined, new.layer, new, keys) }
    }

    pub(super) fn removed(layer: u8, old: Layered) -> Self {
        Change::of(What::Removed, layer, &old, Vec::new())
    }

    fn of(
        what: What,
        layer: u8,
        entry: &Layered,
        keys: Vec<(String, Option<String>, Option<String>)>,
    ) -> Self {
        let (id, path) = (entry.entry.id.value.clone(), entry.source.path.clone());
        Change { layer, what, id, path, keys }
    }
}

/// The keys in which two entries differ, with their values as they would be written in a list.
fn differences(old: &Entry, new: &Entry) -> Vec<(String, Option<String>, Option<String>)> {
    let fields = |entry| match serde_json::to_value(entry) {
        Ok(Value::Object(fields)) => fields,
        _ => serde_json::Map::new(),
    };
    let (old, new) = (fields(old), fields(new));
    let mut keys: Vec<&String> = old.keys().chain(new.keys()).collect();
    keys.sort_unstable();
    keys.dedup();
    let differing = keys.into_iter().filter(|key| old.get(*key) != new.get(*key));
    differing.map(|key| (key.clone(), old.get(key).map(shown), new.get(key).map(shown))).collect()
}

fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(values) => {
            let values: Vec<String> = values.iter().map(shown).collect();
            format!("[{}]", values.join(", "))
        }
        Value::Object(fields) => {
            let fields: Vec<String> =
                fields.iter().map(|(key, value)| format!("{key}: {}", shown(value))).collect();
            format!("{{{}}}", fields.join(", "))
        }
        other => other.to_string(),
    }
}

//! The shape of the YAML files, field for field; nothing else.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;
use std::path::Path;

use serde::de::DeserializeOwned;
use serde::de::{self, Deserializer, MapAccess, SeqAccess, Visitor, value::MapAccessDeserializer};
use serde::{Deserialize, Serialize};
use serde_yaml::Spanned;

use crate::extraction::{EvidenceKind, Modality as Mood, Mode, Polarity, Status};

/// What a file holds, by where it lies and what it is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    /// `_shared/cast.yaml`: [`Cast`]
    Cast,
    /// `_shared/verbs.yaml`: [`Verbs`]
    Verbs,
    /// `_shared/modality.yaml`: [`Modality`]
    Modality,
    /// Any other file of `_shared`: [`Shared`]
    Shared,
    /// `<event>/event.yaml`: [`Event`]
    Event,
    /// Anything else: [`Rule`]
    Rule,
}

impl FileKind {
    /// What the file at `path` holds.
    pub fn of(path: &Path) -> FileKind {
        let folder = path.parent().and_then(Path::file_name).and_then(|name| name.to_str());
        let name = path.file_stem().and_then(|name| name.to_str());
        match (folder, name) {
            (Some("_shared"), Some("cast")) => FileKind::Cast,
            (Some("_shared"), Some("verbs")) => FileKind::Verbs,
            (Some("_shared"), Some("modality")) => FileKind::Modality,
            (Some("_shared"), _) => FileKind::Shared,
            (_, Some("event")) => FileKind::Event,
            _ => FileKind::Rule,
        }
    }
}

/// The content of a file that the build script rewrote as JSON, which is read a dozen times as fast
/// as YAML and keeps no places; none for YAML, which no person begins with a brace.
pub fn json<T: DeserializeOwned>(text: &str) -> Option<T> {
    text.starts_with('{').then(|| serde_json::from_str(text).ok())?
}

/// `rules/_shared/verbs.yaml`: the forms of irregular verbs.
pub type Verbs = BTreeMap<String, Vec<String>>;

/// `rules/<event>/<rule>.yaml`
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Rule {
    pub rule: Spanned<String>,
    pub event: Spanned<String>,
    pub says: String,
    pub patterns: Spanned<String>,
    pub unless: Option<Spanned<String>>,
    #[serde(default)]
    pub set: BTreeMap<String, Spanned<String>>,
    pub confidence: Option<Spanned<f32>>,
    #[serde(default)]
    pub captions_only: bool,
    #[serde(default)]
    pub officials_only: bool,
    #[serde(default)]
    pub manner_only: bool,
    #[serde(default)]
    pub anaphoric: bool,
    #[serde(default)]
    pub examples: Vec<Example>,
    #[serde(default)]
    pub counterexamples: Vec<Counterexample>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Example {
    pub text: Spanned<String>,
    pub finds: OneOrMany<BTreeMap<String, OneOrMany<String>>>,
    pub note: Option<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Counterexample {
    pub text: Spanned<String>,
    pub why: String,
}

/// `rules/<event>/event.yaml`
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Event {
    pub event: Spanned<String>,
    pub label: String,
    pub gloss: String,
    pub arguments: BTreeMap<String, Argument>,
    #[serde(default)]
    pub adjuncts: BTreeMap<String, Adjunct>,
    #[serde(default)]
    pub modes: Vec<String>,
    #[serde(default)]
    pub classes: Vec<String>,
    pub caption: Option<String>,
    #[serde(default)]
    pub codes: Vec<Coding>,
    #[serde(default)]
    pub maps_to: BTreeMap<String, String>,
}

/// A line of `codes:`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Coding {
    #[serde(default)]
    pub status: Vec<Status>,
    #[serde(default)]
    pub mode: Vec<Mode>,
    #[serde(default)]
    pub class: Vec<String>,
    #[serde(default)]
    pub trigger: Vec<String>,
    #[serde(default)]
    pub at_least: usize,
    pub cameo: String,
    pub plover: String,
    pub plover_mode: Option<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Argument {
    pub accepts: Vec<Spanned<String>>,
    #[serde(default)]
    pub at_least: usize,
    pub at_most: Option<usize>,
    pub edge: Option<String>,
    pub plural: Option<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Adjunct {
    pub accepts: Vec<Spanned<String>>,
    #[serde(default)]
    pub after: Vec<String>,
    pub edge: Option<String>,
}

/// `rules/_shared/cast.yaml`
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Cast {
    #[serde(default)]
    pub people: Vec<String>,
    #[serde(default)]
    pub organizations: Vec<String>,
    #[serde(default)]
    pub places: Vec<String>,
    #[serde(default)]
    pub titles: Vec<String>,
    #[serde(default)]
    pub genders: BTreeMap<String, String>,
    #[serde(default)]
    pub surnames: BTreeMap<String, String>,
    #[serde(default)]
    pub roles: BTreeMap<String, String>,
    #[serde(default)]
    pub demonyms: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    pub within: BTreeMap<String, String>,
}

/// `rules/_shared/modality.yaml`
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Modality {
    pub cues: Vec<CueGroup>,
    #[serde(default)]
    pub clause_openers: Vec<CueGroup>,
    #[serde(default)]
    pub before_noun: Vec<CueGroup>,
    #[serde(default)]
    pub after_noun: Vec<CueGroup>,
    #[serde(default)]
    pub auxiliaries: Vec<Spanned<String>>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct CueGroup {
    pub words: Vec<Spanned<String>>,
    #[serde(default)]
    pub sets: Sets,
    /// For the reader of the file.
    #[serde(rename = "example")]
    pub _example: Option<String>,
    #[serde(default)]
    pub inverted: bool,
}

impl CueGroup {
    /// A group of words that change nothing.
    pub fn plain(words: &[Spanned<String>]) -> Self {
        CueGroup { words: words.to_vec(), sets: Sets::default(), _example: None, inverted: false }
    }
}

#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Sets {
    pub polarity: Option<Polarity>,
    pub modality: Option<Mood>,
    pub evidence: Option<EvidenceKind>,
}

/// Any other file of `rules/_shared`: named lists.
pub type Shared = BTreeMap<String, Spanned<Section>>;

/// What stands under a name of a shared file.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum Section {
    /// `prefix: say`
    Text(String),
    /// A list.
    List(Vec<Spanned<Item>>),
    /// Lists of lists.
    Lists(BTreeMap<String, Vec<Spanned<Item>>>),
}

/// A member of a list.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum Item {
    /// A word or phrase, with `~` in front a verb.
    Word(String),
    /// A verb or noun with all that is known of it.
    Entry(Box<Entry>),
}

/// A verb or noun with all that is known of it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Entry {
    pub lemma: Option<String>,
    pub noun: Option<String>,
    pub class: Option<String>,
    pub mode: Option<String>,
    #[serde(default)]
    pub frames: Vec<String>,
    #[serde(default)]
    pub forms: Vec<String>,
    pub plural: Option<String>,
    #[serde(default)]
    pub to: Vec<String>,
    #[serde(default)]
    pub not: Vec<String>,
    #[serde(default)]
    pub weak: bool,
    #[serde(default = "yes")]
    pub voiced: bool,
}

fn yes() -> bool {
    true
}

/// One value, or a list of them.
#[derive(Clone, Debug, Serialize)]
#[serde(transparent)]
pub struct OneOrMany<T>(pub Vec<T>);

// Written by hand because serde's untagged enums lose the places that `Spanned` keeps.

impl<'de> Deserialize<'de> for Section {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any;
        impl<'de> Visitor<'de> for Any {
            type Value = Section;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list of words")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Section, E> {
                Ok(Section::Text(text.to_owned()))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Section, A::Error> {
                let mut items = Vec::new();
                while let Some(item) = seq.next_element()? {
                    items.push(item);
                }
                Ok(Section::List(items))
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Section, A::Error> {
                let mut lists = BTreeMap::new();
                while let Some((name, items)) = map.next_entry()? {
                    lists.insert(name, items);
                }
                Ok(Section::Lists(lists))
            }
        }
        deserializer.deserialize_any(Any)
    }
}

impl<'de> Deserialize<'de> for Item {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any;
        impl<'de> Visitor<'de> for Any {
            type Value = Item;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a word, a phrase, or an entry in braces")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Item, E> {
                Ok(Item::Word(text.to_owned()))
            }
            // “on” and “no” are words here.
            fn visit_bool<E: de::Error>(self, value: bool) -> Result<Item, E> {
                Ok(Item::Word(if value { "yes" } else { "no" }.to_owned()))
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Item, A::Error> {
                Entry::deserialize(MapAccessDeserializer::new(map))
                    .map(|e| Item::Entry(Box::new(e)))
            }
        }
        deserializer.deserialize_any(Any)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for OneOrMany<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Any<T> {
            type Value = OneOrMany<T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("one value or a list of them")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
                let value = de::value::StrDeserializer::<E>::new(text);
                T::deserialize(value).map(|one| OneOrMany(vec![one]))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
                let mut items = Vec::new();
                while let Some(item) = seq.next_element()? {
                    items.push(item);
                }
                Ok(OneOrMany(items))
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
                let value = MapAccessDeserializer::new(map);
                T::deserialize(value).map(|one| OneOrMany(vec![one]))
            }
        }
        deserializer.deserialize_any(Any(PhantomData))
    }
}

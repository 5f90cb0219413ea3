//! Lays the files over each other: later layers add entries, replace those of the same id, merge
//! with those of the same name, and remove what they list. What comes out has unique ids.

use std::mem;
use std::path::PathBuf;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::base::diagnostic::SourceFile;
use crate::base::{ByteSpan, Diagnostic, Diagnostics};
use crate::extraction::EntityKind;
use crate::gazetteer::change::Change;
use crate::gazetteer::entity::{EntityId, Gazetteer};
use crate::gazetteer::schema::{self, Entry, Kind, Text};
use crate::text::fold::fold;

/// A file that was read.
#[derive(Clone, Debug)]
pub struct LoadedFile {
    /// Its path and text; the text of a built-in file is empty.
    pub source: Arc<SourceFile>,
    /// Its layer, from 0.
    pub layer: u8,
    /// Whether it is built in: its mistakes are found by the project's own tests.
    pub builtin: bool,
    /// What it says.
    pub file: schema::File,
}

impl LoadedFile {
    /// A file inside the program.
    pub fn builtin(path: PathBuf, file: schema::File) -> Self {
        let source = Arc::new(SourceFile { path, text: String::new() });
        LoadedFile { source, layer: 0, builtin: true, file }
    }
}

/// The entries that count, and the lists of names.
#[derive(Debug, Default)]
pub struct Layers {
    /// One element for each entity.
    pub entries: Vec<Layered>,
    /// Ids of entries that were merged into others: old id, position in `entries`.
    pub renamed: Vec<(String, usize)>,
    /// Lists of given names and surnames.
    pub lists: Vec<NameList>,
    /// What later layers changed, if that was asked for.
    pub changes: Vec<Change>,
}

/// An entry with its origin.
#[derive(Debug)]
pub struct Layered {
    /// What the file says.
    pub entry: Entry,
    /// Which kind its file declares.
    pub kind: Kind,
    /// Its layer, from 0.
    pub layer: u8,
    /// Whether its file was imported, so that nobody tends it by hand.
    pub imported: bool,
    /// Its file.
    pub source: Arc<SourceFile>,
    /// The entity of compiled gazetteers that it stands for; none for a new one.
    pub place: Option<EntityId>,
}

/// White-space separated names.
#[derive(Debug, Default)]
pub struct NameList {
    /// Women's given names.
    pub female: String,
    /// Men's given names.
    pub male: String,
    /// Given names of both.
    pub either: String,
    /// Surnames.
    pub surnames: String,
}

/// Lays `files`, sorted by layer, over each other.
///
/// An entry of a later layer that has the kind and the Wikidata item, or else the name, of exactly
/// one entry of earlier layers, under another id, stands for the same entity: it keeps its own id
/// and inherits what it does not say. References to the old id lead to it.
pub fn merge(files: Vec<LoadedFile>, diagnostics: &mut Diagnostics) -> Layers {
    Stack::default().merge(files, diagnostics)
}

/// The same with a note of everything that a later layer changes.
pub fn merge_with_notes(files: Vec<LoadedFile>, diagnostics: &mut Diagnostics) -> Layers {
    let stack = Stack { notes: Some(Vec::new()), ..Stack::default() };
    stack.merge(files, diagnostics)
}

/// Lays `files` over those entries of compiled gazetteers that they touch; see [`touched`].
pub fn merge_onto(
    base: Vec<Layered>,
    files: Vec<LoadedFile>,
    diagnostics: &mut Diagnostics,
) -> Layers {
    let mut stack = Stack::default();
    base.into_iter().for_each(|entry| stack.add_entry(entry, diagnostics));
    stack.merge(files, diagnostics)
}

impl Stack {
    fn merge(mut self, files: Vec<LoadedFile>, diagnostics: &mut Diagnostics) -> Layers {
        let stack = &mut self;
        let mut layer = 0;
        for loaded in files {
            if loaded.layer != layer {
                layer = loaded.layer;
                stack.begin_layer();
            }
            stack.add(loaded, diagnostics);
        }
        self.finish()
    }
}

/// The entities of `base` that `files` replace or stand for, or that only share a name with one of
/// theirs, in order; none if the files take entities away, which moves all the others.
pub fn touched(files: &[LoadedFile], base: &Gazetteer) -> Option<Vec<EntityId>> {
    let mut touched = Vec::new();
    let mut names = FxHashSet::default();
    let mut items = FxHashSet::default();
    for loaded in files {
        if !loaded.file.remove.is_empty() {
            return None;
        }
        let kind = loaded.file.kind.and_then(entity_kind);
        for entry in &loaded.file.entries {
            touched.extend(base.by_key(&entry.id.value));
            names.extend(kind.map(|kind| (kind, fold(&entry.name.value))));
            items.extend(entry.wikidata.as_ref().map(|item| item.value.as_str()));
        }
    }
    for (id, entity) in base.entities.iter_enumerated() {
        let has_item = entity.wikidata.as_deref().is_some_and(|item| items.contains(item));
        if has_item || names.contains(&(entity.kind, fold(&entity.name))) {
            touched.push(id);
        }
    }
    touched.sort_unstable();
    touched.dedup();
    Some(touched)
}

fn entity_kind(kind: Kind) -> Option<EntityKind> {
    match kind {
        Kind::Person => Some(EntityKind::Person),
        Kind::Organization => Some(EntityKind::Organization),
        Kind::Place => Some(EntityKind::Place),
        Kind::Role => Some(EntityKind::Role),
        Kind::GivenName | Kind::Surname => None,
    }
}

#[derive(Default)]
struct Stack {
    slots: Vec<Option<Layered>>,
    by_id: FxHashMap<String, usize>,
    /// Entries of earlier layers by kind and folded name; none where several share it.
    by_name: FxHashMap<(Kind, String), Option<usize>>,
    /// The same by kind and Wikidata item.
    by_item: FxHashMap<(Kind, String), Option<usize>>,
    notes: Option<Vec<Change>>,
    renamed: Vec<(String, usize)>,
    lists: Vec<NameList>,
}

impl Stack {
    fn begin_layer(&mut self) {
        self.by_name.clear();
        self.by_item.clear();
        for (at, slot) in self.slots.iter().enumerate() {
            if let Some(slot) = slot {
                let key = (slot.kind, fold(&slot.entry.name.value));
                self.by_name.entry(key).and_modify(|found| *found = None).or_insert(Some(at));
                if let Some(item) = &slot.entry.wikidata {
                    let key = (slot.kind, item.value.clone());
                    self.by_item.entry(key).and_modify(|found| *found = None).or_insert(Some(at));
                }
            }
        }
    }

    fn add(&mut self, loaded: LoadedFile, diagnostics: &mut Diagnostics) {
        let LoadedFile { source, layer, mut file, .. } = loaded;
        for id in &file.remove {
            match self.by_id.remove(&id.value) {
                Some(at) => {
                    let old = self.slots[at].take();
                    if let (Some(notes), Some(old)) = (&mut self.notes, old) {
                        notes.push(Change::removed(layer, old));
                    }
                }
                None => diagnostics.push(
                    Diagnostic::warning(
                        "G002",
                        format!("nothing to remove: no entry “{}”", id.value),
                    )
                    .at(&source, span_of(id), ""),
                ),
            }
        }
        let list = NameList {
            female: mem::take(&mut file.female),
            male: mem::take(&mut file.male),
            either: mem::take(&mut file.either),
            surnames: mem::take(&mut file.names),
        };
        let is_list = matches!(file.kind, Some(Kind::GivenName | Kind::Surname));
        if is_list {
            self.lists.push(list);
        }
        if file.entries.is_empty() {
            return;
        }
        let kind = match file.kind {
            Some(kind) if !is_list => kind,
            _ => {
                diagnostics.push(
                    Diagnostic::error("G010", "the file does not say what its entries are")
                        .at(&source, span_of(&file.entries[0].id), "an entry of unknown kind")
                        .help(
                            "begin the file with `kind: person`, `organization`, `place` or `role`",
                        ),
                );
                return;
            }
        };
        let imported = file.imported.is_some();
        for entry in file.entries {
            let source = Arc::clone(&source);
            let entry = Layered { entry, kind, layer, imported, source, place: None };
            self.add_entry(entry, diagnostics);
        }
    }

    fn add_entry(&mut self, mut new: Layered, diagnostics: &mut Diagnostics) {
        let id = &new.entry.id;
        if let Some(&at) = self.by_id.get(&id.value) {
            match &self.slots[at] {
                Some(old) if old.layer == new.layer => {
                    diagnostics.push(
                        Diagnostic::error("G001", format!("the id “{}” is used twice", id.value))
                            .at(&new.source, span_of(id), "again here")
                            .at(&old.source, span_of(&old.entry.id), "first here")
                            .help("give one of the two entries another id"),
                    );
                }
                Some(old) => {
                    if let Some(notes) = &mut self.notes {
                        notes.push(Change::replaced(old, &new));
                    }
                    new.place = old.place;
                    self.slots[at] = Some(new);
                }
                None => self.slots[at] = Some(new),
            }
            return;
        }
        let namesake = match new.layer {
            0 => None,
            _ => {
                let item = new.entry.wikidata.as_ref().map(|item| item.value.clone());
                let by_item = item.and_then(|item| self.by_item.get(&(new.kind, item)).copied());
                let name = (new.kind, fold(&new.entry.name.value));
                by_item.flatten().or_else(|| self.by_name.get(&name).copied().flatten())
            }
        };
        let declared = |at: usize| {
            let old = self.slots[at].as_ref();
            old.is_none_or(|old| {
                lists(&new.entry.ambiguous_with, &old.entry.id)
                    || lists(&old.entry.ambiguous_with, &new.entry.id)
            })
        };
        if let Some(at) = namesake.filter(|&at| !declared(at))
            && let Some(old) = self.slots[at].take()
        {
            let old_id = old.entry.id.value.clone();
            self.by_id.insert(new.entry.id.value.clone(), at);
            let before = self.notes.is_some().then(|| Layered { entry: old.entry.clone(), ..old });
            new.place = old.place;
            inherit(&mut new.entry, old.entry);
            if let (Some(notes), Some(before)) = (&mut self.notes, before) {
                notes.push(Change::joined(&before, &new));
            }
            self.renamed.push((old_id, at));
            self.slots[at] = Some(new);
            return;
        }
        if let Some(notes) = self.notes.as_mut().filter(|_| new.layer > 0) {
            notes.push(Change::added(&new));
        }
        self.by_id.insert(new.entry.id.value.clone(), self.slots.len());
        self.slots.push(Some(new));
    }

    fn finish(self) -> Layers {
        let mut place = Vec::with_capacity(self.slots.len());
        let mut entries = Vec::with_capacity(self.slots.len());
        for slot in self.slots {
            place.push(entries.len());
            entries.extend(slot);
        }
        let renamed = self.renamed.into_iter().map(|(id, at)| (id, place[at])).collect();
        let changes = self.notes.unwrap_or_default();
        Layers { entries, renamed, lists: self.lists, changes }
    }
}

fn lists(ids: &[Text], id: &Text) -> bool {
    ids.iter().any(|other| other.value == id.value)
}

/// Fills what `new` does not say from `old`; names and roles are joined.
fn inherit(new: &mut Entry, old: Entry) {
    fn join(new: &mut Vec<Text>, old: Vec<Text>) {
        let fresh: Vec<Text> =
            old.into_iter().filter(|o| new.iter().all(|n| n.value != o.value)).collect();
        new.extend(fresh);
    }
    fn fill<T>(new: &mut Option<T>, old: Option<T>) {
        if new.is_none() {
            *new = old;
        }
    }
    join(&mut new.aliases, old.aliases);
    join(&mut new.weak, old.weak);
    join(&mut new.exact, old.exact);
    join(&mut new.not, old.not);
    join(&mut new.context, old.context);
    join(&mut new.ambiguous_with, old.ambiguous_with);
    join(&mut new.metonyms, old.metonyms);
    join(&mut new.demonyms, old.demonyms);
    join(&mut new.titles, old.titles);
    join(&mut new.descriptions, old.descriptions);
    new.former_names.extend(old.former_names);
    new.roles.extend(old.roles);
    fill(&mut new.wikidata, old.wikidata);
    fill(&mut new.gender, old.gender);
    fill(&mut new.nationality, old.nationality);
    fill(&mut new.part_of, old.part_of);
    fill(&mut new.within, old.within);
    fill(&mut new.r#type, old.r#type);
    fill(&mut new.iso, old.iso);
    fill(&mut new.capital, old.capital);
    fill(&mut new.population, old.population);
    fill(&mut new.of, old.of);
    fill(&mut new.seats, old.seats);
    fill(&mut new.rank, old.rank);
    fill(&mut new.plural, old.plural);
    fill(&mut new.honorific, old.honorific);
    fill(&mut new.common_word, old.common_word);
    if new.attaches_to.is_empty() {
        new.attaches_to = old.attaches_to;
    }
}

/// The bytes of a value.
pub(super) fn span_of<T>(value: &schema::Placed<T>) -> ByteSpan {
    let (start, len) = value.place;
    ByteSpan::new(start, start.saturating_add(len))
}

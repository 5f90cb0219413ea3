//! The gazetteers inside the program, as the build script left them: compiled, and as they were
//! written, entry by entry.

use std::path::PathBuf;
use std::sync::Arc;

use crate::base::diagnostic::SourceFile;
use crate::base::{Id, Stored};
use crate::gazetteer::entity::{EntityId, Gazetteer};
use crate::gazetteer::layer::{Layered, LoadedFile};
use crate::gazetteer::schema::{self, Entry, Kind};
use crate::text::Lexicon;

const CLASSES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/classes.bin"));
const COMPILED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/gazetteers.bin"));
const FILES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/files.json"));
const ENTRIES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/entries.json"));
const ENDS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/entry-ends.bin"));

/// What tells this program's stored gazetteers from those of any other.
pub const STORE_ID: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/store-id.bin"));

/// The compiled gazetteers. Their words have numbers only in the lexicon that was prepared with
/// them.
pub fn prepared(lexicon: &mut Lexicon) -> Option<Gazetteer> {
    lexicon.is_prepared().then(|| {
        lexicon.add_classes(CLASSES);
        Gazetteer::read(&mut &*COMPILED)
    })
}

/// The files, sorted by path: needed as they were written for `check`, and where a user's layer
/// takes one of their entries away.
pub fn files() -> Vec<LoadedFile> {
    let mut at = 0;
    let heads = heads().into_iter();
    heads
        .map(|(path, mut file, count)| {
            file.entries = (at..at + count).map(entry_at).collect();
            at += count;
            LoadedFile::builtin(path, file)
        })
        .collect()
}

/// The entries of entities of the compiled gazetteers, in the order of `ids`, which are sorted.
pub fn entries(ids: &[EntityId]) -> Vec<Layered> {
    let mut entries = Vec::with_capacity(ids.len());
    let mut ids = ids.iter().copied().peekable();
    let mut end = 0;
    for (path, file, count) in heads() {
        end += count;
        let source = Arc::new(SourceFile { path, text: String::new() });
        let kind = file.kind.unwrap_or(Kind::Person);
        while let Some(id) = ids.next_if(|id| id.index() < end) {
            let (entry, source) = (entry_at(id.index()), Arc::clone(&source));
            let place = Some(id);
            entries.push(Layered { entry, kind, layer: 0, imported: false, source, place });
        }
    }
    entries
}

fn heads() -> Vec<(PathBuf, schema::File, usize)> {
    serde_json::from_slice(FILES).expect("the build script wrote it in this very shape")
}

fn entry_at(at: usize) -> Entry {
    // A number of four bytes stands before the ends.
    let end = |at: usize| {
        let bytes = ENDS[4 * at + 4..][..4].try_into().expect("four bytes");
        u32::from_le_bytes(bytes) as usize
    };
    let start = if at == 0 { 0 } else { end(at - 1) };
    serde_json::from_slice(&ENTRIES[start..end(at)]).expect("the build script wrote it so")
}

//! How long the program takes before it can read its first document: the words of English and the
//! built-in gazetteers, with and without a folder of the user's own.

use std::fs;
use std::path::PathBuf;

use whomet::gazetteer::{Gazetteer, Sources, load};
use whomet::text::{Article, Document, Lexicon};

fn main() {
    divan::main();
}

fn loaded(folders: Vec<PathBuf>) -> (Lexicon, Gazetteer) {
    let mut lexicon = Lexicon::english();
    let sources = Sources { builtin: true, folders };
    let (gazetteer, _) = load(&mut lexicon, &sources).expect("the folders can be read");
    (lexicon, gazetteer)
}

/// A folder with one file.
fn folder(yaml: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a place for temporary files");
    fs::write(folder.path().join("own.yaml"), yaml).expect("room for one file");
    folder
}

#[divan::bench]
fn english() -> Lexicon {
    Lexicon::english()
}

#[divan::bench]
fn builtin(bencher: divan::Bencher<'_, '_>) {
    let (lexicon, gazetteer) = loaded(Vec::new());
    assert!(lexicon.len() > 100_000 && gazetteer.len() > 10_000);
    bencher.bench(|| loaded(Vec::new()));
}

#[divan::bench]
fn builtin_to_first_names(bencher: divan::Bencher<'_, '_>) {
    let names = || {
        let (lexicon, gazetteer) = loaded(Vec::new());
        let text = "The European Union met Angela Merkel in Berlin.".to_owned();
        let document = Document::segment(Article { text, ..Article::default() }, &lexicon);
        let mut lookups = Vec::new();
        gazetteer.lookups(&document, &mut lookups);
        lookups.len()
    };
    assert!(names() >= 3);
    bencher.bench(names);
}

#[divan::bench]
fn own_names_added(bencher: divan::Bencher<'_, '_>) {
    let own = folder(
        "kind: person\nentries:\n\n  - id: anna-keller-of-veyra\n    name: Anna Kellerova\n",
    );
    let folders = vec![own.path().to_owned()];
    let (_, gazetteer) = loaded(folders.clone());
    assert!(gazetteer.by_key("anna-keller-of-veyra").is_some());
    bencher.bench(|| loaded(folders.clone()));
}

#[divan::bench]
fn own_names_override(bencher: divan::Bencher<'_, '_>) {
    let own = folder("kind: place\nentries:\n\n  - id: berlin\n    name: Aldoria\n");
    let folders = vec![own.path().to_owned()];
    let (_, gazetteer) = loaded(folders.clone());
    let berlin = gazetteer.by_key("berlin").expect("the entry");
    assert_eq!(gazetteer.entity(berlin).name, "Aldoria");
    bencher.bench(|| loaded(folders.clone()));
}

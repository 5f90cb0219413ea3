//! The shipped gazetteers load, obey the laws, and are in canonical form.

use std::path::{Path, PathBuf};

use whomet::gazetteer::{AliasKind, Gazetteer, Sources, Strength, check, load};
use whomet::text::{Article, Document, Lexicon};

#[test]
fn the_shipped_gazetteers_obey_the_laws() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("gazetteers");
    let sources = Sources { builtin: false, folders: vec![folder.clone()] };
    let (_, diagnostics) = check(&mut Lexicon::english(), &sources).expect("the folder is there");
    let mut report = String::new();
    for diagnostic in &diagnostics.0 {
        report += &format!("{}\t{}", diagnostic.code, diagnostic.message);
        for label in &diagnostic.labels {
            let start = label.span.start as usize;
            let line = label.file.text[..start].matches('\n').count() + 1;
            let path: PathBuf =
                label.file.path.strip_prefix(&folder).unwrap_or(&label.file.path).into();
            report += &format!("\t{}:{line}\t{}", path.display(), label.note);
        }
        report.push('\n');
    }
    assert!(report.is_empty(), "{} findings\n{report}", diagnostics.0.len());
}

/// The keys of what the strong names of `text` mean, in order.
fn strong_names(text: &str, lexicon: &Lexicon, gazetteer: &Gazetteer) -> Vec<String> {
    let article = Article { text: text.to_owned(), ..Article::default() };
    let document = Document::segment(article, lexicon);
    let mut lookups = Vec::new();
    gazetteer.lookups(&document, &mut lookups);
    let strong = lookups.iter().flat_map(|lookup| gazetteer.aliases(lookup.name)).filter(|alias| {
        alias.strength == Strength::Strong
            && matches!(alias.via, AliasKind::Name | AliasKind::Alias)
    });
    let mut keys: Vec<String> =
        strong.map(|alias| gazetteer.entity(alias.entity).key.clone()).collect();
    keys.dedup();
    keys
}

#[test]
fn acronyms_that_the_press_uses_alone_are_strong_in_capitals_only() {
    let mut lexicon = Lexicon::english();
    let sources = Sources { builtin: true, folders: Vec::new() };
    let (gazetteer, _) = load(&mut lexicon, &sources).expect("they are in the program");
    for (text, key) in [
        ("The US said so.", "united-states"),
        ("Many U.S. officials agree.", "united-states"),
        ("She left the UK.", "united-kingdom"),
        ("The EU met again.", "european-union"),
        ("The UN warned them.", "united-nations"),
        ("It was the UAE.", "united-arab-emirates"),
        ("The WHO warned them.", "world-health-organization"),
        ("It is up to Nato.", "nato"),
        ("It is up to NATO.", "nato"),
    ] {
        assert_eq!(strong_names(text, &lexicon, &gazetteer), [key], "{text}");
    }
    for text in ["They told us.", "Those who left.", "Us and them."] {
        assert!(strong_names(text, &lexicon, &gazetteer).is_empty(), "{text}");
    }
}

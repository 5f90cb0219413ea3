//! Gazetteers from YAML in memory, and small documents to find their names in.

use std::path::PathBuf;
use std::sync::Arc;

use crate::base::diagnostic::SourceFile;
use crate::base::{ByteSpan, Diagnostics, TokenSpan};
use crate::gazetteer::layer::LoadedFile;
use crate::gazetteer::load::parse;
use crate::gazetteer::{Gazetteer, compile, layer};
use crate::text::tokenize::tokens;
use crate::text::{Article, Block, BlockKind, Document, Lexicon};

mod laws;
mod layers;
mod loading;
mod matching;
mod people;

/// The files of one or more layers, each under a made-up path.
fn files(layers: &[&[&str]], diagnostics: &mut Diagnostics) -> Vec<LoadedFile> {
    let mut files = Vec::new();
    for (layer, texts) in layers.iter().enumerate() {
        for (at, text) in texts.iter().enumerate() {
            let path = PathBuf::from(format!("{layer}/{at}.yaml"));
            let source = Arc::new(SourceFile { path, text: (*text).to_owned() });
            if let Some(file) = parse(&source, diagnostics) {
                files.push(LoadedFile { source, layer: layer as u8, builtin: false, file });
            }
        }
    }
    files
}

fn gazetteer(layers: &[&[&str]]) -> (Gazetteer, Lexicon, Diagnostics) {
    let mut diagnostics = Diagnostics::default();
    let mut lexicon = Lexicon::new();
    let files = files(layers, &mut diagnostics);
    let layers = layer::merge(files, &mut diagnostics);
    let gazetteer = compile::compile(&layers, &mut lexicon, &mut diagnostics);
    diagnostics.sort();
    (gazetteer, lexicon, diagnostics)
}

/// A gazetteer without mistakes.
fn clean(texts: &[&str]) -> (Gazetteer, Lexicon) {
    let (gazetteer, lexicon, diagnostics) = gazetteer(&[texts]);
    assert_eq!(messages(&diagnostics), Vec::<String>::new());
    (gazetteer, lexicon)
}

/// Code, message and the text that is marked.
fn messages(diagnostics: &Diagnostics) -> Vec<String> {
    let shown = diagnostics.0.iter().map(|d| {
        let label = d.labels.first();
        let marked = label.map_or("", |l| l.span.of(&l.file.text));
        format!("{}: {} [{}]", d.code, d.message, marked.trim_end())
    });
    shown.collect()
}

/// A document in which each line is a block.
fn document(text: &str, lexicon: &Lexicon) -> Document {
    let mut document = Document {
        article: Article { text: text.to_owned(), ..Article::default() },
        ..Document::default()
    };
    tokens(text, lexicon, &mut document.tokens);
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let span = ByteSpan::new(at as u32, (at + line.len()) as u32);
        at += line.len();
        let token = |end: u32| document.tokens.partition_point(|t| t.span.start < end) as u32;
        let tokens = TokenSpan::new(token(span.start), token(span.end));
        document.blocks.push(Block { kind: BlockKind::Paragraph, span, tokens });
    }
    document
}

/// Each name found in `text` with what it can mean: `Keller = anna-keller Surname`.
fn found(text: &str, gazetteer: &Gazetteer, lexicon: &Lexicon) -> Vec<String> {
    let document = document(text, lexicon);
    let mut lookups = Vec::new();
    gazetteer.lookups(&document, &mut lookups);
    let shown = lookups.iter().map(|lookup| {
        let aliases = gazetteer.aliases(lookup.name).iter();
        let meanings = aliases.map(|a| format!("{} {:?}", gazetteer.entity(a.entity).key, a.via));
        format!("{} = {}", document.slice(lookup.tokens), meanings.collect::<Vec<_>>().join(", "))
    });
    shown.collect()
}

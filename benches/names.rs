//! A million imported names: how long they take to compile and to load afterwards, how much memory
//! that needs, and how fast a text is searched with them, beside the built-in gazetteers alone.
//!
//! The names are made up from syllables, the same on every run. `cargo bench --bench names`;
//! `WHOMET_ENTITIES` asks for another number than 400,000 persons of two and a half names each.

// Its figures are for whoever asked for them.
#![allow(clippy::print_stdout)]

use std::fmt::Write as _;
use std::path::PathBuf;
use std::time::{Duration, Instant};
use std::{env, fs};

use whomet::gazetteer::{Gazetteer, Lookup, Sources, cache, load};
use whomet::text::{Article, Document, Lexicon};

fn main() {
    let entities: u64 =
        env::var("WHOMET_ENTITIES").ok().and_then(|n| n.parse().ok()).unwrap_or(400_000);
    let folder = tempfile::tempdir().expect("a place for temporary files");
    let yaml = people(entities);
    fs::write(folder.path().join("people.yaml"), &yaml).expect("room for the list");
    let names = entities + entities / 2 * 3;
    println!("{entities} persons, {names} names, {} MB of YAML", yaml.len() >> 20);
    drop(yaml);

    let own = Sources { builtin: true, folders: vec![folder.path().to_owned()] };
    let start = Instant::now();
    let compiled = cache::compile(&own).expect("the folder can be written");
    let took = start.elapsed();
    assert!(compiled.path.is_some() && compiled.names as u64 > names);
    println!("compile  {took:.1?}, {} MB on disk, {}", compiled.bytes >> 20, peak());

    let start = Instant::now();
    let (words, gazetteer) = loaded(&own);
    println!("load     {:.1?}", start.elapsed());
    let start = Instant::now();
    let text = "The Union met Angela Merkel in Berlin.".to_owned();
    let first = Document::segment(Article { text, ..Article::default() }, &words);
    let mut lookups = Vec::new();
    gazetteer.lookups(&first, &mut lookups);
    println!("first    {:.1?} until the first document is searched", start.elapsed());
    assert!(!lookups.is_empty());

    let articles = articles(entities);
    let bytes: usize = articles.iter().map(String::len).sum();
    let speed = |took: Duration| bytes as f64 / took.as_secs_f64() / 1e6;
    let builtin = Sources { builtin: true, folders: Vec::new() };
    let (few_words, few) = loaded(&builtin);
    let (few_took, few_found) = searched(&articles, &few_words, &few);
    let (many_took, many_found) = searched(&articles, &words, &gazetteer);
    assert!(many_found >= few_found + articles.len(), "the made-up names are found");
    println!("search   {:.0} MB/s with the built-in names, {few_found} found", speed(few_took));
    println!("         {:.0} MB/s with a million more, {many_found} found", speed(many_took));
    println!("         {:.2} of the speed; {}", speed(many_took) / speed(few_took), peak());
}

fn loaded(sources: &Sources) -> (Lexicon, Gazetteer) {
    let mut lexicon = Lexicon::english();
    let (gazetteer, _) = load(&mut lexicon, sources).expect("the folder can be read");
    (lexicon, gazetteer)
}

/// The best of three searches: the time for lookups alone, without cutting the text into words, and
/// how many names were found.
fn searched(articles: &[String], lexicon: &Lexicon, gazetteer: &Gazetteer) -> (Duration, usize) {
    let documents: Vec<Document> = articles
        .iter()
        .map(|text| {
            Document::segment(Article { text: text.clone(), ..Article::default() }, lexicon)
        })
        .collect();
    let mut lookups: Vec<Lookup> = Vec::new();
    let mut best = (Duration::MAX, 0);
    for _ in 0..3 {
        let start = Instant::now();
        let mut found = 0;
        for document in &documents {
            gazetteer.lookups(document, &mut lookups);
            found += lookups.len();
        }
        best = best.min((start.elapsed(), found));
    }
    best
}

/// Given name and surname of a made-up person.
fn name(at: u64) -> (String, String) {
    const START: &[&str] =
        &["Ba", "Che", "Do", "Fe", "Gu", "Ha", "Ji", "Ko", "Lu", "Mi", "Ne", "Pa"];
    const END: &[&str] = &["ran", "lio", "vek", "sto", "min", "dar", "lov", "nash", "pur", "tez"];
    let mut seed = at.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0x5DEE_CE66;
    let mut next = |list: &'static [&'static str]| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        list[(seed >> 33) as usize % list.len()]
    };
    let given = format!("{}{}{}", next(START), next(END), next(END));
    let mut surname = String::from(next(START));
    for _ in 0..4 {
        surname.push_str(next(END));
    }
    (given, surname)
}

/// A file of so many persons.
fn people(count: u64) -> String {
    let mut yaml = String::from("imported: list\nkind: person\nentries:\n");
    for at in 0..count {
        let (given, surname) = name(at);
        let _ = write!(yaml, "\n  - id: p{at}\n    name: {given} {surname}\n");
        let (other, middle) = name(at + count);
        let _ = match at % 2 {
            0 => writeln!(yaml, "    aliases: [{given} {other} {surname}, {other} {surname}]"),
            _ => writeln!(yaml, "    aliases: [{given} {middle} {surname}]"),
        };
    }
    yaml
}

/// Texts: the project's samples with a made-up name between two sentences.
fn articles(count: u64) -> Vec<String> {
    let samples = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("samples");
    let read = whomet::ingest::read(&[samples], whomet::ingest::ReadOptions::default());
    let texts: Vec<String> = read.filter_map(Result::ok).map(|article| article.text).collect();
    assert!(!texts.is_empty(), "there is something to read");
    let mut articles = Vec::new();
    let mut bytes = 0;
    let mut at = 0;
    while bytes < 4 << 20 {
        for text in &texts {
            let (given, surname) = name(at * 7919 % count);
            let named = format!("{given} {surname} arrived. {text}");
            bytes += named.len();
            articles.push(named);
            at += 1;
        }
    }
    articles
}

/// The most memory the process has had, where the system tells.
fn peak() -> String {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.trim().split(' ').next()?.parse::<u64>().ok());
    kilobytes.map_or_else(
        || "memory unknown".to_owned(),
        |kb| format!("at most {} MB of memory", kb >> 10),
    )
}

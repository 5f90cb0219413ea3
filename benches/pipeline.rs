//! Articles to records on one thread, beside what the search for names alone costs: the bare
//! `aho-corasick` over the bytes of the same text with the names of the same gazetteers.
//!
//! The text is the project's own samples repeated; `WHOMET_CORPUS` may name a file or folder of
//! other articles.

use std::path::{Path, PathBuf};

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use divan::counter::BytesCount;
use whomet::ingest::{self, ReadOptions};
use whomet::pipeline::{Options, Pipeline};
use whomet::text::{Article, RecentWords};

fn main() {
    divan::main();
}

/// As much text as takes longer to read than to begin.
const ENOUGH: usize = 1 << 20;

fn articles() -> Vec<Article> {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let input = std::env::var_os("WHOMET_CORPUS").map_or(samples, PathBuf::from);
    let read = ingest::read(&[input], ReadOptions::default());
    let mut articles: Vec<Article> = read.filter_map(Result::ok).collect();
    assert!(!articles.is_empty(), "there is something to read");
    let once = articles.len();
    while bytes(&articles) < ENOUGH {
        articles.extend_from_within(..once);
    }
    articles
}

fn bytes(articles: &[Article]) -> usize {
    articles.iter().map(|article| article.text.len()).sum()
}

fn pipeline() -> Pipeline {
    let (pipeline, diagnostics) = Pipeline::load(&Options::default()).expect("all is built in");
    assert!(!diagnostics.has_errors());
    pipeline
}

/// Bytes of records; every article must give one.
fn records(pipeline: &Pipeline, articles: &[Article]) -> usize {
    let mut words = RecentWords::new(pipeline.lexicon());
    let mut line = Vec::new();
    let record = |article: &Article| {
        line.clear();
        pipeline.write_extraction(article.clone(), &mut words, &mut line);
        line.len()
    };
    articles.iter().map(record).sum()
}

#[divan::bench]
fn articles_to_records(bencher: divan::Bencher<'_, '_>) {
    let (pipeline, articles) = (pipeline(), articles());
    let expected = records(&pipeline, &articles);
    assert!(expected > bytes(&articles) / 2, "the articles hold names and events");
    bencher.counter(BytesCount::new(bytes(&articles))).bench_local(|| {
        let found = records(&pipeline, &articles);
        assert_eq!(found, expected);
        found
    });
}

#[divan::bench]
fn yardstick(bencher: divan::Bencher<'_, '_>) {
    let (pipeline, articles) = (pipeline(), articles());
    let entities = pipeline.gazetteer().entities.iter();
    let names = entities.flat_map(|entity| std::iter::once(&entity.name).chain(&entity.aliases));
    let automaton = AhoCorasick::builder()
        .kind(Some(AhoCorasickKind::ContiguousNFA))
        .match_kind(MatchKind::LeftmostLongest)
        .build(names.filter(|name| !name.is_empty()))
        .expect("fewer than two billion bytes of names");
    let hits = || -> usize {
        articles.iter().map(|article| automaton.find_iter(&article.text).count()).sum()
    };
    let expected = hits();
    assert!(expected > articles.len(), "names are found");
    bencher.counter(BytesCount::new(bytes(&articles))).bench_local(|| {
        let found = hits();
        assert_eq!(found, expected);
        found
    });
}

//! Who said what in sentences of one construction each: the subjects that are left out, the asides
//! between subject and verb, and where content ends.

use std::path::Path;

use whomet::extraction::{Statement, StatementKind, Status};
use whomet::pipeline::{Options, Pipeline};
use whomet::rule;
use whomet::text::Article;

#[test]
fn each_construction_gives_its_statements() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
    let files = rule::folder(&folder).expect("rules/ can be read");
    let (pipeline, _) = Pipeline::with_cast(&files);
    for (text, expected) in [
        (
            "Anna Keller met Boris Marten and told reporters that the border would reopen.",
            "Anna Keller: the border would reopen",
        ),
        (
            "Anna Keller left Port Salis, saying that the talks had failed.",
            "Anna Keller: the talks had failed",
        ),
        (
            "Anna Keller, 55, a lawyer, said the talks had failed.",
            "Anna Keller: the talks had failed",
        ),
        (
            "Anna Keller said the talks had failed, and Boris Marten said the border would close.",
            "Anna Keller: the talks had failed | Boris Marten: the border would close",
        ),
        ("If it rains, Anna Keller told Boris Marten.", ""),
        ("Others argued that the talks had failed.", "Others: the talks had failed"),
        ("Anna Keller promised to sign.", "Anna Keller: to sign"),
        ("According to plan, the border would reopen.", ""),
    ] {
        let article = Article { text: text.into(), ..Article::default() };
        let found: Vec<String> = pipeline
            .extract(article)
            .statements
            .iter()
            .map(|s| {
                let content: Vec<&str> = s.content.iter().map(|c| c.text.as_str()).collect();
                format!("{}: {}", s.speaker.text, content.join(" … "))
            })
            .collect();
        assert_eq!(found.join(" | "), expected, "{text}");
    }
}

#[test]
fn what_is_told_inside_a_quotation_is_not_quoted_by_that() {
    use StatementKind::{Direct, Indirect, Mixed};
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
    let files = rule::folder(&folder).expect("rules/ can be read");
    let (pipeline, _) = Pipeline::with_cast(&files);
    for (text, expected) in [
        ("“I told Boris Marten that salt is dear,” Anna Keller said.", vec![Indirect, Direct]),
        ("Anna Keller said that salt is “dear”.", vec![Mixed]),
        ("Anna Keller said that salt is dear.", vec![Indirect]),
    ] {
        let article = Article { text: text.into(), ..Article::default() };
        let kinds: Vec<_> = pipeline.extract(article).statements.iter().map(|s| s.kind).collect();
        assert_eq!(kinds, expected, "{text}");
    }
}

#[test]
fn sentences_written_before_the_program_was_run_on_them() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (pipeline, _) = Pipeline::load(&Options::default()).expect("built in");
    let path = folder.join("tests/data/statements-blind.txt");
    let lines = std::fs::read_to_string(path).expect("the sentences can be read");
    let mut rows: Vec<(&str, Vec<&str>)> = Vec::new();
    for line in lines.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        match line.strip_prefix("- ").or_else(|| line.strip_prefix("! ")) {
            Some(expected) => rows.last_mut().expect("a sentence comes first").1.push(expected),
            None => rows.push((line, Vec::new())),
        }
    }
    for (text, expected) in rows {
        let article = Article { text: text.replace('¶', "\n\n"), ..Article::default() };
        let mut statements = pipeline.extract(article).statements;
        statements.sort_by_key(|s| s.cue.start);
        let found: Vec<String> = statements.iter().map(told).collect();
        assert_eq!(found, expected, "{text}");
    }
}

/// A statement in the words of `tests/data/statements-blind.txt`.
fn told(statement: &Statement) -> String {
    let to: String = statement.addressees.iter().map(|a| format!(" > {}", a.text)).collect();
    let status = match statement.status {
        Status::Occurred => "",
        Status::Denied => " (denied)",
        Status::Planned => " (planned)",
        Status::Hypothetical => " (hypothetical)",
    };
    let content: Vec<&str> = statement.content.iter().map(|c| c.text.as_str()).collect();
    format!("{}{to}{status}: {}", statement.speaker.text, content.join(" … "))
}

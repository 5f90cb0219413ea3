//! What `explain` says, held fast for two sentences and a few rules of their own, so that new
//! wordings in `rules/` do not change it.

use std::path::PathBuf;
use std::sync::Arc;

use whomet::base::diagnostic::SourceFile;
use whomet::pipeline::Pipeline;
use whomet::rule;
use whomet::text::Article;

const MET: &str = "\
rule: met
event: meeting
says: X met Y.
patterns: |
  {participant+} ~meet {participant+}
";

const SAID: &str = "\
rule: said
event: statement
says: '“…,” X said; X said that …'
patterns: |
  {content:quote} ,? {speaker} ~say
  {speaker} ~say that {content:clause}
";

const PRAISED: &str = "\
rule: praised
event: statement
says: X praised Y.
patterns: |
  {speaker} ~praise {content:phrase}
";

fn explained(text: &str) -> String {
    let shared = |file: &Arc<SourceFile>| {
        let is_shared = file.path.iter().any(|part| part == "_shared");
        is_shared || file.path.ends_with("event.yaml")
    };
    let mut files = rule::builtin();
    files.retain(shared);
    for (path, text) in [
        ("meeting/met.yaml", MET),
        ("statement/said.yaml", SAID),
        ("statement/praised.yaml", PRAISED),
    ] {
        let (path, text) = (PathBuf::from("rules").join(path), text.to_owned());
        files.push(Arc::new(SourceFile { path, text }));
    }
    let (pipeline, _) = Pipeline::with_cast(&files);
    let article = Article {
        text: text.to_owned(),
        published: whomet::base::Date::from_parts(2031, Some(5), Some(8)),
        ..Article::default()
    };
    pipeline.explain(article)
}

#[test]
fn two_sentences() {
    insta::assert_snapshot!(explained(
        "Chancellor Anna Keller met Foreign Minister Boris Marten in Port Salis on Tuesday. \
         She said that he would not meet the president."
    ));
}

/// What matches and makes no event says why.
#[test]
fn what_is_left_out_has_a_reason() {
    let reason = |text: &str| {
        let page = explained(text);
        let after = page.split("no event\n").nth(1).unwrap_or_default();
        after.lines().next().unwrap_or_default().trim().to_owned()
    };
    assert_eq!(
        reason("Keller could praise Marten."),
        "statement.praised  “praise”  it is not told that anybody has said so"
    );
    assert_eq!(
        reason("Keller said that Marten praised Chen."),
        "statement.praised  “praised”  it is part of what somebody says, and tells of no words \
         that were used"
    );
    assert_eq!(reason("Keller praised Marten."), "");
}

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

#[test]
fn two_sentences() {
    let shared = |file: &Arc<SourceFile>| {
        let is_shared = file.path.iter().any(|part| part == "_shared");
        is_shared || file.path.ends_with("event.yaml")
    };
    let mut files = rule::builtin();
    files.retain(shared);
    for (path, text) in [("meeting/met.yaml", MET), ("statement/said.yaml", SAID)] {
        let (path, text) = (PathBuf::from("rules").join(path), text.to_owned());
        files.push(Arc::new(SourceFile { path, text }));
    }
    let (pipeline, _) = Pipeline::with_cast(&files);
    let text = "Chancellor Anna Keller met Foreign Minister Boris Marten in Port Salis on Tuesday. \
                She said that he would not meet the president.";
    let article = Article {
        text: text.to_owned(),
        published: whomet::base::Date::from_parts(2031, Some(5), Some(8)),
        ..Article::default()
    };
    insta::assert_snapshot!(pipeline.explain(article));
}

//! Every example and counterexample of every rule under `rules/`.
//!
//! `RULE=meeting. cargo test --test rules` runs those whose name holds that text.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use whomet::base::diagnostic::SourceFile;
use whomet::base::{Diagnostic, Diagnostics, Severity};
use whomet::event::example::Examples;
use whomet::rule;

#[test]
fn every_example_is_found_as_it_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
    let files = rule::folder(&folder).expect("rules/ can be read");
    let files: Vec<Arc<SourceFile>> = files.iter().map(|file| relative(file)).collect();
    let (examples, mut loading) = Examples::load(&files);
    loading.0.retain(|d| d.severity == Severity::Error);
    let wanted = std::env::var("RULE").unwrap_or_default();
    let mut report = String::new();
    let mut failed = loading.0.len();
    describe(&mut report, "while loading", &loading);
    let (mut rules, mut texts) = (0, 0);
    for (id, rule) in examples.rules().rules().iter_enumerated() {
        if !rule.name.contains(&wanted) {
            continue;
        }
        rules += 1;
        texts += rule.examples.len() + rule.counterexamples.len();
        let diagnostics = examples.check_rule(id);
        failed += diagnostics.0.iter().filter(|d| d.severity == Severity::Error).count();
        describe(&mut report, &rule.name, &diagnostics);
    }
    eprintln!("{report}\n{rules} rules, {texts} examples, {failed} failures");
    assert_eq!(failed, 0, "some examples are not found as they say; see above");
}

fn describe(report: &mut String, rule: &str, diagnostics: &Diagnostics) {
    if diagnostics.0.is_empty() {
        return;
    }
    let _ = writeln!(report, "\n━━ {rule}");
    for Diagnostic { code, severity, message, labels, help } in &diagnostics.0 {
        let severity = if *severity == Severity::Error { "" } else { " (a warning)" };
        let place = labels.first().map(|label| {
            let before = label.file.text.get(..label.span.start as usize).unwrap_or_default();
            format!("{}:{}", label.file.path.display(), before.matches('\n').count() + 1)
        });
        let place = place.unwrap_or_default();
        let _ = writeln!(report, "\n{code}{severity} {place}: {message}");
        if let Some(help) = help {
            let _ = writeln!(report, "  = {help}");
        }
    }
}

/// The file under its path within the project.
fn relative(file: &SourceFile) -> Arc<SourceFile> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let path = file.path.strip_prefix(root).map_or_else(|_| file.path.clone(), PathBuf::from);
    Arc::new(SourceFile { path, text: file.text.clone() })
}

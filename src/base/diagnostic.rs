//! What is wrong with a file that a user wrote: a stable code, a sentence, the place, the help.
//!
//! Collected, never thrown: loading a folder reports every mistake at once. How a diagnostic looks
//! on a terminal is the command line's business.

use std::path::PathBuf;
use std::sync::Arc;

use crate::base::ByteSpan;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The file cannot be used as it stands.
    Error,
    /// It works, but probably not as meant.
    Warning,
}

/// A file's name and text, kept so that a report can show the line.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SourceFile {
    /// The path as the user gave it.
    pub path: PathBuf,
    /// The whole text.
    pub text: String,
}

/// A place in a file and what to say about it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Label {
    /// The file.
    pub file: Arc<SourceFile>,
    /// The bytes of its text that are meant.
    pub span: ByteSpan,
    /// A few words beside the caret; may be empty.
    pub note: String,
}

/// One finding about a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Stable code such as `G003`; `docs/diagnostics.md` explains each.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong, as a sentence without a final full stop.
    pub message: String,
    /// Where; the first label is the main one.
    pub labels: Vec<Label>,
    /// What to do about it.
    pub help: Option<String>,
}

impl Diagnostic {
    /// An error without a place yet.
    pub fn error(code: &'static str, message: impl Into<String>) -> Self {
        let message = message.into();
        Diagnostic { code, severity: Severity::Error, message, labels: Vec::new(), help: None }
    }

    /// A warning without a place yet.
    pub fn warning(code: &'static str, message: impl Into<String>) -> Self {
        Diagnostic { severity: Severity::Warning, ..Diagnostic::error(code, message) }
    }

    /// Adds a place.
    #[must_use]
    pub fn at(mut self, file: &Arc<SourceFile>, span: ByteSpan, note: impl Into<String>) -> Self {
        self.labels.push(Label { file: Arc::clone(file), span, note: note.into() });
        self
    }

    /// Adds advice.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// Findings in the order they were made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Diagnostics(pub Vec<Diagnostic>);

impl Diagnostics {
    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// Whether one of them is an error.
    pub fn has_errors(&self) -> bool {
        self.0.iter().any(|d| d.severity == Severity::Error)
    }

    /// Sorts by file and place, so that the order does not depend on how the files were read.
    pub fn sort(&mut self) {
        self.0.sort_by(|a, b| {
            let key = |d: &Diagnostic| {
                d.labels.first().map(|l| (l.file.path.clone(), l.span.start)).unwrap_or_default()
            };
            (key(a), a.code, &a.message).cmp(&(key(b), b.code, &b.message))
        });
    }
}

//! How messages look on a terminal: failures, inputs that cannot be read, and mistakes in files
//! with the line they stand on and a caret under what is meant.

use std::fmt;
use std::io::{IsTerminal, Write};
use std::sync::Arc;

use miette::{GraphicalReportHandler, GraphicalTheme, LabeledSpan, NamedSource, SourceCode};

use super::exit::Failure;
use crate::base::{Diagnostic, Diagnostics, Label, Severity};
use crate::ingest::ReadError;

/// Prints lines to standard error; when nobody reads it there is nobody to tell.
pub fn message(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{text}");
}

/// Prints why nothing was done.
pub fn failure(failure: &Failure) {
    let mut text = failure.to_string();
    let mut cause = std::error::Error::source(failure);
    while let Some(error) = cause {
        let why = error.to_string();
        // Some messages already say what lies behind them.
        if !text.contains(&why) {
            text.push_str(": ");
            text.push_str(&why);
        }
        cause = error.source();
    }
    message(&format!("error: {text}"));
    if let Some(help) = failure.help() {
        message(&format!("  help: {help}"));
    }
}

/// Prints why an input gave no document.
pub fn unreadable(error: &ReadError) {
    if error.is_skip() {
        message(&format!("skipped: {error}"));
        return;
    }
    message(&format!("unreadable: {error}"));
    if let Some(help) = error.help() {
        message(&format!("  help: {help}"));
    }
}

/// Prints findings about files, errors and warnings alike.
pub fn diagnostics(diagnostics: &Diagnostics) {
    let is_colourful = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    for diagnostic in &diagnostics.0 {
        message(report(diagnostic, is_colourful).trim_end());
    }
}

/// One finding with its lines.
fn report(diagnostic: &Diagnostic, is_colourful: bool) -> String {
    let mut theme =
        if is_colourful { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
    theme.characters.error = format!("error[{}]:", diagnostic.code);
    theme.characters.warning = format!("warning[{}]:", diagnostic.code);
    let handler = GraphicalReportHandler::new_themed(theme).with_width(100).with_context_lines(1);
    let mut text = String::new();
    // Writing to a string does not fail; a report that miette refuses still says what it is about.
    if handler.render_report(&mut text, &Shown::new(diagnostic)).is_err() {
        text = diagnostic.message.clone();
    }
    for label in not_shown(diagnostic) {
        let file = label.file.path.display();
        if label.file.text.is_empty() {
            text.push_str(&format!("  in: {file} {}\n", label.note));
            continue;
        }
        let (line, column) =
            crate::text::lines::Lines::new(&label.file.text).at(label.span.start as usize);
        text.push_str(&format!("  also: {file}:{line}:{column} {}\n", label.note));
    }
    text
}

/// Labels in other files than the first, and those in files whose text is not here.
fn not_shown(diagnostic: &Diagnostic) -> impl Iterator<Item = &Label> {
    let first = diagnostic.labels.first().map(|label| Arc::clone(&label.file));
    let is_first = move |label: &Label| first.as_ref().is_some_and(|f| f.path == label.file.path);
    let labels = diagnostic.labels.iter();
    labels.filter(move |label| label.file.text.is_empty() || !is_first(label))
}

/// A finding as miette wants it.
#[derive(Debug)]
struct Shown<'a> {
    diagnostic: &'a Diagnostic,
    source: Option<NamedSource<String>>,
}

impl<'a> Shown<'a> {
    fn new(diagnostic: &'a Diagnostic) -> Self {
        let source = diagnostic.labels.first().map(|label| {
            let name = label.file.path.to_string_lossy().replace('\\', "/");
            NamedSource::new(name, label.file.text.clone())
        });
        Shown { diagnostic, source }
    }
}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.diagnostic.message)
    }
}

impl std::error::Error for Shown<'_> {}

impl miette::Diagnostic for Shown<'_> {
    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.diagnostic.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
        })
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        let help = self.diagnostic.help.as_ref()?;
        Some(Box::new(help))
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.source.as_ref().map(|source| source as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let first = self.diagnostic.labels.first()?;
        let same = self.diagnostic.labels.iter().filter(|l| l.file.path == first.file.path);
        Some(Box::new(same.map(|label| {
            let note = (!label.note.is_empty()).then(|| label.note.clone());
            LabeledSpan::new(note, label.span.start as usize, label.span.len() as usize)
        })))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::ByteSpan;
    use crate::base::diagnostic::SourceFile;

    #[test]
    fn a_mistake_is_shown_with_its_line_and_a_caret() {
        let text = "entries:\n  - name: “Aldoria”\n    kind: plac\n".to_owned();
        let file = Arc::new(SourceFile { path: "mine/places.yaml".into(), text });
        let other = Arc::new(SourceFile { path: "mine/b.yaml".into(), text: "\n- x\n".to_owned() });
        let diagnostic = Diagnostic::error("G001", "there is no kind “plac”")
            .at(&file, ByteSpan::new(43, 47), "no such kind")
            .at(&other, ByteSpan::new(3, 4), "first here")
            .help("write place");
        let report = report(&diagnostic, false);
        for part in [
            "error[G001]: there is no kind “plac”",
            "mine/places.yaml:3:11",
            "3 │     kind: plac",
            "no such kind",
            "help: write place",
            "also: mine/b.yaml:2:3 first here",
        ] {
            assert!(report.contains(part), "{part}\n{report}");
        }
    }

    #[test]
    fn a_mistake_in_a_file_whose_text_is_not_here_names_the_entries() {
        let path = "gazetteers/people/harbour.yaml".into();
        let file = Arc::new(SourceFile { path, text: String::new() });
        let diagnostic = Diagnostic::error("G007", "2 persons hold harbour-minister")
            .at(&file, ByteSpan::default(), "anna-keller")
            .at(&file, ByteSpan::default(), "jonas-marten");
        let report = report(&diagnostic, false);
        for part in [
            "error[G007]: 2 persons hold harbour-minister",
            "in: gazetteers/people/harbour.yaml anna-keller",
            "in: gazetteers/people/harbour.yaml jonas-marten",
        ] {
            assert!(report.contains(part), "{part}\n{report}");
        }
    }
}

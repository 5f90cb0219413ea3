//! Laws of a file as a whole: its form, its date, and that it says anything.

use crate::base::span::boundary_before;
use crate::base::{ByteSpan, Date, Diagnostic, Diagnostics};
use crate::gazetteer::format;
use crate::gazetteer::layer::{LoadedFile, span_of};

/// G009, G010 and G013 of one file.
pub(super) fn file(loaded: &LoadedFile, diagnostics: &mut Diagnostics) {
    form(loaded, diagnostics);
    let (file, source) = (&loaded.file, &loaded.source);
    if let Some(checked) = &file.checked
        && let Err(error) = checked.value.parse::<Date>()
    {
        let diagnostic = Diagnostic::error("G013", error.to_string());
        let note = "when the facts were checked";
        diagnostics.push(diagnostic.at(source, span_of(checked), note));
    }
    let names = [&file.female, &file.male, &file.either, &file.names];
    if file.entries.is_empty() && file.remove.is_empty() && names.iter().all(|n| n.is_empty()) {
        // An empty file has no place to point at.
        let message = format!("there is nothing in {}", source.path.display());
        let help = "write `kind:` and `entries:`, or leave the file out";
        diagnostics.push(Diagnostic::warning("G010", message).help(help));
    }
}

fn form(loaded: &LoadedFile, diagnostics: &mut Diagnostics) {
    let source = &loaded.source;
    let canonical = format::canonical(&source.text);
    if canonical == source.text {
        return;
    }
    let pairs = canonical.bytes().zip(source.text.bytes());
    let same = pairs.take_while(|(a, b)| a == b).count();
    let at = boundary_before(&source.text, same) as u32;
    diagnostics.push(
        Diagnostic::warning("G009", "the file is not in canonical form")
            .at(source, ByteSpan::new(at, at), "not as it should be from here on")
            .help("`whomet gazetteer check --write` sorts the entries and keeps the comments"),
    );
}

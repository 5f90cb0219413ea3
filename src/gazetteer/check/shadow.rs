//! G019: a name that one list of an entry takes from another.

use super::words;
use crate::base::{Diagnostic, Diagnostics};
use crate::gazetteer::layer::{Layered, span_of};
use crate::gazetteer::names::is_acronym;
use crate::gazetteer::schema::Text;
use crate::text::{Lexicon, WordId};

/// Reports names of which another list of the same entry says more: what is strong needs no support,
/// however it is listed again, and what is listed under `not` is never a name. A canonical name
/// that is listed as weak is meant.
pub fn shadowed(layered: &Layered, lexicon: &Lexicon, diagnostics: &mut Diagnostics) {
    let entry = &layered.entry;
    let former: Vec<&Text> = entry.former_names.iter().map(|former| &former.name).collect();
    let weaker = [
        ("weak", entry.weak.iter().collect::<Vec<_>>()),
        ("exact", entry.exact.iter().collect()),
        ("former-names", former),
    ];
    if weaker.iter().all(|(_, names)| names.is_empty()) && entry.not.is_empty() {
        return;
    }
    let key = |text: &Text| (words(&text.value, lexicon), is_acronym(&text.value));
    let strong: Vec<(Vec<WordId>, bool)> = entry.aliases.iter().map(key).collect();
    let none: Vec<Vec<WordId>> = entry.not.iter().map(|not| key(not).0).collect();
    let mut report = |text: &Text, message: String, help: &str| {
        diagnostics.push(
            Diagnostic::warning("G019", message)
                .at(&layered.source, span_of(text), format!("in {}", entry.id.value))
                .help(help),
        );
    };
    for (list, names) in &weaker {
        for text in names {
            if strong.contains(&key(text)) {
                let message =
                    format!("“{}” is among the aliases, so `{list}` says nothing", text.value);
                report(text, message, "list it once");
            }
        }
    }
    let all = std::iter::once(&entry.name).chain(&entry.aliases);
    for text in all.chain(weaker.iter().flat_map(|(_, names)| names.iter().copied())) {
        if none.contains(&key(text).0) {
            let message = format!("“{}” is listed under `not` as well", text.value);
            report(text, message, "take it out of one of the two lists");
        }
    }
}

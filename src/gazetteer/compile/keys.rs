//! Which keys belong to which kind of entry (G012).

use crate::base::{Diagnostic, Diagnostics};
use crate::gazetteer::compile::name_of;
use crate::gazetteer::layer::{Layered, span_of};
use crate::gazetteer::schema::{Kind, Text};

/// Keys that the format knows but not for entries of this kind.
pub(super) fn misplaced(layered: &Layered, diagnostics: &mut Diagnostics) {
    let entry = &layered.entry;
    let first = |texts: &[Text]| texts.first().map(span_of);
    let one = |text: &Option<Text>| text.as_ref().map(span_of);
    use Kind::{Organization as O, Person as P, Place as L, Role as R};
    let keys: [(&str, Option<_>, &[Kind]); 18] = [
        ("gender", entry.gender.as_ref().map(span_of), &[P, R]),
        ("roles", entry.roles.first().map(|_| span_of(&entry.id)), &[P]),
        ("nationality", one(&entry.nationality), &[P]),
        ("metonyms", first(&entry.metonyms), &[O]),
        ("part-of", one(&entry.part_of), &[O]),
        ("within", one(&entry.within), &[O, L]),
        ("type", one(&entry.r#type), &[O, L]),
        ("demonyms", first(&entry.demonyms), &[L]),
        ("iso", one(&entry.iso), &[L]),
        ("capital", one(&entry.capital), &[L]),
        ("population", entry.population.as_ref().map(span_of), &[L]),
        ("of", one(&entry.of), &[R]),
        ("seats", entry.seats.as_ref().map(span_of), &[R]),
        ("titles", first(&entry.titles), &[R]),
        ("descriptions", first(&entry.descriptions), &[R]),
        ("rank", entry.rank.as_ref().map(span_of), &[R]),
        ("plural", one(&entry.plural), &[R]),
        ("honorific", entry.honorific.as_ref().map(span_of), &[R]),
    ];
    for (key, place, kinds) in keys {
        let Some(span) = place.filter(|_| !kinds.contains(&layered.kind)) else { continue };
        let message = format!("{} has no `{key}`", with_article(layered.kind));
        let note = format!("in {}", layered.entry.id.value);
        let of: Vec<_> = kinds.iter().map(|kind| with_article(*kind)).collect();
        let help = format!("leave it out: {} may have one", of.join(" or "));
        let diagnostic =
            Diagnostic::error("G012", message).at(&layered.source, span, note).help(help);
        diagnostics.push(diagnostic);
    }
}

/// “a person”, “an organization”
pub(super) fn with_article(kind: Kind) -> String {
    let name = name_of(kind);
    let article = if name.starts_with('o') { "an" } else { "a" };
    format!("{article} {name}")
}

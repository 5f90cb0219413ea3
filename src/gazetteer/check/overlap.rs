//! G018: nobody holds one office twice at a time.

use jiff::civil;

use crate::base::{Date, Diagnostic, Diagnostics};
use crate::gazetteer::layer::{Layered, span_of};
use crate::gazetteer::schema::{Tenure, Text};

/// Reports tenures of one role that certainly share a day: a hand-over within the precision of the
/// dates is none.
pub fn overlaps(layered: &Layered, diagnostics: &mut Diagnostics) {
    let roles = &layered.entry.roles;
    for (at, one) in roles.iter().enumerate() {
        for other in &roles[at + 1..] {
            if office(one) != office(other) || !share_a_day(one, other) {
                continue;
            }
            let place = [&other.from, &other.role, &other.title].into_iter().flatten().next();
            let first = [&one.from, &one.role, &one.title].into_iter().flatten().next();
            let span = |text: Option<&Text>| span_of(text.unwrap_or(&layered.entry.id));
            let name = office(one).0.or(office(one).1).unwrap_or_default();
            diagnostics.push(
                Diagnostic::warning("G018", format!("two tenures of “{name}” overlap"))
                    .at(&layered.source, span(place), format!("in {}", layered.entry.id.value))
                    .at(&layered.source, span(first), "the other one")
                    .help("end the first before the second begins, or make one of the two"),
            );
        }
    }
}

/// What tells one office from another.
fn office(tenure: &Tenure) -> (Option<&str>, Option<&str>, Option<&str>) {
    fn text(text: &Option<Text>) -> Option<&str> {
        text.as_ref().map(|text| text.value.as_str())
    }
    (text(&tenure.role), text(&tenure.title), text(&tenure.of))
}

/// Whether both cover a day for certain. A beginning that is not known covers nothing.
fn share_a_day(one: &Tenure, other: &Tenure) -> bool {
    let certain = |tenure: &Tenure| -> Option<(civil::Date, civil::Date)> {
        let date = |text: &Option<Text>| text.as_ref().map(|text| text.value.parse::<Date>());
        let from = date(&tenure.from)?.ok()?.last_day();
        let to = match date(&tenure.to) {
            Some(to) => to.ok()?.first_day(),
            None => civil::Date::MAX,
        };
        (from < to).then_some((from, to))
    };
    let (Some(one), Some(other)) = (certain(one), certain(other)) else { return false };
    one.0.max(other.0) < one.1.min(other.1)
}

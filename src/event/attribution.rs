//! An event told inside what somebody says rests on that statement.

use crate::event::event::Event;
use crate::rule::RuleSet;

/// Marks every event whose trigger lies in the content of a statement with the innermost such
/// statement.
pub fn attribute(rules: &RuleSet, events: &mut [Event]) {
    let Some(statement) = rules.kind_named("statement") else { return };
    for at in 0..events.len() {
        let trigger = events[at].trigger;
        let around = events
            .iter()
            .enumerate()
            .filter(|(other, e)| *other != at && e.kind == statement)
            .filter_map(|(other, e)| {
                let piece = e.content.iter().find(|c| c.tokens.covers(trigger))?;
                Some((piece.tokens.len(), other))
            })
            .min();
        events[at].attributed_to = around.map(|(_, other)| other);
    }
}

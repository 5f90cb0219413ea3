//! An event told inside what somebody says rests on that statement.

use crate::base::TokenSpan;
use crate::event::event::Event;
use crate::rule::RuleSet;

/// Marks what is told inside a statement, and drops what does not count there.
pub fn settle(rules: &RuleSet, events: &mut Vec<Event>) {
    attribute(rules, events);
    let before = events.len();
    events.retain(|event| event.nests || event.attributed_to.is_none());
    if events.len() < before {
        attribute(rules, events);
    }
}

/// Marks every event whose trigger lies in the content of a statement with the innermost such
/// statement.
///
/// One walk through the text keeps in mind which pieces of content are open, so that a page of
/// statements costs no more than its statements.
fn attribute(rules: &RuleSet, events: &mut [Event]) {
    let Some(statement) = rules.kind_named("statement") else { return };
    let statements = events.iter().enumerate().filter(|(_, e)| e.kind == statement);
    let mut pieces: Vec<(TokenSpan, usize)> =
        statements.flat_map(|(at, e)| e.content.iter().map(move |c| (c.tokens, at))).collect();
    pieces.sort_unstable();
    let mut order: Vec<usize> = (0..events.len()).collect();
    order.sort_by_key(|&at| events[at].trigger);
    let mut next = 0;
    let mut open: Vec<(TokenSpan, usize)> = Vec::new();
    for at in order {
        let trigger = events[at].trigger;
        while let Some(&piece) = pieces.get(next).filter(|(span, _)| span.start <= trigger.start) {
            open.push(piece);
            next += 1;
        }
        open.retain(|(span, _)| span.end > trigger.start);
        let around = open.iter().filter(|(span, other)| *other != at && span.covers(trigger));
        events[at].attributed_to =
            around.min_by_key(|(span, other)| (span.len(), *other)).map(|p| p.1);
    }
}

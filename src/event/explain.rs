//! Why a sentence gave what it gave.

use crate::event::Reading;
use crate::event::manner::Manners;
use crate::event::scene::scene_of;
use crate::rule::trace::{Stop, Trace};
use crate::rule::unit::Unit;
use crate::rule::{RuleId, RuleSet};

/// How far the line of `rule` that got furthest in a document got there.
pub fn furthest(reading: &Reading<'_>, rules: &RuleSet, rule: RuleId) -> Option<String> {
    let manners = Manners::new(rules);
    let mut best: Option<((usize, usize), String)> = None;
    for &period in &reading.document.periods {
        let scene = scene_of(reading, rules, &manners, period, None);
        for trace in rules.trace(&scene).iter().filter(|t| t.rule == rule && !t.unless) {
            let reach = trace.reach();
            if best.as_ref().is_none_or(|(known, _)| *known < reach) {
                best = Some((reach, sentence(reading, rules, &scene.units, trace)));
            }
        }
    }
    best.map(|(_, text)| text)
}

/// “`{speaker} ~say`: before “said” it wanted `{speaker}` at “…””
fn sentence(reading: &Reading<'_>, rules: &RuleSet, units: &[Unit], trace: &Trace) -> String {
    let file = &rules.rule(trace.rule).file;
    let line = file.text.get(trace.line.range()).unwrap_or_default();
    if trace.matched() {
        return format!(
            "`{line}` matches, but what fills it gives no event, or `unless:` forbids it"
        );
    }
    let text = |at: Option<usize>| {
        at.and_then(|at| units.get(at)).map_or("the end", |unit| reading.text(unit.tokens))
    };
    let trigger = text(Some(trace.trigger.start));
    let wanted = |stop: &Stop| stop.wanted.join(" or ");
    let mut parts = Vec::new();
    if let Some(stop) = &trace.left {
        let at = text(stop.at.checked_sub(1));
        parts.push(format!("left of “{trigger}” it wants {} at “{at}”", wanted(stop)));
    }
    if let Some(stop) = &trace.right {
        let at = text(Some(stop.at));
        parts.push(format!("right of “{trigger}” it wants {} at “{at}”", wanted(stop)));
    }
    format!("`{line}`: {}", parts.join("; "))
}

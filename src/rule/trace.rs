//! How far each rule got: for `explain`, collected only when it is asked for.

use std::ops::Range;

use crate::base::ByteSpan;
use crate::rule::matching::side_at;
use crate::rule::pattern::exec::{Furthest, Scratch, Way};
use crate::rule::rule_set::{RuleId, RuleSet};
use crate::rule::unit::Scene;

/// One line of a rule whose trigger occurred, and how far it got.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trace {
    /// The rule.
    pub rule: RuleId,
    /// The line of the rule's file.
    pub line: ByteSpan,
    /// Whether it is a line of `unless:`.
    pub unless: bool,
    /// The units of the trigger.
    pub trigger: Range<usize>,
    /// What failed on the left; nothing if that half matched.
    pub left: Option<Stop>,
    /// What failed on the right.
    pub right: Option<Stop>,
}

/// Where a half of a pattern stopped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stop {
    /// The place between units: as many stand left of it.
    pub at: usize,
    /// The elements that were wanted there, as the rule's file writes them.
    pub wanted: Vec<String>,
}

impl Trace {
    /// Whether the line matched.
    pub fn matched(&self) -> bool {
        self.left.is_none() && self.right.is_none()
    }

    /// How many halves matched, and how many units were covered besides.
    pub fn reach(&self) -> (usize, usize) {
        let matched = [&self.left, &self.right].iter().filter(|half| half.is_none()).count();
        let left = self.left.as_ref().map_or(0, |stop| self.trigger.start.saturating_sub(stop.at));
        let right = self.right.as_ref().map_or(0, |stop| stop.at.saturating_sub(self.trigger.end));
        (matched, left + right)
    }
}

/// How far one line of a rule got at one trigger.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Attempt {
    /// The rule.
    rule: RuleId,
    /// The line, counted over `patterns:` and then `unless:`.
    line: u16,
    /// Whether it is a line of `unless:`.
    unless: bool,
    /// The units of the trigger.
    trigger: Range<usize>,
    /// Where the left half failed; nothing if it matched.
    left: Option<Furthest>,
    /// Where the right half failed; nothing if it matched.
    right: Option<Furthest>,
}

impl RuleSet {
    /// Every line whose trigger occurs in `scene`. Of the ways through one line at one trigger, the
    /// one that got furthest.
    pub fn trace<S: Scene + ?Sized>(&self, scene: &S) -> Vec<Trace> {
        let mut traces: Vec<Trace> = Vec::new();
        for attempt in self.attempts(scene) {
            let rule = self.rule(attempt.rule);
            let Some(&line) = rule.patterns.get(attempt.line as usize) else { continue };
            let stop = |furthest: Furthest| Stop {
                at: furthest.at,
                wanted: furthest
                    .wanted
                    .iter()
                    .filter_map(|span| rule.file.text.get(span.range()))
                    .map(str::to_owned)
                    .collect(),
            };
            let trace = Trace {
                rule: attempt.rule,
                line,
                unless: attempt.unless,
                trigger: attempt.trigger,
                left: attempt.left.map(stop),
                right: attempt.right.map(stop),
            };
            let same = |other: &&mut Trace| {
                (other.rule, other.line, other.trigger.start)
                    == (trace.rule, trace.line, trace.trigger.start)
            };
            match traces.iter_mut().rev().find(same) {
                Some(other) if other.reach() < trace.reach() => *other = trace,
                Some(_) => {}
                None => traces.push(trace),
            }
        }
        traces
    }

    /// Every line whose trigger occurs in `scene`, and how far it got.
    fn attempts<S: Scene + ?Sized>(&self, scene: &S) -> Vec<Attempt> {
        let machine = self.machine(scene);
        let mut scratch = Scratch::default();
        let mut jobs = Vec::new();
        let mut attempts = Vec::new();
        for at in 0..scene.units().len() {
            let caption = scene.is_caption();
            jobs.clear();
            self.waiting(&machine, at, caption, |variants, found| {
                let variants = variants.iter().flat_map(|alike| &alike.variants);
                let run = variants.map(|w| w.variant).filter(|&v| self.runs(v, caption));
                jobs.extend(run.map(|variant| (variant, found)));
            });
            jobs.sort();
            for &(number, found) in &jobs {
                let compiled = &self.compiled[number as usize];
                let mut left = Furthest { at, wanted: Vec::new() };
                let mut right = Furthest { at: found.end, wanted: Vec::new() };
                let halves = [(Way::Left, &mut left), (Way::Right, &mut right)];
                let [is_left, is_right] = halves.map(|(way, furthest)| {
                    let side = self.side(compiled, way);
                    side_at(&machine, side, found, at, &mut scratch, Some(furthest)).is_some()
                });
                attempts.push(Attempt {
                    rule: compiled.rule,
                    line: compiled.line,
                    unless: compiled.unless,
                    trigger: at..found.end,
                    left: (!is_left).then_some(left),
                    right: (!is_right).then_some(right),
                });
            }
        }
        attempts
    }
}

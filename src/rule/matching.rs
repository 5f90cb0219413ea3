//! Runs the rules over a period: which variants wait for its words, which of them match, and which
//! match of a rule says most.

use std::num::NonZeroU32;

use smallvec::SmallVec;

use crate::rule::pattern::exec::{self, Furthest, Half, Machine, Way};
use crate::rule::pattern::front::Front;
use crate::rule::pattern::side::Side;
use crate::rule::rule_set::{Capture, Compiled, RuleMatch, RuleSet};
use crate::rule::trigger::{Alike, Asks, Waiting};
use crate::rule::unit::{Scene, UnitKind};
use crate::rule::vocabulary::{EntryKind, Found, List, ListId};
use crate::text::Forms;

/// Reused from period to period.
#[derive(Clone, Debug, Default)]
pub struct Scratch {
    run: exec::Scratch,
    jobs: Vec<(u32, Found)>,
    /// By [`Way`] and side: when it was run last.
    tried: [Vec<Tried>; 2],
    /// Counts the units at which triggers were looked for.
    now: u32,
    /// What the sides found that matched at the trigger at hand.
    halves: Vec<Half>,
}

/// When a side was run last, and where what it found stands, counted from 1, if it matched.
#[derive(Clone, Copy, Debug, Default)]
struct Tried {
    at: u32,
    /// What it began at: a kind of entry on the left, the end of the trigger on the right.
    from: u32,
    matched: Option<NonZeroU32>,
}

/// What was seen beside the trigger at hand.
#[derive(Clone, Copy, Debug, Default)]
struct Fronts {
    /// By kind of entry: what stands left of it, of its helping words, or of its adjectives.
    left: [Option<Front>; 3],
    /// What stands right of the trigger that ends there.
    right: Option<(usize, Front)>,
}

impl Scratch {
    fn matched(&self, [left, right]: [NonZeroU32; 2]) -> Option<[&Half; 2]> {
        let of = |number: NonZeroU32| self.halves.get(number.get() as usize - 1);
        Some([of(left)?, of(right)?])
    }
}

impl RuleSet {
    /// Appends what the rules find in `scene`, by trigger and then by rule: for each trigger and
    /// rule the match that fills most arguments, then the leftmost, then the longest.
    pub fn matches<S: Scene + ?Sized>(
        &self,
        scene: &S,
        scratch: &mut Scratch,
        out: &mut Vec<RuleMatch>,
    ) {
        let machine = self.machine(scene);
        let caption = scene.is_caption();
        let mut jobs = std::mem::take(&mut scratch.jobs);
        for at in 0..scene.units().len() {
            self.jobs(&machine, at, caption, &mut jobs);
            if jobs.is_empty() {
                continue;
            }
            scratch.now += 1;
            scratch.halves.clear();
            let rule = |job: &(u32, Found)| self.lines[job.0 as usize].rule;
            let of_rule = |a: &(u32, Found), b: &(u32, Found)| rule(a) == rule(b);
            for jobs in jobs.chunk_by(of_rule) {
                out.extend(self.best(&machine, at, jobs, scratch));
            }
        }
        scratch.jobs = jobs;
    }

    pub(crate) fn machine<'a, S: Scene + ?Sized>(&'a self, scene: &'a S) -> Machine<'a, S> {
        Machine::new(scene, &self.vocabulary, &self.cues)
    }

    /// Calls `each` with the triggers that begin with unit `at` and the variants that wait for them,
    /// those with the same left side together.
    pub(super) fn waiting<S: Scene + ?Sized>(
        &self,
        machine: &Machine<'_, S>,
        at: usize,
        caption: bool,
        mut each: impl FnMut(&[Alike], Found),
    ) {
        let Some(unit) = machine.scene.units().get(at) else { return };
        let may_begin = matches!(unit.kind, UnitKind::Word | UnitKind::Party);
        if may_begin && (caption || self.triggers(unit.word)) {
            machine.begin_trigger();
            self.triggers.waiting(&self.vocabulary, machine.scene.units(), at, &mut each);
        }
    }

    /// Whether a variant runs in a scene that is, or is not, a caption.
    pub(super) fn runs(&self, variant: u32, caption: bool) -> bool {
        caption || !self.lines[variant as usize].captions_only
    }

    /// The variants whose trigger begins with unit `at` and that may match what stands beside it,
    /// sorted by rule, `unless:` first.
    fn jobs<S: Scene + ?Sized>(
        &self,
        machine: &Machine<'_, S>,
        at: usize,
        caption: bool,
        jobs: &mut Vec<(u32, Found)>,
    ) {
        jobs.clear();
        let mut beside = Fronts::default();
        self.waiting(machine, at, caption, |variants, found| {
            let places = machine.boundaries(found, at);
            let [left, right] = self.fronts(machine, found, &places, &mut beside);
            let stocks = [machine.beside(at, Way::Left), machine.beside(found.end, Way::Right)];
            // Whether a side may match: the cheaper question first.
            let may_match = |asks: &Asks, way: Way, seen: &Front, places: &[usize]| {
                asks.wanted.is_in(stocks[way as usize])
                    && machine.may_begin(&asks.front, seen, places, way)
            };
            for alike in variants {
                if !may_match(&alike.left, Way::Left, &left, &places) {
                    continue;
                }
                jobs.extend(alike.variants.iter().filter_map(
                    |Waiting { variant, right: asks }| {
                        let may = may_match(asks, Way::Right, &right, &[found.end]);
                        (may && self.runs(*variant, caption)).then_some((*variant, found))
                    },
                ));
            }
        });
        // A few sorted lists behind each other, which this sort finds and merges.
        jobs.sort();
    }

    /// What stands left of `places`, where the left side of the trigger `found` may end, and right of
    /// the trigger.
    fn fronts<S: Scene + ?Sized>(
        &self,
        machine: &Machine<'_, S>,
        found: Found,
        places: &[usize],
        seen: &mut Fronts,
    ) -> [Front; 2] {
        let units = machine.scene.units();
        let kind = self.vocabulary.kind_of(found.entry);
        let left = *seen.left[kind as usize].get_or_insert_with(|| {
            let fronts = places.iter().map(|&place| Front::at(units, place, Way::Left));
            fronts.fold(Front::default(), Front::or)
        });
        let right = match seen.right {
            Some((end, front)) if end == found.end => front,
            _ => Front::at(units, found.end, Way::Right),
        };
        seen.right = Some((found.end, right));
        [left, right]
    }

    fn best<S: Scene + ?Sized>(
        &self,
        machine: &Machine<'_, S>,
        at: usize,
        jobs: &[(u32, Found)],
        scratch: &mut Scratch,
    ) -> Option<RuleMatch> {
        let mut best: Option<(u32, Found, [NonZeroU32; 2])> = None;
        for &(number, found) in jobs {
            let mut half = |way| self.try_side(machine, number, found, at, way, scratch);
            let Some(left) = half(Way::Left) else { continue };
            let Some(right) = half(Way::Right) else { continue };
            if self.lines[number as usize].unless {
                return None;
            }
            let key = |halves: [NonZeroU32; 2], found: Found| {
                let [left, right] = scratch.matched(halves)?;
                let filled = left.filled.len() + right.filled.len();
                Some((filled, std::cmp::Reverse(left.at), right.at, found.end))
            };
            let halves = [left, right];
            if best.is_none_or(|(_, other, known)| key(halves, found) > key(known, other)) {
                best = Some((number, found, halves));
            }
        }
        let (number, found, halves) = best?;
        let [left, right] = scratch.matched(halves)?;
        Some(self.finish(machine, at, &self.compiled[number as usize], found, left, right))
    }

    /// Runs a side of variant `number` unless one that says the same was run at this trigger; where
    /// in `scratch.halves` its match stands, counted from 1, if it matched.
    fn try_side<S: Scene + ?Sized>(
        &self,
        machine: &Machine<'_, S>,
        number: u32,
        found: Found,
        at: usize,
        way: Way,
        scratch: &mut Scratch,
    ) -> Option<NonZeroU32> {
        let side = self.lines[number as usize].sides[way as usize];
        let from = match way {
            Way::Left => self.vocabulary.kind_of(found.entry) as u32,
            Way::Right => found.end as u32,
        };
        let Scratch { run, tried, now, halves, .. } = scratch;
        let tried = &mut tried[way as usize];
        if tried.len() <= side as usize {
            tried.resize(side as usize + 1, Tried::default());
        }
        let last = &mut tried[side as usize];
        if last.at == *now && last.from == from {
            return last.matched;
        }
        let side_of_line = self.side(&self.compiled[number as usize], way);
        let half = side_at(machine, side_of_line, found, at, run, None);
        let matched = half.and_then(|half| {
            halves.push(half);
            NonZeroU32::new(halves.len() as u32)
        });
        *last = Tried { at: *now, from, matched };
        matched
    }

    /// Whether the verb at `unit` says no more than its object: “hold talks”, “attend a summit”.
    fn is_light<S: Scene + ?Sized>(&self, machine: &Machine<'_, S>, unit: usize) -> bool {
        let units = machine.scene.units();
        let named = |(_, list): &(ListId, &List)| list.name.contains("light-verbs.");
        self.vocabulary.lists().filter(named).any(|(id, _)| {
            let mut light = false;
            self.vocabulary.find(id, units, unit, |_| light = true);
            light
        })
    }

    fn finish<S: Scene + ?Sized>(
        &self,
        machine: &Machine<'_, S>,
        at: usize,
        compiled: &Compiled,
        found: Found,
        left: &Half,
        right: &Half,
    ) -> RuleMatch {
        let units = machine.scene.units();
        let holes = self.holes(compiled);
        let filled = left.filled.iter().chain(&right.filled);
        let mut captures: SmallVec<[Capture; 4]> = filled
            .map(|filled| Capture {
                argument: holes[filled.hole as usize].argument,
                hole: filled.hole,
                units: filled.start..filled.end,
                extent: filled.extent,
            })
            .collect();
        captures.sort_by_key(|capture| capture.units.start);
        let kind = self.vocabulary.kind_of(found.entry);
        // A clause is told as it is told, however its content begins.
        let subject = captures.iter().find(|c| c.extent.is_none() && c.units.start < at);
        let start = subject.map_or(left.at, |subject| subject.units.start);
        let understood =
            captures.iter().find(|c| c.extent.is_none() && holes[c.hole as usize].understood);
        // Where the words of the event itself begin, without the remote subject.
        let start = if understood.is_some() { left.at } else { start };
        let (mut factuality, group) = if kind == EntryKind::Noun {
            let carries = |unit| self.is_light(machine, unit);
            self.cues.of_noun(units, at, start, right.at, carries)
        } else {
            let inside = |unit: usize| captures.iter().any(|c| c.units.contains(&unit));
            let loose = (found.end..right.at).filter(|&unit| !inside(unit));
            self.cues.of_verb(units, at, start, loose)
        };
        // A subject without words of its own has been set again where it was left out.
        let set_again =
            captures.iter().find(|c| c.units.start < at && units[c.units.start].tokens.is_empty());
        let place = understood.map(|_| left.at).or(set_again.map(|c| c.units.start));
        if let Some(place) = place
            && let Some(shared) = machine.scene.understood(place)
        {
            let bare = kind != EntryKind::Verb || found.forms.contains(Forms::BASE);
            self.cues.inherit(units, shared, bare, &mut factuality);
        }
        RuleMatch {
            rule: compiled.rule,
            pattern: compiled.line,
            trigger: at..found.end,
            verb_group: group..at,
            units: left.at..right.at,
            entry: found.entry,
            captures,
            factuality,
        }
    }
}

/// Runs one side of a variant whose trigger `found` begins with unit `at`.
pub(super) fn side_at<S: Scene + ?Sized>(
    machine: &Machine<'_, S>,
    side: Side<'_>,
    found: Found,
    at: usize,
    scratch: &mut exec::Scratch,
    furthest: Option<&mut Furthest>,
) -> Option<Half> {
    match side.way {
        Way::Left => machine.run(side, &machine.boundaries(found, at), scratch, furthest),
        Way::Right => machine.run(side, &[found.end], scratch, furthest),
    }
}

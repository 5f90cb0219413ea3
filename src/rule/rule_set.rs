//! All rules, ready to run: which words begin something, and what they match in a period.

use std::num::NonZeroU32;
use std::ops::Range;

use smallvec::SmallVec;

use crate::base::{ByteSpan, IndexVec};
use crate::id;
use crate::rule::cue::{Cues, Factuality};
use crate::rule::edge::EdgeWords;
use crate::rule::kind::{ArgumentId, EventKind, EventKindId};
use crate::rule::load::{Cast, Example};
use crate::rule::manner::Manners;
use crate::rule::pattern::compile::{Hole, Variant};
use crate::rule::pattern::exec::{self, Furthest, Half, Machine, Way};
use crate::rule::pattern::side::Side;
use crate::rule::trigger::Triggers;
use crate::rule::unit::{Extent, Scene, UnitKind};
use crate::rule::vocabulary::{EntryId, EntryKind, Found, List, ListId, Vocabulary};
use crate::text::{Forms, Token, WordId};

id!(
    /// Names a rule.
    RuleId
);

/// One rule file.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Its folder and file: `meeting.met`.
    pub name: String,
    /// The kind of event it announces.
    pub event: EventKindId,
    /// What it says, for people.
    pub says: String,
    /// What its events are besides what the text says: `mode: call`.
    pub set: Vec<(String, String)>,
    /// How far to trust it, from 0 to 1.
    pub confidence: f32,
    /// Whether it runs only in captions.
    pub captions_only: bool,
    /// Whether somebody who speaks for a country, a body or a movement must take part.
    pub officials_only: bool,
    /// Whether the clause must say how they met: “by phone”.
    pub manner_only: bool,
    /// Whether it speaks of the meeting told last, and only of one that is not to be: “the talks
    /// were called off”.
    pub anaphoric: bool,
    /// Its file.
    pub file: std::sync::Arc<crate::base::diagnostic::SourceFile>,
    /// The lines of `patterns:` in its file.
    pub patterns: Vec<ByteSpan>,
    /// The holes of each pattern, then of each `unless:` line.
    pub holes: Vec<Vec<Hole>>,
    /// What it must find.
    pub examples: Vec<Example>,
    /// In what it must find nothing.
    pub counterexamples: Vec<Example>,
}

/// A variant with the rule it belongs to.
#[derive(Clone, Debug)]
pub(crate) struct Compiled {
    pub rule: RuleId,
    /// A line of `unless:`; those come first.
    pub unless: bool,
    /// The line, counted over `patterns:` and then `unless:`.
    pub line: u16,
    pub variant: Variant,
}

/// What is asked of a variant before anything is run, close together.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Line {
    pub rule: RuleId,
    /// The numbers of its sides, by [`Way`]; those that say the same share one.
    pub sides: [u32; 2],
    pub unless: bool,
    pub captions_only: bool,
}

/// Everything that the rule files say.
#[derive(Clone, Debug, Default)]
pub struct RuleSet {
    pub(crate) kinds: IndexVec<EventKindId, EventKind>,
    pub(crate) rules: IndexVec<RuleId, Rule>,
    pub(crate) vocabulary: Vocabulary,
    pub(crate) cues: Cues,
    pub(crate) manners: Manners,
    pub(crate) edges: EdgeWords,
    pub(crate) cast: Cast,
    /// Sorted by rule, `unless:` first.
    pub(crate) compiled: Vec<Compiled>,
    /// By variant: what is asked of it at every trigger.
    pub(crate) lines: Vec<Line>,
    pub(crate) triggers: Triggers,
}

/// What one rule found at one trigger.
#[derive(Clone, Debug, PartialEq)]
pub struct RuleMatch {
    /// The rule.
    pub rule: RuleId,
    /// Which line of its patterns, counted from 0.
    pub pattern: u16,
    /// The units of the trigger, with its particles: `sat down with`.
    pub trigger: Range<usize>,
    /// The units of its helping words, or of the words before a noun.
    pub verb_group: Range<usize>,
    /// All units of the match, without helping words at its beginning.
    pub units: Range<usize>,
    /// The trigger's entry: its class and mode.
    pub entry: EntryId,
    /// What fills the arguments, in order of the text.
    pub captures: SmallVec<[Capture; 4]>,
    /// Affirmed or not, in which mood, on whose word.
    pub factuality: Factuality,
}

/// What fills an argument.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Capture {
    /// Which argument.
    pub argument: ArgumentId,
    /// Which hole of the pattern, counted from 0: two holes for participants pair across.
    pub hole: u16,
    /// The units.
    pub units: Range<usize>,
    /// What kind of content it is, if it is content.
    pub extent: Option<Extent>,
}

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

/// How far one line of a rule got at one trigger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// The rule.
    pub rule: RuleId,
    /// The line, counted over `patterns:` and then `unless:`.
    pub line: u16,
    /// Whether it is a line of `unless:`.
    pub unless: bool,
    /// The units of the trigger.
    pub trigger: Range<usize>,
    /// Where the left half failed; nothing if it matched.
    pub left: Option<Furthest>,
    /// Where the right half failed; nothing if it matched.
    pub right: Option<Furthest>,
}

impl Scratch {
    fn matched(&self, [left, right]: [NonZeroU32; 2]) -> Option<[&Half; 2]> {
        let of = |number: NonZeroU32| self.halves.get(number.get() as usize - 1);
        Some([of(left)?, of(right)?])
    }
}

impl RuleSet {
    /// Whether `word` begins a trigger of some rule. A period without such a word matches nothing.
    pub fn triggers(&self, word: WordId) -> bool {
        self.triggers.contains(word)
    }

    /// Whether a trigger may begin with token `at`; what comes out where none does is nothing.
    /// `verbal` tells whether the token may be used as a verb.
    pub fn may_trigger(&self, tokens: &[Token], at: usize, verbal: bool) -> bool {
        self.triggers.may_begin(&self.vocabulary, tokens, at, verbal)
    }

    /// Whether `word` is the noun, or begins the nouns, of some entry that can be a trigger.
    pub fn announces_as_noun(&self, word: WordId) -> bool {
        self.triggers(word) && self.vocabulary.is_noun(word)
    }

    /// The kinds of events.
    pub fn kinds(&self) -> &IndexVec<EventKindId, EventKind> {
        &self.kinds
    }

    /// The kind of that name.
    pub fn kind_named(&self, name: &str) -> Option<EventKindId> {
        self.kinds.iter_enumerated().find(|(_, kind)| kind.name == name).map(|(id, _)| id)
    }

    /// All rules, sorted by name.
    pub fn rules(&self) -> &IndexVec<RuleId, Rule> {
        &self.rules
    }

    /// One rule.
    pub fn rule(&self, id: RuleId) -> &Rule {
        &self.rules[id]
    }

    /// The shared words.
    pub fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// The words that change factuality.
    pub fn cues(&self) -> &Cues {
        &self.cues
    }

    /// The phrases that say how people meet.
    pub fn manners(&self) -> &Manners {
        &self.manners
    }

    /// The words at which what somebody says ends.
    pub fn edges(&self) -> &EdgeWords {
        &self.edges
    }

    /// The people, bodies and places of the examples.
    pub fn cast(&self) -> &Cast {
        &self.cast
    }

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

    /// Every line whose trigger occurs in `scene`, and how far it got.
    pub fn attempts<S: Scene + ?Sized>(&self, scene: &S) -> Vec<Attempt> {
        let machine = self.machine(scene);
        let mut scratch = exec::Scratch::default();
        let mut jobs = Vec::new();
        let mut attempts = Vec::new();
        for at in 0..scene.units().len() {
            self.jobs(&machine, at, scene.is_caption(), &mut jobs);
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

    pub(crate) fn machine<'a, S: Scene + ?Sized>(&'a self, scene: &'a S) -> Machine<'a, S> {
        Machine::new(scene, &self.vocabulary, &self.cues)
    }

    /// The variants whose trigger begins with unit `at`, sorted by rule, `unless:` first.
    fn jobs<S: Scene + ?Sized>(
        &self,
        machine: &Machine<'_, S>,
        at: usize,
        caption: bool,
        jobs: &mut Vec<(u32, Found)>,
    ) {
        jobs.clear();
        let Some(unit) = machine.scene.units().get(at) else { return };
        let may_begin = matches!(unit.kind, UnitKind::Word | UnitKind::Party);
        if !may_begin || !(caption || self.triggers(unit.word)) {
            return;
        }
        self.triggers.waiting(&self.vocabulary, machine.scene.units(), at, |variant, found| {
            if caption || !self.lines[variant as usize].captions_only {
                jobs.push((variant, found));
            }
        });
        // A few sorted lists behind each other, which this sort finds and merges.
        jobs.sort();
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
            Way::Left => self.vocabulary.entry(found.entry).kind as u32,
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

    /// One side of a variant.
    pub(crate) fn side<'a>(&'a self, compiled: &'a Compiled, way: Way) -> Side<'a> {
        Side::of(&compiled.variant, self.holes(compiled), way)
    }

    /// The holes of the line that a variant belongs to.
    fn holes(&self, compiled: &Compiled) -> &[Hole] {
        let holes = self.rules[compiled.rule].holes.get(compiled.line as usize);
        holes.map(Vec::as_slice).unwrap_or_default()
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
        let kind = self.vocabulary.entry(found.entry).kind;
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
fn side_at<S: Scene + ?Sized>(
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

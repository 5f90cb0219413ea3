//! Runs the compiled halves of patterns over the units of a period.
//!
//! A half is simulated with one thread per state and place, the best one, so the time is bounded
//! by units × states whatever the pattern. Helping words, gaps and content let a thread jump.

use std::ops::Range;

use smallvec::SmallVec;

use super::ast::FormFilter;
use super::compile::{Case, Hole, Inst, Program, Test, Words};
use crate::base::ByteSpan;
use crate::rule::cue::Cues;
use crate::rule::unit::{Accepts, Extent, Scene, Unit, UnitKind, VerbForm};
use crate::rule::vocabulary::{EntryKind, Found, Vocabulary, is_word};
use crate::text::{WordId, word};

/// In which direction a half runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// From the trigger to the beginning of the period.
    Left,
    /// From the trigger to its end.
    Right,
}

/// What the halves run over, and with what knowledge.
pub struct Machine<'a, S: Scene + ?Sized> {
    /// The period.
    pub scene: &'a S,
    /// Lists and verbs.
    pub vocabulary: &'a Vocabulary,
    /// Helping words.
    pub cues: &'a Cues,
}

/// What filled a hole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Filled {
    /// Which hole of the pattern.
    pub hole: u16,
    /// Its first unit.
    pub start: usize,
    /// The first unit after it.
    pub end: usize,
    /// What kind of content it is, if it is content.
    pub extent: Option<Extent>,
}

/// How well a half matched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Half {
    /// The end away from the trigger.
    pub at: usize,
    /// What filled holes, from the trigger outwards.
    pub filled: SmallVec<[Filled; 4]>,
}

/// How far a half got, and what it wanted there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Furthest {
    /// The place away from the trigger.
    pub at: usize,
    /// The elements of the pattern that did not match there.
    pub wanted: Vec<ByteSpan>,
}

/// Where a run begins and may end.
#[derive(Clone, Copy, Debug)]
pub struct From<'a> {
    /// In which direction it goes.
    pub way: Way,
    /// The places where it may begin.
    pub starts: &'a [usize],
    /// Whether it must end where the period does.
    pub anchored: bool,
}

/// Reused from run to run.
#[derive(Clone, Debug, Default)]
pub struct Scratch {
    threads: Vec<Thread>,
    links: Vec<Link>,
    /// The first thread at each place.
    heads: Vec<u32>,
    places: Vec<(usize, Option<Filled>)>,
}

#[derive(Clone, Copy, Debug)]
struct Thread {
    state: u16,
    filled: u16,
    link: u32,
    next: u32,
}

#[derive(Clone, Copy, Debug)]
struct Link {
    filled: Filled,
    before: u32,
}

const NONE: u32 = u32::MAX;
/// The longest gap that `…` stands for.
const GAP: usize = 4;
/// How far ahead a verb is looked for behind its helping words.
const FARTHEST: usize = 12;

impl<S: Scene + ?Sized> Machine<'_, S> {
    /// Runs `program` away from the trigger. The furthest failure is noted if it is asked for.
    pub fn run(
        &self,
        program: &Program,
        holes: &[Hole],
        from: &From<'_>,
        scratch: &mut Scratch,
        mut furthest: Option<&mut Furthest>,
    ) -> Option<Half> {
        let units = self.scene.units();
        let From { way, starts, anchored } = *from;
        let mut best: Option<(Thread, usize)> = None;
        scratch.threads.clear();
        scratch.links.clear();
        scratch.heads.clear();
        scratch.heads.resize(units.len() + 1, NONE);
        let accepts = |at: usize| !anchored || self.is_edge(at, way);
        let new = Thread { state: program.entry, filled: 0, link: NONE, next: NONE };
        for &start in starts.iter().filter(|&&start| start <= units.len()) {
            add(program, new, start, way, &accepts, scratch, &mut best);
        }
        let mut at = match way {
            Way::Left => units.len(),
            Way::Right => 0,
        };
        loop {
            let mut next = scratch.heads[at];
            while let Some(&thread) = scratch.threads.get(next as usize) {
                next = thread.next;
                let Some(Inst::Step { test, next: state, span }) =
                    program.steps.get(thread.state as usize)
                else {
                    continue;
                };
                let mut places = std::mem::take(&mut scratch.places);
                places.clear();
                self.places(*test, holes, at, way, &mut places);
                if let Some(furthest) = furthest.as_deref_mut()
                    && places.is_empty()
                {
                    furthest.note(at, *span, way);
                }
                for &(to, filled) in &places {
                    let mut thread = Thread { state: *state, ..thread };
                    if let Some(filled) = filled {
                        scratch.links.push(Link { filled, before: thread.link });
                        thread.link = scratch.links.len() as u32 - 1;
                        thread.filled += 1;
                    }
                    add(program, thread, to, way, &accepts, scratch, &mut best);
                }
                scratch.places = places;
                if let Some((to, unit)) = beside(units, at, way)
                    && unit.kind.is_adjunct()
                {
                    enter(thread, to, scratch);
                }
            }
            match way {
                Way::Left if at > 0 => at -= 1,
                Way::Right if at < units.len() => at += 1,
                _ => break,
            }
        }
        let (thread, at) = best?;
        let mut filled = SmallVec::new();
        let mut link = thread.link;
        while let Some(one) = scratch.links.get(link as usize) {
            filled.push(one.filled);
            link = one.before;
        }
        filled.reverse();
        Some(Half { at, filled })
    }

    /// Where `test` leads from place `at`, and what it fills.
    pub fn places(
        &self,
        test: Test,
        holes: &[Hole],
        at: usize,
        way: Way,
        out: &mut Vec<(usize, Option<Filled>)>,
    ) {
        let units = self.scene.units();
        match test {
            Test::Word(word) => {
                if let Some((to, unit)) = beside(units, at, way)
                    && is_word(unit, word)
                {
                    out.push((to, None));
                }
            }
            Test::Gap => {
                let mut at = at;
                for _ in 0..GAP {
                    match beside(units, at, way) {
                        Some((to, unit)) if is_plain(unit) => at = to,
                        _ => break,
                    }
                    out.push((at, None));
                }
            }
            Test::Words(words) => match way {
                Way::Right => self.words_right(words, at, out),
                Way::Left => self.words_left(words, at, out),
            },
            Test::Hole(number) => {
                let Some(hole) = holes.get(number as usize) else { return };
                self.fill(hole, number, at, way, out);
            }
        }
    }

    /// The entries of `words` that begin with unit `at`.
    pub fn entries(&self, words: Words, at: usize, mut each: impl FnMut(Found)) {
        let units = self.scene.units();
        let Some(unit) = units.get(at) else { return };
        self.vocabulary.find(words.list, units, at, |found| {
            match self.vocabulary.entry(found.entry).kind {
                EntryKind::Verb if words.filter.admits(unit.verb) => each(found),
                EntryKind::Verb => {}
                EntryKind::Noun if words.verbs || unit.verb != VerbForm::None => {}
                EntryKind::Phrase if words.verbs => {}
                // A form that only verbs have asks for a verb.
                _ if words.filter != FormFilter::Active => {}
                EntryKind::Noun | EntryKind::Phrase => each(found),
            }
        });
    }

    fn words_right(&self, words: Words, at: usize, out: &mut Vec<(usize, Option<Filled>)>) {
        let units = self.scene.units();
        self.entries(words, at, |found| out.push((found.end, None)));
        // Helping words first, then the verb; adjectives first, then the noun.
        for head in at + 1..units.len().min(at + FARTHEST) {
            let passes = |unit: &Unit| unit.kind == UnitKind::Word || unit.kind.is_adjunct();
            if !passes(&units[head - 1]) {
                break;
            }
            self.entries(words, head, |found| {
                if self.boundaries(found, head).contains(&at) {
                    out.push((found.end, None));
                }
            });
        }
    }

    /// Where what stands left of an entry may end: before its helping words, or its adjectives.
    pub fn boundaries(&self, found: Found, at: usize) -> SmallVec<[usize; 8]> {
        let units = self.scene.units();
        match self.vocabulary.entry(found.entry).kind {
            EntryKind::Verb => self.cues.walk(units, at).boundaries,
            EntryKind::Noun => self.cues.noun_boundaries(units, at),
            EntryKind::Phrase => SmallVec::from_slice(&[at]),
        }
    }

    fn words_left(&self, words: Words, at: usize, out: &mut Vec<(usize, Option<Filled>)>) {
        for start in at.saturating_sub(self.vocabulary.longest())..at {
            self.entries(words, start, |found| {
                if found.end == at {
                    let boundaries = self.boundaries(found, start);
                    out.extend(boundaries.into_iter().map(|boundary| (boundary, None)));
                }
            });
        }
    }

    fn fill(
        &self,
        hole: &Hole,
        number: u16,
        at: usize,
        way: Way,
        out: &mut Vec<(usize, Option<Filled>)>,
    ) {
        let units = self.scene.units();
        if hole.understood {
            // It stands elsewhere, so the half does not move; such a hole comes first in its line.
            if let (Way::Left, Some(found)) = (way, self.scene.understood(at)) {
                let (start, end) = (found.subject, found.subject + 1);
                out.push((at, Some(Filled { hole: number, start, end, extent: None })));
            }
            return;
        }
        let mut push = |to: usize, extent| {
            let (start, end) = (at.min(to), at.max(to));
            out.push((to, Some(Filled { hole: number, start, end, extent })));
        };
        if let Some((to, unit)) = beside(units, at, way) {
            let kind = match unit.kind {
                UnitKind::Party => true,
                UnitKind::List => hole.many,
                UnitKind::Place | UnitKind::Time => hole.adjunct,
                UnitKind::Word | UnitKind::Quote | UnitKind::Aside => false,
            };
            if kind
                && unit.accepts.intersects(hole.accepts)
                && self.suits(hole, unit, at.max(to))
                && !self.is_destination(hole, unit, at.min(to))
            {
                push(to, None);
            }
        }
        for extent in hole.extents.iter() {
            let to = match way {
                Way::Right => self.scene.content_from(at, extent).filter(|&to| to > at),
                Way::Left => self.scene.content_before(at, extent).filter(|&to| to < at),
            };
            if let Some(to) = to.filter(|&to| to <= units.len()) {
                push(to, Some(extent));
            }
        }
    }

    /// “flew to Port Salis to meet Marten”: what stands behind such a preposition is no subject,
    /// unless it is a person (“appealed to Keller to meet Marten”).
    fn is_destination(&self, hole: &Hole, unit: &Unit, start: usize) -> bool {
        const BEFORE: [WordId; 6] = [word::TO, word::FROM, word::IN, word::AT, word::FOR, word::OF];
        let person =
            unit.accepts.contains(Accepts::PERSON) && !unit.accepts.contains(Accepts::COUNTRY);
        let before = start.checked_sub(1).and_then(|i| self.scene.units().get(i));
        hole.case == Case::Subject
            && !person
            && before.is_some_and(|u| u.kind == UnitKind::Word && BEFORE.contains(&u.word))
    }

    /// Whether a pronoun stands in the right case.
    fn suits(&self, hole: &Hole, unit: &Unit, end: usize) -> bool {
        if !unit.accepts.contains(Accepts::PRONOUN) {
            return !hole.pronoun;
        }
        match hole.case {
            Case::Either => true,
            Case::Object => !unit.accepts.contains(Accepts::NOMINATIVE),
            // “urged him to meet”, “saw them meeting”
            Case::Subject => {
                let mut after = self.scene.units()[end..].iter().filter(|u| !u.kind.is_adjunct());
                !unit.accepts.contains(Accepts::ACCUSATIVE)
                    || after
                        .next()
                        .is_some_and(|unit| is_word(unit, word::TO) || unit.verb == VerbForm::Ing)
            }
        }
    }

    /// Whether nothing but marks and adjuncts stand between `at` and the edge of the period.
    fn is_edge(&self, at: usize, way: Way) -> bool {
        let units = self.scene.units();
        let rest = match way {
            Way::Left => &units[..at],
            Way::Right => &units[at..],
        };
        rest.iter().all(|unit| unit.kind.is_adjunct() || is_mark(unit))
    }
}

impl Furthest {
    fn note(&mut self, at: usize, span: ByteSpan, way: Way) {
        let further = match way {
            Way::Left => at < self.at,
            Way::Right => at > self.at,
        };
        if further || self.wanted.is_empty() {
            self.at = at;
            self.wanted.clear();
        }
        if at == self.at && !self.wanted.contains(&span) {
            self.wanted.push(span);
        }
    }
}

/// Brings a thread to `at`, through all splits.
fn add(
    program: &Program,
    thread: Thread,
    at: usize,
    way: Way,
    accepts: &impl Fn(usize) -> bool,
    scratch: &mut Scratch,
    best: &mut Option<(Thread, usize)>,
) {
    match &program.steps[thread.state as usize] {
        Inst::Step { .. } => enter(thread, at, scratch),
        Inst::Split(ways) => {
            for &state in ways {
                add(program, Thread { state, ..thread }, at, way, accepts, scratch, best);
            }
        }
        Inst::Accept => {
            let better = best.is_none_or(|(other, place)| match way {
                _ if thread.filled != other.filled => thread.filled > other.filled,
                Way::Left => at < place,
                Way::Right => at > place,
            });
            if better && accepts(at) {
                *best = Some((thread, at));
            }
        }
    }
}

/// Puts a thread at `at` unless a better one is in that state there.
fn enter(thread: Thread, at: usize, scratch: &mut Scratch) {
    let mut next = scratch.heads[at];
    while let Some(other) = scratch.threads.get_mut(next as usize) {
        if other.state == thread.state {
            if thread.filled > other.filled {
                *other = Thread { next: other.next, ..thread };
            }
            return;
        }
        next = other.next;
    }
    scratch.threads.push(Thread { next: scratch.heads[at], ..thread });
    scratch.heads[at] = scratch.threads.len() as u32 - 1;
}

/// The unit beside place `at`, and the place behind it.
fn beside(units: &[Unit], at: usize, way: Way) -> Option<(usize, &Unit)> {
    match way {
        Way::Left => at.checked_sub(1).and_then(|to| units.get(to).map(|unit| (to, unit))),
        Way::Right => units.get(at).map(|unit| (at + 1, unit)),
    }
}

/// Whether `…` may pass over `unit`.
fn is_plain(unit: &Unit) -> bool {
    unit.kind == UnitKind::Word
        && unit.verb == VerbForm::None
        && (!is_mark(unit) || unit.word == word::HYPHEN)
}

/// Whether `unit` is a punctuation mark.
fn is_mark(unit: &Unit) -> bool {
    let marks: Range<u32> = word::COMMA.0..word::BULLET.0 + 1;
    unit.kind == UnitKind::Word && marks.contains(&unit.word.0)
}

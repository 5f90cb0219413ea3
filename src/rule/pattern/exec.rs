//! Runs the compiled sides of patterns over the units of a period.
//!
//! A side is simulated with one thread per state and place, the best one, so the time is bounded
//! by units × states whatever the pattern. Helping words, gaps and content let a thread jump.

use std::cell::{OnceCell, RefCell};
use std::ops::Deref;

use smallvec::SmallVec;

use super::asked::Asked;
use super::front::Stock;
use super::program::Inst;
use super::side::Side;
use super::step::beside;
use crate::base::ByteSpan;
use crate::rule::cue::{Cues, Places};
use crate::rule::unit::{Extent, Scene, Unit};
use crate::rule::vocabulary::{EntryKind, Found, Vocabulary};

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
    cues: &'a Cues,
    /// By unit: what was asked for before. Many rules ask about one verb, and about most words none.
    helping: Vec<OnceCell<Box<Helping>>>,
    /// What was found out at the trigger at hand: many rules ask for the same.
    pub(super) asked: RefCell<Asked>,
    /// By [`Way`] and place: what stands on that side of it.
    stocks: [Vec<Stock>; 2],
}

/// Where what stands left of a word may end.
#[derive(Clone, Debug, Default)]
struct Helping {
    /// Before its helping words, if it is a verb.
    verb: OnceCell<Places>,
    /// Before its adjectives, if it is a noun.
    noun: OnceCell<Places>,
}

/// Places where what stands left of an entry may end.
pub enum Boundaries<'a> {
    /// Only there.
    One([usize; 1]),
    /// All of these.
    Known(&'a [usize]),
}

impl Deref for Boundaries<'_> {
    type Target = [usize];

    fn deref(&self) -> &[usize] {
        match self {
            Boundaries::One(place) => place,
            Boundaries::Known(places) => places,
        }
    }
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

/// Reused from run to run.
#[derive(Clone, Debug, Default)]
pub struct Scratch {
    threads: Vec<Thread>,
    links: Vec<Link>,
    /// The first thread at each place; between runs there is none.
    heads: Vec<u32>,
    /// The place furthest from the trigger where a thread is.
    last: usize,
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

impl<'a, S: Scene + ?Sized> Machine<'a, S> {
    /// A machine for one period.
    pub fn new(scene: &'a S, vocabulary: &'a Vocabulary, cues: &'a Cues) -> Self {
        let units = scene.units();
        let helping = vec![OnceCell::new(); units.len()];
        let stocks = [Stock::left_of(units), Stock::right_of(units)];
        Machine { scene, vocabulary, cues, helping, asked: RefCell::default(), stocks }
    }

    /// What stands on that side of place `at`.
    pub fn beside(&self, at: usize, way: Way) -> Stock {
        self.stocks[way as usize].get(at).copied().unwrap_or_default()
    }

    /// Where what stands left of an entry may end: before its helping words, or its adjectives.
    pub fn boundaries(&self, found: Found, at: usize) -> Boundaries<'_> {
        let units = self.scene.units();
        let kind = self.vocabulary.kind_of(found.entry);
        let (Some(helping), false) = (self.helping.get(at), kind == EntryKind::Phrase) else {
            return Boundaries::One([at]);
        };
        let helping = helping.get_or_init(Box::default);
        Boundaries::Known(match kind {
            EntryKind::Verb => helping.verb.get_or_init(|| self.cues.walk(units, at).boundaries),
            _ => helping.noun.get_or_init(|| self.cues.noun_boundaries(units, at)),
        })
    }

    /// Runs one side of a pattern away from the trigger, from any of the places `starts`. The
    /// furthest failure is noted if it is asked for.
    pub fn run(
        &self,
        side: Side<'_>,
        starts: &[usize],
        scratch: &mut Scratch,
        mut furthest: Option<&mut Furthest>,
    ) -> Option<Half> {
        let units = self.scene.units();
        let starts = starts.iter().copied().filter(|&start| start <= units.len());
        let first = match side.way {
            Way::Left => starts.clone().max(),
            Way::Right => starts.clone().min(),
        }?;
        scratch.begin(units.len(), first);
        let traced = furthest.is_some();
        let mut run = Run { machine: self, units, side, scratch, traced, best: None };
        for start in starts {
            run.add(
                Thread { state: 0, filled: 0, link: NONE, next: NONE },
                side.program.entry,
                start,
            );
        }
        let mut at = first;
        loop {
            run.step(at, furthest.as_deref_mut());
            match side.way {
                Way::Left if at > run.scratch.last => at -= 1,
                Way::Right if at < run.scratch.last => at += 1,
                _ => break,
            }
        }
        run.matched()
    }
}

/// One run of one side.
struct Run<'a, S: Scene + ?Sized> {
    machine: &'a Machine<'a, S>,
    units: &'a [Unit],
    side: Side<'a>,
    scratch: &'a mut Scratch,
    /// Whether somebody wants to know what failed where.
    traced: bool,
    /// The best thread that has matched, and where.
    best: Option<(Thread, usize)>,
}

impl<S: Scene + ?Sized> Run<'_, S> {
    /// Moves the threads at `at` on.
    fn step(&mut self, at: usize, mut furthest: Option<&mut Furthest>) {
        let Side { way, program, holes, .. } = self.side;
        let mut next = self.scratch.heads[at];
        while let Some(&thread) = self.scratch.threads.get(next as usize) {
            next = thread.next;
            let Some(Inst::Step { test, next: state, span }) =
                program.steps.get(thread.state as usize)
            else {
                continue;
            };
            let mut places = std::mem::take(&mut self.scratch.places);
            places.clear();
            self.machine.places(*test, holes, at, way, &mut places);
            if let Some(furthest) = furthest.as_deref_mut()
                && places.is_empty()
            {
                furthest.note(at, *span, way);
            }
            for &(to, filled) in &places {
                let mut thread = thread;
                if let Some(filled) = filled {
                    self.scratch.links.push(Link { filled, before: thread.link });
                    thread.link = self.scratch.links.len() as u32 - 1;
                    thread.filled += 1;
                }
                self.add(thread, *state, to);
            }
            self.scratch.places = places;
            if let Some((to, unit)) = beside(self.units, at, way)
                && unit.kind.is_adjunct()
            {
                self.enter(thread, to);
            }
        }
        self.scratch.heads[at] = NONE;
    }

    /// Brings a thread to `at`, to every step that `state` leads to.
    fn add(&mut self, thread: Thread, state: u16, at: usize) {
        let program = self.side.program;
        let reached = &program.reached[state as usize];
        for &state in &reached.steps {
            if self.traced || self.may_pass(&program.steps[state as usize], at) {
                self.enter(Thread { state, ..thread }, at);
            }
        }
        if !reached.accepts {
            return;
        }
        let Side { way, anchored, .. } = self.side;
        let better = self.best.is_none_or(|(other, place)| match way {
            _ if thread.filled != other.filled => thread.filled > other.filled,
            Way::Left => at < place,
            Way::Right => at > place,
        });
        if better && (!anchored || self.machine.is_edge(at, way)) {
            self.best = Some((thread, at));
        }
    }

    /// Whether a step may be passed at `at`, or behind adjuncts; most fail at what stands there.
    fn may_pass(&self, step: &Inst, mut at: usize) -> bool {
        let Inst::Step { test, .. } = step else { return true };
        let Side { way, holes, .. } = self.side;
        while let Some((to, unit)) = beside(self.units, at, way) {
            if self.machine.may_match(*test, holes, unit, way) {
                return true;
            }
            if !unit.kind.is_adjunct() {
                return false;
            }
            at = to;
        }
        self.machine.may_match_nothing(*test, holes)
    }

    /// Puts a thread at `at` unless a better one is in that state there.
    fn enter(&mut self, thread: Thread, at: usize) {
        let scratch = &mut *self.scratch;
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
        scratch.last = match self.side.way {
            Way::Left => scratch.last.min(at),
            Way::Right => scratch.last.max(at),
        };
    }

    /// The best match, with what filled its holes.
    fn matched(self) -> Option<Half> {
        let (thread, at) = self.best?;
        let mut filled = SmallVec::new();
        let mut link = thread.link;
        while let Some(one) = self.scratch.links.get(link as usize) {
            filled.push(one.filled);
            link = one.before;
        }
        filled.reverse();
        Some(Half { at, filled })
    }
}

impl Scratch {
    /// Makes room for a run over `units` that begins at `first`.
    fn begin(&mut self, units: usize, first: usize) {
        self.threads.clear();
        self.links.clear();
        if self.heads.len() <= units {
            self.heads.resize(units + 1, NONE);
        }
        self.last = first;
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

//! What one step of a pattern passes: a word, an entry of a list with its helping words, what fills
//! a hole, a gap.

use std::ops::Range;

use super::ast::FormFilter;
use super::compile::{Case, Hole};
use super::exec::{Filled, Machine, Way};
use super::program::{Test, Words};
use crate::rule::unit::{Accepts, Scene, Unit, UnitKind, VerbForm};
use crate::rule::vocabulary::{EntryKind, Found, is_word};
use crate::text::{WordId, word};

/// The longest gap that `…` stands for.
const GAP: usize = 4;
/// How far ahead a verb is looked for behind its helping words.
pub(super) const FARTHEST: usize = 12;

impl<S: Scene + ?Sized> Machine<'_, S> {
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
            Test::Circumstances => {
                out.extend(self.circumstances(at, way).map(|end| (end, None)));
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

    /// Whether `test` may pass `unit`, or something that begins with it: no is certain, yes is not.
    #[inline]
    pub(super) fn may_match(&self, test: Test, holes: &[Hole], unit: &Unit, way: Way) -> bool {
        match test {
            Test::Word(word) => is_word(unit, word),
            Test::Gap => is_plain(unit),
            Test::Circumstances => way == Way::Right,
            Test::Words(words) => match way {
                // Helping words may come first.
                Way::Right => match unit.kind {
                    UnitKind::Word | UnitKind::Aside => true,
                    UnitKind::Party => self.vocabulary.may_begin(words.list, unit.word),
                    _ => false,
                },
                Way::Left => self.vocabulary.may_end(words.list, unit.word),
            },
            Test::Hole(number) => holes.get(number as usize).is_some_and(|hole| {
                hole.understood
                    || !hole.extents.is_empty()
                    || fills(hole, unit.kind) && unit.accepts.intersects(hole.accepts)
            }),
        }
    }

    /// Whether `test` may pass where the period ends.
    pub(super) fn may_match_nothing(&self, test: Test, holes: &[Hole]) -> bool {
        matches!(test, Test::Hole(number) if holes.get(number as usize).is_some_and(|hole| {
            hole.understood || !hole.extents.is_empty()
        }))
    }

    /// The entries of `words` that begin with unit `at`.
    pub fn entries(&self, words: Words, at: usize, mut each: impl FnMut(Found)) {
        let units = self.scene.units();
        let Some(unit) = units.get(at) else { return };
        self.vocabulary.find(words.list, units, at, |found| {
            if admits(words, self.vocabulary.kind_of(found.entry), unit.verb) {
                each(found);
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

    fn words_left(&self, words: Words, at: usize, out: &mut Vec<(usize, Option<Filled>)>) {
        for start in at.saturating_sub(self.vocabulary.longest())..at {
            self.entries(words, start, |found| {
                if found.end == at {
                    let boundaries = self.boundaries(found, start);
                    out.extend(boundaries.iter().map(|&boundary| (boundary, None)));
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
        if let Some((to, unit)) = beside(units, at, way)
            && fills(hole, unit.kind)
            && unit.accepts.intersects(hole.accepts)
            && self.suits(hole, unit, at.max(to))
            && !self.is_destination(hole, unit, at.min(to))
        {
            push(to, None);
        }
        for extent in hole.extents.iter() {
            let to = self.content(at, extent, way);
            if let Some(to) = to.filter(|&to| to <= units.len()) {
                push(to, Some(extent));
            }
        }
    }

    /// “flew to Port Salis to meet Marten”: what stands behind such a preposition is no subject,
    /// unless it is a person (“appealed to Keller to meet Marten”).
    fn is_destination(&self, hole: &Hole, unit: &Unit, start: usize) -> bool {
        const BEFORE: [WordId; 7] =
            [word::TO, word::FROM, word::IN, word::AT, word::FOR, word::OF, word::ON];
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
    pub(super) fn is_edge(&self, at: usize, way: Way) -> bool {
        let units = self.scene.units();
        let rest = match way {
            Way::Left => &units[..at],
            Way::Right => &units[at..],
        };
        rest.iter().all(|unit| unit.kind.is_adjunct() || is_mark(unit))
    }
}

/// Whether an entry of that kind counts where its first word is used as `form`.
pub(crate) fn admits(words: Words, kind: EntryKind, form: VerbForm) -> bool {
    match kind {
        EntryKind::Verb => words.filter.admits(form),
        EntryKind::Noun if words.verbs || form != VerbForm::None => false,
        EntryKind::Phrase if words.verbs => false,
        // A form that only verbs have asks for a verb.
        EntryKind::Noun | EntryKind::Phrase => words.filter == FormFilter::Active,
    }
}

/// The unit beside place `at`, and the place behind it.
#[inline]
pub(super) fn beside(units: &[Unit], at: usize, way: Way) -> Option<(usize, &Unit)> {
    match way {
        Way::Left => at.checked_sub(1).and_then(|to| units.get(to).map(|unit| (to, unit))),
        Way::Right => units.get(at).map(|unit| (at + 1, unit)),
    }
}

/// Whether what fills `hole` can be of that kind.
fn fills(hole: &Hole, kind: UnitKind) -> bool {
    match kind {
        UnitKind::Party => true,
        UnitKind::List => hole.many,
        UnitKind::Place | UnitKind::Time => hole.adjunct,
        UnitKind::Word | UnitKind::Quote | UnitKind::Aside => false,
    }
}

/// Whether `…` may pass over `unit`.
pub(super) fn is_plain(unit: &Unit) -> bool {
    unit.kind == UnitKind::Word
        && unit.verb == VerbForm::None
        && (!is_mark(unit) || unit.word == word::HYPHEN)
}

/// Whether `unit` is a punctuation mark.
fn is_mark(unit: &Unit) -> bool {
    let marks: Range<u32> = word::COMMA.0..word::BULLET.0 + 1;
    unit.kind == UnitKind::Word && marks.contains(&unit.word.0)
}

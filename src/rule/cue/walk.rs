//! What stands between a subject and its verb, or before a noun, walked once for the patterns
//! (which may pass over it) and for the reading of cues alike.

use smallvec::SmallVec;

use crate::rule::cue::Cues;
use crate::rule::unit::{Unit, UnitKind, VerbForm};
use crate::text::{WordId, word};

/// Places between units, from the right to the left.
pub type Places = SmallVec<[usize; 4]>;

/// What stands left of a verb and belongs to it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Walk {
    /// The first helping word.
    pub start: usize,
    /// Where a subject may end, from the verb leftwards.
    pub boundaries: Places,
    pub(super) cues: SmallVec<[u32; 4]>,
}

/// How far from its verb a helping word may stand.
pub(super) const FARTHEST: usize = 16;

impl Cues {
    /// Walks left from the verb at `verb`, over auxiliaries, adverbs, negations and cues.
    pub fn walk(&self, units: &[Unit], verb: usize) -> Walk {
        let mut walk = Walk { start: verb, ..Walk::default() };
        walk.boundaries.push(verb);
        self.walk_on(units, &mut walk);
        walk
    }

    pub(super) fn walk_on(&self, units: &[Unit], walk: &mut Walk) {
        let limit = walk.start.saturating_sub(FARTHEST);
        let mut open = true;
        let mut at = walk.start;
        while at > limit {
            if let Some((cue, start, subject)) = self.longest(&self.helping, units, at) {
                walk.cues.push(cue);
                // “is reportedly expected to”
                let asides = units[start..at].iter().filter(|unit| unit.kind == UnitKind::Aside);
                walk.cues.extend(asides.filter_map(|u| self.single(u.word)).filter(|&c| c != cue));
                walk.start = start;
                at = start;
                match subject {
                    // “Haddad urged Keller to meet”: Keller is the subject, Haddad is not.
                    Some(subject) if open => {
                        walk.boundaries.push(subject);
                        open = false;
                    }
                    // “left Haddad *without* meeting Marten”: it was not Haddad who did not.
                    _ if units[start].word == word::WITHOUT => open = false,
                    _ if open => walk.boundaries.push(start),
                    _ => {}
                }
            } else if units[at - 1].kind.is_adjunct() {
                at -= 1;
            } else {
                break;
            }
        }
    }

    /// Where what stands left of the noun at `noun` may end: before any of its adjectives.
    pub fn noun_boundaries(&self, units: &[Unit], noun: usize) -> Places {
        let mut boundaries = Places::from_slice(&[noun]);
        let mut at = noun;
        while at > noun.saturating_sub(FARTHEST) {
            match self.longest(&self.before_noun, units, at) {
                Some((_, before, _)) => at = before,
                None if stands_before_noun(&units[at - 1]) || is_compound(units, at - 1) => at -= 1,
                // “a *previously* scheduled meeting”, “*Tuesday’s* meeting”, “a *Northwind* lunch”
                None if units[at - 1].kind.is_adjunct() => at -= 1,
                None => break,
            }
            boundaries.push(at);
        }
        boundaries
    }
}

/// “an **in**-person meeting”: the first part of a compound, whatever it is by itself.
pub(super) fn is_compound(units: &[Unit], at: usize) -> bool {
    let next = units.get(at + 1);
    units[at].kind == UnitKind::Word
        && next.is_some_and(|u| u.kind == UnitKind::Word && u.word == word::HYPHEN)
}

/// An article, adjective or the like: a plain word that is no verb, mark, or joining word.
pub(super) fn stands_before_noun(unit: &Unit) -> bool {
    const JOINING: [WordId; 22] = [
        word::THAT,
        word::HOW,
        word::IF,
        word::WHETHER,
        word::WHEN,
        word::WHERE,
        word::AND,
        word::OR,
        word::BUT,
        word::NOR,
        word::TO,
        word::OF,
        word::FOR,
        word::WITH,
        word::IN,
        word::AT,
        word::ON,
        word::BY,
        word::FROM,
        word::AS,
        word::BETWEEN,
        word::AFTER,
    ];
    let plain = unit.kind == UnitKind::Word && unit.verb == VerbForm::None;
    plain
        && unit.word != word::GENITIVE_S
        && !JOINING.contains(&unit.word)
        && (unit.word == word::HYPHEN || !(word::COMMA..=word::BULLET).contains(&unit.word))
}

//! The two sides of a variant, left and right of its trigger. Many lines of many rules begin alike
//! (`{speaker} ~@say …`): sides that say the same share a number, so that one run at a trigger
//! serves them all.

use super::compile::{Hole, Variant};
use super::exec::Way;
use super::program::{Inst, Program, Test};

/// One side of a variant, ready to run.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// On which side of the trigger it stands.
    pub way: Way,
    /// What stands there.
    pub program: &'a Program,
    /// The holes of the line.
    pub holes: &'a [Hole],
    /// Whether it must end where the period does.
    pub anchored: bool,
}

impl<'a> Side<'a> {
    /// The side of `variant`, whose line has those holes, that lies in direction `way`.
    pub fn of(variant: &'a Variant, holes: &'a [Hole], way: Way) -> Self {
        let (program, anchored) = match way {
            Way::Left => (&variant.left, variant.at_start),
            Way::Right => (&variant.right, variant.at_end),
        };
        Side { way, program, holes, anchored }
    }

    /// Whether a run of either gives the same.
    fn says_the_same(&self, other: &Side<'_>) -> bool {
        let steps = &self.program.steps;
        self.way == other.way
            && self.anchored == other.anchored
            && self.program.entry == other.program.entry
            && steps.len() == other.program.steps.len()
            && steps.iter().zip(&other.program.steps).all(|pair| match pair {
                (Inst::Accept, Inst::Accept) => true,
                (Inst::Split(a), Inst::Split(b)) => a == b,
                (Inst::Step { test: a, next: n, .. }, Inst::Step { test: b, next: m, .. }) => {
                    n == m && a == b && self.hole(*a) == other.hole(*b)
                }
                _ => false,
            })
    }

    fn hole(&self, test: Test) -> Option<&Hole> {
        match test {
            Test::Hole(number) => self.holes.get(number as usize),
            Test::Word(_) | Test::Words(_) | Test::Gap | Test::Circumstances => None,
        }
    }
}

/// A number for each of `sides`; those that say the same have the same one.
pub(crate) fn numbers<'a>(sides: impl Iterator<Item = Side<'a>>) -> Vec<u32> {
    let mut distinct: Vec<Side<'a>> = Vec::new();
    let number = |side: Side<'a>| {
        let known = distinct.iter().position(|other| other.says_the_same(&side));
        known.unwrap_or_else(|| {
            distinct.push(side);
            distinct.len() - 1
        }) as u32
    };
    sides.map(number).collect()
}

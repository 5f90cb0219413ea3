//! What a side of a pattern is compiled to: instructions for the machine.

use smallvec::SmallVec;

use super::ast::FormFilter;
use crate::base::ByteSpan;
use crate::rule::vocabulary::ListId;
use crate::text::WordId;

/// Entries of a list in a certain use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Words {
    /// Which list; a single verb has a list of its own.
    pub list: ListId,
    /// Only its verbs.
    pub verbs: bool,
    /// In which use.
    pub filter: FormFilter,
}

/// Instructions; the machine begins at `entry`.
#[derive(Clone, Debug, Default)]
pub struct Program {
    /// All instructions.
    pub steps: Vec<Inst>,
    /// By instruction: the steps that its splits lead to.
    pub reached: Vec<Reached>,
    /// The first one.
    pub entry: u16,
}

impl Program {
    /// The program of those instructions.
    pub fn new(steps: Vec<Inst>, entry: u16) -> Self {
        let reached = (0..steps.len() as u16).map(|at| Reached::from(at, &steps)).collect();
        Program { steps, reached, entry }
    }
}

/// What an instruction leads to before anything is passed.
#[derive(Clone, Debug, Default)]
pub struct Reached {
    /// The steps, in order.
    pub steps: SmallVec<[u16; 4]>,
    /// Whether the half has matched.
    pub accepts: bool,
}

impl Reached {
    fn from(at: u16, steps: &[Inst]) -> Self {
        let mut reached = Reached::default();
        reached.follow(at, steps);
        reached
    }

    fn follow(&mut self, at: u16, steps: &[Inst]) {
        match &steps[at as usize] {
            Inst::Accept => self.accepts = true,
            Inst::Split(ways) => ways.iter().for_each(|&way| self.follow(way, steps)),
            Inst::Step { .. } if self.steps.contains(&at) => {}
            Inst::Step { .. } => self.steps.push(at),
        }
    }
}

/// One instruction.
#[derive(Clone, Debug)]
pub enum Inst {
    /// The half has matched.
    Accept,
    /// Go on at each of these.
    Split(Box<[u16]>),
    /// Pass something and go on at `next`.
    Step {
        /// What to pass.
        test: Test,
        /// Where to go on.
        next: u16,
        /// The element in its file, for traces.
        span: ByteSpan,
    },
}

/// What a step passes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Test {
    /// One word.
    Word(WordId),
    /// An entry of a list, with helping words if it is a verb.
    Words(Words),
    /// What fills that hole of the pattern.
    Hole(u16),
    /// One to four plain words.
    Gap,
    /// When, where and how something was said, up to “that” or “whether”.
    Circumstances,
}

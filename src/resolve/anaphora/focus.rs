//! Who was spoken of lately: a bounded memory of traces, one for each name, pronoun and description.

use crate::gazetteer::Gender;
use crate::resolve::ReferentId;

/// Whom a trace speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Who {
    /// A referent of the document.
    Known(ReferentId),
    /// Somebody or something without a name, by the head of the phrase that introduced it.
    Unnamed(u32),
}

/// What somebody unnamed is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// a witness
    Person(Option<Gender>),
    /// officials
    People,
    /// the presidency, the report
    Thing,
}

/// One place where somebody was spoken of.
#[derive(Clone, Copy, Debug)]
pub(super) struct Trace {
    pub who: Who,
    /// What it is, if it is unnamed.
    pub sort: Sort,
    /// The token that speaks of it.
    pub at: u32,
    /// The token after it.
    pub end: u32,
    pub period: u32,
    /// Whether it is the subject of a clause.
    pub subject: bool,
    /// Whether it is the subject of a verb of speech.
    pub speaker: bool,
    /// Whether it stands in a quotation.
    pub quoted: bool,
    /// Whether it stands in a headline or caption.
    pub heading: bool,
    /// Whether it begins its sentence.
    pub opens: bool,
    /// Whether it only says whose something is.
    pub owner: bool,
    /// Whether it is a name.
    pub named: bool,
    /// Whether “and” joins it to the trace before.
    pub joined: bool,
    /// Whether a comma stands between it and the name before, as in a list.
    pub listed: bool,
    /// Whether it has a definite article or is a name.
    pub definite: bool,
}

/// Who was spoken of lately.
#[derive(Debug, Default)]
pub(super) struct Focus {
    traces: Vec<Trace>,
}

/// How many traces are kept at most; half of them go when it is full.
const CAPACITY: usize = 128;

impl Focus {
    pub fn push(&mut self, trace: Trace) {
        if self.traces.len() >= CAPACITY {
            self.traces.drain(..CAPACITY / 2);
        }
        self.traces.push(trace);
    }

    /// The traces, last first.
    pub fn recent(&self) -> impl Iterator<Item = &Trace> {
        self.traces.iter().rev()
    }

    /// The referents, last first, that were spoken of within `reach` periods before `period`.
    pub fn known(&self, period: u32, reach: u32) -> impl Iterator<Item = ReferentId> {
        self.recent().take_while(move |t| period - t.period <= reach).filter_map(|t| t.referent())
    }

    /// Joins the last `count` traces as “and” does.
    pub fn join_last(&mut self, count: usize) {
        let from = self.traces.len().saturating_sub(count.saturating_sub(1));
        for trace in &mut self.traces[from..] {
            trace.joined = true;
        }
    }
}

impl Trace {
    pub fn referent(&self) -> Option<ReferentId> {
        match self.who {
            Who::Known(referent) => Some(referent),
            Who::Unnamed(_) => None,
        }
    }
}

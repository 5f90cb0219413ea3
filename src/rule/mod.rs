//! How events are worded: the pattern language, its compiler and its machine, and the vocabulary
//! that patterns share. What comes out is which rule matched which units; who is meant by them is
//! decided elsewhere.

mod check;
mod code;
pub mod coding;
pub mod cue;
pub mod edge;
#[cfg(test)]
mod fake;
mod index;
pub mod kind;
pub mod known_words;
pub mod load;
pub mod manner;
mod matching;
pub mod pattern;
#[cfg(test)]
mod reference;
pub mod rule_set;
mod schema;
pub mod source;
#[cfg(test)]
mod tests;
pub mod trace;
pub(crate) mod trigger;
pub mod unit;
pub mod vocabulary;
mod word_filter;
mod word_map;

pub use code::CODES;
pub use coding::Coded;
pub use cue::{Cues, Factuality};
pub use kind::{ArgumentId, EventKind, EventKindId};
pub use load::{Cast, Example};
pub use matching::Scratch;
pub use rule_set::{Capture, Rule, RuleId, RuleMatch, RuleSet};
pub use source::{ReadError, builtin, folder, prepared};
pub use vocabulary::{Entry, EntryId, EntryKind, Vocabulary};

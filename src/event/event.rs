//! An event as it was found in a document, before it is written as a record.

use smallvec::SmallVec;

use crate::base::TokenSpan;
use crate::event::Party;
use crate::extraction::{Mode, StatementKind};
use crate::rule::{ArgumentId, EntryId, EventKindId, Factuality, RuleId};

/// Something that was said, held or done, as one rule found it at one trigger.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// What kind of event it is.
    pub kind: EventKindId,
    /// The rule that found it.
    pub rule: RuleId,
    /// The words that announce it.
    pub trigger: TokenSpan,
    /// The period, or the sentence inside a quotation, that it was found in.
    pub scope: TokenSpan,
    /// Who and what fills its arguments.
    pub arguments: Vec<Argument>,
    /// What was said, piece by piece.
    pub content: SmallVec<[Content; 2]>,
    /// Affirmed or not, in which mood, on whose word.
    pub factuality: Factuality,
    /// The entry of its trigger; none where speech has a label instead of a cue.
    pub entry: Option<EntryId>,
    /// What kind of speech act it is, if it is one.
    pub class: Option<Box<str>>,
    /// How those who take part meet.
    pub mode: Mode,
    /// The clause of the trigger, in which its day and place stand.
    pub clause: TokenSpan,
    /// The clause that its own depends on: there its day and place stand where its own has none.
    pub wider: Option<TokenSpan>,
    /// Whether it counts inside other people’s words as well: “Keller said Marten had promised to
    /// sign”, but not “Keller said it was time to praise Marten”.
    pub nests: bool,
    /// The statement whose content tells of it.
    pub attributed_to: Option<usize>,
    /// From 0 to 1.
    pub confidence: f32,
}

/// What fills a hole of a pattern.
#[derive(Clone, Debug, PartialEq)]
pub struct Argument {
    /// Which argument.
    pub argument: ArgumentId,
    /// Which hole: those in different holes met across.
    pub hole: u16,
    /// Who; several for a list.
    pub parties: Vec<Party>,
}

/// A piece of what was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Content {
    /// Its tokens, without outer quotation marks.
    pub tokens: TokenSpan,
    /// Whether it stood between quotation marks as a whole.
    pub quoted: bool,
}

impl Event {
    /// The parties that fill `argument`, in order.
    pub fn parties(&self, argument: ArgumentId) -> impl Iterator<Item = &Party> {
        self.arguments.iter().filter(move |a| a.argument == argument).flat_map(|a| &a.parties)
    }

    /// Direct, indirect or mixed. `holds_quote` tells whether quotation marks stand in a stretch.
    pub fn statement_kind(&self, holds_quote: impl Fn(TokenSpan) -> bool) -> StatementKind {
        if !self.content.is_empty() && self.content.iter().all(|c| c.quoted) {
            StatementKind::Direct
        } else if self.content.iter().any(|c| c.quoted || holds_quote(c.tokens)) {
            StatementKind::Mixed
        } else {
            StatementKind::Indirect
        }
    }
}

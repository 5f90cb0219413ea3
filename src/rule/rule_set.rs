//! All rules, ready to run: which words begin something, and what they match in a period.

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
use crate::rule::pattern::exec::Way;
use crate::rule::pattern::side::Side;
use crate::rule::trigger::Triggers;
use crate::rule::unit::Extent;
use crate::rule::vocabulary::{EntryId, Vocabulary};
use crate::text::{Token, WordId};

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

/// What is known of a variant where it may match, close together.
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
    /// By variant: what is known of it where it may match.
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

    /// One side of a variant.
    pub(crate) fn side<'a>(&'a self, compiled: &'a Compiled, way: Way) -> Side<'a> {
        Side::of(&compiled.variant, self.holes(compiled), way)
    }

    /// The holes of the line that a variant belongs to.
    pub(super) fn holes(&self, compiled: &Compiled) -> &[Hole] {
        let holes = self.rules[compiled.rule].holes.get(compiled.line as usize);
        holes.map(Vec::as_slice).unwrap_or_default()
    }
}

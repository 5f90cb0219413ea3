//! Kinds of events as `rules/<event>/event.yaml` declares them: which arguments they have, what
//! each accepts, and how they are called in graphs and tables.

use std::collections::BTreeMap;

use crate::id;
use crate::rule::coding::Coding;
use crate::rule::unit::{Accepts, Extent};

id!(
    /// Names a kind of event.
    EventKindId
);
id!(
    /// Names an argument of its kind of event, in the order of declaration by name.
    ArgumentId
);

/// A kind of event: `meeting`, `statement`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EventKind {
    /// Its name, that of its folder.
    pub name: String,
    /// For people to read: `Meeting`.
    pub label: String,
    /// One sentence that says what it is.
    pub gloss: String,
    /// Its arguments, sorted by name.
    pub arguments: Vec<Argument>,
    /// Places and times of it, sorted by name.
    pub adjuncts: Vec<Adjunct>,
    /// What `set: {mode: …}` may say.
    pub modes: Vec<String>,
    /// What `set: {class: …}` may say.
    pub classes: Vec<String>,
    /// A sentence to name an event by: `{participant} met in {place}`.
    pub caption: Option<String>,
    /// What coders of political events call it: the first line that fits.
    pub codings: Vec<Coding>,
    /// What it is called elsewhere: `plover: CONSULT`.
    pub maps_to: BTreeMap<String, String>,
}

/// A part that somebody or something plays in an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Argument {
    /// Its name: `participant`.
    pub name: String,
    /// Which units can fill it.
    pub accepts: Accepts,
    /// Which content can fill it.
    pub extents: Extents,
    /// Fewer make no event.
    pub at_least: usize,
    /// More make no event; none means any number.
    pub at_most: Option<usize>,
    /// What the edge to it is called in a graph: `took part in`.
    pub edge: Option<String>,
    /// What several are called: `participants`.
    pub plural: Option<String>,
}

/// A place or time that belongs to an event without being worded by a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adjunct {
    /// Its name: `place`.
    pub name: String,
    /// Which units can fill it.
    pub accepts: Accepts,
    /// The prepositions that bring it in; empty means any.
    pub after: Vec<String>,
    /// What the edge to it is called in a graph: `held in`.
    pub edge: Option<String>,
}

impl EventKind {
    /// The argument of that name.
    pub fn argument(&self, name: &str) -> Option<ArgumentId> {
        self.arguments.iter().position(|a| a.name == name).map(|at| ArgumentId(at as u32))
    }
}

/// A set of [`Extent`]s.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Extents(u8);

impl Extents {
    /// Every extent, in the order in which an open hole tries them.
    pub const ALL: [Extent; 8] = [
        Extent::Quote,
        Extent::Clause,
        Extent::Infinitive,
        Extent::Gerund,
        Extent::Question,
        Extent::Prepositional,
        Extent::Phrase,
        Extent::Remainder,
    ];

    /// The set with `extent` added.
    #[must_use]
    pub fn with(self, extent: Extent) -> Self {
        Extents(self.0 | 1 << extent as u8)
    }

    /// The members of either.
    #[must_use]
    pub fn or(self, other: Extents) -> Self {
        Extents(self.0 | other.0)
    }

    /// The members, quotations first.
    pub fn iter(self) -> impl Iterator<Item = Extent> {
        let all = if self.is_empty() { &[][..] } else { &Extents::ALL[..] };
        all.iter().copied().filter(move |&extent| self.0 & 1 << extent as u8 != 0)
    }

    /// Whether it has no member.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
}

/// What a word of `accepts:` or of a narrowing means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filler {
    /// A kind of unit.
    Unit(Accepts),
    /// A kind of content.
    Content(Extent),
    /// The subject that a verb without one of its own shares with the verb it depends on.
    Understood,
}

impl Filler {
    /// The words that may be written, with their meaning.
    pub const NAMES: [(&'static str, Filler); 19] = [
        ("person", Filler::Unit(Accepts::PERSON)),
        ("organization", Filler::Unit(Accepts::ORGANIZATION)),
        ("place", Filler::Unit(Accepts::PLACE)),
        ("role", Filler::Unit(Accepts::ROLE)),
        ("country", Filler::Unit(Accepts::COUNTRY)),
        ("thing", Filler::Unit(Accepts::THING)),
        ("document", Filler::Unit(Accepts::DOCUMENT)),
        ("date", Filler::Unit(Accepts::DATE)),
        ("pronoun", Filler::Unit(Accepts::PRONOUN)),
        ("nobody", Filler::Unit(Accepts::NOBODY)),
        ("quote", Filler::Content(Extent::Quote)),
        ("clause", Filler::Content(Extent::Clause)),
        ("infinitive", Filler::Content(Extent::Infinitive)),
        ("gerund", Filler::Content(Extent::Gerund)),
        ("question", Filler::Content(Extent::Question)),
        ("phrase", Filler::Content(Extent::Phrase)),
        ("prepositional", Filler::Content(Extent::Prepositional)),
        ("remainder", Filler::Content(Extent::Remainder)),
        ("understood", Filler::Understood),
    ];

    /// The meaning of `name`.
    pub fn of(name: &str) -> Option<Filler> {
        Filler::NAMES.iter().find(|(known, _)| *known == name).map(|&(_, filler)| filler)
    }
}

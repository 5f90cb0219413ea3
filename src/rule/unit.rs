//! What a pattern steps over: words, parties, lists of parties, quotations, adjuncts.
//!
//! The event room cuts a period (a sentence whose quotations count as one word) into units and
//! offers them to the patterns as a [`Scene`].

use bitflags::bitflags;

use crate::base::TokenSpan;
use crate::text::WordId;

bitflags! {
    /// What a unit can stand for; an argument accepts some of them.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
    pub struct Accepts: u16 {
        /// A person, named or described (`he`, `the minister`, `a source familiar`).
        const PERSON = 1;
        /// An organization, named or described (`the ministry`).
        const ORGANIZATION = 1 << 1;
        /// A place.
        const PLACE = 1 << 2;
        /// A role as such.
        const ROLE = 1 << 3;
        /// Any other noun phrase (`a deadline`).
        const THING = 1 << 4;
        /// A noun phrase for something written or said (`the report`, `a statement`).
        const DOCUMENT = 1 << 5;
        /// A quotation.
        const QUOTE = 1 << 6;
        /// A date or time.
        const DATE = 1 << 7;
        /// Several parties, or one that stands for several (`the two leaders`).
        const PLURAL = 1 << 8;
        /// A pronoun.
        const PRONOUN = 1 << 9;
        /// In a form that only a subject has: he, she, they, who.
        const NOMINATIVE = 1 << 10;
        /// In a form that a subject never has: him, her, them, whom.
        const ACCUSATIVE = 1 << 11;
        /// A country, or a capitalised word of which nothing is known and that may be one.
        const COUNTRY = 1 << 12;
        /// “it” where it may stand for nothing: “it was announced that …”.
        const NOBODY = 1 << 13;
    }
}

/// What kind of thing a unit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum UnitKind {
    /// One token: a word or a mark.
    Word,
    /// A noun phrase with its titles, appositions and relative clauses.
    Party,
    /// Parties joined by commas and “and”.
    List,
    /// A quotation with its marks.
    Quote,
    /// A date or time expression with its preposition: `on Tuesday`.
    Time,
    /// A place with its preposition: `in Port Salis`.
    Place,
    /// An adverb, or an aside between commas or dashes that any pattern may pass over.
    Aside,
}

impl UnitKind {
    /// Whether it may stand between any two elements of a pattern.
    pub fn is_adjunct(self) -> bool {
        matches!(self, UnitKind::Time | UnitKind::Place | UnitKind::Aside)
    }
}

/// One step of a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unit {
    /// What kind of thing it is.
    pub kind: UnitKind,
    /// All its tokens.
    pub tokens: TokenSpan,
    /// The word that names it: the token itself, the head of a noun phrase;
    /// [`WordId::UNKNOWN`] for a quotation and for words that the lexicon does not hold.
    pub word: WordId,
    /// What it can stand for; nothing for plain words.
    pub accepts: Accepts,
    /// For a word: how it is used here.
    pub verb: VerbForm,
}

/// How a word is used as a verb in its sentence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum VerbForm {
    /// Not as a verb.
    #[default]
    None,
    /// With a subject of its own: says, said, has said.
    Finite,
    /// After “to”.
    Infinitive,
    /// In -ing, without an auxiliary.
    Ing,
    /// A past participle without an auxiliary (`the deal reached in May`).
    Participle,
    /// A past participle after a form of “be”.
    Passive,
}

/// What a hole for content must look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Extent {
    /// A clause with a subject and a finite verb.
    Clause,
    /// “to” and an infinitive.
    Infinitive,
    /// A form in -ing and what belongs to it.
    Gerund,
    /// A clause that “whether”, “if”, “what”, “how” … opens.
    Question,
    /// A noun phrase and what belongs to it.
    Phrase,
    /// A quotation.
    Quote,
    /// “of”, “about”, “for” … and what they govern.
    Prepositional,
    /// The second half of a clause that the cue has cut in two.
    Remainder,
}

/// The subject that a verb or noun shares with the verb it depends on: “Keller flew to Port Salis
/// to meet Marten”.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Understood {
    /// The unit of the subject.
    pub subject: usize,
    /// The unit of the verb it depends on.
    pub governor: usize,
    /// How it depends on that.
    pub dependence: Dependence,
}

/// How something depends on the verb whose subject it shares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dependence {
    /// “flew there to meet Marten”: it happens if that happens.
    Purpose,
    /// “will fly there and meet Marten”
    Coordinated,
    /// “after meeting Marten”, “in talks with Marten”
    Adjunct,
}

/// A period as patterns see it.
pub trait Scene {
    /// Its units, in order.
    fn units(&self) -> &[Unit];

    /// Where content of that kind ends that begins with unit `at`: the first unit after it.
    /// Nothing if no such content begins there.
    fn content_from(&self, at: usize, extent: Extent) -> Option<usize>;

    /// Where content of that kind begins that ends before unit `end`: its first unit.
    /// Nothing if no such content ends there.
    fn content_before(&self, end: usize, extent: Extent) -> Option<usize>;

    /// Where the circumstances end that stand between a cue and “that” or “whether” (“*in a letter to
    /// voters, after the vote,* that …”): the unit of that word. Nothing if something else stands
    /// between, or nothing does.
    fn circumstances_from(&self, _at: usize) -> Option<usize> {
        None
    }

    /// The subject that the verb or noun shares before whose helping words `at` stands, where it
    /// has none of its own.
    fn understood(&self, _at: usize) -> Option<Understood> {
        None
    }

    /// Whether it says what a picture shows: rules for captions run only there.
    fn is_caption(&self) -> bool {
        false
    }
}

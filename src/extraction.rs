//! All that was found in one document, as plain serialisable data: the narrow waist.
//!
//! The language half of the program ends here, the graph half starts here. The records are the
//! public ones of `whomet extract`; every offset counts Unicode code points of the document's text
//! from 0, end exclusive.
//!
//! A record owns its texts, unless it is written at once: then `S` is a text that borrows from the
//! document and from the gazetteers.

use serde::{Deserialize, Serialize};

/// The schema that records of this version follow.
pub const SCHEMA: &str = "whomet/extract@1";

/// What was found in one document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Extraction<S = String> {
    /// Always [`SCHEMA`].
    pub schema: S,
    /// The document's id.
    pub id: S,
    /// Its headline.
    pub title: Option<S>,
    /// Its day of publication, from its source or its own text: `2024-01-10`.
    pub published: Option<S>,
    /// Where it comes from.
    pub source: Option<S>,
    /// Every entity that has a mention in this document, in order of its first mention.
    pub entities: Vec<Entity<S>>,
    /// The sentences, in order.
    pub sentences: Vec<Range>,
    /// The mentions, in order.
    pub mentions: Vec<Mention<S>>,
    /// The meetings, in order of their triggers.
    pub meetings: Vec<Meeting<S>>,
    /// The statements, in order of their cues.
    pub statements: Vec<Statement<S>>,
    /// Events of other kinds, as `rules/<event>/event.yaml` declares them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub events: Vec<OtherEvent<S>>,
    /// A fingerprint of the wording (64-bit MinHash values), by which near-duplicate reports of
    /// one agency text are recognised.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fingerprint: Vec<u64>,
}

/// What a name refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EntityKind {
    /// A human being.
    Person,
    /// An office or occupation.
    Role,
    /// A place.
    Place,
    /// An organization.
    Organization,
}

/// Where the knowledge of an entity comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Origin {
    /// An entry of a gazetteer.
    Gazetteer,
    /// The text itself introduced the name.
    Discovered,
}

/// An entity of the document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entity<S = String> {
    /// Stable id: the gazetteer's, or made of the name.
    pub id: S,
    /// The canonical full name.
    pub name: S,
    /// What it is.
    pub kind: EntityKind,
    /// Other full names.
    pub aliases: Vec<S>,
    /// The Wikidata item, if the gazetteer knows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wikidata: Option<S>,
    /// Where the knowledge comes from.
    pub origin: Origin,
    /// `female` or `male`, where gazetteer or text tell it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gender: Option<S>,
    /// Offices and roles that the gazetteer (on the document's date) or the text gives a person.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<HeldRole<S>>,
}

/// A role that a person holds.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct HeldRole<S = String> {
    /// The role's name: `Prime Minister`.
    pub role: S,
    /// The role's entity id, if it is an entity.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<S>,
    /// The id of the place or organization it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<S>,
    /// First day, month or year, if known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<S>,
    /// Last day, month or year, if known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<S>,
}

/// A range of code points.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Range {
    /// First code point.
    pub start: u32,
    /// First code point after it.
    pub end: u32,
}

/// A range of code points with its text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece<S = String> {
    /// First code point.
    pub start: u32,
    /// First code point after it.
    pub end: u32,
    /// The text between.
    pub text: S,
}

/// How a mention names its entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Via {
    /// By its canonical full name.
    Name,
    /// By another name.
    Alias,
    /// By the surname alone, or another short form of the name.
    Surname,
    /// By a title and a part of the name.
    Title,
    /// By the role alone.
    Role,
    /// By a pronoun.
    Pronoun,
    /// By a description beside the name.
    Apposition,
    /// By a name that no gazetteer holds.
    Discovered,
}

/// A stretch of text that names an entity.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Mention<S = String> {
    /// First code point.
    pub start: u32,
    /// First code point after it.
    pub end: u32,
    /// The text between.
    pub text: S,
    /// What it names.
    pub kind: EntityKind,
    /// The entity, or none where the text does not decide.
    pub entity: Option<S>,
    /// The ids it could refer to, where the text does not decide between them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub candidates: Vec<S>,
    /// How it names the entity.
    pub via: Via,
    /// The sentence it stands in, counted from 0; none for a mention outside sentences.
    pub sentence: Option<u32>,
    /// From 0 to 1.
    pub confidence: f32,
}

/// Somebody or something that takes part in an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party<S = String> {
    /// The entity; none for somebody unnamed (`officials`).
    pub entity: Option<S>,
    /// The words of the text.
    pub text: S,
    /// First code point.
    pub start: u32,
    /// First code point after it.
    pub end: u32,
    /// The part it played where the kind of event tells several apart: `host`, `guest`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<S>,
}

/// Whether an event took place; sums up polarity and modality.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// It took or is taking place.
    Occurred,
    /// It is to take place.
    Planned,
    /// It did or does not take place.
    Denied,
    /// It may, might or should take place.
    Hypothetical,
}

/// Whether the text affirms or negates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Polarity {
    /// Affirmed.
    #[default]
    Positive,
    /// Negated.
    Negative,
}

/// In which mood the text speaks of an event.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Modality {
    /// As a fact.
    #[default]
    Asserted,
    /// As something to come.
    Planned,
    /// As something that may be.
    Possible,
    /// As something that should be.
    Desired,
    /// As a condition.
    Hypothetical,
}

/// On whose word the text speaks of an event.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EvidenceKind {
    /// The document's own.
    #[default]
    Direct,
    /// That of the statement it stands in.
    Attributed,
    /// Nobody's in particular (“reportedly”).
    Hearsay,
}

/// A day or a range of days.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct When<S = String> {
    /// First day: `2024-01-09`.
    pub from: S,
    /// Last day.
    pub to: S,
    /// The words of the text; empty where the day follows from elsewhere.
    pub text: S,
}

/// A place of an event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Where<S = String> {
    /// The entity, if it is a known place.
    pub entity: Option<S>,
    /// The words of the text.
    pub text: S,
    /// From 0 to 1: lower where the place is that of the scene and not of the clause.
    pub confidence: f32,
}

/// How people met.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Mode {
    /// Face to face.
    #[default]
    InPerson,
    /// By telephone.
    Call,
    /// By video.
    Video,
}

/// What coders of political events call an event.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Codes<S = String> {
    /// The CAMEO code: `040`.
    pub cameo: S,
    /// The PLOVER event type: `CONSULT`.
    pub plover: S,
    /// The PLOVER mode: `visit`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mode: Option<S>,
}

/// Two or more people met, will meet, or did not.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Meeting<S = String> {
    /// The document's id, `#m` and a number.
    pub id: S,
    /// The words that announce it.
    pub trigger: Piece<S>,
    /// The sentence of the trigger, counted from 0.
    pub sentence: u32,
    /// Whether it took place.
    pub status: Status,
    /// Affirmed or negated.
    pub polarity: Polarity,
    /// Mood.
    pub modality: Modality,
    /// On whose word.
    pub evidence: EvidenceKind,
    /// The statement that tells of it, if `evidence` is attributed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attributed_to: Option<S>,
    /// How they met.
    pub mode: Mode,
    /// What kind of meeting it was, where its wording tells: `visit`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<S>,
    /// What coders of political events call it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub codes: Option<Codes<S>>,
    /// Who took part.
    pub participants: Vec<Party<S>>,
    /// Who met whom, by entity id.
    pub pairs: Vec<(S, S)>,
    /// Where.
    pub place: Option<Where<S>>,
    /// When.
    pub date: Option<When<S>>,
    /// The rule that found it: `meeting.met`.
    pub rule: S,
    /// The product of what the rule and each resolution step are worth.
    pub confidence: f32,
}

/// Whether words are given as they were said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum StatementKind {
    /// In quotation marks.
    Direct,
    /// In the reporter's words.
    Indirect,
    /// In the reporter's words with quoted pieces.
    Mixed,
}

/// Somebody said something.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Statement<S = String> {
    /// The document's id, `#s` and a number.
    pub id: S,
    /// Who said it; of several the first.
    pub speaker: Party<S>,
    /// Who said it with that speaker: “Keller and *Marten* said”.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub co_speakers: Vec<Party<S>>,
    /// The word that announces it.
    pub cue: Piece<S>,
    /// Direct, indirect or mixed.
    pub kind: StatementKind,
    /// What was said, one range for each piece.
    pub content: Vec<Piece<S>>,
    /// To whom.
    pub addressees: Vec<Party<S>>,
    /// Ids of the entities that the content speaks of.
    pub about: Vec<S>,
    /// The sentence of the cue, counted from 0.
    pub sentence: u32,
    /// What kind of speech act the cue is: `neutral`, `deny`, `warn` …
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cue_class: Option<S>,
    /// What coders of political events call it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub codes: Option<Codes<S>>,
    /// Whether it was said at all.
    pub status: Status,
    /// Affirmed or negated (“never said”).
    pub polarity: Polarity,
    /// Mood (“would say”).
    pub modality: Modality,
    /// On whose word.
    pub evidence: EvidenceKind,
    /// The statement around this one, if `evidence` is attributed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attributed_to: Option<S>,
    /// When it was said, if the text tells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<When<S>>,
    /// Where it was said, if the text tells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Where<S>>,
    /// The rule that found it: `statement.say`.
    pub rule: S,
    /// The product of what the rule and each resolution step are worth.
    pub confidence: f32,
}

/// An event of a kind that only YAML knows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OtherEvent<S = String> {
    /// The document's id, `#e` and a number.
    pub id: S,
    /// The kind's name, as its `event.yaml` gives it.
    pub event: S,
    /// The words that announce it.
    pub trigger: Piece<S>,
    /// The sentence of the trigger, counted from 0.
    pub sentence: u32,
    /// Whether it took place.
    pub status: Status,
    /// Affirmed or negated.
    pub polarity: Polarity,
    /// Mood.
    pub modality: Modality,
    /// On whose word.
    pub evidence: EvidenceKind,
    /// The statement that tells of it, if `evidence` is attributed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attributed_to: Option<S>,
    /// Who and what took part, by argument.
    pub arguments: Vec<(S, Vec<Party<S>>)>,
    /// Where.
    pub place: Option<Where<S>>,
    /// When.
    pub date: Option<When<S>>,
    /// The rule that found it.
    pub rule: S,
    /// The product of what the rule and each resolution step are worth.
    pub confidence: f32,
}

//! All that was found in one document, as plain serialisable data: the narrow waist.
//!
//! The language half of the program ends here, the graph half starts here. The records are the
//! public ones of `whomet extract`; every offset counts Unicode code points of the document's text
//! from 0, end exclusive.

use serde::{Deserialize, Serialize};

/// The schema that records of this version follow.
pub const SCHEMA: &str = "whomet/extract@1";

/// What was found in one document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Extraction {
    /// Always [`SCHEMA`].
    pub schema: String,
    /// The document's id.
    pub id: String,
    /// Its headline.
    pub title: Option<String>,
    /// Its day of publication, from its source or its own text: `2024-01-10`.
    pub published: Option<String>,
    /// Where it comes from.
    pub source: Option<String>,
    /// Every entity that has a mention in this document, in order of its first mention.
    pub entities: Vec<Entity>,
    /// The sentences, in order.
    pub sentences: Vec<Range>,
    /// The mentions, in order.
    pub mentions: Vec<Mention>,
    /// The meetings, in order of their triggers.
    pub meetings: Vec<Meeting>,
    /// The statements, in order of their cues.
    pub statements: Vec<Statement>,
    /// Events of other kinds, as `rules/<event>/event.yaml` declares them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub events: Vec<OtherEvent>,
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
pub struct Entity {
    /// Stable id: the gazetteer's, or made of the name.
    pub id: String,
    /// The canonical full name.
    pub name: String,
    /// What it is.
    pub kind: EntityKind,
    /// Other full names.
    pub aliases: Vec<String>,
    /// The Wikidata item, if the gazetteer knows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wikidata: Option<String>,
    /// Where the knowledge comes from.
    pub origin: Origin,
    /// `female` or `male`, where gazetteer or text tell it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gender: Option<String>,
    /// Offices and roles that the gazetteer (on the document's date) or the text gives a person.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<HeldRole>,
}

/// A role that a person holds.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct HeldRole {
    /// The role's name: `Prime Minister`.
    pub role: String,
    /// The role's entity id, if it is an entity.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The id of the place or organization it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
    /// First day, month or year, if known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// Last day, month or year, if known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
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
pub struct Piece {
    /// First code point.
    pub start: u32,
    /// First code point after it.
    pub end: u32,
    /// The text between.
    pub text: String,
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
pub struct Mention {
    /// First code point.
    pub start: u32,
    /// First code point after it.
    pub end: u32,
    /// The text between.
    pub text: String,
    /// What it names.
    pub kind: EntityKind,
    /// The entity, or none where the text does not decide.
    pub entity: Option<String>,
    /// The ids it could refer to, where the text does not decide between them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub candidates: Vec<String>,
    /// How it names the entity.
    pub via: Via,
    /// The sentence it stands in, counted from 0; none for a mention outside sentences.
    pub sentence: Option<u32>,
    /// From 0 to 1.
    pub confidence: f32,
}

/// Somebody or something that takes part in an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// The entity; none for somebody unnamed (`officials`).
    pub entity: Option<String>,
    /// The words of the text.
    pub text: String,
    /// First code point.
    pub start: u32,
    /// First code point after it.
    pub end: u32,
    /// The part it played where the kind of event tells several apart: `host`, `guest`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
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
pub struct When {
    /// First day: `2024-01-09`.
    pub from: String,
    /// Last day.
    pub to: String,
    /// The words of the text; empty where the day follows from elsewhere.
    pub text: String,
}

/// A place of an event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Where {
    /// The entity, if it is a known place.
    pub entity: Option<String>,
    /// The words of the text.
    pub text: String,
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
pub struct Codes {
    /// The CAMEO code: `040`.
    pub cameo: String,
    /// The PLOVER event type: `CONSULT`.
    pub plover: String,
    /// The PLOVER mode: `visit`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mode: Option<String>,
}

/// Two or more people met, will meet, or did not.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Meeting {
    /// The document's id, `#m` and a number.
    pub id: String,
    /// The words that announce it.
    pub trigger: Piece,
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
    pub attributed_to: Option<String>,
    /// How they met.
    pub mode: Mode,
    /// What kind of meeting it was, where its wording tells: `visit`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<String>,
    /// What coders of political events call it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub codes: Option<Codes>,
    /// Who took part.
    pub participants: Vec<Party>,
    /// Who met whom, by entity id.
    pub pairs: Vec<(String, String)>,
    /// Where.
    pub place: Option<Where>,
    /// When.
    pub date: Option<When>,
    /// The rule that found it: `meeting.met`.
    pub rule: String,
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
pub struct Statement {
    /// The document's id, `#s` and a number.
    pub id: String,
    /// Who said it; of several the first.
    pub speaker: Party,
    /// Who said it with that speaker: “Keller and *Marten* said”.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub co_speakers: Vec<Party>,
    /// The word that announces it.
    pub cue: Piece,
    /// Direct, indirect or mixed.
    pub kind: StatementKind,
    /// What was said, one range for each piece.
    pub content: Vec<Piece>,
    /// To whom.
    pub addressees: Vec<Party>,
    /// Ids of the entities that the content speaks of.
    pub about: Vec<String>,
    /// The sentence of the cue, counted from 0.
    pub sentence: u32,
    /// What kind of speech act the cue is: `neutral`, `deny`, `warn` …
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cue_class: Option<String>,
    /// What coders of political events call it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub codes: Option<Codes>,
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
    pub attributed_to: Option<String>,
    /// When it was said, if the text tells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<When>,
    /// Where it was said, if the text tells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Where>,
    /// The rule that found it: `statement.say`.
    pub rule: String,
    /// The product of what the rule and each resolution step are worth.
    pub confidence: f32,
}

/// An event of a kind that only YAML knows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OtherEvent {
    /// The document's id, `#e` and a number.
    pub id: String,
    /// The kind's name, as its `event.yaml` gives it.
    pub event: String,
    /// The words that announce it.
    pub trigger: Piece,
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
    pub attributed_to: Option<String>,
    /// Who and what took part, by argument.
    pub arguments: Vec<(String, Vec<Party>)>,
    /// Where.
    pub place: Option<Where>,
    /// When.
    pub date: Option<When>,
    /// The rule that found it.
    pub rule: String,
    /// The product of what the rule and each resolution step are worth.
    pub confidence: f32,
}

//! What the program's own terms are called in an explanation.

use crate::extraction::{EntityKind, Status};
use crate::resolve::{AnaphorKind, Reason};
use crate::text::tag::Tag;

/// Why a name was linked as it was.
pub fn of_link(reason: Reason) -> &'static str {
    match reason {
        Reason::OnlyReading => "nobody else goes by this name",
        Reason::UserGazetteer => "your own gazetteer goes first",
        Reason::MiddleName => "the same name without an initial, and nobody else's",
        Reason::GivenForm => "the same name with another form of the given name, and nobody else's",
        Reason::Context => "words near it speak for it",
        Reason::FullName => "the full name stands elsewhere in the text",
        Reason::Title => "held the title that stands before it",
        Reason::Office => "held a high office on that day",
        Reason::Largest => "by far the largest place of that name",
        Reason::Acronym => "the text introduces the acronym",
        Reason::Discovered => "in no gazetteer; the text itself tells what it is",
        Reason::Metonym => "the place stands for those who govern there",
    }
}

/// What sort of word an anaphor is.
pub fn of_anaphor(kind: AnaphorKind) -> &'static str {
    match kind {
        AnaphorKind::Pronoun => "pronoun",
        AnaphorKind::Possessive => "possessive",
        AnaphorKind::Description => "description",
        AnaphorKind::Group => "group",
    }
}

/// What an entity is.
pub fn of_kind(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "person",
        EntityKind::Role => "role",
        EntityKind::Place => "place",
        EntityKind::Organization => "organization",
    }
}

/// Whether an event took place.
pub fn of_status(status: Status) -> &'static str {
    match status {
        Status::Occurred => "occurred",
        Status::Planned => "planned",
        Status::Denied => "denied",
        Status::Hypothetical => "hypothetical",
    }
}

/// What part of speech a word is.
pub fn of_tag(tag: Tag) -> &'static str {
    match tag {
        Tag::None => "-",
        Tag::Mark => "",
        Tag::Determiner => "determiner",
        Tag::Possessive => "possessive",
        Tag::Genitive => "genitive",
        Tag::Noun => "noun",
        Tag::Proper => "name",
        Tag::Pronoun => "pronoun",
        Tag::Adjective => "adjective",
        Tag::Number => "number",
        Tag::Adverb => "adverb",
        Tag::Preposition => "preposition",
        Tag::To => "to",
        Tag::Coordinator => "and",
        Tag::Subordinator => "clause opener",
        Tag::Wh => "wh-word",
        Tag::Negation => "negation",
        Tag::Modal => "modal",
        Tag::Auxiliary => "auxiliary",
        Tag::Finite => "verb",
        Tag::Base => "infinitive",
        Tag::Ing => "-ing form",
        Tag::Participle => "participle",
    }
}

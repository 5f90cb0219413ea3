//! Events, mentions and referents as the public records of a document.

mod entities;
mod event;
mod meeting;
mod mentions;
mod statement;

pub use event::status;

use crate::base::TokenSpan;
use crate::event::Reading;
use crate::event::event::Event;
use crate::extraction as record;
use crate::extraction::Extraction;
use crate::gazetteer::EntityId;
use crate::resolve::ReferentId;
use crate::rule::{EventKindId, RuleSet};
use crate::text::lines::CodePoints;

/// A text of a record: borrowed from where it stands, or a copy of its own.
pub trait Text<'a>: From<&'a str> + From<String> + AsRef<str> + Clone + PartialEq {}

impl<'a, S: From<&'a str> + From<String> + AsRef<str> + Clone + PartialEq> Text<'a> for S {}

/// The record of a document in which `events` were found.
pub fn record<'a, S: Text<'a>>(
    reading: &'a Reading<'a>,
    rules: &'a RuleSet,
    events: &[Event],
) -> Extraction<S> {
    let article = &reading.document.article;
    let writer = Writer {
        reading,
        rules,
        points: CodePoints::new(&article.text),
        meeting: rules.kind_named("meeting"),
        statement: rules.kind_named("statement"),
    };
    let ids = writer.event_ids(events);
    let mut extraction = Extraction {
        schema: S::from(record::SCHEMA),
        id: S::from(article.id.as_str()),
        title: article.title.as_deref().map(S::from),
        published: reading
            .document
            .article
            .published
            .map(|d| S::from(d.to_string()))
            .or_else(|| reading.published.map(|d| S::from(d.to_string()))),
        source: article.source.as_deref().map(S::from),
        entities: writer.entities(),
        sentences: reading.document.sentences.iter().map(|s| writer.range(s.tokens)).collect(),
        mentions: writer.mentions(),
        meetings: Vec::new(),
        statements: Vec::new(),
        events: Vec::new(),
        fingerprint: Vec::new(),
    };
    for (number, event) in events.iter().enumerate() {
        if Some(event.kind) == writer.meeting {
            extraction.meetings.extend(writer.meeting(events, number, &ids));
        } else if Some(event.kind) == writer.statement {
            extraction.statements.extend(writer.statement(events, number, &ids));
        } else {
            extraction.events.extend(writer.other(events, number, &ids));
        }
    }
    extraction
}

struct Writer<'a> {
    reading: &'a Reading<'a>,
    rules: &'a RuleSet,
    points: CodePoints<'a>,
    meeting: Option<EventKindId>,
    statement: Option<EventKindId>,
}

impl<'a> Writer<'a> {
    /// The document's id, a letter for the kind and a number, for every event.
    fn event_ids<S: Text<'a>>(&self, events: &[Event]) -> Vec<S> {
        let (mut meetings, mut statements, mut others) = (0, 0, 0);
        let number = |event: &Event| {
            let (letter, count) = if Some(event.kind) == self.meeting {
                ('m', &mut meetings)
            } else if Some(event.kind) == self.statement {
                ('s', &mut statements)
            } else {
                ('e', &mut others)
            };
            *count += 1;
            S::from(format!("{}#{letter}{count}", self.reading.document.article.id))
        };
        events.iter().map(number).collect()
    }

    fn range(&self, tokens: TokenSpan) -> record::Range {
        let bytes = self.reading.document.bytes(tokens);
        record::Range { start: self.points.at(bytes.start), end: self.points.at(bytes.end) }
    }

    fn piece<S: Text<'a>>(&self, tokens: TokenSpan) -> record::Piece<S> {
        let record::Range { start, end } = self.range(tokens);
        record::Piece { start, end, text: S::from(self.reading.text(tokens)) }
    }

    fn sentence(&self, token: u32) -> Option<u32> {
        self.reading.document.sentence_of(token).map(|s| s.0)
    }

    fn key<S: Text<'a>>(&self, referent: ReferentId) -> S {
        S::from(self.reading.chains.referents[referent].key.as_str())
    }

    /// The id of a gazetteer's entry.
    fn entry_key<S: Text<'a>>(&self, entity: EntityId) -> S {
        S::from(self.reading.gazetteer.entity(entity).key.as_str())
    }
}

/// Two decimals are all that a confidence is worth.
fn rounded(confidence: f32) -> f32 {
    (confidence * 100.0).round() / 100.0
}

//! What every event has: parties, day, place, factuality; and events of types that have no record
//! of their own.

use super::{Writer, rounded};
use crate::base::Id;
use crate::event::Party;
use crate::event::event::Event;
use crate::event::setting::adjunct::{self, When, Where};
use crate::extraction as record;
use crate::extraction::{EvidenceKind, Modality, Polarity, Status};
use crate::mention::time::Tense;
use crate::rule::{ArgumentId, Coded, Factuality};

/// How far to trust a place that stands in the clause around that of the event.
const NEARBY: f32 = 0.7;

impl Writer<'_> {
    pub(super) fn party(&self, party: &Party) -> Vec<record::Party> {
        let record::Piece { start, end, text } = self.piece(party.core);
        let one = |entity: Option<String>| record::Party {
            entity,
            text: text.clone(),
            start,
            end,
            part: None,
        };
        if party.referents.is_empty() {
            return vec![one(None)];
        }
        party.referents.iter().map(|&r| one(Some(self.key(r)))).collect()
    }

    /// What coders call an event in which so many took part.
    pub(super) fn codes(&self, event: &Event, parties: usize) -> Option<record::Codes> {
        let coded = Coded {
            status: status(event.factuality),
            mode: event.mode,
            class: event.class.as_deref(),
            trigger: event.entry.map_or("", |entry| &self.rules.vocabulary().entry(entry).lemma),
            parties,
        };
        self.rules.kinds()[event.kind].codes_of(coded).cloned()
    }

    pub(super) fn evidence(&self, event: &Event) -> EvidenceKind {
        match (event.attributed_to, event.factuality.evidence) {
            (_, EvidenceKind::Hearsay) => EvidenceKind::Hearsay,
            (Some(_), _) => EvidenceKind::Attributed,
            (None, evidence) => evidence,
        }
    }

    pub(super) fn when(&self, event: &Event) -> Option<When> {
        let future = event.factuality.modality != Modality::Asserted;
        let tense = if future { Tense::Future } else { Tense::Past };
        let when = |clause| adjunct::when(self.reading, clause, event.trigger, tense);
        when(event.clause).or_else(|| event.wider.and_then(when))
    }

    /// Where it takes place: in its own clause, else in the one it depends on.
    pub(super) fn held_at(&self, event: &Event) -> Option<Where> {
        let place = |clause| adjunct::place(self.reading, clause, event.trigger);
        let nearby = |p: Where| Where { confidence: p.confidence * NEARBY, ..p };
        place(event.clause).or_else(|| event.wider.and_then(place).map(nearby))
    }

    pub(super) fn date(&self, when: Option<When>) -> Option<record::When> {
        when.map(|w| record::When {
            from: w.range.from.to_string(),
            to: w.range.to.to_string(),
            text: self.reading.text(w.tokens).to_owned(),
        })
    }

    pub(super) fn place(&self, place: Option<Where>) -> Option<record::Where> {
        place.map(|p| record::Where {
            entity: Some(self.key(p.referent)),
            text: self.reading.text(p.tokens).to_owned(),
            confidence: p.confidence,
        })
    }

    pub(super) fn other(
        &self,
        events: &[Event],
        number: usize,
        ids: &[String],
    ) -> Option<record::OtherEvent> {
        let event = &events[number];
        let kind = &self.rules.kinds()[event.kind];
        let arguments = kind
            .arguments
            .iter()
            .enumerate()
            .map(|(at, argument)| {
                let id = ArgumentId::new(at);
                let parties = event.parties(id).flat_map(|p| self.party(p)).collect();
                (argument.name.clone(), parties)
            })
            .filter(|(_, parties): &(String, Vec<record::Party>)| !parties.is_empty())
            .collect();
        let Factuality { polarity, modality, .. } = event.factuality;
        Some(record::OtherEvent {
            id: ids[number].clone(),
            event: kind.name.clone(),
            trigger: self.piece(event.trigger),
            sentence: self.sentence(event.trigger.start)?,
            status: status(event.factuality),
            polarity,
            modality,
            evidence: self.evidence(event),
            attributed_to: event.attributed_to.map(|at| ids[at].clone()),
            arguments,
            place: self.place(self.held_at(event)),
            date: self.date(self.when(event)),
            rule: self.rules.rule(event.rule).name.clone(),
            confidence: rounded(event.confidence),
        })
    }
}

/// Whether it took place, as one word.
pub fn status(factuality: Factuality) -> Status {
    match (factuality.polarity, factuality.modality) {
        (Polarity::Negative, Modality::Possible | Modality::Hypothetical) => Status::Hypothetical,
        (Polarity::Negative, _) => Status::Denied,
        (_, Modality::Asserted) => Status::Occurred,
        (_, Modality::Planned) => Status::Planned,
        (_, Modality::Possible | Modality::Desired | Modality::Hypothetical) => {
            Status::Hypothetical
        }
    }
}

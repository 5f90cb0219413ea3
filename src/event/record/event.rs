//! What every event has: parties, day, place, factuality; and events of types that have no record
//! of their own.

use super::{Text, Writer, rounded};
use crate::base::Id;
use crate::event::Party;
use crate::event::event::Event;
use crate::event::setting::adjunct::{self, When, Where};
use crate::event::setting::place;
use crate::extraction as record;
use crate::extraction::{EvidenceKind, Modality, Polarity, Status};
use crate::mention::time::Tense;
use crate::rule::{ArgumentId, Coded, Factuality};

/// How far to trust a place that stands in the clause around that of the event.
const NEARBY: f32 = 0.7;

impl<'a> Writer<'a> {
    pub(super) fn party<S: Text<'a>>(&self, party: &Party) -> Vec<record::Party<S>> {
        let record::Piece { start, end, text } = self.piece::<S>(party.core);
        let one = |entity: Option<S>| record::Party {
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
    pub(super) fn codes<S: Text<'a>>(
        &self,
        event: &Event,
        parties: usize,
    ) -> Option<record::Codes<S>> {
        let coded = Coded {
            status: status(event.factuality),
            mode: event.mode,
            class: event.class.as_deref(),
            trigger: event.entry.map_or("", |entry| &self.rules.vocabulary().entry(entry).lemma),
            parties,
        };
        let codes = self.rules.kinds()[event.kind].codes_of(coded)?;
        Some(record::Codes {
            cameo: S::from(codes.cameo.as_str()),
            plover: S::from(codes.plover.as_str()),
            mode: codes.mode.as_deref().map(S::from),
        })
    }

    pub(super) fn evidence(&self, event: &Event) -> EvidenceKind {
        match (event.attributed_to, event.factuality.evidence) {
            (_, EvidenceKind::Hearsay) => EvidenceKind::Hearsay,
            (Some(_), _) => EvidenceKind::Attributed,
            (None, evidence) => evidence,
        }
    }

    pub(super) fn when(&self, event: &Event) -> Option<When> {
        let future = event.factuality.modality != Modality::Asserted && !self.was_planned(event);
        let tense = if future { Tense::Future } else { Tense::Past };
        let when = |clause| adjunct::when(self.reading, clause, event.trigger, tense);
        when(event.clause).or_else(|| event.wider.and_then(when))
    }

    /// “**had planned** to meet Marten on 12 March”, “was **to have met**”: a plan that is over.
    fn was_planned(&self, event: &Event) -> bool {
        let text = |at: u32| {
            let token = self.reading.document.tokens.as_slice().get(at as usize);
            token.map_or("", |t| self.reading.lexicon.text(t.word))
        };
        let start = event.wider.map_or(event.clause.start, |w| w.start.min(event.clause.start));
        let perfect = |at: u32| match text(at) {
            "had" => matches!(text(at + 1), "planned" | "hoped" | "intended"),
            "have" => at > start && text(at - 1) == "to",
            _ => false,
        };
        event.factuality.modality == Modality::Planned && (start..event.trigger.start).any(perfect)
    }

    /// Where it takes place: in its own clause, else in the one it depends on.
    pub(super) fn held_at(&self, event: &Event) -> Option<Where> {
        let place = |clause| place::place(self.reading, clause, event.trigger);
        let nearby = |p: Where| Where { confidence: p.confidence * NEARBY, ..p };
        place(event.clause).or_else(|| event.wider.and_then(place).map(nearby))
    }

    pub(super) fn date<S: Text<'a>>(&self, when: Option<When>) -> Option<record::When<S>> {
        when.map(|w| record::When {
            from: S::from(w.range.from.to_string()),
            to: S::from(w.range.to.to_string()),
            text: S::from(self.reading.text(w.tokens)),
        })
    }

    pub(super) fn place<S: Text<'a>>(&self, place: Option<Where>) -> Option<record::Where<S>> {
        place.map(|p| record::Where {
            entity: Some(self.key(p.referent)),
            text: S::from(self.reading.text(p.tokens)),
            confidence: p.confidence,
        })
    }

    pub(super) fn other<S: Text<'a>>(
        &self,
        events: &[Event],
        number: usize,
        ids: &[S],
    ) -> Option<record::OtherEvent<S>> {
        let event = &events[number];
        let kind = &self.rules.kinds()[event.kind];
        let arguments = kind
            .arguments
            .iter()
            .enumerate()
            .map(|(at, argument)| {
                let id = ArgumentId::new(at);
                let parties = event.parties(id).flat_map(|p| self.party(p)).collect();
                (S::from(argument.name.as_str()), parties)
            })
            .filter(|(_, parties): &(S, Vec<record::Party<S>>)| !parties.is_empty())
            .collect();
        let Factuality { polarity, modality, .. } = event.factuality;
        Some(record::OtherEvent {
            id: ids[number].clone(),
            event: S::from(kind.name.as_str()),
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
            rule: S::from(self.rules.rule(event.rule).name.as_str()),
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

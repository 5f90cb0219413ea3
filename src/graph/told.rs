//! Statements and other events on their way into the graph: the same words of the same speaker in
//! several documents are one.

use std::collections::BTreeSet;

use super::build::GraphBuilder;
use super::gather::{by_place, day_range, sentence_range};
use super::identity;
use super::key;
use super::model::{EventNode, Evidence, StatementNode, status_name};
use crate::extraction::{EntityKind, Extraction, OtherEvent, Party, Statement};

/// Content shorter than this many characters (“Yes.”) is the same statement only within one
/// document.
const TELLING_CONTENT: usize = 24;

/// Whom a statement names besides its speaker: ids of entities.
#[derive(Clone, Debug, Default)]
pub(super) struct SaidWith {
    /// Who said it too.
    pub co_speakers: BTreeSet<String>,
    /// To whom.
    pub addressees: BTreeSet<String>,
    /// About whom and what.
    pub about: BTreeSet<String>,
}

impl GraphBuilder {
    pub(super) fn add_statement(
        &mut self,
        extraction: &Extraction,
        statement: &Statement,
    ) -> String {
        let speaker = self.party(&statement.speaker);
        if let Some(id) = &speaker {
            self.ensure_entity(id, &statement.speaker.text, EntityKind::Person);
        }
        let pieces: Vec<&str> = statement.content.iter().map(|p| p.text.trim()).collect();
        let content = pieces.join(" … ");
        // Which of several people of a name it is is not known yet: ids are made of the name.
        let who = speaker.as_deref().map_or(statement.speaker.text.as_str(), identity::base);
        let place = statement.cue.start.to_string();
        let is_telling = content.chars().nth(TELLING_CONTENT).is_some();
        let apart = if is_telling { ["", ""] } else { [extraction.id.as_str(), place.as_str()] };
        let words = key::folded(&content);
        let id = key::content_id("s:", [who, words.as_str(), apart[0], apart[1]]);

        let range = sentence_range(
            extraction,
            statement.sentence,
            (statement.cue.start, statement.cue.end),
        );
        let evidence = Evidence {
            document: extraction.id.clone(),
            start: range.start,
            end: range.end,
            rule: Some(statement.rule.clone()),
            confidence: statement.confidence,
        };
        let (date, date_to) = day_range(statement.date.as_ref());
        let node = StatementNode {
            id: id.clone(),
            name: String::new(),
            speaker,
            speaker_text: statement.speaker.text.clone(),
            cue: statement.cue.text.clone(),
            class: statement.cue_class.clone(),
            codes: statement.codes.clone(),
            speech: statement.kind,
            status: statement.status,
            content,
            date,
            date_to,
            confidence: statement.confidence,
            documents: 0,
            evidence: vec![evidence],
        };
        let known = |parties: &[Party]| -> Vec<String> {
            parties.iter().filter_map(|party| self.party(party)).collect()
        };
        let co_speakers = known(&statement.co_speakers);
        let addressees = known(&statement.addressees);
        let about: Vec<String> = statement.about.iter().map(|id| self.id(id)).collect();
        let entry = self.statements.entry(id.clone());
        let (have, with) = entry.or_insert_with(|| (node.clone(), SaidWith::default()));
        // Of two tellings the first by document and position lends its words.
        let mut evidence = std::mem::take(&mut have.evidence);
        let confidence = have.confidence.max(node.confidence);
        let is_first = evidence.first() > node.evidence.first();
        evidence.extend(node.evidence.iter().cloned());
        if is_first {
            *have = StatementNode { evidence: Vec::new(), ..node };
        }
        evidence.sort_by(by_place);
        have.confidence = confidence;
        have.evidence = evidence;
        with.co_speakers.extend(co_speakers);
        with.addressees.extend(addressees);
        with.about.extend(about);
        id
    }

    pub(super) fn add_event(&mut self, extraction: &Extraction, event: &OtherEvent) {
        let mut parts: Vec<String> =
            vec![event.event.clone(), status_name(event.status).to_owned()];
        let mut arguments = event.arguments.clone();
        for (argument, parties) in &mut arguments {
            for party in parties {
                if let Some(id) = self.party(party) {
                    self.ensure_entity(&id, &party.text, EntityKind::Person);
                    party.entity = Some(id);
                }
                let who = party.entity.as_deref().map_or(party.text.as_str(), identity::base);
                parts.push(format!("{argument}={who}"));
            }
        }
        if let Some(arguments) = parts.get_mut(2..) {
            arguments.sort();
        }
        let (date, date_to) = day_range(event.date.as_ref());
        let place = event.place.as_ref().and_then(|p| p.entity.as_deref()).map(|id| self.id(id));
        let place_name = event.place.as_ref().map(|place| place.text.clone());
        if let (Some(id), Some(text)) = (&place, &place_name) {
            self.ensure_entity(id, text, EntityKind::Place);
        }
        parts.push(date.clone().or_else(|| extraction.published.clone()).unwrap_or_default());
        parts.push(place.clone().or_else(|| place_name.clone()).unwrap_or_default());
        let id = key::content_id("e:", parts.iter().map(String::as_str));

        let range =
            sentence_range(extraction, event.sentence, (event.trigger.start, event.trigger.end));
        let evidence = Evidence {
            document: extraction.id.clone(),
            start: range.start,
            end: range.end,
            rule: Some(event.rule.clone()),
            confidence: event.confidence,
        };
        let node = EventNode {
            id: id.clone(),
            name: String::new(),
            event: event.event.clone(),
            status: event.status,
            date,
            date_to,
            place,
            place_name,
            arguments,
            confidence: event.confidence,
            documents: 0,
            evidence: vec![evidence],
        };
        match self.events.get_mut(&id) {
            None => {
                self.events.insert(id, node);
            }
            Some(have) => {
                let confidence = have.confidence.max(node.confidence);
                let mut evidence = std::mem::take(&mut have.evidence);
                let is_first = evidence.first() > node.evidence.first();
                evidence.extend(node.evidence.iter().cloned());
                evidence.sort_by(by_place);
                if is_first {
                    *have = node;
                }
                have.confidence = confidence;
                have.evidence = evidence;
            }
        }
    }
}

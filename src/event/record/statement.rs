//! Statements: who said what to whom, and whom it names.

use super::{Writer, rounded, status};
use crate::base::{Id, TokenSpan};
use crate::event::Party;
use crate::event::event::Event;
use crate::extraction as record;
use crate::resolve::ReferentId;
use crate::rule::Factuality;

impl Writer<'_> {
    pub(super) fn statement(
        &self,
        events: &[Event],
        number: usize,
        ids: &[String],
    ) -> Option<record::Statement> {
        let event = &events[number];
        let kind = &self.rules.kinds()[event.kind];
        let speaker = event.parties(kind.argument("speaker")?).next()?;
        let who = self.party(speaker).into_iter().next()?;
        let addressees = kind.argument("addressee").map_or_else(Vec::new, |a| {
            event.parties(a).flat_map(|party| self.party(party)).collect()
        });
        if event.content.is_empty() {
            return None;
        }
        let holds_quote = |tokens: TokenSpan| self.reading.quoted.touch(tokens);
        let mut content: Vec<record::Piece> =
            event.content.iter().map(|c| self.piece(c.tokens)).collect();
        content.sort_by_key(|c| c.start);
        let Factuality { polarity, modality, .. } = event.factuality;
        Some(record::Statement {
            id: ids[number].clone(),
            about: self.about(event, speaker),
            speaker: who,
            cue: self.piece(event.trigger),
            kind: event.statement_kind(holds_quote),
            content,
            addressees,
            sentence: self.sentence(event.trigger.start)?,
            cue_class: event.class.as_deref().map(str::to_owned),
            status: status(event.factuality),
            polarity,
            modality,
            evidence: self.evidence(event),
            attributed_to: event.attributed_to.map(|at| ids[at].clone()),
            date: self.date(self.when(event)),
            place: self.place(self.held_at(event)),
            rule: self.rules.rule(event.rule).name.clone(),
            confidence: rounded(event.confidence),
        })
    }

    /// Whom and what the content names, apart from the speaker.
    fn about(&self, event: &Event, speaker: &Party) -> Vec<String> {
        let mut found: Vec<ReferentId> = Vec::new();
        for content in &event.content {
            let mut note = |referent: ReferentId| {
                if !speaker.referents.contains(&referent) && !found.contains(&referent) {
                    found.push(referent);
                }
            };
            let TokenSpan { start, end, .. } = content.tokens;
            for (id, mention) in self.reading.mentions.names.iter_enumerated() {
                if content.tokens.covers(mention.tokens)
                    && let Some(referent) = self.reading.chains.of(id)
                {
                    note(referent);
                }
            }
            // Anaphors are in the order of their heads.
            let anaphors = &self.reading.anaphors;
            let first = anaphors.partition_point(|a| a.head < start);
            let heads = anaphors.iter().skip(first).take_while(|a| a.head < end);
            for anaphor in heads.filter(|a| content.tokens.covers(a.tokens)) {
                anaphor.referents.iter().for_each(|&r| note(r));
            }
        }
        found.sort_by_key(|r| r.index());
        found.into_iter().map(|r| self.key(r)).collect()
    }
}

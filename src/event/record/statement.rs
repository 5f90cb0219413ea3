//! Statements: who said what to whom, and whom it names.

use super::{Text, Writer, rounded, status};
use crate::base::{Id, TokenSpan};
use crate::event::Party;
use crate::event::event::Event;
use crate::extraction as record;
use crate::resolve::ReferentId;
use crate::rule::Factuality;

impl<'a> Writer<'a> {
    pub(super) fn statement<S: Text<'a>>(
        &self,
        events: &[Event],
        number: usize,
        ids: &[S],
    ) -> Option<record::Statement<S>> {
        let event = &events[number];
        let kind = &self.rules.kinds()[event.kind];
        let speaker = event.parties(kind.argument("speaker")?).next()?;
        let mut speakers = event.parties(kind.argument("speaker")?).flat_map(|p| self.party(p));
        let who = speakers.next()?;
        // A list may name somebody twice.
        let co_speakers =
            speakers.filter(|other| other.entity.is_none() || other.entity != who.entity).collect();
        let addressees = kind.argument("addressee").map_or_else(Vec::new, |a| {
            event.parties(a).flat_map(|party| self.party(party)).collect()
        });
        if event.content.is_empty() {
            return None;
        }
        let holds_quote = |tokens: TokenSpan| {
            // What is told inside a quotation is in nobody's own words by that alone.
            let mut quotes = self.reading.document.quotes.iter();
            quotes.any(|q| tokens.overlaps(q.tokens) && !q.inside.covers(tokens))
        };
        let mut content: Vec<record::Piece<S>> =
            event.content.iter().map(|c| self.piece(c.tokens)).collect();
        content.sort_by_key(|c| c.start);
        let Factuality { polarity, modality, .. } = event.factuality;
        Some(record::Statement {
            id: ids[number].clone(),
            about: self.about(event, speaker),
            speaker: who,
            co_speakers,
            cue: self.piece(event.trigger),
            kind: event.statement_kind(holds_quote),
            content,
            addressees,
            sentence: self.sentence(event.trigger.start)?,
            cue_class: event.class.as_deref().map(|class| S::from(class.to_owned())),
            codes: self.codes(event, 1),
            status: status(event.factuality),
            polarity,
            modality,
            evidence: self.evidence(event),
            attributed_to: event.attributed_to.map(|at| ids[at].clone()),
            date: self.date(self.when(event)),
            place: self.place(self.held_at(event)),
            rule: S::from(self.rules.rule(event.rule).name.as_str()),
            confidence: rounded(event.confidence),
        })
    }

    /// Whom and what the content names, apart from the speaker.
    fn about<S: Text<'a>>(&self, event: &Event, speaker: &Party) -> Vec<S> {
        let mut found: Vec<ReferentId> = Vec::new();
        for content in &event.content {
            let mut note = |referent: ReferentId| {
                if !speaker.referents.contains(&referent) && !found.contains(&referent) {
                    found.push(referent);
                }
            };
            let inside = |tokens: TokenSpan| content.tokens.covers(tokens);
            // Both are in order: a long document says many things of many people.
            let names = &self.reading.mentions.names;
            let first = names.partition_point(|m| m.tokens.start < content.tokens.start);
            let names = names.iter_enumerated().skip(first);
            for (id, mention) in names.take_while(|(_, m)| m.tokens.start < content.tokens.end) {
                if inside(mention.tokens)
                    && let Some(referent) = self.reading.chains.of(id)
                {
                    note(referent);
                }
            }
            let anaphors = &self.reading.anaphors;
            let from = anaphors.partition_point(|a| a.head < content.tokens.start);
            let until = anaphors.partition_point(|a| a.head < content.tokens.end);
            for anaphor in anaphors[from..until].iter().filter(|a| inside(a.tokens)) {
                anaphor.referents.iter().for_each(|&r| note(r));
            }
        }
        found.sort_by_key(|r| r.index());
        found.into_iter().map(|r| self.key(r)).collect()
    }
}

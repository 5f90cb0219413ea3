//! Meetings: who took part, and who met whom.

use super::{Writer, rounded, status};
use crate::event::event::Event;
use crate::extraction as record;
use crate::extraction::EntityKind;
use crate::resolve::ReferentId;
use crate::rule::Factuality;

impl Writer<'_> {
    pub(super) fn meeting(
        &self,
        events: &[Event],
        number: usize,
        ids: &[String],
    ) -> Option<record::Meeting> {
        let event = &events[number];
        let participant = self.rules.kinds()[event.kind].argument("participant")?;
        let participants: Vec<record::Party> =
            event.parties(participant).flat_map(|party| self.party(party)).collect();
        let pairs = self.pairs(event);
        if pairs.is_empty() && participants.len() < 2 {
            return None;
        }
        let Factuality { polarity, modality, .. } = event.factuality;
        Some(record::Meeting {
            id: ids[number].clone(),
            trigger: self.piece(event.trigger),
            sentence: self.sentence(event.trigger.start)?,
            status: status(event.factuality),
            polarity,
            modality,
            evidence: self.evidence(event),
            attributed_to: event.attributed_to.map(|at| ids[at].clone()),
            mode: event.mode,
            participants,
            pairs,
            place: self.place(self.held_at(event)),
            date: self.date(self.when(event)),
            rule: self.rules.rule(event.rule).name.clone(),
            confidence: rounded(event.confidence),
        })
    }

    /// Who met whom: across holes if there are several, else all with each other.
    fn pairs(&self, event: &Event) -> Vec<(String, String)> {
        let holes: Vec<Vec<ReferentId>> = event
            .arguments
            .iter()
            .map(|a| a.parties.iter().flat_map(|p| p.referents.iter().copied()).collect())
            .collect();
        let mut pairs = Vec::new();
        let mut add = |a: ReferentId, b: ReferentId| {
            let meets = |r| {
                let kind = self.reading.chains.referents[r].kind;
                kind == EntityKind::Person || kind == EntityKind::Organization
            };
            if a == b || !meets(a) || !meets(b) {
                return;
            }
            let pair = (self.key(a), self.key(b));
            let turned = (pair.1.clone(), pair.0.clone());
            if !pairs.contains(&pair) && !pairs.contains(&turned) {
                pairs.push(pair);
            }
        };
        if let [one] = holes.as_slice() {
            for (i, &a) in one.iter().enumerate() {
                for &b in &one[i + 1..] {
                    add(a, b);
                }
            }
        } else {
            for (i, left) in holes.iter().enumerate() {
                for right in &holes[i + 1..] {
                    for &a in left {
                        for &b in right {
                            add(a, b);
                        }
                    }
                }
            }
        }
        pairs
    }
}

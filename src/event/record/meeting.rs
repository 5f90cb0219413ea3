//! Meetings: who took part, and who met whom.

use super::{Text, Writer, rounded, status};
use crate::base::Id;
use crate::event::Party;
use crate::event::event::{Argument, Event};
use crate::event::setting::adjunct::{When, Where};
use crate::event::setting::narrative;
use crate::extraction as record;
use crate::extraction::{EntityKind, Modality, Mode};
use crate::resolve::ReferentId;
use crate::rule::Factuality;

impl<'a> Writer<'a> {
    pub(super) fn meeting<S: Text<'a>>(
        &self,
        events: &[Event],
        number: usize,
        ids: &[S],
    ) -> Option<record::Meeting<S>> {
        let event = &self.without_doubles(&events[number]);
        let participants: Vec<record::Party<S>> =
            self.taking_part(event).flat_map(|a| self.participants(event, a)).collect();
        let pairs = self.pairs(event);
        if pairs.is_empty() && participants.len() < 2 {
            return None;
        }
        let when = self.when(event);
        let mut event = event.clone();
        let to_come = when.is_some_and(|w| {
            Some(w.range.from) > self.reading.published && !self.is_of_later_caption(&event, w)
        });
        if to_come && self.reading.published.is_some() {
            // “faces a meeting with Marten on Friday”, written on Monday.
            event.factuality.modality = event.factuality.modality.max(Modality::Planned);
        }
        let event = &event;
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
            form: event.class.as_deref().map(|class| S::from(class.to_owned())),
            codes: self.codes(event, participants.len()),
            participants,
            pairs,
            place: self.place(self.place_of(event)),
            date: self.date(when).or_else(|| self.scene_day(event)),
            rule: S::from(self.rules.rule(event.rule).name.as_str()),
            confidence: rounded(event.confidence),
        })
    }

    /// “Keller greets Marten in May 2033”, published in 2031: a page whose pictures came later. Who
    /// tells of a plan says so, or needs no year for it.
    fn is_of_later_caption(&self, event: &Event, when: When) -> bool {
        let text = self.reading.text(when.tokens);
        let year = |word: &str| word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
        let says_year = text.split(|c: char| !c.is_alphanumeric()).any(year);
        let tags = &self.reading.tags;
        let verb = tags.get(event.trigger.start as usize).is_some_and(|tag| tag.is_verb());
        says_year && verb && event.factuality == Factuality::default()
    }

    /// Nobody meets himself: where two parties seem to be the same, a description or pronoun stands for
    /// somebody else, and for whom is not known.
    fn without_doubles(&self, event: &Event) -> Event {
        let mut event = event.clone();
        let of = |party: &Party| match party.referents.as_slice() {
            [one] => Some(*one),
            _ => None,
        };
        let all: Vec<ReferentId> =
            event.arguments.iter().flat_map(|a| &a.parties).filter_map(of).collect();
        for party in event.arguments.iter_mut().flat_map(|a| &mut a.parties) {
            let named = self.reading.mentions.at(party.head).is_some();
            let double = of(party).is_some_and(|r| all.iter().filter(|&&o| o == r).count() > 1);
            if double && !named && !party.first_person {
                party.referents.clear();
            }
        }
        event
    }

    /// The day of the scene, which no words of the event's own give.
    fn scene_day<S: Text<'a>>(&self, event: &Event) -> Option<record::When<S>> {
        let range = narrative::day(self.reading, self.rules, event)?;
        let (from, to) = (S::from(range.from.to_string()), S::from(range.to.to_string()));
        Some(record::When { from, to, text: S::from("") })
    }

    /// Where they were: those who telephone are in no one place.
    fn place_of(&self, event: &Event) -> Option<Where> {
        let together = event.mode == Mode::InPerson;
        together.then(|| self.held_at(event).or_else(|| self.scene_place(event)))?
    }

    /// The place of the scene, which no words of the event's own give.
    fn scene_place(&self, event: &Event) -> Option<Where> {
        narrative::place(self.reading, self.rules, event)
    }

    /// What fills the holes for those who took part, and not for what they spoke of.
    fn taking_part<'e>(&self, event: &'e Event) -> impl Iterator<Item = &'e Argument> {
        let kind = &self.rules.kinds()[event.kind];
        let joins = |a: &&Argument| kind.arguments[a.argument.index()].edge.is_some();
        let filled: Vec<&Argument> = event.arguments.iter().filter(joins).collect();
        filled.into_iter()
    }

    /// The parties of one hole, each with its part where the kind of event tells parts apart.
    fn participants<S: Text<'a>>(
        &self,
        event: &Event,
        argument: &Argument,
    ) -> Vec<record::Party<S>> {
        let name = &self.rules.kinds()[event.kind].arguments[argument.argument.index()].name;
        let part = (name != "participant").then(|| S::from(name.as_str()));
        let parties = argument.parties.iter().flat_map(|party| self.party(party));
        parties.map(|party| record::Party { part: part.clone(), ..party }).collect()
    }

    /// Who met whom: across holes if there are several, else all with each other.
    fn pairs<S: Text<'a>>(&self, event: &Event) -> Vec<(S, S)> {
        let holes: Vec<Vec<ReferentId>> = self
            .taking_part(event)
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
            let pair: (S, S) = (self.key(a), self.key(b));
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

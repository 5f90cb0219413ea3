//! Noun phrases as units: one party, or, around the name of an event, its words one by one.

use super::Builder;
use crate::base::TokenSpan;
use crate::event::Party;
use crate::rule::unit::Accepts;
use crate::text::Classes;
use crate::text::phrase::NounPhrase;
use crate::text::tag::Tag;

impl Builder<'_> {
    pub(super) fn phrase(&mut self, phrase: NounPhrase) -> u32 {
        let end = self.scene.span.end;
        if self.must_open(&phrase) {
            return self.open_phrase(phrase);
        }
        // A name that a time, or another name, directly follows ends there.
        let party = self.reading().party(&phrase, end);
        let tokens = party.tokens;
        self.party(party);
        tokens.end
    }

    /// Whether a phrase announces an event, so that what stands in it must be seen singly.
    fn must_open(&self, phrase: &NounPhrase) -> bool {
        let head = self.word(phrase.head);
        let noun = matches!(self.tag(phrase.head), Tag::Noun);
        if noun && (self.is_cue_noun(phrase) || self.measures_event(phrase)) {
            return true;
        }
        if !noun || !self.rules.announces_as_noun(head) {
            return false;
        }
        // “told the audience that”: those who hear it.
        let hears =
            self.classes(phrase.head).intersects(Classes::GROUP_NOUN | Classes::PERSON_NOUN)
                && self.before(phrase.tokens.start).is_some_and(|i| {
                    self.tag(i).is_verb() && self.classes(i).contains(Classes::CUE)
                });
        if hears {
            return false;
        }
        let speech = self.classes(phrase.head).contains(Classes::CUE);
        if !speech {
            return true;
        }
        let owned = (phrase.tokens.start..phrase.head)
            .any(|at| matches!(self.tag(at), Tag::Genitive | Tag::Possessive));
        let next = self.text(phrase.tokens.end);
        owned
            || matches!(next, "that" | "from" | "by" | "to" | ":" | "with" | "between" | "of")
            || phrase.tokens.start > self.scene.span.start
                && self.text(phrase.tokens.start - 1) == "in"
    }

    /// “plans to”, “no intention of”: nouns of cues are read word by word.
    fn is_cue_noun(&self, phrase: &NounPhrase) -> bool {
        matches!(self.text(phrase.tokens.end), "to" | "of" | "for")
            && phrase.tokens.len() <= 3
            && self.scene.cue_nouns.binary_search(&self.word(phrase.head)).is_ok()
    }

    /// “two days of talks”, “a new round of talks”: what is measured is the event.
    fn measures_event(&self, phrase: &NounPhrase) -> bool {
        let of = phrase.tokens.end;
        let measured = || self.reading().phrase_at(of + 1).map(|next| next.head);
        self.text(of) == "of"
            && matches!(
                self.text(phrase.head),
                "round" | "rounds" | "series" | "hours" | "day" | "days" | "weeks" | "months"
            )
            && measured().is_some_and(|head| {
                self.tag(head) == Tag::Noun && self.rules.announces_as_noun(self.word(head))
            })
    }

    /// The parts of a phrase, one unit each: names and possessors as parties, the rest as words.
    fn open_phrase(&mut self, phrase: NounPhrase) -> u32 {
        let mut at = phrase.tokens.start;
        while at < phrase.tokens.end {
            if self.tag(at) == Tag::Possessive {
                let one = NounPhrase { tokens: TokenSpan::new(at, at + 1), head: at };
                let party = self.reading().bare_party(&one);
                self.possessor(party, at);
                at += 1;
                continue;
            }
            let mention = self.reading().mentions.at(at);
            if let Some(mention) = mention {
                let name = self.reading().mentions.names[mention].clone();
                let tokens =
                    TokenSpan::new(name.extent.start.max(phrase.tokens.start), name.tokens.end);
                let one = NounPhrase { tokens, head: name.tokens.end - 1 };
                let party = self.reading().bare_party(&one);
                self.party(party);
                at = name.tokens.end;
                continue;
            }
            // “the minister’s talks”
            if let Some(owner) = self.owner_at(at, phrase.head) {
                let party = self.reading().bare_party(&owner);
                self.party(party);
                at = owner.tokens.end;
                continue;
            }
            self.word_unit(at);
            at += 1;
        }
        phrase.tokens.end
    }

    /// A common noun with its article before a possessive ending.
    fn owner_at(&self, at: u32, head: u32) -> Option<NounPhrase> {
        let genitive = (at..head).find(|&i| self.tag(i) == Tag::Genitive)?;
        let plain = (at..genitive).all(|i| {
            matches!(
                self.tag(i),
                Tag::Determiner | Tag::Adjective | Tag::Noun | Tag::Number | Tag::Mark
            ) && self.reading().mentions.at(i).is_none()
        });
        (plain && genitive > at)
            .then(|| NounPhrase { tokens: TokenSpan::new(at, genitive), head: genitive - 1 })
    }

    fn possessor(&mut self, mut party: Party, at: u32) {
        if let Some(anaphor) = self.reading().anaphor_at(at) {
            party.referents.clone_from(&anaphor.referents);
            party.confidence = anaphor.confidence;
        }
        party.accepts = Accepts::PERSON | Accepts::ORGANIZATION | Accepts::PRONOUN;
        if matches!(self.text(at), "their" | "our") {
            party.accepts |= Accepts::PLURAL;
        }
        party.first_person = matches!(self.text(at), "my" | "our");
        self.party(party);
    }
}

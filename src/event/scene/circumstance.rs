//! When and where: times, places and other circumstances that rules may pass over.

use super::Builder;
use crate::base::TokenSpan;
use crate::event::Party;
use crate::extraction::EntityKind;
use crate::rule::unit::{Accepts, Unit, UnitKind, VerbForm};
use crate::text::phrase::NounPhrase;
use crate::text::tag::Tag;
use crate::text::{Classes, WordSet, word};

/// Prepositions that say where something happens.
const PLACE_PREPOSITIONS: WordSet = WordSet::of(&[
    word::IN,
    word::AT,
    word::NEAR,
    word::OUTSIDE,
    word::INSIDE,
    word::AROUND,
    word::ACROSS,
    word::THROUGHOUT,
]);

/// How many tokens back a verb stands that asks “for” something.
const NEAR: u32 = 12;

/// Prepositions that bring in a circumstance of what happens.
const CIRCUMSTANCES: WordSet = WordSet::of(&[
    word::IN,
    word::AT,
    word::FOR,
    word::ON,
    word::DURING,
    word::NEAR,
    word::OUTSIDE,
    word::INSIDE,
    word::AMID,
    word::DESPITE,
    word::UNDER,
]);

impl Builder<'_> {
    /// The time expression at `at`, unless it only modifies a noun (“Tuesday’s vote”).
    pub(super) fn time_at(&self, at: u32) -> Option<TokenSpan> {
        let time = self.reading().time_at(at)?;
        if time.tokens.end > self.scene.span.end {
            return None;
        }
        let last = time.tokens.end - 1;
        let inside_phrase = self
            .reading()
            .phrases
            .iter()
            .skip(self.reading().phrases.partition_point(|p| p.tokens.end <= time.core.start))
            .take(1)
            .any(|p| p.tokens.contains(last) && !time.tokens.contains(p.head));
        let genitive = self.tag(time.tokens.end) == Tag::Genitive;
        (!inside_phrase && !genitive).then_some(time.tokens)
    }

    /// “his **December 2031** talks”, “Keller’s **May 3** meeting”: the day or month between whose talks they
    /// were, at `at`, and the noun.
    pub(super) fn owned_time(&self, at: u32) -> Option<TokenSpan> {
        if !matches!(self.tag(at), Tag::Possessive | Tag::Genitive) {
            return None;
        }
        let time = self.reading().time_at(at + 1)?.tokens;
        let number = |i: u32| self.tag(i) == Tag::Number;
        let noun = (time.end..self.scene.span.end)
            .find(|&i| !matches!(self.tag(i), Tag::Adjective | Tag::Adverb))?;
        let event = self.tag(noun) == Tag::Noun && self.rules.announces_as_noun(self.word(noun));
        (event && (time.start..time.end).any(number)).then_some(time)
    }

    /// Whoever owns it at `at`, then the time by itself; returns the token after it.
    pub(super) fn owner_of_time(&mut self, at: u32, time: TokenSpan) -> u32 {
        if self.tag(at) == Tag::Possessive {
            let one = NounPhrase { tokens: TokenSpan::new(at, at + 1), head: at };
            let party = self.reading().bare_party(&one);
            self.possessor(party, at);
        } else {
            self.word_unit(at);
        }
        self.plain(UnitKind::Time, time, self.word(time.start), VerbForm::None);
        time.end
    }

    /// “in Port Salis”, “at the Lake Veyra hotel”
    pub(super) fn place_after(&mut self, at: u32) -> Option<u32> {
        if !PLACE_PREPOSITIONS.contains(self.word(at)) {
            return None;
        }
        let phrase = *self.reading().phrase_at(at + 1)?;
        if phrase.tokens.end > self.scene.span.end {
            return None;
        }
        let referent = self.reading().referent_at(phrase.head);
        let is_place = |kind| kind == EntityKind::Place;
        let named = referent.is_some_and(|r| is_place(self.reading().chains.referents[r].kind));
        let common = self.classes(phrase.head).contains(Classes::PLACE_NOUN)
            && !self.rules.triggers(self.word(phrase.head));
        let unknown = self.word(at) == word::IN
            && self.tag(phrase.head) == Tag::Proper
            && self.reading().mentions.at(phrase.head).is_none();
        if !named && !common && !unknown {
            return None;
        }
        let party = self.reading().party(&phrase, self.scene.span.end);
        if unknown && !party.accepts.contains(Accepts::COUNTRY) {
            return None;
        }
        let country = party.accepts & Accepts::COUNTRY;
        let end = if named { self.place_end(&party) } else { phrase.tokens.end };
        let number = self.scene.parties.len();
        let word = self.word(phrase.head);
        self.scene
            .parties
            .push(Party { tokens: TokenSpan::new(phrase.tokens.start, end), ..party });
        let unit = Unit {
            kind: UnitKind::Place,
            tokens: TokenSpan::new(at, end),
            word,
            accepts: Accepts::PLACE | country,
            verb: VerbForm::None,
        };
        self.push(unit, number..number + 1, None);
        Some(end)
    }

    /// Where a circumstance ends that names nobody: “at the west door”, “for an hour”.
    pub(super) fn circumstance_end(&self, at: u32) -> Option<u32> {
        if !CIRCUMSTANCES.contains(self.word(at)) {
            return None;
        }
        let phrase = *self.reading().phrase_at(at + 1)?;
        // “spoke out *for the first time* on the vote”
        let once = self.word(phrase.head) == word::TIME;
        if self.word(at) == word::FOR && !once && self.asks_before(at) {
            return None;
        }
        let next = self.text(phrase.tokens.end);
        let head = self.word(phrase.head);
        let names_somebody = (phrase.tokens.start..phrase.tokens.end)
            .any(|i| self.reading().mentions.at(i).is_some());
        let opens = self.rules.triggers(head)
            || names_somebody
            || !matches!(self.tag(phrase.head), Tag::Noun | Tag::Proper)
            || matches!(next, "of" | "to" | "that" | "with" | "for" | "between");
        if opens || phrase.tokens.end > self.scene.span.end {
            return None;
        }
        let party = self.reading().bare_party(&phrase);
        let unknown = self.tag(phrase.head) == Tag::Proper && self.word(at) == word::IN;
        let plain = party.accepts - Accepts::PLURAL == Accepts::THING || unknown;
        plain.then_some(phrase.tokens.end)
    }

    /// Whether a verb or noun of speech stands shortly before `at`: “calls *for a truce*”, “appealed to
    /// donors *for food aid*”.
    fn asks_before(&self, at: u32) -> bool {
        let start = self.scene.span.start.max(at.saturating_sub(NEAR));
        for before in (start..at).rev() {
            let tag = self.tag(before);
            if tag == Tag::Mark {
                return false;
            }
            if tag.is_verb() {
                return self.classes(before).contains(Classes::CUE);
            }
            if tag == Tag::Noun && self.rules.announces_as_noun(self.word(before)) {
                return true;
            }
        }
        false
    }

    /// Where a place ends with the places around it: “Port Salis, Aldoria,”.
    fn place_end(&self, party: &Party) -> u32 {
        let tokens = party.tokens;
        let only_places = (party.core.end..tokens.end)
            .all(|at| self.tag(at) == Tag::Mark || self.tag(at) == Tag::Proper);
        if only_places { tokens.end } else { party.core.end }
    }
}

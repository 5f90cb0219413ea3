//! Descriptions that stand beside the name they describe, and what they tell of somebody else:
//! “his deputy, Ingrid Vael,” is Vael and no one else, and “his deputy” from then on.

use crate::base::TokenSpan;
use crate::extraction::EntityKind;
use crate::mention::MentionId;
use crate::resolve::ReferentId;
use crate::resolve::anaphora::Walker;
use crate::text::phrase::NounPhrase;
use crate::text::tag::Tag;
use crate::text::{Classes, WordId, word};

/// Somebody is somebody's deputy, wife or lawyer.
#[derive(Clone, Copy, Debug)]
pub(super) struct Relation {
    /// None for “their son”, where it takes two.
    owner: Option<ReferentId>,
    noun: WordId,
    other: ReferentId,
}

/// How many relations are remembered.
const CAPACITY: usize = 64;

impl Walker<'_> {
    /// The person whose name stands in apposition to a description: after it (“the bank's
    /// chairman, Anna Keller,”) or before it (“Anna Keller, the chairman,”).
    pub(super) fn apposed(&self, phrase: &NounPhrase) -> Option<ReferentId> {
        self.name_after(phrase).or_else(|| self.name_before(phrase))
    }

    fn name_after(&self, phrase: &NounPhrase) -> Option<ReferentId> {
        let mut at = phrase.tokens.end;
        let limit = self.span.end.min(at + 14);
        while at < limit && self.word(at) != word::COMMA {
            let complement = matches!(
                self.tag(at),
                Tag::Preposition
                    | Tag::Determiner
                    | Tag::Noun
                    | Tag::Proper
                    | Tag::Adjective
                    | Tag::Genitive
                    | Tag::Possessive
                    | Tag::Number
            ) || self.word(at) == word::HYPHEN
                || self.word(at) == word::AND;
            if !complement {
                return None;
            }
            at += 1;
        }
        // “, His Excellency Boris Marten”
        let capital = |i: u32| {
            let tokens = self.document.tokens.as_slice();
            tokens.get(i as usize).is_some_and(|t| t.is_capitalised())
        };
        let mention = (at + 1..limit.min(at + 5))
            .take_while(|&i| capital(i))
            .find_map(|i| self.mentions.at(i))?;
        let name = &self.mentions.names[mention];
        let referent = self.chains.of(mention)?;
        let after = self.tag(name.tokens.end);
        let closed = name.tokens.end >= self.span.end || matches!(after, Tag::Mark | Tag::Wh);
        let person = self.kind(referent) == EntityKind::Person;
        let list = self.is_list(phrase) && !self.is_owned(phrase);
        (person && closed && name.tokens.len() > 1 && !list).then_some(referent)
    }

    /// Whether a phrase is a member of a list: “Marten, the chancellor, Anna Keller and …”.
    fn is_list(&self, phrase: &NounPhrase) -> bool {
        let before = phrase.tokens.start.checked_sub(1);
        before.is_some_and(|at| self.word(at) == word::AND)
    }

    fn name_before(&self, phrase: &NounPhrase) -> Option<ReferentId> {
        let comma = phrase.tokens.start.checked_sub(1)?;
        if self.word(comma) != word::COMMA || comma < self.span.start {
            return None;
        }
        let mention = self.mentions.at(comma.checked_sub(1)?)?;
        let referent = self.chains.of(mention)?;
        let here = TokenSpan::new(self.span.start, comma);
        let inside = here.covers(self.mentions.names[mention].tokens);
        (inside && self.kind(referent) == EntityKind::Person).then_some(referent)
    }

    /// “A trucker testified …”, and the next paragraph begins “Boris Marten, 58,”: who is told
    /// first without a name and then with his age. Only the first lines of an article do so.
    pub(super) fn named_below(&self, phrase: &NounPhrase) -> Option<ReferentId> {
        let indefinite = matches!(self.text(phrase.tokens.start), "a" | "an");
        if !indefinite || self.period > 1 || phrase.tokens.start != self.span.start {
            return None;
        }
        let below = self.document.periods.iter().skip(self.period as usize + 1).take(3);
        for &period in below {
            let Some(mention) = self.mentions.at(period.start) else { continue };
            let name = &self.mentions.names[mention];
            let referent = self.chains.of(mention)?;
            let aged = self.word(name.tokens.end) == word::COMMA
                && self.tag(name.tokens.end + 1) == Tag::Number;
            let first = self.chains.referents[referent].mentions.first() == Some(&mention);
            let person = self.kind(referent) == EntityKind::Person;
            return (aged && first && person).then_some(referent);
        }
        None
    }

    /// Remembers whose `noun` somebody is.
    pub(super) fn relate(&mut self, owner: Option<ReferentId>, noun: WordId, other: ReferentId) {
        if owner.is_some() && owner != Some(other) && self.relations.len() < CAPACITY {
            self.relations.push(Relation { owner, noun, other });
        }
    }

    /// Remembers whose child or guest somebody is where the text says “their”.
    pub(super) fn relate_to_both(&mut self, noun: WordId, other: ReferentId) {
        if self.relations.len() < CAPACITY {
            self.relations.push(Relation { owner: None, noun, other });
        }
    }

    /// “Their son”: whom the text called so last.
    pub(super) fn related_to_both(&self, noun: WordId) -> Option<ReferentId> {
        let mut same = self.relations.iter().rev();
        same.find(|r| r.owner.is_none() && r.noun == noun).map(|r| r.other)
    }

    /// “Keller's deputy Boris Marten”
    pub(super) fn relate_title(&mut self, owner: Option<ReferentId>, mention: MentionId) {
        let name = &self.mentions.names[mention];
        let Some(before) = name.tokens.start.checked_sub(1) else { return };
        let Some(other) = self.chains.of(mention) else { return };
        if self.classes(before).contains(Classes::PERSON_NOUN) {
            self.relate(owner, self.word(before), other);
        }
        // “their son Boris Marten”
        if before.checked_sub(1).is_some_and(|at| self.text(at) == "their") {
            self.relate_to_both(self.word(before), other);
        }
    }

    /// Whom the text said to be the `noun` of `owner`, or whose spouse the owner was said to be.
    pub(super) fn related(&self, owner: ReferentId, noun: WordId) -> Option<ReferentId> {
        let is_spouse = |noun| matches!(self.lexicon.text(noun), "wife" | "husband" | "spouse");
        self.relations.iter().rev().find_map(|relation| {
            if relation.owner == Some(owner) && relation.noun == noun {
                Some(relation.other)
            } else if relation.other == owner && is_spouse(noun) && is_spouse(relation.noun) {
                relation.owner
            } else {
                None
            }
        })
    }
}

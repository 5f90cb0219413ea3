//! Words of the closed classes: prepositions, conjunctions, pronouns, articles, auxiliaries. Most are
//! what they are; “that”, “to”, “her” and “as” are decided by their neighbours.

use super::{Tag, Tagger};
use crate::text::{Classes, TokenKind, WordSet, word};

/// The classes that some word of a closed class has.
const CLOSED: Classes = Classes::GENITIVE
    .union(Classes::NEGATION)
    .union(Classes::MODAL)
    .union(Classes::AUXILIARY)
    .union(Classes::POSSESSIVE)
    .union(Classes::PRONOUN)
    .union(Classes::WH)
    .union(Classes::COORDINATOR)
    .union(Classes::DETERMINER)
    .union(Classes::SUBORDINATOR)
    .union(Classes::PREPOSITION)
    .union(Classes::WEEKDAY)
    .union(Classes::MONTH)
    .union(Classes::NUMERAL)
    .union(Classes::DEICTIC);

/// Words that are decided here whatever their classes.
const ANYWAY: WordSet =
    WordSet::of(&[word::TO, word::THAT, word::GENITIVE_S, word::HER, word::ROUND, word::THAN]);

impl Tagger<'_> {
    pub(super) fn function_word(&self, at: usize, classes: Classes) -> Option<Tag> {
        let word = self.tokens[at].word;
        if !classes.intersects(CLOSED) && !ANYWAY.contains(word) {
            return None;
        }
        let next = self.classes(at + 1);
        // Most of these words are what they are: what stands before is looked for only if it counts.
        let before = || self.before(at).0;
        if word == word::TO {
            return Some(self.to(at));
        }
        if word == word::THAT {
            let (before, before_at) = self.before(at);
            let noun_follows = next.contains(Classes::NOUN)
                && !next.intersects(Classes::NOUNS | Classes::DETERMINER | Classes::PRONOUN);
            let pronoun = next.intersects(Classes::AUXILIARY | Classes::MODAL)
                && !matches!(before, Tag::Noun | Tag::Proper)
                && !before.is_verb();
            // “said that overlooked the cost”
            let subject = next.contains(Classes::VERB_PAST)
                && !next.intersects(Classes::ANY_NOUN | Classes::ADJECTIVE)
                && before == Tag::Finite;
            // “the claim that winters are long”, unlike “the claim that failed”
            let spoken = before == Tag::Noun
                && self.classes(before_at).contains(Classes::CUE)
                && next.intersects(Classes::ANY_NOUN | Classes::DETERMINER | Classes::PRONOUN);
            // “said in a letter published *Sunday* that she …”
            let dated = before == Tag::Proper
                && self.classes(before_at).intersects(Classes::WEEKDAY | Classes::MONTH);
            return Some(match before {
                _ if spoken || dated => Tag::Subordinator,
                Tag::Finite if subject => Tag::Pronoun,
                Tag::Preposition | Tag::Coordinator if noun_follows => Tag::Determiner,
                Tag::None | Tag::Mark if pronoun => Tag::Pronoun,
                Tag::None if noun_follows => Tag::Determiner,
                Tag::Preposition => Tag::Pronoun,
                Tag::Noun | Tag::Proper if self.tensed_ahead(at) && !self.is_told(at) => Tag::Wh,
                _ => Tag::Subordinator,
            });
        }
        if word == word::GENITIVE_S {
            return Some(self.genitive_or_is(at));
        }
        if classes.contains(Classes::GENITIVE) {
            return Some(Tag::Genitive);
        }
        if word == word::HER {
            let noun = next.intersects(Classes::ANY_NOUN | Classes::ADJECTIVE)
                || self.tokens.get(at + 1).is_some_and(|t| t.is_capitalised());
            let verb_before_to = next.intersects(Classes::PREPOSITION | Classes::SUBORDINATOR);
            let possessive = noun && !verb_before_to;
            return Some(if possessive { Tag::Possessive } else { Tag::Pronoun });
        }
        // “a second round of talks”
        if word == word::ROUND
            && self.tokens.get(at + 1).is_some_and(|t| t.word == word::OF)
            && matches!(before(), Tag::Determiner | Tag::Number | Tag::Adjective | Tag::Possessive)
        {
            return Some(Tag::Noun);
        }
        if classes.contains(Classes::NEGATION) {
            return Some(Tag::Negation);
        }
        if classes.contains(Classes::MODAL) {
            let noun = matches!(before(), Tag::Determiner | Tag::Possessive | Tag::Genitive);
            let month = self.tokens[at].is_capitalised() && classes.contains(Classes::MONTH);
            return Some(match (noun, month) {
                (_, true) => Tag::Proper,
                (true, _) => Tag::Noun,
                _ => Tag::Modal,
            });
        }
        if classes.contains(Classes::AUXILIARY) {
            return Some(Tag::Auxiliary);
        }
        if classes.contains(Classes::POSSESSIVE) {
            // “the gold mine owners”
            let mined = word == word::MINE
                && matches!(before(), Tag::Noun | Tag::Determiner | Tag::Adjective);
            if mined {
                return Some(Tag::Noun);
            }
            return Some(Tag::Possessive);
        }
        if classes.contains(Classes::PRONOUN) {
            // “one senior official”, “one man”, “a one-day visit”
            let joined = self.tokens.get(at + 1).is_some_and(|t| t.word == word::HYPHEN);
            // “one Northwind employee”
            let named = self.tokens.get(at + 1).is_some_and(|t| t.is_capitalised())
                && self.classes(at + 2).contains(Classes::NOUN);
            let counts = word == word::ONE
                && (joined
                    || named
                    || next.intersects(Classes::ANY_NOUN | Classes::ADJECTIVE)
                        && !next.intersects(Classes::PREPOSITION | Classes::AUXILIARY)
                        // “one *reason* why”, unlike “one *said*”
                        && (!next.contains(Classes::CUE)
                            || !next.intersects(Classes::VERB_PAST | Classes::VERB_S)));
            return Some(if counts { Tag::Number } else { Tag::Pronoun });
        }
        if classes.contains(Classes::WH) {
            // “Keller said, however, “…””
            let alone = self.tokens.get(at + 1).is_some_and(|t| t.word == word::COMMA)
                && at >= self.span.start as usize + 2
                && self.tokens[at - 1].word == word::COMMA
                && self.tags[at - 2].is_verb();
            if alone && word == word::HOWEVER {
                return Some(Tag::Adverb);
            }
            return Some(Tag::Wh);
        }
        if classes.contains(Classes::COORDINATOR) {
            return Some(Tag::Coordinator);
        }
        if classes.contains(Classes::DETERMINER) {
            // “all”, “some”, “this” and “many” alone are noun phrases.
            let alone = next.intersects(Classes::AUXILIARY | Classes::MODAL)
                || next.contains(Classes::PREPOSITION) && !next.intersects(Classes::ANY_NOUN);
            // “Half said they …”, “Others argue that …”
            let speaks = next.contains(Classes::CUE)
                && next.intersects(Classes::VERB_PAST | Classes::VERB)
                && !next.intersects(Classes::MOSTLY_NOUN | Classes::MOSTLY_ADJECTIVE)
                || word == word::OTHERS;
            // “…,” wrote *another*.
            let last = word == word::ANOTHER
                && self.tokens.get(at + 1).is_some_and(|t| t.kind == TokenKind::Mark);
            let alone = alone || speaks || last;
            let article = word == word::THE || word == word::A || word == word::AN;
            // “Keller and Marten each met Chen”
            let floats = word == word::EACH
                && next.contains(Classes::VERB_PAST)
                && !next.intersects(Classes::ANY_NOUN)
                && matches!(before(), Tag::Noun | Tag::Proper);
            if floats {
                return Some(Tag::Adverb);
            }
            return Some(if alone && !article { Tag::Pronoun } else { Tag::Determiner });
        }
        // “more than 500 guards”
        if word == word::THAN
            && self.tokens.get(at + 1).is_some_and(|t| t.kind == TokenKind::Number)
        {
            return Some(Tag::Adverb);
        }
        if classes.contains(Classes::SUBORDINATOR) {
            // “Keller, though, said”
            let alone = self.tokens.get(at + 1).is_some_and(|t| t.word == word::COMMA)
                && at > self.span.start as usize
                && self.tokens[at - 1].word == word::COMMA
                && before() == Tag::Mark;
            if alone {
                return Some(Tag::Adverb);
            }
            let also_preposition = classes.contains(Classes::PREPOSITION);
            if also_preposition && !self.tensed_ahead(at) {
                return Some(Tag::Preposition);
            }
            return Some(Tag::Subordinator);
        }
        if classes.contains(Classes::PREPOSITION) {
            // “an inside source”
            let described = matches!(word, word::INSIDE | word::OUTSIDE | word::THEN)
                && next.intersects(Classes::ANY_NOUN)
                && before() == Tag::Determiner;
            if described {
                return Some(Tag::Adjective);
            }
            // “have in the past often met”, unlike “the past week”
            let of_past = word == word::PAST
                && !next.intersects(Classes::ANY_NOUN | Classes::ADJECTIVE)
                && matches!(before(), Tag::Determiner | Tag::Possessive);
            if of_past {
                return Some(Tag::Noun);
            }
            // “his opposite number”
            let counterpart = || {
                let noun = self.tokens.get(at + 1).map(|t| self.lexicon.text(t.word));
                matches!(noun, Some("number" | "numbers"))
            };
            if word == word::OPPOSITE && counterpart() {
                return Some(Tag::Adjective);
            }
            // “that about 500 guards would stay”
            let roughly = matches!(word, word::ABOUT | word::AROUND)
                && self.tokens.get(at + 1).is_some_and(|t| t.kind == TokenKind::Number)
                && matches!(before(), Tag::None | Tag::Mark | Tag::Subordinator | Tag::Coordinator);
            if roughly {
                return Some(Tag::Adverb);
            }
            let ends =
                at + 1 >= self.span.end as usize || self.tokens[at + 1].kind == TokenKind::Mark;
            let particle = ends && before().is_verb();
            return Some(if particle { Tag::Adverb } else { Tag::Preposition });
        }
        if classes.intersects(Classes::WEEKDAY | Classes::MONTH) && self.tokens[at].is_capitalised()
        {
            return Some(Tag::Proper);
        }
        if classes.contains(Classes::NUMERAL) {
            // “Keller first met Marten in May”
            let adverb = word == word::FIRST
                && next.intersects(Classes::VERB_PAST | Classes::VERB)
                && !next.contains(Classes::MOSTLY_NOUN)
                && matches!(
                    before(),
                    Tag::Noun | Tag::Proper | Tag::Pronoun | Tag::Modal | Tag::Auxiliary
                );
            if adverb {
                return Some(Tag::Adverb);
            }
            return Some(Tag::Number);
        }
        if classes.contains(Classes::DEICTIC) {
            return Some(Tag::Adverb);
        }
        None
    }

    fn to(&self, at: usize) -> Tag {
        let mut next = at + 1;
        // “to “act””
        if matches!(self.mark(next), "“" | "\"" | "''" | "‘") {
            next += 1;
        }
        while self.classes(next).intersects(Classes::NEGATION | Classes::MOSTLY_ADVERB) {
            next += 1;
        }
        let classes = self.classes(next);
        let verb = classes.intersects(Classes::VERB | Classes::AUXILIARY);
        let capital = self.tokens.get(next).is_some_and(|t| t.is_capitalised());
        let noun_rather = classes.contains(Classes::MOSTLY_NOUN)
            && !self.classes(next + 1).intersects(
                Classes::DETERMINER | Classes::PRONOUN | Classes::POSSESSIVE | Classes::PREPOSITION,
            )
            && !self.names_somebody(next + 1);
        // “promised to sign”, “urged Keller to act”
        let spoken = (at.saturating_sub(8).max(self.span.start as usize)..at)
            .rev()
            .take_while(|&i| self.tags[i] != Tag::Mark)
            .any(|i| self.tags[i].is_verb() && self.classes(i).contains(Classes::CUE));
        // “are scheduled to debate there”
        let planned = at.checked_sub(1).is_some_and(|i| {
            let text = self.lexicon.text(self.tokens[i].word);
            matches!(
                text,
                "scheduled" | "expected" | "due" | "set" | "supposed" | "slated" | "able"
            )
        });
        if verb && !capital && (!noun_rather || spoken || planned) {
            Tag::To
        } else {
            Tag::Preposition
        }
    }

    /// “to visit Aldoria”, unlike “to work Tuesday”
    fn names_somebody(&self, at: usize) -> bool {
        self.span.contains(at as u32)
            && self.tokens.get(at).is_some_and(|t| t.is_capitalised())
            && !self.classes(at).intersects(Classes::WEEKDAY | Classes::MONTH)
    }

    fn genitive_or_is(&self, at: usize) -> Tag {
        let (before, _) = self.before(at);
        if matches!(before, Tag::Pronoun | Tag::Wh | Tag::Adverb | Tag::Subordinator) {
            return Tag::Auxiliary;
        }
        let next = self.classes(at + 1);
        let verb_follows = next.contains(Classes::VERB_ING) && !next.contains(Classes::MOSTLY_NOUN)
            || next.intersects(Classes::DETERMINER | Classes::NEGATION);
        if verb_follows { Tag::Auxiliary } else { Tag::Genitive }
    }

    /// Whether a tensed verb stands between `at` and the next break of the clause.
    pub(super) fn tensed_ahead(&self, at: usize) -> bool {
        for i in at + 1..(self.span.end as usize).min(at + 14) {
            let token = &self.tokens[i];
            if token.kind == TokenKind::Mark && !self.is_hyphen(i) {
                return false;
            }
            let classes = token.classes;
            if classes.intersects(Classes::MODAL | Classes::AUXILIARY) {
                return true;
            }
            let past = classes.contains(Classes::VERB_PAST) && !token.is_capitalised();
            let present =
                classes.contains(Classes::VERB_S) && !classes.contains(Classes::MOSTLY_NOUN);
            if past || present {
                let before = self.classes(i - 1);
                let premodifier = before.intersects(Classes::DETERMINER | Classes::POSSESSIVE);
                if !premodifier {
                    return true;
                }
            }
            let pronoun = classes.contains(Classes::PRONOUN);
            if pronoun && self.classes(i + 1).intersects(Classes::ANY_VERB) {
                return true;
            }
            if classes.intersects(Classes::WH | Classes::SUBORDINATOR) && i > at + 1 {
                return false;
            }
        }
        false
    }

    /// Whether “that” at `at` follows somebody who is told (“told the delegates here that …”), or what
    /// tells where and when it was said (“said in a letter to guards that she …”).
    fn is_told(&self, at: usize) -> bool {
        let start = at.saturating_sub(9).max(self.span.start as usize);
        let mut before = (start..at).rev().take_while(|&i| {
            self.tags[i] != Tag::Wh && (self.tags[i] != Tag::Mark || self.is_hyphen(i))
        });
        let next = self.classes(at + 1);
        let subject = next.intersects(
            Classes::PRONOUN | Classes::DETERMINER | Classes::POSSESSIVE | Classes::NOUNS,
        ) || self.tokens.get(at + 1).is_some_and(|t| t.is_capitalised());
        before.any(|i| {
            let said = subject
                && self.tags[i].is_verb()
                && self.classes(i).contains(Classes::CUE)
                && self.tags[i + 1] == Tag::Preposition;
            said || self.tags[i].is_verb() && self.classes(i).contains(Classes::TELLING)
        })
    }
}

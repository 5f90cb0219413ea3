//! Words of the open classes where their neighbours leave the choice open: after an auxiliary, after
//! a noun, at the head of a clause.

use super::{Tag, Tagger};
use crate::text::{Classes, TokenKind, word};

/// No more words stand between a helping word and the adverb of its verb.
const INSERTED: usize = 6;

impl Tagger<'_> {
    /// “42% *say* they are tired”, “those over 60 *say* that …”: hardly ever “the say”, where a clause
    /// follows.
    fn says_now(&self, at: usize, before: Tag, next: Classes) -> bool {
        let clause = next.intersects(Classes::DETERMINER | Classes::PRONOUN | Classes::POSSESSIVE)
            || self.tokens.get(at + 1).is_some_and(|t| t.word == word::THAT);
        clause
            && self.tokens[at].word == word::SAY
            && !matches!(
                before,
                Tag::To
                    | Tag::Modal
                    | Tag::Auxiliary
                    | Tag::Determiner
                    | Tag::Possessive
                    | Tag::None
            )
    }

    pub(super) fn open_class(&self, at: usize, classes: Classes) -> Tag {
        let (before, before_at) = self.before(at);
        let noun = classes.intersects(Classes::ANY_NOUN);
        let adjective = classes.contains(Classes::ADJECTIVE);
        let next = self.classes(at + 1);
        let next_noun = next.intersects(Classes::ANY_NOUN | Classes::ADJECTIVE)
            && !next.intersects(Classes::PREPOSITION | Classes::DETERMINER | Classes::AUXILIARY);
        let next_capital = self.tokens.get(at + 1).is_some_and(|t| {
            t.is_capitalised() && t.kind == TokenKind::Word && self.span.contains(at as u32 + 1)
        });
        let compound = self.is_hyphen_at(at + 1) || at > 0 && self.is_hyphen(at - 1);

        // “**Earlier** Keller met Marten”, and not “Earlier talks failed”
        let subject = next_capital || next.intersects(Classes::PRONOUN | Classes::DETERMINER);
        if self.tokens[at].word == word::EARLIER && self.begins_sentence(at) && subject {
            return Tag::Adverb;
        }
        // “the president-elect left”
        if compound
            && before == Tag::Mark
            && matches!(self.lexicon.text(self.tokens[at].word), "elect" | "designate")
        {
            return Tag::Noun;
        }
        // A hyphenated compound modifies what follows or is a noun.
        if compound && before == Tag::Mark || self.is_hyphen_at(at + 1) {
            return if noun && classes.contains(Classes::MOSTLY_NOUN) {
                Tag::Noun
            } else {
                Tag::Adjective
            };
        }
        // “the 41-year-old told sailors”
        let aged = before == Tag::Adjective && before_at > 0 && self.is_hyphen(before_at - 1);
        if aged && classes.contains(Classes::CUE | Classes::VERB_PAST) {
            return Tag::Finite;
        }
        // “a person close to the talks”
        if matches!(before, Tag::Noun | Tag::Proper)
            && self.tokens[at].word == word::CLOSE
            && self.tokens.get(at + 1).is_some_and(|t| t.word == word::TO)
        {
            return Tag::Adjective;
        }
        if self.says_now(at, before, next) {
            return Tag::Finite;
        }
        // “as first reported by Northwind”
        if classes.contains(Classes::VERB_PARTICIPLE)
            && matches!(before, Tag::Number | Tag::Subordinator)
            && self.tokens.get(at + 1).is_some_and(|t| t.word == word::BY)
        {
            return Tag::Participle;
        }
        // “had in truth *long* met”: what comes before it says only when or how.
        let helped = || {
            let tags = self.tags[..at].iter().rev().take(INSERTED);
            let mut tags = tags.take_while(|tag| !tag.is_verb() && **tag != Tag::Mark);
            tags.any(|&tag| tag == Tag::Auxiliary)
        };
        let lasting = self.tokens[at].word == word::LONG;
        if lasting && next.contains(Classes::VERB_PARTICIPLE) && helped() {
            return Tag::Adverb;
        }
        // “the latter paid”
        let one_of_two = before == Tag::Adjective
            && matches!(self.lexicon.text(self.tokens[before_at].word), "former" | "latter")
            && self.classes(before_at.saturating_sub(1)).contains(Classes::DETERMINER);
        if one_of_two && classes.contains(Classes::VERB_PAST) && !noun && !next_noun {
            return Tag::Finite;
        }
        match before {
            // “Calls from the guild went unheard.”
            Tag::None | Tag::Coordinator
                if classes.contains(Classes::VERB_S | Classes::NOUNS)
                    && (before == Tag::None || before_at == self.span.start as usize)
                    && self
                        .tokens
                        .get(at + 1)
                        .is_some_and(|t| matches!(t.word, word::FROM | word::BY)) =>
            {
                return Tag::Noun;
            }
            // “saying she would stay but *warning that* it was late”
            Tag::Coordinator
                if classes.contains(Classes::CUE | Classes::VERB_ING)
                    && self.tokens.get(at + 1).is_some_and(|t| t.word == word::THAT)
                    && self.tags[self.span.start as usize..at].contains(&Tag::Ing) =>
            {
                return Tag::Ing;
            }
            Tag::To | Tag::Modal if classes.contains(Classes::VERB) => return Tag::Base,
            Tag::Auxiliary => return self.after_auxiliary(at, before_at, classes),
            // “a source familiar said”: an adjective after its noun ends the phrase.
            Tag::Adjective
                if classes.contains(Classes::VERB_PAST)
                    && classes.contains(Classes::MOSTLY_VERB)
                    && !next_noun
                    && before_at > 0
                    && matches!(self.tags[before_at - 1], Tag::Noun) =>
            {
                return Tag::Finite;
            }
            // “four in 10 said they …”
            Tag::Number
                if classes.contains(Classes::CUE | Classes::VERB_PAST)
                    && next.intersects(
                        Classes::DETERMINER | Classes::PRONOUN | Classes::POSSESSIVE,
                    ) =>
            {
                return Tag::Finite;
            }
            // “as a study from 2011 noted,”
            Tag::Number
                if classes.contains(Classes::CUE | Classes::VERB_PAST)
                    && !self.tensed
                    && self.tokens.get(at + 1).is_some_and(|t| t.kind == TokenKind::Mark)
                    && before_at > 0
                    && self.tags[before_at - 1] == Tag::Preposition =>
            {
                return Tag::Finite;
            }
            Tag::Determiner | Tag::Possessive | Tag::Genitive | Tag::Number | Tag::Adjective => {
                if classes.intersects(Classes::VERB_ING | Classes::VERB_PARTICIPLE)
                    && (next_noun || next_capital)
                    && !classes.contains(Classes::MOSTLY_NOUN)
                {
                    return Tag::Adjective;
                }
                if classes.contains(Classes::MOSTLY_ADVERB) && !noun {
                    // “the only candidate”
                    // “a later call”
                    let only = (self.tokens[at].word == word::ONLY || adjective) && next_noun;
                    return if only { Tag::Adjective } else { Tag::Adverb };
                }
                if noun && !(adjective && next_noun && !classes.contains(Classes::MOSTLY_NOUN)) {
                    return Tag::Noun;
                }
                if adjective {
                    return Tag::Adjective;
                }
            }
            // “denied meeting Marten”: a form in -ing with an object, after a verb.
            Tag::Finite
                if classes.contains(Classes::VERB_ING)
                    && (next_capital
                        || next.intersects(
                            Classes::DETERMINER | Classes::PRONOUN | Classes::POSSESSIVE,
                        )) =>
            {
                return Tag::Ing;
            }
            // “told host Anna Keller”
            Tag::Finite
                if classes.contains(Classes::PERSON_NOUN)
                    && next_capital
                    && self.classes(before_at).contains(Classes::CUE) =>
            {
                return Tag::Noun;
            }
            Tag::Preposition | Tag::Finite if self.acts_on_name(at, classes) => return Tag::Ing,
            Tag::Preposition => {
                let gerund = classes.contains(Classes::VERB_ING)
                    && !classes.intersects(Classes::MOSTLY_NOUN | Classes::MOSTLY_ADJECTIVE);
                if gerund {
                    return Tag::Ing;
                }
                if adjective
                    && (next_noun || next_capital)
                    && !classes.contains(Classes::MOSTLY_NOUN)
                {
                    return Tag::Adjective;
                }
                if noun {
                    return Tag::Noun;
                }
            }
            Tag::Pronoun | Tag::Wh => {
                // “he earlier met”
                if classes.contains(Classes::ADVERB) && next.contains(Classes::VERB_PAST) {
                    return Tag::Adverb;
                }
                if classes.intersects(Classes::VERB_PAST | Classes::VERB_S | Classes::VERB)
                    && !classes.intersects(Classes::MOSTLY_ADVERB)
                {
                    return Tag::Finite;
                }
            }
            Tag::Noun | Tag::Proper => {
                if let Some(tag) = self.after_noun(at, before_at, classes) {
                    return tag;
                }
            }
            _ => {}
        }
        self.mostly(at, classes, next_noun || next_capital)
    }

    /// “after meeting Marten”, “denied meeting Marten”: before a name even a form that is mostly a
    /// noun is a verb, unless the name is that of a day.
    fn acts_on_name(&self, at: usize, classes: Classes) -> bool {
        let plain = self.tokens.get(at).is_some_and(|t| !t.is_capitalised());
        let name = self.tokens.get(at + 1).is_some_and(|t| {
            self.span.contains(at as u32 + 1)
                && t.is_capitalised()
                && !self.classes(at + 1).intersects(Classes::WEEKDAY | Classes::MONTH)
        });
        plain
            && name
            && classes.contains(Classes::VERB_ING)
            && !classes.contains(Classes::MOSTLY_ADJECTIVE)
    }

    pub(super) fn after_auxiliary(&self, at: usize, auxiliary: usize, classes: Classes) -> Tag {
        // “had *earlier* met”
        let degree = classes.contains(Classes::ADJECTIVE | Classes::ADVERB)
            && self.classes(at + 1).contains(Classes::VERB_PARTICIPLE);
        if classes.contains(Classes::MOSTLY_ADVERB) || degree {
            return Tag::Adverb;
        }
        // “there was *no meeting*”
        let counted = at > 0 && self.tokens[at - 1].word == word::NO;
        if counted && classes.intersects(Classes::ANY_NOUN) {
            return Tag::Noun;
        }
        if classes.contains(Classes::VERB_ING) {
            return Tag::Ing;
        }
        if classes.contains(Classes::VERB_PARTICIPLE) {
            return Tag::Participle;
        }
        // “there were *calls* for a truce”
        if classes.contains(Classes::VERB_S | Classes::NOUNS) {
            return Tag::Noun;
        }
        let does = matches!(self.tokens[auxiliary].word, word::DO | word::DOES | word::DID);
        if does && classes.contains(Classes::VERB) {
            return Tag::Base;
        }
        if classes.contains(Classes::ADJECTIVE) && !classes.contains(Classes::MOSTLY_NOUN) {
            return Tag::Adjective;
        }
        let next_noun = self.classes(at + 1).intersects(Classes::ANY_NOUN);
        self.mostly(at, classes, next_noun)
    }

    /// A word after a noun: its verb, a participle that belongs to it, or a further noun.
    pub(super) fn after_noun(&self, at: usize, noun_at: usize, classes: Classes) -> Option<Tag> {
        let next = self.classes(at + 1);
        let noun = classes.intersects(Classes::ANY_NOUN);
        let passed_over_adverb = noun_at + 1 < at;
        let object_follows = next.intersects(
            Classes::DETERMINER
                | Classes::PRONOUN
                | Classes::POSSESSIVE
                | Classes::WH
                | Classes::SUBORDINATOR,
        ) || self.tokens.get(at + 1).is_some_and(|t| {
            self.span.contains(at as u32 + 1)
                && (t.is_capitalised() || t.kind == TokenKind::Number || t.word == word::TO)
        });
        if classes.contains(Classes::VERB_PAST) {
            // “wound *up* a visit”
            let particle = self
                .tokens
                .get(at + 1)
                .is_some_and(|t| matches!(self.lexicon.text(t.word), "up" | "down"));
            if noun && classes.contains(Classes::MOSTLY_NOUN) && !object_follows && !particle {
                return Some(Tag::Noun);
            }
            // “Keller said in a video posted on Monday”; “a man who was there claimed he …”
            let speaks = classes.contains(Classes::CUE)
                && (self.tags[noun_at] == Tag::Proper
                    || self.classes(noun_at).contains(Classes::PERSON_NOUN)
                    || next.contains(Classes::PRONOUN))
                && !self.tokens.get(at + 1).is_some_and(|t| {
                    matches!(t.word, word::BY | word::OF | word::AS | word::TO | word::WITH)
                });
            if speaks && (!self.tensed || next.contains(Classes::PRONOUN)) {
                return Some(Tag::Finite);
            }
            if classes.contains(Classes::VERB_PARTICIPLE) {
                // “the two *talked* by telephone”, “continued *by saying*”: a means has not done it.
                let means = self.tokens.get(at + 2).is_some_and(|t| {
                    let text = self.lexicon.text(t.word);
                    matches!(text, "phone" | "radio" | "satellite" | "telephone" | "video")
                        || self.classes(at + 2).contains(Classes::VERB_ING)
                });
                let by = self.tokens.get(at + 1).is_some_and(|t| t.word == word::BY) && !means;
                // “allege the two men *worked* for Aldoria”
                let another = self.tensed && !self.is_told_of(noun_at);
                if another || by || self.finite_verb_follows(at) {
                    return Some(Tag::Participle);
                }
            }
            return Some(Tag::Finite);
        }
        if classes.contains(Classes::VERB_S) {
            let verb = !noun
                || !self.tensed
                    && (object_follows
                        || passed_over_adverb
                        || classes.contains(Classes::MOSTLY_VERB) && !self.tensed_ahead(at));
            return Some(if verb { Tag::Finite } else { Tag::Noun });
        }
        if classes.contains(Classes::VERB_ING) && !classes.contains(Classes::MOSTLY_NOUN) {
            return Some(Tag::Ing);
        }
        if classes.contains(Classes::VERB) && self.is_inverted(noun_at) {
            return Some(Tag::Base);
        }
        if classes.contains(Classes::VERB) {
            // “a talk show host”: one thing does not “show”.
            let of_noun = self.classes(noun_at);
            let singular = self.tags[noun_at] == Tag::Noun
                && of_noun.contains(Classes::NOUN)
                && !of_noun.intersects(Classes::NOUNS | Classes::GROUP_NOUN | Classes::NUMERAL)
                && noun_at > 0
                && matches!(self.tokens[noun_at - 1].word, word::A | word::AN);
            if singular && noun {
                return Some(Tag::Noun);
            }
            let plural_before = of_noun.contains(Classes::NOUNS)
                || classes.contains(Classes::CUE | Classes::MOSTLY_VERB);
            if plural_before
                && !self.tensed
                && (object_follows || classes.contains(Classes::MOSTLY_VERB))
                && !classes.contains(Classes::MOSTLY_ADJECTIVE)
            {
                return Some(Tag::Finite);
            }
        }
        noun.then_some(Tag::Noun)
    }

    /// “did **Keller** meet Marten?”: a name behind a form of “do”.
    fn is_inverted(&self, name: usize) -> bool {
        let first = (0..=name).rev().take_while(|&at| self.tags[at] == Tag::Proper).last();
        let before = first.and_then(|at| at.checked_sub(1)).map(|at| self.tokens[at].word);
        before.is_some_and(|word| matches!(word, word::DO | word::DOES | word::DID))
    }

    pub(super) fn mostly(&self, at: usize, classes: Classes, noun_follows: bool) -> Tag {
        let start = matches!(self.before(at).0, Tag::None | Tag::Mark | Tag::Coordinator);
        if classes.contains(Classes::MOSTLY_ADVERB) {
            return Tag::Adverb;
        }
        // “Half said they …”: a past form of saying before what is said.
        let says = classes.contains(Classes::CUE | Classes::VERB_PAST) && !noun_follows;
        if classes.contains(Classes::MOSTLY_ADJECTIVE) && !says {
            return Tag::Adjective;
        }
        // “the ministers, meeting in Port Salis, agreed”: a noun would have an article.
        let aside = at > 0
            && self.tokens[at - 1].word == word::COMMA
            && classes.contains(Classes::VERB_ING)
            && self.tokens.get(at + 1).is_some_and(|next| {
                matches!(self.lexicon.text(next.word), "in" | "at" | "with" | "on")
            });
        if classes.contains(Classes::MOSTLY_NOUN) && !aside {
            return Tag::Noun;
        }
        if classes.contains(Classes::VERB_ING) {
            // “, telling reporters …” is no “leading expert”.
            let modifies = classes.contains(Classes::ADJECTIVE) && !classes.contains(Classes::CUE);
            return if noun_follows && start && modifies { Tag::Adjective } else { Tag::Ing };
        }
        if self.resumes_clause(at, classes) {
            return Tag::Finite;
        }
        if classes.contains(Classes::VERB_PARTICIPLE) && (self.tensed || start && !noun_follows) {
            let finite = matches!(self.before(at).0, Tag::Coordinator)
                && classes.contains(Classes::VERB_PAST);
            return if finite { Tag::Finite } else { Tag::Participle };
        }
        // “said that paid speeches count”: a clause begins with its subject.
        let modifies = self.before(at).0 == Tag::Subordinator
            && classes.contains(Classes::VERB_PARTICIPLE)
            && self.classes(at + 1).contains(Classes::NOUNS)
            && noun_follows;
        if modifies {
            return Tag::Adjective;
        }
        if classes.intersects(Classes::VERB_PAST | Classes::VERB_S) {
            return Tag::Finite;
        }
        if classes.contains(Classes::MOSTLY_VERB) && classes.contains(Classes::VERB) {
            return if start { Tag::Base } else { Tag::Finite };
        }
        if classes.intersects(Classes::ANY_NOUN) {
            return Tag::Noun;
        }
        if classes.contains(Classes::ADJECTIVE) {
            return Tag::Adjective;
        }
        if classes.contains(Classes::ADVERB) { Tag::Adverb } else { Tag::Base }
    }

    /// A small-letter word that the lexicon does not hold, judged by its ending.
    pub(super) fn guess(&self, at: usize) -> Tag {
        let word = &self.tokens[at];
        let text_end = self.lexicon.text(word.word);
        let (before, _) = self.before(at);
        if text_end.ends_with("ly") {
            return Tag::Adverb;
        }
        if before == Tag::To {
            return Tag::Base;
        }
        // “farmers *clamouring* to join the guild”
        let goes_on = self.tokens.get(at + 1).is_some_and(|t| t.word == word::TO)
            || self.classes(at + 1).intersects(Classes::DETERMINER | Classes::PREPOSITION);
        if text_end.ends_with("ing") && matches!(before, Tag::Noun | Tag::Auxiliary) && goes_on {
            return Tag::Ing;
        }
        Tag::Noun
    }
}

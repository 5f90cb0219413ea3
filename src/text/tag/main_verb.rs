//! Whether a past form is the verb of its clause or a participle: what stands before it, and whether
//! another verb follows.

use super::{Tag, Tagger};
use crate::text::{Classes, TokenKind, word};

impl Tagger<'_> {
    /// Whether the noun phrase that ends with the noun at `noun_at` stands directly behind a verb that
    /// hardly ever has an object but a clause.
    pub(super) fn is_told_of(&self, noun_at: usize) -> bool {
        let of_phrase = |i: &usize| {
            matches!(
                self.tags[*i],
                Tag::Determiner
                    | Tag::Adjective
                    | Tag::Noun
                    | Tag::Number
                    | Tag::Proper
                    | Tag::Possessive
                    | Tag::Genitive
            )
        };
        let start = self.span.start as usize;
        // “the first time *Keller* urged him”
        let name = (start..noun_at + 1).rev().find(|&i| self.tags[i] != Tag::Proper);
        if name.is_some_and(|i| i < noun_at && self.tokens[i].word == word::TIME) {
            return true;
        }
        let verb = (start..noun_at).rev().find(|i| !of_phrase(i));
        verb.is_some_and(|i| {
            self.tags[i] == Tag::Finite && self.classes(i).contains(Classes::CLAUSAL)
        })
    }

    /// Whether, after a past form at `at`, the clause goes on to another verb that must be its
    /// finite one: “the deal reached in May collapsed”.
    pub(super) fn finite_verb_follows(&self, at: usize) -> bool {
        for i in at + 1..(self.span.end as usize).min(at + 12) {
            let token = &self.tokens[i];
            if token.kind == TokenKind::Mark && !self.is_hyphen(i) {
                return false;
            }
            let classes = token.classes;
            if classes.intersects(
                Classes::COORDINATOR | Classes::SUBORDINATOR | Classes::WH | Classes::PRONOUN,
            ) || token.word == word::TO
                || token.word == word::THAT
            {
                return false;
            }
            let verb = classes.intersects(Classes::MODAL | Classes::AUXILIARY)
                && token.word != word::GENITIVE_S
                || classes.contains(Classes::VERB_PAST)
                    && !classes.intersects(Classes::ANY_NOUN | Classes::ADJECTIVE)
                    && !token.is_capitalised();
            if verb {
                // The first word after a past form is its object or complement.
                let gap = &self.tokens[at + 1..i];
                let preposition =
                    gap.first().is_some_and(|t| t.classes.contains(Classes::PREPOSITION));
                return preposition;
            }
        }
        false
    }

    /// Whether a past form after a comma goes on with the main clause (“Keller, a lawyer, said
    /// she …”) and is not a participle (“the deal, reached in May, …”).
    pub(super) fn resumes_clause(&self, at: usize, classes: Classes) -> bool {
        let (_, before) = self.before(at);
        // “met Marten and “urged” him”
        let quoted = before > self.span.start as usize + 1
            && self.tags[before - 1] == Tag::Coordinator
            && matches!(self.mark(before), "“" | "‘" | "\"");
        // “…,” said the minister
        let closed = before > self.span.start as usize + 1
            && super::is_closing_quote(self.mark(before))
            && self.tokens[before - 1].kind == TokenKind::Mark;
        // “Keller – a lawyer – said”: the second dash closes what the first opened.
        let mark = self.tokens[before].word;
        let dashed = matches!(mark, word::EN_DASH | word::EM_DASH | word::DOUBLE_HYPHEN)
            && self.tokens[self.span.start as usize..before].iter().any(|t| t.word == mark);
        let comma = before > self.span.start as usize
            && (matches!(mark, word::COMMA | word::CLOSE_BRACKET) || dashed || closed);
        if quoted && classes.contains(Classes::CUE | Classes::VERB_PAST) {
            return true;
        }
        if !comma || !classes.contains(Classes::VERB_PAST) {
            return false;
        }
        let Some(token) = self.tokens.get(at + 1).filter(|_| self.span.contains(at as u32 + 1))
        else {
            return classes.contains(Classes::CUE);
        };
        let next = self.classes(at + 1);
        let object = next.intersects(
            Classes::DETERMINER
                | Classes::PRONOUN
                | Classes::POSSESSIVE
                | Classes::WH
                | Classes::SUBORDINATOR,
        ) && !next.contains(Classes::PREPOSITION)
            || token.is_capitalised();
        let passive =
            matches!(token.word, word::BY | word::TO | word::AS | word::FROM | word::WITH)
                || token.word == word::OF && self.tokens[at].word == word::ACCUSED;
        object
            || classes.contains(Classes::CUE) && !passive
            || token.word != word::BY && self.is_only_verb(at)
    }

    /// “Keller, a lawyer, **met** with Marten”, “Keller (55) **met** with him”: behind an aside, a
    /// past form must be finite if the clause has no other verb, neither before it nor behind a
    /// comma (“the bridge, a ruin, built in 1901, collapsed”).
    fn is_only_verb(&self, at: usize) -> bool {
        let (_, close) = self.before(at);
        // “…, when the envoy, a lawyer, sat between them”: that clause alone counts.
        let opens =
            |at: &usize| self.tags[*at] == Tag::Subordinator || self.tokens[*at].word == word::WHEN;
        let opener = (self.span.start as usize..close).rev().find(opens);
        let start = opener.map_or(self.span.start as usize, |at| at + 1);
        let before = &self.tags[start..close];
        let bracket = self.tokens[close].word == word::CLOSE_BRACKET;
        let aside = bracket || self.tokens[start..close].iter().any(|t| t.word == word::COMMA);
        let subject = before.iter().any(|tag| matches!(tag, Tag::Proper | Tag::Noun));
        let verb = before.iter().any(|tag| tag.is_tensed() || *tag == Tag::Wh);
        if !aside || !subject || verb {
            return false;
        }
        let end = self.span.end as usize;
        !(at + 1..end.saturating_sub(1)).any(|comma| {
            self.tokens[comma].word == word::COMMA && {
                let next = (comma + 1..end)
                    .find(|&i| !self.classes(i).contains(Classes::MOSTLY_ADVERB))
                    .map_or(Classes::empty(), |i| self.classes(i));
                next.intersects(Classes::MODAL | Classes::AUXILIARY | Classes::VERB_PAST)
                    && !next.contains(Classes::CUE)
            }
        })
    }
}

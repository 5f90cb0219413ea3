//! Relative clauses: where one without commas ends, and whom its pronoun stands for. “The endorsement
//! of Boris Marten, *who* said …” is not told of the endorsement.

use crate::base::TokenSpan;
use crate::event::{Party, Reading};
use crate::rule::unit::Accepts;
use crate::text::tag::Tag;
use crate::text::{Classes, word};

impl Reading<'_> {
    /// The party that the relative clause `relative` of `party` is about: for “who” somebody, if need
    /// be the one who is named last before it.
    pub fn antecedent(&self, party: &Party, relative: TokenSpan) -> Party {
        let tokens = self.document.tokens.as_slice();
        let personal = tokens.get(relative.start as usize).is_some_and(|t| t.word == word::WHO);
        let speaks = Accepts::PERSON | Accepts::ORGANIZATION;
        if personal && !party.accepts.intersects(speaks) {
            let before = self.phrases.partition_point(|p| p.tokens.end <= relative.start);
            let last = before.checked_sub(1).and_then(|at| self.phrases.get(at));
            let named = last.filter(|p| party.tokens.covers(p.tokens)).map(|p| self.bare_party(p));
            if let Some(named) = named.filter(|named| named.accepts.intersects(speaks)) {
                return named;
            }
        }
        party.clone()
    }

    pub(super) fn is_relative_pronoun(&self, at: u32) -> bool {
        let word = self.word_at(at);
        self.tag_at(at) == Tag::Wh
            && (word == word::WHO
                || word == word::WHICH
                || word == word::WHOSE
                || word == word::THAT)
    }

    /// “the man who runs the port said …”: from the relative pronoun to before the second finite
    /// verb, if that follows without another subject.
    pub(super) fn tight_relative(&self, at: u32, end: u32) -> Option<u32> {
        if self.word_at(at) == word::THAT {
            return None;
        }
        let mut verbs = 0;
        // “farmers who *say* the law is dead left”: what they say has a verb of its own.
        let mut last = 2;
        let mut previous = Tag::None;
        for i in at + 1..end.min(at + 26) {
            let tag = self.tag_at(i);
            if tag == Tag::Mark && self.word_at(i) != word::HYPHEN {
                return None;
            }
            // “who lives there *and who did not sign* said”
            if tag == Tag::Wh && previous == Tag::Coordinator {
                last += 1;
            }
            if matches!(tag, Tag::Finite | Tag::Modal | Tag::Auxiliary) {
                let chained = matches!(previous, Tag::Modal | Tag::Auxiliary);
                if !chained {
                    verbs += 1;
                }
                let speaks = tag == Tag::Finite && self.classes_at(i).contains(Classes::CUE);
                if verbs == 1 && speaks && self.begins_clause_at(i + 1) {
                    last = 3;
                }
                if verbs == last {
                    let joined = previous == Tag::Coordinator || previous == Tag::Pronoun;
                    return (!joined).then_some(i);
                }
            }
            if tag != Tag::Adverb && tag != Tag::Negation {
                previous = tag;
            }
        }
        None
    }

    /// “farmers **hoping to close the port** say …”: from a form in -ing behind a noun to before the verb
    /// of the main clause. What somebody says or asks there has an end of its own.
    pub(super) fn tight_participle(&self, party: &Party, at: u32, end: u32) -> Option<u32> {
        let speaks = Accepts::PERSON | Accepts::ORGANIZATION;
        let named =
            self.mentions.at(party.head).is_some() || self.tag_at(party.head) == Tag::Proper;
        let opens = self.tag_at(at) == Tag::Ing && !self.classes_at(at).contains(Classes::CUE);
        if !opens || named || !party.accepts.intersects(speaks) {
            return None;
        }
        if party.accepts.contains(Accepts::PRONOUN) && !self.text(party.core).starts_with("those") {
            return None;
        }
        for i in at + 1..end.min(at + 18) {
            match self.tag_at(i) {
                tag if tag.is_tensed() => return (i > at + 1).then_some(i),
                Tag::Mark if self.word_at(i) != word::HYPHEN => return None,
                Tag::Coordinator | Tag::Subordinator | Tag::Wh | Tag::Pronoun => return None,
                _ => {}
            }
        }
        None
    }

    /// Whether a clause rather than an object may begin at `at`: “say the law is dead”.
    fn begins_clause_at(&self, at: u32) -> bool {
        self.word_at(at) == word::THAT
            || self.phrase_at(at).is_some_and(|p| self.tag_at(p.tokens.end).is_tensed())
    }
}

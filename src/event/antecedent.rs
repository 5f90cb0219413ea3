//! Whom a relative pronoun stands for: “the endorsement of Boris Marten, *who* said …” is not told of
//! the endorsement.

use crate::base::TokenSpan;
use crate::event::{Party, Reading};
use crate::rule::unit::Accepts;
use crate::text::word;

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
}

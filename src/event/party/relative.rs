//! Relative clauses: where one without commas ends, and whom its pronoun stands for. “The endorsement
//! of Boris Marten, *who* said …” is not told of the endorsement.

use crate::base::TokenSpan;
use crate::event::{Party, Reading};
use crate::rule::unit::Accepts;
use crate::text::phrase::NounPhrase;
use crate::text::tag::Tag;
use crate::text::{Classes, word};

impl Reading<'_> {
    /// The party that the relative clause `relative` of `party` is about: for “who” somebody, if need
    /// be the one who is named last before it.
    pub fn antecedent(&self, party: &Party, relative: TokenSpan) -> Party {
        let tokens = self.document.tokens.as_slice();
        let personal = tokens.get(relative.start as usize).is_some_and(|t| t.word == word::WHO);
        let speaks = Accepts::PERSON | Accepts::ORGANIZATION;
        // “An adviser to **Keller**, who met Marten”, unlike “a spokesman for Keller, who said”
        let last = relative.start.checked_sub(2).filter(|_| personal);
        let named = last.and_then(|at| self.mentions.at(at)).filter(|_| {
            let verb = relative.start + 1;
            self.mentions.at(party.head).is_none()
                && !party.accepts.contains(Accepts::PLURAL)
                && self.word_at(relative.start - 1) == word::COMMA
                && !self.classes_at(verb).contains(Classes::CUE)
                && matches!(self.tag_at(verb), Tag::Finite | Tag::Auxiliary)
        });
        if let Some(name) = named.map(|name| &self.mentions.names[name]) {
            let phrase = NounPhrase { tokens: name.tokens, head: name.tokens.end - 1 };
            let named = self.bare_party(&phrase);
            if named.accepts.contains(Accepts::PERSON) {
                return named;
            }
        }
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
        // “a senator *whose* husband …” owns the noun behind it, and opens a clause all the same.
        word == word::WHOSE
            || self.tag_at(at) == Tag::Wh
                && (word == word::WHO || word == word::WHICH || word == word::THAT)
    }

    /// “the man who runs the port said …”: from the relative pronoun to before the second finite
    /// verb, if that follows without another subject.
    pub(super) fn tight_relative(&self, at: u32, end: u32) -> Option<u32> {
        // “the group that *backs* her”, not “the plan that she backs” or “said that she left”.
        if self.word_at(at) == word::THAT && !self.tag_at(at + 1).is_tensed() {
            return None;
        }
        let mut verbs = 0;
        // “farmers who *say* the law is dead left”: what they say has a verb of its own.
        let mut last = 2;
        let mut previous = Tag::None;
        for i in at + 1..end.min(at + 26) {
            let tag = self.tag_at(i);
            if tag == Tag::Mark && self.word_at(i) != word::HYPHEN {
                // “told guards *who stood outside*, “Go home””
                let quoted =
                    self.word_at(i) == word::COMMA && self.quote_starts.at(i + 1).is_some();
                return (quoted && verbs == 1).then_some(i);
            }
            // “who lives there *and who did not sign* said”
            if tag == Tag::Wh && previous == Tag::Coordinator {
                last += 1;
            }
            // “who *back* Keller”, whatever else the word may be: an object follows it.
            let verb_behind_who = i == at + 1
                && self.word_at(at) == word::WHO
                && self.classes_at(i).contains(Classes::VERB)
                && self.phrase_at(i + 1).is_some();
            if matches!(tag, Tag::Finite | Tag::Modal | Tag::Auxiliary)
                || verb_behind_who
                || verbs > 0 && self.is_past_behind_object(i)
            {
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

    /// “lawmakers **visiting Port Salis** met …”, “a man **accused of lying to Haddad** met …”: from a
    /// participle behind a noun to before the verb of the sentence, if nothing else opens between.
    pub(super) fn tight_participle(&self, party: &Party, at: u32, end: u32) -> Option<u32> {
        let described = self.mentions.at(party.head).is_none()
            && self.tag_at(party.head) == Tag::Noun
            && party.accepts.intersects(Accepts::PERSON | Accepts::ORGANIZATION)
            && (!party.accepts.contains(Accepts::PRONOUN)
                || self.text(party.core).starts_with("those"));
        let opens = match self.tag_at(at) {
            // “a letter from the doctor *saying* the two had left” goes on with what it says.
            Tag::Ing => {
                self.word_at(at) != word::INCLUDING && !self.classes_at(at).contains(Classes::CUE)
            }
            Tag::Participle => self.tag_at(at + 1) == Tag::Preposition,
            _ => false,
        };
        if !described || !opens || self.is_object(party) {
            return None;
        }
        for i in at + 1..end.min(at + 18) {
            match self.tag_at(i) {
                Tag::Mark if self.word_at(i) != word::HYPHEN => return None,
                Tag::Wh | Tag::Subordinator => return None,
                Tag::Finite | Tag::Modal | Tag::Auxiliary => {
                    let open = matches!(
                        self.tag_at(i - 1),
                        Tag::Coordinator | Tag::Pronoun | Tag::To | Tag::Ing
                    );
                    return (!open && i > at + 1 && !self.begins_clause_before(i)).then_some(i);
                }
                _ if self.is_past_behind_object(i) => return Some(i),
                _ => {}
            }
        }
        None
    }

    /// “a man killed in the attack **Keller** was …”: a name that follows a noun directly is the subject of
    /// the verb at `verb`.
    fn begins_clause_before(&self, verb: u32) -> bool {
        let name = verb.checked_sub(1).and_then(|at| self.mentions.at(at));
        let start = name.map(|name| self.mentions.names[name].extent.start);
        start.and_then(|at| at.checked_sub(1)).is_some_and(|at| self.tag_at(at) == Tag::Noun)
    }

    /// “… Haddad **met** Keller”: past tense and participle look alike, and a name between them takes the
    /// one for the object of a verb before it and the other for what that object is.
    fn is_past_behind_object(&self, at: u32) -> bool {
        self.tag_at(at) == Tag::Participle
            && self.classes_at(at).contains(Classes::VERB_PAST)
            && self.tag_at(at - 1) == Tag::Proper
            && matches!(self.tag_at(at + 1), Tag::Proper | Tag::Determiner | Tag::Possessive)
    }

    /// Whether a verb that tells of no words stands directly before a party.
    fn is_object(&self, party: &Party) -> bool {
        party.tokens.start.checked_sub(1).is_some_and(|before| {
            self.tag_at(before).is_verb() && !self.classes_at(before).contains(Classes::CUE)
        })
    }

    /// Whether a clause rather than an object may begin at `at`: “say the law is dead”.
    fn begins_clause_at(&self, at: u32) -> bool {
        self.word_at(at) == word::THAT
            || self.phrase_at(at).is_some_and(|p| self.tag_at(p.tokens.end).is_tensed())
    }
}

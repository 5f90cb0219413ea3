//! What “and” and “but” bring in behind content: another thing that was said, another one who says
//! it, or another deed.

use super::View;
use crate::rule::edge::EdgeWord;
use crate::rule::unit::VerbForm;
use crate::text::tag::Tag;
use crate::text::{Classes, word};

/// How far from its “when” the comma stands that closes a clause.
const NEAR: usize = 40;

impl View<'_> {
    /// “but said …”, “and added that …”: the same subject goes on speaking.
    pub(super) fn coordinated_cue(&self, at: usize) -> bool {
        if self.tag(at) != Tag::Coordinator {
            return false;
        }
        let next = self.skip(at + 1);
        if matches!(self.text(next), "declined" | "declines" | "refused" | "refuses") {
            return true;
        }
        // “… but did not say whether …”
        if self.tag(next) == Tag::Auxiliary
            && self.scene.units.get(next..next + 3).is_some_and(|units| {
                units
                    .iter()
                    .any(|u| self.scene.reading.lexicon.classes(u.word).contains(Classes::NEGATION))
            })
            && (next + 1..next + 4).any(|i| self.tag(i) == Tag::Base && self.is_speech_word(i))
        {
            return true;
        }
        // “… but not that he would stay”: a second thing that was said, or not.
        if self.tag(next) == Tag::Negation && self.word(next + 1) == word::THAT {
            return true;
        }
        let verbal =
            self.tag(next).is_verb() || self.unit(next).is_some_and(|u| u.verb == VerbForm::Ing);
        let cue = self.classes(next).contains(Classes::CUE) && verbal;
        let speaks_on = matches!(self.text(next + 1), "that" | "whether" | "how" | "why");
        if cue && speaks_on && self.tag(next) != Tag::Base {
            return true;
        }
        // “… and Marten said she would not”: another one’s words.
        let mut verb = self.skip(next + 1);
        while matches!(self.tag(verb), Tag::Auxiliary) {
            verb = self.skip(verb + 1);
        }
        let told = self.is_finite_cue(verb)
            || self.classes(verb).contains(Classes::CUE) && self.tag(verb) == Tag::Participle;
        // “thinks *Keller and her guards* denied it”: two subjects of one verb.
        let list = at > 1
            && self.is_party(at - 1)
            && self.tag(at - 2).is_verb()
            && self.classes(at - 2).contains(Classes::CUE);
        // “…, and the figures *show* that it did”
        let clause = self.text(verb + 1) == "that"
            || self.is_party(verb + 1) && self.is_tensed(self.skip(verb + 2));
        let light = self.is_edge(verb, EdgeWord::LIGHT_VERB) && !clause;
        if self.is_party(next) && told && !light && !list {
            return true;
        }
        // “39 have said they would, and *16 have not*”
        let counted = self.is_party(next)
            && self
                .unit(next)
                .is_some_and(|u| self.scene.reading.tags[u.tokens.start as usize] == Tag::Number)
            && self.tag(next + 1) == Tag::Auxiliary
            && self.stops(next + 2 + usize::from(self.tag(next + 2) == Tag::Negation));
        if counted {
            return true;
        }
        // “but *at the gate on Friday* said …”
        let behind = self.past_phrases(next);
        self.is_speech(next) || behind > next && self.is_speech(behind)
    }

    /// The first unit behind the prepositional phrases, days and places that begin with unit `at`.
    pub(super) fn past_phrases(&self, at: usize) -> usize {
        let mut at = at;
        loop {
            let unit = self.unit(at);
            if unit.is_some_and(|u| u.kind.is_adjunct()) || self.is_elided(at) {
                at += 1;
            } else if self.tag(at) == Tag::Preposition
                && let Some(noun) = self.noun_of(at + 1)
            {
                at = noun + 1;
            } else {
                return at;
            }
        }
    }

    /// The last unit of the noun phrase that begins with unit `at`: one party, or, where its noun
    /// announces words itself, its words one by one.
    pub(super) fn noun_of(&self, at: usize) -> Option<usize> {
        let first = at + usize::from(self.is_elided(at));
        let of_noun = |i: &usize| {
            matches!(self.tag(*i), Tag::Determiner | Tag::Adjective | Tag::Number | Tag::Adverb)
        };
        let owner = |i: usize| self.unit(i).is_some_and(|u| self.is_owner(u));
        if self.is_party(first) && !owner(first) {
            return Some(first);
        }
        let from = first + usize::from(owner(first));
        let noun = (from..from + 4).find(|i| !of_noun(i))?;
        (self.tag(noun) == Tag::Noun).then_some(noun)
    }

    /// “…, *and when* asked whether she would, Keller said”: with another clause something new begins.
    pub(super) fn turns_to_circumstance(&self, at: usize) -> bool {
        if self.tag(at) != Tag::Coordinator
            || !matches!(self.text(at + 1), "when" | "after" | "asked" | "as" | "while" | "before")
        {
            return false;
        }
        let near = self.scene.units.len().min(at + NEAR);
        let comma = (at + 1..near).find(|&i| self.word(i) == word::COMMA);
        comma.is_some_and(|comma| {
            let next = self.skip(comma + 1);
            self.is_party(next) && self.is_finite_cue(self.skip(next + 1))
        })
    }

    /// “*claiming* that prices are low and questioning the count”: whether the cue before content that
    /// begins with unit `start` is a participle.
    pub(super) fn is_told_by_participle(&self, start: usize) -> bool {
        let cue = (0..start).rev().find(|&i| self.tag(i).is_verb());
        cue.and_then(|i| self.unit(i)).is_some_and(|u| u.verb == VerbForm::Ing)
    }

    /// Whether a form in -ing stands within `start..end`.
    pub(super) fn has_participle(&self, start: usize, end: usize) -> bool {
        (start..end).any(|i| self.unit(i).is_some_and(|u| u.verb == VerbForm::Ing))
    }

    /// “and promising …”
    pub(super) fn joins_participle(&self, at: usize) -> bool {
        self.tag(at) == Tag::Coordinator
            && self.unit(self.skip(at + 1)).is_some_and(|u| u.verb == VerbForm::Ing)
    }

    /// Whether a verb of speech stands behind the “and” at `at`.
    pub(super) fn is_cue_after(&self, at: usize) -> bool {
        let next = self.skip(at + 1);
        self.classes(next).contains(Classes::CUE) && !self.is_edge(next, EdgeWord::LIGHT_PARTICIPLE)
    }

    /// A finite verb that takes content of its own and is not one of the content’s verbs.
    pub(super) fn is_speech(&self, at: usize) -> bool {
        self.is_finite_cue(at) && self.is_speech_word(at)
    }

    /// Verbs that are hardly ever anything but speech.
    pub(super) fn is_speech_word(&self, at: usize) -> bool {
        self.is_edge(at, EdgeWord::SPEECH)
    }

    /// “… and Marten left”, “… but the talks went on”: a clause with a subject of its own, after
    /// content that is none.
    pub(super) fn opens_other_clause(&self, at: usize) -> bool {
        if self.tag(at) != Tag::Coordinator {
            return false;
        }
        let mut next = self.skip(at + 1);
        // “…, but what many heard was a threat”
        if self.tag(next) == Tag::Wh && self.word(at) == word::BUT {
            return (next + 1..next + 8).any(|i| self.is_tensed(i));
        }
        // “…, and the guild Northwind said”: two names of one.
        let comma = at > 0 && self.word(at - 1) == word::COMMA;
        if comma && self.is_party(next) && self.is_party(next + 1) {
            next += 1;
        }
        self.is_party(next)
            && (self.is_tensed(self.skip(next + 1)) || self.is_tensed(self.past_phrases(next + 1)))
    }

    /// “… calling for a truce **and sent** envoys”: after content without a verb of its own, the
    /// main clause goes on.
    pub(super) fn resumes_main_clause(&self, start: usize, at: usize) -> bool {
        self.tag(at) == Tag::Coordinator
            && self.is_tensed(self.skip(at + 1))
            && !(start..at)
                .any(|i| matches!(self.tag(i), Tag::Wh | Tag::Subordinator) || self.is_tensed(i))
    }
}

//! How far what somebody says goes: where a clause of content begins and ends, as a careful reader
//! would draw it.

mod clause;
mod edge;
mod joined;
mod main_verb;
mod object;

pub use object::without_remark;

use crate::event::PeriodScene;
use crate::rule::edge::EdgeWord;
use crate::rule::unit::{Accepts, Extent, Unit, UnitKind, VerbForm};
use crate::text::tag::Tag;
use crate::text::{Classes, WordId, word};

/// The unit after content of kind `extent` that begins with unit `at`.
pub fn from(scene: &PeriodScene<'_>, at: usize, extent: Extent) -> Option<usize> {
    let view = View { scene };
    let first = scene.units.get(at)?;
    match extent {
        Extent::Quote => return (first.kind == UnitKind::Quote).then_some(at + 1),
        Extent::Clause => {
            // “suggested it to a chancellor *who was ill*”: it tells of the one addressed.
            let relative = matches!(view.text(at), "who" | "whose")
                && at > 0
                && view.is_party(at - 1)
                && !scene.units[at - 1].accepts.contains(Accepts::PRONOUN)
                && view.tag(at) == Tag::Wh;
            if relative || !view.begins_clause(at) || view.is_of_saying(at) {
                return None;
            }
        }
        Extent::Infinitive => {
            let negated = view.tag(at) == Tag::Negation;
            let to = if negated { at + 1 } else { at };
            if view.tag(to) != Tag::To {
                return None;
            }
        }
        Extent::Gerund => {
            let helper = matches!(view.text(at), "having" | "being");
            if first.verb != VerbForm::Ing && view.tag(at) != Tag::Ing && !helper {
                return None;
            }
        }
        Extent::Question => {
            let opener = view.text(at);
            let is_opener = matches!(
                opener,
                "whether" | "if" | "what" | "how" | "why" | "when" | "where" | "who" | "which"
            );
            // “asked people *who* own boats to help”: those who are asked.
            let relative = matches!(opener, "who" | "which")
                && at > 0
                && view.is_party(at - 1)
                && scene.units[at - 1].accepts.contains(Accepts::PERSON)
                && scene.parties[scene.members[at - 1].clone()]
                    .iter()
                    .all(|p| p.referents.is_empty());
            if !is_opener || relative {
                return None;
            }
        }
        Extent::Phrase => {
            let nominal = matches!(first.kind, UnitKind::Party | UnitKind::List | UnitKind::Quote)
                && !first.tokens.is_empty()
                || matches!(
                    view.tag(at),
                    Tag::Determiner | Tag::Noun | Tag::Proper | Tag::Adjective | Tag::Number
                )
                || first.kind == UnitKind::Aside && first.word == WordId::UNKNOWN;
            // “said the border would reopen” is a clause.
            let said = (0..at).rev().find(|&i| !scene.units[i].kind.is_adjunct());
            let said = said.is_some_and(|i| view.classes(i).contains(Classes::CLAUSAL));
            let clause = said && view.is_party(at) && view.is_tensed(view.skip(at + 1));
            let answer = said && view.is_answer(at) && view.stops(at + 1);
            if !(nominal || answer) || clause {
                return None;
            }
        }
        Extent::Prepositional => {
            let governs = matches!(
                view.text(at),
                "of" | "about" | "against" | "for" | "over" | "on" | "regarding" | "concerning"
            );
            // “whatever you have written about is old”
            let empty = view.carries_tense(at + 1);
            // “blamed the influence *of* the guild”: it belongs to the noun.
            let speaks = Accepts::PERSON | Accepts::ORGANIZATION | Accepts::PLACE;
            let of_noun = view.text(at) == "of"
                && at > 0
                && view.is_party(at - 1)
                && !scene.units[at - 1].accepts.intersects(speaks | Accepts::PRONOUN);
            // “lashed out at her *on Facebook*”, “declined to comment *for this story*”: where.
            let empty = empty || of_noun || view.is_stage(at);
            if !governs || empty || view.tag(at) != Tag::Preposition {
                return None;
            }
        }
        Extent::Remainder => {
            if !view.begins_remainder(at) {
                return None;
            }
        }
    }
    // “has not said *who would lead*, and a rival has not been named”: a question by its first word.
    let asks = extent == Extent::Clause
        && view.tag(at) == Tag::Wh
        && matches!(view.text(at), "who" | "whom" | "whose" | "why" | "how");
    let end = view.end_of(at, if asks { Extent::Question } else { extent });
    // “Keller’s claim that winters are long drew laughs”: the verb belongs to the claim.
    let foreign = view.is_of_noun(at).then(|| view.foreign_verb(at, end, extent)).flatten();
    let end = foreign.unwrap_or(end);
    // “told his aides as he left”: when it was said, not what.
    if extent == Extent::Clause && view.is_circumstance(at, end) {
        return None;
    }
    (end > at).then_some(end)
}

/// The first unit of content of kind `extent` that ends before unit `end`.
pub fn before(scene: &PeriodScene<'_>, end: usize, extent: Extent) -> Option<usize> {
    let view = View { scene };
    let last = end.checked_sub(1)?;
    match extent {
        Extent::Quote => {
            let unit = scene.units.get(last)?;
            if unit.kind != UnitKind::Quote {
                return None;
            }
            // “His film was “Salt and Snow,” Marten said”: the title of something, and all of it is his.
            let start = view.start_of(end);
            let governed = last > start
                && matches!(
                    view.tag(last - 1),
                    Tag::Auxiliary | Tag::Preposition | Tag::Determiner | Tag::Possessive
                );
            let whole = governed
                && (start..last).any(|i| view.is_tensed(i))
                && view.begins_clause(start)
                && view.is_whole(start, end)
                && view.may_open(start);
            Some(if whole { start } else { last })
        }
        Extent::Clause | Extent::Question => {
            let start = view.start_of(end);
            let tensed =
                (start..end).any(|i| view.is_tensed(i) || scene.units[i].kind == UnitKind::Quote);
            let main = extent == Extent::Question
                || (start..end).any(|i| view.is_quote(i))
                || (start..end).any(|i| view.reaches_verb_within(i, end));
            (tensed && main && start < end && view.is_whole(start, end) && view.may_open(start))
                .then_some(start)
        }
        // “*The plan* was condemned by Keller.”
        Extent::Phrase if view.is_party(last) && view.tag(end) == Tag::Auxiliary => Some(last),
        // “Sorry, Keller said.”
        Extent::Phrase => {
            let start = view.start_of(end);
            (start + 1 == end && view.is_answer(start)).then_some(start)
        }
        Extent::Remainder => {
            let start = view.subject_before(view.start_of(end), end);
            (start < end && view.may_open(start)).then_some(start)
        }
        Extent::Infinitive | Extent::Gerund | Extent::Prepositional => None,
    }
}

struct View<'a> {
    scene: &'a PeriodScene<'a>,
}

impl View<'_> {
    fn unit(&self, at: usize) -> Option<&Unit> {
        self.scene.units.get(at)
    }

    fn word(&self, at: usize) -> WordId {
        self.unit(at).filter(|u| u.kind == UnitKind::Word).map_or(WordId::UNKNOWN, |u| u.word)
    }

    fn text(&self, at: usize) -> &str {
        self.scene.reading.lexicon.text(self.word(at))
    }

    /// “yes”, “no”: an answer without a clause.
    fn is_answer(&self, at: usize) -> bool {
        self.unit(at).is_some_and(|u| {
            let token = self.scene.reading.document.tokens.as_slice()[u.tokens.start as usize];
            u.tokens.len() == 1
                && matches!(
                    self.scene.reading.lexicon.text(token.word),
                    "yes" | "no" | "sorry" | "maybe" | "perhaps" | "never"
                )
        })
    }

    /// Whether unit `at` is, or has as its head, a word of the list for `class`.
    fn is_edge(&self, at: usize, class: EdgeWord) -> bool {
        self.unit(at).is_some_and(|u| self.scene.edges.is(u.word, class))
    }

    fn classes(&self, at: usize) -> Classes {
        self.scene.reading.lexicon.classes(self.word(at))
    }

    /// The tag of a word unit; none for others.
    fn tag(&self, at: usize) -> Tag {
        let word = self.unit(at).filter(|u| matches!(u.kind, UnitKind::Word | UnitKind::Aside));
        word.map_or(Tag::None, |u| self.scene.reading.tags[u.tokens.start as usize])
    }

    fn is_tensed(&self, at: usize) -> bool {
        self.unit(at).is_some_and(|u| u.kind == UnitKind::Word) && self.tag(at).is_tensed()
    }

    fn is_party(&self, at: usize) -> bool {
        self.unit(at).is_some_and(|u| matches!(u.kind, UnitKind::Party | UnitKind::List))
    }

    fn is_finite_cue(&self, at: usize) -> bool {
        self.classes(at).contains(Classes::CUE) && self.tag(at) == Tag::Finite
    }

    /// Whether a clause that the cue has cut in two goes on with unit `at`.
    fn begins_remainder(&self, at: usize) -> bool {
        let tag = self.tag(at);
        if tag == Tag::Coordinator || self.is_elided(at) {
            return false;
        }
        // “Prices rose, Keller said, *because* salt was dear”: a reason is hers, an hour the reporter’s.
        if tag == Tag::Subordinator && matches!(self.text(at), "because" | "if" | "unless") {
            return self.begins_clause(self.skip(at + 1));
        }
        // “not for lack of salt, Keller said, but *for lack of time*”
        if tag == Tag::Preposition && at > 0 && self.word(at - 1) == word::BUT {
            return true;
        }
        // “It was, Keller said, one of the worst defeats”: the verb waits for its complement.
        if self.is_unfinished_before(at) {
            return true;
        }
        // “which Keller said was dead”, but not “promised to sign”
        if at > 0 && self.word(at - 1) != word::COMMA && !matches!(tag, Tag::Adverb | Tag::Negation)
        {
            // “*What* the letter does not say is who left”: what it says comes first.
            let opens = |i: usize| i == 0 || self.tag(i - 1) == Tag::Mark;
            let free = (0..at).any(|i| matches!(self.text(i), "what" | "whatever") && opens(i));
            return self.is_tensed(at) && !free;
        }
        if matches!(tag, Tag::Adverb | Tag::Negation) {
            let set_off = at > 0 && self.word(at - 1) == word::COMMA;
            return self.begins_remainder(at + 1)
                || self.is_tensed(at + 1)
                || set_off && self.begins_clause(self.skip(at + 1));
        }
        self.is_tensed(at)
            || tag == Tag::To
            || tag != Tag::Subordinator
                && tag != Tag::Wh
                && tag != Tag::Ing
                && self.begins_clause(at)
    }

    /// Where the half clause in front of an attribution begins: “He has a plan, and *the permit*,
    /// Keller said, was late”.
    fn subject_before(&self, start: usize, end: usize) -> usize {
        let Some(verb) = (start..end).rev().find(|&i| self.is_tensed(i)) else { return start };
        let joint = (verb..end).find(|&i| self.tag(i) == Tag::Coordinator);
        // The second half brings the verb that the first one lacks.
        let comma = |i: &usize| self.word(*i) == word::COMMA;
        let close = (end + 1..self.scene.units.len().min(end + 12)).find(comma);
        let resumes = close.is_some_and(|i| self.is_tensed(self.skip(i + 1)));
        match joint {
            Some(joint) if resumes && joint + 1 < end && self.is_party(self.skip(joint + 1)) => {
                joint + 1
            }
            _ => start,
        }
    }

    /// Whether the words in front of the attribution that ends before unit `at` end with a verb.
    fn is_unfinished_before(&self, at: usize) -> bool {
        let comma = |i: &usize| self.word(*i) == word::COMMA;
        let Some(close) = at.checked_sub(1).filter(comma) else { return false };
        let open = (close.saturating_sub(8)..close).rev().find(comma);
        open.and_then(|i| i.checked_sub(1)).is_some_and(|i| {
            matches!(self.tag(i), Tag::Auxiliary | Tag::Modal | Tag::Preposition | Tag::Negation)
        })
    }

    /// Whether fronted content can begin with unit `at`.
    fn may_open(&self, at: usize) -> bool {
        !matches!(self.tag(at), Tag::Finite | Tag::Participle if self.unit(at).is_some_and(|u| u.kind == UnitKind::Word))
    }
}

//! How far what somebody says goes: where a clause of content begins and ends, as a careful reader
//! would draw it.

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
            if !view.begins_clause(at) || view.is_of_saying(at) {
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
            if !is_opener {
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
            let said = said.is_some_and(|i| matches!(view.text(i), "say" | "says" | "said"));
            let clause = said && view.is_party(at) && view.is_tensed(view.skip(at + 1));
            if !nominal || clause {
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
            let empty = empty || of_noun;
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
    let end = view.end_of(at, extent);
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
            (unit.kind == UnitKind::Quote).then_some(last)
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
        Extent::Phrase => {
            let start = view.start_of(end);
            let nominal = scene
                .units
                .get(start)
                .is_some_and(|u| matches!(u.kind, UnitKind::Party | UnitKind::List));
            let verbless = (start..end).all(|i| !view.is_tensed(i));
            (nominal && verbless && start < end).then_some(start)
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

    /// Whether a clause with a subject and a verb begins with unit `at`.
    fn begins_clause(&self, at: usize) -> bool {
        let Some(first) = self.unit(at) else { return false };
        let word = self.word(at);
        if word == word::COMMA || word == word::COLON || word == word::FULL_STOP {
            return false;
        }
        if word == word::THAT && self.tag(at) == Tag::Subordinator {
            return matches!(self.tag(at + 1), Tag::Modal | Tag::Auxiliary);
        }
        // “in his *remarks* that day”: still the words before.
        let owned = at > 0 && self.unit(at - 1).is_some_and(|u| self.is_owner(u));
        if owned {
            return false;
        }
        let opens = match first.kind {
            _ if self.is_elided(at) => false,
            UnitKind::Party | UnitKind::List | UnitKind::Quote => true,
            UnitKind::Time | UnitKind::Place | UnitKind::Aside => true,
            // “said closed borders were bad”
            UnitKind::Word if self.tag(at) == Tag::Participle => self.is_party(at + 1),
            UnitKind::Word => matches!(
                self.tag(at),
                Tag::Determiner
                    | Tag::Subordinator
                    | Tag::Wh
                    | Tag::Noun
                    | Tag::Proper
                    | Tag::Adjective
                    | Tag::Number
                    | Tag::Ing
                    | Tag::Negation
                    | Tag::Preposition
                    | Tag::Possessive
                    | Tag::Pronoun
            ),
        };
        // After “that” a clause is sure to follow, whatever stands first in it.
        // “in a book that sold well” is none: it has no subject.
        let subject =
            (at..self.scene.units.len()).find(|&i| !self.scene.units[i].kind.is_adjunct());
        // “added that, based on what she had seen, Marten was fair”
        let that = at.checked_sub(1 + usize::from(at > 1 && self.word(at - 1) == word::COMMA));
        // “would say that *should* happen”: what they say begins with “that”.
        let pronoun =
            subject.is_some_and(|i| self.tag(i) == Tag::Modal || self.tag(i) == Tag::Auxiliary);
        let announced = that.is_some_and(|that| {
            self.word(that) == word::THAT
                && !pronoun
                && (that > 0 && self.tag(that - 1).is_verb()
                    || subject.is_some_and(|i| !self.is_tensed(i)))
        });
        if announced && (at..self.scene.units.len()).any(|i| self.is_tensed(i) || self.is_quote(i))
        {
            return true;
        }
        if !opens {
            return false;
        }
        self.reaches_verb(at)
    }

    /// Whether a unit is a possessive pronoun that stands before its noun.
    fn is_owner(&self, unit: &Unit) -> bool {
        let tags = &self.scene.reading.tags;
        unit.kind == UnitKind::Party
            && unit.tokens.len() == 1
            && tags.get(unit.tokens.start as usize) == Some(&Tag::Possessive)
    }

    /// “said *on Monday* the border was shut”: a day or place that a comma does not set off belongs to
    /// the saying.
    fn is_of_saying(&self, at: usize) -> bool {
        let announced = at > 0 && self.word(at - 1) == word::THAT;
        let dated =
            self.unit(at).is_some_and(|u| matches!(u.kind, UnitKind::Time | UnitKind::Place));
        (dated && self.word(at + 1) != word::COMMA || self.is_medium(at)) && !announced
    }

    /// “said *in a statement* the border was shut”
    fn is_medium(&self, at: usize) -> bool {
        if self.tag(at) != Tag::Preposition || !matches!(self.text(at), "in" | "on" | "via") {
            return false;
        }
        let noun = (at + 1..at + 5).find(|&i| {
            self.unit(i).is_some_and(|u| {
                let classes = self.scene.reading.lexicon.classes(u.word);
                classes.contains(Classes::COMM_NOUN)
            })
        });
        let plain = |i| {
            self.is_party(i)
                || matches!(
                    self.tag(i),
                    Tag::Determiner | Tag::Adjective | Tag::Noun | Tag::Possessive
                )
        };
        noun.is_some_and(|noun| {
            (at + 1..=noun).all(plain)
                && self.word(noun + 1) != word::COMMA
                && self.begins_clause(self.skip(noun + 1))
        })
    }

    fn is_quote(&self, at: usize) -> bool {
        self.unit(at).is_some_and(|u| u.kind == UnitKind::Quote)
    }

    /// Whether a subject and its tensed verb follow before the clause breaks off. Verbs of relative
    /// and subordinate clauses on the way do not count.
    fn reaches_verb(&self, at: usize) -> bool {
        self.reaches_verb_within(at, self.scene.units.len())
    }

    fn reaches_verb_within(&self, at: usize, end: usize) -> bool {
        let prepositional = self.tag(at) == Tag::Preposition;
        // “refugees admitted *to* Aldoria from the coast are …”
        let bound = prepositional && matches!(self.text(at), "to" | "of" | "by" | "with");
        let set_off = |i: usize| (at..i).any(|i| self.word(i) == word::COMMA);
        let opened = matches!(self.tag(at), Tag::Subordinator | Tag::Preposition | Tag::Adverb)
            || self.unit(at).is_some_and(|u| u.kind.is_adjunct());
        let mut subjects = 0;
        let mut inner = 0;
        let mut tensed_before = false;
        let mut last_inner = false;
        for i in at..end.min(at + 40) {
            let Some(unit) = self.unit(i) else { return false };
            let word = self.word(i);
            let tag = self.tag(i);
            if matches!(unit.kind, UnitKind::Party | UnitKind::List | UnitKind::Quote)
                && !self.is_elided(i)
                || matches!(tag, Tag::Noun | Tag::Proper | Tag::Ing | Tag::Pronoun)
                || self.is_there(i)
                || i == at && tag == Tag::Wh
            {
                subjects += 1;
            }
            if self.is_tensed(i) {
                // “revealed names *and left* the hall”: a clause has its first verb behind its subject.
                let object = at > 0 && self.tag(at - 1).is_verb();
                let second = object && i > at && self.tag(self.before_aside(i)) == Tag::Coordinator;
                if second && inner == 0 && !last_inner && !tensed_before {
                    return false;
                }
                // “a book that sold *and starred* in a film”
                let joined = last_inner && i > at && self.tag(i - 1) == Tag::Coordinator;
                if !tensed_before && !joined {
                    if inner == 0 {
                        return subjects > usize::from(prepositional) && (!bound || set_off(i));
                    }
                    inner -= 1;
                    last_inner = true;
                }
                tensed_before = true;
                continue;
            }
            if unit.kind != UnitKind::Aside && tag != Tag::Negation {
                tensed_before = false;
            }
            // “said because Marten was ill, “we wait””
            if i > at && unit.kind == UnitKind::Quote {
                return true;
            }
            // “denies any bias, but others say …”: no verb before another clause begins.
            if word == word::BUT && i > at && self.is_tensed(self.skip(self.skip(i + 1) + 1)) {
                return false;
            }
            if word == word::SEMICOLON || word == word::THAT && prepositional && i > at {
                return false;
            }
            // “ruled against the guild, saying it was late”
            if word == word::COMMA
                && prepositional
                && self.unit(self.skip(i + 1)).is_some_and(|u| u.verb == VerbForm::Ing)
            {
                return false;
            }
            let so_far = self.text(i) == "so" && self.text(i + 1) == "far";
            if i > at && matches!(tag, Tag::Wh | Tag::Subordinator) && !so_far {
                inner += 1;
            }
            if word == word::COMMA && inner == 0 {
                let object = at > 0 && self.tag(at - 1).is_verb();
                let joined = usize::from(object && self.tag(i + 1) == Tag::Coordinator);
                let next = self.skip(i + 1 + joined);
                let verb = self.skip(next + 1);
                if !opened
                    && (self.is_party(next) && self.is_tensed(verb) || self.is_finite_cue(next))
                    || self.is_party(next) && self.is_finite_cue(verb) && self.stops(verb + 1)
                {
                    return false;
                }
            }
        }
        false
    }

    /// Whether `start..end` is more than a subordinate clause or a phrase in front of what follows.
    fn is_whole(&self, start: usize, end: usize) -> bool {
        // “In May, as a guard left, Keller said …”: the day, too, belongs to the saying.
        let mut start = start;
        while start < end
            && (self.unit(start).is_some_and(|u| u.kind.is_adjunct())
                || matches!(self.tag(start), Tag::Coordinator)
                || self.word(start) == word::COMMA)
        {
            start += 1;
        }
        let opener = self.tag(start);
        let subordinate = opener == Tag::Subordinator
            || opener == Tag::Wh && self.word(start) == word::THAT
            || opener == Tag::Wh && matches!(self.text(start), "when" | "while" | "where" | "as");
        if subordinate || opener == Tag::Preposition {
            return (start + 1..end).any(|i| {
                self.word(i) == word::COMMA && self.reaches_verb_within(self.skip(i + 1), end)
            }) || opener == Tag::Preposition && self.reaches_verb_within(start, end);
        }
        true
    }

    /// The unit before `at`, adverbs apart.
    fn before_aside(&self, at: usize) -> usize {
        (0..at)
            .rev()
            .find(|&i| !self.unit(i).is_some_and(|u| u.kind == UnitKind::Aside))
            .unwrap_or(0)
    }

    /// Whether unit `at` is a comma or stop, or there is none.
    fn stops(&self, at: usize) -> bool {
        at >= self.scene.units.len()
            || matches!(self.word(at), word::COMMA | word::FULL_STOP | word::SEMICOLON)
    }

    /// “there” where it stands for a subject.
    fn is_there(&self, at: usize) -> bool {
        self.unit(at).is_some_and(|u| {
            u.tokens.len() == 1 && self.scene.reading.lexicon.text(u.word) == "there"
        })
    }

    /// Whether `start..end` is a subordinate clause alone, right behind the cue or the addressee.
    fn is_circumstance(&self, start: usize, end: usize) -> bool {
        let before = start.checked_sub(1).map_or(WordId::UNKNOWN, |i| self.word(i));
        matches!(
            self.text(start),
            "as" | "while"
                | "when"
                | "before"
                | "after"
                | "since"
                | "because"
                | "until"
                | "though"
                | "although"
                | "if"
                | "unless"
        ) && self.tag(start) == Tag::Subordinator
            && before != word::THAT
            && !self.is_whole(start, end)
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
        // “It was, Keller said, one of the worst defeats”: the verb waits for its complement.
        if self.is_unfinished_before(at) {
            return true;
        }
        // “which Keller said was dead”, but not “promised to sign”
        if at > 0 && self.word(at - 1) != word::COMMA && !matches!(tag, Tag::Adverb | Tag::Negation)
        {
            return self.is_tensed(at);
        }
        if matches!(tag, Tag::Adverb | Tag::Negation) {
            return self.begins_remainder(at + 1) || self.is_tensed(at + 1);
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

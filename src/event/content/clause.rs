//! What a clause is: whether one begins somewhere, reaches a verb of its own, and is more than the
//! circumstance of another.

use super::View;
use crate::rule::edge::EdgeWord;
use crate::rule::unit::{Unit, UnitKind, VerbForm};
use crate::text::tag::Tag;
use crate::text::{Classes, WordId, word};

impl View<'_> {
    /// Whether a clause with a subject and a verb begins with unit `at`.
    pub(super) fn begins_clause(&self, at: usize) -> bool {
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
    pub(super) fn is_owner(&self, unit: &Unit) -> bool {
        let tags = &self.scene.reading.tags;
        unit.kind == UnitKind::Party
            && unit.tokens.len() == 1
            && tags.get(unit.tokens.start as usize) == Some(&Tag::Possessive)
    }

    /// “said *on Monday* the border was shut”: a day or place that a comma does not set off belongs to
    /// the saying.
    pub(super) fn is_of_saying(&self, at: usize) -> bool {
        let announced = at > 0 && self.word(at - 1) == word::THAT;
        let dated =
            self.unit(at).is_some_and(|u| matches!(u.kind, UnitKind::Time | UnitKind::Place));
        // “said *one day* that it was over”
        let measured = self.is_party(at)
            && self.word(at + 1) == word::THAT
            && self.unit(at).is_some_and(|u| {
                self.scene.reading.lexicon.classes(u.word).contains(Classes::TIME_NOUN)
            });
        let circumstance = dated && self.word(at + 1) != word::COMMA || measured;
        (circumstance || self.is_medium(at)) && !announced
    }

    /// “said *in a statement* the border was shut”
    pub(super) fn is_medium(&self, at: usize) -> bool {
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

    /// “lashed out *on Facebook*”, “declined to comment *for this story*”: where, not of what.
    pub(super) fn is_stage(&self, at: usize) -> bool {
        let next = self.skip(at + 1);
        let here = || {
            self.unit(next).is_some_and(|u| {
                self.scene.reading.text(u.tokens).starts_with("this")
                    && (next..next + 3).any(|i| {
                        self.unit(i).is_some_and(|u| {
                            let classes = self.scene.reading.lexicon.classes(u.word);
                            classes.contains(Classes::COMM_NOUN)
                        })
                    })
            })
        };
        match self.text(at) {
            "on" => self.is_edge(next, EdgeWord::STAGE),
            "for" => here(),
            _ => false,
        }
    }

    pub(super) fn is_quote(&self, at: usize) -> bool {
        self.unit(at).is_some_and(|u| u.kind == UnitKind::Quote)
    }

    /// Whether a subject and its tensed verb follow before the clause breaks off. Verbs of relative
    /// and subordinate clauses on the way do not count.
    pub(super) fn reaches_verb(&self, at: usize) -> bool {
        self.reaches_verb_within(at, self.scene.units.len())
    }

    pub(super) fn reaches_verb_within(&self, at: usize, end: usize) -> bool {
        // “predicted *about* one third would sign”
        let roughly = matches!(self.text(at), "about" | "around" | "over" | "under")
            && self.unit(at + 1).is_some_and(|u| {
                self.scene.reading.tags.get(u.tokens.start as usize) == Some(&Tag::Number)
            });
        let prepositional = self.tag(at) == Tag::Preposition && !roughly;
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
            // “ruled against the guild, saying it was late”, “claimed victory, adding it was late”
            if word == word::COMMA
                && (prepositional || !opened)
                && self.unit(self.skip(i + 1)).is_some_and(|u| u.verb == VerbForm::Ing)
                && self.text(self.skip(i + 1)) != "including"
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
    pub(super) fn is_whole(&self, start: usize, end: usize) -> bool {
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
            || opener == Tag::Wh && matches!(self.text(start), "when" | "while" | "where" | "as")
            // “*Had he* asked, I would have said no.”
            || matches!(self.text(start), "had" | "were" | "should") && self.is_party(start + 1);
        if subordinate || opener == Tag::Preposition {
            return (start + 1..end).any(|i| {
                self.word(i) == word::COMMA && self.reaches_verb_within(self.skip(i + 1), end)
            }) || opener == Tag::Preposition && self.reaches_verb_within(start, end);
        }
        true
    }

    /// The unit before `at`, adverbs apart.
    pub(super) fn before_aside(&self, at: usize) -> usize {
        (0..at).rev().find(|&i| self.unit(i).is_none_or(|u| u.kind != UnitKind::Aside)).unwrap_or(0)
    }

    /// Whether unit `at` is a comma or stop, or there is none.
    pub(super) fn stops(&self, at: usize) -> bool {
        at >= self.scene.units.len()
            || matches!(self.word(at), word::COMMA | word::FULL_STOP | word::SEMICOLON)
    }

    /// “there” where it stands for a subject.
    pub(super) fn is_there(&self, at: usize) -> bool {
        self.unit(at).is_some_and(|u| {
            u.tokens.len() == 1 && self.scene.reading.lexicon.text(u.word) == "there"
        })
    }

    /// Whether `start..end` is a subordinate clause alone, right behind the cue or the addressee.
    pub(super) fn is_circumstance(&self, start: usize, end: usize) -> bool {
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
}

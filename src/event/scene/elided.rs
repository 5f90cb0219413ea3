//! Subjects that are left out: “Keller met Marten **and told** reporters …”, “Keller left, **saying**
//! …”. Before such a verb the subject is set again, as a unit without words, so that rules see a
//! sentence like any other.

use crate::base::TokenSpan;
use crate::event::PeriodScene;
use crate::rule::unit::{Accepts, Unit, UnitKind, VerbForm};
use crate::text::tag::Tag;
use crate::text::{Classes, WordId, word};

/// Sets the subject again before every trigger that shares one with a verb further left.
pub fn restore(scene: &mut PeriodScene<'_>, is_trigger: impl Fn(WordId) -> bool) {
    let mut found: Vec<(usize, usize)> = Vec::new();
    let view = View { scene };
    for verb in 0..scene.units.len() {
        let unit = &scene.units[verb];
        if unit.kind != UnitKind::Word || unit.verb == VerbForm::None || !is_trigger(unit.word) {
            continue;
        }
        let Some(place) = view.gap(verb) else { continue };
        if found.last().is_some_and(|&(last, _)| last == place) {
            continue;
        }
        if let Some(subject) = view.subject(place, verb).or_else(|| view.fronted(verb)) {
            found.push((place, subject));
        }
    }
    for &(place, subject) in found.iter().rev() {
        let at = scene.units[place].tokens.start;
        let first = scene.parties.len();
        let accepts = scene.units[subject].accepts - Accepts::ACCUSATIVE;
        let word = scene.units[subject].word;
        for number in scene.members[subject].clone() {
            let mut party = scene.parties[number].clone();
            party.relative = None;
            scene.parties.push(party);
        }
        let unit = Unit {
            kind: scene.units[subject].kind,
            tokens: TokenSpan::new(at, at),
            word,
            accepts,
            verb: VerbForm::None,
        };
        scene.units.insert(place, unit);
        scene.members.insert(place, first..scene.parties.len());
        scene.quotes.insert(place, None);
    }
}

struct View<'a, 'b> {
    scene: &'a PeriodScene<'b>,
}

impl View<'_, '_> {
    fn tag(&self, at: usize) -> Tag {
        let unit = self.scene.units.get(at);
        unit.filter(|u| matches!(u.kind, UnitKind::Word | UnitKind::Aside) && !u.tokens.is_empty())
            .map_or(Tag::None, |u| self.scene.reading.tags[u.tokens.start as usize])
    }

    fn word(&self, at: usize) -> WordId {
        let unit = self.scene.units.get(at).filter(|u| u.kind == UnitKind::Word);
        unit.map_or(WordId::UNKNOWN, |u| u.word)
    }

    fn is_party(&self, at: usize) -> bool {
        self.scene.units.get(at).is_some_and(|u| matches!(u.kind, UnitKind::Party | UnitKind::List))
    }

    fn is_adjunct(&self, at: usize) -> bool {
        self.scene.units.get(at).is_some_and(|u| u.kind.is_adjunct())
    }

    fn is_cue(&self, at: usize) -> bool {
        self.scene.reading.lexicon.classes(self.word(at)).contains(Classes::CUE)
    }

    /// “wrote to *Marten* asking for help”, “a letter to *Marten* urging calm”: who is told does not speak.
    fn is_addressed(&self, at: usize) -> bool {
        let Some(to) = self.before(at).filter(|&i| self.word(i) == word::TO) else { return false };
        let told = self.before(to).and_then(|i| self.scene.units.get(i));
        self.is_party(at)
            && told.is_some_and(|unit| {
                let classes = self.scene.reading.lexicon.classes(unit.word);
                classes.contains(Classes::CUE) && unit.kind == UnitKind::Word
                    || classes.contains(Classes::COMM_NOUN)
            })
    }

    fn is_having(&self, at: usize) -> bool {
        self.scene.reading.lexicon.text(self.word(at)) == "having"
    }

    /// The last unit before `at` that is no adjunct.
    fn before(&self, at: usize) -> Option<usize> {
        (0..at).rev().find(|&i| !self.is_adjunct(i))
    }

    /// Whether a comma or dash stands before unit `at`, perhaps inside a quotation that closes there:
    /// “told “Salt Hour,” adding …”.
    fn follows_break(&self, at: usize) -> bool {
        let reading = self.scene.reading;
        let tokens = reading.document.tokens.as_slice();
        let Some(before) = self.before(at) else { return false };
        let end = self.scene.units[before].tokens.end;
        let marks = self.scene.span.start..end;
        let last = marks.rev().find(|&i| !reading.closes_quote(i)).map(|i| tokens[i as usize].word);
        last.is_some_and(|last| {
            [word::COMMA, word::EN_DASH, word::EM_DASH, word::DOUBLE_HYPHEN].contains(&last)
        })
    }

    /// Where the subject of `verb` would stand if it were not left out.
    fn gap(&self, verb: usize) -> Option<usize> {
        let mut start = verb;
        if self.scene.units[verb].verb == VerbForm::Ing {
            // “Saying that it was over, Keller left”
            let Some(before) = self.before(verb) else {
                let tells = self.is_cue(verb) && self.tag(verb + 1) != Tag::Preposition;
                return tells.then_some(verb);
            };
            let governs = matches!(
                self.scene.reading.lexicon.text(self.word(before)),
                "by" | "while"
                    | "before"
                    | "after"
                    | "when"
                    | "since"
                    | "in"
                    | "without"
                    | "despite"
            );
            let opens = self.follows_break(verb)
                || governs
                || self.tag(before) == Tag::Coordinator
                || self.is_addressed(before);
            // Of other participles the rules of their events know how to find the subject.
            let opens = opens
                && self.is_cue(verb)
                && self.scene.reading.lexicon.text(self.word(verb)) != "according";
            return opens.then_some(verb);
        }
        while let Some(before) = self.before(start)
            && matches!(self.tag(before), Tag::Auxiliary | Tag::Modal | Tag::Negation)
        {
            start = before;
        }
        // “Having said that it was over, Keller left”
        if self.is_having(start) && start < verb {
            let opens = self.before(start).is_none_or(|i| self.word(i) == word::COMMA);
            return (opens && self.is_cue(verb)).then_some(start);
        }
        let before = self.before(start)?;
        // “first said it was open, *then* said it was not”
        let then = (before + 1..start).any(|i| {
            let unit = &self.scene.units[i];
            unit.kind == UnitKind::Aside && self.scene.reading.lexicon.text(unit.word) == "then"
        });
        if then && self.word(before) == word::COMMA && self.is_cue(verb) {
            return Some(before + 1);
        }
        // “but *in a later call* said he had burned it”
        if self.tag(verb) == Tag::Finite && self.is_cue(verb) && self.joins_phrase(before) {
            return Some(start);
        }
        // “left; declared that …”
        let joined = self.tag(before) == Tag::Coordinator
            || self.word(before) == word::SEMICOLON && self.is_cue(verb);
        (joined && before > 0).then_some(before + 1)
    }

    /// Whether the phrase that ends with unit `last` stands behind “and” or “but” and a preposition.
    fn joins_phrase(&self, last: usize) -> bool {
        let preposition = (last.saturating_sub(4)..last).rev().find(|&i| {
            !self.is_party(i)
                && !matches!(
                    self.tag(i),
                    Tag::Determiner | Tag::Adjective | Tag::Noun | Tag::Number
                )
        });
        preposition.is_some_and(|i| {
            self.tag(i) == Tag::Preposition
                && self.before(i).is_some_and(|i| i > 0 && self.tag(i) == Tag::Coordinator)
        })
    }

    /// The party that a verb without a subject of its own shares.
    fn subject(&self, place: usize, verb: usize) -> Option<usize> {
        let cue = self.is_cue(verb);
        // “with Keller saying that it was dead *and then saying* that it was not”
        let joined = self.scene.units[verb].verb == VerbForm::Ing
            && self.before(verb).is_some_and(|i| self.tag(i) == Tag::Coordinator);
        if joined && cue {
            let speaks = |i: &usize| {
                self.scene.units[*i].verb == VerbForm::Ing
                    && self.is_cue(*i)
                    && self.is_party(i - 1)
                    && self.scene.units[i - 1]
                        .accepts
                        .intersects(Accepts::PERSON | Accepts::ORGANIZATION)
            };
            if let Some(first) = (1..verb).rev().find(speaks) {
                return Some(first - 1);
            }
        }
        // Those who speak go on speaking, whatever verbs stand between.
        cue.then(|| self.nearest(place, verb, true))
            .flatten()
            .or_else(|| self.nearest(place, verb, false))
    }

    fn nearest(&self, place: usize, verb: usize, of_cue: bool) -> Option<usize> {
        let participle = self.scene.units[verb].verb == VerbForm::Ing;
        let mut at = place;
        while let Some(before) = self.before(at) {
            at = before;
            if !self.tag(at).is_tensed() {
                continue;
            }
            // The whole verb group.
            let mut start = at;
            while let Some(helper) = self.before(start)
                && matches!(self.tag(helper), Tag::Auxiliary | Tag::Modal | Tag::Negation)
            {
                start = helper;
            }
            let Some(subject) = self.before(start) else { break };
            if self.is_party(subject) {
                // “insisted that Keller left and met Marten”: those who meet are the nearest.
                let shared = !self.is_embedded(subject)
                    || !self.is_cue(verb)
                    || self.shares_clause(subject, place);
                if shared && (!of_cue || self.is_cue(at)) {
                    return Some(subject);
                }
            } else if self.is_cue(at)
                && self.is_party(at + 1)
                && participle
                && (self.word(subject) == word::COMMA
                    || self.scene.units[subject].kind == UnitKind::Quote)
            {
                // “…,” said Keller, adding …
                return Some(at + 1);
            }
            at = start;
        }
        None
    }

    /// “After saying that it was over, Keller left”: the subject of the main clause, which a comma
    /// opens.
    fn fronted(&self, verb: usize) -> Option<usize> {
        let having = verb > 0 && self.is_having(verb - 1);
        let participle = self.scene.units[verb].verb == VerbForm::Ing || having;
        let before = verb - usize::from(having);
        if !participle || (0..before).any(|i| self.tag(i).is_tensed()) {
            return None;
        }
        (verb + 1..self.scene.units.len())
            .find(|&i| self.is_party(i) && self.word(i - 1) == word::COMMA && self.before_verb(i))
    }

    /// Whether the verb of the party at `subject` follows.
    fn before_verb(&self, subject: usize) -> bool {
        let mut next = subject + 1;
        while self.is_adjunct(next) {
            next += 1;
        }
        self.tag(next).is_tensed()
    }

    /// “When Keller left *and said* that it was over, …”: the verb at `place` is of the same clause that
    /// “when” opens, as no comma has closed it.
    fn shares_clause(&self, subject: usize, place: usize) -> bool {
        let opener = self.before(subject).map_or(WordId::UNKNOWN, |i| self.word(i));
        let timed = matches!(
            self.scene.reading.lexicon.text(opener),
            "when"
                | "after"
                | "before"
                | "while"
                | "as"
                | "because"
                | "since"
                | "although"
                | "though"
        );
        timed && (subject..place).all(|i| self.word(i) != word::COMMA)
    }

    /// Whether the clause of `subject` is what somebody says or a condition, not the main clause.
    fn is_embedded(&self, subject: usize) -> bool {
        let Some(before) = self.before(subject) else { return false };
        matches!(self.tag(before), Tag::Subordinator | Tag::Wh)
            || self.is_cue(before) && self.tag(before).is_verb()
            || self.is_party(before)
                && self.before(before).is_some_and(|i| self.is_cue(i) && self.tag(i).is_verb())
    }
}

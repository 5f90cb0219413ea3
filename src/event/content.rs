//! How far what somebody says goes: where a clause of content begins and ends, as a careful reader
//! would draw it.

use crate::event::PeriodScene;
use crate::rule::unit::{Extent, Unit, UnitKind, VerbForm};
use crate::text::tag::Tag;
use crate::text::{Classes, WordId, word};

/// The unit after content of kind `extent` that begins with unit `at`.
pub fn from(scene: &PeriodScene<'_>, at: usize, extent: Extent) -> Option<usize> {
    let view = View { scene };
    let first = scene.units.get(at)?;
    match extent {
        Extent::Quote => return (first.kind == UnitKind::Quote).then_some(at + 1),
        Extent::Clause => {
            if !view.begins_clause(at) {
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
            if !nominal {
                return None;
            }
        }
        Extent::Prepositional => {
            let governs = matches!(
                view.text(at),
                "of" | "about" | "against" | "for" | "over" | "on" | "regarding" | "concerning"
            );
            if !governs || view.tag(at) != Tag::Preposition {
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
            (tensed && start < end && view.is_whole(start, end) && view.may_open(start))
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
            let start = view.start_of(end);
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
            return false;
        }
        let opens = match first.kind {
            _ if self.is_elided(at) => false,
            UnitKind::Party | UnitKind::List | UnitKind::Quote => true,
            UnitKind::Time | UnitKind::Place | UnitKind::Aside => true,
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
        if !opens {
            return false;
        }
        self.reaches_verb(at)
    }

    /// Whether a subject and its tensed verb follow before the clause breaks off. Verbs of relative
    /// and subordinate clauses on the way do not count.
    fn reaches_verb(&self, at: usize) -> bool {
        self.reaches_verb_within(at, self.scene.units.len())
    }

    fn reaches_verb_within(&self, at: usize, end: usize) -> bool {
        let prepositional = self.tag(at) == Tag::Preposition;
        let opened = matches!(self.tag(at), Tag::Subordinator | Tag::Preposition | Tag::Adverb)
            || self.unit(at).is_some_and(|u| u.kind.is_adjunct());
        let mut subjects = 0;
        let mut inner = 0;
        let mut tensed_before = false;
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
                if !tensed_before {
                    if inner == 0 {
                        return subjects > usize::from(prepositional);
                    }
                    inner -= 1;
                }
                tensed_before = true;
                continue;
            }
            if unit.kind != UnitKind::Aside && tag != Tag::Negation {
                tensed_before = false;
            }
            if word == word::SEMICOLON || word == word::THAT && prepositional && i > at {
                return false;
            }
            if i > at && matches!(tag, Tag::Wh | Tag::Subordinator) {
                inner += 1;
            }
            if word == word::COMMA && inner == 0 && !opened {
                let next = self.skip(i + 1);
                if self.is_party(next) && self.is_tensed(self.skip(next + 1)) {
                    return false;
                }
            }
        }
        false
    }

    /// Whether `start..end` is more than a subordinate clause or a phrase in front of what follows.
    fn is_whole(&self, start: usize, end: usize) -> bool {
        let opener = self.tag(start);
        let subordinate = opener == Tag::Subordinator
            || opener == Tag::Wh && matches!(self.text(start), "when" | "while" | "where" | "as");
        if subordinate || opener == Tag::Preposition {
            return (start + 1..end).any(|i| {
                self.word(i) == word::COMMA && self.reaches_verb_within(self.skip(i + 1), end)
            }) || opener == Tag::Preposition && self.reaches_verb_within(start, end);
        }
        true
    }

    /// “there” where it stands for a subject.
    fn is_there(&self, at: usize) -> bool {
        self.unit(at).is_some_and(|u| {
            u.tokens.len() == 1 && self.scene.reading.lexicon.text(u.word) == "there"
        })
    }

    /// Whether a clause that the cue has cut in two goes on with unit `at`.
    fn begins_remainder(&self, at: usize) -> bool {
        let tag = self.tag(at);
        if tag == Tag::Coordinator || self.is_elided(at) || self.is_finite_cue(at) {
            return false;
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

    /// Whether fronted content can begin with unit `at`.
    fn may_open(&self, at: usize) -> bool {
        !matches!(self.tag(at), Tag::Finite | Tag::Participle if self.unit(at).is_some_and(|u| u.kind == UnitKind::Word))
    }

    /// Where content that begins with unit `at` ends: at the end of the period, or where the
    /// sentence goes back to the one who speaks.
    fn end_of(&self, at: usize, extent: Extent) -> usize {
        let mut end = self.scene.units.len();
        let mut depth = 0i32;
        for i in at..self.scene.units.len() {
            let word = self.word(i);
            if word == word::OPEN_BRACKET {
                depth += 1;
            } else if word == word::CLOSE_BRACKET {
                depth -= 1;
            }
            if depth > 0 || i == at {
                continue;
            }
            if self.stops_before(at, i, extent) {
                end = i;
                break;
            }
        }
        self.without_tail(at, end)
    }

    /// Whether the content ends before unit `i`.
    fn stops_before(&self, start: usize, i: usize, extent: Extent) -> bool {
        let word = self.word(i);
        if word == word::SEMICOLON {
            return true;
        }
        // “…, Keller said”: somebody else’s attribution, or the speaker’s again.
        if word == word::COMMA {
            let next = self.skip(i + 1);
            if self.is_party(next) && self.is_finite_cue(self.skip(next + 1)) {
                let after = self.skip(self.skip(next + 1) + 1);
                return after >= self.scene.units.len()
                    || matches!(self.word(after), word::COMMA | word::FULL_STOP);
            }
            if self.text(next) == "according" {
                return true;
            }
            // “…, adding that …”, “…, referring to …”
            let ing = self.unit(next).is_some_and(|u| u.verb == VerbForm::Ing);
            if ing
                && (self.classes(next).contains(Classes::CUE)
                    || matches!(
                        self.text(next),
                        "referring"
                            | "alluding"
                            | "speaking"
                            | "gesturing"
                            | "pointing"
                            | "standing"
                            | "sitting"
                            | "apparently"
                    ))
            {
                return true;
            }
            if self.coordinated_cue(next) {
                return true;
            }
            // “…, though Marten said she …”
            let contrasts = matches!(self.text(next), "though" | "although" | "while" | "whereas");
            if contrasts && self.is_party(next + 1) && self.is_finite_cue(self.skip(next + 2)) {
                return true;
            }
            if extent == Extent::Phrase && self.is_finite_cue(next) {
                return true;
            }
            return self.leaves_opening_clause(start, i)
                || extent != Extent::Clause && self.opens_other_clause(next);
        }
        if extent != Extent::Clause
            && (self.opens_other_clause(i) || self.resumes_main_clause(start, i))
        {
            return true;
        }
        if i > start + 1 && self.coordinated_cue(i) {
            return true;
        }
        if self.text(i) == "according" && self.text(i + 1) == "to" {
            return true;
        }
        false
    }

    /// “but said …”, “and added that …”: the same subject goes on speaking.
    fn coordinated_cue(&self, at: usize) -> bool {
        if self.tag(at) != Tag::Coordinator {
            return false;
        }
        let next = self.skip(at + 1);
        if matches!(self.text(next), "declined" | "declines" | "refused" | "refuses") {
            return true;
        }
        let cue = self.classes(next).contains(Classes::CUE) && self.tag(next).is_verb();
        let speaks_on = matches!(self.text(next + 1), "that" | "whether" | "how" | "why");
        if cue && speaks_on && self.tag(next) != Tag::Base {
            return true;
        }
        // “… and Marten said she would not”: another one’s words.
        if self.is_party(next) && self.is_finite_cue(self.skip(next + 1)) {
            return true;
        }
        if !self.is_finite_cue(next) {
            return false;
        }
        // The verb must take content of its own, not be one of the content’s verbs: only verbs
        // that are hardly ever anything but speech.
        matches!(
            self.text(next),
            "said"
                | "says"
                | "told"
                | "tells"
                | "added"
                | "adds"
                | "warned"
                | "warns"
                | "urged"
                | "urges"
                | "insisted"
                | "insists"
                | "accused"
                | "accuses"
                | "denied"
                | "denies"
                | "vowed"
                | "vows"
                | "argued"
                | "argues"
                | "noted"
                | "asked"
                | "asks"
                | "promised"
                | "promises"
                | "pledged"
                | "claimed"
                | "suggested"
                | "predicted"
                | "acknowledged"
                | "criticised"
                | "criticized"
                | "called"
                | "stressed"
                | "declared"
                | "described"
        )
    }

    /// “… and Marten left”, “… but the talks went on”: a clause with a subject of its own, after
    /// content that is none.
    fn opens_other_clause(&self, at: usize) -> bool {
        if self.tag(at) != Tag::Coordinator {
            return false;
        }
        let next = self.skip(at + 1);
        self.is_party(next) && self.is_tensed(self.skip(next + 1))
    }

    /// “… calling for a truce **and sent** envoys”: after content without a verb of its own, the
    /// main clause goes on.
    fn resumes_main_clause(&self, start: usize, at: usize) -> bool {
        let inner_clause = (start..at)
            .any(|i| matches!(self.tag(i), Tag::Wh | Tag::Subordinator) || self.is_tensed(i));
        self.tag(at) == Tag::Coordinator && !inner_clause && self.is_tensed(self.skip(at + 1))
    }

    /// “When asked whether …, Keller said”: content inside a clause that opens the period ends
    /// where the main clause begins.
    fn leaves_opening_clause(&self, start: usize, comma: usize) -> bool {
        let first = self.skip(0);
        let opening = matches!(self.tag(first), Tag::Subordinator | Tag::Wh)
            && first < start
            && (first..start).all(|i| self.word(i) != word::COMMA);
        let next = self.skip(comma + 1);
        opening && self.is_party(next) && self.is_tensed(self.skip(next + 1))
    }

    fn skip(&self, mut at: usize) -> usize {
        while self.unit(at).is_some_and(|u| u.kind == UnitKind::Aside || self.is_elided(at)) {
            at += 1;
        }
        at
    }

    /// Whether a unit is a subject that the text leaves out.
    fn is_elided(&self, at: usize) -> bool {
        self.unit(at).is_some_and(|u| u.tokens.is_empty())
    }

    /// Drops the final stop, and marks that only close.
    fn without_tail(&self, at: usize, mut end: usize) -> usize {
        while end > at + 1 {
            let last = end - 1;
            let word = self.word(last);
            let mark = word == word::FULL_STOP
                || word == word::COMMA
                || word == word::QUESTION
                || word == word::EXCLAMATION
                || word == word::SEMICOLON
                || word == word::COLON
                || word == word::EM_DASH
                || word == word::EN_DASH
                || word == word::DOUBLE_HYPHEN;
            if !mark {
                break;
            }
            end = last;
        }
        end
    }

    /// Where fronted content that ends before unit `end` begins.
    fn start_of(&self, end: usize) -> usize {
        let mut start = 0;
        for i in (0..end).rev() {
            let word = self.word(i);
            if word == word::SEMICOLON {
                start = i + 1;
                break;
            }
            // After another attribution the next content begins.
            if word == word::COMMA && i + 1 < end {
                let before = (0..i).rev().find(|&j| {
                    !matches!(
                        self.unit(j).map(|u| u.kind),
                        Some(UnitKind::Aside | UnitKind::Time | UnitKind::Place)
                    )
                });
                if before.is_some_and(|j| self.is_finite_cue(j) && j > 0 && self.is_party(j - 1)) {
                    start = i + 1;
                    break;
                }
            }
        }
        while start < end
            && (matches!(self.tag(start), Tag::Coordinator)
                || matches!(self.word(start), word::COMMA | word::EM_DASH | word::EN_DASH))
        {
            start += 1;
        }
        start
    }
}

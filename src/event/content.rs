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
            let negated = view.is_negation(at);
            let to = if negated { at + 1 } else { at };
            if view.tag(to) != Tag::To {
                return None;
            }
        }
        Extent::Gerund => {
            if first.verb != VerbForm::Ing && view.tag(at) != Tag::Ing {
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
            let content = view.is_tensed(at)
                || matches!(
                    view.tag(at),
                    Tag::Adverb | Tag::Negation | Tag::Coordinator | Tag::Subordinator
                );
            if !content {
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
            (tensed && start < end && view.may_open(start)).then_some(start)
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
        Extent::Infinitive | Extent::Gerund | Extent::Prepositional | Extent::Remainder => None,
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

    fn is_negation(&self, at: usize) -> bool {
        self.tag(at) == Tag::Negation
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
        // A tensed verb must come before the clause breaks off.
        let mut subject = false;
        for i in at..self.scene.units.len().min(at + 40) {
            let Some(unit) = self.unit(i) else { return false };
            subject |= matches!(unit.kind, UnitKind::Party | UnitKind::List | UnitKind::Quote)
                || unit.kind == UnitKind::Word
                    && matches!(self.tag(i), Tag::Noun | Tag::Proper | Tag::Ing | Tag::Wh);
            if self.is_tensed(i) {
                return subject;
            }
            if self.word(i) == word::SEMICOLON {
                return false;
            }
        }
        false
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
            if extent == Extent::Phrase && self.is_finite_cue(next) {
                return true;
            }
            return false;
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

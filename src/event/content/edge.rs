//! Where content ends and begins: at the edge of the period, or where the sentence goes back to
//! the one who speaks.

use super::View;
use crate::rule::unit::{Extent, UnitKind, VerbForm};
use crate::text::tag::Tag;
use crate::text::{Classes, word};

impl View<'_> {
    /// Where content that begins with unit `at` ends: at the end of the period, or where the
    /// sentence goes back to the one who speaks.
    pub(super) fn end_of(&self, at: usize, extent: Extent) -> usize {
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
                return self.leaves_opening_clause(start, i)
                    || after >= self.scene.units.len()
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
        self.tag(at) == Tag::Coordinator
            && self.is_tensed(self.skip(at + 1))
            && !(start..at)
                .any(|i| matches!(self.tag(i), Tag::Wh | Tag::Subordinator) || self.is_tensed(i))
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

    pub(super) fn skip(&self, mut at: usize) -> usize {
        while self.unit(at).is_some_and(|u| u.kind == UnitKind::Aside || self.is_elided(at)) {
            at += 1;
        }
        at
    }

    /// Whether a unit is a subject that the text leaves out.
    pub(super) fn is_elided(&self, at: usize) -> bool {
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
    pub(super) fn start_of(&self, end: usize) -> usize {
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

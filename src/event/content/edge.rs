//! Where content ends and begins: at the edge of the period, or where the sentence goes back to
//! the one who speaks.

use super::View;
use crate::rule::edge::EdgeWord;
use crate::rule::unit::{Extent, UnitKind, VerbForm};
use crate::text::tag::Tag;
use crate::text::{Classes, WordId, word};

impl View<'_> {
    /// Where content that begins with unit `at` ends: at the end of the period, or where the
    /// sentence goes back to the one who speaks.
    pub(super) fn end_of(&self, at: usize, extent: Extent) -> usize {
        let mut end = self.scene.units.len();
        let mut depth = 0i32;
        for i in at..self.scene.units.len() {
            if self.is_mark(i, word::OPEN_BRACKET) {
                depth += 1;
            } else if self.is_mark(i, word::CLOSE_BRACKET) {
                depth -= 1;
            }
            if depth > 0 || i == at {
                continue;
            }
            let stops = self.stops_before(at, i, extent) || self.leaves_object(at, i, extent);
            if stops && !self.is_inside_quote(at, i) {
                end = i;
                break;
            }
        }
        let end = self.without_bracket(at, self.without_tail(at, end));
        let end = self.without_measure(at, end, extent);
        self.without_circumstances(at, self.without_tail(at, end), extent)
    }

    /// Whether the content ends before unit `i`.
    fn stops_before(&self, start: usize, i: usize, extent: Extent) -> bool {
        let word = self.word(i);
        if word == word::SEMICOLON {
            return true;
        }
        // “…, Keller said”: somebody else’s attribution, or the speaker’s again. A comma may stand
        // inside the quotation that it closes.
        let quoted = i > start + 1 && word != word::COMMA && self.ends_in_comma(i - 1);
        if word == word::COMMA || quoted {
            let next = self.skip(if quoted { i } else { i + 1 });
            if self.is_party(next) && self.is_finite_cue(self.skip(next + 1)) {
                let after = self.skip(self.skip(next + 1) + 1);
                return self.leaves_opening_clause(start, i)
                    || after >= self.scene.units.len()
                    || matches!(self.word(after), word::COMMA | word::FULL_STOP);
            }
            if self.is_edge(next, EdgeWord::COMPARISON) {
                return true;
            }
            // “…, suggesting talks were over, *was* tepid”: the verb of the main clause.
            if self.is_tensed(next) && self.is_told_by_participle(start) && !self.is_aside(start, i)
            {
                return true;
            }
            // “…, reports Northwind”
            let who = self.skip(next + 1);
            let sourced = self.is_finite_cue(next) && self.is_party(who) && self.stops(who + 1);
            if sourced && matches!(self.text(next), "says" | "said" | "reports" | "reported") {
                return true;
            }
            // “…, a move that would end the talks”: the reporter sums up.
            if self.sums_up(next) {
                return true;
            }
            // “…, adding that …”, “…, referring to …”
            let ing = self.unit(next).is_some_and(|u| u.verb == VerbForm::Ing);
            let speaks = self.classes(next).contains(Classes::CUE)
                && !self.is_edge(next, EdgeWord::LIGHT_PARTICIPLE);
            if ing && (speaks || self.is_edge(next, EdgeWord::GESTURE)) {
                return true;
            }
            // “…, *then said* it was not”
            if self.coordinated_cue(next) || next > i + 1 && self.is_speech(next) {
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
            // “called for a ban, *favours* a bill and has promised …”: one deed after another.
            let another = self.tag(next) == Tag::Finite && !self.has_clause(start, i);
            if another && extent != Extent::Clause {
                return true;
            }
            if self.is_remark(next) {
                return true;
            }
            if !quoted {
                return self.leaves_opening_clause(start, i)
                    || self.turns_to_circumstance(next)
                    || extent != Extent::Clause && self.opens_other_clause(next);
            }
        }
        // “in a letter that Keller said was a forgery, *the guild is* called …”: the main clause.
        if extent == Extent::Remainder
            && word == word::COMMA
            && start > 0
            && self.word(start - 1) != word::COMMA
        {
            let next = self.skip(i + 1);
            if self.is_party(next) && self.is_tensed(self.skip(next + 1)) {
                return true;
            }
        }
        let clausal = matches!(extent, Extent::Remainder | Extent::Question);
        let complete = !clausal || (start..i).any(|i| self.is_tensed(i));
        // “… – others say that …”
        let dash = word == word::EN_DASH || word == word::EM_DASH || word == word::DOUBLE_HYPHEN;
        if dash
            && (self.is_party(self.skip(i + 1)) && self.is_speech(self.skip(i + 1) + 1)
                || self.is_remark(i + 1))
        {
            return true;
        }
        if extent != Extent::Clause
            && complete
            && (self.opens_other_clause(i) || self.resumes_main_clause(start, i))
        {
            return true;
        }
        // “asked if *talks with Aldoria and Veldania meant* peace”: no clause ends before its verb.
        let begun = extent != Extent::Question
            || (start..i).any(|i| self.is_tensed(i))
            || self.tag(self.skip(start + 1)) == Tag::To;
        if i > start + 1 && begun && (self.coordinated_cue(i) || self.turns_to_circumstance(i)) {
            return true;
        }
        // “urging peace *and promising* aid”: the next of two things that were done.
        let told = extent == Extent::Clause && self.is_told_by_participle(start);
        // “saying the hall is safe *and cited* the report”
        let next = self.skip(i + 1);
        let resumes = told
            && self.tag(i) == Tag::Coordinator
            && self.is_finite_cue(next)
            && !self.is_edge(next, EdgeWord::LIGHT_VERB);
        if resumes {
            return true;
        }
        if told
            && self.joins_participle(i)
            && self.is_cue_after(i)
            && !self.has_participle(start, i)
            || extent == Extent::Infinitive && self.joins_participle(i)
            || extent == Extent::Phrase
                && self.joins_participle(i)
                && (self.is_cue_after(i) || self.is_told_by_participle(start))
        {
            return true;
        }
        // “said “the port is key” in describing the town”
        let whole = self.is_quoted(start, i);
        if whole && self.tag(i) == Tag::Preposition && self.is_participle(i + 1) {
            return true;
        }
        if self.text(i) == "according" && self.text(i + 1) == "to" {
            return true;
        }
        false
    }

    /// Whether the comma at `at` closes what another one opened behind unit `start`.
    fn is_aside(&self, start: usize, at: usize) -> bool {
        (start..at).any(|i| self.word(i) == word::COMMA)
            || at.checked_sub(1).and_then(|i| self.unit(i)).is_some_and(|u| {
                let tokens = self.scene.reading.document.tokens.as_slice();
                u.tokens.range().any(|t| tokens[t].word == word::COMMA)
            })
    }

    /// Whether a clause of its own has begun within `start..end`.
    fn has_clause(&self, start: usize, end: usize) -> bool {
        (start..end)
            .any(|i| matches!(self.tag(i), Tag::Wh | Tag::Subordinator) || self.is_tensed(i))
    }

    /// Whether unit `at` closes a quotation behind a comma: “dead,” she said.
    fn ends_in_comma(&self, at: usize) -> bool {
        let tokens = self.scene.reading.document.tokens.as_slice();
        let Some(last) = self.unit(at).and_then(|u| u.tokens.end.checked_sub(1)) else {
            return false;
        };
        let before = last.checked_sub(1).map(|i| tokens[i as usize].word);
        self.scene.reading.closes_quote(last) && before == Some(word::COMMA)
    }

    /// Whether `start..end` is one quotation.
    fn is_quoted(&self, start: usize, end: usize) -> bool {
        let (Some(first), Some(last)) = (self.unit(start), self.unit(end.wrapping_sub(1))) else {
            return false;
        };
        let quotes = &self.scene.reading.document.quotes;
        // The content may begin with the mark or behind it.
        let from = first.tokens.start;
        let at = quotes.as_slice().partition_point(|q| q.tokens.start + 1 < from);
        let starts = |start: u32| start == from || start + 1 == from;
        let quote = quotes.as_slice().get(at).filter(|q| starts(q.tokens.start));
        quote.is_some_and(|q| q.tokens.end == last.tokens.end)
    }

    /// Whether unit `at`, or the one behind a subject that is left out, is a form in -ing.
    fn is_participle(&self, at: usize) -> bool {
        let at = at + usize::from(self.is_elided(at));
        self.unit(at).is_some_and(|u| u.verb == VerbForm::Ing)
    }

    /// “in what appeared to be a threat”, “in an apparent reference to Marten”, “a
    /// day after the vote”: how and when it was said, behind a comma or dash.
    fn is_remark(&self, at: usize) -> bool {
        let Some(unit) = self.unit(at) else { return false };
        let measured = matches!(unit.kind, UnitKind::Party | UnitKind::Time)
            && self.scene.reading.lexicon.classes(unit.word).contains(Classes::TIME_NOUN)
            && matches!(self.text(at + 1), "after" | "before");
        // The noun may announce words itself; then its phrase is read word by word.
        let article = self.unit(at + 1).map_or("", |u| self.scene.reading.text(u.tokens));
        let named = article.starts_with(['a', 'A'])
            && (at + 1..at + 4)
                .take_while(|&i| {
                    self.is_party(i)
                        || matches!(self.tag(i), Tag::Determiner | Tag::Adjective | Tag::Noun)
                })
                .any(|i| self.is_edge(i, EdgeWord::REFERENCE));
        measured || self.text(at) == "in" && (self.text(at + 1) == "what" || named)
    }

    /// “something that …”, “a move …”: what stands for the whole clause before it.
    fn sums_up(&self, at: usize) -> bool {
        let Some(unit) = self.unit(at) else { return false };
        // The noun may announce words itself; then its phrase is read word by word.
        if self.tag(at) == Tag::Determiner && matches!(self.text(at), "a" | "an") {
            let noun = (at + 1..at + 4)
                .find(|&i| !matches!(self.tag(i), Tag::Adjective | Tag::Adverb))
                .filter(|&i| self.is_edge(i, EdgeWord::SUMMARY));
            return noun.is_some_and(|noun| {
                matches!(self.text(noun + 1), "that" | "which") || self.is_party(noun + 1)
            });
        }
        if unit.kind != UnitKind::Party {
            return false;
        }
        let article = self.scene.reading.text(unit.tokens).starts_with(['a', 'A']);
        let noun = self.scene.reading.lexicon.text(unit.word);
        let summary = article && self.is_edge(at, EdgeWord::SUMMARY) || noun == "something";
        let next = self.unit(at + 1).map_or(unit.tokens.end, |u| u.tokens.start);
        let relative = matches!(self.text(at + 1), "that" | "which") || self.is_party(at + 1);
        summary && (relative || unit.tokens.end < next || unit.tokens.len() > 2)
    }

    /// Whether unit `at` stands between quotation marks that were opened within the content.
    fn is_inside_quote(&self, start: usize, at: usize) -> bool {
        let (Some(first), Some(unit)) = (self.unit(start), self.unit(at)) else { return false };
        let (first, token) = (first.tokens.start, unit.tokens.start);
        let quotes = &self.scene.reading.document.quotes;
        let before = quotes.partition_point(|q| q.tokens.start < token);
        let mut quote = before.checked_sub(1).and_then(|i| quotes.as_slice().get(i));
        while let Some(around) = quote {
            if around.closed && around.tokens.start >= first && token + 1 < around.inside.end {
                return true;
            }
            quote = around.within.and_then(|id| quotes.as_slice().get(id.0 as usize));
        }
        false
    }

    /// “When asked whether …, Keller said”: content inside a clause that opens the period ends
    /// where the main clause begins.
    fn leaves_opening_clause(&self, start: usize, comma: usize) -> bool {
        // “Moreover, while …”
        let mut first = self.skip(0);
        if first > 0 && self.word(first) == word::COMMA {
            first = self.skip(first + 1);
        }
        let fronted = self
            .unit(first)
            .is_some_and(|u| matches!(u.verb, VerbForm::Ing | VerbForm::Participle))
            || self.text(first) == "having"
            || self.tag(first) == Tag::Preposition
                && self.unit(self.skip(first + 1)).is_some_and(|u| u.verb == VerbForm::Ing);
        // “*A few weeks after* Keller had said that …, Marten left”
        let dated = (0..first).any(|i| self.unit(i).is_some_and(|u| u.kind.is_adjunct()));
        let timed = dated && matches!(self.text(first), "after" | "before" | "since" | "when");
        let opening = (fronted || timed || matches!(self.tag(first), Tag::Subordinator | Tag::Wh))
            && first < start
            && (first..start).all(|i| self.word(i) != word::COMMA);
        let next = self.skip(comma + 1);
        let there = self.is_there(comma + 1) && self.is_tensed(next);
        opening && (there || self.is_party(next) && self.is_tensed(self.skip(next + 1)))
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
    pub(super) fn without_tail(&self, at: usize, mut end: usize) -> usize {
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
            if !mark && self.tag(last) != Tag::Coordinator {
                break;
            }
            end = last;
        }
        end
    }

    fn is_mark(&self, at: usize, mark: WordId) -> bool {
        self.unit(at).is_some_and(|u| u.word == mark)
    }

    /// `end` without a clause in brackets: “raised the tax (*which Marten opposes*)”.
    fn without_bracket(&self, start: usize, end: usize) -> usize {
        if end == 0 || !self.is_mark(end - 1, word::CLOSE_BRACKET) {
            return end;
        }
        let open = (start + 1..end).rev().find(|&i| self.is_mark(i, word::OPEN_BRACKET));
        let clause =
            |open: &usize| self.text(open + 1) == "with" || (*open..end).any(|i| self.is_tensed(i));
        open.filter(clause).unwrap_or(end)
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
            if self.turns_to_circumstance(i) {
                start = i + 1;
                break;
            }
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

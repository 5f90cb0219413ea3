//! Quotations as units: what somebody says, or words of the sentence around them.

use super::Builder;
use crate::base::TokenSpan;
use crate::text::tag::Tag;
use crate::text::{Classes, QuoteId, TokenKind, word};

impl Builder<'_> {
    /// The quotation that begins at `at`, clipped to the scene, and whether it is a unit of its
    /// own; the words of other quotations belong to the sentence around them.
    pub(super) fn quote_at(&self, at: u32) -> Option<(QuoteId, TokenSpan, bool)> {
        let number = self.reading().quote_starts.at(at)?;
        let quote = self.reading().document.quotes.as_slice().get(number)?;
        if quote.tokens.end > self.scene.span.end + 1 {
            return None;
        }
        if self.scene.span.start >= quote.inside.start && self.scene.span.start > quote.tokens.start
        {
            return None;
        }
        let tokens = TokenSpan::new(at, quote.tokens.end.min(self.scene.span.end));
        Some((QuoteId(number as u32), tokens, self.stands_alone(quote.inside, at)))
    }

    /// Whether a quotation is what somebody says rather than words of the sentence around it.
    fn stands_alone(&self, inside: TokenSpan, open: u32) -> bool {
        if inside.is_empty() {
            return false;
        }
        let tokens = self.reading().document.tokens.as_slice();
        let at_start = open == self.scene.span.start;
        let before = open.checked_sub(1).map(|i| &tokens[i as usize]);
        let after_stop = before.is_some_and(|t| {
            t.word == word::COLON || t.word == word::COMMA || t.word == word::EM_DASH
        });
        let capital = tokens[inside.start as usize].is_capitalised()
            || tokens[inside.start as usize].kind == TokenKind::Number;
        let last = &tokens[inside.end as usize - 1];
        let closes = last.kind == TokenKind::Mark
            && matches!(
                self.reading().lexicon.text(last.word),
                "," | "." | "!" | "?" | "…" | "..." | "—" | "–"
            );
        let has_verb = (inside.start..inside.end)
            .any(|i| self.reading().tags.get(i as usize).is_some_and(|t| t.is_tensed()));
        // “He agreed, Keller said, “without a doubt”.”
        let after_cue = before.is_some_and(|t| t.word == word::COMMA)
            && open.checked_sub(2).is_some_and(|i| {
                self.tag(i) == Tag::Finite && self.classes(i).contains(Classes::CUE)
            });
        let ends = tokens.get(inside.end as usize + 1).is_none_or(|t| t.kind == TokenKind::Mark);
        at_start && (inside.len() > 1 || closes)
            || after_cue && inside.len() >= 3 && ends
            || after_stop && (capital || closes)
            || capital && has_verb && inside.len() >= 3
            || capital && closes && inside.len() >= 2
    }

    pub(super) fn closes_inner_quote(&self, at: u32) -> bool {
        let tokens = self.reading().document.tokens.as_slice();
        let mark = tokens.get(at as usize).is_some_and(|t| t.kind == TokenKind::Mark);
        mark && self.reading().closes_quote(at)
    }
}

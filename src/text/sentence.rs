//! Where sentences end inside a block. A stop ends a sentence if what follows looks like the
//! beginning of another; stops of abbreviations and initials need a plain beginning. What is inside
//! brackets is never cut; quotations are cut into sentences, but not into periods.

use crate::base::{ByteSpan, TokenSpan};
use crate::text::quote::Role;
use crate::text::{
    Block, BlockId, Classes, Document, Sentence, Shape, Token, TokenKind, WordId, word,
};

/// Fills in the sentences and periods of a document whose tokens, blocks, quotations and dateline
/// are known; `roles` tells what each token does to quotations.
pub(super) fn sentences(document: &mut Document, roles: &[Role]) {
    let mut sentences = std::mem::take(&mut document.sentences);
    let mut periods = std::mem::take(&mut document.periods);
    let outer = document.quotes.iter().filter(|quote| quote.within.is_none());
    let mut quotes = outer.map(|quote| quote.tokens).peekable();
    for (id, block) in document.blocks.iter_enumerated() {
        let span = after_dateline(block, document.dateline);
        let cutter = Cutter { document, roles, end: span.end };
        let mut sentence_start = span.start;
        let mut period_start = span.start;
        let mut quote = TokenSpan::default();
        cutter.breaks(span, |at| {
            sentences.push(cutter.sentence(id, TokenSpan::new(sentence_start, at)));
            sentence_start = at;
            while let Some(next) = quotes.next_if(|next| next.start < at) {
                quote = next;
            }
            if at <= quote.start || at >= quote.end {
                periods.push(TokenSpan::new(period_start, at));
                period_start = at;
            }
        });
        if sentence_start < span.end {
            sentences.push(cutter.sentence(id, TokenSpan::new(sentence_start, span.end)));
        }
        if period_start < span.end {
            periods.push(TokenSpan::new(period_start, span.end));
        }
        while quotes.next_if(|next| next.start < span.end).is_some() {}
    }
    document.sentences = sentences;
    document.periods = periods;
}

fn after_dateline(block: &Block, dateline: Option<TokenSpan>) -> TokenSpan {
    match dateline {
        Some(dateline) if block.tokens.covers(dateline) => {
            TokenSpan::new(dateline.end, block.tokens.end)
        }
        _ => block.tokens,
    }
}

struct Cutter<'a> {
    document: &'a Document,
    roles: &'a [Role],
    /// The end of the block.
    end: u32,
}

/// More marks than these never stand before the first word of a sentence.
const MOST_OPENING_MARKS: u32 = 8;

/// A bracket that closes later than this is taken for a stray one.
const LONGEST_BRACKET: usize = 150;

impl Cutter<'_> {
    fn token(&self, at: u32) -> Option<&Token> {
        self.document.tokens.as_slice().get(at as usize).filter(|_| at < self.end)
    }

    fn text(&self, token: &Token) -> &str {
        token.span.of(self.document.text())
    }

    fn classes(&self, token: &Token) -> Classes {
        token.classes
    }

    fn role(&self, at: u32) -> Role {
        self.roles.get(at as usize).copied().unwrap_or_default()
    }

    fn sentence(&self, block: BlockId, tokens: TokenSpan) -> Sentence {
        let span: ByteSpan = self.document.bytes(tokens);
        Sentence { block, span, tokens }
    }

    /// Calls `cut` with the first token of each new sentence.
    fn breaks(&self, span: TokenSpan, mut cut: impl FnMut(u32)) {
        let mut at = span.start;
        let mut start = span.start;
        let mut bracket_end = span.start;
        // The first word of the sentence.
        let mut word_at = u32::MAX;
        while let Some(token) = self.token(at) {
            if token.word == word::OPEN_BRACKET || token.word == word::OPEN_SQUARE {
                if at >= bracket_end {
                    bracket_end = self.bracket_end(at, token.word).unwrap_or(bracket_end);
                }
                at += 1;
                continue;
            }
            let Some(stop) = self.stop(token) else {
                if token.kind != TokenKind::Mark {
                    word_at = word_at.min(at);
                }
                at += 1;
                continue;
            };
            let after = self.after_closing_marks(at + 1);
            // A stop before any word, as in `. ... We left`, belongs to what follows.
            let any_word = token.kind == TokenKind::Word || at > word_at;
            let apart = any_word && after > bracket_end && after < span.end;
            if apart && self.is_break(start, at, after, stop) {
                cut(after);
                start = after;
                word_at = u32::MAX;
            }
            at = after;
        }
    }

    /// The closing bracket that belongs to the opening one at `open`.
    fn bracket_end(&self, open: u32, opening: WordId) -> Option<u32> {
        let closing =
            if opening == word::OPEN_BRACKET { word::CLOSE_BRACKET } else { word::CLOSE_SQUARE };
        let mut depth = 0usize;
        let limit = self.end.min(open.saturating_add(LONGEST_BRACKET as u32));
        (open..limit).find(|&at| {
            let word = self.token(at).map(|token| token.word);
            if word == Some(opening) {
                depth += 1;
            } else if word == Some(closing) {
                depth = depth.saturating_sub(1);
            } else {
                return false;
            }
            depth == 0
        })
    }

    fn stop(&self, token: &Token) -> Option<Stop> {
        if token.shape.contains(Shape::ABBREVIATION) {
            return Some(Stop::Abbreviation);
        }
        if token.kind != TokenKind::Mark {
            return None;
        }
        match token.word {
            word::FULL_STOP => Some(Stop::Full),
            word::QUESTION | word::EXCLAMATION => Some(Stop::Call),
            word::ELLIPSIS | word::DOTS => Some(Stop::Ellipsis),
            _ => match self.text(token) {
                "。" | "．" | "！" | "？" => Some(Stop::Wide),
                "।" | "۔" => Some(Stop::Full),
                "؟" | "‽" => Some(Stop::Call),
                _ => None,
            },
        }
    }

    /// The first token after the marks that belong to the end of a sentence.
    fn after_closing_marks(&self, mut at: u32) -> u32 {
        while let Some(token) = self.token(at) {
            let glued = token.shape.contains(Shape::GLUED);
            let closes = self.role(at) == Role::Close
                || token.word == word::CLOSE_BRACKET
                || token.word == word::CLOSE_SQUARE
                || (glued && token.kind == TokenKind::Mark && self.stop(token).is_some())
                || (glued && self.role(at) == Role::None && matches!(self.text(token), "”" | "’" | "»"))
                // `. . .` is an ellipsis in three pieces.
                || token.word == word::FULL_STOP;
            if !closes {
                break;
            }
            at += 1;
        }
        at
    }

    /// Whether a sentence that began at `start` ends with the stop at `at` and the closing marks
    /// up to `after`.
    fn is_break(&self, start: u32, at: u32, after: u32, stop: Stop) -> bool {
        let mut first = after;
        let limit = after.saturating_add(MOST_OPENING_MARKS);
        while first < limit && self.token(first).is_some_and(|token| self.is_opening(first, token))
        {
            first += 1;
        }
        let (Some(behind), Some(next)) = (self.token(after), self.token(first)) else {
            return false;
        };
        let closing_quote = (at + 1..after).any(|at| self.role(at) == Role::Close);
        let glued = behind.shape.contains(Shape::GLUED);
        match stop {
            Stop::Abbreviation if !closing_quote => {
                let abbreviation = self.token(at).map(|t| (self.classes(t), t.shape));
                let (classes, shape) = abbreviation.unwrap_or((Classes::empty(), Shape::empty()));
                !glued && self.is_break_after_abbreviation(classes, shape, first, first > after)
            }
            Stop::Full | Stop::Abbreviation if glued => {
                self.is_glued_beginning(at, behind) && self.is_beginning(next)
            }
            Stop::Full | Stop::Abbreviation => {
                !self.is_list_number(start, at) && self.is_beginning(next)
            }
            Stop::Call => {
                self.is_beginning(next)
                    && !(glued && next.kind == TokenKind::Mark)
                    && !(closing_quote && self.is_cue_near(first))
            }
            Stop::Wide => self.is_beginning(next),
            Stop::Ellipsis => !glued && next.word != word::I && self.is_beginning(next),
        }
    }

    /// Marks that may stand before the first word of a sentence.
    fn is_opening(&self, at: u32, token: &Token) -> bool {
        self.role(at) == Role::Open
            || (token.kind == TokenKind::Mark
                && matches!(
                    self.text(token),
                    "(" | "["
                        | "•"
                        | "-"
                        | "–"
                        | "—"
                        | "--"
                        | "*"
                        | "·"
                        | "“"
                        | "\""
                        | "‘"
                        | "'"
                        | "«"
                        | "¿"
                        | "¡"
                        | "…"
                        | "..."
                ))
    }

    fn is_beginning(&self, next: &Token) -> bool {
        let text = self.text(next);
        match next.kind {
            TokenKind::Number | TokenKind::Link => true,
            TokenKind::Mark => !matches!(
                text,
                "," | ";" | ":" | ")" | "]" | "/" | "%" | "&" | "=" | "+" | "”" | "’" | "»" | "}"
            ),
            TokenKind::Word => {
                next.is_capitalised()
                    || next.shape.contains(Shape::MIXED)
                    || !text.starts_with(|c: char| c.is_lowercase() || c == '\'' || c == '’')
            }
        }
    }

    /// A headline glued to the end of a sentence: `…the group.Anna Keller arrives`.
    fn is_glued_beginning(&self, at: u32, behind: &Token) -> bool {
        let before = at.checked_sub(1).and_then(|at| self.token(at));
        let plain = before.is_some_and(|token| {
            token.span.len() > 1
                && !token.shape.contains(Shape::ALL_CAPS)
                && token.kind != TokenKind::Link
        });
        plain && behind.kind == TokenKind::Word && behind.is_capitalised() && behind.span.len() > 1
    }

    /// `1.` at the beginning of a sentence.
    fn is_list_number(&self, start: u32, at: u32) -> bool {
        at == start + 1
            && self.token(start).is_some_and(|t| t.kind == TokenKind::Number && t.span.len() <= 2)
    }

    /// Whether a speech cue follows within six words, as in `“Why?” Keller asked.`
    fn is_cue_near(&self, first: u32) -> bool {
        let words = (first..self.end.min(first.saturating_add(40))).map_while(|at| self.token(at));
        words
            .take_while(|token| self.stop(token).is_none_or(|stop| stop == Stop::Abbreviation))
            .filter(|token| token.kind == TokenKind::Word)
            .take(6)
            .any(|token| self.classes(token).contains(Classes::CUE))
            || self.is_cue_after_aside(first)
    }

    /// Whether a name, an aside between commas and a speech cue follow: `“Why?” Keller, a clerk,
    /// asked.`
    fn is_cue_after_aside(&self, first: u32) -> bool {
        let comma = |at: &u32| self.token(*at).is_some_and(|t| t.word == word::COMMA);
        let Some(open) = (first + 1..self.end.min(first + 5)).find(comma) else { return false };
        let close = (open + 1..self.end.min(open + 20)).find(comma);
        let cue = close.and_then(|close| self.token(close + 1));
        cue.is_some_and(|t| self.classes(t).contains(Classes::CUE | Classes::VERB_PAST))
    }

    fn is_break_after_abbreviation(
        &self,
        classes: Classes,
        shape: Shape,
        first: u32,
        opened: bool,
    ) -> bool {
        let Some(next) = self.token(first).filter(|next| next.is_capitalised()) else {
            return false;
        };
        // After a title and after `vs.` the sentence always goes on.
        if classes.intersects(Classes::TITLE | Classes::PREPOSITION) || next.kind != TokenKind::Word
        {
            return false;
        }
        let next_classes = self.classes(next);
        let shouted = next.shape.contains(Shape::ALL_CAPS);
        if !shouted
            && next_classes.intersects(BEGINNING)
            && !next_classes.intersects(Classes::GIVEN)
        {
            return true;
        }
        if shape.contains(Shape::INITIAL) || classes.intersects(Classes::MONTH | Classes::WEEKDAY) {
            return false;
        }
        if opened {
            return true;
        }
        // `9 a.m. Police said`, `Northwind Inc. Shares fell`; but `U.S. Senate leaders said`.
        let not_a_name = next_classes.contains(Classes::COMMON)
            && !next_classes.intersects(if shape.contains(Shape::CAPITAL) {
                TITLE_LIKE
            } else {
                NAME_LIKE
            })
            && self
                .token(first + 1)
                .is_some_and(|t| t.kind == TokenKind::Word && !t.is_capitalised());
        !shape.contains(Shape::ALL_CAPS) && not_a_name
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stop {
    Full,
    /// A question or exclamation mark.
    Call,
    Ellipsis,
    /// A stop of East Asian text, where no space follows.
    Wide,
    /// The stop of an abbreviation, which may end the sentence as well.
    Abbreviation,
}

/// Classes of words that have a capital only because a sentence begins with them.
const BEGINNING: Classes = Classes::DETERMINER
    .union(Classes::PRONOUN)
    .union(Classes::POSSESSIVE)
    .union(Classes::PREPOSITION)
    .union(Classes::SUBORDINATOR)
    .union(Classes::COORDINATOR)
    .union(Classes::WH)
    .union(Classes::DEICTIC)
    .union(Classes::NEGATION);

/// Words that stand with a capital as names and parts of names.
const NAME_LIKE: Classes = Classes::TITLE
    .union(Classes::GIVEN)
    .union(Classes::SURNAME)
    .union(Classes::MONTH)
    .union(Classes::WEEKDAY);

/// Words that stand with a capital behind the name of a company or place, as well as those:
/// `Northwind Inc. President`, `Washington, D.C. Police`.
const TITLE_LIKE: Classes = NAME_LIKE
    .union(Classes::PERSON_NOUN)
    .union(Classes::GROUP_NOUN)
    .union(Classes::ORGANIZATION_HEAD)
    .union(Classes::PLACE_HEAD);

#[cfg(test)]
mod tests;

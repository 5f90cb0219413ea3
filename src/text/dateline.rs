//! The dateline at the head of a report: where it was filed from, perhaps with date and agency.
//! `AMMAN, Jordan -`, `WASHINGTON (AP) —`, `PORT SALIS, May 3 (Reuters) –`, `date 2023-11-03
//! Northwind News /`.

use crate::base::TokenSpan;
use crate::text::blocks::AGENCIES;
use crate::text::{Block, Classes, Document, Shape, Token, TokenKind, word};

/// The dateline that the paragraph with the tokens of `span` begins with.
pub(super) fn dateline(document: &Document, span: TokenSpan) -> Option<TokenSpan> {
    let tokens = document.tokens.as_slice().get(span.range())?;
    let end = dashed(document, tokens)
        .filter(|&end| tokens[end - 1].word != word::COLON || !is_turn(document, span.start))
        .or_else(|| slashed(document, tokens))
        .filter(|&end| end < tokens.len())?;
    Some(TokenSpan::new(span.start, span.start + end as u32))
}

/// Whether the paragraph that begins with token `start` is the first of a transcript: another one
/// begins with a name in capitals and a colon as well.
fn is_turn(document: &Document, start: u32) -> bool {
    let tokens = document.tokens.as_slice();
    let labelled = |block: &&Block| {
        let label = tokens[block.tokens.range()].iter().take(MOST_OF_LABEL);
        let shouted = label.take_while(|t| t.shape.contains(Shape::ALL_CAPS)).count() as u32;
        let colon = tokens.get((block.tokens.start + shouted) as usize);
        shouted > 0 && colon.is_some_and(|t| t.word == word::COLON)
    };
    document.blocks.iter().filter(|b| b.tokens.start != start).any(|b| labelled(&b))
}

/// How many tokens the label of a turn has at most.
const MOST_OF_LABEL: usize = 6;

/// No dateline has more tokens.
const LONGEST: usize = 20;

/// A place, perhaps with date and agency, before a dash or colon.
fn dashed(document: &Document, tokens: &[Token]) -> Option<usize> {
    let text = document.text();
    let mut dated = false;
    let mut agency = false;
    let mut shouted = 0;
    let mut words = 0;
    let mut at = 0;
    while let Some(token) = tokens.get(at).filter(|_| at < LONGEST) {
        let classes = token.classes;
        let next = tokens.get(at + 1);
        match token.kind {
            TokenKind::Number => dated |= at > 0,
            TokenKind::Word if token.is_capitalised() => {
                dated |= classes.intersects(Classes::MONTH | Classes::WEEKDAY);
                words += 1;
                shouted += usize::from(token.shape.contains(Shape::ALL_CAPS));
            }
            TokenKind::Word if classes.contains(Classes::PARTICLE) && words > 0 => {}
            TokenKind::Word if token.word == word::AND && words > 0 => {}
            TokenKind::Word | TokenKind::Link => return None,
            TokenKind::Mark => match token.word {
                word::COMMA | word::FULL_STOP if words > 0 => {}
                word::SLASH | word::HYPHEN
                    if words > 0
                        && token.shape.contains(Shape::GLUED)
                        && next.is_some_and(|next| {
                            next.shape.contains(Shape::GLUED) && next.is_capitalised()
                        }) => {}
                word::OPEN_BRACKET => {
                    let length =
                        tokens[at..].iter().take(8).position(|t| t.word == word::CLOSE_BRACKET)?;
                    let first = tokens.get(at + 1).filter(|_| length > 1)?;
                    let last = tokens.get(at + length - 1)?;
                    let inside = first.span.join(last.span).of(text);
                    agency |= first.is_capitalised() && (is_agency(inside) || words > 0);
                    at += length;
                }
                word::EM_DASH
                | word::EN_DASH
                | word::DOUBLE_HYPHEN
                | word::HYPHEN
                | word::COLON => {
                    let colon = token.word == word::COLON;
                    let spaced = next.is_some_and(|next| !next.shape.contains(Shape::GLUED))
                        || !token.shape.contains(Shape::GLUED)
                        || token.word != word::HYPHEN;
                    let place = shouted > 0 && tokens[0].shape.contains(Shape::ALL_CAPS);
                    let short = !colon
                        && words <= 3
                        && words > 0
                        && token.word != word::HYPHEN
                        && !token.shape.contains(Shape::GLUED)
                        && next.is_some_and(Token::is_capitalised)
                        && is_plain_name(tokens, at);
                    let fits =
                        agency || (dated && words > 0 && !colon) || (place && words <= 6) || short;
                    return (fits && spaced).then_some(at + 1);
                }
                _ => return None,
            },
        }
        at += 1;
    }
    None
}

/// Whether the tokens before `end` are a name rather than the beginning of a sentence.
fn is_plain_name(tokens: &[Token], end: usize) -> bool {
    tokens.iter().take(end).all(|token| {
        let classes = token.classes;
        token.is_capitalised()
            && !classes.intersects(
                Classes::DETERMINER | Classes::PRONOUN | Classes::PREPOSITION | Classes::WH,
            )
            && !classes
                .intersects(Classes::SURNAME | Classes::GIVEN | Classes::TITLE | Classes::COMMON)
    })
}

fn is_agency(text: &str) -> bool {
    AGENCIES.iter().any(|agency| text.eq_ignore_ascii_case(agency))
}

/// A date and an agency before a slash.
fn slashed(document: &Document, tokens: &[Token]) -> Option<usize> {
    let slash = tokens.iter().take(LONGEST).position(|token| token.word == word::SLASH)?;
    let apart = !tokens[slash].shape.contains(Shape::GLUED)
        && tokens.get(slash + 1).is_some_and(|next| !next.shape.contains(Shape::GLUED));
    if !apart {
        return None;
    }
    let before = &tokens[..slash];
    let fitting = before.iter().enumerate().all(|(at, token)| match token.kind {
        TokenKind::Word => token.is_capitalised() || at == 0,
        TokenKind::Number => true,
        TokenKind::Mark => matches!(
            document.text().get(token.span.range()),
            Some("-" | ":" | "," | "." | "/" | "–" | "(" | ")")
        ),
        TokenKind::Link => false,
    });
    let named = before.iter().any(Token::is_capitalised);
    (fitting && named).then_some(slash + 1)
}

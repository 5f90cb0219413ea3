//! From lines to blocks: which lines form a paragraph, and which are headline, byline, caption,
//! post or page furniture. Lines are told by the line breaks before tokens; what stands inside a
//! paragraph is left to others.

use crate::base::{ByteSpan, IndexVec, TokenSpan};
use crate::text::{Block, BlockId, BlockKind, Shape, Token, TokenId, TokenKind, word};

mod kind;
mod wording;

pub(super) use wording::AGENCIES;

/// Cuts a text into blocks, given its tokens. `title` is the headline where the source keeps it
/// apart; a first line that repeats it is a heading.
pub fn blocks(
    text: &str,
    tokens: &IndexVec<TokenId, Token>,
    title: Option<&str>,
) -> IndexVec<BlockId, Block> {
    let lines = lines(text, tokens);
    let joined = joined(text, tokens, &lines);
    let mut blocks: IndexVec<BlockId, Block> = IndexVec::new();
    let mut whole: Option<TokenSpan> = None;
    let mut paragraphs: Vec<TokenSpan> = Vec::with_capacity(lines.len());
    for (line, joins) in lines.iter().zip(&joined) {
        match whole {
            Some(span) if *joins => whole = Some(span.join(line.tokens)),
            _ => {
                paragraphs.extend(whole);
                whole = Some(line.tokens);
            }
        }
    }
    paragraphs.extend(whole);
    let mut in_body = false;
    for (at, &span) in paragraphs.iter().enumerate() {
        let near = kind::Near {
            in_body,
            first: at == 0,
            before: at.checked_sub(1).and_then(|at| paragraphs.get(at)).copied(),
            after: paragraphs.get(at + 1).copied(),
            title,
        };
        let kind = kind::kind(&kind::View { text, tokens }, span, &near);
        in_body |= kind == BlockKind::Paragraph;
        blocks.push(Block { kind, span: bytes(tokens, span), tokens: span });
    }
    if !in_body {
        // A text of lines without full stops, or a single sentence typed without one.
        for id in blocks.ids() {
            if blocks[id].kind == BlockKind::Heading {
                blocks[id].kind = BlockKind::Paragraph;
            }
        }
    }
    blocks
}

/// The bytes that the tokens of `span` cover.
fn bytes(tokens: &[Token], span: TokenSpan) -> ByteSpan {
    match (tokens.get(span.start as usize), tokens.get((span.end as usize).wrapping_sub(1))) {
        (Some(first), Some(last)) => ByteSpan::new(first.span.start, last.span.end),
        _ => ByteSpan::default(),
    }
}

struct Line {
    tokens: TokenSpan,
    /// Whether an empty line stands before it.
    apart: bool,
}

fn lines(text: &str, tokens: &[Token]) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut end = 0;
    for (at, token) in tokens.iter().enumerate() {
        let at = at as u32;
        match lines.last_mut() {
            Some(line) if !token.shape.contains(Shape::NEW_LINE) => line.tokens.end = at + 1,
            _ => {
                let gap = ByteSpan::new(end, token.span.start).of(text);
                lines
                    .push(Line { tokens: TokenSpan::new(at, at + 1), apart: line_breaks(gap) > 1 });
            }
        }
        end = token.span.end;
    }
    lines
}

/// How many line breaks stand in the white space between two tokens.
fn line_breaks(gap: &str) -> usize {
    let (mut feeds, mut returns, mut separators) = (0, 0, 0);
    for c in gap.chars() {
        match c {
            '\n' => feeds += 1,
            '\r' => returns += 1,
            '\u{2028}' => separators += 1,
            '\u{2029}' => separators += 2,
            _ => {}
        }
    }
    feeds.max(returns) + separators
}

/// For each line, whether it goes on in the paragraph of the line before.
///
/// A text is hard-wrapped if its lines are short, and nearly every line that another one follows
/// is so long that the first word of the next would not have fitted.
fn joined(text: &str, tokens: &[Token], lines: &[Line]) -> Vec<bool> {
    let mut joined = vec![false; lines.len()];
    let joints: Vec<usize> = (1..lines.len()).filter(|&at| !lines[at].apart).collect();
    if joints.is_empty() {
        return joined;
    }
    let length = |line: &Line| bytes(tokens, line.tokens).of(text).chars().count();
    let lengths: Vec<usize> = lines.iter().map(length).collect();
    let width = joints.iter().map(|&at| lengths[at - 1].max(lengths[at])).max();
    let width = width.unwrap_or(0);
    let is_full = |at: usize| {
        let first_word = tokens.get(lines[at].tokens.start as usize);
        let first_word = first_word.map_or(0, |token| token.span.len() as usize);
        lengths[at - 1] + first_word + FEATHER >= width
    };
    let full: Vec<bool> = joints.iter().map(|&at| is_full(at)).collect();
    let full_count = full.iter().filter(|&&full| full).count();
    let wrapped =
        WIDTHS.contains(&width) && joints.len() >= 4 && full_count * 4 >= joints.len() * 3;
    for (&at, full) in joints.iter().zip(full) {
        joined[at] = (wrapped && full) || runs_on(tokens, &lines[at - 1], &lines[at]);
    }
    joined
}

/// How wide hard-wrapped text can be, in characters.
const WIDTHS: std::ops::RangeInclusive<usize> = 40..=130;
/// How far from the margin a full line may end.
const FEATHER: usize = 6;

/// Whether a sentence plainly runs from one line into the next.
fn runs_on(tokens: &[Token], line: &Line, next: &Line) -> bool {
    let Some(last) = tokens.get((line.tokens.end as usize).wrapping_sub(1)) else { return false };
    let Some(first) = tokens.get(next.tokens.start as usize) else { return false };
    let open = last.kind == TokenKind::Word || last.word == word::COMMA;
    open && line.tokens.len() >= 8
        && first.kind == TokenKind::Word
        && first.word.is_known()
        && !first.shape.intersects(Shape::CAPITAL | Shape::MIXED)
}

#[cfg(test)]
mod tests;

//! Quotations that no cue introduces: the one that goes on after the cue, the next paragraph's, the
//! reply in a dialogue, the post with its author's line.

use crate::base::TokenSpan;
use crate::event::Reading;
use crate::event::event::{Content, Event};
use crate::rule::RuleSet;
use crate::text::{BlockKind, Document, Quote, QuoteId, word};

/// Gives every quotation that stands by itself to whoever spoke last, if the text goes on so.
pub fn complete(reading: &Reading<'_>, rules: &RuleSet, events: &mut [Event]) {
    let document = &reading.document;
    let Some(statement) = rules.kind_named("statement") else { return };
    for (id, quote) in document.quotes.iter_enumerated() {
        if quote.within.is_some() || is_taken(events, quote.inside) {
            continue;
        }
        if let Some(before) = quote.continues {
            // Opened again in the next paragraph: the same words of the same speaker.
            if let Some(event) =
                events.iter_mut().find(|e| holds(e, document.quotes[before].inside))
            {
                event.content.push(whole(document, quote));
            }
            continue;
        }
        if !is_alone(document, id) {
            continue;
        }
        let Some(previous) = previous_statement(document, events, statement, quote) else {
            continue;
        };
        events[previous].content.push(whole(document, quote));
    }
}

fn whole(document: &Document, quote: &Quote) -> Content {
    let mut tokens = quote.inside;
    if tokens.end > tokens.start
        && document.tokens.as_slice()[tokens.end as usize - 1].word == word::COMMA
    {
        tokens = TokenSpan::new(tokens.start, tokens.end - 1);
    }
    Content { tokens, quoted: true }
}

fn is_taken(events: &[Event], inside: TokenSpan) -> bool {
    events.iter().any(|e| e.content.iter().any(|c| c.tokens.overlaps(inside)))
}

fn holds(event: &Event, inside: TokenSpan) -> bool {
    event.content.iter().any(|c| c.quoted && c.tokens.overlaps(inside))
}

/// Whether a quotation makes up a period by itself.
fn is_alone(document: &Document, id: QuoteId) -> bool {
    let quote = document.quotes[id];
    let at = document.periods.partition_point(|p| p.end <= quote.tokens.start);
    document.periods.get(at).is_some_and(|period| {
        // The first word decides: a period of thousands of short quotations is asked for each.
        let holds_word = |from: u32, to: u32| {
            document.tokens.as_slice()[from as usize..(to as usize).max(from as usize)]
                .iter()
                .any(|t| t.kind != crate::text::TokenKind::Mark)
        };
        quote.inside.len() >= 3
            && !holds_word(period.start, quote.tokens.start)
            && !holds_word(quote.tokens.end.min(period.end), period.end)
    })
}

/// The statement that a quotation without a cue goes on: one with a quotation that ends shortly
/// before, in the same paragraph, or in the one before if that ends with a quotation.
fn previous_statement(
    document: &Document,
    events: &[Event],
    statement: crate::rule::EventKindId,
    quote: &Quote,
) -> Option<usize> {
    let block = document.block_of(quote.tokens.start)?;
    if document.blocks[block].kind != BlockKind::Paragraph {
        return None;
    }
    let start = quote.tokens.start;
    // What is told inside somebody’s words is nobody’s turn to speak.
    let nested = |event: &Event| {
        events.iter().any(|e| {
            e.kind == statement && e.content.iter().any(|c| c.tokens.covers(event.trigger))
        })
    };
    let from = document.blocks[block].tokens.start;
    let candidate = events
        .iter()
        .enumerate()
        .filter(|(_, e)| e.kind == statement && e.trigger.start < start && !nested(e))
        .max_by_key(|(_, e)| {
            let here = e.trigger.start >= from;
            (here, here && e.content.iter().any(|c| c.quoted), e.trigger.start)
        })?;
    let (number, event) = candidate;
    let last_block = document.block_of(event.trigger.start)?;
    let same_paragraph = last_block == block;
    let next_paragraph = last_block.0 + 1 == block.0;
    let speaks =
        event.content.iter().any(|c| c.quoted) || same_paragraph || ends_with_cue(document, event);
    (speaks && (same_paragraph || next_paragraph)).then_some(number)
}

/// Whether nothing but the paragraph's end follows the statement.
fn ends_with_cue(document: &Document, event: &Event) -> bool {
    let end = event.content.iter().map(|c| c.tokens.end).max().unwrap_or(0).max(event.trigger.end);
    document.block_of(event.trigger.start).is_some_and(|b| end + 4 >= document.blocks[b].tokens.end)
}

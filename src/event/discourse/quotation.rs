//! Quotations that no cue introduces: the one that goes on after the cue, the next paragraph's, the
//! reply in a dialogue, the post with its author's line.

use crate::base::{Id, TokenSpan};
use crate::event::Reading;
use crate::event::discourse::dialogue::Dialogues;
use crate::event::event::{Content, Event};
use crate::event::reading::stretches::Stretches;
use crate::rule::{EventKindId, RuleSet};
use crate::text::{BlockKind, Document, Quote, QuoteId, TokenKind, word};

/// How many tokens a quotation has at least that goes on without a cue.
const TELLING: u32 = 3;

/// Gives every quotation that stands by itself to whoever spoke last, if the text goes on so.
pub fn complete(reading: &Reading<'_>, rules: &RuleSet, events: &mut Vec<Event>) {
    let document = &reading.document;
    let Some(statement) = rules.kind_named("statement") else { return };
    let mut turns = Turns::new(document, events, statement);
    let mut dialogues = Dialogues::default();
    let mut outermost = Outermost::default();
    for (id, quote) in document.quotes.iter_enumerated() {
        if quote.within.is_some() || turns.taken.touch(quote.inside) {
            continue;
        }
        let speaker = match quote.continues {
            // Opened again in the next paragraph: the same words of the same speaker.
            Some(before) => turns.event_with(before),
            None if outermost.is_alone(document, quote) => {
                let previous = turns.previous(events, quote);
                if dialogues.take(document, events, id, previous) {
                    continue;
                }
                // A word alone may be a title or a slogan.
                previous.filter(|_| quote.inside.len() >= TELLING)
            }
            None => None,
        };
        if let Some(number) = speaker {
            let content = whole(document, quote);
            events[number].content.push(content);
            turns.give(id, content, number, events);
        }
    }
    dialogues.finish(document, rules, statement, events);
}

pub fn whole(document: &Document, quote: &Quote) -> Content {
    let mut tokens = quote.inside;
    if tokens.end > tokens.start
        && document.tokens.as_slice()[tokens.end as usize - 1].word == word::COMMA
    {
        tokens = TokenSpan::new(tokens.start, tokens.end - 1);
    }
    Content { tokens, quoted: true }
}

/// The first and last word of the period that was asked for last: a period of thousands of quotations is
/// looked through once.
#[derive(Default)]
struct Outermost {
    period: Option<usize>,
    words: Option<(u32, u32)>,
}

impl Outermost {
    /// Whether a quotation makes up a period by itself: no word stands before or behind it.
    fn is_alone(&mut self, document: &Document, quote: &Quote) -> bool {
        let number = document.periods.partition_point(|p| p.end <= quote.tokens.start);
        let Some(period) = document.periods.get(number) else { return false };
        if self.period != Some(number) {
            let tokens = document.tokens.as_slice();
            let mut words = period.range().filter(|&at| tokens[at].kind != TokenKind::Mark);
            let first = words.next();
            let last = words.next_back().or(first);
            self.period = Some(number);
            self.words = first.zip(last).map(|(first, last)| (first as u32, last as u32));
        }
        self.words
            .is_none_or(|(first, last)| first >= quote.tokens.start && last < quote.tokens.end)
    }
}

/// Who has spoken: sorted once, so that a page of short quotations costs no more than they do.
struct Turns<'a> {
    document: &'a Document,
    statement: EventKindId,
    /// The content of all events, before any quotation is given away.
    taken: Stretches,
    /// Quotations that are content, with their events, in order.
    quoted: Vec<(TokenSpan, usize)>,
    /// By quotation: the event to which it was given.
    given: Vec<Option<usize>>,
    /// The statements, by trigger.
    statements: Vec<usize>,
    /// By event: whether it is told inside somebody’s words, which is nobody’s turn to speak.
    nested: Vec<bool>,
}

impl<'a> Turns<'a> {
    fn new(document: &'a Document, events: &[Event], statement: EventKindId) -> Self {
        let contents =
            || events.iter().enumerate().flat_map(|(n, e)| e.content.iter().map(move |c| (c, n)));
        let mut quoted: Vec<(TokenSpan, usize)> =
            contents().filter(|(c, _)| c.quoted).map(|(c, number)| (c.tokens, number)).collect();
        quoted.sort_unstable();
        let mut statements: Vec<usize> =
            (0..events.len()).filter(|&number| events[number].kind == statement).collect();
        statements.sort_by_key(|&number| events[number].trigger.start);
        let told: Stretches = contents()
            .filter(|(_, number)| events[*number].kind == statement)
            .map(|(content, _)| content.tokens)
            .collect();
        Turns {
            document,
            statement,
            taken: contents().map(|(content, _)| content.tokens).collect(),
            quoted,
            given: vec![None; document.quotes.len()],
            statements,
            nested: events.iter().map(|event| told.cover(event.trigger)).collect(),
        }
    }

    /// The first event whose content holds words of a quotation, as a quotation.
    fn event_with(&self, quote: QuoteId) -> Option<usize> {
        let quotes = &self.document.quotes;
        let inside = quotes[quote].inside;
        let mut outermost = quote;
        while let Some(around) = quotes[outermost].within {
            outermost = around;
        }
        let from = quotes[outermost].inside.start;
        let first = self.quoted.partition_point(|(tokens, _)| tokens.start < from);
        let near = self.quoted[first..].iter().take_while(|(tokens, _)| tokens.start < inside.end);
        let told = near.filter(|(tokens, _)| tokens.overlaps(inside)).map(|&(_, number)| number);
        told.chain(self.given[outermost.index()]).min()
    }

    /// The statement that a quotation without a cue goes on: one with a quotation that ends shortly
    /// before, in the same paragraph, or in the one before if that ends with a quotation.
    fn previous(&self, events: &[Event], quote: &Quote) -> Option<usize> {
        let document = self.document;
        let block = document.block_of(quote.tokens.start)?;
        if document.blocks[block].kind != BlockKind::Paragraph {
            return None;
        }
        let upto =
            self.statements.partition_point(|&n| events[n].trigger.start < quote.tokens.start);
        let turns = self.statements[..upto].iter().rev().copied().filter(|&n| !self.nested[n]);
        let last = turns.clone().next()?;
        let from = document.blocks[block].tokens.start;
        let speaks = |number: usize| events[number].content.iter().any(|c| c.quoted);
        let number = turns
            .take_while(|&number| events[number].trigger.start >= from)
            .find(|&number| speaks(number))
            .unwrap_or(last);
        let event = &events[number];
        let last_block = document.block_of(event.trigger.start)?;
        let same_paragraph = last_block == block;
        let next_paragraph = last_block.0 + 1 == block.0;
        let goes_on = speaks(number) || same_paragraph || ends_with_cue(document, event);
        (goes_on && (same_paragraph || next_paragraph)).then_some(number)
    }

    /// Notes that a quotation was given to an event.
    fn give(&mut self, quote: QuoteId, content: Content, number: usize, events: &[Event]) {
        self.given[quote.index()] = Some(number);
        if events[number].kind != self.statement {
            return;
        }
        let start = |n: usize| events[n].trigger.start;
        let first = self.statements.partition_point(|&n| start(n) < content.tokens.start);
        for &inside in
            self.statements[first..].iter().take_while(|&&n| start(n) < content.tokens.end)
        {
            self.nested[inside] |= content.tokens.covers(events[inside].trigger);
        }
    }
}

/// Whether nothing but the paragraph's end follows the statement.
fn ends_with_cue(document: &Document, event: &Event) -> bool {
    // “Keller told the guild on Monday:”, and nothing yet of what.
    if event.content.is_empty() {
        let tokens = document.tokens.as_slice();
        return document.block_of(event.trigger.start).is_some_and(|b| {
            let end = document.blocks[b].tokens.end as usize;
            end > 0 && tokens[end - 1].word == word::COLON
        });
    }
    let end = event.content.iter().map(|c| c.tokens.end).max().unwrap_or(0).max(event.trigger.end);
    document.block_of(event.trigger.start).is_some_and(|b| end + 4 >= document.blocks[b].tokens.end)
}

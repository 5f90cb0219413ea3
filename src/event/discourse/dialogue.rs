//! Two people who take turns without a cue: “Will you sign?” Keller asked Marten. “Not yet.” “When?” –
//! a question that somebody asked, and paragraphs of nothing but quotations behind it.

use smallvec::SmallVec;

use crate::base::TokenSpan;
use crate::event::Party;
use crate::event::discourse::quotation::whole;
use crate::event::event::{Argument, Event};
use crate::rule::{EventKindId, RuleSet};
use crate::text::{BlockId, Document, QuoteId, word};

/// How sure it is who has a turn.
const SURE: f32 = 0.8;

/// The dialogues of a document, in order.
#[derive(Debug, Default)]
pub struct Dialogues {
    found: Vec<Dialogue>,
}

/// A question and the turns after it.
#[derive(Debug)]
struct Dialogue {
    /// The event of the question.
    question: usize,
    /// The turns; the first one answers.
    turns: Vec<QuoteId>,
    /// The paragraph of the last one.
    last: BlockId,
}

impl Dialogues {
    /// Whether a quotation that stands alone is a turn of a dialogue: the answer to a question, or a
    /// turn after another. `previous` is the statement that it would go on otherwise.
    pub fn take(
        &mut self,
        document: &Document,
        events: &[Event],
        id: QuoteId,
        previous: Option<usize>,
    ) -> bool {
        let quote = &document.quotes[id];
        let Some(block) = document.block_of(quote.tokens.start) else { return false };
        // Its own paragraph, and nothing else in it.
        if document.blocks[block].tokens != quote.tokens {
            return false;
        }
        if let Some(open) = self.found.last_mut().filter(|d| d.last.0 + 1 == block.0) {
            open.turns.push(id);
            open.last = block;
            return true;
        }
        let Some(question) = previous.filter(|&n| {
            let asked = document.block_of(events[n].trigger.start);
            asks(document, &events[n]) && asked.is_some_and(|asked| asked.0 + 1 == block.0)
        }) else {
            return false;
        };
        self.found.push(Dialogue { question, turns: vec![id], last: block });
        true
    }

    /// Adds a statement for each turn whose speaker is known.
    pub fn finish(
        self,
        document: &Document,
        rules: &RuleSet,
        statement: EventKindId,
        events: &mut Vec<Event>,
    ) {
        let kind = &rules.kinds()[statement];
        let (Some(speaker), Some(addressee)) =
            (kind.argument("speaker"), kind.argument("addressee"))
        else {
            return;
        };
        for dialogue in self.found {
            let question = &events[dialogue.question];
            let Some(asks) = question.parties(speaker).next().cloned() else { continue };
            let asked = question.parties(addressee).next().cloned();
            // “…,” Marten said: whoever has the turn after an even number of others is asked.
            let next = events.iter().find(|e| {
                e.kind == statement
                    && document
                        .block_of(e.trigger.start)
                        .is_some_and(|b| b.0 == dialogue.last.0 + 1)
            });
            let next = next.filter(|_| dialogue.turns.len() % 2 == 0);
            let next = next.and_then(|e| e.parties(speaker).next().cloned());
            let Some(answers) = asked.or(next).filter(|p| is_another(p, &asks)) else { continue };
            let question = question.clone();
            for (number, &id) in dialogue.turns.iter().enumerate() {
                let (who, whom) =
                    if number % 2 == 0 { (&answers, &asks) } else { (&asks, &answers) };
                let quote = &document.quotes[id];
                let mark = TokenSpan::new(quote.tokens.start, quote.tokens.start + 1);
                let party = |argument, party: &Party| Argument {
                    argument,
                    hole: 0,
                    parties: vec![party.clone()],
                };
                events.push(Event {
                    trigger: mark,
                    scope: quote.tokens,
                    arguments: vec![party(speaker, who), party(addressee, whom)],
                    content: SmallVec::from_iter([whole(document, quote)]),
                    entry: None,
                    class: Some("neutral".into()),
                    clause: mark,
                    wider: None,
                    nests: true,
                    confidence: question.confidence.min(SURE),
                    ..question.clone()
                });
            }
        }
    }
}

/// Whether a statement is a question that somebody asked in so many words.
fn asks(document: &Document, event: &Event) -> bool {
    let tokens = document.tokens.as_slice();
    let last = event.content.iter().filter(|c| c.quoted).map(|c| c.tokens.end).max();
    event.class.as_deref() == Some("ask")
        && last.is_some_and(|end| tokens[end as usize - 1].word == word::QUESTION)
}

/// Whether two parties are known not to be the same.
fn is_another(party: &Party, other: &Party) -> bool {
    !party.referents.is_empty() && party.referents != other.referents
}

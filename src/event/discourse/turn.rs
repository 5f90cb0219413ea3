//! Words without a cue: the turns of a transcript (“KELLER: We will sign.”, “Q: Will you?”) and posts
//! with their author’s line (“We will sign. — Anna Keller (@keller) 7 May 2024”).

use smallvec::SmallVec;

use crate::base::TokenSpan;
use crate::event::event::{Argument, Content, Event};
use crate::event::{Party, Reading, extract};
use crate::extraction::{EntityKind, Mode};
use crate::rule::{Factuality, RuleId, RuleSet};
use crate::text::phrase::NounPhrase;
use crate::text::{Block, BlockKind, Classes, Shape, TokenKind, word};

/// The rule that such statements are told by.
const RULE: &str = "statement.quote-said";

/// How sure it is that a label in capitals is somebody.
const UNSURE: f32 = 0.5;

/// The same where the text names that person elsewhere.
const SURE: f32 = 0.8;

/// How many tokens may stand in front of the colon of a turn.
const LABEL: u32 = 6;

/// Adds a statement for every turn and post. A lone label is none: “Note: …”, “Keller: a life”.
pub fn turns(reading: &Reading<'_>, rules: &RuleSet, events: &mut Vec<Event>) {
    let blocks = || reading.document.blocks.iter();
    let mut labelled: Vec<(Party, TokenSpan, TokenSpan)> =
        blocks().filter_map(|block| labelled(reading, block)).collect();
    // A label in capitals that names nobody known must speak more than once.
    let labels: Vec<&str> = labelled.iter().map(|(p, ..)| reading.text(p.tokens)).collect();
    let again: Vec<bool> =
        labels.iter().map(|l| labels.iter().filter(|other| *other == l).count() > 1).collect();
    // Who speaks but once between turns of others is somebody as well.
    let transcript = again.len() > 2 && again.contains(&true);
    let mut again = again.into_iter();
    labelled.retain(|(party, ..)| {
        let repeated = again.next().unwrap_or_default();
        transcript || repeated || party.confidence > UNSURE
    });
    // “Anna Keller: “We will sign.”” stands by itself.
    let alone = |(party, _, words): &(Party, TokenSpan, TokenSpan)| {
        !party.referents.is_empty() && quotation(reading, *words).is_some()
    };
    let several = labelled.len() > 1;
    let turns = labelled.into_iter().filter(|turn| several || alone(turn));
    let posts = blocks().filter(|b| b.kind == BlockKind::Post).filter_map(|b| post(reading, b));
    let found: Vec<_> = turns.chain(posts).collect();
    if found.is_empty() {
        return;
    }
    let rule = rules.rules().iter_enumerated().find(|(_, rule)| rule.name == RULE);
    let Some((rule, _)) = rule else { return };
    for (speaker, cue, content) in found {
        let content = quotation(reading, content).unwrap_or(content);
        let known =
            events.iter().any(|e| e.content.iter().any(|c| c.quoted && content.covers(c.tokens)));
        // “I” in a turn is whoever has it.
        for told in events.iter_mut().filter(|e| content.covers(e.trigger)) {
            extract::speak_for(told, &speaker);
        }
        if !known {
            events.extend(event(rules, rule, speaker, cue, content));
        }
    }
}

fn event(
    rules: &RuleSet,
    rule: RuleId,
    speaker: Party,
    cue: TokenSpan,
    content: TokenSpan,
) -> Option<Event> {
    let kind = rules.rule(rule).event;
    let argument = rules.kinds()[kind].argument("speaker")?;
    let confidence = speaker.confidence;
    Some(Event {
        kind,
        rule,
        entry: None,
        trigger: cue,
        scope: content,
        arguments: vec![Argument { argument, hole: 0, parties: vec![speaker] }],
        content: SmallVec::from_iter([Content { tokens: content, quoted: true }]),
        factuality: Factuality::default(),
        class: Some("neutral".into()),
        mode: Mode::default(),
        clause: cue,
        wider: None,
        nests: true,
        attributed_to: None,
        confidence,
    })
}

/// The words between the marks, where `words` are one quotation and nothing else.
fn quotation(reading: &Reading<'_>, words: TokenSpan) -> Option<TokenSpan> {
    let quotes = &reading.document.quotes;
    let at = quotes.partition_point(|q| q.tokens.start < words.start);
    let quote = quotes.as_slice().get(at).filter(|q| q.tokens == words);
    quote.map(|q| q.inside)
}

/// A paragraph that begins with who speaks and a colon: the speaker, the colon, the words.
fn labelled(reading: &Reading<'_>, block: &Block) -> Option<(Party, TokenSpan, TokenSpan)> {
    if !matches!(block.kind, BlockKind::Paragraph | BlockKind::Heading) {
        return None;
    }
    let tokens = reading.document.tokens.as_slice();
    let TokenSpan { start, end, .. } = block.tokens;
    let colon = (start + 1..end.min(start + LABEL))
        .find(|&at| tokens.get(at as usize).is_some_and(|t| t.word == word::COLON))?;
    if colon + 2 >= end {
        return None;
    }
    // “Anna Keller, 10:42: …”: the hour of an entry.
    let mut label = TokenSpan::new(start, colon);
    let mut colon = colon;
    let digits = |at: u32| tokens[at as usize].kind == TokenKind::Number;
    let hour = (start + 1..colon + 1).find(|&at| digits(at));
    if let Some(hour) = hour
        && tokens[hour as usize - 1].word == word::COMMA
    {
        label = TokenSpan::new(start, hour - 1);
        let close = if digits(colon - 1) && digits(colon + 1) { colon + 2 } else { colon };
        if tokens.get(close as usize).is_none_or(|t| t.word != word::COLON) || close + 2 >= end {
            return None;
        }
        colon = close;
    }
    let capitals = (start..label.end).all(|at| {
        tokens[at as usize].kind != TokenKind::Word || tokens[at as usize].is_capitalised()
    });
    let speaker = speaker(reading, label).filter(|_| capitals)?;
    Some((speaker, TokenSpan::new(colon, colon + 1), TokenSpan::new(colon + 1, end)))
}

/// Who a label names: a person, somebody by what they do, or the Q and A of an interview.
fn speaker(reading: &Reading<'_>, label: TokenSpan) -> Option<Party> {
    let tokens = reading.document.tokens.as_slice();
    let head = label.end - 1;
    let mut party = reading.bare_party(&NounPhrase { tokens: label, head });
    let is_person = |party: &Party| {
        party.referents.iter().any(|&r| reading.chains.referents[r].kind == EntityKind::Person)
    };
    let last = tokens[head as usize].word;
    let acts = reading.lexicon.classes(last).contains(Classes::PERSON_NOUN);
    let asks =
        label.len() == 1 && matches!(reading.lexicon.text(last), "q" | "a" | "question" | "answer");
    if is_person(&party) || acts || asks {
        return Some(party);
    }
    let shouted = (label.start..label.end).all(|at| {
        let token = &tokens[at as usize];
        token.kind == TokenKind::Word
            && token.shape.contains(Shape::ALL_CAPS)
            && token.span.len() > 1
    });
    // “KELLER:” is the Anna Keller of the text around it.
    let named = reading.mentions.names.iter_enumerated().find(|(_, mention)| {
        let word = tokens[mention.tokens.end as usize - 1].word;
        word.is_known() && word == last && mention.tokens.start > label.end
            || word.is_known() && word == last && mention.tokens.end <= label.start
    });
    party.confidence = UNSURE;
    if let Some(referent) = named.and_then(|(id, _)| reading.chains.of(id)) {
        party.referents = SmallVec::from_iter([referent]);
        party.confidence = SURE;
    }
    // “READ: …”, “WATCH: …” are no names.
    let classes = reading.lexicon.classes(last);
    let ordinary = classes.intersects(Classes::ANY_VERB | Classes::ANY_NOUN);
    (shouted && (party.confidence > UNSURE || !ordinary)).then_some(party)
}

/// A post that ends with its author’s line.
fn post(reading: &Reading<'_>, block: &Block) -> Option<(Party, TokenSpan, TokenSpan)> {
    let tokens = reading.document.tokens.as_slice();
    let TokenSpan { start, end, .. } = block.tokens;
    let dash = (start + 1..end).rev().find(|&at| {
        let word = tokens[at as usize].word;
        word == word::EM_DASH || word == word::EN_DASH || word == word::DOUBLE_HYPHEN
    })?;
    let bracket = (dash + 1..end).find(|&at| tokens[at as usize].word == word::OPEN_BRACKET)?;
    if bracket == dash + 1 {
        return None;
    }
    let name = TokenSpan::new(dash + 1, bracket);
    let party = reading.bare_party(&NounPhrase { tokens: name, head: bracket - 1 });
    Some((party, TokenSpan::new(dash, dash + 1), TokenSpan::new(start, dash)))
}

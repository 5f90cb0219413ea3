//! Where and when: from the trigger's own clause, else, for the place, from the scene.

use jiff::civil;

use crate::base::{DateRange, TokenSpan};
use crate::event::Reading;
use crate::extraction::EntityKind;
use crate::mention::time::{Anchor, Relation, Tense, TimeExpression, TimeMention, resolve};
use crate::resolve::ReferentId;
use crate::text::TokenKind;

/// A day or range of days with the words that give it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct When {
    /// The days.
    pub range: DateRange,
    /// The words.
    pub tokens: TokenSpan,
}

/// A place with the words that give it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Where {
    /// The place.
    pub referent: ReferentId,
    /// The words.
    pub tokens: TokenSpan,
    /// 1 in the clause itself, less where it is that of the scene.
    pub confidence: f32,
}

/// When something in `clause` takes place whose trigger is `trigger`.
pub fn when(
    reading: &Reading<'_>,
    clause: TokenSpan,
    trigger: TokenSpan,
    tense: Tense,
) -> Option<When> {
    let time = nearest(reading, clause, trigger)?;
    let anchor =
        Anchor { published: reading.published, reference: reference(reading, time, tense) };
    resolve(&time.expression, anchor, tense).map(|range| When { range, tokens: time.tokens })
}

/// The time expression of the clause that stands nearest to the trigger, those after it first.
fn nearest<'a>(
    reading: &'a Reading<'_>,
    clause: TokenSpan,
    trigger: TokenSpan,
) -> Option<&'a TimeMention> {
    reading
        .times
        .iter()
        .filter(|t| clause.covers(t.tokens))
        .filter(|t| {
            matches!(t.relation, Relation::At)
                && matches!(t.expression, TimeExpression::At(_) | TimeExpression::Range(..))
        })
        .min_by_key(|t| {
            if t.tokens.start >= trigger.end {
                (t.tokens.start - trigger.end, 0)
            } else {
                (trigger.start.saturating_sub(t.tokens.end), 1)
            }
        })
}

/// The last day that the story mentions before `time`.
fn reference(reading: &Reading<'_>, time: &TimeMention, tense: Tense) -> Option<civil::Date> {
    let anchor = Anchor { published: reading.published, reference: reading.published };
    reading
        .times
        .iter()
        .take_while(|t| t.tokens.end <= time.tokens.start)
        .filter(|t| matches!(t.relation, Relation::At))
        .filter_map(|t| resolve(&t.expression, anchor, tense))
        .filter(|range| range.from == range.to)
        .last()
        .map(|range| range.from)
}

/// Where something in `clause` takes place whose trigger is `trigger`.
pub fn place(reading: &Reading<'_>, clause: TokenSpan, trigger: TokenSpan) -> Option<Where> {
    let mut found: Option<(u32, Where)> = None;
    let first = reading.mentions.names.partition_point(|m| m.tokens.start < clause.start);
    for (number, mention) in reading.mentions.names.iter_enumerated().skip(first) {
        if mention.tokens.end > clause.end {
            break;
        }
        let Some(referent) = reading.chains.of(number) else { continue };
        if reading.chains.referents[referent].kind != EntityKind::Place
            || !follows_place_preposition(reading, mention.tokens.start, clause.start)
        {
            continue;
        }
        let distance = if mention.tokens.start >= trigger.end {
            mention.tokens.start - trigger.end
        } else {
            (trigger.start.saturating_sub(mention.tokens.end)).saturating_add(2)
        };
        let place = Where { referent, tokens: mention.tokens, confidence: 1.0 };
        if found.is_none_or(|(d, _)| distance < d) {
            found = Some((distance, place));
        }
    }
    found.map(|(_, place)| place)
}

/// Whether “in”, “at” or the like governs the name at `start`.
fn follows_place_preposition(reading: &Reading<'_>, start: u32, from: u32) -> bool {
    let tokens = reading.document.tokens.as_slice();
    let mut at = start;
    for _ in 0..4 {
        if at <= from {
            return false;
        }
        at -= 1;
        let token = &tokens[at as usize];
        if token.kind == TokenKind::Mark {
            return false;
        }
        let text = reading.lexicon.text(token.word);
        if matches!(text, "in" | "at" | "near" | "outside" | "inside") {
            return true;
        }
        if reading.mentions.at(at).is_some() {
            return false;
        }
    }
    false
}

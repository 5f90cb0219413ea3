//! Where and when: from the trigger's own clause, else, for the place, from the scene.

use jiff::civil;

use crate::base::{DateRange, TokenSpan};
use crate::event::Reading;
use crate::extraction::EntityKind;
use crate::mention::time::{Anchor, Relation, Tense, TimeExpression, TimeMention, resolve};
use crate::resolve::ReferentId;
use crate::text::{TokenKind, word};

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
    // They are in order and do not overlap.
    let from = reading.times.partition_point(|t| t.tokens.start < clause.start);
    reading.times[from..]
        .iter()
        .take_while(|t| t.tokens.end <= clause.end)
        .filter(|t| {
            matches!(t.relation, Relation::At)
                && matches!(t.expression, TimeExpression::At(_) | TimeExpression::Range(..))
        })
        .filter(|t| !in_aside(reading, clause, t.tokens, trigger))
        .min_by_key(|t| {
            if t.tokens.start >= trigger.end {
                (t.tokens.start - trigger.end, 0)
            } else {
                (trigger.start.saturating_sub(t.tokens.end), 1)
            }
        })
}

/// Whether `time` belongs to a relative clause before the trigger: “Keller, who flew in
/// **overnight**, met Marten”.
fn in_aside(reading: &Reading<'_>, clause: TokenSpan, time: TokenSpan, trigger: TokenSpan) -> bool {
    let tokens = reading.document.tokens.as_slice();
    let (Some(before), Some(between)) = (
        tokens.get(clause.start as usize..time.start as usize),
        tokens.get(time.end as usize..trigger.start as usize),
    ) else {
        return false;
    };
    let opens = before.windows(2).rposition(|pair| {
        pair[0].word == word::COMMA && (pair[1].word == word::WHO || pair[1].word == word::WHOM)
    });
    let closed = |from: usize| before[from + 2..].iter().any(|t| t.word == word::COMMA);
    opens.is_some_and(|from| !closed(from)) && between.iter().any(|t| t.word == word::COMMA)
}

/// The last day that the story mentions before `time`.
pub fn reference(reading: &Reading<'_>, time: &TimeMention, tense: Tense) -> Option<civil::Date> {
    let anchor = Anchor { published: reading.published, reference: reading.published };
    let until = reading.times.partition_point(|t| t.tokens.end <= time.tokens.start);
    reading.times[..until]
        .iter()
        .rev()
        .filter(|t| matches!(t.relation, Relation::At))
        .filter_map(|t| resolve(&t.expression, anchor, tense))
        .find(|range| range.from == range.to)
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
                && !is_destination(reading, mention.tokens, clause.start, trigger)
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

/// Whether somebody goes to the place named by `name` for the sake of the event: “flew to **Port
/// Salis** on Monday to meet Marten”.
fn is_destination(reading: &Reading<'_>, name: TokenSpan, from: u32, trigger: TokenSpan) -> bool {
    let text = |at: u32| {
        let token = reading.document.tokens.as_slice().get(at as usize);
        token.map_or("", |t| reading.lexicon.text(t.word))
    };
    let purpose = trigger.start > name.end && text(trigger.start - 1) == "to";
    purpose
        && name.start >= from + 2
        && text(name.start - 1) == "to"
        && matches!(
            text(name.start - 2),
            "flew"
                | "flown"
                | "fly"
                | "flying"
                | "travelled"
                | "traveled"
                | "travel"
                | "travelling"
                | "traveling"
                | "went"
                | "came"
                | "come"
                | "drove"
                | "returned"
        )
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

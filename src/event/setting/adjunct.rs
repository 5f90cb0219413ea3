//! When: the day that the trigger's own clause tells.

use jiff::civil;

use crate::base::{DateRange, TokenSpan};
use crate::event::Reading;
use crate::mention::time::{Anchor, Relation, Tense, TimeExpression, TimeMention, resolve};
use crate::resolve::ReferentId;
use crate::text::word;

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

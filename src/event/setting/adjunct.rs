//! When: the day that the trigger's own clause tells.

use jiff::civil;

use crate::base::{DateRange, TokenSpan};
use crate::event::Reading;
use crate::mention::time::{
    Anchor, Calendar, Point, Relation, Tense, TimeExpression, TimeMention, resolve,
};
use crate::resolve::ReferentId;
use crate::text::tag::Tag;
use crate::text::{Classes, word};

/// What four figures before a noun may be as a year: “a 2029 meeting”.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2100;

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
    let named = before_noun(reading, trigger);
    let time = named.as_ref().or_else(|| nearest(reading, clause, trigger))?;
    let anchor =
        Anchor { published: reading.published, reference: reference(reading, time, tense) };
    resolve(&time.expression, anchor, tense).map(|range| When { range, tokens: time.tokens })
}

/// How far before a noun its day, month or year may stand, in words.
const BESIDE: u32 = 4;

/// “the **March 25** call”, “a **July** phone call”, “a **2029** meeting”: the noun’s own time, which no
/// preposition governs.
fn before_noun(reading: &Reading<'_>, trigger: TokenSpan) -> Option<TimeMention> {
    let tag = |at: u32| reading.tags.get(at as usize).copied().unwrap_or_default();
    if tag(trigger.start).is_verb() {
        return None;
    }
    let from = trigger.start.saturating_sub(BESIDE);
    for at in (from..trigger.start).rev() {
        let named = reading.mentions.at(at).is_some();
        let next = reading.times.partition_point(|t| t.tokens.end <= at);
        let whole = reading.times.get(next).filter(|t| t.tokens.end == at + 1);
        if let Some(time) = whole.filter(|t| matches!(t.expression, TimeExpression::At(_))) {
            return Some(TimeMention { relation: Relation::At, ..*time });
        }
        if let Some(calendar) = month_or_year(reading, at).filter(|_| !named) {
            let tokens = TokenSpan::new(at, at + 1);
            let expression = TimeExpression::At(Point::Calendar(calendar));
            return Some(TimeMention { tokens, core: tokens, relation: Relation::At, expression });
        }
        if named || !matches!(tag(at), Tag::Noun | Tag::Adjective | Tag::Number) {
            return None;
        }
    }
    None
}

/// The token as a month or a year, with nothing beside it.
fn month_or_year(reading: &Reading<'_>, at: u32) -> Option<Calendar> {
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let token = reading.document.tokens.as_slice().get(at as usize)?;
    let text = &reading.document.article.text[token.span.range()];
    if token.is_capitalised() && token.classes.contains(Classes::MONTH) {
        let name = text.get(..3)?.to_lowercase();
        let month = MONTHS.iter().position(|&month| month == name)?;
        return Some(Calendar { month: Some(month as i8 + 1), ..Calendar::default() });
    }
    let digits = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
    let year: i16 = text.parse().ok().filter(|_| digits)?;
    YEARS.contains(&year).then(|| Calendar { year: Some(year), ..Calendar::default() })
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

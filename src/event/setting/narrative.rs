//! The day and place of a scene: what a story tells in the simple past goes on where it last said when.
//! “Keller arrived on Tuesday. She met Marten at the port.” “…, a day after Keller met Marten”.

use jiff::Span;

use crate::base::{DateRange, TokenSpan};
use crate::event::Reading;
use crate::event::event::Event;
use crate::event::setting::adjunct::{Where, reference};
use crate::event::setting::reach;
use crate::extraction::{EntityKind, EvidenceKind, Modality, Mode, Polarity};
use crate::mention::time::{Anchor, Relation, Tense, TimeExpression, TimeMention, resolve};
use crate::rule::RuleSet;
use crate::text::tag::Tag;
use crate::text::{Classes, SentenceId, WordId, word};

/// How many sentences back the last date may stand.
const REACH: u32 = 4;

/// How many sentences back an arrival may stand.
const ARRIVAL_REACH: u32 = 2;

/// How many days after somebody's arrival what happens next is taken to happen there.
const STAY: i64 = 2;

/// How far to trust the place of the scene.
const SCENE: f32 = 0.5;

/// The day on which the story is when it tells of `event`, which says no day itself.
pub fn day(reading: &Reading<'_>, rules: &RuleSet, event: &Event) -> Option<DateRange> {
    let narrative = Narrative { reading, rules };
    if !narrative.is_plain(event) || narrative.tells_time(event) {
        return None;
    }
    narrative.counted(event).or_else(|| {
        let told = event.attributed_to.is_none() || narrative.is_told_first(event);
        let goes_on = told && narrative.is_simple_past(event);
        goes_on.then(|| narrative.last_day(event.trigger)).flatten()
    })
}

/// The place where the story is when it tells of a meeting that says no place itself: where
/// somebody was last told to arrive. “Keller touched down in **Port Salis**. She met Marten.”
pub fn place(reading: &Reading<'_>, rules: &RuleSet, event: &Event) -> Option<Where> {
    let narrative = Narrative { reading, rules };
    let goes_on = narrative.is_plain(event)
        && event.mode == Mode::InPerson
        && event.attributed_to.is_none()
        && (!narrative.tells_time(event) || narrative.is_next_step(event))
        && narrative.is_simple_past(event);
    goes_on.then(|| narrative.last_arrival(event.trigger)).flatten()
}

struct Narrative<'a> {
    reading: &'a Reading<'a>,
    rules: &'a RuleSet,
}

impl Narrative<'_> {
    fn word(&self, at: u32) -> WordId {
        let tokens = self.reading.document.tokens.as_slice();
        tokens.get(at as usize).map_or(WordId::UNKNOWN, |t| t.word)
    }

    fn text(&self, at: u32) -> &str {
        self.reading.lexicon.text(self.word(at))
    }

    fn classes(&self, at: u32) -> Classes {
        let tokens = self.reading.document.tokens.as_slice();
        tokens.get(at as usize).map_or(Classes::empty(), |t| t.classes)
    }

    fn tag(&self, at: u32) -> Tag {
        self.reading.tags.get(at as usize).copied().unwrap_or_default()
    }

    fn is_plain(&self, event: &Event) -> bool {
        event.factuality.polarity == Polarity::Positive
            && event.factuality.modality == Modality::Asserted
            && event.factuality.evidence == EvidenceKind::Direct
    }

    /// “**Keller then met Marten**, an aide said”: the story goes on, and who told it comes after.
    fn is_told_first(&self, event: &Event) -> bool {
        let document = &self.reading.document;
        let Some(sentence) = document.sentence_of(event.trigger.start) else { return false };
        let start = document.sentences[sentence].tokens.start;
        let voiced = (start..event.trigger.start)
            .any(|at| self.tag(at).is_verb() && self.classes(at).contains(Classes::CUE));
        !voiced && !document.quotes.iter().any(|q| q.tokens.covers(event.trigger))
    }

    /// Where somebody arrived last before `at`, in this sentence or those just before.
    fn last_arrival(&self, at: TokenSpan) -> Option<Where> {
        let document = &self.reading.document;
        let here = document.sentence_of(at.start)?;
        let first = SentenceId(here.0.saturating_sub(ARRIVAL_REACH));
        let first = document.sentences[first].tokens.start;
        let list = self.rules.vocabulary().list_named("meet.arrivals")?;
        let entries = self.rules.vocabulary().entries_of(list);
        let tokens = document.tokens.as_slice();
        let names = &self.reading.mentions.names;
        let from = names.partition_point(|name| name.tokens.start < first);
        let before = names.partition_point(|name| name.tokens.end <= at.start);
        names.iter_enumerated().take(before).skip(from).rev().find_map(|(number, name)| {
            let start = name.tokens.start;
            let article = start.checked_sub(1).is_some_and(|i| self.word(i) == word::THE);
            let end = (start - u32::from(article)) as usize;
            let referent = self.reading.chains.of(number)?;
            let place = self.reading.chains.referents[referent].kind == EntityKind::Place;
            let arrives = |words: &[WordId]| {
                let from = end.checked_sub(words.len());
                from.is_some_and(|from| {
                    reach::stands(tokens, from, words)
                        && self.classes(from as u32).contains(Classes::VERB_PAST)
                })
            };
            let mut spellings = entries.iter().flat_map(|&e| self.rules.vocabulary().words_of(e));
            let quoted = document.quotes.iter().any(|q| q.tokens.covers(name.tokens));
            (place && !quoted && spellings.any(arrives)).then_some(Where {
                referent,
                tokens: name.tokens,
                confidence: SCENE,
            })
        })
    }

    /// Whether the clause says when, or how often, in words that give no day: “in recent weeks”.
    fn tells_time(&self, event: &Event) -> bool {
        let clause = event.clause;
        let parties = || event.arguments.iter().flat_map(|argument| &argument.parties);
        // “Keller, who has led it *since May*, met …”: that says when something else was.
        let aside = |t: &TimeMention| parties().any(|party| party.tokens.covers(t.tokens));
        let vague = |t: &TimeMention| {
            !matches!(t.expression, TimeExpression::Clock | TimeExpression::Duration) && !aside(t)
        };
        let vocabulary = self.rules.vocabulary();
        let list = vocabulary.list_named("meet.other-times");
        let other = |at: u32| {
            // “just before six”
            let clock = self.word(at) == word::BEFORE && self.tag(at + 1) == Tag::Number;
            let named = list.is_some_and(|list| vocabulary.names(list, self.word(at)));
            named && !clock && !parties().any(|party| party.tokens.contains(at))
        };
        self.reading.times.iter().any(|t| clause.covers(t.tokens) && vague(t))
            || (clause.start..clause.end).any(other)
    }

    /// “Keller arrived on Tuesday. She met Marten **the next day**”: the story goes on where it was.
    fn is_next_step(&self, event: &Event) -> bool {
        let inside = |t: &&TimeMention| event.clause.covers(t.tokens) && self.is_day(t);
        let own = self.reading.times.iter().find(inside).and_then(|t| self.resolved(t));
        let start = event.clause.start;
        let told = self.last_day(TokenSpan::new(start, start + 1));
        let (Some(own), Some(told)) = (own, told) else { return false };
        let later = told.from.checked_add(Span::new().days(STAY));
        told.from <= own.from && later.is_ok_and(|later| own.from <= later)
    }

    /// “a day after Keller met Marten”, “hours before meeting him”: counted from what goes before.
    fn counted(&self, event: &Event) -> Option<DateRange> {
        let start = event.clause.start;
        let sign = match self.text(start.checked_sub(1)?) {
            "after" => -1,
            "before" => 1,
            _ => return None,
        };
        let unit = start.checked_sub(2)?;
        let days = match self.text(unit) {
            "day" | "days" => self.number(unit)?,
            "week" | "weeks" => 7 * self.number(unit)?,
            "hour" | "hours" | "minute" | "minutes" | "moments" => 0,
            _ => return None,
        };
        let sentence = self.reading.document.sentence_of(unit)?;
        let tokens = self.reading.document.sentences[sentence].tokens;
        let inside = |t: &&TimeMention| {
            tokens.covers(t.tokens) && !event.clause.covers(t.tokens) && self.is_day(t)
        };
        let same = self.reading.times.iter().filter(inside).find_map(|t| self.resolved(t));
        let from = same
            .or_else(|| self.last_day(TokenSpan::new(tokens.start, tokens.start + 1)))
            .map(|range| range.from)
            .or(self.reading.published)?;
        from.checked_add(Span::new().days(sign * days)).ok().map(DateRange::day)
    }

    /// The number before a unit of time: “a”, “two”, “10”.
    fn number(&self, unit: u32) -> Option<i64> {
        const WORDS: [&str; 11] =
            ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
        let at = unit.checked_sub(1)?;
        let token = &self.reading.document.tokens.as_slice()[at as usize];
        let text = self.text(at);
        let written = WORDS.iter().position(|&word| word == text).map(|n| n as i64);
        let single = (token.word == word::A || token.word == word::THE).then_some(1);
        written
            .or(single)
            .or_else(|| self.reading.text(TokenSpan::new(at, at + 1)).parse().ok())
            .filter(|n| (0..100).contains(n))
    }

    /// Whether the event is told as a step of a story: “met”, “was received”, “held talks”, and
    /// not “has met”.
    fn is_simple_past(&self, event: &Event) -> bool {
        let clause = event.wider.map_or(event.clause.start, |w| w.start.min(event.clause.start));
        let start = clause.min(event.trigger.start);
        // “had lunch” is a step of a story, “had met” is not.
        let helps = |at: u32| {
            let adverb = |at: &u32| matches!(self.tag(*at), Tag::Adverb | Tag::Negation);
            let next = (at + 1..event.trigger.end).find(|at| !adverb(at));
            next.is_some_and(|at| self.tag(at).is_verb())
        };
        let perfect = |at: u32| {
            self.tag(at) == Tag::Auxiliary
                && matches!(self.text(at), "have" | "has" | "had" | "'ve" | "'d")
                && helps(at)
        };
        let past = |at: u32| match self.tag(at) {
            Tag::Finite => self.classes(at).contains(Classes::VERB_PAST),
            Tag::Auxiliary => matches!(self.text(at), "was" | "were" | "had"),
            _ => false,
        };
        // “The first call was between …”: the verb of a noun that is the subject follows.
        let tensed = |at: &u32| self.tag(*at).is_tensed();
        let behind = (event.trigger.end..event.clause.end).find(tensed);
        let end = match behind {
            Some(verb) if !(start..event.trigger.end).any(|at| tensed(&at)) => verb + 1,
            _ => event.trigger.end,
        };
        (start..end).any(past) && !(start..end).any(perfect)
    }

    /// The last day that the story names before `at`, unless it only says when somebody spoke.
    fn last_day(&self, at: TokenSpan) -> Option<DateRange> {
        let document = &self.reading.document;
        let sentence = |token: u32| document.sentence_of(token).map(|s| s.0);
        let here = sentence(at.start)?;
        let before = self.reading.times.partition_point(|t| t.tokens.end <= at.start);
        for time in self.reading.times.get(..before)?.iter().rev() {
            if sentence(time.tokens.start).is_none_or(|there| here - there > REACH) {
                return None;
            }
            let quoted = document.quotes.iter().any(|q| q.tokens.covers(time.tokens));
            if quoted || !self.is_day(time) || self.is_of_speech(time.tokens.start) {
                continue;
            }
            let range = self.resolved(time)?;
            let past = self.reading.published.is_none_or(|published| range.to <= published);
            return past.then_some(range);
        }
        None
    }

    fn is_day(&self, time: &TimeMention) -> bool {
        matches!(time.relation, Relation::At)
            && matches!(time.expression, TimeExpression::At(_))
            && self.resolved(time).is_some_and(|range| range.from == range.to)
    }

    fn resolved(&self, time: &TimeMention) -> Option<DateRange> {
        let reference = reference(self.reading, time, Tense::Past);
        let anchor = Anchor { published: self.reading.published, reference };
        resolve(&time.expression, anchor, Tense::Past)
    }

    /// “said on Tuesday”, “told reporters on Tuesday”
    fn is_of_speech(&self, time: u32) -> bool {
        (time.saturating_sub(3)..time).any(|at| {
            matches!(self.tag(at), Tag::Finite | Tag::Participle)
                && self.classes(at).contains(Classes::CUE)
        })
    }
}

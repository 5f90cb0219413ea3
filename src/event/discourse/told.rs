//! Meetings that were told of before: “the talks were called off”, “Haddad attended the meeting”.

use crate::base::TokenSpan;
use crate::event::Reading;
use crate::event::event::{Argument, Event};
use crate::extraction::Mode;
use crate::rule::EventKindId;
use crate::text::tag::Tag;

/// How many sentences back “the meeting” reaches.
const REACH: u32 = 3;

/// The hole of those who take part in the meeting that was told of.
const TOLD: u16 = u16::MAX;

/// Who takes part in the event that `noun` means, one of those `told` so far of that kind and mode;
/// those who are `joining` it come first.
pub fn parties(
    reading: &Reading<'_>,
    told: &[Event],
    kind: EventKindId,
    noun: TokenSpan,
    mode: Mode,
    mut joining: Vec<Argument>,
) -> Option<Vec<Argument>> {
    if !is_known(reading, noun) {
        return None;
    }
    let told = last(reading, told, kind, noun, mode)?.arguments.clone();
    let Some(argument) = joining.first().map(|a| a.argument) else { return Some(told) };
    let parties = told.into_iter().flat_map(|a| a.parties).collect();
    joining.push(Argument { argument, hole: TOLD, parties });
    has_newcomer(&joining).then_some(joining)
}

/// “the talks”, “any such meeting”: one that was told of.
fn is_known(reading: &Reading<'_>, noun: TokenSpan) -> bool {
    // “it was not clear that the talk went anywhere”
    if reading.text(noun) == "talk" {
        return false;
    }
    let next = reading.phrases.partition_point(|phrase| phrase.tokens.end < noun.end);
    let phrase = reading.phrases.get(next).filter(|phrase| phrase.tokens.contains(noun.start));
    let says = |at: u32| {
        let token = &reading.document.tokens.as_slice()[at as usize];
        matches!(
            reading.lexicon.text(token.word),
            "the" | "that" | "this" | "these" | "those" | "such" | "their"
        )
    };
    // “the climate session” is another than the one that was told of.
    let named = |at: u32| matches!(reading.tags.get(at as usize), Some(Tag::Noun | Tag::Proper));
    phrase.is_some_and(|phrase| {
        (phrase.tokens.start..noun.end).any(says) && !(phrase.tokens.start..noun.start).any(named)
    })
}

/// The event of that kind and mode that was told last, in one of the sentences just before.
fn last<'e>(
    reading: &Reading<'_>,
    told: &'e [Event],
    kind: EventKindId,
    at: TokenSpan,
    mode: Mode,
) -> Option<&'e Event> {
    let sentence = |token: u32| reading.document.sentence_of(token).map_or(0, |s| s.0);
    let call = |mode| mode != Mode::InPerson;
    told.iter().rev().find(|e| {
        e.kind == kind
            && call(e.mode) == call(mode)
            && e.trigger.start < at.start
            && sentence(at.start) - sentence(e.trigger.start) <= REACH
    })
}

/// Whether somebody known joins those who were told to meet, and is none of them.
fn has_newcomer(arguments: &[Argument]) -> bool {
    let Some((told, joining)) = arguments.split_last() else { return false };
    let told: Vec<_> = told.parties.iter().flat_map(|p| &p.referents).collect();
    let mut new = joining.iter().flat_map(|a| &a.parties).flat_map(|p| &p.referents).peekable();
    new.peek().is_some() && new.all(|referent| !told.contains(&referent))
}

//! Noun phrases without what follows their head: “Jordan’s water minister”, “a senior official”,
//! “Mr Keller”, “they”.

use crate::base::TokenSpan;
use crate::text::tag::Tag;
use crate::text::{Classes, Document, word};

/// A noun phrase up to its head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NounPhrase {
    /// All its tokens, from the determiner to the head.
    pub tokens: TokenSpan,
    /// The token that names what it is.
    pub head: u32,
}

/// The noun phrases of `span`, in order; they do not overlap.
pub fn noun_phrases(document: &Document, tags: &[Tag], span: TokenSpan, out: &mut Vec<NounPhrase>) {
    let mut at = span.start;
    while at < span.end {
        if !may_begin(tags[at as usize]) || is_predicate(tags, at, span) {
            at += 1;
            continue;
        }
        match phrase_at(document, tags, at, span.end.min(at.saturating_add(LONGEST))) {
            Some(phrase) => {
                at = phrase.tokens.end;
                out.push(phrase);
            }
            None => at += 1,
        }
    }
}

/// Whether a noun phrase can begin with such a token; every other one ends it at once.
fn may_begin(tag: Tag) -> bool {
    matches!(
        tag,
        Tag::Pronoun
            | Tag::Noun
            | Tag::Proper
            | Tag::Number
            | Tag::Determiner
            | Tag::Possessive
            | Tag::Adjective
            | Tag::Mark
    )
}

/// Whether the adjective at `at` says what somebody is, and not of what sort the noun behind it: “was
/// **sure** the minister had left”, “is **unaware** Keller’s staff met”.
fn is_predicate(tags: &[Tag], at: u32, span: TokenSpan) -> bool {
    let tag = |at: u32| if span.contains(at) { tags.get(at as usize).copied() } else { None };
    if tag(at) != Some(Tag::Adjective) {
        return false;
    }
    match tag(at + 1) {
        Some(Tag::Determiner | Tag::Possessive | Tag::Pronoun) => true,
        Some(Tag::Proper) => {
            let mut before = (span.start..at).rev().filter_map(tag);
            let is = before.find(|tag| !matches!(tag, Tag::Adverb | Tag::Negation));
            let mut behind = (at + 1..span.end).filter_map(tag);
            let next = behind.find(|tag| *tag != Tag::Proper);
            is == Some(Tag::Auxiliary)
                && next.is_some_and(|tag| tag.is_tensed() || tag == Tag::Genitive)
        }
        _ => false,
    }
}

/// No noun phrase has more tokens: “the the the …” must not be read to its end from each of them.
const LONGEST: u32 = 200;

fn phrase_at(document: &Document, tags: &[Tag], start: u32, end: u32) -> Option<NounPhrase> {
    let tokens = document.tokens.as_slice();
    let mut head = None;
    let mut at = start;
    while at < end {
        let i = at as usize;
        match tags[i] {
            Tag::Pronoun => {
                if at == start {
                    head = Some(at);
                }
                break;
            }
            Tag::Noun | Tag::Proper => {
                // A name and a following noun phrase of time are two things: “Keller Tuesday”.
                let classes = tokens[i].classes;
                // “On Tuesday Keller met …”
                let after_weekday = at == start + 1
                    && tags[i] == Tag::Proper
                    && tokens[start as usize].is_capitalised()
                    && tokens[start as usize].classes.contains(Classes::WEEKDAY);
                if after_weekday {
                    break;
                }
                // “around the time Keller left”, “in recent weeks Keller has met …”
                let after_time = tags[i] == Tag::Proper
                    && head.is_some_and(|head| {
                        let noun = &tokens[head as usize];
                        head + 1 == at
                            && tags[head as usize] == Tag::Noun
                            && noun.classes.contains(Classes::TIME_NOUN)
                            && !noun.is_capitalised()
                    });
                if after_time {
                    break;
                }
                let time = classes.intersects(Classes::WEEKDAY | Classes::MONTH);
                if time && head.is_some() && tokens[i].is_capitalised() {
                    break;
                }
                // “the first time Keller spoke”, “the day Marten left”
                let occasion = head.is_some_and(|head| {
                    tags[head as usize] == Tag::Noun
                        && tokens[head as usize]
                            .classes
                            .intersects(Classes::TIME_NOUN | Classes::ACT_NOUN)
                });
                if occasion && tags[i] == Tag::Proper {
                    break;
                }
                head = Some(at);
            }
            Tag::Number => {
                if head.is_some() {
                    break;
                }
                // “the 63-year-old”, “two”, “the first” may stand alone.
                let percent = at + 1 < end && tokens[i + 1].word == word::PERCENT;
                // “six *other* ministers”
                let other = at + 1 < end && tokens[i + 1].word == word::OTHER;
                if at + 1 >= end || !continues(tags[i + 1]) && !other || percent {
                    head = Some(at);
                }
            }
            Tag::Determiner | Tag::Possessive if at == start => {}
            Tag::Determiner | Tag::Possessive if head.is_none() => {}
            Tag::Genitive if head.is_some() => head = None,
            // “The former left, the latter stayed.”
            Tag::Adjective if at == start + 1 && is_one_of_two(document, tags, at) => {
                head = Some(at);
            }
            Tag::Adjective => {
                let noun = modified(tags, at, end);
                let of_time = |noun: u32| {
                    let classes = tokens[noun as usize].classes;
                    classes.intersects(Classes::TIME_NOUN | Classes::WEEKDAY)
                };
                // A name and a following phrase of time are two things: “Keller next week”.
                let after_name = head.is_some_and(|head| tags[head as usize] == Tag::Proper);
                if head.is_some() && noun.is_none_or(|noun| after_name && of_time(noun)) {
                    break;
                }
            }
            Tag::Adverb if at > start && head.is_none() => {
                if !matches!(tags.get(i + 1), Some(Tag::Adjective | Tag::Number | Tag::Participle))
                {
                    break;
                }
            }
            Tag::Participle | Tag::Ing if at > start && head.is_none() => {
                if !matches!(tags.get(i + 1), Some(Tag::Noun | Tag::Proper | Tag::Adjective)) {
                    break;
                }
            }
            Tag::Mark => {
                let word = tokens[i].word;
                let joins = word == word::HYPHEN
                    || word == word::AMPERSAND
                    || word == word::SLASH
                    || (word == word::DOLLAR || word == word::PERCENT);
                if !joins || at + 1 >= end && word != word::PERCENT {
                    break;
                }
                // A compound as the head: “the 54-year-old”.
            }
            Tag::Preposition if at > start && tokens[i - 1].word == word::HYPHEN => {}
            _ => break,
        }
        at += 1;
    }
    let head = head?;
    let mut phrase_end = head + 1;
    // “30 %”
    if phrase_end < end && tokens[phrase_end as usize].word == word::PERCENT {
        phrase_end += 1;
    }
    // A compound whose last part is no noun: “the 54-year-old”, “the far-right”.
    while phrase_end + 1 < end
        && tokens[phrase_end as usize].word == word::HYPHEN
        && matches!(tags[phrase_end as usize + 1], Tag::Adjective | Tag::Noun | Tag::Adverb)
    {
        phrase_end += 2;
    }
    Some(NounPhrase { tokens: TokenSpan::new(start, phrase_end), head })
}

/// Whether an adjective after an article stands for one of two people named before.
fn is_one_of_two(document: &Document, tags: &[Tag], at: u32) -> bool {
    let written = document.slice(TokenSpan::new(at, at + 1));
    let alone = tags.get(at as usize + 1).is_none_or(|&tag| !continues(tag) || tag == Tag::Mark);
    alone
        && document.tokens.as_slice()[at as usize - 1].word == word::THE
        && (written.eq_ignore_ascii_case("former") || written.eq_ignore_ascii_case("latter"))
}

fn continues(tag: Tag) -> bool {
    matches!(tag, Tag::Noun | Tag::Proper | Tag::Adjective | Tag::Number | Tag::Mark)
}

/// The noun further on in the same phrase that the adjective at `at` belongs to.
fn modified(tags: &[Tag], at: u32, end: u32) -> Option<u32> {
    let next = (at + 1..end).find(|&i| !matches!(tags[i as usize], Tag::Adjective | Tag::Mark))?;
    matches!(tags[next as usize], Tag::Noun | Tag::Proper).then_some(next)
}

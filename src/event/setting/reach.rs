//! How far an event reaches: the clause of its trigger, the clause that one depends on, and further
//! objects with days of their own.

use crate::base::TokenSpan;
use crate::event::event::Argument;
use crate::event::{Party, PeriodScene};
use crate::rule::unit::{Accepts, Scene, Unit, UnitKind, VerbForm};
use crate::rule::{RuleMatch, RuleSet};
use crate::text::{Token, WordId, word};

/// Words that open another clause.
const BREAKS: [WordId; 7] =
    [word::THAT, word::SEMICOLON, word::WHO, word::BEFORE, word::AFTER, word::BUT, word::WHILE];

/// The trigger's own clause: from the match’s first unit to the next break.
pub fn clause(scene: &PeriodScene<'_>, found: &RuleMatch, is_verb: bool) -> TokenSpan {
    let units = &scene.units;
    let start = found.units.start.min(found.verb_group.start).min(found.trigger.start);
    let start = with_adjuncts_before(units, start);
    let mut end = found.units.end.max(found.trigger.end);
    while let Some(unit) = units.get(end) {
        let breaks = unit.kind == UnitKind::Word && BREAKS.contains(&unit.word);
        if breaks || unit.kind == UnitKind::Quote {
            break;
        }
        if is_verb && is_comma(unit) {
            match past_aside(units, end) {
                Some(next) => end = next,
                None => break,
            }
            continue;
        }
        end += 1;
    }
    tokens(scene, start, end)
}

/// What stands in front of the subject belongs to it: “On Tuesday Keller met …”.
fn with_adjuncts_before(units: &[Unit], start: usize) -> usize {
    let mut start = start;
    while start > 0 {
        let unit = &units[start - 1];
        let before_comma = is_comma(unit) && start >= 2 && units[start - 2].kind.is_adjunct();
        if !unit.kind.is_adjunct() && !before_comma {
            break;
        }
        start -= 1;
    }
    start
}

/// Where the clause goes on after the comma at `at`: behind an apposition (“at Fennel House, the
/// minister’s residence, on Sunday”), or at once with a day or place.
fn past_aside(units: &[Unit], at: usize) -> Option<usize> {
    let next = units.get(at + 1)?;
    if next.kind.is_adjunct() {
        // “…, on Tuesday, Haddad said” belongs here as well, and “…, over lunch, in Port Salis”.
        return Some(at + 2);
    }
    let described = next.kind == UnitKind::Party && !next.accepts.intersects(Accepts::PERSON);
    let closes = units.get(at + 2).is_some_and(is_comma);
    let goes_on = units.get(at + 3).is_some_and(|u| u.kind.is_adjunct());
    (described && closes && goes_on).then_some(at + 3)
}

/// The clause whose subject the event shares, if it has none of its own.
pub fn governing_clause(
    scene: &PeriodScene<'_>,
    found: &RuleMatch,
    own: TokenSpan,
) -> Option<TokenSpan> {
    let units = &scene.units;
    let remote = found.captures.iter().find_map(|c| {
        let unit = units.get(c.units.start)?;
        let outside = c.units.end <= found.units.start || c.units.start >= found.units.end;
        if outside {
            Some(found.units.start)
        } else {
            unit.tokens.is_empty().then_some(c.units.start)
        }
    })?;
    let shared = scene.understood(remote)?;
    if shared.subject < found.trigger.start {
        let start = with_adjuncts_before(units, shared.subject);
        return Some(TokenSpan::new(units[start].tokens.start, own.end));
    }
    let end = (shared.governor..units.len())
        .find(|&i| is_comma(&units[i]) || units[i].kind == UnitKind::Quote)
        .unwrap_or(units.len());
    let last = units.get(end.checked_sub(1)?)?;
    Some(TokenSpan::new(own.start, last.tokens.end.max(own.end)))
}

/// Another object of the same verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Other {
    /// Its unit.
    pub unit: usize,
    /// The words that hold its own day and place.
    pub clause: TokenSpan,
}

/// Further objects behind a day or place: “met Marten on Monday **and Chen on Tuesday**”.
pub fn others_met(scene: &PeriodScene<'_>, found: &RuleMatch) -> Vec<Other> {
    let units = &scene.units;
    let mut others = Vec::new();
    let object = found.captures.iter().rfind(|c| c.units.start >= found.trigger.end);
    let Some(object) = object else { return others };
    let mut at = object.units.end;
    loop {
        let adjuncts = at;
        while units.get(at).is_some_and(|u| u.kind.is_adjunct()) {
            at += 1;
        }
        let dated = units[adjuncts..at].iter().any(|u| u.kind == UnitKind::Time);
        let comma = units.get(at).is_some_and(is_comma);
        at += usize::from(comma);
        let and = units.get(at).is_some_and(|u| u.kind == UnitKind::Word && u.word == word::AND);
        at += usize::from(and);
        if !dated || !(comma || and) {
            break;
        }
        let party = units.get(at).is_some_and(|u| {
            matches!(u.kind, UnitKind::Party | UnitKind::List)
                && u.accepts.contains(Accepts::PERSON)
                && !u.accepts.contains(Accepts::NOMINATIVE)
        });
        let mut end = at + 1;
        while units.get(end).is_some_and(|u| u.kind.is_adjunct()) {
            end += 1;
        }
        let own_day = end > at + 1 && units[at + 1..end].iter().any(|u| u.kind == UnitKind::Time);
        // “and Chen on Tuesday left”: that is a clause of its own.
        let verb = units.get(end).is_some_and(|u| u.verb != VerbForm::None);
        if !party || !own_day || verb {
            break;
        }
        others.push(Other { unit: at, clause: tokens(scene, at, end) });
        at += 1;
    }
    others
}

/// Whether the unit at `at` follows “and with”: it stands on the same side as what goes before.
pub fn is_and_with(scene: &PeriodScene<'_>, at: usize) -> bool {
    let word = |back: usize| at.checked_sub(back).and_then(|i| scene.units.get(i)).map(|u| u.word);
    word(1) == Some(word::WITH) && word(2) == Some(word::AND)
}

/// Adds to each side who else is told to stand on it.
pub fn join_companions(
    scene: &PeriodScene<'_>,
    found: &RuleMatch,
    rules: &RuleSet,
    sides: &mut [Argument],
) {
    for side in sides.iter_mut() {
        let others: Vec<Party> =
            side.parties.iter().flat_map(|party| beside(scene, party, rules)).collect();
        side.parties.extend(others);
    }
    if let Some(first) = sides.first_mut() {
        first.parties.extend(companions(scene, found, rules));
        first.parties.extend(fronted(scene, found, rules));
    }
}

/// “**Accompanied by Chen**, Keller met …”: who stands by the side of the subject, told before it.
fn fronted(scene: &PeriodScene<'_>, found: &RuleMatch, rules: &RuleSet) -> Vec<Party> {
    let Some(list) = rules.vocabulary().list_named("meet.companions") else { return Vec::new() };
    let tokens = scene.reading.document.tokens.as_slice();
    let from = scene.span.start as usize;
    let subject = found.captures.iter().map(|c| c.units.start).min().unwrap_or_default();
    let spelled = rules.vocabulary().lengths_at(list, tokens, from).max();
    let companion = spelled.and_then(|length| {
        let at = scene.units.iter().position(|u| u.tokens.start as usize == from + length)?;
        let unit = &scene.units[at];
        let comma = tokens[unit.tokens.end as usize - 1].word == word::COMMA
            || scene.units.get(at + 1).is_some_and(is_comma);
        let party = matches!(unit.kind, UnitKind::Party | UnitKind::List);
        (party && comma && at < subject && subject <= at + 2).then_some(at)
    });
    companion.map_or_else(Vec::new, |at| scene.parties[scene.members[at].clone()].to_vec())
}

/// Who else takes part by the side of the subject: “…, together with the envoy”.
fn companions(scene: &PeriodScene<'_>, found: &RuleMatch, rules: &RuleSet) -> Vec<Party> {
    let units = &scene.units;
    let Some(list) = rules.vocabulary().list_named("meet.companions") else { return Vec::new() };
    let document = scene.reading.document.tokens.as_slice();
    // “together” is an adverb, which a pattern would pass over.
    let spelled = |unit: &Unit| {
        let from = unit.tokens.start as usize;
        rules.vocabulary().lengths_at(list, document, from).map(|length| from + length).max()
    };
    let from = found.units.end.max(found.trigger.end);
    let beside = units.get(from..).unwrap_or_default();
    let mut passed = false;
    let end = beside
        .iter()
        .take_while(|u| {
            let goes_on = !passed;
            passed = !(u.kind.is_adjunct() || is_comma(u));
            goes_on
        })
        .find_map(spelled);
    let party = end.and_then(|end| {
        (from..units.len()).find(|&i| units[i].tokens.start as usize == end).filter(|&i| {
            matches!(units[i].kind, UnitKind::Party | UnitKind::List)
                && units[i].accepts.intersects(Accepts::PERSON | Accepts::ORGANIZATION)
        })
    });
    party.map_or_else(Vec::new, |unit| scene.parties[scene.members[unit].clone()].to_vec())
}

/// Who else takes part by the side of a party, told between commas behind it: “Keller**, accompanied by her
/// aide Marten,** met …”.
fn beside(scene: &PeriodScene<'_>, party: &Party, rules: &RuleSet) -> Vec<Party> {
    let reading = scene.reading;
    let tokens = reading.document.tokens.as_slice();
    let comma = party.core.end;
    let end = party.tokens.end;
    let set_off = comma + 1 < end && tokens[comma as usize].word == word::COMMA;
    let from = comma as usize + 1;
    let lists = ["meet.companions", "meet.instances"].into_iter();
    let lists = lists.filter_map(|name| rules.vocabulary().list_named(name));
    let spelled = lists.flat_map(|list| rules.vocabulary().lengths_at(list, tokens, from)).max();
    let spelled = spelled.filter(|_| set_off);
    let mut found = Vec::new();
    let mut at = spelled.map_or(end, |length| (from + length) as u32);
    while let Some(phrase) = reading.phrase_at(at).filter(|p| p.tokens.end <= end) {
        let companion = reading.party(phrase, end);
        let joins = companion.accepts.intersects(Accepts::PERSON | Accepts::ORGANIZATION);
        at = companion.tokens.end;
        if !joins {
            break;
        }
        found.push(companion);
        let joint = |at: u32| matches!(tokens[at as usize].word, word::COMMA | word::AND);
        while at < end && joint(at) {
            at += 1;
        }
    }
    found
}

/// Whether `words` stand at token `from`.
pub fn stands(tokens: &[Token], from: usize, words: &[WordId]) -> bool {
    let there = tokens.get(from..from + words.len());
    there.is_some_and(|there| there.iter().zip(words).all(|(token, &word)| token.word == word))
}

/// Whom the subject does not meet: “is to see Marten **but not Haddad**”.
pub fn but_not(scene: &PeriodScene<'_>, found: &RuleMatch) -> Option<Other> {
    let units = &scene.units;
    let mut at = found.units.end;
    let word = |at: usize| units.get(at).filter(|u| u.kind != UnitKind::Party).map(|u| u.word);
    at += usize::from(units.get(at).is_some_and(is_comma));
    if word(at) != Some(word::BUT) || word(at + 1) != Some(word::NOT) {
        return None;
    }
    let unit = units.get(at + 2)?;
    let party = matches!(unit.kind, UnitKind::Party | UnitKind::List);
    (party && unit.accepts.contains(Accepts::PERSON))
        .then(|| Other { unit: at + 2, clause: tokens(scene, at, at + 3) })
}

fn is_comma(unit: &Unit) -> bool {
    unit.kind == UnitKind::Word && unit.word == word::COMMA
}

fn tokens(scene: &PeriodScene<'_>, start: usize, end: usize) -> TokenSpan {
    let units = &scene.units;
    let first = units.get(start).map_or(scene.span.start, |u| u.tokens.start);
    let last = end.checked_sub(1).and_then(|i| units.get(i));
    TokenSpan::new(first, last.map_or(scene.span.end, |u| u.tokens.end))
}

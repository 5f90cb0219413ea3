//! What stands between a cue and “that”: when, where and how something was said. “Keller said *in a
//! letter to voters, two days after the vote,* that …”

use super::PeriodScene;
use crate::rule::unit::{Unit, UnitKind};
use crate::text::tag::Tag;
use crate::text::{Classes, WordId, word};

/// No more units stand between a cue and its “that”.
const FARTHEST: usize = 40;

/// The unit of the “that” or “whether”, or of the mark before a quotation, to which circumstances lead
/// that begin with unit `at`.
pub fn circumstances(scene: &PeriodScene<'_>, at: usize) -> Option<usize> {
    let last = scene.units.len().min(at + FARTHEST);
    // Most cues have none within reach: nothing else need be looked at then.
    let end = (at..last).find(|&i| opens_content(scene, i))?;
    if end == at {
        return None;
    }
    let mut next = at;
    while next < end {
        next = past(scene, next, end)?;
    }
    Some(end)
}

/// “that” or “whether” where a clause follows, not “that day” or “a man that left”.
fn opens_content(scene: &PeriodScene<'_>, at: usize) -> bool {
    let unit = &scene.units[at];
    let quote = || scene.units.get(at + 1).is_some_and(|u| u.kind == UnitKind::Quote);
    unit.kind == UnitKind::Word
        && (matches!(unit.word, word::COMMA | word::COLON) && quote()
            || unit.word == word::THAT && tag(scene, at) == Tag::Subordinator
            || unit.word == word::THAT && tag(scene, at) == Tag::Wh && has_subject(scene, at + 1)
            || scene.reading.lexicon.text(unit.word) == "whether")
}

/// “at a conference that *the border was* closed”, unlike “at a conference that *was*”.
fn has_subject(scene: &PeriodScene<'_>, at: usize) -> bool {
    let first = (at..scene.units.len()).find(|&i| !scene.units[i].kind.is_adjunct());
    first.is_some_and(|i| !tag(scene, i).is_tensed())
}

/// The unit behind the one circumstance that begins with unit `at`, if one does.
fn past(scene: &PeriodScene<'_>, at: usize, end: usize) -> Option<usize> {
    let unit = &scene.units[at];
    if unit.kind.is_adjunct() {
        // “in a Port Salis hall”: a name may end before its noun.
        let goes_on = unit.kind == UnitKind::Place && at + 1 < end && governed(scene, at + 1);
        return Some(at + 1 + usize::from(goes_on));
    }
    // “said *one day* that it was over”
    let measured = unit.kind == UnitKind::Party
        && scene.reading.lexicon.classes(unit.word).contains(Classes::TIME_NOUN);
    if measured {
        return Some(at + 1);
    }
    // “, among other things,”, “– as so often –”: whatever two marks of a kind enclose.
    if is_break(unit.word) && unit.kind == UnitKind::Word {
        let close = (at + 1..end).find(|&i| is_word(scene, i, unit.word)).map(|close| close + 1);
        // “added, in another letter: “…””: the colon closes it as well.
        // “acknowledged, however, “…””: and so does the comma before the quotation.
        let aside = || scene.units[at + 1..end].iter().all(|u| u.kind.is_adjunct());
        let closes =
            || is_word(scene, end, word::COLON) || is_word(scene, end, unit.word) && aside();
        return close.or_else(|| closes().then_some(end));
    }
    let joins = tag(scene, at) == Tag::Coordinator && tag(scene, at + 1) == Tag::Preposition;
    if joins {
        return Some(at + 1);
    }
    // “in a letter *published* on Sunday that …”: it belongs to the noun before it.
    let of_noun = tag(scene, at) == Tag::Participle
        && at > 0
        && (tag(scene, at - 1) == Tag::Noun || scene.units[at - 1].kind == UnitKind::Party);
    if of_noun {
        return Some(at + 1);
    }
    if tag(scene, at) != Tag::Preposition {
        return None;
    }
    // “during Saturday’s debate”
    let dated = scene.units[at + 1].kind == UnitKind::Time;
    let first = at + 1 + usize::from(dated);
    let close = (first..end).find(|&i| !governed(scene, i)).unwrap_or(end);
    let leads = close == end && tag(scene, end - 1) == Tag::Noun;
    if leads && !OF_MEDIA.contains(&scene.reading.lexicon.text(unit.word)) {
        return None;
    }
    (close > at + 1).then_some(close)
}

/// Prepositions that say where or how something was said, of a noun that can itself lead to “that”:
/// “said *in a statement* that”, unlike “agreed to settle *over claims* that”.
const OF_MEDIA: &[&str] = &[
    "in",
    "at",
    "on",
    "during",
    "after",
    "before",
    "via",
    "through",
    "from",
    "following",
    "by",
    "as",
];

/// Whether unit `at` can stand behind a preposition as what it governs.
fn governed(scene: &PeriodScene<'_>, at: usize) -> bool {
    let unit = &scene.units[at];
    match unit.kind {
        UnitKind::Party | UnitKind::List | UnitKind::Quote => true,
        UnitKind::Time | UnitKind::Place => false,
        UnitKind::Word | UnitKind::Aside => {
            matches!(
                tag(scene, at),
                Tag::Determiner
                    | Tag::Possessive
                    | Tag::Genitive
                    | Tag::Noun
                    | Tag::Proper
                    | Tag::Pronoun
                    | Tag::Adjective
                    | Tag::Number
            ) || is_word(scene, at, word::HYPHEN)
                || unit.kind == UnitKind::Aside && unit.word == WordId::UNKNOWN
        }
    }
}

fn is_break(mark: WordId) -> bool {
    [word::COMMA, word::EN_DASH, word::EM_DASH, word::DOUBLE_HYPHEN].contains(&mark)
}

fn is_word(scene: &PeriodScene<'_>, at: usize, word: WordId) -> bool {
    let unit: &Unit = &scene.units[at];
    unit.kind == UnitKind::Word && unit.word == word
}

fn tag(scene: &PeriodScene<'_>, at: usize) -> Tag {
    let word = scene
        .units
        .get(at)
        .filter(|u| matches!(u.kind, UnitKind::Word | UnitKind::Aside) && !u.tokens.is_empty());
    word.map_or(Tag::None, |u| scene.reading.tags[u.tokens.start as usize])
}

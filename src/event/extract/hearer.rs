//! Who hears a statement without standing beside its cue: “*In a letter to Marten*, Keller said …”,
//! “Keller, *speaking to reporters*, said …”, “…,” Keller said *in an interview with the Gazette*.

use crate::base::TokenSpan;
use crate::event::{Party, Reading};
use crate::rule::RuleSet;
use crate::rule::unit::Accepts;
use crate::text::tag::Tag;
use crate::text::{Classes, WordId, word};

/// How many words stand between a preposition and its noun, or the cue and the preposition, at most.
const NEAR: u32 = 6;

/// A saying: where it is told, who says it, and the cue.
pub struct Saying<'a> {
    pub scope: TokenSpan,
    pub speaker: &'a Party,
    pub cue: TokenSpan,
}

/// Who hears it, if a medium or a participle near the speaker or the cue tells.
pub fn hearer(reading: &Reading<'_>, rules: &RuleSet, saying: &Saying<'_>) -> Option<Party> {
    let Saying { scope, speaker, cue } = saying;
    let from = scope.start.max(speaker.tokens.start.saturating_sub(24));
    let before = (from..speaker.core.start).rev().take_while(|&at| !is_tensed(reading, at));
    let aside = (speaker.core.end..speaker.tokens.end).take_while(|&at| !is_tensed(reading, at));
    let behind = (cue.end..scope.end.min(cue.end + 2 * NEAR)).take_while(|&at| {
        !is_tensed(reading, at)
            && !matches!(reading.tags[at as usize], Tag::Mark | Tag::Subordinator)
    });
    let at = before.chain(aside).chain(behind).find(|&at| addresses(reading, rules, at))?;
    let phrase = reading.phrase_at(at + 2)?;
    let party = reading.bare_party(phrase);
    let hears = Accepts::PERSON | Accepts::ORGANIZATION;
    let same = !party.referents.is_empty() && party.referents == speaker.referents;
    (party.accepts.intersects(hears) && !same && phrase.tokens.end <= scope.end).then_some(party)
}

/// Whether the word at `at` and the preposition behind it lead to somebody who hears: “a letter *to*”,
/// “an interview *with*”, “speaking *to*”.
fn addresses(reading: &Reading<'_>, rules: &RuleSet, at: u32) -> bool {
    let tokens = reading.document.tokens.as_slice();
    let word_at = |at: u32| tokens.get(at as usize).map_or(WordId::UNKNOWN, |t| t.word);
    if !matches!(word_at(at + 1), word::TO | word::WITH)
        || reading.tags.get(at as usize + 1) != Some(&Tag::Preposition)
    {
        return false;
    }
    let speaks = matches!(reading.lexicon.text(word_at(at)), "speaking" | "talking" | "writing");
    if speaks && reading.tags[at as usize] == Tag::Ing {
        return true;
    }
    let medium = rules.vocabulary().list_named("saynoun.in").is_some_and(|list| {
        let entries = rules.vocabulary().entries_of(list);
        rules.vocabulary().headed_by(word_at(at)).iter().any(|id| entries.contains(id))
    });
    let preposition = (at.saturating_sub(NEAR)..at).rev().find(|&i| {
        !matches!(
            reading.tags[i as usize],
            Tag::Determiner | Tag::Possessive | Tag::Adjective | Tag::Noun | Tag::Proper
        )
    });
    // “in response to critics” is a phrase of its own; “in letters to them” is not.
    let several = tokens[at as usize].classes.contains(Classes::NOUNS);
    let opens = |i: u32| {
        matches!(reading.lexicon.text(word_at(i)), "in" | "during" | "at" | "on" | "via" | "after")
            && (i + 1 < at || several)
    };
    medium && preposition.is_some_and(opens)
}

fn is_tensed(reading: &Reading<'_>, at: u32) -> bool {
    reading.tags[at as usize].is_tensed()
}

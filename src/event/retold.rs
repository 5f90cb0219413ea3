//! Speech that somebody’s quoted words tell of. “I told him it was over” is a statement of its own;
//! “I’d say it is over”, “they can dismiss us” and “we thank everybody” are how people talk.

use crate::event::PeriodScene;
use crate::extraction::{Modality, Polarity};
use crate::rule::RuleMatch;
use crate::rule::unit::{Accepts, Extent, VerbForm};
use crate::text::{Classes, word};

/// Whether what was found at a cue holds as a statement where it stands: everywhere outside
/// quotations; inside one only where it tells of words that were really said.
pub fn is_told(scene: &PeriodScene<'_>, found: &RuleMatch) -> bool {
    !is_quoted(scene, found) || tells_of_speech(scene, found)
}

/// Whether a statement counts inside the content of another: with words that were used, told as
/// having been said. What else is called, praised or denied there is part of those words.
pub fn nests(scene: &PeriodScene<'_>, found: &RuleMatch, is_verb: bool) -> bool {
    let extents = || found.captures.iter().filter_map(|c| c.extent);
    let finite = scene
        .units
        .get(found.trigger.start)
        .is_some_and(|u| matches!(u.verb, VerbForm::Finite | VerbForm::Passive));
    let clause = extents().any(|e| {
        matches!(e, Extent::Clause | Extent::Quote | Extent::Question | Extent::Remainder)
    });
    is_verb && (clause || finite && extents().any(|e| e == Extent::Infinitive))
}

/// Whether something was said at all, where only a noun phrase tells what: “could praise Marten”
/// and “to reject the deal” are deeds to come.
pub fn is_done(found: &RuleMatch) -> bool {
    let phrase = found.captures.iter().any(|c| c.extent == Some(Extent::Phrase));
    !phrase || found.factuality.modality == Modality::Asserted
}

/// Whether the cue and who speaks stand between the same quotation marks.
fn is_quoted(scene: &PeriodScene<'_>, found: &RuleMatch) -> bool {
    let tokens = |unit: usize| scene.units.get(unit).map(|u| u.tokens);
    let Some(trigger) = tokens(found.trigger.start) else { return false };
    let speaker = found.captures.iter().find(|c| c.extent.is_none());
    let speaker = speaker.and_then(|c| tokens(c.units.start));
    let quotes = &scene.reading.document.quotes;
    let before = quotes.partition_point(|q| q.tokens.start <= trigger.start);
    let mut quote = before.checked_sub(1).and_then(|at| quotes.as_slice().get(at));
    while let Some(around) = quote {
        if around.inside.covers(trigger) {
            return speaker.is_none_or(|s| around.inside.contains(s.start));
        }
        quote = around.within.and_then(|id| quotes.as_slice().get(id.0 as usize));
    }
    false
}

/// A verb that is past or has a hearer, with words that somebody used.
fn tells_of_speech(scene: &PeriodScene<'_>, found: &RuleMatch) -> bool {
    let plain = found.factuality.polarity == Polarity::Positive
        && found.factuality.modality == Modality::Asserted;
    let parties = || found.captures.iter().filter(|c| c.extent.is_none());
    let words = found.captures.iter().any(|c| {
        matches!(c.extent, Some(Extent::Clause | Extent::Quote | Extent::Infinitive))
            || c.extent == Some(Extent::Prepositional) && parties().count() > 1
    });
    let Some(trigger) = scene.units.get(found.trigger.start) else { return false };
    let classes = scene.reading.lexicon.classes(trigger.word);
    let past = classes.intersects(Classes::VERB_PAST | Classes::VERB_PARTICIPLE);
    // “Mr Marten tells me that …”, unlike “I tell you that …”
    let heard = parties()
        .skip(1)
        .any(|c| scene.units.get(c.units.start).is_some_and(|u| u.word != word::YOU));
    let speaker = parties().next().and_then(|c| scene.units.get(c.units.start));
    let somebody = speaker.is_some_and(|u| {
        u.word != word::YOU && u.accepts.intersects(Accepts::PERSON | Accepts::ORGANIZATION)
    });
    plain && words && (past || heard) && somebody
}

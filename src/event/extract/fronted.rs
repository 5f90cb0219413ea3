//! Content in front of its cue: what follows the cue may still show that it is none.

use crate::event::PeriodScene;
use crate::rule::RuleMatch;
use crate::rule::unit::{Accepts, Extent, Unit, UnitKind, VerbForm};
use crate::text::tag::Tag;
use crate::text::word;

/// Whether the cue of fronted content goes on to something else: “When she left, Keller told
/// **Marten** …”, “On “This Week,” Keller said **that** …”.
pub fn goes_on(scene: &PeriodScene<'_>, found: &RuleMatch) -> bool {
    let mut contents = found.captures.iter().filter(|c| c.extent.is_some()).peekable();
    if contents.peek().is_none() || !contents.all(|c| c.units.end <= found.trigger.start) {
        return false;
    }
    let quoted = found.captures.iter().any(|c| c.extent == Some(Extent::Quote));
    let source = scene.units[found.trigger.start].word == word::ACCORDING;
    // “…, the agency *charged with* the count”: a participle, not a cue.
    let behind = found.trigger.end;
    let with = scene.units.get(behind).is_some_and(|u| u.word == word::WITH);
    let charged = scene.units.get(found.trigger.start).is_some_and(|u| {
        matches!(scene.reading.lexicon.text(u.word), "charged" | "tasked" | "entrusted")
    });
    if with && charged {
        return true;
    }
    // “…, the firm does not *offer workers* a day”: whoever speaks behind the cue has no helping verb.
    let inverted = found
        .captures
        .iter()
        .find(|c| c.extent.is_none())
        .is_some_and(|c| c.units.start >= found.trigger.end);
    let helped = scene.units[found.verb_group.start.min(found.trigger.start)..found.trigger.start]
        .iter()
        .any(|u| {
            matches!(
                scene.reading.tags.get(u.tokens.start as usize),
                Some(Tag::Auxiliary | Tag::Modal | Tag::Negation)
            )
        });
    let passive = scene.units[found.trigger.start].verb == VerbForm::Passive;
    if inverted && helped && !quoted && !passive && !source {
        return true;
    }
    // “…,” Keller told a crowd that stood outside.
    let heard = found.captures.iter().filter(|c| c.extent.is_none()).count() > 1;
    let next = scene.units[found.units.end.max(found.trigger.end)..]
        .iter()
        .find(|u| !u.kind.is_adjunct() && !u.tokens.is_empty());
    let tag = |u: &Unit| scene.reading.tags[u.tokens.start as usize];
    // “Marten, a lawyer, said *he expects* …”: who stands behind the cue has a verb of his own.
    let last =
        found.captures.iter().rfind(|c| c.extent.is_none() && c.units.start >= found.trigger.end);
    if let (Some(last), Some(next)) = (last, next)
        && scene.units[last.units.start].accepts.contains(Accepts::NOMINATIVE)
        && next.kind == UnitKind::Word
        && tag(next).is_tensed()
    {
        return true;
    }
    next.is_some_and(|unit| match unit.kind {
        UnitKind::Party | UnitKind::List | UnitKind::Quote => !quoted,
        UnitKind::Word => {
            // “…, according to a poll *that shows* a close race”
            unit.word == word::THAT && !(quoted && heard) && !source
                || !quoted && unit.word == word::TO && unit.verb == VerbForm::None && {
                    scene.reading.tags[unit.tokens.start as usize] == Tag::To
                }
        }
        UnitKind::Time | UnitKind::Place | UnitKind::Aside => false,
    })
}

//! Whether what stands around a cue was voiced at all. “I told him it was over” within quotation
//! marks is a statement of its own; “I’d say it is over” and “we thank everybody” are how people
//! talk; “if Keller says so”, “could praise Marten” and “resolutions calling for a truce” tell of no
//! words that somebody used.

use crate::event::PeriodScene;
use crate::extraction::{Modality, Polarity};
use crate::rule::unit::{Accepts, Extent, Unit, UnitKind, VerbForm};
use crate::rule::{RuleMatch, RuleSet};
use crate::text::tag::Tag;
use crate::text::{BlockKind, Classes, word};

/// Why what was found at a cue is no statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Silence {
    /// “could praise Marten”, “if Keller says so”
    NotYet,
    /// “Minister condemns attack” in a headline.
    Headline,
    /// “resolutions calling for a truce”
    Description,
    /// “attacked a convoy”
    Deed,
    /// “said in her remarks that …”
    Medium,
    /// “I’d say it is over” within quotation marks.
    Talk,
    /// “It suggests that the deal is dead.”
    Sign,
}

impl Silence {
    /// The reason in words, for `explain`.
    pub fn reason(self) -> &'static str {
        match self {
            Silence::NotYet => "it is not told that anybody has said so",
            Silence::Headline => "a headline sums up what the text tells",
            Silence::Description => "what stands before it does not speak",
            Silence::Medium => "the verb before it tells what was said there",
            Silence::Deed => "a deed: what is done to such an object is not said of it",
            Silence::Sign => "a sign of something, which nobody gives in words",
            Silence::Talk => "a way of talking inside a quotation, not a report of what was said",
        }
    }
}

/// Why what was found at a cue is no statement; nothing if it is one.
pub fn silence(scene: &PeriodScene<'_>, rules: &RuleSet, found: &RuleMatch) -> Option<Silence> {
    let modality = found.factuality.modality;
    let phrase = found.captures.iter().any(|c| c.extent == Some(Extent::Phrase));
    // “struggled to explain why she had left”
    let named = found.captures.iter().any(|c| {
        matches!(c.extent, Some(Extent::Question | Extent::Prepositional | Extent::Gerund))
    });
    let wished = named && modality == Modality::Desired;
    let done =
        modality == Modality::Asserted || !phrase && !wished && modality != Modality::Hypothetical;
    let no = |silent: bool, why: Silence| silent.then_some(why);
    no(!done, Silence::NotYet)
        .or_else(|| no(is_slight(scene, found), Silence::Headline))
        .or_else(|| no(describes(scene, found), Silence::Description))
        .or_else(|| no(is_medium(scene, found), Silence::Medium))
        .or_else(|| no(is_sign(scene, rules, found), Silence::Sign))
        .or_else(|| no(is_deed(scene, rules, found), Silence::Deed))
        .or_else(|| no(is_of_everybody(scene, found), Silence::Talk))
        .or_else(|| no(is_quoted(scene, found) && !tells_of_speech(scene, found), Silence::Talk))
}

/// “Chancellor speaks of plan”, “Minister condemns attack”: a headline sums up what the text tells.
fn is_slight(scene: &PeriodScene<'_>, found: &RuleMatch) -> bool {
    let document = &scene.reading.document;
    let block = document.block_of(scene.span.start).map(|b| document.blocks[b].kind);
    block == Some(BlockKind::Heading) && is_nominal(found)
}

/// Whether what was said is named rather than told.
fn is_nominal(found: &RuleMatch) -> bool {
    found.captures.iter().filter_map(|c| c.extent).all(is_nominal_extent)
}

fn is_nominal_extent(extent: Extent) -> bool {
    matches!(extent, Extent::Phrase | Extent::Prepositional | Extent::Gerund)
}

/// “resolutions calling for a truce”, “took to the radio to criticise Marten”, “talks with Keller to
/// urge her to sign”: a participle or an infinitive directly behind a noun that does not speak. “A
/// statement saying that …” does.
fn describes(scene: &PeriodScene<'_>, found: &RuleMatch) -> bool {
    let units = &scene.units;
    let Some(trigger) = units.get(found.trigger.start) else { return false };
    // “a figure to explain *how far* they are”
    let named = |e| matches!(e, Extent::Infinitive | Extent::Question);
    let told = found.captures.iter().filter_map(|c| c.extent).all(named);
    if !is_nominal(found) && !told {
        return false;
    }
    let before = |at: usize| (0..at).rev().find(|&i| !units[i].kind.is_adjunct());
    let tag = |i: usize| scene.reading.tags.get(units[i].tokens.start as usize).copied();
    let to = before(found.trigger.start).filter(|&i| tag(i) == Some(Tag::To));
    let infinitive = trigger.verb == VerbForm::Infinitive && to.is_some();
    let start = to.filter(|_| infinitive).unwrap_or(found.verb_group.start);
    let Some(subject) = before(start).filter(|&i| {
        matches!(units[i].kind, UnitKind::Party | UnitKind::List)
            && !units[i].tokens.is_empty()
            && found.captures.iter().any(|c| c.extent.is_none() && c.units.contains(&i))
    }) else {
        return false;
    };
    let accepts = units[subject].accepts;
    let speaks = Accepts::PERSON | Accepts::ORGANIZATION;
    match trigger.verb {
        // “a memo urging all to leave” does speak.
        VerbForm::Ing if told => !accepts.intersects(speaks | Accepts::DOCUMENT),
        VerbForm::Ing => !accepts.intersects(speaks),
        VerbForm::Infinitive => infinitive,
        _ => false,
    }
}

/// “It suggests that the deal is dead”, “a figure to explain why”: what only shows something, unlike a
/// body or a paper that says so.
fn is_sign(scene: &PeriodScene<'_>, rules: &RuleSet, found: &RuleMatch) -> bool {
    let Some(speaker) = found.captures.iter().find(|c| c.extent.is_none()) else { return false };
    let unit = &scene.units[speaker.units.start];
    // “One explanation is that …”: of many, nobody’s.
    let noun = scene.units[found.trigger.start].verb == VerbForm::None;
    if noun && matches!(scene.reading.lexicon.text(unit.word), "one" | "another") {
        return true;
    }
    let parties = &scene.parties[scene.members[speaker.units.start].clone()];
    let known = parties.iter().any(|party| !party.referents.is_empty());
    // “It was revealed that …” is a report of somebody’s words.
    let passive = scene.units[found.trigger.start].verb == VerbForm::Passive;
    let nobody = unit.accepts.contains(Accepts::NOBODY) && !known;
    // “Tuesday’s race indicated that …”, unlike “polls showed that …”
    let evidence = rules.vocabulary().list_named("deed.evidence").is_some_and(|list| {
        let entries = rules.vocabulary().entries_of(list);
        rules.vocabulary().headed_by(unit.word).iter().any(|id| entries.contains(id))
    });
    let speaks = Accepts::PERSON | Accepts::ORGANIZATION | Accepts::DOCUMENT | Accepts::PLACE;
    let event = unit.accepts.contains(Accepts::THING) && !unit.accepts.intersects(speaks);
    let thing = event && !evidence;
    (nobody || thing) && !passive && is_listed(scene, rules, found, "deed.verbs.signs")
}

/// Whether the trigger is one of the list `name`.
fn is_listed(scene: &PeriodScene<'_>, rules: &RuleSet, found: &RuleMatch, name: &str) -> bool {
    let vocabulary = rules.vocabulary();
    let mut is = false;
    if let Some(list) = vocabulary.list_named(name) {
        let at = found.trigger.start;
        vocabulary.find(list, &scene.units, at, |entry| is |= entry.end == found.trigger.end);
    }
    is
}

/// “said in her remarks that …”: what was said there is the verb’s to tell.
fn is_medium(scene: &PeriodScene<'_>, found: &RuleMatch) -> bool {
    let units = &scene.units;
    let speaker = found.captures.iter().find(|c| c.extent.is_none()).map(|c| c.units.start);
    let Some(preposition) =
        speaker.filter(|&at| at < found.trigger.start).and_then(|at| at.checked_sub(1))
    else {
        return false;
    };
    let tag = |i: usize| scene.reading.tags.get(units[i].tokens.start as usize).copied();
    // “in her remarks”, unlike “in Keller’s claim”
    let own = units[preposition + 1].accepts.contains(Accepts::PRONOUN);
    let noun = own && units[found.trigger.start].verb == VerbForm::None;
    let text = scene.reading.lexicon.text(units[preposition].word);
    if !noun
        || tag(preposition) != Some(Tag::Preposition)
        || !matches!(text, "in" | "on" | "during")
    {
        return false;
    }
    let before = |at: usize| (0..at).rev().find(|&i| !units[i].kind.is_adjunct());
    let speaks = |i: usize| {
        units[i].kind == UnitKind::Word
            && tag(i).is_some_and(Tag::is_verb)
            && scene.reading.lexicon.classes(units[i].word).contains(Classes::CUE)
    };
    let Some(last) = before(preposition) else { return false };
    let told = matches!(units[last].kind, UnitKind::Party | UnitKind::List);
    speaks(last) || told && before(last).is_some_and(speaks)
}

/// “attacked a convoy”, “welcomed the minister at the palace”: verbs that name deeds as well tell of
/// words only where their object is one of words, plans or, for some, people who can be criticised.
/// “Called the police” names no second thing that they are called.
fn is_deed(scene: &PeriodScene<'_>, rules: &RuleSet, found: &RuleMatch) -> bool {
    let Some(content) = found.captures.iter().find(|c| c.extent == Some(Extent::Phrase)) else {
        return false;
    };
    let units = &scene.units;
    let vocabulary = rules.vocabulary();
    let is_one = |name: &str| is_listed(scene, rules, found, name);
    // “asked questions”: which, is not told.
    let text = |at: usize| scene.reading.lexicon.text(units[at].word);
    let asks = matches!(text(found.trigger.start), "ask" | "asks" | "asked" | "asking");
    let question = content.units.clone().any(|at| matches!(text(at), "question" | "questions"));
    if asks && question {
        return true;
    }
    // “called a special election”: a guest is called a liar, but an election is called.
    let first = content.units.start;
    let article = scene.reading.text(units[first].tokens).starts_with("a ")
        || scene.reading.text(units[first].tokens).starts_with("an ");
    let second = units.get(first + 1..content.units.end).is_some_and(|rest| {
        rest.iter().find(|u| !u.kind.is_adjunct()).is_some_and(|u| u.kind != UnitKind::Word)
    });
    if article && !second && is_one("say.np-np") && !is_one("say.np") {
        return true;
    }
    let quoted = |unit: &Unit| scene.reading.quoted.touch(unit.tokens);
    let only = units[content.units.clone()].iter().filter(|u| !u.kind.is_adjunct()).count() == 1;
    if only && is_one("say.np-np") && !is_one("say.np") {
        return !quoted(&units[content.units.start]);
    }
    // “portrayed Marten as a liar”, but “portrayed Marten in a film”
    let as_what = || content.units.clone().any(|at| matches!(text(at), "as" | "like"));
    if is_one("say.as") && !is_one("say.np") && !is_one("say.np-np") && !as_what() {
        return !quoted(&units[content.units.end - 1]);
    }
    let of_people = is_one("deed.verbs.people");
    if !of_people && !is_one("deed.verbs.words") {
        return false;
    }
    let known = |at: usize| {
        let body = Accepts::PERSON | Accepts::ORGANIZATION;
        let members = || scene.parties[scene.members[at].clone()].iter();
        units[at].accepts.intersects(body) && members().any(|p| !p.referents.is_empty())
    };
    let speaker = found.captures.iter().find(|c| c.extent.is_none());
    let somebody = speaker.is_some_and(|c| known(c.units.start));
    // What is said of the object begins with a preposition or a clause.
    let goes_on = |at: usize| {
        let tag = scene.reading.tags.get(units[at].tokens.start as usize);
        units[at].kind == UnitKind::Word
            && matches!(tag, Some(Tag::Preposition | Tag::Subordinator | Tag::Wh))
    };
    let objects = vocabulary.list_named("deed.objects");
    let mut object = content.units.clone().take_while(|&at| !goes_on(at));
    !object.any(|at| {
        let unit = &units[at];
        let person = unit.accepts.contains(Accepts::PERSON);
        let classes = scene.reading.lexicon.classes(unit.word);
        let planned = || {
            vocabulary
                .headed_by(unit.word)
                .iter()
                .any(|&id| objects.is_some_and(|objects| vocabulary.is_on(objects, id)))
        };
        let words = classes.intersects(Classes::COMM_NOUN | Classes::ACT_NOUN)
            || unit.accepts.contains(Accepts::PRONOUN)
            || planned();
        quoted(unit) || !person && words || of_people && somebody && known(at)
    })
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

/// “We all recall what happened”, “where would you propose starting?”: we and you who are nobody, in the
/// reporter’s own words, with no words that anybody used.
fn is_of_everybody(scene: &PeriodScene<'_>, found: &RuleMatch) -> bool {
    let Some(speaker) = found.captures.iter().find(|c| c.extent.is_none()) else { return false };
    let everybody = matches!(
        scene.reading.lexicon.text(scene.units[speaker.units.start].word),
        "we" | "you" | "one"
    );
    let named = |e| is_nominal_extent(e) || e == Extent::Question;
    let plain = found.factuality.polarity == Polarity::Positive
        && found.factuality.modality == Modality::Asserted;
    let classes = scene.reading.lexicon.classes(scene.units[found.trigger.start].word);
    let ing = scene.units[found.trigger.start].verb == VerbForm::Ing;
    let told = plain && (ing || classes.contains(Classes::VERB_PAST));
    everybody && !told && found.captures.iter().filter_map(|c| c.extent).all(named)
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

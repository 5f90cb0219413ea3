//! Runs the rules over a document and makes events of what they match.

mod fronted;
mod hearer;

use smallvec::SmallVec;

use crate::base::TokenSpan;
use crate::event::discourse::{quotation, told, turn};
use crate::event::event::{Argument, Content, Event};
use crate::event::factuality::doubt::Candidate;
use crate::event::factuality::{mood, voiced};
use crate::event::scene::{may_be_verb, scene_of};
use crate::event::setting::reach;
use crate::event::{Party, PeriodScene, Reading, content};
use crate::extraction::{Modality, Mode, Polarity};
use crate::rule::unit::{Accepts, Extent};
use crate::rule::{EntryKind, EventKindId, RuleId, RuleMatch, RuleSet, Scratch};
use crate::text::tag::Tag;
use crate::text::{BlockKind, word};

/// All events of a document, by trigger.
pub fn events(reading: &Reading<'_>, rules: &RuleSet) -> Vec<Event> {
    let mut extractor = Extractor::new(reading, rules);
    for &period in &reading.document.periods {
        if extractor.is_worth_reading(period) {
            extractor.read(period, &[]);
        }
    }
    quotation::complete(reading, rules, &mut extractor.out);
    extractor.read_quotations();
    turn::turns(reading, rules, &mut extractor.out);
    let mut events = extractor.out;
    events.sort_by_key(|e| (e.trigger, e.rule, e.scope));
    events
}

/// What every rule finds by itself, so that rules which find the same can be told.
pub fn rivals(reading: &Reading<'_>, rules: &RuleSet) -> Vec<Event> {
    let mut found = Vec::new();
    let mut extractor = Extractor::new(reading, rules);
    for &period in &reading.document.periods {
        let scene = scene_of(reading, rules, period, &[]);
        extractor.matches.clear();
        rules.matches(&scene, &mut extractor.scratch, &mut extractor.matches);
        found.extend(extractor.matches.iter().filter_map(|m| extractor.event(&scene, m)));
    }
    found
}

/// What rules match in `scene` without making an event of it: the rule, the trigger, and why.
pub fn refusals(
    reading: &Reading<'_>,
    rules: &RuleSet,
    scene: &PeriodScene<'_>,
) -> Vec<(RuleId, TokenSpan, &'static str)> {
    let mut extractor = Extractor::new(reading, rules);
    rules.matches(scene, &mut extractor.scratch, &mut extractor.matches);
    let refusal = |found: &RuleMatch| {
        let why = extractor.refusal(scene, found)?;
        let trigger = scene.units.get(found.trigger.start)?;
        Some((found.rule, trigger.tokens, why))
    };
    extractor.matches.iter().filter_map(refusal).collect()
}

/// How much a match says: how good its content is, whether enough take part, how many holes it
/// fills, how many units it covers.
type Score = (usize, bool, usize, usize);

/// How far to trust a word that announces a meeting only now and then.
const WEAK: f32 = 0.6;

/// How sure it must be who a pronoun or description is for a meeting to be told of them.
const PROBABLE: f32 = 0.76;

/// The most tokens of a period that is read: no sentence has more, and what looks like one (a table,
/// a page without a full stop) would take time that grows with the square of its length.
const LONGEST: u32 = 3000;

struct Extractor<'a> {
    reading: &'a Reading<'a>,
    rules: &'a RuleSet,
    statement: Option<EventKindId>,
    scratch: Scratch,
    matches: Vec<RuleMatch>,
    out: Vec<Event>,
}

impl<'a> Extractor<'a> {
    fn new(reading: &'a Reading<'a>, rules: &'a RuleSet) -> Self {
        Extractor {
            reading,
            rules,
            statement: rules.kind_named("statement"),
            scratch: Scratch::default(),
            matches: Vec::new(),
            out: Vec::new(),
        }
    }

    /// Whether a period holds a trigger, belongs to the article, and is no endless list.
    fn is_worth_reading(&self, period: TokenSpan) -> bool {
        if period.len() > LONGEST {
            return false;
        }
        let document = &self.reading.document;
        let kind = document.block_of(period.start).map(|b| document.blocks[b].kind);
        kind == Some(BlockKind::Caption)
            || !matches!(kind, Some(BlockKind::Boilerplate | BlockKind::Byline))
                && period.range().any(|at| self.may_trigger(at))
    }

    fn may_trigger(&self, at: usize) -> bool {
        let tokens = self.reading.document.tokens.as_slice();
        self.rules.may_trigger(tokens, at, may_be_verb(self.reading.tags[at]))
    }

    /// Finds the events of one period, then those of the relative clauses in it.
    fn read(&mut self, span: TokenSpan, antecedent: &[Party]) {
        let scene = scene_of(self.reading, self.rules, span, antecedent);
        self.matches.clear();
        self.rules.matches(&scene, &mut self.scratch, &mut self.matches);
        let found = self.best_by_trigger(&scene);
        self.out.extend(found);
        for (inner, parties) in scene.relatives() {
            // The antecedent is a unit of the clause.
            let heads = parties.iter().any(|party| self.may_trigger(party.head as usize));
            if heads || self.is_worth_reading(inner) {
                // “the port, where Keller met Marten”: the port takes no part.
                let first = self.reading.document.tokens.as_slice()[inner.start as usize].word;
                let stands_in = first != word::WHERE && first != word::WHEN;
                self.read(inner, if stands_in { &parties } else { &[] });
            }
        }
    }

    /// Of the matches at one trigger for one kind of event the one that says most.
    fn best_by_trigger(&self, scene: &PeriodScene<'_>) -> Vec<Event> {
        let mut chosen: Vec<(&RuleMatch, Score, Event)> = Vec::new();
        for found in &self.matches {
            let kind = self.rules.rule(found.rule).event;
            if self.refusal(scene, found).is_some() {
                continue;
            }
            let filled: usize = found.captures.len();
            let weight = found.captures.iter().filter_map(|c| c.extent).map(weight).max();
            let after = found
                .captures
                .iter()
                .any(|c| c.extent.is_some() && c.units.start >= found.trigger.end);
            let weight = 2 * weight.unwrap_or_default() + usize::from(after);
            // “called for talks between Keller and Marten”: who calls for them is not enough.
            let parties = found.captures.iter().flat_map(|c| c.units.clone());
            let parties: usize = parties.map(|unit| scene.members[unit].len()).sum();
            let enough = self.rules.kind_named("meeting") != Some(kind) || parties >= 2;
            let score = (weight, enough, filled, found.units.len());
            let same = chosen.iter_mut().find(|(other, ..)| {
                self.rules.rule(other.rule).event == kind && overlap(&other.trigger, &found.trigger)
            });
            if same.as_ref().is_some_and(|known| known.1 >= score) {
                continue;
            }
            let Some(event) = self.event(scene, found) else { continue };
            match same {
                Some(known) => *known = (found, score, event),
                None => chosen.push((found, score, event)),
            }
        }
        let mut events = Vec::new();
        for (found, _, event) in chosen {
            let others = reach::others_met(scene, found);
            events.extend(others.into_iter().filter_map(|o| again(scene, found, &event, o)));
            if let Some(other) = reach::but_not(scene, found)
                && let Some(mut other) = again(scene, found, &event, other)
            {
                other.factuality.polarity = Polarity::Negative;
                events.push(other);
            }
            events.push(event);
        }
        events
    }

    /// Why a match makes no event, in words; nothing if it may make one.
    fn refusal(&self, scene: &PeriodScene<'_>, found: &RuleMatch) -> Option<&'static str> {
        if !self.rules.vocabulary().entry(found.entry).voiced {
            return Some("thinking is told, but not by the one who thinks");
        }
        if fronted::goes_on(scene, found) {
            return Some("the sentence goes on with what was said behind the cue");
        }
        if Some(self.rules.rule(found.rule).event) != self.statement {
            return None;
        }
        voiced::silence(scene, self.rules, found).map(voiced::Silence::reason)
    }

    fn event(&self, scene: &PeriodScene<'_>, found: &RuleMatch) -> Option<Event> {
        let rule = self.rules.rule(found.rule);
        let tokens_of = |units: &std::ops::Range<usize>| {
            let first = scene.units.get(units.start)?;
            let last = scene.units.get(units.end.checked_sub(1)?)?;
            Some(first.tokens.join(last.tokens))
        };
        let meeting = self.rules.kind_named("meeting") == Some(rule.event);
        let mut confidence = rule.confidence;
        let mut arguments: Vec<Argument> = Vec::new();
        let mut content: SmallVec<[Content; 2]> = SmallVec::new();
        for capture in &found.captures {
            if let Some(extent) = capture.extent {
                let tokens = tokens_of(&capture.units)?;
                content.push(self.content(scene, &capture.units, extent, tokens));
                continue;
            }
            let mut parties = Vec::new();
            for unit in capture.units.clone() {
                parties.extend_from_slice(&scene.parties[scene.members[unit].clone()]);
            }
            if meeting {
                // “Keller made *her* first visit”: nobody else than who makes it.
                let named = !arguments.is_empty();
                if named && parties.iter().all(|party| self.is_possessive(party)) {
                    continue;
                }
                parties.iter_mut().for_each(|party| self.leave_open(party));
            }
            // “It was announced that …”: by whom is not told.
            let holes = rule.holes.get(found.pattern as usize).map_or(&[][..], Vec::as_slice);
            if holes.get(capture.hole as usize).is_some_and(|h| h.accepts == Accepts::NOBODY) {
                parties.iter_mut().for_each(|party| party.referents.clear());
            }
            confidence *= parties.iter().map(|p| p.confidence).fold(1.0, f32::min);
            // “dined with Marten and with Chen” are one side.
            if let Some(side) = arguments.last_mut()
                && reach::is_and_with(scene, capture.units.start)
            {
                side.parties.extend(parties);
                continue;
            }
            arguments.push(Argument { argument: capture.argument, hole: capture.hole, parties });
        }
        content.retain(|c| !c.tokens.is_empty());
        let trigger = tokens_of(&found.trigger)?;
        if Some(rule.event) == self.statement {
            arguments.extend(self.hearer(scene, rule.event, trigger, &arguments));
        }
        let entry = self.rules.vocabulary().entry(found.entry);
        let set =
            |name: &str| rule.set.iter().find(|(key, _)| key == name).map(|(_, v)| v.as_str());
        let mode = match set("mode") {
            Some("call") => Mode::Call,
            Some("video") => Mode::Video,
            Some(_) => Mode::InPerson,
            None => entry.mode.unwrap_or_default(),
        };
        let is_verb = entry.kind == EntryKind::Verb;
        let clause = reach::clause(scene, found, is_verb);
        // A caption is one clause, however many commas it has.
        let clause = if rule.captions_only { scene.span } else { clause };
        let wider = reach::governing_clause(scene, found, clause);
        let told = if meeting {
            self.rules.manners().mode_in(&self.reading.document, clause)
        } else {
            None
        };
        let candidate = Candidate { scene, rules: self.rules, found, arguments: &arguments };
        if meeting && candidate.is_doubtful(told.is_some()) {
            return None;
        }
        if entry.weak && told.is_none() {
            confidence *= WEAK;
        }
        let sides = arguments.len();
        for side in arguments.iter_mut().filter(|a| meeting && (sides > 1 || a.parties.len() > 2)) {
            let mut joined = side.parties.clone();
            self.reading.join_modifiers(&mut joined);
            if sides > 1 || joined.len() > 1 {
                side.parties = joined;
            }
        }
        for side in arguments.iter_mut().filter(|_| meeting && sides > 1) {
            if let Some(last) = side.parties.last().map(|last| last.tokens)
                && self.reading.share_complement(&side.parties)
            {
                side.parties.truncate(1);
                side.parties[0].tokens = side.parties[0].tokens.join(last);
                side.parties[0].core = side.parties[0].core.join(last);
            }
        }
        if meeting {
            reach::join_companions(scene, found, self.rules, &mut arguments);
        }
        let mut factuality =
            if meeting { mood::factuality(scene, self.rules, found) } else { found.factuality };
        if rule.anaphoric {
            let alone = arguments.is_empty();
            arguments =
                told::parties(self.reading, &self.out, rule.event, trigger, mode, arguments)?;
            if alone {
                // “denied that any such call took place”: what is denied is no mere possibility.
                factuality.modality = Modality::Asserted;
                if factuality.polarity == Polarity::Positive {
                    return None;
                }
            }
        }
        let mode = told.unwrap_or(mode);
        let class = set("class").map(Into::into).or_else(|| entry.class.clone());
        Some(Event {
            kind: rule.event,
            rule: found.rule,
            trigger,
            scope: scene.span,
            arguments,
            content,
            factuality,
            entry: Some(found.entry),
            class,
            mode,
            clause,
            wider,
            nests: Some(rule.event) != self.statement || voiced::nests(scene, found, is_verb),
            attributed_to: None,
            confidence,
        })
    }

    /// Who hears a statement, where nobody stands beside its cue.
    fn hearer(
        &self,
        scene: &PeriodScene<'_>,
        kind: EventKindId,
        cue: TokenSpan,
        arguments: &[Argument],
    ) -> Option<Argument> {
        let kind = &self.rules.kinds()[kind];
        let (speaker, argument) = (kind.argument("speaker")?, kind.argument("addressee")?);
        let speaker = arguments.iter().find(|a| a.argument == speaker)?.parties.first()?;
        if arguments.iter().any(|a| a.argument == argument) {
            return None;
        }
        let saying = hearer::Saying { scope: scene.span, speaker, cue };
        let party = hearer::hearer(self.reading, self.rules, &saying)?;
        Some(Argument { argument, hole: 0, parties: vec![party] })
    }

    /// A pronoun or description of which it is only probable who is meant stays open: that somebody
    /// met is told, and whom it was not is not claimed.
    fn leave_open(&self, party: &mut Party) {
        let named = self.reading.mentions.at(party.head).is_some();
        let plural = party.referents.len() > 1;
        let possessive = self.is_possessive(party);
        // What begins a sentence goes on with its subject: that is the safer guess.
        let document = &self.reading.document;
        let begins = document
            .sentence_of(party.head)
            .is_some_and(|s| document.sentences[s].tokens.start == party.tokens.start);
        if !named && !begins && party.confidence < PROBABLE && (!plural || possessive) {
            party.referents.clear();
        }
    }

    fn is_possessive(&self, party: &Party) -> bool {
        self.reading.tags.get(party.head as usize) == Some(&Tag::Possessive)
    }

    /// A piece of content: a quotation without its marks, or a clause without its final stop.
    fn content(
        &self,
        scene: &PeriodScene<'_>,
        units: &std::ops::Range<usize>,
        extent: Extent,
        tokens: TokenSpan,
    ) -> Content {
        if extent == Extent::Quote
            && let Some(Some(quote)) = scene.quotes.get(units.start)
        {
            let inside = self.reading.document.quotes[*quote].inside;
            return Content { tokens: self.without_comma(inside), quoted: true };
        }
        // A clause that is a quotation and nothing else is direct speech all the same.
        if units.len() == 1
            && extent != Extent::Clause
            && let Some(Some(quote)) = scene.quotes.get(units.start)
        {
            let inside = self.reading.document.quotes[*quote].inside;
            return Content { tokens: self.without_comma(inside), quoted: true };
        }
        let tokens = content::without_remark(scene, units.end - 1, extent, tokens);
        Content { tokens: self.without_comma(tokens), quoted: false }
    }

    fn without_comma(&self, tokens: TokenSpan) -> TokenSpan {
        let last = tokens.end.checked_sub(1);
        let comma = last.is_some_and(|i| {
            self.reading.document.tokens.as_slice()[i as usize].word == word::COMMA
        });
        TokenSpan::new(tokens.start, if comma { tokens.end - 1 } else { tokens.end })
    }

    /// Events told inside quotations: the speaker is I, and on the speaker's word they rest.
    fn read_quotations(&mut self) {
        let statements: Vec<usize> =
            (0..self.out.len()).filter(|&i| self.out[i].content.iter().any(|c| c.quoted)).collect();
        for number in statements {
            let Some(speaker) = self.rules.kinds()[self.out[number].kind].argument("speaker")
            else {
                continue;
            };
            let speaker: Option<Party> = self.out[number].parties(speaker).next().cloned();
            let pieces: SmallVec<[TokenSpan; 2]> =
                self.out[number].content.iter().filter(|c| c.quoted).map(|c| c.tokens).collect();
            let before = self.out.len();
            for piece in pieces {
                let sentences = &self.reading.document.sentences;
                let first = sentences.partition_point(|s| s.tokens.end <= piece.start);
                let inside = sentences.iter().skip(first);
                for sentence in inside.take_while(|s| s.tokens.start < piece.end) {
                    let start = sentence.tokens.start.max(piece.start);
                    let end = sentence.tokens.end.min(piece.end);
                    let inner = TokenSpan::new(start, end);
                    if inner.is_empty() || !self.is_worth_reading(inner) {
                        continue;
                    }
                    self.read(inner, &[]);
                }
            }
            for event in &mut self.out[before..] {
                if let Some(speaker) = &speaker {
                    speak_for(event, speaker);
                }
            }
        }
    }
}

/// How much content of that kind says: of two readings of one cue the fuller one holds.
fn weight(extent: Extent) -> usize {
    match extent {
        Extent::Quote => 5,
        Extent::Clause | Extent::Question | Extent::Remainder => 4,
        Extent::Infinitive => 3,
        Extent::Gerund | Extent::Prepositional => 2,
        Extent::Phrase => 1,
    }
}

/// Puts the speaker in the place of I and we.
pub(super) fn speak_for(event: &mut Event, speaker: &Party) {
    for party in event.arguments.iter_mut().flat_map(|a| &mut a.parties) {
        if party.first_person {
            party.referents.clone_from(&speaker.referents);
            party.confidence *= speaker.confidence;
        }
    }
}

/// The same event with another object and its own day: “met Marten on Monday and Chen on Tuesday”.
fn again(
    scene: &PeriodScene<'_>,
    found: &RuleMatch,
    event: &Event,
    other: reach::Other,
) -> Option<Event> {
    let object = found.captures.iter().rfind(|c| c.units.start >= found.trigger.end)?;
    let mut event = event.clone();
    event.arguments.iter_mut().rfind(|a| a.hole == object.hole)?.parties =
        scene.parties[scene.members[other.unit].clone()].to_vec();
    event.clause = other.clause;
    event.wider = None;
    Some(event)
}

fn overlap(a: &std::ops::Range<usize>, b: &std::ops::Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

//! Runs the rules over a document and makes events of what they match.

use smallvec::SmallVec;

use crate::base::TokenSpan;
use crate::event::event::{Argument, Content, Event};
use crate::event::manner::Manners;
use crate::event::scene::scene_of;
use crate::event::{Party, PeriodScene, Reading, quotation};
use crate::extraction::{EntityKind, Mode};
use crate::rule::unit::{Extent, UnitKind};
use crate::rule::{EntryKind, RuleMatch, RuleSet, Scratch};
use crate::text::{BlockKind, word};

/// All events of a document, by trigger.
pub fn events(reading: &Reading<'_>, rules: &RuleSet) -> Vec<Event> {
    let mut extractor = Extractor::new(reading, rules);
    for &period in &reading.document.periods {
        if extractor.is_worth_reading(period) {
            extractor.read(period, None);
        }
    }
    quotation::complete(reading, rules, &mut extractor.out);
    extractor.read_quotations();
    let mut events = extractor.out;
    events.sort_by_key(|e| (e.trigger, e.rule, e.scope));
    events
}

/// What every rule finds by itself, so that rules which find the same can be told.
pub fn rivals(reading: &Reading<'_>, rules: &RuleSet) -> Vec<Event> {
    let mut found = Vec::new();
    let mut extractor = Extractor::new(reading, rules);
    for &period in &reading.document.periods {
        let scene = scene_of(reading, rules, &extractor.manners, period, None);
        extractor.matches.clear();
        rules.matches(&scene, &mut extractor.scratch, &mut extractor.matches);
        found.extend(extractor.matches.iter().filter_map(|m| extractor.event(&scene, m)));
    }
    found
}
/// How far to trust a word that announces a meeting only now and then.
const WEAK: f32 = 0.6;

struct Extractor<'a> {
    reading: &'a Reading<'a>,
    rules: &'a RuleSet,
    manners: Manners,
    scratch: Scratch,
    matches: Vec<RuleMatch>,
    out: Vec<Event>,
}

impl<'a> Extractor<'a> {
    fn new(reading: &'a Reading<'a>, rules: &'a RuleSet) -> Self {
        Extractor {
            reading,
            rules,
            manners: Manners::new(rules),
            scratch: Scratch::default(),
            matches: Vec::new(),
            out: Vec::new(),
        }
    }

    /// Whether a period holds a trigger and belongs to the article.
    fn is_worth_reading(&self, period: TokenSpan) -> bool {
        let document = &self.reading.document;
        let kind = document.block_of(period.start).map(|b| document.blocks[b].kind);
        kind == Some(BlockKind::Caption)
            || !matches!(kind, Some(BlockKind::Boilerplate | BlockKind::Byline))
                && document.tokens.as_slice()[period.range()]
                    .iter()
                    .any(|t| self.rules.triggers(t.word))
    }

    /// Finds the events of one period, then those of the relative clauses in it.
    fn read(&mut self, span: TokenSpan, antecedent: Option<Party>) {
        let scene = scene_of(self.reading, self.rules, &self.manners, span, antecedent);
        self.matches.clear();
        self.rules.matches(&scene, &mut self.scratch, &mut self.matches);
        let found = self.best_by_trigger(&scene);
        self.out.extend(found);
        let relatives: Vec<(TokenSpan, Party)> = scene
            .parties
            .iter()
            .filter_map(|party| party.relative.map(|span| (span, party.clone())))
            .filter(|(inner, _)| *inner != span && inner.len() > 1)
            .collect();
        for (inner, party) in relatives {
            self.read(inner, Some(party));
        }
    }

    /// Of the matches at one trigger for one kind of event the one that says most.
    fn best_by_trigger(&self, scene: &PeriodScene<'_>) -> Vec<Event> {
        let mut chosen: Vec<(&RuleMatch, (usize, usize, usize))> = Vec::new();
        for found in &self.matches {
            // Thinking is told, but not by the one who thinks.
            if !self.rules.vocabulary().entry(found.entry).voiced {
                continue;
            }
            let kind = self.rules.rule(found.rule).event;
            let filled: usize = found.captures.len();
            let weight = found.captures.iter().filter_map(|c| c.extent).map(weight).max();
            let score = (weight.unwrap_or_default(), filled, found.units.len());
            let same = chosen.iter_mut().find(|(other, _)| {
                self.rules.rule(other.rule).event == kind && overlap(&other.trigger, &found.trigger)
            });
            match same {
                Some(known) if known.1 < score => *known = (found, score),
                Some(_) => {}
                None => chosen.push((found, score)),
            }
        }
        chosen.iter().filter_map(|(found, _)| self.event(scene, found)).collect()
    }

    fn event(&self, scene: &PeriodScene<'_>, found: &RuleMatch) -> Option<Event> {
        let rule = self.rules.rule(found.rule);
        let tokens_of = |units: &std::ops::Range<usize>| {
            let first = scene.units.get(units.start)?;
            let last = scene.units.get(units.end.checked_sub(1)?)?;
            Some(first.tokens.join(last.tokens))
        };
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
            confidence *= parties.iter().map(|p| p.confidence).fold(1.0, f32::min);
            arguments.push(Argument { argument: capture.argument, hole: capture.hole, parties });
        }
        content.retain(|c| !c.tokens.is_empty());
        let entry = self.rules.vocabulary().entry(found.entry);
        let set =
            |name: &str| rule.set.iter().find(|(key, _)| key == name).map(|(_, v)| v.as_str());
        let mode = match set("mode") {
            Some("call") => Mode::Call,
            Some("video") => Mode::Video,
            Some(_) => Mode::InPerson,
            None => entry.mode.unwrap_or_default(),
        };
        let trigger = tokens_of(&found.trigger)?;
        let clause = self.clause(scene, found);
        let meeting = self.rules.kind_named("meeting") == Some(rule.event);
        if meeting && entry.weak && !self.persons_meet(&arguments) {
            return None;
        }
        if entry.weak {
            confidence *= WEAK;
        }
        let told =
            if meeting { self.manners.mode_in(&self.reading.document, clause) } else { None };
        let mode = told.unwrap_or(mode);
        let class = set("class").map(Into::into).or_else(|| entry.class.clone());
        Some(Event {
            kind: rule.event,
            rule: found.rule,
            trigger,
            scope: scene.span,
            arguments,
            content,
            factuality: found.factuality,
            class,
            mode,
            clause,
            attributed_to: None,
            confidence,
        })
    }

    /// Whether known persons stand on every side: words that announce a meeting only now and then
    /// do so between persons.
    fn persons_meet(&self, arguments: &[Argument]) -> bool {
        let referents = &self.reading.chains.referents;
        let is_person = |party: &Party| {
            party.referents.iter().any(|&r| referents[r].kind == EntityKind::Person)
        };
        let holds = |argument: &Argument| argument.parties.iter().any(is_person);
        arguments.iter().all(holds)
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
        Content { tokens, quoted: false }
    }

    fn without_comma(&self, tokens: TokenSpan) -> TokenSpan {
        let last = tokens.end.checked_sub(1);
        let comma = last.is_some_and(|i| {
            self.reading.document.tokens.as_slice()[i as usize].word == word::COMMA
        });
        TokenSpan::new(tokens.start, if comma { tokens.end - 1 } else { tokens.end })
    }

    /// The trigger's own clause: from the match’s first unit to the next break.
    fn clause(&self, scene: &PeriodScene<'_>, found: &RuleMatch) -> TokenSpan {
        let units = &scene.units;
        let mut start = found.units.start.min(found.verb_group.start).min(found.trigger.start);
        // What stands in front of the subject: “On Tuesday Keller met …”.
        while start > 0 {
            let unit = &units[start - 1];
            let comma = unit.kind == UnitKind::Word && unit.word == word::COMMA;
            let adjunct_before_comma = comma
                && start >= 2
                && matches!(
                    units[start - 2].kind,
                    UnitKind::Time | UnitKind::Place | UnitKind::Aside
                );
            if unit.kind.is_adjunct() || adjunct_before_comma {
                start -= 1;
            } else {
                break;
            }
        }
        let is_verb = self.rules.vocabulary().entry(found.entry).kind == EntryKind::Verb;
        let mut end = found.units.end.max(found.trigger.end);
        while end < units.len() {
            let unit = &units[end];
            let breaks = unit.kind == UnitKind::Word
                && (unit.word == word::COMMA && is_verb
                    || unit.word == word::THAT
                    || unit.word == word::SEMICOLON
                    || unit.word == word::WHO
                    || unit.word == word::BEFORE
                    || unit.word == word::AFTER
                    || unit.word == word::BUT
                    || unit.word == word::WHILE);
            let content = unit.kind == UnitKind::Quote;
            if breaks || content {
                break;
            }
            end += 1;
        }
        let first = units.get(start).map_or(scene.span.start, |u| u.tokens.start);
        let last =
            end.checked_sub(1).and_then(|i| units.get(i)).map_or(scene.span.end, |u| u.tokens.end);
        TokenSpan::new(first, last)
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
                for sentence in self.reading.document.sentences.iter() {
                    let start = sentence.tokens.start.max(piece.start);
                    let end = sentence.tokens.end.min(piece.end);
                    let inner = TokenSpan::new(start, end);
                    if inner.is_empty() || !self.is_worth_reading(inner) {
                        continue;
                    }
                    self.read(inner, None);
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
fn speak_for(event: &mut Event, speaker: &Party) {
    for party in event.arguments.iter_mut().flat_map(|a| &mut a.parties) {
        if party.first_person {
            party.referents.clone_from(&speaker.referents);
            party.confidence *= speaker.confidence;
        }
    }
}

fn overlap(a: &std::ops::Range<usize>, b: &std::ops::Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

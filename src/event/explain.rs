//! Why a sentence gave what it gave: its words as the program reads them, who is meant by each
//! name, the units that patterns step over, how far every rule got whose trigger occurs, and what
//! came out. Plain text for people; nothing is decided here.

mod layout;
mod reason;

use crate::base::TokenSpan;
use crate::event::event::Event;
use crate::event::factuality::attribution;
use crate::event::scene::{PeriodScene, scene_of};
use crate::event::{Party, Reading, extract, record};
use crate::extraction::Extraction;
use crate::gazetteer::Gazetteer;
use crate::resolve::ReferentId;
use crate::rule::trace::{Stop, Trace};
use crate::rule::unit::{Unit, UnitKind};
use crate::rule::{RuleId, RuleSet};
use crate::text::{Article, Lexicon};

use layout::Page;

/// Everything that led to what is found in `article`, sentence by sentence.
pub fn explain(
    article: Article,
    lexicon: &Lexicon,
    gazetteer: &Gazetteer,
    rules: &RuleSet,
) -> String {
    let reading = Reading::new(article, lexicon, gazetteer);
    let mut events = extract::events(&reading, rules);
    let mut inner: Vec<(RuleId, TokenSpan)> = events.iter().map(|e| (e.rule, e.trigger)).collect();
    attribution::settle(rules, &mut events);
    inner.retain(|&(rule, trigger)| !events.iter().any(|e| e.rule == rule && e.trigger == trigger));
    let extraction = record::record(&reading, rules, &events);
    let explainer =
        Explainer { reading: &reading, rules, events: &events, inner, extraction: &extraction };
    let mut page = Page::default();
    for (number, &period) in reading.document.periods.iter().enumerate() {
        explainer.sentence(number, period, &mut page);
    }
    page.into_text()
}

struct Explainer<'a> {
    reading: &'a Reading<'a>,
    rules: &'a RuleSet,
    events: &'a [Event],
    /// What does not count because somebody says it: rules and triggers.
    inner: Vec<(RuleId, TokenSpan)>,
    extraction: &'a Extraction,
}

impl Explainer<'_> {
    fn sentence(&self, number: usize, period: TokenSpan, page: &mut Page) {
        page.heading(number + 1, &one_line(self.reading.text(period)));
        page.section("words", |page| {
            let words = period.range().map(|at| {
                let text = self.reading.document.tokens.as_slice()[at].span;
                let tag = self.reading.tags.get(at).copied().unwrap_or_default();
                (one_line(text.of(self.reading.document.text())), reason::of_tag(tag).to_owned())
            });
            page.columns(words);
        });
        page.section("names", |page| self.names(period, page));
        page.section("he, she, the minister", |page| self.anaphors(period, page));
        page.section("days", |page| {
            for time in self.reading.times.iter().filter(|t| period.covers(t.tokens)) {
                page.line(&one_line(self.reading.text(time.tokens)));
            }
        });
        self.scope(period, &[], page);
        page.section("found", |page| self.found(period, page));
    }

    fn names(&self, period: TokenSpan, page: &mut Page) {
        let chains = &self.reading.chains;
        let mut rows = Vec::new();
        for (id, mention) in self.reading.mentions.names.iter_enumerated() {
            if !period.covers(mention.tokens) {
                continue;
            }
            let link = &chains.links[id];
            let (kind, who) = match link.referent {
                Some(referent) => {
                    let referent = &chains.referents[referent];
                    (referent.kind, format!("{} ({})", referent.name, referent.key))
                }
                None if link.open.is_empty() => (mention.kind, "nobody known".to_owned()),
                None => {
                    let key = |&e| self.reading.gazetteer.entity(e).key.as_str();
                    let keys: Vec<&str> = link.open.iter().map(key).collect();
                    (mention.kind, format!("open: {}", keys.join(" or ")))
                }
            };
            let reasons: Vec<&str> = link.reasons.iter().map(|&r| reason::of_link(r)).collect();
            rows.push(vec![
                one_line(self.reading.text(mention.extent)),
                reason::of_kind(kind).to_owned(),
                who,
                reasons.join("; "),
                format!("{:.2}", link.confidence),
            ]);
        }
        page.table(&rows);
    }

    fn anaphors(&self, period: TokenSpan, page: &mut Page) {
        let mut rows = Vec::new();
        for anaphor in self.reading.anaphors.iter().filter(|a| period.covers(a.tokens)) {
            rows.push(vec![
                one_line(self.reading.text(anaphor.tokens)),
                reason::of_anaphor(anaphor.kind).to_owned(),
                self.who(&anaphor.referents),
                format!("{:.2}", anaphor.confidence),
            ]);
        }
        page.table(&rows);
    }

    fn who(&self, referents: &[ReferentId]) -> String {
        if referents.is_empty() {
            return "nobody known".to_owned();
        }
        let name = |&r: &ReferentId| self.reading.chains.referents[r].name.as_str();
        referents.iter().map(name).collect::<Vec<_>>().join(" and ")
    }

    /// The units and rules of a stretch, then of the relative clauses and quotations inside it.
    fn scope(&self, span: TokenSpan, antecedent: &[Party], page: &mut Page) {
        let inner = !antecedent.is_empty();
        let scene = scene_of(self.reading, self.rules, span, antecedent);
        let traces = best_lines(self.rules.trace(&scene));
        if !inner || !traces.is_empty() {
            page.section("units", |page| page.wrapped(&units(self.reading, &scene)));
        }
        page.section("rules", |page| {
            let row = |trace: &Trace| {
                let rule = self.rules.rule(trace.rule);
                let line = rule.file.text.get(trace.line.range()).unwrap_or_default();
                vec![
                    rule.name.clone(),
                    line.to_owned(),
                    progress(self.reading, &scene.units, trace),
                ]
            };
            page.table(&traces.iter().map(row).collect::<Vec<_>>());
        });
        page.section("no event", |page| {
            let refusals = extract::refusals(self.reading, self.rules, &scene);
            let row = |&(rule, trigger, why): &(RuleId, TokenSpan, &str)| {
                let trigger = one_line(self.reading.text(trigger));
                vec![self.rules.rule(rule).name.clone(), format!("“{trigger}”"), why.to_owned()]
            };
            let told = self.inner.iter().filter(|(_, trigger)| span.covers(*trigger));
            let why = "it is part of what somebody says, and tells of no words that were used";
            let told = told.map(|&(rule, trigger)| (rule, trigger, why));
            let rows: Vec<_> = refusals.into_iter().chain(told).collect();
            page.table(&rows.iter().map(row).collect::<Vec<_>>());
        });
        for (relative, parties) in scene.relatives() {
            self.scope(relative, &parties, page);
        }
        if inner {
            return;
        }
        for event in self.events.iter().filter(|e| e.scope == span) {
            for content in event.content.iter().filter(|c| c.quoted && span.covers(c.tokens)) {
                for sentence in self.reading.document.sentences.iter() {
                    let start = sentence.tokens.start.max(content.tokens.start);
                    let inside = TokenSpan::new(start, sentence.tokens.end.min(content.tokens.end));
                    let has_trigger = || {
                        let tokens = &self.reading.document.tokens.as_slice()[inside.range()];
                        tokens.iter().any(|t| self.rules.triggers(t.word))
                    };
                    if inside != span && !inside.is_empty() && has_trigger() {
                        self.scope(inside, &[], page);
                    }
                }
            }
        }
    }

    fn found(&self, period: TokenSpan, page: &mut Page) {
        for event in self.events.iter().filter(|e| period.covers(e.trigger)) {
            let kind = &self.rules.kinds()[event.kind].name;
            let rule = self.rules.rule(event.rule);
            let trigger = one_line(self.reading.text(event.trigger));
            let Some((status, facts)) = self.facts(event) else {
                page.line(&format!("{kind} “{trigger}” by {}: too few take part", rule.name));
                continue;
            };
            page.line(&format!("{kind} “{trigger}”, {status}, by {}", rule.name));
            page.table(&facts);
            let mut factors = vec![format!("{:.2} the rule", rule.confidence)];
            for argument in &event.arguments {
                let least = argument.parties.iter().map(|p| p.confidence).fold(1.0, f32::min);
                let kind = &self.rules.kinds()[event.kind];
                let name = kind.arguments.get(argument.argument.0 as usize);
                let name = name.map_or("", |a| a.name.as_str());
                factors.push(format!("{least:.2} {name}"));
            }
            let line = format!("confidence {:.2} = {}", event.confidence, factors.join(" × "));
            page.line(&format!("  {line}"));
        }
    }

    /// What the record says of an event: its status, and who, what, where and when.
    fn facts(&self, event: &Event) -> Option<(&'static str, Vec<Vec<String>>)> {
        let rule = &self.rules.rule(event.rule).name;
        let start = self.reading.document.bytes(event.trigger).start;
        let text = self.reading.document.text();
        let start = text.get(..start as usize)?.chars().count() as u32;
        let mut rows: Vec<Vec<String>> = Vec::new();
        let mut row = |name: &str, text: String| rows.push(vec![format!("  {name}"), text]);
        let party = |p: &crate::extraction::Party| match &p.entity {
            Some(id) => format!("{} ({id})", one_line(&p.text)),
            None => format!("{} (nobody known)", one_line(&p.text)),
        };
        let parties =
            |all: &[crate::extraction::Party]| all.iter().map(party).collect::<Vec<_>>().join(", ");
        let (status, place, date, attributed) = if let Some(meeting) =
            self.extraction.meetings.iter().find(|m| m.trigger.start == start && m.rule == *rule)
        {
            row("participants", parties(&meeting.participants));
            let pair = |(a, b): &(String, String)| format!("{a} – {b}");
            if !meeting.pairs.is_empty() {
                row("met", meeting.pairs.iter().map(pair).collect::<Vec<_>>().join(", "));
            }
            (meeting.status, &meeting.place, &meeting.date, &meeting.attributed_to)
        } else if let Some(said) =
            self.extraction.statements.iter().find(|s| s.cue.start == start && s.rule == *rule)
        {
            row("speaker", party(&said.speaker));
            if !said.addressees.is_empty() {
                row("told", parties(&said.addressees));
            }
            for piece in &said.content {
                row("content", one_line(&piece.text));
            }
            (said.status, &said.place, &said.date, &said.attributed_to)
        } else {
            let other = self
                .extraction
                .events
                .iter()
                .find(|e| e.trigger.start == start && e.rule == *rule)?;
            for (argument, found) in &other.arguments {
                row(argument, parties(found));
            }
            (other.status, &other.place, &other.date, &other.attributed_to)
        };
        if let Some(place) = place {
            row("place", place.text.clone());
        }
        if let Some(date) = date {
            let days = if date.from == date.to {
                date.from.clone()
            } else {
                format!("{} to {}", date.from, date.to)
            };
            row("day", format!("{days} (“{}”)", one_line(&date.text)));
        }
        if let Some(statement) = attributed {
            row("told in", statement.clone());
        }
        Some((reason::of_status(status), rows))
    }
}

/// Of the lines of one rule at one trigger the one that got furthest, those that matched first.
fn best_lines(traces: Vec<Trace>) -> Vec<Trace> {
    let mut best: Vec<Trace> = Vec::new();
    for trace in traces {
        let same = |other: &&mut Trace| {
            (other.rule, other.trigger.start) == (trace.rule, trace.trigger.start)
        };
        // A line of `unless:` counts only where it matches, and then it decides.
        if trace.unless && !trace.matched() {
            continue;
        }
        let worth = |t: &Trace| (t.unless, t.reach());
        match best.iter_mut().find(same) {
            Some(other) if worth(other) < worth(&trace) => *other = trace,
            Some(_) => {}
            None => best.push(trace),
        }
    }
    best.sort_by_key(|t| (t.trigger.start, !t.matched(), std::cmp::Reverse(t.reach()), t.rule));
    best
}

/// The units in brackets that tell their kinds.
fn units(reading: &Reading<'_>, scene: &PeriodScene<'_>) -> Vec<String> {
    let shown = scene.units.iter().map(|unit| {
        let text = one_line(reading.text(unit.tokens));
        match unit.kind {
            UnitKind::Word => text,
            UnitKind::Party | UnitKind::List => format!("[{text}]"),
            UnitKind::Quote => format!("«{text}»"),
            UnitKind::Time | UnitKind::Place => format!("{{{text}}}"),
            UnitKind::Aside => format!("({text})"),
        }
    });
    shown.collect()
}

/// How far one line got, in words.
fn progress(reading: &Reading<'_>, units: &[Unit], trace: &Trace) -> String {
    if trace.matched() {
        return if trace.unless { "forbids it" } else { "matches" }.to_owned();
    }
    let text = |at: Option<usize>, end: &'static str| {
        at.and_then(|at| units.get(at))
            .map_or(end.to_owned(), |unit| format!("“{}”", one_line(reading.text(unit.tokens))))
    };
    let trigger = text(Some(trace.trigger.start), "");
    let wanted = |stop: &Stop| stop.wanted.join(" or ");
    let mut parts = Vec::new();
    if let Some(stop) = &trace.left {
        let at = text(stop.at.checked_sub(1), "the beginning");
        parts.push(format!("left of {trigger} it wants {} at {at}", wanted(stop)));
    }
    if let Some(stop) = &trace.right {
        let at = text(Some(stop.at), "the end");
        parts.push(format!("right of {trigger} it wants {} at {at}", wanted(stop)));
    }
    parts.join("; ")
}

/// How far the line of `rule` that got furthest in a document got there.
pub fn furthest(reading: &Reading<'_>, rules: &RuleSet, rule: RuleId) -> Option<String> {
    let mut best: Option<((usize, usize), String)> = None;
    for &period in &reading.document.periods {
        let scene = scene_of(reading, rules, period, &[]);
        for trace in best_lines(rules.trace(&scene)).iter().filter(|t| t.rule == rule) {
            let reach = trace.reach();
            if best.as_ref().is_none_or(|(known, _)| *known < reach) {
                let line = rules.rule(rule).file.text.get(trace.line.range()).unwrap_or_default();
                let mut progress = progress(reading, &scene.units, trace);
                if trace.matched() && !trace.unless {
                    progress.push_str(", but what fills it makes no event");
                }
                best = Some((reach, format!("`{line}`: {progress}")));
            }
        }
    }
    best.map(|(_, text)| text)
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

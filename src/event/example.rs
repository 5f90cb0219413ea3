//! Runs the examples and counterexamples inside rule files: each is read through the whole
//! pipeline, with all rules and the cast as the only gazetteer, and what comes out must be exactly
//! what the example says. How a difference looks is settled in `differences`.

pub mod cast;
pub mod differences;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::diagnostic::SourceFile;
use crate::base::{Date, Diagnostic, Diagnostics};
use crate::event::event::Event;
use crate::event::example::differences::Difference;
use crate::event::factuality::attribution;
use crate::event::{Reading, extract, record};
use crate::extraction::{
    EvidenceKind, Extraction, Modality, Mode, Party, Piece, Polarity, StatementKind, When, Where,
};
use crate::gazetteer::Gazetteer;
use crate::rule::{EventKindId, Example, Rule, RuleId, RuleSet};
use crate::text::{Article, Lexicon};

/// The rules of some files with the cast to try them on.
#[derive(Debug)]
pub struct Examples {
    lexicon: Lexicon,
    gazetteer: Gazetteer,
    rules: RuleSet,
}

/// An event as the examples write events.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Finding {
    /// For each argument, adjunct and flag its values.
    pub values: BTreeMap<String, Vec<Value>>,
    /// What is true of it but need not be said: `evidence: attributed`.
    pub optional: BTreeMap<String, Vec<Value>>,
    /// The code points of its trigger.
    pub trigger: (u32, u32),
    /// The rule that found it.
    pub rule: String,
}

/// A value of an argument, adjunct or flag.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Value {
    /// The words of the text, or of the flag.
    pub text: String,
    /// By what else it may be called: the names of who is meant.
    pub names: Vec<String>,
    /// Its code points; none for a flag.
    pub range: Option<(u32, u32)>,
}

impl Examples {
    /// Loads rule files. What is wrong with them is in the diagnostics.
    pub fn load(files: &[Arc<SourceFile>]) -> (Examples, Diagnostics) {
        let mut lexicon = Lexicon::english();
        let (rules, diagnostics) = RuleSet::load(files, &mut lexicon);
        let gazetteer = cast::gazetteer(rules.cast(), &mut lexicon);
        (Examples { lexicon, gazetteer, rules }, diagnostics)
    }

    /// The rules.
    pub fn rules(&self) -> &RuleSet {
        &self.rules
    }

    /// The cast.
    pub fn gazetteer(&self) -> &Gazetteer {
        &self.gazetteer
    }

    /// The words.
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// Runs all examples of all rules: R005, R006 and R007.
    pub fn check(&self) -> Diagnostics {
        let mut diagnostics = Diagnostics::default();
        for (id, _) in self.rules.rules().iter_enumerated() {
            diagnostics.0.extend(self.check_rule(id).0);
        }
        diagnostics.sort();
        diagnostics
    }

    /// Runs the examples of one rule.
    pub fn check_rule(&self, id: RuleId) -> Diagnostics {
        let rule = self.rules.rule(id);
        let mut diagnostics = Diagnostics::default();
        for example in &rule.examples {
            self.example(rule, id, example, &mut diagnostics);
        }
        for example in &rule.counterexamples {
            self.counterexample(rule, example, &mut diagnostics);
        }
        diagnostics
    }

    /// The text of an example as an article.
    pub fn read(&self, text: &str) -> Reading<'_> {
        let article = Article {
            id: "example".to_owned(),
            // A Thursday, so that “on Tuesday” and “next week” are days.
            published: Date::from_parts(2031, Some(5), Some(8)),
            text: text.to_owned(),
            ..Article::default()
        };
        Reading::new(article, &self.lexicon, &self.gazetteer)
    }

    fn findings(&self, reading: &Reading<'_>, kind: EventKindId) -> Vec<Finding> {
        let mut events = extract::events(reading, &self.rules);
        attribution::settle(&self.rules, &mut events);
        let extraction = record::record(reading, &self.rules, &events);
        findings(&extraction, &self.rules.kinds()[kind].name, &self.rules)
    }

    /// R005 and R007.
    fn example(&self, rule: &Rule, id: RuleId, example: &Example, diagnostics: &mut Diagnostics) {
        let reading = self.read(&example.text);
        let found = self.findings(&reading, rule.event);
        let differences = differences::between(&example.finds, &found);
        if !differences.is_empty() {
            let shown = differences::show(&example.text, &example.finds, &found, &differences);
            let message = format!("this example is not found as it says\n{shown}");
            let mut diagnostic =
                Diagnostic::error("R005", message).at(&rule.file, example.span, "");
            if differences.iter().any(|d| matches!(d, Difference::NoSuchEvent(_)))
                && let Some(stop) = self.furthest(&reading, id)
            {
                diagnostic = diagnostic.help(stop);
            }
            diagnostics.push(diagnostic);
        } else if found.iter().all(|f| f.rule != rule.name) {
            let finders: Vec<&str> = found.iter().map(|f| f.rule.as_str()).collect();
            let message = format!("this example is found by {} instead", finders.join(", "));
            diagnostics.push(
                Diagnostic::warning("R005", message)
                    .at(&rule.file, example.span, "")
                    .help("move it to that rule, or choose one that only this rule finds"),
            );
        }
        let rivals = extract::rivals(&reading, &self.rules);
        let mine = rivals.iter().filter(|event| event.rule == id);
        let mut others: Vec<RuleId> = mine
            .flat_map(|a| rivals.iter().filter(move |b| are_the_same(a, b)).map(|b| b.rule))
            .filter(|&other| other != id)
            .collect();
        others.sort_unstable();
        others.dedup();
        for other in others {
            let other = self.rules.rule(other);
            let message = format!("{} finds the same event as {}", other.name, rule.name);
            diagnostics.push(
                Diagnostic::warning("R007", message)
                    .at(&rule.file, example.span, "")
                    .help("leave the wording to one of the two rules"),
            );
        }
    }

    /// R006.
    fn counterexample(&self, rule: &Rule, example: &Example, diagnostics: &mut Diagnostics) {
        let reading = self.read(&example.text);
        let found = self.findings(&reading, rule.event);
        if found.is_empty() {
            return;
        }
        let kind = &self.rules.kinds()[rule.event].name;
        let differences = differences::between(&[], &found);
        let shown = differences::show(&example.text, &[], &found, &differences);
        let message = format!("this counterexample gives a {kind}\n{shown}");
        let mut diagnostic = Diagnostic::error("R006", message).at(&rule.file, example.span, "");
        if let Some(why) = &example.note {
            diagnostic = diagnostic.help(format!("it should give none: {why}"));
        }
        diagnostics.push(diagnostic);
    }

    /// How far the best line of a rule got, in words.
    fn furthest(&self, reading: &Reading<'_>, rule: RuleId) -> Option<String> {
        crate::event::explain::furthest(reading, &self.rules, rule)
    }
}

/// Whether two matches tell of the same event in the same way.
fn are_the_same(a: &Event, b: &Event) -> bool {
    let parties = |event: &Event| {
        let of = |a: &crate::event::event::Argument| {
            (a.argument, a.parties.iter().map(|p| p.tokens).collect::<Vec<_>>())
        };
        let mut parties: Vec<_> = event.arguments.iter().map(of).collect();
        parties.sort();
        parties
    };
    a.kind == b.kind
        && a.trigger.overlaps(b.trigger)
        && a.content == b.content
        && a.mode == b.mode
        && parties(a) == parties(b)
}

/// The events of one kind in the words of examples.
pub fn findings(extraction: &Extraction, kind: &str, rules: &RuleSet) -> Vec<Finding> {
    let writer = Writer { extraction, surnames: &rules.cast().surnames };
    match kind {
        "meeting" => {
            let finding = |m: &crate::extraction::Meeting| {
                let mut finding = Finding::new(&m.trigger, &m.rule);
                finding.parties("participant", &m.participants, &writer);
                for party in &m.participants {
                    if let Some(part) = &party.part {
                        let values = finding.optional.entry(part.clone()).or_default();
                        values.push(writer.value(party));
                    }
                }
                finding.adjuncts(m.place.as_ref(), m.date.as_ref());
                finding.factuality(m.polarity, m.modality, m.evidence);
                let mode = match m.mode {
                    Mode::InPerson => None,
                    Mode::Call => Some("call"),
                    Mode::Video => Some("video"),
                };
                finding.flag("mode", mode);
                finding
            };
            extraction.meetings.iter().map(finding).collect()
        }
        "statement" => {
            let finding = |s: &crate::extraction::Statement| {
                let mut finding = Finding::new(&s.cue, &s.rule);
                finding.parties("speaker", std::slice::from_ref(&s.speaker), &writer);
                finding.parties("speaker", &s.co_speakers, &writer);
                finding.parties("addressee", &s.addressees, &writer);
                for piece in &s.content {
                    let range = Some((piece.start, piece.end));
                    let value = Value { text: piece.text.clone(), names: Vec::new(), range };
                    finding.values.entry("content".to_owned()).or_default().push(value);
                }
                finding.adjuncts(s.place.as_ref(), s.date.as_ref());
                finding.factuality(s.polarity, s.modality, s.evidence);
                let kind = match s.kind {
                    StatementKind::Direct => "direct",
                    StatementKind::Indirect => "indirect",
                    StatementKind::Mixed => "mixed",
                };
                finding.optional("kind", kind);
                if let Some(class) = &s.cue_class {
                    finding.optional("class", class);
                }
                finding
            };
            extraction.statements.iter().map(finding).collect()
        }
        other => {
            let finding = |e: &crate::extraction::OtherEvent| {
                let mut finding = Finding::new(&e.trigger, &e.rule);
                for (argument, parties) in &e.arguments {
                    finding.parties(argument, parties, &writer);
                }
                finding.adjuncts(e.place.as_ref(), e.date.as_ref());
                finding.factuality(e.polarity, e.modality, e.evidence);
                finding
            };
            extraction.events.iter().filter(|e| e.event == other).map(finding).collect()
        }
    }
}

struct Writer<'a> {
    extraction: &'a Extraction,
    surnames: &'a BTreeMap<String, String>,
}

impl Writer<'_> {
    fn value(&self, party: &Party) -> Value {
        let mut names = Vec::new();
        if let Some(id) = &party.entity {
            let inside = |m: &&crate::extraction::Mention| {
                m.entity.as_ref() == Some(id) && party.start <= m.start && m.end <= party.end
            };
            names.extend(self.extraction.mentions.iter().filter(inside).map(|m| m.text.clone()));
            if let Some(entity) = self.extraction.entities.iter().find(|e| e.id == *id) {
                names.push(entity.name.clone());
                names.extend(entity.aliases.iter().cloned());
                names.extend(self.surnames.get(&entity.name).cloned());
            }
        }
        Value { text: party.text.clone(), names, range: Some((party.start, party.end)) }
    }
}

impl Finding {
    fn new(trigger: &Piece, rule: &str) -> Self {
        let trigger = (trigger.start, trigger.end);
        Finding { trigger, rule: rule.to_owned(), ..Finding::default() }
    }

    fn parties(&mut self, argument: &str, parties: &[Party], writer: &Writer<'_>) {
        for party in parties {
            let values = self.values.entry(argument.to_owned()).or_default();
            values.push(writer.value(party));
        }
    }

    fn adjuncts(&mut self, place: Option<&Where>, date: Option<&When>) {
        self.flag("place", place.map(|p| p.text.as_str()));
        self.flag("time", date.map(|d| d.text.as_str()));
    }

    fn factuality(&mut self, polarity: Polarity, modality: Modality, evidence: EvidenceKind) {
        self.flag("polarity", (polarity == Polarity::Negative).then_some("negative"));
        let modality = match modality {
            Modality::Asserted => None,
            Modality::Planned => Some("planned"),
            Modality::Possible => Some("possible"),
            Modality::Desired => Some("desired"),
            Modality::Hypothetical => Some("hypothetical"),
        };
        self.flag("modality", modality);
        match evidence {
            EvidenceKind::Hearsay => self.flag("evidence", Some("hearsay")),
            // That it stands in a statement is the statement's business.
            EvidenceKind::Attributed => self.optional("evidence", "attributed"),
            EvidenceKind::Direct => self.optional("evidence", "direct"),
        }
    }

    fn flag(&mut self, name: &str, text: Option<&str>) {
        if let Some(text) = text {
            let value = Value { text: text.to_owned(), ..Value::default() };
            self.values.insert(name.to_owned(), vec![value]);
        }
    }

    fn optional(&mut self, name: &str, text: &str) {
        let value = Value { text: text.to_owned(), ..Value::default() };
        self.optional.insert(name.to_owned(), vec![value]);
    }
}

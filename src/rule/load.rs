//! Files → [`RuleSet`], with every mistake of every file reported at once.
//!
//! Files come in layers: the built-in ones first, then the user's folders. A rule or kind of event
//! with a name seen before replaces it; lists of the same name grow.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::Path;
use std::sync::Arc;

use crate::base::diagnostic::SourceFile;
use crate::base::{ByteSpan, Diagnostic, Diagnostics};
use crate::extraction::Mode;
use crate::rule::check;
use crate::rule::coding::Coding;
use crate::rule::edge::EdgeWords;
use crate::rule::kind::{Adjunct, Argument, EventKind, Filler};
use crate::rule::manner::Manners;
use crate::rule::pattern::ast::Pattern;
use crate::rule::pattern::compile::Compiler;
use crate::rule::pattern::parse;
use crate::rule::rule_set::{Compiled, Rule, RuleId, RuleSet};
use crate::rule::schema::{self, FileKind, Item, OneOrMany, Section};
use crate::rule::unit::Accepts;
use crate::rule::vocabulary::{Entry, EntryKind, words};
use crate::text::{Classes, Lexicon};

/// A sentence that a rule must, or must not, find something in. The event room runs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// The sentence.
    pub text: String,
    /// Its bytes in the rule's file.
    pub span: ByteSpan,
    /// The events it holds: for each argument, adjunct or flag its values. Empty for a
    /// counterexample.
    pub finds: Vec<BTreeMap<String, Vec<String>>>,
    /// What it shows.
    pub note: Option<String>,
}

/// The invented people, bodies and places of the examples.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cast {
    /// Full names.
    pub people: Vec<String>,
    /// Full names.
    pub organizations: Vec<String>,
    /// Full names.
    pub places: Vec<String>,
    /// What stands before names.
    pub titles: Vec<String>,
    /// `female` or `male` for each person.
    pub genders: BTreeMap<String, String>,
    /// The surname of each person.
    pub surnames: BTreeMap<String, String>,
    /// The office of each person.
    pub roles: BTreeMap<String, String>,
    /// Demonyms of places.
    pub demonyms: BTreeMap<String, Vec<String>>,
    /// Which place lies in which.
    pub within: BTreeMap<String, String>,
}

impl RuleSet {
    /// Loads all files, the built-in ones first. What could not be understood is left out of the
    /// set and reported.
    pub fn load(sources: &[Arc<SourceFile>], lexicon: &mut Lexicon) -> (RuleSet, Diagnostics) {
        let mut loader =
            Loader { set: RuleSet::default(), diagnostics: Diagnostics::default(), lexicon };
        loader.load(sources);
        let Loader { set, mut diagnostics, .. } = loader;
        diagnostics.sort();
        (set, diagnostics)
    }
}

struct Loader<'a> {
    set: RuleSet,
    diagnostics: Diagnostics,
    lexicon: &'a mut Lexicon,
}

type Sourced<T> = (Arc<SourceFile>, T);

impl Loader<'_> {
    fn load(&mut self, sources: &[Arc<SourceFile>]) {
        let mut shared: Vec<Sourced<schema::Shared>> = Vec::new();
        let mut verbs: Vec<schema::Verbs> = Vec::new();
        let mut modality: Option<schema::Modality> = None;
        let mut kinds = Vec::new();
        let mut rules: BTreeMap<String, Sourced<schema::Rule>> = BTreeMap::new();
        for file in sources {
            match FileKind::of(&file.path) {
                FileKind::Cast => {
                    if let Some(cast) = self.parse(file) {
                        self.set.cast = made_of(cast);
                    }
                }
                FileKind::Verbs => verbs.extend(self.parse(file)),
                FileKind::Modality => modality = self.parse(file).or(modality),
                FileKind::Shared => {
                    shared.extend(self.parse(file).map(|s| (Arc::clone(file), s)));
                }
                FileKind::Event => {
                    kinds.extend(self.parse::<schema::Event>(file).map(|k| (Arc::clone(file), k)));
                }
                FileKind::Rule => {
                    let folder = file.path.parent().and_then(Path::file_name);
                    let name = file.path.file_stem().and_then(OsStr::to_str);
                    let folder = folder.and_then(OsStr::to_str).unwrap_or_default();
                    let full = format!("{folder}.{}", name.unwrap_or_default());
                    if let Some(rule) = self.parse(file) {
                        rules.insert(full, (Arc::clone(file), rule));
                    }
                }
            }
        }
        for forms in verbs.iter().flat_map(BTreeMap::values) {
            self.set.vocabulary.add_irregular(forms);
        }
        self.add_forms(&shared);
        for (file, sections) in &shared {
            self.add_shared(file, sections);
        }
        if let Some(file) = &modality {
            let RuleSet { vocabulary, cues, .. } = &mut self.set;
            cues.add(file, vocabulary, self.lexicon);
        }
        for (file, kind) in &kinds {
            self.add_kind(file, kind);
        }
        for (name, (file, rule)) in &rules {
            self.add_rule(name, file, rule);
        }
        self.set.manners = Manners::new(&self.set.vocabulary);
        self.set.edges = EdgeWords::new(&self.set.vocabulary);
        self.set.index(self.lexicon);
        check::unused_lists(&self.set, &shared, &mut self.diagnostics);
        check::unfilled_arguments(&self.set, &kinds, &mut self.diagnostics);
    }

    fn parse<T: serde::de::DeserializeOwned>(&mut self, file: &Arc<SourceFile>) -> Option<T> {
        if let Some(value) = schema::json(&file.text) {
            return Some(value);
        }
        match serde_yaml::from_str(&file.text) {
            Ok(value) => Some(value),
            Err(error) => {
                self.diagnostics.push(check::not_yaml(file, &error));
                None
            }
        }
    }

    /// Irregular forms hold in every file, so all are known before the first verb is inflected.
    fn add_forms(&mut self, shared: &[Sourced<schema::Shared>]) {
        let entries = shared.iter().flat_map(|(_, sections)| sections.values()).flat_map(|s| {
            match &s.value {
                Section::List(items) => items.as_slice(),
                Section::Text(_) | Section::Lists(_) => &[],
            }
        });
        for item in entries {
            if let Item::Entry(entry) = &item.value
                && !entry.forms.is_empty()
            {
                self.set.vocabulary.add_irregular(&entry.forms);
            }
        }
    }

    fn add_shared(&mut self, file: &Arc<SourceFile>, sections: &schema::Shared) {
        let prefix = sections.get("prefix").and_then(|section| match &section.value {
            Section::Text(text) => Some(text.as_str()),
            Section::List(_) | Section::Lists(_) => None,
        });
        let named = |name: &str| match prefix {
            Some(prefix) => format!("{prefix}.{name}"),
            None => name.to_owned(),
        };
        for (name, section) in sections {
            match &section.value {
                Section::Text(_) if name == "prefix" => {}
                Section::Text(_) => {
                    let span = check::span_of(section);
                    let message = format!("“{name}” is no list");
                    let help = "write [one, two] or one word a line after “- ”";
                    self.report(file, span, "R001", &message, help);
                }
                Section::List(items) => {
                    for item in items {
                        self.add_item(file, prefix, &named(name), false, item);
                    }
                }
                Section::Lists(lists) => {
                    for (inner, items) in lists {
                        let full = named(&format!("{name}.{inner}"));
                        for item in items {
                            self.add_item(file, prefix, &full, name.ends_with("verbs"), item);
                        }
                    }
                }
            }
        }
    }

    fn add_item(
        &mut self,
        file: &Arc<SourceFile>,
        prefix: Option<&str>,
        list: &str,
        verbs: bool,
        item: &serde_yaml::Spanned<Item>,
    ) {
        let RuleSet { vocabulary, .. } = &mut self.set;
        match &item.value {
            Item::Word(text) => {
                let (kind, lemma) = match text.strip_prefix('~') {
                    Some(lemma) => (EntryKind::Verb, lemma),
                    None if verbs => (EntryKind::Verb, text.as_str()),
                    None => (EntryKind::Phrase, text.as_str()),
                };
                let entry = vocabulary.add(Entry::new(kind, lemma.trim()), None, self.lexicon);
                vocabulary.put(list, entry);
            }
            Item::Entry(schema) => {
                let (kind, lemma, suffix) = match (&schema.lemma, &schema.noun) {
                    (Some(lemma), None) => (EntryKind::Verb, lemma, ""),
                    (None, Some(noun)) => (EntryKind::Noun, noun, "noun"),
                    _ => {
                        let help = "a verb has a `lemma:`, a noun a `noun:`";
                        let message = "neither a verb nor a noun";
                        self.report(file, check::span_of(item), "R001", message, help);
                        return;
                    }
                };
                let mut entry = Entry::new(kind, lemma);
                entry.class = schema.class.as_deref().map(Box::from);
                entry.weak = schema.weak;
                entry.voiced = schema.voiced;
                entry.to = schema.to.iter().map(|to| self.lexicon.intern(to)).collect();
                entry.not = schema.not.iter().map(|not| words(not, self.lexicon).into()).collect();
                entry.mode = match schema.mode.as_deref() {
                    None => None,
                    Some("in-person") => Some(Mode::InPerson),
                    Some("call") => Some(Mode::Call),
                    Some("video") => Some(Mode::Video),
                    Some(other) => {
                        let message = format!("there is no mode “{other}”");
                        let help = "one of in-person, call, video";
                        self.report(file, check::span_of(item), "R002", &message, help);
                        None
                    }
                };
                let speaks = entry.class.is_some();
                let vocabulary = &mut self.set.vocabulary;
                let id = vocabulary.add(entry, schema.plural.as_deref(), self.lexicon);
                if let Some(prefix) = prefix {
                    for frame in &schema.frames {
                        vocabulary.put(&format!("{prefix}{suffix}.{frame}"), id);
                    }
                } else {
                    vocabulary.put(list, id);
                }
                let takes = |frame| schema.frames.iter().any(|f| f == frame);
                let mut classes = Classes::empty();
                classes.set(Classes::CUE, speaks);
                classes.set(Classes::CLAUSAL, takes("clause"));
                classes.set(Classes::TELLING, takes("to-that"));
                for word in vocabulary.first_words(id).collect::<Vec<_>>() {
                    self.lexicon.classify(word, classes);
                }
            }
        }
    }

    fn add_kind(&mut self, file: &Arc<SourceFile>, schema: &schema::Event) {
        let mut fillers = |names: &[serde_yaml::Spanned<String>]| {
            let mut argument = (Accepts::empty(), crate::rule::kind::Extents::default());
            for name in names {
                match Filler::of(&name.value) {
                    Some(Filler::Unit(accepts)) => argument.0 |= accepts,
                    Some(Filler::Content(extent)) => argument.1 = argument.1.with(extent),
                    Some(Filler::Understood) | None => {
                        let known: Vec<&str> =
                            Filler::NAMES.iter().map(|(name, _)| *name).collect();
                        let message = format!("nothing is called “{}” here", name.value);
                        let help = format!("one of {}", known.join(", "));
                        self.report(file, check::span_of(name), "R002", &message, &help);
                    }
                }
            }
            argument
        };
        let arguments = schema.arguments.iter().map(|(name, argument)| {
            let (accepts, extents) = fillers(&argument.accepts);
            Argument {
                name: name.clone(),
                accepts,
                extents,
                at_least: argument.at_least,
                at_most: argument.at_most,
                edge: argument.edge.clone(),
                plural: argument.plural.clone(),
            }
        });
        let arguments = arguments.collect();
        let adjuncts = schema.adjuncts.iter().map(|(name, adjunct)| Adjunct {
            name: name.clone(),
            accepts: fillers(&adjunct.accepts).0,
            after: adjunct.after.clone(),
            edge: adjunct.edge.clone(),
        });
        let kind = EventKind {
            name: schema.event.value.clone(),
            label: schema.label.clone(),
            gloss: schema.gloss.clone(),
            arguments,
            adjuncts: adjuncts.collect(),
            modes: schema.modes.clone(),
            classes: schema.classes.clone(),
            caption: schema.caption.clone(),
            codings: schema.codes.iter().map(Coding::of).collect(),
            maps_to: schema.maps_to.clone(),
        };
        match self.set.kind_named(&kind.name) {
            Some(id) => self.set.kinds[id] = kind,
            None => {
                self.set.kinds.push(kind);
            }
        }
    }

    fn add_rule(&mut self, name: &str, file: &Arc<SourceFile>, schema: &schema::Rule) {
        let Some(event) = self.set.kind_named(&schema.event.value) else {
            let known: Vec<&str> = self.set.kinds.iter().map(|k| k.name.as_str()).collect();
            let message = format!("there is no event “{}”", schema.event.value);
            let help = format!(
                "make rules/{}/event.yaml, or write one of {}",
                schema.event.value,
                known.join(", ")
            );
            self.report(file, check::span_of(&schema.event), "R002", &message, &help);
            return;
        };
        check::rule(file, name, schema, &self.set, event, &mut self.diagnostics);
        let mut lines: Vec<(bool, Pattern)> = Vec::new();
        let blocks = [(false, Some(&schema.patterns)), (true, schema.unless.as_ref())];
        for (unless, block) in blocks {
            for (span, line) in block.map(|b| check::lines(file, b)).unwrap_or_default() {
                let mut mistakes = Vec::new();
                let pattern = parse::pattern(line, span.start, &mut mistakes);
                if mistakes.is_empty() {
                    lines.push((unless, pattern));
                }
                for mistake in mistakes {
                    let mut diagnostic =
                        Diagnostic::error("R001", mistake.message).at(file, mistake.span, "");
                    diagnostic.help = mistake.help;
                    self.diagnostics.push(diagnostic);
                }
            }
        }
        let id = RuleId(self.set.rules.len() as u32);
        let mut rule = Rule {
            name: name.to_owned(),
            event,
            says: schema.says.clone(),
            set: schema.set.iter().map(|(k, v)| (k.clone(), v.value.clone())).collect(),
            captions_only: schema.captions_only,
            officials_only: schema.officials_only,
            manner_only: schema.manner_only,
            anaphoric: schema.anaphoric,
            confidence: schema.confidence.as_ref().map_or(1.0, |c| c.value),
            file: Arc::clone(file),
            patterns: Vec::new(),
            holes: Vec::new(),
            examples: schema.examples.iter().map(|e| example(file, e)).collect(),
            counterexamples: schema
                .counterexamples
                .iter()
                .map(|e| counterexample(file, e))
                .collect(),
        };
        let mut compiled = Vec::new();
        for (number, (unless, pattern)) in lines.iter().enumerate() {
            let RuleSet { kinds, vocabulary, .. } = &mut self.set;
            let kind = &kinds[event];
            let mut compiler =
                Compiler { kind, vocabulary, lexicon: self.lexicon, faults: Vec::new() };
            let (variants, holes) = compiler.compile(pattern);
            for fault in compiler.faults {
                let diagnostic = Diagnostic::error(fault.code, fault.message);
                self.diagnostics.push(diagnostic.at(file, fault.span, "").help(fault.help));
            }
            rule.patterns.push(pattern.span);
            rule.holes.push(holes);
            let line = number as u16;
            compiled.extend(variants.into_iter().map(|variant| Compiled {
                rule: id,
                unless: *unless,
                line,
                variant,
            }));
        }
        // The order in which the machine tries them.
        compiled.sort_by_key(|c| !c.unless);
        self.set.compiled.extend(compiled);
        self.set.rules.push(rule);
    }

    fn report(
        &mut self,
        file: &Arc<SourceFile>,
        span: ByteSpan,
        code: &'static str,
        message: &str,
        help: &str,
    ) {
        self.diagnostics.push(Diagnostic::error(code, message).at(file, span, "").help(help));
    }
}

fn example(file: &SourceFile, example: &schema::Example) -> Example {
    let one = |event: &BTreeMap<String, OneOrMany<String>>| {
        event.iter().map(|(name, values)| (name.clone(), values.0.clone())).collect()
    };
    Example {
        text: example.text.value.trim_end().to_owned(),
        span: check::scalar_span(file, &example.text),
        finds: example.finds.0.iter().map(one).collect(),
        note: example.note.clone(),
    }
}

fn counterexample(file: &SourceFile, example: &schema::Counterexample) -> Example {
    Example {
        text: example.text.value.trim_end().to_owned(),
        span: check::scalar_span(file, &example.text),
        finds: Vec::new(),
        note: Some(example.why.clone()),
    }
}

fn made_of(cast: schema::Cast) -> Cast {
    let schema::Cast {
        people,
        organizations,
        places,
        titles,
        genders,
        surnames,
        roles,
        demonyms,
        within,
    } = cast;
    Cast { people, organizations, places, titles, genders, surnames, roles, demonyms, within }
}

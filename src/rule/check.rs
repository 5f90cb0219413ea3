//! Laws of rule files that do not need a text to be run, and where in a file things stand.

use std::sync::Arc;

use serde_yaml::Spanned;

use crate::base::diagnostic::SourceFile;
use crate::base::{ByteSpan, Diagnostic, Diagnostics};
use crate::rule::kind::{ArgumentId, EventKindId};
use crate::rule::load::Cast;
use crate::rule::pattern::program::{Inst, Test};
use crate::rule::rule_set::RuleSet;
use crate::rule::schema;

/// The laws of one rule file: R002 for what it sets, R004, R009.
pub(crate) fn rule(
    file: &Arc<SourceFile>,
    name: &str,
    schema: &schema::Rule,
    set: &RuleSet,
    event: EventKindId,
    diagnostics: &mut Diagnostics,
) {
    if name.rsplit('.').next() != Some(schema.rule.value.as_str()) {
        let message = format!("the rule of this file is called “{}”", schema.rule.value);
        let help = "a rule has the name of its file";
        diagnostics.push(
            Diagnostic::error("R002", message).at(file, span_of(&schema.rule), "").help(help),
        );
    }
    let kind = &set.kinds()[event];
    for (key, value) in &schema.set {
        let allowed = match key.as_str() {
            "mode" => kind.modes.as_slice(),
            "class" => kind.classes.as_slice(),
            _ => &[],
        };
        if !allowed.contains(&value.value) {
            let message = format!("{}: {} cannot be set here", key, value.value);
            let (modes, classes) = (kind.modes.join(", "), kind.classes.join(", "));
            let help = format!("`mode:` may be one of {modes}; `class:` one of {classes}");
            diagnostics
                .push(Diagnostic::error("R002", message).at(file, span_of(value), "").help(help));
        }
    }
    if let Some(confidence) = &schema.confidence
        && !(0.0..=1.0).contains(&confidence.value)
    {
        let message = "a confidence lies between 0 and 1";
        diagnostics.push(Diagnostic::error("R002", message).at(file, span_of(confidence), ""));
    }
    if schema.examples.len() < 2 || schema.counterexamples.is_empty() {
        let message = "a rule needs two examples and a counterexample";
        diagnostics.push(
            Diagnostic::error("R004", message)
                .at(file, span_of(&schema.rule), "")
                .help("examples show what is found, a counterexample what looks alike and is not"),
        );
    }
    let texts = schema.examples.iter().map(|e| &e.text);
    for text in texts.chain(schema.counterexamples.iter().map(|e| &e.text)) {
        for stranger in strangers(&text.value, set.cast()) {
            let message = format!("“{stranger}” is not of the cast");
            diagnostics.push(Diagnostic::error("R009", message).at(file, span_of(text), "").help(
                "examples use the names of rules/_shared/cast.yaml, so that none puts words in a real person's mouth",
            ));
        }
    }
}

/// R008: lists of files without a prefix that no pattern names.
pub(crate) fn unused_lists(
    set: &RuleSet,
    shared: &[(Arc<SourceFile>, schema::Shared)],
    diagnostics: &mut Diagnostics,
) {
    let mut used = Vec::new();
    for compiled in &set.compiled {
        let variant = &compiled.variant;
        used.push(variant.trigger.list);
        for step in variant.left.steps.iter().chain(&variant.right.steps) {
            if let Inst::Step { test: Test::Words(words), .. } = step {
                used.push(words.list);
            }
        }
    }
    for (file, sections) in shared.iter().filter(|(_, s)| !s.contains_key("prefix")) {
        for (name, section) in sections {
            if set.vocabulary().list_named(name).is_some_and(|list| !used.contains(&list)) {
                let message = format!("no pattern uses the list “{name}”");
                diagnostics.push(Diagnostic::warning("R008", message).at(
                    file,
                    span_of(section),
                    "",
                ));
            }
        }
    }
}

/// R010: a required argument that no pattern of any rule fills.
pub(crate) fn unfilled_arguments(
    set: &RuleSet,
    kinds: &[(Arc<SourceFile>, schema::Event)],
    diagnostics: &mut Diagnostics,
) {
    for (id, kind) in set.kinds().iter_enumerated() {
        let rules: Vec<_> = set.rules().iter().filter(|rule| rule.event == id).collect();
        for (number, argument) in kind.arguments.iter().enumerate() {
            let filled = |argument: ArgumentId| {
                rules.iter().flat_map(|r| r.holes.iter().flatten()).any(|h| h.argument == argument)
            };
            if argument.at_least == 0 || rules.is_empty() || filled(ArgumentId(number as u32)) {
                continue;
            }
            let message = format!("no rule of “{}” fills its {}", kind.name, argument.name);
            let mut diagnostic = Diagnostic::error("R010", message);
            if let Some((file, event)) = kinds.iter().rfind(|(_, k)| k.event.value == kind.name) {
                diagnostic = diagnostic.at(file, span_of(&event.event), "");
            }
            diagnostics.push(diagnostic.help(format!("write {{{}}} in a pattern", argument.name)));
        }
    }
}

/// The bytes of the value's first line.
pub(crate) fn span_of<T>(value: &Spanned<T>) -> ByteSpan {
    let span = value.referenced.span();
    let start = span.byte_offset().unwrap_or_default() as u32;
    let length = span.byte_len().unwrap_or(1).clamp(1, 80) as u32;
    ByteSpan::new(start, start + length)
}

/// The bytes of a text, whether written on the line of its key or as a block below it.
pub(crate) fn scalar_span(file: &SourceFile, value: &Spanned<String>) -> ByteSpan {
    let lines = lines(file, value);
    match (lines.first(), lines.last()) {
        (Some((first, _)), Some((last, _))) => ByteSpan::new(first.start, last.end),
        _ => span_of(value),
    }
}

/// The lines of a text that are not empty, with their bytes in the file.
pub(crate) fn lines<'a>(file: &SourceFile, value: &'a Spanned<String>) -> Vec<(ByteSpan, &'a str)> {
    let start = value.referenced.span().byte_offset().unwrap_or_default() as usize;
    let mut at = start.min(file.text.len());
    let mut lines = Vec::new();
    for line in value.value.lines().map(str::trim).filter(|line| !line.is_empty()) {
        // The words of a block stand in the file as they are, only indented; a quoted scalar may
        // differ, and then its beginning must do.
        let found = file.text.get(at..).and_then(|rest| rest.find(line)).map(|found| at + found);
        let begin = found.unwrap_or(start);
        at = found.map_or(at, |found| found + line.len());
        lines.push((ByteSpan::new(begin as u32, (begin + line.len()) as u32), line));
    }
    lines
}

/// Capitalised words inside a sentence that no member of the cast and no calendar explains.
fn strangers<'a>(text: &'a str, cast: &Cast) -> Vec<&'a str> {
    const CALENDAR: &[&str] = &[
        "I",
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    if cast.people.is_empty() {
        return Vec::new();
    }
    let names = cast.people.iter().chain(&cast.organizations).chain(&cast.places);
    let names = names.chain(&cast.titles).chain(cast.roles.values());
    let names = names.chain(cast.demonyms.values().flatten());
    let known: Vec<&str> = names.flat_map(|name| name.split_whitespace()).collect();
    let mut strangers = Vec::new();
    let mut inside = false;
    let mut quoted = false;
    for chunk in text.split_whitespace() {
        let word = chunk.split(['-', '–', '—', '/']).next().unwrap_or_default();
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        let word = word.trim_end_matches("'s").trim_end_matches("’s");
        // What stands between quotation marks may be a title.
        let marks = chunk.matches(['"', '“', '”']).count();
        let opens = quoted || marks > 0;
        quoted ^= marks % 2 == 1;
        let capital = word.starts_with(char::is_uppercase);
        if inside && capital && !opens && !known.contains(&word) && !CALENDAR.contains(&word) {
            strangers.push(word);
        }
        inside = !chunk.ends_with(['.', '!', '?', ':', '”', '"'])
            || cast.titles.iter().any(|t| t == word);
    }
    strangers
}

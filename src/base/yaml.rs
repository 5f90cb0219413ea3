//! What the YAML reader objects to, told to a person: the sentence, the place in the file, and what
//! to do about it. Every kind of file that users write is reported by this one.

use std::sync::Arc;

use serde_yaml::Location;

use crate::base::diagnostic::SourceFile;
use crate::base::span::boundary_before;
use crate::base::{ByteSpan, Diagnostic};

/// The reader's objection to `read`, which is a part of the file, with `shift` bytes of the file
/// before it.
pub fn mistake(
    code: &'static str,
    source: &Arc<SourceFile>,
    error: &serde_yaml::Error,
    read: &str,
    shift: i64,
) -> Diagnostic {
    let error = error.without_snippet();
    let text = source.text.as_str();
    let place = error.location().map(|at| bytes_of(at).unwrap_or_else(|| (byte_of(at, read), 1)));
    let mut span = place.map_or_else(ByteSpan::default, |(start, len)| {
        let start = usize::try_from(start as i64 + shift).unwrap_or(0).min(text.len());
        let rest = text.len() - start;
        byte_span(start, len.clamp(1, 120).min(rest))
    });
    let message = message_of(error);
    let mut help = None;
    if let Some(tab) = tab_near(text, span.start as usize) {
        span = byte_span(tab, 1);
        help = Some("YAML is indented with spaces; replace the tab".to_owned());
    }
    let help = help
        .or_else(|| meant(&message))
        .or_else(|| shape(&message).map(str::to_owned))
        .or_else(|| prose(text, span.start as usize).map(str::to_owned))
        .or_else(|| layout(&message).map(str::to_owned));
    let diagnostic = Diagnostic::error(code, message).at(source, on_boundaries(text, span), "");
    match help {
        Some(help) => diagnostic.help(help),
        None => diagnostic,
    }
}

/// The reader's message in the words of the format's documentation, without the place, which the
/// report shows anyway.
pub fn message_of(error: &serde_yaml::Error) -> String {
    if let serde_yaml::Error::Budget { .. } = error {
        return format!("the file is nested or repeats itself beyond all measure ({error})");
    }
    let text = error.to_string();
    let text = text.lines().next().unwrap_or_default();
    let text = text.strip_prefix("error: ").unwrap_or(text);
    let cut = text.find(" at line ").or_else(|| text.find(" (line ")).unwrap_or(text.len());
    let (head, tail) = text.split_at(cut);
    let rest = tail.split_once(": ").map_or("", |(_, rest)| rest);
    let head = match text.strip_prefix("line ") {
        Some(after) => after.split_once(": ").map_or(head, |(_, message)| message),
        None => head,
    };
    let message = if rest.is_empty() { head.to_owned() } else { format!("{head}: {rest}") };
    plain(&message)
}

/// A message about keys and values, not about fields and variants of a program.
pub fn plain(message: &str) -> String {
    for (theirs, ours) in [
        ("unknown field ", "unknown key "),
        ("unknown variant ", "unknown value "),
        ("missing field ", "there is no "),
        ("duplicate field ", "twice the key "),
    ] {
        if let Some(rest) = message.strip_prefix(theirs) {
            return format!("{ours}{rest}");
        }
    }
    match message {
        "expected sequence start" => "a list is wanted here".to_owned(),
        "expected mapping start" => "keys and values are wanted here".to_owned(),
        "expected string scalar" | "expected a scalar" => "a text is wanted here".to_owned(),
        other => other.to_owned(),
    }
}

/// The word of the list that a slip of the pen was meant to be: “unknown key `alias`, expected
/// one of name, aliases”.
pub fn meant(message: &str) -> Option<String> {
    let message = message.strip_prefix("unknown ")?;
    let (wrong, allowed) = message.split_once(", expected ")?;
    let wrong = wrong.split('`').nth(1)?;
    let allowed = allowed.trim_start_matches("one of ");
    let words = allowed.split([',', ' ']).map(|word| word.trim_matches('`'));
    let near = words.filter(|word| word.len() > 1 && *word != "or");
    let near = near.map(|word| (distance(wrong, word), word)).min()?;
    let most = wrong.chars().count().div_ceil(3);
    (near.0 <= most).then(|| format!("did you mean `{}`?", near.1))
}

/// How many letters must be put in, left out or replaced to make one word of the other; letters
/// at the end that only one has count for one.
fn distance(one: &str, other: &str) -> usize {
    if one.starts_with(other) || other.starts_with(one) {
        return 1;
    }
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (at, letter) in one.chars().enumerate() {
        let mut before = row[0];
        row[0] = at + 1;
        for (to, &wanted) in other.iter().enumerate() {
            let replaced = before + usize::from(letter != wanted);
            before = row[to + 1];
            row[to + 1] = replaced.min(before + 1).min(row[to] + 1);
        }
    }
    row[other.len()]
}

/// What to write where something of another shape is wanted.
fn shape(message: &str) -> Option<&'static str> {
    match message {
        "a list is wanted here" => {
            Some("write `[one, two]`, or each on a line of its own after `- `")
        }
        "keys and values are wanted here" => Some("write `key: value`, each on a line of its own"),
        "a text is wanted here" => Some(
            "put text that begins with `{` or `[`, or is of several lines, after `|`, indented",
        ),
        _ => None,
    }
}

/// What is wrong where the reader lost its way.
fn layout(message: &str) -> Option<&'static str> {
    let lost = ["did not find expected", "mapping values are not allowed", "block collection"];
    lost.iter().any(|lost| message.contains(lost)).then_some(
        "the keys of one entry begin in the same column, and a colon and a space end each",
    )
}

/// A tab before the words of a line beside byte `at`; the parser often notices on another line.
fn tab_near(text: &str, at: usize) -> Option<usize> {
    let start = text[..boundary_before(text, at)].rfind('\n').map_or(0, |at| at + 1);
    let before = text[..start.saturating_sub(1)].rfind('\n').map_or(0, |at| at + 1);
    let mut line_start = before.min(start);
    for line in text[line_start..].split_inclusive('\n').take(3) {
        let indent = line.len() - line.trim_start_matches(' ').len();
        if line[indent..].starts_with('\t') {
            return Some(line_start + indent);
        }
        line_start += line.len();
    }
    None
}

/// Advice for the mistakes that people who write prose make in YAML.
fn prose(text: &str, at: usize) -> Option<&'static str> {
    let start = text[..boundary_before(text, at)].rfind('\n').map_or(0, |at| at + 1);
    // The parser often notices only on the next line.
    let before = text[..start.saturating_sub(1)].rfind('\n').map_or(0, |at| at + 1);
    let end = text[start..].find('\n').map_or(text.len(), |n| start + n);
    let (line, last) = (&text[start..end], &text[before..start.max(before)]);
    for line in [line, last] {
        let line = line.trim_end();
        let bare = line.trim_start().trim_start_matches("- ");
        // “- {title: Mayor, from: 2030}” means its colons.
        if bare.starts_with(['[', '{']) {
            continue;
        }
        let value = bare.split_once(": ").map_or(bare, |(_, value)| value.trim_start());
        for quote in ['"', '\''] {
            let Some(rest) = value.strip_prefix(quote) else { continue };
            let closes = rest.find(quote).map(|at| &rest[at + 1..]);
            if closes.is_none_or(|after| !after.trim().is_empty() && !after.contains('#')) {
                return Some(
                    "the text begins with a quotation mark, which YAML takes for its own; \
                     put the text on its own line after `|`",
                );
            }
        }
        if !value.starts_with(['[', '{', '"', '\'', '|', '>', '#']) && value.contains(": ") {
            return Some(
                "the text contains a colon and a space, which YAML takes for a key; \
                 put the text on its own line after `|`",
            );
        }
    }
    None
}

fn bytes_of(location: Location) -> Option<(usize, usize)> {
    let span = location.span();
    let start = usize::try_from(span.byte_offset()?).ok()?;
    let len = span.byte_len().and_then(|len| usize::try_from(len).ok()).unwrap_or(0);
    Some((start, len))
}

/// The byte of a place of which only line and column are known.
fn byte_of(location: Location, text: &str) -> usize {
    let count = |n: u64| usize::try_from(n).unwrap_or(usize::MAX).saturating_sub(1);
    let mut lines = text.split_inclusive('\n');
    let start: usize = lines.by_ref().take(count(location.line())).map(str::len).sum();
    let line = lines.next().unwrap_or_default();
    start + line.char_indices().nth(count(location.column())).map_or(line.len(), |(at, _)| at)
}

fn byte_span(start: usize, len: usize) -> ByteSpan {
    let at = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    ByteSpan::new(at(start), at(start.saturating_add(len)))
}

/// `span` widened until it begins and ends between characters of `text`.
fn on_boundaries(text: &str, span: ByteSpan) -> ByteSpan {
    let start = boundary_before(text, span.start as usize);
    let mut end = (span.end as usize).min(text.len());
    while !text.is_char_boundary(end) {
        end += 1;
    }
    byte_span(start, end.saturating_sub(start))
}

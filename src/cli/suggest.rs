//! `whomet suggest`: what a person should look at, as gazetteer files.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use super::args::{Suggest, SuggestKind};
use super::exit::{Exit, Failure};
use super::extract::{self, counted, extractions};
use super::output::Output;
use super::progress::Progress;
use super::stream::Event;
use crate::extraction::EntityKind;
use crate::gazetteer::Strength;
use crate::gazetteer::compile::ORDINARY;
use crate::gazetteer::format::canonical;
use crate::graph::{Review, Suggestion, key, store};
use crate::pipeline::Pipeline;
use crate::text::WordId;

/// Roles that an entry takes over from the documents.
const MOST_ROLES: usize = 2;

/// Runs it.
pub fn run(command: &Suggest) -> Result<Exit, Failure> {
    let pipeline = extract::pipeline(&command.knowledge)?;
    let progress = Progress::new(command.output.is_none());
    let mut review = Review::default();
    let tally = extractions(
        &command.reading,
        &pipeline,
        &progress,
        |article, words| {
            let text = article.text.clone();
            (pipeline.extract_with(article, words), text)
        },
        |event| {
            if let Event::Result((extraction, text)) = event {
                review.add(&extraction, &text);
            }
            Ok(())
        },
    )?;
    progress.finish();
    let kinds = SuggestKind::ALL.into_iter().filter(|k| command.kind.is_none_or(|kind| kind == *k));
    let mut output = Output::new();
    if let Some(folder) = &command.output {
        fs::create_dir_all(folder).map_err(|source| failure(folder, source))?;
    }
    for (at, kind) in kinds.enumerate() {
        let text = file(&review, kind, command.most, &pipeline);
        match &command.output {
            Some(folder) => {
                let path = folder.join(kind.file_name());
                store::whole_file(&path, |out| out.write_all(text.as_bytes()))
                    .map_err(|source| failure(&path, source))?;
            }
            None => {
                let rule = if at > 0 { "\n" } else { "" };
                output.write(format!("{rule}# {}\n{text}", kind.file_name()).as_bytes())?;
            }
        }
    }
    let ambiguous = ambiguous(&review, command.most);
    match &command.output {
        Some(folder) if !ambiguous.is_empty() => {
            let path = folder.join("ambiguous.txt");
            store::whole_file(&path, |out| out.write_all(ambiguous.as_bytes()))
                .map_err(|source| failure(&path, source))?;
        }
        Some(_) => {}
        None if command.kind.is_none() && !ambiguous.is_empty() => {
            output.write(format!("\n{ambiguous}").as_bytes())?;
        }
        None => {}
    }
    output.flush()?;
    tally.close();
    Ok(tally.exit())
}

fn failure(place: &Path, source: std::io::Error) -> Failure {
    Failure::Write { place: Some(place.to_owned()), source }
}

/// A gazetteer file of the weightiest names of one kind.
fn file(review: &Review, kind: SuggestKind, most: usize, pipeline: &Pipeline) -> String {
    let all = review.discovered();
    let queue: Vec<_> = all
        .iter()
        .filter(|(id, found)| found.kind() == kind.entity() && may_be_entry(id, found))
        .filter(|(_, found)| !is_taken(found.name(), pipeline))
        .take(most)
        .collect();
    let mut namesakes: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (id, found) in &queue {
        namesakes.entry(in_short(found.name())).or_default().push(entry_id(id));
    }
    let mut text = String::new();
    let _ = writeln!(text, "# Suggested by whomet, to be looked over. By weight:");
    for (at, (id, suggestion)) in queue.iter().enumerate() {
        let _ = writeln!(text, "# {}. {} ({id})", at + 1, comment(suggestion.name()));
    }
    let _ = writeln!(text, "kind: {}", kind.key());
    let _ = writeln!(text, "source: found by whomet in the documents, not checked yet");
    if queue.is_empty() {
        text.push_str("entries: []\n");
        return text;
    }
    text.push_str("entries:\n");
    for (at, (id, suggestion)) in queue.iter().enumerate() {
        entry(&mut text, at + 1, id, suggestion, pipeline);
        let others = namesakes.get(&in_short(suggestion.name())).into_iter().flatten();
        let others: Vec<&str> =
            others.map(String::as_str).filter(|other| *other != entry_id(id)).collect();
        if !others.is_empty() {
            let _ = writeln!(text, "    ambiguous-with: [{}]", others.join(", "));
        }
    }
    canonical(&text)
}

/// First and last word of a name, folded: names that agree in them are namesakes for `check`.
fn in_short(name: &str) -> String {
    let folded = key::slug(name);
    let words: Vec<&str> = folded.split('-').collect();
    match words.as_slice() {
        [first, .., last] => format!("{first} {last}"),
        _ => folded,
    }
}

/// Whether an entry goes by the name already, with or without the words in its middle: then it is
/// a matter of `ambiguous-with` there.
fn is_taken(name: &str, pipeline: &Pipeline) -> bool {
    let gazetteer = pipeline.gazetteer();
    let mut scratch = String::new();
    let words: Vec<_> =
        key::slug(name).split('-').map(|word| pipeline.lexicon().get(word, &mut scratch)).collect();
    let ends = words.first().zip(words.last()).map(|(first, last)| vec![*first, *last]);
    let known = |words: &[WordId]| {
        words.iter().all(|word| word.is_known())
            && gazetteer.names_of(words).any(|name| {
                gazetteer.aliases(name).iter().any(|alias| alias.strength == Strength::Strong)
            })
    };
    known(&words) || words.len() > 2 && ends.is_some_and(|ends| known(&ends))
}

/// A bare surname names nobody in particular.
fn may_be_entry(id: &str, suggestion: &Suggestion) -> bool {
    suggestion.kind() != EntityKind::Person || id.trim_end_matches("-unlisted").contains('-')
}

fn entry(text: &mut String, rank: usize, id: &str, suggestion: &Suggestion, pipeline: &Pipeline) {
    let name = suggestion.name();
    let _ = writeln!(
        text,
        "\n  # {rank}. {} in {}, part in {}",
        counted(suggestion.mentions as usize, "mention"),
        counted(suggestion.documents as usize, "document"),
        counted(suggestion.events as usize, "event"),
    );
    for (document, sentence) in &suggestion.evidence {
        let _ = writeln!(text, "  # {}: {}", comment(document), comment(sentence));
    }
    let _ = writeln!(text, "  - id: {}", entry_id(id));
    let _ = writeln!(text, "    name: {}", scalar(name));
    if needs_support(name, pipeline) {
        let is_acronym = name.chars().all(|c| c.is_uppercase() || c == '.');
        let list = if is_acronym { "exact" } else { "weak" };
        let _ = writeln!(text, "    {list}: [{}]", scalar(name));
    }
    if suggestion.kind() != EntityKind::Person {
        return;
    }
    if let Some(gender) = suggestion.genders.first().filter(|_| suggestion.genders.len() == 1) {
        let _ = writeln!(text, "    gender: {}", scalar(gender));
    }
    let mut roles: Vec<_> = suggestion.roles.iter().collect();
    roles.sort_by(|a, b| b.1.cmp(a.1).then(a.0.cmp(b.0)));
    if !roles.is_empty() {
        let _ = writeln!(text, "    roles:");
    }
    for (role, _) in roles.into_iter().take(MOST_ROLES) {
        let _ = writeln!(text, "      - title: {}", scalar(&role.role));
        if let Some(of) = &role.of {
            let known = pipeline.gazetteer().by_key(of).is_some();
            let of = if known { of.clone() } else { of.replace('-', " ") };
            let _ = writeln!(text, "        of: {}", scalar(&of));
        }
    }
}

/// Whether a name of one word is an ordinary word as well.
fn needs_support(name: &str, pipeline: &Pipeline) -> bool {
    let word = pipeline.lexicon().get(name, &mut String::new());
    !name.contains(' ') && pipeline.lexicon().classes(word).intersects(ORDINARY)
}

/// The id in the letters that ids are made of.
fn entry_id(id: &str) -> String {
    let is_id = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if id.chars().all(is_id) { id.to_owned() } else { key::content_id("name-", [id]) }
}

/// Names that could be several entries', as text.
fn ambiguous(review: &Review, most: usize) -> String {
    let mut text = String::new();
    for ((name, candidates), suggestion) in review.ambiguous().into_iter().take(most) {
        if text.is_empty() {
            text.push_str(
                "# Names that could be several entries'. `context` words, or `weak` instead of \
                 `aliases`, decide.\n",
            );
        }
        let _ = writeln!(
            text,
            "#\n# “{}”: {} in {}; {}",
            comment(name),
            counted(suggestion.mentions as usize, "mention"),
            counted(suggestion.documents as usize, "document"),
            comment(&candidates.join(" or ")),
        );
        for (document, sentence) in &suggestion.evidence {
            let _ = writeln!(text, "#   {}: {}", comment(document), comment(sentence));
        }
    }
    text
}

/// Text that stays on its line of comment, whatever it holds.
fn comment(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            c if c.is_control() || is_break(c) => ' ',
            '\u{feff}' | '\u{fffe}' | '\u{ffff}' => ' ',
            c => c,
        })
        .collect()
}

/// What YAML or an editor takes for the end of a line, and marks that turn the direction of text.
fn is_break(c: char) -> bool {
    matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Text as a YAML value: plain where that is safe, else in double quotes, as in JSON.
fn scalar(text: &str) -> String {
    let plain = text.starts_with(|c: char| c.is_alphabetic())
        && !text.ends_with(' ')
        && text.chars().all(|c| c.is_alphanumeric() || " '’.-".contains(c))
        && text.contains(|c: char| c == ' ' || c == '-' || c.is_lowercase())
        && !matches!(
            text.to_ascii_lowercase().as_str(),
            "y" | "n" | "yes" | "no" | "true" | "false" | "on" | "off" | "null" | "nan" | "inf"
        );
    if plain { text.to_owned() } else { serde_json::Value::from(comment(text)).to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_yaml_would_misread_is_quoted() {
        for (text, written) in [
            ("Anna Keller", "Anna Keller"),
            ("O'Brien", "O'Brien"),
            ("No", "\"No\""),
            ("Salt: a #body", "\"Salt: a #body\""),
            ("a \"b\"\nc", "\"a \\\"b\\\" c\""),
            ("{x}", "\"{x}\""),
        ] {
            assert_eq!(scalar(text), written);
        }
        assert_eq!(comment("a\u{2028}- id: b\nc"), "a - id: b c");
    }
}

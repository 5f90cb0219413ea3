//! Golden stories, end to end: Markdown files below `tests/corpus/` whose links mark mentions and
//! whose `events` fence says what should be found.
//!
//! A story is read with the cast of the rule examples as the only gazetteer. What the program does
//! not do yet stands in a `gaps` fence under “Known gaps”, as the differences of today; every other
//! difference fails. `UPDATE=1 cargo test --test corpus` rewrites the gaps and nothing else.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use whomet::extraction::{Extraction, Modality, Party, Polarity};
use whomet::pipeline::Pipeline;
use whomet::rule;
use whomet::text::Article;

static PIPELINE: LazyLock<Pipeline> = LazyLock::new(|| Pipeline::with_cast(&rule::builtin()).0);

const FENCE: &str = "```events\n";
const GAPS: &str = "```gaps\n";
const KNOWN_GAPS: &str = "\n## Known gaps\n\n";

#[test]
fn every_story_is_read_as_it_says() {
    let update = std::env::var_os("UPDATE").is_some();
    let mut report = String::new();
    let mut stories = 0;
    for path in stories_below(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus")) {
        stories += 1;
        let file = fs::read_to_string(&path).expect("a story");
        let story = Story::parse(&file);
        let record = PIPELINE.extract(story.article.clone());
        let differences = differences(&story.events, &events(&record));
        if update {
            fs::write(&path, with_gaps(&file, &differences)).expect("can be written");
        } else {
            let new = differences.iter().filter(|line| !story.gaps.contains(line));
            let mut faults = story.misread(&record);
            new.for_each(|line| faults.push_str(&format!("{line}\n")));
            let name = path.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap_or(&path).display();
            if !faults.is_empty() {
                let _ = writeln!(report, "\n━━ {name}\n{faults}");
            }
            for gap in story.gaps.iter().filter(|gap| !differences.contains(gap)) {
                eprintln!("{name}: this gap is closed: {gap}");
            }
        }
    }
    assert!(stories > 0, "there are no stories");
    assert!(report.is_empty(), "{report}");
}

/// A story as its file tells it.
struct Story {
    article: Article,
    /// By first and last code point: who is meant.
    links: Vec<(u32, u32, String)>,
    events: String,
    gaps: Vec<String>,
}

impl Story {
    fn parse(file: &str) -> Story {
        let rest = file.strip_prefix("---\n").expect("a story begins with ---");
        let (head, rest) = rest.split_once("---\n").expect("its head ends with ---");
        let fields: BTreeMap<&str, &str> =
            head.lines().filter_map(|line| line.split_once(": ")).collect();
        let (prose, rest) = rest.split_once(FENCE).expect("an events fence");
        let (events, rest) = rest.split_once("```").expect("the fence ends");
        let gaps = rest.split_once(GAPS).and_then(|(_, rest)| rest.split_once("```"));
        let gaps = gaps.map(|(gaps, _)| gaps.lines().map(str::to_owned).collect());
        let (text, links) = without_links(prose.trim());
        let article = Article {
            id: "story".to_owned(),
            published: fields.get("published").and_then(|date| date.parse().ok()),
            text,
            ..Article::default()
        };
        Story { article, links, events: events.to_owned(), gaps: gaps.unwrap_or_default() }
    }

    /// The mentions that are not as the links say, with carets under them.
    fn misread(&self, record: &Extraction) -> String {
        let mut out = String::new();
        let letters: Vec<char> = self.article.text.chars().collect();
        for (start, end, entity) in &self.links {
            if let Some(found) = something_else(record, *start, *end, entity) {
                let remark = format!("{entity}, but found {found}");
                let _ = writeln!(out, "{}", carets(&letters, *start, *end, &remark));
            }
        }
        let marked = |start: u32, end: u32| {
            self.links.iter().any(|(from, to, _)| *from < end && start < *to)
        };
        for mention in &record.mentions {
            if let Some(entity) = &mention.entity
                && mention.kind != whomet::extraction::EntityKind::Role
                && !marked(mention.start, mention.end)
            {
                let remark = format!("found {entity}, which is not marked");
                let _ = writeln!(out, "{}", carets(&letters, mention.start, mention.end, &remark));
            }
        }
        out
    }
}

/// The lines of events that are missing or were not expected.
fn differences(wanted: &str, found: &str) -> Vec<String> {
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    let (wanted, found) = (lines(wanted), lines(found));
    let missing = wanted.iter().filter(|line| !found.contains(line));
    let surplus = found.iter().filter(|line| !wanted.contains(line));
    let missing = missing.map(|line| format!("missing {line}"));
    missing.chain(surplus.map(|line| format!("found   {line}"))).collect()
}

/// The file of a story with other gaps.
fn with_gaps(file: &str, gaps: &[String]) -> String {
    let story = file.split_once(KNOWN_GAPS).map_or(file, |(story, _)| story).trim_end();
    if gaps.is_empty() {
        return format!("{story}\n");
    }
    format!("{story}\n{KNOWN_GAPS}{GAPS}{}\n```\n", gaps.join("\n"))
}

/// What was found where `entity` is marked, if it is something else.
fn something_else(record: &Extraction, start: u32, end: u32, entity: &str) -> Option<String> {
    let inside: Vec<&str> = record
        .mentions
        .iter()
        .filter(|m| m.start < end && start < m.end)
        .map(|m| m.entity.as_deref().unwrap_or("nobody"))
        .collect();
    if is_date(entity) || inside.contains(&entity) {
        return None;
    }
    Some(if inside.is_empty() { "nothing".to_owned() } else { inside.join(", ") })
}

/// Links to days are for the reader; days are compared in the events.
fn is_date(target: &str) -> bool {
    target.starts_with(|c: char| c.is_ascii_digit())
}

/// The prose without its links, with what they cover and where they lead.
fn without_links(prose: &str) -> (String, Vec<(u32, u32, String)>) {
    let mut text = String::new();
    let mut links = Vec::new();
    let mut rest = prose;
    while let Some((before, after)) = rest.split_once('[') {
        let link = after.split_once("](").and_then(|(words, after)| {
            let (target, after) = after.split_once(')')?;
            (!words.contains('[')).then_some((words, target, after))
        });
        text.push_str(before);
        let Some((words, target, after)) = link else {
            text.push('[');
            rest = after;
            continue;
        };
        let start = text.chars().count() as u32;
        text.push_str(words);
        links.push((start, text.chars().count() as u32, target.to_owned()));
        rest = after;
    }
    text.push_str(rest);
    (text, links)
}

/// The events of a record, a line each, in the words of rule examples.
fn events(record: &Extraction) -> String {
    let mut out = String::new();
    let who = |party: &Party| party.entity.clone().unwrap_or_else(|| format!("{:?}", party.text));
    let list = |parties: &[Party]| parties.iter().map(who).collect::<Vec<_>>().join(", ");
    let mut events: Vec<(u32, u32, String)> = Vec::new();
    for meeting in &record.meetings {
        let mut line = format!("meeting: {{participant: [{}]", list(&meeting.participants));
        adjuncts(&mut line, meeting.place.as_ref(), meeting.date.as_ref());
        flags(&mut line, meeting.polarity, meeting.modality);
        let mode = format!("{:?}", meeting.mode).to_lowercase();
        if mode != "inperson" {
            let _ = write!(line, ", mode: {mode}");
        }
        if meeting.attributed_to.is_some() {
            line.push_str(", evidence: attributed");
        }
        events.push((meeting.trigger.start, 0, line));
    }
    for said in &record.statements {
        let mut line = format!("statement: {{speaker: {}", who(&said.speaker));
        if !said.addressees.is_empty() {
            let _ = write!(line, ", addressee: [{}]", list(&said.addressees));
        }
        let content: Vec<String> = said.content.iter().map(|c| format!("{:?}", c.text)).collect();
        let _ = write!(line, ", content: [{}]", content.join(", "));
        adjuncts(&mut line, said.place.as_ref(), said.date.as_ref());
        flags(&mut line, said.polarity, said.modality);
        events.push((said.cue.start, 1, line));
    }
    events.sort();
    for (_, _, line) in events {
        let _ = writeln!(out, "- {line}}}");
    }
    out
}

fn adjuncts(
    line: &mut String,
    place: Option<&whomet::extraction::Where>,
    date: Option<&whomet::extraction::When>,
) {
    if let Some(place) = place {
        let _ = write!(line, ", place: {}", place.entity.as_deref().unwrap_or(&place.text));
    }
    if let Some(date) = date {
        let _ = write!(line, ", time: {}", date.from);
        if date.to != date.from {
            let _ = write!(line, "..{}", date.to);
        }
    }
}

fn flags(line: &mut String, polarity: Polarity, modality: Modality) {
    if polarity != Polarity::Positive {
        line.push_str(", polarity: negative");
    }
    if modality != Modality::Asserted {
        let _ = write!(line, ", modality: {}", format!("{modality:?}").to_lowercase());
    }
}

/// The line of the text with carets under some of it.
fn carets(letters: &[char], start: u32, end: u32, remark: &str) -> String {
    let (start, end) = (start as usize, end as usize);
    let from = letters[..start].iter().rposition(|&c| c == '\n').map_or(0, |at| at + 1);
    let to = letters[end..].iter().position(|&c| c == '\n').map_or(letters.len(), |at| end + at);
    let line: String = letters[from..to].iter().collect();
    format!("  {line}\n  {:indent$}{} {remark}", "", "^".repeat(end - start), indent = start - from)
}

fn stories_below(folder: &Path) -> Vec<PathBuf> {
    let mut stories = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder of stories") {
        let path = entry.expect("an entry of it").path();
        if path.is_dir() {
            stories.extend(stories_below(&path));
        } else if path.extension().is_some_and(|e| e == "md") {
            stories.push(path);
        }
    }
    stories.sort();
    stories
}

//! `whomet build`: documents in; graph, pictures and records out, and a table of who met whom.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::args::{Build, ViewName};
use super::exit::{Exit, Failure};
use super::export::{write, write_report};
use super::extract::{self, counted, extractions, record};
use super::output::Output;
use super::progress::Progress;
use super::stream::Event;
use super::{filter, table};
use crate::base::Id;
use crate::export::{ExportOptions, Format, LossReport, View};
use crate::extraction::{Extraction, Mode, Status};
use crate::gazetteer::Gazetteer;
use crate::graph::{GraphBuilder, Options, Summary, judgements, store};
use crate::pipeline::Pipeline;

/// Lines of meetings, and of speakers, that are printed.
const MOST_MEETINGS: usize = 20;
const MOST_SPEAKERS: usize = 12;

/// Runs it.
pub fn run(command: &Build) -> Result<Exit, Failure> {
    let judgements = match &command.judgements {
        Some(path) => judgements::load(path)?,
        None => Vec::new(),
    };
    let pipeline = extract::pipeline(&command.knowledge)?;
    let folder = &command.output;
    fs::create_dir_all(folder).map_err(|source| write_failure(folder, source))?;
    let progress = Progress::new(false);
    let mut builder = GraphBuilder::new(Options {
        co_occurrence_floor: command.co_occurrence_floor,
        place_parents: place_parents(pipeline.gazetteer()),
        judgements,
        ..Options::default()
    });
    let records = folder.join("records.jsonl");
    let tally = records_and_graph(command, &pipeline, &progress, &records, &mut builder)?;
    progress.finish();
    if tally.exit() == Exit::Failed {
        tally.close();
        return Ok(Exit::Failed);
    }
    let file = folder.join("graph.json");
    let graph = filter::chosen(builder.finish(), &command.choice, &file)?;
    store::save(&graph, &file)?;
    let mut written = vec!["graph.json".to_owned(), "records.jsonl".to_owned()];
    let options = ExportOptions {
        view: Some(command.view.view()),
        title: command.title.clone(),
        ..ExportOptions::default()
    };
    let mut reports = Vec::new();
    for format in command.formats.iter().filter_map(|name| Format::named(name)) {
        // Views are for pictures; data is written whole, as by `whomet export`.
        let options = if format.is_picture() { &options } else { &ExportOptions::default() };
        let file = match (format.parts(), format.extensions.first()) {
            ([], Some(ending)) => format!("graph.{ending}"),
            _ => format!("{}/", format.name),
        };
        if written.contains(&file) {
            continue;
        }
        write(format, &graph, options, command.layout, &folder.join(&file))?;
        written.push(file);
        reports.push(LossReport::of(format, &graph));
    }
    if let Some(path) = &command.loss_report {
        write_report(&reports, path)?;
    }
    let mut output = Output::new();
    output.write(printed(&graph.summary()).as_bytes())?;
    output.write(format!("\nWrote {} in {}\n", written.join(", "), folder.display()).as_bytes())?;
    output.flush()?;
    tally.close();
    Ok(tally.exit())
}

/// Writes the records, whole or not at all, and adds each to the graph.
fn records_and_graph(
    command: &Build,
    pipeline: &Pipeline,
    progress: &Progress,
    path: &Path,
    builder: &mut GraphBuilder,
) -> Result<extract::Tally, Failure> {
    let mut result = None;
    let written = store::whole_file(path, |out| {
        let take = |event: Event<(Vec<u8>, Extraction, String)>| {
            if let Event::Result((line, extraction, text)) = event {
                out.write_all(&line).map_err(|source| write_failure(path, source))?;
                builder.add(&extraction, Some(&text));
            }
            Ok(())
        };
        let tally = extractions(
            &command.reading,
            pipeline,
            progress,
            |article, words| {
                let text = article.text.clone();
                let extraction = pipeline.extract_with(article, words);
                (record(&extraction, &text), extraction, text)
            },
            take,
        );
        let is_done = tally.as_ref().is_ok_and(|tally| tally.exit() != Exit::Failed);
        result = Some(tally);
        if is_done { Ok(()) } else { Err(io::Error::other("not finished")) }
    });
    match (result, written) {
        (Some(Ok(tally)), Ok(())) => Ok(tally),
        // Nothing could be opened: what an earlier run wrote stays.
        (Some(Ok(tally)), Err(_)) if tally.exit() == Exit::Failed => Ok(tally),
        (Some(Err(failure)), _) => Err(failure),
        (_, Err(source)) => Err(write_failure(path, source)),
        (None, Ok(())) => Err(write_failure(path, io::Error::other("nothing was written"))),
    }
}

/// Which place lies in which, and where organizations are.
fn place_parents(gazetteer: &Gazetteer) -> BTreeMap<String, String> {
    let parents = gazetteer.entities.iter_enumerated().filter_map(|(_, entity)| {
        let body = || entity.organization().and_then(|body| body.within.or(body.part_of));
        let parent = entity.place().and_then(|place| place.within).or_else(body)?;
        let known = parent.index() < gazetteer.entities.len();
        known.then(|| (entity.key.clone(), gazetteer.entity(parent).key.clone()))
    });
    parents.collect()
}

/// The graph in figures, for a person to read.
fn printed(summary: &Summary) -> String {
    let mut text = format!(
        "{}: {}, {}, {}, {}\n",
        counted(summary.documents, "document"),
        if summary.people == 1 {
            "1 person".to_owned()
        } else {
            format!("{} people", summary.people)
        },
        counted(summary.organizations, "organization"),
        counted(summary.meetings, "meeting"),
        counted(summary.statements, "statement"),
    );
    if !summary.encounters.is_empty() {
        let mut rows =
            vec![["WHO MET", "WHEN", "WHERE", "STATUS", "ARTICLES"].map(str::to_owned).to_vec()];
        rows.extend(summary.encounters.iter().take(MOST_MEETINGS).map(|line| {
            vec![
                names(&line.people),
                when(line.date.as_deref(), line.date_to.as_deref()),
                line.place.clone().unwrap_or_default(),
                status(line.status, line.mode),
                line.documents.to_string(),
            ]
        }));
        let rows = table::lines(&rows, &[44, 24, 20, 20, 8], &[false, false, false, false, true]);
        push(&mut text, &rows, summary.encounters.len().saturating_sub(MOST_MEETINGS), "meetings");
    }
    if !summary.speakers.is_empty() {
        let mut rows = vec![["WHO SPOKE", "STATEMENTS"].map(str::to_owned).to_vec()];
        let speakers = summary.speakers.iter().take(MOST_SPEAKERS);
        rows.extend(speakers.map(|line| vec![line.name.clone(), line.statements.to_string()]));
        let rows = table::lines(&rows, &[44, 10], &[false, true]);
        push(&mut text, &rows, summary.speakers.len().saturating_sub(MOST_SPEAKERS), "speakers");
    }
    text
}

fn push(text: &mut String, lines: &[String], more: usize, what: &str) {
    text.push('\n');
    for line in lines {
        text.push_str(line);
        text.push('\n');
    }
    if more > 0 {
        text.push_str(&format!("… and {more} more {what}\n"));
    }
}

/// `Anna Keller – Boris Marten`; of many, the first three and the number of the others.
fn names(people: &[String]) -> String {
    let shown: Vec<&str> = people.iter().take(3).map(String::as_str).collect();
    match (shown.as_slice(), people.len().saturating_sub(3)) {
        ([one, other], 0) => format!("{one} – {other}"),
        (_, 0) => shown.join(", "),
        (_, more) => format!("{} + {more}", shown.join(", ")),
    }
}

/// A day, or the first and last.
pub fn when(first: Option<&str>, last: Option<&str>) -> String {
    match (first, last) {
        (Some(first), Some(last)) if first != last => format!("{first} – {last}"),
        (Some(first), _) => first.to_owned(),
        (None, _) => String::new(),
    }
}

/// Whether and how.
pub fn status(status: Status, mode: Mode) -> String {
    let word = match status {
        Status::Occurred => "occurred",
        Status::Planned => "planned",
        Status::Denied => "denied",
        Status::Hypothetical => "hypothetical",
    };
    match mode {
        Mode::InPerson => word.to_owned(),
        Mode::Call => format!("{word}, by call"),
        Mode::Video => format!("{word}, by video"),
    }
}

fn write_failure(path: &Path, source: io::Error) -> Failure {
    Failure::Write { place: Some(PathBuf::from(path)), source }
}

impl ViewName {
    /// The export room's own name for it.
    pub fn view(self) -> View {
        match self {
            ViewName::Met => View::Met,
            ViewName::Meetings => View::Meetings,
            ViewName::Statements => View::Statements,
            ViewName::CoOccurrence => View::CoOccurrence,
            ViewName::Full => View::Full,
        }
    }
}

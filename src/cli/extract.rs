//! `whomet extract`: documents in, records out, in the order of the input and with a bounded number
//! of documents in memory.

use std::io::IsTerminal;
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::args::{Extract, Knowledge, Reading};
use super::exit::{Exit, Failure, Mistakes};
use super::output::Output;
use super::progress::Progress;
use super::render;
use super::stream::{Event, ordered};
use crate::base::Severity;
use crate::extraction::Extraction;
use crate::ingest::{self, ReadError, ReadOptions};
use crate::pipeline::{Options, Pipeline};
use crate::text::{Article, RecentWords};

/// Runs it.
pub fn run(command: &Extract) -> Result<Exit, Failure> {
    let pipeline = pipeline(&command.knowledge)?;
    let progress = Progress::new(true);
    let mut output = Output::new();
    let tally = extractions(
        &command.reading,
        &pipeline,
        &progress,
        |article, words| {
            let mut line = room_for(&article.text);
            pipeline.write_extraction(article, words, &mut line);
            line
        },
        |event| match event {
            Event::Result(line) => output.write(&line),
            Event::Idle => output.flush(),
        },
    )?;
    output.flush()?;
    progress.finish();
    tally.close();
    Ok(tally.exit())
}

/// Names and rules as the arguments want them.
pub fn pipeline(knowledge: &Knowledge) -> Result<Pipeline, Failure> {
    let options = Options {
        gazetteers: knowledge.gazetteers.clone(),
        rules: knowledge.rules.clone(),
        builtin_gazetteers: !knowledge.no_builtin_gazetteers,
        builtin_rules: !knowledge.no_builtin_rules,
    };
    let (pipeline, mut diagnostics) = Pipeline::load(&options)?;
    // Warnings are for `check`: they would hide what a run has to say.
    diagnostics.0.retain(|diagnostic| diagnostic.severity == Severity::Error);
    if diagnostics.has_errors() {
        render::diagnostics(&diagnostics);
        return Err(Failure::Mistakes(Mistakes(diagnostics.0.len())));
    }
    Ok(pipeline)
}

/// One line of JSON.
pub fn record(extraction: &Extraction, text: &str) -> Vec<u8> {
    let mut line = room_for(text);
    Pipeline::write_record(extraction, &mut line);
    line
}

/// Where the record of a text fits in.
fn room_for(text: &str) -> Vec<u8> {
    Vec::with_capacity((RECORD_PER_TEXT * text.len()).min(MOST_AT_ONCE))
}

/// How many times as long as its text a record is, as a rule: room for it is made once.
const RECORD_PER_TEXT: usize = 8;
/// The most room, in bytes, that is made before it is needed.
const MOST_AT_ONCE: usize = 1 << 20;

/// Puts every document of the input through the pipeline, which `make` does on the threads; `take`
/// gets what it made, in order.
pub fn extractions<'a, R: Send>(
    reading: &Reading,
    pipeline: &'a Pipeline,
    progress: &Progress,
    make: impl Fn(Article, &mut RecentWords<'a>) -> R + Sync,
    mut take: impl FnMut(Event<R>) -> Result<(), Failure>,
) -> Result<Tally, Failure> {
    let mut options = ReadOptions::default();
    for mapping in &reading.map {
        options.columns.map(mapping)?;
    }
    let articles = ingest::read(&reading.inputs, options);
    let mut tally = Tally::default();
    let work = |words: &mut RecentWords<'a>, item: Result<Article, ReadError>| -> Outcome<R> {
        let article = match item {
            Ok(article) => article,
            Err(error) => return Outcome::Unreadable(error),
        };
        let id = article.id.clone();
        // A fault in the program must cost one document, not the run.
        let made = catch_unwind(AssertUnwindSafe(|| make(article, words)));
        made.map_or(Outcome::Failed(id), Outcome::Made)
    };
    let begin = || RecentWords::new(pipeline.lexicon());
    ordered(articles, threads(reading), begin, work, |event| match event {
        Event::Idle => take(Event::Idle),
        Event::Result(Outcome::Made(made)) => {
            tally.documents += 1;
            progress.step();
            take(Event::Result(made))
        }
        Event::Result(Outcome::Unreadable(error)) => {
            progress.suspend(|| tally.count(&error));
            Ok(())
        }
        Event::Result(Outcome::Failed(id)) => {
            tally.unreadable += 1;
            progress.suspend(|| {
                render::message(&format!(
                    "unreadable: {id}: the program failed on this document; please report it"
                ))
            });
            Ok(())
        }
    })?;
    Ok(tally)
}

/// What became of one item of the input.
enum Outcome<R> {
    Made(R),
    Unreadable(ReadError),
    Failed(String),
}

fn threads(reading: &Reading) -> NonZeroUsize {
    let wanted = reading.threads.and_then(|threads| NonZeroUsize::new(threads.into()));
    wanted.or_else(|| std::thread::available_parallelism().ok()).unwrap_or(NonZeroUsize::MIN)
}

/// Skipped files that are named one by one; of the others only the number is told.
const MOST_SKIPPED: usize = 20;

/// What was read and what was not.
#[derive(Debug, Default)]
pub struct Tally {
    documents: usize,
    unreadable: usize,
    unopened: usize,
    skipped: usize,
}

impl Tally {
    fn count(&mut self, error: &ReadError) {
        if error.is_skip() {
            self.skipped += 1;
            if self.skipped > MOST_SKIPPED {
                return;
            }
        } else {
            self.unreadable += 1;
            self.unopened += usize::from(error.is_unopened());
        }
        render::unreadable(error);
    }

    /// The closing line on standard error, if it has something to tell.
    pub fn close(&self) {
        if self.skipped > MOST_SKIPPED {
            render::message(&format!("skipped: {} more files", self.skipped - MOST_SKIPPED));
        }
        if self.unreadable == 0 && !std::io::stderr().is_terminal() {
            return;
        }
        let mut line = format!("{} read", counted(self.documents, "document"));
        if self.unreadable > 0 {
            line.push_str(&format!(", {} unreadable", self.unreadable));
        }
        render::message(&line);
    }

    /// The exit status: nothing could be opened at all, some things could not be read, or all is
    /// well.
    pub fn exit(&self) -> Exit {
        match (self.documents, self.unreadable) {
            (_, 0) => Exit::Fine,
            (0, unreadable) if unreadable == self.unopened => Exit::Failed,
            _ => Exit::Partial,
        }
    }
}

/// `1 document`, `2 documents`.
pub fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

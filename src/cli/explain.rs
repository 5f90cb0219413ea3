//! `whomet explain`: what was found in a sentence or a file, and by what evidence.

use std::path::PathBuf;

use super::args::Explain;
use super::build::status;
use super::exit::{Exit, Failure};
use super::extract::pipeline;
use super::output::Output;
use super::table;
use crate::extraction::{Extraction, Party};
use crate::ingest::{self, ReadOptions};
use crate::text::Article;

/// Runs it.
pub fn run(command: &Explain) -> Result<Exit, Failure> {
    let pipeline = pipeline(&command.knowledge)?;
    let path = PathBuf::from(&command.text);
    let is_input = command.text == "-" || path.exists();
    let mut articles: Vec<Article> = Vec::new();
    if is_input {
        for article in ingest::read(&[path], ReadOptions::default()) {
            articles.push(article?);
        }
    } else {
        let text = command.text.clone();
        articles.push(Article { id: "sentence".to_owned(), text, ..Article::default() });
    }
    let mut output = Output::new();
    for mut article in articles {
        article.published = command.date.or(article.published);
        output.write(explanation(&pipeline.extract(article)).as_bytes())?;
    }
    output.flush()?;
    Ok(Exit::Fine)
}

/// Mentions with their entities, then events with the rules that found them.
fn explanation(extraction: &Extraction) -> String {
    let mut text = format!("{}\n", extraction.id);
    let mut rows = Vec::new();
    for mention in &extraction.mentions {
        let kind = format!("{:?}", mention.kind).to_lowercase();
        let via = format!("{:?}", mention.via).to_lowercase();
        let entity = match &mention.entity {
            Some(entity) => entity.clone(),
            None if mention.candidates.is_empty() => "nobody known".to_owned(),
            None => format!("open: {}", mention.candidates.join(" or ")),
        };
        rows.push(vec![
            format!("  {}", mention.text),
            kind,
            entity,
            format!("by {via}"),
            format!("{:.2}", mention.confidence),
        ]);
    }
    for line in table::lines(&rows, &[40, 12, 50, 16, 4], &[false, false, false, false, true]) {
        text.push_str(&line);
        text.push('\n');
    }
    for meeting in &extraction.meetings {
        let who: Vec<String> = meeting.participants.iter().map(party).collect();
        text.push_str(&format!(
            "  meeting “{}” ({}): {}",
            meeting.trigger.text,
            status(meeting.status, meeting.mode),
            who.join(", ")
        ));
        text.push_str(
            &meeting.place.as_ref().map(|p| format!("; in {}", p.text)).unwrap_or_default(),
        );
        text.push_str(
            &meeting.date.as_ref().map(|d| format!("; {} – {}", d.from, d.to)).unwrap_or_default(),
        );
        text.push_str(&format!("; rule {}, {:.2}\n", meeting.rule, meeting.confidence));
    }
    for statement in &extraction.statements {
        let content: Vec<&str> =
            statement.content.iter().map(|piece| piece.text.as_str()).collect();
        text.push_str(&format!(
            "  statement “{}” by {}: {}; rule {}, {:.2}\n",
            statement.cue.text,
            party(&statement.speaker),
            content.join(" … "),
            statement.rule,
            statement.confidence
        ));
    }
    text
}

fn party(party: &Party) -> String {
    match &party.entity {
        Some(entity) => format!("{} ({entity})", party.text),
        None => format!("{} (nobody known)", party.text),
    }
}

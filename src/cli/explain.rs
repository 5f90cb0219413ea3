//! `whomet explain`: why a sentence or a file gave what it gave.

use std::path::PathBuf;

use super::args::Explain;
use super::exit::{Exit, Failure};
use super::extract::pipeline;
use super::output::Output;
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
        output.write(pipeline.explain(article).as_bytes())?;
    }
    output.flush()?;
    Ok(Exit::Fine)
}

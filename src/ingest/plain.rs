//! Plain text: one file is one article, kept letter for letter, so that offsets in records are
//! offsets in the file.

use super::{Input, ReadError, Reader, Records, one};
use crate::text::Article;

/// Reads plain text.
pub struct Plain;

impl Reader for Plain {
    fn name(&self) -> &'static str {
        "plain text"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["txt", "text"]
    }

    fn recognizes(&self, _: &str) -> bool {
        true
    }

    fn read(&self, input: Input) -> Records {
        one(article(input))
    }
}

fn article(input: Input) -> Result<Article, ReadError> {
    let (place, text) = input.into_text(|_| None)?;
    let source = place.source();
    Ok(Article { id: place.id, source, text, ..Article::default() })
}

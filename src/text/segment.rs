//! The order in which an article is cut up: tokens, blocks, dateline, quotations, sentences.

use crate::text::{
    Article, BlockKind, Document, Lexicon, RecentWords, blocks, dateline, quote, sentence, tokenize,
};

impl Document {
    /// Cuts `article` into blocks, sentences, quotations and tokens. Takes any text.
    pub fn segment(article: Article, lexicon: &Lexicon) -> Document {
        Document::segment_with(article, &mut RecentWords::without_memory(lexicon))
    }

    /// The same with the words of earlier articles at hand.
    pub fn segment_with(article: Article, words: &mut RecentWords<'_>) -> Document {
        let mut document = Document { article, ..Document::default() };
        tokenize::tokens_of(&document.article.text, words, &mut document.tokens);
        let title = document.article.title.as_deref();
        document.blocks = blocks::blocks(&document.article.text, &document.tokens, title);
        let paragraphs = document.blocks.iter().filter(|b| b.kind == BlockKind::Paragraph);
        document.dateline = paragraphs
            .take(DATED_PARAGRAPHS)
            .find_map(|block| dateline::dateline(&document, block.tokens));
        let quotations =
            quote::quotations(&document.article.text, &document.tokens, &document.blocks);
        document.quotes = quotations.quotes;
        sentence::sentences(&mut document, &quotations.roles);
        document
    }
}

/// How many paragraphs may begin with the dateline: a summary may stand before the report.
const DATED_PARAGRAPHS: usize = 2;

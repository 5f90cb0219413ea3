//! A segmented article: the only owner of its text. Everything else points into it.

use crate::base::{ByteSpan, IndexVec, TokenSpan};
use crate::id;
use crate::text::{Article, Token, TokenId};

id!(
    /// Names a block of a document.
    BlockId
);
id!(
    /// Names a sentence of a document.
    SentenceId
);
id!(
    /// Names a quotation of a document.
    QuoteId
);

/// An article cut into blocks, sentences, quotations and tokens.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// The article, unchanged.
    pub article: Article,
    /// Headline, paragraphs, captions and the like, in order.
    pub blocks: IndexVec<BlockId, Block>,
    /// Sentences, in order; breaks inside quotations count.
    pub sentences: IndexVec<SentenceId, Sentence>,
    /// Sentences whose quotations count as one word: what rules look at.
    /// Each lies in one block; together they hold every sentence.
    pub periods: Vec<TokenSpan>,
    /// Quotations, in order of their opening marks.
    pub quotes: IndexVec<QuoteId, Quote>,
    /// All tokens, in order.
    pub tokens: IndexVec<TokenId, Token>,
    /// Where the report was filed from, with its date if it gives one: `AMMAN, Jordan -`.
    /// Belongs to no sentence.
    pub dateline: Option<TokenSpan>,
}

/// A stretch of lines that belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// What part of the page it is.
    pub kind: BlockKind,
    /// Its bytes, without white space around them.
    pub span: ByteSpan,
    /// Its tokens.
    pub tokens: TokenSpan,
}

/// What part of a page a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum BlockKind {
    /// Running text.
    Paragraph,
    /// A headline, subheading or cross-heading.
    Heading,
    /// Who wrote it.
    Byline,
    /// What a picture shows.
    Caption,
    /// A post quoted from a social network, with its author line.
    Post,
    /// Not part of the article: “Live updates: …”, “Read more”.
    Boilerplate,
}

/// A sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// The block it stands in.
    pub block: BlockId,
    /// Its bytes, without white space around them.
    pub span: ByteSpan,
    /// Its tokens.
    pub tokens: TokenSpan,
}

/// A stretch between quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quote {
    /// Its tokens with the marks.
    pub tokens: TokenSpan,
    /// Its tokens without the marks.
    pub inside: TokenSpan,
    /// Whether a closing mark ends it; a quotation that goes on in the next paragraph, and an
    /// unbalanced one, has none.
    pub closed: bool,
    /// The quotation of the paragraph before, of which this one is the continuation.
    pub continues: Option<QuoteId>,
    /// The quotation around this one.
    pub within: Option<QuoteId>,
}

impl Document {
    /// The text of the article.
    pub fn text(&self) -> &str {
        &self.article.text
    }

    /// The text of one token.
    pub fn token_text(&self, token: TokenId) -> &str {
        self.tokens[token].span.of(&self.article.text)
    }

    /// The bytes that the tokens of `span` cover, from the first to the last.
    pub fn bytes(&self, span: TokenSpan) -> ByteSpan {
        let tokens = &self.tokens.as_slice()[span.range()];
        match (tokens.first(), tokens.last()) {
            (Some(first), Some(last)) => ByteSpan::new(first.span.start, last.span.end),
            _ => ByteSpan::default(),
        }
    }

    /// The text that the tokens of `span` cover.
    pub fn slice(&self, span: TokenSpan) -> &str {
        self.bytes(span).of(&self.article.text)
    }

    /// The sentence that holds `token`, if it belongs to one.
    pub fn sentence_of(&self, token: u32) -> Option<SentenceId> {
        let at = self.sentences.partition_point(|s| s.tokens.end <= token);
        let sentence = self.sentences.as_slice().get(at)?;
        sentence.tokens.contains(token).then_some(SentenceId(at as u32))
    }

    /// The block that holds `token`.
    pub fn block_of(&self, token: u32) -> Option<BlockId> {
        let at = self.blocks.partition_point(|b| b.tokens.end <= token);
        let block = self.blocks.as_slice().get(at)?;
        block.tokens.contains(token).then_some(BlockId(at as u32))
    }
}

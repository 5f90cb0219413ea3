//! From characters to sentences: tokens that tile the text, blocks, sentences, quotations, and
//! what the lexicon knows about each word. Nothing here knows a single name, but those of press
//! agencies in credits and datelines.

pub mod article;
pub mod blocks;
mod dateline;
pub mod document;
mod english;
pub mod fingerprint;
pub mod fold;
mod function_words;
pub mod given_forms;
pub mod inflect;
pub mod lexicon;
pub mod lines;
pub mod phrase;
mod prepared;
pub mod quote;
mod recent;
mod segment;
mod sentence;
pub mod tag;
pub mod token;
pub mod tokenize;
mod word_set;

pub use article::Article;
pub use document::{Block, BlockId, BlockKind, Document, Quote, QuoteId, Sentence, SentenceId};
pub use inflect::Forms;
pub use lexicon::{Classes, Lexicon, WordId, word};
pub use recent::RecentWords;
pub use token::{Shape, Token, TokenId, TokenKind};
pub use word_set::WordSet;

//! From characters to sentences: tokens that tile the text, blocks, sentences, quotations, and
//! what the lexicon knows about each word. Nothing here knows a single name.

pub mod article;
pub mod document;
pub mod fold;
pub mod inflect;
pub mod lexicon;
pub mod token;

pub use article::Article;
pub use document::{Block, BlockId, BlockKind, Document, Quote, QuoteId, Sentence, SentenceId};
pub use inflect::Forms;
pub use lexicon::{Classes, Lexicon, WordId, word};
pub use token::{Shape, Token, TokenId, TokenKind};

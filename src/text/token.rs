//! A token: where it stands, what it is made of, which word it is.

use bitflags::bitflags;

use crate::base::ByteSpan;
use crate::id;
use crate::text::{Classes, WordId};

id!(
    /// Names a token of a document.
    TokenId
);

/// One word, number or punctuation mark. Between two tokens there is nothing but white space and
/// characters that print as nothing.
///
/// Hyphens, possessive endings and contracted words are tokens of their own: `Ben` `-` `Gvir`
/// `’s`, `did` `n’t`. An abbreviation keeps its full stop: `Mr.`, `U.S.`, `J.`
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Its bytes in the text.
    pub span: ByteSpan,
    /// What it is made of.
    pub kind: TokenKind,
    /// How it is written.
    pub shape: Shape,
    /// Which word of the lexicon it is, compared without case, accents and full stops;
    /// [`WordId::UNKNOWN`] if it is none.
    pub word: WordId,
    /// What that word can be; nothing for an unknown one. Kept here because nearly every question
    /// about a token and its neighbours is one about classes, and the lexicon is far away.
    pub classes: Classes,
}

impl Token {
    /// Whether the token is a word that begins with a capital letter.
    #[inline]
    pub fn is_capitalised(&self) -> bool {
        self.shape.contains(Shape::CAPITAL)
    }
}

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TokenKind {
    /// Letters, perhaps with digits, full stops or apostrophes inside.
    Word,
    /// Digits with their separators: `23,000`, `3.5`, `9:35`.
    Number,
    /// A punctuation mark or symbol.
    Mark,
    /// An address, `@handle` or `#tag`.
    Link,
}

bitflags! {
    /// How a token is written.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct Shape: u8 {
        /// It begins with a capital letter.
        const CAPITAL = 1;
        /// It has two letters or more, all capital: `NATO`, `U.S.`
        const ALL_CAPS = 1 << 1;
        /// No white space stands before it.
        const GLUED = 1 << 2;
        /// It ends in the full stop of an abbreviation: `Mr.`, `U.S.`, `J.`
        const ABBREVIATION = 1 << 3;
        /// A single capital letter, with or without a full stop: `J.`
        const INITIAL = 1 << 4;
        /// It holds a digit.
        const DIGIT = 1 << 5;
        /// A capital stands after a small letter: `McCain`, `iPhone`.
        const MIXED = 1 << 6;
        /// A line break stands before it.
        const NEW_LINE = 1 << 7;
    }
}

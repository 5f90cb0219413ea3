//! Which part of speech each token of a period plays, from the lexicon and the neighbours.
//!
//! One pass from left to right, no statistics: a closed-class word is what it is, an open-class
//! word is decided by what stands before it, by what can follow, and, where both are silent, by
//! what it mostly is. Good enough to find noun phrases, verb groups and clauses; the rules and the
//! resolution of names do the rest. It runs only on periods in which something may happen.

mod closed_class;
mod main_verb;
mod open_class;

use crate::base::TokenSpan;
use crate::text::{Classes, Document, Lexicon, Token, TokenKind, word};

/// The part of speech of a token in its sentence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tag {
    /// Not looked at.
    #[default]
    None,
    /// A punctuation mark or symbol.
    Mark,
    /// a, the, this, some
    Determiner,
    /// his, their
    Possessive,
    /// The ending 's of a noun that owns something.
    Genitive,
    /// A common noun.
    Noun,
    /// A word of a name.
    Proper,
    /// A pronoun that stands for a noun phrase.
    Pronoun,
    /// An adjective, or a participle that stands before its noun.
    Adjective,
    /// A number in digits or words.
    Number,
    /// An adverb.
    Adverb,
    /// A preposition.
    Preposition,
    /// “to” before an infinitive.
    To,
    /// and, or, but
    Coordinator,
    /// that, because, if, while: opens a clause.
    Subordinator,
    /// who, which, what, where: opens a relative clause or a question.
    Wh,
    /// not, n't, never
    Negation,
    /// will, may, could
    Modal,
    /// A form of be, have or do.
    Auxiliary,
    /// A verb with a subject: says, said.
    Finite,
    /// The base form after “to”, a modal or do.
    Base,
    /// A form in -ing.
    Ing,
    /// A past participle.
    Participle,
}

impl Tag {
    /// Whether it is a full verb in any form.
    pub fn is_verb(self) -> bool {
        matches!(self, Tag::Finite | Tag::Base | Tag::Ing | Tag::Participle)
    }

    /// Whether it carries or helps to carry the tense of a clause.
    pub fn is_tensed(self) -> bool {
        matches!(self, Tag::Finite | Tag::Modal | Tag::Auxiliary)
    }

    /// Whether a noun phrase can end with it.
    pub fn is_nominal(self) -> bool {
        matches!(self, Tag::Noun | Tag::Proper | Tag::Pronoun | Tag::Number)
    }
}

/// Verbs after which a noun phrase is mostly the subject of a clause.
const CLAUSE_VERBS: &[&str] = &[
    "said",
    "says",
    "say",
    "added",
    "argued",
    "argues",
    "insisted",
    "insists",
    "claimed",
    "claims",
    "believes",
    "believed",
    "thinks",
    "thought",
    "hopes",
    "hoped",
    "suggested",
];

fn is_closing_quote(text: &str) -> bool {
    matches!(text, "”" | "\"" | "’" | "''" | "»" | "'")
}

/// Tags the tokens of `span` into `tags`, which holds one tag for every token of the document.
/// `is_name` tells which tokens belong to a name.
pub fn tag(
    document: &Document,
    lexicon: &Lexicon,
    span: TokenSpan,
    is_name: impl Fn(usize) -> bool,
    tags: &mut [Tag],
) {
    let mut tagger =
        Tagger { document, tokens: document.tokens.as_slice(), lexicon, span, tags, tensed: false };
    for at in span.range() {
        let tag = if is_name(at) { Tag::Proper } else { tagger.decide(at) };
        tagger.note(at, tag);
    }
}

/// No more adverbs follow each other: “very very very …” must not be walked back from each of them.
const FARTHEST: usize = 50;

struct Tagger<'a> {
    document: &'a Document,
    tokens: &'a [Token],
    lexicon: &'a Lexicon,
    span: TokenSpan,
    tags: &'a mut [Tag],
    /// Whether the clause at hand has its finite verb already.
    tensed: bool,
}

impl Tagger<'_> {
    fn note(&mut self, at: usize, tag: Tag) {
        self.tags[at] = tag;
        match tag {
            // “said the town needed salt”: a clause of its own begins.
            Tag::Finite if self.says(at) => self.tensed = false,
            Tag::Finite | Tag::Modal | Tag::Auxiliary => self.tensed = true,
            Tag::Subordinator | Tag::Wh | Tag::Coordinator => self.tensed = false,
            Tag::Mark if !self.is_hyphen(at) => self.tensed = false,
            // “, wearing a shirt covered in mud,”: what follows has no verb of its own.
            Tag::Ing if self.opens_aside(at) => self.tensed = true,
            _ => {}
        }
    }

    /// Whether the verb at `at` has a clause for its object, hardly ever a noun phrase.
    fn says(&self, at: usize) -> bool {
        let clause = self.classes(at + 1).intersects(
            Classes::DETERMINER | Classes::PRONOUN | Classes::POSSESSIVE | Classes::NUMERAL,
        ) || self.tokens.get(at + 1).is_some_and(Token::is_capitalised);
        clause && CLAUSE_VERBS.contains(&self.lexicon.text(self.tokens[at].word))
    }

    fn opens_aside(&self, at: usize) -> bool {
        at > self.span.start as usize
            && self.tokens[at - 1].word == word::COMMA
            && !self.classes(at).contains(Classes::CUE)
    }

    fn classes(&self, at: usize) -> Classes {
        if !self.span.contains(at as u32) {
            return Classes::empty();
        }
        self.tokens[at].classes
    }

    fn is_hyphen(&self, at: usize) -> bool {
        self.tokens[at].word == word::HYPHEN
    }

    /// The tag before `at`, passing over adverbs, negations and quotation marks that only set off
    /// words of the clause: “Marten “rejected” it”.
    fn before(&self, at: usize) -> (Tag, usize) {
        let first = at.saturating_sub(FARTHEST).max(self.span.start as usize);
        // Mostly it is the one directly before.
        if first < at && !matches!(self.tags[at - 1], Tag::Adverb | Tag::Negation | Tag::Mark) {
            return (self.tags[at - 1], at - 1);
        }
        for i in (first..at).rev() {
            let passes = match self.tags[i] {
                Tag::Adverb | Tag::Negation => true,
                Tag::Mark => self.sets_off(i),
                _ => false,
            };
            if !passes {
                return (self.tags[i], i);
            }
        }
        (Tag::None, at)
    }

    /// The mark at `at` as it stands, if it may be a quotation mark: those that the engine knows by
    /// word are none.
    fn mark(&self, at: usize) -> &str {
        match self.tokens.get(at) {
            Some(token) if token.kind == TokenKind::Mark && !token.word.is_fixed() => {
                token.span.of(self.document.text())
            }
            _ => "",
        }
    }

    /// Whether the mark at `at` opens a quotation in the middle of a clause.
    fn sets_off(&self, at: usize) -> bool {
        let opens = matches!(self.mark(at), "“" | "‘" | "\"" | "''");
        opens
            && at > self.span.start as usize
            && self.tokens[at - 1].kind == TokenKind::Word
            && !self.tokens[at].shape.contains(crate::text::Shape::GLUED)
            && self.tokens.get(at + 1).is_some_and(|t| {
                t.kind == TokenKind::Word
                    && t.shape.contains(crate::text::Shape::GLUED)
                    && !t.is_capitalised()
            })
    }

    fn decide(&self, at: usize) -> Tag {
        let token = &self.tokens[at];
        match token.kind {
            TokenKind::Mark if self.owns(at) => return Tag::Genitive,
            TokenKind::Mark => return Tag::Mark,
            TokenKind::Number => return Tag::Number,
            TokenKind::Link => return Tag::Proper,
            TokenKind::Word => {}
        }
        let classes = token.classes;
        // The country, not the pronoun: “US officials”.
        if classes.contains(Classes::PRONOUN)
            && token.shape.contains(crate::text::Shape::ALL_CAPS)
            && token.word == word::US
        {
            return Tag::Proper;
        }
        if let Some(tag) = self.function_word(at, classes) {
            return tag;
        }
        if token.is_capitalised() && !self.begins_sentence(at) {
            return Tag::Proper;
        }
        let open = Classes::ANY_NOUN | Classes::ANY_VERB | Classes::ADJECTIVE | Classes::ADVERB;
        if !classes.intersects(open) {
            return if token.is_capitalised() { Tag::Proper } else { self.guess(at) };
        }
        if token.is_capitalised()
            && !classes.contains(Classes::COMMON)
            && self.tokens.get(at + 1).is_some_and(|t| t.is_capitalised())
        {
            return Tag::Proper;
        }
        self.open_class(at, classes)
    }

    /// Whether the mark at `at` is the apostrophe of a plural owner: “the Kellers’ house”.
    fn owns(&self, at: usize) -> bool {
        if at == 0 || !matches!(self.mark(at), "'" | "’") {
            return false;
        }
        let owner = &self.tokens[at - 1];
        let glued = self.tokens[at].shape.contains(crate::text::Shape::GLUED);
        let next = self.tokens.get(at + 1).filter(|_| self.span.contains(at as u32 + 1));
        let noun_follows =
            next.is_some_and(|t| {
                t.kind == TokenKind::Word && !t.shape.contains(crate::text::Shape::GLUED)
            }) && self.classes(at + 1).intersects(Classes::ANY_NOUN | Classes::ADJECTIVE);
        glued
            && noun_follows
            && owner.kind == TokenKind::Word
            && (self.lexicon.text(owner.word).ends_with('s')
                || self
                    .document
                    .slice(TokenSpan::new(at as u32 - 1, at as u32))
                    .ends_with(['s', 'S']))
            && !self.document.quotes.iter().any(|q| q.closed && q.tokens.end == at as u32 + 1)
    }

    /// Whether a capital letter at `at` may be that of a sentence and not of a name.
    fn begins_sentence(&self, at: usize) -> bool {
        if at == self.span.start as usize {
            return true;
        }
        let previous = &self.tokens[at - 1];
        // “…,” Keller said: the quotation goes on into its own sentence.
        if is_closing_quote(self.mark(at - 1))
            && at >= 2
            && (self.tokens[at - 2].word == word::COMMA
                || self.classes(at + 1).contains(Classes::CUE | Classes::VERB_PAST))
        {
            return false;
        }
        previous.kind == TokenKind::Mark
            && previous.word != word::COMMA
            && previous.word != word::HYPHEN
            && previous.word != word::AMPERSAND
    }

    fn is_hyphen_at(&self, at: usize) -> bool {
        self.span.contains(at as u32)
            && self.is_hyphen(at)
            && self.tokens[at].shape.contains(crate::text::Shape::GLUED)
    }
}

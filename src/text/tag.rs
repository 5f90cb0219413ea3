//! Which part of speech each token of a period plays, from the lexicon and the neighbours.
//!
//! One pass from left to right, no statistics: a closed-class word is what it is, an open-class
//! word is decided by what stands before it, by what can follow, and, where both are silent, by
//! what it mostly is. Good enough to find noun phrases, verb groups and clauses; the rules and the
//! resolution of names do the rest. It runs only on periods in which something may happen.

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
            Tag::Finite | Tag::Modal | Tag::Auxiliary => self.tensed = true,
            Tag::Subordinator | Tag::Wh | Tag::Coordinator => self.tensed = false,
            Tag::Mark if !self.is_hyphen(at) => self.tensed = false,
            _ => {}
        }
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

    /// The tag before `at`, passing over adverbs and negations.
    fn before(&self, at: usize) -> (Tag, usize) {
        let mut i = at;
        while i > self.span.start as usize {
            i -= 1;
            if !matches!(self.tags[i], Tag::Adverb | Tag::Negation) {
                return (self.tags[i], i);
            }
        }
        (Tag::None, at)
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
            && self.lexicon.text(token.word) == "us"
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
        if !matches!(self.lexicon.text(self.tokens[at].word), "'" | "’") || at == 0 {
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
        if is_closing_quote(self.lexicon.text(previous.word))
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

    fn function_word(&self, at: usize, classes: Classes) -> Option<Tag> {
        let word = self.tokens[at].word;
        let next = self.classes(at + 1);
        let (before, _) = self.before(at);
        if word == word::TO {
            return Some(self.to(at));
        }
        if word == word::THAT {
            let noun_follows = next.contains(Classes::NOUN)
                && !next.intersects(Classes::NOUNS | Classes::DETERMINER | Classes::PRONOUN);
            let pronoun = next.intersects(Classes::AUXILIARY | Classes::MODAL)
                && !matches!(before, Tag::Noun | Tag::Proper)
                && !before.is_verb();
            return Some(match before {
                Tag::Preposition | Tag::Coordinator if noun_follows => Tag::Determiner,
                Tag::None | Tag::Mark if pronoun => Tag::Pronoun,
                Tag::None if noun_follows => Tag::Determiner,
                Tag::Preposition => Tag::Pronoun,
                Tag::Noun | Tag::Proper if self.tensed_ahead(at) => Tag::Wh,
                _ => Tag::Subordinator,
            });
        }
        if word == word::GENITIVE_S {
            return Some(self.genitive_or_is(at));
        }
        if classes.contains(Classes::GENITIVE) {
            return Some(Tag::Genitive);
        }
        if word == word::HER {
            let noun = next.intersects(Classes::ANY_NOUN | Classes::ADJECTIVE)
                || self.tokens.get(at + 1).is_some_and(|t| t.is_capitalised());
            let verb_before_to = next.intersects(Classes::PREPOSITION | Classes::SUBORDINATOR);
            let possessive = noun && !verb_before_to;
            return Some(if possessive { Tag::Possessive } else { Tag::Pronoun });
        }
        if classes.contains(Classes::NEGATION) {
            return Some(Tag::Negation);
        }
        if classes.contains(Classes::MODAL) {
            let noun = matches!(before, Tag::Determiner | Tag::Possessive | Tag::Genitive);
            let month = self.tokens[at].is_capitalised() && classes.contains(Classes::MONTH);
            return Some(match (noun, month) {
                (_, true) => Tag::Proper,
                (true, _) => Tag::Noun,
                _ => Tag::Modal,
            });
        }
        if classes.contains(Classes::AUXILIARY) {
            return Some(Tag::Auxiliary);
        }
        if classes.contains(Classes::POSSESSIVE) {
            return Some(Tag::Possessive);
        }
        if classes.contains(Classes::PRONOUN) {
            // “one senior official”, “one man”
            let counts = self.lexicon.text(word) == "one"
                && next.intersects(Classes::ANY_NOUN | Classes::ADJECTIVE)
                && !next.intersects(Classes::PREPOSITION | Classes::AUXILIARY | Classes::CUE);
            return Some(if counts { Tag::Number } else { Tag::Pronoun });
        }
        if classes.contains(Classes::WH) {
            return Some(Tag::Wh);
        }
        if classes.contains(Classes::COORDINATOR) {
            return Some(Tag::Coordinator);
        }
        if classes.contains(Classes::DETERMINER) {
            // “all”, “some”, “this” and “many” alone are noun phrases.
            let alone = next.intersects(Classes::AUXILIARY | Classes::MODAL)
                || next.contains(Classes::PREPOSITION) && !next.intersects(Classes::ANY_NOUN);
            // “Half said they …”, “Others argue that …”
            let speaks = next.contains(Classes::CUE)
                && next.intersects(Classes::VERB_PAST | Classes::VERB)
                && !next.intersects(Classes::MOSTLY_NOUN | Classes::MOSTLY_ADJECTIVE)
                || self.lexicon.text(word) == "others";
            let alone = alone || speaks;
            let article = word == word::THE || word == word::A || word == word::AN;
            return Some(if alone && !article { Tag::Pronoun } else { Tag::Determiner });
        }
        if classes.contains(Classes::SUBORDINATOR) {
            // “Keller, though, said”
            let alone = matches!(before, Tag::Mark)
                && self.tokens.get(at + 1).is_some_and(|t| t.word == word::COMMA)
                && at > self.span.start as usize
                && self.tokens[at - 1].word == word::COMMA;
            if alone {
                return Some(Tag::Adverb);
            }
            let also_preposition = classes.contains(Classes::PREPOSITION);
            if also_preposition && !self.tensed_ahead(at) {
                return Some(Tag::Preposition);
            }
            return Some(Tag::Subordinator);
        }
        if classes.contains(Classes::PREPOSITION) {
            let particle = before.is_verb()
                && (at + 1 >= self.span.end as usize
                    || self.tokens[at + 1].kind == TokenKind::Mark);
            return Some(if particle { Tag::Adverb } else { Tag::Preposition });
        }
        if classes.intersects(Classes::WEEKDAY | Classes::MONTH) && self.tokens[at].is_capitalised()
        {
            return Some(Tag::Proper);
        }
        if classes.contains(Classes::NUMERAL) {
            // “Keller first met Marten in May”
            let adverb = self.lexicon.text(word) == "first"
                && matches!(
                    before,
                    Tag::Noun | Tag::Proper | Tag::Pronoun | Tag::Modal | Tag::Auxiliary
                )
                && next.intersects(Classes::VERB_PAST | Classes::VERB)
                && !next.contains(Classes::MOSTLY_NOUN);
            if adverb {
                return Some(Tag::Adverb);
            }
            return Some(Tag::Number);
        }
        if classes.contains(Classes::DEICTIC) {
            return Some(Tag::Adverb);
        }
        None
    }

    fn to(&self, at: usize) -> Tag {
        let mut next = at + 1;
        while self.classes(next).intersects(Classes::NEGATION | Classes::MOSTLY_ADVERB) {
            next += 1;
        }
        let classes = self.classes(next);
        let verb = classes.intersects(Classes::VERB | Classes::AUXILIARY);
        let capital = self.tokens.get(next).is_some_and(|t| t.is_capitalised());
        let noun_rather = classes.contains(Classes::MOSTLY_NOUN)
            && !self.classes(next + 1).intersects(
                Classes::DETERMINER | Classes::PRONOUN | Classes::POSSESSIVE | Classes::PREPOSITION,
            );
        // “promised to sign”, “urged Keller to act”
        let spoken = (at.saturating_sub(4).max(self.span.start as usize)..at)
            .any(|i| self.tags[i] == Tag::Finite && self.classes(i).contains(Classes::CUE));
        if verb && !capital && (!noun_rather || spoken) { Tag::To } else { Tag::Preposition }
    }

    fn genitive_or_is(&self, at: usize) -> Tag {
        let (before, _) = self.before(at);
        if matches!(before, Tag::Pronoun | Tag::Wh | Tag::Adverb | Tag::Subordinator) {
            return Tag::Auxiliary;
        }
        let next = self.classes(at + 1);
        let verb_follows = next.contains(Classes::VERB_ING) && !next.contains(Classes::MOSTLY_NOUN)
            || next.intersects(Classes::DETERMINER | Classes::NEGATION);
        if verb_follows { Tag::Auxiliary } else { Tag::Genitive }
    }

    /// Whether a tensed verb stands between `at` and the next break of the clause.
    fn tensed_ahead(&self, at: usize) -> bool {
        for i in at + 1..(self.span.end as usize).min(at + 14) {
            let token = &self.tokens[i];
            if token.kind == TokenKind::Mark && !self.is_hyphen(i) {
                return false;
            }
            let classes = token.classes;
            if classes.intersects(Classes::MODAL | Classes::AUXILIARY) {
                return true;
            }
            let past = classes.contains(Classes::VERB_PAST) && !token.is_capitalised();
            let present =
                classes.contains(Classes::VERB_S) && !classes.contains(Classes::MOSTLY_NOUN);
            if past || present {
                let before = self.classes(i - 1);
                let premodifier = before.intersects(Classes::DETERMINER | Classes::POSSESSIVE);
                if !premodifier {
                    return true;
                }
            }
            let pronoun = classes.contains(Classes::PRONOUN);
            if pronoun && self.classes(i + 1).intersects(Classes::ANY_VERB) {
                return true;
            }
            if classes.intersects(Classes::WH | Classes::SUBORDINATOR) && i > at + 1 {
                return false;
            }
        }
        false
    }

    fn is_hyphen_at(&self, at: usize) -> bool {
        self.span.contains(at as u32)
            && self.is_hyphen(at)
            && self.tokens[at].shape.contains(crate::text::Shape::GLUED)
    }
}

//! What kind of block a stretch of lines is, by how it begins, how it ends, how long it is, and
//! where it stands.

use std::sync::LazyLock;

use super::wording::{self, AGENCIES, CREDIT_WORDS, SUBSCRIPTIONS, WHOLE_LINE};
use crate::base::TokenSpan;
use crate::text::{BlockKind, Classes, Shape, Token, TokenKind, word};

/// The document as far as it is known when kinds are told.
pub(super) struct View<'a> {
    pub text: &'a str,
    pub tokens: &'a [Token],
}

/// What stands around a block.
pub(super) struct Near<'a> {
    /// Whether a paragraph came before.
    pub in_body: bool,
    /// Whether it is the first block.
    pub first: bool,
    pub before: Option<TokenSpan>,
    pub after: Option<TokenSpan>,
    pub title: Option<&'a str>,
}

/// The kind of the block with the tokens of `span`.
pub(super) fn kind(view: &View, span: TokenSpan, near: &Near) -> BlockKind {
    let tokens = view.slice(span);
    let text = view.words(span);
    let same = |other: Option<TokenSpan>| other.is_some_and(|other| view.words(other) == text);
    let titled = near.title.is_some_and(|title| title.trim().eq_ignore_ascii_case(text));
    if titled && !near.in_body {
        BlockKind::Heading
    } else if is_boilerplate(view, tokens, text) {
        BlockKind::Boilerplate
    } else if is_post(view, tokens) {
        BlockKind::Post
    } else if is_byline(view, tokens, text, near) {
        BlockKind::Byline
    } else if is_caption(view, tokens, text) {
        BlockKind::Caption
    } else if is_heading(view, tokens, near)
        || (same(near.before) || same(near.after)) && tokens.len() < 40
    {
        BlockKind::Heading
    } else {
        BlockKind::Paragraph
    }
}

impl View<'_> {
    fn slice(&self, span: TokenSpan) -> &[Token] {
        self.tokens.get(span.range()).unwrap_or_default()
    }

    fn words(&self, span: TokenSpan) -> &str {
        super::bytes(self.tokens, span).of(self.text)
    }

    fn of(&self, token: &Token) -> &str {
        token.span.of(self.text)
    }

    fn classes(&self, token: &Token) -> Classes {
        token.classes
    }

    /// The stretch of text from the first to the last of `tokens`.
    fn stretch(&self, tokens: &[Token]) -> &str {
        match (tokens.first(), tokens.last()) {
            (Some(first), Some(last)) => first.span.join(last.span).of(self.text),
            _ => "",
        }
    }
}

/// Phrases that a line may begin with, by their first byte: dozens of them are tried at every block,
/// and the first letter rules out nearly all.
struct Openings(Vec<Vec<&'static str>>);

static FURNITURE: LazyLock<Openings> = LazyLock::new(|| Openings::of(wording::FURNITURE));
static CREDITS: LazyLock<Openings> = LazyLock::new(|| Openings::of(wording::CREDITS));
static PICTURES: LazyLock<Openings> = LazyLock::new(|| Openings::of(wording::PICTURE_OPENINGS));

impl Openings {
    fn of(phrases: &[&'static str]) -> Self {
        let mut by_first = vec![Vec::new(); 256];
        for phrase in phrases {
            if let Some(first) = phrase.bytes().next() {
                by_first[usize::from(first.to_ascii_lowercase())].push(*phrase);
            }
        }
        Openings(by_first)
    }

    /// The first of them that `text` begins with, in any case.
    fn of_text(&self, text: &str) -> Option<&'static str> {
        let first = text.bytes().next()?.to_ascii_lowercase();
        self.0[usize::from(first)].iter().find(|phrase| starts_with(text, phrase)).copied()
    }
}

fn starts_with(text: &str, prefix: &str) -> bool {
    let head = text.as_bytes().get(..prefix.len());
    if !head.is_some_and(|head| head.eq_ignore_ascii_case(prefix.as_bytes())) {
        return false;
    }
    let next = text[prefix.len()..].chars().next();
    !(prefix.ends_with(char::is_alphabetic) && next.is_some_and(char::is_alphanumeric))
}

fn is_any(text: &str, phrases: &[&str]) -> bool {
    phrases.iter().any(|phrase| text.eq_ignore_ascii_case(phrase))
}

fn is_boilerplate(view: &View, tokens: &[Token], text: &str) -> bool {
    if tokens.iter().take(60).all(|token| token.kind == TokenKind::Mark) {
        return true;
    }
    if tokens.len() > 40 {
        return false;
    }
    let Some(first) = tokens.first() else { return true };
    // A bullet or an arrow before the words changes nothing.
    let text = match first.kind {
        TokenKind::Mark => text.get(first.span.len() as usize..).map_or(text, str::trim_start),
        _ => text,
    };
    if is_any(text, WHOLE_LINE) || tokens.iter().all(|t| t.kind == TokenKind::Link) {
        return true;
    }
    if SUBSCRIPTIONS.iter().any(|phrase| text.contains(phrase)) {
        return true;
    }
    FURNITURE.of_text(text).is_some_and(|prefix| {
        // A one-word opening needs a line that is no sentence (`Comments on the deal were mixed.`).
        prefix.contains([' ', ':', '@', '©']) || (tokens.len() <= 8 && !ends_sentence(view, tokens))
    })
}

/// A line that ends in, or begins with, `— Name (@handle) January 9, 2024`.
fn is_post(view: &View, tokens: &[Token]) -> bool {
    let handles = tokens.iter().enumerate().filter(|(_, token)| token.kind == TokenKind::Link);
    handles.into_iter().any(|(at, token)| {
        let bracketed = at > 0
            && tokens.get(at - 1).is_some_and(|t| t.word == word::OPEN_BRACKET)
            && tokens.get(at + 1).is_some_and(|t| t.word == word::CLOSE_BRACKET);
        let dated =
            tokens.iter().skip(at + 2).take(3).any(|t| view.classes(t).contains(Classes::MONTH));
        let signed = tokens[at.saturating_sub(10)..at].iter().any(|t| is_dash(t.word));
        let edge = tokens.len() - at <= 9 || at <= 8;
        view.of(token).starts_with('@') && bracketed && dated && signed && edge
    })
}

fn is_dash(word: crate::text::WordId) -> bool {
    [word::EM_DASH, word::EN_DASH, word::DOUBLE_HYPHEN, word::HYPHEN].contains(&word)
}

fn is_byline(view: &View, tokens: &[Token], text: &str, near: &Near) -> bool {
    if tokens.len() > 60 {
        return false;
    }
    if CREDITS.of_text(text.trim_start_matches(['•', '*', '-', '—', ' '])).is_some() {
        return true;
    }
    if tokens.len() <= 25 && text.contains(" reported from ") && tokens[0].is_capitalised() {
        return true;
    }
    if tokens.len() <= 45
        && text.contains("contributed")
        && [
            "contributed to this report",
            "contributed to this story",
            "contributed to this article",
            "contributed reporting",
            "contributed to the report",
        ]
        .iter()
        .any(|phrase| text.contains(phrase))
    {
        return true;
    }
    if is_any(text, AGENCIES) {
        return true;
    }
    if tokens.len() > 16 || ends_sentence(view, tokens) {
        return false;
    }
    let [first, second, ..] = tokens else { return false };
    if first.word == word::BY && first.is_capitalised() {
        let not_a_date = !view.classes(second).intersects(Classes::WEEKDAY | Classes::MONTH);
        return second.is_capitalised() && not_a_date && is_names(view, &tokens[1..]);
    }
    if near.in_body {
        return false;
    }
    // A bare name, perhaps with a paper or a place: `Anna Keller in Port Salis`.
    let given = view.classes(first).intersects(Classes::GIVEN) && first.is_capitalised();
    let surname = second.is_capitalised() && second.kind == TokenKind::Word;
    let surname_known = view.classes(second).contains(Classes::SURNAME);
    let ordinary = view.classes(second).intersects(
        Classes::ANY_VERB.union(Classes::PREPOSITION).union(Classes::ADVERB).union(Classes::COMMON),
    );
    let initial = second.shape.contains(Shape::INITIAL);
    let unknown = |token: &Token| token.is_capitalised() && view.classes(token).is_empty();
    let unheard_of = !near.first && tokens.len() <= 3 && tokens.iter().all(unknown);
    unheard_of
        || given
            && surname
            && (initial || surname_known || !ordinary)
            && tokens.len() <= 10
            && is_names(view, tokens)
            && !(near.first && tokens.len() > 6)
}

/// Whether there is nothing but names, and what joins names, dates and places in a byline.
fn is_names(view: &View, tokens: &[Token]) -> bool {
    tokens.iter().all(|token| match token.kind {
        TokenKind::Word => {
            token.is_capitalised()
                || [word::AND, word::OF, word::IN, word::FOR, word::THE, word::AT, word::WITH]
                    .contains(&token.word)
                || view.classes(token).contains(Classes::PARTICLE)
        }
        TokenKind::Mark => !matches!(view.of(token), "?" | "!" | "“" | "\"" | "‘" | ";"),
        TokenKind::Number | TokenKind::Link => true,
    })
}

fn is_caption(view: &View, tokens: &[Token], text: &str) -> bool {
    if tokens.len() > 110 {
        return false;
    }
    if PICTURES.of_text(text).is_some() {
        return true;
    }
    let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { return false };
    if last.word == word::CLOSE_BRACKET {
        let Some(open) = tokens.iter().rposition(|t| t.word == word::OPEN_BRACKET) else {
            return false;
        };
        let inside = &tokens[open + 1..tokens.len() - 1];
        let alone = open == 0 && tokens.len() <= 12 && first.word == word::OPEN_BRACKET;
        let capital = inside.first().is_some_and(Token::is_capitalised);
        return (alone && capital && !ends_sentence(view, inside)) || is_credit(view, inside);
    }
    if ends_with_stop(last) {
        return false;
    }
    let stop = tokens.iter().rposition(ends_with_stop);
    match stop {
        Some(stop) => is_credit(view, &tokens[stop + 1..]),
        None => {
            tokens.len() > 4 && {
                let slash = tokens.iter().rposition(|t| t.word == word::SLASH);
                slash.is_some_and(|at| is_any(view.stretch(&tokens[at + 1..]), AGENCIES))
            }
        }
    }
}

fn ends_with_stop(token: &Token) -> bool {
    token.word == word::FULL_STOP
        || token.shape.contains(Shape::ABBREVIATION) && !token.shape.contains(Shape::INITIAL)
}

/// Whether `tokens` credit a picture: `Anna Keller/AP`, `Boris Marten via Getty Images`.
fn is_credit(view: &View, tokens: &[Token]) -> bool {
    if tokens.is_empty() || tokens.len() > 12 {
        return false;
    }
    let credit_word = |token: &Token| is_any(view.of(token), CREDIT_WORDS);
    let fitting = tokens
        .iter()
        .all(|token| token.kind == TokenKind::Mark || token.is_capitalised() || credit_word(token));
    let named = (0..tokens.len()).any(|from| {
        let to = tokens.len().min(from + 3);
        (from + 1..=to).any(|to| is_any(view.stretch(&tokens[from..to]), AGENCIES))
    });
    let pictured = tokens
        .iter()
        .any(|token| is_any(view.of(token), &["photo", "photos", "credit", "courtesy", "handout"]));
    fitting && (named || (pictured && tokens.len() > 1))
}

/// Whether the last token ends a sentence, closing marks aside.
fn ends_sentence(view: &View, tokens: &[Token]) -> bool {
    let mut rest = tokens.iter().rev();
    let last = rest.find(|token| {
        token.kind != TokenKind::Mark
            || !matches!(view.of(token), "\"" | "”" | "’" | "'" | "»" | "“" | ")" | "]" | "''")
    });
    last.is_some_and(|token| {
        token.shape.contains(Shape::ABBREVIATION) && tokens.len() > 8
            || token.kind == TokenKind::Mark
                && matches!(view.of(token), "." | "?" | "!" | "…" | "。" | "؟" | "！" | "？" | "।")
            || token.word == word::DOTS
    })
}

fn is_heading(view: &View, tokens: &[Token], near: &Near) -> bool {
    let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { return false };
    if tokens.len() > 40 {
        return false;
    }
    let words = tokens.iter().filter(|t| t.kind == TokenKind::Word);
    let (mut count, mut shouted, mut long, mut capital) = (0, 0, 0, 0);
    for word in words {
        let letters = word.span.len() > 1;
        count += 1;
        shouted += usize::from(letters && word.shape.contains(Shape::ALL_CAPS));
        long += usize::from(word.span.len() > 3);
        capital += usize::from(word.span.len() > 3 && word.is_capitalised());
    }
    if count >= 2 && shouted * 10 >= count * 8 && count <= 20 {
        return true;
    }
    let text = view.of(last);
    if ends_sentence(view, tokens) {
        return text == "?" && near.first && tokens.len() <= 16 && near.after.is_some();
    }
    if text == ","
        || text == ";"
        || is_dash(last.word)
        || view.classes(first).is_empty()
            && !first.is_capitalised()
            && first.kind == TokenKind::Word
            && near.in_body
    {
        return false;
    }
    let title_case = long > 0 && capital * 10 >= long * 8;
    if text == ":" {
        let said = tokens.iter().any(|token| {
            let classes = view.classes(token);
            classes.intersects(Classes::VERB_PAST | Classes::VERB_S)
                && classes.contains(Classes::MOSTLY_VERB)
        });
        return count <= 8 && (title_case || !said);
    }
    let lower = first.kind == TokenKind::Word
        && !first.is_capitalised()
        && !first.shape.contains(Shape::MIXED);
    if lower && near.in_body {
        return false;
    }
    !near.in_body || tokens.len() <= 14 || (title_case && tokens.len() <= 24)
}

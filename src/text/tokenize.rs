//! From text to tokens that tile it: words, numbers, marks and links in order, with nothing but
//! white space and invisible characters between them. Every word is looked up in the lexicon once;
//! what a full stop or an apostrophe belongs to is decided here, sentences and quotations are not.

use crate::base::{ByteSpan, IndexVec};
use crate::text::recent::{AT_ONCE, Found, Waiting};
use crate::text::{Classes, Lexicon, RecentWords, Shape, Token, TokenId, TokenKind, WordId, word};

mod class;
mod link;
mod plain;
mod shape;

use class::{
    CLASS, DIGIT, HIGH, LETTER, LOWER, MARK, ORDINARY, SPACE, UPPER, continues_word, hyphen,
    is_apostrophe, is_contraction, is_invisible,
};

/// Replaces the contents of `out` by the tokens of `text`. Text after the first 4 GiB is ignored.
pub fn tokens(text: &str, lexicon: &Lexicon, out: &mut IndexVec<TokenId, Token>) {
    tokens_of(text, &mut RecentWords::without_memory(lexicon), out);
}

/// The same with the words of earlier texts at hand.
pub fn tokens_of(text: &str, words: &mut RecentWords<'_>, out: &mut IndexVec<TokenId, Token>) {
    out.clear();
    let text = addressable(text);
    out.reserve(text.len() / BYTES_PER_TOKEN);
    let lexicon = words.lexicon();
    let waiting = Vec::with_capacity(AT_ONCE);
    let bytes = text.as_bytes();
    Tokenizer { text, bytes, lexicon, words, waiting, out, before: Shape::empty() }.run();
}

/// Fewer than in any prose, so that there is always room.
const BYTES_PER_TOKEN: usize = 4;

/// Whether `c` may stand between tokens: white space, or a character that prints as nothing.
pub fn is_blank(c: char) -> bool {
    c.is_whitespace() || is_invisible(c)
}

fn addressable(text: &str) -> &str {
    let mut end = text.len().min(u32::MAX as usize);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

struct Tokenizer<'a, 'l> {
    text: &'a str,
    bytes: &'a [u8],
    lexicon: &'l Lexicon,
    words: &'a mut RecentWords<'l>,
    /// Plain words that are looked up together, a few at a time.
    waiting: Vec<Waiting>,
    out: &'a mut IndexVec<TokenId, Token>,
    /// What stands before the next token: glued, a line break, or a space.
    before: Shape,
}

/// Longer words are never looked up: no lexicon holds them, and a page without spaces must not be
/// copied to find that out.
const LONGEST_WORD: usize = 100;

/// A stretch of letters and digits.
#[derive(Clone, Copy)]
struct Run {
    end: usize,
    /// The ASCII classes seen.
    seen: u8,
    ascii: bool,
}

impl Tokenizer<'_, '_> {
    fn run(&mut self) {
        let mut at = 0;
        while let Some(&byte) = self.bytes.get(at) {
            at = match CLASS[byte as usize] {
                SPACE => {
                    self.before.remove(Shape::GLUED);
                    if matches!(byte, b'\n' | b'\r') {
                        self.before.insert(Shape::NEW_LINE);
                    }
                    at + 1
                }
                LOWER | UPPER => self.plain_word(at).unwrap_or_else(|| self.word(at)),
                DIGIT => self.number(at),
                MARK => self.mark(at, byte),
                _ => self.high(at),
            };
        }
        self.look_up_waiting();
    }

    fn class(&self, at: usize) -> u8 {
        self.bytes.get(at).map_or(SPACE, |&b| CLASS[b as usize])
    }

    fn byte(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(b' ')
    }

    fn char(&self, at: usize) -> Option<char> {
        self.text.get(at..)?.chars().next()
    }

    fn push(&mut self, start: usize, end: usize, kind: TokenKind, shape: Shape, found: Found) {
        let span = ByteSpan::new(start as u32, end as u32);
        let Found { word, classes } = found;
        self.out.push(Token { span, kind, shape: shape | self.before, word, classes });
        self.before = Shape::GLUED;
    }

    fn look_up(&mut self, start: usize, end: usize) -> Found {
        if end - start > LONGEST_WORD {
            return self.word_itself(WordId::UNKNOWN);
        }
        self.words.get(self.text, start, end)
    }

    /// A word that the engine knows without looking it up.
    fn word_itself(&self, word: WordId) -> Found {
        Found { word, classes: self.lexicon.classes(word) }
    }

    /// Letters and digits from `at` on.
    fn letters(&self, at: usize) -> Run {
        let mut run = Run { end: at, seen: 0, ascii: true };
        loop {
            let rest = &self.bytes[run.end..];
            let mut length = 0;
            for &byte in rest {
                let class = CLASS[byte as usize];
                if class & (LETTER | DIGIT) == 0 {
                    break;
                }
                run.seen |= class;
                length += 1;
            }
            run.end += length;
            if self.class(run.end) != HIGH {
                return run;
            }
            let Some(c) = self.char(run.end) else { return run };
            if !continues_word(c) {
                return run;
            }
            run.ascii = false;
            run.end += c.len_utf8();
        }
    }

    /// The token that begins with the letter at `start`.
    fn word(&mut self, start: usize) -> usize {
        let mut run = self.letters(start);
        let mut whole = run.end - start;
        while let Some(apostrophe) = self.apostrophe_length(run.end) {
            let suffix_start = run.end + apostrophe;
            let suffix = self.letters(suffix_start);
            let letters = &self.text[suffix_start..suffix.end];
            let after_n = self.byte(run.end - 1) | 0x20 == b'n';
            if letters.is_empty() || is_contraction(letters) {
                break;
            }
            if letters.eq_ignore_ascii_case("t") && after_n {
                // `didn’t` gives `did` and `n’t`; what is left after that is `n’t` itself.
                if run.end - 1 > start {
                    run.end -= 1;
                    return self.push_word(start, run);
                }
                run.end = suffix.end;
                return self.push_word(start, run);
            }
            run = Run {
                end: suffix.end,
                seen: run.seen | suffix.seen,
                ascii: run.ascii && suffix.ascii && apostrophe == 1,
            };
            whole = 0;
        }
        match self.byte(run.end) {
            b'.' => self.word_before_stop(start, run, whole),
            b'@' | b'_' | b':' => match link::end(self.bytes, start, run.end) {
                Some(end) => self.push_link(start, end),
                None => self.push_word(start, run),
            },
            _ => self.push_word(start, run),
        }
    }

    /// A word with a full stop behind it: part of an abbreviation, of an address, or neither.
    /// `whole` is the word's length if it is plain letters, else 0.
    fn word_before_stop(&mut self, start: usize, run: Run, whole: usize) -> usize {
        let stop = run.end;
        let next = self.class(stop + 1);
        if whole == 1 {
            let mut end = stop;
            while self.byte(end) == b'.'
                && self.class(end + 1) & LETTER != 0
                && self.class(end + 2) & (LETTER | DIGIT) == 0
            {
                end += 2;
            }
            if end > stop {
                let stop = self.byte(end) == b'.' && self.byte(end + 1) != b'.';
                return self.push_abbreviation(start, end + usize::from(stop), Shape::empty());
            }
            if self.class(start) == UPPER && self.is_initial(start, stop) {
                return self.push_abbreviation(start, stop + 1, Shape::INITIAL);
            }
        }
        if next & (LOWER | DIGIT) != 0
            && let Some(end) = link::end(self.bytes, start, stop)
        {
            return self.push_link(start, end);
        }
        if next & LETTER != 0 && self.text[start..].starts_with("Ph.D") {
            let end = start + "Ph.D".len();
            return self.push_abbreviation(
                start,
                end + usize::from(self.byte(end) == b'.'),
                Shape::empty(),
            );
        }
        let word = self.look_up(start, run.end);
        let keeps_stop = word.classes.contains(Classes::ABBREVIATION)
            && self.is_abbreviation(start, stop, word.classes);
        let mut shape = self.shape(start, run);
        let mut end = run.end;
        if keeps_stop {
            shape |= Shape::ABBREVIATION;
            end += 1;
        }
        self.push(start, end, TokenKind::Word, shape, word);
        end
    }

    /// Whether the capital letter before the full stop at `stop` is the initial of a name.
    fn is_initial(&self, start: usize, stop: usize) -> bool {
        let after_name = self.before & (Shape::GLUED | Shape::NEW_LINE) == Shape::empty()
            && self.out.last().is_some_and(|t| t.is_capitalised() && t.kind == TokenKind::Word);
        if self.byte(start) == b'I' && !after_name {
            return false;
        }
        let mut at = stop + 1;
        while matches!(self.byte(at), b' ' | b'\t') && at < self.bytes.len() {
            at += 1;
        }
        // In text with short lines the surname may stand on the next one.
        if after_name && self.byte(at) == b'\n' {
            at += 1;
        }
        match self.class(at) {
            UPPER => true,
            HIGH => self.char(at).is_some_and(|c| c.is_uppercase() || c == '\u{a0}'),
            _ => self.byte(at) == b',' && after_name,
        }
    }

    /// Whether a word that may be an abbreviation is one before the full stop at `stop`. Words
    /// that mean something else without their stop (`no`, `Sun`, `sat`, `rep`) need a reason.
    fn is_abbreviation(&self, start: usize, stop: usize, classes: Classes) -> bool {
        if !classes.intersects(ORDINARY) {
            return true;
        }
        if self.class(start) != UPPER {
            return false;
        }
        let mut at = stop + 1;
        while matches!(self.byte(at), b' ' | b'\t' | b'\n' | b'\r') && at < self.bytes.len() {
            at += 1;
        }
        let next = self.class(at);
        if classes.contains(Classes::NEGATION) || classes.contains(Classes::DETERMINER) {
            return next == DIGIT;
        }
        let after_comma = self.out.last().is_some_and(|t| t.word == word::COMMA);
        next & (DIGIT | LOWER) != 0
            || self.byte(at) == b','
            || after_comma
            || (classes.contains(Classes::TITLE) && next != SPACE && next != MARK)
    }

    fn push_abbreviation(&mut self, start: usize, end: usize, shape: Shape) -> usize {
        let word = self.look_up(start, end);
        let letters = &self.bytes[start..end];
        let mut shape = shape;
        if self.byte(end - 1) == b'.' {
            shape |= Shape::ABBREVIATION;
        }
        if self.class(start) == UPPER {
            shape |= Shape::CAPITAL;
            if letters.len() > 2 && letters.iter().all(|&b| CLASS[b as usize] != LOWER) {
                shape |= Shape::ALL_CAPS;
            }
        }
        self.push(start, end, TokenKind::Word, shape, word);
        end
    }

    fn push_word(&mut self, start: usize, run: Run) -> usize {
        let word = self.look_up(start, run.end);
        let shape = self.shape(start, run);
        self.push(start, run.end, TokenKind::Word, shape, word);
        run.end
    }

    fn push_link(&mut self, start: usize, end: usize) -> usize {
        let word = self.look_up(start, end);
        let capital = self.class(start) == UPPER;
        let shape = if capital { Shape::CAPITAL } else { Shape::empty() };
        self.push(start, end, TokenKind::Link, shape, word);
        end
    }

    /// The token that begins with the digit at `start`.
    fn number(&mut self, start: usize) -> usize {
        let mut end = start;
        loop {
            while self.class(end) == DIGIT {
                end += 1;
            }
            let goes_on = match self.byte(end) {
                b'.' | b':' => self.class(end + 1) == DIGIT,
                b',' => self.is_thousands_separator(end),
                _ => false,
            };
            if !goes_on {
                break;
            }
            end += 1;
        }
        // `7th`, `1990s`, `9.30pm`, `2bn`
        end = self.letters(end).end;
        let word = self.look_up(start, end);
        self.push(start, end, TokenKind::Number, Shape::DIGIT, word);
        end
    }

    fn is_thousands_separator(&self, comma: usize) -> bool {
        let digits = (comma + 1..comma + 5).take_while(|&at| self.class(at) == DIGIT).count();
        digits == 3
            || (digits == 2 && self.byte(comma + 3) == b',' && self.class(comma + 4) == DIGIT)
    }

    fn mark(&mut self, at: usize, byte: u8) -> usize {
        let same = || self.bytes[at..].iter().take_while(|&&b| b == byte).count();
        let (length, word) = match byte {
            b',' => (1, word::COMMA),
            b'.' => match same() {
                1 => (1, word::FULL_STOP),
                dots => (dots, word::DOTS),
            },
            b'-' => match same() {
                1 => (1, hyphen(self.bytes, at)),
                hyphens => (hyphens, word::DOUBLE_HYPHEN),
            },
            b'\'' | b'`' => {
                if let Some(end) = self.contraction_at(at) {
                    return end;
                }
                // ''It was on 'Salt and Snow,''' said Keller: the inner quotation closes first.
                let inner_first = same() == 3 && self.before.contains(Shape::GLUED);
                let doubled = self.byte(at + 1) == byte && !inner_first;
                (if doubled { 2 } else { 1 }, WordId::UNKNOWN)
            }
            b'@' | b'#' => match link::tag_end(self.bytes, at) {
                Some(end) if !self.before.contains(Shape::GLUED) || self.after_opening_mark() => {
                    return self.push_link(at, end);
                }
                _ => (1, WordId::UNKNOWN),
            },
            b':' => (1, word::COLON),
            b'(' => (1, word::OPEN_BRACKET),
            b')' => (1, word::CLOSE_BRACKET),
            _ => (1, WordId::UNKNOWN),
        };
        let word =
            if word.is_known() { self.word_itself(word) } else { self.look_up(at, at + length) };
        self.push(at, at + length, TokenKind::Mark, Shape::empty(), word);
        at + length
    }

    fn after_opening_mark(&self) -> bool {
        self.out.last().is_some_and(|token| {
            token.kind == TokenKind::Mark
                && matches!(
                    token.span.of(self.text),
                    "(" | "[" | "\"" | "“" | "‘" | "'" | "." | "/"
                )
        })
    }

    /// The token that begins with the character at `at`, which is not ASCII.
    fn high(&mut self, at: usize) -> usize {
        let Some(c) = self.char(at) else { return self.bytes.len() };
        let end = at + c.len_utf8();
        if is_apostrophe(c)
            && let Some(end) = self.contraction_at(at)
        {
            return end;
        }
        if is_blank(c) {
            if c.is_whitespace() {
                self.before.remove(Shape::GLUED);
                if matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}') {
                    self.before.insert(Shape::NEW_LINE);
                }
            }
            return end;
        }
        if c.is_alphabetic() {
            return self.word(at);
        }
        let (kind, word) = match c {
            '\u{2010}' | '\u{2011}' => (TokenKind::Mark, self.word_itself(word::HYPHEN)),
            '\u{2013}' => (TokenKind::Mark, self.word_itself(word::EN_DASH)),
            '\u{2014}' | '\u{2015}' => (TokenKind::Mark, self.word_itself(word::EM_DASH)),
            '\u{2026}' => (TokenKind::Mark, self.word_itself(word::ELLIPSIS)),
            '\u{2018}'..='\u{201f}' => (TokenKind::Mark, self.word_itself(WordId::UNKNOWN)),
            c if c.is_numeric() => (TokenKind::Number, self.word_itself(WordId::UNKNOWN)),
            _ => (TokenKind::Mark, self.look_up(at, end)),
        };
        let shape = if kind == TokenKind::Number { Shape::DIGIT } else { Shape::empty() };
        self.push(at, end, kind, shape, word);
        end
    }

    fn apostrophe_length(&self, at: usize) -> Option<usize> {
        match self.byte(at) {
            b'\'' => Some(1),
            0xe2 => self.char(at).filter(|&c| is_apostrophe(c)).map(char::len_utf8),
            _ => None,
        }
    }

    /// Takes `’s`, `’re`, `’d` … behind a word or a closing mark.
    fn contraction_at(&mut self, at: usize) -> Option<usize> {
        if !self.before.contains(Shape::GLUED) {
            return None;
        }
        let apostrophe = self.apostrophe_length(at)?;
        let suffix_start = at + apostrophe;
        let run = self.letters(suffix_start);
        if !is_contraction(&self.text[suffix_start..run.end]) {
            return None;
        }
        let last = self.out.last()?;
        let after_word = match last.kind {
            TokenKind::Mark => {
                matches!(last.span.of(self.text), "\"" | "”" | "’" | "»" | ")" | "]" | "%")
            }
            _ => true,
        };
        if !after_word {
            return None;
        }
        let word = match self.byte(suffix_start) | 0x20 {
            b's' => self.word_itself(word::GENITIVE_S),
            _ => self.look_up(at, run.end),
        };
        self.push(at, run.end, TokenKind::Word, Shape::empty(), word);
        Some(run.end)
    }
}

#[cfg(test)]
mod tests;

//! What single tokens mean to the calendar: days of the week, months, numbers, units, seasons.

use jiff::civil::Weekday;

use super::{Season, Unit};
use crate::base::TokenSpan;
use crate::text::{Classes, Document, Lexicon, Shape, Token, TokenKind};

/// A stretch of tokens under the eyes of the grammar.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'a> {
    document: &'a Document,
    lexicon: &'a Lexicon,
    span: TokenSpan,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(document: &'a Document, lexicon: &'a Lexicon, span: TokenSpan) -> Self {
        Cursor { document, lexicon, span }
    }

    pub(super) fn span(&self) -> TokenSpan {
        self.span
    }

    /// Forgets the tokens before `start`.
    pub(super) fn begin_at(&mut self, start: u32) {
        self.span = TokenSpan::new(start, self.span.end);
    }

    pub(super) fn token(&self, at: u32) -> Option<&'a Token> {
        self.document.tokens.as_slice().get(at as usize).filter(|_| self.span.contains(at))
    }

    /// The folded word at `at`; empty for words that the lexicon does not hold.
    pub(super) fn text(&self, at: u32) -> &'a str {
        self.token(at).map_or("", |token| self.lexicon.text(token.word))
    }

    /// The token as it is written; empty outside.
    pub(super) fn raw(&self, at: u32) -> &'a str {
        let text = self.document.text();
        self.token(at).and_then(|token| text.get(token.span.range())).unwrap_or("")
    }

    pub(super) fn is(&self, at: u32, words: &[&str]) -> bool {
        let text = self.text(at);
        !text.is_empty() && words.contains(&text)
    }

    pub(super) fn classes(&self, at: u32) -> Classes {
        self.token(at).map_or(Classes::empty(), |token| token.classes)
    }

    pub(super) fn is_capitalised(&self, at: u32) -> bool {
        self.token(at).is_some_and(Token::is_capitalised)
    }

    pub(super) fn is_glued(&self, at: u32) -> bool {
        self.token(at).is_some_and(|token| token.shape.contains(Shape::GLUED))
    }

    /// Whether the token ends in the full stop of an abbreviation.
    pub(super) fn is_abbreviation(&self, at: u32) -> bool {
        self.token(at).is_some_and(|token| token.shape.contains(Shape::ABBREVIATION))
    }

    pub(super) fn is_genitive(&self, at: u32) -> bool {
        self.classes(at).contains(Classes::GENITIVE) && self.is_glued(at)
    }

    /// Whether a hyphen or dash stands here.
    pub(super) fn is_dash(&self, at: u32) -> bool {
        self.is(at, &["-", "–", "—"])
    }

    /// Whether a noun without article may begin here: “the spring *offensive*”.
    pub(super) fn begins_noun(&self, at: u32) -> bool {
        let Some(token) = self.token(at) else { return false };
        let classes = self.classes(at);
        token.kind == TokenKind::Word
            && !token.is_capitalised()
            && (classes.contains(Classes::MOSTLY_NOUN)
                || classes.contains(Classes::MOSTLY_ADJECTIVE))
            && !classes.intersects(Classes::PREPOSITION | Classes::COORDINATOR | Classes::MODAL)
    }

    /// The day of the week at `at`, with a capital letter, not in the plural.
    pub(super) fn weekday(&self, at: u32) -> Option<Weekday> {
        if !self.is_capitalised(at) || !self.classes(at).contains(Classes::WEEKDAY) {
            return None;
        }
        let text = self.text(at);
        let weekday = match text.get(..3)? {
            "mon" => Weekday::Monday,
            "tue" => Weekday::Tuesday,
            "wed" => Weekday::Wednesday,
            "thu" => Weekday::Thursday,
            "fri" => Weekday::Friday,
            "sat" => Weekday::Saturday,
            "sun" => Weekday::Sunday,
            _ => return None,
        };
        // “Sat”, “Sun” and “Mon” are words of their own.
        let sure = text.ends_with("day")
            || self.is_abbreviation(at)
            || self.month(at + 1).is_some()
            || (self.is(at + 1, &[","])
                && (self.month(at + 2).is_some() || self.day(at + 2).is_some()))
            || (self.day(at + 1).is_some() && self.month(at + 2).is_some());
        (sure && !text.ends_with("days")).then_some(weekday)
    }

    /// “Mondays”
    pub(super) fn is_weekdays(&self, at: u32) -> bool {
        self.classes(at).contains(Classes::WEEKDAY)
            && self.is_capitalised(at)
            && self.text(at).ends_with("days")
    }

    /// The month at `at`, with a capital letter, 1 to 12.
    pub(super) fn month(&self, at: u32) -> Option<i8> {
        if !self.is_capitalised(at) || !self.classes(at).contains(Classes::MONTH) {
            return None;
        }
        const MONTHS: [&str; 12] =
            ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
        let name = self.text(at).get(..3)?;
        MONTHS.iter().position(|&month| month == name).map(|index| index as i8 + 1)
    }

    /// Whether the month at `at` is written out and is no common word or given name.
    pub(super) fn is_plain_month(&self, at: u32) -> bool {
        const PLAIN: [&str; 7] =
            ["january", "february", "july", "september", "october", "november", "december"];
        self.is(at, &PLAIN)
    }

    /// Whether the month at `at` is written out.
    pub(super) fn is_whole_month(&self, at: u32) -> bool {
        self.is_plain_month(at) || self.is(at, &["march", "april", "may", "june", "august"])
    }

    /// The whole number at `at`, in digits, with how its letters go on: `3rd`, `1990s`.
    fn digits(&self, at: u32) -> Option<(u32, &'a str)> {
        let token = self.token(at).filter(|token| token.kind == TokenKind::Number)?;
        let raw = self.document.text().get(token.span.range())?;
        let end = raw.bytes().take_while(u8::is_ascii_digit).count();
        let (digits, suffix) = raw.split_at(end);
        (digits.len() <= 4).then(|| digits.parse().ok().map(|number| (number, suffix)))?
    }

    /// A day of the month in digits or as an ordinal, 1 to 31: `3`, `3rd`, `third`.
    pub(super) fn day(&self, at: u32) -> Option<i8> {
        let number = match self.digits(at) {
            Some((number, "")) if self.raw(at).len() <= 2 => number,
            _ => self.ordinal(at)?,
        };
        i8::try_from(number).ok().filter(|day| (1..=31).contains(day))
    }

    /// `3rd`, `14th`, `third`
    pub(super) fn ordinal(&self, at: u32) -> Option<u32> {
        if let Some((number, suffix)) = self.digits(at) {
            return ["st", "nd", "rd", "th"].contains(&suffix).then_some(number);
        }
        const ORDINALS: [&str; 20] = [
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
            "thirteenth",
            "fourteenth",
            "fifteenth",
            "sixteenth",
            "seventeenth",
            "eighteenth",
            "nineteenth",
            "twentieth",
        ];
        if !self.classes(at).contains(Classes::NUMERAL) {
            return None;
        }
        let text = self.text(at);
        ORDINALS.iter().position(|&word| word == text).map(|index| index as u32 + 1)
    }

    /// A year in four digits that stands alone as a number.
    pub(super) fn year(&self, at: u32) -> Option<i16> {
        let (number, "") = self.digits(at)? else { return None };
        let year = i16::try_from(number).ok().filter(|year| (1500..=2100).contains(year))?;
        let money =
            at > 0 && self.is_glued(at) && !self.is_dash(at - 1) && !self.is(at - 1, &["(", "/"]);
        (self.raw(at).len() == 4 && !money && !self.is(at + 1, &["%"])).then_some(year)
    }

    /// `1990s`: the first year.
    pub(super) fn decade(&self, at: u32) -> Option<i16> {
        let (number, "s") = self.digits(at)? else { return None };
        i16::try_from(number).ok().filter(|year| (1500..=2100).contains(year) && year % 10 == 0)
    }

    /// A number in digits up to 9999 or in words up to ninety.
    pub(super) fn amount(&self, at: u32) -> Option<i32> {
        if let Some((number, suffix)) = self.digits(at) {
            return suffix.is_empty().then_some(number as i32);
        }
        if !self.classes(at).contains(Classes::NUMERAL) {
            return None;
        }
        Some(match self.text(at) {
            "one" => 1,
            "two" => 2,
            "three" => 3,
            "four" => 4,
            "five" => 5,
            "six" => 6,
            "seven" => 7,
            "eight" => 8,
            "nine" => 9,
            "ten" => 10,
            "eleven" => 11,
            "twelve" => 12,
            "thirteen" => 13,
            "fourteen" => 14,
            "fifteen" => 15,
            "sixteen" => 16,
            "seventeen" => 17,
            "eighteen" => 18,
            "nineteen" => 19,
            "twenty" => 20,
            "thirty" => 30,
            "forty" => 40,
            "fifty" => 50,
            "sixty" => 60,
            "seventy" => 70,
            "eighty" => 80,
            "ninety" => 90,
            _ => return None,
        })
    }

    /// What the noun at `at` counts, with how many of it make one: a decade is ten years. Hours
    /// and minutes are too short to leave their day, and count for nothing.
    pub(super) fn unit(&self, at: u32) -> Option<(Unit, i32)> {
        if !self.classes(at).contains(Classes::TIME_NOUN) {
            return self.is(at, &["seconds"]).then_some((Unit::Day, 0));
        }
        Some(match self.text(at) {
            "day" | "days" => (Unit::Day, 1),
            "week" | "weeks" => (Unit::Week, 1),
            "fortnight" | "fortnights" => (Unit::Week, 2),
            "weekend" | "weekends" => (Unit::Weekend, 1),
            "month" | "months" => (Unit::Month, 1),
            "year" | "years" => (Unit::Year, 1),
            "decade" | "decades" => (Unit::Year, 10),
            "century" | "centuries" => (Unit::Year, 100),
            "hour" | "hours" | "minute" | "minutes" | "moment" | "moments" => (Unit::Day, 0),
            _ => return None,
        })
    }

    /// Morning, afternoon, evening, night.
    pub(super) fn is_day_part(&self, at: u32) -> bool {
        const PARTS: [&str; 8] =
            ["morning", "afternoon", "evening", "night", "midday", "lunchtime", "midnight", "noon"];
        self.is(at, &PARTS)
    }

    pub(super) fn season(&self, at: u32) -> Option<Season> {
        Some(match self.text(at) {
            "spring" => Season::Spring,
            "summer" => Season::Summer,
            "autumn" | "fall" => Season::Autumn,
            "winter" => Season::Winter,
            _ => return None,
        })
    }
}

//! What single tokens mean to the calendar: days of the week, months, numbers, units, seasons.

use jiff::civil::Weekday;

use super::{Season, Unit};
use crate::base::TokenSpan;
use crate::text::{Classes, Document, Lexicon, Shape, Token, TokenKind, WordId, word};

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

    /// The word at `at`; the unknown one outside.
    pub(super) fn word(&self, at: u32) -> WordId {
        self.token(at).map_or(WordId::UNKNOWN, |token| token.word)
    }

    /// Whether one of `words`, all of them known, stands at `at`.
    pub(super) fn is(&self, at: u32, words: &[WordId]) -> bool {
        words.contains(&self.word(at))
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
        self.is(at, &[word::HYPHEN, word::EN_DASH, word::EM_DASH])
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
            || (self.is(at + 1, &[word::COMMA])
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
        const PLAIN: [WordId; 7] = [
            word::JANUARY,
            word::FEBRUARY,
            word::JULY,
            word::SEPTEMBER,
            word::OCTOBER,
            word::NOVEMBER,
            word::DECEMBER,
        ];
        self.is(at, &PLAIN)
    }

    /// Whether the month at `at` is written out.
    pub(super) fn is_whole_month(&self, at: u32) -> bool {
        self.is_plain_month(at)
            || self.is(at, &[word::MARCH, word::APRIL, word::MAY, word::JUNE, word::AUGUST])
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
        const ORDINALS: [WordId; 20] = [
            word::FIRST,
            word::SECOND,
            word::THIRD,
            word::FOURTH,
            word::FIFTH,
            word::SIXTH,
            word::SEVENTH,
            word::EIGHTH,
            word::NINTH,
            word::TENTH,
            word::ELEVENTH,
            word::TWELFTH,
            word::THIRTEENTH,
            word::FOURTEENTH,
            word::FIFTEENTH,
            word::SIXTEENTH,
            word::SEVENTEENTH,
            word::EIGHTEENTH,
            word::NINETEENTH,
            word::TWENTIETH,
        ];
        if !self.classes(at).contains(Classes::NUMERAL) {
            return None;
        }
        let word = self.word(at);
        ORDINALS.iter().position(|&ordinal| ordinal == word).map(|index| index as u32 + 1)
    }

    /// A year in four digits that stands alone as a number.
    pub(super) fn year(&self, at: u32) -> Option<i16> {
        let (number, "") = self.digits(at)? else { return None };
        let year = i16::try_from(number).ok().filter(|year| (1500..=2100).contains(year))?;
        let money = at > 0
            && self.is_glued(at)
            && !self.is_dash(at - 1)
            && !self.is(at - 1, &[word::OPEN_BRACKET, word::SLASH]);
        (self.raw(at).len() == 4 && !money && !self.is(at + 1, &[word::PERCENT])).then_some(year)
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
        Some(match self.word(at) {
            word::ONE => 1,
            word::TWO => 2,
            word::THREE => 3,
            word::FOUR => 4,
            word::FIVE => 5,
            word::SIX => 6,
            word::SEVEN => 7,
            word::EIGHT => 8,
            word::NINE => 9,
            word::TEN => 10,
            word::ELEVEN => 11,
            word::TWELVE => 12,
            word::THIRTEEN => 13,
            word::FOURTEEN => 14,
            word::FIFTEEN => 15,
            word::SIXTEEN => 16,
            word::SEVENTEEN => 17,
            word::EIGHTEEN => 18,
            word::NINETEEN => 19,
            word::TWENTY => 20,
            word::THIRTY => 30,
            word::FORTY => 40,
            word::FIFTY => 50,
            word::SIXTY => 60,
            word::SEVENTY => 70,
            word::EIGHTY => 80,
            word::NINETY => 90,
            _ => return None,
        })
    }

    /// What the noun at `at` counts, with how many of it make one: a decade is ten years. Hours
    /// and minutes are too short to leave their day, and count for nothing.
    pub(super) fn unit(&self, at: u32) -> Option<(Unit, i32)> {
        if !self.classes(at).contains(Classes::TIME_NOUN) {
            return self.is(at, &[word::SECONDS]).then_some((Unit::Day, 0));
        }
        Some(match self.word(at) {
            word::DAY | word::DAYS => (Unit::Day, 1),
            word::WEEK | word::WEEKS => (Unit::Week, 1),
            word::FORTNIGHT | word::FORTNIGHTS => (Unit::Week, 2),
            word::WEEKEND | word::WEEKENDS => (Unit::Weekend, 1),
            word::MONTH | word::MONTHS => (Unit::Month, 1),
            word::YEAR | word::YEARS => (Unit::Year, 1),
            word::DECADE | word::DECADES => (Unit::Year, 10),
            word::CENTURY | word::CENTURIES => (Unit::Year, 100),
            word::HOUR
            | word::HOURS
            | word::MINUTE
            | word::MINUTES
            | word::MOMENT
            | word::MOMENTS => (Unit::Day, 0),
            _ => return None,
        })
    }

    /// Morning, afternoon, evening, night.
    pub(super) fn is_day_part(&self, at: u32) -> bool {
        const PARTS: [WordId; 8] = [
            word::MORNING,
            word::AFTERNOON,
            word::EVENING,
            word::NIGHT,
            word::MIDDAY,
            word::LUNCHTIME,
            word::MIDNIGHT,
            word::NOON,
        ];
        self.is(at, &PARTS)
    }

    pub(super) fn season(&self, at: u32) -> Option<Season> {
        Some(match self.word(at) {
            word::SPRING => Season::Spring,
            word::SUMMER => Season::Summer,
            word::AUTUMN | word::FALL => Season::Autumn,
            word::WINTER => Season::Winter,
            _ => return None,
        })
    }
}

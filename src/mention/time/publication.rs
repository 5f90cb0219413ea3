//! The day of publication of a text whose source does not tell it: from its own date lines, its
//! dateline, the posts it quotes, or the latest full date near its beginning.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::{Anchor, Point, Tense, TimeExpression, TimeMention, resolve, times};
use crate::base::TokenSpan;
use crate::text::{BlockKind, Classes, Document, Lexicon, TokenKind, word};

/// The day on which the text says or shows that it was published.
pub fn publication_date(document: &Document, lexicon: &Lexicon) -> Option<Date> {
    let evidence = Evidence::of(document, lexicon);
    evidence
        .announced()
        .or_else(|| evidence.dateline())
        .or_else(|| evidence.date_line())
        .or_else(|| evidence.post())
        .or_else(|| evidence.latest_near_the_top())
}

/// A day that the text gives with its year.
struct FullDate {
    day: Date,
    tokens: TokenSpan,
    /// The number of its block.
    block: usize,
}

struct Evidence<'a> {
    document: &'a Document,
    lexicon: &'a Lexicon,
    dates: Vec<FullDate>,
    weekdays: Vec<Weekday>,
}

impl<'a> Evidence<'a> {
    fn of(document: &'a Document, lexicon: &'a Lexicon) -> Self {
        let mut evidence = Evidence { document, lexicon, dates: Vec::new(), weekdays: Vec::new() };
        let mut found: Vec<TimeMention> = Vec::new();
        for (number, block) in document.blocks.iter().enumerate() {
            found.clear();
            times(document, lexicon, block.tokens, &mut found);
            for mention in &found {
                let TimeExpression::At(point) = mention.expression else { continue };
                match point {
                    Point::Weekday(weekday, _) => evidence.weekdays.push(weekday),
                    Point::Calendar(calendar) if calendar.day.is_some() => {
                        evidence.weekdays.extend(calendar.weekday);
                        let range = resolve(&mention.expression, Anchor::default(), Tense::Past);
                        let Some(range) = range else { continue };
                        let tokens = mention.core;
                        evidence.dates.push(FullDate { day: range.from, tokens, block: number });
                    }
                    _ => {}
                }
            }
        }
        evidence
    }

    /// “Updated: March 12, 2031, 7:20 AM”; the first publication comes before an update.
    fn announced(&self) -> Option<Date> {
        let near = |words: &[&str]| {
            self.dates.iter().find(|date| self.heads_line(date, words)).map(|date| date.day)
        };
        near(&["published", "posted", "publication"])
            .or_else(|| near(&["updated", "update", "modified", "date", "dated"]))
    }

    /// Whether one of `words` stands near the head of the line and before `date` in it.
    fn heads_line(&self, date: &FullDate, words: &[&str]) -> bool {
        let Some(block) = self.document.blocks.as_slice().get(date.block) else { return false };
        let before = TokenSpan::new(block.tokens.start, date.tokens.start);
        let tokens = self.document.tokens.as_slice().get(before.range()).unwrap_or_default();
        tokens.len() <= 6
            && tokens.iter().any(|token| words.contains(&self.lexicon.text(token.word)))
            && !tokens.iter().any(|token| token.classes.contains(Classes::PRONOUN))
    }

    fn dateline(&self) -> Option<Date> {
        let line = self.document.dateline?;
        self.dates.iter().find(|date| line.covers(date.tokens)).map(|date| date.day)
    }

    /// A line near the top or the bottom that is hardly more than its date.
    fn date_line(&self) -> Option<Date> {
        let count = self.document.blocks.len();
        let is_date_line = |date: &&FullDate| {
            let Some(block) = self.document.blocks.as_slice().get(date.block) else { return false };
            let near_edge = date.block < TOP_LINES || date.block + BOTTOM_LINES >= count;
            let byline = block.kind == BlockKind::Byline;
            let tokens = self.document.tokens.as_slice().get(block.tokens.range());
            let others = tokens.unwrap_or_default().iter().enumerate().filter(|(at, token)| {
                token.kind == TokenKind::Word
                    && !date.tokens.contains(block.tokens.start + *at as u32)
            });
            near_edge
                && block.kind != BlockKind::Post
                && others.count() <= if byline { 10 } else { 3 }
        };
        self.dates.iter().find(is_date_line).map(|date| date.day)
    }

    /// A quoted post is not younger than the article: its day, or the day after if the text names
    /// the weekday of that.
    fn post(&self) -> Option<Date> {
        let day =
            self.dates.iter().filter(|date| self.signs_post(date)).map(|date| date.day).max()?;
        let after = day.checked_add(1.day()).ok()?;
        let names = |day: Date| self.weekdays.contains(&day.weekday());
        Some(if names(after) { after } else { day })
    }

    /// Whether “(@handle)” stands before the date.
    fn signs_post(&self, date: &FullDate) -> bool {
        let start = date.tokens.start as usize;
        let before = self.document.tokens.as_slice().get(start.saturating_sub(3)..start);
        let [open, handle, close] = before.unwrap_or_default() else { return false };
        open.word == word::OPEN_BRACKET
            && handle.kind == TokenKind::Link
            && close.word == word::CLOSE_BRACKET
    }

    /// The latest full date, if the first paragraphs hold it, no modal makes it a plan, and the
    /// text names its day of the week: news writes out the year of what is long past as well.
    fn latest_near_the_top(&self) -> Option<Date> {
        let latest = self.dates.iter().rev().max_by_key(|date| date.day)?;
        let paragraphs = self.document.blocks.iter().enumerate();
        let mut paragraphs = paragraphs.filter(|(_, block)| block.kind == BlockKind::Paragraph);
        let last = paragraphs.nth(TOP_PARAGRAPHS - 1).map_or(usize::MAX, |(number, _)| number);
        let start = latest.tokens.start;
        let before = TokenSpan::new(start.saturating_sub(12), start).range();
        let tokens = self.document.tokens.as_slice().get(before).unwrap_or_default();
        let planned = tokens.iter().any(|token| token.classes.contains(Classes::MODAL));
        let recent = self.weekdays.contains(&latest.day.weekday());
        (latest.block <= last && recent && !planned && !self.is_of_picture(latest))
            .then_some(latest.day)
    }

    /// Whether the date may be that of a picture from the archive.
    fn is_of_picture(&self, date: &FullDate) -> bool {
        const PICTURES: [&str; 5] = ["photo", "photograph", "picture", "image", "pictured"];
        let block = self.document.blocks.as_slice().get(date.block);
        let tokens =
            block.and_then(|block| self.document.tokens.as_slice().get(block.tokens.range()));
        let mut tokens = tokens.unwrap_or_default().iter();
        tokens.any(|token| PICTURES.contains(&self.lexicon.text(token.word)))
    }
}

/// How many lines from the top and the bottom a line with the date may stand.
const TOP_LINES: usize = 6;
const BOTTOM_LINES: usize = 4;
/// In how many paragraphs a full date may be that of publication.
const TOP_PARAGRAPHS: usize = 3;

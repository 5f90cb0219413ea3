use std::sync::OnceLock;

use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::*;
use crate::base::DateRange;
use crate::text::{Article, TokenKind};

fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(Lexicon::english)
}

fn document(text: &str) -> Document {
    Document::segment(Article { text: text.to_owned(), ..Article::default() }, lexicon())
}

fn found(document: &Document) -> Vec<TimeMention> {
    let mut found = Vec::new();
    times(document, lexicon(), TokenSpan::new(0, document.tokens.len() as u32), &mut found);
    found
}

/// The expressions of `text` with their prepositions.
fn worded(text: &str) -> Vec<String> {
    let document = document(text);
    found(&document).iter().map(|mention| document.slice(mention.tokens).to_owned()).collect()
}

fn show(range: Option<DateRange>) -> String {
    match range {
        None => "-".to_owned(),
        Some(range) if range.from == range.to => range.from.to_string(),
        Some(range) => format!("{}..{}", range.from, range.to),
    }
}

/// What the first expression of `text` means.
fn meaning(text: &str, published: &str, reference: &str, tense: Tense) -> String {
    let document = document(text);
    let Some(mention) = found(&document).first().copied() else { return "nothing".to_owned() };
    let day = |text: &str| text.parse::<Date>().ok();
    let anchor = Anchor { published: day(published), reference: day(reference) };
    show(resolve(&mention.expression, anchor, tense))
}

#[test]
fn expressions_mean_days_counted_from_publication() {
    use Tense::{Future, Past};
    // 2024-01-10 is a Wednesday.
    const WED: &str = "2024-01-10";
    let mut wrong = Vec::new();
    for (text, published, tense, expected) in [
        // Days of the week.
        ("They met on Tuesday.", WED, Past, "2024-01-09"),
        ("They met on Wednesday.", WED, Past, "2024-01-10"),
        ("They met on Thursday.", WED, Past, "2024-01-04"),
        ("They will meet on Thursday.", WED, Future, "2024-01-11"),
        ("They will meet on Wednesday.", WED, Future, "2024-01-10"),
        ("They will meet on Tuesday.", WED, Future, "2024-01-16"),
        ("Keller arrived in Aldoria Friday.", WED, Past, "2024-01-05"),
        ("Keller said Monday.", WED, Past, "2024-01-08"),
        ("They met last Tuesday.", WED, Past, "2024-01-09"),
        ("They met last Wednesday.", WED, Past, "2024-01-03"),
        ("They meet next Tuesday.", WED, Future, "2024-01-16"),
        ("They meet next Friday.", WED, Future, "2024-01-19"),
        ("They meet this Friday.", WED, Future, "2024-01-12"),
        ("They met on Tuesday of last week.", WED, Past, "2024-01-02"),
        ("They met on Friday last week.", WED, Past, "2024-01-05"),
        ("They meet Monday next week.", WED, Future, "2024-01-15"),
        ("They met on Thursday night.", WED, Past, "2024-01-04"),
        ("They met late on Thursday.", WED, Past, "2024-01-04"),
        ("They met early Tuesday.", WED, Past, "2024-01-09"),
        ("They met in the early hours of Tuesday.", WED, Past, "2024-01-09"),
        ("They met at 9:35 a.m. on Tuesday.", WED, Past, "2024-01-09"),
        ("They met Tues. in Aldoria.", WED, Past, "2024-01-09"),
        ("They met on Tuesday.", "", Past, "-"),
        // Deictic days.
        ("They met yesterday.", WED, Past, "2024-01-09"),
        ("They met today.", WED, Past, "2024-01-10"),
        ("They meet tomorrow morning.", WED, Future, "2024-01-11"),
        ("They meet tonight.", WED, Future, "2024-01-10"),
        ("They met last night.", WED, Past, "2024-01-09"),
        ("They met this morning.", WED, Past, "2024-01-10"),
        ("They met the day before yesterday.", WED, Past, "2024-01-08"),
        ("They meet the day after tomorrow.", WED, Future, "2024-01-12"),
        ("They met two days ago.", WED, Past, "2024-01-08"),
        ("They met 10 days ago.", WED, Past, "2023-12-31"),
        ("They met three hours ago.", WED, Past, "2024-01-10"),
        ("They met earlier today.", WED, Past, "2024-01-10"),
        ("They met yesterday.", "", Past, "-"),
        // Weeks, months, years.
        ("They met last week.", WED, Past, "2024-01-01..2024-01-07"),
        ("They met this week.", WED, Past, "2024-01-08..2024-01-14"),
        ("They meet next week.", WED, Future, "2024-01-15..2024-01-21"),
        ("They met earlier this week.", WED, Past, "2024-01-08..2024-01-10"),
        ("They meet later this week.", WED, Future, "2024-01-10..2024-01-14"),
        ("They met late last week.", WED, Past, "2024-01-04..2024-01-07"),
        ("They meet early next week.", WED, Future, "2024-01-15..2024-01-17"),
        ("They met earlier in the week.", WED, Past, "2024-01-08..2024-01-10"),
        ("They met two weeks ago.", WED, Past, "2023-12-25..2023-12-31"),
        ("They met a fortnight ago.", WED, Past, "2023-12-25..2023-12-31"),
        ("They met over the weekend.", WED, Past, "2024-01-06..2024-01-07"),
        ("They met over the weekend.", "2024-01-07", Past, "2024-01-06..2024-01-07"),
        ("They meet over the weekend.", WED, Future, "2024-01-13..2024-01-14"),
        ("They met last weekend.", WED, Past, "2024-01-06..2024-01-07"),
        ("They met last month.", WED, Past, "2023-12-01..2023-12-31"),
        ("They met earlier this month.", WED, Past, "2024-01-01..2024-01-10"),
        ("They meet later this month.", WED, Future, "2024-01-10..2024-01-31"),
        ("They met late last month.", WED, Past, "2023-12-21..2023-12-31"),
        ("They meet next month.", WED, Future, "2024-02-01..2024-02-29"),
        ("They met two months ago.", WED, Past, "2023-11-01..2023-11-30"),
        ("They met last year.", WED, Past, "2023-01-01..2023-12-31"),
        ("They met earlier this year.", WED, Past, "2024-01-01..2024-01-10"),
        ("They met three years ago.", WED, Past, "2021-01-01..2021-12-31"),
        ("They met a decade ago.", WED, Past, "2014-01-01..2014-12-31"),
        ("They meet by the end of the year.", WED, Future, "2024-09-01..2024-12-31"),
        ("They met over the past two weeks.", WED, Past, "2023-12-27..2024-01-10"),
        ("They met in the past year.", WED, Past, "2023-01-10..2024-01-10"),
        ("They meet in two weeks.", WED, Future, "2024-01-22..2024-01-28"),
        ("They met in two weeks.", WED, Past, "-"),
        // Dates.
        ("They met on 3 May 2024.", WED, Past, "2024-05-03"),
        ("They met on May 3, 2024.", "", Past, "2024-05-03"),
        ("They met on May 3rd, 2024.", "", Past, "2024-05-03"),
        ("They met on the 3rd of May 2024.", "", Past, "2024-05-03"),
        ("They met on 2024-05-03.", "", Past, "2024-05-03"),
        ("They met on 13/05/2024.", "", Past, "2024-05-13"),
        ("They met on 05/13/2024.", "", Past, "2024-05-13"),
        ("They met on 05/05/2024.", "", Past, "2024-05-05"),
        ("They met on 03/05/2024.", "", Past, "nothing"),
        ("They met on 03.05.2024.", "", Past, "2024-05-03"),
        ("They met on Jan. 6.", WED, Past, "2024-01-06"),
        ("They met on Jan. 6, 2021, in Aldoria.", WED, Past, "2021-01-06"),
        ("They met on May 3.", WED, Past, "2023-05-03"),
        ("They meet on May 3.", WED, Future, "2024-05-03"),
        ("They met on January 10.", WED, Past, "2024-01-10"),
        ("They meet on January 10.", WED, Future, "2024-01-10"),
        ("They meet on January 9.", WED, Future, "2025-01-09"),
        ("They met on Tuesday, January 9.", WED, Past, "2024-01-09"),
        ("They meet on Monday, January 15.", WED, Past, "2024-01-15"),
        ("They met on Tuesday (9 January).", WED, Past, "2024-01-09"),
        ("They met on February 29.", "2023-03-01", Past, "2020-02-29"),
        ("They met on 31 February.", WED, Past, "-"),
        ("They met on the morning of 14 September.", WED, Past, "2023-09-14"),
        ("They met on May 3.", "", Past, "-"),
        ("Keller spoke of the October 7 attacks.", WED, Past, "2023-10-07"),
        // Ranges.
        ("They met on January 9-11.", "2024-01-12", Past, "2024-01-09..2024-01-11"),
        ("They met from Monday to Wednesday.", WED, Past, "2024-01-08..2024-01-10"),
        ("They meet from Monday to Wednesday.", WED, Future, "2024-01-15..2024-01-17"),
        ("They met on Monday and Tuesday.", WED, Past, "2024-01-08..2024-01-09"),
        ("They met between 3 and 5 May.", WED, Past, "2023-05-03..2023-05-05"),
        ("They met on 3-5 May 2022.", WED, Past, "2022-05-03..2022-05-05"),
        ("They met from 30 December to 2 January.", WED, Past, "2023-12-30..2024-01-02"),
        ("They met between 2019 and 2021.", WED, Past, "2019-01-01..2021-12-31"),
        ("They met between October and December.", WED, Past, "2023-10-01..2023-12-31"),
        ("They met from June to August 2020.", WED, Past, "2020-06-01..2020-08-31"),
        // Months, seasons, years.
        ("They met in October.", WED, Past, "2023-10-01..2023-10-31"),
        ("They met in January.", WED, Past, "2024-01-01..2024-01-31"),
        ("They meet in October.", WED, Future, "2024-10-01..2024-10-31"),
        ("They met last October.", WED, Past, "2023-10-01..2023-10-31"),
        ("They met in October 2019.", "", Past, "2019-10-01..2019-10-31"),
        ("They met in early March.", WED, Past, "2023-03-01..2023-03-10"),
        ("They met in mid-March.", WED, Past, "2023-03-11..2023-03-20"),
        ("They met in late March 2020.", WED, Past, "2020-03-21..2020-03-31"),
        ("They met at the end of February.", WED, Past, "2023-02-21..2023-02-28"),
        ("They met in 2019.", "", Past, "2019-01-01..2019-12-31"),
        ("They met in late 2019.", "", Past, "2019-09-01..2019-12-31"),
        ("They met in the spring of 2019.", "", Past, "2019-03-01..2019-05-31"),
        ("They met last summer.", WED, Past, "2023-06-01..2023-08-31"),
        ("They met this winter.", WED, Past, "2023-12-01..2024-02-29"),
        ("They meet next winter.", WED, Future, "2024-12-01..2025-02-28"),
        ("They met in the 1990s.", "", Past, "1990-01-01..1999-12-31"),
        ("They have met since 2021.", WED, Past, "2021-01-01..2021-12-31"),
        // No dates.
        ("They met for three hours.", WED, Past, "-"),
        ("They meet every Monday.", WED, Past, "-"),
        ("They met at noon.", WED, Past, "-"),
        ("They met at 9:35 a.m.", WED, Past, "-"),
        ("They met several months ago.", WED, Past, "-"),
        ("They met in recent weeks.", WED, Past, "-"),
    ] {
        let meaning = meaning(text, published, "", tense);
        if meaning != expected {
            wrong.push(format!("{text} ({published} {tense:?}): {meaning}, not {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_the_story_told_before_is_counted_from_its_own_date() {
    for (text, expected) in [
        ("They met a day earlier.", "2023-10-06"),
        ("They met the day before.", "2023-10-06"),
        ("They met the following day.", "2023-10-08"),
        ("They met the next day.", "2023-10-08"),
        ("They met on the same day.", "2023-10-07"),
        ("They met two days later.", "2023-10-09"),
        ("They met hours later.", "-"),
        ("They met the following week.", "2023-10-09..2023-10-15"),
        ("They met a year later.", "2024-01-01..2024-12-31"),
        ("They met the previous month.", "2023-09-01..2023-09-30"),
        ("They met later in the day.", "2023-10-07"),
        ("They met yesterday.", "2024-01-09"),
    ] {
        assert_eq!(meaning(text, "2024-01-10", "2023-10-07", Tense::Past), expected, "{text}");
    }
    assert_eq!(meaning("They met a day earlier.", "2024-01-10", "", Tense::Past), "-");
}

#[test]
fn expressions_take_their_prepositions_and_nothing_else() {
    let mut wrong = Vec::new();
    for (text, expected) in [
        ("Keller met Marten on Tuesday in Port Salis.", &["on Tuesday"][..]),
        ("At Tuesday’s meeting, Keller spoke.", &["Tuesday"]),
        (
            "On Monday morning and on Friday night they met.",
            &["On Monday morning", "on Friday night"],
        ),
        ("Keller arrived Friday to meet Marten.", &["Friday"]),
        ("“We agree,” Keller said Tuesday night.", &["Tuesday night"]),
        ("The talks of October 7 failed.", &["October 7"]),
        ("It has ruled since October 7.", &["since October 7"]),
        ("They talked until Friday, then left.", &["until Friday"]),
        ("Talks ran from Monday to Wednesday.", &["from Monday to Wednesday"]),
        ("Talks ran between 3 and 5 May.", &["between 3 and 5 May"]),
        ("They met earlier this month.", &["earlier this month"]),
        ("Updated: March 12, 2031, 7:20 AM", &["March 12, 2031, 7:20 AM"]),
        ("On the morning of 14 September they met.", &["On the morning of 14 September"]),
        ("They spoke at 10 p.m. on Tuesday, Keller said.", &["at 10 p.m. on Tuesday"]),
        ("In May 20 people were hurt.", &["In May"]),
        ("Theresa May met Keller.", &[]),
        ("Keller may march to the hall.", &[]),
        ("March on the capital, Keller said.", &[]),
        ("The 54-year-old minister resigned.", &[]),
        ("A two-year deal worth $2024 was signed.", &[]),
        ("He came second and won the third prize.", &[]),
        ("The Sun rose and he sat.", &[]),
        ("The Sunday Times reported it.", &[]),
        ("Shops opened on Good Friday.", &[]),
        ("They were killed in two separate attacks.", &[]),
        ("Here and there, three men spoke.", &[]),
        ("In 2019 cases rose.", &[]),
        ("They paid $5 a day.", &[]),
        ("The spring offensive began.", &[]),
        ("Prices fall in the city.", &[]),
        ("They saw the fall of the city.", &[]),
        ("He reads Russia Today.", &[]),
        ("They watched Saturday Night Live.", &[]),
        ("It rose from 1500 to 10,000.", &[]),
        ("They met in July and August.", &["in July and August"]),
        ("They meet on Mondays.", &["on Mondays"]),
        ("They spoke the day before the vote.", &[]),
    ] {
        let worded = worded(text);
        if worded != expected {
            wrong.push(format!("{text}: {worded:?}, not {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn prepositions_tell_how_the_time_relates() {
    for (text, relation) in [
        ("They met on Tuesday.", Relation::At),
        ("They have met since Tuesday.", Relation::Since),
        ("They must meet by Tuesday.", Relation::Until),
        ("They met before Tuesday.", Relation::Before),
        ("They met after Tuesday.", Relation::After),
        ("They met from Monday to Tuesday.", Relation::At),
    ] {
        let document = document(text);
        assert_eq!(found(&document)[0].relation, relation, "{text}");
    }
}

#[test]
fn texts_show_when_they_were_published() {
    let body = "Anna Keller met Boris Marten on Tuesday. They spoke about the lake.";
    for (name, text, expected) in [
        (
            "update line",
            format!("{body}\n\nUpdated: March 12, 2031, 7:20 AM"),
            Some(date(2031, 3, 12)),
        ),
        (
            "first publication before update",
            format!("{body}\n\nUpdated: January 12, 2024\n\nPublished: January 10, 2024"),
            Some(date(2024, 1, 10)),
        ),
        (
            "dateline in figures",
            format!("date 2023-11-03 Northwind News / {body}"),
            Some(date(2023, 11, 3)),
        ),
        ("dateline in words", format!("PORT SALIS, May 3, 2024 – {body}"), Some(date(2024, 5, 3))),
        (
            "line at the top",
            format!("Keller meets Marten\n\n3 May 2024\n\n{body}"),
            Some(date(2024, 5, 3)),
        ),
        (
            "post",
            format!(
                "{body}\n\nIt is time to talk. — Chen Rui (@chenrui) January 9, 2024\n\nThey left."
            ),
            Some(date(2024, 1, 9)),
        ),
        (
            "post of the day before",
            format!(
                "{body}\n\nIt is time to talk. — Chen Rui (@chenrui) January 8, 2024\n\nThey left."
            ),
            Some(date(2024, 1, 9)),
        ),
        (
            "latest date near the top",
            format!(
                "Keller spoke on May 7, 2024, in Port Salis.\n\nShe was elected on May 1, 2020.\n\n{body}"
            ),
            Some(date(2024, 5, 7)),
        ),
        (
            "no fitting day of the week",
            format!("Keller was elected on May 3, 2024.\n\n{body}"),
            None,
        ),
        ("a plan", format!("Keller will speak on May 7, 2024, in Port Salis.\n\n{body}"), None),
        ("nothing", body.to_owned(), None),
        ("empty", String::new(), None),
    ] {
        let document = document(&text);
        assert_eq!(publication_date(&document, lexicon()), expected, "{name}");
    }
}

fn check_laws(text: &str, start: u32, end: u32) -> Result<(), TestCaseError> {
    let document = document(text);
    let span = TokenSpan::new(start, end);
    let mut found = Vec::new();
    times(&document, lexicon(), span, &mut found);
    let mut before = span.start;
    for mention in found {
        prop_assert!(span.covers(mention.tokens) && mention.tokens.covers(mention.core));
        prop_assert!(!mention.core.is_empty() && mention.tokens.start >= before);
        prop_assert!(mention.tokens.end as usize <= document.tokens.len());
        before = mention.tokens.end;
        for day in [date(2024, 1, 10), date(2024, 2, 29), Date::MIN, Date::MAX] {
            for tense in [Tense::Past, Tense::Future] {
                let anchor = Anchor { published: Some(day), reference: Some(day) };
                if let Some(range) = resolve(&mention.expression, anchor, tense) {
                    prop_assert!(range.from <= range.to);
                }
            }
        }
    }
    publication_date(&document, lexicon());
    Ok(())
}

const PIECES: &[&str] = &[
    "on",
    "the",
    "Tuesday",
    "May",
    "3",
    "31",
    "2024",
    "1990s",
    ",",
    "-",
    "and",
    "to",
    "from",
    "between",
    "two",
    "9999",
    "days",
    "week",
    "years",
    "centuries",
    "ago",
    "later",
    "last",
    "next",
    "this",
    "early",
    "mid",
    "end",
    "of",
    "Mon.",
    "Sept.",
    "(",
    ")",
    "a.m.",
    "9:35",
    "in",
    "weekend",
    "day",
    "before",
    "after",
    "yesterday",
    "spring",
    "’s",
    "Keller",
    "every",
    "for",
    "past",
    "29",
    "February",
    "/",
    "12",
    "one",
    "third",
    "seconds",
    "march",
    "may",
    "morning",
    "pm",
    "o’clock",
    "14:00",
    "GMT",
    "23,000",
    "5th",
    "13.05.2024",
    "couple",
    "now",
    "here",
    "era",
];

proptest! {
    #[test]
    fn any_text_gives_spans_inside(text in ".{0,60}", start in 0u32..8, length in 0u32..40) {
        check_laws(&text, start, start + length)?;
    }

    #[test]
    fn any_heap_of_time_words_gives_spans_inside(
        pieces in prop::collection::vec(prop::sample::select(PIECES), 0..14),
        start in 0u32..3,
    ) {
        check_laws(&pieces.join(" "), start, 20)?;
    }

    /// “last two days”: what is turned away at “last” is told from “two”, with the word before it.
    #[test]
    fn what_is_turned_away_is_told_from_a_later_word(
        pieces in prop::collection::vec(prop::sample::select(PIECES), 1..9),
    ) {
        let document = document(&pieces.join(" "));
        let tokens = document.tokens.as_slice();
        let cursor = Cursor::new(&document, lexicon(), TokenSpan::new(0, tokens.len() as u32));
        for (at, token) in (0..).zip(tokens) {
            let tells = token.kind == TokenKind::Number || token.classes.intersects(telling::TELLING);
            if !tells || telling::may_tell(&cursor, at, token) {
                continue;
            }
            let Some(told) = grammar::mention(&cursor, at) else { continue };
            let again = (at + 1..told.tokens.end).any(|later| {
                telling::may_tell(&cursor, later, &tokens[later as usize])
                    && grammar::mention(&cursor, later) == Some(told)
            });
            prop_assert!(again, "{told:?} is lost");
        }
    }
}

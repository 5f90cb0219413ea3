//! Laws that hold for any text.

use proptest::prelude::*;
use std::sync::LazyLock;

use whomet::text::lines::{CodePoints, Lines};
use whomet::text::tokenize::is_blank;
use whomet::text::{Article, Document, Lexicon};

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::english);

fn segmented(text: &str) -> Document {
    Document::segment(Article { text: text.to_owned(), ..Article::default() }, &LEXICON)
}

/// Texts made of what news is made of, in any order, and of characters that it is not made of.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        prop::sample::select(vec![
            "Keller",
            "met",
            "said",
            "Mr.",
            "U.S.",
            "J.",
            "a.m.",
            "No.",
            "I",
            "the",
            "The",
            "did",
            "n't",
            "’s",
            "'s",
            "s'",
            "leaders",
            "3.5",
            "23,000",
            "9:35",
            "7th",
            "Ben-Gvir",
            "O’Brien",
            "anna@northwind.org",
            "www.northwind.org/a.",
            "@anna",
            "#salt",
            "AMMAN, Jordan -",
            "(AP) —",
            "Read more",
            "By Anna Keller",
            "Updated: May 3",
            "— Anna (@anna) May 3, 2024",
        ])
        .prop_map(str::to_owned),
        prop::sample::select(vec![
            " ", " ", " ", "\n", "\n\n", "\r\n", "\t", "\u{a0}", "\u{200b}", "\u{feff}",
            "\u{2028}",
        ])
        .prop_map(str::to_owned),
        prop::sample::select(vec![
            ".", ",", "?", "!", "…", "...", "“", "”", "‘", "’", "\"", "'", "''", "``", "«", "»",
            "„", "(", ")", "[", "]", "-", "--", "–", "—", "/", ":", ";", "$", "%", "@", "#", "_",
            "\u{301}", "🙂", "\u{0}", "中文", "。", "½", "é", "İ", "\u{ad}", "\u{200d}",
        ])
        .prop_map(str::to_owned),
        "\\PC{0,4}",
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn tokens_tile_the_text(text in text()) {
        let document = segmented(&text);
        let mut end = 0;
        for token in document.tokens.iter() {
            prop_assert!(!token.span.is_empty());
            let gap = &text[end..token.span.start as usize];
            prop_assert!(gap.chars().all(is_blank), "{gap:?}");
            end = token.span.end as usize;
            prop_assert!(text.is_char_boundary(end));
        }
        prop_assert!(text[end..].chars().all(is_blank));
    }

    #[test]
    fn blocks_hold_every_token_once(text in text()) {
        let document = segmented(&text);
        let mut end = 0;
        for block in document.blocks.iter() {
            prop_assert_eq!(block.tokens.start, end);
            prop_assert!(!block.tokens.is_empty());
            prop_assert_eq!(block.span, document.bytes(block.tokens));
            end = block.tokens.end;
        }
        prop_assert_eq!(end as usize, document.tokens.len());
    }

    #[test]
    fn sentences_and_periods_partition_blocks_but_for_the_dateline(text in text()) {
        let document = segmented(&text);
        let dateline = document.dateline.map_or(0..0, |span| span.range());
        for spans in [
            document.sentences.iter().map(|sentence| sentence.tokens).collect::<Vec<_>>(),
            document.periods.clone(),
        ] {
            let held: Vec<usize> = spans.iter().flat_map(|span| span.range()).collect();
            let wanted: Vec<usize> =
                (0..document.tokens.len()).filter(|at| !dateline.contains(at)).collect();
            prop_assert_eq!(held, wanted);
            for span in spans {
                prop_assert!(document.blocks.iter().any(|block| block.tokens.covers(span)));
            }
        }
    }

    #[test]
    fn periods_hold_whole_sentences(text in text()) {
        let document = segmented(&text);
        for sentence in document.sentences.iter() {
            prop_assert!(document.periods.iter().any(|period| period.covers(sentence.tokens)));
        }
    }

    #[test]
    fn quotations_nest(text in text()) {
        let document = segmented(&text);
        let quotes = &document.quotes;
        for (id, quote) in quotes.iter_enumerated() {
            prop_assert!(quote.tokens.covers(quote.inside));
            prop_assert!(document.blocks.iter().any(|block| block.tokens.covers(quote.tokens)));
            let inside = |outer| outer < id && quotes[outer].tokens.covers(quote.tokens);
            prop_assert!(quote.within.is_none_or(inside));
            prop_assert!(quote.continues.is_none_or(|first| first < id && !quotes[first].closed));
            for other in quotes.iter().skip(id.0 as usize + 1) {
                let apart = !quote.tokens.overlaps(other.tokens);
                prop_assert!(apart || quote.tokens.covers(other.tokens));
                prop_assert!(apart || other.within.is_some());
            }
        }
    }

    #[test]
    fn code_points_are_counted_as_chars(text in text()) {
        let points = CodePoints::new(&text);
        for (number, (at, _)) in text.char_indices().enumerate() {
            prop_assert_eq!(points.at(at as u32) as usize, number);
        }
        prop_assert_eq!(points.at(text.len() as u32) as usize, text.chars().count());
    }

    #[test]
    fn lines_and_columns_lead_back(text in text()) {
        let lines = Lines::new(&text);
        for (at, _) in text.char_indices() {
            let (line, column) = lines.at(at);
            prop_assert_eq!(lines.offset(line, column), Some(at));
        }
    }

    #[test]
    fn any_text_is_taken(text in "\\PC*|[ -~\\n]*|(?s:.{0,200})") {
        segmented(&text);
    }
}

#[test]
fn pages_of_marks_take_linear_time() {
    for piece in
        ["'", "\"", "'a ", "‘a ", "... ", "a ... ", "ab.", "a'", "(", "“", "- ", "x_", "@", "J. "]
    {
        segmented(&piece.repeat(100_000));
    }
}

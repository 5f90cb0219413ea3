//! Laws that hold for any text.

use proptest::prelude::*;
use std::sync::LazyLock;

use whomet::extraction::{Extraction, Party, Piece};
use whomet::pipeline::Pipeline;
use whomet::rule;
use whomet::text::lines::{CodePoints, Lines};
use whomet::text::tokenize::is_blank;
use whomet::text::{Article, Document, Lexicon, RecentWords};

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

/// The shipped rules with the cast of their examples.
static PIPELINE: LazyLock<Pipeline> = LazyLock::new(|| Pipeline::with_cast(&rule::builtin()).0);

fn article(id: &str, text: &str) -> Article {
    let published = whomet::base::Date::from_parts(2031, Some(5), Some(8));
    Article { id: id.to_owned(), text: text.to_owned(), published, ..Article::default() }
}

fn extracted(id: &str, text: &str) -> Extraction {
    PIPELINE.extract(article(id, text))
}

fn json(extraction: &Extraction) -> String {
    serde_json::to_string(extraction).expect("plain data")
}

/// Texts in which people meet and speak, put together without regard to grammar.
fn news() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "Anna Keller",
        "Keller",
        "Boris Marten",
        "Marten",
        "Chen Rui",
        "Dalia Haddad",
        "Ms Haddad",
        "Northwind",
        "the Salt Ministry",
        "the Aldorian parliament",
        "Aldoria",
        "Port Salis",
        "Chancellor",
        "the Foreign Minister",
        "the two ministers",
        "she",
        "he",
        "they",
        "who",
        "we",
        "his",
        "met",
        "did not meet",
        "will meet",
        "to meet",
        "meeting",
        "held talks with",
        "said",
        "told",
        "denied",
        "that",
        "according to",
        "a meeting with",
        "talks between",
        "spoke by phone",
        "and",
        "or",
        "but",
        "if",
        "after",
        "with",
        "in",
        "at",
        "on Tuesday",
        "yesterday",
        "on 3 May",
        "next week",
        ",",
        ",",
        ".",
        ".",
        "?",
        ":",
        "“",
        "”",
        "\"",
        "‘",
        "’",
        "’s",
        "(",
        ")",
        "–",
        "\n\n",
        "the border",
        "would reopen",
        "PORT SALIS, Aldoria —",
        "Mr",
        "U.S.",
    ]);
    prop::collection::vec(piece, 0..50).prop_map(|pieces| pieces.join(" "))
}

/// Every range of a record with the text that it claims to cover.
fn ranges(record: &Extraction) -> Vec<(u32, u32, &str)> {
    fn party(party: &Party) -> (u32, u32, &str) {
        (party.start, party.end, party.text.as_str())
    }
    fn piece(piece: &Piece) -> (u32, u32, &str) {
        (piece.start, piece.end, piece.text.as_str())
    }
    let mut ranges: Vec<(u32, u32, &str)> =
        record.mentions.iter().map(|m| (m.start, m.end, m.text.as_str())).collect();
    for meeting in &record.meetings {
        ranges.push(piece(&meeting.trigger));
        ranges.extend(meeting.participants.iter().map(party));
    }
    for statement in &record.statements {
        ranges.push(piece(&statement.cue));
        ranges.push(party(&statement.speaker));
        ranges.extend(statement.content.iter().map(piece));
        ranges.extend(statement.addressees.iter().map(party));
    }
    for event in &record.events {
        ranges.push(piece(&event.trigger));
        ranges.extend(event.arguments.iter().flat_map(|(_, parties)| parties).map(party));
    }
    ranges
}

/// The laws of one record.
fn check(record: &Extraction, text: &str) -> Result<(), TestCaseError> {
    let letters: Vec<char> = text.chars().collect();
    for (start, end, claimed) in ranges(record) {
        prop_assert!(start < end && end as usize <= letters.len(), "{start}..{end} {claimed:?}");
        let found: String = letters[start as usize..end as usize].iter().collect();
        prop_assert_eq!(found, claimed);
    }
    for pair in record.sentences.windows(2) {
        prop_assert!(pair[0].end <= pair[1].start);
    }
    let known = |id: &String| record.entities.iter().any(|entity| entity.id == *id);
    for mention in &record.mentions {
        prop_assert!(mention.entity.iter().all(known), "{mention:?}");
        prop_assert!((0.0..=1.0).contains(&mention.confidence));
    }
    for meeting in &record.meetings {
        prop_assert!(meeting.pairs.iter().all(|(a, b)| known(a) && known(b) && a != b));
        prop_assert!(meeting.participants.iter().flat_map(|p| &p.entity).all(known));
        prop_assert!((0.0..=1.0).contains(&meeting.confidence));
    }
    for statement in &record.statements {
        prop_assert!(!statement.content.is_empty());
        prop_assert!(statement.speaker.entity.iter().chain(&statement.about).all(known));
    }
    let again: Extraction = serde_json::from_str(&json(record)).expect("it was written so");
    prop_assert_eq!(&again, record);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn records_agree_with_their_text(text in news()) {
        check(&extracted("a", &text), &text)?;
    }

    #[test]
    fn records_of_odd_texts_agree_with_them(text in text()) {
        check(&extracted("a", &text), &text)?;
    }

    #[test]
    fn a_record_that_is_written_at_once_is_the_same(text in news()) {
        let mut words = RecentWords::new(PIPELINE.lexicon());
        for _ in 0..2 {
            let mut line = Vec::new();
            PIPELINE.write_extraction(article("a", &text), &mut words, &mut line);
            prop_assert_eq!(String::from_utf8(line), Ok(json(&extracted("a", &text)) + "\n"));
        }
    }

    #[test]
    fn a_document_is_read_as_if_it_were_the_only_one(text in news(), other in news()) {
        let alone = json(&extracted("a", &text));
        extracted("b", &other);
        prop_assert_eq!(json(&extracted("a", &text)), alone);
    }

    #[test]
    fn threads_change_nothing(texts in prop::collection::vec(news(), 4..12)) {
        let one: Vec<String> = texts.iter().map(|text| json(&extracted("a", text))).collect();
        let size = texts.len().div_ceil(4);
        let four: Vec<String> = std::thread::scope(|scope| {
            let chunks = texts.chunks(size);
            let threads: Vec<_> = chunks
                .map(|chunk| {
                    scope.spawn(|| chunk.iter().map(|t| json(&extracted("a", t))).collect::<Vec<_>>())
                })
                .collect();
            threads.into_iter().flat_map(|thread| thread.join().expect("no panic")).collect()
        });
        prop_assert_eq!(one, four);
    }
}

#[test]
fn nasty_texts_are_taken() {
    let long = "Keller met Marten and said that they would meet Chen in Port Salis ".repeat(30_000);
    let controls: String = (0..0x20u8).map(char::from).collect::<String>().repeat(50);
    let texts = [
        ("nothing", String::new()),
        ("blanks", " \n\t\u{a0}".repeat(1000)),
        ("straight marks", "\"".repeat(20_000)),
        ("curly marks", "“".repeat(20_000)),
        ("turned marks", "”“’‘".repeat(2_000)),
        ("single marks", "'".repeat(20_000)),
        ("brackets", format!("{}Keller met Marten{}", "(".repeat(20_000), ")".repeat(20_000))),
        ("controls", controls.clone()),
        ("controls among words", format!("Keller{controls}met{controls}Marten.")),
        ("a long line", long),
        ("a list", format!("{} met Marten.", "Keller, ".repeat(20_000))),
        ("names", "Anna Keller ".repeat(3_000)),
        ("capitals", "KELLER MET MARTEN. ".repeat(5_000)),
        ("quotations", "“We met Keller,” said Marten. ".repeat(1_000)),
        ("open quotations", "“We met Keller, said Marten. ".repeat(5_000)),
        ("nested clauses", "Keller said that ".repeat(5_000)),
        ("relative clauses", "Keller, who met Marten, ".repeat(3_000)),
        ("owners", "Keller’s ".repeat(3_000)),
        ("one word", "a".repeat(2_000_000)),
        ("accents", format!("Keller{} met Marten.", "\u{301}".repeat(10_000))),
        ("emoji", "👩🏽‍🚀".repeat(5_000)),
        ("no boundary", "中文".repeat(10_000)),
    ];
    for (name, text) in texts {
        let start = std::time::Instant::now();
        let record = extracted("a", &text);
        let seconds = start.elapsed().as_secs_f32();
        eprintln!("{seconds:7.2} s  {name}");
        check(&record, &text).unwrap_or_else(|fault| panic!("{name}: {fault}"));
    }
}

use super::*;

fn lexicon() -> Lexicon {
    let mut lexicon = Lexicon::new();
    for title in ["mr", "gen", "rep"] {
        lexicon.add(title, Classes::ABBREVIATION | Classes::TITLE);
    }
    lexicon.add("rep", Classes::NOUN);
    lexicon.add("sept", Classes::ABBREVIATION | Classes::MONTH);
    lexicon.add("no", Classes::ABBREVIATION | Classes::DETERMINER);
    lexicon.add("sun", Classes::ABBREVIATION | Classes::NOUN);
    lexicon
}

fn split(text: &str) -> Vec<&str> {
    let mut out = IndexVec::new();
    tokens(text, &lexicon(), &mut out);
    out.iter().map(|t| t.span.of(text)).collect()
}

#[test]
fn text_falls_into_tokens() {
    for (text, expected) in [
        ("Itamar Ben-Gvir’s plan", "Itamar|Ben|-|Gvir|’s|plan"),
        ("the leaders’ talks", "the|leaders|’|talks"),
        ("didn't can’t WON'T", "did|n't|ca|n’t|WO|N'T"),
        ("he'll they’re I'm we've it's she’d", "he|'ll|they|’re|I|'m|we|'ve|it|'s|she|’d"),
        ("I'd've", "I|'d|'ve"),
        ("O'Brien D’Souza's al-Qa'ida", "O'Brien|D’Souza|'s|al|-|Qa'ida"),
        ("the U.S. and D.C., 9 a.m.", "the|U.S.|and|D.C.|,|9|a.m."),
        ("the U.S.-led force", "the|U.S.|-|led|force"),
        ("George W. Bush and J.K. Keller", "George|W.|Bush|and|J.K.|Keller"),
        ("J.Marten", "J.|Marten"),
        ("than I. He", "than|I|.|He"),
        ("Plan B.\n\nNext", "Plan|B|.|Next"),
        ("Mr. Keller, Sept. 3", "Mr.|Keller|,|Sept.|3"),
        ("No. 10 said no. He", "No.|10|said|no|.|He"),
        ("the sun. Sun., May 5", "the|sun|.|Sun.|,|May|5"),
        ("a rep. Rep. Marten", "a|rep|.|Rep.|Marten"),
        ("a Ph.D. thesis", "a|Ph.D.|thesis"),
        ("23,000 of 3.5 at 9:35, 7th, 1990s", "23,000|of|3.5|at|9:35|,|7th|,|1990s"),
        ("1,50,000 and 1,2", "1,50,000|and|1|,|2"),
        ("$15 or 5%.", "$|15|or|5|%|."),
        ("see https://a.org/b?c=1. Then", "see|https://a.org/b?c=1|.|Then"),
        (
            "mail anna.keller@northwind.org, or northwind.org.",
            "mail|anna.keller@northwind.org|,|or|northwind.org|.",
        ),
        ("(@anna_k) #peace #1", "(|@anna_k|)|#peace|#|1"),
        ("group.Anna Keller", "group|.|Anna|Keller"),
        ("well -- no ... yes… – ok", "well|--|no|...|yes|…|–|ok"),
        ("“We will,” she said", "“|We|will|,|”|she|said"),
        ("a\u{a0}b\u{200b}c 中文，好", "a|b|c|中文|，|好"),
        ("Cafe\u{301} Erdoğan", "Cafe\u{301}|Erdoğan"),
        ("hi\u{7}🙂", "hi|\u{7}|🙂"),
        ("``quoted''", "``|quoted|''"),
        ("“Salt”’s end", "“|Salt|”|’s|end"),
        ("''He said 'no,''' and '''no' is no''", "''|He|said|'|no|,|'|''|and|''|'|no|'|is|no|''"),
        ("1990's", "1990|'s"),
    ] {
        assert_eq!(split(text), expected.split('|').collect::<Vec<_>>(), "{text}");
    }
}

#[test]
fn shapes_tell_how_a_token_is_written() {
    for (text, shape) in [
        ("Keller", Shape::CAPITAL),
        ("NATO", Shape::CAPITAL | Shape::ALL_CAPS),
        ("U.S.", Shape::CAPITAL | Shape::ALL_CAPS | Shape::ABBREVIATION),
        ("McCain", Shape::CAPITAL | Shape::MIXED),
        ("iPhone", Shape::MIXED),
        ("G7", Shape::CAPITAL | Shape::DIGIT),
        ("Émile", Shape::CAPITAL),
        ("keller", Shape::empty()),
        ("1990s", Shape::DIGIT),
    ] {
        let mut out = IndexVec::new();
        tokens(text, &lexicon(), &mut out);
        assert_eq!(out[TokenId(0)].shape, shape, "{text}");
    }
}

#[test]
fn every_possessive_and_contracted_s_is_one_word() {
    let mut out = IndexVec::new();
    tokens("Keller's Keller’s", &lexicon(), &mut out);
    let ending = |n| out[TokenId(n)].word;
    assert_eq!((ending(1), ending(3)), (word::GENITIVE_S, word::GENITIVE_S));
}

#[test]
fn glue_and_line_breaks_are_noted() {
    let mut out = IndexVec::new();
    tokens("a-b\nc d", &lexicon(), &mut out);
    let shapes: Vec<_> = out.iter().map(|t| t.shape).collect();
    let glued = Shape::GLUED;
    assert_eq!(shapes, [Shape::empty(), glued, glued, Shape::NEW_LINE, Shape::empty()]);
}

#[test]
fn a_word_is_cut_alike_whether_much_text_follows_or_none() {
    let lexicon = lexicon();
    let cut = |text: &str| {
        let mut out = IndexVec::new();
        tokens(text, &lexicon, &mut out);
        out
    };
    for text in [
        "a",
        "I",
        "Keller",
        "McKeller",
        "kEller",
        "keller,",
        "keller\nMarten",
        "Keller’s",
        "keller's",
        "mr.",
        "Mr. Keller",
        "keller7",
        "kellermartenito",
        "Kellermartenitox",
        "kellermartenitoch marten",
        "keller@northwind.org",
        "Kellerová and",
        "x_y z",
        "no: yes",
    ] {
        let long = format!("{text} {}", " ".repeat(40));
        assert_eq!(cut(text).as_slice(), cut(&long).as_slice(), "{text}");
    }
}

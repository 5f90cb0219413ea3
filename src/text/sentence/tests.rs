use std::sync::LazyLock;

use super::*;
use crate::text::Article;
use crate::text::Lexicon;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut lexicon = Lexicon::english();
    for cue in ["said", "asked"] {
        lexicon.add(cue, Classes::CUE);
    }
    lexicon.add("Keller", Classes::SURNAME);
    lexicon
});

fn document(text: &str) -> Document {
    let article = Article { text: text.to_owned(), ..Article::default() };
    Document::segment(article, &LEXICON)
}

#[test]
fn sentences_end_where_another_begins() {
    for text in [
        "Keller left.|She was late.",
        "Mr. Keller met Gen. Haddad.|They spoke.",
        "J. Marten and George W. Bush met.|They spoke.",
        "He lives in Washington, D.C.|He works for the U.S.|The salary is low.",
        "The U.S. Senate voted.|It was late.",
        "Northwind Inc. said so.|Shares of Northwind Inc. fell.",
        "It opened at 9 a.m. Tuesday.|It closed at 5 p.m.|Police said so.",
        "See No. 10 for more.|It was Jan. 6 then.",
        "It cost $3.5 million.|That is 2.5 times more.",
        "Well ... he left.|It was over…|The end came.",
        "“We won.|... We left,” he said.",
        "He left (he was ill. She was not.) and slept.|He woke.",
        "He left.|(He was ill.)|She stayed.",
        "“Why?” she asked.|“Why not?” Keller said.",
        "Was it so?|It was!|Keller left.",
        "It is a militant group.|Keller arrives.",
        "He was “far too late”.|Keller left.",
        "Plan B.|He left.",
        "They were taller than I.|He left.",
        "It was Keller vs. The Salt Ministry.|He left.",
        "Yahoo! said so.|IPhone sales fell.",
        "In 2024.|10 people left.",
        "1. The first thing.|The second thing.",
        "He met Keller, Marten, etc. and left.",
        "He joined at St. John's.|Dr. Haddad left.",
        "They met in Augusta, Ga., on Tuesday.|He left.",
        "他离开了。|她留下了。",
    ] {
        let spaced =
            if text.contains('。') { text.replace('|', "") } else { text.replace('|', " ") };
        let document = document(&spaced);
        let found: Vec<_> = document.sentences.iter().map(|s| document.slice(s.tokens)).collect();
        assert_eq!(found.join("|"), text);
    }
}

#[test]
fn a_headline_glued_to_a_sentence_begins_another() {
    let document =
        document("They attacked the militant group.Anna Keller pushes for a deal. She left.");
    assert_eq!(
        document.slice(document.sentences[crate::text::SentenceId(1)].tokens),
        "Anna Keller pushes for a deal."
    );
}

#[test]
fn quotations_are_one_word_for_periods() {
    for text in [
        "“We won. We left,” Keller said.|He slept.",
        "“We won. We left.”|Keller slept.",
        "“Why? Why now?” Keller asked.",
        "“Why?” she asked.|“It is late.”",
        "Keller said: “We won. We left.”|Marten slept.",
        "“Will he go?”|Nobody in Port Salis knew what the answer to that was.",
    ] {
        let document = document(&text.replace('|', " "));
        let found: Vec<_> = document.periods.iter().map(|&period| document.slice(period)).collect();
        assert_eq!(found.join("|"), text);
    }
}

#[test]
fn sentences_inside_quotations_are_cut() {
    let document = document("“We won. We left,” Keller said.");
    let found: Vec<_> = document.sentences.iter().map(|s| document.slice(s.tokens)).collect();
    assert_eq!(found, ["“We won.", "We left,” Keller said."]);
}

#[test]
fn datelines_belong_to_no_sentence() {
    for (dateline, story) in [
        ("AMMAN, Jordan -", "Keller met Marten on Tuesday."),
        ("WASHINGTON (AP) —", "Keller met Marten on Tuesday."),
        ("PORT SALIS, May 3 (Reuters) –", "Keller met Marten on Tuesday."),
        ("LONDON —", "Keller met Marten on Tuesday."),
        ("Port Salis (Northwind News) -", "Keller met Marten on Tuesday."),
        ("date 2023-11-03 Northwind News /", "Keller met Marten on Tuesday."),
        ("NEW DELHI:", "Keller met Marten on Tuesday."),
        ("", "Keller – who was late – met Marten on Tuesday."),
        ("", "The Port Salis/Aldoria talks failed on Tuesday."),
        ("", "Keller met Marten (Haddad was ill) - and left."),
    ] {
        let document = document(format!("{dateline} {story}").trim());
        assert_eq!(document.dateline.map_or("", |span| document.slice(span)), dateline, "{story}");
        assert_eq!(document.slice(document.periods[0]), story);
    }
}

#[test]
fn a_heading_is_not_glued_to_the_sentence_below_it() {
    let document = document("Salt treaty signed at last\nKeller met Marten on Tuesday.");
    assert_eq!(document.sentences.len(), 2);
}

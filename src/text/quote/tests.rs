use std::sync::LazyLock;

use super::*;
use crate::text::{Article, Document, Lexicon};

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::english);

fn document(text: &str) -> Document {
    let article = Article { text: text.to_owned(), ..Article::default() };
    Document::segment(article, &LEXICON)
}

#[test]
fn quotations_are_found_between_their_marks() {
    for (text, expected) in [
        ("\"We will sign,\" Keller said.", "We will sign,"),
        ("“We will sign,” Keller said. “Soon.”", "We will sign,|Soon."),
        ("Keller called it “far too high\".", "far too high"),
        ("Keller called it \"far too high”.", "far too high"),
        ("„Wir gehen“, said Keller.", "Wir gehen"),
        ("«Nous partons», said Keller.", "Nous partons"),
        ("« Nous partons », said Keller.", "Nous partons"),
        ("‘We will sign,’ Keller said.", "We will sign,"),
        (
            "'She left the lamp on, and that was all,' said Keller.",
            "She left the lamp on, and that was all,",
        ),
        ("'They're the leaders' best friends,' said Keller.", "They're the leaders' best friends,"),
        ("He was 'insulted by arithmetic'. He left.", "insulted by arithmetic"),
        ("The leaders’ talks on Keller's plan failed in the ’90s.", ""),
        ("The workers' union and the teachers' union met.", ""),
        ("‘the leaders’ plan’ was dead", "the leaders’ plan"),
        ("“He told me ‘no’ twice,” Keller said.", "He told me ‘no’ twice,|no"),
        ("\"He said 'no',\" Keller said.", "He said 'no',|no"),
        ("Keller—“not now”—left.", "not now"),
        ("``We will sign,'' Keller said.", "We will sign,"),
        ("Keller said: “We will sign.", "We will sign."),
        ("An odd \" mark and nothing else.", ""),
        ("A 6\" pipe and a 5' plank.", ""),
        ("The (“salt”) treaty", "salt"),
        ("\"We won. \"We really won,\" Keller said.", "We won.|We really won,"),
        ("\"\"\"\"", ""),
    ] {
        let document = document(text);
        let found: Vec<_> =
            document.quotes.iter().map(|quote| document.slice(quote.inside)).collect();
        assert_eq!(found.join("|"), expected, "{text}");
    }
}

#[test]
fn a_quotation_runs_over_paragraphs_that_open_again() {
    let document =
        document("“We will sign.\n\n“We will do so soon,” Keller said.\n\n“No,” said Marten.");
    let quotes: Vec<_> = document.quotes.iter().map(|q| (q.closed, q.continues)).collect();
    assert_eq!(quotes, [(false, None), (true, Some(QuoteId(0))), (true, None)]);
}

#[test]
fn an_inner_quotation_knows_the_outer_one() {
    let document = document("“He told me ‘no’ twice,” Keller said.");
    assert_eq!(document.quotes[QuoteId(1)].within, Some(QuoteId(0)));
}

#[test]
fn an_unbalanced_mark_costs_its_own_paragraph_at_most() {
    let document = document("“We will sign, Keller said.\n\nMarten left.\n\n“No,” Keller said.");
    let found: Vec<_> = document.quotes.iter().map(|quote| document.slice(quote.inside)).collect();
    assert_eq!(found, ["No,"]);
}

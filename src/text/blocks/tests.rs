use std::sync::LazyLock;

use super::*;
use crate::text::Lexicon;
use crate::text::{Classes, tokenize};

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut lexicon = Lexicon::english();
    for given in ["Anna", "Boris", "Dalia"] {
        lexicon.add(given, Classes::GIVEN_FEMALE);
    }
    lexicon
});

fn found(text: &str, title: Option<&str>) -> Vec<(BlockKind, String)> {
    let lexicon = &*LEXICON;
    let mut tokens = IndexVec::new();
    tokenize::tokens(text, lexicon, &mut tokens);
    let blocks = blocks(text, &tokens, title);
    blocks.iter().map(|block| (block.kind, block.span.of(text).to_owned())).collect()
}

const STORY: &str = "Boris Marten met Dalia Haddad in Port Salis on Tuesday.";

#[test]
fn lines_have_a_kind() {
    use BlockKind::*;
    for (line, kind) in [
        ("Aldorian leaders sign the salt treaty", Heading),
        ("TALKS END WITHOUT A DEAL", Heading),
        ("By Anna Keller", Byline),
        ("By Anna Keller and Boris Marten, Northwind News", Byline),
        ("By Tuesday, nobody had signed.", Paragraph),
        ("Anna Keller in Port Salis", Byline),
        ("Anna Keller", Byline),
        ("USA TODAY", Byline),
        ("Anna Keller and Boris Marten contributed to this report.", Byline),
        ("Reporting by Anna Keller; editing by Boris Marten", Byline),
        ("Anna Keller arrives in Port Salis on January 9. Reuters", Caption),
        ("Anna Keller at Lake Veyra. Boris Marten/AFP via Getty Images", Caption),
        ("Photo: the harbour of Port Salis", Caption),
        ("(Boris Marten/Northwind)", Caption),
        ("Live updates: Follow the latest from Lake Veyra", Boilerplate),
        ("Powered by automated translation", Boilerplate),
        ("Read more: the treaty in full", Boilerplate),
        ("Updated: March 12, 2031, 7:20 AM", Boilerplate),
        ("Follow us", Boilerplate),
        ("Advertisement", Boilerplate),
        ("Sign up for our letter", Boilerplate),
        ("Copyright © 2031 The Salt Gazette, LLC. Click here for permission.", Boilerplate),
        ("Get the Gazette's stories delivered to your inbox.", Boilerplate),
        ("* * *", Boilerplate),
        ("Comments on the deal were mixed.", Paragraph),
        ("It is time to sign. — Anna Keller (@annakeller) January 9, 2024", Post),
        ("Keller denied it.", Paragraph),
        ("Keller said:", Paragraph),
    ] {
        let text = format!("{line}\n\n{STORY}");
        assert_eq!(found(&text, None)[0].0, kind, "{line}");
    }
}

#[test]
fn a_line_without_a_stop_in_the_body_is_a_heading_if_it_is_short() {
    let text = format!("{STORY}\n\nAn unlikely comeback\n\n{STORY}");
    assert_eq!(found(&text, None)[1].0, BlockKind::Heading);
}

#[test]
fn a_repeated_line_is_a_heading() {
    let text = format!("{STORY}\n\nKeller speaks of salt.\n\nKeller speaks of salt.\n\n{STORY}");
    assert_eq!(found(&text, None)[1].0, BlockKind::Heading);
}

#[test]
fn the_title_is_a_heading_even_with_a_stop() {
    let text = format!("Keller met Marten.\n\n{STORY}");
    assert_eq!(found(&text, Some("Keller met Marten."))[0].0, BlockKind::Heading);
}

#[test]
fn a_lone_line_is_a_paragraph() {
    assert_eq!(found("Keller met Marten", None)[0].0, BlockKind::Paragraph);
}

#[test]
fn hard_wrapped_lines_are_joined() {
    let text = "The leaders of Aldoria met in Port Salis on Tuesday to\n\
                discuss the salt treaty, which had been thought dead.\n\
                They spoke for an hour with no interpreter in the room\n\
                and left by the back door, an official said.\n\n\
                Keller called the talks a success. Marten would not be\n\
                drawn on what had been agreed.\n";
    let blocks = found(text, None);
    assert_eq!(blocks.len(), 2, "{blocks:?}");
}

#[test]
fn one_paragraph_per_line_is_not_joined() {
    let text = "Keller met Marten in Port Salis on Tuesday for the first time in a year.\n\
                She said no.\n\
                He said that he had never heard of such a thing, and that he would ask his lawyers \
                whether it could be true.\n\
                They left.\n";
    assert_eq!(found(text, None).len(), 4);
}

#[test]
fn a_sentence_that_plainly_runs_on_is_joined() {
    let text =
        "Keller met Marten in Port Salis on Tuesday, when nobody else\nwas looking at the lake.";
    assert_eq!(found(text, None).len(), 1);
}

#[test]
fn carriage_returns_break_lines_once() {
    let text = "Keller met Marten.\r\nHe left.\r\n\r\nShe left.";
    assert_eq!(found(text, None).len(), 3);
}

use super::{clean, document, found};
use crate::base::TokenSpan;
use crate::gazetteer::Lookup;
use crate::gazetteer::matcher::Search;
use crate::text::{Document, Lexicon, Shape, TokenKind, word};
use proptest::prelude::*;

const CAST: &str = "\
kind: person
entries:
  - {id: ben-gvir, name: Itamar Ben-Gvir}
  - {id: may, name: Clara May}
  - {id: o-neil, name: Dara O'Neil}
  - {id: leyen, name: Ursula von der Leyen}
  - {id: un, name: Kim Un}
  - {id: ozal, name: Ayşe Özal}
";
const BODIES: &str = "\
kind: organization
entries:
  - {id: united-states, name: United States, exact: [US]}
  - {id: hague-court, name: The Hague Court}
  - {id: mcdonalds, name: McDonald's}
  - {id: bros, name: Warner Bros.}
  - {id: bros-salt, name: Marten Bros. Salt}
  - {id: org, name: Veyra.org}
  - {id: new-york, name: New York, not: [New York minute]}
  - {id: new-york-city, name: New York City}
";
const ROLES: &str = "\
kind: role
entries:
  - {id: minister, name: Minister, titles: [Minister, MP]}
  - {id: secretary, name: Secretary of State, titles: [Secretary of State]}
";

#[test]
fn whole_words_are_found_whatever_their_case_accents_and_hyphens() {
    let (gazetteer, lexicon) = clean(&[CAST, BODIES, ROLES]);
    let table: &[(&str, &[&str])] = &[
        (
            "Itamar Ben Gvir met",
            &["Itamar Ben Gvir = ben-gvir Name", "Ben Gvir = ben-gvir Surname"],
        ),
        ("BEN-GVIR’S plan", &["BEN-GVIR = ben-gvir Surname"]),
        ("ben-gvir", &[]),
        ("talks Ben - Gvir", &[]),
        ("May may come", &["May = may Surname"]),
        ("Dara O’Neil", &["Dara O’Neil = o-neil Name", "O’Neil = o-neil Surname"]),
        ("Von der Leyen spoke", &["Von der Leyen = leyen Surname"]),
        (
            "Ms. OZAL, Ayse Ozal",
            &["OZAL = ozal Surname", "Ayse Ozal = ozal Name", "Ozal = ozal Surname"],
        ),
        ("the UN and Un", &["Un = un Surname"]),
        ("the U.S. told us: US, Us", &["U.S. = united-states Exact", "US = united-states Exact"]),
        (
            "the Hague Court; The Hague Court",
            &["the Hague Court = hague-court Name", "The Hague Court = hague-court Name"],
        ),
        ("at McDonald’s today", &["McDonald’s = mcdonalds Name"]),
        (
            "by Warner Bros. and Warner Bros",
            &["Warner Bros. = bros Name", "Warner Bros = bros Name"],
        ),
        (
            "from Marten Bros. Salt, see Veyra.org.",
            &["Marten Bros. Salt = bros-salt Name", "Veyra.org = org Name"],
        ),
        ("in New York Cityscape", &["New York = new-york Name"]),
        ("New\u{a0}York City", &["New York City = new-york-city Name", "New York = new-york Name"]),
        ("a New York minute", &["New York minute = new-york Not", "New York = new-york Name"]),
        ("New\nYork", &[]),
        (
            "ministers, Ministers and a Minister",
            &[
                "ministers = minister Plural",
                "Ministers = minister Plural",
                "Minister = minister Name",
            ],
        ),
        ("at 3 mp, an MP, two MPs", &["MP = minister Title", "MPs = minister Plural"]),
        ("secretaries of state", &["secretaries of state = secretary Plural"]),
    ];
    for (text, expected) in table {
        let names: Vec<String> =
            found(text, &gazetteer, &lexicon).iter().map(|f| f.replace('\u{a0}', " ")).collect();
        assert_eq!(&names, expected, "{text}");
    }
}

/// What the automaton must find, found by trying every name at every token.
fn scan(gazetteer: &crate::gazetteer::Gazetteer, document: &Document) -> Vec<Lookup> {
    let tokens = document.tokens.as_slice();
    let glued = |at: usize| tokens.get(at).is_some_and(|t| t.shape.contains(Shape::GLUED));
    let is_joint = |at: usize| {
        tokens[at].word == word::HYPHEN
            && tokens[at].kind == TokenKind::Mark
            && glued(at)
            && glued(at + 1)
    };
    let mut found = Vec::new();
    for block in document.blocks.iter() {
        for start in block.tokens.range() {
            let mut words = Vec::new();
            for end in start..block.tokens.end as usize {
                if is_joint(end) {
                    continue;
                }
                if words.is_empty() && end > start {
                    break;
                }
                words.push(tokens[end].word);
                let tokens = TokenSpan::new(start as u32, end as u32 + 1);
                found.extend(gazetteer.names_of(&words).map(|name| Lookup { tokens, name }));
            }
        }
    }
    found.sort_by_key(|l| (l.tokens.start, u32::MAX - l.tokens.end, l.name));
    found
}

proptest! {
    #[test]
    fn the_automaton_and_hashes_find_what_a_naive_scan_finds(
        names in prop::collection::vec("[abc](( |-)[abcd]){0,4}", 1..12),
        text in "([abcde](\n| |-| - |, |'s )){0,60}",
    ) {
        // Roles are found in any case, so capitals play no part here.
        let mut yaml = String::from("kind: role\nentries:\n");
        for (at, name) in names.iter().enumerate() {
            yaml += &format!("  - {{id: r{at}, name: \"{name}\"}}\n");
        }
        let (gazetteer, lexicon): (_, Lexicon) = clean(&[&yaml]);
        let document = document(&text, &lexicon);
        let mut lookups = Vec::new();
        gazetteer.lookups(&document, &mut lookups);
        prop_assert_eq!(&lookups, &scan(&gazetteer, &document));
        let mut by_hash = Vec::new();
        gazetteer.matcher.lookups_by(Search::Hash, &document, &mut by_hash);
        prop_assert_eq!(lookups, by_hash);
    }
}

use super::{gazetteer, messages};
use crate::gazetteer::{Sources, load, schema};
use crate::text::Lexicon;

#[test]
fn every_mistake_of_every_file_is_reported_with_its_place() {
    let one = "\
kind: person
entries:

  - id: a
    name: Anna Keller
    nmae: again

  - id: b
    name: Boris Marten
    gender: unknown

  - id: c
    name: Chen Rui
";
    let two = "\
kind: place
entries:
  - {id: x, name: Port Salis, type: town, within: nowhere, gender: male}
  - {id: x, name: Lake Veyra}
";
    let (_, _, diagnostics) = gazetteer(&[&[one, two]]);
    let found = messages(&diagnostics);
    let starts = [
        "G010: unknown field `nmae`",
        "G010: unknown variant `unknown`",
        "G013: unknown variant `town`",
        "G002: there is no entry “nowhere” [nowhere]",
        "G012: a place has no `gender` [male]",
        "G001: the id “x” is used twice [x]",
    ];
    assert_eq!(found.len(), starts.len(), "{found:#?}");
    for (found, start) in found.iter().zip(starts) {
        assert!(found.starts_with(start), "{found} / {start}");
    }
    assert!(found[0].ends_with("[nmae]"), "{}", found[0]);
    assert!(found[1].ends_with("[unknown]"), "{}", found[1]);
}

#[test]
fn prose_in_yaml_gets_friendly_help() {
    for (line, help) in [
        ("    source: \"Salt\" is a paper\n", "begins with a quotation mark"),
        ("    source: Salt: a paper\n", "a colon and a space"),
        ("\tsource: Salt\n", "replace the tab"),
    ] {
        let text = format!(
            "kind: person\n{}entries:\n  - id: a\n    name: A\n",
            line.trim_start_matches(' ')
        );
        let (_, _, diagnostics) = gazetteer(&[&[&text]]);
        let found = diagnostics.0.first().and_then(|d| d.help.clone()).unwrap_or_default();
        assert!(found.contains(help), "{line:?}: {:?}", diagnostics.0);
    }
}

#[test]
fn a_bomb_is_refused_and_a_long_list_is_not() {
    let mut bomb = String::from("kind: person\nentries: []\nremove:\n");
    bomb += "  - &a [x, x, x, x, x, x, x, x, x, x]\n";
    for (from, to) in "abcdefgh".chars().zip("bcdefghi".chars()) {
        let aliases = vec![format!("*{from}"); 10].join(", ");
        bomb += &format!("  - &{to} [{aliases}]\n");
    }
    let (_, _, diagnostics) = gazetteer(&[&[&bomb]]);
    assert!(diagnostics.has_errors());

    let mut long = String::from("kind: person\nentries:\n");
    for at in 0..20_000 {
        long += &format!("  - {{id: p{at}, name: Anna K{at}, weak: [a, b, c, d, e, f]}}\n");
    }
    let file = schema::parse(&long).expect("more nodes than the YAML reader allows by default");
    assert_eq!(file.entries.len(), 20_000);
}

#[test]
fn words_that_yaml_might_take_for_something_else_are_text() {
    let text =
        "kind: place\nentries:\n  - {id: norway, name: Norway, iso: NO, aliases: [1984, on]}\n";
    let (gazetteer, _, diagnostics) = gazetteer(&[&[text]]);
    assert_eq!(messages(&diagnostics), Vec::<String>::new());
    let norway = &gazetteer.entities[gazetteer.by_key("norway").expect("norway")];
    assert_eq!(norway.aliases, ["1984", "on"]);
    assert_eq!(norway.place().and_then(|p| p.iso.as_deref()), Some("NO"));
}

#[test]
fn the_built_in_gazetteers_load_without_a_word() {
    let sources = Sources { builtin: true, folders: Vec::new() };
    let (_, diagnostics) = load(&mut Lexicon::new(), &sources).expect("they are in the program");
    assert_eq!(messages(&diagnostics), Vec::<String>::new());
}

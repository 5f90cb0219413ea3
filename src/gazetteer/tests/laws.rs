use std::path::PathBuf;

use super::{files, messages};
use crate::base::{ByteSpan, Diagnostics};
use crate::gazetteer::check::{check_files, without_places};
use crate::gazetteer::layer::LoadedFile;
use crate::text::{Classes, Lexicon};

/// What the laws say about one file of each kind.
fn findings(texts: &[&str]) -> Vec<String> {
    let mut diagnostics = Diagnostics::default();
    let mut lexicon = Lexicon::new();
    lexicon.add("salt", Classes::NOUN);
    lexicon.add("who", Classes::WH | Classes::COMMON);
    let files = files(&[texts], &mut diagnostics);
    check_files(files, &mut lexicon, &mut diagnostics);
    diagnostics.sort();
    messages(&diagnostics)
}

#[test]
fn each_law_finds_its_breach() {
    let person = |entry: &str| format!("kind: person\nentries:\n\n  - {entry}\n");
    let place = |entry: &str| format!("kind: place\nentries:\n\n  - {entry}\n");
    let table: Vec<(String, &[&str])> = vec![
        (person("id: a\n    name: Anna Keller"), &[]),
        (person("id: Anna_K\n    name: Anna Keller"), &["G016: “Anna_K” is no id [Anna_K]"]),
        (
            person(
                "id: a\n    name: A Keller\n    roles:\n      - title: Skipper\n        from: 2020\n        to: 2019-12",
            ),
            &["G004: the period ends in 2019-12, before it begins in 2020 [2019-12]"],
        ),
        (
            person(
                "id: a\n    name: A Keller\n    roles:\n      - title: Skipper\n        from: 2020\n        to: 2020",
            ),
            &[],
        ),
        (
            "kind: place\nchecked: 22/11/2031\nentries:\n\n  - id: a\n    name: Aldoria\n"
                .to_owned(),
            &["G013: “22/11/2031” is no date; write 2005, 2005-11 or 2005-11-22 [22/11/2031]"],
        ),
        ("kind: place\nentries: []\n".to_owned(), &["G010: there is nothing in 0/0.yaml []"]),
        (place("id: a\n    name: Salt"), &["G005: “Salt” is a common word too [Salt]"]),
        (place("id: a\n    name: Salt\n    weak: [Salt]"), &[]),
        (place("id: a\n    name: Salt\n    common-word: true"), &[]),
        (
            place("id: a\n    name: Aldoria\n    aliases: [Who]"),
            &["G005: “Who” is a common word too [Who]"],
        ),
        (place("id: a\n    name: Aldoria\n    aliases: [WHO, U.S.]"), &[]),
        (
            place("id: a\n    name: Aldoria\n    wikidata: 42"),
            &["G006: “42” is no Wikidata id [42]"],
        ),
        (
            place("id: a\n    name: Al-Doria\n    aliases: [al doria]"),
            &["G008: “al doria” is listed already [al doria]"],
        ),
        (place("id: a\n    name: Aldoria  "), &["G009: the file is not in canonical form []"]),
        (
            place("id: a\n    name: Aldoria\n    aliases: [\"\"]"),
            &["G011: “” can never be found [\"\"]"],
        ),
        (
            place("id: a\n    name: SÃ£o Veyra"),
            &["G015: “SÃ£o Veyra” has broken letters [SÃ£o Veyra]"],
        ),
        (
            place(
                "id: a\n    name: Aldoria\n    within: b\n\n  - id: b\n    name: Veyra\n    within: a",
            ),
            &["G017: “a” lies inside itself [b]", "G017: “b” lies inside itself [a]"],
        ),
        (
            place("id: a\n    name: Veyra\n\n  - id: b\n    name: Veyra"),
            &["G003: two entries share the name “Veyra”, and neither says so [Veyra]"],
        ),
        (
            place(
                "id: a\n    name: Veyra\n    ambiguous-with: [b]\n\n  - id: b\n    name: Veyra\n    ambiguous-with: [a]",
            ),
            &[],
        ),
        (
            place(
                "id: a\n    name: Veyra\n    wikidata: Q1\n\n  - id: b\n    name: Salis\n    wikidata: Q1",
            ),
            &["G006: two entries have the Wikidata id Q1 [Q1]"],
        ),
        (
            place("id: a\n    name: Veyra\n    ambiguous-with: [b]\n\n  - id: b\n    name: Salis"),
            &["G014: “b” does not say that it is ambiguous with this [b]"],
        ),
    ];
    for (text, expected) in table {
        assert_eq!(findings(&[&text]), expected, "{text}");
    }
}

#[test]
fn an_office_has_one_holder_for_each_seat() {
    let roles = "kind: role\nentries:\n\n  - id: pm\n    name: Prime Minister\n    seats: 1\n";
    let people = |first: &str, second: &str| {
        format!(
            "kind: person\nentries:\n\n  - id: a\n    name: A Keller\n    roles: [{{role: pm, {first}}}]\n\n  \
             - id: b\n    name: B Marten\n    roles: [{{role: pm, {second}}}]\n"
        )
    };
    let crowded = "G007: 2 persons hold pm after 2021-12-31, which has 1 seat(s) [pm]";
    for (first, second, expected) in [
        ("from: 2019, to: 2021", "from: 2021", &[][..]),
        ("from: 2019, to: 2021-05-06", "from: 2021-05-06", &[]),
        ("from: 2019", "from: 2021", &[crowded]),
        ("to: 2023", "from: 2021", &[]),
    ] {
        assert_eq!(findings(&[roles, &people(first, second)]), expected, "{first} / {second}");
    }
}

#[test]
fn built_in_files_are_held_to_the_laws_though_their_text_is_not_there() {
    let minister = |id: &str, name: &str| {
        format!(
            "\n  - id: {id}\n    name: {name}\n    roles:\n      - role: harbour-minister\n        \
             from: 2019\n        to: 2023\n"
        )
    };
    let people = format!(
        "kind: person\nentries:\n{}{}",
        minister("anna-keller", "Anna Keller"),
        minister("jonas-marten", "Jonas Marten")
    );
    let roles = "kind: role\nentries:\n\n  - id: harbour-minister\n    name: Harbour Minister\n    \
                 seats: 1\n";
    let mut diagnostics = Diagnostics::default();
    let written = files(&[&[&people, roles]], &mut diagnostics).into_iter();
    let builtin = written
        .map(|loaded| LoadedFile::builtin(PathBuf::from("people/harbour.yaml"), loaded.file));
    check_files(builtin.collect(), &mut Lexicon::new(), &mut diagnostics);
    without_places(&mut diagnostics);
    let told: Vec<&str> = diagnostics.0.iter().map(|d| d.message.as_str()).collect();
    assert_eq!(told, ["2 persons hold harbour-minister after 2019-12-31, which has 1 seat(s)"]);
    let labels = &diagnostics.0[0].labels;
    assert!(labels.iter().all(|label| label.span == ByteSpan::default()));
    let notes: Vec<&str> = labels.iter().map(|label| label.note.as_str()).collect();
    assert_eq!(notes, ["anna-keller", "jonas-marten"]);
}

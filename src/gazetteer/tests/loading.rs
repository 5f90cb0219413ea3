use super::{found, gazetteer, messages};
use crate::gazetteer::{Gazetteer, Sources, cache, load, schema};
use crate::text::{Lexicon, WordId};

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
        "G010: unknown key `nmae`",
        "G010: unknown value `unknown`",
        "G013: unknown value `town`",
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
fn a_mistake_is_told_where_it_is_and_with_what_to_do() {
    for (lines, place, message, help) in [
        ("    alias: [Annie]\n", "alias", "unknown key `alias`", "did you mean `aliases`?"),
        ("    gender: femal\n", "femal", "unknown value `femal`", "did you mean `female`?"),
        ("    gender: f\n", "f", "unknown value `f`", "did you mean `female`?"),
        ("    weak: Annie\n", "Annie", "a list is wanted here", "write `[one, two]`"),
        ("    context: Aldoria: a state\n", "Aldoria", "a list is wanted here", "write `[one"),
        ("   gender: female\n", "g", "did not find expected '-' indicator", "the same column"),
        ("\tgender: female\n", "\t", "found a tab", "replace the tab"),
        ("    population: 5\n", "5", "a person has no `population`", "a place may have one"),
        (
            "    nationality: a\n",
            "a",
            "“a” is a person; a place is wanted",
            "whomet gazetteer find",
        ),
        ("    roles:\n      - from: 2030\n", "a", "a role names neither", "write `role:`"),
    ] {
        let text = format!("kind: person\nentries:\n\n  - id: a\n    name: Anna Keller\n{lines}");
        let (_, _, diagnostics) = gazetteer(&[&[&text]]);
        let [found] = &diagnostics.0[..] else { panic!("{lines}: {:?}", diagnostics.0) };
        assert!(found.message.contains(message), "{lines}: {}", found.message);
        let advice = found.help.as_deref().unwrap_or_default();
        assert!(advice.contains(help), "{lines}: {advice}");
        assert_eq!(found.labels[0].span.of(&text), place, "{lines}");
    }
}

#[test]
fn a_mapping_on_one_line_is_no_prose() {
    let text = "\
kind: person
entries:
  - id: a
    name: Anna Keller
    roles:
      - {title: Mayor, from: 2030}
    nmae: Anna
";
    let (_, _, diagnostics) = gazetteer(&[&[text]]);
    assert_eq!(diagnostics.0.len(), 1, "{:?}", diagnostics.0);
    assert_eq!(diagnostics.0[0].help.as_deref(), Some("did you mean `name`?"));
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

#[test]
fn prepared_and_freshly_compiled_gazetteers_are_the_same() {
    let sources = Sources { builtin: true, folders: Vec::new() };
    let mut prepared_words = Lexicon::english();
    let (prepared, _) = load(&mut prepared_words, &sources).expect("they are in the program");
    let mut words = Lexicon::from_lists();
    let (fresh, _) = load(&mut words, &sources).expect("they are in the program");
    assert_eq!(prepared.len(), fresh.len());
    for (one, other) in prepared.entities.iter().zip(fresh.entities.iter()) {
        assert_eq!(format!("{one:?}"), format!("{other:?}"));
    }
    assert_eq!(words.len(), prepared_words.len());
    for id in (1..=words.len() as u32).map(WordId) {
        assert_eq!(words.text(id), prepared_words.text(id));
        assert_eq!(words.classes(id), prepared_words.classes(id), "{}", words.text(id));
    }
    let names = |gazetteer: &Gazetteer| -> Vec<_> {
        let all = gazetteer.matcher.all();
        all.map(|(words, name)| (words.to_vec(), gazetteer.aliases(name).to_vec())).collect()
    };
    assert_eq!(names(&prepared), names(&fresh));
}

#[test]
fn entries_are_added_onto_the_prepared_ones_as_if_all_were_compiled_together() {
    let folder = tempfile::tempdir().expect("a place for temporary files");
    let own = "kind: person\nentries:\n\n  - id: anna-keller\n    name: Anna Keller of Veyra\n    \
               nationality: germany\n    roles: [{title: Prime Minister, of: Germany, from: 2031}]\n";
    std::fs::write(folder.path().join("own.yaml"), own).expect("room for one file");
    let sources = Sources { builtin: true, folders: vec![folder.path().to_owned()] };
    let mut words = Lexicon::english();
    let (added, diagnostics) = load(&mut words, &sources).expect("the folder can be read");
    assert_eq!(messages(&diagnostics), Vec::<String>::new());
    let (fresh, _) = load(&mut Lexicon::from_lists(), &sources).expect("the folder can be read");
    let both = [&added, &fresh].map(|gazetteer| {
        let anna = gazetteer.by_key("anna-keller").expect("the entry");
        let entity = gazetteer.entity(anna);
        assert!(
            gazetteer.tenures_of(entity.tenures()[0].role.expect("a role")).any(|t| t.0 == anna)
        );
        format!("{anna:?} {entity:?}")
    });
    assert_eq!(both[0], both[1]);
    assert!(found("She saw Anna Keller of Veyra in Berlin.", &added, &words).len() >= 2);
}

#[test]
fn entries_are_replaced_in_the_prepared_ones_as_if_all_were_compiled_together() {
    let folder = tempfile::tempdir().expect("a place for temporary files");
    let own = "kind: place\nentries:\n\n  - id: berlin\n    name: Berlin\n    within: germany\n    \
               aliases: [Spree Salis]\n\n  - id: own-paris\n    name: Port Paris\n    wikidata: Q90\n";
    std::fs::write(folder.path().join("own.yaml"), own).expect("room for one file");
    let sources = Sources { builtin: true, folders: vec![folder.path().to_owned()] };
    let mut words = Lexicon::english();
    let (replaced, diagnostics) = load(&mut words, &sources).expect("the folder can be read");
    assert_eq!(messages(&diagnostics), Vec::<String>::new());
    let mut lists = Lexicon::from_lists();
    let (fresh, _) = load(&mut lists, &sources).expect("the folder can be read");
    assert_eq!(replaced.len(), fresh.len());
    let text = |gazetteer: &Gazetteer, words: &Lexicon| {
        let mut text = found("Berlin, Spree Salis, Paris and Port Paris", gazetteer, words);
        for key in ["berlin", "own-paris", "paris", "germany", "angela-merkel"] {
            let id = gazetteer.by_key(key);
            let entity = id.map(|id| &gazetteer.entities[id]);
            let place = entity.map(|e| (&e.key, &e.name, &e.aliases, &e.details));
            text.push(format!("{key}: {id:?} {place:?}"));
        }
        text.push(format!("{:?}", gazetteer.holders));
        text.push(format!("{:?}", gazetteer.offices));
        text
    };
    assert_eq!(text(&replaced, &words), text(&fresh, &lists));
}

#[test]
fn compiled_lists_load_as_they_were_and_only_for_the_same_contents() {
    let folder = tempfile::tempdir().expect("a place for temporary files");
    let own =
        "kind: place\nentries:\n\n  - id: port-salis\n    name: Port Salis\n    within: germany\n";
    let path = folder.path().join("own.yaml");
    std::fs::write(&path, own).expect("room for one file");
    let sources = Sources { builtin: true, folders: vec![folder.path().to_owned()] };
    let (fresh, _) = load(&mut Lexicon::english(), &sources).expect("the folder can be read");
    let compiled = cache::compile(&sources).expect("it can be written");
    let file = compiled.path.expect("there are no mistakes");
    assert_eq!(compiled.entities, fresh.len());
    let mut words = Lexicon::english();
    let (cached, diagnostics) = load(&mut words, &sources).expect("the file can be read");
    assert_eq!(messages(&diagnostics), Vec::<String>::new());
    let text = "Port Salis and Angela Merkel of Germany";
    let mut other = Lexicon::english();
    let (again, _) = load(&mut other, &sources).expect("the file can be read");
    assert_eq!(found(text, &cached, &words), found(text, &again, &other));
    assert!(found(text, &cached, &words).iter().any(|f| f == "Port Salis = port-salis Name"));
    for (one, other) in cached.entities.iter().zip(fresh.entities.iter()) {
        assert_eq!(format!("{one:?}"), format!("{other:?}"));
    }
    // A broken file, and one of other lists, are not used.
    let mut bytes = std::fs::read(&file).expect("the file");
    let last = bytes.len() - 1;
    bytes[last] ^= 1;
    std::fs::write(&file, &bytes).expect("room for it");
    let stale = |words: &mut Lexicon| {
        let (gazetteer, diagnostics) = load(words, &sources).expect("the folder can be read");
        assert_eq!(diagnostics.0.iter().map(|d| d.code).collect::<Vec<_>>(), ["G021"]);
        gazetteer
    };
    assert_eq!(stale(&mut Lexicon::english()).len(), fresh.len());
    bytes[last] ^= 1;
    std::fs::write(&file, &bytes).expect("room for it");
    std::fs::write(&path, own.replace("Port Salis", "Port Veyra")).expect("room for one file");
    let mut words = Lexicon::english();
    let gazetteer = stale(&mut words);
    assert!(found("Port Veyra", &gazetteer, &words).iter().any(|f| f.contains("port-salis")));
}

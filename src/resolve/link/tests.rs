//! Tables of invented texts in which `<Keller|anna-keller>` marks a name with the id that it is linked
//! to; no link if nothing follows the bar.

use std::path::PathBuf;
use std::sync::Arc;

use serde_json::json;

use super::*;
use crate::base::Date;
use crate::base::diagnostic::SourceFile;
use crate::gazetteer;
use crate::mention::detect;
use crate::text::Article;

fn world() -> (Lexicon, Gazetteer) {
    let mut lexicon = Lexicon::english();
    let person = |id: &str, name: &str, gender: &str, tenures: &[(&str, &str, &str)]| {
        let roles: Vec<_> = tenures
            .iter()
            .map(|(role, from, to)| match *to {
                "" => json!({ "role": role, "from": from }),
                to => json!({ "role": role, "from": from, "to": to }),
            })
            .collect();
        json!({ "id": id, "name": name, "gender": gender, "nationality": "aldoria", "roles": roles })
    };
    let president = "president-of-aldoria";
    let files = [
        (
            "place",
            json!([
                { "id": "aldoria", "name": "Aldoria", "type": "country", "demonyms": ["Aldorian"] },
                { "id": "port-salis", "name": "Port Salis", "type": "city" },
            ]),
        ),
        (
            "role",
            json!([
                { "id": "mr", "name": "Mr", "titles": ["Mr"], "honorific": true, "rank": "honorific", "gender": "male" },
                { "id": "mrs", "name": "Mrs", "titles": ["Mrs"], "honorific": true, "rank": "honorific", "gender": "female" },
                { "id": "president", "name": "President", "titles": ["President"] },
                { "id": "mayor", "name": "Mayor", "titles": ["Mayor"] },
                { "id": "mayor-of-port-salis", "name": "Mayor of Port Salis", "titles": ["Mayor"], "of": "port-salis", "seats": 1 },
                { "id": president, "name": "President of Aldoria", "titles": ["President"], "of": "aldoria", "rank": "head-of-state", "seats": 1 },
            ]),
        ),
        (
            "person",
            json!([
                person("oleg-achterberg", "Oleg Achterberg", "male", &[(president, "2029", "")]),
                person("mia-achterberg", "Mia Achterberg", "female", &[]),
                person("jan-achterberg-jr", "Jan Achterberg Jr.", "male", &[]),
                person("jan-achterberg", "Jan Achterberg", "male", &[]),
                person("igor-zumthor", "Igor Zumthor", "male", &[(president, "2001", "2005")]),
                person("lev-zumthor", "Lev Zumthor", "male", &[(president, "2011", "2015")]),
                person(
                    "dalia-prydderch",
                    "Dalia Prydderch",
                    "female",
                    &[("mayor-of-port-salis", "2024", "")]
                ),
            ]),
        ),
    ];
    let sources: Vec<Arc<SourceFile>> = files
        .into_iter()
        .map(|(kind, entries)| {
            let text = json!({ "kind": kind, "entries": entries }).to_string();
            Arc::new(SourceFile { path: PathBuf::from(format!("cast/{kind}.yaml")), text })
        })
        .collect();
    let (gazetteer, _) = gazetteer::load_texts(&mut lexicon, &sources);
    (lexicon, gazetteer)
}

/// The text without its marks, and for every mark its byte and the id it is linked to.
fn unmarked(marked: &str) -> (String, Vec<(u32, String, String)>) {
    let mut text = String::new();
    let mut wanted = Vec::new();
    let mut rest = marked;
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(before);
        let (inside, after) = after.split_once('>').expect("a mark is closed");
        let (words, who) = inside.split_once('|').expect("a mark has a bar");
        wanted.push((text.len() as u32, words.to_owned(), who.to_owned()));
        text.push_str(words);
        rest = after;
    }
    text.push_str(rest);
    (text, wanted)
}

/// Checks every row in 2031 and, where the row says so, in another year.
fn assert_linked(rows: &[(i16, &str)]) {
    let (lexicon, gazetteer) = world();
    for (year, marked) in rows {
        let (text, wanted) = unmarked(marked);
        let published = Date::from_parts(*year, Some(5), Some(8));
        let article = Article { id: "test".to_owned(), published, text, ..Article::default() };
        let document = Document::segment(article, &lexicon);
        let on = document.article.published.map(|date| date.first_day());
        let mut lookups = Vec::new();
        gazetteer.lookups(&document, &mut lookups);
        let mentions = detect(&document, &lexicon, &gazetteer, &lookups);
        let chains = link(&document, &lexicon, &gazetteer, &mentions, on);
        for (byte, words, who) in wanted {
            let found = mentions.names.iter_enumerated().find_map(|(id, mention)| {
                (document.bytes(mention.tokens).start == byte).then(|| chains.of(id)).flatten()
            });
            let key = found.map_or("", |referent| chains.referents[referent].key.as_str());
            assert_eq!(key, who, "{words} in {marked}");
        }
    }
}

#[test]
fn a_bare_surname_is_the_head_of_state_until_a_relative_is_introduced() {
    assert_linked(&[
        (2031, "Aldoria waits. <Achterberg|oleg-achterberg> spoke. Mia Achterberg came later."),
        (2031, "Mia Achterberg spoke in Aldoria. <Achterberg|mia-achterberg> then left."),
        // Before he held the office, and where nothing tells of his country.
        (2020, "Aldoria waits. <Achterberg|mia-achterberg> spoke. Mia Achterberg came later."),
        (2031, "The town waits. <Achterberg|mia-achterberg> spoke. Mia Achterberg came later."),
    ]);
}

#[test]
fn an_office_before_a_surname_goes_before_a_relative_named_in_full() {
    assert_linked(&[
        (2031, "Mia Achterberg came. President <Achterberg|oleg-achterberg> left."),
        (2031, "Mia Achterberg came. Mrs <Achterberg|mia-achterberg> left."),
        (2031, "Mia Achterberg met the <Achterberg|oleg-achterberg> administration of Aldoria."),
        // Whom the text gives the same office is meant, whatever the gazetteer holds.
        (2031, "President Ruben Achterberg came. President <Achterberg|ruben-achterberg> left."),
    ]);
}

#[test]
fn a_former_president_is_the_last_of_the_name() {
    assert_linked(&[
        (2031, "Former President <Zumthor|lev-zumthor> spoke in Port Salis."),
        (2008, "Former President <Zumthor|igor-zumthor> spoke in Port Salis."),
    ]);
}

#[test]
fn a_name_without_suffix_is_the_fathers() {
    assert_linked(&[
        (2031, "Candidate <Jan Achterberg|jan-achterberg> spoke in Port Salis."),
        (2031, "Candidate <Jan Achterberg Jr.|jan-achterberg-jr> spoke in Port Salis."),
    ]);
}

#[test]
fn an_initial_that_an_entry_does_not_give_changes_nobody() {
    assert_linked(&[
        (2031, "<Dalia R. Prydderch|dalia-prydderch>, mayor of Port Salis, spoke."),
        (2031, "The baker <Mia B. Achterberg|mia-b-achterberg> spoke in Lethmark."),
    ]);
}

#[test]
fn who_withholds_a_name_was_not_named_before() {
    assert_linked(&[(
        2031,
        "The baker Mia Torvald spoke. <Mia|mia>, who would not give her surname, left.",
    )]);
}

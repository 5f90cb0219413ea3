//! Tables of invented texts in which `<he|Boris Marten>` marks a pronoun or description with whom
//! it means; nobody if nothing follows the bar.

use std::path::PathBuf;
use std::sync::Arc;

use serde_json::json;

use super::*;
use crate::base::Date;
use crate::base::diagnostic::SourceFile;
use crate::gazetteer;
use crate::mention::detect;
use crate::resolve::link;
use crate::text::Article;
use crate::text::phrase::noun_phrases;
use crate::text::tag::tag;

fn world() -> (Lexicon, Gazetteer) {
    let mut lexicon = Lexicon::english();
    for cue in ["said", "told", "added", "wrote", "announced", "insisted", "argued"] {
        lexicon.add(cue, Classes::CUE);
    }
    let person = |id: &str, name: &str, gender: &str, role: &str| {
        let roles =
            if role.is_empty() { vec![] } else { vec![json!({ "role": role, "from": "2020" })] };
        json!({ "id": id, "name": name, "gender": gender, "roles": roles })
    };
    let files = [
        (
            "place",
            json!([
                { "id": "aldoria", "name": "Aldoria", "type": "country", "demonyms": ["Aldorian"] },
                { "id": "veyrland", "name": "Veyrland", "type": "country", "demonyms": ["Veyrian"] },
            ]),
        ),
        (
            "organization",
            json!([
                { "id": "salt-ministry", "name": "Salt Ministry", "type": "ministry" },
                { "id": "northwind", "name": "Northwind", "type": "company" },
            ]),
        ),
        (
            "role",
            json!([
                { "id": "mr", "name": "Mr", "titles": ["Mr"], "honorific": true, "rank": "honorific", "gender": "male" },
                { "id": "ms", "name": "Ms", "titles": ["Ms"], "honorific": true, "rank": "honorific", "gender": "female" },
                { "id": "chancellor", "name": "Chancellor", "titles": ["Chancellor"] },
                { "id": "deputy", "name": "Deputy", "titles": ["Deputy"] },
                { "id": "vice-chancellor", "name": "Vice Chancellor", "titles": ["Vice Chancellor"] },
                { "id": "minister", "name": "Minister", "titles": ["Minister"] },
                { "id": "chancellor-of-aldoria", "name": "Chancellor of Aldoria", "titles": ["Chancellor"], "of": "aldoria", "seats": 1 },
                { "id": "chancellor-of-veyrland", "name": "Chancellor of Veyrland", "titles": ["Chancellor"], "of": "veyrland", "seats": 1 },
            ]),
        ),
        (
            "person",
            json!([
                person("anna-keller", "Anna Keller", "female", "chancellor-of-aldoria"),
                person("boris-marten", "Boris Marten", "male", ""),
                person("chen-rui", "Chen Rui", "male", "chancellor-of-veyrland"),
                person("dalia-haddad", "Dalia Haddad", "female", ""),
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

/// The text without its marks, and for every mark its byte, its words and whom it means.
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

fn assert_resolved(rows: &[(&str, &str)]) {
    assert_resolved_on(Date::from_parts(2031, Some(5), Some(8)), rows);
}

fn assert_resolved_on(published: Option<Date>, rows: &[(&str, &str)]) {
    let (lexicon, gazetteer) = world();
    for (name, marked) in rows {
        let (text, wanted) = unmarked(marked);
        let article = Article { id: "test".to_owned(), published, text, ..Article::default() };
        let document = Document::segment(article, &lexicon);
        let on = document.article.published.map(|date| date.first_day());
        let mut lookups = Vec::new();
        gazetteer.lookups(&document, &mut lookups);
        let mentions = detect(&document, &lexicon, &gazetteer, &lookups);
        let mut chains = link(&document, &lexicon, &gazetteer, &mentions, on);
        let mut tags = vec![Tag::None; document.tokens.len()];
        let mut phrases = Vec::new();
        for &period in &document.periods {
            tag(&document, &lexicon, period, |at| mentions.covering[at].is_some(), &mut tags);
            noun_phrases(&document, &tags, period, &mut phrases);
        }
        let found =
            anaphors(&document, &lexicon, &gazetteer, &mentions, &mut chains, &tags, &phrases, on);
        for (start, words, who) in wanted {
            let anaphor = found.iter().find(|a| {
                document.bytes(a.tokens).start == start && document.slice(a.tokens) == words
            });
            let names: Vec<&str> = anaphor
                .iter()
                .flat_map(|a| &a.referents)
                .map(|&r| chains.referents[r].name.as_str())
                .collect();
            assert_eq!(names.join(" + "), who, "{name}: {words}");
        }
    }
}

#[test]
fn who_is_a_deputy_in_a_text_without_a_date_is_not_the_chief() {
    assert_resolved_on(
        None,
        &[(
            "deputy",
            "Chancellor Chen Rui left. Vice Chancellor Anna Keller spoke. \
             <The chancellor|Chen Rui> was ill.",
        )],
    );
}

#[test]
fn pronouns_mean_the_foremost_person_of_their_gender() {
    assert_resolved(&[
        (
            "gender",
            "Anna Keller met Boris Marten. <She|Anna Keller> said <he|Boris Marten> was late.",
        ),
        ("the same he", "Boris Marten spoke. <He|Boris Marten> said <he|Boris Marten> was late."),
        ("object", "Boris Marten wrote to Chen Rui. Marten met <him|Chen Rui> on Tuesday."),
        (
            "the speaker before",
            "Boris Marten said Chen Rui had left. “All is well,” <he|Boris Marten> added.",
        ),
        (
            "inverted speaker",
            "“All is well,” said Boris Marten. Chen Rui listened to the talk with care in Aldoria. “It is done,” Marten said. <He|Boris Marten> added that all was well.",
        ),
        (
            "not by his own name",
            "“Marten is right,” Chen Rui said. “Marten knows,” <he|Chen Rui> added.",
        ),
        (
            "not in one's own quotation",
            "Chen Rui met Boris Marten. Chen Rui said: “<He|Boris Marten> was late.”",
        ),
        (
            "unnamed people keep their pronouns",
            "Boris Marten listened. A witness told the court that all was well. <He|> said so twice.",
        ),
        (
            "according to",
            "According to Boris Marten, Chen Rui has left. <He|Boris Marten> added that all was well.",
        ),
        (
            "ahead of its name",
            "Dalia Haddad spoke. Asked whether <she|Anna Keller> would go, Anna Keller said no.",
        ),
        ("possessive", "Anna Keller met <her|Anna Keller> deputy."),
        ("they", "Anna Keller and Boris Marten met. <They|Anna Keller + Boris Marten> talked."),
        (
            "people without names",
            "Anna Keller and Boris Marten met. Officials waited. <They|> talked.",
        ),
        ("it that speaks", "Northwind met the union. <It|Northwind> said all was well."),
        (
            "who says it of himself",
            "Chen Rui met Boris Marten. Chen left early. Marten said <he|Boris Marten> would stay.",
        ),
        ("it that is said", "Aldoria spoke. Northwind said <it|Northwind> would sign."),
        ("it that is ready", "Northwind said that <it|Northwind> was ready to sign."),
        ("it that is a judgement", "Northwind said <it|> would be wrong to sign."),
        ("it that is empty", "Northwind met the union. <It|> was raining."),
    ]);
}

#[test]
fn descriptions_mean_who_is_called_so() {
    assert_resolved(&[
        ("office by date", "Boris Marten met <the Veyrian chancellor|Chen Rui> on Tuesday."),
        (
            "office of another place",
            "Anna Keller spoke. <The Veyrian chancellor|Chen Rui> listened.",
        ),
        (
            "office told",
            "The chancellor, Anna Keller, spoke. <The chancellor|Anna Keller> said no.",
        ),
        ("noun told", "Boris Marten, an engineer, spoke. <The engineer|Boris Marten> said no."),
        ("age", "Boris Marten, 54, met Chen Rui, 61. <The 54-year-old|Boris Marten> said no."),
        ("predicate", "Anna Keller spoke. Dalia Haddad would be <the chancellor|>."),
        ("another", "Anna Keller spoke. <The next chancellor|> will listen."),
        (
            "apposition names",
            "Boris Marten spoke. His deputy, Dalia Haddad, left. <His deputy|Dalia Haddad> said no.",
        ),
        (
            "spouse",
            "Anna Keller spoke. Her husband, Boris Marten, left. <His wife|Anna Keller> said no.",
        ),
        ("body", "The Salt Ministry spoke. <The ministry|Salt Ministry> said no."),
        ("company", "Northwind spoke. <The company|Northwind> said no."),
        ("group that acts", "Northwind spoke. <The group|Northwind> said no."),
        ("countryman", "Dalia Haddad spoke. <The Veyrian diplomat|Dalia Haddad> said no."),
        ("named body", "Northwind spoke. <The Aldorian company|Northwind> said no."),
        ("nobody so called", "Anna Keller met Boris Marten. <The plumber|> said no."),
        (
            "without a name first",
            "A farmer told the court that all was well on Tuesday.\n\nBoris Marten, 58, spoke.",
        ),
    ]);
}

#[test]
fn groups_mean_the_right_number_of_those_who_fit() {
    assert_resolved(&[
        (
            "two leaders",
            "Anna Keller met Boris Marten. <The two leaders|Anna Keller + Boris Marten> talked.",
        ),
        (
            "two women",
            "Anna Keller met Boris Marten and Dalia Haddad. <The two women|Anna Keller + Dalia Haddad> talked.",
        ),
        ("the pair", "Anna Keller met Boris Marten. <The pair|Anna Keller + Boris Marten> talked."),
        (
            "two of four",
            "Anna Keller, Boris Marten, Chen Rui and Dalia Haddad left. <The two ministers|> talked.",
        ),
        (
            "one of each place",
            "<The chancellors of Aldoria and Veyrland|Anna Keller + Chen Rui> talked. Anna Keller and Chen Rui smiled.",
        ),
        (
            "the leaders of each place",
            "<The leaders of Aldoria and Veyrland|Anna Keller + Chen Rui> talked. Anna Keller and Chen Rui smiled.",
        ),
        (
            "nobody named of one of the places",
            "<The leaders of Aldoria and Veyrland|> talked. Anna Keller smiled.",
        ),
        (
            "leaders lead",
            "Anna Keller met Chen Rui. Boris Marten and Dalia Haddad left. <Both leaders|Anna Keller + Chen Rui> smiled.",
        ),
        (
            "two countries’ engineers",
            "Anna Keller met Chen Rui. <The two countries’ engineers|> talked.",
        ),
        (
            "who meets them is none of them",
            "Anna Keller, Boris Marten and Chen Rui left. Dalia Haddad will meet <all three leaders|Anna Keller + Boris Marten + Chen Rui>.",
        ),
        (
            "who speaks may be one of them",
            "Anna Keller met Boris Marten. Keller said <the two leaders|Boris Marten + Anna Keller> had talked.",
        ),
        (
            "three",
            "Anna Keller met Boris Marten and Chen Rui. <The three|Anna Keller + Boris Marten + Chen Rui> talked.",
        ),
    ]);
}

#[test]
fn nothing_at_all_is_no_trouble() {
    assert_resolved(&[("empty", ""), ("only a pronoun", "<He|> said so."), ("a mark", "“")]);
}

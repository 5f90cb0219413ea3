//! Who and what is named in a sentence, and what is no name, with the shipped gazetteers.

use std::sync::LazyLock;

use whomet::extraction::{EntityKind, Extraction};
use whomet::pipeline::{Options, Pipeline};
use whomet::text::Article;

static PIPELINE: LazyLock<Pipeline> =
    LazyLock::new(|| Pipeline::load(&Options::default()).expect("built in").0);

fn extracted(text: &str) -> Extraction {
    let published = whomet::base::Date::from_parts(2031, Some(5), Some(8));
    PIPELINE.extract(Article { text: text.to_owned(), published, ..Article::default() })
}

/// The entities of one kind by name, in the order of the text.
fn named(text: &str, kind: EntityKind) -> Vec<String> {
    let of_kind = |e: &whomet::extraction::Entity| e.kind == kind;
    extracted(text).entities.into_iter().filter(of_kind).map(|e| e.name).collect()
}

fn hold(kind: EntityKind, table: &[(&str, &[&str])]) {
    let wrong: Vec<String> = table
        .iter()
        .map(|(text, names)| (text, names, named(text, kind)))
        .filter(|(_, names, found)| found != *names)
        .map(|(text, names, found)| format!("{text}\n  wants {names:?}, found {found:?}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn people_are_found_with_their_full_names() {
    hold(
        EntityKind::Person,
        &[
            ("Reporters saw Gerald A. Haddad on the bridge.", &["Gerald A. Haddad"]),
            ("The winners were Ben Keller and Wong Kwok-kin.", &["Ben Keller", "Wong Kwok-kin"]),
            ("A militia leader called Abu Nimra left.", &["Abu Nimra"]),
            ("Salt County Sheriff Boris Marten spoke.", &["Boris Marten"]),
            ("It was hard. Beat Zumthor, the engineer, went home.", &["Beat Zumthor"]),
            ("Democrat Anna Keller won. (AP Dalia Haddad)", &["Anna Keller", "Dalia Haddad"]),
            ("Anna Keller & Boris Marten will sing.", &["Anna Keller", "Boris Marten"]),
            ("Salt County Sheriff Don Achterberg spoke.", &["Don Achterberg"]),
            ("National Correspondent Anna Keller left.", &["Anna Keller"]),
            ("Executive editor Dean Achterberg left.", &["Dean Achterberg"]),
            ("Boris Marten Boris Marten", &["Boris Marten"]),
            (
                "Brit Achterberg told Acting NHCR Director Ken Marten.",
                &["Brit Achterberg", "Ken Marten"],
            ),
            ("Judge Achterberg spoke. Judge Achterberg left.", &["Achterberg"]),
            ("They saw Anna “Salt” Achterberg on the bridge.", &["Anna “Salt” Achterberg"]),
            (
                "Guests included Anna Keller, Boris Marten, Wilko Zumbar and Peta Vossen.",
                &["Anna Keller", "Boris Marten", "Wilko Zumbar", "Peta Vossen"],
            ),
        ],
    );
}

#[test]
fn words_and_scraps_are_no_people() {
    hold(
        EntityKind::Person,
        &[
            ("He said in May that she would. On May 9 he left. Will they?", &[]),
            ("An English painter spoke English to fellow Republicans.", &[]),
            ("The bill (R-Texas) passed. A senior Maryland Democrat agreed.", &[]),
            ("The revolution has arrived, wrote Anna KellerThe and left.", &[]),
            ("They drove the Model S to the Veyra Salt Festival.", &[]),
            ("Young voters came. Pan-democrats won. People were glad.", &[]),
            ("Red States and Blue States vote on Election Day.", &[]),
            ("She is a Rock singer with a Law degree.", &[]),
            ("Hurricane Marta came. Marta killed hundreds, and Marta went.", &[]),
            ("They celebrate Christmas, Eid al-Adha and Easter with Muslim friends.", &[]),
            ("“Will Achterberg speak of it?” Read more", &[]),
            ("The very notion of a Keller-Marten ticket.", &[]),
            ("The Veyra GOP met. Gen X was late for anti-Semitic songs.", &[]),
        ],
    );
}

#[test]
fn bodies_are_whole() {
    hold(
        EntityKind::Organization,
        &[
            ("She leads the Salt Farmers' Union.", &["Salt Farmers' Union"]),
            ("The owner Northwind Broadcasting gave way.", &["Northwind Broadcasting"]),
            ("He commands the Fourth Veyra Brigade.", &["Fourth Veyra Brigade"]),
            ("He commands the 65th Veyra Brigade.", &["65th Veyra Brigade"]),
            ("She joined the Food and Water Board.", &["Food and Water Board"]),
            ("He studied at the University of Tavra at Veyra.", &["University of Tavra at Veyra"]),
            ("The Salt Workers' League (SWL) met. SWL was glad.", &["Salt Workers' League"]),
            ("He played for the Portland Herons.", &["Portland Herons"]),
        ],
    );
}

#[test]
fn a_place_before_a_comma_and_its_state_are_two() {
    let text = "They met in Portland, Maine, on Sunday.";
    let found = extracted(text);
    let texts: Vec<&str> = found
        .mentions
        .iter()
        .filter(|m| m.kind == EntityKind::Place)
        .map(|m| m.text.as_str())
        .collect();
    assert_eq!(texts, ["Portland", "Maine"]);
}

#[test]
fn a_name_that_is_enough_for_one_is_not_open() {
    let links = |text: &str| -> Vec<String> {
        extracted(text).mentions.into_iter().filter_map(|mention| mention.entity).collect()
    };
    for (text, ids) in [
        // His son, who is told from him by what follows the name, needs support.
        ("The list begins with Donald Trump.", ["donald-trump"].as_slice()),
        ("The list begins with Donald Trump Jr. today.", &["donald-trump-jr"]),
        // A surname that is also a capital.
        ("The index has Joseph Muscat. Muscat comes first.", &["joseph-muscat", "joseph-muscat"]),
        ("The index has Joseph Muscat. It was made in Muscat.", &["joseph-muscat", "muscat"]),
        // What stands beside the comma tells which place of that name is meant.
        ("They live in Seattle, Washington.", &["seattle", "washington-state"]),
        ("They live in Athens, Georgia.", &["athens-georgia", "georgia-us-state"]),
        ("They live in Athens, Greece.", &["athens", "greece"]),
        ("They live in Washington.", &["washington-dc"]),
        ("They live in Washington, U.S.", &["washington-dc", "united-states"]),
    ] {
        assert_eq!(links(text), ids, "{text}");
    }
}

#[test]
fn a_discovered_person_never_takes_the_id_of_an_entry() {
    let ids = |name: &str| {
        let text = format!("The baker {name}, 54, said the bread was good.");
        extracted(&text).entities.into_iter().map(|e| (e.id, e.kind)).collect::<Vec<_>>()
    };
    for name in ["Anna Keller", "Boris Marten"] {
        for (id, kind) in ids(name) {
            let known = PIPELINE.gazetteer().by_key(&id);
            let other = known.is_some_and(|e| PIPELINE.gazetteer().entity(e).kind != kind);
            assert!(!other, "{id}");
        }
    }
}

#[test]
fn an_apposition_tells_whom_a_pronoun_does_not_mean() {
    let hosts = |aside: &str| {
        let text = format!(
            "Helena Dravec spent the week in Vienna. Her staff said little. Mr Boris Marten was \
             there too, and Helena Dravec saw the opera. Jan Hruska, {aside}, maintains that she \
             met Owen Prydderch."
        );
        let meetings = extracted(&text).meetings;
        meetings.into_iter().flat_map(|meeting| meeting.pairs).collect::<Vec<_>>()
    };
    let pair = |a: &str, b: &str| vec![(a.to_owned(), b.to_owned())];
    assert_eq!(hosts("Dravec's spokesman"), pair("helena-dravec", "owen-prydderch"));
    assert_eq!(hosts("an old friend"), [], "either could be she");
}

#[test]
fn datelines_and_what_only_countries_have_tell_of_places() {
    hold(
        EntityKind::Place,
        &[
            ("PORT ALDER, March 4 (Newswire) - Ana Brezhak left on Monday.", &["Port Alder"]),
            ("They met Sylvania's foreign minister on Monday.", &["Sylvania"]),
            ("The troops left Bordavia's borders open.", &["Bordavia"]),
        ],
    );
    assert_eq!(named("They met Kellerova's brother on Monday.", EntityKind::Place), [""; 0]);
}

#[derive(serde::Deserialize)]
struct Group {
    ways: String,
    rows: Vec<Row>,
}

#[derive(serde::Deserialize)]
struct Row {
    text: String,
    on: Option<String>,
}

/// A marked stretch of a text: where it begins and ends in code points, and what it must be.
struct Mark {
    start: usize,
    end: usize,
    wanted: String,
}

fn unmarked(marked: &str) -> (String, Vec<Mark>) {
    let (mut text, mut marks) = (String::new(), Vec::new());
    let mut rest = marked;
    while let Some((before, after)) = rest.split_once('[') {
        let (words, after) = after.split_once("](").expect("a mark has an id");
        let (wanted, after) = after.split_once(')').expect("an id is closed");
        text.push_str(before);
        let start = text.chars().count();
        text.push_str(words);
        marks.push(Mark { start, end: text.chars().count(), wanted: wanted.to_owned() });
        rest = after;
    }
    text.push_str(rest);
    (text, marks)
}

/// Whether a mark holds: the entity of the mentions that end with it, or that no entity has any.
fn mark_holds(mark: &Mark, found: &Extraction) -> bool {
    let inside = |m: &&whomet::extraction::Mention| {
        (m.start as usize) < mark.end && mark.start < m.end as usize && m.entity.is_some()
    };
    if mark.wanted.is_empty() {
        return !found.mentions.iter().any(|m| inside(&m));
    }
    let (kind, id) = mark.wanted.split_once(':').unwrap_or(("", &mark.wanted));
    let kind_fits =
        |k: EntityKind| kind.is_empty() || serde_json::to_value(k).is_ok_and(|name| name == kind);
    found
        .mentions
        .iter()
        .filter(inside)
        .any(|m| m.end as usize == mark.end && m.entity.as_deref() == Some(id) && kind_fits(m.kind))
}

#[test]
fn ways_of_naming_hold() {
    let groups: Vec<Group> =
        serde_yaml::from_str(include_str!("data/names.yaml")).expect("it is YAML");
    let mut missed = Vec::new();
    for (group, row) in groups.iter().flat_map(|g| g.rows.iter().map(move |row| (g, row))) {
        let (text, marks) = unmarked(&row.text);
        let day = row.on.as_deref().unwrap_or("2031-05-08");
        let article =
            Article { text: text.clone(), published: day.parse().ok(), ..Article::default() };
        let found = PIPELINE.extract(article);
        for mark in marks.iter().filter(|mark| !mark_holds(mark, &found)) {
            let words: String = text.chars().skip(mark.start).take(mark.end - mark.start).collect();
            missed.push(format!("{}: “{words}” is not {:?} in {text}", group.ways, mark.wanted));
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

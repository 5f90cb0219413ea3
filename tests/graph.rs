//! The graph half end to end: invented extractions in, graph and every export out.

use std::path::Path;

use whomet::export::{ExportOptions, FORMATS, Format, View};
use whomet::extraction::{
    Entity, EntityKind, EvidenceKind, Extraction, HeldRole, Meeting, Mention, Modality, Mode,
    Origin, OtherEvent, Party, Piece, Polarity, Range, SCHEMA, Statement, StatementKind, Status,
    Via, When, Where,
};
use whomet::graph::{
    Encounter, Filter, Found, GraphBuilder, Judgement, KnowledgeGraph, Node, NodeKind, Options,
    Relation, Subject, Verdict, store,
};

/// An article in the making: one sentence for each meeting and statement.
struct Story {
    text: String,
    extraction: Extraction,
}

/// What a sentence tells of a meeting.
#[derive(Clone)]
struct Told<'a> {
    people: &'a [&'a str],
    status: Status,
    date: Option<(&'a str, &'a str)>,
    place: Option<&'a str>,
    mode: Mode,
    evidence: EvidenceKind,
}

const MET: Told<'static> = Told {
    people: &[],
    status: Status::Occurred,
    date: None,
    place: None,
    mode: Mode::InPerson,
    evidence: EvidenceKind::Direct,
};

impl Story {
    fn new(id: &str, published: &str) -> Self {
        let extraction = Extraction {
            schema: SCHEMA.to_owned(),
            id: id.to_owned(),
            title: Some(format!("Title of {id}")),
            published: (!published.is_empty()).then(|| published.to_owned()),
            source: Some(format!("{id}.txt")),
            entities: Vec::new(),
            sentences: Vec::new(),
            mentions: Vec::new(),
            meetings: Vec::new(),
            statements: Vec::new(),
            events: Vec::new(),
            fingerprint: Vec::new(),
        };
        Story { text: String::new(), extraction }
    }

    fn entity(&mut self, name: &str, kind: EntityKind) -> String {
        let id = id_of(name);
        if !self.extraction.entities.iter().any(|entity| entity.id == id) {
            self.extraction.entities.push(Entity {
                id: id.clone(),
                name: name.to_owned(),
                kind,
                aliases: Vec::new(),
                wikidata: None,
                origin: Origin::Discovered,
                gender: None,
                roles: Vec::new(),
            });
        }
        id
    }

    fn sentence(&mut self, names: &[&str], words: &str) -> (u32, u32, u32) {
        let start = self.text.chars().count() as u32;
        let number = self.extraction.sentences.len() as u32;
        for name in names {
            let from = self.text.chars().count() as u32;
            self.text.push_str(name);
            let to = self.text.chars().count() as u32;
            let entity = self.entity(name, EntityKind::Person);
            self.extraction.mentions.push(Mention {
                start: from,
                end: to,
                text: (*name).to_owned(),
                kind: EntityKind::Person,
                entity: Some(entity),
                candidates: Vec::new(),
                via: Via::Name,
                sentence: Some(number),
                confidence: 1.0,
            });
            self.text.push(' ');
        }
        let trigger = self.text.chars().count() as u32;
        self.text.push_str(words);
        let end = self.text.chars().count() as u32;
        self.text.push('\n');
        self.extraction.sentences.push(Range { start, end });
        (number, trigger, end)
    }

    fn meeting(mut self, told: &Told<'_>) -> Self {
        let (sentence, start, end) = self.sentence(told.people, "met in “Port Salis”.");
        let ids: Vec<String> = told.people.iter().map(|name| id_of(name)).collect();
        let mut pairs = Vec::new();
        for (i, a) in ids.iter().enumerate() {
            pairs.extend(ids[i + 1..].iter().map(|b| (a.clone(), b.clone())));
        }
        let place = told.place.map(|name| Where {
            entity: Some(self.entity(name, EntityKind::Place)),
            text: name.to_owned(),
            confidence: 0.9,
        });
        let participants = told.people.iter().zip(&ids).map(|(name, id)| party(name, id)).collect();
        self.extraction.meetings.push(Meeting {
            id: format!("{}#m{}", self.extraction.id, self.extraction.meetings.len() + 1),
            trigger: Piece { start, end, text: "met".to_owned() },
            sentence,
            status: told.status,
            polarity: Polarity::Positive,
            modality: Modality::Asserted,
            evidence: told.evidence,
            attributed_to: None,
            mode: told.mode,
            form: None,
            codes: Some(whomet::extraction::Codes {
                cameo: "040".to_owned(),
                plover: "CONSULT".to_owned(),
                mode: None,
            }),
            participants,
            pairs,
            place,
            date: told.date.map(|(from, to)| When {
                from: from.to_owned(),
                to: to.to_owned(),
                text: "on the day".to_owned(),
            }),
            rule: "meeting.met".to_owned(),
            confidence: 0.9,
        });
        self
    }

    fn said(mut self, name: &str, content: &str) -> Self {
        let (sentence, start, end) = self.sentence(&[name], content);
        let id = id_of(name);
        self.extraction.statements.push(Statement {
            id: format!("{}#s{}", self.extraction.id, self.extraction.statements.len() + 1),
            speaker: party(name, &id),
            co_speakers: Vec::new(),
            cue: Piece { start, end: start, text: "said".to_owned() },
            kind: StatementKind::Direct,
            content: vec![Piece { start, end, text: content.to_owned() }],
            addressees: Vec::new(),
            about: Vec::new(),
            sentence,
            cue_class: Some("neutral".to_owned()),
            codes: None,
            status: Status::Occurred,
            polarity: Polarity::Positive,
            modality: Modality::Asserted,
            evidence: EvidenceKind::Direct,
            attributed_to: None,
            date: None,
            place: None,
            rule: "statement.say".to_owned(),
            confidence: 0.9,
        });
        self
    }
}

fn party(name: &str, id: &str) -> Party {
    Party { entity: Some(id.to_owned()), text: name.to_owned(), start: 0, end: 0, part: None }
}

fn id_of(name: &str) -> String {
    name.to_lowercase().replace(' ', "-")
}

fn graph_with<'a>(
    stories: impl IntoIterator<Item = &'a Story>,
    options: Options,
) -> KnowledgeGraph {
    let mut builder = GraphBuilder::new(options);
    for story in stories {
        builder.add(&story.extraction, Some(&story.text));
    }
    builder.finish()
}

fn graph_of<'a>(stories: impl IntoIterator<Item = &'a Story>) -> KnowledgeGraph {
    graph_with(stories, Options::default())
}

fn bytes(graph: &KnowledgeGraph) -> String {
    let mut out = Vec::new();
    store::write(graph, &mut out).expect("memory takes everything");
    String::from_utf8(out).expect("JSON is UTF-8")
}

const ANNA: &str = "Anna Keller";
const BORIS: &str = "Boris Marten";
const CHEN: &str = "Chen Rui";
const DALIA: &str = "Dalia Haddad";
const DAY: Option<(&str, &str)> = Some(("2031-05-06", "2031-05-06"));
const WEEK: Option<(&str, &str)> = Some(("2031-05-05", "2031-05-11"));
const LATER: Option<(&str, &str)> = Some(("2031-05-08", "2031-05-08"));

fn summit() -> Vec<Story> {
    let two = [ANNA, BORIS];
    vec![
        Story::new("a", "2031-05-05").meeting(&Told {
            people: &two,
            status: Status::Planned,
            date: DAY,
            ..MET
        }),
        Story::new("b", "2031-05-07")
            .meeting(&Told { people: &two, date: DAY, place: Some("Port Salis"), ..MET })
            .said(ANNA, "We have spoken at length about salt.")
            .meeting(&Told { people: &[BORIS, ANNA], ..MET }),
        Story::new("c", "2031-05-08")
            .meeting(&Told { people: &two, date: WEEK, ..MET })
            .meeting(&Told { people: &[CHEN, DALIA], status: Status::Denied, ..MET }),
        Story::new("d", "2031-05-09")
            .meeting(&Told { people: &two, date: LATER, ..MET })
            .meeting(&Told { people: &[ANNA, CHEN, DALIA], mode: Mode::Video, ..MET }),
    ]
}

#[test]
fn the_order_of_documents_does_not_matter() {
    let stories = summit();
    let expected = bytes(&graph_of(&stories));
    let mut order: Vec<&Story> = stories.iter().collect();
    for turn in 0..24 {
        order.rotate_left(turn % 4);
        order.swap(turn % 3, 3);
        assert_eq!(bytes(&graph_of(order.iter().copied())), expected, "turn {turn}");
    }
}

#[test]
fn reports_of_one_meeting_become_one_node() {
    let two: &[&str] = &[ANNA, BORIS];
    let three: &[&str] = &[ANNA, BORIS, CHEN];
    let dated = Told { people: two, date: DAY, ..MET };
    let vague = Told { people: two, ..MET };
    let planned = Told { status: Status::Planned, ..dated.clone() };
    let at = |place| Told { place: Some(place), ..dated.clone() };
    let cases: Vec<(&str, Told<'_>, &str, Told<'_>, usize)> = vec![
        ("same day", dated.clone(), "2031-05-20", dated.clone(), 1),
        (
            "week and day in it",
            dated.clone(),
            "2031-05-09",
            Told { date: WEEK, ..vague.clone() },
            1,
        ),
        ("other days", dated.clone(), "2031-05-09", Told { date: LATER, ..vague.clone() }, 2),
        ("plan and event", planned.clone(), "2031-05-07", dated.clone(), 1),
        ("undated, next day", dated.clone(), "2031-05-08", vague.clone(), 1),
        ("undated, long after", dated.clone(), "2031-06-08", vague.clone(), 2),
        ("other place", at("Port Salis"), "2031-05-07", at("Lake Veyra"), 2),
        ("other mode", dated.clone(), "2031-05-07", Told { mode: Mode::Call, ..dated.clone() }, 2),
        (
            "subset, same day",
            dated.clone(),
            "2031-05-07",
            Told { people: three, ..dated.clone() },
            1,
        ),
        (
            "subset, undated",
            vague.clone(),
            "2031-05-07",
            Told { people: three, ..dated.clone() },
            2,
        ),
        ("others", dated.clone(), "2031-05-07", Told { people: &[ANNA, CHEN], ..dated.clone() }, 2),
        (
            "planned again after it was held",
            dated.clone(),
            "2031-05-08",
            Told { status: Status::Planned, ..vague.clone() },
            2,
        ),
    ];
    for (name, first, published, second, expected) in cases {
        let stories = [
            Story::new("a", "2031-05-07").meeting(&first),
            Story::new("b", published).meeting(&second),
        ];
        assert_eq!(graph_of(&stories).meetings().count(), expected, "{name}");
    }
}

#[test]
fn a_place_inside_a_place_is_no_contradiction() {
    let at = |place| Told { people: &[ANNA, BORIS], date: DAY, place: Some(place), ..MET };
    let stories = [
        Story::new("a", "2031-05-07").meeting(&at("Port Salis")),
        Story::new("b", "2031-05-07").meeting(&at("Aldoria")),
    ];
    let parents = [(id_of("Port Salis"), id_of("Aldoria"))].into_iter().collect();
    let options = Options { place_parents: parents, ..Options::default() };
    assert_eq!(graph_with(&stories, options).meetings().count(), 1);
}

#[test]
fn a_vague_mention_joins_one_meeting_and_does_not_join_two() {
    let two: &[&str] = &[ANNA, BORIS];
    let story = Story::new("a", "2031-05-09")
        .meeting(&Told { people: two, date: DAY, ..MET })
        .meeting(&Told { people: two, date: LATER, ..MET })
        .meeting(&Told { people: two, ..MET });
    let graph = graph_of([&story]);
    let reports: Vec<(Option<&str>, u32)> =
        graph.meetings().map(|m| (m.date.as_deref(), m.reports)).collect();
    assert_eq!(reports.len(), 2);
    assert!(reports.contains(&(Some("2031-05-06"), 1)), "{reports:?}");
    assert!(reports.contains(&(Some("2031-05-08"), 2)), "the nearest before it: {reports:?}");
}

#[test]
fn conflicting_accounts_stay_visible() {
    let two: &[&str] = &[ANNA, BORIS];
    let told = |status, evidence| Told { people: two, status, evidence, date: DAY, ..MET };
    use EvidenceKind::{Attributed, Direct};
    use Status::{Denied, Hypothetical, Occurred, Planned};
    for (name, accounts, expected) in [
        ("held as planned", vec![(Planned, Direct), (Occurred, Direct)], Occurred),
        ("called off", vec![(Planned, Direct), (Denied, Direct)], Denied),
        ("on again", vec![(Planned, Direct), (Denied, Direct), (Planned, Direct)], Planned),
        ("denied by one of them", vec![(Occurred, Direct), (Denied, Attributed)], Occurred),
        ("only said to have met", vec![(Occurred, Attributed), (Denied, Direct)], Denied),
        ("a chance", vec![(Hypothetical, Direct)], Hypothetical),
    ] {
        let stories: Vec<Story> = accounts
            .iter()
            .enumerate()
            .map(|(i, &(status, evidence))| {
                Story::new(&format!("{i}"), &format!("2031-05-0{}", i + 1))
                    .meeting(&told(status, evidence))
            })
            .collect();
        let graph = graph_of(&stories);
        let meetings: Vec<_> = graph.meetings().collect();
        assert_eq!(meetings.len(), 1, "{name}");
        assert_eq!(meetings[0].status, expected, "{name}");
        assert_eq!(meetings[0].history.len(), accounts.len(), "{name}");
    }
}

#[test]
fn what_a_document_refutes_weighs_nothing_and_stays_visible() {
    let two: &[&str] = &[ANNA, BORIS];
    let told = |status, evidence| Told { people: two, status, evidence, date: DAY, ..MET };
    use EvidenceKind::{Attributed, Direct, Hearsay};
    use Status::{Denied, Occurred};
    for (name, accounts, expected) in [
        (
            "by itself",
            vec![(Occurred, Attributed), (Occurred, Attributed), (Denied, Direct)],
            Denied,
        ),
        ("a rumour, by somebody", vec![(Occurred, Hearsay), (Denied, Attributed)], Denied),
        ("two who differ", vec![(Occurred, Attributed), (Denied, Attributed)], Occurred),
    ] {
        let stories =
            accounts.iter().fold(Story::new("0", "2031-05-08"), |story, &(status, on)| {
                story.meeting(&told(status, on))
            });
        let graph = graph_of(&[stories]);
        let meetings: Vec<_> = graph.meetings().collect();
        assert_eq!(meetings.len(), 1, "{name}");
        assert_eq!(meetings[0].status, expected, "{name}");
        assert_eq!(meetings[0].history.len(), accounts.len(), "{name}");
    }
}

#[test]
fn a_merge_can_be_undone_and_forbidden() {
    let stories = summit();
    let mut graph = graph_of(&stories);
    let before = graph.meetings().count();
    let same = graph.judgements.iter().find(|j| j.verdict == Verdict::Same).cloned();
    let same = same.expect("the summit has reports of one meeting");
    assert!(!same.reasons.is_empty());
    let whole = bytes(&graph);
    let judgements = graph.judgements.clone();
    assert!(graph.undo(&same.a, &same.b));
    assert_eq!(graph.meetings().count(), before + 1);
    graph.set_judgements(judgements);
    assert_eq!(bytes(&graph), whole, "doing it again gives the same graph");

    let told = Told { people: &[ANNA, BORIS], date: DAY, ..MET };
    let stories = [
        Story::new("a", "2031-05-07").meeting(&told),
        Story::new("b", "2031-05-07").meeting(&told),
    ];
    let apart = Judgement {
        about: Subject::Reports,
        a: "a a#m1".to_owned(),
        b: "b b#m1".to_owned(),
        verdict: Verdict::Different,
        reasons: vec!["the desk asked them".to_owned()],
    };
    let options = Options { judgements: vec![apart], ..Options::default() };
    assert_eq!(graph_with(&stories, options).meetings().count(), 2);
}

#[test]
fn near_duplicates_are_one_source() {
    let told = Told { people: &[ANNA, BORIS], date: DAY, ..MET };
    let story = |id: &str, values: [u64; 5]| {
        let mut story = Story::new(id, "2031-05-07").meeting(&told);
        story.extraction.fingerprint = values.to_vec();
        story
    };
    let stories =
        [story("a", [1, 2, 3, 4, 5]), story("b", [1, 2, 3, 4, 9]), story("c", [1, 2, 7, 8, 9])];
    let graph = graph_of(&stories);
    let meeting = graph.meetings().next().expect("they met");
    assert_eq!((meeting.reports, meeting.documents, meeting.independent_sources), (3, 3, 2));
}

#[test]
fn people_are_found_by_what_one_would_type() {
    let stories = summit();
    let graph = graph_of(&stories);
    for (text, expected) in [
        ("anna-keller", Some("anna-keller")),
        ("Anna Keller", Some("anna-keller")),
        ("ANNA  KELLER", Some("anna-keller")),
        ("keller", Some("anna-keller")),
        ("dal", Some("dalia-haddad")),
        ("", None),
        ("Nobody", None),
    ] {
        match graph.find(text) {
            Found::One(node) => assert_eq!(Some(node.id()), expected, "{text}"),
            Found::Nobody => assert_eq!(None, expected, "{text}"),
            Found::Several(nodes) => panic!("{text} finds {}", nodes.len()),
        }
    }
    let more =
        Story::new("e", "2031-05-09").meeting(&Told { people: &["Ada Keller", BORIS], ..MET });
    let graph = graph_of(stories.iter().chain([&more]));
    assert!(matches!(graph.find("Keller"), Found::Several(nodes) if nodes.len() == 2));
}

#[test]
fn who_met_whom_comes_with_its_sentences() {
    let graph = graph_of(&summit());
    let met = graph.met("anna-keller", &Filter::default());
    let first: &Encounter<'_> = met.first().expect("she met somebody");
    assert_eq!(first.other.name(), BORIS);
    assert_eq!(first.meeting.status, Status::Occurred);
    assert_eq!(first.meeting.date.as_deref(), Some("2031-05-06"));
    assert_eq!(first.meeting.name, "Anna Keller – Boris Marten, 6 May 2031");
    assert_eq!(first.meeting.documents, 3);
    assert_eq!(
        first.quotations.first().and_then(|q| q.sentence),
        Some("Anna Keller Boris Marten met in “Port Salis”.")
    );
    let late = Filter { from: Some("2031-05-08".to_owned()), ..Filter::default() };
    assert_eq!(graph.met("anna-keller", &late).len(), 1);
    let denied = Filter { statuses: vec![Status::Denied], ..Filter::default() };
    assert_eq!(graph.met("anna-keller", &denied).len(), 0);
    assert_eq!(graph.met("chen-rui", &denied).len(), 1);
    assert_eq!(graph.top_pairs(1)[0].2.count, 2);
    assert_eq!(graph.speakers().len(), 1);
    assert_eq!(graph.summary().encounters[0].documents, 3);
}

#[test]
fn who_says_so_too_is_a_speaker_as_well() {
    let mut story = Story::new("a", "2031-05-08").said(BORIS, "The border is shut and stays so.");
    story = story.said("Anna Keller", "The border will stay shut for good now.");
    story.extraction.statements[0].co_speakers = vec![party("Anna Keller", "anna-keller")];
    let graph = graph_of([&story]);
    let both = graph.statements().map(|s| graph.speakers_of(s).len()).max();
    assert_eq!(both, Some(2));
    let counts: Vec<(&str, u32)> =
        graph.speakers().into_iter().map(|(node, count)| (node.id(), count)).collect();
    assert_eq!(counts, [("anna-keller", 2), ("boris-marten", 1)]);
}

#[test]
fn a_graph_survives_its_file() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("graph.json");
    for stories in [summit(), hostile(), Vec::new()] {
        let graph = graph_of(&stories);
        store::save(&graph, &path).expect("the folder is writable");
        let back = store::load(&path).expect("what was written reads back");
        assert_eq!(bytes(&back), bytes(&graph));
    }
    for bad in ["", "{", "[]", "{\"graph\":{}}"] {
        assert!(store::read(bad.as_bytes(), Path::new("bad.json")).is_err(), "{bad}");
    }
    assert!(store::load(&folder.path().join("none.json")).is_err());
}

#[test]
fn the_same_words_in_two_documents_are_one_statement() {
    let long = "We have spoken at length about salt.";
    let stories = [
        Story::new("a", "2031-05-07").said(ANNA, long).said(ANNA, "Yes."),
        Story::new("b", "2031-05-07").said(ANNA, long).said(ANNA, "Yes.").said(BORIS, long),
    ];
    let graph = graph_of(&stories);
    let documents: Vec<u32> = graph.statements().map(|s| s.documents).collect();
    assert_eq!(documents.len(), 4, "hers, his, and a short word in each document");
    assert_eq!(documents.iter().max(), Some(&2));
    let said = graph.neighbours("anna-keller");
    assert_eq!(said.iter().filter(|(edge, _)| edge.relation == Relation::Made).count(), 3);
}

#[test]
fn who_stands_in_one_sentence_is_joined_above_the_floor() {
    let stories = summit();
    for (floor, expected) in [(None, 4), (Some(1), 4), (Some(2), 2), (Some(9), 0)] {
        let options = Options { co_occurrence_floor: floor, ..Options::default() };
        let graph = graph_with(&stories, options);
        let edges = graph.edges();
        let together = edges.iter().filter(|(_, _, edge)| edge.relation == Relation::CoOccurs);
        assert_eq!(together.count(), expected, "floor {floor:?}");
    }
}

#[test]
fn offices_and_other_events_are_nodes() {
    let mut story = Story::new("a", "2031-05-07").meeting(&Told { people: &[ANNA, BORIS], ..MET });
    let ministry = story.entity("Salt Ministry", EntityKind::Organization);
    let held = |to: Option<&str>| HeldRole {
        role: "Minister".to_owned(),
        id: None,
        of: Some(ministry.clone()),
        from: Some("2030".to_owned()),
        to: to.map(str::to_owned),
    };
    story.extraction.entities[0].roles = vec![held(None)];
    story.extraction.entities[1].roles = vec![held(Some("2031"))];
    story.extraction.events.push(OtherEvent {
        id: "a#e1".to_owned(),
        event: "arrest".to_owned(),
        trigger: Piece { start: 0, end: 4, text: "held".to_owned() },
        sentence: 0,
        status: Status::Occurred,
        polarity: Polarity::Positive,
        modality: Modality::Asserted,
        evidence: EvidenceKind::Direct,
        attributed_to: None,
        arguments: vec![("arrested".to_owned(), vec![party(CHEN, "chen-rui")])],
        place: None,
        date: None,
        rule: "arrest.held".to_owned(),
        confidence: 0.9,
    });
    let graph = graph_of([&story]);
    let count =
        |relation| graph.edges().iter().filter(|(_, _, edge)| edge.relation == relation).count();
    assert_eq!((count(Relation::HoldsRole), count(Relation::Of)), (2, 1));
    let role = graph.node("role:minister:salt-ministry").expect("the office is a node");
    assert_eq!((role.name(), role.kind()), ("Minister", NodeKind::Role));
    let event = graph.nodes().find(|node| node.kind() == NodeKind::Event).expect("an arrest");
    assert_eq!(event.name(), "arrest: Chen Rui");
    assert_eq!(count(Relation::TookPartIn), 3);
}

#[test]
fn a_person_may_judge_two_entities_to_be_one() {
    let stories = [
        Story::new("a", "2031-05-07").meeting(&Told { people: &[ANNA, BORIS], date: DAY, ..MET }),
        Story::new("b", "2031-05-07").meeting(&Told {
            people: &["Ann Keller", BORIS],
            date: DAY,
            ..MET
        }),
    ];
    assert_eq!(graph_of(&stories).meetings().count(), 2);
    let one = Judgement {
        about: Subject::Entities,
        a: id_of(ANNA),
        b: "ann-keller".to_owned(),
        verdict: Verdict::Same,
        reasons: vec!["she spells it both ways".to_owned()],
    };
    let options = Options { judgements: vec![one], ..Options::default() };
    let graph = graph_with(&stories, options);
    assert_eq!(graph.meetings().count(), 1);
    assert!(graph.node("anna-keller").is_none() && graph.node("ann-keller").is_some());
}

/// In how many documents a person is named.
fn documents(graph: &KnowledgeGraph, id: &str) -> Option<u32> {
    match graph.node(id)? {
        Node::Person(node) => Some(node.documents),
        _ => None,
    }
}

#[test]
fn people_of_one_name_are_apart_where_their_profiles_contradict() {
    let parents = [("port-salis", "aldoria"), ("tavra", "veyra")];
    let parents = parents.map(|(place, country)| (place.to_owned(), country.to_owned()));
    let story = |id: &str, role: &str, of: &str| {
        let mut story = Story::new(id, "2031-05-07")
            .meeting(&Told { people: &[ANNA, BORIS], date: DAY, ..MET })
            .said(ANNA, "“The bridge that we built is closed.”");
        let anna = story.extraction.entities.iter_mut().find(|e| e.name == ANNA).expect("there");
        anna.roles.push(HeldRole {
            role: role.to_owned(),
            id: None,
            of: Some(of.to_owned()),
            from: None,
            to: None,
        });
        story
    };
    let mut stories = vec![
        story("a", "mayor", "port-salis"),
        story("b", "baker", "tavra"),
        story("c", "politician", "aldoria"),
        Story::new("d", "2031-05-07").meeting(&Told { people: &[ANNA, BORIS], ..MET }),
    ];
    let build = |stories: &[Story], judgements: &[Judgement]| {
        let options = Options {
            place_parents: parents.iter().cloned().collect(),
            judgements: judgements.to_vec(),
            ..Options::default()
        };
        graph_with(stories, options)
    };
    let graph = build(&stories, &[]);
    assert_eq!(documents(&graph, "anna-keller"), Some(3));
    assert_eq!(documents(&graph, "anna-keller--baker-tavra"), Some(1));
    let apart = graph.judgements.iter().find(|j| j.about == Subject::Entities).expect("logged");
    assert_eq!(apart.verdict, Verdict::Different);
    assert_eq!(apart.reasons[1], "mayor of port-salis and baker of tavra");

    stories.reverse();
    assert_eq!(bytes(&build(&stories, &[])), bytes(&graph));

    let one = Judgement {
        about: Subject::Entities,
        a: "anna-keller@a".to_owned(),
        b: "anna-keller@b".to_owned(),
        verdict: Verdict::Same,
        reasons: Vec::new(),
    };
    let judged = build(&stories, &[one]);
    assert_eq!(documents(&judged, "anna-keller"), Some(4));
    assert_eq!(bytes(&build(&stories, &[])), bytes(&graph));
}

fn hostile() -> Vec<Story> {
    let names = [
        "Anna \"Nina\" <b>Keller</b> & Sons",
        "Boris\nMarten\\",
        "Chen 🧂 Rui",
        "דליה חדד",
        "Nul\0l; =cmd()",
        "--> n1",
        "]]>",
        "#quot;`x`",
        "A name of so many words that no box of any picture could ever hold the whole of it",
        "Supercalifragilisticexpialidocious-Keller-Marten-Haddad-Rui-of-the-Salt-Ministry",
    ];
    let mut stories = Vec::new();
    for (i, pair) in names.windows(2).enumerate() {
        let told = Told { people: pair, date: DAY, place: Some("Port \"Salis\" <&>"), ..MET };
        let id = format!("{i} \"<&\n>");
        stories.push(
            Story::new(&id, "2031-05-07").meeting(&told).said(pair[0], "“<&>\" \\ \u{202e}drow…”"),
        );
    }
    stories
}

#[test]
fn hostile_names_survive_every_format() {
    let graph = graph_of(&hostile());
    for format in FORMATS {
        for view in View::ALL {
            let options = ExportOptions {
                view: Some(view),
                title: Some("\"<&>\\\n\0".to_owned()),
                ..ExportOptions::default()
            };
            let mut out = Vec::new();
            format.write(&graph, &options, &mut out).expect("memory takes everything");
            if format.is_binary {
                continue;
            }
            let text = String::from_utf8(out).expect("text formats are UTF-8");
            let what = format!("{} {}", format.name, view.name());
            assert!(!text.contains('\0'), "{what}");
            match format.name {
                "dot" => {
                    let parsed = graphviz_rust::parse(&text);
                    assert!(parsed.is_ok(), "{what}: {:?}\n{text}", parsed.err());
                }
                "svg" => assert_xml(&text),
                "json" => {
                    store::read(text.as_bytes(), Path::new("memory")).expect("reads back");
                }
                "mermaid" => {
                    for line in text.lines().filter(|line| line.contains('"')) {
                        assert_eq!(line.matches('"').count() % 2, 0, "{what}: {line}");
                    }
                }
                // The others are tested in tests/exports.rs.
                _ => {}
            }
        }
    }
}

/// Tags balance, and no mark of markup stands in text.
fn assert_xml(text: &str) {
    let mut open: Vec<&str> = Vec::new();
    for piece in text.split('<').skip(1) {
        let (tag, rest) = piece.split_once('>').expect("tags end");
        assert!(!rest.contains('>'), "{piece}");
        for entity in rest.split('&').skip(1) {
            assert!(
                ["amp;", "lt;", "gt;", "quot;"].iter().any(|name| entity.starts_with(name)),
                "{piece}"
            );
        }
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name));
        } else if !tag.ends_with('/') {
            open.push(tag.split_whitespace().next().unwrap_or(tag));
        }
    }
    assert!(open.is_empty(), "{open:?}");
}

#[test]
fn dot_reads_back_as_it_was_written() {
    use graphviz_rust::dot_structures::{Graph, Stmt};
    let graph = graph_of(&summit());
    let options = ExportOptions { view: Some(View::Full), ..ExportOptions::default() };
    let mut out = Vec::new();
    let dot = Format::named("gv").expect("an ending of DOT");
    dot.write(&graph, &options, &mut out).expect("memory takes everything");
    let text = String::from_utf8(out).expect("UTF-8");
    let Ok(Graph::DiGraph { stmts, .. }) = graphviz_rust::parse(&text) else {
        panic!("no digraph: {text}")
    };
    let nodes = stmts.iter().filter(|stmt| matches!(stmt, Stmt::Node(_))).count();
    let edges = stmts.iter().filter(|stmt| matches!(stmt, Stmt::Edge(_))).count();
    assert_eq!(nodes, graph.nodes().count() + 1, "and the legend");
    assert_eq!(edges, graph.edges().len());
}

#[test]
fn a_picture_too_big_for_the_page_says_so() {
    let names: Vec<String> = (0..40).map(|i| format!("Guest Number{i}")).collect();
    let stories: Vec<Story> = names
        .iter()
        .enumerate()
        .map(|(i, name)| {
            let people = [ANNA, name.as_str()];
            Story::new(&format!("{i}"), "2031-05-07").meeting(&Told { people: &people, ..MET })
        })
        .collect();
    let options = ExportOptions { most_nodes: Some(10), ..ExportOptions::default() };
    let mut out = Vec::new();
    let svg = Format::named("svg").expect("a format");
    svg.write(&graph_of(&stories), &options, &mut out).expect("memory takes everything");
    let text = String::from_utf8(out).expect("UTF-8");
    assert!(text.contains("showing 10 of 41 nodes"), "{text}");
}

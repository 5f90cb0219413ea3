//! The compiled machine agrees with a naive interpreter that walks the tree from left to right and
//! tries everything.

use std::path::PathBuf;
use std::sync::Arc;

use proptest::prelude::*;

use crate::base::TokenSpan;
use crate::base::diagnostic::SourceFile;
use crate::rule::fake::Fake;
use crate::rule::pattern::ast::{Element, Node, Pattern};
use crate::rule::pattern::compile::Hole;
use crate::rule::pattern::exec::{Machine, Way};
use crate::rule::pattern::parse;
use crate::rule::pattern::program::{Test, Words};
use crate::rule::unit::{Accepts, Extent, Scene, Unit, UnitKind, VerbForm};
use crate::rule::{RuleSet, Scratch};
use crate::text::Lexicon;

/// A way through the pattern so far: where it began, where it is, how many holes it filled, and
/// where its trigger stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct State {
    start: Option<usize>,
    at: usize,
    filled: usize,
    trigger: Option<(usize, usize)>,
}

/// Arguments filled, start, end, end of the trigger.
type Key = (usize, std::cmp::Reverse<usize>, usize, usize);

struct Naive<'a> {
    set: &'a RuleSet,
    machine: Machine<'a, Fake>,
    holes: &'a [Hole],
    trigger: u32,
}

impl Naive<'_> {
    fn sequence(&self, nodes: &[Node], state: State, then: &mut dyn FnMut(State)) {
        let Some((node, rest)) = nodes.split_first() else { return then(state) };
        let mut go_on = |state: State| self.sequence(rest, state, then);
        if node.optional && node.span.start != self.trigger {
            go_on(state);
        }
        match &node.element {
            Element::Group(ways) => {
                ways.iter().for_each(|way| self.sequence(way, state, &mut go_on))
            }
            Element::Gap => {
                go_on(state);
                self.test(node, Test::Gap, state, &mut go_on);
            }
            Element::Circumstances => self.test(node, Test::Circumstances, state, &mut go_on),
            Element::Word(text) => {
                let word = self.word(text);
                self.test(node, Test::Word(word), state, &mut go_on);
            }
            Element::Hole(_) => {
                let number = self.hole_number(node);
                self.test(node, Test::Hole(number), state, &mut go_on);
            }
            Element::Verb(lemma, filter) => {
                let list =
                    self.set.vocabulary().list_named(&format!("~{lemma}")).expect("compiled");
                let words = Words { list, verbs: true, filter: *filter };
                self.test(node, Test::Words(words), state, &mut go_on);
            }
            Element::List(list) => {
                let id = self.set.vocabulary().list_named(&list.name).expect("resolved");
                let words = Words { list: id, verbs: list.verbs, filter: list.filter };
                self.test(node, Test::Words(words), state, &mut go_on);
            }
        }
    }

    fn test(&self, node: &Node, test: Test, state: State, go_on: &mut dyn FnMut(State)) {
        let units = self.machine.scene.units();
        let mut at = state.at;
        loop {
            if let (Test::Words(words), true) = (test, node.span.start == self.trigger) {
                self.trigger(words, State { at, ..state }, go_on);
            } else {
                let mut places = Vec::new();
                self.machine.places(test, self.holes, at, Way::Right, &mut places);
                for (to, filled) in places {
                    let filled = state.filled + usize::from(filled.is_some());
                    go_on(State { start: state.start.or(Some(at)), at: to, filled, ..state });
                }
            }
            match units.get(at) {
                // The first element begins where it begins.
                Some(unit) if unit.kind.is_adjunct() && state.start.is_some() => at += 1,
                _ => return,
            }
        }
    }

    fn trigger(&self, words: Words, state: State, go_on: &mut dyn FnMut(State)) {
        for verb in state.at..self.machine.scene.units().len() {
            self.machine.entries(words, verb, |found| {
                if self.machine.boundaries(found, verb).contains(&state.at) {
                    let trigger = Some((verb, found.end));
                    let start = state.start.or(Some(state.at));
                    go_on(State { start, at: found.end, trigger, ..state });
                }
            });
        }
    }

    fn word(&self, text: &str) -> crate::text::WordId {
        WORDS.with(|lexicon| lexicon.get(text, &mut String::new()))
    }

    fn hole_number(&self, node: &Node) -> u16 {
        HOLES
            .with(|holes| holes.borrow().iter().position(|&at| at == node.span.start))
            .expect("a hole") as u16
    }
}

thread_local! {
    static WORDS: Lexicon = lexicon();
    static HOLES: std::cell::RefCell<Vec<u32>> = const { std::cell::RefCell::new(Vec::new()) };
}

const TEXTS: [&str; 12] =
    ["met", "meeting", "with", "by", "up", "did", "not", "to", "refused", "called", "on", ","];

fn lexicon() -> Lexicon {
    let mut lexicon = Lexicon::new();
    TEXTS.iter().for_each(|text| {
        lexicon.intern(text);
    });
    lexicon
}

const MODALITY: &str = "
cues:
  - {words: [not], sets: {polarity: negative}}
  - {words: [~refuse to, ~call on], sets: {polarity: negative}}
auxiliaries: [~do, to]
";

fn hole_starts(nodes: &[Node], out: &mut Vec<u32>) {
    for node in nodes {
        match &node.element {
            Element::Group(ways) => ways.iter().for_each(|way| hole_starts(way, out)),
            Element::Hole(_) => out.push(node.span.start),
            _ => {}
        }
    }
}

fn element() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        4 => Just("{p}".to_owned()),
        3 => Just("{p+}".to_owned()),
        1 => Just("{c}".to_owned()),
        1 => Just("{c:quote}".to_owned()),
        1 => Just("{p:place}".to_owned()),
        2 => Just("with".to_owned()),
        1 => Just("by".to_owned()),
        1 => Just(",".to_owned()),
        1 => Just("…".to_owned()),
        1 => Just("@words".to_owned()),
        1 => Just("~call".to_owned()),
    ];
    leaf.prop_recursive(2, 6, 3, |inner| {
        let way = prop::collection::vec(inner, 1..3).prop_map(|parts| parts.join(" "));
        prop::collection::vec(way, 1..3).prop_map(|ways| format!("({})", ways.join(" | ")))
    })
    .prop_flat_map(|text| prop_oneof![3 => Just(text.clone()), 1 => Just(format!("{text}?"))])
}

fn pattern() -> impl Strategy<Value = String> {
    let side = || prop::collection::vec(element(), 0..4).prop_map(|parts| parts.join(" "));
    let trigger = prop_oneof![Just("!~meet"), Just("!~meet:ing"), Just("!@words"), Just("!~call")];
    (side(), trigger, side()).prop_map(|(left, trigger, right)| format!("{left} {trigger} {right}"))
}

fn unit() -> impl Strategy<Value = Unit> {
    let word = (0..TEXTS.len(), 0..6u8).prop_map(|(text, verb)| {
        let verb = match verb {
            0 => VerbForm::Ing,
            1 => VerbForm::None,
            2 => VerbForm::Passive,
            _ => VerbForm::Finite,
        };
        let word = WORDS.with(|lexicon| lexicon.get(TEXTS[text], &mut String::new()));
        (UnitKind::Word, word, Accepts::empty(), verb)
    });
    let other = prop_oneof![
        3 => Just((UnitKind::Party, Accepts::PERSON)),
        1 => Just((UnitKind::Party, Accepts::PERSON | Accepts::PRONOUN | Accepts::NOMINATIVE)),
        1 => Just((UnitKind::Party, Accepts::PERSON | Accepts::PRONOUN | Accepts::ACCUSATIVE)),
        1 => Just((UnitKind::List, Accepts::PERSON)),
        1 => Just((UnitKind::Quote, Accepts::QUOTE)),
        1 => Just((UnitKind::Time, Accepts::DATE)),
        1 => Just((UnitKind::Place, Accepts::PLACE)),
        1 => Just((UnitKind::Aside, Accepts::empty())),
    ];
    let other = other
        .prop_map(|(kind, accepts)| (kind, crate::text::WordId::UNKNOWN, accepts, VerbForm::None));
    prop_oneof![1 => word, 1 => other].prop_map(|(kind, word, accepts, verb)| Unit {
        kind,
        tokens: TokenSpan::new(0, 1),
        word,
        accepts,
        verb,
    })
}

fn fake() -> impl Strategy<Value = Fake> {
    let spans = prop::collection::vec((0..9usize, 1..5usize), 0..3);
    (prop::collection::vec(unit(), 1..12), spans).prop_map(|(units, spans)| {
        let mut content: Vec<(usize, usize, Extent)> = Vec::new();
        for (start, length) in spans {
            let end = (start + length).min(units.len());
            // Each begins and ends where no other does, so that both directions see the same.
            if start < end && content.iter().all(|c| c.0 != start && c.1 != end) {
                content.push((start, end, Extent::Clause));
            }
        }
        let quotes = units.iter().enumerate().filter(|(_, unit)| unit.kind == UnitKind::Quote);
        content.extend(quotes.map(|(at, _)| (at, at + 1, Extent::Quote)));
        Fake { texts: vec![String::new(); units.len()], units, content }
    })
}

fn load(pattern: &str) -> (RuleSet, String) {
    let rule = format!("rule: r\nevent: e\nsays: x\npatterns: |\n  {pattern}\n");
    let event = "event: e\nlabel: E\ngloss: x\narguments:\n  p: {accepts: [person]}\n  c: {accepts: [quote, clause]}\n";
    let files = [
        (
            "_shared/verbs.yaml",
            "meet: [meet, meets, met, meeting]\ndo: [do, does, did, done, doing]\n",
        ),
        ("_shared/lists.yaml", "words: [~meet, by, called on, ~call on]\n"),
        ("_shared/modality.yaml", MODALITY),
        ("e/event.yaml", event),
        ("e/r.yaml", &rule),
    ];
    let files = files.map(|(path, text)| {
        Arc::new(SourceFile { path: PathBuf::from(path), text: text.to_owned() })
    });
    let mut lexicon = lexicon();
    (RuleSet::load(&files, &mut lexicon).0, rule.clone())
}

fn trigger_start(nodes: &[Node]) -> u32 {
    nodes.iter().find(|node| node.marked).expect("marked").span.start
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, ..ProptestConfig::default() })]

    #[test]
    fn the_machine_agrees_with_the_naive_interpreter(line in pattern(), fake in fake()) {
        let (set, file) = load(&line);
        prop_assume!(set.rules().len() == 1 && !set.compiled.is_empty());
        let rule = &set.rules()[crate::rule::RuleId(0)];
        let offset = file.find(line.trim()).expect("in the file") as u32;
        let tree: Pattern = parse::pattern(line.trim(), offset, &mut Vec::new());
        let mut starts = Vec::new();
        hole_starts(&tree.nodes, &mut starts);
        HOLES.with(|holes| *holes.borrow_mut() = starts);
        let naive = Naive {
            set: &set,
            machine: set.machine(&fake),
            holes: &rule.holes[0],
            trigger: trigger_start(&tree.nodes),
        };
        let mut expected: Vec<Option<Key>> = vec![None; fake.units.len()];
        for at in 0..=fake.units.len() {
            let state = State { start: None, at, filled: 0, trigger: None };
            naive.sequence(&tree.nodes, state, &mut |state| {
                let (Some(start), Some((trigger, end))) = (state.start, state.trigger) else { return };
                let key = Some((state.filled, std::cmp::Reverse(start), state.at, end));
                expected[trigger] = expected[trigger].max(key);
            });
        }
        let mut matches = Vec::new();
        set.matches(&fake, &mut Scratch::default(), &mut matches);
        let mut found = vec![None; fake.units.len()];
        for m in &matches {
            let key = (m.captures.len(), std::cmp::Reverse(m.units.start), m.units.end, m.trigger.end);
            found[m.trigger.start] = Some(key);
        }
        prop_assert_eq!(found, expected, "{}", line);
    }

    #[test]
    fn no_line_makes_the_loader_panic(line in "[ -~…“”é]{0,40}") {
        load(&line);
    }
}

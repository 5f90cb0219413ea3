//! Tree → two small machines that run away from the trigger: the left half reversed, the right
//! half forward. A pattern whose trigger stands inside a group becomes one variant for each way
//! through that group.

use std::collections::BTreeMap;

use super::ast::{self, Element, FormFilter, Node, Pattern};
use super::program::{Inst, Program, Test, Words};
use crate::base::ByteSpan;
use crate::rule::kind::{ArgumentId, EventKind, Extents, Filler};
use crate::rule::unit::{Accepts, VerbForm};
use crate::rule::vocabulary::{Entry, EntryKind, ListId, Vocabulary, words};
use crate::text::{Lexicon, WordId};

/// A pattern with its trigger apart.
#[derive(Clone, Debug)]
pub struct Variant {
    /// What announces the event.
    pub trigger: Words,
    /// What stands left of it, to be run leftwards.
    pub left: Program,
    /// What stands right of it.
    pub right: Program,
    /// Only at the beginning of a period.
    pub at_start: bool,
    /// Only at its end.
    pub at_end: bool,
}

/// A place for an argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hole {
    /// Which argument.
    pub argument: ArgumentId,
    /// Whether a list may fill it.
    pub many: bool,
    /// Which units can fill it.
    pub accepts: Accepts,
    /// Whether only pronouns can.
    pub pronoun: bool,
    /// Whether an adjunct can: a place or date that the pattern asks for by name.
    pub adjunct: bool,
    /// Whether the subject of the governing verb fills it, wherever that stands.
    pub understood: bool,
    /// Which content can fill it.
    pub extents: Extents,
    /// In which case pronouns stand here.
    pub case: Case,
}

/// In which case pronouns stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// he, she, they
    Subject,
    /// him, her, them
    Object,
    /// The pattern does not tell: “said he”.
    Either,
}

/// A mistake in a pattern that parsed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Its law: `R002`, `R003`.
    pub code: &'static str,
    /// The bytes of the file that are meant.
    pub span: ByteSpan,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
}

/// More ways through groups than this make a pattern unreadable, and its machine large.
const MOST_VARIANTS: usize = 64;

/// Turns patterns of one kind of event into variants.
pub struct Compiler<'a> {
    /// The kind of event.
    pub kind: &'a EventKind,
    /// Lists and verbs; a verb named for the first time is added.
    pub vocabulary: &'a mut Vocabulary,
    /// Where words are interned.
    pub lexicon: &'a mut Lexicon,
    /// What is wrong.
    pub faults: Vec<Fault>,
}

impl Compiler<'_> {
    /// The variants of `pattern`, and its holes in order.
    pub fn compile(&mut self, pattern: &Pattern) -> (Vec<Variant>, Vec<Hole>) {
        let faults = self.faults.len();
        let mut numbers = BTreeMap::new();
        let mut holes = Vec::new();
        self.holes(&pattern.nodes, &mut numbers, &mut holes);
        cases(&pattern.nodes, &numbers, &mut holes);
        self.resolve(&pattern.nodes);
        let mut splits = Vec::new();
        split(&pattern.nodes, &mut splits);
        if splits.is_empty() {
            self.fault("R003", pattern.span, "this pattern has no trigger", "a pattern needs a ~verb or an @list that announces the event; mark another element with !");
        } else if splits.len() > MOST_VARIANTS {
            self.fault(
                "R003",
                pattern.span,
                "too many ways lead through this pattern",
                "write it as several lines",
            );
        }
        if self.faults.len() > faults {
            return (Vec::new(), holes);
        }
        let variants = splits.iter().filter_map(|(left, trigger, right)| {
            let trigger = self.words(&trigger.element)?;
            let variant = Variant {
                trigger,
                left: self.program(left, &numbers, true),
                right: self.program(right, &numbers, false),
                at_start: pattern.at_start,
                at_end: pattern.at_end,
            };
            Some(variant)
        });
        (variants.collect(), holes)
    }

    fn holes(&mut self, nodes: &[Node], numbers: &mut BTreeMap<u32, u16>, holes: &mut Vec<Hole>) {
        for node in nodes {
            match &node.element {
                Element::Group(ways) => {
                    for way in ways {
                        self.holes(way, numbers, holes);
                    }
                }
                Element::Hole(hole) => {
                    let Some(hole) = self.hole(hole, node.span) else { continue };
                    numbers.insert(node.span.start, holes.len() as u16);
                    holes.push(hole);
                }
                Element::Word(_)
                | Element::Verb(..)
                | Element::List(_)
                | Element::Gap
                | Element::Circumstances => {}
            }
        }
    }

    fn hole(&mut self, hole: &ast::Hole, span: ByteSpan) -> Option<Hole> {
        let Some(id) = self.kind.argument(&hole.argument) else {
            let known: Vec<&str> = self.kind.arguments.iter().map(|a| a.name.as_str()).collect();
            let message = format!("a {} has no argument “{}”", self.kind.name, hole.argument);
            self.fault("R002", span, &message, &format!("it has {}", known.join(", ")));
            return None;
        };
        let argument = &self.kind.arguments[id.0 as usize];
        let mut resolved = Hole {
            argument: id,
            many: hole.many,
            accepts: argument.accepts,
            pronoun: false,
            adjunct: false,
            understood: false,
            extents: argument.extents,
            case: Case::Either,
        };
        match hole.narrowing {
            None => {}
            Some(Filler::Content(extent)) => {
                resolved.accepts = Accepts::empty();
                resolved.extents = Extents::default().with(extent);
            }
            Some(Filler::Understood) => {
                resolved.extents = Extents::default();
                resolved.understood = true;
            }
            Some(Filler::Unit(accepts)) => {
                resolved.extents = Extents::default();
                resolved.pronoun = accepts == Accepts::PRONOUN;
                resolved.adjunct =
                    matches!(accepts, Accepts::PLACE | Accepts::COUNTRY | Accepts::DATE);
                if !resolved.pronoun {
                    resolved.accepts = accepts;
                }
            }
        }
        Some(resolved)
    }

    /// Reports every list that nobody made.
    fn resolve(&mut self, nodes: &[Node]) {
        for node in nodes {
            match &node.element {
                Element::Group(ways) => ways.iter().for_each(|way| self.resolve(way)),
                Element::List(list) if self.vocabulary.list_named(&list.name).is_none() => {
                    let help = self.similar(&list.name);
                    let message = format!("there is no list “{}”", list.name);
                    self.fault("R002", node.span, &message, &help);
                }
                _ => {}
            }
        }
    }

    fn similar(&self, name: &str) -> String {
        let common =
            |other: &str| other.chars().zip(name.chars()).take_while(|(a, b)| a == b).count();
        let nearest = self.vocabulary.lists().map(|(_, list)| list.name.as_str());
        let nearest = nearest.filter(|other| common(other) >= 2).max_by_key(|other| common(other));
        match nearest {
            Some(nearest) => format!("the nearest name is @{nearest}"),
            None => "lists are made in rules/_shared".to_owned(),
        }
    }

    /// The list that an element other than a hole, gap or group stands for.
    fn words(&mut self, element: &Element) -> Option<Words> {
        match element {
            Element::List(list) => Some(Words {
                list: self.vocabulary.list_named(&list.name)?,
                verbs: list.verbs,
                filter: list.filter,
            }),
            Element::Verb(lemma, filter) => {
                let list = self.own_list(&format!("~{lemma}"), EntryKind::Verb, lemma);
                Some(Words { list, verbs: true, filter: *filter })
            }
            Element::Word(text) => {
                let list = self.own_list(&format!("={text}"), EntryKind::Phrase, text);
                Some(Words { list, verbs: false, filter: FormFilter::Active })
            }
            Element::Hole(_) | Element::Gap | Element::Circumstances | Element::Group(_) => None,
        }
    }

    /// The list that holds nothing but that verb or phrase.
    fn own_list(&mut self, name: &str, kind: EntryKind, lemma: &str) -> ListId {
        if let Some(list) = self.vocabulary.list_named(name) {
            return list;
        }
        let entry = self.vocabulary.add(Entry::new(kind, lemma), None, self.lexicon);
        self.vocabulary.put(name, entry)
    }

    fn program(&mut self, nodes: &[Node], numbers: &BTreeMap<u32, u16>, left: bool) -> Program {
        let mut steps = vec![Inst::Accept];
        let entry = self.sequence(nodes, numbers, left, 0, &mut steps);
        Program::new(steps, entry)
    }

    /// Emits `nodes` so that they lead to `next`; the number of their first instruction.
    fn sequence(
        &mut self,
        nodes: &[Node],
        numbers: &BTreeMap<u32, u16>,
        left: bool,
        next: u16,
        steps: &mut Vec<Inst>,
    ) -> u16 {
        let mut next = next;
        let mut emit = |node: &Node, next: &mut u16| {
            let entry = self.node(node, numbers, left, *next, steps);
            *next =
                if node.optional { push(steps, Inst::Split([entry, *next].into())) } else { entry };
        };
        if left {
            nodes.iter().for_each(|node| emit(node, &mut next));
        } else {
            nodes.iter().rev().for_each(|node| emit(node, &mut next));
        }
        next
    }

    fn node(
        &mut self,
        node: &Node,
        numbers: &BTreeMap<u32, u16>,
        left: bool,
        next: u16,
        steps: &mut Vec<Inst>,
    ) -> u16 {
        let span = node.span;
        let test = match &node.element {
            Element::Group(ways) => {
                let ways = ways.iter().map(|way| self.sequence(way, numbers, left, next, steps));
                let ways: Vec<u16> = ways.collect();
                return match ways[..] {
                    [only] => only,
                    _ => push(steps, Inst::Split(ways.into())),
                };
            }
            Element::Word(text) => {
                let mut next = next;
                let words = words(text, self.lexicon);
                let mut emit = |&word: &WordId| {
                    next = push(steps, Inst::Step { test: Test::Word(word), next, span });
                };
                if left {
                    words.iter().for_each(emit)
                } else {
                    words.iter().rev().for_each(&mut emit)
                }
                return next;
            }
            Element::Hole(_) => numbers.get(&span.start).map(|&number| Test::Hole(number)),
            Element::Gap => {
                let gap = push(steps, Inst::Step { test: Test::Gap, next, span });
                return push(steps, Inst::Split([gap, next].into()));
            }
            Element::Circumstances => Some(Test::Circumstances),
            element => self.words(element).map(Test::Words),
        };
        match test {
            Some(test) => push(steps, Inst::Step { test, next, span }),
            None => next,
        }
    }

    fn fault(&mut self, code: &'static str, span: ByteSpan, message: &str, help: &str) {
        let (message, help) = (message.to_owned(), help.to_owned());
        self.faults.push(Fault { code, span, message, help });
    }
}

fn push(steps: &mut Vec<Inst>, step: Inst) -> u16 {
    steps.push(step);
    u16::try_from(steps.len() - 1).expect("a line of a rule has fewer than 65,536 elements")
}

/// Every way to cut `nodes` at its trigger: what it is marked as, else the first ~verb, else the
/// first @list.
fn split(nodes: &[Node], out: &mut Vec<(Vec<Node>, Node, Vec<Node>)>) {
    if out.len() > MOST_VARIANTS {
        return;
    }
    let ranks: [fn(&Node) -> bool; 3] = [
        |node| node.marked,
        |node| match &node.element {
            Element::Verb(..) => true,
            Element::List(list) => list.verbs,
            _ => false,
        },
        |node| matches!(node.element, Element::List(_)),
    ];
    let found = ranks.iter().find_map(|rank| nodes.iter().position(|node| holds(node, *rank)));
    let Some(at) = found else { return };
    let node = &nodes[at];
    match &node.element {
        Element::Group(ways) => {
            let none: &[Node] = &[];
            let absent = node.optional.then_some(none);
            for way in ways.iter().map(Vec::as_slice).chain(absent) {
                // A marked group marks the trigger of each of its ways.
                let ways = nodes[..at].iter().chain(way).chain(&nodes[at + 1..]);
                split(&ways.cloned().collect::<Vec<_>>(), out);
            }
        }
        _ => out.push((nodes[..at].to_vec(), node.clone(), nodes[at + 1..].to_vec())),
    }
}

fn holds(node: &Node, rank: fn(&Node) -> bool) -> bool {
    match &node.element {
        Element::Group(ways) => rank(node) || ways.iter().flatten().any(|node| holds(node, rank)),
        _ => rank(node),
    }
}

/// What may stand directly beside a hole.
#[derive(Clone, Copy, Default)]
struct Beside {
    verb: bool,
    word: bool,
}

/// Finds out in which case a pronoun stands in each hole.
fn cases(nodes: &[Node], numbers: &BTreeMap<u32, u16>, holes: &mut [Hole]) {
    let mut around = Vec::new();
    neighbours(nodes, Beside::default(), Beside::default(), &mut around);
    let is_party = |start| {
        numbers.get(start).is_some_and(|&number| !holes[number as usize].accepts.is_empty())
    };
    let has_subject = around.iter().any(|(start, _, next)| next.verb && is_party(start));
    for (start, before, next) in around {
        let Some(&number) = numbers.get(&start) else { continue };
        holes[number as usize].case = if next.verb {
            Case::Subject
        } else if (before.word && !before.verb) || (before.verb && has_subject) {
            Case::Object
        } else {
            Case::Either
        };
    }
}

fn neighbours(nodes: &[Node], before: Beside, next: Beside, out: &mut Vec<(u32, Beside, Beside)>) {
    for (at, node) in nodes.iter().enumerate() {
        let before = nearest(nodes[..at].iter().rev(), before, false);
        let next = nearest(nodes[at + 1..].iter(), next, true);
        match &node.element {
            Element::Group(ways) => {
                ways.iter().for_each(|way| neighbours(way, before, next, out));
            }
            Element::Hole(_) => out.push((node.span.start, before, next)),
            _ => {}
        }
    }
}

/// What the first present of `nodes` can be; `beyond` if all may be absent.
fn nearest<'a>(nodes: impl Iterator<Item = &'a Node>, beyond: Beside, forward: bool) -> Beside {
    let mut beside = Beside::default();
    for node in nodes {
        match &node.element {
            Element::Verb(_, filter) => beside.verb |= takes_subject(*filter),
            Element::List(list) => beside.verb |= takes_subject(list.filter),
            Element::Word(text) => beside.word |= text.chars().all(char::is_alphabetic),
            Element::Group(ways) => {
                for way in ways {
                    let inner = if forward {
                        nearest(way.iter(), Beside::default(), true)
                    } else {
                        nearest(way.iter().rev(), Beside::default(), false)
                    };
                    beside.verb |= inner.verb;
                    beside.word |= inner.word;
                }
            }
            Element::Hole(_) | Element::Gap | Element::Circumstances => {}
        }
        if !node.optional {
            return beside;
        }
    }
    Beside { verb: beside.verb | beyond.verb, word: beside.word | beyond.word }
}

fn takes_subject(filter: FormFilter) -> bool {
    filter != FormFilter::Only(VerbForm::Participle)
}

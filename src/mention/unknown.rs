//! Names that no gazetteer holds: what kind of thing a capitalised word is, judged by all its
//! occurrences in the document together.

use rustc_hash::FxHashMap;

use crate::base::TokenSpan;
use crate::extraction::EntityKind;
use crate::text::fold::fold_into;
use crate::text::{Classes, Document, Lexicon, Shape, Token, TokenKind, word};

/// What speaks for each reading of a name.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Scores {
    /// For a person.
    pub person: f32,
    /// For an organization.
    pub organization: f32,
    /// For a place.
    pub place: f32,
}

impl Scores {
    fn add(&mut self, other: Scores) {
        self.person += other.person;
        self.organization += other.organization;
        self.place += other.place;
    }

    /// The best reading and how sure it is, from 0 to 1; none if nothing speaks loudly enough.
    pub fn verdict(self) -> Option<(EntityKind, f32)> {
        let mut readings = [
            (self.person, EntityKind::Person),
            (self.organization, EntityKind::Organization),
            (self.place, EntityKind::Place),
        ];
        readings.sort_by(|a, b| b.0.total_cmp(&a.0));
        let [(best, kind), (second, _), _] = readings;
        let sure = best >= THRESHOLD && best - second >= 0.5;
        sure.then(|| (kind, (0.5 + best / 12.0).min(0.95)))
    }
}

const THRESHOLD: f32 = 2.0;

/// What the document says about its unknown names, by their folded words.
#[derive(Debug, Default)]
pub struct Unknowns {
    scores: FxHashMap<String, Scores>,
    scratch: String,
}

/// What stands around an occurrence of an unknown name.
#[derive(Clone, Copy, Debug, Default)]
pub struct Neighbours {
    /// A title or an office that stands before names precedes it.
    pub title: bool,
    /// An honorific such as Mr precedes it.
    pub honorific: bool,
    /// It stands in a headline or a line of capitals.
    pub headline: bool,
    /// It begins a sentence.
    pub starts_sentence: bool,
}

impl Unknowns {
    /// Notes an occurrence.
    pub fn note(
        &mut self,
        document: &Document,
        lexicon: &Lexicon,
        tokens: TokenSpan,
        neighbours: Neighbours,
    ) {
        let mut scores = score(document, lexicon, tokens, neighbours);
        if neighbours.headline {
            scores = Scores {
                person: scores.person * 0.4,
                organization: scores.organization * 0.4,
                place: scores.place * 0.4,
            };
        }
        key(document, tokens, &mut self.scratch);
        match self.scores.get_mut(self.scratch.as_str()) {
            Some(known) => known.add(scores),
            None => {
                self.scores.insert(self.scratch.clone(), scores);
            }
        }
    }

    /// What the name `tokens` is, by all that the document says about it.
    pub fn verdict(&mut self, document: &Document, tokens: TokenSpan) -> Option<(EntityKind, f32)> {
        key(document, tokens, &mut self.scratch);
        self.scores.get(self.scratch.as_str()).and_then(|s| s.verdict())
    }
}

/// The folded words of a name with single spaces.
pub fn key(document: &Document, tokens: TokenSpan, out: &mut String) {
    out.clear();
    for token in &document.tokens.as_slice()[tokens.range()] {
        if token.word == word::HYPHEN {
            continue;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        fold_into(token.span.of(document.text()), out);
    }
}

fn score(
    document: &Document,
    lexicon: &Lexicon,
    name: TokenSpan,
    neighbours: Neighbours,
) -> Scores {
    let reader = Reader { tokens: document.tokens.as_slice(), lexicon };
    let mut scores = Scores::default();
    reader.inside(name, &mut scores);
    reader.before(name, &mut scores);
    reader.after(name, &mut scores);
    if neighbours.honorific {
        scores.person += 4.0;
    } else if neighbours.title {
        scores.person += 3.0;
    }
    if neighbours.starts_sentence
        && name.len() == 1
        && reader.classes(name.start).intersects(Classes::COMMON)
    {
        scores.person -= 1.5;
        scores.organization -= 1.5;
        scores.place -= 1.5;
    }
    scores
}

struct Reader<'a> {
    tokens: &'a [Token],
    lexicon: &'a Lexicon,
}

impl Reader<'_> {
    fn get(&self, at: u32) -> Option<&Token> {
        self.tokens.get(at as usize)
    }

    fn classes(&self, at: u32) -> Classes {
        self.get(at).map_or(Classes::empty(), |t| self.lexicon.classes(t.word))
    }

    fn text(&self, at: u32) -> &str {
        self.get(at).map_or("", |t| self.lexicon.text(t.word))
    }

    fn inside(&self, name: TokenSpan, scores: &mut Scores) {
        let words = (name.start..name.end)
            .filter(|&i| self.get(i).is_some_and(|t| t.kind != TokenKind::Mark))
            .count();
        let first = self.classes(name.start);
        let last = self.classes(name.end - 1);
        let shape = self.get(name.start).map_or(Shape::empty(), |t| t.shape);
        if words >= 2 {
            if first.intersects(Classes::GIVEN) {
                scores.person += if first.contains(Classes::GIVEN_WEAK) { 1.3 } else { 2.5 };
                if last.contains(Classes::SURNAME) {
                    scores.person += 1.0;
                }
                if words == 2 && !self.get(name.end - 1).is_some_and(|t| t.word.is_known()) {
                    scores.person += 0.7;
                }
            } else if last.contains(Classes::SURNAME) && !last.contains(Classes::SURNAME_WEAK) {
                scores.person += 0.7;
            }
            let ordinary = |c: Classes| {
                c.intersects(Classes::COMMON | Classes::ADJECTIVE)
                    && !c.intersects(Classes::GIVEN | Classes::SURNAME)
            };
            if !ordinary(first) && !ordinary(last) && words <= 4 {
                scores.person += 0.4;
            } else {
                scores.person -= 1.0;
            }
        }
        for at in name.start..name.end {
            let classes = self.classes(at);
            if classes.contains(Classes::ORGANIZATION_HEAD) {
                let edge = at == name.end - 1 || at == name.start;
                scores.organization += if words == 1 {
                    0.5
                } else if edge {
                    3.0
                } else {
                    1.0
                };
                scores.person -= 1.5;
            }
            if classes.contains(Classes::PLACE_HEAD) && words > 1 {
                let edge = at == name.end - 1 || at == name.start;
                scores.place += if edge { 2.5 } else { 0.5 };
                scores.person -= 0.7;
            }
            if at > name.start && classes.contains(Classes::PARTICLE) {
                scores.person += 0.6;
            }
            let Some(token) = self.get(at) else { continue };
            if token.word == word::AMPERSAND {
                scores.organization += 2.0;
            }
            if token.shape.contains(Shape::INITIAL) && words > 1 {
                scores.person += if at == name.start { 1.0 } else { 1.5 };
            }
            match self.text(at) {
                "jr" | "sr" | "ii" | "iii" => scores.person += 3.0,
                "inc" | "ltd" | "corp" | "co" | "plc" | "llc" | "ag" | "gmbh" | "sa" | "nv" => {
                    scores.organization += 4.0;
                }
                "of" | "for" | "and" if words > 2 => scores.person -= 2.0,
                _ => {}
            }
        }
        let letters = self.get(name.start).map_or(0, |t| t.span.len());
        if words == 1 && shape.contains(Shape::ALL_CAPS) && (2..=6).contains(&letters) {
            scores.organization += 1.6;
            scores.person -= 1.0;
        }
    }

    fn before(&self, name: TokenSpan, scores: &mut Scores) {
        if name.start == 0 {
            return;
        }
        let at = name.start - 1;
        let classes = self.classes(at);
        let Some(token) = self.get(at) else { return };
        let lower = !token.is_capitalised();
        // “engineer Jordan Achterberg”
        if lower && classes.contains(Classes::PERSON_NOUN) && classes.contains(Classes::NOUN) {
            scores.person += 2.2;
        }
        match self.text(at) {
            "in" | "near" | "outside" | "around" | "across" => {
                scores.place += 1.5;
                scores.organization += 0.1;
            }
            "at" | "from" | "to" | "into" | "through" | "towards" | "toward" => scores.place += 0.6,
            "the" => {
                scores.organization += 0.8;
                scores.person -= 2.0;
            }
            "said" | "says" | "added" | "with" | "told" => scores.person += 0.6,
            _ => {}
        }
        // “the town of Tavra”
        if self.text(at) == "of" && at > 0 {
            let head = self.classes(at - 1);
            if head.contains(Classes::PLACE_NOUN) {
                scores.place += 3.0;
            } else if head.contains(Classes::GROUP_NOUN) {
                scores.organization += 0.3;
            }
        }
    }

    fn after(&self, name: TokenSpan, scores: &mut Scores) {
        let at = name.end;
        let Some(token) = self.get(at) else { return };
        let word = token.word;
        let next = self.classes(at + 1);
        if word == word::COMMA {
            // “Keller, 54, said”; “Keller, who …”; “Keller, a lawyer”
            let age =
                self.get(at + 1).is_some_and(|t| t.kind == TokenKind::Number && t.span.len() <= 2);
            if age && self.get(at + 2).is_some_and(|t| t.word == word::COMMA) {
                scores.person += 3.0;
            }
            if self.get(at + 1).is_some_and(|t| t.word == word::WHO || t.word == word::WHOSE) {
                scores.person += 2.0;
            }
            if self.person_noun_ahead(at + 1) {
                scores.person += 1.5;
            }
            return;
        }
        if word == word::WHO {
            scores.person += 1.5;
            return;
        }
        if word == word::OPEN_BRACKET {
            let acronym = self.get(at + 1).is_some_and(|t| t.shape.contains(Shape::ALL_CAPS));
            let close = self.get(at + 2).is_some_and(|t| t.word == word::CLOSE_BRACKET);
            if acronym && close {
                scores.organization += 2.0;
            }
            return;
        }
        if word == word::GENITIVE_S {
            if next.contains(Classes::PERSON_NOUN) {
                scores.organization += 0.3;
                scores.person += 0.2;
                scores.place += 0.3;
            }
            return;
        }
        let classes = self.lexicon.classes(word);
        if classes.contains(Classes::CUE) && classes.intersects(Classes::ANY_VERB) {
            scores.person += 1.2;
            scores.organization += 0.5;
        } else if classes.intersects(Classes::VERB_PAST | Classes::VERB_S)
            && !classes.contains(Classes::MOSTLY_NOUN)
        {
            scores.person += 0.5;
            scores.organization += 0.3;
        }
        if matches!(self.text(at), "himself" | "herself") {
            scores.person += 2.0;
        }
    }

    /// Whether an apposition that begins at `at` calls a person something.
    fn person_noun_ahead(&self, at: u32) -> bool {
        let article = self.classes(at).intersects(Classes::DETERMINER | Classes::POSSESSIVE);
        for i in at..at + 6 {
            let Some(token) = self.get(i) else { return false };
            let hyphen = token.word == word::HYPHEN;
            if token.kind == TokenKind::Mark && !hyphen
                || self
                    .lexicon
                    .classes(token.word)
                    .intersects(Classes::PREPOSITION | Classes::AUXILIARY | Classes::MODAL)
            {
                return false;
            }
            let classes = self.lexicon.classes(token.word);
            if classes.contains(Classes::PERSON_NOUN) && classes.contains(Classes::NOUN) {
                return article || i > at || self.text(i + 1) == "of";
            }
        }
        false
    }
}

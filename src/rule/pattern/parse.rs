//! Text of a pattern line → tree. Every mistake of the line is reported with its place; what can
//! be understood is kept, so that one typo does not hide the next.

use super::ast::{Element, FormFilter, Hole, List, Node, Pattern};
use crate::base::ByteSpan;
use crate::rule::kind::Filler;

/// A mistake in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// The bytes that are meant.
    pub span: ByteSpan,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
}

/// Groups inside groups beyond this depth are a mistake, so that no text exhausts the stack.
const DEEPEST: usize = 16;

/// Parses `line`, whose first byte is byte `offset` of its file.
pub fn pattern(line: &str, offset: u32, mistakes: &mut Vec<Mistake>) -> Pattern {
    let mut parser = Parser { line, at: 0, offset, mistakes };
    parser.skip_space();
    let at_start = parser.eat('^');
    let mut nodes = Vec::new();
    loop {
        nodes.extend(parser.sequence(0));
        // What is left after a sequence at the outermost level is a stray closing mark.
        let Some(stray) = parser.peek() else { break };
        let start = parser.at;
        parser.at += stray.len_utf8();
        if stray == '$' && parser.rest().trim().is_empty() {
            let span = ByteSpan::new(offset, offset + line.len() as u32);
            return Pattern { span, at_start, at_end: true, nodes };
        }
        let help = match stray {
            '$' => "“$” stands at the end of the line",
            '|' => "alternatives stand in brackets: (a | b)",
            _ => "nothing opens what this closes",
        };
        parser.mistake(start, format!("“{stray}” has no place here"), Some(help));
    }
    let span = ByteSpan::new(offset, offset + line.len() as u32);
    Pattern { span, at_start, at_end: false, nodes }
}

struct Parser<'a> {
    line: &'a str,
    at: usize,
    offset: u32,
    mistakes: &'a mut Vec<Mistake>,
}

impl<'a> Parser<'a> {
    fn sequence(&mut self, depth: usize) -> Vec<Node> {
        let mut nodes = Vec::new();
        loop {
            self.skip_space();
            match self.peek() {
                None | Some(')' | '|' | '$' | '}') => return nodes,
                Some(_) => nodes.extend(self.node(depth)),
            }
        }
    }

    fn node(&mut self, depth: usize) -> Option<Node> {
        let start = self.at;
        let marked = self.eat('!');
        let element = self.element(depth);
        let optional = self.eat('?');
        Some(Node { span: self.span(start), element: element?, optional, marked })
    }

    fn element(&mut self, depth: usize) -> Option<Element> {
        let start = self.at;
        match self.peek()? {
            '(' => self.group(depth),
            '{' => self.hole(),
            '…' => {
                self.at += '…'.len_utf8();
                Some(Element::Gap)
            }
            '*' => {
                self.at += 1;
                Some(Element::Circumstances)
            }
            '~' => {
                self.at += 1;
                if self.eat('@') {
                    return self.list(start, true);
                }
                let lemma = self.word();
                if lemma.is_empty() {
                    self.mistake(start, "a verb follows “~”".into(), Some("write ~meet"));
                    return None;
                }
                Some(Element::Verb(lemma.to_lowercase(), self.filter()))
            }
            '@' => {
                self.at += 1;
                self.list(start, false)
            }
            c if is_mark(c) => {
                self.at += c.len_utf8();
                Some(Element::Word(c.to_string()))
            }
            _ => {
                let word = self.word();
                if word.is_empty() {
                    let stray = self.peek()?;
                    self.at += stray.len_utf8();
                    self.mistake(start, format!("“{stray}” means nothing here"), None);
                    return None;
                }
                Some(Element::Word(word.to_owned()))
            }
        }
    }

    fn group(&mut self, depth: usize) -> Option<Element> {
        let start = self.at;
        self.at += 1;
        if depth >= DEEPEST {
            self.mistake(start, "groups stand too deep inside each other".into(), None);
            self.at = self.line.len();
            return None;
        }
        let mut ways = vec![self.sequence(depth + 1)];
        loop {
            if self.eat('|') {
                ways.push(self.sequence(depth + 1));
            } else if self.eat(')') {
                break;
            } else {
                self.mistake(start, "this group is not closed".into(), Some("add “)”"));
                // A stray mark inside would be met again for ever.
                self.at = self.line.len();
                return None;
            }
        }
        if ways.iter().any(Vec::is_empty) {
            self.mistake(start, "an empty alternative".into(), Some("write (a | b)? instead"));
            ways.retain(|way| !way.is_empty());
        }
        (!ways.is_empty()).then_some(Element::Group(ways))
    }

    fn hole(&mut self) -> Option<Element> {
        let start = self.at;
        let Some(length) = self.rest().find('}') else {
            self.mistake(start, "this hole is not closed".into(), Some("add “}”"));
            self.at = self.line.len();
            return None;
        };
        let inside = &self.rest()[1..length];
        self.at += length + 1;
        let (name, narrowing) = match inside.split_once(':') {
            Some((name, narrowing)) => (name, Some(narrowing.trim())),
            None => (inside, None),
        };
        let name = name.trim();
        let (name, mut many) = match name.strip_suffix('+') {
            Some(name) => (name.trim_end(), true),
            None => (name, false),
        };
        let narrowing = narrowing.map(|text| match text.strip_suffix('+') {
            Some(text) => {
                many = true;
                text.trim_end()
            }
            None => text,
        });
        let narrowing = match narrowing.map(|text| (text, Filler::of(text))) {
            None => None,
            Some((_, Some(filler))) => Some(filler),
            Some((text, None)) if text.contains('{') => {
                self.mistake(start, "this hole is not closed".into(), Some("end it with }"));
                None
            }
            Some((text, None)) => {
                let known: Vec<&str> = Filler::NAMES.iter().map(|(name, _)| *name).collect();
                let help = format!("one of {}", known.join(", "));
                self.mistake(start, format!("nothing is narrowed to “{text}”"), Some(&help));
                None
            }
        };
        if name.is_empty() {
            self.mistake(start, "a hole without a name".into(), Some("write {participant}"));
            return None;
        }
        Some(Element::Hole(Hole { argument: name.to_owned(), many, narrowing }))
    }

    fn list(&mut self, start: usize, verbs: bool) -> Option<Element> {
        let name = self.word();
        if name.is_empty() {
            self.mistake(start, "the name of a list follows “@”".into(), Some("write @talks"));
            return None;
        }
        let name = name.to_owned();
        Some(Element::List(List { name, verbs, filter: self.filter() }))
    }

    fn filter(&mut self) -> FormFilter {
        let start = self.at;
        if !self.rest().starts_with(':') || !self.rest()[1..].starts_with(char::is_alphabetic) {
            return FormFilter::Active;
        }
        self.at += 1;
        let name = self.word();
        match FormFilter::NAMES.iter().find(|(known, _)| *known == name) {
            Some(&(_, form)) => FormFilter::Only(form),
            None => {
                let known: Vec<&str> = FormFilter::NAMES.iter().map(|(name, _)| *name).collect();
                let help = format!("one of {}", known.join(", "));
                self.mistake(start, format!("no form of a verb is called “{name}”"), Some(&help));
                FormFilter::Active
            }
        }
    }

    /// A run of letters, digits, and the marks that stand inside words.
    fn word(&mut self) -> &'a str {
        let rest = &self.line[self.at..];
        let inside = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '\'' | '’');
        let length = rest.find(|c: char| !inside(c)).unwrap_or(rest.len());
        self.at += length;
        &rest[..length]
    }

    fn skip_space(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
    }

    fn eat(&mut self, mark: char) -> bool {
        let found = self.peek() == Some(mark);
        if found {
            self.at += mark.len_utf8();
        }
        found
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn rest(&self) -> &'a str {
        &self.line[self.at..]
    }

    fn span(&self, start: usize) -> ByteSpan {
        ByteSpan::new(self.offset + start as u32, self.offset + self.at as u32)
    }

    fn mistake(&mut self, start: usize, message: String, help: Option<&str>) {
        let mut span = self.span(start);
        if span.is_empty() {
            span = ByteSpan::new(span.start, span.start + 1);
        }
        self.mistakes.push(Mistake { span, message, help: help.map(str::to_owned) });
    }
}

/// Marks that are words of their own in a pattern.
fn is_mark(c: char) -> bool {
    matches!(c, ',' | ':' | ';' | '–' | '—' | '.' | '/' | '&' | '-' | '[' | ']' | '"' | '“' | '”')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mistakes(line: &str) -> Vec<(String, u32)> {
        let mut mistakes = Vec::new();
        pattern(line, 100, &mut mistakes);
        mistakes.into_iter().map(|m| (m.message, m.span.start - 100)).collect()
    }

    #[test]
    fn every_element_of_the_language_parses() {
        for line in [
            "{participant+} ~meet (up)? (with)? {participant+}",
            "{participant+} ~meet (with @each-other | @each-other)?",
            "^{content:quote} ,? ~@say.quote:finite {speaker} $",
            "!@meetnoun.between between {participant+}",
            "{participant} ~sit … with {participant:person+} , {content:clause}",
            "!according to {speaker}",
            "{speaker} 's @saynoun.that that {content:clause}",
            "{speaker} ~@say.that * that {content:clause}",
        ] {
            assert_eq!(mistakes(line), [], "{line}");
        }
    }

    #[test]
    fn a_mistake_names_its_place() {
        for (line, message, at) in [
            ("{a ~meet", "this hole is not closed", 0),
            ("{a:person ~meet {b:person}", "this hole is not closed", 0),
            ("{a} (with | up", "this group is not closed", 4),
            ("{a} ~meet)", "“)” has no place here", 9),
            ("{a} ~ {b}", "a verb follows “~”", 4),
            ("{a:colour} ~meet", "nothing is narrowed to “colour”", 0),
            ("{a} ~meet:past", "no form of a verb is called “past”", 9),
            ("{} ~meet", "a hole without a name", 0),
            ("a | b", "“|” has no place here", 2),
            ("~meet () {b}", "an empty alternative", 6),
            ("~meet $ {b}", "“$” has no place here", 6),
            ("~meet % {b}", "“%” means nothing here", 6),
        ] {
            assert_eq!(mistakes(line), [(message.to_owned(), at)], "{line}");
        }
    }

    #[test]
    fn marks_and_options_are_kept() {
        let mut mistakes = Vec::new();
        let pattern = pattern("^!@talks? ~meet:ing $", 0, &mut mistakes);
        assert!(pattern.at_start && pattern.at_end);
        assert!(pattern.nodes[0].marked && pattern.nodes[0].optional);
        let ing = FormFilter::Only(crate::rule::unit::VerbForm::Ing);
        assert_eq!(pattern.nodes[1].element, Element::Verb("meet".into(), ing));
    }
}

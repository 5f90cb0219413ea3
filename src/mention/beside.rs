//! What names that stand beside each other tell of one another: the members of a list are of one
//! kind (“Anna Keller, Boris Marten and Dalia Haddad”), and capitals in brackets after a name are
//! its acronym (“the African Union (AU)”).

use crate::base::TokenSpan;
use crate::extraction::EntityKind;
use crate::mention::unknown::{Scores, Unknowns};
use crate::text::{Classes, Document, Shape, TokenKind, WordId, word};

/// A name with what is known of it so far.
#[derive(Clone, Copy, Debug)]
pub struct Member {
    /// Its words.
    pub tokens: TokenSpan,
    /// The same with the titles before it.
    pub extent: TokenSpan,
    /// Its kind, if a gazetteer knows it.
    pub known: Option<EntityKind>,
}

/// How far one member of a list speaks for another, and how far two or more do.
const ONE: f32 = 1.4;
const SEVERAL: f32 = 1.8;

/// Adds to what the document says of its unknown names what their neighbours are. `members` are
/// all names in the order of the text.
pub fn share(document: &Document, members: &[Member], unknowns: &mut Unknowns) {
    for pair in members.windows(2) {
        if let [name, acronym] = pair {
            note_acronym(document, *name, *acronym, unknowns);
        }
    }
    let mut start = 0;
    while start < members.len() {
        let mut end = start + 1;
        let mut joined = false;
        while let Some(next) = members.get(end) {
            match joint(document, members[end - 1].tokens.end, next.extent.start) {
                None => break,
                Some(coordinator) => joined |= coordinator,
            }
            end += 1;
        }
        let list = &members[start..end];
        if list.len() >= 2 && (joined || list.len() >= 4) {
            share_list(document, list, unknowns);
        }
        start = end;
    }
}

/// Whether the tokens between two names join them to a list; whether “and” is among them.
fn joint(document: &Document, from: u32, to: u32) -> Option<bool> {
    let between = document.tokens.as_slice().get(from as usize..to as usize)?;
    let is_and = |w: WordId| matches!(w, word::AND | word::AMPERSAND | word::OR);
    let is_mark = |w: WordId| matches!(w, word::COMMA | word::SEMICOLON | word::SLASH);
    let words: &[_] = match between {
        [rest @ .., article] if article.word == word::THE => rest,
        all => all,
    };
    match words {
        [one] if is_and(one.word) => Some(true),
        [one] if is_mark(one.word) => Some(false),
        [mark, and] if is_mark(mark.word) && is_and(and.word) => Some(true),
        _ => None,
    }
}

fn share_list(document: &Document, list: &[Member], unknowns: &mut Unknowns) {
    let kinds: Vec<Option<EntityKind>> = list
        .iter()
        .map(|m| m.known.or_else(|| unknowns.verdict(document, m.tokens).map(|(kind, _)| kind)))
        .collect();
    let count = |kind| kinds.iter().filter(|k| **k == Some(kind)).count();
    let counts = [EntityKind::Person, EntityKind::Place, EntityKind::Organization]
        .map(|kind| (count(kind), kind));
    let Some(&(most, kind)) = counts.iter().max_by_key(|(n, _)| *n) else { return };
    let others = counts.iter().map(|(n, _)| n).sum::<usize>() - most;
    if most == 0 || others > 0 {
        return;
    }
    let weight = if most >= 2 { SEVERAL } else { ONE };
    for (member, decided) in list.iter().zip(&kinds) {
        if decided.is_none() && !is_ordinary(document, member.tokens) {
            unknowns.add(document, member.tokens, of_kind(kind, weight));
        }
    }
}

/// “the Ethics and Water Center”: half a name is in no list.
fn is_ordinary(document: &Document, tokens: TokenSpan) -> bool {
    let classes = document.tokens.as_slice()[tokens.start as usize].classes;
    tokens.len() == 1
        && classes.contains(Classes::COMMON)
        && !classes.intersects(Classes::GIVEN | Classes::SURNAME)
}

fn of_kind(kind: EntityKind, weight: f32) -> Scores {
    let mut scores = Scores::default();
    match kind {
        EntityKind::Person => scores.person = weight,
        EntityKind::Place => scores.place = weight,
        _ => scores.organization = weight,
    }
    scores
}

/// “the Salt Workers’ League (SWL)”
fn note_acronym(document: &Document, name: Member, acronym: Member, unknowns: &mut Unknowns) {
    let tokens = document.tokens.as_slice();
    let at = acronym.tokens.start;
    let (Some(open), Some(close)) =
        (tokens.get(name.tokens.end as usize), tokens.get(acronym.tokens.end as usize))
    else {
        return;
    };
    let short = acronym.tokens.len() == 1
        && acronym.known.is_none()
        && tokens[at as usize].shape.contains(Shape::ALL_CAPS)
        && tokens[at as usize].span.len() > 1;
    if !short
        || name.tokens.end + 1 != at
        || open.word != word::OPEN_BRACKET
        || close.word != word::CLOSE_BRACKET
        || !abbreviates(document, acronym.tokens, name.tokens)
    {
        return;
    }
    unknowns.add(document, acronym.tokens, of_kind(EntityKind::Organization, 3.0));
    if name.known.is_none() && name.tokens.len() > 2 {
        unknowns.add(document, name.tokens, of_kind(EntityKind::Organization, 2.0));
    }
}

/// Whether the letters of an acronym are initials of the words of a name, in their order; letters
/// may stand for small words or for none, but the first is the first.
fn abbreviates(document: &Document, acronym: TokenSpan, name: TokenSpan) -> bool {
    let written = document.slice(acronym).to_lowercase();
    let mut letters = written.chars().filter(|c| c.is_alphabetic());
    let first = letters.next();
    let mut initials = document.tokens.as_slice()[name.range()]
        .iter()
        .filter(|t| t.kind == TokenKind::Word)
        .filter_map(|t| t.span.of(document.text()).chars().next())
        .flat_map(char::to_lowercase);
    if initials.next() != first {
        return false;
    }
    let rest: Vec<char> = initials.collect();
    let found = letters.clone().filter(|letter| rest.contains(letter)).count();
    found * 3 >= letters.count() * 2
}

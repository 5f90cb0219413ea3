//! Look-ups that are no names where they stand: parts of longer phrases, words of grammar.

use crate::extraction::EntityKind;
use crate::gazetteer::{AliasKind, EntityId, Gazetteer, Lookup};
use crate::text::{Classes, Document, Lexicon, Shape, word};

/// Drops every look-up that a longer phrase of another meaning covers (`not:`).
pub fn without_blocked(gazetteer: &Gazetteer, lookups: &[Lookup]) -> Vec<Lookup> {
    let is_not = |l: &Lookup, entity: Option<EntityId>| {
        gazetteer
            .aliases(l.name)
            .iter()
            .any(|a| a.via == AliasKind::Not && entity.is_none_or(|e| e == a.entity))
    };
    // What blocks is longer than what it covers.
    let several = lookups.iter().filter(|l| l.tokens.len() > 1);
    let blockers: Vec<&Lookup> = several.filter(|l| is_not(l, None)).collect();
    if blockers.is_empty() {
        return lookups.to_vec();
    }
    let blocked = |l: &Lookup| {
        blockers.iter().any(|b| {
            b.tokens.len() > l.tokens.len()
                && b.tokens.covers(l.tokens)
                && gazetteer
                    .aliases(l.name)
                    .iter()
                    .all(|a| a.via == AliasKind::Not || is_not(b, Some(a.entity)))
        })
    };
    lookups.iter().filter(|l| !blocked(l)).copied().collect()
}

/// Drops every look-up of a bare word in capitals as somebody's surname (“ALOR” where a gazetteer holds
/// Deng Alor): it is rather an acronym, but where the text raises its voice, after a title or
/// a given name, or as the name of a speaker before a colon.
pub fn without_shouted_surnames(
    document: &Document,
    gazetteer: &Gazetteer,
    lookups: &mut Vec<Lookup>,
) {
    let tokens = document.tokens.as_slice();
    let shouted = |at: u32| {
        tokens.get(at as usize).is_some_and(|t| {
            t.shape.contains(Shape::ALL_CAPS)
                && !t.shape.intersects(Shape::INITIAL | Shape::ABBREVIATION)
        })
    };
    lookups.retain(|l| {
        let at = l.tokens.start;
        if l.tokens.len() != 1 || !shouted(at) {
            return true;
        }
        let surname = |a: &crate::gazetteer::Alias| {
            a.kind == EntityKind::Person && matches!(a.via, AliasKind::Surname | AliasKind::Weak)
        };
        if !gazetteer.aliases(l.name).iter().all(surname) {
            return true;
        }
        let before = at.checked_sub(1);
        let named = before.is_some_and(|b| {
            let token = &tokens[b as usize];
            token.classes.intersects(Classes::TITLE | Classes::GIVEN | Classes::PERSON_NOUN)
                || token.shape.contains(Shape::INITIAL)
        });
        let speaks = tokens.get(l.tokens.end as usize).is_some_and(|t| t.word == word::COLON);
        named || speaks || before.is_some_and(shouted) || shouted(l.tokens.end)
    });
}

/// Drops every look-up of an office that is also what firms end in, but before a name: “AG Keller”,
/// not “Northwind AG said” and “Northwind AG Chairman Keller”.
pub fn without_legal_forms(
    document: &Document,
    lexicon: &Lexicon,
    gazetteer: &Gazetteer,
    lookups: &mut Vec<Lookup>,
) {
    let tokens = document.tokens.as_slice();
    lookups.retain(|l| {
        let last = &tokens[l.tokens.end as usize - 1];
        if lexicon.text(last.word) != "ag" {
            return true;
        }
        let role = |a: &crate::gazetteer::Alias| a.kind == EntityKind::Role;
        let ordinary = Classes::TITLE | Classes::PERSON_NOUN | Classes::COMMON;
        let named = tokens.get(l.tokens.end as usize).is_some_and(|t| {
            t.is_capitalised()
                && (!t.classes.intersects(ordinary) || t.classes.intersects(Classes::GIVEN))
        });
        // “A.G. Keller” has initials.
        let capitals =
            last.shape.contains(Shape::ALL_CAPS) && !last.shape.contains(Shape::ABBREVIATION);
        named && capitals || !gazetteer.aliases(l.name).iter().any(role)
    });
}

/// Words that sentences need, whatever name they may be as well: “He” is Mr He only after a title.
const GRAMMAR: Classes = Classes::DETERMINER
    .union(Classes::PRONOUN)
    .union(Classes::POSSESSIVE)
    .union(Classes::PREPOSITION)
    .union(Classes::COORDINATOR)
    .union(Classes::SUBORDINATOR)
    .union(Classes::AUXILIARY)
    .union(Classes::NEGATION)
    .union(Classes::WH)
    .union(Classes::MODAL)
    .union(Classes::MONTH)
    .union(Classes::WEEKDAY);

/// Drops every look-up of a single word of grammar (“He”, “May”, “Will”) that stands where the
/// word is used as such.
pub fn without_plain_words(document: &Document, gazetteer: &Gazetteer, lookups: &mut Vec<Lookup>) {
    let tokens = document.tokens.as_slice();
    let classes = |at: u32| tokens.get(at as usize).map_or(Classes::empty(), |t| t.classes);
    lookups.retain(|l| {
        let at = l.tokens.start;
        let shouted = tokens[at as usize].shape.contains(Shape::ALL_CAPS)
            && !tokens[at as usize].shape.contains(Shape::INITIAL);
        if l.tokens.len() != 1 || !classes(at).intersects(GRAMMAR) {
            return true;
        }
        // “US” is a country; “HE” in a text that raises its voice is nobody's surname.
        let surname = |a: &crate::gazetteer::Alias| a.via == AliasKind::Surname;
        if shouted && !gazetteer.aliases(l.name).iter().all(surname) {
            return true;
        }
        let role = |a: &crate::gazetteer::Alias| a.kind == EntityKind::Role;
        if gazetteer.aliases(l.name).iter().any(role) {
            return true;
        }
        let before = at.checked_sub(1).map_or(Classes::empty(), &classes);
        let titled = before.contains(Classes::TITLE);
        let doubtful = classes(at).intersects(Classes::MONTH | Classes::MODAL);
        if !doubtful || titled {
            return titled;
        }
        // “May told reporters” is a person, “in May”, “May 9”, “May the …” are not.
        let next = classes(at + 1);
        let acts = next.intersects(Classes::VERB_PAST | Classes::VERB_S | Classes::GENITIVE)
            && !next.intersects(Classes::DETERMINER | Classes::PREPOSITION);
        acts && !before.intersects(Classes::PREPOSITION | Classes::DETERMINER | Classes::NUMERAL)
    });
}

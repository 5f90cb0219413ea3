//! Names with an initial that no list has: “Anna B. Keller” is Anna Keller, unless somebody of that
//! name is listed with an initial, and so is told from others by it.

use super::entity::Gazetteer;
use super::matcher::Lookup;
use super::names::AliasKind;
use crate::base::TokenSpan;
use crate::extraction::EntityKind;
use crate::text::{Classes, Document, Shape, Token, WordId};

/// Adds the names of persons that are found when an initial after the first word is passed over.
pub(super) fn add(gazetteer: &Gazetteer, document: &Document, lookups: &mut Vec<Lookup>) {
    let tokens = document.tokens.as_slice();
    let found = lookups.len();
    for (at, token) in tokens.iter().enumerate() {
        if !token.shape.contains(Shape::INITIAL | Shape::ABBREVIATION) {
            continue;
        }
        let around = (at.checked_sub(1).and_then(|first| tokens.get(first)), tokens.get(at + 1));
        let (Some(first), Some(next)) = around else { continue };
        let block = |token: usize| document.block_of(token as u32);
        if !may_name(first) || !may_name(next) || block(at - 1) != block(at + 1) {
            continue;
        }
        // Surnames may have two words: “Anna B. de Veyra”.
        let mut words: Vec<WordId> = vec![first.word, next.word];
        for end in at + 2..=at + 3 {
            let span = TokenSpan::new(at as u32 - 1, end as u32);
            let from = lookups[..found].partition_point(|l| l.tokens.start < span.start);
            let is_listed = lookups[from..found]
                .iter()
                .take_while(|l| l.tokens.start == span.start)
                .any(|l| l.tokens == span);
            let names = gazetteer.names_of(&words).filter(|_| !is_listed);
            lookups.extend(
                names
                    .filter(|&name| {
                        let mut aliases = gazetteer.aliases(name).iter();
                        aliases.all(|alias| {
                            alias.kind == EntityKind::Person
                                && matches!(alias.via, AliasKind::Name | AliasKind::Alias)
                                && !has_initial(&gazetteer.entity(alias.entity).name)
                        })
                    })
                    .map(|name| Lookup { tokens: span, name }),
            );
            match tokens.get(end) {
                Some(token) if may_name(token) => words.push(token.word),
                _ => break,
            }
        }
    }
    if lookups.len() > found {
        lookups.sort_unstable_by_key(|l| (l.tokens.start, u32::MAX - l.tokens.end, l.name));
    }
}

fn has_initial(name: &str) -> bool {
    name.split(' ').any(|word| word.len() == 2 && word.ends_with('.'))
}

fn may_name(token: &Token) -> bool {
    token.classes.contains(Classes::IN_NAME) && token.shape.contains(Shape::CAPITAL)
}

//! An entry's name written otherwise: with an initial that the entry does not have, or with
//! another form of the given name.

use smallvec::SmallVec;

use crate::extraction::EntityKind;
use crate::gazetteer::{AliasKind, EntityId, Strength};
use crate::mention::{Mention, RoleUse};
use crate::resolve::link::{Choice, Linker};
use crate::resolve::role::When;
use crate::resolve::{Reason, role};
use crate::text::fold::fold;
use crate::text::{Shape, TokenKind, WordId, given_forms};

impl Linker<'_> {
    /// “Anna B. Keller” or “Annie Keller” where an entry holds Anna Keller and no other initial
    /// of hers, and the document speaks for her.
    pub(super) fn variant(&self, mention: &Mention) -> Option<Choice> {
        if mention.kind != EntityKind::Person || mention.tokens.len() < 2 {
            return None;
        }
        let tokens = self.document.tokens.as_slice();
        let inner = |at: u32| at > mention.tokens.start && at + 1 < mention.tokens.end;
        let is_initial =
            |at: &u32| tokens[*at as usize].shape.contains(Shape::INITIAL) && inner(*at);
        let all = mention.tokens.start..mention.tokens.end;
        let initial = all.clone().find(is_initial);
        let mut words: SmallVec<[WordId; 4]> = all
            .filter(|at| !is_initial(at) && tokens[*at as usize].kind == TokenKind::Word)
            .map(|at| tokens[at as usize].word)
            .collect();
        if words.len() < 2 || words[1..].iter().any(|word| !word.is_known()) {
            return None;
        }
        let same = initial.and_then(|_| self.bearer([words[0]], &mut words));
        let found = same.map(|bearer| (bearer, Reason::MiddleName)).or_else(|| {
            let given = fold(tokens[mention.tokens.start as usize].span.of(self.document.text()));
            let forms = given_forms::other_forms(&given).map(|form| self.lexicon.get_folded(form));
            Some((self.bearer(forms, &mut words)?, Reason::GivenForm))
        });
        let (bearer, reason) = found?;
        let letter = initial.map(|at| tokens[at as usize].span.of(self.document.text()));
        let contradicted = letter.is_some_and(|letter| self.has_other_initial(bearer, letter));
        (!contradicted && self.is_likely(mention, bearer, reason))
            .then(|| (bearer, SmallVec::from_iter([reason])))
    }

    /// The only person who bears one of the given names before the other `words`.
    fn bearer(
        &self,
        given: impl IntoIterator<Item = WordId>,
        words: &mut [WordId],
    ) -> Option<EntityId> {
        let mut found = None;
        for form in given.into_iter().filter(|form| form.is_known()) {
            words[0] = form;
            let names = self.gazetteer.names_of(words);
            let aliases = names.flat_map(|name| self.gazetteer.aliases(name)).filter(|alias| {
                alias.strength == Strength::Strong
                    && matches!(alias.via, AliasKind::Name | AliasKind::Alias)
            });
            for alias in aliases {
                if *found.get_or_insert(alias.entity) != alias.entity {
                    return None;
                }
            }
        }
        found.filter(|&bearer| self.kind_of(bearer) == EntityKind::Person)
    }

    /// Whether an entry has middle initials, and none of them is `letter`.
    fn has_other_initial(&self, entity: EntityId, letter: &str) -> bool {
        let entry = self.gazetteer.entity(entity);
        let letter = letter.trim_end_matches('.');
        entry.aliases.iter().chain([&entry.name]).any(|alias| {
            let mut inner = alias.split(' ').skip(1);
            inner.any(|w| w.len() == 2 && w.ends_with('.') && !w.starts_with(letter))
        })
    }

    /// Whether the day, an office or the document speak for an entry. People are known by one
    /// form of their given name, so that another one needs more than a country.
    fn is_likely(&self, mention: &Mention, entity: EntityId, reason: Reason) -> bool {
        let when = role::prominence(self.gazetteer, entity, self.on).when;
        let held = |role: &RoleUse| {
            role::holds(self.document, self.lexicon, self.gazetteer, entity, role, self.on)
        };
        if mention.roles.iter().any(held) {
            return true;
        }
        match reason {
            Reason::GivenForm => {
                let context = &self.gazetteer.entity(entity).context;
                when == When::Now || self.context(context) > 0 || self.is_named(entity)
            }
            _ => when != When::Never || self.is_spoken_of(entity),
        }
    }

    /// Whether the document names an entry in full.
    fn is_named(&self, entity: EntityId) -> bool {
        let mut names = self.mentions.names.iter().filter(|name| name.tokens.len() > 1);
        names.any(|name| name.candidates.iter().any(|c| c.entity == entity))
    }
}

//! The gazetteer's names of a document by where they begin, and what kind of thing goes by each.

use crate::base::TokenSpan;
use crate::extraction::EntityKind;
use crate::gazetteer::{AliasKind, EntityId, Gazetteer, Lookup, NameId, Strength};

/// Finds gazetteer names by where they begin.
pub struct Index<'a> {
    gazetteer: &'a Gazetteer,
    /// Sorted by start, longest first.
    lookups: &'a [Lookup],
    /// By token: the first look-up that begins with it or later; one more at the end. Asked at
    /// every capital and around it.
    first: Vec<u32>,
}

impl<'a> Index<'a> {
    /// An index over `lookups` in a document of so many tokens, as [`Gazetteer::lookups`] gives
    /// them.
    pub fn new(gazetteer: &'a Gazetteer, lookups: &'a [Lookup], tokens: usize) -> Self {
        let mut first = Vec::with_capacity(tokens + 1);
        for (at, lookup) in (0..).zip(lookups) {
            first.resize((lookup.tokens.start as usize + 1).max(first.len()), at);
        }
        first.resize(tokens + 1, lookups.len() as u32);
        Index { gazetteer, lookups, first }
    }

    /// The names that begin with token `start`, longest first.
    pub fn at(&self, start: u32) -> &'a [Lookup] {
        let start = start as usize;
        match (self.first.get(start), self.first.get(start + 1)) {
            (Some(&from), Some(&to)) => &self.lookups[from as usize..to as usize],
            _ => &[],
        }
    }

    /// Whether any name begins in `from..to`.
    pub fn any_begins(&self, from: u32, to: u32) -> bool {
        self.first.get(from as usize) < self.first.get(to as usize)
    }

    /// The names that cover exactly `tokens`.
    pub fn exactly(&self, tokens: TokenSpan) -> impl Iterator<Item = &'a Lookup> {
        self.at(tokens.start).iter().filter(move |l| l.tokens == tokens)
    }

    /// The longest title that begins with `start` and ends at or before `end`.
    pub fn title_at(&self, start: u32, end: u32) -> Option<Lookup> {
        self.at(start).iter().find(|l| l.tokens.end <= end && self.is_role(l.name)).copied()
    }

    /// Whether one word that names a role stands at `at`.
    pub(super) fn is_plain_role(&self, at: u32) -> bool {
        self.at(at).iter().any(|l| l.tokens.len() == 1 && self.is_role(l.name))
    }

    /// Whether a name is one of a role.
    pub fn is_role(&self, name: NameId) -> bool {
        self.gazetteer.aliases(name).iter().any(|a| a.kind == EntityKind::Role)
    }

    /// The place of which a name is a demonym, if it is that and nobody's strong name.
    pub fn demonym(&self, name: NameId) -> Option<EntityId> {
        let aliases = self.gazetteer.aliases(name);
        // “English” is a surname only beside a given name.
        // “North Korean” may be listed as what “Korean” is not.
        let weaker = |via| {
            matches!(via, AliasKind::Surname | AliasKind::Weak | AliasKind::Exact | AliasKind::Not)
        };
        let all = aliases.iter().all(|a| a.via == AliasKind::Demonym || weaker(a.via));
        aliases.iter().find(|a| all && a.via == AliasKind::Demonym).map(|a| a.entity)
    }

    /// Whether a name can stand for a person, a place or an organization.
    pub fn is_entity(&self, name: NameId) -> bool {
        self.gazetteer.aliases(name).iter().any(|a| {
            a.kind != EntityKind::Role && a.via != AliasKind::Demonym && a.via != AliasKind::Not
        })
    }

    pub(super) fn is_strong(&self, name: NameId) -> bool {
        self.gazetteer.aliases(name).iter().any(|a| {
            a.strength == Strength::Strong
                && a.kind != EntityKind::Role
                && a.via != AliasKind::Demonym
        })
    }

    /// Whether some place, whoever else, goes by a name that begins at `start`.
    pub fn may_be_place(&self, start: u32) -> bool {
        self.at(start).iter().any(|l| self.has_kind(l.name, EntityKind::Place))
    }

    /// Whether one word that says where people are from stands at `at`.
    pub(super) fn is_demonym(&self, at: u32) -> bool {
        self.at(at).iter().any(|l| l.tokens.len() == 1 && self.demonym(l.name).is_some())
    }

    /// Whether the name of a place, and of nobody, begins at `start`.
    pub fn place_at(&self, start: u32) -> bool {
        self.at(start).iter().any(|l| {
            self.is_strong(l.name)
                && self.has_kind(l.name, EntityKind::Place)
                && !self.has_kind(l.name, EntityKind::Person)
        })
    }

    pub(super) fn has_kind(&self, name: NameId, kind: EntityKind) -> bool {
        self.gazetteer.aliases(name).iter().any(|a| a.via != AliasKind::Demonym && a.kind == kind)
    }
}

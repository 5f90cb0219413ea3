//! Who and what a document names, and the roles that people hold.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Text, Writer};
use crate::extraction as record;
use crate::extraction::EntityKind;
use crate::gazetteer::{EntityId, Gazetteer, Gender};
use crate::mention::RoleUse;
use crate::resolve::{ReferentId, role};

impl<'a> Writer<'a> {
    /// Every referent with a name in the text, and every role, by first mention.
    pub(super) fn entities<S: Text<'a>>(&self) -> Vec<record::Entity<S>> {
        let reading = self.reading;
        let mut found: Vec<(u32, record::Entity<S>)> = Vec::new();
        // Where the first description of each stands.
        let mut described: FxHashMap<ReferentId, u32> = FxHashMap::default();
        for anaphor in &reading.anaphors {
            for &referent in &anaphor.referents {
                described.entry(referent).or_insert(anaphor.head);
            }
        }
        for (id, referent) in reading.chains.referents.iter_enumerated() {
            let named = referent
                .mentions
                .first()
                .and_then(|&m| reading.mentions.names.get(m))
                .map(|m| m.tokens.start);
            let Some(first) = named.or_else(|| described.get(&id).copied()) else { continue };
            let entry = referent.entity.map(|e| reading.gazetteer.entity(e));
            found.push((
                first,
                record::Entity {
                    id: S::from(referent.key.as_str()),
                    name: S::from(referent.name.as_str()),
                    kind: referent.kind,
                    aliases: entry.map(|e| texts(&e.aliases)).unwrap_or_default(),
                    wikidata: entry.and_then(|e| e.wikidata.as_deref()).map(S::from),
                    origin: if entry.is_some() {
                        record::Origin::Gazetteer
                    } else {
                        record::Origin::Discovered
                    },
                    gender: referent.gender.map(|g| match g {
                        Gender::Female => S::from("female"),
                        Gender::Male => S::from("male"),
                    }),
                    roles: self.held_roles(id),
                },
            ));
        }
        let mut roles: FxHashSet<EntityId> = FxHashSet::default();
        for role in &reading.mentions.roles {
            if let Some(id) = self.general_role(role)
                && roles.insert(id)
                && !found.iter().any(|(_, e)| e.id.as_ref() == reading.gazetteer.entity(id).key)
            {
                found.push((role.tokens.start, self.role_entity(id)));
            }
        }
        found.sort_by(|a, b| (a.0, a.1.id.as_ref()).cmp(&(b.0, b.1.id.as_ref())));
        found.into_iter().map(|(_, entity)| entity).collect()
    }

    /// The general role that a title in the text names: that without a place of its own.
    pub(super) fn general_role(&self, role: &RoleUse) -> Option<EntityId> {
        let gazetteer = self.reading.gazetteer;
        let mut roles = role::roles_of(gazetteer, role.name?);
        let details = |e: EntityId| gazetteer.entity(e).role();
        let first = role::roles_of(gazetteer, role.name?).next();
        roles
            .find(|&e| details(e).is_some_and(|r| r.of.is_none()))
            .or(first)
            .filter(|&e| !details(e).is_some_and(|r| r.honorific))
    }

    fn role_entity<S: Text<'a>>(&self, id: EntityId) -> record::Entity<S> {
        let entry = self.reading.gazetteer.entity(id);
        record::Entity {
            id: S::from(entry.key.as_str()),
            name: S::from(entry.name.as_str()),
            kind: EntityKind::Role,
            aliases: entry.role().map(|r| texts(&r.titles)).unwrap_or_default(),
            wikidata: entry.wikidata.as_deref().map(S::from),
            origin: record::Origin::Gazetteer,
            gender: None,
            roles: Vec::new(),
        }
    }

    /// What a person is on the document's date, by the gazetteer, and what the text says.
    fn held_roles<S: Text<'a>>(&self, referent: ReferentId) -> Vec<record::HeldRole<S>> {
        let reading = self.reading;
        let gazetteer: &Gazetteer = reading.gazetteer;
        let referent = &reading.chains.referents[referent];
        if referent.kind != EntityKind::Person {
            return Vec::new();
        }
        let mut held: Vec<record::HeldRole<S>> = Vec::new();
        let tenures = referent.entity.map(|e| gazetteer.entity(e).tenures()).unwrap_or_default();
        for tenure in tenures {
            if reading.published.is_some_and(|day| !tenure.covers(day)) {
                continue;
            }
            let of = tenure.of.map(|of| self.entry_key(of));
            let written = (!tenure.of_text.is_empty()).then(|| S::from(tenure.of_text.as_str()));
            held.push(record::HeldRole {
                role: S::from(tenure.title.as_str()),
                id: tenure.role.map(|r| self.entry_key(r)),
                of: of.or(written),
                from: tenure.from.map(|d| S::from(d.to_string())),
                to: tenure.to.map(|d| S::from(d.to_string())),
            });
        }
        for role in &referent.roles {
            let name = match self.general_role(role) {
                Some(id) => gazetteer.entity(id).name.as_str(),
                None if role.name.is_none() => reading.text(role.tokens),
                None => continue,
            };
            let known = held.iter().any(|h| h.role.as_ref().eq_ignore_ascii_case(name));
            if known || role.former {
                continue;
            }
            let id = self.general_role(role);
            let body = role.body.and_then(|name| reading.chains.of(name));
            let of = body.map(|body| self.key(body)).or_else(|| {
                let own = id.and_then(|id| gazetteer.entity(id).role()).and_then(|r| r.of);
                role.of.or(own).map(|of| self.entry_key(of))
            });
            held.push(record::HeldRole {
                role: S::from(name),
                id: id.map(|id| self.entry_key(id)),
                of,
                from: None,
                to: None,
            });
        }
        held
    }
}

fn texts<'a, S: Text<'a>>(texts: &'a [String]) -> Vec<S> {
    texts.iter().map(|text| S::from(text.as_str())).collect()
}

//! Entries that share a strong name: which one the document speaks for.

use smallvec::SmallVec;

use crate::extraction::EntityKind;
use crate::gazetteer::{AliasKind, EntityId};
use crate::mention::{Candidate, Mention};
use crate::resolve::Reason;
use crate::resolve::link::{Choice, Linker};
use crate::resolve::role::{self, When};
use crate::text::word;

impl Linker<'_> {
    /// Chooses between the entries that go by a strong name.
    pub(super) fn choose(&self, mention: &Mention) -> Option<Choice> {
        let strong = |c: &&Candidate| {
            !matches!(c.alias, AliasKind::Surname | AliasKind::Weak | AliasKind::Metonym)
        };
        let mut candidates: SmallVec<[EntityId; 4]> =
            mention.candidates.iter().filter(strong).map(|c| c.entity).collect();
        if mention.kind == EntityKind::Person && mention.extent != mention.tokens {
            candidates.retain(|e| self.gazetteer.entity(*e).kind == EntityKind::Person);
        }
        if let Some(place) = self.said_beside(mention) {
            return Some((place, SmallVec::from_iter([Reason::Context])));
        }
        self.decide(mention, &candidates)
    }

    /// Of places of one name, the one that the name before or after the comma tells: “Salis, Veyra”.
    fn said_beside(&self, mention: &Mention) -> Option<EntityId> {
        let places = |mention: &Mention| -> SmallVec<[EntityId; 4]> {
            let all = mention.candidates.iter().map(|c| c.entity);
            all.filter(|&e| self.gazetteer.entity(e).kind == EntityKind::Place).collect()
        };
        let own = places(mention);
        if mention.candidates.len() < 2 || own.is_empty() {
            return None;
        }
        let beside = |comma: Option<u32>, name: Option<u32>| {
            let comma = self.document.tokens.as_slice().get(comma? as usize)?;
            let id = (*self.mentions.covering.get(name? as usize)?)?;
            (comma.word == word::COMMA).then(|| places(&self.mentions.names[id]))
        };
        let (start, end) = (mention.tokens.start, mention.tokens.end);
        let before = beside(start.checked_sub(1), start.checked_sub(2)).unwrap_or_default();
        let after = beside(Some(end), Some(end + 1)).unwrap_or_default();
        let mut fitting = own.into_iter().filter(|&place| {
            before.iter().any(|&part| self.gazetteer.is_within(part, place))
                || after.iter().any(|&whole| self.gazetteer.is_within(place, whole))
        });
        fitting.next().filter(|_| fitting.next().is_none())
    }

    /// The one of `candidates` that the document speaks for.
    fn decide(&self, mention: &Mention, candidates: &[EntityId]) -> Option<Choice> {
        let reasons = |r: Reason| SmallVec::from_iter([r]);
        match candidates {
            [] => return None,
            [one] => return Some((*one, reasons(Reason::OnlyReading))),
            _ => {}
        }
        let layer = candidates.iter().map(|&e| self.gazetteer.entity(e).layer).max()?;
        let own: SmallVec<[EntityId; 4]> = candidates
            .iter()
            .copied()
            .filter(|&e| self.gazetteer.entity(e).layer == layer)
            .collect();
        if let [one] = own.as_slice() {
            return Some((*one, reasons(Reason::UserGazetteer)));
        }
        let scored: SmallVec<[(i32, EntityId); 4]> =
            own.iter().map(|&e| (self.support(mention, e), e)).collect();
        let best = scored.iter().map(|s| s.0).max()?;
        let winners: SmallVec<[EntityId; 4]> =
            scored.iter().filter(|s| s.0 == best).map(|s| s.1).collect();
        if let [one] = winners.as_slice()
            && best > 0
        {
            return Some((*one, reasons(Reason::Context)));
        }
        self.largest(&winners).map(|e| (e, reasons(Reason::Largest)))
    }

    /// How much of the document speaks for an entry.
    fn support(&self, mention: &Mention, entity: EntityId) -> i32 {
        let entry = self.gazetteer.entity(entity);
        let context = self.context(&entry.context).min(4) as i32;
        let mut support = context;
        if let Some(country) = self.gazetteer.country_of(entity)
            && country != entity
            && self.by_entity.contains_key(&country)
        {
            support += 1;
        }
        for role in &mention.roles {
            if role::holds(self.document, self.lexicon, self.gazetteer, entity, role, self.on) {
                support += 4;
            }
        }
        if role::prominence(self.gazetteer, entity, self.on).when == When::Now {
            support += 1;
        }
        support
    }

    /// Of places, the one that is far larger than the others; a country before any city.
    fn largest(&self, candidates: &[EntityId]) -> Option<EntityId> {
        let mut sized: SmallVec<[(u64, EntityId); 4]> = SmallVec::new();
        for &entity in candidates {
            let place = self.gazetteer.entity(entity).place()?;
            sized.push((place.population.unwrap_or(0), entity));
        }
        sized.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        match sized.as_slice() {
            [(big, entity), (next, _), ..] if *big > next.saturating_mul(8) && *next > 0 => {
                Some(*entity)
            }
            _ => None,
        }
    }
}

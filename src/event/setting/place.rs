//! Where: the place that the trigger's own clause tells.

use crate::base::TokenSpan;
use crate::event::Reading;
use crate::event::setting::adjunct::Where;
use crate::extraction::EntityKind;
use crate::gazetteer::{OrganizationType, PlaceType};
use crate::mention::MentionId;
use crate::resolve::ReferentId;
use crate::text::tag::Tag;
use crate::text::{TokenKind, word};

/// How much nearer a place before the trigger must stand than one behind it, in words.
const AHEAD: u32 = 6;

/// How far to trust that “here” is where the report was filed from.
const HERE: f32 = 0.9;

/// Where something in `clause` takes place whose trigger is `trigger`.
pub fn place(reading: &Reading<'_>, clause: TokenSpan, trigger: TokenSpan) -> Option<Where> {
    let finder = Finder { reading, clause, trigger };
    finder.nearest().or_else(|| finder.here())
}

struct Finder<'a> {
    reading: &'a Reading<'a>,
    clause: TokenSpan,
    trigger: TokenSpan,
}

impl Finder<'_> {
    fn text(&self, at: u32) -> &str {
        let token = self.reading.document.tokens.as_slice().get(at as usize);
        token.map_or("", |t| self.reading.lexicon.text(t.word))
    }

    fn tag(&self, at: u32) -> Tag {
        self.reading.tags.get(at as usize).copied().unwrap_or_default()
    }

    /// The place of the clause that stands nearest to the trigger, those behind it first.
    fn nearest(&self) -> Option<Where> {
        let mut found: Option<(u32, Where)> = None;
        let names = &self.reading.mentions.names;
        let first = names.partition_point(|m| m.tokens.end < self.clause.start);
        for (number, mention) in names.iter_enumerated().skip(first) {
            let name = mention.tokens;
            if name.end > self.clause.end {
                break;
            }
            if name.start < self.clause.start && name.end != self.trigger.start {
                continue;
            }
            let Some(referent) = self.reading.chains.of(number) else { continue };
            if !self.is_told_as_place(referent, name) || self.is_of_another_clause(name) {
                continue;
            }
            let distance = if name.start >= self.trigger.end {
                name.start - self.trigger.end
            } else {
                (self.trigger.start.saturating_sub(name.end)).saturating_add(AHEAD)
            };
            if found.is_none_or(|(known, _)| distance < known) {
                let place = Where { referent, tokens: name, confidence: 1.0 };
                found = Some((distance, self.with_city(number, place)));
            }
        }
        found.map(|(_, place)| place)
    }

    /// “at the **Hotel Bristol in Warsaw**”: the building with its city, and the city is what others
    /// tell of as well.
    fn with_city(&self, building: MentionId, place: Where) -> Where {
        let names = &self.reading.mentions.names;
        let around = || {
            let number = MentionId(building.0 + 1);
            let city = names.get(number)?.tokens;
            let referent = self.reading.chains.of(number)?;
            let follows = self.text(place.tokens.end) == "in" && city.start == place.tokens.end + 1;
            let inside = self.place_type(place.referent).is_none_or(|t| t == PlaceType::Building)
                && self.place_type(referent) == Some(PlaceType::City);
            (follows && inside && city.end <= self.clause.end).then_some((referent, city))
        };
        match around() {
            Some((referent, city)) => Where { referent, tokens: place.tokens.join(city), ..place },
            None => place,
        }
    }

    /// What kind of place a gazetteer says it is.
    fn place_type(&self, referent: ReferentId) -> Option<PlaceType> {
        let entity = self.reading.chains.referents[referent].entity?;
        self.reading.gazetteer.entity(entity).place()?.place_type
    }

    /// “met Marten **here** on Wednesday”: where the report was filed from.
    fn here(&self) -> Option<Where> {
        let adverb = |at: u32| self.text(at) == "here" && self.tag(at) == Tag::Adverb;
        let at = (self.clause.start..self.clause.end).find(|&at| adverb(at))?;
        let line = self.reading.document.dateline?;
        let names = self.reading.mentions.names.iter_enumerated();
        let mut filed = names.take_while(|(_, name)| name.tokens.end <= line.end);
        let referent = filed.find_map(|(number, _)| {
            let referent = self.reading.chains.of(number)?;
            let place = self.reading.chains.referents[referent].kind == EntityKind::Place;
            place.then_some(referent)
        })?;
        Some(Where { referent, tokens: TokenSpan::new(at, at + 1), confidence: HERE })
    }

    fn is_told_as_place(&self, referent: ReferentId, name: TokenSpan) -> bool {
        // “in Wyoming’s model”
        if self.tag(name.end) == Tag::Genitive {
            return false;
        }
        if self.is_venue(referent, name) {
            return true;
        }
        match self.reading.chains.referents[referent].kind {
            EntityKind::Place => {
                self.follows_preposition(name.start)
                    || self.is_destination(name)
                    || self.is_where_welcomed(name)
            }
            EntityKind::Organization => {
                let article = u32::from(self.text(name.start.saturating_sub(1)) == "the");
                let before = (name.start - article.min(name.start)).saturating_sub(1);
                self.is_house(referent) && before >= self.clause.start && self.text(before) == "at"
            }
            _ => false,
        }
    }

    /// “the **Helsinki** summit”, “a **White House** meeting”: a city or a house before the noun. A
    /// country would be what they spoke of.
    fn is_venue(&self, referent: ReferentId, name: TokenSpan) -> bool {
        let near = matches!(self.place_type(referent), Some(PlaceType::City | PlaceType::Building));
        name.end == self.trigger.start
            && matches!(self.tag(self.trigger.start), Tag::Noun)
            && (near || self.is_house(referent))
    }

    /// “the **White House**”: those who govern have a house.
    fn is_house(&self, referent: ReferentId) -> bool {
        let entity = self.reading.chains.referents[referent].entity;
        let body = entity.and_then(|e| self.reading.gazetteer.entity(e).organization());
        body.is_some_and(|body| body.org_type == Some(OrganizationType::Government))
    }

    /// Whether the name belongs to a relative clause or a remark of its own: “Keller, who was born in
    /// **Madrid**, met Marten”, “met Marten, as they say in **Hawaii**”.
    fn is_of_another_clause(&self, name: TokenSpan) -> bool {
        let comma = |at: u32| matches!(self.text(at), "," | "–" | "—" | "--" | "(" | ")");
        let opens = |at: u32| {
            comma(at)
                && matches!(
                    self.text(at + 1),
                    "who" | "whom" | "whose" | "which" | "where" | "when" | "as" | "while"
                )
        };
        if name.start >= self.trigger.end {
            let opened = (self.trigger.end..name.start).rev().find(|&at| comma(at) || opens(at));
            // “a summit with Marten, which will *take place* in Hanoi”: that is about the summit.
            let told_of = |from: u32| {
                self.text(from + 1) == "which"
                    && (from..name.start).any(|at| matches!(self.text(at), "place" | "held"))
            };
            return opened.is_some_and(|at| opens(at) && !told_of(at));
        }
        let opened = (self.clause.start..name.start).rev().find(|&at| comma(at));
        let closed = (name.end..self.trigger.start).find(|&at| comma(at));
        opened.is_some_and(opens) && closed.is_some()
    }

    /// Whether somebody goes to the place for the sake of the event: “flew to **Port Salis** on Monday
    /// to meet Marten”.
    fn is_destination(&self, name: TokenSpan) -> bool {
        let purpose = self.trigger.start > name.end && self.text(self.trigger.start - 1) == "to";
        purpose
            && name.start >= self.clause.start + 2
            && self.text(name.start - 1) == "to"
            && matches!(
                self.text(name.start - 2),
                "flew"
                    | "flown"
                    | "fly"
                    | "flying"
                    | "travelled"
                    | "traveled"
                    | "travel"
                    | "travelling"
                    | "traveling"
                    | "went"
                    | "came"
                    | "come"
                    | "drove"
                    | "returned"
            )
    }

    /// “welcomed Marten **to Port Salis**”
    fn is_where_welcomed(&self, name: TokenSpan) -> bool {
        name.start > self.trigger.end
            && self.text(name.start - 1) == "to"
            && matches!(
                self.text(self.trigger.start),
                "welcome" | "welcomes" | "welcomed" | "welcoming"
            )
    }

    /// Whether “in”, “at” or the like governs the name at `start`.
    fn follows_preposition(&self, start: u32) -> bool {
        let tokens = self.reading.document.tokens.as_slice();
        let mut at = start;
        for _ in 0..4 {
            if at <= self.clause.start {
                return false;
            }
            at -= 1;
            let token = &tokens[at as usize];
            if token.kind == TokenKind::Mark {
                return false;
            }
            if matches!(self.text(at), "in" | "at" | "near" | "outside" | "inside") {
                return true;
            }
            // “at **Israel’s** Ben Gurion Airport”
            let owner = self.tag(at + 1) == Tag::Genitive || token.word == word::GENITIVE_S;
            if self.reading.mentions.at(at).is_some() && !owner {
                return false;
            }
        }
        false
    }
}

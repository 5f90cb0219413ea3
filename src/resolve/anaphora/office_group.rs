//! “the leaders of Aldoria and Veyrland”, “the foreign ministers of Aldoria and Veyrland”: those
//! who hold the office, one for each place.

use smallvec::SmallVec;

use crate::base::TokenSpan;
use crate::extraction::EntityKind;
use crate::gazetteer::EntityId;
use crate::resolve::ReferentId;
use crate::resolve::anaphora::Walker;
use crate::resolve::anaphora::called::Wording;
use crate::text::phrase::NounPhrase;
use crate::text::tag::Tag;
use crate::text::{WordId, word};

/// The offices of those who lead a country.
pub(super) const LEADERS: [&[&str]; 9] = [
    &["president"],
    &["prime", "minister"],
    &["premier"],
    &["chancellor"],
    &["king"],
    &["queen"],
    &["emir"],
    &["sultan"],
    &["leader"],
];

/// How many places are looked at.
const MOST: usize = 8;

impl Walker<'_> {
    /// Who holds the office that a plural names, in each of the places behind “of”, with the words
    /// that say so; nobody unless the document speaks of one person for each.
    pub(super) fn holders_of_each(
        &self,
        phrase: &NounPhrase,
    ) -> Option<(TokenSpan, SmallVec<[ReferentId; 2]>)> {
        if self.word(phrase.tokens.end) != word::OF {
            return None;
        }
        let (end, places) = self.places_after(phrase.tokens.end + 1)?;
        let words: SmallVec<[WordId; 4]> = (phrase.tokens.start..phrase.head)
            .filter(|&at| !matches!(self.tag(at), Tag::Determiner | Tag::Number))
            .map(|at| self.word(at))
            .chain([self.singular(phrase.head)])
            .collect();
        let leads = matches!(self.text(phrase.head), "leaders" | "heads");
        let mut holders = SmallVec::new();
        for place in places {
            let mut found: SmallVec<[ReferentId; 4]> = SmallVec::new();
            if leads {
                for office in LEADERS {
                    let office: SmallVec<[WordId; 4]> =
                        office.iter().map(|word| self.lexicon.get_folded(word)).collect();
                    found.extend(self.holders_in(&office, place));
                }
                found.sort_unstable();
                found.dedup();
            } else {
                found = self.holders_in(&words, place);
            }
            let &[one] = found.as_slice() else { return None };
            holders.push(one);
        }
        Some((TokenSpan::new(phrase.tokens.start, end), holders))
    }

    fn holders_in(&self, words: &[WordId], place: EntityId) -> SmallVec<[ReferentId; 4]> {
        let wording = Wording { words, of: Some(place), former: false };
        self.called.persons(&wording, true, |before| {
            matches!(self.lexicon.text(before), "vice" | "deputy" | "prime" | "former")
        })
    }

    /// The places of a list that begins at `from`, if they are two or more, and where it ends.
    fn places_after(&self, from: u32) -> Option<(u32, SmallVec<[EntityId; MOST]>)> {
        let mut places = SmallVec::new();
        let mut at = from;
        let mut closed = false;
        while places.len() < MOST {
            let article = u32::from(self.word(at) == word::THE);
            let mention = self.mentions.at(at + article)?;
            let referent = &self.chains.referents[self.chains.of(mention)?];
            if referent.kind != EntityKind::Place {
                return None;
            }
            places.push(referent.entity?);
            at = self.mentions.names[mention].tokens.end;
            if closed {
                break;
            }
            closed = self.word(at) == word::AND;
            let comma = self.word(at) == word::COMMA;
            if !closed && !comma {
                return None;
            }
            at += 1;
        }
        (closed && places.len() >= 2).then_some((at, places))
    }

    /// The singular of the plural at `at`.
    pub(super) fn singular(&self, at: u32) -> WordId {
        let plural = self.text(at);
        match plural.strip_suffix("ies") {
            Some(stem) => self.lexicon.get_folded(&format!("{stem}y")),
            None => self.lexicon.get_folded(plural.strip_suffix('s').unwrap_or(plural)),
        }
    }
}

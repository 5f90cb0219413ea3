//! What is known already: the countries of the built-in gazetteers, by which imported records refer
//! to them, and the common words of the language.

use std::collections::BTreeMap;

use crate::gazetteer::compile::ORDINARY;
use crate::gazetteer::{Gazetteer, PlaceType};
use crate::text::Lexicon;

/// Countries and common words.
pub struct World<'a> {
    /// By two-letter code: id and name.
    countries: BTreeMap<&'a str, (&'a str, &'a str)>,
    /// By Wikidata item: two-letter code.
    items: BTreeMap<&'a str, &'a str>,
    lexicon: &'a Lexicon,
}

/// Three-letter and two-letter codes, as ISO 3166-1 gives them.
const CODES: &str = include_str!("iso3166.txt");

impl<'a> World<'a> {
    /// The countries of `known`.
    pub fn new(known: &'a Gazetteer, lexicon: &'a Lexicon) -> Self {
        let mut world = World { countries: BTreeMap::new(), items: BTreeMap::new(), lexicon };
        for entity in known.entities.iter() {
            let Some(place) = entity.place() else { continue };
            let is_country =
                matches!(place.place_type, Some(PlaceType::Country | PlaceType::Territory));
            if let Some(iso) = place.iso.as_deref().filter(|_| is_country) {
                world.countries.insert(iso, (&entity.key, &entity.name));
                if let Some(item) = &entity.wikidata {
                    world.items.insert(item, iso);
                }
            }
        }
        world
    }

    /// The id of the country with that two-letter code.
    pub fn country_id(&self, code: &str) -> Option<&'a str> {
        self.countries.get(code).map(|(id, _)| *id)
    }

    /// The name of the country with that two-letter code.
    pub fn country_name(&self, code: &str) -> Option<&'a str> {
        self.countries.get(code).map(|(_, name)| *name)
    }

    /// The two-letter code of a Wikidata item.
    pub fn code_of_item(&self, item: &str) -> Option<&'a str> {
        self.items.get(item).copied()
    }

    /// Whether `name` is a single word that any text holds.
    pub fn is_common(&self, name: &str) -> bool {
        !name.contains([' ', '-'])
            && self.lexicon.classes(self.lexicon.get(name, &mut String::new())).intersects(ORDINARY)
    }
}

/// The two-letter code for a three-letter one.
pub fn two_letters(code: &str) -> Option<&'static str> {
    CODES.lines().find_map(|line| line.strip_prefix(code)?.strip_prefix(' '))
}

//! Entities in memory and the questions one can ask about them: who held an office on a day,
//! which country a place lies in, which offices belong to an organization.

use jiff::civil;

use crate::base::table::hash_bytes;
use crate::base::{Date, Id, IndexVec, Stored, Table};
use crate::extraction::EntityKind;
use crate::gazetteer::matcher::{Lookup, Matcher, NameId};
use crate::gazetteer::names::Alias;
use crate::gazetteer::schema::{Attachment, Gender, OrganizationType, PlaceType, Rank};
use crate::text::{Document, WordId};
use crate::{id, stored_enum, stored_struct};

id!(
    /// Names an entity of a gazetteer.
    EntityId
);

/// Somebody or something that the gazetteers know.
#[derive(Clone, Debug)]
pub struct Entity {
    /// The id that its entry gives it: `angela-merkel`.
    pub key: String,
    /// The canonical name.
    pub name: String,
    /// Person, role, place or organization.
    pub kind: EntityKind,
    /// The Wikidata item.
    pub wikidata: Option<String>,
    /// Other names that are enough on their own, as written in the entry.
    pub aliases: Vec<String>,
    /// Of a person; of a role whose very word tells it.
    pub gender: Option<Gender>,
    /// Single words that speak for it where a name is shared or weak.
    pub context: Vec<WordId>,
    /// Phrases of several words that do.
    pub context_phrases: Vec<Vec<WordId>>,
    /// Declared namesakes.
    pub ambiguous_with: Vec<EntityId>,
    /// Which layer of gazetteers it comes from: 0 is the first loaded, later ones outrank it.
    pub layer: u8,
    /// What only entities of its kind have.
    pub details: Details,
}

/// What only entities of one kind have.
#[derive(Clone, Debug)]
pub enum Details {
    /// Of a human being.
    Person(Person),
    /// Of an office, title or occupation.
    Role(Role),
    /// Of a place.
    Place(Place),
    /// Of an organization.
    Organization(Organization),
}

/// What is known of a human being.
#[derive(Clone, Debug, Default)]
pub struct Person {
    /// What the person is or was, as the entry lists it.
    pub tenures: Vec<Tenure>,
    /// The country.
    pub nationality: Option<EntityId>,
}

/// A role that a person holds or held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tenure {
    /// The role, if it has an entry: an office (`of` is set in it) or a general title.
    pub role: Option<EntityId>,
    /// The title as written, or the role's name.
    pub title: String,
    /// The place or organization, if it has an entry.
    pub of: Option<EntityId>,
    /// The place or organization as written; empty if the entry names none.
    pub of_text: String,
    /// When it began, if known.
    pub from: Option<Date>,
    /// When it ended; none while it lasts.
    pub to: Option<Date>,
}

impl Tenure {
    /// Whether it may cover `day`: a date known to the year counts for the whole year.
    pub fn covers(&self, day: civil::Date) -> bool {
        self.from.is_none_or(|from| from.first_day() <= day)
            && self.to.is_none_or(|to| day <= to.last_day())
    }
}

/// What is known of an office, title or occupation.
#[derive(Clone, Debug, Default)]
pub struct Role {
    /// The place or organization an office belongs to; none for a general role.
    pub of: Option<EntityId>,
    /// How many may hold it at one time, if that is known.
    pub seats: Option<u32>,
    /// What stands before or after a holder's name, as written.
    pub titles: Vec<String>,
    /// The words of each title.
    pub title_words: Vec<Vec<WordId>>,
    /// How high or of what sort it is.
    pub rank: Option<Rank>,
    /// Whether it is a form of address that carries no role.
    pub honorific: bool,
    /// What a general role can belong to.
    pub attaches_to: Vec<Attachment>,
}

/// What is known of a place.
#[derive(Clone, Debug, Default)]
pub struct Place {
    /// Its sort.
    pub place_type: Option<PlaceType>,
    /// The place around it.
    pub within: Option<EntityId>,
    /// How many people live there.
    pub population: Option<u64>,
    /// Adjectives and names of its people, as written.
    pub demonyms: Vec<String>,
    /// Its capital.
    pub capital: Option<EntityId>,
    /// Two-letter code of a country.
    pub iso: Option<String>,
}

/// What is known of an organization.
#[derive(Clone, Debug, Default)]
pub struct Organization {
    /// Its sort.
    pub org_type: Option<OrganizationType>,
    /// The organization around it.
    pub part_of: Option<EntityId>,
    /// The place around it.
    pub within: Option<EntityId>,
    /// Places that the press uses for it, as written.
    pub metonyms: Vec<String>,
}

impl Entity {
    /// What is known of it as a person.
    pub fn person(&self) -> Option<&Person> {
        if let Details::Person(person) = &self.details { Some(person) } else { None }
    }

    /// What is known of it as a role.
    pub fn role(&self) -> Option<&Role> {
        if let Details::Role(role) = &self.details { Some(role) } else { None }
    }

    /// What is known of it as a place.
    pub fn place(&self) -> Option<&Place> {
        if let Details::Place(place) = &self.details { Some(place) } else { None }
    }

    /// What is known of it as an organization.
    pub fn organization(&self) -> Option<&Organization> {
        if let Details::Organization(organization) = &self.details {
            Some(organization)
        } else {
            None
        }
    }

    /// The roles of a person; none for anything else.
    pub fn tenures(&self) -> &[Tenure] {
        self.person().map_or(&[], |person| &person.tenures)
    }
}

/// All entities with their names. Made by [`load()`](crate::gazetteer::load()).
#[derive(Clone, Debug, Default)]
pub struct Gazetteer {
    /// The entities, in the order of their layers, files and entries.
    pub entities: IndexVec<EntityId, Entity>,
    /// The entities by their keys.
    pub(super) keys: Table,
    /// Keys that entries had before later layers replaced them, sorted.
    pub(super) renamed: Vec<(String, EntityId)>,
    pub(super) matcher: Matcher,
    /// (role, holder, position in the holder's tenures), sorted.
    pub(super) holders: Vec<(EntityId, EntityId, u32)>,
    /// (place or organization, office), sorted.
    pub(super) offices: Vec<(EntityId, EntityId)>,
    /// (word, role with the word in a title), sorted.
    pub(super) titled: Vec<(WordId, EntityId)>,
}

impl Gazetteer {
    /// The entity that `id` names.
    pub fn entity(&self, id: EntityId) -> &Entity {
        &self.entities[id]
    }

    /// The entity whose entry has the id `key`, or had it before a later layer replaced it.
    pub fn by_key(&self, key: &str) -> Option<EntityId> {
        let is_it = |at| self.entities[EntityId(at)].key == key;
        let renamed = || {
            let at = self.renamed.binary_search_by(|(old, _)| old.as_str().cmp(key)).ok()?;
            Some(self.renamed[at].1)
        };
        self.keys.find(hash_bytes(key.as_bytes()), is_it).map(EntityId).or_else(renamed)
    }

    /// Finds every name in `document`, whatever it means: replaces `out` with them, by their first
    /// token, longest first.
    pub fn lookups(&self, document: &Document, out: &mut Vec<Lookup>) {
        self.matcher.lookups(document, out);
    }

    /// Who can be meant by a name.
    pub fn aliases(&self, name: NameId) -> &[Alias] {
        self.matcher.aliases(name)
    }

    /// The name with these words, written as `written` in any case, if there is one: what
    /// [`Gazetteer::lookups`] would find for exactly these words.
    pub fn names_of(&self, words: &[WordId]) -> impl Iterator<Item = NameId> + '_ {
        self.matcher.names_of(words)
    }

    /// Everybody who ever held `role`, with the tenure.
    pub fn tenures_of(&self, role: EntityId) -> impl Iterator<Item = (EntityId, &Tenure)> {
        equal_range(&self.holders, |h| h.0.cmp(&role)).iter().filter_map(|&(_, person, at)| {
            self.entities[person].tenures().get(at as usize).map(|tenure| (person, tenure))
        })
    }

    /// Who held `role` on that day, by their order in the gazetteer, each once.
    pub fn holders(&self, role: EntityId, on: civil::Date) -> impl Iterator<Item = EntityId> {
        let mut last = None;
        self.tenures_of(role).filter_map(move |(person, tenure)| {
            let is_new = tenure.covers(on) && last != Some(person);
            is_new.then(|| {
                last = Some(person);
                person
            })
        })
    }

    /// What `person` was on that day.
    pub fn tenures_on(&self, person: EntityId, on: civil::Date) -> impl Iterator<Item = &Tenure> {
        self.entities[person].tenures().iter().filter(move |tenure| tenure.covers(on))
    }

    /// The offices of a place or organization.
    pub fn offices_of(&self, of: EntityId) -> impl Iterator<Item = EntityId> {
        equal_range(&self.offices, |o| o.0.cmp(&of)).iter().map(|&(_, office)| office)
    }

    /// The roles one of whose titles contains `words` side by side: `secretary` is part of
    /// “Secretary of State”.
    pub fn roles_titled(&self, words: &[WordId]) -> impl Iterator<Item = EntityId> {
        let first = words.first().copied().unwrap_or(WordId::UNKNOWN);
        let roles = equal_range(&self.titled, |t| t.0.cmp(&first)).iter().map(|&(_, role)| role);
        roles.filter(move |&role| {
            self.entities[role].role().is_some_and(|role| {
                role.title_words.iter().any(|title| title.windows(words.len()).any(|w| w == words))
            })
        })
    }

    /// The country that a place or organization lies in, or the country itself; of a territory
    /// without a country the territory.
    pub fn country_of(&self, id: EntityId) -> Option<EntityId> {
        let mut at = Some(id);
        let mut territory = None;
        // A circle of places around each other is a mistake that `check` reports; the walk ends.
        for _ in 0..8 {
            let here = at?;
            at = match &self.entities[here].details {
                Details::Place(place) => {
                    match place.place_type {
                        Some(PlaceType::Country) => return Some(here),
                        Some(PlaceType::Territory) => territory = territory.or(Some(here)),
                        Some(PlaceType::Continent) => return territory,
                        _ => {}
                    }
                    place.within
                }
                Details::Organization(body) => body.within.or(body.part_of),
                Details::Role(role) => role.of,
                Details::Person(person) => person.nationality,
            };
            if at.is_none() {
                return territory;
            }
        }
        territory
    }

    /// Whether `inner` is `outer` or lies in it, however deep.
    pub fn is_within(&self, inner: EntityId, outer: EntityId) -> bool {
        let mut at = Some(inner);
        for _ in 0..8 {
            let Some(here) = at else { return false };
            if here == outer {
                return true;
            }
            at = match &self.entities[here].details {
                Details::Place(place) => place.within,
                Details::Organization(body) => body.part_of.or(body.within),
                Details::Role(_) | Details::Person(_) => None,
            };
        }
        false
    }

    /// How many entities it holds.
    pub fn len(&self) -> usize {
        self.entities.len()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.entities.is_empty()
    }

    /// Brings the indices up to date with the entities from number `first` on and those that were
    /// replaced.
    pub(super) fn index(&mut self, first: usize, mut replaced: Vec<EntityId>) {
        self.keys.reserve(self.entities.len() - first + replaced.len());
        replaced.sort_unstable();
        for &id in &replaced {
            let key = &self.entities[id].key;
            if self.by_key(key) != Some(id) {
                self.keys.insert(hash_bytes(key.as_bytes()), id.0);
            }
        }
        // What is known of one that was replaced may stand anywhere in the other indices.
        let from = if replaced.is_empty() { first } else { 0 };
        if from == 0 {
            self.holders.clear();
            self.offices.clear();
            self.titled.clear();
        }
        for (id, entity) in self.entities.iter_enumerated().skip(from) {
            if id.index() >= first {
                self.keys.insert(hash_bytes(entity.key.as_bytes()), id.0);
            }
            match &entity.details {
                Details::Person(person) => {
                    for (at, tenure) in person.tenures.iter().enumerate() {
                        if let Some(role) = tenure.role {
                            self.holders.push((role, id, at as u32));
                        }
                    }
                }
                Details::Role(role) => {
                    self.offices.extend(role.of.map(|of| (of, id)));
                    let words = role.title_words.iter().flatten();
                    self.titled.extend(words.map(|&word| (word, id)));
                }
                Details::Place(_) | Details::Organization(_) => {}
            }
        }
        self.holders.sort_unstable();
        self.offices.sort_unstable();
        self.titled.sort_unstable();
        self.titled.dedup();
    }
}

stored_struct!(Gazetteer { entities, keys, renamed, matcher, holders, offices, titled });
stored_struct!(Entity {
    key,
    name,
    kind,
    wikidata,
    aliases,
    gender,
    context,
    context_phrases,
    ambiguous_with,
    layer,
    details,
});
stored_struct!(Person { tenures, nationality });
stored_struct!(Tenure { role, title, of, of_text, from, to });
stored_struct!(Role { of, seats, titles, title_words, rank, honorific, attaches_to });
stored_struct!(Place { place_type, within, population, demonyms, capital, iso });
stored_struct!(Organization { org_type, part_of, within, metonyms });
stored_enum!(EntityKind { Person, Role, Place, Organization });

impl Stored for Details {
    fn write(&self, out: &mut Vec<u8>) {
        match self {
            Details::Person(person) => {
                EntityKind::Person.write(out);
                person.write(out);
            }
            Details::Role(role) => {
                EntityKind::Role.write(out);
                role.write(out);
            }
            Details::Place(place) => {
                EntityKind::Place.write(out);
                place.write(out);
            }
            Details::Organization(organization) => {
                EntityKind::Organization.write(out);
                organization.write(out);
            }
        }
    }
    fn read(bytes: &mut &[u8]) -> Self {
        match EntityKind::read(bytes) {
            EntityKind::Person => Details::Person(Person::read(bytes)),
            EntityKind::Role => Details::Role(Role::read(bytes)),
            EntityKind::Place => Details::Place(Place::read(bytes)),
            EntityKind::Organization => Details::Organization(Organization::read(bytes)),
        }
    }
}

/// The part of `sorted` whose elements compare as equal.
fn equal_range<T>(sorted: &[T], compare: impl Fn(&T) -> std::cmp::Ordering) -> &[T] {
    let start = sorted.partition_point(|t| compare(t).is_lt());
    let end = sorted.partition_point(|t| compare(t).is_le());
    &sorted[start..end.max(start)]
}

/// An id that names nothing yet: entities are numbered before they are made.
pub(super) fn numbered(at: usize) -> EntityId {
    EntityId::new(at)
}

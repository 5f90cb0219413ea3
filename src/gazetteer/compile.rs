//! From entries to a gazetteer: numbers the entities, resolves what they refer to, interns their
//! names. References to nothing and values that cannot be read are reported, never dropped quietly.

mod keys;

use std::fmt::Display;
use std::mem;

use rustc_hash::FxHashMap;
use serde::de::value::{Error as ValueError, StrDeserializer};
use serde::de::{DeserializeOwned, IntoDeserializer};

use crate::base::{Date, Diagnostic, Diagnostics, Id, yaml};
use crate::extraction::EntityKind;
use crate::gazetteer::compile::keys::with_article;
use crate::gazetteer::entity::{
    Details, Entity, EntityId, Gazetteer, Organization, Person, Place, Role, Tenure, numbered,
};
use crate::gazetteer::layer::{Layered, Layers, NameList, span_of};
use crate::gazetteer::matcher::Builder;
use crate::gazetteer::names::{Alias, AliasKind, Words, forms};
use crate::gazetteer::schema::{self, Kind, PlaceType, Text};
use crate::text::{Classes, Lexicon, WordId};

/// The gazetteer of those entries; interns their words and the names of the lists.
pub fn compile(layers: &Layers, lexicon: &mut Lexicon, diagnostics: &mut Diagnostics) -> Gazetteer {
    compile_onto(Gazetteer::default(), layers, lexicon, diagnostics)
}

/// `base` with those entries added, or put in the place of one of `base` that they say they take.
/// The words of `base` must be in `lexicon`.
pub fn compile_onto(
    mut base: Gazetteer,
    layers: &Layers,
    lexicon: &mut Lexicon,
    diagnostics: &mut Diagnostics,
) -> Gazetteer {
    for list in &layers.lists {
        intern_names(list, lexicon);
    }
    let first = base.entities.len();
    let ids = numbers(layers, first);
    let mut keys: FxHashMap<&str, EntityId> = FxHashMap::default();
    let mut by_id: FxHashMap<EntityId, usize> = FxHashMap::default();
    keys.reserve(layers.entries.len());
    for (at, (layered, &id)) in layers.entries.iter().zip(&ids).enumerate() {
        keys.insert(&layered.entry.id.value, id);
        if id.index() < first {
            by_id.insert(id, at);
        }
    }
    for (old, at) in &layers.renamed {
        keys.entry(old).or_insert_with(|| ids[*at]);
    }
    let mut words = Words::default();
    let is_replaced = |id| by_id.contains_key(&id);
    let mut builder = Builder::onto(mem::take(&mut base.matcher), is_replaced);
    for (layered, &entity) in layers.entries.iter().zip(&ids) {
        for form in forms(&layered.entry, layered.kind) {
            let (via, strength, until) = (form.via, form.strength, form.until);
            let kind = kind_of(layered.kind);
            let alias = Alias { entity, kind, via, strength, until };
            builder.add(words.of(&form.text, lexicon), form.case, alias);
        }
    }
    base.matcher = builder.build();
    let entries = &layers.entries;
    let new: Vec<usize> = (0..ids.len()).filter(|&at| ids[at].index() >= first).collect();
    let mut compiler = Compiler {
        base: &base,
        entries,
        new: &new,
        by_id: &by_id,
        keys: &keys,
        lexicon,
        words,
        diagnostics,
    };
    let made: Vec<Entity> = entries.iter().map(|layered| compiler.entity(layered)).collect();
    for (entity, &id) in made.into_iter().zip(&ids) {
        match base.entities.get_mut(id) {
            Some(place) => *place = entity,
            None => {
                base.entities.push(entity);
            }
        }
    }
    let renamed = layers.renamed.iter().map(|(old, at)| (old.clone(), ids[*at]));
    base.renamed.extend(renamed);
    base.renamed.sort();
    base.index(first, by_id.into_keys().collect());
    base
}

/// What the entries of a file of that kind are; lists of names have none.
fn kind_of(kind: Kind) -> EntityKind {
    match kind {
        Kind::Person => EntityKind::Person,
        Kind::Organization => EntityKind::Organization,
        Kind::Place => EntityKind::Place,
        Kind::Role | Kind::GivenName | Kind::Surname => EntityKind::Role,
    }
}

/// The number of each entry: that of the entity whose place it takes, or the next after `first`.
fn numbers(layers: &Layers, first: usize) -> Vec<EntityId> {
    let mut next = first;
    let number = |layered: &Layered| {
        layered.place.unwrap_or_else(|| {
            next += 1;
            numbered(next - 1)
        })
    };
    layers.entries.iter().map(number).collect()
}

/// Gives the listed names their classes. A name that is a common word as well is a weak sign.
fn intern_names(list: &NameList, lexicon: &mut Lexicon) {
    let mut add = |names: &str, classes: Classes, weak: Classes| {
        for name in names.split_whitespace() {
            let id = lexicon.add(name, classes);
            if lexicon.classes(id).intersects(ORDINARY) {
                lexicon.add(name, weak);
            }
        }
    };
    add(&list.female, Classes::GIVEN_FEMALE, Classes::GIVEN_WEAK);
    add(&list.male, Classes::GIVEN_MALE, Classes::GIVEN_WEAK);
    add(&list.either, Classes::GIVEN, Classes::GIVEN_WEAK);
    add(&list.surnames, Classes::SURNAME, Classes::SURNAME_WEAK);
}

/// Classes of words that are found in any text, capital or not.
pub const ORDINARY: Classes = Classes::ANY_NOUN
    .union(Classes::ANY_VERB)
    .union(Classes::ADJECTIVE)
    .union(Classes::ADVERB)
    .union(Classes::COMMON)
    .union(Classes::WEEKDAY)
    .union(Classes::MONTH)
    .union(Classes::PREPOSITION)
    .union(Classes::PRONOUN)
    .union(Classes::MODAL)
    .union(Classes::AUXILIARY)
    .union(Classes::DETERMINER)
    .union(Classes::NUMERAL);

struct Compiler<'a> {
    /// What there is already, with the names of all entries.
    base: &'a Gazetteer,
    /// What is to be made.
    entries: &'a [Layered],
    /// Which of them are numbered after the entities of `base`, in order.
    new: &'a [usize],
    /// Which of them take the place of one of `base`.
    by_id: &'a FxHashMap<EntityId, usize>,
    keys: &'a FxHashMap<&'a str, EntityId>,
    lexicon: &'a mut Lexicon,
    words: Words,
    diagnostics: &'a mut Diagnostics,
}

/// What must be known of an entity to refer to it.
struct Known<'a> {
    kind: Kind,
    key: &'a str,
    name: &'a str,
    of: Option<EntityId>,
    is_country: bool,
}

impl<'a> Compiler<'a> {
    /// The entity with that key.
    fn by_key(&self, key: &str) -> Option<EntityId> {
        self.keys.get(key).copied().or_else(|| self.base.by_key(key))
    }

    fn known(&self, id: EntityId) -> Known<'a> {
        let base = self.base;
        let entry = match id.index().checked_sub(base.entities.len()) {
            Some(at) => Some(self.new[at]),
            None => self.by_id.get(&id).copied(),
        };
        match entry {
            None => self.known_already(&base.entities[id]),
            Some(at) => {
                let layered = &self.entries[at];
                let entry = &layered.entry;
                Known {
                    kind: layered.kind,
                    key: &entry.id.value,
                    name: &entry.name.value,
                    of: entry.of.as_ref().and_then(|of| self.by_key(&of.value)),
                    is_country: entry.r#type.as_ref().is_some_and(|t| t.value == "country"),
                }
            }
        }
    }

    fn known_already(&self, entity: &'a Entity) -> Known<'a> {
        Known {
            kind: match entity.kind {
                EntityKind::Person => Kind::Person,
                EntityKind::Organization => Kind::Organization,
                EntityKind::Place => Kind::Place,
                EntityKind::Role => Kind::Role,
            },
            key: &entity.key,
            name: &entity.name,
            of: entity.role().and_then(|role| role.of),
            is_country: entity
                .place()
                .is_some_and(|place| place.place_type == Some(PlaceType::Country)),
        }
    }

    fn entity(&mut self, layered: &Layered) -> Entity {
        let entry = &layered.entry;
        keys::misplaced(layered, self.diagnostics);
        let kind = kind_of(layered.kind);
        let details = match kind {
            EntityKind::Person => Details::Person(self.person(layered)),
            EntityKind::Organization => Details::Organization(self.organization(layered)),
            EntityKind::Place => Details::Place(self.place(layered)),
            EntityKind::Role => Details::Role(self.role(layered)),
        };
        let mut context = Vec::new();
        let mut context_phrases = Vec::new();
        for phrase in &entry.context {
            let words = self.words_of(&phrase.value);
            match words[..] {
                [word] => context.push(word),
                _ => context_phrases.push(words),
            }
        }
        let ambiguous = entry.ambiguous_with.iter();
        let ambiguous_with =
            ambiguous.filter_map(|id| self.reference(layered, Some(id), &ANYTHING)).collect();
        for former in &entry.former_names {
            self.date(layered, former.until.as_ref());
        }
        Entity {
            key: entry.id.value.clone(),
            name: entry.name.value.clone(),
            kind,
            wikidata: entry.wikidata.as_ref().map(|q| q.value.clone()),
            aliases: entry.aliases.iter().map(|alias| alias.value.clone()).collect(),
            gender: entry.gender.as_ref().map(|gender| gender.value),
            context,
            context_phrases,
            ambiguous_with,
            layer: layered.layer,
            details,
        }
    }

    fn person(&mut self, layered: &Layered) -> Person {
        let entry = &layered.entry;
        let nationality = self.reference(layered, entry.nationality.as_ref(), &[Kind::Place]);
        let tenures = entry.roles.iter().map(|tenure| self.tenure(layered, tenure)).collect();
        Person { tenures, nationality }
    }

    fn organization(&mut self, layered: &Layered) -> Organization {
        let entry = &layered.entry;
        Organization {
            org_type: self.value(layered, entry.r#type.as_ref()),
            part_of: self.reference(layered, entry.part_of.as_ref(), &[Kind::Organization]),
            within: self.reference(layered, entry.within.as_ref(), &[Kind::Place]),
            metonyms: texts(&entry.metonyms),
        }
    }

    fn place(&mut self, layered: &Layered) -> Place {
        let entry = &layered.entry;
        Place {
            place_type: self.value(layered, entry.r#type.as_ref()),
            within: self.reference(layered, entry.within.as_ref(), &[Kind::Place]),
            population: entry.population.as_ref().map(|p| p.value),
            demonyms: texts(&entry.demonyms),
            capital: self.reference(layered, entry.capital.as_ref(), &[Kind::Place]),
            iso: entry.iso.as_ref().map(|iso| iso.value.clone()),
        }
    }

    fn role(&mut self, layered: &Layered) -> Role {
        let entry = &layered.entry;
        Role {
            of: self.reference(layered, entry.of.as_ref(), &BODIES),
            seats: entry.seats.as_ref().map(|seats| seats.value),
            titles: texts(&entry.titles),
            title_words: entry.titles.iter().map(|title| self.words_of(&title.value)).collect(),
            rank: entry.rank.as_ref().map(|rank| rank.value),
            honorific: entry.honorific.as_ref().is_some_and(|h| h.value),
            attaches_to: entry.attaches_to.iter().map(|to| to.value).collect(),
        }
    }

    fn tenure(&mut self, layered: &Layered, tenure: &schema::Tenure) -> Tenure {
        let (from, to) =
            (self.date(layered, tenure.from.as_ref()), self.date(layered, tenure.to.as_ref()));
        let mut role = self.reference(layered, tenure.role.as_ref(), &[Kind::Role]);
        let mut of = tenure.of.as_ref().and_then(|of| self.named_body(&of.value));
        let mut of_text = tenure.of.as_ref().map(|of| of.value.clone()).unwrap_or_default();
        if let Some(role) = role
            && of.is_none()
        {
            of = self.known(role).of;
        }
        if let Some(body) = of {
            of_text = self.known(body).name.to_owned();
        }
        let title = match (&tenure.title, role) {
            (Some(title), _) => title.value.clone(),
            (None, Some(role)) => self.known(role).name.to_owned(),
            (None, None) => tenure.role.as_ref().map(|r| r.value.clone()).unwrap_or_default(),
        };
        if tenure.title.is_none() && tenure.role.is_none() {
            let diagnostic = Diagnostic::error("G002", "a role names neither `role` nor `title`")
                .at(&layered.source, span_of(&layered.entry.id), "")
                .help("write `role:` and the id of an office, or `title:` and its words");
            self.diagnostics.push(diagnostic);
        }
        if role.is_none() && tenure.title.is_some() {
            role = self.titled_role(&title, of);
        }
        Tenure { role, title, of, of_text, from, to }
    }

    /// The place or organization with that id or, if only one has it, that name; a country goes
    /// before all others.
    fn named_body(&mut self, text: &str) -> Option<EntityId> {
        if let Some(id) = self.by_key(text) {
            return Some(id);
        }
        let bare = text.strip_prefix("the ").unwrap_or(text);
        let words = self.words_of(bare);
        let mut found: Vec<(u8, EntityId)> = Vec::new();
        for name in self.base.names_of(&words) {
            for alias in self.base.aliases(name) {
                let known = self.known(alias.entity);
                let named =
                    matches!(alias.via, AliasKind::Name | AliasKind::Alias | AliasKind::Exact);
                let rank = match known.kind {
                    Kind::Place if known.is_country => 0,
                    Kind::Organization => 1,
                    Kind::Place => 2,
                    _ => continue,
                };
                if named {
                    found.push((rank, alias.entity));
                }
            }
        }
        found.sort_unstable();
        found.dedup();
        match found[..] {
            [(_, one)] => Some(one),
            [(first, one), (second, _), ..] if first < second => Some(one),
            _ => None,
        }
    }

    /// The office of `of` with that title, else the general role.
    fn titled_role(&mut self, title: &str, of: Option<EntityId>) -> Option<EntityId> {
        let words = self.words_of(title);
        let mut general = None;
        for name in self.base.names_of(&words) {
            for alias in self.base.aliases(name) {
                let known = self.known(alias.entity);
                if known.kind != Kind::Role {
                    continue;
                }
                match known.of {
                    Some(_) if known.of == of => {
                        return Some(alias.entity);
                    }
                    Some(_) => {}
                    None => general = general.or(Some(alias.entity)),
                }
            }
        }
        general
    }

    fn words_of(&mut self, text: &str) -> Vec<WordId> {
        self.words.ids_of(text, self.lexicon)
    }

    /// The entity with the id that `text` gives, if it is of one of these kinds.
    fn reference(
        &mut self,
        layered: &Layered,
        text: Option<&Text>,
        kinds: &[Kind],
    ) -> Option<EntityId> {
        let text = text?;
        let found = self.by_key(&text.value);
        let message = match found.map(|id| self.known(id)) {
            Some(entry) if kinds.contains(&entry.kind) => return found,
            Some(entry) => {
                let wanted: Vec<_> = kinds.iter().map(|kind| with_article(*kind)).collect();
                let is = with_article(entry.kind);
                format!("“{}” is {is}; {} is wanted here", text.value, wanted.join(" or "))
            }
            None => format!("there is no entry “{}”", text.value),
        };
        let mut diagnostic = Diagnostic::error("G002", message).at(
            &layered.source,
            span_of(text),
            format!("in {}", layered.entry.id.value),
        );
        let words = self.words_of(&text.value.replace('-', " "));
        let names = self.base.names_of(&words);
        let mut similar = names.flat_map(|name| self.base.aliases(name)).filter_map(|alias| {
            let known = self.known(alias.entity);
            kinds.contains(&known.kind).then_some(known.key)
        });
        let help = match similar.next() {
            Some(similar) => format!("did you mean `{similar}`?"),
            None => "write the id of an entry; `whomet gazetteer find NAME` tells ids".to_owned(),
        };
        diagnostic = diagnostic.help(help);
        self.diagnostics.push(diagnostic);
        None
    }

    fn date(&mut self, layered: &Layered, text: Option<&Text>) -> Option<Date> {
        let text = text?;
        text.value.parse().map_err(|error| self.refuse(layered, text, "G013", error)).ok()
    }

    /// A value out of a closed list.
    fn value<T: DeserializeOwned>(&mut self, layered: &Layered, text: Option<&Text>) -> Option<T> {
        let text = text?;
        let read: StrDeserializer<'_, ValueError> = text.value.as_str().into_deserializer();
        T::deserialize(read).map_err(|error| self.refuse(layered, text, "G013", error)).ok()
    }

    fn refuse(&mut self, layered: &Layered, text: &Text, code: &'static str, error: impl Display) {
        let message = yaml::plain(&error.to_string());
        let help = yaml::meant(&message);
        let note = format!("in {}", layered.entry.id.value);
        let diagnostic = Diagnostic::error(code, message).at(&layered.source, span_of(text), note);
        self.diagnostics.push(Diagnostic { help, ..diagnostic });
    }
}

const ANYTHING: [Kind; 4] = [Kind::Person, Kind::Organization, Kind::Place, Kind::Role];
const BODIES: [Kind; 2] = [Kind::Place, Kind::Organization];

fn texts(list: &[Text]) -> Vec<String> {
    list.iter().map(|text| text.value.clone()).collect()
}

pub(super) fn name_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Person => "person",
        Kind::Organization => "organization",
        Kind::Place => "place",
        Kind::Role => "role",
        Kind::GivenName => "given name",
        Kind::Surname => "surname",
    }
}

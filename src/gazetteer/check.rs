//! The laws of gazetteer files beyond those that loading itself enforces: shared names must be
//! declared, periods must run forwards, names must be able to match and must not be common words.

mod code;
mod file;
mod overlap;
mod shadow;
mod usage;

use std::collections::BTreeMap;

use jiff::civil;

use crate::base::{ByteSpan, Diagnostic, Diagnostics, Id, IndexVec, TokenSpan};
use crate::gazetteer::Lookup;
use crate::gazetteer::change::Change;
use crate::gazetteer::compile::{self, ORDINARY};
use crate::gazetteer::entity::{EntityId, Gazetteer, numbered};
use crate::gazetteer::layer::{self, Layered, Layers, LoadedFile, span_of};
use crate::gazetteer::load::{LoadError, Sources, read};
use crate::gazetteer::names::{Alias, AliasKind, Strength, is_acronym};
use crate::gazetteer::schema::{Entry, Kind, Text};
use crate::text::tokenize::tokens;
use crate::text::{Article, Block, BlockKind, Document, Lexicon, WordId};

pub use code::CODES;
pub use usage::Usage;

/// Gazetteers that were held to all laws.
#[derive(Debug)]
pub struct Checked {
    /// The gazetteers.
    pub gazetteer: Gazetteer,
    /// What is wrong in the user's files.
    pub diagnostics: Diagnostics,
    layers: Layers,
}

impl Checked {
    /// What the user's layers change, in order.
    pub fn changes(&self) -> &[Change] {
        &self.layers.changes
    }

    /// A count of how texts use the strong names of the user's files.
    pub fn usage(&self, lexicon: &Lexicon) -> Usage {
        Usage::of(&self.layers, lexicon)
    }
}

/// Loads the gazetteers of `sources` and holds them to all laws. What is wrong in built-in files is
/// told where there are no others: beside a user's own, it would be nothing that they can mend. The
/// lexicon must hold the words of the language.
///
/// # Errors
/// As [`load()`](crate::gazetteer::load()).
pub fn check(
    lexicon: &mut Lexicon,
    sources: &Sources,
) -> Result<(Gazetteer, Diagnostics), LoadError> {
    let checked = check_all(lexicon, sources)?;
    Ok((checked.gazetteer, checked.diagnostics))
}

/// The same, with what the layers change.
///
/// # Errors
/// As [`load()`](crate::gazetteer::load()).
pub fn check_all(lexicon: &mut Lexicon, sources: &Sources) -> Result<Checked, LoadError> {
    let mut diagnostics = Diagnostics::default();
    let files = read(sources, &mut diagnostics)?;
    let (gazetteer, layers) = check_files(files, lexicon, &mut diagnostics);
    if sources.folders.is_empty() {
        without_places(&mut diagnostics);
    } else {
        diagnostics.0.retain(|d| d.labels.first().is_none_or(|l| !l.file.text.is_empty()));
    }
    diagnostics.sort();
    Ok(Checked { gazetteer, diagnostics, layers })
}

/// Takes the places out of findings in files whose text is not in the program: the file and the
/// note, which names the entry, remain.
pub(super) fn without_places(diagnostics: &mut Diagnostics) {
    let labels = diagnostics.0.iter_mut().flat_map(|diagnostic| &mut diagnostic.labels);
    for label in labels.filter(|label| label.file.text.is_empty()) {
        label.span = ByteSpan::default();
    }
}

/// Lays the files over each other and holds the outcome to the laws.
pub(super) fn check_files(
    files: Vec<LoadedFile>,
    lexicon: &mut Lexicon,
    diagnostics: &mut Diagnostics,
) -> (Gazetteer, Layers) {
    let by_hand = |loaded: &&LoadedFile| !loaded.builtin && loaded.file.imported.is_none();
    for loaded in files.iter().filter(by_hand) {
        file::file(loaded, diagnostics);
    }
    let layers = layer::merge_with_notes(files, diagnostics);
    let gazetteer = compile::compile(&layers, lexicon, diagnostics);
    let mut check = Check { layers: &layers, gazetteer: &gazetteer, lexicon, diagnostics };
    for (at, layered) in layers.entries.iter().enumerate() {
        check.entry(numbered(at), layered);
    }
    check.wikidata();
    check.shared_names();
    check.seats();
    (gazetteer, layers)
}

struct Check<'a> {
    layers: &'a Layers,
    gazetteer: &'a Gazetteer,
    lexicon: &'a Lexicon,
    diagnostics: &'a mut Diagnostics,
}

impl Check<'_> {
    fn entry(&mut self, id: EntityId, layered: &Layered) {
        let entry = &layered.entry;
        self.id(layered);
        self.periods(layered);
        overlap::overlaps(layered, self.diagnostics);
        shadow::shadowed(layered, self.lexicon, self.diagnostics);
        self.repeated(layered);
        self.namesakes(id, layered);
        self.circle(id, layered);
        let texts = names(entry);
        for text in texts {
            self.mojibake(layered, text);
            self.can_match(id, layered, text);
        }
        if layered.kind != Kind::Role {
            let is_weak = |name: &Text| {
                entry.weak.iter().chain(&entry.exact).any(|weak| weak.value == name.value)
            };
            if entry.common_word.as_ref().is_none_or(|said| !said.value) {
                self.common(layered, Some(&entry.name).filter(|name| !is_weak(name)), true);
                for alias in entry.aliases.iter().filter(|alias| !is_acronym(&alias.value)) {
                    self.common(layered, Some(alias), false);
                }
            }
        }
    }

    /// G016: ids are lower-case words with hyphens.
    fn id(&mut self, layered: &Layered) {
        let id = &layered.entry.id;
        let is_word = |word: &str| {
            !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        };
        if !id.value.split('-').all(is_word) {
            let diagnostic = Diagnostic::error("G016", format!("“{}” is no id", id.value))
                .at(&layered.source, span_of(id), "")
                .help("write lower-case words of a to z with hyphens between: `anna-keller`");
            self.diagnostics.push(diagnostic);
        }
    }

    /// G004: a period ends after it begins.
    fn periods(&mut self, layered: &Layered) {
        for tenure in &layered.entry.roles {
            let (Some(from), Some(to)) = (&tenure.from, &tenure.to) else { continue };
            let (Ok(first), Ok(last)) = (from.value.parse(), to.value.parse()) else { continue };
            let (first, last): (crate::base::Date, crate::base::Date) = (first, last);
            if first.first_day() > last.last_day() {
                let message = format!("the period ends in {last}, before it begins in {first}");
                let diagnostic = Diagnostic::error("G004", message)
                    .at(&layered.source, span_of(to), format!("in {}", layered.entry.id.value))
                    .at(&layered.source, span_of(from), "begins here")
                    .help("correct `from` or `to`");
                self.diagnostics.push(diagnostic);
            }
        }
    }

    /// G008: a name is listed once.
    fn repeated(&mut self, layered: &Layered) {
        let lexicon = self.lexicon;
        let key = |text: &str| (words(text, lexicon), is_acronym(text));
        let mut seen = vec![key(&layered.entry.name.value)];
        for alias in &layered.entry.aliases {
            let words = key(&alias.value);
            if seen.contains(&words) {
                let diagnostic =
                    Diagnostic::warning("G008", format!("“{}” is listed already", alias.value))
                        .at(
                            &layered.source,
                            span_of(alias),
                            format!("in {}", layered.entry.id.value),
                        )
                        .help("case, accents and hyphens make no difference: leave it out");
                self.diagnostics.push(diagnostic);
            }
            seen.push(words);
        }
    }

    /// G014: namesakes are declared on both sides.
    fn namesakes(&mut self, id: EntityId, layered: &Layered) {
        for other in &layered.entry.ambiguous_with {
            let Some(namesake) = self.gazetteer.by_key(&other.value) else { continue };
            if !self.gazetteer.entity(namesake).ambiguous_with.contains(&id) {
                let message =
                    format!("“{}” does not say that it is ambiguous with this", other.value);
                let diagnostic = Diagnostic::warning("G014", message)
                    .at(&layered.source, span_of(other), format!("in {}", layered.entry.id.value))
                    .help(format!("add `ambiguous-with: [{}]` there", layered.entry.id.value));
                self.diagnostics.push(diagnostic);
            }
        }
    }

    /// G017: nothing lies inside itself.
    fn circle(&mut self, id: EntityId, layered: &Layered) {
        let around = |id| {
            let entity = self.gazetteer.entity(id);
            entity.place().and_then(|p| p.within).or(entity.organization().and_then(|o| o.part_of))
        };
        let mut at = around(id);
        for _ in 0..self.gazetteer.len() {
            match at {
                None => return,
                Some(found) if found == id => break,
                Some(other) => at = around(other),
            }
        }
        if at == Some(id) {
            let text = layered.entry.within.as_ref().or(layered.entry.part_of.as_ref());
            let message = format!("“{}” lies inside itself", layered.entry.id.value);
            let span = text.map_or_else(ByteSpan::default, span_of);
            self.diagnostics.push(Diagnostic::error("G017", message).at(&layered.source, span, ""));
        }
    }

    /// G015: text that was read in the wrong encoding once.
    fn mojibake(&mut self, layered: &Layered, text: &Text) {
        let pairs = text.value.chars().zip(text.value.chars().skip(1));
        let is_broken = |(a, b)| {
            a == '\u{fffd}'
                || matches!(
                    (a, b),
                    ('Ã' | 'Â', '\u{80}'..='\u{bf}')
                        | ('â', '€')
                        | ('Ð' | 'Ñ', '\u{80}'..='\u{bf}')
                )
        };
        if text.value.ends_with('\u{fffd}') || pairs.into_iter().any(is_broken) {
            let diagnostic =
                Diagnostic::error("G015", format!("“{}” has broken letters", text.value))
                    .at(&layered.source, span_of(text), format!("in {}", layered.entry.id.value))
                    .help("the text was saved in one encoding and read in another");
            self.diagnostics.push(diagnostic);
        }
    }

    /// G011: a name is found in its own text.
    fn can_match(&mut self, id: EntityId, layered: &Layered, text: &Text) {
        let document = document(&text.value, self.lexicon);
        let mut lookups = Vec::new();
        self.gazetteer.lookups(&document, &mut lookups);
        let means_it = |lookup: &Lookup| {
            self.gazetteer.aliases(lookup.name).iter().any(|alias| alias.entity == id)
        };
        if !lookups.iter().any(means_it) {
            let diagnostic =
                Diagnostic::error("G011", format!("“{}” can never be found", text.value))
                    .at(&layered.source, span_of(text), format!("in {}", layered.entry.id.value))
                    .help("write it as it stands in running text");
            self.diagnostics.push(diagnostic);
        }
    }

    /// G005: a strong name of one word is no common word.
    fn common(&mut self, layered: &Layered, text: Option<&Text>, is_name: bool) {
        let Some(text) = text else { return };
        let [word] = self.words(&text.value)[..] else { return };
        if !self.lexicon.classes(word).intersects(ORDINARY) {
            return;
        }
        let id = &layered.entry.id.value;
        let message = format!("“{}” is a common word too", text.value);
        let acronym = text.value.chars().all(|c| c.is_uppercase() || c == '.');
        let list = if acronym { "exact" } else { "weak" };
        let (diagnostic, help) = if is_name {
            (
                Diagnostic::warning("G005", message),
                format!(
                    "list it under `{list}` as well, so that it needs support, or say \
                     `common-word: true` if in print it hardly ever is one"
                ),
            )
        } else {
            (Diagnostic::error("G005", message), format!("move it from `aliases` to `{list}`"))
        };
        let diagnostic =
            diagnostic.at(&layered.source, span_of(text), format!("in {id}")).help(help);
        self.diagnostics.push(diagnostic);
    }

    /// G006: Wikidata ids look like Q42, and each belongs to one entry.
    fn wikidata(&mut self) {
        let mut first: BTreeMap<&str, &Layered> = BTreeMap::new();
        for layered in &self.layers.entries {
            let Some(item) = &layered.entry.wikidata else { continue };
            let digits = item.value.strip_prefix('Q').unwrap_or_default();
            let is_number = !digits.starts_with('0') && digits.bytes().all(|b| b.is_ascii_digit());
            if digits.is_empty() || !is_number {
                let message = format!("“{}” is no Wikidata id", item.value);
                let diagnostic = Diagnostic::error("G006", message)
                    .at(&layered.source, span_of(item), format!("in {}", layered.entry.id.value))
                    .help("write a Q and a number: Q42");
                self.diagnostics.push(diagnostic);
            } else if let Some(other) = first.get(item.value.as_str()) {
                let message = format!("two entries have the Wikidata id {}", item.value);
                let mut diagnostic = Diagnostic::error("G006", message).at(
                    &layered.source,
                    span_of(item),
                    layered.entry.id.value.clone(),
                );
                if let Some(theirs) = &other.entry.wikidata {
                    diagnostic =
                        diagnostic.at(&other.source, span_of(theirs), other.entry.id.value.clone());
                }
                self.diagnostics.push(diagnostic);
            } else {
                first.insert(&item.value, layered);
            }
        }
    }

    /// G003: whoever shares a strong name says so.
    fn shared_names(&mut self) {
        let is_strong = |alias: &Alias| {
            alias.strength == Strength::Strong
                && matches!(alias.via, AliasKind::Name | AliasKind::Alias)
                && self.layers.entries[alias.entity.index()].kind != Kind::Role
        };
        let mut groups: BTreeMap<Vec<WordId>, Vec<EntityId>> = BTreeMap::new();
        for (words, name) in self.gazetteer.matcher.all() {
            let strong = self.gazetteer.aliases(name).iter().filter(|alias| is_strong(alias));
            let entities: Vec<EntityId> = strong.map(|alias| alias.entity).collect();
            if !entities.is_empty() {
                groups.entry(words.to_vec()).or_default().extend(entities);
            }
        }
        let mut reported: BTreeMap<(EntityId, EntityId), ()> = BTreeMap::new();
        for (words, mut entities) in groups {
            entities.sort_unstable();
            entities.dedup();
            for (at, &one) in entities.iter().enumerate() {
                for &other in &entities[at + 1..] {
                    let says =
                        |a: EntityId, b| self.gazetteer.entity(a).ambiguous_with.contains(&b);
                    let told = usize::from(says(one, other)) + usize::from(says(other, one));
                    let is_imported =
                        [one, other].iter().any(|id| self.layers.entries[id.index()].imported);
                    if told < 2 && !is_imported && reported.insert((one, other), ()).is_none() {
                        self.shared(&words, one, other, told == 1);
                    }
                }
            }
        }
    }

    fn shared(&mut self, words: &[WordId], one: EntityId, other: EntityId, one_says_so: bool) {
        let (text, place) = self.written(words, one);
        let (_, other_place) = self.written(words, other);
        let end = if one_says_so { "only one says so" } else { "neither says so" };
        let (a, b) = (&self.gazetteer.entity(one).key, &self.gazetteer.entity(other).key);
        let diagnostic =
            Diagnostic::error("G003", format!("two entries share the name “{text}”, and {end}"))
                .at(&self.layers.entries[one.index()].source, place, a.clone())
                .at(&self.layers.entries[other.index()].source, other_place, b.clone())
                .help(format!(
                    "add `ambiguous-with: [{b}]` here and `ambiguous-with: [{a}]` there, \
                 with `context:` words that tell them apart"
                ));
        self.diagnostics.push(diagnostic);
    }

    /// Where the entry of `id` gives the name with those words; its `name` if the name is derived.
    fn written(&self, words: &[WordId], id: EntityId) -> (String, ByteSpan) {
        let entry = &self.layers.entries[id.index()].entry;
        let mut texts = names(entry).into_iter();
        let text = texts.find(|text| self.words(&text.value) == words).unwrap_or(&entry.name);
        (text.value.clone(), span_of(text))
    }

    /// G007: an office has no more holders on one day than seats.
    fn seats(&mut self) {
        for (role, entity) in self.gazetteer.entities.iter_enumerated() {
            let Some(seats) = entity.role().and_then(|role| role.seats) else { continue };
            // Days on which the tenure certainly held: a hand-over within the known precision, and
            // a beginning that nobody knows, are nobody's mistake.
            let mut spans: Vec<(civil::Date, civil::Date, EntityId)> = Vec::new();
            for (person, tenure) in self.gazetteer.tenures_of(role) {
                let Some(from) = tenure.from else { continue };
                let end = tenure.to.map_or(civil::Date::MAX, |to| to.first_day());
                if from.last_day() < end {
                    spans.push((from.last_day(), end, person));
                }
            }
            spans.sort_unstable();
            for &(day, _, person) in &spans {
                let others = spans.iter().filter(|(from, to, _)| *from <= day && day < *to);
                let mut holders: Vec<EntityId> = others.map(|&(_, _, person)| person).collect();
                holders.sort_unstable();
                holders.dedup();
                if holders.len() > seats as usize {
                    self.crowded(role, seats, day, person, &holders);
                    break;
                }
            }
        }
    }

    fn crowded(
        &mut self,
        role: EntityId,
        seats: u32,
        day: civil::Date,
        person: EntityId,
        holders: &[EntityId],
    ) {
        let role = &self.gazetteer.entity(role).key;
        let count = holders.len();
        let message = format!("{count} persons hold {role} after {day}, which has {seats} seat(s)");
        let mut diagnostic = Diagnostic::error("G007", message);
        for holder in std::iter::once(&person).chain(holders.iter().filter(|h| **h != person)) {
            let layered = &self.layers.entries[holder.index()];
            let tenure = layered.entry.roles.iter().filter_map(|tenure| tenure.role.as_ref());
            let text = tenure.into_iter().find(|r| r.value == *role).unwrap_or(&layered.entry.id);
            diagnostic =
                diagnostic.at(&layered.source, span_of(text), layered.entry.id.value.clone());
        }
        self.diagnostics.push(diagnostic.help("end one tenure with `to:`, or raise `seats:`"));
    }

    fn words(&self, text: &str) -> Vec<WordId> {
        words(text, self.lexicon)
    }
}

/// The words of a name, without hyphens and full stops.
pub(super) fn words(text: &str, lexicon: &Lexicon) -> Vec<WordId> {
    let document = document(text, lexicon);
    let words = document.tokens.iter().map(|token| token.word);
    words.filter(|&w| w != crate::text::word::HYPHEN && w != crate::text::word::FULL_STOP).collect()
}

/// Every name that an entry writes down and that should be found as such.
fn names(entry: &Entry) -> Vec<&Text> {
    let mut names = vec![&entry.name];
    let lists = [&entry.aliases, &entry.weak, &entry.exact, &entry.not, &entry.demonyms];
    names.extend(
        lists.into_iter().chain([&entry.metonyms, &entry.titles, &entry.descriptions]).flatten(),
    );
    names.extend(entry.former_names.iter().map(|former| &former.name));
    names
}

/// A document that is nothing but `text`.
fn document(text: &str, lexicon: &Lexicon) -> Document {
    let mut found = IndexVec::new();
    tokens(text, lexicon, &mut found);
    let all = TokenSpan::new(0, found.len() as u32);
    let span = ByteSpan::new(0, text.len() as u32);
    let article = Article { text: text.to_owned(), ..Article::default() };
    let block = Block { kind: BlockKind::Paragraph, span, tokens: all };
    let blocks = std::iter::once(block).collect();
    Document { article, blocks, tokens: found, ..Document::default() }
}

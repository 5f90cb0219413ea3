//! From an entry to every name it can appear under, and from a name to its words.
//!
//! Descriptions of office that follow from titles and demonyms (“the German chancellor”) are not
//! spelled out here: they are composed where they are recognised.

use std::borrow::Cow;

use crate::base::{Date, IndexVec};
use crate::extraction::EntityKind;
use crate::gazetteer::entity::EntityId;
use crate::gazetteer::schema::{Entry, Kind, Text};
use crate::text::fold::fold;
use crate::text::tokenize::tokens;
use crate::text::{Classes, Lexicon, Shape, Token, TokenId, TokenKind, WordId, word};
use crate::{stored_enum, stored_struct};

/// One meaning that a name can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Alias {
    /// Who or what is meant.
    pub entity: EntityId,
    /// What that is: asked of every name, and the entity itself is far away in memory.
    pub kind: EntityKind,
    /// What sort of name it is for the entity.
    pub via: AliasKind,
    /// Whether it is enough on its own.
    pub strength: Strength,
    /// For a former name: when it went out of use.
    pub until: Option<Date>,
}

stored_struct!(Alias { entity, kind, via, strength, until });

stored_enum! {
    /// What sort of name a name is for an entity.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum AliasKind {
        /// The canonical name, or the same without middle names.
        Name,
        /// Another full name.
        Alias,
        /// A name that the entry lists as weak.
        Weak,
        /// An acronym or word that counts with exactly these capitals only.
        Exact,
        /// The surname of a person, found by the program.
        Surname,
        /// A name of earlier days.
        Former,
        /// An adjective or a name for the people of a place.
        Demonym,
        /// A place that stands for an organization.
        Metonym,
        /// A title of a role.
        Title,
        /// The plural of a title.
        Plural,
        /// A description that stands in for the holder of a role.
        Description,
        /// A longer phrase that means something else: whatever it covers is no name.
        Not,
    }
}

stored_enum! {
    /// How much a name says by itself.
    #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Strength {
        /// It is enough on its own.
        Strong,
        /// It needs the full name earlier in the text, a title before it or a context word near.
        Weak,
    }
}

/// A name as an entry gives it or as the program derives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Form<'a> {
    pub text: Cow<'a, str>,
    pub via: AliasKind,
    pub strength: Strength,
    pub case: Case,
    pub until: Option<Date>,
}

/// How a name must be written to count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Case {
    /// Words that the entry writes with a capital need one.
    Written,
    /// In any case, but for acronyms: “3 pm” is no prime minister.
    Any,
    /// With exactly the entry's capitals.
    Exact,
}

/// Every name that `entry` can appear under.
pub(super) fn forms<'a>(entry: &'a Entry, kind: Kind) -> Vec<Form<'a>> {
    use AliasKind as A;
    use Strength::{Strong, Weak};
    let mut forms = Vec::with_capacity(4);
    let mut add = |text: Cow<'a, str>, via, strength, case| {
        forms.push(Form { text, via, strength, case, until: None });
    };
    let written = if kind == Kind::Role { Case::Any } else { Case::Written };
    let name = entry.name.value.as_str();
    // An entry says that its very name needs support by listing it among the weak ones.
    let lists_name = |list: &[Text]| list.iter().any(|text| text.value == name);
    let name_strength =
        if lists_name(&entry.weak) || lists_name(&entry.exact) { Weak } else { Strong };
    let name_case = if lists_name(&entry.exact) { Case::Exact } else { written };
    add(name.into(), A::Name, name_strength, name_case);
    for alias in &entry.aliases {
        let case = if is_acronym(&alias.value) { Case::Exact } else { written };
        add(alias.value.as_str().into(), A::Alias, Strong, case);
    }
    for weak in &entry.weak {
        add(weak.value.as_str().into(), A::Weak, Weak, Case::Written);
    }
    for exact in &entry.exact {
        add(exact.value.as_str().into(), A::Exact, Weak, Case::Exact);
    }
    for not in &entry.not {
        add(not.value.as_str().into(), A::Not, Strong, Case::Written);
    }
    for demonym in &entry.demonyms {
        add(demonym.value.as_str().into(), A::Demonym, Strong, Case::Written);
    }
    for metonym in &entry.metonyms {
        add(metonym.value.as_str().into(), A::Metonym, Weak, Case::Written);
    }
    for title in &entry.titles {
        add(title.value.as_str().into(), A::Title, Strong, Case::Any);
        if entry.plural.is_none() && entry.honorific.is_none() {
            add(plural_of(&title.value).into(), A::Plural, Strong, Case::Any);
        }
    }
    if let Some(plural) = &entry.plural {
        add(plural.value.as_str().into(), A::Plural, Strong, Case::Any);
    }
    for description in &entry.descriptions {
        let text = description.value.as_str();
        let text = text.strip_prefix("the ").unwrap_or(text);
        add(text.into(), A::Description, Strong, Case::Written);
    }
    if kind == Kind::Person {
        let weak = entry.weak.iter().map(|weak| weak.value.as_str());
        person_forms(name, weak, &mut add);
    }
    for former in &entry.former_names {
        let until = former.until.as_ref().and_then(|until| until.value.parse().ok());
        let text = Cow::from(former.name.value.as_str());
        forms.push(Form { text, via: A::Former, strength: Strong, case: written, until });
    }
    forms
}

/// Whether an alias counts in capitals only: up to five letters, all of them capital. `US` is a
/// country and “us” is not; who wants “Nato” as well lists it.
pub(super) fn is_acronym(alias: &str) -> bool {
    let letters = alias.chars().filter(|&c| c != '.');
    (2..=5).contains(&letters.clone().count()) && letters.clone().all(char::is_uppercase)
}

/// The names that follow from a person's full name.
fn person_forms<'a>(
    name: &'a str,
    weak: impl Iterator<Item = &'a str>,
    add: &mut impl FnMut(Cow<'a, str>, AliasKind, Strength, Case),
) {
    let mut words: Vec<&str> = name.split_whitespace().collect();
    while words.last().is_some_and(|word| is_suffix(word)) {
        words.pop();
    }
    let given = match words.first() {
        Some(first) if words.len() > 1 => *first,
        _ => return,
    };
    // Who is called by the first word of the name (Xi, Orbán Viktor in his own order) has the
    // family name there, and a territorial name (Philip of Aldoria) is no surname.
    let family_first = weak.into_iter().any(|weak| fold(weak) == fold(given));
    if family_first || words.contains(&"of") || name.contains(',') {
        return;
    }
    let mut at = words.len() - 1;
    while at > 1 && is_particle(words[at - 1]) {
        at -= 1;
    }
    let surname = words[at..].join(" ");
    // Without the suffix it is the name of the father as well.
    let is_junior = words.len() < name.split_whitespace().count();
    let strength = if is_junior { Strength::Weak } else { Strength::Strong };
    if at > 1 {
        add(format!("{given} {surname}").into(), AliasKind::Name, strength, Case::Written);
    }
    if is_junior {
        add(words.join(" ").into(), AliasKind::Name, strength, Case::Written);
    }
    let last = words[words.len() - 1];
    if let Some((article, bare)) = last.split_once('-')
        && ["al", "el", "as", "ash", "an", "ar", "at", "ad"].contains(&fold(article).as_str())
    {
        add(bare.to_owned().into(), AliasKind::Surname, Strength::Weak, case_of(bare));
    }
    if at + 1 < words.len() && ["al", "el"].contains(&fold(words[words.len() - 2]).as_str()) {
        add(last.into(), AliasKind::Surname, Strength::Weak, case_of(last));
    }
    let case = case_of(&surname);
    add(surname.into(), AliasKind::Surname, Strength::Weak, case);
}

/// A short surname is no acronym: “Un” is not the UN.
fn case_of(surname: &str) -> Case {
    if surname.chars().count() <= 3 { Case::Exact } else { Case::Written }
}

fn is_suffix(word: &str) -> bool {
    let folded = fold(word);
    [
        "jr", "sr", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii",
        "xiv", "xv", "xvi", "xxiii", "phd", "md",
    ]
    .contains(&folded.trim_matches(','))
}

fn is_particle(word: &str) -> bool {
    const PARTICLES: &[&str] = &[
        "abu", "af", "al", "ben", "bin", "bint", "d'", "da", "das", "de", "del", "della", "dem",
        "den", "der", "di", "do", "dos", "du", "el", "ibn", "la", "las", "le", "los", "san", "st",
        "ten", "ter", "van", "von", "zu", "zum", "zur",
    ];
    PARTICLES.contains(&fold(word).as_str())
}

/// The regular plural of a title: of the word before “of”, “for”, “to” …, else of the last word.
fn plural_of(title: &str) -> String {
    let words: Vec<&str> = title.split(' ').collect();
    let head = words
        .iter()
        .position(|word| ["of", "for", "to", "in", "at", "on", "de", "without"].contains(word));
    let head = head.unwrap_or(words.len()).saturating_sub(1);
    let plural = |word: &str| {
        let lower = word.to_lowercase();
        let vowel_before =
            |n: usize| lower.chars().rev().nth(n).is_some_and(|c| "aeiou".contains(c));
        if let Some(stem) = word.strip_suffix("man").filter(|_| lower != "human") {
            format!("{stem}men")
        } else if lower.ends_with('y') && !vowel_before(1) {
            format!("{}ies", &word[..word.len() - 1])
        } else if ["s", "x", "z", "ch", "sh"].iter().any(|end| lower.ends_with(end)) {
            format!("{word}es")
        } else {
            format!("{word}s")
        }
    };
    let made = words
        .iter()
        .enumerate()
        .map(|(at, word)| if at == head { plural(word) } else { (*word).to_owned() });
    made.collect::<Vec<_>>().join(" ")
}

/// A word of a name and how it is written there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NameWord {
    pub word: WordId,
    pub shape: Shape,
    /// Two capitals or more: PM, MPs.
    pub is_acronym: bool,
}

/// Cuts names into words just as the text is cut, and keeps the room between two names.
#[derive(Debug, Default)]
pub(super) struct Words {
    tokens: IndexVec<TokenId, Token>,
    words: Vec<NameWord>,
}

impl Words {
    /// The words of `name`, each interned. Hyphens count for nothing; a word with a full stop
    /// becomes an abbreviation of the lexicon, so that the text keeps the two together.
    pub fn of(&mut self, name: &str, lexicon: &mut Lexicon) -> &[NameWord] {
        tokens(name, lexicon, &mut self.tokens);
        self.words.clear();
        for (at, token) in self.tokens.iter().enumerate() {
            let next = self.tokens.as_slice().get(at + 1);
            let is_inside = next.is_some_and(|next| next.shape.contains(Shape::GLUED));
            let is_glued = token.shape.contains(Shape::GLUED);
            if token.kind == TokenKind::Mark && token.word == word::HYPHEN && is_glued && is_inside
            {
                continue;
            }
            // A stop inside a word belongs to it (“Veyra.org”), one before a space shows that the
            // word is an abbreviation, and the last one may as well end a sentence.
            if token.kind == TokenKind::Mark && token.word == word::FULL_STOP && !is_inside {
                if let (Some(_), Some(last)) = (next, at.checked_sub(1)) {
                    let abbreviated = self.tokens.as_slice()[last].span.of(name);
                    lexicon.add(abbreviated, Classes::ABBREVIATION);
                }
                continue;
            }
            let text = token.span.of(name);
            let word = lexicon.add(text, Classes::IN_NAME);
            let is_acronym = text.chars().filter(|c| c.is_uppercase()).nth(1).is_some();
            // “Al-Qaeda” is “al-Qaeda” within a sentence.
            let article = matches!(text, "Al" | "El")
                && next.is_some_and(|next| {
                    next.word == word::HYPHEN && next.shape.contains(Shape::GLUED)
                });
            let shape = if article { Shape::empty() } else { token.shape };
            self.words.push(NameWord { word, shape, is_acronym });
        }
        &self.words
    }

    /// The same without their capitals.
    pub fn ids_of(&mut self, name: &str, lexicon: &mut Lexicon) -> Vec<WordId> {
        self.of(name, lexicon).iter().map(|w| w.word).collect()
    }
}

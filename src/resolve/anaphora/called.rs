//! What everybody in a document is called: the offices and nouns that the text gives a person, the
//! offices that the gazetteer does, and the nouns in the names of organizations. Worked out once.

use jiff::civil;
use smallvec::SmallVec;

use crate::extraction::EntityKind;
use crate::gazetteer::{EntityId, Gazetteer, Gender};
use crate::mention::Mentions;
use crate::resolve::{Chains, Referent, ReferentId};
use crate::text::{Classes, Document, Lexicon, Token, TokenKind, WordId, word};

/// What everybody is called, sorted by the last word.
#[derive(Debug, Default)]
pub(super) struct Called {
    persons: Vec<Calling>,
    /// Nouns in the names of organizations.
    bodies: Vec<(WordId, ReferentId)>,
}

/// One thing that somebody is called.
#[derive(Debug)]
struct Calling {
    last: WordId,
    words: SmallVec<[WordId; 4]>,
    referent: ReferentId,
    of: Option<EntityId>,
    /// Whether it is so no longer.
    former: bool,
}

/// An office or noun as a description words it.
pub(super) struct Wording<'a> {
    pub words: &'a [WordId],
    pub of: Option<EntityId>,
    pub former: bool,
}

impl Called {
    pub fn new(
        document: &Document,
        lexicon: &Lexicon,
        gazetteer: &Gazetteer,
        chains: &Chains,
        on: Option<civil::Date>,
    ) -> Called {
        let mut called = Called::default();
        let mut scratch = String::new();
        for (id, referent) in chains.referents.iter_enumerated() {
            match referent.kind {
                EntityKind::Person => {
                    called.by_text(document, id, referent);
                    called.by_name(lexicon, id, referent, &mut scratch);
                    let known = called.persons.len();
                    called.by_gazetteer(lexicon, gazetteer, id, referent, on, &mut scratch);
                    if let Some(office) = lesser_office(document, lexicon, referent, on) {
                        let held = called.persons.split_off(known);
                        called.persons.extend(held.into_iter().filter(|c| c.last != office));
                    }
                }
                EntityKind::Organization => {
                    for word in referent.name.split([' ', '-']) {
                        let word = lexicon.get(word, &mut scratch);
                        let heads = Classes::GROUP_NOUN | Classes::ORGANIZATION_HEAD;
                        if word.is_known() && lexicon.classes(word).intersects(heads) {
                            called.bodies.push((word, id));
                        }
                    }
                }
                EntityKind::Place | EntityKind::Role => {}
            }
        }
        called.persons.sort_by_key(|c| (c.last, c.referent));
        called.bodies.sort_unstable();
        called.bodies.dedup();
        called
    }

    fn by_text(&mut self, document: &Document, id: ReferentId, referent: &Referent) {
        for role in &referent.roles {
            let words = document.tokens.as_slice()[role.tokens.range()].iter().map(|t| t.word);
            self.add(words.collect(), id, role.of, role.former);
        }
    }

    /// “Queen Annelise” is the queen: a name that begins with what somebody is.
    fn by_name(
        &mut self,
        lexicon: &Lexicon,
        id: ReferentId,
        referent: &Referent,
        scratch: &mut String,
    ) {
        let Some((title, _)) = referent.name.split_once(' ') else { return };
        let title = lexicon.get(title, scratch);
        if lexicon.classes(title).contains(Classes::PERSON_NOUN) {
            self.add(SmallVec::from_iter([title]), id, None, false);
        }
    }

    fn by_gazetteer(
        &mut self,
        lexicon: &Lexicon,
        gazetteer: &Gazetteer,
        id: ReferentId,
        referent: &Referent,
        on: Option<civil::Date>,
        scratch: &mut String,
    ) {
        let tenures = referent.entity.map(|e| gazetteer.entity(e).tenures()).unwrap_or_default();
        for tenure in tenures {
            let former = on.is_some_and(|day| !tenure.covers(day));
            let role = tenure.role.and_then(|r| gazetteer.entity(r).role());
            let of = tenure.of.or_else(|| role.and_then(|r| r.of));
            let titles = role.map(|r| r.title_words.as_slice()).unwrap_or_default();
            for title in titles {
                self.add(SmallVec::from_slice(title), id, of, former);
            }
            if titles.is_empty() {
                let words = tenure.title.split(' ').map(|word| lexicon.get(word, scratch));
                self.add(words.collect(), id, of, former);
            }
        }
    }

    fn add(
        &mut self,
        words: SmallVec<[WordId; 4]>,
        referent: ReferentId,
        of: Option<EntityId>,
        former: bool,
    ) {
        if let Some(&last) = words.last().filter(|w| w.is_known()) {
            self.persons.push(Calling { last, words, referent, of, former });
        }
    }

    /// Those who are called so, without repetition; `sure` those of exactly the body or place that
    /// the wording names. `is_prefix` tells which words make another office of one: “vice”
    /// president.
    pub fn persons(
        &self,
        wording: &Wording<'_>,
        sure: bool,
        is_prefix: impl Fn(WordId) -> bool,
    ) -> SmallVec<[ReferentId; 4]> {
        let mut found = SmallVec::new();
        let Some(&last) = wording.words.last().filter(|w| w.is_known()) else { return found };
        let from = self.persons.partition_point(|c| c.last < last);
        for calling in self.persons[from..].iter().take_while(|c| c.last == last) {
            let fits = calling.former == wording.former
                && (!sure || calling.of == wording.of)
                && calling.agrees(wording, &is_prefix)
                && found.last() != Some(&calling.referent);
            if fits {
                found.push(calling.referent);
            }
        }
        found
    }

    /// The organizations in whose names `noun` stands.
    pub fn bodies(&self, noun: WordId) -> impl Iterator<Item = ReferentId> + '_ {
        let from = self.bodies.partition_point(|b| b.0 < noun);
        self.bodies[from..].iter().take_while(move |b| b.0 == noun).map(|b| b.1)
    }

    /// The nouns in the name of an organization.
    pub fn nouns(&self, body: ReferentId) -> impl Iterator<Item = WordId> + '_ {
        self.bodies.iter().filter(move |b| b.1 == body).map(|b| b.0)
    }
}

/// The office of which the text calls somebody a deputy: “Vice **President** Marten” is not “the
/// president” of a text without a date, whatever he became.
fn lesser_office(
    document: &Document,
    lexicon: &Lexicon,
    referent: &Referent,
    on: Option<civil::Date>,
) -> Option<WordId> {
    let tokens = document.tokens.as_slice();
    let lesser = |words: &[Token]| {
        words.first().is_some_and(|t| matches!(lexicon.text(t.word), "vice" | "deputy"))
    };
    let mut roles = referent.roles.iter().map(|role| &tokens[role.tokens.range()]);
    let found = roles.find(|words| words.len() > 1 && lesser(words));
    found.filter(|_| on.is_none()).and_then(|words| words.last()).map(|t| t.word)
}

impl Calling {
    fn agrees(&self, wording: &Wording<'_>, is_prefix: &impl Fn(WordId) -> bool) -> bool {
        let place = match (self.of, wording.of) {
            (Some(a), Some(b)) => a == b,
            _ => true,
        };
        let shared = self.words.len().min(wording.words.len());
        let tail = |words: &[WordId]| words.len() - shared;
        let same = self.words[tail(&self.words)..] == wording.words[tail(wording.words)..];
        let longer = if self.words.len() > shared { &self.words[..] } else { wording.words };
        let other_office = longer[..longer.len() - shared].last().is_some_and(|&w| is_prefix(w));
        place && same && !other_office
    }
}

/// The gender that the nouns tell by which the text calls somebody: “her brother, Davit”.
pub(super) fn gender_of_roles(
    document: &Document,
    lexicon: &Lexicon,
    referent: &Referent,
) -> Option<Gender> {
    let tokens = document.tokens.as_slice();
    referent.roles.iter().find_map(|role| {
        let last = tokens.get((role.tokens.end as usize).checked_sub(1)?)?;
        gender_of_noun(lexicon.classes(last.word))
    })
}

/// How far the noun of an apposition may stand from its comma, in tokens.
const APPOSITION: u32 = 8;

/// The gender that an apposition tells: “Jan Keller, Marten's spokesman, said”. Not in a list, whose
/// members are others: “Jan Keller, Marten's wife and Rui”, nor after “his”, which begins one.
pub(super) fn gender_of_apposition(
    document: &Document,
    mentions: &Mentions,
    referent: &Referent,
) -> Option<Gender> {
    let tokens = document.tokens.as_slice();
    let get = |at: u32| tokens.get(at as usize);
    referent.mentions.iter().find_map(|&mention| {
        let start = mentions.names[mention].tokens.end;
        let opens = get(start)?.word == word::COMMA;
        let first = get(start + 1).filter(|_| opens)?;
        let end = (start + 2..start + 2 + APPOSITION).find(|&at| {
            get(at).is_none_or(|t| t.kind == TokenKind::Mark && t.word != word::HYPHEN)
        })?;
        let closes = get(end).is_some_and(|t| t.word == word::COMMA);
        let list = (start + 1..end + 2).any(|at| get(at).is_some_and(|t| t.word == word::AND));
        let whose = (start + 1..end)
            .any(|at| get(at).is_some_and(|t| t.classes.contains(Classes::GENITIVE)));
        let called = whose || first.word == word::THE || first.word == word::A;
        if !closes || list || !called || first.classes.contains(Classes::POSSESSIVE) {
            return None;
        }
        gender_of_noun(get(end - 1)?.classes)
    })
}

/// The gender that a noun tells: “the spokeswoman”.
pub(super) fn gender_of_noun(classes: Classes) -> Option<Gender> {
    match (classes.contains(Classes::FEMALE_NOUN), classes.contains(Classes::MALE_NOUN)) {
        (true, false) => Some(Gender::Female),
        (false, true) => Some(Gender::Male),
        _ => None,
    }
}

//! Names that no gazetteer holds: a referent of their own, or one that the document named before.

use smallvec::SmallVec;

use crate::extraction::EntityKind;
use crate::mention::MentionId;
use crate::mention::detect::given_gender;
use crate::mention::unknown::key;
use crate::resolve::link::Linker;
use crate::resolve::short_name::Part;
use crate::resolve::{Reason, Referent, ReferentId};
use crate::text::{Classes, given_forms};

impl Linker<'_> {
    /// A name that no gazetteer holds: a new referent, or one that the document named before.
    pub(super) fn discover(&mut self, id: MentionId) {
        let mention = &self.mentions.names[id];
        key(self.document, mention.tokens, &mut self.scratch);
        let reasons = SmallVec::from_iter([Reason::Discovered]);
        if let Some(&known) = self.by_name.get(self.scratch.as_str()) {
            self.attach(id, known, reasons, mention.confidence);
            return;
        }
        let folded = self.scratch.clone();
        if mention.kind == EntityKind::Person
            && let Some(same) = self.same_person(&folded)
        {
            self.by_name.insert(folded, same);
            let longer = self.document.slice(mention.tokens);
            let known = &mut self.chains.referents[same];
            if known.entity.is_none() && longer.len() > known.name.len() {
                known.name = clean_name(longer);
            }
            self.attach(id, same, reasons, mention.confidence);
            return;
        }
        // “Northwind” after “Northwind Metals”
        let word = self.document.tokens.as_slice()[mention.tokens.start as usize].classes;
        if mention.kind == EntityKind::Organization
            && mention.tokens.len() == 1
            && !word.intersects(Classes::ANY_NOUN)
            && let Some(&Some(whole)) = self.bodies.get(&folded)
        {
            self.by_name.insert(folded, whole);
            let reasons = SmallVec::from_iter([Reason::FullName]);
            self.attach(id, whole, reasons, mention.confidence);
            return;
        }
        let name = clean_name(self.document.slice(mention.tokens));
        let name = if mention.kind == EntityKind::Place { unshouted(&name) } else { name };
        let referent = self.new_referent(id, folded, &name);
        self.attach(id, referent, reasons, mention.confidence);
    }

    /// A new referent that goes by `folded`, and is first named by the mention `id`.
    pub(super) fn new_referent(&mut self, id: MentionId, folded: String, name: &str) -> ReferentId {
        let mention = &self.mentions.names[id];
        // Never the id of an entry: whoever that is, it was not recognised here.
        let mut id_of_name = slug(&folded);
        if self.gazetteer.by_key(&id_of_name).is_some() {
            id_of_name.push_str("-unlisted");
        }
        let gender = given_gender(self.document, mention.tokens)
            .filter(|_| mention.kind == EntityKind::Person);
        let referent = self.chains.referents.push(Referent {
            key: id_of_name,
            name: clean_name(name),
            kind: mention.kind,
            entity: None,
            gender: mention.gender.or(gender),
            mentions: Vec::new(),
            roles: Vec::new(),
        });
        self.by_name.insert(folded, referent);
        referent
    }

    /// A person whom the document already named in a form compatible with `folded`: same surname,
    /// and given names of which one begins or abbreviates the other, or two forms of one.
    fn same_person(&self, folded: &str) -> Option<ReferentId> {
        let words: Vec<&str> = folded.split(' ').collect();
        let (last, given) = words.split_last()?;
        // “Keller Jr.” after “Anna Keller Jr.”
        if let ([surname], true) = (given, matches!(*last, "jr" | "sr" | "jr." | "sr.")) {
            return self.short.get(surname).iter().map(|&(_, r)| r).find(|&r| {
                let name = crate::text::fold::fold(&self.chains.referents[r].name);
                name.trim_end_matches('.').ends_with(last.trim_end_matches('.'))
            });
        }
        let first = given.first()?;
        // “Van Keller” after “Anna van Keller”
        let whole = self.short.get(folded).iter().find(|(sort, _)| *sort == Part::Surname);
        if let Some(&(_, known)) = whole {
            return Some(known);
        }
        let namesakes = self.short.get(last).iter().take(MOST_NAMESAKES);
        namesakes.map(|&(_, r)| r).find(|&r| {
            let name = crate::text::fold::fold(&self.chains.referents[r].name.replace('-', " "));
            let other: Vec<&str> = name.split(' ').collect();
            let Some((other_last, other_given)) = other.split_last() else { return false };
            let Some(other_first) = other_given.first() else { return false };
            let initial = first.len() == 1 && other_first.starts_with(first)
                || other_first.len() == 1 && first.starts_with(other_first);
            let form = || given_forms::are_of_one_name(first, other_first);
            other_last == last && (first == other_first || initial || form())
        })
    }
}

/// Of more people of one surname than any report tells apart, the first are looked at: a list of
/// thousands of them must not compare each with all.
const MOST_NAMESAKES: usize = 100;

/// “PORT SALIS” of a dateline as it would stand in a sentence; “UAE” and the like stay.
fn unshouted(name: &str) -> String {
    let shouted = |word: &str| word.chars().count() > 3 && word.chars().all(char::is_uppercase);
    let small = |word: &str| {
        let mut letters = word.chars();
        letters.next().into_iter().chain(letters.flat_map(char::to_lowercase)).collect()
    };
    let words =
        name.split(' ').map(|word| if shouted(word) { small(word) } else { word.to_owned() });
    words.collect::<Vec<String>>().join(" ")
}

/// A name as it is shown: inner white space is one space.
fn clean_name(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// An id made of a folded name: letters, digits and hyphens.
pub fn slug(folded: &str) -> String {
    let mut out = String::with_capacity(folded.len());
    for c in folded.chars() {
        if c.is_alphanumeric() {
            out.push(c);
        } else if !out.ends_with('-') && !out.is_empty() {
            out.push('-');
        }
    }
    out.truncate(out.trim_end_matches('-').len());
    if out.is_empty() { "x".to_owned() } else { out }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_made_of_letters_digits_and_hyphens() {
        for (name, id) in [
            ("anna keller", "anna-keller"),
            ("o'brien, jr", "o-brien-jr"),
            ("chen rui", "chen-rui"),
            ("…", "x"),
        ] {
            assert_eq!(slug(name), id, "{name}");
        }
    }
}

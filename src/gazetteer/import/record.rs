//! What a reader finds out about one person, place, organization or role, before it becomes an
//! entry.

use serde::{Deserialize, Serialize};

use super::world::World;
use crate::gazetteer::names::is_acronym;
use crate::gazetteer::schema::{Gender, Kind};
use crate::text::fold::fold;

/// One record.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Record {
    /// What it is; none if the record does not say.
    pub kind: Option<Kind>,
    /// The source's own id; empty if it has none.
    pub id: String,
    /// The name that is shown.
    pub name: String,
    /// The Wikidata item.
    pub wikidata: Option<String>,
    /// Names that are enough on their own.
    pub aliases: Vec<String>,
    /// Names that need support.
    pub weak: Vec<String>,
    /// Names of earlier days, with the day they went out of use.
    pub former: Vec<(String, Option<String>)>,
    /// Of a person.
    pub gender: Option<Gender>,
    /// Two-letter codes of the countries it belongs to.
    pub countries: Vec<String>,
    /// Whether it is a country itself.
    pub is_country: bool,
    /// The sort of place or organization.
    pub sort: Option<String>,
    /// How many people live there.
    pub population: Option<u64>,
    /// Adjectives and names for the people of a place.
    pub demonyms: Vec<String>,
    /// What a person is or was.
    pub tenures: Vec<Tenure>,
    /// What stands before the name of whoever holds a role.
    pub titles: Vec<String>,
}

/// A role that a person holds or held.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Tenure {
    /// The source's id of the office, to be looked up.
    pub post: String,
    /// The title.
    pub title: String,
    /// Of what: a plain name, or an id.
    pub of: Option<String>,
    /// The first day, month or year.
    pub from: Option<String>,
    /// The last.
    pub to: Option<String>,
}

/// The longest name that is taken, in characters: what is longer is a sentence.
const LONGEST: usize = 160;

impl Record {
    /// A record of that kind and name.
    pub fn new(kind: Option<Kind>, name: impl Into<String>) -> Self {
        Record { kind, name: name.into(), ..Record::default() }
    }

    /// Joins what another part of the file says about the same.
    pub fn join(&mut self, other: Record) {
        if self.name.is_empty() {
            self.name = other.name;
        } else if other.name != self.name {
            self.aliases.push(other.name);
        }
        fn fill<T>(own: &mut Option<T>, other: Option<T>) {
            if own.is_none() {
                *own = other;
            }
        }
        fill(&mut self.kind, other.kind);
        fill(&mut self.wikidata, other.wikidata);
        fill(&mut self.gender, other.gender);
        fill(&mut self.sort, other.sort);
        fill(&mut self.population, other.population);
        self.is_country |= other.is_country;
        self.aliases.extend(other.aliases);
        self.weak.extend(other.weak);
        self.former.extend(other.former);
        self.countries.extend(other.countries);
        self.demonyms.extend(other.demonyms);
        self.titles.extend(other.titles);
        for tenure in other.tenures {
            if !self.tenures.contains(&tenure) {
                self.tenures.push(tenure);
            }
        }
    }

    /// Brings the names into the form in which they can be found: no control characters, no double
    /// spaces, none twice, and none that is a common word without support.
    pub fn clean(&mut self, world: &World<'_>) {
        self.name = tidy(&self.name);
        if self.name.is_empty() && !self.aliases.is_empty() {
            self.name = tidy(&self.aliases.remove(0));
        }
        let mut seen = vec![key(&self.name)];
        let mut fresh = |names: &mut Vec<String>| {
            names.iter_mut().for_each(|name| *name = tidy(name));
            names.retain(|name| {
                let key = key(name);
                let is_new = !name.is_empty() && !seen.contains(&key);
                seen.push(key);
                is_new
            });
        };
        fresh(&mut self.aliases);
        fresh(&mut self.weak);
        fresh(&mut self.demonyms);
        if self.kind == Some(Kind::Role) {
            fresh(&mut self.titles);
        } else {
            let mut common = Vec::new();
            self.aliases.retain(|alias| {
                let is_safe = is_acronym(alias) || !world.is_common(alias);
                if !is_safe {
                    common.push(alias.clone());
                }
                is_safe
            });
            if self.kind == Some(Kind::Person) {
                // A part of the full name is no full name.
                let words: Vec<String> = self.name.split(' ').map(fold).collect();
                let is_part = |alias: &String| words.len() > 1 && words.contains(&fold(alias));
                common.extend(self.aliases.extract_if(.., |alias| is_part(alias)));
            }
            if world.is_common(&self.name) {
                common.push(self.name.clone());
            }
            self.weak.extend(common);
        }
        self.former.iter_mut().for_each(|(name, _)| *name = tidy(name));
        self.former.retain(|(name, _)| !name.is_empty() && *name != self.name);
        for tenure in &mut self.tenures {
            tenure.title = tidy(&tenure.title);
            tenure.of = tenure.of.as_deref().map(tidy).filter(|of| !of.is_empty());
        }
        self.tenures.retain(|tenure| !tenure.title.is_empty());
        self.tenures.sort_by(|a, b| (&a.from, &a.to, &a.title).cmp(&(&b.from, &b.to, &b.title)));
        self.countries.iter_mut().for_each(|country| country.make_ascii_uppercase());
        let mut seen = Vec::new();
        self.countries.retain(|country| {
            let is_new = !seen.contains(country);
            seen.push(country.clone());
            is_new
        });
    }
}

/// What two names must share to be found by the same words.
fn key(name: &str) -> (String, bool) {
    let folded = fold(name).replace(['-', '.', ' '], "");
    (folded, is_acronym(name))
}

/// The name on one line, without what nobody can write or find; empty if nothing is left of it.
fn tidy(name: &str) -> String {
    let hidden = |c: char| {
        c.is_control()
            || matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}' | '\u{FFFD}')
    };
    let spaced: String = name.chars().map(|c| if hidden(c) { ' ' } else { c }).collect();
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let tidy = words.join(" ");
    let is_name = tidy.chars().any(char::is_alphanumeric) && tidy.chars().count() <= LONGEST;
    if is_name { tidy } else { String::new() }
}

/// The date in `text`, as far as gazetteers know dates: the year, month or day at its beginning.
/// A month or day of 00 is unknown.
pub fn date(text: &str) -> Option<String> {
    let text = text.trim().trim_start_matches('+');
    let day = text.get(..10).unwrap_or(text);
    let day = day.strip_suffix("-00").unwrap_or(day);
    let day = day.strip_suffix("-00").unwrap_or(day);
    day.parse::<crate::base::Date>().ok().map(|date| date.to_string())
}

/// The gender that a word names.
pub fn gender(text: &str) -> Option<Gender> {
    match text.trim().to_ascii_lowercase().as_str() {
        "female" | "f" | "woman" => Some(Gender::Female),
        "male" | "m" | "man" => Some(Gender::Male),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_far_as_they_are_known() {
        for (text, expected) in [
            ("2005-11-22", Some("2005-11-22")),
            ("+2005-11-22T00:00:00Z", Some("2005-11-22")),
            ("+2005-11-00T00:00:00Z", Some("2005-11")),
            ("2005-00-00", Some("2005")),
            ("2005", Some("2005")),
            ("last year", None),
            ("2005-13", None),
            ("", None),
        ] {
            assert_eq!(date(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn names_lose_what_nobody_can_write() {
        for (text, expected) in [
            ("  Anna \t Keller\n", "Anna Keller"),
            ("Port\u{200B}Salis", "Port Salis"),
            ("…", ""),
            ("陈瑞", "陈瑞"),
        ] {
            assert_eq!(tidy(text), expected);
        }
        assert_eq!(tidy(&"long ".repeat(100)), "");
    }
}

//! Short forms: “Merkel” after “Angela Merkel”, “Mr Ito” and “Mrs Ito”, “the AU” after “the
//! African Union (AU)”. Which of the referents a document has introduced in full goes by a part of
//! a name.

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use crate::gazetteer::Gender;
use crate::resolve::{Referent, ReferentId};

/// What part of a referent's name a short form is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The surname, with or without particles.
    Surname,
    /// The given name.
    Given,
    /// An acronym that the text introduced in brackets.
    Acronym,
}

/// Referents by the folded parts of their names.
#[derive(Debug, Default)]
pub struct ShortNames {
    by_part: FxHashMap<String, SmallVec<[(Part, ReferentId); 2]>>,
}

impl ShortNames {
    /// Notes that `referent` may go on as `part`.
    pub fn add(&mut self, part: &str, sort: Part, referent: ReferentId) {
        if let Some(known) = self.by_part.get_mut(part) {
            if !known.iter().any(|(_, r)| *r == referent) {
                known.push((sort, referent));
            }
        } else {
            self.by_part.insert(part.to_owned(), SmallVec::from_iter([(sort, referent)]));
        }
    }

    /// The referents that may go on as `part`.
    pub fn get(&self, part: &str) -> &[(Part, ReferentId)] {
        self.by_part.get(part).map_or(&[], |found| found.as_slice())
    }

    /// The referent among those that go on as `part` that fits: of that gender, introduced
    /// before if there is such a one, the one mentioned most, the one mentioned last: a brother
    /// named once in passing does not take over the surname of the man a report is about.
    pub fn best(
        &self,
        part: &str,
        gender: Option<Gender>,
        referent: impl Fn(ReferentId) -> Seen,
    ) -> Option<(Part, ReferentId)> {
        let fits = |r: &Seen| gender.is_none_or(|g| r.gender.is_none_or(|h| g == h));
        self.get(part)
            .iter()
            .map(|&(sort, id)| (sort, id, referent(id)))
            .filter(|(_, _, r)| fits(r))
            .max_by_key(|(sort, id, r)| {
                let sure_gender = gender.is_some() && r.gender == gender;
                let seen = (r.last_seen.is_some(), r.times, r.last_seen);
                (sure_gender, *sort != Part::Given, seen, std::cmp::Reverse(*id))
            })
            .map(|(sort, id, _)| (sort, id))
    }
}

/// What [`ShortNames::best`] wants to know of a referent.
#[derive(Clone, Copy, Debug)]
pub struct Seen {
    /// Its gender, if known.
    pub gender: Option<Gender>,
    /// The token of its last mention before the short form.
    pub last_seen: Option<u32>,
    /// How often it was mentioned before the short form.
    pub times: usize,
}

impl Seen {
    /// The view of `referent`, mentioned `times` times so far and last at `last_seen`.
    pub fn new(referent: &Referent, last_seen: Option<u32>, times: usize) -> Self {
        Seen { gender: referent.gender, last_seen, times }
    }
}

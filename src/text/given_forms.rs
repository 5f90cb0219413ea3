//! Forms of one given name: Bob is Robert, and so is Rob. The families stand in
//! `lexicon/short-names.txt`.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use crate::text::fold::fold;

const FAMILIES: &str = include_str!("../../lexicon/short-names.txt");

/// A full name and its short forms, folded; of several full names each is another name.
struct Family {
    full: Vec<String>,
    short: Vec<String>,
}

struct Families {
    all: Vec<Family>,
    /// By folded name: the families it stands in.
    of: FxHashMap<String, SmallVec<[usize; 2]>>,
}

static KNOWN: LazyLock<Families> = LazyLock::new(|| {
    let mut families = Families { all: Vec::new(), of: FxHashMap::default() };
    let lines = FAMILIES.lines().filter(|line| !line.starts_with('#'));
    for (full, short) in lines.filter_map(|line| line.split_once(':')) {
        let folded = |names: &str| names.split_whitespace().map(fold).collect::<Vec<String>>();
        let family = Family { full: folded(full), short: folded(short) };
        for name in family.full.iter().chain(&family.short) {
            let of = families.of.entry(name.clone()).or_default();
            if of.last() != Some(&families.all.len()) {
                of.push(families.all.len());
            }
        }
        families.all.push(family);
    }
    families
});

fn families(name: &str) -> impl Iterator<Item = &'static Family> {
    KNOWN.of.get(name).into_iter().flatten().map(|&at| &KNOWN.all[at])
}

/// The other forms of a folded given name: the short ones of a full name, and both sorts of a
/// short one, in the order of the list. A form that stands in two families comes twice.
pub fn other_forms(name: &str) -> impl Iterator<Item = &'static str> {
    families(name).flat_map(move |family| {
        let is_short = family.short.iter().any(|short| short == name);
        let full = family.full.iter().filter(move |_| is_short);
        full.chain(&family.short).map(String::as_str).filter(move |form| *form != name)
    })
}

/// Whether two different folded given names are forms of one: “bob” and “robert”, “bob” and “rob”.
pub fn are_of_one_name(a: &str, b: &str) -> bool {
    a != b && other_forms(a).any(|form| form == b)
}

/// The first full name of the only family of a folded given name; the name itself if it has none
/// or several.
pub fn family_name(name: &str) -> &str {
    let mut all = families(name);
    match (all.next(), all.next()) {
        (Some(family), None) => family.full.first().map_or(name, String::as_str),
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_forms_are_those_of_a_full_name_and_of_each_other() {
        for (a, b, are_one) in [
            ("bob", "robert", true),
            ("robert", "bob", true),
            ("bob", "rob", true),
            ("ed", "edwin", true),
            ("ed", "edward", true),
            ("edwin", "edward", false),
            ("maria", "miriam", false),
            ("bob", "bob", false),
            ("keller", "bob", false),
        ] {
            assert_eq!(are_of_one_name(a, b), are_one, "{a} {b}");
        }
    }

    #[test]
    fn a_family_goes_by_its_first_full_name_where_there_is_but_one() {
        for (name, family) in
            [("bob", "robert"), ("steven", "stefan"), ("ed", "ed"), ("rui", "rui")]
        {
            assert_eq!(family_name(name), family);
        }
    }

    #[test]
    fn every_line_of_the_list_has_full_names_and_short_forms_that_are_none_of_them() {
        for family in &KNOWN.all {
            assert!(!family.full.is_empty() && !family.short.is_empty(), "{:?}", family.full);
            assert!(!family.short.iter().any(|s| family.full.contains(s)), "{:?}", family.full);
        }
    }
}

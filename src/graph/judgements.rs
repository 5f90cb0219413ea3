//! `judgements.yaml`: what a person decided about who is who and which reports tell of one
//! meeting. It is read anew for every graph, so that a line taken out takes its effect with it.
//!
//! ```yaml
//! judgements:
//!   - same: [anna-keller, anna-j-keller]
//!     reason: her full name is on the party's list
//!   - different: [john-marten@wire-3, john-marten@wire-7]   # one name, in two documents
//!   - unsure: [anna-keller, a-keller]                       # kept apart, and not asked again
//!   - same: ["wire-3 wire-3#m1", "wire-9 wire-9#m2"]        # reports, by document and meeting
//!     about: reports
//! ```

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::merge::{Judgement, Subject, Verdict};
use crate::base::yaml;

/// Why judgements could not be taken.
#[derive(Debug, thiserror::Error)]
pub enum JudgementsError {
    /// The file cannot be read.
    #[error("cannot read {}: {source}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The file is no list of judgements.
    #[error("{}:{message}", path.display())]
    Syntax {
        /// The file.
        path: PathBuf,
        /// Line and column, and what is wrong.
        message: String,
    },
    /// A judgement does not say what about what.
    #[error("{}: judgement {number} {problem}", path.display())]
    Wrong {
        /// The file.
        path: PathBuf,
        /// Which one, from 1.
        number: usize,
        /// What is wrong with it.
        problem: String,
    },
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    judgements: Vec<Entry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    #[serde(default)]
    same: Vec<String>,
    #[serde(default)]
    different: Vec<String>,
    #[serde(default)]
    unsure: Vec<String>,
    #[serde(default)]
    about: Option<Subject>,
    #[serde(default)]
    reason: Option<String>,
}

/// Reads the judgements of a file, sorted, each pair once.
///
/// # Errors
/// When the file cannot be read, is no such list, or says two things of one pair.
pub fn load(path: &Path) -> Result<Vec<Judgement>, JudgementsError> {
    let text = fs::read_to_string(path)
        .map_err(|source| JudgementsError::Read { path: path.to_owned(), source })?;
    parse(&text, path)
}

/// The judgements in `text`; `path` is for messages.
///
/// # Errors
/// As [`load`].
pub fn parse(text: &str, path: &Path) -> Result<Vec<Judgement>, JudgementsError> {
    let file: File = serde_yaml::from_str(text).map_err(|error| syntax(&error, path))?;
    let mut seen: BTreeMap<(Subject, String, String), (Verdict, usize)> = BTreeMap::new();
    let mut all = Vec::new();
    for (at, entry) in file.judgements.into_iter().enumerate() {
        let number = at + 1;
        let wrong =
            |problem: String| JudgementsError::Wrong { path: path.to_owned(), number, problem };
        let about = entry.about.unwrap_or(Subject::Entities);
        let (verdict, ids) = entry.verdict().map_err(wrong)?;
        let reasons: Vec<String> = entry.reason.into_iter().collect();
        for (i, a) in ids.iter().enumerate() {
            for b in &ids[i + 1..] {
                let (a, b) = (a.min(b).clone(), a.max(b).clone());
                let pair = (about, a.clone(), b.clone());
                match seen.get(&pair) {
                    Some((other, _)) if *other == verdict => continue,
                    Some((_, first)) => {
                        let problem =
                            format!("contradicts judgement {first} about “{a}” and “{b}”");
                        return Err(wrong(problem));
                    }
                    None => seen.insert(pair, (verdict, number)),
                };
                all.push(Judgement { about, a, b, verdict, reasons: reasons.clone() });
            }
        }
    }
    all.sort();
    Ok(all)
}

/// What the YAML reader objects to, with line and column.
fn syntax(error: &serde_yaml::Error, path: &Path) -> JudgementsError {
    let error = error.without_snippet();
    let place = error.location().map(|at| format!("{}:{}: ", at.line(), at.column()));
    let message = yaml::message_of(error);
    let meant = yaml::meant(&message).map(|meant| format!("; {meant}"));
    let (place, meant) = (place.unwrap_or_default(), meant.unwrap_or_default());
    JudgementsError::Syntax { path: path.to_owned(), message: format!("{place}{message}{meant}") }
}

impl Entry {
    fn verdict(&self) -> Result<(Verdict, Vec<String>), String> {
        let lists = [
            (Verdict::Same, &self.same),
            (Verdict::Different, &self.different),
            (Verdict::Unsure, &self.unsure),
        ];
        let mut given = lists.into_iter().filter(|(_, ids)| !ids.is_empty());
        match (given.next(), given.next()) {
            (Some((verdict, ids)), None) if ids.len() > 1 => {
                let mut ids = ids.clone();
                ids.sort();
                ids.dedup();
                if ids.len() > 1 {
                    Ok((verdict, ids))
                } else {
                    Err("names one id twice".to_owned())
                }
            }
            (Some(_), None) => Err("names one id; it takes two or more".to_owned()),
            (None, _) => Err("has neither same, different nor unsure".to_owned()),
            (Some(_), Some(_)) => Err("has more than one of same, different and unsure".to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> Result<Vec<Judgement>, String> {
        parse(text, Path::new("judgements.yaml")).map_err(|error| error.to_string())
    }

    #[test]
    fn every_pair_of_a_list_is_judged() {
        let text = "judgements:\n  - same: [c, a, b]\n    reason: known\n  - unsure: [a, d]\n";
        let pairs: Vec<_> = parsed(text)
            .expect("right")
            .into_iter()
            .map(|j| (j.a, j.b, j.verdict, j.reasons.len()))
            .collect();
        let same = |a: &str, b: &str| (a.to_owned(), b.to_owned(), Verdict::Same, 1);
        let unsure = ("a".to_owned(), "d".to_owned(), Verdict::Unsure, 0);
        assert_eq!(pairs, [same("a", "b"), same("a", "c"), unsure, same("b", "c")]);
    }

    #[test]
    fn what_makes_no_sense_is_refused_with_its_place() {
        for (text, message) in [
            ("judgements:\n  - same: [a]\n", "judgement 1 names one id; it takes two or more"),
            ("judgements:\n  - reason: x\n", "judgement 1 has neither same, different nor unsure"),
            (
                "judgements:\n  - same: [a, b]\n  - different: [b, a]\n",
                "judgement 2 contradicts judgement 1 about “a” and “b”",
            ),
        ] {
            assert_eq!(parsed(text), Err(format!("judgements.yaml: {message}")), "{text}");
        }
        let misspelt = parsed("judgements:\n  - sama: [a, b]\n").expect_err("no such key");
        assert!(misspelt.starts_with("judgements.yaml:2:5: unknown key `sama`"), "{misspelt}");
        assert!(misspelt.ends_with("did you mean `same`?"), "{misspelt}");
    }
}

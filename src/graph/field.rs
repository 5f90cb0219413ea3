//! What people live by, as far as nobody does both at once: sport, and offices, courts, sciences,
//! churches and arms.

use std::collections::BTreeSet;

/// Whether some occupations are of one field and others of another.
pub(super) fn contradict(a: &BTreeSet<String>, b: &BTreeSet<String>) -> bool {
    let fields = |roles: &BTreeSet<String>| {
        let is_in = |words: &[&str]| {
            roles.iter().any(|role| role.split([' ', '-']).any(|word| words.contains(&word)))
        };
        (is_in(SPORT), is_in(OTHER))
    };
    matches!(
        (fields(a), fields(b)),
        ((true, false), (false, true)) | ((false, true), (true, false))
    )
}

/// Who plays, by the words for it that mean nothing else.
const SPORT: &[&str] = &[
    "athlete",
    "batsman",
    "bowler",
    "boxer",
    "cornerback",
    "cricketer",
    "cyclist",
    "fielder",
    "footballer",
    "goalkeeper",
    "golfer",
    "gymnast",
    "infielder",
    "jockey",
    "linebacker",
    "lineman",
    "midfielder",
    "outfielder",
    "pitcher",
    "quarterback",
    "rower",
    "shortstop",
    "skater",
    "skier",
    "sprinter",
    "striker",
    "swimmer",
    "winger",
    "wrestler",
];

/// Who does what leaves no time to play.
const OTHER: &[&str] = &[
    "ambassador",
    "archbishop",
    "bishop",
    "cardinal",
    "chancellor",
    "colonel",
    "congressman",
    "congresswoman",
    "councillor",
    "diplomat",
    "economist",
    "governor",
    "historian",
    "imam",
    "judge",
    "justice",
    "lieutenant",
    "magistrate",
    "mayor",
    "minister",
    "mp",
    "pastor",
    "physicist",
    "priest",
    "professor",
    "prosecutor",
    "rabbi",
    "scientist",
    "senator",
    "sergeant",
    "sheriff",
    "surgeon",
];

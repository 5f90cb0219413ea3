//! How words end that are rather names of places, surnames, or no names at all.

/// Endings that place names have more often than anything else.
pub(super) const PLACE_ENDINGS: [&str; 14] = [
    "ville", "burg", "burgh", "shire", "abad", "stan", "grad", "polis", "borough", "bury", "ford",
    "haven", "dorf", "pura",
];

/// Endings of surnames.
pub(super) const SURNAME_ENDINGS: [&str; 16] = [
    "ovic", "evic", "ović", "ević", "enko", "chuk", "shvili", "adze", "idis", "poulos", "escu",
    "sson", "ovski", "ovsky", "ewski", "owski",
];

/// Endings of adjectives and of words for adherents and speakers.
pub(super) const ADHERENT_ENDINGS: [&str; 11] =
    ["eers", "ists", "ians", "ites", "isms", "ism", "ist", "ian", "ese", "ish", "ean"];

//! The codes of findings about gazetteers, for tools that list them.

/// Code and what it means; `docs/diagnostics-gazetteers.md` says what to do about each.
pub const CODES: &[(&str, &str)] = &[
    ("G001", "an id is used twice"),
    ("G002", "a reference leads nowhere"),
    ("G003", "a shared name is not declared"),
    ("G004", "a period ends before it begins"),
    ("G005", "a strong name is a common word"),
    ("G006", "a Wikidata id is malformed or repeated"),
    ("G007", "an office has more holders than seats"),
    ("G008", "a name is listed twice"),
    ("G009", "the file is not in canonical form"),
    ("G010", "the file cannot be read"),
    ("G011", "a name can never be found"),
    ("G012", "a key belongs to entries of another kind"),
    ("G013", "a value cannot be read"),
    ("G014", "namesakes are declared on one side only"),
    ("G015", "a name has broken letters"),
    ("G016", "an id has forbidden characters"),
    ("G017", "something lies inside itself"),
    ("G018", "two tenures of one office overlap"),
    ("G019", "a name is shadowed by a stronger one"),
    ("G020", "texts use a strong name as a common word"),
    ("G021", "the compiled form is of other lists"),
];

#[cfg(test)]
mod tests {
    use super::CODES;

    #[test]
    fn every_code_is_explained() {
        let page = include_str!("../../../docs/diagnostics-gazetteers.md");
        for (code, _) in CODES {
            let is_there = page.lines().any(|line| line.starts_with(&format!("| {code}")));
            assert!(is_there, "{code} has no line in docs/diagnostics-gazetteers.md");
        }
    }
}

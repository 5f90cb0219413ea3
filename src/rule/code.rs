//! The codes of findings about rules, for tools that list them.

/// Code and what it means.
pub const CODES: &[(&str, &str)] = &[
    ("R001", "the file cannot be read"),
    ("R002", "a name or value means nothing here"),
    ("R003", "a pattern has no trigger"),
    ("R004", "a rule has too few examples"),
    ("R005", "an example is not found as it says"),
    ("R006", "a counterexample gives an event"),
    ("R007", "two rules find the same event"),
    ("R008", "no pattern uses the list"),
    ("R009", "an example names somebody outside the cast"),
    ("R010", "no rule fills an argument that is required"),
];

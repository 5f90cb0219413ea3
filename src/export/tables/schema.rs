//! Which tables there are, what their columns hold, and what they refer to.

/// A table.
#[derive(Debug)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// Its columns.
    pub columns: &'static [Column],
    /// Whether the first column is unique.
    pub has_key: bool,
}

/// A column of a table.
#[derive(Debug)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// Whether cells may be empty.
    pub is_optional: bool,
    /// The table whose key it holds.
    pub refers_to: Option<&'static str>,
}

/// What cells hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Text; dates are text too, since not all are known to the day.
    Text,
    /// A whole number.
    Count,
    /// A number.
    Number,
}

const fn must(name: &'static str, kind: Kind) -> Column {
    Column { name, kind, is_optional: false, refers_to: None }
}

const fn may(name: &'static str, kind: Kind) -> Column {
    Column { name, kind, is_optional: true, refers_to: None }
}

const fn key_of(name: &'static str, table: &'static str) -> Column {
    Column { name, kind: Kind::Text, is_optional: false, refers_to: Some(table) }
}

const fn may_be_key_of(name: &'static str, table: &'static str) -> Column {
    Column { name, kind: Kind::Text, is_optional: true, refers_to: Some(table) }
}

const DOCUMENTS: Table = Table {
    name: "documents",
    columns: &[
        must("id", Kind::Text),
        may("title", Kind::Text),
        may("published", Kind::Text),
        may("source", Kind::Text),
    ],
    has_key: true,
};

const SENTENCES: Table = Table {
    name: "sentences",
    columns: &[
        key_of("document", "documents"),
        must("start_char", Kind::Count),
        must("end_char", Kind::Count),
        must("text", Kind::Text),
    ],
    has_key: false,
};

const ENTITIES: Table = Table {
    name: "entities",
    columns: &[
        must("id", Kind::Text),
        must("kind", Kind::Text),
        must("name", Kind::Text),
        may("wikidata", Kind::Text),
        must("origin", Kind::Text),
        may("gender", Kind::Text),
        must("mentions", Kind::Count),
        must("documents", Kind::Count),
    ],
    has_key: true,
};

const ALIASES: Table = Table {
    name: "aliases",
    columns: &[key_of("entity", "entities"), must("name", Kind::Text)],
    has_key: false,
};

const OFFICES: Table = Table {
    name: "offices",
    columns: &[
        key_of("entity", "entities"),
        must("office", Kind::Text),
        may_be_key_of("role", "entities"),
        may_be_key_of("of", "entities"),
        may("first", Kind::Text),
        may("last", Kind::Text),
    ],
    has_key: false,
};

const MENTIONS: Table = Table {
    name: "mentions",
    columns: &[
        key_of("entity", "entities"),
        key_of("document", "documents"),
        must("start_char", Kind::Count),
        must("end_char", Kind::Count),
        must("confidence", Kind::Number),
    ],
    has_key: false,
};

const EVENTS: Table = Table {
    name: "events",
    columns: &[
        must("id", Kind::Text),
        must("kind", Kind::Text),
        may("event", Kind::Text),
        must("name", Kind::Text),
        must("status", Kind::Text),
        may("date", Kind::Text),
        may("date_to", Kind::Text),
        may_be_key_of("place", "entities"),
        may("place_name", Kind::Text),
        may("mode", Kind::Text),
        may_be_key_of("speaker", "entities"),
        may("speaker_text", Kind::Text),
        may("cue", Kind::Text),
        may("class", Kind::Text),
        may("speech", Kind::Text),
        may("content", Kind::Text),
        must("confidence", Kind::Number),
        must("documents", Kind::Count),
        may("reports", Kind::Count),
        may("sources", Kind::Count),
    ],
    has_key: true,
};

const PARTICIPANTS: Table = Table {
    name: "participants",
    columns: &[
        key_of("event", "events"),
        may_be_key_of("entity", "entities"),
        may("text", Kind::Text),
        must("part", Kind::Text),
    ],
    has_key: false,
};

const PAIRS: Table = Table {
    name: "pairs",
    columns: &[key_of("event", "events"), key_of("a", "entities"), key_of("b", "entities")],
    has_key: false,
};

const EVIDENCE: Table = Table {
    name: "evidence",
    columns: &[
        key_of("event", "events"),
        key_of("document", "documents"),
        must("start_char", Kind::Count),
        must("end_char", Kind::Count),
        may("rule", Kind::Text),
        must("confidence", Kind::Number),
        may("status", Kind::Text),
        may("trigger", Kind::Text),
    ],
    has_key: false,
};

const RELATIONS: Table = Table {
    name: "relations",
    columns: &[
        must("id", Kind::Text),
        must("source", Kind::Text),
        must("target", Kind::Text),
        must("relation", Kind::Text),
        may("status", Kind::Text),
        may("first", Kind::Text),
        may("last", Kind::Text),
        must("count", Kind::Count),
        must("weight", Kind::Number),
        may("part", Kind::Text),
    ],
    has_key: true,
};

const RELATION_EVIDENCE: Table = Table {
    name: "relation_evidence",
    columns: &[
        key_of("relation", "relations"),
        key_of("document", "documents"),
        must("start_char", Kind::Count),
        must("end_char", Kind::Count),
        may("rule", Kind::Text),
        must("confidence", Kind::Number),
    ],
    has_key: false,
};

/// The tables, those first that others refer to.
pub const TABLES: &[Table] = &[
    DOCUMENTS,
    SENTENCES,
    ENTITIES,
    ALIASES,
    OFFICES,
    MENTIONS,
    EVENTS,
    PARTICIPANTS,
    PAIRS,
    EVIDENCE,
    RELATIONS,
    RELATION_EVIDENCE,
];

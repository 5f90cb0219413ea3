//! What a pattern line says, with the place of every element in its file.

use crate::base::ByteSpan;
use crate::rule::kind::Filler;
use crate::rule::unit::VerbForm;

/// One line of `patterns:` or `unless:`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    /// Where it stands in its file.
    pub span: ByteSpan,
    /// `^`: only at the beginning of a period.
    pub at_start: bool,
    /// `$`: only at its end.
    pub at_end: bool,
    /// Its elements, in order.
    pub nodes: Vec<Node>,
}

/// An element of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Where it stands in its file.
    pub span: ByteSpan,
    /// What it matches.
    pub element: Element,
    /// `?`: it may be absent.
    pub optional: bool,
    /// `!`: it is the trigger.
    pub marked: bool,
}

/// What an element matches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Element {
    /// A word or mark.
    Word(String),
    /// `~meet`, `~meet:ing`
    Verb(String, FormFilter),
    /// `@talks`, `~@say.that`, `~@say.that:ing`
    List(List),
    /// `{participant+}`, `{content:quote}`
    Hole(Hole),
    /// `…`
    Gap,
    /// `*`: when, where and how something was said, up to “that” or “whether”
    Circumstances,
    /// `(a | b)`
    Group(Vec<Vec<Node>>),
}

/// A reference to a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List {
    /// Its name without `@`.
    pub name: String,
    /// `~@`: only the verbs of it.
    pub verbs: bool,
    /// In which use.
    pub filter: FormFilter,
}

/// A place for an argument.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hole {
    /// The argument's name.
    pub argument: String,
    /// `+`: one or a list of them.
    pub many: bool,
    /// `:quote`
    pub narrowing: Option<Filler>,
}

/// In which uses a verb counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FormFilter {
    /// With helping words, as infinitive after them, or in -ing; never passive.
    Active,
    /// Only in this use.
    Only(VerbForm),
}

impl FormFilter {
    /// The words that may follow the colon of a verb.
    pub const NAMES: [(&'static str, VerbForm); 5] = [
        ("finite", VerbForm::Finite),
        ("infinitive", VerbForm::Infinitive),
        ("ing", VerbForm::Ing),
        ("participle", VerbForm::Participle),
        ("passive", VerbForm::Passive),
    ];

    /// Whether a word used like that counts.
    pub fn admits(self, form: VerbForm) -> bool {
        match self {
            FormFilter::Only(only) => form == only,
            FormFilter::Active => {
                matches!(form, VerbForm::Finite | VerbForm::Infinitive | VerbForm::Ing)
            }
        }
    }
}

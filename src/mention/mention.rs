//! What is known of a mention before anybody asks who is meant.

use smallvec::SmallVec;

use crate::base::TokenSpan;
use crate::extraction::EntityKind;
use crate::gazetteer::{AliasKind, EntityId, Gender, NameId};
use crate::id;

id!(
    /// Names a mention of a document.
    MentionId
);

/// A stretch of text that names an entity.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// The words that name it, without title, article or possessive ending.
    pub tokens: TokenSpan,
    /// The same with the titles before it.
    pub extent: TokenSpan,
    /// What it names, as far as the words and their neighbours tell.
    pub kind: EntityKind,
    /// How it names it.
    pub form: Form,
    /// The gazetteer's entries that go by this name.
    pub candidates: SmallVec<[Candidate; 2]>,
    /// Titles and offices that the text attaches to it, in order.
    pub roles: SmallVec<[RoleUse; 1]>,
    /// The gender that its title tells (`Mr`, `Queen`, `spokeswoman`).
    pub gender: Option<Gender>,
    /// From 0 to 1: how sure it is that this is a name of that kind.
    pub confidence: f32,
}

/// An entry that a mention may refer to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The entry.
    pub entity: EntityId,
    /// Which of its names stands here.
    pub alias: AliasKind,
}

/// How a mention names its entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// By a name that is enough on its own.
    Name,
    /// By a part of the name, or a weak name.
    Short,
    /// By what it is: “the minister”, “the company”.
    Description,
    /// By a pronoun.
    Pronoun,
}

/// A title or office in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RoleUse {
    /// Its words.
    pub tokens: TokenSpan,
    /// The gazetteer's name for it; none for an occupation that only the lexicon knows.
    pub name: Option<NameId>,
    /// The place or organization that the words beside it attach it to (“the German chancellor”).
    pub of: Option<EntityId>,
    /// The name of that place or organization in the text, whether a gazetteer holds it or not.
    pub body: Option<MentionId>,
    /// Whether it belonged to somebody in the past (“former”, “then”).
    pub former: bool,
}

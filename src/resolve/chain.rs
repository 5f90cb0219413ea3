//! The referents of a document and which mention belongs to which.

use smallvec::SmallVec;

use crate::base::IndexVec;
use crate::extraction::EntityKind;
use crate::gazetteer::{EntityId, Gender};
use crate::id;
use crate::mention::{MentionId, RoleUse};

id!(
    /// Names a referent of a document.
    ReferentId
);

/// Somebody or something that a document speaks of.
#[derive(Clone, Debug, PartialEq)]
pub struct Referent {
    /// Stable id: that of the gazetteer's entry, or made of the name.
    pub key: String,
    /// The canonical name, or the fullest one that the document gives.
    pub name: String,
    /// What it is.
    pub kind: EntityKind,
    /// The gazetteer's entry, if there is one.
    pub entity: Option<EntityId>,
    /// Where entry, title or given name tell it.
    pub gender: Option<Gender>,
    /// Its names in the text, in order.
    pub mentions: Vec<MentionId>,
    /// What the text says it is.
    pub roles: Vec<RoleUse>,
}

/// Why a mention was linked the way it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// Nothing else in the gazetteers goes by this name.
    OnlyReading,
    /// A gazetteer of the user's outranks the built-in ones.
    UserGazetteer,
    /// The same name without an initial, and nobody else's.
    MiddleName,
    /// The same name with another form of the given name, and nobody else's: Bob is Robert.
    GivenForm,
    /// Words near speak for it.
    Context,
    /// The full name stands elsewhere in the document.
    FullName,
    /// The title before it is one that the person held then.
    Title,
    /// The person held a high office on the document's date.
    Office,
    /// Of places of one name, by far the largest.
    Largest,
    /// The document introduced the acronym.
    Acronym,
    /// No gazetteer holds it: the document itself says what it is.
    Discovered,
    /// A place stands for those who govern there.
    Metonym,
}

/// What became of a mention.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Link {
    /// Who is meant; nobody if the text does not decide.
    pub referent: Option<ReferentId>,
    /// The entries between which the text does not decide.
    pub open: SmallVec<[EntityId; 2]>,
    /// Why.
    pub reasons: SmallVec<[Reason; 2]>,
    /// From 0 to 1.
    pub confidence: f32,
}

/// All referents of a document with the links of its names.
#[derive(Clone, Debug, Default)]
pub struct Chains {
    /// The referents, in the order in which they were established.
    pub referents: IndexVec<ReferentId, Referent>,
    /// By mention: what became of it.
    pub links: IndexVec<MentionId, Link>,
}

impl Chains {
    /// Who is meant by a mention.
    pub fn of(&self, mention: MentionId) -> Option<ReferentId> {
        self.links.get(mention).and_then(|link| link.referent)
    }
}

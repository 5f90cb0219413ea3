//! Who and what is known: YAML files of persons, organizations, places and roles become entities,
//! every name they can appear under, and an automaton that finds those names in a document.
//! Which entity a name means in a given sentence is decided elsewhere.

pub mod check;
pub mod compile;
pub mod entity;
pub mod format;
pub mod layer;
pub mod load;
pub mod matcher;
pub mod names;
pub mod schema;

pub use check::check;
pub use entity::{Details, Entity, EntityId, Gazetteer, Organization, Person, Place, Role, Tenure};
pub use load::{LoadError, Sources, load, load_texts};
pub use matcher::{Lookup, NameId};
pub use names::{Alias, AliasKind, Strength};
pub use schema::{Attachment, Gender, OrganizationType, PlaceType, Rank};

#[cfg(test)]
mod tests;

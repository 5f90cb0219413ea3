//! Who and what is known: YAML files of persons, organizations, places and roles become entities,
//! every name they can appear under, and an automaton that finds those names in a document.
//! Which entity a name means in a given sentence is decided elsewhere.

mod builtin;
pub mod cache;
pub mod change;
pub mod check;
pub mod compile;
pub mod entity;
pub mod find;
pub mod format;
pub mod import;
pub mod layer;
pub mod load;
pub mod matcher;
pub mod names;
pub mod rewrite;
pub mod schema;
pub mod stats;

pub use check::{check, check_all};
pub use entity::{Details, Entity, EntityId, Gazetteer, Organization, Person, Place, Role, Tenure};
pub use load::{LoadError, Sources, load, load_texts};
pub use matcher::{Lookup, NameId};
pub use names::{Alias, AliasKind, Strength};
pub use schema::{Attachment, Gender, OrganizationType, PlaceType, Rank};

use std::io;
use std::path::Path;

/// Writes a file whole or not at all.
fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let mut file = tempfile::NamedTempFile::new_in(folder.unwrap_or(Path::new(".")))?;
    io::Write::write_all(&mut file, bytes)?;
    let _ = everybody_may_read(&file);
    file.persist(path)?;
    Ok(())
}

/// Temporary files are their owner's alone; what they become is read by everybody.
#[cfg(unix)]
fn everybody_may_read(file: &tempfile::NamedTempFile) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.as_file().set_permissions(std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn everybody_may_read(_: &tempfile::NamedTempFile) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests;

//! Where rule files come from: the program itself, or a folder.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::base::diagnostic::SourceFile;

include!(concat!(env!("OUT_DIR"), "/rules.rs"));

/// The rules that the program ships with.
pub fn builtin() -> Vec<Arc<SourceFile>> {
    files(BUILTIN)
}

/// The same as the build script prepared them: read in a moment, but what is wrong in them or
/// through them has no place.
pub fn prepared() -> Vec<Arc<SourceFile>> {
    files(PREPARED)
}

fn files(table: &[(&str, &str)]) -> Vec<Arc<SourceFile>> {
    let file = |&(path, text): &(&str, &str)| {
        Arc::new(SourceFile { path: PathBuf::from(path), text: text.to_owned() })
    };
    table.iter().map(file).collect()
}

/// A folder of rules that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("cannot read {path}")]
pub struct ReadError {
    /// The file or folder.
    pub path: PathBuf,
    /// Why.
    pub source: std::io::Error,
}

/// Every `.yaml` and `.yml` file below `folder`, sorted by path.
pub fn folder(folder: &Path) -> Result<Vec<Arc<SourceFile>>, ReadError> {
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |source| ReadError { path, source }
    };
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).map_err(failed(&folder))? {
            let entry = entry.map_err(failed(&folder))?;
            let (path, kind) = (entry.path(), entry.file_type().map_err(failed(&folder))?);
            if kind.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "yaml" || e == "yml") {
                files.push(path);
            }
        }
    }
    files.sort();
    let read = |path: PathBuf| {
        let text = std::fs::read_to_string(&path).map_err(failed(&path))?;
        Ok(Arc::new(SourceFile { path, text }))
    };
    files.into_iter().map(read).collect()
}

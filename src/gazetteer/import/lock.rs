//! The lock file beside imported files: what each was made from, and whose it is.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};

use super::{Format, ImportError, Options};
use crate::gazetteer::compile::name_of;

/// What the file is called.
pub const NAME: &str = "import.lock.json";

/// What is noted of one import.
pub struct Entry(Map<String, Value>);

impl Entry {
    /// Of the import of `input` in that format.
    pub fn new(
        format: &Format,
        input: &Path,
        source: &str,
        licence: &str,
        options: &Options,
    ) -> Result<Self, ImportError> {
        let failed = |source| ImportError::Read { path: input.to_owned(), source };
        let (bytes, hash) = fingerprint(input).map_err(failed)?;
        let name = input.file_name().unwrap_or_default().to_string_lossy();
        let kinds: Vec<&str> = options.kinds.iter().map(|kind| name_of(*kind)).collect();
        let value = json!({
            "format": format.name,
            "source": source,
            "licence": licence,
            "input": {"name": name, "bytes": bytes, "xxh3-128": format!("{hash:032x}")},
            "filters": {
                "kind": kinds,
                "country": options.countries,
                "min-population": options.min_population,
            },
            "importer": concat!("whomet ", env!("CARGO_PKG_VERSION")),
        });
        match value {
            Value::Object(map) => Ok(Entry(map)),
            _ => Ok(Entry(Map::new())),
        }
    }

    /// Notes that `files` came of it, in place of what was noted of files of these names before.
    pub fn write(self, folder: &Path, files: &[(PathBuf, u64)]) -> Result<(), ImportError> {
        let path = folder.join(NAME);
        let failed = |source| ImportError::Write { path: path.clone(), source };
        let mut all: Map<String, Value> = match fs::read(&path) {
            Ok(bytes) => serde_json::from_slice(&bytes).map_err(|error| failed(error.into()))?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => Map::new(),
            Err(error) => return Err(failed(error)),
        };
        for (file, count) in files {
            let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let mut entry = self.0.clone();
            entry.insert("entries".to_owned(), json!(count));
            all.insert(name, Value::Object(entry));
        }
        let mut text = serde_json::to_string_pretty(&all).map_err(|error| failed(error.into()))?;
        text.push('\n');
        crate::gazetteer::write_whole(&path, text.as_bytes()).map_err(failed)
    }
}

/// How many bytes a file has, and their XXH3 hash of 128 bits (`xxh128sum` prints the same).
fn fingerprint(path: &Path) -> io::Result<(u64, u128)> {
    let mut file = File::open(path)?;
    if fs::metadata(path)?.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    let mut hasher = twox_hash::XxHash3_128::new();
    let mut buffer = vec![0; 1 << 20];
    let mut bytes = 0;
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok((bytes, hasher.finish_128())),
            count => {
                bytes += count as u64;
                hasher.write(&buffer[..count]);
            }
        }
    }
}

//! Puts files into canonical form on disk, comments and all, if that changes nothing they say.

use std::path::{Path, PathBuf};
use std::{fs, io};

use crate::gazetteer::load::{LoadError, collect};
use crate::gazetteer::{format, schema, write_whole};

/// What became of a file that was not in canonical form.
#[derive(Debug)]
pub enum Rewritten {
    /// It is now.
    Written(PathBuf),
    /// It stays as it is: sorted, it would be read otherwise, or not at all.
    Refused(PathBuf),
}

/// Rewrites every gazetteer file at or below `folder` that is not in canonical form. Imported files
/// need not be.
///
/// # Errors
/// When a file cannot be read or written.
pub fn rewrite(folder: &Path) -> Result<Vec<Rewritten>, LoadError> {
    let mut paths = Vec::new();
    collect(folder, &mut paths)?;
    paths.sort();
    let mut rewritten = Vec::new();
    for path in paths {
        let failed = |source| LoadError::Read { path: path.clone(), source };
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::InvalidData => continue,
            Err(error) => return Err(failed(error)),
        };
        let canonical = format::canonical(&text);
        if canonical == text {
            continue;
        }
        let (Ok(before), Ok(after)) = (schema::parse(&text), schema::parse(&canonical)) else {
            rewritten.push(Rewritten::Refused(path));
            continue;
        };
        if before.imported.is_some() {
            continue;
        }
        if content(before) == content(after) {
            write_whole(&path, canonical.as_bytes()).map_err(failed)?;
            rewritten.push(Rewritten::Written(path));
        } else {
            rewritten.push(Rewritten::Refused(path));
        }
    }
    Ok(rewritten)
}

/// What a file says, whatever the order of its entries.
fn content(mut file: schema::File) -> Option<String> {
    file.entries.sort_by(|a, b| a.id.value.cmp(&b.id.value));
    for list in [&mut file.female, &mut file.male, &mut file.either, &mut file.names] {
        *list = list.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    serde_json::to_string(&file).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_canonical_form_is_stable_and_keeps_comments_and_content(
            order in Just(vec!["anna-keller", "boris-marten", "chen-rui", "dora"]).prop_shuffle(),
            indent in 0..5_usize,
            gaps in prop::collection::vec(0..3_usize, 4),
            blank in prop::sample::select(vec!["", "  ", "\t"]),
            ending in prop::sample::select(vec!["\n", "\r\n"]),
        ) {
            let mut text = format!("# the head\nkind: person\nentries:{}", ending);
            let pad = " ".repeat(indent);
            for (id, gap) in order.iter().zip(&gaps) {
                text += &ending.repeat(*gap);
                text += &format!("{pad}# above {id}{blank}{ending}");
                text += &format!("{pad}- id: {id}{ending}");
                text += &format!("{pad}  # inside {id}{ending}{pad}  name: Name of {id}  # beside {id}{ending}");
                text += &format!("{pad}  weak: [a, b]{blank}{ending}");
            }
            let canonical = format::canonical(&text);
            prop_assert_eq!(&format::canonical(&canonical), &canonical);
            for id in &order {
                let lines: Vec<&str> = canonical.lines().collect();
                let at = lines.iter().position(|l| *l == format!("  - id: {id}")).expect("the entry");
                prop_assert_eq!(lines[at - 1], format!("  # above {id}"));
                prop_assert_eq!(lines[at + 1], format!("    # inside {id}"));
                prop_assert_eq!(lines[at + 2], format!("    name: Name of {id}  # beside {id}"));
            }
            let read = |text: &str| content(schema::parse(text).expect("a gazetteer file"));
            prop_assert_eq!(read(&canonical), read(&text));
        }
    }
}

//! GATE: an index `lists.def` of `file.lst:major:minor:language:annotation type`, and beside it the
//! lists, one name a line, perhaps with features after a separator.

use std::path::{Component, Path};

use super::label::{kind_of, sort_of};
use super::record::Record;
use super::{Format, Import, ImportError, input, yaml};

pub const FORMAT: Format = Format {
    name: "gate",
    description: "GATE lists.def with its .lst files",
    source: None,
    licence: None,
    needs_kind: false,
    read,
};

/// What may stand between a name and its features.
const SEPARATORS: &[char] = &['\t', '&', '|', ';', '~'];

fn read(import: &mut Import<'_>) -> Result<(), ImportError> {
    let folder = import.path.parent().unwrap_or(Path::new("")).to_owned();
    let mut lines = import.lines()?;
    while let Some(line) = lines.next()? {
        let text = match line.text {
            Ok(text) => text,
            Err(why) => {
                import.bad(line.number, why);
                continue;
            }
        };
        if text.trim_start().starts_with('#') {
            continue;
        }
        let mut cells = text.trim().split(':');
        let file = cells.next().unwrap_or_default();
        let labels: Vec<&str> = cells.filter(|label| !label.is_empty()).collect();
        let is_inside = Path::new(file).components().all(|c| matches!(c, Component::Normal(_)));
        if labels.is_empty() || !is_inside {
            import.bad(line.number, "not file.lst:major:minor");
            continue;
        }
        let own = &import.options.labels;
        // The minor type says more than the major one: location:city.
        let both = labels.get(..2).map(|both| both.join("_"));
        let by_label = both.iter().map(String::as_str).chain(labels.iter().take(2).copied());
        let kind = by_label.into_iter().find_map(|label| kind_of(label, own));
        let Some(kind) = kind.or(import.options.kinds.first().copied()) else {
            let reason = format!("“{}” is no kind; say what it means with --label", labels[0]);
            import.bad(line.number, reason);
            continue;
        };
        let sort = labels.iter().take(2).rev().find_map(|label| sort_of(label));
        let path = folder.join(file);
        if !path.is_file() {
            import.bad(line.number, format!("there is no file {file}"));
            continue;
        }
        let mut names = input::Lines::open(&path)?;
        while let Some(name) = names.next()? {
            match name.text {
                Ok(text) => {
                    let mut record = entry(&text);
                    record.kind = Some(kind);
                    record.sort = sort.map(str::to_owned);
                    import.take(record, name.number)?;
                }
                Err(why) => import.bad_in(path.clone(), name.number, why),
            }
        }
    }
    Ok(())
}

/// A line of a list. What follows a separator are features if each of them is `key=value`.
fn entry(text: &str) -> Record {
    let plain = || Record::new(None, text.trim());
    let Some(at) = text.find(SEPARATORS) else { return plain() };
    let (name, rest) = text.split_at(at);
    let separator = rest.chars().next().unwrap_or('\t');
    let features: Option<Vec<_>> = rest[separator.len_utf8()..]
        .split(separator)
        .filter(|feature| !feature.trim().is_empty())
        .map(|feature| feature.split_once('='))
        .collect();
    let Some(features) = features else { return plain() };
    let mut record = Record::new(None, name.trim());
    for (key, value) in features {
        let value = value.trim();
        let last = value.rsplit(['/', '#']).next().unwrap_or_default();
        match key.trim() {
            "id" | "inst" | "uri" | "wikidata" if yaml::is_item(last) => {
                record.id = last.to_owned();
                record.wikidata = Some(last.to_owned());
            }
            "gender" => record.gender = super::record::gender(value),
            "country" if value.len() == 2 => record.countries.push(value.to_owned()),
            "population" => record.population = value.parse().ok(),
            _ => {}
        }
    }
    record
}

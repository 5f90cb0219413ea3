//! SKOS vocabularies in Turtle: concepts with preferred, other and hidden labels. What a concept is,
//! SKOS does not say; `--kind` does.

use oxrdf::{NamedOrBlankNode, Term, Triple};
use oxttl::TurtleParser;

use super::join::Join;
use super::record::Record;
use super::{Format, Import, ImportError, input, yaml};

pub const FORMAT: Format = Format {
    name: "skos",
    description: "SKOS concepts in Turtle",
    source: None,
    licence: None,
    needs_kind: true,
    read,
};

const SKOS: &str = "http://www.w3.org/2004/02/skos/core#";
const SAME: &str = "http://www.w3.org/2002/07/owl#sameAs";

fn read(import: &mut Import<'_>) -> Result<(), ImportError> {
    let mut join = Join::new();
    let bytes = input::open(import.path)?;
    let mut part: Option<(String, Record)> = None;
    for triple in TurtleParser::new().for_reader(bytes) {
        let triple = match triple {
            Ok(triple) => triple,
            Err(oxttl::TurtleParseError::Io(source)) => {
                return Err(ImportError::Read { path: import.path.to_owned(), source });
            }
            Err(oxttl::TurtleParseError::Syntax(error)) => {
                import.bad(error.location().start.line + 1, error.message());
                continue;
            }
        };
        let NamedOrBlankNode::NamedNode(subject) = &triple.subject else { continue };
        if part.as_ref().is_none_or(|(id, _)| id != subject.as_str()) {
            if let Some((id, record)) = part.take() {
                put(&mut join, id, record)?;
            }
            part = Some((subject.as_str().to_owned(), Record::default()));
        }
        if let Some((_, record)) = &mut part {
            note(&triple, record, &import.options.language);
        }
    }
    if let Some((id, record)) = part {
        put(&mut join, id, record)?;
    }
    join.finish(import, |record| match record.name.is_empty() && record.aliases.is_empty() {
        true => Err("a concept without a label in the language asked for"),
        false => Ok(()),
    })
}

/// Only what has a label of SKOS is a concept with names.
fn put(join: &mut Join, id: String, mut record: Record) -> Result<(), ImportError> {
    if record == Record::default() {
        return Ok(());
    }
    record.id.clone_from(&id);
    join.put(&id, 0, record)
}

fn note(triple: &Triple, record: &mut Record, language: &str) {
    let predicate = triple.predicate.as_str();
    match (&triple.object, predicate.strip_prefix(SKOS)) {
        (Term::Literal(label), Some(name)) => {
            let is_ours = label.language().is_none_or(|tag| {
                tag.split('-').next().is_some_and(|own| own.eq_ignore_ascii_case(language))
            });
            if !is_ours {
                return;
            }
            let text = label.value().to_owned();
            match name {
                // A label with the language goes before one without.
                "prefLabel" if record.name.is_empty() => record.name = text,
                "prefLabel" if label.language().is_some() => {
                    record.aliases.push(std::mem::replace(&mut record.name, text));
                }
                "prefLabel" | "altLabel" => record.aliases.push(text),
                "hiddenLabel" => record.weak.push(text),
                _ => {}
            }
        }
        (Term::NamedNode(other), Some("exactMatch")) => same(record, other.as_str()),
        (Term::NamedNode(other), None) if predicate == SAME => same(record, other.as_str()),
        _ => {}
    }
}

/// Notes the Wikidata item that a concept is said to be.
fn same(record: &mut Record, other: &str) {
    let item = other.rsplit('/').next().unwrap_or_default();
    if other.contains("wikidata.org/") && yaml::is_item(item) {
        record.wikidata = Some(item.to_owned());
    }
}

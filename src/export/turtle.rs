//! The syntaxes of RDF: Turtle, N-Triples and JSON-LD, each written resource by resource.

use std::io::{self, Write};

use super::flat::Selection;
use super::rdf::{Object, PREFIXES, Resource, resources};
use super::text::json;

/// Writes RDF in Turtle, for people and RDF stores. Weights, pairs, judgements and rules are lost.
pub fn turtle(chosen: &Selection<'_>, out: &mut dyn Write) -> io::Result<()> {
    for (prefix, namespace) in PREFIXES {
        writeln!(out, "@prefix {prefix}: <{namespace}> .")?;
    }
    resources(chosen, |resource| {
        write!(out, "\n<{}>", resource.iri)?;
        let mut last = "";
        for (property, object) in &resource.properties {
            match (last, *property) {
                ("", property) => write!(out, " {property} ")?,
                (last, property) if last == property => out.write_all(b", ")?,
                (_, property) => write!(out, " ;\n  {property} ")?,
            }
            last = property;
            match object {
                Object::Term(term) => out.write_all(term.as_bytes())?,
                Object::Iri(iri) => write!(out, "<{iri}>")?,
                Object::Text(text) => literal(out, text)?,
                Object::Typed(text, of) => {
                    literal(out, text)?;
                    write!(out, "^^{of}")?;
                }
            }
        }
        out.write_all(b" .\n")
    })
}

/// Writes the same RDF in N-Triples, a fact on each line, for big stores and text tools.
pub fn n_triples(chosen: &Selection<'_>, out: &mut dyn Write) -> io::Result<()> {
    resources(chosen, |resource| {
        for (property, object) in &resource.properties {
            write!(out, "<{}> <{}> ", resource.iri, full(property))?;
            match object {
                Object::Term(term) => write!(out, "<{}>", full(term))?,
                Object::Iri(iri) => write!(out, "<{iri}>")?,
                Object::Text(text) => literal(out, text)?,
                Object::Typed(text, of) => {
                    literal(out, text)?;
                    write!(out, "^^<{}>", full(of))?;
                }
            }
            out.write_all(b" .\n")?;
        }
        Ok(())
    })
}

/// Writes the same RDF in JSON-LD, for web programs.
pub fn json_ld(chosen: &Selection<'_>, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"{\"@context\":{")?;
    for (i, (prefix, namespace)) in PREFIXES.iter().enumerate() {
        write!(out, "{}\"{prefix}\":\"{namespace}\"", if i == 0 { "" } else { "," })?;
    }
    out.write_all(b"},\n\"@graph\":[")?;
    let mut is_first = true;
    resources(chosen, |resource| {
        out.write_all(if is_first { b"\n" } else { b",\n" })?;
        is_first = false;
        json_resource(out, resource)
    })?;
    out.write_all(b"]}\n")
}

fn json_resource(out: &mut dyn Write, resource: &Resource) -> io::Result<()> {
    out.write_all(b"{\"@id\":")?;
    json(out, &resource.iri)?;
    for group in resource.properties.chunk_by(|a, b| a.0 == b.0) {
        let Some((property, _)) = group.first() else { continue };
        let is_class = *property == "rdf:type";
        write!(out, ",\"{}\":[", if is_class { "@type" } else { property })?;
        for (i, (_, object)) in group.iter().enumerate() {
            if i > 0 {
                out.write_all(b",")?;
            }
            match object {
                Object::Term(term) if is_class => write!(out, "\"{term}\"")?,
                Object::Term(term) => write!(out, "{{\"@id\":\"{term}\"}}")?,
                Object::Iri(iri) => {
                    out.write_all(b"{\"@id\":")?;
                    json(out, iri)?;
                    out.write_all(b"}")?;
                }
                Object::Text(text) => json(out, text)?,
                Object::Typed(text, of) => {
                    out.write_all(b"{\"@value\":")?;
                    json(out, text)?;
                    write!(out, ",\"@type\":\"{of}\"}}")?;
                }
            }
        }
        out.write_all(b"]")?;
    }
    out.write_all(b"}")
}

/// A prefixed name in full.
fn full(name: &str) -> String {
    let (prefix, rest) = name.split_once(':').unwrap_or(("", name));
    let namespace = PREFIXES.iter().find(|(one, _)| *one == prefix).map_or("", |(_, full)| full);
    format!("{namespace}{rest}")
}

fn literal(out: &mut dyn Write, text: &str) -> io::Result<()> {
    let mut escaped = String::with_capacity(text.len() + 2);
    escaped.push('"');
    for c in text.chars() {
        match c {
            '"' => escaped.push_str("\\\""),
            '\\' => escaped.push_str("\\\\"),
            '\n' => escaped.push_str("\\n"),
            '\r' => escaped.push_str("\\r"),
            '\t' => escaped.push_str("\\t"),
            // Some readers take these for the end of a line.
            '\u{85}' | '\u{2028}' | '\u{2029}' => {
                escaped.push_str(&format!("\\u{:04X}", u32::from(c)));
            }
            c => escaped.push(c),
        }
    }
    escaped.push('"');
    out.write_all(escaped.as_bytes())
}

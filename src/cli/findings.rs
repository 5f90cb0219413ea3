//! What checks find: for people, as one JSON object, or as SARIF 2.1.0, which forges and editors
//! show beside the line. Lines and columns count from 1, columns in code points.

use std::path::PathBuf;

use serde_json::{Value, json};

use super::args::FindingsFormat;
use super::exit::Failure;
use super::extract::counted;
use super::gazetteer::word;
use super::output::Output;
use super::render;
use crate::base::{Diagnostic, Diagnostics, Label, Severity};
use crate::gazetteer::change::Change;
use crate::gazetteer::check::CODES;
use crate::gazetteer::rewrite::{Rewritten, rewrite as rewritten};
use crate::pipeline::LoadError;
use crate::rule;
use crate::text::lines::Lines;

/// Tells the findings in that form; people get the summary as well.
pub fn tell(
    diagnostics: &Diagnostics,
    changes: &[Change],
    format: FindingsFormat,
    summary: impl FnOnce() -> String,
) -> Result<(), Failure> {
    let text = match format {
        FindingsFormat::Human => {
            render::diagnostics(diagnostics);
            summary()
        }
        FindingsFormat::Json => json(diagnostics, changes),
        FindingsFormat::Sarif => sarif(diagnostics),
    };
    let mut output = Output::new();
    output.write(text.as_bytes())?;
    output.flush()
}

/// How many there are, in words.
pub fn count(diagnostics: &Diagnostics) -> String {
    match diagnostics.0.len() {
        0 => "no mistakes".to_owned(),
        count => counted(count, "finding"),
    }
}

/// Puts the files of folders of gazetteers into canonical form.
pub fn rewrite(folders: &[PathBuf]) -> Result<(), Failure> {
    for folder in folders {
        for file in rewritten(folder).map_err(LoadError::from)? {
            let (path, what) = match file {
                Rewritten::Written(path) => (path, "rewritten"),
                Rewritten::Refused(path) => {
                    (path, "left as it is, because sorted it would say something else")
                }
            };
            render::message(&format!("{}: {what}", path.to_string_lossy().replace('\\', "/")));
        }
    }
    Ok(())
}

/// The findings, and what layers change, as one JSON object.
pub fn json(diagnostics: &Diagnostics, changes: &[Change]) -> String {
    let findings: Vec<Value> = diagnostics
        .0
        .iter()
        .map(|finding| {
            json!({
                "code": finding.code,
                "severity": severity(finding),
                "message": finding.message,
                "help": finding.help,
                "labels": finding.labels.iter().map(label).collect::<Vec<_>>(),
            })
        })
        .collect();
    let changes: Vec<Value> = changes
        .iter()
        .map(|change| {
            let keys = change
                .keys
                .iter()
                .map(|(key, old, new)| json!({"key": key, "before": old, "after": new}));
            json!({
                "layer": change.layer,
                "what": word(change.what),
                "id": change.id,
                "file": change.path.to_string_lossy().replace('\\', "/"),
                "keys": keys.collect::<Vec<_>>(),
            })
        })
        .collect();
    let all = json!({"schema": "whomet/findings@1", "findings": findings, "changes": changes});
    format!("{all:#}\n")
}

fn severity(finding: &Diagnostic) -> &'static str {
    match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

fn label(label: &Label) -> Value {
    let region = region(label);
    json!({"file": path(label), "region": region, "note": label.note})
}

fn path(label: &Label) -> String {
    label.file.path.to_string_lossy().replace('\\', "/")
}

fn region(label: &Label) -> Value {
    let lines = Lines::new(&label.file.text);
    let (line, column) = lines.at(label.span.start as usize);
    let (end_line, end_column) = lines.at(label.span.end as usize);
    json!({
        "startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column,
    })
}

/// The findings as a log of SARIF 2.1.0.
pub fn sarif(diagnostics: &Diagnostics) -> String {
    let rules: Vec<Value> = codes()
        .map(|(code, text)| json!({"id": code, "shortDescription": {"text": text}}))
        .collect();
    let results: Vec<Value> = diagnostics.0.iter().map(result).collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "whomet",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{log:#}\n")
}

/// The codes of gazetteers and of rules.
fn codes() -> impl Iterator<Item = (&'static str, &'static str)> {
    CODES.iter().chain(rule::CODES).copied()
}

fn result(finding: &Diagnostic) -> Value {
    let text = match &finding.help {
        Some(help) => format!("{}. Help: {help}", finding.message),
        None => finding.message.clone(),
    };
    let mut result = json!({
        "ruleId": finding.code,
        "level": severity(finding),
        "message": {"text": text},
    });
    if let Some(index) = codes().position(|(code, _)| code == finding.code) {
        result["ruleIndex"] = json!(index);
    }
    let mut labels = finding.labels.iter();
    if let Some(first) = labels.next() {
        result["locations"] = json!([location(first)]);
    }
    let related: Vec<Value> = labels
        .map(|label| {
            let mut location = location(label);
            location["message"] = json!({"text": label.note});
            location
        })
        .collect();
    if !related.is_empty() {
        result["relatedLocations"] = json!(related);
    }
    result
}

fn location(label: &Label) -> Value {
    json!({"physicalLocation": {
        "artifactLocation": {"uri": uri(&path(label))},
        "region": region(label),
    }})
}

/// The path as a relative reference: what is no plain character of a path is percent-encoded.
fn uri(path: &str) -> String {
    let mut uri = String::new();
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    if path.starts_with('/') { format!("file://{uri}") } else { uri }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::ByteSpan;
    use crate::base::diagnostic::SourceFile;
    use std::sync::Arc;

    fn findings() -> Diagnostics {
        let text = "entries:\n  - name: “Åldoria”\n".to_owned();
        let file = Arc::new(SourceFile { path: "my lists/places.yaml".into(), text });
        let diagnostic = Diagnostic::error("G003", "shared")
            .at(&file, ByteSpan::new(19, 33), "a")
            .at(&file, ByteSpan::new(0, 7), "b")
            .help("say so");
        Diagnostics(vec![diagnostic, Diagnostic::warning("R008", "no place")])
    }

    /// What the schema of SARIF 2.1.0 requires, and the limits it sets to what we write.
    #[test]
    fn the_log_has_what_sarif_requires() {
        let log: Value = serde_json::from_str(&sarif(&findings())).expect("JSON");
        assert_eq!(log["version"], "2.1.0");
        let run = &log["runs"][0];
        assert_eq!(run["tool"]["driver"]["name"], "whomet");
        assert_eq!(run["columnKind"], "unicodeCodePoints");
        let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
        assert!(rules.iter().all(|rule| rule["id"].is_string()));
        let results = run["results"].as_array().expect("results");
        assert_eq!(results.len(), 2);
        for result in results {
            assert!(result["message"]["text"].is_string());
            let level = result["level"].as_str().expect("a level");
            assert!(["none", "note", "warning", "error"].contains(&level));
            let index = result["ruleIndex"].as_u64().expect("an index") as usize;
            assert_eq!(rules[index]["id"], result["ruleId"]);
        }
        let place = &results[0]["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "my%20lists/places.yaml");
        assert_eq!(
            place["region"],
            json!({"startLine": 2, "startColumn": 11, "endLine": 2, "endColumn": 20})
        );
        assert_eq!(results[0]["relatedLocations"][0]["message"]["text"], "b");
        assert!(results[1].get("locations").is_none());
    }

    #[test]
    fn the_json_names_places_and_changes() {
        let all: Value = serde_json::from_str(&json(&findings(), &[])).expect("JSON");
        assert_eq!(all["findings"][0]["labels"][0]["region"]["startLine"], 2);
        assert_eq!(all["findings"][1]["severity"], "warning");
        assert_eq!(all["changes"], json!([]));
    }
}

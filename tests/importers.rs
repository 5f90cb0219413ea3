//! Every importer round-trips its sample: the file comes in, the YAML loads without a mistake, and
//! the names are found again; what is broken in the sample is named with its line.

use std::path::Path;

use whomet::base::Severity;
use whomet::gazetteer::import::{FORMATS, ImportError, Options, Report, import};
use whomet::gazetteer::schema::Kind;
use whomet::gazetteer::{Gazetteer, Sources, check, load};
use whomet::text::{Article, Document, Lexicon};

/// A sample and what must come of it.
struct Sample {
    format: &'static str,
    file: &'static str,
    options: Options,
    /// Names that are found, and the beginning of the id that each leads to.
    names: &'static [(&'static str, &'static str)],
    /// Names that lead nowhere.
    absent: &'static [&'static str],
    /// Lines that are left out.
    problems: &'static [u64],
}

fn options() -> Options {
    Options { language: "en".to_owned(), ..Options::default() }
}

fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect()
}

fn samples() -> Vec<Sample> {
    let of = |kind| Options { kinds: vec![kind], ..options() };
    vec![
        Sample {
            format: "geonames",
            file: "geonames.txt",
            options: Options { min_population: Some(1000), ..options() },
            names: &[("Port Salis", "port-salis-gn90000001"), ("NO", "no-gn90000004")],
            absent: &["Tiny Dorf", "Lake Veyra", "Old Salis"],
            problems: &[3, 7],
        },
        Sample {
            format: "geonames-countries",
            file: "geonames-countries.txt",
            options: options(),
            names: &[("Aldoria", "aldoria-gn"), ("Veyra Republic", "veyra-republic-gn")],
            absent: &[],
            problems: &[5],
        },
        Sample {
            format: "geonames-regions",
            file: "geonames-regions.txt",
            options: Options { countries: vec!["CH".to_owned()], ..options() },
            names: &[("Salt Coast", "salt-coast-gn90000021")],
            absent: &["Upper Veyra"],
            problems: &[3],
        },
        Sample {
            format: "list",
            file: "list.txt",
            options: of(Kind::Person),
            names: &[
                ("Annie Kellerova", "anna-kellerova-list"),
                ("Boris Martensen", "boris-martensen-list"),
                ("1984", "1984-list"),
            ],
            absent: &[],
            problems: &[],
        },
        Sample {
            format: "csv",
            file: "table.csv",
            options: Options {
                kinds: vec![Kind::Person],
                columns: pairs(&[
                    ("name", "Full name"),
                    ("aliases", "Also known as"),
                    ("title", "Job"),
                    ("from", "Since"),
                    ("to", "Until"),
                    ("gender", "Sex"),
                ]),
                ..options()
            },
            names: &[
                ("Kellerova the Elder", "keller-s-anna"),
                ("Boris Martensen", "boris-martensen"),
            ],
            absent: &[],
            problems: &[4],
        },
        Sample {
            format: "wikidata-csv",
            file: "wikidata.csv",
            options: options(),
            names: &[
                ("The Salt Queen", "anna-kellerova-q90000041"),
                ("Boris Martensen", "boris-martensen-q90000042"),
            ],
            absent: &["Nobody"],
            problems: &[5, 6],
        },
        Sample {
            format: "wikidata",
            file: "wikidata.json.gz",
            options: options(),
            names: &[
                ("Annie Kellerova", "anna-kellerova-q90000061"),
                ("Boris Martensen", "boris-martensen-q90000063"),
                ("Port Salis", "port-salis-q90000064"),
                ("Salt Union", "salt-union-q90000065"),
            ],
            absent: &["Anna Kellerowa", "a sort of boat"],
            problems: &[5],
        },
        Sample {
            format: "followthemoney",
            file: "followthemoney.json",
            options: options(),
            names: &[("Annie Kellerova", "anna-kellerova-"), ("Veyra Salt AG", "veyra-salt-ag-")],
            absent: &["Анна Келлерова", "1 Quay"],
            problems: &[6, 7],
        },
        Sample {
            format: "popolo",
            file: "popolo.json",
            options: options(),
            names: &[
                ("Annie Kellerova", "anna-kellerova-p1"),
                ("Boris Martensen", "boris-martensen-p2"),
                ("Salt Party of Aldoria", "salt-party-of-aldoria-salt"),
            ],
            absent: &["Анна Келлерова"],
            problems: &[39, 43],
        },
        Sample {
            format: "gate",
            file: "gate/lists.def",
            options: options(),
            names: &[
                ("Anna Kellerova", "anna-kellerova-q90000101"),
                ("Port Salis", "port-salis-gate"),
                ("Port Veyra", "port-veyra-gate"),
            ],
            absent: &["Salt Queen"],
            problems: &[3, 4, 5],
        },
        Sample {
            format: "spacy",
            file: "spacy.jsonl",
            options: options(),
            names: &[
                ("Annie Kellerova", "anna-kellerova-q90000111"),
                ("Port-Salis", "port-salis-spacy"),
                ("Veyra Salt AG", "veyra-salt-ag-spacy"),
            ],
            absent: &["Salt Queen"],
            problems: &[4, 5],
        },
        Sample {
            format: "petrarch",
            file: "petrarch.txt",
            options: options(),
            names: &[
                ("Annie Kellerova", "anna-kellerova-petrarch"),
                ("Salt Union", "salt-union-petrarch"),
                ("Boris Martensen", "boris-martensen-petrarch"),
            ],
            absent: &["Veyra National Guard"],
            problems: &[16, 17],
        },
        Sample {
            format: "regexner",
            file: "regexner.tsv",
            options: options(),
            names: &[
                ("Anna Kellerova", "anna-kellerova-regexner"),
                ("Harbour Salis", "port-salis-regexner"),
                ("Veyra Salt AG", "veyra-salt-ag-regexner"),
            ],
            absent: &["Salt Day"],
            problems: &[4, 5, 6],
        },
        Sample {
            format: "skos",
            file: "skos.ttl",
            options: of(Kind::Place),
            names: &[
                ("Salis-by-the-Sea", "port-salis-"),
                ("Salis Harbour", "port-salis-"),
                ("Salt Coast", "salt-coast-"),
            ],
            absent: &["Hafen Salis", "Nur Deutsch"],
            problems: &[14],
        },
    ]
}

fn run(sample: &Sample, out: &Path) -> Report {
    let format = FORMATS.iter().find(|f| f.name == sample.format).expect(sample.format);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/importers").join(sample.file);
    let mut lexicon = Lexicon::english();
    let sources = Sources { builtin: true, folders: Vec::new() };
    let (known, _) = load(&mut lexicon, &sources).expect("they are in the program");
    import(format, &path, out, &sample.options, &known, &lexicon).expect(sample.format)
}

/// The keys of what `name` means, alone in a text.
fn found(name: &str, lexicon: &Lexicon, gazetteer: &Gazetteer) -> Vec<String> {
    let article = Article { text: name.to_owned(), ..Article::default() };
    let document = Document::segment(article, lexicon);
    let mut lookups = Vec::new();
    gazetteer.lookups(&document, &mut lookups);
    let whole = lookups
        .iter()
        .filter(|l| l.tokens.start == 0 && l.tokens.end as usize == document.tokens.len());
    let aliases = whole.flat_map(|lookup| gazetteer.aliases(lookup.name));
    aliases.map(|alias| gazetteer.entity(alias.entity).key.clone()).collect()
}

#[test]
fn every_importer_round_trips_its_sample() {
    let samples = samples();
    let mut formats: Vec<_> = samples.iter().map(|sample| sample.format).collect();
    formats.sort_unstable();
    let all: Vec<_> = FORMATS.iter().map(|format| format.name).collect();
    assert_eq!(formats, all, "every format has its sample");
    let folder = tempfile::tempdir().expect("a place for temporary files");
    let mut faults = Vec::new();
    for sample in &samples {
        let name = sample.format;
        let mut fault = |what: String| faults.push(format!("{name}: {what}"));
        let out = folder.path().join(name);
        let report = run(sample, &out);
        let mut lines: Vec<u64> = report.problems.iter().map(|problem| problem.line).collect();
        lines.dedup();
        if lines != sample.problems {
            fault(format!("left out {lines:?}: {:#?}", report.problems));
        }
        let mut lexicon = Lexicon::english();
        let sources = Sources { builtin: true, folders: vec![out.clone()] };
        let (gazetteer, diagnostics) = load(&mut lexicon, &sources).expect("the folder is there");
        diagnostics.0.iter().for_each(|d| fault(format!("load: {} {}", d.code, d.message)));
        for (text, id) in sample.names {
            let keys = found(text, &lexicon, &gazetteer);
            if !keys.iter().any(|key| key.starts_with(id)) {
                fault(format!("{text} leads to {keys:?}"));
            }
        }
        for text in sample.absent {
            let keys = found(text, &lexicon, &gazetteer);
            if !keys.is_empty() {
                fault(format!("{text} leads to {keys:?}"));
            }
        }
        let lock = std::fs::read_to_string(out.join("import.lock.json")).expect("a lock file");
        if !lock.contains(&format!("\"format\": \"{name}\"")) {
            fault(lock);
        }
        let left = std::fs::read_dir(&out).expect("the folder").count();
        if left != report.files.len() + 1 {
            fault(format!("{left} files where {:?} and a lock file belong", report.files));
        }
    }
    let folders = samples.iter().map(|sample| folder.path().join(sample.format)).collect();
    let sources = Sources { builtin: true, folders };
    let (_, diagnostics) = check(&mut Lexicon::english(), &sources).expect("likewise");
    let errors = diagnostics.0.iter().filter(|d| d.severity == Severity::Error);
    faults.extend(errors.map(|d| format!("check: {} {}", d.code, d.message)));
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn what_is_known_of_a_person_comes_along() {
    let folder = tempfile::tempdir().expect("a place for temporary files");
    for (format, expected) in [
        (
            "followthemoney",
            "gender: female\n    nationality: switzerland\n    roles:\n      - title: Harbour Master of Salis\n        of: switzerland\n        from: 2020-05-01\n        to: 2024-03-01\n",
        ),
        (
            "wikidata",
            "gender: female\n    nationality: switzerland\n    roles:\n      - title: Harbour Master of Salis\n        of: switzerland\n        from: 2020-05-01\n        to: 2024-03\n",
        ),
        (
            "wikidata-csv",
            "roles:\n      - title: Skipper of Veyra\n        from: 2015-01-01\n      - title: Harbour Master of Salis\n        from: 2020-05-01\n        to: 2024-03-01\n",
        ),
        (
            "popolo",
            "gender: female\n    roles:\n      - title: member\n        of: Assembly of Aldoria\n        from: 2020-01-15\n        to: 2024-01-14\n      - title: member\n        of: Salt Party of Aldoria\n        from: 2020-01-15\n        to: 2024-01-14\n      - title: speaker\n        of: Assembly of Aldoria\n        from: 2022-02-01\n        to: 2024-01-14\n",
        ),
        (
            "petrarch",
            "nationality: switzerland\n    roles:\n      - title: former official\n        of: Switzerland\n        from: 1975-01-01\n        to: 2000-01-01\n      - title: member of the government\n        of: Switzerland\n        from: 2020-05-01\n        to: 2024-03-01\n      - title: member of the government\n        of: Switzerland\n        from: 2024-03-02\n",
        ),
        (
            "csv",
            "gender: female\n    nationality: switzerland\n    roles:\n      - title: Harbour Master\n        from: 2020-05-01\n",
        ),
    ] {
        let samples = samples();
        let sample = samples.iter().find(|sample| sample.format == format).expect(format);
        let out = folder.path().join(format);
        let report = run(sample, &out);
        let people =
            report.files.iter().find(|(path, _)| path.to_string_lossy().ends_with("people.yaml"));
        let (path, _) = people.expect("a file of people");
        let yaml = std::fs::read_to_string(path).expect("it was written").replace("\"", "");
        assert!(yaml.contains(expected), "{format}\n{yaml}");
    }
}

#[test]
fn an_import_of_nothing_writes_nothing() {
    let folder = tempfile::tempdir().expect("a place for temporary files");
    let file = folder.path().join("empty.txt");
    std::fs::write(&file, "# nobody\n").expect("room for a line");
    let out = folder.path().join("mine");
    let format = FORMATS.iter().find(|f| f.name == "list").expect("list");
    let options = Options { kinds: vec![Kind::Person], ..options() };
    let (gazetteer, lexicon) = (Gazetteer::default(), Lexicon::english());
    let result = import(format, &file, &out, &options, &gazetteer, &lexicon);
    assert!(matches!(result, Err(ImportError::Nothing { .. })), "{result:?}");
    let left = std::fs::read_dir(&out).map_or(0, Iterator::count);
    assert_eq!(left, 0);
    let result = import(format, &file, &out, &Options::default(), &gazetteer, &lexicon);
    assert!(matches!(result, Err(ImportError::NeedsKind { .. })), "{result:?}");
}

//! Whole inputs: folders, formats by name and content, compression, and hostile ones.

use std::io::{BufReader, Cursor, Read, Write};

use super::*;

fn gz(bytes: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(bytes).expect("in memory");
    packed.finish().expect("in memory")
}

fn zst(bytes: &[u8]) -> Vec<u8> {
    zstd::encode_all(bytes, 1).expect("in memory")
}

/// One line for each item: the article's id and text, or the error from the file's name on.
fn lines(articles: impl Iterator<Item = Result<Article, ReadError>>, root: &Path) -> Vec<String> {
    articles
        .map(|item| match item {
            Ok(article) => format!("{} = {}", article.id, article.text),
            Err(error) => {
                let place = error.path.strip_prefix(root).unwrap_or(&error.path).to_owned();
                format!("! {}", ReadError { path: place, ..error })
            }
        })
        .collect()
}

fn read_file(name: &str, bytes: &[u8], options: ReadOptions) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).expect("written");
    lines(read(&[path], options), folder.path())
}

fn limited(limit: usize) -> ReadOptions {
    ReadOptions { limit, ..ReadOptions::default() }
}

#[test]
fn every_format_gives_its_articles() {
    let jsonl = "{\"id\": 7, \"text\": \"One.\"}\n\n{\"body\": \"Two.\"}\n";
    let array = "[\n {\"id\": \"a\", \"text\": \"One {\\\"]\"},\n {\"id\": \"b\",\n  \"text\": \"Two.\"}\n]\n";
    let many: [(&str, Vec<u8>, &[&str]); 19] = [
        ("a.txt", b"One.\r\n".to_vec(), &["a = One.\r\n"]),
        ("a.b.txt", b"One.".to_vec(), &["a.b = One."]),
        ("a.TXT.GZ", gz(b"One."), &["a = One."]),
        ("a.txt.zst", zst(b"One."), &["a = One."]),
        ("a.txt.gz", [gz(b"One. "), gz(b"Two.")].concat(), &["a = One. Two."]),
        ("a", b"One.".to_vec(), &["a = One."]),
        ("a.log", b"{\"text\": \"One.\"}".to_vec(), &["a#1 = One."]),
        ("a.txt", Vec::new(), &["a = "]),
        (
            "a.txt",
            b"On\0e met two other people there.".to_vec(),
            &["a = One met two other people there."],
        ),
        ("a.md", b"# Head\n\nOne.".to_vec(), &["a = One."]),
        ("a.html", b"<p>One.</p>".to_vec(), &["a = One."]),
        ("a.jsonl", jsonl.into(), &["7 = One.", "a#3 = Two."]),
        ("a.ndjson.zst", zst(jsonl.as_bytes()), &["7 = One.", "a#3 = Two."]),
        ("a.json", array.into(), &["a = One {\"]", "b = Two."]),
        ("a.json", b"{\n\"text\":\n\"One.\"}".to_vec(), &["a#1 = One."]),
        ("a.json", jsonl.into(), &["7 = One.", "a#3 = Two."]),
        (
            "a.csv",
            b"id,text\n1,\"One, \"\"two\"\"\nthree.\"\n\n2,Four.\r\n,Five.".to_vec(),
            &["1 = One, \"two\"\nthree.", "2 = Four.", "a#6 = Five."],
        ),
        ("a.csv", "\u{feff}Text;Id\nOne, two.;x\n".into(), &["x = One, two."]),
        ("a.tsv", b"id\ttext\n1\tOne, two.\n".to_vec(), &["1 = One, two."]),
    ];
    for (name, bytes, wanted) in many {
        assert_eq!(read_file(name, &bytes, ReadOptions::default()), wanted, "{name}");
    }
}

#[test]
fn what_cannot_be_read_is_named_with_its_line_and_the_rest_is_read() {
    let mut cut = gz("{\"text\": \"One.\"}\n".repeat(5000).as_bytes());
    cut.truncate(cut.len() - 20);
    let many: [(&str, Vec<u8>, &[&str]); 12] = [
        (
            "a.jsonl",
            b"{\"text\": \"One.\"}\n{\"text\": \n{\"title\": \"x\"}\n[1]\n{\"text\": \"Two.\"}"
                .to_vec(),
            &[
                "a#1 = One.",
                "! a.jsonl:2: this is no JSON: EOF while parsing a value (column 8)",
                "! a.jsonl:3: this record has no text",
                "! a.jsonl:4: a record must be a JSON object",
                "a#5 = Two.",
            ],
        ),
        (
            "a.json",
            b"[{\"text\": \"One.\"}, 7, {\"text\": \"Two.\"}]".to_vec(),
            &["a#1 = One.", "! a.json:1: a record must be a JSON object", "a#1 = Two."],
        ),
        ("a.jsonl", b"{\"text\": \"a\\ud800b\"}".to_vec(), &["a#1 = a\u{fffd}b"]),
        (
            "a.jsonl",
            b"{\"text\": \"a\xffb\", \"title\": \"\xe2\x80\x9cTalks\xe2\x80\x9d\"}".to_vec(),
            &["a#1 = a\u{fffd}b"],
        ),
        (
            "a.csv",
            b"id,text\n1,\n2,Two.\n".to_vec(),
            &["! a.csv:2: this record has no text", "2 = Two."],
        ),
        (
            "a.csv",
            b"id,words\n1,One.\n".to_vec(),
            &["! a.csv:1: no column of this table holds the text"],
        ),
        ("a.csv", Vec::new(), &[]),
        ("a.csv", b"id,text\n1,\"One.\n2,Two.\n".to_vec(), &["1 = One.\n2,Two.\n"]),
        (
            "a.txt",
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec(),
            &["! a.txt: this is a picture, not text"],
        ),
        (
            "a.zip",
            b"PK\x03\x04\x14\0\0\0".to_vec(),
            &["! a.zip: this is a zip archive or office file, not text"],
        ),
        (
            "a.txt.gz",
            b"One.".to_vec(),
            &[
                "! a.txt.gz: the compressed data is damaged: it begins neither as gzip nor as zstd does",
            ],
        ),
        (
            "a.txt.gz",
            gz(b"One.")[..12].to_vec(),
            &["! a.txt.gz: the compressed data is damaged: incomplete deflate stream"],
        ),
    ];
    for (name, bytes, wanted) in many {
        assert_eq!(read_file(name, &bytes, ReadOptions::default()), wanted, "{name}");
    }
    let found = read_file("a.jsonl.gz", &cut, ReadOptions::default());
    assert!(found.len() > 1000, "what comes before the damage is read");
    assert!(found.last().is_some_and(|last| last.contains("the compressed data is damaged")));
}

#[test]
fn a_folder_is_read_in_sorted_order_and_says_what_it_leaves_out() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    std::fs::create_dir_all(root.join("week/one")).expect("made");
    std::fs::create_dir_all(root.join("week/pictures")).expect("made");
    for (name, text) in [
        ("b.txt", "B."),
        ("a.txt", "A."),
        ("a.md", "Another A."),
        ("one/a.txt", "Inside."),
        (".hidden.txt", "No."),
        ("pictures/lake.jpg", "No."),
    ] {
        std::fs::write(root.join("week").join(name), text).expect("written");
    }
    let whole = root.join("week/a").to_string_lossy().replace('\\', "/");
    let found = lines(read(&[root.join("week")], ReadOptions::default()), root);
    let again = format!("{whole} = A.");
    assert_eq!(
        found,
        [
            "a = Another A.",
            again.as_str(),
            "b = B.",
            "one/a = Inside.",
            "! week/pictures/lake.jpg: no reader knows this file name ending",
        ]
    );
    let found =
        lines(read(&[root.join("week/pictures"), root.join("gone")], ReadOptions::default()), root);
    assert_eq!(
        found,
        [
            "! week/pictures/lake.jpg: no reader knows this file name ending",
            "! week/pictures: nothing in this folder can be read",
            "! gone: there is no such file or folder",
        ]
    );
}

#[test]
fn a_record_over_the_limit_is_refused_and_the_next_is_read() {
    let long = "x".repeat(5000);
    let many: [(&str, String, &[&str]); 4] = [
        (
            "a.jsonl",
            format!("{{\"text\": \"{long}\"}}\n{{\"text\": \"Two.\"}}\n"),
            &["! a.jsonl:1: longer than 2 KiB and therefore not read", "a#2 = Two."],
        ),
        (
            "a.json",
            format!("[{{\"text\": \"{long}\"}},\n{{\"text\": \"Two.\"}}]"),
            &["! a.json:1: longer than 2 KiB and therefore not read", "a#2 = Two."],
        ),
        (
            "a.csv",
            format!("text,id\n{long},1\nTwo.,2\n"),
            &["! a.csv:2: longer than 2 KiB and therefore not read", "2 = Two."],
        ),
        ("a.txt", long.clone(), &["! a.txt: longer than 2 KiB and therefore not read"]),
    ];
    for (name, text, wanted) in many {
        assert_eq!(read_file(name, text.as_bytes(), limited(2048)), wanted, "{name}");
    }
}

/// Gives the same byte again and again, and counts.
struct Endless {
    left: usize,
}

impl Read for Endless {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        let count = out.len().min(self.left);
        out.iter_mut().take(count).for_each(|byte| *byte = b'x');
        self.left -= count;
        Ok(count)
    }
}

#[test]
fn a_line_without_end_is_passed_over_without_being_held() {
    let openings: [(&dyn Reader, &str, &str); 3] = [
        (&jsonl::JsonLines, "a.jsonl", "{\"text\": \""),
        (&jsonl::JsonLines, "a.json", "{\n\"text\": \""),
        (&csv::Csv, "a.csv", "text\n\""),
    ];
    for (reader, name, opening) in openings {
        let endless = Endless { left: 16 << 20 };
        let bytes = Cursor::new(opening.as_bytes().to_vec()).chain(BufReader::new(endless));
        let place = Place { path: name.into(), id: "a".to_owned(), is_compressed: false };
        let input = Input { bytes: Box::new(bytes), place, options: Arc::new(limited(4096)) };
        let found = lines(reader.read(input), Path::new(""));
        assert_eq!(found.len(), 1, "{name}");
        assert!(
            found.iter().all(|line| line.ends_with("longer than 4 KiB and therefore not read")),
            "{found:?}"
        );
    }
}

#[test]
fn records_carry_what_they_say_of_themselves() {
    let record = "{\"id\": \"n1\", \"headline\": \"Talks\", \"pub_date\": \"January 10, 2024\", \
                  \"publisher\": \"The Salt Gazette\", \"story\": \"Keller met Marten.\", \"text\": \"no\"}";
    let mut options = ReadOptions::default();
    options.columns.map("text=story").expect("a mapping");
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("wire.jsonl");
    std::fs::write(&path, record).expect("written");
    let article = read(&[path], options).next().expect("one").expect("read");
    assert_eq!(
        article,
        Article {
            id: "n1".to_owned(),
            title: Some("Talks".to_owned()),
            published: "2024-01-10".parse().ok(),
            source: Some("The Salt Gazette".to_owned()),
            text: "Keller met Marten.".to_owned(),
        }
    );
}

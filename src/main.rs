//! Stop-gap command line until the real one lands.
use std::io::{BufRead, Write};
fn main() {
    let mut options = whomet::pipeline::Options::default();
    let mut args = std::env::args().skip(2);
    let mut files = vec![];
    while let Some(a) = args.next() {
        if a == "--gazetteer" {
            options.gazetteers.push(args.next().unwrap().into());
        } else {
            files.push(a);
        }
    }
    let (p, d) = whomet::pipeline::Pipeline::load(&options).unwrap();
    for d in d.0.iter().take(20) {
        eprintln!("{} {}", d.code, d.message);
    }
    let out = std::io::stdout().lock();
    let mut out = std::io::BufWriter::new(out);
    for f in files {
        if f.ends_with(".txt") {
            let text = std::fs::read_to_string(&f).unwrap();
            let e = p.extract(whomet::text::Article { id: f.clone(), text, ..Default::default() });
            serde_json::to_writer(&mut out, &e).unwrap();
            out.write_all(b"\n").unwrap();
            continue;
        }
        for line in std::io::BufReader::new(std::fs::File::open(f).unwrap()).lines() {
            let v: serde_json::Value = serde_json::from_str(&line.unwrap()).unwrap();
            let s = |k: &str| v[k].as_str().map(str::to_owned);
            let a = whomet::text::Article {
                id: s("id").unwrap(),
                title: s("title"),
                text: s("text").unwrap(),
                published: s("published").or(s("date")).and_then(|d| d.parse().ok()),
                source: s("source"),
            };
            let e = p.extract(a);
            serde_json::to_writer(&mut out, &e).unwrap();
            out.write_all(b"\n").unwrap();
        }
    }
}

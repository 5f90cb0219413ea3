//! Odd texts take time in proportion to their length: a text sixteen times as long as another may take
//! sixteen times as long, and with room for accidents forty times; what is quadratic takes two hundred.
//! It is the time of the thread that counts where the system tells it, so that a busy machine changes
//! nothing.

use std::fs;
use std::time::{Duration, Instant};

use whomet::pipeline::Pipeline;
use whomet::rule;
use whomet::text::Article;

const SMALL: usize = 3 << 10;
const TIMES: usize = 16;
const MOST: u32 = 40;
/// What is over sooner says nothing.
const LEAST: Duration = Duration::from_millis(10);

/// What is repeated, and why somebody might have thought that it takes long.
const ODD: &[(&str, &str)] = &[
    ("Anna Keller ", "one run of capitals"),
    ("Anna Keller, ", "a list without end"),
    ("Keller met Marten. ", "many short mentions of few people"),
    ("“No,” he said. ", "short quotations by the thousand"),
    ("“ ” ", "a period of nothing but empty quotations"),
    ("\"", "one straight mark that may open or close"),
    ("the ", "determiners without a noun"),
    ("very ", "adverbs without a verb"),
    ("van ", "particles without a name"),
    ("the cats' house ", "apostrophes that may be marks"),
    ("12 on Tuesday ", "times"),
    ("Read more\n\n", "page furniture"),
    ("a short line here\n", "lines"),
    ("a", "a word without end"),
    ("(", "brackets"),
];

#[test]
fn odd_texts_take_time_in_proportion() {
    let (pipeline, _) = Pipeline::with_cast(&rule::builtin());
    let mut faults = Vec::new();
    for (piece, why) in ODD {
        let time = |bytes: usize| {
            let text = piece.repeat(bytes / piece.len());
            let least = (0..2).map(|_| time_of(&pipeline, &text)).min();
            least.unwrap_or_default().max(LEAST)
        };
        let (small, large) = (time(SMALL), time(SMALL * TIMES));
        if large > small * MOST {
            faults.push(format!("{piece:?} ({why}): {small:?}, {TIMES} times as much {large:?}"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn time_of(pipeline: &Pipeline, text: &str) -> Duration {
    let article = Article { text: text.to_owned(), ..Article::default() };
    let (start, worked) = (Instant::now(), worked());
    let _ = pipeline.extract(article);
    match (worked, self::worked()) {
        (Some(before), Some(after)) => after - before,
        _ => start.elapsed(),
    }
}

/// How long this thread has been at work, where Linux tells it.
fn worked() -> Option<Duration> {
    let line = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(Duration::from_nanos(line.split_whitespace().next()?.parse().ok()?))
}

//! G020: strong names of one word, measured on texts: what a corpus mostly writes in lower case is a
//! common word, whatever the dictionary says.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::words;
use crate::base::diagnostic::SourceFile;
use crate::base::{ByteSpan, Diagnostic, Diagnostics};
use crate::gazetteer::layer::{Layers, span_of};
use crate::gazetteer::names::is_acronym;
use crate::gazetteer::schema::Kind;
use crate::text::{Document, Lexicon, Shape, WordId};

/// How often a word must occur before anything is said about it.
const LEAST: u64 = 20;
/// From how many hundredths in lower case on a name is a common word.
const MOST: u64 = 50;

/// How often each name occurs.
#[derive(Debug, Default)]
pub struct Usage {
    counts: FxHashMap<WordId, Count>,
}

#[derive(Debug)]
struct Count {
    all: u64,
    lower: u64,
    names: Vec<Named>,
}

/// Where a name is written.
#[derive(Debug)]
struct Named {
    text: String,
    id: String,
    source: Arc<SourceFile>,
    span: ByteSpan,
}

impl Usage {
    pub(super) fn of(layers: &Layers, lexicon: &Lexicon) -> Self {
        let mut usage = Usage::default();
        let tended = layers.entries.iter().filter(|entry| !entry.source.text.is_empty());
        for layered in tended.filter(|entry| entry.kind != Kind::Role) {
            let entry = &layered.entry;
            let is_weak =
                |name: &str| entry.weak.iter().chain(&entry.exact).any(|weak| weak.value == name);
            let strong = std::iter::once(&entry.name).chain(&entry.aliases);
            for text in strong.filter(|text| !is_weak(&text.value) && !is_acronym(&text.value)) {
                let [word] = words(&text.value, lexicon)[..] else { continue };
                let count = usage.counts.entry(word).or_insert(Count {
                    all: 0,
                    lower: 0,
                    names: Vec::new(),
                });
                count.names.push(Named {
                    text: text.value.clone(),
                    id: entry.id.value.clone(),
                    source: Arc::clone(&layered.source),
                    span: span_of(text),
                });
            }
        }
        usage
    }

    /// Counts the names in a text.
    pub fn read(&mut self, document: &Document) {
        for token in document.tokens.iter() {
            if let Some(count) = self.counts.get_mut(&token.word) {
                count.all += 1;
                count.lower += u64::from(!token.shape.intersects(Shape::CAPITAL | Shape::MIXED));
            }
        }
    }

    /// Names that are common words by these texts.
    pub fn findings(&self) -> Diagnostics {
        let mut diagnostics = Diagnostics::default();
        let mut counts: Vec<&Count> = self.counts.values().collect();
        counts.sort_by(|a, b| (b.all, &a.names[0].text).cmp(&(a.all, &b.names[0].text)));
        for count in counts {
            let share = count.lower * 100 / count.all.max(1);
            if count.all < LEAST || share < MOST {
                continue;
            }
            for name in &count.names {
                let hits = grouped(count.all);
                let message = format!("“{}” hit {hits} times, {share} % in lower case", name.text);
                diagnostics.push(
                    Diagnostic::warning("G020", message)
                        .at(&name.source, name.span, format!("in {}", name.id))
                        .help("list it under `weak`, so that it needs support"),
                );
            }
        }
        diagnostics.sort();
        diagnostics
    }
}

/// The number with commas between thousands.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

//! From words to events: periods are cut into units, rules match them, and what fills their
//! arguments becomes meetings, statements and whatever else YAML declares, with day and place.

pub mod content;
mod discourse;
#[allow(clippy::module_inception)]
pub mod event;
pub mod example;
pub mod explain;
pub mod extract;
mod factuality;
pub mod party;
pub mod reading;
pub mod record;
pub mod scene;
mod setting;

pub use event::Event;
pub use party::Party;
pub use reading::Reading;
pub use scene::PeriodScene;

use std::borrow::Cow;

use crate::event::factuality::attribution;
use crate::extraction::Extraction;
use crate::gazetteer::Gazetteer;
use crate::rule::RuleSet;
use crate::text::fingerprint::fingerprint;
use crate::text::{Article, RecentWords};

/// Everything that is found in one article. A pure function: the same input gives the same record.
pub fn extraction<'a>(
    article: Article,
    words: &mut RecentWords<'a>,
    gazetteer: &'a Gazetteer,
    rules: &RuleSet,
) -> Extraction {
    let reading = Reading::with(article, words, gazetteer);
    found_in(&reading, rules)
}

/// The same without a copy of any text, for `take` to look at.
pub fn borrowed_extraction<'a, R>(
    article: Article,
    words: &mut RecentWords<'a>,
    gazetteer: &'a Gazetteer,
    rules: &RuleSet,
    take: impl FnOnce(&Extraction<Cow<'_, str>>) -> R,
) -> R {
    let reading = Reading::with(article, words, gazetteer);
    take(&found_in(&reading, rules))
}

fn found_in<'a, S: record::Text<'a>>(
    reading: &'a Reading<'a>,
    rules: &'a RuleSet,
) -> Extraction<S> {
    let mut events = extract::events(reading, rules);
    attribution::settle(rules, &mut events);
    let fingerprint = fingerprint(&reading.document);
    Extraction { fingerprint, ..record::record(reading, rules, &events) }
}

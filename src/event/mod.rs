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
    let mut events = extract::events(&reading, rules);
    attribution::settle(rules, &mut events);
    let fingerprint = fingerprint(&reading.document);
    Extraction { fingerprint, ..record::record(&reading, rules, &events) }
}

//! A news article as it was received.

use crate::base::Date;

/// A text with what its source says about it. Made by `ingest`, segmented into a
/// [`Document`](crate::text::Document).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Article {
    /// Names the article in records and evidence; unique within a run as far as the source allows.
    pub id: String,
    /// The headline, where the source keeps it apart from the text.
    pub title: Option<String>,
    /// The day of publication, where the source tells it.
    pub published: Option<Date>,
    /// Where it comes from: a path, a publisher or an address.
    pub source: Option<String>,
    /// The text itself; paragraphs are separated by line breaks.
    pub text: String,
}

//! Half-open ranges, typed by what they count, so that a range of bytes and a range of tokens
//! cannot be mixed up.

use std::fmt;
use std::marker::PhantomData;
use std::ops::Range;

/// Counts bytes of a document's text.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Bytes {}

/// Counts tokens of a document.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Tokens {}

/// A range of bytes in a document's text; both ends lie on character boundaries.
pub type ByteSpan = Span<Bytes>;

/// A range of a document's tokens.
pub type TokenSpan = Span<Tokens>;

/// A half-open range `start..end` of things of kind `U`.
pub struct Span<U> {
    /// The first thing inside.
    pub start: u32,
    /// The first thing after it.
    pub end: u32,
    unit: PhantomData<U>,
}

impl<U> Span<U> {
    /// The range `start..end`. An end before the start gives the empty range at `start`.
    pub const fn new(start: u32, end: u32) -> Self {
        let end = if end < start { start } else { end };
        Span { start, end, unit: PhantomData }
    }

    /// How many things it holds.
    pub const fn len(self) -> u32 {
        self.end - self.start
    }

    /// Whether it holds nothing.
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether position `at` lies inside.
    pub const fn contains(self, at: u32) -> bool {
        self.start <= at && at < self.end
    }

    /// Whether every thing of `other` lies inside this range.
    pub const fn covers(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one thing.
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest range that covers both.
    pub fn join(self, other: Self) -> Self {
        Span::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// The range as indices into a slice.
    pub const fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

impl ByteSpan {
    /// The stretch of `text` that this range covers.
    ///
    /// # Panics
    /// When the range does not lie on character boundaries of `text`; spans that the program makes
    /// always do.
    pub fn of(self, text: &str) -> &str {
        &text[self.range()]
    }
}

/// The last place between two characters at or before byte `at`.
pub fn boundary_before(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

impl<U> Clone for Span<U> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<U> Copy for Span<U> {}
impl<U> PartialEq for Span<U> {
    fn eq(&self, other: &Self) -> bool {
        self.start == other.start && self.end == other.end
    }
}
impl<U> Eq for Span<U> {}
impl<U> std::hash::Hash for Span<U> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        (self.start, self.end).hash(state);
    }
}
impl<U> PartialOrd for Span<U> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<U> Ord for Span<U> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.start, self.end).cmp(&(other.start, other.end))
    }
}
impl<U> Default for Span<U> {
    fn default() -> Self {
        Span::new(0, 0)
    }
}
impl<U> fmt::Debug for Span<U> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_that_ends_before_it_starts_is_empty() {
        assert!(ByteSpan::new(5, 3).is_empty());
    }

    #[test]
    fn touching_spans_do_not_overlap() {
        assert!(!ByteSpan::new(0, 3).overlaps(ByteSpan::new(3, 5)));
        assert!(ByteSpan::new(0, 4).overlaps(ByteSpan::new(3, 5)));
    }
}

//! A set of stretches of text that tells at once whether one of them touches or covers another:
//! what is asked for every event must not look through every quotation.

use crate::base::TokenSpan;

/// Stretches of text, which may overlap.
#[derive(Clone, Debug, Default)]
pub struct Stretches {
    /// Where they begin, in order.
    starts: Vec<u32>,
    /// How far those up to here reach.
    reach: Vec<u32>,
}

impl FromIterator<TokenSpan> for Stretches {
    fn from_iter<T: IntoIterator<Item = TokenSpan>>(spans: T) -> Self {
        let mut spans: Vec<TokenSpan> = spans.into_iter().collect();
        spans.sort_unstable();
        let mut reach = Vec::with_capacity(spans.len());
        let mut furthest = 0;
        for span in &spans {
            furthest = furthest.max(span.end);
            reach.push(furthest);
        }
        Stretches { starts: spans.iter().map(|span| span.start).collect(), reach }
    }
}

impl Stretches {
    /// Whether one of them shares a token with `span`.
    pub fn touch(&self, span: TokenSpan) -> bool {
        self.reach_before(span.end).is_some_and(|reach| reach > span.start)
    }

    /// Whether one of them holds all of `span`.
    pub fn cover(&self, span: TokenSpan) -> bool {
        self.reach_before(span.start + 1).is_some_and(|reach| reach >= span.end)
    }

    /// How far those reach that begin before token `end`.
    fn reach_before(&self, end: u32) -> Option<u32> {
        let number = self.starts.partition_point(|&start| start < end);
        number.checked_sub(1).map(|last| self.reach[last])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn span() -> impl Strategy<Value = TokenSpan> {
        (0..40u32, 1..12u32).prop_map(|(start, length)| TokenSpan::new(start, start + length))
    }

    proptest! {
        #[test]
        fn they_answer_as_a_look_at_each_would(
            spans in prop::collection::vec(span(), 0..12),
            asked in span(),
        ) {
            let stretches: Stretches = spans.iter().copied().collect();
            prop_assert_eq!(stretches.touch(asked), spans.iter().any(|s| s.overlaps(asked)));
            prop_assert_eq!(stretches.cover(asked), spans.iter().any(|s| s.covers(asked)));
        }
    }
}

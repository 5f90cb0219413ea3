//! What only the period knows of a place: whether content begins there, or circumstances do. Many sides
//! of patterns ask for the same, so that it is found out once at each trigger.

use super::exec::{Machine, Way};
use super::front::Front;
use super::step::beside;
use crate::rule::unit::{Extent, Scene};

/// The answers so far at the trigger at hand.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    contents: Vec<(Content, Option<usize>)>,
    /// Where circumstances end that begin at a place.
    circumstances: Vec<(usize, Option<usize>)>,
}

/// Content of that kind that begins at a place or, on the left, ends there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Content {
    at: usize,
    extent: Extent,
    way: Way,
}

impl<S: Scene + ?Sized> Machine<'_, S> {
    /// Forgets the answers: another trigger is looked at.
    pub fn begin_trigger(&self) {
        let mut asked = self.asked.borrow_mut();
        asked.contents.clear();
        asked.circumstances.clear();
    }

    /// Whether a side that begins as `begins` says may begin at one of `places`, beside which `seen` is
    /// what stands: no is certain, yes is not.
    pub fn may_begin(&self, begins: &Front, seen: &Front, places: &[usize], way: Way) -> bool {
        let content =
            |extent| self.is_met(places, way, |place| self.content(place, extent, way).is_some());
        begins.meets(seen)
            || begins.extents().iter().any(content)
            || begins.circumstances()
                && self.is_met(places, way, |place| self.circumstances(place, way).is_some())
    }

    /// Whether something stands at one of `places`, or behind adjuncts.
    fn is_met(&self, places: &[usize], way: Way, stands: impl Fn(usize) -> bool) -> bool {
        places.iter().any(|&place| {
            let mut at = place;
            while !stands(at) {
                match beside(self.scene.units(), at, way) {
                    Some((to, unit)) if unit.kind.is_adjunct() => at = to,
                    _ => return false,
                }
            }
            true
        })
    }

    /// Where content of that kind ends that begins at place `at` or, on the left, where it begins that
    /// ends there.
    pub(super) fn content(&self, at: usize, extent: Extent, way: Way) -> Option<usize> {
        let content = Content { at, extent, way };
        let contents = &mut self.asked.borrow_mut().contents;
        if let Some((_, to)) = contents.iter().find(|(known, _)| *known == content) {
            return *to;
        }
        let to = match way {
            Way::Right => self.scene.content_from(at, extent).filter(|&to| to > at),
            Way::Left => self.scene.content_before(at, extent).filter(|&to| to < at),
        };
        contents.push((content, to));
        to
    }

    /// Where the circumstances end that begin at place `at`.
    pub(super) fn circumstances(&self, at: usize, way: Way) -> Option<usize> {
        if way == Way::Left {
            return None;
        }
        let circumstances = &mut self.asked.borrow_mut().circumstances;
        if let Some((_, end)) = circumstances.iter().find(|(known, _)| *known == at) {
            return *end;
        }
        let end = self.scene.circumstances_from(at);
        circumstances.push((at, end));
        end
    }
}

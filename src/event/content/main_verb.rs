//! Where the sentence around goes on: “Keller’s claim that winters are long **drew** laughs”. A clause has
//! one tensed verb of its own; one that nothing in it asks for belongs to the sentence around.

use super::View;
use crate::rule::unit::{Extent, UnitKind};
use crate::text::tag::Tag;
use crate::text::{Classes, WordId, word};

impl View<'_> {
    /// The first unit of the verb group within `start..end` that content of kind `extent` has no
    /// place for.
    pub(super) fn foreign_verb(&self, start: usize, end: usize, extent: Extent) -> Option<usize> {
        // How many verbs are still to come, and whether a mark or “and” has left room for one more.
        let mut awaited = usize::from(matches!(extent, Extent::Clause | Extent::Question));
        let mut room = false;
        let mut i = start;
        while i < end {
            let tag = self.tag(i);
            // “the denial that salt is dear *convinced nobody*”: with an object it is no participle.
            let finite = tag == Tag::Participle
                && awaited == 0
                && !room
                && self.is_party(i + 1)
                && !self.classes(i).contains(Classes::CUE)
                && !(0..start).any(|i| self.is_tensed(i));
            if self.carries_tense(i) || finite {
                if awaited > 0 {
                    awaited -= 1;
                } else if room {
                    room = false;
                } else if self.is_reduced(start, i) && (i + 1..end).any(|i| self.carries_tense(i)) {
                    // “the claim that letters *sent from here* were burnt fell apart”
                } else {
                    return Some(i);
                }
                let group = self.verb_group_end(i, end);
                awaited += usize::from((i..group).any(|i| self.classes(i).contains(Classes::CUE)));
                i = group;
                continue;
            }
            let opens = matches!(tag, Tag::Subordinator | Tag::Wh)
                && i > start
                && self.tag(self.skip(i + 1)) != Tag::To;
            let speaks = tag.is_verb() && self.classes(i).contains(Classes::CUE);
            awaited += usize::from(opens || speaks || self.begins_contact_clause(start, i));
            let word = self.word(i);
            room |= tag == Tag::Coordinator
                || tag == Tag::Mark && word != word::HYPHEN && word != WordId::UNKNOWN
                || matches!(self.text(i), "than" | "as" | "like");
            i += 1;
        }
        None
    }

    /// Whether the last verb before unit `at` was rather a participle of the noun before it: a past form
    /// that a preposition follows, “letters *sent* from here”.
    fn is_reduced(&self, start: usize, at: usize) -> bool {
        let verb = (start..at).rev().find(|&i| self.carries_tense(i));
        verb.is_some_and(|i| {
            self.tag(i) == Tag::Finite
                && self.classes(i).contains(Classes::VERB_PARTICIPLE)
                && self.tag(i + 1) == Tag::Preposition
                && !(i + 1..at).any(|i| self.tag(i) == Tag::Mark)
        })
    }

    /// Whether content that begins with unit `at` belongs to a noun: “the claim that …”, “a vow to …”.
    pub(super) fn is_of_noun(&self, at: usize) -> bool {
        let from = at - usize::from(at > 0 && self.word(at - 1) == word::THAT);
        let governor =
            (0..from).rev().map(|i| self.tag(i)).find(|t| *t == Tag::Noun || t.is_verb());
        governor == Some(Tag::Noun)
    }

    /// Whether unit `at` has a tense, unlike “to *be*”, “*having* left”.
    pub(super) fn carries_tense(&self, at: usize) -> bool {
        let bare = at > 0 && self.tag(at - 1) == Tag::To;
        self.is_tensed(at) && !bare && !matches!(self.text(at), "being" | "having" | "doing")
    }

    /// The first unit behind the verb group that begins with unit `at`.
    fn verb_group_end(&self, at: usize, end: usize) -> usize {
        let of_group = |i: &usize| {
            let tag = self.tag(*i);
            tag.is_tensed() || tag.is_verb() || matches!(tag, Tag::Adverb | Tag::Negation)
        };
        // “is closed *drew* laughs”: behind a participle another verb begins.
        let another = |i: usize| self.tag(i) == Tag::Finite && self.tag(i - 1) == Tag::Participle;
        (at + 1..end).find(|i| !of_group(i) || another(*i)).unwrap_or(end)
    }

    /// “the talks *Keller* led”, “the day *she* left”: a subject directly behind a noun.
    fn begins_contact_clause(&self, start: usize, at: usize) -> bool {
        let Some(before) = at.checked_sub(1).filter(|&i| i >= start) else { return false };
        self.is_party(at)
            && !self.is_elided(at)
            && (self.is_party(before)
                || self.unit(before).is_some_and(|u| u.kind == UnitKind::Time)
                || matches!(self.tag(before), Tag::Noun | Tag::Adjective | Tag::Proper))
    }
}

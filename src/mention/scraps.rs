//! Capitals that are no name, whatever stands around them: scraps of a page, words for peoples and
//! parties, phrases of ordinary words.

use crate::base::TokenSpan;
use crate::mention::evidence::Reader;
use crate::mention::unknown::Scores;
use crate::text::{Classes, Shape, word};

/// What a page says to its reader in capitals, before a headline.
const PAGE_WORDS: [&str; 17] = [
    "watch",
    "watched",
    "read",
    "must",
    "just",
    "more",
    "related",
    "video",
    "photos",
    "updated",
    "listen",
    "live",
    "see",
    "also",
    "replay",
    "gallery",
    "slideshow",
];

/// What ends the name of a firm and begins none.
pub(super) const LEGAL_FORMS: [&str; 5] = ["llc", "inc", "ltd", "corp", "plc"];

/// Bodies that many states have, and whose parties or peoples are told before them.
pub(super) const CHAMBERS: [&str; 5] = ["senate", "congress", "house", "parliament", "legislature"];

/// What bodies of a kind are called in short; none is a name alone.
const KINDS: [&str; 4] = ["PAC", "PACs", "HQ", "NGO"];

/// A word of more capitals is raised in voice.
const LONGEST_ACRONYM: usize = 5;

/// Against every reading.
const NOTHING: f32 = 8.0;

/// What must be said of ordinary words with capitals before any of it counts.
const PHRASE: f32 = 1.6;

impl Reader<'_> {
    /// What speaks against any reading of `name`.
    pub(super) fn scraps(&self, name: TokenSpan, demonym_last: bool, scores: &mut Scores) {
        let last = name.end - 1;
        let several = name.len() > 1;
        // “LLC. Click”, where a line of small print was cut.
        let kind = |at: u32| KINDS.contains(&self.written(at));
        if self.is_any(name.start, &LEGAL_FORMS) || !several && kind(last) {
            against_all(NOTHING, scores);
        }
        // “WATCH Salt Council”, “Tavra Photos”, “Keller HaddadThe Salt Gazette”
        let page = self.is_any(last, &PAGE_WORDS)
            || self.is_capitals(name.start)
                && !self.is_capitals(last)
                && self.is_any(name.start, &PAGE_WORDS);
        let glued = name.len() > 2 && (name.start..name.end).any(|at| self.is_glued_together(at));
        if several && (page || glued) {
            against_all(NOTHING, scores);
        }
        // “the GOP Senate”, “Keller's Senate office”
        let whose = self.is_capitals(name.start)
            || (name.start..last).any(|at| self.classes(at).contains(Classes::GENITIVE));
        if several && whose && self.is_any(last, &CHAMBERS[..3]) {
            scores.organization -= 5.0;
        }
        // “a Council Republican”, “Salt Aldorians”: people of some sort, and no body.
        let adherent = self.classes(last).contains(Classes::NOBODY) || demonym_last;
        if several && adherent {
            let weight = if self.written(last).ends_with('s') { 4.0 } else { 6.0 };
            scores.organization -= weight;
            scores.place -= weight;
        }
        // “Supreme Court Gutted”, where a headline was cut
        let deed = |c: Classes| {
            c.contains(Classes::MOSTLY_VERB)
                && c.intersects(Classes::VERB_PAST)
                && !c.intersects(Classes::ANY_NOUN | Classes::SURNAME | Classes::GIVEN)
                && !c.contains(Classes::ORGANIZATION_HEAD)
        };
        if several && deed(self.classes(last)) {
            against_all(NOTHING, scores);
        }
        // “Keller Republicanism”
        if several && self.written(last).ends_with("ism") {
            scores.person -= NOTHING;
        }
        // “the Cesar Torvaldezes of the world”
        if several && self.is_plural_of_surname(last, name.start) {
            scores.person -= NOTHING;
        }
    }

    /// Leaves of what speaks for a phrase of ordinary words only what is more than its capitals and
    /// an article: those stand before “the Middle Class” each time.
    pub(super) fn discount_phrase(&self, name: TokenSpan, scores: &mut Scores) {
        if self.is_phrase(name) {
            let rest = |score: f32| if score > 0.0 { (score - PHRASE).max(0.0) } else { score };
            scores.organization = rest(scores.organization);
            scores.place = rest(scores.place);
        }
    }

    /// A name whose first word is a known place: a team, a paper, a body of that place.
    pub(super) fn after_place(&self, name: TokenSpan, scores: &mut Scores) {
        let first = self.classes(name.start);
        let last = self.classes(name.end - 1);
        let many = last.contains(Classes::NOUNS)
            || self.is_unknown(name.end - 1) && self.written(name.end - 1).ends_with('s');
        let surname = first.contains(Classes::SURNAME) && !many;
        // “Tavra Olympic Games”
        if last.contains(Classes::DEED_HEAD) {
            scores.person -= 5.0;
        }
        // “the Iran-Contra affair”
        if name.len() == 3 && self.get(name.start + 1).is_some_and(|t| t.word == word::HYPHEN) {
            scores.person -= 3.0;
        }
        // “the Virginia House”
        if name.len() == 2 && self.is_any(name.end - 1, &CHAMBERS) {
            scores.person -= 6.0;
            scores.organization += 2.0;
        }
        if first.intersects(Classes::GIVEN) || surname || name.len() < 2 {
            return;
        }
        scores.person -= 1.5;
        scores.organization += if many { 2.0 } else { 1.0 };
    }

    fn is_capitals(&self, at: u32) -> bool {
        self.get(at).is_some_and(|t| t.shape.contains(Shape::ALL_CAPS))
            && self.written(at).len() > 2
    }

    /// “New Deal”, “Middle Class”, “Historically”: words that everybody uses, none of which heads a
    /// name or is a part of somebody's.
    pub(super) fn is_phrase(&self, name: TokenSpan) -> bool {
        let word = Classes::ANY_NOUN | Classes::ADJECTIVE | Classes::ANY_VERB | Classes::ADVERB;
        let head = Classes::ORGANIZATION_HEAD | Classes::PLACE_HEAD | Classes::TITLE;
        let named = |c: Classes| {
            c.intersects(Classes::GIVEN) && !c.contains(Classes::GIVEN_WEAK)
                || c.contains(Classes::SURNAME) && !c.contains(Classes::SURNAME_WEAK)
        };
        // “the band Spirit”, “a charity called Clean Tides” are told to be one.
        let told = name.start.checked_sub(1).is_some_and(|at| {
            self.classes(at).contains(Classes::GROUP_NOUN.union(Classes::NOUN))
                && !self.is_capital(at)
                || self.is_any(at, &["called", "named", "dubbed"])
        }) || self.told_body(name) > 0.0
            || self.is_called_body(name);
        !told
            && (name.start..name.end).all(|at| {
                let classes = self.classes(at);
                classes.intersects(word)
                    && !classes.intersects(head)
                    && !named(classes)
                    && (!self.is_capitals(at) || self.written(at).len() > LONGEST_ACRONYM)
            })
    }

    /// “Hernandezes”, and after an article or an adjective “Kellers”.
    fn is_plural_of_surname(&self, last: u32, start: u32) -> bool {
        let written = self.written(last);
        let known = self.classes(last).intersects(Classes::SURNAME | Classes::GIVEN);
        let surname = |stem: &str| {
            let mut scratch = String::new();
            self.lexicon.classes(self.lexicon.get(stem, &mut scratch)).contains(Classes::SURNAME)
        };
        let hissing = ["zes", "ches", "shes", "xes"].iter().any(|e| written.ends_with(e));
        let of_many = start.checked_sub(1).is_some_and(|at| {
            let before = self.classes(at);
            before.intersects(Classes::DETERMINER | Classes::ADJECTIVE) && !self.is_capital(at)
                || self.text(at) == "no"
        });
        !known
            && (hissing && written.strip_suffix("es").is_some_and(surname)
                || of_many && written.strip_suffix('s').is_some_and(surname))
    }
}

fn against_all(weight: f32, scores: &mut Scores) {
    scores.person -= weight;
    scores.organization -= weight;
    scores.place -= weight;
}

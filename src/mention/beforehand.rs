//! What the words before an unknown name say of it, and what is whose.

use crate::base::TokenSpan;
use crate::mention::evidence::Reader;
use crate::mention::unknown::Scores;
use crate::text::{Classes, Shape, TokenKind, word};

/// What stands before the names of ships.
pub(super) const SHIPS: [&str; 6] = ["USS", "HMS", "HMAS", "HMCS", "SS", "MV"];

/// Verbs of what players do for teams.
const PLAYS: [&str; 6] = ["play", "plays", "played", "playing", "signed", "starred"];

/// Who is elected for a place: “the MP for Tavra”.
const ELECTED: [&str; 9] = [
    "mp",
    "mpp",
    "mep",
    "msp",
    "senator",
    "congressman",
    "congresswoman",
    "deputy",
    "representative",
];

/// Who is of a place: “the mayor of Tavra”.
const LORDS: [&str; 9] =
    ["mayor", "governor", "bishop", "archbishop", "sultan", "emir", "duke", "earl", "councillor"];

/// Who lives in a place: “the villagers of Tavra”.
const DWELLERS: [&str; 6] =
    ["villagers", "residents", "inhabitants", "townspeople", "islanders", "citizens"];

/// What bears a title that may be somebody's name.
const WORKS: [&str; 16] = [
    "film",
    "movie",
    "novel",
    "musical",
    "album",
    "sitcom",
    "opera",
    "biopic",
    "sequel",
    "series",
    "thriller",
    "drama",
    "documentary",
    "podcast",
    "miniseries",
    "blockbuster",
];

/// Whose one is: “the son of Boris Keller”.
const KIN: [&str; 16] = [
    "son",
    "daughter",
    "sons",
    "daughters",
    "wife",
    "husband",
    "widow",
    "widower",
    "brother",
    "sister",
    "nephew",
    "niece",
    "grandson",
    "granddaughter",
    "cousin",
    "fiancée",
];

/// What people do, as it stands before “by”.
const DONE: [&str; 12] = [
    "led",
    "headed",
    "chaired",
    "written",
    "directed",
    "composed",
    "hosted",
    "painted",
    "sung",
    "coached",
    "succeeded",
    "conducted",
];

/// What only companies and other bodies have, as it stands before “of”.
const OWNED: [&str; 3] = ["shares", "customers", "subsidiary"];

/// The same as it stands after the name.
const OWN: [&str; 6] = ["shares", "headquarters", "stock", "board", "factory", "brand"];

/// Verbs of what companies do, as they stand before “by”.
const MADE: [&str; 10] = [
    "released",
    "published",
    "owned",
    "acquired",
    "bought",
    "manufactured",
    "operated",
    "produced",
    "developed",
    "built",
];

/// Places that bodies have: “the Northwind web site”, “the technology site Northwind”.
pub(super) const SITES: [&str; 7] =
    ["site", "website", "office", "offices", "store", "stores", "headquarters"];

impl Reader<'_> {
    /// “the Tavra district”, “the Abu Tavra air base”: nobody is called “the” before a noun for a
    /// place.
    fn names_place(&self, name: TokenSpan) -> bool {
        let small = |at: u32| self.get(at).is_some_and(|t| !t.is_capitalised());
        let noun = |at: u32| small(at) && self.classes(at).contains(Classes::NOUN);
        let place = |at: u32| {
            noun(at) && self.classes(at).contains(Classes::PLACE_NOUN) && !self.is_any(at, &SITES)
        };
        let compound = noun(name.end)
            && !self.classes(name.end).intersects(Classes::PERSON_NOUN | Classes::GROUP_NOUN)
            && place(name.end + 1);
        place(name.end) || compound
    }

    /// “born in Oskerby, Tavra, to a smith”: a name in commas after “in” and a name is the place
    /// around it. At the beginning of a sentence, “In Oskerby, Keller, …” is not.
    fn continues_place(&self, name: TokenSpan) -> bool {
        let closed = self.get(name.end).is_none_or(|t| {
            t.word == word::COMMA || t.word == word::FULL_STOP || t.word == word::CLOSE_BRACKET
        });
        let mut comma = name.start - 1;
        // “in Oskerby, Salt County, Tavra”
        for _ in 0..3 {
            let inner =
                (comma.saturating_sub(3)..comma).rev().take_while(|&at| self.is_capital(at));
            let Some(before) = inner.last().and_then(|at| at.checked_sub(1)) else { return false };
            if self.get(before).is_some_and(|t| t.word == word::COMMA) {
                comma = before;
                continue;
            }
            return closed
                && !self.is_capital(before)
                && self.is_any(before, &["in", "near", "from", "at", "outside"]);
        }
        false
    }

    /// “Keller v. Northwind” is a case in court, and who is in it nobody spoken of.
    pub(super) fn against(&self, scores: &mut Scores) {
        scores.person -= 8.0;
        scores.organization -= 1.5;
        scores.place -= 4.0;
    }

    /// “a village called Tavra”, “a man named Keller”: the noun before tells what.
    fn named_as(&self, at: u32, scores: &mut Scores) {
        let noun = self.classes(at.saturating_sub(1));
        if !noun.intersects(Classes::ANY_NOUN) {
            return;
        }
        if noun.contains(Classes::PERSON_NOUN) {
            scores.person += 2.2;
        } else if noun.contains(Classes::PLACE_NOUN) {
            scores.place += 2.2;
        } else if noun.contains(Classes::GROUP_NOUN) {
            scores.organization += 2.2;
        }
    }

    /// “city Sheriff Keller”, “home Saturday”: a place before somebody or something else.
    fn is_titled(&self, name: TokenSpan) -> bool {
        let first = self.classes(name.start);
        let acronym = self.get(name.start).is_some_and(|t| t.shape.contains(Shape::ALL_CAPS));
        acronym || first.intersects(Classes::GIVEN | Classes::TITLE | Classes::COMMON)
    }

    /// “Northwind shares”, “Northwind's headquarters”: what only bodies have.
    pub(super) fn owns(&self, at: u32) -> bool {
        let own = self.is_any(at, &OWN) || self.classes(at).contains(Classes::MEMBER);
        own && !self.is_capital(at)
    }

    pub(super) fn before(&self, name: TokenSpan, scores: &mut Scores) {
        let Some(at) = name.start.checked_sub(1) else { return };
        let classes = self.classes(at);
        let Some(token) = self.get(at) else { return };
        let lower = !token.is_capitalised();
        // “anti-Semitic”, “pro-Tavra”: the second half of a word.
        if token.word == word::HYPHEN && token.shape.contains(Shape::GLUED) {
            scores.person -= 2.0;
            scores.organization -= 1.0;
        }
        if token.word == word::THE && self.names_place(name) {
            scores.place += 1.5;
            scores.person -= 2.0;
        }
        // “in the film Vera Zumthor”
        if lower && self.is_any(at, &WORKS) {
            scores.person -= 4.0;
            scores.organization -= 2.0;
        }
        if lower && classes.intersects(Classes::NOUN) {
            // “engineer Jordan Achterberg”, “the broadcaster Tavra”
            if classes.contains(Classes::PERSON_NOUN) {
                // “actors Anna Keller and …”, but “venture capitalists Keller Marten”: several in one.
                let listed = self
                    .get(name.end)
                    .is_some_and(|t| matches!(t.word, word::AND | word::COMMA | word::AMPERSAND));
                let many = classes.contains(Classes::NOUNS) && !listed;
                scores.person += if many { 0.6 } else { 2.2 };
            } else if classes.contains(Classes::GROUP_NOUN) {
                scores.organization += 2.5;
            } else if self.is_any(at, &SITES) {
                scores.organization += 2.0;
            } else if classes.contains(Classes::PLACE_NOUN) && !self.is_titled(name) {
                // “the hamlet Oskerby”, “the nature park Kopar Rit”
                scores.place += 2.0;
            }
        }
        // “in Tavra's Keller Field”
        if classes.contains(Classes::GENITIVE)
            && self.classes(name.end - 1).contains(Classes::PLACE_HEAD)
            && self.continues_place(TokenSpan::new(at + 1, name.end))
        {
            scores.place += 2.0;
            scores.person -= 2.0;
        }
        if matches!(self.written(at), "née" | "Née") {
            scores.person += 3.0;
        }
        if token.word == word::COMMA && self.continues_place(name) {
            scores.place += 1.7;
            scores.person -= 0.5;
        }
        // “the punk band The Salt Herons”
        let named = self.classes(at.saturating_sub(1));
        if token.word == word::THE
            && token.is_capitalised()
            && named.contains(Classes::GROUP_NOUN.union(Classes::NOUN))
        {
            scores.organization += 2.0;
        }
        // “guests of The Salt Horns”: an article with a capital inside a sentence.
        let inside = at.checked_sub(1).is_some_and(|before| {
            let before = &self.tokens[before as usize];
            matches!(before.word, word::COMMA | word::SLASH | word::AND)
                || before.kind == TokenKind::Word && !before.is_capitalised()
        });
        if token.word == word::THE && token.is_capitalised() && inside {
            scores.organization += 1.0;
        }
        // “his widow, Dalia Haddad”
        if token.word == word::COMMA
            && at >= 2
            && self.classes(at - 1).contains(Classes::PERSON_NOUN.union(Classes::NOUN))
            && !self.tokens[at as usize - 1].is_capitalised()
        {
            scores.person += 1.5;
        }
        // “USS Anna Keller” is a ship.
        if SHIPS.contains(&self.written(at)) {
            scores.person -= 8.0;
        }
        self.listed(name, scores);
        match self.text(at) {
            "in" | "near" | "outside" | "around" | "across" | "throughout" => {
                scores.place += 1.6;
                scores.organization += 0.1;
                // “in Sylvania”: where somebody's given name is a place's as well.
                scores.person -= if name.len() == 1 { 1.2 } else { 0.0 };
            }
            // “analysts at Northwind”
            "at" if self.classes(at.saturating_sub(1)).contains(Classes::PERSON_NOUN) => {
                scores.organization += 1.8;
                scores.person -= 3.0;
            }
            "at" => {
                scores.place += 0.6;
                scores.organization += 0.6;
            }
            "neighboring" | "neighbouring" | "nearby" | "downtown" | "suburban" | "rural"
            | "mainland" => {
                scores.place += 1.8;
                scores.person -= 1.0;
            }
            "from" => scores.place += 0.9,
            "to" | "with"
                if self.classes(at.saturating_sub(1)).contains(Classes::CUE)
                    || self.classes(at.saturating_sub(1)).contains(Classes::TRIGGER) =>
            {
                scores.person += 0.8;
            }
            "to" | "into" | "through" | "towards" | "toward" | "between" => {
                let moves = self.classes(at.saturating_sub(1)).intersects(Classes::ANY_VERB);
                scores.place += if moves { 1.0 } else { 0.6 };
            }
            "for" if self.is_any(at.saturating_sub(1), &ELECTED) => scores.place += 1.8,
            "for" if self.classes(at.saturating_sub(1)).contains(Classes::PERSON_NOUN) => {
                scores.place += 0.8;
                scores.organization += 0.8;
            }
            "v" if token.shape.contains(Shape::ABBREVIATION) => self.against(scores),
            "called" | "named" | "dubbed" => self.named_as(at, scores),
            "of" if self.is_any(at.saturating_sub(1), &OWNED) => scores.organization += 1.8,
            "for" | "with" if self.is_any(at.saturating_sub(1), &PLAYS) => {
                scores.organization += 1.5;
            }
            "by" if self.is_any(at.saturating_sub(1), &MADE) => scores.organization += 1.0,
            "by" if name.len() > 1 && self.is_any(at.saturating_sub(1), &DONE) => {
                scores.person += 1.2;
            }
            // “the president is Zumthor Vey”
            "is" | "was"
                if lower
                    && self
                        .classes(at.saturating_sub(1))
                        .contains(Classes::PERSON_NOUN.union(Classes::NOUN)) =>
            {
                scores.person += 1.2;
            }
            "the" => {
                scores.organization += 0.8;
                scores.person -= 2.0;
            }
            "a" | "an" => scores.person -= 1.0,
            "joined" | "joining" | "join" => scores.organization += 0.8,
            "said" | "says" | "added" | "with" | "told" => scores.person += 0.6,
            _ => {}
        }
        // “the town of Tavra”
        if self.text(at) == "of" && at > 0 {
            let head = self.classes(at - 1);
            if head.contains(Classes::PLACE_NOUN) {
                scores.place += 3.0;
            } else if self.is_any(at - 1, &KIN) {
                scores.person += 1.8;
            } else if self.is_any(at - 1, &LORDS) || self.is_any(at - 1, &DWELLERS) {
                scores.place += 1.8;
            } else if head.intersects(Classes::PERSON_NOUN.union(Classes::TITLE)) {
                // “the mayor of Tavra”, “villagers of Veyra”
                scores.place += 1.2;
            } else if head.contains(Classes::GROUP_NOUN) {
                scores.organization += 0.5;
            }
        }
    }
}

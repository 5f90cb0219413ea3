//! Constructions that tell that a name is a body's, whatever its words are: who belongs to it, what
//! it is listed under, whom it signs, against whom it plays and how that ended.

use crate::base::TokenSpan;
use crate::mention::evidence::Reader;
use crate::mention::unknown::Scores;
use crate::text::{Classes, Shape, TokenKind, word};

/// What one has in a body, as it stands before “in”.
const HELD: [&str; 9] = [
    "stake",
    "stakes",
    "shares",
    "investment",
    "investments",
    "investor",
    "investors",
    "invested",
    "shareholder",
];

/// What performers and players do with a body, as it stands before “with”, “to” or “for”.
const SIGNS: [&str; 12] = [
    "sign",
    "signs",
    "signed",
    "signing",
    "re-signed",
    "contracted",
    "loaned",
    "merge",
    "merges",
    "merged",
    "merging",
    "merger",
];

/// What is made for a label or a company, as it stands before “for”.
const RELEASES: [&str; 6] = ["album", "albums", "recorded", "records", "record", "worked"];

/// Games, as they stand before “against” and “over”.
const GAMES: [&str; 16] = [
    "match",
    "matches",
    "game",
    "games",
    "win",
    "wins",
    "victory",
    "draw",
    "defeat",
    "defeats",
    "loss",
    "losses",
    "final",
    "semi-final",
    "semifinal",
    "tie",
];

/// Whole kinds of bodies that no list of nouns marks as such, since one of them is none.
const KINDS_OF_BODIES: [&str; 14] = [
    "shareholders",
    "investors",
    "rivals",
    "subsidiaries",
    "bands",
    "labels",
    "brands",
    "chains",
    "startups",
    "clients",
    "sponsors",
    "retailers",
    "stores",
    "websites",
];

/// Kinds of places that are nothing else.
const KINDS_OF_PLACES: [&str; 14] = [
    "towns",
    "villages",
    "cities",
    "counties",
    "states",
    "areas",
    "regions",
    "islands",
    "suburbs",
    "districts",
    "provinces",
    "neighborhoods",
    "neighbourhoods",
    "countries",
];

/// Who speaks for people as well as for bodies, and who follows both.
const OF_PEOPLE: [&str; 5] = ["spokesman", "spokeswoman", "spokesperson", "spokespeople", "fans"];

/// No more tokens of a list are gone over to find where it begins.
const LONGEST_LIST: u32 = 24;

/// What stands between the noun that tells what is listed and the list.
const LISTING: [&str; 6] = ["like", "as", "including", "include", "includes", "included"];

/// How far back a list's head noun may stand: “bands from the north of Aldoria such as …”.
const REACH: u32 = 7;

/// How far after a name the score of its game may stand.
const SCORE_REACH: u32 = 9;

impl Reader<'_> {
    /// How strongly the words around `name` say that it is a body's; nothing if they do not.
    pub(super) fn told_body(&self, name: TokenSpan) -> f32 {
        if self.is_half(name) {
            return 0.0;
        }
        self.before_body(name).max(self.after_body(name))
    }

    /// “the Gang of Eight”, “Speech First”, “members of the Zumthor family”: more follows.
    fn is_half(&self, name: TokenSpan) -> bool {
        let number = self.is_capital(name.end) && self.classes(name.end).contains(Classes::NUMERAL);
        number || self.is_any(name.end, &["of", "family"])
    }

    fn before_body(&self, name: TokenSpan) -> f32 {
        // “a member of the Tavrian government”: what stands before a noun describes it.
        let describes = self.classes(name.end).intersects(Classes::ANY_NOUN)
            && !self.classes(name.end).intersects(Classes::PREPOSITION | Classes::AUXILIARY)
            && !self.classes(name.end).intersects(Classes::VERB_PAST | Classes::VERB_S)
            && !self.is_capital(name.end);
        if describes {
            return 0.0;
        }
        let Some(mut at) = name.start.checked_sub(1) else { return 0.0 };
        if self.get(at).is_some_and(|t| t.word == word::THE) {
            let Some(before) = at.checked_sub(1) else { return 0.0 };
            at = before;
        }
        let before = at.saturating_sub(1);
        let member = self.classes(before).contains(Classes::MEMBER) && !self.is_capital(before);
        match self.text(at) {
            // “drummer of Salt Herons”, “a co-founder of Northwind”
            "of" if member => 2.4,
            "of" if self.is_any(before, &["member", "members"]) => 1.6,
            "in" if self.is_any(before, &HELD) => 2.8,
            "with" | "to" | "for" if self.is_any(before, &SIGNS) => 2.0,
            "for" if self.is_any(before, &RELEASES) => 1.6,
            "against" | "over" | "to" if self.is_any(before, &GAMES) => 1.6,
            _ if self.heads_list(at) == Some(Listed::Bodies) => 2.6,
            // “a jazz band, Salt Herons,”
            _ if self.get(at).is_some_and(|t| t.word == word::COMMA)
                && self.classes(before).contains(Classes::GROUP_NOUN.union(Classes::NOUN))
                && !self.is_capital(before)
                && self.get(name.end).is_some_and(|t| t.kind == TokenKind::Mark) =>
            {
                1.6
            }
            // “beat Tavra 3–1”
            _ if self.is_contest(at) && self.score_after(name.end, 4) => 2.4,
            // “Oskerby 2–1 Tavra”
            _ if at > 2
                && self.ends_score(at)
                && self.is_capital(at - 3)
                && !self.begins_line(name.start) =>
            {
                2.0
            }
            _ => 0.0,
        }
    }

    fn after_body(&self, name: TokenSpan) -> f32 {
        let at = name.end;
        let small = !self.is_capital(at);
        let the = name.start.checked_sub(1).is_some_and(|b| self.text(b) == "the");
        if self.classes(at).contains(Classes::MEMBER) && small {
            // People have spokesmen, too.
            if self.is_any(at, &OF_PEOPLE) { 0.0 } else { 2.0 }
        } else if self.is_score(at) && !self.begins_line(at) {
            // “Oskerby 2–1 Tavra”
            2.2
        } else if self.is_contest(at) && self.score_after(at + 1, SCORE_REACH) {
            2.4
        } else if the && self.written(name.end - 1).ends_with('s') && self.is_contest(at) {
            // “the Herons won”
            1.0
        } else {
            0.0
        }
    }

    /// What the list that “such as”, “like” or “including” at `at` opens is of.
    fn heads_list(&self, at: u32) -> Option<Listed> {
        let at = self.opener_of_list(at)?;
        if !self.is_any(at, &LISTING) {
            return None;
        }
        let such = self.text(at) == "as";
        if such && !self.is_any(at.checked_sub(1)?, &["such"]) {
            return None;
        }
        let end = at - u32::from(such);
        for i in (end.saturating_sub(REACH)..end).rev() {
            let classes = self.classes(i);
            let token = self.get(i)?;
            if token.kind == TokenKind::Mark && (token.word != word::COMMA || i + 1 != end) {
                return None;
            }
            if !classes.contains(Classes::NOUNS) || self.is_capital(i) {
                continue;
            }
            if self.is_any(i, &KINDS_OF_PLACES) {
                return Some(Listed::Places);
            }
            // “departments including Salt, Trade and Urban Development”: names in half.
            if self.is_any(i, &["departments", "committees", "ministries"]) {
                return None;
            }
            if classes.contains(Classes::GROUP_NOUN) || self.is_any(i, &KINDS_OF_BODIES) {
                return Some(Listed::Bodies);
            }
            return classes.contains(Classes::PERSON_NOUN).then_some(Listed::People);
        }
        None
    }

    /// What stands before the first member of the list in which the word before one of its members,
    /// at `at`, stands.
    fn opener_of_list(&self, at: u32) -> Option<u32> {
        let joins = |at: u32| {
            self.get(at).is_some_and(|t| {
                matches!(t.word, word::COMMA | word::AND | word::OR | word::AMPERSAND | word::THE)
            })
        };
        if !joins(at) {
            return Some(at);
        }
        let before = (at.saturating_sub(LONGEST_LIST)..at).rev();
        before.into_iter().find(|&i| !joins(i) && !self.is_capital(i))
    }

    /// What the list in which a name stands says of it, but for bodies.
    pub(super) fn listed(&self, name: TokenSpan, scores: &mut Scores) {
        let Some(at) = name.start.checked_sub(1) else { return };
        match self.heads_list(at) {
            Some(Listed::Places) => {
                scores.place += 2.0;
                scores.person -= 0.5;
            }
            Some(Listed::People) if name.len() > 1 => {
                scores.person += 1.2;
                scores.place -= 1.2;
            }
            _ => {}
        }
    }

    fn is_contest(&self, at: u32) -> bool {
        self.classes(at).contains(Classes::CONTEST) && !self.is_capital(at)
    }

    /// “3–1”, “21-14”: one result, and no sets of tennis.
    fn is_score(&self, at: u32) -> bool {
        let number = |at: u32| {
            self.get(at).is_some_and(|t| {
                t.kind == TokenKind::Number
                    && t.span.len() <= 3
                    && self.written(at).bytes().all(|b| b.is_ascii_digit())
            })
        };
        let sets = self.get(at + 3).is_some_and(|t| t.word == word::COMMA) && number(at + 4)
            || number(at + 3);
        number(at) && number(at + 2) && matches!(self.written(at + 1), "-" | "–" | "—") && !sets
    }

    fn begins_line(&self, at: u32) -> bool {
        self.get(at).is_some_and(|t| t.shape.contains(Shape::NEW_LINE))
    }

    /// Whether the token at `at` is the end of a score: “3–1 Tavra”.
    fn ends_score(&self, at: u32) -> bool {
        at.checked_sub(2).is_some_and(|start| self.is_score(start))
    }

    /// Whether a score stands within `reach` tokens from `at` on, in the same sentence.
    fn score_after(&self, at: u32, reach: u32) -> bool {
        (at..at + reach)
            .take_while(|&i| self.get(i).is_some_and(|t| t.word != word::FULL_STOP))
            .any(|i| self.is_score(i))
    }
}

/// What a list is of, by the noun before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Listed {
    Bodies,
    Places,
    People,
}

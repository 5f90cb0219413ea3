//! What the words after an unknown name say of it: verbs, appositions, ages, brackets.

use crate::base::TokenSpan;
use crate::mention::beforehand::SITES;
use crate::mention::evidence::Reader;
use crate::mention::unknown::Scores;
use crate::text::{Classes, Shape, Token, TokenKind, word};

/// What may be said of a body as its kind, though of other things as well.
const SORTS_OF_BODIES: [&str; 8] =
    ["brand", "chain", "label", "maker", "franchise", "operator", "subsidiary", "ensemble"];

/// Words for bodies that nobody is called by.
const BODIES_ONLY: [&str; 12] = [
    "firm",
    "company",
    "band",
    "label",
    "retailer",
    "bank",
    "chain",
    "brand",
    "newspaper",
    "magazine",
    "charity",
    "nonprofit",
];

/// What is made and no body: it may bear a name of any sort.
const MADE_THINGS: [&str; 16] = [
    "album",
    "single",
    "song",
    "film",
    "novel",
    "sitcom",
    "musical",
    "opera",
    "soundtrack",
    "game",
    "videogame",
    "sequel",
    "ep",
    "mixtape",
    "anthem",
    "poem",
];

/// No noun phrase that is looked over for its head has more tokens.
const LONGEST_PHRASE: u32 = 8;

/// No aside in brackets that is looked over has more tokens.
const LONGEST_ASIDE: u32 = 24;

impl Reader<'_> {
    pub(super) fn after(&self, name: TokenSpan, scores: &mut Scores) {
        let at = name.end;
        let Some(token) = self.get(at) else { return };
        let word = token.word;
        let next = self.classes(at + 1);
        if self.text(at) == "v" && token.shape.contains(Shape::ABBREVIATION) {
            self.against(scores);
            return;
        }
        // “Northwind – which owns a bridge –”
        if token.kind == TokenKind::Mark && self.text(at + 1) == "which" {
            scores.person -= 2.5;
        }
        if self.closes_inside_name(name) {
            scores.person -= 5.0;
        }
        if word == word::COMMA {
            self.after_comma(at + 1, scores);
            return;
        }
        if word == word::WHO {
            scores.person += 1.5;
            return;
        }
        if word == word::OPEN_BRACKET {
            let acronym = self.get(at + 1).is_some_and(|t| t.shape.contains(Shape::ALL_CAPS));
            let close = self.get(at + 2).is_some_and(|t| t.word == word::CLOSE_BRACKET);
            if acronym && close {
                scores.organization += 2.0;
            }
            if self.text(at + 1) == "born" || self.written(at + 1) == "née" {
                scores.person += 3.0;
            }
            if name.len() > 1 && self.is_year(at + 1) && self.is_dash(at + 2) {
                // “Anna Zumthor (1825–1890)”
                scores.person += 1.2;
            }
            if matches!(self.text(at + 1), "himself" | "herself") {
                scores.person += 2.0;
            }
            self.after_brackets(at, scores);
            return;
        }
        if word == word::AND && next.intersects(Classes::GIVEN) && self.is_capital(at + 1) {
            // “Anna and Boris Keller”, and even “Bill and Anna Keller”
            let pair = self.is_capital(at + 2);
            scores.person += if pair { 1.6 } else { 0.8 };
            let given = Classes::COMMON | Classes::GIVEN_MALE;
            if pair && name.len() == 1 && self.classes(name.start).contains(given) {
                scores.person += 2.2;
            }
            return;
        }
        if word == word::GENITIVE_S {
            if self.owns(at + 1) {
                scores.organization += 1.2;
                scores.place -= 0.3;
            } else if self.has_a_country(at + 1) {
                scores.place += 2.2;
                scores.person -= 1.0;
            } else if self.is_any(at + 1, &["government", "people", "economy"]) {
                scores.place += 1.0;
                scores.person -= 0.5;
            } else if next.contains(Classes::PERSON_NOUN) {
                scores.organization += 0.3;
                scores.person += 0.2;
                scores.place += 0.3;
            } else if self.is_unknown_word(name) {
                scores.person += 0.3;
            }
            return;
        }
        let classes = token.classes;
        if self.owns(at) {
            scores.organization += 1.0;
        }
        // “a Marquette poll”
        if matches!(self.text(at), "poll" | "polls" | "survey") && !token.is_capitalised() {
            scores.organization += 1.2;
            scores.person -= 2.0;
        }
        // “the Tavra district”, “the Veyra river”
        let site = self.is_any(at, &SITES) || self.text(at) == "web";
        if site && !token.is_capitalised() {
            scores.organization += 0.7;
        } else if classes.contains(Classes::PLACE_NOUN.union(Classes::NOUN))
            && !token.is_capitalised()
        {
            scores.place += 1.2;
        } else if classes.contains(Classes::GROUP_NOUN.union(Classes::NOUN))
            && !token.is_capitalised()
        {
            scores.organization += 0.7;
        }
        let is = matches!(self.text(at), "is" | "was" | "are" | "were");
        if is && matches!(self.text(at + 1), "founded" | "headquartered" | "acquired" | "dissolved")
        {
            scores.organization += 1.5;
            return;
        }
        if is && next.contains(Classes::DETERMINER) {
            self.called(at + 2, 2.5, scores);
            return;
        }
        if classes.contains(Classes::CUE) && classes.intersects(Classes::ANY_VERB) {
            scores.person += 1.2;
            scores.organization += 0.5;
        } else if classes.intersects(Classes::VERB_PAST | Classes::VERB_S)
            && !classes.contains(Classes::MOSTLY_NOUN)
        {
            scores.person += 0.6;
            scores.organization += 0.3;
        }
        match self.text(at) {
            "himself" | "herself" => scores.person += 2.0,
            "born" => scores.person += 1.5,
            _ => {}
        }
    }

    /// “Tavra's foreign minister”, “Tavra's borders”: what only countries have.
    fn has_a_country(&self, at: u32) -> bool {
        let offices = matches!(
            self.text(at),
            "prime" | "foreign" | "defence" | "defense" | "interior" | "finance" | "justice"
        );
        let office = offices && matches!(self.text(at + 1), "minister" | "ministry" | "ministers");
        office
            || matches!(
                self.text(at),
                "capital"
                    | "parliament"
                    | "border"
                    | "borders"
                    | "coast"
                    | "constitution"
                    | "currency"
                    | "electorate"
                    | "airspace"
            )
    }

    /// “Keller, 54, said”; “Keller, who …”; “Keller, a lawyer”; “Tavra, a village in …”
    fn after_comma(&self, at: u32, scores: &mut Scores) {
        let age = self.get(at).is_some_and(|t| t.kind == TokenKind::Number && t.span.len() <= 2);
        if age && self.get(at + 1).is_some_and(|t| t.word == word::COMMA) {
            scores.person += 3.0;
        }
        if self.get(at).is_some_and(|t| t.word == word::WHO || t.word == word::WHOSE) {
            scores.person += 2.0;
        }
        if self.person_noun_ahead(at) {
            scores.person += 1.5;
        } else if self.classes(at).contains(Classes::DETERMINER) {
            self.called(at + 1, 1.8, scores);
        }
    }

    /// “Oskerby (spoken Osby) is a village”
    fn after_brackets(&self, open: u32, scores: &mut Scores) {
        let close = (open + 1..open + LONGEST_ASIDE)
            .find(|&at| self.get(at).is_some_and(|t| t.word == word::CLOSE_BRACKET));
        let Some(is) = close.map(|at| at + 1) else { return };
        if matches!(self.text(is), "is" | "was")
            && self.classes(is + 1).contains(Classes::DETERMINER)
        {
            self.called(is + 2, 2.5, scores);
        }
    }

    /// “(President Boris) Marten”, “[J. Anna]] Keller”: words put into a name in brackets, which
    /// leave the surname outside.
    fn closes_inside_name(&self, name: TokenSpan) -> bool {
        let closes = |at: u32| matches!(self.written(at), ")" | "]");
        let Some(after) = (name.end..name.end + 3).find(|&at| !closes(at)) else { return false };
        let classes = self.classes(after);
        after > name.end
            && self.classes(name.end - 1).intersects(Classes::GIVEN)
            && self.is_capital(after)
            && (classes.contains(Classes::SURNAME) || self.is_unknown(after))
            && !classes.intersects(Classes::GIVEN)
    }

    fn is_year(&self, at: u32) -> bool {
        self.get(at).is_some_and(|t| t.kind == TokenKind::Number && t.span.len() == 4)
    }

    fn is_dash(&self, at: u32) -> bool {
        self.get(at).is_some_and(|t| t.kind == TokenKind::Mark)
            && self.written(at).starts_with(['-', '–', '—'])
    }

    /// One word that no list holds.
    fn is_unknown_word(&self, name: TokenSpan) -> bool {
        name.len() == 1 && self.get(name.start).is_some_and(|t| !t.word.is_known())
    }

    pub(super) fn is_capital(&self, at: u32) -> bool {
        self.get(at).is_some_and(Token::is_capitalised)
    }

    /// What the noun phrase from `at` on calls the name: “a small town in …”.
    fn called(&self, at: u32, weight: f32, scores: &mut Scores) {
        let head = self.called_head(at);
        let classes = head.map_or(Classes::empty(), |head| self.classes(head));
        if classes.contains(Classes::PERSON_NOUN) {
            scores.person += weight;
        } else if classes.contains(Classes::PLACE_NOUN) {
            scores.place += weight;
        } else if head.is_some_and(|head| self.is_word_for_body(head)) {
            scores.organization += weight;
            // “Keller Marten, a law firm”
            if head.is_some_and(|head| self.is_any(head, &BODIES_ONLY)) {
                scores.person -= 2.0 * weight;
            }
        } else if head.is_some_and(|head| self.is_any(head, &MADE_THINGS)) {
            // “Salt Mix is a video game”
            scores.person -= weight;
            scores.organization -= weight;
            scores.place -= weight;
        }
    }

    /// Whether the text says outright that the name is a body's: “Salt Herons, a jazz band”, “Salt
    /// Herons are a jazz band”.
    pub(super) fn is_called_body(&self, name: TokenSpan) -> bool {
        let is = matches!(self.text(name.end), "is" | "was" | "are" | "were");
        let comma = self.get(name.end).is_some_and(|t| t.word == word::COMMA);
        (is || comma)
            && self.classes(name.end + 1).contains(Classes::DETERMINER)
            && self.called_head(name.end + 2).is_some_and(|head| self.is_word_for_body(head))
    }

    fn is_word_for_body(&self, at: u32) -> bool {
        self.classes(at).contains(Classes::GROUP_NOUN) || self.is_any(at, &SORTS_OF_BODIES)
    }

    /// The last small noun of the noun phrase from `at` on.
    fn called_head(&self, at: u32) -> Option<u32> {
        let mut head = None;
        for i in at..at + LONGEST_PHRASE {
            let Some(token) = self.get(i) else { break };
            let classes = self.classes(i);
            let hyphen = token.word == word::HYPHEN || token.word == word::SLASH;
            // “the firm's president” is no firm.
            if classes.contains(Classes::GENITIVE) {
                head = None;
            }
            if token.kind == TokenKind::Mark && !hyphen
                || classes.intersects(
                    Classes::PREPOSITION | Classes::AUXILIARY | Classes::MODAL | Classes::WH,
                )
            {
                break;
            }
            if classes.contains(Classes::NOUN) && !token.is_capitalised() {
                head = Some(i);
            }
        }
        head
    }

    /// Whether an apposition that begins at `at` calls a person something.
    pub(super) fn person_noun_ahead(&self, at: u32) -> bool {
        let article = self.classes(at).intersects(Classes::DETERMINER | Classes::POSSESSIVE);
        for i in at..at + 6 {
            let Some(token) = self.get(i) else { return false };
            let hyphen = token.word == word::HYPHEN;
            if token.kind == TokenKind::Mark && !hyphen
                || token
                    .classes
                    .intersects(Classes::PREPOSITION | Classes::AUXILIARY | Classes::MODAL)
            {
                return false;
            }
            let classes = token.classes;
            if classes.contains(Classes::PERSON_NOUN) && classes.contains(Classes::NOUN) {
                // “On Salt Radio, former president Keller spoke”: an office of the next name.
                let of_next = !article && self.is_capital(i + 1);
                return !of_next && (article || i > at || self.text(i + 1) == "of");
            }
        }
        false
    }
}

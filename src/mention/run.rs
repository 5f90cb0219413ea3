//! Runs of capitalised words: the raw material of names.
//!
//! A run is as long as it can be: “Israeli Defence Minister Yoav Gallant” is one. What in it is
//! title, demonym or name is decided by `peel`.

mod inside;

use crate::base::TokenSpan;
use crate::text::{Classes, Document, Lexicon, Shape, Token, TokenKind, word};

/// A stretch of capitalised words with the small words that tie names together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// Its tokens.
    pub tokens: TokenSpan,
    /// Whether its first word may owe its capital to the sentence.
    pub starts_sentence: bool,
}

/// No run has more tokens, but for the last name in it: what takes it apart looks at all of it for
/// each of its parts.
const LONGEST: u32 = 100;

/// No name has more particles in a row.
const MOST_PARTICLES: u32 = 8;

/// Classes of words that are no part of a name, whatever their capitals.
const STOP: Classes = Classes::DETERMINER
    .union(Classes::PRONOUN)
    .union(Classes::POSSESSIVE)
    .union(Classes::PREPOSITION)
    .union(Classes::COORDINATOR)
    .union(Classes::SUBORDINATOR)
    .union(Classes::AUXILIARY)
    .union(Classes::NEGATION)
    .union(Classes::WH)
    .union(Classes::NUMERAL)
    .union(Classes::WEEKDAY)
    .union(Classes::DEICTIC);

/// What stands before “of” and the name of a territory, and is a part of it.
pub(super) const TERRITORIES: [&str; 14] = [
    "city",
    "municipality",
    "town",
    "village",
    "county",
    "province",
    "republic",
    "kingdom",
    "duchy",
    "principality",
    "emirate",
    "district",
    "port",
    "island",
];

/// What a firm's name ends in.
const FIRMS: [&str; 5] = ["llc", "inc", "ltd", "corp", "plc"];

/// Roads that have numbers.
const ROADS: [&str; 4] = ["highway", "interstate", "route", "motorway"];

/// What bodies deal in, of what may head the name of one as well.
const FIELDS: [&str; 8] = [
    "transportation",
    "transport",
    "energy",
    "services",
    "communications",
    "intelligence",
    "engineering",
    "government",
];

/// How ordinals end, in words and in digits.
const ORDINAL_ENDINGS: [&str; 4] = ["th", "st", "nd", "rd"];

/// Appends the runs of `span`, which is one sentence. `reach` tells for a token how far a gazetteer
/// name that begins with it goes (the token itself if none does), so that “Secretary of State”
/// holds together.
pub fn runs(
    document: &Document,
    lexicon: &Lexicon,
    span: TokenSpan,
    reach: impl Fn(u32) -> u32,
    out: &mut Vec<Run>,
) {
    let reader = Reader { document, tokens: document.tokens.as_slice(), lexicon, span };
    let mut at = span.start;
    while at < span.end {
        if reader.is_plain(at) {
            at += 1;
            continue;
        }
        let named = reach(at);
        if named > at || reader.begins(at) {
            let end = reader.end_of_run(at, named.max(at + 1), &reach);
            let starts_sentence = reader.starts_sentence(at);
            out.push(Run { tokens: TokenSpan::new(at, end), starts_sentence });
            at = end;
        } else {
            at += 1;
        }
    }
}

struct Reader<'a> {
    document: &'a Document,
    tokens: &'a [Token],
    lexicon: &'a Lexicon,
    span: TokenSpan,
}

impl Reader<'_> {
    fn get(&self, at: u32) -> Option<&Token> {
        self.span.contains(at).then(|| &self.tokens[at as usize])
    }

    fn classes(&self, at: u32) -> Classes {
        self.get(at).map_or(Classes::empty(), |t| t.classes)
    }

    fn text(&self, at: u32) -> &str {
        self.get(at).map_or("", |t| self.lexicon.text(t.word))
    }

    fn is_capital(&self, at: u32) -> bool {
        self.get(at).is_some_and(|t| {
            t.kind == TokenKind::Word && (t.is_capitalised() || self.is_late_capital(at))
        })
    }

    /// Whether the capital of `at` may be the sentence's and not a name's.
    fn starts_sentence(&self, at: u32) -> bool {
        if at == self.span.start {
            return true;
        }
        let before = &self.tokens[at as usize - 1];
        before.kind == TokenKind::Mark
            && before.word != word::COMMA
            && before.word != word::HYPHEN
            && before.word != word::AMPERSAND
            && before.word != word::DOLLAR
    }

    /// Whether `at` is so ordinary that no run begins there, as most tokens are: neither capital
    /// nor number nor particle.
    fn is_plain(&self, at: u32) -> bool {
        let token = &self.tokens[at as usize];
        !token.shape.intersects(Shape::CAPITAL | Shape::MIXED)
            && token.kind != TokenKind::Number
            && !token.classes.contains(Classes::PARTICLE)
            && token.word != word::AL
    }

    /// Whether a run can begin at `at`.
    fn begins(&self, at: u32) -> bool {
        let classes = self.classes(at);
        if !self.is_capital(at) {
            return self.is_particle_before_name(at) || self.is_numbered_body(at);
        }
        if self.is_ordinal_of_body(at) {
            return true;
        }
        if classes.intersects(STOP) && !(self.is_initial(at) && self.is_part(at + 1)) {
            return false;
        }
        // “CNN iReporter Anna Keller”
        let before_person =
            self.is_late_capital(at) && self.classes(at + 1).intersects(Classes::GIVEN);
        if self.is_command(at) || before_person {
            return false;
        }
        // “a September Northwind survey”
        if classes.contains(Classes::MONTH)
            && !classes.intersects(Classes::GIVEN | Classes::SURNAME)
        {
            return false;
        }
        if classes.intersects(Classes::MODAL | Classes::MONTH)
            && !self.is_part(at + 1)
            && !self.is_particle_before_name(at + 1)
        {
            return false;
        }
        if self.starts_sentence(at) && classes.contains(Classes::COMMON) {
            let given = classes.intersects(Classes::GIVEN) && !classes.contains(Classes::MODAL);
            if self.introduces_person(at) || self.is_first_of_couple(at) {
                return true;
            }
            let name_follows = self.is_part(at + 1)
                || self
                    .get(at + 1)
                    .is_some_and(|t| t.word == word::HYPHEN || t.word == word::AMPERSAND);
            return name_follows && (given || self.is_capital(at + 1) && self.heads_name(at));
        }
        true
    }

    /// “Read more”, “Will Keller speak”: words of the page, and a question.
    fn is_command(&self, at: u32) -> bool {
        let next = self.classes(at + 1);
        let more = self.text(at) == "read" && self.text(at + 1) == "more";
        let asks = self.starts_sentence(at)
            && self.classes(at).contains(Classes::MODAL)
            && self.is_part(at + 1)
            && (!next.contains(Classes::COMMON)
                && self.classes(at + 2).contains(Classes::VERB.union(Classes::MOSTLY_VERB))
                || self.text(at) != "will" && self.is_question()
                || self.classes(at + 2).contains(Classes::VERB)
                    && (self.is_question() || !self.is_capital(at + 2)));
        more || asks
    }

    /// Whether the sentence ends in a question mark.
    fn is_question(&self) -> bool {
        (self.span.end.saturating_sub(2)..self.span.end)
            .any(|at| self.get(at).is_some_and(|t| t.span.of(self.document.text()) == "?"))
    }

    /// “Beat Zumthor, the engineer,”: a verb cannot stand before a name with an apposition.
    fn introduces_person(&self, at: u32) -> bool {
        let verb = self.classes(at).contains(Classes::VERB)
            && !self.classes(at).intersects(Classes::PERSON_NOUN.union(Classes::ADVERB));
        let apposition = self.classes(at + 3).intersects(Classes::DETERMINER)
            || self.get(at + 3).is_some_and(|t| t.word == word::WHO);
        verb && self.is_part(at + 1)
            && self.get(at + 2).is_some_and(|t| t.word == word::COMMA)
            && apposition
    }

    /// “65th” in “the 65th Salt Brigade”.
    fn is_numbered_body(&self, at: u32) -> bool {
        let Some(token) = self.get(at) else { return false };
        let written = token.span.of(self.document.text());
        written.starts_with(|c: char| c.is_ascii_digit())
            && ORDINAL_ENDINGS.iter().any(|ending| written.ends_with(ending))
            && self.is_part(at + 1)
            && (self.has_head_ahead(at) || self.text(at + 2) == "district")
    }

    /// “Fourth” in “the Fourth Salt Brigade”.
    fn is_ordinal_of_body(&self, at: u32) -> bool {
        self.classes(at).contains(Classes::NUMERAL)
            && !self.starts_sentence(at)
            && ORDINAL_ENDINGS.iter().any(|e| self.text(at).ends_with(e))
            && self.is_part(at + 1)
            && self.has_head_ahead(at)
    }

    /// Whether an ordinary word at the start of a sentence can head the name after it:
    /// “National Hearth”, “Green Dawn”, but not “Yesterday Keller”.
    fn heads_name(&self, at: u32) -> bool {
        let classes = self.classes(at);
        classes.intersects(Classes::ANY_NOUN | Classes::ADJECTIVE | Classes::TITLE)
            && !classes.intersects(Classes::MOSTLY_VERB | Classes::MOSTLY_ADVERB)
    }

    fn is_part(&self, at: u32) -> bool {
        self.is_capital(at) && (!self.classes(at).intersects(STOP) || self.is_initial(at))
    }

    /// “A.” in “Dalia A. Haddad”, which is no article.
    fn is_initial(&self, at: u32) -> bool {
        self.get(at).is_some_and(|t| {
            t.shape.contains(Shape::INITIAL) && t.shape.contains(Shape::ABBREVIATION)
        })
    }

    /// A small particle that opens a name: al-Qutob, van der Bellen.
    fn is_particle_before_name(&self, at: u32) -> bool {
        let Some(token) = self.get(at) else { return false };
        let classes = self.classes(at);
        if token.kind != TokenKind::Word
            || !classes.contains(Classes::PARTICLE)
            || classes.intersects(Classes::AUXILIARY | Classes::DETERMINER | Classes::PREPOSITION)
        {
            return false;
        }
        let mut next = at + 1;
        while next - at < MOST_PARTICLES
            && self.classes(next).contains(Classes::PARTICLE)
            && !self.is_capital(next)
        {
            next += 1;
        }
        if self.get(next).is_some_and(|t| t.word == word::HYPHEN && t.shape.contains(Shape::GLUED))
        {
            next += 1;
        }
        self.is_part(next)
    }

    fn end_of_run(&self, start: u32, named: u32, reach: &impl Fn(u32) -> u32) -> u32 {
        let mut end = named;
        loop {
            let Some(token) = self.get(end).filter(|_| end - start < LONGEST) else { return end };
            let classes = self.classes(end);
            // A name that the gazetteer knows carries its own small words.
            let named = reach(end);
            if named > end && self.is_capital(end) && !classes.intersects(Classes::WEEKDAY) {
                end = named;
                continue;
            }
            // “Northwind LLC. Click here”: the stop that ends the name ends a sentence as well.
            if self.ends_firm(end - 1)
                && (classes.contains(Classes::COMMON) || self.begins_sentence(end))
            {
                return end;
            }
            // “Neil deGrasse Keller”, but “a Northwind iPad”
            let joins =
                !self.is_late_capital(end) || self.classes(end - 1).intersects(Classes::GIVEN);
            let part = self.is_part(end) && joins && !self.is_command(end);
            if part && (!classes.contains(Classes::MONTH) || self.is_month_name(start, end)) {
                end += 1;
                continue;
            }
            let glued = token.shape.contains(Shape::GLUED);
            if (token.word == word::HYPHEN && glued || token.word == word::AMPERSAND)
                && !(token.word == word::AMPERSAND && self.are_two_people(start, end))
                && self.get(end + 1).is_some()
                && (self.is_part(end + 1) || self.is_particle_before_name(end + 1))
            {
                end += 2;
                continue;
            }
            // “Kim Jong-un”, “Yoon Suk-yeol”: a small second half.
            if token.word == word::HYPHEN
                && glued
                && end >= start + 2
                && (self.is_second_syllable(end + 1) || self.ends_family_first(start, end))
            {
                end += 2;
                continue;
            }
            if self.is_particle_before_name(end) || self.is_inner_particle(end) {
                end += 1;
                while self.get(end).is_some_and(|t| {
                    t.word == word::HYPHEN || self.classes(end).contains(Classes::PARTICLE)
                }) && !self.is_capital(end)
                {
                    end += 1;
                }
                continue;
            }
            // “Ministry of Foreign Affairs”, “University of Lethmark”.
            if classes.contains(Classes::GENITIVE)
                && (self.is_body_of_many(end) || self.is_field_of_many(start, end))
            {
                end += 2;
                continue;
            }
            // but “the Council on Salt Hill”
            if token.word == word::ON
                && self.is_panel(end - 1)
                && self.is_field(end + 1)
                && !self.classes(end + 2).contains(Classes::PLACE_HEAD)
            {
                end += 2;
                continue;
            }
            if (token.word == word::OF && self.may_be_of(start, end)
                || token.word == word::FOR && self.may_be_for(end - 1))
                && (reach(start) != end
                    || end == start + 1
                    || self.classes(end - 1).contains(Classes::ORGANIZATION_HEAD)
                        && !self.is_in_of(start, end))
                && let Some(after) = self.after_article(end + 1)
            {
                end = after;
                continue;
            }
            if token.word == word::AND
                && let Some(after) = self.field_and_field(start, end, reach)
            {
                end = after;
                continue;
            }
            // “University of Tavra at Port Salis”
            if token.word == word::AT
                && self.is_university(start, end)
                && self.is_part(end + 1)
                && !self.has_head_ahead(end)
            {
                end += 2;
                continue;
            }
            // “John A Keller”: an initial that looks like an article.
            if token.shape.contains(Shape::INITIAL)
                && self.classes(end - 1).intersects(Classes::GIVEN)
                && self.is_capital(end)
                && self.is_part(end + 1)
            {
                end += 2;
                continue;
            }
            // “Interstate 95”
            if token.kind == TokenKind::Number && ROADS.contains(&self.text(end - 1)) {
                return end + 1;
            }
            if let Some(after) = self.nickname(start, end) {
                end = after;
                continue;
            }
            if token.word == word::AND && self.has_head(start, end) && self.is_in_of(start, end) {
                let next = end + 1;
                if self.is_part(next)
                    && !self.classes(next).intersects(Classes::GIVEN)
                    && reach(next) == next
                    && !self.has_head_ahead(next)
                {
                    end = next + 1;
                    continue;
                }
            }
            if token.word == word::COMMA && self.is_suffix(end + 1) {
                end += 2;
                continue;
            }
            return end;
        }
    }

    /// “Click here”: a word with the capital of its sentence.
    fn begins_sentence(&self, at: u32) -> bool {
        let plain =
            |i: u32| self.get(i).is_some_and(|t| t.kind == TokenKind::Word && !t.is_capitalised());
        self.classes(at).intersects(Classes::ANY_VERB | Classes::ANY_NOUN | Classes::ADVERB)
            && plain(at + 1)
    }

    /// “LLC.”, “Inc.”, with the stop.
    fn ends_firm(&self, at: u32) -> bool {
        self.get(at).is_some_and(|t| t.shape.contains(Shape::ABBREVIATION))
            && FIRMS.contains(&self.text(at))
    }

    fn is_university(&self, start: u32, end: u32) -> bool {
        (start..end).any(|at| self.text(at) == "university") && self.is_in_of(start, end)
    }

    /// “Anna ‘Salt’ Keller”: a name in quotation marks between given name and surname. The end of
    /// the surname.
    fn nickname(&self, start: u32, open: u32) -> Option<u32> {
        let is_quote = |at: u32| {
            self.get(at).is_some_and(|t| {
                t.kind == TokenKind::Mark
                    && t.span.of(self.document.text()).starts_with(['"', '“', '”', '‘', '’', '\''])
            })
        };
        let near = open.saturating_sub(3).max(start);
        let given = (near..open).any(|at| self.classes(at).intersects(Classes::GIVEN));
        if !given || !is_quote(open) || !self.is_capital(open + 1) {
            return None;
        }
        let close = (open + 2..open + 5).find(|&at| is_quote(at))?;
        let surname = close + 1;
        ((open + 1..close).all(|at| self.is_capital(at))
            && self.is_part(surname)
            && !self.classes(surname).contains(Classes::CUE))
        .then_some(surname + 1)
    }

    /// Whether capitalised words from `at` on name a body of their own: “… and Tavra University”.
    fn has_head_ahead(&self, at: u32) -> bool {
        (at + 1..at + 5)
            .take_while(|&i| self.is_part(i))
            .any(|i| self.classes(i).contains(Classes::ORGANIZATION_HEAD))
    }

    /// “Farmers’ Union”, “People’s Party”: an ordinary noun in the genitive before a head.
    fn is_body_of_many(&self, genitive: u32) -> bool {
        let Some(before) = genitive.checked_sub(1) else { return false };
        let classes = self.classes(before);
        let one_body =
            classes.contains(Classes::ORGANIZATION_HEAD) && !classes.contains(Classes::NOUNS);
        let people = classes.contains(Classes::NOUNS.union(Classes::PERSON_NOUN));
        // “Marks’s Senate office”: a plural in -s takes no further s, a man called so does.
        if self.get(genitive).is_some_and(|t| t.word == word::GENITIVE_S)
            && self.text(before).ends_with('s')
        {
            return false;
        }
        classes.intersects(Classes::NOUNS | Classes::GROUP_NOUN | Classes::PERSON_NOUN)
            && (classes.contains(Classes::COMMON) || people)
            && !one_body
            && self.is_part(genitive + 1)
            && (self.classes(genitive + 1).contains(Classes::ORGANIZATION_HEAD)
                || self.has_head_ahead(genitive + 1))
    }
}

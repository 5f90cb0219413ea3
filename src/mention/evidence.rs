//! What speaks for each reading of one occurrence of an unknown name: its own words, the words
//! before it and the words after it.

use crate::base::TokenSpan;
use crate::mention::beforehand::SHIPS;
use crate::mention::endings::{ADHERENT_ENDINGS, PLACE_ENDINGS, SURNAME_ENDINGS};
use crate::mention::unknown::{Neighbours, Scores};
use crate::text::{Classes, Document, Lexicon, Shape, Token, TokenKind, word};

/// Heads of places that are nobody's surname, whoever a street is named after.
const ROADS: [&str; 9] = [
    "street",
    "avenue",
    "road",
    "highway",
    "boulevard",
    "courthouse",
    "airport",
    "stadium",
    "square",
];

/// What one occurrence of the name `name` says.
pub fn score(
    document: &Document,
    lexicon: &Lexicon,
    name: TokenSpan,
    neighbours: Neighbours,
) -> Scores {
    let reader = Reader { document, tokens: document.tokens.as_slice(), lexicon };
    let mut scores = Scores::default();
    reader.inside(name, &mut scores);
    reader.scraps(name, neighbours.demonym_last, &mut scores);
    if neighbours.place_first {
        reader.after_place(name, &mut scores);
    }
    reader.before(name, &mut scores);
    reader.after(name, &mut scores);
    let told = reader.told_body(name);
    scores.organization += told;
    scores.place -= told / 2.0;
    if neighbours.place_last && !reader.is_clear_given(name.start) {
        scores.person -= 2.5;
    }
    if neighbours.place_after {
        scores.place += 2.5;
    }
    // “PORT SALIS, May 3 (Northwind News) –”: reports are filed from places.
    if document.dateline.is_some_and(|line| line.start == name.start) {
        scores.place += 3.0;
        scores.person -= 2.0;
    }
    let body = name.len() > 1 && reader.classes(name.end - 1).contains(Classes::ORGANIZATION_HEAD);
    let first = reader.classes(name.start);
    let word = name.len() == 1
        && first.contains(Classes::COMMON)
        && !first.contains(Classes::SURNAME.difference(Classes::SURNAME_WEAK));
    if neighbours.honorific {
        scores.person += 4.0;
    } else if neighbours.title && word {
        // “Head Start”, “the Executive Branch”: the title is none.
        scores.person += if first.intersects(Classes::SURNAME) { 1.0 } else { 0.0 };
    } else if neighbours.title {
        // “owner Northwind Broadcasting”, “Mayors National Salt Agenda” are no people.
        let phrase = name.len() > 2 && reader.is_phrase(name);
        scores.person += if body || phrase { 0.5 } else { 3.0 };
    }
    if neighbours.starts_sentence
        && name.len() == 1
        && reader.classes(name.start).intersects(Classes::COMMON)
    {
        scores.person -= 1.5;
        scores.organization -= 1.5;
        scores.place -= 1.5;
    }
    reader.discount_phrase(name, &mut scores);
    scores
}

pub(super) struct Reader<'a> {
    document: &'a Document,
    pub(super) tokens: &'a [Token],
    pub(super) lexicon: &'a Lexicon,
}

impl Reader<'_> {
    pub(super) fn get(&self, at: u32) -> Option<&Token> {
        self.tokens.get(at as usize)
    }

    pub(super) fn classes(&self, at: u32) -> Classes {
        self.get(at).map_or(Classes::empty(), |t| t.classes)
    }

    pub(super) fn text(&self, at: u32) -> &str {
        self.get(at).map_or("", |t| self.lexicon.text(t.word))
    }

    pub(super) fn is_any(&self, at: u32, words: &[&str]) -> bool {
        words.contains(&self.text(at))
    }

    pub(super) fn written(&self, at: u32) -> &str {
        self.get(at).map_or("", |t| t.span.of(self.document.text()))
    }

    pub(super) fn is_unknown(&self, at: u32) -> bool {
        self.get(at).is_some_and(|t| !t.word.is_known())
    }

    fn ends_in(&self, at: u32, endings: &[&str]) -> bool {
        let written = self.written(at);
        endings.iter().any(|e| written.len() > e.len() + 2 && written.ends_with(e))
    }

    fn inside(&self, name: TokenSpan, scores: &mut Scores) {
        let words = (name.start..name.end)
            .filter(|&i| self.get(i).is_some_and(|t| t.kind != TokenKind::Mark))
            .count();
        if words >= 2 {
            self.several_words(name, words, scores);
        } else {
            self.single_word(name.start, scores);
        }
        for at in name.start..name.end {
            self.word_inside(name, words, at, scores);
        }
        if (name.start..name.end).any(|at| self.is_glued_together(at)) {
            scores.person -= 8.0;
        }
        let last = name.end - 1;
        // “a Maryland Democrat”, “President Elect”: a word for people or deeds is nobody's surname.
        let classes = self.classes(last);
        let surname = classes.intersects(Classes::SURNAME | Classes::GIVEN);
        if classes.intersects(Classes::PERSON_NOUN | Classes::VERB_ING | Classes::NOUNS)
            && self.is_capital(last)
            && (!surname
                // “Red States”, but Anna Banks
                || classes.contains(Classes::NOUNS.union(Classes::COMMON))
                    && (words == 1 || !self.is_clear_given(name.start)))
        {
            scores.person -= if surname { 3.0 } else { 6.0 };
        }
        if (name.start..name.end).any(|at| self.classes(at).contains(Classes::NOBODY)) {
            scores.person -= 6.0;
        }
        if name.len() <= 2 && self.is_byword(name) {
            scores.person -= 8.0;
            scores.organization -= 4.0;
            scores.place -= 4.0;
        }
        // “a Keller-Marten ticket”: two names or two peoples, not one person.
        if name.len() == 3 && self.get(name.start + 1).is_some_and(|t| t.word == word::HYPHEN) {
            scores.person -= 1.5;
        }
        // “Silently”, “Santa G”
        let adverb = classes.contains(Classes::ADVERB) && !surname;
        if words > 1 && (adverb || self.written(last).len() == 1) {
            scores.person -= 2.5;
        }
        // “Tory Brexiteers”, “al Tavra”
        let many = self.ends_in(last, &ADHERENT_ENDINGS[..4]) && self.is_unknown(last);
        if words == 2 && (many || self.text(name.start) == "al") {
            scores.person -= if many { 4.0 } else { 1.2 };
        }
        // “Veyra GOP”
        let shouted = self.is_shouted(last)
            && self.written(last).len() > 2
            && !matches!(self.text(last), "jr" | "sr" | "ii" | "iii" | "iv" | "vi" | "vii");
        if words > 1 && shouted && !self.is_shouted(name.start) {
            scores.person -= 3.0;
        }
        if self.ends_in(last, &PLACE_ENDINGS) && self.is_unknown(last) {
            scores.place += if words == 1 { 0.9 } else { 0.2 };
        }
        if self.ends_in(last, &SURNAME_ENDINGS) {
            scores.person += 0.8;
        }
    }

    /// “Jane Doe”, “Joe Sixpack”: a name that stands for nobody, listed with a hyphen.
    fn is_byword(&self, name: TokenSpan) -> bool {
        // “Uncle Sam”, whose first word is a title
        let first = if name.len() == 1 { name.start.saturating_sub(1) } else { name.start };
        let written = format!("{}-{}", self.text(first), self.text(name.end - 1));
        self.lexicon.classes(self.lexicon.get_folded(&written)).contains(Classes::NOBODY)
    }

    /// “KellerThe”, “Haddad2020”: two texts that lost the white space between them.
    pub(super) fn is_glued_together(&self, at: u32) -> bool {
        let written = self.written(at);
        let inner = written
            .char_indices()
            .zip(written.chars().skip(1))
            .filter(|&((_, a), b)| a.is_lowercase() && (b.is_uppercase() || b.is_ascii_digit()))
            .map(|((i, _), _)| i)
            .last();
        let prefix = |end: usize| end < 3 || matches!(written.get(..=end), Some("Fitz" | "Vander"));
        inner.is_some_and(|end| !prefix(end))
    }

    fn several_words(&self, name: TokenSpan, words: usize, scores: &mut Scores) {
        let first = self.classes(name.start);
        let last = self.classes(name.end - 1);
        if self.is_family_first(name) {
            scores.person += 3.0;
            return;
        }
        if first.intersects(Classes::GIVEN) {
            scores.person += if first.contains(Classes::GIVEN_WEAK) { 1.3 } else { 2.5 };
            if last.contains(Classes::SURNAME) {
                scores.person += 1.0;
            } else if last.intersects(Classes::GIVEN) {
                scores.person += 0.7;
            }
            if words == 2 && self.is_unknown(name.end - 1) {
                scores.person += 0.7;
            }
        } else if last.contains(Classes::SURNAME) && !last.contains(Classes::SURNAME_WEAK) {
            let names = first.contains(Classes::SURNAME) || self.is_unknown(name.start);
            scores.person += if names { 1.2 } else { 0.7 };
        } else if first.contains(Classes::SURNAME)
            && !first.contains(Classes::SURNAME_WEAK)
            && (name.start + 1..name.end).all(|at| self.is_unknown(at))
        {
            // “Liu Heita”: the surname may come first.
            scores.person += 0.7;
        }
        let ordinary = |c: Classes| {
            c.intersects(Classes::COMMON | Classes::ADJECTIVE)
                && !c.intersects(Classes::GIVEN | Classes::SURNAME)
        };
        if ordinary(first) || ordinary(last) || words > 4 {
            scores.person -= if words > 4 || ordinary(last) { 2.0 } else { 1.0 };
            scores.organization += 0.6;
        } else if self.is_unknown(name.start) && self.is_unknown(name.end - 1) {
            scores.person += 0.9;
        } else {
            scores.person += 0.5;
        }
        let shouted = self.get(name.start).is_some_and(|t| {
            t.shape.contains(Shape::ALL_CAPS) && !t.shape.contains(Shape::ABBREVIATION)
        });
        if shouted && self.written(name.start).len() > 2 && !self.is_shouted(name.end - 1) {
            scores.person -= 2.0;
        }
        // “Election Day”: two ordinary words, whoever is called Day.
        let plain = |c: Classes| c.contains(Classes::COMMON) && !c.intersects(Classes::GIVEN);
        if plain(first) && plain(last) {
            scores.person -= 1.5;
        }
        // “Salt Treaty”, “Veyra Day”, “Aldorian Reform Act”: deeds, days and texts.
        let event = Classes::ACT_NOUN | Classes::TIME_NOUN | Classes::COMM_NOUN;
        let other = Classes::ORGANIZATION_HEAD
            | Classes::PLACE_HEAD
            | Classes::GROUP_NOUN
            | Classes::SURNAME
            | Classes::GIVEN;
        if last.intersects(event) && !last.intersects(other) {
            scores.person -= 1.5;
            scores.organization -= 1.5;
            scores.place -= 1.0;
        }
        // “USS Anna Keller” is a ship.
        if SHIPS.contains(&self.written(name.start)) {
            scores.person -= 8.0;
            scores.organization -= 4.0;
        }
        let regnal = matches!(self.text(name.end - 1), "i" | "ii" | "iii" | "iv" | "v");
        let deed = self.classes(if regnal { name.end - 2 } else { name.end - 1 });
        // “the Anna Bill”, but Anna Day
        let the = name.start.checked_sub(1).is_some_and(|at| self.text(at) == "the");
        // “Committee for Salt Rights”
        let of = (name.start..name.end).any(|at| matches!(self.text(at), "of" | "for" | "on"));
        if deed.contains(Classes::DEED_HEAD) && !of && (the || !first.intersects(Classes::GIVEN)) {
            scores.person -= if the { 4.0 } else { 2.0 };
            scores.organization -= 3.0;
            scores.place -= 2.0;
        }
        // “Beat Zumthor, the engineer,”
        if words == 2
            && ordinary(first)
            && !ordinary(last)
            && self.get(name.end).is_some_and(|t| t.word == word::COMMA)
            && self.person_noun_ahead(name.end + 1)
        {
            scores.person += 1.6;
        }
        // “Tavra Dockers”
        if !first.intersects(Classes::GIVEN) && last.contains(Classes::NOUNS) {
            scores.organization += 0.8;
        }
        match self.text(name.start) {
            "abu" | "umm" | "ibn" | "bin" | "van" | "von" => scores.person += 1.6,
            "north" | "south" | "east" | "west" | "upper" | "lower" | "new" | "northern"
            | "southern" | "eastern" | "western" => {
                scores.place += if self.is_unknown(name.end - 1) { 1.6 } else { 0.8 };
                scores.person -= 2.0;
            }
            "saint" | "san" | "santa" | "fort" | "mount" | "lake" | "camp" => scores.place += 1.2,
            _ => {}
        }
    }

    /// “Leung Che-cheung”, “Park Joo-Sung”: a surname and two syllables.
    fn is_family_first(&self, name: TokenSpan) -> bool {
        name.len() == 4
            && self.get(name.end - 2).is_some_and(|t| t.word == word::HYPHEN)
            && self.classes(name.start).contains(Classes::SURNAME)
            && (!self.is_capital(name.end - 1)
                || !self.classes(name.start + 1).contains(Classes::COMMON)
                    && [name.start + 1, name.end - 1].iter().all(|&at| self.written(at).len() <= 5))
    }

    fn single_word(&self, at: u32, scores: &mut Scores) {
        let classes = self.classes(at);
        let common = classes.intersects(Classes::COMMON);
        let ordinary = Classes::ANY_NOUN | Classes::ADJECTIVE | Classes::ANY_VERB | Classes::ADVERB;
        let word = classes.intersects(ordinary);
        if word && !classes.intersects(Classes::GIVEN | Classes::SURNAME) {
            scores.person -= 3.0;
            scores.organization -= 0.6;
        }
        // “in Democratic hands”, “the Latino vote”: words of peoples and parties name nobody alone.
        if classes.contains(Classes::NOBODY) {
            scores.organization -= 6.0;
            scores.place -= 6.0;
        }
        // “the Court”, “the Battle”, “the Center”: a short form at best, and no name of its own.
        let short = Classes::ORGANIZATION_HEAD | Classes::PLACE_HEAD | Classes::ACT_NOUN;
        let speaks =
            self.classes(at + 1).contains(Classes::CUE) && !classes.contains(Classes::GROUP_NOUN);
        if common && classes.intersects(short) && !speaks {
            scores.organization -= 1.5;
            scores.place -= 1.5;
        }
        // “the Achterbergs”: a family is no body.
        if self.is_family(at) {
            scores.person -= 3.0;
            scores.organization -= 3.0;
        }
        if classes.intersects(Classes::GIVEN) && !common {
            scores.person += if classes.contains(Classes::GIVEN_WEAK) { 0.6 } else { 1.6 };
        } else if classes.contains(Classes::SURNAME) && !common {
            scores.person += if classes.contains(Classes::SURNAME_WEAK) { 0.3 } else { 0.9 };
        }
        let shape = self.get(at).map_or(Shape::empty(), |t| t.shape);
        // “Ferguson, Mo.”
        if shape.contains(Shape::ABBREVIATION) {
            scores.person -= 3.0;
        }
        // “a CD”, “the ERA” only look like acronyms.
        let letters = self.get(at).map_or(0, |t| t.span.len());
        if shape.contains(Shape::ALL_CAPS) && (2..=6).contains(&letters) {
            // “Boris Marten, AR”: two letters are rather some state's.
            let acronym = if letters == 2 { 0.5 } else { 1.2 };
            scores.organization += if word { -1.0 } else { acronym };
            scores.place -= if word { 2.5 } else { 0.0 };
            scores.person -= 2.5;
        }
        if self.written(at).len() <= 5
            && self.written(at).trim_end_matches('s').len() > 1
            && self.written(at).trim_end_matches('s').chars().all(char::is_uppercase)
            && self.written(at).ends_with('s')
        {
            // “ATMs”: things of which there are many
            scores.person -= 3.0;
            scores.organization -= 3.0;
        }
        // “an annual general meeting (AGM)”
        let open = at
            .checked_sub(1)
            .filter(|&b| self.get(b).is_some_and(|t| t.word == word::OPEN_BRACKET));
        if open.is_some_and(|b| b > 0 && self.is_lower_noun(b - 1))
            && shape.contains(Shape::ALL_CAPS)
        {
            scores.organization -= 4.0;
        }
        // “Castilian priest”, “the Deists”: no names.
        if self.ends_in(at, &ADHERENT_ENDINGS)
            && (self.is_lower_noun(at + 1) || self.written(at).ends_with('s'))
        {
            scores.person -= 2.0;
            scores.organization -= 1.5;
            scores.place -= 1.5;
        }
    }

    /// A surname in the plural that no list holds as such.
    fn is_family(&self, at: u32) -> bool {
        let Some(stem) = self.written(at).strip_suffix('s').filter(|s| s.len() > 3) else {
            return false;
        };
        let plain = !self.classes(at).intersects(Classes::SURNAME | Classes::GIVEN);
        let mut scratch = String::new();
        plain
            && self.lexicon.classes(self.lexicon.get(stem, &mut scratch)).contains(Classes::SURNAME)
    }

    fn is_clear_given(&self, at: u32) -> bool {
        let classes = self.classes(at);
        classes.intersects(Classes::GIVEN)
            && !classes.contains(Classes::GIVEN_WEAK.union(Classes::COMMON))
    }

    fn is_shouted(&self, at: u32) -> bool {
        self.get(at).is_some_and(|t| t.shape.contains(Shape::ALL_CAPS))
    }

    fn is_lower_noun(&self, at: u32) -> bool {
        self.get(at).is_some_and(|t| t.kind == TokenKind::Word && !t.is_capitalised())
            && self.classes(at).intersects(Classes::ANY_NOUN)
            && !self.classes(at).intersects(Classes::ANY_VERB)
    }

    fn word_inside(&self, name: TokenSpan, words: usize, at: u32, scores: &mut Scores) {
        let classes = self.classes(at);
        let edge = at == name.end - 1 || at == name.start;
        if classes.contains(Classes::ORGANIZATION_HEAD) {
            scores.organization += if words == 1 {
                0.5
            } else if edge || matches!(self.text(at + 1), "of" | "on") {
                3.0
            } else {
                1.0
            };
            // “Anna Keller Fund For Tavra”
            scores.person -= if edge || words < 4 { 1.5 } else { 4.0 };
        }
        if classes.contains(Classes::PLACE_HEAD) && words > 1 && !self.is_family_first(name) {
            // “River Herons” are a team.
            let team = at == name.start && self.classes(name.end - 1).contains(Classes::NOUNS);
            // “Southern District of Tavra”, but “District Court for the District of Tavra”
            let head = Classes::ORGANIZATION_HEAD;
            let of = self.text(at + 1) == "of"
                && !(name.start..name.end).any(|i| self.classes(i).contains(head));
            let whole = edge || of;
            scores.place += if whole && !team { 2.5 } else { 0.5 };
            // “Anna Hill” may be a person, “Keller Reservoir” not, and “Anna Street” hardly.
            let road = !edge || !ROADS.contains(&self.text(at));
            scores.person -= match classes.contains(Classes::SURNAME) || !edge {
                true if road => 0.7,
                _ if road => 2.0,
                _ => 3.5,
            };
        }
        if at > name.start && classes.contains(Classes::PARTICLE) {
            scores.person += 0.6;
        }
        let Some(token) = self.get(at) else { return };
        if token.word == word::AMPERSAND {
            scores.organization += 2.0;
            scores.person -= 2.0;
        }
        if self.classes(at).contains(Classes::GENITIVE) {
            scores.organization += 1.0;
            scores.person -= 3.0;
        }
        if token.shape.contains(Shape::INITIAL) && words > 1 {
            scores.person += if at == name.start { 1.0 } else { 1.5 };
        }
        match self.text(at) {
            "jr" | "sr" if words > 1 && !self.classes(name.start).contains(Classes::COMMON) => {
                scores.person += 3.0;
            }
            "ii" | "iii" if words > 1 && self.classes(name.start).intersects(Classes::GIVEN) => {
                scores.person += 3.0;
            }
            "inc" | "ltd" | "corp" | "co" | "plc" | "llc" | "ag" | "gmbh" | "sa" | "nv"
                if at > name.start =>
            {
                scores.organization += 4.0;
            }
            "of" | "for" | "and" if words > 2 => scores.person -= 2.0,
            _ => {}
        }
    }
}

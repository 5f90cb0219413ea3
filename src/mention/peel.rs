//! Takes a run of capitalised words apart: demonyms and titles in front, then the name.
//!
//! “Israeli Defence Minister Yoav Gallant” is a demonym, a title and a name; “White House Press
//! Secretary” an organization and a title. What the gazetteers hold is recognised here; what they
//! do not is handed on as unknown, whole.

mod cut;

use smallvec::SmallVec;

use crate::base::TokenSpan;
use crate::extraction::EntityKind;
use crate::gazetteer::{EntityId, Lookup, NameId};
use crate::mention::index::Index;
use crate::mention::run::TERRITORIES;
use crate::text::{Classes, Document, Shape, word};

/// A part of a run.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece {
    /// A title, rank or office.
    Title(TokenSpan, NameId),
    /// An adjective or people-word of a place.
    Demonym(TokenSpan, EntityId),
    /// A name that a gazetteer holds.
    Known(TokenSpan, SmallVec<[NameId; 2]>),
    /// A name that none holds, with the gazetteer's readings of its parts left aside.
    Unknown(TokenSpan),
}

impl Piece {
    /// Its tokens.
    pub fn tokens(&self) -> TokenSpan {
        match self {
            Piece::Title(tokens, _)
            | Piece::Demonym(tokens, _)
            | Piece::Known(tokens, _)
            | Piece::Unknown(tokens) => *tokens,
        }
    }
}

/// Takes the run `tokens` apart; the pieces come in order.
pub fn peel(document: &Document, index: &Index<'_>, tokens: TokenSpan, out: &mut Vec<Piece>) {
    let peeler = Peeler { document, index };
    let mut at = tokens.start;
    while at < tokens.end {
        let piece = peeler.next(at, tokens.end);
        at = piece.tokens().end.max(at + 1);
        out.push(piece);
        // A hyphen or comma between pieces belongs to none.
        while at < tokens.end && (peeler.is_mark(at) || peeler.is_of(at)) {
            at += 1;
        }
    }
}

struct Peeler<'a> {
    document: &'a Document,
    index: &'a Index<'a>,
}

impl Peeler<'_> {
    fn classes(&self, at: u32) -> Classes {
        self.document.tokens.as_slice()[at as usize].classes
    }

    fn is_mark(&self, at: u32) -> bool {
        let word = self.document.tokens.as_slice()[at as usize].word;
        word == word::HYPHEN || word == word::COMMA || word == word::AMPERSAND
    }

    fn is_of(&self, at: u32) -> bool {
        self.document.tokens.as_slice()[at as usize].word == word::OF
    }

    fn is_tag(&self, at: u32) -> bool {
        let tokens = self.document.tokens.as_slice();
        tokens[at as usize].shape.contains(Shape::INITIAL)
            && tokens[at as usize + 1].word == word::HYPHEN
    }

    fn next(&self, start: u32, end: u32) -> Piece {
        let whole = TokenSpan::new(start, end);
        // “(R-Texas)”, “D-N.Y.”: a letter that says of what party, then a place.
        if end > start + 2 && self.is_tag(start) && self.index.place_at(start + 2) {
            return Piece::Unknown(TokenSpan::new(start, start + 1));
        }
        let known: SmallVec<[NameId; 2]> =
            self.names(whole, |i, n| i.is_entity(n) && i.demonym(n).is_none());
        if !known.is_empty() {
            return Piece::Known(self.before_comma(whole), known);
        }
        if let Some(title) = self.index.title_at(start, end)
            && !self.is_part_of_longer_name(start, title.tokens.end, end)
        {
            return Piece::Title(title.tokens, title.name);
        }
        if let Some(piece) = self.before_names(whole) {
            return piece;
        }
        if self.ends_with_role(whole) {
            return self.next(start, end - 1);
        }
        if let Some(place) = self.city_of_officers(whole).or_else(|| self.territory(whole)) {
            return place;
        }
        let rest = TokenSpan::new(start + 1, end);
        if self.is_adherent(start) && (self.stands_before_strong(rest) || self.is_chamber(rest)) {
            return Piece::Unknown(TokenSpan::new(start, start + 1));
        }
        if let Some(known) = self.abbreviated_place(whole).or_else(|| self.before_legal_form(whole))
        {
            return known;
        }
        // “Ministry of Salt Secretary Anna Keller”
        let titled = |&at: &u32| {
            self.is_title_of_next(start, at, end) && !self.is_mark(at - 1) && !self.is_small(at - 1)
        };
        if let Some(title) = (start + 2..end).find(titled) {
            return self.next(start, title);
        }
        if self.ends_with_head(whole) {
            return self.body(whole);
        }
        // The longest name that begins here and leaves something over.
        for lookup in self.index.at(start) {
            if lookup.tokens.end > end {
                continue;
            }
            let rest = TokenSpan::new(lookup.tokens.end, end);
            // “Brit Keller”, “German Marten”: a demonym that is a given name as well.
            let named = self.classes(start).intersects(Classes::GIVEN)
                && rest.len() == 1
                && (self.is_surname(rest.start) || self.is_unknown(rest.start))
                && !self.index.is_plain_role(rest.start);
            if let Some(place) = self.index.demonym(lookup.name)
                && !named
            {
                return Piece::Demonym(lookup.tokens, place);
            }
            if !self.index.is_entity(lookup.name) {
                continue;
            }
            // “a Tavra Republican”, “the Senate GOP's”
            if rest.len() == 1
                && self.is_adherent(rest.start)
                && (self.index.is_strong(lookup.name) || self.is_chamber(lookup.tokens))
            {
                let names = self.names(lookup.tokens, |i, n| i.is_entity(n));
                return Piece::Known(lookup.tokens, names);
            }
            if self.is_team(lookup, rest) {
                return Piece::Unknown(whole);
            }
            if self.is_whole_place(lookup, rest) {
                return Piece::Unknown(whole);
            }
            if self.is_acronym_before(lookup, rest) {
                let names = self.names(lookup.tokens, |i, n| i.is_entity(n));
                return Piece::Known(lookup.tokens, names);
            }
            let long = lookup.tokens.len() > 1 && self.index.is_strong(lookup.name);
            if long && !self.is_joined(rest.start) || self.stands_before_title(rest) {
                let names = self.names(lookup.tokens, |i, n| i.is_entity(n));
                return Piece::Known(self.before_comma(lookup.tokens), names);
            }
            let place = lookup.tokens.len() == 1
                && self.index.has_kind(lookup.name, EntityKind::Place)
                && self.index.is_strong(lookup.name);
            if place
                && !self.begins_person(start, end)
                && (self.stands_before_known(rest) || self.is_person(rest))
            {
                let names = self.names(lookup.tokens, |i, n| i.is_entity(n));
                return Piece::Known(lookup.tokens, names);
            }
        }
        if let Some(end) = self.end_of_person(whole) {
            let name = TokenSpan::new(start, end);
            let known = self.names(name, |i, n| i.is_entity(n));
            return if known.is_empty() { Piece::Unknown(name) } else { Piece::Known(name, known) };
        }
        let cut = self.credit_before_person(whole).or_else(|| self.words_before_person(whole));
        if let Some(cut) = cut {
            return self.next(start, cut);
        }
        if self.are_two_surnames(whole) {
            let first = TokenSpan::new(start, start + 1);
            return Piece::Known(first, self.names(first, |i, n| i.is_entity(n)));
        }
        // A known name at the end of the run, with something else before it.
        for from in start + 1..end {
            let tail = TokenSpan::new(from, end);
            let strong =
                tail.len() > 1 && self.index.exactly(tail).any(|l| self.index.is_strong(l.name));
            let titled = self
                .index
                .title_at(from, end)
                .is_some_and(|t| t.tokens.len() > 1 || self.is_title_of_next(start, from, end));
            // “Anna El-Hassan Keller”: what a hyphen joins is no name by itself.
            let joined = self.document.tokens.as_slice()[from as usize - 1].word == word::HYPHEN
                && self.classes(start).intersects(Classes::GIVEN);
            if (strong || titled) && !joined && !self.is_mark(from) {
                let mut cut = from;
                while cut > start && (self.is_mark(cut - 1) || self.is_small(cut - 1)) {
                    cut -= 1;
                }
                // “Office of the President” is whole.
                let body = cut > start
                    && cut < from
                    && !self.is_mark(from - 1)
                    && self.classes(cut - 1).contains(Classes::ORGANIZATION_HEAD);
                if cut > start && !body {
                    return self.next(start, cut);
                }
            }
        }
        Piece::Unknown(whole)
    }

    fn names(
        &self,
        tokens: TokenSpan,
        keep: impl Fn(&Index<'_>, NameId) -> bool,
    ) -> SmallVec<[NameId; 2]> {
        self.index.exactly(tokens).map(|l| l.name).filter(|&n| keep(self.index, n)).collect()
    }

    /// Whether a title is the beginning of a longer name: “King Charles Hospital”, “Governor
    /// General”, or itself a given name as in “Dean Marten”.
    fn is_part_of_longer_name(&self, start: u32, title_end: u32, end: u32) -> bool {
        let longer = self.index.at(start).iter().any(|l| {
            l.tokens.end > title_end && l.tokens.end <= end && self.index.is_entity(l.name)
        });
        // “Judge Jones” has a title, “Dean Keller” and “editor Justice Marten” a given name.
        let described = start.checked_sub(1).is_some_and(|at| {
            let before = self.classes(at);
            before.contains(Classes::PERSON_NOUN.union(Classes::NOUN))
                || before.contains(Classes::TITLE)
        });
        let first = self.classes(start);
        let given = title_end == start + 1
            && title_end < end
            && first.intersects(Classes::GIVEN)
            && !first.contains(Classes::TITLE)
            && (described || !first.contains(Classes::GIVEN_WEAK))
            && (self.classes(title_end).contains(Classes::SURNAME)
                || self.is_unknown(title_end) && title_end + 1 == end)
            && !self.is_person(TokenSpan::new(title_end, end));
        let head = |at: u32| self.classes(at).contains(Classes::ORGANIZATION_HEAD);
        // “Governor Council”, “Writers Guild of Tavra”
        let of_many = title_end < end
            && self.classes(title_end - 1).contains(Classes::NOUNS)
            && head(title_end);
        let body = of_many
            || title_end < end
                && head(end - 1)
                && !self.classes(title_end).intersects(Classes::GIVEN);
        // “King & Marten”, “Lawyers' Committee”
        let firm = title_end < end
            && (self.is_joined(title_end) || self.classes(title_end).contains(Classes::GENITIVE));
        // “K.C. Keller”: what stands after names stands for given names before one.
        let first = self.document.slice(TokenSpan::new(start, start + 1));
        let initials = title_end < end && matches!(first, "K.C." | "Q.C.");
        longer || given || body || firm || initials
    }

    /// Whether a name is that of a body: “Salt Ministry”, “Keller Foundation for the Arts”.
    fn ends_with_head(&self, tokens: TokenSpan) -> bool {
        let head = |at: u32| self.classes(at).contains(Classes::ORGANIZATION_HEAD);
        tokens.len() > 1
            && (head(tokens.end - 1)
                || (tokens.start + 1..tokens.end - 1).any(|at| {
                    let next = self.document.tokens.as_slice()[at as usize + 1].word;
                    head(at) && matches!(next, word::FOR | word::OF | word::ON)
                }))
    }

    /// “Tavra, Maine” names two places: the part before the comma, when there is one.
    fn before_comma(&self, tokens: TokenSpan) -> TokenSpan {
        let is_comma = |at: &u32| self.document.tokens.as_slice()[*at as usize].word == word::COMMA;
        let end = (tokens.start + 1..tokens.end)
            .find(is_comma)
            .filter(|at| !self.index.at(at + 1).is_empty())
            .unwrap_or(tokens.end);
        TokenSpan::new(tokens.start, end)
    }

    /// “City of Tavra”: the place Tavra, with what it is.
    fn territory(&self, tokens: TokenSpan) -> Option<Piece> {
        let word = |at: u32| self.document.tokens.as_slice()[at as usize].word;
        let of = tokens.start + 1;
        let written = self.document.slice(TokenSpan::new(tokens.start, of));
        let is_one = tokens.len() > 2
            && word(of) == word::OF
            && TERRITORIES.iter().any(|head| written.eq_ignore_ascii_case(head));
        let after = of + 1 + u32::from(is_one && word(of + 1) == word::THE);
        if !is_one || after >= tokens.end {
            return None;
        }
        let rest = TokenSpan::new(after, tokens.end);
        let names = self.names(rest, |i, n| i.has_kind(n, EntityKind::Place));
        Some(if names.is_empty() { Piece::Unknown(tokens) } else { Piece::Known(tokens, names) })
    }

    /// “Lake Veyra Sheriff Dalia Haddad”: one word of title before a given name.
    fn is_title_of_next(&self, start: u32, at: u32, end: u32) -> bool {
        // What ends in the word for a place or a body is whole, so the next word begins a title.
        let before = self.document.tokens.as_slice()[at as usize - 1].shape;
        let acronym = before.contains(Shape::ALL_CAPS) && !before.contains(Shape::INITIAL);
        let head = Classes::PLACE_HEAD | Classes::ORGANIZATION_HEAD;
        let whole = acronym || at > start + 1 && self.classes(at - 1).intersects(head);
        at + 2 < end
            && self.index.is_plain_role(at)
            && (whole
                || !self.classes(start).intersects(Classes::GIVEN)
                || self.classes(start).intersects(Classes::PERSON_NOUN.union(Classes::COMMON)))
            && self.classes(at + 1).intersects(Classes::GIVEN)
            && (whole || !self.classes(at + 1).contains(Classes::GIVEN_WEAK))
    }

    /// “Tavra Rovers”, “Port Salis Herons”: a place and one word in the plural, the name of a team.
    fn is_team(&self, place: &Lookup, rest: TokenSpan) -> bool {
        let other = Classes::SURNAME
            | Classes::GIVEN
            | Classes::PERSON_NOUN
            | Classes::GROUP_NOUN
            | Classes::ACT_NOUN
            | Classes::COMM_NOUN
            | Classes::TIME_NOUN
            | Classes::PLACE_HEAD
            | Classes::MOSTLY_VERB;
        let classes = self.classes_at(rest.start);
        rest.len() == 1
            && self.index.has_kind(place.name, EntityKind::Place)
            && self.index.demonym(place.name).is_none()
            && classes.contains(Classes::NOUNS)
            && !classes.intersects(other)
            && !self.index.is_plain_role(rest.start)
    }

    fn is_unknown(&self, at: u32) -> bool {
        self.document.tokens.as_slice().get(at as usize).is_some_and(|t| !t.word.is_known())
    }

    fn is_initial(&self, at: u32) -> bool {
        self.document.tokens.as_slice()[at as usize].shape.contains(Shape::INITIAL)
    }

    fn is_surname(&self, at: u32) -> bool {
        self.classes(at).contains(Classes::SURNAME)
    }

    /// “Anna Keller Anna Keller”, in captions, and “Anna Keller of Tavra”: where the name ends.
    fn end_of_person(&self, tokens: TokenSpan) -> Option<u32> {
        let words = &self.document.tokens.as_slice()[tokens.range()];
        let half = words.len() / 2;
        let twice = words.len() == 2 * half
            && half > 1
            && (0..half).all(|at| {
                words[at].span.of(self.document.text())
                    == words[at + half].span.of(self.document.text())
            });
        if twice {
            return Some(tokens.start + half as u32);
        }
        // “Boris Keller Boris (Bob) Keller”: a name that a page tells twice
        let all = self.document.tokens.as_slice();
        let word_at = |at: u32| all.get(at as usize).map(|t| t.word);
        let again = words.len() == 3
            && word_at(tokens.end) == Some(word::OPEN_BRACKET)
            && word_at(tokens.end + 2) == Some(word::CLOSE_BRACKET)
            && self.classes_at(tokens.end + 1).intersects(Classes::GIVEN)
            && self.classes_at(tokens.end - 1).intersects(Classes::GIVEN)
            && all.get(tokens.end as usize + 3).is_some_and(|t| t.is_capitalised())
            && self.is_person(TokenSpan::new(tokens.start, tokens.start + 2));
        if again {
            return Some(tokens.start + 2);
        }
        let of = (tokens.start + 2..tokens.end).find(|&at| self.is_of(at))?;
        self.is_person(TokenSpan::new(tokens.start, of)).then_some(of)
    }

    /// Whether words look like somebody's full name: a clear given name and one or two more.
    fn is_person(&self, tokens: TokenSpan) -> bool {
        let first = self.classes_at(tokens.start);
        (2..=3).contains(&tokens.len())
            && first.intersects(Classes::GIVEN)
            && !first.intersects(Classes::GIVEN_WEAK | Classes::COMMON)
            && !self.index.place_at(tokens.start)
            && !(tokens.start..tokens.end).any(|at| {
                self.classes(at).intersects(Classes::ORGANIZATION_HEAD | Classes::PLACE_HEAD)
                    || self.is_mark(at)
            })
    }

    fn classes_at(&self, at: u32) -> Classes {
        let tokens = self.document.tokens.as_slice();
        tokens.get(at as usize).map_or(Classes::empty(), |t| t.classes)
    }

    /// An unknown body, without a demonym that only says where it is from only if the rest is
    /// known: “Aldorian Salt Ministry” stays whole.
    fn body(&self, tokens: TokenSpan) -> Piece {
        for lookup in self.index.at(tokens.start) {
            let rest = TokenSpan::new(lookup.tokens.end, tokens.end);
            if rest.is_empty() {
                continue;
            }
            // “Aldorian Parliament” is whole where “Parliament” alone is anybody's.
            let known = self.index.exactly(rest).any(|l| {
                self.index.is_entity(l.name) && (rest.len() > 1 || self.index.is_strong(l.name))
            });
            if let Some(place) = self.index.demonym(lookup.name)
                && known
            {
                return Piece::Demonym(lookup.tokens, place);
            }
            // “the Keller State Department”: whose, and which.
            if rest.len() > 1
                && self.stands_before_strong(rest)
                && !self.classes(lookup.tokens.start).intersects(Classes::GIVEN)
                && self.index.has_kind(lookup.name, EntityKind::Person)
            {
                let names = self.names(lookup.tokens, |i, n| i.has_kind(n, EntityKind::Person));
                return Piece::Known(lookup.tokens, names);
            }
        }
        Piece::Unknown(tokens)
    }

    fn stands_before_title(&self, rest: TokenSpan) -> bool {
        if rest.is_empty() {
            return false;
        }
        // “John Dean”: a surname that is a title as well.
        let surname = rest.len() == 1
            && self.classes(rest.start - 1).intersects(Classes::GIVEN)
            && self.classes(rest.start).intersects(Classes::GIVEN | Classes::SURNAME);
        !surname && self.index.title_at(rest.start, rest.end).is_some()
    }

    fn stands_before_known(&self, rest: TokenSpan) -> bool {
        self.index.exactly(rest).any(|l| self.index.is_entity(l.name))
    }

    fn is_joined(&self, at: u32) -> bool {
        self.document
            .tokens
            .as_slice()
            .get(at as usize)
            .is_some_and(|t| t.word == word::HYPHEN || t.word == word::AMPERSAND)
    }

    /// Whether a place name is rather the given name of somebody: “Israel Fonseca”.
    fn begins_person(&self, start: u32, end: u32) -> bool {
        let given = self.classes(start).intersects(Classes::GIVEN);
        let rest = end - start - 1;
        // “ambassador to Israel Dan Keller”
        let sent = start.checked_sub(2).is_some_and(|at| {
            let to = self.document.tokens.as_slice()[at as usize + 1].word == word::TO;
            to && self.classes(at).intersects(Classes::TITLE | Classes::PERSON_NOUN)
        });
        // “Montana Mark Keller” of a table: a state after which women are called, and a man.
        let gender = |at: u32| {
            let classes = self.classes_at(at);
            let woman = classes.contains(Classes::GIVEN_FEMALE);
            (woman != classes.contains(Classes::GIVEN_MALE)).then_some(woman)
        };
        let other = rest == 2
            && (self.is_surname(end - 1) || self.is_unknown(end - 1))
            && matches!((gender(start), gender(start + 1)), (Some(a), Some(b)) if a != b);
        if other || sent && rest >= 2 && self.classes(start + 1).intersects(Classes::GIVEN) {
            return false;
        }
        given && (1..=3).contains(&rest)
    }
}

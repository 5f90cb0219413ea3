//! Takes a run of capitalised words apart: demonyms and titles in front, then the name.
//!
//! “Israeli Defence Minister Yoav Gallant” is a demonym, a title and a name; “White House Press
//! Secretary” an organization and a title. What the gazetteers hold is recognised here; what they
//! do not is handed on as unknown, whole.

use smallvec::SmallVec;

use crate::base::TokenSpan;
use crate::extraction::EntityKind;
use crate::gazetteer::{AliasKind, EntityId, Gazetteer, Lookup, NameId, Strength};
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

/// Finds gazetteer names by where they begin.
pub struct Index<'a> {
    gazetteer: &'a Gazetteer,
    /// Sorted by start, longest first.
    lookups: &'a [Lookup],
    /// By token: the first look-up that begins with it or later; one more at the end. Asked at
    /// every capital and around it.
    first: Vec<u32>,
}

impl<'a> Index<'a> {
    /// An index over `lookups` in a document of so many tokens, as [`Gazetteer::lookups`] gives
    /// them.
    pub fn new(gazetteer: &'a Gazetteer, lookups: &'a [Lookup], tokens: usize) -> Self {
        let mut first = Vec::with_capacity(tokens + 1);
        for (at, lookup) in (0..).zip(lookups) {
            first.resize((lookup.tokens.start as usize + 1).max(first.len()), at);
        }
        first.resize(tokens + 1, lookups.len() as u32);
        Index { gazetteer, lookups, first }
    }

    /// The names that begin with token `start`, longest first.
    pub fn at(&self, start: u32) -> &'a [Lookup] {
        let start = start as usize;
        match (self.first.get(start), self.first.get(start + 1)) {
            (Some(&from), Some(&to)) => &self.lookups[from as usize..to as usize],
            _ => &[],
        }
    }

    /// The names that cover exactly `tokens`.
    pub fn exactly(&self, tokens: TokenSpan) -> impl Iterator<Item = &'a Lookup> {
        self.at(tokens.start).iter().filter(move |l| l.tokens == tokens)
    }

    /// The longest title that begins with `start` and ends at or before `end`.
    pub fn title_at(&self, start: u32, end: u32) -> Option<Lookup> {
        self.at(start).iter().find(|l| l.tokens.end <= end && self.is_role(l.name)).copied()
    }

    /// Whether one word that names a role stands at `at`.
    fn is_plain_role(&self, at: u32) -> bool {
        self.at(at).iter().any(|l| l.tokens.len() == 1 && self.is_role(l.name))
    }

    /// Whether a name is one of a role.
    pub fn is_role(&self, name: NameId) -> bool {
        self.gazetteer.aliases(name).iter().any(|a| a.kind == EntityKind::Role)
    }

    /// The place of which a name is a demonym, if it is that and nobody's strong name.
    pub fn demonym(&self, name: NameId) -> Option<EntityId> {
        let aliases = self.gazetteer.aliases(name);
        // “English” is a surname only beside a given name.
        let weaker = |via| matches!(via, AliasKind::Surname | AliasKind::Weak | AliasKind::Exact);
        let all = aliases.iter().all(|a| a.via == AliasKind::Demonym || weaker(a.via));
        aliases.iter().find(|a| all && a.via == AliasKind::Demonym).map(|a| a.entity)
    }

    /// Whether a name can stand for a person, a place or an organization.
    pub fn is_entity(&self, name: NameId) -> bool {
        self.gazetteer.aliases(name).iter().any(|a| {
            a.kind != EntityKind::Role && a.via != AliasKind::Demonym && a.via != AliasKind::Not
        })
    }

    fn is_strong(&self, name: NameId) -> bool {
        self.gazetteer.aliases(name).iter().any(|a| {
            a.strength == Strength::Strong
                && a.kind != EntityKind::Role
                && a.via != AliasKind::Demonym
        })
    }

    /// Whether some place, whoever else, goes by a name that begins at `start`.
    pub fn may_be_place(&self, start: u32) -> bool {
        self.at(start).iter().any(|l| self.has_kind(l.name, EntityKind::Place))
    }

    /// Whether the name of a place, and of nobody, begins at `start`.
    pub fn place_at(&self, start: u32) -> bool {
        self.at(start).iter().any(|l| {
            self.is_strong(l.name)
                && self.has_kind(l.name, EntityKind::Place)
                && !self.has_kind(l.name, EntityKind::Person)
        })
    }

    fn has_kind(&self, name: NameId, kind: EntityKind) -> bool {
        self.gazetteer.aliases(name).iter().any(|a| a.via != AliasKind::Demonym && a.kind == kind)
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
        while at < tokens.end && peeler.is_mark(at) {
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
        if let Some(place) = self.territory(whole) {
            return place;
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
            if let Some(place) = self.index.demonym(lookup.name) {
                return Piece::Demonym(lookup.tokens, place);
            }
            if !self.index.is_entity(lookup.name) {
                continue;
            }
            if self.is_team(lookup, rest) {
                return Piece::Unknown(whole);
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
        let cut = self.credit_before_person(whole).or_else(|| self.words_before_person(whole));
        if let Some(cut) = cut {
            return Piece::Unknown(TokenSpan::new(start, cut));
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
            if (strong || titled) && !self.is_mark(from) {
                let cut = if self.is_mark(from - 1) { from - 1 } else { from };
                if cut > start {
                    return Piece::Unknown(TokenSpan::new(start, cut));
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
        let described = start
            .checked_sub(1)
            .is_some_and(|at| self.classes(at).contains(Classes::PERSON_NOUN.union(Classes::NOUN)));
        let first = self.classes(start);
        let given = title_end == start + 1
            && title_end < end
            && first.intersects(Classes::GIVEN)
            && !first.contains(Classes::TITLE)
            && (described || !first.contains(Classes::GIVEN_WEAK))
            && (self.classes(title_end).contains(Classes::SURNAME)
                || self.is_unknown(title_end) && title_end + 1 == end)
            && !self.is_person(TokenSpan::new(title_end, end));
        let body = title_end < end
            && self.classes(end - 1).contains(Classes::ORGANIZATION_HEAD)
            && !self.classes(title_end).intersects(Classes::GIVEN);
        longer || given || body
    }

    /// Whether a name is that of a body: “Salt Ministry”, “Keller Foundation for the Arts”.
    fn ends_with_head(&self, tokens: TokenSpan) -> bool {
        let head = |at: u32| self.classes(at).contains(Classes::ORGANIZATION_HEAD);
        tokens.len() > 1
            && (head(tokens.end - 1)
                || (tokens.start + 1..tokens.end - 1).any(|at| {
                    let next = self.document.tokens.as_slice()[at as usize + 1].word;
                    head(at) && (next == word::FOR || next == word::OF)
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
        let whole =
            self.classes(at - 1).intersects(Classes::PLACE_HEAD | Classes::ORGANIZATION_HEAD)
                && at > start + 1;
        at + 2 < end
            && self.index.is_plain_role(at)
            && !self.classes(start).intersects(Classes::GIVEN)
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

    /// “National Correspondent Anna Keller”, “Veyra Marathon Boris Marten”: several words that
    /// belong to no name, the last of them an ordinary one, before a full name. Where it begins.
    fn words_before_person(&self, tokens: TokenSpan) -> Option<u32> {
        let ordinary = |at: u32| {
            let classes = self.classes(at);
            classes.intersects(Classes::ANY_NOUN | Classes::ADJECTIVE)
                && !classes.intersects(
                    Classes::GIVEN
                        | Classes::SURNAME
                        | Classes::ORGANIZATION_HEAD
                        | Classes::PLACE_HEAD,
                )
        };
        (tokens.start + 2..tokens.end.saturating_sub(1))
            .find(|&at| ordinary(at - 1) && self.is_person(TokenSpan::new(at, tokens.end)))
    }

    /// “AP Dalia Haddad”, “Poor Anna Keller”, “Democrats Boris Marten of …”: a word that belongs
    /// to no name before a full name. Where the name begins.
    fn credit_before_person(&self, tokens: TokenSpan) -> Option<u32> {
        let first = self.document.tokens.as_slice().get(tokens.start as usize)?;
        let classes = self.classes(tokens.start);
        let shouted = first.shape.contains(Shape::ALL_CAPS)
            && !first.shape.contains(Shape::INITIAL)
            && !self.classes(tokens.end - 1).contains(Classes::ORGANIZATION_HEAD);
        let word = classes.intersects(Classes::ADJECTIVE | Classes::PERSON_NOUN | Classes::NOUNS)
            && !classes.intersects(Classes::GIVEN | Classes::SURNAME);
        let rest = TokenSpan::new(tokens.start + 1, tokens.end);
        let named = !rest.is_empty()
            && (self.is_person(rest) || rest.len() > 1 && self.stands_before_known(rest));
        ((shouted || word) && named).then_some(rest.start)
    }

    /// “Trump Pelosi”, where a headline was glued to a text: two known people's surnames.
    fn are_two_surnames(&self, tokens: TokenSpan) -> bool {
        let surname = |at: u32| {
            self.index
                .exactly(TokenSpan::new(at, at + 1))
                .any(|l| self.index.has_kind(l.name, EntityKind::Person))
        };
        tokens.len() == 2
            && !self.classes(tokens.start).intersects(Classes::GIVEN)
            && surname(tokens.start)
            && surname(tokens.start + 1)
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
        }
        Piece::Unknown(tokens)
    }

    fn stands_before_title(&self, rest: TokenSpan) -> bool {
        if rest.is_empty() {
            return false;
        }
        self.index.title_at(rest.start, rest.end).is_some()
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
        given && (1..=3).contains(&rest)
    }
}

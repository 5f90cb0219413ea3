//! What in a run belongs to no name: articles, adherents of parties, credits, words of the page, and
//! where two names meet.

use crate::base::TokenSpan;
use crate::extraction::EntityKind;
use crate::gazetteer::Lookup;
use crate::mention::peel::{Peeler, Piece};
use crate::mention::scraps::{CHAMBERS, LEGAL_FORMS};
use crate::text::{Classes, Shape, word};

/// What an office is called that somebody holds no longer, not yet or not in full.
const TENURES: [&str; 10] = [
    "former",
    "then",
    "outgoing",
    "incoming",
    "acting",
    "interim",
    "retired",
    "assistant",
    "deputy",
    "associate",
];

/// Words that say how many or which, with the capital of a sentence: “Numerous Salt Ministry officials”.
const COUNTS: [&str; 6] = ["former", "numerous", "various", "several", "countless", "ex"];

impl Peeler<'_> {
    /// What stands in front of a name and is no part of it.
    pub(super) fn before_names(&self, tokens: TokenSpan) -> Option<Piece> {
        self.question(tokens)
            .or_else(|| self.tenure(tokens))
            .or_else(|| self.without_article(tokens))
            .or_else(|| self.first_of_pair(tokens))
    }

    /// “Will Aldoria join?”: a place or body after a modal is nobody's surname.
    fn question(&self, tokens: TokenSpan) -> Option<Piece> {
        let rest = TokenSpan::new(tokens.start + 1, tokens.end);
        let lies =
            |name| self.index.is_strong(name) && !self.index.has_kind(name, EntityKind::Person);
        let asks = self.classes(tokens.start).contains(Classes::MODAL)
            && !rest.is_empty()
            && self.index.exactly(rest).any(|l| lies(l.name));
        asks.then(|| Piece::Unknown(TokenSpan::new(tokens.start, rest.start)))
    }

    /// “Minneapolis City Council members”: a place, and what its officers are called by.
    pub(super) fn city_of_officers(&self, tokens: TokenSpan) -> Option<Piece> {
        let city = TokenSpan::new(tokens.start, tokens.end - 1);
        let next = self.document.tokens.as_slice().get(tokens.end as usize);
        let officer = next.is_some_and(|t| {
            let small = !t.is_capitalised() && t.classes.contains(Classes::PERSON_NOUN);
            small || t.span.of(self.document.text()) == "Council"
        });
        let last = self.document.slice(TokenSpan::new(city.end, tokens.end));
        let place = tokens.len() > 1
            && last == "City"
            && officer
            && self.index.exactly(city).any(|l| {
                self.index.is_strong(l.name) && self.index.has_kind(l.name, EntityKind::Place)
            });
        place.then(|| Piece::Known(city, self.names(city, |i, n| i.is_entity(n))))
    }

    /// “Former President Keller”, “Then-President Keller”: the word before the title.
    fn tenure(&self, tokens: TokenSpan) -> Option<Piece> {
        let first = TokenSpan::new(tokens.start, tokens.start + 1);
        let written = self.document.slice(first);
        let hyphen = first.end < tokens.end && self.is_mark(first.end);
        let office = first.end + u32::from(hyphen);
        let counts = COUNTS.iter().any(|word| written.eq_ignore_ascii_case(word))
            && tokens.len() > 1
            && !hyphen;
        let is_one = counts
            || TENURES.iter().any(|word| written.eq_ignore_ascii_case(word))
                && (self.index.title_at(office, tokens.end).is_some()
                    || self.stands_before_strong(TokenSpan::new(office, tokens.end)));
        is_one.then_some(Piece::Unknown(first))
    }

    /// “The Salt Guard Ministry” where a gazetteer holds “The Salt Guard” only: the article is no
    /// part of a name that none holds.
    fn without_article(&self, tokens: TokenSpan) -> Option<Piece> {
        let article = self.document.tokens.as_slice()[tokens.start as usize].word == word::THE;
        if !article || tokens.len() < 2 {
            return None;
        }
        let known =
            self.index.at(tokens.start).iter().map(|l| l.tokens.end).find(|&end| end < tokens.end);
        let rest = self.next(tokens.start + 1, tokens.end);
        (rest.tokens().end > known.unwrap_or(tokens.start)).then_some(rest)
    }

    /// “Aldoria-Veyrland”: two places or bodies, of which the first is known, and a hyphen between.
    fn first_of_pair(&self, tokens: TokenSpan) -> Option<Piece> {
        let all = self.document.tokens.as_slice();
        let hyphen = (tokens.start + 1..tokens.end.saturating_sub(1))
            .find(|&at| all[at as usize].word == word::HYPHEN)?;
        let (first, second) =
            (TokenSpan::new(tokens.start, hyphen), TokenSpan::new(hyphen + 1, tokens.end));
        let lies = |span: TokenSpan| {
            self.index.exactly(span).any(|l| {
                let place = self.index.has_kind(l.name, EntityKind::Place)
                    || self.index.has_kind(l.name, EntityKind::Organization);
                self.index.is_strong(l.name)
                    && place
                    && !self.index.has_kind(l.name, EntityKind::Person)
            })
        };
        (lies(first) && lies(second))
            .then(|| Piece::Known(first, self.names(first, |i, n| i.is_entity(n))))
    }

    /// “Salt Committee Chairman”: a word for an office after a name, and nobody named.
    pub(super) fn ends_with_role(&self, tokens: TokenSpan) -> bool {
        let last = tokens.end - 1;
        let classes = self.classes(last);
        // “League of Salt Farmers”, “Office of Legal Counsel” are whole.
        let body = classes.contains(Classes::NOUNS)
            || (tokens.start..last).any(|at| self.is_of(at))
                && self.classes(tokens.start).contains(Classes::ORGANIZATION_HEAD);
        tokens.len() > 1
            && !body
            && !self.is_mark(last - 1)
            && !self.is_small(last - 1)
            && self.index.is_plain_role(last)
            && classes.intersects(Classes::PERSON_NOUN | Classes::TITLE)
            && !classes.intersects(Classes::SURNAME | Classes::GIVEN | Classes::ORGANIZATION_HEAD)
    }

    /// “Lake Veyra Stadium” where a gazetteer holds Lake Veyra: a place of its own.
    pub(super) fn is_whole_place(&self, known: &Lookup, rest: TokenSpan) -> bool {
        rest.len() == 1
            && known.tokens.len() > 1
            && !(known.tokens.start..known.tokens.end).any(|at| self.is_mark(at))
            && self.classes(rest.start).contains(Classes::PLACE_HEAD)
            && !self.classes(rest.start).intersects(Classes::SURNAME | Classes::GIVEN)
            && !self.index.is_plain_role(rest.start)
    }

    /// “FIFA World Cup”, “a NASA T-shirt”: a known acronym before ordinary words with capitals.
    pub(super) fn is_acronym_before(&self, known: &Lookup, rest: TokenSpan) -> bool {
        let first = &self.document.tokens.as_slice()[known.tokens.start as usize];
        let ordinary = |at: u32| {
            self.is_mark(at)
                || self.is_small(at)
                || self.classes(at).contains(Classes::COMMON) && !self.is_named(at)
        };
        known.tokens.len() == 1
            && !rest.is_empty()
            && first.shape.contains(Shape::ALL_CAPS)
            && self.index.is_strong(known.name)
            && !self.is_joined(rest.start)
            && (rest.start..rest.end).all(ordinary)
    }

    /// Whether a word may head or be a name of its own.
    fn is_named(&self, at: u32) -> bool {
        self.classes(at).intersects(
            Classes::ORGANIZATION_HEAD | Classes::PLACE_HEAD | Classes::GIVEN | Classes::SURNAME,
        )
    }

    /// A word for the people of a party, faith or nation, or for what is theirs.
    pub(super) fn is_adherent(&self, at: u32) -> bool {
        self.classes_at(at).contains(Classes::NOBODY)
    }

    /// “Republican Senate”, “Aldorian Republican Congress”: one word for a chamber.
    pub(super) fn is_chamber(&self, tokens: TokenSpan) -> bool {
        let written = self.document.slice(tokens);
        tokens.len() == 1
            && CHAMBERS.iter().any(|word| written.eq_ignore_ascii_case(word))
            && self.stands_before_known(tokens)
    }

    /// “Northwind Inc.”, “The Salt Gazette, LLC.”: a body that is known without its legal form.
    pub(super) fn before_legal_form(&self, tokens: TokenSpan) -> Option<Piece> {
        let last = TokenSpan::new(tokens.end - 1, tokens.end);
        let form = self.document.slice(last).trim_end_matches('.').to_ascii_lowercase();
        if !LEGAL_FORMS.contains(&form.as_str()) {
            return None;
        }
        let comma = last.start > tokens.start && self.is_mark(last.start - 1);
        let name = TokenSpan::new(tokens.start, last.start - u32::from(comma));
        let body =
            self.index.exactly(name).any(|l| self.index.has_kind(l.name, EntityKind::Organization));
        body.then(|| Piece::Known(tokens, self.names(name, |i, n| i.is_entity(n))))
    }

    /// “Athens, Ga. Lysol is sold”: a place that the stop of its abbreviation ends, after a comma.
    pub(super) fn abbreviated_place(&self, tokens: TokenSpan) -> Option<Piece> {
        let all = self.document.tokens.as_slice();
        let first = TokenSpan::new(tokens.start, tokens.start + 1);
        let comma =
            tokens.start.checked_sub(1).is_some_and(|at| all[at as usize].word == word::COMMA);
        let stop = self.document.slice(first).ends_with('.');
        let place =
            self.index.exactly(first).any(|l| self.index.has_kind(l.name, EntityKind::Place));
        (comma && stop && place && tokens.len() > 1)
            .then(|| Piece::Known(first, self.names(first, |i, n| i.is_entity(n))))
    }

    /// Whether exactly these words are somebody's or something's full name.
    pub(super) fn stands_before_strong(&self, rest: TokenSpan) -> bool {
        !rest.is_empty() && self.index.exactly(rest).any(|l| self.index.is_strong(l.name))
    }

    /// “of”, “for”, “on”, “the” inside a run.
    pub(super) fn is_small(&self, at: u32) -> bool {
        let token = &self.document.tokens.as_slice()[at as usize];
        !token.is_capitalised() && matches!(token.word, word::OF | word::FOR | word::ON | word::THE)
    }

    /// “National Correspondent Anna Keller”, “Veyra Marathon Boris Marten”: several words that
    /// belong to no name, the last of them an ordinary one, before a full name. Where it begins.
    pub(super) fn words_before_person(&self, tokens: TokenSpan) -> Option<u32> {
        let ordinary = |at: u32| {
            let classes = self.classes(at);
            classes.intersects(Classes::ANY_NOUN | Classes::ADJECTIVE)
                && !classes.intersects(Classes::GIVEN | Classes::SURNAME | Classes::PLACE_HEAD)
        };
        let of = (tokens.start + 3..tokens.end).find(|&at| self.is_of(at));
        let end = of.unwrap_or(tokens.end);
        (tokens.start + 2..end.saturating_sub(1))
            .find(|&at| ordinary(at - 1) && self.is_person(TokenSpan::new(at, end)))
    }

    /// “AP Dalia Haddad”, “Poor Anna Keller”, “Democrats Boris Marten of …”: a word that belongs
    /// to no name before a full name. Where the name begins.
    pub(super) fn credit_before_person(&self, tokens: TokenSpan) -> Option<u32> {
        let first = self.document.tokens.as_slice().get(tokens.start as usize)?;
        let classes = self.classes(tokens.start);
        let shouted = first.shape.contains(Shape::ALL_CAPS)
            && !first.shape.contains(Shape::INITIAL)
            // “E.J. Anna Keller”
            && !first.span.of(self.document.text()).ends_with('.')
            && !self.classes(tokens.end - 1).contains(Classes::ORGANIZATION_HEAD);
        // “Staff Anna Keller”, where a line lost its beginning.
        let plain = classes.contains(Classes::COMMON.union(Classes::GROUP_NOUN))
            && !classes.intersects(Classes::ORGANIZATION_HEAD | Classes::PLACE_HEAD);
        let sort = Classes::ADJECTIVE | Classes::PERSON_NOUN | Classes::NOUNS;
        let word = (plain || classes.intersects(sort))
            && !classes.intersects(Classes::GIVEN | Classes::SURNAME);
        let rest = TokenSpan::new(tokens.start + 1, tokens.end);
        // “Democrats Mark Keller of …”: after a word for people any given name will do.
        let of_people = self.is_adherent(tokens.start)
            && (2..=3).contains(&rest.len())
            && self.classes(rest.start).intersects(Classes::GIVEN);
        // “WATCH Northwind”
        let command = shouted && classes.contains(Classes::COMMON);
        let named = !rest.is_empty()
            && (self.is_person(rest)
                || of_people
                || (rest.len() > 1 || command) && self.stands_before_known(rest));
        // “AP Veyla Zumthor”: an agency before a name that no list holds.
        let agency = shouted
            && (2..=4).contains(&rest.len())
            && (rest.start..rest.end).all(|at| {
                let name = Classes::GIVEN | Classes::SURNAME;
                self.is_unknown(at) || self.classes(at).intersects(name) || self.is_initial(at)
            })
            && self.index.at(tokens.start).iter().any(|l| {
                l.tokens.len() == 1 && self.index.has_kind(l.name, EntityKind::Organization)
            });
        // “| Getty Keller threatens”
        let picture = self.document.slice(TokenSpan::new(tokens.start, rest.start)) == "Getty"
            && (1..=3).contains(&rest.len())
            && !matches!(self.document.slice(rest), "Images" | "Museum" | "Center");
        ((shouted || word || of_people) && named || agency || picture).then_some(rest.start)
    }

    /// “Trump Pelosi”, where a headline was glued to a text: two known people's surnames.
    pub(super) fn are_two_surnames(&self, tokens: TokenSpan) -> bool {
        let surname = |at: u32| {
            self.index
                .exactly(TokenSpan::new(at, at + 1))
                .any(|l| self.index.has_kind(l.name, EntityKind::Person))
        };
        // “the player Haddad Marten” is one.
        let one = tokens
            .start
            .checked_sub(1)
            .is_some_and(|at| self.classes(at).contains(Classes::PERSON_NOUN.union(Classes::NOUN)));
        tokens.len() == 2
            && !one
            && !self.classes(tokens.start).intersects(Classes::GIVEN)
            && surname(tokens.start)
            && surname(tokens.start + 1)
    }
}

//! What may stand inside a name though it is no capitalised word of its own: particles, second
//! syllables, “of”, articles and suffixes.

use super::{FIELDS, Reader, TERRITORIES};
use crate::text::{Classes, Shape, TokenKind, word};

impl Reader<'_> {
    /// “May” inside a name: only between capitalised words, or in a list after a given name that
    /// begins one (“Anna June, Boris Marten”), or after one that somebody said (“said Anna May, a smith”).
    pub(super) fn is_month_name(&self, start: u32, at: u32) -> bool {
        let given = self.classes(start);
        let surname = at == start + 1
            && given.intersects(Classes::GIVEN)
            && !given.intersects(Classes::GIVEN_WEAK | Classes::MONTH)
            && self.get(at + 1).is_some_and(|t| t.word == word::COMMA)
            && (self.is_part(at + 2)
                || self.classes(start.saturating_sub(1)).contains(Classes::CUE));
        self.is_part(at + 1) || surname
    }

    /// “Bill and Anna Keller”, at the start of a sentence.
    pub(super) fn is_first_of_couple(&self, at: u32) -> bool {
        let given = |at: u32| self.is_part(at) && self.classes(at).intersects(Classes::GIVEN);
        given(at)
            && self.get(at + 1).is_some_and(|t| t.word == word::AND)
            && given(at + 2)
            && self.is_part(at + 3)
    }

    /// “Anna Keller & Boris Marten”
    pub(super) fn are_two_people(&self, start: u32, end: u32) -> bool {
        let clear = |at: u32| {
            let classes = self.classes(at);
            classes.intersects(Classes::GIVEN) && !classes.contains(Classes::GIVEN_WEAK)
        };
        // “Anna & Dalia”, “Anna & Boris Keller”
        let alone = end - start == 1
            && clear(start)
            && clear(end + 1)
            && !self.classes(end + 2).contains(Classes::ORGANIZATION_HEAD);
        alone
            || end - start >= 2
                && self.classes(start).intersects(Classes::GIVEN)
                && self.classes(end + 1).intersects(Classes::GIVEN)
                && self.is_part(end + 2)
    }

    /// “eBay”, “uMkhonto”, “deGrasse”: the capital stands after one or two small letters. “tellsIn” is two
    /// words that lost the space between them.
    pub(super) fn is_late_capital(&self, at: u32) -> bool {
        self.get(at).is_some_and(|t| {
            let mut letters = t.span.of(self.document.text()).chars();
            !t.is_capitalised()
                && t.shape.contains(Shape::MIXED)
                && letters.by_ref().take(3).any(char::is_uppercase)
        })
    }

    /// An ordinary word for what a body deals in.
    pub(super) fn is_field(&self, at: u32) -> bool {
        let classes = self.classes(at);
        self.is_part(at)
            && classes.intersects(Classes::ANY_NOUN | Classes::ADJECTIVE)
            && !classes.intersects(Classes::GIVEN | Classes::PERSON_NOUN)
            && (classes.contains(Classes::COMMON) || !classes.contains(Classes::SURNAME))
    }

    /// “Institute for Women’s Salt Studies”: whose field it is.
    pub(super) fn is_field_of_many(&self, start: u32, genitive: u32) -> bool {
        let before = self.classes(genitive - 1);
        self.has_head(start, genitive)
            && self.is_in_of(start, genitive)
            && before.contains(Classes::NOUNS.union(Classes::PERSON_NOUN))
            && self.is_part(genitive + 1)
    }

    /// “Salt and Water Board”: two fields of one body, not two names. The end of the second field.
    pub(super) fn field_and_field(
        &self,
        start: u32,
        end: u32,
        reach: &impl Fn(u32) -> u32,
    ) -> Option<u32> {
        let head = |at: u32| self.classes(at).contains(Classes::ORGANIZATION_HEAD);
        let first =
            self.is_field(end - 1) && (!head(end - 1) || FIELDS.contains(&self.text(end - 1)));
        // “Education and the Workforce Committee”
        let whole = end + 1 + u32::from(self.get(end + 1).is_some_and(|t| t.word == word::THE));
        let known = reach(start) == end;
        let end = (whole + 1..whole + 4).take_while(|&at| self.is_part(at)).find(|&at| head(at))?;
        (first && self.is_field(whole) && !known && reach(whole) <= end).then_some(end + 1)
    }

    /// “Committee on …”, “Council on …”
    pub(super) fn is_panel(&self, at: u32) -> bool {
        matches!(self.text(at), "committee" | "subcommittee" | "commission" | "council" | "caucus")
    }

    pub(super) fn is_second_syllable(&self, at: u32) -> bool {
        self.get(at).is_some_and(|t| {
            t.kind == TokenKind::Word
                && t.shape.contains(Shape::GLUED)
                && t.span.len() <= 6
                && !t.classes.intersects(
                    Classes::COMMON | Classes::ANY_VERB | Classes::ADJECTIVE | Classes::PREPOSITION,
                )
        })
    }

    /// “Wong Kwok-kin”: after a surname and one syllable any short word is the second syllable.
    pub(super) fn ends_family_first(&self, start: u32, hyphen: u32) -> bool {
        hyphen == start + 2
            && self.classes(start).contains(Classes::SURNAME)
            && !self.classes(start + 1).contains(Classes::COMMON)
            && self.get(start + 1).is_some_and(|t| t.span.len() <= 5)
            && self.get(hyphen + 1).is_some_and(|t| {
                t.kind == TokenKind::Word && t.shape.contains(Shape::GLUED) && t.span.len() <= 5
            })
            && !self
                .classes(hyphen + 1)
                .intersects(Classes::VERB_PAST | Classes::VERB_PARTICIPLE | Classes::TIME_NOUN)
    }

    /// “de”, “la”, “of the” inside a name: only before another capital.
    pub(super) fn is_inner_particle(&self, at: u32) -> bool {
        let classes = self.classes(at);
        // “Keller an April letter”
        let article = classes.contains(Classes::DETERMINER) && self.text(at) == "an";
        classes.contains(Classes::PARTICLE)
            && !classes.intersects(Classes::AUXILIARY | Classes::PREPOSITION)
            && !article
            && !self.is_capital(at)
            && (self.is_part(at + 1)
                || self.classes(at + 1).contains(Classes::PARTICLE) && self.is_part(at + 2))
    }

    /// “Bank of …”, “City of …”, “Hall of Fame”.
    pub(super) fn may_be_of(&self, start: u32, end: u32) -> bool {
        self.has_head(start, end)
            || TERRITORIES.contains(&self.text(end - 1)) && end == start + 1
            // “the Southern District of Tavra”
            || self.text(end - 1) == "district" && end == start + 2
            || self.text(end - 1) == "hall"
                && self.classes(end + 1).contains(Classes::ORGANIZATION_HEAD)
    }

    pub(super) fn has_head(&self, start: u32, end: u32) -> bool {
        (start..end).any(|i| self.classes(i).contains(Classes::ORGANIZATION_HEAD))
    }

    pub(super) fn is_in_of(&self, start: u32, end: u32) -> bool {
        (start..end)
            .any(|i| self.get(i).is_some_and(|t| matches!(t.word, word::OF | word::FOR | word::ON)))
    }

    /// “Ministry for …”, but nobody's club or team: those play for others.
    pub(super) fn may_be_for(&self, head: u32) -> bool {
        let text = self.get(head).map_or("", |t| self.lexicon.text(t.word));
        // “the charity Training for Tavra”
        let deed = self.classes(head).contains(Classes::VERB_ING)
            && !self.classes(head).intersects(Classes::GIVEN | Classes::SURNAME)
            && head.checked_sub(1).is_some_and(|before| {
                !self.starts_sentence(head) && self.classes(before).contains(Classes::NOUN)
            });
        deed || self.classes(head).contains(Classes::ORGANIZATION_HEAD)
            && !matches!(text, "league" | "team" | "club" | "united" | "athletics" | "rangers")
    }

    /// The end of a capitalised word at `at`, or after an article at `at`.
    pub(super) fn after_article(&self, at: u32) -> Option<u32> {
        if self.is_part(at) {
            return Some(at + 1);
        }
        // “a chapter of the Aldorian Salt Guild”: the body after the article is one of its own.
        let article = self.get(at).is_some_and(|t| t.word == word::THE);
        (article && self.is_part(at + 1) && !self.has_head_ahead(at + 1)).then_some(at + 2)
    }

    /// “, Jr.”, “, Inc.”
    pub(super) fn is_suffix(&self, at: u32) -> bool {
        self.get(at).is_some_and(|t| {
            matches!(self.lexicon.text(t.word), "jr" | "sr" | "inc" | "ltd" | "llc" | "plc")
                && t.is_capitalised()
        })
    }
}

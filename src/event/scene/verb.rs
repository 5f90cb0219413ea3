//! Single words as units, and the form of those that are verbs.

use super::Builder;
use crate::base::TokenSpan;
use crate::rule::unit::{Unit, UnitKind, VerbForm};
use crate::text::tag::Tag;
use crate::text::{Classes, WordSet, word};

/// No more words stand between two commas that part a helping word from its verb.
const LONGEST_INSERTION: u32 = 12;

/// Adjectives that say when or how often between a helping word and its verb.
const ADVERBS_RATHER: WordSet =
    WordSet::of(&[word::LONG, word::FIRST, word::JUST, word::LAST, word::ONLY]);

/// What stands between a helping word and its verb without being a phrase of its own.
const INSERTIONS: [&[&str]; 12] = [
    &["after", "all"],
    &["all", "along"],
    &["as", "always"],
    &["as", "usual"],
    &["at", "long", "last"],
    &["by", "now"],
    &["by", "then"],
    &["in", "effect"],
    &["long", "since"],
    &["of", "course"],
    &["so", "far"],
    &["until", "now"],
];

impl Builder<'_> {
    pub(super) fn word_unit(&mut self, at: u32) {
        let tokens = TokenSpan::new(at, at + 1);
        let tag = self.tag(at);
        let kind = match tag {
            Tag::Adverb => UnitKind::Aside,
            Tag::Adjective if self.is_adverb_rather(at) => UnitKind::Aside,
            Tag::Mark if self.is_bracketed(at) => UnitKind::Aside,
            _ => UnitKind::Word,
        };
        let verb = match tag {
            _ if !may_be_verb(tag) => VerbForm::None,
            Tag::Finite => VerbForm::Finite,
            Tag::Base if self.follows(at, Tag::To) => VerbForm::Infinitive,
            Tag::Base => VerbForm::Finite,
            Tag::Auxiliary if self.is_main_have(at) => VerbForm::Finite,
            Tag::Ing if self.follows(at, Tag::Auxiliary) => VerbForm::Finite,
            Tag::Ing => VerbForm::Ing,
            Tag::Noun if self.is_gerund(at) => VerbForm::Ing,
            Tag::Participle => self.participle(at),
            _ => VerbForm::None,
        };
        // “the ministers’ talks”: a bare apostrophe owns as “’s” does.
        let owns = tag == Tag::Genitive;
        let word = if owns { word::GENITIVE_S } else { self.word(at) };
        self.plain(kind, tokens, word, verb);
    }

    /// “met **visiting** President Chen”, unlike “after visiting Chen”
    pub(super) fn is_attribute(&self, at: u32) -> bool {
        let governed = at.checked_sub(1).is_some_and(|before| {
            let met = self.tag(before).is_verb() && self.rules.triggers(self.word(before));
            met || self.word(before) == word::WITH
        });
        self.text(at) == "visiting" && governed && self.reading().phrase_at(at + 1).is_some()
    }

    /// “after meeting the minister”
    fn is_gerund(&self, at: u32) -> bool {
        let before = at.checked_sub(1).map_or(Tag::None, |i| self.tag(i));
        self.classes(at).contains(Classes::VERB_ING)
            && matches!(before, Tag::Preposition | Tag::Subordinator)
            && matches!(
                self.tag(at + 1),
                Tag::Determiner | Tag::Possessive | Tag::Proper | Tag::Pronoun
            )
    }

    /// “had lunch”, unlike “had met”, “had to meet”
    fn is_main_have(&self, at: u32) -> bool {
        let next = (at + 1..self.scene.span.end)
            .map(|i| self.tag(i))
            .find(|tag| !matches!(tag, Tag::Adverb | Tag::Negation));
        matches!(self.text(at), "have" | "has" | "had" | "having")
            && matches!(
                next,
                Some(Tag::Noun | Tag::Determiner | Tag::Adjective | Tag::Number | Tag::Possessive)
            )
    }

    fn is_bracketed(&self, at: u32) -> bool {
        let word = self.word(at);
        word == word::OPEN_BRACKET || word == word::CLOSE_BRACKET
    }

    /// Whether the word before `at`, passing over adverbs, has that tag.
    fn follows(&self, at: u32, tag: Tag) -> bool {
        self.before(at).is_some_and(|i| self.tag(i) == tag)
    }

    pub(super) fn before(&self, at: u32) -> Option<u32> {
        // “to “encourage” them”: a mark changes nothing.
        let opens = |i: u32| self.reading().quote_starts.at(i).is_some();
        (self.scene.span.start..at)
            .rev()
            .find(|&i| !matches!(self.tag(i), Tag::Adverb | Tag::Negation) && !opens(i))
    }

    /// “had **long** met”, “have **first** met”: an adjective between a helping word and its verb.
    fn is_adverb_rather(&self, at: u32) -> bool {
        ADVERBS_RATHER.contains(self.word(at))
            && matches!(self.tag(at + 1), Tag::Participle | Tag::Finite)
            && self.helper_before().is_some()
    }

    /// The helping word at the end of the units so far, passing over what says when, where and how.
    fn helper_before(&self) -> Option<u32> {
        let denies =
            |u: &&Unit| u.kind == UnitKind::Word && self.tag(u.tokens.start) == Tag::Negation;
        let mut units = self.scene.units.iter().rev();
        let last = units.find(|u| !u.kind.is_adjunct() && !denies(u))?;
        let helps = matches!(self.tag(last.tokens.start), Tag::Auxiliary | Tag::Modal);
        (last.kind == UnitKind::Word && helps).then_some(last.tokens.start)
    }

    /// Where words end that stand between a helping word and its verb and say neither who nor what: “have
    /// **by now** met”, “had**, in the view of some,** met”.
    pub(super) fn insertion_end(&self, at: u32) -> Option<u32> {
        let helper = self.helper_before()?;
        let helped = |end: &u32| {
            let next = (*end..self.scene.span.end).find(|&i| {
                !matches!(self.tag(i), Tag::Adverb | Tag::Negation)
                    && self.word(i) != word::CLOSE_BRACKET
            });
            next.is_some_and(|i| {
                self.tag(i).is_verb() || self.tag(i) == Tag::Auxiliary || self.opens_insertion(i)
            })
        };
        if self.word(at) == word::COMMA {
            let limit = self.scene.span.end.min(at + LONGEST_INSERTION);
            let close =
                (at + 1..limit).find(|&i| self.tag(i) == Tag::Mark || self.tag(i).is_tensed());
            let close = close.filter(|&i| self.word(i) == word::COMMA).map(|i| i + 1);
            return close.filter(|end| end - at > 2 && helped(end));
        }
        // “have *over the years* met”: nobody is named in it.
        let circumstance = self.tag(at) == Tag::Preposition
            && !matches!(self.text(at), "by" | "of" | "to" | "with");
        if circumstance
            && let Some(phrase) = self.reading().phrase_at(at + 1)
            && (phrase.tokens.start..phrase.tokens.end)
                .all(|i| self.reading().mentions.at(i).is_none())
        {
            // “was *among the guests*” has a verb of its own.
            let end = Some(phrase.tokens.end).filter(helped);
            return end.filter(|_| !self.is_form_of_be(helper));
        }
        let spelled =
            |phrase: &&&[&str]| (at..).zip(**phrase).all(|(i, &word)| self.text(i) == word);
        let phrase = INSERTIONS.iter().find(spelled)?;
        Some(at + phrase.len() as u32).filter(helped)
    }

    fn is_form_of_be(&self, at: u32) -> bool {
        matches!(self.text(at), "am" | "are" | "be" | "been" | "being" | "is" | "was" | "were")
    }

    /// Whether further words that only comment begin at `at`.
    fn opens_insertion(&self, at: u32) -> bool {
        self.word(at) == word::COMMA
            || INSERTIONS.iter().any(|phrase| self.text(at) == phrase[0])
            || self.tag(at) == Tag::Adjective && self.word(at) == word::LONG
    }

    fn participle(&self, at: u32) -> VerbForm {
        let Some(before) = self.before(at) else { return VerbForm::Participle };
        // “*Had Keller met* Marten, the bill might have passed”
        let asked = self.scene.units.first().is_some_and(|u| self.text(u.tokens.start) == "had");
        let subject = self.scene.units.get(1).is_some_and(|u| u.kind == UnitKind::Party);
        if asked && subject && self.scene.units.iter().skip(2).all(|u| u.kind.is_adjunct()) {
            return VerbForm::Finite;
        }
        // “Keller, who flew in, met Marten”
        let after_relative = self.scene.units.last().is_some_and(|u| {
            u.kind == UnitKind::Party && u.tokens.end == at && self.ends_with_comma(u)
        }) && self.scene.parties.last().is_some_and(|p| p.relative.is_some())
            && self.text(at + 1) != "by";
        // “a lawyer representing Haddad **met** Keller”: behind a clause that belongs to the subject.
        let tight = self.scene.units.last().is_some_and(|u| {
            u.kind == UnitKind::Party && u.tokens.end == at && !self.ends_with_comma(u)
        });
        let tight = tight
            && self.scene.parties.last().is_some_and(|p| p.tokens.end > p.core.end)
            && self.tag(at + 1) != Tag::Preposition;
        if after_relative || tight {
            return VerbForm::Finite;
        }
        // “had “never met””, “have in truth met twice”: marks and asides stand between.
        let units = self.scene.units.iter().rev();
        let last = units.map(|u| (u.kind, u.tokens.start)).find(|(kind, _)| !kind.is_adjunct());
        let before = match last {
            Some((UnitKind::Word, helper)) if self.tag(before) != Tag::Auxiliary => helper,
            _ => before,
        };
        if self.tag(before) != Tag::Auxiliary {
            return VerbForm::Participle;
        }
        match self.text(before) {
            "have" | "has" | "had" | "having" | "'ve" | "'d" => VerbForm::Finite,
            "do" | "does" | "did" => VerbForm::Finite,
            _ if self.is_contracted_has(before, at) => VerbForm::Finite,
            _ => VerbForm::Passive,
        }
    }

    /// “she**’s** said she would stay”, unlike “she’s accused of lying”, “it’s said that”: has, not is.
    fn is_contracted_has(&self, auxiliary: u32, at: u32) -> bool {
        let subject = auxiliary.checked_sub(1).map_or("", |i| self.text(i));
        let open = self.tag(at + 1) == Tag::Preposition && self.reading().time_at(at + 1).is_none();
        self.word(auxiliary) == word::GENITIVE_S
            && matches!(subject, "he" | "she" | "who")
            && self.classes(at).contains(Classes::CUE)
            && !open
            && self.tag(at + 1) != Tag::To
    }
}

/// Whether a token with that tag may be used as a verb.
pub(in crate::event) fn may_be_verb(tag: Tag) -> bool {
    tag.is_verb() || matches!(tag, Tag::Auxiliary | Tag::Noun)
}

//! Pronouns and descriptions: who “she”, “the minister”, “the two leaders” and “the ministry” are.
//!
//! One walk through the document keeps in mind who was spoken of lately and how prominently; each
//! pronoun or description takes the best of those it agrees with, or nobody. Somebody unnamed (“a
//! witness”) can be the best: then the pronoun stays open rather than go to somebody else.

mod apposition;
mod body;
mod called;
mod description;
mod focus;
mod group;
mod office_group;
mod pronoun;

use jiff::civil;
use smallvec::SmallVec;

use crate::base::TokenSpan;
use crate::extraction::EntityKind;
use crate::gazetteer::{Gazetteer, Gender};
use crate::mention::{MentionId, Mentions};
use crate::resolve::{Chains, ReferentId};
use crate::text::phrase::NounPhrase;
use crate::text::tag::Tag;
use crate::text::{BlockKind, Classes, Document, Lexicon, WordId, WordSet, word};

use apposition::Relation;
use called::Called;
use focus::{Focus, Sort, Trace, Who};

/// A pronoun or description and who is meant.
#[derive(Clone, Debug, PartialEq)]
pub struct Anaphor {
    /// Its words, from the determiner to the head.
    pub tokens: TokenSpan,
    /// The word that decides.
    pub head: u32,
    /// Pronoun, description or group.
    pub kind: AnaphorKind,
    /// Who is meant; several for a group.
    pub referents: SmallVec<[ReferentId; 2]>,
    /// From 0 to 1.
    pub confidence: f32,
}

/// What sort of anaphor it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AnaphorKind {
    /// he, her, they
    Pronoun,
    /// his, their: whose owner is meant
    Possessive,
    /// the minister, the company
    Description,
    /// the two leaders, both
    Group,
}

/// Resolves every pronoun and description of the document, in the order of the text.
/// `phrases` are the noun phrases of all periods, in order.
#[allow(clippy::too_many_arguments)]
pub fn anaphors(
    document: &Document,
    lexicon: &Lexicon,
    gazetteer: &Gazetteer,
    mentions: &Mentions,
    chains: &mut Chains,
    tags: &[Tag],
    phrases: &[NounPhrase],
    on: Option<civil::Date>,
) -> Vec<Anaphor> {
    let called = Called::new(document, lexicon, gazetteer, chains, on);
    let genders = chains
        .referents
        .iter()
        .map(|r| {
            r.gender
                .or_else(|| called::gender_of_roles(document, lexicon, r))
                .or_else(|| called::gender_of_apposition(document, mentions, r))
        })
        .collect();
    let mut walker = Walker {
        document,
        lexicon,
        gazetteer,
        mentions,
        chains,
        tags,
        on,
        called,
        genders,
        focus: Focus::default(),
        relations: Vec::new(),
        ages: Vec::new(),
        period: 0,
        span: TokenSpan::new(0, 0),
        heading: false,
    };
    let mut out = Vec::new();
    let mut phrase_at = 0;
    for (number, &period) in document.periods.iter().enumerate() {
        walker.period = number as u32;
        walker.span = period;
        let kind = document.block_of(period.start).map(|b| document.blocks[b].kind);
        walker.heading = matches!(kind, Some(BlockKind::Heading | BlockKind::Caption));
        let aside = matches!(kind, Some(BlockKind::Boilerplate | BlockKind::Byline));
        while let Some(phrase) = phrases.get(phrase_at) {
            if phrase.tokens.start >= period.end {
                break;
            }
            phrase_at += 1;
            if !aside {
                walker.visit(phrase, &mut out);
            }
        }
    }
    out
}

struct Walker<'a> {
    document: &'a Document,
    lexicon: &'a Lexicon,
    gazetteer: &'a Gazetteer,
    mentions: &'a Mentions,
    chains: &'a mut Chains,
    tags: &'a [Tag],
    on: Option<civil::Date>,
    /// What everybody is called in the text and by the gazetteer.
    called: Called,
    /// By referent: the gender that name, title, noun or an earlier pronoun tell.
    genders: Vec<Option<Gender>>,
    focus: Focus,
    /// Whose deputy, wife or lawyer somebody was said to be.
    relations: Vec<Relation>,
    /// Persons with the token that told their age.
    ages: Vec<(ReferentId, u32)>,
    period: u32,
    /// The tokens of the period.
    span: TokenSpan,
    /// Whether the period is a headline or caption.
    heading: bool,
}

impl Walker<'_> {
    fn word(&self, at: u32) -> WordId {
        self.document.tokens.as_slice().get(at as usize).map_or(WordId::UNKNOWN, |t| t.word)
    }

    fn classes(&self, at: u32) -> Classes {
        let tokens = self.document.tokens.as_slice();
        tokens.get(at as usize).map_or(Classes::empty(), |t| t.classes)
    }

    fn text(&self, at: u32) -> &str {
        self.lexicon.text(self.word(at))
    }

    fn tag(&self, at: u32) -> Tag {
        self.tags.get(at as usize).copied().unwrap_or_default()
    }

    fn kind(&self, referent: ReferentId) -> EntityKind {
        self.chains.referents[referent].kind
    }

    fn gender(&self, referent: ReferentId) -> Option<Gender> {
        use crate::base::Id;
        let known = self.genders.get(referent.index()).copied().flatten();
        known.or(self.chains.referents[referent].gender)
    }

    fn visit(&mut self, phrase: &NounPhrase, out: &mut Vec<Anaphor>) {
        let mut named = None;
        let mut possessor = None;
        let mut owner = None;
        for at in phrase.tokens.start..phrase.tokens.end {
            if self.tag(at) == Tag::Possessive {
                possessor = Some(at);
            }
            let Some(mention) = self.mentions.at(at) else { continue };
            let tokens = self.mentions.names[mention].tokens;
            let holds_head = tokens.contains(phrase.head);
            if tokens.start == at
                && let Some(referent) = self.chains.of(mention)
            {
                let owns = self.tag(tokens.end) == Tag::Genitive;
                self.note_name(mention, referent, phrase, holds_head, owns);
                if owns {
                    owner = Some(referent);
                }
            }
            if holds_head {
                named = Some(mention);
            }
        }
        if let Some(at) = possessor {
            let tokens = TokenSpan::new(at, at + 1);
            owner = self.pronoun(at, tokens, AnaphorKind::Possessive, out).or(owner);
        }
        if let Some(mention) = named {
            self.relate_title(owner, mention);
            return;
        }
        match self.tag(phrase.head) {
            Tag::Pronoun if self.is_group(phrase) => self.group(phrase, out),
            Tag::Pronoun => {
                self.pronoun(phrase.head, phrase.tokens, AnaphorKind::Pronoun, out);
            }
            Tag::Noun | Tag::Number | Tag::Proper | Tag::Adjective => {
                self.description(phrase, owner, out);
            }
            _ => {}
        }
    }

    fn note_name(
        &mut self,
        mention: MentionId,
        referent: ReferentId,
        phrase: &NounPhrase,
        holds_head: bool,
        owns: bool,
    ) {
        let name = &self.mentions.names[mention];
        let (extent, tokens) = (name.extent, name.tokens);
        let part = NounPhrase { tokens: extent.join(tokens), head: tokens.end - 1 };
        let whole = if holds_head { phrase } else { &part };
        let mut trace = self.trace(Who::Known(referent), whole);
        trace.at = tokens.start;
        trace.end = tokens.end;
        trace.subject &= holds_head;
        trace.speaker &= holds_head;
        trace.owner = owns;
        trace.named = true;
        trace.joined = holds_head && self.follows(extent.start, word::AND);
        trace.listed = holds_head && self.follows(extent.start, word::COMMA);
        self.focus.push(trace);
        let told = self.word(tokens.end) == word::COMMA && self.tag(tokens.end + 1) == Tag::Number;
        if told && self.kind(referent) == EntityKind::Person && self.ages.len() < 64 {
            self.ages.push((referent, tokens.end + 1));
        }
    }

    /// Notes that a pronoun or description means `who`.
    fn note(&mut self, who: Who, phrase: &NounPhrase) {
        let trace = self.trace(who, phrase);
        self.focus.push(trace);
    }

    fn trace(&self, who: Who, phrase: &NounPhrase) -> Trace {
        let verb = self.verb_of(phrase);
        Trace {
            who,
            sort: Sort::Person(None),
            at: phrase.head,
            end: phrase.tokens.end,
            period: self.period,
            subject: verb.is_some(),
            speaker: verb.is_some_and(|verb| self.reports(verb)),
            quoted: self.quote_around(phrase.head).is_some(),
            heading: self.heading,
            opens: phrase.tokens.start == self.span.start,
            owner: false,
            named: false,
            joined: false,
            listed: false,
            definite: self.is_definite(phrase),
        }
    }

    /// The last token of the quotation, longer than a term or title, that a token stands in.
    fn quote_around(&self, at: u32) -> Option<u32> {
        let quotes = self.document.quotes.as_slice();
        let next = quotes.partition_point(|q| q.tokens.start <= at);
        quotes[next.saturating_sub(3)..next]
            .iter()
            .find(|q| q.inside.contains(at) && q.inside.len() > 3)
            .map(|q| q.tokens.end)
    }

    /// The first tensed word of the clause whose subject a phrase is, be it before (“said
    /// Keller”) or after.
    fn verb_of(&self, phrase: &NounPhrase) -> Option<u32> {
        let start = phrase.tokens.start;
        let before = start.checked_sub(1).filter(|&at| at >= self.span.start);
        match before.map(|at| self.tag(at)) {
            // “According to Keller”
            Some(_) if start >= 2 && self.word(start - 2) == word::ACCORDING => {
                return Some(start - 2);
            }
            Some(Tag::Preposition) => return None,
            // “…,” said Keller
            Some(Tag::Finite) => {
                let verb = start - 1;
                let quote_before = verb
                    .checked_sub(1)
                    .is_some_and(|at| self.tag(at) == Tag::Mark && self.word(at) != word::HYPHEN);
                if quote_before && self.classes(verb).contains(Classes::CUE) {
                    return Some(verb);
                }
            }
            _ => {}
        }
        let end = phrase.tokens.end;
        let next = self.past_adverbs(end);
        if self.tag(next).is_tensed() && next < self.span.end {
            return Some(next);
        }
        // What a verb governs is the subject of no later one: “met Keller, who”.
        if before.is_some_and(|at| self.tag(at).is_verb()) || self.word(next) != word::COMMA {
            return None;
        }
        // “Keller, a lawyer from Port Salis, said”
        let close = (next + 1..self.span.end.min(next + 22))
            .find(|&at| self.word(at) == word::COMMA && self.tag(at + 1) != Tag::Wh);
        let verb = self.past_adverbs(close.map_or(next + 1, |comma| comma + 1));
        let direct = self.past_adverbs(next + 1);
        [direct, verb].into_iter().find(|&at| at < self.span.end && self.may_be_tensed(at))
    }

    /// Whether a verb behind a comma carries the tense: past tense and participle look alike.
    fn may_be_tensed(&self, at: u32) -> bool {
        let past = Classes::VERB_PAST | Classes::CUE;
        self.tag(at).is_tensed()
            || self.tag(at) == Tag::Participle && self.classes(at).contains(past)
    }

    fn past_adverbs(&self, mut at: u32) -> u32 {
        while matches!(self.tag(at), Tag::Adverb | Tag::Negation) {
            at += 1;
        }
        at
    }

    /// Whether the verb group that begins at `verb` is one of speech.
    fn reports(&self, verb: u32) -> bool {
        if self.word(verb) == word::ACCORDING {
            return true;
        }
        for at in verb..verb + 4 {
            match self.tag(at) {
                Tag::Auxiliary | Tag::Modal | Tag::Adverb | Tag::Negation => {}
                tag => return tag.is_verb() && self.classes(at).contains(Classes::CUE),
            }
        }
        false
    }

    /// Whether only `joint`, or a comma and `joint`, stands between the name that begins at `start`
    /// and the one before.
    fn follows(&self, start: u32, joint: WordId) -> bool {
        let Some(before) = start.checked_sub(1) else { return false };
        self.word(before) == joint
            && self.focus.recent().next().is_some_and(|last| {
                last.period == self.period && last.end + 1 >= before && last.end <= before
            })
    }

    fn is_definite(&self, phrase: &NounPhrase) -> bool {
        const DEFINITE: WordSet =
            WordSet::of(&[word::THE, word::THIS, word::THAT, word::BOTH, word::THESE, word::ALL]);
        let first = phrase.tokens.start;
        DEFINITE.contains(self.word(first)) || self.tag(first) == Tag::Possessive
    }

    fn is_plural(&self, at: u32) -> bool {
        let classes = self.classes(at);
        classes.contains(Classes::NOUNS) && !classes.contains(Classes::NOUN)
    }
}

#[cfg(test)]
mod tests;

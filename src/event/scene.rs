//! A period as patterns see it: its tokens cut into units.

mod between;
mod circumstance;
mod elided;
mod list;
mod phrase;
mod quote;
mod understood;
mod verb;

use std::ops::Range;

pub(in crate::event) use verb::may_be_verb;

use crate::base::TokenSpan;
use crate::event::{Party, Reading, content};
use crate::rule::RuleSet;
use crate::rule::edge::EdgeWords;
use crate::rule::unit::{Accepts, Extent, Scene, Understood, Unit, UnitKind, VerbForm};
use crate::text::tag::Tag;
use crate::text::{BlockKind, Classes, QuoteId, WordId, word};

/// A period, or a clause of one, cut into units.
#[derive(Debug)]
pub struct PeriodScene<'a> {
    /// What is known of the document.
    pub reading: &'a Reading<'a>,
    /// The tokens it covers.
    pub span: TokenSpan,
    /// Its units.
    pub units: Vec<Unit>,
    /// Its parties, in order.
    pub parties: Vec<Party>,
    /// By unit: the parties it holds.
    pub members: Vec<Range<usize>>,
    /// By unit: the quotation it is.
    pub quotes: Vec<Option<QuoteId>>,
    /// Words of cues, sorted: phrases around them are opened.
    pub cue_nouns: &'a [WordId],
    /// Words at which content ends.
    pub edges: &'a EdgeWords,
}

impl Scene for PeriodScene<'_> {
    fn units(&self) -> &[Unit] {
        &self.units
    }

    fn content_from(&self, at: usize, extent: Extent) -> Option<usize> {
        content::from(self, at, extent)
    }

    fn content_before(&self, end: usize, extent: Extent) -> Option<usize> {
        content::before(self, end, extent)
    }

    fn circumstances_from(&self, at: usize) -> Option<usize> {
        between::circumstances(self, at)
    }

    fn understood(&self, at: usize) -> Option<Understood> {
        understood::subject(self, at)
    }

    fn is_caption(&self) -> bool {
        let document = &self.reading.document;
        let block = document.block_of(self.span.start);
        block.is_some_and(|block| document.blocks[block].kind == BlockKind::Caption)
    }
}

impl PeriodScene<'_> {
    /// The relative clauses and participles beside its parties, each with those it speaks of: one,
    /// or all of a list (“Keller and Marten, *meeting in Port Salis*, agreed”).
    pub fn relatives(&self) -> Vec<(TokenSpan, Vec<Party>)> {
        let mut relatives = Vec::new();
        for (number, party) in self.parties.iter().enumerate() {
            let relative = party.relative.filter(|r| *r != self.span && r.len() > 1);
            let Some(relative) = relative else { continue };
            let participle = self.reading.tags.get(relative.start as usize) == Some(&Tag::Ing);
            let list = self.members.iter().find(|m| participle && m.end == number + 1);
            let one = || vec![self.reading.antecedent(party, relative)];
            let of = list.map_or_else(one, |m| self.parties[m.clone()].to_vec());
            relatives.push((relative, of));
        }
        relatives
    }
}

/// Cuts `span` into the units that the rules speak of. `antecedent` is whom the relative pronoun, or
/// the participle, with which it begins speaks of.
pub fn scene_of<'a>(
    reading: &'a Reading<'a>,
    rules: &'a RuleSet,
    span: TokenSpan,
    antecedent: &[Party],
) -> PeriodScene<'a> {
    // No token begins two units, and an antecedent is one more.
    let most = span.len() as usize + 1;
    let mut builder = Builder {
        rules,
        scene: PeriodScene {
            reading,
            span,
            units: Vec::with_capacity(most),
            parties: Vec::with_capacity(most / 4),
            members: Vec::with_capacity(most),
            quotes: Vec::with_capacity(most),
            cue_nouns: rules.cues().inner_words(),
            edges: rules.edges(),
        },
    };
    let mut at = span.start;
    if !antecedent.is_empty() && builder.tag(at) == Tag::Preposition {
        // “…, with whom she dined”
        builder.word_unit(at);
        at += 1;
    }
    if !antecedent.is_empty() {
        at = builder.antecedent(antecedent, at);
    }
    while at < span.end {
        at = builder.next(at).max(at + 1);
    }
    builder.join_lists();
    let Builder { mut scene, .. } = builder;
    elided::restore(&mut scene, |word| rules.triggers(word));
    scene
}

struct Builder<'a> {
    rules: &'a RuleSet,
    scene: PeriodScene<'a>,
}

impl Builder<'_> {
    fn reading(&self) -> &Reading<'_> {
        self.scene.reading
    }

    fn word(&self, at: u32) -> WordId {
        let tokens = self.reading().document.tokens.as_slice();
        tokens.get(at as usize).map_or(WordId::UNKNOWN, |t| t.word)
    }

    fn classes(&self, at: u32) -> Classes {
        let tokens = self.reading().document.tokens.as_slice();
        tokens.get(at as usize).map_or(Classes::empty(), |t| t.classes)
    }

    fn text(&self, at: u32) -> &str {
        self.reading().lexicon.text(self.word(at))
    }

    fn tag(&self, at: u32) -> Tag {
        if !self.scene.span.contains(at) {
            return Tag::None;
        }
        self.reading().tags.get(at as usize).copied().unwrap_or_default()
    }

    fn push(&mut self, unit: Unit, parties: Range<usize>, quote: Option<QuoteId>) {
        self.scene.units.push(unit);
        self.scene.members.push(parties);
        self.scene.quotes.push(quote);
    }

    fn plain(&mut self, kind: UnitKind, tokens: TokenSpan, word: WordId, verb: VerbForm) {
        let none = self.scene.parties.len()..self.scene.parties.len();
        let accepts = match kind {
            UnitKind::Time => Accepts::DATE,
            UnitKind::Quote => Accepts::QUOTE,
            _ => Accepts::empty(),
        };
        self.push(Unit { kind, tokens, word, accepts, verb }, none, None);
    }

    fn party(&mut self, party: Party) {
        let at = self.scene.parties.len();
        let word = self.word(party.head);
        let (tokens, accepts) = (party.tokens, party.accepts);
        self.scene.parties.push(party);
        let unit = Unit { kind: UnitKind::Party, tokens, word, accepts, verb: VerbForm::None };
        self.push(unit, at..at + 1, None);
    }

    /// The relative pronoun stands for its antecedent; before a participle it is understood.
    fn antecedent(&mut self, parties: &[Party], at: u32) -> u32 {
        let pronoun = at;
        let end = at + u32::from(self.tag(at) != Tag::Ing);
        let tokens = TokenSpan::new(pronoun, end);
        let mut accepts = Accepts::empty();
        for party in parties {
            let mut party = Party { tokens, relative: None, ..party.clone() };
            party.accepts -= Accepts::NOMINATIVE | Accepts::ACCUSATIVE;
            if self.word(pronoun) == word::WHOM {
                party.accepts |= Accepts::ACCUSATIVE;
            }
            accepts |= party.accepts;
            self.scene.parties.push(party);
        }
        let one = parties.len() == 1;
        let unit = Unit {
            kind: if one { UnitKind::Party } else { UnitKind::List },
            tokens,
            word: parties.first().map_or(WordId::UNKNOWN, |party| self.word(party.head)),
            accepts: if one { accepts } else { accepts | Accepts::PLURAL },
            verb: VerbForm::None,
        };
        self.push(unit, 0..parties.len(), None);
        end
    }

    /// Makes the unit that begins with token `at` and returns the token after it.
    fn next(&mut self, at: u32) -> u32 {
        let end = self.scene.span.end;
        if let Some((id, tokens, stands_alone)) = self.quote_at(at) {
            if stands_alone {
                let none = self.scene.parties.len()..self.scene.parties.len();
                let accepts = Accepts::QUOTE;
                let unit = Unit {
                    kind: UnitKind::Quote,
                    tokens,
                    word: WordId::UNKNOWN,
                    accepts,
                    verb: VerbForm::None,
                };
                self.push(unit, none, Some(id));
                return tokens.end;
            }
            let mark = TokenSpan::new(at, at + 1);
            self.plain(UnitKind::Aside, mark, WordId::UNKNOWN, VerbForm::None);
            return at + 1;
        }
        if self.closes_inner_quote(at) {
            let mark = TokenSpan::new(at, at + 1);
            self.plain(UnitKind::Aside, mark, WordId::UNKNOWN, VerbForm::None);
            return at + 1;
        }
        // “ministers *such as* Keller”
        let pair = (self.word(at), self.word(at + 1));
        if matches!(pair, (word::SUCH, word::AS) | (word::AMONG, word::THEM)) && at + 2 < end {
            let tokens = TokenSpan::new(at, at + 2);
            self.plain(UnitKind::Word, tokens, word::INCLUDING, VerbForm::None);
            return tokens.end;
        }
        // “met**, among others,** Keller”
        let others = self.word(at) == word::COMMA
            && (self.word(at + 1), self.word(at + 2)) == (word::AMONG, word::OTHERS)
            && self.word(at + 3) == word::COMMA;
        if others && at + 4 < end {
            let tokens = TokenSpan::new(at, at + 4);
            self.plain(UnitKind::Aside, tokens, WordId::UNKNOWN, VerbForm::None);
            return tokens.end;
        }
        // “Keller and Marten *both* met Chen”
        let behind_party = self.scene.units.last().is_some_and(|u| u.kind == UnitKind::Party);
        if behind_party && matches!(pair.0, word::BOTH | word::ALL) && self.tag(at + 1).is_tensed()
        {
            let mark = TokenSpan::new(at, at + 1);
            self.plain(UnitKind::Aside, mark, WordId::UNKNOWN, VerbForm::None);
            return at + 1;
        }
        // “met not only Keller but also Marten” denies nothing.
        if self.tag(at) == Tag::Negation && pair.1 == word::ONLY && at + 2 <= end {
            let tokens = TokenSpan::new(at, at + 2);
            self.plain(UnitKind::Aside, tokens, WordId::UNKNOWN, VerbForm::None);
            return tokens.end;
        }
        if let Some(close) = self.insertion_end(at) {
            let tokens = TokenSpan::new(at, close);
            self.plain(UnitKind::Aside, tokens, WordId::UNKNOWN, VerbForm::None);
            return close;
        }
        // “gave a dinner *in honour of* Keller” is one for her.
        if pair.0 == word::IN && matches!(self.text(at + 1), "honour" | "honor") && at + 3 <= end {
            let tokens = TokenSpan::new(at, at + 3);
            self.plain(UnitKind::Word, tokens, word::FOR, VerbForm::None);
            return tokens.end;
        }
        if let Some(close) = self.joint_end(at).filter(|&close| close < end) {
            self.plain(UnitKind::Word, TokenSpan::new(at, close), word::AND, VerbForm::None);
            return close;
        }
        // “at least twice”, “more than once”
        let pair = (self.word(at), self.word(at + 1));
        if matches!(pair, (word::AT, word::LEAST) | (word::MORE, word::THAN))
            && matches!(self.text(at + 2), "once" | "twice")
            && at + 3 <= end
        {
            let tokens = TokenSpan::new(at, at + 3);
            self.plain(UnitKind::Aside, tokens, WordId::UNKNOWN, VerbForm::None);
            return tokens.end;
        }
        // “a second time”, “three times”
        if let Some(phrase) = self.reading().phrase_at(at)
            && matches!(self.word(phrase.head), word::TIME | word::TIMES)
            && phrase.tokens.len() >= 2
            && phrase.tokens.end <= end
            && self.reading().mentions.at(phrase.head).is_none()
        {
            let tokens = phrase.tokens;
            self.plain(UnitKind::Aside, tokens, WordId::UNKNOWN, VerbForm::None);
            return tokens.end;
        }
        // “by phone”, “face to face”
        // “online readers”: whose kind, not how.
        let modifies = |close: u32| {
            let phrase = self.reading().phrase_at(at);
            phrase.is_some_and(|p| p.tokens.start == at && p.head >= close)
        };
        if let Some(close) = self.manner_end(at).filter(|&close| close <= end && !modifies(close)) {
            let tokens = TokenSpan::new(at, close);
            self.plain(UnitKind::Aside, tokens, WordId::UNKNOWN, VerbForm::None);
            return close;
        }
        if let Some(tokens) = self.owned_time(at) {
            return self.owner_of_time(at, tokens);
        }
        if let Some(tokens) = self.time_at(at) {
            self.plain(UnitKind::Time, tokens, self.word(at), VerbForm::None);
            return tokens.end;
        }
        if self.tag(at) == Tag::Preposition
            && let Some(next) = self.place_after(at)
        {
            return next;
        }
        if self.tag(at) == Tag::Preposition
            && let Some(close) = self.circumstance_end(at)
        {
            let tokens = TokenSpan::new(at, close);
            self.plain(UnitKind::Aside, tokens, WordId::UNKNOWN, VerbForm::None);
            return close;
        }
        // “talks with *visiting* President Chen”: said of him, not told of anybody.
        if self.is_attribute(at) {
            let mark = TokenSpan::new(at, at + 1);
            self.plain(UnitKind::Aside, mark, WordId::UNKNOWN, VerbForm::None);
            return at + 1;
        }
        let phrase = self.phrase_of_kinds(at).or_else(|| self.reading().phrase_at(at).copied());
        if let Some(phrase) = phrase.filter(|phrase| phrase.tokens.end <= end) {
            return self.phrase(phrase);
        }
        self.word_unit(at);
        at + 1
    }

    /// “Keller **as well as** Marten”, “not only Keller **but also** Marten”: where words end that join one
    /// party to the next as “and” does.
    fn joint_end(&self, at: u32) -> Option<u32> {
        let joint: &[WordId] = match self.word(at) {
            word::AS => &[word::AS, word::WELL, word::AS],
            word::BUT => &[word::BUT, word::ALSO],
            _ => return None,
        };
        if !(at..).zip(joint).all(|(i, &word)| self.word(i) == word) {
            return None;
        }
        let close = at + joint.len() as u32;
        let behind_party = self.scene.units.last().is_some_and(|u| {
            u.kind == UnitKind::Party || u.kind == UnitKind::Word && u.word == word::COMMA
        });
        let next = self.reading().phrase_at(close)?;
        (behind_party && self.tag(next.tokens.end) != Tag::Genitive).then_some(close)
    }

    /// Where a phrase ends that says how people meet (“by phone”), if one begins at `at`.
    fn manner_end(&self, at: u32) -> Option<u32> {
        self.rules.manners().at(&self.reading().document, at).map(|(end, _)| end)
    }
}

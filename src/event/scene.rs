//! A period as patterns see it: its tokens cut into units.

use smallvec::SmallVec;
use std::ops::Range;

use crate::base::TokenSpan;
use crate::event::{Party, Reading, content, elided, understood};
use crate::extraction::EntityKind;
use crate::rule::RuleSet;
use crate::rule::unit::{Accepts, Extent, Scene, Understood, Unit, UnitKind, VerbForm};
use crate::text::phrase::NounPhrase;
use crate::text::tag::Tag;
use crate::text::{BlockKind, Classes, QuoteId, TokenKind, WordId, word};

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

    fn understood(&self, at: usize) -> Option<Understood> {
        understood::subject(self, at)
    }

    fn is_caption(&self) -> bool {
        let document = &self.reading.document;
        let block = document.block_of(self.span.start);
        block.is_some_and(|block| document.blocks[block].kind == BlockKind::Caption)
    }
}

/// What may precede the first unit of a scene: the antecedent of its relative pronoun.
pub type Antecedent = Party;

/// Cuts `span` into the units that the rules speak of.
pub fn scene_of<'a>(
    reading: &'a Reading<'a>,
    rules: &'a RuleSet,
    span: TokenSpan,
    antecedent: Option<Antecedent>,
) -> PeriodScene<'a> {
    let manner_end = |at| rules.manners().at(&reading.document, at).map(|(end, _)| end);
    let is_trigger = |word| rules.triggers(word);
    let is_event_noun = |word| rules.announces_as_noun(word);
    let inner = rules.cues().inner_words();
    scene(reading, span, antecedent, is_trigger, manner_end, is_event_noun, inner)
}

/// Cuts `span` into units. `is_trigger` tells which nouns announce events: their possessors and
/// modifiers must stay visible (“Keller’s meeting with Marten”). `manner_end` tells where a phrase
/// ends that says how people meet (“by phone”), if one begins at a token.
fn scene<'a>(
    reading: &'a Reading<'a>,
    span: TokenSpan,
    antecedent: Option<Antecedent>,
    is_trigger: impl Fn(WordId) -> bool,
    manner_end: impl Fn(u32) -> Option<u32>,
    is_event_noun: impl Fn(WordId) -> bool,
    cue_nouns: &'a [WordId],
) -> PeriodScene<'a> {
    // No token begins two units, and an antecedent is one more.
    let most = span.len() as usize + 1;
    let mut builder = Builder {
        scene: PeriodScene {
            reading,
            span,
            units: Vec::with_capacity(most),
            parties: Vec::with_capacity(most / 4),
            members: Vec::with_capacity(most),
            quotes: Vec::with_capacity(most),
            cue_nouns,
        },
        is_trigger,
        manner_end,
        is_event_noun,
    };
    let mut at = span.start;
    if antecedent.is_some() && builder.tag(at) == Tag::Preposition {
        // “…, with whom she dined”
        builder.word_unit(at);
        at += 1;
    }
    if let Some(antecedent) = antecedent {
        at = builder.antecedent(antecedent, at);
    }
    while at < span.end {
        at = builder.next(at).max(at + 1);
    }
    builder.join_lists();
    let Builder { mut scene, is_trigger, .. } = builder;
    elided::restore(&mut scene, is_trigger);
    scene
}

struct Builder<'a, F, M, N> {
    scene: PeriodScene<'a>,
    is_trigger: F,
    manner_end: M,
    is_event_noun: N,
}

/// Prepositions that say where something happens.
const PLACE_PREPOSITIONS: &[&str] =
    &["in", "at", "near", "outside", "inside", "around", "across", "throughout"];

/// Prepositions that bring in a circumstance of what happens.
const CIRCUMSTANCES: &[&str] =
    &["in", "at", "for", "on", "during", "near", "outside", "inside", "amid", "despite", "under"];

impl<F, M, N> Builder<'_, F, M, N>
where
    F: Fn(WordId) -> bool,
    M: Fn(u32) -> Option<u32>,
    N: Fn(WordId) -> bool,
{
    fn reading(&self) -> &Reading<'_> {
        self.scene.reading
    }

    fn word(&self, at: u32) -> WordId {
        let tokens = self.reading().document.tokens.as_slice();
        tokens.get(at as usize).map_or(WordId::UNKNOWN, |t| t.word)
    }

    fn classes(&self, at: u32) -> Classes {
        self.reading().lexicon.classes(self.word(at))
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

    /// The relative pronoun stands for its antecedent.
    fn antecedent(&mut self, mut party: Party, at: u32) -> u32 {
        let pronoun = at;
        party.tokens = TokenSpan::new(pronoun, pronoun + 1);
        party.accepts -= Accepts::NOMINATIVE | Accepts::ACCUSATIVE;
        if self.word(pronoun) == word::WHOM {
            party.accepts |= Accepts::ACCUSATIVE;
        }
        party.relative = None;
        self.party(party);
        at + 1
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
        // “a second time”, “three times”
        if let Some(phrase) = self.reading().phrase_at(at)
            && matches!(self.text(phrase.head), "time" | "times")
            && phrase.tokens.len() >= 2
            && phrase.tokens.end <= end
            && self.reading().mentions.at(phrase.head).is_none()
        {
            let tokens = phrase.tokens;
            self.plain(UnitKind::Aside, tokens, WordId::UNKNOWN, VerbForm::None);
            return tokens.end;
        }
        // “by phone”, “face to face”
        if let Some(close) = (self.manner_end)(at).filter(|&close| close <= end) {
            let tokens = TokenSpan::new(at, close);
            self.plain(UnitKind::Aside, tokens, WordId::UNKNOWN, VerbForm::None);
            return close;
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
        if let Some(phrase) = self.reading().phrase_at(at).copied()
            && phrase.tokens.end <= end
        {
            return self.phrase(phrase);
        }
        self.word_unit(at);
        at + 1
    }

    /// The quotation that begins at `at`, clipped to the scene, and whether it is a unit of its
    /// own; the words of other quotations belong to the sentence around them.
    fn quote_at(&self, at: u32) -> Option<(QuoteId, TokenSpan, bool)> {
        let document = &self.reading().document;
        let from = document.quotes.partition_point(|q| q.tokens.start < at);
        let quote = document.quotes.as_slice().get(from)?;
        if quote.tokens.start != at || quote.tokens.end > self.scene.span.end + 1 {
            return None;
        }
        if self.scene.span.start >= quote.inside.start && self.scene.span.start > quote.tokens.start
        {
            return None;
        }
        let tokens = TokenSpan::new(at, quote.tokens.end.min(self.scene.span.end));
        Some((QuoteId(from as u32), tokens, self.stands_alone(quote.inside, at)))
    }

    /// Whether a quotation is what somebody says rather than words of the sentence around it.
    fn stands_alone(&self, inside: TokenSpan, open: u32) -> bool {
        if inside.is_empty() {
            return false;
        }
        let tokens = self.reading().document.tokens.as_slice();
        let at_start = open == self.scene.span.start;
        let before = open.checked_sub(1).map(|i| &tokens[i as usize]);
        let after_stop = before.is_some_and(|t| {
            t.word == word::COLON || t.word == word::COMMA || t.word == word::EM_DASH
        });
        let capital = tokens[inside.start as usize].is_capitalised()
            || tokens[inside.start as usize].kind == TokenKind::Number;
        let last = &tokens[inside.end as usize - 1];
        let closes = last.kind == TokenKind::Mark
            && matches!(
                self.reading().lexicon.text(last.word),
                "," | "." | "!" | "?" | "…" | "..." | "—" | "–"
            );
        let has_verb = (inside.start..inside.end)
            .any(|i| self.reading().tags.get(i as usize).is_some_and(|t| t.is_tensed()));
        at_start && (inside.len() > 1 || closes)
            || after_stop && (capital || closes)
            || capital && has_verb && inside.len() >= 3
            || capital && closes && inside.len() >= 2
    }

    fn closes_inner_quote(&self, at: u32) -> bool {
        let tokens = self.reading().document.tokens.as_slice();
        tokens.get(at as usize).is_some_and(|t| t.kind == TokenKind::Mark)
            && self
                .reading()
                .document
                .quotes
                .iter()
                .any(|q| q.closed && q.tokens.end == at + 1 && q.inside.end == at)
    }

    /// The time expression at `at`, unless it only modifies a noun (“Tuesday’s vote”).
    fn time_at(&self, at: u32) -> Option<TokenSpan> {
        let time = self.reading().time_at(at)?;
        if time.tokens.end > self.scene.span.end {
            return None;
        }
        let last = time.tokens.end - 1;
        let inside_phrase = self
            .reading()
            .phrases
            .iter()
            .skip(self.reading().phrases.partition_point(|p| p.tokens.end <= time.core.start))
            .take(1)
            .any(|p| p.tokens.contains(last) && !time.tokens.contains(p.head));
        let genitive = self.tag(time.tokens.end) == Tag::Genitive;
        (!inside_phrase && !genitive).then_some(time.tokens)
    }

    /// “in Port Salis”, “at the Lake Veyra hotel”
    fn place_after(&mut self, at: u32) -> Option<u32> {
        if !PLACE_PREPOSITIONS.contains(&self.text(at)) {
            return None;
        }
        let phrase = *self.reading().phrase_at(at + 1)?;
        if phrase.tokens.end > self.scene.span.end {
            return None;
        }
        let referent = self.reading().referent_at(phrase.head);
        let is_place = |kind| kind == EntityKind::Place;
        let named = referent.is_some_and(|r| is_place(self.reading().chains.referents[r].kind));
        let common = self.classes(phrase.head).contains(Classes::PLACE_NOUN)
            && !(self.is_trigger)(self.word(phrase.head));
        if !named && !common {
            return None;
        }
        let party = self.reading().party(&phrase, self.scene.span.end);
        let end = if named { self.place_end(&party) } else { phrase.tokens.end };
        let number = self.scene.parties.len();
        let word = self.word(phrase.head);
        self.scene
            .parties
            .push(Party { tokens: TokenSpan::new(phrase.tokens.start, end), ..party });
        let unit = Unit {
            kind: UnitKind::Place,
            tokens: TokenSpan::new(at, end),
            word,
            accepts: Accepts::PLACE,
            verb: VerbForm::None,
        };
        self.push(unit, number..number + 1, None);
        Some(end)
    }

    /// Where a circumstance ends that names nobody: “at the west door”, “for an hour”.
    fn circumstance_end(&self, at: u32) -> Option<u32> {
        if !CIRCUMSTANCES.contains(&self.text(at)) {
            return None;
        }
        let phrase = *self.reading().phrase_at(at + 1)?;
        let next = self.text(phrase.tokens.end);
        let head = self.word(phrase.head);
        let names_somebody = (phrase.tokens.start..phrase.tokens.end)
            .any(|i| self.reading().mentions.at(i).is_some());
        let opens = (self.is_trigger)(head)
            || names_somebody
            || !matches!(self.tag(phrase.head), Tag::Noun | Tag::Proper)
            || matches!(next, "of" | "to" | "that" | "with" | "for" | "between");
        let party = self.reading().bare_party(&phrase);
        let unknown = self.tag(phrase.head) == Tag::Proper && self.text(at) == "in";
        let plain = party.accepts - Accepts::PLURAL == Accepts::THING || unknown;
        (!opens && plain && phrase.tokens.end <= self.scene.span.end).then_some(phrase.tokens.end)
    }

    /// Where a place ends with the places around it: “Port Salis, Aldoria,”.
    fn place_end(&self, party: &Party) -> u32 {
        let tokens = party.tokens;
        let only_places = (party.core.end..tokens.end)
            .all(|at| self.tag(at) == Tag::Mark || self.tag(at) == Tag::Proper);
        if only_places { tokens.end } else { party.core.end }
    }

    fn phrase(&mut self, phrase: NounPhrase) -> u32 {
        let end = self.scene.span.end;
        if self.must_open(&phrase) {
            return self.open_phrase(phrase);
        }
        // A name that a time, or another name, directly follows ends there.
        let party = self.reading().party(&phrase, end);
        let tokens = party.tokens;
        self.party(party);
        tokens.end
    }

    /// Whether a phrase announces an event, so that what stands in it must be seen singly.
    fn must_open(&self, phrase: &NounPhrase) -> bool {
        let head = self.word(phrase.head);
        let noun = matches!(self.tag(phrase.head), Tag::Noun);
        if noun && self.is_cue_noun(phrase) {
            return true;
        }
        if !noun || !(self.is_event_noun)(head) {
            return false;
        }
        let speech = self.classes(phrase.head).contains(Classes::CUE);
        if !speech {
            return true;
        }
        let owned = (phrase.tokens.start..phrase.head)
            .any(|at| matches!(self.tag(at), Tag::Genitive | Tag::Possessive));
        let next = self.text(phrase.tokens.end);
        owned
            || matches!(next, "that" | "from" | "by" | "to" | ":" | "with" | "between" | "of")
            || phrase.tokens.start > self.scene.span.start
                && self.text(phrase.tokens.start - 1) == "in"
    }

    /// “plans to”, “no intention of”: nouns of cues are read word by word.
    fn is_cue_noun(&self, phrase: &NounPhrase) -> bool {
        matches!(self.text(phrase.tokens.end), "to" | "of" | "for")
            && phrase.tokens.len() <= 3
            && self.scene.cue_nouns.binary_search(&self.word(phrase.head)).is_ok()
    }

    /// The parts of a phrase, one unit each: names and possessors as parties, the rest as words.
    fn open_phrase(&mut self, phrase: NounPhrase) -> u32 {
        let mut at = phrase.tokens.start;
        while at < phrase.tokens.end {
            if self.tag(at) == Tag::Possessive {
                let one = NounPhrase { tokens: TokenSpan::new(at, at + 1), head: at };
                let party = self.reading().bare_party(&one);
                self.possessor(party, at);
                at += 1;
                continue;
            }
            let mention = self.reading().mentions.at(at);
            if let Some(mention) = mention {
                let name = self.reading().mentions.names[mention].clone();
                let tokens =
                    TokenSpan::new(name.extent.start.max(phrase.tokens.start), name.tokens.end);
                let one = NounPhrase { tokens, head: name.tokens.end - 1 };
                let party = self.reading().bare_party(&one);
                self.party(party);
                at = name.tokens.end;
                continue;
            }
            // “the minister’s talks”
            if let Some(owner) = self.owner_at(at, phrase.head) {
                let party = self.reading().bare_party(&owner);
                self.party(party);
                at = owner.tokens.end;
                continue;
            }
            self.word_unit(at);
            at += 1;
        }
        phrase.tokens.end
    }

    /// A common noun with its article before a possessive ending.
    fn owner_at(&self, at: u32, head: u32) -> Option<NounPhrase> {
        let genitive = (at..head).find(|&i| self.tag(i) == Tag::Genitive)?;
        let plain = (at..genitive).all(|i| {
            matches!(
                self.tag(i),
                Tag::Determiner | Tag::Adjective | Tag::Noun | Tag::Number | Tag::Mark
            ) && self.reading().mentions.at(i).is_none()
        });
        (plain && genitive > at)
            .then(|| NounPhrase { tokens: TokenSpan::new(at, genitive), head: genitive - 1 })
    }

    fn possessor(&mut self, mut party: Party, at: u32) {
        if let Some(anaphor) = self.reading().anaphor_at(at) {
            party.referents.clone_from(&anaphor.referents);
            party.confidence = anaphor.confidence;
        }
        party.accepts = Accepts::PERSON | Accepts::ORGANIZATION | Accepts::PRONOUN;
        if matches!(self.text(at), "their" | "our") {
            party.accepts |= Accepts::PLURAL;
        }
        party.first_person = matches!(self.text(at), "my" | "our");
        self.party(party);
    }

    fn word_unit(&mut self, at: u32) {
        let tokens = TokenSpan::new(at, at + 1);
        let tag = self.tag(at);
        let kind = match tag {
            Tag::Adverb => UnitKind::Aside,
            Tag::Mark if self.is_bracketed(at) => UnitKind::Aside,
            _ => UnitKind::Word,
        };
        let verb = match tag {
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
        let word = self.word(at);
        self.plain(kind, tokens, word, verb);
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

    fn before(&self, at: u32) -> Option<u32> {
        (self.scene.span.start..at)
            .rev()
            .find(|&i| !matches!(self.tag(i), Tag::Adverb | Tag::Negation))
    }

    fn participle(&self, at: u32) -> VerbForm {
        let Some(before) = self.before(at) else { return VerbForm::Participle };
        // “Keller, who flew in, met Marten”
        let after_relative = self.scene.units.last().is_some_and(|u| {
            u.kind == UnitKind::Party && u.tokens.end == at && self.ends_with_comma(u)
        }) && self.scene.parties.last().is_some_and(|p| p.relative.is_some())
            && self.text(at + 1) != "by";
        if after_relative {
            return VerbForm::Finite;
        }
        if self.tag(before) != Tag::Auxiliary {
            return VerbForm::Participle;
        }
        match self.text(before) {
            "have" | "has" | "had" | "having" | "'ve" | "'d" => VerbForm::Finite,
            "do" | "does" | "did" => VerbForm::Finite,
            _ => VerbForm::Passive,
        }
    }

    /// Joins parties with commas and “and” between them into lists.
    fn join_lists(&mut self) {
        let mut at = 0;
        while at < self.scene.units.len() {
            if let Some(end) = self.list_end(at) {
                self.join(at, end);
            }
            at += 1;
        }
    }

    fn is_listable(&self, at: usize) -> bool {
        self.scene.units.get(at).is_some_and(|u| {
            u.kind == UnitKind::Party
                && u.accepts.intersects(Accepts::PERSON | Accepts::ORGANIZATION | Accepts::PLACE)
                && !u.accepts.intersects(Accepts::NOMINATIVE)
                || u.kind == UnitKind::Party && u.accepts.contains(Accepts::NOMINATIVE)
        })
    }

    fn is_word(&self, at: usize, words: &[WordId]) -> bool {
        self.scene
            .units
            .get(at)
            .is_some_and(|u| u.kind == UnitKind::Word && words.contains(&u.word))
    }

    /// The unit after the list that begins at `at`, if one does.
    fn list_end(&self, at: usize) -> Option<usize> {
        if !self.is_listable(at) {
            return None;
        }
        let joints = [word::AND, word::OR, word::AMPERSAND];
        let mut members: SmallVec<[usize; 8]> = SmallVec::from_iter([at]);
        let mut i = at + 1;
        let mut closed = false;
        // “leaders including A, B and C”
        if self.introduces(i) && self.is_listable(i + 1) {
            members.push(i + 1);
            closed = true;
            i += 2;
        }
        loop {
            let comma = self.is_word(i, &[word::COMMA])
                || self.scene.units.get(i.wrapping_sub(1)).is_some_and(|u| self.ends_with_comma(u));
            let after = if self.is_word(i, &[word::COMMA]) { i + 1 } else { i };
            if self.is_word(after, &joints) {
                let mut next = after + 1;
                while self.scene.units.get(next).is_some_and(|u| u.kind == UnitKind::Aside) {
                    next += 1;
                }
                if self.is_listable(next) && !self.begins_clause(at, next, comma) {
                    members.push(next);
                    closed = true;
                    i = next + 1;
                }
                break;
            }
            if comma && after > i.saturating_sub(1) && self.is_listable(after) && after > at {
                members.push(after);
                i = after + 1;
                continue;
            }
            break;
        }
        (closed && members.len() >= 2).then_some(i)
    }

    fn ends_with_comma(&self, unit: &Unit) -> bool {
        unit.kind == UnitKind::Party && self.word(unit.tokens.end.saturating_sub(1)) == word::COMMA
    }

    fn introduces(&self, at: usize) -> bool {
        let mut at = at;
        if self.is_word(at, &[word::COMMA]) {
            at += 1;
        }
        self.is_word(at, &[word::INCLUDING])
    }

    /// Whether the party after “and” is the subject of a clause of its own: “Keller met Marten
    /// and Chen met Haddad”.
    fn begins_clause(&self, first: usize, member: usize, comma: bool) -> bool {
        let tensed = |u: &Unit| {
            u.kind == UnitKind::Word && {
                let tag = self.tag(u.tokens.start);
                tag.is_tensed()
            }
        };
        let mut next = member + 1;
        while self.scene.units.get(next).is_some_and(|u| u.kind == UnitKind::Aside) {
            next += 1;
        }
        let verb_follows = self.scene.units.get(next).is_some_and(tensed);
        if !verb_follows {
            return false;
        }
        let verb_before = self.scene.units[..first]
            .iter()
            .rev()
            .take_while(|u| {
                !(u.kind == UnitKind::Word
                    && matches!(self.tag(u.tokens.start), Tag::Subordinator | Tag::Wh))
            })
            .any(tensed);
        verb_before || comma && first + 2 == member
    }

    fn join(&mut self, start: usize, end: usize) {
        let scene = &mut self.scene;
        let parties: SmallVec<[Range<usize>; 8]> = (start..end)
            .filter(|&i| scene.units[i].kind == UnitKind::Party)
            .map(|i| scene.members[i].clone())
            .collect();
        let (Some(first), Some(last)) = (parties.first(), parties.last()) else { return };
        let members = first.start..last.end;
        let mut accepts = Accepts::PLURAL;
        for party in &scene.parties[members.clone()] {
            accepts |= party.accepts - (Accepts::NOMINATIVE | Accepts::ACCUSATIVE);
        }
        let tokens = scene.units[start].tokens.join(scene.units[end - 1].tokens);
        scene.units[start] = Unit {
            kind: UnitKind::List,
            tokens,
            word: WordId::UNKNOWN,
            accepts,
            verb: VerbForm::None,
        };
        scene.members[start] = members;
        scene.units.drain(start + 1..end);
        scene.members.drain(start + 1..end);
        scene.quotes.drain(start + 1..end);
    }
}

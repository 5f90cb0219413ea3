//! Factuality: whether an event is affirmed, in which mood, and on whose word, read from the words
//! around its trigger.
//!
//! The words that may stand between a subject and its verb are walked here once, for the patterns
//! (which may pass over them) and for the reading of cues alike. The cues themselves are data:
//! `rules/_shared/modality.yaml`.

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use crate::extraction::{EvidenceKind, Modality, Polarity};
use crate::rule::schema;
use crate::rule::unit::{Accepts, Dependence, Understood, Unit, UnitKind, VerbForm};
use crate::rule::vocabulary::{Vocabulary, is_word, words};
use crate::text::{Lexicon, WordId, word};

/// Polarity, modality and evidence together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Factuality {
    /// Affirmed or negated.
    pub polarity: Polarity,
    /// Mood.
    pub modality: Modality,
    /// On whose word.
    pub evidence: EvidenceKind,
}

/// All cues, by the word that a search begins with.
#[derive(Clone, Debug, Default)]
pub struct Cues {
    cues: Vec<Cue>,
    /// By their last word; longest first.
    helping: Index,
    before_noun: Index,
    openers: Index,
    /// By their first word; longest first.
    after_noun: Index,
    adverbs: Vec<WordId>,
    /// What stands inside cues of several words; sorted.
    inner: Vec<WordId>,
}

#[derive(Clone, Debug, Default)]
struct Index {
    /// One bit for each word: most words begin no cue, and are asked for most often.
    known: Vec<u64>,
    cues: FxHashMap<WordId, SmallVec<[u32; 2]>>,
}

impl Index {
    fn get(&self, word: WordId) -> Option<&SmallVec<[u32; 2]>> {
        let bits = self.known.get(word.0 as usize / 64).copied().unwrap_or_default();
        if bits & 1 << (word.0 % 64) == 0 {
            return None;
        }
        self.cues.get(&word)
    }

    fn add(&mut self, word: WordId, cue: u32) {
        let at = word.0 as usize / 64;
        self.known.resize(self.known.len().max(at + 1), 0);
        self.known[at] |= 1 << (word.0 % 64);
        self.cues.entry(word).or_default().push(cue);
    }
}

#[derive(Clone, Debug)]
struct Cue {
    items: Box<[Item]>,
    sets: Sets,
    inverted: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Sets {
    polarity: Option<Polarity>,
    modality: Option<Modality>,
    evidence: Option<EvidenceKind>,
}

#[derive(Clone, Debug)]
enum Item {
    Word(WordId),
    /// Any form of a verb; sorted.
    Forms(Box<[WordId]>),
    /// One party between the words of a cue: urged *Keller* to.
    Party,
}

/// What stands left of a verb and belongs to it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Walk {
    /// The first helping word.
    pub start: usize,
    /// Where a subject may end, from the verb leftwards.
    pub boundaries: SmallVec<[usize; 8]>,
    cues: SmallVec<[u32; 4]>,
}

/// How far from its verb a helping word may stand.
const FARTHEST: usize = 16;

impl Cues {
    /// Walks left from the verb at `verb`, over auxiliaries, adverbs, negations and cues.
    pub fn walk(&self, units: &[Unit], verb: usize) -> Walk {
        let mut walk = Walk { start: verb, ..Walk::default() };
        walk.boundaries.push(verb);
        self.walk_on(units, &mut walk);
        walk
    }

    fn walk_on(&self, units: &[Unit], walk: &mut Walk) {
        let limit = walk.start.saturating_sub(FARTHEST);
        let mut open = true;
        let mut at = walk.start;
        while at > limit {
            if let Some((cue, start, subject)) = self.longest(&self.helping, units, at) {
                walk.cues.push(cue);
                // “is reportedly expected to”
                let asides = units[start..at].iter().filter(|unit| unit.kind == UnitKind::Aside);
                walk.cues.extend(asides.filter_map(|u| self.single(u.word)).filter(|&c| c != cue));
                walk.start = start;
                at = start;
                match subject {
                    // “Haddad urged Keller to meet”: Keller is the subject, Haddad is not.
                    Some(subject) if open => {
                        walk.boundaries.push(subject);
                        open = false;
                    }
                    _ if open => walk.boundaries.push(start),
                    _ => {}
                }
            } else if units[at - 1].kind.is_adjunct() {
                at -= 1;
            } else {
                break;
            }
        }
    }

    /// Where what stands left of the noun at `noun` may end: before any of its adjectives.
    pub fn noun_boundaries(&self, units: &[Unit], noun: usize) -> SmallVec<[usize; 8]> {
        let mut boundaries = SmallVec::from_slice(&[noun]);
        let mut at = noun;
        while at > noun.saturating_sub(FARTHEST) {
            match self.longest(&self.before_noun, units, at) {
                Some((_, before, _)) => at = before,
                None if stands_before_noun(&units[at - 1]) => at -= 1,
                None => break,
            }
            boundaries.push(at);
        }
        boundaries
    }

    /// The factuality of an event whose trigger is a verb at `trigger`, and its helping words.
    /// `start` is where the whole match begins, `loose` the units of the match that fill no hole.
    pub fn of_verb(
        &self,
        units: &[Unit],
        trigger: usize,
        start: usize,
        loose: impl Iterator<Item = usize>,
    ) -> (Factuality, usize) {
        let walk = self.walk(units, trigger);
        let mut reading = Reading::default();
        for &cue in &walk.cues {
            reading.add(self.cues[cue as usize].sets);
        }
        // “held no talks”
        for at in loose {
            if let Some((cue, ..)) = self.longest(&self.before_noun, units, at + 1) {
                let polarity = self.cues[cue as usize].sets.polarity;
                reading.add(Sets { polarity, ..Sets::default() });
            }
        }
        self.add_opener(units, start.min(walk.start), &mut reading);
        (reading.finish(), walk.start)
    }

    /// The factuality of an event whose trigger is a noun at `trigger`, and where the words that
    /// belong to the noun begin. `start..end` is the whole match.
    pub fn of_noun(
        &self,
        units: &[Unit],
        trigger: usize,
        start: usize,
        end: usize,
    ) -> (Factuality, usize) {
        let mut reading = Reading::default();
        let mut at = trigger;
        while at > trigger.saturating_sub(FARTHEST) {
            if let Some((cue, before, _)) = self.longest(&self.before_noun, units, at) {
                reading.add(self.cues[cue as usize].sets);
                at = before;
            } else if stands_before_noun(&units[at - 1]) {
                at -= 1;
            } else {
                break;
            }
        }
        let group = at;
        // “her meeting with Marten” is taken for granted, whatever opens the clause.
        let owner = at.checked_sub(1).and_then(|i| units.get(i));
        let pronoun = owner.is_some_and(|u| u.accepts.contains(Accepts::PRONOUN));
        let owned = pronoun || owner.is_some_and(|u| is_word(u, word::GENITIVE_S));
        at -= usize::from(pronoun);
        let mut walk = Walk { start: at, ..Walk::default() };
        // “did not attend talks”: the cues of the verb that governs the noun.
        let governed = self.longest(&self.helping, units, at).is_none();
        let governor = units[..at].iter().rposition(|unit| !unit.kind.is_adjunct());
        if let Some(verb) = governor
            && governed
            && units[verb].kind == UnitKind::Word
            && units[verb].verb != VerbForm::None
        {
            walk.start = verb;
        }
        self.walk_on(units, &mut walk);
        for &cue in &walk.cues {
            reading.add(self.cues[cue as usize].sets);
        }
        if let Some(cue) = self.said_after(units, end) {
            reading.add(self.cues[cue as usize].sets);
        }
        if !owned {
            self.add_opener(units, start.min(walk.start), &mut reading);
        }
        (reading.finish(), group)
    }

    /// The words of cues of several words, sorted: “plans”, “invitation”.
    pub fn inner_words(&self) -> &[WordId] {
        &self.inner
    }

    /// What an event takes over from the verb whose subject it shares. `bare` tells whether its
    /// own form leaves its mood open.
    pub fn inherit(
        &self,
        units: &[Unit],
        shared: Understood,
        bare: bool,
        factuality: &mut Factuality,
    ) {
        let Understood { governor, dependence, .. } = shared;
        if dependence == Dependence::Coordinated && !bare {
            return;
        }
        // “requested leave to meet Marten”: the governing verb can itself be a cue.
        let itself = dependence == Dependence::Purpose
            && self.longest(&self.helping, units, governor + 1).is_some();
        let mut walk = Walk { start: governor + usize::from(itself), ..Walk::default() };
        self.walk_on(units, &mut walk);
        let mut reading = Reading { negatives: 0, ..Reading::default() };
        for &cue in &walk.cues {
            reading.add(self.cues[cue as usize].sets);
        }
        match dependence {
            // “will speak after meeting Marten”; but who did not speak after it has met him.
            Dependence::Adjunct => {
                if reading.modality == Modality::Planned {
                    factuality.modality = factuality.modality.max(Modality::Planned);
                }
            }
            Dependence::Purpose | Dependence::Coordinated => {
                factuality.modality = factuality.modality.max(reading.modality);
                factuality.evidence = factuality.evidence.max(reading.evidence);
                if reading.negatives == 1 {
                    factuality.polarity = Polarity::Negative;
                }
            }
        }
    }

    /// “nobody”, “neither”, “if”: what stands before the match or heads its subject.
    fn add_opener(&self, units: &[Unit], start: usize, reading: &mut Reading) {
        let subject = units.get(start).filter(|unit| unit.kind == UnitKind::Party);
        if let Some(cue) = subject.and_then(|unit| self.single(unit.word)) {
            let polarity = self.cues[cue as usize].sets.polarity;
            reading.add(Sets { polarity, ..Sets::default() });
        }
        let mut at = start;
        loop {
            if let Some((cue, before, _)) = self.longest(&self.openers, units, at) {
                let cue = &self.cues[cue as usize];
                if !cue.inverted || before == 0 {
                    reading.add(cue.sets);
                }
                return;
            }
            if at == start
                && let Some((cue, ..)) = self.longest(&self.helping, units, at)
                && self.cues[cue as usize].sets.polarity.is_some()
            {
                reading.add(self.cues[cue as usize].sets);
            }
            match at.checked_sub(1).and_then(|before| units.get(before)) {
                Some(unit) if unit.kind.is_adjunct() || is_word(unit, word::COMMA) => at -= 1,
                _ => return,
            }
        }
    }

    /// What is said of a noun that is the subject: “was called off”.
    fn said_after(&self, units: &[Unit], end: usize) -> Option<u32> {
        let at = (end..units.len()).find(|&at| !units[at].kind.is_adjunct())?;
        let candidates = self.after_noun.get(units[at].word)?;
        candidates.iter().copied().find(|&cue| {
            let mut at = at;
            self.cues[cue as usize].items.iter().enumerate().all(|(i, item)| {
                while i > 0
                    && units.get(at).is_some_and(|unit| self.is_adverb(unit) && !item.is(unit))
                {
                    at += 1;
                }
                at += 1;
                units.get(at - 1).is_some_and(|unit| item.is(unit))
            })
        })
    }

    /// The longest cue of `index` that ends before unit `end`: its number, its first unit, and for
    /// a cue around a party the first unit after that.
    fn longest(
        &self,
        index: &Index,
        units: &[Unit],
        end: usize,
    ) -> Option<(u32, usize, Option<usize>)> {
        let last = end.checked_sub(1).and_then(|last| units.get(last))?;
        let candidates = index.get(last.word)?;
        candidates.iter().find_map(|&cue| {
            let mut at = end;
            let mut subject = None;
            let items = &self.cues[cue as usize].items;
            for (i, item) in items.iter().rev().enumerate() {
                while i > 0 && at > 0 && self.is_adverb(&units[at - 1]) && !item.is(&units[at - 1])
                {
                    at -= 1;
                }
                if at == 0 || !item.is(&units[at - 1]) {
                    return None;
                }
                if matches!(item, Item::Party) {
                    subject = Some(at);
                }
                at -= 1;
            }
            Some((cue, at, subject))
        })
    }

    /// The cue that is this one word.
    fn single(&self, word: WordId) -> Option<u32> {
        let candidates = self.helping.get(word)?;
        candidates
            .iter()
            .copied()
            .find(|&cue| matches!(*self.cues[cue as usize].items, [Item::Word(_)]))
    }

    /// Whether `unit` may stand between the words of a cue.
    fn is_adverb(&self, unit: &Unit) -> bool {
        unit.kind.is_adjunct()
            || (unit.kind == UnitKind::Word && self.adverbs.binary_search(&unit.word).is_ok())
    }

    /// Makes the cues of a modality file.
    pub(crate) fn add(
        &mut self,
        file: &schema::Modality,
        vocabulary: &Vocabulary,
        lexicon: &mut Lexicon,
    ) {
        type Pick = fn(&mut Cues) -> &mut Index;
        let auxiliaries = schema::CueGroup::plain(&file.auxiliaries);
        let sections: [(&[schema::CueGroup], Pick, bool); 5] = [
            (&file.cues, |cues| &mut cues.helping, false),
            (std::slice::from_ref(&auxiliaries), |cues| &mut cues.helping, false),
            (&file.clause_openers, |cues| &mut cues.openers, false),
            (&file.before_noun, |cues| &mut cues.before_noun, false),
            (&file.after_noun, |cues| &mut cues.after_noun, true),
        ];
        for (groups, index, forwards) in sections {
            for group in groups {
                let sets = Sets {
                    polarity: group.sets.polarity,
                    modality: group.sets.modality,
                    evidence: group.sets.evidence,
                };
                for phrase in &group.words {
                    let items = items(&phrase.value, vocabulary, lexicon);
                    let anchor = if forwards { items.first() } else { items.last() };
                    let Some(anchor) = anchor else { continue };
                    let number = self.cues.len() as u32;
                    for word in anchor.words() {
                        index(self).add(word, number);
                    }
                    self.cues.push(Cue { items, sets, inverted: group.inverted });
                }
            }
        }
        for phrase in &file.auxiliaries {
            if let [Item::Word(adverb)] = *items(&phrase.value, vocabulary, lexicon)
                && adverb != word::TO
            {
                self.adverbs.push(adverb);
            }
        }
        self.adverbs.sort_unstable();
        for items in self.cues.iter().map(|cue| &cue.items).filter(|items| items.len() > 1) {
            self.inner.extend(items.iter().filter_map(|item| match item {
                Item::Word(word) => Some(*word),
                Item::Forms(_) | Item::Party => None,
            }));
        }
        self.inner.sort_unstable();
        self.inner.dedup();
        let Cues { cues, helping, before_noun, openers, after_noun, .. } = self;
        for index in [helping, before_noun, openers, after_noun] {
            #[expect(clippy::iter_over_hash_type, reason = "each list is sorted by itself")]
            for candidates in index.cues.values_mut() {
                // The sort is stable: of two equally long cues, the first of the file wins.
                candidates.sort_by_key(|&cue| std::cmp::Reverse(cues[cue as usize].items.len()));
            }
        }
    }
}

impl Item {
    fn is(&self, unit: &Unit) -> bool {
        match self {
            Item::Word(word) => is_word(unit, *word),
            Item::Forms(forms) => {
                unit.kind == UnitKind::Word && forms.binary_search(&unit.word).is_ok()
            }
            Item::Party => matches!(unit.kind, UnitKind::Party | UnitKind::List),
        }
    }

    fn words(&self) -> SmallVec<[WordId; 5]> {
        match self {
            Item::Word(word) => SmallVec::from_slice(&[*word]),
            Item::Forms(forms) => SmallVec::from_slice(forms),
            Item::Party => SmallVec::new(),
        }
    }
}

/// `~urge {participant} to` → forms of urge, a party, to
fn items(phrase: &str, vocabulary: &Vocabulary, lexicon: &mut Lexicon) -> Box<[Item]> {
    let mut items = Vec::new();
    for piece in phrase.split_whitespace() {
        if piece.starts_with('{') {
            items.push(Item::Party);
        } else if let Some(lemma) = piece.strip_prefix('~') {
            let forms = vocabulary.forms_of(lemma);
            let mut forms: Vec<WordId> =
                forms.iter().map(|(form, _)| lexicon.intern(form)).collect();
            forms.sort_unstable();
            forms.dedup();
            items.push(Item::Forms(forms.into()));
        } else {
            items.extend(words(piece, lexicon).into_iter().map(Item::Word));
        }
    }
    items.into()
}

/// An article, adjective or the like: a plain word that is no verb, mark, or joining word.
fn stands_before_noun(unit: &Unit) -> bool {
    const JOINING: [WordId; 16] = [
        word::AND,
        word::OR,
        word::BUT,
        word::NOR,
        word::TO,
        word::OF,
        word::FOR,
        word::WITH,
        word::IN,
        word::AT,
        word::ON,
        word::BY,
        word::FROM,
        word::AS,
        word::BETWEEN,
        word::AFTER,
    ];
    let plain = unit.kind == UnitKind::Word && unit.verb == VerbForm::None;
    plain
        && unit.word != word::GENITIVE_S
        && !JOINING.contains(&unit.word)
        && (unit.word == word::HYPHEN || !(word::COMMA..=word::BULLET).contains(&unit.word))
}

#[derive(Default)]
struct Reading {
    negatives: usize,
    modality: Modality,
    evidence: EvidenceKind,
}

impl Reading {
    fn add(&mut self, sets: Sets) {
        self.negatives += usize::from(sets.polarity == Some(Polarity::Negative));
        // Of several moods the least certain one counts.
        self.modality = self.modality.max(sets.modality.unwrap_or_default());
        self.evidence = self.evidence.max(sets.evidence.unwrap_or_default());
    }

    fn finish(self) -> Factuality {
        let Reading { negatives, modality, evidence } = self;
        match negatives {
            0 => Factuality { polarity: Polarity::Positive, modality, evidence },
            1 => Factuality { polarity: Polarity::Negative, modality, evidence },
            // Two negatives never add up to a fact.
            _ => Factuality {
                polarity: Polarity::Positive,
                modality: modality.max(Modality::Possible),
                evidence,
            },
        }
    }
}

//! Whether an event is affirmed, in which mood, and on whose word.

use crate::extraction::{EvidenceKind, Modality, Polarity};
use crate::rule::cue::walk::{FARTHEST, Walk, is_compound, stands_before_noun};
use crate::rule::cue::{Before, Cue, Cues, Item, Sets};
use crate::rule::unit::{Accepts, Dependence, Understood, Unit, UnitKind, VerbForm};
use crate::rule::vocabulary::is_word;
use crate::text::{WordId, word};

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

impl Cues {
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
        // “will send envoys to meet Marten”: they meet him if they are sent.
        let sent = walk.start.checked_sub(2).filter(|&verb| {
            is_word(&units[walk.start], word::TO)
                && matches!(units[verb + 1].kind, UnitKind::Party | UnitKind::List)
                && is_verb(&units[verb])
        });
        if let Some(verb) = sent {
            let mut governing = Walk { start: verb, ..Walk::default() };
            self.walk_on(units, &mut governing);
            for &cue in &governing.cues {
                reading.add(self.cues[cue as usize].sets);
            }
        }
        reading.add_headline(units, walk.start);
        self.add_opener(units, start.min(walk.start), &mut reading);
        (reading.finish(), walk.start)
    }

    /// The factuality of an event whose trigger is a noun at `trigger`, and where the words that
    /// belong to the noun begin. `start..end` is the whole match; `carries` tells which verbs say no
    /// more than the noun itself (“hold talks”), so that what is said of them is said of it.
    pub fn of_noun(
        &self,
        units: &[Unit],
        trigger: usize,
        start: usize,
        end: usize,
        carries: impl Fn(usize) -> bool,
    ) -> (Factuality, usize) {
        let mut reading = Reading::default();
        let mut any = false;
        // “ahead of *last month’s* talks”: what is over is no plan.
        let mut over = false;
        // “is likely to speak of his *recent* talks”: whatever becomes of that, they were held.
        let mut past = false;
        let mut at = trigger;
        while at > trigger.saturating_sub(FARTHEST) {
            if let Some((cue, before, _)) = self.longest(&self.before_noun, units, at) {
                // “denied any meeting with Marten”: no mere possibility, once it is denied.
                any |= units[at - 1].word == word::ANY;
                reading.add(self.cues[cue as usize].sets);
                at = before;
            } else if at >= 2
                && is_word(&units[at - 1], word::OF)
                && is_word(&units[at - 2], word::ROUND)
            {
                // “ahead of a new *round of* talks”
                at -= 2;
            } else if at >= 2
                && (is_word(&units[at - 1], word::OR) || is_word(&units[at - 1], word::AND))
                && stands_before_noun(&units[at - 2])
            {
                // “suggested a *meeting or* phone call”
                at -= 2;
            } else if matches!(units[at - 1].word, word::RECENT | word::PREVIOUS) {
                past = true;
                at -= 1;
            } else if units[at - 1].kind == UnitKind::Time {
                over |= matches!(units[at - 1].word, word::LAST | word::YESTERDAY);
                at -= 1;
            } else if is_mark_alone(&units[at - 1])
                || units[at - 1].kind == UnitKind::Aside
                || is_compound(units, at - 1)
                || stands_before_noun(&units[at - 1])
                    && (self.longest(&self.helping, units, at).is_none()
                        || self.is_ordinal(units, at - 1))
            {
                at -= 1;
            } else {
                break;
            }
        }
        // “arranged a meeting *last year* between Keller and Marten”
        let next = units.get(trigger + 1).filter(|unit| unit.kind == UnitKind::Time);
        over |= next.is_some_and(|unit| matches!(unit.word, word::LAST | word::YESTERDAY));
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
        // “*none of* her meetings with Marten were about money”: they were held.
        let partitive = owned
            && at >= 2
            && is_word(&units[at - 1], word::OF)
            && matches!(units[at - 2].word, word::NONE | word::FEW);
        if let Some(verb) = governor
            && governed
            && is_verb(&units[verb])
            && carries(verb)
        {
            walk.start = verb;
        } else if governed && let Some(verb) = units[start.min(at)..at].iter().rposition(is_verb) {
            // “will travel there for talks”
            walk.start = start.min(at) + verb;
        }
        if !partitive {
            self.walk_on(units, &mut walk);
        }
        for (number, &cue) in walk.cues.iter().enumerate() {
            let Cue { items, sets, .. } = &self.cues[cue as usize];
            // “refused to *discuss* her meeting with Marten”: what somebody does with it, or does not,
            // leaves it a fact.
            let verb = matches!(items.first(), Some(Item::Forms(_)));
            if owned && number == 0 && verb && sets.modality == Some(Modality::Possible) {
                break;
            }
            reading.add(*sets);
        }
        if over && reading.modality == Modality::Planned || past && owned {
            reading.modality = Modality::Asserted;
        }
        reading.add_headline(units, walk.start);
        if let Some(cue) = self.said_after(units, end) {
            reading.add(self.cues[cue as usize].sets);
        }
        if !owned {
            self.add_opener(units, start.min(walk.start), &mut reading);
        }
        if any && reading.negatives == 1 && reading.modality == Modality::Possible {
            reading.modality = Modality::Asserted;
        }
        (reading.finish(), group)
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
                // “*whether* he agrees to talks with Marten”
                let mut opened = Reading::default();
                self.add_opener(units, shared.subject.min(governor), &mut opened);
                if opened.modality == Modality::Hypothetical {
                    reading.modality = opened.modality;
                }
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
        let mut at = (end..units.len()).find(|&at| !units[at].kind.is_adjunct())?;
        // “The talks *on the dam* were called off”
        let topic = units.get(at + 1).is_some_and(|u| u.kind == UnitKind::Party)
            && (is_word(&units[at], word::ON) || is_word(&units[at], word::ABOUT));
        if topic {
            at = (at + 2..units.len()).find(|&at| !units[at].kind.is_adjunct())?;
        }
        // “*had* been called off”
        let helped = stands_before_noun(&units[at]);
        self.said_at(units, at).or_else(|| self.said_at(units, at + 1).filter(|_| helped))
    }

    /// “her *first* meeting”, “the *only* talks”: an adverb elsewhere, an adjective here.
    fn is_ordinal(&self, units: &[Unit], at: usize) -> bool {
        let before = at.checked_sub(1).map(|i| &units[i]);
        self.adverbs.contains(units[at].word)
            && units[at].verb == VerbForm::None
            && before.is_some_and(|unit| {
                unit.accepts.contains(Accepts::PRONOUN)
                    || matches!(unit.word, word::THE | word::A | word::AN | word::GENITIVE_S)
            })
    }

    /// The cue about a subject noun that begins with unit `at`.
    fn said_at(&self, units: &[Unit], at: usize) -> Option<u32> {
        let candidates = self.after_noun.get(units.get(at)?.word, Before::Nothing);
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
}

/// “no ‘second meeting’”: a quotation mark.
fn is_mark_alone(unit: &Unit) -> bool {
    unit.kind == UnitKind::Aside && unit.word == WordId::UNKNOWN && unit.tokens.len() == 1
}

fn is_verb(unit: &Unit) -> bool {
    unit.kind == UnitKind::Word && unit.verb != VerbForm::None
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

    /// “Keller to meet Marten”: an infinitive behind the first words of a headline is a plan.
    fn add_headline(&mut self, units: &[Unit], verb: usize) {
        let subject = |unit: &Unit| matches!(unit.kind, UnitKind::Party | UnitKind::List);
        if verb == 1 && is_word(&units[1], word::TO) && subject(&units[0]) {
            self.modality = self.modality.max(Modality::Planned);
        }
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

//! What the rest of the sentence does to the mood of a meeting: questions, plans told as such at the
//! time, what is to come after “until”, and plans called off.

use crate::event::PeriodScene;
use crate::extraction::{EvidenceKind, Modality, Polarity};
use crate::rule::unit::{Accepts, Unit, UnitKind, VerbForm};
use crate::rule::{EntryKind, Factuality, RuleMatch, RuleSet};
use crate::text::{Classes, word};

/// How far before a noun the verb may stand that says what becomes of it.
const FAR_OFF: usize = 8;

/// The most units that a refutation covers, marks included.
const SHORT: usize = 6;

/// The factuality of a meeting in its sentence.
pub fn factuality(scene: &PeriodScene<'_>, rules: &RuleSet, found: &RuleMatch) -> Factuality {
    let mood = Mood { scene, rules, found };
    let mut factuality = found.factuality;
    if factuality.modality == Modality::Possible && mood.is_past_in_spite_of_would() {
        factuality.modality = Modality::Asserted;
    }
    let thought = mood.is_asked() || mood.is_mere_thought() || mood.is_supposed();
    if thought || mood.is_yet_to_come() || mood.is_travelled_to() {
        let modality = if thought { Modality::Possible } else { Modality::Planned };
        factuality.modality = factuality.modality.max(modality);
    }
    if mood.is_said_to_have_been() {
        factuality.modality = Modality::Asserted;
        factuality.polarity = Polarity::Positive;
    }
    if factuality.modality == Modality::Planned && mood.went_ahead() {
        factuality.modality = Modality::Asserted;
    }
    if mood.shares_negation() {
        factuality.polarity = Polarity::Negative;
    }
    if factuality.modality == Modality::Possible && mood.was_announced() {
        factuality.modality = Modality::Planned;
    }
    if factuality == Factuality::default() && mood.was_called_for() {
        factuality.modality = Modality::Desired;
    }
    if mood.was_refuted() {
        // That a denial was false makes no fact of what was denied: two accounts stand side by side.
        if factuality.polarity == Polarity::Negative {
            factuality.evidence = EvidenceKind::Hearsay;
        }
        factuality.polarity = Polarity::Negative;
    }
    if mood.was_called_off(factuality) {
        factuality.polarity = Polarity::Negative;
        factuality.modality = Modality::Planned;
    }
    factuality
}

struct Mood<'a> {
    scene: &'a PeriodScene<'a>,
    rules: &'a RuleSet,
    found: &'a RuleMatch,
}

impl Mood<'_> {
    fn text(&self, unit: &Unit) -> &str {
        self.scene.reading.lexicon.text(unit.word)
    }

    fn classes(&self, unit: &Unit) -> Classes {
        self.scene.reading.lexicon.classes(unit.word)
    }

    /// The helping words, without what stands between them: “would “consult””.
    fn helping(&self) -> impl Iterator<Item = &Unit> {
        let group = self.scene.units.get(self.found.verb_group.clone()).unwrap_or_default();
        group.iter().filter(|unit| !unit.kind.is_adjunct())
    }

    fn is_verb(&self) -> bool {
        self.rules.vocabulary().entry(self.found.entry).kind == EntryKind::Verb
    }

    /// “refused to speak of talks with Marten **that took place** in May”
    fn is_said_to_have_been(&self) -> bool {
        let end = self.found.units.end.max(self.found.trigger.end);
        let text = |at: usize| self.scene.units.get(at).map_or("", |unit| self.text(unit));
        !self.is_verb()
            && matches!(text(end), "that" | "which")
            && matches!(text(end + 1), "took" | "happened" | "occurred" | "lasted")
    }

    /// “the long-planned meeting with Marten **took place**”
    fn went_ahead(&self) -> bool {
        let end = self.found.units.end.max(self.found.trigger.end);
        let text = |at: usize| self.scene.units.get(at).map_or("", |unit| self.text(unit));
        !self.is_verb()
            && matches!(
                (text(end), text(end + 1)),
                ("took", "place")
                    | ("went", "ahead")
                    | ("lasted" | "ended" | "began" | "opened", _)
            )
    }

    /// “had **never** phoned **or** dined with Marten”
    fn shares_negation(&self) -> bool {
        let units = &self.scene.units;
        let left_out =
            self.found.captures.iter().map(|c| c.units.start).find(|&at| {
                units[at].tokens.is_empty() && at > 0 && self.text(&units[at - 1]) == "or"
            });
        left_out.is_some_and(|at| {
            let verbs = units[..at].iter().rev().take_while(|u| {
                !matches!(u.kind, UnitKind::Party | UnitKind::List) && u.word != word::THAT
            });
            verbs.into_iter().any(|u| matches!(self.text(u), "not" | "n't" | "never"))
        })
    }

    /// “Did Keller meet Marten?”
    fn is_asked(&self) -> bool {
        let document = &self.scene.reading.document;
        let trigger = self.scene.units[self.found.trigger.start].tokens.start;
        let Some(sentence) = document.sentence_of(trigger) else { return false };
        // “Why did she meet Marten?” Haddad asked.
        let tokens = document.sentences[sentence].tokens;
        let around = document.quotes.iter().filter(|quote| quote.inside.contains(trigger));
        let end = around.map(|quote| quote.tokens.end).fold(tokens.end, u32::min);
        let last = document.tokens.as_slice()[..end as usize].iter().rev();
        let marks = last.take(2).any(|t| self.scene.reading.lexicon.text(t.word) == "?");
        // “said that she met him: “Did I err?””: what is asked is quoted.
        let quoted = document.quotes.iter().any(|quote| {
            quote.tokens.start > trigger && quote.tokens.start < end && quote.tokens.end + 1 >= end
        });
        // “*Why* did she meet Marten?”: that she did is taken for granted, and so is all but the verb
        // of the question.
        let units = &self.scene.units;
        let start = self.found.units.start.min(self.found.verb_group.start);
        let helper = units[..start.max(1)]
            .iter()
            .rposition(|u| matches!(self.text(u), "did" | "was" | "were" | "has" | "have" | "had"));
        let opener = helper.and_then(|at| at.checked_sub(1)).map_or("", |at| self.text(&units[at]));
        let granted = matches!(opener, "why" | "when" | "where" | "how" | "times" | "often");
        let at_once = helper.is_some_and(|at| start <= at + 2);
        let asked = self.is_verb() || at_once && self.is_new();
        marks && !quoted && asked && !granted
    }

    /// Whether nothing before a noun says that it is known: “talks”, “a meeting”.
    fn is_new(&self) -> bool {
        let before = self.found.trigger.start.checked_sub(1).map(|at| &self.scene.units[at]);
        before.is_none_or(|unit| {
            !unit.accepts.contains(Accepts::PRONOUN)
                && !matches!(self.text(unit), "the" | "his" | "her" | "their" | "'s")
        })
    }

    /// “advised **against** Keller meeting Marten”, “the **idea of** Keller meeting Marten”: not told
    /// as a fact.
    fn is_mere_thought(&self) -> bool {
        let units = &self.scene.units;
        let subject = self.found.captures.iter().find(|c| c.units.end <= self.found.trigger.start);
        let start = subject.map_or(self.found.units.start, |c| c.units.start);
        let before = |back: usize| start.checked_sub(back).map_or("", |at| self.text(&units[at]));
        let thought = matches!(
            before(2),
            "chance"
                | "hope"
                | "hopes"
                | "idea"
                | "likelihood"
                | "notion"
                | "possibility"
                | "prospect"
                | "risk"
                | "thought"
        );
        units[self.found.trigger.start].verb == VerbForm::Ing
            && (before(1) == "against" || before(1) == "of" && thought)
    }

    /// “**a** meeting between Keller and Marten **could** be seen as a threat”, “Keller **could** walk away
    /// during **a** meeting with Marten”: a meeting that nobody has been told of, in a clause about what
    /// may be.
    fn is_supposed(&self) -> bool {
        let units = &self.scene.units;
        let trigger = self.found.trigger.start;
        let new = trigger.checked_sub(1).map_or("", |at| self.text(&units[at]));
        if self.is_verb() || !matches!(new, "a" | "an") {
            return false;
        }
        let modal = |at: usize| {
            let next = (at..units.len()).find(|&i| !units[i].kind.is_adjunct());
            next.is_some_and(|i| matches!(self.text(&units[i]), "could" | "may" | "might"))
        };
        let subject = self.found.captures.iter().find(|c| c.units.start < trigger);
        match subject {
            Some(subject) => modal(subject.units.end),
            None => modal(self.found.units.end),
        }
    }

    /// “**heads** to Port Salis for talks with Marten”: under way, and not yet there.
    fn is_travelled_to(&self) -> bool {
        let units = &self.scene.units;
        let trigger = self.found.trigger.start;
        let purpose = units[..trigger].iter().rposition(|u| matches!(self.text(u), "for" | "to"));
        let Some(purpose) = purpose.filter(|at| at + FAR_OFF > trigger) else { return false };
        let subject = self.found.captures.iter().find(|c| c.units.start < purpose);
        let Some(subject) = subject.map(|c| c.units.end) else { return false };
        let verb = units
            .get(subject..purpose)
            .and_then(|between| between.iter().find(|unit| !unit.kind.is_adjunct()));
        let for_noun = self.is_verb() == (self.text(&units[purpose]) == "to");
        for_noun
            && verb.is_some_and(|unit| {
                let journey = self.rules.vocabulary().list_named("meet.journeys");
                self.classes(unit).intersects(Classes::VERB_S | Classes::VERB)
                    && !self.classes(unit).contains(Classes::VERB_PAST)
                    && journey.is_some_and(|list| self.rules.vocabulary().names(list, unit.word))
            })
    }

    /// “would **often** meet Marten”, “would meet **every Friday**”, “would **later** meet”: a habit of
    /// the past, or its next step; “did not know that she would meet him”: she did.
    fn is_past_in_spite_of_would(&self) -> bool {
        let units = &self.scene.units;
        if !self.is_verb() || !self.helping().any(|u| self.text(u) == "would") {
            return false;
        }
        let plain =
            self.helping().all(|u| matches!(self.text(u), "would" | "also" | "both" | "then"));
        let tokens = self.scene.reading.document.tokens.as_slice();
        let text = |at: u32| self.scene.reading.lexicon.text(tokens[at as usize].word);
        let group = units.get(self.found.verb_group.start..self.found.trigger.start);
        let group = group.and_then(|g| Some((g.first()?.tokens.start, g.last()?.tokens.end)));
        let adverb = group.is_some_and(|(from, to)| {
            (from..to).any(|at| {
                matches!(
                    text(at),
                    "later"
                        | "eventually"
                        | "subsequently"
                        | "often"
                        | "regularly"
                        | "sometimes"
                        | "frequently"
                        | "always"
                        | "usually"
                        | "occasionally"
                )
            })
        });
        let start = self.found.units.start.min(self.found.verb_group.start);
        let adjuncts = |u: &&Unit| u.kind.is_adjunct() || u.word == word::COMMA;
        let before = units[..start].iter().rev().take_while(adjuncts);
        let behind = units[self.found.units.end..].iter().take_while(|u| u.word != word::COMMA);
        let often = |u: &Unit| {
            u.kind == UnitKind::Time && matches!(text(u.tokens.start), "every" | "each" | "most")
        };
        let later = |u: &Unit| u.kind.is_adjunct() && text(u.tokens.end - 1) == "later";
        let dated = before.clone().any(|u| often(u) || later(u)) || behind.clone().any(often);
        (plain || adverb) && (adverb || dated) || self.is_unforeseen()
    }

    /// “did not **know** that she would meet Marten”
    fn is_unforeseen(&self) -> bool {
        let units = &self.scene.units;
        let subject = self.found.captures.iter().find(|c| c.units.end <= self.found.trigger.start);
        let start = subject.map_or(self.found.units.start, |c| c.units.start);
        let mut before = units[..start].iter().rev().filter(|u| !u.kind.is_adjunct());
        let verb = before.find(|u| u.word != word::THAT).map_or("", |u| self.text(u));
        let helper = before.next().map_or("", |u| self.text(u));
        verb == "know" && matches!(helper, "not" | "n't" | "never") || verb == "unaware"
    }

    /// “said that the council **had to** consult Marten”: what must be done, told by somebody.
    fn was_called_for(&self) -> bool {
        let units = &self.scene.units;
        let must = self.helping().map(|unit| self.text(unit)).eq(["had", "to"]);
        let subject = self.found.captures.iter().find(|c| c.units.end <= self.found.trigger.start);
        let Some(start) = subject.map(|c| c.units.start).filter(|_| must) else { return false };
        let mut before = units[..start].iter().rev().filter(|u| !u.kind.is_adjunct());
        before.find(|u| u.word != word::THAT).is_some_and(|unit| {
            unit.kind == UnitKind::Word
                && self.classes(unit).contains(Classes::CUE)
                && self.classes(unit).intersects(Classes::VERB_PAST | Classes::VERB_ING)
        })
    }

    /// “until she confers with Marten”, “before he meets Chen”: the present tense is a future here.
    fn is_yet_to_come(&self) -> bool {
        let units = &self.scene.units;
        // “until she *holds* talks with Marten”
        let carrier = || {
            let before = self.found.units.start..self.found.trigger.start;
            before.rev().find(|&at| units[at].verb != VerbForm::None)
        };
        let verb = if self.is_verb() { Some(self.found.trigger.start) } else { carrier() };
        let Some(trigger) = verb.map(|at| &units[at]) else { return false };
        let helped = self.helping().any(|u| u.kind == UnitKind::Word);
        let present = !helped
            && self.classes(trigger).intersects(Classes::VERB_S | Classes::VERB)
            && !self.classes(trigger).intersects(Classes::VERB_PAST | Classes::VERB_ING);
        let opener = self.found.units.start.checked_sub(1).map(|i| self.text(&units[i]));
        let will = |u: &Unit| matches!(self.text(u), "will" | "'ll");
        let ahead = || units.iter().any(will);
        present
            && (matches!(opener, Some("until" | "before" | "once" | "when"))
                || matches!(opener, Some("after" | "as")) && ahead())
    }

    /// “announced that Keller would meet Marten”: a plan when it was told.
    fn was_announced(&self) -> bool {
        let units = &self.scene.units;
        // “would hold talks”: the helping words are those of the verb that carries the noun.
        let subject = self.found.captures.iter().find(|c| c.units.start < self.found.trigger.start);
        let of_noun = || {
            let from = subject.map_or(self.found.units.start, |c| c.units.end);
            let between = units.get(from..self.found.trigger.start).unwrap_or_default();
            // “would be open to talks”
            let wishes = |u: &Unit| {
                matches!(self.text(u), "open" | "like" | "love" | "prefer" | "rather" | "consider")
            };
            between.first().is_some_and(|unit| self.text(unit) == "would")
                && !between.iter().any(wishes)
        };
        // “said that his talks with Marten would take place in May”
        let behind = || {
            let end = self.found.units.end.max(self.found.trigger.end);
            let next = units.get(end..).unwrap_or_default().iter().find(|u| !u.kind.is_adjunct());
            next.is_some_and(|unit| self.text(unit) == "would")
        };
        let would = !self.is_verb() && behind()
            || self
                .helping()
                .map(|unit| self.text(unit))
                .filter(|text| !matches!(*text, "not" | "n't" | "never"))
                .eq(["would"])
            || !self.is_verb() && of_noun();
        let start = self.found.units.start.min(self.found.verb_group.start);
        let start = subject.map_or(start, |c| c.units.start.min(start));
        let mut before = units[..start].iter().rev().filter(|u| !u.kind.is_adjunct());
        let before = before.find(|u| u.word != word::THAT);
        would
            && before.is_some_and(|u| {
                // “the announcement that Keller would meet Marten”, “is sure she would meet him”
                let noun = matches!(
                    self.text(u),
                    "announcement"
                        | "certain"
                        | "clear"
                        | "confident"
                        | "confirmation"
                        | "decision"
                        | "news"
                        | "pledge"
                        | "promise"
                        | "sure"
                );
                noun || u.kind == UnitKind::Word
                    && self.classes(u).contains(Classes::CUE)
                    && self.classes(u).intersects(Classes::VERB_PAST | Classes::VERB_ING)
            })
    }

    /// “had hoped to see Marten, until the talks were cancelled”
    fn was_called_off(&self, factuality: Factuality) -> bool {
        let Factuality { polarity, modality, .. } = factuality;
        let past = self.helping().any(|u| matches!(self.text(u), "was" | "were" | "had" | "would"));
        let planned = polarity == Polarity::Positive
            && (matches!(modality, Modality::Planned | Modality::Possible) && past
                || modality == Modality::Desired);
        let outside = |at: &usize| !self.found.units.contains(at);
        // “a planned meeting between Keller and Marten *collapsed*”
        let end = self.found.units.end.max(self.found.trigger.end);
        let next = (end..self.scene.units.len()).find(|&i| !self.scene.units[i].kind.is_adjunct());
        let collapsed = factuality.modality == Modality::Planned
            && next.is_some_and(|at| {
                !self.is_verb() && self.stands_at("meet.collapses", at)
                    || matches!(self.text(&self.scene.units[at]), "was" | "were")
                        && self.stands_at("meet.ended-plans", at + 1)
            });
        collapsed
            || planned
                && ((0..self.scene.units.len())
                    .filter(outside)
                    .any(|at| self.stands_at("meet.cancellations", at))
                    || self.is_clause_of_what_was_called_off())
    }

    /// “called off a visit to Aldoria, where she had been due to meet Marten”
    fn is_clause_of_what_was_called_off(&self) -> bool {
        let document = &self.scene.reading.document;
        let start = self.scene.span.start;
        let tokens = document.tokens.as_slice();
        let relative = tokens.get(start as usize).is_some_and(|token| {
            matches!(self.scene.reading.lexicon.text(token.word), "where" | "when" | "which")
        });
        let Some(sentence) = document.sentence_of(start).filter(|_| relative) else { return false };
        let from = document.sentences[sentence].tokens.start;
        let vocabulary = self.rules.vocabulary();
        let Some(list) = vocabulary.list_named("meet.cancellations") else { return false };
        (from..start).any(|at| vocabulary.lengths_at(list, tokens, at as usize).next().is_some())
    }

    /// “The report **that** Keller had met Marten **was false**”: what is said of the report is said
    /// behind the clause in it, or before it: “**dismissed** as nonsense a report that …”.
    fn was_refuted(&self) -> bool {
        let units = &self.scene.units;
        let start = self.found.units.start.min(self.found.verb_group.start);
        let that = start.checked_sub(1).and_then(|at| units.get(at));
        if that.is_none_or(|unit| unit.word != word::THAT) {
            return false;
        }
        let Some(noun) = start.checked_sub(2) else { return false };
        let told = noun.checked_sub(1).is_none_or(|at| {
            units[at].verb == VerbForm::Finite && self.classes(&units[at]).contains(Classes::CUE)
        });
        // “said *claims* that …”, “*Claims* that …”: no verb directly follows another, or begins.
        let of_noun = (units[noun].verb == VerbForm::None || told)
            && (matches!(units[noun].kind, UnitKind::Party | UnitKind::Place)
                || self.classes(&units[noun]).intersects(Classes::ANY_NOUN));
        of_noun
            && ((self.found.units.end..units.len())
                .any(|at| self.stands_at("meet.refutations", at))
                || self.is_dismissed(noun))
    }

    /// Whether the verb before the noun at `noun` does away with what it tells of.
    fn is_dismissed(&self, noun: usize) -> bool {
        let units = &self.scene.units;
        let before = (0..noun).rev().take(FAR_OFF);
        let mut verbs = before.filter(|&at| units[at].verb != VerbForm::None);
        verbs.next().is_some_and(|at| self.stands_at("meet.dismissals", at))
    }

    /// Whether an entry of `list` begins with unit `at`.
    fn stands_at(&self, list: &str, at: usize) -> bool {
        let vocabulary = self.rules.vocabulary();
        let Some(list) = vocabulary.list_named(list) else { return false };
        let mut stands = false;
        vocabulary.find(list, &self.scene.units, at, |_| stands = true);
        // “was “absurd””: the mark between them changes nothing.
        let marked = self.scene.units.get(at + 1).is_some_and(|unit| unit.kind == UnitKind::Aside);
        if !stands && marked {
            let mut units: Vec<Unit> = self.scene.units[at..].iter().take(SHORT).copied().collect();
            units.remove(1);
            vocabulary.find(list, &units, 0, |_| stands = true);
        }
        stands
    }
}

//! Matches that look like meetings and are probably none: weak words between the wrong parties,
//! fixtures of sport, letters received, and visits of people who speak for nobody.

mod parties;

use crate::base::Id;
use crate::event::event::Argument;
use crate::event::{Party, PeriodScene};
use crate::extraction::{EntityKind, Polarity};
use crate::rule::unit::{Accepts, UnitKind, VerbForm};
use crate::rule::{EntryKind, Factuality, RuleMatch, RuleSet};
use crate::text::fold::fold;
use crate::text::tag::Tag;
use crate::text::{BlockKind, Classes, TokenKind, WordId, word};

/// How sure it must be who is meant where the word itself is unsure.
const SURE: f32 = 0.75;

/// How many words before the trigger a pasted headline may begin.
const PASTED: u32 = 120;

/// What a rule about meetings matched.
pub struct Candidate<'a> {
    /// Where.
    pub scene: &'a PeriodScene<'a>,
    /// The rules.
    pub rules: &'a RuleSet,
    /// The match.
    pub found: &'a RuleMatch,
    /// Who fills it.
    pub arguments: &'a [Argument],
}

impl Candidate<'_> {
    /// Whether a word that often means something else stands where it probably does. `told` is
    /// whether the clause says how they met (“by phone”).
    pub fn is_doubtful(&self, told: bool) -> bool {
        let entry = self.rules.vocabulary().entry(self.found.entry);
        let rule = self.rules.rule(self.found.rule);
        if rule.manner_only && !told {
            return true;
        }
        if rule.officials_only {
            if !self.arguments.iter().flat_map(|a| &a.parties).any(|p| self.is_official(p)) {
                return true;
            }
        } else if entry.weak && !told && (!self.persons_meet() || self.is_guessed())
            || (entry.weak || rule.manner_only) && !self.is_of_somebody()
        {
            return true;
        }
        let nobody = |argument: &Argument| {
            let parties = &argument.parties;
            !parties.is_empty() && parties.iter().all(|p| self.is_bare(p) || self.is_nobody(p))
        };
        if self.is_habit() || self.is_pasted() || self.is_phrase_without_meeting() {
            return true;
        }
        if self.is_of_crowd() || self.is_joint_act() || self.is_title_of_event() {
            return true;
        }
        if rule.captions_only && self.is_affiliation() || self.is_name_calling() {
            return true;
        }
        if self.is_group_and_member() {
            return true;
        }
        if self.is_below_another_noun() || self.is_with_something() || self.is_advice_for_pay() {
            return true;
        }
        if self.sides().any(nobody) || self.is_fixture() || self.is_with_oneself() {
            return true;
        }
        if self.is_listed("meet.hosted") && self.arguments.iter().any(|a| !self.is_received(a)) {
            return true;
        }
        let units = &self.scene.units;
        let found = self.found;
        // “welcomed Marten’s promises”, “a session between the two countries’ engineers”
        let owns = |at: usize| {
            units.get(at).is_some_and(|u| scene_tag(self.scene, u.tokens.start) == Tag::Genitive)
        };
        let behind = |unit: usize| unit >= found.trigger.end;
        if found.captures.iter().any(|c| behind(c.units.start) && owns(c.units.end)) {
            return true;
        }
        let next = (found.trigger.end..units.len()).find(|&i| !units[i].kind.is_adjunct());
        let object = found.captures.iter().find(|c| Some(c.units.start) == next);
        let (Some(object), EntryKind::Verb) = (object, entry.kind) else { return false };
        if !self.sides().any(|side| side.hole == object.hole) {
            return false;
        }
        let accepts = units[object.units.start].accepts;
        let pronoun = accepts.contains(Accepts::PRONOUN);
        // ““Lake News” host Boris Marten”: a noun; the verb would have an ending.
        if self.is_listed("meet.hosted") && self.is_title_rather() {
            return true;
        }
        // “meet his request”
        let head = scene_tag(self.scene, units[object.units.start].tokens.start);
        let owner = units[object.units.start].tokens.len() == 1 && head == Tag::Possessive;
        if owner {
            return true;
        }
        // “received from “the head of the club””, whatever the preposition is taken for.
        let start = units[object.units.start].tokens.start;
        let from = (start.saturating_sub(2)..start)
            .any(|at| self.scene.reading.lexicon.text(self.word(at)) == "from");
        if from && self.is_listed("meet.hosted") {
            return true;
        }
        if self.is_turn_of_phrase(object.units.start) {
            return true;
        }
        if self.is_met_by_degrees(object.units.start) {
            return true;
        }
        // “received them”: rather letters than guests.
        if self.is_listed("meet.hosted") && pronoun && accepts.contains(Accepts::PLURAL) {
            return true;
        }
        // “saw her leave”, “had seen him”
        let verb = units
            .get(object.units.end)
            .is_some_and(|u| u.verb != VerbForm::None && u.kind == UnitKind::Word);
        let text = |word: WordId| self.scene.reading.lexicon.text(word);
        let trigger = &units[found.trigger.start];
        let past = trigger.verb == VerbForm::Finite && text(trigger.word) != entry.lemma;
        entry.weak && (verb || past && pronoun && !self.is_beside())
    }

    /// Those who take part, side by side, without what they speak of.
    fn sides(&self) -> impl Iterator<Item = &Argument> {
        let kind = &self.rules.kinds()[self.rules.rule(self.found.rule).event];
        let joins = |a: &&Argument| kind.arguments[a.argument.index()].edge.is_some();
        self.arguments.iter().filter(joins)
    }

    /// Whether a bare form follows a singular without a helping word.
    fn is_title_rather(&self) -> bool {
        let units = &self.scene.units;
        let trigger = &units[self.found.trigger.start];
        let classes = self.scene.reading.lexicon.classes(trigger.word);
        let bare = classes.contains(Classes::VERB) && !classes.contains(Classes::VERB_PAST);
        let helped = units
            .get(self.found.verb_group.clone())
            .is_some_and(|group| group.iter().any(|u| u.kind == UnitKind::Word));
        let mut captures = self.found.captures.iter();
        let subject = captures.rfind(|c| c.units.end <= self.found.trigger.start);
        let singular = subject.and_then(|c| units.get(c.units.start)).is_some_and(|u| {
            u.kind == UnitKind::Party && !u.accepts.intersects(Accepts::PLURAL | Accepts::PRONOUN)
        });
        bare && !helped && singular
    }

    fn is_listed(&self, list: &str) -> bool {
        let vocabulary = self.rules.vocabulary();
        let list = vocabulary.list_named(list);
        list.is_some_and(|list| vocabulary.is_on(list, self.found.entry))
    }

    /// Whether `word` alone is an entry of `list`.
    fn names(&self, list: &str, word: WordId) -> bool {
        let vocabulary = self.rules.vocabulary();
        vocabulary.list_named(list).is_some_and(|list| vocabulary.names(list, word))
    }

    fn word(&self, at: u32) -> WordId {
        let tokens = self.scene.reading.document.tokens.as_slice();
        tokens.get(at as usize).map_or(WordId::UNKNOWN, |t| t.word)
    }

    /// “made **eye contact**”, “held a **press briefing**”: the word stands in a phrase that is no
    /// meeting.
    fn is_phrase_without_meeting(&self) -> bool {
        let vocabulary = self.rules.vocabulary();
        let Some(list) = vocabulary.list_named("meet.not-meetings") else { return false };
        let tokens = self.scene.reading.document.tokens.as_slice();
        let units = &self.scene.units;
        let trigger = units[self.found.trigger.clone()].iter();
        let (first, last) = trigger.fold((u32::MAX, 0), |(first, last), unit| {
            (first.min(unit.tokens.start), last.max(unit.tokens.end))
        });
        let reach = vocabulary.longest() as u32;
        (first.saturating_sub(reach)..last).any(|at| {
            let mut lengths = vocabulary.lengths_at(list, tokens, at as usize);
            lengths.any(|length| length > 1 && at + length as u32 > first)
        })
    }

    /// “**Northwind** has consulted the ministry since 2031”: a firm gives advice; a country, a person or
    /// “the union” asks for it.
    fn is_advice_for_pay(&self) -> bool {
        let lemma = &self.rules.vocabulary().entry(self.found.entry).lemma;
        let trigger = self.found.trigger.start;
        let before = |c: &&crate::rule::Capture| c.units.end <= trigger;
        let subject = self.found.captures.iter().find(before).map(|c| c.units.start);
        let Some(subject) = subject.filter(|_| lemma == "consult") else { return false };
        let unit = &self.scene.units[subject];
        let name = scene_tag(self.scene, unit.tokens.start) == Tag::Proper;
        let company = unit.accepts.contains(Accepts::ORGANIZATION)
            && !unit.accepts.intersects(Accepts::PERSON | Accepts::COUNTRY | Accepts::PLACE);
        unit.kind == UnitKind::Party && name && company
    }

    /// “wrote the dissent and was joined by Marten”: joined in words or in a contest.
    fn is_joint_act(&self) -> bool {
        let span = self.scene.span;
        self.is_listed("meet.joined-by")
            && !self.is_listed("meet.passive-by")
            && (span.start..span.end).any(|at| self.names("meet.joint-acts", self.word(at)))
    }

    /// ““Coffee with a Lawyer” events”: a capitalised noun with nobody known behind it is a name.
    fn is_title_of_event(&self) -> bool {
        let document = &self.scene.reading.document;
        let trigger = self.scene.units[self.found.trigger.start].tokens;
        let noun = self.rules.vocabulary().entry(self.found.entry).kind == EntryKind::Noun;
        let tokens = document.tokens.as_slice();
        let capital = tokens.get(trigger.start as usize).is_some_and(|t| t.is_capitalised());
        let first = document.sentence_of(trigger.start).is_none_or(|sentence| {
            (document.sentences[sentence].tokens.start..trigger.start)
                .all(|at| tokens[at as usize].kind == TokenKind::Mark)
        });
        let block = document.block_of(trigger.start).map(|b| document.blocks[b].kind);
        let nobody = |side: &Argument| side.parties.iter().all(|p| p.referents.is_empty());
        noun && capital && !first && block != Some(BlockKind::Heading) && self.sides().any(nobody)
    }

    /// “whom Keller calls “the only minister””: words between quotation marks are what somebody is
    /// called.
    fn is_name_calling(&self) -> bool {
        let quoted = &self.scene.reading.quoted;
        let trigger = self.scene.units[self.found.trigger.start].tokens;
        let object = self.arguments.last().and_then(|side| side.parties.first());
        self.is_listed("meet.call")
            && !quoted.touch(trigger)
            && object.is_some_and(|party| quoted.touch(party.core))
    }

    /// “lets doctors confer with patients”: the present tense with nobody in particular on any side.
    fn is_habit(&self) -> bool {
        let entry = self.rules.vocabulary().entry(self.found.entry);
        let factuality = self.found.factuality;
        let trigger = &self.scene.units[self.found.trigger.start];
        let classes = self.scene.reading.lexicon.classes(trigger.word);
        let present = entry.kind == EntryKind::Verb
            && trigger.verb == VerbForm::Finite
            && !classes.intersects(Classes::VERB_PAST | Classes::VERB_ING)
            && factuality == Factuality::default();
        let tokens = self.scene.reading.document.tokens.as_slice();
        let named = |party: &Party| {
            let within = &tokens[party.core.start as usize..party.core.end as usize];
            !party.referents.is_empty() || within.iter().any(|t| t.is_capitalised())
        };
        present && !self.sides().flat_map(|a| &a.parties).any(named)
    }

    /// Whether headlines of other stories are pasted into the sentence, their words run together
    /// with those around them: “Anna KellerMarten met …”.
    fn is_pasted(&self) -> bool {
        let document = &self.scene.reading.document;
        let trigger = self.scene.units[self.found.trigger.start].tokens.start;
        // “conversations between Keller and Marten”: nobody from before them takes part.
        if self.found.captures.iter().all(|c| c.units.start >= self.found.trigger.end) {
            return false;
        }
        let from = trigger.saturating_sub(PASTED).max(self.scene.span.start);
        let tokens = document.tokens.as_slice().get(from as usize..trigger as usize);
        tokens.unwrap_or_default().iter().any(|token| {
            if token.kind != TokenKind::Word || token.word.is_known() {
                return false;
            }
            let text = &document.article.text[token.span.range()];
            let seam = text.char_indices().skip(4).find(|(_, c)| c.is_uppercase());
            seam.is_some_and(|(at, _)| {
                let (left, right) = text.split_at(at);
                let lexicon = self.scene.reading.lexicon;
                let known = |part: &str| lexicon.get_folded(&fold(part)).is_known();
                let lower = left.chars().next_back().is_some_and(char::is_lowercase);
                lower && right.len() >= 4 && known(left) && known(right)
            })
        })
    }

    /// “Aldoria will meet Northwind in the semi-final”: where nobody named takes part, a word of
    /// sport beside the verb says what kind of meeting it is.
    fn is_fixture(&self) -> bool {
        let referents = &self.scene.reading.chains.referents;
        let person = |party: &Party| {
            party.referents.iter().any(|&r| referents[r].kind == EntityKind::Person)
                || self.is_official(party)
        };
        if self.arguments.iter().flat_map(|a| &a.parties).any(person) {
            return self.is_fight();
        }
        let span = self.scene.span;
        self.is_fight()
            || (span.start..span.end).any(|at| self.names("meet.fixtures", self.word(at)))
    }

    /// “met **in fierce battles**”
    fn is_fight(&self) -> bool {
        let next = self.scene.units.get(self.found.trigger.end);
        next.filter(|unit| unit.kind == UnitKind::Aside).is_some_and(|unit| {
            (unit.tokens.start..unit.tokens.end).any(|at| self.names("meet.battles", self.word(at)))
        })
    }

    /// “never met a lawyer *who was poor*”: said of all lawyers.
    fn is_turn_of_phrase(&self, object: usize) -> bool {
        let party = self.scene.members[object].clone().next().map(|at| &self.scene.parties[at]);
        let who = self.scene.units.get(object + 1).is_some_and(|unit| unit.word == word::WHO);
        self.found.factuality.polarity == Polarity::Negative
            && party.is_some_and(|party| {
                party.referents.is_empty()
                    && (who || party.relative.is_some())
                    && self.word(party.tokens.start) == word::A
            })
    }

    /// “met **with a room full of lawyers**”: those behind “with” are on the other side.
    fn is_with_something(&self) -> bool {
        let end = self.found.units.end.max(self.found.trigger.end);
        let units = &self.scene.units;
        let next = (end..units.len()).map(|at| &units[at]).find(|unit| !unit.kind.is_adjunct());
        let verb = self.rules.vocabulary().entry(self.found.entry).kind == EntryKind::Verb;
        verb && self.arguments.len() == 1 && next.is_some_and(|unit| unit.word == word::WITH)
    }

    /// “meet a Feb. 15 **deadline**”, “meet the readers **halfway**”
    fn is_met_by_degrees(&self, object: usize) -> bool {
        let end = self.scene.units[object].tokens.end;
        let behind = (end..end + 4).take_while(|&at| {
            let tag = scene_tag(self.scene, at);
            matches!(tag, Tag::Number | Tag::Proper | Tag::Noun | Tag::Mark)
                && !matches!(self.word(at), word::COMMA)
        });
        let lacks = |at: u32| self.names("meet.not-people", self.word(at));
        let text = |at: u32| self.scene.reading.lexicon.text(self.word(at));
        self.rules.vocabulary().entry(self.found.entry).lemma == "meet"
            && (behind.into_iter().any(lacks) || matches!(text(end - 1), "closer" | "halfway"))
    }

    /// “several ministers, *including* Keller, held a call”: those who are named belong to the group, and
    /// whom the group met is not told.
    fn is_group_and_member(&self) -> bool {
        let [side] = self.arguments else { return false };
        let [group, member, others @ ..] = side.parties.as_slice() else { return false };
        let text = |at: u32| self.scene.reading.lexicon.text(self.word(at));
        let names = (group.core.end..member.tokens.start).any(|at| {
            matches!(
                (text(at), text(at + 1)),
                ("including", _) | ("such", "as") | ("among", "them")
            )
        });
        let trigger = self.scene.units[self.found.trigger.start].tokens.start;
        let noun = self.rules.vocabulary().entry(self.found.entry).kind == EntryKind::Noun;
        names && (noun && member.tokens.start < trigger || others.is_empty())
    }

    /// “sat between **them**”: that they are beside each other is sure, and who they are nearly so.
    fn is_beside(&self) -> bool {
        self.rules.vocabulary().entry(self.found.entry).lemma.starts_with("sit ")
    }

    /// “advisers from bodies *like Northwind and Marten* met”: what a preposition governs is not what
    /// the verb speaks of.
    fn is_below_another_noun(&self) -> bool {
        let units = &self.scene.units;
        let trigger = &units[self.found.trigger.start];
        let subject = self.found.captures.iter().find(|c| c.units.end <= self.found.trigger.start);
        let before = subject.and_then(|c| c.units.start.checked_sub(1)).map(|at| &units[at]);
        before.is_some_and(|unit| {
            let text = self.scene.reading.lexicon.text(unit.word);
            trigger.verb == VerbForm::Finite
                && unit.kind == UnitKind::Word
                && matches!(text, "like" | "of" | "from" | "among")
        })
    }
}

fn scene_tag(scene: &PeriodScene<'_>, at: u32) -> Tag {
    scene.reading.tags.get(at as usize).copied().unwrap_or_default()
}

//! he, her, they, it: by gender and number, nearness, prominence, and who speaks.

use smallvec::SmallVec;

use crate::base::{Id, TokenSpan};
use crate::extraction::EntityKind;
use crate::gazetteer::Gender;
use crate::resolve::ReferentId;
use crate::resolve::anaphora::focus::{Sort, Trace, Who};
use crate::resolve::anaphora::{Anaphor, AnaphorKind, Walker};
use crate::text::phrase::NounPhrase;
use crate::text::tag::Tag;
use crate::text::{Classes, word};

/// What a pronoun agrees with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Agreement {
    Person(Gender),
    Thing,
    Plural,
}

/// Somebody a pronoun may mean.
struct Candidate {
    who: Who,
    /// For the best of its traces.
    score: f32,
    traces: u8,
    /// What speaks against it whatever its best trace.
    malus: f32,
}

/// How many sentences back a pronoun reaches.
const REACH: u32 = 8;
/// How much likelier “Keller said that she” speaks of Keller than of anybody else.
const OWN_WORDS: f32 = 1.0;
/// What nobody may fall below to be meant.
const ENOUGH: f32 = 2.0;

impl Walker<'_> {
    /// Resolves the pronoun at `at`; gives the one person or body it means.
    pub(super) fn pronoun(
        &mut self,
        at: u32,
        tokens: TokenSpan,
        kind: AnaphorKind,
        out: &mut Vec<Anaphor>,
    ) -> Option<ReferentId> {
        let (agreement, object) = self.agreement(at)?;
        let phrase = NounPhrase { tokens, head: at };
        let possessive = kind == AnaphorKind::Possessive;
        let speaks = !possessive && self.verb_of(&phrase).is_some_and(|verb| self.reports(verb));
        let (referents, confidence): (SmallVec<[ReferentId; 2]>, f32) = match agreement {
            Agreement::Plural => (self.plural(at), 0.65),
            Agreement::Thing if possessive || speaks => {
                let (who, confidence) = self.thing(at, speaks)?;
                self.note_pronoun(who, &phrase, possessive, Sort::Thing);
                match who {
                    Who::Known(referent) => (SmallVec::from_iter([referent]), confidence),
                    Who::Unnamed(_) => return None,
                }
            }
            Agreement::Thing => {
                let speaker = self.body_that_says_it(at)?;
                (SmallVec::from_iter([speaker]), 0.8)
            }
            Agreement::Person(gender) => {
                let (who, confidence) = self.best(at, gender, object, speaks)?;
                self.note_pronoun(who, &phrase, possessive, Sort::Person(Some(gender)));
                match who {
                    Who::Known(referent) => (SmallVec::from_iter([referent]), confidence),
                    Who::Unnamed(_) => return None,
                }
            }
        };
        if referents.is_empty() {
            return None;
        }
        if referents.len() > 1 {
            for &referent in &referents {
                self.note(Who::Known(referent), &phrase);
            }
            self.focus.join_last(referents.len());
        }
        let one = (referents.len() == 1).then(|| referents[0]);
        out.push(Anaphor { tokens, head: at, kind, referents, confidence });
        one
    }

    fn note_pronoun(&mut self, who: Who, phrase: &NounPhrase, possessive: bool, sort: Sort) {
        let mut trace = self.trace(who, phrase);
        trace.sort = sort;
        trace.definite = true;
        if possessive {
            trace.owner = true;
            trace.subject = false;
            trace.speaker = false;
        }
        self.focus.push(trace);
    }

    /// What the pronoun agrees with, and whether it is an object that its own subject cannot be.
    fn agreement(&self, at: u32) -> Option<(Agreement, bool)> {
        Some(match self.text(at) {
            "he" | "his" | "himself" => (Agreement::Person(Gender::Male), false),
            "him" => (Agreement::Person(Gender::Male), true),
            "she" | "hers" | "herself" => (Agreement::Person(Gender::Female), false),
            "her" => (Agreement::Person(Gender::Female), self.tag(at) == Tag::Pronoun),
            "it" | "its" | "itself" => (Agreement::Thing, false),
            "they" | "their" | "themselves" => (Agreement::Plural, false),
            "them" => (Agreement::Plural, true),
            _ => return None,
        })
    }

    /// Whom a singular pronoun most likely means, with how sure that is.
    fn best(&mut self, at: u32, gender: Gender, object: bool, speaks: bool) -> Option<(Who, f32)> {
        let quote = self.quote_around(at);
        if quote.is_none()
            && let Some(referent) = self.named_ahead(at, gender)
        {
            return Some((Who::Known(referent), 0.8));
        }
        let mut banned: SmallVec<[Who; 4]> = SmallVec::new();
        if let Some(end) = quote
            && let Some(speaker) = self.speaker_after(end)
        {
            banned.push(Who::Known(speaker));
        }
        let says = self.saying_verb(at);
        let mut found: SmallVec<[Candidate; 8]> = SmallVec::new();
        for trace in self.focus.recent() {
            let distance = self.period - trace.period;
            if distance > REACH {
                break;
            }
            let Some(fit) = self.fit(trace, gender) else { continue };
            if self.cannot_be(trace, at, object, quote.is_some()) {
                banned.push(trace.who);
                continue;
            }
            let nearest = if found.is_empty() { 0.3 } else { 0.0 };
            let own = says.is_some_and(|verb| distance == 0 && trace.speaker && trace.at < verb);
            let score = fit + nearest + prominence(trace, distance, speaks, quote.is_some());
            let score = score + if own { OWN_WORDS } else { 0.0 };
            // Nobody speaks of himself by name: “‘Keller is right,’ he said. He added …”.
            let spoken_of = speaks && distance <= 1 && trace.quoted && quote.is_none();
            let malus = match (spoken_of, trace.named) {
                (false, _) => 0.0,
                (true, true) => 3.0 - distance as f32,
                (true, false) => 1.0 - 0.5 * distance as f32,
            };
            match found.iter_mut().find(|c| c.who == trace.who) {
                Some(known) => {
                    known.score = known.score.max(score);
                    known.traces = known.traces.saturating_add(1);
                    known.malus = known.malus.max(malus);
                }
                None => found.push(Candidate { who: trace.who, score, traces: 1, malus }),
            }
        }
        found.retain(|c| !banned.contains(&c.who));
        for candidate in &mut found {
            candidate.score += 0.12 * f32::from(candidate.traces.min(6)) - candidate.malus;
        }
        found.sort_by(|a, b| b.score.total_cmp(&a.score));
        let best = found.first().filter(|c| c.score >= ENOUGH)?;
        let margin = found.get(1).map_or(2.0, |second| best.score - second.score);
        if let Who::Known(referent) = best.who
            && margin >= 1.2
            && let Some(unknown) = self.genders.get_mut(referent.index())
        {
            unknown.get_or_insert(gender);
        }
        Some((best.who, if margin >= 1.0 { 0.9 } else { 0.75 }))
    }

    /// The verb of speech of whose content the pronoun at `at` is the first word: “Keller **said**
    /// (that) she”.
    fn saying_verb(&self, at: u32) -> Option<u32> {
        let mut verb = at.checked_sub(1)?;
        if self.word(verb) == word::THAT {
            verb = verb.checked_sub(1)?;
        }
        let says = self.tag(verb).is_verb() && self.classes(verb).contains(Classes::CUE);
        (says && verb >= self.span.start).then_some(verb)
    }

    /// How well a trace agrees with a singular personal pronoun; not at all if it is none.
    fn fit(&self, trace: &Trace, gender: Gender) -> Option<f32> {
        match trace.who {
            Who::Known(referent) => {
                if self.kind(referent) != EntityKind::Person {
                    return None;
                }
                match self.gender(referent) {
                    Some(known) => (known == gender).then_some(0.0),
                    None => Some(-0.6),
                }
            }
            Who::Unnamed(_) => match trace.sort {
                Sort::Person(Some(known)) => (known == gender).then_some(-0.3),
                Sort::Person(None) if trace.definite || trace.subject => Some(-1.2),
                Sort::Person(None) => Some(-2.2),
                Sort::People | Sort::Thing => None,
            },
        }
    }

    /// “Keller met him”: not Keller. “Keller said: ‘He …’”: not Keller either.
    fn cannot_be(&self, trace: &Trace, at: u32, object: bool, quoted: bool) -> bool {
        if trace.period != self.period {
            return false;
        }
        object && trace.subject && self.same_clause(trace.at, at)
            || quoted && trace.speaker && !trace.quoted
    }

    /// Who speaks after a quotation that ends at `end`: “…,” Keller said; “…,” said Keller.
    fn speaker_after(&self, end: u32) -> Option<ReferentId> {
        let mut cue = false;
        for at in end..self.span.end.min(end + 5) {
            if let Some(mention) = self.mentions.at(at) {
                let name = self.mentions.names[mention].tokens.end;
                return (cue || self.tag(name).is_tensed())
                    .then(|| self.chains.of(mention))
                    .flatten();
            }
            cue |= self.classes(at).contains(Classes::CUE);
        }
        None
    }

    /// “Asked whether she would go, Keller said”: the subject that follows the opening clause.
    fn named_ahead(&self, at: u32, gender: Gender) -> Option<ReferentId> {
        let opens = matches!(
            self.tag(self.span.start),
            Tag::Participle | Tag::Finite | Tag::Ing | Tag::Subordinator | Tag::Preposition
        );
        let first = !self
            .focus
            .recent()
            .next()
            .is_some_and(|t| t.period == self.period && t.subject && t.named);
        if !opens || !first {
            return None;
        }
        let comma = (at..self.span.end.min(at + 25)).find(|&i| self.word(i) == word::COMMA)?;
        let name = (comma + 1..comma + 4).find_map(|i| self.mentions.at(i))?;
        let (name, referent) = (&self.mentions.names[name], self.chains.of(name)?);
        let begins = name.extent.start.min(name.tokens.start) == comma + 1;
        let subject = self.tag(name.tokens.end).is_tensed();
        let fits = self.kind(referent) == EntityKind::Person
            && self.gender(referent).is_none_or(|g| g == gender);
        (begins && subject && fits).then_some(referent)
    }

    fn same_clause(&self, from: u32, to: u32) -> bool {
        let mut verbs = 0;
        for at in from..to {
            match self.tag(at) {
                Tag::Subordinator | Tag::Wh | Tag::Mark => return false,
                Tag::Finite | Tag::Base => verbs += 1,
                _ => {}
            }
        }
        verbs <= 1
    }

    /// They: those whom “and” joined last, else the only two persons of a sentence. Nobody if
    /// people without names stand nearer.
    fn plural(&self, at: u32) -> SmallVec<[ReferentId; 2]> {
        let mut group: SmallVec<[ReferentId; 2]> = SmallVec::new();
        let mut open = false;
        for trace in self.focus.recent() {
            if self.period - trace.period > 2 || trace.at >= at {
                break;
            }
            let person = trace.referent().filter(|&r| self.kind(r) == EntityKind::Person);
            if open {
                match person {
                    Some(referent) if !group.contains(&referent) => group.push(referent),
                    _ => return SmallVec::new(),
                }
                open = trace.joined || trace.listed;
                if !open {
                    group.reverse();
                    return group;
                }
                continue;
            }
            match trace.who {
                Who::Unnamed(_) if trace.sort == Sort::People => return SmallVec::new(),
                _ => {}
            }
            if let Some(referent) = person
                && trace.joined
            {
                group.push(referent);
                open = true;
            }
        }
        let pair = self.only_persons(2);
        if pair.len() == 2 { pair } else { SmallVec::new() }
    }

    /// “it said”, “its chairman”: an organization, or a place that was subject. Nobody if a body
    /// without a name stands nearer.
    fn thing(&self, at: u32, speaks: bool) -> Option<(Who, f32)> {
        let mut best: Option<(f32, Who)> = None;
        for trace in self.focus.recent() {
            let distance = self.period - trace.period;
            if distance > 2 {
                break;
            }
            let fits = match trace.who {
                Who::Known(referent) => match self.kind(referent) {
                    EntityKind::Organization if speaks => trace.subject,
                    EntityKind::Organization => !self.is_modifier(trace),
                    EntityKind::Place => trace.subject,
                    EntityKind::Person | EntityKind::Role => false,
                },
                Who::Unnamed(_) => trace.sort == Sort::Thing && trace.subject,
            };
            if !fits || trace.at >= at {
                continue;
            }
            let score = prominence(trace, distance, false, false);
            if best.is_none_or(|(known, _)| score > known) {
                best = Some((score, trace.who));
            }
        }
        best.filter(|(score, _)| *score >= ENOUGH).map(|(_, who)| (who, 0.75))
    }

    /// “Northwind said **it** would sign”: the body or country that speaks of itself. Not where the
    /// word is empty: “said it was late”, “said it would be wrong to sign”.
    fn body_that_says_it(&self, at: u32) -> Option<ReferentId> {
        let verb = self.saying_verb(at).filter(|_| self.text(at) == "it")?;
        let next = self.past_adverbs(at + 1);
        let be = if self.text(next + 1) == "be" { next + 1 } else { next };
        let empty = matches!(self.text(be), "be" | "is" | "was" | "'s") && {
            let ready = matches!(self.text(be + 1), "ready" | "willing" | "prepared" | "open");
            !ready && !matches!(self.tag(self.past_adverbs(be + 1)), Tag::Ing | Tag::To)
        };
        let speaker = self
            .focus
            .recent()
            .take_while(|t| t.period == self.period)
            .find(|t| t.speaker && t.at < verb)?;
        let body =
            |r: &ReferentId| matches!(self.kind(*r), EntityKind::Organization | EntityKind::Place);
        speaker.referent().filter(body).filter(|_| !empty && self.tag(next).is_tensed())
    }

    /// Whether a name only says of what kind something is: “a Northwind lawyer”.
    fn is_modifier(&self, trace: &Trace) -> bool {
        trace.named
            && matches!(self.tag(trace.end), Tag::Noun | Tag::Adjective)
            && self.word(trace.end) != word::COMMA
    }
}

/// How present somebody is because of one trace.
pub(super) fn prominence(trace: &Trace, distance: u32, speaks: bool, quoted: bool) -> f32 {
    let mut score = match distance {
        0 => 5.0,
        1 => 4.5,
        2 => 3.0,
        3 => 2.3,
        d => 2.1 - d.min(40) as f32 * 0.2,
    };
    if trace.subject {
        score += 1.6;
    } else if trace.opens && !trace.owner {
        score += 1.0;
    }
    if trace.speaker && speaks {
        score += 0.6;
    }
    if trace.quoted && !quoted {
        score -= 2.0;
    }
    // What is said goes on being said: its speaker is not whom it speaks of.
    if quoted && trace.speaker && !trace.quoted {
        score -= 2.5;
    }
    if trace.owner {
        score -= 0.8;
    }
    if trace.heading {
        score -= 1.2;
    }
    score
}

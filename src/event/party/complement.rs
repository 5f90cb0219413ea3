//! What belongs to a noun behind it: “a spokesman for the ministry”, “people briefed on the matter”.
//! It ends where the verb, another clause or a day begins.

use crate::base::TokenSpan;
use crate::event::Reading;
use crate::event::party::Party;
use crate::extraction::EntityKind;
use crate::rule::unit::Accepts;
use crate::text::phrase::NounPhrase;
use crate::text::tag::Tag;
use crate::text::{Classes, word};

impl Reading<'_> {
    /// “a spokesman **for the ministry**”, “two people **briefed on the matter**”.
    pub(super) fn attach_complements(&self, party: &mut Party, end: u32) {
        let named =
            self.mentions.at(party.head).is_some() || self.tag_at(party.head) == Tag::Proper;
        let can_speak = party.accepts.intersects(Accepts::PERSON | Accepts::ORGANIZATION)
            && !party.accepts.contains(Accepts::PRONOUN)
            || matches!(
                self.lexicon.text(self.word_at(party.head)),
                "one" | "some" | "many" | "several" | "those" | "none"
            );
        // What stands between a noun and its verb, or its cue and the end, belongs to the noun.
        let tells = can_speak || party.accepts.contains(Accepts::DOCUMENT);
        let inside = tells && !named && self.complements_reach(party, end);
        for _ in 0..4 {
            let at = party.core.end;
            if at >= end {
                break;
            }
            // “six in 10”
            let of_ten = self.tag_at(party.head) == Tag::Number
                && self.tag_at(at + 1) == Tag::Number
                && at + 2 <= end;
            let text = self.lexicon.text(self.word_at(at));
            // “the leaders of Northwind *and of* the union”
            if self.tag_at(at) == Tag::Coordinator
                && at > party.head + 1
                && matches!(self.lexicon.text(self.word_at(at + 1)), "of" | "from")
                && self.word_at(at + 1) == self.word_at(party.head + 1)
                && let Some(other) = self.phrase_at(at + 2).filter(|p| p.tokens.end <= end)
            {
                party.core = TokenSpan::new(party.core.start, other.tokens.end);
                continue;
            }
            let attaches = match self.tag_at(at) {
                Tag::Preposition if inside => true,
                _ if inside && at > party.head + 1 && matches!(text, "before" | "after") => true,
                _ if inside && self.is_participle(party, at) => true,
                Tag::Preposition => match text {
                    // “accused him of lying”, but “one of them”
                    // “warn *Marten* of the penalties”, unlike “Marten of Aldoria”
                    "of" if self.is_named_person(party) => {
                        self.phrase_at(at + 1).is_some_and(|p| {
                            self.mentions.at(p.head).is_some() || self.tag_at(p.head) == Tag::Proper
                        })
                    }
                    "of" => !matches!(
                        self.lexicon.text(self.word_at(party.head)),
                        "he" | "him" | "she" | "her" | "them" | "us" | "me" | "you" | "it" | "they"
                    ),
                    "in" if of_ten => true,
                    // “met the minister *for lunch*”, “met her *at Port Salis Hall*”
                    "for" | "at" if self.is_occasion(at + 1) => false,
                    // “met the chancellor *at any time*”
                    "at" if self.is_of_time(at + 1) => false,
                    "for" | "from" | "at" | "within" | "across" | "inside" | "among" => {
                        can_speak && !named
                    }
                    // “met a lawyer *with the hope* of help”
                    "with"
                        if self.phrase_at(at + 1).is_some_and(|p| {
                            self.tag_at(p.head) != Tag::Proper && self.mentions.at(p.head).is_none()
                        }) =>
                    {
                        false
                    }
                    "to" | "with" | "in" | "on" => {
                        can_speak && !named && self.takes_preposition(party.head, text)
                    }
                    _ => false,
                },
                Tag::Adjective | Tag::Participle | Tag::Ing => {
                    can_speak
                        && !named
                        && matches!(
                            text,
                            "familiar" | "close" | "briefed" | "involved" | "present" | "aware"
                        )
                }
                _ => false,
            };
            if !attaches {
                break;
            }
            let mut next = at + 1;
            if self.tag_at(next) == Tag::Preposition {
                next += 1;
            }
            match self.phrase_at(next) {
                // “one of Keller’s admissions”: what is hers comes next.
                Some(phrase)
                    if phrase.tokens.end <= end
                        && self.tag_at(phrase.tokens.end) != Tag::Genitive =>
                {
                    let close = self.past_joined_kind(phrase, end);
                    party.core = TokenSpan::new(party.core.start, close);
                }
                _ if matches!(text, "familiar" | "involved" | "present") => {
                    party.core = TokenSpan::new(party.core.start, at + 1);
                }
                _ => break,
            }
        }
        if let Some(reach) = self.source_reach(party, end).filter(|_| !named) {
            party.core = TokenSpan::new(party.core.start, reach);
        }
        self.attach_name(party, end);
        party.tokens = party.tokens.join(party.core);
    }

    /// “according to **figures her office released Friday**, …”, “according to **results of polls conducted
    /// for Northwind and two papers**”: where the source ends, if all up to a mark or the end can
    /// belong to it.
    fn source_reach(&self, party: &Party, end: u32) -> Option<u32> {
        let start = party.core.start;
        if start < 2 || self.word_at(start - 2) != word::ACCORDING {
            return None;
        }
        let written = !party.accepts.intersects(Accepts::PERSON | Accepts::PRONOUN);
        let mut at = party.core.end;
        let mut told = false;
        while at < end {
            match self.tag_at(at) {
                Tag::Mark if self.word_at(at) != word::HYPHEN => break,
                Tag::Wh | Tag::Subordinator => break,
                // “notes of a call *between* Keller and Marten” tell of more than where they come from.
                Tag::Preposition if self.word_at(at) == word::BETWEEN => return None,
                // “figures *her office* released”
                Tag::Finite if written && !told && self.is_maker(at) => told = true,
                Tag::Finite if self.classes_at(at).contains(Classes::VERB_PARTICIPLE) && !told => {
                    let bound = self.tag_at(at + 1) == Tag::Preposition;
                    if !(bound || self.time_at(at + 1).is_some()) {
                        return None;
                    }
                }
                tag if tag.is_tensed() || tag == Tag::Pronoun => return None,
                // “according to friends and advisers”: a list, which is none of its own words.
                Tag::Coordinator if at == party.core.end || self.phrase_at(at + 1).is_none() => {
                    break;
                }
                _ => {}
            }
            at += 1;
        }
        (at > party.core.end).then_some(at)
    }

    /// Whether the verb at `at` tells who made, gave or released what stands before its subject: nothing
    /// but a day or a preposition follows.
    fn is_maker(&self, at: u32) -> bool {
        let next = at + 1;
        let stops = self.is_mark(next)
            || next as usize >= self.tags.len()
            || self.tag_at(next) == Tag::Preposition
            || self.time_at(next).is_some();
        let subject =
            at.checked_sub(1).filter(|&i| matches!(self.tag_at(i), Tag::Noun | Tag::Proper));
        stops && subject.is_some()
    }

    /// “a committee of **Aldorian and Belmarkian lawmakers**”: where a phrase ends of which “and” parts one
    /// adjective from the people.
    fn past_joined_kind(&self, phrase: &NounPhrase, end: u32) -> u32 {
        let close = phrase.tokens.end;
        let bare = phrase.tokens.len() == 1
            && matches!(self.tag_at(phrase.head), Tag::Proper | Tag::Adjective | Tag::Noun)
            && (self.mentions.at(phrase.head).is_none()
                || self.mentions.demonym_at(phrase.head).is_some());
        let people = self.phrase_at(close + 1).filter(|p| {
            self.classes_at(p.head).contains(Classes::NOUNS | Classes::PERSON_NOUN)
                && p.tokens.len() > 1
                && matches!(self.tag_at(p.tokens.start), Tag::Proper | Tag::Adjective)
                && p.tokens.end <= end
        });
        match people {
            Some(people) if bare && self.word_at(close) == word::AND => people.tokens.end,
            _ => close,
        }
    }

    /// “**Senate and House** leaders”, “**military and** political leaders”: what stands before “and” says
    /// whose or what leaders those behind it are.
    pub fn join_modifiers(&self, parties: &mut Vec<Party>) {
        let mut at = 0;
        while at + 1 < parties.len() {
            let (body, people) = (&parties[at], &parties[at + 1]);
            let several = self.classes_at(people.head).contains(Classes::NOUNS)
                && people.accepts.contains(Accepts::PERSON)
                && people.referents.is_empty();
            let joined = people.tokens.start == body.tokens.end + 1;
            let of_them = self.is_body_of(body, people)
                || self.is_kind_of(body, people)
                || self.is_land_of(body, people);
            if several && joined && of_them {
                let start = body.tokens.start;
                let people = &mut parties[at + 1];
                people.tokens = TokenSpan::new(start, people.tokens.end);
                people.core = TokenSpan::new(start, people.core.end);
                parties.remove(at);
                // “Aldorian, **Belmarkian and Veldanian leaders**”
                at = at.saturating_sub(1);
                continue;
            }
            at += 1;
        }
    }

    /// “**Senate** and House leaders”, “four former **Senate** and House clerks”: a body by its bare name, or
    /// behind a number that counts people.
    fn is_body_of(&self, body: &Party, people: &Party) -> bool {
        let first = self.tag_at(body.tokens.start);
        let counted = first == Tag::Number && self.tag_at(body.head) == Tag::Proper;
        let bare = body.tokens.len() <= 2 && first == Tag::Proper;
        let of_body = body
            .referents
            .iter()
            .all(|&r| self.chains.referents[r].kind == EntityKind::Organization)
            && (!body.referents.is_empty() || counted);
        (bare || counted) && of_body && self.tag_at(people.core.start) == Tag::Proper
    }

    /// “**Aldorian** and Belmarkian leaders”: the adjective of a land, by itself.
    fn is_land_of(&self, body: &Party, people: &Party) -> bool {
        let owned = matches!(
            self.tag_at(body.core.start),
            Tag::Determiner | Tag::Possessive | Tag::Adjective
        );
        let adjective = self.mentions.at(body.head).is_none()
            && (self.mentions.demonym_at(body.head).is_some()
                || self.lexicon.text(self.word_at(body.head)).ends_with("ian"));
        body.referents.is_empty()
            && adjective
            && body.core.len() == 1 + u32::from(owned)
            && self.tag_at(people.core.start) == Tag::Proper
    }

    /// “Aldorian **military** and political leaders”: a noun of one body without an article before an
    /// adjective.
    fn is_kind_of(&self, body: &Party, people: &Party) -> bool {
        let article = matches!(
            self.tag_at(body.core.start),
            Tag::Determiner | Tag::Possessive | Tag::Number | Tag::Pronoun
        );
        !article
            && body.referents.is_empty()
            && self.tag_at(body.head) == Tag::Noun
            && !body.accepts.intersects(Accepts::PERSON | Accepts::PLURAL | Accepts::PRONOUN)
            && body.core.end == body.head + 1
            && people.core.len() > 1
            && self.tag_at(people.core.start) == Tag::Adjective
    }

    /// “the heads **of Northwind, Aldoria and the bank**”: whose heads they are, not who else is there.
    pub fn share_complement(&self, parties: &[Party]) -> bool {
        let Some((first, others)) = parties.split_first() else { return false };
        let classes = self.classes_at(first.head);
        let several = classes.contains(Classes::NOUNS)
            && first.accepts.contains(Accepts::PERSON)
            && first.referents.is_empty();
        let of = self.tag_at(first.head + 1) == Tag::Preposition && first.core.end > first.head + 2;
        let owns = |party: &Party| !party.accepts.intersects(Accepts::PERSON | Accepts::PRONOUN);
        several && of && !others.is_empty() && others.iter().all(owns)
    }

    fn is_of_time(&self, at: u32) -> bool {
        self.phrase_at(at).is_some_and(|p| {
            self.word_at(p.head) == word::TIME
                || self.classes_at(p.head).contains(Classes::TIME_NOUN)
        })
    }

    /// Whether what begins at `at` says when or where somebody was met rather than who it was.
    fn is_occasion(&self, at: u32) -> bool {
        let Some(phrase) = self.phrase_at(at) else { return false };
        let meal = matches!(
            self.lexicon.text(self.word_at(phrase.head)),
            "breakfast"
                | "brunch"
                | "coffee"
                | "dinner"
                | "drinks"
                | "lunch"
                | "supper"
                | "talks"
                | "tea"
        );
        let referent = self.referent_at(phrase.head);
        meal || referent.is_some_and(|r| self.chains.referents[r].kind == EntityKind::Place)
    }

    fn is_named_person(&self, party: &Party) -> bool {
        self.mentions.at(party.head).is_some() && party.accepts.contains(Accepts::PERSON)
    }

    /// “a commander **known as Boris Marten**”: the name is who it is.
    fn attach_name(&self, party: &mut Party, end: u32) {
        let at = party.core.end;
        let text = |at: u32| self.lexicon.text(self.word_at(at));
        let name = match text(at) {
            "known" if self.word_at(at + 1) == word::AS => at + 2,
            "calling"
                if matches!(text(at + 1), "itself" | "themselves" | "himself" | "herself") =>
            {
                at + 2
            }
            "named" | "called" if party.accepts.contains(Accepts::PERSON) => at + 1,
            _ => return,
        };
        let named = self.phrase_at(name).filter(|p| p.tokens.end <= end);
        let Some(named) = named else { return };
        if let Some(referent) = self.referent_at(named.head)
            && party.referents.is_empty()
        {
            party.referents.push(referent);
            party.core = TokenSpan::new(party.core.start, named.tokens.end);
        }
    }

    /// Whether the prepositions and participles after a noun lead up to its verb (“people **briefed
    /// on the matter** said”) or, after “according to”, to a mark or the end.
    fn complements_reach(&self, party: &Party, end: u32) -> bool {
        let start = party.core.start;
        let according = start >= 2 && self.word_at(start - 2) == word::ACCORDING;
        let mut at = party.core.end;
        for _ in 0..5 {
            if at >= end {
                return according;
            }
            let mut next = at;
            if at == party.core.end && self.is_participle(party, at) {
                next += 1;
            }
            // “testimony *before the committee*”
            let dated = matches!(self.lexicon.text(self.word_at(next)), "before" | "after")
                && !self.tag_at(start.wrapping_sub(1)).is_verb();
            if self.tag_at(next) != Tag::Preposition && !(dated && at > party.core.end) {
                let closes = self.tag_at(at).is_tensed()
                    || according && self.is_mark(at)
                    || self.tight_participle(party, at, end).is_some();
                return at > party.core.end && closes;
            }
            let Some(phrase) = self.phrase_at(next + 1) else { return false };
            let time = Classes::WEEKDAY | Classes::MONTH | Classes::TIME_NOUN;
            let pronoun = self.tag_at(phrase.head) == Tag::Pronoun;
            // “according to a report by Northwind on Thursday, …”
            // “her editor *at the time* at the paper”
            let then = self.word_at(phrase.head) == word::TIME;
            let dated = self.classes_at(phrase.head).intersects(time) && !then;
            if pronoun || dated && !(according && at > party.core.end) {
                return false;
            }
            at = phrase.tokens.end;
        }
        false
    }

    /// “people **briefed** on the matter”: past tense and participle look alike, but this one lacks
    /// an object, and whoever is so described has no name.
    fn is_participle(&self, party: &Party, at: u32) -> bool {
        let may_be = self.classes_at(at).contains(Classes::VERB_PARTICIPLE);
        // “envoys from Aldoria met with …”: behind a complement the verb of the sentence follows.
        let unnamed = party.core.end == party.head + 1
            && party.core.len() <= 3
            && party.accepts.contains(Accepts::PERSON | Accepts::PLURAL);
        let tag = self.tag_at(at);
        (tag == Tag::Participle || tag == Tag::Finite && unnamed)
            && may_be
            && self.tag_at(at + 1) == Tag::Preposition
    }

    /// Whether the preposition after a noun belongs to it: “adviser to”, “expert on”.
    fn takes_preposition(&self, head: u32, preposition: &str) -> bool {
        let noun = self.lexicon.text(self.word_at(head));
        match preposition {
            "to" => matches!(
                noun,
                "adviser"
                    | "advisor"
                    | "aide"
                    | "ambassador"
                    | "envoy"
                    | "assistant"
                    | "counsel"
                    | "heir"
                    | "witness"
                    | "deputy"
                    | "liaison"
                    | "representative"
                    | "advisers"
                    | "advisors"
                    | "aides"
                    | "successor"
                    | "consultant"
            ),
            "on" => matches!(
                noun,
                "expert"
                    | "experts"
                    | "authority"
                    | "specialist"
                    | "democrat"
                    | "republican"
                    | "member"
                    | "members"
            ),
            "with" => matches!(
                noun,
                "analyst"
                    | "analysts"
                    | "lawyer"
                    | "researcher"
                    | "scientist"
                    | "economist"
                    | "expert"
                    | "fellow"
                    | "attorney"
                    | "strategist"
            ),
            "in" => matches!(
                noun,
                "expert"
                    | "professor"
                    | "lecturer"
                    | "specialist"
                    | "partner"
                    | "resident"
                    | "residents"
                    | "voters"
                    | "officials"
                    | "activists"
                    | "lawmakers"
                    | "people"
                    | "leaders"
                    | "voter"
                    | "official"
                    | "doctors"
                    | "republicans"
                    | "democrats"
                    | "farmer"
                    | "farmers"
                    | "teacher"
                    | "students"
                    | "diplomats"
            ),
            _ => false,
        }
    }
}

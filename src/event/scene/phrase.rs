//! Noun phrases as units: one party, or, around the name of an event, its words one by one.

use smallvec::SmallVec;

use super::Builder;
use crate::base::TokenSpan;
use crate::event::Party;
use crate::extraction::EntityKind;
use crate::resolve::ReferentId;
use crate::rule::unit::{Accepts, UnitKind, VerbForm};
use crate::text::phrase::NounPhrase;
use crate::text::tag::Tag;
use crate::text::{Classes, WordId, word};

impl Builder<'_> {
    pub(super) fn phrase(&mut self, phrase: NounPhrase) -> u32 {
        let phrase = self.before_manner(phrase);
        let end = self.scene.span.end;
        if self.must_open(&phrase) {
            return self.open_phrase(phrase);
        }
        // “Keller’s May” of “Keller’s May 3 meeting”
        let inside = phrase.tokens.start + 1..phrase.tokens.end;
        if let Some(genitive) = inside.into_iter().find(|&at| self.owned_time(at).is_some()) {
            let tokens = TokenSpan::new(phrase.tokens.start, genitive);
            let party = self.reading().bare_party(&NounPhrase { tokens, head: genitive - 1 });
            self.party(party);
            return genitive;
        }
        // A name that a time, or another name, directly follows ends there.
        let party = self.reading().party(&phrase, end);
        let tokens = party.tokens;
        self.party(party);
        tokens.end
    }

    /// “**local and state officials**”: an adjective before “and” belongs to the people behind it, even if
    /// what stands beside them is a noun.
    pub(super) fn phrase_of_kinds(&self, at: u32) -> Option<NounPhrase> {
        let first =
            at + u32::from(matches!(self.tag(at), Tag::Determiner | Tag::Possessive | Tag::Number));
        let joint = (first..first + 3).find(|&i| self.tag(i) != Tag::Adjective)?;
        let described = self.before(at).is_some_and(|i| self.tag(i) == Tag::Auxiliary);
        if joint == first || self.tag(joint) != Tag::Coordinator || described {
            return None;
        }
        let people = self.reading().phrase_at(joint + 1)?;
        let kind = self.tag(people.tokens.start) == Tag::Noun && people.tokens.start < people.head;
        let several = self.classes(people.head).contains(Classes::PERSON_NOUN | Classes::NOUNS);
        (kind && several).then(|| NounPhrase {
            tokens: TokenSpan::new(at, people.tokens.end),
            head: people.head,
        })
    }

    /// “met **the commander** face to face”: what says how is no part of who it was.
    fn before_manner(&self, phrase: NounPhrase) -> NounPhrase {
        let inside = phrase.tokens.start + 1..=phrase.head;
        let Some(manner) = inside.into_iter().find(|&at| self.manner_end(at).is_some()) else {
            return phrase;
        };
        let noun = matches!(self.tag(manner - 1), Tag::Noun | Tag::Proper | Tag::Pronoun);
        if !noun {
            return phrase;
        }
        NounPhrase { tokens: TokenSpan::new(phrase.tokens.start, manner), head: manner - 1 }
    }

    /// Whether a phrase announces an event, so that what stands in it must be seen singly.
    fn must_open(&self, phrase: &NounPhrase) -> bool {
        let head = self.word(phrase.head);
        let noun = matches!(self.tag(phrase.head), Tag::Noun);
        if noun && (self.is_cue_noun(phrase) || self.measures_event(phrase)) {
            return true;
        }
        // “came back *to the negotiating table*”: a way of saying that they talk.
        let table = head == word::TABLE
            && self.before(phrase.tokens.start).is_some_and(|i| self.word(i) == word::TO);
        if noun && table {
            return true;
        }
        if !noun || !self.rules.announces_as_noun(head) || self.is_source(phrase) {
            return false;
        }
        // “told the audience that”: those who hear it.
        let hears =
            self.classes(phrase.head).intersects(Classes::GROUP_NOUN | Classes::PERSON_NOUN)
                && self.before(phrase.tokens.start).is_some_and(|i| {
                    self.tag(i).is_verb() && self.classes(i).contains(Classes::CUE)
                });
        // “told a news conference that”
        let told = self.before(phrase.tokens.start).is_some_and(|i| self.is_telling(i));
        if hears || told {
            return false;
        }
        let speech = self.classes(phrase.head).contains(Classes::CUE);
        if !speech {
            return true;
        }
        if self.is_said_to_be_between(phrase) {
            return true;
        }
        let owned = (phrase.tokens.start..phrase.head)
            .any(|at| matches!(self.tag(at), Tag::Genitive | Tag::Possessive));
        if !owned && self.speaks_itself(phrase) {
            return false;
        }
        let next = self.text(phrase.tokens.end);
        owned
            || matches!(next, "that" | "from" | "by" | "to" | ":" | "with" | "between" | "of")
            || phrase.tokens.start > self.scene.span.start
                && self.text(phrase.tokens.start - 1) == "in"
    }

    /// “The second call, late at night, **was between** Keller and Marten”
    fn is_said_to_be_between(&self, phrase: &NounPhrase) -> bool {
        let end = phrase.tokens.end;
        (end + 1..end + 8).any(|at| {
            self.text(at) == "between" && matches!(self.text(at - 1), "is" | "was" | "were")
        })
    }

    /// “**a survey** of 2,000 farmers by Northwind found”: the paper is what speaks.
    fn speaks_itself(&self, phrase: &NounPhrase) -> bool {
        if !self.classes(phrase.head).contains(Classes::COMM_NOUN) {
            return false;
        }
        let end = self.scene.span.end.min(phrase.tokens.end + 14);
        let belongs = |at: &u32| {
            matches!(
                self.tag(*at),
                Tag::Preposition
                    | Tag::Determiner
                    | Tag::Possessive
                    | Tag::Genitive
                    | Tag::Adjective
                    | Tag::Noun
                    | Tag::Proper
                    | Tag::Number
                    | Tag::Participle
            ) || self.text(*at) == "-"
        };
        let verb = (phrase.tokens.end..end).find(|at| !belongs(at));
        let tells = |at: u32| {
            self.text(at) == "that"
                || self
                    .reading()
                    .phrase_at(at)
                    .is_some_and(|next| self.tag(next.tokens.end).is_tensed())
        };
        verb.is_some_and(|at| {
            self.tag(at) == Tag::Finite && self.classes(at).contains(Classes::CUE) && tells(at + 1)
        })
    }

    /// tell: what follows hears it, whatever it is.
    fn is_telling(&self, at: u32) -> bool {
        self.tag(at).is_verb() && matches!(self.text(at), "told" | "tells" | "tell" | "telling")
    }

    /// “according to its own report”: what is quoted speaks as a whole.
    fn is_source(&self, phrase: &NounPhrase) -> bool {
        let start = phrase.tokens.start;
        start >= 2 && self.text(start - 1) == "to" && self.text(start - 2) == "according"
    }

    /// “plans to”, “no intention of”: nouns of cues are read word by word.
    fn is_cue_noun(&self, phrase: &NounPhrase) -> bool {
        // “criticised *Anna Keller’s decision to* meet him”
        let mut inside = phrase.tokens.start..phrase.head;
        let owned = inside.any(|at| self.tag(at) == Tag::Genitive)
            && self.rules.triggers(self.word(phrase.tokens.end + 1));
        // “said *one day* that …” tells when.
        let counted = self.tag(phrase.tokens.start) == Tag::Number;
        (matches!(self.text(phrase.tokens.end), "to" | "of" | "for" | "on")
            || !counted && matches!(self.text(phrase.tokens.end), "about" | "that"))
            && phrase.tokens.len() <= if owned { 6 } else { 3 }
            && self.scene.cue_nouns.binary_search(&self.word(phrase.head)).is_ok()
    }

    /// “two days of talks”, “a new round of talks”: what is measured is the event.
    fn measures_event(&self, phrase: &NounPhrase) -> bool {
        let of = phrase.tokens.end;
        let measured = || self.reading().phrase_at(of + 1).map(|next| next.head);
        self.text(of) == "of"
            && matches!(
                self.text(phrase.head),
                "round" | "rounds" | "series" | "hours" | "day" | "days" | "weeks" | "months"
            )
            && measured().is_some_and(|head| {
                self.tag(head) == Tag::Noun && self.rules.announces_as_noun(self.word(head))
            })
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
            // “Tuesday’s meeting”, “their 2031 talks”: when it was.
            if let Some(time) = self.reading().time_at(at)
                && time.tokens.end <= phrase.head
                && self.tag(time.tokens.end) == Tag::Genitive
            {
                let tokens = TokenSpan::new(at, time.tokens.end + 1);
                self.plain(UnitKind::Time, tokens, self.word(at), VerbForm::None);
                at = tokens.end;
                continue;
            }
            let mention = self.reading().mentions.at(at);
            if let Some(end) = mention.and_then(|_| self.venue_end(at, &phrase)) {
                let tokens = TokenSpan::new(at, end);
                self.plain(UnitKind::Aside, tokens, WordId::UNKNOWN, VerbForm::None);
                at = end;
                continue;
            }
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

    /// “the **Lake Veyra** meeting”, “a **Northwind** lunch”: where it was or whose kind it is, if
    /// nobody of that name takes part. The end of the name.
    fn venue_end(&self, at: u32, phrase: &NounPhrase) -> Option<u32> {
        let mention = self.reading().mentions.at(at)?;
        let name = &self.reading().mentions.names[mention];
        let referent = self.reading().referent_at(at)?;
        let referents = &self.reading().chains.referents;
        let place =
            matches!(referents[referent].kind, EntityKind::Place | EntityKind::Organization);
        let joined = |i: u32| {
            matches!(self.tag(i), Tag::Genitive | Tag::Coordinator)
                || matches!(self.text(i), "-" | "–" | "/" | "and" | ",")
        };
        let end = name.tokens.end;
        let alone = !joined(end) && (at == 0 || !joined(at - 1));
        let country = self.reading().bare_party(&NounPhrase { tokens: name.tokens, head: end - 1 });
        (place && alone && end <= phrase.head && !country.accepts.contains(Accepts::COUNTRY))
            .then_some(end)
    }

    /// A common noun with its article before a possessive ending.
    fn owner_at(&self, at: u32, head: u32) -> Option<NounPhrase> {
        let genitive = (at..head).find(|&i| self.tag(i) == Tag::Genitive)?;
        let plain = (at..genitive).all(|i| {
            matches!(
                self.tag(i),
                Tag::Determiner
                    | Tag::Adjective
                    | Tag::Noun
                    | Tag::Proper
                    | Tag::Number
                    | Tag::Mark
            ) && self.reading().mentions.at(i).is_none()
        });
        // “mocking *a reporter’s* claim”
        let article = (at..genitive).rev().find(|&i| self.tag(i) == Tag::Determiner);
        (plain && genitive > at && article.is_none_or(|i| i == at))
            .then(|| NounPhrase { tokens: TokenSpan::new(at, genitive), head: genitive - 1 })
    }

    /// Who is the subject of the last verb: a pronoun or name before a tensed word.
    fn subject_before(&self) -> Option<(SmallVec<[ReferentId; 2]>, f32)> {
        let units = &self.scene.units;
        let tensed = |at: usize| {
            let next = (at + 1..units.len()).find(|&i| !units[i].kind.is_adjunct());
            next.is_some_and(|i| {
                units[i].kind == UnitKind::Word && self.tag(units[i].tokens.start).is_tensed()
            })
        };
        let subject = (0..units.len()).rev().find(|&at| {
            units[at].kind == UnitKind::Party
                && units[at].accepts.contains(Accepts::PERSON)
                && tensed(at)
        })?;
        let party = self.scene.parties.get(self.scene.members[subject].start)?;
        (party.referents.len() == 1).then(|| (party.referents.clone(), party.confidence))
    }

    pub(super) fn possessor(&mut self, mut party: Party, at: u32) {
        // “he failed to disclose **his own** talks with Marten”: he and nobody else.
        let own = (self.text(at + 1) == "own").then(|| self.subject_before()).flatten();
        if let Some((referents, confidence)) = own {
            party.referents = referents;
            party.confidence = confidence;
        } else if let Some(anaphor) = self.reading().anaphor_at(at) {
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
}

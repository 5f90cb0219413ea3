//! Who stands on the sides of what looks like a meeting: nobody in particular, crowds, officials, persons
//! who are known.

use super::{Candidate, SURE};
use crate::base::Id;
use crate::event::Party;
use crate::event::event::Argument;
use crate::extraction::EntityKind;
use crate::gazetteer::Rank;
use crate::rule::EntryKind;
use crate::rule::unit::{Accepts, VerbForm};
use crate::text::Classes;
use crate::text::tag::Tag;

impl Candidate<'_> {
    /// “received by post”: one common noun without an article is nobody.
    pub(super) fn is_bare(&self, party: &Party) -> bool {
        let token = self.scene.reading.document.tokens.as_slice().get(party.head as usize);
        party.tokens.len() == 1
            && party.referents.is_empty()
            && !party.accepts.intersects(Accepts::PRONOUN | Accepts::PLURAL | Accepts::PERSON)
            && token.is_some_and(|t| !t.is_capitalised())
    }

    /// “met the press”, “met people”, “you meet a man”
    pub(super) fn is_nobody(&self, party: &Party) -> bool {
        let head = self.word(party.head);
        let tag = self.scene.reading.tags.get(party.head as usize);
        party.referents.is_empty()
            && (tag == Some(&Tag::Number)
                || self.names("meet.not-people", head)
                || self.names("meet.anybody", head))
    }

    /// “jeered by protesters”, “met by a crowd”: those who come to see somebody are no party.
    pub(super) fn is_of_crowd(&self) -> bool {
        let kind = &self.rules.kinds()[self.rules.rule(self.found.rule).event];
        let verb = self.scene.units[self.found.trigger.start].verb;
        let by = matches!(verb, VerbForm::Passive | VerbForm::Participle);
        // “students and staff gathered for rallies”, “drivers ran into protesters”
        let lemma = self.rules.vocabulary().entry(self.found.entry).lemma.as_str();
        let crowd = |party: &Party| {
            party.referents.is_empty() && self.names("meet.crowds", self.word(party.head))
        };
        if matches!(lemma, "gather" | "assemble" | "run into" | "bump into")
            && self.arguments.iter().flat_map(|a| &a.parties).any(crowd)
        {
            return true;
        }
        let receives = if self.is_listed("meet.hosted") {
            self.arguments.iter().find(|a| kind.arguments[a.argument.index()].name == "host")
        } else {
            self.arguments.last().filter(|_| by && self.is_listed("meet.passive-by"))
        };
        receives.is_some_and(|side| {
            side.parties.iter().all(|party| {
                party.referents.is_empty()
                    && (self.names("meet.crowds", self.word(party.head))
                        || self.names("meet.crowds", self.word(party.core.end.saturating_sub(1))))
            })
        })
    }

    /// “a lawyer and organizer with Northwind” in a caption: for whom somebody works.
    pub(super) fn is_affiliation(&self) -> bool {
        let before = self.arguments.first().and_then(|side| side.parties.last());
        before.is_some_and(|party| party.referents.is_empty())
    }

    /// Whether hosts and guests are such as come and are received: “received $19 million”, “called
    /// in the guard” are no visits.
    pub(super) fn is_received(&self, argument: &Argument) -> bool {
        let kinds = &self.rules.kinds()[self.rules.rule(self.found.rule).event];
        if kinds.arguments[argument.argument.index()].name != "guest" {
            return true;
        }
        // “told the chancellor at a dinner hosted by Keller”: the dinner was hosted.
        let participle = self.scene.units[self.found.trigger.start].verb == VerbForm::Participle;
        let behind = |party: &Party| participle && party.core.end > party.head + 1;
        if argument.parties.iter().any(behind) {
            return false;
        }
        let referents = &self.scene.reading.chains.referents;
        argument.parties.iter().any(|party| {
            party.referents.iter().any(|&r| referents[r].kind == EntityKind::Person)
                || self.is_official(party)
                || party.accepts.contains(Accepts::PRONOUN)
        })
    }

    /// Whether the same one stands on both sides, which only a mistake can have brought about.
    pub(super) fn is_with_oneself(&self) -> bool {
        let [a, b] = self.arguments else { return false };
        let referents = |argument: &Argument| -> Vec<_> {
            argument.parties.iter().flat_map(|p| p.referents.iter().copied()).collect()
        };
        let (a, b) = (referents(a), referents(b));
        !a.is_empty() && a == b
    }

    /// Whether somebody speaks for a country, a body or a movement: by office, by title, or by the
    /// noun that describes them.
    pub(super) fn is_official(&self, party: &Party) -> bool {
        let reading = self.scene.reading;
        let office = |entity| {
            let gazetteer = reading.gazetteer;
            let is_country = |of| gazetteer.country_of(of) == Some(of);
            let role = gazetteer.entity(entity).role();
            role.is_some_and(|r| r.rank.is_some_and(represents) || r.of.is_some_and(is_country))
        };
        let titled = |name| crate::resolve::role::roles_of(reading.gazetteer, name).any(office);
        let holds = |r: &crate::resolve::ReferentId| {
            let referent = &reading.chains.referents[*r];
            let entry = referent.entity.map(|e| reading.gazetteer.entity(e).tenures());
            referent.roles.iter().any(|role| role.name.is_some_and(titled))
                || entry.is_some_and(|held| held.iter().any(|t| t.role.is_some_and(office)))
        };
        party.referents.iter().any(holds)
            || self.names("meet.officials", self.word(party.head))
            // “a group of negotiators”
            || self.scene.reading.lexicon.classes(self.word(party.head)).contains(Classes::GROUP_NOUN)
                && self.names("meet.officials", self.word(party.core.end.saturating_sub(1)))
            || reading.mentions.roles_in(party.tokens).iter().any(|role| {
                // “the news of the minister’s departure” is none.
                let own = !party.referents.is_empty() || role.tokens.start <= party.head;
                own && role.name.is_some_and(titled)
            })
    }

    /// Whether a side is only probably who it is taken for: too little for a weak word.
    pub(super) fn is_guessed(&self) -> bool {
        // Of a name in full it may be unsure whether it is one, not whose it is.
        let full = |party: &Party| {
            let names = &self.scene.reading.mentions;
            let name = names.at(party.head).map(|m| names.names[m].tokens.len());
            name.is_some_and(|words| words > 1) && !party.referents.is_empty()
        };
        let sure = |party: &Party| party.confidence >= SURE || full(party) || self.is_beside();
        self.sides().any(|side| !side.parties.iter().any(sure))
    }

    /// Whether somebody named or in office takes part: “pollsters interviewed voters online”.
    pub(super) fn is_of_somebody(&self) -> bool {
        let reading = self.scene.reading;
        let named = |party: &Party| {
            (party.core.start..party.core.end)
                .any(|at| reading.tags.get(at as usize) == Some(&Tag::Proper))
        };
        let somebody = |party: &Party| {
            !party.referents.is_empty()
                || party.first_person
                || named(party)
                || self.is_official(party)
        };
        self.sides().flat_map(|side| &side.parties).any(somebody)
    }

    /// Whether known persons stand on every side: words that announce a meeting only now and then
    /// do so between persons.
    pub(super) fn persons_meet(&self) -> bool {
        let referents = &self.scene.reading.chains.referents;
        // “spoke to lawmakers”: a speech, perhaps.
        let singular = |party: &Party| !party.accepts.contains(Accepts::PLURAL);
        let of_office = self.is_listed("meet.of-office") || self.is_listed("meetnoun.of-office");
        let entry = self.rules.vocabulary().entry(self.found.entry);
        let noun = entry.kind == EntryKind::Noun;
        let is_person = |party: &Party| {
            // “embraced them”: what stands for several things is too vague for a weak word.
            let vague = party.accepts.contains(Accepts::PRONOUN | Accepts::PLURAL)
                && self.arguments.len() > 1
                && !(self.is_beside() && party.referents.len() > 1);
            let known = party.referents.iter().any(|&r| referents[r].kind == EntityKind::Person);
            let one_side = self.arguments.len() == 1;
            !vague
                && (known
                    || of_office
                        && (one_side || singular(party) || noun)
                        && self.is_official(party))
        };
        self.sides().all(|argument| argument.parties.iter().any(is_person))
    }
}

/// Whether those of that rank go abroad for their country.
fn represents(rank: Rank) -> bool {
    matches!(
        rank,
        Rank::HeadOfState
            | Rank::HeadOfGovernment
            | Rank::Minister
            | Rank::Official
            | Rank::Legislator
            | Rank::Military
            | Rank::Royal
            | Rank::Diplomat
    )
}

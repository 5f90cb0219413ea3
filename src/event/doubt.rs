//! Matches that look like meetings and are probably none: weak words between the wrong parties,
//! fixtures of sport, letters received, and visits of people who speak for nobody.

use crate::event::event::Argument;
use crate::event::{Party, PeriodScene};
use crate::extraction::EntityKind;
use crate::gazetteer::Rank;
use crate::rule::unit::{Accepts, UnitKind, VerbForm};
use crate::rule::{EntryKind, RuleMatch, RuleSet};
use crate::text::WordId;

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
        } else if entry.weak && !told && !self.persons_meet() {
            return true;
        }
        let nobody = |argument: &Argument| {
            let parties = &argument.parties;
            !parties.is_empty() && parties.iter().all(|p| self.is_bare(p) || self.is_no_guest(p))
        };
        if self.arguments.iter().any(nobody) || self.is_fixture() {
            return true;
        }
        let units = &self.scene.units;
        let found = self.found;
        let next = (found.trigger.end..units.len()).find(|&i| !units[i].kind.is_adjunct());
        let object = found.captures.iter().find(|c| Some(c.units.start) == next);
        let (Some(object), EntryKind::Verb) = (object, entry.kind) else { return false };
        let accepts = units[object.units.start].accepts;
        let pronoun = accepts.contains(Accepts::PRONOUN);
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
        entry.weak && (verb || past && pronoun)
    }

    fn is_listed(&self, list: &str) -> bool {
        let vocabulary = self.rules.vocabulary();
        let list = vocabulary.list_named(list);
        list.is_some_and(|list| vocabulary.entries_of(list).contains(&self.found.entry))
    }

    /// Whether `word` alone is an entry of `list`.
    fn names(&self, list: &str, word: WordId) -> bool {
        let vocabulary = self.rules.vocabulary();
        let Some(list) = vocabulary.list_named(list) else { return false };
        let mut entries = vocabulary.entries_of(list).iter();
        word.is_known() && entries.any(|&e| vocabulary.words_of(e).any(|words| *words == [word]))
    }

    fn word(&self, at: u32) -> WordId {
        let tokens = self.scene.reading.document.tokens.as_slice();
        tokens.get(at as usize).map_or(WordId::UNKNOWN, |t| t.word)
    }

    /// “received by post”: one common noun without an article is nobody.
    fn is_bare(&self, party: &Party) -> bool {
        let token = self.scene.reading.document.tokens.as_slice().get(party.head as usize);
        party.tokens.len() == 1
            && party.referents.is_empty()
            && !party.accepts.intersects(Accepts::PRONOUN | Accepts::PLURAL | Accepts::PERSON)
            && token.is_some_and(|t| !t.is_capitalised())
    }

    /// “met the press”, “met the public”
    fn is_no_guest(&self, party: &Party) -> bool {
        party.referents.is_empty() && self.names("meet.not-people", self.word(party.head))
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
            return false;
        }
        let span = self.scene.span;
        (span.start..span.end).any(|at| self.names("meet.fixtures", self.word(at)))
    }

    /// Whether somebody speaks for a country, a body or a movement: by office, by title, or by the
    /// noun that describes them.
    fn is_official(&self, party: &Party) -> bool {
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
            || reading.mentions.roles_in(party.tokens).iter().any(|r| r.name.is_some_and(titled))
    }

    /// Whether known persons stand on every side: words that announce a meeting only now and then
    /// do so between persons.
    fn persons_meet(&self) -> bool {
        let referents = &self.scene.reading.chains.referents;
        let is_person = |party: &Party| {
            // “embraced them”: what stands for several things is too vague for a weak word.
            let vague = party.accepts.contains(Accepts::PRONOUN | Accepts::PLURAL)
                && self.arguments.len() > 1;
            !vague && party.referents.iter().any(|&r| referents[r].kind == EntityKind::Person)
        };
        self.arguments.iter().all(|argument| argument.parties.iter().any(is_person))
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

//! Pronouns and descriptions: who “she”, “the minister”, “the two leaders” and “the ministry” are.
//!
//! One walk through the document keeps in mind who was spoken of lately and how prominently; each
//! pronoun or description takes the best of those it agrees with, or nobody.

use jiff::civil;
use smallvec::SmallVec;

use crate::base::TokenSpan;
use crate::extraction::EntityKind;
use crate::gazetteer::{EntityId, Gazetteer, Gender, OrganizationType};
use crate::mention::{Mentions, RoleUse};
use crate::resolve::{Chains, ReferentId, link, role};
use crate::text::phrase::NounPhrase;
use crate::text::tag::Tag;
use crate::text::{Classes, Document, Lexicon, WordId, word};

/// A pronoun or description and who is meant.
#[derive(Clone, Debug, PartialEq)]
pub struct Anaphor {
    /// Its words, from the determiner to the head.
    pub tokens: TokenSpan,
    /// The word that decides.
    pub head: u32,
    /// Pronoun, description or group.
    pub kind: AnaphorKind,
    /// Who is meant; several for a group.
    pub referents: SmallVec<[ReferentId; 2]>,
    /// From 0 to 1.
    pub confidence: f32,
}

/// What sort of anaphor it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AnaphorKind {
    /// he, her, they
    Pronoun,
    /// his, their: whose owner is meant
    Possessive,
    /// the minister, the company
    Description,
    /// the two leaders, both
    Group,
}

/// Who was spoken of lately.
#[derive(Debug, Default)]
pub struct Focus {
    recent: Vec<Trace>,
}

#[derive(Clone, Copy, Debug)]
struct Trace {
    referent: ReferentId,
    at: u32,
    period: u32,
    subject: bool,
}

/// Resolves every pronoun and description of the document, in the order of the text.
/// `phrases` are the noun phrases of all periods, in order.
#[allow(clippy::too_many_arguments)]
pub fn anaphors(
    document: &Document,
    lexicon: &Lexicon,
    gazetteer: &Gazetteer,
    mentions: &Mentions,
    chains: &mut Chains,
    tags: &[Tag],
    phrases: &[NounPhrase],
    on: Option<civil::Date>,
) -> Vec<Anaphor> {
    let mut walker = Walker {
        document,
        lexicon,
        gazetteer,
        mentions,
        chains,
        tags,
        on,
        focus: Focus::default(),
        period: 0,
        start: 0,
    };
    let mut out = Vec::new();
    let mut phrase_at = 0;
    for (number, period) in document.periods.iter().enumerate() {
        walker.period = number as u32;
        walker.start = period.start;
        while let Some(phrase) = phrases.get(phrase_at) {
            if phrase.tokens.start >= period.end {
                break;
            }
            phrase_at += 1;
            walker.visit(phrase, &mut out);
        }
    }
    out
}

struct Walker<'a> {
    document: &'a Document,
    lexicon: &'a Lexicon,
    gazetteer: &'a Gazetteer,
    mentions: &'a Mentions,
    chains: &'a mut Chains,
    tags: &'a [Tag],
    on: Option<civil::Date>,
    focus: Focus,
    period: u32,
    /// The first token of the period.
    start: u32,
}

/// What a pronoun agrees with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Agreement {
    Person(Gender),
    Thing,
    Plural,
}

impl Walker<'_> {
    fn classes(&self, at: u32) -> Classes {
        self.lexicon.classes(self.word(at))
    }

    fn word(&self, at: u32) -> WordId {
        self.document.tokens.as_slice().get(at as usize).map_or(WordId::UNKNOWN, |t| t.word)
    }

    fn text(&self, at: u32) -> &str {
        self.lexicon.text(self.word(at))
    }

    fn visit(&mut self, phrase: &NounPhrase, out: &mut Vec<Anaphor>) {
        let mut named = false;
        let mut possessor = None;
        for at in phrase.tokens.start..phrase.tokens.end {
            if self.tags[at as usize] == Tag::Possessive {
                possessor = Some(at);
            }
            if let Some(mention) = self.mentions.at(at) {
                if self.mentions.names[mention].tokens.start == at
                    && let Some(referent) = self.chains.of(mention)
                {
                    self.note(referent, at, phrase);
                }
                named |= self.mentions.names[mention].tokens.contains(phrase.head);
            }
        }
        if let Some(at) = possessor {
            self.pronoun(at, TokenSpan::new(at, at + 1), AnaphorKind::Possessive, out);
        }
        if named {
            return;
        }
        match self.tags[phrase.head as usize] {
            Tag::Pronoun => {
                if self.is_group(phrase) {
                    self.group(phrase, out);
                } else {
                    self.pronoun(phrase.head, phrase.tokens, AnaphorKind::Pronoun, out);
                }
            }
            Tag::Noun | Tag::Number | Tag::Proper | Tag::Adjective => self.description(phrase, out),
            _ => {}
        }
    }

    fn note(&mut self, referent: ReferentId, at: u32, phrase: &NounPhrase) {
        let subject = self.is_subject(phrase);
        self.focus.recent.push(Trace { referent, at, period: self.period, subject });
    }

    /// Whether a phrase is the subject of a clause: a tensed verb follows it.
    fn is_subject(&self, phrase: &NounPhrase) -> bool {
        let before = phrase.tokens.start.checked_sub(1).map(|i| self.tags[i as usize]);
        if matches!(before, Some(Tag::Preposition)) && phrase.tokens.start > self.start {
            return false;
        }
        let mut at = phrase.tokens.end as usize;
        let mut comma = false;
        while let Some(tag) = self.tags.get(at) {
            match tag {
                Tag::Finite | Tag::Auxiliary | Tag::Modal => return true,
                Tag::Adverb | Tag::Negation => {}
                Tag::Mark if !comma && self.word(at as u32) == word::COMMA => comma = true,
                _ if comma && at < phrase.tokens.end as usize + 16 => {}
                _ => return false,
            }
            at += 1;
        }
        false
    }

    fn agreement(&self, at: u32) -> Option<(Agreement, bool)> {
        Some(match self.text(at) {
            "he" | "his" => (Agreement::Person(Gender::Male), false),
            "him" => (Agreement::Person(Gender::Male), true),
            "himself" => (Agreement::Person(Gender::Male), false),
            "she" => (Agreement::Person(Gender::Female), false),
            "her" | "hers" => {
                let object = self.tags[at as usize] == Tag::Pronoun;
                (Agreement::Person(Gender::Female), object)
            }
            "herself" => (Agreement::Person(Gender::Female), false),
            "it" | "its" | "itself" => (Agreement::Thing, false),
            "they" | "their" | "themselves" => (Agreement::Plural, false),
            "them" => (Agreement::Plural, true),
            _ => return None,
        })
    }

    fn pronoun(&mut self, at: u32, tokens: TokenSpan, kind: AnaphorKind, out: &mut Vec<Anaphor>) {
        let Some((agreement, object)) = self.agreement(at) else { return };
        let found = match agreement {
            Agreement::Plural => self.plural(at),
            _ => self.best(at, agreement, object).into_iter().collect(),
        };
        if found.is_empty() {
            return;
        }
        let phrase = NounPhrase { tokens, head: at };
        let subject = kind == AnaphorKind::Pronoun && self.is_subject(&phrase);
        for (referent, _) in &found {
            let trace = Trace { referent: *referent, at, period: self.period, subject };
            self.focus.recent.push(trace);
        }
        let confidence = found.iter().map(|f| f.1).fold(1.0, f32::min);
        let referents = found.iter().map(|f| f.0).collect();
        out.push(Anaphor { tokens, head: at, kind, referents, confidence });
    }

    /// The referent that a singular pronoun most likely means, with how sure that is.
    fn best(&self, at: u32, agreement: Agreement, object: bool) -> Option<(ReferentId, f32)> {
        let mut scores: SmallVec<[(f32, ReferentId); 8]> = SmallVec::new();
        for trace in self.focus.recent.iter().rev() {
            let distance = self.period - trace.period;
            if distance > 6 {
                break;
            }
            if !self.agrees(trace.referent, agreement) {
                continue;
            }
            // “Keller met him”: not Keller, whose verb it is.
            if object && trace.subject && distance == 0 && self.same_clause(trace.at, at) {
                continue;
            }
            let mut score = match distance {
                0 => 5.0,
                1 => 4.5,
                2 => 3.0,
                d => 2.5 - d as f32 * 0.3,
            };
            if trace.subject {
                score += 1.6;
            }
            if self.chains.referents[trace.referent].gender.is_none() {
                score -= 0.8;
            }
            match scores.iter_mut().find(|s| s.1 == trace.referent) {
                Some(known) => known.0 = known.0.max(score) + 0.25,
                None => scores.push((score, trace.referent)),
            }
        }
        scores.sort_by(|a, b| b.0.total_cmp(&a.0));
        let (best, referent) = *scores.first()?;
        let margin = scores.get(1).map_or(2.0, |s| best - s.0);
        Some((referent, if margin >= 1.0 { 0.9 } else { 0.75 }))
    }

    fn same_clause(&self, from: u32, to: u32) -> bool {
        !self.tags[from as usize..to as usize]
            .iter()
            .any(|t| matches!(t, Tag::Subordinator | Tag::Wh | Tag::Mark))
            && self.tags[from as usize..to as usize]
                .iter()
                .filter(|t| matches!(t, Tag::Finite | Tag::Base))
                .count()
                <= 1
    }

    fn agrees(&self, referent: ReferentId, agreement: Agreement) -> bool {
        let r = &self.chains.referents[referent];
        match agreement {
            Agreement::Person(gender) => {
                r.kind == EntityKind::Person && r.gender.is_none_or(|g| g == gender)
            }
            Agreement::Thing => matches!(r.kind, EntityKind::Organization | EntityKind::Place),
            Agreement::Plural => r.kind != EntityKind::Role,
        }
    }

    /// They: the two persons named together last, else an organization.
    fn plural(&self, at: u32) -> SmallVec<[(ReferentId, f32); 2]> {
        let pair = self.last_persons(2, at);
        if pair.len() == 2 {
            return pair.into_iter().map(|r| (r, 0.7)).collect();
        }
        SmallVec::new()
    }

    /// The last `count` different persons named in one period, that period being this one or one
    /// of the two before.
    fn last_persons(&self, count: usize, before: u32) -> SmallVec<[ReferentId; 2]> {
        for period in (self.period.saturating_sub(3)..=self.period).rev() {
            let mut found: SmallVec<[ReferentId; 2]> = SmallVec::new();
            for trace in self.focus.recent.iter().rev() {
                if trace.period < period {
                    break;
                }
                let person = self.chains.referents[trace.referent].kind == EntityKind::Person;
                if trace.period == period
                    && trace.at < before
                    && person
                    && !found.contains(&trace.referent)
                {
                    found.push(trace.referent);
                }
            }
            if found.len() >= count {
                found.truncate(count);
                found.reverse();
                return found;
            }
        }
        SmallVec::new()
    }

    fn is_group(&self, phrase: &NounPhrase) -> bool {
        matches!(self.text(phrase.head), "both" | "pair" | "duo" | "trio")
    }

    fn group(&mut self, phrase: &NounPhrase, out: &mut Vec<Anaphor>) {
        let count = self.count_of(phrase).unwrap_or(2);
        let referents = self.last_persons(count, phrase.tokens.start);
        if referents.len() == count {
            for &referent in &referents {
                self.note(referent, phrase.head, phrase);
            }
            out.push(Anaphor {
                tokens: phrase.tokens,
                head: phrase.head,
                kind: AnaphorKind::Group,
                referents,
                confidence: 0.8,
            });
        }
    }

    /// How many people a group is said to be: “the two leaders”, “both ministers”, “the pair”.
    fn count_of(&self, phrase: &NounPhrase) -> Option<usize> {
        (phrase.tokens.start..phrase.tokens.end).find_map(|at| match self.text(at) {
            "two" | "both" | "pair" | "duo" | "2" => Some(2),
            "three" | "trio" | "3" => Some(3),
            "four" | "4" => Some(4),
            _ => None,
        })
    }

    fn is_definite(&self, phrase: &NounPhrase) -> bool {
        matches!(self.text(phrase.tokens.start), "the" | "this" | "that" | "both" | "these")
            || self.tags[phrase.tokens.start as usize] == Tag::Possessive
    }

    fn description(&mut self, phrase: &NounPhrase, out: &mut Vec<Anaphor>) {
        let head = self.classes(phrase.head);
        let role = self.role_at(phrase);
        let person = head.contains(Classes::PERSON_NOUN) || self.is_age(phrase);
        let plural = head.contains(Classes::NOUNS) && !head.contains(Classes::NOUN)
            || self.count_of(phrase).is_some();
        if self.is_definite(phrase) && self.count_of(phrase).is_some() {
            let side = matches!(self.text(phrase.head), "sides" | "delegations");
            if person || role.is_some() || side || self.is_group(phrase) {
                self.group(phrase, out);
            }
            return;
        }
        if plural {
            return;
        }
        let possessive = self.tags[phrase.tokens.start as usize] == Tag::Possessive;
        let owned =
            (phrase.tokens.start..phrase.head).any(|at| self.tags[at as usize] == Tag::Genitive);
        let found = if let Some(role) = role {
            self.office(&role, phrase, possessive || owned)
        } else if !self.is_definite(phrase) || possessive {
            None
        } else if self.is_age(phrase) {
            self.aged()
        } else if person {
            self.by_noun(phrase.head)
        } else if head.contains(Classes::GROUP_NOUN) || head.contains(Classes::ORGANIZATION_HEAD) {
            self.body(phrase.head)
        } else {
            None
        };
        let Some((referent, confidence)) = found else { return };
        self.note(referent, phrase.head, phrase);
        out.push(Anaphor {
            tokens: phrase.tokens,
            head: phrase.head,
            kind: AnaphorKind::Description,
            referents: SmallVec::from_iter([referent]),
            confidence,
        });
    }

    /// The office or title that ends with the head of the phrase.
    fn role_at(&self, phrase: &NounPhrase) -> Option<RoleUse> {
        self.mentions
            .roles_in(phrase.tokens)
            .iter()
            .rev()
            .find(|r| r.tokens.contains(phrase.head))
            .copied()
    }

    /// “the 54-year-old”
    fn is_age(&self, phrase: &NounPhrase) -> bool {
        (phrase.tokens.start..phrase.tokens.end).any(|at| self.text(at) == "year")
            && (phrase.tokens.start..phrase.tokens.end).any(|at| self.text(at) == "old")
    }

    fn aged(&self) -> Option<(ReferentId, f32)> {
        self.focus
            .recent
            .iter()
            .rev()
            .take_while(|t| self.period - t.period <= 4)
            .map(|t| t.referent)
            .find(|&r| self.chains.referents[r].kind == EntityKind::Person)
            .map(|r| (r, 0.8))
    }

    /// “the chancellor”: who was called so in the text, or held such an office by the gazetteer.
    fn office(
        &mut self,
        role: &RoleUse,
        phrase: &NounPhrase,
        owned: bool,
    ) -> Option<(ReferentId, f32)> {
        let named = |r: ReferentId, s: &Self| s.is_called(r, role);
        if role.of.is_some()
            && !role.former
            && let Some(holder) = role::holder(self.gazetteer, role, self.on)
        {
            return Some((self.referent_of(holder), 0.9));
        }
        if owned && role.of.is_none() || !self.is_definite(phrase) && role.of.is_none() {
            return None;
        }
        let recent = self.focus.recent.iter().rev().map(|t| t.referent).find(|&r| named(r, self));
        if let Some(referent) = recent {
            return Some((referent, 0.85));
        }
        let anywhere = self.chains.referents.ids().find(|&r| named(r, self));
        if let Some(referent) = anywhere {
            return Some((referent, 0.7));
        }
        let holder = role::holder(self.gazetteer, role, self.on)?;
        Some((self.referent_of(holder), 0.8))
    }

    /// Whether the text or the gazetteer gives a person this role.
    fn is_called(&self, referent: ReferentId, role: &RoleUse) -> bool {
        let r = &self.chains.referents[referent];
        if r.kind != EntityKind::Person {
            return false;
        }
        let last = |tokens: TokenSpan| self.word(tokens.end - 1);
        let same_word = |other: &RoleUse| {
            let known = last(role.tokens).is_known();
            known && last(other.tokens) == last(role.tokens)
        };
        let agrees = |other: &RoleUse| match (role.of, other.of) {
            (Some(a), Some(b)) => a == b,
            _ => true,
        };
        if r.roles.iter().any(|other| same_word(other) && agrees(other)) {
            return true;
        }
        let Some(entity) = r.entity else { return false };
        let fits = |of: Option<EntityId>| role.of.is_none() || of.is_none() || of == role.of;
        self.gazetteer.entity(entity).tenures().iter().any(|tenure| {
            let in_time = role.former || self.on.is_none_or(|day| tenure.covers(day));
            let title = crate::text::fold::fold(&tenure.title);
            let word = self.text(role.tokens.end - 1);
            in_time && fits(tenure.of) && title.split(' ').next_back() == Some(word)
        })
    }

    fn referent_of(&mut self, entity: EntityId) -> ReferentId {
        let known = self.chains.referents.iter_enumerated().find(|(_, r)| r.entity == Some(entity));
        match known {
            Some((id, _)) => id,
            None => self.chains.referents.push(link::referent_of_entry(self.gazetteer, entity)),
        }
    }

    /// “the engineer”: who was called one.
    fn by_noun(&self, head: u32) -> Option<(ReferentId, f32)> {
        let word = self.word(head);
        self.focus
            .recent
            .iter()
            .rev()
            .map(|t| t.referent)
            .find(|&r| {
                self.chains.referents[r]
                    .roles
                    .iter()
                    .any(|role| word.is_known() && self.word(role.tokens.end - 1) == word)
            })
            .map(|r| (r, 0.8))
    }

    /// “the ministry”: the last organization that is one.
    fn body(&self, head: u32) -> Option<(ReferentId, f32)> {
        let noun = self.text(head);
        let sort = sort_of(noun);
        self.focus
            .recent
            .iter()
            .rev()
            .take_while(|t| self.period - t.period <= 8)
            .map(|t| t.referent)
            .find(|&r| {
                let referent = &self.chains.referents[r];
                if referent.kind != EntityKind::Organization {
                    return false;
                }
                let listed = referent
                    .entity
                    .and_then(|e| self.gazetteer.entity(e).organization())
                    .and_then(|o| o.org_type);
                let in_name = crate::text::fold::fold(&referent.name).split(' ').any(|w| w == noun);
                in_name
                    || sort.is_some() && listed == sort
                    || noun == "company" && listed.is_none() && referent.entity.is_none()
            })
            .map(|r| (r, 0.8))
    }
}

/// The sort of organization that a common noun names.
fn sort_of(noun: &str) -> Option<OrganizationType> {
    Some(match noun {
        "company" | "firm" | "carmaker" | "manufacturer" | "group" | "retailer" => {
            OrganizationType::Company
        }
        "party" => OrganizationType::Party,
        "bank" | "lender" => OrganizationType::Bank,
        "ministry" | "department" => OrganizationType::Ministry,
        "parliament" | "senate" | "house" => OrganizationType::Parliament,
        "agency" | "bureau" => OrganizationType::Agency,
        "court" | "tribunal" => OrganizationType::Court,
        "university" | "college" => OrganizationType::University,
        "newspaper" | "paper" | "broadcaster" | "magazine" => OrganizationType::Media,
        "militia" | "movement" => OrganizationType::ArmedGroup,
        "union" | "alliance" | "bloc" => OrganizationType::International,
        _ => return None,
    })
}

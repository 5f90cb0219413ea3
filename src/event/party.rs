//! Parties: noun phrases with what belongs to them (titles, “of …”, appositions, relative
//! clauses), and who they are.

mod aside;
mod complement;
mod relative;

use smallvec::SmallVec;

use crate::base::TokenSpan;
use crate::event::Reading;
use crate::extraction::EntityKind;
use crate::gazetteer::PlaceType;
use crate::resolve::{AnaphorKind, ReferentId};
use crate::rule::unit::Accepts;
use crate::text::fold::fold;
use crate::text::phrase::NounPhrase;
use crate::text::tag::Tag;
use crate::text::{Classes, TokenKind, WordId, word};

/// A noun phrase as a part of a sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct Party {
    /// All its tokens, with appositions and relative clauses.
    pub tokens: TokenSpan,
    /// The tokens that name it: “a spokesman for the ministry”, without asides.
    pub core: TokenSpan,
    /// The word that says what it is.
    pub head: u32,
    /// Who it is; several for a group, nobody for somebody unnamed.
    pub referents: SmallVec<[ReferentId; 2]>,
    /// What it can stand for.
    pub accepts: Accepts,
    /// Whether it is I, we or my: the speaker of the quotation around it.
    pub first_person: bool,
    /// The relative clause inside it, from its relative pronoun on.
    pub relative: Option<TokenSpan>,
    /// From 0 to 1: how sure it is who it is.
    pub confidence: f32,
}

impl Reading<'_> {
    fn word_at(&self, at: u32) -> WordId {
        self.document.tokens.as_slice().get(at as usize).map_or(WordId::UNKNOWN, |t| t.word)
    }

    fn classes_at(&self, at: u32) -> Classes {
        let tokens = self.document.tokens.as_slice();
        tokens.get(at as usize).map_or(Classes::empty(), |t| t.classes)
    }

    fn tag_at(&self, at: u32) -> Tag {
        self.tags.get(at as usize).copied().unwrap_or_default()
    }

    fn is_mark(&self, at: u32) -> bool {
        self.document.tokens.as_slice().get(at as usize).is_some_and(|t| t.kind == TokenKind::Mark)
    }

    /// The party that `phrase` heads; it ends at or before `end`.
    pub fn party(&self, phrase: &NounPhrase, end: u32) -> Party {
        let titled = self.with_titled_name(phrase).filter(|p| p.tokens.end <= end);
        let mut party = self.bare_party(&titled.unwrap_or(*phrase));
        // “told *Channel 4* that …”
        let at = party.core.end;
        let numbered = at < end
            && party.accepts.contains(Accepts::ORGANIZATION)
            && self.tag_at(party.head) == Tag::Proper
            && self.tag_at(at) == Tag::Number
            && !matches!(
                self.tag_at(at + 1),
                Tag::Noun | Tag::Adjective | Tag::Proper | Tag::Number
            )
            && !self.is_mark(at + 1);
        if numbered {
            party.core = TokenSpan::new(party.core.start, at + 1);
            party.tokens = party.tokens.join(party.core);
        }
        self.attach_complements(&mut party, end);
        self.attach_asides(&mut party, end);
        party
    }

    /// “the **Secretary** of State **Anna Keller**”: a title with “of” in it leads to the name that
    /// it belongs to, which is what the phrase is about.
    fn with_titled_name(&self, phrase: &NounPhrase) -> Option<NounPhrase> {
        let names = &self.mentions.names;
        let next = names.partition_point(|m| m.tokens.start <= phrase.head);
        let mention = names.as_slice().get(next)?;
        // “between the king and rebel leader Anna Keller”: between takes two.
        let before = phrase.tokens.start.checked_sub(1).map(|at| self.word_at(at));
        let two = before == Some(word::BETWEEN)
            && (phrase.head..mention.tokens.start).any(|at| self.tag_at(at) == Tag::Coordinator);
        // “met **23-year-old Anna Keller**”
        let aged = mention.tokens.start == phrase.tokens.end && self.is_age(phrase.tokens);
        let titled = (mention.extent.contains(phrase.head) || aged) && !two;
        titled.then(|| NounPhrase {
            tokens: TokenSpan::new(phrase.tokens.start, mention.tokens.end),
            head: mention.tokens.end - 1,
        })
    }

    /// A phrase by itself.
    pub fn bare_party(&self, phrase: &NounPhrase) -> Party {
        let head = phrase.head;
        let mut party = Party {
            tokens: phrase.tokens,
            core: phrase.tokens,
            head,
            referents: SmallVec::new(),
            accepts: Accepts::empty(),
            first_person: false,
            relative: None,
            confidence: 1.0,
        };
        self.identify(&mut party);
        party
    }

    /// Says who a party is and what it can stand for.
    fn identify(&self, party: &mut Party) {
        let head = party.head;
        if let Some(mention) = self.mentions.at(head) {
            let kind = self.mentions.names[mention].kind;
            let link = &self.chains.links[mention];
            party.confidence = link.confidence;
            let kind = link.referent.map_or(kind, |r| self.chains.referents[r].kind);
            party.referents.extend(link.referent);
            party.accepts |= accepts_of(kind);
            if link.referent.is_some_and(|r| self.may_be_country(r)) {
                party.accepts |= Accepts::COUNTRY;
            }
            return;
        }
        if let Some(anaphor) = self.anaphor_at(head) {
            let is_pronoun = anaphor.kind == AnaphorKind::Pronoun;
            // “the leaders *of Aldoria and Veldania*”
            if anaphor.kind == AnaphorKind::Group {
                party.core = party.core.join(anaphor.tokens);
                party.tokens = party.tokens.join(anaphor.tokens);
            }
            party.referents.clone_from(&anaphor.referents);
            party.confidence = anaphor.confidence;
            for &referent in &anaphor.referents {
                party.accepts |= accepts_of(self.chains.referents[referent].kind);
            }
            if anaphor.referents.len() > 1 {
                party.accepts |= Accepts::PLURAL;
            }
            if is_pronoun {
                self.mark_pronoun(party);
            }
            return;
        }
        if self.tag_at(head) == Tag::Pronoun {
            self.mark_pronoun(party);
            return;
        }
        let classes = self.classes_at(head);
        let titled = || self.mentions.roles_in(party.core).iter().any(|r| r.tokens.contains(head));
        let counterpart = matches!(self.lexicon.text(self.word_at(head)), "number" | "numbers")
            && head > party.core.start
            && self.lexicon.text(self.word_at(head - 1)) == "opposite";
        // “a number of leaders”
        let counted = self.word_at(head + 1) == word::OF
            && matches!(self.lexicon.text(self.word_at(head)), "number" | "handful" | "couple")
            && self
                .phrase_at(head + 2)
                .is_some_and(|p| self.classes_at(p.head).contains(Classes::PERSON_NOUN));
        if counted {
            party.accepts |= Accepts::PLURAL;
        }
        if classes.contains(Classes::PERSON_NOUN)
            || counted
            || titled()
            || self.is_age(party.core)
            || counterpart
        {
            party.accepts |= Accepts::PERSON;
        } else if classes.intersects(Classes::GROUP_NOUN | Classes::ORGANIZATION_HEAD)
            || self.is_both_sides(party.core)
        {
            party.accepts |= Accepts::ORGANIZATION;
        } else if classes.contains(Classes::COMM_NOUN) {
            party.accepts |= Accepts::DOCUMENT;
        } else if self.tag_at(head) == Tag::Proper {
            // A capitalised word of which nothing is known can do what persons and countries do.
            party.accepts |= Accepts::PERSON | Accepts::THING;
            // “northwind.com” is none.
            if !self.text(TokenSpan::new(head, head + 1)).contains('.') {
                party.accepts |= Accepts::COUNTRY;
            }
            party.confidence = 0.6;
        } else if self.tag_at(head) == Tag::Number
            || matches!(
                self.lexicon.text(self.word_at(head)),
                "others"
                    | "some"
                    | "many"
                    | "one"
                    | "percent"
                    | "%"
                    | "half"
                    | "quarters"
                    | "thirds"
                    | "majority"
                    | "plurality"
                    | "dozens"
                    | "hundreds"
                    | "thousands"
            )
        {
            party.accepts |= Accepts::PERSON | Accepts::THING;
        } else {
            party.accepts |= Accepts::THING;
        }
        let plural = classes.contains(Classes::NOUNS) && !classes.contains(Classes::NOUN);
        if plural {
            party.accepts |= Accepts::PLURAL;
        }
    }

    /// Whether a name stands for a country, or may: a place that only the text knows, or one word of
    /// which no title, given name or pronoun says that it is a person’s.
    fn may_be_country(&self, referent: ReferentId) -> bool {
        let referent = &self.chains.referents[referent];
        match referent.entity.map(|e| self.gazetteer.entity(e).place()) {
            Some(place) => place.is_some_and(|p| p.place_type == Some(PlaceType::Country)),
            None => match referent.kind {
                // “the Salt Valley Station” is none.
                EntityKind::Place => !referent.name.rsplit_once(' ').is_some_and(|(_, head)| {
                    let head = self.lexicon.get_folded(&fold(head));
                    let heads = Classes::PLACE_HEAD | Classes::ORGANIZATION_HEAD;
                    self.lexicon.classes(head).intersects(heads)
                }),
                EntityKind::Person => {
                    referent.roles.is_empty()
                        && referent.gender.is_none()
                        && !referent.name.contains(' ')
                }
                EntityKind::Organization | EntityKind::Role => false,
            },
        }
    }

    fn mark_pronoun(&self, party: &mut Party) {
        party.accepts |= Accepts::PRONOUN;
        match self.lexicon.text(self.word_at(party.head)) {
            "he" | "she" | "i" => party.accepts |= Accepts::PERSON | Accepts::NOMINATIVE,
            "they" | "we" => {
                party.accepts |=
                    Accepts::PERSON | Accepts::ORGANIZATION | Accepts::NOMINATIVE | Accepts::PLURAL;
            }
            "him" | "me" => party.accepts |= Accepts::PERSON | Accepts::ACCUSATIVE,
            "her" => party.accepts |= Accepts::PERSON,
            "them" | "us" => {
                party.accepts |= Accepts::PERSON | Accepts::ACCUSATIVE | Accepts::PLURAL;
            }
            "you" | "who" | "everyone" | "everybody" | "someone" | "somebody" | "anyone"
            | "others" | "one" | "many" | "some" | "several" | "another" | "both" | "those" => {
                party.accepts |= Accepts::PERSON;
            }
            "nobody" | "none" => party.accepts |= Accepts::PERSON,
            "whom" => party.accepts |= Accepts::PERSON | Accepts::ACCUSATIVE,
            "it" => {
                party.accepts |= Accepts::ORGANIZATION | Accepts::DOCUMENT | Accepts::NOBODY;
            }
            _ => party.accepts |= Accepts::THING,
        }
        party.first_person =
            matches!(self.lexicon.text(self.word_at(party.head)), "i" | "we" | "me" | "us");
    }

    /// “both sides”, “the two sides”: the parties to a quarrel.
    fn is_both_sides(&self, tokens: TokenSpan) -> bool {
        let mut words = (tokens.start..tokens.end).map(|at| self.lexicon.text(self.word_at(at)));
        let two = words.any(|text| matches!(text, "both" | "two" | "warring" | "opposing"));
        two && words.next_back() == Some("sides")
    }

    fn is_age(&self, tokens: TokenSpan) -> bool {
        let has = |word| (tokens.start..tokens.end).any(|at| self.word_at(at) == word);
        has(word::YEAR) && has(word::OLD)
    }
}

/// What an entity of that kind can stand for.
pub fn accepts_of(kind: EntityKind) -> Accepts {
    match kind {
        EntityKind::Person => Accepts::PERSON,
        EntityKind::Organization => Accepts::ORGANIZATION,
        EntityKind::Place => Accepts::PLACE,
        EntityKind::Role => Accepts::ROLE,
    }
}

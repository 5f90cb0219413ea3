//! Parties: noun phrases with what belongs to them (titles, “of …”, appositions, relative
//! clauses), and who they are.

mod complement;
mod relative;

use smallvec::SmallVec;

use crate::base::TokenSpan;
use crate::event::Reading;
use crate::extraction::EntityKind;
use crate::gazetteer::PlaceType;
use crate::resolve::{AnaphorKind, ReferentId};
use crate::rule::unit::Accepts;
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
        self.lexicon.classes(self.word_at(at))
    }

    fn tag_at(&self, at: u32) -> Tag {
        self.tags.get(at as usize).copied().unwrap_or_default()
    }

    fn is_mark(&self, at: u32) -> bool {
        self.document.tokens.as_slice().get(at as usize).is_some_and(|t| t.kind == TokenKind::Mark)
    }

    /// The token after the mark that closes a quotation at `at`, if one does: “, who calls it
    /// “dead,” said”.
    fn past_quote(&self, at: u32) -> u32 {
        let marks = TokenSpan::new(at, (at + 1).min(self.document.tokens.len() as u32));
        let closes = self.is_mark(at) && matches!(self.text(marks), "”" | "\"" | "''" | "’" | "'");
        at + u32::from(closes)
    }

    fn ends_sentence(&self, at: u32) -> bool {
        self.is_mark(at) && matches!(self.lexicon.text(self.word_at(at)), "." | "!" | "?" | ";")
    }

    /// The party that `phrase` heads; it ends at or before `end`.
    pub fn party(&self, phrase: &NounPhrase, end: u32) -> Party {
        let titled = self.with_titled_name(phrase).filter(|p| p.tokens.end <= end);
        let mut party = self.bare_party(&titled.unwrap_or(*phrase));
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
        let titled = mention.extent.contains(phrase.head);
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
        let titled = self.mentions.roles_in(party.core).iter().any(|r| r.tokens.contains(head));
        if classes.contains(Classes::PERSON_NOUN) || titled || self.is_age(party.core) {
            party.accepts |= Accepts::PERSON;
        } else if classes.intersects(Classes::GROUP_NOUN | Classes::ORGANIZATION_HEAD) {
            party.accepts |= Accepts::ORGANIZATION;
        } else if classes.contains(Classes::COMM_NOUN) {
            party.accepts |= Accepts::DOCUMENT;
        } else if self.tag_at(head) == Tag::Proper {
            // A capitalised word of which nothing is known can do what persons and countries do.
            party.accepts |= Accepts::PERSON | Accepts::THING | Accepts::COUNTRY;
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
                EntityKind::Place => true,
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

    fn is_age(&self, tokens: TokenSpan) -> bool {
        let has = |text: &str| {
            (tokens.start..tokens.end).any(|at| self.lexicon.text(self.word_at(at)) == text)
        };
        has("year") && has("old")
    }

    /// “Keller**, the chancellor,** said”, “Marten **(55)**”, “Haddad **– a lawyer –** said”.
    fn attach_asides(&self, party: &mut Party, end: u32) {
        for _ in 0..4 {
            // The comma that closes one aside opens the next: “Keller, 55, a lawyer, said”.
            let end_of_last = party.tokens.end;
            let reopens =
                end_of_last > party.core.end && self.word_at(end_of_last - 1) == word::COMMA;
            let at = if reopens { end_of_last - 1 } else { end_of_last };
            if at >= end {
                return;
            }
            let word = self.word_at(at);
            let close = if word == word::COMMA {
                self.aside_after_comma(party, at, end)
            } else if word == word::OPEN_BRACKET {
                (at + 1..end.min(at + 20)).find(|&i| self.word_at(i) == word::CLOSE_BRACKET)
            } else if word == word::EN_DASH || word == word::EM_DASH || word == word::DOUBLE_HYPHEN
            {
                (at + 1..end.min(at + 30)).find(|&i| self.word_at(i) == word).filter(|&i| {
                    self.tag_at(i + 1).is_tensed() || self.tag_at(i + 1) == Tag::Adverb
                })
            } else if self.is_relative_pronoun(at) {
                // A relative clause without a comma: it ends before the verb of the main clause.
                let close = self.tight_relative(at, end);
                if let Some(close) = close.filter(|_| self.word_at(at) == word::WHO) {
                    party.relative = Some(TokenSpan::new(at, close));
                }
                close
            } else {
                None
            };
            let Some(close) = close else { return };
            let closing_mark = self.is_mark(close) && close < end && !self.ends_sentence(close);
            let mut close = if closing_mark { self.past_quote(close + 1) } else { close };
            close = close.min(end);
            party.tokens = TokenSpan::new(party.tokens.start, close);
        }
    }

    /// The closing comma of what stands between two commas after a party, if that belongs to it.
    fn aside_after_comma(&self, party: &mut Party, comma: u32, end: u32) -> Option<u32> {
        let start = comma + 1;
        let first = self.tag_at(start);
        let first_word = self.word_at(start);
        if start >= end {
            return None;
        }
        let relative = first == Tag::Wh
            || first_word == word::WHOSE
            || first == Tag::Preposition && self.tag_at(start + 1) == Tag::Wh;
        if relative {
            let close = self.comma_after_clause(start, end).or_else(|| self.next_comma(start, end));
            let close = close.unwrap_or(end);
            party.relative = Some(TokenSpan::new(start, close));
            return Some(close);
        }
        // “Senator Keller, R-Salis,”: party and constituency.
        let letter = TokenSpan::new(start, start + 1);
        if self.word_at(start + 1) == word::HYPHEN
            && self.text(letter).len() == 1
            && self.text(letter).starts_with(char::is_uppercase)
        {
            return self.next_comma(start, end.min(start + 8));
        }
        // An age.
        if first == Tag::Number && self.word_at(start + 1) == word::COMMA {
            return Some(start + 1);
        }
        if let Some(phrase) = self.phrase_at(start) {
            let is_name =
                |head| self.mentions.at(head).is_some() || self.tag_at(head) == Tag::Proper;
            // “a North Carolina Republican” describes, whatever its capitals.
            // “, Republican of Aldoria,”
            let office = self.classes_at(phrase.head).contains(Classes::PERSON_NOUN)
                && self.mentions.at(phrase.head).is_none()
                && self.word_at(phrase.head + 1) == word::OF;
            let described = matches!(first, Tag::Determiner | Tag::Possessive) || office;
            let other =
                self.mentions.at(phrase.head).is_some() || is_name(phrase.head) && !described;
            // “the President of Aldoria, His Excellency Boris Marten”: an office is no name.
            let office = self
                .mentions
                .roles_in(TokenSpan::new(party.core.start, party.head + 1))
                .iter()
                .any(|role| {
                    role.tokens.contains(party.head)
                        && self.mentions.at(role.tokens.start).is_none()
                });
            let named = is_name(party.head) && !office;
            let both_named = other && named;
            if both_named && !self.is_place_suffix(party.head, phrase.head) {
                return None;
            }
            let close = self.close_of_phrase(phrase, end)?;
            // “Aldoria’s water minister, Anna Keller, said”: the name is who it is.
            if other && !named {
                // “the patriarch, Boris Marten and the mayor”: a list.
                if (phrase.tokens.end..close).any(|i| self.tag_at(i) == Tag::Coordinator) {
                    return None;
                }
                let describes = party.accepts.contains(Accepts::PERSON)
                    || party.accepts.contains(Accepts::ORGANIZATION);
                if !describes {
                    return None;
                }
                if let Some(referent) = self.referent_at(phrase.head) {
                    let kind = self.chains.referents[referent].kind;
                    if !party.accepts.intersects(accepts_of(kind)) {
                        return None;
                    }
                    party.referents = SmallVec::from_iter([referent]);
                    // The name tells who it is, not what the description was taken for.
                    if let Some(name) = self.mentions.at(phrase.head) {
                        party.confidence = self.chains.links[name].confidence;
                    }
                }
                return Some(close);
            }
            // “The chancellor, a pilot in her youth, blamed …”
            let resumes = described && self.tag_at(close + 1).is_tensed();
            let describes = (named || resumes)
                && !party.accepts.intersects(Accepts::PRONOUN)
                && !other
                && !self.is_listed_next(close);
            let open = first == Tag::Determiner || first == Tag::Possessive || named;
            return (describes && open).then_some(close);
        }
        if matches!(first, Tag::Participle | Tag::Ing | Tag::Adverb | Tag::Adjective)
            || first == Tag::Preposition && first_word != word::WITH
            || matches!(self.lexicon.text(first_word), "like" | "unlike")
        {
            let close = self.comma_before_verb(start, end)?;
            let tensed_inside =
                (start..close).any(|i| matches!(self.tag_at(i), Tag::Finite | Tag::Modal));
            // “Keller, citing the cost, said …”, “the two, meeting in Port Salis, said …” tell of
            // two events.
            let tells = first == Tag::Ing;
            if !tensed_inside && tells && party.relative.is_none() {
                party.relative = Some(TokenSpan::new(start, close));
            }
            return (!tensed_inside).then_some(close);
        }
        None
    }

    /// “Tel Aviv, Israel,”: the second place says where the first is.
    fn is_place_suffix(&self, head: u32, next: u32) -> bool {
        let kind = |at| self.referent_at(at).map(|r| self.chains.referents[r].kind);
        kind(head) == Some(EntityKind::Place) && kind(next) == Some(EntityKind::Place)
    }

    /// The comma that closes an apposition that begins with `phrase`.
    fn close_of_phrase(&self, phrase: &NounPhrase, end: u32) -> Option<u32> {
        let mut at = phrase.tokens.end;
        let limit = end.min(at + 40);
        let mut relative = false;
        while at < limit {
            let word = self.word_at(at);
            if word == word::COMMA || self.ends_sentence(at) {
                return Some(at);
            }
            match self.tag_at(at) {
                Tag::Wh => relative = true,
                Tag::Finite | Tag::Modal | Tag::Auxiliary if !relative => return None,
                Tag::Mark if word != word::HYPHEN && word != word::GENITIVE_S => return None,
                Tag::Coordinator if self.phrase_ends_list(at) => {}
                Tag::Subordinator => return None,
                _ => {}
            }
            at += 1;
        }
        (at == end).then_some(end)
    }

    fn phrase_ends_list(&self, at: u32) -> bool {
        self.phrase_at(at + 1).is_some()
    }

    /// Whether after the comma at `close` another name or “and” follows, as in a list.
    fn is_listed_next(&self, close: u32) -> bool {
        self.word_at(close) == word::COMMA && self.word_at(close + 1) == word::AND
    }

    fn next_comma(&self, start: u32, end: u32) -> Option<u32> {
        (start..end.min(start + 40)).find(|&i| self.word_at(i) == word::COMMA)
    }

    /// The first comma after which the verb of the main clause follows, once the relative clause
    /// that begins at `start` has a verb of its own.
    fn comma_after_clause(&self, start: u32, end: u32) -> Option<u32> {
        let own = (start..end.min(start + 40)).find(|&i| self.tag_at(i).is_tensed())?;
        self.comma_before_verb(own, end)
    }

    /// The first comma after which the verb of the main clause follows.
    fn comma_before_verb(&self, start: u32, end: u32) -> Option<u32> {
        (start..end.min(start + 60)).find(|&i| {
            if self.word_at(i) != word::COMMA {
                return false;
            }
            let mut next = self.past_quote(i + 1);
            // “, on Thursday announced”
            while let Some(time) = self.time_at(next) {
                next = time.tokens.end;
            }
            while matches!(self.tag_at(next), Tag::Adverb | Tag::Negation) {
                next += 1;
            }
            self.tag_at(next).is_tensed()
        })
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

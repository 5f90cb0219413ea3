//! “the minister”, “the Israeli prime minister”, “the 54-year-old”, “her husband”: descriptions of
//! one person or body.

use smallvec::SmallVec;

use crate::base::TokenSpan;
use crate::extraction::EntityKind;
use crate::gazetteer::EntityId;
use crate::mention::RoleUse;
use crate::resolve::anaphora::called::{self, Wording};
use crate::resolve::anaphora::focus::{Sort, Who};
use crate::resolve::anaphora::{Anaphor, AnaphorKind, Walker, pronoun};
use crate::resolve::{Referent, ReferentId, link, role};
use crate::text::phrase::NounPhrase;
use crate::text::tag::Tag;
use crate::text::{Classes, WordId, word};

/// What makes another office of one when it stands before it.
const LESSER: [&str; 6] = ["deputy", "vice", "assistant", "incoming", "shadow", "junior"];

/// How an office is held that somebody holds not yet, no longer or not in full.
const TENURES: [&str; 5] = ["incoming", "outgoing", "acting", "interim", "departing"];

impl Walker<'_> {
    /// Resolves a description; `owner` is whom a possessive or genitive in it means.
    pub(super) fn description(
        &mut self,
        phrase: &NounPhrase,
        owner: Option<ReferentId>,
        out: &mut Vec<Anaphor>,
    ) {
        let head = self.classes(phrase.head);
        let role = self.role_at(phrase);
        let person = head.contains(Classes::PERSON_NOUN) || role.is_some() || self.is_age(phrase);
        if self.is_definite(phrase) && self.count_of(phrase).is_some() {
            let side = matches!(self.text(phrase.head), "sides" | "heads");
            let bare = self.tag(phrase.head) == Tag::Number;
            let gendered = called::gender_of_noun(head).is_some();
            if person || side || bare || gendered || self.is_group(phrase) {
                self.group(phrase, out);
            }
            return;
        }
        let thing =
            head.intersects(Classes::GROUP_NOUN | Classes::ORGANIZATION_HEAD | Classes::COMM_NOUN);
        if self.is_plural(phrase.head) {
            if person && let Some((tokens, referents)) = self.holders_of_each(phrase) {
                for &referent in &referents {
                    self.note(Who::Known(referent), phrase);
                }
                self.focus.join_last(referents.len());
                let kind = AnaphorKind::Group;
                out.push(Anaphor { tokens, head: phrase.head, kind, referents, confidence: 0.85 });
                return;
            }
            if person || head.contains(Classes::GROUP_NOUN) {
                self.note_unnamed(phrase, Sort::People);
            }
            return;
        }
        // Whose name stands beside it is not somebody spoken of before.
        let of_both = (phrase.tokens.start..phrase.head).any(|at| self.text(at) == "their");
        if person && let Some(named) = self.apposed(phrase) {
            self.relate(owner, self.word(phrase.head), named);
            if of_both {
                self.relate_to_both(self.word(phrase.head), named);
            }
            return;
        }
        // Most phrases speak of nobody, and of nothing that could be spoken of again.
        let matters = person || thing || owner.is_some() || self.is_definite(phrase);
        if !matters || self.is_another(phrase) || self.is_predicate(phrase) {
            return;
        }
        let both = of_both.then(|| self.related_to_both(self.word(phrase.head))).flatten();
        let found =
            both.map(|known| (known, 0.8)).or_else(|| self.described(phrase, role, owner, person));
        let Some((referent, confidence)) = found else {
            if person {
                self.note_unnamed(phrase, Sort::Person(called::gender_of_noun(head)));
            } else if thing || self.is_definite(phrase) {
                self.note_unnamed(phrase, Sort::Thing);
            }
            return;
        };
        self.note(Who::Known(referent), phrase);
        out.push(Anaphor {
            tokens: role.map_or(phrase.tokens, |role| phrase.tokens.join(role.tokens)),
            head: phrase.head,
            kind: AnaphorKind::Description,
            referents: SmallVec::from_iter([referent]),
            confidence,
        });
    }

    fn note_unnamed(&mut self, phrase: &NounPhrase, sort: Sort) {
        let mut trace = self.trace(Who::Unnamed(phrase.head), phrase);
        trace.sort = sort;
        self.focus.push(trace);
    }

    fn described(
        &mut self,
        phrase: &NounPhrase,
        role: Option<RoleUse>,
        owner: Option<ReferentId>,
        person: bool,
    ) -> Option<(ReferentId, f32)> {
        let owned = self.is_owned(phrase);
        if person && let Some(named) = self.named_below(phrase) {
            return Some((named, 0.8));
        }
        if let Some(owner) = owner
            && let Some(other) = self.related(owner, self.word(phrase.head))
        {
            return Some((other, 0.85));
        }
        if let Some(owner) = owner
            && let Some(other) = self.in_office_beside(owner, phrase)
        {
            return Some((other, 0.8));
        }
        if let Some(role) = role {
            let open = !owned && self.is_definite(phrase) && !self.is_high_office(phrase.head);
            let found = self.office(&role, phrase, owned);
            return found.or_else(|| self.countryman(phrase).filter(|_| open));
        }
        if !self.is_definite(phrase) || owned {
            return None;
        }
        if self.is_age(phrase) {
            return self.aged(phrase);
        }
        if matches!(self.text(phrase.head), "former" | "latter") {
            return self.of_two(self.text(phrase.head) == "former");
        }
        if person {
            return self.by_noun(phrase);
        }
        let head = self.classes(phrase.head);
        let modified = (phrase.tokens.start..phrase.head).any(|at| self.mentions.at(at).is_some());
        if head.intersects(Classes::GROUP_NOUN | Classes::ORGANIZATION_HEAD)
            && self.word(phrase.tokens.end) != word::OF
            && !modified
        {
            return self.body(phrase.head);
        }
        None
    }

    /// “the other party”, “the first female president”: not the one spoken of.
    fn is_another(&self, phrase: &NounPhrase) -> bool {
        !self.is_age(phrase)
            && (phrase.tokens.start + 1..phrase.head).any(|at| {
                self.classes(at).contains(Classes::NUMERAL)
                    || matches!(
                        self.text(at),
                        "other"
                            | "another"
                            | "next"
                            | "previous"
                            | "new"
                            | "future"
                            | "most"
                            | "biggest"
                            | "largest"
                            | "only"
                            | "opposing"
                            | "best"
                            | "same"
                            | "likely"
                            | "possible"
                            | "potential"
                            | "emerging"
                            | "typical"
                    )
            })
    }

    /// “She was the chairman”: says what somebody is, and speaks of nobody else.
    fn is_predicate(&self, phrase: &NounPhrase) -> bool {
        let before = (self.span.start..phrase.tokens.start)
            .rev()
            .find(|&at| !matches!(self.tag(at), Tag::Adverb | Tag::Negation));
        before.is_some_and(|at| {
            matches!(
                self.text(at),
                "is" | "was"
                    | "be"
                    | "been"
                    | "are"
                    | "were"
                    | "being"
                    | "become"
                    | "became"
                    | "becoming"
                    | "remain"
                    | "remains"
                    | "remained"
                    | "as"
            )
        })
    }

    /// Whether a possessive or genitive stands in a description: “his deputy”.
    pub(super) fn is_owned(&self, phrase: &NounPhrase) -> bool {
        (phrase.tokens.start..phrase.head)
            .any(|at| matches!(self.tag(at), Tag::Possessive | Tag::Genitive))
    }

    /// The office or title that the head of the phrase is in: “the Secretary of State”.
    fn role_at(&self, phrase: &NounPhrase) -> Option<RoleUse> {
        let roles = &self.mentions.roles;
        let at = roles.partition_point(|r| r.tokens.end <= phrase.head);
        let role = roles.get(at).filter(|r| r.tokens.contains(phrase.head))?;
        // “the Secretary of State, Anna Keller” is she; before a name it is her title.
        let inside = role.tokens.end <= phrase.tokens.end;
        (inside || self.mentions.at(role.tokens.end).is_none()).then_some(*role)
    }

    /// “the 54-year-old”
    fn is_age(&self, phrase: &NounPhrase) -> bool {
        let mut words = phrase.tokens.start..phrase.tokens.end;
        words.any(|at| self.word(at) == word::YEAR) && words.any(|at| self.word(at) == word::OLD)
    }

    /// Whom the text gave that age, else the person spoken of last.
    fn aged(&self, phrase: &NounPhrase) -> Option<(ReferentId, f32)> {
        let token = |at: u32| self.document.slice(TokenSpan::new(at, at + 1));
        let number = (phrase.tokens.start..phrase.tokens.end)
            .find(|&at| token(at).starts_with(|c: char| c.is_ascii_digit()));
        let known = number
            .and_then(|number| self.ages.iter().rev().find(|(_, at)| token(*at) == token(number)));
        if let Some(&(referent, _)) = known {
            return Some((referent, 0.9));
        }
        self.focus
            .known(self.period, 4)
            .find(|&r| self.kind(r) == EntityKind::Person)
            .map(|r| (r, 0.75))
    }

    /// “the former”, “the latter”: of the last two persons of a sentence.
    fn of_two(&self, first: bool) -> Option<(ReferentId, f32)> {
        match self.only_persons(2).as_slice() {
            &[former, latter] => Some((if first { former } else { latter }, 0.8)),
            _ => None,
        }
    }

    /// “the chancellor”: who was called so in the text, or held such an office by the gazetteer.
    fn office(
        &mut self,
        role: &RoleUse,
        phrase: &NounPhrase,
        owned: bool,
    ) -> Option<(ReferentId, f32)> {
        if role.of.is_none() && (owned || !self.is_definite(phrase)) {
            return None;
        }
        // “a German minister” is not the one; “German chancellor” without article may be.
        if matches!(self.text(phrase.tokens.start), "a" | "an" | "another" | "one" | "some") {
            return None;
        }
        if let Some(known) = self.called_with(role.tokens) {
            return Some((known, 0.85));
        }
        // “the deputy foreign minister” is not the foreign minister.
        if (phrase.tokens.start..role.tokens.start).any(|at| LESSER.contains(&self.text(at))) {
            return None;
        }
        if let Some(elect) = self.elect(role) {
            return elect.or_else(|| self.called_so(role.tokens, role.of, role.former, false));
        }
        let sure = role.of.is_some();
        if let Some(found) = self.called_so(role.tokens, role.of, role.former, sure) {
            return Some(found);
        }
        if let Some(holder) = role::holder(self.gazetteer, role, self.on) {
            return Some((self.referent_of(holder), if sure { 0.9 } else { 0.8 }));
        }
        // Somebody in no gazetteer whose place the text has not told.
        let (referent, _) = self.called_so(role.tokens, role.of, role.former, false)?;
        let unknown = self.chains.referents[referent].entity.is_none();
        (sure && unknown).then_some((referent, 0.75))
    }

    /// “the outgoing mayor”: the one person whom the text called so, with that word.
    fn called_with(&self, office: TokenSpan) -> Option<ReferentId> {
        let before = |office: TokenSpan| office.start.checked_sub(1).map(|at| self.text(at));
        let how = before(office).filter(|word| TENURES.contains(word))?;
        let last = self.word(office.end - 1);
        let mut so = self.chains.referents.iter_enumerated().filter(|(_, referent)| {
            referent.roles.iter().any(|role| {
                self.word(role.tokens.end - 1) == last && before(role.tokens) == Some(how)
            })
        });
        let found = so.next().filter(|_| so.next().is_none());
        found.map(|(id, _)| id)
    }

    /// “the president-elect”: whoever in the text takes such an office within a year. None if the
    /// office is none of these.
    fn elect(&self, role: &RoleUse) -> Option<Option<(ReferentId, f32)>> {
        let words = &self.document.tokens.as_slice()[role.tokens.range()];
        let [office @ .., hyphen, elect] = words else { return None };
        let elected = matches!(self.lexicon.text(elect.word), "elect" | "designate");
        if !elected || hyphen.word != word::HYPHEN {
            return None;
        }
        let office: SmallVec<[WordId; 4]> = office.iter().map(|t| t.word).collect();
        let takes = |referent: &Referent| {
            referent.entity.is_some_and(|e| role::will_hold(self.gazetteer, e, &office, self.on))
        };
        let mut elect = self.chains.referents.iter_enumerated().filter(|(_, r)| takes(r));
        let found = elect.next().filter(|_| elect.next().is_none());
        Some(found.map(|(id, _)| (id, 0.8)))
    }

    /// “his predecessor”, “her successor”: who held the office before or after by the gazetteer.
    fn in_office_beside(&mut self, owner: ReferentId, phrase: &NounPhrase) -> Option<ReferentId> {
        let earlier = match self.text(phrase.head) {
            "predecessor" => true,
            "successor" => false,
            _ => return None,
        };
        let entity = self.chains.referents[owner].entity?;
        let other = role::beside(self.gazetteer, entity, self.on, earlier)?;
        Some(self.referent_of(other))
    }

    /// “the engineer”: who was called one.
    fn by_noun(&self, phrase: &NounPhrase) -> Option<(ReferentId, f32)> {
        let noun = TokenSpan::new(phrase.head, phrase.head + 1);
        let former = (phrase.tokens.start..phrase.head)
            .any(|at| matches!(self.text(at), "former" | "retired" | "ex"));
        self.called_so(noun, None, former, false).or_else(|| self.countryman(phrase))
    }

    /// Whether a noun names an office of which a country has one.
    fn is_high_office(&self, head: u32) -> bool {
        matches!(
            self.text(head),
            "president" | "minister" | "chancellor" | "premier" | "king" | "queen" | "leader"
        )
    }

    /// “the Swedish diplomat”, “the Maine congresswoman”: who comes from there, as far as known,
    /// if nobody else was spoken of lately.
    fn countryman(&self, phrase: &NounPhrase) -> Option<(ReferentId, f32)> {
        let inside = phrase.tokens.start..phrase.head;
        let place = inside.clone().find_map(|at| self.mentions.demonym_at(at));
        let named = || inside.clone().any(|at| self.mentions.at(at).is_some());
        if place.is_none() && !named() {
            return None;
        }
        let gender = called::gender_of_noun(self.classes(phrase.head));
        let mut only = None;
        for trace in self.focus.recent().take_while(|t| self.period - t.period <= 2) {
            let Some(referent) = trace.referent().filter(|_| !trace.quoted) else { continue };
            if self.kind(referent) != EntityKind::Person || only == Some(referent) {
                continue;
            }
            if only.is_some() {
                return None;
            }
            only = Some(referent);
        }
        let referent = only?;
        let entity = self.chains.referents[referent].entity;
        let nationality =
            entity.and_then(|e| self.gazetteer.entity(e).person()).and_then(|p| p.nationality);
        let contradicts = nationality.is_some() && place.is_some() && nationality != place;
        let other = gender.is_some_and(|g| self.gender(referent).is_some_and(|known| known != g));
        (!contradicts && !other).then_some((referent, 0.7))
    }

    /// The one spoken of last of those who are called by these words; anybody in the document if
    /// there is but one.
    fn called_so(
        &self,
        tokens: TokenSpan,
        of: Option<EntityId>,
        former: bool,
        sure: bool,
    ) -> Option<(ReferentId, f32)> {
        let words: SmallVec<[WordId; 4]> =
            self.document.tokens.as_slice()[tokens.range()].iter().map(|t| t.word).collect();
        let wording = Wording { words: &words, of, former };
        let found = self.called.persons(&wording, sure, |word| {
            matches!(
                self.lexicon.text(word),
                "vice" | "deputy" | "prime" | "assistant" | "under" | "shadow" | "associate"
            )
        });
        if found.is_empty() {
            return None;
        }
        match (self.foremost(&found), found.as_slice()) {
            (Some(referent), _) => Some((referent, 0.85)),
            (None, &[one]) => Some((one, 0.7)),
            _ => None,
        }
    }

    /// The one of `some` that was spoken of most prominently of late.
    fn foremost(&self, some: &[ReferentId]) -> Option<ReferentId> {
        let mut best: Option<(f32, ReferentId)> = None;
        for trace in self.focus.recent() {
            let Some(referent) = trace.referent().filter(|r| some.contains(r)) else { continue };
            let score = pronoun::prominence(trace, self.period - trace.period, false, false);
            if best.is_none_or(|(known, _)| score > known) {
                best = Some((score, referent));
            }
        }
        best.map(|(_, referent)| referent)
    }

    fn referent_of(&mut self, entity: EntityId) -> ReferentId {
        let known = self.chains.referents.iter_enumerated().find(|(_, r)| r.entity == Some(entity));
        match known {
            Some((id, _)) => id,
            None => self.chains.referents.push(link::referent_of_entry(self.gazetteer, entity)),
        }
    }
}

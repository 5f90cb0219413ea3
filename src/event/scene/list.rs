//! Lists: parties with commas and “and” between them are one unit.

use smallvec::SmallVec;
use std::ops::Range;

use super::Builder;
use crate::event::Party;
use crate::rule::unit::{Accepts, Unit, UnitKind, VerbForm};
use crate::text::tag::Tag;
use crate::text::{Classes, WordId, word};

/// Marks that lead up to a list.
const LEADING_UP: [WordId; 4] = [word::EN_DASH, word::EM_DASH, word::DOUBLE_HYPHEN, word::COLON];

impl Builder<'_> {
    /// Joins parties with commas and “and” between them into lists.
    pub(super) fn join_lists(&mut self) {
        let mut at = 0;
        while at < self.scene.units.len() {
            if let Some(end) = self.list_end(at) {
                self.join(at, end);
            }
            at += 1;
        }
    }

    fn is_listable(&self, at: usize) -> bool {
        self.scene.units.get(at).is_some_and(|u| {
            u.kind == UnitKind::Party
                && u.accepts.intersects(Accepts::PERSON | Accepts::ORGANIZATION | Accepts::PLACE)
                && !u.accepts.intersects(Accepts::NOMINATIVE)
                || u.kind == UnitKind::Party && u.accepts.contains(Accepts::NOMINATIVE)
        })
    }

    fn is_word(&self, at: usize, words: &[WordId]) -> bool {
        self.scene
            .units
            .get(at)
            .is_some_and(|u| u.kind == UnitKind::Word && words.contains(&u.word))
    }

    /// The unit after the list that begins at `at`, if one does.
    fn list_end(&self, at: usize) -> Option<usize> {
        if !self.is_listable(at) {
            return None;
        }
        let joints = [word::AND, word::OR, word::AMPERSAND];
        let mut members: SmallVec<[usize; 8]> = SmallVec::from_iter([at]);
        let mut i = at + 1;
        let mut closed = false;
        if self.is_of_those_named(at) || self.is_fronted(at) {
            return None;
        }
        // “leaders including A, B and C”
        let first = i + 1 + usize::from(self.is_word(i, &[word::COMMA]));
        if self.introduces(i) && self.is_listable(first) {
            members.push(first);
            closed = true;
            i = first + 1;
        }
        // “three ministers – A, B and C –”
        let spelled_out = self.is_spelled_out(at);
        if spelled_out {
            members.push(i + 1);
            i += 2;
        }
        // “with Keller, the mayor; Marten; and Chen”
        let marks = [word::COMMA, word::SEMICOLON];
        loop {
            let comma = self.is_word(i, &marks)
                || self.scene.units.get(i.wrapping_sub(1)).is_some_and(|u| self.ends_with_comma(u));
            let after = if self.is_word(i, &marks) { i + 1 } else { i };
            if self.is_word(after, &joints) {
                // “with Keller and **then** Marten”, “with Keller and**, later,** Marten”
                let mut next = after + 1;
                let commas = self.is_word(next, &[word::COMMA]);
                next += usize::from(commas);
                let asides = next;
                while self.scene.units.get(next).is_some_and(|u| {
                    u.kind == UnitKind::Aside || u.kind == UnitKind::Time && commas
                }) {
                    next += 1;
                }
                next += usize::from(commas && next > asides && self.is_word(next, &[word::COMMA]));
                // “Keller, who is ill**,** and Marten met”: that comma closes an aside.
                let parted = comma && self.is_word(i, &marks);
                if self.is_listable(next) && !self.begins_clause(at, next, parted) {
                    members.push(next);
                    closed = true;
                    i = next + 1;
                    // “Keller and Marten**, the leaders, and** Chen”
                    if self.are_described_behind(i) {
                        members.push(i + 4);
                        i += 5;
                        continue;
                    }
                    // “with Keller **and** Marten **and** Chen”, “with senators Keller **and** Marten**, and**
                    // councillors Chen **and** Haddad”
                    let again = i + usize::from(self.is_word(i, &marks));
                    if self.is_body_before_people(next) || self.is_word(again, &[word::AND]) {
                        continue;
                    }
                }
                break;
            }
            if comma && after > i.saturating_sub(1) && self.is_listable(after) && after > at {
                members.push(after);
                i = after + 1;
                continue;
            }
            break;
        }
        // “her lawyers, Keller and Marten, wrote”: the comma that closes an apposition.
        let inner = self.is_word(at + 1, &[word::COMMA]);
        let resumes = self
            .scene
            .units
            .get(i + 1)
            .is_some_and(|u| u.kind == UnitKind::Word && self.tag(u.tokens.start).is_tensed());
        if closed && inner && self.is_word(i, &[word::COMMA]) && resumes {
            i += 1;
        }
        // The dash that closes what another has opened.
        let dash = self.scene.units.get(at + 1).filter(|_| spelled_out).map(|u| u.word);
        if dash.is_some_and(|dash| dash != word::COLON && self.is_word(i, &[dash])) {
            i += 1;
        }
        // “Aldoria, Belmark hold talks”: headlines do without “and”.
        closed |= at == 0 && members.len() == 2 && i == members[1] + 1 && self.is_plural_verb(i);
        (closed && members.len() >= 2).then_some(i)
    }

    /// Whether a verb in the form of the plural, or “to” with one, stands at unit `at`.
    fn is_plural_verb(&self, at: usize) -> bool {
        let Some(verb) = self.scene.units.get(at).filter(|u| u.kind == UnitKind::Word) else {
            return false;
        };
        let classes = self.classes(verb.tokens.start);
        let tag = self.tag(verb.tokens.start);
        tag == Tag::To && self.tag(verb.tokens.start + 1).is_verb()
            || tag.is_tensed()
                && classes.contains(Classes::VERB)
                && !classes.intersects(Classes::VERB_PAST | Classes::VERB_ING)
    }

    /// Whether a comma at unit `at`, several who are not named, a comma and “and” lead from those whom they
    /// describe to somebody else.
    fn are_described_behind(&self, at: usize) -> bool {
        let group = self.scene.members.get(at + 1).cloned().unwrap_or_default();
        let several = self.scene.parties.get(group).unwrap_or_default().first().is_some_and(|p| {
            self.tag(p.core.start) == Tag::Determiner
                && p.accepts.contains(Accepts::PERSON | Accepts::PLURAL)
                && !p.accepts.contains(Accepts::PRONOUN)
                && self.reading().mentions.at(p.head).is_none()
        });
        several
            && self.is_word(at, &[word::COMMA])
            && self.is_word(at + 2, &[word::COMMA])
            && self.is_word(at + 3, &[word::AND])
            && self.is_listable(at + 4)
    }

    /// “three ministers **– Keller, Marten and Chen**”, “two guests**: Keller and Marten**”: several who are
    /// not named, a mark, and a list of names that says who they are.
    fn is_spelled_out(&self, at: usize) -> bool {
        let named = |at: usize| {
            let members = self.scene.members.get(at).cloned().unwrap_or_default();
            let mut parties = self.scene.parties.get(members).unwrap_or_default().iter();
            self.is_listable(at) && parties.all(|p| self.reading().mentions.at(p.head).is_some())
        };
        let group = &self.scene.units[at];
        group.accepts.contains(Accepts::PLURAL)
            && !group.accepts.contains(Accepts::PRONOUN)
            && !named(at)
            && self.is_word(at + 1, &LEADING_UP)
            && named(at + 2)
            && (self.is_word(at + 3, &[word::COMMA, word::AND])
                || self.ends_with_comma(&self.scene.units[at + 2]))
    }

    /// “House and **Senate leaders**”: a body by its bare name, “and”, and people of a body.
    fn is_body_before_people(&self, at: usize) -> bool {
        let (Some(body), Some(people)) = (self.scene.units.get(at), self.scene.units.get(at + 2))
        else {
            return false;
        };
        body.tokens.len() <= 2
            && body.accepts.contains(Accepts::ORGANIZATION)
            && self.tag(body.tokens.start) == Tag::Proper
            && self.is_word(at + 1, &[word::AND])
            && people.tokens.len() > 1
            && people.accepts.contains(Accepts::PERSON | Accepts::PLURAL)
            && self.tag(people.tokens.start) == Tag::Proper
    }

    /// “**In the lean years**, Keller and Marten met”: what stands first and says when or where.
    fn is_fronted(&self, at: usize) -> bool {
        let opens = at.checked_sub(1).and_then(|i| self.scene.units.get(i));
        let comma =
            self.ends_with_comma(&self.scene.units[at]) || self.is_word(at + 1, &[word::COMMA]);
        at == 1
            && comma
            && opens.is_some_and(|unit| {
                let text = self.text(unit.tokens.start);
                matches!(text, "in" | "at" | "on" | "during" | "since" | "under" | "despite")
            })
    }

    /// “Keller, the lawyer of the two prisoners, Marten and Chen”: those who follow are the two.
    fn is_of_those_named(&self, at: usize) -> bool {
        let unit = &self.scene.units[at];
        if !self.ends_with_comma(unit) {
            return false;
        }
        let two = (unit.tokens.start..unit.tokens.end)
            .any(|i| self.text(i) == "two" && matches!(self.tag(i - 1), Tag::Determiner));
        two && self.is_listable(at + 1)
            && self.is_word(at + 2, &[word::AND])
            && self.is_listable(at + 3)
    }

    pub(super) fn ends_with_comma(&self, unit: &Unit) -> bool {
        unit.kind == UnitKind::Party && self.word(unit.tokens.end.saturating_sub(1)) == word::COMMA
    }

    fn introduces(&self, at: usize) -> bool {
        let mut at = at;
        if self.is_word(at, &[word::COMMA]) {
            at += 1;
        }
        self.is_word(at, &[word::INCLUDING])
    }

    /// Whether the party after “and” is the subject of a clause of its own: “Keller met Marten
    /// and Chen met Haddad”.
    fn begins_clause(&self, first: usize, member: usize, comma: bool) -> bool {
        let tensed = |u: &Unit| {
            u.kind == UnitKind::Word && {
                // “with Keller and Marten *being* briefed”
                let participle = self.classes(u.tokens.start).contains(Classes::VERB_ING);
                self.tag(u.tokens.start).is_tensed() && !participle
            }
        };
        let mut next = member + 1;
        while self.scene.units.get(next).is_some_and(|u| u.kind == UnitKind::Aside) {
            next += 1;
        }
        // “talks between Keller and Marten broke down”: between takes two.
        if first.checked_sub(1).is_some_and(|i| self.is_word(i, &[word::BETWEEN])) {
            return false;
        }
        let verb_follows = self.scene.units.get(next).is_some_and(tensed);
        if !verb_follows {
            return false;
        }
        let before = &self.scene.units[..first];
        let opener = before.iter().rposition(|u| {
            let subordinates = matches!(u.word, word::BEFORE | word::AFTER | word::UNTIL)
                || matches!(self.tag(u.tokens.start), Tag::Subordinator | Tag::Wh);
            u.kind == UnitKind::Word && subordinates
        });
        // “Before it **was read**, Keller and Marten met”: a clause that a comma has closed.
        let closed = first.checked_sub(1).is_some_and(|i| self.is_word(i, &[word::COMMA]));
        let own = match opener {
            Some(at) if closed => &before[..at],
            Some(at) => &before[at..],
            None => before,
        };
        let verb_before = own.iter().any(tensed);
        verb_before || comma && first + 2 == member
    }

    /// “**The president and opposition leader Anna Keller** met on Tuesday”, “between the president and
    /// opposition leader Anna Keller”: nobody meets alone, and what lies between lies between two.
    /// “The president and party leader Anna Keller has left” is one.
    fn are_two(&self, start: usize, end: usize) -> bool {
        if start.checked_sub(1).is_some_and(|i| self.is_word(i, &[word::BETWEEN])) {
            return true;
        }
        let article = self.tag(self.scene.units[start].tokens.start) == Tag::Determiner;
        let mut units = self.scene.units[end..].iter().filter(|u| !u.kind.is_adjunct());
        let mut plural = false;
        let verb = units.by_ref().find(|u| {
            let text = self.text(u.tokens.start);
            plural |= matches!(text, "have" | "are" | "were");
            u.kind != UnitKind::Word
                || !matches!(
                    text,
                    "have" | "had" | "will" | "are" | "were" | "to" | "later" | "again"
                )
        });
        let meet = verb.is_some_and(|u| {
            u.kind == UnitKind::Word && matches!(self.text(u.tokens.start), "met" | "meet")
        });
        let alone = units.next().is_none_or(|u| {
            u.kind == UnitKind::Word
                && !matches!(self.tag(u.tokens.start), Tag::Determiner | Tag::Possessive)
                && self.text(u.tokens.start) != "with"
        });
        article && (plural || meet && alone)
    }

    /// “Lawyer and blogger **Anna Keller**”, “Anna Keller, *the guild’s candidate*, and Boris Marten”: which
    /// of the members only describe the one who is named beside them.
    fn descriptions(&self, members: Range<usize>, two: bool) -> SmallVec<[usize; 4]> {
        let parties = &self.scene.parties;
        let named = |i: usize| self.reading().mentions.at(parties[i].head).is_some();
        let office = |i: usize| {
            let party = &parties[i];
            !named(i)
                && party.referents.is_empty()
                && party.accepts.contains(Accepts::PERSON)
                && !party.accepts.intersects(Accepts::PLURAL | Accepts::PRONOUN)
                && self.classes(party.head).contains(Classes::PERSON_NOUN)
        };
        let mut found = SmallVec::new();
        // A title in small letters directly before the name.
        let titled = |i: usize| {
            let first = parties[i].core.start;
            named(i)
                && self.tag(first) == Tag::Noun
                && self.reading().mentions.at(first).is_none()
                && !self.reading().document.tokens.as_slice()[first as usize].is_capitalised()
        };
        let first_named = members.clone().find(|&i| named(i)).filter(|&i| titled(i));
        if let Some(name) = first_named
            && !two
            && (members.start..name).all(office)
        {
            found.extend(members.start..name);
        }
        // “three ministers – Keller, Marten and Chen”
        let group = members.start;
        if !named(group)
            && parties[group].accepts.contains(Accepts::PLURAL)
            && !parties[group].accepts.contains(Accepts::PRONOUN)
            && self.is_mark_behind(&parties[group])
        {
            found.push(group);
        }
        // Behind a name, with an article, and a comma before “and”.
        let inner = parties.iter().enumerate().take(members.end.saturating_sub(1));
        for (i, party) in inner.skip(members.start + 1) {
            let article = matches!(self.tag(party.core.start), Tag::Determiner | Tag::Possessive);
            let set_off = self.word(party.tokens.end) == word::COMMA
                && self.word(party.tokens.end + 1) == word::AND;
            // “Keller and Marten, the leaders, and Chen”
            let of_two = party.accepts.contains(Accepts::PERSON | Accepts::PLURAL)
                && !named(i)
                && i > members.start + 1
                && self.word(parties[i - 1].tokens.start - 1) == word::AND;
            if (office(i) || of_two) && article && set_off && named(i - 1) && named(i + 1) {
                found.push(i);
            }
        }
        found
    }

    /// Whether a dash or colon stands behind a party.
    fn is_mark_behind(&self, party: &Party) -> bool {
        LEADING_UP.contains(&self.word(party.tokens.end))
    }

    fn join(&mut self, start: usize, end: usize) {
        let described: SmallVec<[usize; 4]> = {
            let units = || (start..end).filter(|&i| self.scene.units[i].kind == UnitKind::Party);
            let first = units().next().map_or(0, |i| self.scene.members[i].start);
            let last = units().next_back().map_or(0, |i| self.scene.members[i].end);
            self.descriptions(first..last, self.are_two(start, end))
        };
        let scene = &mut self.scene;
        let parties: SmallVec<[Range<usize>; 8]> = (start..end)
            .filter(|&i| scene.units[i].kind == UnitKind::Party)
            .map(|i| scene.members[i].clone())
            .collect();
        let (Some(first), Some(last)) = (parties.first(), parties.last()) else { return };
        let mut members = first.start..last.end;
        for &party in described.iter().rev() {
            scene.parties.remove(party);
            members.end -= 1;
            for of in scene.members.iter_mut().skip(end) {
                *of = of.start.saturating_sub(1)..of.end.saturating_sub(1);
            }
        }
        let mut accepts = Accepts::PLURAL;
        for party in &scene.parties[members.clone()] {
            accepts |= party.accepts - (Accepts::NOMINATIVE | Accepts::ACCUSATIVE);
        }
        let tokens = scene.units[start].tokens.join(scene.units[end - 1].tokens);
        let mut unit = Unit {
            kind: UnitKind::List,
            tokens,
            word: WordId::UNKNOWN,
            accepts,
            verb: VerbForm::None,
        };
        if members.len() == 1 {
            let party = &mut scene.parties[members.start];
            party.tokens = tokens;
            unit.kind = UnitKind::Party;
            unit.accepts = party.accepts;
            let head = self.reading().document.tokens.as_slice()
                [self.scene.parties[members.start].head as usize];
            unit.word = head.word;
        }
        let scene = &mut self.scene;
        scene.units[start] = unit;
        scene.members[start] = members;
        scene.units.drain(start + 1..end);
        scene.members.drain(start + 1..end);
        scene.quotes.drain(start + 1..end);
    }
}

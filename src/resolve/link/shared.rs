//! “Fred and Cindy Keller”: a given name alone before somebody's full name has the same surname.

use smallvec::SmallVec;

use crate::base::TokenSpan;
use crate::extraction::EntityKind;
use crate::gazetteer::{EntityId, Strength};
use crate::mention::MentionId;
use crate::mention::title;
use crate::mention::unknown::key;
use crate::resolve::Reason;
use crate::resolve::link::Linker;
use crate::resolve::short_name::Part;
use crate::text::{Classes, word};

impl Linker<'_> {
    /// Links the given name `id` to who bears it with the surname of the next name, unless the
    /// document names somebody in full who goes by it.
    pub(super) fn shares_surname(&mut self, id: MentionId) {
        if self.chains.links[id].referent.is_some() {
            return;
        }
        let Some(surname) = self.shared_surname(id) else { return };
        let given = self.mentions.names[id].tokens;
        key(self.document, given, &mut self.scratch);
        if !self.short.get(&self.scratch).is_empty() {
            return;
        }
        let short = self.scratch.clone();
        key(self.document, surname, &mut self.scratch);
        let family = self.scratch.clone();
        let full = format!("{short} {family}");
        let referent = match (self.entry_of(given, surname), self.by_name.get(&full)) {
            (Some(entity), _) => self.referent_of(entity),
            (None, Some(&known)) => known,
            (None, None) => {
                let written = [given, surname].map(|tokens| self.document.slice(tokens)).join(" ");
                self.new_referent(id, full, &written)
            }
        };
        self.attach(id, referent, SmallVec::from_iter([Reason::Discovered]), 0.9);
        self.short.add(&family, Part::Surname, referent);
        self.short.add(&short, Part::Given, referent);
    }

    /// The surname of the person named after “and” behind the given name `id`.
    fn shared_surname(&self, id: MentionId) -> Option<TokenSpan> {
        let tokens = self.document.tokens.as_slice();
        let given = &self.mentions.names[id];
        let clear = |at: u32| {
            let classes = tokens[at as usize].classes;
            let name = Classes::SURNAME.intersects(classes) && !given.candidates.is_empty();
            classes.intersects(Classes::GIVEN) && !name
        };
        let and = tokens.get(given.tokens.end as usize)?;
        let next = self.mentions.names.get(self.mentions.at(given.tokens.end + 1)?)?;
        let pair = given.kind == EntityKind::Person
            && given.tokens.len() == 1
            && given.extent == given.tokens
            && clear(given.tokens.start)
            && matches!(and.word, word::AND | word::AMPERSAND)
            && next.kind == EntityKind::Person
            && next.tokens.len() > 1
            && next.tokens.start == given.tokens.end + 1
            && tokens[next.tokens.start as usize].classes.intersects(Classes::GIVEN);
        let surname = *title::name_parts(self.document, self.lexicon, next.tokens).first()?;
        // “Keller Jr.” is one of the two.
        let end = surname.end;
        (pair && surname.start > next.tokens.start && end == next.tokens.end).then_some(surname)
    }

    /// The entry of somebody who is called by these two names.
    fn entry_of(&self, given: TokenSpan, surname: TokenSpan) -> Option<EntityId> {
        let tokens = self.document.tokens.as_slice();
        let words: Vec<_> =
            given.range().chain(surname.range()).map(|at| tokens[at].word).collect();
        let mut bearers = self
            .gazetteer
            .names_of(&words)
            .flat_map(|name| self.gazetteer.aliases(name))
            .filter(|a| a.kind == EntityKind::Person && a.strength == Strength::Strong)
            .map(|a| a.entity);
        let first = bearers.next()?;
        bearers.all(|other| other == first).then_some(first)
    }
}

//! Which pieces of a run are mentions, and of what kind.

use smallvec::SmallVec;

use crate::base::TokenSpan;
use crate::extraction::EntityKind;
use crate::gazetteer::{AliasKind, NameId, Strength};
use crate::mention::detect::{Detector, Found};
use crate::mention::peel::Piece;
use crate::mention::unknown::{Neighbours, key};
use crate::mention::{Candidate, Form, Mention};
use crate::text::{Classes, Shape, word};

/// How sure a name that is also somebody's surname must be to mean something else.
const SURE: f32 = 0.75;

impl Detector<'_> {
    pub(super) fn known(
        &self,
        tokens: TokenSpan,
        names: &[NameId],
        found: &Found,
    ) -> Option<Mention> {
        let mut candidates: SmallVec<[Candidate; 2]> = SmallVec::new();
        let (mut strong, mut junior) = (false, false);
        for alias in names.iter().flat_map(|&n| self.gazetteer.aliases(n)) {
            let entity = self.gazetteer.entity(alias.entity);
            let usable = entity.kind != EntityKind::Role
                && !matches!(alias.via, AliasKind::Demonym | AliasKind::Not | AliasKind::Plural);
            if usable && !candidates.iter().any(|c| c.entity == alias.entity) {
                candidates.push(Candidate { entity: alias.entity, alias: alias.via });
                junior |= alias.via == AliasKind::Name && alias.strength == Strength::Weak;
                strong |= alias.strength == Strength::Strong;
            }
        }
        // “Boris Marten” is the father's name before it is Boris Marten Jr.'s.
        if strong && junior {
            let aliases = || names.iter().flat_map(|&n| self.gazetteer.aliases(n));
            let weak = |c: &Candidate| {
                aliases().all(|a| a.entity != c.entity || a.strength == Strength::Weak)
            };
            for candidate in &mut candidates {
                if candidate.alias == AliasKind::Name && weak(candidate) {
                    candidate.alias = AliasKind::Weak;
                }
            }
        }
        // “won by KO”: two or three capitals are no short surname.
        let capitals = &self.document.tokens.as_slice()[tokens.start as usize];
        if tokens.len() == 1
            && capitals.shape.contains(Shape::ALL_CAPS)
            && capitals.span.len() <= 3
            && !found.neighbours.headline
            && !found.neighbours.title
        {
            candidates.retain(|c| {
                !matches!(c.alias, AliasKind::Surname | AliasKind::Weak)
                    || self.gazetteer.entity(c.entity).kind != EntityKind::Person
            });
        }
        let first = candidates.first()?;
        let person =
            candidates.iter().any(|c| self.gazetteer.entity(c.entity).kind == EntityKind::Person);
        let titled = found.neighbours.title && person;
        let kind =
            if titled { EntityKind::Person } else { self.gazetteer.entity(first.entity).kind };
        // An ordinary word with the capital of its sentence is a name only if nothing else is
        // possible: “Apple said”, but not “May I …”.
        let classes = self.document.tokens.as_slice()[tokens.start as usize].classes;
        let first = &self.document.tokens.as_slice()[tokens.start as usize];
        let acronym = first.shape.contains(Shape::ALL_CAPS) && !found.neighbours.headline;
        let doubtful = found.neighbours.starts_sentence
            && tokens.len() == 1
            && classes.contains(Classes::COMMON)
            && !found.neighbours.title
            && !acronym;
        if doubtful && !self.is_name_at_start(tokens, strong) {
            return None;
        }
        // “a KO”, “on TV”: an ordinary word that only looks like some body's acronym.
        let ordinary = first.shape.contains(Shape::ALL_CAPS)
            && classes.contains(Classes::NOUN)
            && !classes.intersects(Classes::COMMON | Classes::ANY_VERB)
            && candidates.iter().all(|c| {
                c.alias == AliasKind::Exact
                    && self.gazetteer.entity(c.entity).kind == EntityKind::Organization
            });
        if !strong && tokens.len() == 1 && (first.span.len() == 1 || ordinary) {
            return None;
        }
        if !strong
            && !found.neighbours.title
            && (self.is_half_of_word(tokens)
                || self.is_in_case(tokens)
                || person && kind == EntityKind::Person && self.is_state(tokens)
                || self.is_word_for(tokens, &candidates))
        {
            return None;
        }
        Some(Mention {
            tokens,
            extent: tokens,
            kind,
            form: if strong { Form::Name } else { Form::Short },
            candidates,
            roles: SmallVec::new(),
            gender: None,
            confidence: if doubtful {
                0.4
            } else if strong {
                1.0
            } else {
                0.8
            },
        })
    }

    /// “in Oskerby, Mo., and elsewhere”: a state in short.
    fn is_state(&self, tokens: TokenSpan) -> bool {
        tokens.len() == 1
            && self.document.slice(tokens).ends_with('.')
            && tokens.start.checked_sub(1).is_some_and(|at| self.is_comma(at))
    }

    /// “Keller v. Northwind”: a surname in the name of a case in court.
    fn is_in_case(&self, tokens: TokenSpan) -> bool {
        let all = self.document.tokens.as_slice();
        let versus = |at: u32| {
            all.get(at as usize).is_some_and(|t| {
                t.shape.contains(Shape::ABBREVIATION) && self.lexicon.text(t.word) == "v"
            })
        };
        versus(tokens.end) || tokens.start.checked_sub(1).is_some_and(versus)
    }

    /// “a Rock singer”, “her Law degree”: an ordinary word that is somebody's surname as well, where
    /// nobody of that name is spoken of and nobody acts.
    fn is_word_for(&self, tokens: TokenSpan, candidates: &[Candidate]) -> bool {
        let all = self.document.tokens.as_slice();
        let classes = |at: u32| all.get(at as usize).map_or(Classes::empty(), |t| t.classes);
        let people = |c: &Candidate| self.gazetteer.entity(c.entity).kind == EntityKind::Person;
        let acts = Classes::VERB_S
            | Classes::VERB_PAST
            | Classes::AUXILIARY
            | Classes::MODAL
            | Classes::GENITIVE;
        let spoken =
            tokens.start.checked_sub(1).is_some_and(|at| classes(at).contains(Classes::CUE));
        let mut word = String::new();
        key(self.document, tokens, &mut word);
        tokens.len() == 1
            && classes(tokens.start).contains(Classes::COMMON)
            && candidates.iter().all(people)
            && !classes(tokens.end).intersects(acts)
            && !spoken
            && !self.parts.contains(&word)
    }

    /// “the Aldoria Song Chart”: the place that capitals begin with which are no name as a whole.
    pub(super) fn place_before(&self, tokens: TokenSpan) -> Option<Mention> {
        let all = self.document.tokens.as_slice();
        let first = all[tokens.start as usize].classes;
        let last = all[tokens.end as usize - 1].classes;
        let whole = Classes::DEED_HEAD | Classes::ORGANIZATION_HEAD | Classes::PLACE_HEAD;
        if first.intersects(Classes::GIVEN | Classes::SURNAME) || last.intersects(whole) {
            return None;
        }
        let place = self.index.at(tokens.start).iter().find(|l| {
            l.tokens.end < tokens.end
                && all[l.tokens.end as usize].word != word::HYPHEN
                && self.kind_of_known(&[l.name]) == Some(EntityKind::Place)
                && self.index.demonym(l.name).is_none()
        })?;
        self.known(
            place.tokens,
            &[place.name],
            &Found {
                piece: Piece::Known(place.tokens, SmallVec::from_iter([place.name])),
                neighbours: Neighbours::default(),
                modifies: true,
            },
        )
    }

    /// Whether an ordinary word with the capital of its sentence is a name: “Apple said”, but
    /// not “Young people” or “People were”.
    fn is_name_at_start(&self, tokens: TokenSpan, strong: bool) -> bool {
        let all = self.document.tokens.as_slice();
        let classes = |at: u32| all.get(at as usize).map_or(Classes::empty(), |t| t.classes);
        let this = classes(tokens.start);
        let acts = classes(tokens.end).intersects(
            Classes::VERB_S
                | Classes::VERB_PAST
                | Classes::AUXILIARY
                | Classes::MODAL
                | Classes::GENITIVE,
        );
        // “Ban left”, after Anna Ban was named in full
        let mut word = String::new();
        key(self.document, tokens, &mut word);
        acts && self.parts.contains(&word)
            || strong && acts && this.contains(Classes::NOUN) && !this.contains(Classes::NOUNS)
            || self.inside.contains(&all[tokens.start as usize].word)
    }

    /// Remembers the ordinary words that stand alone with a capital where no sentence begins.
    pub(super) fn note_inside(&mut self) {
        let all = self.document.tokens.as_slice();
        for found in &self.found {
            let tokens = found.piece.tokens();
            let plain = found.neighbours.starts_sentence || found.neighbours.headline;
            if tokens.len() == 1 && !plain {
                let word = all[tokens.start as usize].word;
                if self.lexicon.classes(word).contains(Classes::COMMON) {
                    self.inside.insert(word);
                }
            }
        }
    }

    /// “Pan-democrat”: a capital before a hyphen and a small word.
    fn is_half_of_word(&self, tokens: TokenSpan) -> bool {
        let all = self.document.tokens.as_slice();
        let at = tokens.end as usize;
        tokens.len() == 1
            && all.get(at).is_some_and(|t| t.word == word::HYPHEN && t.shape.contains(Shape::GLUED))
            && all.get(at + 1).is_some_and(|t| {
                t.shape.contains(Shape::GLUED) && !t.is_capitalised() && t.word.is_known()
            })
    }

    pub(super) fn unknown(
        &mut self,
        tokens: TokenSpan,
        found: &Found,
        scratch: &mut String,
    ) -> Option<Mention> {
        let first = &self.document.tokens.as_slice()[tokens.start as usize];
        let tag = self
            .document
            .tokens
            .as_slice()
            .get(tokens.start as usize + 1)
            .is_some_and(|t| t.word == word::HYPHEN);
        let letter = tokens.len() == 1 && first.span.len() == 1;
        // “the Keller-Marten debate”, “the Aldoria-Veyrland border”: two of whom the document speaks
        // or whom everybody knows.
        let two = tokens.len() == 3
            && tag
            && [tokens.start, tokens.end - 1].into_iter().all(|at| {
                let half = TokenSpan::new(at, at + 1);
                key(self.document, half, scratch);
                self.parts.contains(scratch.as_str())
                    || self.index.exactly(half).any(|l| self.index.is_entity(l.name))
            });
        if letter
            || two
            || self.is_state(tokens)
            || first.shape.contains(Shape::INITIAL) && (tokens.len() == 1 || tag)
            || self.is_half_of_word(tokens)
        {
            return None;
        }
        key(self.document, tokens, scratch);
        let part = self.parts.contains(scratch.as_str());
        let verdict = self.unknowns.verdict_of(scratch);
        // “Counsel Anna Keller Anna (Ann) Keller”, but “the Anna Keller Chair”
        let all = self.document.tokens.as_slice();
        let the = tokens.start.checked_sub(1).is_some_and(|at| all[at as usize].word == word::THE);
        let full = tokens.len() > 1 && first.classes.intersects(Classes::GIVEN) && !the;
        let (kind, confidence, form) = match verdict {
            // A firm may bear its founder's name.
            Some((kind, confidence)) if kind != EntityKind::Person && confidence >= SURE => {
                (kind, confidence, Form::Name)
            }
            _ if part => (EntityKind::Person, 0.9, Form::Short),
            // What directly precedes a title or a known name only modifies it.
            Some((EntityKind::Person, _)) if found.modifies && !full => return None,
            Some((kind, confidence)) => (kind, confidence, Form::Name),
            None => return None,
        };
        let form = if kind == EntityKind::Person && tokens.len() == 1 { Form::Short } else { form };
        Some(Mention {
            tokens,
            extent: tokens,
            kind,
            form,
            candidates: SmallVec::new(),
            roles: SmallVec::new(),
            gender: None,
            confidence,
        })
    }
}

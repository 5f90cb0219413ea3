//! From gazetteer look-ups and capitalised words to mentions.
//!
//! Two passes: the first takes every run of capitals apart and collects what the document says
//! about the names that no gazetteer holds; the second, knowing the whole document, makes mentions.

mod naming;

use rustc_hash::FxHashSet;
use smallvec::SmallVec;

use crate::base::{IndexVec, TokenSpan};
use crate::extraction::EntityKind;
use crate::gazetteer::{AliasKind, EntityId, Gazetteer, Gender, Lookup, NameId, Strength};
use crate::mention::beside::{self, Member};
use crate::mention::index::Index;
use crate::mention::peel::{Piece, peel};
use crate::mention::run::{Run, runs};
use crate::mention::screen::{
    without_blocked, without_legal_forms, without_plain_words, without_shouted_surnames,
};
use crate::mention::unknown::{Neighbours, Unknowns, key};
use crate::mention::{Candidate, Form, Mention, MentionId, RoleUse, title};
use crate::text::{BlockKind, Classes, Document, Lexicon, Shape, TokenKind, WordId, word};

/// All mentions of a document.
#[derive(Clone, Debug, Default)]
pub struct Mentions {
    /// Names, in the order of the text. They do not overlap.
    pub names: IndexVec<MentionId, Mention>,
    /// Titles and offices, attached to a name or not, in the order of the text.
    pub roles: Vec<RoleUse>,
    /// Adjectives and people-words of places.
    pub demonyms: Vec<(TokenSpan, EntityId)>,
    /// By token: the name that covers it.
    pub covering: Vec<Option<MentionId>>,
}

impl Mentions {
    /// The name that covers `token`.
    pub fn at(&self, token: u32) -> Option<MentionId> {
        self.covering.get(token as usize).copied().flatten()
    }

    /// The titles and offices that lie in `span`.
    pub fn roles_in(&self, span: TokenSpan) -> &[RoleUse] {
        let from = self.roles.partition_point(|r| r.tokens.start < span.start);
        let to = self.roles.partition_point(|r| r.tokens.end <= span.end);
        self.roles.get(from..to).unwrap_or_default()
    }

    /// The place whose demonym covers `token`.
    pub fn demonym_at(&self, token: u32) -> Option<EntityId> {
        let at = self.demonyms.partition_point(|(tokens, _)| tokens.end <= token);
        self.demonyms.get(at).filter(|(tokens, _)| tokens.contains(token)).map(|&(_, place)| place)
    }
}

/// Finds all mentions of `document`. `lookups` are what [`Gazetteer::lookups`] found in it.
pub fn detect(
    document: &Document,
    lexicon: &Lexicon,
    gazetteer: &Gazetteer,
    lookups: &[Lookup],
) -> Mentions {
    let mut lookups = without_blocked(gazetteer, lookups);
    without_plain_words(document, gazetteer, &mut lookups);
    without_shouted_surnames(document, gazetteer, &mut lookups);
    without_legal_forms(document, lexicon, gazetteer, &mut lookups);
    let index = Index::new(gazetteer, &lookups, document.tokens.len());
    let mut detector = Detector {
        document,
        lexicon,
        gazetteer,
        index: &index,
        unknowns: Unknowns::default(),
        parts: FxHashSet::default(),
        inside: FxHashSet::default(),
        found: Vec::new(),
    };
    detector.collect();
    detector.note_parts();
    detector.note_inside();
    let mut mentions =
        Mentions { covering: vec![None; document.tokens.len()], ..Mentions::default() };
    detector.demonyms(&lookups, &mut mentions);
    detector.roles(&lookups, &mut mentions);
    detector.emit(&mut mentions);
    title::attach(document, lexicon, gazetteer, &mut mentions);
    mentions
}

struct Detector<'a> {
    document: &'a Document,
    lexicon: &'a Lexicon,
    gazetteer: &'a Gazetteer,
    index: &'a Index<'a>,
    unknowns: Unknowns,
    /// Folded surnames and given names of the persons that the document names in full.
    parts: FxHashSet<String>,
    /// Ordinary words that the document uses as names as well.
    inside: FxHashSet<WordId>,
    found: Vec<Found>,
}

/// A piece of a run with what stands around it.
struct Found {
    piece: Piece,
    neighbours: Neighbours,
    /// The piece stands directly before a title or name of the same run.
    modifies: bool,
}

impl Detector<'_> {
    fn collect(&mut self) {
        let document = self.document;
        let mut runs_here: Vec<Run> = Vec::new();
        let mut pieces: Vec<Piece> = Vec::new();
        let reach = |at: u32| {
            let is_name = |l: &&Lookup| {
                self.index.is_entity(l.name) || self.index.is_role(l.name) && l.tokens.len() > 1
            };
            let first = &document.tokens.as_slice()[at as usize];
            // “eBay”, “al-Shabaab”, “de Gaulle”
            let may_name = first.shape.intersects(Shape::CAPITAL | Shape::MIXED)
                || first.classes.contains(Classes::PARTICLE);
            if !may_name {
                return at;
            }
            self.index.at(at).iter().find(is_name).map_or(at, |l| l.tokens.end)
        };
        // The dateline belongs to no sentence, but its names stand in order like all others.
        let dateline = document.dateline.map(|tokens| (tokens, None));
        let at = dateline.map_or(0, |(line, _)| {
            document.sentences.partition_point(|sentence| sentence.tokens.start < line.start)
        });
        let sentences = document.sentences.iter().map(|s| (s.tokens, Some(s.block)));
        let (before, after) = (sentences.clone().take(at), sentences.skip(at));
        let mut found = Vec::new();
        for (span, block) in before.chain(dateline).chain(after) {
            let kind = block.map_or(BlockKind::Paragraph, |b| document.blocks[b].kind);
            if kind == BlockKind::Boilerplate {
                continue;
            }
            let headline = kind == BlockKind::Heading || self.is_shouted(span);
            runs_here.clear();
            runs(document, self.lexicon, span, reach, &mut runs_here);
            for run in &runs_here {
                pieces.clear();
                peel(document, self.index, run.tokens, &mut pieces);
                self.judge(run, &pieces, headline, &mut found);
            }
        }
        for f in &found {
            if let Piece::Unknown(tokens) = f.piece {
                self.unknowns.note(document, self.lexicon, tokens, f.neighbours);
            }
        }
        let mut titled = None;
        let members: Vec<Member> = found
            .iter()
            .filter_map(|f| {
                let tokens = f.piece.tokens();
                let start = titled.filter(|t: &TokenSpan| t.end == tokens.start);
                let extent = TokenSpan::new(start.map_or(tokens.start, |t| t.start), tokens.end);
                titled = matches!(f.piece, Piece::Title(..)).then_some(extent);
                let known = match &f.piece {
                    Piece::Known(_, names) => self.kind_of_known(names),
                    Piece::Unknown(_) => None,
                    Piece::Title(..) | Piece::Demonym(..) => return None,
                };
                Some(Member { tokens, extent, known })
            })
            .collect();
        beside::share(document, &members, &mut self.unknowns);
        self.found = found;
    }

    /// The kind of everything that goes by a strong name.
    fn kind_of_known(&self, names: &[NameId]) -> Option<EntityKind> {
        let mut kinds = names
            .iter()
            .flat_map(|&n| self.gazetteer.aliases(n))
            .filter(|a| a.strength == Strength::Strong)
            .map(|a| self.gazetteer.entity(a.entity).kind);
        let first = kinds.next()?;
        kinds.all(|kind| kind == first).then_some(first)
    }

    /// Whether most words of a sentence are capitalised, so that capitals say nothing.
    fn is_shouted(&self, span: TokenSpan) -> bool {
        let (mut all, mut capital, mut commas) = (0u32, 0u32, 0u32);
        for token in &self.document.tokens.as_slice()[span.range()] {
            if token.kind != TokenKind::Word {
                commas += u32::from(token.word == word::COMMA);
                continue;
            }
            let small = token
                .classes
                .intersects(Classes::PREPOSITION | Classes::DETERMINER | Classes::COORDINATOR);
            if !small || token.shape.contains(Shape::ALL_CAPS) {
                all += 1;
                capital += u32::from(token.is_capitalised());
            }
        }
        // A list of names is as capitalised as a headline.
        all >= 6 && capital * 10 >= all * 9 && commas * 5 < all
    }

    fn judge(&self, run: &Run, pieces: &[Piece], headline: bool, out: &mut Vec<Found>) {
        let mut title = self.title_before(run.tokens.start);
        let mut honorific = title.is_some_and(|t| self.is_honorific(t.name));
        for (at, piece) in pieces.iter().enumerate() {
            let starts_sentence = run.starts_sentence && at == 0;
            let modifies = matches!(
                pieces.get(at + 1),
                Some(Piece::Title(..) | Piece::Known(..) | Piece::Unknown(_))
            );
            let tokens = piece.tokens();
            if self.is_modifier(piece, title) || self.is_branch(piece, title) {
                (title, honorific) = (None, false);
            }
            let neighbours = Neighbours {
                title: title.is_some(),
                honorific,
                headline,
                starts_sentence,
                place_first: tokens.len() > 1 && self.index.may_be_place(tokens.start),
                place_last: tokens.len() > 1 && self.index.place_at(tokens.end - 1),
                place_after: self.is_comma(tokens.end) && self.index.place_at(tokens.end + 1),
                demonym_last: self.index.is_demonym(tokens.end - 1),
            };
            out.push(Found { piece: piece.clone(), neighbours, modifies });
            match piece {
                Piece::Title(tokens, name) => {
                    title = Some(Lookup { tokens: *tokens, name: *name });
                    honorific = self.is_honorific(*name);
                }
                _ => (title, honorific) = (None, false),
            }
        }
    }

    /// “chief Washington correspondent”: a place or body between two words for one office.
    fn is_modifier(&self, piece: &Piece, title: Option<Lookup>) -> bool {
        let tokens = self.document.tokens.as_slice();
        let small = |at: u32| tokens.get(at as usize).is_some_and(|t| !t.is_capitalised());
        let after = piece.tokens().end;
        let classes = tokens.get(after as usize).map_or(Classes::empty(), |t| t.classes);
        let known = match piece {
            Piece::Known(_, names) => self.kind_of_known(names),
            _ => None,
        };
        title.is_some_and(|t| small(t.tokens.start))
            && small(after)
            && classes.contains(Classes::PERSON_NOUN.union(Classes::NOUN))
            && known.is_some_and(|kind| kind != EntityKind::Person)
    }

    /// “the Executive Branch”: an ordinary noun that is somebody's surname too, after an article and
    /// a title with a capital.
    fn is_branch(&self, piece: &Piece, title: Option<Lookup>) -> bool {
        let all = self.document.tokens.as_slice();
        let tokens = piece.tokens();
        let classes = all[tokens.start as usize].classes;
        title.is_some_and(|t| {
            let before = t.tokens.start.checked_sub(1).map(|at| all[at as usize].word);
            before == Some(word::THE) && all[t.tokens.start as usize].is_capitalised()
        }) && tokens.len() == 1
            && classes.contains(Classes::NOUN.union(Classes::COMMON))
            && !classes.intersects(Classes::GIVEN)
    }

    fn is_comma(&self, at: u32) -> bool {
        self.document.tokens.as_slice().get(at as usize).is_some_and(|t| t.word == word::COMMA)
    }

    /// A title in small letters that ends where a run begins: “national security adviser Keller”.
    fn title_before(&self, start: u32) -> Option<Lookup> {
        let near = start.saturating_sub(6);
        if !self.index.any_begins(near, start) {
            return None;
        }
        // “Keller hosts Marten”: the plural of a title is rather a verb after a name.
        let tokens = self.document.tokens.as_slice();
        let does = start.checked_sub(2).is_some_and(|at| {
            tokens[at as usize].is_capitalised()
                && tokens[at as usize + 1].classes.contains(Classes::VERB_S)
        }) || start.checked_sub(1).is_some_and(|title| self.is_deed(title));
        // “a major Northeast storm”
        let adjective = start.checked_sub(2).is_some_and(|at| {
            let title = &tokens[at as usize + 1];
            let article = tokens[at as usize].word;
            matches!(article, word::A | word::AN)
                && !title.is_capitalised()
                && title.classes.contains(Classes::ADJECTIVE)
        });
        // A headline's last word is nobody's title.
        if does || adjective || !self.is_one_block(start) {
            return None;
        }
        (near..start).find_map(|from| {
            self.index
                .at(from)
                .iter()
                .find(|l| l.tokens.end == start && self.index.is_role(l.name))
                .copied()
        })
    }

    /// “Aldoria will *host* talks”: what follows a modal is a verb, whatever else it may be.
    fn is_deed(&self, at: u32) -> bool {
        let tokens = self.document.tokens.as_slice();
        let verb = &tokens[at as usize];
        verb.classes.contains(Classes::VERB)
            && !verb.is_capitalised()
            && at
                .checked_sub(1)
                .is_some_and(|before| tokens[before as usize].classes.contains(Classes::MODAL))
    }

    /// Whether the token before `at` stands in the same block.
    fn is_one_block(&self, at: u32) -> bool {
        at.checked_sub(1)
            .is_some_and(|before| self.document.block_of(before) == self.document.block_of(at))
    }

    fn is_honorific(&self, name: NameId) -> bool {
        self.gazetteer
            .aliases(name)
            .iter()
            .any(|a| self.gazetteer.entity(a.entity).role().is_some_and(|r| r.honorific))
    }

    /// Remembers surnames and given names of everybody who is named in full.
    fn note_parts(&mut self) {
        let mut scratch = String::new();
        for at in 0..self.found.len() {
            let tokens = self.found[at].piece.tokens();
            let person = match &self.found[at].piece {
                Piece::Known(_, names) => tokens.len() > 1 && self.names_person(names),
                Piece::Unknown(_) => {
                    let verdict = self.unknowns.verdict(self.document, tokens);
                    tokens.len() > 1 && verdict.is_some_and(|(k, _)| k == EntityKind::Person)
                }
                _ => false,
            };
            if !person {
                continue;
            }
            for part in title::name_parts(self.document, self.lexicon, tokens) {
                key(self.document, part, &mut scratch);
                if !self.parts.contains(scratch.as_str()) {
                    self.parts.insert(scratch.clone());
                }
            }
        }
    }

    fn names_person(&self, names: &[NameId]) -> bool {
        names
            .iter()
            .flat_map(|&n| self.gazetteer.aliases(n))
            .any(|a| a.strength == Strength::Strong && a.kind == EntityKind::Person)
    }

    fn demonyms(&self, lookups: &[Lookup], mentions: &mut Mentions) {
        for lookup in lookups {
            let free = mentions.demonyms.last().is_none_or(|(t, _)| t.end <= lookup.tokens.start);
            if free && let Some(place) = self.index.demonym(lookup.name) {
                mentions.demonyms.push((lookup.tokens, place));
            }
        }
    }

    fn roles(&self, lookups: &[Lookup], mentions: &mut Mentions) {
        for lookup in lookups {
            let free = mentions.roles.last().is_none_or(|r| r.tokens.end <= lookup.tokens.start);
            let deed = lookup.tokens.len() == 1 && self.is_deed(lookup.tokens.start);
            if free && !deed && self.index.is_role(lookup.name) {
                mentions.roles.push(RoleUse {
                    tokens: lookup.tokens,
                    name: Some(lookup.name),
                    of: None,
                    body: None,
                    former: false,
                });
            }
        }
    }

    fn emit(&mut self, mentions: &mut Mentions) {
        let mut scratch = String::new();
        let mut titles: SmallVec<[TokenSpan; 2]> = SmallVec::new();
        let all = std::mem::take(&mut self.found);
        for found in &all {
            let tokens = found.piece.tokens();
            let mention = match &found.piece {
                Piece::Title(..) => {
                    // “the President and Mr Marten”: one title does not reach into the next run.
                    if titles.last().is_some_and(|t| t.end != tokens.start) {
                        titles.clear();
                    }
                    titles.push(tokens);
                    self.emit_body(tokens, mentions);
                    continue;
                }
                Piece::Demonym(..) => {
                    titles.clear();
                    continue;
                }
                Piece::Known(_, names) => self.known(tokens, names, found),
                Piece::Unknown(_) => {
                    self.unknown(tokens, found, &mut scratch).or_else(|| self.place_before(tokens))
                }
            };
            let tokens = mention.as_ref().map_or(tokens, |m| m.tokens);
            let touching = titles
                .last()
                .is_some_and(|t| t.end == tokens.start && self.is_one_block(tokens.start));
            if let Some(mut mention) = mention {
                if touching && let Some(first) = titles.first() {
                    mention.extent = TokenSpan::new(first.start, tokens.end);
                } else if found.neighbours.title
                    && let Some(title) = self.title_before(tokens.start)
                {
                    mention.extent = TokenSpan::new(title.tokens.start, tokens.end);
                }
                let id = mentions.names.push(mention);
                for cover in &mut mentions.covering[tokens.range()] {
                    *cover = Some(id);
                }
            }
            titles.clear();
        }
    }

    /// The body or place inside a title that begins with it: “UN envoy”, “US president”.
    fn emit_body(&self, title: TokenSpan, mentions: &mut Mentions) {
        let inside = self.index.at(title.start).iter().find_map(|l| {
            let aliases = self.gazetteer.aliases(l.name);
            let body = aliases.iter().find(|a| {
                a.strength == Strength::Strong
                    && !matches!(a.via, AliasKind::Demonym | AliasKind::Not)
                    && matches!(a.kind, EntityKind::Organization | EntityKind::Place)
            })?;
            (l.tokens.end < title.end).then_some((l.tokens, body.entity, body.via))
        });
        let Some((tokens, entity, alias)) = inside else { return };
        let kind = self.gazetteer.entity(entity).kind;
        let id = mentions.names.push(Mention {
            tokens,
            extent: tokens,
            kind,
            form: Form::Name,
            candidates: SmallVec::from_iter([Candidate { entity, alias }]),
            roles: SmallVec::new(),
            gender: None,
            confidence: 1.0,
        });
        for cover in &mut mentions.covering[tokens.range()] {
            *cover = Some(id);
        }
    }
}

/// The gender that a name's first word tells, if it is a given name of one gender only.
pub fn given_gender(document: &Document, tokens: TokenSpan) -> Option<Gender> {
    if tokens.len() < 2 {
        return None;
    }
    let first = document.tokens.as_slice().get(tokens.start as usize)?;
    let classes = first.classes;
    match (classes.contains(Classes::GIVEN_FEMALE), classes.contains(Classes::GIVEN_MALE)) {
        (true, false) => Some(Gender::Female),
        (false, true) => Some(Gender::Male),
        _ => None,
    }
}

//! Titles before names and descriptions beside them: who is said to be what.

use smallvec::SmallVec;

use crate::base::TokenSpan;
use crate::extraction::EntityKind;
use crate::gazetteer::{AliasKind, EntityId, Gazetteer, Gender};
use crate::mention::{Form, MentionId, Mentions, RoleUse};
use crate::text::{Classes, Document, Lexicon, Shape, Token, TokenKind, word};

/// Attaches to every name the titles before it and the offices in the appositions beside it, and
/// tells for every office to which place or organization the words beside it attach it.
pub fn attach(
    document: &Document,
    lexicon: &Lexicon,
    gazetteer: &Gazetteer,
    mentions: &mut Mentions,
) {
    let reader = Reader { tokens: document.tokens.as_slice(), lexicon, gazetteer };
    for at in 0..mentions.roles.len() {
        let role = mentions.roles[at];
        let (of, body) = reader.of(role.tokens, mentions);
        let former = reader.is_former(role.tokens);
        mentions.roles[at] = RoleUse { of, body, former, ..role };
    }
    for id in mentions.names.ids().collect::<Vec<_>>() {
        let mention = &mentions.names[id];
        if !reader.may_be_person(mentions, id) {
            continue;
        }
        let mut roles: SmallVec<[RoleUse; 1]> = SmallVec::new();
        let before = TokenSpan::new(mention.extent.start, mention.tokens.start);
        roles.extend_from_slice(mentions.roles_in(before));
        let titled = !roles.is_empty();
        for span in reader.appositions(mention.tokens, mentions) {
            let inside = mentions.roles_in(span);
            // “On Salt Radio, former president Keller spoke”: the title of the next name is his.
            let own = inside.iter().find(|role| {
                let next = mentions.at(role.tokens.end).map(|next| &mentions.names[next]);
                next.is_none_or(|next| next.extent.start > role.tokens.start)
            });
            if let Some(role) = own {
                roles.push(*role);
            } else if let Some(noun) = reader.person_noun(span) {
                roles.push(RoleUse {
                    tokens: noun,
                    name: None,
                    of: None,
                    body: None,
                    former: false,
                });
            }
        }
        if roles.is_empty()
            && let Some(noun) = reader.predicate(mention.tokens.end)
        {
            let office = mentions.roles.iter().find(|role| role.tokens.end == noun.end);
            let said = RoleUse { tokens: noun, name: None, of: None, body: None, former: false };
            roles.push(office.copied().unwrap_or(said));
        }
        let start = mention.tokens.start;
        let same = start
            .checked_sub(1)
            .is_some_and(|at| document.block_of(at) == document.block_of(start));
        if !titled
            && same
            && let Some(noun) = reader.noun_before(start)
        {
            roles.push(RoleUse { tokens: noun, name: None, of: None, body: None, former: false });
        }
        let gender = roles.iter().find_map(|role| reader.gender(role));
        let mention = &mentions.names[id];
        // “owner Northwind Broadcasting”, “experts CNN spoke to”, “Chief White House Correspondent”
        // name no person, but “President Ford” does.
        let head = mention.tokens.end - 1;
        let body = if mention.candidates.is_empty() {
            mention.tokens.len() > 1 && reader.classes(head).contains(Classes::ORGANIZATION_HEAD)
        } else {
            !mention
                .candidates
                .iter()
                .any(|c| gazetteer.entity(c.entity).kind == EntityKind::Person)
                && (mention.tokens.len() > 1
                    || reader.get(head).is_some_and(|t| t.shape.contains(Shape::ALL_CAPS))
                    || !reader.get(mention.extent.start).is_some_and(Token::is_capitalised))
        };
        // “Justice Democrats”
        let classes = reader.classes(head);
        let many = mention.tokens.len() == 1
            && classes.contains(Classes::NOUNS.union(Classes::COMMON))
            && !classes.intersects(Classes::SURNAME | Classes::GIVEN);
        let body = body || many;
        let mention = &mut mentions.names[id];
        if titled && !body {
            mention.kind = EntityKind::Person;
        }
        mention.gender = gender;
        mention.roles = roles;
    }
}

/// The parts of a person's name by which the text may go on: the surname with its particles, the
/// surname without them, the given name.
pub fn name_parts(
    document: &Document,
    lexicon: &Lexicon,
    name: TokenSpan,
) -> SmallVec<[TokenSpan; 4]> {
    let tokens = document.tokens.as_slice();
    let word_at = |at: u32| tokens[at as usize].word;
    let classes_at = |at: u32| tokens[at as usize].classes;
    let is_suffix =
        |at: u32| matches!(lexicon.text(word_at(at)), "jr" | "sr" | "ii" | "iii" | "iv" | ",");
    let mut end = name.end;
    while end > name.start + 1 && is_suffix(end - 1) {
        end -= 1;
    }
    let mut parts = SmallVec::new();
    // Hyphens glue: Ben-Gvir, al-Qutob, Jong-un.
    let mut last = end - 1;
    while last >= name.start + 2 && word_at(last - 1) == word::HYPHEN {
        last -= 2;
    }
    let mut with_particles = last;
    while with_particles > name.start + 1
        && classes_at(with_particles - 1).contains(Classes::PARTICLE)
    {
        with_particles -= 1;
    }
    // “Dame Dalia Haddad”: the title is nobody's given name.
    let begin = (name.start..end - 1)
        .find(|&at| {
            let classes = classes_at(at);
            !classes.contains(Classes::TITLE) || classes.intersects(Classes::GIVEN)
        })
        .unwrap_or(name.start);
    let mut first = begin + 1;
    while first + 1 < end && word_at(first) == word::HYPHEN {
        first += 2;
    }
    if with_particles < last {
        parts.push(TokenSpan::new(with_particles, end));
    }
    parts.push(TokenSpan::new(last, end));
    // Two surnames: Duarte Prado, of which the first may stand alone.
    if last > first && last > name.start + 1 && word_at(last - 1) != word::HYPHEN {
        parts.push(TokenSpan::new(last - 1, end));
        let middle = classes_at(last - 1);
        let surname = middle.contains(Classes::SURNAME)
            && !middle.intersects(Classes::GIVEN | Classes::COMMON | Classes::PARTICLE);
        if surname && classes_at(begin).intersects(Classes::GIVEN) {
            parts.push(TokenSpan::new(last - 1, last));
        }
    }
    if first < end {
        parts.push(TokenSpan::new(begin, first));
    }
    parts
}

struct Reader<'a> {
    tokens: &'a [Token],
    lexicon: &'a Lexicon,
    gazetteer: &'a Gazetteer,
}

impl Reader<'_> {
    fn get(&self, at: u32) -> Option<&Token> {
        self.tokens.get(at as usize)
    }

    fn classes(&self, at: u32) -> Classes {
        self.get(at).map_or(Classes::empty(), |t| t.classes)
    }

    fn text(&self, at: u32) -> &str {
        self.get(at).map_or("", |t| self.lexicon.text(t.word))
    }

    fn may_be_person(&self, mentions: &Mentions, id: MentionId) -> bool {
        let mention = &mentions.names[id];
        mention.kind == EntityKind::Person
            || mention
                .candidates
                .iter()
                .any(|c| self.gazetteer.entity(c.entity).kind == EntityKind::Person)
            || mention.form == Form::Short
            || mention.extent != mention.tokens
    }

    /// The place or organization of an office: “the German chancellor”, “Germany’s chancellor”,
    /// “chancellor of Germany”, “Federal Reserve chair”, “minister in Aldoria”.
    fn of(&self, role: TokenSpan, mentions: &Mentions) -> (Option<EntityId>, Option<MentionId>) {
        let named = |id: MentionId| (self.body(mentions, id), self.is_body(mentions, id));
        if let Some(after) = self.preposition_after(role.end)
            && let Some(id) = mentions.at(after)
        {
            return named(id);
        }
        let mut at = role.start;
        // Adjectives may stand between: “the German foreign policy chief”.
        for _ in 0..4 {
            let Some(before) = at.checked_sub(1) else { break };
            at = before;
            let Token { word, classes, .. } = self.tokens[at as usize];
            if let Some(place) = mentions.demonym_at(at) {
                return (Some(place), None);
            }
            if let Some(id) = mentions.at(at) {
                return named(id);
            }
            let passes = word == word::GENITIVE_S
                || word == word::HYPHEN
                || classes.intersects(Classes::ADJECTIVE | Classes::ANY_NOUN)
                    && !classes.intersects(Classes::DETERMINER | Classes::PREPOSITION);
            if !passes {
                break;
            }
        }
        (None, None)
    }

    fn is_body(&self, mentions: &Mentions, id: MentionId) -> Option<MentionId> {
        (mentions.names[id].kind != EntityKind::Person).then_some(id)
    }

    fn preposition_after(&self, at: u32) -> Option<u32> {
        if !matches!(self.text(at), "of" | "for" | "at" | "to" | "in") {
            return None;
        }
        let mut at = at + 1;
        while self.classes(at).intersects(Classes::DETERMINER | Classes::ADJECTIVE)
            && !self.get(at).is_some_and(|t| t.is_capitalised())
        {
            at += 1;
        }
        Some(at)
    }

    /// The first entry that goes by the name in its own right, before those that it names weakly:
    /// “the mayor of Leeds” is none of a football club.
    fn body(&self, mentions: &Mentions, id: MentionId) -> Option<EntityId> {
        let candidates = mentions.names[id].candidates.iter();
        let bodies =
            candidates.filter(|c| self.gazetteer.entity(c.entity).kind != EntityKind::Person);
        let weak = |alias| matches!(alias, AliasKind::Weak | AliasKind::Exact | AliasKind::Metonym);
        bodies.min_by_key(|c| weak(c.alias)).map(|c| c.entity)
    }

    fn is_former(&self, role: TokenSpan) -> bool {
        let mut at = role.start;
        for _ in 0..3 {
            let Some(before) = at.checked_sub(1) else { return false };
            at = before;
            match self.text(at) {
                "former" | "ex" | "late" | "then" | "onetime" | "erstwhile" | "retired" => {
                    return true;
                }
                "the" | "a" | "," => return false,
                _ => {}
            }
        }
        false
    }

    /// Where the text says beside a name what somebody is: “, a top adviser to Marten,” after it,
    /// “Aldoria’s water minister,” before it.
    fn appositions(&self, name: TokenSpan, mentions: &Mentions) -> SmallVec<[TokenSpan; 2]> {
        let mut found = SmallVec::new();
        if self.get(name.end).is_some_and(|t| t.word == word::COMMA) {
            let start = name.end + 1;
            let mut end = start;
            while end < start + 14
                && self.get(end).is_some_and(|t| {
                    let hyphen = t.word == word::HYPHEN || t.word == word::GENITIVE_S;
                    (t.kind != TokenKind::Mark || hyphen)
                        && t.word != word::WHO
                        && !t
                            .classes
                            .intersects(Classes::AUXILIARY | Classes::MODAL | Classes::PRONOUN)
                })
            {
                end += 1;
            }
            // An apposition does not begin with another person's name.
            let other = mentions.at(start).is_some_and(|id| {
                mentions.names[id].kind == EntityKind::Person && mentions.names[id].tokens.len() > 1
            });
            // “the deputy, Keller, met the minister”: nor with what somebody does.
            let first = self.classes(start);
            let does = first.intersects(Classes::VERB_PAST | Classes::VERB_S)
                && !first.intersects(Classes::ANY_NOUN | Classes::ADJECTIVE);
            if end > start && !other && !does {
                found.push(TokenSpan::new(start, end));
            }
        }
        if name.start >= 2 && self.tokens[name.start as usize - 1].word == word::COMMA {
            let closes = self.get(name.end).is_some_and(|t| t.kind == TokenKind::Mark);
            let end = name.start - 1;
            if closes && let Some(start) = self.office_before(end, mentions) {
                found.push(TokenSpan::new(start, end));
            }
        }
        found
    }

    /// Where the last office before `end` begins, if nothing but its complement lies between:
    /// “the Prime Minister of Aldoria”.
    fn office_before(&self, end: u32, mentions: &Mentions) -> Option<u32> {
        let until = mentions.roles.partition_point(|r| r.tokens.end <= end);
        let role = mentions.roles.get(until.checked_sub(1)?)?.tokens;
        let near = role.end + 8 >= end;
        let complement = role.end == end
            || self.classes(role.end).contains(Classes::PREPOSITION)
                && (role.end + 1..end).all(|at| {
                    self.get(at)
                        .is_some_and(|t| t.kind != TokenKind::Mark || t.word == word::HYPHEN)
                        && !self.classes(at).intersects(Classes::AUXILIARY | Classes::MODAL)
                });
        (near && complement).then_some(role.start)
    }

    /// The first noun for a person in an apposition.
    fn person_noun(&self, span: TokenSpan) -> Option<TokenSpan> {
        let opens = self.classes(span.start).intersects(
            Classes::DETERMINER | Classes::POSSESSIVE | Classes::ADJECTIVE | Classes::ANY_NOUN,
        ) || self.get(span.start).is_some_and(|t| t.is_capitalised());
        if !opens {
            return None;
        }
        let at = (span.start..span.end.min(span.start + 8))
            .take_while(|&i| !self.classes(i).contains(Classes::PREPOSITION))
            .filter(|&i| self.is_person_noun(i))
            .last()?;
        Some(TokenSpan::new(at, at + 1))
    }

    /// “Keller is a lawyer”: the noun for a person that a sentence says somebody is.
    fn predicate(&self, is: u32) -> Option<TokenSpan> {
        if !matches!(self.text(is), "is" | "was" | "became")
            || !matches!(self.text(is + 1), "a" | "an")
        {
            return None;
        }
        let at = (is + 2..is + 6)
            .take_while(|&at| {
                self.get(at).is_some_and(|t| t.kind == TokenKind::Word && !t.is_capitalised())
                    && !self.classes(at).contains(Classes::PREPOSITION)
            })
            .last()?;
        self.is_person_noun(at).then(|| TokenSpan::new(at, at + 1))
    }

    /// A noun for a person in small letters directly before a name: “engineer Dalia Haddad”.
    fn noun_before(&self, start: u32) -> Option<TokenSpan> {
        let at = start.checked_sub(1)?;
        // “Keller hosts Marten”
        let does = self.classes(at).contains(Classes::NOUNS.union(Classes::VERB_S));
        (self.is_person_noun(at) && !does).then(|| TokenSpan::new(at, at + 1))
    }

    fn is_person_noun(&self, at: u32) -> bool {
        let classes = self.classes(at);
        classes.contains(Classes::PERSON_NOUN)
            && classes.intersects(Classes::ANY_NOUN)
            && !self.get(at).is_some_and(|t| t.is_capitalised())
    }

    fn gender(&self, role: &RoleUse) -> Option<Gender> {
        let aliases = self.gazetteer.aliases(role.name?);
        aliases.iter().find_map(|a| self.gazetteer.entity(a.entity).gender)
    }
}

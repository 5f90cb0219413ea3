//! Finds names in a document with Aho-Corasick over words, not bytes.
//!
//! Each word that occurs in a name is one character; a name is a short string of them, a document
//! one long string, in which every other word is a character that no name holds. So only whole
//! words are found, by construction, and case and accents, folded by the lexicon, cost nothing.
//! Lists too long for an automaton are searched by hashes of words instead; see `patterns`.

mod patterns;

use std::sync::{Arc, OnceLock};

use aho_corasick::AhoCorasick;

use patterns::Patterns;
pub(super) use patterns::Search;

use crate::base::table::hash_numbers;
use crate::base::{Id, Stored, Table, TokenSpan};
use crate::gazetteer::entity::EntityId;
use crate::gazetteer::names::{Alias, AliasKind, Case, NameWord};
use crate::text::{Document, Shape, Token, TokenKind, WordId, word};
use crate::{id, stored_struct};

id!(
    /// Names a name: some words, written in a certain way.
    NameId
);

/// A name that occurs in a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Lookup {
    /// Its tokens, hyphens included.
    pub tokens: TokenSpan,
    /// The name.
    pub name: NameId,
}

/// All names, ready to be found.
#[derive(Clone, Debug, Default)]
pub(super) struct Matcher {
    /// By word: what names it is in.
    words: Vec<InNames>,
    /// The names of several words.
    patterns: Arc<Patterns>,
    /// Finds them; built on first use, unless [`Matcher::begin`] had it built before.
    automaton: Arc<OnceLock<AhoCorasick>>,
    wordings: Wordings,
    /// By wording: its first name; one more at the end.
    first_name: Vec<u32>,
    /// By name: how it must be written.
    cases: Vec<Capitals>,
    /// By name: its first alias; one more at the end.
    first_alias: Vec<u32>,
    aliases: Vec<Alias>,
}

/// What names a word is in, in one number: the upper half is one more than the wording that is this
/// word alone (0 if there is none), the lower half its number among the words of longer names, from 1
/// (0 if it is in none). The highest bit tells whether the word alone may be written small.
#[derive(Clone, Copy, Debug, Default)]
struct InNames(u64);

impl InNames {
    const SMALL: u64 = 1 << 63;

    fn number(self) -> u32 {
        self.0 as u32
    }

    fn alone(self) -> Option<u32> {
        ((self.0 & !Self::SMALL) >> 32).checked_sub(1).map(|wording| wording as u32)
    }

    fn may_be_small(self) -> bool {
        self.0 & Self::SMALL != 0
    }
}

impl Stored for InNames {
    fn write(&self, out: &mut Vec<u8>) {
        self.0.write(out);
    }
    fn read(bytes: &mut &[u8]) -> Self {
        InNames(u64::read(bytes))
    }
    fn read_many(len: usize, bytes: &mut &[u8]) -> Vec<Self> {
        u64::read_many(len, bytes).into_iter().map(InNames).collect()
    }
}

/// Collects names.
#[derive(Debug, Default)]
pub(super) struct Builder {
    wordings: Wordings,
    forms: Vec<(u32, Capitals, Alias)>,
    scratch: Vec<WordId>,
}

impl Builder {
    /// A builder that holds the names of `matcher`, but for those of entities that `is_gone` names.
    pub fn onto(matcher: Matcher, is_gone: impl Fn(EntityId) -> bool) -> Self {
        let mut forms = Vec::with_capacity(matcher.aliases.len());
        for wording in 0..matcher.wordings.len() as u32 {
            for name in matcher.names(wording) {
                let capitals = matcher.cases[name.index()];
                let stay = matcher.aliases(name).iter().filter(|alias| !is_gone(alias.entity));
                forms.extend(stay.map(|&a| (wording, capitals, a)));
            }
        }
        Builder { wordings: matcher.wordings, forms, scratch: Vec::new() }
    }

    /// Adds a name; one without words is no name.
    pub fn add(&mut self, words: &[NameWord], case: Case, alias: Alias) {
        if words.is_empty() {
            return;
        }
        self.scratch.clear();
        self.scratch.extend(words.iter().map(|w| w.word));
        let wording = self.wordings.intern(&self.scratch);
        self.forms.push((wording, Capitals::of(words, case), alias));
    }

    /// The matcher of all names so far.
    pub fn build(mut self) -> Matcher {
        let rank = |alias: &Alias| (alias.entity, alias.via == AliasKind::Not, alias.strength);
        self.forms.sort_unstable_by_key(|(wording, capitals, alias)| {
            (*wording, *capitals, rank(alias), alias.via, alias.until)
        });
        self.forms.dedup_by_key(|(wording, capitals, alias)| {
            (*wording, *capitals, alias.entity, alias.via == AliasKind::Not)
        });
        let mut matcher = Matcher::default();
        let mut last = None;
        for &(wording, capitals, alias) in &self.forms {
            if last != Some((wording, capitals)) {
                last = Some((wording, capitals));
                while matcher.first_name.len() <= wording as usize {
                    matcher.first_name.push(matcher.cases.len() as u32);
                }
                matcher.first_alias.push(matcher.aliases.len() as u32);
                matcher.cases.push(capitals);
            }
            matcher.aliases.push(alias);
        }
        matcher.first_name.push(matcher.cases.len() as u32);
        matcher.first_alias.push(matcher.aliases.len() as u32);
        let is_several = |&wording: &u32| self.wordings.words(wording).len() > 1;
        let several: Vec<u32> = (0..self.wordings.len() as u32).filter(is_several).collect();
        let numbers = self.wordings.numbers(&several);
        matcher.words = numbers.iter().map(|&number| InNames(u64::from(number))).collect();
        for wording in 0..self.wordings.len() as u32 {
            let &[word] = self.wordings.words(wording) else { continue };
            let small = matcher.names(wording).any(|n| matcher.cases[n.index()].may_be_small());
            let flag = if small { InNames::SMALL } else { 0 };
            matcher.words[word.index()].0 |= u64::from(wording + 1) << 32 | flag;
        }
        let patterns = Patterns::of(several, &self.wordings, &numbers);
        matcher.patterns = Arc::new(patterns);
        matcher.wordings = self.wordings;
        matcher
    }
}

impl Stored for Matcher {
    fn write(&self, out: &mut Vec<u8>) {
        self.words.write(out);
        Patterns::write(&self.patterns, out);
        self.wordings.write(out);
        self.first_name.write(out);
        self.cases.write(out);
        self.first_alias.write(out);
        self.aliases.write(out);
    }
    fn read(bytes: &mut &[u8]) -> Self {
        Matcher {
            words: Vec::read(bytes),
            patterns: Arc::new(Patterns::read(bytes)),
            automaton: Arc::default(),
            wordings: Wordings::read(bytes),
            first_name: Vec::read(bytes),
            cases: Vec::read(bytes),
            first_alias: Vec::read(bytes),
            aliases: Vec::read(bytes),
        }
    }
}

impl Matcher {
    /// Has the automaton built beside whatever the program does next: nothing needs it before the
    /// first document is cut into words. Without a thread to spare, that document builds it.
    pub fn begin(&self) {
        if self.patterns.search() == Search::Hash {
            return;
        }
        let (patterns, automaton) = (Arc::clone(&self.patterns), Arc::clone(&self.automaton));
        let build = move || {
            automaton.get_or_init(|| patterns.automaton());
        };
        let _ = std::thread::Builder::new().name("names".to_owned()).spawn(build);
    }

    /// Finds every name in `document`; replaces `out` with them, by their first token, longest
    /// first.
    pub fn lookups(&self, document: &Document, out: &mut Vec<Lookup>) {
        self.lookups_by(self.patterns.search(), document, out);
    }

    /// The same, with a way to look for names of several words.
    pub fn lookups_by(&self, search: Search, document: &Document, out: &mut Vec<Lookup>) {
        out.clear();
        let tokens = document.tokens.as_slice();
        let mut offer = |start: u32, end: u32, wording: u32| {
            let span = TokenSpan::new(start, end);
            for name in self.names(wording) {
                if self.cases[name.index()].allow(&tokens[span.range()]) {
                    out.push(Lookup { tokens: span, name });
                }
            }
        };
        let mut alone = Vec::new();
        self.several(document, search, &mut alone, &mut offer);
        alone.into_iter().for_each(|(at, wording)| offer(at, at + 1, wording));
        out.sort_unstable_by_key(|l| (l.tokens.start, u32::MAX - l.tokens.end, l.name));
    }

    /// Who can be meant by a name.
    pub fn aliases(&self, name: NameId) -> &[Alias] {
        let at = name.index();
        match (self.first_alias.get(at), self.first_alias.get(at + 1)) {
            (Some(&start), Some(&end)) => &self.aliases[start as usize..end as usize],
            _ => &[],
        }
    }

    /// The names with these words, whatever their capitals.
    pub fn names_of(&self, words: &[WordId]) -> impl Iterator<Item = NameId> + '_ {
        self.wordings.get(words).into_iter().flat_map(|wording| self.names(wording))
    }

    /// The words of every name, with the name's aliases.
    pub fn all(&self) -> impl Iterator<Item = (&[WordId], NameId)> {
        (0..self.wordings.len() as u32)
            .flat_map(move |at| self.names(at).map(move |name| (self.wordings.words(at), name)))
    }

    fn names(&self, wording: u32) -> impl Iterator<Item = NameId> + use<> {
        let at = wording as usize;
        let first = self.first_name.get(at).copied().unwrap_or(0);
        let end = self.first_name.get(at + 1).copied().unwrap_or(first);
        (first..end).map(NameId)
    }
}

/// Whether the token is a hyphen inside a word: `Ben-Gvir` is found by `Ben Gvir`.
fn is_joint(tokens: &[Token], at: usize) -> bool {
    let is_glued = |token: &Token| token.shape.contains(Shape::GLUED);
    let token = &tokens[at];
    token.word == word::HYPHEN
        && token.kind == TokenKind::Mark
        && is_glued(token)
        && tokens.get(at + 1).is_some_and(is_glued)
}

/// Which capitals the first words of a name must have, four bits for each of sixteen words:
/// nothing, a capital, or exactly the shape in the lower three bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Capitals(u64);

impl Stored for Capitals {
    fn write(&self, out: &mut Vec<u8>) {
        self.0.write(out);
    }
    fn read(bytes: &mut &[u8]) -> Self {
        Capitals(u64::read(bytes))
    }
    fn read_many(len: usize, bytes: &mut &[u8]) -> Vec<Self> {
        u64::read_many(len, bytes).into_iter().map(Capitals).collect()
    }
}

impl Capitals {
    const SOME: u64 = 1;
    const EXACTLY: u64 = 8;

    fn of(words: &[NameWord], case: Case) -> Self {
        let needs = words.iter().take(16).map(|w| match case {
            Case::Any => u64::from(w.is_acronym),
            Case::Exact => Self::EXACTLY | shape_bits(w.shape),
            // A name may begin a sentence or not: “the Hague”, “The Hague”.
            Case::Written if w.word == word::THE || shape_bits(w.shape) == 0 => 0,
            Case::Written => Self::SOME,
        });
        Capitals(needs.enumerate().fold(0, |all, (at, need)| all | need << (4 * at)))
    }

    /// Whether it lets a single word be written small throughout.
    fn may_be_small(self) -> bool {
        matches!(self.0 & 15, 0 | Self::EXACTLY)
    }

    fn allow(self, tokens: &[Token]) -> bool {
        let mut needs = self.0;
        for (at, token) in tokens.iter().enumerate() {
            if needs == 0 {
                break;
            }
            if is_joint(tokens, at) {
                continue;
            }
            let found = shape_bits(token.shape);
            let is_met = match needs & 15 {
                0 => true,
                Self::SOME => found != 0,
                exactly => exactly == Self::EXACTLY | found,
            };
            if !is_met {
                return false;
            }
            needs >>= 4;
        }
        true
    }
}

fn shape_bits(shape: Shape) -> u64 {
    u64::from(shape.contains(Shape::CAPITAL))
        | u64::from(shape.contains(Shape::ALL_CAPS)) << 1
        | u64::from(shape.contains(Shape::MIXED)) << 2
}

/// Different sequences of words, numbered.
#[derive(Clone, Debug, Default)]
struct Wordings {
    pool: Vec<WordId>,
    /// Where each ends in `pool`.
    ends: Vec<u32>,
    table: Table,
}

stored_struct!(Wordings { pool, ends, table });

impl Wordings {
    fn len(&self) -> usize {
        self.ends.len()
    }

    fn words(&self, at: u32) -> &[WordId] {
        let at = at as usize;
        let start = if at == 0 { 0 } else { self.ends[at - 1] as usize };
        &self.pool[start..self.ends[at] as usize]
    }

    fn get(&self, words: &[WordId]) -> Option<u32> {
        self.table.find(hash(words), |at| self.words(at) == words)
    }

    fn intern(&mut self, words: &[WordId]) -> u32 {
        if let Some(known) = self.get(words) {
            return known;
        }
        let at = self.ends.len() as u32;
        self.pool.extend_from_slice(words);
        self.ends.push(self.pool.len() as u32);
        self.table.insert(hash(words), at);
        at
    }

    /// Numbers for the words of those wordings, from 1: the more frequent, the smaller, because
    /// small ones have short spellings.
    fn numbers(&self, wordings: &[u32]) -> Vec<u32> {
        let size = self.pool.iter().map(|word| word.index() + 1).max().unwrap_or(0);
        let mut counts = vec![0u32; size];
        for word in wordings.iter().flat_map(|&at| self.words(at)) {
            counts[word.index()] += 1;
        }
        let mut order: Vec<usize> = (0..size).filter(|&word| counts[word] > 0).collect();
        order.sort_by_key(|&word| (u32::MAX - counts[word], word));
        let mut numbers = vec![0; size];
        for (number, word) in (1..).zip(order) {
            numbers[word] = number;
        }
        numbers
    }
}

fn hash(words: &[WordId]) -> u32 {
    hash_numbers(words.iter().map(|word| word.0))
}

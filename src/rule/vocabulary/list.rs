//! Lists of entries, and with which words they begin and end.

use super::{EntryId, ListId, Vocabulary};
use crate::rule::word_filter::WordFilter;
use crate::text::{Token, WordId};

/// A list that patterns call `@name`.
#[derive(Clone, Debug)]
pub struct List {
    /// Its name.
    pub name: String,
    entries: Vec<EntryId>,
    members: Vec<u64>,
    firsts: WordFilter,
    lasts: WordFilter,
}

impl List {
    pub(super) fn holds(&self, id: EntryId) -> bool {
        let bits = self.members.get(id.0 as usize / 64).copied().unwrap_or_default();
        bits & 1 << (id.0 % 64) != 0
    }
}

impl Vocabulary {
    /// The list called `name`.
    pub fn list_named(&self, name: &str) -> Option<ListId> {
        self.list_names.get(name).copied()
    }

    /// One list.
    pub fn list(&self, id: ListId) -> &List {
        &self.lists[id]
    }

    /// The entries of a list, in the order of its file.
    pub fn entries_of(&self, id: ListId) -> &[EntryId] {
        &self.lists[id].entries
    }

    /// All lists, in order of loading.
    pub fn lists(&self) -> impl Iterator<Item = (ListId, &List)> {
        self.lists.iter_enumerated()
    }

    /// Whether `entry` is on `list`.
    pub fn is_on(&self, list: ListId, entry: EntryId) -> bool {
        self.lists[list].holds(entry)
    }

    /// Whether `word` alone is an entry of `list`.
    pub fn names(&self, list: ListId, word: WordId) -> bool {
        let mut spelled = self.begun_with(word).filter(|(id, _)| self.is_on(list, *id));
        spelled.any(|(_, words)| words.len() == 1)
    }

    /// How many tokens an entry of `list` covers that stands at token `at`, word by word.
    pub fn lengths_at(
        &self,
        list: ListId,
        tokens: &[Token],
        at: usize,
    ) -> impl Iterator<Item = usize> {
        let rest = tokens.get(at..).unwrap_or_default();
        let first = rest.first().map_or(WordId::UNKNOWN, |token| token.word);
        let stands = |words: &[WordId]| {
            rest.len() >= words.len() && rest.iter().zip(words).all(|(t, &word)| t.word == word)
        };
        self.begun_with(first)
            .filter(move |&(id, words)| self.is_on(list, id) && stands(words))
            .map(|(_, words)| words.len())
    }

    /// Whether an entry of `list` may begin with a unit that `word` names.
    pub fn may_begin(&self, list: ListId, word: WordId) -> bool {
        self.lists[list].firsts.may_hold(word)
    }

    /// Whether an entry of `list` may end with a unit that `word` names.
    pub fn may_end(&self, list: ListId, word: WordId) -> bool {
        self.lists[list].lasts.may_hold(word)
    }

    /// The bits (as a word filter gives them) of the words that an entry of `list` may begin with.
    pub fn beginnings_of(&self, list: ListId) -> u64 {
        self.lists[list].firsts.summary()
    }

    /// The bits of the words that an entry of `list` may end with.
    pub fn ends_of(&self, list: ListId) -> u64 {
        self.lists[list].lasts.summary()
    }

    /// Notes how the entries of each list begin and end, when all of them are there.
    pub fn finish(&mut self) {
        let ends = |list: &List| {
            let entries = list.entries.iter();
            let firsts = entries.clone().flat_map(|&id| self.first_words(id));
            let lasts = entries.flat_map(|&id| self.last_words(id));
            (WordFilter::of(firsts), WordFilter::of(lasts))
        };
        let ends: Vec<_> = self.lists.iter().map(ends).collect();
        for (at, (firsts, lasts)) in ends.into_iter().enumerate() {
            let list = &mut self.lists[ListId(at as u32)];
            (list.firsts, list.lasts) = (firsts, lasts);
        }
    }

    /// Puts an entry on the list `name`, which is made if it is new.
    pub fn put(&mut self, name: &str, entry: EntryId) -> ListId {
        let list = match self.list_names.get(name) {
            Some(&list) => list,
            None => {
                let name = name.to_owned();
                let list = self.lists.push(List {
                    name: name.clone(),
                    entries: Vec::new(),
                    members: Vec::new(),
                    firsts: WordFilter::default(),
                    lasts: WordFilter::default(),
                });
                self.list_names.insert(name, list);
                list
            }
        };
        let List { entries, members, firsts, lasts, .. } = &mut self.lists[list];
        let (at, bit) = (entry.0 as usize / 64, entry.0 % 64);
        if members.len() <= at {
            members.resize(at + 1, 0);
        }
        if members[at] & 1 << bit == 0 {
            members[at] |= 1 << bit;
            entries.push(entry);
            (*firsts, *lasts) = Default::default();
        }
        list
    }
}

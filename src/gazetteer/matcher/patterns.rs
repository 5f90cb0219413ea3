//! The names of several words, and the stretches of a document that may hold one.
//!
//! Where two words follow each other in no name, no name goes on: what is left to search are a few
//! words here and there. The automaton gets them spelt out, one character for each word. With lists
//! so long that building it takes seconds, every beginning of a stretch is looked up by its hash
//! instead: nothing has to be built then, and what is found is the same.

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use crate::base::Id;
use crate::base::table::hash_numbers;
use crate::stored_struct;
use crate::text::{Classes, Document, WordId};

use super::{Matcher, Wordings, is_joint, shape_bits};

/// The most names of several words for which an automaton is built.
const MOST_FOR_AUTOMATON: usize = 200_000;

/// The names of several words.
#[derive(Clone, Debug, Default)]
pub(super) struct Patterns {
    /// Which two words follow each other in one of them.
    pairs: Pairs,
    /// How many words the longest has.
    longest: u32,
    /// One after the other, as the automaton sees them; empty if there are too many for one.
    text: String,
    /// Where each ends in `text`.
    ends: Vec<u32>,
    /// The wording of each.
    wordings: Vec<u32>,
}

stored_struct!(Patterns { pairs, longest, text, ends, wordings });

/// How names of several words are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::gazetteer) enum Search {
    /// By Aho-Corasick.
    Automaton,
    /// By the hashes of all that begins with each word.
    Hash,
}

impl Patterns {
    /// The patterns of some wordings, whose words have those numbers.
    pub fn of(chosen: Vec<u32>, wordings: &Wordings, numbers: &[u32]) -> Self {
        let pairs = chosen.iter().map(|&wording| wordings.words(wording).len() - 1).sum();
        let mut patterns = Patterns { pairs: Pairs::of(pairs), ..Patterns::default() };
        let few = chosen.len() <= MOST_FOR_AUTOMATON;
        let mut spelling = Vec::new();
        for &wording in &chosen {
            let words = wordings.words(wording).iter();
            spelling.clear();
            spelling.extend(words.map(|word| numbers[word.index()]));
            spelling.windows(2).for_each(|pair| patterns.pairs.insert(pair[0], pair[1]));
            patterns.longest = patterns.longest.max(spelling.len() as u32);
            if few {
                spelling.iter().for_each(|&number| spell(number, &mut patterns.text));
                patterns.ends.push(patterns.text.len() as u32);
            }
        }
        if few {
            patterns.wordings = chosen;
        }
        patterns
    }

    /// The better way to look for them.
    pub fn search(&self) -> Search {
        if self.wordings.is_empty() && self.longest > 0 { Search::Hash } else { Search::Automaton }
    }

    /// # Panics
    /// When there are more than two billion words in names: the automaton numbers its states with
    /// 31 bits.
    pub fn automaton(&self) -> AhoCorasick {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        let patterns =
            starts.zip(&self.ends).map(|(start, &end)| &self.text[start as usize..end as usize]);
        AhoCorasick::builder()
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .match_kind(MatchKind::Standard)
            .prefilter(false)
            // Dense states at more than the root take most of the time to build and three times
            // the memory, and find nothing faster.
            .dense_depth(1)
            .build(patterns)
            .expect("fewer than two billion words in names")
    }
}

/// A word of a document that is in some name.
#[derive(Clone, Copy, Debug)]
struct NamePart {
    word: WordId,
    /// Its number among the words of longer names; 0 if it is in none.
    number: u32,
    /// Its token.
    place: u32,
    /// Whether it stands directly behind another such word, in the same block.
    follows: bool,
    /// Whether the two follow each other in some name.
    goes_on: bool,
}

impl Matcher {
    /// Calls `offer` with the first token, the token after the last, and the wording of everything
    /// that may be a name of several words, but for its capitals. Words that may be a name alone
    /// are appended to `alone`, with their tokens.
    pub(super) fn several(
        &self,
        document: &Document,
        search: Search,
        alone: &mut Vec<(u32, u32)>,
        mut offer: impl FnMut(u32, u32, u32),
    ) {
        match search {
            Search::Automaton => {
                let (haystack, places) = self.spell_document(document, alone);
                let automaton = self.automaton.get_or_init(|| self.patterns.automaton());
                for hit in automaton.find_overlapping_iter(&haystack) {
                    let (start, end) = (places[hit.start()], places[hit.end() - 1] + 1);
                    offer(start, end, self.patterns.wordings[hit.pattern().as_usize()]);
                }
            }
            Search::Hash => {
                let mut words = Vec::new();
                self.stretches(document, alone, |stretch| {
                    words.clear();
                    words.extend(stretch.iter().map(|found| found.word));
                    for start in 0..words.len() {
                        let last = words.len().min(start + self.patterns.longest as usize);
                        for end in start + 2..=last {
                            if let Some(wording) = self.wordings.get(&words[start..end]) {
                                offer(stretch[start].place, stretch[end - 1].place + 1, wording);
                            }
                        }
                    }
                });
            }
        }
    }

    /// The stretches of the document as one string of words, and for each of its bytes the token it
    /// belongs to: the automaton never sees most of a text.
    fn spell_document(
        &self,
        document: &Document,
        alone: &mut Vec<(u32, u32)>,
    ) -> (String, Vec<u32>) {
        let (mut haystack, mut places) = (String::new(), Vec::new());
        self.stretches(document, alone, |stretch| {
            haystack.push(NO_NAME);
            places.push(stretch[0].place);
            for found in stretch {
                spell(found.number, &mut haystack);
                places.resize(haystack.len(), found.place);
            }
        });
        (haystack, places)
    }

    /// Calls `each` for every stretch of two words or more of which each two neighbours follow each
    /// other in some name, in order. No stretch goes beyond its block.
    fn stretches(
        &self,
        document: &Document,
        alone: &mut Vec<(u32, u32)>,
        each: impl FnMut(&[NamePart]),
    ) {
        let mut found = name_parts(document);
        let tokens = document.tokens.as_slice();
        // What is known of words and of pairs is far away. Here nothing depends on what the last
        // load brought, so that the processor waits for several of them together.
        for found in &mut found {
            let names = self.words.get(found.word.index()).copied().unwrap_or_default();
            found.number = names.number();
            if let Some(wording) = names.alone()
                && (names.may_be_small() || shape_bits(tokens[found.place as usize].shape) != 0)
            {
                alone.push((found.place, wording));
            }
        }
        for at in 1..found.len() {
            let [first, second] = [found[at - 1].number, found[at].number];
            if found[at].follows && first != 0 && second != 0 {
                found[at].goes_on = self.patterns.pairs.may_hold(first, second);
            }
        }
        found.chunk_by(|_, next| next.goes_on).filter(|stretch| stretch.len() > 1).for_each(each);
    }
}

/// The words of the document that are in some name, hyphens inside words passed over.
fn name_parts(document: &Document) -> Vec<NamePart> {
    let tokens = document.tokens.as_slice();
    let mut found = Vec::with_capacity(tokens.len());
    let mut blocks = document.blocks.iter().map(|block| block.tokens.start).peekable();
    let mut follows = false;
    for (place, token) in (0..).zip(tokens) {
        while blocks.next_if(|&start| start <= place).is_some() {
            follows = false;
        }
        if is_joint(tokens, place as usize) {
            continue;
        }
        let is_in_name = token.classes.contains(Classes::IN_NAME);
        if is_in_name {
            found.push(NamePart { word: token.word, number: 0, place, follows, goes_on: false });
        }
        follows = is_in_name;
    }
    found
}

/// Pairs of words by their numbers, as bits at their hashes: it may hold pairs that were never
/// inserted, but loses none.
#[derive(Clone, Debug, Default)]
struct Pairs {
    bits: Vec<u64>,
}

stored_struct!(Pairs { bits });

impl Pairs {
    /// For so many pairs: one in sixteen others is held by accident.
    fn of(pairs: usize) -> Self {
        Pairs { bits: vec![0; (pairs / 4).next_power_of_two().max(2)] }
    }

    fn insert(&mut self, first: u32, second: u32) {
        let (at, bit) = self.place(first, second);
        self.bits[at] |= bit;
    }

    fn may_hold(&self, first: u32, second: u32) -> bool {
        let (at, bit) = self.place(first, second);
        self.bits.get(at).is_some_and(|bits| bits & bit != 0)
    }

    fn place(&self, first: u32, second: u32) -> (usize, u64) {
        let hash = hash_numbers([first, second].into_iter());
        let at = (u64::from(hash) * self.bits.len() as u64) >> 32;
        (at as usize, 1 << (hash % 64))
    }
}

/// The character of every word that is in no name.
const NO_NAME: char = '\0';
/// Words with smaller numbers are one character.
const SINGLES: u32 = 1_088_000;
/// Words with larger ones are two, the first and the second out of this many, all different.
const DOUBLES: u32 = 12_000;

/// Appends the characters of the word with that number: one for the first million words, two of
/// a kind of their own for those beyond, so that no name begins or ends inside a word.
fn spell(number: u32, out: &mut String) {
    let scalar = |n: u32| {
        let n = if n < 0xD800 { n } else { n + 0x800 };
        char::from_u32(n).expect("144 million words of names, and no surrogates")
    };
    if number < SINGLES {
        out.push(scalar(number));
    } else {
        let rest = number - SINGLES;
        out.push(scalar(SINGLES + rest / DOUBLES));
        out.push(scalar(SINGLES + DOUBLES + rest % DOUBLES));
    }
}

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

use super::{InNames, Matcher, Wordings, is_joint, shape_bits};

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

/// Words of a document of which each two neighbours follow each other in some name.
#[derive(Debug, Default)]
struct Stretch {
    words: Vec<WordId>,
    /// Their numbers among the words of names.
    numbers: Vec<u32>,
    /// Their tokens.
    places: Vec<u32>,
}

impl Stretch {
    fn push(&mut self, word: WordId, number: u32, place: u32) {
        self.words.push(word);
        self.numbers.push(number);
        self.places.push(place);
    }

    fn clear(&mut self) {
        self.words.clear();
        self.numbers.clear();
        self.places.clear();
    }
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
            Search::Hash => self.stretches(document, alone, |stretch| {
                let Stretch { words, places, .. } = stretch;
                for start in 0..words.len() {
                    let last = words.len().min(start + self.patterns.longest as usize);
                    for end in start + 2..=last {
                        if let Some(wording) = self.wordings.get(&words[start..end]) {
                            offer(places[start], places[end - 1] + 1, wording);
                        }
                    }
                }
            }),
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
            places.push(stretch.places[0]);
            for (&number, &place) in stretch.numbers.iter().zip(&stretch.places) {
                spell(number, &mut haystack);
                places.resize(haystack.len(), place);
            }
        });
        (haystack, places)
    }

    /// Calls `each` for every stretch of two words or more, in order. No stretch goes beyond its
    /// block.
    fn stretches(
        &self,
        document: &Document,
        alone: &mut Vec<(u32, u32)>,
        mut each: impl FnMut(&Stretch),
    ) {
        let tokens = document.tokens.as_slice();
        let mut stretch = Stretch::default();
        let mut blocks = document.blocks.iter().map(|block| block.tokens.start).peekable();
        let mut last = 0;
        for (at, token) in tokens.iter().enumerate() {
            let place = at as u32;
            while blocks.next_if(|&start| start <= place).is_some() {
                last = 0;
            }
            // Most words are in no name, and the table is large.
            let found = match token.classes.contains(Classes::IN_NAME) {
                true => self.words.get(token.word.index()).copied().unwrap_or_default(),
                false => InNames::default(),
            };
            if let Some(wording) = found.alone()
                && (found.may_be_small() || shape_bits(token.shape) != 0)
            {
                alone.push((place, wording));
            }
            if is_joint(tokens, at) {
                continue;
            }
            let number = found.number();
            if number == 0 || last == 0 || !self.patterns.pairs.may_hold(last, number) {
                if stretch.words.len() > 1 {
                    each(&stretch);
                }
                stretch.clear();
            }
            if number != 0 {
                stretch.push(token.word, number, place);
            }
            last = number;
        }
        if stretch.words.len() > 1 {
            each(&stretch);
        }
    }
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

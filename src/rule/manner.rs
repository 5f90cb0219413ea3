//! How people meet: “by phone”, “face to face”, “on the sidelines”. Such phrases may stand anywhere
//! in a clause; they are units of their own, and the mode of a meeting is read from them.

use crate::base::TokenSpan;
use crate::extraction::Mode;
use crate::rule::vocabulary::Vocabulary;
use crate::rule::word_map::WordMap;
use crate::text::{Document, WordId, word};

/// The phrases of the lists `meet.mode-words.…`, sorted by their words.
#[derive(Clone, Debug, Default)]
pub struct Manners {
    /// By first word: the number of its first phrase, counted from 1.
    first_words: WordMap<usize>,
    phrases: Vec<(Box<[WordId]>, Mode)>,
}

impl Manners {
    /// The phrases that `vocabulary` holds.
    pub fn new(vocabulary: &Vocabulary) -> Self {
        let lists = [
            ("meet.mode-words.call", Mode::Call),
            ("meet.mode-words.video", Mode::Video),
            ("meet.mode-words.in-person", Mode::InPerson),
        ];
        let mut phrases = Vec::new();
        for (name, mode) in lists {
            let Some(list) = vocabulary.list_named(name) else { continue };
            for &entry in vocabulary.entries_of(list) {
                phrases.extend(vocabulary.words_of(entry).map(|words| (words.into(), mode)));
            }
        }
        phrases.sort_by(|a: &(Box<[WordId]>, Mode), b| a.0.cmp(&b.0));
        let mut first_words = WordMap::<usize>::default();
        for (number, (words, _)) in (1..).zip(&phrases) {
            if let Some(&first) = words.first() {
                let known = first_words.entry(first);
                *known = if *known == 0 { number } else { *known };
            }
        }
        Manners { first_words, phrases }
    }

    /// The longest phrase that begins at `at`: where it ends, and the mode it tells of.
    pub fn at(&self, document: &Document, at: u32) -> Option<(u32, Mode)> {
        let tokens = document.tokens.as_slice();
        let first = tokens.get(at as usize)?.word;
        let number = self.first_words.get(first)?;
        let candidates = self.phrases.get(number - 1..)?.iter();
        let candidates = candidates.take_while(|(words, _)| words.first() == Some(&first));
        let fits = candidates.filter(|(words, _)| {
            let rest = tokens.get(at as usize..).unwrap_or_default();
            rest.len() >= words.len() && rest.iter().zip(words).all(|(t, &w)| t.word == w)
        });
        let (words, mode) = fits.max_by_key(|(words, _)| words.len())?;
        let end = at + words.len() as u32;
        // “in a phone call with Marten”: the noun announces the meeting itself.
        let word = |at: u32| tokens.get(at as usize).map(|t| t.word);
        let with = matches!(word(end), Some(word::WITH | word::BETWEEN | word::FROM));
        let noun = words.contains(&word::A);
        (!with || !noun).then_some((end, *mode))
    }

    /// The mode that a phrase in `clause` tells of.
    pub fn mode_in(&self, document: &Document, clause: TokenSpan) -> Option<Mode> {
        (clause.start..clause.end).find_map(|at| {
            self.at(document, at).filter(|&(end, _)| end <= clause.end).map(|(_, mode)| mode)
        })
    }
}

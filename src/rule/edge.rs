//! Words at which content ends: the lists `edge.…`, each word with all that it is.

use bitflags::bitflags;

use crate::rule::vocabulary::Vocabulary;
use crate::rule::word_map::WordMap;
use crate::text::WordId;

bitflags! {
    /// What a word at the edge of content can be.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub struct EdgeWord: u16 {
        /// A verb that speaks only with a particle, or a thought.
        const LIGHT_VERB = 1;
        /// The same in -ing: “making clear”, unlike “making it hard”.
        const LIGHT_PARTICIPLE = 1 << 1;
        /// A verb that is hardly ever anything but speech.
        const SPEECH = 1 << 2;
        /// What is done while speaking: “referring to”.
        const GESTURE = 1 << 3;
        /// A noun that sums up what was just told.
        const SUMMARY = 1 << 4;
        /// A noun for what the words are.
        const REFERENCE = 1 << 5;
        /// A preposition after which the saying goes on.
        const CIRCUMSTANCE = 1 << 6;
        /// A preposition that brings in where it was said.
        const MEDIUM = 1 << 7;
        /// Where one speaks, behind “on”.
        const STAGE = 1 << 8;
        /// What begins a source or a comparison of the reporter's.
        const COMPARISON = 1 << 9;
    }
}

/// The lists `edge.…`, by word.
#[derive(Clone, Debug, Default)]
pub struct EdgeWords {
    words: WordMap<EdgeWord>,
}

impl EdgeWords {
    /// The words that `vocabulary` holds.
    pub fn new(vocabulary: &Vocabulary) -> Self {
        let lists = [
            ("edge.light-verbs", EdgeWord::LIGHT_VERB),
            ("edge.light-participles", EdgeWord::LIGHT_PARTICIPLE),
            ("edge.speech", EdgeWord::SPEECH),
            ("edge.gestures", EdgeWord::GESTURE),
            ("edge.summaries", EdgeWord::SUMMARY),
            ("edge.references", EdgeWord::REFERENCE),
            ("edge.circumstances", EdgeWord::CIRCUMSTANCE),
            ("edge.media", EdgeWord::MEDIUM),
            ("edge.stages", EdgeWord::STAGE),
            ("edge.comparisons", EdgeWord::COMPARISON),
        ];
        let mut words = WordMap::<EdgeWord>::default();
        for (name, class) in lists {
            let Some(list) = vocabulary.list_named(name) else { continue };
            for &entry in vocabulary.entries_of(list) {
                for spelling in vocabulary.words_of(entry) {
                    if let [word] = spelling {
                        *words.entry(*word) |= class;
                    }
                }
            }
        }
        EdgeWords { words }
    }

    /// Whether `word` is one of `class`.
    pub fn is(&self, word: WordId, class: EdgeWord) -> bool {
        self.words.get(word).is_some_and(|of| of.contains(class))
    }
}

//! The English lexicon: the closed classes, the word list, the words that may begin a sentence with
//! a capital, and given names and surnames as they are added. Rules and gazetteers add their own.

use crate::text::function_words::FUNCTION_WORDS;
use crate::text::{Classes, Lexicon};

const WORDS: &str = include_str!("../../lexicon/words.tsv");
const COMMON: &str = include_str!("../../lexicon/common.txt");

impl Lexicon {
    /// The words of English with their classes, and no name.
    pub fn english() -> Lexicon {
        let mut lexicon = Lexicon::new();
        lexicon.reserve(WORDS.len() / 13, WORDS.len());
        for &(classes, words) in FUNCTION_WORDS {
            for word in words.split_ascii_whitespace() {
                lexicon.add(word, classes);
            }
        }
        lexicon.add_words(WORDS);
        for word in COMMON.lines() {
            lexicon.add(word, Classes::COMMON);
        }
        lexicon
    }

    /// Adds the lines of a word list: a word, a tab, and codes for what it can be, the commonest
    /// use first (`talks<TAB>ns:act vz`). A line without a tab, and an unknown code, add nothing.
    pub fn add_words(&mut self, list: &str) {
        for line in list.lines() {
            let Some((word, codes)) = line.split_once('\t') else { continue };
            let mut classes = Classes::empty();
            for code in codes.split_ascii_whitespace() {
                let (part, mark) = code.split_once(':').unwrap_or((code, ""));
                if classes.is_empty() {
                    classes |= mostly(part);
                }
                classes |= part_of_speech(part) | noun_meaning(mark);
            }
            self.add(word, classes);
        }
    }

    /// Adds names, separated by white space, that have `classes` ([`Classes::GIVEN_FEMALE`],
    /// [`Classes::GIVEN_MALE`], [`Classes::SURNAME`]). A name that is an ordinary word as well
    /// (`Grace`, `Baker`), or a surname that is a given name, is marked weak.
    pub fn add_names(&mut self, names: &str, classes: Classes) {
        for name in names.split_whitespace() {
            let id = self.intern(name);
            let known = self.classes(id);
            let mut added = classes;
            let ordinary = known.intersects(ORDINARY);
            if classes.intersects(Classes::GIVEN) && (ordinary || known.contains(Classes::SURNAME)) {
                added |= Classes::GIVEN_WEAK;
            }
            if classes.contains(Classes::SURNAME) {
                if ordinary {
                    added |= Classes::SURNAME_WEAK;
                }
                if known.intersects(Classes::GIVEN) {
                    added |= Classes::GIVEN_WEAK;
                }
            }
            self.add(name, added);
        }
    }
}

/// What a word is that is no mere name.
const ORDINARY: Classes = Classes::ANY_NOUN
    .union(Classes::ANY_VERB)
    .union(Classes::ADJECTIVE)
    .union(Classes::ADVERB)
    .union(Classes::MODAL)
    .union(Classes::MONTH)
    .union(Classes::WEEKDAY)
    .union(Classes::COMMON);

fn mostly(code: &str) -> Classes {
    match code {
        "n" | "ns" => Classes::MOSTLY_NOUN,
        "v" | "vz" | "vd" | "vn" | "vg" => Classes::MOSTLY_VERB,
        "a" => Classes::MOSTLY_ADJECTIVE,
        "r" => Classes::MOSTLY_ADVERB,
        _ => Classes::empty(),
    }
}

fn part_of_speech(code: &str) -> Classes {
    match code {
        "n" => Classes::NOUN,
        "ns" => Classes::NOUNS,
        "v" => Classes::VERB,
        "vz" => Classes::VERB_S,
        "vd" => Classes::VERB_PAST,
        "vn" => Classes::VERB_PARTICIPLE,
        "vg" => Classes::VERB_ING,
        "a" => Classes::ADJECTIVE,
        "r" => Classes::ADVERB,
        _ => Classes::empty(),
    }
}

fn noun_meaning(mark: &str) -> Classes {
    match mark {
        "person" => Classes::PERSON_NOUN,
        "group" => Classes::GROUP_NOUN,
        "comm" => Classes::COMM_NOUN,
        "time" => Classes::TIME_NOUN,
        "place" => Classes::PLACE_NOUN,
        "act" => Classes::ACT_NOUN,
        _ => Classes::empty(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_their_classes() {
        let lexicon = Lexicon::english();
        let classes = |word: &str| lexicon.classes(lexicon.get(word, &mut String::new()));
        for (word, expected) in [
            ("the", Classes::DETERMINER),
            ("wo", Classes::MODAL),
            ("n't", Classes::NEGATION),
            ("Sept.", Classes::MONTH | Classes::ABBREVIATION),
            ("Gen", Classes::TITLE | Classes::ABBREVIATION),
            ("said", Classes::VERB_PAST | Classes::MOSTLY_VERB),
            ("adviser", Classes::NOUN | Classes::PERSON_NOUN | Classes::MOSTLY_NOUN),
            ("yesterday", Classes::DEICTIC),
            ("abandon", Classes::COMMON | Classes::VERB),
        ] {
            assert!(classes(word).contains(expected), "{word}: {:?}", classes(word));
        }
    }

    #[test]
    fn names_that_are_words_are_weak() {
        let mut lexicon = Lexicon::new();
        lexicon.add_words("grace\tn\nbaker\tn:person\n");
        lexicon.add_names("Grace Anna", Classes::GIVEN_FEMALE);
        lexicon.add_names("Baker Keller", Classes::SURNAME);
        let weak = |word: &str| {
            let classes = lexicon.classes(lexicon.get(word, &mut String::new()));
            classes.intersects(Classes::GIVEN_WEAK | Classes::SURNAME_WEAK)
        };
        assert_eq!(["Grace", "Anna", "Baker", "Keller"].map(weak), [true, false, true, false]);
    }
}

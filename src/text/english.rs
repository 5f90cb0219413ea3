//! The English lexicon: the closed classes, the word list, and the words that may stand with a
//! capital without being names. Names, titles and cues are added by gazetteers and rules.

use crate::text::function_words::FUNCTION_WORDS;
use crate::text::{Classes, Lexicon};

const WORDS: &str = include_str!("../../lexicon/words.tsv");
const COMMON: &str = include_str!("../../lexicon/common.txt");
const HEADS: &str = include_str!("../../lexicon/heads.txt");

impl Lexicon {
    /// The words of English out of their lists. The program itself starts with
    /// `Lexicon::english`, which the build script makes of this.
    pub fn from_lists() -> Lexicon {
        let mut lexicon = Lexicon::new();
        lexicon.reserve(WORDS.len() / 13, WORDS.len());
        for &(classes, words) in FUNCTION_WORDS {
            for word in words.split_ascii_whitespace() {
                lexicon.add(word, classes);
            }
        }
        // Everything that is known of a word is found by its number: with the words of which texts
        // are made side by side, little of it is asked for so often that it stays in the caches.
        for word in COMMON.lines() {
            lexicon.add(word, Classes::COMMON);
        }
        lexicon.add_words(WORDS);
        lexicon.add_heads(HEADS);
        lexicon
    }

    /// Adds words that head names; a line `# organization`, `# place` or `# deed` says of what;
    /// under `# nobody` stand words that are in nobody's name, under `# member` who or what
    /// belongs to a band, team or firm, under `# contest` what teams do to each other.
    fn add_heads(&mut self, list: &str) {
        let mut classes = Classes::empty();
        for line in list.lines() {
            match line.strip_prefix("# ") {
                Some("organization") => classes = Classes::ORGANIZATION_HEAD,
                Some("place") => classes = Classes::PLACE_HEAD,
                Some("nobody") => classes = Classes::NOBODY,
                Some("deed") => classes = Classes::DEED_HEAD,
                Some("member") => classes = Classes::MEMBER,
                Some("contest") => classes = Classes::CONTEST,
                Some(_) => {}
                None => {
                    for word in line.split_ascii_whitespace() {
                        self.add(word, classes);
                    }
                }
            }
        }
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
}

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

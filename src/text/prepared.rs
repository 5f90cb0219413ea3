//! The English lexicon as the build script prepared it: read in a millisecond or two.

use crate::text::Lexicon;

const PREPARED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/lexicon.bin"));

impl Lexicon {
    /// The words of English with their classes, and no name.
    pub fn english() -> Lexicon {
        Lexicon::read(&mut &*PREPARED)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Classes;

    #[test]
    fn the_prepared_lexicon_is_the_one_of_the_lists() {
        let (lists, prepared) = (Lexicon::from_lists(), Lexicon::english());
        for at in 1..=lists.len() as u32 {
            let id = crate::text::WordId(at);
            assert_eq!(lists.text(id), prepared.text(id));
            assert_eq!(lists.classes(id), prepared.classes(id), "{}", lists.text(id));
            assert_eq!(prepared.get_folded(lists.text(id)), id);
        }
    }

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
}

//! Regular English inflection: the forms of a verb and the plural of a noun.
//!
//! A base form comes in, every spelling that print uses comes out, British and American alike.
//! Irregular forms are data and come from the rule files.

use bitflags::bitflags;

bitflags! {
    /// Which form of its lemma a word is; one spelling can be several.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub struct Forms: u8 {
        /// Verb: meet.
        const BASE = 1;
        /// Verb: meets.
        const S = 1 << 1;
        /// Verb: met.
        const PAST = 1 << 2;
        /// Verb: met, written.
        const PARTICIPLE = 1 << 3;
        /// Verb: meeting.
        const ING = 1 << 4;
        /// Noun: talk.
        const SINGULAR = 1 << 5;
        /// Noun: talks.
        const PLURAL = 1 << 6;
        /// A fixed phrase, which has no forms.
        const FIXED = 1 << 7;
    }
}

/// Verbs of two syllables and more that double their last consonant because the last syllable is
/// stressed.
const STRESSED_LAST: &[&str] = &[
    "abet",
    "abhor",
    "abut",
    "acquit",
    "admit",
    "allot",
    "annul",
    "appal",
    "aver",
    "befit",
    "beget",
    "begin",
    "cohabit",
    "commit",
    "compel",
    "concur",
    "confer",
    "control",
    "corral",
    "debar",
    "defer",
    "demur",
    "deter",
    "dispel",
    "emit",
    "enrol",
    "equip",
    "excel",
    "expel",
    "extol",
    "forbid",
    "forget",
    "format",
    "impel",
    "incur",
    "infer",
    "input",
    "instil",
    "inter",
    "intermit",
    "kidnap",
    "occur",
    "omit",
    "output",
    "outwit",
    "patrol",
    "permit",
    "prefer",
    "program",
    "propel",
    "rebel",
    "rebut",
    "recap",
    "recur",
    "refer",
    "regret",
    "remit",
    "repel",
    "reset",
    "resubmit",
    "submit",
    "transfer",
    "transmit",
    "transship",
    "unplug",
    "upset",
    "worship",
];

/// Every form of a regular verb: base, -s, past, participle and -ing, with all their spellings.
pub fn verb_forms(base: &str) -> Vec<(String, Forms)> {
    let mut forms = vec![(base.to_owned(), Forms::BASE), (with_s(base), Forms::S)];
    let past = Forms::PAST | Forms::PARTICIPLE;
    let stem = match base.as_bytes() {
        [.., b'e'] => &base[..base.len() - 1],
        _ => base,
    };
    if base.ends_with('e') {
        forms.push((format!("{stem}ed"), past));
        let keeps_e = ["ee", "oe", "ye"].iter().any(|end| base.ends_with(end));
        if let Some(stem) = base.strip_suffix("ie") {
            forms.push((format!("{stem}ying"), Forms::ING));
        } else if keeps_e || base == "singe" {
            forms.push((format!("{base}ing"), Forms::ING));
        } else {
            forms.push((format!("{stem}ing"), Forms::ING));
        }
        return forms;
    }
    if let Some(stem) = consonant_y(base) {
        forms.push((format!("{stem}ied"), past));
        forms.push((format!("{base}ing"), Forms::ING));
        return forms;
    }
    let last = base.chars().next_back().unwrap_or_default();
    match doubling(base) {
        Doubling::Never => {
            forms.push((format!("{base}ed"), past));
            forms.push((format!("{base}ing"), Forms::ING));
        }
        Doubling::Always => {
            forms.push((format!("{base}{last}ed"), past));
            forms.push((format!("{base}{last}ing"), Forms::ING));
        }
        Doubling::British => {
            for middle in [format!("{base}{last}"), base.to_owned()] {
                forms.push((format!("{middle}ed"), past));
                forms.push((format!("{middle}ing"), Forms::ING));
            }
        }
        Doubling::HardC => {
            forms.push((format!("{base}ked"), past));
            forms.push((format!("{base}king"), Forms::ING));
        }
    }
    forms
}

/// The plural of a regular noun, or of a phrase whose last word is one.
pub fn plural(noun: &str) -> String {
    with_s(noun)
}

fn with_s(word: &str) -> String {
    if let Some(stem) = consonant_y(word) {
        return format!("{stem}ies");
    }
    let hisses = ["s", "x", "z", "ch", "sh"].iter().any(|end| word.ends_with(end));
    let long_o = word.ends_with('o') && !ends_in_vowels(word);
    if hisses || (long_o && ["go", "do", "veto", "echo"].iter().any(|end| word.ends_with(end))) {
        format!("{word}es")
    } else {
        format!("{word}s")
    }
}

enum Doubling {
    Never,
    Always,
    /// Doubled in British, single in American spelling: travelled, traveled.
    British,
    /// panicked
    HardC,
}

fn doubling(base: &str) -> Doubling {
    let letters: Vec<char> = base.chars().collect();
    let [.., before, vowel, last] = letters[..] else { return Doubling::Never };
    let after_qu = before == 'u' && letters.iter().rev().nth(3) == Some(&'q');
    let closed = is_vowel(vowel)
        && !is_vowel(last)
        && (!is_vowel(before) || after_qu)
        && !matches!(last, 'w' | 'x' | 'y' | 'h');
    if !closed {
        return Doubling::Never;
    }
    if last == 'c' {
        return Doubling::HardC;
    }
    if syllables(&letters) == 1 || STRESSED_LAST.contains(&base) {
        return Doubling::Always;
    }
    if last == 'l' { Doubling::British } else { Doubling::Never }
}

fn syllables(letters: &[char]) -> usize {
    let mut count = 0;
    let mut in_vowels = false;
    for (i, &c) in letters.iter().enumerate() {
        let counts =
            (is_vowel(c) || (c == 'y' && i > 0)) && !(c == 'u' && i > 0 && letters[i - 1] == 'q');
        count += usize::from(counts && !in_vowels);
        in_vowels = counts;
    }
    count
}

fn consonant_y(word: &str) -> Option<&str> {
    let stem = word.strip_suffix('y')?;
    let before = stem.chars().next_back()?;
    (before.is_alphabetic() && !is_vowel(before)).then_some(stem)
}

fn ends_in_vowels(word: &str) -> bool {
    word.chars().rev().take(2).filter(|&c| is_vowel(c)).count() == 2
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_are_spelt_as_in_print() {
        for (base, expected) in [
            ("add", "adds added adding"),
            ("stop", "stops stopped stopping"),
            ("quip", "quips quipped quipping"),
            ("note", "notes noted noting"),
            ("agree", "agrees agreed agreeing"),
            ("lie", "lies lied lying"),
            ("deny", "denies denied denying"),
            ("convey", "conveys conveyed conveying"),
            ("refer", "refers referred referring"),
            ("visit", "visits visited visiting"),
            ("travel", "travels travelled travelling traveled traveling"),
            ("reveal", "reveals revealed revealing"),
            ("panic", "panics panicked panicking"),
            ("address", "addresses addressed addressing"),
            ("veto", "vetoes vetoed vetoing"),
            ("radio", "radios radioed radioing"),
            ("vow", "vows vowed vowing"),
        ] {
            let forms = verb_forms(base);
            let spelt: Vec<&str> = forms[1..].iter().map(|(form, _)| form.as_str()).collect();
            assert_eq!(spelt.join(" "), expected);
        }
    }

    #[test]
    fn nouns_take_the_regular_plural() {
        for (noun, expected) in [
            ("talk", "talks"),
            ("speech", "speeches"),
            ("testimony", "testimonies"),
            ("essay", "essays"),
        ] {
            assert_eq!(plural(noun), expected);
        }
    }

    #[test]
    fn any_text_has_forms() {
        for base in ["", "é", "qu", "y", "e", "-"] {
            assert!(verb_forms(base).len() >= 4);
        }
    }
}

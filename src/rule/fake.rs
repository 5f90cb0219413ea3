//! Scenes for tests, written as `[P:Keller] did not meet [P:Marten] [T:on Tuesday]`.
//!
//! `[KIND:words]` is one unit: P a person, L a list of them, O an organization, N another noun
//! phrase, S a pronoun subject, A a pronoun object, T a time, W a place, V an adverb, Q a quotation.
//! `{C: …}` marks content of a kind (C clause, I infinitive, G gerund), whose words are units too.
//! A word is a verb where the vocabulary of the rules knows it as one, unless `/n` ends it.

use crate::base::TokenSpan;
use crate::rule::unit::{Accepts, Extent, Scene, Unit, UnitKind, VerbForm};
use crate::rule::vocabulary::Vocabulary;
use crate::text::{Forms, Lexicon, WordId, word};

#[derive(Clone, Debug, Default)]
pub struct Fake {
    pub units: Vec<Unit>,
    pub content: Vec<(usize, usize, Extent)>,
    pub texts: Vec<String>,
}

impl Scene for Fake {
    fn units(&self) -> &[Unit] {
        &self.units
    }

    fn content_from(&self, at: usize, extent: Extent) -> Option<usize> {
        self.content.iter().find(|c| c.0 == at && c.2 == extent).map(|c| c.1)
    }

    fn content_before(&self, end: usize, extent: Extent) -> Option<usize> {
        self.content.iter().find(|c| c.1 == end && c.2 == extent).map(|c| c.0)
    }
}

pub fn scene(text: &str, vocabulary: &Vocabulary, lexicon: &mut Lexicon) -> Fake {
    let mut fake = Fake::default();
    let mut open = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        if let Some(inside) = rest.strip_prefix('[') {
            let (unit, after) = inside.split_once(']').expect("closed");
            let (kind, words) = unit.split_once(':').expect("kind");
            party(kind, words.trim(), lexicon, &mut fake);
            rest = after.trim_start();
            continue;
        }
        let (chunk, after) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
        rest = after.trim_start();
        match chunk {
            "{C:" => open.push((fake.units.len(), Extent::Clause)),
            "{I:" => open.push((fake.units.len(), Extent::Infinitive)),
            "{G:" => open.push((fake.units.len(), Extent::Gerund)),
            "}" => {
                let (start, extent) = open.pop().expect("open");
                fake.content.push((start, fake.units.len(), extent));
            }
            _ => {
                let (chunk, noun) = match chunk.strip_suffix("/n") {
                    Some(chunk) => (chunk, true),
                    None => (chunk, false),
                };
                let word = lexicon.get(chunk, &mut String::new());
                let verb = match noun {
                    true => VerbForm::None,
                    false => verb_form(word, &fake.units, vocabulary, lexicon),
                };
                push(&mut fake, UnitKind::Word, chunk, word, Accepts::empty(), verb);
            }
        }
    }
    fake
}

fn party(kind: &str, words: &str, lexicon: &mut Lexicon, fake: &mut Fake) {
    let head = lexicon.get(words.rsplit(' ').next().unwrap_or_default(), &mut String::new());
    let pronoun = Accepts::PERSON | Accepts::PRONOUN;
    let (unit, accepts) = match kind {
        "P" => (UnitKind::Party, Accepts::PERSON),
        "O" => (UnitKind::Party, Accepts::ORGANIZATION),
        "N" => (UnitKind::Party, Accepts::THING),
        "S" => (UnitKind::Party, pronoun | Accepts::NOMINATIVE),
        "A" => (UnitKind::Party, pronoun | Accepts::ACCUSATIVE),
        "L" => (UnitKind::List, Accepts::PERSON | Accepts::PLURAL),
        "T" => (UnitKind::Time, Accepts::DATE),
        "W" => (UnitKind::Place, Accepts::PLACE),
        "V" => (UnitKind::Aside, Accepts::empty()),
        "Q" => (UnitKind::Quote, Accepts::QUOTE),
        other => panic!("no kind {other}"),
    };
    if unit == UnitKind::Quote {
        fake.content.push((fake.units.len(), fake.units.len() + 1, Extent::Quote));
    }
    push(fake, unit, words, head, accepts, VerbForm::None);
}

fn push(
    fake: &mut Fake,
    kind: UnitKind,
    text: &str,
    word: WordId,
    accepts: Accepts,
    verb: VerbForm,
) {
    let at = fake.units.len() as u32;
    fake.units.push(Unit { kind, tokens: TokenSpan::new(at, at + 1), word, accepts, verb });
    fake.texts.push(text.to_owned());
}

fn verb_form(
    word: WordId,
    before: &[Unit],
    vocabulary: &Vocabulary,
    lexicon: &Lexicon,
) -> VerbForm {
    let forms = vocabulary.verb_forms(word);
    let words = || before.iter().rev().filter(|u| u.kind == UnitKind::Word);
    let after = |other: WordId| words().next().is_some_and(|u| u.word == other);
    let is_be = |word| ["is", "was", "were", "be", "been"].contains(&lexicon.text(word));
    if forms.is_empty() || after(word::A) || after(word::THE) || after(word::HYPHEN) {
        VerbForm::None
    } else if forms.contains(Forms::ING) {
        VerbForm::Ing
    } else if after(word::TO) {
        VerbForm::Infinitive
    } else if forms.contains(Forms::PARTICIPLE) && words().next().is_some_and(|u| is_be(u.word)) {
        VerbForm::Passive
    } else {
        VerbForm::Finite
    }
}

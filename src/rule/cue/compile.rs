//! Cues as a modality file writes them, compiled.

use crate::rule::cue::{Before, Cue, Cues, Index, Item, Sets};
use crate::rule::schema;
use crate::rule::vocabulary::{Vocabulary, words};
use crate::text::{Lexicon, WordId, word};
use smallvec::SmallVec;

impl Cues {
    /// Makes the cues of a modality file.
    pub(crate) fn add(
        &mut self,
        file: &schema::Modality,
        vocabulary: &Vocabulary,
        lexicon: &mut Lexicon,
    ) {
        type Pick = fn(&mut Cues) -> &mut Index;
        let auxiliaries = schema::CueGroup::plain(&file.auxiliaries);
        let sections: [(&[schema::CueGroup], Pick, bool); 5] = [
            (&file.cues, |cues| &mut cues.helping, false),
            (std::slice::from_ref(&auxiliaries), |cues| &mut cues.helping, false),
            (&file.clause_openers, |cues| &mut cues.openers, false),
            (&file.before_noun, |cues| &mut cues.before_noun, false),
            (&file.after_noun, |cues| &mut cues.after_noun, true),
        ];
        for (groups, index, forwards) in sections {
            for group in groups {
                let sets = Sets {
                    polarity: group.sets.polarity,
                    modality: group.sets.modality,
                    evidence: group.sets.evidence,
                };
                for phrase in &group.words {
                    let items = items(&phrase.value, vocabulary, lexicon);
                    let anchor = if forwards { items.first() } else { items.last() };
                    let Some(anchor) = anchor else { continue };
                    let number = self.cues.len() as u32;
                    let before = match items.iter().rev().nth(1).filter(|_| !forwards) {
                        None => SmallVec::from_slice(&[Before::Nothing]),
                        Some(item) => item.as_before(),
                    };
                    for word in anchor.words() {
                        for &before in &before {
                            index(self).add(word, before, number);
                        }
                    }
                    self.cues.push(Cue { items, sets, inverted: group.inverted });
                }
            }
        }
        for phrase in &file.auxiliaries {
            if let [Item::Word(adverb)] = *items(&phrase.value, vocabulary, lexicon)
                && adverb != word::TO
            {
                self.adverbs.insert(adverb);
            }
        }
        for items in self.cues.iter().map(|cue| &cue.items).filter(|items| items.len() > 1) {
            self.inner.extend(items.iter().filter_map(|item| match item {
                Item::Word(word) => Some(*word),
                Item::Forms(_) | Item::Party => None,
            }));
        }
        self.inner.sort_unstable();
        self.inner.dedup();
        let Cues { cues, helping, before_noun, openers, after_noun, .. } = self;
        for index in [helping, before_noun, openers, after_noun] {
            #[expect(clippy::iter_over_hash_type, reason = "each list is sorted by itself")]
            for candidates in index.cues.values_mut() {
                // The sort is stable: of two equally long cues, the first of the file wins.
                candidates.sort_by_key(|&cue| std::cmp::Reverse(cues[cue as usize].items.len()));
            }
        }
    }
}

impl Item {
    fn as_before(&self) -> SmallVec<[Before; 5]> {
        match self {
            Item::Word(_) | Item::Forms(_) => self.words().into_iter().map(Before::Word).collect(),
            Item::Party => SmallVec::from_slice(&[Before::Party]),
        }
    }

    fn words(&self) -> SmallVec<[WordId; 5]> {
        match self {
            Item::Word(word) => SmallVec::from_slice(&[*word]),
            Item::Forms(forms) => SmallVec::from_slice(forms),
            Item::Party => SmallVec::new(),
        }
    }
}

/// `~urge {participant} to` → forms of urge, a party, to
fn items(phrase: &str, vocabulary: &Vocabulary, lexicon: &mut Lexicon) -> Box<[Item]> {
    let mut items = Vec::new();
    for piece in phrase.split_whitespace() {
        if piece.starts_with('{') {
            items.push(Item::Party);
        } else if let Some(lemma) = piece.strip_prefix('~') {
            let forms = vocabulary.forms_of(lemma);
            let mut forms: Vec<WordId> =
                forms.iter().map(|(form, _)| lexicon.intern(form)).collect();
            forms.sort_unstable();
            forms.dedup();
            items.push(Item::Forms(forms.into()));
        } else {
            items.extend(words(piece, lexicon).into_iter().map(Item::Word));
        }
    }
    items.into()
}

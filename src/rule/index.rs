//! Loaded rules made ready to run: what is asked of each variant before it is run, and which
//! variants wait for which words.

use std::collections::BTreeMap;

use crate::rule::pattern::exec::Way;
use crate::rule::pattern::front::{Front, Stock};
use crate::rule::pattern::program::Words;
use crate::rule::pattern::side;
use crate::rule::rule_set::{Compiled, Line, RuleSet};
use crate::rule::trigger::{Alike, Asks, Waiting};
use crate::text::{Classes, Lexicon, WordId};

impl RuleSet {
    /// Finds the triggers of all variants, when the last rule is loaded.
    pub(super) fn index(&mut self, lexicon: &mut Lexicon) {
        self.vocabulary.finish();
        self.lines = self.lines();
        let mut triggers: BTreeMap<Words, Vec<u32>> = BTreeMap::new();
        for (number, compiled) in self.compiled.iter().enumerate() {
            triggers.entry(compiled.variant.trigger).or_default().push(number as u32);
        }
        for (words, mut variants) in triggers {
            // Words that mean something in captions alone, or only forbid a match, must not make
            // every period worth reading.
            let everywhere = variants.iter().any(|&variant| {
                let line = &self.lines[variant as usize];
                !line.unless && !line.captions_only
            });
            if everywhere {
                for word in self.first_words(words) {
                    lexicon.classify(word, Classes::TRIGGER);
                    self.triggers.announce(word);
                }
            }
            let left = |variant: u32| self.lines[variant as usize].sides[Way::Left as usize];
            variants.sort_by_key(|&variant| left(variant));
            let alike = variants.chunk_by(|&a, &b| left(a) == left(b));
            let alike = alike.filter_map(|variants| self.alike(variants)).collect();
            self.triggers.add(words, alike, &self.vocabulary);
        }
        self.triggers.finish(&self.vocabulary);
    }

    /// What is asked of some variants with the same left side.
    fn alike(&self, variants: &[u32]) -> Option<Alike> {
        let asks = |variant: u32, way| {
            let side = self.side(&self.compiled[variant as usize], way);
            Asks { wanted: Stock::wanted_by(side), front: Front::of(side, &self.vocabulary) }
        };
        let left = asks(*variants.first()?, Way::Left);
        let waiting = |&variant: &u32| Waiting { variant, right: asks(variant, Way::Right) };
        Some(Alike { left, variants: variants.iter().map(waiting).collect() })
    }

    /// What is known of each variant where it may match.
    fn lines(&self) -> Vec<Line> {
        let sides = |way| side::numbers(self.compiled.iter().map(|c| self.side(c, way)));
        let sides = std::iter::zip(sides(Way::Left), sides(Way::Right));
        let line = |(compiled, sides): (&Compiled, (u32, u32))| Line {
            rule: compiled.rule,
            sides: sides.into(),
            unless: compiled.unless,
            captions_only: self.rules[compiled.rule].captions_only,
        };
        self.compiled.iter().zip(sides).map(line).collect()
    }

    /// The words with which `words` may begin.
    fn first_words(&self, words: Words) -> Vec<WordId> {
        let entries = self.vocabulary.entries_of(words.list).iter();
        entries.flat_map(|&entry| self.vocabulary.first_words(entry)).collect()
    }
}

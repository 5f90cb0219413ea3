//! What the program knows, loaded once, and what it does with an article.

mod json;

use std::path::PathBuf;
use std::sync::Arc;

use serde::Serialize;

use crate::base::Diagnostics;
use crate::base::diagnostic::SourceFile;
use crate::event;
use crate::event::example::Examples;
use crate::extraction::Extraction;
use crate::gazetteer::{self, Gazetteer};
use crate::rule::{self, RuleSet};
use crate::text::{Article, Lexicon, RecentWords};

/// Which gazetteers and rules to load.
#[derive(Clone, Debug)]
pub struct Options {
    /// Folders of gazetteers, the least important first.
    pub gazetteers: Vec<PathBuf>,
    /// Folders of rules, the least important first.
    pub rules: Vec<PathBuf>,
    /// Whether the shipped gazetteers are the first layer.
    pub builtin_gazetteers: bool,
    /// Whether the shipped rules are the first layer.
    pub builtin_rules: bool,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            gazetteers: Vec::new(),
            rules: Vec::new(),
            builtin_gazetteers: true,
            builtin_rules: true,
        }
    }
}

impl Options {
    fn sources(&self) -> gazetteer::Sources {
        let folders = self.gazetteers.clone();
        gazetteer::Sources { builtin: self.builtin_gazetteers, folders }
    }

    fn rule_files(&self) -> Result<Vec<Arc<SourceFile>>, rule::ReadError> {
        self.rules_over(rule::builtin())
    }

    /// The user's rules over `builtin`, unless those are to be left out.
    fn rules_over(
        &self,
        builtin: Vec<Arc<SourceFile>>,
    ) -> Result<Vec<Arc<SourceFile>>, rule::ReadError> {
        let mut files = if self.builtin_rules { builtin } else { Vec::new() };
        for folder in &self.rules {
            files.extend(rule::folder(folder)?);
        }
        Ok(files)
    }
}

/// What [`Pipeline::check`] looked at and found.
#[derive(Clone, Debug)]
pub struct Checked {
    /// Everything that is wrong, sorted by place.
    pub diagnostics: Diagnostics,
    /// How many entities the gazetteers hold.
    pub entities: usize,
    /// How many rule files were read.
    pub rule_files: usize,
    /// How many examples and counterexamples were run.
    pub examples: usize,
}

/// A folder or file that cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// One of gazetteers.
    #[error(transparent)]
    Gazetteer(#[from] gazetteer::LoadError),
    /// One of rules.
    #[error(transparent)]
    Rule(#[from] rule::ReadError),
}

/// Words, names and rules, ready for any number of articles on any number of threads.
#[derive(Debug)]
pub struct Pipeline {
    lexicon: Lexicon,
    gazetteer: Gazetteer,
    rules: RuleSet,
}

impl Pipeline {
    /// Loads what `options` name. Mistakes inside files are in the diagnostics, all of them.
    ///
    /// # Errors
    /// When a file or folder cannot be read.
    pub fn load(options: &Options) -> Result<(Pipeline, Diagnostics), LoadError> {
        let mut lexicon = Lexicon::english();
        let (gazetteer, mut diagnostics) = gazetteer::load(&mut lexicon, &options.sources())?;
        let prepared = options.rules_over(rule::prepared())?;
        let (mut rules, mut found) = RuleSet::load(&prepared, &mut lexicon);
        if !found.0.is_empty() {
            // What is wrong may be so through a built-in file: now its places are wanted.
            (rules, found) = RuleSet::load(&options.rule_files()?, &mut lexicon);
        }
        diagnostics.0.extend(found.0);
        diagnostics.sort();
        Ok((Pipeline { lexicon, gazetteer, rules }, diagnostics))
    }

    /// Everything that is found in one article.
    pub fn extract(&self, article: Article) -> Extraction {
        self.extract_with(article, &mut RecentWords::without_memory(&self.lexicon))
    }

    /// The same, faster for many articles: `words` are those of [`Pipeline::lexicon`] and go from
    /// one article to the next.
    pub fn extract_with<'a>(&'a self, article: Article, words: &mut RecentWords<'a>) -> Extraction {
        event::extraction(article, words, &self.gazetteer, &self.rules)
    }

    /// Appends what [`Pipeline::extract_with`] finds as one line of JSON to `out`, sooner than by
    /// way of a record that owns its texts.
    pub fn write_extraction<'a>(
        &'a self,
        article: Article,
        words: &mut RecentWords<'a>,
        out: &mut Vec<u8>,
    ) {
        event::borrowed_extraction(article, words, &self.gazetteer, &self.rules, |extraction| {
            Pipeline::write_record(extraction, out);
        });
    }

    /// Appends the record as one line of JSON to `out`: the bytes that `serde_json` gives.
    pub fn write_record<S: Serialize>(extraction: &Extraction<S>, out: &mut Vec<u8>) {
        let start = out.len();
        match json::write(extraction, out) {
            Ok(()) => out.push(b'\n'),
            // Plain data with string keys always serialises.
            Err(_) => out.truncate(start),
        }
    }

    /// What led to what is found in one article, as plain text for people, sentence by sentence.
    pub fn explain(&self, article: Article) -> String {
        event::explain::explain(article, &self.lexicon, &self.gazetteer, &self.rules)
    }

    /// Holds what `options` name to all laws: those of gazetteers, those of rules, and the examples
    /// inside the rules. What is wrong in built-in gazetteers is told where there are no others.
    ///
    /// # Errors
    /// When a file or folder cannot be read.
    pub fn check(options: &Options) -> Result<Checked, LoadError> {
        let mut lexicon = Lexicon::english();
        let (gazetteer, mut diagnostics) = gazetteer::check(&mut lexicon, &options.sources())?;
        let files = options.rule_files()?;
        let (examples, found) = Examples::load(&files);
        diagnostics.0.extend(found.0);
        diagnostics.0.extend(examples.check().0);
        diagnostics.sort();
        let of_rule = |rule: &rule::Rule| rule.examples.len() + rule.counterexamples.len();
        Ok(Checked {
            diagnostics,
            entities: gazetteer.len(),
            rule_files: files.len(),
            examples: examples.rules().rules().iter().map(of_rule).sum(),
        })
    }

    /// The pipeline with the cast of rule examples as its only gazetteer, for trying rules out.
    pub fn with_cast(rules: &[Arc<SourceFile>]) -> (Pipeline, Diagnostics) {
        let mut lexicon = Lexicon::english();
        let (rules, diagnostics) = RuleSet::load(rules, &mut lexicon);
        let gazetteer = event::example::cast::gazetteer(rules.cast(), &mut lexicon);
        (Pipeline { lexicon, gazetteer, rules }, diagnostics)
    }

    /// The words that the program knows.
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// Who and what is known.
    pub fn gazetteer(&self) -> &Gazetteer {
        &self.gazetteer
    }

    /// How events are worded.
    pub fn rules(&self) -> &RuleSet {
        &self.rules
    }
}

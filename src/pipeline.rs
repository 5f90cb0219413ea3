//! What the program knows, loaded once, and what it does with an article.

use std::path::PathBuf;

use crate::base::Diagnostics;
use crate::event;
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
        let sources = gazetteer::Sources {
            builtin: options.builtin_gazetteers,
            folders: options.gazetteers.clone(),
        };
        let (gazetteer, mut diagnostics) = gazetteer::load(&mut lexicon, &sources)?;
        let mut files = if options.builtin_rules { rule::builtin() } else { Vec::new() };
        for folder in &options.rules {
            files.extend(rule::folder(folder)?);
        }
        let (rules, found) = RuleSet::load(&files, &mut lexicon);
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

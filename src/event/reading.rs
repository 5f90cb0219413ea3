//! A document read but not yet interpreted: its mentions, chains, tags, phrases and times.

pub mod starts;
pub mod stretches;

use jiff::civil;

use crate::base::TokenSpan;
use crate::event::reading::starts::Starts;
use crate::event::reading::stretches::Stretches;
use crate::gazetteer::Gazetteer;
use crate::mention::time::{TimeMention, publication_date, times};
use crate::mention::{Mentions, detect};
use crate::resolve::{Anaphor, Chains, ReferentId, anaphors, link};
use crate::text::phrase::{NounPhrase, noun_phrases};
use crate::text::tag::{Tag, tag};
use crate::text::{Article, Document, Lexicon, RecentWords};

/// Everything that is known of a document before any rule looks at it.
#[derive(Debug)]
pub struct Reading<'a> {
    /// What words there are.
    pub lexicon: &'a Lexicon,
    /// Who and what is known.
    pub gazetteer: &'a Gazetteer,
    /// The segmented article.
    pub document: Document,
    /// Names, titles, demonyms.
    pub mentions: Mentions,
    /// Who is meant by the names.
    pub chains: Chains,
    /// By token: its part of speech.
    pub tags: Vec<Tag>,
    /// The noun phrases of all periods, in order.
    pub phrases: Vec<NounPhrase>,
    /// Pronouns and descriptions, in order.
    pub anaphors: Vec<Anaphor>,
    /// Dates and times, in order.
    pub times: Vec<TimeMention>,
    /// The day of publication: the article's, else what its text tells.
    pub published: Option<civil::Date>,
    /// Where quotations begin.
    pub quote_starts: Starts,
    /// The quotations, with their marks.
    pub quoted: Stretches,
    anaphor_heads: Starts,
    phrase_starts: Starts,
    time_starts: Starts,
    /// The closing marks of quotations, in order.
    closing_marks: Vec<u32>,
}

impl<'a> Reading<'a> {
    /// Reads `article`.
    pub fn new(article: Article, lexicon: &'a Lexicon, gazetteer: &'a Gazetteer) -> Self {
        Reading::with(article, &mut RecentWords::without_memory(lexicon), gazetteer)
    }

    /// The same with the words of earlier articles at hand.
    pub fn with(article: Article, words: &mut RecentWords<'a>, gazetteer: &'a Gazetteer) -> Self {
        let lexicon = words.lexicon();
        let document = Document::segment_with(article, words);
        let mut lookups = Vec::new();
        gazetteer.lookups(&document, &mut lookups);
        let mentions = detect(&document, lexicon, gazetteer, &lookups);
        let given = document.article.published.map(|date| date.first_day());
        let published = given.or_else(|| publication_date(&document, lexicon));
        let mut chains = link(&document, lexicon, gazetteer, &mentions, published);
        let mut tags = vec![Tag::None; document.tokens.len()];
        let mut phrases = Vec::new();
        let mut found_times = Vec::new();
        for &period in &document.periods {
            tag(&document, lexicon, period, |at| mentions.covering[at].is_some(), &mut tags);
            noun_phrases(&document, &tags, period, &mut phrases);
            times(&document, lexicon, period, &mut found_times);
        }
        let anaphors = anaphors(
            &document,
            lexicon,
            gazetteer,
            &mentions,
            &mut chains,
            &tags,
            &phrases,
            published,
        );
        let tokens = document.tokens.len();
        let closed =
            document.quotes.iter().filter(|q| q.closed && q.inside.end + 1 == q.tokens.end);
        let mut closing_marks: Vec<u32> = closed.map(|q| q.inside.end).collect();
        closing_marks.sort_unstable();
        Reading {
            quoted: document.quotes.iter().map(|q| q.tokens).collect(),
            quote_starts: Starts::new(tokens, document.quotes.iter().map(|q| q.tokens.start)),
            anaphor_heads: Starts::new(tokens, anaphors.iter().map(|a| a.head)),
            phrase_starts: Starts::new(tokens, phrases.iter().map(|p| p.tokens.start)),
            time_starts: Starts::new(tokens, found_times.iter().map(|t| t.tokens.start)),
            closing_marks,
            lexicon,
            gazetteer,
            document,
            mentions,
            chains,
            tags,
            phrases,
            anaphors,
            times: found_times,
            published,
        }
    }

    /// The phrase that begins with token `at`.
    pub fn phrase_at(&self, at: u32) -> Option<&NounPhrase> {
        self.phrases.get(self.phrase_starts.at(at)?)
    }

    /// The pronoun or description that `head` decides.
    pub fn anaphor_at(&self, head: u32) -> Option<&Anaphor> {
        self.anaphors.get(self.anaphor_heads.at(head)?)
    }

    /// The date or time that begins with token `at`.
    pub fn time_at(&self, at: u32) -> Option<&TimeMention> {
        self.times.get(self.time_starts.at(at)?)
    }

    /// Whether the mark at `at` closes a quotation.
    pub fn closes_quote(&self, at: u32) -> bool {
        self.closing_marks.binary_search(&at).is_ok()
    }

    /// Who is named by the name that covers `token`.
    pub fn referent_at(&self, token: u32) -> Option<ReferentId> {
        self.mentions.at(token).and_then(|mention| self.chains.of(mention))
    }

    /// The text of some tokens.
    pub fn text(&self, tokens: TokenSpan) -> &str {
        self.document.slice(tokens)
    }
}

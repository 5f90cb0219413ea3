//! whomet turns news text into a graph of who met whom and who said what: no model, no network, the
//! same bytes out for the same text in, and every fact with its sentence, its rule and its reasons.
//!
//! Three types are enough for most uses. A [`pipeline::Pipeline`] holds gazetteers and rules and turns
//! a [`text::Article`] into an [`extraction::Extraction`], a plain record whose offsets count Unicode
//! code points. A [`graph::GraphBuilder`] merges the records of many articles into a
//! [`graph::KnowledgeGraph`], which [`export`] writes in the formats of other programs.
//!
//! ```
//! use whomet::graph::GraphBuilder;
//! use whomet::pipeline::{Options, Pipeline};
//! use whomet::text::Article;
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let (pipeline, findings) = Pipeline::load(&Options::default())?;
//! assert!(!findings.has_errors());
//! let text = "Chancellor Anna Keller met Boris Marten in Vienna on Tuesday.".to_owned();
//! let article = Article { id: "1".into(), text: text.clone(), ..Article::default() };
//! let extraction = pipeline.extract(article);
//! assert_eq!(extraction.meetings[0].pairs, [("anna-keller".into(), "boris-marten".into())]);
//!
//! let mut builder = GraphBuilder::new(Default::default());
//! builder.add(&extraction, Some(&text));
//! assert_eq!(builder.finish().summary().meetings, 1);
//! # Ok(())
//! # }
//! ```
//!
//! Loading files can fail ([`pipeline::LoadError`]) or find mistakes in them ([`base::Diagnostics`], all
//! at once); reading text never fails. `ARCHITECTURE.md` says which room answers which question.

pub mod base;
pub mod cli;
pub mod event;
pub mod export;
pub mod extraction;
pub mod gazetteer;
pub mod graph;
pub mod ingest;
pub mod mention;
pub mod pipeline;
pub mod resolve;
pub mod rule;
pub mod text;

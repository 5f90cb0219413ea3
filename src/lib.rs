//! whomet turns news text into a graph of who met whom and who said what.

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

//! whomet turns news text into a graph of who met whom and who said what.

pub mod base;
pub mod extraction;
pub mod gazetteer;
pub mod ingest;
pub mod mention;
pub mod rule;
pub mod text;

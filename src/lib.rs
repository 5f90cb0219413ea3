//! whomet turns news text into a graph of who met whom and who said what.

pub mod base;
pub mod export;
pub mod extraction;
pub mod graph;
pub mod rule;
pub mod text;

//! The pattern language: a sentence with holes.
//!
//! A line of a rule file is parsed to a tree ([`parse`]), compiled to two small machines that run
//! away from the trigger ([`compile`]), and run over the units of a period ([`exec`]).

mod asked;
pub mod ast;
pub mod compile;
pub mod exec;
pub mod front;
pub mod parse;
pub mod program;
pub mod side;
pub mod step;

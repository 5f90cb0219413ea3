//! Whether it happened, and who says so: what the words around a match do to it – plans, doubts,
//! what was never voiced, what rests on somebody's statement.

pub mod attribution;
pub mod doubt;
pub mod mood;
pub mod voiced;

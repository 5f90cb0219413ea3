//! How events are worded: the pattern language, its compiler and its machine, and the vocabulary
//! that patterns share. What comes out is which rule matched which units; who is meant by them is
//! decided elsewhere.

pub mod unit;

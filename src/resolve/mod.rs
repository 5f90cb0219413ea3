//! Who is meant: mentions become chains of one referent each, by gazetteer, by names seen before,
//! by office and date, and, for pronouns and descriptions, by what came last. Every link says why.

pub mod anaphora;
pub mod chain;
pub mod link;
pub mod role;
pub mod short_name;

pub use anaphora::{Anaphor, AnaphorKind, anaphors};
pub use chain::{Chains, Link, Reason, Referent, ReferentId};
pub use link::link;

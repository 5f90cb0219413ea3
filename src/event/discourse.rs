//! Events that no pattern of one sentence tells: quotations that go on, turns of a dialogue or
//! transcript, meetings that were told of before.

pub mod dialogue;
pub mod quotation;
pub mod told;
pub mod turn;

//! Every stretch of text that names or describes somebody or something: names the gazetteers hold,
//! names they do not, titles, offices. Who is meant by them is left to `resolve`.

mod aftermath;
mod beforehand;
mod beside;
mod bodies;
pub mod detect;
mod endings;
pub mod evidence;
pub mod index;
#[allow(clippy::module_inception)]
pub mod mention;
pub mod peel;
pub mod run;
mod scraps;
pub mod screen;
pub mod time;
pub mod title;
pub mod unknown;

pub use detect::{Mentions, detect};
pub use mention::{Candidate, Form, Mention, MentionId, RoleUse};

//! When and where: how far an event reaches, the day and place in its clause, and those of the scene
//! that a story has set before.

pub mod adjunct;
pub mod narrative;
pub mod place;
pub mod reach;

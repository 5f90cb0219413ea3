//! From words to events: periods are cut into units, rules match them, and what fills their
//! arguments becomes meetings, statements and whatever else YAML declares, with day and place.

pub mod content;
pub mod party;
pub mod reading;
pub mod scene;

pub use party::Party;
pub use reading::Reading;
pub use scene::PeriodScene;

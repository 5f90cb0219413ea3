//! Plain things every room speaks: spans, typed indices, calendar days, diagnostics.

pub mod date;
pub mod diagnostic;
pub mod index;
pub mod span;
pub mod stored;
pub mod table;
pub mod yaml;

pub use date::{Date, DateRange, Precision};
pub use diagnostic::{Diagnostic, Diagnostics, Label, Severity};
pub use index::{Id, IndexVec};
pub use span::{ByteSpan, Span, TokenSpan};
pub use stored::Stored;
pub use table::Table;

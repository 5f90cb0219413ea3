//! `whomet gazetteer`: the tools to keep one's own lists of names.

pub mod args;
mod import;

use super::exit::{Exit, Failure};
use args::{Gazetteer, Tool};

/// Runs one of them.
pub fn run(command: &Gazetteer) -> Result<Exit, Failure> {
    match &command.tool {
        Tool::Import(command) => import::run(command),
    }
}

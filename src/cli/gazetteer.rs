//! `whomet gazetteer`: the tools to keep one's own lists of names.

pub mod args;
mod check;
mod compile;
mod find;
mod import;
mod stats;

use super::exit::{Exit, Failure};
use crate::gazetteer::Sources;
use args::{Gazetteer, Layers, Tool};
pub use check::word;

/// Runs one of them.
pub fn run(command: &Gazetteer) -> Result<Exit, Failure> {
    match &command.tool {
        Tool::Check(command) => check::run(command),
        Tool::Compile(command) => compile::run(command),
        Tool::Find(command) => find::run(command),
        Tool::Import(command) => import::run(command),
        Tool::Stats(command) => stats::run(command),
    }
}

/// The layers that the arguments name.
fn sources(layers: &Layers) -> Sources {
    let folders = layers.gazetteers.clone();
    Sources { builtin: !layers.no_builtin_gazetteers, folders }
}

/// What a layer is called: the first is built in, the others are folders.
fn layer_name(sources: &Sources, layer: u8) -> String {
    match usize::from(layer).checked_sub(usize::from(sources.builtin)) {
        None => "built-in".to_owned(),
        Some(at) => {
            let folder = sources.folders.get(at).map(|folder| folder.to_string_lossy());
            folder.unwrap_or_default().replace('\\', "/")
        }
    }
}

//! `whomet gazetteer compile`: big lists, prepared once.

use super::args::Layers;
use super::sources;
use crate::cli::exit::{Exit, Failure, Mistakes};
use crate::cli::output::Output;
use crate::cli::render;
use crate::gazetteer::cache;

/// Runs it.
pub fn run(command: &Layers) -> Result<Exit, Failure> {
    let compiled = cache::compile(&sources(command))?;
    render::diagnostics(&compiled.diagnostics);
    let Some(path) = &compiled.path else {
        return Err(Failure::Mistakes(Mistakes(compiled.diagnostics.0.len())));
    };
    let mut output = Output::new();
    let (entities, names) = (compiled.entities, compiled.names);
    let path = path.to_string_lossy().replace('\\', "/");
    let size = compiled.bytes.div_ceil(1 << 20);
    let line = format!("{path}: {entities} entities with {names} names, {size} MB\n");
    output.write(line.as_bytes())?;
    output.flush()?;
    Ok(Exit::Fine)
}

//! The command line: reads the arguments, runs one subcommand, and turns what came of it into an
//! exit status. All that is printed is printed here.

mod args;
mod build;
mod check;
mod exit;
mod explain;
mod export;
mod extract;
mod filter;
mod findings;
mod gazetteer;
mod graphviz;
mod met;
mod output;
mod picture;
mod progress;
mod render;
mod stream;
mod suggest;
mod table;

use std::process::ExitCode;

use clap::Parser;

use args::{Args, Command};
use exit::Exit;

/// Runs the program with the arguments it was called with.
pub fn run() -> ExitCode {
    let args = Args::parse();
    let result = match &args.command {
        Command::Build(command) => build::run(command),
        Command::Extract(command) => extract::run(command),
        Command::Met(command) => met::run(command),
        Command::Export(command) => export::run(command),
        Command::Suggest(command) => suggest::run(command),
        Command::Check(command) => check::run(command),
        Command::Gazetteer(command) => gazetteer::run(command),
        Command::Explain(command) => explain::run(command),
    };
    match result {
        Ok(exit) => exit.into(),
        Err(failure) if failure.is_broken_pipe() => Exit::Fine.into(),
        Err(failure) => {
            render::failure(&failure);
            Exit::Failed.into()
        }
    }
}

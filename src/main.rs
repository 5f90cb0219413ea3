//! The program `whomet`.

use std::process::ExitCode;

fn main() -> ExitCode {
    whomet::cli::run()
}

//! The program `whomet`.

use std::process::ExitCode;

use mimalloc::MiMalloc;

/// A document is thousands of short lists and texts that are made and freed together.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    whomet::cli::run()
}

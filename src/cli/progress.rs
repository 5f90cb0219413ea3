//! How far a long run is: on a terminal only, and never in the way of what is printed.

use std::io::IsTerminal;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

/// A line that counts documents.
pub struct Progress(ProgressBar);

impl Progress {
    /// One that shows itself if somebody watches standard error and the records do not go to the
    /// same terminal.
    pub fn new(writes_to_output: bool) -> Self {
        let is_watched = std::io::stderr().is_terminal();
        let is_mixed = writes_to_output && std::io::stdout().is_terminal();
        if !is_watched || is_mixed {
            return Progress(ProgressBar::hidden());
        }
        let bar = ProgressBar::new_spinner();
        if let Ok(style) =
            ProgressStyle::with_template("{spinner} {human_pos} documents in {elapsed}")
        {
            bar.set_style(style);
        }
        bar.enable_steady_tick(Duration::from_millis(120));
        Progress(bar)
    }

    /// One document more.
    pub fn step(&self) {
        self.0.inc(1);
    }

    /// Prints something above the line.
    pub fn suspend(&self, print: impl FnOnce()) {
        self.0.suspend(print);
    }

    /// Takes the line away.
    pub fn finish(&self) {
        self.0.finish_and_clear();
    }
}

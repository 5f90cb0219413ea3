//! Standard output, flushed often enough that whoever waits at the other end of a pipe sees each
//! record soon.

use std::io::{self, BufWriter, StdoutLock, Write};
use std::time::{Duration, Instant};

use super::exit::Failure;

const BUFFER: usize = 256 << 10;

/// How long a record may lie in the buffer while more are coming.
const PATIENCE: Duration = Duration::from_millis(50);

/// Standard output.
pub struct Output {
    out: BufWriter<StdoutLock<'static>>,
    flushed: Option<Instant>,
}

impl Output {
    /// Takes hold of standard output.
    pub fn new() -> Self {
        Output { out: BufWriter::with_capacity(BUFFER, io::stdout().lock()), flushed: None }
    }

    /// Writes some lines.
    pub fn write(&mut self, lines: &[u8]) -> Result<(), Failure> {
        self.out.write_all(lines).map_err(failed)?;
        if self.flushed.is_none_or(|flushed| flushed.elapsed() > PATIENCE) {
            self.flush()?;
        }
        Ok(())
    }

    /// Hands over what is in the buffer.
    pub fn flush(&mut self) -> Result<(), Failure> {
        self.out.flush().map_err(failed)?;
        self.flushed = Some(Instant::now());
        Ok(())
    }
}

fn failed(source: io::Error) -> Failure {
    Failure::Write { place: None, source }
}

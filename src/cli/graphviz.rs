//! Pictures by Graphviz, the one outside program that is called: where it is installed, with a time
//! limit, and never needed.

use std::io::{self, Read, Write};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How long a picture may take; a big graph takes `dot` minutes, the built-in layout seconds.
const PATIENCE: Duration = Duration::from_secs(30);

/// The formats it is asked for.
pub const FORMATS: &[&str] = &["svg", "png"];

/// The picture of a graph in DOT.
pub fn picture(dot: &str, format: &str) -> io::Result<Vec<u8>> {
    let mut child = Command::new("dot")
        .arg(format!("-T{format}"))
        // Pixels of a screen of high resolution. A drawing keeps its points: at any other number of
        // dots an inch its view box would cut it off.
        .arg(if format == "png" { "-Gdpi=144" } else { "-Gdpi=72" })
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    let input = child.stdin.take();
    let output = child.stdout.take();
    std::thread::scope(|scope| {
        scope.spawn(move || input.map(|mut input| input.write_all(dot.as_bytes())));
        let reading = scope.spawn(move || -> io::Result<Vec<u8>> {
            let mut picture = Vec::new();
            if let Some(mut output) = output {
                output.read_to_end(&mut picture)?;
            }
            Ok(picture)
        });
        let is_done = wait(&mut child)?;
        let picture =
            reading.join().map_err(|_| io::Error::other("reading its picture failed"))??;
        let end: &[u8] = if format == "svg" { b"</svg>\n" } else { b"IEND\xaeB`\x82" };
        if !is_done || !picture.ends_with(end) {
            return Err(io::Error::other("it gave no picture"));
        }
        Ok(picture)
    })
}

/// Waits for the program, ends it when it takes too long, and tells whether it did its work.
fn wait(child: &mut Child) -> io::Result<bool> {
    let started = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(status.success());
        }
        if started.elapsed() > PATIENCE {
            child.kill()?;
            child.wait()?;
            let message = format!("it took more than {} seconds", PATIENCE.as_secs());
            return Err(io::Error::new(io::ErrorKind::TimedOut, message));
        }
        std::thread::sleep(Duration::from_millis(10));
    }
}

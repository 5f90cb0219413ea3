//! How a run ends.

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use crate::gazetteer::import::ImportError;
use crate::graph::{JudgementsError, StoreError};
use crate::ingest::MapError;
use crate::pipeline::LoadError;

/// How a run ended that could do its work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// All is well.
    Fine,
    /// Done, with documents that could not be read, or findings of a check.
    Partial,
    /// It could not be done.
    Failed,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        match exit {
            Exit::Fine => ExitCode::SUCCESS,
            Exit::Partial => ExitCode::from(1),
            Exit::Failed => ExitCode::from(2),
        }
    }
}

/// Why it could not be done.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// Gazetteers or rules cannot be read.
    #[error(transparent)]
    Load(#[from] LoadError),
    /// Gazetteers or rules hold mistakes, which have been shown.
    #[error("{0} in the gazetteers and rules; nothing was read")]
    Mistakes(Mistakes),
    /// A graph file cannot be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Judgements cannot be taken.
    #[error(transparent)]
    Judgements(#[from] JudgementsError),
    /// A list could not be imported.
    #[error(transparent)]
    Import(#[from] crate::gazetteer::import::ImportError),
    /// Lists could not be compiled.
    #[error(transparent)]
    Compile(#[from] crate::gazetteer::cache::CompileError),
    /// An option's value is wrong.
    #[error("{0}")]
    Value(String),
    /// `--map` is wrong.
    #[error(transparent)]
    Map(#[from] MapError),
    /// Standard output or a file cannot be written.
    #[error("cannot write {}: {source}", place.as_deref().unwrap_or("standard output".as_ref()).display())]
    Write {
        /// The file; none for standard output.
        place: Option<PathBuf>,
        /// What the system says.
        source: io::Error,
    },
    /// Graphviz was asked for and cannot do it.
    #[error("Graphviz cannot draw the graph: {0}")]
    Graphviz(io::Error),
    /// A name that nobody in the graph has.
    #[error("nobody in {} is called “{name}”", graph.display())]
    Nobody {
        /// The name asked for.
        name: String,
        /// The graph.
        graph: PathBuf,
    },
    /// A name that several in the graph have.
    #[error("“{name}” can be {}", list(among))]
    Several {
        /// The name asked for.
        name: String,
        /// Names and ids of those who answer to it.
        among: Vec<(String, String)>,
    },
    /// A format of several files was to go to standard output.
    #[error("{format} is several files, which standard output cannot hold")]
    SeveralFiles {
        /// The format.
        format: &'static str,
    },
    /// A format that is no text was to go to a terminal.
    #[error("{format} is no text, which a terminal cannot show")]
    Binary {
        /// The format.
        format: &'static str,
    },
    /// What `explain` is to explain cannot be read.
    #[error(transparent)]
    Read(#[from] crate::ingest::ReadError),
}

/// How many mistakes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mistakes(pub usize);

impl std::fmt::Display for Mistakes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.0, if self.0 == 1 { "mistake" } else { "mistakes" })
    }
}

fn list(among: &[(String, String)]) -> String {
    let shown = among.iter().take(8).map(|(name, id)| format!("{name} ({id})"));
    let mut names: Vec<String> = shown.collect();
    if among.len() > names.len() {
        names.push(format!("{} others", among.len() - names.len()));
    }
    names.join(" or ")
}

impl Failure {
    /// Whether whoever reads standard output has had enough, which is no failure.
    pub fn is_broken_pipe(&self) -> bool {
        let Failure::Write { place: None, source } = self else { return false };
        source.kind() == io::ErrorKind::BrokenPipe
    }

    /// What to do about it.
    pub fn help(&self) -> Option<&'static str> {
        match self {
            Failure::Nobody { .. } => Some("try the full name, or the id that graph.json gives"),
            Failure::Several { .. } => Some("ask for one of them by the id in brackets"),
            Failure::Graphviz(_) => Some("leave --layout out to draw without Graphviz"),
            Failure::SeveralFiles { .. } => Some("name a folder with -o"),
            Failure::Binary { .. } => Some("name a file with -o"),
            Failure::Mistakes(_) => Some("`whomet check` shows them all"),
            Failure::Read(error) => error.help(),
            Failure::Judgements(_) => Some(
                "a judgement is `- same: [ID, ID]`, or different, or unsure, below `judgements:`",
            ),
            Failure::Import(ImportError::NeedsKind { .. }) => {
                Some("say what they are: --kind person, organization, place or role")
            }
            Failure::Import(_) | Failure::Compile(_) | Failure::Value(_) => None,
            Failure::Load(_) | Failure::Store(_) | Failure::Map(_) | Failure::Write { .. } => None,
        }
    }
}

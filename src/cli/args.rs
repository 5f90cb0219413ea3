//! The arguments, and the help that says what they do.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

const EXAMPLES: &str = "\
Examples:
  whomet build news/ -o graph            read a folder, write the graph and print who met whom
  whomet extract wire.jsonl.gz -j 4      one JSON record per article on standard output
  curl -s URL | whomet extract -         a page or feed from standard input
  whomet met \"Anna Keller\" graph         whom she met, when, where, and who says so
  whomet explain \"Keller met Marten.\"    what was found in a sentence, and why
  whomet check my-gazetteers             mistakes in gazetteers and rules, with their places
  whomet gazetteer find Keller           every entry that answers to a name

Exit status: 0 fine; 1 done, but some documents could not be read or a check found something;
2 could not do it.";

/// Turns news text into a graph of who met whom and who said what.
#[derive(Debug, Parser)]
#[command(name = "whomet", version, after_help = EXAMPLES, max_term_width = 100)]
pub struct Args {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The subcommands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read articles and write the graph of who met whom and who said what
    Build(Build),
    /// Read articles and write one JSON record for each to standard output
    Extract(Extract),
    /// Tell whom somebody met: when, where, and the sentences that say so
    Met(Met),
    /// Write a graph in another format
    Export(Export),
    /// List names that no gazetteer holds, as gazetteer files ready to be looked over
    Suggest(Suggest),
    /// Look for mistakes in gazetteers and rules, and run the rules' examples
    Check(Check),
    /// Keep one's own lists of names: import, check, look up, count, compile
    Gazetteer(super::gazetteer::args::Gazetteer),
    /// Show what is found in a sentence or file, and why
    Explain(Explain),
}

/// What to read, and how.
#[derive(Debug, clap::Args)]
pub struct Reading {
    /// Files, folders, or - for standard input: .txt, .md, .html, .jsonl, .csv, each also .gz or .zst
    #[arg(required = true, value_name = "INPUT")]
    pub inputs: Vec<PathBuf>,
    /// Name the column of JSON Lines or CSV that holds a field: text=STORY (also id, title, published, source)
    #[arg(long = "map", value_name = "FIELD=COLUMN")]
    pub map: Vec<String>,
    /// Threads; as many as there are cores unless given
    #[arg(short = 'j', long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,
}

/// Which gazetteers and rules.
#[derive(Debug, clap::Args)]
pub struct Knowledge {
    /// A folder of gazetteers to add to the built-in ones
    #[arg(short = 'g', long = "gazetteer", value_name = "DIR")]
    pub gazetteers: Vec<PathBuf>,
    /// Leave the built-in gazetteers out
    #[arg(long)]
    pub no_builtin_gazetteers: bool,
    /// A folder of rules to add to the built-in ones
    #[arg(short = 'r', long = "rules", value_name = "DIR")]
    pub rules: Vec<PathBuf>,
    /// Leave the built-in rules out
    #[arg(long)]
    pub no_builtin_rules: bool,
}

/// Which part of the graph.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Part of the graph")]
pub struct Choice {
    /// Only events on or after this day, month or year
    #[arg(long, value_name = "DATE")]
    pub since: Option<crate::base::Date>,
    /// Only events on or before this day, month or year
    #[arg(long, value_name = "DATE")]
    pub until: Option<crate::base::Date>,
    /// Only events of this status; repeat for several
    #[arg(long, value_enum)]
    pub status: Vec<StatusName>,
    /// Only nodes of this kind; repeat for several. Kinds of event leave entities alone, and the other way round
    #[arg(
        long,
        value_enum,
        hide_possible_values = true,
        value_name = "KIND",
        long_help = "Only nodes of this kind: person, role, place, organization, meeting, statement, event; repeat for several. Kinds of event leave entities alone, and the other way round"
    )]
    pub kind: Vec<KindName>,
    /// Only events of at least this confidence, from 0 to 1
    #[arg(long, value_name = "CONFIDENCE", value_parser = confidence)]
    pub min_confidence: Option<f32>,
    /// Only meetings that at least so many independent sources tell of, and other events of so many documents
    #[arg(long, value_name = "N")]
    pub min_sources: Option<u32>,
    /// Only what lies around this person: a full name, a surname, or an id
    #[arg(long, value_name = "NAME")]
    pub ego: Option<String>,
    /// In how many steps around --ego: at 1, whoever has a part in the same events
    #[arg(long, value_name = "STEPS", default_value_t = 1, requires = "ego")]
    pub depth: usize,
}

/// `whomet build`
#[derive(Debug, clap::Args)]
pub struct Build {
    /// What to read.
    #[command(flatten)]
    pub reading: Reading,
    /// The folder to write to; it is made if need be
    #[arg(short, long, value_name = "DIR")]
    pub output: PathBuf,
    /// What the pictures show
    #[arg(long, value_enum, default_value_t = ViewName::Met)]
    pub view: ViewName,
    /// Formats to write beside graph.json and records.jsonl, separated by commas
    #[arg(long = "format", value_name = "FORMAT", value_delimiter = ',', value_parser = format_names(),
          default_values_t = ["dot".to_owned(), "svg".to_owned()])]
    pub formats: Vec<String>,
    /// Who places the nodes of graph.svg and graph.png; auto is Graphviz where it is installed
    #[arg(long, value_enum, default_value_t = Layout::Auto)]
    pub layout: Layout,
    /// Heading of the pictures
    #[arg(long)]
    pub title: Option<String>,
    /// Write what each format cannot carry to this file as JSON
    #[arg(long, value_name = "FILE")]
    pub loss_report: Option<PathBuf>,
    /// In how many sentences two names must stand together to be joined
    #[arg(long, value_name = "SENTENCES")]
    pub co_occurrence_floor: Option<u32>,
    /// A YAML file that says which ids are the same, different or unsure; never overruled
    #[arg(long, value_name = "FILE")]
    pub judgements: Option<PathBuf>,
    /// Which part of the graph.
    #[command(flatten)]
    pub choice: Choice,
    /// Which gazetteers and rules.
    #[command(flatten)]
    pub knowledge: Knowledge,
}

/// `whomet extract`
#[derive(Debug, clap::Args)]
pub struct Extract {
    /// What to read.
    #[command(flatten)]
    pub reading: Reading,
    /// Which gazetteers and rules.
    #[command(flatten)]
    pub knowledge: Knowledge,
}

/// `whomet met`
#[derive(Debug, clap::Args)]
pub struct Met {
    /// A full name, a surname, or an id
    pub name: String,
    /// A graph.json, or the folder that `whomet build` wrote
    pub graph: PathBuf,
    /// Only meetings of this status; repeat for several
    #[arg(long, value_enum)]
    pub status: Vec<StatusName>,
    /// Only meetings on or after this day, month or year
    #[arg(long, visible_alias = "since", value_name = "DATE")]
    pub from: Option<crate::base::Date>,
    /// Only meetings on or before this day, month or year
    #[arg(long, visible_alias = "until", value_name = "DATE")]
    pub to: Option<crate::base::Date>,
}

/// `whomet export`
#[derive(Debug, clap::Args)]
pub struct Export {
    /// A graph.json, or the folder that `whomet build` wrote
    pub graph: PathBuf,
    /// The format
    #[arg(long, value_name = "FORMAT", value_parser = format_names())]
    pub to: String,
    /// The file to write, of formats of several files the folder; standard output unless given
    #[arg(short, long, value_name = "FILE|DIR")]
    pub output: Option<PathBuf>,
    /// Write what the format cannot carry to this file as JSON; it is printed in any case
    #[arg(long, value_name = "FILE")]
    pub loss_report: Option<PathBuf>,
    /// What of the graph to write; each format has its own choice
    #[arg(long, value_enum)]
    pub view: Option<ViewName>,
    /// At most so many nodes, the strongest
    #[arg(long, value_name = "N")]
    pub most_nodes: Option<usize>,
    /// Heading of a picture
    #[arg(long)]
    pub title: Option<String>,
    /// Who places the nodes of svg and png; auto is Graphviz where it is installed
    #[arg(long, value_enum, default_value_t = Layout::Auto)]
    pub layout: Layout,
    /// Which part of the graph.
    #[command(flatten)]
    pub choice: Choice,
}

/// `whomet suggest`
#[derive(Debug, clap::Args)]
pub struct Suggest {
    /// What to read.
    #[command(flatten)]
    pub reading: Reading,
    /// Only names of this kind
    #[arg(long, value_enum)]
    pub kind: Option<SuggestKind>,
    /// At most so many of each kind, the weightiest
    #[arg(long, value_name = "N", default_value_t = 100)]
    pub most: usize,
    /// The folder to write gazetteer files to; standard output unless given
    #[arg(short, long, value_name = "DIR")]
    pub output: Option<PathBuf>,
    /// Which gazetteers and rules.
    #[command(flatten)]
    pub knowledge: Knowledge,
}

/// A kind of name that can be suggested.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SuggestKind {
    /// People
    Person,
    /// Organizations
    Organization,
    /// Places
    Place,
}

impl SuggestKind {
    /// All of them, in the order in which they are written.
    pub const ALL: [SuggestKind; 3] =
        [SuggestKind::Person, SuggestKind::Organization, SuggestKind::Place];

    /// The kind of entity.
    pub fn entity(self) -> crate::extraction::EntityKind {
        match self {
            SuggestKind::Person => crate::extraction::EntityKind::Person,
            SuggestKind::Organization => crate::extraction::EntityKind::Organization,
            SuggestKind::Place => crate::extraction::EntityKind::Place,
        }
    }

    /// The kind as gazetteer files write it.
    pub fn key(self) -> &'static str {
        match self {
            SuggestKind::Person => "person",
            SuggestKind::Organization => "organization",
            SuggestKind::Place => "place",
        }
    }

    /// The name of its file.
    pub fn file_name(self) -> &'static str {
        match self {
            SuggestKind::Person => "people.yaml",
            SuggestKind::Organization => "organizations.yaml",
            SuggestKind::Place => "places.yaml",
        }
    }
}

/// `whomet check`
#[derive(Debug, clap::Args)]
pub struct Check {
    /// Folders of gazetteers or of rules, or with both in folders of these names; the built-in ones if none is given
    #[arg(value_name = "DIR")]
    pub folders: Vec<PathBuf>,
    /// What to do with what is found.
    #[command(flatten)]
    pub findings: Findings,
}

/// What to do with what is found.
#[derive(Debug, clap::Args)]
pub struct Findings {
    /// How findings are told
    #[arg(long, value_enum, default_value_t = FindingsFormat::Human)]
    pub format: FindingsFormat,
    /// Put files of gazetteers into canonical form first, comments and all
    #[arg(long)]
    pub write: bool,
}

/// How findings are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FindingsFormat {
    /// With the line and a caret
    Human,
    /// One JSON object
    Json,
    /// SARIF 2.1.0, for forges and editors
    Sarif,
}

/// `whomet explain`
#[derive(Debug, clap::Args)]
pub struct Explain {
    /// A sentence, or a file with one or more articles
    #[arg(value_name = "SENTENCE|FILE")]
    pub text: String,
    /// The day of publication, by which “on Tuesday” and offices are understood
    #[arg(long, value_name = "DATE")]
    pub date: Option<crate::base::Date>,
    /// Which gazetteers and rules.
    #[command(flatten)]
    pub knowledge: Knowledge,
}

/// What of the graph a picture shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ViewName {
    /// People and who met whom
    Met,
    /// People, meetings and places
    Meetings,
    /// Speakers, statements, and what they are about
    Statements,
    /// Who is named in one sentence with whom
    CoOccurrence,
    /// Everything
    Full,
}

/// Who places the nodes of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Layout {
    /// Graphviz where it is installed
    Auto,
    /// Graphviz
    Dot,
    /// The program itself: the same picture on every machine
    Builtin,
}

/// What a node stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum KindName {
    /// A human being
    Person,
    /// An office or occupation
    Role,
    /// A place
    Place,
    /// An organization
    Organization,
    /// A meeting
    Meeting,
    /// A statement
    Statement,
    /// Another event
    Event,
}

/// Whether a meeting took place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum StatusName {
    /// It took place
    Occurred,
    /// It is to take place
    Planned,
    /// It did not take place
    Denied,
    /// It may take place
    Hypothetical,
}

fn confidence(text: &str) -> Result<f32, String> {
    match text.parse() {
        Ok(number) if (0.0..=1.0).contains(&number) => Ok(number),
        _ => Err("a number from 0 to 1 is wanted".to_owned()),
    }
}

fn format_names() -> clap::builder::PossibleValuesParser {
    let value = |format: &crate::export::Format| {
        clap::builder::PossibleValue::new(format.name).help(format.description)
    };
    crate::export::FORMATS.iter().map(value).collect::<Vec<_>>().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_arguments_do_not_contradict_each_other() {
        Args::command().debug_assert();
    }
}

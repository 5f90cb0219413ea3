//! The arguments of `whomet gazetteer`.

use std::path::PathBuf;

use clap::Subcommand;
use clap::builder::{PossibleValue, PossibleValuesParser};

use crate::cli::args::Findings;
use crate::gazetteer::import::FORMATS;

/// `whomet gazetteer`
#[derive(Debug, clap::Args)]
pub struct Gazetteer {
    /// What to do.
    #[command(subcommand)]
    pub tool: Tool,
}

/// Its tools.
#[derive(Debug, Subcommand)]
pub enum Tool {
    /// Look for mistakes in lists, tell what each layer changes, put files into canonical form
    Check(Check),
    /// Prepare big lists once, so that they load in no time
    Compile(Layers),
    /// Tell who answers to a name: every entry, from which layer and file
    Find(Find),
    /// Turn a list that others keep into a folder of gazetteer files
    Import(Import),
    /// Count entries and names by kind and sort
    Stats(Layers),
}

/// Which gazetteers.
#[derive(Debug, clap::Args)]
pub struct Layers {
    /// Folders of gazetteers, each a layer over those before it
    #[arg(value_name = "DIR")]
    pub gazetteers: Vec<PathBuf>,
    /// Leave the built-in gazetteers out
    #[arg(long)]
    pub no_builtin_gazetteers: bool,
}

/// `whomet gazetteer check`
#[derive(Debug, clap::Args)]
pub struct Check {
    /// Which gazetteers.
    #[command(flatten)]
    pub layers: Layers,
    /// Articles in which to count how strong names of one word are used; repeat for several
    #[arg(long, value_name = "INPUT")]
    pub corpus: Vec<PathBuf>,
    /// What to do with them.
    #[command(flatten)]
    pub findings: Findings,
}

/// `whomet gazetteer find`
#[derive(Debug, clap::Args)]
pub struct Find {
    /// A name as it stands in a text, an id, or a Wikidata item
    pub name: String,
    /// Folders of gazetteers, each a layer over those before it
    #[arg(short = 'g', long = "gazetteer", value_name = "DIR")]
    pub gazetteers: Vec<PathBuf>,
    /// Leave the built-in gazetteers out
    #[arg(long)]
    pub no_builtin_gazetteers: bool,
}

/// `whomet gazetteer import`
#[derive(Debug, clap::Args)]
pub struct Import {
    /// The format of the file
    #[arg(long, value_name = "FORMAT", value_parser = formats())]
    pub from: String,
    /// The file, also .gz or .zst
    pub file: PathBuf,
    /// The folder to write to; it is made if need be
    #[arg(short, long, value_name = "DIR")]
    pub output: PathBuf,
    /// Only persons, organizations, places or roles; what records are that do not say so
    #[arg(long, value_name = "KIND", value_delimiter = ',', value_parser = ["person", "organization", "place", "role"])]
    pub kind: Vec<String>,
    /// Only what belongs to these countries, as two-letter codes
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    pub country: Vec<String>,
    /// Only places of at least so many inhabitants
    #[arg(long, value_name = "N")]
    pub min_population: Option<u64>,
    /// Name the column of a table that holds a field: name=TITLE
    #[arg(long = "map", value_name = "FIELD=COLUMN")]
    pub map: Vec<String>,
    /// Say what a label of the file means: GPE=place
    #[arg(long = "label", value_name = "LABEL=KIND")]
    pub label: Vec<String>,
    /// The language of the names, where the file has several
    #[arg(long, value_name = "CODE", default_value = "en")]
    pub language: String,
    /// Take names of other languages too, as names that need support
    #[arg(long)]
    pub alternate_names: bool,
    /// Who made the file, for its header and the lock file
    #[arg(long)]
    pub source: Option<String>,
    /// The licence of the file, likewise
    #[arg(long)]
    pub licence: Option<String>,
    /// Do not refer to the countries of the built-in gazetteers
    #[arg(long)]
    pub no_builtin_gazetteers: bool,
}

fn formats() -> PossibleValuesParser {
    let value = |format: &'static crate::gazetteer::import::Format| {
        PossibleValue::new(format.name).help(format.description)
    };
    FORMATS.iter().map(value).collect::<Vec<_>>().into()
}

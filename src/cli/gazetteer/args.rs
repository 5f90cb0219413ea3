//! The arguments of `whomet gazetteer`.

use std::path::PathBuf;

use clap::Subcommand;
use clap::builder::{PossibleValue, PossibleValuesParser};

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
    /// Turn a list that others keep into a folder of gazetteer files
    Import(Import),
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

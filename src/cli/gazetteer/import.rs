//! `whomet gazetteer import`: lists that others keep, as gazetteer files.

use super::args;
use crate::cli::exit::{Exit, Failure};
use crate::cli::extract::counted;
use crate::cli::output::Output;
use crate::cli::render;
use crate::gazetteer::import::{FORMATS, ImportError, Options, Report, import, kind_named};
use crate::gazetteer::{Sources, load};
use crate::text::Lexicon;

/// Runs it.
pub fn run(command: &args::Import) -> Result<Exit, Failure> {
    let unknown = || Failure::Value(format!("there is no format {}", command.from));
    let format = FORMATS.iter().find(|f| f.name == command.from).ok_or_else(unknown)?;
    let options = options(command)?;
    let mut lexicon = Lexicon::english();
    let sources = Sources { builtin: !command.no_builtin_gazetteers, folders: Vec::new() };
    let (known, _) = load(&mut lexicon, &sources).map_err(crate::pipeline::LoadError::from)?;
    let (file, out) = (&command.file, &command.output);
    let report = match import(format, file, out, &options, &known, &lexicon) {
        Err(ImportError::Nothing { path, report }) => {
            tell(&report);
            return Err(ImportError::Nothing { path, report }.into());
        }
        other => other?,
    };
    tell(&report);
    let mut output = Output::new();
    for (path, count) in &report.files {
        let count = counted(*count as usize, "entry").replace("entrys", "entries");
        let path = path.to_string_lossy().replace('\\', "/");
        output.write(format!("{path}: {count}\n").as_bytes())?;
    }
    output.flush()?;
    Ok(if report.problem_count == 0 { Exit::Fine } else { Exit::Partial })
}

/// What was left out, and why.
fn tell(report: &Report) {
    for problem in &report.problems {
        let path = problem.path.to_string_lossy().replace('\\', "/");
        let place = match problem.line {
            0 => path,
            line => format!("{path}:{line}"),
        };
        render::message(&format!("left out: {place}: {}", problem.reason));
    }
    let untold = report.problem_count - report.problems.len() as u64;
    if untold > 0 {
        render::message(&format!("left out: {untold} more that could not be read"));
    }
    if report.repeated > 0 {
        let count = counted(report.repeated as usize, "name");
        render::message(&format!("{count} listed twice"));
    }
    if report.filtered > 0 {
        let count = counted(report.filtered as usize, "record");
        render::message(&format!("{count} not asked for"));
    }
}

fn options(command: &args::Import) -> Result<Options, Failure> {
    let pair = |text: &String| {
        let pair = text.split_once('=').map(|(a, b)| (a.trim().to_owned(), b.trim().to_owned()));
        pair.ok_or_else(|| Failure::Value(format!("“{text}” has no = between its two parts")))
    };
    let labelled = |text: &String| {
        let (label, name) = pair(text)?;
        let kind = kind_named(&name).ok_or_else(|| {
            Failure::Value(format!("“{name}” is no kind: person, organization, place or role"))
        })?;
        Ok((label, kind))
    };
    Ok(Options {
        kinds: command.kind.iter().filter_map(|kind| kind_named(kind)).collect(),
        countries: command.country.iter().map(|code| code.to_ascii_uppercase()).collect(),
        min_population: command.min_population,
        columns: command.map.iter().map(pair).collect::<Result<_, _>>()?,
        labels: command.label.iter().map(labelled).collect::<Result<_, Failure>>()?,
        language: command.language.clone(),
        alternate_names: command.alternate_names,
        source: command.source.clone(),
        licence: command.licence.clone(),
    })
}

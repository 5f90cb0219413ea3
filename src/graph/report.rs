//! What one document tells of one meeting: the observation from which meeting nodes are computed.
//! Reports are kept on the node they ended in, so a merge can be undone and done anew.

use serde::{Deserialize, Serialize};

use crate::extraction::{self, EvidenceKind, Modality, Mode, Status};

/// One document's account of a meeting, in one sentence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// The document's id.
    pub document: String,
    /// First code point of the sentence.
    pub start: u32,
    /// First code point after the sentence.
    pub end: u32,
    /// The rule that found it.
    pub rule: String,
    /// From 0 to 1.
    pub confidence: f32,
    /// The meeting's id in the document's record: `000#m1`.
    pub id: String,
    /// The number of its sentence in the document.
    pub sentence: u32,
    /// The words that announce it.
    pub trigger: String,
    /// Whether it took place, by this account.
    pub status: Status,
    /// The account's mood: tells a meeting called off from one that just was not.
    pub modality: Modality,
    /// On whose word.
    pub on_word_of: EvidenceKind,
    /// The statement node that tells of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attributed_to: Option<String>,
    /// How they met.
    pub mode: Mode,
    /// What kind of meeting it was: `visit`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub form: Option<String>,
    /// What coders of political events call it, by this account.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub codes: Option<extraction::Codes>,
    /// Entity ids, sorted, with the part each played where it is told (`host`).
    pub participants: Vec<(String, Option<String>)>,
    /// Parties that are nobody known, as the text has them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub others: Vec<String>,
    /// Who met whom, each pair sorted, the pairs sorted.
    pub pairs: Vec<(String, String)>,
    /// Where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<extraction::Where>,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<extraction::When>,
    /// The document's day of publication.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
}

impl Report {
    /// What judgements call it: unique among all reports of a graph.
    pub fn key(&self) -> (&str, &str) {
        (&self.document, &self.id)
    }

    /// Whether the account is the document's own.
    pub fn is_direct(&self) -> bool {
        self.on_word_of == EvidenceKind::Direct
    }
}

/// What an account says became of a meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// It may be.
    Considered,
    /// It is to be.
    Announced,
    /// It was to be, and will not.
    CalledOff,
    /// It was not.
    Denied,
    /// It was.
    Held,
}

/// One step of a meeting's history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// What became of it.
    pub state: State,
    /// The document's day of publication.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
    /// The document that says so.
    pub document: String,
    /// First code point of the sentence.
    pub start: u32,
    /// First code point after the sentence.
    pub end: u32,
}

/// What became of a meeting, in the order of publication.
pub fn history(reports: &[Report]) -> Vec<Step> {
    let mut sorted: Vec<&Report> = reports.iter().collect();
    sorted.sort_by_key(|r| (r.published.as_deref(), r.document.as_str(), r.start, r.id.as_str()));
    let mut was_announced = false;
    let mut steps: Vec<Step> = Vec::with_capacity(sorted.len());
    for report in sorted {
        let state = match report.status {
            Status::Occurred => State::Held,
            Status::Planned => State::Announced,
            Status::Hypothetical => State::Considered,
            Status::Denied if was_announced || report.modality == Modality::Planned => {
                State::CalledOff
            }
            Status::Denied => State::Denied,
        };
        was_announced |= state == State::Announced;
        let (document, start, end) = (report.document.clone(), report.start, report.end);
        let step = Step { state, published: report.published.clone(), document, start, end };
        if !steps.contains(&step) {
            steps.push(step);
        }
    }
    steps
}

/// Whether a report says on another's word that it was held, and its own document that it was not:
/// “The Courier wrote that Keller met Marten. She did not meet him.” A rumour is refuted by anybody's
/// word.
fn is_refuted(report: &Report, reports: &[Report]) -> bool {
    report.status == Status::Occurred
        && !report.is_direct()
        && reports.iter().any(|other| {
            other.document == report.document
                && other.status == Status::Denied
                && (other.is_direct() || report.on_word_of == EvidenceKind::Hearsay)
        })
}

/// The status that the reports support best.
///
/// Reports that it was held or that it was not outrank plans, whenever they were written; between
/// them the greater weight decides (a document's own word counts twice as much as somebody's in
/// it), then the later publication, then the one that it was held. What a document tells on another's
/// word and then refutes weighs nothing, though it stays in the history. A plan that was called off
/// stands as denied unless a later document announces it again. A plan outranks a possibility.
pub fn best_status(reports: &[Report]) -> Status {
    let weight = |status: Status| -> u32 {
        let of_status = reports.iter().filter(|r| r.status == status && !is_refuted(r, reports));
        of_status.map(|r| if r.is_direct() { 2 } else { 1 }).sum()
    };
    let latest = |status: Status| {
        reports.iter().filter(|r| r.status == status).map(|r| r.published.as_deref()).max()
    };
    let (held, not) = (weight(Status::Occurred), weight(Status::Denied));
    if held > 0 {
        let (held, not) = ((held, latest(Status::Occurred)), (not, latest(Status::Denied)));
        return if held >= not { Status::Occurred } else { Status::Denied };
    }
    let planned = latest(Status::Planned);
    match (not > 0, planned) {
        (true, Some(planned)) if planned > latest(Status::Denied).flatten() => Status::Planned,
        (true, _) => Status::Denied,
        (false, Some(_)) => Status::Planned,
        (false, None) => Status::Hypothetical,
    }
}

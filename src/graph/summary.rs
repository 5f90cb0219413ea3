//! The figures that `whomet build` prints: who met whom, when, where and in how many documents;
//! who said how much. Plain values; laying them out is the command line's.

use super::model::{KnowledgeGraph, NodeKind};
use crate::extraction::{Mode, Status};

/// A graph in figures.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Summary {
    /// Documents read.
    pub documents: usize,
    /// People named.
    pub people: usize,
    /// Organizations named.
    pub organizations: usize,
    /// Places named.
    pub places: usize,
    /// Meetings, of any status.
    pub meetings: usize,
    /// Statements.
    pub statements: usize,
    /// One line for each meeting of people who are known, the best attested first.
    pub encounters: Vec<EncounterLine>,
    /// One line for each speaker, the most talkative first.
    pub speakers: Vec<SpeakerLine>,
}

/// One meeting.
#[derive(Clone, Debug, PartialEq)]
pub struct EncounterLine {
    /// The meeting's id.
    pub id: String,
    /// Names, in order of their ids.
    pub people: Vec<String>,
    /// First day.
    pub date: Option<String>,
    /// Last day, where it is another.
    pub date_to: Option<String>,
    /// Where.
    pub place: Option<String>,
    /// Whether it took place.
    pub status: Status,
    /// How they met.
    pub mode: Mode,
    /// Sentences that tell of it.
    pub reports: u32,
    /// Documents that tell of it.
    pub documents: u32,
    /// Documents that do not repeat another's wording.
    pub independent_sources: u32,
}

/// One speaker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpeakerLine {
    /// The speaker's id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Statements made.
    pub statements: u32,
}

impl KnowledgeGraph {
    /// The graph in figures.
    pub fn summary(&self) -> Summary {
        let count = |kind: NodeKind| self.nodes().filter(|node| node.kind() == kind).count();
        let mut encounters: Vec<EncounterLine> = self
            .meetings()
            .filter(|meeting| !meeting.pairs.is_empty())
            .map(|meeting| EncounterLine {
                id: meeting.id.clone(),
                people: meeting.participants.iter().map(|id| self.name_of(id).to_owned()).collect(),
                date: meeting.date.clone(),
                date_to: meeting.date_to.clone(),
                place: meeting.place_name.clone(),
                status: meeting.status,
                mode: meeting.mode,
                reports: meeting.reports,
                documents: meeting.documents,
                independent_sources: meeting.independent_sources,
            })
            .collect();
        encounters.sort_by(|a, b| {
            let best = |line: &EncounterLine| (line.documents, line.reports);
            best(b)
                .cmp(&best(a))
                .then_with(|| (a.date.is_none(), &a.date).cmp(&(b.date.is_none(), &b.date)))
                .then_with(|| (&a.people, &a.id).cmp(&(&b.people, &b.id)))
        });
        let speakers = self.speakers().into_iter().map(|(node, statements)| SpeakerLine {
            id: node.id().to_owned(),
            name: node.name().to_owned(),
            statements,
        });
        Summary {
            documents: self.documents.len(),
            people: count(NodeKind::Person),
            organizations: count(NodeKind::Organization),
            places: count(NodeKind::Place),
            meetings: count(NodeKind::Meeting),
            statements: count(NodeKind::Statement),
            encounters,
            speakers: speakers.collect(),
        }
    }
}

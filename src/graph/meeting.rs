//! From reports and judgements to meeting nodes, their edges, and the `met` edges between people.

use std::collections::{BTreeMap, BTreeSet};

use super::key;
use super::merge;
use super::model::{
    DocumentRow, Edge, Evidence, KnowledgeGraph, MeetingNode, Node, NodeKind, Relation,
};
use super::report::{Report, best_status, history};
use super::{Judgement, Verdict};
use crate::extraction::Status;

/// The part of equal MinHash values from which two documents count as one text.
const NEAR_DUPLICATE: f64 = 0.8;

impl KnowledgeGraph {
    /// Puts another log of judgements in place of the graph's own and computes the meetings anew
    /// from their reports. A log without one of its judgements undoes that merge.
    pub fn set_judgements(&mut self, mut judgements: Vec<Judgement>) {
        judgements.sort();
        let reports = self.take_meetings();
        self.judgements = judgements;
        self.add_meetings(reports);
    }

    /// Undoes the merge of two reports, named as the log names them. False if there was none.
    pub fn undo(&mut self, a: &str, b: &str) -> bool {
        let mut judgements = self.judgements.clone();
        judgements.retain(|j| j.verdict != Verdict::Same || !is_about(j, a, b));
        if judgements.len() == self.judgements.len() {
            return false;
        }
        self.set_judgements(judgements);
        true
    }

    /// Adds the meetings that the graph's judgements make of `reports`, sorted by key.
    pub(super) fn add_meetings(&mut self, reports: Vec<Report>) {
        let clusters = merge::clusters(&reports, &self.judgements);
        let mut reports: Vec<Option<Report>> = reports.into_iter().map(Some).collect();
        let mut by_id: BTreeMap<String, Vec<MeetingNode>> = BTreeMap::new();
        for cluster in clusters {
            let told = cluster.iter().filter_map(|&i| reports.get_mut(i)?.take()).collect();
            let node = self.meeting_node(told);
            by_id.entry(node.id.clone()).or_default().push(node);
        }
        for (_, mut nodes) in by_id {
            if nodes.len() > 1 {
                // Same people, mode, day and place, and yet judged different: what tells them
                // apart is who reported them first.
                for node in &mut nodes {
                    let first = node.evidence.first().map(merge::judged_name).unwrap_or_default();
                    node.id = key::content_id("m:", [node.id.as_str(), first.as_str()]);
                }
            }
            for node in nodes {
                self.add_meeting(node);
            }
        }
        self.add_met();
    }

    /// Takes out all meetings and what hangs on them; gives their reports, sorted by key.
    fn take_meetings(&mut self) -> Vec<Report> {
        let mut reports = Vec::new();
        let ids: Vec<String> = self.meetings().map(|meeting| meeting.id.clone()).collect();
        for id in ids {
            if let Some(index) = self.index.remove(&id)
                && let Some(Node::Meeting(meeting)) = self.graph.remove_node(index)
            {
                reports.extend(meeting.evidence);
            }
        }
        self.graph.retain_edges(|graph, edge| graph[edge].relation != Relation::Met);
        reports.sort_by(|a, b| a.key().cmp(&b.key()));
        reports
    }

    fn meeting_node(&self, mut evidence: Vec<Report>) -> MeetingNode {
        evidence.sort_by(|a, b| (&a.document, a.start, &a.id).cmp(&(&b.document, b.start, &b.id)));
        let status = best_status(&evidence);
        let mut participants = BTreeSet::new();
        let mut pairs = BTreeSet::new();
        let mut others = BTreeSet::new();
        for report in &evidence {
            participants.extend(report.participants.iter().map(|(id, _)| id.clone()));
            pairs.extend(report.pairs.iter().cloned());
            others.extend(report.others.iter().cloned());
        }
        let (date, date_to) = common_days(&evidence);
        let (place, place_name) = self.best_place(&evidence);
        let mode = evidence.first().map(|report| report.mode).unwrap_or_default();
        let documents: BTreeSet<&str> = evidence.iter().map(|r| r.document.as_str()).collect();
        let sources = independent_sources(&documents, &self.documents);
        let published = evidence.iter().filter_map(|r| r.published.as_deref()).min();
        let participants: Vec<String> = participants.into_iter().collect();
        let id = key::content_id(
            "m:",
            participants.iter().map(String::as_str).chain([
                match mode {
                    crate::extraction::Mode::InPerson => "in-person",
                    crate::extraction::Mode::Call => "call",
                    crate::extraction::Mode::Video => "video",
                },
                date.as_deref().or(published).unwrap_or_default(),
                place.as_deref().or(place_name.as_deref()).unwrap_or_default(),
            ]),
        );
        MeetingNode {
            id,
            name: self.meeting_name(&participants, date.as_deref(), date_to.as_deref()),
            status,
            date,
            date_to,
            place,
            place_name,
            mode,
            form: evidence.iter().find_map(|report| report.form.clone()),
            codes: evidence.iter().filter(|r| r.status == status).find_map(|r| r.codes.clone()),
            others: others.into_iter().collect(),
            pairs: pairs.into_iter().collect(),
            confidence: evidence.iter().map(|r| r.confidence).fold(0.0, f32::max),
            reports: evidence.len() as u32,
            documents: documents.len() as u32,
            sources,
            independent_sources: sources,
            history: history(&evidence),
            participants,
            evidence,
        }
    }

    fn meeting_name(&self, people: &[String], date: Option<&str>, to: Option<&str>) -> String {
        let names: Vec<&str> = people.iter().map(|id| self.name_of(id)).collect();
        let who = match names.as_slice() {
            [first, second, rest @ ..] if rest.len() > 1 => {
                format!("{first} – {second} and {} others", rest.len())
            }
            names => names.join(" – "),
        };
        match date {
            Some(date) => format!("{who}, {}", key::spoken_range(date, to)),
            None => who,
        }
    }

    /// The place that most reports give; of two, the one told with more confidence.
    fn best_place(&self, reports: &[Report]) -> (Option<String>, Option<String>) {
        let mut votes: BTreeMap<(Option<&str>, &str), (u32, f32)> = BTreeMap::new();
        for place in reports.iter().filter_map(|report| report.place.as_ref()) {
            let entity = place.entity.as_deref();
            let text = entity.map_or(place.text.as_str(), |id| self.name_of(id));
            let vote = votes.entry((entity, text)).or_default();
            vote.0 += 1;
            vote.1 += place.confidence;
        }
        let best = votes.into_iter().max_by(|(a, x), (b, y)| {
            let known = a.0.is_some().cmp(&b.0.is_some());
            known.then(x.0.cmp(&y.0)).then(x.1.total_cmp(&y.1)).then(b.cmp(a))
        });
        match best {
            Some(((entity, text), _)) => {
                // “Fennel House in Port Salis” says more than “Port Salis”.
                let told = reports.iter().filter_map(|report| report.place.as_ref());
                let told = told.filter(|place| place.entity.as_deref() == entity);
                let fuller = told.map(|place| place.text.as_str());
                let fuller = fuller.filter(|told| told.len() > text.len() && told.contains(text));
                let name = fuller.max_by_key(|told| (told.len(), *told)).unwrap_or(text);
                (entity.map(str::to_owned), Some(name.to_owned()))
            }
            None => (None, None),
        }
    }

    fn add_meeting(&mut self, meeting: MeetingNode) {
        let mut edges: Vec<(String, String, Edge)> = Vec::new();
        for id in &meeting.participants {
            let told = || meeting.evidence.iter().filter(|r| participant(r, id).is_some());
            let part = told().find_map(|report| participant(report, id)?.clone());
            let mut edge = Edge::new(Relation::TookPartIn, &[id, &meeting.id]);
            edge.status = Some(meeting.status);
            edge.part = part;
            edge.evidence = told().map(evidence_of).collect();
            edge.evidence.dedup();
            edges.push((id.clone(), meeting.id.clone(), edge));
        }
        if let Some(place) = &meeting.place {
            let mut edge = Edge::new(Relation::HeldAt, &[&meeting.id, place]);
            edge.status = Some(meeting.status);
            let told = meeting.evidence.iter().filter(|report| {
                report.place.as_ref().is_some_and(|p| p.entity.as_ref() == Some(place))
            });
            edge.evidence = told.map(evidence_of).collect();
            edge.evidence.dedup();
            edges.push((meeting.id.clone(), place.clone(), edge));
        }
        for (_, _, edge) in &mut edges {
            edge.first = meeting.date.clone();
            edge.last = meeting.date_to.clone().or_else(|| meeting.date.clone());
        }
        self.add_node(Node::Meeting(meeting));
        for (source, target, edge) in edges {
            self.add_edge(&source, &target, edge);
        }
    }

    /// Derives the `met` edges: one for each pair of people, with the best status among their
    /// meetings (held before planned before denied before considered) and all that have it.
    pub(super) fn add_met(&mut self) {
        let mut pairs: BTreeMap<&(String, String), Vec<&MeetingNode>> = BTreeMap::new();
        for meeting in self.meetings() {
            for pair in &meeting.pairs {
                pairs.entry(pair).or_default().push(meeting);
            }
        }
        let is_person =
            |id: &str| self.node(id).is_some_and(|node| node.kind() == NodeKind::Person);
        let mut edges = Vec::new();
        for ((a, b), meetings) in pairs {
            if !is_person(a) || !is_person(b) {
                continue;
            }
            let Some(status) = meetings.iter().map(|m| m.status).min_by_key(|&s| rank(s)) else {
                continue;
            };
            let such = || meetings.iter().filter(|meeting| meeting.status == status);
            let mut edge = Edge::new(Relation::Met, &[a, b]);
            edge.status = Some(status);
            edge.first = such().filter_map(|m| m.date.clone()).min();
            edge.last = such().filter_map(|m| m.date_to.clone().or_else(|| m.date.clone())).max();
            edge.count = such().count() as u32;
            edge.weight = f64::from(edge.count);
            edge.meetings = meetings.iter().map(|meeting| meeting.id.clone()).collect();
            let told = such().flat_map(|meeting| &meeting.evidence);
            edge.evidence = told
                .filter(|report| report.pairs.iter().any(|pair| pair.0 == *a && pair.1 == *b))
                .map(evidence_of)
                .collect();
            edge.evidence.sort_by(|a, b| (&a.document, a.start).cmp(&(&b.document, b.start)));
            edge.evidence.dedup();
            edges.push((a.clone(), b.clone(), edge));
        }
        for (a, b, edge) in edges {
            self.add_edge(&a, &b, edge);
        }
    }
}

/// The report as plain evidence.
pub(super) fn evidence_of(report: &Report) -> Evidence {
    Evidence {
        document: report.document.clone(),
        start: report.start,
        end: report.end,
        rule: Some(report.rule.clone()),
        confidence: report.confidence,
    }
}

/// How many of the documents do not repeat the wording of another.
///
/// Documents whose fingerprints agree in four of five values count once. Where fingerprints are
/// missing, documents of the same source do.
pub fn independent_sources(ids: &BTreeSet<&str>, documents: &BTreeMap<String, DocumentRow>) -> u32 {
    let mut groups: Vec<Vec<&DocumentRow>> = Vec::new();
    for row in ids.iter().filter_map(|&id| documents.get(id)) {
        let (mut near, far): (Vec<_>, Vec<_>) =
            groups.into_iter().partition(|group| group.iter().any(|other| is_repeat(row, other)));
        let mut merged: Vec<&DocumentRow> = near.drain(..).flatten().collect();
        merged.push(row);
        groups = far;
        groups.push(merged);
    }
    groups.len() as u32
}

fn is_repeat(a: &DocumentRow, b: &DocumentRow) -> bool {
    if a.fingerprint.is_empty() || b.fingerprint.is_empty() {
        return a.source.is_some() && a.source == b.source;
    }
    if a.fingerprint.len() != b.fingerprint.len() {
        return false;
    }
    let (x, y) = (a.fingerprint.as_bytes().chunks(16), b.fingerprint.as_bytes().chunks(16));
    let values = x.len();
    let equal = x.zip(y).filter(|(x, y)| x == y).count();
    equal as f64 >= NEAR_DUPLICATE * values as f64
}

/// The days that all dated reports agree on: the overlap of their ranges, which is never empty for
/// reports that do not contradict each other; else the range of the first.
fn common_days(reports: &[Report]) -> (Option<String>, Option<String>) {
    let mut ranges = reports.iter().filter_map(|report| {
        let when = report.date.as_ref()?;
        Some((key::days(&when.from)?.0, key::days(&when.to)?.1))
    });
    let Some(first) = ranges.next() else { return (None, None) };
    let (from, to) = ranges.fold(first, |have, range| {
        let both = (have.0.max(range.0), have.1.min(range.1));
        if both.0 <= both.1 { both } else { have }
    });
    let last = if to > from { key::day_text(to) } else { None };
    (key::day_text(from), last)
}

fn participant<'a>(report: &'a Report, id: &str) -> Option<&'a Option<String>> {
    report.participants.iter().find(|(one, _)| one == id).map(|(_, part)| part)
}

fn is_about(judgement: &Judgement, a: &str, b: &str) -> bool {
    (judgement.a == a && judgement.b == b) || (judgement.a == b && judgement.b == a)
}

/// Which status says most of a pair.
pub(super) const fn rank(status: Status) -> u8 {
    match status {
        Status::Occurred => 0,
        Status::Planned => 1,
        Status::Denied => 2,
        Status::Hypothetical => 3,
    }
}

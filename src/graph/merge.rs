//! Do two reports tell of the same meeting? Every decision is a [`Judgement`] with its reasons, and
//! the meetings are computed from the judgements alone: drop one, and what it joined falls apart.
//!
//! Reports that could be the same are joined best match first, and only while no two reports of a
//! meeting contradict each other. Both orders come from the content, so that of the documents
//! does not matter.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

use super::key;
use super::report::Report;
use crate::extraction::{EvidenceKind, Mode, Status};

/// Days between two publications that may speak of the same undated meeting.
const PUBLICATION_WINDOW: i32 = 3;

/// A range of more days than this says little about when.
const VAGUE_DAYS: i32 = 10;

/// A place that is told with less confidence contradicts nothing.
const FIRM_PLACE: f32 = 0.6;

/// How many neighbours in time a report is compared with, so that a pair who are in the news every
/// day do not cost the square of their reports.
const MOST_NEIGHBOURS: usize = 200;

/// Whether two things are one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// They are.
    Same,
    /// They are not.
    Different,
    /// They could be; they are kept apart.
    Unsure,
}

/// What a judgement is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Subject {
    /// Two reports of meetings, by document and meeting id, joined by a space.
    Reports,
    /// Two entities, by id.
    Entities,
}

/// A decision about two things, with its reasons.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Judgement {
    /// What it is about.
    pub about: Subject,
    /// The one.
    pub a: String,
    /// The other.
    pub b: String,
    /// Whether they are one.
    pub verdict: Verdict,
    /// Why.
    pub reasons: Vec<String>,
}

/// Judges the reports, which must be sorted by key. Judgements `given` by a person come first and
/// are never overruled. The result is sorted.
pub fn judge(
    reports: &[Report],
    given: &[Judgement],
    place_parents: &BTreeMap<String, String>,
) -> Vec<Judgement> {
    let facts: Vec<Facts<'_>> = reports.iter().map(Facts::of).collect();
    let names: Vec<String> = reports.iter().map(judged_name).collect();
    let number: FxHashMap<&str, usize> =
        names.iter().enumerate().map(|(i, name)| (name.as_str(), i)).collect();
    let context = Context { facts: &facts, place_parents };

    let mut log: Vec<Judgement> =
        given.iter().filter(|j| j.about == Subject::Reports).cloned().collect();
    let mut clusters = Clusters::new(reports.len());
    let mut apart: FxHashSet<(usize, usize)> = FxHashSet::default();
    for judgement in &log {
        let ends = (number.get(judgement.a.as_str()), number.get(judgement.b.as_str()));
        let (Some(&a), Some(&b)) = ends else { continue };
        match judgement.verdict {
            Verdict::Same => {
                clusters.join(a, b);
            }
            Verdict::Different | Verdict::Unsure => {
                apart.insert((a.min(b), a.max(b)));
            }
        }
    }

    let mut matches: Vec<(i32, usize, usize, Verdict)> = Vec::new();
    for (a, b) in context.candidates() {
        if apart.contains(&(a, b)) {
            continue;
        }
        let comparison = context.compare(a, b);
        if comparison.verdict != Verdict::Different {
            matches.push((comparison.score, a, b, comparison.verdict));
        }
    }
    // Reports are sorted by key, so their numbers stand for their keys.
    matches.sort_by(|x, y| y.0.cmp(&x.0).then((x.1, x.2).cmp(&(y.1, y.2))));

    let mut doubted: BTreeMap<(usize, usize), (usize, usize, Vec<String>)> = BTreeMap::new();
    for (_, a, b, verdict) in matches {
        if clusters.same(a, b) {
            continue;
        }
        let reasons = || context.compare(a, b).reasons;
        if verdict == Verdict::Unsure {
            doubted.entry((a, b)).or_insert_with(|| (a, b, reasons()));
            continue;
        }
        let conflict = clusters.pairs(a, b).find_map(|(x, y)| {
            if apart.contains(&(x.min(y), x.max(y))) {
                return Some(format!("{} and {} were judged different", names[x], names[y]));
            }
            let reason = context.contradiction(&facts[x], &facts[y])?;
            Some(format!("{} contradicts {}: {reason}", names[x], names[y]))
        });
        match conflict {
            Some(conflict) => {
                doubted.entry((a, b)).or_insert_with(|| (a, b, vec![conflict]));
            }
            None => {
                clusters.join(a, b);
                log.push(judgement(&names, a, b, Verdict::Same, reasons()));
            }
        }
    }

    // One doubt for every two meetings is enough to see why they stay apart.
    let mut seen = BTreeSet::new();
    for (a, b, reasons) in doubted.into_values() {
        let (x, y) = (clusters.root(a), clusters.root(b));
        if x != y && seen.insert((x.min(y), x.max(y))) {
            log.push(judgement(&names, a, b, Verdict::Unsure, reasons));
        }
    }
    log.sort();
    log.dedup();
    log
}

/// The meetings that the judgements make of the reports: numbers of reports, sorted.
pub fn clusters(reports: &[Report], judgements: &[Judgement]) -> Vec<Vec<usize>> {
    let names: BTreeMap<String, usize> =
        reports.iter().enumerate().map(|(i, report)| (judged_name(report), i)).collect();
    let mut clusters = Clusters::new(reports.len());
    for judgement in judgements {
        if judgement.about == Subject::Reports
            && judgement.verdict == Verdict::Same
            && let (Some(&a), Some(&b)) = (names.get(&judgement.a), names.get(&judgement.b))
        {
            clusters.join(a, b);
        }
    }
    clusters.into_groups()
}

/// What judgements call the report.
pub fn judged_name(report: &Report) -> String {
    format!("{} {}", report.document, report.id)
}

fn judgement(
    names: &[String],
    a: usize,
    b: usize,
    verdict: Verdict,
    reasons: Vec<String>,
) -> Judgement {
    let (a, b) = (names[a].clone(), names[b].clone());
    Judgement { about: Subject::Reports, a, b, verdict, reasons }
}

/// What a report says, ready to be compared.
struct Facts<'a> {
    report: &'a Report,
    people: Vec<&'a str>,
    /// First and last day of the meeting.
    date: Option<(i32, i32)>,
    published: Option<i32>,
    place: Option<&'a str>,
    is_place_firm: bool,
    /// Whether the account itself says when, so that another day contradicts it.
    is_date_firm: bool,
    /// The days around which others may speak of it.
    reach: (i32, i32),
}

impl<'a> Facts<'a> {
    fn of(report: &'a Report) -> Self {
        let date = report.date.as_ref().and_then(|when| {
            let (from, _) = key::days(&when.from)?;
            let (_, to) = key::days(&when.to)?;
            (from <= to).then_some((from, to))
        });
        let published = report.published.as_deref().and_then(key::day);
        let around = published.map(|day| (day - PUBLICATION_WINDOW, day + PUBLICATION_WINDOW));
        let reach = match (date, around) {
            (Some(a), Some(b)) => (a.0.min(b.0), a.1.max(b.1)),
            (Some(range), None) | (None, Some(range)) => range,
            (None, None) => (i32::MIN, i32::MAX),
        };
        let place = report.place.as_ref();
        Facts {
            report,
            people: report.participants.iter().map(|(id, _)| id.as_str()).collect(),
            date,
            published,
            place: place.and_then(|place| place.entity.as_deref()),
            is_date_firm: report.date.as_ref().is_some_and(|when| !when.text.is_empty()),
            is_place_firm: place.is_some_and(|place| place.confidence >= FIRM_PLACE),
            reach,
        }
    }

    fn is_vague(&self) -> bool {
        !self.is_date_firm || self.date.is_none_or(|(from, to)| to - from >= VAGUE_DAYS)
    }

    fn is_to_come(&self) -> bool {
        matches!(self.report.status, Status::Planned | Status::Hypothetical)
    }
}

struct Comparison {
    verdict: Verdict,
    score: i32,
    reasons: Vec<String>,
}

struct Context<'a> {
    facts: &'a [Facts<'a>],
    place_parents: &'a BTreeMap<String, String>,
}

impl Context<'_> {
    /// Pairs of reports that share a pair of people and are near each other in time, sorted.
    fn candidates(&self) -> Vec<(usize, usize)> {
        let mut blocks: BTreeMap<(&str, &str), Vec<usize>> = BTreeMap::new();
        for (i, facts) in self.facts.iter().enumerate() {
            for (a, b) in &facts.report.pairs {
                blocks.entry((a, b)).or_default().push(i);
            }
        }
        let mut candidates = Vec::new();
        for block in blocks.values_mut() {
            block.sort_by_key(|&i| (self.facts[i].reach.0, i));
            for (at, &i) in block.iter().enumerate() {
                let near = block[at + 1..]
                    .iter()
                    .take_while(|&&j| self.facts[j].reach.0 <= self.facts[i].reach.1)
                    .take(MOST_NEIGHBOURS);
                candidates.extend(near.map(|&j| (i.min(j), i.max(j))));
            }
            block.sort_unstable();
            for same in block
                .chunk_by(|&i, &j| self.facts[i].report.document == self.facts[j].report.document)
            {
                for (at, &i) in same.iter().enumerate() {
                    candidates.extend(same[at + 1..].iter().take(MOST_NEIGHBOURS).map(|&j| (i, j)));
                }
            }
        }
        candidates.sort_unstable();
        candidates.dedup();
        candidates
    }

    fn compare(&self, a: usize, b: usize) -> Comparison {
        let (a, b) = (&self.facts[a], &self.facts[b]);
        let mut score = 0;
        let mut reasons: Vec<String> = Vec::new();
        match self.contradiction(a, b) {
            Some(reason) => {
                let reasons = vec![reason.to_owned()];
                return Comparison { verdict: Verdict::Different, score, reasons };
            }
            None if a.report.mode != Mode::InPerson => reasons.push("same mode".to_owned()),
            None => {}
        }
        let is_same_people = a.people == b.people;
        if is_same_people {
            score += 40;
            reasons.push("same participants".to_owned());
        } else {
            score += 20;
            reasons.push("participants of one among those of the other".to_owned());
        }
        let is_same_document = a.report.document == b.report.document;
        let is_dated = match (a.date, b.date) {
            (Some(x), Some(y)) if !a.is_vague() && !b.is_vague() => {
                let is_same_day = x == y && is_day(x);
                score += if is_same_day { 40 } else { 25 };
                reasons.push(if is_same_day { "same day" } else { "dates overlap" }.to_owned());
                true
            }
            (Some(x), Some(y)) if x == y && is_day(x) => {
                // The story says the day of one of them.
                score += 20;
                reasons.push("same day, by the story of one".to_owned());
                true
            }
            _ => {
                score += if a.date.is_some() || b.date.is_some() { 10 } else { 5 };
                if !is_same_document && a.published.is_some() {
                    reasons.push(format!("published within {PUBLICATION_WINDOW} days"));
                }
                false
            }
        };
        let is_same_place = a.place.is_some() && a.place == b.place;
        if is_same_place {
            score += 15;
            reasons.push("same place".to_owned());
        }
        if is_same_document {
            score += 10 - a.report.sentence.abs_diff(b.report.sentence).min(10) as i32;
            reasons.push("same document".to_owned());
        }
        if a.report.status == b.report.status {
            score += 5;
        } else {
            reasons.push("accounts of its status differ".to_owned());
        }
        let is_enough = is_same_document || is_dated || is_same_people || is_same_place;
        let verdict = if is_enough { Verdict::Same } else { Verdict::Unsure };
        Comparison { verdict, score, reasons }
    }

    /// Why the two cannot be the same meeting.
    fn contradiction(&self, a: &Facts<'_>, b: &Facts<'_>) -> Option<&'static str> {
        if a.report.mode != b.report.mode {
            return Some("one in person, the other not, or by other means");
        }
        let (small, big) = if a.people.len() <= b.people.len() { (a, b) } else { (b, a) };
        if small.people.iter().any(|id| big.people.binary_search(id).is_err()) {
            return Some("different participants");
        }
        let mut common = small.report.pairs.iter().filter(|p| big.report.pairs.contains(p));
        let do_pairs_agree = if small.people.len() == big.people.len() {
            common.next().is_some()
        } else {
            // Of several who met on one day, one account pairs all, another those across the table.
            let met = common.count();
            let is_one_day = a.date.is_some() && a.date == b.date && a.date.is_some_and(is_day);
            met == small.report.pairs.len()
                || is_one_day && small.people.len() > 2 && met + 1 >= small.people.len()
        };
        if !do_pairs_agree {
            return Some("other people of them met");
        }
        if let (Some(x), Some(y)) = (a.date, b.date)
            && a.is_date_firm
            && b.is_date_firm
            && (x.0 > y.1 || y.0 > x.1)
        {
            return Some("different days");
        }
        if let (Some(x), Some(y)) = (a.place, b.place)
            && a.is_place_firm
            && b.is_place_firm
            && !self.is_within(x, y)
            && !self.is_within(y, x)
        {
            return Some("different places");
        }
        let are_both_dated = !a.is_vague() && !b.is_vague();
        if a.report.document == b.report.document {
            // Who tells of a meeting and of a plan in one piece speaks of two meetings.
            let is_plan_and_not = a.is_to_come() != b.is_to_come()
                && a.report.status != Status::Denied
                && b.report.status != Status::Denied;
            if is_plan_and_not && !are_both_dated {
                return Some("one held and one to come in the same document");
            }
            let statuses = (a.report.status, b.report.status);
            // Rumours of a refusal are about what lies behind, not about what is still to come.
            let is_rumour_and_plan = |a: &Facts<'_>, b: &Facts<'_>| {
                a.report.status == Status::Denied
                    && a.report.on_word_of == EvidenceKind::Hearsay
                    && b.is_to_come()
            };
            if (is_rumour_and_plan(a, b) || is_rumour_and_plan(b, a)) && !are_both_dated {
                return Some("one said to be refused, the other to come, in the same document");
            }
            let is_held_and_denied = matches!(
                statuses,
                (Status::Occurred, Status::Denied) | (Status::Denied, Status::Occurred)
            );
            if is_held_and_denied && !are_both_dated && a.report.is_direct() && b.report.is_direct()
            {
                return Some("one held and one not, both on the document's own word");
            }
            return None;
        }
        if are_both_dated {
            return None;
        }
        if let (Some(x), Some(y)) = (a.published, b.published) {
            if (x - y).abs() > PUBLICATION_WINDOW {
                return Some("undated, and published too far apart");
            }
            if is_out_of_order(a, b) || is_out_of_order(b, a) {
                return Some("announced after the other was held");
            }
        } else if a.place.is_none() || a.place != b.place {
            return Some("nothing tells when");
        }
        None
    }

    fn is_within(&self, place: &str, container: &str) -> bool {
        let mut at = place;
        // A gazetteer's containment has few levels; a circle in it must not hang.
        for _ in 0..8 {
            if at == container {
                return true;
            }
            match self.place_parents.get(at) {
                Some(parent) => at = parent,
                None => return false,
            }
        }
        false
    }
}

fn is_day((from, to): (i32, i32)) -> bool {
    from == to
}

/// Whether `held` was over when `plan` was still announced.
fn is_out_of_order(held: &Facts<'_>, plan: &Facts<'_>) -> bool {
    if held.report.status != Status::Occurred {
        return false;
    }
    let latest = held.date.map(|(_, to)| to).or(held.published);
    let earliest = match plan.date {
        Some((from, _)) => Some(from),
        None if plan.is_to_come() => plan.published,
        None => None,
    };
    matches!((latest, earliest), (Some(latest), Some(earliest)) if latest < earliest)
}

/// Union-find that also lists the members.
struct Clusters {
    root: Vec<usize>,
    members: Vec<Vec<usize>>,
}

impl Clusters {
    fn new(len: usize) -> Self {
        Clusters { root: (0..len).collect(), members: (0..len).map(|i| vec![i]).collect() }
    }

    fn root(&self, i: usize) -> usize {
        self.root[i]
    }

    fn same(&self, a: usize, b: usize) -> bool {
        self.root[a] == self.root[b]
    }

    fn pairs(&self, a: usize, b: usize) -> impl Iterator<Item = (usize, usize)> {
        let others = &self.members[self.root[b]];
        self.members[self.root[a]].iter().flat_map(move |&x| others.iter().map(move |&y| (x, y)))
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root[a].min(self.root[b]), self.root[a].max(self.root[b]));
        if a == b {
            return;
        }
        let moved = std::mem::take(&mut self.members[b]);
        for &i in &moved {
            self.root[i] = a;
        }
        self.members[a].extend(moved);
    }

    fn into_groups(self) -> Vec<Vec<usize>> {
        let mut groups: Vec<Vec<usize>> =
            self.members.into_iter().filter(|members| !members.is_empty()).collect();
        for group in &mut groups {
            group.sort_unstable();
        }
        groups
    }
}

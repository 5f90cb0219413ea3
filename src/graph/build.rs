//! Extractions in, graph out. Documents may come in any order and on any number of threads; what
//! counts is only which ones came.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use super::gather::{EntityGathering, lowest, sentence_range};
use super::identity::{self, Profile};
use super::merge::{self, Judgement, Subject, Verdict};
use super::model::{
    DocumentRow, Edge, EventNode, Evidence, KnowledgeGraph, Relation, StatementNode,
};
use super::report::Report;
use super::told::SaidWith;
use crate::extraction::{EntityKind, Extraction, Meeting, Party, Piece, Range};

/// How a graph is built.
#[derive(Clone, Debug)]
pub struct Options {
    /// In how many sentences two entities must stand together to be joined by `co_occurs`;
    /// none for the default: 2 in graphs of more than twenty documents, else 1.
    pub co_occurrence_floor: Option<u32>,
    /// Ids of places and organizations and what they lie in or belong to: a meeting in Port Salis
    /// may be one in Aldoria, and its mayor is no man from elsewhere.
    pub place_parents: BTreeMap<String, String>,
    /// What a person decided; never overruled. Entities judged the same become one, under the
    /// smallest of their ids.
    pub judgements: Vec<Judgement>,
    /// The program's name and version.
    pub generator: String,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            co_occurrence_floor: None,
            place_parents: BTreeMap::new(),
            judgements: Vec::new(),
            generator: concat!("whomet ", env!("CARGO_PKG_VERSION")).to_owned(),
        }
    }
}

/// The number of documents up to which one common sentence makes a `co_occurs` edge.
const FEW_DOCUMENTS: usize = 20;

/// A sentence that names more than this is a list and says nothing about who belongs to whom.
const MOST_IN_SENTENCE: usize = 30;

/// Pieces of evidence that a `co_occurs` edge keeps; its count is of all.
const CO_OCCURRENCE_EVIDENCE: usize = 5;

/// Takes extractions one by one and makes the graph of them.
#[derive(Debug, Default)]
pub struct GraphBuilder {
    options: Options,
    canonical: BTreeMap<String, String>,
    /// People in single documents that a person judged: `john-harmsworth@wire-12`.
    judged: BTreeSet<String>,
    /// Of the document that is being added: discovered people of whom it says something.
    here: FxHashMap<String, String>,
    /// By occurrence: what a document says of a discovered person.
    profiles: BTreeMap<String, Profile>,
    documents: BTreeMap<String, DocumentRow>,
    entities: BTreeMap<String, EntityGathering>,
    numbers: FxHashMap<String, u32>,
    names: Vec<String>,
    together: FxHashMap<(u32, u32), (u32, Vec<Evidence>)>,
    reports: BTreeMap<(String, String), Report>,
    pub(super) statements: BTreeMap<String, (StatementNode, SaidWith)>,
    pub(super) events: BTreeMap<String, EventNode>,
}

impl GraphBuilder {
    /// An empty graph's builder.
    pub fn new(options: Options) -> Self {
        let canonical = canonical_ids(&options.judgements);
        let ends = options.judgements.iter().flat_map(|j| [&j.a, &j.b]);
        let judged = ends.filter(|id| id.contains('@')).cloned().collect();
        GraphBuilder { options, canonical, judged, ..GraphBuilder::default() }
    }

    /// Adds what was found in one document. With the document's text, the graph keeps the
    /// sentences that are evidence. A document added twice counts twice: ids must be unique.
    pub fn add(&mut self, extraction: &Extraction, text: Option<&str>) {
        self.add_document(extraction, text);
        self.add_profiles(extraction);
        self.add_entities(extraction);
        self.add_co_occurrences(extraction);
        let statement_ids: FxHashMap<&str, String> = extraction
            .statements
            .iter()
            .map(|s| (s.id.as_str(), self.add_statement(extraction, s)))
            .collect();
        for meeting in &extraction.meetings {
            let told_by = meeting.attributed_to.as_deref().and_then(|id| statement_ids.get(id));
            self.add_report(extraction, meeting, told_by.cloned());
        }
        for event in &extraction.events {
            self.add_event(extraction, event);
        }
    }

    /// Remembers what the document says of the people whom no gazetteer knows.
    fn add_profiles(&mut self, extraction: &Extraction) {
        self.here.clear();
        for entity in &extraction.entities {
            let occurrence = identity::occurrence(&entity.id, &extraction.id);
            let judged = self.judged.contains(&identity::written(&occurrence));
            let profile = Profile::of(entity, extraction.published.as_deref());
            let profile = profile.or_else(|| judged.then(Profile::default));
            let Some(profile) = profile else { continue };
            // Whom a person judged to be somebody is not to be decided again.
            if self.canonical.contains_key(&entity.id) {
                continue;
            }
            self.here.insert(entity.id.clone(), occurrence.clone());
            self.profiles.insert(occurrence, profile);
        }
    }

    /// The graph of all that was added.
    pub fn finish(mut self) -> KnowledgeGraph {
        let context = identity::Context::new(&self.options.place_parents, &self.options.judgements);
        let identities = identity::decide(&self.profiles, &context);
        self.rename(&identities.ids);
        let mut graph = KnowledgeGraph::new(self.options.generator);
        let usual = if self.documents.len() > FEW_DOCUMENTS { 2 } else { 1 };
        let floor = self.options.co_occurrence_floor.unwrap_or(usual);
        graph.documents = self.documents;
        for row in graph.documents.values_mut() {
            row.sentences.sort_by(|a, b| (a.start, a.end, &a.text).cmp(&(b.start, b.end, &b.text)));
            row.sentences.dedup_by_key(|sentence| sentence.start);
        }
        for (id, gathered) in self.entities {
            graph.add_node(gathered.into_node(id));
        }
        graph.add_roles();

        for ((a, b), (count, evidence)) in &co_occurrences(self.together, &self.names) {
            if *count >= floor {
                let mut edge = Edge::new(Relation::CoOccurs, &[a, b]);
                edge.count = *count;
                edge.weight = f64::from(*count);
                edge.evidence = lowest(evidence.clone(), CO_OCCURRENCE_EVIDENCE);
                graph.add_edge(a, b, edge);
            }
        }
        for (node, ends) in self.statements.into_values() {
            graph.add_statement(node, ends);
        }
        for node in self.events.into_values() {
            graph.add_event(node);
        }
        let reports: Vec<Report> = self.reports.into_values().collect();
        let given = &self.options.judgements;
        graph.judgements = merge::judge(&reports, given, &self.options.place_parents);
        graph.judgements.extend(given.iter().filter(|j| j.about == Subject::Entities).cloned());
        graph.judgements.extend(identities.log);
        graph.judgements.sort();
        graph.add_meetings(reports);
        graph
    }

    pub(super) fn id(&self, id: &str) -> String {
        let id = self.here.get(id).map_or(id, String::as_str);
        self.canonical.get(id).map_or(id, String::as_str).to_owned()
    }

    /// Puts the people themselves in the place of their occurrences.
    fn rename(&mut self, ids: &BTreeMap<String, String>) {
        let rename = |id: &mut String| {
            if let Some(person) = ids.get(id.as_str()) {
                *id = person.clone();
            }
        };
        let renamed = |mut id: String| {
            rename(&mut id);
            id
        };
        for (mut id, gathering) in std::mem::take(&mut self.entities) {
            rename(&mut id);
            self.entities.entry(id).or_default().absorb(gathering);
        }
        self.names.iter_mut().for_each(rename);
        for (node, ends) in self.statements.values_mut() {
            node.speaker.iter_mut().for_each(rename);
            for set in [&mut ends.co_speakers, &mut ends.addressees, &mut ends.about] {
                *set = std::mem::take(set).into_iter().map(renamed).collect();
            }
        }
        for node in self.events.values_mut() {
            let parties = node.arguments.iter_mut().flat_map(|(_, parties)| parties);
            parties.filter_map(|party| party.entity.as_mut()).for_each(rename);
        }
        for report in self.reports.values_mut() {
            report.participants.iter_mut().for_each(|(id, _)| rename(id));
            report.participants.sort();
            for (a, b) in &mut report.pairs {
                rename(a);
                rename(b);
                if a > b {
                    std::mem::swap(a, b);
                }
            }
            report.pairs.sort();
        }
    }

    pub(super) fn party(&self, party: &Party) -> Option<String> {
        party.entity.as_deref().map(|id| self.id(id))
    }

    fn add_document(&mut self, extraction: &Extraction, text: Option<&str>) {
        let mut needed: Vec<Range> = Vec::new();
        let numbers = extraction.meetings.iter().map(|m| m.sentence);
        let numbers = numbers.chain(extraction.statements.iter().map(|s| s.sentence));
        for number in numbers.chain(extraction.events.iter().map(|e| e.sentence)) {
            needed.extend(extraction.sentences.get(number as usize));
        }
        needed.sort_unstable();
        needed.dedup();
        let pieces = text.map(|text| pieces(text, &needed)).unwrap_or_default();
        let fingerprint = extraction.fingerprint.iter().map(|v| format!("{v:016x}")).collect();
        let row = DocumentRow {
            title: extraction.title.clone(),
            published: extraction.published.clone(),
            source: extraction.source.clone(),
            fingerprint,
            sentences: Vec::new(),
        };
        let have = self.documents.entry(extraction.id.clone()).or_insert_with(|| row.clone());
        // Two documents with one id are a mistake outside; which one names it must not depend on
        // their order.
        if row_order(have) < row_order(&row) {
            *have = DocumentRow { sentences: std::mem::take(&mut have.sentences), ..row };
        }
        have.sentences.extend(pieces);
    }

    fn add_entities(&mut self, extraction: &Extraction) {
        let mut told: FxHashMap<&str, (u32, Evidence)> = FxHashMap::default();
        for mention in &extraction.mentions {
            let Some(id) = mention.entity.as_deref() else { continue };
            let first = told.entry(id).or_insert_with(|| {
                let evidence = Evidence {
                    document: extraction.id.clone(),
                    start: mention.start,
                    end: mention.end,
                    rule: None,
                    confidence: mention.confidence,
                };
                (0, evidence)
            });
            first.0 += 1;
        }
        for entity in &extraction.entities {
            let id = self.id(&entity.id);
            let gathering = self.entities.entry(id).or_default();
            gathering.add(entity, told.remove(entity.id.as_str()));
        }
        // What mentions name without an entry still has to be a node that edges can end at.
        let mut rest: Vec<_> = told.into_iter().collect();
        rest.sort_unstable_by(|a, b| a.0.cmp(b.0));
        for (id, first) in rest {
            let kind = extraction.mentions.iter().find(|m| m.entity.as_deref() == Some(id));
            let kind = kind.map_or(EntityKind::Person, |mention| mention.kind);
            let id = self.id(id);
            let gathering = self.entities.entry(id.clone()).or_default();
            gathering.add_bare(&id, kind, Some(first));
        }
    }

    pub(super) fn ensure_entity(&mut self, id: &str, text: &str, kind: EntityKind) {
        if !self.entities.contains_key(id) {
            let mut gathering = EntityGathering::default();
            gathering.add_bare(text, kind, None);
            self.entities.insert(id.to_owned(), gathering);
        }
    }

    fn add_co_occurrences(&mut self, extraction: &Extraction) {
        let mut here: Vec<(u32, u32)> = Vec::with_capacity(extraction.mentions.len());
        for mention in &extraction.mentions {
            let (Some(sentence), Some(id)) = (mention.sentence, mention.entity.as_deref()) else {
                continue;
            };
            if mention.kind != EntityKind::Role {
                let number = self.number(id);
                here.push((sentence, number));
            }
        }
        here.sort_unstable();
        here.dedup();
        for group in here.chunk_by(|a, b| a.0 == b.0) {
            let (Some(&(number, _)), 2..=MOST_IN_SENTENCE) = (group.first(), group.len()) else {
                continue;
            };
            let range = extraction.sentences.get(number as usize).copied().unwrap_or_default();
            for (at, &(_, a)) in group.iter().enumerate() {
                for &(_, b) in group.iter().skip(at + 1) {
                    let (count, evidence) = self.together.entry((a.min(b), a.max(b))).or_default();
                    *count += 1;
                    evidence.push(Evidence {
                        document: extraction.id.clone(),
                        start: range.start,
                        end: range.end,
                        rule: None,
                        confidence: 1.0,
                    });
                    if evidence.len() >= 4 * CO_OCCURRENCE_EVIDENCE {
                        *evidence = lowest(std::mem::take(evidence), CO_OCCURRENCE_EVIDENCE);
                    }
                }
            }
        }
    }

    fn number(&mut self, id: &str) -> u32 {
        let id = &*self.id(id);
        if let Some(&number) = self.numbers.get(id) {
            return number;
        }
        let number = self.names.len() as u32;
        self.names.push(id.to_owned());
        self.numbers.insert(id.to_owned(), number);
        number
    }

    fn add_report(&mut self, extraction: &Extraction, meeting: &Meeting, told_by: Option<String>) {
        let mut participants: BTreeMap<String, Option<String>> = BTreeMap::new();
        let mut others = BTreeSet::new();
        for party in &meeting.participants {
            match self.party(party) {
                Some(id) => {
                    self.ensure_entity(&id, &party.text, EntityKind::Person);
                    let part = participants.entry(id).or_default();
                    *part = part.take().or_else(|| party.part.clone());
                }
                None => {
                    others.insert(party.text.clone());
                }
            }
        }
        let mut pairs: BTreeSet<(String, String)> = BTreeSet::new();
        for (a, b) in &meeting.pairs {
            let (a, b) = (self.id(a), self.id(b));
            for id in [&a, &b] {
                self.ensure_entity(id, id, EntityKind::Person);
                participants.entry(id.clone()).or_default();
            }
            match a.cmp(&b) {
                std::cmp::Ordering::Less => pairs.insert((a, b)),
                std::cmp::Ordering::Greater => pairs.insert((b, a)),
                std::cmp::Ordering::Equal => false,
            };
        }
        if participants.is_empty() {
            return;
        }
        let mut place = meeting.place.clone();
        if let Some(at) = &mut place
            && let Some(id) = at.entity.take()
        {
            let id = self.id(&id);
            self.ensure_entity(&id, &at.text, EntityKind::Place);
            at.entity = Some(id);
        }
        let range = sentence_range(
            extraction,
            meeting.sentence,
            (meeting.trigger.start, meeting.trigger.end),
        );
        let report = Report {
            document: extraction.id.clone(),
            start: range.start,
            end: range.end,
            rule: meeting.rule.clone(),
            confidence: meeting.confidence,
            id: meeting.id.clone(),
            sentence: meeting.sentence,
            trigger: meeting.trigger.text.clone(),
            status: meeting.status,
            modality: meeting.modality,
            on_word_of: meeting.evidence,
            attributed_to: told_by,
            mode: meeting.mode,
            form: meeting.form.clone(),
            codes: meeting.codes.clone(),
            participants: participants.into_iter().collect(),
            others: others.into_iter().collect(),
            pairs: pairs.into_iter().collect(),
            place,
            date: meeting.date.clone(),
            published: extraction.published.clone(),
        };
        self.reports.insert((report.document.clone(), report.id.clone()), report);
    }
}

/// In how many sentences two entities stand together, by their ids in order. Numbers that became
/// one entity are counted together.
fn co_occurrences(
    together: FxHashMap<(u32, u32), (u32, Vec<Evidence>)>,
    names: &[String],
) -> BTreeMap<(&str, &str), (u32, Vec<Evidence>)> {
    let mut all: BTreeMap<(&str, &str), (u32, Vec<Evidence>)> = BTreeMap::new();
    let mut together: Vec<_> = together.into_iter().collect();
    together.sort_unstable_by_key(|(pair, _)| *pair);
    for ((a, b), (count, evidence)) in together {
        let (Some(a), Some(b)) = (names.get(a as usize), names.get(b as usize)) else { continue };
        if a == b {
            continue;
        }
        let (times, told) = all.entry((a.min(b), a.max(b))).or_default();
        *times += count;
        told.extend(evidence);
    }
    all
}

fn row_order(row: &DocumentRow) -> [Option<&str>; 4] {
    let (title, published) = (row.title.as_deref(), row.published.as_deref());
    [title, published, row.source.as_deref(), Some(&row.fingerprint)]
}

/// One id for all that a person judged to be the same entity: the smallest.
fn canonical_ids(judgements: &[Judgement]) -> BTreeMap<String, String> {
    let mut groups: Vec<BTreeSet<String>> = Vec::new();
    for judgement in judgements {
        let in_documents = judgement.a.contains('@') || judgement.b.contains('@');
        let is_same = judgement.verdict == Verdict::Same && !in_documents;
        if judgement.about != Subject::Entities || !is_same {
            continue;
        }
        let mut group = BTreeSet::from([judgement.a.clone(), judgement.b.clone()]);
        groups.retain_mut(|other| {
            let is_other = other.is_disjoint(&group);
            if !is_other {
                group.append(other);
            }
            is_other
        });
        groups.push(group);
    }
    let mut ids = BTreeMap::new();
    for group in groups {
        if let Some(smallest) = group.first().cloned() {
            ids.extend(group.into_iter().map(|id| (id, smallest.clone())));
        }
    }
    ids
}

/// The texts of sorted ranges of code points.
fn pieces(text: &str, ranges: &[Range]) -> Vec<Piece> {
    let mut walk = text.char_indices().map(|(at, _)| at).chain([text.len()]).enumerate().peekable();
    let mut byte = |point: u32| -> Option<usize> {
        while walk.next_if(|&(n, _)| n < point as usize).is_some() {}
        walk.peek().filter(|&&(n, _)| n == point as usize).map(|&(_, at)| at)
    };
    let mut pieces = Vec::with_capacity(ranges.len());
    for range in ranges {
        let (Some(from), Some(to)) = (byte(range.start), byte(range.end)) else { continue };
        if let Some(text) = text.get(from..to) {
            let text = text.to_owned();
            pieces.push(Piece { start: range.start, end: range.end, text });
        }
    }
    pieces
}

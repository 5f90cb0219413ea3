//! What the documents together say of one entity, counted so that their order does not matter;
//! and how roles, statements and other events become nodes and edges.

use std::collections::{BTreeMap, BTreeSet};

use super::key;
use super::model::{
    Edge, EntityNode, EventNode, Evidence, KnowledgeGraph, Node, Relation, StatementNode,
};
use super::told::SaidWith;
use crate::extraction::{Entity, EntityKind, Extraction, HeldRole, Origin, Party, Range, When};

/// Documents whose first mention an entity keeps as evidence; its counts are of all.
const ENTITY_EVIDENCE: usize = 20;

/// Characters of a statement that its name shows.
const NAME_CONTENT: usize = 60;

/// What is known of an entity so far.
#[derive(Clone, Debug, Default)]
pub(super) struct EntityGathering {
    kinds: BTreeMap<EntityKind, u32>,
    names: BTreeMap<String, u32>,
    aliases: BTreeSet<String>,
    wikidata: Option<String>,
    is_in_gazetteer: bool,
    genders: BTreeSet<String>,
    roles: BTreeSet<HeldRole>,
    mentions: u32,
    documents: u32,
    evidence: Vec<Evidence>,
}

impl EntityGathering {
    /// Adds what one document says, with the number of mentions and the first of them.
    pub(super) fn add(&mut self, entity: &Entity, told: Option<(u32, Evidence)>) {
        *self.kinds.entry(entity.kind).or_default() += 1;
        *self.names.entry(entity.name.clone()).or_default() += 1;
        self.aliases.extend(entity.aliases.iter().cloned());
        if let Some(item) = &entity.wikidata
            && self.wikidata.as_ref().is_none_or(|have| item < have)
        {
            self.wikidata = Some(item.clone());
        }
        self.is_in_gazetteer |= entity.origin == Origin::Gazetteer;
        self.genders.extend(entity.gender.clone());
        self.roles.extend(entity.roles.iter().cloned());
        self.add_mentions(told);
    }

    /// Adds an entity of which there is only a name. It loses against every entry.
    pub(super) fn add_bare(&mut self, name: &str, kind: EntityKind, told: Option<(u32, Evidence)>) {
        self.kinds.entry(kind).or_default();
        self.names.entry(name.to_owned()).or_default();
        self.add_mentions(told);
    }

    /// Adds what was gathered under another id of the same entity.
    pub(super) fn absorb(&mut self, other: EntityGathering) {
        for (kind, count) in other.kinds {
            *self.kinds.entry(kind).or_default() += count;
        }
        for (name, count) in other.names {
            *self.names.entry(name).or_default() += count;
        }
        self.aliases.extend(other.aliases);
        self.wikidata = match (self.wikidata.take(), other.wikidata) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        self.is_in_gazetteer |= other.is_in_gazetteer;
        self.genders.extend(other.genders);
        self.roles.extend(other.roles);
        self.mentions += other.mentions;
        self.documents += other.documents;
        self.evidence.extend(other.evidence);
        self.evidence = lowest(std::mem::take(&mut self.evidence), ENTITY_EVIDENCE);
    }

    fn add_mentions(&mut self, told: Option<(u32, Evidence)>) {
        let Some((count, first)) = told else { return };
        self.mentions += count;
        self.documents += 1;
        self.evidence.push(first);
        if self.evidence.len() >= 4 * ENTITY_EVIDENCE {
            self.evidence = lowest(std::mem::take(&mut self.evidence), ENTITY_EVIDENCE);
        }
    }

    /// The node: under the name that most documents use; of two, the longer.
    pub(super) fn into_node(self, id: String) -> Node {
        let kinds = self.kinds.iter().max_by(|a, b| a.1.cmp(b.1).then(b.0.cmp(a.0)));
        let kind = kinds.map_or(EntityKind::Person, |(&kind, _)| kind);
        let best = self.names.iter().max_by(|(a, x), (b, y)| {
            x.cmp(y).then(a.chars().count().cmp(&b.chars().count())).then(b.cmp(a))
        });
        let name = best.map_or_else(|| id.clone(), |(name, _)| name.clone());
        let told = self.names.into_iter().filter(|(_, count)| *count > 0).map(|(name, _)| name);
        let aliases: BTreeSet<String> = self.aliases.into_iter().chain(told).collect();
        let node = EntityNode {
            aliases: aliases.into_iter().filter(|alias| *alias != name).collect(),
            id,
            name,
            wikidata: self.wikidata,
            origin: if self.is_in_gazetteer { Origin::Gazetteer } else { Origin::Discovered },
            gender: self.genders.first().filter(|_| self.genders.len() == 1).cloned(),
            roles: self.roles.into_iter().collect(),
            mentions: self.mentions,
            documents: self.documents,
            evidence: lowest(self.evidence, ENTITY_EVIDENCE),
        };
        Node::entity(kind, node)
    }
}

/// The order of evidence: by document and position.
pub(super) fn by_place(a: &Evidence, b: &Evidence) -> std::cmp::Ordering {
    (&a.document, a.start, a.end, &a.rule).cmp(&(&b.document, b.start, b.end, &b.rule))
}

/// The first `most` pieces of evidence by document and position.
pub(super) fn lowest(mut evidence: Vec<Evidence>, most: usize) -> Vec<Evidence> {
    evidence.sort_by(by_place);
    evidence.truncate(most);
    evidence
}

/// The range of the sentence with that number; else the given range.
pub(super) fn sentence_range(extraction: &Extraction, sentence: u32, trigger: (u32, u32)) -> Range {
    let range = extraction.sentences.get(sentence as usize).copied();
    range.unwrap_or(Range { start: trigger.0, end: trigger.1 })
}

/// First day, and last day where it is another.
pub(super) fn day_range(when: Option<&When>) -> (Option<String>, Option<String>) {
    let Some(when) = when else { return (None, None) };
    (Some(when.from.clone()), Some(when.to.clone()).filter(|to| *to != when.from))
}

impl KnowledgeGraph {
    /// Roles as nodes between the people who hold them and what they are of.
    pub(super) fn add_roles(&mut self) {
        let people: Vec<(String, Vec<HeldRole>, Vec<Evidence>)> = self
            .nodes()
            .filter_map(|node| match node {
                Node::Person(n) if !n.roles.is_empty() => {
                    let evidence = n.evidence.iter().take(5).cloned().collect();
                    Some((n.id.clone(), n.roles.clone(), evidence))
                }
                _ => None,
            })
            .collect();
        for (person, roles, evidence) in people {
            for held in roles {
                let of = held.of.as_deref().unwrap_or_default();
                let role = held.id.clone().unwrap_or_else(|| {
                    let slug = key::slug(&held.role);
                    if of.is_empty() { format!("role:{slug}") } else { format!("role:{slug}:{of}") }
                });
                if self.node(&role).is_none() {
                    let mut bare = EntityGathering::default();
                    bare.add_bare(&held.role, EntityKind::Role, None);
                    self.add_node(bare.into_node(role.clone()));
                }
                let (from, to) = (held.from.as_deref(), held.to.as_deref());
                let dates = [from.unwrap_or_default(), to.unwrap_or_default()];
                let parts = [&person, role.as_str(), of, dates[0], dates[1]];
                let mut edge = Edge::new(Relation::HoldsRole, &parts);
                edge.first = held.from.clone();
                edge.last = held.to.clone();
                edge.part = Some(held.role.clone());
                edge.evidence = evidence.clone();
                self.add_edge(&person, &role, edge);
                let edge = Edge::new(Relation::Of, &[&role, of]);
                let is_new =
                    self.node_index(&role).zip(self.node_index(of)).is_some_and(|(a, b)| {
                        !self.graph.edges_connecting(a, b).any(|e| e.weight().key == edge.key)
                    });
                if is_new {
                    let edge = Edge { evidence: evidence.clone(), ..edge };
                    self.add_edge(&role, of, edge);
                }
            }
        }
    }

    /// A statement with its speaker, addressees and what it is about.
    pub(super) fn add_statement(&mut self, mut node: StatementNode, with: SaidWith) {
        settle(&mut node.evidence, &mut node.documents);
        let who = node.speaker.as_deref().map_or(node.speaker_text.as_str(), |id| self.name_of(id));
        node.name = format!("{who}: {}", shortened(&node.content, NAME_CONTENT));
        let id = node.id.clone();
        let mut ends: Vec<(String, String, Relation)> = Vec::new();
        ends.extend(node.speaker.iter().map(|who| (who.clone(), id.clone(), Relation::Made)));
        ends.extend(with.co_speakers.into_iter().map(|who| (who, id.clone(), Relation::Made)));
        ends.extend(with.addressees.into_iter().map(|to| (id.clone(), to, Relation::AddressedTo)));
        ends.extend(with.about.into_iter().map(|of| (id.clone(), of, Relation::About)));
        let mut edge = Edge::new(Relation::Made, &[]);
        edge.status = Some(node.status);
        edge.first = node.date.clone();
        edge.last = node.date_to.clone().or_else(|| node.date.clone());
        edge.evidence = node.evidence.clone();
        self.add_node(Node::Statement(node));
        for (source, target, relation) in ends {
            let key = Edge::new(relation, &[&source, &target]).key;
            self.add_edge(&source, &target, Edge { relation, key, ..edge.clone() });
        }
    }

    /// An event of another kind with those who took part.
    pub(super) fn add_event(&mut self, mut node: EventNode) {
        settle(&mut node.evidence, &mut node.documents);
        let parties = || node.arguments.iter().flat_map(|(_, parties)| parties);
        let name_of = |party: &Party| -> String {
            party.entity.as_deref().map_or(party.text.as_str(), |id| self.name_of(id)).to_owned()
        };
        let names: Vec<String> = parties().map(name_of).collect();
        node.name = match (names.is_empty(), &node.date) {
            (true, _) => node.event.clone(),
            (false, None) => format!("{}: {}", node.event, names.join(" – ")),
            (false, Some(date)) => {
                let date = key::spoken_range(date, node.date_to.as_deref());
                format!("{}: {}, {date}", node.event, names.join(" – "))
            }
        };
        let id = node.id.clone();
        let mut ends: Vec<(String, String, Relation, Option<String>)> = Vec::new();
        for (argument, parties) in &node.arguments {
            for who in parties.iter().filter_map(|party| party.entity.clone()) {
                ends.push((who, id.clone(), Relation::TookPartIn, Some(argument.clone())));
            }
        }
        if let Some(place) = &node.place {
            ends.push((id.clone(), place.clone(), Relation::HeldAt, None));
        }
        ends.sort();
        ends.dedup();
        let mut edge = Edge::new(Relation::TookPartIn, &[]);
        edge.status = Some(node.status);
        edge.first = node.date.clone();
        edge.last = node.date_to.clone().or_else(|| node.date.clone());
        edge.evidence = node.evidence.clone();
        self.add_node(Node::Event(node));
        for (source, target, relation, part) in ends {
            let argument = part.as_deref().unwrap_or_default();
            let key = Edge::new(relation, &[&source, &target, argument]).key;
            self.add_edge(&source, &target, Edge { relation, key, part, ..edge.clone() });
        }
    }
}

/// The first `most` characters of the text, cut at a word where one ends near, with an ellipsis.
pub fn shortened(text: &str, most: usize) -> String {
    let Some((cut, _)) = text.char_indices().nth(most) else { return text.to_owned() };
    let head = text.get(..cut).unwrap_or(text);
    let word = head.rfind(char::is_whitespace).filter(|&at| at * 3 > head.len() * 2);
    let head = word.and_then(|at| head.get(..at)).unwrap_or(head);
    format!("{}…", head.trim_end_matches(|c: char| c.is_whitespace() || ",;:–-".contains(c)))
}

/// Sorts evidence, drops what is told twice, and counts the documents.
fn settle(evidence: &mut Vec<Evidence>, documents: &mut u32) {
    evidence.sort_by(by_place);
    evidence.dedup_by(|a, b| by_place(a, b).is_eq());
    let ids: BTreeSet<&str> = evidence.iter().map(|one| one.document.as_str()).collect();
    *documents = ids.len() as u32;
}

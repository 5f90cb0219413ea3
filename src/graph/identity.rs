//! Are two people of one name one person? A name that no gazetteer holds is the same person in all
//! documents unless their profiles contradict each other: what they are said to be, of which
//! place or organization, of which gender, and when.
//!
//! Every document that says something of such a person is an *occurrence*. Names that differ by a
//! middle name or initial, or have two forms of one given name, are compared as well, and are one
//! person only if they share an office and the body it belongs to. Occurrences are compared only when all documents are there, and in
//! an order that comes from their content, so that the order of the documents does not matter.

use std::collections::{BTreeMap, BTreeSet};

use super::merge::{Judgement, Subject, Verdict};
use super::{field, key};
use crate::extraction::{Entity, HeldRole, Origin};
use crate::text::given_forms;

/// Stands between the id of a name and the document in the id of an occurrence; no id holds it.
const MARK: char = '\u{1}';

/// Years between two publications after which a name is another's.
const GENERATION: i64 = 60;

/// Years within which nobody leaves a team for an office.
const CAREER: i64 = 8;

/// Different profiles under one name beyond which nothing is taken apart: that is no name.
const MOST_PROFILES: usize = 200;

/// The id of the person `id` as `document` speaks of them.
pub(super) fn occurrence(id: &str, document: &str) -> String {
    format!("{id}{MARK}{document}")
}

/// The id of the name that an id belongs to; other ids are that already.
pub(super) fn base(id: &str) -> &str {
    id.split_once(MARK).map_or(id, |(base, _)| base)
}

/// The id as people write it, in judgements: `john-harmsworth@wire-12`.
pub(super) fn written(id: &str) -> String {
    id.replace(MARK, "@")
}

/// What one document says of a person.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Profile {
    /// Offices and occupations, folded.
    roles: BTreeSet<String>,
    /// Ids of the places and organizations they belong to.
    of: BTreeSet<String>,
    gender: Option<String>,
    year: Option<i64>,
}

impl Profile {
    /// The profile that a discovered person has in a document; none if it says nothing of them.
    pub(super) fn of(entity: &Entity, published: Option<&str>) -> Option<Self> {
        if entity.origin != Origin::Discovered || entity.roles.is_empty() {
            return None;
        }
        Some(Profile {
            roles: entity.roles.iter().map(|held| key::folded(&held.role)).collect(),
            of: entity
                .roles
                .iter()
                .filter(|held| !is_abroad(held))
                .filter_map(|h| h.of.clone())
                .collect(),
            gender: entity.gender.clone(),
            year: published.and_then(|day| day.get(..4)?.parse().ok()),
        })
    }

    fn spoken(&self) -> String {
        let list = |set: &BTreeSet<String>| set.iter().cloned().collect::<Vec<_>>().join(", ");
        match self.of.is_empty() {
            true => list(&self.roles),
            false => format!("{} of {}", list(&self.roles), list(&self.of)),
        }
    }
}

/// Whether an office belongs elsewhere than the place it is named after: an ambassador to Aldoria
/// is no Aldorian.
fn is_abroad(held: &HeldRole) -> bool {
    let role = held.role.to_lowercase();
    ABROAD.iter().any(|word| role.contains(word))
}

/// Words for such offices.
const ABROAD: [&str; 7] =
    ["ambassador", "envoy", "consul", "expert", "correspondent", "analyst", "specialist"];

/// Two profiles compared: whether they are one person's, and why.
struct Comparison {
    verdict: Verdict,
    reasons: Vec<String>,
}

/// What the graph knows about places and bodies, and what a person decided.
pub(super) struct Context<'a> {
    parents: &'a BTreeMap<String, String>,
    /// Whatever holds something else and lies in nothing: countries, as a rule.
    tops: BTreeSet<&'a str>,
    given: &'a [Judgement],
}

impl<'a> Context<'a> {
    /// `parents` are ids and the places or bodies they lie in or belong to, `given` what a person
    /// decided.
    pub(super) fn new(parents: &'a BTreeMap<String, String>, given: &'a [Judgement]) -> Self {
        let held = parents.values().map(String::as_str);
        let tops = held.filter(|id| !parents.contains_key(*id)).collect();
        Context { parents, tops, given }
    }

    fn compare(&self, a: &Profile, b: &Profile, is_one_word: bool) -> Comparison {
        if let (Some(x), Some(y)) = (&a.gender, &b.gender)
            && x != y
        {
            // With a given name, a title or pronoun may have been misread; “Mr Ito” and “Mrs Ito”
            // are two.
            let reasons = vec![format!("one is {x}, the other {y}")];
            let verdict = if is_one_word { Verdict::Different } else { Verdict::Unsure };
            return Comparison { verdict, reasons };
        }
        let years = a.year.zip(b.year).map_or(0, |(x, y)| (x - y).abs());
        if let (Some(x), Some(y)) = (a.year, b.year)
            && years > GENERATION
        {
            return different(format!("told of in {x} and in {y}"));
        }
        let both = format!("{} and {}", a.spoken(), b.spoken());
        if years <= CAREER && field::contradict(&a.roles, &b.roles) {
            return different(both);
        }
        let mut reasons = Vec::new();
        if let Some(role) = a.roles.intersection(&b.roles).next() {
            reasons.push(format!("both {role}"));
        }
        if let Some(body) = self.shared_body(a, b) {
            reasons.push(format!("both of {body}"));
        }
        if !reasons.is_empty() {
            return Comparison { verdict: Verdict::Same, reasons };
        }
        if !self.are_of_different_countries(a, b) {
            return Comparison { verdict: Verdict::Unsure, reasons: vec![both] };
        }
        different(both)
    }

    /// The body of one that is that of the other, or holds it.
    fn shared_body(&self, a: &Profile, b: &Profile) -> Option<String> {
        let within = |inner: &String, outer: &String| self.line(inner).any(|id| id == outer);
        let pairs = a.of.iter().flat_map(|x| b.of.iter().map(move |y| (x, y)));
        pairs.filter(|(x, y)| within(x, y) || within(y, x)).map(|(x, _)| x.clone()).next()
    }

    /// Whether both are known to belong somewhere, and to no common country. What is in no
    /// gazetteer could be anywhere.
    fn are_of_different_countries(&self, a: &Profile, b: &Profile) -> bool {
        let (x, y) = (self.countries(a), self.countries(b));
        !x.is_empty() && !y.is_empty() && x.is_disjoint(&y)
    }

    fn countries<'p>(&'p self, profile: &'p Profile) -> BTreeSet<&'p str> {
        let tops = profile.of.iter().filter_map(|id| self.line(id).last());
        tops.map(String::as_str).filter(|top| self.tops.contains(top)).collect()
    }

    /// An id and all it lies in, the smallest first.
    fn line<'s>(&'s self, id: &'s String) -> impl Iterator<Item = &'s String> {
        // A circle in a gazetteer's containment must not hang.
        std::iter::successors(Some(id), |at| self.parents.get(*at)).take(8)
    }
}

fn different(reason: String) -> Comparison {
    Comparison { verdict: Verdict::Different, reasons: vec![reason] }
}

/// Occurrences of one name that are one person.
#[derive(Clone, Debug, Default)]
struct Cluster {
    occurrences: BTreeSet<String>,
    profiles: BTreeSet<Profile>,
    /// A person joined what contradicts itself: then one profile that fits is enough.
    judged: bool,
}

/// Whom the occurrences turned out to be.
#[derive(Debug, Default)]
pub(super) struct Identities {
    /// By occurrence: the id of the person.
    pub ids: BTreeMap<String, String>,
    /// Why people of one name were kept apart, or kept as one without being sure.
    pub log: Vec<Judgement>,
}

/// Decides for all occurrences, by their ids with what each document says.
pub(super) fn decide(occurrences: &BTreeMap<String, Profile>, context: &Context<'_>) -> Identities {
    let mut names: BTreeMap<(&str, &str), Vec<(&String, &Profile)>> = BTreeMap::new();
    for (id, profile) in occurrences {
        names.entry(ends(base(id))).or_default().push((id, profile));
    }
    let mut identities = Identities::default();
    for occurrences in names.into_values() {
        let clusters = clusters(&occurrences, context, &mut identities.log);
        settle(&clusters, context, &mut identities);
    }
    identities
}

/// The given name that the first word of a name is a form of, and the last word.
fn ends(name: &str) -> (&str, &str) {
    let first = name.split('-').next().unwrap_or(name);
    let last = name.rsplit('-').next().unwrap_or(name);
    (given_forms::family_name(first), last)
}

/// “Ada B. Marten” and “Ada C. Marten”: middle names of which neither abbreviates the other.
fn have_other_middles(a: &str, b: &str) -> bool {
    let middle = |name: &str| {
        let words: Vec<&str> = name.split('-').collect();
        words.get(1..words.len().saturating_sub(1)).and_then(|m| m.first()).map(|m| (*m).to_owned())
    };
    match (middle(a), middle(b)) {
        (Some(x), Some(y)) => !x.starts_with(&y) && !y.starts_with(&x),
        _ => false,
    }
}

/// People of one name: first those of like profile, then whoever contradicts nobody, each with the
/// largest that it can belong to.
fn clusters(
    occurrences: &[(&String, &Profile)],
    context: &Context<'_>,
    log: &mut Vec<Judgement>,
) -> Vec<Cluster> {
    let mut by_profile: BTreeMap<(&Profile, &str), Cluster> = BTreeMap::new();
    let mut parted: Vec<Cluster> = Vec::new();
    for &(id, profile) in occurrences {
        let cluster = Cluster {
            occurrences: BTreeSet::from([id.clone()]),
            profiles: BTreeSet::from([profile.clone()]),
            judged: false,
        };
        if context.given.iter().any(|judgement| judges(judgement, id)) {
            parted.push(cluster);
        } else {
            by_profile.entry((profile, base(id))).or_default().absorb(cluster);
        }
    }
    let mut clusters: Vec<Cluster> = by_profile.into_values().chain(parted).collect();
    if clusters.len() > MOST_PROFILES {
        clusters = vec![clusters.into_iter().fold(Cluster::default(), |mut all, one| {
            all.absorb(one);
            all
        })];
    }
    join(&mut clusters, |a, b| a.given(b, context.given) == Some(Verdict::Same));
    for cluster in &mut clusters {
        cluster.judged = cluster.profiles.len() > 1;
    }
    join(&mut clusters, |a, b| a.verdict(b, context) == Verdict::Same);
    clusters.sort_by(Cluster::by_size);
    let unsure = |a: &Cluster, b: &Cluster| a.verdict(b, context) == Verdict::Unsure;
    if let Some((a, b)) = first_pair(&clusters, unsure) {
        let reasons = a.first_reasons(b, context);
        log.push(judgement(a.first(), b.first(), Verdict::Unsure, reasons));
    }
    join(&mut clusters, unsure);
    clusters.sort_by(Cluster::by_size);
    clusters
}

/// Joins clusters while two of them belong together, the first that do.
fn join(clusters: &mut Vec<Cluster>, together: impl Fn(&Cluster, &Cluster) -> bool) {
    let mut at = 0;
    while at < clusters.len() {
        let next =
            (at + 1..clusters.len()).find(|&other| together(&clusters[at], &clusters[other]));
        match next {
            Some(other) => {
                let joined = clusters.remove(other);
                clusters[at].absorb(joined);
            }
            None => at += 1,
        }
    }
}

fn first_pair(
    clusters: &[Cluster],
    holds: impl Fn(&Cluster, &Cluster) -> bool,
) -> Option<(&Cluster, &Cluster)> {
    let pairs = clusters.iter().enumerate();
    let mut pairs = pairs.flat_map(|(i, a)| clusters[i + 1..].iter().map(move |b| (a, b)));
    pairs.find(|(a, b)| holds(a, b))
}

impl Cluster {
    fn absorb(&mut self, other: Cluster) {
        self.occurrences.extend(other.occurrences);
        self.profiles.extend(other.profiles);
        self.judged |= other.judged;
    }

    fn first(&self) -> &str {
        self.occurrences.first().map_or("", String::as_str)
    }

    /// The largest first; of two, the one with the first document.
    fn by_size(&self, other: &Cluster) -> std::cmp::Ordering {
        let size = other.occurrences.len().cmp(&self.occurrences.len());
        size.then_with(|| self.occurrences.cmp(&other.occurrences))
    }

    /// What a person decided about two clusters.
    fn given(&self, other: &Cluster, given: &[Judgement]) -> Option<Verdict> {
        let mut about = given.iter().filter(|j| {
            let holds = |cluster: &Cluster, name: &str| {
                cluster.occurrences.iter().any(|id| written(id) == name)
            };
            j.about == Subject::Entities
                && (holds(self, &j.a) && holds(other, &j.b)
                    || holds(self, &j.b) && holds(other, &j.a))
        });
        let first = about.next()?.verdict;
        Some(about.map(|j| j.verdict).fold(first, Verdict::max))
    }

    /// Different if any two profiles contradict each other, the same if any two agree.
    fn verdict(&self, other: &Cluster, context: &Context<'_>) -> Verdict {
        match self.given(other, context.given) {
            None => {}
            Some(Verdict::Same) => return Verdict::Same,
            Some(_) => return Verdict::Different,
        }
        let is_one_name = self.base() == other.base();
        if !is_one_name && have_other_middles(self.base(), other.base()) {
            return Verdict::Different;
        }
        let (mut same, mut different) = (false, false);
        for a in &self.profiles {
            for b in &other.profiles {
                let comparison = context.compare(a, b, !self.base().contains('-'));
                match comparison.verdict {
                    Verdict::Different => different = true,
                    Verdict::Same => same |= is_one_name || comparison.reasons.len() > 1,
                    Verdict::Unsure => {}
                }
            }
        }
        if different && !(same && (self.judged || other.judged)) {
            return Verdict::Different;
        }
        match (same, is_one_name) {
            (true, _) => Verdict::Same,
            (false, true) => Verdict::Unsure,
            (false, false) => Verdict::Different,
        }
    }

    /// The name that most of its documents use; of two, the shorter.
    fn base(&self) -> &str {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for id in &self.occurrences {
            *counts.entry(base(id)).or_default() += 1;
        }
        let best = counts.into_iter().min_by_key(|(name, n)| (usize::MAX - n, name.len(), *name));
        best.map_or("", |(name, _)| name)
    }

    fn first_reasons(&self, other: &Cluster, context: &Context<'_>) -> Vec<String> {
        if self.given(other, context.given).is_some() {
            return vec!["a person decided".to_owned()];
        }
        let pairs = self.profiles.iter().flat_map(|a| other.profiles.iter().map(move |b| (a, b)));
        let is_one_word = !self.base().contains('-');
        let all: Vec<_> = pairs.map(|(a, b)| context.compare(a, b, is_one_word)).collect();
        let worst = all.iter().find(|c| c.verdict == Verdict::Different).or(all.first());
        worst.map(|comparison| comparison.reasons.clone()).unwrap_or_default()
    }
}

fn judges(judgement: &Judgement, id: &str) -> bool {
    let name = written(id);
    judgement.about == Subject::Entities && (judgement.a == name || judgement.b == name)
}

fn judgement(a: &str, b: &str, verdict: Verdict, mut reasons: Vec<String>) -> Judgement {
    let (a, b) = (written(a), written(b));
    let (a, b) = if a <= b { (a, b) } else { (b, a) };
    reasons.insert(0, "one name".to_owned());
    Judgement { about: Subject::Entities, a, b, verdict, reasons }
}

/// Gives the largest of each name its id; the others add what they are.
fn settle(clusters: &[Cluster], context: &Context<'_>, out: &mut Identities) {
    let mut used = BTreeSet::new();
    for (at, cluster) in clusters.iter().enumerate() {
        let name = cluster.base();
        let mut namesakes = clusters[..at].iter().filter(|c| c.base() == name).peekable();
        let id = match namesakes.peek() {
            None => name.to_owned(),
            Some(_) => distinct_id(name, cluster, &mut used),
        };
        for earlier in namesakes {
            let reasons = earlier.first_reasons(cluster, context);
            let verdict = Verdict::Different;
            out.log.push(judgement(earlier.first(), cluster.first(), verdict, reasons));
        }
        out.ids.extend(cluster.occurrences.iter().map(|o| (o.clone(), id.clone())));
        // Where nothing else is said of a variant of the name, it is the same person's.
        let variants: BTreeSet<&str> = cluster.occurrences.iter().map(|o| base(o)).collect();
        for variant in variants.into_iter().filter(|variant| *variant != name) {
            let elsewhere = clusters.iter().any(|other| {
                !std::ptr::eq(other, cluster)
                    && other.occurrences.iter().any(|o| base(o) == variant)
            });
            if !elsewhere {
                out.ids.insert(variant.to_owned(), id.clone());
            }
            let reasons =
                vec![format!("the same office of the same body under the name {variant}")];
            let (a, b) = (name.min(variant).to_owned(), name.max(variant).to_owned());
            let verdict = Verdict::Same;
            out.log.push(Judgement { about: Subject::Entities, a, b, verdict, reasons });
        }
    }
}

/// `john-harmsworth--mayor-leeds`: a name with what its bearer is said to be.
fn distinct_id(name: &str, cluster: &Cluster, used: &mut BTreeSet<String>) -> String {
    let profile = cluster.profiles.first();
    let role = profile.and_then(|p| p.roles.first()).map(|role| key::slug(role));
    let of = profile.and_then(|p| p.of.first()).cloned();
    let parts: Vec<String> = role.into_iter().chain(of).collect();
    let mut id = format!("{name}--{}", parts.join("-"));
    if !used.insert(id.clone()) {
        let documents = cluster.occurrences.iter().map(String::as_str);
        id = key::content_id(&format!("{id}-"), documents);
        used.insert(id.clone());
    }
    id
}

#[cfg(test)]
mod tests;

//! Events, mentions and referents as the public records of a document.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::base::{Id, TokenSpan};
use crate::event::adjunct::{self, When, Where};
use crate::event::event::Event;
use crate::event::{Party, Reading};
use crate::extraction as record;
use crate::extraction::{EntityKind, EvidenceKind, Extraction, Modality, Polarity, Status};
use crate::gazetteer::{EntityId, Gazetteer, Gender};
use crate::mention::time::Tense;
use crate::mention::{Form, RoleUse};
use crate::resolve::{AnaphorKind, ReferentId, role};
use crate::rule::{EventKindId, Factuality, RuleSet};
use crate::text::lines::CodePoints;

/// The record of a document in which `events` were found.
pub fn record(reading: &Reading<'_>, rules: &RuleSet, events: &[Event]) -> Extraction {
    let article = &reading.document.article;
    let writer = Writer {
        reading,
        rules,
        points: CodePoints::new(&article.text),
        meeting: rules.kind_named("meeting"),
        statement: rules.kind_named("statement"),
    };
    let ids = writer.event_ids(events);
    let mut extraction = Extraction {
        schema: record::SCHEMA.to_owned(),
        id: article.id.clone(),
        title: article.title.clone(),
        published: reading
            .document
            .article
            .published
            .map(|d| d.to_string())
            .or_else(|| reading.published.map(|d| d.to_string())),
        source: article.source.clone(),
        entities: writer.entities(),
        sentences: reading.document.sentences.iter().map(|s| writer.range(s.tokens)).collect(),
        mentions: writer.mentions(),
        meetings: Vec::new(),
        statements: Vec::new(),
        events: Vec::new(),
        fingerprint: Vec::new(),
    };
    for (number, event) in events.iter().enumerate() {
        if Some(event.kind) == writer.meeting {
            extraction.meetings.extend(writer.meeting(events, number, &ids));
        } else if Some(event.kind) == writer.statement {
            extraction.statements.extend(writer.statement(events, number, &ids));
        } else {
            extraction.events.extend(writer.other(events, number, &ids));
        }
    }
    extraction
}

/// How far to trust a place that stands in the clause around that of the event.
const NEARBY: f32 = 0.7;

struct Writer<'a> {
    reading: &'a Reading<'a>,
    rules: &'a RuleSet,
    points: CodePoints<'a>,
    meeting: Option<EventKindId>,
    statement: Option<EventKindId>,
}

impl Writer<'_> {
    /// The document's id, a letter for the kind and a number, for every event.
    fn event_ids(&self, events: &[Event]) -> Vec<String> {
        let (mut meetings, mut statements, mut others) = (0, 0, 0);
        let number = |event: &Event| {
            let (letter, count) = if Some(event.kind) == self.meeting {
                ('m', &mut meetings)
            } else if Some(event.kind) == self.statement {
                ('s', &mut statements)
            } else {
                ('e', &mut others)
            };
            *count += 1;
            format!("{}#{letter}{count}", self.reading.document.article.id)
        };
        events.iter().map(number).collect()
    }

    fn range(&self, tokens: TokenSpan) -> record::Range {
        let bytes = self.reading.document.bytes(tokens);
        record::Range { start: self.points.at(bytes.start), end: self.points.at(bytes.end) }
    }

    fn piece(&self, tokens: TokenSpan) -> record::Piece {
        let record::Range { start, end } = self.range(tokens);
        record::Piece { start, end, text: self.reading.text(tokens).to_owned() }
    }

    fn sentence(&self, token: u32) -> Option<u32> {
        self.reading.document.sentence_of(token).map(|s| s.0)
    }

    fn key(&self, referent: ReferentId) -> String {
        self.reading.chains.referents[referent].key.clone()
    }

    /// Every referent with a name in the text, and every role, by first mention.
    fn entities(&self) -> Vec<record::Entity> {
        let reading = self.reading;
        let mut found: Vec<(u32, record::Entity)> = Vec::new();
        let mut described: FxHashMap<ReferentId, u32> = FxHashMap::default();
        for anaphor in &reading.anaphors {
            for &referent in &anaphor.referents {
                described.entry(referent).or_insert(anaphor.head);
            }
        }
        for (id, referent) in reading.chains.referents.iter_enumerated() {
            let named = referent
                .mentions
                .first()
                .and_then(|&m| reading.mentions.names.get(m))
                .map(|m| m.tokens.start);
            let Some(first) = named.or_else(|| described.get(&id).copied()) else { continue };
            let entry = referent.entity.map(|e| reading.gazetteer.entity(e));
            found.push((
                first,
                record::Entity {
                    id: referent.key.clone(),
                    name: referent.name.clone(),
                    kind: referent.kind,
                    aliases: entry.map(|e| e.aliases.clone()).unwrap_or_default(),
                    wikidata: entry.and_then(|e| e.wikidata.clone()),
                    origin: if entry.is_some() {
                        record::Origin::Gazetteer
                    } else {
                        record::Origin::Discovered
                    },
                    gender: referent.gender.map(|g| match g {
                        Gender::Female => "female".to_owned(),
                        Gender::Male => "male".to_owned(),
                    }),
                    roles: self.held_roles(id),
                },
            ));
        }
        let mut roles: FxHashSet<EntityId> = FxHashSet::default();
        for role in &reading.mentions.roles {
            if let Some(id) = self.general_role(role)
                && roles.insert(id)
                && !found.iter().any(|(_, e)| e.id == reading.gazetteer.entity(id).key)
            {
                found.push((role.tokens.start, self.role_entity(id)));
            }
        }
        found.sort_by(|a, b| (a.0, &a.1.id).cmp(&(b.0, &b.1.id)));
        found.into_iter().map(|(_, entity)| entity).collect()
    }

    /// The general role that a title in the text names: that without a place of its own.
    fn general_role(&self, role: &RoleUse) -> Option<EntityId> {
        let gazetteer = self.reading.gazetteer;
        let mut roles = role::roles_of(gazetteer, role.name?);
        let details = |e: EntityId| gazetteer.entity(e).role();
        let first = role::roles_of(gazetteer, role.name?).next();
        roles
            .find(|&e| details(e).is_some_and(|r| r.of.is_none()))
            .or(first)
            .filter(|&e| !details(e).is_some_and(|r| r.honorific))
    }

    fn role_entity(&self, id: EntityId) -> record::Entity {
        let entry = self.reading.gazetteer.entity(id);
        record::Entity {
            id: entry.key.clone(),
            name: entry.name.clone(),
            kind: EntityKind::Role,
            aliases: entry.role().map(|r| r.titles.clone()).unwrap_or_default(),
            wikidata: entry.wikidata.clone(),
            origin: record::Origin::Gazetteer,
            gender: None,
            roles: Vec::new(),
        }
    }

    /// What a person is on the document's date, by the gazetteer, and what the text says.
    fn held_roles(&self, referent: ReferentId) -> Vec<record::HeldRole> {
        let reading = self.reading;
        let gazetteer: &Gazetteer = reading.gazetteer;
        let referent = &reading.chains.referents[referent];
        if referent.kind != EntityKind::Person {
            return Vec::new();
        }
        let mut held: Vec<record::HeldRole> = Vec::new();
        let tenures = referent.entity.map(|e| gazetteer.entity(e).tenures()).unwrap_or_default();
        for tenure in tenures {
            if reading.published.is_some_and(|day| !tenure.covers(day)) {
                continue;
            }
            let of = tenure.of.map(|of| gazetteer.entity(of).key.clone());
            let written = (!tenure.of_text.is_empty()).then(|| tenure.of_text.clone());
            held.push(record::HeldRole {
                role: tenure.title.clone(),
                id: tenure.role.map(|r| gazetteer.entity(r).key.clone()),
                of: of.or(written),
                from: tenure.from.map(|d| d.to_string()),
                to: tenure.to.map(|d| d.to_string()),
            });
        }
        for role in &referent.roles {
            let name = match self.general_role(role) {
                Some(id) => gazetteer.entity(id).name.clone(),
                None if role.name.is_none() => reading.text(role.tokens).to_owned(),
                None => continue,
            };
            let known = held.iter().any(|h| h.role.eq_ignore_ascii_case(&name));
            if known || role.former {
                continue;
            }
            held.push(record::HeldRole {
                role: name,
                id: self.general_role(role).map(|id| gazetteer.entity(id).key.clone()),
                of: role.of.map(|of| gazetteer.entity(of).key.clone()),
                from: None,
                to: None,
            });
        }
        held
    }

    fn mentions(&self) -> Vec<record::Mention> {
        let reading = self.reading;
        let mut found = Vec::new();
        for (id, mention) in reading.mentions.names.iter_enumerated() {
            let link = &reading.chains.links[id];
            let referent = link.referent.map(|r| &reading.chains.referents[r]);
            if referent.is_none() && link.open.is_empty() {
                continue;
            }
            let titled = mention.extent != mention.tokens;
            let via = match (referent, mention.form) {
                (Some(r), _) if r.entity.is_none() => record::Via::Discovered,
                (_, Form::Short) if titled => record::Via::Title,
                (_, Form::Short) => record::Via::Surname,
                (Some(r), _) if reading.text(mention.tokens) == r.name => record::Via::Name,
                _ => record::Via::Alias,
            };
            let mut candidates: Vec<String> =
                link.open.iter().map(|&e| reading.gazetteer.entity(e).key.clone()).collect();
            candidates.sort();
            found.push(self.mention(
                mention.tokens,
                referent.map_or(mention.kind, |r| r.kind),
                referent.map(|r| r.key.clone()),
                candidates,
                via,
                link.confidence,
            ));
        }
        for anaphor in &reading.anaphors {
            let via = match anaphor.kind {
                AnaphorKind::Pronoun | AnaphorKind::Possessive => record::Via::Pronoun,
                AnaphorKind::Description | AnaphorKind::Group => record::Via::Role,
            };
            let [referent] = anaphor.referents.as_slice() else { continue };
            found.push(self.mention(
                anaphor.tokens,
                reading.chains.referents[*referent].kind,
                Some(self.key(*referent)),
                Vec::new(),
                via,
                anaphor.confidence,
            ));
        }
        for role in &reading.mentions.roles {
            if let Some(id) = self.general_role(role) {
                let key = reading.gazetteer.entity(id).key.clone();
                let via = record::Via::Role;
                found.push(self.mention(
                    role.tokens,
                    EntityKind::Role,
                    Some(key),
                    Vec::new(),
                    via,
                    1.0,
                ));
            }
        }
        found.sort_by_key(|m| (m.start, m.end, m.kind));
        found
    }

    fn mention(
        &self,
        tokens: TokenSpan,
        kind: EntityKind,
        entity: Option<String>,
        candidates: Vec<String>,
        via: record::Via,
        confidence: f32,
    ) -> record::Mention {
        let record::Piece { start, end, text } = self.piece(tokens);
        let sentence = self.sentence(tokens.start);
        record::Mention {
            start,
            end,
            text,
            kind,
            entity,
            candidates,
            via,
            sentence,
            confidence: rounded(confidence),
        }
    }

    fn party(&self, party: &Party) -> Vec<record::Party> {
        let record::Piece { start, end, text } = self.piece(party.core);
        let one = |entity: Option<String>| record::Party {
            entity,
            text: text.clone(),
            start,
            end,
            part: None,
        };
        if party.referents.is_empty() {
            return vec![one(None)];
        }
        party.referents.iter().map(|&r| one(Some(self.key(r)))).collect()
    }

    fn evidence(&self, event: &Event) -> EvidenceKind {
        match (event.attributed_to, event.factuality.evidence) {
            (_, EvidenceKind::Hearsay) => EvidenceKind::Hearsay,
            (Some(_), _) => EvidenceKind::Attributed,
            (None, evidence) => evidence,
        }
    }

    fn when(&self, event: &Event) -> Option<When> {
        let future = event.factuality.modality != Modality::Asserted;
        let tense = if future { Tense::Future } else { Tense::Past };
        let when = |clause| adjunct::when(self.reading, clause, event.trigger, tense);
        when(event.clause).or_else(|| event.wider.and_then(when))
    }

    /// Where it takes place: in its own clause, else in the one it depends on.
    fn held_at(&self, event: &Event) -> Option<Where> {
        let place = |clause| adjunct::place(self.reading, clause, event.trigger);
        let nearby = |p: Where| Where { confidence: p.confidence * NEARBY, ..p };
        place(event.clause).or_else(|| event.wider.and_then(place).map(nearby))
    }

    fn date(&self, when: Option<When>) -> Option<record::When> {
        when.map(|w| record::When {
            from: w.range.from.to_string(),
            to: w.range.to.to_string(),
            text: self.reading.text(w.tokens).to_owned(),
        })
    }

    fn place(&self, place: Option<Where>) -> Option<record::Where> {
        place.map(|p| record::Where {
            entity: Some(self.key(p.referent)),
            text: self.reading.text(p.tokens).to_owned(),
            confidence: p.confidence,
        })
    }

    fn meeting(&self, events: &[Event], number: usize, ids: &[String]) -> Option<record::Meeting> {
        let event = &events[number];
        let participant = self.rules.kinds()[event.kind].argument("participant")?;
        let participants: Vec<record::Party> =
            event.parties(participant).flat_map(|party| self.party(party)).collect();
        let pairs = self.pairs(event);
        if pairs.is_empty() && participants.len() < 2 {
            return None;
        }
        let Factuality { polarity, modality, .. } = event.factuality;
        Some(record::Meeting {
            id: ids[number].clone(),
            trigger: self.piece(event.trigger),
            sentence: self.sentence(event.trigger.start)?,
            status: status(event.factuality),
            polarity,
            modality,
            evidence: self.evidence(event),
            attributed_to: event.attributed_to.map(|at| ids[at].clone()),
            mode: event.mode,
            participants,
            pairs,
            place: self.place(self.held_at(event)),
            date: self.date(self.when(event)),
            rule: self.rules.rule(event.rule).name.clone(),
            confidence: rounded(event.confidence),
        })
    }

    /// Who met whom: across holes if there are several, else all with each other.
    fn pairs(&self, event: &Event) -> Vec<(String, String)> {
        let holes: Vec<Vec<ReferentId>> = event
            .arguments
            .iter()
            .map(|a| a.parties.iter().flat_map(|p| p.referents.iter().copied()).collect())
            .collect();
        let mut pairs = Vec::new();
        let mut add = |a: ReferentId, b: ReferentId| {
            let meets = |r| {
                let kind = self.reading.chains.referents[r].kind;
                kind == EntityKind::Person || kind == EntityKind::Organization
            };
            if a == b || !meets(a) || !meets(b) {
                return;
            }
            let pair = (self.key(a), self.key(b));
            let turned = (pair.1.clone(), pair.0.clone());
            if !pairs.contains(&pair) && !pairs.contains(&turned) {
                pairs.push(pair);
            }
        };
        if let [one] = holes.as_slice() {
            for (i, &a) in one.iter().enumerate() {
                for &b in &one[i + 1..] {
                    add(a, b);
                }
            }
        } else {
            for (i, left) in holes.iter().enumerate() {
                for right in &holes[i + 1..] {
                    for &a in left {
                        for &b in right {
                            add(a, b);
                        }
                    }
                }
            }
        }
        pairs
    }

    fn statement(
        &self,
        events: &[Event],
        number: usize,
        ids: &[String],
    ) -> Option<record::Statement> {
        let event = &events[number];
        let kind = &self.rules.kinds()[event.kind];
        let speaker = event.parties(kind.argument("speaker")?).next()?;
        let who = self.party(speaker).into_iter().next()?;
        let addressees = kind.argument("addressee").map_or_else(Vec::new, |a| {
            event.parties(a).flat_map(|party| self.party(party)).collect()
        });
        if event.content.is_empty() {
            return None;
        }
        let holds_quote = |tokens: TokenSpan| {
            self.reading.document.quotes.iter().any(|q| tokens.overlaps(q.tokens))
        };
        let mut content: Vec<record::Piece> =
            event.content.iter().map(|c| self.piece(c.tokens)).collect();
        content.sort_by_key(|c| c.start);
        let Factuality { polarity, modality, .. } = event.factuality;
        Some(record::Statement {
            id: ids[number].clone(),
            about: self.about(event, speaker),
            speaker: who,
            cue: self.piece(event.trigger),
            kind: event.statement_kind(holds_quote),
            content,
            addressees,
            sentence: self.sentence(event.trigger.start)?,
            cue_class: event.class.as_deref().map(str::to_owned),
            status: status(event.factuality),
            polarity,
            modality,
            evidence: self.evidence(event),
            attributed_to: event.attributed_to.map(|at| ids[at].clone()),
            date: self.date(self.when(event)),
            place: self.place(self.held_at(event)),
            rule: self.rules.rule(event.rule).name.clone(),
            confidence: rounded(event.confidence),
        })
    }

    /// Whom and what the content names, apart from the speaker.
    fn about(&self, event: &Event, speaker: &Party) -> Vec<String> {
        let mut found: Vec<ReferentId> = Vec::new();
        for content in &event.content {
            let mut note = |referent: ReferentId| {
                if !speaker.referents.contains(&referent) && !found.contains(&referent) {
                    found.push(referent);
                }
            };
            let inside = |tokens: TokenSpan| content.tokens.covers(tokens);
            let names = &self.reading.mentions.names;
            let first = names.partition_point(|m| m.tokens.start < content.tokens.start);
            for (id, mention) in names.iter_enumerated().skip(first) {
                if mention.tokens.start >= content.tokens.end {
                    break;
                }
                if inside(mention.tokens)
                    && let Some(referent) = self.reading.chains.of(id)
                {
                    note(referent);
                }
            }
            let anaphors = &self.reading.anaphors;
            let from = anaphors.partition_point(|a| a.head < content.tokens.start);
            let until = anaphors.partition_point(|a| a.head < content.tokens.end);
            for anaphor in anaphors[from..until].iter().filter(|a| inside(a.tokens)) {
                anaphor.referents.iter().for_each(|&r| note(r));
            }
        }
        found.sort_by_key(|r| r.index());
        found.into_iter().map(|r| self.key(r)).collect()
    }

    fn other(&self, events: &[Event], number: usize, ids: &[String]) -> Option<record::OtherEvent> {
        let event = &events[number];
        let kind = &self.rules.kinds()[event.kind];
        let arguments = kind
            .arguments
            .iter()
            .enumerate()
            .map(|(at, argument)| {
                let id = crate::rule::ArgumentId::new(at);
                let parties = event.parties(id).flat_map(|p| self.party(p)).collect();
                (argument.name.clone(), parties)
            })
            .filter(|(_, parties): &(String, Vec<record::Party>)| !parties.is_empty())
            .collect();
        let Factuality { polarity, modality, .. } = event.factuality;
        Some(record::OtherEvent {
            id: ids[number].clone(),
            event: kind.name.clone(),
            trigger: self.piece(event.trigger),
            sentence: self.sentence(event.trigger.start)?,
            status: status(event.factuality),
            polarity,
            modality,
            evidence: self.evidence(event),
            attributed_to: event.attributed_to.map(|at| ids[at].clone()),
            arguments,
            place: self.place(self.held_at(event)),
            date: self.date(self.when(event)),
            rule: self.rules.rule(event.rule).name.clone(),
            confidence: rounded(event.confidence),
        })
    }
}

/// Whether it took place, as one word.
pub fn status(factuality: Factuality) -> Status {
    match (factuality.polarity, factuality.modality) {
        (Polarity::Negative, Modality::Possible | Modality::Hypothetical) => Status::Hypothetical,
        (Polarity::Negative, _) => Status::Denied,
        (_, Modality::Asserted) => Status::Occurred,
        (_, Modality::Planned) => Status::Planned,
        (_, Modality::Possible | Modality::Desired | Modality::Hypothetical) => {
            Status::Hypothetical
        }
    }
}

/// Two decimals are all that a confidence is worth.
fn rounded(confidence: f32) -> f32 {
    (confidence * 100.0).round() / 100.0
}

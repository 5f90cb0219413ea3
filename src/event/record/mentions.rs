//! Where each of them is mentioned: by name, pronoun, description or role.

use super::{Writer, rounded};
use crate::base::TokenSpan;
use crate::extraction as record;
use crate::extraction::EntityKind;
use crate::gazetteer::EntityId;
use crate::mention::{Form, MentionId};
use crate::resolve::{Anaphor, AnaphorKind, ReferentId};

/// What a mention is made of.
enum Source<'a> {
    Name(MentionId),
    Anaphor(&'a Anaphor, ReferentId),
    Role(EntityId),
}

impl Writer<'_> {
    pub(super) fn mentions(&self) -> Vec<record::Mention> {
        let reading = self.reading;
        let referents = &reading.chains.referents;
        // Brought into order first: a record is ten times as large.
        let mut found: Vec<(TokenSpan, EntityKind, Source<'_>)> = Vec::new();
        for (id, mention) in reading.mentions.names.iter_enumerated() {
            let link = &reading.chains.links[id];
            let kind = link.referent.map(|r| referents[r].kind);
            if kind.is_some() || !link.open.is_empty() {
                found.push((mention.tokens, kind.unwrap_or(mention.kind), Source::Name(id)));
            }
        }
        for anaphor in &reading.anaphors {
            let [referent] = *anaphor.referents.as_slice() else { continue };
            let source = Source::Anaphor(anaphor, referent);
            found.push((anaphor.tokens, referents[referent].kind, source));
        }
        for role in &reading.mentions.roles {
            if let Some(id) = self.general_role(role) {
                found.push((role.tokens, EntityKind::Role, Source::Role(id)));
            }
        }
        found.sort_by_key(|&(tokens, kind, _)| (tokens, kind));
        found.into_iter().map(|(tokens, kind, source)| self.mention(tokens, kind, source)).collect()
    }

    fn mention(&self, tokens: TokenSpan, kind: EntityKind, source: Source<'_>) -> record::Mention {
        let record::Piece { start, end, text } = self.piece(tokens);
        let (entity, via, confidence) = match source {
            Source::Name(id) => {
                let link = &self.reading.chains.links[id];
                (link.referent.map(|r| self.key(r)), self.via(id, &text), link.confidence)
            }
            Source::Anaphor(anaphor, referent) => {
                let via = match anaphor.kind {
                    AnaphorKind::Pronoun | AnaphorKind::Possessive => record::Via::Pronoun,
                    AnaphorKind::Description | AnaphorKind::Group => record::Via::Role,
                };
                (Some(self.key(referent)), via, anaphor.confidence)
            }
            Source::Role(id) => {
                (Some(self.reading.gazetteer.entity(id).key.clone()), record::Via::Role, 1.0)
            }
        };
        record::Mention {
            start,
            end,
            text,
            kind,
            entity,
            candidates: match source {
                Source::Name(id) => self.candidates(id),
                _ => Vec::new(),
            },
            via,
            sentence: self.sentence(tokens.start),
            confidence: rounded(confidence),
        }
    }

    /// How a name, as it is written, names its entity.
    fn via(&self, id: MentionId, written: &str) -> record::Via {
        let mention = &self.reading.mentions.names[id];
        let referent = self.reading.chains.of(id).map(|r| &self.reading.chains.referents[r]);
        match (referent, mention.form) {
            (Some(r), _) if r.entity.is_none() => record::Via::Discovered,
            (_, Form::Short) if mention.extent != mention.tokens => record::Via::Title,
            (_, Form::Short) => record::Via::Surname,
            (Some(r), _) if written == r.name => record::Via::Name,
            _ => record::Via::Alias,
        }
    }

    /// The ids between which the text does not decide, sorted.
    fn candidates(&self, id: MentionId) -> Vec<String> {
        let open = self.reading.chains.links[id].open.iter();
        let mut keys: Vec<String> =
            open.map(|&e| self.reading.gazetteer.entity(e).key.clone()).collect();
        keys.sort();
        keys
    }
}

//! Where each of them is mentioned: by name, pronoun, description or role.

use super::{Text, Writer, rounded};
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

impl<'a> Writer<'a> {
    pub(super) fn mentions<S: Text<'a>>(&self) -> Vec<record::Mention<S>> {
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

    fn mention<S: Text<'a>>(
        &self,
        tokens: TokenSpan,
        kind: EntityKind,
        source: Source<'_>,
    ) -> record::Mention<S> {
        let record::Piece { start, end, text } = self.piece::<S>(tokens);
        let (entity, via, confidence) = match source {
            Source::Name(id) => {
                let link = &self.reading.chains.links[id];
                (link.referent.map(|r| self.key(r)), self.via(id, text.as_ref()), link.confidence)
            }
            Source::Anaphor(anaphor, referent) => {
                let via = match anaphor.kind {
                    AnaphorKind::Pronoun | AnaphorKind::Possessive => record::Via::Pronoun,
                    AnaphorKind::Description | AnaphorKind::Group => record::Via::Role,
                };
                (Some(self.key(referent)), via, anaphor.confidence)
            }
            Source::Role(id) => (Some(self.entry_key(id)), record::Via::Role, 1.0),
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
    fn candidates<S: Text<'a>>(&self, id: MentionId) -> Vec<S> {
        let open = self.reading.chains.links[id].open.iter();
        let mut keys: Vec<S> = open.map(|&e| self.entry_key(e)).collect();
        keys.sort_by(|a, b| a.as_ref().cmp(b.as_ref()));
        keys
    }
}

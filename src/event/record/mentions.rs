//! Where each of them is mentioned: by name, pronoun, description or role.

use super::{Writer, rounded};
use crate::base::TokenSpan;
use crate::extraction as record;
use crate::extraction::EntityKind;
use crate::mention::Form;
use crate::resolve::AnaphorKind;

impl Writer<'_> {
    pub(super) fn mentions(&self) -> Vec<record::Mention> {
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
}

//! “the ministry”, “the company”: the organization that is one.

use crate::extraction::EntityKind;
use crate::gazetteer::OrganizationType;
use crate::resolve::ReferentId;
use crate::resolve::anaphora::Walker;

/// How many sentences back “the company” reaches for a name that does not say so.
const REACH: u32 = 5;

impl Walker<'_> {
    /// The organization that a definite noun means: the last with the noun in its name, else the
    /// last of that sort.
    pub(super) fn body(&self, head: u32) -> Option<(ReferentId, f32)> {
        let word = self.word(head);
        let mut named = self.called.bodies(word).peekable();
        if let Some(&first) = named.peek() {
            let bearers: smallvec::SmallVec<[ReferentId; 4]> = named.collect();
            // Every country has a government, every candidate a campaign.
            let common = matches!(self.text(head), "government" | "administration" | "campaign");
            let reach = if common { 2 } else { 20 };
            let recent = self.focus.known(self.period, reach).find(|r| bearers.contains(r));
            if let Some(recent) = recent {
                return Some((recent, 0.85));
            }
            return (bearers.len() == 1 && !common).then_some((first, 0.7));
        }
        if matches!(self.text(head), "group" | "organization" | "organisation") {
            return self.acting_body().map(|referent| (referent, 0.7));
        }
        let sort = sort_of(self.text(head))?;
        self.focus
            .known(self.period, REACH)
            .find(|&r| self.is_of_sort(r, sort))
            .map(|referent| (referent, 0.75))
    }

    /// The organization that did something last, if it is one that people form or own.
    fn acting_body(&self) -> Option<ReferentId> {
        let last = self
            .focus
            .recent()
            .take_while(|t| self.period - t.period <= 3)
            .filter(|t| t.subject)
            .filter_map(|t| t.referent())
            .find(|&r| self.kind(r) == EntityKind::Organization)?;
        let company = self.is_of_sort(last, OrganizationType::Company);
        (company || self.is_of_sort(last, OrganizationType::ArmedGroup)).then_some(last)
    }

    fn is_of_sort(&self, referent: ReferentId, sort: OrganizationType) -> bool {
        if self.kind(referent) != EntityKind::Organization {
            return false;
        }
        let entity = self.chains.referents[referent].entity;
        let listed =
            entity.and_then(|e| self.gazetteer.entity(e).organization()).and_then(|o| o.org_type);
        // A name that says nothing of itself is most likely a company's.
        listed == Some(sort)
            || sort == OrganizationType::Company
                && listed.is_none()
                && entity.is_none()
                && self.may_be_company(referent)
    }

    /// Whether no other noun than one of business stands in a name.
    fn may_be_company(&self, referent: ReferentId) -> bool {
        self.called.nouns(referent).all(|noun| {
            matches!(
                self.lexicon.text(noun),
                "company"
                    | "companies"
                    | "corp"
                    | "corporation"
                    | "inc"
                    | "ltd"
                    | "llc"
                    | "plc"
                    | "limited"
                    | "group"
                    | "holdings"
                    | "airlines"
                    | "airways"
                    | "motors"
                    | "industries"
                    | "partners"
                    | "systems"
                    | "enterprises"
                    | "technologies"
                    | "pharmaceuticals"
                    | "communications"
                    | "studios"
                    | "solutions"
                    | "laboratories"
                    | "brothers"
                    | "associates"
                    | "fund"
                    | "records"
                    | "works"
            )
        })
    }
}

/// The sort of organization that a common noun names.
fn sort_of(noun: &str) -> Option<OrganizationType> {
    Some(match noun {
        "company" | "firm" | "carmaker" | "automaker" | "manufacturer" | "retailer" | "startup"
        | "start-up" | "airline" => OrganizationType::Company,
        "party" => OrganizationType::Party,
        "bank" | "lender" => OrganizationType::Bank,
        "ministry" | "department" => OrganizationType::Ministry,
        "parliament" | "senate" => OrganizationType::Parliament,
        "agency" | "bureau" => OrganizationType::Agency,
        "court" | "tribunal" => OrganizationType::Court,
        "university" | "college" => OrganizationType::University,
        "newspaper" | "paper" | "broadcaster" | "magazine" => OrganizationType::Media,
        "militia" | "movement" => OrganizationType::ArmedGroup,
        "bloc" | "alliance" => OrganizationType::International,
        _ => return None,
    })
}

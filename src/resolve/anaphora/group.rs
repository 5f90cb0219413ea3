//! “the two leaders”, “both women”, “the pair”: the right number of those spoken of last who fit.

use smallvec::SmallVec;

use crate::extraction::EntityKind;
use crate::gazetteer::Gender;
use crate::resolve::ReferentId;
use crate::resolve::anaphora::called::{self, Wording};
use crate::resolve::anaphora::focus::Who;
use crate::resolve::anaphora::office_group::LEADERS;
use crate::resolve::anaphora::{Anaphor, AnaphorKind, Walker};
use crate::text::phrase::NounPhrase;
use crate::text::tag::Tag;
use crate::text::{Classes, TokenKind, WordId, word};

/// How many sentences back a group reaches.
const REACH: u32 = 6;

impl Walker<'_> {
    pub(super) fn is_group(&self, phrase: &NounPhrase) -> bool {
        matches!(
            self.word(phrase.head),
            word::BOTH | word::PAIR | word::DUO | word::TRIO | word::COUPLE
        )
    }

    /// How many people a group is said to be: “the two leaders”, “both ministers”, “the pair”.
    pub(super) fn count_of(&self, phrase: &NounPhrase) -> Option<usize> {
        // “the two countries’ engineers” are not two.
        let owner = (phrase.tokens.start..phrase.head).rfind(|&at| self.tag(at) == Tag::Genitive);
        let from = owner.map_or(phrase.tokens.start, |genitive| genitive + 1);
        (from..phrase.tokens.end).find_map(|at| match self.word(at) {
            word::TWO | word::BOTH | word::PAIR | word::DUO | word::COUPLE => Some(2),
            word::THREE | word::TRIO => Some(3),
            word::FOUR => Some(4),
            _ if self.document.tokens.as_slice()[at as usize].kind != TokenKind::Number => None,
            _ => match self.text(at) {
                "2" => Some(2),
                "3" => Some(3),
                "4" => Some(4),
                _ => None,
            },
        })
    }

    pub(super) fn group(&mut self, phrase: &NounPhrase, out: &mut Vec<Anaphor>) {
        let count = self.count_of(phrase).unwrap_or(2);
        // “the three of us”
        if self.word(phrase.tokens.end) == word::OF {
            return;
        }
        let referents = self.members(phrase, count);
        if referents.len() != count {
            return;
        }
        for &referent in &referents {
            self.note(Who::Known(referent), phrase);
        }
        self.focus.join_last(count);
        out.push(Anaphor {
            tokens: phrase.tokens,
            head: phrase.head,
            kind: AnaphorKind::Group,
            referents,
            confidence: 0.8,
        });
    }

    /// The `count` persons that fit the noun, from the sentences just before; nobody if there are
    /// more of equal standing.
    fn members(&self, phrase: &NounPhrase, count: usize) -> SmallVec<[ReferentId; 2]> {
        let gender = called::gender_of_noun(self.classes(phrase.head));
        let holders = self.holders_of_plural(phrase.head);
        let strict = holders.len() >= count;
        let own = self.own_subjects(phrase);
        let fits = |referent: ReferentId| {
            (!strict || holders.contains(&referent))
                && self.fits_gender(referent, gender)
                && !own.contains(&referent)
        };
        // Where there are just so many of that office, they need not have been named lately.
        let spoken = |r: &ReferentId| self.focus.recent().any(|t| t.referent() == Some(*r));
        let all: SmallVec<[ReferentId; 2]> =
            holders.iter().copied().filter(|&r| fits(r)).filter(spoken).collect();
        if strict && all.len() == count {
            return all;
        }
        let mut found: SmallVec<[ReferentId; 2]> = SmallVec::new();
        let mut run: SmallVec<[ReferentId; 2]> = SmallVec::new();
        let mut last = self.period;
        for trace in self.focus.recent() {
            if self.period - trace.period > REACH {
                break;
            }
            if trace.period != last {
                if found.len() >= count {
                    break;
                }
                last = trace.period;
                run.clear();
            }
            let Some(referent) = trace
                .referent()
                .filter(|&r| self.kind(r) == EntityKind::Person && !trace.heading && fits(r))
            else {
                run.clear();
                continue;
            };
            // Those whom “and” joins are a group whoever else is about.
            run.push(referent);
            let goes_on = trace.joined || trace.listed && run.len() > 1;
            if !goes_on {
                if run.len() == count && count > 1 {
                    run.reverse();
                    return run;
                }
                run.clear();
            }
            if !found.contains(&referent) {
                found.push(referent);
            }
        }
        // “the two sides” are camps: of persons only if they have just been named together.
        if self.text(phrase.head) == "sides" {
            return SmallVec::new();
        }
        if found.len() > count {
            found.retain(|&mut r| self.was_subject(r));
        }
        if found.len() != count {
            return SmallVec::new();
        }
        found.reverse();
        found
    }

    /// “The envoy met the three leaders”: who meets them is none of them.
    fn own_subjects(&self, phrase: &NounPhrase) -> SmallVec<[ReferentId; 2]> {
        let governor = phrase.tokens.start.checked_sub(1).filter(|&at| at >= self.span.start);
        let governed = governor.is_some_and(|at| {
            let cue = self.classes(at).contains(Classes::CUE);
            self.tag(at).is_verb() && !cue || self.word(at) == word::WITH
        });
        if !governed {
            return SmallVec::new();
        }
        let mut own = SmallVec::new();
        let mut here = self.focus.recent().take_while(|t| t.period == self.period);
        let Some(subject) = here.find(|t| t.subject) else { return own };
        own.extend(subject.referent());
        let mut joined = subject.joined;
        for trace in here {
            if !joined {
                break;
            }
            own.extend(trace.referent());
            joined = trace.joined || trace.listed;
        }
        own
    }

    fn was_subject(&self, referent: ReferentId) -> bool {
        self.focus
            .recent()
            .take_while(|t| self.period - t.period <= REACH)
            .any(|t| t.referent() == Some(referent) && (t.subject || t.joined))
    }

    fn fits_gender(&self, referent: ReferentId, gender: Option<Gender>) -> bool {
        match (gender, self.gender(referent)) {
            (Some(wanted), Some(known)) => wanted == known,
            _ => true,
        }
    }

    /// Those who hold the office that a plural names: “ministers”.
    fn holders_of_plural(&self, head: u32) -> SmallVec<[ReferentId; 4]> {
        let persons = |words: &[WordId]| {
            let wording = Wording { words, of: None, former: false };
            self.called.persons(&wording, false, |_| false)
        };
        let holders = persons(&[self.singular(head)]);
        if !holders.is_empty() || !matches!(self.text(head), "leaders" | "heads") {
            return holders;
        }
        let mut leaders: SmallVec<[ReferentId; 4]> = SmallVec::new();
        for office in LEADERS {
            let words: SmallVec<[WordId; 4]> =
                office.iter().map(|word| self.lexicon.get_folded(word)).collect();
            leaders.extend(persons(&words));
        }
        leaders.sort_unstable();
        leaders.dedup();
        leaders
    }

    /// The only `count` persons of one of the last sentences.
    pub(super) fn only_persons(&self, count: usize) -> SmallVec<[ReferentId; 2]> {
        let mut found: SmallVec<[ReferentId; 2]> = SmallVec::new();
        let mut last = self.period;
        for trace in self.focus.recent() {
            if self.period - trace.period > 2 || trace.heading {
                break;
            }
            if trace.period != last && found.len() >= count {
                break;
            }
            if trace.period != last {
                found.clear();
                last = trace.period;
            }
            match trace.who {
                Who::Known(r) if self.kind(r) == EntityKind::Person => {
                    if !found.contains(&r) {
                        found.push(r);
                    }
                }
                Who::Known(_) => {}
                Who::Unnamed(_) => return SmallVec::new(),
            }
        }
        if found.len() != count {
            return SmallVec::new();
        }
        found.reverse();
        found
    }
}

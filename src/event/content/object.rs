//! Where content ends that has no clause of its own: what somebody condemned, praised or called for,
//! without when, why and how that was done.

use super::View;
use crate::base::TokenSpan;
use crate::event::PeriodScene;
use crate::rule::edge::EdgeWord;
use crate::rule::unit::{Accepts, Extent, Unit, UnitKind, VerbForm};
use crate::text::tag::Tag;
use crate::text::{Classes, WordId, word};

impl View<'_> {
    /// Whether content of kind `extent`, which begins with unit `start`, ends before unit `i` because
    /// no clause of its own goes on there.
    pub(super) fn leaves_object(&self, start: usize, i: usize, extent: Extent) -> bool {
        if !matches!(
            extent,
            Extent::Phrase | Extent::Prepositional | Extent::Infinitive | Extent::Gerund
        ) || i <= start + usize::from(extent == Extent::Prepositional)
        {
            return false;
        }
        // “of covering up, delaying and denying”, “about how she won”: a verb brings its own.
        let first = if extent == Extent::Prepositional { start + 1 } else { start };
        let verbal = self.unit(first).is_some_and(|u| u.verb == VerbForm::Ing)
            || matches!(self.tag(first), Tag::Wh | Tag::Ing);
        let word = self.word(i);
        if is_dash(word) {
            let closes = (start..i).filter(|&i| self.word(i) == word).count() % 2 == 1;
            let includes = self.text(self.skip(i + 1)) == "including";
            return !closes && !includes && !self.is_closed_later(i, word);
        }
        if word == word::COMMA {
            let next = self.skip(i + 1);
            // “his claim of victory, his rivals say, is …”
            let clause = self.is_party(next) && self.is_tensed(self.skip(next + 1));
            // “Keller’s prediction of a storm, *would* …”: the noun is the subject.
            let subject = self.is_tensed(next) && self.is_of_noun(start);
            return clause || subject || self.remarks(next, verbal);
        }
        let nominal = matches!(extent, Extent::Phrase | Extent::Prepositional) && !verbal;
        nominal && (self.is_reason(i) || self.is_manner(i))
    }

    /// “specifics – including the cost – of their plans”: what two dashes enclose ends nothing.
    fn is_closed_later(&self, dash: usize, mark: WordId) -> bool {
        let close = (dash + 1..self.scene.units.len()).find(|&i| self.word(i) == mark);
        close.is_some_and(|i| self.unit(i + 1).is_some_and(|u| u.word != word::FULL_STOP))
    }

    /// What a reporter adds behind a comma: “, which failed”, “, reversing a decision”, “, a first”.
    fn remarks(&self, next: usize, verbal: bool) -> bool {
        let participle = self.unit(next).is_some_and(|u| u.verb == VerbForm::Ing)
            && self.text(next) != "including"
            && self.tag(next) == Tag::Ing;
        let relative = self.tag(next) == Tag::Wh
            || self.tag(next) == Tag::Preposition && self.tag(next + 1) == Tag::Wh;
        // “made a case for it, only to fail”
        let outcome = self.tag(next) == Tag::To && self.tag(next - 1) == Tag::Adverb;
        // “a kind, *loving* and able minister”
        let listed = self.tag(next + 1) == Tag::Coordinator;
        participle && !verbal && !listed
            || relative
            || outcome
            || self.is_reason(next)
            || self.is_manner(next)
    }

    /// “because it was late”, “while she spoke”, “while denying it”: a clause that says why or when.
    fn is_reason(&self, at: usize) -> bool {
        let next = self.skip(at + 1);
        let clause = self.is_party(next) && self.is_tensed(self.skip(next + 1));
        let participle = self.unit(next).is_some_and(|u| u.verb == VerbForm::Ing);
        let text = self.text(at);
        self.tag(at) == Tag::Subordinator
            && self.word(at) != word::THAT
            && (clause && !matches!(text, "whether" | "if" | "than")
                || participle && !matches!(text, "as" | "than" | "like"))
    }

    /// “after the vote”, “by calling it dead”, “in a speech”, “in an effort to win”
    fn is_manner(&self, at: usize) -> bool {
        // “adopted after two weeks”: that is part of what was adopted.
        let bound = at > 0 && self.tag(at - 1).is_verb();
        if self.tag(at) != Tag::Preposition || bound {
            return false;
        }
        let text = self.text(at);
        let first = if self.is_elided(at + 1) { at + 2 } else { at + 1 };
        let governed = self.noun_of(at + 1).unwrap_or(first);
        let Some(next) = self.unit(governed) else { return false };
        let head = self.scene.reading.lexicon.text(next.word);
        let classes = self.scene.reading.lexicon.classes(next.word);
        let spoken = classes.contains(Classes::COMM_NOUN)
            && !next.accepts.intersects(Accepts::PERSON | Accepts::ORGANIZATION);
        // “liberals *with three in ten saying* so”
        let absolute = text == "with"
            && self.is_party(at + 1)
            && self.unit(at + 2).is_some_and(|u| u.verb == VerbForm::Ing);
        absolute
            || self.is_edge(at, EdgeWord::CIRCUMSTANCE)
            || text == "by" && self.unit(first).is_some_and(|u| u.verb == VerbForm::Ing)
            || self.is_edge(at, EdgeWord::MEDIUM) && spoken && self.ends_behind(governed)
            || text == "in" && matches!(head, "effort" | "attempt" | "bid" | "order")
    }

    /// Whether nothing but days, places and further phrases follow unit `at` before a mark or the end:
    /// “in a letter *to the guild on Monday*”.
    fn ends_behind(&self, at: usize) -> bool {
        let mut next = at + 1;
        loop {
            while self.unit(next).is_some_and(|u| u.kind.is_adjunct()) {
                next += 1;
            }
            if self.tag(next) != Tag::Preposition || !self.is_party(next + 1) {
                break;
            }
            next += 2;
        }
        self.unit(next).is_none() || self.tag(next) == Tag::Mark
    }

    /// `end` without “just days” in front of “after” or “before”.
    pub(super) fn without_measure(&self, start: usize, end: usize, extent: Extent) -> usize {
        let nominal = matches!(extent, Extent::Phrase | Extent::Prepositional);
        if !nominal || !matches!(self.text(end), "after" | "before") {
            return end;
        }
        let lexicon = self.scene.reading.lexicon;
        let measured = |u: &Unit| lexicon.classes(u.word).contains(Classes::TIME_NOUN);
        let mut end = end;
        if end > start + 1 && self.unit(end - 1).is_some_and(measured) {
            end -= 1;
            while end > start + 1 && self.tag(end - 1) == Tag::Adverb {
                end -= 1;
            }
        }
        end
    }

    /// `end` without the days, places and adverbs at the end of `start..end`, which tell when and how
    /// it was said.
    pub(super) fn without_circumstances(&self, start: usize, end: usize, extent: Extent) -> usize {
        let mut end = end;
        if !matches!(extent, Extent::Phrase | Extent::Prepositional) {
            return end;
        }
        while end > start + 1
            && self.unit(end - 1).is_some_and(|u| {
                u.kind == UnitKind::Time
                    || u.kind == UnitKind::Aside
                        && self.tag(end - 1) == Tag::Adverb
                        // “for witnesses to come *forward*”: the verb’s own.
                        && !self.tag(end - 2).is_verb()
            })
        {
            end = self.without_tail(start, end - 1);
        }
        end
    }
}

fn is_dash(word: WordId) -> bool {
    [word::EN_DASH, word::EM_DASH, word::DOUBLE_HYPHEN].contains(&word)
}

/// `tokens` without the remark that the last party of content brings with it: “thanked Marten, *who
/// left in May*”, “said she would meet Marten, *who left in May*”.
pub fn without_remark(
    scene: &PeriodScene<'_>,
    last: usize,
    extent: Extent,
    tokens: TokenSpan,
) -> TokenSpan {
    let Some(unit) = scene.units.get(last) else { return tokens };
    let Some(party) = scene.parties[scene.members[last].clone()].last() else { return tokens };
    if party.tokens.end != unit.tokens.end || party.core.end <= tokens.start {
        return tokens;
    }
    let nominal = !matches!(extent, Extent::Clause | Extent::Question | Extent::Remainder);
    let Some(relative) = party.relative.filter(|r| r.start > party.core.start) else {
        return tokens;
    };
    let document = scene.reading.document.tokens.as_slice();
    let comma =
        relative.start.checked_sub(1).filter(|&at| document[at as usize].word == word::COMMA);
    match comma {
        Some(comma) if nominal || is_of_reporter(scene, relative) => {
            TokenSpan::new(tokens.start, comma)
        }
        _ => tokens,
    }
}

/// Whether a relative clause is the reporter’s: it tells of somebody known by name, or who says so.
fn is_of_reporter(scene: &PeriodScene<'_>, relative: TokenSpan) -> bool {
    let reading = scene.reading;
    let tokens = reading.document.tokens.as_slice();
    let text = |at: u32| reading.lexicon.text(tokens[at as usize].word);
    let named = relative.start >= 2 && reading.mentions.at(relative.start - 2).is_some();
    let told = (relative.start + 1..relative.end.min(relative.start + 6)).any(|at| {
        let at = at as usize;
        reading.tags[at] == Tag::Finite && tokens[at].classes.contains(Classes::CUE)
    });
    let subject = reading
        .phrase_at(relative.start + 1)
        .is_some_and(|p| reading.tags.get(p.tokens.end as usize) == Some(&Tag::Finite));
    matches!(text(relative.start), "who" | "whom") && named || told && subject
}

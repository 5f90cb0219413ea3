//! What stands beside a party and belongs to it: appositions, ages, constituencies, relative clauses and
//! participles, between commas, brackets or dashes.

use smallvec::SmallVec;

use super::{Party, accepts_of};
use crate::base::TokenSpan;
use crate::event::Reading;
use crate::extraction::EntityKind;
use crate::rule::unit::Accepts;
use crate::text::phrase::NounPhrase;
use crate::text::tag::Tag;
use crate::text::{Classes, WordSet, word};

impl Reading<'_> {
    /// “Keller**, the chancellor,** said”, “Marten **(55)**”, “Haddad **– a lawyer –** said”.
    pub(super) fn attach_asides(&self, party: &mut Party, end: u32) {
        for _ in 0..4 {
            // The comma that closes one aside opens the next: “Keller, 55, a lawyer, said”.
            let end_of_last = party.tokens.end;
            let reopens =
                end_of_last > party.core.end && self.word_at(end_of_last - 1) == word::COMMA;
            let at = if reopens { end_of_last - 1 } else { end_of_last };
            if at >= end {
                return;
            }
            let word = self.word_at(at);
            let close = if word == word::COMMA {
                self.aside_after_comma(party, at, end)
            } else if word == word::OPEN_BRACKET {
                (at + 1..end.min(at + 20)).find(|&i| self.word_at(i) == word::CLOSE_BRACKET)
            } else if word == word::EN_DASH || word == word::EM_DASH || word == word::DOUBLE_HYPHEN
            {
                let close = (at + 1..end.min(at + 30)).find(|&i| self.word_at(i) == word);
                let close = close.filter(|&i| {
                    self.tag_at(i + 1).is_tensed() || self.tag_at(i + 1) == Tag::Adverb
                });
                // “Marten – who has denied it – left”
                if let Some(close) = close.filter(|_| self.tag_at(at + 1) == Tag::Wh) {
                    party.relative = Some(TokenSpan::new(at + 1, close));
                }
                close
            } else if self.is_relative_pronoun(at) {
                // A relative clause without a comma: it ends before the verb of the main clause.
                let close = self.tight_relative(at, end);
                if let Some(close) = close.filter(|_| self.word_at(at) == word::WHO) {
                    party.relative = Some(TokenSpan::new(at, close));
                }
                close
            } else {
                let close = self.tight_participle(party, at, end);
                let tells = close.filter(|_| self.tag_at(at) == Tag::Ing);
                party.relative = party.relative.or(tells.map(|close| TokenSpan::new(at, close)));
                close
            };
            let Some(close) = close else { return };
            let closing_mark = self.is_mark(close)
                && close < end
                && !self.ends_sentence(close)
                && !self.attribution_follows(close, end);
            let mut close = if closing_mark { self.past_quote(close + 1) } else { close };
            close = close.min(end);
            party.tokens = TokenSpan::new(party.tokens.start, close);
        }
    }

    /// The closing comma of what stands between two commas after a party, if that belongs to it.
    fn aside_after_comma(&self, party: &mut Party, comma: u32, end: u32) -> Option<u32> {
        let start = comma + 1;
        let first = self.tag_at(start);
        let first_word = self.word_at(start);
        if start >= end {
            return None;
        }
        let relative = first == Tag::Wh
            || first_word == word::WHOSE
            || first == Tag::Preposition && self.tag_at(start + 1) == Tag::Wh;
        if relative {
            // “Keller, who runs the port; Chen; and Marten”
            let end = (start..end).find(|&i| self.word_at(i) == word::SEMICOLON).unwrap_or(end);
            let close = self.comma_after_clause(start, end).or_else(|| self.next_comma(start, end));
            let close = self.past_words(start, close.unwrap_or(end), end);
            party.relative = Some(TokenSpan::new(start, close));
            return Some(close);
        }
        // “Senator Keller, R-Salis,”: party and constituency.
        let letter = TokenSpan::new(start, start + 1);
        if self.word_at(start + 1) == word::HYPHEN
            && self.text(letter).len() == 1
            && self.text(letter).starts_with(char::is_uppercase)
        {
            let comma = self.next_comma(start, end.min(start + 8));
            // “Keller, A-Salis – who left – said”
            let stop = self.word_at(start + 3) == word::FULL_STOP;
            let name = start + 3 + u32::from(stop);
            // “Keller, A-Sal. and Marten”
            let dashed = [word::EN_DASH, word::EM_DASH, word::DOUBLE_HYPHEN, word::AND];
            return if dashed.contains(&self.word_at(name)) { Some(name) } else { comma };
        }
        // An age.
        if first == Tag::Number && self.word_at(start + 1) == word::COMMA {
            return Some(start + 1);
        }
        // “Keller, center, and Marten”: where somebody stands in a picture.
        let position =
            matches!(self.lexicon.text(first_word), "center" | "centre" | "left" | "right");
        if position && self.word_at(start + 1) == word::COMMA && start + 1 < end {
            return Some(start + 1);
        }
        if let Some(phrase) = self.phrase_at(start) {
            return self.apposition(party, phrase, end);
        }
        if matches!(first, Tag::Participle | Tag::Ing | Tag::Adverb | Tag::Adjective)
            || first == Tag::Preposition && first_word != word::WITH
            || matches!(self.lexicon.text(first_word), "like" | "unlike")
        {
            let close = self.comma_before_verb(start, end)?;
            let tensed_inside =
                (start..close).any(|i| matches!(self.tag_at(i), Tag::Finite | Tag::Modal));
            // “Keller, citing the cost, said …”, “the two, meeting in Port Salis, said …” tell of
            // two events.
            let tells = first == Tag::Ing;
            if !tensed_inside && tells && party.relative.is_none() {
                party.relative = Some(TokenSpan::new(start, close));
            }
            return (!tensed_inside).then_some(close);
        }
        None
    }

    /// The closing comma of an apposition that begins with `phrase`, if it is one of `party`: then
    /// the name of the two says who both are.
    fn apposition(&self, party: &mut Party, phrase: &NounPhrase, end: u32) -> Option<u32> {
        let first = self.tag_at(phrase.tokens.start);
        let is_name = |head| self.mentions.at(head).is_some() || self.tag_at(head) == Tag::Proper;
        // “a North Carolina Republican” describes, whatever its capitals.
        // “, Republican of Aldoria,”
        let office = self.classes_at(phrase.head).contains(Classes::PERSON_NOUN)
            && self.mentions.at(phrase.head).is_none()
            && self.word_at(phrase.head + 1) == word::OF;
        // “the paper, long a friend of the guild, said”
        let late = self.tag_at(phrase.tokens.start + 1) == Tag::Determiner;
        let described = matches!(first, Tag::Determiner | Tag::Possessive) || late || office;
        let other = self.mentions.at(phrase.head).is_some() || is_name(phrase.head) && !described;
        // “the President of Aldoria, His Excellency Boris Marten”: an office is no name.
        let office = self
            .mentions
            .roles_in(TokenSpan::new(party.core.start, party.head + 1))
            .iter()
            .any(|role| {
                role.tokens.contains(party.head) && self.mentions.at(role.tokens.start).is_none()
            });
        let named = is_name(party.head) && !office;
        let both_named = other && named;
        if both_named && !self.is_place_suffix(party.head, phrase.head) {
            return None;
        }
        // “Keller, their aides and a clerk”: one person is not several.
        let several = named
            && party.accepts.contains(Accepts::PERSON)
            && self.classes_at(phrase.head).contains(Classes::NOUNS)
            && !self.classes_at(phrase.head).contains(Classes::NOUN);
        if several && !other && self.tag_at(phrase.tokens.end) == Tag::Coordinator {
            return None;
        }
        let close = self.close_of_phrase(phrase, end)?;
        // “Aldoria’s water minister, Anna Keller, said”: the name is who it is.
        if other && !named {
            // “the patriarch, Boris Marten and the mayor”: a list.
            if (phrase.tokens.end..close).any(|i| self.tag_at(i) == Tag::Coordinator) {
                return None;
            }
            let describes = party.accepts.contains(Accepts::PERSON)
                || party.accepts.contains(Accepts::ORGANIZATION);
            if !describes {
                return None;
            }
            if let Some(referent) = self.referent_at(phrase.head) {
                let kind = self.chains.referents[referent].kind;
                if !party.accepts.intersects(accepts_of(kind)) {
                    return None;
                }
                party.referents = SmallVec::from_iter([referent]);
                // The name tells who it is, not what the description was taken for.
                if let Some(name) = self.mentions.at(phrase.head) {
                    party.confidence = self.chains.links[name].confidence;
                }
            }
            return Some(close);
        }
        // “The chancellor, a pilot in her youth, blamed …”
        let resumes = described && self.tag_at(close + 1).is_tensed();
        let describes = (named || resumes)
            && !party.accepts.intersects(Accepts::PRONOUN)
            && !other
            && !self.is_listed_next(close);
        let open = first == Tag::Determiner || first == Tag::Possessive || named;
        (describes && open).then_some(close)
    }

    /// “Tel Aviv, Israel,”: the second place says where the first is.
    fn is_place_suffix(&self, head: u32, next: u32) -> bool {
        let kind = |at| self.referent_at(at).map(|r| self.chains.referents[r].kind);
        kind(head) == Some(EntityKind::Place) && kind(next) == Some(EntityKind::Place)
    }

    /// The comma that closes an apposition that begins with `phrase`.
    fn close_of_phrase(&self, phrase: &NounPhrase, end: u32) -> Option<u32> {
        let mut at = phrase.tokens.end;
        let limit = end.min(at + 40);
        let mut relative = false;
        let mut participle = false;
        while at < limit {
            let word = self.word_at(at);
            if word == word::COMMA || self.ends_sentence(at) {
                let close = self.close_of_list(at, end).unwrap_or(at);
                let resumes = self.tag_at(self.past_quote(close + 1)).is_tensed();
                return (resumes || !participle).then_some(close);
            }
            match self.tag_at(at) {
                Tag::Wh => relative = true,
                // “a host *considered* one of the best,”: past tense and participle look alike.
                Tag::Finite
                    if at == phrase.tokens.end
                        && self.word_at(at + 1) != word::COMMA
                        && self.classes_at(at).contains(Classes::VERB_PARTICIPLE) =>
                {
                    participle = true;
                }
                Tag::Finite | Tag::Modal | Tag::Auxiliary if !relative => return None,
                // “host of “Salt Hour,””: the name of a thing.
                Tag::Mark if self.closes_quote(at) || self.quote_starts.at(at).is_some() => {}
                Tag::Mark if word != word::HYPHEN && word != word::GENITIVE_S => return None,
                Tag::Coordinator if self.phrase_ends_list(at) => {}
                Tag::Subordinator => return None,
                _ => {}
            }
            at += 1;
        }
        (at == end).then_some(end)
    }

    /// “secretary for people, refugees, and migration**,** said”: the comma behind a list of things that
    /// the comma at `first` is part of.
    fn close_of_list(&self, first: u32, end: u32) -> Option<u32> {
        let mut at = first;
        let mut joined = false;
        while at < end && self.word_at(at) == word::COMMA {
            if joined {
                return self.tag_at(at + 1).is_tensed().then_some(at);
            }
            joined = self.tag_at(at + 1) == Tag::Coordinator;
            let phrase = self.phrase_at(at + 1 + u32::from(joined))?;
            let plain = self.mentions.at(phrase.head).is_none()
                && self.tag_at(phrase.head) == Tag::Noun
                && self.tag_at(phrase.tokens.start) != Tag::Determiner;
            if !plain {
                return None;
            }
            at = phrase.tokens.end;
        }
        None
    }

    fn phrase_ends_list(&self, at: u32) -> bool {
        self.phrase_at(at + 1).is_some()
    }

    /// Whether after the comma at `close` another name or “and” follows, as in a list.
    fn is_listed_next(&self, close: u32) -> bool {
        self.word_at(close) == word::COMMA && self.word_at(close + 1) == word::AND
    }

    /// “, who said in the hall, **“I will sign.”**”: the words that a relative clause leads to are its own.
    fn past_words(&self, start: u32, close: u32, end: u32) -> u32 {
        let opens = close < end && self.quote_starts.at(close + 1).is_some();
        let says = (start..close)
            .any(|i| self.tag_at(i) == Tag::Finite && self.classes_at(i).contains(Classes::CUE));
        let quotes = &self.document.quotes;
        let quote = quotes.as_slice().get(quotes.partition_point(|q| q.tokens.start <= close));
        let quote = quote.filter(|q| opens && says && q.tokens.start == close + 1);
        quote.map_or(close, |q| q.tokens.end.min(end))
    }

    fn next_comma(&self, start: u32, end: u32) -> Option<u32> {
        (start..end.min(start + 40)).find(|&i| self.word_at(i) == word::COMMA)
    }

    /// The first comma after which the verb of the main clause follows, once the relative clause
    /// that begins at `start` has a verb of its own.
    fn comma_after_clause(&self, start: u32, end: u32) -> Option<u32> {
        let own = (start..end.min(start + 40)).find(|&i| self.tag_at(i).is_tensed())?;
        self.comma_before_verb(own, end)
    }

    /// The first comma after which the verb of the main clause follows.
    fn comma_before_verb(&self, start: u32, end: u32) -> Option<u32> {
        (start..end.min(start + 60)).find(|&i| {
            if self.word_at(i) != word::COMMA {
                return false;
            }
            if self.is_joined_by(i) {
                return true;
            }
            let mut next = self.past_quote(i + 1);
            // “, on Thursday announced”
            while let Some(time) = self.time_at(next) {
                next = time.tokens.end;
            }
            while matches!(self.tag_at(next), Tag::Adverb | Tag::Negation) {
                next += 1;
            }
            self.tag_at(next).is_tensed()
        })
    }

    /// “Keller, who heads the ministry**, and Marten, who** runs the port, met …”, “Keller, who is ill**, and
    /// Marten met** …”: whether the comma at `comma` leads on to one who shares the verb to come.
    fn is_joined_by(&self, comma: u32) -> bool {
        if self.word_at(comma + 1) != word::AND {
            return false;
        }
        let Some(other) = self.phrase_at(comma + 2) else { return false };
        let next = other.tokens.end;
        self.tag_at(next).is_tensed()
            || self.word_at(next) == word::COMMA && self.word_at(next + 1) == word::WHO
    }

    /// The token after the mark that closes a quotation at `at`, if one does: “, who calls it
    /// “dead,” said”.
    fn past_quote(&self, at: u32) -> u32 {
        let marks = TokenSpan::new(at, (at + 1).min(self.document.tokens.len() as u32));
        let closes = self.is_mark(at)
            && matches!(self.text(marks), "”" | "\"" | "''" | "’" | "'")
            && self.closes_quote(at);
        at + u32::from(closes)
    }

    /// “the vote, which he lost, *Keller said*.”: the comma at `close` belongs to what is said.
    fn attribution_follows(&self, close: u32, end: u32) -> bool {
        let next = self.past_quote(close + 1);
        let says =
            |at: u32| self.tag_at(at) == Tag::Finite && self.classes_at(at).contains(Classes::CUE);
        let stops =
            |at: u32| at >= end || self.word_at(at) == word::COMMA || self.ends_sentence(at);
        let phrase = |at: u32| self.phrase_at(at).map(|p| p.tokens.end);
        if says(next) {
            // “, called Marten.” has an object.
            let only = matches!(self.lexicon.text(self.word_at(next)), "said" | "says" | "added");
            let who = phrase(next + 1).filter(|_| self.time_at(next + 1).is_none());
            return only && who.is_some_and(stops);
        }
        let cue = phrase(next).filter(|&cue| says(cue)).map(|cue| cue + 1);
        cue.is_some_and(|at| stops(at) || phrase(at).is_some_and(stops))
    }

    fn ends_sentence(&self, at: u32) -> bool {
        const ENDS: WordSet =
            WordSet::of(&[word::FULL_STOP, word::EXCLAMATION, word::QUESTION, word::SEMICOLON]);
        self.is_mark(at) && ENDS.contains(self.word_at(at))
    }
}

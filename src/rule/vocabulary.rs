//! The words that rules share: verbs in all their forms, nouns with their plurals, phrases, and
//! the lists that name them. A word of a text leads to every entry that it may begin.

mod list;

pub use list::List;

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use crate::base::IndexVec;
use crate::extraction::Mode;
use crate::id;
use crate::rule::known_words::KnownWords;
use crate::rule::unit::{Accepts, Unit, UnitKind};
use crate::rule::word_map::WordMap;
use crate::text::{Forms, Lexicon, Token, WordId, inflect, word};

id!(
    /// Names an entry of the vocabulary.
    EntryId
);
id!(
    /// Names a list of entries.
    ListId
);

/// What an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EntryKind {
    /// A verb, perhaps with particles: its first word inflects.
    Verb,
    /// A noun, perhaps with words before it: singular and plural.
    Noun,
    /// Words as they stand.
    Phrase,
}

/// A verb, noun or phrase that rules know.
#[derive(Clone, Debug)]
pub struct Entry {
    /// What it is.
    pub kind: EntryKind,
    /// Its base form: `sit down`.
    pub lemma: String,
    /// What kind of speech act it is: `deny`, `warn`.
    pub class: Option<Box<str>>,
    /// How those who take part meet.
    pub mode: Option<Mode>,
    /// Whether it announces an event only between named persons.
    pub weak: bool,
    /// False for verbs of thinking, which make a statement only when another cue voices them.
    pub voiced: bool,
    /// Prepositions that bring in the person addressed.
    pub to: SmallVec<[WordId; 1]>,
    /// What must not follow.
    pub not: Vec<Box<[WordId]>>,
    spellings: Vec<Spelling>,
}

#[derive(Clone, Debug)]
struct Spelling {
    forms: Forms,
    words: Box<[WordId]>,
}

/// A spelling of an entry by its first word, with what is asked first of it: an entry is large, and most
/// need not be looked at.
#[derive(Clone, Copy, Debug)]
struct Begun {
    entry: EntryId,
    /// Which spelling of the entry.
    spelling: u16,
    forms: Forms,
    /// It has no other word.
    alone: bool,
}

/// What is asked of an entry wherever it is found.
#[derive(Clone, Copy, Debug)]
struct Trait {
    kind: EntryKind,
    /// Something must not follow.
    restricted: bool,
}

impl Entry {
    /// An entry with nothing but its lemma; the vocabulary adds its spellings.
    pub fn new(kind: EntryKind, lemma: &str) -> Self {
        Entry {
            kind,
            lemma: lemma.to_owned(),
            class: None,
            mode: None,
            weak: false,
            voiced: true,
            to: SmallVec::new(),
            not: Vec::new(),
            spellings: Vec::new(),
        }
    }
}

/// All entries and lists.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    entries: IndexVec<EntryId, Entry>,
    /// By entry, close together.
    traits: IndexVec<EntryId, Trait>,
    lists: IndexVec<ListId, List>,
    list_names: FxHashMap<String, ListId>,
    /// The words that begin or head an entry.
    known: KnownWords,
    by_first: WordMap<SmallVec<[Begun; 2]>>,
    by_head: WordMap<SmallVec<[EntryId; 2]>>,
    irregular: FxHashMap<String, Vec<(String, Forms)>>,
    longest: usize,
}

/// An entry found in a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    /// Which entry.
    pub entry: EntryId,
    /// In which form.
    pub forms: Forms,
    /// The first unit after it.
    pub end: usize,
}

impl Vocabulary {
    /// One entry.
    #[inline]
    pub fn entry(&self, id: EntryId) -> &Entry {
        &self.entries[id]
    }

    /// What one entry is.
    #[inline]
    pub fn kind_of(&self, id: EntryId) -> EntryKind {
        self.traits[id].kind
    }

    /// The entries that `word` can begin, with the form it would be.
    pub fn begun_by(&self, word: WordId) -> impl Iterator<Item = (EntryId, Forms)> {
        self.begun(word).iter().map(|begun| (begun.entry, begun.forms))
    }

    /// The spellings that begin with `word`, with their entries.
    pub fn begun_with(&self, word: WordId) -> impl Iterator<Item = (EntryId, &[WordId])> {
        self.begun(word).iter().map(|begun| (begun.entry, self.words_begun(begun)))
    }

    fn begun(&self, word: WordId) -> &[Begun] {
        self.by_first.get(word).map(SmallVec::as_slice).unwrap_or_default()
    }

    fn words_begun(&self, begun: &Begun) -> &[WordId] {
        &self.entries[begun.entry].spellings[begun.spelling as usize].words
    }

    /// The entries for which a noun phrase with that head can stand.
    pub fn headed_by(&self, head: WordId) -> &[EntryId] {
        self.by_head.get(head).map(SmallVec::as_slice).unwrap_or_default()
    }

    /// The entries one of whose spellings stands at token `at`, word by word.
    pub fn spelled_at(&self, tokens: &[Token], at: usize) -> impl Iterator<Item = EntryId> {
        let stands = move |begun: &&Begun| {
            let words = self.words_begun(begun);
            let found = tokens.get(at..at + words.len());
            found.is_some_and(|found| {
                found.iter().zip(words).all(|(token, &word)| token.word == word)
            })
        };
        self.begun(tokens[at].word).iter().filter(stands).map(|begun| begun.entry)
    }

    /// Whether `word` begins or heads an entry that is no verb.
    pub fn is_noun(&self, word: WordId) -> bool {
        !self.headed_by(word).is_empty()
            || self.begun_by(word).any(|(id, _)| self.kind_of(id) == EntryKind::Noun)
    }

    /// Which forms of verbs `word` can be, of all verbs that rules know.
    pub fn verb_forms(&self, word: WordId) -> Forms {
        let verbs = self.begun_by(word).filter(|&(id, _)| self.kind_of(id) == EntryKind::Verb);
        verbs.map(|(_, forms)| forms).fold(Forms::empty(), Forms::union)
    }

    /// How many units the longest entry spans.
    pub fn longest(&self) -> usize {
        self.longest
    }

    /// The first words of all spellings of an entry, and its head word where a noun phrase can
    /// stand for it.
    pub fn first_words(&self, id: EntryId) -> impl Iterator<Item = WordId> + Clone {
        let entry = &self.entries[id];
        let firsts = entry.spellings.iter().filter_map(|s| s.words.first().copied());
        firsts.chain(entry.spellings.iter().filter_map(|s| head(entry.kind, &s.words)))
    }

    /// The last words of all spellings of an entry, and its head word likewise.
    fn last_words(&self, id: EntryId) -> impl Iterator<Item = WordId> + Clone {
        let entry = &self.entries[id];
        let lasts = entry.spellings.iter().filter_map(|s| s.words.last().copied());
        lasts.chain(entry.spellings.iter().filter_map(|s| head(entry.kind, &s.words)))
    }

    /// The words of every spelling of an entry.
    pub fn words_of(&self, id: EntryId) -> impl Iterator<Item = &[WordId]> {
        self.entries[id].spellings.iter().map(|s| &*s.words)
    }

    /// Calls `each` for every entry of `list` that begins with unit `at`, whatever its form.
    pub fn find(&self, list: ListId, units: &[Unit], at: usize, each: impl FnMut(Found)) {
        let list = &self.lists[list];
        self.find_those(|entry| list.holds(entry), units, at, each);
    }

    /// Calls `each` for every entry that begins with unit `at`, whatever its form and list.
    pub fn find_all(&self, units: &[Unit], at: usize, each: impl FnMut(Found)) {
        self.find_those(|_| true, units, at, each);
    }

    fn find_those(
        &self,
        is_asked: impl Fn(EntryId) -> bool,
        units: &[Unit],
        at: usize,
        mut each: impl FnMut(Found),
    ) {
        let Some(unit) = units.get(at).filter(|unit| self.known.contains(unit.word)) else {
            return;
        };
        if is_noun_phrase(unit) {
            for &entry in self.headed_by(unit.word).iter().filter(|&&id| is_asked(id)) {
                self.admit(Found { entry, forms: Forms::FIXED, end: at + 1 }, units, &mut each);
            }
        }
        if unit.kind != UnitKind::Word || !unit.word.is_known() {
            return;
        }
        for begun in self.begun(unit.word).iter().filter(|begun| is_asked(begun.entry)) {
            let end = match begun.alone {
                true => Some(at + 1),
                false => phrase_end(units, at, self.words_begun(begun)),
            };
            if let Some(end) = end {
                let found = Found { entry: begun.entry, forms: begun.forms, end };
                self.admit(found, units, &mut each);
            }
        }
    }

    fn admit(&self, found: Found, units: &[Unit], each: &mut impl FnMut(Found)) {
        if !self.traits[found.entry].restricted || !self.is_forbidden(found, units) {
            each(found);
        }
    }

    /// Whether what must not follow does.
    fn is_forbidden(&self, found: Found, units: &[Unit]) -> bool {
        self.entries[found.entry].not.iter().any(|words| {
            phrase_end(units, found.end, words).is_some()
                || units.get(found.end).is_some_and(|unit| {
                    is_noun_phrase(unit) && head(EntryKind::Phrase, words) == Some(unit.word)
                })
        })
    }

    /// Makes the irregular forms of a verb known to every entry added later.
    /// `forms` are base, -s, past, participle (if it differs), -ing and further spellings, where
    /// -ing may stand anywhere after the -s form.
    pub fn add_irregular(&mut self, forms: &[String]) {
        let Some(base) = forms.first() else { return };
        // Several files may tell of one verb; what each says holds.
        let named = self.irregular.entry(base.clone()).or_default();
        let is_ing = |form: &String| form.ends_with("ing");
        let past_forms = forms.iter().skip(2).filter(|form| !is_ing(form)).count();
        let mut past_seen = 0;
        for (at, form) in forms.iter().enumerate() {
            let is = match at {
                0 => Forms::BASE,
                1 => Forms::S,
                _ if is_ing(form) => Forms::ING,
                _ => {
                    past_seen += 1;
                    match past_seen {
                        1 if past_forms > 1 => Forms::PAST,
                        2 => Forms::PARTICIPLE,
                        _ => Forms::PAST | Forms::PARTICIPLE,
                    }
                }
            };
            match named.iter_mut().find(|(other, _)| other == form) {
                Some((_, forms)) => *forms |= is,
                None => named.push((form.clone(), is)),
            }
        }
    }

    /// Adds an entry. `plural` overrides the regular plural of a noun; `none` means there is none.
    pub fn add(
        &mut self,
        mut entry: Entry,
        plural: Option<&str>,
        lexicon: &mut Lexicon,
    ) -> EntryId {
        entry.spellings = match entry.kind {
            EntryKind::Phrase => vec![spelling(&entry.lemma, Forms::FIXED, lexicon)],
            EntryKind::Noun => {
                let mut spellings = vec![spelling(&entry.lemma, Forms::SINGULAR, lexicon)];
                match plural {
                    Some("none") => {}
                    Some(plural) => spellings.push(spelling(plural, Forms::PLURAL, lexicon)),
                    None => {
                        let plural = inflect::plural(&entry.lemma);
                        spellings.push(spelling(&plural, Forms::PLURAL, lexicon));
                    }
                }
                spellings
            }
            EntryKind::Verb => {
                let (first, rest) = entry.lemma.split_once(' ').unwrap_or((&entry.lemma, ""));
                let rest = words(rest, lexicon);
                self.forms_of(first)
                    .into_iter()
                    .map(|(form, forms)| {
                        let mut words = words(&form, lexicon);
                        words.extend_from_slice(&rest);
                        Spelling { forms, words: words.into() }
                    })
                    .collect()
            }
        };
        entry.spellings.retain(|s| !s.words.is_empty());
        let id = EntryId(self.entries.len() as u32);
        for (at, spelling) in entry.spellings.iter().enumerate() {
            self.longest = self.longest.max(spelling.words.len());
            self.known.insert(spelling.words[0]);
            self.by_first.entry(spelling.words[0]).push(Begun {
                entry: id,
                spelling: at as u16,
                forms: spelling.forms,
                alone: spelling.words.len() == 1,
            });
            if let Some(head) = head(entry.kind, &spelling.words) {
                self.known.insert(head);
                let heads = self.by_head.entry(head);
                if heads.last() != Some(&id) {
                    heads.push(id);
                }
            }
        }
        self.traits.push(Trait { kind: entry.kind, restricted: !entry.not.is_empty() });
        self.entries.push(entry)
    }

    /// Every form of a verb of one word.
    pub fn forms_of(&self, lemma: &str) -> Vec<(String, Forms)> {
        match self.irregular.get(lemma) {
            Some(forms) => forms.clone(),
            // co-host, re-elect: the part after the hyphen inflects.
            None => match lemma.rsplit_once('-') {
                Some((prefix, verb)) if !verb.is_empty() => {
                    let forms = self.forms_of(verb).into_iter();
                    forms.map(|(form, is)| (format!("{prefix}-{form}"), is)).collect()
                }
                _ => inflect::verb_forms(lemma),
            },
        }
    }
}

/// The first unit after `words` if they stand at `at`, one unit each.
pub fn phrase_end(units: &[Unit], at: usize, words: &[WordId]) -> Option<usize> {
    let end = at + words.len();
    let found = units.get(at..end)?.iter().zip(words).all(|(unit, &word)| is_word(unit, word));
    found.then_some(end)
}

/// Whether `unit` is that one word, as a plain word or an adverb.
#[inline]
pub fn is_word(unit: &Unit, word: WordId) -> bool {
    unit.word == word
        && match unit.kind {
            UnitKind::Word => true,
            UnitKind::Aside => unit.tokens.len() == 1,
            // “shook hands”: a bare noun.
            UnitKind::Party => unit.tokens.len() == 1 && unit.accepts.contains(Accepts::THING),
            _ => false,
        }
}

/// Whether `unit` is a noun phrase that names nobody, which a noun of a list can stand for.
fn is_noun_phrase(unit: &Unit) -> bool {
    let nobody = Accepts::THING | Accepts::DOCUMENT;
    unit.kind == UnitKind::Party && unit.word.is_known() && unit.accepts.intersects(nobody)
}

/// The noun of an entry that is one noun, perhaps after an article.
fn head(kind: EntryKind, words: &[WordId]) -> Option<WordId> {
    if kind == EntryKind::Verb {
        return None;
    }
    match *words {
        [noun] => Some(noun),
        [
            word::A | word::AN | word::THE | word::HIS | word::HER | word::ITS | word::THEIR,
            noun,
        ] => Some(noun),
        _ => None,
    }
}

fn spelling(text: &str, forms: Forms, lexicon: &mut Lexicon) -> Spelling {
    Spelling { forms, words: words(text, lexicon).into() }
}

/// The words of a phrase, cut as the tokenizer cuts texts.
pub fn words(phrase: &str, lexicon: &mut Lexicon) -> Vec<WordId> {
    pieces(phrase).into_iter().map(|piece| lexicon.intern(piece)).collect()
}

/// `tomorrow's one-on-one` → `tomorrow` `'s` `one` `-` `on` `-` `one`
fn pieces(phrase: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    for chunk in phrase.split_whitespace() {
        let mut rest = chunk;
        while let Some(at) = rest.find(['-', ',']) {
            if at > 0 {
                endings(&rest[..at], &mut pieces);
            }
            pieces.push(&rest[at..=at]);
            rest = &rest[at + 1..];
        }
        if !rest.is_empty() {
            endings(rest, &mut pieces);
        }
    }
    pieces
}

/// Cuts off `n't`, `'s`, `'ll` and the like.
fn endings<'a>(chunk: &'a str, pieces: &mut Vec<&'a str>) {
    for ending in ["n't", "n’t", "'s", "’s", "'ll", "’ll", "'ve", "’ve", "'re", "’re", "'d", "’d"]
    {
        if let Some(before) = chunk.strip_suffix(ending).filter(|before| !before.is_empty()) {
            pieces.extend([before, &chunk[before.len()..]]);
            return;
        }
    }
    pieces.push(chunk);
}

#[cfg(test)]
mod tests;

//! What is known about words: which word a token is, and the classes it can belong to.
//!
//! Rules and gazetteers intern their words here while they are loaded; afterwards a token is a
//! number, and comparing words is comparing numbers. A word of the text that nobody interned is
//! [`WordId::UNKNOWN`].

use bitflags::bitflags;

use crate::base::table::hash_bytes;
use crate::base::{Id, IndexVec, Stored, Table};
use crate::id;
use crate::text::fold::fold_into;

id!(
    /// Names a word of the lexicon.
    WordId
);

impl WordId {
    /// The word of every token that the lexicon does not hold.
    pub const UNKNOWN: WordId = WordId(0);

    /// Whether the lexicon holds the word.
    pub fn is_known(self) -> bool {
        self != WordId::UNKNOWN
    }

    /// Whether it is one of the words that the engine itself speaks of.
    #[inline]
    pub fn is_fixed(self) -> bool {
        self.is_known() && self.index() <= word::FIXED.len()
    }
}

bitflags! {
    /// The classes a word can belong to, whatever it is in a given sentence.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub struct Classes: u64 {
        /// Singular noun.
        const NOUN = 1;
        /// Plural noun.
        const NOUNS = 1 << 1;
        /// Verb, base form.
        const VERB = 1 << 2;
        /// Verb, third person singular.
        const VERB_S = 1 << 3;
        /// Verb, past tense.
        const VERB_PAST = 1 << 4;
        /// Verb, past participle.
        const VERB_PARTICIPLE = 1 << 5;
        /// Verb, form in -ing.
        const VERB_ING = 1 << 6;
        /// Adjective.
        const ADJECTIVE = 1 << 7;
        /// Adverb.
        const ADVERB = 1 << 8;
        /// Used as a noun more often than as anything else.
        const MOSTLY_NOUN = 1 << 9;
        /// Used as a verb more often than as anything else.
        const MOSTLY_VERB = 1 << 10;
        /// Used as an adjective more often than as anything else.
        const MOSTLY_ADJECTIVE = 1 << 11;
        /// Used as an adverb more often than as anything else.
        const MOSTLY_ADVERB = 1 << 12;

        /// a, the, this, every …
        const DETERMINER = 1 << 13;
        /// Preposition.
        const PREPOSITION = 1 << 14;
        /// and, or, but, nor
        const COORDINATOR = 1 << 15;
        /// because, while, after, if, although …
        const SUBORDINATOR = 1 << 16;
        /// he, them, it … (personal; subject or object)
        const PRONOUN = 1 << 17;
        /// his, her, their …
        const POSSESSIVE = 1 << 18;
        /// who, which, whom, whose, what, that …
        const WH = 1 << 19;
        /// be, have, do in any form
        const AUXILIARY = 1 << 20;
        /// will, would, may …
        const MODAL = 1 << 21;
        /// not, n't, never
        const NEGATION = 1 << 22;
        /// A number in words, or an ordinal.
        const NUMERAL = 1 << 23;
        /// Monday …
        const WEEKDAY = 1 << 24;
        /// January, Jan …
        const MONTH = 1 << 25;
        /// Abbreviated before a name or number: Mr, Gen, Sept, No
        const ABBREVIATION = 1 << 26;
        /// 's after a noun
        const GENITIVE = 1 << 27;

        /// A noun for people: adviser, resident.
        const PERSON_NOUN = 1 << 28;
        /// A noun for groups: committee, government.
        const GROUP_NOUN = 1 << 29;
        /// A noun for what is said or written: report, letter.
        const COMM_NOUN = 1 << 30;
        /// A noun for times: week, morning.
        const TIME_NOUN = 1 << 31;
        /// A noun for places: town, airport.
        const PLACE_NOUN = 1 << 32;
        /// A noun for acts: meeting, attack.
        const ACT_NOUN = 1 << 33;

        /// A woman's given name.
        const GIVEN_FEMALE = 1 << 34;
        /// A man's given name.
        const GIVEN_MALE = 1 << 35;
        /// A given name that is a common word or surname as well.
        const GIVEN_WEAK = 1 << 36;
        /// A surname.
        const SURNAME = 1 << 37;
        /// A surname that is a common word as well.
        const SURNAME_WEAK = 1 << 38;
        /// An ordinary word that may begin a sentence or stand in a headline with a capital.
        const COMMON = 1 << 39;
        /// Reports speech in some rule.
        const CUE = 1 << 40;
        /// Starts some rule.
        const TRIGGER = 1 << 41;
        /// Takes part in a name of some gazetteer.
        const IN_NAME = 1 << 42;
        /// An honorific, rank or title that stands before names.
        const TITLE = 1 << 43;
        /// Ends or heads the name of an organization: Ministry, Bank, University.
        const ORGANIZATION_HEAD = 1 << 44;
        /// Heads the name of a place: River, Mount, Street.
        const PLACE_HEAD = 1 << 45;
        /// van, de, bin, al …
        const PARTICLE = 1 << 46;
        /// here, there, yesterday, today …: adverbs of place and time
        const DEICTIC = 1 << 47;
        /// A noun for a woman: wife, spokeswoman.
        const FEMALE_NOUN = 1 << 48;
        /// A noun for a man: brother, king.
        const MALE_NOUN = 1 << 49;
        /// Written with a capital and no part of anybody's name: Easter, Islam, Hindu.
        const NOBODY = 1 << 50;
        /// Ends what is written with capitals and is neither person, body nor place: Act, Treaty, War.
        const DEED_HEAD = 1 << 51;
        /// Who or what belongs to a band, a team or a firm: drummer, goalkeeper, shareholder.
        const MEMBER = 1 << 52;
        /// What teams do to each other: beat, lost, drew.
        const CONTEST = 1 << 53;
        /// A verb whose object is hardly ever anything but a clause: “says”.
        const CLAUSAL = 1 << 54;
        /// A verb whose object hears what follows: “told”.
        const TELLING = 1 << 55;
    }
}

impl Classes {
    /// Every given name.
    pub const GIVEN: Classes = Classes::GIVEN_FEMALE.union(Classes::GIVEN_MALE);
    /// Every form of a verb.
    pub const ANY_VERB: Classes = Classes::VERB
        .union(Classes::VERB_S)
        .union(Classes::VERB_PAST)
        .union(Classes::VERB_PARTICIPLE)
        .union(Classes::VERB_ING);
    /// Every form of a noun.
    pub const ANY_NOUN: Classes = Classes::NOUN.union(Classes::NOUNS);
}

/// Marks a word that has a number already and is not known yet.
const HIDDEN: Classes = Classes::from_bits_retain(1 << 63);

/// All known words.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    texts: String,
    /// By word: where its text begins; one more at the end. Apart from the classes, which tokens carry
    /// with them, so that the texts that the engine compares lie close together.
    starts: Vec<u32>,
    classes: IndexVec<WordId, Classes>,
    table: Table,
    /// How many of the first words the build script knew when it worked out the gazetteers.
    prepared: usize,
}

impl Lexicon {
    /// A lexicon that holds the words of [`word`] and nothing else.
    pub fn new() -> Self {
        let mut lexicon = Lexicon { starts: vec![0, 0], ..Lexicon::default() };
        lexicon.classes.push(Classes::empty());
        for text in word::FIXED {
            lexicon.intern_folded(text);
        }
        lexicon
    }

    /// Makes room for `words` more words of `bytes` bytes altogether.
    pub fn reserve(&mut self, words: usize, bytes: usize) {
        self.texts.reserve(bytes);
        self.table.reserve(words);
    }

    /// The word that `text` folds to; a new one if it was not there.
    pub fn intern(&mut self, text: &str) -> WordId {
        if text.bytes().all(|b| b.is_ascii() && b != b'.' && !b.is_ascii_uppercase()) {
            return self.intern_folded(text);
        }
        let mut folded = String::with_capacity(text.len());
        fold_into(text, &mut folded);
        self.intern_folded(if folded.is_empty() { text } else { &folded })
    }

    /// Interns `text` and adds `classes` to what the word can be.
    pub fn add(&mut self, text: &str, classes: Classes) -> WordId {
        let id = self.intern(text);
        self.classes[id] |= classes;
        id
    }

    /// Adds `classes` to what a known word can be.
    pub fn classify(&mut self, id: WordId, classes: Classes) {
        if id.is_known() {
            self.classes[id] |= classes;
        }
    }

    /// The word that `text` folds to, or [`WordId::UNKNOWN`]. `scratch` saves an allocation.
    pub fn get(&self, text: &str, scratch: &mut String) -> WordId {
        scratch.clear();
        fold_into(text, scratch);
        self.get_folded(if scratch.is_empty() { text } else { scratch })
    }

    /// The classes of a word; none for an unknown one.
    #[inline]
    pub fn classes(&self, id: WordId) -> Classes {
        self.classes[id]
    }

    /// The folded form of a word; empty for the unknown one.
    #[inline]
    pub fn text(&self, id: WordId) -> &str {
        let at = id.index();
        &self.texts[self.starts[at] as usize..self.starts[at + 1] as usize]
    }

    /// How many words it holds.
    pub fn len(&self) -> usize {
        self.classes.len() - 1
    }

    /// Whether it holds no word at all.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The word whose folded form is `folded`, or [`WordId::UNKNOWN`].
    pub fn get_folded(&self, folded: &str) -> WordId {
        match self.find(folded) {
            Some(id) if !self.classes[id].contains(HIDDEN) => id,
            _ => WordId::UNKNOWN,
        }
    }

    fn find(&self, folded: &str) -> Option<WordId> {
        let is_it = |id| self.text(WordId(id)) == folded;
        self.table.find(hash_bytes(folded.as_bytes()), is_it).map(WordId)
    }

    fn intern_folded(&mut self, folded: &str) -> WordId {
        if let Some(known) = self.find(folded) {
            self.classes[known].remove(HIDDEN);
            return known;
        }
        self.texts.push_str(folded);
        self.starts.push(self.texts.len() as u32);
        let id = self.classes.push(Classes::empty());
        self.table.insert(hash_bytes(folded.as_bytes()), id.0);
        id
    }

    /// Whether it began as what the build script prepared, so that the words of the prepared
    /// gazetteers have their numbers in it.
    pub(crate) fn is_prepared(&self) -> bool {
        self.prepared > 0
    }

    /// Whether it is what the build script prepared, and nothing was added.
    pub(crate) fn is_untouched(&self) -> bool {
        self.is_prepared() && self.classes.len() == self.prepared
    }

    /// The classes of all words by their numbers, for `add_classes`.
    pub fn all_classes(&self) -> Vec<u64> {
        self.classes.iter().map(|classes| classes.bits()).collect()
    }

    /// Adds to the classes of each word, by number, those that the build script worked out.
    pub(crate) fn add_classes(&mut self, mut classes: &[u8]) {
        for at in 0..self.prepared {
            let more = Classes::from_bits_retain(u64::read(&mut classes));
            let classes = &mut self.classes[WordId::new(at)];
            *classes = (*classes | more).difference(HIDDEN);
        }
    }

    /// Appends all words to `out`, with the classes they have in `self` and the numbers they have
    /// in `all`, a lexicon that grew out of this one; those it lacks stay hidden until somebody
    /// interns them or the classes of `all` are added.
    pub fn write(&self, all: &Lexicon, out: &mut Vec<u8>) {
        all.texts.write(out);
        all.starts.write(out);
        for at in 0..all.classes.len() {
            let classes = self.classes.get(WordId::new(at)).copied();
            classes.unwrap_or(HIDDEN).bits().write(out);
        }
        all.table.write(out);
    }

    /// The lexicon that [`Lexicon::write`] wrote.
    pub(crate) fn read(bytes: &mut &[u8]) -> Lexicon {
        let texts = String::read(bytes);
        let starts = Vec::<u32>::read(bytes);
        let prepared = starts.len() - 1;
        let classes = u64::read_many(prepared, bytes).into_iter().map(Classes::from_bits_retain);
        let classes = classes.collect();
        let table = Table::read(bytes);
        Lexicon { texts, starts, classes, table, prepared }
    }
}

macro_rules! fixed_words {
    ($($name:ident = $text:literal),* $(,)?) => {
        /// Words that the engine itself speaks of.
        pub mod word {
            use super::WordId;
            /// Their folded forms, in the order of their ids.
            pub const FIXED: &[&str] = &[$($text),*];
            #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
            #[repr(u32)]
            enum Number { UNKNOWN, $($name),* }
            const _: () = assert!(Number::UNKNOWN as u32 == WordId::UNKNOWN.0);
            $(#[doc = concat!("The word `", $text, "`.")]
            pub const $name: WordId = WordId(Number::$name as u32);)*
        }
    };
}

fixed_words! {
    COMMA = ",", FULL_STOP = ".", COLON = ":", SEMICOLON = ";", QUESTION = "?", EXCLAMATION = "!",
    HYPHEN = "-", EN_DASH = "–", EM_DASH = "—", DOUBLE_HYPHEN = "--", ELLIPSIS = "…", DOTS = "...",
    OPEN_BRACKET = "(", CLOSE_BRACKET = ")", OPEN_SQUARE = "[", CLOSE_SQUARE = "]", SLASH = "/",
    AMPERSAND = "&", DOLLAR = "$", PERCENT = "%", BULLET = "•",
    GENITIVE_S = "'s", NT = "n't", THE = "the", A = "a", AN = "an", AND = "and", OR = "or",
    BUT = "but", NOR = "nor", TO = "to", OF = "of", FOR = "for", WITH = "with", IN = "in", AT = "at",
    ON = "on", BY = "by", FROM = "from", AS = "as", THAT = "that", WHO = "who", WHOM = "whom",
    WHICH = "which", WHOSE = "whose", WHAT = "what", WHERE = "where", WHEN = "when", WHY = "why",
    HOW = "how", IF = "if", WHETHER = "whether", NOT = "not", IT = "it", HE = "he", SHE = "she",
    THEY = "they", I = "i", WE = "we", YOU = "you", HIM = "him", HER = "her", HIS = "his",
    THEIR = "their", THEM = "them", ITS = "its", THERE = "there", THIS = "this", BOTH = "both",
    BETWEEN = "between", AFTER = "after", BEFORE = "before", WHILE = "while", ACCORDING = "according",
    INCLUDING = "including",
    // What times are told with.
    ABOUT = "about", ACROSS = "across", AFTERNOON = "afternoon", AFTERWARDS = "afterwards",
    AGO = "ago", ALL = "all", ALMOST = "almost", ANY = "any", APRIL = "april", AROUND = "around",
    AUGUST = "august", AUTUMN = "autumn", BEGINNING = "beginning", CENTURIES = "centuries",
    CENTURY = "century", CIRCA = "circa", COMING = "coming", COUPLE = "couple", DAWN = "dawn",
    DAY = "day", DAYS = "days", DECADE = "decade", DECADES = "decades", DECEMBER = "december",
    DURING = "during", DUSK = "dusk", EACH = "each", EARLIER = "earlier", EARLY = "early",
    EASTERN = "eastern", EIGHT = "eight", EIGHTEEN = "eighteen", EIGHTEENTH = "eighteenth",
    EIGHTH = "eighth", EIGHTY = "eighty", ELEVEN = "eleven", ELEVENTH = "eleventh", END = "end",
    EVENING = "evening", EVERY = "every", FALL = "fall", FEBRUARY = "february", FEW = "few",
    FIFTEEN = "fifteen", FIFTEENTH = "fifteenth", FIFTH = "fifth", FIFTY = "fifty", FIRST = "first",
    FIVE = "five", FOLLOWING = "following", FORTNIGHT = "fortnight", FORTNIGHTS = "fortnights",
    FORTY = "forty", FOUR = "four", FOURTEEN = "fourteen", FOURTEENTH = "fourteenth",
    FOURTH = "fourth", HOUR = "hour", HOURS = "hours", JANUARY = "january", JULY = "july",
    JUNE = "june", JUST = "just", LAST = "last", LATE = "late", LATER = "later", LEAST = "least",
    LESS = "less", LOCAL = "local", LUNCHTIME = "lunchtime", MANY = "many", MARCH = "march",
    MAY = "may", MID = "mid", MIDDAY = "midday", MIDDLE = "middle", MIDNIGHT = "midnight",
    MINUTE = "minute", MINUTES = "minutes", MOMENT = "moment", MOMENTS = "moments", MONTH = "month",
    MONTHS = "months", MORE = "more", MORNING = "morning", MOST = "most", MUCH = "much",
    NEARLY = "nearly", NEXT = "next", NIGHT = "night", NINE = "nine", NINETEEN = "nineteen",
    NINETEENTH = "nineteenth", NINETY = "ninety", NINTH = "ninth", NOON = "noon",
    NOVEMBER = "november", NOW = "now", OCTOBER = "october", ONE = "one", ONLY = "only",
    OTHER = "other", OVER = "over", OVERNIGHT = "overnight", PAST = "past", PRECEDING = "preceding",
    PREVIOUS = "previous", PREVIOUSLY = "previously", PRIOR = "prior", RECENT = "recent",
    SAME = "same", SECOND = "second", SECONDS = "seconds", SEPTEMBER = "september", SEVEN = "seven",
    SEVENTEEN = "seventeen", SEVENTEENTH = "seventeenth", SEVENTH = "seventh", SEVENTY = "seventy",
    SEVERAL = "several", SINCE = "since", SINGLE = "single", SIX = "six", SIXTEEN = "sixteen",
    SIXTEENTH = "sixteenth", SIXTH = "sixth", SIXTY = "sixty", SOME = "some", SPRING = "spring",
    START = "start", SUMMER = "summer", TEN = "ten", TENTH = "tenth", THAN = "than",
    THIRD = "third", THIRTEEN = "thirteen", THIRTEENTH = "thirteenth", THIRTY = "thirty",
    THREE = "three", THROUGH = "through", THROUGHOUT = "throughout", TILL = "till", TIME = "time",
    TODAY = "today", TOMORROW = "tomorrow", TONIGHT = "tonight", TURN = "turn", TWELFTH = "twelfth",
    TWELVE = "twelve", TWENTIETH = "twentieth", TWENTY = "twenty", TWO = "two", UNTIL = "until",
    UP = "up", UPCOMING = "upcoming", WEEK = "week", WEEKEND = "weekend", WEEKENDS = "weekends",
    WEEKS = "weeks", WINTER = "winter", WITHIN = "within", YEAR = "year", YEARS = "years",
    WITHOUT = "without", YESTERDAY = "yesterday",
    // What most tokens are asked for, by the tagger, the finder of names and those after them.
    ACCUSED = "accused", AL = "al", CLOSE = "close", DID = "did", DO = "do", DOES = "does",
    INSIDE = "inside", NONE = "none", OLD = "old", OTHERS = "others", OUTSIDE = "outside", ROUND = "round",
    THEN = "then", THESE = "these", TIMES = "times", US = "us",
    WAS = "was", WERE = "were",
    DUO = "duo", PAIR = "pair", SAY = "say", TRIO = "trio",
    // What joins parties, or stands between them.
    ALSO = "also", AMONG = "among", SUCH = "such", WELL = "well",
    ANOTHER = "another", HOWEVER = "however", LONG = "long", MINE = "mine", NO = "no",
    OPPOSITE = "opposite", TABLE = "table",
    // What circumstances begin with.
    AMID = "amid", DESPITE = "despite", NEAR = "near", UNDER = "under",
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fixed_words_have_the_numbers_that_their_names_say() {
        let lexicon = Lexicon::new();
        assert_eq!(lexicon.text(word::COMMA), ",");
        assert_eq!(lexicon.text(word::INCLUDING), "including");
        assert_eq!(lexicon.text(word::YESTERDAY), "yesterday");
        assert_eq!(lexicon.text(word::US), "us");
        assert_eq!(lexicon.len(), word::FIXED.len());
    }

    #[test]
    fn words_are_compared_folded() {
        let mut lexicon = Lexicon::new();
        let id = lexicon.add("Erdoğan", Classes::SURNAME);
        let mut scratch = String::new();
        assert_eq!(lexicon.get("ERDOGAN", &mut scratch), id);
        assert_eq!(lexicon.get("Erdogans", &mut scratch), WordId::UNKNOWN);
        assert!(lexicon.classes(id).contains(Classes::SURNAME));
    }
}

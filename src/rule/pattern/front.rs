//! What stands left or right of a trigger, and what a side of a pattern asks for there, as bits. Most
//! sides fail at the first unit they see, or want a word that the period does not have: a few `and`s
//! say so, and nothing need be run.

use super::compile::Hole;
use super::exec::Way;
use super::program::{Inst, Test};
use super::side::Side;
use super::step::{FARTHEST, beside, is_plain};
use crate::rule::kind::Extents;
use crate::rule::unit::{Accepts, Extent, Unit, UnitKind};
use crate::rule::vocabulary::Vocabulary;
use crate::rule::word_filter::WordFilter;

/// What stands beside a place, or what can be passed there. Two that share no bit never match; two
/// that share one may.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Front {
    /// What parties and lists can stand for, and what else there is.
    kinds: u32,
    /// The word of the nearest unit, and of those adjuncts that may be passed over.
    near: u64,
    /// The words before which helping words may stand.
    later: u64,
    /// For a side: the content that it can begin with, quotations aside.
    extents: Extents,
    /// For a side: whether circumstances can come first, up to “that” or “whether”.
    circumstances: bool,
}

/// [`Accepts`] of a party are the lowest bits; those of a list are so much higher.
const LIST: u32 = Accepts::all().bits().count_ones();
/// A place or a date.
const ADJUNCT: u32 = 1 << 28;
/// A quotation.
const QUOTE: u32 = 1 << 29;
/// A word that a gap may pass over.
const PLAIN: u32 = 1 << 30;
/// Whatever stands there, be it the edge of the period.
const ANYTHING: u32 = 1 << 31;

/// The words that stand anywhere on one side of a place, or those that a side of a pattern cannot do
/// without: one of 64 bits for each, and one for quotations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stock(u64);

/// What a quotation counts as, which has no word.
const QUOTED: Stock = Stock(1);

impl Stock {
    /// What every way through a side passes.
    pub fn wanted_by(side: Side<'_>) -> Stock {
        let steps = &side.program.steps;
        let mut wanted: Vec<Stock> = Vec::with_capacity(steps.len());
        // What an instruction leads to was emitted before it.
        for step in steps {
            let stock = match step {
                Inst::Accept => Stock::default(),
                Inst::Split(ways) => {
                    Stock(ways.iter().fold(u64::MAX, |all, &way| all & wanted[way as usize].0))
                }
                Inst::Step { test, next, .. } => {
                    wanted[*next as usize].and(Stock::passed_by(*test, side.holes))
                }
            };
            wanted.push(stock);
        }
        wanted[side.program.entry as usize]
    }

    /// By place: what stands left of it.
    pub fn left_of(units: &[Unit]) -> Vec<Stock> {
        let mut stock = Stock::default();
        let mut stocks = Vec::with_capacity(units.len() + 1);
        stocks.push(stock);
        for unit in units {
            stock = stock.and(Stock::held_by(unit));
            stocks.push(stock);
        }
        stocks
    }

    /// By place: what stands right of it.
    pub fn right_of(units: &[Unit]) -> Vec<Stock> {
        let mut stock = Stock::default();
        let mut stocks = vec![stock; units.len() + 1];
        for (place, unit) in units.iter().enumerate().rev() {
            stock = stock.and(Stock::held_by(unit));
            stocks[place] = stock;
        }
        stocks
    }

    /// Whether all of it is in `other`: no is certain, yes is not.
    #[inline]
    pub fn is_in(self, other: Stock) -> bool {
        self.0 & !other.0 == 0
    }

    #[inline]
    fn held_by(unit: &Unit) -> Stock {
        match unit.kind {
            UnitKind::Quote => QUOTED,
            _ => Stock(WordFilter::bit(unit.word)),
        }
    }

    fn passed_by(test: Test, holes: &[Hole]) -> Stock {
        let quoted = |hole: &Hole| hole.accepts.is_empty() && is_quote(hole);
        match test {
            Test::Word(word) => Stock(WordFilter::bit(word)),
            Test::Hole(number) if holes.get(number as usize).is_some_and(quoted) => QUOTED,
            Test::Hole(_) | Test::Words(_) | Test::Gap | Test::Circumstances => Stock::default(),
        }
    }

    #[inline]
    fn and(self, other: Stock) -> Stock {
        Stock(self.0 | other.0)
    }
}

/// Whether the only content that can fill `hole` is a quotation.
fn is_quote(hole: &Hole) -> bool {
    hole.extents == Extents::default().with(Extent::Quote)
}

impl Front {
    /// What stands beside place `at`, adjuncts passed over.
    pub fn at(units: &[Unit], at: usize, way: Way) -> Front {
        let mut front = Front { kinds: ANYTHING, ..Front::default() };
        let mut place = at;
        while let Some((to, unit)) = beside(units, place, way) {
            front.see(unit);
            if !unit.kind.is_adjunct() {
                break;
            }
            place = to;
        }
        if way == Way::Right {
            for unit in units.iter().take(place + FARTHEST).skip(at) {
                front.later |= WordFilter::bit(unit.word);
                if unit.kind != UnitKind::Word && !unit.kind.is_adjunct() {
                    break;
                }
            }
        }
        front
    }

    /// What a side can begin with.
    pub fn of(side: Side<'_>, vocabulary: &Vocabulary) -> Front {
        let reached = &side.program.reached[side.program.entry as usize];
        let kinds = if reached.accepts { ANYTHING } else { 0 };
        let mut front = Front { kinds, ..Front::default() };
        for &step in &reached.steps {
            if let Inst::Step { test, .. } = side.program.steps[step as usize] {
                front.ask(test, side, vocabulary);
            }
        }
        front
    }

    /// All that either has.
    #[must_use]
    pub fn or(self, other: Front) -> Front {
        Front {
            kinds: self.kinds | other.kinds,
            near: self.near | other.near,
            later: self.later | other.later,
            extents: self.extents.or(other.extents),
            circumstances: self.circumstances || other.circumstances,
        }
    }

    /// The content that a side can begin with, which only the period knows.
    pub fn extents(&self) -> Extents {
        self.extents
    }

    /// Whether a side can begin with circumstances, likewise.
    pub fn circumstances(&self) -> bool {
        self.circumstances
    }

    /// Whether a side that can begin with `self`, and with neither of these, may begin where `place` is
    /// seen: no is certain, yes is not.
    #[inline]
    pub fn meets(&self, place: &Front) -> bool {
        self.kinds & place.kinds != 0
            || self.near & place.near != 0
            || self.later & place.later != 0
    }

    fn see(&mut self, unit: &Unit) {
        self.near |= WordFilter::bit(unit.word);
        let accepts = u32::from(unit.accepts.bits());
        self.kinds |= match unit.kind {
            UnitKind::Party => accepts,
            UnitKind::List => accepts << LIST,
            UnitKind::Place | UnitKind::Time => ADJUNCT,
            UnitKind::Quote => QUOTE,
            UnitKind::Word if is_plain(unit) => PLAIN,
            UnitKind::Word | UnitKind::Aside => 0,
        };
    }

    fn ask(&mut self, test: Test, side: Side<'_>, vocabulary: &Vocabulary) {
        match test {
            Test::Word(word) => self.near |= WordFilter::bit(word),
            Test::Words(words) => match side.way {
                Way::Left => self.near |= vocabulary.ends_of(words.list),
                Way::Right => self.later |= vocabulary.beginnings_of(words.list),
            },
            Test::Gap => self.kinds |= PLAIN,
            Test::Circumstances => self.circumstances = true,
            Test::Hole(number) => {
                let Some(hole) = side.holes.get(number as usize) else { return };
                self.kinds |= filling(hole, side.way);
                if !is_quote(hole) {
                    self.extents = self.extents.or(hole.extents);
                }
            }
        }
    }
}

/// What can fill `hole`, apart from content that is no quotation.
fn filling(hole: &Hole, way: Way) -> u32 {
    let content = if is_quote(hole) { QUOTE } else { 0 };
    // It stands elsewhere, left of the trigger.
    let understood = if hole.understood && way == Way::Left { ANYTHING } else { 0 };
    let accepts = u32::from(hole.accepts.bits());
    let list = if hole.many { accepts << LIST } else { 0 };
    let adjunct = if hole.adjunct { ADJUNCT } else { 0 };
    content | understood | accepts | list | adjunct
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{ByteSpan, TokenSpan};
    use crate::rule::pattern::program::Program;
    use crate::rule::unit::VerbForm;
    use crate::text::{WordId, word};

    fn unit(kind: UnitKind, word: WordId) -> Unit {
        let tokens = TokenSpan::new(0, 1);
        Unit { kind, tokens, word, accepts: Accepts::empty(), verb: VerbForm::None }
    }

    fn words(words: &[WordId]) -> Vec<Unit> {
        words.iter().map(|&word| unit(UnitKind::Word, word)).collect()
    }

    /// `by (to | from) that?`, to the right.
    fn program() -> Program {
        let word =
            |word, next| Inst::Step { test: Test::Word(word), next, span: ByteSpan::new(0, 0) };
        let steps = vec![
            Inst::Accept,
            word(word::THAT, 0),
            Inst::Split([1, 0].into()),
            word(word::TO, 2),
            word(word::FROM, 2),
            Inst::Split([3, 4].into()),
            word(word::BY, 5),
        ];
        Program::new(steps, 6)
    }

    #[test]
    fn a_side_wants_what_every_way_through_it_passes() {
        let program = program();
        let side = Side { way: Way::Right, program: &program, holes: &[], anchored: false };
        let wanted = Stock::wanted_by(side);
        let units = words(&[word::BY, word::TO]);
        assert!(wanted.is_in(Stock::right_of(&units)[0]));
        assert!(!wanted.is_in(Stock::right_of(&units)[1]), "“by” stands left of it");
        assert!(wanted.is_in(Stock::left_of(&units)[1]));
        assert!(!wanted.is_in(Stock::left_of(&units)[0]));
    }

    #[test]
    fn a_side_begins_with_its_first_word_perhaps_behind_adjuncts() {
        let program = program();
        let side = Side { way: Way::Right, program: &program, holes: &[], anchored: false };
        let begins = Front::of(side, &Vocabulary::default());
        let mut units = words(&[word::TO, word::IN, word::BY]);
        let meets = |units: &[Unit], at| begins.meets(&Front::at(units, at, Way::Right));
        assert!(meets(&units, 2));
        assert!(!meets(&units, 1), "“in” stands between");
        units[1] = unit(UnitKind::Place, word::IN);
        assert!(meets(&units, 1), "a place may be passed over");
        assert!(!meets(&units, 0));
        assert!(!meets(&units, 3), "nothing stands there");
    }
}

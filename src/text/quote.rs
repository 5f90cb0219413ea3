//! Quotation spans: straight, curly, angled and single marks, nested, running over paragraphs, and
//! unbalanced ones, which cost at most their own paragraph. Apostrophes are told apart from single
//! marks here; who is quoted is decided elsewhere.

use crate::base::{Id, IndexVec, TokenSpan};
use crate::text::{
    Block, BlockId, BlockKind, Quote, QuoteId, Shape, Token, TokenId, TokenKind, word,
};

/// The quotations of a text, and what each of its marks does.
#[derive(Clone, Debug, Default)]
pub struct Quotations {
    /// In order of their opening marks.
    pub quotes: IndexVec<QuoteId, Quote>,
    /// For each token, whether it opens or closes a quotation.
    pub roles: Vec<Role>,
}

/// What a token does to quotations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Role {
    /// Nothing.
    #[default]
    None,
    /// It opens one.
    Open,
    /// It closes one.
    Close,
}

/// Finds the quotations of a text, given its tokens and blocks.
pub fn quotations(
    text: &str,
    tokens: &IndexVec<TokenId, Token>,
    blocks: &IndexVec<BlockId, Block>,
) -> Quotations {
    let mut finder = Finder { text, tokens, found: Vec::new(), stack: Vec::new() };
    let mut marks = Vec::new();
    let mut pending = None;
    let following = next_paragraphs(blocks);
    for (block, next) in blocks.iter().zip(following) {
        finder.marks(block.tokens, &mut marks);
        let body = matches!(block.kind, BlockKind::Paragraph | BlockKind::Post);
        let continues = if body { pending.take() } else { None };
        finder.block(block.tokens, &marks, continues);
        let next = next.filter(|_| body).and_then(|next| finder.first_mark(next));
        let unclosed = finder.close_block(block.tokens, next);
        pending = if body { unclosed } else { pending };
    }
    finder.finish()
}

/// For each block the tokens of the next paragraph after it.
fn next_paragraphs(blocks: &IndexVec<BlockId, Block>) -> Vec<Option<TokenSpan>> {
    let mut following = vec![None; blocks.len()];
    let mut next = None;
    for (block, following) in blocks.iter().zip(&mut following).rev() {
        *following = next;
        if block.kind == BlockKind::Paragraph {
            next = Some(block.tokens);
        }
    }
    following
}

/// How many marks a single mark looks ahead for its partner; keeps a page of nothing but marks cheap.
const LOOK_AHEAD: usize = 100;

/// Which marks can end each other.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Family {
    Double,
    Single,
    Angle,
    Corner,
}

/// What a mark does by its form alone.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Opens,
    Closes,
    Either,
}

#[derive(Clone, Copy)]
struct Mark {
    token: u32,
    family: Family,
    side: Side,
}

struct Found {
    quote: Quote,
    alive: bool,
}

struct Open {
    quote: usize,
    family: Family,
}

struct Finder<'a> {
    text: &'a str,
    tokens: &'a [Token],
    found: Vec<Found>,
    stack: Vec<Open>,
}

impl Finder<'_> {
    fn token(&self, at: u32) -> Option<&Token> {
        self.tokens.get(at as usize)
    }

    fn mark(&self, at: u32) -> Option<Mark> {
        let token = self.token(at).filter(|token| token.kind == TokenKind::Mark)?;
        // Marks that the engine knows by word are no quotation marks.
        if token.word.is_fixed() {
            return None;
        }
        let (family, side) = match token.span.of(self.text) {
            "\"" => (Family::Double, Side::Either),
            "“" | "„" | "‟" | "``" | "〝" | "＂" => (Family::Double, Side::Opens),
            "”" | "''" | "〞" => (Family::Double, Side::Closes),
            "'" => (Family::Single, Side::Either),
            "‘" | "‚" | "‛" | "`" => (Family::Single, Side::Opens),
            "’" => (Family::Single, Side::Closes),
            "«" | "‹" => (Family::Angle, Side::Opens),
            "»" | "›" => (Family::Angle, Side::Closes),
            "「" | "『" => (Family::Corner, Side::Opens),
            "」" | "』" => (Family::Corner, Side::Closes),
            _ => return None,
        };
        Some(Mark { token: at, family, side })
    }

    fn marks(&self, span: TokenSpan, out: &mut Vec<Mark>) {
        out.clear();
        out.extend((span.start..span.end).filter_map(|at| self.mark(at)));
    }

    /// The mark with which a block begins.
    fn first_mark(&self, span: TokenSpan) -> Option<Family> {
        let mark = self.mark(span.start).filter(|_| !span.is_empty())?;
        (mark.side != Side::Closes).then_some(mark.family)
    }

    fn block(&mut self, span: TokenSpan, marks: &[Mark], continues: Option<(usize, Family)>) {
        for (at, &mark) in marks.iter().enumerate() {
            let around = Around::new(self, span, mark.token);
            let role = match mark.family {
                Family::Single => self.single(span, &marks[at..], &around),
                Family::Corner => {
                    if mark.side == Side::Opens {
                        Role::Open
                    } else {
                        Role::Close
                    }
                }
                Family::Double | Family::Angle => self.double(mark, &around),
            };
            match role {
                Role::None => {}
                Role::Close => self.close(mark),
                Role::Open => {
                    let continued = continues
                        .filter(|&(_, family)| family == mark.family && mark.token == span.start);
                    self.open(span, mark, &around, continued.map(|(quote, _)| quote));
                }
            }
        }
    }

    fn is_open(&self, family: Family) -> bool {
        self.stack.iter().any(|open| open.family == family)
    }

    fn double(&self, mark: Mark, around: &Around) -> Role {
        let open = self.is_open(mark.family);
        let Around { tight_left, tight_right, after_opening, before_closing, .. } = *around;
        let closes = match mark.side {
            Side::Opens => open && tight_left && (!tight_right || before_closing),
            Side::Closes => open || !tight_right || tight_left,
            Side::Either => match (tight_left, tight_right) {
                (false, true) => false,
                (true, false) => !after_opening || open,
                (true, true) => before_closing || (!after_opening && open),
                (false, false) => open,
            },
        };
        if closes { Role::Close } else { Role::Open }
    }

    /// A single mark, which may as well be an apostrophe. `marks` begins with it.
    fn single(&self, span: TokenSpan, marks: &[Mark], around: &Around) -> Role {
        let [mark, rest @ ..] = marks else { return Role::None };
        let can_open = mark.side != Side::Closes
            && around.tight_right
            && (!around.tight_left || around.after_opening);
        if can_open {
            let later_close = rest.iter().take(LOOK_AHEAD).any(|later| {
                later.family == Family::Single && Around::new(self, span, later.token).can_close()
            });
            let elided = around
                .next
                .is_some_and(|next| is_elided(next.span.of(self.text)) && !next.is_capitalised());
            let opens = (later_close || mark.token == span.start) && !elided;
            return if opens { Role::Open } else { Role::None };
        }
        let innermost = self.stack.last().is_some_and(|open| open.family == Family::Single);
        if mark.side == Side::Opens || !innermost || !around.can_close() {
            return Role::None;
        }
        let possessive = around.after_s
            && around.next.is_some_and(|next| next.kind == TokenKind::Word)
            && rest
                .iter()
                .take(LOOK_AHEAD)
                .filter(|later| later.family == Family::Single)
                .map(|later| Around::new(self, span, later.token))
                .take_while(|later| later.tight_left)
                .any(|later| later.can_close());
        if possessive { Role::None } else { Role::Close }
    }

    fn open(&mut self, span: TokenSpan, mark: Mark, around: &Around, continued: Option<usize>) {
        let mut continued = continued;
        let same = self.stack.iter().rposition(|open| open.family == mark.family);
        if let Some(same) = same.filter(|_| mark.family == Family::Double) {
            let new_sentence = around.after_stop && !around.tight_left;
            if new_sentence {
                // Paragraphs of one quotation run together: each begins with a mark again.
                continued = Some(self.stack[same].quote);
                let quote = &mut self.found[self.stack[same].quote].quote;
                quote.tokens.end = mark.token;
                quote.inside.end = mark.token;
                self.drop_from(same + 1);
                self.stack.truncate(same);
            } else if mark.side == Side::Either {
                self.drop_from(same);
            }
        }
        let within = self.stack.last().map(|open| QuoteId::new(open.quote));
        let quote = Quote {
            tokens: TokenSpan::new(mark.token, span.end),
            inside: TokenSpan::new(mark.token + 1, span.end),
            closed: false,
            continues: continued.map(QuoteId::new),
            within,
        };
        self.stack.push(Open { quote: self.found.len(), family: mark.family });
        self.found.push(Found { quote, alive: true });
    }

    fn close(&mut self, mark: Mark) {
        let Some(at) = self.stack.iter().rposition(|open| open.family == mark.family) else {
            return;
        };
        self.drop_from(at + 1);
        if let Some(open) = self.stack.pop() {
            let quote = &mut self.found[open.quote].quote;
            quote.tokens.end = mark.token + 1;
            quote.inside.end = mark.token;
            quote.closed = true;
        }
    }

    /// Forgets the quotations that were opened at stack position `from` and above.
    fn drop_from(&mut self, from: usize) {
        for open in self.stack.drain(from.min(self.stack.len())..) {
            self.found[open.quote].alive = false;
        }
    }

    /// Ends what is still open at the end of a block. The outermost quotation stays if the next
    /// paragraph begins with its mark again (then it is returned), or if a colon or comma
    /// announced it; any other is taken for a stray mark.
    fn close_block(&mut self, span: TokenSpan, next: Option<Family>) -> Option<(usize, Family)> {
        let (outer, family) = self.stack.first().map(|open| (open.quote, open.family))?;
        self.drop_from(1);
        self.stack.clear();
        let quote = self.found[outer].quote;
        let start = quote.tokens.start;
        let before = self.token(start.wrapping_sub(1)).filter(|_| start > span.start);
        let announced =
            before.is_some_and(|token| [word::COLON, word::COMMA].contains(&token.word));
        let goes_on = next == Some(family);
        let stays = goes_on || (announced && family != Family::Single);
        self.found[outer].alive = stays;
        (stays && goes_on).then_some((outer, family))
    }

    fn finish(self) -> Quotations {
        let mut roles = vec![Role::None; self.tokens.len()];
        let mut ids = Vec::with_capacity(self.found.len());
        let mut next = 0;
        for found in &self.found {
            ids.push(found.alive.then_some(QuoteId(next)));
            next += u32::from(found.alive);
        }
        let id = |old: Option<QuoteId>| old.and_then(|old| ids.get(old.index()).copied().flatten());
        let within = |mut old: Option<QuoteId>| {
            while let Some(outer) = old.filter(|&old| id(Some(old)).is_none()) {
                old = self.found.get(outer.index()).and_then(|found| found.quote.within);
            }
            id(old)
        };
        let mut quotes = IndexVec::new();
        for found in self.found.iter().filter(|found| found.alive) {
            let mut quote = found.quote;
            quote.continues = id(quote.continues);
            quote.within = within(quote.within);
            if let Some(role) = roles.get_mut(quote.tokens.start as usize) {
                *role = Role::Open;
            }
            if quote.closed
                && let Some(role) = roles.get_mut(quote.inside.end as usize)
            {
                *role = Role::Close;
            }
            quotes.push(quote);
        }
        Quotations { quotes, roles }
    }
}

/// What stands around a mark within its block.
struct Around<'a> {
    /// Whether something is glued to its left.
    tight_left: bool,
    /// Whether something is glued to its right.
    tight_right: bool,
    /// Whether a bracket, dash or other opening mark is glued to its left.
    after_opening: bool,
    /// Whether a comma, stop or closing mark is glued to its right.
    before_closing: bool,
    /// Whether the token before it ends a sentence.
    after_stop: bool,
    /// Whether a word in -s is glued to its left.
    after_s: bool,
    next: Option<&'a Token>,
}

impl<'a> Around<'a> {
    fn new(finder: &Finder<'a>, span: TokenSpan, at: u32) -> Self {
        let glued = |at: u32| finder.token(at).is_some_and(|t| t.shape.contains(Shape::GLUED));
        let before = at.checked_sub(1).filter(|_| at > span.start);
        let before = before.and_then(|at| finder.tokens.get(at as usize));
        let next = finder.tokens.get(at as usize + 1).filter(|_| at + 1 < span.end);
        let tight_left = before.is_some() && glued(at);
        let tight_right = next.is_some() && glued(at + 1);
        let text = |token: Option<&Token>| token.map_or("", |token| token.span.of(finder.text));
        let (left, right) = (text(before), text(next));
        let is_mark = |token: Option<&Token>| token.is_some_and(|t| t.kind == TokenKind::Mark);
        Around {
            tight_left,
            tight_right,
            after_opening: tight_left
                && is_mark(before)
                && matches!(
                    left,
                    "(" | "["
                        | "{"
                        | "—"
                        | "–"
                        | "-"
                        | "--"
                        | "/"
                        | "“"
                        | "‘"
                        | "\""
                        | "'"
                        | "«"
                        | "„"
                        | "…"
                        | ":"
                        | "¿"
                        | "¡"
                ),
            before_closing: tight_right
                && is_mark(next)
                && matches!(
                    right,
                    "," | "."
                        | ";"
                        | ":"
                        | "?"
                        | "!"
                        | ")"
                        | "]"
                        | "”"
                        | "’"
                        | "…"
                        | "—"
                        | "–"
                        | "-"
                        | "--"
                        | "»"
                        | "..."
                        | "/"
                ),
            after_stop: is_mark(before) && matches!(left, "." | "?" | "!" | "…" | "..."),
            after_s: tight_left && !is_mark(before) && left.ends_with(['s', 'S', 'z', 'x']),
            next,
        }
    }

    fn can_close(&self) -> bool {
        let before_mark = self.next.is_some_and(|next| next.kind == TokenKind::Mark);
        self.tight_left && (!self.tight_right || before_mark)
    }
}

/// Words whose first letters an apostrophe replaces: ’em, ’til, ’90s.
fn is_elided(word: &str) -> bool {
    ["em", "til", "tis", "twas", "cause", "n", "round", "bout", "nuff"].contains(&word)
        || (word.ends_with('s') && word.len() == 3 && word.as_bytes()[0].is_ascii_digit())
}

#[cfg(test)]
mod tests;

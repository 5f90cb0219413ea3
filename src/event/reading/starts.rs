//! Which element of a list begins at a token, answered in one load: scenes and parties ask at every
//! token.

/// By token: the first of some elements that begins there.
#[derive(Clone, Debug, Default)]
pub struct Starts {
    numbers: Vec<u32>,
}

const NONE: u32 = u32::MAX;

impl Starts {
    /// The elements, by their first tokens, of a document of that many tokens.
    pub fn new(tokens: usize, firsts: impl Iterator<Item = u32>) -> Self {
        let mut numbers = vec![NONE; tokens];
        for (number, first) in firsts.enumerate() {
            if let Some(at) = numbers.get_mut(first as usize)
                && *at == NONE
            {
                *at = number as u32;
            }
        }
        Starts { numbers }
    }

    /// The number of the element that begins with token `at`.
    #[inline]
    pub fn at(&self, at: u32) -> Option<usize> {
        let number = self.numbers.get(at as usize).copied().filter(|&number| number != NONE);
        number.map(|number| number as usize)
    }
}

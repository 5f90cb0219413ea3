//! A hash table of numbers that can be written to a file and read back as it stands: what the
//! numbers stand for is stored elsewhere, and the hashes are the same on every machine.

use crate::base::Stored;

/// Finds numbers by the hash of what they stand for.
///
/// Each slot is 0 or holds a hash in its upper half and one more than a number in its lower half.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    slots: Vec<u64>,
    len: usize,
}

impl Table {
    /// The first number with that hash that `is_it` accepts.
    pub fn find(&self, hash: u32, is_it: impl Fn(u32) -> bool) -> Option<u32> {
        let mask = self.slots.len().checked_sub(1)?;
        let mut at = self.home(hash);
        // At most half of the slots are taken, so the walk ends at an empty one.
        loop {
            let slot = self.slots[at & mask];
            if slot == 0 {
                return None;
            }
            let number = (slot as u32).wrapping_sub(1);
            if (slot >> 32) as u32 == hash && is_it(number) {
                return Some(number);
            }
            at += 1;
        }
    }

    /// Adds `number`, which must be below `u32::MAX`, whether or not it is there already.
    pub fn insert(&mut self, hash: u32, number: u32) {
        if (self.len + 1) * 2 > self.slots.len() {
            self.resize((self.slots.len() * 2).max(16));
        }
        self.len += 1;
        self.put(u64::from(hash) << 32 | u64::from(number + 1));
    }

    /// Makes room for `more` numbers.
    pub fn reserve(&mut self, more: usize) {
        let least = ((self.len + more) * 2).next_power_of_two();
        if least > self.slots.len() {
            self.resize(least);
        }
    }

    fn resize(&mut self, slots: usize) {
        let old = std::mem::replace(&mut self.slots, vec![0; slots]);
        for slot in old.into_iter().filter(|&slot| slot != 0) {
            self.put(slot);
        }
    }

    fn put(&mut self, slot: u64) {
        let mask = self.slots.len() - 1;
        let mut at = self.home((slot >> 32) as u32);
        while self.slots[at & mask] != 0 {
            at += 1;
        }
        self.slots[at & mask] = slot;
    }

    fn home(&self, hash: u32) -> usize {
        ((u64::from(hash) * self.slots.len() as u64) >> 32) as usize
    }
}

impl Stored for Table {
    fn write(&self, out: &mut Vec<u8>) {
        self.slots.write(out);
    }
    fn read(bytes: &mut &[u8]) -> Self {
        let slots = Vec::<u64>::read(bytes);
        let len = slots.iter().filter(|&&slot| slot != 0).count();
        Table { slots, len }
    }
}

const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;

/// The hash of some bytes.
pub fn hash_bytes(bytes: &[u8]) -> u32 {
    let (words, rest) = bytes.as_chunks::<8>();
    let mut state = bytes.len() as u64;
    for word in words {
        state = mix(state, u64::from_le_bytes(*word));
    }
    let tail = rest.iter().rev().fold(0, |tail, &byte| tail << 8 | u64::from(byte));
    finish(mix(state, tail))
}

/// The hash of some numbers.
pub fn hash_numbers(numbers: impl Iterator<Item = u32>) -> u32 {
    finish(numbers.fold(0, |state, number| mix(state, u64::from(number) + 1)))
}

fn mix(state: u64, word: u64) -> u64 {
    (state.rotate_left(23) ^ word).wrapping_mul(FACTOR)
}

fn finish(state: u64) -> u32 {
    ((state ^ state >> 29).wrapping_mul(FACTOR) >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_inserted_is_found_and_nothing_else() {
        let texts: Vec<String> = (0..1000).map(|n| format!("word number {n}")).collect();
        let mut table = Table::default();
        for (at, text) in texts.iter().enumerate() {
            table.insert(hash_bytes(text.as_bytes()), at as u32);
        }
        let mut bytes = Vec::new();
        table.write(&mut bytes);
        let copy = Table::read(&mut bytes.as_slice());
        assert_eq!(copy, table);
        for (at, text) in texts.iter().enumerate() {
            let hash = hash_bytes(text.as_bytes());
            assert_eq!(copy.find(hash, |n| texts[n as usize] == *text), Some(at as u32));
        }
        assert_eq!(copy.find(hash_bytes(b"another"), |_| true), None);
        assert_eq!(Table::default().find(0, |_| true), None);
    }
}

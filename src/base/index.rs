//! Vectors indexed by their own id type, so that a token number is never used as a mention number.

use std::fmt;
use std::marker::PhantomData;
use std::ops::{Index, IndexMut};

use crate::base::Stored;

/// A number that names one element of an [`IndexVec`].
pub trait Id: Copy + Eq {
    /// The id of the element at position `index`.
    fn new(index: usize) -> Self;
    /// The position this id names.
    fn index(self) -> usize;
}

/// Declares an [`Id`] type: `id!(/// Names a token. TokenId);`
#[macro_export]
macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub u32);

        impl $crate::base::Id for $name {
            #[inline]
            fn new(index: usize) -> Self {
                $name(u32::try_from(index).expect("fewer than four billion elements"))
            }
            #[inline]
            fn index(self) -> usize {
                self.0 as usize
            }
        }

        impl $crate::base::Stored for $name {
            fn write(&self, out: &mut Vec<u8>) {
                $crate::base::Stored::write(&self.0, out);
            }
            fn read(bytes: &mut &[u8]) -> Self {
                $name($crate::base::Stored::read(bytes))
            }
            fn read_many(len: usize, bytes: &mut &[u8]) -> Vec<Self> {
                let numbers = <u32 as $crate::base::Stored>::read_many(len, bytes);
                numbers.into_iter().map($name).collect()
            }
        }
    };
}

/// A vector whose positions are of the id type `I`.
pub struct IndexVec<I, T> {
    items: Vec<T>,
    id: PhantomData<I>,
}

impl<I: Id, T> IndexVec<I, T> {
    /// An empty vector.
    pub const fn new() -> Self {
        IndexVec { items: Vec::new(), id: PhantomData }
    }

    /// Appends `item` and returns the id it got.
    pub fn push(&mut self, item: T) -> I {
        let id = I::new(self.items.len());
        self.items.push(item);
        id
    }

    /// The element that `id` names, if there is one.
    pub fn get_mut(&mut self, id: I) -> Option<&mut T> {
        self.items.get_mut(id.index())
    }

    /// The element, if there is one.
    pub fn get(&self, id: I) -> Option<&T> {
        self.items.get(id.index())
    }

    /// All elements with their ids, in order.
    pub fn iter_enumerated(&self) -> impl DoubleEndedIterator<Item = (I, &T)> + ExactSizeIterator {
        self.items.iter().enumerate().map(|(i, item)| (I::new(i), item))
    }

    /// All ids, in order.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = I> + ExactSizeIterator + use<I, T> {
        (0..self.items.len()).map(I::new)
    }

    /// All elements as a slice.
    pub fn as_slice(&self) -> &[T] {
        &self.items
    }

    /// Makes room for `more` values.
    pub fn reserve(&mut self, more: usize) {
        self.items.reserve(more);
    }

    /// Forgets all elements and keeps the room.
    pub fn clear(&mut self) {
        self.items.clear();
    }
}

impl<I, T> std::ops::Deref for IndexVec<I, T> {
    type Target = [T];
    fn deref(&self) -> &[T] {
        &self.items
    }
}
impl<I: Id, T> Index<I> for IndexVec<I, T> {
    type Output = T;
    fn index(&self, id: I) -> &T {
        &self.items[id.index()]
    }
}
impl<I: Id, T> IndexMut<I> for IndexVec<I, T> {
    fn index_mut(&mut self, id: I) -> &mut T {
        &mut self.items[id.index()]
    }
}
impl<I: Id, T: Stored> Stored for IndexVec<I, T> {
    fn write(&self, out: &mut Vec<u8>) {
        self.items.write(out);
    }
    fn read(bytes: &mut &[u8]) -> Self {
        IndexVec { items: Vec::read(bytes), id: PhantomData }
    }
}
impl<I, T> FromIterator<T> for IndexVec<I, T> {
    fn from_iter<A: IntoIterator<Item = T>>(items: A) -> Self {
        IndexVec { items: items.into_iter().collect(), id: PhantomData }
    }
}
impl<I, T> Default for IndexVec<I, T> {
    fn default() -> Self {
        IndexVec { items: Vec::new(), id: PhantomData }
    }
}
impl<I, T: Clone> Clone for IndexVec<I, T> {
    fn clone(&self) -> Self {
        IndexVec { items: self.items.clone(), id: PhantomData }
    }
}
impl<I, T: fmt::Debug> fmt::Debug for IndexVec<I, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.items.fmt(f)
    }
}

//! Values as bytes: what the build script works out beforehand is written with this and read back
//! when the program starts. The two are always built together, so there is no version to check.

/// A value that can be written as bytes and read back.
pub trait Stored: Sized {
    /// Appends the value to `out`.
    fn write(&self, out: &mut Vec<u8>);
    /// Takes the value from the front of `bytes`.
    ///
    /// # Panics
    /// When something else was written there.
    fn read(bytes: &mut &[u8]) -> Self;

    /// Takes so many values.
    fn read_many(len: usize, bytes: &mut &[u8]) -> Vec<Self> {
        let mut values = Vec::with_capacity(len);
        values.extend((0..len).map(|_| Self::read(bytes)));
        values
    }
}

/// Takes `N` bytes.
fn take<const N: usize>(bytes: &mut &[u8]) -> [u8; N] {
    let (first, rest) = bytes.split_first_chunk::<N>().expect("as many bytes as were written");
    *bytes = rest;
    *first
}

macro_rules! numbers {
    ($($type:ty),*) => {$(
        impl Stored for $type {
            fn write(&self, out: &mut Vec<u8>) {
                out.extend_from_slice(&self.to_le_bytes());
            }
            fn read(bytes: &mut &[u8]) -> Self {
                <$type>::from_le_bytes(take(bytes))
            }
            // Long tables of numbers are most of what is stored: they are copied, not read.
            fn read_many(len: usize, bytes: &mut &[u8]) -> Vec<Self> {
                let (own, rest) = bytes.split_at(len * size_of::<$type>());
                *bytes = rest;
                own.as_chunks().0.iter().map(|bytes| <$type>::from_le_bytes(*bytes)).collect()
            }
        }
    )*};
}

numbers!(u8, i8, i16, u16, u32, u64);

impl Stored for bool {
    fn write(&self, out: &mut Vec<u8>) {
        out.push(u8::from(*self));
    }
    fn read(bytes: &mut &[u8]) -> Self {
        u8::read(bytes) != 0
    }
}

impl Stored for String {
    fn write(&self, out: &mut Vec<u8>) {
        (self.len() as u32).write(out);
        out.extend_from_slice(self.as_bytes());
    }
    fn read(bytes: &mut &[u8]) -> Self {
        let len = u32::read(bytes) as usize;
        let (text, rest) = bytes.split_at(len);
        *bytes = rest;
        std::str::from_utf8(text).expect("text was written").to_owned()
    }
}

impl<T: Stored> Stored for Option<T> {
    fn write(&self, out: &mut Vec<u8>) {
        self.is_some().write(out);
        if let Some(value) = self {
            value.write(out);
        }
    }
    fn read(bytes: &mut &[u8]) -> Self {
        bool::read(bytes).then(|| T::read(bytes))
    }
}

impl<T: Stored> Stored for Vec<T> {
    fn write(&self, out: &mut Vec<u8>) {
        (self.len() as u32).write(out);
        for value in self {
            value.write(out);
        }
    }
    fn read(bytes: &mut &[u8]) -> Self {
        let len = u32::read(bytes) as usize;
        T::read_many(len, bytes)
    }
}

impl<A: Stored, B: Stored> Stored for (A, B) {
    fn write(&self, out: &mut Vec<u8>) {
        self.0.write(out);
        self.1.write(out);
    }
    fn read(bytes: &mut &[u8]) -> Self {
        (A::read(bytes), B::read(bytes))
    }
}

impl<A: Stored, B: Stored, C: Stored> Stored for (A, B, C) {
    fn write(&self, out: &mut Vec<u8>) {
        self.0.write(out);
        self.1.write(out);
        self.2.write(out);
    }
    fn read(bytes: &mut &[u8]) -> Self {
        (A::read(bytes), B::read(bytes), C::read(bytes))
    }
}

/// Stores a struct field by field: `stored_struct!(Place { within, capital });`
#[macro_export]
macro_rules! stored_struct {
    ($type:ident { $($field:ident),* $(,)? }) => {
        impl $crate::base::Stored for $type {
            fn write(&self, out: &mut Vec<u8>) {
                let $type { $($field),* } = self;
                $($crate::base::Stored::write($field, out);)*
            }
            fn read(bytes: &mut &[u8]) -> Self {
                $(let $field = $crate::base::Stored::read(bytes);)*
                $type { $($field),* }
            }
        }
    };
}

/// Stores an enum without fields, which it declares, so that its variants are listed once; or one
/// that is declared elsewhere: `stored_enum!(Gender { Female, Male });`
#[macro_export]
macro_rules! stored_enum {
    ($(#[$meta:meta])* pub enum $type:ident { $($(#[$own:meta])* $variant:ident),* $(,)? }) => {
        $(#[$meta])*
        pub enum $type { $($(#[$own])* $variant),* }
        $crate::stored_enum!($type { $($variant),* });
    };
    ($type:ident { $($variant:ident),* $(,)? }) => {
        impl $crate::base::Stored for $type {
            fn write(&self, out: &mut Vec<u8>) {
                out.push(match self { $($type::$variant => $type::$variant as u8),* });
            }
            fn read(bytes: &mut &[u8]) -> Self {
                let number = <u8 as $crate::base::Stored>::read(bytes);
                $(if number == $type::$variant as u8 {
                    return $type::$variant;
                })*
                unreachable!("a variant was written")
            }
        }
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let value: (Vec<Option<String>>, u64, bool) =
            (vec![None, Some("Lake Veyra".to_owned())], 1 << 40, true);
        let mut bytes = Vec::new();
        value.write(&mut bytes);
        let mut rest = bytes.as_slice();
        assert_eq!(<(Vec<Option<String>>, u64, bool)>::read(&mut rest), value);
        assert!(rest.is_empty());
    }
}

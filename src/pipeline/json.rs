//! Records as compact JSON: the bytes of `serde_json`, sooner. More than half of a record is the
//! names of its fields, which `serde_json` searches for characters to escape each time; here they
//! are copied. Texts are searched eight bytes at a time, and whatever is rare is left to
//! `serde_json`.

use serde::Serialize;
use serde::ser::{
    Error as _, Impossible, SerializeSeq, SerializeStruct, SerializeTuple, Serializer,
};

/// Appends `value` to `out`. It may hold structs, lists, options, texts, numbers and variants
/// without fields.
///
/// # Errors
/// When it holds anything else.
pub(super) fn write<T: Serialize>(value: &T, out: &mut Vec<u8>) -> Result<(), Error> {
    value.serialize(Json(out))
}

/// What no record holds, in words.
pub(super) type Error = serde_json::Error;

struct Json<'a>(&'a mut Vec<u8>);

/// Bytes in the longest name of a field.
const LONGEST_NAME: usize = 28;

/// Lists and structs: each item but the first has a comma before it.
struct Items<'a> {
    out: &'a mut Vec<u8>,
    is_first: bool,
    end: u8,
}

impl<'a> Items<'a> {
    fn new(out: &'a mut Vec<u8>, begin: u8, end: u8) -> Self {
        out.push(begin);
        Items { out, is_first: true, end }
    }

    #[inline(always)]
    fn separate(&mut self) {
        if !std::mem::take(&mut self.is_first) {
            self.out.push(b',');
        }
    }

    fn close(self) -> Result<(), Error> {
        self.out.push(self.end);
        Ok(())
    }
}

impl SerializeSeq for Items<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.separate();
        value.serialize(Json(self.out))
    }

    fn end(self) -> Result<(), Error> {
        self.close()
    }
}

impl SerializeTuple for Items<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        SerializeSeq::serialize_element(self, value)
    }

    fn end(self) -> Result<(), Error> {
        self.close()
    }
}

impl SerializeStruct for Items<'_> {
    type Ok = ();
    type Error = Error;

    // Inlined, the name is a constant: its bytes are moved without a call or a loop.
    // A longer name than any record has fails at once, in every test that writes a record.
    #[inline(always)]
    fn serialize_field<T: Serialize + ?Sized>(
        &mut self,
        name: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        // Names of fields are Rust's own, or renamed in our code: nothing in them to escape.
        // Put together beside the output, the comma, marks, colon and name are one constant.
        let mut field = [b'"'; LONGEST_NAME + 4];
        let end = name.len() + 4;
        field[0] = b',';
        field[2..end - 2].copy_from_slice(name.as_bytes());
        field[end - 1] = b':';
        let start = usize::from(std::mem::take(&mut self.is_first));
        self.out.extend_from_slice(&field[start..end]);
        value.serialize(Json(self.out))
    }

    fn end(self) -> Result<(), Error> {
        self.close()
    }
}

/// Numbers in digits, as `itoa` writes them.
macro_rules! integers {
    ($($method:ident: $type:ty),*) => {$(
        fn $method(self, number: $type) -> Result<(), Error> {
            self.0.extend_from_slice(itoa::Buffer::new().format(number).as_bytes());
            Ok(())
        }
    )*};
}

/// What no record holds.
macro_rules! nothing_like {
    ($($method:ident($($type:ty),*) -> $result:ty),* $(,)?) => {$(
        fn $method(self, $(_: $type),*) -> Result<$result, Error> {
            Err(Error::custom(concat!("no record holds what ", stringify!($method), " writes")))
        }
    )*};
}

impl<'a> Serializer for Json<'a> {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Items<'a>;
    type SerializeTuple = Items<'a>;
    type SerializeStruct = Items<'a>;
    type SerializeTupleStruct = Impossible<(), Error>;
    type SerializeTupleVariant = Impossible<(), Error>;
    type SerializeMap = Impossible<(), Error>;
    type SerializeStructVariant = Impossible<(), Error>;

    integers!(
        serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64,
        serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64
    );

    nothing_like!(
        serialize_bytes(&[u8]) -> (),
        serialize_map(Option<usize>) -> Self::SerializeMap,
        serialize_tuple_struct(&'static str, usize) -> Self::SerializeTupleStruct,
        serialize_tuple_variant(&'static str, u32, &'static str, usize)
            -> Self::SerializeTupleVariant,
        serialize_struct_variant(&'static str, u32, &'static str, usize)
            -> Self::SerializeStructVariant,
    );

    fn serialize_bool(self, value: bool) -> Result<(), Error> {
        self.0.extend_from_slice(if value { b"true" } else { b"false" });
        Ok(())
    }

    fn serialize_f32(self, number: f32) -> Result<(), Error> {
        // Most are shares with two decimals at most.
        let cents = (number * 100.0 + 0.5) as u8;
        if cents <= 100 && f32::from(cents) / 100.0 == number && number.is_sign_positive() {
            let digit = |number: u8| b'0' + number % 10;
            self.0.extend_from_slice(&[digit(cents / 100), b'.', digit(cents / 10)]);
            if !cents.is_multiple_of(10) {
                self.0.push(digit(cents));
            }
            return Ok(());
        }
        serde_json::to_writer(self.0, &number)
    }

    fn serialize_f64(self, number: f64) -> Result<(), Error> {
        serde_json::to_writer(self.0, &number)
    }

    fn serialize_char(self, value: char) -> Result<(), Error> {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, text: &str) -> Result<(), Error> {
        if needs_escape(text.as_bytes()) {
            return serde_json::to_writer(self.0, text);
        }
        self.0.reserve(text.len() + 2);
        self.0.push(b'"');
        self.0.extend_from_slice(text.as_bytes());
        self.0.push(b'"');
        Ok(())
    }

    fn serialize_none(self) -> Result<(), Error> {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Error> {
        self.0.extend_from_slice(b"null");
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Error> {
        self.serialize_unit()
    }

    #[inline(always)]
    fn serialize_unit_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
    ) -> Result<(), Error> {
        // Names of variants are Rust's own as well.
        self.0.push(b'"');
        self.0.extend_from_slice(variant.as_bytes());
        self.0.push(b'"');
        Ok(())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<(), Error> {
        Err(Error::custom("no record holds variants with fields"))
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Items<'a>, Error> {
        Ok(Items::new(self.0, b'[', b']'))
    }

    fn serialize_tuple(self, _: usize) -> Result<Items<'a>, Error> {
        Ok(Items::new(self.0, b'[', b']'))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Items<'a>, Error> {
        Ok(Items::new(self.0, b'{', b'}'))
    }
}

/// Whether a quotation mark, a backslash or a control character is among `bytes`.
fn needs_escape(bytes: &[u8]) -> bool {
    let is_special = |byte: u8| byte < b' ' || byte == b'"' || byte == b'\\';
    // The last eight bytes are looked at as eight, although some may have been before.
    let Some(last) = bytes.last_chunk::<8>() else { return bytes.iter().any(|&b| is_special(b)) };
    let (words, _) = bytes.as_chunks::<8>();
    words.iter().chain([last]).any(|word| has_special(u64::from_le_bytes(*word)))
}

/// The same for eight bytes at once: taking 1 from a byte that is 0 (or 32 from one that is less)
/// borrows, which sets its highest bit. A borrow may set the bit of the byte above as well, but only
/// where there is something special already.
fn has_special(word: u64) -> bool {
    const ONES: u64 = u64::MAX / 255;
    const HIGHS: u64 = ONES << 7;
    let below = |word: u64, least: u64| word.wrapping_sub(ONES * least) & !word & HIGHS;
    let is = |byte: u8| below(word ^ (ONES * u64::from(byte)), 1);
    below(word, u64::from(b' ')) | is(b'"') | is(b'\\') != 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[derive(Serialize)]
    struct Everything {
        text: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        rare: Option<String>,
        absent: Option<u32>,
        pair: (String, i64),
        numbers: Vec<u64>,
        share: f32,
        holds: bool,
        status: crate::extraction::Status,
        inner: Vec<Vec<(char, u8)>>,
    }

    proptest! {
        #[test]
        fn the_bytes_are_those_of_serde_json(
            text in any::<String>(),
            rare in any::<Option<String>>(),
            absent in any::<Option<u32>>(),
            pair in any::<(String, i64)>(),
            numbers in any::<Vec<u64>>(),
            share in prop_oneof![any::<f32>(), (0u8..=200).prop_map(|at| f32::from(at) / 100.0)],
            holds in any::<bool>(),
            inner in any::<Vec<Vec<(char, u8)>>>(),
        ) {
            let status = crate::extraction::Status::Planned;
            let value =
                Everything { text, rare, absent, pair, numbers, share, holds, status, inner };
            let mut out = Vec::new();
            write(&value, &mut out).expect("all of it can be written");
            prop_assert_eq!(out, serde_json::to_vec(&value).expect("and by serde_json"));
        }

        #[test]
        fn a_byte_is_special_wherever_it_stands(bytes in any::<Vec<u8>>()) {
            let special = |b: &u8| *b < b' ' || *b == b'"' || *b == b'\\';
            prop_assert_eq!(needs_escape(&bytes), bytes.iter().any(special));
        }
    }

    #[test]
    fn every_byte_alone_is_judged_rightly() {
        for byte in 0..=u8::MAX {
            for at in 0..9 {
                let mut bytes = [b'a'; 9];
                bytes[at] = byte;
                let expected = byte < b' ' || byte == b'"' || byte == b'\\';
                assert_eq!(needs_escape(&bytes), expected, "{byte} at {at}");
            }
        }
    }
}

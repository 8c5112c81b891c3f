//! How values go to JavaScript: all their strings as one text, and a list of numbers that says how to take the values
//! from it again. Two calls for each property of each object, and a decoder for each string, cost a tenth of a check.
//!
//! A value is a number for its kind, followed by what `take` in wasm.js reads of that kind.

use std::fmt;

use serde::Serialize;
use serde::ser::{self, Error as _, Impossible};

use crate::source::utf16_len;

/// What a value is. The numbers are those of wasm.js.
#[derive(Clone, Copy)]
enum Kind {
    /// `null`.
    Null = 0,
    /// `false`.
    False = 1,
    /// `true`.
    True = 2,
    /// A number that follows.
    Whole = 3,
    /// A number whose lower and upper half follow, as they stand in memory.
    Float = 4,
    /// As many UTF-16 code units of the text as the following number says.
    Text = 5,
    /// As many values as the following number says.
    List = 6,
    /// A value for each field of the kind of record that the following number says.
    Record = 7,
}

/// A value on its way to JavaScript.
#[derive(Default)]
pub struct Tape {
    /// All strings, one behind the other.
    pub text: String,
    /// Kinds and what belongs to them.
    pub numbers: Vec<u32>,
    /// The names of the fields of each kind of record.
    records: Vec<(&'static str, Vec<&'static str>)>,
}

/// Why a value cannot go this way.
#[derive(Debug)]
pub struct NoWay(String);

impl fmt::Display for NoWay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for NoWay {}

impl ser::Error for NoWay {
    fn custom<T: fmt::Display>(why: T) -> Self {
        Self(why.to_string())
    }
}

impl Tape {
    /// Takes a value: records, lists, strings, numbers, truth and nothing. Linear.
    ///
    /// # Errors
    /// For every other kind of value, such as a map.
    pub fn of(value: &impl Serialize) -> Result<Self, NoWay> {
        let mut tape = Self::default();
        value.serialize(&mut tape)?;
        Ok(tape)
    }

    /// The names of the fields: blanks between those of a kind of record, line breaks between the kinds.
    pub fn fields(&self) -> String {
        self.records.iter().map(|(_, fields)| fields.join(" ")).collect::<Vec<_>>().join("\n")
    }

    fn push(&mut self, kind: Kind, of: impl IntoIterator<Item = u32>) {
        self.numbers.push(kind as u32);
        self.numbers.extend(of);
    }
}

/// The fields of a record that is being taken.
pub struct Record<'t> {
    tape: &'t mut Tape,
    /// Its kind, where it is the first of it.
    new: Option<usize>,
}

impl ser::SerializeStruct for Record<'_> {
    type Ok = ();
    type Error = NoWay;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), NoWay> {
        if let Some((_, fields)) = self.new.and_then(|kind| self.tape.records.get_mut(kind)) {
            fields.push(name);
        }
        value.serialize(&mut *self.tape)
    }

    fn end(self) -> Result<(), NoWay> {
        Ok(())
    }
}

/// What serde takes for two things and JavaScript for one.
macro_rules! lists {
    ($($list:ident),*) => {$(
        impl ser::$list for &mut Tape {
            type Ok = ();
            type Error = NoWay;

            fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), NoWay> {
                value.serialize(&mut **self)
            }

            fn end(self) -> Result<(), NoWay> {
                Ok(())
            }
        }
    )*};
}

lists! { SerializeSeq, SerializeTuple }

/// Whole numbers that are no `i64` by themselves.
macro_rules! numbers {
    ($($method:ident $number:ty),*) => {$(
        fn $method(self, value: $number) -> Result<(), NoWay> {
            self.serialize_i64(value.into())
        }
    )*};
}

/// Variants that have fields, which no result has.
macro_rules! refused {
    ($($method:ident),*) => {$(
        fn $method(
            self,
            name: &'static str,
            _: u32,
            _: &'static str,
            _: usize,
        ) -> Result<Impossible<(), NoWay>, NoWay> {
            Err(NoWay::custom(name))
        }
    )*};
}

impl<'t> ser::Serializer for &'t mut Tape {
    type Ok = ();
    type Error = NoWay;
    type SerializeSeq = Self;
    type SerializeTuple = Self;
    type SerializeTupleStruct = Impossible<(), NoWay>;
    type SerializeTupleVariant = Impossible<(), NoWay>;
    type SerializeMap = Impossible<(), NoWay>;
    type SerializeStruct = Record<'t>;
    type SerializeStructVariant = Impossible<(), NoWay>;

    numbers! {
        serialize_i8 i8, serialize_i16 i16, serialize_i32 i32, serialize_u8 u8, serialize_u16 u16, serialize_u32 u32
    }

    /// JavaScript has it as a floating-point number where it is negative or large.
    fn serialize_i64(self, value: i64) -> Result<(), NoWay> {
        let Ok(whole) = u32::try_from(value) else { return self.serialize_f64(value as f64) };
        self.push(Kind::Whole, [whole]);
        Ok(())
    }

    fn serialize_u64(self, value: u64) -> Result<(), NoWay> {
        match i64::try_from(value) {
            Ok(value) => self.serialize_i64(value),
            Err(_) => self.serialize_f64(value as f64),
        }
    }

    fn serialize_f32(self, value: f32) -> Result<(), NoWay> {
        self.serialize_f64(value.into())
    }

    fn serialize_f64(self, value: f64) -> Result<(), NoWay> {
        let bits = value.to_bits();
        self.push(Kind::Float, [bits as u32, (bits >> 32) as u32]);
        Ok(())
    }

    fn serialize_bool(self, value: bool) -> Result<(), NoWay> {
        self.push(if value { Kind::True } else { Kind::False }, []);
        Ok(())
    }

    fn serialize_char(self, value: char) -> Result<(), NoWay> {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, value: &str) -> Result<(), NoWay> {
        self.push(Kind::Text, [utf16_len(value)]);
        self.text.push_str(value);
        Ok(())
    }

    fn serialize_none(self) -> Result<(), NoWay> {
        self.push(Kind::Null, []);
        Ok(())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), NoWay> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), NoWay> {
        self.serialize_none()
    }

    fn serialize_seq(self, len: Option<usize>) -> Result<Self, NoWay> {
        let len = len.ok_or_else(|| NoWay::custom("a list of unknown length"))?;
        self.push(Kind::List, [len as u32]);
        Ok(self)
    }

    fn serialize_tuple(self, len: usize) -> Result<Self, NoWay> {
        self.serialize_seq(Some(len))
    }

    fn serialize_struct(self, name: &'static str, len: usize) -> Result<Record<'t>, NoWay> {
        let known = self.records.iter().position(|(known, _)| *known == name);
        let kind = known.unwrap_or(self.records.len());
        if known.is_none() {
            self.records.push((name, Vec::with_capacity(len)));
        }
        self.push(Kind::Record, [kind as u32]);
        Ok(Record { new: known.is_none().then_some(kind), tape: self })
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> Result<(), NoWay> {
        value.serialize(self)
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, name: &'static str) -> Result<(), NoWay> {
        self.serialize_str(name)
    }

    fn serialize_bytes(self, _: &[u8]) -> Result<(), NoWay> {
        Err(NoWay::custom("bytes"))
    }

    fn serialize_unit_struct(self, name: &'static str) -> Result<(), NoWay> {
        Err(NoWay::custom(name))
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        _: u32,
        _: &'static str,
        _: &T,
    ) -> Result<(), NoWay> {
        Err(NoWay::custom(name))
    }

    fn serialize_tuple_struct(self, name: &'static str, _: usize) -> Result<Impossible<(), NoWay>, NoWay> {
        Err(NoWay::custom(name))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Impossible<(), NoWay>, NoWay> {
        Err(NoWay::custom("a map"))
    }

    refused! { serialize_tuple_variant, serialize_struct_variant }
}

//! Numbers as people write them in these reports, and the marks they write instead of a number.
//!
//! A [`Number`] is exact: money keeps the decimals it was written with. Reading never guesses: what is not
//! certainly a number is not one.

mod chinese;
mod ordinal;
mod rounded;

use std::cmp::Ordering;
use std::fmt;

pub use chinese::{chinese_digit, chinese_run, chinese_value, leading_chinese};
pub use ordinal::{NUMERALS, Ordinal, OrdinalStyle, is_in_ordinal};
pub use rounded::{is_rounding, rounded, total};

use crate::fold::{is_digit, narrow, trim};
use chinese::chinese_power;

/// An exact decimal number.
#[derive(Clone, Copy, Debug)]
pub struct Number {
    /// The digits without the decimal point.
    mantissa: i64,
    /// How many of the digits stand after the decimal point, at most [`Number::MAX_SCALE`].
    scale: u8,
}

impl Number {
    /// The most decimals that are read.
    pub const MAX_SCALE: u8 = 6;
    /// Numbers from here on are not read: nothing in a report is as large, and no sum of a table overflows.
    const LIMIT: i64 = 1_000_000_000_000_000;
    /// Zero.
    pub const ZERO: Self = Self::whole(0);

    /// A whole number.
    pub const fn whole(value: i64) -> Self {
        Self { mantissa: value, scale: 0 }
    }

    /// The value as a whole number, if it is one; `3.0` is.
    #[inline]
    pub fn as_whole(self) -> Option<i64> {
        if self.scale == 0 {
            return Some(self.mantissa);
        }
        let unit = 10_i64.pow(u32::from(self.scale));
        (self.mantissa % unit == 0).then_some(self.mantissa / unit)
    }

    /// How many decimals it was written with.
    pub const fn decimals(self) -> u8 {
        self.scale
    }

    /// Multiplied by a whole number, as a whole number; `None` where that has decimals or leaves the range.
    pub fn times(self, factor: i64) -> Option<i64> {
        let millionths = self.millionths().checked_mul(i128::from(factor))?;
        let unit = 10_i128.pow(u32::from(Self::MAX_SCALE));
        (millionths % unit == 0).then(|| i64::try_from(millionths / unit).ok())?
    }

    /// Whether it was written with decimals, be they zeros.
    pub const fn has_decimals(self) -> bool {
        self.scale > 0
    }

    /// Whether it is below zero.
    pub const fn is_negative(self) -> bool {
        self.mantissa < 0
    }

    /// Whether it is zero.
    pub const fn is_zero(self) -> bool {
        self.mantissa == 0
    }

    /// The nearest floating-point number.
    pub fn as_f64(self) -> f64 {
        self.mantissa as f64 / 10_f64.powi(i32::from(self.scale))
    }

    /// The value in millionths, wide enough for every number.
    fn millionths(self) -> i128 {
        i128::from(self.mantissa) * 10_i128.pow(u32::from(Self::MAX_SCALE - self.scale))
    }

    /// An amount of yuan in units of ten thousand; `None` where that has more decimals than are read.
    pub fn in_ten_thousands(self) -> Option<Self> {
        let (mut mantissa, mut scale) = (self.mantissa, self.scale + 4);
        while scale > 0 && mantissa % 10 == 0 {
            (mantissa, scale) = (mantissa / 10, scale - 1);
        }
        (scale <= Self::MAX_SCALE).then_some(Self { mantissa, scale })
    }

    /// Multiplied by a power of ten; `None` where that leaves the range.
    pub(crate) fn times_ten(self, exponent: u8) -> Option<Self> {
        let used = exponent.min(self.scale);
        let factor = 10_i64.checked_pow(u32::from(exponent - used))?;
        let mantissa = self.mantissa.checked_mul(factor)?;
        (mantissa.abs() < Self::LIMIT).then_some(Self { mantissa, scale: self.scale - used })
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        self.millionths() == other.millionths()
    }
}

impl Eq for Number {}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        self.millionths().cmp(&other.millionths())
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = 10_u64.pow(u32::from(self.scale));
        let sign = if self.mantissa < 0 { "-" } else { "" };
        let (whole, rest) = (self.mantissa.unsigned_abs() / unit, self.mantissa.unsigned_abs() % unit);
        write!(f, "{sign}{whole}")?;
        if self.scale > 0 { write!(f, ".{rest:0width$}", width = usize::from(self.scale)) } else { Ok(()) }
    }
}

/// What stands in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// Nothing at all.
    Empty,
    /// A mark for “nothing”: a slash, a dash, 无, or an open spot of a corrected report.
    Mark,
    /// A number.
    Number {
        /// Its value.
        value: Number,
        /// Whether it is written as the form wants it: plain digits, nothing around them.
        plain: bool,
    },
    /// Anything else.
    Text,
}

impl Entry {
    /// Reads the text of a cell. Linear.
    ///
    /// Numbers may be full width, have thousands separators, a sign (`-8`, `减4`, `±8` stays text), 万 or 亿,
    /// and a unit behind them, 人民币 before them; a lone Chinese numeral counts as well.
    pub fn read(text: &str) -> Self {
        let text = trim(text);
        let Some(first) = text.chars().next() else { return Self::Empty };
        if !begins_entry(first) {
            return Self::Text;
        }
        if text.len() <= 12 && text.bytes().all(|b| b.is_ascii_digit()) {
            let value = text.bytes().fold(0, |sum, b| sum * 10 + i64::from(b - b'0'));
            return Self::Number { value: Number::whole(value), plain: true };
        }
        if is_mark(text) {
            return Self::Mark;
        }
        let (negative, rest) = split_sign(text.strip_prefix("人民币").unwrap_or(text));
        let rest = trim(rest);
        let Some((number, rest)) = leading_number(rest).or_else(|| leading_chinese(rest)) else {
            return Self::Text;
        };
        let rest = trim(rest);
        let (Some(value), true) = (scaled(number, rest), rest.is_empty() || is_unit(rest)) else {
            return Self::Text;
        };
        let value = if negative { Number { mantissa: -value.mantissa, ..value } } else { value };
        let plain = rest.is_empty() && text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-'));
        Self::Number { value, plain }
    }
}

/// Whether a number or a mark can begin with a character; most labels do not.
const fn begins_entry(c: char) -> bool {
    let is_sign = matches!(c, '+' | '＋' | '-' | '－' | '−' | '减' | '增' | '人');
    let is_mark = matches!(c, '/' | '／' | '\\' | '—' | '–' | '无' | '*' | '〔');
    let is_digit = matches!(c, '0'..='9' | '０'..='９') || chinese_digit(c).is_some();
    is_digit || is_sign || is_mark || chinese_power(c).is_some()
}

/// Marks that people put where there is nothing to report, and the marker of an open spot.
fn is_mark(text: &str) -> bool {
    matches!(text, "/" | "／" | "\\" | "-" | "－" | "—" | "——" | "–" | "--" | "无" | "〇" | "*")
        || (text.starts_with(crate::form::OPEN_SPOT) && text.ends_with('〕'))
}

/// A sign, and what stands behind it.
fn split_sign(text: &str) -> (bool, &str) {
    for (sign, negative) in
        [("-", true), ("－", true), ("−", true), ("减少", true), ("减", true), ("+", false), ("＋", false)]
            .into_iter()
            .chain([("增加", false), ("增", false)])
    {
        if let Some(rest) = text.strip_prefix(sign) {
            return (negative, rest);
        }
    }
    (false, text)
}

/// Units that may stand behind a number in a cell, and behind 万 or 亿.
const UNITS: [&str; 14] =
    ["件", "条", "个", "项", "宗", "起", "次", "份", "部", "篇", "例", "元", "户", "批"];

/// Whether `text` is nothing but a multiplier and a unit, either of which may be absent.
fn is_unit(text: &str) -> bool {
    let rest = text.strip_prefix(['万', '亿']).unwrap_or(text);
    rest.is_empty() || UNITS.contains(&rest)
}

/// `number` times the multiplier that `rest` begins with.
///
/// A cell in 万元 says so in its column head, so the unit 万元 behind a number is no multiplier there.
fn scaled(number: Number, rest: &str) -> Option<Number> {
    match rest.chars().next() {
        Some('万') if !rest.starts_with("万元") => number.times_ten(4),
        Some('亿') => number.times_ten(8),
        _ => Some(number),
    }
}

/// The number in Arabic digits that `text` begins with, and the rest. `None` where digits are grouped or
/// pointed in a way that has no certain reading. Looks at a bounded part of the text.
pub fn leading_number(text: &str) -> Option<(Number, &str)> {
    /// More digits than a number has that is read, zeros before it among them.
    const MOST_DIGITS: u8 = 24;
    let mut mantissa: i64 = 0;
    let mut scale: Option<u8> = None;
    let mut digits = 0;
    let mut group: Option<u8> = None;
    let mut end = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next_is_digit = chars.peek().is_some_and(|&(_, next)| narrow(next).is_ascii_digit());
        match narrow(c) {
            d @ '0'..='9' => {
                mantissa = mantissa * 10 + i64::from(d as u8 - b'0');
                if mantissa >= Number::LIMIT {
                    return None;
                }
                digits += 1;
                if digits > MOST_DIGITS {
                    return None;
                }
                if let Some(group) = &mut group {
                    *group += 1;
                }
                if let Some(scale) = &mut scale {
                    *scale += 1;
                }
            }
            '.' if digits > 0 && scale.is_none() && next_is_digit => {
                if group.is_some_and(|size| size != 3) {
                    return None;
                }
                (scale, group) = (Some(0), None);
            }
            ',' if digits > 0 && scale.is_none() && next_is_digit && !begins_share(text, at) => {
                if group.map_or(digits > 3, |size| size != 3) {
                    return None;
                }
                group = Some(0);
            }
            _ => break,
        }
        end = at + c.len_utf8();
    }
    let scale = scale.unwrap_or(0);
    let grouped_well = group.is_none_or(|size| size == 3);
    (digits > 0 && grouped_well && scale <= Number::MAX_SCALE)
        .then(|| (Number { mantissa, scale }, text.get(end..).unwrap_or_default()))
}

/// Whether a share stands behind the comma at `at` of the sentence: 部分公开5，100%按时答复 is no five thousand.
fn begins_share(text: &str, at: usize) -> bool {
    let behind = text.get(at..).and_then(|rest| rest.strip_prefix('，')).unwrap_or_default();
    behind.trim_start_matches(is_digit).starts_with(['%', '％'])
}

/// The number, in digits of either width or in Chinese ones, that a text ends with, and where it begins.
pub(crate) fn number_behind(text: &str) -> Option<(usize, usize)> {
    let chinese = text.trim_end_matches(is_in_ordinal).len();
    let start = text.trim_end_matches(is_digit).len().min(chinese);
    let numeral: String = text.get(start..)?.chars().map(narrow).take(5).collect();
    let count =
        if chinese < text.len() { chinese_value(&numeral)?.try_into().ok() } else { numeral.parse().ok() };
    Some((start, count?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Option<String> {
        match Entry::read(text) {
            Entry::Number { value, .. } => Some(value.to_string()),
            _ => None,
        }
    }

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (text, value) in [
            ("0", "0"),
            ("７", "7"),
            (" 12 ", "12"),
            ("1,250", "1250"),
            ("1，250", "1250"),
            ("3 件", "3"),
            ("1.2万", "12000"),
            ("160.5964万元", "160.5964"),
            ("人民币35.6万元", "35.6"),
            ("0.0000", "0.0000"),
            ("-8", "-8"),
            ("减4", "-4"),
            ("减少 280", "-280"),
            ("+2", "2"),
            ("三件", "3"),
            ("一百零五", "105"),
            ("一万二千零三件", "12003"),
            ("二十万", "200000"),
            ("三亿", "300000000"),
            ("59237.2449", "59237.2449"),
            ("二〇二三", "2023"),
            ("一百二十", "120"),
            ("一百二", "120"),
            ("一百零二", "102"),
            ("一万二", "12000"),
            ("一万零二", "10002"),
            ("十二", "12"),
            ("一千零五", "1005"),
        ] {
            assert_eq!(number(text).as_deref(), Some(value), "{text}");
        }
    }

    #[test]
    fn what_is_not_certainly_a_number_is_none() {
        for text in [
            "o",
            "约5",
            "1,25",
            "1.2.3",
            "12a",
            "±8",
            "9999999999999999",
            "99999999999亿",
            "若干",
            "1 2",
            "万",
            "一万二万",
            "一二万三",
            "三四",
            "七八件",
            "1,2345",
            "0,000,000,000,000,000,000,000,000,000",
        ] {
            assert_eq!(Entry::read(text), Entry::Text, "{text}");
        }
    }

    #[test]
    fn more_digits_than_can_be_counted_are_no_number() {
        for zeros in [24, 256, 300] {
            for number in [format!("0.{}5", "0".repeat(zeros)), format!("0,{}", "0".repeat(zeros))] {
                assert_eq!(Entry::read(&number), Entry::Text, "{number}");
            }
        }
    }

    #[test]
    fn marks_for_nothing_are_not_blank_and_not_zero() {
        for text in ["/", "-", "—", "无", "〇", "〔请填写：件数〕"] {
            assert_eq!(Entry::read(text), Entry::Mark, "{text}");
        }
        assert_eq!(Entry::read(" \u{3000}\u{A0}"), Entry::Empty);
    }

    #[test]
    fn only_plain_digits_are_plain() {
        let plain = |text| matches!(Entry::read(text), Entry::Number { plain: true, .. });
        assert!(plain("12") && plain("0.5") && plain("-8"));
        assert!(!plain("７") && !plain("3件") && !plain("三") && !plain("1,250"));
    }

    #[test]
    fn yuan_are_written_in_units_of_ten_thousand() {
        for (yuan, expected) in
            [("356000", Some("35.6")), ("35.6", Some("0.00356")), ("0", Some("0")), ("0.001", None)]
        {
            let (number, _) = leading_number(yuan).unwrap();
            assert_eq!(number.in_ten_thousands().map(|number| number.to_string()).as_deref(), expected);
        }
    }

    #[test]
    fn equal_numbers_are_equal_however_they_are_written() {
        assert_eq!(Number { mantissa: 30, scale: 1 }, Number::whole(3));
        assert_eq!(Number { mantissa: 30, scale: 1 }.as_whole(), Some(3));
        assert!(Number { mantissa: 35, scale: 1 } > Number::whole(3));
    }
}

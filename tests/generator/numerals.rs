//! Numbers as people write them.

use nianbao::form::Quantity;

use super::{Rng, UNIT};

/// How numbers are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numerals {
    Plain,
    FullWidth,
    Separated,
    WithUnit,
    Chinese,
    Padded,
}

impl Numerals {
    pub const ALL: [Self; 6] =
        [Self::Plain, Self::FullWidth, Self::Separated, Self::WithUnit, Self::Chinese, Self::Padded];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::FullWidth => "full width",
            Self::Separated => "separators",
            Self::WithUnit => "with a unit",
            Self::Chinese => "Chinese",
            Self::Padded => "padded",
        }
    }
}

/// What stands for zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Zero {
    Digit,
    Slash,
    Dash,
    LongDash,
    None,
    Blank,
}

impl Zero {
    pub const ALL: [Self; 6] =
        [Self::Digit, Self::Slash, Self::Dash, Self::LongDash, Self::None, Self::Blank];

    /// Whether a value is written as a number.
    pub const fn is_number(self, value: i64) -> bool {
        value != 0 || matches!(self, Self::Digit)
    }
}

/// Signs around a number, so that damage leaves it alone; they are gone from the finished draft.
pub const GUARDS: [char; 2] = ['\u{E000}', '\u{E001}'];

/// A value, in ten-thousandths, as written, between its guards; nothing for a blank.
pub fn write(value: i64, quantity: Quantity, numerals: Numerals, zero: Zero, rng: &mut Rng) -> String {
    let text = bare(value, quantity, numerals, zero, rng);
    if text.is_empty() { text } else { format!("{}{text}{}", GUARDS[0], GUARDS[1]) }
}

fn bare(value: i64, quantity: Quantity, numerals: Numerals, zero: Zero, rng: &mut Rng) -> String {
    if !zero.is_number(value) {
        return match zero {
            Zero::Slash => "/",
            Zero::Dash => "-",
            Zero::LongDash => "—",
            Zero::None => "无",
            Zero::Digit | Zero::Blank => "",
        }
        .to_owned();
    }
    let (whole, rest) = (value.abs() / UNIT, value.abs() % UNIT);
    let digits = if rest == 0 { whole.to_string() } else { format!("{whole}.{rest:04}") };
    let sign = if value < 0 {
        // Only a change of a count is negative, and people write it in words as well.
        if quantity == Quantity::Change { rng.pick(&["-", "减", "减少"]) } else { "-" }
    } else {
        ""
    };
    let body = match numerals {
        Numerals::Plain => digits,
        Numerals::FullWidth => digits.chars().map(widen).collect(),
        Numerals::Separated => separated(&digits, rng.pick(&[",", "，"])),
        Numerals::WithUnit if quantity == Quantity::Money => format!("{digits}万元"),
        Numerals::WithUnit => digits + rng.pick(&["件", "个", "项", " 件"]),
        Numerals::Chinese if rest == 0 && whole < 10_000 && sign.is_empty() => chinese(whole),
        Numerals::Chinese => digits,
        Numerals::Padded => format!(" {digits}\u{A0}"),
    };
    if numerals == Numerals::Padded {
        format!(" {sign}{}", body.trim_start())
    } else {
        format!("{sign}{body}")
    }
}

fn widen(c: char) -> char {
    char::from_u32(c as u32 + 0xFEE0).unwrap()
}

fn separated(digits: &str, separator: &str) -> String {
    let (whole, rest) = digits.split_once('.').map_or((digits, ""), |(whole, rest)| (whole, rest));
    let mut out = String::new();
    for (index, c) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index) % 3 == 0 {
            out += separator;
        }
        out.push(c);
    }
    if rest.is_empty() { out } else { format!("{out}.{rest}") }
}

/// A number below ten thousand in Chinese numerals.
fn chinese(value: i64) -> String {
    const DIGITS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    if value == 0 {
        return "零".to_owned();
    }
    let mut out = String::new();
    let mut gap = false;
    for (power, name) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let digit = value / power % 10;
        if digit == 0 {
            gap = !out.is_empty();
            continue;
        }
        if gap {
            out += "零";
            gap = false;
        }
        let leading_ten = power == 10 && digit == 1 && out.is_empty();
        if !leading_ten {
            out += DIGITS[digit as usize];
        }
        out += name;
    }
    out
}

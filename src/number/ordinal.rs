//! The ordinals at the head of headings, rows and list items, in every style that people write.

use crate::fold::{narrow, trim_start};

use super::{chinese_digit, chinese_value};

/// The Chinese numerals that items are counted with, from one on.
pub const NUMERALS: [char; 10] = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/// The kinds of ordinals that introduce headings, rows and list items.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrdinalStyle {
    /// 一、 — the form's sections.
    Chinese,
    /// 第一部分, 第一章.
    Part,
    /// （一） — the level below.
    BracketedChinese,
    /// 1. or 1、
    Arabic,
    /// (1) or ① — the lowest level.
    BracketedArabic,
}

/// The ordinal at the head of a line or label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ordinal {
    /// How it is written.
    pub style: OrdinalStyle,
    /// Its number.
    pub value: u32,
    /// Its length in bytes, with its punctuation and the blanks behind it.
    pub len: usize,
}

impl Ordinal {
    /// Reads the ordinal that `text` begins with. Constant in the length of the text.
    pub fn read(text: &str) -> Option<Self> {
        let head = trim_start(text);
        let (style, value, rest) = match head.chars().next()? {
            '（' | '(' => bracketed(head)?,
            '①'..='⑳' => circled(head)?,
            '0'..='9' | '０'..='９' | '第' | '十' => plain(head)?,
            c if chinese_digit(c).is_some() => plain(head)?,
            _ => return None,
        };
        let rest = trim_start(rest);
        Some(Self { style, value, len: text.len() - rest.len() })
    }

    /// `text` without the ordinal that it begins with.
    pub fn strip(text: &str) -> &str {
        Self::read(text).and_then(|ordinal| text.get(ordinal.len..)).unwrap_or(text)
    }
}

type Head<'t> = Option<(OrdinalStyle, u32, &'t str)>;

/// （一） and （1）, with brackets of either width, also mixed.
fn bracketed(head: &str) -> Head<'_> {
    let inner = trim_start(head.strip_prefix(['（', '('])?);
    let (style, value, rest) = numeral(inner)?;
    let rest = trim_start(rest).strip_prefix(['）', ')'])?;
    let style = match style {
        OrdinalStyle::Chinese => OrdinalStyle::BracketedChinese,
        _ => OrdinalStyle::BracketedArabic,
    };
    Some((style, value, rest))
}

/// ① to ⑳.
fn circled(head: &str) -> Head<'_> {
    let c = head.chars().next()?;
    Some((OrdinalStyle::BracketedArabic, c as u32 - '①' as u32 + 1, head.get(c.len_utf8()..)?))
}

/// 一、 and 1. and 第一部分.
fn plain(head: &str) -> Head<'_> {
    if let Some((_, value, rest)) = head.strip_prefix('第').and_then(numeral) {
        let rest = rest.strip_prefix("部分").or_else(|| rest.strip_prefix('章'))?;
        let rest = trim_start(rest);
        return Some((OrdinalStyle::Part, value, rest.strip_prefix(['、', '：', ':', '.']).unwrap_or(rest)));
    }
    let (style, value, rest) = numeral(head)?;
    let rest = trim_start(rest);
    let behind = rest.strip_prefix(['、', '.', '．', '，'])?;
    // 1.5 is a number, not the first item of a list.
    let decimal = style == OrdinalStyle::Arabic && !rest.starts_with('、');
    let number = decimal && behind.starts_with(|c: char| narrow(c).is_ascii_digit());
    (!number).then_some((style, value, behind))
}

/// One or two digits, or a Chinese numeral up to 十九.
fn numeral(text: &str) -> Head<'_> {
    let mut digits = text.chars().map_while(|c| Some((c, narrow(c).to_digit(10)?)));
    if let Some((c, first)) = digits.next() {
        let second = digits.next();
        let (value, len) = second
            .map_or((first, c.len_utf8()), |(d, second)| (first * 10 + second, c.len_utf8() + d.len_utf8()));
        let rest = text.get(len..).filter(|_| digits.next().is_none())?;
        return Some((OrdinalStyle::Arabic, value, rest));
    }
    let end = text.find(|c| !is_in_ordinal(c)).filter(|end| (1..=9).contains(end))?;
    let (numeral, rest) = text.split_at_checked(end)?;
    Some((OrdinalStyle::Chinese, chinese_value(numeral)? as u32, rest))
}

/// Whether ordinals are written with a character: a Chinese digit or 十.
pub const fn is_in_ordinal(c: char) -> bool {
    chinese_digit(c).is_some() || c == '十'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinals_of_every_style() {
        for (text, style, value, rest) in [
            ("一、总体情况", OrdinalStyle::Chinese, 1, "总体情况"),
            ("六．其他", OrdinalStyle::Chinese, 6, "其他"),
            ("3、 收到和处理", OrdinalStyle::Arabic, 3, "收到和处理"),
            ("12.其他", OrdinalStyle::Arabic, 12, "其他"),
            ("（三)加强", OrdinalStyle::BracketedChinese, 3, "加强"),
            ("（ 一 ）主动公开", OrdinalStyle::BracketedChinese, 1, "主动公开"),
            ("(2)其他", OrdinalStyle::BracketedArabic, 2, "其他"),
            ("②其他", OrdinalStyle::BracketedArabic, 2, "其他"),
            ("第二部分 主动公开", OrdinalStyle::Part, 2, "主动公开"),
        ] {
            let ordinal = Ordinal::read(text).unwrap();
            assert_eq!(
                (ordinal.style, ordinal.value, text.get(ordinal.len..).unwrap()),
                (style, value, rest)
            );
        }
        for text in ["2021年", "一是提高", "1.5万", "第二十条第（一）项", "三安全", "", "总计"]
        {
            assert_eq!(Ordinal::read(text), None, "{text}");
        }
    }
}

//! Figures: numbers with their units in running text.

use crate::find::{beginning, begins_with_one, ending, is_left_open};
use crate::fold::{is_digit, trim_end, trim_start};
use crate::number::{Number, chinese_digit, chinese_run, leading_chinese, leading_number};
use crate::source::Span;

/// A number with its unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figure {
    /// Its value as printed, without the 万 behind it.
    pub value: Number,
    /// The unit behind it, a per cent sign being one; empty where there is none.
    pub unit: &'static str,
    /// Number and unit.
    pub span: Span,
    /// Whether it is said to be approximate: 近, 约, 超过 and the like before it, 余, 多, 几 or 万 in it, 左右 and the like
    /// behind it.
    pub approximate: bool,
    /// Whether 余, 多 or 几 stands behind the number.
    pub and_more: bool,
}

/// Units behind figures, longer ones before their beginnings.
const UNITS: [&str; 31] = [
    "个工作日",
    "个百分点",
    "件次",
    "篇次",
    "人次",
    "场次",
    "条次",
    "万元",
    "件",
    "条",
    "篇",
    "份",
    "宗",
    "起",
    "例",
    "封",
    "项",
    "个",
    "次",
    "期",
    "部",
    "元",
    "人",
    "场",
    "户",
    "家",
    "批",
    "%",
    "％",
    "年",
    "月",
];

/// What says behind a figure that it is not exact.
const ROUNDED: [&str; 6] = ["左右", "上下", "以上", "以下", "以内", "出头"];

/// What stands at a place of a text where a figure may begin.
pub(super) enum Read {
    /// A figure.
    Figure(Figure),
    /// Digits or Chinese ones that are no figure, as the number of a document (〔2021〕30号), of an article (第二十条) or
    /// a telephone; with their length in bytes, so that no part of them is taken for one.
    Digits(usize),
    /// No digits.
    None,
}

/// Whether the 一 at byte `at` counts nothing, as in a motto: quoted, or with one of another unit beside it.
/// 办结一件申请、解决一个问题.
fn is_motto(text: &str, at: usize, unit: &str) -> bool {
    const NEAR: usize = 45;
    let is_counted = |piece: &str| {
        let units =
            piece.split('一').skip(1).filter_map(|rest| UNITS.iter().find(|unit| rest.starts_with(**unit)));
        units.filter(|other| !matches!(**other, "年" | "月")).any(|other| *other != unit)
    };
    let (before, behind) = text.split_at_checked(at).unwrap_or_default();
    is_left_open(before) || is_counted(ending(before, NEAR)) || is_counted(beginning(behind, NEAR))
}

/// The figure at byte `at` of `text`: digits, or a Chinese numeral right before a unit. `whole` is the span of `text`.
pub(super) fn figure_at(text: &str, at: usize, whole: Span) -> Read {
    let Some(rest) = text.get(at..) else { return Read::None };
    let Some(first) = rest.chars().next() else { return Read::None };
    let digits = is_digit(first);
    let read = if digits {
        leading_number(rest)
    } else if chinese_digit(first).is_some() || first == '十' {
        leading_chinese(rest)
    } else {
        return Read::None;
    };
    let no_figure = || {
        let digits_end = || rest.find(|c| !is_digit(c)).unwrap_or(rest.len());
        Read::Digits(if digits { digits_end() } else { chinese_run(rest) })
    };
    let Some((value, behind)) = read else { return no_figure() };
    let before = trim_end(text.get(..at).unwrap_or_default());
    // 第二十条, 第3季度: the number of something.
    if before.ends_with(['第', '〔', '［', '['])
        || before.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '-')
    {
        return no_figure();
    }
    let spaced = trim_start(behind);
    let rounded = spaced.strip_prefix(['余', '多', '几']).unwrap_or(spaced);
    let (large, tail) = match rounded.strip_prefix('万') {
        Some(tail) if !tail.starts_with('元') => (true, tail),
        _ => (false, rounded),
    };
    let more = tail.strip_prefix(['余', '多']);
    let tail = more.unwrap_or(tail);
    let unit = UNITS.iter().find(|unit| tail.starts_with(**unit)).copied();
    if !digits && unit.is_none_or(|unit| first == '一' && is_motto(text, at, unit)) {
        return no_figure();
    }
    let end = match unit {
        Some(unit) => text.len() - tail.len() + unit.len(),
        None => text.len() - behind.len(),
    };
    let and_more = spaced.len() != rounded.len() || more.is_some();
    // 数十件, 几十件: no ten.
    let said_before = before.ends_with(['近', '约', '超', '逾'])
        || before.ends_with("超过")
        || first == '十' && before.ends_with(['数', '几']);
    let said_behind = text.get(end..).is_some_and(|rest| begins_with_one(rest, &ROUNDED));
    Read::Figure(Figure {
        value,
        unit: if unit == Some("％") { "%" } else { unit.unwrap_or_default() },
        span: whole.part(&(at..end)),
        approximate: said_before || said_behind || and_more || large,
        and_more,
    })
}

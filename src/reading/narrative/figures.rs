//! Figures: numbers with their units in running text.

use crate::fold::{is_blank, narrow};
use crate::number::{Number, leading_chinese, leading_number};
use crate::source::{Source, Span};

/// A number with its unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figure {
    /// Its value.
    pub value: Number,
    /// The unit behind it; empty where there is none.
    pub unit: &'static str,
    /// Number and unit.
    pub span: Span,
    /// Whether it is said to be approximate.
    pub approximate: bool,
}

/// Units behind figures, longest first where one begins another.
const UNITS: [&str; 24] = [
    "件次",
    "篇次",
    "人次",
    "场次",
    "万元",
    "个工作日",
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
];

/// The figures of a span, in order: digits, or a Chinese numeral right before a unit. Linear.
pub fn figures<'r>(source: &'r Source<'_>, span: Span) -> impl Iterator<Item = Figure> + 'r {
    let text = source.slice(span);
    let mut at = 0;
    std::iter::from_fn(move || {
        while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
            let first = rest.chars().next()?;
            let read = if narrow(first).is_ascii_digit() {
                leading_number(rest).map(|(value, behind)| (value, behind, true))
            } else if crate::number::chinese_digit(first).is_some() || first == '十' {
                leading_chinese(rest).map(|(value, behind)| (value, behind, false))
            } else {
                None
            };
            let Some((value, behind, digits)) = read else {
                // Digits that are no number are passed over whole, so that no part of them is taken for one.
                let run = rest.chars().take_while(|&c| narrow(c).is_ascii_digit()).map(char::len_utf8).sum();
                at += first.len_utf8().max(run);
                continue;
            };
            let start = at;
            at = text.len() - behind.len();
            let spaced = behind.trim_start_matches(is_blank);
            let rounded = spaced.strip_prefix(['余', '多', '几']).unwrap_or(spaced);
            let (large, tail) = rounded.strip_prefix('万').map_or((false, rounded), |tail| (true, tail));
            let tail = tail.strip_prefix(['余', '多']).unwrap_or(tail);
            let unit = UNITS.iter().find(|unit| tail.starts_with(**unit)).copied();
            if !digits && unit.is_none() {
                continue;
            }
            let said_before = text
                .get(..start)
                .is_some_and(|before| before.trim_end_matches(is_blank).ends_with(['近', '约', '超', '逾']));
            let said_behind = spaced.len() != rounded.len() || large;
            let end = if unit.is_some() { text.len() - tail.len() + unit.map_or(0, str::len) } else { at };
            at = at.max(end);
            return Some(Figure {
                value,
                unit: unit.unwrap_or_default(),
                span: span.part(&(start..end)),
                approximate: said_before || said_behind,
            });
        }
        None
    })
}

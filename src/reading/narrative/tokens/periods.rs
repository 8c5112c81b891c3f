//! Periods that are not the year under report, and what only looks like a plan.

use std::ops::Range;

use crate::find::{begins_with_one, has_one};
use crate::fold::{is_blank, is_digit};

use super::Figure;

/// Whether the 将 that ends at a place takes what something is done to, which is done already: 将公开工作列入考核.
pub(super) fn takes(text: &str, end: usize) -> bool {
    /// Characters behind it among which the verb stands.
    const NEAR: usize = 40;
    const DONE_TO: [&str; 8] = ["列入", "纳入", "列为", "作为", "录入", "归入", "编入", "融入"];
    const PLANNED: [&str; 16] = [
        "把",
        "于",
        "在",
        "会",
        "进一步",
        "继续",
        "持续",
        "不断",
        "加强",
        "加大",
        "逐步",
        "适时",
        "按",
        "以",
        "对",
        "通过",
    ];
    let behind = text.get(end..).unwrap_or_default();
    let len = behind
        .char_indices()
        .take(NEAR)
        .find(|(_, c)| matches!(c, '，' | ',' | '；' | ';' | '：'))
        .or_else(|| behind.char_indices().nth(NEAR))
        .map_or(behind.len(), |(at, _)| at);
    let clause = behind.get(..len).unwrap_or_default();
    !begins_with_one(clause, &PLANNED) && has_one(clause, &DONE_TO)
}

/// Whether a text ends with a year, or its last digits, and a dash or 至: 2019—, 2019年至.
pub(super) fn ends_with_year_to(head: &str) -> bool {
    /// Digits of a year.
    const DIGITS: usize = 4;
    if let Some(year) = head.strip_suffix(['至', '到']) {
        let year = year.strip_suffix('度').unwrap_or(year);
        let year = year.strip_suffix('年').unwrap_or(year);
        return year.chars().rev().take(DIGITS).filter(|&c| is_digit(c)).count() == DIGITS;
    }
    head.strip_suffix(['—', '-', '–', '－', '~', '～'])
        .is_some_and(|year| year.trim_end_matches(['—', '年']).ends_with(is_digit))
}

/// The length of a part of the year written with a hyphen, which elsewhere stands in the numbers of telephones: 1-6月.
pub(super) fn months_at(text: &str, at: usize) -> Option<usize> {
    /// A month, and what stands behind it.
    fn month(text: &str) -> Option<(u8, &str)> {
        let len = text.find(|c: char| !c.is_ascii_digit()).filter(|len| (1..=2).contains(len))?;
        let (digits, rest) = text.split_at_checked(len)?;
        Some((digits.parse().ok().filter(|month| (1..=12).contains(month))?, rest))
    }
    let before = text.get(..at)?;
    if before.ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '第')) {
        return None;
    }
    let rest = text.get(at..)?;
    let (first, behind) = month(rest)?;
    let (last, behind) =
        month(behind.strip_prefix('月').unwrap_or(behind).strip_prefix(['-', '－', '—', '–', '~'])?)?;
    let behind = behind.strip_prefix('月')?;
    // The whole year is no part of it; and what was done in some months is no count of them.
    let is_counted = behind.starts_with(['，', ',', '份', '共', '累', '新', '收', '受', '办']);
    (is_counted && first < last && (first, last) != (1, 12)).then_some(rest.len() - behind.len())
}

/// Whether a month is the last of a part of the year: 截至6月30日, 1—6月，; January may be that of the year behind.
pub(super) fn ends_within_year(text: &str, month: Range<usize>, figure: Figure) -> bool {
    let head = text.get(..month.start).unwrap_or_default();
    let head = head.trim_end_matches(|c: char| is_digit(c) || is_blank(c) || c == '年');
    let behind = text.get(month.end..).unwrap_or_default();
    let day = behind.trim_start_matches(|c: char| is_digit(c) || is_blank(c));
    let is_last = match head.chars().next_back() {
        Some('至' | '到') => day.starts_with(['日', '底', '末', '份', '，', ',']),
        Some('止') => day.starts_with(['日', '底', '末']),
        Some('—' | '–' | '～') => behind.starts_with(['，', ',']) || behind.starts_with("份，"),
        _ => false,
    };
    is_last && figure.value.as_whole().is_some_and(|month| (2..=11).contains(&month))
}

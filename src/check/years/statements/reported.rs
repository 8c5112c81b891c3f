//! What a sentence reports behind its year: figures, none at all, or nothing that is counted.

use std::ops::Range;

use crate::check::Context;
use crate::check::years::has;
use crate::find::has_one;
use crate::reading::narrative::{Mention, Quantity};
use crate::source::Span;

/// Words of what every report counts.
const COUNTED: [&str; 16] = [
    "公开", "发布", "收到", "接到", "受理", "办理", "答复", "办结", "制发", "新收", "收取", "更新", "处理",
    "推送", "回应", "解读",
];
/// Words of what else is counted.
const DONE: [&str; 6] = ["召开", "举办", "开展", "组织", "参加", "报送"];
/// How a report says that there was none.
const NONE: [&str; 16] = [
    "未收到",
    "没有收取",
    "没有受理",
    "没有接到",
    "没有产生",
    "没有出现",
    "没有收到",
    "未接到",
    "未发生",
    "没有发生",
    "未收取",
    "未受理",
    "未产生",
    "未出现",
    "未新收",
    "无依申请公开",
];

/// Documents of a year, which may be counted in any later one.
const ITEMS: [&str; 10] =
    ["预算", "决算", "年报", "年度报告", "工作报告", "要点", "公报", "总结", "审计", "统计"];

/// What a sentence reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reported {
    /// Figures of what every report counts, or that there was none.
    Counted,
    /// Figures of what else was done.
    Done,
}

/// What stands behind a year. What tells of the past before the first figure ends it; fees are always those of the year.
pub(super) fn reported(context: &Context<'_, '_>, place: Span) -> Option<Reported> {
    let text = context.source.slice(place);
    let is_fee = |mention: &Mention| mention.quantity == Quantity::Fee && place.contains(mention.span);
    if context.reading.narrative.mentions.iter().any(is_fee) {
        return Some(Reported::Counted);
    }
    for range in clauses(text) {
        let (span, clause) = (place.part(&range), text.get(range).unwrap_or_default());
        if has(context, span, "往事") {
            return None;
        }
        if has_one(clause, &NONE) {
            return Some(Reported::Counted);
        }
        let Some(head) = before_figure(clause) else { continue };
        let item = has_one(head, &ITEMS) || head.ends_with('的');
        if item {
            return None;
        }
        if has_one(head, &COUNTED) {
            return Some(Reported::Counted);
        }
        if has_one(head, &DONE) {
            return Some(Reported::Done);
        }
    }
    None
}

/// Whether what is counted behind a year was counted before it in the sentence, in the same words.
pub(super) fn counts_again(before: &str, behind: &str) -> bool {
    let first = clauses(behind).next().and_then(|range| before_figure(behind.get(range)?));
    let again = |head: &str| COUNTED.iter().any(|word| head.contains(word) && before.contains(word));
    first.is_some_and(again)
        && clauses(before).any(|range| before.get(range).and_then(before_figure).is_some())
}

/// The clauses of a text. The comma of 1,320 ends none.
fn clauses(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let digit = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
    let ends = text.match_indices(['，', ',', '；', ';', '：', ':']).filter(move |&(at, sign)| {
        let around = at.checked_sub(1).map(|before| (before, at + 1));
        let inside = around.is_some_and(|(before, behind)| {
            digit(text.as_bytes().get(before)) && digit(text.as_bytes().get(behind))
        });
        sign != "," || !inside
    });
    let mut start = 0;
    ends.map(|(at, sign)| at + sign.len()).chain([text.len()]).map(move |end| {
        let clause = start..end;
        start = end;
        clause
    })
}

/// What stands before the first figure with a unit in a clause.
fn before_figure(clause: &str) -> Option<&str> {
    const UNITS: [char; 11] = ['条', '件', '篇', '份', '宗', '起', '例', '期', '次', '项', '场'];
    let mut at = 0;
    while let Some(next) = clause.get(at..)?.find(|c: char| c.is_ascii_digit()) {
        let start = at + next;
        let rest = clause.get(start..)?;
        let behind = rest.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | ' '));
        let unit = behind.trim_start_matches(['万', '余', '多']);
        let head = clause.get(..start)?;
        if unit.starts_with(UNITS) || unit.starts_with('元') && head.contains("处理费") {
            return Some(head);
        }
        at = clause.len() - behind.len();
    }
    None
}

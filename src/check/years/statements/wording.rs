//! How a sentence is built around a year: what may stand before and behind it where it speaks of the work.

use crate::check::Context;
use crate::find::{begins_with_one, ends_with_one, has_any, has_one};
use crate::fold::{trim, trim_start};
use crate::number::Ordinal;

use super::LONGEST_SUB_HEADING;

/// What stands behind the year, without 年, 度, 全年, or 1月至12月; `None` where it is another time: 2022年5月, 2022年底.
pub(super) fn behind_year(text: &str) -> Option<&str> {
    let text = text.trim_start_matches(crate::fold::is_digit);
    let text = trim_start(text).strip_prefix('年')?;
    let text = trim_start(text);
    let text = text.strip_prefix('度').unwrap_or(text);
    let text = text.strip_prefix("全年").unwrap_or(text);
    if text.starts_with("1月") || text.starts_with("1-12月") || text.starts_with("1—12月") {
        let end = text.find("12月").filter(|&at| at <= 20)? + "12月".len();
        let rest = text.get(end..)?;
        let rest = rest.strip_prefix("31日").unwrap_or(rest);
        return Some(rest.strip_prefix("期间").unwrap_or(rest));
    }
    Some(text)
}

/// Words that declare what the report is about.
const DECLARES: [&str; 7] = ["现将", "现就", "现公布", "现报告", "现发布", "特编制", "现编制"];

pub(super) fn is_declared(before: &str, behind: &str) -> bool {
    has_one(before, &DECLARES)
        && has_one(behind, &["政府信息公开", "政务公开", "信息公开"])
        && has_one(behind, &["报告", "公布", "公开如下", "汇报", "通报"])
}

/// 我局编制了2022年政府信息公开工作年度报告, 本报告为2022年度政府信息公开工作年度报告: how a preface says what the report is.
pub(super) fn introduces(before: &str, behind: &str) -> bool {
    const MAKES: [&str; 8] = ["编制", "编写", "撰写", "公布", "发布", "本报告为", "本报告是", "现将"];
    const SUBJECTS: [&str; 5] = ["政府信息公开", "政务公开", "信息公开", "工作", "情况"];
    let clause = before.rsplit(['，', ',', '；', ';', '：', ':']).next().unwrap_or(before);
    let mut named = behind;
    while let Some(rest) = SUBJECTS.iter().find_map(|subject| named.strip_prefix(subject)) {
        named = rest;
    }
    let named = named.strip_prefix("年度").unwrap_or(named);
    let end = named.strip_prefix("报告").or_else(|| named.strip_prefix("年报"));
    has_one(clause, &MAKES)
        && !has_one(clause, &["参照", "对照", "依据", "根据", "结合", "针对", "此前", "已"])
        && end.is_some_and(|end| {
            end.is_empty()
                || begins_with_one(
                    trim_start(end),
                    &["，", ",", "。", "；", "（", "(", "如下", "公布", "予以"],
                )
        })
}

/// 一、2022年政府信息公开工作总体情况: a line of its own.
pub(super) fn is_heading(before: &str, behind: &str) -> bool {
    const ENDS: [&str; 5] = ["总体情况", "工作情况", "公开情况", "办理情况", "概况"];
    Ordinal::strip(before).is_empty()
        && behind.len() <= LONGEST_SUB_HEADING
        && !has_any(behind, &['，', ',', '：', ':'])
        && ends_with_one(behind, &ENDS)
        && !has_one(behind, &["整改", "问题", "考核", "落实"])
}

/// 截至2022年底，截止2022年12月31日.
pub(super) fn is_cut_off(before: &str, behind: &str) -> bool {
    ends_with_one(before, &["截至", "截止", "截止到", "截至到"])
        && begins_with_one(behind, &["底", "末", "12月31日", "12月底"])
}

/// How a body speaks of itself and its area, with [`BODIES`] behind: 我镇, 本机关, 全县.
const OWN: [char; 3] = ['我', '本', '全'];
const BODIES: [&str; 16] = [
    "镇",
    "乡",
    "局",
    "县",
    "市",
    "区",
    "办",
    "委",
    "院",
    "街道",
    "单位",
    "中心",
    "机关",
    "行政机关",
    "部门",
    "系统",
];

/// Whether a clause begins with the year, or with whom it speaks of and then the year.
pub(super) fn opens(before: &str, context: &Context<'_, '_>) -> bool {
    const COMMAS: [char; 7] = ['，', ',', '；', ';', '：', ':', '、'];
    let start = before.rfind(COMMAS).map_or(0, |at| at + before.get(at..).map_or(0, first_len));
    let (earlier, clause) =
        (before.get(..start).unwrap_or_default(), before.get(start..).unwrap_or_default());
    // 一、2022年 begins a line, 2021、2022年 does not.
    if earlier.ends_with('、') && !Ordinal::strip(earlier).is_empty() {
        return false;
    }
    let earlier = earlier.trim_end_matches(COMMAS);
    let parts = ends_with_one(earlier, &["其中", "包括", "分别为", "具体为"]);
    let clause = trim(Ordinal::strip(trim(clause)));
    let tail = clause.char_indices().rev().nth(1).and_then(|(at, _)| clause.get(at..));
    let author = context.reading.author.as_ref().map_or("", |author| author.name.as_str());
    let of_author = tail.is_some_and(|tail| author.contains(tail)) && clause.len() <= author.len() + 6;
    !parts && (clause.is_empty() || of_author || clause.ends_with("统计") || ends_with_own(clause))
}

fn first_len(text: &str) -> usize {
    text.chars().next().map_or(0, char::len_utf8)
}

/// Whether a clause ends with 我镇, 本机关, 全县.
fn ends_with_own(clause: &str) -> bool {
    BODIES.iter().any(|body| clause.strip_suffix(body).is_some_and(|rest| rest.ends_with(OWN)))
}

/// What may stand right behind the year where it speaks of the work, besides the body itself.
const FOLLOWERS: [&str; 25] = [
    "收取",
    "，",
    ",",
    "共",
    "累计",
    "未",
    "没有",
    "无",
    "收到",
    "新收",
    "受理",
    "接到",
    "主动公开",
    "公开政府信息",
    "公开信息",
    "发布",
    "通过",
    "依申请公开",
    "因",
    "依托",
    "办理",
    "先后",
    "县政府",
    "区政府",
    "市政府",
];

pub(super) fn follows(behind: &str, context: &Context<'_, '_>) -> bool {
    const NAMES: [&str; 8] = ["年度报告", "年报", "要点", "计划", "方案", "总结", "考核", "报告"];
    if let Some(rest) = behind.strip_prefix("政府信息公开工作").or(behind.strip_prefix("政务公开工作"))
    {
        return !begins_with_one(rest, &NAMES);
    }
    let author = context.reading.author.as_ref().map_or("", |author| author.name.as_str());
    let head = behind.char_indices().nth(2).and_then(|(at, _)| behind.get(..at));
    let own = behind.strip_prefix(OWN).is_some_and(|rest| begins_with_one(rest, &BODIES));
    own || begins_with_one(behind, &FOLLOWERS) || head.is_some_and(|head| author.contains(head))
}

/// Words of a sentence that is about the year's work without a figure.
pub(super) const WORK: [&str; 12] = [
    "认真贯彻",
    "贯彻落实",
    "深入贯彻",
    "严格按照",
    "紧紧围绕",
    "坚持以",
    "扎实推进",
    "认真落实",
    "政府信息公开工作",
    "政务公开工作",
    "信息公开工作",
    "高度重视",
];

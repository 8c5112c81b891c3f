//! Figures that were left out, and figures that are exact and approximate at once.

use std::ops::Range;

use crate::find::{beginning, ending, first_of, has_any, has_one, others, places};
use crate::finding::{Applicability, Basis, Edit, Severity};
use crate::fold::{is_digit, is_han, trim_end};
use crate::form::open_spot;
use crate::source::Span;

use super::super::counted::{COUNTED, LEFT_OPEN, unit};
use super::super::{Context, Example, Rule, Sink};

pub(in crate::check) const RULES: &[Rule] = &[
    Rule {
        id: "number-missing",
        severity: Severity::Error,
        summary: "数量词前面漏填了数字",
        reason: "“共公开　条”这样的句子说明数字还没有填。",
        basis: Basis::Advice("文字校对"),
        examples: &[
            Example { right: "主动公开政府信息320条", wrong: "主动公开政府信息  条" },
            Example { right: "主动公开政府信息320条", wrong: "共主动公开条" },
            Example {
                right: "（三）政府信息管理。", wrong: "（三）政府信息管理。全年组织培训（  ）次。"
            },
        ],
        check: missing,
    },
    Rule {
        id: "approximate-exact",
        severity: Severity::Hint,
        summary: "确切的数后面又写了“余”“多”",
        reason: "“68余条”既确切又含糊，年度报告的数据宜写确数。",
        basis: Basis::Advice("文字校对"),
        examples: &[Example {
            right: "（三）政府信息管理。",
            wrong: "（三）政府信息管理。全年审查信息368余条。",
        }],
        check: approximate,
    },
];

/// What stands behind a number in its order: 第 次, 第 号.
const ORDERED: &str = "次 届 号 条 项 期 批 季度 款 章";

/// Whether a text ends with one of some words between blanks.
fn ends_with_listed(text: &str, words: &str) -> bool {
    words.split(' ').any(|word| !word.is_empty() && text.ends_with(word))
}

/// The most bytes of a clause that count: more than a sentence has.
const FAR: usize = 900;

/// What parts clauses.
const BREAKS: [char; 8] = ['，', ',', '；', ';', '：', '（', '）', '、'];

fn missing(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    for sentence in &context.reading.narrative.sentences {
        let text = context.source.slice(sentence.span);
        let mut places: Vec<(Range<usize>, &str)> = Vec::new();
        let (mut has_gap, mut opened) = (false, None);
        for (at, c) in others(text).chain([(text.len(), '。')]) {
            match c {
                ' ' | '\u{A0}' | '\u{3000}' | '_' => has_gap = true,
                '（' | '(' => opened = Some(at + c.len_utf8()),
                '）' | ')' => has_gap |= opened == Some(at),
                _ => {}
            }
            if at == text.len() || BREAKS.contains(&c) {
                places.extend(lacking(text, at));
            }
        }
        if has_gap {
            places.extend(left_open(text));
        }
        for (gap, unit) in places {
            let place = sentence.span.part(&gap);
            sink.at(
                sentence.span.part(&(gap.start..gap.end + unit.len())),
                format!("“{unit}”前面漏填了数字。"),
            )
            .fix("留出位置填写", Applicability::Manual, Edit::replace(place, open_spot("数量")));
        }
    }
}

/// The clause at the end of a text, without the year that it begins with; `None` if it has another figure or denies
/// something, so that no number is lacking.
fn open_clause(text: &str) -> Option<&str> {
    let clause = ending(text, FAR).rsplit(BREAKS).next().unwrap_or_default();
    let clause =
        clause.rsplit_once('年').filter(|(year, _)| year.ends_with(is_digit)).map_or(clause, |(_, c)| c);
    let denied = has_any(clause, &['未', '无', '没', '零']);
    (!denied && !clause.contains(is_digit)).then_some(clause)
}

/// The unit at the end of a clause whose number was left out with nothing in its place, and where it belongs.
fn lacking(text: &str, end: usize) -> Option<(Range<usize>, &'static str)> {
    /// Units that hardly mean anything else behind such a word.
    const UNITS: [&str; 4] = ["条", "件", "篇", "份"];
    let (clause, behind) = (trim_end(text.get(..end)?), text.get(end..)?);
    let (word, unit) = UNITS.iter().find_map(|&unit| Some((clause.strip_suffix(unit)?, unit)))?;
    let place = word.len()..word.len();
    lacks_number(word, unit, behind).then_some((place, unit))
}

/// Whether the number between a word and a unit at the end of its clause was left out.
fn lacks_number(word: &str, unit: &str, behind: &str) -> bool {
    // Nearly every unit has its number.
    if word.ends_with(is_digit) || !ends_with_listed(word, COUNTED) {
        return false;
    }
    // The clause only: 共主动公开条 has its 共 there, and no other figure than a year.
    let Some(clause) = open_clause(word) else { return false };
    let totals = has_one(clause, &["共", "累计", "合计", "总计"]);
    // 申请件, 办件 and 信件 are nouns, unless the next clause goes on counting or compares; 信息条 is none.
    let next = beginning(behind, FAR).trim_start_matches(BREAKS).split(BREAKS).next().unwrap_or_default();
    let is_counted =
        |rest: &str| rest.contains(is_digit) || rest.ends_with(|c| "零一二三四五六七八九十".contains(c));
    let goes_on = next.strip_suffix('件').is_some_and(is_counted)
        || next.starts_with(['比', '较']) && (next.contains(is_digit) || next.contains("上年"));
    let certain = totals || unit == "条" && word.ends_with("信息") || unit == "件" && goes_on;
    let noun = unit == "件" && (word.ends_with("申请") || word.ends_with("公开")) && !totals && !goes_on;
    let verb = ["公开", "发布", "收", "受理", "办", "答复", "结转", "制发", "废止", "推送", "更新"];
    !noun && certain && (totals || has_one(clause, &verb))
}

/// The places that were left for numbers, each with the unit behind it: blanks between a word and a unit, and empty
/// brackets or one or two underscores before any unit. More of them are a placeholder.
fn left_open(text: &str) -> Vec<(Range<usize>, &'static str)> {
    let unit_behind = |(place, is_clear): (Range<usize>, bool)| {
        let (head, tail) = (text.get(..place.start)?, text.get(place.end..)?);
        if head.ends_with('第') {
            let ordered = ORDERED.split(' ').find(|unit| tail.starts_with(unit))?;
            return Some((place, ordered));
        }
        let unit = unit(tail)?;
        let is_counted = |(units, words): &(&str, &str)| {
            units.split(' ').any(|known| known == unit)
                && (is_clear || words.is_empty() || ends_with_listed(head, words))
        };
        let is_behind_word = head.ends_with(is_han) && !head.ends_with("单位");
        let is_open = is_behind_word && LEFT_OPEN.iter().any(is_counted) && open_clause(head).is_some();
        is_open.then_some((place, unit))
    };
    gaps(text).into_iter().filter_map(unit_behind).collect()
}

/// What a place for a number is made of.
const MARKS: [char; 4] = [' ', '\u{A0}', '\u{3000}', '_'];

/// The blanks, empty brackets and one or two underscores of a text, and whether they surely are the place of something.
fn gaps(text: &str) -> Vec<(Range<usize>, bool)> {
    let empty =
        ["（）", "()"].into_iter().flat_map(|empty| places(text, empty).map(|at| at..at + empty.len()));
    let mut found: Vec<(Range<usize>, bool)> = empty.map(|place| (place, true)).collect();
    let mut from = 0;
    while let Some(at) = text.get(from..).and_then(|rest| first_of(rest, &MARKS)).map(|at| from + at) {
        let (Some(head), Some(rest)) = (text.get(..at), text.get(at..)) else { break };
        let tail = rest.trim_start_matches(MARKS);
        from = text.len() - tail.len();
        let lines = rest.get(..rest.len() - tail.len()).map_or(0, |gap| gap.matches('_').count());
        let inside = head.strip_suffix(['（', '(', '〔', '[']).zip(tail.strip_prefix(['）', ')', '〕', ']']));
        let (before, behind) = inside.unwrap_or((head, tail));
        if lines <= 2 {
            found.push((before.len()..text.len() - behind.len(), lines > 0 || inside.is_some()));
        }
    }
    found
}

/// One hint a report.
fn approximate(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let narrative = &context.reading.narrative;
    let exact: Vec<Span> = narrative
        .sentences
        .iter()
        .flat_map(|sentence| narrative.figures(sentence))
        .filter(|figure| {
            let text = context.source.slice(figure.span);
            let whole = figure.value.as_whole().filter(|value| value % 10 != 0 && *value > 10);
            figure.and_more && whole.is_some() && !text.contains('万')
        })
        .map(|figure| figure.span)
        .collect();
    let Some((&first, others)) = exact.split_first() else { return };
    let edits = exact.iter().filter_map(|&span| {
        let text = context.source.slice(span);
        let at = first_of(text, &['余', '多'])?;
        Some(Edit::delete(span.part(&(at..at + '余'.len_utf8()))))
    });
    let message = format!("“{}”：数字已经是确数，不宜再写“余”“多”。", context.source.slice(first));
    let report = sink.at(first, message).fix_all("删去“余”“多”", Applicability::Manual, edits.collect());
    for &span in others {
        report.note(span, format!("“{}”。", context.source.slice(span)));
    }
}

#[cfg(test)]
mod tests {
    use crate::check::words::tests::{SAMPLE, findings_of, first_fix};

    fn found(rule: &str, text: &str) -> Vec<String> {
        findings_of(rule, text).into_iter().map(|(found, _)| found).collect()
    }

    #[test]
    fn a_place_left_for_a_number_is_no_stray_blank() {
        for (text, places) in [
            ("全年组织培训 次，参加　　人次。", vec![" 次", "　　人次"]),
            ("全年收到 件申请，公开 条政府信息。", vec![" 件", " 条"]),
            ("全年组织培训__次，制作解读_ 篇。", vec!["__次", "_ 篇"]),
            ("全年整改完成（ ）项，通报（）家，考核( )次。", vec!["（ ）项", "（）家", "( )次"]),
            ("发放问卷 份，粉丝 人，投入资金 万元，收取费用 元。", vec![" 份", " 人", " 万元", " 元"]),
            ("比上年增长 %，满意率提高 个百分点。", vec![" %", " 个百分点"]),
            ("经第 次会议审议，依据第（ ）条，", vec![" 次", "（ ）条"]),
            ("2023年新收申请 件；受理举报\u{A0}起。", vec![" 件", "\u{A0}起"]),
        ] {
            assert_eq!(found("number-missing", text), places, "{text}");
            assert_eq!(found("stray-space", text), [""; 0], "{text}");
        }
        let draft = |text: &str| SAMPLE.replacen("\n\n二、", &format!("\n{text}\n\n二、"), 1);
        let fixed = first_fix("number-missing", &draft("全年组织培训（ ）次。"));
        assert_eq!(fixed, draft("全年组织培训〔请填写：数量〕次。"));
    }

    #[test]
    fn a_blank_that_is_no_place_of_a_number_is_none() {
        for text in [
            "依 次办理，按层 次推进。",
            "召开会议 2 次，参加 30 人次。",
            "全年没有收到 件申请。",
            "单位 万元，名单（ ）见附件。",
            "公开 条例全文，组织 名录编制。",
            "组织培训____次。",
        ] {
            assert_eq!(found("number-missing", text), [""; 0], "{text}");
        }
    }
}

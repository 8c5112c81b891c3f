//! Figures that were left out, and figures that are exact and approximate at once.

use crate::find::{first_of, has_any, has_one};
use crate::finding::{Applicability, Basis, Edit, Severity};
use crate::fold::{is_digit, trim_end, trim_start};
use crate::form::OPEN_SPOT;
use crate::source::Span;

use super::super::layout::{beginning, ending};
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

/// Words that a number with its unit follows.
const COUNTED: [&str; 22] = [
    "公开", "发布", "信息", "收到", "受理", "申请", "办结", "答复", "结转", "制发", "废止", "文件", "共",
    "共计", "合计", "总计", "累计", "事项", "新收", "推送", "解读", "回应",
];
/// Units that hardly mean anything else behind such a word.
pub(in crate::check) const UNITS: [char; 4] = ['条', '件', '篇', '份'];

/// The most bytes of a clause that count: more than a sentence has.
const FAR: usize = 900;

/// What parts clauses.
const BREAKS: [char; 8] = ['，', ',', '；', ';', '：', '（', '）', '、'];

fn missing(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    for sentence in &context.reading.narrative.sentences {
        let text = context.source.slice(sentence.span);
        for (at, unit) in text.match_indices(UNITS) {
            let (Some(before), Some(behind)) = (text.get(..at), text.get(at + unit.len()..)) else {
                continue;
            };
            let word = trim_end(before);
            let gap = before.len() - word.len();
            let ends = trim_start(behind);
            let ends = ends.is_empty() || ends.starts_with(BREAKS);
            if !ends || !COUNTED.iter().any(|counted| word.ends_with(counted)) {
                continue;
            }
            // The clause only: 共主动公开条 has its 共 there, and no other figure than a year.
            let clause = ending(word, FAR).rsplit(BREAKS).next().unwrap_or_default();
            let clause = clause
                .rsplit_once('年')
                .filter(|(year, _)| year.ends_with(is_digit))
                .map_or(clause, |(_, c)| c);
            let totals = has_one(clause, &["共", "累计", "合计", "总计"]);
            let denied = has_any(clause, &['未', '无', '没', '零']);
            // 申请件, 办件 and 信件 are nouns, unless the next clause goes on counting or the place of the number was
            // left blank; 信息条 is none.
            let next =
                beginning(behind, FAR).trim_start_matches(BREAKS).split(BREAKS).next().unwrap_or_default();
            let goes_on = next.ends_with('件') && next.contains(is_digit);
            let certain =
                totals || gap > 0 || unit == "条" && word.ends_with("信息") || unit == "件" && goes_on;
            let noun = unit == "件"
                && gap == 0
                && (word.ends_with("申请") || word.ends_with("公开"))
                && !totals
                && !goes_on;
            let verb = ["公开", "发布", "收", "受理", "办", "答复", "结转", "制发", "废止", "推送"];
            let said = totals || gap > 0 || has_one(clause, &verb);
            if !denied && !noun && certain && said && !clause.contains(is_digit) {
                let span = sentence.span.part(&(word.len()..at + unit.len()));
                sink.at(span, format!("“{unit}”前面漏填了数字。"))
                    .fix(
                        "留出位置填写",
                        Applicability::Manual,
                        Edit::replace(sentence.span.part(&(word.len()..at)), format!("{OPEN_SPOT}：数量〕")),
                    )
                    .done();
            }
        }
    }
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
    let mut report = sink.at(first, message).fix_all("删去“余”“多”", Applicability::Manual, edits.collect());
    for &span in others {
        report = report.note(span, format!("“{}”。", context.source.slice(span)));
    }
    report.done();
}

//! Years: the year under report in every statement about it, its period, and no “this year”.

mod digits;
mod period;
mod relative;
mod statements;

use crate::finding::{Basis, Severity};
use crate::reading::sections::years;
use crate::source::Span;
use crate::words::List;

use super::stated::is_kind;
use super::{Context, Example, Rule};

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "year-mismatch",
        severity: Severity::Error,
        summary: "陈述本年度工作的文字写成了别的年份",
        reason: "年度报告反映报告年度的工作，写成别的年份多半是沿用了往年的文字，读者会以为数字也是往年的。",
        basis: Basis::Advice("报告年度前后一致"),
        examples: &[
            Example {
                right: "（一）主动公开。2023年，", wrong: "（一）主动公开。2022年，"
            },
            Example { right: "2023年，本机关未收取", wrong: "2022年，本机关未收取" },
            Example {
                right: "如有疑问，", wrong: "现将2022年政府信息公开工作情况报告如下。如有疑问，"
            },
        ],
        check: statements::mismatch,
    },
    Rule {
        id: "period-mismatch",
        severity: Severity::Error,
        summary: "统计期限不是报告年度的1月1日至12月31日",
        reason: "年度报告的数据统计报告年度的全年，期限写错会让人怀疑全部数据。",
        basis: Basis::Advice("年度报告通行的统计期限"),
        examples: &[
            Example { right: "起至2023年12月31日止", wrong: "起至2024年12月31日止" },
            Example {
                right: "自2023年1月1日起至2023年12月31日止",
                wrong: "自2022年1月1日起至2022年12月31日止",
            },
        ],
        check: period::mismatch,
    },
    Rule {
        id: "digits-lost",
        severity: Severity::Warning,
        summary: "日期或文号里丢了字",
        reason: "粘贴和网页转换会吞掉“年”“月”和括号，日期和文号就读不出来了。",
        basis: Basis::Advice("校对"),
        examples: &[
            Example {
                right: "自2023年1月1日起至2023年12月31日止", wrong: "自202311日起至20231231日止"
            },
            Example {
                right: "如有疑问，", wrong: "格式依据国办公开办函〔202130号。如有疑问，"
            },
        ],
        check: digits::lost,
    },
    Rule {
        id: "relative-time",
        severity: Severity::Hint,
        summary: "用“今年”“截至目前”等说法代替年份和日期",
        reason: "报告在第二年公布，并且长期保存，“今年”“目前”会让读者弄不清是哪一年、哪一天。",
        basis: Basis::Advice("行文建议"),
        examples: &[
            Example {
                right: "（二）依申请公开。2023年，", wrong: "（二）依申请公开。今年以来，"
            },
            Example {
                right: "（一）主动公开。2023年，", wrong: "（一）主动公开。截至目前，"
            },
        ],
        check: relative::time,
    },
];

/// Whether the draft itself confirms a year: it is signed in the next one, or the body names it.
fn is_confirmed(context: &Context<'_, '_>, year: u16, apart_from: Span) -> bool {
    let outline = &context.reading.outline;
    outline.signature.is_some_and(|signature| signature.date.0.year == year + 1)
        || context.reading.prose(outline.body_above_signature()).iter().any(|&(_, span)| {
            years(context.source, span).any(|named| named.value == year && !apart_from.contains(named.span))
        })
}

/// Whether a span has a word of a kind. 现将…报告如下 is no plan, and 规划计划 is what is disclosed.
fn has(context: &Context<'_, '_>, span: Span, kind: &str) -> bool {
    context.reading.words.within(List::Years, span).any(|hit| {
        let before = context.source.slice(Span::new(span.start, hit.span.start));
        let is_another = match hit.entry.word {
            "将" => before.ends_with('现'),
            "计划" => before.ends_with("规划"),
            _ => false,
        };
        is_kind(hit, kind) && !is_another
    })
}

#[cfg(test)]
pub(super) mod tests {
    use crate::check_text;
    use crate::finding::Finding;

    /// The sample report, for changes that are checked as a whole.
    pub(in crate::check) const SAMPLE: &str = include_str!("../../tests/drafts/clean-2021.txt");

    /// What a rule finds in the sample, 报告年度 2023, with its overview's first sentence replaced.
    pub(super) fn found_in(rule: &str, sentence: &str) -> Vec<Finding> {
        let right = "2023年，柳河镇主动公开政府信息320条，其中政策文件70条，工作动态200条，其他信息50条。";
        assert!(SAMPLE.contains(right));
        found(rule, &SAMPLE.replacen(right, sentence, 1))
    }

    /// What a rule finds in a draft.
    pub(super) fn found(rule: &str, draft: &str) -> Vec<Finding> {
        check_text(draft).findings.into_iter().filter(|finding| finding.rule == rule).collect()
    }

    #[test]
    fn a_rule_that_looks_at_so_many_places_says_where_it_stopped() {
        for (rule, piece, most) in [
            ("year-mismatch", "2022年，公开信息2条。", 50),
            ("digits-lost", "于202419日召开会议。", 50),
            ("relative-time", "今年召开会议2次。", 50),
            ("document-number", "按年度报告格式（国办函〔2021〕30号）编制。", 50),
            ("organisation-mismatch", "永安镇将按月核对栏目。", 100),
        ] {
            let says = |count: usize| {
                let text = format!("{}\n（三）政府", piece.repeat(count));
                let unchecked = check_text(&SAMPLE.replacen("（三）政府", &text, 1)).unchecked;
                unchecked.iter().any(|open| open.rule == rule && open.why.ends_with(&format!("前{most}处")))
            };
            assert!(says(most + 1), "{rule}");
            assert!(!says(most), "{rule}");
        }
    }

    /// The draft with the first fix of a finding made.
    pub(in crate::check) fn fixed(draft: &str, finding: &Finding) -> String {
        let mut draft = draft.to_owned();
        for edit in finding.fixes[0].edits().iter().rev() {
            draft.replace_range(edit.span.start as usize..edit.span.end as usize, &edit.text);
        }
        draft
    }
}

//! The look of the text: broken paragraphs, brackets, width of punctuation, blanks, list numbers.

mod brackets;
mod broken;
mod lists;
mod numbering;
mod widths;

use std::ops::Range;

use crate::finding::{Applicability, Basis, Edit, Severity};
use crate::source::Span;

use super::{Context, Example, Rule, Sink};
pub(super) use broken::Cuts;

/// Id of the rule that is about line ends themselves.
pub(super) const BROKEN_PARAGRAPH: &str = "broken-paragraph";

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: BROKEN_PARAGRAPH,
        severity: Severity::Warning,
        summary: "一段话在词语中间被换行断成了两段",
        reason: "多半是从分页或分栏的文件复制时带进了换行，读起来不成句。",
        basis: Basis::Advice("文字校对"),
        examples: &[
            Example { right: "规范政府信息制作", wrong: "规范政府信\n\n息制作" },
            Example {
                right: "每季度组织一次", wrong: "每季度组织一次集中学习，\n并再组织一次"
            },
        ],
        check: broken::broken,
    },
    Rule {
        id: "bracket-unbalanced",
        severity: Severity::Warning,
        summary: "括号、引号或书名号不成对",
        reason: "少了一半，或者一边全角一边半角，读者分不清括到哪里为止。",
        basis: Basis::Advice("标点校对，参照GB/T 15834—2011《标点符号用法》"),
        examples: &[
            Example { right: "（三）政府信息管理", wrong: "（三)政府信息管理" },
            Example {
                right: "把信息公开纳入",
                wrong: "落实《中华人民共和国政府信息公开条例要求，把信息公开纳入",
            },
        ],
        check: brackets::unbalanced,
    },
    Rule {
        id: "half-width",
        severity: Severity::Hint,
        summary: "中文里用了半角标点",
        reason: "中文的标点用全角，半角标点多半是输入法或文字识别带来的。",
        basis: Basis::Advice("标点校对，参照GB/T 15834—2011《标点符号用法》"),
        examples: &[Example {
            right: "经办人员业务不够熟悉。", wrong: "经办人员业务不够熟悉,有待提高。"
        }],
        check: widths::half_width,
    },
    Rule {
        id: "stray-space",
        severity: Severity::Hint,
        summary: "词语中间或数字与文字之间有多余的空格",
        reason: "多半是从排版过的文件复制时带进来的，会妨碍检索。",
        basis: Basis::Advice("文字校对"),
        examples: &[Example {
            right: "经办人员业务不够熟悉", wrong: "经办人员业 务不够熟悉"
        }],
        check: widths::stray_space,
    },
    Rule {
        id: "list-style",
        severity: Severity::Hint,
        summary: "层次序号、标题或列项标点的写法不规范，或者序号重复、跳过，项数与所说的不符",
        reason: "公文的结构层次序数依次为“一、”“（一）”“1.”“（1）”；序号不连续，读者会以为漏了内容。",
        basis: Basis::Advice("公文排版，参照GB/T 9704—2012《党政机关公文格式》"),
        examples: &[
            Example { right: "（四）平台建设", wrong: "（四）、平台建设" },
            Example { right: "不够熟悉。", wrong: "不够熟悉，二是公开形式单一。" },
            Example { right: "（三）政府信息管理", wrong: "（二）政府信息管理" },
        ],
        check: |context, sink| {
            lists::style(context, sink);
            numbering::numbers(context, sink);
        },
    },
];

/// The lines of the report's text: from the title to the end of the attachments.
fn text_lines(context: &Context<'_, '_>) -> Range<usize> {
    let outline = &context.reading.outline;
    outline.title.as_ref().map_or(0, |(lines, _)| lines.start)..outline.attachments.end
}

/// Most places that a finding about all of the text shows.
const MOST_NOTES: usize = 9;

/// Reports several places of one kind as one finding, with one fix for all; each is shown with `beside` characters at
/// both sides.
fn together(
    context: &Context<'_, '_>,
    sink: &mut Sink<'_>,
    edits: Vec<Edit>,
    beside: usize,
    message: String,
    fix: &str,
) {
    let shown = |edit: &Edit| around(context.source.text(), edit.span, beside, beside);
    let Some(first) = edits.first() else { return };
    let report = sink.at(shown(first), message);
    for edit in edits.iter().skip(1).take(MOST_NOTES) {
        report.note(shown(edit), "这里也是。");
    }
    report.fix_all(fix, Applicability::Safe, edits);
}

/// A span around a place that shows what it is about: `before` characters before it and `behind` behind it.
fn around(text: &str, place: Span, before: usize, behind: usize) -> Span {
    let head = text.get(..place.start as usize).unwrap_or_default();
    let tail = text.get(place.end as usize..).unwrap_or_default();
    let start = head.char_indices().rev().take(before).take_while(|&(_, c)| c != '\n').last();
    let end = tail.char_indices().take(behind).take_while(|&(_, c)| c != '\n').last();
    Span::new(
        start.map_or(place.start, |(at, _)| at as u32),
        end.map_or(place.end, |(at, c)| place.end + (at + c.len_utf8()) as u32),
    )
}

//! Wording: terms, stale topics, names without introduction, sentences that say nothing or come twice.

mod names;
mod sentences;
mod signed;
mod stale;
mod terms;
mod unity;

use crate::find::{ending, is_left_open};
use crate::finding::{Basis, Severity};
use crate::source::{Source, Span};

use super::{Context, Example, Rule};

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "wrong-term",
        severity: Severity::Hint,
        summary: "用词不当或写了别字",
        reason: "用词与法律或公文的规范用法不同，读者可能误解。",
        basis: Basis::Advice("文字校对"),
        examples: &[
            Example {
                right: "2023年，柳河镇主动公开", wrong: "截止目前，柳河镇主动公开"
            },
            Example {
                right: "公开内容更新不够及时", wrong: "群众反应强烈的事项公开不够及时"
            },
            Example {
                right: "维护县政府门户网站", wrong: "建立建全制度，维护县政府门户网站"
            },
            Example { right: "把信息公开纳入", wrong: "加强业务水平，把信息公开纳入" },
        ],
        check: terms::wrong,
    },
    Rule {
        id: "stale-topic",
        severity: Severity::Hint,
        summary: "写了报告年度已经过时的提法",
        reason: "过时的提法多半是从往年的报告沿用下来的，应按本年度的实际情况写。",
        basis: Basis::Advice("内容校对"),
        examples: &[Example { right: "定期检查栏目更新", wrong: "重点公开脱贫攻坚信息" }],
        check: stale::stale,
    },
    Rule {
        id: "short-name",
        severity: Severity::Hint,
        summary: "用了文件的简称，前文没有交代全称",
        reason: "第一次提到文件应写全称，并注明“以下简称”，读者才知道指哪一份。",
        basis: Basis::Advice("文字校对"),
        examples: &[Example {
            right: "规范政府信息制作", wrong: "按照《规范》制作政府信息"
        }],
        check: names::short,
    },
    Rule {
        id: "boilerplate",
        severity: Severity::Warning,
        summary: "整段没有本单位的事实，像是照抄的通用文字",
        reason: "年度报告应写本单位当年的情况，通用的文字说明不了任何事实。",
        basis: Basis::Advice("内容校对"),
        examples: &[Example {
            right: "规范政府信息制作、审查和归档。",
            wrong: "规范制作。\n多数部门能在法定时限内答复公众的申请，部分地区还开发了专门的申请系统，方便公众提交申请和查询办理的进度，有的地方还建立了会商制度。",
        }],
        check: sentences::boilerplate,
    },
    Rule {
        id: "repeated-sentence",
        severity: Severity::Warning,
        summary: "同一句话在报告里出现了两遍，或者落款写了两次",
        reason: "多半是粘贴时重复了，或者两个部分写了同样的内容。",
        basis: Basis::Advice("文字校对"),
        examples: &[
            Example {
                right: "下一步，柳河镇",
                wrong: "维护县政府门户网站的本镇专栏，定期检查栏目更新。\n下一步，柳河镇",
            },
            Example {
                right: "2023年，本机关未收取信息处理费。\n",
                wrong: "2023年，本机关未收取信息处理费。\n\n青溪县柳河镇人民政府\n2024年1月15日\n",
            },
        ],
        check: |context, sink| {
            sentences::repeated(context, sink);
            signed::twice(context, sink);
        },
    },
];

/// Whether one of the words of a column stands right before or right behind a place.
fn is_guarded(source: &Source<'_>, place: Span, before: &str, behind: &str) -> bool {
    let (head, tail) = source.beside(place);
    let tail = tail.trim_start_matches(['”', '"', '」']);
    let at_start = |word: &str| word == "^" && head.chars().next_back().is_none_or(crate::fold::is_blank);
    before.split_whitespace().any(|word| head.ends_with(word) || at_start(word))
        || behind.split_whitespace().any(|word| tail.starts_with(word))
}

/// Whether a place lies in the title of a document or in quotation marks.
fn is_named(source: &Source<'_>, place: Span) -> bool {
    is_left_open(end_of(source.beside(place).0))
}

/// The end of a text: more than a sentence of it.
fn end_of(text: &str) -> &str {
    const ENOUGH: usize = 900;
    ending(text, ENOUGH)
}

/// Whether a place is in the report's own text: behind the title, in no table, before a second report.
fn is_own_text(context: &Context<'_, '_>, place: Span) -> bool {
    let line = context.source.line_index(place.start);
    let outline = &context.reading.outline;
    let title = outline.title.as_ref().map_or(0, |(lines, _)| lines.start);
    (title..outline.attachments.end).contains(&line) && !context.reading.in_table(line)
}

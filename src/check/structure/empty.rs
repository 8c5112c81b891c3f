//! Sections with a heading and no substance.

use crate::check::asked::{ASKED, is_sub_heading, sub_heading};
use crate::check::counted::has_figure;
use crate::check::{Context, Sink};
use crate::find::{has, has_one, split};
use crate::finding::{Applicability, Edit, Severity};
use crate::fold::{key, trim};
use crate::form::{OPEN_SPOT, OTHER, OVERVIEW, PROBLEMS, SECTIONS, open_spot};
use crate::number::Ordinal;
use crate::reading::sections::SectionReading;
use crate::source::Span;

pub(super) fn empty(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    for reading in context.reading.outline.sections.iter().flatten() {
        let Some(section) = SECTIONS.get(reading.heading.section) else { continue };
        if section.table.is_some() {
            continue;
        }
        let lines = lines(context, reading);
        let prose: Vec<&str> = lines
            .iter()
            .map(|&(_, span)| context.source.slice(span))
            .filter(|text| !text.starts_with(OPEN_SPOT))
            .collect();
        // What is still to be filled in says so itself.
        let is_open = |part: &SectionReading| {
            let mut lines = context.reading.prose(part.body.clone()).iter();
            lines.any(|&(_, span)| context.source.slice(span).starts_with(OPEN_SPOT))
        };
        if prose.is_empty() && is_open(reading) {
            continue;
        }
        let nothing = prose.iter().all(|text| says_nothing(text));
        let (message, severity) = match reading.heading.section {
            OTHER if prose.is_empty() => {
                (format!("“{}”下面没有内容。没有其他事项也要写明。", section.line()), Severity::Warning)
            }
            OTHER => continue,
            PROBLEMS if nothing && !prose.is_empty() => {
                let is_bare = prose.iter().all(|text| is_sub_heading(&key(Ordinal::strip(text))));
                let written =
                    if is_bare { "只有小标题，下面没有内容" } else { "只写了“无”" };
                let message =
                    format!("“{}”{written}。要写明存在的主要问题，并逐条写出改进措施。", section.line());
                (message, Severity::Error)
            }
            _ if nothing => (format!("“{}”下面没有内容。", section.line()), Severity::Error),
            OVERVIEW if prose.iter().all(|text| is_formality(text)) => {
                (format!("“{}”只有编制依据，没有写工作情况。", section.line()), Severity::Error)
            }
            _ => {
                bare(context, &lines, sink);
                continue;
            }
        };
        sink.at(reading.heading.span, message).severity(severity);
    }
}

/// The prose of a section. What stands below a second heading of it is its content as well.
fn lines(context: &Context<'_, '_>, section: &SectionReading) -> Vec<(usize, Span)> {
    let outline = &context.reading.outline;
    let signature = outline.signature_lines();
    let twins = outline.repeated.iter().filter(|twin| twin.heading.section == section.heading.section);
    std::iter::once(section)
        .chain(twins)
        .flat_map(|part| context.reading.prose(part.body.clone()))
        .filter(|(line, _)| !signature.contains(line))
        .copied()
        .collect()
}

/// Sub-headings with nothing behind or below them, or nothing but dots.
fn bare(context: &Context<'_, '_>, lines: &[(usize, Span)], sink: &mut Sink<'_>) {
    let texts = lines.iter().map(|&(_, span)| context.source.slice(span));
    let mut behind = texts.clone().skip(1).map(Ordinal::read);
    // 做好以下五个方面的工作： says what the names below are for.
    let mut is_list = false;
    for (&(_, span), text) in lines.iter().zip(texts) {
        let next = behind.next();
        let Some((ordinal, name)) = sub_heading(text) else {
            is_list = text.ends_with(['：', ':']);
            continue;
        };
        let goes_on = |next: Ordinal| next.style == ordinal.style && next.value > ordinal.value;
        if is_list || !next.is_none_or(|next| next.is_some_and(goes_on)) {
            continue;
        }
        let from = ordinal.len + name.len();
        sink.at(span, format!("“{name}”下面没有内容，请写明。")).fix(
            "留出位置填写",
            Applicability::Manual,
            Edit::replace(span.part(&(from..text.len())), format!("。{}", open_spot(name))),
        );
    }
}

/// Whether a paragraph says that there is nothing, with or without the sub-heading that it answers.
fn says_nothing(text: &str) -> bool {
    const NOTHING: [&str; 14] = [
        "",
        "无",
        "没有",
        "暂无",
        "略",
        "没有问题",
        "无问题",
        "暂无问题",
        "没有存在问题",
        "无存在问题",
        "不存在问题",
        "没有主要问题",
        "无主要问题",
        "无其他问题",
    ];
    let said = key(Ordinal::strip(text));
    let answer = |said: &str| NOTHING.contains(&said);
    answer(&said) || ASKED.iter().any(|asked| said.strip_prefix(asked).is_some_and(answer))
}

/// Whether a paragraph only says what the report is based on, which period it covers, of which parts it consists
/// and whom to ask: every sentence of it does, and none counts anything.
fn is_formality(text: &str) -> bool {
    const CUES: [&str; 11] = [
        "统计期限",
        "统计时限",
        "统计时间",
        "数据统计期",
        "截止日期",
        "部分组成",
        "如有疑问",
        "如对本",
        "报告如下",
        "公布如下",
        "下载",
    ];
    let mut sentences = split(text, &['。', '；']).map(trim).filter(|sentence| !sentence.is_empty());
    sentences.all(|sentence| {
        let is_made = has(sentence, "编制") && (has(sentence, "报告") || has(sentence, "年报"));
        (is_made || has_one(sentence, &CUES)) && !has_figure(sentence)
    })
}

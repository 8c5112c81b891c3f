//! Sections with a heading and no substance.

use crate::check::counted::has_figure;
use crate::check::{Context, Sink};
use crate::find::{has, has_one, split};
use crate::finding::Severity;
use crate::fold::trim;
use crate::form::{OPEN_SPOT, OTHER, OVERVIEW, PROBLEMS, SECTIONS};
use crate::number::Ordinal;
use crate::reading::sections::SectionReading;

pub(super) fn empty(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    for reading in context.reading.outline.sections.iter().flatten() {
        let Some(section) = SECTIONS.get(reading.heading.section) else { continue };
        if section.table.is_some() {
            continue;
        }
        let signature = context.reading.outline.signature_lines();
        // What stands below a second heading of the section is its content as well.
        let twins = context.reading.outline.repeated.iter();
        let twins = twins.filter(|twin| twin.heading.section == reading.heading.section);
        let prose: Vec<&str> = std::iter::once(reading)
            .chain(twins)
            .flat_map(|part| context.reading.prose(part.body.clone()))
            .filter(|(line, _)| !signature.contains(line))
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
            PROBLEMS if nothing && !prose.is_empty() => (
                format!("“{}”只写了“无”。要写明存在的主要问题，并逐条写出改进措施。", section.line()),
                Severity::Error,
            ),
            _ if nothing => (format!("“{}”下面没有内容。", section.line()), Severity::Error),
            OVERVIEW if prose.iter().all(|text| is_formality(text)) => {
                (format!("“{}”只有编制依据，没有写工作情况。", section.line()), Severity::Error)
            }
            _ => continue,
        };
        sink.at(reading.heading.span, message).severity(severity);
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
    const ASKED: [&str; 6] =
        ["存在的主要问题", "存在的问题", "存在问题", "改进情况", "改进措施", "下一步打算"];
    let said = crate::fold::key(Ordinal::strip(text));
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

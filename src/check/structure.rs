//! Sections: present, numbered, ordered, named and filled as the form has them.

mod empty;

use crate::find::has_one;
use crate::finding::{Applicability, Basis, Edit, Severity};
use crate::fold::trim;
use crate::form::{OVERVIEW, PROBLEMS, SECTIONS, Section, open_spot};
use crate::number::{OrdinalStyle, is_in_ordinal};
use crate::order::sort_by_key;
use crate::reading::names::is_name;
use crate::reading::sections::title::parts::may_be_title;
use crate::reading::sections::{SectionReading, Wording};
use crate::source::Span;

use super::{Context, Example, Rule, Sink};

pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "section-missing",
        severity: Severity::Error,
        summary: "缺少格式规定的部分",
        reason: "年度报告的内容由条例规定，六个部分缺一不可。",
        basis: Basis::Official("《中华人民共和国政府信息公开条例》第五十条；国办公开办函〔2021〕30号"),
        examples: &[Example { right: "五、存在的主要问题及改进情况\n", wrong: "" }],
        check: missing,
    },
    Rule {
        id: "section-number",
        severity: Severity::Warning,
        summary: "部分的序号写错、重复或不是“一、”的样式",
        reason: "六个部分依次编为一至六，序号错乱会让读者以为缺了内容。",
        basis: Basis::Form("年度报告格式的标题"),
        examples: &[
            Example {
                right: "三、收到和处理政府信息公开申请情况",
                wrong: "3、 收到和处理政府信息公开申请情况",
            },
            Example { right: "五、存在的主要问题", wrong: "三、存在的主要问题" },
            Example {
                right: "二、主动公开政府信息情况", wrong: "主动公开政府信息情况"
            },
        ],
        check: number,
    },
    Rule {
        id: "section-order",
        severity: Severity::Warning,
        summary: "部分的先后次序与格式不同",
        reason: "格式规定了六个部分的次序。",
        basis: Basis::Form("年度报告格式的标题次序"),
        examples: &[Example {
            right: "五、存在的主要问题及改进情况⋯未收取信息处理费。",
            wrong: "六、其他需要报告的事项\n2023年，本机关未收取信息处理费。\n\n五、存在的主要问题及改进情况\n一是公开内容更新不够及时。\n下一步，柳河镇将按月核对栏目更新情况。",
        }],
        check: order,
    },
    Rule {
        id: "section-heading",
        severity: Severity::Hint,
        summary: "标题意思相同但不是格式的用语，或者与正文连在一行",
        reason: "统一用格式的标题便于汇总和查找。",
        basis: Basis::Form("年度报告格式的标题"),
        examples: &[
            Example {
                right: "五、存在的主要问题及改进情况", wrong: "五、存在的问题及改进措施"
            },
            Example {
                right: "六、其他需要报告的事项\n", wrong: "六、其他需要报告的事项："
            },
        ],
        check: heading,
    },
    Rule {
        id: "section-empty",
        severity: Severity::Error,
        summary: "只有标题，没有实质内容",
        reason: "每个部分都要有实际内容，“存在的主要问题及改进情况”不能只写“无”。",
        basis: Basis::Official("《中华人民共和国政府信息公开条例》第五十条；国办公开办函〔2021〕30号"),
        examples: &[
            Example { right: "一是公开内容⋯业务学习。", wrong: "无。" },
            Example {
                right: "（一）主动公开⋯责任追究的情形。",
                wrong: "根据《中华人民共和国政府信息公开条例》的规定，编制本年度报告。",
            },
        ],
        check: empty::empty,
    },
];

fn missing(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let outline = &context.reading.outline;
    for (index, section) in SECTIONS.iter().enumerate() {
        if outline.sections.get(index).is_some_and(Option::is_some) {
            continue;
        }
        let message = format!(
            "缺少“{}”。六个部分缺一不可；如果原稿有这一部分，可能是粘贴时丢失了，请对照原稿。",
            section.line()
        );
        if let Some(first) = text_of(context, index) {
            sink.at(opening(context, first), message + "现有文字从这里开始，看来属于这一部分。").fix(
                format!("在这里加上标题“{}”", section.line()),
                Applicability::Suggested,
                Edit::insert(first.start, section.line() + "\n"),
            );
            continue;
        }
        let place = place_of(context, index);
        let table = section.table.and_then(|table| Some((table, context.reading.form.tables.get(table)?)));
        let open = match table {
            Some((index, table)) => table.open_lines(index as u8).join("\n"),
            None => open_spot(section.asks),
        };
        let text = format!("{}\n{open}\n", section.line());
        let text = if starts_line(context, place.start) { text } else { format!("\n{text}") };
        sink.at(place, message).fix(
            format!("在这里加上“{}”{}", section.line(), if table.is_some() { "和空白表格" } else { "" }),
            Applicability::Manual,
            Edit::insert(place.start, text),
        );
    }
}

/// Where the text of a section stands whose heading is missing, if that is certain: below the title, at its table, or
/// where the section before it comes to speak of its matter.
fn text_of(context: &Context<'_, '_>, index: usize) -> Option<Span> {
    const OF_PROBLEMS: [&str; 6] =
        ["存在的主要问题", "存在的问题", "存在问题", "主要问题", "存在不足", "存在以下"];
    const OF_OTHER: [&str; 2] = ["信息处理费", "其他需要报告"];
    let (reading, outline) = (context.reading, &context.reading.outline);
    if let Some(table) = SECTIONS.get(index)?.table.and_then(|table| reading.tables.get(table)) {
        let line = *context.source.lines().get(table.lines.start)?;
        let is_here = table.is_present() && !table.in_attachment;
        return is_here.then(|| crate::reading::trimmed(context.source, line));
    }
    let cues: &[&str] = match index {
        OVERVIEW => return reading.prose(outline.preamble.clone()).first().copied().map(|(_, first)| first),
        PROBLEMS => &OF_PROBLEMS,
        _ => &OF_OTHER,
    };
    let before =
        outline.sections.get(..index)?.iter().rev().flatten().find(|before| !before.in_attachment)?;
    let mut body = before.body.clone();
    body.end = body.end.min(outline.signature_line().unwrap_or(body.end));
    // The section before has a text of its own, or its table.
    let table = SECTIONS.get(before.heading.section)?.table.and_then(|table| reading.tables.get(table));
    body.start = table.map_or(body.start, |table| table.lines.end.max(body.start));
    let own = usize::from(table.is_none());
    let mut paragraphs = reading.prose(body).iter().copied().skip(own);
    paragraphs.find(|&(_, span)| has_one(context.source.slice(span), cues)).map(|(_, span)| span)
}

/// The first words of a paragraph: enough to find the place, without marking all of it.
fn opening(context: &Context<'_, '_>, paragraph: Span) -> Span {
    const WORDS: usize = 8;
    let text = context.source.slice(paragraph);
    let end = text.char_indices().nth(WORDS).map_or(text.len(), |(at, _)| at);
    paragraph.part(&(0..end))
}

/// Where a missing section belongs: before the next section that is there, else after all text of the body.
fn place_of(context: &Context<'_, '_>, index: usize) -> Span {
    let outline = &context.reading.outline;
    let following = outline.sections.iter().skip(index + 1).flatten().find(|section| !section.in_attachment);
    if let Some(next) = following {
        return next.heading.span;
    }
    let end = outline.signature_line().unwrap_or(outline.attachments.start);
    Span::at(context.source.line(end).start)
}

fn starts_line(context: &Context<'_, '_>, at: u32) -> bool {
    context.source.line_at(at).start == at
}

fn number(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let outline = &context.reading.outline;
    own_headings(context, sink);
    two_reports(context, sink);
    for repeat in &outline.repeated {
        let Some(section) = SECTIONS.get(repeat.heading.section) else { continue };
        let first = outline.section(repeat.heading.section);
        let goes_on = first.is_some_and(|first| first.body.contains(&repeat.heading.line));
        let (seems, advice) = if goes_on {
            ("，像是表格续页时重复的标题", "删去")
        } else {
            ("", "合并或删去一处")
        };
        let message = format!("“{}”出现了两次{seems}，请{advice}。", section.line());
        let mut report = sink.at(repeat.heading.span, message);
        if goes_on {
            report = report.leave_out(repeat.heading.span, Applicability::Suggested);
        }
        if let Some(first) = first {
            report.note(first.heading.span, "另一处在这里。");
        }
    }
    for reading in outline.sections.iter().flatten() {
        let heading = reading.heading;
        let Some(section) = SECTIONS.get(heading.section) else { continue };
        let right = format!("{}、", section.ordinal);
        let Some(ordinal) = heading.ordinal else {
            sink.at(heading.span, format!("标题“{}”前面缺少序号“{right}”。", section.heading)).fix(
                format!("加上“{right}”"),
                Applicability::Safe,
                Edit::insert(heading.span.start, right),
            );
            continue;
        };
        let agrees = ordinal.value as usize == heading.section + 1;
        let usual = matches!(ordinal.style, OrdinalStyle::Chinese | OrdinalStyle::Part);
        let span = heading.span.part(&(0..ordinal.len));
        let written = trim(context.source.slice(span)).to_owned();
        let has_mark = !written.ends_with(is_in_ordinal);
        if agrees && usual && has_mark {
            continue;
        }
        let twin =
            outline.own.iter().find(|own| !agrees && own.ordinal.value == ordinal.value).map(|own| own.span);
        let message = if agrees && usual {
            format!("“{}”的序号“{written}”后面缺少顿号，应为“{right}”。", section.heading)
        } else if agrees {
            format!("“{}”的序号写成了“{written}”，应为“{right}”。", section.heading)
        } else if twin.is_some() {
            format!("序号“{written}”重复，而且“{}”应为“{right}”。", section.heading)
        } else {
            format!("“{}”应为第{}部分，序号写成了“{written}”。", section.heading, section.ordinal)
        };
        let report = sink.at(span, message).fix(
            format!("把“{written}”改为“{right}”"),
            Applicability::Safe,
            Edit::replace(span, right),
        );
        if let Some(twin) = twin {
            report.note(twin, format!("前面已经有“{written}”，是自拟的标题。"));
        }
    }
}

/// Two reports in one draft, of which the first was checked; a fix leaves one of them.
fn two_reports(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let (source, outline) = (context.source, &context.reading.outline);
    let second = outline.second.clone();
    let Some(&line) = source.lines().get(second.start).filter(|_| !second.is_empty()) else { return };
    // A second report without a title goes on below the title of the first.
    let opening = source.slice(line);
    let has_title = may_be_title(opening) || is_name(opening);
    let title = outline.title.as_ref().filter(|_| has_title).map(|(lines, _)| lines.start);
    let headings = outline.sections.iter().flatten().map(|section| section.heading.line);
    let first = title.or(headings.min()).unwrap_or(0);
    let place = |line: usize| source.line(line).start;
    let end = source.lines().get(second.end).map_or(source.text().len() as u32, |line| line.start);
    sink.at(
        crate::reading::trimmed(source, line),
        "从这一行起，前面有过的部分又出现了一遍，像是贴入了两份报告。只核对了前一份，请删去多余的一份。",
    )
    .severity(Severity::Error)
    .fix(
        "留下前一份，删去后一份",
        Applicability::Manual,
        Edit::delete(Span::new(line.start, end.max(line.start))),
    )
    .fix(
        "留下后一份，删去前一份",
        Applicability::Manual,
        Edit::delete(Span::new(place(first).min(line.start), line.start)),
    );
}

/// First-level numbers on headings of the author's own: they are read as parts of the form. One finding for all.
fn own_headings(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let outline = &context.reading.outline;
    let Some(first) = outline.own.first() else { return };
    let apart = outline.own.iter().any(|own| outline.preamble.contains(&own.line));
    let edits = outline.own.iter().filter_map(|own| {
        let span = own.span.part(&(0..own.ordinal.len));
        let numeral = context.source.slice(span).trim_end_matches(|c: char| !c.is_alphanumeric());
        (!numeral.is_empty()).then(|| Edit::replace(span, format!("（{numeral}）")))
    });
    let message = format!(
        "自拟的标题{}处用了“一、”这样的序号，会与格式的六个部分混淆，宜改为“（一）”。",
        outline.own.len()
    );
    sink.at(first.span, message)
        .severity(if apart { Severity::Warning } else { Severity::Hint })
        .fix_all("把自拟标题的序号改为“（一）”的样式", Applicability::Suggested, edits.collect())
        .notes(outline.own.iter().skip(1).map(|own| own.span), "自拟的标题。");
}

fn order(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let mut present: Vec<&SectionReading> =
        context.reading.outline.sections.iter().flatten().filter(|section| !section.in_attachment).collect();
    sort_by_key(&mut present, |section| section.heading.line);
    let mut last: Option<(usize, &Section)> = None;
    for reading in present {
        let Some(section) = SECTIONS.get(reading.heading.section) else { continue };
        match last {
            Some((index, before)) if reading.heading.section < index => {
                let message =
                    format!("“{}”应当排在“{}”之前。改后报告已按格式排列。", section.line(), before.line());
                sink.at(reading.heading.span, message);
            }
            _ => last = Some((reading.heading.section, section)),
        }
    }
}

fn heading(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    run_in_headings(context, sink);
    numbered_as_parts(context, sink);
    for reading in context.reading.outline.sections.iter().flatten() {
        let heading = reading.heading;
        let Some(section) = SECTIONS.get(heading.section) else { continue };
        let trust = match heading.wording {
            Wording::Official | Wording::Accepted => continue,
            Wording::Variant => Applicability::Safe,
            Wording::Similar => Applicability::Suggested,
        };
        let from = heading.ordinal.map_or(0, |ordinal| ordinal.len);
        let span = heading.span.part(&(from..heading.span.len() as usize));
        sink.at(span, format!("格式的标题是“{}”。", section.heading)).fix(
            format!("改为“{}”", section.heading),
            trust,
            Edit::replace(span, section.heading),
        );
    }
}

/// Headings with the right number in another style: 第一部分 总体情况. One finding for all; the corrected report has the
/// form's, and nobody is to find that out by himself.
fn numbered_as_parts(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let sections = context.reading.outline.sections.iter().flatten();
    let parts: Vec<(Span, String)> = sections
        .filter_map(|reading| {
            let heading = reading.heading;
            let ordinal = heading.ordinal.filter(|ordinal| {
                ordinal.style == OrdinalStyle::Part && ordinal.value as usize == heading.section + 1
            })?;
            let section = SECTIONS.get(heading.section)?;
            Some((heading.span.part(&(0..ordinal.len)), format!("{}、", section.ordinal)))
        })
        .collect();
    let Some((first, right)) = parts.first() else { return };
    let written = trim(context.source.slice(*first)).to_owned();
    let report = sink.at(*first, format!("格式的序号是“{right}”，这里写的是“{written}”。"));
    for (other, right) in parts.iter().skip(1) {
        report.note(*other, format!("格式的序号是“{right}”。"));
    }
    let edits = parts.into_iter().map(|(span, right)| Edit::replace(span, right)).collect();
    report.fix_all("改为格式的序号", Applicability::Safe, edits);
}

/// Headings whose text goes on behind them. One finding for all.
fn run_in_headings(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let sections = context.reading.outline.sections.iter().flatten();
    let run_in: Vec<(Span, Edit)> = sections
        .filter_map(|section| {
            let between = section.heading.before_run_in(context.source)?;
            Some((section.heading.span, Edit::replace(between, "\n")))
        })
        .collect();
    let Some(&(first, _)) = run_in.first() else { return };
    let message = format!("标题“{}”与正文连在一行，宜单独成行。", context.source.slice(first));
    let report = sink.at(first, message);
    report.notes(run_in.iter().skip(1).map(|&(other, _)| other), "这个标题也与正文连在一行。");
    let edits = run_in.into_iter().map(|(_, edit)| edit).collect();
    report.fix_all("标题单独成行", Applicability::Safe, edits);
}

#[cfg(test)]
mod tests;

//! Sections: present, numbered, ordered, named and filled as the form has them.

use crate::finding::{Applicability, Basis, Edit, Severity};
use crate::form::{OPEN_SPOT, OTHER, OVERVIEW, PROBLEMS, SECTIONS, Section};
use crate::number::OrdinalStyle;
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
        examples: &[],
        check: order,
    },
    Rule {
        id: "section-heading",
        severity: Severity::Hint,
        summary: "标题意思相同但不是格式的用语",
        reason: "统一用格式的标题便于汇总和查找。",
        basis: Basis::Form("年度报告格式的标题"),
        examples: &[Example {
            right: "五、存在的主要问题及改进情况", wrong: "五、存在的问题及改进措施"
        }],
        check: heading,
    },
    Rule {
        id: "section-empty",
        severity: Severity::Error,
        summary: "只有标题，没有实质内容",
        reason: "每个部分都要有实际内容，“存在的主要问题及改进情况”不能只写“无”。",
        basis: Basis::Official("《中华人民共和国政府信息公开条例》第五十条；国办公开办函〔2021〕30号"),
        examples: &[],
        check: empty,
    },
    Rule {
        id: "overview-aspect-missing",
        severity: Severity::Warning,
        summary: "总体情况缺少应当写到的方面",
        reason: "总体情况要回顾主动公开、依申请公开、政府信息管理、政府信息公开平台建设、监督保障五个方面。",
        basis: Basis::Official("国办公开办函〔2021〕30号"),
        examples: &[Example {
            right: "（三）政府信息管理。规范政府信息制作、审查和归档。\n", wrong: ""
        }],
        check: aspects,
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
        let preamble = context.reading.prose(context.source, outline.preamble.clone()).next();
        if let Some((_, first)) = preamble.filter(|_| index == OVERVIEW) {
            sink.at(opening(context, first), message + "现有文字从这里开始，看来属于这一部分。")
                .fix(
                    format!("在这里加上标题“{}”", section.line()),
                    Applicability::Suggested,
                    Edit::insert(first.start, section.line() + "\n"),
                )
                .done();
            continue;
        }
        let place = place_of(context, index);
        let text = format!("{}\n{OPEN_SPOT}：{}〕\n", section.line(), section.asks);
        let text = if starts_line(context, place.start) { text } else { format!("\n{text}") };
        sink.at(place, message)
            .fix(
                format!("在这里加上“{}”", section.line()),
                Applicability::Manual,
                Edit::insert(place.start, text),
            )
            .done();
    }
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
    let end = outline.signature.map_or(outline.attachments.start, |signature| signature.line);
    let end_of_text = context.source.text().len() as u32;
    Span::at(context.source.lines().get(end).map_or(end_of_text, |line| line.start))
}

fn starts_line(context: &Context<'_, '_>, at: u32) -> bool {
    context.source.lines().get(context.source.line_index(at)).is_some_and(|line| line.start == at)
}

fn number(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let outline = &context.reading.outline;
    own_headings(context, sink);
    if let Some(&line) =
        context.source.lines().get(outline.second.start).filter(|_| !outline.second.is_empty())
    {
        let number = outline.second.start + 1;
        sink.at(
            crate::reading::trimmed(context.source, line),
            format!("从第{number}行起，前面有过的部分又出现了一遍，像是贴入了两份报告。只核对了前一份，请删去多余的一份。"),
        )
        .severity(Severity::Error)
        .done();
    }
    for repeat in &outline.repeated {
        let Some(section) = SECTIONS.get(repeat.heading.section) else { continue };
        let first = outline.sections.get(repeat.heading.section).and_then(Option::as_ref);
        let report =
            sink.at(repeat.heading.span, format!("“{}”出现了两次，请合并或删去一处。", section.line()));
        match first {
            Some(first) => report.note(first.heading.span, "另一处在这里。").done(),
            None => report.done(),
        }
    }
    for reading in outline.sections.iter().flatten() {
        let heading = reading.heading;
        let Some(section) = SECTIONS.get(heading.section) else { continue };
        let right = format!("{}、", section.ordinal);
        let Some(ordinal) = heading.ordinal else {
            sink.at(heading.span, format!("标题“{}”前面缺少序号“{right}”。", section.heading))
                .fix(format!("加上“{right}”"), Applicability::Safe, Edit::insert(heading.span.start, right))
                .done();
            continue;
        };
        let agrees = ordinal.value as usize == heading.section + 1;
        let usual = matches!(ordinal.style, OrdinalStyle::Chinese | OrdinalStyle::Part);
        if agrees && usual {
            continue;
        }
        let span = heading.span.part(&(0..ordinal.len));
        let written = crate::fold::trim(context.source.slice(span)).to_owned();
        let twin =
            outline.own.iter().find(|own| !agrees && own.ordinal.value == ordinal.value).map(|own| own.span);
        let message = if agrees {
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
        match twin {
            Some(twin) => report.note(twin, format!("前面已经有“{written}”，是自拟的标题。")).done(),
            None => report.done(),
        }
    }
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
    let mut report = sink
        .at(first.span, message)
        .severity(if apart { Severity::Warning } else { Severity::Hint })
        .fix_all("把自拟标题的序号改为“（一）”的样式", Applicability::Suggested, edits.collect());
    for own in outline.own.iter().skip(1) {
        report = report.note(own.span, "自拟的标题。");
    }
    report.done();
}

fn order(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let mut present: Vec<&SectionReading> =
        context.reading.outline.sections.iter().flatten().filter(|section| !section.in_attachment).collect();
    present.sort_by_key(|section| section.heading.line);
    let mut last: Option<(usize, &Section)> = None;
    for reading in present {
        let Some(section) = SECTIONS.get(reading.heading.section) else { continue };
        match last {
            Some((index, before)) if reading.heading.section < index => sink
                .at(
                    reading.heading.span,
                    format!("“{}”应当排在“{}”之前。改后报告已按格式排列。", section.line(), before.line()),
                )
                .done(),
            _ => last = Some((reading.heading.section, section)),
        }
    }
}

fn heading(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
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
        sink.at(span, format!("格式的标题是“{}”。", section.heading))
            .fix(format!("改为“{}”", section.heading), trust, Edit::replace(span, section.heading))
            .done();
    }
}

/// Words of paragraphs that only say what the report is based on and which period it covers.
const FORMALITIES: [&str; 5] = ["编制", "统计期限", "统计时限", "截止日期", "六部分组成"];

fn empty(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    for reading in context.reading.outline.sections.iter().flatten() {
        let Some(section) = SECTIONS.get(reading.heading.section) else { continue };
        if section.table.is_some() {
            continue;
        }
        let signature = context.reading.outline.signature_lines();
        let prose: Vec<&str> = context
            .reading
            .prose(context.source, reading.body.clone())
            .filter(|(line, _)| !signature.contains(line))
            .map(|(_, span)| context.source.slice(span))
            .filter(|text| !text.starts_with(OPEN_SPOT))
            .collect();
        let nothing = prose.iter().all(|text| {
            matches!(
                crate::fold::key(text).as_str(),
                "无" | "没有" | "暂无" | "略" | "没有问题" | "无问题" | "没有存在问题" | ""
            )
        });
        let formal =
            |text: &&str| text.contains("根据《") && FORMALITIES.iter().any(|word| text.contains(word));
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
            OVERVIEW if prose.iter().all(formal) => {
                (format!("“{}”只有编制依据，没有写工作情况。", section.line()), Severity::Error)
            }
            _ => continue,
        };
        sink.at(reading.heading.span, message).severity(severity).done();
    }
}

/// The aspects of 总体情况 and the words that show that one is covered, under whatever sub-heading.
const ASPECTS: [(&str, &[&str]); 5] = [
    ("主动公开", &["主动公开", "公开信息", "发布政府信息", "公开各类", "信息公开情况", "发布信息"]),
    ("依申请公开", &["依申请", "公开申请", "申请公开", "信息的申请"]),
    (
        "政府信息管理",
        &[
            "政府信息管理",
            "信息管理",
            "政府信息资源",
            "规范性文件管理",
            "保密审查",
            "公开审查",
            "发布审查",
            "发布审核",
            "保密管理",
            "公文属性",
            "审核把关",
        ],
    ),
    (
        "政府信息公开平台建设",
        &[
            "平台建设",
            "公开平台",
            "政府网站",
            "门户网站",
            "公众号",
            "新媒体",
            "平台管理",
            "公开栏",
            "公开载体",
            "两微一端",
            "公众平台",
            "公示栏",
        ],
    ),
    (
        "监督保障",
        &[
            "监督保障",
            "责任追究",
            "监督检查",
            "督促检查",
            "督查",
            "考核",
            "评议",
            "考评",
            "追责",
            "问责",
            "强化监督",
        ],
    ),
];

fn aspects(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let outline = &context.reading.outline;
    let lines = outline.overview_lines();
    let prose: Vec<Span> = context.reading.prose(context.source, lines).map(|(_, span)| span).collect();
    let substance =
        prose.iter().map(|&span| context.source.slice(span)).filter(|text| !text.starts_with(OPEN_SPOT));
    let text: String = substance.collect::<Vec<_>>().join("\n");
    let Some(&first) = prose.first().filter(|_| !text.is_empty()) else { return };
    let lacking: Vec<&str> = ASPECTS
        .iter()
        .filter(|(_, words)| !words.iter().any(|word| text.contains(word)))
        .map(|&(aspect, _)| aspect)
        .collect();
    let severity = match lacking.len() {
        0 => return,
        1 => Severity::Hint,
        _ => Severity::Warning,
    };
    let span = outline
        .sections
        .get(OVERVIEW)
        .and_then(Option::as_ref)
        .map_or_else(|| opening(context, first), |s| s.heading.span);
    sink.at(span, format!("总体情况没有写到：{}。没有开展的也要说明。", lacking.join("、")))
        .severity(severity)
        .done();
}

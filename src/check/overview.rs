//! What the sections are to say: the aspects of 总体情况, problems and measures, nothing off the topic.

mod assessment;
mod parts;
mod problems;
mod topics;

use crate::finding::{Basis, Severity};
use crate::form::{OPEN_SPOT, OVERVIEW};
use crate::reading::narrative::Quantity;
use crate::reading::sections::SectionReading;
use crate::source::Span;
use crate::words::List;

use super::counted::has_figure;
use super::{Context, Example, Rule, Sink};

/// Five times a text, in a constant.
macro_rules! five_times {
    ($text:expr) => {
        concat!($text, $text, $text, $text, $text)
    };
}

pub(super) const RULES: &[Rule] = &[
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
    Rule {
        id: "assessment-missing",
        severity: Severity::Hint,
        summary: "没有写明工作考核、社会评议和责任追究的结果",
        reason: "条例要求各级人民政府在年度报告中写明工作考核、社会评议和责任追究结果情况。",
        basis: Basis::Official("《中华人民共和国政府信息公开条例》第五十条"),
        examples: &[Example { right: "，全年没有发生责任追究的情形", wrong: "" }],
        check: assessment::missing,
    },
    Rule {
        id: "overview-too-long",
        severity: Severity::Hint,
        summary: "总体情况篇幅过长",
        reason: "总体情况是概括回顾，一些地方的通知要求一般不超过一千字。",
        basis: Basis::Advice("篇幅宜简明，参照一些地方的通知"),
        examples: &[Example {
            right: "规范政府信息制作、审查和归档。",
            wrong: five_times!(five_times!(
                "各科室按照分工做好政府信息的制作、审查、发布和归档，专人登记，每月核对栏目，发现差错当日更正，并向经办人说明原因。"
            )),
        }],
        check: too_long,
    },
    Rule {
        id: "overview-without-figures",
        severity: Severity::Hint,
        summary: "总体情况没有一个数据",
        reason: "用件数、条数说明工作，比概括的评价更能让读者了解情况。",
        basis: Basis::Advice("总体情况宜有数据，参照一些地方的通知"),
        examples: &[Example {
            right: "（一）主动公开。2023年⋯均在法定期限内答复。",
            wrong: "（一）主动公开。2023年，及时公开政策文件和工作动态。\n（二）依申请公开。依法办理收到的申请。",
        }],
        check: without_figures,
    },
    Rule {
        id: "measures-missing",
        severity: Severity::Warning,
        summary: "只写了问题没有写改进措施，或者只写了措施没有写问题",
        reason: "第五部分要写明存在的主要问题，并逐条写出改进情况。",
        basis: Basis::Official("《中华人民共和国政府信息公开条例》第五十条"),
        examples: &[
            Example { right: "\n下一步⋯业务学习。", wrong: "" },
            Example { right: "一是公开内容更新⋯不够熟悉。\n", wrong: "" },
        ],
        check: problems::measures,
    },
    Rule {
        id: "off-topic",
        severity: Severity::Hint,
        summary: "写了与政府信息公开工作无关的内容",
        reason: "年度报告的内容由条例规定，不能遗漏，也不宜泛化。",
        basis: Basis::Official("国办公开办函〔2021〕30号"),
        examples: &[Example {
            right: "未收取信息处理费。",
            wrong: "未收取信息处理费。\n全镇各村均已实现跨省通办业务办理。",
        }],
        check: topics::off_topic,
    },
    Rule {
        id: "part-count",
        severity: Severity::Warning,
        summary: "前言说的部分数与实际不符",
        reason: "前言说由几个部分组成，列出的名称和正文的部分就应当是几个。",
        basis: Basis::Advice("前言与正文的对应关系"),
        examples: &[Example {
            right: "本报告由青溪县柳河镇人民政府编制", wrong: "本报告由五个部分组成"
        }],
        check: parts::count,
    },
];

/// The aspects that the text counts something of.
const DISCLOSURE: &str = "主动公开";
const REQUESTS: &str = "依申请公开";
/// The aspects of 总体情况, in order.
const ASPECTS: [&str; 5] = [DISCLOSURE, REQUESTS, "政府信息管理", "政府信息公开平台建设", "监督保障"];

/// The paragraphs of 总体情况, or of the preamble that stands in for it, without open spots.
fn overview(context: &Context<'_, '_>) -> Vec<Span> {
    let lines = context.reading.outline.overview_lines();
    let prose = context.reading.prose(lines).iter().map(|&(_, span)| span);
    prose.filter(|&span| !context.source.slice(span).starts_with(OPEN_SPOT)).collect()
}

/// The section with an index, if the draft has it.
fn section<'r>(context: &'r Context<'_, '_>, index: usize) -> Option<&'r SectionReading> {
    context.reading.outline.section(index)
}

/// Where findings about 总体情况 stand: at its heading, else at the first words that stand in for it.
fn overview_place(context: &Context<'_, '_>, first: Span) -> Span {
    const WORDS: usize = 8;
    let opening = || {
        let text = context.source.slice(first);
        let end = text.char_indices().nth(WORDS).map_or(text.len(), |(at, _)| at);
        first.part(&(0..end))
    };
    section(context, OVERVIEW).map_or_else(opening, |section| section.heading.span)
}

fn aspects(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let prose = overview(context);
    let Some(&first) = prose.first() else { return };
    // 新收8件，均已答复 counts applications, whatever it calls them.
    let whole = prose.last().map_or(first, |&last| first.to(last));
    let counted = |aspect: &str| {
        let mut mentions = context.reading.narrative.mentions.iter();
        mentions.any(|mention| {
            let is_of = match mention.quantity {
                Quantity::Disclosed | Quantity::Published => aspect == DISCLOSURE,
                Quantity::New | Quantity::Received | Quantity::Accepted => aspect == REQUESTS,
                _ => false,
            };
            is_of && whole.contains(mention.span)
        })
    };
    let covered = |aspect: &str| {
        counted(aspect)
            || prose.iter().any(|&span| {
                context.reading.words.within(List::Aspects, span).any(|hit| hit.entry.column(0) == aspect)
            })
    };
    let lacking: Vec<&str> = ASPECTS.into_iter().filter(|aspect| !covered(aspect)).collect();
    let severity = match lacking.len() {
        0 => return,
        1 => Severity::Hint,
        _ => Severity::Warning,
    };
    let message = format!("总体情况没有写到：{}。没有开展的也要说明。", lacking.join("、"));
    sink.at(overview_place(context, first), message).severity(severity);
}

fn too_long(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    /// What the notices name, and what is certainly more than “about” that.
    const USUAL: usize = 1_000;
    const LONG: usize = 1_250;
    let Some(section) = section(context, OVERVIEW) else { return };
    let characters =
        |&span: &Span| context.source.slice(span).chars().filter(|&c| !crate::fold::is_blank(c)).count();
    let count: usize = overview(context).iter().map(characters).sum();
    if count > LONG {
        let message = format!(
            "总体情况有{count}字。一些地方的通知要求一般不超过{USUAL}字，宜删去一般性的表述，保留做法和数据。"
        );
        sink.at(section.heading.span, message);
    }
}

fn without_figures(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    /// A shorter text has more to it than that it lacks figures.
    const SHORTEST: u32 = 120;
    let Some(section) = section(context, OVERVIEW) else { return };
    let prose = overview(context);
    let length: u32 = prose.iter().map(|span| span.len()).sum();
    if length < SHORTEST || prose.iter().any(|&span| has_figure(context.source.slice(span))) {
        return;
    }
    let message =
        "总体情况没有一个数据，宜写明主动公开的条数、收到申请的件数、制发和现行有效的规范性文件件数等。";
    sink.at(section.heading.span, message);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check_text;

    /// A report whose 总体情况 is `overview`; the findings of one rule.
    fn found(rule: &str, overview: &str) -> Vec<(Severity, String)> {
        let text = format!(
            "青溪县教育局2023年政府信息公开工作年度报告\n一、总体情况\n{overview}\n二、主动公开政府信息情况\n"
        );
        let findings = check_text(&text).findings;
        let findings = findings.into_iter().filter(|finding| finding.rule == rule);
        findings.map(|finding| (finding.severity, finding.message)).collect()
    }

    #[test]
    fn aspects_are_known_under_other_names_and_in_running_text() {
        for (overview, lacking) in [
            (
                "一是抓好主动公开，二是规范办理依申请公开，三是做好信息管理，四是维护政府网站，五是加强监督检查。",
                "",
            ),
            (
                "（一）信息公开情况。略述。\n（二）行政机关收到和处理政府信息公开申请情况。\n（三）政府信息资源管理。\n（四）公开平台管理。\n（五）工作考核方面。",
                "",
            ),
            ("主动公开信息32条，收到信息公开申请3件，维护公众号，开展社会评议。", "政府信息管理"),
            (
                "（一）政策公开与解读。公开文件7件。\n（二）规范答复。2023年新收政府信息公开申请8件。\n（三）信息审核。先审后发。\n\
                 （四）公开阵地。打造公开专区。\n（五）督导检查。每季度通报一次。",
                "",
            ),
            ("主动公开信息32条。", "依申请公开、政府信息管理、政府信息公开平台建设、监督保障"),
        ] {
            let found = found("overview-aspect-missing", overview);
            let expected = (!lacking.is_empty()).then(|| {
                let severity = if lacking.contains('、') { Severity::Warning } else { Severity::Hint };
                (severity, format!("总体情况没有写到：{lacking}。没有开展的也要说明。"))
            });
            assert_eq!(found, Vec::from_iter(expected), "{overview}");
        }
    }

    #[test]
    fn length_and_figures_are_for_an_overview_that_is_there() {
        let usual = "各科室按照分工做好政府信息的制作和归档，".repeat(40);
        let long = usual.repeat(2);
        assert_eq!(found("overview-too-long", &long).len(), 1);
        assert_eq!(found("overview-too-long", &usual).len(), 0);
        assert_eq!(found("overview-without-figures", &long).len(), 1);
        assert_eq!(found("overview-without-figures", &format!("{long}公开32条。")).len(), 0);
        assert_eq!(found("overview-without-figures", "工作有序开展。").len(), 0);
    }
}

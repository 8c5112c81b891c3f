//! What has no place in the report: lists of people, other fields of work, and plans behind the last section.

use std::ops::Range;

use crate::check::{Context, Sink};
use crate::find::{has, has_any, has_one, piece};
use crate::finding::{Applicability, Edit};
use crate::fold::trim;
use crate::form::{OTHER, PROBLEMS, SECTIONS};
use crate::order::sort_by_key;
use crate::reading::trimmed;
use crate::source::Span;
use crate::words::{Hit, List};

use super::section;

/// Something that does not belong there.
struct Matter {
    span: Span,
    message: String,
    /// What may go without loss.
    removable: Option<Span>,
}

/// Words that tie a sentence about something else to disclosure: 公开跨省通办事项清单.
const ON_TOPIC: [&str; 12] =
    ["公开", "公示", "公布", "发布", "解读", "宣传", "信息", "栏目", "网站", "平台", "咨询", "培训"];

pub(super) fn off_topic(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let outline = &context.reading.outline;
    let body = outline.body();
    let mut matters: Vec<Matter> = Vec::new();
    let mut judged = None;
    for hit in context.reading.words.of(List::OffTopic) {
        let line = context.source.line_index(hit.span.start);
        let in_body = body.contains(&line);
        let in_attachments = outline.attachments.contains(&line);
        if context.reading.in_table(line) || !in_body && !in_attachments {
            continue;
        }
        match hit.entry.column(0) {
            "名单" => matters.extend(list_of_people(context, hit, line)),
            _ if in_body => matters.extend(other_field(context, hit, line, &mut judged)),
            _ => {}
        }
    }
    matters.extend(plan(context));
    sort_by_key(&mut matters, |matter| matter.span);
    matters.dedup_by_key(|matter| matter.span);
    let Some(first) = matters.first() else { return };
    let report = sink.at(first.span, first.message.clone());
    for matter in matters.iter().skip(1) {
        report.note(matter.span, matter.message.clone());
    }
    let removable = matters.iter().filter_map(|matter| matter.removable).map(Edit::delete).collect();
    report.fix_all("删去与政府信息公开无关的句子", Applicability::Manual, removable);
}

/// A line that is the head of a list of people, or begins like an entry of one. A list that the text only mentions
/// is none.
fn list_of_people(context: &Context<'_, '_>, hit: &Hit, line: usize) -> Option<Matter> {
    const LONGEST: u32 = 120;
    const PEOPLE: [&str; 4] = ["小组", "成员", "领导", "人员"];
    let span = trimmed(context.source, *context.source.lines().get(line)?);
    let text = context.source.slice(span);
    let behind = context.source.slice(Span::new(hit.span.end, span.end));
    let is_list = if hit.entry.word == "副组长" {
        hit.span.start == span.start && trim(behind).starts_with(['：', ':'])
    } else {
        let is_head = behind.trim_end_matches(['。', '；', '：', ':']).is_empty();
        let listed = || !has_any(text, &['，', ',']) && has_one(text, &PEOPLE);
        is_head && span.len() <= LONGEST && listed()
    };
    is_list.then(|| Matter {
        span: hit.span,
        message: "这里列了人员名单。年度报告不必附名单，宜删去。".to_owned(),
        removable: None,
    })
}

/// A sentence about another field of work that says nothing about disclosure. `judged` is the sentence that was looked
/// at last, and whether it does.
fn other_field(
    context: &Context<'_, '_>,
    hit: &Hit,
    line: usize,
    judged: &mut Option<(Span, bool)>,
) -> Option<Matter> {
    let span = trimmed(context.source, *context.source.lines().get(line)?);
    let text = context.source.slice(span);
    // A sub-heading such as （一）党建引领 is no statement.
    if !text.ends_with(['。', '；', '！']) {
        return None;
    }
    let (sentence, on_topic) = match *judged {
        Some(judged) if judged.0.contains(hit.span) => judged,
        _ => {
            let sentence =
                span.part(&sentence_around(text, hit.span.start.checked_sub(span.start)? as usize));
            *judged.insert((sentence, has_one(context.source.slice(sentence), &ON_TOPIC)))
        }
    };
    (!on_topic).then(|| Matter {
        span: hit.span,
        message: format!(
            "“{}”与政府信息公开工作没有直接关系，不宜写进年度报告；与信息公开有关的，请写明公开了什么。",
            hit.entry.word
        ),
        removable: Some(sentence),
    })
}

/// The sentence at byte `at` of a line, with the mark at its end.
fn sentence_around(line: &str, at: usize) -> Range<usize> {
    let sentence = piece(line, at, &['。', '；', ';']);
    let stop = line.get(sentence.end..).and_then(|rest| rest.chars().next());
    sentence.start..sentence.end + stop.map_or(0, char::len_utf8)
}

/// A plan for the year after the one under report, in the last section: it belongs to the improvements.
fn plan(context: &Context<'_, '_>) -> Option<Matter> {
    let (section, year) = (section(context, OTHER)?, context.reading.outline.year?);
    let next = format!("{}年", year.value + 1);
    let signature = context.reading.outline.signature_lines();
    let mut prose = context.reading.prose(section.body.clone()).iter();
    let &(_, span) = prose.find(|(line, span)| {
        let text = context.source.slice(*span);
        let begins = text.strip_prefix(next.as_str()).is_some_and(|rest| rest.contains('将'));
        begins && !signature.contains(line) && !has(text, "处理费")
    })?;
    let place = SECTIONS.get(PROBLEMS).map(crate::form::Section::line).unwrap_or_default();
    Some(Matter {
        span: span.part(&(0..next.len())),
        message: format!("这里是下一年的打算，宜写进“{place}”。"),
        removable: None,
    })
}

#[cfg(test)]
mod tests {
    use crate::check_text;

    /// The message and number of notes for a report with `overview` and `other`, and with something behind.
    fn found(overview: &str, other: &str, behind: &str) -> Option<(String, usize)> {
        let text = format!(
            "青溪县教育局2023年政府信息公开工作年度报告\n一、总体情况\n{overview}\n五、存在的主要问题及改进情况\n更新不及时，将改进。\n六、其他需要报告的事项\n{other}\n{behind}"
        );
        let mut findings =
            check_text(&text).findings.into_iter().filter(|finding| finding.rule == "off-topic");
        let found = findings.next().map(|finding| (finding.message, finding.notes.len()));
        assert!(findings.next().is_none(), "once a report");
        found
    }

    #[test]
    fn lists_other_fields_and_plans_are_found_once_a_report() {
        let list = "附件1：\n青溪县教育局政务公开工作领导小组名单\n组  长：甲某\n副组长：乙某\n";
        let people = found("公开信息32条。", "无。", list);
        assert!(people.is_some_and(|(message, notes)| message.contains("名单") && notes == 1));
        let field = found("公开信息32条。", "全镇各村均已实现跨省通办。", "");
        assert!(field.is_some_and(|(message, _)| message.contains("跨省通办")));
        let plan = found("公开信息32条。", "2024年，我局将继续做好工作。", "");
        assert!(plan.is_some_and(|(message, _)| message.contains("下一年的打算")));
        let all = found("推进招商引资。", "2024年，我局将继续做好工作。", list);
        assert!(all.is_some_and(|(_, notes)| notes == 3));
    }

    #[test]
    fn what_is_tied_to_disclosure_is_on_topic() {
        for overview in [
            "公开跨省通办事项清单12条。",
            "结合主题教育，开展政府信息公开业务培训2次。",
            "及时调整领导小组，公布领导小组成员名单，明确分工。",
            "成立领导小组，由局长任组长，分管副局长任副组长。",
            "把政府信息公开与党风廉政建设相结合。",
            "（一）党建引领，统筹推进",
        ] {
            assert_eq!(found(overview, "无。", ""), None, "{overview}");
        }
        assert_eq!(found("公开信息32条。", "2024年1月起，将按规定收取信息处理费。", ""), None);
        assert_eq!(found("公开信息32条。", "无。", "青溪县教育局\n2024年1月15日\n"), None);
    }
}

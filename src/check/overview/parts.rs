//! The preface that says of how many parts the report consists: against the names that it lists, and the parts there.

use std::ops::Range;

use crate::check::{Context, Sink};
use crate::find::{begins_with_one, has, has_one, place, places, split};
use crate::finding::{Applicability, Edit};
use crate::fold::trim_end;
use crate::form::{SECTIONS, SECTIONS_LEN};
use crate::number::number_behind;
use crate::source::Span;

/// Words of which a name of each section has at least one.
const NAMES: [&[&str]; SECTIONS_LEN] = [
    &["总体情况", "总体工作", "概述", "基本情况"],
    &["主动公开"],
    &["收到和处理", "依申请公开", "公开申请", "申请公开"],
    &["复议", "诉讼"],
    &["问题"],
    &["其他需要", "其他事项", "其他报告", "需要报告"],
];
/// Fewest names that make a list.
const LIST: usize = 3;

/// A sentence that says of how many parts the report consists.
struct Claim<'t> {
    sentence: &'t str,
    span: Span,
    /// The number, in the sentence.
    numeral: Range<usize>,
    count: usize,
}

pub(super) fn count(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let Some(claim) = claim(context) else { return };
    let outline = &context.reading.outline;
    let present = outline.sections.iter().flatten().count();
    let (named, items) = listed(claim.sentence, claim.numeral.start);
    let is_list = named.len() >= LIST;
    let is_complete = present == SECTIONS_LEN;
    let list_agrees = !is_list || named.len() == claim.count || items == claim.count;
    // Parts of the author's own and attachments may be meant as well.
    let has_more = !outline.own.is_empty() || !outline.attachments.is_empty() || items > SECTIONS_LEN;
    let parts_agree = !is_complete || claim.count == SECTIONS_LEN || claim.count > SECTIONS_LEN && has_more;
    let message = match (list_agrees, parts_agree) {
        (true, true) => return,
        (false, _) => format!("前言说有{}个部分，列出的名称是{}个。", claim.count, named.len()),
        (true, false) => format!("前言说有{}个部分，正文有{present}个部分。", claim.count),
    };
    let lacking: Vec<&str> = SECTIONS
        .iter()
        .enumerate()
        .filter(|(index, _)| is_list && is_complete && !named.contains(index))
        .map(|(_, section)| section.heading)
        .collect();
    let advice = if lacking.is_empty() {
        "请改成一致。".to_owned()
    } else {
        format!("没有列出“{}”，请补上。", lacking.join("”“"))
    };
    let edits = if is_complete { remedy(&claim, &named, is_list) } else { Vec::new() };
    sink.at(claim.span.part(&claim.numeral), message + &advice).fix_all(
        "按正文的六个部分改前言",
        Applicability::Suggested,
        edits,
    );
}

/// The first sentence before or in 总体情况 that says so.
fn claim<'t>(context: &Context<'_, 't>) -> Option<Claim<'t>> {
    let outline = &context.reading.outline;
    let lines = outline.preamble.clone().chain(outline.overview_lines());
    lines.filter(|&line| !context.reading.in_table(line)).find_map(|line| {
        let whole = *context.source.lines().get(line)?;
        let text = context.source.slice(whole);
        // Most lines say nothing of the kind.
        if !has(text, "部分") && !has(text, "项") {
            return None;
        }
        let mut start = 0;
        text.split_inclusive('。').find_map(|sentence| {
            let span = whole.part(&(start..start + sentence.len()));
            start += sentence.len();
            let (numeral, count) = number_of_parts(sentence)?;
            Some(Claim { sentence, span, numeral, count })
        })
    })
}

/// The number of parts that a sentence states, and where.
fn number_of_parts(sentence: &str) -> Option<(Range<usize>, usize)> {
    const VERBS: [&str; 7] = ["组成", "构成", "分为", "共分", "分成", "包括", "包含"];
    const UNITS: [&str; 4] = ["部分", "项内容", "项组成", "项构成"];
    const OTHERS: [&str; 7] = ["文字", "文本", "正文", "表格", "附表", "附件", "图"];
    const MOST: usize = 20;
    let about_report = has(sentence, "报告") || has(sentence, "年报");
    if !about_report || !has_one(sentence, &VERBS) {
        return None;
    }
    UNITS.iter().find_map(|unit| {
        places(sentence, unit).find_map(|at| {
            let head = trim_end(sentence.get(..at)?);
            let head = trim_end(head.strip_suffix(['个', '大']).unwrap_or(head));
            let (start, count) = number_behind(head)?;
            // 第六部分 is one of them, and 2016 no number of parts.
            let is_alone = !head.get(..start)?.ends_with('第') && (2..=MOST).contains(&count);
            // 文字和表格两部分 are no sections.
            let is_of_sections = count > 2 || !has_one(sentence, &OTHERS);
            // 三部分数据 counts something else.
            let behind = sentence.get(at + unit.len()..).unwrap_or_default();
            let ends = ["组成", "构成", "内容", "，", "。", "：", ":", "；"];
            let is_whole = behind.trim().is_empty() || begins_with_one(behind, &ends);
            (is_alone && is_of_sections && is_whole).then_some((start..head.len(), count))
        })
    })
}

/// The sections that a sentence with its number at `numeral` names, and how many items its list has.
/// 行政复议、行政诉讼情况 is one.
fn listed(sentence: &str, numeral: usize) -> (Vec<usize>, usize) {
    let named_in = |text: &str| -> Vec<usize> {
        let names = NAMES.iter().enumerate();
        names.filter(|(_, words)| has_one(text, words)).map(|(index, _)| index).collect()
    };
    let all = named_in(sentence);
    // The list stands behind the verb before its first name, up to the number if that comes last.
    let first = NAMES.iter().flat_map(|words| words.iter()).filter_map(|word| place(sentence, word)).min();
    let first = first.unwrap_or(sentence.len());
    let head = sentence.get(..first).unwrap_or_default();
    let from = head.char_indices().rev().find(|&(_, c)| matches!(c, '由' | '括' | '含' | '为' | '：' | ':'));
    let from = from.map_or(first, |(at, c)| at + c.len_utf8());
    let end = if numeral > first { numeral } else { sentence.len() };
    let list = sentence.get(from..end).unwrap_or_default();
    let mut items = 0;
    let mut seen: Vec<usize> = Vec::new();
    for piece in split(list, &['、', '，', ',', '；', ';', '“', '”', '"', '《', '》']) {
        let names = named_in(piece);
        let is_numeral = crate::fold::key(piece).chars().count() <= 1;
        let is_new = names.iter().any(|name| !seen.contains(name));
        if !names.is_empty() {
            items += if is_new { names.iter().filter(|name| !seen.contains(name)).count() } else { 0 };
            seen.extend(names);
        } else if !is_numeral {
            items += 1;
        }
    }
    (all, items)
}

/// The edits that make the preface speak of the form's six sections; none where a name has no certain place.
fn remedy(claim: &Claim<'_>, named: &[usize], is_list: bool) -> Vec<Edit> {
    let mut edits = Vec::new();
    if claim.count != SECTIONS_LEN {
        let written = claim.sentence.get(claim.numeral.clone()).unwrap_or_default();
        let six = if written.is_ascii() { "6" } else { "六" };
        edits.push(Edit::replace(claim.span.part(&claim.numeral), six));
    }
    for (index, section) in SECTIONS.iter().enumerate().filter(|(index, _)| is_list && !named.contains(index))
    {
        let before = index.checked_sub(1).and_then(|before| SECTIONS.get(before));
        let place =
            before.and_then(|before| Some(claim.sentence.find(before.heading)? + before.heading.len()));
        let Some(at) = place else { return Vec::new() };
        let behind = claim.sentence.get(at..).unwrap_or_default();
        let (at, text) = match behind.strip_prefix('”') {
            Some(rest) => {
                let separator = if rest.starts_with('、') { "、" } else { "" };
                (at + '”'.len_utf8(), format!("{separator}“{}”", section.heading))
            }
            None => (at, format!("、{}", section.heading)),
        };
        edits.push(Edit::insert(claim.span.start + at as u32, text));
    }
    edits
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check_text;

    /// The message for a preface before the six sections.
    fn found(preface: &str) -> Option<String> {
        let draft = |preface: &str| {
            let mut text = format!("青溪县教育局2023年政府信息公开工作年度报告\n{preface}\n");
            for section in &SECTIONS {
                text += &format!("{}\n正文。\n", section.line());
            }
            text
        };
        let findings = |text: &str| {
            let findings = check_text(text).findings.into_iter();
            findings.filter(|finding| finding.rule == "part-count").collect::<Vec<_>>()
        };
        let text = draft(preface);
        let found = findings(&text);
        for fix in found.iter().flat_map(|finding| &finding.fixes) {
            let mut fixed = text.clone();
            for edit in fix.edits().iter().rev() {
                fixed.replace_range(edit.span.start as usize..edit.span.end as usize, &edit.text);
            }
            assert_eq!(findings(&fixed), [], "after the fix: {fixed}");
        }
        found.into_iter().next().map(|finding| finding.message)
    }

    #[test]
    fn a_preface_that_counts_right_is_nothing_to_report() {
        for preface in [
            "本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议、行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项六部分组成。",
            "本报告由“总体情况”“主动公开政府信息情况”“收到和处理政府信息公开申请情况”“政府信息公开行政复议、行政诉讼情况”“存在的主要问题及改进情况”“其他需要报告的事项”六个部分组成。",
            "本年报包括一、总体情况，二、主动公开政府信息情况，三、收到和处理政府信息公开申请情况，四、政府信息公开行政复议、行政诉讼情况，五、存在的主要问题及改进情况，六、其他需要报告的事项等6个部分。",
            "报告分为六大部分。",
            "本年度报告共分六个部分：总体情况，主动公开政府信息情况，收到和处理政府信息公开申请情况，政府信息公开行政复议、行政诉讼情况，存在的主要问题及改进情况，其他需要报告的事项。",
            "分析报告共分五个部分数据。",
            "本报告由概述、主动公开、依申请公开、复议诉讼、存在问题和其他需要报告的事项六项内容组成。",
            "其中第五部分包括报告的改进情况。",
            "本报告由文字和表格两部分组成。",
            "报告分为正文、附件两个部分。",
            "本报告的一部分内容包括统计数据。",
            "本报告由第十二部分组成。",
            "报告包括2016部分。",
            "报告由六十多部分组成。",
            "本报告的大部分内容包括三部分数据以外的说明。",
            "本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议、行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项、附表七部分组成。",
        ] {
            assert_eq!(found(preface), None, "{preface}");
        }
    }

    #[test]
    fn the_number_the_names_and_the_parts_must_agree() {
        for (preface, said) in [
            ("本报告由五部分组成。", "说有5个部分，正文有6个部分"),
            ("本年度报告共分五个部分。", "说有5个部分，正文有6个部分"),
            ("本报告由两个部分组成。", "说有2个部分，正文有6个部分"),
            ("本报告由十个部分组成。", "说有10个部分，正文有6个部分"),
            ("本报告由１２个部分组成。", "说有12个部分，正文有6个部分"),
            (
                "本年度报告共分六个部分：总体情况，主动公开政府信息情况，收到和处理政府信息公开申请情况，政府信息公开行政复议、行政诉讼情况，其他需要报告的事项。",
                "列出的名称是5个。没有列出“存在的主要问题及改进情况”",
            ),
            (
                "本年度报告共分七个部分：总体情况，主动公开政府信息情况，收到和处理政府信息公开申请情况，政府信息公开行政复议、行政诉讼情况，存在的主要问题及改进情况，其他需要报告的事项。",
                "说有7个部分，列出的名称是6个",
            ),
            (
                "本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议、行政诉讼情况、存在的主要问题及改进情况六部分组成。",
                "说有6个部分，列出的名称是5个。没有列出“其他需要报告的事项”",
            ),
            (
                "本报告由“总体情况”、“主动公开政府信息情况”、“收到和处理政府信息公开申请情况”、“存在的主要问题及改进情况”、“其他需要报告的事项”六个部分组成。",
                "列出的名称是5个",
            ),
            (
                "本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议、行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项等五项内容组成。",
                "说有5个部分，列出的名称是6个",
            ),
        ] {
            let found = found(preface);
            assert!(found.as_ref().is_some_and(|message| message.contains(said)), "{preface} {found:?}");
        }
    }
}

//! What is said of sections, their headings and the signature.

use super::*;
use crate::check_text;
use crate::form::OTHER;
use crate::reading::Reading;
use crate::source::Source;

/// The severity of what is found in a draft with these sections.
fn found(rule: &str, sections: &[(usize, &str)]) -> Vec<Severity> {
    let mut text = "青溪县教育局2023年政府信息公开工作年度报告\n".to_owned();
    for &(section, body) in sections {
        text += &format!("{}\n{body}\n", SECTIONS[section].line());
    }
    let findings = check_text(&text).findings;
    findings.into_iter().filter(|finding| finding.rule == rule).map(|finding| finding.severity).collect()
}

#[test]
fn a_section_that_says_nothing_is_empty() {
    const FORMAL: &str = "根据《中华人民共和国政府信息公开条例》的规定，编制本报告。";
    const PERIOD: &str = "本报告所列数据的统计期限自2023年1月1日起至12月31日止。如有疑问，请与本机关联系。";
    for (section, body, expected) in [
        (OVERVIEW, "", Some(Severity::Error)),
        (OVERVIEW, FORMAL, Some(Severity::Error)),
        (OVERVIEW, &format!("{FORMAL}\n{PERIOD}"), Some(Severity::Error)),
        (OVERVIEW, &format!("{FORMAL}全年公开信息32条。"), None),
        (OVERVIEW, "编制公开指南并在年度报告中公布，全年公开信息32条。", None),
        (OVERVIEW, "（一）主动公开。及时更新栏目。", None),
        (PROBLEMS, "无。", Some(Severity::Error)),
        (PROBLEMS, "（一）存在的主要问题：无。\n（二）改进措施：无。", Some(Severity::Error)),
        (PROBLEMS, "不存在问题。", Some(Severity::Error)),
        (PROBLEMS, "一是公开不够及时。下一步将按月核对。", None),
        (OTHER, "", Some(Severity::Warning)),
        (OTHER, "无。", None),
        (OTHER, "无其他需要报告的事项。", None),
    ] {
        let body = if section == OTHER {
            vec![(PROBLEMS, "公开不够及时，将改进。"), (OTHER, body)]
        } else {
            vec![(section, body)]
        };
        assert_eq!(found("section-empty", &body), Vec::from_iter(expected), "{body:?}");
    }
}

/// What is said of the sample with a heading written otherwise, which the first fix puts right.
fn said(rule: &str, right: &str, wrong: &str) -> Vec<String> {
    const SAMPLE: &str = include_str!("../../../tests/drafts/clean-2021.txt");
    let text = SAMPLE.replacen(right, wrong, 1);
    let found = crate::check_text(&text).findings.into_iter();
    let found = found.filter(|finding| finding.rule.starts_with("section-"));
    found
        .map(|finding| {
            assert_eq!(finding.rule, rule, "{wrong}");
            assert_eq!(super::super::years::tests::fixed(&text, &finding), SAMPLE, "{wrong}");
            finding.message
        })
        .collect()
}

#[test]
fn a_heading_whose_number_lacks_its_mark_gets_the_mark() {
    let first = ["“总体情况”的序号“一”后面缺少顿号，应为“一、”。"];
    for wrong in ["一 总体情况", "一　总体情况", "一总体情况"] {
        assert_eq!(said("section-number", "一、总体情况", wrong), first, "{wrong}");
    }
    for wrong in ["五 存在的主要问题及改进情况", "五存在的主要问题及改进情况", "5 存在的主要问题及改进情况"]
    {
        assert_eq!(said("section-number", "五、存在的主要问题及改进情况", wrong).len(), 1, "{wrong}");
    }
}

#[test]
fn the_year_before_a_heading_is_not_its_number() {
    let text = format!("{}\n甲。\n2023年总体情况\n乙。", "青溪县教育局2023年政府信息公开工作年度报告");
    let source = Source::new(&text);
    let reading = Reading::new(&source);
    let heading = reading.outline.section(OVERVIEW).unwrap().heading;
    assert!(heading.ordinal.is_none());
}

#[test]
fn a_heading_numbered_as_a_part_is_a_hint() {
    let found = said("section-heading", "一、总体情况", "第一部分 总体情况");
    assert_eq!(found, ["格式的序号是“一、”，这里写的是“第一部分”。"]);
}

#[test]
fn an_account_of_the_work_numbered_as_the_first_section_is_it() {
    for heading in ["工作情况", "工作开展情况", "政府信息公开工作概述", "2023年度工作总结"]
    {
        let line = format!("一、{heading}");
        assert_eq!(said("section-heading", "一、总体情况", &line), ["格式的标题是“总体情况”。"], "{heading}");
    }
    let other =
        include_str!("../../../tests/drafts/clean-2021.txt").replacen("总体情况", "党建工作开展情况", 1);
    assert!(check_text(&other).findings.iter().any(|finding| finding.rule == "section-missing"));
}

#[test]
fn a_line_that_only_begins_with_a_numeral_is_no_heading() {
    for line in ["一次性公开总体情况", "一般情况", "三公开情况", "一体推进其他事项"]
    {
        let body = format!("甲。\n{line}\n乙。");
        let sections = [(OVERVIEW, body.as_str()), (PROBLEMS, "公开不够及时，将改进。"), (OTHER, "无。")];
        assert_eq!(found("section-number", &sections), [], "{line}");
    }
}

#[test]
fn sections_out_of_order_are_found_and_missing_ones_are_not_out_of_order() {
    assert_eq!(found("section-order", &[(OVERVIEW, "甲。"), (OTHER, "无。"), (PROBLEMS, "乙。")]).len(), 1);
    assert_eq!(found("section-order", &[(OVERVIEW, "甲。"), (PROBLEMS, "乙。"), (OTHER, "无。")]).len(), 0);
    assert_eq!(found("section-order", &[(OVERVIEW, "甲。"), (OTHER, "无。")]).len(), 0);
}

#[test]
fn of_two_reports_either_can_be_left() {
    const SAMPLE: &str = include_str!("../../../tests/drafts/clean-2021.txt");
    let other = SAMPLE.replace("2023", "2022").replace("2024年1月", "2023年1月");
    let draft = format!("{SAMPLE}\n{other}");
    let findings = crate::check_text(&draft).findings;
    let finding = findings.iter().find(|finding| finding.message.contains("两份报告")).unwrap();
    let left = |at: usize| {
        let mut text = draft.clone();
        for edit in finding.fixes[at].edits() {
            text.replace_range(edit.span.start as usize..edit.span.end as usize, &edit.text);
        }
        text
    };
    assert_eq!(left(0), format!("{SAMPLE}\n"));
    assert_eq!(left(1), other);
}

#[test]
fn what_is_still_to_be_filled_in_is_said_once() {
    const SAMPLE: &str = include_str!("../../../tests/drafts/clean-2021.txt");
    let (head, rest) = SAMPLE.split_once("（一）主动公开。").unwrap();
    let (_, rest) = rest.split_once("\n\n二、").unwrap();
    let text = format!("{head}〔请填写：总体情况〕\n\n二、{rest}");
    let found = crate::check_text(&text).findings.into_iter().map(|finding| finding.rule);
    let found: Vec<_> = found.filter(|rule| matches!(*rule, "section-empty" | "placeholder")).collect();
    assert_eq!(found, ["placeholder"]);
}

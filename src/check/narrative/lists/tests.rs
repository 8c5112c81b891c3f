//! What lists in the text are held to.

use crate::check_text;
use crate::finding::{Applicability, Severity};

/// The remedies for a list, each with how far it is trusted.
fn remedies(list: &str) -> Vec<String> {
    const SAMPLE: &str = include_str!("../../../../tests/drafts/clean-2021.txt");
    let text = SAMPLE.replace("320条，其中政策文件70条，工作动态200条，其他信息50条。", list);
    let findings = check_text(&text).findings;
    let finding = findings.iter().find(|finding| finding.rule == "narrative-breakdown").unwrap();
    let shown = finding.fixes.iter().map(|fix| {
        let is_manual = fix.applicability == Applicability::Manual;
        format!("{}{}", if is_manual { "" } else { "! " }, fix.title)
    });
    shown.collect()
}

#[test]
fn a_percentage_tells_which_figure_is_right() {
    // 820 is 96.02 % of 854.
    let of_whole = "854条，包括：工作动态820条，占96.02%；公告公示33条；人事任免1条；年度报告1条。";
    assert_eq!(remedies(of_whole)[..2], ["把第2项的33条改为32条", "把总数改为855条，百分比改为95.91%"]);
    // 820 is 95.91 % of 855.
    let of_parts = "854条，包括：工作动态820条，占95.91%；公告公示33条；人事任免1条；年度报告1条。";
    assert_eq!(remedies(of_parts)[0], "把总数改为855条");
}

#[test]
fn a_slip_stands_out_and_anything_else_is_offered() {
    let swapped = "302条，包括：政策文件70条，工作动态200条，其他信息50条。";
    assert_eq!(remedies(swapped), ["! 把总数改为320条"]);
    let unsaid = "302条，其中政策文件70条，工作动态200条，其他信息50条。";
    assert_eq!(remedies(unsaid)[0], "把总数改为320条");
    let anything = "317条，包括：政策文件70条，工作动态200条，其他信息50条。";
    assert_eq!(remedies(anything).len(), 4);
}

#[test]
fn a_percentage_of_one_decimal_tells_as_well() {
    // 70 is 23.0 % of 305, and 21.9 % of 320.
    let of_whole = "305条，包括：政策文件70条，占23.0%；工作动态200条；其他信息50条。";
    assert!(remedies(of_whole).contains(&"把总数改为320条，百分比改为21.9%".to_owned()));
    let of_parts = "305条，包括：政策文件70条，占21.9%；工作动态200条；其他信息50条。";
    assert_eq!(remedies(of_parts)[0], "把总数改为320条");
}

#[test]
fn ways_to_apply_that_are_not_all_are_asked_about() {
    const SAMPLE: &str = include_str!("../../../../tests/drafts/clean-2021.txt");
    let found = |list: &str| {
        let text = SAMPLE.replacen("新收政府信息公开申请8件", &format!("新收政府信息公开申请8件，{list}"), 1);
        let findings = check_text(&text).findings.into_iter();
        let found = findings.filter(|finding| finding.rule == "narrative-breakdown");
        found.map(|finding| finding.severity).collect::<Vec<_>>()
    };
    assert_eq!(found("其中网络申请5件，信函申请2件"), [Severity::Hint]);
    for right in [
        "其中网络申请5件，信函申请3件",
        "其中网络申请5件，信函申请2件，当面申请1件",
        "其中网络申请5件",
        "其中网络申请4件，信函申请1件",
        "其中涉及征地的5件，信函申请2件",
        "其中通过网络、信函等方式申请5件，当面申请2件",
    ] {
        assert_eq!(found(right), [], "{right}");
    }
}

#[test]
fn what_several_outlets_published_and_other_classes_of_a_website_are_no_contradiction() {
    let found = |list: &str| {
        const SAMPLE: &str = include_str!("../../../../tests/drafts/clean-2021.txt");
        let text = SAMPLE.replace("，其中政策文件70条，工作动态200条，其他信息50条。", list);
        let findings = check_text(&text).findings.into_iter();
        let found = findings.filter(|finding| finding.rule == "narrative-breakdown");
        found.map(|finding| finding.severity).collect::<Vec<_>>()
    };
    for (list, expected) in [
        ("，其中政府网站公开200条，微信公众号公开180条。", &[Severity::Hint][..]),
        ("，其中政府网站公开200条，微信公众号公开380条。", &[Severity::Error]),
        ("，其中政策文件200条，工作动态180条。", &[Severity::Error]),
        ("，其中概况类12条，政务动态200条，信息公开目录98条。", &[Severity::Warning]),
        ("，其中概况类12条，政务动态80条，信息公开目录98条。", &[]),
        ("，其中概况类12条，政务动态200条，信息公开目录108条，微信公众号56条。", &[]),
        ("，其中政策文件70条，工作动态250条，新媒体发布微博30条、微信30条。", &[]),
        ("，包括机构概况5条、政策文件70条、重点领域100条。", &[]),
        ("，包括机构概况5条、政策文件170条、重点领域100条。", &[Severity::Error]),
    ] {
        assert_eq!(found(list), expected, "{list}");
    }
}

#[test]
fn the_parts_of_a_year_are_all_of_it() {
    const SAMPLE: &str = include_str!("../../../../tests/drafts/clean-2021.txt");
    let found = |list: &str| {
        let text = SAMPLE.replace("其中政策文件70条，工作动态200条，其他信息50条。", list);
        let findings = check_text(&text).findings.into_iter();
        findings.filter(|finding| finding.rule == "narrative-breakdown").count()
    };
    assert_eq!(found("其中上半年170条，下半年110条。"), 1);
    assert_eq!(found("其中第一季度50条、第二季度60条、第三季度70条、第四季度80条。"), 1);
    for right in [
        "其中上半年170条，下半年150条。",
        "其中上半年政策文件70条，下半年工作动态110条。",
        "其中第一季度50条、第二季度60条、第三季度70条。",
        "其中政策文件70条，工作动态110条。",
    ] {
        assert_eq!(found(right), 0, "{right}");
    }
}

#[test]
fn separators_go_with_their_number() {
    let list = "1,302条，包括：政策文件170条，工作动态1,100条，其他信息50条。";
    assert_eq!(remedies(list)[0], "! 把总数改为1320条");
}

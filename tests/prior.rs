//! Drafts beside last year's report: what is compared, what is not, and that nothing is said about last year without it.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test that cannot go on stops"
)]

use nianbao::finding::{Finding, Severity};
use nianbao::{Checked, Options, check_text, check_with};

const DRAFT: &str = include_str!("drafts/clean-2021.txt");
const TRIAL: &str = include_str!("drafts/clean-2019.txt");
const PRIOR: &str = include_str!("prior/2022.txt");
const RULES: [&str; 4] = ["carry-over-mismatch", "in-force-flow", "copied-from-prior", "scope-jump"];

fn check(draft: &str, prior: &str) -> Checked {
    check_with(draft, Options { prior: Some(prior), ..Options::default() })
}

/// A text with one piece of it changed.
fn with(text: &str, old: &str, new: &str) -> String {
    assert_eq!(text.matches(old).count(), 1, "{old}");
    text.replace(old, new)
}

/// What is found about last year.
fn found(draft: &str, prior: &str) -> Vec<Finding> {
    check(draft, prior).findings.into_iter().filter(|finding| RULES.contains(&finding.rule)).collect()
}

fn only(draft: &str, prior: &str) -> Finding {
    let mut found = found(draft, prior);
    assert_eq!(found.len(), 1, "{found:#?}");
    found.remove(0)
}

const CARRIED_IN: &str = "二、上年结转政府信息公开申请数量\t\t\t1\t0\t0\t0\t0\t0\t1";
const CARRIED_OUT: &str = "四、结转下年度继续办理\t\t\t1\t0\t0\t0\t0\t0\t1";

#[test]
fn without_last_years_report_nothing_is_said_about_it() {
    let draft = with(DRAFT, CARRIED_IN, "二、上年结转政府信息公开申请数量\t\t\t3\t0\t0\t0\t0\t0\t3");
    let checked = check_text(&draft);
    assert!(checked.findings.iter().all(|finding| !RULES.contains(&finding.rule)));
    assert!(checked.unchecked.iter().all(|unchecked| !RULES.contains(&unchecked.rule)));
}

#[test]
fn what_was_carried_over_must_agree() {
    let draft = with(DRAFT, CARRIED_IN, "二、上年结转政府信息公开申请数量\t\t\t2\t1\t0\t0\t0\t0\t3");
    let finding = only(&draft, PRIOR);
    assert_eq!((finding.rule, finding.severity), ("carry-over-mismatch", Severity::Error));
    assert_eq!(
        finding.message,
        "“上年结转”与2022年度报告的“结转下年度继续办理”不一致：总计填的是3，上年报告是1；自然人填的是2，上年报告是1；\
         商业企业填的是1，上年报告是0。"
    );
    assert_eq!(finding.cells.len(), 3);
    let mut fixed = draft.clone();
    for edit in finding.fixes[0].edits().iter().rev() {
        fixed.replace_range(edit.span.start as usize..edit.span.end as usize, &edit.text);
    }
    assert_eq!(fixed, DRAFT);
}

#[test]
fn applicants_of_another_kind_are_less_serious_than_another_total() {
    let prior = with(PRIOR, CARRIED_OUT, "四、结转下年度继续办理\t\t\t0\t1\t0\t0\t0\t0\t1");
    let finding = only(DRAFT, &prior);
    assert_eq!((finding.rule, finding.severity), ("carry-over-mismatch", Severity::Warning));
    assert!(finding.message.ends_with("总计一致，可能是申请人重新归了类。"), "{}", finding.message);
}

#[test]
fn a_total_that_is_no_sum_is_found_once() {
    let draft = with(DRAFT, CARRIED_IN, "二、上年结转政府信息公开申请数量\t\t\t1\t0\t0\t0\t0\t0\t2");
    let checked = check(&draft, PRIOR);
    let rules: Vec<_> = checked.findings.iter().map(|finding| finding.rule).collect();
    assert_eq!(rules, ["total-row"], "{checked:#?}");
    // Last year's own slip is not this year's.
    let prior = with(PRIOR, CARRIED_OUT, "四、结转下年度继续办理\t\t\t1\t0\t0\t0\t0\t0\t2");
    assert_eq!(found(DRAFT, &prior), []);
}

#[test]
fn blank_cells_are_not_compared() {
    let prior = with(PRIOR, CARRIED_OUT, "四、结转下年度继续办理\t\t\t\t\t\t\t\t\t");
    let checked = check(DRAFT, &prior);
    assert_eq!(checked.findings, []);
    let unchecked: Vec<_> = checked.unchecked.iter().map(|unchecked| unchecked.rule).collect();
    assert_eq!(unchecked, ["carry-over-mismatch"]);
}

#[test]
fn documents_in_force_follow_from_last_years() {
    for (row, is_found) in [
        ("行政规范性文件\t2\t0\t5", false),
        ("行政规范性文件\t2\t1\t4", false),
        ("行政规范性文件\t0\t2\t1", false),
        ("行政规范性文件\t2\t0\t6", true),
        ("行政规范性文件\t2\t0\t4", true),
    ] {
        let draft = with(DRAFT, "行政规范性文件\t2\t0\t5", row);
        let found = found(&draft, PRIOR);
        assert_eq!(found.iter().any(|finding| finding.rule == "in-force-flow"), is_found, "{row} {found:#?}");
        let expired = with(&draft, "规范政府信息制作、审查和归档。", "有2件规范性文件有效期届满自动失效。");
        assert_eq!(self::found(&expired, PRIOR), [], "{row}");
    }
}

#[test]
fn a_jump_is_asked_about_once() {
    let draft = with(DRAFT, "行政许可\t12", "行政许可\t120");
    let draft = with(&draft, "行政处罚\t3", "行政处罚\t88");
    let finding = only(&draft, PRIOR);
    assert_eq!((finding.rule, finding.severity), ("scope-jump", Severity::Hint));
    assert_eq!(
        finding.message,
        "与2022年度报告相差五倍以上：行政许可的本年处理决定数量从10到120；行政处罚的本年处理决定数量从2到88。请确认统计口径没有变，\
         没有填错行。"
    );
    // Five times next to nothing is an ordinary year.
    assert_eq!(found(&with(DRAFT, "行政处罚\t3", "行政处罚\t30"), PRIOR), []);
    assert_eq!(found(&with(DRAFT, "行政许可\t12", "行政许可\t49"), PRIOR), []);
}

/// The lines of a section's body.
fn section<'t>(text: &'t str, heading: &str) -> &'t str {
    let from = text.find(heading).unwrap() + heading.len() + 1;
    let to = from + text[from..].find("\n\n").unwrap();
    &text[from..to]
}

#[test]
fn a_section_that_was_only_copied_is_found() {
    let (overview, problems) = ("一、总体情况", "五、存在的主要问题及改进情况");
    // Only the year was changed, in digits of another width even, and lines were joined.
    let copied = section(PRIOR, overview).replace("2022年", "２０２３年").replace('\n', " ");
    let draft = with(DRAFT, section(DRAFT, overview), &copied);
    let finding =
        found(&draft, PRIOR).into_iter().find(|finding| finding.rule == "copied-from-prior").unwrap();
    assert!(
        finding.message.starts_with("“一、总体情况”有100％的文字与2022年度报告相同。"),
        "{}",
        finding.message
    );
    assert_eq!(&draft[finding.span.start as usize..finding.span.end as usize], overview);

    let copied = section(PRIOR, problems);
    let draft = with(DRAFT, section(DRAFT, problems), copied);
    assert_eq!(only(&draft, PRIOR).rule, "copied-from-prior");
    let (kept, _) = copied.split_once("对出台").unwrap();
    let draft =
        with(DRAFT, section(DRAFT, problems), &format!("{kept}请群众代表每半年评一次公开的内容好不好懂。"));
    assert_eq!(found(&draft, PRIOR), []);
}

#[test]
fn what_cannot_be_compared_is_said_and_nothing_else() {
    for (prior, why) in [
        ("这是一份通知。".to_owned(), "所给的文件不像年度报告"),
        (String::new(), "所给的文件不像年度报告"),
        (
            PRIOR.replace("2022", "2021").replace("2023", "2022"),
            "所给的是2021年度的报告，要对照的是2022年度的",
        ),
        (DRAFT.to_owned(), "所给的是2023年度的报告，要对照的是2022年度的"),
        (
            PRIOR.replace("柳河镇", "青山镇"),
            "所给的是“青溪县青山镇人民政府”的报告，本报告的单位是“青溪县柳河镇人民政府”",
        ),
    ] {
        let checked = check(DRAFT, &prior);
        assert_eq!(checked.findings, [], "{why}");
        for unchecked in &checked.unchecked {
            assert_eq!(unchecked.why, format!("没有与上年报告对照：{why}"));
        }
        let rules: Vec<_> = checked.unchecked.iter().map(|unchecked| unchecked.rule).collect();
        assert_eq!(rules, RULES, "{why}");
    }
}

#[test]
fn a_body_may_have_a_longer_name_than_last_year() {
    for name in ["柳河镇", "柳河镇人民政府", "丙市青溪县柳河镇人民政府"] {
        let prior = PRIOR.replace("青溪县柳河镇人民政府", name);
        assert_eq!(check(DRAFT, &prior).unchecked, [], "{name}");
    }
}

#[test]
fn reports_of_two_editions_are_compared_in_what_both_have() {
    // The year is not one in which this edition was used, but that is nothing to the comparison.
    let prior = TRIAL.replace("2020", "2022");
    let checked = check(DRAFT, &prior);
    let unchecked: Vec<_> = checked.unchecked.iter().map(|unchecked| unchecked.rule).collect();
    assert_eq!(unchecked, ["in-force-flow"], "{:?}", checked.unchecked);
}

#[test]
fn what_last_years_report_confirms_is_not_suspected() {
    // Either number of the column may be the wrong one, and nothing else tells which.
    let draft = DRAFT
        .replace("申请数量\t\t\t7\t1\t0\t0\t0\t0\t8", "申请数量\t\t\t8\t1\t0\t0\t0\t0\t9")
        .replace("新收政府信息公开申请8件，上年结转1件，办结9件，", "");
    let cells = |checked: &Checked| {
        let form = nianbao::form::Edition::Current.form();
        let of =
            |finding: &Finding| finding.suspects.iter().map(|cell| form.cell_id(*cell)).collect::<Vec<_>>();
        checked.findings.iter().flat_map(of).collect::<Vec<_>>()
    };
    assert!(cells(&check_text(&draft)).iter().any(|id| id.starts_with("t3.carried_in.")));
    let beside = cells(&check(&draft, PRIOR));
    assert!(!beside.is_empty() && !beside.iter().any(|id| id.starts_with("t3.carried_in.")), "{beside:?}");
}

//! The rules: each with unique id and complete texts, each firing on its own examples and silent on a clean report.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test that cannot go on stops"
)]

use expect_test::expect_file;
use nianbao::check::{families, rules};
use nianbao::finding::Severity;
use nianbao::{Checked, Options, check_with, guide};

const SAMPLE: &str = include_str!("drafts/clean-2021.txt");
/// The report of the year before, for the rules that compare.
const PRIOR: &str = include_str!("prior/2022.txt");

fn check(draft: &str) -> Checked {
    check_with(draft, Options { prior: Some(PRIOR), ..Options::default() })
}

#[test]
fn a_clean_report_has_nothing_to_report() {
    let checked = check(SAMPLE);
    assert_eq!(checked.findings, []);
    assert_eq!(checked.unchecked, []);
    assert_eq!(checked.verdict().id(), "pass");
}

#[test]
fn every_rule_says_what_why_and_on_whose_authority() {
    let mut ids = Vec::new();
    for rule in rules() {
        for text in [rule.id, rule.summary, rule.reason, &rule.basis.to_string()] {
            assert!(!text.is_empty(), "{rule:?}");
        }
        assert!(rule.reason.ends_with('。'), "{rule:?}: a reason is a sentence");
        assert!(!ids.contains(&rule.id), "{rule:?}: two rules with this id");
        ids.push(rule.id);
    }
}

/// Where the sample has a text in which ⋯ stands for anything.
fn place(right: &str) -> Option<std::ops::Range<usize>> {
    let (head, tail) = right.split_once('⋯').unwrap_or((right, ""));
    let start = SAMPLE.find(head)?;
    let behind = start + head.len();
    Some(start..behind + SAMPLE[behind..].find(tail)? + tail.len())
}

#[test]
fn every_example_is_reported_and_only_by_its_rule() {
    for rule in rules() {
        for example in rule.examples {
            let right = place(example.right);
            assert!(right.is_some(), "{rule:?}: the sample has no {:?}", example.right);
            let mut draft = SAMPLE.to_owned();
            draft.replace_range(right.unwrap(), example.wrong);
            let found = check(&draft).findings;
            assert!(found.iter().any(|finding| finding.rule == rule.id), "{rule:?} is silent on {example:?}");
            let loud = found.iter().filter(|finding| finding.severity == Severity::Error);
            for other in loud.filter(|finding| finding.rule != rule.id) {
                // One wrong cell breaks a row and a column; which of them is the cause is for localisation.
                let sums = ["total-row", "total-column", "balance", "total-review"];
                assert!(sums.contains(&other.rule), "{rule:?} {example:?}: also {other:?}");
            }
        }
    }
}

/// `RULES.md` is what the code prints; `UPDATE_EXPECT=1 cargo test --test rules` writes it.
#[test]
fn the_page_of_rules_is_what_the_rules_say() {
    let page = guide::rules_page();
    expect_file!["../RULES.md"].assert_eq(&page);
    for rule in rules() {
        for text in [rule.severity.label(), rule.summary, rule.reason, &rule.basis.to_string()] {
            assert!(page.contains(text), "{rule:?}: {text}");
        }
        assert_eq!(page.matches(&format!("（`{}`）", rule.id)).count(), 1, "{rule:?}");
    }
    let parts: Vec<_> = page.lines().filter_map(|line| line.strip_prefix("## ")).collect();
    assert_eq!(parts, families().map(|(part, _)| part).collect::<Vec<_>>());
}

//! Drafts in, findings out: every `drafts/*.txt` with the findings expected beside it in `*.findings`, and the
//! corrected report in `*.fixed` where there is one. `UPDATE_EXPECT=1 cargo test --test drafts` rewrites both.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test that cannot go on stops"
)]

#[path = "support/corpus.rs"]
mod corpus;

use std::fmt::Write as _;

use corpus::corpus;
use expect_test::expect_file;
use nianbao::source::Source;
use nianbao::{check_text, correct};

/// One line a finding, with its fixes below; then what was not checked.
fn findings(text: &str) -> String {
    let source = Source::new(text);
    let checked = check_text(text);
    let mut out = String::new();
    for finding in &checked.findings {
        let place = source.line_column(finding.span.start);
        let marked: String = source.slice(finding.span).chars().take(24).collect();
        let (line, column, severity) = (place.line, place.column, finding.severity.id());
        writeln!(out, "{line}:{column} {severity} {} {marked:?}", finding.rule).unwrap();
        writeln!(out, "    {}", finding.message).unwrap();
        for fix in &finding.fixes {
            writeln!(out, "    {}：{}", fix.applicability.id(), fix.title).unwrap();
        }
    }
    for unchecked in &checked.unchecked {
        writeln!(out, "unchecked {}: {}", unchecked.rule, unchecked.why).unwrap();
    }
    if let Some(notice) = &checked.notice {
        writeln!(out, "notice: {notice}").unwrap();
    }
    writeln!(out, "{}", checked.verdict().id()).unwrap();
    out
}

#[test]
fn every_draft_has_the_findings_expected() {
    for (path, text) in corpus() {
        expect_file![path.with_extension("findings")].assert_eq(&findings(&text));
    }
}

#[test]
fn every_draft_has_the_corrected_report_expected() {
    for (path, text) in corpus() {
        let corrected = correct::correct(&text);
        let fixed = path.with_extension("fixed");
        if corrected.text == text {
            assert!(!fixed.exists(), "{} is correct as it is", path.display());
        } else {
            expect_file![fixed].assert_eq(&corrected.text);
        }
    }
}

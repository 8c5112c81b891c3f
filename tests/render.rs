//! The corrected report in other forms: reading it back gives the same report, and nothing of a draft is markup.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test that cannot go on stops"
)]

#[path = "support/corpus.rs"]
mod corpus;
mod generator;

use corpus::corpus;
use generator::faults::clean;
use nianbao::correct::{correct, report};
use nianbao::intake::read_html;
use nianbao::render::html::html;
use nianbao::render::text::text;
use nianbao::report::{Report, Value};

/// The corrected report as a web page, read back and corrected again.
#[track_caller]
fn assert_page_reads_back(draft: &str) {
    let corrected = correct(draft);
    let page = html(&report(&corrected.text));
    let read = read_html(&page).unwrap();
    assert_eq!(read.notices, [], "{page}");
    // In a run of blanks some are no-break ones.
    let squeezed = |text: &str| -> Vec<String> {
        let squeeze = |line: &str| {
            line.split([' ', '\u{a0}']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
        };
        text.lines().map(squeeze).collect()
    };
    let (before, after) = (squeezed(&corrected.text), squeezed(&correct(&read.text).text));
    let differing = before.iter().zip(&after).find(|(before, after)| before != after);
    assert_eq!((differing, before.len()), (None, after.len()), "{page}");
}

#[test]
fn a_page_reads_back_as_the_report_that_it_is() {
    for (_, draft) in corpus() {
        assert_page_reads_back(&draft);
    }
    for seed in 0..60 {
        assert_page_reads_back(clean(seed).text());
    }
}

#[test]
fn the_text_of_a_draft_is_never_markup() {
    const TAGS: [&str; 9] = ["h1>", "h2>", "p>", "p class", "table", "tr>", "th", "td", "mark>"];
    for hostile in [
        "<script>alert(1)</script>",
        "</p></body>",
        "<img src=x onerror=y>",
        "&lt;b&gt;",
        "\"><b>",
        "a\u{0}b\u{8}c",
        "〔请填写<b>",
        "〔请填写：<b>〕",
        "甲\t<b>\t乙",
    ] {
        let mut report = Report::for_year(2023, hostile).unwrap();
        report.preamble = vec![hostile.to_owned()];
        report.sections[0].before = vec![hostile.to_owned(), "乙".to_owned()];
        report.sections[2].after = vec![hostile.to_owned()];
        report.kept = vec![hostile.to_owned()];
        let cell = report.form.cell("t3.new.natural").unwrap();
        report.set(cell, Value::Number(hostile.to_owned()));
        let page = html(&report);
        let (head, body) = page.split_once("<body>").unwrap();
        assert_eq!(head.matches("<title>").count(), 1);
        let body = body.strip_suffix("</body>\n</html>\n").unwrap();
        for (at, _) in body.match_indices('<') {
            let name = body[at + 1..].trim_start_matches('/');
            assert!(TAGS.iter().any(|tag| name.starts_with(tag)), "{}", &body[at..]);
        }
        let shown: String = hostile.chars().filter(|c| !c.is_control() || *c == '\t').collect();
        let read = read_html(&page).unwrap().text;
        // A title, a name and a number have no tabs.
        let places = if hostile.contains('\t') { 4 } else { 7 };
        assert_eq!(read.matches(&shown).count(), places, "{hostile}: {read}");
    }
}

#[test]
fn a_blank_form_is_of_its_year() {
    assert!(Report::for_year(2018, "青溪县教育局").is_none());
    for (year, row) in [(2020, "其他对外管理服务事项"), (2021, "行政规范性文件"), (2026, "行政规范性文件")]
    {
        let blank = Report::for_year(year, "青溪县教育局").unwrap();
        assert!(text(&blank).starts_with(&format!("青溪县教育局{year}年政府信息公开工作年度报告\n")));
        assert!(text(&blank).contains(row));
        let checked = nianbao::check_text(&text(&blank));
        assert_eq!((checked.year, checked.organisation.as_deref()), (Some(year), Some("青溪县教育局")));
        assert!(html(&blank).contains("<mark>〔请填写：日期〕</mark>"));
        let filled =
            |text: &str| text.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(filled(&correct(&text(&blank)).text), filled(&text(&blank)));
    }
}

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
#[path = "support/documents.rs"]
mod documents;
mod generator;

use corpus::corpus;
use documents::assert_reads_back;
use generator::faults::clean;
use nianbao::correct::{correct, report};
use nianbao::intake::{read, read_html};
use nianbao::render::document::fields;
use nianbao::render::docx::{Unwritten, docx};
use nianbao::render::html::html;
use nianbao::render::official::document;
use nianbao::render::text::text;
use nianbao::report::{Report, Value};
use proptest::prelude::*;

#[test]
fn what_is_written_reads_back_as_the_report_that_it_is() {
    for (_, draft) in corpus() {
        assert_reads_back(&draft);
    }
    for seed in 0..60 {
        assert_reads_back(clean(seed).text());
    }
}

#[test]
fn the_text_of_a_draft_is_never_markup() {
    const TAGS: [&str; 9] = ["h1", "h2", "p>", "p style", "table", "col", "t", "br>", "span"];
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
        let page = html(&document(&report));
        let (head, body) = page.split_once("<body>").unwrap();
        assert_eq!(head.matches("<title>").count(), 1);
        let body = body.strip_suffix("</body>\n</html>\n").unwrap();
        for (at, _) in body.match_indices('<') {
            let name = body[at + 1..].trim_start_matches('/');
            assert!(TAGS.iter().any(|tag| name.starts_with(tag)), "{}", &body[at..]);
        }
        let shown: String = hostile.chars().filter(|c| !c.is_control() || *c == '\t').collect();
        let written = docx(&document(&report)).unwrap();
        assert_eq!(
            fields(&read("甲.docx", &written, &|_| String::new()).unwrap().text),
            document(&report).fields()
        );
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
        assert!(html(&document(&blank)).contains("print-color-adjust:exact\">〔请填写：日期〕</span>"));
        let filled =
            |text: &str| text.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(filled(&correct(&text(&blank)).text), filled(&text(&blank)));
    }
}

#[test]
fn a_text_that_is_too_long_is_refused_and_a_long_one_is_not() {
    let mut report = Report::for_year(2023, "青溪县教育局").unwrap();
    report.sections[0].before = vec!["全年主动公开政府信息若干条。".repeat(250_000)];
    assert!(report.sections[0].before[0].len() > 10 << 20);
    let file = docx(&document(&report)).unwrap();
    assert!(read("长.docx", &file, &|_| String::new()).unwrap().text.len() > 10 << 20);
    report.sections[0].before = vec!["甲".to_owned(); 1_000_000];
    assert_eq!(docx(&document(&report)), Err(Unwritten::TooLong));
}

#[test]
fn the_same_report_gives_the_same_file() {
    let report = Report::for_year(2023, "青溪县教育局").unwrap();
    assert_eq!(docx(&document(&report)), docx(&document(&report)));
}

#[test]
fn the_blank_form_comes_back_with_its_signature() {
    let blank = Report::for_year(2026, "青溪县教育局").unwrap();
    assert_eq!(self::report(&correct(&text(&blank)).text).signature, blank.signature);
}

/// What a draft's lines may hold: what people type, and what no one does.
fn line() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[一-龥，。、（）]{0,12}",
        2 => "[0-9 .%,]{1,6}",
        1 => Just("〔请填写：日期〕".to_owned()),
        1 => Just("〔请填写".to_owned()),
        1 => "[<>&\"'\\[\\]{}【】〔〕《》“”]{1,6}",
        1 => "[\u{0}-\u{1f}\u{7f}-\u{a0}\u{2000}-\u{200f}\u{2028}-\u{202f}\u{3000}\u{feff}\u{fffe}\u{ffff}]{1,4}",
        1 => any::<String>(),
    ];
    proptest::collection::vec(piece, 1..5).prop_map(|pieces| pieces.concat().replace(['\n', '\r'], ""))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_written_and_read_back(
        lines in proptest::collection::vec(line(), 8),
        number in line(),
        year in 2019_u16..2030,
    ) {
        let mut report = Report::for_year(year, &lines[0]).unwrap();
        report.preamble = lines[1..3].to_vec();
        report.sections[0].before = lines[3..5].to_vec();
        report.sections[2].after = lines[5..6].to_vec();
        report.signature = lines[6..8].to_vec();
        report.kept = lines[3..8].to_vec();
        let cell = report.form.cell("t4.direct.total").unwrap();
        report.set(cell, Value::Number(number));
        let document = document(&report);
        let file = docx(&document);
        prop_assert!(file.is_ok(), "{:?}", file.map(|_| ()));
        let page = read_html(&html(&document)).unwrap();
        prop_assert_eq!(fields(&page.text), document.fields());
    }
}

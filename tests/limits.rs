//! What is promised of inputs that are far from any report: they are checked within so much memory, or refused with a
//! message. The inputs are made here; how long each takes, `cargo bench --bench limits` measures.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on stops")]

#[path = "limits/drafts.rs"]
mod drafts;
#[path = "support/zip.rs"]
#[allow(dead_code, reason = "other tests use more of it")]
mod zip;

use std::sync::{Mutex, PoisonError};

use drafts::{CLEAN, DRAFTS};
use nianbao::confirm::Confirmed;
use nianbao::intake::{Intake, MAX_FILE, MAX_TEXT, Refusal, read, read_html};
use nianbao::{Options, check_text, check_with};
use peak_alloc::PeakAlloc;
use zip::{Header, Zip};

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// Memory is counted for the whole process, so one test at a time.
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

const MEGABYTE: usize = 1 << 20;

/// Runs something that may take so many bytes for each byte of its input, and 64 MB.
#[track_caller]
fn within<T>(each: usize, input: usize, what: &str, run: impl FnOnce() -> T) -> T {
    let before = MEMORY.current_usage();
    MEMORY.reset_peak_usage();
    let result = run();
    let most = MEMORY.peak_usage().saturating_sub(before);
    assert!(most <= each * input + 64 * MEGABYTE, "{what}: {most} bytes for {input}");
    result
}

/// One test at a time, also after one has failed.
fn alone() -> impl Drop {
    ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Reads a file within 16 bytes a byte and what the parts of an archive may unfold to, three times over.
#[track_caller]
fn file(what: &str, bytes: &[u8]) -> Result<Intake, Refusal> {
    let most = bytes.len() + 24 * MEGABYTE;
    within(16, most, what, || read("年报", bytes, &|bytes| String::from_utf8_lossy(bytes).into_owned()))
}

#[test]
fn a_draft_of_anything_is_checked_within_its_memory() {
    let _alone = alone();
    for draft in &DRAFTS {
        let text = draft.of(MEGABYTE);
        let checked = within(100, text.len(), draft.name, || check_text(&text));
        for rule in nianbao::check::rules() {
            let count = checked.findings.iter().filter(|finding| finding.rule == rule.id).count();
            assert!(count <= 1_000, "{}: {count} of {}", draft.name, rule.id);
            let says = checked.unchecked.iter().any(|open| open.rule == rule.id);
            assert!(count < 1_000 || says, "{}: {} is cut and nobody says so", draft.name, rule.id);
        }
    }
}

#[test]
fn text_beyond_the_limit_is_refused_with_the_limit() {
    let _alone = alone();
    let says = "文件太大，或者文字太多（上限：文件80兆字节，文字32兆字节），不像是一份年度报告。";
    assert_eq!(Refusal::TooLarge.to_string(), says);
    let sentence = "规范政府信息制作、审查和归档。\n";
    let text = sentence.repeat((50 << 20) / sentence.len());
    assert_eq!(file("50 MB of prose", text.as_bytes()), Err(Refusal::TooLarge));
    assert_eq!(read_html(&text), Err(Refusal::TooLarge), "also from a clipboard");
    let checked = within(1, 0, "check", || check_text(&text));
    assert!(checked.notice.unwrap().contains("文本有49兆字节，超过了32兆字节的上限"));
    assert_eq!(file("too large a file", &vec![b'a'; MAX_FILE + 1]), Err(Refusal::TooLarge));
}

#[test]
fn text_up_to_the_limit_is_taken_in_whole() {
    let _alone = alone();
    let text = DRAFTS[0].of(MAX_TEXT);
    assert_eq!(file("32 MB of prose", text.as_bytes()).unwrap().text, text);
}

#[test]
fn a_page_of_any_depth_and_width_is_read() {
    let _alone = alone();
    let million = 1_000_000;
    let row = r#"<tr><td colspan="65534" rowspan="65534">1</td></tr>"#;
    let pages = [
        ("deep", "<div>".repeat(million) + "一、总体情况5件"),
        ("deep tables", "<table><tr><td>".repeat(million / 4) + "一、总体情况5件"),
        ("wide", format!("<table>{}</table>一、总体情况5件", row.repeat(10_000))),
        ("attribute", format!("<p title=\"{}\">一、总体情况5件</p>", "甲".repeat(10 * MEGABYTE / 3))),
        ("entities", "&nbsp;&#x4E00;&bogus;".repeat(million / 3) + "一、总体情况5件"),
        ("ends", "</b></table></p>".repeat(million / 3) + "一、总体情况5件"),
    ];
    for (what, page) in pages {
        let page = format!("<html><body>{page}");
        assert!(file(what, page.as_bytes()).unwrap().text.contains("一、总体情况5件"), "{what}");
    }
    let open = format!("<html><body><p>一、总体情况5件</p><p title=\"{}", "a".repeat(10 * MEGABYTE));
    assert_eq!(file("an attribute never closed", open.as_bytes()).unwrap().text, "一、总体情况5件\n");
}

/// A Word document of one part.
fn docx(body: &str) -> Vec<u8> {
    let document = format!("<w:document><w:body>{body}</w:body></w:document>");
    Zip::default().deflated("word/document.xml", document.as_bytes()).finish()
}

#[test]
fn a_word_document_of_any_shape_is_read_or_refused() {
    let _alone = alone();
    let million = 1_000_000;
    let last = "<w:p><w:r><w:t>年报</w:t></w:r></w:p>";
    let deep = "<w:x>".repeat(million) + last;
    let shapes = [
        ("a million empty paragraphs", "<w:p/>".repeat(million) + last),
        ("a million runs", format!("<w:p>{}</w:p>{last}", "<w:r><w:t>甲</w:t></w:r>".repeat(million))),
        ("deep", deep),
        ("an attribute of 10 MB", format!("<w:p w:a=\"{}\"/>{last}", "a".repeat(10 * MEGABYTE))),
    ];
    for (what, body) in shapes {
        assert!(file(what, &docx(&body)).unwrap().text.contains("年报"), "{what}");
    }
    assert_eq!(file("nothing but paragraphs", &docx(&"<w:p/>".repeat(million))), Err(Refusal::Empty));
}

#[test]
fn a_zip_bomb_is_refused() {
    let _alone = alone();
    // Deflated zeros may follow one another as often as one likes: a block that is not the last one, again and again.
    let zeros = miniz_oxide::deflate::compress_to_vec(&vec![0; 100 * MEGABYTE], 9);
    for unfolded in [100 << 20, u32::MAX, 100, 0] {
        let header = Header { flags: 0, method: 8, checksum: 0, unfolded };
        let zip = Zip::default().entry("word/document.xml", &header, &zeros).finish();
        assert_eq!(file("zeros", &zip), Err(Refusal::Bomb), "says {unfolded}");
    }
    let stored = Header { flags: 0, method: 0, checksum: 0, unfolded: 100 };
    let zip = Zip::default().entry("word/document.xml", &stored, &vec![0; 70 * MEGABYTE]).finish();
    assert_eq!(file("lies about stored bytes", &zip), Err(Refusal::Bomb));
    // An archive in an archive is not opened.
    let inner = docx(&"<w:p/>".repeat(1_000));
    let nested = Zip::default().stored("inner.docx", &inner).finish();
    assert!(matches!(file("nested", &nested), Err(Refusal::Unsupported(_))));
    let many = (0..60_000).fold(Zip::default(), |zip, at| zip.stored(&format!("word/{at}.xml"), b""));
    let many = many.deflated(
        "word/document.xml",
        "<document><body><p><r><t>年报</t></r></p></body></document>".as_bytes(),
    );
    assert_eq!(file("60,000 entries", &many.finish()).unwrap().text, "年报\n");
}

#[test]
fn entities_of_entities_do_not_unfold() {
    let _alone = alone();
    let level = |level: usize| format!("<!ENTITY l{level} \"{}\">", format!("&l{};", level - 1).repeat(10));
    let levels = (1..10).map(level).collect::<Vec<_>>().concat();
    let xml = format!(
        "<!DOCTYPE d [<!ENTITY l0 \"哈\">{levels}]><document><body><p><r><t>&l9;</t></r></p></body></document>"
    );
    let zip = Zip::default().stored("word/document.xml", xml.as_bytes()).finish();
    assert_eq!(file("a billion laughs", &zip).unwrap().text, "&l9;\n");
}

#[test]
fn bytes_that_are_no_characters_are_refused() {
    let _alone = alone();
    assert_eq!(file("50 MB of no characters", &vec![0xFF; 50 << 20]), Err(Refusal::Unknown));
    let mut bytes = CLEAN.as_bytes().to_vec();
    bytes.resize(8 * MEGABYTE, 0xFF);
    assert_eq!(file("hardly any characters", &bytes), Err(Refusal::Unknown));
}

#[test]
fn a_long_list_of_confirmations_is_read_and_what_is_unused_said() {
    let _alone = alone();
    let line = |at: usize| format!("section-heading\t第{at}处【某某】\t说明\n");
    let list: String = (0..100_000).map(line).collect();
    let checked = within(40, list.len(), "100,000 confirmations", || {
        let confirmed = Confirmed::parse(&list).unwrap();
        check_with(CLEAN, Options { confirmed: &confirmed, ..Options::default() })
    });
    assert_eq!(checked.unused.len(), 100_000);
    let bad = Confirmed::parse(&"什么都不是\n".repeat(100_000)).unwrap_err();
    assert_eq!(bad.len(), 100_000);
}

#[test]
fn what_is_written_of_a_long_draft_stays_within_its_memory() {
    let _alone = alone();
    let sentence = "规范政府信息制作、审查和归档，定期检查栏目更新。\n";
    let at = CLEAN.find("\n二、主动公开").unwrap();
    let (before, behind) = CLEAN.split_at(at);
    let text = [before, "\n", &sentence.repeat(MEGABYTE / 4 / sentence.len()), behind].concat();
    let none = Confirmed::default();
    let corrected = within(400, text.len(), "correct", || nianbao::correct::correct(&text));
    assert_eq!(corrected.text.matches(sentence).count(), text.matches(sentence).count(), "nothing is lost");
    let review = |original| nianbao::review::review(&text, &none, None, original).map(drop);
    within(1_000, text.len(), "review", || review(None)).unwrap();
    let original = text.replace("审查和", "审查、");
    within(1_000, text.len(), "review from an original", || review(Some(&original))).unwrap();
    within(1_000, text.len(), "record", || nianbao::record::record(&text, &none, None, None).map(drop))
        .unwrap();
    let report = nianbao::correct::report(&corrected.text);
    let document = nianbao::render::official::document(&report);
    within(400, text.len(), "docx", || nianbao::render::docx::docx(&document).unwrap().len());
}

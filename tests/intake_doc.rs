//! Binary Word files: those that LibreOffice writes are read line by line, what no office writes on demand is built,
//! and no damage makes the reader fail or stall.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    reason = "a test that cannot go on stops"
)]

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, OnceLock};
use std::time::{Duration, Instant};

use nianbao::intake::{self, Format, Intake, Notice, Refusal};
use proptest::prelude::*;
use support::compound::{Layout, PLAIN, compound};
use support::word::{Piece, Word};

mod support {
    pub mod compound;
    pub mod word;
}

fn read(bytes: &[u8]) -> Result<Intake, Refusal> {
    intake::read("报告.doc", bytes, &|_| String::new())
}

/// LibreOffice: the variable SOFFICE, or `soffice` on the PATH.
fn soffice() -> PathBuf {
    if let Some(path) = std::env::var_os("SOFFICE") {
        return path.into();
    }
    let folders = std::env::var_os("PATH").unwrap_or_default();
    let found =
        std::env::split_paths(&folders).map(|folder| folder.join("soffice")).find(|path| path.exists());
    found.unwrap_or_else(|| {
        panic!("these tests need LibreOffice (Debian: libreoffice-writer): put `soffice` on the PATH, or its path in SOFFICE")
    })
}

/// A document as LibreOffice saves it for Word 97; the ending of the name says what it is.
#[track_caller]
fn converted(name: &str, document: &str) -> Vec<u8> {
    // LibreOffice runs once for a profile.
    static TURN: Mutex<()> = Mutex::new(());
    let _turn = TURN.lock();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("intake_doc");
    std::fs::create_dir_all(&folder).unwrap();
    let source = folder.join(name);
    std::fs::write(&source, document).unwrap();
    let output = Command::new(soffice())
        .arg(format!("-env:UserInstallation=file://{}", folder.join("profile").display()))
        .args(["--headless", "--convert-to", "doc:MS Word 97", "--outdir"])
        .args([&folder, &source])
        .output()
        .unwrap();
    let target = source.with_extension("doc");
    std::fs::read(&target).unwrap_or_else(|_| panic!("LibreOffice wrote nothing: {output:?}"))
}

#[track_caller]
fn assert_read(bytes: &[u8], expected: &str, tables: usize, notices: &[Notice]) {
    let intake = read(bytes).unwrap();
    let lines: Vec<&str> = intake.text.lines().collect();
    let expected: Vec<&str> = expected.lines().collect();
    for (index, (line, expected)) in lines.iter().zip(&expected).enumerate() {
        assert_eq!(line, expected, "line {}", index + 1);
    }
    assert_eq!(lines.len(), expected.len());
    assert_eq!((intake.format, intake.tables, &intake.notices[..]), (Format::Doc, tables, notices));
}

/// The official form, filled in.
const REPORT: &str = include_str!("intake/report.html");
/// Its text, with a tab between two cells.
const REPORT_TEXT: &str = include_str!("intake/report.txt");

/// The report as LibreOffice writes it, once for all tests.
fn report() -> &'static [u8] {
    static REPORT_DOC: OnceLock<Vec<u8>> = OnceLock::new();
    REPORT_DOC.get_or_init(|| converted("report.html", REPORT))
}

/// A document with everything that is not plain text, made in the same way.
fn features() -> &'static [u8] {
    static FEATURES_DOC: OnceLock<Vec<u8>> = OnceLock::new();
    FEATURES_DOC.get_or_init(|| converted("features.fodt", include_str!("intake/features.fodt")))
}

#[test]
fn every_line_of_the_official_form_is_read() {
    assert_read(report(), REPORT_TEXT, 3, &[]);
}

#[test]
fn what_is_not_plain_text_is_read_or_reported() {
    let expected = "\
一、总体情况
（一）主动公开
（二）依申请公开
二、其他事项
A)柳河镇
B)青溪县
前新增后
有脚注¹，有尾注²。
页码：1
显示
批注
断
页
换
行
外一
里一\t里二
里三\t

外二
自然人\t

框里的字
¹ 脚注的内容
² 尾注的内容
";
    let notices = [Notice::Changes(2), Notice::Comments(1), Notice::Footnotes(2), Notice::Hidden(1)];
    assert_read(features(), expected, 2, &notices);
}

#[test]
fn a_long_document_takes_no_time() {
    let paragraph = "<p>柳河镇全年主动公开政府信息若干条，依申请公开办理顺畅。</p>".repeat(10);
    let table = "<table border=1><tr><td>规章<td>0<tr><td>行政许可<td>15</table>";
    let document = format!("<meta charset=utf-8>{}", (paragraph + table).repeat(300));
    let bytes = converted("long.html", &document);
    let start = Instant::now();
    let intake = read(&bytes).unwrap();
    assert!(start.elapsed() < Duration::from_secs(1), "{:?}", start.elapsed());
    assert_eq!((intake.tables, intake.text.lines().count(), &intake.notices[..]), (300, 3900, &[][..]));
}

#[test]
fn other_compound_files_are_refused_by_name() {
    let cases: [(&str, Refusal); 6] = [
        ("EncryptedPackage", Refusal::Encrypted),
        ("Workbook", Refusal::Unsupported(" Excel 文件")),
        ("Book", Refusal::Unsupported(" Excel 文件")),
        ("PowerPoint Document", Refusal::Unsupported(" PPT 文件")),
        ("CONTENTS", Refusal::Unsupported(" Works 文件")),
        ("VisioDocument", Refusal::Unsupported("这种旧格式的文件")),
    ];
    for (name, refusal) in cases {
        assert_eq!(read(&compound(&[("\u{1}CompObj", b"x"), (name, b"x")], PLAIN)), Err(refusal), "{name}");
    }
}

#[test]
fn word_files_that_cannot_be_read_say_why() {
    let word = Word::new("一、总体情况\r");
    assert_eq!(read(&Word { version: (193, 0x0300), ..word.clone() }.build()), Err(Refusal::Encrypted));
    let old = Err(Refusal::Unsupported(" Word 95 以前的文件"));
    assert_eq!(read(&Word { version: (104, 0), ..word.clone() }.build()), old);
    let damaged = Err(Refusal::Damaged("Word 文档"));
    assert_eq!(read(&compound(&[("WordDocument", &[0; 5000])], PLAIN)), damaged);
    assert_eq!(read(&word.build()[..700]), damaged);
    let garbage = [&word.build()[..8], &[0xA5; 5000]].concat();
    assert_eq!(read(&garbage), damaged);
    assert_eq!(read(&Word::new("\r\r").build()), Err(Refusal::Empty));
}

#[test]
fn streams_are_found_in_every_layout() {
    let long = "柳河镇公开信息若干条。".repeat(400) + "\r";
    // Beyond 7 MB the table of sectors is listed outside the header.
    let filler = vec![7; 8 << 20];
    let parts = Word::new(&long).build();
    let file = |streams: &[(&str, &[u8])], layout| read(&compound(streams, layout)).map(|intake| intake.text);
    let main = &parts[512..];
    let (main, rest) = main.split_at(1024 + 2 * long.encode_utf16().count());
    let table_at = rest.iter().position(|&byte| byte == 1).unwrap();
    let table = [&[0; 8], &rest[table_at..table_at + 64]].concat();
    let streams: [(&str, &[u8]); 3] = [("Filler", &filler), ("WordDocument", main), ("1Table", &table)];
    for sector in [512, 4096] {
        for is_scattered in [false, true] {
            let layout = Layout { sector, is_scattered };
            assert_eq!(file(&streams, layout), Ok(long.replace('\r', "\n")), "{layout:?}");
        }
    }
}

#[test]
fn pieces_are_read_in_their_order_and_each_in_its_width() {
    let pieces = vec![
        Piece::Wide("一、总体".to_owned()),
        Piece::Narrow(b"A\x93quoted\x94 \x80\r".to_vec()),
        Piece::Wide("𠮷😀\r".to_owned()),
    ];
    let word = Word { pieces, ..Word::default() };
    assert_read(&word.build(), "一、总体A“quoted” €\n𠮷😀\n", 0, &[]);
}

#[test]
fn signs_are_what_they_stand_for() {
    let text = "一\u{1E}二\u{1F}三\u{A0}四\u{B}五\t六\u{5}七\u{1}八\u{2}\r";
    assert_read(&Word::new(text).build(), "一-二三\u{A0}四\n五\t六七八¹\n", 0, &[Notice::Pictures(1)]);
    let symbol =
        Word::new("甲(乙\r").with_characters(&[(1, b""), (1, b"\x55\x08\x01\x09\x6A\0\0\x11\x26"), (2, b"")]);
    assert_read(&symbol.build(), "甲☑乙\n", 0, &[]);
}

#[test]
fn only_the_result_of_a_field_is_text() {
    let field = "共\u{13} IF \u{13} PAGE \u{14}1\u{15} > 0 \u{14}有\u{13} REF x \u{14}三\u{15}条\u{15}，\u{13} TC 无 \u{15}完\r";
    assert_read(&Word::new(field).build(), "共有三条，完\n", 0, &[]);
    assert_read(&Word::new("甲\r乙\u{13} PAGE \r丙\r").build(), "甲\n乙\n", 0, &[Notice::CutShort]);
    let shown = "甲\u{13} eq \\o\\ac(○,1)\u{15}\r\u{13}AUTONUM \u{15}乙\r";
    assert_read(&Word::new(shown).build(), "甲\n乙\n", 0, &[Notice::Pictures(1), Notice::Unnumbered(1)]);
}

const IN_TABLE: &[u8] = b"\x16\x24\x01";
const ROW_END: &[u8] = b"\x16\x24\x01\x17\x24\x01";

#[test]
fn the_formatting_tells_an_empty_cell_from_the_end_of_a_row() {
    let text = "甲\u{7}\u{7}\u{7}\u{7}\u{7}5\u{7}乙\u{7}\u{7}丙\r";
    let paragraphs: [(usize, &[u8]); 10] = [
        (2, IN_TABLE),
        (1, IN_TABLE),
        (1, IN_TABLE),
        (1, ROW_END),
        (1, IN_TABLE),
        (2, IN_TABLE),
        (2, IN_TABLE),
        (1, ROW_END),
        (2, b""),
        (0, b""),
    ];
    let word = Word::new(text).with_paragraphs(&paragraphs[..9]);
    assert_read(&word.build(), "甲\t\t\n\t5\t乙\n\n丙\n", 1, &[]);
}

#[test]
fn without_formatting_a_row_ends_where_the_one_above_does() {
    let text = "表\r甲\u{7}乙\u{7}\u{7}规章\u{7}\u{7}\u{7}\u{7}3\u{7}\u{7}后\r";
    assert_read(&Word::new(text).build(), "表\n甲\t乙\n规章\t\n\t3\t\n\n后\n", 1, &[]);
}

/// The end of a row with cells that have these flags.
fn row_end(flags: &[u8]) -> Vec<u8> {
    let mut cells = vec![flags.len() as u8];
    cells.resize(1 + 2 * (flags.len() + 1), 0);
    for &flag in flags {
        cells.extend([flag, 0]);
        cells.resize(cells.len() + 18, 0);
    }
    [ROW_END, &[0x08, 0xD6], &(cells.len() as u16 + 1).to_le_bytes(), &cells].concat()
}

#[test]
fn joined_cells_are_one_beside_each_other_and_empty_below() {
    let text = "甲\u{7}\u{7}乙\u{7}\u{7}\u{7}丙\u{7}丁\u{7}\u{7}";
    let (first, second) = (row_end(&[1, 2, 0]), row_end(&[0x20, 0, 0]));
    let word = Word::new(text).with_paragraphs(&[(5, IN_TABLE), (1, &first), (5, IN_TABLE), (1, &second)]);
    assert_read(&word.build(), "甲\t乙\n\t丙\t丁\n\n", 1, &[]);
}

#[test]
fn long_modifiers_are_found_in_the_data_stream() {
    let wide = row_end(&[0x20, 0, 0, 0, 0, 0, 0, 0]);
    let data = [&[0; 4][..], &(wide.len() as u16).to_le_bytes(), &wide].concat();
    let word = Word::new("旧\u{7}甲\u{7}\u{7}").with_paragraphs(&[(4, IN_TABLE), (1, b"\x46\x66\x04\0\0\0")]);
    assert_read(&Word { data, ..word }.build(), "\t甲\t\n\n", 1, &[]);
}

#[test]
fn a_deleted_paragraph_mark_joins_two_paragraphs() {
    let word = Word::new("甲丢\r乙新\r隐\r").with_characters(&[
        (1, b""),
        (2, b"\x00\x08\x01"),
        (1, b""),
        (1, b"\x01\x08\x01"),
        (1, b""),
        (2, b"\x3C\x08\x01"),
    ]);
    assert_read(&word.build(), "甲乙新\n", 0, &[Notice::Changes(2), Notice::Hidden(1)]);
}

#[test]
fn text_that_is_struck_out_is_left_out_and_counted() {
    let word = Word::new("收到12三8件\r").with_characters(&[
        (2, b""),
        (1, b"\x37\x08\x01"),
        (1, b"\x53\x2A\x01"),
        (1, b"\x3C\x08\x01\x37\x08\x01"),
        (2, b"\x37\x08\x00"),
        (1, b"\x37\x08\x01"),
    ]);
    assert_read(&word.build(), "收到8件\n", 0, &[Notice::Hidden(1), Notice::Struck(1)]);
}

/// A level of a list: its first number, its format, flags, and its text.
fn level(start: u8, format: u8, flags: u8, text: &str) -> Vec<u8> {
    let mut level = vec![start, 0, 0, 0, format, flags];
    level.resize(28, 0);
    level.extend((text.encode_utf16().count() as u16).to_le_bytes());
    level.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
    level
}

#[test]
fn numbers_are_counted_as_word_counts_them() {
    let list = |id: u8, is_simple: u8| {
        let mut list = vec![id, 0, 0, 0];
        list.resize(26, 0);
        list.extend([is_simple, 0]);
        list
    };
    let levels: Vec<u8> =
        [level(1, 0x27, 0, "\u{0}、"), level(1, 0, 4, "\u{0}.\u{1}"), level(3, 0x17, 0, "·")]
            .into_iter()
            .chain((0..6).map(|_| level(1, 0, 0, "")))
            .chain([level(1, 0x05, 0, "\u{0}.")])
            .flatten()
            .collect();
    let lists = [vec![2, 0], list(1, 0), list(2, 1)].concat();
    let change = [[0; 4], [9, 0, 0, 0], [0x10, 0, 0, 0]].concat();
    let overrides: Vec<u8> = [(1_u8, 0_u8), (1, 1), (2, 0)]
        .into_iter()
        .flat_map(|(id, changes)| [id, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, changes, 0, 0, 0])
        .collect();
    let overrides = [vec![3, 0, 0, 0], overrides, vec![0; 4], change, vec![0; 4]].concat();
    let at = |list: u8, level: u8| vec![0x0B, 0x46, list, 0, 0x0A, 0x26, level];
    let places =
        [at(1, 0), at(1, 1), at(1, 2), at(1, 1), at(1, 0), at(1, 1), at(2, 0), at(3, 0), at(0, 0), at(9, 0)];
    let paragraphs: Vec<(usize, &[u8])> = places.iter().map(|sprms| (2, &sprms[..])).collect();
    let mut word = Word::new("甲\r乙\r点\r丙\r丁\r戊\r己\r序\r无\r缺\r").with_paragraphs(&paragraphs);
    word.structures = vec![(73, lists, levels), (74, overrides, Vec::new())];
    let expected = "一、甲\n1.1 乙\n点\n1.2 丙\n二、丁\n2.1 戊\n九、己\n序\n无\n缺\n";
    assert_read(&word.build(), expected, 0, &[Notice::Unnumbered(2)]);
}

#[test]
fn notes_stand_behind_the_text_even_without_their_tables() {
    let mut word = Word::new("甲\u{2}乙\r\u{2} 注一\r\u{2}注二\r\r框\r");
    word.stories = [10, 0, 0, 0, 0, 2];
    assert_read(&word.build(), "甲¹乙\n框\n注一\n注二\n", 0, &[Notice::Footnotes(1)]);
    let tables = [([1_u32, 4].as_slice(), 2), (&[0, 5, 9, 10], 3)].map(|(places, number)| {
        let kinds = if number == 2 { 2 } else { 0 };
        (
            number,
            [places.iter().flat_map(|place| place.to_le_bytes()).collect(), vec![1; kinds]].concat(),
            Vec::new(),
        )
    });
    word.structures = tables.to_vec();
    assert_read(&word.build(), "甲¹乙\n框\n¹ 注一\n注二\n", 0, &[Notice::Footnotes(2)]);
}

#[test]
fn text_that_is_missing_is_reported() {
    let mut file = Word::new(&"柳河镇。".repeat(2000)).build();
    // The length of the text and of its only piece, doubled.
    for at in 0..file.len() - 4 {
        if file[at..at + 4] == 8000_u32.to_le_bytes() {
            file[at..at + 4].copy_from_slice(&16_000_u32.to_le_bytes());
        }
    }
    assert_read(&file, &"柳河镇。".repeat(2000), 0, &[Notice::CutShort]);
}

#[test]
fn the_largest_garbage_is_refused_at_once() {
    let mut garbage: Vec<u8> =
        (0_u32..80 << 18).flat_map(|n| (n.wrapping_mul(2_654_435_761) >> 7).to_le_bytes()).collect();
    garbage[..512].copy_from_slice(&Word::new("甲\r").build()[..512]);
    let start = Instant::now();
    assert!(read(&garbage).is_err());
    assert!(start.elapsed() < Duration::from_secs(2), "{:?}", start.elapsed());
}

/// Where the file information block is in a file.
fn information(bytes: &[u8]) -> usize {
    512 * bytes.chunks(512).position(|sector| sector.starts_with(&[0xEC, 0xA5])).unwrap()
}

#[track_caller]
fn assert_ends(bytes: &[u8]) {
    let start = Instant::now();
    let _ = read(bytes);
    assert!(start.elapsed() < Duration::from_secs(2), "{:?}", start.elapsed());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1024, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_damage_makes_the_reader_fail_or_stall(
        is_report in any::<bool>(),
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..40),
        length in proptest::option::weighted(0.3, any::<prop::sample::Index>()),
    ) {
        let mut bytes = if is_report { report() } else { features() }.to_vec();
        for (at, value) in &changes {
            let at = at.index(bytes.len());
            bytes[at] = *value;
        }
        if let Some(length) = length {
            bytes.truncate(length.index(bytes.len()));
        }
        assert_ends(&bytes);
    }

    #[test]
    fn no_number_makes_the_reader_fail_or_stall(
        is_report in any::<bool>(),
        in_header in proptest::collection::vec((0_usize..128, any::<u32>()), 0..2),
        in_information in proptest::collection::vec((0_usize..232, 0_u32..100_000), 0..4),
        anywhere in proptest::collection::vec((any::<prop::sample::Index>(), any::<u32>()), 0..20),
    ) {
        let mut bytes = if is_report { report() } else { features() }.to_vec();
        let information = information(&bytes);
        let count = bytes.len() / 4;
        let in_header = in_header.into_iter().map(|(at, value)| (4 * at, value));
        // The places in the table stream begin in the middle of four bytes.
        let in_information = in_information.into_iter().map(|(at, value)| (information + 2 + 4 * at, value));
        let anywhere = anywhere.into_iter().map(|(at, value)| (4 * at.index(count), value));
        for (at, value) in in_header.chain(in_information).chain(anywhere) {
            bytes[at..at + 4].copy_from_slice(&value.to_le_bytes());
        }
        assert_ends(&bytes);
    }
}

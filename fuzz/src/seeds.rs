//! What the fuzzers start from, made of the project's own fixtures: drafts, generated reports, and the snippets of which
//! the tests of the file formats are full; and the dictionary of the form's words and the formats' names.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;
use std::{fs, io};

use nianbao::check_text;
use nianbao::confirm::{Confirmed, confirmations};
use nianbao::correct::{correct, report};
use nianbao::render::docx::docx;
use nianbao::render::html::html;
use nianbao::render::official;
use nianbao::review::review;
use nianbao::source::Source;

use crate::corpus::corpus;
use crate::files::{packed_parts, packed_streams};
use crate::generator::damage::Damage;
use crate::generator::layout::Layout;
use crate::generator::numerals::{Numerals, Zero};
use crate::generator::{Rng, Size, Style, Truth, draft};
use crate::word::Word;
use crate::wording::WORDS;

const HTML_TESTS: &str = include_str!("../../tests/intake_html.rs");
const DOCX_TESTS: &str = include_str!("../../tests/intake_docx.rs");
const DOC_TESTS: &str = include_str!("../../tests/intake_doc.rs");
const CONFIRM_TESTS: &str = include_str!("../../tests/confirm.rs");
const READING_TESTS: &str = include_str!("../../tests/reading.rs");
const OFFICIAL_PAGE: &str = include_str!("../../tests/intake/official-tables.html");
const REPORT_PAGE: &str = include_str!("../../tests/intake/report.html");

/// The inputs of a target; those of one that makes its own are none.
pub fn seeds(target: &str) -> Vec<Vec<u8>> {
    match target {
        "text" => drafts().into_iter().map(String::into_bytes).collect(),
        // Correcting a whole draft takes a tenth of a second.
        "repair" | "documents" => {
            let parts = drafts().into_iter().filter(|draft| draft.len() < 1_500);
            parts.step_by(8).map(String::into_bytes).collect()
        }
        "html" => pages().into_iter().map(String::into_bytes).collect(),
        "encodings" => encoded(),
        "docx" => documents(),
        "doc" => word_files(),
        "confirm" => lists().into_iter().map(String::into_bytes).collect(),
        "growth" => growing(),
        "locate" => (0..60).map(noise).collect(),
        _ => Vec::new(),
    }
}

/// Bytes without sense, of which every system can be made.
fn noise(seed: u64) -> Vec<u8> {
    let mut rng = Rng::new(seed);
    (0..20 + 6 * seed).map(|_| rng.below(256) as u8).collect()
}

/// Drafts and their parts: the smaller an input, the more of them are tried.
fn drafts() -> Vec<String> {
    let mut drafts: Vec<String> = corpus().into_iter().map(|(_, draft)| draft).collect();
    for (seed, layout) in (0..).zip(Layout::ALL) {
        let mut rng = Rng::new(seed);
        let edition = rng.pick(&[nianbao::form::Edition::Current, nianbao::form::Edition::Trial]);
        let truth = Truth::new(edition, rng.pick(&Size::ALL), &mut rng);
        let style = Style { layout, numerals: rng.pick(&Numerals::ALL), zero: rng.pick(&Zero::ALL) };
        let damage =
            rng.pick(&[Damage::None, Damage::PageBreaks, Damage::Characters(30), Damage::Lines(100)]);
        drafts.push(draft(&truth, style, damage, &mut rng).text);
    }
    let sections: Vec<String> = drafts.iter().flat_map(|draft| by_section(draft)).collect();
    drafts.extend(sections);
    drafts.extend(literals(READING_TESTS));
    drafts
}

/// A draft cut before its headings, each piece under the title.
fn by_section(draft: &str) -> Vec<String> {
    let title = "柳河镇2023年政府信息公开工作年度报告\n";
    let mut pieces = vec![title.to_owned()];
    for line in draft.split_inclusive('\n') {
        let is_heading = ["一、", "二、", "三、", "四、", "五、", "六、"].iter().any(|n| line.starts_with(n));
        if is_heading {
            pieces.push(title.to_owned());
        }
        if let Some(piece) = pieces.last_mut() {
            *piece += line;
        }
    }
    pieces
}

fn pages() -> Vec<String> {
    let mut pages = literals(HTML_TESTS);
    pages.extend([OFFICIAL_PAGE.to_owned(), REPORT_PAGE.to_owned()]);
    let corrected = corpus().into_iter().take(3).map(|(_, draft)| correct(&draft).text);
    pages.extend(corrected.map(|text| html(&official::document(&report(&text)))));
    pages
}

fn encoded() -> Vec<Vec<u8>> {
    let text: String = "柳河镇2023年政府信息公开工作年度报告\r\n一、总体情况\n规章\t0\t１２\t〔😀〕\n".into();
    let utf16 = |order: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(order).collect::<Vec<u8>>();
    let gb18030 = encoding_rs::GB18030.encode(&text).0.into_owned();
    let big5 = encoding_rs::BIG5.encode(&text).0.into_owned();
    let page = format!("<!DOCTYPE html><meta charset=gb2312><p>{text}");
    let mut all = vec![
        text.clone().into_bytes(),
        ["\u{FEFF}", &text].concat().into_bytes(),
        utf16(u16::to_le_bytes),
        utf16(u16::to_be_bytes),
        [b"\xFF\xFE".to_vec(), utf16(u16::to_le_bytes)].concat(),
        [b"\xFE\xFF".to_vec(), utf16(u16::to_be_bytes)].concat(),
        gb18030,
        big5,
        encoding_rs::GB18030.encode(&page).0.into_owned(),
        page.into_bytes(),
    ];
    let beginnings: [&[u8]; 8] = [
        b"%PDF-1.7",
        b"{\\rtf1",
        b"\x89PNG",
        b"BM",
        b"PK\x03\x04",
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
        b"MIME-Version:",
        b"\0",
    ];
    all.extend(beginnings.map(<[u8]>::to_vec));
    all
}

fn documents() -> Vec<Vec<u8>> {
    const NAMESPACE: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let body = |body: &String| {
        let document = format!(r#"<w:document xmlns:w="{NAMESPACE}"><w:body>{body}</w:body></w:document>"#);
        packed_parts(&[&document])
    };
    let mut all: Vec<Vec<u8>> =
        literals(DOCX_TESTS).iter().filter(|literal| literal.contains("<w:")).map(body).collect();
    for (_, draft) in corpus().into_iter().filter(|(_, draft)| check_text(draft).notice.is_none()).take(4) {
        let corrected = docx(&official::document(&report(&correct(&draft).text)));
        let reviewed = review(&draft, &Confirmed::default(), None, None).ok().map(|document| docx(&document));
        for file in [Some(corrected), reviewed].into_iter().flatten().flatten() {
            let names = ["document", "styles", "numbering", "footnotes", "endnotes", "comments"];
            let parts = names.map(|name| part(&file, &format!("word/{name}.xml")).unwrap_or_default());
            all.push(packed_parts(&parts.each_ref().map(String::as_str)));
            all.push(file);
        }
    }
    all
}

/// A part of a file that this crate has written, which has the lengths in front of each.
fn part(file: &[u8], wanted: &str) -> Option<String> {
    let mut at = 0;
    let number = |at: usize, length: usize| {
        let bytes = file.get(at..at + length)?;
        Some(bytes.iter().rev().fold(0, |number, &byte| number << 8 | usize::from(byte)))
    };
    while file.get(at..at + 4) == Some(b"PK\x03\x04") {
        let (folded, name, extra) = (number(at + 18, 4)?, number(at + 26, 2)?, number(at + 28, 2)?);
        let start = at + 30 + name + extra;
        let bytes = file.get(start..start + folded)?;
        if file.get(at + 30..at + 30 + name) == Some(wanted.as_bytes()) {
            let unfolded = match number(at + 8, 2)? {
                0 => bytes.to_vec(),
                _ => miniz_oxide::inflate::decompress_to_vec(bytes).ok()?,
            };
            return String::from_utf8(unfolded).ok();
        }
        at = start + folded;
    }
    None
}

fn word_files() -> Vec<Vec<u8>> {
    const IN_TABLE: &[u8] = b"\x16\x24\x01";
    const ROW: &[u8] = b"\x16\x24\x01\x17\x24\x01";
    let table = "规章\u{7}3\u{7}\u{7}甲\u{7}4\u{7}\u{7}后\r";
    let rows: [(usize, &[u8]); 5] = [(5, IN_TABLE), (1, ROW), (4, IN_TABLE), (1, ROW), (2, b"")];
    let marked = b"\x55\x08\x01\x00\x08\x01\x3C\x08\x01";
    let mut words: Vec<Word> = literals(DOC_TESTS).iter().map(|text| Word::new(text)).collect();
    words.push(Word::new(table).with_paragraphs(&rows));
    words.push(Word::new("甲丢\r乙新\r隐\r").with_characters(&[(2, b""), (3, marked), (3, b"\x3C\x08\x01")]));
    words.push(Word::new("前\u{13} PAGE \u{14}1\u{15}后\u{2}\r\u{2} 注\r"));
    let mut all: Vec<Vec<u8>> = words
        .iter()
        .map(|word| {
            let (main, _, table) = word.streams();
            packed_streams(&main, &table, &word.data)
        })
        .collect();
    all.extend(words.iter().rev().take(3).map(Word::build));
    all
}

fn lists() -> Vec<String> {
    let mut lists: Vec<String> = literals(CONFIRM_TESTS)
        .into_iter()
        .filter(|text| text.contains('\t') || text.contains('【'))
        .collect();
    for (_, draft) in corpus() {
        let findings = check_text(&draft).findings;
        let found: Vec<_> = findings.iter().collect();
        let lines = confirmations(&Source::new(&draft), &found).into_iter().flatten();
        let list = lines.fold(String::new(), |list, line| format!("{list}{line}\n"));
        lists.push(format!("{list}\0{draft}"));
    }
    lists
}

/// Every kind of work on a few pieces that are repeated.
fn growing() -> Vec<Vec<u8>> {
    let draft =
        corpus().into_iter().find(|(path, _)| path.ends_with("clean-2021.txt")).map(|(_, draft)| draft);
    let draft = draft.unwrap_or_default();
    let (before, behind) = draft.split_at(draft.find("三、").unwrap_or(0));
    let mut all = Vec::new();
    for (kind, piece) in [
        (0, "甲乙丙\t1\t2\n"),
        (0, "规章\t1\t2\t3\n"),
        (1, "共公开9条，其中甲5条，乙3条。"),
        (1, "一、总体情况\n"),
        (2, "我单位认真认真落实。\n"),
        (3, "13800000000\n"),
        (4, "2022年12月1日\n"),
    ] {
        all.push(format!("{}{before}\u{1E}{piece}\u{1E}{behind}", char::from(kind)).into_bytes());
        all.push(format!("{}\u{1E}{draft}\u{1E}", char::from(kind)).into_bytes());
    }
    all.extend(pages().iter().map(|page| format!("{}\u{1E}{page}\u{1E}", char::from(5)).into_bytes()));
    all.extend(literals(DOCX_TESTS).iter().filter(|literal| literal.contains("<w:")).map(|xml| {
        format!("{}<w:document><w:body>\u{1E}{xml}\u{1E}</w:body></w:document>", char::from(6)).into_bytes()
    }));
    all.extend(lists().iter().map(|list| format!("{}\u{1E}{list}\u{1E}", char::from(7)).into_bytes()));
    all
}

/// The string literals of a Rust file.
fn literals(source: &str) -> Vec<String> {
    let mut found = BTreeSet::new();
    let mut rest = source;
    while let Some(at) = rest.find('"') {
        let (before, inside) = (&rest[..at], &rest[at + 1..]);
        let is_raw = before.ends_with("r#");
        let end = if is_raw { inside.find("\"#") } else { end_of_string(inside) };
        let Some(end) = end else { break };
        let literal = &inside[..end];
        found.insert(if is_raw { literal.to_owned() } else { unescaped(literal) });
        rest = &inside[end + 1..];
    }
    found.into_iter().filter(|literal| !literal.is_empty()).collect()
}

fn end_of_string(inside: &str) -> Option<usize> {
    let mut is_escaped = false;
    inside.char_indices().find_map(|(at, c)| {
        let ends = c == '"' && !is_escaped;
        is_escaped = c == '\\' && !is_escaped;
        ends.then_some(at)
    })
}

/// The usual escapes; what stands for itself after the others is left as it is.
fn unescaped(literal: &str) -> String {
    let known =
        [("\\n", "\n"), ("\\t", "\t"), ("\\r", "\r"), ("\\\"", "\""), ("\\u{7}", "\u{7}"), ("\\0", "\0")];
    known.iter().fold(literal.to_owned(), |text, (escape, character)| text.replace(escape, character))
}

/// The dictionary for libFuzzer: the form's words, and the names and attributes of the formats.
pub fn dictionary() -> String {
    let mut words: BTreeSet<String> = WORDS.iter().map(|word| (*word).to_owned()).collect();
    for literal in [literals(HTML_TESTS), literals(DOCX_TESTS)].concat() {
        for piece in literal.split_inclusive('>').filter_map(|piece| piece.find('<').map(|at| &piece[at..])) {
            words.insert(piece.to_owned());
            words.extend(piece.split_inclusive(' ').skip(1).map(str::to_owned));
        }
    }
    let mut dictionary = String::new();
    for word in words.iter().filter(|word| word.len() <= 64) {
        let escaped = word.bytes().fold(String::new(), |text, byte| match byte {
            b'"' | b'\\' => format!("{text}\\{}", char::from(byte)),
            b' '..=b'~' => format!("{text}{}", char::from(byte)),
            _ => format!("{text}\\x{byte:02X}"),
        });
        // Writing to a string cannot fail.
        let _ = writeln!(dictionary, "\"{escaped}\"");
    }
    dictionary
}

/// Writes the dictionary, and the inputs of each target into a folder of its name.
///
/// # Errors
/// What the file system says.
pub fn write(folder: &Path, dictionary_file: &Path, targets: &[String]) -> io::Result<()> {
    fs::write(dictionary_file, dictionary())?;
    for target in targets {
        let folder = folder.join(target);
        fs::create_dir_all(&folder)?;
        for (number, seed) in seeds(target).iter().enumerate() {
            fs::write(folder.join(format!("seed-{number:03}")), seed)?;
        }
    }
    Ok(())
}

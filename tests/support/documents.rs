//! The laws of what is written: it reads back as what it is, and the review copy holds both the draft and the corrected
//! report. Checked by tests and by the fuzzers.

#![allow(dead_code, reason = "each test uses a part of it")]

use std::collections::BTreeMap;

use nianbao::check_text;
use nianbao::confirm::Confirmed;
use nianbao::correct::{correct, report};
use nianbao::intake::{read, read_html};
use nianbao::reading::{Reading, trimmed};
use nianbao::render::document::{Block, Document, Inline, Paragraph, is_printable};
use nianbao::render::docx::docx;
use nianbao::render::html::html;
use nianbao::render::official;
use nianbao::review::review;
use nianbao::source::Source;

/// The corrected report as a web page and as a Word file, each read back and corrected again.
#[track_caller]
pub fn assert_reads_back(draft: &str) {
    let corrected = correct(draft);
    let document = official::document(&report(&corrected.text));
    let page = read_html(&html(&document)).unwrap();
    let file = read("改后.docx", &docx(&document).unwrap(), &|_| String::new()).unwrap();
    for read in [page, file] {
        assert_eq!(read.notices, [], "{}", read.text);
        let (before, after) = (lines(&corrected.text), lines(&correct(&read.text).text));
        let differing = before.iter().zip(&after).find(|(before, after)| before != after);
        assert_eq!((differing, before.len()), (None, after.len()), "{}", read.text);
    }
}

/// The lines of a report without what cannot be written. In a page some of a run of blanks are no-break ones and those
/// beside a tab are gone, and the title may be broken.
fn lines(report: &str) -> Vec<String> {
    let report: String = report.chars().filter(|&c| is_printable(c) || matches!(c, '\t' | '\n')).collect();
    let squeeze = |field: &str| {
        field.split([' ', '\u{a0}']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
    };
    let squeezed = |line: &str| line.split('\t').map(squeeze).collect::<Vec<_>>().join("\t");
    let (title, rest) = report.split_once("\n\n").unwrap();
    std::iter::once(title.replace('\n', "")).chain(rest.lines().map(squeezed)).collect()
}

pub fn plain_review(draft: &str) -> Document {
    review_from(draft, draft)
}

/// The review copy of a draft that has been edited since it arrived.
pub fn review_from(original: &str, draft: &str) -> Document {
    review(draft, &Confirmed::default(), None, Some(original)).unwrap()
}

/// The text of a paragraph when every change has been refused.
fn restored(paragraph: &Paragraph) -> String {
    let runs = paragraph.content.iter().filter_map(|inline| match inline {
        Inline::Run(run) if run.change.inserted.is_none() => Some(run.text.as_str()),
        _ => None,
    });
    runs.collect()
}

/// The lines outside tables and the cells of each table when every change has been refused.
pub fn refused(document: &Document) -> (Vec<String>, Vec<Vec<String>>) {
    let (mut lines, mut tables) = (Vec::new(), Vec::new());
    for block in &document.blocks {
        match block {
            Block::Paragraph(paragraph) if paragraph.change.inserted.is_none() => {
                lines.extend(restored(paragraph).split('\n').map(str::to_owned));
            }
            Block::Table(table) if table.rows.iter().all(|row| row.change.inserted.is_none()) => {
                let cells = table.rows.iter().flat_map(|row| &row.cells);
                tables.push(cells.map(|cell| restored(&cell.paragraph)).collect());
            }
            _ => {}
        }
    }
    (lines, tables)
}

/// Who accepts all changes has the corrected report.
#[track_caller]
pub fn assert_accepting_corrects(name: &str, draft: &str, copy: &Document) {
    let corrected = official::document(&report(&correct(draft).text)).fields();
    // The official title may be broken where the sense allows it.
    let joined = |fields: Vec<String>| fields.concat();
    assert_eq!(joined(copy.fields()), joined(corrected), "{name}");
    docx(copy).unwrap_or_else(|unwritten| panic!("{name}: {unwritten}"));
}

/// Who refuses all changes has the draft.
#[track_caller]
pub fn assert_refusing_restores(name: &str, draft: &str, copy: &Document) {
    let source = Source::new(draft);
    let reading = Reading::new(&source);
    let (lines, tables) = refused(copy);
    let owned = |line: usize| reading.tables.iter().any(|table| table.owns_line(line));
    let own = source.lines().iter().enumerate().filter(|(line, _)| !owned(*line));
    let own: Vec<&str> = own.map(|(_, &span)| source.slice(trimmed(&source, span))).collect();
    let own: Vec<&str> = own.into_iter().filter(|line| !line.is_empty()).collect();
    assert_eq!(lines, own, "{name}");
    let present: Vec<_> = reading.tables.iter().filter(|table| table.is_present()).collect();
    assert_eq!(tables.len(), present.len(), "{name}");
    for table in present {
        let numbers = table.cells().map(|cell| source.slice(cell.span)).filter(|text| !text.is_empty());
        let numbers: Vec<&str> = numbers.collect();
        let is_own = |cells: &Vec<String>| {
            let mut cells = cells.iter();
            numbers.iter().all(|number| cells.any(|cell| cell == number))
        };
        assert!(tables.iter().any(is_own), "{name}: {numbers:?}\n{tables:?}");
    }
}

/// Every finding has one comment, which begins and ends once.
#[track_caller]
pub fn assert_commented_once(name: &str, draft: &str, copy: &Document) {
    let findings = check_text(draft).findings;
    assert_eq!(copy.comments.len(), findings.len(), "{name}");
    for (comment, finding) in copy.comments.iter().zip(&findings) {
        assert!(comment[0].contains(&finding.message), "{name}: {comment:?}");
    }
    let mut seen: BTreeMap<usize, Vec<bool>> = BTreeMap::new();
    for inline in paragraphs(copy).into_iter().flat_map(|paragraph| &paragraph.content) {
        match inline {
            Inline::CommentStart(id) => seen.entry(*id).or_default().push(true),
            Inline::CommentEnd(id) => seen.entry(*id).or_default().push(false),
            Inline::Run(_) => {}
        }
    }
    let once: BTreeMap<usize, Vec<bool>> = (0..findings.len()).map(|id| (id, vec![true, false])).collect();
    assert_eq!(seen, once, "{name}");
}

/// The paragraphs of a document, those in cells as well.
pub fn paragraphs(document: &Document) -> Vec<&Paragraph> {
    let mut paragraphs: Vec<&Paragraph> = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Paragraph(paragraph) => paragraphs.push(paragraph),
            Block::Table(table) => {
                paragraphs.extend(table.rows.iter().flat_map(|row| &row.cells).map(|cell| &cell.paragraph));
            }
        }
    }
    paragraphs
}

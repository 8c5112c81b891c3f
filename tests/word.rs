//! Files as real software writes and reads them: LibreOffice makes `.docx`, `.doc`, `.html` and `.pdf` of generated
//! reports, and every cell of theirs must be read; it opens what we write, and nothing of that is lost. Needs `soffice` (or its path in `SOFFICE`) and `pdftotext`; `npm test` installs
//! them.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on stops"
)]

mod generator;

use std::path::{Path, PathBuf};
use std::process::Command;

use generator::accuracy::score;
use generator::damage::Damage;
use generator::layout::Layout;
use generator::numerals::{Numerals, Zero};
use generator::{Draft, Rng, Size, Style, Truth, draft};
use nianbao::confirm::Confirmed;
use nianbao::correct::{correct, report};
use nianbao::form::Edition;
use nianbao::intake;
use nianbao::record::record;
use nianbao::render::document::{Block, Document, Paragraph, fields};
use nianbao::render::docx::docx;
use nianbao::render::html::html;
use nianbao::render::look::Style as Look;
use nianbao::render::official::document;
use nianbao::report::Report;

/// Reports of both editions and all sizes, with numbers in all styles.
fn reports() -> Vec<Draft> {
    let edition = |seed| if seed % 2 == 0 { Edition::Current } else { Edition::Trial };
    (0..12_u64)
        .map(|seed| {
            let mut rng = Rng::new(seed);
            let truth = Truth::new(edition(seed), Size::ALL[seed as usize / 2 % 4], &mut rng);
            let numerals = Numerals::ALL[seed as usize % Numerals::ALL.len()];
            let style = Style { layout: Layout::Html, numerals, zero: rng.pick(&Zero::ALL) };
            draft(&truth, style, Damage::None, &mut rng)
        })
        .collect()
}

/// The reports as files of a format, in order.
fn convert(reports: &[Draft], format: &str) -> Vec<PathBuf> {
    let ending = format.split(':').next().unwrap();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("word-{ending}"));
    std::fs::create_dir_all(&folder).unwrap();
    let pages: Vec<PathBuf> =
        (0..reports.len()).map(|index| folder.join(format!("page-{index}.xhtml"))).collect();
    for (page, report) in pages.iter().zip(reports) {
        std::fs::write(page, &report.html).unwrap();
    }
    office(&folder, &pages, format, &["--infilter=HTML (StarWriter)"])
}

/// What LibreOffice makes of files, in order.
fn office(folder: &Path, files: &[PathBuf], format: &str, arguments: &[&str]) -> Vec<PathBuf> {
    let program = std::env::var_os("SOFFICE").unwrap_or_else(|| "soffice".into());
    // A profile of its own: two runs at once do not share one.
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let made = folder.join("made");
    let output = Command::new(&program)
        .args([profile.as_str(), "--headless"])
        .args(arguments)
        .args(["--convert-to", format, "--outdir"])
        .arg(&made)
        .args(files)
        .output();
    let output = output.unwrap_or_else(|error| panic!("LibreOffice ({}): {error}", program.display()));
    assert!(output.status.success(), "{output:?}");
    let ending = format.split(':').next().unwrap();
    files.iter().map(|file| made.join(file.file_name().unwrap()).with_extension(ending)).collect()
}

#[track_caller]
fn assert_all_right(report: &Draft, text: String, file: &Path) {
    let read = Draft { text, ..report.clone() };
    let (score, missed) = score(&read);
    assert!(
        score.right == score.all(),
        "{}: {missed:?} in {:?}\n{}",
        file.display(),
        report.style,
        read.text
    );
}

#[track_caller]
fn assert_read_back(format: &str) {
    let reports = reports();
    for (report, file) in reports.iter().zip(convert(&reports, format)) {
        let bytes = std::fs::read(&file).unwrap();
        let intake = intake::read(file.to_str().unwrap(), &bytes, &|_| String::new()).unwrap();
        assert_eq!(intake.tables, 3, "{}\n{}", file.display(), intake.text);
        assert_all_right(report, intake.text, &file);
    }
}

#[test]
fn every_cell_of_a_docx_is_read() {
    assert_read_back("docx");
}

#[test]
fn every_cell_of_a_doc_is_read() {
    assert_read_back("doc:MS Word 97");
}

#[test]
fn every_cell_of_a_saved_page_is_read() {
    assert_read_back("html:HTML (StarWriter)");
}

/// The columns of a PDF are all blanks, and a number that its column is too narrow for is in two lines: what cannot
/// be told is not read, and nothing is read wrong.
#[test]
fn the_text_of_a_pdf_is_read_or_left() {
    let reports = reports();
    for (report, file) in reports.iter().zip(convert(&reports, "pdf")) {
        let output =
            Command::new("pdftotext").args(["-layout", "-nopgbrk"]).arg(&file).arg("-").output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        let (score, missed) = score(&Draft { text: text.clone(), ..report.clone() });
        assert!(score.wrong == 0, "{}: {missed:?} in {:?}\n{text}", file.display(), report.style);
        let Style { numerals, zero, .. } = report.style;
        let fits = matches!(numerals, Numerals::Plain | Numerals::FullWidth | Numerals::Separated)
            && zero != Zero::Blank
            && report.size != Size::Large;
        if fits {
            assert_all_right(report, text, &file);
        }
    }
}

/// Corrected reports and blank forms as we write them.
fn written(folder: &Path) -> Vec<(Document, PathBuf)> {
    std::fs::create_dir_all(folder).unwrap();
    let mut documents: Vec<Document> = reports()
        .iter()
        .take(6)
        .map(|draft| official(&intake::read_html(&draft.html).unwrap().text))
        .collect();
    documents.push(document(&Report::for_year(2026, "青溪县教育局").unwrap()));
    documents.push(document(&Report::for_year(2020, "青溪县柳河镇人民政府办公室（行政审批局）").unwrap()));
    let files = documents.into_iter().enumerate().map(|(number, document)| {
        let path = folder.join(format!("report-{number}.docx"));
        std::fs::write(&path, docx(&document).unwrap()).unwrap();
        (document, path)
    });
    files.collect()
}

fn official(draft: &str) -> Document {
    document(&report(&correct(draft).text))
}

fn pdf_pages(file: &Path) -> Vec<String> {
    let output = Command::new("pdftotext").arg(file).arg("-").output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    text.trim_end_matches('\u{c}').split('\u{c}').map(|page| page.split_whitespace().collect()).collect()
}

/// The text of the PDF is that of the document and the numbers of its pages, and 表三 stands on one page.
#[test]
fn what_is_written_becomes_a_pdf_without_loss() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("word-written-pdf");
    let written = written(&folder);
    let files: Vec<PathBuf> = written.iter().map(|(_, file)| file.clone()).collect();
    for ((document, _), pdf) in written.iter().zip(office(&folder, &files, "pdf", &[])) {
        let pages = pdf_pages(&pdf);
        let numbers = (1..=pages.len()).map(|number| format!("—{number}—"));
        let mut wanted: Vec<char> =
            document.fields().into_iter().chain(numbers).collect::<String>().chars().collect();
        wanted.retain(|c| !c.is_whitespace());
        let mut read: Vec<char> = pages.concat().chars().collect();
        wanted.sort_unstable();
        read.sort_unstable();
        let text = |chars: Vec<char>| chars.into_iter().collect::<String>();
        assert_eq!(text(read), text(wanted), "{}", pdf.display());
        let whole =
            pages.iter().filter(|page| page.contains("申请人情况") && page.contains("结转下年度继续办理"));
        assert_eq!(whole.count(), 1, "{}", pdf.display());
        assert_eq!(pages.concat().matches("申请人情况").count(), 1, "{}", pdf.display());
    }
}

/// Wherever on a page the record of a check ends, no empty page follows, and all sign on one page.
#[test]
fn the_record_of_a_check_ends_with_its_signatures() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("word-records");
    std::fs::create_dir_all(&folder).unwrap();
    let draft = "青溪县教育局2023年政府信息公开工作年度报告";
    let mut record = record(draft, &Confirmed::default(), None, None).unwrap();
    // Without the high rows of the findings, which leave more than a line on a page, some text fills it.
    let findings = record.blocks.iter().position(|block| matches!(block, Block::Table(_))).unwrap();
    record.blocks.remove(findings);
    let files: Vec<PathBuf> = (0..22)
        .map(|lines| {
            let mut document = record.clone();
            let line = || Block::Paragraph(Paragraph::new(Look::Text, "行"));
            document.blocks.splice(1..1, std::iter::repeat_with(line).take(lines));
            let path = folder.join(format!("record-{lines}.docx"));
            std::fs::write(&path, docx(&document).unwrap()).unwrap();
            path
        })
        .collect();
    for pdf in office(&folder, &files, "pdf", &[]) {
        let pages = pdf_pages(&pdf);
        let last = pages.last().unwrap();
        let is_there = |word: &&str| last.contains(*word);
        assert!(["审核和校对：", "初审", "三校"].iter().all(is_there), "{}: {last}", pdf.display());
    }
}

#[test]
fn what_is_written_comes_back_from_an_office_as_the_same_report() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("word-written-docx");
    let written = written(&folder);
    let files: Vec<PathBuf> = written.iter().map(|(_, file)| file.clone()).collect();
    for format in ["docx", "doc:MS Word 97"] {
        for ((document, _), file) in written.iter().zip(office(&folder, &files, format, &[])) {
            let bytes = std::fs::read(&file).unwrap();
            let read = intake::read(file.to_str().unwrap(), &bytes, &|_| String::new()).unwrap();
            assert_eq!(fields(&read.text), document.fields(), "{}", file.display());
        }
    }
}

/// What is copied for Word is the web page: an office that takes it in has the same tables and words.
#[test]
fn what_is_copied_comes_into_an_office_as_the_same_report() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("word-copied");
    let written = written(&folder);
    let pages: Vec<PathBuf> = written.iter().map(|(_, file)| file.with_extension("html")).collect();
    for ((document, _), page) in written.iter().zip(&pages) {
        std::fs::write(page, html(document)).unwrap();
    }
    let made = office(&folder, &pages, "docx", &["--infilter=HTML (StarWriter)"]);
    for ((document, _), file) in written.iter().zip(made) {
        let bytes = std::fs::read(&file).unwrap();
        let read = intake::read(file.to_str().unwrap(), &bytes, &|_| String::new()).unwrap();
        assert_eq!(read.tables, 3, "{}", file.display());
        assert_eq!(fields(&read.text), document.fields(), "{}", file.display());
    }
}

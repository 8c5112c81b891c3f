//! Files as real software writes them: LibreOffice makes `.docx`, `.doc`, `.html` and `.pdf` of generated reports, and
//! every cell of theirs must be read. Needs `soffice` (or its path in `SOFFICE`) and `pdftotext`; `npm test` installs
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
use nianbao::form::Edition;
use nianbao::intake;

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
    let program = std::env::var_os("SOFFICE").unwrap_or_else(|| "soffice".into());
    // A profile of its own: two runs at once do not share one.
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let output = Command::new(&program)
        .args([
            profile.as_str(),
            "--headless",
            "--infilter=HTML (StarWriter)",
            "--convert-to",
            format,
            "--outdir",
        ])
        .arg(&folder)
        .args(&pages)
        .output();
    let output = output.unwrap_or_else(|error| panic!("LibreOffice ({}): {error}", program.display()));
    assert!(output.status.success(), "{output:?}");
    pages.iter().map(|page| page.with_extension(ending)).collect()
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

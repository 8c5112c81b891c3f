//! The whole way from a text to its findings, and what it amounts to: the one entry that command line, WebAssembly
//! and tests use.

use crate::confirm::{Confirmed, Unused};
use crate::finding::{Finding, Severity, Unchecked};
use crate::form::{Cell, Edition};
use crate::number::Number;
use crate::order::sort_by_key;
use crate::reading::{Reading, sections};
use crate::source::Span;
use crate::{check, confirm, fold, form, reading};

pub use crate::intake::MAX_TEXT;

/// What became of a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing must be put right, and everything could be checked.
    Pass,
    /// Something must be put right.
    Fail,
    /// Nothing found that must be put right, but something could not be checked.
    Undecided,
}

impl Verdict {
    /// The id in every output.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Fail => "fail",
            Self::Undecided => "undecided",
        }
    }
}

/// The heading of a section that is present.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HeadingMark {
    /// Id of the section.
    pub id: &'static str,
    /// Where the heading stands.
    pub span: Span,
}

/// A cell that is present.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CellMark {
    /// Which cell.
    pub cell: Cell,
    /// Its number, if it has one.
    pub value: Option<Number>,
    /// Where it stands.
    pub span: Span,
}

/// The result of a check, with places as byte spans of the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checked {
    /// The form that the tables follow.
    pub edition: Option<Edition>,
    /// The year under report.
    pub year: Option<u16>,
    /// The reporting organisation.
    pub organisation: Option<String>,
    /// What a person must know before anything else.
    pub notice: Option<String>,
    /// The sections that are present, in order of place.
    pub sections: Vec<HeadingMark>,
    /// The cells that are present, in the form's order.
    pub cells: Vec<CellMark>,
    /// The findings, in order of place.
    pub findings: Vec<Finding>,
    /// The findings that stay quiet because somebody has confirmed them, in order of place.
    pub confirmed: Vec<Finding>,
    /// Confirmations that silenced nothing.
    pub unused: Vec<Unused>,
    /// What could not be checked.
    pub unchecked: Vec<Unchecked>,
}

impl Checked {
    /// The verdict that the findings and the open checks amount to.
    pub fn verdict(&self) -> Verdict {
        if self.findings.iter().any(|finding| finding.severity == Severity::Error) {
            Verdict::Fail
        } else if self.unchecked.is_empty() && self.notice.is_none() {
            Verdict::Pass
        } else {
            Verdict::Undecided
        }
    }
}

/// What a draft is checked with; by default with nothing.
#[derive(Clone, Copy)]
pub struct Options<'a> {
    /// What somebody has confirmed: its findings are told apart, and no cell that it names is suspected.
    pub confirmed: &'a Confirmed,
    /// Last year's report of the same body. Without one, nothing is said about last year.
    pub prior: Option<&'a str>,
    /// Is told before every rule how many have been run, and of how many; the text has been read by then.
    pub tell: &'a dyn Fn(usize, usize),
}

impl Default for Options<'_> {
    fn default() -> Self {
        Self { confirmed: &confirm::NOTHING, prior: None, tell: &|_, _| {} }
    }
}

/// Checks a draft with nothing but its text. Linear in its length.
pub fn check_text(text: &str) -> Checked {
    check_with(text, Options::default())
}

/// Checks a draft. Linear in its length, and in what it is checked with.
///
/// A text longer than [`MAX_TEXT`] is not read; the notice says so.
pub fn check_with(text: &str, options: Options<'_>) -> Checked {
    if text.len() > MAX_TEXT {
        let notice = format!(
            "文本有{}兆字节，超过了{}兆字节的上限，没有核对。年度报告一般不到0.1兆字节，请确认粘贴的内容。",
            text.len() >> 20,
            MAX_TEXT >> 20
        );
        return Checked { notice: Some(notice), ..Checked::default() };
    }
    let source = sections::open(text);
    let reading = Reading::new(&source);
    let outline = &reading.outline;
    let year = outline.year.map(|year| year.value);
    if let Some(notice) = notice(&reading, text) {
        return Checked { notice: Some(notice), year, ..Checked::default() };
    }
    // One that is too long to be read is no report.
    let prior = options.prior.map(|prior| check::Prior::new(if prior.len() > MAX_TEXT { "" } else { prior }));
    let mut known = options.confirmed.cells(&reading);
    known.extend(prior.iter().flat_map(|prior| prior.agreed(&reading)));
    let context = check::Context::new(&source, &reading).knowing(&known).after(prior.as_ref());
    let (findings, unchecked) = check::check(&context, options.tell);
    let split = options.confirmed.split(&source, &reading, findings);
    let mut sections: Vec<_> = outline
        .sections
        .iter()
        .flatten()
        .filter_map(|section| {
            let id = form::SECTIONS.get(section.heading.section)?.id;
            Some(HeadingMark { id, span: section.heading.span })
        })
        .collect();
    sort_by_key(&mut sections, |section| section.span);
    let cells = reading.form.cells().filter_map(|cell| {
        let mark = reading.cell(cell)?;
        Some(CellMark { cell, value: reading.value(cell), span: mark.span })
    });
    Checked {
        edition: reading
            .tables
            .iter()
            .any(reading::tables::TableReading::is_present)
            .then_some(reading.form.edition),
        year,
        organisation: outline.organisation.clone(),
        notice: None,
        sections,
        cells: cells.collect(),
        findings: split.open,
        confirmed: split.confirmed,
        unused: split.unused,
        unchecked,
    }
}

/// What a person must know instead of findings: the text is empty, no report, or older than the form.
fn notice(reading: &Reading, text: &str) -> Option<String> {
    let expected = "请粘贴年度报告的全文，从标题“××年政府信息公开工作年度报告”到落款，包括三张表格。";
    if text.chars().all(fold::is_blank) {
        return Some(format!("还没有内容。{expected}"));
    }
    if !reading.is_report() {
        return Some(format!(
            "这段文字不像政府信息公开工作年度报告：没有找到标题、六个部分或表格。{expected}"
        ));
    }
    match reading.outline.year {
        Some(year) if Edition::for_year(year.value).is_none() => Some(format!(
            "这是{}年度的报告。现行的六部分格式从2019年度的报告开始使用，更早的报告没有这个格式，不能按它核对。",
            year.value
        )),
        _ => None,
    }
}

//! The result of a check: its findings with everything a page shows of them, its cells and sections.

use std::fmt;

use serde::{Serialize, Serializer};

use super::Utf16Span;
use crate::checked::Checked;
use crate::confirm::{Confirmation, confirmations};
use crate::finding;
use crate::form::{self, Edition, Form};
use crate::number::Number;
use crate::source::{Source, Utf16Index};

/// The result of a check.
#[derive(Debug, Serialize)]
pub struct CheckResult<'a> {
    /// The form that the draft's tables follow.
    pub edition: Option<&'static str>,
    /// The year under report.
    pub year: Option<u16>,
    /// The reporting organisation.
    pub organisation: Option<&'a str>,
    /// `pass`, `fail` or `undecided`.
    pub verdict: &'static str,
    /// What a person must know before anything else: the text is no report, or older than the form.
    pub notice: Option<&'a str>,
    /// Checks that could not be made.
    pub unchecked: Vec<Unchecked<'a>>,
    /// The draft as read.
    pub text: &'a str,
    /// The sections that are present.
    pub sections: Vec<Section<'a>>,
    /// The cells that are present.
    pub cells: Vec<Cell<'a>>,
    /// The findings, in order of place.
    pub findings: Vec<Finding<'a>>,
    /// The findings that stay quiet because somebody has confirmed them, in order of place.
    pub confirmed: Vec<Finding<'a>>,
    /// Confirmations that silenced nothing.
    pub unused: Vec<Unused<'a>>,
}

/// A check that could not be made.
#[derive(Debug, Serialize)]
pub struct Unchecked<'a> {
    /// Id of the rule.
    pub rule: &'static str,
    /// The cause.
    pub why: &'a str,
}

/// A confirmation that silenced nothing.
#[derive(Debug, Serialize)]
pub struct Unused<'a> {
    /// The line of the list.
    pub confirm: String,
    /// Why, for a person.
    pub why: &'a str,
}

/// A section of the draft.
#[derive(Debug, Serialize)]
pub struct Section<'a> {
    /// Id of the section.
    pub id: &'static str,
    /// The heading as written.
    pub heading: &'a str,
    /// Where the heading stands.
    pub span: Utf16Span,
}

/// A cell of the draft's tables.
#[derive(Debug, Serialize)]
pub struct Cell<'a> {
    /// Id of the cell.
    pub id: CellId,
    /// What stands there.
    pub raw: &'a str,
    /// Its number; `null` for a blank or unreadable cell.
    pub value: Option<JsonNumber>,
    /// Where it stands.
    pub span: Utf16Span,
}

/// The id of a cell, which is put together only where it is written: there are two hundred of them.
#[derive(Clone, Copy, Debug)]
pub struct CellId {
    form: &'static Form,
    cell: form::Cell,
}

impl CellId {
    /// A text with the id behind it.
    pub fn append_to(&self, text: String) -> String {
        self.form.cell_parts(self.cell).iter().fold(text, |text, part| text + part)
    }
}

impl fmt::Display for CellId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.form.cell_parts(self.cell).iter().try_for_each(|part| f.write_str(part))
    }
}

impl Serialize for CellId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A number, without a decimal point where it is whole.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum JsonNumber {
    /// A whole number that JavaScript holds exactly.
    Whole(i64),
    /// Any other number.
    Decimal(f64),
}

impl JsonNumber {
    /// The number as JavaScript has it.
    pub fn as_f64(&self) -> f64 {
        match *self {
            Self::Whole(whole) => whole as f64,
            Self::Decimal(decimal) => decimal,
        }
    }
}

/// A finding.
#[derive(Debug, Serialize)]
pub struct Finding<'a> {
    /// Id of the rule.
    pub rule: &'static str,
    /// `error`, `warning` or `hint`.
    pub severity: &'static str,
    /// What is wrong.
    pub message: &'a str,
    /// Why the rule matters, in one sentence.
    pub reason: &'static str,
    /// The authority, or plainly that it is advice.
    pub basis: String,
    /// Where.
    pub span: Utf16Span,
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
    /// Cells that it is about.
    pub cells: Vec<String>,
    /// Those of them one of which is wrong, unless somebody says that it is right.
    pub suspects: Vec<Suspect>,
    /// The parts of the explanation that have a place of their own.
    pub notes: Vec<Note<'a>>,
    /// Remedies, best first.
    pub fixes: Vec<Fix<'a>>,
    /// The line of a list of confirmations that silences it; `null` for an error, which cannot be confirmed.
    pub confirm: Option<String>,
}

/// A cell that may be wrong.
#[derive(Debug, Serialize)]
pub struct Suspect {
    /// Id of the cell.
    pub cell: String,
    /// Its name, for a person.
    pub name: String,
    /// The line of a list of confirmations that says it is right.
    pub confirm: String,
}

/// A part of an explanation.
#[derive(Debug, Serialize)]
pub struct Note<'a> {
    /// What stands there and why it matters.
    pub message: &'a str,
    /// Where.
    pub span: Utf16Span,
}

/// A remedy.
#[derive(Debug, Serialize)]
pub struct Fix<'a> {
    /// What applying it does.
    pub title: &'a str,
    /// `safe`, `suggested` or `manual`.
    pub applicability: &'static str,
    /// Its edits, in order of place and disjoint.
    pub edits: Vec<Edit<'a>>,
}

/// A replacement of text.
#[derive(Debug, Serialize)]
pub struct Edit<'a> {
    /// What is replaced.
    pub span: Utf16Span,
    /// What stands there afterwards.
    pub text: &'a str,
}

/// The result of a check of `text`. Linear in the text.
pub fn check_result<'a>(checked: &'a Checked, text: &'a str) -> CheckResult<'a> {
    let source = Source::new(text);
    let index = Utf16Index::new(source.text());
    let form = checked.edition.map(Edition::form);
    let cell_id = |cell| form.map_or_else(String::new, |form| form.cell_id(cell));
    let suspect = |cell| {
        let mark = checked.cells.iter().find(|mark| mark.cell == cell)?;
        let confirm = Confirmation::of_cell(form?, cell, source.slice(mark.span)).to_string();
        Some(Suspect { cell: cell_id(cell), name: form?.cell_name(cell), confirm })
    };
    let all: Vec<_> = checked.findings.iter().chain(&checked.confirmed).collect();
    let mut findings: Vec<_> = all
        .iter()
        .zip(confirmations(&source, &all))
        .map(|(finding, confirm)| finding_dto(finding, confirm, &source, &index, (&cell_id, &suspect)))
        .collect();
    let confirmed = findings.split_off(checked.findings.len());
    CheckResult {
        edition: checked.edition.map(Edition::id),
        year: checked.year,
        organisation: checked.organisation.as_deref(),
        verdict: checked.verdict().id(),
        notice: checked.notice.as_deref(),
        unchecked: checked.unchecked.iter().map(|u| Unchecked { rule: u.rule, why: &u.why }).collect(),
        text,
        sections: checked
            .sections
            .iter()
            .map(|section| Section {
                id: section.id,
                heading: source.slice(section.span),
                span: index.span(section.span),
            })
            .collect(),
        cells: checked
            .cells
            .iter()
            .filter_map(|cell| {
                Some(Cell {
                    id: CellId { form: form?, cell: cell.cell },
                    raw: source.slice(cell.span),
                    value: cell.value.map(json_number),
                    span: index.span(cell.span),
                })
            })
            .collect(),
        findings,
        confirmed,
        unused: checked
            .unused
            .iter()
            .map(|unused| Unused { confirm: unused.confirmation.to_string(), why: unused.why })
            .collect(),
    }
}

fn finding_dto<'a>(
    finding: &'a finding::Finding,
    confirm: Option<Confirmation>,
    source: &Source<'_>,
    index: &Utf16Index<'_>,
    (cell_id, suspect): (&impl Fn(form::Cell) -> String, &impl Fn(form::Cell) -> Option<Suspect>),
) -> Finding<'a> {
    // As `Source::line_column`, but also fast far into a long line.
    let line = source.line_index(finding.span.start);
    let line_start = source.line(line).start;
    let column = index.character(finding.span.start) - index.character(line_start) + 1;
    Finding {
        rule: finding.rule,
        severity: finding.severity.id(),
        message: &finding.message,
        reason: finding.reason,
        basis: finding.basis.to_string(),
        span: index.span(finding.span),
        line: line as u32 + 1,
        column,
        cells: finding.cells.iter().map(|&cell| cell_id(cell)).collect(),
        suspects: finding.suspects.iter().filter_map(|&cell| suspect(cell)).collect(),
        notes: finding
            .notes
            .iter()
            .map(|note| Note { message: &note.message, span: index.span(note.span) })
            .collect(),
        fixes: finding
            .fixes
            .iter()
            .map(|fix| Fix {
                title: &fix.title,
                applicability: fix.applicability.id(),
                edits: fix
                    .edits()
                    .iter()
                    .map(|edit| Edit { span: index.span(edit.span), text: &edit.text })
                    .collect(),
            })
            .collect(),
        confirm: confirm.map(|confirmation| confirmation.to_string()),
    }
}

fn json_number(number: Number) -> JsonNumber {
    match number.as_whole() {
        Some(whole) if whole.unsigned_abs() < 1 << 53 => JsonNumber::Whole(whole),
        _ => JsonNumber::Decimal(number.as_f64()),
    }
}

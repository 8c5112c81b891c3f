//! The result as other programs see it: plain serialisable data, the same from the command line and from
//! WebAssembly, with spans in UTF-16 code units.
//!
//! Everything inside the core is converted here, once, at the edge; nothing here decides anything. Ids and
//! field names are a public contract: adding is fine, renaming is not.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::checked::Checked;
use crate::confirm::{BadLine, Confirmation, Confirmed, TITLE, confirmations};
use crate::correct::Corrected;
use crate::finding;
use crate::form::{self, Equation, Form, SECTIONS};
use crate::guide;
use crate::intake::{Format, Intake, Refusal};
use crate::number::Number;
use crate::render::grid::{Grid, Kind, Printed};
use crate::report::Report;
use crate::source::{Source, Span, Utf16Index};

/// A half-open range of UTF-16 code units of the text it belongs to.
pub type Utf16Span = [u32; 2];

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

/// The corrected report.
#[derive(Debug, Serialize)]
pub struct FixResult<'a> {
    /// The whole corrected report; the draft itself where there was no report to correct.
    pub text: &'a str,
    /// What a person must know before anything else.
    pub notice: Option<&'a str>,
    /// What was changed.
    pub applied: Vec<Applied<'a>>,
    /// Spots of `text` that only the clerk can fill in.
    pub open: Vec<Spot<'a>>,
    /// Parts of `text` that were kept although they fit no section.
    pub kept: Vec<Spot<'a>>,
}

/// A change that was made.
#[derive(Debug, Serialize)]
pub struct Applied<'a> {
    /// Id of the rule.
    pub rule: &'static str,
    /// What was done.
    pub title: &'a str,
}

/// A place in the corrected report.
#[derive(Debug, Serialize)]
pub struct Spot<'a> {
    /// What stands there.
    pub text: &'a str,
    /// Where.
    pub span: Utf16Span,
}

/// The result of a check of `text`. Linear in the text.
pub fn check_result<'a>(checked: &'a Checked, text: &'a str) -> CheckResult<'a> {
    let source = Source::new(text);
    let index = Utf16Index::new(source.text());
    let form = checked.edition.map(crate::form::Edition::form);
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
        edition: checked.edition.map(crate::form::Edition::id),
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
    (cell_id, suspect): (
        &impl Fn(crate::form::Cell) -> String,
        &impl Fn(crate::form::Cell) -> Option<Suspect>,
    ),
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

/// The corrected report.
pub fn fix_result(corrected: &Corrected) -> FixResult<'_> {
    let index = Utf16Index::new(&corrected.text);
    let spot = |&span: &Span| Spot {
        text: corrected.text.get(span.start as usize..span.end as usize).unwrap_or_default(),
        span: index.span(span),
    };
    FixResult {
        text: &corrected.text,
        notice: corrected.notice.as_deref(),
        applied: corrected.applied.iter().map(|a| Applied { rule: a.rule, title: &a.title }).collect(),
        open: corrected.open.iter().map(spot).collect(),
        kept: corrected.kept.iter().map(spot).collect(),
    }
}

/// What a file holds, or why it was not read.
#[derive(Debug, Serialize)]
pub struct IntakeResult {
    /// The text; empty where the file was not read.
    pub text: String,
    /// `txt`, `html`, `docx` or `doc`.
    pub format: Option<&'static str>,
    /// What people call the format, with the encoding of a text file.
    pub title: Option<&'static str>,
    /// `UTF-8`, `UTF-16LE`, `UTF-16BE` or `GB18030` for a text file.
    pub encoding: Option<&'static str>,
    /// How many tables arrived; 0 for a text file, whose tables are lines.
    pub tables: usize,
    /// What else the file holds.
    pub notices: Vec<IntakeNotice>,
    /// Why the file was not read.
    pub refusal: Option<String>,
}

/// Something in a file that is not in its text, or not as it was.
#[derive(Debug, Serialize)]
pub struct IntakeNotice {
    /// A sentence.
    pub message: String,
    /// Whether something that may belong to the report is missing or damaged.
    pub loss: bool,
}

/// What a file holds.
pub fn intake_result(intake: Result<Intake, Refusal>) -> IntakeResult {
    match intake {
        Ok(Intake { text, format, tables, notices }) => IntakeResult {
            text,
            format: Some(format.name()),
            title: Some(format.title()),
            encoding: if let Format::Text(encoding) = format { Some(encoding.name()) } else { None },
            tables,
            notices: notices
                .iter()
                .map(|notice| IntakeNotice { message: notice.to_string(), loss: notice.is_loss() })
                .collect(),
            refusal: None,
        },
        Err(refusal) => IntakeResult {
            text: String::new(),
            format: None,
            title: None,
            encoding: None,
            tables: 0,
            notices: Vec::new(),
            refusal: Some(refusal.to_string()),
        },
    }
}

fn json_number(number: Number) -> JsonNumber {
    match number.as_whole() {
        Some(whole) if whole.unsigned_abs() < 1 << 53 => JsonNumber::Whole(whole),
        _ => JsonNumber::Decimal(number.as_f64()),
    }
}

/// A list of confirmations as read.
#[derive(Debug, Serialize)]
pub struct ConfirmedList {
    /// Whether the text says of itself that it is such a list.
    pub titled: bool,
    /// The confirmations, a line each.
    pub lines: Vec<String>,
    /// The whole list as a file.
    pub text: String,
    /// Why it was not read.
    pub refusal: Option<String>,
}

/// What a text that should be a list of confirmations holds.
pub fn confirmed_list(text: &str) -> ConfirmedList {
    let (confirmed, refusal) = match Confirmed::parse(text) {
        Ok(confirmed) => (confirmed, None),
        Err(bad) => (Confirmed::default(), Some(bad_lines(&bad))),
    };
    ConfirmedList {
        titled: text.trim_start_matches('\u{FEFF}').starts_with(TITLE),
        lines: confirmed.iter().map(Confirmation::to_string).collect(),
        text: confirmed.to_string(),
        refusal,
    }
}

/// The lines of a list that are no confirmations, for a person.
pub fn bad_lines(bad: &[BadLine]) -> String {
    const MOST: usize = 5;
    let mut lines: Vec<_> = bad.iter().take(MOST).map(BadLine::to_string).collect();
    if bad.len() > MOST {
        lines.push(format!("还有{}行也不对。", bad.len() - MOST));
    }
    lines.join("")
}

/// A rule, as a person asks about it.
#[derive(Debug, Serialize)]
pub struct RuleInfo {
    /// Id of the rule.
    pub rule: &'static str,
    /// The part of the report that it is about.
    pub part: &'static str,
    /// Its usual severity: `error`, `warning` or `hint`.
    pub severity: &'static str,
    /// What it reports.
    pub summary: &'static str,
    /// Why it matters, in one sentence.
    pub reason: &'static str,
    /// The authority, or plainly that it is advice.
    pub basis: String,
    /// What it reports and what is right, as the tests run them.
    pub examples: Vec<RuleExample>,
}

/// A pair of texts.
#[derive(Debug, Serialize)]
pub struct RuleExample {
    /// What the rule reports.
    pub wrong: String,
    /// What is right there.
    pub right: String,
}

/// All rules, in the order of the report's parts.
pub fn rules() -> Vec<RuleInfo> {
    let info = |part, rule: &crate::check::Rule| RuleInfo {
        rule: rule.id,
        part,
        severity: rule.severity.id(),
        summary: rule.summary,
        reason: rule.reason,
        basis: rule.basis.to_string(),
        examples: rule
            .examples
            .iter()
            .map(|example| {
                let (wrong, right) = guide::pair(example);
                RuleExample { wrong, right }
            })
            .collect(),
    };
    crate::check::families()
        .flat_map(|(part, rules)| rules.iter().map(move |rule| info(part, rule)))
        .collect()
}

/// A table of the form, as it is printed.
#[derive(Debug, Serialize)]
pub struct FormTable {
    /// Its id.
    pub id: &'static str,
    /// What people call it.
    pub name: &'static str,
    /// The heading that it stands under.
    pub title: String,
    /// Widths of the columns of labels in thousandths of the table's; the others share the rest evenly.
    pub labels: &'static [u32],
    /// Its cells, each in the row where it begins.
    pub rows: Vec<Vec<FormCell>>,
    /// What its numbers must keep to.
    pub relations: Vec<FormRelation>,
}

/// A printed cell of the form.
#[derive(Debug, Serialize)]
pub struct FormCell {
    /// What is printed there; of a number, what it is called.
    pub text: String,
    /// `head`, `group`, `label` or `number`.
    pub kind: &'static str,
    /// Id of the cell that a number is of.
    pub cell: Option<String>,
    /// How many rows it covers.
    pub rowspan: u32,
    /// How many columns it covers.
    pub colspan: u32,
}

/// A relation of the form: what parts and wholes add up to is the same.
#[derive(Debug, Serialize)]
pub struct FormRelation {
    /// Id of the rule that reports a breach.
    pub rule: &'static str,
    /// Ids of the terms of one side.
    pub parts: Vec<String>,
    /// Ids of the terms of the other side.
    pub wholes: Vec<String>,
    /// Whether the parts may also be more.
    pub at_least: bool,
}

/// The tables of a form.
pub fn form_tables(form: &'static Form) -> Vec<FormTable> {
    let blank = Report::blank(form);
    (0_u8..)
        .zip(&form.tables)
        .map(|(index, table)| {
            let grid = Grid::new(&blank, index, table);
            let cell = |printed: &Printed| {
                let (kind, cell) = match printed.kind {
                    Kind::Head => ("head", None),
                    Kind::Group => ("group", None),
                    Kind::Label(_) => ("label", None),
                    Kind::Number(cell) | Kind::Open(cell) => ("number", Some(cell)),
                };
                FormCell {
                    text: cell.map_or_else(|| printed.text.to_string(), |cell| form.cell_name(cell)),
                    kind,
                    cell: cell.map(|cell| form.cell_id(cell)),
                    rowspan: printed.rows as u32,
                    colspan: printed.columns as u32,
                }
            };
            let own = |equation: &&Equation| equation.cells().next().is_some_and(|cell| cell.table == index);
            let ids = |cells: &[form::Cell]| cells.iter().map(|&cell| form.cell_id(cell)).collect();
            let relation = |equation: &Equation| FormRelation {
                rule: equation.rule,
                parts: ids(&equation.parts),
                wholes: ids(&equation.wholes),
                at_least: equation.at_least,
            };
            FormTable {
                id: table.id,
                name: table.name,
                title: SECTIONS.get(table.section).map_or_else(String::new, form::Section::line),
                labels: grid.label_widths,
                rows: grid.rows.iter().map(|row| row.iter().map(cell).collect()).collect(),
                relations: form.equations().iter().filter(own).map(relation).collect(),
            }
        })
        .collect()
}

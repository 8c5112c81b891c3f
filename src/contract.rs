//! The result as other programs see it: plain serialisable data, the same from the command line and from
//! WebAssembly, with spans in UTF-16 code units.
//!
//! Everything inside the core is converted here, once, at the edge; nothing here decides anything. Ids and
//! field names are a public contract: adding is fine, renaming is not.

mod checked;
mod form;

use serde::Serialize;

use crate::confirm::{BadLine, Confirmation, Confirmed, TITLE};
use crate::correct::Corrected;
use crate::guide;
use crate::intake::{Format, Intake, Refusal};
use crate::source::{Span, Utf16Index};
pub use checked::{
    Cell, CellId, CheckResult, Edit, Finding, Fix, JsonNumber, Note, Section, Suspect, Unchecked, Unused,
    check_result,
};
pub use form::{FormCell, FormRelation, FormTable, form_tables};

/// A half-open range of UTF-16 code units of the text it belongs to.
pub type Utf16Span = [u32; 2];

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

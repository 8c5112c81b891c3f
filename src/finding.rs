//! What a check says: a [`Finding`] with its place, its explanation and its fixes, as plain data.
//!
//! Of the form nothing here knows more than which cell is meant, of the rules nothing. Spans point into the text that was
//! checked.

use std::fmt;

use crate::form::Cell;
use crate::order::sort;
use crate::source::Span;

/// How much a finding matters to publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Must be put right before publication.
    Error,
    /// Very likely wrong.
    Warning,
    /// For a person to confirm.
    Hint,
}

impl Severity {
    /// The id in every output.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Hint => "hint",
        }
    }

    /// The word on the page and in reports.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Error => "必须改",
            Self::Warning => "建议核",
            Self::Hint => "请确认",
        }
    }
}

/// How far a fix may be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Applicability {
    /// The meaning stays as it is, or only rubbish goes.
    Safe,
    /// The one remedy that the draft itself determines.
    Suggested,
    /// A person must choose or know.
    Manual,
}

impl Applicability {
    /// The id in every output.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Safe => "safe",
            Self::Suggested => "suggested",
            Self::Manual => "manual",
        }
    }
}

/// On whose authority a rule speaks. What is our own never looks official.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// A law or an official document: article or number.
    Official(&'static str),
    /// The official form: its headings, tables, notes and relations (勾稽关系).
    Form(&'static str),
    /// Nobody's but ours: arithmetic, proof-reading, advice.
    Advice(&'static str),
}

impl fmt::Display for Basis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Official(text) | Self::Form(text) => f.write_str(text),
            Self::Advice(text) => write!(f, "{text}（本工具的建议，不是格式要求）"),
        }
    }
}

/// One replacement of text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edit {
    /// What is replaced; empty for an insertion.
    pub span: Span,
    /// What stands there afterwards.
    pub text: String,
}

impl Edit {
    /// Replaces a span.
    pub fn replace(span: Span, text: impl Into<String>) -> Self {
        Self { span, text: text.into() }
    }

    /// Deletes a span.
    pub fn delete(span: Span) -> Self {
        Self::replace(span, "")
    }

    /// Inserts at a place.
    pub fn insert(at: u32, text: impl Into<String>) -> Self {
        Self::replace(Span::at(at), text)
    }
}

/// A named remedy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What applying it does, as the label of a button.
    pub title: String,
    /// How far to trust it.
    pub applicability: Applicability,
    /// In order of place, disjoint, never empty.
    edits: Vec<Edit>,
}

impl Fix {
    /// A fix of one edit.
    pub fn new(title: impl Into<String>, applicability: Applicability, edit: Edit) -> Self {
        Self { title: title.into(), applicability, edits: vec![edit] }
    }

    /// A fix of several edits; `None` when there are none or two of them overlap.
    pub fn of(title: impl Into<String>, applicability: Applicability, mut edits: Vec<Edit>) -> Option<Self> {
        sort(&mut edits);
        let overlap = edits.iter().zip(edits.iter().skip(1)).any(|(a, b)| a.span.end > b.span.start);
        (!edits.is_empty() && !overlap).then(|| Self { title: title.into(), applicability, edits })
    }

    /// Moves every edit to its place in another text, which has the same order.
    pub fn move_by(&mut self, place: impl Fn(Span) -> Span) {
        for edit in &mut self.edits {
            edit.span = place(edit.span);
        }
    }

    /// The edits, in order of place and disjoint.
    pub fn edits(&self) -> &[Edit] {
        &self.edits
    }
}

/// A part of the explanation, with a place of its own: a term of a sum, the sentence that disagrees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Where.
    pub span: Span,
    /// What stands there and why it matters.
    pub message: String,
}

/// One result of one rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Id of the rule.
    pub rule: &'static str,
    /// How much it matters here, which may be another than the usual severity of its rule.
    pub severity: Severity,
    /// Where.
    pub span: Span,
    /// What is wrong, by how much, and against what.
    pub message: String,
    /// Why the rule matters, in one sentence.
    pub reason: &'static str,
    /// On whose authority.
    pub basis: Basis,
    /// The explanation's parts elsewhere in the draft.
    pub notes: Vec<Note>,
    /// Cells of the form that it is about.
    pub cells: Vec<Cell>,
    /// Those of them one of which is wrong, unless somebody says that it is right.
    pub suspects: Vec<Cell>,
    /// Remedies, best first.
    pub fixes: Vec<Fix>,
}

impl Finding {
    /// Gives it another severity than the rule's.
    pub const fn severity(&mut self, severity: Severity) -> &mut Self {
        self.severity = severity;
        self
    }

    /// Adds a part of the explanation.
    pub fn note(&mut self, span: Span, message: impl Into<String>) -> &mut Self {
        self.notes.push(Note { span, message: message.into() });
        self
    }

    /// Adds the same part of the explanation at several places.
    pub fn notes(&mut self, places: impl IntoIterator<Item = Span>, message: &str) -> &mut Self {
        self.notes.extend(places.into_iter().map(|span| Note { span, message: message.to_owned() }));
        self
    }

    /// Adds a sentence to the message.
    pub fn hint(&mut self, sentence: impl AsRef<str>) -> &mut Self {
        self.message += sentence.as_ref();
        self
    }

    /// Says which cells it is about.
    pub fn cells(&mut self, cells: impl IntoIterator<Item = Cell>) -> &mut Self {
        self.cells.extend(cells);
        self
    }

    /// Says which cells may be the wrong ones.
    pub fn suspects(&mut self, cells: impl IntoIterator<Item = Cell>) -> &mut Self {
        self.suspects.extend(cells);
        self
    }

    /// Adds a remedy of one edit.
    pub fn fix(&mut self, title: impl Into<String>, applicability: Applicability, edit: Edit) -> &mut Self {
        self.fixes.push(Fix::new(title, applicability, edit));
        self
    }

    /// Adds the remedy to write something else in a place.
    pub fn rewrite(&mut self, span: Span, right: impl Into<String>, trust: Applicability) -> &mut Self {
        let right = right.into();
        self.fix(format!("改为“{right}”"), trust, Edit::replace(span, right))
    }

    /// Adds the remedy to leave a place out.
    pub fn leave_out(&mut self, span: Span, trust: Applicability) -> &mut Self {
        self.fix("删去", trust, Edit::delete(span))
    }

    /// Adds a remedy of several edits, if they can be made together.
    pub fn fix_all(
        &mut self,
        title: impl Into<String>,
        applicability: Applicability,
        edits: Vec<Edit>,
    ) -> &mut Self {
        self.fixes.extend(Fix::of(title, applicability, edits));
        self
    }
}

/// A check that could not be made, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unchecked {
    /// Id of the rule.
    pub rule: &'static str,
    /// The cause, for a person.
    pub why: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fix_keeps_its_edits_in_order_and_refuses_overlaps() {
        let edits = vec![Edit::delete(Span::new(4, 6)), Edit::insert(2, "年")];
        let fix = Fix::of("改", Applicability::Safe, edits).unwrap();
        assert_eq!(fix.edits().iter().map(|edit| edit.span.start).collect::<Vec<_>>(), [2, 4]);
        let overlapping = vec![Edit::delete(Span::new(0, 3)), Edit::delete(Span::new(2, 4))];
        assert_eq!(Fix::of("改", Applicability::Safe, overlapping), None);
        assert_eq!(Fix::of("改", Applicability::Safe, Vec::new()), None);
    }
}

//! The corrected report (stub).
use crate::source::Span;
/// A change that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applied {
    /// Id of the rule.
    pub rule: &'static str,
    /// What was done.
    pub title: String,
}
/// The corrected report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Corrected {
    /// The whole text.
    pub text: String,
    /// What a person must know first.
    pub notice: Option<String>,
    /// What was changed.
    pub applied: Vec<Applied>,
    /// Open spots.
    pub open: Vec<Span>,
    /// Kept parts.
    pub kept: Vec<Span>,
}

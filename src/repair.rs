//! Applies fixes: those that can be trusted, without overlap, round by round until none is left.

use crate::checked::{Options, check_with};
use crate::confirm::{Confirmed, NOTHING};
use crate::finding::{Applicability, Edit, Finding, Fix};
use crate::order::{sort, sort_by_key};

/// A change that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applied {
    /// Id of the rule whose finding it settles.
    pub rule: &'static str,
    /// What was wrong and what was done.
    pub title: String,
}

/// A text after its fixes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repaired {
    /// The text.
    pub text: String,
    /// The fixes, in the order in which they were made.
    pub applied: Vec<Applied>,
}

/// Most rounds: fixes make room for fixes only where they overlapped.
const MOST_ROUNDS: usize = 10;

/// Applies the fixes of `text` up to a degree of trust. A fix that is only suggested counts when the finding has
/// no other that is trusted as much. Linear in the text, times the rounds.
pub fn repair(text: &str, trust: Applicability) -> Repaired {
    repair_except(text, trust, &NOTHING)
}

/// The same, but what has been confirmed stays as it is.
pub fn repair_except(text: &str, trust: Applicability, confirmed: &Confirmed) -> Repaired {
    let mut repaired = Repaired { text: text.to_owned(), applied: Vec::new() };
    for _ in 0..MOST_ROUNDS {
        let findings = check_with(&repaired.text, Options { confirmed, ..Options::default() }).findings;
        let trusted = findings.iter().filter_map(|finding| Some((finding, fix_of(finding, trust)?)));
        let mut trusted: Vec<(&Finding, &Fix)> = trusted.collect();
        sort_by_key(&mut trusted, |(_, fix)| fix.edits().first().map(|edit| edit.span));
        let (mut edits, mut reach): (Vec<&Edit>, Option<u32>) = (Vec::new(), None);
        for (finding, fix) in trusted {
            let (Some(first), Some(last)) = (fix.edits().first(), fix.edits().last()) else { continue };
            // Fixes that touch wait for the next round, when their places are known anew.
            if reach.is_some_and(|reach| first.span.start <= reach) {
                continue;
            }
            reach = Some(last.span.end);
            edits.extend(fix.edits());
            repaired.applied.push(Applied { rule: finding.rule, title: applied_title(finding, fix) });
        }
        if edits.is_empty() {
            break;
        }
        repaired.text = apply(&repaired.text, &edits);
    }
    repaired
}

/// What is said about a fix that was made: what was wrong and what was done.
fn applied_title(finding: &Finding, fix: &Fix) -> String {
    format!("{}→ {}", finding.message, fix.title)
}

/// Changes that were made, for looking up what became of a finding.
#[derive(Debug)]
pub struct Settled<'a>(
    /// Rule and title of each, in order.
    Vec<(&'a str, &'a str)>,
);

impl<'a> Settled<'a> {
    /// The changes. O(n log n).
    pub fn new(applied: &'a [Applied]) -> Self {
        let mut changes: Vec<_> = applied.iter().map(|change| (change.rule, change.title.as_str())).collect();
        sort(&mut changes);
        Self(changes)
    }

    /// The fix of a finding that was made.
    pub fn fix<'f>(&self, finding: &'f Finding) -> Option<&'f Fix> {
        finding.fixes.iter().find(|fix| {
            let title = applied_title(finding, fix);
            self.0.binary_search(&(finding.rule, title.as_str())).is_ok()
        })
    }

    /// Whether anything was done for a rule.
    pub fn has(&self, rule: &str) -> bool {
        let first = self.0.partition_point(|(other, _)| *other < rule);
        self.0.get(first).is_some_and(|(other, _)| *other == rule)
    }
}

/// The fix of a finding that may be made without asking.
fn fix_of(finding: &Finding, trust: Applicability) -> Option<&Fix> {
    let mut trusted = finding.fixes.iter().filter(|fix| fix.applicability <= trust);
    let first = trusted.next()?;
    (first.applicability == Applicability::Safe || trusted.next().is_none()).then_some(first)
}

/// Makes edits that are in order of place and disjoint.
pub fn apply(text: &str, edits: &[&Edit]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        out.push_str(text.get(at..edit.span.start as usize).unwrap_or_default());
        out.push_str(&edit.text);
        at = edit.span.end as usize;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out
}

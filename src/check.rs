//! The rules: a [`Rule`] is one constant with everything a person may ask about it, and the registry below lists
//! them by family. `check` runs them over one [`Context`] and returns what they found, in order of place.
//!
//! A rule reads the [`Reading`] and reports; it changes nothing and knows no other rule. What it cannot judge it
//! lists as unchecked: what is absent is not zero.

mod asked;
mod cause;
mod cells;
mod cited;
mod counted;
mod dates;
mod joined;
mod layout;
mod legal;
pub mod located;
mod narrative;
mod organisations;
mod overview;
mod plausible;
mod prior;
mod stages;
mod stated;
mod statements;
mod structure;
mod sums;
mod tables;
mod title;
mod wording;
mod words;
mod years;

use std::cell::OnceCell;
use std::fmt;

use crate::finding::{Basis, Finding, Severity, Unchecked};
use crate::form::{Cell, Table};
use crate::number::Number;
use crate::order::sort_by_key;
use crate::reading::tables::TableReading;
use crate::reading::{Reading, sections};
use crate::source::{Source, Span};
use layout::Cuts;
use located::Located;
pub use prior::Prior;
use title::Judgement;

/// A rule.
pub struct Rule {
    /// Public id.
    pub id: &'static str,
    /// Its usual severity; a finding may be milder where the rule says so.
    pub severity: Severity,
    /// What it reports, in one line.
    pub summary: &'static str,
    /// Why it matters, in one sentence.
    pub reason: &'static str,
    /// On whose authority.
    pub basis: Basis,
    /// Changes of the sample report that it must report.
    pub examples: &'static [Example],
    /// Finds what it reports.
    pub check: fn(&Context<'_, '_>, &mut Sink<'_>),
}

impl fmt::Debug for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Rule").field(&self.id).finish()
    }
}

/// A change of the sample report that a rule must report: the tests make it and look.
#[derive(Clone, Copy, Debug)]
pub struct Example {
    /// Text of the sample report; ⋯ in it stands for anything.
    pub right: &'static str,
    /// What stands there instead.
    pub wrong: &'static str,
}

/// All that a rule may look at.
#[derive(Debug)]
pub struct Context<'s, 't> {
    /// The draft.
    pub source: &'s Source<'t>,
    /// Its interpretation.
    pub reading: &'s Reading,
    /// Cells that somebody has looked at and found right, with the number that they had.
    known: &'s [(Cell, Number)],
    /// Last year's report, if somebody supplies it.
    prior: Option<&'s Prior<'s>>,
    located: OnceCell<Located>,
    cuts: OnceCell<Cuts>,
    title: OnceCell<Option<Judgement>>,
}

impl<'s, 't> Context<'s, 't> {
    /// A draft and its interpretation.
    pub const fn new(source: &'s Source<'t>, reading: &'s Reading) -> Self {
        Self {
            source,
            reading,
            known: &[],
            prior: None,
            located: OnceCell::new(),
            cuts: OnceCell::new(),
            title: OnceCell::new(),
        }
    }

    /// The same, where some numbers are known to be right.
    #[must_use]
    pub const fn knowing(mut self, known: &'s [(Cell, Number)]) -> Self {
        self.known = known;
        self
    }

    /// The same, with last year's report beside it.
    #[must_use]
    pub const fn after(mut self, prior: Option<&'s Prior<'s>>) -> Self {
        self.prior = prior;
        self
    }

    /// Which cells the relations that do not hold point at, found when it is first asked for.
    pub fn located(&self) -> &Located {
        self.located.get_or_init(|| Located::new(self))
    }

    /// Where line ends cut a paragraph, found when it is first asked for.
    fn cuts(&self) -> &Cuts {
        self.cuts.get_or_init(|| Cuts::new(self))
    }

    /// What is wrong with the title, found when it is first asked for.
    fn title(&self) -> Option<&Judgement> {
        self.title.get_or_init(|| title::judge(self)).as_ref()
    }

    /// The tables of the form with their index and reading, in order.
    pub fn tables(&self) -> impl Iterator<Item = (u8, &'static Table, &TableReading)> {
        let reading = self.reading;
        (0_u8..)
            .zip(&reading.form.tables)
            .zip(&reading.tables)
            .map(|((index, table), read)| (index, table, read))
    }
}

/// The families, in the order of the report's parts, each with what a person calls it.
const FAMILIES: [(&str, &[Rule]); 20] = [
    ("标题", title::RULES),
    ("六个部分", structure::RULES),
    ("总体情况与存在的问题", overview::RULES),
    ("三张表的项目与格式", tables::RULES),
    ("单元格", cells::RULES),
    ("勾稽关系", sums::RULES),
    ("数字是否合理", plausible::RULES),
    ("正文与表格", narrative::tables::RULES),
    ("正文中的总数、分项与百分比", narrative::lists::RULES),
    ("正文中的数字", narrative::figures::RULES),
    ("正文前后", narrative::conflicts::RULES),
    ("收费", narrative::fees::RULES),
    ("与上年报告", prior::RULES),
    ("年度", years::RULES),
    ("日期", dates::RULES),
    ("依据与文号", legal::RULES),
    ("单位名称", organisations::RULES),
    ("文稿清洁与重复", words::RULES),
    ("用语", wording::RULES),
    ("标点与版式", layout::RULES),
];

/// The families that have rules, with their names.
pub fn families() -> impl Iterator<Item = (&'static str, &'static [Rule])> {
    FAMILIES.into_iter().filter(|(_, rules)| !rules.is_empty())
}

/// All rules.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    FAMILIES.into_iter().flat_map(|(_, rules)| rules)
}

/// Runs every rule, on paragraphs in one piece where the lines of pages cut them. The findings come in order of place, at
/// one place the severest first. Tells before every rule how many have been run, and of how many.
pub fn check(context: &Context<'_, '_>, tell: &dyn Fn(usize, usize)) -> (Vec<Finding>, Vec<Unchecked>) {
    run(context, &|_| true, tell)
}

/// Whether a rule has a finding; no other is run.
pub fn finds(context: &Context<'_, '_>, id: &str) -> bool {
    !run(context, &|rule| rule.id == id, &|_, _| {}).0.is_empty()
}

/// Runs some rules.
fn run(
    context: &Context<'_, '_>,
    is_asked: &dyn Fn(&Rule) -> bool,
    tell: &dyn Fn(usize, usize),
) -> (Vec<Finding>, Vec<Unchecked>) {
    let (mut findings, mut unchecked) = (Vec::new(), Vec::new());
    let joined = context.cuts().joined(context.source);
    let source = joined.as_ref().map(|joined| sections::open(&joined.text));
    let reading = source.as_ref().map(Reading::new);
    let whole = source.as_ref().zip(reading.as_ref());
    let whole = whole
        .map(|(source, reading)| Context::new(source, reading).knowing(context.known).after(context.prior));
    let count = rules().count();
    for (done, rule) in rules().enumerate().filter(|(_, rule)| is_asked(rule)) {
        tell(done, count);
        let before = findings.len();
        let left_out = finding(rule, Span::at(0), String::new());
        let mut sink = Sink { rule, before, findings: &mut findings, left_out, unchecked: &mut unchecked };
        match joined.as_ref().zip(whole.as_ref()).filter(|_| rule.id != layout::BROKEN_PARAGRAPH) {
            Some((joined, whole)) => {
                (rule.check)(whole, &mut sink);
                findings.iter_mut().skip(before).for_each(|finding| joined.put_back(finding));
            }
            None => (rule.check)(context, &mut sink),
        }
    }
    sort_by_key(&mut findings, |finding| (finding.span.start, finding.severity, finding.span.end));
    (findings, unchecked)
}

/// Takes what one rule reports.
#[derive(Debug)]
pub struct Sink<'f> {
    rule: &'static Rule,
    /// Number of findings before this rule.
    before: usize,
    findings: &'f mut Vec<Finding>,
    /// The last finding that there was no room for.
    left_out: Finding,
    unchecked: &'f mut Vec<Unchecked>,
}

impl Sink<'_> {
    /// Most findings of one rule: nobody reads more, and a text with more is no report.
    const MOST: usize = 1_000;

    /// Reports a finding of this rule, to be added to.
    pub fn at(&mut self, span: Span, message: impl Into<String>) -> &mut Finding {
        let finding = finding(self.rule, span, message.into());
        let has_room = self.findings.len() - self.before < Self::MOST;
        if has_room {
            self.findings.push(finding);
        } else {
            self.unchecked(format!("问题太多，只列出了前{}处", Self::MOST));
            self.left_out = finding;
        }
        self.findings.last_mut().filter(|_| has_room).unwrap_or(&mut self.left_out)
    }

    /// Says that this rule could not be checked; the same cause is said once.
    pub fn unchecked(&mut self, why: impl Into<String>) {
        let unchecked = Unchecked { rule: self.rule.id, why: why.into() };
        if !self.unchecked.contains(&unchecked) {
            self.unchecked.push(unchecked);
        }
    }
}

/// A finding of a rule with nothing but its message.
const fn finding(rule: &Rule, span: Span, message: String) -> Finding {
    Finding {
        rule: rule.id,
        severity: rule.severity,
        span,
        message,
        reason: rule.reason,
        basis: rule.basis,
        notes: Vec::new(),
        cells: Vec::new(),
        suspects: Vec::new(),
        fixes: Vec::new(),
    }
}

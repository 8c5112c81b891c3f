//! Faults: one slip in a correct report, with the rule that must report it and where.

pub mod cells;
pub mod dates;
pub mod fees;
pub mod numbers;
pub mod places;
pub mod structure;
pub mod tables;
pub mod wording;

use std::ops::Range;

use nianbao::check_text;
use nianbao::finding::{Finding, Severity};
use nianbao::form::{Cell, Edition};

use super::damage::Damage;
use super::layout::Layout;
use super::numerals::{Numerals, Zero};
use super::{Draft, Rng, Size, Style, Truth, draft};

/// A correct report.
#[derive(Clone, Debug)]
pub struct Case {
    pub truth: Truth,
    pub draft: Draft,
}

/// A report with a slip.
#[derive(Clone, Debug)]
pub struct Spoilt {
    pub text: String,
    /// Where a finding may point: it touches one of these.
    pub places: Vec<Range<usize>>,
    /// The cells that a finding may name instead.
    pub cells: Vec<Cell>,
}

/// A kind of slip.
#[derive(Clone, Copy)]
pub struct Fault {
    pub name: &'static str,
    /// The rules any of which must report it: one, but where several are one family.
    pub rules: &'static [&'static str],
    /// The severities that it may have.
    pub severities: &'static [Severity],
    /// Rules that may rightly report the same slip as well.
    pub also: &'static [&'static str],
    /// Makes the slip; `None` where the report has no place for it.
    pub spoil: fn(&Case, &mut Rng) -> Option<Spoilt>,
}

/// What became of a slip.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// Whether the right rule reported it at the right place with the right severity.
    pub found: bool,
    /// Other errors and warnings.
    pub others: Vec<Finding>,
    /// All findings.
    pub findings: Vec<Finding>,
}

/// All kinds, by family.
pub fn faults() -> impl Iterator<Item = &'static Fault> {
    [
        structure::FAULTS,
        dates::FAULTS,
        tables::FAULTS,
        cells::FAULTS,
        numbers::FAULTS,
        fees::FAULTS,
        wording::FAULTS,
    ]
    .into_iter()
    .flatten()
}

/// A correct report for slips: laid out so that nothing is in doubt.
pub fn case(seed: u64) -> Case {
    const LAYOUTS: [Layout; 7] = [
        Layout::Tabs,
        Layout::Tabs,
        Layout::Tabs,
        Layout::Ragged,
        Layout::Pipes,
        Layout::Cells,
        Layout::TabbedCells,
    ];
    let mut rng = Rng::new(seed);
    let layout = rng.pick(&LAYOUTS);
    written(layout, Numerals::Plain, &mut rng)
}

/// A correct report in any layout that keeps cells apart and any numerals that nobody objects to.
pub fn clean(seed: u64) -> Case {
    let mut rng = Rng::new(seed);
    let layouts: Vec<Layout> = Layout::ALL.into_iter().filter(|layout| layout.keeps_cells_apart()).collect();
    let layout = if rng.chance(500) { Layout::Tabs } else { rng.pick(&layouts) };
    let numerals = [Numerals::Plain, Numerals::Plain, Numerals::Separated, Numerals::FullWidth];
    let numerals = rng.pick(&numerals);
    written(layout, numerals, &mut rng)
}

fn written(layout: Layout, numerals: Numerals, rng: &mut Rng) -> Case {
    let edition = rng.pick(&[Edition::Current, Edition::Current, Edition::Current, Edition::Trial]);
    let truth = Truth::new(edition, rng.pick(&Size::ALL), rng);
    let style = Style { layout, numerals, zero: Zero::Digit };
    let draft = draft(&truth, style, Damage::None, rng);
    Case { truth, draft }
}

impl Fault {
    /// Checks a report with the slip. What was already said of the correct report is no news.
    pub fn judge(&self, case: &Case, spoilt: &Spoilt) -> Outcome {
        let before = check_text(case.text()).findings;
        let is_news = |finding: &&Finding| {
            !before.iter().any(|old| old.rule == finding.rule && old.message == finding.message)
        };
        let findings = check_text(&spoilt.text).findings;
        let found = findings.iter().any(|finding| {
            self.rules.contains(&finding.rule)
                && self.severities.contains(&finding.severity)
                && spoilt.is_place_of(finding)
        });
        let known = |rule: &str| self.rules.contains(&rule) || self.also.contains(&rule);
        let others = findings
            .iter()
            .filter(|finding| finding.severity != Severity::Hint && !known(finding.rule))
            .filter(is_news)
            .cloned()
            .collect();
        Outcome { found, others, findings }
    }
}

impl Spoilt {
    /// Whether a finding touches one of the places or names one of the cells.
    fn is_place_of(&self, finding: &Finding) -> bool {
        let span = finding.span.start as usize..finding.span.end as usize;
        self.places.iter().any(|place| span.start <= place.end && place.start <= span.end)
            || self.cells.iter().any(|cell| finding.cells.contains(cell))
    }
}

/// A list of findings for people, a line each, with the text that it points at.
pub fn listing(text: &str, findings: &[Finding]) -> String {
    let line = |finding: &Finding| {
        let (start, end) = (finding.span.start as usize, finding.span.end as usize);
        let line = text[..start].matches('\n').count() + 1;
        let shown: String = text[start..end].chars().take(40).collect();
        format!(
            "   {} {} line {line} “{}”: {}\n",
            finding.severity.id(),
            finding.rule,
            shown.replace('\n', "⏎"),
            finding.message
        )
    };
    findings.iter().map(line).collect()
}

/// The part of a spoilt text around its first place.
pub fn excerpt(spoilt: &Spoilt) -> String {
    let Some(place) = spoilt.places.first() else { return String::new() };
    let (mut start, mut end) = (place.start.saturating_sub(120), (place.end + 120).min(spoilt.text.len()));
    while !spoilt.text.is_char_boundary(start) {
        start -= 1;
    }
    while !spoilt.text.is_char_boundary(end) {
        end += 1;
    }
    format!(
        "…{}【{}】{}…",
        &spoilt.text[start..place.start],
        &spoilt.text[place.clone()],
        &spoilt.text[place.end..end]
    )
}

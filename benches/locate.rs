//! How wrong figures in tables three and four are located: slips of every kind in many generated reports and
//! in the figures of published ones, as tables in Markdown. Run with `cargo bench --bench locate`;
//! `NIANBAO_DRAFTS` is how many reports a size.

#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "a benchmark that cannot go on stops")]

#[path = "../tests/generator/mod.rs"]
mod generator;

use std::collections::BTreeSet;
use std::hint::black_box;
use std::time::Instant;

use generator::bodies::{Body, Kind as BodyKind};
use generator::damage::Damage;
use generator::layout::Layout;
use generator::numerals::{Numerals, Zero};
use generator::slips::{Changes, EXCHANGED, Figures, GROUPS, SINGLE, Slipped, slipped, swapped};
use generator::truth::Fee;
use generator::{Draft, Rng, Size, Style, Truth, draft};
use nianbao::check_text;
use nianbao::finding::{Applicability, Finding, Fix};
use nianbao::form::{Cell, Edition};

/// The rules that report a broken relation.
const RULES: [&str; 4] = ["total-row", "total-column", "balance", "total-review"];
/// How many slips of several cells, rows or columns a report.
const SLIPS: usize = 10;

fn main() {
    let drafts = std::env::var("NIANBAO_DRAFTS").ok().and_then(|n| n.parse().ok()).unwrap_or(60);
    let (mut single, mut several, mut groups, mut published) = (vec![], vec![], vec![], vec![]);
    // The largest first: they have a place for every kind, so that the kinds come in their order.
    for size in Size::ALL.into_iter().rev() {
        for seed in 0..drafts {
            let report = generated(size, seed);
            let of_size = format!("{size:?}");
            let mut rng = Rng::new(seed);
            for kind in SINGLE.iter().chain([&EXCHANGED]) {
                for cell in report.figures.cells() {
                    let changes = (kind.slip)(&report.figures, cell, &mut rng);
                    single.extend(changes.map(|changes| report.judge(kind.name, &of_size, &changes)));
                }
            }
            let cells: Vec<Cell> = report.figures.cells().filter(|cell| cell.table == 1).collect();
            for _ in 0..SLIPS {
                for (count, name) in [(2, "two"), (3, "three"), (5, "five")] {
                    let changes = report.figures.several(count, &mut rng);
                    several.push(report.judge(name, &of_size, &changes));
                }
                for kind in GROUPS {
                    let changes = (kind.slip)(&report.figures, rng.pick(&cells), &mut rng);
                    groups.extend(changes.map(|changes| report.judge(kind.name, &of_size, &changes)));
                }
            }
        }
    }
    for (name, report) in published_reports() {
        for cell in report.figures.cells() {
            let value = report.figures.get(cell);
            let near = [value + 1, value - 1, value + 10, value - 10].into_iter().filter(|&other| other >= 0);
            let turned = swapped(value).into_iter().filter(|&other| other != value);
            published.extend(near.chain(turned).map(|other| report.judge("", name, &[(cell, other)])));
        }
    }
    print_accuracy(&single, &several, &groups, &published);
    print_times(drafts);
}

fn print_accuracy(single: &[Outcome], several: &[Outcome], groups: &[Outcome], published: &[Outcome]) {
    use Mark::{
        AllNamed, AllRestored, Among, Crossed, CrossedRestored, Hidden, Named, Once, Restored, Undetected,
        Wrong,
    };
    const FIRST: &[Mark] = &[Named, Among, Restored, Wrong, Undetected, Hidden];
    const CROSSING: &[Mark] = &[Crossed, CrossedRestored];
    let kind = |outcome: &Outcome| [outcome.kind, outcome.table].map(str::to_owned).to_vec();
    let report = |outcome: &Outcome| vec![outcome.report.clone(), outcome.table.to_owned()];
    let both = |outcome: &Outcome| vec![outcome.kind.to_owned(), outcome.report.clone()];
    print_table("A. One wrong cell, by kind", &["slip", "in"], FIRST, single, kind);
    print_table("A. One wrong cell, by size of the report", &["size", "in"], FIRST, single, report);
    print_table(
        "B. Several wrong cells",
        &["wrong cells", "size"],
        &[AllNamed, AllRestored, Wrong, Undetected, Hidden],
        several,
        both,
    );
    print_table(
        "C. Rows and columns of table three",
        &["slip", "size"],
        &[Once, Restored, Among, Wrong, Undetected, Hidden],
        groups,
        both,
    );
    print_table("D. One wrong cell in published figures", &["report", "in"], FIRST, published, report);
    print_table("E. The crossing rule, slips of A", &["slip", "in"], CROSSING, single, kind);
    print_table("E. The crossing rule, slips of D", &["report", "in"], CROSSING, published, report);
}

/// What can be said of a slip. What names or restores the wrong cells changes no other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    /// Every relation holds.
    Hidden,
    /// The first fix of the first finding changes the wrong cells.
    Named,
    /// Some fix restores the truth.
    Among,
    /// The first fix of the first finding restores the truth.
    Restored,
    /// A fix that need not be chosen by a person makes a number what it is not.
    Wrong,
    /// No relation was reported as broken.
    Undetected,
    /// The first fixes of all findings change the wrong cells.
    AllNamed,
    /// The first fixes of all findings restore the truth.
    AllRestored,
    /// There is one finding, and its first fix restores the truth.
    Once,
    /// The crossing rule names the wrong cell.
    Crossed,
    /// The crossing rule restores the truth.
    CrossedRestored,
}

impl Mark {
    const fn name(self) -> &'static str {
        match self {
            Self::Hidden => "no relation broken",
            Self::Named | Self::Crossed => "named first",
            Self::Among => "named among candidates",
            Self::Restored | Self::CrossedRestored => "restored",
            Self::Wrong => "wrong but claimed unique",
            Self::Undetected => "undetected",
            Self::AllNamed => "all named",
            Self::AllRestored => "all restored",
            Self::Once => "one finding, restored",
        }
    }
}

/// What became of a slip.
#[derive(Clone, Debug)]
struct Outcome {
    kind: &'static str,
    /// The size or the name of the report.
    report: String,
    table: &'static str,
    marks: Vec<Mark>,
}

/// A correct report whose cells are easily told apart, with its figures.
struct Report {
    draft: Draft,
    figures: Figures,
}

impl Report {
    fn of(truth: &Truth, rng: &mut Rng) -> Self {
        let style = Style { layout: Layout::Tabs, numerals: Numerals::Plain, zero: Zero::Digit };
        Self { figures: Figures::of(truth), draft: draft(truth, style, Damage::None, rng) }
    }

    fn judge(&self, kind: &'static str, report: &str, changes: &[(Cell, i64)]) -> Outcome {
        let written = self.figures.with(changes);
        let table = if changes[0].0.table == 1 { "table three" } else { "table four" };
        let marks = if written.broken().is_empty() {
            vec![Mark::Hidden]
        } else {
            self.marks(&written, &slipped(&self.draft, changes))
        };
        Outcome { kind, report: report.to_owned(), table, marks }
    }

    fn marks(&self, written: &Figures, slipped: &Slipped) -> Vec<Mark> {
        let repaired = |fix: &Fix| repaired(fix, written, slipped);
        let findings = check_text(&slipped.text).findings;
        let is_sum = |finding: &Finding| RULES.contains(&finding.rule);
        let edits_cells =
            |finding: &Finding| finding.fixes.first().is_some_and(|fix| !repaired(fix).is_empty());
        let findings: Vec<&Finding> =
            findings.iter().filter(|finding| is_sum(finding) || edits_cells(finding)).collect();
        let truth: Repaired =
            slipped.wrong.iter().map(|&cell| (cell, Some(self.figures.get(cell)))).collect();
        let cells = |repaired: &Repaired| repaired.iter().map(|&(cell, _)| cell).collect::<BTreeSet<_>>();
        let wrong = cells(&truth);
        let is_false = |&(cell, value): &(Cell, Option<i64>)| value != Some(self.figures.get(cell));
        let fixes = || findings.iter().flat_map(|finding| &finding.fixes);
        let firsts: Repaired =
            findings.iter().filter_map(|finding| finding.fixes.first()).flat_map(repaired).collect();
        let first = findings.first().and_then(|finding| finding.fixes.first()).map(repaired);
        let is_named = match (&first, &findings[..]) {
            (Some(first), _) => cells(first) == wrong,
            (None, [only]) => only.cells.first().is_some_and(|cell| wrong.contains(cell)),
            (None, _) => false,
        };
        let is_restored = first.as_ref() == Some(&truth);
        let crossing = written.crossing();
        let is_sure = |fix: &&Fix| fix.applicability != Applicability::Manual;
        [
            (Mark::Named, is_named),
            (Mark::Among, fixes().any(|fix| repaired(fix) == truth)),
            (Mark::Restored, is_restored),
            (Mark::Wrong, fixes().filter(is_sure).any(|fix| repaired(fix).iter().any(is_false))),
            (Mark::Undetected, !findings.iter().any(|finding| is_sum(finding))),
            (Mark::AllNamed, cells(&firsts) == wrong),
            (Mark::AllRestored, firsts == truth),
            (Mark::Once, is_restored && findings.len() == 1),
            (Mark::Crossed, crossing.is_some_and(|(cell, _)| wrong == BTreeSet::from([cell]))),
            (
                Mark::CrossedRestored,
                crossing.is_some_and(|(cell, value)| truth == [(cell, Some(value))].into()),
            ),
        ]
        .into_iter()
        .filter_map(|(mark, holds)| holds.then_some(mark))
        .collect()
    }
}

/// Cells with their numbers after a fix; nothing where no number is left.
type Repaired = BTreeSet<(Cell, Option<i64>)>;

/// The bound cells whose numbers a fix changes.
fn repaired(fix: &Fix, written: &Figures, slipped: &Slipped) -> Repaired {
    let edits = fix.edits().iter().map(|edit| (edit.span.start as usize, edit.span.end as usize, &edit.text));
    edits
        .flat_map(|(from, to, text)| {
            let touched = slipped.places.iter().filter(move |(_, place)| {
                from < place.end && place.start < to
                    || from == to && (place.start..=place.end).contains(&from)
            });
            touched.map(move |(cell, place)| {
                let before = slipped.text.get(place.start..from).unwrap_or_default();
                let after = slipped.text.get(to..place.end).unwrap_or_default();
                (*cell, format!("{before}{text}{after}").parse().ok())
            })
        })
        .filter(|&(cell, value)| {
            written.cells().any(|other| other == cell) && value != Some(written.get(cell))
        })
        .collect()
}

/// A table with a row for every name that an outcome may have, in order of appearance, and one for all.
fn print_table(
    title: &str,
    heads: &[&str],
    marks: &[Mark],
    outcomes: &[Outcome],
    name: impl Fn(&Outcome) -> Vec<String>,
) {
    println!("## {title}\n");
    let columns: Vec<&str> = marks.iter().map(|mark| mark.name()).collect();
    println!("| {} | slips | {} |", heads.join(" | "), columns.join(" | "));
    println!("|{}{}", " --- |".repeat(heads.len()), " ---: |".repeat(marks.len() + 1));
    let mut groups: Vec<(Vec<String>, Vec<&Outcome>)> = Vec::new();
    for outcome in outcomes {
        let name = name(outcome);
        match groups.iter_mut().find(|(other, _)| *other == name) {
            Some((_, group)) => group.push(outcome),
            None => groups.push((name, vec![outcome])),
        }
    }
    groups.push((heads.iter().map(|_| "**all**".to_owned()).collect(), outcomes.iter().collect()));
    for (name, group) in groups {
        let count = |mark: Mark| group.iter().filter(|outcome| outcome.marks.contains(&mark)).count();
        let slips = group.len() - count(Mark::Hidden);
        let share = |mark: Mark| match mark {
            Mark::Hidden => count(mark).to_string(),
            _ => format!("{:.2} %", 100.0 * count(mark) as f64 / slips.max(1) as f64),
        };
        let shares: Vec<String> = marks.iter().map(|&mark| share(mark)).collect();
        println!("| {} | {slips} | {} |", name.join(" | "), shares.join(" | "));
    }
    println!();
}

/// Times of a check by how many cells are wrong, and what each takes more than the correct report.
fn print_times(drafts: u64) {
    const COUNTS: [usize; 5] = [1, 2, 3, 5, 8];
    let mut names = vec!["none".to_owned()];
    names.extend(COUNTS.iter().map(usize::to_string));
    names.push("all of table three, at random".to_owned());
    let mut times = vec![Vec::new(); names.len()];
    for seed in 0..drafts {
        let (report, mut rng) = (generated(Size::Medium, seed), Rng::new(seed));
        let mut changes = vec![Changes::new()];
        changes.extend(COUNTS.map(|count| report.figures.several(count, &mut rng)));
        let cells = report.figures.cells().filter(|cell| cell.table == 1);
        changes.push(cells.map(|cell| (cell, rng.below(1_000) as i64)).collect());
        let texts: Vec<String> = changes.iter().map(|changes| slipped(&report.draft, changes).text).collect();
        times.iter_mut().zip(measure(&texts)).for_each(|(times, time)| times.push(time));
    }
    println!("## F. Time of a check in µs, reports of medium size\n");
    println!("| wrong cells | median | maximum | median of what it takes more | maximum of that |");
    println!("| --- | ---: | ---: | ---: | ---: |");
    for (name, own) in names.iter().zip(&times) {
        let more = own.iter().zip(&times[0]).map(|(time, correct)| time - correct).collect();
        let ((median, most), (median_more, most_more)) = (summary(own.clone()), summary(more));
        println!("| {name} | {median:.0} | {most:.0} | {median_more:.0} | {most_more:.0} |");
    }
}

/// The median time of a check of each text, in µs; the texts take turns.
fn measure(texts: &[String]) -> Vec<f64> {
    const RUNS: usize = 21;
    let mut times = vec![Vec::new(); texts.len()];
    for _ in 0..RUNS {
        for (text, times) in texts.iter().zip(&mut times) {
            let start = Instant::now();
            black_box(check_text(black_box(text)));
            times.push(start.elapsed().as_secs_f64() * 1e6);
        }
    }
    times.into_iter().map(|times| summary(times).0).collect()
}

/// Median and maximum.
fn summary(mut times: Vec<f64>) -> (f64, f64) {
    times.sort_by(f64::total_cmp);
    (times.get(times.len() / 2).copied().unwrap_or_default(), times.last().copied().unwrap_or_default())
}

fn generated(size: Size, seed: u64) -> Report {
    let mut rng = Rng::new(seed);
    let edition = rng.pick(&[Edition::Current, Edition::Current, Edition::Current, Edition::Trial]);
    Report::of(&Truth::new(edition, size, &mut rng), &mut rng)
}

/// The figures of published reports, in reports of invented bodies.
fn published_reports() -> impl Iterator<Item = (&'static str, Report)> {
    [
        ("suqian-2023", 2023, include_str!("../tests/published/suqian-2023.tsv")),
        ("suqian-2024", 2024, include_str!("../tests/published/suqian-2024.tsv")),
        ("hangzhou-2025", 2025, include_str!("../tests/published/hangzhou-2025.tsv")),
    ]
    .into_iter()
    .map(|(name, year, figures)| {
        let mut rng = Rng::new(u64::from(year));
        let mut body = Body::pick(Size::Large, &mut rng);
        while body.kind != BodyKind::Upper {
            body = Body::pick(Size::Large, &mut rng);
        }
        let mut truth = Truth::of(Edition::Current, year, Size::Large, body, &mut rng);
        for (cell, value) in &mut truth.cells {
            let (table, row, _) = truth.form.place(*cell).unwrap();
            let id = format!("{}.{}\t", table.id, row.id);
            let numbers = figures.lines().find_map(|line| line.strip_prefix(&id)).unwrap();
            let number = numbers.split('\t').nth(usize::from(cell.column)).unwrap();
            let (whole, rest) = number.split_once('.').unwrap_or((number, ""));
            *value = format!("{whole}{rest:0<4}").parse().unwrap();
        }
        let unpaid = truth.get("t3.other.fee_unpaid.total");
        truth.fee = Fee { notices: unpaid, billed: unpaid * 100, paid: 0 };
        (name, Report::of(&truth, &mut rng))
    })
}

//! Wrong figures from end to end: what is repaired holds and breaks nothing else, one wrong figure is one
//! finding, and what is said of slips that clerks make.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test that cannot go on stops"
)]

mod generator;

use std::fmt::Write as _;

use generator::damage::Damage;
use generator::layout::Layout;
use generator::numerals::{Numerals, Zero};
use generator::slips::{EXCHANGED, Figures, GROUPS, SINGLE, slipped};
use generator::{Draft, Rng, Size, Style, Truth, draft};
use nianbao::check_text;
use nianbao::correct::correct;
use nianbao::finding::{Applicability, Edit, Finding, Fix, Severity};
use nianbao::form::{Cell, Edition};
use nianbao::repair::{apply, repair};

/// The rules that localisation speaks through.
const RULES: [&str; 6] =
    ["total-row", "total-column", "balance", "total-review", "in-force-too-small", "cell-blank"];
/// How many reports of each size.
const REPORTS: u64 = 12;
/// How many slips of each kind a report.
const SLIPS: usize = 2;

/// A correct report with its figures.
struct Report {
    draft: Draft,
    figures: Figures,
}

impl Report {
    fn new(size: Size, rng: &mut Rng) -> Self {
        let edition = rng.pick(&[Edition::Current, Edition::Current, Edition::Current, Edition::Trial]);
        let truth = Truth::new(edition, size, rng);
        let style = Style { layout: Layout::Tabs, numerals: Numerals::Plain, zero: Zero::Digit };
        Self { figures: Figures::of(&truth), draft: draft(&truth, style, Damage::None, rng) }
    }

    /// The report with slips of every kind that it has a place for, by name.
    fn spoilt(&self, rng: &mut Rng) -> Vec<(&'static str, String)> {
        let cells: Vec<Cell> = self.figures.cells().collect();
        let applications: Vec<Cell> = cells.iter().copied().filter(|cell| cell.table == 1).collect();
        let mut spoilt = Vec::new();
        for _ in 0..SLIPS {
            for (count, name) in [(1, "one"), (2, "two"), (3, "three")] {
                spoilt.push((name, slipped(&self.draft, &self.figures.several(count, rng)).text));
            }
            for kind in GROUPS.iter().chain([&EXCHANGED]) {
                let changes = (kind.slip)(&self.figures, rng.pick(&applications), rng);
                spoilt.extend(changes.map(|changes| (kind.name, slipped(&self.draft, &changes).text)));
            }
            for count in [0, 1] {
                let slipped = slipped(&self.draft, &self.figures.several(count, rng));
                let blank = rng.pick(&cells);
                let (_, place) = slipped.places.iter().find(|(cell, _)| *cell == blank).unwrap();
                let mut text = slipped.text.clone();
                text.replace_range(place.clone(), "");
                spoilt.push((if count == 0 { "blank" } else { "blank and one" }, text));
            }
        }
        spoilt
    }
}

/// Reports of every size, each with choices of its own.
fn reports() -> impl Iterator<Item = (Report, Rng)> {
    Size::ALL.into_iter().flat_map(|size| {
        (0..REPORTS).map(move |seed| {
            let mut rng = Rng::new(seed);
            (Report::new(size, &mut rng), rng)
        })
    })
}

/// What must be put right, and what is very likely wrong.
fn findings(text: &str) -> Vec<Finding> {
    let mut findings = check_text(text).findings;
    findings.retain(|finding| finding.severity != Severity::Hint);
    findings
}

fn is_located(finding: &Finding) -> bool {
    RULES.contains(&finding.rule)
}

fn located(findings: &[Finding]) -> impl Iterator<Item = &Finding> {
    findings.iter().filter(|finding| is_located(finding))
}

fn suggested(finding: &Finding) -> impl Iterator<Item = &Fix> {
    finding.fixes.iter().filter(|fix| fix.applicability == Applicability::Suggested)
}

/// The findings that were not there before: neither in these words, nor as another wording of the same cause.
fn news<'f>(before: &[Finding], after: &'f [Finding]) -> Vec<&'f Finding> {
    let is_old = |finding: &&Finding| {
        before.iter().any(|old| {
            let is_same_cause =
                is_located(old) && is_located(finding) && old.cells.iter().any(|c| finding.cells.contains(c));
            old.rule == finding.rule && old.message == finding.message || is_same_cause
        })
    };
    after.iter().filter(|finding| !is_old(finding)).collect()
}

/// A line for each finding: its rule, and its fixes with what they write.
fn listing<'f>(text: &str, findings: impl IntoIterator<Item = &'f Finding>) -> String {
    let lines = findings.into_iter().map(|finding| {
        let fixes: Vec<String> = finding.fixes.iter().map(|fix| shown(text, fix)).collect();
        format!("{} {}", finding.rule, fixes.join(" | "))
    });
    lines.fold(String::new(), |list, line| list + line.trim_end() + "\n")
}

/// How far a fix is trusted, and what it writes into which cell or into the text.
fn shown(text: &str, fix: &Fix) -> String {
    let checked = check_text(text);
    let form = checked.edition.unwrap().form();
    let id = |edit: &Edit| {
        let mark = checked.cells.iter().find(|mark| mark.span == edit.span);
        mark.map_or("text".to_owned(), |mark| form.cell_id(mark.cell))
    };
    fix.edits().iter().fold(fix.applicability.id().to_owned(), |mut shown, edit| {
        write!(shown, " {}={}", id(edit), edit.text).unwrap();
        shown
    })
}

#[test]
fn what_is_repaired_holds_and_breaks_nothing() {
    let mut wrong = String::new();
    for (report, mut rng) in reports() {
        for (name, text) in report.spoilt(&mut rng) {
            let before = findings(&text);
            let is_known =
                located(&before).all(|finding| finding.fixes.len() == 1 && suggested(finding).count() == 1);
            let mut expect_no_news = |what: &str, repaired: &str, may_be_left: bool| {
                let after = findings(repaired);
                let mut bad = news(&before, &after);
                bad.extend(located(&after).filter(|_| !may_be_left));
                if !bad.is_empty() {
                    let (before, after) = (listing(&text, &before), listing(repaired, bad));
                    write!(wrong, "== {:?} {name}, {what}\n{before}-- then\n{after}", report.draft.size)
                        .unwrap();
                }
            };
            expect_no_news("all repaired", &repair(&text, Applicability::Suggested).text, !is_known);
            for fix in located(&before).flat_map(suggested) {
                let edits: Vec<&Edit> = fix.edits().iter().collect();
                expect_no_news(&fix.title, &apply(&text, &edits), true);
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn one_wrong_cell_is_one_finding() {
    let mut wrong = String::new();
    for (report, mut rng) in reports() {
        let cells: Vec<Cell> = report.figures.cells().filter(|cell| cell.table == 1).collect();
        for kind in SINGLE.iter().cycle().take(SLIPS * SINGLE.len()) {
            let Some(changes) = (kind.slip)(&report.figures, rng.pick(&cells), &mut rng) else { continue };
            let text = slipped(&report.draft, &changes).text;
            let found = findings(&text);
            if found.len() != 1 {
                let (size, found) = (report.draft.size, listing(&text, &found));
                write!(wrong, "== {size:?} {} {changes:?}\n{found}", kind.name).unwrap();
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// A correct report in which rows have other figures, `_` for a blank, and the text other words.
struct Case {
    name: &'static str,
    rows: &'static [(&'static str, &'static str)],
    words: &'static [(&'static str, &'static str)],
    /// The errors and warnings.
    expected: &'static [&'static str],
}

impl Case {
    fn text(&self) -> String {
        written(self.rows, self.words)
    }
}

/// The sample with the last figures of rows and with words replaced.
fn written(rows: &[(&str, &str)], words: &[(&str, &str)]) -> String {
    let mut text = include_str!("drafts/clean-2021.txt").to_owned();
    for (label, figures) in rows {
        let figures: Vec<String> = figures.split(' ').map(|figure| figure.replace('_', "")).collect();
        let start = text.find(label).unwrap();
        let end = start + text[start..].find('\n').unwrap();
        let kept = text[start..end].rsplitn(figures.len() + 1, '\t').last().unwrap();
        let row = format!("{kept}\t{}", figures.join("\t"));
        text.replace_range(start..end, &row);
    }
    for (before, after) in words {
        assert!(text.contains(before), "{before}");
        text = text.replacen(before, after, 1);
    }
    text
}

/// Cases that do not come out as expected.
fn failures(cases: &[Case]) -> String {
    cases.iter().fold(String::new(), |mut failures, case| {
        let text = case.text();
        let found = listing(&text, &findings(&text));
        let expected: String = case.expected.iter().flat_map(|line| [line, "\n"]).collect();
        if found != expected {
            write!(failures, "== {}\n{found}-- expected\n{expected}", case.name).unwrap();
        }
        failures
    })
}

const NEW: &str = "一、本年新收";
const CARRIED_IN: &str = "二、上年结转";
const GRANTED: &str = "（一）予以公开";
const PARTIAL: &str = "（二）部分公开";
const NOT_HELD: &str = "1.本机关不掌握";
const HANDLED: &str = "（七）总计";
const CARRIED_OUT: &str = "四、结转下年度";
const NORMATIVE: &str = "行政规范性文件";
const REVIEW: &str = "0\t0\t0\t0\t0\t1\t0\t1\t0\t2";
const DOCUMENTS: (&str, &str) = ("其他信息50条。", "其他信息50条。制发行政规范性文件2件，现行有效5件。");

const CASES: &[Case] = &[
    Case {
        name: "a row's total",
        rows: &[(GRANTED, "3 0 0 0 0 0 4")],
        words: &[],
        expected: &["total-row suggested t3.granted.total=3"],
    },
    Case {
        name: "a total that the text knows better",
        rows: &[(HANDLED, "8 1 0 0 0 0 6")],
        words: &[],
        expected: &["total-row suggested t3.handled.total=9"],
    },
    Case {
        name: "a total that the text repeats",
        rows: &[(HANDLED, "8 1 0 0 0 0 6")],
        words: &[("办结9件", "办结6件")],
        expected: &["total-row suggested text=9 t3.handled.total=9"],
    },
    Case {
        name: "a total, and another figure in the text",
        rows: &[(HANDLED, "8 1 0 0 0 0 6")],
        words: &[("办结9件", "办结9件，其中予以公开4件")],
        expected: &["narrative-outcomes manual text=3", "total-row suggested t3.handled.total=9"],
    },
    Case {
        name: "two digits swapped",
        rows: &[(NEW, "97 1 0 0 0 0 98"), (CARRIED_OUT, "09 0 0 0 0 0 90")],
        words: &[("申请8件", "申请98件")],
        expected: &["total-row suggested t3.carried_out.natural=90"],
    },
    Case {
        name: "carried in and carried out exchanged",
        rows: &[(CARRIED_IN, "0 0 0 0 0 0 0"), (CARRIED_OUT, "1 0 0 0 0 0 1")],
        words: &[],
        expected: &["balance suggested t3.carried_in.natural=1 t3.carried_in.total=1 \
         t3.carried_out.natural=0 t3.carried_out.total=0"],
    },
    Case {
        name: "handled and carried out exchanged",
        rows: &[(HANDLED, "0 0 0 0 0 0 0"), (CARRIED_OUT, "8 1 0 0 0 0 9")],
        words: &[],
        expected: &["total-column suggested t3.handled.natural=8 t3.handled.business=1 t3.handled.total=9 \
         t3.carried_out.natural=0 t3.carried_out.business=0 t3.carried_out.total=0"],
    },
    Case {
        name: "a row exchanged with one of many rows of zeros, which the text tells",
        rows: &[(GRANTED, "0 0 0 0 0 0 0"), (CARRIED_OUT, "3 0 0 0 0 0 3")],
        words: &[("办结9件", "办结9件，其中予以公开3件、部分公开4件")],
        expected: &["balance suggested t3.granted.natural=3 t3.granted.total=3 \
         t3.carried_out.natural=0 t3.carried_out.total=0"],
    },
    Case {
        name: "a row one cell to the left",
        rows: &[(NEW, "1 0 0 0 0 8 0")],
        words: &[],
        expected: &["balance suggested t3.new.natural=7 t3.new.business=1 t3.new.other=0 t3.new.total=8"],
    },
    Case {
        name: "a row one cell to the right",
        rows: &[(HANDLED, "0 8 1 0 0 0 0")],
        words: &[],
        expected: &["total-column suggested t3.handled.natural=8 t3.handled.business=1 \
         t3.handled.research=0 t3.handled.total=9"],
    },
    Case {
        name: "a blank and a wrong total in a row",
        rows: &[(GRANTED, "3 0 _ 0 0 0 4")],
        words: &[],
        expected: &["cell-blank suggested t3.granted.research=0", "total-row suggested t3.granted.total=3"],
    },
    Case {
        name: "a blank that counts and a wrong total",
        rows: &[(NEW, "_ 1 0 0 0 0 9")],
        words: &[],
        expected: &["cell-blank suggested t3.new.natural=7", "total-row suggested t3.new.total=8"],
    },
    Case {
        name: "a total less than its parts beside a blank",
        rows: &[(REVIEW, "5 _ 6 0 4 0 0 0 0 0")],
        words: &[("发生行政诉讼2件，", "")],
        expected: &["cell-blank", "total-review"],
    },
    Case {
        name: "full width",
        rows: &[(GRANTED, "４ 0 0 0 0 0 3")],
        words: &[],
        expected: &["total-row suggested t3.granted.natural=3"],
    },
    Case {
        name: "a unit",
        rows: &[(GRANTED, "4件 0 0 0 0 0 3")],
        words: &[],
        expected: &["cell-not-number safe t3.granted.natural=4", "total-row suggested t3.granted.natural=3"],
    },
    Case {
        name: "all done, but a wrong total says otherwise",
        rows: &[(CARRIED_OUT, "0 0 0 0 0 0 5")],
        words: &[("均在法定期限内答复", "均已办结")],
        expected: &["total-row suggested t3.carried_out.total=0"],
    },
    Case {
        name: "documents against each other and the text",
        rows: &[(NORMATIVE, "20 0 5")],
        words: &[DOCUMENTS],
        expected: &["in-force-too-small suggested t2.normative.issued=2"],
    },
    Case {
        name: "documents against each other",
        rows: &[(NORMATIVE, "20 0 5")],
        words: &[],
        expected: &["in-force-too-small"],
    },
];

#[test]
fn slips_of_clerks_are_named_for_what_they_are() {
    let failures = failures(CASES);
    assert!(failures.is_empty(), "{failures}");
}

#[test]
fn a_cause_is_put_right_wherever_it_stands() {
    let failures = failures(&[
        Case {
            name: "a total that the text repeats twice",
            rows: &[(HANDLED, "8 1 0 0 0 0 6")],
            words: &[("办结9件", "办结6件"), ("社会评议", "社会评议，2023年共办结政府信息公开申请6件")],
            expected: &["total-row suggested text=9 text=9 t3.handled.total=9"],
        },
        Case {
            name: "a total, and the text is wrong about it",
            rows: &[(HANDLED, "8 1 0 0 0 0 6")],
            words: &[("办结9件", "办结7件")],
            expected: &["narrative-applications manual text=9", "total-row suggested t3.handled.total=9"],
        },
        Case {
            name: "table four one cell to the left",
            rows: &[(REVIEW, "0 0 0 1 0 1 0 2 0 0 0 0 0 0")],
            words: &[],
            expected: &["total-review suggested t4.review.total=0 t4.direct.upheld=1 t4.direct.corrected=0 \
         t4.direct.other=1 t4.direct.pending=0 t4.direct.total=2"],
        },
    ]);
    assert!(failures.is_empty(), "{failures}");
}

#[test]
fn nothing_is_guessed_where_too_much_is_wrong() {
    let text = written(
        &[
            (NEW, "17 31 5 8 9 4 88"),
            (CARRIED_IN, "12 6 7 18 21 40 1"),
            (GRANTED, "3 50 31 70 0 0 39"),
            (NOT_HELD, "13 14 44 55 66 77 2"),
            (HANDLED, "81 122 33 44 91 7 9"),
            (CARRIED_OUT, "10 20 30 41 51 61 71"),
        ],
        &[],
    );
    let found = findings(&text);
    assert!(located(&found).count() > 10);
    for finding in located(&found) {
        assert!(finding.message.contains("没能推断"), "{finding:?}");
        assert_eq!(suggested(finding).count(), 0, "{finding:?}");
    }
}

/// That a figure was hard to read, or that the text repeats another, does not make it wrong.
#[test]
fn weak_evidence_is_only_offered() {
    for (rows, words) in [
        ((REVIEW, "1 0 2件 0 2 0 0 0 0 0"), ("", "")),
        ((REVIEW, "1 0 ２ 0 2 0 0 0 0 0"), ("", "")),
        ((PARTIAL, "5 0 0 0 0 0 5"), ("不计其他情形）", "不计其他情型）")),
        ((GRANTED, "4 0 0 0 0 0 4"), ("办结9件", "办结9件，其中予以公开4件、部分公开4件")),
    ] {
        let text = written(&[rows], &[words]);
        let found = findings(&text);
        let is_sure = located(&found).any(|finding| suggested(finding).count() > 0);
        assert!(!is_sure, "{rows:?}\n{}", listing(&text, &found));
    }
}

/// Where the row that another changed places with cannot be told, neither is changed alone.
#[test]
fn half_an_exchange_is_no_repair() {
    let text = written(&[(NOT_HELD, "0 0 0 0 0 0 0"), (CARRIED_OUT, "1 1 0 0 0 0 2")], &[]);
    let found = findings(&text);
    assert_eq!(found.len(), 1, "{}", listing(&text, &found));
    assert!(found[0].fixes.len() > 1 && suggested(&found[0]).count() == 0, "{}", listing(&text, &found));
}

/// A row that lost all its numbers has no place to write them to; the corrected report has them.
#[test]
fn a_row_without_numbers_is_filled_in_the_corrected_report() {
    const ROW: &str = "（七）总计\t\t8\t1\t0\t0\t0\t0\t9";
    let sample = include_str!("drafts/clean-2021.txt");
    assert!(sample.contains(ROW));
    let corrected = correct(&sample.replacen(ROW, "（七）总计", 1));
    assert!(corrected.text.contains(ROW), "{}", corrected.text);
    assert!(corrected.applied.iter().any(|applied| applied.title.contains("按勾稽关系填入9")));
}

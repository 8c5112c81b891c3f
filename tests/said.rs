//! What is said of generated slips and damage, and at the edges of the rules, word for word: every finding with its
//! notes and its fixes. A change of a rule or of the reading shows here what it says differently, and where it falls
//! silent.
//! `UPDATE_EXPECT=1 cargo test --test said` rewrites the expectations.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test that cannot go on stops"
)]

mod generator;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use expect_test::expect_file;
use generator::damage::Damage;
use generator::faults::{case, faults};
use generator::layout::Layout;
use generator::numerals::{Numerals, Zero};
use generator::slips::{EXCHANGED, Figures, GROUPS, slipped};
use generator::{Rng, Size, Style, Truth, draft};
use nianbao::form::{Cell, Edition};
use nianbao::source::{Source, Span};
use nianbao::{Checked, check_text};

/// Long enough to recognise a place by, short enough for a line.
const SHOWN: usize = 16;

/// Every finding of a draft with all that it says; then what was not checked.
fn said(text: &str) -> String {
    let source = Source::new(text);
    let marked = |span: Span| {
        let place = source.line_column(span.start);
        let slice = source.slice(span);
        let shown: String = slice.chars().take(SHOWN).collect();
        let more = if slice.chars().count() > SHOWN { "…" } else { "" };
        format!("{}:{} {shown:?}{more}", place.line, place.column)
    };
    let checked = check_text(text);
    let mut out = String::new();
    for finding in &checked.findings {
        writeln!(out, "{} {} {}", finding.severity.id(), finding.rule, marked(finding.span)).unwrap();
        writeln!(out, "  {}", finding.message).unwrap();
        for note in &finding.notes {
            writeln!(out, "  - {} {}", marked(note.span), note.message).unwrap();
        }
        for fix in &finding.fixes {
            writeln!(out, "  = {} {}", fix.applicability.id(), fix.title).unwrap();
            for edit in fix.edits() {
                writeln!(out, "    {} -> {:?}", marked(edit.span), edit.text).unwrap();
            }
        }
    }
    for unchecked in &checked.unchecked {
        writeln!(out, "unchecked {} {}", unchecked.rule, unchecked.why).unwrap();
    }
    out
}

/// The values of a draft's cells, a line for each row of the form: blank as -, not read as ?.
fn rows(text: &str) -> Vec<String> {
    rows_of(&check_text(text))
}

fn rows_of(checked: &Checked) -> Vec<String> {
    let Some(edition) = checked.edition else { return Vec::new() };
    let form = edition.form();
    let mut rows: Vec<String> = Vec::new();
    let mut row = None;
    for cell in form.cells() {
        if row.replace((cell.table, cell.row)) != Some((cell.table, cell.row)) {
            rows.push(format!("{}.{}", cell.table, cell.row));
        }
        let value = checked.cells.iter().find(|mark| mark.cell == cell).map(|mark| mark.value);
        let value =
            value.map_or("?".to_owned(), |value| value.map_or("-".to_owned(), |value| value.to_string()));
        let line = rows.last_mut().unwrap();
        write!(line, " {value}").unwrap();
    }
    rows
}

/// The rows that are read otherwise than the `right` ones, and the findings by rule and place.
fn read(text: &str, right: &[String]) -> String {
    let checked = check_text(text);
    let read = rows_of(&checked);
    said_of(text, &checked, &read, right)
}

/// The same of a draft that has been checked.
fn said_of(text: &str, checked: &Checked, read: &[String], right: &[String]) -> String {
    let source = Source::new(text);
    let mut out = if read.len() == right.len() { String::new() } else { "the other edition\n".to_owned() };
    for (row, _) in read.iter().zip(right).filter(|(row, right)| row != right) {
        writeln!(out, "{row}").unwrap();
    }
    let mut places: BTreeMap<&str, String> = BTreeMap::new();
    for finding in &checked.findings {
        let place = source.line_column(finding.span.start);
        write!(places.entry(finding.rule).or_default(), " {}:{}", place.line, place.column).unwrap();
    }
    for (rule, places) in places {
        writeln!(out, "{rule}{places}").unwrap();
    }
    out
}

/// How many reports a kind of slip is made in, and how many are looked through for that.
const REPORTS: usize = 2;
const MOST_LOOKED_AT: u64 = 200;

#[test]
fn what_is_said_of_every_kind_of_slip() {
    let cases: Vec<_> = (0..MOST_LOOKED_AT).map(case).collect();
    let mut out = String::new();
    for (first, fault) in faults().enumerate() {
        // Each kind begins with another report, so that together they see many.
        let turned = (0..cases.len()).map(|index| (first * 7 + index) % cases.len());
        let spoilt = turned.filter_map(|seed| {
            let spoilt = (fault.spoil)(&cases[seed], &mut Rng::new(seed as u64))?;
            Some((seed, spoilt))
        });
        for (seed, spoilt) in spoilt.take(REPORTS) {
            write!(out, "\n== {}, report {seed}\n{}", fault.name, said(&spoilt.text)).unwrap();
        }
    }
    expect_file!["said/slips.txt"].assert_eq(&out);
}

/// How often every layout is damaged in each way.
const ROUNDS: usize = 3;

#[test]
fn what_is_said_of_damaged_drafts() {
    let damages = [
        Damage::None,
        Damage::PageBreaks,
        Damage::Characters(80),
        Damage::Characters(150),
        Damage::Lines(100),
        Damage::Lines(250),
    ];
    let mut out = String::new();
    for (number, layout) in (0..).zip(Layout::ALL) {
        for (damaged, damage) in (0..).zip(damages.into_iter().cycle().take(damages.len() * ROUNDS)) {
            let seed = number * 100 + damaged;
            let in_style = |style: Style, damage: Damage| {
                let mut rng = Rng::new(seed);
                let edition = rng.pick(&[Edition::Trial, Edition::Current]);
                let truth = Truth::new(edition, rng.pick(&Size::ALL), &mut rng);
                draft(&truth, style, damage, &mut rng).text
            };
            let numerals = Rng::new(seed).pick(&Numerals::ALL);
            let plain = Style { layout: Layout::Tabs, numerals: Numerals::Plain, zero: Zero::Digit };
            let right = rows(&in_style(plain, Damage::None));
            let text = in_style(Style { layout, numerals, zero: Zero::Digit }, damage);
            write!(out, "\n== {layout:?} {damage:?}\n{}", read(&text, &right)).unwrap();
        }
    }
    expect_file!["said/damaged.txt"].assert_eq(&out);
}

#[test]
fn what_is_said_of_wrong_figures() {
    let mut out = String::new();
    for (number, size) in (0..).zip(Size::ALL) {
        let mut rng = Rng::new(number);
        let truth = Truth::new(rng.pick(&[Edition::Trial, Edition::Current]), size, &mut rng);
        let style = Style { layout: Layout::Tabs, numerals: Numerals::Plain, zero: Zero::Digit };
        let figures = Figures::of(&truth);
        let right = draft(&truth, style, Damage::None, &mut rng);
        let cells: Vec<Cell> = figures.cells().filter(|cell| cell.table == 1).collect();
        let mut say = |name: &str, text: &str| {
            write!(out, "\n== {name}, {size:?}\n{}", said(text)).unwrap();
        };
        for kind in GROUPS.iter().chain([&EXCHANGED]) {
            if let Some(changes) = (kind.slip)(&figures, rng.pick(&cells), &mut rng) {
                say(kind.name, &slipped(&right, &changes).text);
            }
        }
        for (count, name) in [(1, "one"), (2, "two"), (3, "three"), (5, "five")] {
            let wrong = slipped(&right, &figures.several(count, &mut rng));
            say(name, &wrong.text);
            let blank = rng.pick(&cells);
            let (_, place) = wrong.places.iter().find(|(cell, _)| *cell == blank).unwrap();
            let mut text = wrong.text.clone();
            text.replace_range(place.clone(), "");
            say(&format!("{name} and a blank"), &text);
        }
    }
    expect_file!["said/figures.txt"].assert_eq(&out);
}

const SAMPLE: &str = include_str!("drafts/clean-2021.txt");
/// The sentence of the sample behind which others are put.
const BEFORE: &str = "规范政府信息制作、审查和归档。";

/// A draft of the corpus.
fn corpus_draft(name: &str) -> String {
    let path = format!("{}/tests/drafts/{name}.txt", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(path).unwrap()
}

#[test]
fn what_is_said_at_the_edges_of_the_rules() {
    let mut out = String::new();
    let lines = include_str!("said/edges.txt").lines();
    for line in lines.filter(|line| !line.is_empty() && !line.starts_with('#')) {
        // Another draft of the corpus stands before its change.
        let other = line.strip_prefix('〔').and_then(|line| line.split_once("〕 "));
        let sample = other.map_or(SAMPLE.to_owned(), |(name, _)| corpus_draft(name));
        let changes = other.map_or(line, |(_, line)| line).split(" && ");
        let changes = changes.map(|change| change.replace('⏎', "\n").replace('⇥', "\t"));
        let draft = changes.fold(sample, |draft, change| {
            let every = change.split_once(" ⇛ ");
            if let Some((right, wrong)) = every.or_else(|| change.split_once(" ⇒ ")) {
                assert!(draft.contains(right), "the sample has no {right:?}");
                draft.replacen(right, wrong, if every.is_some() { usize::MAX } else { 1 })
            } else {
                draft.replacen(BEFORE, &format!("{BEFORE}{change}"), 1)
            }
        });
        write!(out, "\n== {line}\n{}", said(&draft)).unwrap();
    }
    expect_file!["said/edges.findings"].assert_eq(&out);
}

/// Drafts of which every line is damaged for itself, in each layout that tables are read from otherwise.
const LINE_BY_LINE: [&str; 4] =
    ["clean-2021", "clean-2019", "layout-blanks-for-tabs", "layout-one-cell-a-line"];

/// Whether every value of the rows is the right one, or none.
fn is_right_or_open(read: &[String], right: &[String]) -> bool {
    let values = |rows: &[String]| rows.join(" ").split(' ').map(str::to_owned).collect::<Vec<_>>();
    let (read, right) = (values(read), values(right));
    let is_fine = |(value, right): (&String, &String)| matches!(value.as_str(), "?" | "-") || value == right;
    read.len() == right.len() && read.iter().zip(&right).all(is_fine)
}

#[test]
fn what_is_read_where_a_line_is_damaged() {
    let mut out = String::new();
    for name in LINE_BY_LINE {
        let draft = corpus_draft(name);
        let right = rows(&draft);
        let lines: Vec<&str> = draft.lines().collect();
        for (at, line) in lines.iter().enumerate() {
            let letters: Vec<char> = line.chars().collect();
            if letters.len() < 2 {
                continue;
            }
            let text = |letters: &[char]| letters.iter().collect::<String>();
            let (head, tail) = letters.split_at(letters.len() / 2);
            let damages = [
                ("lost", vec![]),
                ("twice", vec![text(&letters), text(&letters)]),
                ("in two", vec![text(head), text(tail)]),
                ("shorter", vec![text(head) + &text(&tail[1..])]),
                ("without its first", vec![text(&letters[1..])]),
                ("without its last", vec![text(&letters[..letters.len() - 1])]),
            ];
            for (damage, instead) in damages {
                let instead: Vec<&str> = instead.iter().map(String::as_str).collect();
                let wrong = [&lines[..at], &instead, &lines[at + 1..]].concat().join("\n") + "\n";
                // A number that has lost a digit is another; all else is read right, or not at all.
                let whole = matches!(damage, "lost" | "twice" | "in two");
                let checked = check_text(&wrong);
                let read = rows_of(&checked);
                assert!(!whole || is_right_or_open(&read, &right), "{name}:{} {damage}", at + 1);
                let said = said_of(&wrong, &checked, &read, &right).replace('\n', "; ");
                writeln!(out, "{name}:{} {damage}: {said}", at + 1).unwrap();
            }
        }
    }
    expect_file!["said/lines.txt"].assert_eq(&out);
}

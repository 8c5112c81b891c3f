//! Reading generated reports: every cell of an undamaged draft in every layout and number style, next to nothing
//! wrong in a damaged one, and never a number that the draft does not have. `cargo bench --bench accuracy` prints
//! the shares over many more drafts.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test that cannot go on stops"
)]

mod generator;
mod support;

use std::collections::HashSet;

use generator::accuracy::{Score, score};
use generator::damage::Damage;
use generator::layout::Layout;
use generator::numerals::{Numerals, Zero};
use generator::{Draft, Rng, Size, Style, Truth, draft};
use nianbao::form::Edition;
use proptest::prelude::*;
use support::laws::assert_laws;

fn generate(layout: Layout, damage: Damage, seed: u64) -> Draft {
    let mut rng = Rng::new(seed);
    let truth = Truth::new(rng.pick(&[Edition::Trial, Edition::Current]), rng.pick(&Size::ALL), &mut rng);
    let numerals = rng.pick(&Numerals::ALL);
    let zeros = if layout.keeps_blank_cells() { &Zero::ALL[..] } else { &Zero::ALL[..5] };
    let style = Style { layout, numerals, zero: rng.pick(zeros) };
    draft(&truth, style, damage, &mut rng)
}

fn layouts() -> impl Strategy<Value = Layout> {
    let apart: Vec<Layout> = Layout::ALL.into_iter().filter(|layout| layout.keeps_cells_apart()).collect();
    prop::sample::select(apart)
}

#[track_caller]
fn assert_all_right(draft: &Draft) {
    let (score, missed) = score(draft);
    assert!(score.right == score.all(), "{missed:?} in {:?}\n{}", draft.style, draft.text);
}

proptest! {
    #![proptest_config(support::config())]

    #[test]
    fn every_cell_of_an_undamaged_draft_is_read(layout in layouts(), seed in any::<u64>()) {
        assert_all_right(&generate(layout, Damage::None, seed));
    }

    #[test]
    fn page_breaks_take_nothing_from_a_table(layout in layouts(), seed in any::<u64>()) {
        assert_all_right(&generate(layout, Damage::PageBreaks, seed));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..support::config() })]

    #[test]
    fn a_damaged_report_obeys_the_laws(
        layout in prop::sample::select(Layout::ALL.to_vec()),
        damage in prop::sample::select(vec![Damage::PageBreaks, Damage::Characters(80), Damage::Lines(100)]),
        seed in any::<u64>(),
    ) {
        assert_laws(&generate(layout, damage, seed).text);
    }
}

/// Shares in millionths over some drafts of every layout that keeps its cells apart.
fn shares(damage: Damage) -> (usize, usize) {
    let mut all = Score::default();
    for layout in Layout::ALL.into_iter().filter(|layout| layout.keeps_cells_apart()) {
        for seed in 0..24 {
            all.add(score(&generate(layout, damage, seed)).0);
        }
    }
    (all.right * 1_000_000 / all.all(), all.wrong * 1_000_000 / all.all())
}

#[test]
fn damaged_wording_costs_next_to_nothing() {
    let (right, wrong) = shares(Damage::Characters(30));
    assert!(right >= 998_000 && wrong <= 100, "{right} {wrong}");
    let (right, wrong) = shares(Damage::Characters(80));
    assert!(right >= 990_000 && wrong <= 500, "{right} {wrong}");
}

#[test]
fn lost_doubled_and_split_lines_leave_the_other_rows_alone() {
    let (right, wrong) = shares(Damage::Lines(100));
    assert!(right >= 980_000 && wrong <= 1_000, "{right} {wrong}");
}

/// Where an extractor drops every repeated line, the zeros are gone: none is invented, and what is left is not
/// pushed into the wrong cells.
#[test]
fn repeated_lines_that_were_dropped_are_not_invented() {
    for layout in [Layout::Cells, Layout::SpacedCells, Layout::TabbedCells] {
        for seed in 0..40 {
            let mut rng = Rng::new(seed);
            let truth = Truth::new(Edition::Current, Size::Small, &mut rng);
            let style = Style { layout, numerals: Numerals::Plain, zero: Zero::Digit };
            let mut draft = draft(&truth, style, Damage::None, &mut rng);
            let mut seen = HashSet::new();
            let kept =
                draft.text.lines().filter(|line| line.trim().is_empty() || seen.insert(line.to_string()));
            draft.text = kept.collect::<Vec<_>>().join("\n");
            let (score, missed) = score(&draft);
            assert!(score.wrong == 0, "{missed:?} in\n{}", draft.text);
        }
    }
}

/// A digit for each cell of the row can only be split in one way; more digits cannot.
#[test]
fn fused_cells_are_split_where_that_is_certain() {
    for edition in [Edition::Trial, Edition::Current] {
        let mut rng = Rng::new(7);
        let truth = Truth::new(edition, Size::Zeros, &mut rng);
        let style = Style { layout: Layout::Fused, numerals: Numerals::Plain, zero: Zero::Digit };
        assert_all_right(&draft(&truth, style, Damage::None, &mut rng));
        for seed in 0..40 {
            let mut rng = Rng::new(seed);
            let truth = Truth::new(edition, Size::Medium, &mut rng);
            let draft = draft(&truth, style, Damage::None, &mut rng);
            let (score, missed) = score(&draft);
            assert!(score.wrong == 0, "{missed:?} in\n{}", draft.text);
        }
    }
}

/// Where the heads stand in another order than the form's, the numbers do too: they are not read as if nothing were.
#[test]
fn columns_in_another_order_are_not_read_by_their_places() {
    const CLEAN: &str = include_str!("drafts/clean-2021.txt");
    let filled = |text: &str, table: u8| {
        let checked = nianbao::check_text(text);
        checked.cells.iter().filter(|mark| mark.cell.table == table && mark.value.is_some()).count()
    };
    assert_eq!([filled(CLEAN, 0), filled(CLEAN, 2)], [10, 15]);
    let documents = "本年制发件数\t本年废止件数\t现行有效件数";
    let turned = CLEAN.replace(documents, "现行有效件数\t本年制发件数\t本年废止件数");
    assert_eq!(filled(&turned, 0), 4);
    let blocks = "行政复议\t\t\t\t\t行政诉讼\t\t\t\t\t\t\t\t\t";
    let turned = CLEAN.replace(blocks, "行政诉讼\t\t\t\t\t\t\t\t\t\t行政复议\t\t\t\t");
    assert_eq!(filled(&turned, 2), 0);
}

/// A row that no edition has does not take the place of one that is missing.
#[test]
fn an_invented_row_is_not_a_row_of_the_form() {
    let draft = include_str!("drafts/clean-2021.txt").replace("1.属于国家秘密\t0", "9.属于工作秘密\t1");
    let checked = nianbao::check_text(&draft);
    assert!(checked.findings.iter().any(|finding| finding.rule == "row-missing"));
    let form = Edition::Current.form();
    let secret = form.cell("t3.denied.state_secret.natural").unwrap();
    assert!(checked.cells.iter().all(|mark| mark.cell != secret));
    assert!(nianbao::correct::correct(&draft).text.contains("9.属于工作秘密"));
}

/// A PDF whose columns are too narrow for its numbers: each is broken into two lines, and so is the label beside them.
#[test]
fn half_a_number_is_no_number() {
    let clean = include_str!("drafts/clean-2021.txt").replace('\t', "    ");
    let row = clean.lines().find(|line| line.contains("7.属于行政执法案卷")).unwrap();
    let broken = "    7.属于行政执法    二百七    一百一十    二百九    二百三    一百六十    二百二    一千三\n    \
                  案卷    十一    八    十三    十五    二    十三    百零二";
    let draft = clean.replacen(row, broken, 1);
    let cell = Edition::Current.form().cell("t3.denied.enforcement.natural").unwrap();
    let value = |text: &str| {
        let cells = nianbao::check_text(text).cells;
        cells.into_iter().find(|mark| mark.cell == cell).and_then(|mark| mark.value)
    };
    assert!(value(&clean).is_some());
    assert_eq!(value(&draft), None);
}

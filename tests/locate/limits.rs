//! What once went wrong at the limits: searches cut short, numbers that are not whole, blanks that were moved, figures
//! as large as they come.

use nianbao::locate::{Constraint, Grid, Limits, Slip, System, Variable, Verdict, locate};

fn verdict(variables: &[Variable], constraints: &[Constraint], grids: &[Grid], limits: Limits) -> Verdict {
    locate(&System { variables, constraints, grids }, limits).swap_remove(0).verdict
}

fn relation(terms: &[(usize, i64)], constant: i64, at_least: bool) -> Constraint {
    Constraint { terms: terms.to_vec(), constant, at_least }
}

#[test]
fn a_search_cut_short_does_not_claim_one_repair() {
    let alike = [1, 1, 1].map(Variable::count);
    for sets in 1..6 {
        let limits = Limits { sets, ..Limits::default() };
        match verdict(&alike, &[Constraint::sum([0, 1], [2])], &[], limits) {
            Verdict::Ambiguous { repairs, more } => {
                assert!(repairs.len() == 3 || more, "{sets}: {repairs:?}");
            }
            Verdict::Unique { repair, others } => assert_eq!(others, 2, "{sets}: {repair:?}"),
            _ => {}
        }
    }
}

#[test]
fn no_more_sets_are_tried_than_allowed() {
    let alike = [1, 1, 1].map(Variable::count);
    let limits = Limits { sets: 2, ..Limits::default() };
    match verdict(&alike, &[Constraint::sum([0, 1], [2])], &[], limits) {
        Verdict::GaveUp(searched) => assert!(searched.sets <= 2, "{searched:?}"),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_repair_dearer_than_allowed_is_not_looked_for() {
    let unequal = [1, 2].map(Variable::count);
    let equal = [Constraint::sum([0], [1])];
    let within = |weight: u32| verdict(&unequal, &equal, &[], Limits { weight, ..Limits::default() });
    match within(Variable::WEIGHT - 1) {
        Verdict::GaveUp(searched) => {
            assert_eq!(searched.weight, Variable::WEIGHT, "nothing weighs less");
            assert!(searched.sets < 10, "{searched:?}");
        }
        other => panic!("{other:?}"),
    }
    for weight in [Variable::WEIGHT, Variable::WEIGHT + 1] {
        assert!(!matches!(within(weight), Verdict::GaveUp(_)), "{weight}");
    }
}

#[test]
fn a_zero_for_a_round_number_lost_its_first_digit() {
    let variables = [0, 5, 15].map(Variable::count);
    let repairs = match verdict(&variables, &[Constraint::sum([0, 1], [2])], &[], Limits::default()) {
        Verdict::Ambiguous { repairs, .. } => repairs,
        Verdict::Unique { repair, .. } => vec![repair],
        other => panic!("{other:?}"),
    };
    let first = repairs.iter().flat_map(|repair| &repair.changes).find(|change| change.variable == 0);
    assert_eq!(first.and_then(|change| Some((change.to?, change.slip?))), Some((10, Slip::Dropped)));
}

#[test]
fn a_value_is_decided_only_where_no_other_whole_number_fits() {
    // 3·blank = 2·figure with the figure 1: 0 or 3 or 6 ...
    let variables = [Variable::blank(), Variable::count(2)];
    let verdict = verdict(&variables, &[relation(&[(0, -3), (1, 2)], 0, false)], &[], Limits::default());
    assert!(
        matches!(&verdict, Verdict::Ambiguous { repairs, .. } if repairs[0].changes[0].to.is_none()),
        "{verdict:?}"
    );
}

#[test]
fn a_value_is_decided_only_where_no_other_fits_an_inequality() {
    // y ≥ x + 5, x + y ≤ 6, x written as 3: x = 0, y is 5 or 6.
    let variables = [Variable::count(3), Variable::blank()];
    let rules = [relation(&[(0, -1), (1, 1)], -5, true), relation(&[(0, -1), (1, -1)], 6, true)];
    match verdict(&variables, &rules, &[], Limits::default()) {
        Verdict::Unique { repair, .. } => assert_eq!(repair.filled, [], "{repair:?}"),
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_whole_numbers_satisfy_is_consistent() {
    // 2·x + y = z + 1, all blank: nothing is wrong, and x is not decided.
    let blanks = [Variable::blank(); 3];
    let rule = relation(&[(0, 2), (1, 1), (2, -1)], -1, false);
    assert_eq!(verdict(&blanks, &[rule], &[], Limits::default()), Verdict::Consistent(vec![]));
}

#[test]
fn a_row_is_put_back_with_the_figures_that_were_typed() {
    // 5, 7 and a blank. Put one to the right they are ?, 5, 7, but the sums want 9, 5, 16.
    let count = Variable::count;
    let variables = [count(5), count(7), Variable::blank(), count(9), count(5), count(30)];
    let sums = [Constraint::sum([0], [3]), Constraint::sum([1], [4]), Constraint::sum([0, 1, 2], [5])];
    let grid = Grid { rows: vec![vec![0, 1, 2]], ..Grid::default() };
    let verdict = verdict(&variables, &sums, &[grid], Limits::default());
    let moved = |repair: &nianbao::locate::Repair| repair.together.is_some();
    match verdict {
        Verdict::Unique { repair, .. } => assert!(!moved(&repair), "{repair:?}"),
        Verdict::Ambiguous { repairs, .. } => assert!(!repairs.iter().any(moved), "{repairs:?}"),
        other => panic!("{other:?}"),
    }
}

#[test]
fn large_figures_do_not_overflow() {
    let half = 5_000_000_000_000_000_000;
    let variables = [half, 0, 0, half, 1, 0].map(Variable::count);
    let sums = [Constraint::sum([0, 1], [2]), Constraint::sum([3, 4], [5]), Constraint::sum([2, 5], [0])];
    let grid = Grid { rows: vec![vec![1, 3]], ..Grid::default() };
    verdict(&variables, &sums, &[grid], Limits::default());
}

#[test]
fn a_rule_without_figures_does_not_panic() {
    let rule = relation(&[], 1, false);
    assert!(matches!(verdict(&[], &[rule], &[], Limits::default()), Verdict::GaveUp(_)));
}

#[test]
fn a_large_weight_does_not_overflow() {
    let variables = [Variable { weight: Some(u32::MAX), ..Variable::count(1) }, Variable::count(2)];
    verdict(&variables, &[Constraint::sum([0], [1])], &[], Limits::default());
}

//! The documented examples of R's errorlocate (data-cleaning/errorlocate) and deductive (data-cleaning/deductive).

use nianbao::locate::{Change, Constraint, Limits, Slip, System, Variable, Verdict, locate};

use super::agreement::repairs;
use super::{suspects, verdict};

/// Figures of any sign, weighing what a figure weighs.
fn figures<const N: usize>(values: [i64; N]) -> Vec<Variable> {
    values.map(|value| Variable { least: None, ..Variable::count(value) }).to_vec()
}

/// Figures with weights as errorlocate counts them: 1 for one about which nothing is known, `None` for `Inf`.
fn weighed<const N: usize>(values: [i64; N], weights: [Option<u32>; N]) -> Vec<Variable> {
    let weight = |weight: Option<u32>| weight.map(|weight| weight * Variable::WEIGHT);
    let pairs = figures(values).into_iter().zip(weights);
    pairs.map(|(figure, of)| Variable { weight: weight(of), ..figure }).collect()
}

/// Figures of any sign, `None` for `NA`.
fn partial<const N: usize>(values: [Option<i64>; N]) -> Vec<Variable> {
    let figure = |value: Option<i64>| Variable { value, least: None, weight: Some(0) };
    values.map(|value| value.map_or(figure(None), |value| figures([value])[0])).to_vec()
}

/// A weighted sum of the first figures, with a constant, is 0.
fn zero<const N: usize>(coefficients: [i64; N], constant: i64) -> Constraint {
    let terms = (0..).zip(coefficients).filter(|(_, coefficient)| *coefficient != 0).collect();
    Constraint { terms, constant, at_least: false }
}

/// A weighted sum of the first figures, with a constant, is at least 0.
fn at_least_zero<const N: usize>(coefficients: [i64; N], constant: i64) -> Constraint {
    Constraint { at_least: true, ..zero(coefficients, constant) }
}

/// An example of data-cleaning/errorlocate: where it stands, its figures, its rules, and the sets of figures of
/// which one is wrong; none where nothing satisfies the rules.
type Example = (&'static str, Vec<Variable>, Vec<Constraint>, Vec<Vec<usize>>);

/// profit + cost = turnover and cost ≥ 0.6 · turnover, with what must not be negative.
fn business(positive: &[usize]) -> Vec<Constraint> {
    let positive =
        positive.iter().map(|&at| Constraint { terms: vec![(at, 1)], constant: 0, at_least: true });
    [zero([1, 1, -1], 0), at_least_zero([0, 5, -3], 0)].into_iter().chain(positive).collect()
}

/// The linear examples over profit, cost and turnover.
fn business_examples() -> Vec<Example> {
    let faulty = |at: usize| vec![vec![at]];
    let weighed_business = |weights| weighed([55, 125, 200], weights);
    vec![
        ("E1: README.md", figures([750, 125, 200]), business(&[1, 2]), faulty(0)),
        ("E2: examples/locate_errors.R", figures([755, 125, 200]), business(&[2]), faulty(0)),
        ("E3: examples/replace_errors.R", figures([755, 125, 200]), business(&[1, 2]), faulty(0)),
        ("E4: test-localize-errors.R", figures([755, 125, 200]), business(&[0, 1]), faulty(0)),
        ("E5: test-locate_errors.R", figures([755, 125, 200]), business(&[0, 1]), faulty(0)),
        (
            "E11a: test-locate_errors.R",
            weighed([30, 70, 80], [None, Some(1), None]),
            business(&[1, 2]),
            faulty(1),
        ),
        (
            "E11b: test-locate_errors.R",
            weighed([30, 70, 80], [None, None, Some(1)]),
            business(&[1, 2]),
            faulty(2),
        ),
        // errorlocate takes what is greater than 10⁷ for missing; here it is a figure like any other.
        ("E14: test-locate_errors.R", figures([10_000_000_000, 200, 300]), business(&[2]), faulty(0)),
        (
            "E19a: test-replace-errors.R",
            weighed_business([Some(2), Some(2), Some(1)]),
            business(&[0, 1]),
            faulty(2),
        ),
        (
            "E19b: test-replace-errors.R",
            weighed_business([Some(2), Some(1), Some(2)]),
            business(&[0, 1]),
            faulty(1),
        ),
        (
            "E19c: test-replace-errors.R",
            weighed_business([Some(1), Some(2), Some(2)]),
            business(&[0, 1]),
            faulty(0),
        ),
        (
            "E20: test-replace-errors.R",
            partial([None, Some(125), Some(200)]),
            business(&[0, 1]),
            vec![vec![]],
        ),
    ]
}

/// The linear examples of sums.
fn sum_examples() -> Vec<Example> {
    let sum = || zero([1, 1, -1], 0);
    let parts_are_positive = || vec![sum(), at_least_zero([1], 0), at_least_zero([0, 1], 0)];
    let double = || vec![sum(), zero([0, 2, -1], 1)];
    let issue_34 = [60, 5, 5, 5, 25, 20].into_iter().enumerate().map(|(at, value)| Constraint {
        terms: vec![(at, 1)],
        constant: -value,
        at_least: false,
    });
    let issue_34 = issue_34.chain([Constraint::sum(1..6, [0])]).collect();
    let names = [Some(101), Some(1), Some(1), Some(1), Some(1), Some(1), Some(1), Some(4), None];
    vec![
        (
            "E6: test-localize-errors.R",
            figures([1, 1, 1]),
            vec![sum(), at_least_zero([-1], 0)],
            vec![vec![0]],
        ),
        (
            "E7, E8: test-localize-errors.R",
            weighed([1, 1, 1], [Some(1), Some(2), Some(2)]),
            vec![sum()],
            vec![vec![0]],
        ),
        (
            "E8: test-localize-errors.R",
            weighed([1, 1, 1], [Some(2), Some(1), Some(2)]),
            vec![sum()],
            vec![vec![1]],
        ),
        (
            "E8: test-localize-errors.R",
            weighed([1, 1, 1], [Some(2), Some(2), Some(1)]),
            vec![sum()],
            vec![vec![2]],
        ),
        ("E10a: test-errorlocalizer.R", figures([1, 1, 3]), double(), vec![vec![0]]),
        (
            "E10b: test-errorlocalizer.R",
            weighed([1, 1, 3], [Some(10), Some(1), Some(1)]),
            double(),
            vec![vec![1, 2]],
        ),
        // A tie, of which errorlocate draws one.
        (
            "E15: test-locate_errors.R",
            partial([Some(10), None, Some(5)]),
            parts_are_positive(),
            vec![vec![0], vec![2]],
        ),
        (
            "E16: test-locate_errors.R, test-mip.R",
            weighed([6, 6, 5], [Some(1), Some(1), None]),
            parts_are_positive(),
            vec![vec![0, 1]],
        ),
        ("E17: test-locate_errors.R", figures([60, 5, 5, 5, 45, 0]), issue_34, vec![vec![4, 5]]),
        // A tie, of which errorlocate draws one; the first figure is in no rule, the last is missing.
        (
            "E25: test-lpsolvenames.R",
            partial(names),
            vec![Constraint::sum(1..7, [7]), at_least_zero([0, 0, 0, 0, 0, 0, 0, 0, 1], 0)],
            (1..8).map(|at| vec![at]).collect(),
        ),
    ]
}

/// The linear examples of limits. The figures are whole, so `x > 1` is `x ≥ 2`.
fn limit_examples() -> Vec<Example> {
    let above_one = || vec![at_least_zero([1], -2)];
    let age = || vec![at_least_zero([1], -18), at_least_zero([-1], 67)];
    let positive = || vec![at_least_zero([1], 0), at_least_zero([0, 1], 0)];
    let adult = || vec![at_least_zero([1], -18), at_least_zero([0, 1], 0)];
    let less = || vec![at_least_zero([-1, 1], -1)];
    vec![
        (
            "E9: test-errorlocalizer.R",
            figures([2, 0]),
            vec![at_least_zero([1], -2), at_least_zero([-1, 1], -1)],
            vec![vec![1]],
        ),
        ("E12: test-locate_errors.R", figures([0]), vec![zero([1], 0)], vec![vec![]]),
        ("E12: test-locate_errors.R", figures([1]), vec![zero([1], 0)], vec![vec![0]]),
        (
            "E13: test-locate_errors.R",
            figures([4, 10]),
            vec![at_least_zero([-1, 1], 0), at_least_zero([1], -6)],
            vec![vec![0]],
        ),
        ("E18: test-locate_errors.R", figures([0]), age(), vec![vec![0]]),
        ("E18: test-locate_errors.R", figures([100]), age(), vec![vec![0]]),
        ("E18: test-locate_errors.R", figures([50]), age(), vec![vec![]]),
        ("E21a: test-localize-errors.R", figures([-1, 1]), positive(), vec![vec![0]]),
        ("E21b: test-replace-errors.R", figures([-1, 0]), positive(), vec![vec![0]]),
        ("E22: test-expand_weights.R", weighed([20, 10], [Some(2), Some(1)]), less(), vec![vec![1]]),
        ("E22: test-expand_weights.R", weighed([20, 10], [Some(1), Some(2)]), less(), vec![vec![0]]),
        ("E23: test-errorlocation.R", figures([1, 2]), above_one(), vec![vec![0]]),
        ("E23: test-errorlocation.R", partial([Some(2), None]), above_one(), vec![vec![]]),
        (
            "E24: test-errorlocation.R",
            figures([0]),
            vec![at_least_zero([1], -2), at_least_zero([-1], -2)],
            vec![],
        ),
        ("E24: test-errorlocation.R", figures([-1]), above_one(), vec![vec![0]]),
        ("E24b: test-mip.R", figures([0]), vec![at_least_zero([1], -2), at_least_zero([-1], 0)], vec![]),
        ("E26: vignettes/errorlocate.Rmd", figures([-10, 0]), vec![at_least_zero([1], -1)], vec![vec![0]]),
        (
            "E26: vignettes/errorlocate.Rmd",
            partial([None, Some(1000)]),
            vec![at_least_zero([1], -1)],
            vec![vec![]],
        ),
        ("E27: vignettes/inspect_mip.Rmd", figures([12, 2000]), adult(), vec![vec![0]]),
        ("E27: vignettes/inspect_mip.Rmd", figures([35, -1000]), adult(), vec![vec![1]]),
        // In tenths.
        ("E28: test-mip.R", figures([1]), vec![at_least_zero([1], -11)], vec![vec![0]]),
        // errorlocate takes what is greater than 10⁷ for missing; here it is a figure like any other.
        (
            "E29: test-locate_errors.R",
            partial([None, Some(10_000_001)]),
            vec![at_least_zero([1], -1), at_least_zero([0, 1], -1)],
            vec![vec![]],
        ),
    ]
}

/// R's errorlocate solves the same problem by mixed integer programming. Left out: a missing column (E30), which
/// is no figure here, and records that repeat others.
#[test]
fn the_documented_examples_of_errorlocate_come_out_alike() {
    for (example, variables, rules, expected) in
        business_examples().into_iter().chain(sum_examples()).chain(limit_examples())
    {
        let (found, count, _) = repairs(&variables, &rules).unwrap_or_default();
        let mut found: Vec<Vec<usize>> =
            found.iter().map(|changes| changes.iter().map(|change| change.variable).collect()).collect();
        found.sort();
        found.dedup();
        assert!(found.iter().all(|set| expected.contains(set)), "{example}: {found:?}");
        assert_eq!(count, expected.len(), "{example}: {found:?}");
    }
}

#[test]
fn a_search_for_what_no_figure_satisfies_ends_at_once() {
    let contradiction = [at_least_zero([1], -2), at_least_zero([-1], -2)];
    match verdict(&figures([0]), &contradiction, &[]) {
        Verdict::GaveUp(searched) => assert!(searched.sets < 10, "{searched:?}"),
        other => panic!("{other:?}"),
    }
}

/// The rules of Scholtus (2009), section 4.
fn scholtus() -> [Constraint; 5] {
    [
        Constraint::sum([0, 1], [2]),
        Constraint::sum([1], [3]),
        Constraint::sum([4, 5, 6], [7]),
        Constraint::sum([2, 7], [8]),
        Constraint::sum([9, 10], [8]),
    ]
}

/// deductive (pkg/inst/tinytest/test_correct_typos.R) corrects what one typing error explains and leaves the
/// rest. Here the least set comes first and a slip only decides between equals, so more is found: in T1.4 and
/// T1.5 what deductive leaves broken as well, in T2b and T3 to T7, which it leaves as they are, every least set.
#[test]
fn the_documented_typos_of_deductive_are_found() {
    let swapped = || figures([161, 1452, 1568]);
    let fixed = |at: usize| {
        let mut variables = swapped();
        variables[at].weight = None;
        variables
    };
    let sum = || vec![Constraint::sum([0, 1], [2])];
    let record = |values: [i64; 11]| values.map(Variable::count).to_vec();
    let large = [42_280_000, 11_289_000, 4_328_000, 361_300, 11_201_000, 11_849_000];
    // Each with the sets that are reported, and how many more there are.
    for (example, variables, rules, expected, others) in [
        (
            "T1.2",
            record([1452, 116, 1568, 161, 323, 76, 12, 411, 1979, 1842, 137]),
            scholtus().to_vec(),
            vec![vec![3]],
            0,
        ),
        (
            "T1.3",
            record([1452, 116, 1568, 161, 323, 76, 12, 411, 19979, 1842, 137]),
            scholtus().to_vec(),
            vec![vec![3, 8]],
            0,
        ),
        (
            "T1.4",
            record([1452, 116, 1568, 161, 0, 0, 0, 411, 19979, 1842, 137]),
            scholtus().to_vec(),
            vec![vec![3, 4, 8], vec![3, 5, 8], vec![3, 6, 8]],
            0,
        ),
        (
            "T1.5",
            record([1452, 116, 1568, 161, 323, 76, 12, 0, 19979, 1842, 137]),
            scholtus().to_vec(),
            vec![vec![3, 7, 8]],
            0,
        ),
        ("T2", swapped(), sum(), vec![vec![0]], 2),
        ("T2, x2 fixed", fixed(1), sum(), vec![vec![0]], 1),
        ("T2b, x1 fixed", fixed(0), sum(), vec![vec![1], vec![2]], 0),
        ("T3", figures([10, 1]), vec![zero([1, -1], 0), at_least_zero([0, -1], 9)], vec![vec![0]], 0),
        ("T3", figures([29, 92]), vec![zero([1, -1], 0), at_least_zero([0, -1], 9)], vec![vec![0, 1]], 0),
        ("T4", figures([10, 99]), vec![zero([1, -1], 0), zero([9, -1], 0)], vec![vec![0, 1]], 0),
        (
            "T5",
            figures([10, 99]),
            vec![at_least_zero([-1, 1], 0), zero([9, -1], 0)],
            vec![vec![0], vec![1]],
            0,
        ),
        (
            "T6",
            figures(large),
            vec![Constraint::sum([1, 2, 4, 5], [0])],
            vec![vec![0], vec![1], vec![2], vec![4], vec![5]],
            0,
        ),
        (
            "T7",
            figures([-123, 129, 252]),
            vec![zero([1, 1, -1], 0), at_least_zero([-1], -1)],
            vec![vec![1], vec![2]],
            0,
        ),
    ] {
        let (mut sets, rest) = suspects(&verdict(&variables, &rules, &[]));
        sets.sort();
        assert_eq!((sets, rest), (expected, others), "{example}");
    }
}

#[test]
fn the_documented_typos_of_deductive_are_restored() {
    let right = [1452, 116, 1568, 116, 323, 76, 12, 411, 1979, 1842, 137];
    let variables = right.map(Variable::count);
    let rules = scholtus();
    let system = System { variables: &variables, constraints: &rules, grids: &[] };
    assert_eq!(locate(&system, Limits::default()), [], "T1.1");
    for (example, wrong) in [
        ("T1.2", &[(3, 161, Some(Slip::Swapped))][..]),
        ("T1.3", &[(3, 161, Some(Slip::Swapped)), (8, 19979, Some(Slip::Doubled))]),
        ("T1.5", &[(3, 161, Some(Slip::Swapped)), (7, 0, None), (8, 19979, Some(Slip::Doubled))]),
    ] {
        let mut variables = variables;
        for &(at, value, _) in wrong {
            variables[at] = Variable::count(value);
        }
        let restored = wrong.iter().map(|&(variable, _, slip)| Change {
            variable,
            to: Some(right[variable]),
            slip,
            moved: false,
        });
        let restored: Vec<Change> = restored.collect();
        match verdict(&variables, &rules, &[]) {
            Verdict::Unique { repair, others: 0 } => assert_eq!(repair.changes, restored, "{example}"),
            other => panic!("{example}: {other:?}"),
        }
    }
}

/// deductive (pkg/inst/tinytest/test_linimpute.R and test_correct_typos.R): blanks that the rules decide.
#[test]
fn the_documented_imputations_of_deductive_are_filled() {
    let counts = |values: &[Option<i64>]| -> Vec<Variable> {
        values.iter().map(|value| value.map_or(Variable::blank(), Variable::count)).collect()
    };
    let nested = vec![
        Constraint::sum([0, 1], [2]),
        Constraint::sum([3, 4, 5], [0]),
        Constraint::sum([6, 7], [1]),
        Constraint::sum([8, 9], [2]),
    ];
    let nested_values = [Some(100), None, None, Some(15), None, None, Some(25), Some(35), None, Some(5)];
    let rows: [Option<i64>; 11] =
        [Some(145), None, Some(155), None, None, None, None, Some(86), None, Some(217), None];
    for (example, values, rules, expected) in [
        ("nested sums", &nested_values[..], nested, &[(1, 60), (2, 160), (8, 155)][..]),
        ("one blank", &[None, Some(0), Some(4), Some(5)], vec![Constraint::sum([0, 1, 2], [3])], &[(0, 1)]),
        ("pivotal blanks", &rows, scholtus().to_vec(), &[(1, 10), (3, 10), (8, 241), (10, 24)]),
    ] {
        match verdict(&counts(values), &rules, &[]) {
            Verdict::Consistent(filled) => assert_eq!(filled, expected, "{example}"),
            other => panic!("{example}: {other:?}"),
        }
    }
}

//! Slips that move several figures, evidence that decides between repairs, blanks, and where the search ends.

use nianbao::locate::{
    Change, Constraint, Grid, Limits, Repair, Slip, System, Together, Variable, Verdict, locate,
};

use super::{suspects, verdict};

/// The figures of a table, without its totals.
const TABLE: [[i64; 4]; 4] = [[12, 7, 30, 4], [25, 3, 18, 9], [6, 41, 2, 15], [8, 20, 11, 37]];

/// A table with the totals of [`TABLE`]: row by row, then the rows' totals, the columns' and the whole.
fn table(cells: [[i64; 4]; 4]) -> Vec<Variable> {
    let rows = TABLE.map(|row| row.iter().sum());
    let columns = [0, 1, 2, 3].map(|column| TABLE.iter().map(|row| row[column]).sum());
    let whole: i64 = rows.iter().sum();
    cells.into_iter().flatten().chain(rows).chain(columns).chain([whole]).map(Variable::count).collect()
}

/// The sums of a [`table`].
fn totals() -> Vec<Constraint> {
    let rows = (0..4).map(|row| Constraint::sum(4 * row..4 * row + 4, [16 + row]));
    let columns = (0..4).map(|column| Constraint::sum((column..16).step_by(4), [20 + column]));
    rows.chain(columns).chain([Constraint::sum(16..20, [24]), Constraint::sum(20..24, [24])]).collect()
}

/// Where the figures of a [`table`] stand; the totals are typed for themselves.
fn cells() -> Grid {
    Grid { rows: (0..4).map(|row| (4 * row..4 * row + 4).collect()).collect(), ..Grid::default() }
}

/// Asserts that the one repair of a table restores it, and returns it.
fn restored(cells_as_typed: [[i64; 4]; 4], name: &str) -> Repair {
    let typed = table(cells_as_typed);
    match verdict(&typed, &totals(), &[cells()]) {
        Verdict::Unique { repair, others: 0 } => {
            let mut values = typed;
            repair.changes.iter().for_each(|change| values[change.variable].value = change.to);
            assert_eq!(values, table(TABLE), "{name}");
            repair
        }
        other => panic!("{name}: {other:?}"),
    }
}

#[test]
fn figures_that_one_slip_has_moved_are_put_back_together() {
    let [first, second, third, fourth] = TABLE;
    let with_column = |at: usize, column: [i64; 4]| {
        let mut cells = TABLE;
        cells.iter_mut().zip(column).for_each(|(row, value)| row[at] = value);
        cells
    };
    let exchanged = |(row, column): (usize, usize), (other_row, other): (usize, usize)| {
        let mut cells = TABLE;
        (cells[row][column], cells[other_row][other]) = (TABLE[other_row][other], TABLE[row][column]);
        cells
    };
    let columns_exchanged = TABLE.map(|[a, b, c, d]| [a, d, c, b]);
    for (name, typed, together) in [
        ("a row to the left", [first, [3, 18, 9, 0], third, fourth], Together::Left),
        ("a row to the right", [first, second, [0, 6, 41, 2], fourth], Together::Right),
        ("two rows", [third, second, first, fourth], Together::Rows),
        ("the last rows", [first, second, fourth, third], Together::Rows),
        ("two columns", columns_exchanged, Together::Columns),
        ("a column up", with_column(2, [18, 2, 11, 0]), Together::Up),
        ("a column down", with_column(0, [0, 12, 25, 6]), Together::Down),
        ("two side by side", exchanged((1, 1), (1, 2)), Together::Exchanged),
        ("two one above the other", exchanged((2, 0), (3, 0)), Together::Exchanged),
    ] {
        let repair = restored(typed, name);
        assert_eq!(repair.together, Some(together), "{name}");
        assert!(repair.changes.iter().all(|change| change.moved && change.slip.is_none()), "{name}");
        // Likelier than two independent slips, less likely than one.
        assert!((Variable::WEIGHT + 1..2 * Variable::WEIGHT).contains(&repair.weight), "{name}");
    }
}

/// Rows with their total as the last figure, all in one grid, and what the totals come to.
fn with_totals(typed: [[i64; 4]; 4]) -> (Vec<Variable>, Vec<Constraint>, Grid) {
    let rows = (0..4).map(|row| Constraint::sum(4 * row..4 * row + 3, [4 * row + 3]));
    let columns = (0..4).map(|column| Constraint::sum((column..12).step_by(4), [12 + column]));
    (typed.into_iter().flatten().map(Variable::count).collect(), rows.chain(columns).collect(), cells())
}

#[test]
fn a_grid_that_moved_as_a_whole_is_put_back() {
    let right = [[30, 7, 12, 49], [25, 3, 0, 28], [41, 6, 2, 49], [96, 16, 14, 126]];
    let found = |typed: [[i64; 4]; 4]| {
        let (variables, constraints, grid) = with_totals(typed);
        let (repairs, values) = match verdict(&variables, &constraints, &[grid]) {
            Verdict::Unique { repair, .. } => (vec![repair.clone()], vec![repair]),
            Verdict::Ambiguous { repairs, .. } => (repairs.clone(), repairs),
            other => panic!("{other:?}"),
        };
        let restores = values.iter().any(|repair| {
            let mut values = variables.clone();
            repair.changes.iter().for_each(|change| values[change.variable].value = change.to);
            values == with_totals(right).0
        });
        assert!(restores, "{typed:?}");
        repairs.iter().map(|repair| repair.together.unwrap()).collect::<Vec<_>>()
    };
    let all = |row: fn([i64; 4]) -> [i64; 4]| found(right.map(row));
    // Where the column before it is as large as all the others, the totals may be what was not filled in.
    assert_eq!(all(|[_, b, c, d]| [b, c, d, 0]), [Together::AllLeft, Together::Column]);
    assert_eq!(all(|[a, b, c, _]| [0, a, b, c]), [Together::AllRight]);
    assert_eq!(all(|[a, b, c, _]| [a, b, c, 0]), [Together::Column]);
    // Two columns may have changed places as well.
    assert_eq!(all(|[a, b, c, d]| [b, c, d, a]), [Together::AllLeft, Together::Columns]);
    assert_eq!(all(|[a, b, c, d]| [d, a, b, c]), [Together::Columns, Together::AllRight]);
    // Where one row holds, its figures were lost in no other.
    let (variables, constraints, grid) =
        with_totals([[30, 7, 12, 0], [25, 3, 0, 0], [41, 6, 2, 0], [96, 16, 14, 126]]);
    let Verdict::Unique { repair, .. } = verdict(&variables, &constraints, &[grid]) else { panic!() };
    assert_eq!(repair.together, None);
    assert_eq!(repair.changes.len(), 3);
}

#[test]
fn a_single_wrong_figure_is_no_move() {
    for (row, column) in (0..4).flat_map(|row| (0..4).map(move |column| (row, column))) {
        // Another figure altogether, the figure beside it, and none.
        for wrong in [200, TABLE[row][(column + 1) % 4], 0] {
            let mut cells = TABLE;
            cells[row][column] = wrong;
            let name = format!("{wrong} in row {row}, column {column}");
            let repair = restored(cells, &name);
            assert_eq!(repair.together, None, "{name}");
            assert_eq!((repair.changes.len(), repair.weight), (1, Variable::WEIGHT), "{name}");
        }
    }
}

#[test]
fn a_move_and_a_wrong_figure_are_both_found() {
    let [first, second, third, [a, b, _, d]] = TABLE;
    let repair = restored([first, third, second, [a, b, 110, d]], "two rows and a zero too many");
    assert_eq!(repair.together, Some(Together::Rows));
    let alone: Vec<Change> = repair.changes.into_iter().filter(|change| !change.moved).collect();
    assert_eq!(alone, [Change { variable: 14, to: Some(11), slip: Some(Slip::Shifted(1)), moved: false }]);
}

#[test]
fn what_is_known_to_be_right_is_not_moved() {
    let [first, second, third, fourth] = TABLE;
    let mut typed = table([third, second, first, fourth]);
    typed[0].weight = None;
    let (sets, _) = suspects(&verdict(&typed, &totals(), &[cells()]));
    assert!(sets.iter().all(|set| !set.contains(&0)), "{sets:?}");
}

/// 12 + 30 = 42 with the 12 typed as 21, each figure with its weight.
fn swapped(weights: [Option<u32>; 3]) -> Verdict {
    let pairs = [21, 30, 42].into_iter().zip(weights);
    let variables: Vec<Variable> =
        pairs.map(|(value, weight)| Variable { weight, ..Variable::count(value) }).collect();
    verdict(&variables, &[Constraint::sum([0, 1], [2])], &[])
}

#[test]
fn evidence_decides_between_repairs() {
    let (usual, doubtful, repeated) = (Some(Variable::WEIGHT), Some(7), Some(16));
    for (name, weights, expected) in [
        ("a slip stands out", [usual, usual, usual], (vec![vec![0]], 2)),
        ("a slip among the two that are open", [usual, usual, None], (vec![vec![0]], 1)),
        ("a doubtful figure comes before a slip", [usual, doubtful, usual], (vec![vec![1]], 0)),
        ("a repeated figure comes after the others", [repeated, usual, usual], (vec![vec![1], vec![2]], 0)),
        ("the last that is left", [repeated, None, None], (vec![vec![0]], 0)),
        ("a known figure is never suspected", [None, usual, usual], (vec![vec![1], vec![2]], 0)),
        ("not even where the others are trusted", [None, repeated, None], (vec![vec![1]], 0)),
    ] {
        assert_eq!(suspects(&swapped(weights)), expected, "{name}");
    }
    assert!(matches!(swapped([None, None, None]), Verdict::GaveUp(_)));
}

#[test]
fn nothing_is_guessed_where_repairs_are_alike() {
    let alike = [100, 100, 300].map(Variable::count);
    match verdict(&alike, &[Constraint::sum([0, 1], [2])], &[]) {
        Verdict::Ambiguous { repairs, more: false } => {
            let changes: Vec<_> = repairs.iter().flat_map(|repair| &repair.changes).collect();
            let values: Vec<_> = changes.iter().map(|change| (change.variable, change.to)).collect();
            assert_eq!(values, [(0, Some(200)), (1, Some(200)), (2, Some(200))]);
            assert!(changes.iter().all(|change| change.slip == Some(Slip::Digit)));
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn repairs_that_are_not_kept_are_owned_up_to() {
    let alike = [100, 100, 300].map(Variable::count);
    let system = System { variables: &alike, constraints: &[Constraint::sum([0, 1], [2])], grids: &[] };
    let parts = locate(&system, Limits { repairs: 2, ..Limits::default() });
    match parts[0].verdict {
        Verdict::Ambiguous { ref repairs, more: true } => assert_eq!(repairs.len(), 2),
        ref other => panic!("{other:?}"),
    }
}

#[test]
fn blanks_are_filled_where_the_relations_decide_them() {
    let sum = [Constraint::sum([0, 1], [2])];
    let blank = Variable::blank();
    let count = Variable::count;
    for (name, variables, filled) in [
        ("a part", [count(12), blank, count(42)], vec![(1, 30)]),
        ("the whole", [count(12), count(30), blank], vec![(2, 42)]),
        ("parts of which nothing is left", [blank, blank, count(0)], vec![(0, 0), (1, 0)]),
        ("parts of which something is left", [blank, blank, count(5)], vec![]),
        ("a part and the whole", [count(12), blank, blank], vec![]),
    ] {
        assert_eq!(verdict(&variables, &sum, &[]), Verdict::Consistent(filled), "{name}");
    }
    // 12 + 30 = 42 and 42 + 8 = 50 with 43 for 42: one blank hangs on the repair, the others stay open.
    let variables = [count(12), count(30), count(43), count(8), count(50), blank, blank, blank];
    let relations = [
        Constraint::sum([0, 1], [2]),
        Constraint::sum([2, 3], [4]),
        Constraint::sum([2, 5], [4]),
        Constraint::sum([6, 7], [4]),
    ];
    match verdict(&variables, &relations, &[]) {
        Verdict::Unique { repair, others: 0 } => {
            let wrong = Change { variable: 2, to: Some(42), slip: Some(Slip::Digit), moved: false };
            assert_eq!((repair.changes, repair.filled), (vec![wrong], vec![(5, 8)]));
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_table_of_nothing_but_wrong_figures_is_given_up() {
    let (rows, columns) = (25, 7);
    // A linear congruence, so that no total has to do with its parts.
    let mut state = 1_i64;
    let mut figure = || {
        state = state * 16_807 % 2_147_483_647;
        Variable::count(state % 1_000)
    };
    let variables: Vec<Variable> = (0..(rows + 1) * (columns + 1)).map(|_| figure()).collect();
    let at = |row: usize, column: usize| row * (columns + 1) + column;
    let row_sums = (0..=rows).map(|row| Constraint::sum(at(row, 0)..at(row, columns), [at(row, columns)]));
    let column_sums = (0..=columns)
        .map(|column| Constraint::sum((0..rows).map(move |row| at(row, column)), [at(rows, column)]));
    let constraints: Vec<Constraint> = row_sums.chain(column_sums).collect();
    let grid = Grid {
        rows: (0..=rows).map(|row| (at(row, 0)..=at(row, columns)).collect()).collect(),
        ..Grid::default()
    };
    match verdict(&variables, &constraints, &[grid]) {
        Verdict::GaveUp(searched) => assert!(searched.sets <= Limits::default().sets, "{searched:?}"),
        other => panic!("{other:?}"),
    }
}

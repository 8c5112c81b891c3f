//! Slips that move a whole grid: every row one cell to the side, or a column that nobody has filled in.

use super::super::{Grid, System, Together};
use super::{Move, is_open};

/// Fewest rows with figures that tell such a slip: no two wrong figures are taken for one.
const FEWEST_ROWS: usize = 3;

/// Fewest rows that must be off where what was moved is still there, and mends them.
const FEWEST_OFF: usize = 2;

/// A grid with rows that do not hold by themselves.
struct Broken<'s> {
    system: &'s System<'s>,
    /// Whether all of them are off.
    are_all: bool,
    /// Its rows that have figures.
    rows: Vec<Row<'s>>,
}

/// A row with figures.
struct Row<'s> {
    cells: &'s [usize],
    /// The terms of its own relation.
    terms: &'s [(usize, i64)],
    /// What that is off by, blanks taken for 0.
    off: i64,
}

/// Every such slip that a grid could have suffered, with what it takes to believe in it. Linear.
pub(super) fn slips(system: &System<'_>, grid: &Grid) -> Vec<(Move, u32)> {
    let Some(broken) = Broken::new(system, grid) else { return Vec::new() };
    let width = grid.rows.iter().map(Vec::len).min().unwrap_or(0);
    let (first, last) = (0, width.saturating_sub(1));
    let mut slips = Vec::new();
    let mut add = |to: Vec<(usize, Option<i64>)>, together, weight| {
        let value = |variable: usize| system.variables.get(variable).and_then(|variable| variable.value);
        let to: Vec<_> = to.into_iter().filter(|&(variable, to)| value(variable) != to).collect();
        if is_open(system, &to) {
            slips.push((Move { together, to }, weight));
        }
    };
    // What stands at one end was put there, and what stood at the other is lost: or it came round. Where figures came
    // round, two columns may as well have changed places: it is believed where the larger column comes first then.
    if broken.total(first + 1) > broken.total(last) && !broken.is_zero(first) {
        add(broken.moved(1, true), Together::AllRight, Move::WEIGHT);
    } else if broken.total(last) > broken.total(first) {
        add(broken.moved(width - 1, true), Together::AllLeft, Move::WEIGHT);
    }
    if !broken.are_all {
        return slips;
    }
    if broken.is_zero(first) {
        add(broken.moved(1, false), Together::AllRight, Move::FAR);
    }
    if broken.is_zero(last) {
        add(broken.moved(width - 1, false), Together::AllLeft, Move::FAR);
    }
    for column in (0..width).filter(|&column| broken.is_zero(column) && broken.may_fill(column)) {
        let cells = broken.rows.iter().filter_map(|row| row.cells.get(column));
        add(cells.map(|&cell| (cell, None)).collect(), Together::Column, Move::FAR);
    }
    slips
}

impl<'s> Broken<'s> {
    /// `None` where too few rows have figures or are off, or one that has is bound by nothing of its own.
    fn new(system: &'s System<'s>, grid: &'s Grid) -> Option<Self> {
        let width = grid.rows.first()?.len();
        let mut row_of = vec![None; system.variables.len()];
        for (index, row) in grid.rows.iter().enumerate() {
            for &cell in row {
                *row_of.get_mut(cell)? = Some(index);
            }
        }
        let mut own = vec![None; grid.rows.len()];
        for constraint in system.constraints.iter().filter(|constraint| !constraint.at_least) {
            let row = |&(variable, _): &(usize, i64)| row_of.get(variable).copied().flatten();
            let first = constraint.terms.first().and_then(row);
            if let Some(index) = first.filter(|_| constraint.terms.iter().all(|term| row(term) == first)) {
                *own.get_mut(index)? = Some(constraint);
            }
        }
        let value = |variable: usize| system.variables.get(variable).and_then(|v| v.value).unwrap_or(0);
        let mut rows = Vec::new();
        for (row, own) in grid.rows.iter().zip(own) {
            if row.len() != width {
                return None;
            }
            if row.iter().all(|&cell| value(cell) == 0) {
                continue;
            }
            let constraint = own?;
            let terms = constraint.terms.iter();
            let off = terms.fold(constraint.constant, |sum, &(variable, by)| {
                sum.saturating_add(value(variable).saturating_mul(by))
            });
            rows.push(Row { cells: row, terms: &constraint.terms, off });
        }
        let off = rows.iter().filter(|row| row.off != 0).count();
        let are_all = off == rows.len();
        let is_broken = width > 2 && rows.len() >= FEWEST_ROWS && off >= FEWEST_OFF;
        is_broken.then_some(Self { system, are_all, rows })
    }

    fn value(&self, variable: usize) -> Option<i64> {
        self.system.variables.get(variable)?.value
    }

    /// The figures of a column.
    fn column(&self, column: usize) -> impl Iterator<Item = i64> {
        self.rows.iter().filter_map(move |row| self.value(*row.cells.get(column)?))
    }

    fn is_zero(&self, column: usize) -> bool {
        self.column(column).all(|value| value == 0)
    }

    fn total(&self, column: usize) -> i64 {
        self.column(column).fold(0, i64::saturating_add)
    }

    /// Whether every row holds once its figure in a column is another one, and that no less than 0.
    fn may_fill(&self, column: usize) -> bool {
        self.rows.iter().all(|Row { cells, terms, off }| {
            let cell = cells.get(column);
            let by = terms.iter().find(|(variable, _)| Some(variable) == cell).map_or(0, |term| term.1);
            by != 0 && off % by == 0 && off / by < 0
        })
    }

    /// Every row with the figures that stand so many cells behind their own put back; those beyond its end come round, or
    /// are lost.
    fn moved(&self, by: usize, round: bool) -> Vec<(usize, Option<i64>)> {
        let row = |row: &Row<'s>| {
            let cells = row.cells;
            let width = cells.len();
            let ends = if by == 1 { width - 1 } else { 0 };
            let from = move |at: usize| if at == ends && !round { None } else { Some((at + by) % width) };
            cells.iter().enumerate().map(move |(at, &cell)| {
                let value = from(at).and_then(|from| cells.get(from)).and_then(|&from| self.value(from));
                (cell, value)
            })
        };
        self.rows.iter().flat_map(row).collect()
    }
}

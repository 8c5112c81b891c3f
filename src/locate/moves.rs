//! Slips that move several figures at once: a row typed one cell too far to the left, two rows exchanged.

use super::tableau::{Outcome, Tableau};
use super::{System, Together};

/// Several figures that one slip has moved, put back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Move {
    pub together: Together,
    /// What each figure must be; `None` where the slip has lost it.
    pub to: Vec<(usize, Option<i64>)>,
}

impl Move {
    /// What it takes to believe in such a slip: less than two independent ones, more than one.
    pub(super) const WEIGHT: u32 = 17;
}

/// Every slip of the kind that the figures on the system's grids could have suffered. Quadratic in the rows and
/// columns of a grid.
fn moves(system: &System<'_>) -> Vec<Move> {
    let mut moves = Vec::new();
    for grid in system.grids {
        let rows = &grid.rows;
        let width = rows.iter().map(Vec::len).min().unwrap_or(0);
        let columns: Vec<Vec<usize>> =
            (0..width).map(|at| rows.iter().filter_map(|row| row.get(at).copied()).collect()).collect();
        for line in rows.iter().chain(&columns) {
            let pairs = line.chunks(1).zip(line.chunks(1).skip(1));
            moves.extend(pairs.filter_map(|(a, b)| exchange(system, a, b, Together::Exchanged)));
        }
        for (lines, back, on, whole) in [
            (rows, Together::Left, Together::Right, Together::Rows),
            (&columns, Together::Up, Together::Down, Together::Columns),
        ] {
            for (index, line) in lines.iter().enumerate() {
                let reversed: Vec<usize> = line.iter().rev().copied().collect();
                moves.extend(shift(system, line, back));
                moves.extend(shift(system, &reversed, on));
                for other in lines.iter().skip(index + 1) {
                    moves.extend(exchange(system, line, other, whole));
                }
            }
        }
    }
    moves
}

/// Figures that changed places with others; `None` where that changes fewer than two.
fn exchange(system: &System<'_>, line: &[usize], other: &[usize], together: Together) -> Option<Move> {
    let value = |variable: &usize| system.variables.get(*variable)?.value;
    let mut to = Vec::new();
    for (a, b) in line.iter().zip(other) {
        let (left, right) = (value(a), value(b));
        if left != right {
            to.extend([(*a, right), (*b, left)]);
        }
    }
    is_open(system, &to).then_some(Move { together, to })
}

/// A line whose figures each stand one cell before their own.
fn shift(system: &System<'_>, line: &[usize], together: Together) -> Option<Move> {
    let value = |variable: &usize| system.variables.get(*variable)?.value;
    let moved = line.iter().zip(line.iter().skip(1)).map(|(from, to)| (*to, value(from)));
    let first = line.first().map(|first| (*first, None));
    let to: Vec<_> = first.into_iter().chain(moved).filter(|(variable, to)| value(variable) != *to).collect();
    let figures = to.iter().filter(|(_, to)| to.is_some_and(|to| to != 0)).count();
    (figures > 0 && is_open(system, &to)).then_some(Move { together, to })
}

/// Whether a move changes two figures or more, none of which is known to be right.
fn is_open(system: &System<'_>, to: &[(usize, Option<i64>)]) -> bool {
    to.len() > 1
        && to.iter().all(|(variable, _)| {
            system.variables.get(*variable).is_some_and(|variable| variable.weight.is_some())
        })
}

/// The system with a move put back, what it has lost left open.
pub(super) fn put_back(root: &Tableau, moved: &Move) -> Option<Tableau> {
    let mut start = root.clone();
    for &(variable, to) in &moved.to {
        match to {
            Some(to) => {
                start.set(variable, to)?;
                start.variable(variable)?.free = false;
            }
            None => start.variable(variable)?.free = true,
        }
    }
    (start.solve() != Outcome::Overflow).then_some(start)
}

/// Every move with what the system still costs after it.
#[derive(Debug)]
pub(super) struct Moves<'s> {
    residuals: Residuals<'s>,
    moves: Vec<Priced>,
}

/// A move with the least that the system still costs after it.
#[derive(Debug)]
struct Priced {
    moved: Move,
    least: u32,
    /// Whether that is all that is known by looking at single relations, or only a quick guess that is never too high.
    is_exact: bool,
}

impl<'s> Moves<'s> {
    /// The moves of a system. `costs` are those of its figures.
    pub(super) fn new(system: &'s System<'s>, costs: &[Option<u32>]) -> Self {
        let mut residuals = Residuals::new(system, costs);
        let price = |moved: Move| Priced { least: residuals.guess(&moved), moved, is_exact: false };
        let moves = moves(system).into_iter().map(price).collect();
        Self { residuals, moves }
    }

    pub(super) fn get(&self, index: usize) -> Option<&Move> {
        self.moves.get(index).map(|priced| &priced.moved)
    }

    pub(super) fn len(&self) -> usize {
        self.moves.len()
    }

    /// The least that the system still costs after a move: exactly, unless that is surely `enough` or more.
    pub(super) fn least(&mut self, index: usize, costs: &[Option<u32>], enough: u32) -> u32 {
        let Some(priced) = self.moves.get_mut(index) else { return u32::MAX };
        if !priced.is_exact && priced.least < enough {
            priced.least = self.residuals.least_cost(&priced.moved, costs);
            priced.is_exact = true;
        }
        priced.least
    }
}

/// What each constraint is off by, to see quickly what a move would mend.
#[derive(Debug)]
struct Residuals<'s> {
    system: &'s System<'s>,
    /// `None` for a constraint with a blank, or that is satisfied by more, or that no figure can pay for.
    off: Vec<Option<i64>>,
    /// How many are off.
    broken: usize,
    /// The same as `off` after a move.
    after: Vec<Option<i64>>,
    /// The constraints of each figure.
    bound: Vec<Vec<(usize, i64)>>,
    /// In how many of the rows at hand a figure is.
    shares: Vec<u32>,
    /// The least that a constraint which is off can cost, whatever else is off.
    unit: u32,
}

fn is_off(off: Option<i64>) -> bool {
    off.is_some_and(|off| off != 0)
}

impl<'s> Residuals<'s> {
    fn new(system: &'s System<'s>, costs: &[Option<u32>]) -> Self {
        let mut bound = vec![Vec::new(); system.variables.len()];
        let off = system.constraints.iter().enumerate().map(|(index, constraint)| {
            for &(variable, coefficient) in &constraint.terms {
                if let Some(bound) = bound.get_mut(variable) {
                    bound.push((index, coefficient));
                }
            }
            // What nothing can pay is left for the search to find out.
            let can_pay = |&(variable, _): &(usize, i64)| costs.get(variable).is_some_and(Option::is_some);
            let counts = !constraint.at_least && constraint.terms.iter().any(can_pay);
            constraint.off(system.variables).filter(|_| counts)
        });
        let off: Vec<_> = off.collect();
        let broken = off.iter().filter(|off| is_off(**off)).count();
        let unit = |(bound, cost): (&Vec<_>, &Option<u32>)| cost.map(|cost| cost / bound.len().max(1) as u32);
        let unit = bound.iter().zip(costs).filter_map(unit).min().unwrap_or(0);
        let shares = vec![0; system.variables.len()];
        Self { system, after: off.clone(), off, broken, bound, shares, unit }
    }

    /// Does a move; how many constraints are off then.
    fn apply(&mut self, moved: &Move) -> usize {
        let mut broken = self.broken;
        self.after.clone_from(&self.off);
        for &(variable, to) in &moved.to {
            let from = self.system.variables.get(variable).and_then(|variable| variable.value);
            let change = from.zip(to).and_then(|(from, to)| to.checked_sub(from));
            for &(index, coefficient) in self.bound.get(variable).into_iter().flatten() {
                let Some(off) = self.after.get_mut(index) else { continue };
                broken -= usize::from(is_off(*off));
                let change = change.and_then(|change| change.checked_mul(coefficient));
                *off = off.zip(change).and_then(|(off, change)| off.checked_add(change));
                broken += usize::from(is_off(*off));
            }
        }
        broken
    }

    /// No more than the [least cost](Self::least_cost), without a look at what is off.
    fn guess(&mut self, moved: &Move) -> u32 {
        (self.apply(moved) as u32).saturating_mul(self.unit)
    }

    /// The least that the system still costs after a move: each constraint that is off its cheapest figure, shared
    /// among those that the figure is in, as in the search.
    fn least_cost(&mut self, moved: &Move, costs: &[Option<u32>]) -> u32 {
        self.apply(moved);
        let Self { system, after, shares, .. } = self;
        let broken = || {
            let pairs = system.constraints.iter().zip(&*after);
            pairs.filter(|(_, off)| is_off(**off)).map(|(constraint, _)| constraint)
        };
        shares.fill(0);
        for (variable, _) in broken().flat_map(|constraint| &constraint.terms) {
            if let Some(share) = shares.get_mut(*variable) {
                *share += 1;
            }
        }
        let price = |&(variable, _): &(usize, i64)| {
            Some(costs.get(variable).copied()??.div_euclid(*shares.get(variable)?))
        };
        broken().filter_map(|constraint| constraint.terms.iter().filter_map(price).min()).sum()
    }
}

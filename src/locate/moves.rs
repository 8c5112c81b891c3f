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
        let rows: Vec<Vec<usize>> = grid.rows.clone();
        let width = rows.iter().map(Vec::len).min().unwrap_or(0);
        let columns: Vec<Vec<usize>> =
            (0..width).map(|at| rows.iter().filter_map(|row| row.get(at).copied()).collect()).collect();
        for line in rows.iter().chain(&columns) {
            moves.extend(line.windows(2).filter_map(|pair| exchange(system, pair, Together::Exchanged)));
        }
        for (lines, back, on, whole) in [
            (&rows, Together::Left, Together::Right, Together::Rows),
            (&columns, Together::Up, Together::Down, Together::Columns),
        ] {
            for (index, line) in lines.iter().enumerate() {
                let reversed: Vec<usize> = line.iter().rev().copied().collect();
                moves.extend(shift(system, line, back));
                moves.extend(shift(system, &reversed, on));
                for other in lines.iter().skip(index + 1) {
                    let pairs: Vec<usize> = line.iter().zip(other).flat_map(|(a, b)| [*a, *b]).collect();
                    moves.extend(exchange(system, &pairs, whole));
                }
            }
        }
    }
    moves
}

/// Pairs of figures that changed places; `None` where that changes fewer than two.
fn exchange(system: &System<'_>, pairs: &[usize], together: Together) -> Option<Move> {
    let value = |variable: &usize| system.variables.get(*variable)?.value;
    let mut to = Vec::new();
    for pair in pairs.chunks_exact(2) {
        let [a, b] = pair else { continue };
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

/// Every move with the least that the system still costs after it.
pub(super) fn priced(system: &System<'_>, costs: &[Option<u32>]) -> Vec<(Move, u32)> {
    let residuals = Residuals::new(system);
    let mut shares = vec![0; system.variables.len()];
    let price = |moved: Move| {
        let least = residuals.least_cost(&moved, costs, &mut shares);
        (moved, least)
    };
    moves(system).into_iter().map(price).collect()
}

/// What each constraint is off by, to see quickly what a move would mend.
struct Residuals<'s> {
    system: &'s System<'s>,
    /// `None` for a constraint with a blank, or that is satisfied by more.
    off: Vec<Option<i64>>,
    /// The constraints of each figure.
    bound: Vec<Vec<(usize, i64)>>,
}

impl<'s> Residuals<'s> {
    fn new(system: &'s System<'s>) -> Self {
        let mut bound = vec![Vec::new(); system.variables.len()];
        let off = system.constraints.iter().enumerate().map(|(index, constraint)| {
            for &(variable, coefficient) in &constraint.terms {
                if let Some(bound) = bound.get_mut(variable) {
                    bound.push((index, coefficient));
                }
            }
            constraint.off(system.variables).filter(|_| !constraint.at_least)
        });
        let off = off.collect();
        Self { system, off, bound }
    }

    /// The least that the system still costs after a move: each constraint that is off its cheapest figure, shared
    /// among those that the figure is in, as in the search.
    fn least_cost(&self, moved: &Move, costs: &[Option<u32>], shares: &mut [u32]) -> u32 {
        let mut off = self.off.clone();
        for &(variable, to) in &moved.to {
            let from = self.system.variables.get(variable).and_then(|variable| variable.value);
            for &(index, coefficient) in self.bound.get(variable).into_iter().flatten() {
                if let Some(off) = off.get_mut(index) {
                    let change = from.zip(to).and_then(|(from, to)| to.checked_sub(from));
                    let change = change.and_then(|change| change.checked_mul(coefficient));
                    *off = off.zip(change).and_then(|(off, change)| off.checked_add(change));
                }
            }
        }
        let is_off = |off: &Option<i64>| off.is_some_and(|off| off != 0);
        let broken = || {
            let pairs = self.system.constraints.iter().zip(&off);
            pairs.filter(|(_, off)| is_off(off)).map(|(constraint, _)| constraint)
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
        // What nothing can pay is left for the search to find out.
        broken().filter_map(|constraint| constraint.terms.iter().filter_map(price).min()).sum()
    }
}

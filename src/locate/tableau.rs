//! The linear system of a search, solved as far as the free variables allow.
//!
//! The general simplex of satisfiability solvers (Dutertre and de Moura, “A Fast Linear-Arithmetic Solver for
//! DPLL(T)”, CAV 2006) over whole numbers: a row is an equation, solved for its basic variable or, before any free
//! variable was found in it, for none. Pivoting by smallest index (Bland 1977) always ends. Where a row cannot be
//! made right, the row itself is the proof: one of its fixed variables must change.

use std::rc::Rc;

use super::{Constraint, Variable, times};

/// Equations `Σ coefficient · value + constant = 0`, one a row.
#[derive(Debug, Default)]
pub(super) struct Tableau {
    rows: Vec<Row>,
    variables: Vec<State>,
}

#[derive(Clone, Debug)]
struct Row {
    /// One for each variable; small, because the relations of a form are sums. Steps of a search share those of a row
    /// until one of them changes it.
    coefficients: Rc<[i16]>,
    /// The variable that the row is solved for. It stands in no other row.
    basic: Option<usize>,
    /// The constant and every term but the basic one.
    sum: i64,
}

/// A variable during a search.
#[derive(Clone, Copy, Debug)]
pub(super) struct State {
    /// Its value, unless a row is solved for it.
    pub value: i64,
    /// Its least value.
    pub least: Option<i64>,
    /// Its greatest value.
    pub most: Option<i64>,
    /// Whether it may change.
    pub free: bool,
    /// Whether a row is solved for it.
    basic: bool,
}

impl State {
    fn can_move(&self, down: bool) -> bool {
        if down {
            self.least.is_none_or(|least| self.value > least)
        } else {
            self.most.is_none_or(|most| self.value < most)
        }
    }
}

/// What pivoting came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// Every row holds.
    Feasible,
    /// Some row cannot hold unless a fixed variable of it changes.
    Conflict,
    /// The numbers or the number of steps left what is computed with.
    Overflow,
}

/// A row that cannot hold, and which way the sum of its other terms would have to move.
#[derive(Clone, Copy, Debug)]
pub(super) struct Broken {
    row: usize,
    down: bool,
}

impl Clone for Tableau {
    fn clone(&self) -> Self {
        let mut tableau = Self::default();
        tableau.clone_from(self);
        tableau
    }

    /// Copies into the memory that is there: a search does so at every step.
    fn clone_from(&mut self, source: &Self) {
        self.rows.clone_from(&source.rows);
        self.variables.clone_from(&source.variables);
    }
}

impl Tableau {
    /// Most pivots of one solution: rows times a few, which no sum lattice comes near.
    const MOST_PIVOTS: usize = 2_000;

    /// The system of some constraints. An inequality gets a variable of its own for what it leaves over, behind
    /// the others. `None` where a coefficient is too large.
    pub(super) fn new(variables: &[Variable], constraints: &[Constraint]) -> Option<Self> {
        let slacks = constraints.iter().filter(|constraint| constraint.at_least).count();
        let width = variables.len() + slacks;
        if width == 0 {
            return None;
        }
        let mut tableau =
            Self { rows: Vec::with_capacity(constraints.len()), variables: Vec::with_capacity(width) };
        tableau.variables.extend(variables.iter().map(|variable| State {
            value: variable.value.unwrap_or_else(|| variable.least.unwrap_or(0)),
            least: variable.least,
            most: None,
            free: variable.value.is_none(),
            basic: false,
        }));
        let mut row = vec![0_i16; width];
        for constraint in constraints {
            row.fill(0);
            let mut sum = constraint.constant;
            for &(variable, coefficient) in &constraint.terms {
                let entry = row.get_mut(variable)?;
                *entry = entry.checked_add(i16::try_from(coefficient).ok()?)?;
                let value = tableau.variables.get(variable)?.value;
                sum = sum.checked_add(times(value, coefficient)?)?;
            }
            if constraint.at_least {
                // What is left over stands behind the variables: one place more for each inequality before.
                let slack = tableau.variables.len();
                *row.get_mut(slack)? = -1;
                let value = sum.max(0);
                tableau.variables.push(State { value, least: Some(0), most: None, free: true, basic: false });
                sum -= value;
            }
            tableau.rows.push(Row { coefficients: Rc::from(row.as_slice()), basic: None, sum });
        }
        Some(tableau)
    }

    /// The state of a variable.
    pub(super) fn variable(&mut self, variable: usize) -> Option<&mut State> {
        self.variables.get_mut(variable)
    }

    fn row(&self, row: usize) -> &[i16] {
        self.rows.get(row).map_or(&[], |row| &row.coefficients)
    }

    fn coefficient(&self, row: usize, variable: usize) -> i16 {
        self.row(row).get(variable).copied().unwrap_or(0)
    }

    /// Gives a variable that is in no solved row another value from the start.
    pub(super) fn set(&mut self, variable: usize, value: i64) -> Option<()> {
        let state = self.variables.get_mut(variable)?;
        let change = value.checked_sub(state.value)?;
        state.value = value;
        for row in &mut self.rows {
            let coefficient = i64::from(*row.coefficients.get(variable)?);
            row.sum = row.sum.checked_add(times(change, coefficient)?)?;
        }
        Some(())
    }

    /// The value of a basic variable, rounded down, and whether it is whole.
    fn solved(&self, row: usize) -> Option<(usize, i64, bool)> {
        let Row { basic: Some(basic), sum, .. } = *self.rows.get(row)? else { return None };
        let divisor = i64::from(self.coefficient(row, basic));
        let value = (-sum).checked_div_euclid(divisor)?;
        let whole = sum % divisor == 0;
        // Division by a negative number rounds up.
        Some((basic, if divisor < 0 && !whole { value - 1 } else { value }, whole))
    }

    /// Whether a row does not hold, and if so, which way the sum of its other terms must move.
    fn violation(&self, row: usize) -> Option<bool> {
        let Some((basic, value, whole)) = self.solved(row) else {
            let sum = self.rows.get(row)?.sum;
            return (sum != 0).then_some(sum > 0);
        };
        let state = self.variables.get(basic)?;
        let positive = self.coefficient(row, basic) > 0;
        if state.least.is_some_and(|least| value < least) {
            return Some(positive);
        }
        let above = state.most.is_some_and(|most| value > most || value == most && !whole);
        above.then_some(!positive)
    }

    /// Pivots until every row holds or none of those that do not can be helped.
    pub(super) fn solve(&mut self) -> Outcome {
        for _ in 0..Self::MOST_PIVOTS {
            // By smallest index, rows that are solved for nothing first.
            let mut holds = true;
            let mut helped: Option<(Option<usize>, usize, usize)> = None;
            for row in 0..self.rows.len() {
                let Some(down) = self.violation(row) else { continue };
                holds = false;
                let basic = self.rows.get(row).and_then(|row| row.basic);
                if helped.is_none_or(|(best, ..)| basic < best) {
                    helped = self.entering(row, down).map(|entering| (basic, row, entering)).or(helped);
                }
            }
            if holds {
                return Outcome::Feasible;
            }
            let Some((basic, row, entering)) = helped else { return Outcome::Conflict };
            // A basic variable leaves at the bound that it breaks.
            let bound = basic.and_then(|basic| {
                let (_, value, _) = self.solved(row)?;
                let state = self.variables.get(basic)?;
                state.least.filter(|&least| value < least).or(state.most)
            });
            if self.pivot(row, entering, bound).is_none() {
                return Outcome::Overflow;
            }
        }
        Outcome::Overflow
    }

    /// The first free variable of a row that can move its sum.
    fn entering(&self, row: usize, down: bool) -> Option<usize> {
        self.movable(row, down).find(|&(_, state)| state.free).map(|(variable, _)| variable)
    }

    /// The variables of a row that could move its sum if they were free.
    fn movable(&self, row: usize, down: bool) -> impl Iterator<Item = (usize, &State)> {
        let pairs = self.row(row).iter().zip(&self.variables).enumerate();
        pairs
            .filter(move |(_, (coefficient, state))| {
                **coefficient != 0 && !state.basic && state.can_move((**coefficient > 0) == down)
            })
            .map(|(variable, (_, state))| (variable, state))
    }

    /// Solves a row for another variable; the one it was solved for stays at `bound`. `None` where a number
    /// becomes too large.
    fn pivot(&mut self, row: usize, entering: usize, bound: Option<i64>) -> Option<()> {
        let leaving = self.rows.get(row)?.basic;
        let pivot = self.coefficient(row, entering);
        let mut sum = self.rows.get(row)?.sum;
        if let (Some(leaving), Some(bound)) = (leaving, bound) {
            let coefficient = i64::from(self.coefficient(row, leaving));
            sum = sum.checked_add(times(bound, coefficient)?)?;
            let state = self.variables.get_mut(leaving)?;
            (state.value, state.basic) = (bound, false);
        }
        let state = self.variables.get_mut(entering)?;
        let value = state.value;
        state.basic = true;
        let pivoted = Rc::clone(&self.rows.get(row)?.coefficients);
        for (index, other) in self.rows.iter_mut().enumerate() {
            let factor = *other.coefficients.get(entering)?;
            if index == row || factor == 0 {
                continue;
            }
            // other := keep · other − take · row, without the entering variable.
            let divisor = i16::try_from(gcd(pivot.unsigned_abs(), factor.unsigned_abs())).ok()?;
            let (keep, take) = (pivot / divisor, factor / divisor);
            let sums = (times(other.sum, keep.into())?, times(sum, take.into())?);
            other.sum = sums.0.checked_sub(sums.1)?;
            let pairs = Rc::make_mut(&mut other.coefficients).iter_mut().zip(&*pivoted);
            if (keep, take.abs()) == (1, 1) {
                for (own, pivot) in pairs {
                    *own = own.checked_sub(take * pivot)?;
                }
            } else {
                for (own, pivot) in pairs {
                    *own = own.checked_mul(keep)?.checked_sub(take.checked_mul(*pivot)?)?;
                }
            }
        }
        let own = self.rows.get_mut(row)?;
        own.basic = Some(entering);
        own.sum = sum.checked_sub(times(value, pivot.into())?)?;
        Some(())
    }

    /// The rows that cannot hold unless a fixed variable changes.
    pub(super) fn conflicts(&self) -> impl Iterator<Item = Broken> {
        let broken = (0..self.rows.len()).filter_map(|row| Some(Broken { row, down: self.violation(row)? }));
        broken.filter(|broken| self.entering(broken.row, broken.down).is_none())
    }

    /// The fixed variables one of which must change for a row to hold.
    pub(super) fn suspects(&self, broken: Broken) -> impl Iterator<Item = usize> {
        let movable = self.movable(broken.row, broken.down);
        movable.filter(|(_, state)| !state.free).map(|(variable, _)| variable)
    }

    /// Whether whole numbers solve a system that numbers solve; if so, these are what it holds. Sums of a form
    /// always do, because their matrix is totally unimodular.
    pub(super) fn is_whole(&mut self) -> bool {
        /// Most halvings of a range; beyond, the system is taken for one without.
        const DEEPEST: usize = 16;
        fn search(tableau: &mut Tableau, depth: usize) -> bool {
            let Some((variable, below)) = tableau.fraction() else { return true };
            if depth == 0 {
                return false;
            }
            for (least, most) in [(None, Some(below)), (Some(below + 1), None)] {
                let mut half = tableau.clone();
                if half.bound(variable, least, most) == Outcome::Feasible && search(&mut half, depth - 1) {
                    tableau.clone_from(&half);
                    return true;
                }
            }
            false
        }
        let bounds: Vec<_> = self.variables.iter().map(|state| (state.least, state.most)).collect();
        let is_whole = search(self, DEEPEST);
        // What was halved on the way binds no longer.
        for (state, bounds) in self.variables.iter_mut().zip(bounds) {
            (state.least, state.most) = bounds;
        }
        is_whole
    }

    /// Solves the system under other bounds of a variable.
    fn bound(&mut self, variable: usize, least: Option<i64>, most: Option<i64>) -> Outcome {
        let Some(state) = self.variables.get_mut(variable) else { return Outcome::Overflow };
        state.least = state.least.max(least);
        state.most = [state.most, most].into_iter().flatten().min();
        let (value, basic) = (state.value, state.basic);
        let inside = value.max(state.least.unwrap_or(i64::MIN)).min(state.most.unwrap_or(i64::MAX));
        if state.least.zip(state.most).is_some_and(|(least, most)| least > most) {
            return Outcome::Conflict;
        }
        if !basic && inside != value && self.set(variable, inside).is_none() {
            return Outcome::Overflow;
        }
        self.solve()
    }

    /// What becomes of a solution under other bounds of a variable.
    pub(super) fn bounded(&self, variable: usize, least: Option<i64>, most: Option<i64>) -> Outcome {
        self.clone().bound(variable, least, most)
    }

    /// A basic variable whose value is no whole number, rounded down.
    pub(super) fn fraction(&self) -> Option<(usize, i64)> {
        let mut solved = (0..self.rows.len()).filter_map(|row| self.solved(row));
        solved.find(|&(.., whole)| !whole).map(|(variable, value, _)| (variable, value))
    }

    /// The value of a variable in the present solution, rounded down, and whether the equations alone decide it.
    pub(super) fn value(&self, variable: usize) -> Option<(i64, bool)> {
        let state = self.variables.get(variable)?;
        if !state.basic {
            return Some((state.value, !state.free));
        }
        let row = self.rows.iter().position(|row| row.basic == Some(variable))?;
        let decided = !self
            .row(row)
            .iter()
            .zip(&self.variables)
            .enumerate()
            .any(|(index, (coefficient, state))| *coefficient != 0 && state.free && index != variable);
        self.solved(row).map(|(_, value, _)| (value, decided))
    }
}

fn gcd(mut a: u16, mut b: u16) -> u16 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

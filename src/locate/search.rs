//! The search for the repairs of least weight.
//!
//! Depth first under a bound that is raised step by step (IDA*, Korf 1985). A node is a set of figures that may
//! change; where the system cannot hold under it, each row that cannot is a proof that one of its other figures
//! changes as well, and the node branches over the row with the fewest. A figure that was tried is then known not
//! to change, so no set is looked at twice. What all such rows together cost at least — each row its cheapest
//! figure, shared among the rows that the figure is in — is never more than what remains to be paid.

use std::rc::Rc;

use super::moves::{Move, Moves, put_back};
use super::tableau::{Outcome, Tableau};
use super::{Change, Limits, Repair, Searched, Slip, System, Variable, Verdict};
use crate::order::{sort, sort_by_key};

/// Weights are multiplied by this, so that they can be shared among rows.
const SCALE: u32 = 12;
/// Weights beyond are as good as this one.
const MOST_WEIGHT: u32 = 1_000_000;
/// By how much the bound is raised at least.
const STEP: u32 = Variable::WEIGHT * SCALE / 2;

/// A set of changes that satisfies the system, with the solution.
struct Found {
    weight: u32,
    set: Vec<usize>,
    /// The move before them.
    moved: Option<Rc<Move>>,
    solution: Tableau,
}

/// A search in one connected part.
struct Search<'s> {
    system: &'s System<'s>,
    limits: Limits,
    /// What a figure costs; `None` for one that may not change, or not any more.
    costs: Vec<Option<u32>>,
    /// In how many of the rows at hand a figure is.
    shares: Vec<u32>,
    levels: Vec<Tableau>,
    set: Vec<usize>,
    moved: Option<Rc<Move>>,
    /// The greatest cost that is looked at.
    bound: u32,
    /// The least cost beyond it that was seen.
    next: u32,
    sets: u32,
    found: Vec<Found>,
    more: bool,
    /// Whether anything was left out.
    is_cut: bool,
}

/// The repairs of least weight of a connected system.
pub(super) fn search(system: &System<'_>, limits: Limits) -> Verdict {
    let Some(root) = Tableau::new(system.variables, system.constraints) else {
        return Verdict::GaveUp(Searched::default());
    };
    let cost = |variable: &Variable| {
        let weight = variable.weight.filter(|_| variable.value.is_some())?;
        Some(weight.clamp(1, MOST_WEIGHT) * SCALE)
    };
    let mut search = Search {
        system,
        limits,
        costs: system.variables.iter().map(cost).collect(),
        shares: vec![0; system.variables.len()],
        levels: Vec::new(),
        set: Vec::new(),
        moved: None,
        bound: 0,
        next: 0,
        sets: 0,
        found: Vec::new(),
        more: false,
        is_cut: false,
    };
    let mut solved = root.clone();
    match solved.solve() {
        Outcome::Feasible if solved.is_whole() => Verdict::Consistent(search.filled(&solved)),
        Outcome::Overflow => Verdict::GaveUp(Searched::default()),
        Outcome::Feasible | Outcome::Conflict => search.run(&root, &solved),
    }
}

impl Search<'_> {
    /// Raises the bound until something is found: from the system itself, solved, and from every move of it.
    fn run(&mut self, root: &Tableau, solved: &Tableau) -> Verdict {
        let nearest = Move::WEIGHT * SCALE;
        let most = self.limits.weight.min(MOST_WEIGHT) * SCALE;
        // What any repair costs at least, as far as is known.
        let mut least = 0;
        let mut moves = None;
        while self.found.is_empty() {
            self.next = if self.bound < nearest { nearest } else { u32::MAX };
            self.start(solved, None, 0);
            if self.bound >= nearest {
                let moves = moves.get_or_insert_with(|| Moves::new(self.system, &self.costs));
                for index in 0..moves.len() {
                    let cost = moves.weight(index) * SCALE;
                    if self.bound < cost {
                        self.next = self.next.min(cost);
                        continue;
                    }
                    // What is beyond the bound need not be known exactly: where nothing was found, unless it is nearer
                    // than all that was seen there.
                    let seen = if self.found.is_empty() { self.next } else { 0 };
                    let enough = seen.max(self.bound.saturating_add(1)) - cost;
                    let Some((undone, least)) = moves.below(index, &self.costs, enough) else { continue };
                    let least = cost.saturating_add(least);
                    if least > self.bound {
                        self.next = self.next.min(least);
                        continue;
                    }
                    match put_back(root, undone) {
                        Some(start) => self.start(&start, Some(Rc::clone(undone)), cost),
                        None => self.is_cut = true,
                    }
                }
            }
            let exhausted = self.found.is_empty() && (self.next == u32::MAX || self.next > most);
            if self.is_cut || exhausted {
                // What a search that was cut has not seen may cost less than what it has.
                let least = if self.is_cut { least } else { self.next };
                return Verdict::GaveUp(Searched { weight: least / SCALE, sets: self.sets });
            }
            least = self.next;
            self.bound = self.next.max(self.bound + STEP).min(most);
        }
        self.verdict()
    }

    /// Searches from a system that may have been moved before.
    fn start(&mut self, root: &Tableau, moved: Option<Rc<Move>>, cost: u32) {
        self.moved = moved;
        match self.levels.first_mut() {
            Some(level) => level.clone_from(root),
            None => self.levels.push(root.clone()),
        }
        self.descend(0, cost);
    }

    fn descend(&mut self, level: usize, cost: u32) {
        if self.sets >= self.limits.sets {
            self.is_cut = true;
            return;
        }
        self.sets += 1;
        let Some(tableau) = self.levels.get_mut(level) else { return };
        let suspects = match tableau.solve() {
            Outcome::Feasible if tableau.is_whole() => return self.keep(level, cost),
            // No whole numbers: which figure must change cannot be told, so it may be any.
            Outcome::Feasible => {
                (0..self.costs.len()).filter(|&v| self.costs.get(v).is_some_and(Option::is_some)).collect()
            }
            Outcome::Overflow => {
                self.is_cut = true;
                return;
            }
            Outcome::Conflict => {
                let Some((least, suspects)) = self.branch(level) else { return };
                if cost + least > self.bound {
                    self.next = self.next.min(cost + least);
                    return;
                }
                suspects
            }
        };
        let mut tried = Vec::with_capacity(suspects.len());
        for suspect in suspects {
            let Some(price) = self.costs.get_mut(suspect).and_then(Option::take) else { continue };
            tried.push((suspect, price));
            if cost + price > self.bound {
                self.next = self.next.min(cost + price);
                continue;
            }
            if self.levels.len() == level + 1 {
                self.levels.push(Tableau::default());
            }
            if let Some([parent, child]) = self.levels.get_mut(level..level + 2) {
                child.clone_from(parent);
                if let Some(state) = child.variable(suspect) {
                    state.free = true;
                }
            }
            self.set.push(suspect);
            self.descend(level + 1, cost + price);
            self.set.pop();
        }
        for (suspect, price) in tried {
            if let Some(cost) = self.costs.get_mut(suspect) {
                *cost = Some(price);
            }
        }
    }

    /// The least that the rows which cannot hold still cost, and the figures of the one with the fewest; `None`
    /// where a row has none left.
    fn branch(&mut self, level: usize) -> Option<(u32, Vec<usize>)> {
        let tableau = self.levels.get(level)?;
        let rows: Vec<Vec<usize>> = tableau
            .conflicts()
            .map(|row| {
                let suspects = tableau.suspects(row);
                suspects.filter(|&v| self.costs.get(v).is_some_and(Option::is_some)).collect()
            })
            .collect();
        self.shares.fill(0);
        for &suspect in rows.iter().flatten() {
            if let Some(share) = self.shares.get_mut(suspect) {
                *share += 1;
            }
        }
        let mut least = 0;
        for row in &rows {
            let price = |suspect: &usize| {
                Some(self.costs.get(*suspect).copied()??.div_euclid(*self.shares.get(*suspect)?))
            };
            least += row.iter().filter_map(price).min()?;
        }
        rows.into_iter().min_by_key(Vec::len).map(|fewest| (least, fewest))
    }

    fn keep(&mut self, level: usize, cost: u32) {
        if self.bound > cost {
            // Nothing dearer is wanted any more.
            self.bound = cost;
            self.found.clear();
            self.more = false;
        }
        if self.found.len() >= self.limits.repairs {
            self.more = true;
        } else if let Some(solution) = self.levels.get(level) {
            let mut set = self.set.clone();
            sort(&mut set);
            self.found.push(Found {
                weight: cost / SCALE,
                set,
                moved: self.moved.clone(),
                solution: solution.clone(),
            });
        }
    }

    fn verdict(&self) -> Verdict {
        let mut repairs: Vec<_> = self.found.iter().map(|found| self.repair(found)).collect();
        let key = |change: &Change| (change.variable, change.to);
        sort_by_key(&mut repairs, |repair| {
            (Self::surprise(repair), repair.changes.iter().map(key).collect::<Vec<_>>())
        });
        repairs.dedup_by(|a, b| a.changes == b.changes);
        let open = |repair: &Repair| repair.changes.iter().any(|change| change.to.is_none());
        let surprise = |index: usize| repairs.get(index).map(Self::surprise);
        let stands_out = match (surprise(0), surprise(1)) {
            (Some(first), Some(second)) => first + STANDS_OUT <= second,
            _ => true,
        };
        if stands_out && !self.more && !repairs.first().is_some_and(open) {
            let others = repairs.len() - 1;
            return Verdict::Unique { repair: repairs.swap_remove(0), others };
        }
        Verdict::Ambiguous { repairs, more: self.more }
    }

    fn repair(&self, found: &Found) -> Repair {
        let moved = found.moved.as_deref();
        let value = |variable: usize| self.system.variables.get(variable).and_then(|v| v.value);
        let mut set = found.set.clone();
        set.extend(moved.iter().flat_map(|moved| moved.to.iter().map(|to| to.0)));
        sort(&mut set);
        set.dedup();
        let changes = set.into_iter().filter_map(|variable| {
            let to = decided(&found.solution, variable);
            let from = value(variable);
            let in_move = moved.is_some_and(|moved| moved.to.iter().any(|(other, _)| *other == variable));
            // A figure that a move leaves as it is does not change.
            if from == to {
                return None;
            }
            let slip = from.zip(to).filter(|_| !in_move);
            let slip = slip.and_then(|(from, to)| Slip::between(from, to, &self.beside(variable)));
            Some(Change { variable, to, slip, moved: in_move })
        });
        let changes: Vec<Change> = changes.collect();
        let mut filled = self.filled(&found.solution);
        filled.retain(|(variable, _)| !changes.iter().any(|change| change.variable == *variable));
        Repair { weight: found.weight, changes, filled, together: moved.map(|moved| moved.together) }
    }

    /// The figures next to one on its grid.
    fn beside(&self, variable: usize) -> Vec<(usize, i64)> {
        let mut beside = Vec::new();
        let grids = self.system.grids.iter();
        let place = grids.filter_map(|grid| {
            let mut rows = grid.rows.iter().enumerate();
            rows.find_map(|(row, cells)| Some((grid, row, cells.iter().position(|cell| *cell == variable)?)))
        });
        for (grid, row, column) in place {
            for (row, column) in [
                (Some(row), column.checked_sub(1)),
                (Some(row), Some(column + 1)),
                (row.checked_sub(1), Some(column)),
                (Some(row + 1), Some(column)),
            ] {
                let cell = row.zip(column).and_then(|(row, column)| grid.rows.get(row)?.get(column).copied());
                let value = cell.and_then(|cell| Some((cell, self.system.variables.get(cell)?.value?)));
                beside.extend(value);
            }
        }
        beside
    }

    /// The blanks that a solution decides.
    fn filled(&self, solution: &Tableau) -> Vec<(usize, i64)> {
        let blanks =
            self.system.variables.iter().enumerate().filter(|(_, variable)| variable.value.is_none());
        blanks.filter_map(|(variable, _)| Some((variable, decided(solution, variable)?))).collect()
    }

    /// How little a repair is explained by slips: 0 where everything is.
    fn surprise(repair: &Repair) -> u32 {
        let of = |change: &Change| match change.slip {
            _ if change.moved => 0,
            Some(Slip::Swapped | Slip::Doubled | Slip::Dropped | Slip::Shifted(_) | Slip::Copied(_)) => 1,
            Some(Slip::Added | Slip::Digit) => 3,
            None => 6,
        };
        repair.changes.iter().map(of).sum()
    }
}

/// By how much the first repair must be less surprising than the second to stand out.
const STANDS_OUT: u32 = 4;

/// The value of a variable, if every solution has the same.
fn decided(solution: &Tableau, variable: usize) -> Option<i64> {
    let (value, decided) = solution.value(variable)?;
    let other = |least: Option<i64>, most: Option<i64>| solution.bounded(variable, least, most);
    let only = decided
        || other(None, Some(value - 1)) == Outcome::Conflict
            && other(Some(value + 1), None) == Outcome::Conflict;
    only.then_some(value)
}

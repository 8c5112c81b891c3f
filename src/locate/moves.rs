//! Slips that move several figures at once: a row typed one cell too far to the left, two rows exchanged.

mod whole;

use std::rc::Rc;

use super::tableau::{Outcome, Tableau};
use super::{Grid, System, Together, times};

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
    /// The same for rows far from one another: less than three, more than two.
    const FAR: u32 = 27;
}

/// A slip that figures could have suffered: of one line, or of two.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    together: Together,
    /// The line, by index, and the other where two are exchanged.
    lines: (usize, usize),
    /// The first of two figures that are exchanged.
    at: usize,
    weight: u32,
}

/// The rows and columns of a system's grids, and every slip that they could have suffered.
#[derive(Debug, Default)]
struct Candidates {
    lines: Vec<Vec<usize>>,
    slips: Vec<Candidate>,
}

impl Candidates {
    /// Quadratic in the rows and columns of a grid.
    fn new(grids: &[Grid]) -> Self {
        let mut all = Self::default();
        for grid in grids {
            let width = grid.rows.iter().map(Vec::len).min().unwrap_or(0);
            let column = |at| grid.rows.iter().filter_map(|row| row.get(at).copied()).collect();
            let rows = all.lines.len()..all.lines.len() + grid.rows.len();
            let columns = rows.end..rows.end + width;
            all.lines.extend_from_slice(&grid.rows);
            all.lines.extend((0..width).map(column));
            for line in rows.start..columns.end {
                let pairs = all.lines.get(line).map_or(0, |line| line.len().saturating_sub(1));
                let together = Together::Exchanged;
                let weight = Move::WEIGHT;
                all.slips.extend((0..pairs).map(|at| Candidate {
                    together,
                    lines: (line, line),
                    at,
                    weight,
                }));
            }
            let group = |line: usize| grid.groups.get(line.checked_sub(rows.start)?);
            let is_near = |line: usize, other: usize| other == line + 1 || group(line) == group(other);
            for (lines, back, on, whole) in [
                (rows.clone(), Together::Left, Together::Right, Together::Rows),
                (columns, Together::Up, Together::Down, Together::Columns),
            ] {
                for line in lines.clone() {
                    let others = (line + 1..lines.end).map(|other| (whole, other));
                    let slips = [(back, line), (on, line)].into_iter().chain(others);
                    all.slips.extend(slips.map(|(together, other)| {
                        let is_far = together == Together::Rows && !is_near(line, other);
                        let weight = if is_far { Move::FAR } else { Move::WEIGHT };
                        Candidate { together, lines: (line, other), at: 0, weight }
                    }));
                }
            }
        }
        all
    }

    fn line(&self, line: usize) -> &[usize] {
        self.lines.get(line).map_or(&[], Vec::as_slice)
    }

    /// The figures that a slip is about.
    fn figures(&self, slip: Candidate) -> (&[usize], &[usize]) {
        let (line, other) = slip.lines;
        let one = |at| self.line(line).get(at..=at).unwrap_or_default();
        match slip.together {
            Together::Exchanged => (one(slip.at), one(slip.at + 1)),
            _ => (self.line(line), self.line(other)),
        }
    }

    /// The slip put back; `None` where it would change nothing, or what is known to be right.
    fn put_back(&self, system: &System<'_>, slip: Candidate) -> Option<Move> {
        let (line, other) = self.figures(slip);
        match slip.together {
            Together::Exchanged | Together::Rows | Together::Columns => {
                exchange(system, line, other, slip.together)
            }
            Together::Left | Together::Up => shift(system, line, slip.together),
            Together::Right | Together::Down => {
                let reversed: Vec<usize> = line.iter().rev().copied().collect();
                shift(system, &reversed, slip.together)
            }
            // These are none of lines.
            Together::AllLeft | Together::AllRight | Together::Column => None,
        }
    }
}

/// Figures that changed places with others; `None` where that changes fewer than two, or all on one side are blank.
fn exchange(system: &System<'_>, line: &[usize], other: &[usize], together: Together) -> Option<Move> {
    let value = |variable: &usize| system.variables.get(*variable)?.value;
    if [line, other].iter().any(|line| line.iter().all(|variable| value(variable).is_none())) {
        return None;
    }
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
    candidates: Candidates,
    /// What is known of each candidate.
    prices: Vec<Priced>,
    /// Those of whole grids, with what it takes to believe in them and what the system still costs after them.
    whole: Vec<(Rc<Move>, u32, u32)>,
}

/// What is known of a slip.
#[derive(Debug)]
enum Priced {
    /// The system still costs so much after it or more, for what is off and not touched by it.
    AtLeast(u32),
    /// What it still costs, as far as single relations tell.
    Known(Rc<Move>, u32),
    /// It would change nothing.
    Never,
}

impl<'s> Moves<'s> {
    /// The moves of a system. `costs` are those of its figures.
    pub(super) fn new(system: &'s System<'s>, costs: &[Option<u32>]) -> Self {
        let residuals = Residuals::new(system, costs);
        let candidates = Candidates::new(system.grids);
        let touched: Vec<u64> = candidates.lines.iter().map(|line| residuals.touched(line)).collect();
        let by_line = |line: usize| touched.get(line).copied().unwrap_or(0);
        let price = |slip: &Candidate| {
            let touched = match slip.together {
                Together::Exchanged => {
                    let (one, other) = candidates.figures(*slip);
                    residuals.touched(one) | residuals.touched(other)
                }
                _ => by_line(slip.lines.0) | by_line(slip.lines.1),
            };
            Priced::AtLeast(residuals.untouched(touched))
        };
        let prices = candidates.slips.iter().map(price).collect();
        let whole = system.grids.iter().flat_map(|grid| whole::slips(system, grid));
        let whole = whole.map(|(moved, weight)| {
            let least = residuals.least_cost(&moved, costs);
            (Rc::new(moved), weight, least)
        });
        let whole = whole.collect();
        Self { residuals, candidates, prices, whole }
    }

    /// One of whole grids, which come behind the others.
    fn whole(&self, index: usize) -> Option<&(Rc<Move>, u32, u32)> {
        self.whole.get(index.checked_sub(self.prices.len())?)
    }

    /// What it takes to believe in a move.
    pub(super) fn weight(&self, index: usize) -> u32 {
        let whole = self.whole(index).map(|&(_, weight, _)| weight);
        whole.or_else(|| Some(self.candidates.slips.get(index)?.weight)).unwrap_or(Move::WEIGHT)
    }

    pub(super) fn len(&self) -> usize {
        self.prices.len() + self.whole.len()
    }

    /// A move with the least that the system still costs after it, if that may be less than `enough`.
    pub(super) fn below(
        &mut self,
        index: usize,
        costs: &[Option<u32>],
        enough: u32,
    ) -> Option<(&Rc<Move>, u32)> {
        if index >= self.prices.len() {
            let (moved, _, least) = self.whole(index)?;
            return (*least < enough).then_some((moved, *least));
        }
        let price = self.prices.get_mut(index)?;
        if matches!(price, Priced::AtLeast(least) if *least < enough) {
            let slip = *self.candidates.slips.get(index)?;
            *price = match self.candidates.put_back(self.residuals.system, slip) {
                Some(moved) => {
                    let least = self.residuals.least_cost(&moved, costs);
                    Priced::Known(Rc::new(moved), least)
                }
                None => Priced::Never,
            };
        }
        match price {
            Priced::Known(moved, least) if *least < enough => Some((moved, *least)),
            _ => None,
        }
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
    /// Which of the first 64 that are off each figure is in, a bit each.
    touches: Vec<u64>,
    /// The constraints of the figures, with the coefficient, one figure behind the other.
    bound: Vec<(usize, i64)>,
    /// Where those of each figure begin, and where the last end.
    begins: Vec<usize>,
    /// The least that a constraint which is off can cost, whatever else is off.
    unit: u32,
}

/// The constraints that each figure is in, with its coefficient, figure by figure; where those of each begin, and where
/// the last end.
fn constraints_by_figure(system: &System<'_>) -> (Vec<(usize, i64)>, Vec<usize>) {
    let terms = || {
        let constraints = system.constraints.iter().enumerate();
        constraints.flat_map(|(index, constraint)| constraint.terms.iter().map(move |term| (index, *term)))
    };
    // Where each ends, from which it is filled backwards: then that is where it begins.
    let mut begins = vec![0; system.variables.len() + 1];
    for (_, (variable, _)) in terms() {
        if let Some(count) = begins.get_mut(variable) {
            *count += 1;
        }
    }
    let mut end = 0;
    for count in &mut begins {
        end += *count;
        *count = end;
    }
    let mut bound = vec![(0, 0); end];
    for (index, (variable, coefficient)) in terms() {
        let Some(begin) = begins.get_mut(variable) else { continue };
        *begin -= 1;
        if let Some(slot) = bound.get_mut(*begin) {
            *slot = (index, coefficient);
        }
    }
    (bound, begins)
}

fn is_off(off: Option<i64>) -> bool {
    off.is_some_and(|off| off != 0)
}

impl<'s> Residuals<'s> {
    fn new(system: &'s System<'s>, costs: &[Option<u32>]) -> Self {
        let (bound, begins) = constraints_by_figure(system);
        let off = system.constraints.iter().map(|constraint| {
            // What nothing can pay is left for the search to find out.
            let can_pay = |&(variable, _): &(usize, i64)| costs.get(variable).is_some_and(Option::is_some);
            let counts = !constraint.at_least && constraint.terms.iter().any(can_pay);
            constraint.off(system.variables).filter(|_| counts)
        });
        let off: Vec<_> = off.collect();
        let broken = off.iter().filter(|off| is_off(**off)).count();
        let mut touches = vec![0; system.variables.len()];
        let pairs = system.constraints.iter().zip(&off).filter(|(_, off)| is_off(**off));
        for (bit, (constraint, _)) in (0..u64::BITS).zip(pairs) {
            for &(variable, _) in &constraint.terms {
                if let Some(touches) = touches.get_mut(variable) {
                    *touches |= 1_u64 << bit;
                }
            }
        }
        let unit = |(ends, cost): (&[usize], &Option<u32>)| match *ends {
            [begin, end] => cost.map(|cost| cost / (end - begin).max(1) as u32),
            _ => None,
        };
        let unit = begins.windows(2).zip(costs).filter_map(unit).min().unwrap_or(0);
        Self { system, off, broken, touches, bound, begins, unit }
    }

    /// Which of the first 64 constraints that are off some figures are in, a bit each.
    fn touched(&self, figures: &[usize]) -> u64 {
        let touches = figures.iter().filter_map(|&figure| self.touches.get(figure));
        touches.fold(0, |touched, touches| touched | touches)
    }

    /// The least that those cost which are off and not touched.
    fn untouched(&self, touched: u64) -> u32 {
        let known = (self.broken as u32).min(u64::BITS);
        known.saturating_sub(touched.count_ones()).saturating_mul(self.unit)
    }

    /// What each constraint is off by after a move.
    fn after(&self, moved: &Move) -> Vec<Option<i64>> {
        let mut after = self.off.clone();
        for &(variable, to) in &moved.to {
            let from = self.system.variables.get(variable).and_then(|variable| variable.value);
            let change = from.zip(to).and_then(|(from, to)| to.checked_sub(from));
            let bound = match self.begins.get(variable..variable + 2) {
                Some(&[begin, end]) => self.bound.get(begin..end),
                _ => None,
            };
            for &(index, coefficient) in bound.into_iter().flatten() {
                let Some(off) = after.get_mut(index) else { continue };
                let change = change.and_then(|change| times(change, coefficient));
                *off = off.zip(change).and_then(|(off, change)| off.checked_add(change));
            }
        }
        after
    }

    /// The least that the system still costs after a move: each constraint that is off its cheapest figure, shared
    /// among those that the figure is in, as in the search.
    fn least_cost(&self, moved: &Move, costs: &[Option<u32>]) -> u32 {
        let after = self.after(moved);
        let broken = || {
            let pairs = self.system.constraints.iter().zip(&after);
            pairs.filter(|(_, off)| is_off(**off)).map(|(constraint, _)| constraint)
        };
        let mut shares = vec![0_u32; costs.len()];
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

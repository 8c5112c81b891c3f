//! Error localisation: the smallest set of figures that must change so that every relation holds again.
//!
//! The principle is that of Fellegi and Holt (“A Systematic Approach to Automatic Edit and Imputation”, JASA 71,
//! 1976): of all sets of figures whose change can satisfy every relation, the one of least weight. The search is
//! exact: every relation that cannot hold as it stands proves that one of its figures must change, and the search
//! branches over those (see `search.rs`); a bound from all such proofs together keeps it short. Among sets of equal
//! weight the one that a slip of the keyboard explains comes first (Scholtus, “Algorithms for correcting sign
//! errors and rounding errors”, Statistics Netherlands, 2009).
//!
//! Figures are whole numbers, relations are linear. Nothing here knows a form, a draft or a text. The same input
//! gives the same output.

use crate::order::sort;

mod moves;
mod part;
mod search;
mod slip;
mod tableau;

pub use slip::{Slip, is_one_longer};

/// A figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Variable {
    /// What is written; `None` for a blank, which costs nothing to fill in.
    pub value: Option<i64>,
    /// The least that it can be changed to: 0 for a count. What is written may be less.
    pub least: Option<i64>,
    /// How much it takes to suspect it; `None` for one that is known to be right.
    pub weight: Option<u32>,
}

impl Variable {
    /// The weight of a figure about which nothing else is known.
    pub const WEIGHT: u32 = 10;

    /// A count about which nothing else is known.
    pub const fn count(value: i64) -> Self {
        Self { value: Some(value), least: Some(0), weight: Some(Self::WEIGHT) }
    }

    /// A count that was left out.
    pub const fn blank() -> Self {
        Self { value: None, least: Some(0), weight: Some(0) }
    }
}

/// A relation between figures: `Σ coefficient · value + constant` is 0, or at least 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Constraint {
    /// Index and coefficient of each figure.
    pub terms: Vec<(usize, i64)>,
    /// What is added.
    pub constant: i64,
    /// Whether it may also be more than 0.
    pub at_least: bool,
}

impl Constraint {
    /// Parts that add up to their wholes.
    pub fn sum(parts: impl IntoIterator<Item = usize>, wholes: impl IntoIterator<Item = usize>) -> Self {
        let parts = parts.into_iter().map(|part| (part, 1));
        let terms = parts.chain(wholes.into_iter().map(|whole| (whole, -1))).collect();
        Self { terms, constant: 0, at_least: false }
    }

    /// The value of its left side; `None` where that has a blank or a number is too large.
    pub fn off(&self, variables: &[Variable]) -> Option<i64> {
        let mut sum = self.constant;
        for &(variable, coefficient) in &self.terms {
            sum = sum.checked_add(times(variables.get(variable)?.value?, coefficient)?)?;
        }
        Some(sum)
    }

    /// Whether it holds as it is; one with a blank does not.
    pub fn holds(&self, variables: &[Variable]) -> bool {
        self.off(variables).is_some_and(|off| off == 0 || self.at_least && off > 0)
    }
}

/// A figure as often as a relation counts it; `None` where that is too large. It is nearly always once, for or
/// against, and WebAssembly multiplies in 128 bits to see an overflow.
fn times(value: i64, coefficient: i64) -> Option<i64> {
    match coefficient {
        0 => Some(0),
        1 => Some(value),
        -1 => value.checked_neg(),
        _ => value.checked_mul(coefficient),
    }
}

/// Figures that stand in rows and columns, as numbers of the system's variables; the rows are equally long.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grid {
    /// Its rows.
    pub rows: Vec<Vec<usize>>,
    /// The group of each row: rows of one are taken for one another wherever they stand, others only side by side. Nothing
    /// where all are of one group.
    pub groups: Vec<usize>,
}

/// Figures with what binds them.
#[derive(Clone, Copy, Debug)]
pub struct System<'s> {
    /// The figures.
    pub variables: &'s [Variable],
    /// The relations between them.
    pub constraints: &'s [Constraint],
    /// Where they stand, which tells what a slip may have moved.
    pub grids: &'s [Grid],
}

/// A figure that changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// Which figure.
    pub variable: usize,
    /// What it must be; `None` where the relations leave that open.
    pub to: Option<i64>,
    /// How it may have gone wrong by itself.
    pub slip: Option<Slip>,
    /// Whether it is one of those that `together` has moved.
    pub moved: bool,
}

/// A set of changes after which every relation holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Repair {
    /// What it takes to believe in it.
    pub weight: u32,
    /// The figures that change, by index.
    pub changes: Vec<Change>,
    /// The blanks that are decided then, with their values, by index.
    pub filled: Vec<(usize, i64)>,
    /// The slip that has moved several figures at once, if any.
    pub together: Option<Together>,
}

/// Figures that one slip has moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Together {
    /// Two figures side by side, or one above the other, changed places.
    Exchanged,
    /// A row stands one cell too far to the left.
    Left,
    /// A row stands one cell too far to the right.
    Right,
    /// Two rows changed places.
    Rows,
    /// Two columns changed places.
    Columns,
    /// A column stands one cell too high.
    Up,
    /// A column stands one cell too low.
    Down,
    /// Every row stands one cell too far to the left.
    AllLeft,
    /// Every row stands one cell too far to the right.
    AllRight,
    /// A column was left at 0.
    Column,
}

/// What is known of a connected part of the system.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Every relation holds as it is; with the blanks that are decided.
    Consistent(Vec<(usize, i64)>),
    /// One repair stands out.
    Unique {
        /// The repair.
        repair: Repair,
        /// How many others weigh as much, but no slip explains them as well.
        others: usize,
    },
    /// Several are as good, the likeliest first; every one of them was found unless `more` is set.
    Ambiguous {
        /// The repairs.
        repairs: Vec<Repair>,
        /// Whether there are more than were kept.
        more: bool,
    },
    /// The search ended without an answer.
    GaveUp(Searched),
}

/// What a search without an answer has looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Searched {
    /// No repair weighs less.
    pub weight: u32,
    /// How many sets were tried.
    pub sets: u32,
}

/// How far a search goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The greatest weight of a repair.
    pub weight: u32,
    /// Most sets that are tried.
    pub sets: u32,
    /// Most repairs that are kept.
    pub repairs: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { weight: 8 * Variable::WEIGHT, sets: 2_500, repairs: 64 }
    }
}

/// A connected part of a system.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its relations, by index.
    pub constraints: Vec<usize>,
    /// What is known of it.
    pub verdict: Verdict,
}

/// Finds the figures that are wrong, for each connected part of a system. Parts that hold as they are and have no
/// blanks are left out.
///
/// Linear where everything holds. Otherwise exponential in the number of wrong figures, with a base that is close
/// to 1 as long as they do not hide each other, and bounded by `limits`.
pub fn locate(system: &System<'_>, limits: Limits) -> Vec<Part> {
    let System { variables, constraints, .. } = *system;
    let open: Vec<bool> = constraints.iter().map(|constraint| !constraint.holds(variables)).collect();
    if !open.contains(&true) {
        return Vec::new();
    }
    let components = components(variables.len(), constraints);
    let is_open = |part: &&Vec<usize>| part.iter().any(|&index| open.get(index) == Some(&true));
    let mut parts: Vec<Part> = components
        .iter()
        .filter(is_open)
        .map(|part| Part { constraints: part.clone(), verdict: part::solve(system, part, limits) })
        .collect();
    for grid in system.grids {
        join(system, grid, &components, &mut parts, limits);
    }
    parts
}

/// Puts the parts of one grid together where a slip that has moved its figures explains several of them at once.
fn join(system: &System<'_>, grid: &Grid, components: &[Vec<usize>], parts: &mut Vec<Part>, limits: Limits) {
    let mut is_figure = vec![false; system.variables.len()];
    grid.rows.iter().flatten().for_each(|&variable| part::mark(&mut is_figure, variable));
    let on_grid = |part: &[usize]| {
        let constraints = part.iter().filter_map(|&index| system.constraints.get(index));
        let mut terms = constraints.flat_map(|constraint| &constraint.terms);
        terms.any(|&(variable, _)| is_figure.get(variable) == Some(&true))
    };
    let is_broken =
        |part: &&Part| !matches!(part.verdict, Verdict::Consistent(_)) && on_grid(&part.constraints);
    if parts.iter().filter(is_broken).count() < 2 {
        return;
    }
    let mut all: Vec<usize> = components.iter().filter(|part| on_grid(part)).flatten().copied().collect();
    sort(&mut all);
    let verdict = part::solve(system, &all, limits);
    let first = match &verdict {
        Verdict::Unique { repair, .. } => Some(repair),
        Verdict::Ambiguous { repairs, .. } => repairs.first(),
        Verdict::Consistent(_) | Verdict::GaveUp(_) => None,
    };
    if first.is_some_and(|repair| repair.together.is_some()) {
        parts.retain(|part| !on_grid(&part.constraints));
        parts.push(Part { constraints: all, verdict });
    }
}

/// The constraints that hang together by common figures, in order. Nearly linear (union-find with path halving,
/// Tarjan and van Leeuwen 1984).
fn components(variables: usize, constraints: &[Constraint]) -> Vec<Vec<usize>> {
    let mut parents: Vec<usize> = (0..variables).collect();
    for constraint in constraints {
        let mut terms = constraint.terms.iter().map(|&(variable, _)| variable);
        let Some(first) = terms.next() else { continue };
        for other in terms {
            let (root, other) = (root(&mut parents, first), root(&mut parents, other));
            if let Some(parent) = parents.get_mut(other) {
                *parent = root;
            }
        }
    }
    let mut parts: Vec<Vec<usize>> = Vec::new();
    let mut part_of: Vec<Option<usize>> = vec![None; variables];
    for (index, constraint) in constraints.iter().enumerate() {
        let root = constraint.terms.first().map(|&(variable, _)| root(&mut parents, variable));
        let part = root.and_then(|root| part_of.get_mut(root));
        let new = parts.len();
        let part = part.map_or(new, |part| *part.get_or_insert(new));
        match parts.get_mut(part) {
            Some(part) => part.push(index),
            None => parts.push(vec![index]),
        }
    }
    parts
}

/// The figure that stands for all that hang together with one.
fn root(parents: &mut [usize], mut variable: usize) -> usize {
    while let Some(&parent) = parents.get(variable).filter(|&&parent| parent != variable) {
        let above = parents.get(parent).copied().unwrap_or(parent);
        if let Some(parent) = parents.get_mut(variable) {
            *parent = above;
        }
        variable = above;
    }
    variable
}

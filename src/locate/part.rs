//! A connected part of a system, with its figures numbered for itself.

use super::search::search;
use super::{Constraint, Grid, Limits, Repair, Slip, System, Variable, Verdict};

/// The repairs of least weight of some constraints of a system.
pub(super) fn solve(system: &System<'_>, part: &[usize], limits: Limits) -> Verdict {
    let constraints: Vec<&Constraint> =
        part.iter().filter_map(|&index| system.constraints.get(index)).collect();
    let own = Own::new(system, &constraints);
    let verdict = own.search(limits);
    own.named(verdict)
}

/// A connected part with figures numbered for itself.
struct Own {
    /// The system's number of each figure.
    names: Vec<usize>,
    variables: Vec<Variable>,
    constraints: Vec<Constraint>,
    grids: Vec<Grid>,
}

/// Sets the mark of a figure.
pub(super) fn mark(marks: &mut [bool], name: usize) {
    if let Some(mark) = marks.get_mut(name) {
        *mark = true;
    }
}

impl Own {
    fn new(system: &System<'_>, constraints: &[&Constraint]) -> Self {
        let mut bound = vec![false; system.variables.len()];
        for &(name, _) in constraints.iter().flat_map(|constraint| &constraint.terms) {
            mark(&mut bound, name);
        }
        let is_bound = |name: usize| bound.get(name) == Some(&true);
        // Figures beside them, which a slip may have copied.
        let mut own = bound.clone();
        for grid in system.grids.iter().filter(|grid| grid.rows.iter().flatten().any(|&name| is_bound(name)))
        {
            grid.rows.iter().flatten().for_each(|&name| mark(&mut own, name));
        }
        let names: Vec<usize> = (0..).zip(&own).filter(|(_, own)| **own).map(|(name, _)| name).collect();
        let mut numbers = vec![None; own.len()];
        for (number, &name) in names.iter().enumerate() {
            if let Some(known) = numbers.get_mut(name) {
                *known = Some(number);
            }
        }
        let number = |name: usize| numbers.get(name).copied().flatten();
        let constraints = constraints.iter().map(|&constraint| Constraint {
            terms: constraint.terms.iter().filter_map(|&(name, c)| Some((number(name)?, c))).collect(),
            ..*constraint
        });
        let constraints = constraints.collect();
        let grids = system.grids.iter().map(|grid| {
            let own = |row: &Vec<usize>| row.iter().filter_map(|&name| number(name)).collect::<Vec<_>>();
            let groups = grid.groups.iter().map(Some).chain(std::iter::repeat(None));
            let rows = grid.rows.iter().map(own).zip(groups).filter(|(row, _)| !row.is_empty());
            let (rows, groups): (Vec<_>, Vec<_>) = rows.unzip();
            Grid { rows, groups: groups.into_iter().flatten().copied().collect() }
        });
        let grids = grids.collect();
        let variable = |name: &usize| {
            let variable = system.variables.get(*name).copied()?;
            Some(if is_bound(*name) { variable } else { Variable { weight: None, ..variable } })
        };
        let variables = names.iter().filter_map(variable).collect();
        Self { names, variables, constraints, grids }
    }

    fn search(&self, limits: Limits) -> Verdict {
        let system =
            System { variables: &self.variables, constraints: &self.constraints, grids: &self.grids };
        search(&system, limits)
    }

    /// The verdict in the system's own numbers.
    fn named(&self, mut verdict: Verdict) -> Verdict {
        let name = |variable: &mut usize| *variable = self.names.get(*variable).copied().unwrap_or(*variable);
        let rename = |repair: &mut Repair| {
            for change in &mut repair.changes {
                name(&mut change.variable);
                if let Some(Slip::Copied(from)) = &mut change.slip {
                    name(from);
                }
            }
            repair.filled.iter_mut().for_each(|(variable, _)| name(variable));
        };
        match &mut verdict {
            Verdict::Consistent(filled) => filled.iter_mut().for_each(|(variable, _)| name(variable)),
            Verdict::Unique { repair, .. } => rename(repair),
            Verdict::Ambiguous { repairs, .. } => repairs.iter_mut().for_each(rename),
            Verdict::GaveUp(_) => {}
        }
        verdict
    }
}

//! A connected part of a system, with its figures numbered for itself.

use super::search::search;
use super::{Constraint, Grid, Limits, Repair, Slip, System, Variable, Verdict};
use crate::order::sort;

/// The repairs of least weight of some constraints of a system.
pub(super) fn solve(system: &System<'_>, part: &[usize], limits: Limits) -> Verdict {
    let constraints: Vec<Constraint> =
        part.iter().filter_map(|&index| system.constraints.get(index).cloned()).collect();
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

impl Own {
    fn new(system: &System<'_>, constraints: &[Constraint]) -> Self {
        let bound = constraints.iter().flat_map(|constraint| constraint.terms.iter().map(|term| term.0));
        let mut bound: Vec<usize> = bound.collect();
        sort(&mut bound);
        bound.dedup();
        let is_bound = |name: &usize| bound.binary_search(name).is_ok();
        // Figures beside them, which a slip may have copied.
        let beside = system.grids.iter().filter(|grid| grid.rows.iter().flatten().any(is_bound));
        let mut names: Vec<usize> = beside.flat_map(|grid| grid.rows.iter().flatten().copied()).collect();
        names.extend(&bound);
        sort(&mut names);
        names.dedup();
        let number = |name: usize| names.binary_search(&name).ok();
        let constraints = constraints.iter().map(|constraint| Constraint {
            terms: constraint.terms.iter().filter_map(|&(name, c)| Some((number(name)?, c))).collect(),
            ..*constraint
        });
        let constraints = constraints.collect();
        let grids = system.grids.iter().map(|grid| Grid {
            rows: grid
                .rows
                .iter()
                .map(|row| row.iter().filter_map(|&name| number(name)).collect::<Vec<_>>())
                .filter(|row| !row.is_empty())
                .collect(),
        });
        let grids = grids.collect();
        let variable = |name: &usize| {
            let variable = system.variables.get(*name).copied()?;
            Some(if is_bound(name) { variable } else { Variable { weight: None, ..variable } })
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

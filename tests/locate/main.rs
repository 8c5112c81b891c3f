//! Error localisation: agreement with brute force, the documented examples of R's errorlocate and deductive, and
//! slips that move several figures.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on stops"
)]

mod brute_force;
mod evidence;
mod examples;
mod limits;

use nianbao::locate::{Change, Constraint, Grid, Limits, Repair, System, Variable, Verdict, locate};

/// What becomes of a system that hangs together.
fn verdict(variables: &[Variable], constraints: &[Constraint], grids: &[Grid]) -> Verdict {
    let mut parts = locate(&System { variables, constraints, grids }, Limits::default());
    assert_eq!(parts.len(), 1, "{parts:?}");
    parts.swap_remove(0).verdict
}

/// The figures that each of the kept repairs changes, and how many more there are.
fn suspects(verdict: &Verdict) -> (Vec<Vec<usize>>, usize) {
    let figures = |repair: &Repair| repair.changes.iter().map(|change| change.variable).collect();
    match verdict {
        Verdict::Unique { repair, others } => (vec![figures(repair)], *others),
        Verdict::Ambiguous { repairs, more: false } => (repairs.iter().map(figures).collect(), 0),
        other => panic!("{other:?}"),
    }
}

/// What becomes of a system: the repairs that are as good as any, part by part together, how many more there are, and
/// what they weigh.
fn repairs(variables: &[Variable], constraints: &[Constraint]) -> Option<(Vec<Vec<Change>>, usize, u32)> {
    let system = System { variables, constraints, grids: &[] };
    let limits = Limits { weight: 1_000, sets: 100_000, repairs: 1_000 };
    let (mut all, mut count, mut weight) = (vec![Vec::new()], 1, 0);
    for part in locate(&system, limits) {
        let (own, others) = match part.verdict {
            Verdict::Consistent(_) => (vec![Repair::default()], 0),
            Verdict::Unique { repair, others } => (vec![repair], others),
            Verdict::Ambiguous { repairs, more } => {
                assert!(!more);
                (repairs, 0)
            }
            Verdict::GaveUp(_) => return None,
        };
        count *= own.len() + others;
        weight += own[0].weight;
        all = all
            .iter()
            .flat_map(|set: &Vec<Change>| {
                own.iter().map(|own| [set.as_slice(), own.changes.as_slice()].concat())
            })
            .collect();
    }
    Some((all, count, weight))
}

//! Error localisation: agreement with brute force, the documented examples of R's errorlocate and deductive, and
//! slips that move several figures.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on stops"
)]

mod agreement;
mod brute_force;
mod evidence;
mod examples;
mod limits;

use nianbao::locate::{Constraint, Grid, Limits, Repair, System, Variable, Verdict, locate};

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

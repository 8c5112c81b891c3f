//! What localisation says held against trying everything, for small systems; used by tests and by the fuzzers.

use nianbao::locate::{Change, Constraint, Limits, Repair, System, Variable, Verdict, locate};

/// What becomes of a system: the repairs that are as good as any, part by part together, how many more there are, and
/// what they weigh.
pub fn repairs(variables: &[Variable], constraints: &[Constraint]) -> Option<(Vec<Vec<Change>>, usize, u32)> {
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

/// The sets of least weight by trying them all, each with every value up to `most`.
fn brute_force(variables: &[Variable], constraints: &[Constraint], most: i64) -> Vec<Vec<usize>> {
    let weight = |set: usize| -> u32 {
        (0..variables.len()).filter(|at| set >> at & 1 == 1).map(|at| variables[at].weight.unwrap_or(0)).sum()
    };
    let is_open = |set: usize| {
        (0..variables.len())
            .all(|at| set >> at & 1 == 0 || variables[at].value.is_some() && variables[at].weight.is_some())
    };
    let mut sets: Vec<usize> = (0..1_usize << variables.len()).filter(|&set| is_open(set)).collect();
    sets.sort_by_key(|&set| weight(set));
    let mut found = Vec::new();
    let mut least = None;
    for set in sets {
        if least.is_some_and(|least| weight(set) > least) || set.count_ones() > 3 {
            break;
        }
        let members: Vec<usize> = (0..variables.len()).filter(|at| set >> at & 1 == 1).collect();
        if satisfiable(&members, variables, constraints, most) {
            least = Some(weight(set));
            found.push(members);
        }
    }
    found.sort();
    found
}

/// Whether some values of a set of figures, and of the blanks, satisfy every constraint.
fn satisfiable(set: &[usize], variables: &[Variable], constraints: &[Constraint], most: i64) -> bool {
    let mut values: Vec<i64> = variables.iter().map(|variable| variable.value.unwrap_or(0)).collect();
    let is_open = |at: &usize| set.contains(at) || variables[*at].value.is_none();
    let open: Vec<usize> = (0..variables.len()).filter(is_open).collect();
    search(&open, &mut values, constraints, most)
}

/// Whether some values of the open figures satisfy every constraint: all but the last that a constraint decides.
fn search(open: &[usize], values: &mut [i64], constraints: &[Constraint], most: i64) -> bool {
    let off = |constraint: &Constraint, values: &[i64]| {
        constraint.constant + constraint.terms.iter().map(|&(at, by)| by * values[at]).sum::<i64>()
    };
    let holds = |constraint: &Constraint, values: &[i64]| {
        let off = off(constraint, values);
        off == 0 || constraint.at_least && off > 0
    };
    // What has no open figure must hold now.
    let is_closed = |constraint: &&Constraint| constraint.terms.iter().all(|(at, _)| !open.contains(at));
    if !constraints.iter().filter(is_closed).all(|constraint| holds(constraint, values)) {
        return false;
    }
    let Some((&first, rest)) = open.split_first() else { return true };
    // A sum with nothing else open decides the figure.
    let decided = constraints.iter().filter(|constraint| !constraint.at_least).find_map(|constraint| {
        let mut terms = constraint.terms.iter().filter(|(at, _)| open.contains(at));
        let (&(at, by), None) = (terms.next()?, terms.next()) else { return None };
        Some((at, by))
    });
    if let Some((at, by)) = decided {
        values[at] = 0;
        let off = constraints.iter().filter(|constraint| !constraint.at_least).find_map(|constraint| {
            let mut terms = constraint.terms.iter().filter(|(at, _)| open.contains(at));
            (terms.next() == Some(&(at, by)) && terms.next().is_none()).then(|| off(constraint, values))
        });
        let rest: Vec<usize> = open.iter().copied().filter(|other| *other != at).collect();
        values[at] = -off.unwrap() / by;
        return off.unwrap() % by == 0 && values[at] >= 0 && search(&rest, values, constraints, most);
    }
    (0..=most).any(|value| {
        values[first] = value;
        search(rest, values, constraints, most)
    })
}

/// The greatest figure that brute force tries.
const MOST: i64 = 25;

/// Holds a system against brute force; `None` where that cannot say anything, for it tries small numbers only.
#[track_caller]
pub fn assert_agrees(variables: &[Variable], constraints: &[Constraint]) -> Option<()> {
    let open = variables.iter().filter(|variable| variable.value.is_none()).count();
    if open >= 2 {
        return None;
    }
    // Brute force knows no larger figure: what it finds is there, and what else is there satisfies the sums.
    let expected = brute_force(variables, constraints, MOST);
    if expected.first().is_none_or(|set| set.len() >= 3) {
        return None;
    }
    let (found, count, weight) = repairs(variables, constraints).unwrap();
    let weigh = |set: &Vec<usize>| set.iter().filter_map(|&at| variables[at].weight).sum::<u32>();
    let least = weigh(&expected[0]);
    assert!(weight <= least);
    for changes in &found {
        let set: Vec<usize> = changes.iter().map(|change| change.variable).collect();
        assert_eq!(weigh(&set), weight);
        let mut values: Vec<Variable> = variables.to_vec();
        let mut known = open == 0;
        for change in changes {
            assert_ne!(change.to, variables[change.variable].value);
            values[change.variable].value = change.to;
            known &= change.to.is_some_and(|to| to >= 0);
        }
        if known {
            let system = System { variables: &values, constraints, grids: &[] };
            let left = locate(&system, Limits::default());
            assert!(left.is_empty(), "{changes:?} leaves {left:?}");
        } else {
            assert!(
                weight < least || expected.contains(&set) || satisfiable(&set, variables, constraints, 200)
            );
        }
    }
    if open == 1 && expected == [[]; 1] as [[usize; 0]; 1] {
        let blank = variables.iter().position(|variable| variable.value.is_none()).unwrap();
        let fits = |value: i64| {
            let mut variables = variables.to_vec();
            variables[blank].value = Some(value);
            satisfiable(&[], &variables, constraints, MOST)
        };
        let values: Vec<i64> = (0..200).filter(|&value| fits(value)).collect();
        let system = System { variables, constraints, grids: &[] };
        let filled = locate(&system, Limits::default()).into_iter().find_map(|part| match part.verdict {
            Verdict::Consistent(filled) => filled.first().copied(),
            _ => None,
        });
        assert_eq!(filled, (values.len() == 1).then(|| (blank, values[0])));
    }
    if weight == least {
        assert!(count >= expected.len(), "{found:?} of {expected:?}");
    }
    Some(())
}

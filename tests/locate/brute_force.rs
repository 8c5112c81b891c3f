//! Agreement with brute force on every small system.

use nianbao::locate::{Constraint, Limits, System, Variable, Verdict, locate};
use proptest::prelude::*;

use super::repairs;

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

/// A system of up to eight figures with sums like a form's: every relation has parts and a whole.
fn systems() -> impl Strategy<Value = (Vec<Variable>, Vec<Constraint>)> {
    (2..=8_usize).prop_flat_map(|figures| {
        let weight = prop_oneof![5 => Just(10), 2 => Just(7), 2 => Just(16)];
        let figure = (prop_oneof![9 => (0..=20_i64).prop_map(Some), 1 => Just(None)], weight);
        let variable = figure.prop_map(|(value, weight)| match value {
            Some(value) => Variable { weight: Some(weight), ..Variable::count(value) },
            None => Variable::blank(),
        });
        let known = prop::option::weighted(0.1, 0..figures);
        let shape = (prop::collection::vec(0..4_u8, figures), any::<bool>());
        let constraint = shape.prop_filter_map("a relation binds two figures", |(roles, at_least)| {
            let of = |role: u8| (0..roles.len()).filter(|&at| roles[at] == role).collect::<Vec<_>>();
            let (parts, wholes) = (of(0), of(1));
            let sum = Constraint::sum(parts.clone(), wholes.clone());
            (!parts.is_empty() && !wholes.is_empty())
                .then_some(Constraint { at_least: at_least && roles[0] > 1, ..sum })
        });
        let variables = prop::collection::vec(variable, figures);
        (variables, prop::collection::vec(constraint, 1..=4), known).prop_map(
            |(mut variables, constraints, known)| {
                if let Some(variable) =
                    known.and_then(|at| variables.get_mut(at)).filter(|v| v.value.is_some())
                {
                    variable.weight = None;
                }
                (variables, constraints)
            },
        )
    })
}

/// The greatest figure that brute force tries.
const MOST: i64 = 25;

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 4_000,
        max_global_rejects: 40_000,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn it_agrees_with_brute_force((variables, constraints) in systems()) {
        let open = variables.iter().filter(|variable| variable.value.is_none()).count();
        prop_assume!(open < 2);
        // Brute force knows no larger figure: what it finds is there, and what else is there satisfies the sums.
        let expected = brute_force(&variables, &constraints, MOST);
        prop_assume!(expected.first().is_some_and(|set| set.len() < 3));
        let (found, count, weight) = repairs(&variables, &constraints).unwrap();
        let weigh = |set: &Vec<usize>| set.iter().filter_map(|&at| variables[at].weight).sum::<u32>();
        let least = weigh(&expected[0]);
        prop_assert!(weight <= least);
        for changes in &found {
            let set: Vec<usize> = changes.iter().map(|change| change.variable).collect();
            prop_assert_eq!(weigh(&set), weight);
            let mut values: Vec<Variable> = variables.clone();
            let mut known = open == 0;
            for change in changes {
                prop_assert_ne!(change.to, variables[change.variable].value);
                values[change.variable].value = change.to;
                known &= change.to.is_some_and(|to| to >= 0);
            }
            if known {
                let system = System { variables: &values, constraints: &constraints, grids: &[] };
                let left = locate(&system, Limits::default());
                prop_assert!(left.is_empty(), "{:?} leaves {:?}", changes, left);
            } else {
                prop_assert!(weight < least || expected.contains(&set) || satisfiable(&set, &variables, &constraints, 200));
            }
        }
        if open == 1 && expected == [[]; 1] as [[usize; 0]; 1] {
            let blank = variables.iter().position(|variable| variable.value.is_none()).unwrap();
            let fits = |value: i64| {
                let mut variables = variables.clone();
                variables[blank].value = Some(value);
                satisfiable(&[], &variables, &constraints, MOST)
            };
            let values: Vec<i64> = (0..200).filter(|&value| fits(value)).collect();
            let system = System { variables: &variables, constraints: &constraints, grids: &[] };
            let filled = locate(&system, Limits::default()).into_iter().find_map(|part| match part.verdict {
                Verdict::Consistent(filled) => filled.first().copied(),
                _ => None,
            });
            prop_assert_eq!(filled, (values.len() == 1).then(|| (blank, values[0])));
        }
        if weight == least {
            prop_assert!(count >= expected.len(), "{:?} of {:?}", found, expected);
        }
    }
}

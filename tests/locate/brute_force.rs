//! Agreement with brute force on every small system.

use nianbao::locate::{Constraint, Variable};
use proptest::prelude::*;

use super::agreement::assert_agrees;

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

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 4_000,
        max_global_rejects: 40_000,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn it_agrees_with_brute_force((variables, constraints) in systems()) {
        prop_assume!(assert_agrees(&variables, &constraints).is_some());
    }
}

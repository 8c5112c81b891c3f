//! Finding the wrong figures: against brute force where that is possible, otherwise within limits and true to itself.

#![no_main]

use libfuzzer_sys::fuzz_target;
use nianbao::locate::{Repair, System, Variable, Verdict, locate};
use nianbao_fuzz::agreement::assert_agrees;
use nianbao_fuzz::bounds::{Bound, bounded};
use nianbao_fuzz::systems::Case;

fuzz_target!(|case: Case| {
    let Case { variables, constraints, grids, limits, is_small } = &case;
    if *is_small {
        assert_agrees(variables, constraints);
    }
    let system = System { variables, constraints, grids };
    let parts =
        bounded(limits.sets as usize, Bound::LOCATE_MEMORY, Bound::LOCATE_STEPS, || locate(&system, *limits));
    assert_eq!(parts, locate(&system, *limits), "same system, same answer");
    for part in &parts {
        assert!(part.constraints.is_sorted() && !part.constraints.is_empty(), "{part:?}");
        assert!(part.constraints.iter().all(|&at| at < constraints.len()), "{part:?}");
        match &part.verdict {
            Verdict::Consistent(_) => {}
            Verdict::Unique { repair, .. } => assert_mends(&system, repair, &part.constraints),
            Verdict::Ambiguous { repairs, .. } => {
                assert!(!repairs.is_empty() && repairs.len() <= limits.repairs.max(1), "{part:?}");
                repairs.iter().for_each(|repair| assert_mends(&system, repair, &part.constraints));
            }
            Verdict::GaveUp(searched) => assert!(searched.sets <= limits.sets, "{searched:?}"),
        }
    }
});

/// A repair changes what may change, to something else; and where everything is decided, its relations hold.
fn assert_mends(system: &System<'_>, repair: &Repair, relations: &[usize]) {
    let mut mended: Vec<Variable> = system.variables.to_vec();
    for change in &repair.changes {
        let before = &mut mended[change.variable];
        assert!(before.weight.is_some(), "a figure is changed that is known: {repair:?}");
        assert_ne!(change.to, before.value, "{repair:?}");
        before.value = change.to;
    }
    for &(blank, value) in &repair.filled {
        assert_eq!(mended[blank].value, None, "{repair:?}");
        mended[blank].value = Some(value);
    }
    for relation in relations.iter().map(|&at| &system.constraints[at]) {
        let is_decided =
            relation.terms.iter().all(|&(at, _)| mended.get(at).is_some_and(|v| v.value.is_some()));
        let is_small = relation.off(&mended).is_some();
        assert!(!is_decided || !is_small || relation.holds(&mended), "{relation:?} after {repair:?}");
    }
}

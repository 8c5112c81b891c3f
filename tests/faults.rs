//! Correct reports have no error and no warning, and a single slip is reported as what it is and where it is.
//! `cargo bench --bench faults` measures the shares over many more.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test that cannot go on stops"
)]

mod generator;

use generator::Rng;
use generator::faults::{case, clean, excerpt, faults, listing};
use nianbao::check_text;
use nianbao::finding::Severity;

#[test]
fn correct_reports_have_no_errors_and_no_warnings() {
    const DRAFTS: u64 = 200;
    let mut wrong = String::new();
    for seed in 0..DRAFTS {
        let case = clean(seed);
        let mut findings = check_text(&case.draft.text).findings;
        findings.retain(|finding| finding.severity != Severity::Hint);
        if !findings.is_empty() {
            wrong +=
                &format!("== seed {seed} {:?}\n{}", case.draft.style, listing(&case.draft.text, &findings));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// How many reports a kind of slip is made in, and how many are looked through for that.
const SLIPS: usize = 4;
const MOST_LOOKED_AT: u64 = 400;

#[test]
fn a_slip_is_reported_as_what_it_is_and_nothing_else() {
    let cases: Vec<_> = (0..MOST_LOOKED_AT).map(case).collect();
    let (mut all, mut found, mut alone) = (0, 0, 0);
    let mut report = String::new();
    for fault in faults() {
        let mut made = 0;
        for (seed, case) in (0..).zip(&cases) {
            let Some(spoilt) = (fault.spoil)(case, &mut Rng::new(seed)) else { continue };
            let outcome = fault.judge(case, &spoilt);
            made += 1;
            found += usize::from(outcome.found);
            alone += usize::from(outcome.others.is_empty());
            if !outcome.found || !outcome.others.is_empty() {
                report += &format!(
                    "== {} (expected {:?}), seed {seed}: {}\n{}",
                    fault.name,
                    fault.rules,
                    excerpt(&spoilt),
                    listing(&spoilt.text, &outcome.findings)
                );
            }
            if made == SLIPS {
                break;
            }
        }
        assert!(made > 0, "no report has a place for: {}", fault.name);
        all += made;
    }
    println!("{report}");
    assert!(found * 100 >= all * 99, "{found} of {all} slips are reported as what they are");
    assert!(alone * 100 >= all * 98, "{alone} of {all} slips are reported alone");
}

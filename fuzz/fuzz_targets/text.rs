//! Checking: any text, and drafts that were changed as people change them.

#![no_main]

use libfuzzer_sys::{fuzz_mutator, fuzz_target};
use nianbao::{Options, check_with};
use nianbao_fuzz::bounds::{Bound, bounded};
use nianbao_fuzz::laws::assert_checking_laws;
use nianbao_fuzz::mutate::mutated;

const DRAFT: &str = include_str!("../../tests/drafts/clean-2021.txt");

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let checked = bounded(text.len(), Bound::CHECK_MEMORY, Bound::CHECK_STEPS, || nianbao::check_text(&text));
    drop(nianbao::contract::check_result(&checked, &text));
    assert_checking_laws(&text);
    // As the report that a draft is checked beside: every comparison is made, or said not to be.
    let beside = check_with(DRAFT, Options { prior: Some(&text), ..Options::default() });
    assert!(
        !beside
            .findings
            .iter()
            .any(|finding| finding.fixes.is_empty() && finding.rule == "carry-over-mismatch")
    );
});

fuzz_mutator!(|bytes: &mut [u8], size: usize, longest: usize, seed: u32| {
    mutated(bytes, size, longest, seed)
});

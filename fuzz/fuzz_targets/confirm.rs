//! Lists of confirmations: whatever is in one, printing and reading it again changes nothing, and what it silences in
//! a draft is told apart from what it does not. The input is a list, and behind a NUL the draft.

#![no_main]

use libfuzzer_sys::{fuzz_mutator, fuzz_target};
use nianbao::confirm::Confirmed;
use nianbao::finding::Severity;
use nianbao::{Checked, Options, check_text, check_with};
use nianbao_fuzz::mutate::mutated;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let (list, draft) = text.split_once('\0').unwrap_or((&text, ""));
    drop(nianbao::contract::confirmed_list(list));
    let Ok(confirmed) = Confirmed::parse(list) else { return };
    let printed = confirmed.to_string();
    let again = Confirmed::parse(&printed).expect("what is printed can be read");
    assert_eq!(again.to_string(), printed, "printed, read and printed");
    assert!(again.iter().eq(confirmed.iter()), "printing loses something");
    let after = except(draft, &confirmed);
    let mut printed = except(draft, &again);
    assert_eq!(after.unused.len(), printed.unused.len());
    // Its lines have other numbers.
    printed.unused.clone_from(&after.unused);
    assert_eq!(after, printed, "the printed list does the same");
    assert!(
        after.confirmed.iter().all(|finding| finding.severity != Severity::Error),
        "an error is silenced"
    );
    let has_cells = confirmed.iter().any(|entry| entry.rule == "cell");
    let all = after.findings.len() + after.confirmed.len();
    assert!(has_cells || all == check_text(draft).findings.len(), "a list changes what is found");
});

fn except(draft: &str, confirmed: &Confirmed) -> Checked {
    check_with(draft, Options { confirmed, ..Options::default() })
}

fuzz_mutator!(|bytes: &mut [u8], size: usize, longest: usize, seed: u32| {
    mutated(bytes, size, longest, seed)
});

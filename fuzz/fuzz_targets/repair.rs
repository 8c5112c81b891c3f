//! Correcting: it keeps everything, and correcting again changes nothing.

#![no_main]

use libfuzzer_sys::{fuzz_mutator, fuzz_target};
use nianbao_fuzz::bounds::{Bound, bounded};
use nianbao_fuzz::laws::{assert_correction_keeps_everything, assert_repair_converges};
use nianbao_fuzz::mutate::mutated;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let correct = || nianbao::correct::correct(&text);
    let corrected = bounded(text.len(), Bound::CORRECT_MEMORY, Bound::CORRECT_STEPS, correct);
    drop(nianbao::contract::fix_result(&corrected));
    assert_repair_converges(&text);
    assert_correction_keeps_everything(&text);
});

fuzz_mutator!(|bytes: &mut [u8], size: usize, longest: usize, seed: u32| {
    mutated(bytes, size, longest, seed)
});

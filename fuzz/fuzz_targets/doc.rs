//! Binary Word files: compound files, or the streams that are in one.

#![no_main]

use libfuzzer_sys::fuzz_target;
use nianbao_fuzz::bounds::Bound;
use nianbao_fuzz::files::{assert_reads, doc};

fuzz_target!(|bytes: &[u8]| {
    assert_reads("年报.doc", &doc(bytes), Bound::READ_MEMORY, Bound::READ_STEPS);
});

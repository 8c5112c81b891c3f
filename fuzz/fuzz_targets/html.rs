//! Web pages and clipboards.

#![no_main]

use libfuzzer_sys::fuzz_target;
use nianbao_fuzz::bounds::Bound;
use nianbao_fuzz::files::{assert_reads, assert_reads_html};

fuzz_target!(|bytes: &[u8]| {
    let html = String::from_utf8_lossy(bytes);
    assert_reads_html(&html, Bound::READ_MEMORY, Bound::READ_STEPS);
    assert_reads("年报.html", bytes, Bound::READ_MEMORY, Bound::READ_STEPS);
});

//! Word documents: archives, or the parts that are in one.

#![no_main]

use libfuzzer_sys::fuzz_target;
use nianbao_fuzz::bounds::Bound;
use nianbao_fuzz::files::{assert_reads, docx};

fuzz_target!(|bytes: &[u8]| {
    let (memory, steps) = if bytes.starts_with(b"PK") {
        (Bound::UNFOLD_MEMORY, Bound::UNFOLD_STEPS)
    } else {
        (Bound::READ_MEMORY, Bound::READ_STEPS)
    };
    assert_reads("年报.docx", &docx(bytes), memory, steps);
});

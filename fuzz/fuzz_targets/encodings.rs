//! Any bytes under any name.

#![no_main]

use libfuzzer_sys::fuzz_target;
use nianbao::intake::Format;
use nianbao_fuzz::bounds::Bound;
use nianbao_fuzz::files::assert_reads;

fuzz_target!(|bytes: &[u8]| {
    for name in ["年报.txt", "年报.htm", "年报"] {
        assert_reads(name, bytes, Bound::READ_MEMORY, Bound::READ_STEPS);
    }
    // A text in any encoding that says which it is comes out as it was.
    let Ok(text) = str::from_utf8(bytes) else { return };
    // The end of a file of DOS is no text.
    if text.contains(['\0', '\u{1A}', '\u{FEFF}', '\u{FFFD}', '<']) || text.trim().is_empty() {
        return;
    }
    let utf16 = |order: fn(u16) -> [u8; 2]| {
        std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(order).collect::<Vec<u8>>()
    };
    let marked = ["\u{FEFF}", text].concat().into_bytes();
    for written in [marked, utf16(u16::to_le_bytes), utf16(u16::to_be_bytes)] {
        let read = assert_reads("年报.txt", &written, Bound::READ_MEMORY, Bound::READ_STEPS);
        let Some(read) = read else { continue };
        assert!(matches!(read.format, Format::Text(_)), "{:?}", read.format);
        assert_eq!(read.text, text, "{:?}", read.format);
    }
});

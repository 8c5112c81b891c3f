//! Time: what is written eight times as often takes some eight times as many steps. The input is what to do, then
//! beginning, piece and end, with [`BETWEEN`] them; the piece is repeated.

#![no_main]

use libfuzzer_sys::{fuzz_mutator, fuzz_target};
use nianbao::confirm::Confirmed;
use nianbao_fuzz::bounds::{Bound, bounded, measured};
use nianbao_fuzz::files::docx;
use nianbao_fuzz::mutate::mutated;

const BETWEEN: char = '\u{1E}';
/// The shorter text, in bytes; the longer one has eight times as many.
const SHORT: usize = 4096;
const TIMES: usize = 8;
/// What looking for wrong figures may take in the longer text where there is nothing to look for in the shorter one.
const ONCE_MEMORY: u64 = 16 << 20;
const ONCE_STEPS: u64 = 200_000_000;

fuzz_target!(|bytes: &[u8]| {
    let Some((&kind, rest)) = bytes.split_first() else { return };
    let rest = String::from_utf8_lossy(rest);
    let mut parts = rest.splitn(3, BETWEEN);
    let mut part = || parts.next().unwrap_or_default();
    let (beginning, piece, end) = (part(), part(), part());
    if piece.is_empty() {
        return;
    }
    let text = |times: usize| [beginning, &piece.repeat(times), end].concat();
    let times = SHORT.div_ceil(piece.len());
    let (short, long) = (text(times), text(TIMES * times));
    let work: fn(&str) = match kind % 8 {
        0 | 1 => |text| drop(nianbao::check_text(text)),
        2 => |text| drop(nianbao::correct::correct(text)),
        3 => |text| drop(nianbao::review::review(text, &Confirmed::default(), None, None)),
        4 => |text| drop(nianbao::record::record(text, &Confirmed::default(), None, None)),
        5 => |text| drop(nianbao::intake::read_html(text)),
        6 => |text| drop(nianbao::intake::read("年报.docx", &docx(text.as_bytes()), &|_| String::new())),
        _ => |text| drop(Confirmed::parse(text)),
    };
    let ((), taken) = measured(|| work(&short));
    // Twice as much is for what begins only where there is much, and for logarithms.
    let bound = |taken: u64, any: u64| Bound { each: 0, any: any + 2 * TIMES as u64 * taken };
    let (memory, steps) = (bound(taken.memory, ONCE_MEMORY), bound(taken.steps, ONCE_STEPS));
    bounded(0, memory, steps, || work(&long));
});

fuzz_mutator!(|bytes: &mut [u8], size: usize, longest: usize, seed: u32| {
    mutated(bytes, size, longest, seed)
});

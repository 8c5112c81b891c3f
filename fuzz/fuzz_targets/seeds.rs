//! Writes what the fuzzers start from: `seeds <dictionary> <folder> <target>…`. A target of its own only so that it is
//! built with the others, at once.

#![no_main]

use std::path::Path;

use libfuzzer_sys::fuzz_target;

fuzz_target!(init: write(), |_bytes: &[u8]| {});

fn write() {
    let mut arguments = std::env::args().skip(1);
    let mut next = || arguments.next().unwrap_or_default();
    let (dictionary, folder) = (next(), next());
    let targets: Vec<String> = arguments.collect();
    nianbao_fuzz::seeds::write(Path::new(&folder), Path::new(&dictionary), &targets)
        .expect("the folder can be written to");
    std::process::exit(0);
}

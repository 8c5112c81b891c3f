//! libFuzzer has a function of its own for what `src/bounds.rs` counts steps with, which only warns: of two the linker
//! takes the first, which is ours.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rustc-link-arg-bins=-Wl,--allow-multiple-definition");
}

//! Time and memory of the kinds of drafts that tests/limits.rs holds to their promises, as a table in Markdown, as
//! benches/README.md keeps it. Run with `cargo bench --bench limits`; `NIANBAO_MEGABYTES` is how long the drafts are that
//! are checked, and those that are written are an eighth of that.

#[path = "../tests/limits/drafts.rs"]
mod drafts;

use std::hint::black_box;
use std::time::Instant;

use drafts::DRAFTS;
use nianbao::confirm::Confirmed;
use nianbao::render::docx::docx;
use nianbao::render::official::document;
use peak_alloc::PeakAlloc;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// Prints a line: what was done with what, how long it took, and how many bytes it took for each byte of the draft.
fn line(what: &str, name: &str, text: &str, run: impl FnOnce(&str)) {
    let before = MEMORY.current_usage();
    MEMORY.reset_peak_usage();
    let start = Instant::now();
    run(black_box(text));
    let seconds = start.elapsed().as_secs_f64();
    let each = MEMORY.peak_usage().saturating_sub(before) as f64 / text.len() as f64;
    println!("| {what} | {name} | {:.1} | {seconds:.2} | {each:.0} |", text.len() as f64 / 1024.0 / 1024.0);
}

fn main() {
    let megabytes =
        std::env::var("NIANBAO_MEGABYTES").ok().and_then(|size| size.parse().ok()).unwrap_or(8_usize);
    println!("| what | full of | MB | seconds | memory, bytes a byte |\n| --- | --- | ---: | ---: | ---: |");
    for draft in &DRAFTS {
        line("check", draft.name, &draft.of(megabytes << 20), |text| {
            let checked = nianbao::check_text(text);
            drop(serde_json::to_string(&nianbao::contract::check_result(&checked, text)));
        });
    }
    let none = Confirmed::default();
    for draft in DRAFTS.iter().filter(|draft| draft.name == "prose" || draft.name.starts_with("one report")) {
        let text = draft.of(megabytes << 17);
        line("correct", draft.name, &text, |text| drop(nianbao::correct::correct(text)));
        line("review copy", draft.name, &text, |text| {
            drop(nianbao::review::review(text, &none, None, None).map(|copy| docx(&copy)));
        });
        line("check record", draft.name, &text, |text| {
            drop(nianbao::record::record(text, &none, None, None).map(|record| docx(&record)));
        });
        line(".docx", draft.name, &text, |text| drop(docx(&document(&nianbao::correct::report(text)))));
    }
}

//! Many reports: how many the command line checks in a second, and the memory that it takes. Run with
//! `cargo bench --bench many`; `NIANBAO_DRAFTS` is how many generated reports, `NIANBAO_JOBS` how many at a time, and
//! `NIANBAO_KEEP` a folder that the reports are left in.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a measurement that cannot go on stops")]

#[path = "../tests/generator/mod.rs"]
mod generator;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use generator::Rng;
use generator::faults::{Fault, clean, faults};

/// How often the same reports are checked.
const RUNS: usize = 3;
/// How many reports are in a folder.
const A_FOLDER: usize = 1000;

fn main() {
    let count = std::env::var("NIANBAO_DRAFTS").ok().and_then(|n| n.parse().ok()).unwrap_or(10_000);
    let kept = std::env::var_os("NIANBAO_KEEP").map(PathBuf::from);
    let folder = kept.clone().unwrap_or_else(|| Path::new(env!("CARGO_TARGET_TMPDIR")).join("many"));
    let bytes = write_reports(&folder, count);
    println!("{count} reports of {} bytes on average", bytes / count.max(1));
    println!("| run | seconds | reports a second | peak memory, KB |\n| --- | ---: | ---: | ---: |");
    for run in 1..=RUNS {
        let start = Instant::now();
        let peak = peak_memory(&mut check(&folder));
        let seconds = start.elapsed().as_secs_f64();
        let peak = peak.map_or("unknown".to_owned(), |peak| peak.to_string());
        println!("| {run} | {seconds:.2} | {:.0} | {peak} |", count as f64 / seconds);
    }
    if kept.is_none() {
        fs::remove_dir_all(folder).unwrap();
    }
}

/// Writes reports, every other one with a slip; how many bytes they have.
fn write_reports(folder: &Path, count: usize) -> usize {
    let faults: Vec<&Fault> = faults().collect();
    let mut bytes = 0;
    for number in 0..count {
        let folder = folder.join(format!("{:03}", number / A_FOLDER));
        fs::create_dir_all(&folder).unwrap();
        let case = clean(number as u64);
        let fault = faults[number / 2 % faults.len()];
        let spoilt = (number % 2 == 1).then(|| (fault.spoil)(&case, &mut Rng::new(number as u64))).flatten();
        let text = spoilt.map_or(case.draft.text, |spoilt| spoilt.text);
        bytes += text.len();
        fs::write(folder.join(format!("{number:06}.txt")), text).unwrap();
    }
    bytes
}

/// The command line on a folder, as one would run it.
fn check(folder: &Path) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_nianbao"));
    command.args(["check", "--format", "jsonl"]).arg(folder).stdout(Stdio::null());
    if let Some(jobs) = std::env::var_os("NIANBAO_JOBS") {
        command.arg("--jobs").arg(jobs);
    }
    command.spawn().unwrap()
}

/// Waits for a process; the most memory that it had, in KB, as Linux tells it.
fn peak_memory(child: &mut Child) -> Option<u64> {
    let status = format!("/proc/{}/status", child.id());
    let mut peak = None;
    while child.try_wait().unwrap().is_none() {
        let lines = fs::read_to_string(&status).unwrap_or_default();
        let line = lines.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        peak = line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).or(peak);
        std::thread::sleep(Duration::from_millis(5));
    }
    peak
}

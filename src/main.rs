//! The command line: files and streams in, findings or the corrected report out. It decides nothing.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run()
}

//! How far a long check is, on the last line of a terminal.

use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

/// Nothing is shown of what is over before anybody looks.
const PATIENCE: Duration = Duration::from_millis(500);
/// How long a line stands at least: reading it is work, and so is drawing it.
const PAUSE: Duration = Duration::from_millis(100);
/// Goes to the beginning of the line and empties it.
const EMPTY_LINE: &str = "\r\x1b[K";

/// A line on standard error that counts, where that is a terminal.
pub struct Progress {
    is_terminal: bool,
    total: Option<usize>,
    done: usize,
    started: Instant,
    next: Instant,
    is_shown: bool,
}

impl Progress {
    /// Of so many, where that is known.
    pub fn new(total: Option<usize>) -> Self {
        let started = Instant::now();
        let is_terminal = io::stderr().is_terminal();
        Self { is_terminal, total, done: 0, started, next: started + PATIENCE, is_shown: false }
    }

    /// One more is done.
    pub fn count(&mut self) {
        self.done += 1;
        if !self.is_terminal {
            return;
        }
        let now = Instant::now();
        if now >= self.next {
            let line = line(self.done, self.total, now - self.started);
            drop(write!(io::stderr(), "{EMPTY_LINE}{line}"));
            self.is_shown = true;
            self.next = now + PAUSE;
        }
    }

    /// Makes room for something else on the terminal; the next count shows the line again when it is time.
    pub fn erase(&mut self) {
        if self.is_shown {
            drop(write!(io::stderr(), "{EMPTY_LINE}"));
            self.is_shown = false;
        }
    }
}

fn line(done: usize, total: Option<usize>, time: Duration) -> String {
    let rate = done as f64 / time.as_secs_f64();
    let total = total.map_or(String::new(), |total| format!("/{total}"));
    format!("已核对 {done}{total} 份，每秒 {rate:.0} 份")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_says_how_many_of_how_many_and_how_fast() {
        assert_eq!(line(3000, Some(10_000), Duration::from_secs(2)), "已核对 3000/10000 份，每秒 1500 份");
        assert_eq!(line(10, None, Duration::from_secs(20)), "已核对 10 份，每秒 0 份");
    }
}

//! Looks for what takes more than its length: words of the form, one to four of them with something between them, over
//! and over, at any place of a report. Prints what takes more than fourteen times as long where it is eight times as
//! long, and grows as fast from there. Run with `cargo bench --bench growth`; `NIANBAO_SECONDS` is how long it looks, and
//! `NIANBAO_SEED` where it begins.
//!
//! The fuzzers count steps, but of texts that small forgive what only shows where it is long.

#[path = "../tests/generator/mod.rs"]
mod generator;
#[path = "../tests/support/wording.rs"]
mod wording;

use std::hint::black_box;
use std::time::Instant;

use generator::Rng;
use nianbao::confirm::Confirmed;
use wording::{PIECES, WORDS};

const CLEAN: &str = include_str!("../tests/drafts/clean-2021.txt");
const SHORT: usize = 8 << 10;
const LONG: usize = 8 * SHORT;
/// Below that, in seconds, it is the clock that is measured.
const LEAST: f64 = 0.01;
const TOO_MUCH: f64 = 14.0;
/// For four times the length.
const STILL_TOO_MUCH: f64 = 6.5;

/// What is done with a text, and its name.
type Work = (&'static str, fn(&str));

/// A piece, and where in the report it stands over and over.
struct Place {
    piece: String,
    before: String,
    behind: String,
}

impl Place {
    fn new(rng: &mut Rng) -> Self {
        let mut piece = String::new();
        for _ in 0..=rng.below(4) {
            piece += rng.pick(&WORDS);
            piece += if rng.chance(700) { rng.pick(&PIECES) } else { "" };
        }
        if rng.chance(250) {
            return Self { piece, before: String::new(), behind: String::new() };
        }
        let lines: Vec<&str> = CLEAN.lines().collect();
        let (before, behind) = lines.split_at(rng.below(lines.len() as u64) as usize);
        let end = |line: bool| if line { "\n" } else { "" };
        Self {
            piece,
            before: before.join("\n") + end(rng.chance(500)),
            behind: end(rng.chance(500)).to_owned() + &behind.join("\n"),
        }
    }

    fn text(&self, length: usize) -> String {
        [&self.before, &self.piece.repeat(length.div_ceil(self.piece.len())), &self.behind]
            .map(String::as_str)
            .concat()
    }
}

/// The least seconds of so many runs.
fn seconds(runs: usize, text: &str, run: fn(&str)) -> f64 {
    let once = |_| {
        let start = Instant::now();
        run(black_box(text));
        start.elapsed().as_secs_f64()
    };
    (0..runs).map(once).fold(f64::MAX, f64::min)
}

fn main() {
    let from_env = |name: &str, or: u64| std::env::var(name).ok().and_then(|n| n.parse().ok()).unwrap_or(or);
    let (most, seed) = (from_env("NIANBAO_SECONDS", 60), from_env("NIANBAO_SEED", 1));
    let work: [Work; 4] = [
        ("check", |text| drop(nianbao::check_text(text))),
        ("check record", |text| drop(nianbao::record::record(text, &Confirmed::default(), None, None))),
        ("review copy", |text| drop(nianbao::review::review(text, &Confirmed::default(), None, None))),
        ("page", |text| drop(nianbao::intake::read_html(text))),
    ];
    for (what, run) in work {
        let (start, mut rng, mut count) = (Instant::now(), Rng::new(seed), 0);
        while start.elapsed().as_secs() < most {
            count += 1;
            let place = Place::new(&mut rng);
            let (short, long) = (place.text(SHORT), place.text(LONG));
            let grows = |runs| {
                let long = seconds(runs, &long, run);
                (long / seconds(runs, &short, run), long)
            };
            let (growth, least) = grows(1);
            if growth < TOO_MUCH || least < LEAST {
                continue;
            }
            // Once more with care, and further.
            let (growth, least) = grows(3);
            let further =
                if growth < TOO_MUCH { 0.0 } else { seconds(1, &place.text(4 * LONG), run) / least };
            if further >= STILL_TOO_MUCH {
                let at = place.before.len();
                println!(
                    "{what}: {growth:.0} times, then {further:.0} times: {:?} at byte {at}",
                    place.piece
                );
            }
        }
        println!("{what}: {count} looked at");
    }
}

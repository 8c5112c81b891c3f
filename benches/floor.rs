//! The floor under a check: what a machine needs to look at the same drafts with a `RegexSet`, or only to see that
//! they are UTF-8, beside the check itself. Run with `cargo bench --bench floor`; `npm run bench:peers` puts its lines
//! into its table.
//!
//! A line of the output: what was timed, the draft, its bytes, what was counted, the least and the median time in
//! nanoseconds, separated by tabs.

use std::collections::BTreeSet;
use std::hint::black_box;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use nianbao::form::{Edition, SECTIONS};
use nianbao::words::{List, entries, lists};
use regex::{RegexSet, RegexSetBuilder};

/// What the page shows for a start.
const EXAMPLE: &str = include_str!("../www/example.txt");
/// Regular expressions for what rules look for besides words.
const PATTERNS: &str = include_str!("peers/patterns.txt");
/// The lists whose words are something to report by themselves.
const REPORTED: [List; 6] =
    [List::OffTopic, List::Laws, List::Terms, List::Stale, List::Artefacts, List::TypedTwice];
/// A median of so many calls, or of as many as fit into the time.
const CALLS: usize = 50;
const TIME: Duration = Duration::from_millis(1500);

/// The drafts that `drafts` of benches/peers/drafts.mjs makes too.
fn drafts() -> Vec<(String, String)> {
    let folder = std::env::var_os("NIANBAO_SEEDS").map_or_else(
        || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/seeds")),
        PathBuf::from,
    );
    let mut seeds: Vec<PathBuf> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .filter_map(Result::ok)
        .map(|file| file.path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .collect();
    seeds.sort();
    let mut drafts = vec![("example".to_owned(), EXAMPLE.to_owned())];
    drafts.extend(
        seeds.iter().enumerate().filter_map(|(number, path)| {
            Some((format!("seed {number}"), std::fs::read_to_string(path).ok()?))
        }),
    );
    drafts.push(("example × 10".to_owned(), EXAMPLE.repeat(10)));
    drafts.push(("example × 100".to_owned(), EXAMPLE.repeat(100)));
    drafts.push(("one long report".to_owned(), one_long_report()));
    drafts
}

/// The example with its narrative as often as it takes to be as long as a hundred examples.
fn one_long_report() -> String {
    let at = |words: &str| EXAMPLE.find(words).unwrap_or(EXAMPLE.len());
    let (before, rest) = EXAMPLE.split_at(at("（一）主动公开"));
    let (narrative, behind) = rest.split_at(at("二、主动公开") - before.len());
    let times = (EXAMPLE.len() * 100 - before.len() - behind.len()) / narrative.len();
    [before, &narrative.repeat(times), behind].concat()
}

/// The wording of the form: headings, labels, heads of columns, and their accepted variants.
fn form_words() -> BTreeSet<&'static str> {
    let mut words = BTreeSet::new();
    for section in &SECTIONS {
        words.insert(section.heading);
        words.extend(section.accepted.iter().chain(section.variants));
    }
    for table in [Edition::Trial, Edition::Current].iter().flat_map(|edition| &edition.form().tables) {
        let labels = table.rows.iter().map(|row| &row.label).chain(table.decoration);
        words.extend(labels.flat_map(nianbao::form::Label::wordings));
        words.extend(table.rows.iter().flat_map(|row| row.columns).map(|column| column.label));
    }
    words
}

/// The form's words, those of some lists and the patterns as one set, with caches large enough for it never to fall back
/// on its slower engines.
fn set(lists: &[List]) -> RegexSet {
    let listed = lists.iter().flat_map(|&list| entries(list)).map(|entry| entry.word);
    let words: BTreeSet<&'static str> = form_words().into_iter().chain(listed).collect();
    let patterns = PATTERNS.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let patterns = words.iter().map(|word| regex::escape(word)).chain(patterns.map(str::to_owned));
    let set = RegexSetBuilder::new(patterns).size_limit(1 << 28).dfa_size_limit(1 << 28).build();
    set.unwrap_or_else(|error| {
        eprintln!("{error}");
        std::process::exit(1);
    })
}

/// Times a call and prints its line.
fn time(what: &str, draft: &str, bytes: usize, mut call: impl FnMut() -> usize) {
    // The first call fills caches.
    let counted = call();
    let start = Instant::now();
    let mut times = Vec::with_capacity(CALLS);
    while times.len() < CALLS && (times.len() < 3 || start.elapsed() < TIME) {
        let start = Instant::now();
        black_box(call());
        times.push(start.elapsed().as_nanos());
    }
    times.sort_unstable();
    let least = times.first().copied().unwrap_or_default();
    let median = times.get(times.len() / 2).copied().unwrap_or_default();
    println!("{what}\t{draft}\t{bytes}\t{counted}\t{least}\t{median}");
}

fn main() {
    let start = Instant::now();
    let some = set(&REPORTED);
    let compiled = start.elapsed().as_nanos();
    println!("compiling the RegexSet\t\t0\t{}\t{compiled}\t{compiled}", some.len());
    let every = set(&lists().collect::<Vec<_>>());
    for (name, text) in drafts() {
        let matches =
            |set: &RegexSet| text.lines().map(|line| set.matches(line).iter().count()).sum::<usize>();
        let bytes = text.as_bytes();
        time("UTF-8 validation", &name, bytes.len(), || {
            std::str::from_utf8(black_box(bytes)).map_or(0, str::len)
        });
        time(&format!("RegexSet of {}", some.len()), &name, bytes.len(), || matches(&some));
        time(&format!("RegexSet of {}", every.len()), &name, bytes.len(), || matches(&every));
        time("nianbao, native", &name, bytes.len(), || nianbao::check_text(black_box(&text)).findings.len());
    }
}

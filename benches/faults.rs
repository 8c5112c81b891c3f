//! How slips are reported: each kind in many generated reports, as a table in Markdown. Run with
//! `cargo bench --bench faults`; `NIANBAO_DRAFTS` is how many reports a kind, `NIANBAO_FAULT` a part of the name of
//! the only kinds to look at, with what went wrong; `NIANBAO_TEXT` prints the text of the first of those.

#[path = "../tests/generator/mod.rs"]
mod generator;

use std::collections::BTreeMap;

use generator::Rng;
use generator::faults::{Case, Fault, case, clean, excerpt, faults, listing};
use nianbao::check_text;
use nianbao::finding::Severity;

fn main() {
    let drafts = std::env::var("NIANBAO_DRAFTS").ok().and_then(|n| n.parse().ok()).unwrap_or(200);
    let only = std::env::var("NIANBAO_FAULT").ok();
    if only.is_none() {
        measure_clean(drafts * 10);
    }
    println!("| slip | rule | drafts | right rule, right place | no other error or warning |");
    println!("| --- | --- | ---: | ---: | ---: |");
    // A report has a place for some kinds only.
    let cases: Vec<Case> = (0..drafts * 4).map(case).collect();
    let mut all = Score::default();
    for fault in faults().filter(|fault| only.as_ref().is_none_or(|only| fault.name.contains(only.as_str())))
    {
        let score = measure(fault, &cases, drafts as usize, only.is_some());
        row(fault.name, &fault.rules.join(" "), score);
        all.add(score);
    }
    row("**all**", "", all);
}

/// What became of slips.
#[derive(Clone, Copy, Default)]
struct Score {
    made: usize,
    found: usize,
    alone: usize,
}

impl Score {
    fn add(&mut self, other: Self) {
        self.made += other.made;
        self.found += other.found;
        self.alone += other.alone;
    }
}

fn measure(fault: &Fault, cases: &[Case], most: usize, show: bool) -> Score {
    const MOST_SHOWN: usize = 12;
    let mut score = Score::default();
    let mut shown = 0;
    for (seed, case) in (0..).zip(cases) {
        let Some(spoilt) = (fault.spoil)(case, &mut Rng::new(seed)) else { continue };
        let outcome = fault.judge(case, &spoilt);
        score.add(Score {
            made: 1,
            found: usize::from(outcome.found),
            alone: usize::from(outcome.others.is_empty()),
        });
        let is_wrong = !outcome.found || !outcome.others.is_empty();
        if show && is_wrong && shown < MOST_SHOWN {
            if shown == 0 && std::env::var_os("NIANBAO_TEXT").is_some() {
                println!("{}", spoilt.text);
            }
            shown += 1;
            let verdict = if outcome.found { "others as well" } else { "not found" };
            println!("== {} seed {seed} {:?}: {verdict}", fault.name, case.draft.style.layout);
            println!("   {}", excerpt(&spoilt));
            print!("{}", listing(&spoilt.text, &outcome.findings));
        }
        if score.made == most {
            break;
        }
    }
    score
}

fn measure_clean(drafts: u64) {
    let mut counts: BTreeMap<(Severity, &str), usize> = BTreeMap::new();
    let mut spotless = 0;
    let mut shown = 0;
    for seed in 0..drafts {
        const MOST_SHOWN: usize = 20;
        let case = clean(seed);
        let findings = check_text(&case.draft.text).findings;
        let worse: Vec<_> =
            findings.iter().filter(|finding| finding.severity != Severity::Hint).cloned().collect();
        spotless += usize::from(worse.is_empty());
        if !worse.is_empty() && shown < MOST_SHOWN {
            shown += 1;
            println!("== clean seed {seed} {:?}", case.draft.style);
            print!("{}", listing(&case.draft.text, &worse));
        }
        for finding in &findings {
            *counts.entry((finding.severity, finding.rule)).or_default() += 1;
        }
    }
    println!("| correct reports | without error or warning |\n| ---: | ---: |\n| {drafts} | {spotless} |\n");
    println!("| severity | rule | findings in correct reports |\n| --- | --- | ---: |");
    for ((severity, rule), count) in counts {
        println!("| {} | {rule} | {count} |", severity.id());
    }
    println!();
}

fn row(name: &str, rules: &str, score: Score) {
    let share = |count: usize| 100.0 * count as f64 / score.made.max(1) as f64;
    println!(
        "| {name} | {rules} | {} | {:.1} % | {:.1} % |",
        score.made,
        share(score.found),
        share(score.alone)
    );
}

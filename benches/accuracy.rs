//! How much of a report is read right, by layout and damage, on generated reports: a table in Markdown, as
//! benches/README.md keeps it. Run with `cargo bench --bench accuracy`; `NIANBAO_DRAFTS` is how many drafts a row.

#[path = "../tests/generator/mod.rs"]
mod generator;

use generator::accuracy::{Score, score};
use generator::damage::Damage;
use generator::layout::Layout;
use generator::numerals::{Numerals, Zero};
use generator::{Rng, Size, Style, Truth, draft};
use nianbao::form::Edition;

fn measure(layout: Layout, damage: Damage, drafts: u64, show: bool) -> Score {
    let mut all = Score::default();
    for seed in 0..drafts {
        let mut rng = Rng::new(seed);
        let edition = rng.pick(&[Edition::Trial, Edition::Current]);
        let size = rng.pick(&Size::ALL);
        let truth = Truth::new(edition, size, &mut rng);
        let zero = if layout.keeps_blank_cells() { rng.pick(&Zero::ALL) } else { rng.pick(&Zero::ALL[..5]) };
        let numerals = rng.pick(&Numerals::ALL);
        let style = Style { layout, numerals, zero };
        let draft = draft(&truth, style, damage, &mut rng);
        let (score, missed) = score(&draft);
        if show && !missed.is_empty() {
            println!("== {} {style:?} {edition:?} {size:?} seed {seed}: {score:?}", damage.name());
            for line in missed.iter().take(4) {
                println!("   {line}");
            }
            if std::env::var_os("NIANBAO_TEXT").is_some() {
                println!("{}", draft.text);
            }
        }
        all.add(score);
    }
    all
}

fn main() {
    let drafts = std::env::var("NIANBAO_DRAFTS").ok().and_then(|n| n.parse().ok()).unwrap_or(400);
    let only = std::env::var("NIANBAO_LAYOUT").ok();
    let damages = [
        Damage::None,
        Damage::PageBreaks,
        Damage::Characters(30),
        Damage::Characters(80),
        Damage::Lines(100),
    ];
    println!("| layout | damage | cells | right | silently wrong |\n| --- | --- | ---: | ---: | ---: |");
    for damage in damages {
        let mut apart = Score::default();
        for layout in Layout::ALL {
            if only.as_ref().is_some_and(|only| *only != format!("{layout:?}")) {
                continue;
            }
            let score = measure(layout, damage, drafts, only.is_some());
            if layout.keeps_cells_apart() {
                apart.add(score);
            }
            row(layout.name(), damage, score);
        }
        row("**all that keep cells apart**", damage, apart);
    }
}

fn row(name: &str, damage: Damage, score: Score) {
    let share = |count: usize| 100.0 * count as f64 / score.all().max(1) as f64;
    println!(
        "| {name} | {} | {} | {:.3} % | {:.4} % |",
        damage.name(),
        score.all(),
        share(score.right),
        share(score.wrong)
    );
}

//! Speed of a check and of a correction: the clean sample, its hundredfold, and the five seeds where they are at
//! hand (`NIANBAO_SEEDS`, or `../shared/seeds`). Run with `cargo bench`.

use std::hint::black_box;
use std::path::PathBuf;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};

const SAMPLE: &str = include_str!("../tests/drafts/clean-2021.txt");

fn drafts() -> Vec<(String, String)> {
    let folder = std::env::var_os("NIANBAO_SEEDS").map_or_else(
        || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/seeds")),
        PathBuf::from,
    );
    let mut drafts =
        vec![("sample".to_owned(), SAMPLE.to_owned()), ("sample-100".to_owned(), SAMPLE.repeat(100))];
    let mut seeds: Vec<PathBuf> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .filter_map(Result::ok)
        .map(|file| file.path())
        .collect();
    seeds.sort();
    for path in seeds {
        let name = path.file_stem().map(|name| name.to_string_lossy().chars().take(3).collect::<String>());
        if let (Some(name), Ok(text)) = (name, std::fs::read_to_string(&path)) {
            drafts.push((format!("seed-{name}"), text));
        }
    }
    drafts
}

fn bench(criterion: &mut Criterion) {
    let drafts = drafts();
    let mut group = criterion.benchmark_group("check");
    for (name, text) in &drafts {
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_with_input(BenchmarkId::from_parameter(name), text, |bencher, text| {
            bencher.iter(|| nianbao::check_text(black_box(text)));
        });
    }
    group.finish();
    let mut group = criterion.benchmark_group("correct");
    group.sample_size(20);
    for (name, text) in drafts.iter().filter(|(name, _)| !name.ends_with("100")) {
        group.bench_with_input(BenchmarkId::from_parameter(name), text, |bencher, text| {
            bencher.iter(|| nianbao::correct::correct(black_box(text)));
        });
    }
    group.finish();
}

criterion_group!(benches, bench);
criterion_main!(benches);

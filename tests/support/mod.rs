//! What several tests share: how property tests run, and the universal laws.

pub mod laws;

use proptest::test_runner::{Config as ProptestConfig, RngSeed};

/// How property tests run: the same cases every time, so that what passes here passes there; another
/// `PROPTEST_RNG_SEED` and more `PROPTEST_CASES` look further.
pub fn config() -> ProptestConfig {
    let rng_seed = match std::env::var_os("PROPTEST_RNG_SEED") {
        Some(_) => ProptestConfig::default().rng_seed,
        None => RngSeed::Fixed(2026),
    };
    ProptestConfig { failure_persistence: None, rng_seed, ..ProptestConfig::default() }
}

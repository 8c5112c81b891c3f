//! What the fuzzers share: bounds on memory and steps, how bytes become files, how drafts are changed, what to start
//! from, and the laws, which are those of the tests.

#[path = "../../tests/locate/agreement.rs"]
pub mod agreement;
pub mod bounds;
#[path = "../../tests/support/compound.rs"]
mod compound;
#[path = "../../tests/support/corpus.rs"]
mod corpus;
#[path = "../../tests/support/documents.rs"]
pub mod documents;
pub mod files;
#[path = "../../tests/generator/mod.rs"]
mod generator;
#[path = "../../tests/support/laws.rs"]
pub mod laws;
pub mod mutate;
pub mod seeds;
pub mod systems;
#[allow(dead_code, reason = "tests use more of it")]
#[path = "../../tests/support/word.rs"]
mod word;
#[path = "../../tests/support/wording.rs"]
mod wording;
#[allow(dead_code, reason = "tests use more of it")]
#[path = "../../tests/support/zip.rs"]
mod zip;

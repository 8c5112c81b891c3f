//! The drafts of the corpus.

use std::fs;
use std::path::{Path, PathBuf};

/// Every draft with its file, in the order of their names.
pub fn corpus() -> Vec<(PathBuf, String)> {
    // The fuzzers are a package inside of this one.
    let folders = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().map(|folder| folder.join("tests/drafts"));
    let folder = folders.into_iter().find(|folder| folder.is_dir()).unwrap();
    let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let mut drafts: Vec<_> = files.filter(|path| path.extension().is_some_and(|e| e == "txt")).collect();
    drafts.sort();
    assert!(drafts.len() > 5, "the corpus is gone");
    drafts.into_iter().map(|path| (path.clone(), fs::read_to_string(path).unwrap())).collect()
}

//! Writing: the corrected report, the review copy and the record of a draft, read back.

#![no_main]

use libfuzzer_sys::{fuzz_mutator, fuzz_target};
use nianbao::check_text;
use nianbao::confirm::Confirmed;
use nianbao::correct::correct;
use nianbao::record::record;
use nianbao::render::docx::docx;
use nianbao::render::html::html;
use nianbao_fuzz::documents::{
    assert_accepting_corrects, assert_commented_once, assert_reads_back, assert_refusing_restores,
    plain_review, review_from,
};
use nianbao_fuzz::mutate::mutated;

fuzz_target!(|bytes: &[u8]| {
    let draft = String::from_utf8_lossy(bytes);
    let none = Confirmed::default();
    if check_text(&draft).notice.is_some() {
        assert!(record(&draft, &none, None, None).is_err(), "a record of no report");
        return;
    }
    assert_reads_back(&draft);
    let copy = plain_review(&draft);
    assert_accepting_corrects("", &draft, &copy);
    assert_refusing_restores("", &draft, &copy);
    assert_commented_once("", &draft, &copy);
    let corrected = correct(&draft).text;
    let half = draft.floor_char_boundary(draft.len() / 2);
    for original in [corrected.as_str(), &draft[half..]] {
        let copy = review_from(original, &draft);
        assert_accepting_corrects("", &draft, &copy);
        assert_refusing_restores("", original, &copy);
        assert_commented_once("", &draft, &copy);
    }
    let record = record(&corrected, &none, Some(&draft), None).expect("a corrected report is a report");
    docx(&record).expect("a record reads back");
    drop(html(&record));
});

fuzz_mutator!(|bytes: &mut [u8], size: usize, longest: usize, seed: u32| {
    mutated(bytes, size, longest, seed)
});

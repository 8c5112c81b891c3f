//! The review copy and the check record: who accepts all changes has the corrected report, who refuses all has the
//! draft; every finding is commented once and on record.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test that cannot go on stops"
)]

#[path = "support/corpus.rs"]
mod corpus;
#[path = "support/documents.rs"]
mod documents;
mod generator;

use corpus::corpus;
use documents::{
    assert_accepting_corrects, assert_commented_once, assert_refusing_restores, paragraphs, plain_review,
    refused, review_from,
};
use generator::Rng;
use generator::faults::{case, faults};
use nianbao::check_text;
use nianbao::confirm::Confirmed;
use nianbao::correct::correct;
use nianbao::reading::{Reading, trimmed};
use nianbao::record::record;
use nianbao::render::document::{Author, Block, Change, Document, Inline, Run, fields};
use nianbao::render::docx::docx;
use nianbao::review::review;
use nianbao::source::Source;

/// The drafts of the corpus that are reports, and a report with each kind of slip.
fn drafts() -> Vec<(String, String)> {
    let reports = corpus().into_iter().map(|(path, draft)| (path.display().to_string(), draft));
    let mut drafts: Vec<_> = reports.filter(|(_, draft)| check_text(draft).notice.is_none()).collect();
    for (number, fault) in (0..).zip(faults()) {
        let spoilt = (0..50).map(|seed| case(number + seed)).find_map(|case| {
            let spoilt = (fault.spoil)(&case, &mut Rng::new(number))?;
            Some(spoilt.text)
        });
        drafts.extend(spoilt.map(|text| (fault.name.to_owned(), text)));
    }
    drafts
}

#[test]
fn who_accepts_all_changes_has_the_corrected_report() {
    for (name, draft) in drafts() {
        assert_accepting_corrects(&name, &draft, &plain_review(&draft));
    }
}

#[test]
fn who_refuses_all_changes_has_the_draft() {
    for (name, draft) in drafts() {
        assert_refusing_restores(&name, &draft, &plain_review(&draft));
    }
}

#[test]
fn every_finding_is_commented_once() {
    for (name, draft) in drafts() {
        assert_commented_once(&name, &draft, &plain_review(&draft));
    }
}

/// Drafts with what they have become since they arrived: corrected, corrected and spoilt anew, corrected by half, another
/// report, less of it, twice of it, or a report at last. Each draft in one of these ways.
fn edited() -> Vec<(String, String, String)> {
    let (drafts, mut rng, mut edited) = (drafts(), Rng::new(7), Vec::new());
    for (number, (name, draft)) in drafts.iter().enumerate() {
        let corrected = correct(draft).text;
        let mut spoilt: Vec<char> = corrected.chars().collect();
        for piece in ["7", "\n", "甲", "\t", "〔请填写：乙〕", "", "", ""] {
            let at = rng.below(spoilt.len() as u64 - 9) as usize;
            spoilt.splice(at..at + rng.below(9) as usize, piece.chars());
        }
        let mixed = format!("{}{}", halves(&corrected).0, halves(draft).1);
        let (_, other) = &drafts[(number + 1) % drafts.len()];
        let (first, second) = halves(draft);
        let ways = [
            (draft.clone(), corrected),
            (draft.clone(), spoilt.into_iter().collect()),
            (draft.clone(), mixed),
            (draft.clone(), other.clone()),
            (draft.clone(), first),
            (draft.clone(), draft.repeat(2)),
            (second, draft.clone()),
        ];
        let ways = ways.into_iter().cycle().skip(number).take(1);
        edited.extend(ways.map(|(original, draft)| (name.clone(), original, draft)));
    }
    edited.retain(|(.., draft)| check_text(draft).notice.is_none());
    edited
}

/// The first and the second half of the lines of a text.
fn halves(text: &str) -> (String, String) {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let (first, second) = lines.split_at(lines.len() / 2);
    (first.concat(), second.concat())
}

#[test]
fn the_review_copy_begins_with_the_draft_as_it_arrived() {
    for (name, original, draft) in edited() {
        let copy = review_from(&original, &draft);
        assert_accepting_corrects(&name, &draft, &copy);
        assert_refusing_restores(&name, &original, &copy);
        assert_commented_once(&name, &draft, &copy);
    }
}

/// What is proposed outside tables, a line each: who puts in and who takes out, `p`rogram or `e`ditor, and what.
fn changes(document: &Document) -> Vec<String> {
    let who = |by: Option<Author>| by.map_or("", |by| if by == Author::Program { "p" } else { "e" });
    let runs = paragraphs(document).into_iter().flat_map(|paragraph| &paragraph.content);
    let proposed = runs.filter_map(|inline| match inline {
        Inline::Run(Run { text, change, .. }) if *change != Change::default() => {
            Some(format!("+{}-{} {text}", who(change.inserted), who(change.deleted)))
        }
        _ => None,
    });
    proposed.collect()
}

#[test]
fn what_a_person_changes_is_told_from_what_the_program_corrects() {
    let original = CLEAN.replacen(
        "一、总体情况\n",
        "一、总体情况\n我单位规范政府信息信息制作，一一做好记录记录工作。\n",
        1,
    );
    let proposed = |draft: &str| changes(&review_from(&original, draft));
    let corrections = ["+-p 信息"];
    assert_eq!(proposed(&original), corrections);
    // Whoever applies the program's fixes, one or all, has changed nothing himself.
    assert_eq!(proposed(&original.replacen("信息信息", "信息", 1)), corrections);
    assert_eq!(proposed(&correct(&original).text), corrections);
    let draft = original.replacen("我单位", "本镇", 1);
    assert_eq!(proposed(&draft), ["+-e 我单位", "+e- 本镇", "+-p 信息"]);
    let draft = draft.replacen("信息信息", "信息", 1);
    assert_eq!(proposed(&draft), ["+-e 我单位", "+e- 本镇", "+-p 信息"]);
    // What is typed and corrected is both.
    let draft = original.replacen("工作。", "工作，优化政府信息信息内容。", 1);
    assert_eq!(proposed(&draft), ["+-p 信息", "+e- ，优化政府", "+e-p 信息", "+e- 信息", "+e- 内容"]);
    // What is changed and changed back is as it arrived.
    let draft = CLEAN.replacen("政府信息制作", "政府信息信息制作", 1);
    assert_ne!(draft, CLEAN);
    assert_eq!(changes(&review_from(CLEAN, &draft)), Vec::<String>::new());
}

#[test]
fn a_number_that_is_typed_is_the_persons_and_one_that_is_corrected_the_programs() {
    let original = include_str!("drafts/wrong-sums.txt");
    let proposed = |draft: &str| changes(&review_from(original, draft));
    let corrections = proposed(original);
    let draft = original.replacen("规章\t0", "规章\t4", 1);
    assert_ne!(draft, original);
    let wanted = [&["+-e 0".to_owned(), "+e- 4".to_owned()][..], &corrections].concat();
    assert_eq!(proposed(&draft), wanted);
    assert_eq!(proposed(&correct(original).text), corrections);
    // What is no report has nothing that the program would correct.
    let all = changes(&review_from("今天天气很好。", CLEAN));
    let not_own: Vec<&String> = all.iter().filter(|run| !run.starts_with("+e- ")).collect();
    assert_eq!(not_own, ["+-e 今天天气很好。"]);
}

/// What a comment is about, deleted words included.
fn commented(document: &Document, wanted: usize) -> String {
    let (mut text, mut inside) = (String::new(), false);
    for inline in paragraphs(document).into_iter().flat_map(|paragraph| &paragraph.content) {
        match inline {
            Inline::CommentStart(id) if *id == wanted => inside = true,
            Inline::CommentEnd(id) if *id == wanted => inside = false,
            Inline::Run(run) if inside => {
                text += run.change.inserted.map_or("", |_| "+");
                text += run.change.deleted.map_or("", |_| "-");
                text += &run.text;
            }
            _ => {}
        }
    }
    text
}

const CLEAN: &str = include_str!("drafts/clean-2021.txt");

#[test]
fn a_comment_stands_at_what_it_is_about() {
    let draft = CLEAN.replacen("一、总体情况\n", "一、总体情况\n我单位认真认真落实工作。\n", 1);
    let copy = plain_review(&draft);
    let findings = check_text(&draft).findings;
    let at = |rule: &str| findings.iter().position(|finding| finding.rule == rule).unwrap();
    assert_eq!(commented(&copy, at("repeated-word")), "认真认真");
    let draft = CLEAN.replacen("六、其他需要报告的事项\n", "", 1);
    let (copy, findings) = (plain_review(&draft), check_text(&draft).findings);
    let missing = findings.iter().position(|finding| finding.rule == "section-missing").unwrap();
    assert_eq!(commented(&copy, missing), "+六、其他需要报告的事项");

    let draft = include_str!("drafts/wrong-sums.txt");
    let (copy, findings) = (plain_review(draft), check_text(draft).findings);
    let source = Source::new(draft);
    let cells = findings.iter().enumerate().filter(|(_, finding)| !finding.cells.is_empty());
    assert!(cells.clone().count() > 0);
    for (id, finding) in cells {
        let (own, shown) = (source.slice(finding.span), commented(&copy, id));
        assert!(shown == own || shown.starts_with(&format!("-{own}+")), "{own:?} is shown as {shown:?}");
    }
}

#[test]
fn what_is_confirmed_is_not_commented_but_on_record() {
    let draft = CLEAN.replacen("一、总体情况\n", "一、总体情况\n我单位认真认真落实工作。\n", 1);
    let source = Source::new(&draft);
    let findings = check_text(&draft).findings;
    let confirmations = nianbao::confirm::confirmations(&source, &findings.iter().collect::<Vec<_>>());
    let at =
        findings.iter().position(|finding| finding.severity != nianbao::finding::Severity::Error).unwrap();
    let list = Confirmed::parse(&confirmations[at].as_ref().unwrap().to_string()).unwrap();
    let copy = review(&draft, &list, None, None).unwrap();
    assert_eq!(copy.comments.len(), findings.len() - 1);
    let record = record(&draft, &list, None, None).unwrap().fields();
    let place = record.iter().position(|field| field.contains(&findings[at].message)).unwrap();
    assert_eq!(record[place + 2], "已核对，确认无误");
}

#[test]
fn the_record_says_what_was_done() {
    let original = CLEAN.replacen("一、总体情况\n", "一、总体情况\n我单位认真认真落实工作。\n", 1).replacen(
        "六、其他需要报告的事项\n2023年，本机关未收取信息处理费。\n",
        "",
        1,
    );
    let draft = original.replacen("认真认真", "认真", 1);
    let done = |words: &str| done(&draft, &original, words)[0].1.clone();
    assert_eq!(done("“认真”连着写了两遍"), "已修改，不再提示");
    assert_eq!(done("缺少“六、其他需要报告的事项”"), "改后报告已补上标题，内容待填");
    for (name, draft) in drafts() {
        let record = record(&draft, &Confirmed::default(), None, None).unwrap();
        let all = record.fields();
        for finding in check_text(&draft).findings {
            let message = fields(&finding.message).concat();
            assert!(all.iter().any(|field| field.contains(&message)), "{name}: {message}");
        }
        docx(&record).unwrap_or_else(|unwritten| panic!("{name}: {unwritten}"));
    }
}

#[test]
fn what_is_no_report_is_refused_with_the_reason() {
    for text in ["", "今天天气很好。"] {
        let notice = check_text(text).notice.unwrap();
        assert_eq!(review(text, &Confirmed::default(), None, None).unwrap_err(), notice);
        assert_eq!(record(text, &Confirmed::default(), None, None).unwrap_err(), notice);
    }
}

/// What the record says was done about each finding whose message has some words.
fn done(draft: &str, original: &str, words: &str) -> Vec<(String, String)> {
    let record = record(draft, &Confirmed::default(), Some(original), None).unwrap();
    let Some(Block::Table(table)) = record.blocks.iter().find(|block| matches!(block, Block::Table(_)))
    else {
        return Vec::new();
    };
    let text = |row: &nianbao::render::document::Row, column: usize| row.cells[column].paragraph.text();
    let rows = table.rows[1..].iter().filter(|row| text(row, 2).contains(words));
    let entry = |row| {
        // Names and days are for those who sign.
        assert_eq!((text(row, 5), text(row, 6)), (String::new(), String::new()));
        (text(row, 1), text(row, 4))
    };
    rows.map(entry).collect()
}

#[test]
fn of_two_findings_that_are_alike_the_one_that_was_put_right_is_gone() {
    let original = CLEAN.replacen("一、总体情况\n", "一、总体情况\n甲认真认真办。\n乙认真认真办。\n", 1);
    let draft = original.replacen("甲认真认真", "甲认真", 1);
    let entries = done(&draft, &original, "“认真”连着写了两遍");
    let wanted =
        [("原稿第一部分“甲认真认真办。”", "已修改，不再提示"), ("第一部分“乙认真认真办。”", "待处理")];
    assert_eq!(entries, wanted.map(|(place, done)| (place.to_owned(), done.to_owned())));
}

#[test]
fn what_can_be_checked_no_more_is_not_said_to_be_put_right() {
    let original = include_str!("drafts/wrong-sums.txt");
    let table = original.find("申请人情况").unwrap();
    let start = original[..table].rfind('\n').unwrap() + 1;
    let end = original.find("四、政府信息公开行政复议").unwrap();
    let draft = format!("{}{}", &original[..start], &original[end..]);
    let entries = done(&draft, original, "一行：六类申请人");
    assert!(!entries.is_empty());
    for (place, done) in entries {
        assert_eq!(done, "现在未能核对，请人工核对", "{place}");
    }
}

#[test]
fn characters_that_nobody_sees_lose_nothing() {
    for line in ["\0", "\0\0", "甲\0\0乙", "\u{1}", "\u{feff}", "e\u{301}\u{301}"] {
        for draft in [
            CLEAN.replacen("一、总体情况\n", &format!("一、总体情况\n{line}\n"), 1),
            format!("{line}{CLEAN}"),
            CLEAN.replacen("柳河镇", &format!("柳河{line}镇"), 1),
        ] {
            let source = Source::new(&draft);
            let own: String =
                source.lines().iter().map(|&span| source.slice(trimmed(&source, span))).collect();
            let (lines, _) = refused(&plain_review(&draft));
            for line in lines {
                assert!(own.contains(&line), "{line:?}");
            }
            let wanted = draft.matches('\0').count();
            let kept = refused(&plain_review(&draft)).0.concat();
            assert_eq!(kept.matches('\0').count(), wanted, "{line:?}");
        }
    }
}

/// The rows of 表四 among those of 表三.
#[test]
fn a_table_among_the_rows_of_another_is_not_lost() {
    let first = CLEAN.find("行政复议\t").unwrap();
    let length = CLEAN[first..].match_indices('\n').nth(3).unwrap().0 + 1;
    let rows = &CLEAN[first..first + length];
    let draft = CLEAN.replacen(rows, "", 1).replacen("\t\t2.重复申请", &format!("{rows}\t\t2.重复申请"), 1);
    assert_ne!(draft, CLEAN.replacen(rows, "", 1));
    let source = Source::new(&draft);
    let reading = Reading::new(&source);
    assert!(reading.tables.iter().all(nianbao::reading::tables::TableReading::is_present));
    assert_eq!(refused(&plain_review(&draft)).1.len(), 3);
}

/// What was only moved to the end is still to be dealt with.
#[test]
fn what_is_kept_at_the_end_is_not_said_to_be_put_right() {
    let draft = CLEAN.replacen("\t\t2.重复申请", "甘州姓田\t\t\t7\n\t\t2.重复申请", 1);
    assert!(correct(&draft).text.contains("甘州姓田"));
    let entries = done(&draft, &draft, "甘州姓田");
    assert!(!entries.is_empty());
    for (place, done) in entries {
        assert_eq!(done, "待处理", "{place}");
    }
}

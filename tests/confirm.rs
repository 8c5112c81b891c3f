//! Confirmations: each silences exactly what it was given for, as long as that stands, and never an error.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test that cannot go on stops"
)]

#[path = "support/corpus.rs"]
mod corpus;

use corpus::corpus;
use nianbao::confirm::{Confirmation, Confirmed, TITLE, confirmations};
use nianbao::finding::{Applicability, Finding, Severity};
use nianbao::repair::{repair, repair_except};
use nianbao::source::Source;
use nianbao::{Checked, Options, Verdict, check_text, check_with};

const CLEAN: &str = include_str!("drafts/clean-2021.txt");

/// The sample with replacements, each of which must be possible.
#[track_caller]
fn draft(changes: &[(&str, &str)]) -> String {
    changes.iter().fold(CLEAN.to_owned(), |draft, (from, to)| {
        assert!(draft.contains(from), "{from}");
        draft.replacen(from, to, 1)
    })
}

/// The confirmation of each finding of a draft, with its rule.
fn given(text: &str) -> Vec<(Finding, Option<Confirmation>)> {
    let findings = check_text(text).findings;
    let given = confirmations(&Source::new(text), &findings.iter().collect::<Vec<_>>());
    findings.into_iter().zip(given).collect()
}

/// The line that confirms the only finding of a rule.
#[track_caller]
fn line(text: &str, rule: &str) -> String {
    let lines: Vec<_> = given(text).into_iter().filter(|(finding, _)| finding.rule == rule).collect();
    let [(_, Some(confirmation))] = lines.as_slice() else { panic!("{rule}: {lines:?}") };
    confirmation.to_string()
}

fn checked(text: &str, list: &str) -> Checked {
    let confirmed = Confirmed::parse(list).unwrap();
    check_with(text, Options { confirmed: &confirmed, ..Options::default() })
}

#[track_caller]
fn assert_quiet(text: &str, list: &str) {
    let checked = checked(text, list);
    assert_eq!(checked.confirmed.len(), 1, "{list}\n{:?}", checked.findings);
    assert_eq!(checked.unused, []);
}

#[track_caller]
fn assert_back(text: &str, list: &str, rule: &str) {
    let checked = checked(text, list);
    assert_eq!(checked.confirmed, []);
    assert!(checked.findings.iter().any(|finding| finding.rule == rule), "{rule} is gone altogether");
    assert_eq!(checked.unused.len(), 1);
}

#[test]
fn a_confirmation_silences_exactly_its_finding() {
    let mut count = 0;
    for (_, text) in corpus() {
        let given = given(&text);
        for (finding, confirmation) in &given {
            let Some(confirmation) = confirmation else { continue };
            let checked = checked(&text, &confirmation.to_string());
            assert_eq!(checked.confirmed, std::slice::from_ref(finding));
            assert_eq!(checked.findings.len(), given.len() - 1);
            assert!(!checked.findings.contains(finding));
            assert_eq!(checked.unused, []);
            count += 1;
        }
    }
    assert!(count > 20, "{count} hints and warnings in the corpus");
}

/// A hint about a heading, a warning about a number, and a hint that is about two places.
const PHONE: (&str, &str) = ("电话：0000-1234567", "电话：13812345678");
const HEADING: (&str, &str) = ("五、存在的主要问题及改进情况", "五、存在的问题及改进措施");

#[test]
fn a_confirmation_stays_when_anything_else_changes() {
    let before = draft(&[PHONE, HEADING]);
    for rule in ["personal-data", "section-heading"] {
        let list = line(&before, rule);
        let moved = draft(&[PHONE, HEADING, ("柳河镇主动公开", "新的一句话。柳河镇主动公开")]);
        assert_quiet(&moved, &list);
        let first = CLEAN.lines().next().unwrap();
        assert_quiet(&before.replacen(first, &format!("  {first}\r\n"), 1), &list);
        assert_quiet(&format!("\n\n{before}\n"), &list);
        assert_quiet(&draft(&[PHONE, HEADING, ("规范政府信息制作", "规范政府信息信息制作")]), &list);
        let blanks = before.replace("电话：", "电话： ").replace("五、存在的", "五、 存在的\u{3000}");
        assert_quiet(&blanks, &list);
    }
}

#[test]
fn a_confirmation_ends_with_its_text() {
    let before = draft(&[PHONE, HEADING]);
    let phone = line(&before, "personal-data");
    assert_back(&before.replace("13812345678", "13812345679"), &phone, "personal-data");
    assert_back(&before.replace("电话：", "手机："), &phone, "personal-data");
    let heading = line(&before, "section-heading");
    assert_back(&before.replace(HEADING.1, "五、存在问题和改进措施"), &heading, "section-heading");
    let gone = checked(CLEAN, &heading);
    assert_eq!((gone.findings.len(), gone.confirmed.len(), gone.unused.len()), (0, 0, 1));
}

#[test]
fn a_confirmation_ends_when_something_else_is_said_of_the_same_text() {
    let management = "（三）政府信息管理。规范政府信息制作、审查和归档。\n";
    let without = draft(&[(management, "")]);
    let list = line(&without, "overview-aspect-missing");
    assert_quiet(&without, &list);
    let platform = without.lines().find(|line| line.contains("平台建设")).unwrap().to_owned() + "\n";
    assert_back(&without.replace(&platform, ""), &list, "overview-aspect-missing");
}

#[test]
fn an_error_cannot_be_confirmed() {
    let text = draft(&[("规范政府信息制作", "规范政府信息信息制作")]);
    let [(error, None)] = &given(&text)[..] else { panic!("one error") };
    assert_eq!(error.severity, Severity::Error);
    let forged = format!(
        "repeated-word\t（三）政府信息管理。规范政府【信息信息】制作、审查和归档。\t{}\n",
        error.message
    );
    for list in [forged.clone(), forged.replace("（三）政府信息管理。", "")] {
        let checked = checked(&text, &list);
        assert_eq!(checked.findings, std::slice::from_ref(error), "{list}");
        assert_eq!((checked.confirmed.len(), checked.verdict()), (0, Verdict::Fail));
    }
    let unused = checked(&text, &forged.replace("（三）政府信息管理。", "")).unused;
    assert_eq!(unused[0].why, "现在是必须改的问题，不能确认");
}

#[test]
fn a_twin_is_another_place() {
    let sentence = "联系13812345678。";
    let text = format!("{CLEAN}{sentence}\n{sentence}\n");
    let given = given(&text);
    let lines: Vec<String> = given.iter().map(|(_, line)| line.as_ref().unwrap().to_string()).collect();
    assert_eq!(lines.len(), 2);
    assert!(lines[0].contains("（第1处，共2处）") && lines[1].contains("（第2处，共2处）"), "{lines:?}");
    for ((finding, _), line) in given.iter().zip(&lines) {
        assert_eq!(checked(&text, line).confirmed, std::slice::from_ref(finding));
    }
    assert_eq!(checked(&text, &lines.join("\n")).findings, []);
    let third = checked(&format!("{text}{sentence}\n"), &lines.join("\n"));
    assert_eq!((third.findings.len(), third.confirmed.len(), third.unused.len()), (3, 0, 2));
}

#[test]
fn a_list_can_be_read_and_edited_by_people() {
    let text = draft(&[PHONE, HEADING]);
    let (phone, heading) = (line(&text, "personal-data"), line(&text, "section-heading"));
    let printed = Confirmed::parse(&format!("{heading}\n{phone}\n{heading}\n")).unwrap().to_string();
    assert!(printed.starts_with(TITLE));
    let lines: Vec<&str> = printed.lines().filter(|line| !line.starts_with('#')).collect();
    assert_eq!(lines, [&phone, &heading], "sorted, and each once");
    assert_eq!(Confirmed::parse(&printed).unwrap().to_string(), printed);

    let edited = format!("\u{FEFF}{}", printed.replace('\n', "\r\n").replace("五、存在", " 五、 存在"));
    let edited = format!("{edited}\r\n# 甲\t乙\r\n \t\r\n");
    let checked = checked(&text, &edited);
    assert_eq!((checked.findings.len(), checked.confirmed.len(), checked.unused.len()), (0, 2, 0));
}

/// Elsewhere a figure may count what changes with every line of the draft.
#[test]
fn the_figures_of_a_message_count_where_it_is_about_cells() {
    let (mut with, mut without) = (0, 0);
    for (finding, confirmation) in corpus().iter().flat_map(|(_, text)| given(text)) {
        let Some(Confirmation { message, .. }) = confirmation else { continue };
        let figures = |text: &str| text.chars().filter(char::is_ascii_digit).count();
        let expected = if finding.cells.is_empty() { 0 } else { figures(&finding.message) };
        assert_eq!(figures(&message), expected, "{message}");
        let counter = if finding.cells.is_empty() { &mut without } else { &mut with };
        *counter += usize::from(figures(&finding.message) > 0);
    }
    assert!(with > 0 && without > 0, "{with} {without}");
}

#[test]
fn a_personal_number_does_not_stand_whole_in_a_list() {
    for number in
        ["13812345678", "138 1234 5678", "138-1234-5678", "１３８１２３４５６７８", "11010519491231002X"]
    {
        let text = CLEAN.replace("0000-1234567", number);
        let line = line(&text, "personal-data");
        let digits: String = line.chars().filter(char::is_ascii_digit).collect();
        assert!(line.contains("***") && !digits.contains("1234") && !digits.contains("1949"), "{line}");
        assert_quiet(&text, &line);
    }
}

#[test]
fn bad_lines_are_named_by_their_number() {
    for (list, message) in [
        ("# 甲\nwrong-term 乙", "第2行：应当有三栏"),
        ("wrong-term\t【甲】", "第1行：应当有三栏"),
        ("wrong-term\t【甲】\t乙\t丙", "第1行：应当有三栏"),
        ("\n\n用语\t【甲】\t乙", "第3行：第一栏应当是规则的代号"),
        ("wrong-term\t甲\t乙", "第1行：第二栏的原文应当用【】标出"),
        ("wrong-term\t】甲【\t乙", "第1行：第二栏的原文应当用【】标出"),
    ] {
        let bad = Confirmed::parse(list).unwrap_err();
        assert!(bad[0].to_string().starts_with(message), "{bad:?}");
    }
    let both = Confirmed::parse("甲\nwrong-term\t【甲】\t乙\n乙").unwrap_err();
    assert_eq!(both.iter().map(|bad| bad.line).collect::<Vec<_>>(), [1, 3]);
}

#[test]
fn what_is_not_used_says_why() {
    let unused = checked(CLEAN, "wrong-trem\t【甲】\t乙\nsection-heading\t【甲】\t乙\n").unused;
    let whys: Vec<_> = unused.iter().map(|unused| (unused.line, unused.why)).collect();
    assert_eq!(whys, [(1, "没有这条规则"), (2, "原文或者说明已经变了，或者已经没有这个问题")]);
}

#[test]
fn what_is_confirmed_is_not_repaired() {
    let mut spared = 0;
    for (_, text) in corpus() {
        let lines = given(&text).into_iter().filter_map(|(_, line)| line);
        let list = lines.fold(String::new(), |list, line| format!("{list}{line}\n"));
        let confirmed = Confirmed::parse(&list).unwrap();
        let errors: Vec<_> = checked(&text, &list).findings.iter().map(|error| error.rule).collect();
        let repaired = repair_except(&text, Applicability::Suggested, &confirmed).applied;
        let first_round = repaired.iter().take(errors.len());
        assert!(first_round.into_iter().all(|applied| errors.contains(&applied.rule)), "{repaired:?}");
        spared += repair(&text, Applicability::Suggested).applied.len() - repaired.len();
    }
    assert!(spared > 0, "the corpus has hints or warnings with a trusted fix");
}

/// Confirming costs no more than checking, also where everything stands on one endless line.
#[test]
fn a_long_line_costs_no_more_than_its_length() {
    let text = format!("{}{}", CLEAN, "联系13812345678，".repeat(20_000));
    let given = given(&text);
    assert!(given.len() > 900);
    let longest = given.iter().flat_map(|(_, line)| line).map(|line| line.text.chars().count()).max();
    assert!(longest.unwrap() < 500);
}

/// The lines that confirm the cells that a draft's findings suspect.
fn suspects(text: &str, list: &str) -> Vec<String> {
    let checked = checked(text, list);
    let result = serde_json::to_value(nianbao::contract::check_result(&checked, text)).unwrap();
    let findings = result["findings"].as_array().unwrap().iter();
    let suspects = findings.flat_map(|finding| finding["suspects"].as_array().unwrap().clone());
    suspects.map(|suspect| suspect["confirm"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_number_that_was_found_right_is_suspected_no_more() {
    let row = ("（一）予以公开\t\t3\t0\t0\t0\t0\t0\t3", "（一）予以公开\t\t3\t0\t0\t0\t0\t0\t4");
    let text = draft(&[row]);
    let [first] = suspects(&text, "").try_into().unwrap();
    assert_eq!(first, "cell\t“（一）予以公开”的“总计”【4】\tt3.granted.total");
    let checked_with = checked(&text, &first);
    // The error stays; other cells are looked at instead.
    assert_eq!(checked_with.verdict(), Verdict::Fail);
    assert_eq!(checked_with.unused, []);
    let others = suspects(&text, &first);
    assert!(!others.is_empty() && !others.contains(&first), "{others:?}");
    // Another number is another matter.
    let changed = draft(&[(row.0, "（一）予以公开\t\t3\t0\t0\t0\t0\t0\t5")]);
    assert_eq!(suspects(&changed, &first).len(), 1);
    let unused = checked(&changed, &first).unused;
    assert_eq!(
        unused.iter().map(|unused| unused.why).collect::<Vec<_>>(),
        ["单元格的数字已经变了，或者没有识读"]
    );
    // Where every cell is confirmed, the sum still speaks for itself.
    let all = (0..20).fold(String::new(), |list, _| {
        let lines = suspects(&text, &list);
        lines.into_iter().fold(list, |list, line| format!("{list}{line}\n"))
    });
    assert_eq!(suspects(&text, &all), [] as [String; 0]);
    let findings = checked(&text, &all).findings;
    let sum = findings.iter().find(|finding| finding.rule == "total-row").unwrap();
    // Nor is a figure that was found right to be changed.
    assert!(sum.fixes.is_empty() && !sum.message.contains("太多"), "{sum:?}");
}

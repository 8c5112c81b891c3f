//! The five real reports: what is read from them. They stay outside the project: set `NIANBAO_SEEDS`, or put them
//! at `../shared/seeds`; without them there is nothing to test here, and the test says so.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test that cannot go on stops"
)]

use std::path::PathBuf;

use nianbao::form::Form;
use nianbao::number::Entry;
use nianbao::reading::Reading;
use nianbao::source::Source;

/// The text of the seed whose file name begins with `number`; `None` where the seeds are not at hand.
fn seed(number: &str) -> Option<String> {
    let folder = std::env::var_os("NIANBAO_SEEDS").map_or_else(
        || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/seeds")),
        PathBuf::from,
    );
    let Ok(files) = std::fs::read_dir(&folder) else {
        eprintln!("no seeds at {}: skipped", folder.display());
        return None;
    };
    let path = files
        .filter_map(Result::ok)
        .map(|file| file.path())
        .find(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(number)))?;
    Some(std::fs::read_to_string(path).unwrap())
}

/// The cells of a seed that are not zero, as `id=value`; a blank cell as `id=`.
fn cells(number: &str) -> Option<(String, Vec<String>)> {
    let text = seed(number)?;
    let source = Source::new(&text);
    let reading = Reading::new(&source);
    let form: &Form = reading.form;
    let mut odd = Vec::new();
    for cell in form.cells() {
        let id = form.cell_id(cell);
        match reading.cell(cell) {
            None => odd.push(format!("{id}:absent")),
            Some(mark) => match mark.entry {
                Entry::Number { value, .. } => {
                    assert_eq!(Entry::read(source.slice(mark.span)), mark.entry, "{id}: span");
                    if !value.is_zero() {
                        odd.push(format!("{id}={value}"));
                    }
                }
                _ => odd.push(format!("{id}={}", source.slice(mark.span))),
            },
        }
    }
    for (table, form_table) in reading.tables.iter().zip(&form.tables) {
        for (row, form_row) in table.rows.iter().zip(form_table.rows) {
            if !row.surplus.is_empty() {
                odd.push(format!("{}.{}+{}", form_table.id, form_row.id, row.surplus.len()));
            }
        }
    }
    Some((form.edition.id().to_owned(), odd))
}

#[test]
fn every_cell_is_read_right() {
    let zero: [&str; 0] = [];
    for (number, edition, expected) in [
        ("000", "2021", &zero[..]),
        (
            "001",
            "2019",
            &[
                "t2.normative.made=1",
                "t2.normative.published=1",
                "t2.normative.published_total=1",
                "t2.fees+1",
                "t2.procurement+1",
            ],
        ),
        ("002", "2021", &zero),
        ("003", "2021", &zero),
        (
            "004",
            "2021",
            &[
                "t2.normative.issued=3",
                "t2.normative.repealed=3",
                "t2.normative.in_force=",
                "t3.new.natural=7",
                "t3.new.total=7",
                "t3.carried_in.natural=1",
                "t3.carried_in.total=1",
                "t3.granted.natural=3",
                "t3.granted.total=3",
                "t3.partial.natural=5",
                "t3.partial.total=5",
                "t3.handled.natural=8",
                "t3.handled.total=8",
                "t3.carried_out.natural=",
                "t3.carried_out.business=",
                "t4.direct.upheld=1",
                "t4.direct.other=1",
                "t4.direct.total=2",
            ],
        ),
    ] {
        let Some((found_edition, odd)) = cells(number) else { return };
        assert_eq!(found_edition, edition, "seed {number}");
        assert_eq!(odd, expected, "seed {number}");
    }
}

/// Rule, line and severity of each finding.
fn found(number: &str) -> Option<Vec<(&'static str, u32, &'static str)>> {
    let text = seed(number)?;
    let source = Source::new(&text);
    let findings = nianbao::check_text(&text).findings;
    let place = |span: nianbao::source::Span| source.line_column(span.start).line;
    Some(findings.iter().map(|f| (f.rule, place(f.span), f.severity.id())).collect())
}

/// What a checker that misses it has failed, with the line that the finding must stand at.
#[test]
fn everything_that_must_be_found_is_found_in_its_place() {
    for (number, expected) in [
        (
            "000",
            &[
                ("fee-statement-missing", 96, "warning"),
                ("overview-aspect-missing", 5, "hint"),
                ("organisation-mismatch", 11, "warning"),
                ("broken-paragraph", 92, "warning"),
                ("wrong-term", 92, "hint"),
                ("wrong-term", 7, "hint"),
                ("stale-topic", 17, "hint"),
                ("stray-space", 3, "hint"),
            ][..],
        ),
        (
            "001",
            &[
                ("narrative-breakdown", 11, "error"),
                ("section-missing", 3, "error"),
                ("section-missing", 23, "error"),
                ("section-number", 19, "warning"),
                ("section-number", 46, "warning"),
                ("section-number", 124, "warning"),
                ("section-number", 389, "warning"),
                ("table-in-attachment", 46, "warning"),
                ("leftover-artifact", 20, "error"),
                ("repeated-word", 21, "error"),
                ("repeated-word", 23, "error"),
                ("cell-extra", 108, "warning"),
                ("cell-extra", 120, "warning"),
                ("label-altered", 162, "warning"),
                ("overview-aspect-missing", 3, "warning"),
                ("organisation-mismatch", 3, "warning"),
                ("date-missing", 21, "hint"),
                ("list-style", 6, "hint"),
                ("half-width", 10, "hint"),
            ],
        ),
        (
            "002",
            &[
                ("label-altered", 22, "warning"),
                ("narrative-silent", 11, "hint"),
                ("relative-time", 7, "hint"),
                ("date-missing", 88, "hint"),
                ("wrong-term", 15, "hint"),
                ("short-name", 9, "hint"),
                ("stray-space", 3, "hint"),
                ("half-width", 78, "hint"),
            ],
        ),
        (
            "003",
            &[
                ("date-before-cutoff", 423, "error"),
                ("relative-time", 11, "hint"),
                ("personal-data", 3, "warning"),
                ("leftover-artifact", 7, "error"),
                ("section-number", 61, "warning"),
                ("section-number", 365, "warning"),
                ("placeholder", 417, "error"),
                ("narrative-conflict", 417, "warning"),
                ("fee-statement-missing", 416, "warning"),
                ("overview-aspect-missing", 5, "warning"),
                ("bracket-unbalanced", 10, "warning"),
                ("wrong-term", 11, "hint"),
                ("half-width", 6, "hint"),
            ],
        ),
        (
            "004",
            &[
                ("cell-blank", 28, "error"),
                ("cell-blank", 71, "error"),
                ("narrative-applications", 13, "hint"),
                ("narrative-breakdown", 9, "warning"),
                ("narrative-silent", 78, "hint"),
                ("fee-statement-missing", 90, "warning"),
                ("overview-aspect-missing", 3, "hint"),
                ("label-altered", 48, "warning"),
                ("label-altered", 50, "warning"),
                ("label-altered", 54, "warning"),
                ("label-altered", 55, "warning"),
                ("label-altered", 65, "warning"),
                ("label-altered", 76, "warning"),
                ("label-altered", 77, "warning"),
                ("date-missing", 92, "hint"),
                ("leftover-artifact", 84, "hint"),
                ("half-width", 5, "hint"),
                ("stray-space", 13, "hint"),
                ("short-name", 13, "hint"),
            ],
        ),
    ] {
        let Some(found) = found(number) else { return };
        for expected in expected {
            assert!(found.contains(expected), "seed {number}: {expected:?} not in {found:#?}");
        }
    }
}

/// A seed, the number of a line of its ground truth with what it is about, and the rule with the line it reports.
type Nice = (&'static str, &'static str, Option<(&'static str, u32)>);

/// What good readers also see: of each line of the ground truth the rule that reports it and where it does, as a
/// finding or as a further place of one; `None` where no rule can.
const NICE: [Nice; 41] = [
    ("000", "6 表二全为0", Some(("table-all-zero", 33))),
    ("000", "7 反应最强烈", Some(("wrong-term", 92))),
    ("000", "8 规范…水平", Some(("wrong-term", 92))),
    ("000", "9 考核、评议、追究的结果", Some(("assessment-missing", 5))),
    ("000", "10 标题", Some(("title-form", 3))),
    ("000", "11 政务信息公开", Some(("wrong-term", 11))),
    ("000", "12 五保、粮食直补、脱贫攻坚", Some(("stale-topic", 17))),
    ("001", "12 附件2的名称", Some(("wrong-term", 24))),
    ("001", "13 领导小组的名称", Some(("wrong-term", 23))),
    ("001", "14 ⑤后面没有句号", Some(("list-style", 8))),
    ("001", "15 标题末尾的句号", Some(("list-style", 6))),
    ("001", "16 半角标点", Some(("half-width", 10))),
    ("001", "17 人员名单", Some(("off-topic", 23))),
    ("001", "18 落款", Some(("date-missing", 21))),
    ("001", "19 表三、表四全为0", Some(("table-all-zero", 125))),
    ("002", "5 《规范》", Some(("short-name", 9))),
    ("002", "6 书名号里的文件名", Some(("list-style", 88))),
    ("002", "7 本单位", Some(("self-reference", 88))),
    ("002", "8 标题里的空格", Some(("stray-space", 3))),
    ("002", "9 考核、评议、追究的结果", Some(("assessment-missing", 5))),
    ("002", "10 与…进行检查", None),
    ("002", "11 括号", Some(("half-width", 78))),
    ("002", "12 表二全为0", Some(("table-all-zero", 21))),
    ("002", "13 落款", Some(("date-missing", 88))),
    ("003", "12 报告如下", Some(("list-style", 4))),
    ("003", "13 今年", Some(("relative-time", 9))),
    ("003", "14 残句", None),
    ("003", "15 顿号", None),
    ("003", "16 工作采取", Some(("wrong-term", 412))),
    ("003", "17 跨省通办", Some(("off-topic", 418))),
    ("003", "18 问题只有一句", Some(("measures-missing", 410))),
    ("003", "19 半角逗号", Some(("half-width", 11))),
    ("003", "20 全为0", Some(("table-all-zero", 16))),
    ("003", "21 考核、评议、追究的结果", Some(("assessment-missing", 5))),
    ("004", "10 列表符号", Some(("leftover-artifact", 84))),
    ("004", "11 半角标点", Some(("half-width", 5))),
    ("004", "12 词里的空格", Some(("stray-space", 21))),
    ("004", "13 条例的简称", Some(("short-name", 13))),
    ("004", "14 几个方面", Some(("wrong-term", 82))),
    ("004", "15 年份前后的空格", Some(("stray-space", 13))),
    ("004", "16 落款", Some(("date-missing", 92))),
];

#[test]
fn nine_in_ten_of_the_nice_lines_are_found() {
    let mut missing: Vec<&Nice> = Vec::new();
    for number in ["000", "001", "002", "003", "004"] {
        let Some(text) = seed(number) else { return };
        let source = Source::new(&text);
        let findings = nianbao::check_text(&text).findings;
        let line = |span: nianbao::source::Span| source.line_column(span.start).line;
        let is_found = |(rule, expected): (&str, u32)| {
            let of_rule = findings.iter().filter(|finding| finding.rule == rule);
            of_rule
                .flat_map(|finding| {
                    std::iter::once(finding.span).chain(finding.notes.iter().map(|note| note.span))
                })
                .any(|span| line(span) == expected)
        };
        let lines = NICE.iter().filter(|(seed, ..)| *seed == number);
        missing.extend(lines.filter(|(.., place)| !place.is_some_and(is_found)));
    }
    println!("{} of {} are missing: {missing:#?}", missing.len(), NICE.len());
    let found = NICE.len() - missing.len();
    assert!(found * 10 >= NICE.len() * 9, "{found} of {}: {missing:#?}", NICE.len());
}

/// Nothing louder than a hint besides what is expected, and nothing at all of what is right.
#[test]
fn nothing_is_reported_that_is_right() {
    for (number, loud, silent) in [
        (
            "000",
            3,
            &[
                "date-before-cutoff",
                "deadline-missed",
                "date-missing",
                "year-mismatch",
                "relative-time",
                "narrative-breakdown",
                "narrative-applications",
                "cell-blank",
            ][..],
        ),
        (
            "001",
            17,
            &[
                "relative-time",
                "year-mismatch",
                "edition-mismatch",
                "fee-statement-missing",
                "table-missing",
                "section-order",
            ],
        ),
        (
            "002",
            1,
            &["fee-statement-missing", "overview-aspect-missing", "narrative-applications", "cell-blank"],
        ),
        (
            "003",
            10,
            &[
                "year-mismatch",
                "period-mismatch",
                "date-missing",
                "repeated-word",
                "label-altered",
                "section-missing",
                "section-order",
            ],
        ),
        (
            "004",
            13,
            &[
                "total-row",
                "total-column",
                "balance",
                "total-review",
                "cell-not-number",
                "edition-mismatch",
                "year-mismatch",
                "relative-time",
            ],
        ),
    ] {
        let Some(found) = found(number) else { return };
        let louder = found.iter().filter(|(.., severity)| *severity != "hint").count();
        assert_eq!(louder, loud, "seed {number}: {found:#?}");
        for rule in silent {
            assert!(found.iter().all(|(found, ..)| found != rule), "seed {number}: {rule} in {found:#?}");
        }
        let zeros = found.iter().filter(|(rule, ..)| *rule == "table-all-zero").count();
        assert!(zeros <= 1, "seed {number}: one hint a report");
    }
}

/// Title, contents of the sections and figures out of proportion: exactly what the ground truth has, in its place.
#[test]
fn titles_contents_and_proportions_are_judged_as_good_readers_do() {
    const RULES: [&str; 15] = [
        "title-form",
        "title-name",
        "title-repeated",
        "assessment-missing",
        "overview-too-long",
        "overview-without-figures",
        "measures-missing",
        "off-topic",
        "part-count",
        "fee-unit",
        "regulations-unexpected",
        "decisions-zero",
        "in-force-too-small",
        "cell-not-count",
        "section-empty",
    ];
    for (number, expected) in [
        ("000", &[("title-form", 3, "hint"), ("assessment-missing", 5, "hint")][..]),
        ("001", &[("assessment-missing", 3, "hint"), ("off-topic", 23, "hint")]),
        ("002", &[("assessment-missing", 5, "hint")]),
        (
            "003",
            &[
                ("assessment-missing", 5, "hint"),
                ("measures-missing", 410, "hint"),
                ("off-topic", 418, "hint"),
            ],
        ),
        ("004", &[]),
    ] {
        let Some(mut found) = found(number) else { return };
        found.retain(|(rule, ..)| RULES.contains(rule));
        assert_eq!(found, expected, "seed {number}");
    }
}

/// The messages of zero tables name none that the text explains.
#[test]
fn a_zero_table_that_the_text_explains_is_no_finding() {
    for number in ["000", "002"] {
        let Some(text) = seed(number) else { return };
        let checked = nianbao::check_text(&text);
        let zero = checked.findings.iter().find(|finding| finding.rule == "table-all-zero").unwrap();
        assert!(!zero.message.contains("表三"), "{}", zero.message);
    }
}

#[test]
fn blanks_that_the_relations_decide_are_filled_and_the_others_stay_open() {
    let Some(text) = seed("004") else { return };
    let corrected = nianbao::correct::correct(&text);
    let source = Source::new(&corrected.text);
    let reading = Reading::new(&source);
    for column in ["natural", "business", "research", "welfare", "legal", "other", "total"] {
        assert_eq!(reading.count(&format!("t3.carried_out.{column}")), Some(0));
    }
    assert_eq!(reading.count("t2.normative.in_force"), None);
    assert_eq!(reading.count("t2.normative.issued"), Some(3));
    assert!(corrected.text.contains("行政规范性文件\t3\t3\t〔请填写〕"));
}

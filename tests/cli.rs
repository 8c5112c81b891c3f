//! The command line as other people's scripts rely on it: formats, files, exit statuses.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on stops"
)]

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

fn draft(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/drafts").join(name)
}

fn nianbao(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_nianbao")).args(arguments).stdin(Stdio::null()).output().unwrap()
}

fn nianbao_reading(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_nianbao"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    child.wait_with_output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// A folder of its own for one test, gone when the test is.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn file(&self, name: &str, content: &[u8]) -> String {
        let path = self.0.join(name);
        std::fs::write(&path, content).unwrap();
        path.to_str().unwrap().to_owned()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        drop(std::fs::remove_dir_all(&self.0));
    }
}

#[test]
fn the_exit_status_tells_errors_from_none() {
    assert_eq!(nianbao(&["check", draft("clean-2021.txt").to_str().unwrap()]).status.code(), Some(0));
    assert_eq!(nianbao(&["check", draft("wrong-sums.txt").to_str().unwrap()]).status.code(), Some(1));
    assert_eq!(nianbao(&["check", "no-such-file.txt"]).status.code(), Some(2));
    assert_eq!(nianbao(&["chek"]).status.code(), Some(2));
    assert_eq!(nianbao(&["check", "--format", "xml"]).status.code(), Some(2));
    assert_eq!(nianbao(&[]).status.code(), Some(2));
}

#[test]
fn json_is_the_contract() {
    let output = nianbao(&["check", "--format", "json", draft("wrong-sums.txt").to_str().unwrap()]);
    let result: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(result["edition"], "2021");
    assert_eq!(result["year"], 2023);
    assert_eq!(result["organisation"], "青溪县柳河镇人民政府");
    assert_eq!(result["verdict"], "fail");
    assert_eq!(result["sections"][0]["id"], "overview");
    assert_eq!(result["cells"].as_array().unwrap().len(), 200);
    let finding = result["findings"].as_array().unwrap().iter().find(|f| f["rule"] == "total-row").unwrap();
    assert_eq!((&finding["line"], &finding["column"]), (&Value::from(34), &Value::from(32)));
    assert_eq!(finding["cells"].as_array().unwrap().last().unwrap(), "t3.granted.total");
    assert_eq!(finding["fixes"][0]["edits"][0]["text"], "3");
}

#[test]
fn standard_input_is_read_where_no_file_is_named() {
    let draft = std::fs::read(draft("clean-2021.txt")).unwrap();
    for arguments in [&["check", "--format", "json"][..], &["check", "-", "--format", "json"]] {
        let output = nianbao_reading(arguments, &draft);
        let result: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(result["verdict"], "pass");
    }
}

#[test]
fn a_draft_is_checked_beside_last_years_report() {
    let folder = Folder::new("prior");
    let prior = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/prior/2022.txt");
    let prior = prior.to_str().unwrap();
    let clean = draft("clean-2021.txt");
    let clean = clean.to_str().unwrap();
    let sample = std::fs::read_to_string(clean).unwrap();
    let wrong = sample.replace("申请数量\t\t\t1\t0\t0\t0\t0\t0\t1", "申请数量\t\t\t2\t0\t0\t0\t0\t0\t2");
    let wrong = folder.file("draft.txt", wrong.as_bytes());
    let rules = |arguments: &[&str]| {
        let output = nianbao(&[&["check", "--format", "json"], arguments].concat());
        let result: Value = serde_json::from_slice(&output.stdout).unwrap();
        let findings = result["findings"].as_array().unwrap();
        findings.iter().map(|finding| finding["rule"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(rules(&[clean, "--prior", prior]), Vec::<String>::new());
    let carried = "carry-over-mismatch".to_owned();
    assert!(rules(&[&wrong, "--prior", prior]).contains(&carried));
    assert!(!rules(&[&wrong]).contains(&carried));
    // The check record and the review copy have it too.
    let record = folder.0.join("record.html");
    let record = record.to_str().unwrap();
    assert_eq!(nianbao(&["record", &wrong, "--prior", prior, "-o", record]).status.code(), Some(1));
    assert!(std::fs::read_to_string(record).unwrap().contains("与2022年度报告的“结转下年度继续办理”不一致"));
    let review = folder.0.join("review.docx");
    let comments = |more: &[&str]| {
        let output = nianbao(&[&["fix", "--review", &wrong, "-o", review.to_str().unwrap()], more].concat());
        text(&output.stderr)
    };
    assert_ne!(comments(&["--prior", prior]), comments(&[]));
}

#[test]
fn every_draft_is_a_line_and_an_unreadable_one_does_not_stop_the_rest() {
    let (clean, wrong) = (draft("clean-2021.txt"), draft("wrong-sums.txt"));
    let files = [clean.to_str().unwrap(), "no-such-file.txt", wrong.to_str().unwrap()];
    let output = nianbao(&[&["check", "--format", "jsonl"][..], &files].concat());
    let lines: Vec<Value> =
        text(&output.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 3);
    assert_eq!(lines[0]["verdict"], "pass");
    assert!(lines[1]["error"].as_str().unwrap().contains("no-such-file.txt"));
    assert_eq!(lines[2]["verdict"], "fail");
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn a_person_sees_the_line_with_carets() {
    let output = text(&nianbao(&["check", draft("wrong-sums.txt").to_str().unwrap()]).stdout);
    assert!(output.contains("必须改[total-row]"), "{output}");
    assert!(output.contains("= 为什么: ") && output.contains("= 依据: "), "{output}");
    assert!(output.contains("wrong-sums.txt:34:32"), "{output}");
    assert!(output.lines().any(|line| line.trim_start().starts_with('|') && line.trim_end().ends_with('^')));
    assert!(output.trim_end().ends_with("（必须改4项，建议核0项，请确认0项，未能核对0项）"), "{output}");
}

#[test]
fn of_a_finding_about_a_whole_table_a_few_places_are_shown_and_the_rest_counted() {
    let sample = std::fs::read_to_string(draft("clean-2021.txt")).unwrap();
    let zeros = sample.matches("\t0").count();
    let output = nianbao_reading(&["check", "-"], sample.replace("\t0", "\t").as_bytes());
    let said = text(&output.stdout);
    let shown = said.matches("空着。").count();
    assert!(zeros > 100 && shown < 40, "{zeros} blank cells, {shown} shown:\n{said}");
    assert!(said.contains("处没有在这里列出，--format json列出每一处"), "{said}");
}

#[test]
fn fix_writes_the_corrected_report() {
    let folder = Folder::new("fix-writes");
    let out = folder.0.join("out.txt");
    let input = draft("words.txt");
    let output = nianbao(&["fix", input.to_str().unwrap(), "-o", out.to_str().unwrap()]);
    let expected = std::fs::read_to_string(draft("words.fixed")).unwrap();
    assert_eq!(std::fs::read_to_string(out).unwrap(), expected);
    assert!(text(&output.stderr).contains("已改："));
    assert_eq!(text(&nianbao(&["fix", input.to_str().unwrap()]).stdout), expected);
}

#[test]
fn what_cannot_be_read_or_written_is_said_in_chinese_and_nothing_is_written() {
    let folder = Folder::new("cannot");
    let binary = folder.file("report.docx", b"PK\x03\x04\0\0");
    let pdf = folder.file("report.docx.txt", b"%PDF-1.7\n");
    let noise = folder.file("noise.txt", &[0xFF, 0x80, 0xFF, 0x80, 0xFF]);
    let out = folder.0.join("out.pdf");
    for (arguments, message) in [
        (&["check", &binary][..], "已经损坏"),
        (&["check", &pdf], "读不了 PDF 文件"),
        (&["check", &noise], "认不出这是什么文件"),
        (&["fix", &noise, "-o", out.to_str().unwrap()], "只能写 .txt、.html 和 .docx"),
        (&["fix"], "一次改一份"),
        (&["check", "--former", "x"], "参数不对"),
        (&["check", "-", "--prior", "no-such-file.txt"], "不能读取no-such-file.txt"),
        (&["check", "--prior", "-"], "标准输入不能既是草稿，又是上年报告"),
        (&["record", "-", "--original", "-", "-o", "out.docx"], "标准输入不能既是草稿，又是原稿"),
        (&["check", &noise, &noise, "--prior", &noise], "上年报告只能与一份草稿对照"),
        (&["fix", &noise, "--prior", &noise], "--prior 只用于"),
    ] {
        let output = nianbao(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(text(&output.stderr).contains(message), "{arguments:?}: {}", text(&output.stderr));
    }
    assert!(!out.exists());
}

#[test]
fn pages_and_word_files_are_written() {
    let folder = Folder::new("pages");
    let words = draft("words.txt");
    let words = words.to_str().unwrap();
    let fixed = std::fs::read_to_string(draft("words.fixed")).unwrap();
    for name in ["out.html", "out.docx", "review.docx"] {
        let out = folder.0.join(name);
        let out = out.to_str().unwrap();
        let review = if name == "review.docx" { &["--review"][..] } else { &[] };
        let output = nianbao(&[&["fix", words, "-o", out], review].concat());
        assert!(output.status.success() || output.status.code() == Some(1));
        let again = text(&nianbao(&["fix", out]).stdout);
        // The title of the official document may be broken before the year.
        assert!(again == fixed || again.replacen('\n', "", 1) == fixed, "{name}: {again}");
    }
    // The corrected report differs from its original only.
    let edited = folder.file("fixed.txt", fixed.as_bytes());
    for (original, is_changed) in [(&["--original", words][..], true), (&[], false)] {
        let out = folder.0.join("edited.docx");
        let out = out.to_str().unwrap();
        let output = nianbao(&[&["fix", "--review", &edited, "-o", out], original].concat());
        assert!(output.status.success() || output.status.code() == Some(1), "{}", text(&output.stderr));
        assert_eq!(text(&nianbao(&["fix", out]).stderr).contains("处修订"), is_changed);
    }
    let record = folder.0.join("record.docx");
    let output = nianbao(&["record", words, "--original", words, "-o", record.to_str().unwrap()]);
    assert!(output.status.success() || output.status.code() == Some(1), "{}", text(&output.stderr));
    assert!(std::fs::read(record).unwrap().starts_with(b"PK"));
    let nothing = folder.file("nothing.txt", "今天天气很好。".as_bytes());
    for (arguments, message) in [
        (&["fix", &nothing, "-o", "out.html"][..], "没有写出报告"),
        (&["fix", &nothing, "-o", "out.docx"], "没有写出报告"),
        (&["fix", "--review", &nothing, "-o", "out.docx"], "没有写出审阅稿"),
        (&["fix", "--review", words], "审阅稿是 Word 文档"),
        (&["check", "--review", words], "--review 只用于 fix"),
        (&["fix", "--original", words, words], "--original 只用于 fix --review 和 record"),
        (&["record", &nothing, "-o", "out.docx"], "没有写出校核记录"),
        (&["record", words, "--original", &nothing, "-o", "out.docx"], "没有写出校核记录，原稿读不成报告"),
        (
            &["fix", "--review", words, "--original", &nothing, "-o", "out.docx"],
            "没有写出审阅稿，原稿读不成报告",
        ),
        (&["record", words], "record 需要"),
        (&["record", words, "-o", "out.txt"], "写成 .docx 或 .html"),
    ] {
        let output = nianbao(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(text(&output.stderr).contains(message), "{arguments:?}: {}", text(&output.stderr));
    }
}

#[test]
fn a_blank_form_is_written() {
    let folder = Folder::new("blank");
    let out = folder.0.join("blank.docx");
    let name = ["--organisation", "青溪县教育局"];
    let blank = nianbao(&[&["new", "--year", "2026"], &name[..]].concat());
    assert!(text(&blank.stdout).starts_with("青溪县教育局2026年政府信息公开工作年度报告\n"));
    nianbao(&[&["new", "--year", "2026", "-o", out.to_str().unwrap()], &name[..]].concat());
    assert_eq!(
        text(&nianbao(&["fix", out.to_str().unwrap()]).stdout).replacen('\n', "", 1),
        text(&blank.stdout)
    );
    for (arguments, message) in [
        (&["new"][..], "new 需要年度和机关全称"),
        (&["new", "--year", "2018", "--organisation", "甲局"], "最早是2019年度"),
        (&["check", "--year", "2026"], "只用于 new"),
    ] {
        let output = nianbao(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(text(&output.stderr).contains(message), "{}", text(&output.stderr));
    }
}

/// What a file is, its bytes say; every format of the same report comes to the same result.
#[test]
fn a_file_is_read_whatever_it_is_called() {
    let folder = Folder::new("formats");
    let draft = std::fs::read_to_string(draft("clean-2021.txt")).unwrap();
    let le: Vec<u8> = draft.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let gb = encoding_rs::GB18030.encode(&draft).0;
    let page = include_bytes!("intake/official-tables.html");
    for (name, bytes, format) in [
        ("a.txt", &le[..], "txt"),
        ("b.doc", &gb, "txt"),
        ("c.docx", &page[..], "html"),
        ("无名", page, "html"),
    ] {
        let file = folder.file(name, bytes);
        let output = nianbao(&["check", "--format", "json", &file]);
        let result: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(output.status.code(), Some(0), "{name}");
        assert_eq!(result["edition"], "2021", "{name}");
        let same = format == "html" || result["text"] == draft.as_str();
        assert!(same && result["cells"].as_array().unwrap().len() == 200, "{name}");
    }
}

#[test]
fn a_byte_order_mark_is_no_part_of_the_text() {
    let draft = std::fs::read_to_string(draft("clean-2021.txt")).unwrap();
    let output = nianbao_reading(&["check", "--format", "json"], format!("\u{FEFF}{draft}").as_bytes());
    let result: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(result["text"], draft.as_str());
}

/// A draft with an error, a warning and a hint, and its findings without the list.
fn draft_to_confirm(folder: &Folder) -> (String, Value) {
    let draft = std::fs::read_to_string(draft("clean-2021.txt")).unwrap();
    let draft = draft
        .replace("0000-1234567", "13812345678")
        .replace("五、存在的主要问题及改进情况", "五、存在的问题及改进措施")
        .replace("规范政府信息制作", "规范政府信息信息制作");
    let file = folder.file("draft.txt", draft.as_bytes());
    let result = serde_json::from_slice(&nianbao(&["check", "--format", "json", &file]).stdout).unwrap();
    (file, result)
}

fn confirm_keys(result: &Value) -> Vec<String> {
    let findings = result["findings"].as_array().unwrap();
    findings.iter().filter_map(|finding| Some(finding["confirm"].as_str()?.to_owned())).collect()
}

#[test]
fn what_a_list_confirms_stays_quiet_and_is_counted() {
    let folder = Folder::new("confirmed");
    let (file, before) = draft_to_confirm(&folder);
    let findings = before["findings"].as_array().unwrap();
    for finding in findings {
        assert_eq!(finding["confirm"].is_null(), finding["severity"] == "error", "{finding}");
    }
    let keys = confirm_keys(&before);
    assert_eq!((findings.len(), keys.len()), (3, 2));
    assert_eq!((&before["confirmed"], &before["unused"]), (&Value::Array(vec![]), &Value::Array(vec![])));

    // Scripts put the keys below one another; nothing else is needed.
    let list = folder.file("已确认.txt", format!("{}\nwrong-term\t【甲】\t乙\n", keys.join("\n")).as_bytes());
    let output = nianbao(&["check", "--confirmed", &list, "--format", "json", &file]);
    let after: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(1), "the error is still there");
    assert_eq!(after["verdict"], "fail");
    assert_eq!(after["findings"].as_array().unwrap().len(), 1);
    let confirmed = after["confirmed"].as_array().unwrap();
    let texts: Vec<_> = confirmed.iter().map(|finding| finding["confirm"].as_str().unwrap()).collect();
    assert_eq!(texts, keys);
    assert_eq!(after["unused"][0]["confirm"], "wrong-term\t【甲】\t乙");

    let output = nianbao(&["check", "--confirmed", &list, &file]);
    let words = text(&output.stdout);
    assert!(words.contains("已确认 [personal-data]：第"), "{words}");
    assert!(
        words.trim_end().ends_with("（必须改1项，建议核0项，请确认0项，未能核对0项；已确认 2 处）"),
        "{words}"
    );
    assert!(text(&output.stderr).contains("第3行没有用上"), "{}", text(&output.stderr));
}

#[test]
fn an_entry_that_one_of_several_drafts_uses_is_used() {
    let folder = Folder::new("confirmed-several");
    let (file, before) = draft_to_confirm(&folder);
    let list = folder.file("list.txt", confirm_keys(&before).join("\n").as_bytes());
    let clean = draft("clean-2021.txt");
    let output = nianbao(&["check", "--confirmed", &list, clean.to_str().unwrap(), &file]);
    assert_eq!(text(&output.stderr), "");
    assert!(text(&output.stdout).contains("已确认 2 处"));
}

#[test]
fn a_list_that_cannot_be_read_is_said_with_its_line() {
    let folder = Folder::new("confirmed-bad");
    let clean = draft("clean-2021.txt");
    let missing = folder.0.join("missing.txt").to_str().unwrap().to_owned();
    for (list, message) in [
        (folder.file("spaces.txt", "# 甲\nwrong-term 【甲】 乙\n".as_bytes()), "第2行：应当有三栏"),
        (folder.file("latin.txt", b"wrong-term\t\xff\t"), "不是 UTF-8 编码"),
        (missing, "不能读取"),
    ] {
        for command in ["check", "fix"] {
            let output = nianbao(&[command, "--confirmed", &list, clean.to_str().unwrap()]);
            assert_eq!(output.status.code(), Some(2), "{message}");
            assert!(text(&output.stderr).contains(message), "{}", text(&output.stderr));
            assert_eq!(text(&output.stdout), "");
        }
    }
}

#[test]
fn rules_prints_what_is_checked() {
    let output = nianbao(&["rules"]);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(text(&output.stdout), nianbao::guide::rules_page());
    assert_eq!(nianbao(&["rules", "x.txt"]).status.code(), Some(2));
}

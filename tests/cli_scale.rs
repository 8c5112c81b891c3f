//! The command line over many files: order, folders, lists of names, memory, and outputs that end early.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on stops"
)]

use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

const CLEAN: &str = include_str!("drafts/clean-2021.txt");
const WRONG: &str = include_str!("drafts/wrong-sums.txt");
/// The arguments of every check here, before its own.
const CHECK: [&str; 3] = ["check", "--format", "jsonl"];

/// A folder of its own for one test, gone when the test is; commands run in it.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        drop(std::fs::remove_dir_all(&path));
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn file(&self, name: impl AsRef<Path>, content: impl AsRef<[u8]>) {
        let path = self.0.join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
    }

    fn check(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_nianbao"));
        command.current_dir(&self.0).args(CHECK).args(arguments);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    fn run(&self, arguments: &[&str], input: &[u8]) -> Run {
        let mut child = self.check(arguments).spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let output = std::thread::scope(|scope| {
            scope.spawn(move || stdin.write_all(input));
            child.wait_with_output().unwrap()
        });
        Run::of(&output)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        drop(std::fs::remove_dir_all(&self.0));
    }
}

/// What came of a run.
struct Run {
    lines: Vec<Value>,
    said: String,
    status: Option<i32>,
}

impl Run {
    fn of(output: &Output) -> Self {
        let out = String::from_utf8(output.stdout.clone()).unwrap();
        let lines = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let said = String::from_utf8(output.stderr.clone()).unwrap();
        Self { lines, said, status: output.status.code() }
    }

    /// File and verdict of each line, or `?` for a file that could not be read.
    fn verdicts(&self) -> Vec<(&str, &str)> {
        let verdict = |line: &'_ Value| if line["error"].is_string() { "?" } else { known(&line["verdict"]) };
        self.lines.iter().map(|line| (line["file"].as_str().unwrap(), verdict(line))).collect()
    }
}

fn known(verdict: &Value) -> &'static str {
    ["pass", "fail", "undecided"].into_iter().find(|known| verdict == known).unwrap()
}

/// Waits for a process, but not for ever.
fn ends(child: &mut Child) -> Option<i32> {
    let start = Instant::now();
    while start.elapsed() < Duration::from_secs(60) {
        if let Some(status) = child.try_wait().unwrap() {
            return status.code();
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    child.kill().unwrap();
    panic!("it does not end");
}

#[test]
fn lines_come_in_the_order_of_the_files_however_many_work_on_them() {
    let folder = Folder::new("scale-order");
    let mut list = String::new();
    for number in 0..60 {
        // The first of every ten takes far longer than the others.
        let text = if number % 10 == 0 { WRONG.repeat(20) } else { CLEAN.to_owned() };
        folder.file(format!("{number}.txt"), text);
        list += &format!("{number}.txt\n");
    }
    let alone = folder.run(&["--files-from", "-", "--jobs", "1"], list.as_bytes());
    let files: Vec<String> = alone.verdicts().iter().map(|(file, _)| format!("{file}\n")).collect();
    assert_eq!(files.concat(), list);
    for jobs in ["2", "7"] {
        let together = folder.run(&["--files-from", "-", "--jobs", jobs], list.as_bytes());
        assert!(together.lines == alone.lines, "{jobs}");
    }
}

#[test]
fn what_cannot_be_read_is_a_line_in_its_place_and_the_rest_is_done() {
    let folder = Folder::new("scale-unreadable");
    folder.file("好.txt", CLEAN);
    folder.file("坏.docx", b"PK\x03\x04\0\0");
    folder.file("错.txt", WRONG);
    folder.file("空.txt", "");
    let run = folder.run(&["错.txt", "坏.docx", "没有.txt", "空.txt", "好.txt"], b"");
    let expected = [
        ("错.txt", "fail"),
        ("坏.docx", "?"),
        ("没有.txt", "?"),
        ("空.txt", "undecided"),
        ("好.txt", "pass"),
    ];
    assert_eq!(run.verdicts(), expected);
    assert_eq!(run.status, Some(2));
    assert_eq!(run.said.lines().count(), 2, "{}", run.said);
    assert!(run.said.contains("不能读取没有.txt：没有这个文件。\n"), "{}", run.said);
    assert_eq!(run.lines[2]["error"], "不能读取没有.txt：没有这个文件。");
    assert_eq!(folder.run(&["好.txt", "错.txt"], b"").status, Some(1));
    assert_eq!(folder.run(&["好.txt", "好.txt"], b"").status, Some(0));
}

#[test]
fn a_folder_is_every_report_in_it_and_says_what_it_passed_over() {
    let folder = Folder::new("scale-folder");
    for name in ["b/2.TXT", "b/1.txt", "a 局/年 报.txt", "c.htm", "b/下级/3.txt"] {
        folder.file(name, CLEAN);
    }
    for name in ["a 局/~$年 报.docx", ".git/x.txt", "b/图.JPG", "b/2.jpg", "说明"] {
        folder.file(name, "不是");
    }
    let run = folder.run(&["."], b"");
    let files: Vec<_> = run.verdicts().iter().map(|(file, _)| (*file).to_owned()).collect();
    assert_eq!(files, ["./a 局/年 报.txt", "./b/1.txt", "./b/2.TXT", "./b/下级/3.txt", "./c.htm"]);
    assert_eq!(
        run.said,
        "文件夹.：跳过了5个其他文件（.jpg 2 个，隐藏文件和临时文件 2 个，没有后缀的 1 个）。\n"
    );
    assert_eq!(run.status, Some(0));
    // In a list a folder is the same, and its place is its place.
    let run = folder.run(&["c.htm", "--files-from", "-"], "b/下级\nc.htm\n".as_bytes());
    assert_eq!(run.verdicts(), [("c.htm", "pass"), ("b/下级/3.txt", "pass"), ("c.htm", "pass")]);
}

#[test]
fn a_folder_without_reports_is_no_success() {
    let folder = Folder::new("scale-no-reports");
    folder.file("图片/1.jpg", "");
    let run = folder.run(&["图片"], b"");
    assert_eq!(run.verdicts(), [("图片", "?")]);
    assert!(run.said.contains("文件夹图片里没有 .docx、.doc、.wps、.html、.htm、.txt 文件"), "{}", run.said);
    assert_eq!(run.status, Some(2));
    std::fs::create_dir(folder.0.join("空")).unwrap();
    let run = folder.run(&["空", "图片"], b"");
    assert!(run.said.starts_with("文件夹空里没有") && run.said.contains(".txt 文件。\n"), "{}", run.said);
    assert!(run.said.contains(".txt 文件，跳过了1个其他文件（.jpg 1 个）。\n"), "{}", run.said);
    // Links to folders may lead in a circle, and reading a pipe may never end.
    #[cfg(unix)]
    {
        folder.file("圈/1.txt", CLEAN);
        std::os::unix::fs::symlink("..", folder.0.join("圈/上级")).unwrap();
        std::os::unix::fs::symlink("没有.txt", folder.0.join("圈/断.txt")).unwrap();
        assert!(Command::new("mkfifo").arg(folder.0.join("圈/管道.txt")).status().unwrap().success());
        let run = folder.run(&["圈"], b"");
        assert_eq!(run.verdicts(), [("圈/1.txt", "pass"), ("圈/断.txt", "?")]);
        assert!(
            run.said.contains("跳过了2个其他文件（不是普通文件的 1 个，指向文件夹的链接 1 个）"),
            "{}",
            run.said
        );
    }
}

#[test]
fn a_list_may_come_from_windows_and_may_be_empty() {
    let folder = Folder::new("scale-list");
    folder.file("甲 乙.txt", CLEAN);
    folder.file("-", CLEAN);
    folder.file("名单.txt", "\u{FEFF}甲 乙.txt\r\n\r\n-\r\n甲 乙.txt");
    let run = folder.run(&["--files-from", "名单.txt"], b"");
    assert_eq!(run.verdicts(), [("甲 乙.txt", "pass"), ("./-", "pass"), ("甲 乙.txt", "pass")]);
    let run = folder.run(&["--files-from", "-"], b"");
    assert_eq!((run.lines.len(), run.said.as_str(), run.status), (0, "", Some(0)));
}

#[test]
fn wrong_usage_is_said() {
    let folder = Folder::new("scale-usage");
    folder.file("两份/1.txt", CLEAN);
    folder.file("两份/2.txt", CLEAN);
    for (arguments, message) in [
        (&["--files-from", "没有.txt"][..], "不能读取文件名单没有.txt：没有这个文件。"),
        (&["--files-from", "-", "-"], "标准输入不能既是文件名单，又是草稿"),
        (&["--jobs", "0", "两份"], "参数不对"),
        (&["--format", "json", "两份"], "json 格式一次核对一份草稿"),
        (&["--format", "json", "--files-from", "-"], "json 格式一次核对一份草稿"),
    ] {
        let run = folder.run(arguments, b"");
        assert_eq!((run.status, run.lines.len()), (Some(2), 0), "{arguments:?}");
        assert!(run.said.contains(message), "{arguments:?}: {}", run.said);
    }
    let output = Command::new(env!("CARGO_BIN_EXE_nianbao")).args(["rules", "--jobs", "2"]).output().unwrap();
    assert!(String::from_utf8(output.stderr).unwrap().contains("只用于 check"));
}

/// Names are bytes: archives from Windows leave such that are no UTF-8.
#[cfg(target_os = "linux")]
#[test]
fn a_name_that_is_no_text_can_still_be_told() {
    use std::os::unix::ffi::OsStrExt;
    let folder = Folder::new("scale-bytes");
    let name = b"\xC4\xEA.txt";
    folder.file(std::ffi::OsStr::from_bytes(name), CLEAN);
    for run in [folder.run(&["."], b""), folder.run(&["--files-from", "-"], name)] {
        assert_eq!(known(&run.lines[0]["verdict"]), "pass");
        assert!(run.lines[0]["file"].as_str().unwrap().ends_with("\u{FFFD}.txt"));
        assert!(run.lines[0]["file_bytes"].as_str().unwrap().ends_with(r"\xc4\xea.txt"));
    }
    folder.file("甲.txt", CLEAN);
    assert!(folder.run(&["甲.txt"], b"").lines[0]["file_bytes"].is_null());
}

#[test]
fn a_line_is_out_before_the_next_name_is_in() {
    let folder = Folder::new("scale-stream");
    folder.file("1.txt", CLEAN);
    folder.file("2.txt", WRONG);
    let mut child = folder.check(&["--files-from", "-"]).spawn().unwrap();
    let (mut names, mut lines) = (child.stdin.take().unwrap(), BufReader::new(child.stdout.take().unwrap()));
    for (name, verdict) in [("1.txt", "pass"), ("2.txt", "fail"), ("1.txt", "pass")] {
        writeln!(names, "{name}").unwrap();
        let mut line = String::new();
        lines.read_line(&mut line).unwrap();
        assert_eq!(serde_json::from_str::<Value>(&line).unwrap()["verdict"], verdict);
    }
    drop(names);
    assert_eq!(ends(&mut child), Some(1));
}

/// As with `head`: the list does not end, and nobody reads on.
#[test]
fn a_reader_that_goes_away_ends_the_run_without_a_word() {
    let folder = Folder::new("scale-head");
    folder.file("1.txt", CLEAN);
    let mut child = folder.check(&["--files-from", "-"]).spawn().unwrap();
    let mut names = child.stdin.take().unwrap();
    names.write_all("1.txt\n".repeat(200).as_bytes()).unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    assert_eq!(ends(&mut child), Some(0));
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert_eq!(said, "");
    drop(names);
}

#[cfg(target_os = "linux")]
#[test]
fn results_that_cannot_be_written_are_no_success() {
    let folder = Folder::new("scale-full");
    folder.file("1.txt", CLEAN);
    let full = std::fs::File::create("/dev/full").unwrap();
    let output = folder.check(&["1.txt", "1.txt"]).stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "不能写出结果：磁盘已满。\n");
}

/// The first file is a pipe into which nobody writes yet: the others wait, and their results do not pile up.
#[cfg(target_os = "linux")]
#[test]
fn a_slow_first_file_does_not_fill_the_memory() {
    const FILES: usize = 4000;
    /// So much of the results waits, and all together are some 100 MB.
    const LEAST_KILOBYTES: usize = 16 << 10;
    const MOST_KILOBYTES: usize = 64 << 10;
    let folder = Folder::new("scale-slow");
    folder.file("2.txt", CLEAN);
    assert!(Command::new("mkfifo").arg(folder.0.join("1.txt")).status().unwrap().success());
    let list = format!("1.txt\n{}", "2.txt\n".repeat(FILES));
    let mut child = folder.check(&["--files-from", "-", "--jobs", "3"]).spawn().unwrap();
    let (mut names, lines) = (child.stdin.take().unwrap(), BufReader::new(child.stdout.take().unwrap()));
    let process = format!("/proc/{}", child.id());
    let peak = || -> usize {
        let status = std::fs::read_to_string(format!("{process}/status")).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
        line.trim().trim_end_matches(" kB").parse().unwrap()
    };
    let used = || -> u64 {
        let stat = std::fs::read_to_string(format!("{process}/stat")).unwrap();
        stat.split(' ').skip(13).take(2).map(|ticks| ticks.parse::<u64>().unwrap()).sum()
    };
    std::thread::scope(|scope| {
        scope.spawn(move || names.write_all(list.as_bytes()));
        let start = Instant::now();
        while peak() < LEAST_KILOBYTES {
            assert!(start.elapsed() < Duration::from_secs(60), "it does not begin the others: {} KB", peak());
            std::thread::sleep(Duration::from_millis(50));
        }
        // It has come to a standstill when it needs no more of the processor.
        let mut before = u64::MAX;
        while before != used() {
            before = used();
            std::thread::sleep(Duration::from_secs(1));
        }
        assert!(peak() < MOST_KILOBYTES, "{} KB", peak());
        std::fs::write(folder.0.join("1.txt"), WRONG).unwrap();
        let verdicts = lines.lines().map(|line| {
            let line: Value = serde_json::from_str(&line.unwrap()).unwrap();
            known(&line["verdict"])
        });
        let verdicts: Vec<_> = verdicts.collect();
        assert_eq!((verdicts.len(), verdicts[0], verdicts[FILES]), (FILES + 1, "fail", "pass"));
    });
    assert_eq!(ends(&mut child), Some(1));
}

/// What a run with standard error, or all of it, on a terminal leaves there; `None` where no terminal can be had.
#[cfg(target_os = "linux")]
fn on_a_terminal(folder: &Folder, command: &str) -> Option<String> {
    let nianbao = env!("CARGO_BIN_EXE_nianbao");
    let shell = command.replace("nianbao", &format!("'{nianbao}'"));
    let mut script = Command::new("script");
    script.args(["-qec", &shell, "/dev/null"]).current_dir(&folder.0).stdin(Stdio::null());
    let Ok(output) = script.output() else {
        eprintln!("skipped: there is no `script` (Debian's bsdutils) to make a terminal with");
        return None;
    };
    Some(String::from_utf8(output.stdout).unwrap())
}

#[cfg(target_os = "linux")]
#[test]
fn a_terminal_shows_how_far_it_is_until_it_is_done() {
    let folder = Folder::new("scale-terminal");
    folder.file("1.txt", CLEAN);
    folder.file("2.docx", b"PK\x03\x04\0\0");
    let slowly = "for name in 1 1 1 1 1 1 1 1; do echo $name.txt; sleep 0.4; done";
    let list = format!("({slowly}; echo 2.docx; sleep 0.4; echo 1.txt)");
    let check = "nianbao check --format jsonl --files-from -";
    let Some(shown) = on_a_terminal(&folder, &format!("{list} | {check} > out.jsonl")) else { return };
    let empty = "\r\x1b[K";
    assert!(shown.starts_with(&format!("{empty}已核对 ")), "{shown:?}");
    assert!(shown.contains(" 份，每秒 "), "{shown:?}");
    assert!(shown.contains(&format!(" 份{empty}不能读取2.docx：")), "{shown:?}");
    assert!(shown.ends_with(empty), "{shown:?}");
    assert_eq!(std::fs::read_to_string(folder.0.join("out.jsonl")).unwrap().lines().count(), 10);

    // Where the lines are on the same terminal, they begin on an empty line.
    let shown = on_a_terminal(&folder, &format!("{list} | {check}")).unwrap();
    assert!(shown.contains(&format!(" 份{empty}{{\"file\":")), "{shown:?}");

    // Elsewhere nothing is shown.
    on_a_terminal(&folder, &format!("{list} | {check} > out.jsonl 2> said")).unwrap();
    let said = std::fs::read_to_string(folder.0.join("said")).unwrap();
    assert!(said.starts_with("不能读取2.docx：") && said.lines().count() == 1, "{said:?}");
}

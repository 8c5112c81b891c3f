//! The command `check`: any number of drafts, several at a time, in order and in bounded memory.

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io::{self, BufRead, BufReader, ErrorKind, IsTerminal};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;
use std::sync::{Mutex, PoisonError};
use std::thread::available_parallelism;

use nianbao::confirm::{Confirmed, Unused};
use nianbao::contract::{CheckResult, check_result};
use nianbao::{Options, check_with};
use serde::Serialize;

use super::in_order::{Weighed, in_order};
use super::inputs::{Input, inputs, listed};
use super::progress::Progress;
use super::{Arguments, Draft, Failure, confirmed, exit_status, human, prior, read, reason, say, try_print};

/// How many bytes of results may wait for their turn: some hundred reports, so that a slow one in front of them
/// hardly ever holds the others up.
const MOST_WAITING: usize = 16 << 20;

/// How results are written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Format {
    /// For people.
    Human,
    /// One draft, one object.
    Json,
    /// An object a line, one for each draft.
    Jsonl,
}

/// A draft as a JSON line.
#[derive(Serialize)]
struct Line<'a> {
    #[serde(flatten)]
    name: Name<'a>,
    #[serde(flatten)]
    result: CheckResult<'a>,
}

/// A file that could not be read, as a JSON line.
#[derive(Serialize)]
struct Unread<'a> {
    #[serde(flatten)]
    name: Name<'a>,
    error: &'a str,
}

/// The name of a file; JSON has no room for one that is no Unicode, so its bytes stand beside it, those
/// that are not ASCII as `\xc4`.
#[derive(Serialize)]
struct Name<'a> {
    file: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    file_bytes: Option<String>,
}

impl<'a> Name<'a> {
    fn new(name: &OsStr, file: &'a str) -> Self {
        let bytes = || name.as_encoded_bytes().escape_ascii().to_string();
        Self { file, file_bytes: name.to_str().is_none().then(bytes) }
    }
}

/// What is written about one input.
#[derive(Default)]
struct Written {
    /// To standard output.
    out: String,
    /// To standard error.
    said: String,
    /// The exit status that it asks for.
    status: u8,
    is_draft: bool,
}

impl Weighed for Written {
    fn weight(&self) -> usize {
        size_of::<Self>() + self.out.len() + self.said.len()
    }
}

/// How the drafts of one run are checked.
struct Check {
    format: Format,
    confirmed: Confirmed,
    /// Last year's report of the one draft.
    prior: Option<String>,
    colours: bool,
    /// What no draft has used so far.
    unused: Mutex<Option<Vec<Unused>>>,
}

/// Carries out the command.
pub fn check(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let format = format(arguments)?;
    let mut files = arguments.files.clone();
    if files.is_empty() && arguments.files_from.is_none() {
        files.push("-".into());
    }
    let list = arguments.files_from.as_deref().map(|list| open_list(list, &files)).transpose()?;
    let named: Vec<Input> = files.into_iter().flat_map(inputs).collect();
    let count = named.iter().filter(|input| !matches!(input, Input::Notice(_))).count();
    if format == Format::Json && (count > 1 || list.is_some()) {
        return Err(Failure("json 格式一次核对一份草稿；多份草稿请用 --format jsonl。".to_owned()));
    }
    if arguments.prior.is_some() && (count != 1 || list.is_some()) {
        return Err(Failure("上年报告只能与一份草稿对照：nianbao check 文件 --prior 上年报告".to_owned()));
    }
    let cores = || available_parallelism().map_or(1, usize::from);
    let jobs = arguments.jobs.map_or_else(cores, |jobs| usize::from(jobs.get()));
    let total = list.is_none().then_some(count);
    let jobs = jobs.min(total.unwrap_or(jobs));
    let check = Check {
        format,
        confirmed: confirmed(arguments)?,
        prior: prior(arguments)?,
        colours: io::stdout().is_terminal(),
        unused: Mutex::default(),
    };

    let (mut status, mut progress) = (0, Progress::new(total));
    let take = |written: Written| {
        status = status.max(written.status);
        write(&written, status, &mut progress);
        if written.is_draft {
            progress.count();
        }
    };
    in_order(
        jobs,
        MOST_WAITING,
        named.into_iter().chain(list.into_iter().flatten()),
        |input| check.input(input),
        take,
    )
    .map_err(|error| Failure(format!("不能开始核对：{error}")))?;
    progress.erase();
    if format == Format::Human {
        let unused = check.unused.into_inner().unwrap_or_else(PoisonError::into_inner);
        for Unused { line, confirmation, why } in unused.iter().flatten() {
            say(&format!("确认清单第{line}行没有用上，{why}：{} {}", confirmation.rule, confirmation.text));
        }
    }
    Ok(ExitCode::from(status))
}

fn format(arguments: &Arguments) -> Result<Format, Failure> {
    match arguments.format.as_deref() {
        None | Some("human") => Ok(Format::Human),
        Some("json") => Ok(Format::Json),
        Some("jsonl") => Ok(Format::Jsonl),
        Some(other) => Err(Failure(format!("没有“{other}”这种格式，可以用 human、json 或 jsonl。"))),
    }
}

/// Opens a list of names, beside the files that are named themselves.
fn open_list(
    list: &OsStr,
    files: &[OsString],
) -> Result<impl Iterator<Item = Input> + Send + use<>, Failure> {
    let reader: Box<dyn BufRead + Send> = if list != "-" {
        let cannot = |error| Failure(format!("不能读取文件名单{}：{}", list.display(), reason(&error)));
        Box::new(BufReader::new(File::open(list).map_err(cannot)?))
    } else if files.iter().any(|file| file == "-") {
        return Err(Failure("标准输入不能既是文件名单，又是草稿。".to_owned()));
    } else {
        Box::new(BufReader::new(io::stdin()))
    };
    Ok(listed(reader, list.to_owned()))
}

/// Writes what there is about one input. Where nobody reads on, or nothing can be written, there is nothing left to
/// do, also for threads that wait for the next name: the process ends here.
fn write(written: &Written, status: u8, progress: &mut Progress) {
    if !written.said.is_empty() || io::stdout().is_terminal() {
        progress.erase();
    }
    if !written.said.is_empty() {
        say(&written.said);
    }
    if let Err(error) = try_print(&written.out) {
        progress.erase();
        if error.kind() == ErrorKind::BrokenPipe {
            std::process::exit(i32::from(status));
        }
        say(&format!("不能写出结果：{}", reason(&error)));
        std::process::exit(2);
    }
}

impl Check {
    fn input(&self, input: Input) -> Written {
        match input {
            Input::Draft(name) => self.guarded(&name, || self.checked(&name)),
            Input::Unread(name, message) => self.unread(&name, message),
            Input::Notice(said) => Written { said, ..Written::default() },
        }
    }

    /// Nothing panics on input; if something does after all, it is this draft that is lost, and no other.
    fn guarded(&self, name: &OsStr, work: impl FnOnce() -> Written) -> Written {
        catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
            let message = format!("核对{}时程序出错，没有核对。请把这个文件告诉开发者。", name.display());
            self.unread(name, message)
        })
    }

    fn checked(&self, name: &OsStr) -> Written {
        let Draft { text, notices } = match read(name) {
            Ok(draft) => draft,
            Err(Failure(message)) => return self.unread(name, message),
        };
        let options =
            Options { confirmed: &self.confirmed, prior: self.prior.as_deref(), ..Options::default() };
        let checked = check_with(&text, options);
        self.keep_unused(&checked.unused);
        let file = name.to_string_lossy();
        let out = match self.format {
            Format::Human => human::report(&file, &text, &checked, self.colours),
            Format::Json => json_line(&check_result(&checked, &text)),
            Format::Jsonl => {
                json_line(&Line { name: Name::new(name, &file), result: check_result(&checked, &text) })
            }
        };
        Written { out, said: notices.join("\n"), status: exit_status(&checked), is_draft: true }
    }

    fn unread(&self, name: &OsStr, message: String) -> Written {
        let file = name.to_string_lossy();
        let out = match self.format {
            Format::Jsonl => json_line(&Unread { name: Name::new(name, &file), error: &message }),
            Format::Human | Format::Json => String::new(),
        };
        Written { out, said: message, status: 2, is_draft: true }
    }

    /// What no draft has used is told once, when all have been checked.
    fn keep_unused(&self, unused: &[Unused]) {
        let mut kept = self.unused.lock().unwrap_or_else(PoisonError::into_inner);
        match kept.as_mut() {
            Some(kept) => kept.retain(|entry| {
                // They are in order of line, and a list may be long.
                unused.binary_search_by_key(&entry.line, |other| other.line).is_ok()
            }),
            None => *kept = Some(unused.to_vec()),
        }
    }
}

fn json_line(value: &impl Serialize) -> String {
    // Plain strings and numbers cannot fail to serialise.
    serde_json::to_string(value).unwrap_or_default() + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_on_which_the_program_breaks_is_a_line_and_the_others_are_done() {
        let check = Check {
            format: Format::Jsonl,
            confirmed: Confirmed::default(),
            prior: None,
            colours: false,
            unused: Mutex::default(),
        };
        let work = |name: &'static str| {
            check.guarded(OsStr::new(name), || {
                assert!(name != "坏.txt", "this is a test");
                Written { out: name.to_owned(), ..Written::default() }
            })
        };
        let mut written = Vec::new();
        in_order(2, MOST_WAITING, ["一.txt", "坏.txt", "二.txt"].into_iter(), work, |one| {
            written.push(one);
        })
        .unwrap();
        let out: Vec<_> = written.iter().map(|written| (written.out.as_str(), written.status)).collect();
        let message = "核对坏.txt时程序出错，没有核对。请把这个文件告诉开发者。";
        let line = format!("{{\"file\":\"坏.txt\",\"error\":\"{message}\"}}\n");
        assert_eq!(out, [("一.txt", 0), (line.as_str(), 2), ("二.txt", 0)]);
        assert_eq!(written[1].said, message);
    }
}

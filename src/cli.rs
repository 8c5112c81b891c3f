//! Arguments, files and exit statuses of the command line.

mod check;
mod human;
mod in_order;
mod inputs;
mod progress;

use std::ffi::{OsStr, OsString};
use std::io::{self, ErrorKind, Read, Write};
use std::num::NonZeroU16;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use nianbao::confirm::Confirmed;
use nianbao::contract::bad_lines;
use nianbao::correct::report;
use nianbao::form::Edition;
use nianbao::intake::{self, Refusal};
use nianbao::record::record;
use nianbao::render::document::Document;
use nianbao::render::docx::docx;
use nianbao::render::html::html;
use nianbao::render::official::document;
use nianbao::render::text::text;
use nianbao::report::Report;
use nianbao::review::review;
use nianbao::{Checked, Options, Verdict, check_with};

const HELP: &str = "\
年报：核对和修改政府信息公开工作年度报告

用法：
  nianbao check [文件…|文件夹…|-] [--format human|json|jsonl] [--confirmed 清单]
                [--prior 上年报告] [--files-from 名单|-] [--jobs 份数]
                               核对草稿；“-”或不写文件时读标准输入；文件夹连同里面的文件夹一起核对
  nianbao fix 文件|- [-o 输出.txt|.html|.docx] [--confirmed 清单]
                               写出改后报告；不写 -o 时输出到屏幕
  nianbao fix --review 文件|- -o 输出.docx [--original 原稿] [--confirmed 清单]
                [--prior 上年报告]
                               写出审阅稿：改动是可以逐处接受或者拒绝的修订，问题写成批注
  nianbao record 文件|- -o 输出.docx|.html [--original 原稿] [--confirmed 清单]
                [--prior 上年报告]
                               写出校核记录：每个问题和处理情况，留出签名的地方
  nianbao new --year 年度 --organisation 机关全称 [-o 输出.txt|.html|.docx]
                               写出空白的报告
  nianbao rules                列出全部规则：核对什么、为什么、依据什么
  nianbao --help | --version

格式：human 供人阅读（默认）；json 一份草稿；jsonl 每份草稿一行
清单：已确认无误的问题，每行一条（json 结果里的 confirm，或者网页导出的“已确认.txt”）；
      清单里的“建议核”“请确认”不再提示，只计数
原稿：动手修改以前的草稿；审阅稿从它标起，校核记录写明它的问题怎样处理了
上年报告：同一单位上一年度的报告，用来核对结转、现行有效件数、照抄和悬殊的数字；一次核对一份草稿
名单：要核对的文件或者文件夹，每行一个，随读随核；“-”是标准输入
份数：同时核对几份，不写时用全部处理器；结果总是按文件的先后写出
文件：.docx、.doc、.wps、.html、.htm，以及 UTF-8、UTF-16 或 GB18030 编码的 .txt
退出码：0 没有必须改的问题；1 有必须改的问题；2 用法错误或文件不能读
";

/// Why a command cannot be carried out, for a person.
struct Failure(String);

/// Runs the command that the arguments ask for.
pub fn run() -> ExitCode {
    match command(lexopt::Parser::from_env()) {
        Ok(status) => status,
        Err(Failure(message)) => {
            say(&message);
            ExitCode::from(2)
        }
    }
}

/// What the arguments ask for.
#[derive(Default)]
struct Arguments {
    command: Option<String>,
    files: Vec<OsString>,
    format: Option<String>,
    output: Option<PathBuf>,
    confirmed: Option<PathBuf>,
    files_from: Option<OsString>,
    jobs: Option<NonZeroU16>,
    review: bool,
    original: Option<OsString>,
    prior: Option<OsString>,
    year: Option<u16>,
    organisation: Option<String>,
}

fn command(parser: lexopt::Parser) -> Result<ExitCode, Failure> {
    let Some(arguments) = parse(parser).map_err(|error| Failure(format!("参数不对：{error}\n\n{HELP}")))?
    else {
        return Ok(ExitCode::SUCCESS);
    };
    let is_new = arguments.command.as_deref() == Some("new");
    if !is_new && (arguments.year.is_some() || arguments.organisation.is_some()) {
        return Err(Failure("--year 和 --organisation 只用于 new。".to_owned()));
    }
    if arguments.review && arguments.command.as_deref() != Some("fix") {
        return Err(Failure("--review 只用于 fix。".to_owned()));
    }
    let is_accompanied = arguments.command.as_deref() == Some("record") || arguments.review;
    if arguments.original.is_some() && !is_accompanied {
        return Err(Failure("--original 只用于 fix --review 和 record。".to_owned()));
    }
    if arguments.prior.is_some() && !is_accompanied && arguments.command.as_deref() != Some("check") {
        return Err(Failure("--prior 只用于 check、fix --review 和 record。".to_owned()));
    }
    let is_many = arguments.files_from.is_some() || arguments.jobs.is_some();
    if is_many && arguments.command.as_deref() != Some("check") {
        return Err(Failure("--files-from 和 --jobs 只用于 check。".to_owned()));
    }
    match arguments.command.as_deref() {
        Some("check") if arguments.output.is_none() => check::check(&arguments),
        Some("fix") if arguments.format.is_none() => fix(&arguments),
        Some("check") => Err(Failure("check 不写文件，没有 -o；改后报告用 fix。".to_owned())),
        Some("fix") => Err(Failure("fix 写出文本，没有 --format。".to_owned())),
        Some("new") => new(&arguments),
        Some("record") => write_record(&arguments),
        Some("rules") if arguments.files.is_empty() => {
            print(&nianbao::guide::rules_page())?;
            Ok(ExitCode::SUCCESS)
        }
        Some("rules") => Err(Failure("rules 列出全部规则，不读文件。".to_owned())),
        Some(other) => Err(Failure(format!("没有“{other}”这个命令。\n\n{HELP}"))),
        None => Err(Failure(HELP.to_owned())),
    }
}

/// Reads the arguments; `None` when all they asked for has been printed.
fn parse(mut parser: lexopt::Parser) -> Result<Option<Arguments>, lexopt::Error> {
    use lexopt::prelude::*;
    let mut arguments = Arguments::default();
    while let Some(argument) = parser.next()? {
        match argument {
            Short('h') | Long("help") => {
                drop(try_print(HELP));
                return Ok(None);
            }
            Short('V') | Long("version") => {
                drop(try_print(concat!("nianbao ", env!("CARGO_PKG_VERSION"), "\n")));
                return Ok(None);
            }
            Long("format") => arguments.format = Some(parser.value()?.string()?),
            Short('o') | Long("output") => arguments.output = Some(parser.value()?.into()),
            Long("year") => arguments.year = Some(parser.value()?.parse()?),
            Long("organisation") => arguments.organisation = Some(parser.value()?.string()?),
            Long("original") => arguments.original = Some(parser.value()?),
            Long("prior") => arguments.prior = Some(parser.value()?),
            Long("files-from") => arguments.files_from = Some(parser.value()?),
            Long("jobs") => arguments.jobs = Some(parser.value()?.parse()?),
            Long("review") => arguments.review = true,
            Long("confirmed") => arguments.confirmed = Some(parser.value()?.into()),
            Value(value) if arguments.command.is_none() => arguments.command = Some(value.string()?),
            Value(value) => arguments.files.push(value),
            other => return Err(other.unexpected()),
        }
    }
    Ok(Some(arguments))
}

/// The list of confirmations that the arguments name.
fn confirmed(arguments: &Arguments) -> Result<Confirmed, Failure> {
    let Some(path) = &arguments.confirmed else { return Ok(Confirmed::default()) };
    let name = path.display();
    let bytes =
        std::fs::read(path).map_err(|error| Failure(format!("不能读取{name}：{}", reason(&error))))?;
    let list = String::from_utf8(bytes)
        .map_err(|_| Failure(format!("{name}不是 UTF-8 编码的文本，请按 UTF-8 编码另存。")))?;
    Confirmed::parse(&list).map_err(|bad| Failure(format!("确认清单{name}：{}", bad_lines(&bad))))
}

/// The text of last year's report, if the arguments name one.
fn prior(arguments: &Arguments) -> Result<Option<String>, Failure> {
    beside(arguments, arguments.prior.as_ref(), "上年报告")
}

/// The text of the draft before it was edited, if the arguments name it; `what` is written from it.
fn original(arguments: &Arguments, what: &str) -> Result<Option<String>, Failure> {
    let original = beside(arguments, arguments.original.as_ref(), "原稿")?;
    match original.as_ref().and_then(|original| nianbao::check_text(original).notice) {
        Some(notice) => Err(Failure(format!("没有写出{what}，原稿读不成报告：{notice}"))),
        None => Ok(original),
    }
}

/// The text of a file that goes with the draft.
fn beside(arguments: &Arguments, file: Option<&OsString>, what: &str) -> Result<Option<String>, Failure> {
    if file.is_some_and(|file| file == "-") && arguments.files.iter().all(|file| file == "-") {
        return Err(Failure(format!("标准输入不能既是草稿，又是{what}。")));
    }
    file.map(read_aloud).transpose()
}

fn exit_status(checked: &Checked) -> u8 {
    u8::from(checked.verdict() == Verdict::Fail)
}

fn fix(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let [file] = arguments.files.as_slice() else {
        return Err(Failure("fix 一次改一份草稿：nianbao fix 文件 [-o 输出.txt|.html|.docx]".to_owned()));
    };
    let ending = ending(arguments.output.as_deref())?;
    let confirmed = confirmed(arguments)?;
    let text = read_aloud(file)?;
    if arguments.review {
        let (original, prior) = (original(arguments, "审阅稿")?, prior(arguments)?);
        if !matches!(ending, Ending::Docx) {
            return Err(Failure("审阅稿是 Word 文档，请写 -o 输出.docx。".to_owned()));
        }
        let copy = review(&text, &confirmed, prior.as_deref(), original.as_deref())
            .map_err(|notice| Failure(format!("没有写出审阅稿：{notice}")))?;
        write_document(arguments, ending, &copy)?;
        say(&format!("审阅稿里有{}条批注。", copy.comments.len()));
        let options = Options { confirmed: &confirmed, prior: prior.as_deref(), ..Options::default() };
        return Ok(ExitCode::from(exit_status(&check_with(&text, options))));
    }
    let corrected = nianbao::correct::correct_except(&text, &confirmed);
    match ending {
        Ending::Text => write(arguments, corrected.text.as_bytes())?,
        _ if corrected.is_report => {
            write_document(arguments, ending, &document(&report(&corrected.text)))?;
        }
        _ => {
            let notice = corrected.notice.unwrap_or_default();
            return Err(Failure(format!("没有写出报告：{notice}")));
        }
    }
    if let Some(notice) = &corrected.notice {
        say(notice);
    }
    for applied in &corrected.applied {
        say(&format!("已改：{} [{}]", applied.title, applied.rule));
    }
    if !corrected.open.is_empty() {
        say(&format!("还有{}处待填，文中标为“〔请填写…〕”。", corrected.open.len()));
    }
    if !corrected.kept.is_empty() {
        say(&format!("有{}段内容没有归入六个部分，保留在文末，请逐项处理。", corrected.kept.len()));
    }
    Ok(ExitCode::from(exit_status(&nianbao::check_text(&corrected.text))))
}

/// Writes the check record.
fn write_record(arguments: &Arguments) -> Result<ExitCode, Failure> {
    let ([file], None, Some(output)) = (arguments.files.as_slice(), &arguments.format, &arguments.output)
    else {
        return Err(Failure("record 需要一份草稿和输出：nianbao record 文件 -o 输出.docx|.html".to_owned()));
    };
    let ending = ending(Some(output))?;
    if matches!(ending, Ending::Text) {
        return Err(Failure(format!("校核记录写成 .docx 或 .html 文件：{}", output.display())));
    }
    let confirmed = confirmed(arguments)?;
    let (original, prior) = (original(arguments, "校核记录")?, prior(arguments)?);
    let text = read_aloud(file)?;
    let record = record(&text, &confirmed, original.as_deref(), prior.as_deref())
        .map_err(|notice| Failure(format!("没有写出校核记录：{notice}")))?;
    write_document(arguments, ending, &record)?;
    let options = Options { confirmed: &confirmed, prior: prior.as_deref(), ..Options::default() };
    Ok(ExitCode::from(exit_status(&check_with(&text, options))))
}

/// Writes the blank form.
fn new(arguments: &Arguments) -> Result<ExitCode, Failure> {
    const USAGE: &str =
        "new 需要年度和机关全称：nianbao new --year 2026 --organisation 某某局 [-o 输出.docx]";
    let (Some(year), Some(organisation), [], None, None) = (
        arguments.year,
        arguments.organisation.as_deref(),
        arguments.files.as_slice(),
        &arguments.format,
        &arguments.confirmed,
    ) else {
        return Err(Failure(USAGE.to_owned()));
    };
    let blank = Report::for_year(year, organisation)
        .ok_or_else(|| Failure(format!("{year}年度还没有现在的格式，最早是{}年度。", Edition::FIRST_YEAR)))?;
    match ending(arguments.output.as_deref())? {
        Ending::Text => write(arguments, text(&blank).as_bytes())?,
        ending => write_document(arguments, ending, &document(&blank))?,
    }
    Ok(ExitCode::SUCCESS)
}

/// What is written, by the ending of the file's name.
#[derive(Clone, Copy)]
enum Ending {
    Text,
    Html,
    Docx,
}

fn ending(output: Option<&Path>) -> Result<Ending, Failure> {
    let Some(output) = output else { return Ok(Ending::Text) };
    let ending = output.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    match ending.as_deref() {
        None | Some("txt") => Ok(Ending::Text),
        Some("html" | "htm") => Ok(Ending::Html),
        Some("docx") => Ok(Ending::Docx),
        Some(_) => Err(Failure(format!("只能写 .txt、.html 和 .docx 文件：{}", output.display()))),
    }
}

/// Writes a document as a web page or a Word file.
fn write_document(arguments: &Arguments, ending: Ending, document: &Document) -> Result<(), Failure> {
    match ending {
        Ending::Docx => {
            write(arguments, &docx(document).map_err(|unwritten| Failure(unwritten.to_string()))?)
        }
        _ => write(arguments, html(document).as_bytes()),
    }
}

/// Writes to the output that the arguments name, or to standard output.
fn write(arguments: &Arguments, content: &[u8]) -> Result<(), Failure> {
    let Some(output) = &arguments.output else {
        return print(&String::from_utf8_lossy(content));
    };
    std::fs::write(output, content)
        .map_err(|error| Failure(format!("不能写入 {}：{}", output.display(), reason(&error))))
}

/// What a file holds.
struct Draft {
    text: String,
    /// What else there was, in sentences.
    notices: Vec<String>,
}

/// The text of a file, or of standard input for `-`; what else the file holds goes to standard error.
fn read_aloud(file: &OsString) -> Result<String, Failure> {
    let Draft { text, notices } = read(file)?;
    for notice in &notices {
        say(notice);
    }
    Ok(text)
}

/// A file, or standard input for `-`.
fn read(file: &OsStr) -> Result<Draft, Failure> {
    let name = if file == "-" { "标准输入".to_owned() } else { Path::new(file).display().to_string() };
    let bytes = bytes(file).map_err(|error| Failure(format!("不能读取{name}：{}", reason(&error))))?;
    let gb18030 = |bytes: &[u8]| encoding_rs::GB18030.decode_without_bom_handling(bytes).0.into_owned();
    match intake::read(&name, &bytes, &gb18030) {
        Ok(intake) => {
            let notices = intake.notices.iter().map(|notice| format!("{name}：{notice}")).collect();
            Ok(Draft { text: intake.text, notices })
        }
        // An empty draft lacks everything, and the check says what.
        Err(Refusal::Empty) => Ok(Draft { text: String::new(), notices: Vec::new() }),
        Err(refusal) => Err(Failure(format!("不能读取{name}：{refusal}"))),
    }
}

/// The bytes of a file, or of standard input for `-`, but not many more than are taken in.
fn bytes(file: &OsStr) -> io::Result<Vec<u8>> {
    let limit = intake::MAX_FILE as u64 + 1;
    let mut bytes = Vec::new();
    if file == "-" {
        io::stdin().lock().take(limit).read_to_end(&mut bytes)?;
    } else {
        std::fs::File::open(file)?.take(limit).read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}

/// Why a file or a folder cannot be read or written, for a person.
fn reason(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "没有这个文件。".to_owned(),
        ErrorKind::PermissionDenied => "没有权限。".to_owned(),
        ErrorKind::IsADirectory => "这是文件夹。".to_owned(),
        ErrorKind::StorageFull => "磁盘已满。".to_owned(),
        _ => error.to_string(),
    }
}

/// Writes to standard output; a reader that has gone away ends the output, not the command.
fn print(text: &str) -> Result<(), Failure> {
    match try_print(text) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Failure(format!("不能写出结果：{}", reason(&error))))
        }
        _ => Ok(()),
    }
}

/// Writes to standard output, at once.
fn try_print(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes()).and_then(|()| out.flush())
}

/// Says something on standard error, if anybody is there.
fn say(text: &str) {
    drop(io::stderr().write_all(format!("{text}\n").as_bytes()));
}

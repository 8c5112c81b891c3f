//! What a check is asked to read: files, folders with everything in them, and lists of names.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::fs::{self, DirEntry};
use std::io::{self, BufRead};
use std::path::{Path, PathBuf};

use super::reason;

/// The endings of the files in a folder that may be reports.
const ENDINGS: [&str; 6] = ["docx", "doc", "wps", "html", "htm", "txt"];
/// How many kinds of files that were passed over are named one by one.
const MOST_KINDS: usize = 6;

/// One thing that a check comes to.
#[derive(Debug, PartialEq, Eq)]
pub enum Input {
    /// A draft, by the name of its file, or `-` for standard input.
    Draft(OsString),
    /// A folder, or a list, that cannot be read, and why.
    Unread(OsString, String),
    /// Something to say to the person, and nothing to check.
    Notice(String),
}

/// What a name stands for: a file for itself, a folder for the reports in it and in its folders, in order of name.
pub fn inputs(name: OsString) -> Vec<Input> {
    if name != "-" && Path::new(&name).is_dir() { folder(&name) } else { vec![Input::Draft(name)] }
}

/// What a list of names stands for, one a line. It is read as it is needed, and may be endless.
pub fn listed<L: BufRead>(list: L, list_name: OsString) -> impl Iterator<Item = Input> + use<L> {
    let mut open = Some((list, list_name));
    let mut is_first = true;
    std::iter::from_fn(move || {
        let (list, _) = open.as_mut()?;
        let mut line = Vec::new();
        match list.read_until(b'\n', &mut line) {
            Ok(0) => None,
            Ok(_) => {
                let is_first = std::mem::take(&mut is_first);
                Some(name(&line, is_first).map(inputs).unwrap_or_default())
            }
            Err(error) => {
                let (_, name) = open.take()?;
                let message = format!("不能读取文件名单{}：{}", name.display(), reason(&error));
                Some(vec![Input::Unread(name, message)])
            }
        }
    })
    .flatten()
}

/// The name on a line; `None` on an empty one. Windows ends lines with two characters, and begins files with a mark.
fn name(line: &[u8], is_first: bool) -> Option<OsString> {
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    let line = if is_first { line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line) } else { line };
    match line {
        b"" => None,
        // In a list it is a file of this name: standard input may be the list.
        b"-" => Some("./-".into()),
        _ => Some(name_of(line)),
    }
}

/// A file's name is bytes, where the system has it so.
#[cfg(unix)]
fn name_of(bytes: &[u8]) -> OsString {
    std::os::unix::ffi::OsStringExt::from_vec(bytes.to_vec())
}

/// A file's name is text elsewhere.
#[cfg(not(unix))]
fn name_of(bytes: &[u8]) -> OsString {
    String::from_utf8_lossy(bytes).into_owned().into()
}

/// The reports in a folder and in its folders, and what was passed over.
fn folder(name: &OsStr) -> Vec<Input> {
    let mut inputs = Vec::new();
    let mut skipped = BTreeMap::new();
    // What is still to be looked at, the next one last: no recursion, however deep the folders are.
    let mut ahead = vec![(PathBuf::from(name), Kind::Folder)];
    while let Some((path, kind)) = ahead.pop() {
        match kind {
            Kind::Draft => inputs.push(Input::Draft(path.into())),
            Kind::Skipped(what) => *skipped.entry(what).or_default() += 1,
            Kind::Folder => match entries(&path) {
                Ok(mut entries) => ahead.append(&mut entries),
                Err(error) => {
                    let message = format!("不能读取文件夹{}：{}", path.display(), reason(&error));
                    inputs.push(Input::Unread(path.into(), message));
                }
            },
        }
    }
    let passed = told(&skipped);
    if inputs.is_empty() {
        let passed = passed.map_or(String::new(), |passed| format!("，{passed}"));
        let message = format!("文件夹{}里没有 .{} 文件{passed}。", name.display(), ENDINGS.join("、."));
        inputs.push(Input::Unread(name.to_os_string(), message));
    } else if let Some(passed) = passed {
        inputs.push(Input::Notice(format!("文件夹{}：{passed}。", name.display())));
    }
    inputs
}

/// What an entry of a folder is to a check.
#[derive(Debug, PartialEq, Eq)]
enum Kind {
    Draft,
    Folder,
    /// Passed over: what people call it.
    Skipped(String),
}

/// The entries of a folder, the first by name last.
fn entries(folder: &Path) -> io::Result<Vec<(PathBuf, Kind)>> {
    let mut entries = fs::read_dir(folder)?
        .map(|entry| entry.map(|entry| (entry.path(), kind(&entry))))
        .collect::<io::Result<Vec<_>>>()?;
    entries.sort_unstable_by(|(a, _), (b, _)| b.cmp(a));
    Ok(entries)
}

fn kind(entry: &DirEntry) -> Kind {
    let name = entry.file_name();
    // Word writes a file like this beside every document that is open.
    if [&b"."[..], b"~$"].iter().any(|start| name.as_encoded_bytes().starts_with(start)) {
        return Kind::Skipped("隐藏文件和临时文件".to_owned());
    }
    let file_type = entry.file_type();
    let is_link = file_type.as_ref().is_ok_and(fs::FileType::is_symlink);
    let file_type = if is_link { fs::metadata(entry.path()).map(|data| data.file_type()) } else { file_type };
    match file_type {
        // A link may lead back to where it stands.
        Ok(file_type) if file_type.is_dir() && is_link => Kind::Skipped("指向文件夹的链接".to_owned()),
        Ok(file_type) if file_type.is_dir() => Kind::Folder,
        // Reading a pipe or a device may never end.
        Ok(file_type) if !file_type.is_file() => Kind::Skipped("不是普通文件的".to_owned()),
        // What a file is that cannot be looked at, reading it will say.
        Ok(_) | Err(_) => by_ending(Path::new(&name)),
    }
}

fn by_ending(name: &Path) -> Kind {
    let Some(ending) = name.extension() else { return Kind::Skipped("没有后缀的".to_owned()) };
    let ending = ending.to_string_lossy().to_lowercase();
    if ENDINGS.contains(&ending.as_str()) { Kind::Draft } else { Kind::Skipped(format!(".{ending}")) }
}

/// What was passed over, if anything, the most frequent first.
fn told(skipped: &BTreeMap<String, usize>) -> Option<String> {
    let mut kinds: Vec<_> = skipped.iter().collect();
    kinds.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
    let named = kinds.iter().take(MOST_KINDS).map(|(kind, count)| format!("{kind} {count} 个"));
    let named = named.collect::<Vec<_>>().join("，");
    let others = if kinds.len() > MOST_KINDS { "等" } else { "" };
    let count: usize = skipped.values().sum();
    (count > 0).then(|| format!("跳过了{count}个其他文件（{named}{others}）"))
}

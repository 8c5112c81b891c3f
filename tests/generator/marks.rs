//! Marks in a text that is still being put together: which part stands where. They are gone from the finished
//! draft, where a [`Part`] has the place instead.

use std::ops::Range;

use super::numerals::GUARDS;

const NAME: char = '\u{E010}';
const OPEN: char = '\u{E011}';
const CLOSE: char = '\u{E012}';

/// A named part of a draft, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    pub name: String,
    pub span: Range<usize>,
}

/// A text with a name to find it by.
pub fn mark(name: &str, text: &str) -> String {
    format!("{}{text}{CLOSE}", open(name))
}

/// The beginning of a part that ends lines further down.
pub fn open(name: &str) -> String {
    format!("{NAME}{name}{OPEN}")
}

/// The end of a part.
pub const fn close() -> char {
    CLOSE
}

/// A text without its marks.
pub fn plain(text: &str) -> String {
    strip(text).0
}

/// A text without its marks and guards, the parts that were marked in order of their beginnings, and the places of
/// the guarded numbers.
pub fn strip(text: &str) -> (String, Vec<Part>, Vec<Range<usize>>) {
    let mut out = String::with_capacity(text.len());
    let (mut parts, mut numbers): (Vec<Part>, Vec<Range<usize>>) = (Vec::new(), Vec::new());
    let mut name: Option<String> = None;
    let mut opened: Vec<usize> = Vec::new();
    for c in text.chars() {
        match (c, &mut name) {
            (NAME, _) => name = Some(String::new()),
            (OPEN, _) => {
                opened.push(parts.len());
                parts.push(Part { name: name.take().unwrap_or_default(), span: out.len()..out.len() });
            }
            (CLOSE, _) => {
                if let Some(index) = opened.pop() {
                    parts[index].span.end = out.len();
                }
            }
            (c, Some(name)) => name.push(c),
            (c, None) if c == GUARDS[0] => numbers.push(out.len()..out.len()),
            (c, None) if c == GUARDS[1] => {
                if let Some(number) = numbers.last_mut() {
                    number.end = out.len();
                }
            }
            (c, None) => out.push(c),
        }
    }
    (out, parts, numbers)
}

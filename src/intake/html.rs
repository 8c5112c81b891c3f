//! HTML: web pages, and what Word, WPS, spreadsheets and browsers put on the clipboard.
//!
//! A page is read in one pass, token by token; what is kept of it are its paragraphs and tables. What only leads to
//! other pages is left out, unless nothing would be left.

mod elements;
mod entities;
mod flow;
mod grid;
mod list;
mod page;
mod style;
mod tokens;

use super::blocks::write;
use super::{Format, Intake, Notice, counted};
use crate::fold::is_blank;
use page::{Counts, Page};
use tokens::Tokens;

/// The comments between which a clipboard has what was copied.
const START: &str = "StartFragment";
const END: &str = "EndFragment";

/// Reads a page, or the HTML of a clipboard. Linear in time and memory.
pub(super) fn read(html: &str) -> Intake {
    let html = without_header(html);
    let (mut text, mut tables, mut counts) = page(html, false);
    if text.chars().all(is_blank) {
        (text, tables, counts) = page(html, true);
    }
    let notices = counted([
        (counts.pictures as usize, Notice::Pictures),
        (counts.changes as usize, Notice::Changes),
        (counts.comments as usize, Notice::Comments),
        (counts.hidden as usize, Notice::Hidden),
        (counts.struck as usize, Notice::Struck),
        (counts.furniture as usize, Notice::Furniture),
    ]);
    Intake { text, format: Format::Html, tables, notices }
}

/// The text of a page, its tables, and what else was in it.
fn page(html: &str, keeps_furniture: bool) -> (String, usize, Counts) {
    /// A page has so many bytes for a cell, and some more cells than that.
    const BYTES_PER_CELL: usize = 4;
    const SPARE_CELLS: usize = 64;
    let mut page = Page::new(html.len() / BYTES_PER_CELL + SPARE_CELLS, is_copy(html), keeps_furniture);
    Tokens::new(html).for_each(|token| page.token(token));
    let (blocks, counts) = page.finish();
    let (text, tables) = write(&blocks);
    (text, tables, counts)
}

/// Without the offsets that Windows puts in front of the HTML of a clipboard.
fn without_header(html: &str) -> &str {
    let html = html.trim_start_matches('\u{FEFF}');
    let page = html.find('<').filter(|_| html.starts_with("Version:"));
    page.and_then(|at| html.get(at..)).unwrap_or(html)
}

/// Whether a page has both marks of a clipboard.
fn is_copy(html: &str) -> bool {
    let mark = |name: &str| html.find(&format!("<!--{name}-->"));
    mark(START).zip(mark(END)).is_some_and(|(start, end)| start < end)
}

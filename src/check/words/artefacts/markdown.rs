//! Marks of Markdown, as programs that write leave them: two stars around words, number signs before
//! a heading.

use crate::check::words::placeholders::are_stars_names;
use crate::check::{Context, Sink};
use crate::find::places;
use crate::finding::{Applicability, Edit, Severity};
use crate::source::Span;

/// Two stars before bold words and behind them.
const BOLD: &str = "**";

/// What stands between two names, or behind one.
const BETWEEN_NAMES: [char; 10] = ['、', '和', '与', '及', '等', '，', '。', '；', '）', '诉'];

/// One hint for all: a text that was copied as Markdown is the report all the same.
pub(super) fn marks(context: &Context<'_, '_>, sink: &mut Sink<'_>) {
    let text = context.source.text();
    if !text.contains('*') && !text.contains('#') {
        return;
    }
    let mut found: Vec<Span> = Vec::new();
    for &line in context.source.lines() {
        let text = context.source.slice(line);
        let sign = text.trim_start_matches('#');
        let signs = text.len() - sign.len();
        if (2..=6).contains(&signs) && sign.starts_with(' ') {
            found.push(line.part(&(0..signs + 1)));
        }
        if !are_stars_names(text) {
            found.extend(bold(text).map(|at| line.part(&(at..at + BOLD.len()))));
        }
    }
    let Some((&first, others)) = found.split_first() else { return };
    let edits = found.iter().map(|&mark| Edit::delete(mark)).collect();
    sink.at(first, format!("残留了Markdown的标记（** 或 ##），共{}处，应删去。", found.len()))
        .severity(Severity::Hint)
        .notes(others.iter().copied(), "这里也有。")
        .fix_all("删去Markdown的标记", Applicability::Safe, edits);
}

/// The places of the stars that stand in pairs around words, on a line.
fn bold(text: &str) -> impl Iterator<Item = usize> {
    let mut places = places(text, BOLD).filter(|at| {
        let star = |rest: Option<&str>, at_end: bool| {
            rest.is_some_and(|rest| if at_end { rest.ends_with('*') } else { rest.starts_with('*') })
        };
        !star(text.get(..*at), true) && !star(text.get(at + BOLD.len()..), false)
    });
    std::iter::from_fn(move || {
        let (open, close) = (places.next()?, places.next()?);
        Some([open, close])
    })
    .filter(|&[open, close]| {
        let words = text.get(open + BOLD.len()..close).unwrap_or_default();
        // 张**、李**: names of which a part is hidden.
        !words.is_empty() && words.trim() == words && !words.starts_with(BETWEEN_NAMES)
    })
    .flatten()
}

//! Cells between commas or semicolons, as a spreadsheet exports them and as people type them.

use std::ops::Range;

use crate::find::{has_any, others};
use crate::fold::{is_blank, is_digit, trim_end};
use crate::number::Entry;
use crate::source::{Source, Span};

use super::kinds::{Apart, LineKind};

/// What may stand between the cells of a row.
const MARKS: [char; 4] = [',', ';', '，', '；'];
/// Longest row of this kind, in bytes, and most lines of one whose cells have line ends.
const LONGEST: usize = 900;
const MOST_LINES: usize = 12;

/// A row between commas.
struct Row {
    /// Its lines.
    lines: Range<usize>,
    /// How many cells it has.
    cells: usize,
    /// Whether it is nothing but labels and the numbers behind them.
    is_data: bool,
}

/// Finds the rows between commas among plain lines: where several are nothing but a label and numbers, or as wide as one
/// that is, they are a table. A sentence has commas too, but no numbers alone between them. Linear.
pub(super) fn commas(source: &Source<'_>, lines: &[Span], kinds: &mut [LineKind]) {
    /// Fewest rows of numbers; fewest cells of a table that has one such row, and fewest rows of it as wide.
    const FEWEST: usize = 3;
    const WIDE: usize = 5;
    let may_begin = |&index: &usize| {
        let text = lines.get(index).map_or("", |&line| source.slice(line));
        kinds.get(index) == Some(&LineKind::Plain)
            && text.len() <= LONGEST
            && !trim_end(text).ends_with('。')
            && (has_any(text, &MARKS) || text.contains('"'))
    };
    // Nearly every line with a comma is a sentence.
    let first: Vec<usize> = (0..lines.len()).filter(may_begin).collect();
    for mark in MARKS {
        let mut rows: Vec<Row> = Vec::new();
        let mut next = 0;
        for &index in &first {
            if index < next || kinds.get(index) != Some(&LineKind::Plain) {
                continue;
            }
            let below = lines.get(index..).unwrap_or_default();
            if let Some((count, cells, is_data)) = row(source, below, mark) {
                rows.push(Row { lines: index..index + count, cells, is_data });
                next = index + count;
            }
        }
        let data = || rows.iter().filter(|row| row.is_data);
        let as_wide = |cells: usize| rows.iter().filter(|row| row.cells == cells).count();
        let is_table =
            data().count() >= FEWEST || data().any(|row| row.cells >= WIDE && as_wide(row.cells) >= FEWEST);
        if !is_table {
            continue;
        }
        let widths: Vec<usize> = data().map(|row| row.cells).filter(|&cells| cells > 2).collect();
        for row in rows.iter().filter(|row| row.is_data || widths.contains(&row.cells)) {
            for (line, kind) in kinds.iter_mut().enumerate().take(row.lines.end).skip(row.lines.start) {
                let is_first = line == row.lines.start;
                *kind = if is_first { LineKind::Cells(Apart::Commas(mark)) } else { LineKind::Continued };
            }
        }
    }
}

/// How many lines the row has that begins with the first of some, how many cells, and whether it is labels and numbers.
fn row(source: &Source<'_>, lines: &[Span], mark: char) -> Option<(usize, usize, bool)> {
    let first = *lines.first()?;
    if !has_any(source.slice(first), &[mark, '"']) {
        return None;
    }
    let (mut whole, mut count) = (first, 1);
    while source.slice(whole).matches('"').count() % 2 == 1 {
        whole = first.to(*lines.get(count).filter(|_| count < MOST_LINES)?);
        count += 1;
    }
    let text = source.slice(whole);
    let pieces = pieces(text, mark);
    (pieces.len() > 1).then(|| (count, pieces.len(), is_data(text, &pieces)))
}

/// Whether the cells of a row are labels, if any, and numbers behind them. 行政许可 1,250 is one number.
fn is_data(text: &str, pieces: &[Range<usize>]) -> bool {
    /// As many digits as stand behind a separator of thousands.
    const GROUP: usize = 3;
    let (mut has_number, mut filled, mut before) = (false, 0, "");
    for piece in pieces {
        let cell = text.get(piece.clone()).unwrap_or_default();
        let is_group = cell.len() == GROUP && cell.bytes().all(|b| b.is_ascii_digit());
        let label = before.trim_end_matches(|c| is_digit(c) || c == '.');
        let ends_in_digit = label.len() < before.len() && !label.is_empty();
        if ends_in_digit && (is_group || !label.ends_with(['：', ':'])) {
            return false;
        }
        before = "";
        filled += usize::from(!cell.is_empty());
        match Entry::read(cell) {
            Entry::Number { .. } => has_number = true,
            Entry::Text if has_number => return false,
            Entry::Text => before = cell,
            Entry::Mark | Entry::Empty => {}
        }
    }
    // The half of a number, 19, is no row.
    has_number && filled > 1 && before.is_empty() && Entry::read(text) == Entry::Text
}

/// The cells of a row, without the blanks and the straight marks of quotation around: what stands in brackets or between
/// such marks is one cell's. Linear.
pub(super) fn pieces(text: &str, mark: char) -> Vec<Range<usize>> {
    let cell = |range: Range<usize>| {
        let is_around = |c: char| is_blank(c) || c == '"';
        let cell = text.get(range.clone()).unwrap_or_default();
        let start = range.start + cell.len() - cell.trim_start_matches(is_around).len();
        start..start.max(range.start + cell.trim_end_matches(is_around).len())
    };
    let mut pieces = Vec::new();
    let (mut from, mut depth, mut is_quoted) = (0, 0_usize, false);
    for (at, c) in others(text) {
        match c {
            '"' => is_quoted = !is_quoted,
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            _ if c == mark && depth == 0 && !is_quoted => {
                pieces.push(cell(from..at));
                from = at + c.len_utf8();
            }
            _ => {}
        }
    }
    pieces.push(cell(from..text.len()));
    pieces
}

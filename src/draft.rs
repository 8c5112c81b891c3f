//! The lexer: lines to rows of fields, in every way that copying a table leaves its cells.
//!
//! It knows no form and decides nothing about meaning: a field is a piece of a line with an [`Entry`], a row is
//! what the layout keeps together. Which text is a label and which number belongs to it is for the reading.
//! Layouts: tab-separated rows; one cell a line behind a tab, rows separated by blank lines (Word's paste);
//! rows between pipes or drawn lines; one cell a line before a pipe; cells between commas (`draft/commas`); and
//! plain lines, each a row of one field.

mod commas;
mod kinds;

use std::ops::Range;

use crate::find::{has, has_any, others};
use crate::fold::{is_blank, trim, trim_end, trim_start};
use crate::number::{Entry, NUMERALS};
use crate::source::{Source, Span};
use commas::{commas, pieces};
use kinds::{Apart, LineKind, borders, is_pipe, is_ruler, kind_of};
pub use kinds::{MARKS, is_page_number};

/// A cell of a pasted table, or a whole plain line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// Where, without the blanks around; empty for an empty field.
    pub span: Span,
    /// What stands there.
    pub entry: Entry,
}

/// How the fields of a row hang together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowKind {
    /// Cells of one table row: nothing before or behind belongs to it.
    Bound,
    /// Cells that follow one another with no mark of where a table row ends.
    Loose,
    /// A plain line.
    Line,
}

/// Fields that the layout keeps together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// How they hang together.
    pub kind: RowKind,
    /// Indices into [`Draft::fields`].
    pub fields: Range<usize>,
}

/// Some lines of a source, lexed.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// All fields in order.
    pub fields: Vec<Field>,
    /// The rows in order; blank lines are none.
    pub rows: Vec<Row>,
}

impl Draft {
    /// The fields of a row.
    pub fn row(&self, row: &Row) -> &[Field] {
        self.fields.get(row.fields.clone()).unwrap_or_default()
    }
}

/// Lexes a range of lines. Linear in their length.
pub fn lex(source: &Source<'_>, lines: Range<usize>) -> Draft {
    /// Fields of a line of a table, more or less.
    const FIELDS: usize = 3;
    let lines = source.lines().get(lines).unwrap_or_default();
    let whole = lines.first().zip(lines.last()).map_or("", |(first, last)| source.slice(first.to(*last)));
    // Most drafts have none of these.
    let has_drawn = has_any(whole, MARKS.split_at(2).1);
    let has_marks = has(whole, "\"");
    let mut kinds: Vec<_> = lines.iter().map(|&line| kind_of(source.slice(line), has_drawn)).collect();
    commas(source, lines, &mut kinds);
    // A lone pipe is an empty cell where cells carry their pipe, and a mere separator where they do not.
    let pipes_end_cells = kinds.contains(&LineKind::Piped);
    let piped = lines.iter().zip(&kinds).filter(|(_, kind)| **kind == LineKind::Cells(Apart::Pipes));
    let borders = borders(piped.map(|(&line, _)| trim(source.slice(line))));
    let draft =
        Draft { fields: Vec::with_capacity(lines.len() * FIELDS), rows: Vec::with_capacity(lines.len()) };
    let mut lexer = Lexer { source, draft, open: None, borders };
    let mut next = 0;
    for (index, (&line, &kind)) in lines.iter().zip(&kinds).enumerate() {
        if index < next {
            continue;
        }
        let below = lines.get(index..).filter(|_| has_marks).unwrap_or_default();
        let quoted = quoted_row(source, below);
        let (line, kind) = quoted.map_or((line, kind), |(row, _)| (row, LineKind::Cells(Apart::Tabs)));
        next = quoted.map_or(next, |(_, count)| index + count);
        match kind {
            LineKind::Blank => lexer.close(RowKind::Bound),
            LineKind::Cells(apart @ Apart::Commas(_)) => {
                let rest = lines.iter().zip(&kinds).skip(index + 1);
                let last = rest.take_while(|(_, kind)| **kind == LineKind::Continued).last();
                lexer.cells(last.map_or(line, |(last, _)| line.to(*last)), apart);
            }
            LineKind::Cells(apart) => lexer.cells(line, apart),
            LineKind::Tabbed => lexer.cell(line, RowKind::Bound),
            LineKind::Piped => lexer.cell(line, RowKind::Loose),
            LineKind::LonePipe if pipes_end_cells => lexer.cell(line, RowKind::Loose),
            LineKind::LonePipe | LineKind::Furniture | LineKind::Continued => {}
            LineKind::Plain if lexer.spaced(line) => {}
            LineKind::Plain => {
                let more = kinds.get(index + 1).copied() == Some(LineKind::Tabbed);
                lexer.plain(line, more || matches!(kinds.get(index + 1), Some(LineKind::Plain)));
            }
        }
    }
    lexer.close_any();
    lexer.draft
}

/// The lines that make one row, and how many: a spreadsheet puts cells with line breaks between straight marks of
/// quotation, `"结果⏎维持"⇥3`. Linear in these lines.
fn quoted_row(source: &Source<'_>, lines: &[Span]) -> Option<(Span, usize)> {
    /// Most lines of one row.
    const MOST: usize = 12;
    let opens = |text: &str| {
        let cell = text.rsplit('\t').next().map_or("", trim_start);
        cell.starts_with('"') && cell.matches('"').count() == 1
    };
    let first = *lines.first()?;
    let text = source.slice(first);
    if !text.contains('"') || !opens(text) {
        return None;
    }
    // A paragraph may begin with a mark that is not closed.
    let mut has_cells = text.contains('\t');
    for (count, &line) in (2..=MOST).zip(lines.get(1..)?) {
        let text = source.slice(line);
        let (cell, rest) = text.split_once('\t').map_or((text, None), |(cell, rest)| (cell, Some(rest)));
        match cell.matches('"').count() {
            0 if rest.is_none() => {}
            1 if trim_end(cell).ends_with('"') => {
                has_cells |= rest.is_some();
                if !rest.is_some_and(opens) {
                    return has_cells.then_some((first.to(line), count));
                }
            }
            _ => return None,
        }
    }
    None
}

/// The pieces of a line between two blanks and more, or a blank that is as wide.
fn columns(text: &str, words: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut columns: Vec<Range<usize>> = Vec::new();
    for word in words {
        match columns.last_mut() {
            Some(last) if text.get(last.end..word.start).is_some_and(|gap| gap.chars().count() < 2) => {
                last.end = word.end;
            }
            _ => columns.push(word.clone()),
        }
    }
    columns
}

/// The words of a text between blanks, with their places in bytes.
pub fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut from = 0;
    text.split(is_blank).filter_map(move |word| {
        let at = from;
        let blank = text.get(at + word.len()..)?.chars().next().map_or(0, char::len_utf8);
        from = at + word.len() + blank;
        (!word.is_empty()).then_some((at, word))
    })
}

/// Whether a text is one of the numerals that number sections and groups.
fn is_numeral(text: &str) -> bool {
    text.len() == '三'.len_utf8() && text.chars().all(|c| NUMERALS.contains(&c))
}

struct Lexer<'s, 't> {
    source: &'s Source<'t>,
    draft: Draft,
    /// The row of one-cell lines that is still growing: its kind and first field.
    open: Option<(RowKind, usize)>,
    /// Whether rows between pipes have one before their first and behind their last cell.
    borders: [bool; 2],
}

impl Lexer<'_, '_> {
    /// Longest line that may continue the label on the line before, in bytes.
    const LONGEST_CONTINUATION: u32 = 60;

    fn field(&self, span: Span) -> Field {
        let text = self.source.slice(span);
        let is_around = |c: char| is_blank(c) || is_pipe(c);
        let mut behind = trim_start(text);
        if behind.starts_with(is_pipe) {
            behind = behind.trim_start_matches(is_around);
        }
        let mut inner = trim_end(behind);
        if inner.ends_with(is_pipe) {
            inner = inner.trim_end_matches(is_around);
        }
        let start = if inner.is_empty() { 0 } else { text.len() - behind.len() };
        Field { span: span.part(&(start..start + inner.len())), entry: Entry::read(inner) }
    }

    /// Takes a field before words for words. A label that runs down beside its rows, 三、本年度办理结果, begins with no number:
    /// nothing is counted before the words that say what.
    fn number_label(&mut self, at: usize) {
        if let Some(field) = self.draft.fields.get_mut(at)
            && is_numeral(self.source.slice(field.span))
        {
            field.entry = Entry::Text;
        }
    }

    /// The same for a line of its own above the words.
    fn number_line_before(&mut self) {
        let last = self.draft.rows.last().filter(|row| row.kind == RowKind::Line && row.fields.len() == 1);
        if let Some(at) = last.map(|row| row.fields.start) {
            self.number_label(at);
        }
    }

    /// Ends the growing row, if it is of this kind.
    fn close(&mut self, kind: RowKind) {
        if let Some((_, first)) = self.open.take_if(|(open, _)| *open == kind) {
            self.draft.rows.push(Row { kind, fields: first..self.draft.fields.len() });
        }
    }

    fn close_any(&mut self) {
        self.close(RowKind::Bound);
        self.close(RowKind::Loose);
    }

    /// A line of several cells.
    fn cells(&mut self, line: Span, apart: Apart) {
        self.close_any();
        let first = self.draft.fields.len();
        let text = self.source.slice(line);
        if let Apart::Commas(mark) = apart {
            for piece in pieces(text, mark) {
                self.draft.fields.push(self.field(line.part(&piece)));
            }
            self.draft.rows.push(Row { kind: RowKind::Bound, fields: first..self.draft.fields.len() });
            return;
        }
        let (mut start, mut end) = (0, text.len());
        if apart == Apart::Pipes {
            let trimmed = trim(text);
            let [before, behind] = self.borders;
            let length = |c: Option<char>| c.filter(|&c| is_pipe(c)).map_or(0, char::len_utf8);
            start = text.find(|c| !is_blank(c)).unwrap_or(0);
            start += if before { length(trimmed.chars().next()) } else { 0 };
            end = trim_end(text).len();
            end -= if behind { length(trimmed.chars().next_back()) } else { 0 };
        }
        let is_mark = |c: char| match apart {
            Apart::Tabs => c == '\t',
            Apart::Pipes => is_pipe(c),
            _ => c == '\t' || is_pipe(c),
        };
        let mut at = start;
        for piece in text.get(start..end.max(start)).unwrap_or_default().split(is_mark) {
            // Where a cell of the row above goes on, the line below it is drawn beside that.
            let filled = if piece.chars().all(|c| is_ruler(c) || is_blank(c)) { 0 } else { piece.len() };
            self.draft.fields.push(self.field(line.part(&(at..at + filled))));
            at += piece.len();
            at += text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        }
        if self.draft.fields.get(first + 1).is_some_and(|words| words.entry == Entry::Text) {
            self.number_label(first);
        }
        self.draft.rows.push(Row { kind: RowKind::Bound, fields: first..self.draft.fields.len() });
    }

    /// A plain line that ends in numbers set off by blanks, as where a copy lost its tabs or a PDF has columns. Two
    /// blanks part cells; where there are no two, the text before the numbers is one cell. Says whether it is such a
    /// line.
    fn spaced(&mut self, line: Span) -> bool {
        /// Longest line of this kind, in bytes.
        const LONGEST: u32 = 400;
        if line.len() > LONGEST {
            return false;
        }
        let text = self.source.slice(line);
        // One word is one cell at most.
        if !others(trim(text)).any(|(_, c)| is_blank(c)) {
            return false;
        }
        let words: Vec<Range<usize>> = words(text).map(|(at, word)| at..at + word.len()).collect();
        let columns = columns(text, &words);
        let wide = columns.len() > 1;
        // Between single blanks a sentence may end in a number with its unit; a label has no punctuation.
        let is_row = wide || !has_any(text, &['，', '。', '；', '：', ',', ';', ':']);
        let is_entry = |range: &Range<usize>| match Entry::read(text.get(range.clone()).unwrap_or_default()) {
            Entry::Number { plain, .. } => plain || is_row,
            Entry::Mark => is_row,
            Entry::Empty | Entry::Text => false,
        };
        // From the end: a column that is one entry, or several where the columns run close together.
        let mut entries: Vec<Range<usize>> = Vec::new();
        let mut label: Vec<Range<usize>> = Vec::new();
        for column in columns.iter().rev() {
            if label.is_empty() && is_entry(column) {
                entries.push(column.clone());
                continue;
            }
            let mut end = column.end;
            let inside =
                words.iter().rev().filter(|word| column.start <= word.start && word.end <= column.end);
            for word in inside.take_while(|word| label.is_empty() && is_entry(word)) {
                entries.push(word.clone());
                end = word.start;
            }
            let head = text.get(column.start..end).map_or(0, |head| trim_end(head).len());
            if head > 0 {
                label.push(column.start..column.start + head);
            }
        }
        if entries.is_empty() || entries.len() + label.len() < 2 {
            return false;
        }
        self.close_any();
        if !label.is_empty() {
            self.number_line_before();
        }
        let first = self.draft.fields.len();
        for range in label.iter().rev() {
            let at = self.draft.fields.len();
            self.draft.fields.push(self.field(line.part(range)));
            self.number_label(at);
        }
        for range in entries.iter().rev() {
            self.draft.fields.push(self.field(line.part(range)));
        }
        self.draft.rows.push(Row { kind: RowKind::Bound, fields: first..self.draft.fields.len() });
        true
    }

    /// A line that is one cell.
    fn cell(&mut self, line: Span, kind: RowKind) {
        if self.open.is_none_or(|(open, _)| open != kind) {
            self.close_any();
            self.open = Some((kind, self.draft.fields.len()));
        }
        // An empty cell stands behind its tab.
        let mut field = self.field(line);
        if field.entry == Entry::Empty && kind == RowKind::Bound {
            field.span = Span::at(line.end);
        }
        self.draft.fields.push(field);
    }

    /// A plain line: the rest of a label whose cell is broken over lines, or a row of its own.
    fn plain(&mut self, line: Span, more: bool) {
        let field = self.field(line);
        let short = line.len() <= Self::LONGEST_CONTINUATION && field.entry == Entry::Text;
        let continues = |last: &Field| match last.entry {
            Entry::Text => true,
            // Word leaves a merged cell's text below the empty line of its tab.
            Entry::Empty => more,
            _ => false,
        };
        let in_cell = match self.open {
            Some((RowKind::Bound, _)) => true,
            None => {
                self.draft.rows.last().is_some_and(|row| row.kind == RowKind::Bound && row.fields.len() == 1)
            }
            Some(_) => false,
        };
        if short
            && in_cell
            && let Some(last) = self.draft.fields.last_mut().filter(|last| continues(last))
        {
            let start = if last.entry == Entry::Empty { field.span } else { last.span };
            *last = Field { span: start.to(field.span), entry: Entry::Text };
            if self.open.is_none() {
                // The row was closed by the blank lines inside its cell: it goes on.
                if let Some(row) = self.draft.rows.pop() {
                    self.open = Some((RowKind::Bound, row.fields.start));
                }
            }
            return;
        }
        self.close_any();
        if self.source.slice(field.span).starts_with('、') {
            self.number_line_before();
        }
        let first = self.draft.fields.len();
        self.draft.fields.push(field);
        self.draft.rows.push(Row { kind: RowKind::Line, fields: first..first + 1 });
    }
}

#[cfg(test)]
mod tests;

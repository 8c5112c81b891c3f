//! The interpretation of a draft: which section each line belongs to, which field is which cell of the form,
//! what the narrative says — each with its place, and with what could not be read beside it.
//!
//! It interprets and never judges: a wrong number, a missing section or an altered label is read as it stands.
//! Where it cannot be sure, it abstains and says so.

pub mod author;
pub mod names;
pub mod narrative;
pub mod sections;
pub mod tables;

use std::ops::Range;

use crate::fold::{trim, trim_start};
use crate::form::{Cell, Edition, Form};
use crate::number::{Entry, Number};
use crate::source::{Source, Span};
use crate::words::Words;
use author::Author;
use narrative::Narrative;
use sections::Outline;
use tables::{CellReading, RowState, TableReading};

/// A draft read against the form.
#[derive(Debug)]
pub struct Reading {
    /// The form that the tables follow; the one the year asks for where there is no table.
    pub form: &'static Form,
    /// Whether the tables themselves show which form it is.
    pub edition_seen: bool,
    /// Title, sections, attachments, signature.
    pub outline: Outline,
    /// The body that reports.
    pub author: Option<Author>,
    /// Every word of the word lists.
    pub words: Words,
    /// The three tables, in order.
    pub tables: [TableReading; 3],
    /// What the narrative says.
    pub narrative: Narrative,
    /// The lines that are no table lines and not blank, with what stands on them.
    prose: Vec<(usize, Span)>,
}

impl Reading {
    /// Reads a source. Linear in its length.
    pub fn new(source: &Source<'_>) -> Self {
        let mut outline = sections::read(source);
        let sheets = tables::lex_zones(source, &outline);
        let seen = tables::edition_of(&sheets);
        let edition = seen
            .or_else(|| outline.year.and_then(|year| Edition::for_year(year.value)))
            .unwrap_or(Edition::Current);
        let form = edition.form();
        let tables = tables::read(source, &outline, &sheets, form);
        // Rows of 表三 are numbered like headings.
        outline.own.retain(|own| !tables.iter().any(|table| table.owns_line(own.line)));
        let in_table = |line: usize| tables.iter().any(|table| table.owns_line(line));
        let prose = source.lines().iter().enumerate().filter(|(line, _)| !in_table(*line));
        let prose =
            prose.map(|(line, &span)| (line, trimmed(source, span))).filter(|(_, span)| !span.is_empty());
        let prose: Vec<(usize, Span)> = prose.collect();
        let words = Words::find(source.text());
        let narrative = Narrative::new(source, &outline, &prose, &words);
        let author = Author::read(source, &outline);
        Self { form, edition_seen: seen.is_some(), outline, author, words, tables, narrative, prose }
    }

    /// The reading of a cell; `None` where the draft does not have it.
    pub fn cell(&self, cell: Cell) -> Option<&CellReading> {
        let table = self.tables.get(usize::from(cell.table))?;
        table.rows.get(usize::from(cell.row))?.cells.get(usize::from(cell.column))?.as_ref()
    }

    /// The number of a cell.
    pub fn value(&self, cell: Cell) -> Option<Number> {
        match self.cell(cell)?.entry {
            Entry::Number { value, .. } => Some(value),
            _ => None,
        }
    }

    /// Whether a cell has no number although its row was read: empty, a mark, or cut off with the end of the row.
    pub fn is_blank(&self, cell: Cell) -> bool {
        let row =
            self.tables.get(usize::from(cell.table)).and_then(|table| table.rows.get(usize::from(cell.row)));
        let read = row.is_some_and(|row| row.state == RowState::Read);
        read && self.cell(cell).is_none_or(|mark| matches!(mark.entry, Entry::Empty | Entry::Mark))
    }

    /// The whole number of the cell with a public id, if it was read.
    pub fn count(&self, id: &str) -> Option<i64> {
        self.value(self.form.cell(id)?)?.as_whole()
    }

    /// Whether there is anything of a report: a section, a table or a title.
    pub fn is_report(&self) -> bool {
        self.outline.sections.iter().flatten().count() > 0
            || self.tables.iter().any(TableReading::is_present)
            || self.outline.title.is_some()
    }

    /// Whether a line belongs to a table.
    pub fn in_table(&self, line: usize) -> bool {
        self.tables.iter().any(|table| table.owns_line(line))
    }

    /// The prose of some lines: each line that is no table line and not blank, without the blanks around it.
    pub fn prose(&self, lines: Range<usize>) -> &[(usize, Span)] {
        let place = |end: usize| self.prose.partition_point(|(line, _)| *line < end);
        self.prose.get(place(lines.start)..place(lines.end)).unwrap_or_default()
    }
}

/// A span without the blanks at both ends.
pub fn trimmed(source: &Source<'_>, span: Span) -> Span {
    let text = source.slice(span);
    let start = text.len() - trim_start(text).len();
    span.part(&(start..start + trim(text).len()))
}

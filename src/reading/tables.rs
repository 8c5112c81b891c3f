//! Tables: the form's rows and cells found in a draft.
//!
//! Two levels, because one flat alignment lets numbers slide into the neighbouring row: first the rows are
//! aligned with the form's rows by their labels, then the fields behind a label with the cells of that row.
//! Relations play no part here: a reading that made sums come out would hide the errors it is for. A row that is
//! not clearly the best match, or has too few numbers to place, stays unread.

mod apart;
mod broken;
mod cells;
mod extent;
mod fused;
mod heads;
mod items;
mod labels;
mod lexicon;
mod matching;
mod strip;
mod wrapped;

use std::borrow::Cow;
use std::cell::Cell;
use std::cmp::Ordering;
use std::ops::Range;
use std::sync::LazyLock;

use crate::draft::{Draft, Field, lex};
use crate::find::{Matcher, has, has_any};
use crate::fold::{is_blank, narrow};
use crate::form::{Edition, Form, Shape, Table};
use crate::number::{Entry, Ordinal};
use crate::source::{Source, Span};

use super::sections::Outline;
use apart::Apart;
use labels::Labels;
use lexicon::{Lexicon, Meaning};

/// A cell of the form in the draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CellReading {
    /// Where; empty for a blank cell.
    pub span: Span,
    /// What stands there.
    pub entry: Entry,
}

/// What became of a row of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowState {
    /// The draft has no such row.
    Missing,
    /// Its cells were read.
    Read,
    /// It is there, but which number belongs to which cell cannot be told.
    Ambiguous,
}

/// A row of the form in the draft.
#[derive(Clone, Debug)]
pub struct RowReading {
    /// What became of it.
    pub state: RowState,
    /// Its label, or the whole row of a strip.
    pub label: Option<Span>,
    /// Its cells, by column; `None` where the draft has no such cell.
    pub cells: Vec<Option<CellReading>>,
    /// Entries of the row beyond its cells.
    pub surplus: Vec<Span>,
}

/// Wording in a table that is not the form's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Alteration {
    /// Where.
    pub span: Span,
    /// The form's wording that it most likely was; `None` where that cannot be told.
    pub expected: Option<&'static str>,
}

impl Alteration {
    /// Whether a figure goes with what is written where the form's wording is put in its place. Linear.
    pub fn loses_figure(&self, source: &Source<'_>) -> bool {
        let digits = |text: &str| text.chars().map(narrow).filter(char::is_ascii_digit).collect::<Vec<_>>();
        let (written, expected) = (source.slice(self.span), self.expected.unwrap_or_default());
        // The ordinal of a label may be another one, or lack its mark.
        digits(Ordinal::strip(written)) != digits(Ordinal::strip(expected))
            && digits(written) != digits(expected)
    }

    /// Whether it is a head in 元 where the form's is in 万元: the numbers below it are ten thousand times as large.
    pub fn is_in_yuan(&self, source: &Source<'_>) -> bool {
        let written = source.slice(self.span);
        self.expected.is_some_and(|expected| has(expected, "万元"))
            && written.contains('元')
            && !written.contains('万')
    }
}

/// A row of numbers that is no row of the form, or one that the draft has twice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnreadRow {
    /// Its label.
    pub label: Option<Span>,
    /// The row of the form that the label names: the draft has that row elsewhere as well.
    pub repeats: Option<usize>,
    /// Its numbers.
    pub entries: Vec<Span>,
}

/// A table of the form in the draft.
#[derive(Clone, Debug)]
pub struct TableReading {
    /// The rows, in the form's order.
    pub rows: Vec<RowReading>,
    /// The lines that it spans; empty where there is no such table.
    pub lines: Range<usize>,
    /// Lines of prose between its lines, in order.
    pub prose: Vec<usize>,
    /// Whether it stands in an attachment.
    pub in_attachment: bool,
    /// Wording that is not the form's.
    pub alterations: Vec<Alteration>,
    /// Rows of numbers that were not read.
    pub unread: Vec<UnreadRow>,
    /// Whether labels and numbers came apart, as in a copy from a PDF in reading order: rows without numbers are not blank
    /// then, nor rows without a label missing.
    pub is_scattered: bool,
}

impl TableReading {
    fn absent(table: &Table) -> Self {
        let row = |columns: usize| RowReading {
            state: RowState::Missing,
            label: None,
            cells: vec![None; columns],
            surplus: Vec::new(),
        };
        Self {
            rows: table.rows.iter().map(|r| row(r.columns.len())).collect(),
            lines: 0..0,
            prose: Vec::new(),
            in_attachment: false,
            alterations: Vec::new(),
            unread: Vec::new(),
            is_scattered: false,
        }
    }

    /// The rows of which no number was read.
    pub fn rows_not_read(&self) -> impl Iterator<Item = usize> {
        let is_read = |row: &RowReading| row.cells.iter().any(Option::is_some);
        self.rows.iter().enumerate().filter(move |(_, row)| !is_read(row)).map(|(index, _)| index)
    }

    /// Whether the draft has this table.
    pub fn is_present(&self) -> bool {
        !self.lines.is_empty()
    }

    /// Whether a line is part of the table.
    pub fn owns_line(&self, line: usize) -> bool {
        self.lines.contains(&line) && self.prose.binary_search(&line).is_err()
    }

    /// Its cells that were read.
    pub fn cells(&self) -> impl Iterator<Item = &CellReading> {
        self.rows.iter().flat_map(|row| row.cells.iter().flatten())
    }
}

/// A zone of the draft, lexed.
#[derive(Debug)]
pub struct Sheet {
    /// Its lines.
    lines: Range<usize>,
    draft: Draft,
    labels: Labels,
}

/// Lexes every zone in which a table may stand.
pub fn lex_zones(source: &Source<'_>, outline: &Outline) -> Vec<Sheet> {
    let lexed =
        |lines: Range<usize>| if lines.len() > MOST_LINES { Draft::default() } else { lex(source, lines) };
    let sheet = |lines: Range<usize>| {
        let draft = lexed(lines.clone());
        Sheet { labels: Labels::of(source, &draft), draft, lines }
    };
    outline.zones().into_iter().map(sheet).collect()
}

/// The edition whose wording the tables have; `None` where they have none of either, or as much of both.
pub fn edition_of(sheets: &[Sheet]) -> Option<Edition> {
    const LONGEST_LABEL: u32 = 150;
    static TOKENS: LazyLock<Matcher> = LazyLock::new(|| {
        let tokens = [Edition::Trial, Edition::Current].map(|edition| edition.form().tokens);
        Matcher::new(&tokens.concat())
    });
    let (mut trial, mut current) = (0, 0);
    let first_current = Edition::Trial.form().tokens.len();
    for sheet in sheets {
        for (index, field) in sheet.draft.fields.iter().enumerate() {
            if field.entry != Entry::Text || field.span.len() > LONGEST_LABEL {
                continue;
            }
            // A token that a label has twice counts once.
            let mut seen = 0_u64;
            TOKENS.scan(sheet.labels.key(index).unwrap_or_default(), |_, token| seen |= 1 << token);
            let all = seen.count_ones();
            let of_current = (seen >> first_current).count_ones();
            trial += all - of_current;
            current += of_current;
        }
    }
    match trial.cmp(&current) {
        Ordering::Greater => Some(Edition::Trial),
        Ordering::Less => Some(Edition::Current),
        Ordering::Equal => None,
    }
}

/// Longest text of a label, in bytes; a longer line is prose.
const LONGEST_LABEL: u32 = 180;
/// Least likeness at which a damaged wording is named in a finding.
const LEAST_SUGGESTION: f32 = 0.5;
/// Most lines of a zone that are lexed: as many as such items have with a cell a line, and some.
const MOST_LINES: usize = 200_000;

/// A label with the entries behind it.
#[derive(Clone, Debug, Default)]
struct Item {
    /// The label's field.
    label: Option<usize>,
    /// The row that the label names exactly.
    row: Option<usize>,
    /// The whole label, where it is damaged and wrapped over several lines.
    wording: Option<String>,
    /// The fields of a label that is wrapped, with `label` among them.
    parts: Vec<usize>,
    /// The fields behind it.
    values: Vec<usize>,
    /// Number of fields of the layout's row, where it binds.
    width: Option<usize>,
    /// Where in the layout's row the first value stands.
    offset: usize,
}

/// Reads the three tables.
pub fn read(
    source: &Source<'_>,
    outline: &Outline,
    sheets: &[Sheet],
    form: &'static Form,
) -> [TableReading; 3] {
    let one = |index: usize, table: &'static Table| {
        let Some(lexicon) = Lexicon::of(form, index) else { return TableReading::absent(table) };
        let Some(sheet) = sheet_of(outline, sheets, table, lexicon) else {
            return TableReading::absent(table);
        };
        let others = (0..form.tables.len()).filter(|&other| other != index);
        let others = others.filter_map(|other| Lexicon::of(form, other)).collect();
        let draft = fused::split(source, &sheet.draft, table, lexicon);
        let labels = match &draft {
            Cow::Borrowed(_) => Cow::Borrowed(&sheet.labels),
            Cow::Owned(draft) => Cow::Owned(Labels::of(source, draft)),
        };
        let reader =
            Reader { source, draft: &draft, labels: &labels, table, lexicon, others, apart: Cell::new(None) };
        let mut reading = match table.shape {
            Shape::Rows => reader.rows(),
            Shape::Strip => reader.strip(),
        };
        reading.in_attachment = reading.is_present() && reading.lines.start >= outline.attachments.start;
        reading
    };
    let [first, second, third] = &form.tables;
    [one(0, first), one(1, second), one(2, third)]
}

/// The zone that holds a table: its own section, unless another zone has clearly more of its labels.
fn sheet_of<'s>(
    outline: &Outline,
    sheets: &'s [Sheet],
    table: &Table,
    lexicon: &Lexicon,
) -> Option<&'s Sheet> {
    const LEAST_ELSEWHERE: usize = 3;
    let own = outline.section(table.section);
    let own = own.and_then(|section| sheets.iter().find(|sheet| sheet.lines.start == section.body.start));
    let labels = |sheet: &Sheet, enough: usize| {
        let mut seen: Vec<Meaning> = Vec::new();
        let labels = (0..sheet.draft.fields.len()).filter_map(|field| sheet.labels.stripped_key(field));
        for meaning in labels.filter_map(|label| lexicon.meaning_of_key(label)) {
            if seen.len() == enough {
                break;
            }
            if !seen.contains(&meaning) {
                seen.push(meaning);
            }
        }
        seen.len()
    };
    let own_labels = own.map_or(0, |own| labels(own, LEAST_ELSEWHERE));
    if own_labels >= LEAST_ELSEWHERE {
        return own;
    }
    let best = sheets.iter().map(|sheet| (labels(sheet, usize::MAX), sheet)).max_by_key(|(count, _)| *count);
    match best {
        Some((count, sheet)) if count >= LEAST_ELSEWHERE && count > own_labels => Some(sheet),
        _ => own,
    }
}

/// Whether a field can be a label.
fn is_label(field: &Field) -> bool {
    field.entry == Entry::Text && field.span.len() <= LONGEST_LABEL
}

/// Reads one table from one zone.
struct Reader<'s, 't> {
    source: &'s Source<'t>,
    draft: &'s Draft,
    labels: &'s Labels,
    table: &'static Table,
    lexicon: &'static Lexicon,
    /// The wording of the form's other tables.
    others: Vec<&'static Lexicon>,
    /// The line that was looked at last: its fields are asked about one after the other.
    apart: Cell<Option<Apart>>,
}

impl Reader<'_, '_> {
    fn field(&self, index: usize) -> Option<&Field> {
        self.draft.fields.get(index)
    }

    fn text(&self, index: usize) -> &str {
        self.field(index).map_or("", |field| self.source.slice(field.span))
    }

    /// What a field is in the table, if it is wording of it.
    fn meaning(&self, index: usize) -> Option<Meaning> {
        let known = match self.labels.stripped_key(index) {
            Some(label) => self.lexicon.meaning_of_key(label),
            None => self.lexicon.meaning(self.text(index)),
        };
        known.or_else(|| self.lexicon.head_with_unit(self.text(index)))
    }

    /// The row that a field names, or that its last words name where separators were lost.
    fn row_of(&self, index: usize) -> Option<usize> {
        match self.meaning(index) {
            Some(meaning) => meaning.row,
            None => self.lexicon.row_at_end(self.text(index)),
        }
    }

    fn line(&self, index: usize) -> usize {
        self.field(index).map_or(0, |field| self.source.line_index(field.span.start))
    }

    fn is_filled(&self, index: usize) -> bool {
        self.field(index).is_some_and(|field| field.entry != Entry::Empty)
    }

    fn filled(&self, item: &Item) -> usize {
        item.values.iter().filter(|&&value| self.is_filled(value)).count()
    }

    /// Whether a plain line is prose rather than a cell of its own, or heads between blanks.
    fn is_prose(&self, field: &Field) -> bool {
        const LONGEST_CELL: usize = 48;
        let text = self.source.slice(field.span);
        field.entry == Entry::Text
            && (has_any(text, &['。', '；'])
                || text.len() > LONGEST_CELL
                    && text.chars().filter(|&c| !is_blank(c)).nth(LONGEST_CELL).is_some()
                    && !self.lexicon.knows_all_of(text))
    }

    /// A table whose rows have labels.
    fn rows(&self) -> TableReading {
        let mut items = self.items();
        self.unwrap_labels(&mut items);
        let mut matched = self.match_rows(&items);
        self.doubt_broken_cells(&items, &mut matched);
        let mut reading = TableReading::absent(self.table);
        let anchors: Vec<usize> =
            matched.iter().flatten().filter_map(|&(item, _)| items.get(item)?.label).collect();
        self.claim(&mut reading, &items, &anchors);
        if !reading.is_present() {
            return reading;
        }
        let serials = self.has_serial_numbers(&items);
        let in_other_order = self.rows_in_other_order();
        for ((index, found), is_other) in matched.iter().enumerate().zip(in_other_order) {
            let Some(&(found, sure)) = found.as_ref() else { continue };
            let (Some(item), Some(row)) = (items.get(found), reading.rows.get_mut(index)) else { continue };
            row.label = item.label.and_then(|label| self.field(label)).map(|field| field.span);
            let columns = self.table.rows.get(index).map_or(&[][..], |row| row.columns);
            let is_numbered = serials && item.width.is_none() && self.filled(item) == row.cells.len();
            let sure = sure && !is_numbered;
            let placed =
                if sure && !is_other { self.place(item, row.cells.len(), &items, &matched) } else { None };
            match placed {
                Some((mut cells, surplus)) => {
                    for (cell, column) in cells.iter_mut().zip(columns) {
                        self.check_unit(cell.as_mut(), column);
                    }
                    row.state = RowState::Read;
                    row.cells = cells;
                    row.surplus = surplus;
                }
                None => {
                    row.state = RowState::Ambiguous;
                    row.surplus = self.entries(item);
                }
            }
        }
        let taken: Vec<usize> = matched.iter().flatten().map(|&(item, _)| item).collect();
        self.leave(&mut reading, &items, &taken);
        self.mark_scattered(&mut reading, &items, &taken);
        self.find_alterations(&mut reading, &items, &matched);
        reading
    }

    /// The spans of an item's entries that say something.
    fn entries(&self, item: &Item) -> Vec<Span> {
        let fields = item.values.iter().filter_map(|&value| self.field(value));
        fields
            .filter(|field| !matches!(field.entry, Entry::Empty | Entry::Mark))
            .map(|field| field.span)
            .collect()
    }
}

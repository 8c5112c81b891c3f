//! Tables: the form's rows and cells found in a draft.
//!
//! Two levels, because one flat alignment lets numbers slide into the neighbouring row: first the rows are
//! aligned with the form's rows by their labels, then the fields behind a label with the cells of that row.
//! Relations play no part here: a reading that made sums come out would hide the errors it is for. A row that is
//! not clearly the best match, or has too few numbers to place, stays unread.

mod cells;
mod extent;
mod lexicon;

use std::ops::Range;

use crate::align::{Costs, align};
use crate::draft::{self, Draft, Field, RowKind, lex};
use crate::fold::{key, similarity};
use crate::form::{Edition, Form, Row, Shape, Table};
use crate::number::{Entry, Ordinal};
use crate::source::{Source, Span};

use super::sections::Outline;
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
        }
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
}

/// Lexes every zone in which a table may stand.
pub fn lex_zones(source: &Source<'_>, outline: &Outline) -> Vec<Sheet> {
    let zones = outline.zones().into_iter();
    zones.map(|lines| Sheet { draft: lex(source, lines.clone()), lines }).collect()
}

/// The edition whose wording the tables have; `None` where they have none of either, or as much of both.
pub fn edition_of(source: &Source<'_>, sheets: &[Sheet]) -> Option<Edition> {
    const LONGEST_LABEL: u32 = 150;
    let mut hits = [0_usize; 2];
    let fields = sheets.iter().flat_map(|sheet| &sheet.draft.fields);
    for field in fields.filter(|field| field.entry == Entry::Text && field.span.len() <= LONGEST_LABEL) {
        let label = key(source.slice(field.span));
        for (count, edition) in hits.iter_mut().zip([Edition::Trial, Edition::Current]) {
            *count += edition.form().tokens.iter().filter(|token| label.contains(**token)).count();
        }
    }
    match hits {
        [trial, current] if trial > current => Some(Edition::Trial),
        [trial, current] if current > trial => Some(Edition::Current),
        _ => None,
    }
}

/// Longest text of a label, in bytes; a longer line is prose.
const LONGEST_LABEL: u32 = 180;
/// Least likeness at which a damaged label still names its row.
const LEAST_LIKENESS: f32 = 0.55;
/// Cost of a label that is only a part of its row's, or has it as a part.
const PART_OF_LABEL: f32 = 0.45;
/// Least likeness at which a damaged wording is named in a finding.
const LEAST_SUGGESTION: f32 = 0.5;
/// A pair whose margin is smaller might as well be another.
const LEAST_MARGIN: f32 = 0.1;
/// Most rows of one zone that are aligned; a longer zone is no table of this form.
const MOST_ITEMS: usize = 20_000;

/// A label with the entries behind it.
#[derive(Clone, Debug, Default)]
struct Item {
    /// The label's field.
    label: Option<usize>,
    /// The row that the label names exactly.
    row: Option<usize>,
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
        let Some(sheet) = sheet_of(source, outline, sheets, table, lexicon) else {
            return TableReading::absent(table);
        };
        let others = (0..form.tables.len()).filter(|&other| other != index);
        let others = others.filter_map(|other| Lexicon::of(form, other)).collect();
        let reader = Reader { source, draft: &sheet.draft, table, lexicon, others };
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
    source: &Source<'_>,
    outline: &Outline,
    sheets: &'s [Sheet],
    table: &Table,
    lexicon: &Lexicon,
) -> Option<&'s Sheet> {
    const LEAST_ELSEWHERE: usize = 3;
    let own = outline.sections.get(table.section).and_then(Option::as_ref);
    let own = own.and_then(|section| sheets.iter().find(|sheet| sheet.lines.start == section.body.start));
    let labels = |sheet: &Sheet| {
        let mut seen: Vec<Meaning> = Vec::new();
        for field in sheet.draft.fields.iter().filter(|field| is_label(field)) {
            if let Some(meaning) = lexicon.meaning(source.slice(field.span)).filter(|m| !seen.contains(m)) {
                seen.push(meaning);
            }
        }
        seen.len()
    };
    let own_labels = own.map_or(0, labels);
    if own_labels >= LEAST_ELSEWHERE {
        return own;
    }
    let best = sheets.iter().map(|sheet| (labels(sheet), sheet)).max_by_key(|(count, _)| *count);
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
    table: &'static Table,
    lexicon: &'static Lexicon,
    /// The wording of the form's other tables.
    others: Vec<&'static Lexicon>,
}

impl Reader<'_, '_> {
    fn field(&self, index: usize) -> Option<&Field> {
        self.draft.fields.get(index)
    }

    fn text(&self, index: usize) -> &str {
        self.field(index).map_or("", |field| self.source.slice(field.span))
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

    /// Whether a plain line is prose rather than a cell of its own.
    fn is_prose(&self, field: &Field) -> bool {
        const LONGEST_CELL: usize = 48;
        let text = self.source.slice(field.span);
        field.entry == Entry::Text
            && (text.contains(['。', '；'])
                || text.chars().count() > LONGEST_CELL && self.lexicon.meaning(text).is_none())
    }

    /// Labels with the entries behind them, in order.
    fn items(&self) -> Vec<Item> {
        let mut items = Vec::new();
        let mut open = Item::default();
        for (number, row) in self.draft.rows.iter().enumerate() {
            let bound = row.kind == RowKind::Bound;
            for (offset, index) in row.fields.clone().enumerate() {
                let Some(field) = self.field(index) else { continue };
                let begun = open.label.is_some() || !open.values.is_empty();
                if row.kind == RowKind::Line && self.is_prose(field) {
                    flush(&mut items, &mut open);
                } else if field.entry != Entry::Text {
                    if field.entry == Entry::Empty && !begun {
                        continue;
                    }
                    if open.values.is_empty() {
                        open.offset = offset;
                        open.width = bound.then_some(row.fields.len());
                    }
                    open.values.push(index);
                } else if self.is_garbled_entry(&open, index, bound) {
                    open.values.push(index);
                } else {
                    let known_row = open.row.is_some();
                    if known_row || open.values.iter().any(|&value| self.is_filled(value)) {
                        flush(&mut items, &mut open);
                    }
                    let text = self.text(index);
                    let row = match self.lexicon.meaning(text) {
                        Some(meaning) => meaning.row,
                        None => self.lexicon.row_at_end(text),
                    };
                    open = Item { label: Some(index), row, ..Item::default() };
                }
                if items.len() > MOST_ITEMS {
                    return Vec::new();
                }
            }
            if bound && !self.goes_on(&open, self.draft.rows.get(number + 1)) {
                flush(&mut items, &mut open);
            }
        }
        flush(&mut items, &mut open);
        items
    }

    /// Whether a row was broken by a line end: the next has nothing but the numbers that are lacking.
    fn goes_on(&self, open: &Item, next: Option<&draft::Row>) -> bool {
        let Some(expected) = open.row.and_then(|row| self.table.rows.get(row)).map(|row| row.columns.len())
        else {
            return false;
        };
        let Some(next) = next.filter(|next| next.kind == RowKind::Bound) else { return false };
        let fields = self.draft.row(next);
        let numbers = fields.iter().filter(|field| matches!(field.entry, Entry::Number { .. })).count();
        let only_numbers =
            fields.iter().all(|field| matches!(field.entry, Entry::Number { .. } | Entry::Empty));
        only_numbers && numbers > 0 && self.filled(open) + numbers == expected
    }

    /// Whether a text stands where an entry should: a short unknown text behind a known label.
    fn is_garbled_entry(&self, open: &Item, index: usize, bound: bool) -> bool {
        const LONGEST_ENTRY: usize = 6;
        let text = self.text(index);
        let behind = open.row.is_some() || !open.values.is_empty() && open.label.is_some();
        bound
            && behind
            && text.chars().count() <= LONGEST_ENTRY
            && self.lexicon.meaning(text).is_none()
            && self.lexicon.nearest(text).is_none_or(|(_, likeness)| likeness < LEAST_SUGGESTION)
    }

    /// A table whose rows have labels.
    fn rows(&self) -> TableReading {
        let items = self.items();
        let matched = self.match_rows(&items);
        let mut reading = TableReading::absent(self.table);
        let anchors: Vec<usize> =
            matched.iter().flatten().filter_map(|&(item, _)| items.get(item)?.label).collect();
        self.claim(&mut reading, &items, &anchors);
        if !reading.is_present() {
            return reading;
        }
        for (index, found) in matched.iter().enumerate() {
            let Some(&(found, sure)) = found.as_ref() else { continue };
            let (Some(item), Some(row)) = (items.get(found), reading.rows.get_mut(index)) else { continue };
            row.label = item.label.and_then(|label| self.field(label)).map(|field| field.span);
            let placed = if sure { self.place(item, row.cells.len(), &items, &matched) } else { None };
            match placed {
                Some((cells, surplus)) => {
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

    /// For each row of the form the item that it is, and whether that is sure.
    fn match_rows(&self, items: &[Item]) -> Vec<Option<(usize, bool)>> {
        let candidates: Vec<Vec<(usize, f32)>> = items.iter().map(|item| self.candidates(item)).collect();
        let costs = RowCosts { candidates: &candidates, items };
        let mut matched: Vec<Option<(usize, bool)>> = vec![None; self.table.rows.len()];
        for pair in align(self.table.rows.len(), items.len(), &costs) {
            let rival_agrees = || {
                // Another copy of the row that says the same does no harm.
                let same_row = |(index, item): (usize, &Item)| {
                    index == pair.found
                        || item.row != Some(pair.expected)
                        || items.get(pair.found).is_some_and(|own| self.same_entries(own, item))
                };
                items.iter().enumerate().all(same_row)
            };
            let sure = pair.margin >= LEAST_MARGIN || rival_agrees();
            if let Some(slot) = matched.get_mut(pair.expected) {
                *slot = Some((pair.found, sure));
            }
        }
        // Rows out of order: a label that names a row exactly and is the only one to do so.
        for row in 0..matched.len() {
            if matched.get(row).is_some_and(Option::is_some) {
                continue;
            }
            let taken: Vec<usize> = matched.iter().flatten().map(|&(item, _)| item).collect();
            let mut free = items.iter().enumerate().filter(|(index, item)| {
                item.row == Some(row) && self.filled(item) > 0 && !taken.contains(index)
            });
            if let (Some((found, _)), None) = (free.next(), free.next())
                && let Some(slot) = matched.get_mut(row)
            {
                *slot = Some((found, true));
            }
        }
        matched
    }

    fn same_entries(&self, a: &Item, b: &Item) -> bool {
        let entries = |item: &Item| -> Vec<Entry> {
            let fields = item.values.iter().filter_map(|&value| self.field(value));
            fields.map(|field| field.entry).filter(|entry| *entry != Entry::Empty).collect()
        };
        entries(a) == entries(b)
    }

    /// The rows that an item may be, with the cost of taking it for each.
    fn candidates(&self, item: &Item) -> Vec<(usize, f32)> {
        let Some(label) = item.label else { return Vec::new() };
        let text = self.text(label);
        let filled = self.filled(item);
        let shape = |row: usize| {
            let expected = self.table.rows.get(row).map_or(0, |row| row.columns.len());
            if item.values.is_empty() { 0.3 } else { 0.05 * filled.abs_diff(expected).min(4) as f32 }
        };
        if let Some(row) = item.row {
            return vec![(row, shape(row))];
        }
        if item.values.is_empty() || self.lexicon.meaning(text).is_some() {
            return Vec::new();
        }
        let wanted = key(Ordinal::strip(text));
        let ordinal = Ordinal::read(text).map(|ordinal| ordinal.value);
        let mut rows = Vec::new();
        for (index, row) in self.table.rows.iter().enumerate() {
            let likeness = row
                .label
                .wordings()
                .map(|wording| similarity(&key(Ordinal::strip(wording)), &wanted))
                .fold(0.0, f32::max);
            let expected = Ordinal::read(row.label.text).map(|ordinal| ordinal.value);
            let renumbered = if ordinal.is_some() && ordinal != expected { 0.05 } else { 0.0 };
            if likeness >= LEAST_LIKENESS {
                rows.push((index, 1.0 - likeness + renumbered + shape(index)));
            }
        }
        if rows.is_empty() {
            // A label cut short, or with words around it: it names the only row that contains it or that it
            // contains.
            let official = |row: &Row| key(Ordinal::strip(row.label.text));
            let part = |row: &Row| {
                let official = official(row);
                let (short, long) =
                    if official.len() < wanted.len() { (&official, &wanted) } else { (&wanted, &official) };
                short.chars().count() >= 2 && long.contains(short.as_str())
            };
            let mut parts = self.table.rows.iter().enumerate().filter(|(_, row)| part(row));
            if let (Some((index, _)), None) = (parts.next(), parts.next()) {
                rows.push((index, PART_OF_LABEL + shape(index)));
            }
        }
        rows
    }

    /// A table whose cells stand in one strip.
    fn strip(&self) -> TableReading {
        let items = self.items();
        let mut reading = TableReading::absent(self.table);
        let known = |index: &usize| {
            let text = self.text(*index);
            self.field(*index).is_some_and(is_label)
                && (self.lexicon.meaning(text).is_some() || self.lexicon.knows_every_word(text))
        };
        let anchors: Vec<usize> = (0..self.draft.fields.len()).filter(known).collect();
        let Some(&first_anchor) = anchors.first() else { return reading };
        let strips: Vec<&Item> = items
            .iter()
            .filter(|item| self.filled(item) > 0 && item.values.iter().all(|&value| value > first_anchor))
            .collect();
        let mut ends = anchors.clone();
        ends.extend(strips.iter().filter_map(|item| item.values.last()));
        self.claim(&mut reading, &items, &ends);

        let width: usize = self.table.rows.iter().map(|row| row.columns.len()).sum();
        let merged = Item {
            label: None,
            values: strips.iter().flat_map(|item| item.values.iter().copied()).collect(),
            width: strips.first().and_then(|item| item.width),
            ..Item::default()
        };
        let filled = self.filled(&merged);
        let placed = if filled > width || filled == 0 && merged.values.is_empty() {
            None
        } else if strips.len() == 1 || filled == width {
            self.place(&merged, width, &[], &[])
        } else {
            None
        };
        let whole = merged.values.first().zip(merged.values.last());
        let whole = whole.and_then(|(&a, &b)| Some(self.field(a)?.span.to(self.field(b)?.span)));
        match placed {
            Some((cells, _)) => {
                let mut cells = cells.into_iter();
                for row in &mut reading.rows {
                    row.state = RowState::Read;
                    row.label = whole;
                    row.cells = row.cells.iter().map(|_| cells.next().flatten()).collect();
                }
            }
            None if filled > 0 => {
                for row in &mut reading.rows {
                    row.state = RowState::Ambiguous;
                    row.label = whole;
                }
                reading.unread =
                    vec![UnreadRow { label: None, repeats: None, entries: self.entries(&merged) }];
            }
            None => {}
        }
        self.find_alterations(&mut reading, &items, &[]);
        reading
    }
}

fn flush(items: &mut Vec<Item>, open: &mut Item) {
    let item = std::mem::take(open);
    if item.label.is_some() || !item.values.is_empty() {
        items.push(item);
    }
}

/// Costs of aligning the form's rows with items.
struct RowCosts<'s> {
    candidates: &'s [Vec<(usize, f32)>],
    items: &'s [Item],
}

impl RowCosts<'_> {
    /// A row of the form that the draft does not have.
    const MISSING: f32 = 0.6;
    /// A label with entries that is no row of the form. Together with a missing row it is dearer than the most
    /// damaged label that is still accepted, so that damage is preferred to loss.
    const EXTRA: f32 = 0.3;
}

impl Costs for RowCosts<'_> {
    fn pair(&self, i: usize, j: usize) -> Option<f32> {
        self.candidates.get(j)?.iter().find(|(row, _)| *row == i).map(|&(_, cost)| cost)
    }

    fn missing(&self, _: usize) -> f32 {
        Self::MISSING
    }

    fn extra(&self, j: usize) -> f32 {
        // Heads and group labels have no entries and belong to no row.
        if self.items.get(j).is_some_and(|item| !item.values.is_empty()) { Self::EXTRA } else { 0.0 }
    }
}

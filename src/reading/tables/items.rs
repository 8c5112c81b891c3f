//! Labels with the entries behind them, in every layout.

use std::ops::Range;

use crate::draft::{self, Field, RowKind};
use crate::number::Entry;

use super::{Item, LEAST_SUGGESTION, Reader};

/// Most rows of one zone that are aligned; a longer zone is no table of this form.
const MOST_ITEMS: usize = 20_000;

impl Reader<'_, '_> {
    /// Labels with the entries behind them, in order.
    pub(super) fn items(&self) -> Vec<Item> {
        let mut items = Vec::new();
        let mut open = Item::default();
        let numbered = self.has_serial_column();
        for (number, row) in self.draft.rows.iter().enumerate() {
            let bound = row.kind == RowKind::Bound;
            // A row without any label keeps its first cells where they are blank.
            let labelled = !bound || self.draft.row(row).iter().any(|field| field.entry == Entry::Text);
            let serial = if numbered { self.serial_number(row) } else { None };
            for (offset, index) in row.fields.clone().enumerate().filter(|&(_, index)| Some(index) != serial)
            {
                let Some(field) = self.field(index) else { continue };
                let begun = open.label.is_some() || !open.values.is_empty() || !labelled;
                if row.kind == RowKind::Line && self.is_prose(field) {
                    flush(&mut items, &mut open);
                } else if field.entry != Entry::Text {
                    if field.entry == Entry::Empty && !begun {
                        continue;
                    }
                    if open.values.is_empty() {
                        open.values.reserve(self.table.width());
                        open.offset = offset;
                        open.width = bound.then_some(row.fields.len());
                    }
                    open.values.push(index);
                } else if bound && self.is_garbled_entry(&open, row.fields.start..index) {
                    open.values.push(index);
                } else {
                    let known_row = open.row.is_some();
                    if known_row || open.values.iter().any(|&value| self.is_filled(value)) {
                        flush(&mut items, &mut open);
                    }
                    let row = self.row_of(index);
                    open = Item { label: Some(index), row, ..Item::default() };
                }
                if items.len() > MOST_ITEMS {
                    return Vec::new();
                }
            }
            let below = self.draft.rows.get(number + 1..).unwrap_or_default();
            if bound && !self.goes_on(&open, below) {
                flush(&mut items, &mut open);
            }
        }
        flush(&mut items, &mut open);
        items
    }

    /// Whether the rows of one-cell lines are numbered: the last entry before each label is one more than the last.
    /// Such a number would fill the place of a cell that was left out.
    pub(super) fn has_serial_numbers(&self, items: &[Item]) -> bool {
        const FEWEST: usize = 3;
        let rows: Vec<&Item> =
            items.iter().filter(|item| item.row.is_some() && !item.values.is_empty()).collect();
        let number = |item: &&Item| match self.field(*item.values.last()?)?.entry {
            Entry::Number { value, .. } => value.as_whole(),
            _ => None,
        };
        let numbers: Vec<Option<i64>> = rows.iter().map(number).collect();
        let before_last = numbers.split_last().map_or(&[][..], |(_, before)| before);
        let ascend = before_last.windows(2).all(|pair| matches!(pair, &[Some(a), Some(b)] if b == a + 1));
        let is_loose = rows.iter().all(|item| item.width.is_none());
        is_loose && before_last.len() >= FEWEST && ascend
    }

    /// Whether rows are numbered one by one in a column before their labels.
    fn has_serial_column(&self) -> bool {
        const FEWEST: usize = 3;
        let number = |row| match self.field(self.serial_number(row)?)?.entry {
            Entry::Number { value, .. } => value.as_whole(),
            _ => None,
        };
        let numbers: Vec<i64> = self.draft.rows.iter().filter_map(number).collect();
        numbers.len() >= FEWEST
            && numbers.windows(2).all(|pair| matches!(pair, &[a, b] if b == a + 1 || b == 1))
    }

    /// The number that stands alone before the label of a row.
    fn serial_number(&self, row: &draft::Row) -> Option<usize> {
        if row.kind != RowKind::Bound {
            return None;
        }
        let mut filled = row.fields.clone().filter(|&index| self.is_filled(index));
        let (first, second) = (filled.next()?, filled.next()?);
        let is_number =
            |index: usize| self.field(index).is_some_and(|field| matches!(field.entry, Entry::Number { .. }));
        (is_number(first) && !is_number(second) && self.row_of(second).is_some()).then_some(first)
    }

    /// Whether a row was broken by a line end: the next has nothing but the numbers that are lacking.
    fn goes_on(&self, open: &Item, below: &[draft::Row]) -> bool {
        let Some(expected) = open.row.and_then(|row| self.table.rows.get(row)).map(|row| row.columns.len())
        else {
            return false;
        };
        let Some(next) = below.first() else { return false };
        let fields = self.draft.row(next);
        if next.kind == RowKind::Line {
            // A PDF puts the first number beside the label, and the others on lines of their own.
            let is_number = |row: &&draft::Row| {
                row.kind == RowKind::Line
                    && matches!(self.draft.row(row), [Field { entry: Entry::Number { .. }, .. }])
            };
            let numbers = below.iter().take(expected).take_while(is_number).count();
            // In columns, they are halves of cells that are broken.
            let is_plain = |label| !self.apart(self.line(label)).by_marks && !self.has_columns(label);
            return open.label.is_some_and(is_plain)
                && numbers > 0
                && self.filled(open) > 0
                && self.filled(open) + numbers == expected;
        }
        if next.kind != RowKind::Bound {
            return false;
        }
        let numbers = fields.iter().filter(|field| matches!(field.entry, Entry::Number { .. })).count();
        // There, numbers on the next line are the rest of cells that are broken, not of the row.
        let has_columns = self.has_columns(next.fields.start);
        let only_numbers =
            fields.iter().all(|field| matches!(field.entry, Entry::Number { .. } | Entry::Empty));
        !has_columns && only_numbers && numbers > 0 && self.filled(open) + numbers == expected
    }

    /// Whether a text stands where an entry should: a short unknown text behind a known label, or entries of one, among
    /// the fields `before` it in its row.
    fn is_garbled_entry(&self, open: &Item, before: Range<usize>) -> bool {
        const LONGEST_ENTRY: usize = 6;
        let index = before.end;
        let text = self.text(index);
        let is_behind = open.label.is_some_and(|label| before.contains(&label));
        let behind = open.row.is_some() && is_behind || !open.values.is_empty() && open.label.is_some();
        behind
            && text.chars().count() <= LONGEST_ENTRY
            && self.meaning(index).is_none()
            && self.lexicon.nearest(text).is_none_or(|(_, likeness)| likeness < LEAST_SUGGESTION)
    }
}

fn flush(items: &mut Vec<Item>, open: &mut Item) {
    let item = std::mem::take(open);
    if item.label.is_some() || !item.values.is_empty() {
        items.push(item);
    }
}

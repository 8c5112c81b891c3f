//! Labels with the entries behind them, in every layout.

use crate::draft::{self, RowKind};
use crate::number::Entry;

use super::{Item, LEAST_SUGGESTION, Reader};

/// Most rows of one zone that are aligned; a longer zone is no table of this form.
const MOST_ITEMS: usize = 20_000;

impl Reader<'_, '_> {
    /// Labels with the entries behind them, in order.
    pub(super) fn items(&self) -> Vec<Item> {
        let mut items = Vec::new();
        let mut open = Item::default();
        for (number, row) in self.draft.rows.iter().enumerate() {
            let bound = row.kind == RowKind::Bound;
            // A row without any label keeps its first cells where they are blank.
            let labelled = !bound || self.draft.row(row).iter().any(|field| field.entry == Entry::Text);
            for (offset, index) in row.fields.clone().enumerate() {
                let Some(field) = self.field(index) else { continue };
                let begun = open.label.is_some() || !open.values.is_empty() || !labelled;
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
                    let row = self.lexicon.row_of(text);
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
        // There, numbers on the next line are the rest of cells that are broken, not of the row.
        let has_columns = self.has_columns(next.fields.start);
        let only_numbers =
            fields.iter().all(|field| matches!(field.entry, Entry::Number { .. } | Entry::Empty));
        !has_columns && only_numbers && numbers > 0 && self.filled(open) + numbers == expected
    }

    /// Whether a field stands in columns of blanks.
    pub(super) fn has_columns(&self, field: usize) -> bool {
        let line = self.source.lines().get(self.line(field)).copied().unwrap_or_default();
        let text = crate::fold::trim(self.source.slice(line));
        text.contains("  ") && !text.contains(['\t', '|'])
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
}

fn flush(items: &mut Vec<Item>, open: &mut Item) {
    let item = std::mem::take(open);
    if item.label.is_some() || !item.values.is_empty() {
        items.push(item);
    }
}

//! The second level of reading a table: which entry behind a label is which cell of its row.

use std::cmp::Ordering;
use std::ops::Range;

use crate::draft::RowKind;
use crate::find::has;
use crate::fold::key;
use crate::form::{Column, Quantity};
use crate::number::Entry;
use crate::source::Span;

use super::{CellReading, Item, Reader};

impl Reader<'_, '_> {
    /// Cells and surplus of an item that is a row of `width` cells; `None` where it cannot be told which entry
    /// is which cell.
    pub(super) fn place(
        &self,
        item: &Item,
        width: usize,
        items: &[Item],
        matched: &[Option<(usize, bool)>],
    ) -> Option<(Vec<Option<CellReading>>, Vec<Span>)> {
        let mut filled = Vec::with_capacity(item.values.len());
        filled.extend(
            (0..item.values.len()).filter(|&i| item.values.get(i).is_some_and(|&v| self.is_filled(v))),
        );
        let at = |i: usize| item.values.get(i).and_then(|&value| self.field(value));
        let cell = |i: usize| at(i).map(|field| CellReading { span: field.span, entry: field.entry });
        let spans =
            |indices: &[usize]| indices.iter().filter_map(|&i| at(i)).map(|field| field.span).collect();
        match filled.len().cmp(&width) {
            Ordering::Equal => Some((filled.iter().map(|&i| cell(i)).collect(), Vec::new())),
            Ordering::Greater => {
                // The form has wider rows in this table: the row was filled in to their width.
                let (cells, rest) = filled.split_at_checked(width)?;
                let mut entries = filled.iter().filter_map(|&i| at(i)).map(|field| field.entry);
                let first = entries.next();
                let alike = entries.all(|entry| Some(entry) == first);
                // A column of remarks that says 无.
                let is_mark = |&i: &usize| at(i).is_some_and(|field| field.entry == Entry::Mark);
                let has_remark = rest.iter().all(is_mark) && !cells.iter().any(is_mark);
                let is_zero = |&i: &usize| {
                    at(i).is_some_and(|f| matches!(f.entry, Entry::Number { value, .. } if value.is_zero()))
                };
                let is_filled_up = filled.len() <= self.table.width() && rest.iter().all(is_zero);
                (alike || has_remark || is_filled_up)
                    .then(|| (cells.iter().map(|&i| cell(i)).collect(), spans(rest)))
            }
            Ordering::Less => {
                let start = self.window(item, &filled, width, items, matched)?;
                Some(((start..start + width).map(cell).collect(), Vec::new()))
            }
        }
    }

    /// Under a head in 万元, 1.2万 is what 1.2 would be, 1亿元 ten thousand of it, and an amount in 元 no number.
    pub(super) fn check_unit(&self, cell: Option<&mut CellReading>, column: &Column) {
        let in_ten_thousands = column.quantity == Quantity::Money && has(column.label, "万元");
        let Some(cell) = cell.filter(|_| in_ten_thousands) else { return };
        let text = self.source.slice(cell.span);
        let amount = text.strip_suffix('元').unwrap_or(text);
        let (number, tens) = match (amount.strip_suffix('万'), amount.strip_suffix('亿')) {
            (Some(number), _) => (number, 0),
            (_, Some(number)) => (number, 4),
            _ if amount.len() < text.len() => ("", 0),
            _ => return,
        };
        cell.entry = match Entry::read(number) {
            Entry::Number { value, .. } => {
                value.times_ten(tens).map_or(Entry::Text, |value| Entry::Number { value, plain: false })
            }
            _ => Entry::Text,
        };
    }

    /// Where the cells of a row with blanks begin among its fields: where the rows of the same layout have theirs,
    /// or the only window that covers all its entries. A row that is too short for either has lost cells, and
    /// which ones cannot be told.
    fn window(
        &self,
        item: &Item,
        filled: &[usize],
        width: usize,
        items: &[Item],
        matched: &[Option<(usize, bool)>],
    ) -> Option<usize> {
        let len = item.values.len();
        if filled.is_empty() {
            // Its cells are blank wherever they stand.
            return Some(0);
        }
        let Some(own_width) = item.width else {
            // Without bounds an empty field may belong to a merged cell of the next row, unless this layout writes
            // none: then every row has its own number of fields behind its label.
            let rows = items.iter().filter_map(|item| Some((item, self.table.rows.get(item.row?)?)));
            let mut rows = rows.filter(|(item, _)| !item.values.is_empty());
            let exact = rows.all(|(item, row)| item.values.len() == row.columns.len());
            return (exact && len == width).then_some(0);
        };
        let (first, last) = (filled.first().copied(), filled.last().copied());
        let fits = |start: usize| {
            start + width <= len
                && first.is_none_or(|first| start <= first)
                && last.is_none_or(|last| last < start + width)
        };
        let full: Vec<&Item> = matched
            .iter()
            .zip(self.table.rows)
            .filter_map(|(found, row)| Some((items.get(found.as_ref()?.0)?, row)))
            .filter(|(other, row)| self.filled(other) == row.columns.len() && other.width.is_some())
            .map(|(other, _)| other)
            .collect();
        let start_of = |other: &Item| {
            other.offset + other.values.iter().take_while(|&&value| !self.is_filled(value)).count()
        };
        let mut alike =
            full.iter().filter(|other| other.width == Some(own_width)).map(|other| start_of(other));
        if let Some(start) = alike.next().filter(|start| alike.all(|other| other == *start)) {
            return start.checked_sub(item.offset).filter(|&start| fits(start));
        }
        let heads = self.heads_of(item);
        let mut same = heads.iter().filter(|(_, width)| *width == own_width).map(|&(start, _)| start);
        if let Some(start) = same.next().filter(|start| same.all(|other| other == *start)) {
            return start.checked_sub(item.offset).filter(|&start| fits(start));
        }
        let widths = full.iter().filter_map(|other| other.width).chain(heads.iter().map(|&(_, width)| width));
        let narrower = widths.into_iter().any(|width| own_width < width);
        let mut windows = (0..=len.saturating_sub(width)).filter(|&start| fits(start));
        match (windows.next(), windows.next()) {
            (Some(only), None) if !narrower => Some(only),
            _ => None,
        }
    }

    /// The rows with the heads of an item's columns: where these begin, and how wide the row is.
    fn heads_of(&self, item: &Item) -> Vec<(usize, usize)> {
        let first = item.row.and_then(|row| self.table.rows.get(row)?.columns.first());
        let Some(head) = first.map(|column| key(column.label)) else { return Vec::new() };
        let rows = self.draft.rows.iter().filter(|row| row.kind == RowKind::Bound);
        let start =
            |fields: Range<usize>| fields.clone().position(|field| self.labels.key(field) == Some(&head));
        rows.filter_map(|row| Some((start(row.fields.clone())?, row.fields.len()))).collect()
    }
}

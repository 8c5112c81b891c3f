//! A table whose cells stand in one strip, under stacked heads.

use crate::fold::key;
use crate::form::Row;
use crate::number::Entry;
use crate::source::Span;

use super::{CellReading, Item, Reader, RowState, TableReading, UnreadRow};

impl Reader<'_, '_> {
    /// A table whose cells stand in one strip.
    pub(super) fn strip(&self) -> TableReading {
        let items = self.items();
        let mut reading = TableReading::absent(self.table);
        let known = |index: &usize| {
            let Some(label) = self.labels.stripped_key(*index) else { return false };
            let is_known = self.lexicon.meaning_of_key(label).is_some()
                || self.lexicon.run_together(self.text(*index)).is_some();
            // 总计 and 其他 are heads of other tables as well.
            is_known && !self.others.iter().any(|other| other.meaning_of_key(label).is_some())
        };
        let width: usize = self.table.rows.iter().map(|row| row.columns.len()).sum();
        let mut anchors: Vec<usize> = (0..self.draft.fields.len()).filter(known).collect();
        if anchors.is_empty() {
            // Damaged heads, but a row of as many numbers as only this table has.
            let mut full =
                items.iter().filter(|item| item.width == Some(width) && self.filled(item) == width);
            anchors
                .extend(full.next().filter(|_| full.next().is_none()).and_then(|item| item.values.first()));
        }
        let Some(&first_anchor) = anchors.first() else { return reading };
        let is_entry = |&value: &usize| {
            self.field(value).is_some_and(|field| matches!(field.entry, Entry::Number { .. } | Entry::Mark))
        };
        let is_strip = |item: &Item| {
            // A damaged head is not an entry; a bound row without any is one of blank cells.
            let is_blank = item.label.is_none() && item.width.is_some() && self.filled(item) == 0;
            (is_blank || item.values.iter().any(is_entry))
                && item.values.iter().all(|&value| value >= first_anchor)
        };
        let mut taken: Vec<usize> =
            (0..items.len()).filter(|&index| items.get(index).is_some_and(is_strip)).collect();
        // A row that numbers the columns is none of them, unless it is all there is.
        let is_numbering = |&index: &usize| items.get(index).is_some_and(|item| self.is_numbering(item));
        if !taken.iter().all(is_numbering) {
            taken.retain(|index| !is_numbering(index));
        }
        let strips: Vec<&Item> = taken.iter().filter_map(|&index| items.get(index)).collect();
        let mut ends = anchors.clone();
        ends.extend(strips.iter().filter_map(|item| item.values.last()));
        self.claim(&mut reading, &items, &ends);

        let merged = Item {
            label: None,
            values: strips.iter().flat_map(|item| item.values.iter().copied()).collect(),
            width: strips.first().and_then(|item| item.width),
            ..Item::default()
        };
        let filled = self.filled(&merged);
        // Fields of bound rows that are as many as the cells are the cells, in one row or as five and ten.
        let exact = merged.values.len() == width && strips.iter().all(|item| item.width.is_some());
        // Where columns are too narrow for their numbers, these are in several rows of halves. Where a PDF gives its cells
        // in the order of their height, heads stand between numbers of one block.
        let is_part = |item: &&Item| [5, 10].contains(&self.filled(item));
        let has_columns = merged.values.iter().any(|&value| self.has_columns(value));
        let is_cut = strips.iter().skip(1).any(|item| item.label.is_some() && self.filled(item) > 1);
        let is_broken = strips.len() > 1 && (has_columns || is_cut) && !strips.iter().all(is_part);
        // Results down the side, or heads in another order.
        let columns = self.table.rows.first().map_or(&[][..], |row| row.columns);
        let is_result = |item: &&Item| {
            let label = item.label.map(|label| key(self.text(label)));
            item.width.is_some() && columns.iter().any(|column| label.as_ref() == Some(&key(column.label)))
        };
        let is_list = strips.iter().filter(|item| is_result(item)).count() > 1;
        let is_broken = is_broken || self.has_other_order(0) || self.has_other_blocks();
        let placed = if is_list {
            self.listed(&strips)
        } else if is_broken || filled > width || filled == 0 && merged.values.is_empty() {
            None
        } else if strips.len() == 1 || filled == width || exact {
            self.place(&merged, width, &[], &[]).map(|(cells, _)| cells)
        } else {
            None
        };
        let whole = merged.values.first().zip(merged.values.last());
        let whole = whole.and_then(|(&a, &b)| Some(self.field(a)?.span.to(self.field(b)?.span)));
        match placed {
            Some(cells) => {
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
                let unread = |item: &&Item| UnreadRow {
                    label: self.whole_label(item),
                    repeats: None,
                    entries: self.entries(item),
                };
                reading.unread = strips.iter().map(unread).collect();
            }
            None => {}
        }
        self.leave(&mut reading, &items, &taken);
        self.find_alterations(&mut reading, &items, &[]);
        reading
    }

    /// The cells of a list with a line for each: its label and the block that it stands in say which it is. `None` unless
    /// each cell is there once.
    fn listed(&self, items: &[&Item]) -> Option<Vec<Option<CellReading>>> {
        let width = self.table.rows.first()?.columns.len();
        let mut cells = vec![None; width * self.table.rows.len()];
        let mut block = None;
        let mut from = 0;
        for item in items {
            let label = item.label?;
            let mut filled = item.values.iter().filter(|&&value| self.is_filled(value));
            let value = filled.next().or(item.values.first()).filter(|_| filled.next().is_none())?;
            for field in from..label {
                let named = |row: &Row| self.labels.key(field) == Some(key(row.label.text).as_str());
                block = self.table.rows.iter().position(named).or(block);
            }
            from = label;
            let name = self.meaning(label)?.decoration?;
            let column = self.table.rows.first()?.columns.iter().position(|column| column.label == name)?;
            let field = self.field(*value)?;
            let slot = cells.get_mut(block? * width + column).filter(|slot| slot.is_none())?;
            *slot = Some(CellReading { span: field.span, entry: field.entry });
        }
        cells.iter().all(Option::is_some).then_some(cells)
    }

    /// The label of an item that stands in one row with its entries, with the groups before it.
    fn whole_label(&self, item: &Item) -> Option<Span> {
        let (label, value) = (item.label?, *item.values.first()?);
        let row = self.draft.rows.iter().find(|row| row.fields.contains(&value))?;
        let entry = |field: usize| self.field(field).map(|field| field.entry);
        let before = (row.fields.start..=label).rev();
        let wording = before.take_while(|&field| matches!(entry(field), Some(Entry::Text | Entry::Empty)));
        let first = wording.filter(|&field| entry(field) == Some(Entry::Text)).last()?;
        Some(self.field(first)?.span.to(self.field(label)?.span))
    }

    /// Whether the entries of an item are 1, 2, 3 and so on.
    fn is_numbering(&self, item: &Item) -> bool {
        const FEWEST: usize = 10;
        let fields = item.values.iter().filter_map(|&value| self.field(value));
        let counts = |(number, entry): (i64, Entry)| matches!(entry, Entry::Number { value, .. } if value.as_whole() == Some(number));
        item.values.len() >= FEWEST && (1..).zip(fields.map(|field| field.entry)).all(counts)
    }
}

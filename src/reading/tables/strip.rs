//! A table whose cells stand in one strip, under stacked heads.

use crate::number::Entry;

use super::{Item, Reader, RowState, TableReading, UnreadRow, is_label};

impl Reader<'_, '_> {
    /// A table whose cells stand in one strip.
    pub(super) fn strip(&self) -> TableReading {
        let items = self.items();
        let mut reading = TableReading::absent(self.table);
        let known = |index: &usize| {
            let text = self.text(*index);
            self.field(*index).is_some_and(is_label) && self.lexicon.knows_all_of(text)
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
        let strips: Vec<&Item> = items
            .iter()
            .filter(|item| {
                // A damaged head is not an entry; a bound row without any is one of blank cells.
                let is_blank = item.label.is_none() && item.width.is_some() && self.filled(item) == 0;
                is_blank || item.values.iter().any(is_entry)
            })
            .filter(|item| item.values.iter().all(|&value| value >= first_anchor))
            .collect();
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
        // Where columns are too narrow for their numbers, these are in several rows of halves.
        let is_part = |item: &&Item| [5, 10].contains(&self.filled(item));
        let has_columns = merged.values.iter().any(|&value| self.has_columns(value));
        let is_broken = strips.len() > 1 && has_columns && !strips.iter().all(is_part);
        let placed = if is_broken || filled > width || filled == 0 && merged.values.is_empty() {
            None
        } else if strips.len() == 1 || filled == width || exact {
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
